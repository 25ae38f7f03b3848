"""FollowTheMoney entities, one JSON object a line, for OpenAleph and the tools around it.

Meetings and agreements are Event, visits Trip, calls Call, messages Message; pages Article; participants Person,
Organization or PublicBody; offices with their terms Position and Occupancy. Lost: form, status and part of the day as
fields (they stand in `summary` and `keywords`), roles but the organiser's, the caller's and the sender's, sets of days
(no date is given), spans of the evidence, confidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO, Unpack

from banggiao.export import careers, edtf, sides
from banggiao.model import content_id, to_json
from banggiao.record import Contact, ContactFilters, PersonFound, Record, Report

Properties = dict[str, list[str]]
_SCHEMA = {"meeting": "Event", "agreement": "Event", "visit": "Trip", "call": "Call", "message": "Message"}
_KIND = {"person": "Person", "organisation": "Organization", "office": "PublicBody", "state": "PublicBody"}


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """Contacts and their pages first, then everybody who took part, once each; gives the number of contacts."""
    people: dict[str, tuple[str, Properties]] = {}
    pages: set[str] = set()
    count = 0
    for contact in record.each_contact(**filters):
        for one in sides.sides(contact):
            _gather(people, one)
        for told in contact.sources:
            if told.page not in pages:
                pages.add(told.page)
                stream.write(_line(f"page-{told.page}", "Article", _page(told)))
        stream.write(_line(contact.id, _SCHEMA[contact.type], _contact(contact)))
        count += 1
    posts: set[str] = set()
    for key, (schema, properties) in people.items():
        if schema == "Person" and (known := careers.of(record, key)) is not None:
            stream.writelines(_career(key, properties, known, posts))
        stream.write(_line(key, schema, properties))
    return count


def _career(key: str, properties: Properties, known: PersonFound, posts: set[str]) -> Iterator[str]:
    """The other names of a person, and the offices held, with the days that are known."""
    _put(properties, "alias", *(called.value for called in known.names if called.value not in properties["name"]))
    _put(properties, "wikidataId", known.wikidata)
    for held in known.offices:
        post = content_id("post", held.seat, held.title)
        if post not in posts:
            posts.add(post)
            named: Properties = {}
            _put(named, "name", held.title)
            _put(named, "country", (held.country or "").lower())
            yield _line(post, "Position", named)
        term: Properties = {}
        _put(term, "holder", key)
        _put(term, "post", post)
        _put(term, "startDate", careers.day(held.start))
        _put(term, "endDate", careers.day(held.end))
        yield _line(content_id("occupancy", key, post, held.start or "", held.end or ""), "Occupancy", term)


def _line(key: str, schema: str, properties: Properties) -> str:
    told = {name: values for name, values in properties.items() if values}
    return to_json({"id": key, "schema": schema, "properties": told}).decode("utf-8") + "\n"


def _gather(people: dict[str, tuple[str, Properties]], one: sides.Side) -> None:
    _, properties = people.setdefault(one.id, (_KIND[one.kind], {}))
    _put(properties, "name", one.name)
    _put(properties, "country", (one.country or "").lower())
    if one.kind == "person":
        for office in one.offices:
            _put(properties, "position", office)


def _put(properties: Properties, name: str, *values: str | None) -> None:
    kept = properties.setdefault(name, [])
    kept += [value for value in values if value and value not in kept]


def _page(contact: Report) -> Properties:
    properties: Properties = {}
    _put(properties, "title", contact.headline)
    _put(properties, "publisher", contact.outlet)
    _put(properties, "sourceUrl", contact.url)
    _put(properties, "publishedAt", edtf.ends(contact.published)[0])
    return properties


def _contact(contact: Contact) -> Properties:
    properties: Properties = {}
    first, last = edtf.ends(contact.date)
    if first == last:
        _put(properties, "date", first)
    else:
        _put(properties, "startDate", first)
        _put(properties, "endDate", last)
    _put(properties, "recordId", contact.id)
    _put(properties, "sourceUrl", *(told.url for told in contact.sources))
    _put(properties, "summary", " ".join(filter(None, (contact.status, contact.type, contact.form, contact.date))))
    told = sides.sides(contact)
    for name, roles in _ROLES[_SCHEMA[contact.type]]:
        _put(properties, name, *(one.id for one in told if one.role in roles))
    if contact.type == "call":
        _put(properties, "description", *(quote.text for quote in contact.evidence))
        return properties
    title = sides.title(contact)
    _put(properties, "subject" if contact.type == "message" else "name", title)
    _put(properties, "proof", *(f"page-{told.page}" for told in contact.sources))
    _put(properties, "notes", *(quote.text for quote in contact.evidence))
    _put(properties, "keywords", contact.type, contact.form, contact.status)
    _put(properties, "country", (contact.place.country or "").lower())
    if contact.type != "message":
        _put(properties, "location", ", ".join(_place(contact)))
    return properties


def _place(contact: Contact) -> Iterator[str]:
    yield from filter(None, (contact.place.venue, contact.place.locality))


_EVERYONE = frozenset(["host", "guest", "inviter", "sender", "recipient", "party"])
_ROLES: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "Event": (("organizer", frozenset(["host"])), ("involved", _EVERYONE)),
    "Trip": (("organizer", frozenset(["host", "inviter"])), ("involved", _EVERYONE)),
    "Call": (("caller", frozenset(["sender", "party"])), ("receiver", frozenset(["recipient", "party"]))),
    "Message": (("sender", frozenset(["sender"])), ("recipients", frozenset(["recipient"]))),
}
