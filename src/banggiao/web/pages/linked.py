"""JSON-LD of a contact, a person and a page."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from banggiao.model import to_json
from banggiao.record import Contact, Page, PersonFound
from banggiao.web.asking import Ask, NotThere, PageFunction
from banggiao.web.linked import MEDIA, linked


def _contact(ask: Ask) -> Contact:
    found = ask.record.get(ask.path["id"])
    if not isinstance(found, Contact):
        raise NotThere("missing.contact")
    return found


def _person(ask: Ask) -> PersonFound:
    for found in ask.record.person(ask.path["id"]):
        if found.id == ask.path["id"]:
            return found
    raise NotThere


def _page(ask: Ask) -> Page:
    id_ = ask.path["id"]
    current = next((each.version for each in ask.record.history(id_) if each.current), None)
    found = None if current is None else ask.record.version(id_, current)
    if found is None:
        raise NotThere("missing.article")
    return found


def _at(find: Callable[[Ask], Contact | PersonFound | Page]) -> PageFunction:
    def answer(ask: Ask) -> Response:
        return ask.known(Response(to_json(linked(ask, find(ask))), media_type=MEDIA))

    return answer


ROUTES: tuple[tuple[str, PageFunction], ...] = (
    ("/contact/{id}.jsonld", _at(_contact)),
    ("/person/{id}.jsonld", _at(_person)),
    ("/page/{id:path}.jsonld", _at(_page)),
)
