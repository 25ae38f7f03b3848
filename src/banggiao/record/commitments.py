"""The ledger of commitments: the stage that finds them and what may follow them up, and its tables.

An *item* is a thing that can be compared: the number of a statement, or less than zero that of an event (a visit or an
agreement). Every function here runs inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

import msgspec

from banggiao.model import content_id
from banggiao.record import judging
from banggiao.relation import commitments
from banggiao.relation.coming import plans
from banggiao.relation.commitments import Deed, Promise
from banggiao.relation.concerned import international, state_of, states_named, to_own_people
from banggiao.relation.matters import matters
from banggiao.text import fold

TABLES = """
-- Statements in contacts of two sides, visits and agreements: what may follow a commitment up. An item is a statement,
-- or an event with the sign changed. `pair` are the two sides ("JP VN"), "" where there are not two.
CREATE TABLE items (
    item    INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions (version),
    event   INTEGER REFERENCES events (event),
    contact TEXT,
    pair    TEXT NOT NULL,
    gist    TEXT NOT NULL
);
CREATE INDEX items_by_version ON items (version);
CREATE INDEX items_by_contact ON items (contact) WHERE contact IS NOT NULL;
CREATE INDEX items_by_gist ON items (gist) WHERE gist != '';
-- What an item is about, by which those that may belong together are found.
CREATE TABLE matters (
    pair   TEXT NOT NULL,
    word   TEXT NOT NULL,
    item   INTEGER NOT NULL REFERENCES items (item),
    weight INTEGER NOT NULL,
    PRIMARY KEY (pair, word, item)
) WITHOUT ROWID;
CREATE INDEX matters_by_item ON matters (item);
-- The commitments; `item` is the telling that says most. `by_side` and `to_side` are states, "both" for two who agree.
CREATE TABLE commitments (
    commitment INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    item    INTEGER NOT NULL REFERENCES items (item),
    kind    TEXT NOT NULL,
    status  TEXT NOT NULL,
    "by"    TEXT NOT NULL,
    by_side TEXT NOT NULL,
    "to"    TEXT,
    to_side TEXT,
    pair    TEXT NOT NULL,
    date    TEXT,
    made_by TEXT
);
CREATE INDEX commitments_by_item ON commitments (item);
CREATE INDEX commitments_by_pair ON commitments (pair);
CREATE TABLE commitment_tellings (
    item       INTEGER PRIMARY KEY REFERENCES items (item),
    commitment INTEGER NOT NULL REFERENCES commitments (commitment)
);
CREATE INDEX commitment_tellings_by_commitment ON commitment_tellings (commitment);
-- What may follow a commitment up, one item a contact.
CREATE TABLE follow_ups (
    commitment INTEGER NOT NULL REFERENCES commitments (commitment),
    item       INTEGER NOT NULL REFERENCES items (item),
    confidence REAL NOT NULL,
    reasons    TEXT NOT NULL,
    PRIMARY KEY (commitment, item)
) WITHOUT ROWID;
CREATE INDEX follow_ups_by_item ON follow_ups (item);
"""

judging.PLACES.append(
    "SELECT i.version FROM commitments c JOIN commitment_tellings t ON t.commitment = c.commitment"
    " JOIN items i ON i.item = t.item WHERE c.id = ?1"
)

_NEWS = 14  # days
# SQL for the id of the contact that event e is told of.
_CONTACT = "(SELECT c.id FROM tellings t JOIN contacts c ON c.contact = t.contact WHERE t.event = e.event)"
# The words by which contacts are found, and commitments that speak of such as to come; no text has them.
_FOUND = {"visit": "@visit", "meeting": "@meeting", "call": "@call"}
_TO_COME = {kind: f"{word} to come" for kind, word in _FOUND.items()}


class Item(NamedTuple):
    """An item with what is needed to judge it."""

    item: int
    id: str
    version: int
    event: int | None
    contact: str | None
    kind: str | None  # of a commitment
    act: str | None  # of a statement
    type: str | None  # of the event
    form: str | None
    content: str
    speaker: str
    addressee: str | None
    date: str | None
    first: str | None
    last: str | None
    published: str | None
    country: str | None
    beside: int | None = None  # where it was said in no contact: another contact of its speaker on the page


class Taking(NamedTuple):
    """Someone who takes part in an event."""

    name: str | None
    organisation: str | None
    country: str | None
    role: str
    offices: str | None = None


def resolve(db: sqlite3.Connection, versions: Sequence[int]) -> Iterable[int]:
    """Bring items, commitments and follow-ups to what the current pages tell."""
    touched = set(versions)
    dirty, affected = _forget_items(db, touched)
    dirty |= _note_items(db, touched)
    promised = _around(db, dirty)
    affected |= _regroup(db, promised)
    affected |= _sharing(db, dirty)
    for commitment in sorted(affected):
        _follow(db, commitment)
    return ()


def marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


# --- items -----------------------------------------------------------------------------------------------------------


def _forget_items(db: sqlite3.Connection, versions: set[int]) -> tuple[set[int], set[int]]:
    """Take the items of these versions away; gives those that shared a commitment with them, and the commitments that
    lost a follow-up."""
    keys = sorted(versions)
    gone = [i for (i,) in db.execute(f"SELECT item FROM items WHERE version IN ({marks(keys)})", keys).fetchall()]
    of_one = f"SELECT commitment FROM commitment_tellings WHERE item IN ({marks(gone)})"
    companions = {
        item for (item,) in db.execute(f"SELECT item FROM commitment_tellings WHERE commitment IN ({of_one})", gone)
    } - set(gone)
    lost = {c for (c,) in db.execute(f"SELECT commitment FROM follow_ups WHERE item IN ({marks(gone)})", gone)}
    ended = {c for (c,) in db.execute(of_one, gone)}
    _end(db, ended)
    for table in ("follow_ups", "matters", "items"):
        db.execute(f"DELETE FROM {table} WHERE item IN ({marks(gone)})", gone)
    return companions, lost - ended


def _end(db: sqlite3.Connection, ended: Iterable[int]) -> None:
    keys = [(key,) for key in sorted(ended)]
    for table in ("follow_ups", "commitment_tellings", "commitments"):
        db.executemany(f"DELETE FROM {table} WHERE commitment = ?", keys)


def _note_items(db: sqlite3.Connection, versions: set[int]) -> set[int]:
    """Write the items of those versions that are current and no copies."""
    found: set[int] = set()
    for version in sorted(versions):
        if not _tells(db, version):
            continue
        for item in [*_statements(db, "s.version = ?", version), *_events(db, "e.version = ?", version)]:
            taking = _taking_part(db, item)
            pairs = _pairs(item, taking)
            if item.kind is None and not pairs:
                continue
            weights = weights_of(item, taking)
            coming = plans(item.kind, item.content) if item.kind and item.item > 0 else ()
            weights |= {_TO_COME[kind]: 0 for kind in coming}
            db.execute(
                "INSERT INTO items (item, version, event, contact, pair, gist) VALUES (?, ?, ?, ?, ?, ?)",
                (item.item, version, item.event, item.contact, pair_of(item, taking), _gist(item) if item.kind else ""),
            )
            db.executemany(
                "INSERT INTO matters (pair, word, item, weight) VALUES (?, ?, ?, ?)",
                [(pair, word, item.item, weight) for pair in pairs for word, weight in sorted(weights.items())],
            )
            found.add(item.item)
    return found


def _tells(db: sqlite3.Connection, version: int) -> bool:
    return (
        db.execute(
            "SELECT 1 FROM documents WHERE current = ?1 AND NOT EXISTS (SELECT 1 FROM copies WHERE version = ?1)",
            (version,),
        ).fetchone()
        is not None
    )


def _gist(item: Item) -> str:
    return content_id(item.kind or "", commitments.gist(item.content))


def weights_of(item: Item, taking: Sequence[Taking]) -> dict[str, int]:
    """What an item is about; a visit, a meeting and a call can be found as such."""
    if item.item < 0 and item.type in _FOUND:
        return {_FOUND[item.type]: 0}
    names = [part.name for part in taking if part.name]
    return matters(item.content, names, [part.offices for part in taking if part.offices])


def pair_of(item: Item, taking: Sequence[Taking]) -> str:
    """The two sides of an item: states, and bodies of no state by their name; "" where there are not two.

    The state that is visited is a side of the visit, but not of all that is said on it: guests meet their own people
    there too. It is, as is any other, of what both agree on it, and of a statement that asks or names that state alone.
    """
    pairs = _pairs(item, taking)
    return pairs[0] if len(pairs) == 1 else ""


def _pairs(item: Item, taking: Sequence[Taking]) -> list[str]:
    """The pairs of sides that an item may be of: several for what someone says of several states."""
    sides = {_side_of(part) for part in taking} - {None}
    if item.item < 0 and item.type == "visit" and item.country:
        sides.add(item.country)
    if item.kind == "proposal" and item.item > 0 and to_own_people(item.content):
        return []
    if item.item > 0 and item.event is None and not sides:
        sides = {state_of(item.speaker)} - {None}
    if item.item > 0 and len(sides) == 1 and (item.event is None or item.type == "visit"):
        return [" ".join(sorted(map(str, (*sides, other)))) for other in _concerned(item, sides)]
    if len(sides) > _MOST_SIDES:
        return []
    own = {_side(item.speaker, taking)} & sides if item.item > 0 else set()
    return [" ".join(map(str, two)) for two in combinations(sorted(map(str, sides)), 2) if own <= set(two)]


def _side_of(part: Taking) -> str | None:
    return part.country or part.organisation or international(part.offices or "")


_MOST_NAMED = 3  # states; who names more speaks of the world
_MOST_SIDES = 3  # of a contact; where more meet, what is said is for all


def _concerned(item: Item, own: set[str | None]) -> list[str]:
    """The other states that a statement is meant for."""
    if item.speaker == "both":
        return [item.country] if item.country and item.country not in own else []
    addressed = state_of(item.addressee) if item.addressee else None
    if addressed is not None and addressed not in own:
        return [addressed]
    named = [state for state in states_named(item.content) if state not in own]
    if item.country in named:
        return [item.country]
    return named if len(named) <= _MOST_NAMED else []


_HEAD = (
    "e.event, {contact}, {kind}, {act}, e.type, e.form, {content}, {who}, e.date, e.date_from, e.date_to, v.published,"
    " e.country"
)


def _statements(db: sqlite3.Connection, where: str, *values: object) -> Iterator[Item]:
    """Statements in a contact of their page, and others that commit."""
    head = _HEAD.format(
        contact=_CONTACT,
        kind="s.commitment",
        act="s.act",
        content="substr(v.text, s.start + 1, s.stop - s.start)",
        who="s.speaker, s.addressee",
    )
    rows = db.execute(
        f"SELECT s.statement, s.id, s.version, {head}, CASE WHEN e.event IS NULL THEN"
        " (SELECT min(p.event) FROM events b JOIN participants p ON p.event = b.event"
        " JOIN names ON names.name = p.name AND names.value = s.speaker"
        " WHERE b.version = s.version AND b.teaser IS NULL AND b.current) END"
        " FROM statements s JOIN versions v ON v.version = s.version"
        " LEFT JOIN events e ON e.event = (SELECT min(event) FROM events"
        " WHERE version = s.version AND id = s.event AND teaser IS NULL AND current)"
        f" WHERE {where} AND (s.commitment IS NOT NULL OR e.event IS NOT NULL) ORDER BY s.statement",
        values,
    )
    return (Item(*row) for row in rows.fetchall())


def _events(db: sqlite3.Connection, where: str, *values: object) -> Iterator[Item]:
    """Visits, meetings and calls, and agreements, which commit. What one is about is in the sentences that tell it."""
    head = _HEAD.format(
        contact=_CONTACT,
        kind="CASE WHEN e.type = 'agreement' THEN 'agreement' END",
        act="NULL",
        content="(SELECT group_concat(substr(v.text, x.start + 1, x.stop - x.start), '. ')"
        " FROM (SELECT start, stop FROM evidence WHERE event = e.event ORDER BY evidence) x)",
        who="'both', NULL",
    )
    rows = db.execute(
        f"SELECT -e.event, e.id, e.version, {head} FROM events e JOIN versions v ON v.version = e.version"
        f" WHERE {where} AND e.type IN ('visit', 'agreement', 'meeting', 'call') AND e.status != 'cancelled'"
        " AND e.teaser IS NULL AND e.current ORDER BY e.event",
        values,
    )
    return (Item(*row) for row in rows.fetchall())


def _taking_part(db: sqlite3.Connection, item: Item) -> list[Taking]:
    rows = db.execute(
        "SELECT names.value, p.organisation, p.country, p.role,"
        " coalesce(p.organisation || ' ', '') || coalesce((SELECT group_concat(title, ' ') FROM offices"
        " WHERE participant = p.participant), '') FROM participants p"
        " LEFT JOIN names ON names.name = p.name WHERE p.event = ? ORDER BY p.n",
        (item.beside if item.event is None else item.event,),
    )
    return [Taking(*row) for row in rows]


def load(db: sqlite3.Connection, item: int) -> Item:
    found = _statements(db, "s.statement = ?", item) if item > 0 else _events(db, "e.event = ?", -item)
    return next(iter(found))


# --- commitments ------------------------------------------------------------------------------------------------------


def _around(db: sqlite3.Connection, items: set[int]) -> list[int]:
    """The committing items that may be of one commitment with these: of the same contact or page, or the same words."""
    found: set[int] = set()
    waiting = sorted(items)
    while waiting:
        found.update(waiting)
        some = (
            # One question for each index: with OR, every item would be looked at.
            "SELECT o.item FROM items i JOIN items o ON o.gist = i.gist AND o.gist != ''"
            " WHERE i.item = ?1 AND i.gist != ''"
            " UNION SELECT o.item FROM items i JOIN items o ON o.contact = i.contact AND o.gist != ''"
            " WHERE i.item = ?1 AND i.gist != ''"
            " UNION SELECT o.item FROM items i JOIN items o ON o.version = i.version AND o.gist != ''"
            " WHERE i.item = ?1 AND i.gist != '' AND i.contact IS NULL"
        )
        waiting = sorted({other for item in waiting for (other,) in db.execute(some, (item,))} - found)
    rows = db.execute(f"SELECT item FROM items WHERE gist != '' AND item IN ({marks(sorted(found))})", sorted(found))
    return [item for (item,) in rows]


def _regroup(db: sqlite3.Connection, items: Sequence[int]) -> set[int]:
    """Make the commitments of these items anew; gives them."""
    old = f"SELECT commitment FROM commitment_tellings WHERE item IN ({marks(items)})"
    _end(db, {commitment for (commitment,) in db.execute(old, items)})
    loaded = {item: load(db, item) for item in items}
    taking = {item: _taking_part(db, one) for item, one in loaded.items()}
    by_id: defaultdict[str, list[int]] = defaultdict(list)
    promises = []
    for number, item in loaded.items():
        promise = _promise(item, taking[number])
        by_id[promise.id].append(number)
        promises.append(promise)
    made: set[int] = set()
    for told in commitments.group(promises):
        most = commitments.chosen(told)
        item = loaded[min(by_id[most.id])]
        to, to_side = _addressed(item, taking[item.item], most.by_side)
        commitment = db.execute(
            'INSERT INTO commitments (id, item, kind, status, "by", by_side, "to", to_side, pair, date, made_by)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                content_id("commitment", told[0].id),
                item.item,
                item.kind,
                commitments.base_status(item.kind or "", item.form if item.item < 0 else None),
                item.speaker,
                most.by_side,
                to,
                to_side,
                most.pair,
                min(filter(None, (loaded[n].date for t in told for n in by_id[t.id])), default=None)
                if item.date is None
                else item.date,
                min(filter(None, (each.made_by for each in told)), default=None),
            ),
        ).lastrowid
        assert commitment is not None
        numbers = {number for each in told for number in by_id[each.id]}
        db.executemany(
            "INSERT INTO commitment_tellings (item, commitment) VALUES (?, ?)",
            [(n, commitment) for n in sorted(numbers)],
        )
        made.add(commitment)
    return made


def _promise(item: Item, taking: Sequence[Taking]) -> Promise:
    by_side = _side(item.speaker, taking) or (state_of(item.speaker) if item.event is None else None) or ""
    return Promise(
        id=item.id,
        kind=item.kind or "",
        content=item.content,
        block=item.contact or f"page {item.version}",
        contact=item.contact,
        made_by=_made_by(item),
        by_side=by_side,
        pair=pair_of(item, taking),
        weights=weights_of(item, taking),
        told=_told(item),
        country=item.country,
        speaker=item.speaker,
        partners=tuple(sorted(part.name for part in taking if part.name and part.country != by_side)),
        people=_people(taking),
    )


def _side(speaker: str, taking: Sequence[Taking]) -> str:
    """The state, or body of none, that a speaker stands for; "" where it can't be told."""
    if speaker == "both":
        return "both"
    of_it = [part for part in taking if speaker in (part.name, part.organisation)]
    return next((part.country or part.organisation or "" for part in of_it), "")


