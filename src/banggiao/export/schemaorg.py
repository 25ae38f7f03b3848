"""schema.org as JSON-LD: NewsArticle, Event, Message, Person, Organization, with the context in the file itself.

A planned contact is EventScheduled, a cancelled one EventCancelled; one that was held has no status, as schema.org has
none for it. Type and form of the codebook stand in `bg:form`, the status in `bg:status`. Lost: roles but the
organiser's and the sender's, offices, part of the day, confidence; a date that is a set of days stands as EDTF in
`temporalCoverage` alone.
"""

from __future__ import annotations

from typing import Any, TextIO, Unpack
from urllib.parse import quote

from banggiao.export import edtf, sides
from banggiao.model import to_json
from banggiao.record import Contact, ContactFilters, Held, Page, PersonFound, Record, Report

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


def of_contact(contact: Contact, address: str) -> dict[str, Any]:
    """One contact as a document: with its people and pages, and the address of the page that shows it."""
    *others, own = _nodes(contact)
    unique = {node["@id"]: node for node in others}
    return {"@context": CONTEXT, "@graph": [own | {"url": address}, *unique.values()]}


def of_person(person: PersonFound, address: str) -> dict[str, Any]:
    """One person as a document: names, state, offices in the present and the past."""
    known = f"https://www.wikidata.org/entity/{person.wikidata}" if person.wikidata else None
    found = {
        "@context": CONTEXT,
        "@id": f"bg:person:{person.id}" if person.id else address,
        "@type": "Person",
        "name": person.name,
        "alternateName": [each.value for each in person.names if each.value != person.name],
        "nationality": {"@type": "Country", "identifier": person.country} if person.country else None,
        "sameAs": {"@id": known} if known else None,
        "hasOccupation": [_told(_tenure(held)) for held in person.offices],
        "url": address,
    }
    return _told(found)


def _tenure(held: Held) -> dict[str, Any]:
    """The days that bound it, where they are known as days."""
    return {
        "@type": "Role",
        "roleName": held.title,
        "startDate": held.start if edtf.days(held.start) else None,
        "endDate": held.end if edtf.days(held.end) else None,
    }


def of_page(page: Page, address: str) -> dict[str, Any]:
    """One page as a document: the article, and what it is about."""
    reading = page.reading
    publisher = {"@type": "Organization", "name": reading.outlet} if reading.outlet else None
    found = {
        "@context": CONTEXT,
        "@id": _page_id(page.id),
        "@type": "NewsArticle",
        "headline": reading.headline,
        "inLanguage": "vi",
        "datePublished": edtf.ends(reading.published)[0],
        "author": {"@type": "Person", "name": reading.byline} if reading.byline else None,
        "publisher": publisher,
        "url": web_address(reading.url) or address,
        "mainEntityOfPage": {"@id": address},
        "about": [{"@id": f"bg:contact:{event.id}"} for event in reading.events],
    }
    return _told(found)


def _page_id(id_: str) -> str:
    return f"bg:page:{quote(id_, safe='')}"


def web_address(url: str | None) -> str | None:
    """The address when it is one of the web."""
    return url if url and url.startswith(("https://", "http://")) else None


def _nodes(contact: Contact) -> list[dict[str, Any]]:
    told = sides.sides(contact)
    return [*map(_page, contact.sources), *map(_side, told), _contact(contact, told)]


def _page(contact: Report) -> dict[str, Any]:
    found = {
        "@id": _page_id(contact.page),
        "@type": "NewsArticle",
        "headline": contact.headline,
        "inLanguage": "vi",
        "datePublished": edtf.ends(contact.published)[0],
        "url": web_address(contact.url),
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
        "subjectOf": sorted({_page_id(told.page) for told in contact.sources}),
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
