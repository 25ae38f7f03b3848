"""The dates of the tables: EDTF days, months and years, and the days they may mean."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?$")


@lru_cache(8192)
def window(written: str | None) -> tuple[date, date] | None:
    """The first and last day that an EDTF day, month or year (a time of day is ignored) may mean; else None."""
    found = _WRITTEN.match(written or "")
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if not year:
            return None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), last_of_month(year, month)
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1) if (year, month) != (9999, 12) else date.max
