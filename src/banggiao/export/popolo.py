"""Popolo JSON: persons, organizations, memberships (an office as the press gave it) and events.

One document (https://www.popoloproject.com/specs/). A contact is an `event` with its `attendees`; the type and form of
the codebook are its `classification` ("meeting/receive"). Lost: roles, part of the day, sets of days (no date is
given), spans of the evidence, confidence. A membership has no dates: a page says that somebody holds an office, not
since when.
"""

from __future__ import annotations

from typing import Any, TextIO, Unpack

from banggiao.export import edtf, sides
from banggiao.model import content_id, to_json
from banggiao.record import Contact, ContactFilters, Record


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """Events as they come, then everybody in them; gives the number of contacts."""
    persons: dict[str, dict[str, Any]] = {}
    bodies: dict[str, dict[str, Any]] = {}
    memberships: dict[str, dict[str, Any]] = {}
    count = 0
    stream.write('{"events":[')
    for contact in record.each_contact(**filters):
        told = sides.sides(contact.participants)
        for one in told:
            _gather(one, persons, bodies, memberships)
        stream.write(",\n" if count else "\n")
        stream.write(to_json(_event(contact, told)).decode("utf-8"))
        count += 1
    for name, values in (("persons", persons), ("organizations", bodies), ("memberships", memberships)):
        stream.write(f'\n],"{name}":[\n' + ",\n".join(to_json(each).decode("utf-8") for each in values.values()))
    stream.write("\n]}\n")
    return count


def _event(contact: Contact, told: list[sides.Side]) -> dict[str, Any]:
    first, last = edtf.ends(contact.date)
    found = {
        "id": contact.id,
        "name": sides.title(contact.type, contact.form, contact.participants),
        "classification": f"{contact.type}/{contact.form}",
        "status": {"held": "confirmed", "planned": "tentative", "cancelled": "cancelled"}[contact.status],
        "start_date": first,
        "end_date": last,
        "location": ", ".join(filter(None, (contact.place.venue, contact.place.locality, contact.place.country))),
        "attendees": [{f"{'person' if one.kind == 'person' else 'organization'}_id": one.id} for one in told],
        "sources": [{"url": contact.url or contact.source, "note": contact.headline}],
    }
    return _told(found)


def _gather(
    one: sides.Side,
    persons: dict[str, dict[str, Any]],
    bodies: dict[str, dict[str, Any]],
    memberships: dict[str, dict[str, Any]],
) -> None:
    if one.kind != "person":
        bodies.setdefault(one.id, _told({"id": one.id, "name": one.name, "area_id": one.country}))
        return
    persons.setdefault(one.id, _told({"id": one.id, "name": one.name, "national_identity": one.country}))
    for office in one.offices:
        key = content_id("membership", one.id, office)
        memberships.setdefault(key, {"id": key, "person_id": one.id, "role": office})


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
