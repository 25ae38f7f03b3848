"""People and offices as the record has them: careers, successions, who held what on a day, and what doesn't fit."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from banggiao.authority import TENURES, Tenure, is_former, kept, people_named, spellings
from banggiao.entity import Seat, Sight, seat, tenures
from banggiao.entity.careers import careers, of_seat
from banggiao.entity.names import parsed
from banggiao.entity.tenures import Attested, Conflict, Held
from banggiao.record import things
from banggiao.record.errors import present
from banggiao.record.results import Called, OfficeHolders, PersonFound

_FAR = 60  # days between a page and what it tells, from which either may be the day of the office


# --- people ------------------------------------------------------------------------------------------------------


def of_page(db: sqlite3.Connection, version: int) -> dict[str, str]:
    """The ids of the persons that a page names: by `id#n` of a participant, by the id of a statement of its speaker."""
    return dict(
        db.execute(
            "SELECT e.id || '#' || p.n, q.id FROM events e JOIN participants p ON p.event = e.event"
            " JOIN sightings s ON s.participant = p.participant JOIN people q ON q.person = s.person"
            " WHERE e.version = ?1 UNION SELECT s.id, q.id FROM statements s"
            " JOIN speakers k ON k.statement = s.statement JOIN people q ON q.person = k.person WHERE s.version = ?1",
            (version,),
        ).fetchall()
    )


def find(db: sqlite3.Connection, asked: str) -> list[int]:
    """The people of this id (or the id of one of their nodes), or called so; those seen most first."""
    row = db.execute("SELECT person FROM nodes WHERE id = ?1 UNION SELECT person FROM people WHERE id = ?1", (asked,))
    if (found := row.fetchone()) is not None:
        return [found[0]]
    names = {asked, *(spelt for person in people_named(asked) for spelt in spellings(person.name, person.country))}
    wanted = parsed(asked)
    marks: set[int] = set()
    for name in sorted(names):
        for key in {parsed(name, country).key for country in ("", "VN", "JP", "KH", "MM", "MY", "AE")}:
            marks |= {person for (person,) in db.execute("SELECT person FROM nodes WHERE key = ?", (key,))}
    marks |= {person for (person,) in db.execute("SELECT person FROM people WHERE name = ?", (asked,))}
    block = f"name {''.join(sorted(wanted.bare))}"
    for key, person in db.execute(
        "SELECT n.key, n.person FROM blocks b JOIN nodes n ON n.node = b.node WHERE b.block = ?", (block,)
    ):
        other = parsed(key)
        if not (wanted.vietnamese and other.vietnamese and wanted.marked and other.marked) and (
            not other.vietnamese or wanted.folded == other.folded
        ):
            marks.add(person)
    counts = {
        person: db.execute("SELECT count(*) FROM sightings WHERE person = ?", (person,)).fetchone()[0]
        for person in marks
    }
    return sorted(marks, key=lambda person: (-counts[person], _id(db, person)))


def _id(db: sqlite3.Connection, person: int) -> str:
    return str(db.execute("SELECT id FROM people WHERE person = ?", (person,)).fetchone()[0])


def people(db: sqlite3.Connection, asked: str) -> list[PersonFound]:
    """Everyone of this name or id: those of the pages, then those of the name whom only the tables have."""
    found = [one(db, number) for number in find(db, asked)]
    told = {each.where for person in found for each in person.offices}
    return [*found, *(each for each in _of_tables(asked) if not any(held.where in told for held in each.offices))]


def namesakes(db: sqlite3.Connection, mine: PersonFound) -> list[PersonFound]:
    """Of `people` of their name the others who are called just so; nobody else's career is worked out for it."""
    numbers = find(db, mine.name)
    known = {
        number: db.execute("SELECT id, name FROM people WHERE person = ?", (number,)).fetchone() for number in numbers
    }
    found = [one(db, number) for number in numbers if known[number][0] != mine.id and known[number][1] == mine.name]
    tabled = [each for each in _of_tables(mine.name) if mine.id is not None and each.name == mine.name]
    if tabled:
        others = [
            one(db, number) for number in numbers if known[number][0] != mine.id and known[number][1] != mine.name
        ]
        told = {each.where for person in (mine, *found, *others) for each in person.offices}
        tabled = [each for each in tabled if not any(held.where in told for held in each.offices)]
    return [*found, *tabled]


