"""The formulas of diplomacy in the pages of a record: what the full-text index finds, relation/formulas.py looks at."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from banggiao.record import dates, words
from banggiao.relation import formulas
from banggiao.relation.formulas import Line, Trace, Use
from banggiao.relation.recurring import Recurrence, Said, recurring
from banggiao.text import lower

# Other articles, and what stands on the page twice.
_NOT_TOLD = ("related", "duplicate", "heading", "prompt", "residue", "credit")
_AT_ONCE = 100


def traces(db: sqlite3.Connection, lines: Sequence[Line], since: str | None, until: str | None) -> Iterator[Trace]:
    """What the current pages published in a period tell of each formula; formulas without a use are left out."""
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    kinds = {line.formula: line.kind for line in reversed(lines)}
    versions = _versions(db, lines)
    copied = copies(db, versions)
    for first in range(0, len(versions), _AT_ONCE):
        for use in _uses(db, versions[first : first + _AT_ONCE], lines, copied):
            if dates.falls(use.published, since, until):
                uses[use.formula].append(use)
    for formula in kinds:
        if formula in uses:
            yield formulas.trace(formula, kinds[formula], uses[formula])


def _versions(db: sqlite3.Connection, lines: Iterable[Line]) -> list[int]:
    """Pages that may use one of the formulas, by the index with marks."""
    found: set[int] = set()
    for line in lines:
        asked = " OR ".join(_expression(group, near) for group, near in formulas.anchors(line))
        found.update(key for (key,) in db.execute("SELECT rowid FROM pages_exact WHERE pages_exact MATCH ?", (asked,)))
    return sorted(found)


def _expression(phrases: Sequence[str], near: int) -> str:
    quoted = " ".join('"' + words.exact(phrase).replace('"', " ") + '"' for phrase in phrases)
    return f"NEAR({quoted}, {near})" if len(phrases) > 1 else quoted


def copies(db: sqlite3.Connection, versions: Sequence[int]) -> frozenset[int]:
    """Those of the versions that are copies of another page."""
    return frozenset(key for (key,) in db.execute("SELECT version FROM copies")) & frozenset(versions)


def _uses(
    db: sqlite3.Connection, versions: Sequence[int], lines: Sequence[Line], copied: frozenset[int]
) -> Iterator[Use]:
    marks = ",".join("?" * len(versions))
    speaking: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for version, *statement in db.execute(
        f"SELECT version, start, stop, speaker FROM statements WHERE version IN ({marks}) ORDER BY version, n",
        versions,
    ):
        speaking[version].append(tuple(statement))
    regions: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for version, start, kind in db.execute(
        f"SELECT version, start, kind FROM regions WHERE version IN ({marks}) ORDER BY version, n", versions
    ):
        regions[version].append((start, kind))
    rows = db.execute(
        "SELECT v.version, d.id, v.published, v.outlet, v.headline, v.text FROM versions v"
        f" JOIN documents d ON d.document = v.document WHERE v.version IN ({marks}) ORDER BY d.id",
        versions,
    )
    kinds = {line.formula: line.kind for line in lines}
    for version, page, published, outlet, headline, text in rows:
        for place in formulas.places(lower(text), lines):
            region = _region(regions[version], place.start)
            if region in _NOT_TOLD:
                continue
            yield Use(
                formula=place.formula,
                wording=formulas.said(place.wording, kinds[place.formula]),
                page=page,
                published=published,
                outlet=outlet,
                headline=headline,
                speaker=_speaker(speaking[version], place.start, place.end),
                start=place.start,
                end=place.end,
                region=region,
                text=text[place.start : place.end],
                copy=version in copied,
            )


def _region(regions: Sequence[tuple[int, str]], start: int) -> str:
    place = bisect_right(regions, (start, "\U0010ffff")) - 1
    return regions[place][1] if place >= 0 else "body"


def _speaker(statements: Iterable[tuple[int, int, str]], start: int, end: int) -> str | None:
    """Who says the words: the speaker of the shortest statement around them."""
    around = [(e - s, who) for s, e, who in statements if s < end and start < e]
    return min(around)[1] if around else None


def recurrences(db: sqlite3.Connection, least: int, since: str | None, until: str | None) -> list[Recurrence]:
    """Phrases of the statements that recur and hold no formula of the table."""
    rows = db.execute(
        "SELECT v.version, v.published, d.id, s.event, substr(v.text, s.start + 1, s.stop - s.start)"
        " FROM documents d JOIN versions v ON v.version = d.current JOIN statements s ON s.version = v.version"
        " ORDER BY d.id, s.n"
    ).fetchall()
    copied = copies(db, [row[0] for row in rows])
    told: dict[str, str] = {}  # the first page with this content: a lead that repeats its body, a copy not known as one
    said = []
    for version, published, page, _, content in rows:
        if version not in copied and dates.falls(published, since, until):
            said.append(Said(told.setdefault(content, page), content))
    known = formulas.known()
    return [each for each in recurring(said, least) if not formulas.places(lower(each.words), known)]