def _addressed(item: Item, taking: Sequence[Taking], by_side: str) -> tuple[str | None, str | None]:
    """Who is spoken to, and the side: the addressee, else the first of the other side."""
    if by_side == "both":
        return None, "both"
    others = [part for part in taking if (part.country or part.organisation) != by_side]
    if not by_side:
        others = []
    if item.addressee:
        others = [part for part in taking if item.addressee in (part.name, part.organisation)] or others
        return item.addressee, next((part.country or part.organisation for part in others), None)
    first = next(iter(others), None)
    return (first.name or first.organisation, first.country or first.organisation) if first else (None, None)


def _made_by(item: Item) -> str | None:
    """The last day on which it can have been said: the last of its contact, or that of the page if it is earlier."""
    published = _told(item)
    if item.item < 0 and (item.last is None or item.first != item.last):
        return None  # an agreement of an unknown day is told as background
    days = [day for day in (item.last, published) if day]
    return min(days, default=None)


# --- follow-ups -----------------------------------------------------------------------------------------------------


def _sharing(db: sqlite3.Connection, items: set[int]) -> set[int]:
    """The commitments that these items may follow up."""
    found: set[int] = set()
    for item in sorted(items):
        rows = db.execute(
            "SELECT c.commitment FROM matters m JOIN matters o ON o.pair = m.pair AND o.word = m.word"
            " JOIN commitments c ON c.item = o.item WHERE m.item = ? AND m.weight > 0 GROUP BY c.commitment",
            (item,),
        )
        found |= {commitment for (commitment,) in rows}
        for kind, word in _FOUND.items():
            rows = db.execute(
                "SELECT t.commitment FROM matters m JOIN matters o ON o.pair = m.pair AND o.word = ?"
                " JOIN commitment_tellings t ON t.item = o.item WHERE m.item = ? AND m.word = ?",
                (_TO_COME[kind], item, word),
            )
            found |= {commitment for (commitment,) in rows}
    return found