def one(db: sqlite3.Connection, number: int) -> PersonFound:
    """The person of this number."""
    id_, name, country, wikidata = db.execute(
        "SELECT id, name, country, wikidata FROM people WHERE person = ?", (number,)
    ).fetchone()
    held, found = _held(db, number)
    conflicts = _real(db, found)
    names = db.execute(
        "SELECT n.value, count(*) FROM sightings s JOIN participants p ON p.participant = s.participant JOIN names n"
        " ON n.name = p.name WHERE s.person = ? GROUP BY n.value ORDER BY 2 DESC, 1",
        (number,),
    ).fetchall()
    contacts, first, last = db.execute(
        "SELECT count(DISTINCT e.event), min(s.day), max(s.day) FROM sightings s JOIN participants p ON p.participant ="
        " s.participant JOIN events e ON e.event = p.event WHERE s.person = ? AND e.teaser IS NULL",
        (number,),
    ).fetchone()
    (statements,) = db.execute("SELECT count(*) FROM speakers WHERE person = ?", (number,)).fetchone()
    return PersonFound(
        id=id_,
        name=name,
        country=country,
        wikidata=wikidata,
        names=_called(name, country, names),
        offices=held,
        conflicts=conflicts,
        contacts=contacts,
        statements=statements,
        first_seen=first,
        last_seen=last,
    )


def _called(name: str, country: str | None, names: Iterable[tuple[str, int]]) -> tuple[Called, ...]:
    """The names that pages use, most used first, then those that only the tables know."""
    found = [Called(value=value, kind=_kind(value, country or ""), seen=seen) for value, seen in names]
    used = {each.value for each in found}
    known = [spelt for spelt in spellings(name, country or "") if spelt not in used]
    return (*found, *(Called(value=spelt, kind=_kind(spelt, country or ""), seen=0) for spelt in known))


def _kind(name: str, country: str) -> str:
    own = parsed(name, country)
    if own.transcribed:
        return "transcribed"
    if own.vietnamese and own.marked:
        return "official" if country == "VN" else "Sino-Vietnamese"
    return "romanised" if country not in ("", "VN") else "alias"


def _of_tables(asked: str) -> Iterator[PersonFound]:
    """People whom no page names: from the authority's tables alone."""
    names = {asked: ""} | {person.name: person.country for person in people_named(asked)}
    seen: set[tuple[object, ...]] = set()
    for name in names:
        for country in tenures.countries(name):
            for own in careers(name, country):
                held, _ = tenures.spans(own, (), None, own[0].person)
                if held in seen:
                    continue
                seen.add(held)
                known = next((p for p in people_named(own[0].person) if p.country == country), None)
                yield PersonFound(
                    id=None,
                    name=own[0].person,
                    country=country or None,
                    wikidata=known.wikidata if known else None,
                    names=_called(own[0].person, country, ()),
                    offices=held,
                )


def _held(db: sqlite3.Connection, number: int) -> tuple[tuple[Held, ...], tuple[Conflict, ...]]:
    id_, name = present(db.execute("SELECT id, name FROM people WHERE person = ?", (number,)).fetchone())
    return tenures.spans(tenures.of_person(_sights(db, number)), _seen(db, "s.person = ?", number), id_, name)


def _sights(db: sqlite3.Connection, number: int) -> Iterator[Sight]:
    for name, country, office, first, last in db.execute(
        "SELECT name, country, office, first, last FROM nodes WHERE person = ? ORDER BY id", (number,)
    ):
        yield Sight(
            name=name,
            country=country,
            offices=(office,) if office else (),
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
        )


