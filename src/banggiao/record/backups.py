"""Copies of a record that is in use: whole, of one moment, checked before they get their name."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from banggiao.record import schema
from banggiao.record.errors import RecordError, explain
from banggiao.record.results import Backup

_PIECE = 4096  # pages of the file
Progress = Callable[[int, int], None]


def backup(
    path: str | os.PathLike[str], to: str | os.PathLike[str], *, replace: bool = False, progress: Progress | None = None
) -> Backup:
    """Copy the record at `path` to the file `to`, or into the folder `to` under a name with the time.

    Others may read and write the record meanwhile: the copy is that of the moment at which it began. It is checked, and
    gets its name in one step when it is whole and on the disk; a file of that name is left alone unless `replace`.
    Raises RecordError.
    """
    source, target = os.fspath(path), Path(to)
    if os.fspath(to).endswith(os.sep):
        target.mkdir(parents=True, exist_ok=True)
    if not Path(source).is_file():
        raise RecordError(f"{source}: there is no such record")
    if target.is_dir():
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = target / f"{Path(source).stem}-{moment}{Path(source).suffix or '.db'}"
    if target.exists() and not replace:
        raise RecordError(f"{target}: is there already; give another name, or replace it")
    if target.exists() and target.samefile(source):
        raise RecordError(f"{target}: is the record itself; give another name")
    if any(_has_content(Path(f"{target}{end}")) for end in ("-wal", "-journal")):
        raise RecordError(f"{target}: is in use, or was left by a killed program; give another name")
    if not target.parent.is_dir():
        raise RecordError(f"{target}: the folder {target.parent} doesn't exist; make it first")
    with _explained(source):
        return copy(source, target, progress)


def copy(source: str, target: Path, progress: Progress | None = None) -> Backup:
    """The copy itself; sqlite3.Error and OSError rise."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.copy")
    for left in target.parent.glob(f".{target.name}.*.copy"):
        if not _is_at_work(left.name.split(".")[-2]):
            _remove(left)
    try:
        with closing(sqlite3.connect(f"file:{quote(os.path.abspath(source))}?mode=ro", uri=True, timeout=30)) as old:
            old.isolation_level = None
            old.execute("BEGIN")  # from here on it sees one moment, whoever writes
            counts = _counts(old)
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as new:
                told = (lambda status, left, total: progress(total - left, total)) if progress else None
                old.backup(new, pages=_PIECE, progress=told, sleep=0)
                new.execute("PRAGMA journal_mode = DELETE")  # one file, that can be carried away
                _check(new, source, counts)
        with open(unfinished, "rb") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, target)
        _keep_name(target.parent)
    finally:
        _remove(unfinished)
    version, pages, versions, judgements = counts
    return Backup(
        path=str(target), pages=pages, versions=versions, judgements=judgements, schema=version,
        size=target.stat().st_size,
    )  # fmt: skip


def _counts(db: sqlite3.Connection) -> tuple[int, ...]:
    """The version of the tables, and how many pages, versions and judgements there are."""
    program, version = db.execute(
        "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if program != schema.APPLICATION_ID:
        raise RecordError("is a database of another program, not a record")
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    counted = (
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] if table in there else 0
        for table in ("documents", "versions", "judgements")
    )
    return (int(version), *map(int, counted))


def _check(new: sqlite3.Connection, source: str, counts: tuple[int, ...]) -> None:
    found = [str(row[0]) for row in new.execute("PRAGMA integrity_check (5)") if row[0] != "ok"]
    if found or _counts(new) != counts:
        why = found[0] if found else "pages are missing in it"
        raise RecordError(f"{source}: the copy is not sound ({why}): see banggiao doctor; no backup was made")


def _is_at_work(process: str) -> bool:
    """Whether the program that writes a copy still runs; one that was killed leaves the copy behind."""
    if not process.isdigit() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _has_content(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _remove(file: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """A new name too must outlive a cut of the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        plain = explain(path, error)
        if plain is None:
            raise
        raise plain from error
    except RecordError as error:
        raise error if path in str(error) else RecordError(f"{path}: {error}") from error
    except OSError as error:
        raise RecordError(f"{path}: no backup was made ({error.strerror or type(error).__name__})") from error
