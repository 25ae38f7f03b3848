"""What to read beside a page: copies of it, other pages of its contacts and visits, and what came before and after."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from banggiao.record.errors import present
from banggiao.record.results import Related
from banggiao.relation.relations import HOME


class _Day(NamedTuple):
    """A contact and its last day."""

    contact: int
    id: str
    last: str


_WAYS = ("copy", "contact", "visit", "before", "after")
_BESIDE = 3  # so many contacts of the relation before, and as many after


def related(db: sqlite3.Connection, version: int, limit: int) -> list[Related]:
    """Pages related to this one, the nearest first, each once with its nearest reason."""
    found: dict[int, Related] = {}
    for other, reason, contact in _ways(db, version):
        if len(found) >= limit:
            break
        if other != version and other not in found:
            found[other] = _page(db, other, reason, contact)
    return sorted(found.values(), key=lambda each: _WAYS.index(each.reason))


def _ways(db: sqlite3.Connection, version: int) -> Iterator[tuple[int, str, str | None]]:
    for (other,) in db.execute(
        "SELECT other FROM likenesses WHERE version = ? ORDER BY share DESC, other", (version,)
    ).fetchall():
        yield other, "copy", None
    own = _numbers(
        db,
        "SELECT t.contact FROM tellings t JOIN events e ON e.event = t.event WHERE e.version = ? AND e.teaser IS NULL"
        " AND e.current GROUP BY t.contact ORDER BY min(e.n)",
        (version,),
    )
    yield from _tellers(db, own, "contact")
    visits = _numbers(
        db,
        f"SELECT coalesce(part_of, contact) FROM contacts WHERE contact IN ({_marks(own)})"
        " AND (part_of IS NOT NULL OR type = 'visit')",
        own,
    )
    parts = _numbers(
        db,
        f"SELECT contact FROM contacts WHERE part_of IN ({_marks(visits)}) ORDER BY date_from IS NULL, date_from, id",
        visits,
    )
    yield from _tellers(db, [*visits, *parts], "visit")
    between: dict[tuple[str, ...], list[_Day]] = {}
    for contact in own:
        yield from _relation(db, contact, between)


def _tellers(db: sqlite3.Connection, contacts: Iterable[int], reason: str) -> Iterator[tuple[int, str, str | None]]:
    """The pages that tell of these contacts, no copies, the surest first."""
    for contact in contacts:
        rows = db.execute(
            "SELECT e.version, c.id FROM tellings t JOIN contacts c ON c.contact = t.contact"
            " JOIN events e ON e.event = t.event LEFT JOIN copies k ON k.version = e.version"
            " WHERE t.contact = ? AND e.teaser IS NULL ORDER BY k.version IS NOT NULL, e.confidence DESC, e.version",
            (contact,),
        ).fetchall()
        for version, id_ in rows:
            yield version, reason, id_


def _relation(
    db: sqlite3.Connection, contact: int, between: dict[tuple[str, ...], list[_Day]]
) -> Iterator[tuple[int, str, str | None]]:
    """The contacts of the same two countries that came right before this one and right after it. `between` remembers
    those of each two countries."""
    sides = tuple(
        side
        for (side,) in db.execute(
            "SELECT DISTINCT p.country FROM tellings t JOIN participants p ON p.event = t.event"
            " WHERE t.contact = ? AND p.country IS NOT NULL ORDER BY p.country",
            (contact,),
        )
    )
    first, last = present(
        db.execute("SELECT date_from, date_to FROM contacts WHERE contact = ?", (contact,)).fetchone()
    )
    if len(sides) != 2 or first is None or last is None:
        return
    if sides not in between:
        between[sides] = _between(db, *sides)
    days = between[sides]
    before = sorted((day for day in days if day.last < first), key=lambda day: day.id)
    before.sort(key=lambda day: day.last, reverse=True)
    yield from _tellers(db, [day.contact for day in before[:_BESIDE]], "before")
    after = sorted((day for day in days if day.last > last), key=lambda day: (day.last, day.id))
    yield from _tellers(db, [day.contact for day in after[:_BESIDE]], "after")


def _between(db: sqlite3.Connection, one: str, other: str) -> list[_Day]:
    """The dated contacts of two countries; that which most contacts are with (Viet Nam) is looked at last."""
    rare, common = (other, one) if one == HOME else (one, other)
    rows = db.execute(
        "SELECT c.contact, c.id, c.date_to FROM contacts c WHERE NOT c.related AND c.date_from IS NOT NULL"
        " AND c.contact IN (SELECT t.contact FROM participants p JOIN tellings t ON t.event = p.event"
        " WHERE p.country = ?) AND EXISTS (SELECT 1 FROM tellings t JOIN participants p ON p.event = t.event"
        " WHERE t.contact = c.contact AND +p.country = ?)",  # by the contact: a state's index is far longer
        (rare, common),
    ).fetchall()
    return [_Day(*row) for row in rows]


def _page(db: sqlite3.Connection, version: int, reason: str, contact: str | None) -> Related:
    names = ("page", "headline", "outlet", "published", "url", "source")
    row = db.execute(
        "SELECT d.id, v.headline, v.outlet, v.published, v.url, v.source FROM versions v"
        " JOIN documents d ON d.document = v.document WHERE v.version = ?",
        (version,),
    ).fetchone()
    return Related(**dict(zip(names, row, strict=True)), reason=reason, contact=contact)


def _numbers(db: sqlite3.Connection, query: str, values: Sequence[object]) -> list[int]:
    return [number for (number,) in db.execute(query, tuple(values)).fetchall()]


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
