"""The Vietnamese lunar calendar (UTC+7): solar days of lunar dates, by the library lunar-vn, 1900 to 2100."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)
def to_solar(year: int, month: int, day: int) -> date | None:
    """The solar day of a lunar date (never the leap month); None outside 1900-2100 or where the month has no such day.

    >>> to_solar(2024, 1, 1)
    datetime.date(2024, 2, 10)
    """
    import lunar_vn  # late: few pages hold a lunar date

    first, last = lunar_vn.SUPPORTED_YEAR_RANGE
    if not (first < year < last and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    try:
        found: date = lunar_vn.convert_lunar_to_solar(day, month, year)
        back = lunar_vn.convert_solar_to_lunar(found.day, found.month, found.year)
    except ValueError:
        return None
    # The library runs over into the next month where a month has 29 days.
    return found if (back.day, back.month) == (day, month) else None
