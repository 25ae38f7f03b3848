"""The ledger of commitments: the stage that finds them and what may follow them up, and its tables.

An *item* is a thing that can be compared: the number of a statement, or less than zero that of an event (a visit or an
agreement). Every function here runs inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

import msgspec

from banggiao.model import content_id
from banggiao.record import changing, judging
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
    pair    TEXT NOT NULL,
    gist    TEXT NOT NULL
);
CREATE INDEX items_by_version ON items (version);
CREATE INDEX items_by_event ON items (event) WHERE event IS NOT NULL;
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
    """Bring items, commitments and follow-ups to what the current pages tell.

    What a commitment is told by and what follows it up is compared again only where items came or went: of the items
    that came with those that were there, of these not with each other.
    """
    touched = set(versions)
    dirty, again = _forget_items(db, touched)
    dirty |= _note_items(db, touched)
    made = _regroup(db, dirty)
    sharing = _sharing(db, dirty)
    _follow(db, dict.fromkeys(again | made))
    _follow(db, {commitment: found for commitment, found in sharing.items() if commitment not in again | made})
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
    _touch(db, sorted(ended))
    for table in ("follow_ups", "commitment_tellings", "commitments"):
        db.executemany(f"DELETE FROM {table} WHERE commitment = ?", keys)


def _touch(db: sqlite3.Connection, which: Sequence[int]) -> None:
    rows = db.execute(f"SELECT id FROM commitments WHERE commitment IN ({marks(which)})", which)
    changing.touch(db, changing.COMMITMENT, [id_ for (id_,) in rows.fetchall()])


def _note_items(db: sqlite3.Connection, versions: set[int]) -> set[int]:
    """Write the items of those versions that are current and no copies."""
    telling = [version for version in sorted(versions) if _tells(db, version)]
    every = [
        *_statements(db, f"s.version IN ({marks(telling)})", *telling),
        *_events(db, f"e.version IN ({marks(telling)})", *telling),
    ]
    parts = _taking_part(db, every)
    found: set[int] = set()
    for item in every:
        taking = parts[item.item]
        pairs = _pairs(item, taking)
        if item.kind is None and not pairs:
            continue
        weights = weights_of(item, taking)
        coming = plans(item.kind, item.content) if item.kind and item.item > 0 else ()
        weights |= {_TO_COME[kind]: 0 for kind in coming}
        db.execute(
            "INSERT INTO items (item, version, event, pair, gist) VALUES (?, ?, ?, ?, ?)",
            (item.item, item.version, item.event, pair_of(item, taking), _gist(item) if item.kind else ""),
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
        # CROSS: from the page to its people; from the name, all contacts of the speaker would be looked at.
        " (SELECT min(p.event) FROM events b CROSS JOIN participants p ON p.event = b.event"
        " CROSS JOIN names ON names.name = p.name AND names.value = s.speaker"
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
        content="(SELECT coalesce(group_concat(substr(v.text, x.start + 1, x.stop - x.start), '. '), '')"
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


def _taking_part(db: sqlite3.Connection, items: Sequence[Item]) -> dict[int, list[Taking]]:
    """Who takes part in what each of these items was said in."""
    events = {item.item: item.beside if item.event is None else item.event for item in items}
    wanted = sorted({event for event in events.values() if event is not None})
    found: defaultdict[int | None, list[Taking]] = defaultdict(list)
    for event, *part in db.execute(
        "SELECT p.event, names.value, p.organisation, p.country, p.role,"
        " coalesce(p.organisation || ' ', '') || coalesce((SELECT group_concat(title, ' ') FROM offices"
        " WHERE participant = p.participant), '') FROM participants p"
        f" LEFT JOIN names ON names.name = p.name WHERE p.event IN ({marks(wanted)}) ORDER BY p.event, p.n",
        wanted,
    ):
        found[event].append(Taking(*part))
    return {item: found[event] if event is not None else [] for item, event in events.items()}


def load(db: sqlite3.Connection, items: Iterable[int]) -> dict[int, Item]:
    """These items, in the order of their numbers."""
    wanted = sorted(items)
    said, done = [item for item in wanted if item > 0], [-item for item in wanted if item < 0]
    found = [
        *_events(db, f"e.event IN ({marks(done)})", *done),
        *_statements(db, f"s.statement IN ({marks(said)})", *said),
    ]
    return {item.item: item for item in sorted(found)}


# --- commitments ------------------------------------------------------------------------------------------------------


def _beside(db: sqlite3.Connection, items: Sequence[int]) -> set[int]:
    """The committing items that may be of one commitment with these: of the same contact or page, or the same words;
    and all that are of one with them."""
    here = f"i.item IN ({marks(items)}) AND i.gist != ''"
    rows = db.execute(
        # One question for each index: with OR, every item would be looked at.
        f"SELECT o.item FROM items i JOIN items o ON o.gist = i.gist AND o.gist != '' WHERE {here}"
        " UNION SELECT o.item FROM items i JOIN tellings t ON t.event = i.event"
        f" JOIN tellings u ON u.contact = t.contact JOIN items o ON o.event = u.event AND o.gist != '' WHERE {here}"
        " UNION SELECT o.item FROM items i JOIN items o ON o.version = i.version AND o.event IS NULL AND o.gist != ''"
        f" WHERE {here} AND i.event IS NULL",
        (*items, *items, *items),
    )
    found = sorted({item for (item,) in rows})
    more = db.execute(
        "SELECT o.item FROM commitment_tellings t JOIN commitment_tellings o ON o.commitment = t.commitment"
        f" WHERE t.item IN ({marks(found)})",
        found,
    )
    return {*found, *(item for (item,) in more)}


def _regroup(db: sqlite3.Connection, dirty: Iterable[int]) -> set[int]:
    """Find the commitments of the items that came, or lost those that they were of one with; gives those that were
    made anew."""
    loaded = load(db, _beside(db, sorted(dirty)))
    numbers = list(loaded)
    taking = _taking_part(db, list(loaded.values()))
    of = dict(
        db.execute(
            f"SELECT item, commitment FROM commitment_tellings WHERE item IN ({marks(numbers)})", numbers
        ).fetchall()
    )
    by_id: defaultdict[str, list[int]] = defaultdict(list)
    promises = {}
    for number, item in loaded.items():
        promise = promises[item.id] = _promise(item, taking[number])
        by_id[promise.id].append(number)
    known = {id_: of[same[0]] for id_, same in by_id.items() if of.keys() >= set(same)}
    made: set[int] = set()
    for told in commitments.group(promises.values(), known):
        before = {of.get(number) for each in told for number in by_id[each.id]}
        if len(before) == 1 and None not in before:
            continue  # as it was
        _end(db, [commitment for commitment in before if commitment is not None])
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
        db.executemany(
            "INSERT INTO commitment_tellings (item, commitment) VALUES (?, ?)",
            [(n, commitment) for each in told for n in sorted(by_id[each.id])],
        )
        made.add(commitment)
    _touch(db, sorted(made))
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
        weights={},
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


def _sharing(db: sqlite3.Connection, items: Iterable[int]) -> dict[int, set[int]]:
    """The commitments that these items may follow up, each with those that may."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for number, item in load(db, items).items():
        first = _first(item)
        if first is None:
            continue
        times = (_earlier(first, 366 * commitments.YEARS), first)
        rows = db.execute(
            "SELECT DISTINCT c.commitment FROM matters m JOIN matters o ON o.pair = m.pair AND o.word = m.word"
            " JOIN commitments c ON c.item = o.item WHERE m.item = ? AND m.weight > 0 AND c.made_by BETWEEN ? AND ?",
            (number, *times),
        ).fetchall()
        for kind, word in _FOUND.items():
            rows += db.execute(
                "SELECT DISTINCT c.commitment FROM matters m JOIN matters o ON o.pair = m.pair AND o.word = ?"
                " JOIN commitments c ON c.item = o.item WHERE m.item = ? AND m.word = ? AND c.made_by BETWEEN ? AND ?",
                (_TO_COME[kind], number, word, *times),
            )
        for (commitment,) in rows:
            found[commitment].add(number)
    return found


