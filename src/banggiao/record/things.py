"""Everything that has a name and a page of its own: people, offices, organisations, states, relations, outlets.

The list is made when all pages are resolved, from what the tables say then; only rows that say something else than
before are written. `id` is what a URL can hold: of a person the id, of an office and an organisation the key of the
seat or body in other signs (`office_id`, `body_id`), of a state its code, of a relation both codes.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from banggiao import text
from banggiao.authority import OFFICES, spellings
from banggiao.record import words
from banggiao.record.results import Thing
from banggiao.record.selecting import country_name, names_of

TABLES = """
-- `key` is that of the table it comes from (people.id, seats.seat, bodies.body ...). `names` are all names, one a line,
-- the shown one first; `folded` and `lowered` these as names.py has them, each line by itself.
CREATE TABLE things (
    thing    INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    key      TEXT NOT NULL,
    country  TEXT,
    contacts INTEGER NOT NULL,
    last     TEXT,
    names    TEXT NOT NULL,
    folded   TEXT NOT NULL,
    lowered  TEXT NOT NULL,
    UNIQUE (kind, id)
);
"""

KINDS = ("person", "office", "organisation", "country", "relation", "outlet")
NOWHERE = "x"  # in place of a country


class _Row(NamedTuple):
    kind: str
    id: str
    key: str
    country: str | None
    contacts: int
    last: str | None
    names: str


def office_id(key: str) -> str:
    """The id of a seat's page, one for each key.

    >>> office_id("VN|vn/prime-minister"), office_id("JP|governor:tinh fukuoka"), office_id("IR|?tu lenh")
    ('vn.prime-minister', 'jp-governor_tinh-fukuoka', 'ir-_tu-lenh')
    """
    country, _, name = key.partition("|")
    plain = name.replace(".", "..").replace("/", ".").replace("?", "_").replace(":", "_").replace(" ", "-")
    code = country.lower() or NOWHERE
    return plain if plain.startswith(f"{code}.") else f"{code}-{plain}"


def body_id(key: str) -> str:
    """The id of an organisation's page, one for each key.

    >>> body_id("VN|tinh quang ninh"), body_id("|opec")
    ('vn-tinh-quang-ninh', 'x-opec')
    """
    country, _, name = key.partition("|")
    return f"{country.lower() or NOWHERE}-{name.replace(' ', '-')}"


# --- making the list -----------------------------------------------------------------------------------------


def refresh(db: sqlite3.Connection) -> None:
    """Bring the list to what the tables say."""
    before = {
        (row[1], row[2]): (row[0], _Row(*row[1:]))
        for row in db.execute("SELECT thing, kind, id, key, country, contacts, last, names FROM things")
    }
    now = {(row.kind, row.id): row for row in _rows(db)}
    gone = [(before[place][0],) for place in before.keys() - now.keys()]
    db.executemany("DELETE FROM things WHERE thing = ?", gone)
    for place, row in sorted(now.items()):
        if place not in before:
            db.execute(
                "INSERT INTO things (kind, id, key, country, contacts, last, names, folded, lowered)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, *_forms(row.names)),
            )
        elif before[place][1] != row:
            db.execute(
                "UPDATE things SET key = ?, country = ?, contacts = ?, last = ?, names = ?, folded = ?, lowered = ?"
                " WHERE thing = ?",
                (*row[2:], *_forms(row.names), before[place][0]),
            )


def _forms(names: str) -> tuple[str, str]:
    forms = [words.name_forms(name) for name in names.split("\n")]
    return "\n".join(folded for folded, _ in forms), "\n".join(lowered for _, lowered in forms)


def _rows(db: sqlite3.Connection) -> Iterator[_Row]:
    days = {
        contact: published if last is None else min(last, published or last)
        for contact, last, published in db.execute(
            "SELECT c.contact, c.date_to, v.published FROM contacts c JOIN versions v ON v.version = c.version"
        )
    }
    yield from _people(db, days)
    yield from _offices(db, days)
    yield from _bodies(db, days)
    yield from _of_facets(db, days)


class _Seen:
    """What is told of one thing."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.contacts: set[int] = set()
        self.last: str | None = None

    def see(self, name: str, contact: int, day: str | None) -> None:
        self.names[name] += 1
        self.contacts.add(contact)
        if day is not None and (self.last is None or day > self.last):
            self.last = day


_Days = Mapping[int, str | None]


def _gathered(rows: Iterable[tuple[str, str, int]], days: _Days) -> dict[str, _Seen]:
    found: defaultdict[str, _Seen] = defaultdict(_Seen)
    for key, name, contact in rows:
        found[key].see(name, contact, days[contact])
    return found


_TAKING = "FROM tellings t JOIN participants p ON p.event = t.event"


def _people(db: sqlite3.Connection, days: _Days) -> Iterator[_Row]:
    seen = _gathered(
        db.execute(
            f"SELECT q.id, n.value, t.contact {_TAKING} JOIN sightings s ON s.participant = p.participant"
            " JOIN people q ON q.person = s.person JOIN names n ON n.name = p.name"
        ),
        days,
    )
    for id_, name, country in db.execute("SELECT id, name, country FROM people"):
        if id_ in seen:
            names = [*_by_use(seen[id_].names), *_spelt(name, country or "")]
            yield _row("person", id_, id_, country, seen[id_], [name, *names])


