"""Which tellings may be of one contact: what they are found by, and how much speaks for each pair, kept in tables.

A page that comes is compared with what is told of its people about the same days, and with nothing else; what was
compared before is not compared again. How much speaks for a pair depends on the two tellings and the judgements alone.
Every function here runs inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from banggiao.record import tellings
from banggiao.relation import same
from banggiao.relation.same import Telling

TABLES = f"""
-- What tellings are found by. A person who takes part, with the days on which it may have been; `word` is the date
-- where that is no span of days. Without a named person: the countries in `word`, with the days.
CREATE TABLE marks (
    event  INTEGER NOT NULL REFERENCES events (event),
    type   TEXT NOT NULL,
    person INTEGER REFERENCES people (person) DEFERRABLE INITIALLY DEFERRED,
    word   TEXT,
    first  INTEGER,
    last   INTEGER
);
CREATE INDEX marks_by_event ON marks (event);
CREATE INDEX marks_by_person ON marks (person, type, first, last, event) WHERE person IS NOT NULL;
CREATE INDEX marks_by_word ON marks (word, type, first, last, event) WHERE person IS NULL;
-- Pairs of tellings of which something says that they are of one contact; the one of the smaller key first.
CREATE TABLE links (
    one   INTEGER NOT NULL REFERENCES events (event),
    other INTEGER NOT NULL REFERENCES events (event),
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX links_by_other ON links (other);
CREATE INDEX links_decided ON links (one) WHERE score >= {same.DECIDED};
"""

# The events that share a mark with event ?1, of days no more than ?2 apart. No span is longer than same.LONGEST, so
# both ends of the search are known.
_NEAR = f"""
SELECT o.event FROM marks m JOIN marks o ON o.person = m.person AND o.type = m.type
 AND o.first BETWEEN m.first - {same.LONGEST} - ?2 AND m.last + ?2 AND o.last >= m.first - ?2 WHERE m.event = ?1
UNION SELECT o.event FROM marks m JOIN marks o ON o.person = m.person AND o.type = m.type AND o.first IS NULL
 AND o.word = m.word WHERE m.event = ?1 AND m.first IS NULL
UNION SELECT o.event FROM marks m JOIN marks o ON o.person IS NULL AND o.word = m.word AND o.type = m.type
 AND o.first IS NULL WHERE m.event = ?1 AND m.person IS NULL AND m.first IS NULL
UNION SELECT o.event FROM marks m JOIN marks o ON o.person IS NULL AND o.word = m.word AND o.type = m.type
 AND o.first BETWEEN m.first - {same.LONGEST} AND m.last AND o.last >= m.first WHERE m.event = ?1 AND m.person IS NULL
"""


def forget(db: sqlite3.Connection, events: Iterable[int]) -> None:
    """Take events out of all that is compared."""
    keys = [(event,) for event in events]
    db.executemany("DELETE FROM marks WHERE event = ?", keys)
    db.executemany("DELETE FROM links WHERE one = ?1 OR other = ?1", keys)


class Tellings:
    """Tellings, each loaded once, and how much speaks for pairs of them. `compared` counts what had to be compared."""

    def __init__(self, db: sqlite3.Connection, judged: same.Judged) -> None:
        self.compared = 0
        self._db = db
        self._loaded: dict[int, Telling | None] = {}
        self._numbers: dict[tuple[str, str, int, int], int] = {}
        self._partners: defaultdict[str, set[str]] = defaultdict(set)
        for left, right in judged:
            self._partners[left].add(right)
            self._partners[right].add(left)
        self._compare = same.judged_or(judged, same.compare)

    @property
    def loaded(self) -> int:
        """How many events were asked for."""
        return len(self._loaded)

    def load(self, events: Iterable[int]) -> dict[int, Telling]:
        """Those of these events that are current."""
        wanted = list(events)
        missing = [event for event in wanted if event not in self._loaded]
        if missing:
            found = tellings.load(self._db, missing)
            for event in missing:
                telling = self._loaded[event] = found.get(event)
                if telling is not None:
                    self._numbers[telling.key] = event
        return {event: telling for event in wanted if (telling := self._loaded[event]) is not None}

    def relink(self, events: Sequence[int]) -> None:
        """Note anew what these are found by and what they may be one with."""
        forget(self._db, events)
        told = self.load(events)
        self._mark(told)
        near = {event: self._near(event, telling) for event, telling in told.items()}
        others = self.load(sorted({other for found in near.values() for other in found}))
        rows: list[tuple[int, int, float]] = []
        for event, found in near.items():
            for other in found:
                if other in others and (other not in told or event < other):
                    rows += self._link(told[event], others[other])
        self._db.executemany("INSERT INTO links (one, other, score) VALUES (?, ?, ?)", rows)

    def _mark(self, told: dict[int, Telling]) -> None:
        people = defaultdict(list)
        for event, person in self._db.execute(
            "SELECT DISTINCT p.event, s.person FROM participants p JOIN sightings s ON s.participant = p.participant"
            f" WHERE p.event IN ({_marks(told)}) AND s.person IS NOT NULL",
            tuple(told),
        ):
            people[event].append(person)
        rows: list[tuple[object, ...]] = []
        for event, telling in told.items():
            window = telling.window
            if window is not None:
                rows += [(event, telling.type, person, None, *window) for person in people[event]]
            elif telling.date is not None:
                rows += [(event, telling.type, person, telling.date, None, None) for person in people[event]]
            if telling.type == "agreement" and window is not None:  # of two states or of their people, all the same
                lands = " ".join(sorted({taker.country or "" for taker in telling.takers}))
                rows.append((event, telling.type, None, lands, *window))
            days = telling.days if telling.type == "visit" else window
            if not any(taker.who for taker in telling.takers):
                countries = "-".join(sorted({taker.country or "" for taker in telling.takers}))
                if days is not None:
                    rows.append((event, telling.type, None, countries, *days))
                elif telling.date is not None:  # of no span of days: the countries and the date
                    rows.append((event, telling.type, None, f"{countries} {telling.date}", None, None))
        self._db.executemany("INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _near(self, event: int, telling: Telling) -> set[int]:
        """What may be one with it: of its people about the same days, of its own id, or judged with it."""
        near = {other for (other,) in self._db.execute(_NEAR, (event, same.apart(telling.type)))}
        for partner in (telling.id, *self._partners.get(telling.id, ())):
            rows = self._db.execute("SELECT event FROM events WHERE current AND id = ?", (partner,))
            near |= {other for (other,) in rows}
        return near - {event}

    def _link(self, left: Telling, right: Telling) -> Iterator[tuple[int, int, float]]:
        score = self._asked(left, right)
        if score > same.NONE:
            one, other = sorted((left, right), key=lambda telling: telling.key)
            yield self._numbers[one.key], self._numbers[other.key], score

    def joined(self, events: Sequence[int]) -> tuple[list[list[int]], list[int]]:
        """Whom those of these events join that were told alone: the contacts that they make or come into; and the
        events around which all has to be grouped anew.

        What has links to one contact only, and stands against nothing in it, changes nothing else: however the rest
        was joined, it comes out the same with it. (A contact of which nothing stands against another, that is; a person
        may have brought together what does.)
        """
        told = self.load(events)
        of = self._alone(told)
        rest = [event for event in events if event not in of]
        waiting = set(events)
        members: dict[int, list[int]] = {}
        for event in sorted(of, key=lambda event: told[event].key):
            linked = self._linked(event) - waiting
            contacts = {of[other] if other in of else self._contact(other) for other in linked}
            if not contacts:
                members[of[event]] = [event]
                waiting.discard(event)
            elif len(contacts) == 1 and self._fits(event, here := self._members(members, *contacts)):
                here.append(event)
                (of[event],) = contacts
                waiting.discard(event)
            else:
                rest.append(event)
        groups = [sorted(each, key=lambda event: self.load([event])[event].key) for each in members.values()]
        return groups, rest

    def _alone(self, events: Iterable[int]) -> dict[int, int]:
        """Those of these events that nothing else is told together with, with their contacts."""
        keys = tuple(events)
        rows = self._db.execute(
            "SELECT t.event, t.contact FROM tellings t WHERE t.event IN (" + _marks(keys) + ") AND NOT EXISTS"
            " (SELECT 1 FROM tellings o WHERE o.contact = t.contact AND o.event != t.event)",
            keys,
        )
        return dict(rows.fetchall())

    def _linked(self, event: int) -> set[int]:
        rows = self._db.execute(
            f"SELECT other FROM links WHERE one = ?1 AND score >= {same.ENOUGH}"
            f" UNION ALL SELECT one FROM links WHERE other = ?1 AND score >= {same.ENOUGH}",
            (event,),
        )
        return {other for (other,) in rows}

    def _contact(self, event: int) -> int:
        (contact,) = self._db.execute("SELECT contact FROM tellings WHERE event = ?", (event,)).fetchone()
        return int(contact)

    def _members(self, known: dict[int, list[int]], contact: int) -> list[int]:
        if contact not in known:
            rows = self._db.execute("SELECT event FROM tellings WHERE contact = ?", (contact,))
            known[contact] = [event for (event,) in rows]
        return known[contact]

    def _fits(self, event: int, members: Sequence[int]) -> bool:
        """Whether nothing stands against the event, or against another of the members."""
        forced = (
            f"SELECT 1 FROM links INDEXED BY links_decided WHERE score >= {same.DECIDED}"
            f" AND one IN ({_marks(members)}) LIMIT 1"
        )
        if self._db.execute(forced, tuple(members)).fetchone():
            return False
        told = self.load([event, *members])
        return len(told) == len(members) + 1 and not any(
            self._asked(told[event], told[other]) == same.AGAINST for other in members
        )

    def groups(self, events: Iterable[int]) -> list[list[int]]:
        """The events by contact: these, and all that links and contacts lead to from them."""
        found = sorted(self._around(events))
        told = self.load(found)
        rows = self._db.execute(
            f"SELECT one, other, score FROM links WHERE one IN ({_marks(found)}) AND score >= {same.ENOUGH}", found
        ).fetchall()
        of = _components(told, rows)
        members: defaultdict[int, list[int]] = defaultdict(list)
        place = {}
        for event, component in of.items():
            place[event] = len(members[component])
            members[component].append(event)
        inside: defaultdict[int, list[tuple[int, int, float]]] = defaultdict(list)
        for one, other, score in rows:
            inside[of[one]].append((place[one], place[other], score))
        return [
            [self._numbers[telling.key] for telling in group]
            for component, together in members.items()
            for group in same.group([told[event] for event in together], self._asked, inside[component])
        ]

    def _asked(self, left: Telling, right: Telling) -> float:
        self.compared += 1
        return self._compare(left, right)

    def _around(self, events: Iterable[int]) -> set[int]:
        """All events that links and contacts lead to."""
        found: set[int] = set()
        waiting = set(events)
        while waiting:
            found |= waiting
            keys = tuple(waiting)
            marks = _marks(keys)
            rows = self._db.execute(
                f"SELECT other FROM links WHERE one IN ({marks}) AND score >= {same.ENOUGH}"
                f" UNION SELECT one FROM links WHERE other IN ({marks}) AND score >= {same.ENOUGH}"
                " UNION SELECT o.event FROM tellings t JOIN tellings o ON o.contact = t.contact"
                f" WHERE t.event IN ({marks})",
                keys * 3,
            )
            waiting = {event for (event,) in rows} - found
        return found


def _components(events: Iterable[int], links: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """Each event with the mark of the component that links make it a part of."""
    of = {event: event for event in events}

    def find(event: int) -> int:
        while of[event] != event:
            of[event] = event = of[of[event]]
        return event

    for one, other, _ in links:
        of[find(one)] = find(other)
    return {event: find(event) for event in of}


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
