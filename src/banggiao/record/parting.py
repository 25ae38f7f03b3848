"""Ways of calling someone that a person parted: one of two people's sightings, which a judgement called different.

A way of calling someone is a node (people.py). Where judgements say that two sightings of one node are different, each
of the parts is a node of its own, the first under the id that the whole had. banggiao.entity.parting says what
goes where. Every function here runs inside the caller's transaction.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec

from banggiao.entity import DIFFERENT, SAME
from banggiao.entity.parting import Trace, part_of, parts
from banggiao.model import content_id, to_json
from banggiao.record import judging

TABLES = """
-- Nodes that judgements part: the sightings that stand for each part (JSON, see entity/parting.py).
CREATE TABLE partings (
    id    TEXT PRIMARY KEY,
    parts TEXT NOT NULL
) WITHOUT ROWID;
"""

Parts = tuple[tuple[Trace, ...], ...]
Parted = dict[str, Parts]
# The node of a participant, as if nothing were parted, and the day of the sighting; None where it has none.
Place = Callable[[int], tuple[str, str | None] | None]


def bring_up_to_date(db: sqlite3.Connection, place: Place) -> tuple[Parted, set[int]]:
    """What is parted by the judgements and the pages of now, by node; and the versions that name what was parted
    otherwise before."""
    kept = dict(db.execute("SELECT id, parts FROM partings").fetchall())
    parted = _parted(db, place)
    now = {id_: to_json(found).decode() for id_, found in parted.items()}
    other = [id_ for id_ in sorted(kept.keys() | now.keys()) if kept.get(id_) != now.get(id_)]
    again: set[int] = set()
    for id_ in other:
        before = msgspec.json.decode(kept[id_], type=Parts) if id_ in kept else ()
        for node in (id_, *(_id_of(id_, part) for part in before[1:])):
            rows = db.execute(
                "SELECT DISTINCT e.version FROM nodes n JOIN sightings s ON s.node = n.node JOIN participants p"
                " ON p.participant = s.participant JOIN events e ON e.event = p.event WHERE n.id = ?",
                (node,),
            )
            again |= {version for (version,) in rows}
        db.execute("DELETE FROM partings WHERE id = ?", (id_,))
        if id_ in now:
            db.execute("INSERT INTO partings VALUES (?, ?)", (id_, now[id_]))
    return parted, again


def _parted(db: sqlite3.Connection, place: Place) -> Parted:
    judged = {
        pair: word
        for pair, word in judging.standing(db, "person").items()
        if word in (SAME, DIFFERENT) and all("#" in mark for mark in pair)
    }
    if DIFFERENT not in judged.values():
        return {}
    of: dict[str, tuple[str, Trace]] = {}
    for mark in sorted({mark for pair in judged for mark in pair}):
        participant = _participant(db, mark)
        found = None if participant is None else place(participant)
        if participant is not None and found is not None:
            of[mark] = (found[0], _trace(db, mark, [participant], found[1]))
    pairs: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for (one, other), word in judged.items():
        if one in of and other in of and of[one][0] == of[other][0]:
            pairs[of[one][0]][one, other] = word
    parted = {}
    for id_, some in pairs.items():
        found_ = parts([of[mark][1] for mark in sorted({mark for pair in some for mark in pair})], some)
        if len(found_) > 1:
            parted[id_] = found_
    return parted


def _participant(db: sqlite3.Connection, mark: str) -> int | None:
    """The participant of a mark "event#n": as a page itself tells it before teasers of others."""
    event, _, n = mark.partition("#")
    row = db.execute(
        "SELECT p.participant FROM events e JOIN documents d ON d.current = e.version JOIN participants p"
        " ON p.event = e.event WHERE e.id = ? AND e.current AND p.n = ?"
        " ORDER BY e.teaser IS NOT NULL, d.id, e.teaser, e.n LIMIT 1",
        (event, n),
    ).fetchone()
    return None if row is None else int(row[0])


def _trace(db: sqlite3.Connection, mark: str, participants: Sequence[int], day: str | None) -> Trace:
    """What tells these participants, of one page, from others who are called so."""
    offices: set[str] = set()
    company: set[str] = set()
    for participant in participants:
        offices |= {
            key for (key,) in db.execute("SELECT seat FROM seats WHERE participant = ? AND held", (participant,))
        }
        for name, organisation, country in db.execute(
            "SELECT n.folded, o.organisation, o.country FROM participants p JOIN participants o ON o.event = p.event"
            " AND o.participant != p.participant LEFT JOIN names n ON n.name = o.name WHERE p.participant = ?",
            (participant,),
        ):
            company |= {each for each in (name, organisation, country) if each}
        company |= {
            each
            for row in db.execute(
                "SELECT e.locality, e.country FROM participants p JOIN events e ON e.event = p.event"
                " WHERE p.participant = ?",
                (participant,),
            )
            for each in row
            if each
        }
    return Trace(
        mark=mark,
        offices=tuple(sorted(offices)),
        company=tuple(sorted(company)),
        day=datetime.date.fromisoformat(day).toordinal() if day else None,
    )


def nodes(db: sqlite3.Connection, id_: str, called: Sequence[tuple[int, str, str | None]], parted: Parted) -> list[str]:
    """The ids of the nodes of those whom one page calls so, each as (participant, mark, day). Who wasn't judged goes
    where all of them together belong."""
    if id_ not in parted:
        return [id_] * len(called)
    among = parted[id_]
    judged = {trace.mark: number for number, part in enumerate(among) for trace in part}
    day = min((day for _, _, day in called if day), default=None)
    said = {judged[mark] for _, mark, _ in called if mark in judged}
    if len(said) == 1:
        (whole,) = said
    else:
        whole = part_of(_trace(db, "", [participant for participant, _, _ in called], day), among)
    numbers = [judged.get(mark, whole) for _, mark, _ in called]
    return [_id_of(id_, among[number]) if number else id_ for number in numbers]


def _id_of(id_: str, part: Sequence[Trace]) -> str:
    return content_id("person", id_, part[0].mark)
