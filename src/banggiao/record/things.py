"""Everything that has a name and a page of its own: people, offices, organisations, states, relations, outlets.

What of these a contact tells is noted when it is written; the list is brought up to date when all pages are
resolved, where contacts came or went since. `id` is what a URL can hold: of a person the id, of an office and an
organisation the key of the seat or body in other signs (`office_id`, `body_id`), of a state its code, of a relation
both codes.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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
-- What each contact tells of them: a thing under one of its names, how often, and the day of the contact.
CREATE TABLE uses (
    kind    TEXT NOT NULL,
    key     TEXT NOT NULL,
    contact INTEGER NOT NULL REFERENCES contacts (contact) DEFERRABLE INITIALLY DEFERRED,
    name    TEXT NOT NULL,
    seen    INTEGER NOT NULL,
    day     TEXT,
    PRIMARY KEY (kind, key, contact, name)
) WITHOUT ROWID;
CREATE INDEX uses_by_contact ON uses (contact);
CREATE INDEX uses_by_day ON uses (kind, key, day);
-- The same summed up: how often a thing is told of under each name, and under the name "" in how many contacts.
CREATE TABLE called (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,
    name TEXT NOT NULL,
    seen INTEGER NOT NULL,
    PRIMARY KEY (kind, key, name)
) WITHOUT ROWID;
-- Things of which contacts came or went since the list was made.
CREATE TABLE stale (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
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


def note(db: sqlite3.Connection, contacts: Sequence[int]) -> None:
    """Note what these contacts tell of things; called when they are written."""
    marks = ",".join("?" for _ in contacts)
    days = {
        contact: published if last is None else min(last, published or last)
        for contact, last, published in db.execute(
            "SELECT c.contact, c.date_to, v.published FROM contacts c JOIN versions v ON v.version = c.version"
            f" WHERE c.contact IN ({marks})",
            contacts,
        )
    }
    seen: Counter[tuple[str, str, int, str]] = Counter()
    for kind, query in _USES.items():
        for key, name, contact in db.execute(f"{query} t.contact IN ({marks})", contacts):
            seen[kind, key, contact, name] += 1
    for contact, facets in db.execute(
        f"SELECT contact, facets FROM contact_facets WHERE contact IN ({marks})", contacts
    ):
        for line in facets.split("\n"):
            kind, _, value = line.partition(":")
            if kind in _FACETS:
                seen[kind, value, contact, value] += 1
    db.executemany(
        "INSERT INTO uses (kind, key, contact, name, seen, day) VALUES (?, ?, ?, ?, ?, ?)",
        [(*use, count, days[use[2]]) for use, count in seen.items()],
    )
    _count(db, contacts, 1)


def forget(db: sqlite3.Connection, contacts: Iterable[int]) -> None:
    """Take contacts out of what is told of things; called before they go or are written anew."""
    contacts = list(contacts)
    _count(db, contacts, -1)
    db.executemany("DELETE FROM uses WHERE contact = ?", [(contact,) for contact in contacts])


_COUNT = "INSERT INTO called VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET seen = seen + excluded.seen"


def _count(db: sqlite3.Connection, contacts: Iterable[int], sign: int) -> None:
    """Count what these contacts tell, or take it back."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for contact in contacts:
        told = db.execute("SELECT kind, key, name, seen FROM uses WHERE contact = ?", (contact,)).fetchall()
        for kind, key in {each[:2] for each in told}:
            counts[kind, key, ""] += sign
        for kind, key, name, seen in told:
            if kind not in _FACETS:
                counts[kind, key, name] += sign * seen
    db.executemany(_COUNT, [(*name, count) for name, count in counts.items()])
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?, ?)", {name[:2] for name in counts})


def move(db: sqlite3.Connection, kind: str, old: str, new: str) -> list[int]:
    """Note what is told of a thing under another key; gives the contacts. Not of those that tell of both keys."""
    rows = db.execute(
        "SELECT contact, name, seen FROM uses u WHERE kind = ?1 AND key = ?2 AND NOT EXISTS"
        " (SELECT 1 FROM uses o WHERE o.kind = ?1 AND o.key = ?3 AND o.contact = u.contact)",
        (kind, old, new),
    ).fetchall()
    contacts = sorted({contact for contact, _, _ in rows})
    counts = Counter({"": len(contacts)})
    for _, name, seen in rows:
        counts[name] += seen
    for key, sign in ((old, -1), (new, 1)):
        db.executemany(_COUNT, [(kind, key, name, sign * count) for name, count in counts.items()])
        db.execute("INSERT OR IGNORE INTO stale VALUES (?, ?)", (kind, key))
    db.executemany(
        "UPDATE uses SET key = ? WHERE kind = ? AND key = ? AND contact = ?",
        [(new, kind, old, contact) for contact in contacts],
    )
    return contacts


def fill(db: sqlite3.Connection) -> None:
    """Make the list anew from what is noted of all contacts."""
    db.execute("DELETE FROM things")
    db.execute("INSERT OR IGNORE INTO stale SELECT DISTINCT kind, key FROM uses")
    refresh(db)


