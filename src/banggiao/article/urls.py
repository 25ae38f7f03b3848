"""What an address says: the canonical form, the host, the day of publication in its digits."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|zarsrc|ref|source|amp)$")
_DATED_PATH = (
    # .../2017/05/16/..., .../2017-05-16-..., /20170516
    re.compile(r"(?<!\d)(?P<y>20\d\d)[/_-](?P<m>\d{1,2})[/_-](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"[/-](?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[/._-]|\d{4,}|$)"),
    # .../16-05-2017/...
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[/_-](?P<m>\d{1,2})[/_-](?P<y>20\d\d)(?!\d)"),
    # baochinhphu.vn and its kin: -10 2 24 09 24 ... .htm: site, type, then yymmddhhmmss
    re.compile(r"-\d{3}(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)[0-2]\d[0-5]\d[0-5]\d\d{2,6}\.htm"),
    # tuoitre.vn, thanhnien.vn, ... -20240924 ... .htm
    re.compile(r"-(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)\d{4,12}\.htm"),
    # -185240924120355.htm: three digits of the site, then yymmddhhmmss
    re.compile(r"-\d{3}(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)[0-2]\d[0-5]\d\d{2,5}\.htm"),
)


def canonical(url: object) -> str | None:
    """The address without fragment and tracking, host in small letters; None when it is no web address."""
    if not isinstance(url, str):
        return None
    url = url.strip()
    try:
        parts = urlsplit(url if "://" in url or not re.match(r"[\w.-]+\.[a-z]{2,}/", url) else "https://" + url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path or '/'}" + (f"?{urlencode(query)}" if query else "")


def host(url: str) -> str:
    """The host of a canonical address, without "www." and "m."."""
    name = urlsplit(url).hostname or ""
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", name)


def identity(url: str) -> str:
    """What makes two addresses the same page: not the scheme, "www." or a closing slash."""
    parts = urlsplit(url)
    return f"{host(url)}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def day(url: str) -> str | None:
    """The day (EDTF) that the address itself gives, or None."""
    path = urlsplit(url).path
    for pattern in _DATED_PATH:
        found = pattern.search(path)
        if found is not None and (value := iso_day(found["y"], found["m"], found["d"])) is not None:
            return value
    return None


def iso_day(year: str | int, month: str | int, day: str | int) -> str | None:
    """A day of 1990 to 2100 in EDTF; None for one that does not exist. Two digits of a year are of this century."""
    number = int(year)
    try:
        value = date(number + 2000 if number < 100 else number, int(month), int(day))
    except ValueError:
        return None
    return value.isoformat() if 1990 <= value.year <= 2100 else None
