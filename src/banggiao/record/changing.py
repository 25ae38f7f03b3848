"""What changed when: since when a contact and a commitment is known, when it was last changed, and what it was before.

The log is written when all pages are resolved: what is known then is compared with what was known the time before. In
between, the card of a contact that is taken apart waits in `replaced`. Pages and statements need no log: their versions
and the judgements have their times.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from banggiao.model import to_json
from banggiao.record import judging
from banggiao.record.results import Change, Changed

TABLES = """
-- `kind` is contact or commitment. `state`: of a commitment, what its changes are told by (JSON).
CREATE TABLE moments (
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    first   TEXT NOT NULL,
    updated TEXT NOT NULL,
    state   TEXT,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX moments_by_updated ON moments (kind, updated, id);
-- `what`: new; changed (fields: what they were and are); told (another page tells it); gone (`into` what it became).
CREATE TABLE changes (
    change INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    kind   TEXT NOT NULL,
    id     TEXT NOT NULL,
    what   TEXT NOT NULL,
    fields TEXT,
    into_  TEXT
);
CREATE INDEX changes_by_id ON changes (kind, id);
CREATE INDEX changes_by_time ON changes (kind, at);
-- The cards that contacts had when they were last noted, of those made anew since.
CREATE TABLE replaced (
    id   TEXT PRIMARY KEY,
    card TEXT NOT NULL
) WITHOUT ROWID;
-- Contacts and commitments that were written or ended since the last time.
CREATE TABLE unnoted (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX versions_by_time ON versions (added);
"""

CONTACT, COMMITMENT = "contact", "commitment"
_FACTS = ("type", "form", "status", "date", "part_of_day", "place")
_TAKING = ("name", "offices", "organisation", "country", "role")


def keep(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Keep the cards of contacts that are about to be made anew, unless one as it was last noted is kept already."""
    db.executemany(
        "INSERT OR IGNORE INTO replaced SELECT c.id, k.card FROM contacts c JOIN cards k ON k.contact = c.contact"
        " JOIN moments m ON m.kind = 'contact' AND m.id = c.id WHERE c.contact = ?",
        [(number,) for number in numbers],
    )


def touch(db: sqlite3.Connection, kind: str, ids: Iterable[str]) -> None:
    """Have these looked at when what changed is written down."""
    db.executemany("INSERT OR IGNORE INTO unnoted VALUES (?, ?)", [(kind, id_) for id_ in ids])


def carry(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Take the log along into a record made again, with what was known last, to be compared with what is known then."""
    for table in ("moments", "changes"):
        rows = old.execute(f"SELECT * FROM {table}").fetchall()
        if rows:
            new.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' for _ in rows[0])})", rows)
    cards = (
        "SELECT id, card FROM replaced UNION ALL SELECT c.id, k.card FROM contacts c JOIN cards k USING (contact)"
        " WHERE c.id NOT IN (SELECT id FROM replaced) AND c.id IN (SELECT id FROM moments WHERE kind = 'contact')"
    )
    new.executemany("INSERT INTO replaced VALUES (?, ?)", old.execute(cards).fetchall())
    new.execute("INSERT OR IGNORE INTO unnoted SELECT kind, id FROM moments WHERE kind = 'commitment'")


def begin(db: sqlite3.Connection) -> None:
    """Make the moments of a record that had none, from the times at which its pages came."""
    db.execute(
        "INSERT INTO moments SELECT 'contact', c.id, min(v.added), max(v.added), NULL FROM contacts c JOIN tellings t"
        " ON t.contact = c.contact JOIN events e ON e.event = t.event JOIN versions v ON v.version = e.version"
        " GROUP BY c.contact"
    )
    states = _commitments(db)
    rows = db.execute(
        "SELECT 'commitment', c.id, min(v.added), max(v.added) FROM commitments c JOIN commitment_tellings t"
        " ON t.commitment = c.commitment JOIN items i ON i.item = t.item JOIN versions v ON v.version = i.version"
        " GROUP BY c.commitment"
    ).fetchall()
    db.executemany("INSERT INTO moments VALUES (?, ?, ?, ?, ?)", [(*row, _json(states[row[1]])) for row in rows])


# --- noting --------------------------------------------------------------------------------------------------


def note(db: sqlite3.Connection) -> None:
    """Write down what changed since the last time; called when everything is resolved."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _note_contacts(db, now)
    _note_commitments(db, now)
    db.execute("DELETE FROM unnoted")


def _note_contacts(db: sqlite3.Connection, now: str) -> None:
    for id_, before in db.execute("SELECT id, card FROM replaced ORDER BY id").fetchall():
        now_id = id_ if _card(db, id_) is not None else _successor(db, id_)
        if now_id != id_:
            first, _ = moments(db, CONTACT, id_)
            _gone(db, now, CONTACT, id_, now_id)
            if now_id is None or moments(db, CONTACT, now_id)[0] is not None:
                continue
            # A telling with a smaller id gave the contact another id; it is no new one.
            db.execute("INSERT INTO moments VALUES (?, ?, ?, ?, NULL)", (CONTACT, now_id, first, now))
        was, is_ = msgspec.json.decode(before), msgspec.json.decode(_card(db, now_id) or "")
        fields = _differing(_facts(was), _facts(is_))
        if fields or was["sources"] != is_["sources"] or now_id != id_:
            _log(db, now, CONTACT, now_id, "changed" if fields else "told", fields)
            db.execute("UPDATE moments SET updated = ? WHERE kind = ? AND id = ?", (now, CONTACT, now_id))
    db.execute("DELETE FROM replaced")
    new = (
        "SELECT c.id FROM unnoted u JOIN contacts c ON c.id = u.id"
        " LEFT JOIN moments m ON m.kind = u.kind AND m.id = u.id WHERE u.kind = 'contact' AND m.id IS NULL"
        " ORDER BY c.version, c.id"
    )
    for (id_,) in db.execute(new).fetchall():
        _new(db, now, CONTACT, id_, None)


def _card(db: sqlite3.Connection, id_: str) -> str | None:
    row = db.execute(
        "SELECT k.card FROM contacts c JOIN cards k ON k.contact = c.contact WHERE c.id = ?", (id_,)
    ).fetchone()
    return None if row is None else str(row[0])


def _note_commitments(db: sqlite3.Connection, now: str) -> None:
    known = dict(
        db.execute(
            "SELECT m.id, m.state FROM unnoted u JOIN moments m ON m.kind = u.kind AND m.id = u.id WHERE u.kind = ?",
            (COMMITMENT,),
        )
    )
    states = _commitments(db, "id IN (SELECT id FROM unnoted WHERE kind = 'commitment')")
    for id_ in sorted(known.keys() - states.keys()):
        _gone(db, now, COMMITMENT, id_, None)
    for id_, state in states.items():
        told = _json(state)
        if id_ not in known:
            _new(db, now, COMMITMENT, id_, told)
        elif known[id_] != told:
            _log(db, now, COMMITMENT, id_, "changed", _differing(msgspec.json.decode(known[id_]), state))
            values = (now, told, COMMITMENT, id_)
            db.execute("UPDATE moments SET updated = ?, state = ? WHERE kind = ? AND id = ?", values)


def _commitments(db: sqlite3.Connection, which: str = "id IS NOT NULL") -> dict[str, dict[str, Any]]:
    names = ("kind", "status", "by", "to", "date")
    rows = db.execute(f'SELECT id, kind, status, "by", "to", date FROM commitments WHERE {which} ORDER BY id')
    found = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
    for id_, number in db.execute(
        "SELECT c.id, count(*) FROM commitments c JOIN follow_ups f ON f.commitment = c.commitment"
        f" WHERE c.{which} GROUP BY c.id"
    ):
        found[id_]["follow_ups"] = number
    for (left, right), verdict in sorted(judging.standing(db, "follow_up").items()):
        if left in found:
            found[left].setdefault("judged", []).append(f"{right} {verdict}")
    return found


def _facts(card: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: card[name] for name in _FACTS}
    facts["participants"] = [{name: one[name] for name in _TAKING} for one in card["participants"]]
    return facts


def _differing(was: Mapping[str, Any], is_: Mapping[str, Any]) -> list[Changed]:
    """Field by field what was and is; a place by its parts."""
    found = []
    for name in dict.fromkeys((*was, *is_)):
        old, new = was.get(name), is_.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            found += [
                Changed(field=f"{name}.{each.field}", old=each.old, new=each.new) for each in _differing(old, new)
            ]
        elif old != new:
            found.append(Changed(field=name, old=old, new=new))
    return found


def _successor(db: sqlite3.Connection, id_: str) -> str | None:
    """The contact that has the telling of this id now."""
    row = db.execute(
        "SELECT c.id FROM events e JOIN tellings t ON t.event = e.event JOIN contacts c ON c.contact = t.contact"
        " WHERE e.id = ? AND e.current ORDER BY c.id LIMIT 1",
        (id_,),
    ).fetchone()
    return None if row is None else str(row[0])


def _new(db: sqlite3.Connection, now: str, kind: str, id_: str, state: str | None) -> None:
    db.execute("INSERT INTO moments VALUES (?, ?, ?, ?, ?)", (kind, id_, now, now, state))
    _log(db, now, kind, id_, "new", [])


def _gone(db: sqlite3.Connection, now: str, kind: str, id_: str, into: str | None) -> None:
    db.execute("DELETE FROM moments WHERE kind = ? AND id = ?", (kind, id_))
    _log(db, now, kind, id_, "gone", [], into)


def _log(
    db: sqlite3.Connection, now: str, kind: str, id_: str, what: str, fields: Sequence[Changed], into: str | None = None
) -> None:
    db.execute(
        "INSERT INTO changes (at, kind, id, what, fields, into_) VALUES (?, ?, ?, ?, ?, ?)",
        (now, kind, id_, what, _json(fields) if fields else None, into),
    )


def _json(value: object) -> str:
    return to_json(value).decode()


# --- asking --------------------------------------------------------------------------------------------------

_CHANGED = msgspec.json.Decoder(tuple[Changed, ...])


def change(db: sqlite3.Connection, row: Sequence[Any]) -> Change:
    """What a row of at, kind, id, what, fields (JSON; of a page: its version) and into tells."""
    at, kind, id_, what, fields, into = row
    if kind == "page":
        found = _of_page(db, fields) if what == "changed" else ()
    else:
        found = _CHANGED.decode(fields) if fields else ()
    return Change(at=at, kind=kind, id=id_, what=what, fields=found, into=into)


_OF_PAGE = ("headline", "published", "outlet", "url", "contacts", "statements")


def _of_page(db: sqlite3.Connection, version: int) -> tuple[Changed, ...]:
    """How a version of a page differs from the one before; of the text only that it does."""
    rows = db.execute(
        "SELECT o.headline, o.published, o.outlet, o.url, (SELECT count(*) FROM events e WHERE e.version = o.version"
        " AND e.teaser IS NULL), (SELECT count(*) FROM statements s WHERE s.version = o.version), o.text"
        " FROM versions v JOIN versions o ON o.document = v.document AND o.number IN (v.number - 1, v.number)"
        " WHERE v.version = ?"
        " ORDER BY o.number",
        (version,),
    ).fetchall()
    was, is_ = (dict(zip(_OF_PAGE, row[:-1], strict=True)) for row in rows)
    of_text = (Changed(field="text", old=None, new=None),) if rows[0][-1] != rows[1][-1] else ()
    return (*_differing(was, is_), *of_text)


def moments(db: sqlite3.Connection, kind: str, id_: str) -> tuple[str | None, str | None]:
    """Since when it is known, and when it was last changed."""
    row = db.execute("SELECT first, updated FROM moments WHERE kind = ? AND id = ?", (kind, id_)).fetchone()
    return (None, None) if row is None else (row[0], row[1])
