"""The whole record made again: from its pages, read again, the authority tables and the judgements.

The new record is made in a file beside the old one (its name begins with a dot and ends with .rebuild), checked, and
then written over the old one in a single transaction: whatever stops the program, the record is the old one or the new
one, whole, and programs that have it open see the one or the other. Meanwhile others can read it, not write.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from banggiao.model import Reading
from banggiao.record import asking, changing, judging, taking, writing
from banggiao.record.errors import RecordError
from banggiao.record.opening import MEMORY
from banggiao.record.results import Page, Rebuilt
from banggiao.record.store import Record

# Reads pages again, in their order: None for one that the reader failed on.
Reader = Callable[[Iterable[Reading]], Iterator[Reading | None]]

_PAGES_AT_ONCE = 200
_ATTEMPTS = 3
# So many pieces at least: the first tells that nobody else writes, before the last makes it so.
_PIECES = 4
_PIECE = 4096  # pages of the file


class _Changed(Exception):
    """Somebody else wrote to the record between its making and its taking the old one's place."""


def one_by_one(pages: Iterable[Reading]) -> Iterator[Reading | None]:
    """Read in this process."""
    from banggiao.reading import read_again  # who only asks a record needs no reader

    return map(read_again, pages)


def rebuild(path: str | os.PathLike[str], read: Reader = one_by_one, *, timeout: float = 30.0) -> Rebuilt:
    """Make the record at `path` again; gives what was done.

    Where the present reader reads a page otherwise than the one that read it, the page gets a new version. A page that
    it fails on keeps what was read before. Raises RecordError where the record is in use for writing, or damaged.
    """
    name = os.fspath(path)
    if name == MEMORY:
        raise RecordError(f"{name}: a record in memory is made again by adding its pages again")
    for _ in range(_ATTEMPTS):
        with Record(name, create=False, timeout=timeout) as old, contextlib.suppress(_Changed):
            return _rebuild(old, read, timeout)
    raise RecordError(f"{name}: other programs go on writing to it; rebuild it when they are done")


def _rebuild(old: Record, read: Reader, timeout: float) -> Rebuilt:
    beside = Path(old.path).with_name(f".{Path(old.path).name}.rebuild")
    with old._explained():
        old._db.execute("BEGIN IMMEDIATE")  # nobody writes while it is read, and no other rebuild runs
        try:
            _remove(beside)  # what a killed one left
            with Record(beside) as new:
                done = _make(old._db, new, read)
                _check(old, new, done)
                with closing(sqlite3.connect(old.path, isolation_level=None)) as watch:
                    seen = _data_version(watch)
                    old._db.execute("ROLLBACK")
                    _take_its_place(new._db, old._db, watch, seen, timeout)
        finally:
            if old._db.in_transaction:
                old._db.execute("ROLLBACK")
            _remove(beside)
        old._db.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    return done


def _remove(file: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + end).unlink(missing_ok=True)


# --- making -------------------------------------------------------------------------------------------------


def _make(old: sqlite3.Connection, new: Record, read: Reader) -> Rebuilt:
    new._db.execute("PRAGMA synchronous = OFF")  # until it is whole, nobody needs it
    with new._transaction():
        for one in judging.all_(old):
            judging.write(new._db, one)
        taking.copy(old, new._db)
        changing.carry(old, new._db)
    pages = versions = changed = failed = 0
    keys = [key for (key,) in old.execute("SELECT current FROM documents ORDER BY current")]
    waiting: deque[Page] = deque()
    again = read(_without_facts(old, keys, waiting))
    for first in range(0, len(keys), _PAGES_AT_ONCE):
        with new._transaction():
            for key in keys[first : first + _PAGES_AT_ONCE]:
                reading = next(again)
                written, is_changed = _write(old, new._db, key, waiting.popleft(), reading)
                pages, versions = pages + 1, versions + written
                changed, failed = changed + is_changed, failed + (reading is None)
    new.resolve()
    return Rebuilt(pages=pages, versions=versions, changed=changed, failed=failed)


def _without_facts(old: sqlite3.Connection, keys: Iterable[int], waiting: deque[Page]) -> Iterator[Reading]:
    """The pages to read again; what was found in them is not sent along, but waits."""
    for key in keys:
        page = asking.page(old, key)
        waiting.append(page)
        yield replace(page.reading, events=(), statements=(), related=())


def _write(
    old: sqlite3.Connection, new: sqlite3.Connection, key: int, page: Page, again: Reading | None
) -> tuple[int, bool]:
    """Write all versions of a page; gives how many, and whether it is read otherwise now."""
    (document,) = old.execute("SELECT document FROM versions WHERE version = ?", (key,)).fetchone()
    rows = old.execute(
        "SELECT version, number, hash, added FROM versions WHERE document = ? ORDER BY number", (document,)
    ).fetchall()
    kept = page.reading
    number = new.execute("INSERT INTO documents (id, current) VALUES (?, ?)", (page.id, key)).lastrowid
    marks = {version: mark for version, _, mark, _ in rows}
    mark = marks[key] if again is None else writing.fingerprint(again)
    is_changed = again is not None and mark != marks[key] and again != kept
    for version, count, hash_, added in rows:
        is_current = version == key and not is_changed
        reading = kept if version == key else asking.page(old, version).reading
        writing.write_version(
            new, version, (number, count, mark if is_current else hash_, added), reading, current=is_current
        )
    if is_changed and again is not None:
        latest = writing.new_key(again, old, new)
        new.execute("UPDATE documents SET current = ? WHERE document = ?", (latest, number))
        writing.write_version(new, latest, (number, rows[-1][1] + 1, mark, writing.now()), again)
    return len(rows) + is_changed, is_changed


def _check(old: Record, new: Record, done: Rebuilt) -> None:
    problems = new.check()
    for table, more in (("documents", 0), ("versions", done.changed), ("judgements", 0)):
        count = f"SELECT count(*) FROM {table}"
        before, now = old._one(count), new._one(count)
        if now != before + more:
            problems.append(f"{table}: {now} in place of {before + more}")
    if problems:
        raise RecordError(f"{old.path}: was not rebuilt and is as it was: {'; '.join(problems[:3])}")


# --- taking the place of the old one ------------------------------------------------------------------------


def _data_version(watch: sqlite3.Connection) -> int:
    return int(watch.execute("PRAGMA data_version").fetchone()[0])


def _take_its_place(
    new: sqlite3.Connection, old: sqlite3.Connection, watch: sqlite3.Connection, seen: int, timeout: float
) -> None:
    """Copy the new record over the old one, in one transaction of the old."""
    new.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    (size,) = new.execute("SELECT page_count FROM pragma_page_count").fetchone()
    until = time.monotonic() + timeout
    left = size

    def look(status: int, remaining: int, total: int) -> None:
        nonlocal left
        if remaining and _data_version(watch) != seen:  # with none remaining, it is our own change
            raise _Changed
        if remaining == left == size and time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")
        left = remaining

    new.backup(old, pages=min(_PIECE, max(1, size // _PIECES)), progress=look, sleep=0.05)
