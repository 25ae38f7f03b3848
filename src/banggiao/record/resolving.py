"""From pages to one record: the stages that work out, for the pages that came or changed, what is told across pages.

Each stage gets the keys of versions that became current or are current no more, and brings its own tables to what they
would be if they were made from nothing: a pure function of the current pages, the authority tables and the judgements.
Every function here runs inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from banggiao.record import (
    changing,
    commitments,
    contacts,
    copies,
    indexing,
    judging,
    mending,
    people,
    redating,
    things,
)

# A transaction's worth: small enough that a killed program loses little work, large enough to be quick.
_AT_ONCE = 500

# Gives the keys of further versions that the stages after it must look at too, because of what it changed.
Stage = Callable[[sqlite3.Connection, Sequence[int]], Iterable[int]]
STAGES: tuple[Stage, ...] = (
    mending.resolve,
    copies.resolve,
    people.resolve,
    redating.resolve,
    contacts.resolve,
    commitments.resolve,
    indexing.resolve,
)


def resolve(db: sqlite3.Connection) -> int:
    """Resolve some of the versions that wait; gives how many, 0 when none is left."""
    waiting = [key for (key,) in db.execute("SELECT version FROM unresolved ORDER BY version LIMIT ?", (_AT_ONCE,))]
    if not waiting:
        return 0
    touched: Sequence[int] = sorted(judging.widened(db, waiting))
    for stage in STAGES:
        touched = sorted({*touched, *stage(db, touched)})
    db.executemany("DELETE FROM unresolved WHERE version = ?", [(key,) for key in waiting])
    if db.execute("SELECT 1 FROM unresolved LIMIT 1").fetchone() is None:
        things.refresh(db)
        changing.note(db)
    return len(waiting)
