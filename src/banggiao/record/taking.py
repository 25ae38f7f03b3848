"""What was taken from which file, so that a second run takes only what is new or changed.

A file taken whole has its size and time of change: while both stay, nobody needs to open it. Of each page there is a
digest of what came in, written in the transaction that writes the page itself: what a killed run has taken, the next
one knows, and in a file that was changed only pages of another content are read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from banggiao.model import Ticket

TABLES = """
-- Files that pages were taken from, by their full path. `given` is what the caller said of their pages; `size` and
-- `changed` (nanoseconds) are those of the file when all of it was taken, empty until then; `lost` counts the pages in
-- it that can't be read.
CREATE TABLE taken_files (
    file    INTEGER PRIMARY KEY,
    path    TEXT NOT NULL UNIQUE,
    given   TEXT NOT NULL,
    run     INTEGER NOT NULL,
    size    INTEGER,
    changed INTEGER,
    lost    INTEGER NOT NULL DEFAULT 0
);
-- What stood in a file: digests of its pages, each with the run that met it last.
CREATE TABLE taken_pages (
    file   INTEGER NOT NULL REFERENCES taken_files (file),
    digest BLOB NOT NULL,
    run    INTEGER NOT NULL,
    PRIMARY KEY (file, digest)
) WITHOUT ROWID;
"""

COPIED = ("taken_files", "taken_pages")
"""Tables that a rebuilt record takes over as they are."""


class Stamp(msgspec.Struct, frozen=True):
    """A file as it lies there: size in bytes and nanoseconds of its last change."""

    size: int
    changed: int


def is_taken(db: sqlite3.Connection, path: str, given: str, stamp: Stamp) -> bool:
    """Whether all of the file was taken, and it has not changed since."""
    found = db.execute("SELECT given, size, changed FROM taken_files WHERE path = ?", (path,)).fetchone()
    return bool(found == (given, stamp.size, stamp.changed))


def begin(db: sqlite3.Connection, path: str, given: str) -> tuple[int, int]:
    """The file and the number of a new run through it."""
    found: tuple[int, int] = db.execute(
        "INSERT INTO taken_files (path, given, run) VALUES (?, ?, 1) ON CONFLICT (path) DO UPDATE"
        " SET given = excluded.given, run = run + 1, size = NULL, changed = NULL RETURNING file, run",
        (path, given),
    ).fetchone()
    return found


def was_taken(db: sqlite3.Connection, ticket: Ticket) -> bool:
    """Whether an earlier run took this very page from the file. (Two alike in one run: the later is taken again, for
    another may have stood between them under the same id.)"""
    found = db.execute(
        "SELECT run FROM taken_pages WHERE file = ? AND digest = ?", (ticket.file, ticket.digest)
    ).fetchone()
    return found is not None and found[0] < ticket.run


def take(db: sqlite3.Connection, tickets: Iterable[Ticket]) -> None:
    db.executemany(
        "INSERT INTO taken_pages (file, digest, run) VALUES (?, ?, ?)"
        " ON CONFLICT (file, digest) DO UPDATE SET run = excluded.run",
        [(ticket.file, ticket.digest, ticket.run) for ticket in tickets],
    )


def end(db: sqlite3.Connection, file: int, run: int, stamp: Stamp, lost: int) -> None:
    """All of the file was taken as it lay there: what earlier runs met and this one didn't is no longer in it."""
    db.execute("DELETE FROM taken_pages WHERE file = ? AND run < ?", (file, run))
    db.execute(
        "UPDATE taken_files SET size = ?, changed = ?, lost = ? WHERE file = ? AND run = ?",
        (stamp.size, stamp.changed, lost, file, run),
    )


def copy(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """The memory of one record into another that is made of the same pages."""
    for table in COPIED:
        rows = old.execute(f"SELECT * FROM {table}")
        holes = ", ".join("?" * len(rows.description))
        new.executemany(f"INSERT INTO {table} VALUES ({holes})", rows)
