"""What was said in a contact, as all pages that are no copies report it."""

from __future__ import annotations

import sqlite3

from banggiao.record.results import Saying

_COLUMNS = (
    "s.id, d.id, v.headline, v.outlet, v.published, v.url, c.id, c.date, s.speaker, q.id, s.relayed_for,"
    " s.addressee, s.act, s.commitment, s.topics, s.start, s.stop, substr(v.text, s.start + 1, s.stop - s.start),"
    " s.confidence"
)
_NAMES = (
    "id", "page", "headline", "outlet", "published", "url", "contact", "date", "speaker", "person", "relayed_for",
    "addressee", "act", "commitment", "topics", "start", "end", "text", "confidence",
)  # fmt: skip


def said_in(db: sqlite3.Connection, contact: str) -> list[Saying]:
    """The statements of a contact (id of any telling), page by page, the earliest published first, in text order."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM events a JOIN tellings b ON b.event = a.event"
        " JOIN tellings t ON t.contact = b.contact JOIN contacts c ON c.contact = t.contact"
        " JOIN events e ON e.event = t.event JOIN statements s ON s.version = e.version AND s.event = e.id"
        " JOIN versions v ON v.version = s.version JOIN documents d ON d.document = v.document"
        " LEFT JOIN speakers k ON k.statement = s.statement LEFT JOIN people q ON q.person = k.person"
        " WHERE a.id = ? AND a.current AND e.teaser IS NULL AND s.version NOT IN (SELECT version FROM copies)"
        " GROUP BY s.statement ORDER BY v.published IS NULL, v.published, d.id, s.n",
        (contact,),
    )
    told = (dict(zip(_NAMES, row, strict=True)) for row in rows)
    return [Saying(**{**one, "topics": tuple(str(one["topics"]).split())}) for one in told]
