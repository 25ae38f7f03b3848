"""Popolo JSON: persons, organizations, posts, memberships (terms in offices) and events.

One document (https://www.popoloproject.com/specs/). A contact is an `event` with its `attendees`; the type and form of
the codebook are its `classification` ("meeting/receive"). Lost: roles, part of the day, sets of days (no date is
given), spans of the evidence, confidence. A membership has the days that the authority's tables know: a page says that
somebody holds an office, not since when.
"""

from __future__ import annotations

from typing import Any, TextIO, Unpack

from banggiao.export import careers, edtf, sides
from banggiao.model import content_id, to_json
from banggiao.record import Contact, ContactFilters, PersonFound, Record


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """Events as they come, then everybody in them; gives the number of contacts."""
    persons: dict[str, dict[str, Any]] = {}
    bodies: dict[str, dict[str, Any]] = {}
    memberships: dict[str, dict[str, Any]] = {}
    count = 0
    stream.write('{"events":[')
    for contact in record.each_contact(**filters):
        told = sides.sides(contact)
        for one in told:
            _gather(one, persons, bodies)
        stream.write(",\n" if count else "\n")
        stream.write(to_json(_event(contact, told)).decode("utf-8"))
        count += 1
    posts: dict[str, dict[str, Any]] = {}
    for key, person in persons.items():
        if (known := careers.of(record, key)) is not None:
            _career(person, known, posts, memberships)
    lists = {"persons": persons, "organizations": bodies, "posts": posts, "memberships": memberships}
    for name, values in lists.items():
        stream.write(f'\n],"{name}":[\n' + ",\n".join(to_json(each).decode("utf-8") for each in values.values()))
    stream.write("\n]}\n")
    return count


def _event(contact: Contact, told: list[sides.Side]) -> dict[str, Any]:
    first, last = edtf.ends(contact.date)
    found = {
        "id": contact.id,
        "name": sides.title(contact),
        "classification": f"{contact.type}/{contact.form}",
        "status": {"held": "confirmed", "planned": "tentative", "cancelled": "cancelled"}[contact.status],
        "start_date": first,
        "end_date": last,
        "location": ", ".join(filter(None, (contact.place.venue, contact.place.locality, contact.place.country))),
        "attendees": [{f"{'person' if one.kind == 'person' else 'organization'}_id": one.id} for one in told],
        "sources": [_told({"url": told.url or told.source, "note": told.headline}) for told in contact.sources],
    }
    return _told(found)


def _gather(one: sides.Side, persons: dict[str, dict[str, Any]], bodies: dict[str, dict[str, Any]]) -> None:
    if one.kind != "person":
        bodies.setdefault(one.id, _told({"id": one.id, "name": one.name, "area_id": one.country}))
        return
    persons.setdefault(one.id, _told({"id": one.id, "name": one.name, "national_identity": one.country}))


def _career(
    person: dict[str, Any],
    known: PersonFound,
    posts: dict[str, dict[str, Any]],
    memberships: dict[str, dict[str, Any]],
) -> None:
    """The other names of a person, and the offices held, with the days that are known."""
    others = [{"name": called.value, "note": called.kind} for called in known.names if called.value != person["name"]]
    if others:
        person["other_names"] = others
    if known.wikidata:
        person["identifiers"] = [{"scheme": "wikidata", "identifier": known.wikidata}]
    for held in known.offices:
        post = content_id("post", held.seat, held.title)
        posts.setdefault(post, _told({"id": post, "label": held.title, "area_id": held.country}))
        key = content_id("membership", person["id"], post, held.start or "", held.end or "")
        term = {"id": key, "person_id": person["id"], "post_id": post, "role": held.title}
        days = {"start_date": careers.day(held.start), "end_date": careers.day(held.end)}
        memberships[key] = _told(term | days)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
