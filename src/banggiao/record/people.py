"""Who is who across the pages: the stage that gives every name a person, and every office title an office.

What pages call someone is gathered into nodes (a name, a state, an office); banggiao.entity says which nodes are one
person. A page touches the nodes that it names, the nodes that are like these, and those that were one person with them
before: all of these are worked out anew, and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from banggiao.authority import Person, people_named
from banggiao.entity import CANDIDATE, DIFFERENT, SAME, Node, Seat, Sight, Verdict, blocks, body, likeness, people, seat
from banggiao.entity.comparing import RARE, holder
from banggiao.entity.names import namesakes, parsed
from banggiao.entity.seats import best
from banggiao.model import content_id
from banggiao.record import dates, indexing, judging, parting
from banggiao.record.results import Doubt, Side

TABLES = """
-- The people of the record. `id` is that of the smallest of a person's nodes.
CREATE TABLE people (
    person   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    country  TEXT,
    wikidata TEXT
);
CREATE INDEX people_by_name ON people (name);
-- One way in which pages call someone: a name, a state ('' not known), the seat that tells equal names apart. What
-- follows `office` is summed up from the sightings: the commonest spelling, the first and last day, how often.
CREATE TABLE nodes (
    node    INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    key     TEXT NOT NULL,
    country TEXT NOT NULL,
    seat    TEXT NOT NULL,
    name    TEXT NOT NULL,
    office  TEXT,
    first   TEXT,
    last    TEXT,
    seen    INTEGER NOT NULL,
    person  INTEGER REFERENCES people (person) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX nodes_by_person ON nodes (person);
CREATE INDEX nodes_by_key ON nodes (key);
CREATE INDEX nodes_by_seat ON nodes (seat);
-- Nodes that share a block are compared with each other.
CREATE TABLE blocks (
    block TEXT NOT NULL,
    node  INTEGER NOT NULL REFERENCES nodes (node),
    PRIMARY KEY (block, node)
) WITHOUT ROWID;
CREATE INDEX blocks_by_node ON blocks (node);
-- Nodes that are or may be one person: the one of the smaller id first.
CREATE TABLE resemblances (
    one      INTEGER NOT NULL REFERENCES nodes (node),
    other    INTEGER NOT NULL REFERENCES nodes (node),
    answer   TEXT NOT NULL,
    strength REAL NOT NULL,
    reasons  TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX resemblances_by_other ON resemblances (other);
-- Every named participant, the person and the day on which the page calls them so, by which name, and the first title
-- of the node's seat.
CREATE TABLE sightings (
    participant INTEGER PRIMARY KEY REFERENCES participants (participant),
    node        INTEGER NOT NULL REFERENCES nodes (node),
    person      INTEGER REFERENCES people (person) DEFERRABLE INITIALLY DEFERRED,
    day         TEXT,
    name        INTEGER REFERENCES names (name),
    title       TEXT
);
CREATE INDEX sightings_by_node ON sightings (node, day);
CREATE INDEX sightings_by_person ON sightings (person, node);
CREATE INDEX sightings_by_title ON sightings (node, title) WHERE title IS NOT NULL;
-- How often each node is called by each name.
CREATE TABLE spellings (
    node INTEGER NOT NULL REFERENCES nodes (node),
    name INTEGER NOT NULL REFERENCES names (name),
    seen INTEGER NOT NULL,
    PRIMARY KEY (node, name)
) WITHOUT ROWID;
CREATE TABLE speakers (
    statement INTEGER PRIMARY KEY REFERENCES statements (statement),
    person    INTEGER NOT NULL REFERENCES people (person) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX speakers_by_person ON speakers (person);
-- The offices of a participant: the authority's office (null where it has none), the seat, whether it was held then.
CREATE TABLE seats (
    participant INTEGER NOT NULL REFERENCES participants (participant),
    n      INTEGER NOT NULL,
    office TEXT,
    seat   TEXT NOT NULL,
    held   INTEGER NOT NULL,
    PRIMARY KEY (participant, n)
) WITHOUT ROWID;
-- The bodies of participants that are none of a person's: equal for one body under all its names.
CREATE TABLE bodies (
    participant INTEGER PRIMARY KEY REFERENCES participants (participant),
    body  TEXT NOT NULL,
    name  TEXT NOT NULL,
    state INTEGER NOT NULL
);
CREATE INDEX bodies_by_body ON bodies (body);
CREATE INDEX seats_by_seat ON seats (seat, office);
CREATE INDEX seats_by_office ON seats (office) WHERE office IS NOT NULL;
"""

judging.PLACES.append(
    "SELECT e.version FROM nodes n JOIN sightings s ON s.node = n.node JOIN participants p ON"
    " p.participant = s.participant JOIN events e ON e.event = p.event WHERE n.id = ?1"
)


def resolve(db: sqlite3.Connection, versions: Sequence[int]) -> Iterable[int]:
    """Bring the people of these versions to what all pages tell; gives the versions whose people changed with them."""
    touched: set[int] = set()
    said: dict[int, list[_Called]] = {}
    for version in versions:
        touched |= _take_back(db, version, said)
    parted, again = _parted(db, said)
    for version in sorted(again - said.keys()):
        touched |= _take_back(db, version, said)
    for called in said.values():
        touched |= _see(db, called, parted)
    before = _persons_of(db, touched)
    alive = {node for node in sorted(touched) if _sum_up(db, node)}
    for node in sorted(alive):
        _liken(db, node)
    changed = _gather(db, alive, before) | again
    for version in {*versions, *changed}:
        _give_speakers(db, version)
    return changed


# --- what a version says ---------------------------------------------------------------------------------------------

_OF_VERSION = "SELECT p.participant FROM participants p JOIN events e ON e.event = p.event WHERE e.version = ?"


def _take_back(db: sqlite3.Connection, version: int, said: dict[int, list[_Called]]) -> set[int]:
    """Take back what the version said, and note in `said` what a current one says; gives the nodes that it named."""
    named = _forget(db, version)
    if db.execute("SELECT 1 FROM documents WHERE current = ?", (version,)).fetchone():
        said[version] = _said(db, version)
    return named


def _forget(db: sqlite3.Connection, version: int) -> set[int]:
    """Take back what the version said; gives the nodes that it named."""
    seen = db.execute(f"SELECT node, name FROM sightings WHERE participant IN ({_OF_VERSION})", (version,)).fetchall()
    db.executemany("UPDATE spellings SET seen = seen - 1 WHERE node = ? AND name = ?", seen)
    named = {node for node, _ in seen}
    for table in ("sightings", "seats", "bodies"):
        db.execute(f"DELETE FROM {table} WHERE participant IN ({_OF_VERSION})", (version,))
    db.execute(
        "DELETE FROM speakers WHERE statement IN (SELECT statement FROM statements WHERE version = ?)", (version,)
    )
    return named


class _Named(NamedTuple):
    """A participant with a name, as one page or teaser has it."""

    participant: int
    mark: str  # id of the event, "#", number of the participant
    name: str
    number: int  # of the name
    titles: tuple[tuple[str, Seat], ...]
    day: str | None


class _Called(NamedTuple):
    """Those whom one page or teaser calls by one name, of one state; `base` is the id of the node that this makes."""

    base: str
    key: str
    country: str
    chosen: Seat | None
    named: list[_Named]


def _said(db: sqlite3.Connection, version: int) -> list[_Called]:
    """Write the offices and bodies of a current version; gives whom it names."""
    titles: defaultdict[int, list[str]] = defaultdict(list)
    for participant, title in db.execute(
        f"SELECT participant, title FROM offices WHERE participant IN ({_OF_VERSION}) ORDER BY participant, n",
        (version,),
    ):
        titles[participant].append(title)
    (published,) = db.execute("SELECT published FROM versions WHERE version = ?", (version,)).fetchone()
    said = dates.bounds(published)[0] if published else None
    for participant, organisation, country in db.execute(
        "SELECT participant, organisation, coalesce(country, '') FROM participants WHERE organisation IS NOT NULL"
        f" AND participant IN ({_OF_VERSION})",
        (version,),
    ).fetchall():
        found_body = body(organisation, country)
        db.execute(
            "INSERT INTO bodies (participant, body, name, state) VALUES (?, ?, ?, ?)",
            (participant, found_body.key, found_body.name, found_body.state),
        )
    groups: defaultdict[tuple[int | None, str, str], list[_Named]] = defaultdict(list)
    rows = db.execute(
        "SELECT p.participant, e.id, p.n, n.value, p.name, coalesce(p.country, ''), e.teaser, coalesce(r.date, e.date)"
        " FROM participants p JOIN events e ON e.event = p.event LEFT JOIN redated r ON r.event = e.event"
        " LEFT JOIN names n ON n.name = p.name WHERE e.version = ? ORDER BY p.participant",
        (version,),
    ).fetchall()
    for participant, event, n, name, number, country, teaser, told in rows:
        found = tuple(seat(title, country) for title in titles[participant])
        db.executemany(
            "INSERT INTO seats (participant, n, office, seat, held) VALUES (?, ?, ?, ?, ?)",
            [(participant, i, each.office, each.key, each.held) for i, each in enumerate(found)],
        )
        if name is not None and (key := parsed(name, country).key):
            # A page calls people by the offices of its own day, whenever what it tells was.
            day = said or dates.bounds(told)[0]
            called = tuple(zip(titles[participant], found, strict=True))
            groups[teaser, key, country].append(_Named(participant, f"{event}#{n}", name, number, called, day))
    called_ = []
    for (_, key, country), found_ in sorted(groups.items(), key=lambda item: (item[0][0] or 0, *item[0][1:])):
        chosen = best(tuple(each for one in found_ for _, each in one.titles))
        called_.append(_Called(_base(key, country, _label(chosen)), key, country, chosen, found_))
    return called_


def _see(db: sqlite3.Connection, called: Iterable[_Called], parted: parting.Parted) -> set[int]:
    """Write whom a current version names; gives their nodes."""
    nodes = set()
    for each in called:
        whole = [(one.participant, one.mark, one.day) for one in each.named]
        by_id: defaultdict[str, list[_Named]] = defaultdict(list)
        for one, id_ in zip(each.named, parting.nodes(db, each.base, whole, parted), strict=True):
            by_id[id_].append(one)
        for id_, named in by_id.items():
            node = _node(db, id_, each, named[0].name)
            nodes.add(node)
            db.executemany(
                "INSERT INTO sightings (participant, node, day, name, title) VALUES (?, ?, ?, ?, ?)",
                [(one.participant, node, one.day, one.number, _title(one, each.chosen)) for one in named],
            )
            db.executemany(
                "INSERT INTO spellings VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET seen = seen + 1",
                [(node, one.number) for one in named],
            )
    return nodes


def _base(key: str, country: str, label: str) -> str:
    return content_id("person", country, key, label)


def _parted(db: sqlite3.Connection, said: Mapping[int, list[_Called]]) -> tuple[parting.Parted, set[int]]:
    """What is parted by judgements now, and the versions of what was parted otherwise before."""
    here = {one.participant: (each.base, one.day) for called in said.values() for each in called for one in each.named}

    def place(participant: int) -> tuple[str, str | None] | None:
        row = db.execute(
            "SELECT d.key, d.country, d.seat, s.day FROM sightings s JOIN nodes d ON d.node = s.node"
            " WHERE s.participant = ?",
            (participant,),
        ).fetchone()
        return here.get(participant) or (None if row is None else (_base(*row[:3]), row[3]))

    return parting.bring_up_to_date(db, place)


def _label(chosen: Seat | None) -> str:
    """A seat as it tells nodes of equal names apart."""
    return "" if chosen is None else chosen.key if chosen.held else f"- {chosen.key}"


def _title(one: _Named, chosen: Seat | None) -> str | None:
    """What the page calls somebody, of the titles that mean this seat."""
    return min((title for title, each in one.titles if chosen and _label(each) == _label(chosen)), default=None)


def _node(db: sqlite3.Connection, id_: str, called: _Called, name: str) -> int:
    row = db.execute("SELECT node FROM nodes WHERE id = ?", (id_,)).fetchone()
    if row is not None:
        return int(row[0])
    _, key, country, chosen, _ = called
    number = db.execute(
        "INSERT INTO nodes (id, key, country, seat, name, office, seen) VALUES (?, ?, ?, ?, ?, ?, 0)",
        (id_, key, country, _label(chosen), name, chosen.title if chosen else None),
    ).lastrowid
    assert number is not None
    sight = Sight(name=name, country=country, offices=(chosen.title,) if chosen else ())
    db.executemany("INSERT INTO blocks (block, node) VALUES (?, ?)", [(each, number) for each in sorted(blocks(sight))])
    return number


# --- nodes -----------------------------------------------------------------------------------------------------------


def _sum_up(db: sqlite3.Connection, node: int) -> bool:
    """Bring the node to what its sightings say; one without any goes. Gives whether it is there."""
    db.execute("DELETE FROM spellings WHERE node = ? AND seen = 0", (node,))
    (seen,) = db.execute("SELECT coalesce(sum(seen), 0) FROM spellings WHERE node = ?", (node,)).fetchone()
    if not seen:
        db.execute("DELETE FROM resemblances WHERE one = ?1 OR other = ?1", (node,))
        db.execute("DELETE FROM blocks WHERE node = ?", (node,))
        db.execute("DELETE FROM nodes WHERE node = ?", (node,))
        return False
    (name,) = db.execute(
        "SELECT n.value FROM spellings s JOIN names n ON n.name = s.name WHERE s.node = ?"
        " ORDER BY s.seen DESC, n.value LIMIT 1",
        (node,),
    ).fetchone()
    # Each by its index: what a node is summed up from grows with the record.
    first, last, office = db.execute(
        "SELECT (SELECT min(day) FROM sightings WHERE node = ?1), (SELECT max(day) FROM sightings WHERE node = ?1),"
        " (SELECT min(title) FROM sightings WHERE node = ?1 AND title IS NOT NULL)",
        (node,),
    ).fetchone()
    db.execute(
        "UPDATE nodes SET name = ?, office = ?, first = ?, last = ?, seen = ? WHERE node = ?",
        (name, office, first, last, seen, node),
    )
    return True


_COLUMNS = "node, id, name, country, office, first, last, seen"


def _load(db: sqlite3.Connection, nodes: Iterable[int]) -> dict[int, Node]:
    found = {}
    for number in nodes:
        row = db.execute(f"SELECT {_COLUMNS} FROM nodes WHERE node = ?", (number,)).fetchone()
        if row is not None:
            found[number] = _read(row)
    return found


def _read(row: tuple[int, str, str, str, str | None, str | None, str | None, int]) -> Node:
    _, id_, name, country, office, first, last, seen = row
    return Node(
        id=id_,
        sight=Sight(
            name=name,
            country=country,
            offices=(office,) if office else (),
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
        ),
        count=seen,
    )


def _liken(db: sqlite3.Connection, number: int) -> None:
    """Compare a node with all that share a block with it."""
    db.execute("DELETE FROM resemblances WHERE one = ?1 OR other = ?1", (number,))
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM nodes WHERE node IN (SELECT b.node FROM blocks a JOIN blocks b ON b.block = a.block"
        " WHERE a.node = ?1 AND b.node != ?1) ORDER BY id",
        (number,),
    ).fetchall()
    me = _load(db, [number])[number]
    for row in rows:
        other = _read(row)
        verdict = likeness(me.sight, other.sight)
        if verdict.answer != DIFFERENT:
            pair = (number, row[0]) if me.id < other.id else (row[0], number)
            db.execute(
                "INSERT INTO resemblances (one, other, answer, strength, reasons) VALUES (?, ?, ?, ?, ?)",
                (*pair, verdict.answer, verdict.strength, "; ".join(verdict.reasons)),
            )


# --- people ----------------------------------------------------------------------------------------------------------


def _persons_of(db: sqlite3.Connection, nodes: Iterable[int]) -> set[int]:
    found = {db.execute("SELECT person FROM nodes WHERE node = ?", (node,)).fetchone() for node in nodes}
    return {row[0] for row in found if row is not None and row[0] is not None}


def _gather(db: sqlite3.Connection, alive: Iterable[int], before: set[int]) -> set[int]:
    """Work out the people of these nodes, and of all that hang together with them; gives the versions that change."""
    judged = _judged(db)
    wanted = set(alive)
    for person in before:
        wanted |= {n for (n,) in db.execute("SELECT node FROM nodes WHERE person = ?", (person,))}
    whole, links = _component(db, wanted, judged)
    before |= _persons_of(db, whole)
    nodes = _load(db, whole)
    numbers = {node.id: number for number, node in nodes.items()}
    had = {number: _person_of(db, number) for number in sorted(whole)}
    groups = people(list(nodes.values()), links, {pair: word for pair, (word, _) in judged.items()})
    keys = _keys([[(had[numbers[node.id]], node.count) for node in group] for group in groups])
    for person in before - set(keys):
        db.execute("DELETE FROM speakers WHERE person = ?", (person,))
        db.execute("DELETE FROM people WHERE person = ?", (person,))
    changed = _move(db, {key: group[0].id for key, group in zip(keys, groups, strict=True) if key is not None})
    for key, group in zip(keys, groups, strict=True):
        person, said_by = _write_person(db, key, group)
        changed |= said_by
        for node in group:
            changed |= _assign(db, numbers[node.id], person)
    return changed


def _person_of(db: sqlite3.Connection, node: int) -> int | None:
    row = db.execute("SELECT person FROM nodes WHERE node = ?", (node,)).fetchone()
    return None if row is None else row[0]


def _keys(groups: Sequence[Sequence[tuple[int | None, int]]]) -> list[int | None]:
    """For each group, given whose its nodes were and how often they are seen, the person that it goes on, or None:
    whoever was seen most keeps the key, and what is told of them is not looked at again."""
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for n, group in enumerate(groups):
        for person, seen in group:
            if person is not None:
                shared[n, person] += seen
    keys: list[int | None] = [None] * len(groups)
    taken: set[int] = set()
    for _, n, person in sorted((-seen, n, person) for (n, person), seen in shared.items()):
        if keys[n] is None and person not in taken:
            keys[n] = person
            taken.add(person)
    return keys


def _move(db: sqlite3.Connection, ids: Mapping[int, str]) -> set[int]:
    """Give these people their ids, also where they are shown; gives the versions for which that can't be done."""
    moved = {}
    for person, id_ in ids.items():
        (was,) = db.execute("SELECT id FROM people WHERE person = ?", (person,)).fetchone()
        if was != id_:
            moved[was] = (person, id_)
    db.executemany(
        "UPDATE people SET id = '- ' || person WHERE person = ?", [(person,) for person, _ in moved.values()]
    )
    db.executemany("UPDATE people SET id = ? WHERE person = ?", [(id_, person) for person, id_ in moved.values()])
    waiting = set(moved)
    while free := sorted(was for was in waiting if moved[was][1] not in waiting):
        for was in free:
            indexing.move_person(db, was, moved[was][1])
        waiting -= set(free)
    return {version for was in waiting for version in _versions_of(db, moved[was][0])}  # they change ids in a circle


def _versions_of(db: sqlite3.Connection, person: int) -> set[int]:
    rows = db.execute(
        "SELECT DISTINCT e.version FROM sightings s JOIN participants p ON p.participant = s.participant"
        " JOIN events e ON e.event = p.event WHERE s.person = ?",
        (person,),
    )
    return {version for (version,) in rows}


_Judged = dict[tuple[str, str], tuple[str, tuple[int, int]]]


def _judged(db: sqlite3.Connection) -> _Judged:
    """What people decided of two nodes, by their ids, with their numbers; a sighting stands for its node."""
    found: _Judged = {}
    for (left, right), word in judging.standing(db, "person").items():
        one, other = _number(db, left), _number(db, right)
        if word in (SAME, DIFFERENT) and one is not None and other is not None and one != other:
            (a, m), (b, n) = sorted([one, other])
            found[a, b] = (word, (m, n))
    return found


def _number(db: sqlite3.Connection, id_: str) -> tuple[str, int] | None:
    event, mark, n = id_.partition("#")
    if mark:
        row = db.execute(
            "SELECT d.id, d.node FROM events e JOIN participants p ON p.event = e.event JOIN sightings s"
            " ON s.participant = p.participant JOIN nodes d ON d.node = s.node WHERE e.id = ? AND e.current AND p.n = ?"
            " ORDER BY d.id LIMIT 1",
            (event, n),
        ).fetchone()
    else:
        row = db.execute("SELECT id, node FROM nodes WHERE id = ?", (id_,)).fetchone()
    return None if row is None else (row[0], row[1])


def _component(
    db: sqlite3.Connection, wanted: set[int], judged: _Judged
) -> tuple[set[int], dict[tuple[str, str], Verdict]]:
    """All nodes that resemblances or judgements join to these, and the resemblances by the ids of both."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for word, (one, other) in judged.values():
        if word == SAME:
            near[one].add(other)
            near[other].add(one)
    links: dict[tuple[str, str], Verdict] = {}
    seen: set[int] = set()
    waiting = sorted(wanted)
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        for one, other, first, second, strength in db.execute(
            "SELECT l.one, l.other, a.id, b.id, l.strength FROM resemblances l JOIN nodes a ON a.node = l.one"
            " JOIN nodes b ON b.node = l.other WHERE (l.one = ?1 OR l.other = ?1) AND l.answer = 'same'",
            (number,),
        ):
            links[first, second] = Verdict(answer=SAME, reasons=(), strength=strength)
            waiting.append(other if one == number else one)
        waiting += sorted(near[number])
    return seen, links


def _write_person(db: sqlite3.Connection, key: int | None, group: Sequence[Node]) -> tuple[int, set[int]]:
    """Write a person, a new one without a key; gives the key, and the versions of what is said by whom another state
    is given now."""
    known = _known(group)
    most = max(group, key=lambda node: (node.count, node.id))
    country = (
        known.country
        if known and known.country
        else next((n.sight.country for n in sorted(group, key=lambda n: (-n.count, n.id)) if n.sight.country), None)
    )
    row = (known.name if known else most.sight.name, country, known.wikidata if known else None)
    said_by: set[int] = set()
    if key is None:
        key = db.execute(
            "INSERT INTO people (id, name, country, wikidata) VALUES (?, ?, ?, ?)", (group[0].id, *row)
        ).lastrowid
        assert key is not None
    else:
        before = db.execute("SELECT name, country, wikidata FROM people WHERE person = ?", (key,)).fetchone()
        if before == row:
            return key, said_by
        db.execute("UPDATE people SET name = ?, country = ?, wikidata = ? WHERE person = ?", (*row, key))
        if before[1] != country:
            said_by = {
                version
                for (version,) in db.execute(
                    "SELECT DISTINCT s.version FROM speakers k JOIN statements s ON s.statement = k.statement"
                    " WHERE k.person = ?",
                    (key,),
                )
            }
    db.execute("INSERT OR IGNORE INTO stale VALUES ('person', ?)", (group[0].id,))
    return key, said_by


def _known(group: Sequence[Node]) -> Person | None:
    """The authority's entry for a person: the one that most sightings are called by."""
    counts: defaultdict[str, int] = defaultdict(int)
    entries: dict[str, Person] = {}
    for node in group:
        name = parsed(node.sight.name, node.sight.country)
        for person in people_named(node.sight.name) or people_named(" ".join(name.words)):
            spelt = any(parsed(each, person.country).key == name.key for each in (person.name, *person.also))
            if (spelt or not (name.vietnamese and name.marked)) and person.country in (node.sight.country, ""):
                counts[person.where] += node.count
                entries[person.where] = person
    if counts:
        return entries[max(counts, key=lambda where: (counts[where], where))]
    for node in sorted(group, key=lambda node: (-node.count, node.id)):
        if (named := holder(node.sight)) is not None:
            found = [person for person in people_named(named) if person.country == node.sight.country]
            return found[0] if found else _unlisted(named, node.sight.country)
    return None


def _unlisted(name: str, country: str) -> Person:
    """A holder of an office whom the tables know by one spelling only."""
    return Person(name=name, country=country, also=(), wikidata=None, source="", where="")


def _assign(db: sqlite3.Connection, node: int, person: int) -> set[int]:
    """Give the node and its sightings to the person; gives the versions of those that had another."""
    had = db.execute("SELECT person FROM nodes WHERE node = ?", (node,)).fetchone()
    # Those of a node that stays with its person are found without a look at the others.
    which = "person IS NULL AND node = ?1" if had == (person,) else "node = ?1"
    rows = db.execute(
        f"SELECT DISTINCT e.version FROM (SELECT participant FROM sightings WHERE {which}) s"
        " JOIN participants p ON p.participant = s.participant JOIN events e ON e.event = p.event",
        (node,),
    ).fetchall()
    db.execute("UPDATE nodes SET person = ?1 WHERE node = ?2 AND person IS NOT ?1", (person, node))
    db.execute(f"UPDATE sightings SET person = ?2 WHERE {which}", (node, person))
    return {version for (version,) in rows}


# --- speakers --------------------------------------------------------------------------------------------------------


def _give_speakers(db: sqlite3.Connection, version: int) -> None:
    """The person of each statement: whom the page calls so, in the contact it belongs to before others."""
    db.execute(
        "DELETE FROM speakers WHERE statement IN (SELECT statement FROM statements WHERE version = ?)", (version,)
    )
    statements = db.execute("SELECT statement, speaker, event FROM statements WHERE version = ?", (version,)).fetchall()
    if not statements or not db.execute("SELECT 1 FROM documents WHERE current = ?", (version,)).fetchone():
        return
    of_event: dict[tuple[str, str], int] = {}
    of_page: dict[str, int] = {}
    for name, event, person in db.execute(
        "SELECT n.value, e.id, s.person FROM sightings s JOIN participants p ON p.participant = s.participant"
        " JOIN names n ON n.name = p.name JOIN events e ON e.event = p.event WHERE e.version = ? AND e.teaser IS NULL"
        " ORDER BY p.participant DESC",
        (version,),
    ):
        of_event[event, name] = of_page[name] = person
    found = [(s, of_event.get((event, speaker)) or of_page.get(speaker)) for s, speaker, event in statements]
    db.executemany(
        "INSERT INTO speakers (statement, person) VALUES (?, ?)", [(s, person) for s, person in found if person]
    )


# --- doubts ----------------------------------------------------------------------------------------------------------


def doubts(db: sqlite3.Connection) -> Iterator[Doubt]:
    """Pairs of people who may be one: one case for each two people, the likeliest of their nodes."""
    rows = db.execute(
        "SELECT a.node, a.id, a.name, a.country, a.office, a.seen, a.person, b.node, b.id, b.name, b.country, b.office,"
        " b.seen, b.person, l.answer, l.strength, l.reasons FROM resemblances l JOIN nodes a ON a.node = l.one"
        " JOIN nodes b ON b.node = l.other WHERE a.person != b.person ORDER BY l.strength DESC, a.id, b.id"
    ).fetchall()
    judged = {numbers for _, numbers in _judged(db).values()}
    seen: set[frozenset[int]] = set()
    for row in rows:
        pair = frozenset((row[6], row[13]))
        if (row[0], row[7]) in judged:
            seen.add(pair)  # it may have been judged of two sightings
        if pair in seen:
            continue
        seen.add(pair)
        answer, strength, reasons = row[14:]
        yield Doubt(
            kind="person",
            left=_side(db, row[:6]),
            right=_side(db, row[7:13]),
            chance=0.5 * strength if answer == CANDIDATE else 0.3,
            weight=min(row[5], row[12]),
            reasons=tuple(reasons.split("; ")),
        )


def doubtful_nodes(db: sqlite3.Connection) -> Iterator[Doubt]:
    """Names that many bear, called alike years apart: one person, or two. Of each the first sighting and the last."""
    rows = db.execute(
        "SELECT node, name, office, country, first, last, seen FROM nodes WHERE country = 'VN' AND seen > 1"
        " AND julianday(last) - julianday(first) > ? ORDER BY id",
        (_YEARS_APART * 365.25,),
    ).fetchall()
    for node, name, office, country, first, last, seen in rows:
        own = parsed(name, country)
        if not (own.vietnamese and own.marked) or namesakes(own.words) < RARE:
            continue
        left, right = (_sighted(db, node, day, (name, office, country)) for day in (first, last))
        if left is not None and right is not None:
            years = (date.fromisoformat(last) - date.fromisoformat(first)).days // 365
            yield Doubt(
                kind="person",
                left=left,
                right=right,
                chance=0.3,
                weight=min(seen, 2),
                reasons=(f"many are called so, and {years} years lie between",),
            )


_YEARS_APART = 4


def _sighted(db: sqlite3.Connection, node: int, day: str, about: tuple[str, str | None, str]) -> Side | None:
    row = db.execute(
        "SELECT min(e.id || '#' || p.n) FROM sightings s JOIN participants p ON p.participant = s.participant"
        " JOIN events e ON e.event = p.event WHERE s.node = ? AND s.day = ? AND e.teaser IS NULL",
        (node, day),
    ).fetchone()
    if row[0] is None:
        return None
    return Side(id=row[0], about=", ".join(filter(None, (*about, day))), told_in=(row[0],), words=(about[0],))


def _side(db: sqlite3.Connection, row: Sequence[object]) -> Side:
    number, id_, name, country, office, _ = row
    told = db.execute(
        "SELECT e.id || '#' || p.n FROM sightings s JOIN participants p ON p.participant = s.participant JOIN events e"
        " ON e.event = p.event WHERE s.node = ? ORDER BY e.teaser IS NOT NULL, s.day, e.id, p.n LIMIT 3",
        (number,),
    )
    about = ", ".join(str(each) for each in (name, office, country) if each)
    return Side(id=str(id_), about=about, told_in=tuple(each for (each,) in told), words=(str(name),))
