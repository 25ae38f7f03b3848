"""What was asked for, when, and what came of it: a small SQLite file beside the archive.

It is not in the record: it changes with every question, while the record has one writer at a time and may be made anew;
and whoever throws it away loses no page, only the knowledge that it was asked for. Here, and in the record, is SQL.

Every address is a row. It waits, or it is done, or it failed. Times are seconds since 1970.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import msgspec

from banggiao.fetch.archive import Place
from banggiao.fetch.problem import FetchProblem, problem

NAME = "fetch.db"
_LOCK = "lock"
_APPLICATION_ID = 0x62676674  # "bgft"
_VERSION = 1
# Who has to wait longer than this has a clock that was set back.
_LONGEST_WAIT = 7 * 86400.0

_TABLES = """
CREATE TABLE asked (
    url      TEXT PRIMARY KEY,
    host     TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    batch    INTEGER NOT NULL,
    level    INTEGER NOT NULL,
    via      TEXT NOT NULL DEFAULT '[]',
    attempts INTEGER NOT NULL DEFAULT 0,
    due      REAL NOT NULL,
    asked    REAL,
    status   INTEGER,
    etag     TEXT,
    modified TEXT,
    digest   TEXT,
    list     INTEGER NOT NULL DEFAULT 0,
    problem  TEXT,
    file     TEXT,
    start    INTEGER,
    length   INTEGER,
    unread   INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX asked_waiting ON asked (host, due) WHERE state = 'waiting';
CREATE INDEX asked_unread ON asked (file, start) WHERE unread;
CREATE TABLE hosts (
    host   TEXT PRIMARY KEY,
    robots TEXT NOT NULL,
    asked  REAL NOT NULL
) WITHOUT ROWID;
"""


class StoreError(Exception):
    """The archive or the state cannot be read or written; one line for a person, in their language."""

    def __init__(self, path: Path, code: str, **facts: object) -> None:
        self.problem = problem(code, url=str(path), temporary=False, after=None, **facts)
        super().__init__(str(self.problem))


class Item(msgspec.Struct, frozen=True):
    """An address that waits. `via` are the addresses that redirected to it, `level` how far it is from what was given:
    1 for what a feed lists, 2 for what a sitemap lists that an index lists."""

    url: str
    host: str
    level: int
    via: tuple[str, ...]
    attempts: int
    etag: str | None
    modified: str | None
    digest: str | None


class Counts(msgspec.Struct, frozen=True):
    """How many addresses wait, are done, failed; how many pages are kept and not yet in the record."""

    waiting: int
    done: int
    failed: int
    unread: int


class State:
    """The state of one folder, locked against other programs that fetch. Use it in a `with` block, from one thread."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self.path = folder / NAME
        self._clock = clock
        try:
            folder.mkdir(exist_ok=True)
            self._lock = _locked(folder)
        except OSError as error:
            raise StoreError(folder, "store", why=error.strerror or type(error).__name__) from error
        try:
            with self._explained():
                self._db = self._opened()
                self.batch = 1 + int(self._db.execute("SELECT coalesce(max(batch), 0) FROM asked").fetchone()[0])
        except BaseException:
            os.close(self._lock)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        os.close(self._lock)

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            found = db.execute("SELECT application_id, user_version FROM pragma_application_id, pragma_user_version")
            about = found.fetchone()
            if about == (0, 0):
                db.executescript(
                    f"BEGIN; {_TABLES} PRAGMA application_id = {_APPLICATION_ID};"
                    f" PRAGMA user_version = {_VERSION}; COMMIT;"
                )
            elif about != (_APPLICATION_ID, _VERSION):
                raise StoreError(self.path, "store_other")
        except BaseException:
            db.close()
            raise
        return db

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(self.path, "store", why=str(error)) from error

    def _do(self, query: str, *values: object) -> sqlite3.Cursor:
        with self._explained():
            return self._db.execute(query, values)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All of it or nothing."""
        self._do("BEGIN IMMEDIATE")
        try:
            yield
            self._do("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    # --- what waits -----------------------------------------------------------------------------------------

    def put(
        self,
        url: str,
        host: str,
        *,
        level: int = 0,
        via: tuple[str, ...] = (),
        older_than: float = 0.0,
        changed: float | None = None,
        soonest: float = 0.0,
    ) -> bool:
        """Let an address wait; whether it does now. One that was asked for less than `older_than` seconds ago does not,
        unless it was `changed` since and at least `soonest` seconds ago, or failed; one that waits already does not."""
        now = self._clock()
        row = self._do("SELECT state, asked, batch FROM asked WHERE url = ?", url).fetchone()
        if row is None:
            self._do(
                "INSERT INTO asked (url, host, state, batch, level, via, due) VALUES (?, ?, 'waiting', ?, ?, ?, ?)",
                *(url, host, self.batch, level, json.dumps(via), now),
            )
            return True
        state, asked, batch = row
        if state == "waiting":
            self._do("UPDATE asked SET batch = ?, level = min(level, ?) WHERE url = ?", self.batch, level, url)
            return bool(batch != self.batch)
        is_new = changed is not None and asked is not None and changed > asked and now - soonest >= asked
        if state == "failed":  # it may be otherwise now, by another option too
            older_than = soonest if level else 0.0
        is_old = asked is None or not now - older_than < asked <= now
        if not is_new and not is_old:
            return False
        self._do(
            "UPDATE asked SET state = 'waiting', batch = ?, level = ?, via = ?, attempts = 0, due = ? WHERE url = ?",
            *(self.batch, level, json.dumps(via), now, url),
        )
        return True

    def take_over(self) -> None:
        """What waits from before belongs to this run too."""
        self._do("UPDATE asked SET batch = ? WHERE state = 'waiting'", self.batch)

    def hosts(self) -> list[str]:
        """The hosts of which something waits in this run."""
        rows = self._do("SELECT DISTINCT host FROM asked WHERE state = 'waiting' AND batch = ?", self.batch)
        return [host for (host,) in rows.fetchall()]

    def next(self, host: str) -> tuple[Item | None, float]:
        """The address of a host to ask for next, and in how many seconds; None where none waits."""
        now = self._clock()
        row = self._do(
            "SELECT url, host, level, via, attempts, etag, modified, digest, due FROM asked"
            " WHERE state = 'waiting' AND host = ? AND batch = ? ORDER BY due LIMIT 1",
            *(host, self.batch),
        ).fetchone()
        if row is None:
            return None, 0.0
        url, host, level, via, *rest, due = row
        wait = max(due - now, 0.0)
        return Item(url, host, level, tuple(json.loads(via)), *rest), 0.0 if wait > _LONGEST_WAIT else wait

    def waiting(self, host: str | None = None) -> int:
        """How many addresses wait, of all runs; or of this run and one host."""
        if host is None:
            return self.counts().waiting
        query = "SELECT count(*) FROM asked WHERE state = 'waiting' AND host = ? AND batch = ?"
        return int(self._do(query, host, self.batch).fetchone()[0])

    # --- what came of it --------------------------------------------------------------------------------------

    def done(
        self,
        url: str,
        *,
        status: int,
        etag: str | None = None,
        modified: str | None = None,
        digest: str | None = None,
        is_list: bool = False,
        place: Place | None = None,
        unread: bool = False,
    ) -> None:
        """An address was answered; `place` where the answer is kept, `unread` where it is a page for the record."""
        self._do(
            "UPDATE asked SET state = 'done', asked = ?, status = ?, etag = ?, modified = ?, digest = ?, list = ?,"
            " problem = NULL, attempts = 0, file = ?, start = ?, length = ?, unread = ? WHERE url = ?",
            *(self._clock(), status, etag, modified, digest, is_list, *_columns(place), unread, url),
        )

    def same(self, url: str, status: int) -> None:
        """An address was answered with what it had answered before."""
        self._do(
            "UPDATE asked SET state = 'done', asked = ?, status = ?, problem = NULL, attempts = 0 WHERE url = ?",
            *(self._clock(), status, url),
        )

    def failed(self, url: str, why: FetchProblem, status: int | None = None) -> None:
        """An address is given up, until it is asked for again."""
        told = json.dumps({"code": why.code, "message": why.message()}, ensure_ascii=False)
        self._do(
            "UPDATE asked SET state = 'failed', asked = ?, status = ?, problem = ?, attempts = attempts + 1"
            " WHERE url = ?",
            *(self._clock(), status, told, url),
        )

    def again(self, url: str, seconds: float) -> None:
        """An address is to be asked for once more, in so many seconds."""
        self._do("UPDATE asked SET attempts = attempts + 1, due = ? WHERE url = ?", self._clock() + seconds, url)

    def put_off(self, host: str, seconds: float) -> None:
        """Nothing more of a host for so many seconds."""
        due = self._clock() + seconds
        self._do("UPDATE asked SET due = max(due, ?) WHERE state = 'waiting' AND host = ?", due, host)

    def read(self, url: str) -> None:
        """The page that is kept of an address is in the record."""
        self._do("UPDATE asked SET unread = 0 WHERE url = ?", url)

    def unread(self) -> list[tuple[str, Place]]:
        """Pages that are kept and not yet in the record, as a killed program leaves them."""
        rows = self._do("SELECT url, file, start, length FROM asked WHERE unread ORDER BY file, start")
        return [(url, Place(*place)) for url, *place in rows.fetchall()]

    def known_end(self, file: str) -> int:
        """Up to where a file of the archive is known to be whole."""
        row = self._do("SELECT max(start + length) FROM asked WHERE file = ?", file).fetchone()
        return int(row[0] or 0)

    def robots(self, host: str, younger_than: float) -> str | None:
        """The robots.txt of a host as it was asked for not long ago."""
        row = self._do("SELECT robots, asked FROM hosts WHERE host = ?", host).fetchone()
        if row is None or not self._clock() - younger_than < row[1] <= self._clock():
            return None
        return str(row[0])

    def keep_robots(self, host: str, text: str) -> None:
        self._do("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", host, text, self._clock())

    def counts(self) -> Counts:
        rows = dict(self._do("SELECT state, count(*) FROM asked GROUP BY state").fetchall())
        unread = int(self._do("SELECT count(*) FROM asked WHERE unread").fetchone()[0])
        waiting, done, failed = (int(rows.get(name, 0)) for name in ("waiting", "done", "failed"))
        return Counts(waiting, done, failed, unread)


def look(folder: Path) -> tuple[Counts, dict[str, int]]:
    """What stands in a folder's state, and up to where each file of the archive must be whole; nothing is written, and
    another program may be at work. Raises StoreError."""
    path = folder / NAME
    try:
        db = sqlite3.connect(f"file:{quote(os.path.abspath(path))}?mode=ro", uri=True, timeout=5)
        try:
            rows = dict(db.execute("SELECT state, count(*) FROM asked GROUP BY state").fetchall())
            (unread,) = db.execute("SELECT count(*) FROM asked WHERE unread").fetchone()
            ends = db.execute("SELECT file, max(start + length) FROM asked WHERE file IS NOT NULL GROUP BY file")
            known = dict(ends.fetchall())
        finally:
            db.close()
    except sqlite3.Error as error:
        raise StoreError(path, "store", why=str(error)) from error
    return Counts(rows.get("waiting", 0), rows.get("done", 0), rows.get("failed", 0), unread), known


def _columns(place: Place | None) -> tuple[Any, ...]:
    return (None, None, None) if place is None else (place.file, place.start, place.length)


def _locked(folder: Path) -> int:
    """An open file that no other program can lock as long as this one runs."""
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        import fcntl
    except ImportError:  # a system without it
        return handle
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise StoreError(folder, "store_locked") from None
    return handle
