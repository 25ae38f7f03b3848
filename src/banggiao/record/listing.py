"""Everything that has an address, for a map of it: only ids, names and days, quickly and in one order."""

from __future__ import annotations

import sqlite3

from banggiao.record.errors import RecordError
from banggiao.record.results import Address

_OF_THING = {"people": "person", "offices": "office", "organisations": "organisation", "relations": "relation"}
# Of each kind: its table and condition, what is told of it, and the order.
_LISTS = {
    "pages": ("documents", "", "d.id, NULL, v.added FROM documents d JOIN versions v ON v.version = d.current", "d.id"),
    "contacts": (
        "contacts",
        " WHERE NOT related",
        "c.id, NULL, m.updated FROM contacts c LEFT JOIN moments m ON m.kind = 'contact' AND m.id = c.id"
        " WHERE NOT c.related",
        "c.id",
    ),
}
for _kind, _thing in _OF_THING.items():
    _LISTS[_kind] = (
        "things",
        f" WHERE kind = '{_thing}'",
        f"id, substr(names, 1, instr(names || char(10), char(10)) - 1), NULL FROM things WHERE kind = '{_thing}'",
        "id",
    )
KINDS = tuple(_LISTS)


def size(db: sqlite3.Connection, kind: str) -> int:
    """How many of a kind have an address."""
    table, where, _, _ = _list(kind)
    return int(db.execute(f"SELECT count(*) FROM {table}{where}").fetchone()[0])


def addresses(db: sqlite3.Connection, kind: str, offset: int, limit: int) -> list[Address]:
    """Some of them, by id."""
    _, _, columns, order = _list(kind)
    rows = db.execute(f"SELECT {columns} ORDER BY {order} LIMIT ? OFFSET ?", (max(limit, 0), max(offset, 0)))
    return [Address(id=id_, name=name, updated=updated) for id_, name, updated in rows.fetchall()]


def _list(kind: str) -> tuple[str, str, str, str]:
    if kind not in _LISTS:
        raise RecordError(f"kind: {kind!r} is not one of {', '.join(KINDS)}")
    return _LISTS[kind]
