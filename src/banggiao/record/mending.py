"""Facts that a person put right: the first stage, so that every later one and every question sees the right value.

The right value stands in the tables where the read one stood; what was read is kept in `judged`, and comes back when
the judgement is undone or the page changes.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from banggiao.model import Event, Participant, Statement
from banggiao.record import judging, names, redating
from banggiao.record.errors import present
from banggiao.record.results import Judged, Judgement

TABLES = """
-- What was read where a person judged otherwise, as JSON; exactly one of event and statement is given.
CREATE TABLE judged (
    version   INTEGER NOT NULL REFERENCES versions (version),
    event     INTEGER REFERENCES events (event),
    statement INTEGER REFERENCES statements (statement),
    field     TEXT NOT NULL,
    judgement TEXT NOT NULL,
    "read"    TEXT NOT NULL
);
CREATE INDEX judged_by_version ON judged (version);
CREATE INDEX judged_by_event ON judged (event) WHERE event IS NOT NULL;
"""

_COLUMNS_OF_EVENT = {
    "type": "type",
    "form": "form",
    "status": "status",
    "date": "date",
    "part_of_day": "part_of_day",
    "place.venue": "venue",
    "place.locality": "locality",
    "place.country": "country",
}
_COLUMNS_OF_STATEMENT = {name: name for name in ("event", "speaker", "relayed_for", "addressee", "act", "commitment")}
_CURRENT = "SELECT 1 FROM documents WHERE current = ?"


class Spot(NamedTuple):
    """Where a field stands: how its value is asked for and set."""

    get: Callable[[], Any]
    set: Callable[[Any], None]


def resolve(db: sqlite3.Connection, versions: Sequence[int]) -> Iterable[int]:
    """Bring the fields of these versions to what was read and judged."""
    standing = judging.standing_of_fields(db)
    for version in versions:
        _restore(db, version)
        if standing and db.execute(_CURRENT, (version,)).fetchone():
            _mend(db, version, standing)
    return ()


def _restore(db: sqlite3.Connection, version: int) -> None:
    rows = db.execute(
        'SELECT event, statement, field, "read" FROM judged WHERE version = ? ORDER BY rowid DESC', (version,)
    ).fetchall()
    if not rows:
        return
    redating.withdraw(db, version)
    is_current = int(db.execute(_CURRENT, (version,)).fetchone() is not None)
    for event, statement, field, read in rows:
        spot = _of_event(db, event, field) if statement is None else _of_statement(db, statement, field)
        if spot is not None:
            spot.set(is_current if event is not None and field == "" else msgspec.json.decode(read))
    db.execute("DELETE FROM judged WHERE version = ?", (version,))


def _mend(db: sqlite3.Connection, version: int, standing: Mapping[tuple[str, str], Judgement]) -> None:
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for id_, field in standing:
        fields[id_].append(field)
    for event, id_ in db.execute(
        "SELECT event, id FROM events WHERE version = ? ORDER BY event", (version,)
    ).fetchall():
        for field in sorted(fields.get(id_, ())):
            _apply(db, (version, event, None), standing[id_, field], _of_event(db, event, field))
    for number, id_ in db.execute(
        "SELECT statement, id FROM statements WHERE version = ? ORDER BY statement", (version,)
    ).fetchall():
        for field in sorted(fields.get(id_, ())):
            _apply(db, (version, None, number), standing[id_, field], _of_statement(db, number, field))


def _apply(
    db: sqlite3.Connection, owner: tuple[int, int | None, int | None], one: Judgement, spot: Spot | None
) -> None:
    if spot is None or one.verdict == "unsure":
        return
    if one.field == "date":
        redating.withdraw(db, owner[0])
    read = spot.get()
    if one.verdict == "right" and one.value is None:
        pass  # it is as it was read: shown as judged, and not asked again
    elif one.value is not None or (one.field or "").rpartition(".")[2] not in judging.NEVER_EMPTY:
        spot.set(one.value)
    db.execute(
        'INSERT INTO judged (version, event, statement, field, judgement, "read") VALUES (?, ?, ?, ?, ?, ?)',
        (*owner, one.field, one.id, msgspec.json.encode(read).decode()),
    )


# --- where fields stand -------------------------------------------------------------------------------------


def _of_event(db: sqlite3.Connection, event: int, field: str) -> Spot | None:
    """The spot of a field, or None where this event has no such field."""
    if field == "":
        return _column(db, "events", event, "current", {None: 0})
    if field in _COLUMNS_OF_EVENT:
        spot = _column(db, "events", event, _COLUMNS_OF_EVENT[field])
        return spot if field != "date" else Spot(spot.get, lambda value: redating.set_date(db, event, value))
    head, _, rest = field.partition(".")
    number, _, name = rest.partition(".")
    if head != "participants" or not number.isdecimal():
        return None
    row = db.execute("SELECT participant FROM participants WHERE event = ? AND n = ?", (event, int(number))).fetchone()
    return None if row is None else _of_participant(db, row[0], name)


def _of_participant(db: sqlite3.Connection, participant: int, field: str) -> Spot | None:
    def name() -> Any:
        (number,) = present(
            db.execute("SELECT name FROM participants WHERE participant = ?", (participant,)).fetchone()
        )
        return number and db.execute("SELECT value FROM names WHERE name = ?", (number,)).fetchone()[0]

    def rename(value: Any) -> None:
        number = None if value is None else names.number(db, value)
        db.execute("UPDATE participants SET name = ? WHERE participant = ?", (number, participant))

    def titles() -> list[str]:
        rows = db.execute("SELECT title FROM offices WHERE participant = ? ORDER BY n", (participant,))
        return [title for (title,) in rows]

    def retitle(value: Any) -> None:
        given = [each.strip() for each in value.split(";")] if isinstance(value, str) else value or []
        db.execute("DELETE FROM offices WHERE participant = ?", (participant,))
        rows = [(participant, n, title) for n, title in enumerate(each for each in given if each)]
        db.executemany("INSERT INTO offices VALUES (?, ?, ?)", rows)

    parts = {
        "name": Spot(name, rename),
        "offices": Spot(titles, retitle),
        "organisation": _column(db, "participants", participant, "organisation"),
        "country": _column(db, "participants", participant, "country"),
        "role": _column(db, "participants", participant, "role"),
    }
    if field:
        return parts.get(field)
    # Who took no part stays as a row without a name, an office, an organisation and a country.
    whole = {key: spot for key, spot in parts.items() if key != "role"}

    def empty(value: Any) -> None:
        for key, spot in whole.items():
            spot.set(value.get(key) if isinstance(value, dict) else None)

    return Spot(lambda: {key: spot.get() for key, spot in whole.items()}, empty)


def _of_statement(db: sqlite3.Connection, statement: int, field: str) -> Spot | None:
    if field == "":
        return _column(db, "statements", statement, "confidence", {None: 0.0})
    column = _COLUMNS_OF_STATEMENT.get(field)
    return None if column is None else _column(db, "statements", statement, column)


def _column(
    db: sqlite3.Connection, table: str, number: int, column: str, instead: Mapping[Any, Any] | None = None
) -> Spot:
    key = table[:-1]

    def get() -> Any:
        return db.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (number,)).fetchone()[0]

    def put(value: Any) -> None:
        value = value if instead is None else instead.get(value, value)
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, number))

    return Spot(get, put)


# --- the same, of values --------------------------------------------------------------------------------------


def of_events(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[Judged]]:
    """What was judged of these events."""
    return _judged(db, "event", numbers)


def of_statements(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[Judged]]:
    return _judged(db, "statement", numbers)


def _judged(db: sqlite3.Connection, owner: str, numbers: Sequence[int]) -> dict[int, list[Judged]]:
    found: defaultdict[int, list[Judged]] = defaultdict(list)
    marks = ",".join("?" for _ in numbers)
    for number, read, *about in db.execute(
        f'SELECT m.{owner}, m."read", j."left", m.field, j.verdict, j.value, j."by", j.at, j.why FROM judged m'
        f" JOIN judgements j ON j.id = m.judgement WHERE m.{owner} IN ({marks}) ORDER BY m.rowid",
        numbers,
    ):
        keys = ("id", "field", "verdict", "value", "by", "at", "why")
        found[number].append(Judged(**dict(zip(keys, about, strict=True)), read=msgspec.json.decode(read)))
    return found


def event_as_read(event: Event, judged: Iterable[Judged]) -> Event:
    for each in judged:
        event = _event_with(event, each.field, each.read)
    return event


def statement_as_read(statement: Statement, judged: Iterable[Judged]) -> Statement:
    for each in judged:
        field = each.field or "confidence"
        statement = msgspec.structs.replace(statement, **{field: each.read})
    return statement


def _event_with(event: Event, field: str, value: Any) -> Event:
    head, _, rest = field.partition(".")
    if head == "":
        return event
    if head == "place":
        return msgspec.structs.replace(event, place=msgspec.structs.replace(event.place, **{rest: value}))
    if head != "participants":
        return msgspec.structs.replace(event, **{head: value})
    number, _, name = rest.partition(".")
    one = event.participants[int(number)]
    changed = {name: value} if name else value
    if "offices" in changed:
        changed = changed | {"offices": tuple(changed["offices"])}
    people = list(event.participants)
    people[int(number)] = msgspec.structs.replace(one, **changed)
    return msgspec.structs.replace(event, participants=tuple(people))


def took_part(one: Participant) -> bool:
    """False for the row that is left of somebody who was judged to have taken no part."""
    return bool(one.name or one.offices or one.organisation or one.country)
