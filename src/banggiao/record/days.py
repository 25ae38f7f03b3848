"""What a day is the day of: anniversaries, and what is planned from then on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from banggiao.authority import CONGRESSES, CONGRESSES_ABROAD, DIPLOMATIC, NATIONAL_DAYS
from banggiao.authority.periods import ANNIVERSARIES
from banggiao.record import finding
from banggiao.record.results import Anniversary, Card
from banggiao.record.selecting import country_name

_KINDS = ("ties", "congress", "national_day", "event", "contact")
_WEEK = 7


def anniversaries(db: sqlite3.Connection, day: date, limit: int) -> list[Anniversary]:
    """What happened on this day of earlier years: full tens of years first, then fives, then the rest."""
    found = [*_known(day), *_contacts(db, day)]
    return sorted(found, key=lambda each: (_roundness(each.years), _KINDS.index(each.kind), -(each.years or 0)))[:limit]


def _roundness(years: int | None) -> int:
    """
    >>> [_roundness(years) for years in (50, 25, 7, None)]
    [0, 1, 3, 2]
    """
    if years is None:
        return 2
    return 0 if years % 10 == 0 else 1 if years % 5 == 0 else 3


def _known(day: date) -> Iterator[Anniversary]:
    """From the authority's tables."""
    end = f"-{day:%m-%d}"

    def years(begun: str) -> int | None:
        is_of_day = len(begun) == len("2024-09-05") and begun.endswith(end)
        return day.year - int(begun[:4]) if is_of_day and int(begun[:4]) < day.year else None

    for ties in DIPLOMATIC.rows():
        if (count := years(ties.established)) is not None:
            yield Anniversary(kind="ties", day=ties.established, years=count, name=ties.name, country=ties.state)
    for congress in (*CONGRESSES.rows(), *CONGRESSES_ABROAD.rows()):
        if (count := years(congress.start)) is not None:
            name = f"Đại hội {congress.number} {congress.party}"
            yield Anniversary(kind="congress", day=congress.start, years=count, name=name, country=congress.country)
    for national in NATIONAL_DAYS.rows():
        if national.day == f"{day:%m-%d}":
            yield Anniversary(
                kind="national_day",
                day=national.day,
                years=None,
                name=country_name(national.state),
                country=national.state,
            )
    for other in ANNIVERSARIES.rows():
        if (count := years(other.day)) is not None:
            yield Anniversary(kind="event", day=other.day, years=count, name=other.names[0])


def _contacts(db: sqlite3.Connection, day: date) -> Iterator[Anniversary]:
    rows = db.execute(
        "SELECT contact, date FROM contacts WHERE status = 'held' AND NOT related AND length(date) = 10"
        " AND substr(date, 5) = ? AND date < ? ORDER BY date DESC, id",
        (f"-{day:%m-%d}", day.isoformat()),
    ).fetchall()
    for contact, told in rows:
        card = finding.card(db, contact)
        name = " - ".join(one.name or one.organisation or ", ".join(one.offices) for one in card.participants)
        years = day.year - int(told[:4])
        yield Anniversary(kind="contact", day=told, years=years, name=name, contact=card)


def planned(db: sqlite3.Connection, day: date, asked: Mapping[str, Any], limit: int) -> list[Card]:
    """What is planned for this day or later and not told as held: soonest first."""
    conditions, values = finding.of_contacts(db, {**asked, "status": "planned"})
    rows = db.execute(
        "SELECT e.contact, e.type, e.date_from, e.date_to, f.facets FROM contacts e"
        f" JOIN contact_facets f ON f.contact = e.contact WHERE e.date_to >= ? AND {' AND '.join(conditions)}"
        # What is planned for some day of a year comes last.
        " ORDER BY julianday(e.date_to) - julianday(e.date_from) > 31, e.date_from, e.date_to, e.id",
        (day.isoformat(), *values),
    ).fetchall()
    found: list[Card] = []
    for contact, type_, first, last, facets in rows:
        if len(found) == limit:
            break
        if not _is_held(db, contact, type_, first or last, last, facets):
            found.append(finding.card(db, contact))
    return found


def _is_held(db: sqlite3.Connection, contact: int, type_: str, first: str, last: str, facets: str) -> bool:
    """Whether a contact of this type, of the same states and with a person of this one, is told as held about then."""
    states = "\n".join(line for line in facets.split("\n") if line.startswith("country:"))
    begins = (date.fromisoformat(first) - timedelta(_WEEK)).isoformat()
    ends = (date.fromisoformat(last) + timedelta(_WEEK)).isoformat()
    row = db.execute(
        "SELECT 1 FROM contacts o JOIN contact_facets g ON g.contact = o.contact WHERE o.date_to"
        " BETWEEN ? AND date(?, '+31 days') AND o.date_from <= ? AND o.type = ? AND o.status = 'held'"
        " AND instr(g.facets, ?) AND EXISTS (SELECT 1 FROM tellings t JOIN participants p ON p.event = t.event"
        " JOIN sightings s ON s.participant = p.participant WHERE t.contact = o.contact AND s.person IN"
        " (SELECT x.person FROM tellings u JOIN participants q ON q.event = u.event"
        " JOIN sightings x ON x.participant = q.participant WHERE u.contact = ?)) LIMIT 1",
        (begins, ends, ends, type_, states, contact),
    ).fetchone()
    return row is not None
