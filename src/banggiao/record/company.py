"""With whom somebody took part in contacts, and how often."""

from __future__ import annotations

import sqlite3

from banggiao.record import careers
from banggiao.record.results import Companion


def company(db: sqlite3.Connection, asked: str, limit: int) -> list[Companion]:
    """The people who took part in contacts of this person (id) that were held, most contacts first."""
    numbers = careers.find(db, asked)
    if not numbers:
        return []
    marks = ",".join("?" for _ in numbers)
    rows = db.execute(
        "WITH own AS (SELECT DISTINCT c.contact, c.date_to FROM sightings s JOIN participants p ON p.participant ="
        " s.participant JOIN tellings t ON t.event = p.event JOIN contacts c ON c.contact = t.contact"
        f" WHERE s.person IN ({marks}) AND c.status = 'held' AND NOT c.related)"
        " SELECT q.id, q.name, q.country, count(DISTINCT own.contact), max(own.date_to)"
        " FROM own JOIN tellings t ON t.contact = own.contact JOIN participants p ON p.event = t.event"
        " JOIN sightings s ON s.participant = p.participant JOIN people q ON q.person = s.person"
        f" WHERE q.person NOT IN ({marks}) GROUP BY q.person ORDER BY 4 DESC, 5 DESC, q.id LIMIT ?",
        (*numbers, *numbers, limit),
    )
    return [
        Companion(person=id_, name=name, country=country, contacts=contacts, last=last)
        for id_, name, country, contacts, last in rows
    ]
