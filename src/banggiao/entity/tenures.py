"""Who held which office when: the authority's tenures, and what pages say on their days ("X, Bộ trưởng Y").

A sighting of a person in an office attests a tenure of the tables, or tells one that they don't have: from before its
first day to after its last. What neither fits is a conflict: a page that calls someone minister three months before
the appointment is wrong, or is of another day, or the tables are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from banggiao.authority import TENURES, Tenure, kept, tenures_of
from banggiao.entity import careers
from banggiao.entity.comparing import Sight, holder, may_mean
from banggiao.entity.names import parsed
from banggiao.entity.seats import Seat, seat
from banggiao.model import Value

_CONFLICT = 31  # days beyond what the source of a tenure leaves open
_VACANT = 62
# Sightings of one office that lie further apart are two tenures, as far as pages tell.
_ONE_TENURE = 6 * 366


class Attested(Value, frozen=True, kw_only=True):
    """A page that calls someone by an office: the days that it may mean (that of the page, that of what it tells), and
    the contact (`id#n`)."""

    days: tuple[str, ...]
    told_in: str


class Held(Value, frozen=True, kw_only=True):
    """A person's time in an office. `start` and `end` are EDTF: `../2017-02-03` is "on that day at the latest",
    `2017-05-01/..` "on that day at the earliest", `end` None: in office when the table was last checked.
    `source` is `authority`, `read` or `both`; `checked` the day the table speaks until; `where` its line.
    `attested` are the sightings within it, oldest first."""

    title: str
    office: str | None
    seat: str
    country: str | None
    start: str
    end: str | None
    source: str
    acting: bool = False
    checked: str | None = None
    where: str | None = None
    attested: tuple[Attested, ...] = ()
    person: str | None = None
    name: str | None = None


class Conflict(Value, frozen=True, kw_only=True):
    """A sighting that the tables contradict. `kind`: `early` (before the first day), `late` (after the last), `held`
    (by someone else, so the tables say). `days` between it and the tenure; `told_in` is the contact (`id#n`)."""

    kind: str
    person: str | None
    name: str
    title: str
    country: str | None
    day: str
    days: int
    tenure: str
    where: str
    told_in: str


def of_person(sights: Iterable[Sight]) -> tuple[Tenure, ...]:
    """The authority's tenures of someone who is called so; of several who bear the name, those whose offices fit."""
    found: dict[Tenure, None] = {}
    for sight in sights:
        country = sight.country
        if not country and len(told := countries(sight.name)) == 1:
            (country,) = told  # a page that doesn't tell the state
        own = careers.careers(sight.name, country)
        if not own and (named := holder(sight)) is not None:
            own = careers.careers(named, country)  # a spelling that the tables don't have
        if len(own) == 1:
            found.update(dict.fromkeys(own[0]))
            continue
        for title in sight.offices:
            number = careers.held(sight.name, seat(title, country), sight.first, sight.last)
            if number is not None and number < len(own):
                found.update(dict.fromkeys(own[number]))
    return tuple(sorted(found, key=lambda t: (t.start, t.end or "9", t.office)))


def spans(
    tenures: Sequence[Tenure], seen: Iterable[tuple[Seat, Attested]], person: str | None = None, name: str | None = None
) -> tuple[tuple[Held, ...], tuple[Conflict, ...]]:
    """A person's times in office, by first day, and what doesn't fit them."""
    attested: defaultdict[Tenure, list[Attested]] = defaultdict(list)
    left: defaultdict[str, list[tuple[Seat, Attested]]] = defaultdict(list)
    conflicts: list[Conflict] = []
    for where, each in seen:
        if not where.held:
            continue
        same = [t for t in tenures if seat(t.office, t.country).key == where.key]
        away, nearest = min(((_away(t, each), t) for t in same), key=lambda x: (x[0], x[1].start), default=(0, None))
        if nearest is not None and (not each.days or away <= nearest.slack + _CONFLICT):
            attested[nearest].append(each)
        elif nearest is not None:
            conflicts.append(_conflict(nearest, where, each, away, person, name))
        else:
            left[where.key].append((where, each))
    found = [_of_table(t, attested[t], person, name) for t in tenures]
    for group in left.values():
        found += _of_pages(group, person, name)
    return tuple(sorted(found, key=_by_start)), tuple(conflicts)


def first_day(held: Held) -> str:
    """The first day on which the person may or did hold the office, for sorting and asking."""
    return held.start.removeprefix("../")


def holds(held: Held, day: date, slack: int = 0) -> bool:
    """Whether the person held the office on this day, as far as is known: by the tables, or between two sightings."""
    first, last = _bounds(held)
    return first - timedelta(slack) <= day <= (last if last == date.max else last + timedelta(slack))


