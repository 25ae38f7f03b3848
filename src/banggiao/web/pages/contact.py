"""One contact: who, in which office, when and why so, where, what was said, told by which pages."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.responses import Response

from banggiao.record import Card, Contact, Record, Report, Saying
from banggiao.record.dates import bounds
from banggiao.relation.commitments import same_content
from banggiao.text import fold
from banggiao.web.asking import Ask, NotThere
from banggiao.web.naming import title_of
from banggiao.web.sides import BOTH, Side, side_of, sides

_AROUND = 3


class Spoken(NamedTuple):
    """A statement, and the others that tell the same of the same speaker."""

    saying: Saying
    again: tuple[Saying, ...]


class Column(NamedTuple):
    """What one side said; `side` None: what both did, or somebody of neither."""

    side: Side | None
    both: bool
    spoken: tuple[Spoken, ...]


class Source(NamedTuple):
    """A telling, and those that copy its text."""

    report: Report
    copies: tuple[Report, ...]


def contact(ask: Ask) -> Response:
    """`/contact/{id}`"""
    found = ask.record.get(ask.path["id"])
    if not isinstance(found, Contact):
        raise NotThere("missing.contact")
    every = sides(found.participants, found.people)
    whole = ask.record.get(found.part_of) if found.part_of else None
    return ask.show(
        "contact.html",
        contact=found,
        title=title_of(found, every, ask.language),
        sides=every,
        columns=columns(ask.record.said_in(found.id), every),
        commitments=ask.record.ledger(contact=found.id),
        parts=[part for part in map(ask.record.get, found.parts) if isinstance(part, Contact)],
        whole=whole if isinstance(whole, Contact) else None,
        sources=sources(found.sources),
        around=around(ask.record, found, every),
    )


# --- before and after --------------------------------------------------------------------------------------


class Around(NamedTuple):
    """The contacts of the same two states that came right before and right after."""

    states: tuple[str, str]
    before: tuple[Card, ...]
    after: tuple[Card, ...]


def around(record: Record, contact: Contact, every: Sequence[Side]) -> Around | None:
    """What came before and after between the same two states; None of a contact of one state or of more than two."""
    states = {side.country for side in every if side.country is not None}
    if contact.type == "visit" and contact.place.country:
        states.add(contact.place.country)
    if len(states) != 2:
        return None
    one, other = sorted(states)
    first, last = bounds(contact.date)
    if first is None or last is None:
        return Around((one, other), (), ())
    own = {contact.id, contact.part_of, *contact.parts}
    near = functools.partial(
        record.find, country=(one, other), status="held", certain=True, counts=False, limit=_AROUND + len(own)
    )
    before = near(until=_day(first, -1), order="newest")
    after = near(since=_day(last, 1), order="oldest")
    return Around((one, other), _but(before.results, own), _but(after.results, own))


def _day(day: str, further: int) -> datetime.date:
    return datetime.date.fromisoformat(day) + datetime.timedelta(further)


def _but(found: Iterable[Card], own: set[str | None]) -> tuple[Card, ...]:
    return tuple(each for each in found if each.id not in own)[:_AROUND]


# --- statements ------------------------------------------------------------------------------------------


def columns(said: Sequence[Saying], every: Sequence[Side]) -> list[Column]:
    """What each side said, then what both did, then what others did; sides that said nothing are left out where none
    did."""
    found: dict[Side | None, list[Saying]] = {side: [] for side in every}
    both: list[Saying] = []
    others: list[Saying] = []
    for one in said:
        side = side_of(one.speaker, every)
        (both if one.speaker == BOTH else others if side is None else found[side]).append(one)
    own = [Column(side, False, together(some)) for side, some in found.items() if some or len(every) == 2]
    own = own if any(column.spoken for column in own) else []
    own += [Column(None, True, together(both))] if both else []
    return own + ([Column(None, False, together(others))] if others else [])


def together(said: Iterable[Saying]) -> tuple[Spoken, ...]:
    """Statements of one speaker that say nearly the same are one, the fullest first."""
    groups: list[list[Saying]] = []
    for one in said:
        for group in groups:
            if fold(group[0].speaker) == fold(one.speaker) and same_content(group[0].text, one.text):
                group.append(one)
                break
        else:
            groups.append([one])
    spoken = []
    for group in groups:
        best = max(group, key=lambda one: (one.commitment is not None, len(one.text)))
        spoken.append(Spoken(best, tuple(one for one in group if one is not best)))
    return tuple(spoken)


# --- sources ---------------------------------------------------------------------------------------------


def sources(told: Iterable[Report]) -> tuple[Source, ...]:
    """One a text, each with its copies, in the order of their days."""
    told = list(told)
    own = {each.page for each in told if each.copy_of is None}
    heads = [each for each in told if each.copy_of is None or each.copy_of not in own]
    seen: set[str] = set()
    found = []
    for head in heads:
        copies = () if head.page in seen else tuple(each for each in told if each.copy_of == head.page)
        seen.add(head.page)
        found.append(Source(head, copies))
    return tuple(found)
