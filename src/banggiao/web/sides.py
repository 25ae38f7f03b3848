"""The sides of a contact, ours first: who stands on each, and whose a statement is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from banggiao.model import Participant
from banggiao.relation.relations import HOME
from banggiao.text import fold

BOTH = "both"


class Taker(NamedTuple):
    """A participant, and the id of the person, where it is known."""

    about: Participant
    person: str | None


class Side(NamedTuple):
    """`country` is the state of a side; where one state is on all sides, `role` tells them apart."""

    country: str | None
    role: str | None
    takers: tuple[Taker, ...]

    def has(self, name: str) -> bool:
        """Whether someone of this name, or a body or office so called, is on this side."""
        wanted = fold(name)
        return any(
            fold(called) == wanted
            for each in self.takers
            for called in (each.about.name, each.about.organisation, *each.about.offices)
            if called
        )


def sides(participants: Sequence[Participant], people: Sequence[str | None] = ()) -> tuple[Side, ...]:
    """By state, that of the record's home first; people of one state by what they do there."""
    takers = [Taker(each, people[n] if n < len(people) else None) for n, each in enumerate(participants)]
    states = list(dict.fromkeys(each.country for each in participants))
    if len(states) > 1:
        states.sort(key=lambda code: (code != HOME, code is None))
        return tuple(Side(code, None, tuple(t for t in takers if t.about.country == code)) for code in states)
    roles = list(dict.fromkeys(each.role for each in participants))
    if len(roles) > 1:
        return tuple(Side(_only(states), role, tuple(t for t in takers if t.about.role == role)) for role in roles)
    return tuple(Side(_only(states), None, (each,)) for each in takers)


def _only(states: Sequence[str | None]) -> str | None:
    return states[0] if states else None


def side_of(name: str, every: Iterable[Side]) -> Side | None:
    """The side of whoever is called so."""
    return next((side for side in every if side.has(name)), None)