@cache
def _spelt(name: str, country: str) -> tuple[str, ...]:
    return spellings(name, country)


def _by_use(names: Counter[str]) -> list[str]:
    return sorted(names, key=lambda name: (-names[name], len(name), name))


def _row(kind: str, id_: str, key: str, country: str | None, seen: _Seen, names: Iterable[str]) -> _Row:
    lines = dict.fromkeys(" ".join(name.split()) for name in names)
    return _Row(kind, id_, key, country or None, len(seen.contacts), seen.last, "\n".join(lines))


def _offices(db: sqlite3.Connection, days: _Days) -> Iterator[_Row]:
    known = {office.id: office for office in OFFICES.rows()}
    ids = dict(db.execute("SELECT DISTINCT seat, office FROM seats WHERE office IS NOT NULL"))
    seen = _gathered(
        db.execute(
            f"SELECT s.seat, o.title, t.contact {_TAKING} JOIN seats s ON s.participant = p.participant AND s.held"
            " JOIN offices o ON o.participant = s.participant AND o.n = s.n"
        ),
        days,
    )
    for key, each in seen.items():
        country, _, name = key.partition("|")
        office = known.get(ids.get(key, ""))
        titles = _by_use(each.names)
        if office is not None and ":" not in name:
            titles = [office.title, *titles, *office.variants]
        # An office without its state's name is many offices: "Tổng thống" of the United States.
        shown = titles[0]
        if country not in ("", "VN") and text.fold(country_name(country)) not in text.fold(shown):
            titles.insert(0, f"{shown} {country_name(country)}")
        yield _row("office", office_id(key), key, country, each, titles)


def _bodies(db: sqlite3.Connection, days: _Days) -> Iterator[_Row]:
    seen = _gathered(
        db.execute(
            f"SELECT b.body, b.name, t.contact {_TAKING} JOIN bodies b ON b.participant = p.participant"
            " WHERE NOT b.state"
        ),
        days,
    )
    for key, each in seen.items():
        country, _, name = key.partition("|")
        if name:
            shown = sorted(each.names, key=lambda name: (len(name), -each.names[name], name))
            yield _row("organisation", body_id(key), key, country, each, shown)


def _of_facets(db: sqlite3.Connection, days: _Days) -> Iterator[_Row]:
    """States, relations and outlets: those of which there are contacts."""
    found: defaultdict[tuple[str, str], _Seen] = defaultdict(_Seen)
    for contact, facets in db.execute("SELECT contact, facets FROM contact_facets"):
        for line in facets.split("\n"):
            kind, _, value = line.partition(":")
            if kind in ("country", "relation", "outlet"):
                found[kind, value].see(value, contact, days[contact])
    for (kind, value), each in found.items():
        if kind == "country":
            yield _row(kind, value, value, value, each, names_of(value))
        elif kind == "relation":
            one, other = value.split("-")
            if other == "VN":
                one, other = other, one
            names = [f"{country_name(one)} - {country_name(other)}"]
            names += [f"{a} - {b}" for a in names_of(one) for b in names_of(other)][:40]
            yield _row(kind, value, value, None, each, names)
        else:
            yield _row(kind, value, value, None, each, [value])


# --- asking --------------------------------------------------------------------------------------------------


def suggest(db: sqlite3.Connection, prefix: str, limit: int, kinds: Sequence[str]) -> list[Thing]:
    """The things of which some name has words that begin as those of `prefix` do, most contacts first."""
    asked, marked = words.name_words(prefix)
    column = "lowered" if marked else "folded"
    every = " AND ".join(f"instr({column}, ?)" for _ in asked)
    rows = db.execute(
        f"SELECT kind, id, country, contacts, last, names, {column} FROM things WHERE {every}"
        f" AND kind IN ({','.join('?' for _ in kinds)}) ORDER BY contacts DESC, kind, id",
        (*(f" {word}" for word in asked), *kinds),
    )
    found: list[Thing] = []
    for kind, id_, country, contacts, last, names, forms in rows:
        name = matched(names, forms, [f" {word}" for word in asked])
        if name is not None:
            found.append(thing(kind, id_, country, contacts, last, names, name))
            if len(found) == limit:
                break
    return found


def of_id(db: sqlite3.Connection, kind: str, id_: str) -> Thing | None:
    """The thing of this kind and id, with all its names."""
    row = db.execute(
        "SELECT country, contacts, last, names FROM things WHERE kind = ? AND id = ?", (kind, id_)
    ).fetchone()
    if row is None:
        return None
    country, contacts, last, names = row
    return replace(thing(kind, id_, country, contacts, last, names, None), names=tuple(names.split("\n")))


def matched(names: str, forms: str, asked: Sequence[str]) -> str | None:
    """The first of the names that has all of these words."""
    for name, form in zip(names.split("\n"), forms.split("\n"), strict=True):
        if all(word in form for word in asked):
            return name
    return None


def thing(
    kind: str, id_: str, country: str | None, contacts: int, last: str | None, names: str, matched: str | None
) -> Thing:
    shown = names.partition("\n")[0]
    return Thing(
        kind=kind,
        id=id_,
        name=shown,
        country=country,
        contacts=contacts,
        last=last,
        matched=None if matched == shown else matched,
    )
