"""The years that a page's own words allow: candidates, each with its reasons."""

from __future__ import annotations

from datetime import date

from banggiao.dating.days import Bound, YearBounds, real_day
from banggiao.model import DateCandidate


def is_closed(years: YearBounds) -> bool:
    """Whether the bounds leave a finite number of years."""
    return any(b.start for b in years.bounds) and (years.horizon is not None or any(b.end for b in years.bounds))


def year_range(years: YearBounds) -> range:
    """The years to try; empty when the bounds don't close."""
    starts = [b.start for b in years.bounds if b.start]
    ends = [b.end for b in years.bounds if b.end] + ([years.horizon] if years.horizon else [])
    if not starts or not ends:
        return range(0)
    return range(int(max(starts)[:4]), int(min(ends)[:4]) + 1)


def in_bounds(years: YearBounds, first: date, last: date) -> tuple[str, ...] | None:
    """The reasons that allow some day of first..last, None when one of them excludes it."""
    if years.horizon and first.isoformat() > years.horizon:
        return None
    if any(not _allows(bound, first, last) for bound in years.bounds):
        return None
    return tuple(bound.reason for bound in years.bounds)


def _allows(bound: Bound, first: date, last: date) -> bool:
    return (bound.start is None or last.isoformat() >= bound.start) and (bound.end is None or first.isoformat() <= bound.end)


def candidates(years: YearBounds, month: int, day: int, weekday: int | None) -> tuple[DateCandidate, ...]:
    """Every such day that the bounds allow, with the reasons."""
    kept = []
    for year in year_range(years):
        found = real_day(year, month, day)
        if found is None or (weekday is not None and found.weekday() != weekday):
            continue
        reasons = in_bounds(years, found, found)
        if reasons is not None:
            kept.append(DateCandidate(edtf=found.isoformat(), reasons=reasons))
    return tuple(kept)
