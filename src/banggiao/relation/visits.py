"""Which visit a meeting, an agreement, a call or a message belongs to: by who travels, where to, and when.

It is within the days of the visit, of somebody who travels and somebody of the country visited (or there, with
anybody). An agreement of just the two countries may be signed by others where both days are known: it names nobody, or
a page tells it together with the visit. A call or a message belongs to the visit only where both days are known and a
page tells both: whoever calls need not be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from banggiao.relation.same import Span, Telling, travellers


class Outline(NamedTuple):
    """A contact as far as it matters here. `people` takes part, `travellers` are those of a visit; `days` are from the
    first to the last it may be on; `countries` those of the sides and of the place; `pages` tell it."""

    id: str
    type: str
    status: str
    days: Span | None
    dated: bool
    people: frozenset[str]
    travellers: frozenset[str]
    countries: frozenset[str]
    place: str | None
    home: frozenset[str]
    pages: frozenset[str] = frozenset()


PARTS = ("meeting", "agreement", "call", "message")
"""What may be part of a visit."""


def visit_of(contact: Outline, visits: Iterable[Outline]) -> str | None:
    """The id of the visit that the contact is part of, or None: of several that fit, the shortest, then the first."""
    if contact.type not in PARTS or contact.days is None:
        return None
    fitting = [visit for visit in visits if holds(visit, contact)]
    best = min(fitting, key=lambda visit: (not visit.dated, _length(visit), visit.id), default=None)
    return None if best is None else best.id


def _length(visit: Outline) -> int:
    return visit.days[1] - visit.days[0] if visit.days else 0


def holds(visit: Outline, contact: Outline) -> bool:
    """Whether the contact may be part of the visit."""
    if visit.days is None or contact.days is None or apart(visit, contact):
        return False
    if not (contact.days[0] <= visit.days[1] and visit.days[0] <= contact.days[1]):
        return False
    if visit.travellers & contact.people:
        # With somebody of the country visited, or there with anybody.
        return visit.place in contact.countries and (contact.type not in _AFAR or _told_with(visit, contact))
    # An agreement of the two countries in these days, signed by others.
    between = visit.home | {visit.place}
    if contact.type != "agreement" or contact.countries != between or len(between) != 2:
        return False
    return _told_with(visit, contact) if contact.people else visit.dated and contact.dated


# Whoever calls or writes need not be there: these are of the visit only where a page tells them with it.
_AFAR = frozenset(["call", "message"])


def _told_with(visit: Outline, contact: Outline) -> bool:
    return visit.dated and contact.dated and not visit.pages.isdisjoint(contact.pages)


def apart(visit: Outline, contact: Outline) -> bool:
    """Whether they can't belong together, whoever takes part: by what they are, their days and places."""
    if visit.type != "visit" or visit.place is None or contact.place not in (None, visit.place):
        return True
    if "cancelled" in (visit.status, contact.status) or (visit.status, contact.status) == ("planned", "held"):
        return True
    if not contact.dated or visit.days is None or contact.days is None:
        return False
    return not (visit.days[0] <= contact.days[0] and contact.days[1] <= visit.days[1])


AROUND = 7
"""What is told of a visit and of its parts is of days no further apart than this."""
ARRIVED = 4  # of a visit of which only the first day is known, so many days more


def outline(
    id_: str, type_: str, status: str, days: Span | None, place: str | None, told: Sequence[Telling]
) -> Outline:
    """A contact as far as it matters here, of the days and the place that were chosen and the tellings of it."""
    going = {each.who for telling in told for each in travellers(telling)} - {""} if type_ == "visit" else set()
    home = {each.country for telling in told for each in travellers(telling) if each.country} if going else set()
    countries = {each.country for telling in told for each in telling.takers if each.country}
    dated = days is not None
    if days is not None and type_ == "visit" and days[0] == days[1]:
        days = days[0], days[1] + ARRIVED
    return Outline(
        id=id_,
        type=type_,
        status=status,
        days=days or _near(told),
        dated=dated,
        people=frozenset({each.who for telling in told for each in telling.takers} - {""}),
        travellers=frozenset(going),
        countries=frozenset(countries),
        place=place,
        home=frozenset(home),
        pages=frozenset(telling.page for telling in told if not telling.teaser),
    )


def _near(told: Sequence[Telling]) -> Span | None:
    """The days that all tellings without a date leave open."""
    spans = [telling.near for telling in told if telling.near is not None]
    if not spans:
        return None
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    return (first, last) if first <= last else spans[0]
