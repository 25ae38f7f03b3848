"""JSON-LD of schema.org: of a contact, a person and a page, in the head of its page and at an address of its own.

A script element that holds data is never run, so that the content security policy doesn't mind it; what could end it
is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from banggiao.export import schemaorg
from banggiao.model import to_json
from banggiao.record import Contact, Page, PersonFound
from banggiao.web import urls

if TYPE_CHECKING:
    from banggiao.web.asking import Ask

MEDIA = "application/ld+json"
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def block(ask: Ask, *things: object) -> Markup:
    """The element for the head of a page about one of these."""
    for thing in things:
        if isinstance(thing, (Contact, PersonFound, Page)):
            text = to_json(linked(ask, thing)).decode().translate(_ESCAPED)
            # Nothing in it can end the element: "<", ">" and "&" are written as escapes of JSON.
            return Markup(f'<script type="{MEDIA}">{text}</script>')  # nosec B704
    return Markup("")


def linked(ask: Ask, thing: Contact | PersonFound | Page) -> dict[str, Any]:
    """The thing as a document, with the address of its page."""
    if isinstance(thing, Contact):
        return schemaorg.of_contact(thing, ask.base + urls.contact(thing.id))
    if isinstance(thing, PersonFound):
        return schemaorg.of_person(thing, ask.base + urls.person(thing.id or thing.name, thing.name))
    return schemaorg.of_page(thing, ask.base + urls.page(thing.id))
