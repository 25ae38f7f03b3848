"""Finding: words and conditions together, page by page, with counts by facet.

Each kind of thing has a source (its tables), conditions, and orders with the columns that a cursor holds. A cursor is
the place of the last row in its order, with a mark of the question that it belongs to; it names no row by its number,
so that pages may come and contacts be made again in between.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypedDict

import msgspec
from msgspec.structs import replace

from banggiao.entity import body
from banggiao.model import to_json
from banggiao.record import careers, changing, dates, ledger, portraits, selecting, things, words
from banggiao.record.errors import RecordError
from banggiao.record.keys import DAY_BITS, FIRST_DAY
from banggiao.record.results import Card, Changes, Commitment, Found, Hit, Neighbours, Saying, Thing
from banggiao.text import fold

Kind = Literal["contacts", "statements", "commitments", "pages", "people", "offices", "organisations"]
Order = Literal["newest", "oldest", "updated", "relevance"]
Changing = Literal["contacts", "commitments", "statements", "pages"]
Limit = str | datetime.date | None

LONGEST_QUERY = 1000  # characters
MOST = 500  # results at once
# So many are counted: beyond, `total` is "at least".
COUNTED = {"contacts": 10_000, "statements": 5_000, "pages": 5_000}
# So many pages that have the words are put in order of relevance, the newest: a word that stands in more says little.
RANKED = 50_000


class Conditions(TypedDict, total=False):
    """What may be asked beside the words; all of it together."""

    person: str | Sequence[str] | None
    country: str | Sequence[str] | None
    office: str | None
    organisation: str | None
    type: str | None
    form: str | None
    status: str | None
    channel: str | None
    topic: str | None
    outlet: str | None
    act: str | None
    commitment: str | None
    min_confidence: float | None


class Filters(Conditions, total=False):
    """Conditions, and a period."""

    since: Limit
    until: Limit
    certain: bool | None


_OF_THINGS = {"people": "person", "offices": "office", "organisations": "organisation"}
_OF_CONTACT = frozenset(
    [
        "person",
        "country",
        "office",
        "organisation",
        "type",
        "form",
        "status",
        "channel",
        "topic",
        "outlet",
        "since",
        "until",
        "certain",
        "min_confidence",
    ]
)
_OF_STATEMENT = _OF_CONTACT - {"certain"} | {"act", "commitment"}
_ASKED = {
    "contacts": _OF_CONTACT,
    "statements": _OF_STATEMENT,
    "commitments": frozenset(["person", "country", "status", "topic", "commitment", "since", "until"]),
    "pages": _OF_CONTACT - {"certain"},
    "people": frozenset({"country", "office", "since", "until"}),
    "offices": frozenset({"country", "since", "until"}),
    "organisations": frozenset({"country", "since", "until"}),
}
KINDS = tuple(_ASKED)
_ORDERS = dict.fromkeys(KINDS, ("newest", "relevance")) | {
    "contacts": ("newest", "oldest", "updated", "relevance"),
    "commitments": ("newest", "updated"),
    "pages": ("newest", "updated", "relevance"),
}


class _Query(NamedTuple):
    """The words asked for: as FTS5 takes them, their column, and as a snippet marks them."""

    expression: str
    marked: bool

    @property
    def of_column(self) -> str:
        return f"{{{'exact' if self.marked else 'folded'}}} : ({self.expression})"


class _Source(NamedTuple):
    """Where things of a kind are: tables and conditions with their values, the column of facets, and the orders."""

    tables: str
    conditions: list[str]
    values: list[object]
    columns: str  # of a row of the answer
    facets: str
    order: str  # column by column, for ORDER BY
    keys: tuple[str, ...]  # the same columns as they are compared and kept in a cursor
    descending: bool
    counted: str = ""  # the tables that counting needs, where these are less


def find(
    db: sqlite3.Connection,
    query: str,
    kind: str,
    filters: Mapping[str, Any],
    *,
    order: str,
    limit: int,
    after: str | None,
    marks: tuple[str, str],
    counts: bool,
) -> Found:
    """One page of an answer."""
    asked = checked(kind, filters, order, limit)
    plain = query if query.strip() else ""
    if len(plain) > LONGEST_QUERY:
        raise RecordError(f"search: {len(plain)} characters are too many; give at most {LONGEST_QUERY}")
    if order == "relevance" and not plain and kind not in _OF_THINGS:
        order = "newest"
    mark = _mark_of(kind, order, plain, asked)
    place = None if after is None else _read_cursor(after, mark)
    source = _source(db, kind, plain, asked, order)
    rows = _rows(db, source, limit + 1, place)
    shown, more = rows[:limit], len(rows) > limit
    total, exact, facets = _counts(db, source, COUNTED.get(kind, 10_000)) if counts else (0, False, {})
    keys = len(source.keys)
    return Found(
        kind=kind,
        results=tuple(_SHOWN[kind](db, [row[keys:] for row in shown], plain, marks)),
        total=total,
        exact=exact,
        facets=facets,
        cursor=_cursor(mark, shown[-1][:keys]) if more else None,
    )


def tally(db: sqlite3.Connection, query: str, asked: Mapping[str, Mapping[str, Any]], *, most: int) -> dict[str, int]:
    """How many things of each kind answer; `most` + 1 where there are more."""
    plain = query if query.strip() else ""
    found = {}
    for kind, filters in asked.items():
        source = _source(db, kind, plain, checked(kind, filters, "newest", 1), "newest")
        where = " AND ".join(source.conditions) or "1"
        some = f"SELECT 1 FROM {source.counted or source.tables} WHERE {where} LIMIT ?"
        (found[kind],) = db.execute(f"SELECT count(*) FROM ({some})", (*source.values, most + 1)).fetchone()
    return found


def checked(kind: str, filters: Mapping[str, Any], order: str, limit: int) -> dict[str, Any]:
    if kind not in _ASKED:
        raise RecordError(f"kind: {kind!r} is not one of {', '.join(KINDS)}")
    if order not in _ORDERS[kind]:
        raise RecordError(f"order: {order!r} is not one of {', '.join(_ORDERS[kind])}")
    if not 1 <= limit <= MOST:
        raise RecordError(f"limit: {limit} is not from 1 to {MOST}")
    asked = {name: value for name, value in filters.items() if value is not None and value != "" and value != ()}
    for name in asked:
        if name not in _ASKED[kind]:
            raise RecordError(f"{kind} can't be asked by {name}; by {', '.join(sorted(_ASKED[kind]))}")
    if not isinstance(asked.get("min_confidence", 0), (int, float)):
        raise RecordError(f"min_confidence: {asked['min_confidence']!r} is no number; give one from 0 to 1")
    return asked


# --- cursors -------------------------------------------------------------------------------------------------


def _mark_of(kind: str, order: str, query: str, asked: Mapping[str, Any]) -> str:
    """What tells a question from others."""
    told = repr((kind, order, query, sorted((name, str(value)) for name, value in asked.items())))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _cursor(mark: str, place: Sequence[object]) -> str:
    return base64.urlsafe_b64encode(to_json([mark, *place])).decode().rstrip("=")


def _read_cursor(cursor: str, mark: str) -> list[object]:
    wrong = RecordError("after: is no cursor of this question; ask for the first page again")
    try:
        told = msgspec.json.decode(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise wrong from error
    if not isinstance(told, list) or told[:1] != [mark]:
        raise wrong
    if any(
        not isinstance(value, (str, int, float)) or (isinstance(value, int) and abs(value) >= 1 << 63) for value in told
    ):
        raise wrong
    return told[1:]


# --- asking --------------------------------------------------------------------------------------------------


def _rows(db: sqlite3.Connection, source: _Source, limit: int, place: Sequence[object] | None) -> list[tuple[Any, ...]]:
    conditions, values = list(source.conditions), list(source.values)
    if place is not None:
        if len(place) != len(source.keys):
            raise RecordError("after: is no cursor of this question; ask for the first page again")
        sign = "<" if source.descending else ">"
        conditions.append(f"({', '.join(source.keys)}) {sign} ({', '.join('?' for _ in place)})")
        values += place
    query = (
        f"SELECT {', '.join(source.keys)}, {source.columns} FROM {source.tables}"
        f" WHERE {' AND '.join(conditions) or '1'} ORDER BY {source.order} LIMIT ?"
    )
    return db.execute(query, (*values, limit)).fetchall()


def _counts(db: sqlite3.Connection, source: _Source, bound: int) -> tuple[int, bool, dict[str, dict[str, int]]]:
    """How many there are, whether that is all, and how many of each facet."""
    where = " AND ".join(source.conditions) or "1"
    query = f"SELECT {source.facets} FROM {source.counted or source.tables} WHERE {where} LIMIT ?"
    rows = db.execute(query, (*source.values, bound + 1)).fetchall()
    exact = len(rows) <= bound
    counted = Counter("\n".join(facets for (facets,) in rows[:bound]).split("\n"))
    found: dict[str, dict[str, int]] = {}
    for line, number in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        name, colon, value = line.partition(":")
        if colon and value:
            found.setdefault(name, {})[value] = number
    return min(len(rows), bound), exact, found


def _source(db: sqlite3.Connection, kind: str, query: str, asked: Mapping[str, Any], order: str) -> _Source:
    if kind in _OF_THINGS:
        return _of_things(db, _OF_THINGS[kind], query, asked, order)
    wanted = _Query(*words.expression(query)) if query else None
    return _SOURCES[kind](db, wanted, asked, order)


_BY_TIME: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "newest": (
        "e.date_to DESC, e.version DESC, e.id DESC",
        ("coalesce(e.date_to, '')", "e.version", "e.id"),
        True,
    ),
    "oldest": (
        "e.date_from IS NULL, e.date_from, e.version, e.id",
        ("coalesce(e.date_from, '9999')", "e.version", "e.id"),
        False,
    ),
    "updated": ("m.updated DESC, m.id DESC", ("m.updated", "m.id"), True),
    "relevance": ("w.rank, e.id", ("w.rank", "e.id"), False),
}


def _contacts(db: sqlite3.Connection, query: _Query | None, asked: Mapping[str, Any], order: str) -> _Source:
    tables = counted = "contacts e JOIN contact_facets f ON f.contact = e.contact"
    conditions, values = of_contacts(db, asked)
    if query is not None and order == "relevance":
        tables = counted = f"contact_words w CROSS JOIN {tables}"
        conditions[:0] = ["contact_words MATCH ?", "e.contact = w.rowid"]
        values[:0] = [query.of_column]
    elif query is not None:
        conditions.append("e.contact IN (SELECT rowid FROM contact_words WHERE contact_words MATCH ?)")
        values.append(query.of_column)
    if order == "updated":
        tables = f"moments m CROSS JOIN {tables} AND m.kind = 'contact' AND e.id = m.id"
    ordered, keys, descending = _BY_TIME[order]
    columns = f"e.contact, {'-w.rank' if order == 'relevance' else 'NULL'}"
    return _Source(tables, conditions, values, columns, "f.facets", ordered, keys, descending, counted)


def of_contacts(db: sqlite3.Connection, asked: Mapping[str, Any]) -> tuple[list[str], list[object]]:
    """Conditions on `contacts e JOIN contact_facets f`."""
    question = selecting.Question()
    question.ask(question.of_pages_own)
    for name in ("type", "form", "status", "channel", "topic", "outlet"):
        if name in asked:
            question.ask(*_facet(name, asked[name]))
    for code in _countries(asked):
        question.ask(*_facet("country", code))
    for person in _people(asked):
        _with_person(db, question, person)
    if "office" in asked:
        keys = seats(db, asked["office"])
        question.ask(
            "e.contact IN (SELECT t.contact FROM seats s JOIN participants p ON p.participant = s.participant"
            f" JOIN tellings t ON t.event = p.event WHERE s.held AND s.seat IN ({_marks(keys)}))",
            *keys,
        )
    if "organisation" in asked:
        keys = bodies(db, asked["organisation"])
        offices = [seat for key in keys for seat in portraits.offices_of(db, key)]
        question.ask(
            "e.contact IN (SELECT t.contact FROM bodies b JOIN participants p ON p.participant = b.participant"
            f" JOIN tellings t ON t.event = p.event WHERE b.body IN ({_marks(keys)}) UNION SELECT t.contact"
            " FROM seats s JOIN participants p ON p.participant = s.participant JOIN tellings t ON t.event = p.event"
            f" WHERE s.held AND s.seat IN ({_marks(offices)}))",
            *keys,
            *offices,
        )
    if "min_confidence" in asked:
        question.ask("e.confidence >= ?", float(asked["min_confidence"]))
    selecting.in_period(question, asked.get("since"), asked.get("until"), certain=bool(asked.get("certain")))
    return question.conditions[1:], question.values


def _facet(name: str, value: object) -> tuple[str, str]:
    return "instr(f.facets, ?)", f"\n{name}:{' '.join(str(value).split())}\n"


def _countries(asked: Mapping[str, Any]) -> list[str]:
    given = asked.get("country", ())
    return [selecting.country_code(one) for one in ([given] if isinstance(given, str) else given)]


def _people(asked: Mapping[str, Any]) -> Sequence[str]:
    given = asked.get("person", ())
    return [given] if isinstance(given, str) else given


def _with_person(db: sqlite3.Connection, question: selecting.Question, person: str) -> None:
    numbers = careers.find(db, person)
    if numbers:
        question.ask(
            "e.contact IN (SELECT t.contact FROM sightings s JOIN participants p ON p.participant = s.participant"
            f" JOIN tellings t ON t.event = p.event WHERE s.person IN ({_marks(numbers)}))",
            *numbers,
        )
    else:
        selecting.with_person(question, person)


def seats(db: sqlite3.Connection, asked: str) -> list[str]:
    """The keys of the seats of this id, of this office of the authority, or of this title."""
    return _keys(db, "office", asked) or _numbers(db, "SELECT DISTINCT seat FROM seats WHERE office = ?", asked)


def bodies(db: sqlite3.Connection, asked: str) -> list[str]:
    """The keys of the organisations of this id or name."""
    found = _keys(db, "organisation", asked)
    if not found:
        codes = _numbers(
            db, "SELECT DISTINCT country FROM things WHERE kind = ? AND country IS NOT NULL", "organisation"
        )
        wanted = {body(asked, code).key for code in ("", *codes)}
        found = [key for key in sorted(wanted) if _keys(db, "organisation", things.body_id(key))]
    return found


def _keys(db: sqlite3.Connection, kind: str, asked: str) -> list[str]:
    found = _numbers(db, "SELECT key FROM things WHERE kind = ?1 AND (id = ?2 OR key = ?2)", kind, asked)
    if found or not fold(asked).strip():
        return found
    folded, lowered = words.name_forms(asked)
    is_plain = folded == lowered
    name = folded if is_plain else lowered
    column = "folded" if is_plain else "lowered"
    return _numbers(
        db,
        f"SELECT key FROM things WHERE kind = ? AND instr(char(10) || {column} || char(10), ?) ORDER BY contacts DESC",
        kind,
        f"\n{name}\n",
    )


def _numbers(db: sqlite3.Connection, query: str, *values: object) -> list[Any]:
    return [row[0] for row in db.execute(query, values).fetchall()]


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)


_OF_WHOM = ("person", "country", "office", "organisation", "type", "form", "status", "channel")


def _in_contacts(db: sqlite3.Connection, asked: Mapping[str, Any], names: Iterable[str]) -> tuple[str, list[object]]:
    """The contacts that answer these conditions, as a question; empty where none of them is asked."""
    some = {name: asked[name] for name in names if name in asked}
    if not some:
        return "", []
    conditions, values = of_contacts(db, some)
    where = " AND ".join(conditions)
    return f"SELECT e.contact FROM contacts e JOIN contact_facets f ON f.contact = e.contact WHERE {where}", values


def _published(asked: Mapping[str, Any], column: str) -> tuple[list[str], list[object]]:
    """Conditions on the key of a version: the day of publication lies in the period."""
    conditions: list[str] = []
    values: list[object] = []
    first = dates.limit(asked.get("since"), "since", end=False)
    last = dates.limit(asked.get("until"), "until", end=True)
    if first is not None or last is not None:
        conditions.append(f"{column} >= ?")
        values.append((max(dates.ordinal(first) or 0, FIRST_DAY + 1)) << DAY_BITS)
    if last is not None:
        conditions.append(f"{column} < ?")
        values.append(((dates.ordinal(last) or 0) + 1) << DAY_BITS)
    return conditions, values


def _statements(db: sqlite3.Connection, query: _Query | None, asked: Mapping[str, Any], order: str) -> _Source:
    tables = "statement_facets f JOIN statements s ON s.statement = f.statement"
    conditions, values = _published(asked, "f.version")
    for name in ("type", "form", "status", "channel", "topic", "outlet", "act", "commitment"):
        if name in asked:
            conditions.append(_facet(name, asked[name])[0])
            values.append(_facet(name, asked[name])[1])
    countries = _countries(asked)
    if countries:
        name, value = ("country", countries[0]) if len(countries) == 1 else ("relation", "-".join(sorted(countries)))
        conditions.append(_facet(name, value)[0])
        values.append(_facet(name, value)[1])
    people = _people(asked)
    if len(people) == 1:
        numbers = careers.find(db, people[0])
        conditions.append(f"f.statement IN (SELECT statement FROM speakers WHERE person IN ({_marks(numbers)}))")
        values += numbers
    together = ("person",) if len(people) > 1 else ()
    contacts, given = _in_contacts(db, asked, (*together, "office", "organisation"))
    if contacts:
        conditions.append(
            "f.statement IN (SELECT x.statement FROM tellings t JOIN events y ON y.event = t.event JOIN statements x"
            f" ON x.version = y.version AND x.event = y.id WHERE t.contact IN ({contacts}))"
        )
        values += given
    if "min_confidence" in asked:
        conditions.append("s.confidence >= ?")
        values.append(float(asked["min_confidence"]))
    if query is not None and order == "relevance":
        tables = f"statement_words w CROSS JOIN {tables}"
        conditions[:0] = ["statement_words MATCH ?", "f.statement = w.rowid"]
        values[:0] = [query.of_column]
        return _Source(
            tables, conditions, values, "f.statement, -w.rank", "f.facets", "w.rank, s.id, f.version, f.n",
            ("w.rank", "s.id", "f.version", "f.n"), False,
        )  # fmt: skip
    if query is not None:
        conditions.append("f.statement IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)")
        values.append(query.of_column)
    ordered = "f.version DESC, f.n DESC"
    counted = tables if "min_confidence" in asked else "statement_facets f"
    return _Source(
        tables, conditions, values, "f.statement, NULL", "f.facets", ordered, ("f.version", "f.n"), True, counted
    )


def _pages(db: sqlite3.Connection, query: _Query | None, asked: Mapping[str, Any], order: str) -> _Source:
    tables = "page_facets f"
    period, values = _published(asked, "f.version")
    conditions = list(period)
    if "outlet" in asked:
        conditions.append(_facet("outlet", asked["outlet"])[0])
        values.append(_facet("outlet", asked["outlet"])[1])
    contacts, given = _in_contacts(db, asked, (*_OF_WHOM, "topic", "min_confidence"))
    if contacts:
        conditions.append(
            "f.version IN (SELECT y.version FROM tellings t JOIN events y ON y.event = t.event"
            f" WHERE y.teaser IS NULL AND t.contact IN ({contacts}))"
        )
        values += given
    ordered, descending = "f.version DESC", True
    keys: tuple[str, ...] = ("f.version",)
    score = snippet = "NULL"
    if query is not None:
        index = "pages_exact" if query.marked else "pages_folded"
        tables = f"{index} w CROSS JOIN {tables}"
        conditions[:0] = [f"{index} MATCH ?", "f.version = w.rowid"]
        values[:0] = [query.expression]
        snippet = f"snippet({index}, 0, char(1), char(2), '…', 32)"
        ordered, keys = "w.rowid DESC", ("w.rowid",)
        if order == "relevance":
            ordered, keys, descending, score = "w.rank, w.rowid", ("w.rank", "w.rowid"), False, "-w.rank"
            if len(conditions) == 2 + len(period):  # other conditions leave few enough
                conditions.append("w.rowid >= ?")
                values.append(ranked_from(db, index, query.expression, *_published(asked, "rowid")))
    if order == "updated":
        ordered, keys = "f.added DESC, f.version DESC", ("f.added", "f.version")
    columns = f"f.version, {score}, {snippet}"
    return _Source(tables, conditions, values, columns, "f.facets", ordered, keys, descending)


def ranked_from(
    db: sqlite3.Connection, index: str, expression: str, period: Sequence[str] = (), values: Sequence[object] = ()
) -> int:
    """The key from which on pages that have these words are put in order of relevance."""
    row = db.execute(
        f"SELECT rowid FROM {index} WHERE {' AND '.join((f'{index} MATCH ?', *period))}"
        f" ORDER BY rowid DESC LIMIT 1 OFFSET {RANKED - 1}",
        (expression, *values),
    ).fetchone()
    return 0 if row is None else int(row[0])


def _commitments(db: sqlite3.Connection, query: _Query | None, asked: Mapping[str, Any], order: str) -> _Source:
    tables = "commitments c JOIN items i ON i.item = c.item"
    question = selecting.Question()
    for code in _countries(asked):
        question.ask("(' ' || c.pair || ' ' LIKE ? OR c.by_side = ?)", f"% {code} %", code)
    for person in _people(asked):
        numbers = careers.find(db, person)
        question.ask(_WITH_PERSON.format(people=_marks(numbers)), *numbers, *numbers)
    status = ledger.status(db)
    for name, column in (("status", status), ("commitment", "c.kind")):
        if name in asked:
            question.ask(f"{column} = ?", asked[name])
    if "topic" in asked:
        topics = "(SELECT y.topics FROM statements y WHERE y.statement = c.item)"
        question.ask(f"instr(' ' || {topics} || ' ', ?)", f" {asked['topic']} ")
    if "since" in asked:
        question.ask("c.made_by >= ?", dates.limit(asked["since"], "since", end=False))
    if "until" in asked:
        question.ask("c.made_by <= ?", dates.limit(asked["until"], "until", end=True))
    if query is not None:
        question.ask(
            "(c.item IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?) OR -c.item IN (SELECT t.event"
            " FROM tellings t WHERE t.contact IN (SELECT rowid FROM contact_words WHERE contact_words MATCH ?)))",
            query.of_column,
            query.of_column,
        )
    key, id_ = "coalesce(c.made_by, '')", "c.id"
    counted = f"{tables} LEFT JOIN statements s ON s.statement = c.item"
    if order == "updated":
        key, id_ = "m.updated", "m.id"
        tables = f"moments m CROSS JOIN {tables} AND m.kind = 'commitment' AND c.id = m.id"
    return _Source(
        tables=tables,
        conditions=question.conditions[1:],
        values=question.values,
        columns=ledger.COLUMNS,
        facets=_OF_COMMITMENT.format(status=status),
        order=f"{key} DESC, {id_} DESC",
        keys=(key, id_),
        descending=True,
        counted=counted,
    )


# Who makes a commitment, or whom it is made to in the contact.
_WITH_PERSON = (
    "c.item IN (SELECT statement FROM speakers WHERE person IN ({people}) UNION ALL"
    " SELECT y.item FROM sightings g CROSS JOIN participants p ON p.participant = g.participant"
    " CROSS JOIN items i ON i.event = p.event CROSS JOIN commitments y ON y.item = i.item"
    ' CROSS JOIN names n ON n.name = p.name AND n.value = y."to" WHERE g.person IN ({people}))'
)
# Sides that are no states have no facet.
_OF_COMMITMENT = (
    "printf('commitment:%s\nstatus:%s\nyear:%s\ncountry:%s\nrelation:%s\ntopic:%s', c.kind, {status},"
    " substr(c.made_by, 1, 4), CASE WHEN length(c.by_side) = 2 THEN c.by_side END,"
    " CASE WHEN length(c.pair) = 5 THEN replace(c.pair, ' ', '-') END, replace(s.topics, ' ', '\ntopic:'))"
)

_SOURCES = {"contacts": _contacts, "statements": _statements, "commitments": _commitments, "pages": _pages}


def _of_things(db: sqlite3.Connection, kind: str, query: str, asked: Mapping[str, Any], order: str) -> _Source:
    conditions: list[str] = ["h.kind = ?"]
    values: list[object] = [kind]
    if query:
        names, marked = words.name_words(query)
        for name in names:
            conditions.append(f"instr(h.{'lowered' if marked else 'folded'}, ?)")
            values.append(f" {name}")
    for code in _countries(asked):
        conditions.append("h.country = ?")
        values.append(code)
    if "office" in asked:
        keys = seats(db, asked["office"])
        conditions.append(
            "h.key IN (SELECT q.id FROM seats s JOIN sightings g ON g.participant = s.participant JOIN people q"
            f" ON q.person = g.person WHERE s.held AND s.seat IN ({_marks(keys)}))"
        )
        values += keys
    if "since" in asked:
        conditions.append("h.last >= ?")
        values.append(dates.limit(asked["since"], "since", end=False))
    if "until" in asked:
        conditions.append("h.last <= ?")
        values.append(dates.limit(asked["until"], "until", end=True))
    by = "h.contacts" if order == "relevance" else "coalesce(h.last, '')"
    return _Source(
        tables="things h",
        conditions=conditions,
        values=values,
        columns="h.kind, h.id, h.country, h.contacts, h.last, h.names, h.folded, h.lowered",
        facets="char(10) || 'country:' || coalesce(h.country, '?')",
        order=f"{by} DESC, h.id DESC",
        keys=(by, "h.id"),
        descending=True,
    )


# --- showing -------------------------------------------------------------------------------------------------

_CARD = msgspec.json.Decoder(Card)


def _cards(db: sqlite3.Connection, rows: Sequence[Sequence[Any]], query: str, marks: tuple[str, str]) -> Iterable[Card]:
    mark = words.marker(query, marks) if query else None
    for number, score in rows:
        found = card(db, number)
        snippet = None if mark is None else max((mark(found.evidence), mark(found.headline or "")), key=_weight)[0]
        yield replace(found, score=score, snippet=snippet)


def card(db: sqlite3.Connection, number: int) -> Card:
    """A contact as lists show it."""
    kept, visit, first, updated = db.execute(
        "SELECT k.card, v.id, m.first, m.updated FROM contacts c JOIN cards k ON k.contact = c.contact"
        " LEFT JOIN contacts v ON v.contact = c.part_of LEFT JOIN moments m ON m.kind = 'contact' AND m.id = c.id"
        " WHERE c.contact = ?",
        (number,),
    ).fetchone()
    return replace(_CARD.decode(kept), part_of=visit, first=first, updated=updated)


def _weight(marked: tuple[str, int]) -> int:
    return marked[1]


def _sayings(
    db: sqlite3.Connection, rows: Sequence[Sequence[Any]], query: str, marks: tuple[str, str]
) -> Iterable[Saying]:
    mark = words.marker(query, marks) if query else None
    names = tuple(name for name in Saying.__struct_fields__ if name not in ("snippet", "score"))
    for statement, score in rows:
        row = db.execute(_SAYING, (statement,)).fetchone()
        told = dict(zip(names, row, strict=True))
        told["topics"] = tuple(told["topics"].split())
        yield Saying(**told, score=score, snippet=None if mark is None else mark(told["text"])[0])


_SAYING = (
    "SELECT s.id, d.id, v.headline, v.outlet, v.published, v.url, c.id, c.date, s.speaker, q.id, s.relayed_for,"
    " s.addressee, s.act, s.commitment, s.topics, s.start, s.stop, substr(v.text, s.start + 1, s.stop - s.start),"
    " s.confidence, max(v.added, coalesce((SELECT max(j.at) FROM judgements j WHERE j.\"left\" = s.id), ''))"
    " FROM statements s JOIN versions v ON v.version = s.version"
    " JOIN documents d ON d.document = v.document"
    " LEFT JOIN speakers k ON k.statement = s.statement LEFT JOIN people q ON q.person = k.person"
    " LEFT JOIN events e ON e.version = s.version AND e.id = s.event AND e.teaser IS NULL"
    " LEFT JOIN tellings t ON t.event = e.event LEFT JOIN contacts c ON c.contact = t.contact WHERE s.statement = ?"
)


def _hits(db: sqlite3.Connection, rows: Sequence[Sequence[Any]], query: str, marks: tuple[str, str]) -> Iterable[Hit]:
    names = ("id", "headline", "outlet", "published", "url", "source", "added")
    for version, score, snippet in rows:
        about = db.execute(
            "SELECT d.id, v.headline, v.outlet, v.published, v.url, v.source, v.added FROM versions v"
            " JOIN documents d ON d.document = v.document WHERE v.version = ?",
            (version,),
        ).fetchone()
        shown = " ".join((snippet or "").split()).replace("\x01", marks[0]).replace("\x02", marks[1])
        yield Hit(**dict(zip(names, about, strict=True)), snippet=shown, score=score)


def _named(
    db: sqlite3.Connection, rows: Sequence[Sequence[Any]], query: str, marks: tuple[str, str]
) -> Iterable[Thing]:
    asked, marked = words.name_words(query) if query else ([], False)
    wanted = [f" {word}" for word in asked]
    for kind, id_, country, contacts, last, names, folded, lowered in rows:
        name = things.matched(names, lowered if marked else folded, wanted) if wanted else None
        yield things.thing(kind, id_, country, contacts, last, names, name)


def _promises(
    db: sqlite3.Connection, rows: Sequence[Sequence[Any]], query: str, marks: tuple[str, str]
) -> Iterable[Commitment]:
    for found in ledger.of_rows(db, [tuple(row) for row in rows]):
        first, updated = changing.moments(db, changing.COMMITMENT, found.id)
        yield replace(found, first=first, updated=updated)


_SHOWN = {
    "contacts": _cards,
    "statements": _sayings,
    "commitments": _promises,
    "pages": _hits,
    "people": _named,
    "offices": _named,
    "organisations": _named,
}


# --- beside --------------------------------------------------------------------------------------------------


_BESIDE = (
    "SELECT c.contact FROM contacts c JOIN contact_facets f ON f.contact = c.contact WHERE c.status = 'held'"
    " AND NOT c.related AND instr(f.facets, ?1) AND c.contact NOT IN (?2, ?3) AND c.part_of IS NOT ?2"
    " AND {when} LIMIT ?6"
)
_BEFORE = _BESIDE.format(when="c.date_to < ?4 ORDER BY c.date_to DESC, c.date_from DESC, c.id DESC")
_AFTER = _BESIDE.format(when="c.date_from > ?5 ORDER BY c.date_from, c.date_to, c.id")
_SAME = _BESIDE.format(when="c.date_from = ?4 AND c.date_to = ?5 ORDER BY c.version, c.n")


def neighbours(db: sqlite3.Connection, id_: str, limit: int) -> Neighbours | None:
    """The contacts of the same two states right before and after the one of this id, and those of its days."""
    row = db.execute(
        "SELECT c.contact, c.part_of, c.date_from, c.date_to, f.facets FROM events e"
        " JOIN tellings t ON t.event = e.event JOIN contacts c ON c.contact = t.contact"
        " JOIN contact_facets f ON f.contact = c.contact"
        " WHERE e.id = ? AND e.current ORDER BY e.teaser IS NOT NULL LIMIT 1",
        (id_,),
    ).fetchone()
    if row is None:
        return None
    own, visit, first, last, facets = row
    relation = next((line for line in facets.split("\n") if line.startswith("relation:")), None)
    if relation is None:
        return Neighbours(relation=None, before=(), same=(), after=())
    known = () if first is None or last is None else (_BEFORE, _SAME, _AFTER)
    found = [
        tuple(
            card(db, number) for number in _numbers(db, query, f"\n{relation}\n", own, visit or 0, first, last, limit)
        )
        for query in known
    ] or [(), (), ()]
    return Neighbours(relation=relation.partition(":")[2], before=found[0], same=found[1], after=found[2])


# --- changes -------------------------------------------------------------------------------------------------


def changes(
    db: sqlite3.Connection,
    kind: str,
    filters: Mapping[str, Any],
    *,
    since: str | datetime.date | None,
    id_: str | None,
    newest: bool,
    limit: int,
    after: str | None,
) -> Changes:
    """What changed, in order of time."""
    if kind not in _LOGS:
        raise RecordError(f"kind: {kind!r} is not one of {', '.join(_LOGS)}")
    asked = checked(kind, filters, "newest", limit)
    mark = _mark_of(f"changes of {kind}", str(newest), str(id_), {**asked, "since": since})
    place = None if after is None else _read_cursor(after, mark)
    tables, time, number, id_column, columns = _LOGS[kind]
    conditions: list[str] = ["h.kind = ?"] if kind in _LOGGED else []
    values: list[object] = [_LOGGED[kind]] if kind in _LOGGED else []
    if since is not None:
        conditions.append(f"{time} >= ?")
        values.append(_moment(since))
    if id_ is not None:
        conditions.append(f"{id_column} = ?")
        values.append(id_)
    if asked:
        ids, given = _ids(db, kind, asked)
        conditions.append(f"coalesce(h.into_, h.id) IN ({ids})" if kind in _LOGGED else f"{id_column} IN ({ids})")
        values += given
    keys = (number,) if kind in _LOGGED else (time, number)
    order = ", ".join(f"{key} {'DESC' if newest else 'ASC'}" for key in keys)
    source = _Source(tables, conditions, values, columns, "", order, keys, newest)
    rows = _rows(db, source, limit, place)
    return Changes(
        results=tuple(changing.change(db, row[len(keys) :]) for row in rows),
        cursor=_cursor(mark, rows[-1][: len(keys)]) if rows else after,
    )


_LOGGED = {"contacts": changing.CONTACT, "commitments": changing.COMMITMENT}
# Tables, the columns of time, of the order within it and of the id, and the columns of a Change.
_LOG = ("changes h", "h.at", "h.change", "h.id", "h.at, h.kind, h.id, h.what, h.fields, h.into_")
_LOGS = {
    "contacts": _LOG,
    "commitments": _LOG,
    "statements": (
        "judged h JOIN judgements j ON j.id = h.judgement JOIN statements s ON s.statement = h.statement",
        "j.at",
        "j.judgement",
        "s.id",
        "j.at, 'statement', s.id, CASE WHEN h.field = '' AND j.verdict = 'wrong' THEN 'gone' ELSE 'changed' END,"
        " json_array(json_object('field', h.field, 'old', json(h.\"read\"), 'new', j.value)), NULL",
    ),
    "pages": (
        "versions h JOIN documents d ON d.document = h.document",
        "h.added",
        "h.version",
        "d.id",
        "h.added, 'page', d.id, CASE h.number WHEN 1 THEN 'new' ELSE 'changed' END, h.version, NULL",
    ),
}


def _ids(db: sqlite3.Connection, kind: str, asked: Mapping[str, Any]) -> tuple[str, list[object]]:
    """The ids of what answers these conditions, as a question."""
    source = _SOURCES[kind](db, None, asked, "newest")
    id_ = {"contacts": "e.id", "commitments": "c.id", "statements": "s.id"}.get(kind)
    if id_ is None:
        id_ = "(SELECT d.id FROM versions v JOIN documents d ON d.document = v.document WHERE v.version = f.version)"
    return f"SELECT {id_} FROM {source.tables} WHERE {' AND '.join(source.conditions) or '1'}", source.values


def _moment(since: str | datetime.date) -> str:
    """A moment as the log has it: UTC, ISO 8601."""
    try:
        if isinstance(since, str):
            since = datetime.datetime.fromisoformat(since.strip())
        if not isinstance(since, datetime.datetime):
            since = datetime.datetime.combine(since, datetime.time())
        zone = since.tzinfo or datetime.UTC
        return since.replace(tzinfo=zone).astimezone(datetime.UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:
        raise RecordError(
            f"since: {since!r} is no time; write it as 2026-03-01 or 2026-03-01T09:30:00+00:00"
        ) from error
