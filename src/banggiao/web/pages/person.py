"""One person: names, offices over time, contacts, with whom, what about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.responses import RedirectResponse, Response

from banggiao.record import Held
from banggiao.web import briefing, charts, urls
from banggiao.web.asking import Ask, NotThere
from banggiao.web.charts.timeline import Row

_CONTACTS = 20
_STATEMENTS = 6
_COMPANIONS = 12
# An office that only so few sightings tell of somebody who is seen much oftener is more likely misread than held.
_SELDOM, _SHARE, _OFTEN = 3, 0.02, 20


def person(ask: Ask) -> Response:
    """`/person/{id}` and `/person/{id}/{name}`; of a name that several bear, who is meant."""
    asked = ask.path["id"]
    found = ask.record.person(asked)
    if not found:
        raise NotThere("missing.person")
    mine = next((each for each in found if each.id == asked), found[0] if len(found) == 1 else None)
    if mine is None:
        return ask.show("namesakes.html", name=asked, found=found)
    if mine.id not in (None, asked):
        return RedirectResponse(urls.person(str(mine.id), mine.name), status_code=307)
    offices = Offices.of(mine.offices)
    chart = charts.timeline(rows(offices.likely), ask.say("person.offices_of", name=mine.name))
    if ask.query.get("format") == "svg":
        return ask.picture(chart)
    record, id_ = ask.record, mine.id  # no id: only the tables have this person
    return ask.show(
        "person.html",
        person=mine,
        offices=offices,
        chart=chart,
        namesakes=record.namesakes(mine),
        contacts=record.find(person=id_, limit=_CONTACTS, after=ask.query.get("after") or None) if id_ else None,
        statements=record.find(kind="statements", person=id_, limit=_STATEMENTS) if id_ else None,
        company=record.company(id_, _COMPANIONS) if id_ else [],
    )


def brief(ask: Ask) -> Response:
    """`/person/{id}/{name}/brief`: the person on one sheet."""
    found = [each for each in ask.record.person(ask.path["id"]) if each.id]
    if not found:
        raise NotThere("missing.person")
    sheet = briefing.of_person(ask.record, found[0], ask.language)
    return ask.show("brief.html", brief=sheet, back=urls.person(str(found[0].id), found[0].name))


class Offices(NamedTuple):
    """Times in office: those that the tables have or pages tell often enough, and what else someone is called."""

    likely: tuple[Held, ...]
    seldom: tuple[Held, ...]

    @property
    def now(self) -> tuple[Held, ...]:
        """Those that the tables have as held still, the latest first."""
        return tuple(held for held in reversed(self.likely) if held.end is None)

    @property
    def last(self) -> Held | None:
        """The one that was held last."""
        ended = [held for held in self.likely if held.end is not None]
        return max(ended, key=lambda held: str(held.end), default=None)

    @classmethod
    def of(cls, offices: Sequence[Held]) -> Offices:
        most = max((len(held.attested) for held in offices), default=0)
        least = max(_SELDOM, most * _SHARE) if most >= _OFTEN else 0
        likely = tuple(held for held in offices if held.source != "read" or len(held.attested) > least)
        return cls(likely, tuple(held for held in offices if held not in likely))


def rows(offices: Iterable[Held]) -> list[Row]:
    """One row a seat, however often it was held, by first day."""
    found: dict[str, list[Held]] = {}
    for held in offices:
        found.setdefault(held.seat, []).append(held)
    return [Row(some[0].title, tuple(some)) for some in found.values()]
