"""What a guest may mean who types into the search box: a piece of HTML for the list under it."""

from __future__ import annotations

from starlette.responses import Response

from banggiao.record import Thing
from banggiao.relation.relations import HOME
from banggiao.web import urls
from banggiao.web.asking import Ask

_SHOWN = 8
BOXES = ("q", "words")  # the ids of the search boxes: that of every page, and the large one
_LONGEST = 100  # characters: nothing with a name of its own has a longer one


def suggest(ask: Ask) -> Response:
    """`/suggest?q=`"""
    words = " ".join(ask.query.get("q", "").split())
    things = ask.record.suggest(words, _SHOWN) if 0 < len(words) <= _LONGEST else []
    box = ask.query.get("box", "q")
    return ask.show(
        "suggest.html",
        words=words[:_LONGEST],
        things=[(address(thing), thing) for thing in things],
        box=box if box in BOXES else "q",
    )


def address(thing: Thing) -> str:
    """Where a person, office, organisation, state, relation or outlet is shown."""
    match thing.kind:
        case "person":
            return urls.person(thing.id, thing.name)
        case "office":
            return urls.office(thing.id, thing.name)
        case "organisation":
            return urls.organisation(thing.id, thing.name)
        case "relation":
            one, _, other = thing.id.partition("-")
            return urls.relation(one, other)
        case "country" if thing.id != HOME:
            return urls.relation(thing.id, HOME)
        case "country":
            return urls.search(country=thing.id)
        case _:
            return urls.search(kind="pages", outlet=thing.id)
