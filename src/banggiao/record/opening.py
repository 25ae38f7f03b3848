"""Opening a record file: is it one, is it of our version, may it be written."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from banggiao.record import backups, schema
from banggiao.record.errors import RecordError

CACHE_KIB = 16_000
MEMORY = ":memory:"


def connect(path: str, *, readonly: bool, create: bool, timeout: float, power_safe: bool = False) -> sqlite3.Connection:
    """A connection to the record at `path`, brought to the current schema unless `readonly`.

    Raises RecordError when the file is no record, is of another program or a newer version, or is missing and not to
    be made; sqlite3.Error when the disk or a lock stands in the way.
    """
    _check_path(path, readonly=readonly, create=create and not readonly)
    db = sqlite3.connect(_uri(path, readonly=readonly, create=create), uri=True, timeout=timeout, isolation_level=None)
    try:
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        db.execute("PRAGMA foreign_keys = ON")
        if readonly:
            _check_readable(db, path)
        else:
            _prepare(db, path, create=create, timeout=timeout)
            # NORMAL: a commit outlives the program, not always a power cut. FULL: that too, for a wait at every page.
            db.execute(f"PRAGMA synchronous = {'FULL' if power_safe else 'NORMAL'}")
    except BaseException:
        db.close()
        raise
    return db


def _check_path(path: str, *, readonly: bool, create: bool) -> None:
    if path == MEMORY:
        return
    file = Path(path)
    if file.is_dir():
        raise RecordError(f"{path}: is a folder, not a record; give the name of a file")
    if not create and not file.exists():
        raise RecordError(f"{path}: there is no such record; add pages to make one, or give another name")
    if not file.parent.is_dir():
        raise RecordError(f"{path}: the folder {file.parent} doesn't exist; make it first")
    if not readonly and not all(os.access(place, os.W_OK) for place in (file, file.parent) if place.exists()):
        raise RecordError(
            f"{path}: can't be written: the file or its folder is read-only; change the rights or copy it"
        )


def _uri(path: str, *, readonly: bool, create: bool) -> str:
    if path == MEMORY:
        return "file::memory:"
    mode = "ro" if readonly else "rwc" if create else "rw"
    # A finished record on a medium that nobody can write to: SQLite can't make its lock file there and needs none.
    still = readonly and not os.access(Path(path).parent, os.W_OK) and not Path(path + "-wal").exists()
    return f"file:{quote(os.path.abspath(path))}?mode={mode}" + ("&immutable=1" if still else "")


def _prepare(db: sqlite3.Connection, path: str, *, create: bool, timeout: float) -> None:
    found = _version(db, path)
    if found == 0 and not create:
        raise RecordError(f"{path}: is empty, not a record; add pages to make one, or give another name")
    if found in (0, schema.SCHEMA_VERSION):
        _use_wal(db, timeout)
    if found == schema.SCHEMA_VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        found = _version(db, path)  # another program may have been quicker
        if found == 0:
            schema.create(db)
        elif found < schema.SCHEMA_VERSION:
            # The way back: a program of before can read the copy, and nothing was added to the record meanwhile.
            _keep_as_it_was(path, found)
            schema.migrate(db, found)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    _use_wal(db, timeout)


def _keep_as_it_was(path: str, version: int) -> None:
    try:
        backups.copy(path, Path(f"{path}.v{version}"))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise RecordError(f"{path}: stays of version {version}: no copy of it can be made first ({why})") from error


def _use_wal(db: sqlite3.Connection, timeout: float) -> None:
    """Switch to the write-ahead log. This asks for the whole file and doesn't wait for it by itself."""
    until = time.monotonic() + timeout
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _check_readable(db: sqlite3.Connection, path: str) -> None:
    found = _version(db, path)
    if found == 0:
        raise RecordError(f"{path}: is empty, not a record; add pages to make one, or give another name")
    if found < schema.SCHEMA_VERSION:
        raise RecordError(
            f"{path}: is a record of the older version {found}; open it once for writing to bring it to "
            f"version {schema.SCHEMA_VERSION}"
        )


def _version(db: sqlite3.Connection, path: str) -> int:
    """The schema version of the file, 0 for an empty one; RecordError when it is not ours or too new."""
    # One statement, so that all three are of one moment.
    program, version, tables = db.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if not program and not version and not tables:
        return 0
    if program != schema.APPLICATION_ID or version < 1:
        raise RecordError(f"{path}: is a database of another program, not a record; give another file name")
    if version > schema.SCHEMA_VERSION:
        raise RecordError(
            f"{path}: is a record of version {version}, this program knows up to {schema.SCHEMA_VERSION}; "
            "use a newer banggiao"
        )
    return int(version)
