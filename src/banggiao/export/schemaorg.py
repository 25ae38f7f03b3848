"""schema.org as JSON-LD: NewsArticle, Event, Message, Person, Organization, with the context in the file itself.

A planned contact is EventScheduled, a cancelled one EventCancelled; one that was held has no status, as schema.org has
none for it. Type and form of the codebook stand in `bg:form`, the status in `bg:status`. Lost: roles but the
organiser's and the sender's, offices, part of the day, confidence; a date that is a set of days stands as EDTF in
`temporalCoverage` alone.
"""

from __future__ import annotations

from typing import Any, TextIO, Unpack

from banggiao.export import edtf, sides
from banggiao.model import to_json
from banggiao.record import Contact, ContactFilters, Record, Report

# All that is needed to read the file without fetching anything.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "bg": "urn:banggiao:",
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
    "datePublished": {"@type": "Date"},
    "url": {"@type": "@id"},
    "eventStatus": {"@type": "@id"},
    "organizer": {"@type": "@id"},
    "attendee": {"@type": "@id"},
    "sender": {"@type": "@id"},
    "recipient": {"@type": "@id"},
    "subjectOf": {"@type": "@id"},
    "superEvent": {"@type": "@id"},
}
_STATUS = {"planned": "https://schema.org/EventScheduled", "cancelled": "https://schema.org/EventCancelled"}


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """One document, a node a line; gives the number of contacts."""
    known: set[str] = set()
    count = 0
    stream.write('{"@context":' + to_json(CONTEXT).decode("utf-8") + ',"@graph":[')
    separator = "\n"
    for contact in record.each_contact(**filters):
        for node in _nodes(contact):
            if node["@id"] not in known:
                known.add(node["@id"])
                stream.write(separator + to_json(node).decode("utf-8"))
                separator = ",\n"
        count += 1
    stream.write("\n]}\n")
    return count


def _nodes(contact: Contact) -> list[dict[str, Any]]:
    told = sides.sides(contact)
    return [*map(_page, contact.sources), *map(_side, told), _contact(contact, told)]


def _page(contact: Report) -> dict[str, Any]:
    found = {
        "@id": f"bg:page:{contact.page}",
        "@type": "NewsArticle",
        "headline": contact.headline,
        "inLanguage": "vi",
        "datePublished": edtf.ends(contact.published)[0],
        "url": contact.url,
    }
    if contact.outlet:
        found["publisher"] = {"@type": "Organization", "name": contact.outlet}  # type: ignore[assignment]
    return _told(found)


def _side(one: sides.Side) -> dict[str, Any]:
    country = {"@type": "Country", "identifier": one.country} if one.country else None
    if one.kind == "person":
        return _told({"@id": _name(one), "@type": "Person", "name": one.name, "nationality": country})
    found = {"@id": _name(one), "@type": "Country" if one.kind == "state" else "Organization", "name": one.name}
    return _told({**found, "location": country if one.kind != "state" else None})


def _name(one: sides.Side) -> str:
    return f"bg:{one.kind}:{one.id}"


def _contact(contact: Contact, told: list[sides.Side]) -> dict[str, Any]:
    message = contact.type == "message"
    first, last = edtf.ends(contact.date)
    place = ", ".join(filter(None, (contact.place.venue, contact.place.locality, contact.place.country)))
    found: dict[str, Any] = {
        "@id": f"bg:contact:{contact.id}",
        "@type": "Message" if message else "Event",
        "name": sides.title(contact),
        "bg:form": f"{contact.type}/{contact.form}",
        "bg:status": contact.status,
        "temporalCoverage": contact.date,
        "description": " ".join(quote.text for quote in contact.evidence),
        "subjectOf": sorted({f"bg:page:{told.page}" for told in contact.sources}),
        "superEvent": f"bg:contact:{contact.part_of}" if contact.part_of and not message else None,
    }
    if message:
        found["dateSent"] = first
        found["sender"] = [_name(one) for one in told if one.role == "sender"]
        found["recipient"] = [_name(one) for one in told if one.role == "recipient"]
        return _told(found)
    found["startDate"], found["endDate"] = first, last
    found["eventStatus"] = _STATUS.get(contact.status)
    found["organizer"] = [_name(one) for one in told if one.role in ("host", "inviter")]
    found["attendee"] = [_name(one) for one in told if one.role not in ("host", "inviter")]
    if place:
        found["location"] = {"@type": "Place", "name": place}
    return _told(found)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
