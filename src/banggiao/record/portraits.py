"""What there is to say of a person, an office and an organisation on a page of their own."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from banggiao.authority import OFFICES
from banggiao.record import careers, company, things
from banggiao.record.results import OrganisationOf, PersonOf, Thing
from banggiao.record.words import name_forms

_SHOWN = 20


def person(db: sqlite3.Connection, asked: str) -> PersonOf | None:
    """The person of this id, or the one of this name whom pages name most."""
    numbers = careers.find(db, asked)
    if not numbers:
        return None
    number = numbers[0]
    found = careers.one(db, number)
    own = (
        "SELECT DISTINCT t.contact FROM sightings s JOIN participants p ON p.participant = s.participant"
        " JOIN tellings t ON t.event = p.event WHERE s.person = ?"
    )
    rows = db.execute(
        f"SELECT f.facets FROM contact_facets f JOIN contacts c ON c.contact = f.contact WHERE NOT c.related"
        f" AND c.contact IN ({own})",
        (number,),
    ).fetchall()
    counted = _counted(rows)
    spoken = db.execute(
        "SELECT f.facets FROM speakers k JOIN statement_facets f ON f.statement = k.statement WHERE k.person = ?",
        (number,),
    ).fetchall()
    said = _counted(spoken)
    return PersonOf(
        person=found,
        contacts=len(rows),
        by_year=_of(counted, "year"),
        by_type=_of(counted, "type"),
        by_form=_of(counted, "form"),
        countries={code: n for code, n in _of(counted, "country").items() if code != found.country},
        company=tuple(company.company(db, found.id or "", _SHOWN)),
        statements=len(spoken),
        topics=_of(said, "topic"),
        acts=_of(said, "act"),
    )


def _counted(rows: Iterable[tuple[str]]) -> Counter[str]:
    return Counter("\n".join(facets for (facets,) in rows).split("\n"))


def _of(counted: Counter[str], name: str) -> dict[str, int]:
    found = {line.partition(":")[2]: number for line, number in counted.items() if line.startswith(f"{name}:")}
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _thing(db: sqlite3.Connection, kind: str, id_: str, contacts: int | None = None) -> Thing:
    row = db.execute(
        "SELECT kind, id, country, contacts, last, names FROM things WHERE kind = ? AND id = ?", (kind, id_)
    ).fetchone()
    if row is None:  # named since everything was resolved last
        name, country = db.execute("SELECT name, country FROM people WHERE id = ?", (id_,)).fetchone()
        return Thing(kind=kind, id=id_, name=name, country=country, contacts=contacts or 0)
    kind, id_, country, counted, last, names = row
    return things.thing(
        kind, id_, country, counted if contacts is None else contacts, last, names, names.partition("\n")[0]
    )


# --- organisations -------------------------------------------------------------------------------------------


def organisation(db: sqlite3.Connection, keys: Sequence[str]) -> OrganisationOf | None:
    """The organisation of these keys of bodies (the first, where they are several)."""
    row = None
    if keys:
        row = db.execute(
            "SELECT id, country, contacts, last, names, key FROM things WHERE kind = 'organisation' AND key = ?",
            (keys[0],),
        ).fetchone()
    if row is None:
        return None
    id_, country, contacts, last, names, key = row
    offices = offices_of(db, key)
    holders = db.execute(
        "SELECT q.id, count(DISTINCT t.contact) FROM seats s JOIN sightings g ON g.participant = s.participant"
        " JOIN people q ON q.person = g.person JOIN participants p ON p.participant = s.participant"
        f" JOIN tellings t ON t.event = p.event WHERE s.held AND s.seat IN ({','.join('?' for _ in offices)})"
        " GROUP BY q.person ORDER BY 2 DESC, q.id LIMIT ?",
        (*offices, _SHOWN),
    ).fetchall()
    return OrganisationOf(
        organisation=things.thing("organisation", id_, country, contacts, last, names, names.partition("\n")[0]),
        names=tuple(names.split("\n")),
        offices=tuple(_thing(db, "office", things.office_id(seat)) for seat in offices),
        people=tuple(_thing(db, "person", id_, count) for id_, count in holders),
    )


def offices_of(db: sqlite3.Connection, key: str) -> list[str]:
    """The seats of a body: those of the authority's offices that are its, and those whose titles name it."""
    row = db.execute("SELECT names FROM things WHERE kind = 'organisation' AND key = ?", (key,)).fetchone()
    if row is None:
        return []
    country, _, bare = key.partition("|")
    forms = {name_forms(name)[0] for name in row[0].split("\n")} | {f" {bare} "}
    known = {office.id for office in OFFICES.rows() if name_forms(office.organisation)[0] in forms}
    found = []
    for seat, folded, office in db.execute(
        "SELECT h.key, h.folded, (SELECT s.office FROM seats s WHERE s.seat = h.key LIMIT 1) FROM things h"
        " WHERE h.kind = 'office' AND coalesce(h.country, '') = ? ORDER BY h.contacts DESC, h.id",
        (country,),
    ):
        if office in known or any(form in folded for form in forms if form.count(" ") > 2):
            found.append(seat)
    return found