def refresh(db: sqlite3.Connection) -> None:
    """Bring the list to what is told."""
    for kind, key in db.execute("SELECT kind, key FROM stale ORDER BY kind, key").fetchall():
        row = _row(db, kind, key)
        before = db.execute(
            "SELECT thing, kind, id, key, country, contacts, last, names FROM things WHERE kind = ? AND id = ?",
            (kind, _IDS[kind](key)),
        ).fetchone()
        if before is not None and row == before[1:]:
            continue
        if before is not None and row is not None:
            db.execute(
                "UPDATE things SET key = ?, country = ?, contacts = ?, last = ?, names = ?, folded = ?, lowered = ?"
                " WHERE thing = ?",
                (*row[2:], *_forms(row.names), before[0]),
            )
        elif before is not None:
            db.execute("DELETE FROM things WHERE thing = ?", before[:1])
        elif row is not None:
            db.execute(
                "INSERT INTO things (kind, id, key, country, contacts, last, names, folded, lowered)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, *_forms(row.names)),
            )
    db.execute("DELETE FROM stale")


def _forms(names: str) -> tuple[str, str]:
    forms = [words.name_forms(name) for name in names.split("\n")]
    return "\n".join(folded for folded, _ in forms), "\n".join(lowered for _, lowered in forms)


_FACETS = ("country", "relation", "outlet")
_IDS: Mapping[str, Callable[[str], str]] = {
    "person": str,
    "office": office_id,
    "organisation": body_id,
    "country": str,
    "relation": str,
    "outlet": str,
}
_TAKING = "FROM tellings t JOIN participants p ON p.event = t.event"
# Key, name and contact of everything that contacts tell of.
_USES = {
    "person": f"SELECT q.id, n.value, t.contact {_TAKING} JOIN sightings s ON s.participant = p.participant"
    " JOIN people q ON q.person = s.person JOIN names n ON n.name = p.name WHERE",
    "office": f"SELECT s.seat, o.title, t.contact {_TAKING} JOIN seats s ON s.participant = p.participant AND s.held"
    " JOIN offices o ON o.participant = s.participant AND o.n = s.n WHERE",
    "organisation": f"SELECT b.body, b.name, t.contact {_TAKING} JOIN bodies b ON b.participant = p.participant"
    " WHERE NOT b.state AND",
}


def _row(db: sqlite3.Connection, kind: str, key: str) -> _Row | None:
    """A thing as its contacts tell of it; None where none does."""
    which = (kind, key)
    db.execute("DELETE FROM called WHERE kind = ? AND key = ? AND seen = 0", which)
    rows = db.execute("SELECT name, seen FROM called WHERE kind = ? AND key = ?", which)
    names = Counter(dict(rows.fetchall()))
    contacts = names.pop("", 0)
    if not contacts:
        return None
    (last,) = db.execute("SELECT max(day) FROM uses WHERE kind = ? AND key = ?", which).fetchone()
    country, found = _NAMED[kind](db, key, names)
    lines = dict.fromkeys(" ".join(name.split()) for name in found)
    if not any(lines):
        return None
    return _Row(kind, _IDS[kind](key), key, country or None, contacts, last, "\n".join(lines))


def _by_use(names: Counter[str]) -> list[str]:
    return sorted(names, key=lambda name: (-names[name], len(name), name))


def _person(db: sqlite3.Connection, key: str, names: Counter[str]) -> tuple[str | None, list[str]]:
    row = db.execute("SELECT name, country FROM people WHERE id = ?", (key,)).fetchone()
    if row is None:
        return None, []
    name, country = row
    return country, [name, *_by_use(names), *_spelt(name, country or "")]


@cache
def _spelt(name: str, country: str) -> tuple[str, ...]:
    return spellings(name, country)


def _office(db: sqlite3.Connection, key: str, names: Counter[str]) -> tuple[str, list[str]]:
    country, _, name = key.partition("|")
    # That of one state, "au/ambassador-vietnam", before that of all, "ambassador".
    row = db.execute(
        "SELECT DISTINCT office FROM seats WHERE seat = ? AND office IS NOT NULL"
        " ORDER BY instr(office, '/') = 0, office",
        (key,),
    ).fetchone()
    office = next((each for each in OFFICES.rows() if row and each.id == row[0]), None)
    titles = _by_use(names)
    if office is not None and ":" not in name:
        titles = [office.title, *titles, *office.variants]
    # An office without its state's name is many offices: "Tổng thống" of the United States.
    shown = titles[0]
    said = text.fold(shown)
    if country not in ("", "VN") and not any(text.fold(each) in said for each in names_of(country)):
        titles.insert(0, f"{shown} {country_name(country)}")
    return country, titles


def _organisation(db: sqlite3.Connection, key: str, names: Counter[str]) -> tuple[str, list[str]]:
    country, _, name = key.partition("|")
    return country, sorted(names, key=lambda each: (len(each), -names[each], each)) if name else []


def _state(db: sqlite3.Connection, key: str, names: Counter[str]) -> tuple[str, list[str]]:
    return key, list(names_of(key))


def _relation(db: sqlite3.Connection, key: str, names: Counter[str]) -> tuple[None, list[str]]:
    one, other = key.split("-")
    if other == "VN":
        one, other = other, one
    both = [f"{a} - {b}" for a in names_of(one) for b in names_of(other)]
    return None, [f"{country_name(one)} - {country_name(other)}", *both[:40]]


def _outlet(db: sqlite3.Connection, key: str, names: Counter[str]) -> tuple[None, list[str]]:
    return None, [key]


_NAMED: Mapping[str, Callable[[sqlite3.Connection, str, Counter[str]], tuple[str | None, list[str]]]] = {
    "person": _person,
    "office": _office,
    "organisation": _organisation,
    "country": _state,
    "relation": _relation,
    "outlet": _outlet,
}


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
