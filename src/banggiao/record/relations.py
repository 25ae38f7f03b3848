"""Asking for the relation of two sides: their contacts from the tables, what they come to in relation/relations.py."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from banggiao.record import ledger
from banggiao.record.commitments import marks
from banggiao.record.keys import DAY_BITS, FIRST_DAY
from banggiao.record.results import Cited, Count, Encounter, Level, Reference, RelationOf, Silence
from banggiao.relation import relations
from banggiao.relation.relations import Meeting, Present, Side

_SHOWN = 10


def relation(db: sqlite3.Connection, a: Side, b: Side, channel: str | None) -> RelationOf:
    """What the record tells of two sides."""
    events = _events(db, a, b)
    every = _found(db, events, a, b)
    found = [each for each in every if channel is None or channel in each[1].channels]
    held = [(meeting, reference) for meeting, reference in found if meeting.status == "held"]
    dated = [(meeting, reference) for meeting, reference in held if meeting.first]
    meetings = [meeting for meeting, _ in held]
    series = Counter((relations.year_of(meeting), meeting.type, reference.rank) for meeting, reference in held)
    last = max(dated, key=_latest, default=None)
    met = max((each for each in dated if each[0].type in _FACE_TO_FACE), key=_latest, default=None)
    statements, topics = _statements(db, [events[meeting.id] for meeting, _ in found])
    state = relations.partner(a, b)
    ties = relations.known_ties(state) if state else None
    return RelationOf(
        a=a.name,
        b=b.name,
        channel=channel,
        ties=ties.established if ties else None,
        levels=tuple(_levels(db, state, [(m, events[m.id]) for m in meetings if m.form == "upgrade"])),
        contacts=len(held),
        first=dated[0][1] if dated else None,
        last=last[1] if last else None,
        met=met[1] if met else None,
        silence=_silence(db, last[0].last or last[0].first) if last else None,
        series=tuple(
            Count(year=year, type=type_, rank=rank, contacts=count)
            for (year, type_, rank), count in sorted(
                series.items(), key=lambda each: (each[0][0] or "9", each[0][1], relations.RANKS.index(each[0][2]))
            )
        ),
        by_channel=_counted(name for m, reference in every if m.status == "held" for name in reference.channels),
        encounters=tuple(
            Encounter(one=one, other=other, contacts=count, last=last_day)
            for one, other, count, last_day in relations.pairs(meetings, a, b)[:_SHOWN]
        ),
        statements=statements,
        topics=topics,
        commitments=ledger.kinds(
            db,
            pair=" ".join(sorted((a.code, b.code))) if a.code and b.code and channel is None else None,
            contacts=[meeting.id for meeting, _ in found],
        ),
        planned=tuple(
            reference
            for meeting, reference in found
            if meeting.status == "planned" and not relations.is_held(meeting, meetings)
        ),
        latest=tuple(reference for _, reference in reversed(dated[-_SHOWN:])),
    )


_FACE_TO_FACE = ("meeting", "visit")


def _latest(each: tuple[Meeting, Reference]) -> tuple[str, str]:
    return each[0].last or each[0].first or "", each[0].id


def between(db: sqlite3.Connection, a: Side, b: Side, channel: str | None) -> set[str]:
    """The ids of the contacts of two sides, of one channel where it is given."""
    found = _found(db, _events(db, a, b), a, b)
    return {meeting.id for meeting, reference in found if channel is None or channel in reference.channels}


def _found(db: sqlite3.Connection, events: dict[str, int], a: Side, b: Side) -> list[tuple[Meeting, Reference]]:
    """The contacts of both sides with what a relation shows of them, in the order of their days."""
    found = []
    for meeting in _meetings(db, events):
        one, other = _sides(meeting, a, b)
        if one or other:
            found.append((meeting, _reference(meeting, one, other, relations.channels_of(one, other))))
    return sorted(found, key=lambda each: (each[0].first or "9", each[0].id))


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda each: (-each[1], each[0])))


# --- contacts --------------------------------------------------------------------------------------------


def _events(db: sqlite3.Connection, a: Side, b: Side) -> dict[str, int]:
    """The contacts of both sides: the event that each is shown by, by the id of the contact."""
    rarer, other = sorted((a, b), key=lambda side: _count(db, side))
    keys = sorted(_with(db, rarer, other))
    if other.code is None:
        keys = sorted(set(keys) & _with(db, other, rarer))
    else:
        keys = sorted(_of_these(db, keys, other.code, rarer.code))
    query = (
        "SELECT DISTINCT c.id, c.event FROM tellings t JOIN contacts c ON c.contact = t.contact"
        f" WHERE t.event IN ({marks(keys)})"
    )
    return dict(sorted(db.execute(query, keys).fetchall(), reverse=True))


def _count(db: sqlite3.Connection, side: Side) -> int:
    """How often a state is named; bodies are looked for in all that is told, and come first."""
    if side.code is None:
        return 0
    found = db.execute("SELECT count(*) FROM participants WHERE country = ?", (side.code,)).fetchone()
    return int(found[0]) + 1


def _of_these(db: sqlite3.Connection, events: Sequence[int], code: str, visitor: str | None) -> set[int]:
    """Which of these events a state takes part in, or is the one that the other visits."""
    some = "(SELECT value FROM json_each(?))"  # there may be more than a statement may have parameters
    listed = json.dumps(events)
    rows = db.execute(
        f"SELECT event FROM participants WHERE event IN {some} AND country = ?", (listed, code)
    ).fetchall()
    if visitor is not None:
        rows += db.execute(
            "SELECT e.event FROM events e JOIN participants p ON p.event = e.event"
            f" WHERE e.event IN {some} AND e.type = 'visit' AND e.country = ? AND p.country = ?",
            (listed, code, visitor),
        ).fetchall()
    return {event for (event,) in rows}


def _with(db: sqlite3.Connection, side: Side, other: Side) -> set[int]:
    """The events with a side: where it takes part, or is the state that the other visits."""
    own = " AND e.current AND e.teaser IS NULL"
    if side.code is not None:
        rows = db.execute(
            f"SELECT p.event FROM participants p JOIN events e ON e.event = p.event WHERE p.country = ?{own}",
            (side.code,),
        ).fetchall()
        if other.code is not None:
            rows += db.execute(
                "SELECT e.event FROM participants p JOIN events e ON e.event = p.event"
                f" WHERE p.country = ? AND e.type = 'visit' AND e.country = ?{own}",
                (other.code, side.code),
            ).fetchall()
        return {event for (event,) in rows}
    found = {
        event
        for event, organisation, country in db.execute(
            "SELECT p.event, p.organisation, p.country FROM participants p JOIN events e ON e.event = p.event"
            f" WHERE p.organisation IS NOT NULL{own}"
        )
        if relations.of_side(side, Present(None, None, organisation, country, ()))
    }
    rows = db.execute(
        "SELECT p.event, o.title, p.country FROM offices o JOIN participants p ON p.participant = o.participant"
        f" JOIN events e ON e.event = p.event WHERE true{own}"
    ).fetchall()
    offices = {row[1:] for row in rows}
    theirs = {each for each in offices if relations.of_side(side, Present(None, None, None, each[1], each[:1]))}
    return found | {event for event, *office in rows if tuple(office) in theirs}


def _meetings(db: sqlite3.Connection, events: dict[str, int]) -> list[Meeting]:
    numbers = sorted(events.values())
    present = _present(db, numbers)
    rows = db.execute(
        "SELECT e.event, e.type, e.form, e.status, e.date, e.date_from, e.date_to, v.published, e.country"
        f" FROM events e JOIN versions v ON v.version = e.version WHERE e.event IN ({marks(numbers)})",
        numbers,
    )
    about = {row[0]: row[1:] for row in rows}
    names = ("type", "form", "status", "date", "first", "last", "published", "country")
    return [
        Meeting(id=id_, **dict(zip(names, about[event], strict=True)), present=tuple(present[event]))
        for id_, event in events.items()
    ]


def _present(db: sqlite3.Connection, events: Sequence[int]) -> defaultdict[int, list[Present]]:
    offices: defaultdict[int, list[str]] = defaultdict(list)
    for participant, title in db.execute(
        "SELECT o.participant, o.title FROM participants p JOIN offices o ON o.participant = p.participant"
        f" WHERE p.event IN ({marks(events)}) ORDER BY o.participant, o.n",
        events,
    ):
        offices[participant].append(title)
    found: defaultdict[int, list[Present]] = defaultdict(list)
    for event, participant, id_, name, organisation, country in db.execute(
        "SELECT p.event, p.participant, coalesce(q.id, n.value), coalesce(q.name, n.value), p.organisation, p.country"
        " FROM participants p LEFT JOIN names n ON n.name = p.name"
        " LEFT JOIN sightings s ON s.participant = p.participant LEFT JOIN people q ON q.person = s.person"
        f" WHERE p.event IN ({marks(events)}) ORDER BY p.event, p.n",
        events,
    ):
        found[event].append(Present(id_, name, organisation, country, tuple(offices[participant])))
    return found


def _sides(meeting: Meeting, a: Side, b: Side) -> tuple[list[Present], list[Present]]:
    one = [each for each in meeting.present if relations.of_side(a, each)]
    other = [each for each in meeting.present if relations.of_side(b, each) and each not in one]
    return one, other


def _reference(meeting: Meeting, one: Sequence[Present], other: Sequence[Present], of: Iterable[str]) -> Reference:
    return Reference(
        contact=meeting.id,
        type=meeting.type,
        form=meeting.form,
        status=meeting.status,
        date=meeting.date,
        published=meeting.published,
        rank=relations.rank_of(one, other),
        channels=tuple(sorted(of, key=lambda name: relations.CHANNELS.index(name))),
        one=tuple(_called(each) for each in one),
        other=tuple(_called(each) for each in other),
    )


def _called(one: Present) -> str:
    return one.name or one.organisation or ", ".join(one.offices) or "?"


# --- what else is told -----------------------------------------------------------------------------------


def _levels(db: sqlite3.Connection, state: str | None, upgrades: Sequence[tuple[Meeting, int]]) -> Iterable[Level]:
    """The levels of the authority tables, and those that pages announce."""
    for known in relations.known_levels(state) if state else ():
        yield Level(label=known.label, start=known.start, end=known.end, source=known.source)
    for meeting, event in upgrades:
        cited = tuple(_cited(db, event))
        label = next(filter(None, (relations.label_in(each.text) for each in cited)), None)
        yield Level(label=label, start=meeting.date, end=None, source="read", evidence=cited)


def _cited(db: sqlite3.Connection, event: int) -> Iterable[Cited]:
    names = ("page", "published", "outlet", "headline", "url", "source", "start", "end", "text")
    rows = db.execute(
        "SELECT d.id, v.published, v.outlet, v.headline, v.url, v.source, x.start, x.stop,"
        " substr(v.text, x.start + 1, x.stop - x.start) FROM evidence x JOIN events e ON e.event = x.event"
        " JOIN versions v ON v.version = e.version JOIN documents d ON d.document = v.document"
        " WHERE x.event = ? ORDER BY x.evidence",
        (event,),
    )
    return [Cited(**dict(zip(names, row, strict=True))) for row in rows]


def _statements(db: sqlite3.Connection, events: Sequence[int]) -> tuple[int, dict[str, int]]:
    rows = db.execute(
        "SELECT s.topics FROM events e JOIN statements s ON s.version = e.version AND s.event = e.id"
        f" WHERE e.event IN ({marks(events)})",
        events,
    ).fetchall()
    return len(rows), _counted(topic for (topics,) in rows for topic in topics.split())


def _silence(db: sqlite3.Connection, last: str | None) -> Silence | None:
    if last is None:
        return None
    after = max(datetime.date.fromisoformat(last).toordinal(), FIRST_DAY) + 1  # those before don't count
    rows = db.execute(f"SELECT DISTINCT current >> {DAY_BITS} FROM documents WHERE current >= ?", (after << DAY_BITS,))
    days = [day for (day,) in rows]
    found = relations.silence(last, days)
    if found is None:
        return None
    until, length, covered = found
    return Silence(since=last, until=until, days=length, covered=covered)
