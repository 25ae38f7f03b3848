"""One contact told by many pages: the stage that brings tellings together, and its tables.

Until it is resolved every telling is a contact of its own, so that a question finds the page that was just added. The
decisions are those of banggiao.relation; here tellings are loaded, found by what they share, and written.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from banggiao.record import asking, dates, indexing, judging, linking, tellings
from banggiao.record.results import Doubt, Side
from banggiao.relation import choosing, same, visits
from banggiao.relation.same import Span, Telling

VISITS_BY_PLACE = "visits_by_place ON contacts (country, date_to) WHERE type = 'visit'"

TABLES = f"""
-- Contacts as the record has them. `event` is the telling that one is shown by, `version` and `n` where it stands;
-- `related` is 1 when only teasers tell it. The fields are those chosen among the tellings.
CREATE TABLE contacts (
    contact INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    event   INTEGER NOT NULL REFERENCES events (event),
    version INTEGER NOT NULL REFERENCES versions (version),
    n       INTEGER NOT NULL,
    related INTEGER NOT NULL,
    part_of INTEGER REFERENCES contacts (contact) DEFERRABLE INITIALLY DEFERRED,
    type    TEXT NOT NULL,
    form    TEXT NOT NULL,
    status  TEXT NOT NULL,
    date    TEXT,
    date_from TEXT,
    date_to   TEXT,
    country TEXT,
    confidence REAL NOT NULL
);
CREATE INDEX contacts_by_date ON contacts (date_to, version);
CREATE INDEX contacts_by_event ON contacts (event);
CREATE INDEX contacts_by_version ON contacts (version);
CREATE INDEX {VISITS_BY_PLACE};
CREATE INDEX contacts_by_visit ON contacts (part_of) WHERE part_of IS NOT NULL;
CREATE TABLE tellings (
    event   INTEGER PRIMARY KEY REFERENCES events (event),
    contact INTEGER NOT NULL REFERENCES contacts (contact) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX tellings_by_contact ON tellings (contact);
"""


class Head(NamedTuple):
    """A contact as its row has it."""

    id: str
    event: int
    related: int
    type: str
    form: str
    status: str
    date: str | None
    country: str | None
    confidence: float


# --- as soon as a page is written --------------------------------------------------------------------------


def provide(db: sqlite3.Connection, version: int) -> None:
    """Make every telling of a page a contact of its own, until it is resolved."""
    indexing.contacts(db, alone(db, version))


def alone(db: sqlite3.Connection, version: int) -> list[int]:
    """Make every telling of a page a contact of its own; gives their keys."""
    made = set()
    for event in _numbers(db, "SELECT event FROM events WHERE version = ? AND current ORDER BY event", (version,)):
        head = _own(db, event)
        # A page that tells the same in two teasers, or in one and itself, tells it once.
        same_ = db.execute("SELECT contact FROM contacts WHERE id = ?", (head.id,)).fetchone()
        contact = _write(db, None, head) if same_ is None else same_[0]
        db.execute("INSERT INTO tellings (event, contact) VALUES (?, ?)", (event, contact))
        made.add(contact)
    return sorted(made)


def withdraw(db: sqlite3.Connection, version: int) -> None:
    """Take the tellings of a page out of their contacts; what else is told of these stays together until resolved."""
    events = _numbers(db, "SELECT event FROM events WHERE version = ?", (version,))
    touched = _contacts_of(db, events)
    linking.forget(db, events)
    db.executemany("DELETE FROM tellings WHERE event = ?", [(event,) for event in events])
    indexing.forget(db, touched)
    again: list[int] = []
    for contact in touched:
        left = _numbers(db, "SELECT event FROM tellings WHERE contact = ?", (contact,))
        parts = _parts(db, [contact])
        db.execute("DELETE FROM contacts WHERE contact = ?", (contact,))
        if left:
            told = linking.Tellings(db, {}).load(left)
            _write(db, contact, _head(db, sorted(told, key=lambda event: told[event].key), told))
            indexing.contacts(db, [contact])
            again += left[:1]  # by one of them all are found
        else:
            db.executemany("UPDATE contacts SET part_of = NULL WHERE contact = ?", [(part,) for part in parts])
            again += _numbers(db, f"SELECT event FROM contacts WHERE contact IN ({_marks(parts)})", parts)
    versions = _numbers(db, f"SELECT DISTINCT version FROM events WHERE event IN ({_marks(again)})", again)
    db.executemany("INSERT OR IGNORE INTO unresolved (version) VALUES (?)", [(each,) for each in versions])


def _own(db: sqlite3.Connection, event: int) -> Head:
    """A contact that nothing else tells of."""
    row = db.execute(
        "SELECT id, event, teaser IS NOT NULL, type, form, status, date, country, confidence FROM events"
        " WHERE event = ?",
        (event,),
    ).fetchone()
    return Head(*row)


def _head(db: sqlite3.Connection, events: Sequence[int], told: Mapping[int, Telling]) -> Head:
    """The contact that these events, in the order of their keys, tell of."""
    if len(events) == 1:
        return _own(db, events[0])
    group = [told[event] for event in events]
    chosen = choosing.choose(members(db, group, events))
    own = [telling for telling in group if not telling.teaser] or group
    return Head(
        id=min(telling.id for telling in own),
        event=events[chosen.shown],
        related=int(bool(own[0].teaser)),
        type=chosen.type,
        form=chosen.form,
        status=chosen.status,
        date=chosen.date,
        country=chosen.place.country,
        confidence=chosen.confidence,
    )


def _write(db: sqlite3.Connection, contact: int | None, head: Head) -> int:
    """Write a contact under its key, or a new one; gives it."""
    number = db.execute(
        "INSERT INTO contacts (contact, id, event, version, n, related, type, form, status, date, date_from, date_to,"
        " country, confidence) SELECT ?, ?, event, version, n, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM events WHERE event = ?",
        (
            contact,
            head.id,
            head.related,
            head.type,
            head.form,
            head.status,
            head.date,
            *dates.bounds(head.date),
            head.country,
            head.confidence,
            head.event,
        ),
    ).lastrowid
    assert number is not None
    return number


def _contacts_of(db: sqlite3.Connection, events: Sequence[int]) -> list[int]:
    return _numbers(db, f"SELECT DISTINCT contact FROM tellings WHERE event IN ({_marks(events)})", events)


def _parts(db: sqlite3.Connection, visits_: Sequence[int]) -> list[int]:
    return _numbers(db, f"SELECT contact FROM contacts WHERE part_of IN ({_marks(visits_)})", visits_)


# --- the stage ---------------------------------------------------------------------------------------------


def resolve(db: sqlite3.Connection, versions: Sequence[int]) -> set[int]:
    """Bring the tellings of these versions together with those of others; gives the versions of the events that are
    told together with others than before. A contact that nothing of these versions tells, and that has the tellings it
    had, is left as it is."""
    events = _numbers(db, f"SELECT event FROM events WHERE version IN ({_marks(versions)})", versions)
    if not events:
        return set()
    told = linking.Tellings(db, judging.standing(db, "contact"))
    told.relink(events)
    moved = _regroup(db, told, events)
    return set(_numbers(db, f"SELECT DISTINCT version FROM events WHERE event IN ({_marks(moved)})", moved))


def _regroup(db: sqlite3.Connection, told: linking.Tellings, events: Sequence[int]) -> list[int]:
    """Make the contacts around these events anew; gives the events that came into another contact."""
    groups, rest = told.joined(events)
    if rest:
        around = told.groups(rest)
        again = {event for group in around for event in group}
        groups = [*(group for group in groups if again.isdisjoint(group)), *around]
    every = sorted({*events, *(event for group in groups for event in group)})
    before = dict(db.execute(f"SELECT event, contact FROM tellings WHERE event IN ({_marks(every)})", every).fetchall())
    sizes = Counter(before.values())
    touched = set(events)
    changed = []
    for group in groups:
        was = {before.get(event) for event in group}
        if touched.isdisjoint(group) and len(was) == 1 and sizes[before[group[0]]] == len(group):
            sizes.pop(before[group[0]])  # as it was
        else:
            changed.append(group)
    return _rewrite(db, told, changed, {event: was for event, was in before.items() if was in sizes})


def _rewrite(
    db: sqlite3.Connection, told: linking.Tellings, groups: Sequence[Sequence[int]], before: Mapping[int, int]
) -> list[int]:
    """Put these contacts in the place of those that the events were of; one that goes on keeps its key."""
    gone = sorted(set(before.values()))
    parts = [part for part in _parts(db, gone) if part not in set(gone)]
    indexing.forget(db, gone)
    db.executemany("DELETE FROM contacts WHERE contact = ?", [(contact,) for contact in gone])
    keys = _keys(groups, before)
    # Those that go on first, or a new one might get the key that was theirs.
    order = sorted(range(len(groups)), key=lambda n: (keys[n] is None, n))
    current = told.load(event for group in groups for event in group)
    after: dict[int, int] = {}
    for n in order:
        contact = _write(db, keys[n], _head(db, groups[n], current))
        after |= dict.fromkeys(groups[n], contact)
    indexing.have_indexed(db, set(after.values()))
    moved = [event for event, contact in after.items() if before.get(event) != contact]
    db.executemany("DELETE FROM tellings WHERE event = ?", [(event,) for event in {*moved, *(before.keys() - after)}])
    db.executemany("INSERT INTO tellings (event, contact) VALUES (?, ?)", [(event, after[event]) for event in moved])
    _Gathering(db, told).place(sorted(set(after.values())), parts)
    return moved


def _keys(groups: Sequence[Sequence[int]], before: Mapping[int, int]) -> list[int | None]:
    """For each group the key of the contact that it goes on, the one that most of its events were of, or None."""
    shared = [
        (-count, n, contact)
        for n, group in enumerate(groups)
        for contact, count in Counter(before[event] for event in group if event in before).items()
    ]
    keys: list[int | None] = [None] * len(groups)
    taken: set[int] = set()
    for _, n, contact in sorted(shared):
        if keys[n] is None and contact not in taken:
            keys[n] = contact
            taken.add(contact)
    return keys


# --- visits ------------------------------------------------------------------------------------------------

# Contacts of other types about the same time that share a person with some of these.
_BESIDE = f"""
SELECT DISTINCT m.contact, u.contact FROM
 (SELECT DISTINCT t.contact, m.person, m.first, m.last FROM tellings t JOIN marks m ON m.event = t.event
  WHERE t.contact IN ({{contacts}}) AND m.first IS NOT NULL) m
 JOIN marks o ON o.person = m.person AND o.type IN ({{types}}) AND o.last >= m.first - {visits.AROUND}
 AND o.first BETWEEN m.first - {same.LONGEST + visits.AROUND} AND m.last + {visits.AROUND}
 JOIN tellings u ON u.event = o.event WHERE u.contact != m.contact
"""


# Visits and agreements that a page tells, the one or the other of these.
_TOLD_WITH = """
SELECT DISTINCT t.contact, u.contact FROM tellings t JOIN events e ON e.event = t.event AND e.teaser IS NULL
 JOIN events o ON o.version = e.version AND o.teaser IS NULL AND o.current AND o.type = ?
 JOIN tellings u ON u.event = o.event WHERE e.type = ? AND t.contact IN ({contacts})
"""
# Agreements that name nobody, of just two countries, and visits of the one in the other about the same time.
_SIGNED = f"""
SELECT DISTINCT t.contact FROM marks m JOIN tellings t ON t.event = m.event
 JOIN events e ON e.event = m.event AND e.date IS NOT NULL WHERE m.person IS NULL
 AND m.type = 'agreement' AND m.word = ?1 AND m.last >= ?2 - {visits.AROUND}
 AND m.first BETWEEN ?2 - {same.LONGEST + visits.AROUND} AND ?3 + {visits.AROUND}
"""
_VISITED = """
SELECT contact FROM contacts INDEXED BY visits_by_place WHERE type = 'visit' AND country IN (?, ?)
 AND date_to >= ? AND date_from <= ?
"""
_NAMELESS = """
SELECT t.contact, m.word, m.first, m.last FROM tellings t JOIN marks m ON m.event = t.event
 JOIN events e ON e.event = m.event AND e.date IS NOT NULL
 WHERE m.type = 'agreement' AND m.person IS NULL AND m.first IS NOT NULL AND t.contact IN ({contacts})
"""


class _Gathering:
    """Contacts as visits see them, and which belongs to which."""

    def __init__(self, db: sqlite3.Connection, told: linking.Tellings) -> None:
        self._db = db
        self._told = told
        self._rows: dict[int, tuple[str, str, str, Span | None, str | None]] = {}
        self._outlines: dict[int, visits.Outline] = {}

    def place(self, made: Sequence[int], parts: Sequence[int]) -> None:
        """Say of these contacts, and of those that may belong to a visit among them, of which visit they are part."""
        travelled = _numbers(
            self._db, f"SELECT contact FROM contacts WHERE type = 'visit' AND contact IN ({_marks(made)})", made
        )
        pairs = self._beside(travelled, visits.PARTS)
        found = {other for visit, other in pairs if visits.holds(self._outlines[visit], self._outlines[other])}
        waiting = sorted({*made, *parts, *found})
        fitting: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for visit, contact in self._beside(waiting, ("visit",)):
            fitting[contact][self._outlines[visit].id] = visit
        for contact in waiting:
            by_id = fitting[contact]
            id_ = by_id and visits.visit_of(self._outlines[contact], [self._outlines[each] for each in by_id.values()])
            self._db.execute(
                "UPDATE contacts SET part_of = ?1 WHERE contact = ?2 AND part_of IS NOT ?1",
                (by_id[id_] if id_ else None, contact),
            )

    def _beside(self, contacts: Sequence[int], types: Sequence[str]) -> list[tuple[int, int]]:
        """Visits with what may belong to them by its days and place, some of these first or second."""
        if not contacts:
            return []
        query = _BESIDE.format(types=_marks(types), contacts=_marks(contacts))
        rows = {*self._db.execute(query, (*contacts, *types)).fetchall()}
        is_of = "visit" in types  # which visits, else what belongs to these
        other = ("visit", "agreement") if is_of else ("agreement", "visit")
        rows |= {*self._db.execute(_TOLD_WITH.format(contacts=_marks(contacts)), (*other, *contacts)).fetchall()}
        rows |= {*(self._visited(contacts) if is_of else self._signed(contacts))}
        if is_of:
            rows = {(visit, contact) for contact, visit in rows}
        self._read({each for row in rows for each in row})
        known = {each: visits.outline(*self._rows[each], ()) for row in rows for each in row}
        found = [(visit, contact) for visit, contact in sorted(rows) if not visits.apart(known[visit], known[contact])]
        self._outline({each for row in found for each in row})
        return found

    def _signed(self, contacts: Sequence[int]) -> Iterator[tuple[int, int]]:
        """These visits with the nameless agreements of the two countries."""
        self._read(contacts)
        self._outline(contacts)
        for visit in contacts:
            of = self._outlines[visit]
            if of.days is not None and len(of.home) == 1:
                word = "-".join(sorted((*of.home, of.place or "")))
                for (contact,) in self._db.execute(_SIGNED, (word, *of.days)).fetchall():
                    yield visit, contact

    def _visited(self, contacts: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The nameless agreements among these with the visits in either of the two countries."""
        rows = self._db.execute(_NAMELESS.format(contacts=_marks(contacts)), contacts).fetchall()
        for contact, word, first, last in rows:
            countries = word.split("-")
            days = (_day(first - visits.ARRIVED - visits.AROUND), _day(last + visits.AROUND))
            if len(countries) == 2:
                for (visit,) in self._db.execute(_VISITED, (*countries, *days)).fetchall():
                    yield contact, visit

    def _read(self, contacts: Iterable[int]) -> None:
        missing = sorted(set(contacts) - self._rows.keys())
        for contact, id_, type_, status, date, first, last, country in self._db.execute(
            "SELECT contact, id, type, status, date, date_from, date_to, country FROM contacts"
            f" WHERE contact IN ({_marks(missing)})",
            missing,
        ):
            self._rows[contact] = (id_, type_, status, tellings.span(date, first, last), country)

    def _outline(self, contacts: Iterable[int]) -> None:
        """Learn what these contacts are to a visit."""
        missing = sorted(set(contacts) - self._outlines.keys())
        events: dict[int, list[int]] = {contact: [] for contact in missing}
        for contact, event in self._db.execute(
            f"SELECT contact, event FROM tellings WHERE contact IN ({_marks(missing)})", missing
        ):
            events[contact].append(event)
        told = self._told.load(event for each in events.values() for event in each)
        for contact in missing:
            tellers = sorted((told[event] for event in events[contact] if event in told), key=lambda one: one.key)
            self._outlines[contact] = visits.outline(*self._rows[contact], tellers)


def _day(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


def members(db: sqlite3.Connection, group: Sequence[Telling], events: Sequence[int]) -> list[choosing.Member]:
    """The tellings of a group with their events and texts."""
    text = tellings.texts(db, [telling.page for telling in group])
    rows = asking.events(db, events)
    return [
        choosing.Member(telling, row.event, text[telling.page], asking.decided(row))
        for telling, row in zip(group, rows, strict=True)
    ]


# --- doubts ------------------------------------------------------------------------------------------------


def doubts(db: sqlite3.Connection) -> Iterator[Doubt]:
    """Pairs of contacts of which something, but not enough, says that they are one: of each the likeliest tellings."""
    rows = db.execute(
        "SELECT l.score, a.id, b.id, t.contact, u.contact, l.one, l.other FROM links l"
        " JOIN tellings t ON t.event = l.one JOIN tellings u ON u.event = l.other"
        " JOIN events a ON a.event = l.one JOIN events b ON b.event = l.other"
        f" WHERE l.score < {same.ENOUGH} AND t.contact != u.contact ORDER BY l.score DESC, a.id, b.id"
    ).fetchall()
    likeliest: dict[tuple[int, int], tuple[float, int, int]] = {}
    for score, _, _, contact, another, one, other in rows:
        likeliest.setdefault((min(contact, another), max(contact, another)), (score, one, other))
    sizes = dict(db.execute("SELECT contact, count(*) FROM tellings GROUP BY contact"))
    told = linking.Tellings(db, {}).load(sorted({event for found in likeliest.values() for event in found[1:]}))
    for pair, (score, one, other) in likeliest.items():
        yield Doubt(
            kind="contact",
            left=_side(told[one]),
            right=_side(told[other]),
            chance=0.5 * (score - same.NONE) / (same.ENOUGH - same.NONE),
            weight=min(sizes[contact] for contact in pair),
        )


def _side(telling: Telling) -> Side:
    about = ", ".join(filter(None, (f"{telling.type}: {telling.form}", telling.status, telling.date)))
    return Side(id=telling.id, about=about, told_in=(telling.id,))


def _numbers(db: sqlite3.Connection, query: str, values: Sequence[object] = ()) -> list[int]:
    return [number for (number,) in db.execute(query, tuple(values)).fetchall()]


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
