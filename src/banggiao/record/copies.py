"""Copies of one text among the pages: the stage that finds them, and its tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from banggiao.model import Region
from banggiao.record import dates, keys
from banggiao.record.errors import present
from banggiao.relation import copies

SKETCHES = """
-- The runs of words that the current pages are found by (see relation/copies.py), those of pages of about one month
-- together: runs are hashes, and a page more would touch as many places of the file as it has runs.
CREATE TABLE sketches (
    span    INTEGER NOT NULL,
    run     INTEGER NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (version),
    PRIMARY KEY (span, run, version)
) WITHOUT ROWID;
"""

TABLES = f"""{SKETCHES}
-- How many runs a current page has, and how many of them are in its sketch.
CREATE TABLE sketched (
    version INTEGER PRIMARY KEY REFERENCES versions (version),
    runs    INTEGER NOT NULL,
    sample  INTEGER NOT NULL
);
-- Pairs of pages of one text, each in both orders, with the share of the shorter text that is in the longer one.
CREATE TABLE likenesses (
    version INTEGER NOT NULL REFERENCES versions (version),
    other   INTEGER NOT NULL REFERENCES versions (version),
    share   REAL NOT NULL,
    PRIMARY KEY (version, other)
) WITHOUT ROWID;
CREATE TABLE copies (
    version  INTEGER PRIMARY KEY REFERENCES versions (version),
    original INTEGER NOT NULL REFERENCES versions (version)
);
CREATE INDEX copies_by_original ON copies (original);
"""


def resolve(db: sqlite3.Connection, versions: Sequence[int]) -> set[int]:
    """Compare the pages of these versions with those published about the same time; gives the versions that became, or
    are no more, a copy, and those whose original is another now."""
    texts: dict[int, copies.Text] = {}
    touched: set[int] = set()
    for version in versions:
        touched |= _withdraw(db, version, texts)
    now = [version for version in versions if _is_current(db, version)]
    for version in now:
        _sketch(db, version, _text(db, version, texts))
    for version in now:
        touched |= {version, *_compare(db, version, texts)}
    return _choose(db, _components(db, touched))


def _is_current(db: sqlite3.Connection, version: int) -> bool:
    return db.execute("SELECT 1 FROM documents WHERE current = ?", (version,)).fetchone() is not None


def _text(db: sqlite3.Connection, version: int, texts: dict[int, copies.Text]) -> copies.Text:
    if version not in texts:
        (page,) = present(db.execute("SELECT text FROM versions WHERE version = ?", (version,)).fetchone())
        rows = db.execute("SELECT kind, start, stop, teaser FROM regions WHERE version = ? ORDER BY n", (version,))
        regions = [Region(kind=kind, start=start, end=end, group=group) for kind, start, end, group in rows]
        texts[version] = copies.text_of(page, regions)
    return texts[version]


def _withdraw(db: sqlite3.Connection, version: int, texts: dict[int, copies.Text]) -> set[int]:
    """Take a page out of all that is compared; gives the pages that were like it."""
    if db.execute("SELECT 1 FROM sketched WHERE version = ?", (version,)).fetchone() is None:
        return set()
    sample = _text(db, version, texts).sample
    span = keys.span(version)
    db.executemany(
        "DELETE FROM sketches WHERE span = ? AND run = ? AND version = ?", [(span, run, version) for run in sample]
    )
    db.execute("DELETE FROM sketched WHERE version = ?", (version,))
    others = {other for (other,) in db.execute("SELECT other FROM likenesses WHERE version = ?", (version,))}
    db.execute("DELETE FROM likenesses WHERE version = ?", (version,))
    db.executemany("DELETE FROM likenesses WHERE version = ? AND other = ?", [(other, version) for other in others])
    return others | {version}


def _sketch(db: sqlite3.Connection, version: int, text: copies.Text) -> None:
    sample = text.sample
    db.execute("INSERT INTO sketched VALUES (?, ?, ?)", (version, len(text.runs), len(sample)))
    span = keys.span(version)
    db.executemany("INSERT INTO sketches VALUES (?, ?, ?)", [(span, run, version) for run in sorted(sample)])


def _compare(db: sqlite3.Connection, version: int, texts: dict[int, copies.Text]) -> list[int]:
    """Note the pages that this one is like; gives their keys."""
    own = _text(db, version, texts)
    found = []
    for other in _candidates(db, version, own):
        share = copies.likeness(own, _text(db, other, texts))
        if share >= copies.COPIED:
            rows = [(version, other, share), (other, version, share)]
            db.executemany("INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?)", rows)
            found.append(other)
    return found


def _candidates(db: sqlite3.Connection, version: int, text: copies.Text) -> list[int]:
    """Pages published about the same time that have enough of the sample to be worth a comparison."""
    sample = text.sample
    found: list[int] = []
    for low, high in keys.around(version, copies.WITHIN_DAYS):
        for span in _spans(db, keys.span(low), keys.span(high)):
            rows = db.execute(
                "SELECT s.version, count(*), k.sample FROM sketches s JOIN sketched k ON k.version = s.version"
                f" WHERE s.span = ? AND s.run IN ({_marks(sample)}) AND s.version BETWEEN ? AND ? AND s.version != ?"
                " GROUP BY s.version",
                (span, *sorted(sample), low, high, version),
            ).fetchall()
            found += [other for other, shared, size in rows if shared >= copies.MAYBE * min(size, len(sample))]
    return found


def _spans(db: sqlite3.Connection, first: int, last: int) -> Iterator[int]:
    """The spans from first to last in which there are sketches."""
    query = "SELECT min(span) FROM sketches WHERE span BETWEEN ? AND ?"
    while (found := db.execute(query, (first, last)).fetchone()[0]) is not None:
        yield found
        first = found + 1


def _components(db: sqlite3.Connection, versions: Iterable[int]) -> list[set[int]]:
    """The groups of pages that likenesses join, of which these are members."""
    seen: set[int] = set()
    groups = []
    for version in sorted(versions):
        if version in seen:
            continue
        group, waiting = {version}, [version]
        while waiting:
            rows = db.execute("SELECT other FROM likenesses WHERE version = ?", (waiting.pop(),))
            new = {other for (other,) in rows} - group
            group |= new
            waiting += new
        seen |= group
        groups.append(group)
    return groups


def _choose(db: sqlite3.Connection, groups: Iterable[set[int]]) -> set[int]:
    changed: set[int] = set()
    for group in groups:
        marks = _marks(group)
        before = dict(db.execute(f"SELECT version, original FROM copies WHERE version IN ({marks})", tuple(group)))
        now = _originals(db, group)
        other = {version for version in group if before.get(version) != now.get(version)}
        db.executemany("DELETE FROM copies WHERE version = ?", [(version,) for version in other & before.keys()])
        db.executemany("INSERT INTO copies VALUES (?, ?)", [(version, now[version]) for version in other & now.keys()])
        changed |= other
    return changed


def _originals(db: sqlite3.Connection, group: set[int]) -> dict[int, int]:
    if len(group) == 1:
        return {}
    rows = db.execute(
        "SELECT v.version, d.id, v.published, k.runs FROM versions v JOIN documents d ON d.document = v.document"
        f" JOIN sketched k ON k.version = v.version WHERE v.version IN ({_marks(group)})",
        tuple(group),
    ).fetchall()
    ids = {version: id_ for version, id_, _, _ in rows}
    pages = [copies.Page(id_, dates.bounds(published)[0] or _NO_DAY, runs) for _, id_, published, runs in rows]
    like: defaultdict[str, set[str]] = defaultdict(set)
    for version, other in db.execute(
        f"SELECT version, other FROM likenesses WHERE version IN ({_marks(group)})", tuple(group)
    ):
        like[ids[version]].add(ids[other])
    versions = {id_: version for version, id_ in ids.items()}
    return {versions[copy]: versions[original] for copy, original in copies.originals(pages, like).items()}


_NO_DAY = "9999-12-31"  # a page without a day of publication is no original of one that has one


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