def _follow(db: sqlite3.Connection, commitment: int) -> None:
    """Find anew what may follow a commitment up: the best item of each later contact."""
    db.execute("DELETE FROM follow_ups WHERE commitment = ?", (commitment,))
    row = db.execute("SELECT item, made_by, by_side FROM commitments WHERE commitment = ?", (commitment,)).fetchone()
    if row is None:
        return  # made anew under another number
    number, made_by, by_side = row
    if made_by is None:
        return
    said = load(db, number)
    promise = _promise(said, _taking_part(db, said))._replace(made_by=made_by, by_side=by_side)
    rows = db.execute(
        "SELECT o.item FROM matters m JOIN matters o ON o.pair = m.pair AND o.word = m.word"
        " WHERE m.item = ? AND m.weight > 0 GROUP BY o.item",
        (number,),
    ).fetchall()
    for what, word in _FOUND.items():
        rows += db.execute(
            "SELECT o.item FROM matters m JOIN matters o ON o.pair = m.pair AND o.word = ?"
            " WHERE m.item = ? AND m.word = ?",
            (word, number, _TO_COME[what]),
        ).fetchall()
    own = {item for (item,) in db.execute("SELECT item FROM commitment_tellings WHERE commitment = ?", (commitment,))}
    rows_of_own = db.execute(f"SELECT contact, version FROM items WHERE item IN ({marks(sorted(own))})", sorted(own))
    told_in, told_by = (set(column) for column in zip(*rows_of_own.fetchall(), strict=True))
    best: dict[str, tuple[float, str, int, str]] = {}
    # Of visits, and of meetings, the first one: the next follows up the next invitation.
    coming: dict[str, list[tuple[str, tuple[float, str, int, str]]]] = {}
    for (other,) in rows:
        item = load(db, other) if other not in own else None
        if item is None or (item.contact is not None and item.contact in told_in):
            continue
        if item.version in told_by or (item.published or "9") <= made_by:
            continue  # told together with it, or before: "mời ông Mẫu thăm vào tháng 7"
        link = commitments.follows(promise, _deed(db, item))
        if link is None:
            continue
        better = (-link.confidence, item.id, other, msgspec.json.encode(link.reasons).decode())
        if other < 0 and item.type in _FOUND:
            coming.setdefault("visit" if item.type == "visit" else "meeting", []).append((item.first or "", better))
            continue
        where = item.contact or f"said by {fold(item.speaker)}"  # what is said to the press is told again and again
        best[where] = min(better, best.get(where, better))
    first = [min(each)[1] for each in coming.values()]
    db.executemany(
        "INSERT INTO follow_ups (commitment, item, confidence, reasons) VALUES (?, ?, ?, ?)",
        [(commitment, item, -minus, reasons) for minus, _, item, reasons in [*best.values(), *first]],
    )


