"""The table of names: every spelling once, with its forms for finding it."""

from __future__ import annotations

import sqlite3

from banggiao.record import words


def number(db: sqlite3.Connection, value: str) -> int | None:
    """The number of a name as written, made when it is new."""
    row = db.execute("SELECT name FROM names WHERE value = ?", (value,)).fetchone()
    if row is not None:
        return int(row[0])
    return db.execute(
        "INSERT INTO names (value, folded, lowered) VALUES (?, ?, ?)", (value, *words.name_forms(value))
    ).lastrowid
