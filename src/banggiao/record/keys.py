"""The key of a version is its place in time: the day of publication in the high bits, a counter in the low ones.

Newest first is then the reverse of the order in which the full-text index keeps its hits, whatever was added when, and
the pages published around a day are a range of keys.
"""

from __future__ import annotations

DAY_BITS = 20
# Pages without a date come before every dated one. No page was published before this day (in the year 1436).
FIRST_DAY = 1 << 19


SPAN_BITS = DAY_BITS + 5


def span(version: int) -> int:
    """Which stretch of 32 days a version was published in; the undated ones are together before all others."""
    return version >> SPAN_BITS


def around(version: int, days: int) -> list[tuple[int, int]]:
    """The ranges of keys (both ends included) of the versions published within so many days of this one, and of those
    whose day of publication is not known; every version for one of these."""
    day = version >> DAY_BITS
    if day < FIRST_DAY:
        return [(0, 1 << 62)]
    undated = (0, (FIRST_DAY << DAY_BITS) - 1)
    return [undated, (max(day - days, FIRST_DAY) << DAY_BITS, ((day + days + 1) << DAY_BITS) - 1)]
