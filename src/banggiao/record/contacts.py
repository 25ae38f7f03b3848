"""One contact told by many pages: the stage that brings tellings together, and its tables.

Until it is resolved every telling is a contact of its own, so that a question finds the page that was just added. The
decisions are those of banggiao.relation; here tellings are loaded, found by what they share, and written.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from banggiao.record import asking, dates, indexing, judging, tellings
from banggiao.record.results import Doubt, Side
from banggiao.relation import choosing, same, visits
from banggiao.relation.same import Telling

TABLES = """
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
CREATE INDEX contacts_by_visit ON contacts (part_of) WHERE part_of IS NOT NULL;
CREATE TABLE tellings (
    event   INTEGER PRIMARY KEY REFERENCES events (event),
    contact INTEGER NOT NULL REFERENCES contacts (contact) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX tellings_by_contact ON tellings (contact);
-- What tellings are found by that may be of one contact: type, who takes part, and about when.
CREATE TABLE marks (
    mark  TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES events (event),
    PRIMARY KEY (mark, event)
) WITHOUT ROWID;
CREATE INDEX marks_by_event ON marks (event);
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
    return _alone(db, _numbers(db, "SELECT event FROM events WHERE version = ?", (version,)))


def withdraw(db: sqlite3.Connection, version: int) -> None:
    """Take the tellings of a page out of their contacts; what others tell of these stands alone until resolved."""
    events = _numbers(db, "SELECT event FROM events WHERE version = ?", (version,))
    left = [event for event in _companions(db, events) if event not in set(events)]
    parts = _forget(db, [*events, *left])
    db.executemany("DELETE FROM marks WHERE event = ?", [(event,) for event in events])
    indexing.contacts(db, _alone(db, left))
    versions = db.execute(
        f"SELECT version FROM events WHERE event IN ({_marks(left)})"
        f" UNION SELECT version FROM contacts WHERE contact IN ({_marks(parts)})",
        (*left, *parts),
    ).fetchall()
    db.executemany("INSERT OR IGNORE INTO unresolved (version) VALUES (?)", versions)


def _alone(db: sqlite3.Connection, events: Sequence[int]) -> list[int]:
    made = set()
    for event in sorted(events):
        row = db.execute(
            "SELECT id, event, teaser IS NOT NULL, type, form, status, date, country, confidence FROM events"
            " WHERE event = ? AND current",
            (event,),
        ).fetchone()
        if row is None:
            continue
        # A page that tells the same in two teasers, or in one and itself, tells it once.
        same_ = db.execute("SELECT contact FROM contacts WHERE id = ?", (row[0],)).fetchone()
        if same_ is None:
            made.add(_write(db, Head(*row), [event]))
        else:
            db.execute("INSERT INTO tellings (event, contact) VALUES (?, ?)", (event, same_[0]))
            made.add(same_[0])
    return sorted(made)


def _write(db: sqlite3.Connection, head: Head, events: Iterable[int]) -> int:
    contact = db.execute(
        "INSERT INTO contacts (id, event, version, n, related, type, form, status, date, date_from, date_to, country,"
        " confidence) SELECT ?, event, version, n, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM events WHERE event = ?",
        (
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
    assert contact is not None
    db.executemany("INSERT INTO tellings (event, contact) VALUES (?, ?)", [(event, contact) for event in events])
    return contact


def _companions(db: sqlite3.Connection, events: Sequence[int]) -> list[int]:
    """The events of the contacts that these are of."""
    rows = db.execute(
        "SELECT DISTINCT o.event FROM tellings t JOIN tellings o ON o.contact = t.contact"
        f" WHERE t.event IN ({_marks(events)})",
        tuple(events),
    )
    return [event for (event,) in rows.fetchall()]


def _forget(db: sqlite3.Connection, events: Sequence[int]) -> list[int]:
    """Delete the contacts of these events, of which none may have other tellings; gives what was part of them."""
    gone = _numbers(db, f"SELECT DISTINCT contact FROM tellings WHERE event IN ({_marks(events)})", events)
    indexing.forget(db, gone)
    db.executemany("DELETE FROM tellings WHERE event = ?", [(event,) for event in events])
    db.executemany("DELETE FROM contacts WHERE contact = ?", [(contact,) for contact in gone])
    parts = _numbers(db, f"SELECT contact FROM contacts WHERE part_of IN ({_marks(gone)})", gone)
    db.executemany("UPDATE contacts SET part_of = NULL WHERE contact = ?", [(contact,) for contact in parts])
    return parts


# --- the stage ---------------------------------------------------------------------------------------------


def resolve(db: sqlite3.Connection, versions: Sequence[int]) -> set[int]:
    """Bring the tellings of these versions together with those of others; gives the versions whose contacts it made."""
    events = _numbers(db, f"SELECT event FROM events WHERE version IN ({_marks(versions)})", versions)
    if not events:
        return set()
    around = sorted({*events, *_companions(db, events)})
    joining = _Joining(db, judging.standing(db, "contact"))
    joining.mark(events)
    groups = [group for component in joining.components(around) for group in same.group(component, joining.compared)]
    members = sorted(joining.numbers[telling.key] for group in groups for telling in group)
    parts = _forget(db, sorted({*around, *members}))
    joining.gather([*parts, *(joining.write(group) for group in groups)])
    return set(_numbers(db, f"SELECT DISTINCT version FROM events WHERE event IN ({_marks(members)})", members))


class _Joining:
    """Tellings, loaded once, and what is made of them."""

    def __init__(self, db: sqlite3.Connection, judged: same.Judged) -> None:
        self.numbers: dict[tuple[str, str, int, int], int] = {}
        self._db = db
        self._loaded: dict[int, Telling | None] = {}
        self._scores: dict[tuple[int, int], float] = {}
        self._outlines: dict[int, visits.Outline] = {}
        self._partners: defaultdict[str, set[str]] = defaultdict(set)
        for left, right in judged:
            self._partners[left].add(right)
            self._partners[right].add(left)
        decided = same.judged_or(judged, same.compare)

        def compared(left: Telling, right: Telling) -> float:
            pair = self.numbers[left.key], self.numbers[right.key]
            if pair not in self._scores:
                self._scores[pair] = self._scores[pair[::-1]] = decided(left, right)
            return self._scores[pair]

        self.compared = compared

    def tellings(self, events: Iterable[int]) -> dict[int, Telling]:
        wanted = list(events)
        missing = [event for event in wanted if event not in self._loaded]
        if missing:
            found = tellings.load(self._db, missing)
            for event in missing:
                telling = self._loaded[event] = found.get(event)
                if telling is not None:
                    self.numbers[telling.key] = event
        return {event: telling for event in wanted if (telling := self._loaded[event]) is not None}

    def mark(self, events: Sequence[int]) -> None:
        """Note anew what these are found by."""
        self._db.executemany("DELETE FROM marks WHERE event = ?", [(event,) for event in events])
        for event, telling in self.tellings(events).items():
            rows = [(mark, event) for mark in sorted(set(tellings.marks(telling)))]
            self._db.executemany("INSERT INTO marks VALUES (?, ?)", rows)

    def components(self, events: Iterable[int]) -> Iterator[list[Telling]]:
        """The tellings that links lead to from these, component by component."""
        seen: set[int] = set()
        for event in events:
            if event in seen or event not in self.tellings([event]):
                continue
            component, waiting = {event}, [event]
            while waiting:
                new = self._linked(waiting.pop()) - component
                component |= new
                waiting += new
            seen |= component
            yield list(self.tellings(sorted(component)).values())

    def _linked(self, event: int) -> set[int]:
        (own,) = self.tellings([event]).values()
        near = _numbers(
            self._db,
            "SELECT DISTINCT o.event FROM marks m JOIN marks o ON o.mark = m.mark WHERE m.event = ? AND o.event != ?",
            (event, event),
        )
        for partner in (own.id, *self._partners.get(own.id, ())):
            near += _numbers(self._db, "SELECT event FROM events WHERE current AND id = ?", (partner,))
        return {
            other
            for other, telling in self.tellings(near).items()
            if other != event and self.compared(own, telling) >= same.ENOUGH
        }

    def write(self, group: Sequence[Telling]) -> int:
        """Make a contact of these tellings; gives its key."""
        events = [self.numbers[telling.key] for telling in group]
        chosen = choosing.choose(members(self._db, group, events))
        own = [telling for telling in group if not telling.teaser] or group
        head = Head(
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
        return _write(self._db, head, events)

    # --- visits -------------------------------------------------------------------------------------------

    def gather(self, contacts: Sequence[int]) -> None:
        """Say of these contacts, and of those that may be part of a visit among them, of which visit they are part."""
        waiting = set(contacts)
        for contact in contacts:
            waiting |= set(self._beside(contact, ("meeting", "agreement")))
        for contact in sorted(waiting):
            self._place(contact)

    def _place(self, contact: int) -> None:
        outline = self._outline(contact)
        around = {self._outline(visit).id: visit for visit in self._beside(contact, ("visit",))}
        part_of = visits.visit_of(outline, [self._outline(visit) for visit in around.values()])
        row = (None if part_of is None else around[part_of], contact)
        self._db.execute("UPDATE contacts SET part_of = ? WHERE contact = ?", row)

    def _beside(self, contact: int, types: Sequence[str]) -> list[int]:
        """Contacts of these types about the same time that share a person with this one."""
        events = _numbers(self._db, "SELECT event FROM tellings WHERE contact = ?", (contact,))
        shared = {mark for telling in self.tellings(events).values() for mark in tellings.across(telling, types)}
        return _numbers(
            self._db,
            "SELECT DISTINCT t.contact FROM marks m JOIN tellings t ON t.event = m.event"
            f" WHERE m.mark IN ({_marks(shared)}) AND t.contact != ? ORDER BY t.contact",
            (*sorted(shared), contact),
        )

    def _outline(self, contact: int) -> visits.Outline:
        """What a contact is to a visit; asked for only when all contacts are made."""
        if contact not in self._outlines:
            self._outlines[contact] = self._sketched(contact)
        return self._outlines[contact]

    def _sketched(self, contact: int) -> visits.Outline:
        id_, type_, status, date, first, last, country = self._db.execute(
            "SELECT id, type, status, date, date_from, date_to, country FROM contacts WHERE contact = ?", (contact,)
        ).fetchone()
        events = _numbers(self._db, "SELECT event FROM tellings WHERE contact = ? ORDER BY event", (contact,))
        told = list(self.tellings(events).values())
        return visits.outline(id_, type_, status, tellings.span(date, first, last), country, told)


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
        "SELECT DISTINCT m.event, o.event, t.contact, u.contact FROM marks m"
        " JOIN marks o ON o.mark = m.mark AND o.event > m.event JOIN tellings t ON t.event = m.event"
        " JOIN tellings u ON u.event = o.event WHERE t.contact != u.contact"
    ).fetchall()
    joining = _Joining(db, {})
    loaded = joining.tellings(sorted({event for row in rows for event in row[:2]}))
    likeliest: dict[tuple[int, int], tuple[float, Telling, Telling]] = {}
    for event, other, contact, another in rows:
        if event not in loaded or other not in loaded:
            continue
        one, two = sorted((loaded[event], loaded[other]), key=lambda telling: telling.key)
        score = same.compare(one, two)
        pair = (min(contact, another), max(contact, another))
        found = (score, one, two)
        if same.NONE < score < same.ENOUGH and _likelier(found, likeliest.get(pair)):
            likeliest[pair] = found
    sizes = dict(db.execute("SELECT contact, count(*) FROM tellings GROUP BY contact"))
    for pair, (score, one, two) in likeliest.items():
        yield Doubt(
            kind="contact",
            left=_side(one),
            right=_side(two),
            chance=0.5 * (score - same.NONE) / (same.ENOUGH - same.NONE),
            weight=min(sizes[contact] for contact in pair),
        )


def _likelier(found: tuple[float, Telling, Telling], known: tuple[float, Telling, Telling] | None) -> bool:
    if known is None or found[0] != known[0]:
        return known is None or found[0] > known[0]
    return (found[1].key, found[2].key) < (known[1].key, known[2].key)


def _side(telling: Telling) -> Side:
    about = ", ".join(filter(None, (f"{telling.type}: {telling.form}", telling.status, telling.date)))
    return Side(id=telling.id, about=about, told_in=(telling.id,))


def _numbers(db: sqlite3.Connection, query: str, values: Sequence[object] = ()) -> list[int]:
    return [number for (number,) in db.execute(query, tuple(values)).fetchall()]


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
