"""One contact: who, in which office, when and why so, where, what was said, told by which pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.responses import Response

from banggiao.record import Contact, Report, Saying
from banggiao.relation.commitments import same_content
from banggiao.text import fold
from banggiao.web.asking import Ask, NotThere
from banggiao.web.naming import title_of
from banggiao.web.relating import home_first
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
    around = ask.record.neighbours(found.id, _AROUND)
    assert around is not None  # there is such a contact
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
        around=around,
        states=home_first(*around.relation.split("-")) if around.relation else (),
    )


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