def _seen(db: sqlite3.Connection, which: str, *values: object) -> Iterator[tuple[Seat, Attested]]:
    """The offices in which pages call people, of their own contacts that are not merely planned to begin with."""
    rows = db.execute(
        "SELECT o.title, coalesce(p.country, ''), s.day, e.date_from, e.date_to, e.id || '#' || p.n FROM sightings s"
        " JOIN participants p ON p.participant = s.participant JOIN events e ON e.event = p.event"
        " JOIN seats t ON t.participant = p.participant JOIN offices o ON o.participant = t.participant AND o.n = t.n"
        f" WHERE {which} AND t.held AND e.teaser IS NULL ORDER BY s.day, e.id, p.n, t.n",
        values,
    )
    for title, country, day, first, last, told_in in rows:
        yield seat(title, country), Attested(days=_days(day, first, last), told_in=told_in)


def _days(page: str | None, first: str | None, last: str | None) -> tuple[str, ...]:
    """The day of the page; where what it tells is long past, the day of that too: either may be that of the office."""
    if page is None:
        return (first,) if first is not None and first == last else ()
    if first is None or last is None:
        return (page,)
    far = (date.fromisoformat(page) - date.fromisoformat(last)).days
    return (page, first, last) if abs(far) > _FAR else (page,)


def held(db: sqlite3.Connection, asked: str, day: date) -> list[Held]:
    """The offices of everyone called so on a day, as far as is known."""
    return [each for person in people(db, asked) for each in person.offices if tenures.holds(each, day)]


# --- offices -----------------------------------------------------------------------------------------------------


def offices(db: sqlite3.Connection, title: str, country: str | None) -> list[OfficeHolders]:
    """The holders of each seat that the title (or id) may mean, oldest first; of all states where none is given."""
    if (where := _of_id(db, title)) is not None:
        return [_succession(where, _holders(db, where))]
    every = ((where, _holders(db, where)) for where in _meant(db, title, country))
    return [_succession(where, holders) for where, holders in every if holders]


def _succession(where: Seat, holders: tuple[Held, ...]) -> OfficeHolders:
    return OfficeHolders(
        title=where.title,
        gaps=tenures.gaps(holders) if tenures.is_single(where) else (),
        office=where.office,
        seat=where.key,
        country=where.country or None,
        holders=holders,
    )


def _of_id(db: sqlite3.Connection, id_: str) -> Seat | None:
    """The seat whose page has this id: one that pages name, else one of the tables alone."""
    row = db.execute(
        "SELECT o.title, coalesce(p.country, '') FROM things h JOIN seats s ON s.seat = h.key JOIN participants p"
        " ON p.participant = s.participant JOIN offices o ON o.participant = s.participant AND o.n = s.n"
        " WHERE h.kind = 'office' AND h.id = ? LIMIT 1",
        (id_,),
    ).fetchone()
    return seat(*row) if row is not None else _seats_of_tables().get(id_)


@kept
@cache
def _seats_of_tables() -> dict[str, Seat]:
    """The seats that the tables have tenures of, by the id of their pages."""
    every = {(tenure.office, tenure.country) for tenure in TENURES.rows()}
    return {things.office_id(where.key): where for where in (seat(*each) for each in sorted(every))}


def _meant(db: sqlite3.Connection, title: str, country: str | None) -> list[Seat]:
    if country is not None:
        return [seat(title, country.upper())]
    codes = {code for (code,) in db.execute("SELECT DISTINCT country FROM nodes")} | {""} | tenures.countries()
    found = {}
    for code in sorted(codes):
        where = seat(title, code)
        if of_seat(where.key) or db.execute("SELECT 1 FROM seats WHERE seat = ? LIMIT 1", (where.key,)).fetchone():
            found[where.key] = where
    return list(found.values())