def _follow(db: sqlite3.Connection, asked: Mapping[int, set[int] | None]) -> None:
    """Find what may follow these commitments up: the best item of each later contact. Of all items (None), or of these
    that came and of those that did so before."""
    keys = sorted(asked)
    rows = db.execute(
        "SELECT commitment, item, made_by, by_side FROM commitments"
        f" WHERE commitment IN ({marks(keys)}) AND made_by IS NOT NULL",
        keys,
    ).fetchall()
    _touch(db, keys)
    known, own = _of_each(db, "follow_ups", keys), _of_each(db, "commitment_tellings", keys)
    candidates = {}
    for commitment, item, made_by, _ in rows:
        came = asked[commitment]
        candidates[commitment] = _candidates(db, item, made_by) if came is None else came | known[commitment]
    loaded = load(db, {item for each in (*candidates.values(), *own.values()) for item in each})
    taking = _taking_part(db, list(loaded.values()))
    weights = _weights(db, list(loaded))
    deeds: dict[int, Deed] = {}
    for commitment, number, made_by, by_side in rows:
        said = _promise(loaded[number], taking[number])
        promise = said._replace(made_by=made_by, by_side=by_side, weights=weights[number])
        told = [loaded[item] for item in own[commitment]]
        later = candidates[commitment] - own[commitment]
        for item in later - deeds.keys():
            deeds[item] = _deed(loaded[item], taking[item], weights[item])
        found = _best(promise, told, [(loaded[item], deeds[item]) for item in later])
        db.execute("DELETE FROM follow_ups WHERE commitment = ?", (commitment,))
        db.executemany(
            "INSERT INTO follow_ups (commitment, item, confidence, reasons) VALUES (?, ?, ?, ?)",
            [(commitment, *each) for each in found],
        )


