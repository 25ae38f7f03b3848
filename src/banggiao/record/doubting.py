"""What a person should look at: the doubtful cases, most valuable first.

Each stage that is in doubt about something offers its cases as `doubts(db)`, and is listed in OFFERS. What an answer is
worth is how many facts it puts right, on average: the chance that what is taken for granted is wrong, times the facts
that hang on it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from banggiao.record import careers, contacts, judging, ledger, people
from banggiao.record.results import Doubt, Side, Told

_SURE = 0.75  # contacts at least as likely are not asked about
_SHOWN = 3  # sentences of a side


def doubtful_contacts(db: sqlite3.Connection) -> Iterator[Doubt]:
    """Contacts that may be none: the fact itself hangs on it, and its participants."""
    rows = db.execute(
        "SELECT e.id, max(e.confidence), max(e.type), max(e.form), count(DISTINCT p.participant) FROM events e"
        " LEFT JOIN participants p ON p.event = e.event WHERE e.current AND e.teaser IS NULL AND e.confidence < ?"
        " GROUP BY e.id",
        (_SURE,),
    )
    for id_, chance, type_, form, count in rows:
        yield Doubt(
            kind="field",
            left=Side(id=id_, about=f"{type_}: {form}", told_in=(id_,)),
            field="",
            chance=chance,
            weight=1 + count,
            reasons=(f"read with a confidence of {chance:.2f}",),
        )


def conflicts_of_tenures(db: sqlite3.Connection) -> Iterator[Doubt]:
    """Offices that the tables give to somebody else on that day: the page may be wrong, or its date, or the tables."""
    seen: set[str] = set()
    for each in careers.conflicts(db):
        if each.told_in in seen:
            continue
        seen.add(each.told_in)
        id_, _, number = each.told_in.partition("#")
        about = ", ".join(filter(None, (each.name, each.title, each.country, each.day)))
        yield Doubt(
            kind="field",
            left=Side(id=id_, about=about, told_in=(each.told_in,), words=(each.name, each.title)),
            field=f"participants.{number}.offices",
            read=each.title,
            chance=0.5,
            weight=2,  # the office, and the day of the contact
            reasons=(f"{each.kind}: {each.tenure} ({each.where})",),
        )


OFFERS: tuple[Callable[[sqlite3.Connection], Iterable[Doubt]], ...] = (
    doubtful_contacts,
    people.doubts,
    people.doubtful_nodes,
    conflicts_of_tenures,
    contacts.doubts,
    ledger.doubts,
)


def worth(doubt: Doubt) -> float:
    """How many facts an answer puts right, on average."""
    return min(doubt.chance, 1 - doubt.chance) * doubt.weight


def doubts(db: sqlite3.Connection) -> list[Doubt]:
    """Every case that nobody has judged, most valuable first."""
    judged = {kind: judging.standing(db, kind) for kind in judging.VERDICTS if kind != "field"}
    fields = judging.standing_of_fields(db)
    found = [
        doubt
        for offer in OFFERS
        for doubt in offer(db)
        if (
            (doubt.left.id, doubt.field or "") not in fields
            if doubt.right is None
            else judging.pair(doubt.kind, doubt.left.id, doubt.right.id) not in judged[doubt.kind]
        )
    ]
    return sorted(found, key=lambda each: (-worth(each), each.kind, each.left.id, each.right.id if each.right else ""))


def evidence(db: sqlite3.Connection, side: Side, most: int = _SHOWN) -> list[Told]:
    """What pages say of a side: the sentences of the contacts and statements that it is told in."""
    found: list[Told] = []
    for id_ in side.told_in:
        if len(found) >= most:
            break
        found += _sentences(db, id_, side.words)
    return found[:most]


# An event's sentences with the spans of its participants (all, or number ?2), a statement's with its content.
_OF_EVENT = (
    "SELECT e.version, e.event FROM events e WHERE e.id = ? ORDER BY e.current DESC, e.teaser IS NOT NULL, e.version"
)
_OF_STATEMENT = (
    "SELECT s.version, s.statement, s.start, s.stop FROM statements s JOIN documents d ON d.current = s.version"
    " WHERE s.id = ? ORDER BY s.version"
)
_PARTICIPANTS = (
    "SELECT start, stop FROM evidence WHERE participant IN"
    " (SELECT participant FROM participants WHERE event = ? AND (?2 IS NULL OR n = ?2)) ORDER BY start"
)


def _sentences(db: sqlite3.Connection, id_: str, words: Sequence[str]) -> list[Told]:
    whole, _, number = id_.partition("#")
    row = db.execute(_OF_EVENT, (whole,)).fetchone()
    if row is not None:
        version, event = row
        spans = db.execute("SELECT start, stop FROM evidence WHERE event = ? ORDER BY evidence", (event,)).fetchall()
        marks = db.execute(_PARTICIPANTS, (event, int(number) if number else None)).fetchall()
    else:
        row = db.execute(_OF_STATEMENT, (whole,)).fetchone()
        if row is None:
            return []
        version, statement, *content = row
        spans = db.execute(
            "SELECT start, stop FROM evidence WHERE statement = ? ORDER BY evidence", (statement,)
        ).fetchall()
        marks = [tuple(content)]
    page, headline, outlet, published, url, source, text = db.execute(
        "SELECT d.id, v.headline, v.outlet, v.published, v.url, v.source, v.text FROM versions v"
        " JOIN documents d ON d.document = v.document WHERE v.version = ?",
        (version,),
    ).fetchone()
    return [
        Told(
            page=page,
            headline=headline,
            outlet=outlet,
            published=published,
            url=url,
            source=source,
            sentence=text[start:stop],
            marks=_marked(text[start:stop], [(a - start, b - start) for a, b in marks], words),
        )
        for start, stop in dict.fromkeys(spans)
    ]


def _marked(sentence: str, spans: Sequence[tuple[int, int]], words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The spans that lie in the sentence and are not all of it, and where the words stand; joined where they touch."""
    found = [(max(a, 0), min(b, len(sentence))) for a, b in spans]
    found = [(a, b) for a, b in found if a < b and b - a < len(sentence)]
    lowered = sentence.lower()
    if len(lowered) == len(sentence):
        for word in words:
            at = lowered.find(word.lower()) if word else -1
            while at >= 0:
                found.append((at, at + len(word)))
                at = lowered.find(word.lower(), at + len(word))
    joined: list[tuple[int, int]] = []
    for a, b in sorted(found):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return tuple(joined)
