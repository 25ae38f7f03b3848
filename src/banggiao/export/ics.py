"""iCalendar (RFC 5545): one VEVENT a contact, a whole-day event on its day or span of days.

STATUS is CONFIRMED for what was held, TENTATIVE for what is planned, CANCELLED for what was called off. Lost: contacts
whose day is not known (a month, a set of days, nothing), the part of the day, offices, confidence.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, Unpack

from banggiao.export import edtf, sides
from banggiao.record import Contact, ContactFilters, Record

_STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//banggiao//contacts//VI\r\nCALSCALE:GREGORIAN\r\n"


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """A calendar; gives the number of contacts that have a day and stand in it."""
    count = 0

    def counted() -> Iterator[Contact]:
        nonlocal count
        for contact in record.each_contact(**filters):
            count += edtf.days(contact.date) is not None
            yield contact

    stream.writelines(calendar(counted()))
    return count


def calendar(
    contacts: Iterable[Contact], *, name: str | None = None, link: Callable[[Contact], str] | None = None
) -> Iterator[str]:
    """A calendar of those contacts that have a day, piece by piece. `link` gives the address of one, else it is that of
    the page which tells it."""
    yield _HEAD
    if name:
        from icalendar import vText
        from icalendar.parser import Contentline, Parameters

        line = Contentline.from_parts("X-WR-CALNAME", Parameters(), vText(name))
        yield line.to_ical().decode("utf-8") + "\r\n"
    for contact in contacts:
        if (days := edtf.days(contact.date)) is not None:
            yield _event(contact, *days, url=link(contact) if link else contact.url)
    yield "END:VCALENDAR\r\n"


def _event(contact: Contact, first: datetime.date, last: datetime.date, url: str | None) -> str:
    from icalendar import Event, vCalAddress

    event = Event()
    event.add("uid", f"{contact.id}@banggiao")
    # RFC 5545 wants the moment the entry was made; the same record must give the same file.
    stamp = edtf.days(contact.published)
    event.add("dtstamp", datetime.datetime.combine((stamp or (first, last))[0], datetime.time(), datetime.UTC))
    event.add("dtstart", first)
    event.add("dtend", last + datetime.timedelta(days=1))
    event.add("summary", sides.title(contact))
    event.add("status", _STATUS[contact.status])
    event.add("categories", [contact.type, contact.form])
    if place := ", ".join(filter(None, (contact.place.venue, contact.place.locality, contact.place.country))):
        event.add("location", place)
    event.add("description", "\n".join(quote.text for quote in contact.evidence))
    if url:
        event.add("url", url)
    for one in sides.sides(contact):
        person = vCalAddress(f"urn:banggiao:{one.kind}:{one.id}")
        person.params["CN"] = one.name
        person.params["ROLE"] = "CHAIR" if one.role in ("host", "sender") else "REQ-PARTICIPANT"
        event.add("attendee", person, encode=False)
    return str(event.to_ical(), "utf-8")
