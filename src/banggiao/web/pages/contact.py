"""One contact: who, in which office, when and why so, where, told by which pages."""

from __future__ import annotations

from starlette.responses import Response

from banggiao.record import Contact
from banggiao.web.asking import Ask, NotThere


def contact(ask: Ask) -> Response:
    """`/contact/{id}`"""
    found = ask.record.get(ask.path["id"])
    if not isinstance(found, Contact):
        raise NotThere("missing.contact")
    parts = [part for part in map(ask.record.get, found.parts) if isinstance(part, Contact)]
    whole = ask.record.get(found.part_of) if found.part_of else None
    return ask.show("contact.html", contact=found, parts=parts, whole=whole)
