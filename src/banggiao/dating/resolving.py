"""From a time word to EDTF.

With a day of publication the year follows from it: for what has happened the latest such day not after publication, for
what is planned the nearest one. Without it, the year stays open unless it is written or the page itself bounds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from banggiao.authority import last_of_month, window
from banggiao.dating import lunar
from banggiao.dating.days import YearBounds, moved, one_of, real_day, shifted
from banggiao.dating.years import candidates, excluded, has_end, in_bounds, is_closed, later, year_range
from banggiao.model import DateCandidate, Dated, TimeWord

HELD = "held"
# Days of a coarse publication date that are tried one by one; a year has 366.
_LONGEST_WINDOW = 366
# A day and month whose latest past is further than _LONG_AGO days and whose next is within _SOON means the next.
_LONG_AGO = 300
_SOON = 14
# A set of more days than these says no more than the day without its year; the candidates tell them all the same.
_MANY = 20


def resolve(
    time: TimeWord,
    *,
    published: str | None,
    status: str = HELD,
    anchor: str | None = None,
    years: YearBounds | None = None,
) -> Dated:
    """The EDTF date that `time` means, None where it can't be told.

    `published` is the EDTF day (month, year) of publication or None; `status` the event's (held, planned, cancelled);
    `anchor` the EDTF date of the event told before, for "cùng ngày"; `years` what the page says of its year. Where a
    year was inferred without a publication date, `candidates` holds every day it may be and `excluded` those it can't,
    with reasons.
    """
    edtf, found = _KINDS.get(time.kind, _nothing)(_Asked(time, window(published), status == HELD, anchor, years))
    against: tuple[DateCandidate, ...] = ()
    if years and (found or _by_years(edtf)) and time.month and time.day:
        against = excluded(years, time.month, time.day, found)
    return Dated(edtf=edtf, part_of_day=time.part_of_day, candidates=found, excluded=against)


def _by_years(edtf: str | None) -> bool:
    return edtf is not None and edtf.startswith("XXXX-")


def lies_ahead(time: TimeWord, published: str | None, within: int = 31) -> bool:
    """Whether a day or span without a year begins in the days after publication.

    A page that writes "từ ngày 5-11/3" on 3 March announces it: hardly any tells of last year's day without its year.
    For callers that can't tell from the sentence whether something is planned.
    """
    seen = window(published)
    if seen is None or time.kind not in {"day", "span"} or time.lunar or time.day is None or time.month is None:
        return False
    if time.year is not None or time.end_year is not None or time.offset is not None:
        return False
    start = _nearby(_Asked(time, seen, False, None, None), seen[1])
    return start is not None and 0 < (start - seen[1]).days <= within


class _Asked:
    """A time word with all that may tell its date."""

    __slots__ = ("anchor", "held", "time", "window", "years")

    def __init__(
        self, time: TimeWord, seen: tuple[date, date] | None, held: bool, anchor: str | None, years: YearBounds | None
    ) -> None:
        self.time, self.window, self.held, self.anchor, self.years = time, seen, held, anchor, years

    def days(self) -> Iterator[date]:
        """The days that the page may have been published on."""
        if self.window:
            first, last = self.window
            for number in range(min((last - first).days, _LONGEST_WINDOW) + 1):
                yield first + timedelta(number)

    def year_of(self, read: Callable[[date], date | None]) -> str | None:
        """EDTF of a day that lacks its year or month: for what is held by the last day of a coarse publication date."""
        if self.held and self.window and self.time.offset is None:
            found = read(self.window[1])
            return found.isoformat() if found else None
        return self.each(read)

    def each(self, read: Callable[[date], date | None]) -> str | None:
        """EDTF of what `read` gives for the day of publication (for each, where that is a month or a year)."""
        return one_of(day for day in map(read, self.days()) if day)


Answer = tuple[str | None, tuple[DateCandidate, ...]]


def _nothing(asked: _Asked) -> Answer:
    return None, ()


# --- days ------------------------------------------------------------------------------------------------


def _day(asked: _Asked) -> Answer:
    time = asked.time
    if time.day is None:
        return None, ()
    if time.lunar:
        return _lunar_day(asked)
    if time.month is None:
        return _day_of_month(asked), ()
    if time.year is not None:
        day = real_day(time.year, time.month, time.day)
        return (day.isoformat() if day else None), ()
    if asked.window:
        return asked.year_of(lambda seen: _nearby(asked, seen)), ()
    return _open_day(asked)


def _nearby(asked: _Asked, seen: date) -> date | None:
    """The day and month of the time word in the year that publication on `seen` gives."""
    time = asked.time
    month, day = time.month or 1, time.day or 1
    if time.offset is not None:
        return real_day(seen.year + time.offset, month, day)
    if time.edge == "this":
        return real_day(seen.year, month, day)
    # 29 February is at most eight years away.
    reach = 8 if (month, day) == (2, 29) else 1
    near = [
        found
        for year in range(seen.year - reach, seen.year + reach + 1)
        if 1 <= year <= 9999 and (found := real_day(year, month, day))
    ]
    return _chosen(near, seen, asked.held, time.edge)


def _chosen(near: list[date], seen: date, held: bool, edge: str | None) -> date | None:
    """Of the possible days the one meant: "tới" the next, "vừa qua" or a held event the latest, else the nearest."""
    if edge == "next":
        return min((found for found in near if found >= seen), default=None)
    if edge == "last" or (held and edge != "near"):
        latest = max((found for found in near if found <= seen), default=None)
        if edge != "last" and (latest is None or (seen - latest).days > _LONG_AGO):
            # Written as done, dated a few days ahead: an announcement, or a page stamped early; never a year ago.
            ahead = min((found for found in near if 0 < (found - seen).days <= _SOON), default=None)
            return ahead or latest
        return latest
    # As near on both sides: what is planned lies ahead.
    return min(near, key=lambda found: (abs((found - seen).days), found < seen), default=None)


def _day_of_month(asked: _Asked) -> str | None:
    """ "ngày 5", "ngày 5 tháng này"."""
    time = asked.time
    number = time.day or 1

    def read(seen: date) -> date | None:
        if time.offset is not None:
            year, month = _month_at(seen, time.offset)
            return real_day(year, month, number)
        near = [found for months in range(-2, 3) if (found := real_day(*_month_at(seen, months), number))]
        return _chosen(near, seen, asked.held, time.edge)

    if asked.window:
        return asked.year_of(read)
    return f"XXXX-XX-{number:02}" if time.offset is None else None


def _month_at(seen: date, months: int) -> tuple[int, int]:
    count = seen.year * 12 + seen.month - 1 + months
    return count // 12, count % 12 + 1


def _open_day(asked: _Asked) -> Answer:
    """Day and month without any publication date: the years that the page allows, else none."""
    time = asked.time
    month, day = time.month or 1, time.day or 1
    if real_day(2024, month, day) is None or time.offset is not None:
        return (None if time.offset is None else f"XXXX-{month:02}-{day:02}"), ()
    unknown = f"XXXX-{month:02}-{day:02}"
    if asked.years is None:
        return unknown, ()
    kept = candidates(asked.years, month, day, time.weekday)
    if kept and not has_end(asked.years):
        return unknown, (*kept, later(asked.years, month, day))
    if not is_closed(asked.years) or not kept or len(kept) > _MANY:
        return unknown, kept
    return one_of(date.fromisoformat(each.edtf) for each in kept), kept


def _lunar_day(asked: _Asked) -> Answer:
    """ "mùng 1 Tết", "ngày 10 tháng 3 âm lịch": the day in the solar calendar; None when the year is open."""
    time = asked.time
    month, day = time.month, time.day or 1
    if month is None:
        return None, ()
    if time.year is not None:
        found = lunar.to_solar(time.year, month, day)
        return (found.isoformat() if found else None), ()

    def read(seen: date) -> date | None:
        years = range(seen.year - 2, seen.year + 3)
        if time.offset is not None:
            return lunar.to_solar(seen.year + time.offset, month, day)
        near = [found for year in years if (found := lunar.to_solar(year, month, day))]
        return _chosen(near, seen, asked.held, time.edge)

    if asked.window:
        return asked.year_of(read), ()
    return _open_lunar_day(asked, month, day) if time.offset is None else (None, ())


def _open_lunar_day(asked: _Asked, month: int, day: int) -> Answer:
    """The solar days of a lunar date in the years that the page allows; a lunar year ends in the next solar one."""
    if asked.years is None or not (tried := year_range(asked.years)):
        return None, ()
    kept = []
    for year in range(tried.start - 1, tried.stop):
        found = lunar.to_solar(year, month, day)
        reasons = in_bounds(asked.years, found, found) if found else None
        if found and reasons is not None:
            kept.append(DateCandidate(edtf=found.isoformat(), reasons=reasons))
    if not is_closed(asked.years) or len(kept) > _MANY:
        return None, tuple(kept)
    return one_of(date.fromisoformat(each.edtf) for each in kept), tuple(kept)


# --- spans -----------------------------------------------------------------------------------------------


def _span(asked: _Asked) -> Answer:
    time = asked.time
    if time.lunar:
        return None, ()
    if time.day is None:
        return _coarse_span(asked), ()
    if time.end_day is None:
        return None, ()
    if time.month is None or time.end_month is None:
        return _span_of_days(asked), ()
    if time.end_year is not None:
        start_year = time.year if time.year is not None else time.end_year
        return _interval(
            real_day(start_year, time.month, time.day), real_day(time.end_year, time.end_month, time.end_day)
        ), ()
    if time.year is not None:
        return _from(real_day(time.year, time.month, time.day), time), ()
    if asked.window:
        seen_days = [asked.window[1]] if asked.held and time.offset is None else asked.days()
        starts = {start for seen in seen_days if (start := _nearby(asked, seen))}
        # "31/5 - 2/6" of several years can't be one interval.
        return (_from(starts.pop(), time) if len(starts) == 1 else _open_span(time)), ()
    return _open_span_years(asked)


def _from(start: date | None, time: TimeWord) -> str | None:
    """The span that begins on `start`, its end in the same or the next year."""
    if start is None:
        return None
    month, day = time.end_month or start.month, time.end_day or start.day
    over = (month, day) < (start.month, start.day)
    return _interval(start, real_day(start.year + over, month, day))


def _interval(start: date | None, end: date | None) -> str | None:
    if start is None or end is None or start > end:
        return None
    return start.isoformat() if start == end else f"{start}/{end}"


def _open_span(time: TimeWord) -> str | None:
    start, end = (time.month or 1, time.day or 1), (time.end_month or 1, time.end_day or 1)
    if real_day(2024, *start) is None or real_day(2024, *end) is None:
        return None
    return "XXXX-{:02}-{:02}/XXXX-{:02}-{:02}".format(*start, *end)


def _open_span_years(asked: _Asked) -> Answer:
    time, years = asked.time, asked.years
    unknown = _open_span(time)
    if years is None or unknown is None or time.offset is not None:
        return unknown, ()
    starts = candidates(years, time.month or 1, time.day or 1, None)
    kept = tuple(
        DateCandidate(edtf=span, reasons=each.reasons)
        for each in starts
        if (span := _from(date.fromisoformat(each.edtf), time))
    )
    if kept and not has_end(years):
        return unknown, (*kept, later(years, time.month or 1, time.day or 1))
    return (kept[0].edtf if len(kept) == 1 and is_closed(years) else unknown), kept


def _span_of_days(asked: _Asked) -> str | None:
    """ "ngày 5 đến ngày 7" without a month."""
    time = asked.time
    start, end = time.day or 1, time.end_day or 1
    if not asked.window:
        return f"XXXX-XX-{start:02}/XXXX-XX-{end:02}" if start <= end and time.offset is None else None
    found = _day_of_month(asked)
    first = window(found)
    if found is None or not first or first[0] != first[1]:
        return None
    return _interval(first[0], real_day(*_month_at(first[0], int(end < start)), end))


def _coarse_span(asked: _Asked) -> str | None:
    """Months ("tháng 5 đến tháng 9/2024") or years ("năm 2021 đến năm 2023")."""
    time = asked.time
    if time.month is None:
        return _forward(f"{time.year:04}", f"{time.end_year:04}") if time.year and time.end_year else None
    end_month = time.end_month or time.month
    year = time.year
    if year is None:
        years = {_month_near(asked, seen)[0] for seen in asked.days()}
        if len(years) != 1:
            return f"XXXX-{time.month:02}/XXXX-{end_month:02}" if not asked.window else None
        year = years.pop()
    end_year = time.end_year if time.end_year is not None else year + (end_month < time.month)
    return _forward(f"{year:04}-{time.month:02}", f"{end_year:04}-{end_month:02}")


def _forward(start: str, end: str) -> str | None:
    return f"{start}/{end}" if start < end else None


# --- months, quarters, years, weeks ------------------------------------------------------------------------


def _month(asked: _Asked) -> Answer:
    time = asked.time
    if time.lunar:
        return None, ()
    if time.month is not None and time.year is not None:
        return f"{time.year:04}-{time.month:02}", ()
    if asked.window:
        seen_days = [asked.window[1]] if asked.held and time.month is not None and time.offset is None else asked.days()
        months = sorted({_month_near(asked, seen) for seen in seen_days})
        written = [f"{year:04}-{month:02}" for year, month in months]
        return (written[0] if len(written) == 1 else "[" + ",".join(written) + "]"), ()
    if time.month is None or time.offset is not None:
        return None, ()
    return _open_month(asked)


def _month_near(asked: _Asked, seen: date) -> tuple[int, int]:
    """(year, month) that a month word means on a page published on `seen`."""
    time = asked.time
    if time.month is None:
        return _month_at(seen, time.offset or 0)
    if time.offset is not None:
        return seen.year + time.offset, time.month
    ahead = time.month > seen.month
    if time.edge == "next":
        return seen.year + (time.month <= seen.month), time.month
    if time.edge == "this":
        return seen.year, time.month
    if asked.held or time.edge == "last":
        return seen.year - ahead, time.month
    distance = time.month - seen.month
    return seen.year + (distance <= -6) - (distance > 6), time.month


def _open_month(asked: _Asked) -> Answer:
    month = asked.time.month or 1
    unknown = f"XXXX-{month:02}"
    if asked.years is None:
        return unknown, ()
    kept = []
    for year in year_range(asked.years):
        first = date(year, month, 1)
        reasons = in_bounds(asked.years, first, last_of_month(year, month))
        if reasons is not None:
            kept.append(DateCandidate(edtf=f"{year:04}-{month:02}", reasons=reasons))
    if not is_closed(asked.years) or not kept:
        return unknown, tuple(kept)
    months = [each.edtf for each in kept]
    return (months[0] if len(months) == 1 else "[" + ",".join(months) + "]"), tuple(kept)


def _quarter(asked: _Asked) -> Answer:
    time = asked.time
    first = time.month or 1
    # EDTF numbers the quarters of a year 33 to 36.
    number = 33 + first // 3
    if time.year is not None:
        return f"{time.year:04}-{number}", ()
    years = sorted({_month_near(asked, seen)[0] for seen in asked.days()})
    if not years:
        return None, ()
    written = [f"{year:04}-{number}" for year in years]
    return (written[0] if len(written) == 1 else None), ()


def _year(asked: _Asked) -> Answer:
    time = asked.time
    if time.year is not None:
        return f"{time.year:04}", ()
    years = sorted({seen.year + (time.offset or 0) for seen in asked.days()})
    return (f"{years[0]:04}" if len(years) == 1 else None), ()


def _week(asked: _Asked) -> Answer:
    """ "tuần trước": some day of that week, Monday to Sunday."""
    weeks = asked.time.offset or 0
    mondays = {seen - timedelta(seen.weekday()) for seen in asked.days()}
    if not mondays:
        return None, ()
    first, last = shifted(min(mondays), 7 * weeks), shifted(max(mondays), 7 * weeks + 6)
    return (f"[{first}..{last}]" if first and last else None), ()


def _weekday(asked: _Asked) -> Answer:
    """ "thứ Ba", "thứ Ba tuần trước": the latest such day, for what is planned the next one."""
    time = asked.time
    if time.weekday is None:
        return None, ()
    number = time.weekday

    def read(seen: date) -> date | None:
        if time.offset is not None:
            return shifted(seen, 7 * time.offset + number - seen.weekday())
        back = (seen.weekday() - number) % 7
        return shifted(seen, -back if asked.held else -back + 7 * (back > 0))

    return asked.each(read), ()


def _relative(asked: _Asked) -> Answer:
    offset = asked.time.offset or 0
    if asked.time.same:
        return moved(asked.anchor, offset), ()
    return asked.each(lambda seen: shifted(seen, offset)), ()


def _part(asked: _Asked) -> Answer:
    """ "Buổi chiều" stands on the day told before."""
    return moved(asked.anchor, 0), ()


_KINDS: dict[str, Callable[[_Asked], Answer]] = {
    "day": _day,
    "span": _span,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "week": _week,
    "weekday": _weekday,
    "relative": _relative,
    "part": _part,
}
