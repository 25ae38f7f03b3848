"""Days that other pages of the same contact tell: "Ngày 5/9" of a page without a year, where another tells it whole.

What a page says is kept as it was read (table `redated`); the narrower date stands in `events`, so that every question
finds it. Which dates are narrowed depends on nothing but the current pages: a page that changes takes its evidence
with it. Every function here runs inside the caller's transaction.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from banggiao.model import DateCandidate
from banggiao.record import dates

TABLES = """
-- Who takes part in the contacts whose year their page leaves open: these are looked at again when another page comes.
CREATE TABLE open_years (
    name  INTEGER NOT NULL REFERENCES names (name),
    event INTEGER NOT NULL REFERENCES events (event),
    PRIMARY KEY (name, event)
) WITHOUT ROWID;
CREATE INDEX open_years_by_event ON open_years (event);
"""

_OPEN = re.compile(r"XXXX-(\d\d-\d\d)(?:/XXXX-(\d\d-\d\d))?$")
_MEMBER = re.compile(r"(\d{4})-(\d\d-\d\d)$")
_WHOLE = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?$")
# A meeting is part of a visit: their days need only touch.
_OF_A_VISIT = frozenset(["meeting", "visit"])
_CANDIDATES = msgspec.json.Decoder(list[DateCandidate])


class Undated(NamedTuple):
    """An event whose year is open: the days it begins and ends on, and the years that its page allows (None: any;
    `later`: and those after)."""

    number: int
    version: int
    type: str
    form: str
    read: str
    first: str
    last: str
    years: frozenset[int] | None
    later: bool
    country: str | None

    def allows(self, year: int) -> bool:
        return self.years is None or year in self.years or (self.later and year > max(self.years, default=0))

    def in_year(self, year: int) -> tuple[date, date] | None:
        try:
            start = date.fromisoformat(f"{year}-{self.first}")
            return start, date.fromisoformat(f"{year + (self.last < self.first)}-{self.last}")
        except ValueError:
            return None  # 29 February


class Told(NamedTuple):
    """An event of another page with the same people and a whole date."""

    number: int
    type: str
    form: str
    first: date
    last: date


def resolve(db: sqlite3.Connection, versions: Sequence[int]) -> set[int]:
    """Date anew the events of these versions whose year their page leaves open, and those of other pages that these may
    tell the year of; gives the versions whose dates changed."""
    events: set[int] = set()
    for version in versions:
        events |= _open(db, version) | _asking(db, version)
    before = {event: _date(db, event) for event in sorted(events)}
    _restore(db, f"SELECT event FROM redated WHERE event IN ({','.join(map(str, before))})")
    for event in _undated(db, before):
        found = _chosen(event, _told(db, event))
        if found is not None:
            _narrow(db, event, *found)
    changed = [event for event, date in before.items() if _date(db, event) != date]
    marks = ",".join(map(str, changed))
    return {version for (version,) in db.execute(f"SELECT version FROM events WHERE event IN ({marks})")}


def _date(db: sqlite3.Connection, event: int) -> str | None:
    (found,) = db.execute("SELECT date FROM events WHERE event = ?", (event,)).fetchone()
    return None if found is None else str(found)


def _open(db: sqlite3.Connection, version: int) -> set[int]:
    """Note anew which events of a version leave their year open; gives these."""
    db.execute("DELETE FROM open_years WHERE event IN (SELECT event FROM events WHERE version = ?)", (version,))
    db.execute(
        "INSERT INTO open_years SELECT DISTINCT p.name, e.event FROM events e JOIN participants p ON p.event = e.event"
        " LEFT JOIN redated r ON r.event = e.event WHERE e.version = ? AND e.current AND e.teaser IS NULL"
        " AND p.name IS NOT NULL"
        " AND (coalesce(r.date, e.date) LIKE '[%' OR coalesce(r.date, e.date) LIKE 'XXXX-__-__%')",
        (version,),
    )
    rows = db.execute(
        "SELECT DISTINCT o.event FROM open_years o JOIN events e ON e.event = o.event WHERE e.version = ?", (version,)
    )
    return {event for (event,) in rows.fetchall()}


def _asking(db: sqlite3.Connection, version: int) -> set[int]:
    """Events of open years that share a person with some event of this version, or that it told the year of."""
    rows = db.execute(
        "SELECT o.event FROM events e JOIN participants p ON p.event = e.event JOIN open_years o ON o.name = p.name"
        " WHERE e.version = ?1 UNION SELECT r.event FROM events e JOIN redated r ON r.told_by = e.event"
        " WHERE e.version = ?1",
        (version,),
    )
    return {event for (event,) in rows.fetchall()}


def withdraw(db: sqlite3.Connection, version: int) -> None:
    """Give back what was read to the events that were dated by a page that is current no more, and to its own."""
    _restore(
        db,
        "SELECT r.event FROM redated r WHERE r.event IN (SELECT event FROM events WHERE version = ?1)"
        " OR r.told_by IN (SELECT event FROM events WHERE version = ?1)",
        version,
    )


def _restore(db: sqlite3.Connection, which: str, *values: object) -> None:
    for number, read in db.execute(f"SELECT event, date FROM redated WHERE event IN ({which})", values).fetchall():
        set_date(db, number, read)
        db.execute("DELETE FROM redated WHERE event = ?", (number,))


def set_date(db: sqlite3.Connection, number: int, edtf: str | None) -> None:
    """Give an event a date, and the bounds that it is found by."""
    db.execute(
        "UPDATE events SET date = ?, date_from = ?, date_to = ? WHERE event = ?", (edtf, *dates.bounds(edtf), number)
    )


def _narrow(db: sqlite3.Connection, event: Undated, edtf: str, told_by: int) -> None:
    db.execute("INSERT INTO redated (event, date, told_by) VALUES (?, ?, ?)", (event.number, event.read, told_by))
    set_date(db, event.number, edtf)


def _undated(db: sqlite3.Connection, events: Iterable[int]) -> Iterator[Undated]:
    marks = ",".join(map(str, events))
    rows = db.execute(
        "SELECT event, version, type, form, date, date_candidates, country FROM events WHERE current"
        f" AND teaser IS NULL AND (date LIKE '[%' OR date LIKE 'XXXX-__-__%') AND event IN ({marks}) ORDER BY id, event"
    ).fetchall()
    for number, version, type_, form, read, candidates, country in rows:
        days = _days(read)
        if days is not None:
            years, later = _years(read, candidates)
            yield Undated(number, version, type_, form, read, *days, years, later, country)


def _days(edtf: str) -> tuple[str, str] | None:
    """The day and month that an open date or all members of a set begin and end on."""
    if found := _OPEN.match(edtf):
        return found[1], found[2] or found[1]
    members = [_MEMBER.match(member) for member in edtf.strip("[]").split(",")]
    days = {found[2] if found else None for found in members}
    return (day, day) if len(days) == 1 and (day := days.pop()) else None


def _years(edtf: str, candidates: str | None) -> tuple[frozenset[int] | None, bool]:
    told = _CANDIDATES.decode(candidates) if candidates else []
    may = [each.edtf for each, mark in zip(told, _excluded_marks(candidates), strict=True) if not mark]
    if edtf.startswith("["):
        may = edtf.strip("[]").split(",")
    if not may:
        return None, False
    closed = {int(each[:4]) for each in may if not each.endswith("/..")}
    return frozenset(closed), any(each.endswith("/..") for each in may)


def _excluded_marks(candidates: str | None) -> list[bool]:
    return [bool(each.get("excluded")) for each in msgspec.json.decode(candidates)] if candidates else []


def _told(db: sqlite3.Connection, event: Undated) -> list[Told]:
    """Events of other pages with a date of their own and two people of this one, or a visit of one of them to where it
    took place, in an order that is the record's."""
    rows = db.execute(
        "SELECT e.event, e.type, e.form, e.date FROM participants p JOIN events e ON e.event = p.event"
        " WHERE p.name IN (SELECT name FROM participants WHERE event = ?1 AND name IS NOT NULL)"
        " AND e.current AND e.version != ?2 AND e.status != 'cancelled' AND e.date_candidates IS NULL"
        " AND e.date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'"
        " AND NOT EXISTS (SELECT 1 FROM redated r WHERE r.event = e.event) GROUP BY e.event"
        " HAVING count(DISTINCT p.name) >= 2 OR (e.type = 'visit' AND e.country = ?3)"
        " ORDER BY e.teaser IS NOT NULL, e.id, e.version >> 20, e.n",
        (event.number, event.version, event.country),
    ).fetchall()
    found = []
    for number, type_, form, edtf in rows:
        if whole := _WHOLE.match(edtf):
            first, last = date.fromisoformat(whole[1]), date.fromisoformat(whole[2] or whole[1])
            found.append(Told(number, type_, form, first, last))
    return found


def _chosen(event: Undated, told: Sequence[Told]) -> tuple[str, int] | None:
    """The date in the one year in which another page tells the same contact, and the event that tells it."""
    years: dict[int, int] = {}
    for other in told:
        for year in _years_of(event, other):
            years.setdefault(year, other.number)
    if len(years) != 1:
        return None  # nobody tells it, or the same people met on this day in two years
    ((year, number),) = years.items()
    days = event.in_year(year)
    assert days is not None
    return (str(days[0]) if days[0] == days[1] else f"{days[0]}/{days[1]}"), number


def _years_of(event: Undated, other: Told) -> Iterable[int]:
    """The years that the page allows in which the other is the same contact, or part of the same visit."""
    for year in dict.fromkeys((other.first.year - 1, other.first.year, other.last.year)):
        days = event.in_year(year) if event.allows(year) else None
        if days is None:
            continue
        if event.type == other.type and event.type != "visit":
            same = days == (other.first, other.last) and (event.type == "meeting" or event.form == other.form)
        else:
            both = {event.type, other.type} <= _OF_A_VISIT
            same = both and days[0] <= other.last and other.first <= days[1]
        if same:
            yield year
