"""What people decided: an append-only log, replayed whenever what it is about is worked out anew.

A judgement is about two things (`person`, `contact`, `follow_up`) or about a field of one (`field`). Of several about
the same the latest counts, by its time, then by its id: which record it was written to first makes no difference. The
things are named by ids that follow from content, so that a judgement outlives the pages, and a record made anew.
Every function here runs inside the caller's transaction.
"""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from banggiao.model import content_id
from banggiao.record import dates
from banggiao.record.errors import RecordError
from banggiao.record.results import Judgement
from banggiao.text import nfc

TABLES = """
CREATE TABLE judgements (
    judgement INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL,
    "left"  TEXT NOT NULL,
    "right" TEXT,
    verdict TEXT NOT NULL,
    field   TEXT,
    value   TEXT,
    "by"    TEXT NOT NULL,
    at      TEXT NOT NULL,
    why     TEXT NOT NULL
);
CREATE INDEX judgements_by_left ON judgements ("left");
CREATE INDEX judgements_by_right ON judgements ("right") WHERE "right" IS NOT NULL;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN
    SELECT RAISE (ABORT, 'judgements are only added to');
END;
CREATE TRIGGER judgements_are_kept BEFORE DELETE ON judgements BEGIN
    SELECT RAISE (ABORT, 'judgements are only added to');
END;
CREATE INDEX events_by_any_id ON events (id);
CREATE INDEX statements_by_id ON statements (id);
"""

UNDO = "undo"
VERDICTS: Mapping[str, tuple[str, ...]] = {
    "person": ("same", "different", "unsure", UNDO),
    "contact": ("same", "different", "unsure", UNDO),
    "follow_up": ("right", "wrong", "unsure", UNDO),
    "field": ("right", "wrong", "unsure", UNDO),
}
# Kinds that don't care which of the two is named first.
_EITHER_WAY = frozenset({"person", "contact"})

# Fields that can be judged, and the values that they may have (any, where none is listed). `participants.0` is the
# first participant; "" is all of a contact or statement.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "": (),
    "type": ("meeting", "visit", "call", "message", "agreement"),
    "form": (),
    "status": ("held", "planned", "cancelled"),
    "date": (),
    "part_of_day": ("morning", "noon", "afternoon", "evening", "night"),
    "place.venue": (),
    "place.locality": (),
    "place.country": (),
    "participants.N": (),
    "participants.N.name": (),
    "participants.N.offices": (),
    "participants.N.organisation": (),
    "participants.N.country": (),
    "participants.N.role": ("host", "guest", "inviter", "sender", "recipient", "party"),
    "speaker": (),
    "relayed_for": (),
    "addressee": (),
    "act": (),
    "commitment": ("proposal", "pledge", "agreement", "invitation"),
    "event": (),
}
# What always has a value: judged wrong, it stays as it was read until somebody says what is right.
NEVER_EMPTY = frozenset({"type", "form", "status", "role", "speaker", "act"})
_NUMBERED = re.compile(r"^participants\.\d+")

# The versions that an id stands for, and so those that a judgement about it touches. Modules whose tables have ids of
# their own add to these.
PLACES: list[str] = [
    "SELECT version FROM events WHERE id = ?1",
    "SELECT version FROM statements WHERE id = ?1",
]
_IDS = ("SELECT id FROM events WHERE version = ?", "SELECT id FROM statements WHERE version = ?")
_COLUMNS = 'id, kind, "left", "right", verdict, field, value, "by", at, why'


# --- making and writing -----------------------------------------------------------------------------------


def judgement(
    kind: str,
    left: str,
    right: str | None,
    verdict: str,
    *,
    by: str,
    at: str | datetime.datetime,
    why: str = "",
    field: str | None = None,
    value: str | None = None,
) -> Judgement:
    """A judgement in the form it is kept in, with the id of its content; RecordError where it makes no sense."""
    if kind not in VERDICTS:
        raise RecordError(f"judgement: {kind!r} is not one of {', '.join(VERDICTS)}")
    if verdict not in VERDICTS[kind]:
        raise RecordError(f"judgement: {verdict!r} is not one of {', '.join(VERDICTS[kind])}, for a {kind}")
    left, by, why = _plain(left), _plain(by), _plain(why)
    right, value = _plain(right or "") or None, _plain(value or "") or None
    field = None if field is None else _plain(field)
    if not by:
        raise RecordError("judgement: say who judges (by)")
    if not left:
        raise RecordError("judgement: say what is judged (left)")
    if kind == "field":
        if right:
            raise RecordError("judgement: a field is judged of one thing: leave out right")
        right, field = None, field or ""
        _check_field(field, verdict, value)
    else:
        if not right or right == left:
            raise RecordError(f"judgement: a {kind} is judged of two different things, left and right")
        if field is not None or value is not None:
            raise RecordError(f"judgement: a {kind} has neither field nor value")
        left, right = pair(kind, left, right)
    moment = _moment(at)
    return Judgement(
        id=content_id(kind, left, right or "", verdict, field or "", value or "", by, moment, why),
        kind=kind,
        left=left,
        right=right,
        verdict=verdict,
        field=field,
        value=value,
        by=by,
        at=moment,
        why=why,
    )


