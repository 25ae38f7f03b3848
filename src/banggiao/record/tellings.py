"""Tellings out of the tables: the events of pages as banggiao.relation compares them."""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from banggiao import text
from banggiao.entity import body
from banggiao.record import dates
from banggiao.record.selecting import names_of
from banggiao.relation import same
from banggiao.relation.same import Span, Taker, Telling


def load(db: sqlite3.Connection, events: Sequence[int]) -> dict[int, Telling]:
    """The current events of these numbers, as they are compared."""
    takers = _takers(db, events)
    rows = db.execute(
        "SELECT e.event, e.id, d.id, e.teaser, e.n, e.type, e.form, e.status, e.date, e.date_from, e.date_to,"
        " e.part_of_day, e.country, e.locality, CASE WHEN e.teaser IS NULL THEN v.published ELSE t.published END"
        " FROM events e JOIN versions v ON v.version = e.version JOIN documents d ON d.current = v.version"
        " LEFT JOIN teasers t ON t.version = e.version AND t.n = e.teaser"
        f" WHERE e.current AND e.event IN ({_marks(events)})",
        tuple(events),
    ).fetchall()
    found = {}
    for event, id_, page, teaser, n, type_, form, status, date, first, last, part, country, locality, published in rows:
        day = _day(published)
        found[event] = Telling(
            id=id_,
            page=page,
            teaser=teaser or 0,
            n=n,
            type=type_,
            form=form,
            status=status,
            date=date,
            days=span(date, first, last),
            near=same.near(type_, status, day) if date is None else None,
            part_of_day=part,
            country=country,
            locality=locality,
            takers=tuple(takers.get(event, ())),
            published=day,
        )
    return found


def _day(edtf: str | None) -> int | None:
    first, last = dates.bounds(edtf)
    return datetime.date.fromisoformat(first).toordinal() if first is not None and first == last else None


def span(date: str | None, first: str | None, last: str | None) -> Span | None:
    """The days of a date that is one span of them; None for one of several days, of an unknown year, or for ever."""
    if date is None or first is None or last is None or date[0] in "[{" or "X" in date:
        return None
    days = datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal()
    return days if days[1] - days[0] < same.LONGEST else None


def _takers(db: sqlite3.Connection, events: Sequence[int]) -> dict[int, list[Taker]]:
    places = _marks(events)
    titles: defaultdict[int, list[str]] = defaultdict(list)
    for participant, title in db.execute(
        "SELECT o.participant, o.title FROM offices o JOIN participants p ON p.participant = o.participant"
        f" WHERE p.event IN ({places}) ORDER BY o.participant, o.n",
        tuple(events),
    ):
        titles[participant].append(title)
    found: defaultdict[int, list[Taker]] = defaultdict(list)
    for event, participant, person, name, organisation, country, role in db.execute(
        "SELECT p.event, p.participant, people.id, names.folded, p.organisation, p.country, p.role FROM participants p"
        " LEFT JOIN sightings s ON s.participant = p.participant LEFT JOIN people ON people.person = s.person"
        " LEFT JOIN names ON names.name = p.name"
        f" WHERE p.event IN ({places}) ORDER BY p.event, p.n",
        tuple(events),
    ):
        who = person if person is not None else f"{' '.join(sorted(name.split()))}" if name else ""
        label = _label(organisation, titles.get(participant, ()), country)
        found[event].append(Taker(who=who, label=label, country=country, role=role))
    return found


def _label(organisation: str | None, offices: Iterable[str], country: str | None) -> str:
    if organisation is None:
        return " ".join(offices)
    # "người đồng cấp Nhật Bản", "lãnh đạo Việt Nam": an office that is not said.
    is_unsaid = organisation.startswith(_COUNTERPART) or text.fold(organisation) in _leaders(country)
    return "" if is_unsaid else body(organisation, country or "").name  # "TTXVN" is the agency told in full elsewhere


_COUNTERPART = ("người đồng cấp", "người đồng nhiệm")


@lru_cache(maxsize=512)
def _leaders(country: str | None) -> frozenset[str]:
    return frozenset(text.fold(f"lãnh đạo {name}") for name in names_of(country)) if country else frozenset()


def texts(db: sqlite3.Connection, pages: Iterable[str]) -> dict[str, str]:
    """The text that each page has: its own id, or that of the page it copies."""
    wanted = tuple(set(pages))
    copied = dict(
        db.execute(
            "SELECT d.id, o.id FROM documents d JOIN copies c ON c.version = d.current"
            f" JOIN documents o ON o.current = c.original WHERE d.id IN ({_marks(wanted)})",
            wanted,
        ).fetchall()
    )
    return {page: copied.get(page, page) for page in wanted}


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
