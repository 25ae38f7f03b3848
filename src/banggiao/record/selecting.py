"""Which contacts are asked for: a question of `Record.contacts` as SQL."""

from __future__ import annotations

import datetime
import sqlite3
from functools import cache
from typing import Literal, TypedDict

from banggiao import lexicon, text
from banggiao.record import dates, words
from banggiao.record.errors import RecordError
from banggiao.relation import relations
from banggiao.relation.relations import Side

_SHORTEST_BODY = 2  # letters: two are a code
NEWEST = "newest"
OLDEST = "oldest"
_ORDERS = {
    NEWEST: "e.date_to DESC, e.version DESC, {last}",
    OLDEST: "e.date_from IS NULL, e.date_from, e.version, {last}",
}

# A contact is with a country when it speaks for a side, or is where a visit goes (whose host is often not named).
_WITH_COUNTRY = "(EXISTS (SELECT 1 FROM {told} AND p.country = ?) OR (e.type = 'visit' AND e.country = ?))"


Limit = str | datetime.date | None


class ContactFilters(TypedDict, total=False):
    """What `Record.contacts` can be asked, for a function that hands the question on."""

    person: str | None
    country: str | None
    type: str | None
    form: str | None
    status: str | None
    since: Limit
    until: Limit
    certain: bool
    min_confidence: float | None
    include_related: bool
    order: Literal["newest", "oldest"]
    limit: int | None
    offset: int
    by: Literal["contact", "page"]


class Question:
    """Conditions on `contacts e`, or by page on `events e`, and their values, in the order they are given."""

    def __init__(self, by: str = "contact") -> None:
        if by not in ("contact", "page"):
            raise RecordError(f"by: {by!r} is not one of contact, page")
        self.by = by
        self.conditions = ["e.current"] if by == "page" else ["1"]
        self.values: list[object] = []

    @property
    def of_pages_own(self) -> str:
        """The condition that a page tells it, not only a teaser."""
        return "e.teaser IS NULL" if self.by == "page" else "e.related = 0"

    @property
    def participants(self) -> str:
        """The participants `p` of `e`, as the tables of a question and its first condition."""
        if self.by == "page":
            return "participants p WHERE p.event = e.event"
        return "tellings t JOIN participants p ON p.event = t.event WHERE t.contact = e.contact"

    def ask(self, condition: str, *values: object) -> None:
        self.conditions.append(condition)
        self.values += values

    def numbers(self, db: sqlite3.Connection, order: str, limit: int | None, offset: int) -> list[int]:
        """The numbers of the contacts, or by page of the events, that answer, in order."""
        if order not in _ORDERS:
            raise RecordError(f"order: {order!r} is not one of {', '.join(_ORDERS)}")
        where = " AND ".join(self.conditions)
        table, key, last = _TABLES[self.by]
        ordered = _ORDERS[order].format(last=last)
        query = f"SELECT e.{key} FROM {table} e WHERE {where} ORDER BY {ordered} LIMIT ? OFFSET ?"
        rows = db.execute(query, (*self.values, -1 if limit is None else max(limit, 0), max(offset, 0)))
        return [number for (number,) in rows]


# Table, key, and what orders contacts of one page: as the page tells them.
_TABLES = {"page": ("events", "event", "e.event"), "contact": ("contacts", "contact", "e.related, e.n, e.id")}
_WHO_IS = {
    "page": "e.event IN (SELECT p.event FROM participants p JOIN names ON names.name = p.name WHERE ",
    "contact": "e.contact IN (SELECT t.contact FROM tellings t JOIN participants p ON p.event = t.event"
    " JOIN names ON names.name = p.name WHERE ",
}


def with_person(question: Question, name: str) -> None:
    """Every word of the name, in any order; marks count only when the name asked for has some."""
    asked, marked = words.name_words(name)
    column = "lowered" if marked else "folded"
    every = " AND ".join(f"instr({column}, ?)" for _ in asked)
    question.ask(
        _WHO_IS[question.by] + every + ")",
        *(f" {word} " for word in asked),
    )


def with_country(question: Question, country: str) -> None:
    code = country_code(country)
    question.ask(_WITH_COUNTRY.format(told=question.participants), code, code)


def in_period(
    question: Question, since: str | datetime.date | None, until: str | datetime.date | None, *, certain: bool
) -> None:
    """Contacts whose date may lie in the period, or with `certain` does: this the bounds say. Of what may be they are
    for the index, and the last word has the date itself: of a set of days none may lie between two limits that its
    bounds straddle."""
    first = dates.limit(since, "since", end=False)
    last = dates.limit(until, "until", end=True)
    if first is None and last is None:
        return
    if first is not None:
        question.ask("e.date_to >= ?" if certain else "(e.date_to >= ? OR e.date_to IS NULL)", first)
    if last is not None:
        question.ask("e.date_from <= ?" if certain else "(e.date_from <= ? OR e.date_from IS NULL)", last)
    if not certain:
        question.ask("date_may_fall(e.date, ?, ?)", first, last)
        return
    if first is not None:
        question.ask("e.date_from >= ?", first)
    if last is not None:
        question.ask("e.date_to <= ?", last)


def country_code(country: str) -> str:
    """The ISO code of a country given by code or by name, with or without marks.

    Two capitals are a code, whether we know it or not; "my" may be Malaysia's or "Mỹ" and is refused.

    Raises RecordError when there is no such country, or several.
    """
    plain = text.nfc(country).strip()
    code = plain.upper() if len(plain) == 2 and plain.isascii() and plain.isalpha() else None
    if code == plain:
        return plain
    marked = text.is_marked(plain)
    codes = set(_named(tuple(country_names()), marked=marked).get((text.lower if marked else text.fold)(plain), ()))
    if code is not None and (not codes or code in _by_code()):
        codes.add(code)
    if not codes:
        raise RecordError(f"country: {country!r} is not known; give its ISO code of two letters, such as VN or JP")
    if len(codes) > 1:
        raise RecordError(f"country: {country!r} may be {', '.join(sorted(codes))}; give the code in capitals")
    return codes.pop()


def side(name: str) -> Side:
    """A side of a relation: the state of this code or name, else the body that is called so."""
    try:
        return Side(name, country_code(name))
    except RecordError:
        if len(text.nfc(name).strip()) <= _SHORTEST_BODY:
            raise
        return relations.body(name)


def country_name(code: str) -> str:
    """The first of a country's names, or its code again."""
    return names_of(code)[0]


def names_of(code: str) -> tuple[str, ...]:
    """All names of a country, or its code again."""
    return _by_code().get(code, (code,))


@cache
def _named(names: tuple[tuple[str, str], ...], *, marked: bool) -> dict[str, set[str]]:
    """The codes of a name, as it is written in small letters or without marks."""
    form = text.lower if marked else text.fold
    found: dict[str, set[str]] = {}
    for code, name in names:
        found.setdefault(form(name), set()).add(code)
    return found


@cache
def _by_code() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, name in country_names():
        found[code] = (*found.get(code, ()), name)
    return found


def country_names() -> list[tuple[str, str]]:
    """Code and name of every country, each name that it has."""
    try:
        return [(code, name) for code, name, *_ in lexicon.countries()]
    except FileNotFoundError:
        return []
