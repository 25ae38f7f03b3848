"""Writing one page into the tables. Every function here runs inside the caller's transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec

from banggiao.model import Event, Evidence, Reading, Statement, to_json
from banggiao.record import contacts, dates, indexing, names, redating, words
from banggiao.record.errors import DAMAGED, RecordError, is_of_definition, present
from banggiao.record.keys import DAY_BITS, FIRST_DAY
from banggiao.record.results import Added

# Readings of older versions have no such fields: where they are empty they are the same.
_NOT_TOLD_BEFORE = (b',"date_excluded":[]', b',"field_confidence":null')


def fingerprint(reading: Reading) -> bytes:
    """What makes two readings of a page the same: everything read, but not where the page lay this time."""
    told = to_json(msgspec.structs.replace(reading, source=""))
    for field in _NOT_TOLD_BEFORE:
        told = told.replace(field, b"")
    return hashlib.blake2b(told, digest_size=16).digest()


def known(db: sqlite3.Connection, page: str) -> tuple[int, int, int, bytes] | None:
    """Document, key, number and fingerprint of the current version of a page, or None."""
    row: tuple[int, int, int, bytes] | None = db.execute(
        "SELECT d.document, v.version, v.number, v.hash FROM documents d JOIN versions v ON v.version = d.current"
        " WHERE d.id = ?",
        (page,),
    ).fetchone()
    return row


def write(db: sqlite3.Connection, reading: Reading, mark: bytes) -> Added:
    """Write the page unless this very reading of it is there."""
    before = known(db, reading.id)
    if before is not None and before[3] == mark:
        return Added(status="same", page=reading.id, version=before[2])
    key = new_key(reading, db)
    if before is None:
        number = 1
        document = db.execute("INSERT INTO documents (id, current) VALUES (?, ?)", (reading.id, key)).lastrowid
    else:
        document, number = before[0], before[2] + 1
        _retire(db, before[1])
        db.execute("UPDATE documents SET current = ? WHERE document = ?", (key, document))
    write_version(db, key, (document, number, mark, now()), reading)
    contacts.provide(db, key)
    indexing.pages(db, [key])
    return Added(status="new" if before is None else "changed", page=reading.id, version=number)


def new_key(reading: Reading, *dbs: sqlite3.Connection) -> int:
    """A key of the day on which a page was published, behind all that these records have."""
    day = dates.ordinal(reading.published)
    low, high = 0, FIRST_DAY
    if day is not None:
        low = max(day, FIRST_DAY)
        high = low + 1
    of_the_day = "SELECT max(version) FROM versions WHERE version BETWEEN ? AND ?"
    keys = [db.execute(of_the_day, (low << DAY_BITS, (high << DAY_BITS) - 1)).fetchone()[0] for db in dbs]
    key: int = 1 + max((last for last in keys if last is not None), default=low << DAY_BITS)
    if key >= high << DAY_BITS:
        full = f"the record holds {(1 << DAY_BITS) - 1} versions published on {reading.published} and no more"
        raise RecordError(f"page {reading.id}: {full}; add it to another record")
    return key


def _index(db: sqlite3.Connection, key: int, page: str) -> None:
    db.execute("INSERT INTO pages_folded (rowid, text) VALUES (?, ?)", (key, words.folded(page)))
    db.execute("INSERT INTO pages_exact (rowid, text) VALUES (?, ?)", (key, words.exact(page)))


def reindex(db: sqlite3.Connection) -> int:
    """Empty the full-text index and fill it from the current versions. (FTS5's own `rebuild` would read the texts as
    they stand, without our two forms.)"""
    for index in ("pages_folded", "pages_exact"):
        indexing.empty(db, index, f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
    indexing.fill(db)
    keys = db.execute("SELECT current FROM documents ORDER BY current").fetchall()
    for (key,) in keys:
        (page,) = present(db.execute("SELECT text FROM versions WHERE version = ?", (key,)).fetchone())
        _index(db, key, page)
    return len(keys)


def check_index(db: sqlite3.Connection) -> list[str]:
    """What is wrong with the full-text index, one line a table."""
    found = []
    for index in ("pages_folded", "pages_exact", *indexing.INDEXES):
        try:
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            if is_of_definition(error):
                found.append(f"{index}: the index's definition {DAMAGED}")
            elif error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT or "fts5" in str(error):
                found.append(f"{index}: the index is damaged; build it anew with reindex()")
            else:
                raise
            continue
        if index not in indexing.INDEXES:  # FTS5 itself does not look at the lengths by which it ranks
            lost = f"SELECT count(*) FROM documents WHERE current NOT IN (SELECT id FROM {index}_docsize)"
            if db.execute(lost).fetchone()[0]:
                found.append(f"{index}: the index lacks pages; build it anew with reindex()")
    return found


def _retire(db: sqlite3.Connection, version: int) -> None:
    """Take an old version out of what is searched and listed; it stays in the tables."""
    (page,) = present(db.execute("SELECT text FROM versions WHERE version = ?", (version,)).fetchone())
    db.execute(
        "INSERT INTO pages_folded (pages_folded, rowid, text) VALUES ('delete', ?, ?)", (version, words.folded(page))
    )
    db.execute(
        "INSERT INTO pages_exact (pages_exact, rowid, text) VALUES ('delete', ?, ?)", (version, words.exact(page))
    )
    contacts.withdraw(db, version)
    indexing.forget_page(db, version)
    redating.withdraw(db, version)
    db.execute("INSERT OR IGNORE INTO unresolved (version) VALUES (?)", (version,))
    db.execute("UPDATE events SET current = 0 WHERE version = ?", (version,))


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_version(
    db: sqlite3.Connection, key: int, about: tuple[object, ...], reading: Reading, *, current: bool = True
) -> None:
    """Write a version under a key; `about` is its document, its number, its fingerprint and when it was added."""
    db.execute(
        "INSERT INTO versions (version, document, number, hash, added, source, url, outlet, agency, byline, headline,"
        " published, published_basis, media, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            *about,
            reading.source,
            reading.url,
            reading.outlet,
            reading.agency,
            reading.byline,
            reading.headline,
            reading.published,
            reading.published_basis,
            reading.media,
            reading.text,
        ),
    )
    if current:
        _index(db, key, reading.text)
        db.execute("INSERT INTO unresolved (version) VALUES (?)", (key,))
    db.executemany(
        "INSERT INTO regions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (key, n, str(r.kind), r.start, r.end, r.group, r.part, r.photographer, r.agency)
            for n, r in enumerate(reading.regions)
        ],
    )
    _write_events(db, key, None, reading.events, current=current)
    for n, teaser in enumerate(reading.related, 1):
        db.execute(
            "INSERT INTO teasers VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, n, teaser.headline, teaser.lead, teaser.caption, teaser.media, teaser.published),
        )
        _write_events(db, key, n, teaser.events, current=current)
    _write_statements(db, key, reading.statements)
    db.executemany(
        "INSERT INTO issues VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(key, n, i.stage, i.code, i.start, i.end, i.note) for n, i in enumerate(reading.issues)],
    )


def _write_events(
    db: sqlite3.Connection, key: int, teaser: int | None, events: Sequence[Event], *, current: bool
) -> None:
    for n, event in enumerate(events):
        place = event.place
        number = db.execute(
            "INSERT INTO events (id, version, teaser, n, current, type, form, status, date, part_of_day, venue,"
            " locality, country, confidence, rule, date_candidates, date_from, date_to, field_confidence)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                event.id,
                key,
                teaser,
                n,
                int(current),
                event.type,
                event.form,
                event.status,
                event.date,
                event.part_of_day,
                place.venue,
                place.locality,
                place.country,
                event.confidence,
                event.rule,
                _candidates(event),
                *dates.bounds(event.date),
                _json(event.field_confidence),
            ),
        ).lastrowid
        _write_evidence(db, "event", number, event.evidence)
        _write_participants(db, number, event)


def _candidates(event: Event) -> str | None:
    """The days that the date may be, then those that it can't be, marked so."""
    told: list[dict[str, object]] = [{"edtf": each.edtf, "reasons": each.reasons} for each in event.date_candidates]
    told += [{"edtf": each.edtf, "reasons": each.reasons, "excluded": True} for each in event.date_excluded]
    return to_json(told).decode() if told else None


