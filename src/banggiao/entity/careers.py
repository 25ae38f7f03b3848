"""What the tables know of a name: its tenures, parted into the careers of those who bear it.

The tables tell people of one name apart by nothing but their offices: two that nobody holds at once, or a gap of many
years, are two people's.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache, lru_cache

from banggiao.authority import TENURES, Tenure, kept, people_named, tenures_of
from banggiao.entity import seats
from banggiao.entity.names import namesakes, parsed
from banggiao.entity.seats import Seat, seat
from banggiao.text import lower

# Handing over takes months, and many tenures are known by the year alone.
_HANDING_OVER = 400
_AT_ONCE = 60
_LONGEST_GAP = 12 * 366
# Below this many namesakes to be expected a name is one person's.
_RARE = 0.3
# How far the day of a page may lie outside the tenure that it is of.
_SLACK = 366


@kept
@lru_cache(4096)
def careers(name: str, country: str) -> tuple[tuple[Tenure, ...], ...]:
    """The tenures of everyone of this name and country, by person, each in order of time."""
    found: list[list[Tenure]] = []
    words = parsed(name, country).words
    if country != "VN" or namesakes(words) < _RARE:
        return (tuple(sorted(known(name, country), key=_by_time)),) if known(name, country) else ()
    for tenure in sorted(known(name, country), key=_by_time):
        fitting = [own for own in found if all(_go_together(tenure, each) for each in own)]
        near = [own for own in fitting if _gap(own, tenure) <= _LONGEST_GAP]
        if near:
            min(near, key=lambda own: (not _of_one_place(own, tenure), _gap(own, tenure))).append(tenure)
        else:
            found.append([tenure])
    return tuple(map(tuple, found))


@kept
@lru_cache(4096)
def known(name: str, country: str) -> tuple[Tenure, ...]:
    """The tenures under this name, by its marks where it has them, or under another spelling of it."""
    wanted = parsed(name, country)
    spellings = {lower(each) for person in people_named(name) for each in (person.name, *person.also)}
    return tuple(
        tenure
        for tenure in tenures_of(name)
        if tenure.country == country
        and (_written_so(tenure.person, wanted.key, wanted.marked, country) or lower(tenure.person) in spellings)
    )


def _written_so(person: str, key: str, marked: bool, country: str) -> bool:
    theirs = parsed(person, country)
    return theirs.key == key or not theirs.vietnamese or not (marked and theirs.marked)


def held(name: str, wanted: Seat, first: date | None, last: date | None) -> int | None:
    """Which of the careers of this name has the seat, about these days; None when none has."""
    found = []
    for number, own in enumerate(careers(name, wanted.country)):
        for tenure in own:
            if seat(tenure.office, tenure.country).key == wanted.key:
                away = 0 if first is None else days_outside(tenure, first, last or first)
                if away <= _SLACK:
                    found.append((away, number))
    return min(found)[1] if found else None


def days_outside(tenure: Tenure, first: date, last: date) -> int:
    """How many days the span lies before or after the tenure, 0 when it touches it."""
    start, end = span(tenure)
    return max((start - last).days, (first - end).days, 0)


def span(tenure: Tenure) -> tuple[date, date]:
    return date.fromisoformat(tenure.start), date.fromisoformat(tenure.end) if tenure.end else date.max


def _by_time(tenure: Tenure) -> tuple[str, str, str]:
    return tenure.start, tenure.end or "9", tenure.office


def _go_together(one: Tenure, other: Tenure) -> bool:
    (start, end), (from_, to) = span(one), span(other)
    both = (min(end, to) - max(start, from_)).days
    inside = both >= min((end - start).days, (to - from_).days) and both > _AT_ONCE
    if both <= _HANDING_OVER and not inside:
        return True
    return seats.exclude(seat(one.office, one.country), seat(other.office, other.country)) is None


def _gap(own: list[Tenure], tenure: Tenure) -> int:
    return max((date.fromisoformat(tenure.start) - max(span(each)[1] for each in own)).days, 0)


def _of_one_place(own: list[Tenure], tenure: Tenure) -> bool:
    place = seat(tenure.office, tenure.country).place
    return bool(place) and any(seat(each.office, each.country).place == place for each in own)


# --- by the seat ---------------------------------------------------------------------------------------------


def of_seat(key: str) -> tuple[Tenure, ...]:
    """The authority's tenures of a seat, by first day."""
    return _by_seat().get(key, ())


@kept
@cache
def _by_seat() -> dict[str, tuple[Tenure, ...]]:
    found: defaultdict[str, list[Tenure]] = defaultdict(list)
    for tenure in TENURES.rows():
        found[seat(tenure.office, tenure.country).key].append(tenure)
    return {key: tuple(sorted(rows, key=lambda t: (t.start, t.end or "9", t.person))) for key, rows in found.items()}
