"""Whether two records say the same: every table by its content, whatever keys its rows have and when they came.

A row is told by its values; where it points to a row of another table, by what that one is told by. A table with ids
of its own (`id`, unique) is pointed to by these.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

# The full-text index follows from the texts; names are looked at where something has them. What waits, from which files
# and how the record grew, and what the file keeps for itself is not what a record says.
_LEFT_OUT = re.compile(
    r"pages_(folded|exact)|(contact|statement)_words|sqlite_|names$|unresolved$|moments$|changes$|replaced$|unnoted$|stale$|former_facets$|taken_"
)
# When a page came is not what it says.
_NOT_SAID = {"versions": {"added", "source"}, "page_facets": {"added"}}
_SHOWN = 3
_LONGEST = 80


class _Column(NamedTuple):
    """`table` is the table that the column points to."""

    name: str
    table: str | None


class _Table(NamedTuple):
    name: str
    columns: list[_Column]
    key: str | None  # the one column that others point to it by
    has_id: bool


def differences(one: sqlite3.Connection, other: sqlite3.Connection) -> list[str]:
    """What one of two records has and the other hasn't, one line a kind of row and side; empty when they are equal."""
    left, right = _Contents(one), _Contents(other)
    found = []
    for name in sorted(left.tables.keys() | right.tables.keys()):
        if name not in left.tables or name not in right.tables:
            found.append(f"{name}: only one of the two has this table")
            continue
        mine, theirs = Counter(left.marks(name)), Counter(right.marks(name))
        for side, contents, more in (("first", left, mine - theirs), ("second", right, theirs - mine)):
            if more:
                shown = "; ".join(contents.shown(name, set(more)))
                found.append(f"{name}: {more.total()} rows only in the {side} record: {shown}")
    return found


class _Contents:
    """The tables of a record, each row by a mark of what it says."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        every = {name: _table(db, name) for (name,) in names if not _LEFT_OUT.match(name) or name == "names"}
        self._all = every
        self.tables = {name: table for name, table in every.items() if not _LEFT_OUT.match(name)}
        self._pointed: dict[str, dict[object, bytes]] = {}

    def marks(self, name: str) -> list[bytes]:
        return [mark for mark, _ in self._marked(self._all[name])]

    def shown(self, name: str, marks: set[bytes]) -> list[str]:
        """Some of the rows with these marks, in words."""
        found: list[str] = []
        for mark, row in self._marked(self._all[name]):
            if mark in marks and len(found) < _SHOWN:
                found.append(", ".join(str(value)[:_LONGEST] for value in row))
        return found

    def _marked(self, table: _Table) -> Iterator[tuple[bytes, tuple[object, ...]]]:
        said = [
            (number, column)
            for number, column in enumerate(table.columns)
            if column.name not in _NOT_SAID.get(table.name, ()) and (column.name != table.key or column.table)
        ]
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        pointed = {column.table: self._marks_of(column.table) for _, column in said if column.table}
        for row in self._db.execute(f'SELECT {names} FROM "{table.name}"'):
            values = [
                row[number] if column.table is None or row[number] is None else pointed[column.table].get(row[number])
                for number, column in said
            ]
            yield hashlib.blake2b(repr(values).encode(), digest_size=16).digest(), row

    def _marks_of(self, name: str) -> dict[object, bytes]:
        """What the rows of a table are told by, by the key that others point to them by."""
        if name not in self._pointed:
            table = self._all[name]
            if table.has_id:
                rows = self._db.execute(f'SELECT "{table.key}", id FROM "{name}"')
                self._pointed[name] = {key: str(id_).encode() for key, id_ in rows}
            else:
                marks = self._marked(table)
                number = [column.name for column in table.columns].index(table.key or "")
                self._pointed[name] = {row[number]: mark for mark, row in marks}
        return self._pointed[name]


def _table(db: sqlite3.Connection, name: str) -> _Table:
    pointing = {
        row[3]: row[2]
        for row in db.execute(f"SELECT * FROM pragma_foreign_key_list('{name}')")
        if _is_single(db, name, row[0])
    }
    info = db.execute(f"SELECT * FROM pragma_table_info('{name}')").fetchall()
    keys = [row[1] for row in info if row[5]]
    key = keys[0] if len(keys) == 1 and next(row[2] for row in info if row[5]) == "INTEGER" else None
    return _Table(name, [_Column(row[1], pointing.get(row[1])) for row in info], key, _has_id(db, name))


def _is_single(db: sqlite3.Connection, name: str, number: int) -> bool:
    query = f"SELECT count(*) FROM pragma_foreign_key_list('{name}') WHERE id = ?"
    return int(db.execute(query, (number,)).fetchone()[0]) == 1


def _has_id(db: sqlite3.Connection, name: str) -> bool:
    for _, index, unique, *_ in db.execute(f"SELECT * FROM pragma_index_list('{name}')").fetchall():
        columns = [row[2] for row in db.execute(f"SELECT * FROM pragma_index_info('{index}')")]
        if unique and columns == ["id"]:
            return True
    return False
