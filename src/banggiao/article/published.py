"""The day of publication: given, from metadata, from the address, or from the page's own date line - never from a
sentence.
"""

from __future__ import annotations

import re

from banggiao.article.urls import iso_day
from banggiao.text import fold

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?P<time>[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})(?!\d)")
_LONG = re.compile(r"(\d{1,2})\s*thang\s*(\d{1,2})\s*,?\s*(?:nam\s*)?(\d{4})")
_NAMES = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
MONTHS = "|".join(sorted(_NAMES, key=len, reverse=True))
"""The names of months, folded: "Tháng Chín 19, 2024" as WordPress writes it, "19 Tháng Chín, 2024"."""
_NAMED = re.compile(rf"(?:(\d{{1,2}}) )?thang ({MONTHS})(?: (\d{{1,2}}))?,? (\d{{4}})")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")


def given(value: object) -> str | None:
    """A caller's EDTF day, month or year (a time of day after a day is dropped); None when it is none."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    plain = _EDTF.match(value)
    if plain is None:
        return of_metadata(value)
    year, month, day = plain.groups()
    if day is not None:
        return iso_day(year, month, day)
    if month is not None:
        return value if 1 <= int(month) <= 12 and iso_day(year, month, 1) else None
    return value if iso_day(year, 1, 1) else None


def of_metadata(value: str) -> str | None:
    """The day in Vietnam of an ISO time ("2024-09-05T23:30:00Z" is the 6th there), of "5/9/2024 18:05" or of
    "20240905".
    """
    iso = _ISO.match(value)
    if iso is not None:
        day = iso_day(iso[1], iso[2], iso[3])
        return _in_vietnam(value, iso) if day is not None and iso["zone"] else day
    compact = _COMPACT.match(value)
    if compact is not None:
        return iso_day(*compact.groups())
    return of_line(value)


def _in_vietnam(value: str, iso: re.Match[str]) -> str | None:
    from datetime import datetime, timedelta, timezone

    try:
        moment = datetime.fromisoformat(value.strip()[: iso.end()].strip().replace(" ", "T", 1).replace(" ", ""))
        moment = moment.astimezone(timezone(timedelta(hours=7)))
    except (ValueError, OverflowError):
        return iso_day(iso[1], iso[2], iso[3])
    return iso_day(moment.year, moment.month, moment.day)


def of_line(line: str) -> str | None:
    """The day of a page's date line ("Thứ Ba, 26/12/2023 - 18:05", "26 tháng 12 năm 2023", "Tháng Chín 19, 2024")."""
    found = _VIETNAMESE.search(line)
    if found is not None:
        return iso_day(found[3], found[2], found[1])
    folded = fold(line)
    written = _LONG.search(folded)
    if written is not None:
        return iso_day(written[3], written[2], written[1])
    named = _NAMED.search(folded)
    if named is not None and bool(named[1]) != bool(named[3]):
        return iso_day(named[4], _NAMES[named[2]], named[1] or named[3])
    iso = _ISO.match(line)
    return iso_day(iso[1], iso[2], iso[3]) if iso else None
