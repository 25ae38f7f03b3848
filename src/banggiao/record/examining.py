"""A record looked at from all sides: what is in order, what to be careful of, what is wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from banggiao.record import schema
from banggiao.record.errors import DAMAGED, RecordError, explain
from banggiao.record.results import Finding
from banggiao.record.store import Record

_LITTLE_SPACE = 100 << 20
_LONG_LOG = 256 << 20
_SHOWN = 3

# What must hold in every record: the name of a finding, and how many rows break it.
_RULES = {
    "spans": """SELECT
        (SELECT count(*) FROM regions r JOIN versions v ON v.version = r.version
            WHERE r.start < 0 OR r.stop < r.start OR r.stop > length(v.text))
        + (SELECT count(*) FROM statements s JOIN versions v ON v.version = s.version
            WHERE s.start < 0 OR s.stop < s.start OR s.stop > length(v.text))
        + (SELECT count(*) FROM evidence x JOIN events e ON e.event = x.event JOIN versions v ON v.version = e.version
            WHERE x.start < 0 OR x.stop < x.start OR x.stop > length(v.text))""",
    "current": """SELECT
        (SELECT count(*) FROM documents d JOIN versions v ON v.version = d.current WHERE v.document != d.document)
        + (SELECT count(*) FROM events WHERE current AND version NOT IN (SELECT current FROM documents))""",
    "tellings": """SELECT count(*) FROM events e LEFT JOIN tellings t ON t.event = e.event
        WHERE e.current AND t.event IS NULL
        AND e.version NOT IN (SELECT version FROM unresolved)""",
}


def examine(path: str | os.PathLike[str]) -> Iterator[Finding]:
    """Findings about the record at `path`, one after the other; nothing in it is changed."""
    name = os.fspath(path)
    try:
        with Record(name, readonly=True) as record:
            yield _found("ok", "opens", record=name, schema=schema.SCHEMA_VERSION)
            if missing := schema.missing(record._db):
                yield _found("fail", "tables", names=", ".join(missing))
                return
            yield from _sound(record)
            yield from _consistent(record._db)
            yield _readable(record)
            yield from _waiting(record._db)
            yield from _times(record._db)
            size = record.stats().size
    except (RecordError, sqlite3.DatabaseError) as error:
        told = explain(name, error) if isinstance(error, sqlite3.Error) else error
        yield _found("fail", "record", why=str(told or f"{name}: {DAMAGED}"))
        size = Path(name).stat().st_size if Path(name).is_file() else 0
    yield from _surroundings(Path(name), size)


def _found(level: str, code: str, **facts: Any) -> Finding:
    return Finding(level=level, code=code, facts=facts)


def _sound(record: Record) -> Iterator[Finding]:
    problems = record.check()
    if problems:
        yield _found("fail", "damaged", count=len(problems), first="; ".join(problems[:_SHOWN]))
        return
    yield _found("ok", "sound")
    try:
        with Record(record.path, create=False, timeout=1.0) as writable:
            wrong = [each for each in writable.check() if "index" in each]
    except RecordError:  # in use, or on a medium that nobody can write to
        yield _found("warn", "index_not_looked_at")
        return
    if wrong:
        yield _found("fail", "index", first="; ".join(wrong[:_SHOWN]))
    else:
        yield _found("ok", "index_sound")


def _consistent(db: sqlite3.Connection) -> Iterator[Finding]:
    for code, rule in _RULES.items():
        (count,) = db.execute(rule).fetchone()
        yield _found(
            "fail" if count else "ok", f"{code}_wrong" if count else code, **({"count": count} if count else {})
        )


def _readable(record: Record) -> Finding:
    """Whether what was written can be read back: SQLite sees no damage inside a text."""
    try:
        for _ in record.pages():
            pass
        for (card,) in record._db.execute("SELECT card FROM cards"):
            msgspec.json.decode(card)
        record.contacts(limit=None)
    except (RecordError, ValueError, LookupError) as error:
        return _found("fail", "unreadable", why=str(error))
    return _found("ok", "readable")


def _waiting(db: sqlite3.Connection) -> Iterator[Finding]:
    (unresolved,) = db.execute("SELECT count(*) FROM unresolved").fetchone()
    if unresolved:
        yield _found("warn", "unresolved", count=unresolved)
    else:
        yield _found("ok", "resolved")


def _times(db: sqlite3.Connection) -> Iterator[Finding]:
    (latest,) = db.execute("SELECT max(added) FROM versions").fetchone()
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if latest is not None and latest > now:
        yield _found("warn", "clock", latest=latest, now=now)


def _surroundings(path: Path, size: int) -> Iterator[Finding]:
    log = Path(f"{path}-wal")
    if log.is_file() and log.stat().st_size > _LONG_LOG:
        yield _found("warn", "log", size=log.stat().st_size >> 20)
    folder = path.parent
    if not folder.is_dir():
        return
    left = sorted(each.name for each in folder.glob(f".{path.name}.*") if not each.name.endswith(("-wal", "-shm")))
    if left:
        yield _found("warn", "left_over", names=", ".join(left[:_SHOWN]))
    free = shutil.disk_usage(folder).free
    level = "fail" if free < _LITTLE_SPACE // 10 else "warn" if free < size + _LITTLE_SPACE else "ok"
    yield _found(level, "disk" if level == "ok" else "disk_little", free=free >> 20, size=size >> 20)