def _bounds(held: Held) -> tuple[date, date]:
    first = date.fromisoformat(first_day(held))
    if held.end is None:
        return first, date.max
    return first, date.fromisoformat(held.end.removesuffix("/.."))


def gaps(holders: Sequence[Held]) -> tuple[str, ...]:
    """The spans of more than two months between holders in which nobody is known to have held the office."""
    found = []
    until: date | None = None
    for each in holders:
        first, last = _bounds(each)
        if until is not None and (first - until).days > _VACANT:
            found.append(f"{until + timedelta(1)}/{first - timedelta(1)}")
        until = last if until is None else max(until, last)
    return tuple(found)


def _by_start(held: Held) -> tuple[str, str, str]:
    return first_day(held), held.end or "9", held.title


def _away(tenure: Tenure, each: Attested) -> int:
    days = [date.fromisoformat(day) for day in each.days]
    return min((careers.days_outside(tenure, day, day) for day in days), default=0)


def _of_table(tenure: Tenure, attested: list[Attested], person: str | None, name: str | None) -> Held:
    where = seat(tenure.office, tenure.country)
    return Held(
        title=tenure.office,
        office=where.office,
        seat=where.key,
        country=tenure.country or None,
        start=tenure.start,
        end=tenure.end,
        source="both" if attested else "authority",
        acting=where.acting,
        checked=tenure.checked,
        where=tenure.where,
        attested=tuple(sorted(attested, key=lambda each: (each.days, each.told_in))),
        person=person,
        name=name or tenure.person,
    )


def _of_pages(group: list[tuple[Seat, Attested]], person: str | None, name: str | None) -> list[Held]:
    """Tenures that only pages tell: bounds, not days of beginning and end."""
    dated = sorted(
        ((each.days[0], each.told_in, where, each) for where, each in group if each.days), key=lambda x: x[:2]
    )
    runs: list[list[tuple[str, Seat, Attested]]] = []
    for day, _, where, each in dated:
        if runs and (date.fromisoformat(day) - date.fromisoformat(runs[-1][-1][0])).days <= _ONE_TENURE:
            runs[-1].append((day, where, each))
        else:
            runs.append([(day, where, each)])
    return [
        Held(
            title=min((where.title for _, where, _ in run), key=lambda title: (len(title), title)),
            office=run[0][1].office,
            seat=run[0][1].key,
            country=run[0][1].country or None,
            start=f"../{run[0][0]}",
            end=f"{run[-1][0]}/..",
            source="read",
            acting=all(where.acting for _, where, _ in run),
            attested=tuple(each for _, _, each in run),
            person=person,
            name=name,
        )
        for run in runs
    ]


def _conflict(tenure: Tenure, where: Seat, each: Attested, away: int, person: str | None, name: str | None) -> Conflict:
    first, _ = careers.span(tenure)
    day = each.days[0]
    return Conflict(
        kind="early" if date.fromisoformat(day) < first else "late",
        person=person,
        name=name or tenure.person,
        title=where.title,
        country=where.country or None,
        day=day,
        days=away,
        tenure=f"{tenure.start}/{tenure.end or '..'}",
        where=tenure.where,
        told_in=each.told_in,
    )


# --- an office -------------------------------------------------------------------------------------------------


@kept
@cache
def countries(name: str | None = None) -> frozenset[str]:
    """The states (and "" for international bodies) that the tables have tenures of, of everyone or of this name."""
    return frozenset(t.country for t in (TENURES.rows() if name is None else tenures_of(name)))


def is_single(where: Seat) -> bool:
    """Whether one person at a time holds the seat: heads, not members or deputies."""
    return where.office is not None and where.level == "head"


def others(where: Seat, name: str, day: str, names: Iterable[str] = ()) -> Tenure | None:
    """Who held the seat on this day by the tables, when it is nobody of these names and nothing near it is theirs.

    Nobody where the office is acted in, where the name may mean who held it, and where the tables have people of the
    name in other states only: there the page, or its reading, has another fault.
    """
    told = countries(name)
    if not is_single(where) or where.acting or (told and where.country not in told):
        return None
    mine = {parsed(each, where.country).folded for each in (name, *names)}
    on = date.fromisoformat(day)
    found = None
    for tenure in careers.of_seat(where.key):
        away = careers.days_outside(tenure, on, on)
        if parsed(tenure.person, where.country).folded in mine:
            return None
        if (
            away == 0
            and min((on - careers.span(tenure)[0]).days, (careers.span(tenure)[1] - on).days) > _CONFLICT + tenure.slack
        ):
            found = tenure
    if found is not None and any(may_mean(each, found.person, where.country) for each in (name, *names)):
        return None
    return found