def _holders(db: sqlite3.Connection, where: Seat) -> tuple[Held, ...]:
    numbers = [
        person
        for (person,) in db.execute(
            "SELECT DISTINCT s.person FROM seats t JOIN sightings s ON s.participant = t.participant WHERE t.seat = ?"
            " AND t.held",
            (where.key,),
        )
    ]
    found = [each for number in numbers for each in _held(db, number)[0] if each.seat == where.key]
    told = {each.where for each in found if each.where is not None}
    for tenure in of_seat(where.key):
        if tenure.where not in told:
            (own,) = tenures.spans([tenure], (), _only(db, tenure.person, tenure.country), tenure.person)[0]
            found.append(own)
    return tuple(sorted(found, key=lambda each: (tenures.first_day(each), each.end or "9", each.name or "")))


def _only(db: sqlite3.Connection, name: str, country: str) -> str | None:
    """The id of the person of this name, where the record has one and no more."""
    rows = db.execute(
        "SELECT DISTINCT p.id FROM nodes n JOIN people p ON p.person = n.person WHERE n.key = ? AND n.country = ?",
        (parsed(name, country).key, country),
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else None


def who(db: sqlite3.Connection, title: str, day: date, country: str | None) -> list[Held]:
    """Who held the office on a day, as far as is known."""
    return [each for office in offices(db, title, country) for each in office.holders if tenures.holds(each, day)]


# --- what doesn't fit ----------------------------------------------------------------------------------------------


def conflicts(db: sqlite3.Connection) -> list[Conflict]:
    """Every sighting that the tables contradict: too early, too late, or in an office that another holds."""
    found: list[Conflict] = []
    names: defaultdict[int, set[str]] = defaultdict(set)
    for person, name in db.execute("SELECT person, name FROM nodes"):
        names[person].add(name)
    for number, id_, name in db.execute("SELECT person, id, name FROM people ORDER BY id").fetchall():
        seen = list(_seen(db, "s.person = ?", number))
        if not seen:
            continue
        own = tenures.of_person(_sights(db, number))
        found += _real(db, tenures.spans(own, seen, id_, name)[1])
        theirs = {seat(t.office, t.country).key for t in own}
        for where, each in seen:
            if where.key in theirs or not each.days:
                continue
            holders = [tenures.others(where, name, day, names[number]) for day in each.days]
            if all(holders) and (holder := holders[0]) is not None:
                found.append(_held_by(holder, where, each, id_, name))
    return sorted(found, key=lambda each: (each.day, each.name, each.told_in, each.title))


def _real(db: sqlite3.Connection, found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Those that nothing in what the page tells explains: somebody is congratulated before taking office, what was long
    ago is told without a day, or "nguyên Tổng Bí thư, Chủ tịch nước" holds neither office any more."""
    return tuple(each for each in found if not _is_explained(db, each))


def _is_explained(db: sqlite3.Connection, each: Conflict) -> bool:
    event, _, n = each.told_in.partition("#")
    row = db.execute(
        "SELECT p.participant, e.form, e.date_from FROM events e JOIN participants p ON p.event = e.event"
        " WHERE e.id = ? AND e.current AND e.teaser IS NULL AND p.n = ?",
        (event, n),
    ).fetchone()
    if row is None:
        return False
    participant, form, first = row
    if each.kind == "early":
        return bool(form == "congratulation")
    titles = [title for (title,) in db.execute(
        "SELECT title FROM offices WHERE participant = ? ORDER BY n", (participant,)
    )]  # fmt: skip
    before = titles[: titles.index(each.title)] if each.title in titles else []
    return each.kind == "late" and (first is None or any(map(is_former, before)))


def _held_by(holder: Tenure, where: Seat, each: Attested, id_: str, name: str) -> Conflict:
    return Conflict(
        kind="held",
        person=id_,
        name=name,
        title=where.title,
        country=where.country or None,
        day=each.days[0],
        days=0,
        tenure=f"{holder.person} {holder.start}/{holder.end or '..'}",
        where=holder.where,
        told_in=each.told_in,
    )