def _check_field(field: str, verdict: str, value: str | None) -> None:
    form = _NUMBERED.sub("participants.N", field)
    if form not in _FIELDS:
        raise RecordError(f"judgement: {field!r} is no field; there are {', '.join(filter(None, _FIELDS))}")
    if value is None:
        return
    if verdict != "right":
        raise RecordError("judgement: only the verdict right has a value")
    if form in ("", "participants.N"):
        raise RecordError("judgement: give the value of one field, not of all")
    if _FIELDS[form] and value not in _FIELDS[form]:
        raise RecordError(f"judgement: {value!r} is not one of {', '.join(_FIELDS[form])}")
    if form == "date" and not dates.is_edtf(value):
        raise RecordError(f"judgement: {value!r} is no date; write it as 2024-09-05, or as another form of EDTF")


def values_of(field: str) -> tuple[str, ...]:
    """The values that a field may have; none where any will do, and where there is no such field."""
    return _FIELDS.get(_NUMBERED.sub("participants.N", field), ())


def pair(kind: str, left: str, right: str) -> tuple[str, str]:
    """The two ids as a judgement of this kind has them: the smaller first where it doesn't matter which is."""
    return (right, left) if kind in _EITHER_WAY and right < left else (left, right)


def _plain(words: str) -> str:
    return " ".join(nfc(words).split())


def _moment(at: str | datetime.datetime) -> str:
    """UTC with microseconds, so that the order of the words is that of time."""
    try:
        time = at if isinstance(at, datetime.datetime) else datetime.datetime.fromisoformat(at.strip())
        if time.tzinfo is None:
            time = time.replace(tzinfo=datetime.UTC)
        return time.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError) as error:
        raise RecordError(f"judgement: {at!r} is no time; write it as 2026-03-01T09:30:00+00:00") from error


def now(db: sqlite3.Connection) -> datetime.datetime:
    """The time of a new judgement: now, but after every judgement there is (clocks differ, and go back)."""
    time = datetime.datetime.now(datetime.UTC)
    (last,) = db.execute("SELECT max(at) FROM judgements").fetchone()
    if last is None:
        return time
    return max(time, datetime.datetime.fromisoformat(last) + datetime.timedelta(microseconds=1))


def write(db: sqlite3.Connection, one: Judgement) -> bool:
    """Write the judgement, and have the pages it touches resolved again; False where it is there already."""
    added = db.execute(
        f"INSERT OR IGNORE INTO judgements ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (one.id, one.kind, one.left, one.right, one.verdict, one.field, one.value, one.by, one.at, one.why),
    ).rowcount
    if added:
        places = {key for id_ in (one.left, one.right) if id_ is not None for key in places_of(db, id_)}
        db.executemany("INSERT OR IGNORE INTO unresolved (version) VALUES (?)", [(key,) for key in sorted(places)])
    return bool(added)


def places_of(db: sqlite3.Connection, id_: str) -> set[int]:
    """The versions that an id (or `id#n`, one of its participants) stands for; none for an orphan."""
    return {version for query in PLACES for (version,) in db.execute(query, (_whole(id_),))}


def _whole(id_: str) -> str:
    return id_.partition("#")[0]


# --- asking -------------------------------------------------------------------------------------------------


def all_(db: sqlite3.Connection) -> Iterator[Judgement]:
    """Every judgement ever made, oldest first."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM judgements ORDER BY at, id").fetchall()
    names = Judgement.__struct_fields__
    return (Judgement(**dict(zip(names, row, strict=True))) for row in rows)


def standing(db: sqlite3.Connection, kind: str) -> dict[tuple[str, str], str]:
    """What holds now of pairs: the verdict by (left, right). Of `person` and `contact` the smaller id is left.

    What was undone is left out; `unsure` is there, so that nobody is asked twice.
    """
    rows = db.execute(
        'SELECT "left", "right", verdict FROM judgements WHERE kind = ? AND "right" IS NOT NULL ORDER BY at, id',
        (kind,),
    )
    found = {(left, right): verdict for left, right, verdict in rows}
    return {pair: verdict for pair, verdict in found.items() if verdict != UNDO}


def standing_of_fields(db: sqlite3.Connection, ids: Iterable[str] | None = None) -> dict[tuple[str, str], Judgement]:
    """What holds now of single fields, by (id, field); of all things or of these."""
    wanted = None if ids is None else set(ids)
    found = {
        (one.left, one.field or ""): one
        for one in all_(db)
        if one.kind == "field" and (wanted is None or one.left in wanted)
    }
    return {place: one for place, one in found.items() if one.verdict != UNDO}


def widened(db: sqlite3.Connection, versions: Sequence[int]) -> set[int]:
    """These versions, and those at the other end of a judgement about something of theirs."""
    found = set(versions)
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in db.execute('SELECT DISTINCT "left", "right" FROM judgements WHERE "right" IS NOT NULL'):
        partners[_whole(left)].add(right)
        partners[_whole(right)].add(left)
    if not partners:
        return found
    ids = {id_ for key in versions for query in _IDS for (id_,) in db.execute(query, (key,))}
    for id_ in sorted(ids & partners.keys()):
        for other in partners[id_]:
            found |= places_of(db, other)
    return found


def orphans(db: sqlite3.Connection) -> list[Judgement]:
    """Standing and undone judgements about something that no page has now; they count again when one has."""
    return [one for one in all_(db) if not all(places_of(db, id_) for id_ in (one.left, one.right) if id_ is not None)]
