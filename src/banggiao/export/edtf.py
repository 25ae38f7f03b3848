"""EDTF for programs that know only days: the first and the last day of a date, where the text leaves no doubt."""

from __future__ import annotations

import datetime
import re

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_WHOLE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def days(date: str | None) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of a day or a span of days; None for a month, a year, a set, an unknown.

    >>> days("2024-09-05/2024-09-08")
    (datetime.date(2024, 9, 5), datetime.date(2024, 9, 8))
    >>> days("[2023-12-26,2024-12-26]"), days("2024-09"), days(None)
    (None, None, None)
    """
    found = _DAYS.fullmatch(date or "")
    if found is None:
        return None
    return datetime.date.fromisoformat(found[1]), datetime.date.fromisoformat(found[2] or found[1])


def ends(date: str | None) -> tuple[str | None, str | None]:
    """Start and end as ISO 8601 of any precision: both None where the date is open or one of several.

    >>> ends("2024-09"), ends("2024-09-05/2024-09-08"), ends("XXXX-12-26")
    (('2024-09', '2024-09'), ('2024-09-05', '2024-09-08'), (None, None))
    """
    first, _, last = (date or "").partition("/")
    last = last or first
    return (first, last) if _WHOLE.fullmatch(first) and _WHOLE.fullmatch(last) else (None, None)
