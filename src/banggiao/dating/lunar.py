"""The Vietnamese lunar calendar (UTC+7): solar days of lunar dates, 1900 to 2199.

New moons and the sun's longitude by the formulas of Jean Meeus, "Astronomical Algorithms" (1998), as Hồ Ngọc Đức
published them for the Vietnamese calendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from math import floor, pi, sin

_ZONE = 7.0
# Julian day number of 1 January of year 1 is 1721426 where Python counts ordinal 1.
_JULIAN = 1721425


def _new_moon(number: int) -> float:
    """Julian day (with fraction, UTC) of the new moon `number` after that of 1 January 1900."""
    t = number / 1236.85
    rad = pi / 180
    moon = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    moon += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * rad)
    m = (359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3) * rad
    mpr = (306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3) * rad
    f = (21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3) * rad
    c = (0.1734 - 0.000393 * t) * sin(m) + 0.0021 * sin(2 * m)
    c += -0.4068 * sin(mpr) + 0.0161 * sin(2 * mpr) - 0.0004 * sin(3 * mpr)
    c += 0.0104 * sin(2 * f) - 0.0051 * sin(m + mpr) - 0.0074 * sin(m - mpr) + 0.0004 * sin(2 * f + m)
    c += -0.0004 * sin(2 * f - m) - 0.0006 * sin(2 * f + mpr) + 0.0010 * sin(2 * f - mpr) + 0.0005 * sin(2 * mpr + m)
    delta = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return moon + c - delta


@cache
def _month_start(number: int) -> int:
    """Julian day number on which the lunar month of the new moon `number` begins in Vietnam."""
    return floor(_new_moon(number) + 0.5 + _ZONE / 24)


def _sun_sector(day: int) -> int:
    """The twelfth of the sun's path (0 to 11) at the beginning of the day."""
    t = (day - 0.5 - _ZONE / 24 - 2451545.0) / 36525
    rad = pi / 180
    m = 357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3
    length = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    length += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(m * rad)
    length += (0.019993 - 0.000101 * t) * sin(2 * m * rad) + 0.000290 * sin(3 * m * rad)
    return floor((length % 360) / 30)


@cache
def _eleventh_month(year: int) -> int:
    """The new moon that begins the lunar month with the winter solstice of `year`."""
    day = date(year, 12, 31).toordinal() + _JULIAN
    number = floor((day - 2415021) / 29.530588853)
    return number - 1 if _sun_sector(_month_start(number)) >= 9 else number


@cache
def _leap_month(first: int) -> int:
    """Which month after the eleventh (1, 2, ...) is the one without a major solar term."""
    for step in range(1, 14):
        if _sun_sector(_month_start(first + step)) == _sun_sector(_month_start(first + step + 1)):
            return step
    return 14


def to_solar(year: int, month: int, day: int) -> date | None:
    """The solar day of a lunar date (never the leap month); None outside 1900-2199 or where the month has no such day.

    >>> to_solar(2024, 1, 1)
    datetime.date(2024, 2, 10)
    """
    if not (1900 < year < 2200 and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    # Months 11 and 12 belong to the winter of their own year, the others to that of the year before.
    winter = year if month >= 11 else year - 1
    first, following = _eleventh_month(winter), _eleventh_month(winter + 1)
    step = (month - 11) % 12
    if following - first > 12 and step >= _leap_month(first):
        step += 1
    start = _month_start(first + step)
    found = date.fromordinal(start - _JULIAN) + timedelta(day - 1)
    return found if start + day - 1 < _month_start(first + step + 1) else None
