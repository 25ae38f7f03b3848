"""What can go wrong with a record, said in one line that names the file and what to do."""

from __future__ import annotations

import sqlite3
from typing import Any


class RecordError(Exception):
    """A record can't be opened, written or asked; the message is one line for a person."""


DAMAGED = "is damaged; keep a copy and read the pages into a new record"

_ADVICE = {
    sqlite3.SQLITE_NOTADB: "is not a record: it is not an SQLite database; give another file name",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: "can't grow: the disk is full; what was added before is kept, free space and add the rest",
    sqlite3.SQLITE_BUSY: "is locked: another program has been writing to it for too long; try again when it is done",
    sqlite3.SQLITE_LOCKED: "is locked: another program has been writing to it for too long; try again when it is done",
    sqlite3.SQLITE_READONLY: "can't be written: the file or its folder is read-only; change the rights or copy it",
    sqlite3.SQLITE_CANTOPEN: "can't be opened; see that the file and its folder exist and may be read and written",
    sqlite3.SQLITE_PERM: "can't be opened: you have no right to; change the rights of the file",
    sqlite3.SQLITE_IOERR: "can't be read or written: the disk reports an error; see that it is not full or damaged",
    sqlite3.SQLITE_TOOBIG: "can't hold a text or number this large; split the page",
}


def is_no_day(error: ValueError) -> bool:
    """Whether it is what `datetime` says of a day that can't be: those of a record were looked at when written."""
    return any(words in str(error) for words in ("isoformat", "must be in ", "out of range"))


def present(row: Any) -> Any:
    """A row that others point to; where it is missing the file is damaged (sqlite3.DatabaseError, as of SQLite)."""
    if row is None:
        error = sqlite3.DatabaseError("a row that others point to is missing")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
    return row


# What SQLite says of a table's definition that is not as we wrote it.
_BROKEN_DEFINITION = (
    "constructor",
    "unrecognized option",
    "no such tokenizer",
    "no such collation",
    "no such table",
    "no such column",
    "has no column",
    "foreign key mismatch",
)


def is_of_definition(error: sqlite3.Error) -> bool:
    """Whether a table or an index is not defined as we wrote it: a damaged file."""
    return isinstance(error, sqlite3.OperationalError) and any(words in str(error) for words in _BROKEN_DEFINITION)


def explain(path: str, error: sqlite3.Error) -> RecordError | None:
    """The error in plain words, or None when it is a bug that should rise as it is."""
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
        return RecordError(f"{path}: the record is closed; open it again")
    if str(error).startswith("Could not decode to UTF-8") or is_of_definition(error):
        return RecordError(f"{path}: {DAMAGED}")
    if "no such module: fts5" in str(error):
        return RecordError(f"{path}: this Python's SQLite has no full-text search (FTS5); use another build of Python")
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    advice = _ADVICE.get(code & 0xFF)  # the low byte is the kind, the rest says where it happened
    return RecordError(f"{path}: {advice}") if advice else None
