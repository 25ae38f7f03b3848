"""Days and EDTF: writing dates down, moving them, the bounds a page sets to its own day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from banggiao.authority import last_of_month, window
from banggiao.model import Value

_OPEN_DAY = re.compile(r"XXXX-(\d{2})-(\d{2})$")


class Bound(Value, frozen=True):
    """A reason why the day of a page lies in one of `spans`: (first, last) days `YYYY-MM-DD`, inclusive, None = open.

    `kind` says what it was told from (office, congress, relation, ...); `reason` is a sentence for a person: "Võ Văn
    Thưởng was Chủ tịch nước 2023-03-02/2024-03-21".
    """

    kind: str
    reason: str
    spans: tuple[tuple[str | None, str | None], ...]


class YearBounds(Value, frozen=True):
    """All that a page says about when it can have been written; a day must satisfy every bound.

    `horizon` is the last day that the page can have been written, None where nothing is known of it: then an office
    that is still held, as far as the tables know, does not close the upper side. `checked` is the last day that the
    tables speak for.
    """

    bounds: tuple[Bound, ...] = ()
    horizon: str | None = None
    checked: str | None = None


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_moved(day: str | None, days: int) -> str | None:
    """A day `YYYY-MM-DD` so many days later; None of None.

    >>> day_moved("2024-12-31", 1)
    '2025-01-01'
    """
    return (date.fromisoformat(day) + timedelta(days)).isoformat() if day else None


def shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def one_of(days: Iterable[date]) -> str | None:
    """EDTF of a day that is one of the given: the day, the month or year they fill, a range or a set.

    >>> one_of([date(2021, 11, 24), date(2022, 11, 24)])
    '[2021-11-24,2022-11-24]'
    """
    known = sorted(set(days))
    if not known:
        return None
    if len(known) == 1:
        return known[0].isoformat()
    first, last = known[0], known[-1]
    if (last - first).days == len(known) - 1:
        if first.day == 1 and last == last_of_month(first.year, first.month):
            return f"{first.year:04}-{first.month:02}"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04}"
        return f"[{first}..{last}]"
    return "[" + ",".join(day.isoformat() for day in known) + "]"


def moved(edtf: str | None, days: int) -> str | None:
    """The EDTF date so many days later; a set or a day without a year is moved as a whole; None where it can't be told.

    >>> moved("XXXX-12-26", 1), moved("[2021-11-24,2022-11-24]", 1)
    ('XXXX-12-27', '[2021-11-25,2022-11-25]')
    """
    if edtf is None or days == 0:
        return edtf if edtf and "/" not in edtf else None
    if edtf.startswith("[") and ".." not in edtf:
        members = [moved(member, days) for member in edtf[1:-1].split(",")]
        return "[" + ",".join(m for m in members if m) + "]" if all(members) else None
    if found := _OPEN_DAY.match(edtf):
        month, day = int(found[1]), int(found[2])
        common, leap = real_day(2023, month, day), real_day(2024, month, day)
        ends = {f"{d + timedelta(days):%m-%d}" for d in (common, leap) if d}
        return f"XXXX-{ends.pop()}" if len(ends) == 1 and common else None
    span = window(edtf)
    if not span or span[0] != span[1]:
        return None
    day_after = shifted(span[0], days)
    return day_after.isoformat() if day_after else None