def _json(value: object) -> str | None:
    return None if value is None else to_json(value).decode()


def _write_participants(db: sqlite3.Connection, event_number: int | None, event: Event) -> None:
    for n, one in enumerate(event.participants):
        name = None if one.name is None else names.number(db, one.name)
        number = db.execute(
            "INSERT INTO participants (event, n, name, organisation, country, role) VALUES (?, ?, ?, ?, ?, ?)",
            (event_number, n, name, one.organisation, one.country, one.role),
        ).lastrowid
        db.executemany(
            "INSERT INTO offices VALUES (?, ?, ?)", [(number, i, title) for i, title in enumerate(one.offices)]
        )
        _write_evidence(db, "participant", number, one.evidence)


def _write_statements(db: sqlite3.Connection, key: int, statements: Sequence[Statement]) -> None:
    for n, one in enumerate(statements):
        number = db.execute(
            "INSERT INTO statements (id, version, n, event, speaker, relayed_for, addressee, act, start, stop,"
            " commitment, confidence, topics, field_confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                one.id,
                key,
                n,
                one.event,
                one.speaker,
                one.relayed_for,
                one.addressee,
                one.act,
                one.start,
                one.end,
                one.commitment,
                one.confidence,
                " ".join(one.topics),
                _json(one.field_confidence),
            ),
        ).lastrowid
        _write_evidence(db, "statement", number, one.evidence)


def _write_evidence(db: sqlite3.Connection, owner: str, number: int | None, evidence: Iterable[Evidence]) -> None:
    db.executemany(
        f"INSERT INTO evidence ({owner}, start, stop, region) VALUES (?, ?, ?, ?)",
        [(number, e.start, e.end, str(e.region)) for e in evidence],
    )