def _deed(db: sqlite3.Connection, item: Item) -> Deed:
    taking = _taking_part(db, item)
    is_visit = item.item < 0 and item.type == "visit"
    return Deed(
        id=item.id,
        what=(item.type or "") if item.item < 0 else "statement",
        contact=item.contact,
        first=item.first or (None if item.item < 0 else _before(item.published)),
        content=item.content,
        weights=weights_of(item, taking),
        guests=tuple(part.name for part in taking if part.name and part.country != item.country) if is_visit else (),
        to=item.country if is_visit else None,
        commitment=item.kind,
        dated=item.first is not None,
        told=_told(item),
        act=item.act,
        form=item.form,
        speaker=item.speaker,
        sides=tuple((fold(part.name), part.country or "") for part in taking if part.name),
        people=_people(taking),
    )


def _told(item: Item) -> str | None:
    """The day on which the page was published."""
    return item.published[:10] if item.published and len(item.published) >= len("2017-05-03") else None


def _people(taking: Sequence[Taking]) -> frozenset[str]:
    return frozenset(fold(part.name) for part in taking if part.name)


def _before(published: str | None) -> str | None:
    """A day that a contact of an unknown day hardly comes before: pages tell what is new."""
    if published is None or len(published) != len("2017-05-03"):
        return None
    return (date.fromisoformat(published) - timedelta(_NEWS)).isoformat()
