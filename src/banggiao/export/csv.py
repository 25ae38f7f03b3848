"""CSV: one row a participant of a contact, for a spreadsheet or a statistics program.

The columns and their order are fixed; new ones are added at the end. An empty cell is an unknown. A contact with two
participants is two rows with the same `contact`; several offices stand in one cell with "; " between them, several
sentences of evidence with " | ". `page`, `headline`, `published`, `outlet`, `url` and `source` are of the page that the
contact is shown by; `sources` counts the pages that tell it, `independent` their different texts, `part_of` is the
visit it belongs to; `related` is the number of the teaser it stands in, empty for a page's own. Values are written as
read: a program that runs cells as formulas must be told to take them as text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO, Unpack

from banggiao.model import Participant
from banggiao.record import Contact, ContactFilters, Record

COLUMNS = (
    "contact",
    "type",
    "form",
    "status",
    "date",
    "part_of_day",
    "venue",
    "locality",
    "place_country",
    "participant",
    "role",
    "name",
    "offices",
    "organisation",
    "country",
    "confidence",
    "page",
    "published",
    "outlet",
    "headline",
    "url",
    "source",
    "related",
    "evidence",
    "date_confidence",
    "place_confidence",
    "form_confidence",
    "status_confidence",
    "participant_confidence",
    "person",
    "sources",
    "independent",
    "part_of",
)


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """A header line, then one row a participant; a contact without any has one row. Gives the number of contacts."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for contact in record.each_contact(**filters):
        writer.writerows(_rows(contact))
        count += 1
    return count


def _rows(contact: Contact) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(contact.participants, 1):
        yield _row(contact, number, one)
    if not contact.participants:
        yield _row(contact, None, Participant(role=""))


def _row(contact: Contact, number: int | None, one: Participant) -> tuple[object, ...]:
    place = contact.place
    return (
        contact.id,
        contact.type,
        contact.form,
        contact.status,
        contact.date,
        contact.part_of_day,
        place.venue,
        place.locality,
        place.country,
        number,
        one.role,
        one.name,
        "; ".join(one.offices),
        one.organisation,
        one.country,
        contact.confidence,
        contact.page,
        contact.published,
        contact.outlet,
        contact.headline,
        contact.url,
        contact.source,
        contact.related,
        " | ".join(" ".join(quote.text.split()) for quote in contact.evidence),
        *_sure(contact, number),
        contact.people[number - 1] if number and contact.people else None,
        len({told.page for told in contact.sources}),
        contact.independent,
        contact.part_of,
    )


def _sure(contact: Contact, number: int | None) -> tuple[float | None, ...]:
    """Date, place, form, status, and the participant of the row (counted from 1)."""
    fields = contact.field_confidence
    if fields is None:
        return (None,) * 5
    one = fields.participants[number - 1] if number and number <= len(fields.participants) else None
    return fields.date, fields.place, fields.form, fields.status, one
