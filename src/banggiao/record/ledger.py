"""Asking the ledger of commitments: what was promised, and what became of it."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from banggiao.record import judging
from banggiao.record.commitments import marks
from banggiao.record.errors import present
from banggiao.record.results import Cited, Commitment, Doubt, FollowUp, Side, Step
from banggiao.relation.commitments import FOLLOWED_UP, NO_EVIDENCE, SIGNED

OPEN = ("proposed", "agreed", NO_EVIDENCE)
_AT_ONCE = 200
_WORTH = 2.0  # facts that hang on a follow-up: that there is one, and the status

COLUMNS = (
    'c.commitment, c.id, c.item, c.kind, c.status, c."by", c.by_side, c."to", c.to_side, c.date, c.made_by, c.pair'
)


def ledger(
    db: sqlite3.Connection,
    sides: Sequence[str] = (),
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    *,
    contacts: Collection[str] | None = None,
    open: bool = False,
    heard: bool | None = None,
    doubtful: bool = False,
    limit: int | None = None,
) -> Iterator[Commitment]:
    """The commitments between these sides, the latest first; of an unknown day last. `contacts`: only those told in
    them; `open`: neither signed nor known to be followed up; `heard`: only those that something may follow up, or of
    which nothing was heard again; `doubtful`: only those with follow-ups that were proposed."""
    conditions, values = ["1"], list[object]()
    if doubtful:
        conditions.append(_PROPOSED)
    if contacts is not None:
        conditions.append(_TOLD_IN)
        values.append(msgspec.json.encode(sorted(contacts)).decode())
    for side in sides:
        conditions.append("(' ' || c.pair || ' ' LIKE ? OR c.by_side = ?)")
        values += [f"% {side} %", side]
    if kind is not None:
        conditions.append("c.kind = ?")
        values.append(kind)
    if since is not None:
        conditions.append("c.made_by >= ?")
        values.append(since)
    if until is not None:
        conditions.append("c.made_by <= ?")
        values.append(until)
    if open:
        conditions.append(f"{status(db)} IN ({marks(OPEN)})")
        values += OPEN
    if heard is not None:
        conditions.append(
            f"{status(db)} = ?" if not heard else f"({status(db)} = ? OR {status(db)} != ? AND {_PROPOSED})"
        )
        values += [FOLLOWED_UP, NO_EVIDENCE] if heard else [NO_EVIDENCE]
    rows = db.execute(
        f"SELECT {COLUMNS} FROM commitments c WHERE {' AND '.join(conditions)}"
        " ORDER BY c.made_by IS NULL, c.made_by DESC, c.id LIMIT ?",
        (*values, -1 if limit is None else limit),
    ).fetchall()
    judged = judging.standing(db, "follow_up")
    for first in range(0, len(rows), _AT_ONCE):
        yield from _commitments(db, rows[first : first + _AT_ONCE], judged)


# A commitment c that is told in one of some contacts: a JSON array of their ids.
_TOLD_IN = (
    "c.commitment IN (SELECT m.commitment FROM json_each(?) a CROSS JOIN contacts o ON o.id = a.value"
    " CROSS JOIN tellings t ON t.contact = o.contact CROSS JOIN items i ON i.event = t.event"
    " CROSS JOIN commitment_tellings m ON m.item = i.item)"
)
# One for which a follow-up was proposed.
_PROPOSED = "c.commitment IN (SELECT commitment FROM follow_ups)"


def kinds(db: sqlite3.Connection, *, pair: str | None = None, contacts: Iterable[str] = ()) -> dict[str, int]:
    """How many commitments of each kind there are of a pair of states, or told in these contacts, most first."""
    told, value = ("c.pair = ?", pair) if pair else (_TOLD_IN, msgspec.json.encode(sorted(contacts)).decode())
    rows = db.execute(
        f"SELECT c.kind, count(*) FROM commitments c WHERE {told} GROUP BY 1 ORDER BY 2 DESC, 1", (value,)
    )
    return dict(rows.fetchall())


def one(db: sqlite3.Connection, id_: str) -> Commitment | None:
    """The commitment of this id."""
    rows = db.execute(f"SELECT {COLUMNS} FROM commitments c WHERE c.id = ?", (id_,)).fetchall()
    return next(_commitments(db, rows, judging.standing(db, "follow_up")), None)


def status(db: sqlite3.Connection) -> str:
    """SQL for the status of commitment c as it is shown: what people decided, else that nothing is known to follow."""
    known = f"CASE WHEN c.status = '{SIGNED}' OR {_PROPOSED} THEN c.status ELSE '{NO_EVIDENCE}' END"
    judged = judging.standing(db, "follow_up")
    ids = sorted({left for left, _ in judged})
    if not ids:
        return known
    rows = db.execute(f"SELECT {COLUMNS} FROM commitments c WHERE c.id IN ({marks(ids)})", ids).fetchall()
    # Ids are hexadecimal and statuses words of ours: nothing in them ends the text.
    decided = msgspec.json.encode({one.id: one.status for one in _commitments(db, rows, judged)}).decode()
    return f"coalesce(json_extract('{decided}', '$.\"' || c.id || '\"'), {known})"


def of_rows(db: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> Iterator[Commitment]:
    """The commitments of these rows of COLUMNS, in their order."""
    return _commitments(db, rows, judging.standing(db, "follow_up"))


def _commitments(
    db: sqlite3.Connection, rows: Sequence[tuple[Any, ...]], judged: Mapping[tuple[str, str], str]
) -> Iterator[Commitment]:
    keys = [row[0] for row in rows]
    told: defaultdict[int, list[int]] = defaultdict(list)
    for commitment, item in db.execute(
        f"SELECT commitment, item FROM commitment_tellings WHERE commitment IN ({marks(keys)})", keys
    ):
        told[commitment].append(item)
    proposed: defaultdict[int, list[tuple[int, float, str]]] = defaultdict(list)
    for commitment, *link in db.execute(
        f"SELECT commitment, item, confidence, reasons FROM follow_ups WHERE commitment IN ({marks(keys)})", keys
    ):
        proposed[commitment].append((link[0], link[1], link[2]))
    by_hand = _by_hand(db, rows, judged, proposed)
    items = {item for each in told.values() for item in each}
    items |= {item for links in proposed.values() for item, *_ in links}
    items |= {item for links in by_hand.values() for item, *_ in links}
    about = {item: _about(db, item) for item in items}
    for key, id_, item, kind, status, by, by_side, to, to_side, date, made_by, pair in rows:
        links = [*proposed[key], *by_hand[key]]
        follow_ups = sorted(
            (_follow_up(str(id_), about[number], sure, reasons, judged) for number, sure, reasons in links),
            key=lambda each: (-each.confidence, each.date or "9", each.id),
        )
        own = about[item]
        others = sorted(
            (about[number] for number in told[key] if number != item), key=lambda o: (o.cited.page, o.cited.start, o.id)
        )
        history = _history(str(status), date or made_by, own.cited, follow_ups)
        yield Commitment(
            id=id_,
            kind=kind,
            status=_status(history, follow_ups),
            by=by,
            by_side=by_side or None,
            to=to,
            to_side=to_side,
            date=date,
            made_by=made_by,
            sides=_sides(str(pair)),
            contact=own.contact,
            ids=tuple(each.id for each in (own, *others)),
            topics=own.topics,
            text=own.cited.text,
            history=history,
            follow_ups=tuple(follow_ups),
            told=tuple(each.cited for each in (own, *others)),
        )


def _sides(pair: str) -> tuple[str, ...]:
    """The two of a pair, of which one at least is the code of a state; none where there are not two.

    >>> _sides("JP VN"), _sides("GCC QA"), _sides("VN lãnh đạo các bộ"), _sides("")
    (('JP', 'VN'), ('GCC', 'QA'), ('VN', 'lãnh đạo các bộ'), ())
    """
    found = _PAIR.fullmatch(pair)
    return tuple(filter(None, found.groups())) if found else ()


_PAIR = re.compile(r"([A-Z]{2}) (.+)|(.+) ([A-Z]{2})")


def _by_hand(
    db: sqlite3.Connection,
    rows: Sequence[tuple[Any, ...]],
    judged: Mapping[tuple[str, str], str],
    proposed: Mapping[int, Sequence[tuple[int, float, str]]],
) -> dict[int, list[tuple[int, float, str]]]:
    """Follow-ups that a person named and nothing proposed."""
    keys = {row[1]: row[0] for row in rows}
    found: dict[int, list[tuple[int, float, str]]] = defaultdict(list)
    for (left, right), verdict in sorted(judged.items()):
        if verdict == "right" and left in keys:
            number = _item_of(db, right)
            if number is not None and all(number != item for item, *_ in proposed[keys[left]]):
                found[keys[left]].append((number, 1.0, '["named by a person"]'))
    return found


def _item_of(db: sqlite3.Connection, id_: str) -> int | None:
    """The statement or event of an id."""
    row = db.execute(
        "SELECT s.statement FROM statements s JOIN documents d ON d.current = s.version WHERE s.id = ?1"
        " UNION ALL SELECT -e.event FROM events e WHERE e.id = ?1 AND e.current AND e.teaser IS NULL LIMIT 1",
        (id_,),
    ).fetchone()
    return None if row is None else int(row[0])


class _About(msgspec.Struct, frozen=True):
    """An item as it is shown."""

    id: str
    contact: str | None
    what: str
    act: str | None
    speaker: str | None
    date: str | None
    topics: tuple[str, ...]
    cited: Cited


# Of an item that is in the ledger's tables: the contact it was said in.
_CONTACT = "(SELECT c.id FROM tellings t JOIN contacts c ON c.contact = t.contact WHERE t.event = i.event)"
_PAGE = "d.id, v.published, v.outlet, v.headline, v.url, v.source"


def _about(db: sqlite3.Connection, item: int) -> _About:
    if item > 0:
        id_, contact, act, speaker, date, topics, start, stop, text, *page = db.execute(
            f"SELECT s.id, {_CONTACT}, s.act, s.speaker, e.date, s.topics, s.start, s.stop,"
            f" substr(v.text, s.start + 1, s.stop - s.start), {_PAGE} FROM statements s"
            " JOIN versions v ON v.version = s.version JOIN documents d ON d.document = v.document"
            " LEFT JOIN items i ON i.item = s.statement LEFT JOIN events e ON e.event = i.event WHERE s.statement = ?",
            (item,),
        ).fetchone()
        what = "statement"
    else:
        act = speaker = None
        topics = ""
        id_, contact, what, date, start, stop, text, *page = db.execute(
            f"SELECT e.id, {_CONTACT}, e.type, e.date, x.start, x.stop, substr(v.text, x.start + 1, x.stop - x.start),"
            f" {_PAGE} FROM events e JOIN versions v ON v.version = e.version"
            " JOIN documents d ON d.document = v.document LEFT JOIN items i ON i.item = -e.event"
            " LEFT JOIN evidence x ON x.event = e.event WHERE e.event = ? ORDER BY x.evidence LIMIT 1",
            (-item,),
        ).fetchone()
    names = ("page", "published", "outlet", "headline", "url", "source")
    cited = Cited(**dict(zip(names, page, strict=True)), start=start or 0, end=stop or 0, text=text or "")
    return _About(id_, contact, what, act, speaker, date, tuple(topics.split()), cited)


def _follow_up(
    commitment: str, about: _About, sure: float, reasons: str, judged: Mapping[tuple[str, str], str]
) -> FollowUp:
    verdict = next(
        (judged[commitment, right] for right in (about.id, about.contact) if right and (commitment, right) in judged),
        None,
    )
    return FollowUp(
        id=about.id,
        contact=about.contact,
        what=about.what,
        act=about.act,
        speaker=about.speaker,
        date=about.date,
        confidence=sure,
        reasons=tuple(msgspec.json.decode(reasons)),
        verdict=verdict,
        evidence=about.cited,
    )


def _history(status: str, date: str | None, cited: Cited, follow_ups: Iterable[FollowUp]) -> tuple[Step, ...]:
    """How it began, then every follow-up that a person confirmed."""
    steps = [Step(date=date, status=status, evidence=cited)]
    for each in sorted(follow_ups, key=lambda each: (each.date or each.evidence.published or "9", each.id)):
        if each.verdict == "right":
            now = SIGNED if each.what == "agreement" else FOLLOWED_UP
            steps.append(Step(date=each.date or each.evidence.published, status=now, evidence=each.evidence))
    return tuple(steps)


def _status(history: Sequence[Step], follow_ups: Iterable[FollowUp]) -> str:
    """The latest status; where nobody confirmed anything and nothing is proposed, that nothing is known."""
    last = history[-1].status
    waiting = any(each.verdict in (None, "unsure") for each in follow_ups)
    return last if len(history) > 1 or waiting or last == SIGNED else NO_EVIDENCE


def doubts(db: sqlite3.Connection) -> Iterator[Doubt]:
    """Follow-ups that nobody has judged."""
    for each in ledger(db, doubtful=True):
        for found in each.follow_ups:
            if found.verdict is None:
                yield Doubt(
                    kind="follow_up",
                    left=Side(id=each.id, about=f"{each.kind}: {each.by}", told_in=(_told_in(db, each.id),)),
                    right=Side(id=found.id, about=f"{found.what}: {found.speaker or found.date}", told_in=(found.id,)),
                    chance=found.confidence,
                    weight=_WORTH,
                    reasons=found.reasons,
                )


def _told_in(db: sqlite3.Connection, commitment: str) -> str:
    (item,) = present(db.execute("SELECT item FROM commitments WHERE id = ?", (commitment,)).fetchone())
    return _about(db, item).id
