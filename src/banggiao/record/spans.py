"""The claims of a page as spans of its text, ready to be marked.

Stored are the sentences of a contact, the words in which each participant is named, and the content of statements.
Names, offices and bodies are looked for in the words of their participant, places in the sentences of their contact;
dates are read again there. What isn't found has no span: an office that is told elsewhere on the page, a day that is
lent from another sentence, a country that follows from a name.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from banggiao import text
from banggiao.model import Event, Evidence
from banggiao.record import asking
from banggiao.record.results import Claim, Page

_ORDER = ("contact", "statement", "commitment", "participant", "name", "office", "organisation", "place", "date")
_WORD = re.compile(r"\S+")
_YEAR = re.compile(r"\b(?:[0-9X]{4})(?=-)")


def claims(db: sqlite3.Connection, version: int) -> tuple[Claim, ...]:
    """Every fact of a version of a page, in the order of the text, the longer of two that begin together first."""
    page = asking.page(db, version)
    contacts = dict(
        db.execute(
            "SELECT e.id, c.id FROM events e JOIN tellings t ON t.event = e.event JOIN contacts c"
            " ON c.contact = t.contact WHERE e.version = ? ORDER BY e.teaser IS NULL",
            (version,),
        ).fetchall()
    )
    found = [*_of_contacts(page, contacts), *_of_statements(db, version, page, contacts)]
    return tuple(sorted(found, key=lambda c: (c.start, -c.end, _ORDER.index(c.kind), c.id, c.field)))


def _of_contacts(page: Page, contacts: dict[str, str]) -> Iterator[Claim]:
    reading = page.reading
    lowered = text.lower(reading.text)
    teasers = [(number, event) for number, each in enumerate(reading.related, 1) for event in each.events]
    for group, event in [(None, event) for event in reading.events] + teasers:
        about: dict[str, Any] = {"contact": contacts.get(event.id), "related": group}
        for span in event.evidence:
            yield _claim((span.start, span.end), "contact", event.id, "", event.form, about, stored=True)
        yield from _of_participants(event, lowered, about)
        yield from _of_place(event, lowered, about)
        if event.date is not None:
            published = reading.published if group is None else reading.related[group - 1].published
            yield from _of_date(event, reading.text, lowered, published, about)


def _of_participants(event: Event, lowered: str, about: dict[str, Any]) -> Iterator[Claim]:
    for number, one in enumerate(event.participants):
        id_ = f"{event.id}#{number}"
        field = f"participants.{number}"
        whole = one.name or one.organisation or ", ".join(one.offices)
        named = [("name", one.name), ("organisation", one.organisation), *(("office", title) for title in one.offices)]
        for span in one.evidence:
            yield _claim((span.start, span.end), "participant", id_, field, whole, about, stored=True)
            for kind, value in named:
                place = _find(lowered, value, [span])
                if place is not None:
                    of = f"{field}.{'offices' if kind == 'office' else kind}"
                    yield _claim(place, kind, id_, of, value, about)


def _of_place(event: Event, lowered: str, about: dict[str, Any]) -> Iterator[Claim]:
    for part in ("venue", "locality"):
        value = getattr(event.place, part)
        place = _find(lowered, value, event.evidence)
        if place is not None:
            yield _claim(place, "place", event.id, f"place.{part}", value, about)


def _find(lowered: str, value: str | None, spans: Iterable[Evidence]) -> tuple[int, int] | None:
    """Where these words stand first in the spans, whatever blanks are between them."""
    if not value:
        return None
    words = r"\s+".join(map(re.escape, _WORD.findall(text.lower(text.nfc(value)))))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    for span in spans:
        found = pattern.search(lowered, span.start, span.end)
        if found:
            return found.span()
    return None


def _of_date(event: Event, page: str, lowered: str, published: str | None, about: dict[str, Any]) -> Iterator[Claim]:
    """The time words that mean the day of the contact; a year that follows from elsewhere doesn't count."""
    from banggiao import dating  # who only asks a record needs no reader

    assert event.date is not None
    bare = _YEAR.sub("", event.date.partition(",")[0].strip("[]"))
    for span in event.evidence:
        for time in dating.find_times(page, lowered, span.start, span.end):
            told = dating.resolve(time, published=published, status=event.status).edtf
            if told is not None and (told == event.date or (time.year is None and _YEAR.sub("", told) == bare)):
                yield _claim((time.start, time.end), "date", event.id, "date", event.date, about)
                return


def _of_statements(db: sqlite3.Connection, version: int, page: Page, contacts: dict[str, str]) -> Iterator[Claim]:
    promised = dict(
        db.execute(
            "SELECT s.id, c.id FROM statements s JOIN commitment_tellings t ON t.item = s.statement"
            " JOIN commitments c ON c.commitment = t.commitment WHERE s.version = ?",
            (version,),
        ).fetchall()
    )
    for said in page.reading.statements:
        span, about = (said.start, said.end), {"contact": contacts.get(said.event or "")}
        yield _claim(span, "statement", said.id, "", said.act, about, stored=True)
        if said.commitment is not None:
            id_ = promised.get(said.id, said.id)
            yield _claim(span, "commitment", id_, "commitment", said.commitment, about, stored=True)


def _claim(
    span: tuple[int, int],
    kind: str,
    id_: str,
    field: str,
    value: str | None,
    about: Mapping[str, Any],
    *,
    stored: bool = False,
) -> Claim:
    return Claim(start=span[0], end=span[1], kind=kind, id=id_, field=field, value=value, stored=stored, **about)