def _of_each(db: sqlite3.Connection, table: str, keys: Sequence[int]) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for commitment, item in db.execute(
        f"SELECT commitment, item FROM {table} WHERE commitment IN ({marks(keys)})", keys
    ):
        found[commitment].add(item)
    return found


def _candidates(db: sqlite3.Connection, item: int, made_by: str) -> set[int]:
    """The items of pages after that day that share something with this one, or are such contacts as it speaks of."""
    rows = db.execute(
        "SELECT o.item, o.word FROM matters m JOIN matters o ON o.pair = m.pair AND o.word = m.word"
        " WHERE m.item = ? AND m.weight > 0",
        (item,),
    ).fetchall()
    for what, word in _FOUND.items():
        rows += db.execute(
            "SELECT o.item, o.word FROM matters m JOIN matters o ON o.pair = m.pair AND o.word = ?"
            " WHERE m.item = ? AND m.word = ?",
            (word, item, _TO_COME[what]),
        )
    numbers = sorted({number for number, _ in rows})
    later = db.execute(
        "SELECT i.item FROM items i JOIN versions v ON v.version = i.version"
        f" WHERE i.item IN ({marks(numbers)}) AND coalesce(v.published, '9') > ?",
        (*numbers, made_by),
    )
    return {number for (number,) in later}


def _weights(db: sqlite3.Connection, items: Sequence[int]) -> dict[int, dict[str, int]]:
    """What these items are about."""
    found: dict[int, dict[str, int]] = {item: {} for item in items}
    for item, word, weight in db.execute(
        f"SELECT item, word, weight FROM matters WHERE item IN ({marks(items)}) AND weight > 0 ORDER BY word", items
    ):
        found[item][word] = weight
    return found


def _best(promise: Promise, told: Sequence[Item], later: Iterable[tuple[Item, Deed]]) -> list[tuple[int, float, str]]:
    """The best item of each contact, and of visits, and of meetings, the first one: the next follows up the next
    invitation."""
    told_in, told_by = {item.contact for item in told}, {item.version for item in told}
    best: dict[str, tuple[float, str, int, str]] = {}
    coming: dict[str, list[tuple[str, tuple[float, str, int, str]]]] = {}
    for item, deed in later:
        if item.contact is not None and item.contact in told_in:
            continue
        if item.version in told_by or (item.published or "9") <= (promise.made_by or ""):
            continue  # told together with it, or before: "mời ông Mẫu thăm vào tháng 7"
        link = commitments.follows(promise, deed)
        if link is None:
            continue
        better = (-link.confidence, item.id, item.item, msgspec.json.encode(link.reasons).decode())
        if item.item < 0 and item.type in _FOUND:
            coming.setdefault("visit" if item.type == "visit" else "meeting", []).append((item.first or "", better))
            continue
        where = item.contact or f"said by {fold(item.speaker)}"  # what is said to the press is told again and again
        best[where] = min(better, best.get(where, better))
    first = [min(each)[1] for each in coming.values()]
    return [(item, -minus, reasons) for minus, _, item, reasons in [*best.values(), *first]]


def _deed(item: Item, taking: Sequence[Taking], weights: Mapping[str, int]) -> Deed:
    is_visit = item.item < 0 and item.type == "visit"
    return Deed(
        id=item.id,
        what=(item.type or "") if item.item < 0 else "statement",
        contact=item.contact,
        first=_first(item),
        content=item.content,
        weights=weights,
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


def _first(item: Item) -> str | None:
    """The first day on which it can have been."""
    return item.first or (None if item.item < 0 else _before(item.published))


def _earlier(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days)).isoformat()


def _before(published: str | None) -> str | None:
    """A day that a contact of an unknown day hardly comes before: pages tell what is new."""
    if published is None or len(published) != len("2017-05-03"):
        return None
    return _earlier(published, _NEWS)
