"""EDTF as the days it may mean: bounds for the index, and whether a date may fall into a period.

Read are days, months, years, seasons, spans (`a/b`, open ends `..`), sets (`[a,b]`, `{a,b}`), unknown digits
(`XXXX-10-23`, `201X`, `2017-05-XX`) and the qualifiers `~ ? %`, which change nothing. Days are ISO strings, so they
compare as text. What can't be read may mean any day: it is never left out of an answer.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Iterator
from functools import lru_cache

from banggiao.record.errors import RecordError

Interval = tuple[str | None, str | None]  # first and last day, None where open
EVER: Interval = (None, None)

_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")
_QUALIFIER = re.compile(r"[~?%]")
_SEASONS = {
    "21": (3, 5),
    "22": (6, 8),
    "23": (9, 11),
    "24": (12, 12),
    "33": (1, 3),
    "34": (4, 6),
    "35": (7, 9),
    "36": (10, 12),
}


@functools.lru_cache(maxsize=8192)
def bounds(edtf: str | None) -> Interval:
    """First and last day the date may mean; (None, None) for no date, an unknown year, or what can't be read.

    >>> bounds("2024-09"), bounds("[2021-11-24,2023-11-24]"), bounds("XXXX-10-23")
    (('2024-09-01', '2024-09-30'), ('2021-11-24', '2023-11-24'), (None, None))
    """
    if edtf is None:
        return EVER
    parts = [_bounds_of(part) for part in _alternatives(edtf)]
    if not parts:
        return EVER
    firsts = [first for first, _ in parts if first is not None]
    lasts = [last for _, last in parts if last is not None]
    return (
        min(firsts) if len(firsts) == len(parts) else None,
        max(lasts) if len(lasts) == len(parts) else None,
    )


def is_edtf(value: str) -> bool:
    """Whether it is a date in one of the forms read here."""
    return bool(_alternatives(value))


def may_fall(edtf: str | None, since: str | None, until: str | None) -> bool:
    """Whether the date may lie between two days, both included (None: no limit on that side).

    >>> may_fall("XXXX-12-26", "2017-12-01", "2017-12-31"), may_fall("XXXX-12-26", "2017-01-01", "2017-06-30")
    (True, False)
    """
    if edtf is None:
        return True
    parts = _alternatives(edtf)
    return not parts or any(_may_fall(part, since, until) for part in parts)


def falls(edtf: str | None, since: str | None, until: str | None) -> bool:
    """Whether every day the date may mean lies between two days, both included."""
    first, last = bounds(edtf)
    if since is not None and (first is None or first < since):
        return False
    return until is None or (last is not None and last <= until)


def limit(value: str | datetime.date | None, name: str, *, end: bool) -> str | None:
    """A limit of a question (`2024`, `2024-09`, `2024-09-05` or a date) as its first or, with `end`, last day.

    Raises RecordError when it is none of these; `name` says which limit it is.
    """
    if value is None:
        return None
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    found = None if "X" in value else _DATE.fullmatch(value)
    day = _bounds_of(value)[1 if end else 0] if found else None
    if day is None:
        raise RecordError(f"{name}: {value!r} is not a date; write 2024, 2024-09 or 2024-09-05")
    return day


def ordinal(edtf: str | None) -> int | None:
    """The first day the date may mean, counted from 0001-01-01 = 1, or None."""
    first = bounds(edtf)[0]
    return None if first is None else datetime.date.fromisoformat(first).toordinal()


@lru_cache(maxsize=4096)
def _alternatives(edtf: str) -> tuple[str, ...]:
    """The dates or spans a set lists (the date itself when it is no set); empty when one of them can't be read."""
    plain = _QUALIFIER.sub("", edtf.strip())
    inside = plain[1:-1] if plain[:1] + plain[-1:] in ("[]", "{}") else plain
    parts = tuple(part.strip() if "/" in part else part.strip().replace("..", "/") for part in inside.split(","))
    return parts if all(_readable(part) for part in parts) else ()


def _readable(part: str) -> bool:
    ends = part.split("/")
    return len(ends) <= 2 and all((_is_open(end) and len(ends) == 2) or _first_year(end) is not None for end in ends)


def _is_open(end: str) -> bool:
    return end in ("", "..")


def _first_year(date: str) -> int | None:
    """The first year in which the date exists, or None when it never does (2023-02-30) or is no date."""
    found = _DATE.fullmatch(date)
    if found is None:
        return None
    low, high = _years(found[1])
    # Leap years come round within eight years, so a day that exists at all exists in one of these.
    return next((year for year in range(low, min(high, low + 400) + 1) if _in_year(found, year) is not None), None)


def _years(pattern: str) -> tuple[int, int]:
    return max(1, int(pattern.replace("X", "0"))), max(1, int(pattern.replace("X", "9")))


@lru_cache(maxsize=4096)
def _bounds_of(part: str) -> Interval:
    if "/" in part:
        first, last = part.split("/")
        return (
            None if _is_open(first) else _bounds_of(first)[0],
            None if _is_open(last) else _bounds_of(last)[1],
        )
    found = _DATE.fullmatch(part)
    if found is None or found[1] == "XXXX":
        return EVER
    spans = list(_spans(found, *_years(found[1])))
    return (spans[0][0], spans[-1][1]) if spans else EVER


def _may_fall(part: str, since: str | None, until: str | None) -> bool:
    found = _DATE.fullmatch(part)
    if found is None or found[1] != "XXXX":
        first, last = _bounds_of(part)
        if found is not None and "X" in found[1] and since is not None and until is not None:
            return any(_overlap(span, since, until) for span in _spans(found, *_years(found[1])))
        return _overlap((first, last), since, until)
    if since is None or until is None:
        return True  # there is such a day in some year before or after any day
    return any(_overlap(span, since, until) for span in _spans(found, int(since[:4]), int(until[:4])))


def _overlap(span: Interval, since: str | None, until: str | None) -> bool:
    first, last = span
    return (until is None or first is None or first <= until) and (since is None or last is None or since <= last)


def _spans(found: re.Match[str], low: int, high: int) -> Iterator[tuple[str, str]]:
    """First and last day of the pattern in each year from `low` to `high` in which it exists."""
    years = re.compile(found[1].replace("X", "[0-9]"))
    for year in range(low, high + 1):
        if years.fullmatch(f"{year:04}") and (span := _in_year(found, year)) is not None:
            yield span


def _in_year(found: re.Match[str], year: int) -> tuple[str, str] | None:
    month, day = found[2], found[3]
    if month is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    if day is None and month in _SEASONS:
        return _months(year, *_SEASONS[month])
    if day is not None and month.isdecimal() and day.isdecimal():
        is_day = 1 <= int(month) <= 12 and 1 <= int(day) <= calendar.monthrange(year, int(month))[1]
        return (f"{year:04}-{month}-{day}",) * 2 if is_day else None
    months = [m for m in range(1, 13) if _fits(month, m)]
    days = [(m, d) for m in months for d in range(1, calendar.monthrange(year, m)[1] + 1) if _fits(day, d)]
    if not days:
        return None
    return "{:04}-{:02}-{:02}".format(year, *days[0]), "{:04}-{:02}-{:02}".format(year, *days[-1])


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    return f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{calendar.monthrange(year, last)[1]:02}"


def _fits(pattern: str | None, number: int) -> bool:
    return pattern is None or all(p in ("X", n) for p, n in zip(pattern, f"{number:02}", strict=True))
