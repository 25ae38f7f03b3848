"""What can be wrong with the tables: lines that cannot be read, and rows that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Any, TypeVar

from msgspec.structs import replace

from banggiao.authority.congresses import CONGRESSES, CONGRESSES_ABROAD, TERMS, Congress, Term
from banggiao.authority.dates import window
from banggiao.authority.files import Row, Table, files, is_withdrawn, rows_of
from banggiao.authority.offices import OFFICES, Office, office_key, offices_called
from banggiao.authority.people import PEOPLE, Person, person_key, spellings
from banggiao.authority.registry import TABLES
from banggiao.authority.states import DIPLOMATIC, NATIONAL_DAYS, RELATIONS, NationalDay, Relation, Ties
from banggiao.authority.tenures import TENURES, Tenure
from banggiao.authority.tet import TET, Tet
from banggiao.lexicon import DataError
from banggiao.model import Value
from banggiao.text import fold

T = TypeVar("T")

# How far the days of two holders of one office may lie apart, or over each other, before it looks like a mistake.
_APART = 200
_OVER = 62
# Offices that several people hold at a time, where the table of offices does not tell.
_MANY = (
    "pho ",
    "uy vien",
    "thu truong",
    "dai su",
    "bo truong cap cao",
    "tong lanh su",
    "tro ly",
    "thanh vien",
    "dai bieu",
    "dai dien",
)
_LAST = date.max.isoformat()


class Finding(Value, frozen=True):
    """What is wrong and where; an `error` makes the table unusable or untrue, a `warning` is worth a look."""

    level: str
    where: str
    text: str


def check() -> list[Finding]:
    """Everything that is wrong with our tables and those laid over them, errors first."""
    read = _Read()
    found = list(read.findings)
    if all(each.level != "error" for each in found):  # names and titles are looked up, which needs sound tables
        found += _tenures(read.of(TENURES), read.written)
    found += _offices(read.of(OFFICES))
    found += _people(read.of(PEOPLE))
    for table in (CONGRESSES, CONGRESSES_ABROAD):
        found += _in_order(read.of(table), lambda each: (each.party,))
    found += _in_order(read.of(TERMS), lambda each: (each.body,))
    found += _relations(read.of(RELATIONS), read.of(DIPLOMATIC))
    found += _national_days(read.of(NATIONAL_DAYS))
    found += _tet(read.of(TET))
    return sorted(found, key=lambda each: each.level)


def _error(where: str, text: str) -> Finding:
    return Finding(level="error", where=where, text=text)


def _warning(where: str, text: str) -> Finding:
    return Finding(level="warning", where=where, text=text)


# --- line by line -------------------------------------------------------------------------------------------------


class _Read:
    """The rows of all tables that can be read, and what is wrong with the others."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.written: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, list[Any]] = {}
        for table in TABLES.values():
            self._rows[table.name] = list(self._one(table))

    def of(self, table: Table[T]) -> list[T]:
        return self._rows[table.name]

    def _one(self, table: Table[T]) -> Iterator[T]:
        ours, laid = self._lines(table, over=False), self._lines(table, over=True)
        known = {table.key_of(row.fields) for row in ours}
        own = set()
        for row in laid:
            fields = (row.fields[0].removeprefix("-").strip(), *row.fields[1:]) if is_withdrawn(row) else row.fields
            own.add(table.key_of(fields))
            if is_withdrawn(row) and table.key_of(fields) not in known:
                self.findings.append(_warning(row.where, "withdraws a row that is not there"))
        kept = [row for row in ours if table.key_of(row.fields) not in own]
        kept += [row for row in laid if not is_withdrawn(row)]
        self._twice(table, ours)
        self._twice(table, laid)
        for row in kept:
            self.written[row.where] = row.fields
            try:
                yield table.read(row)
            except DataError as error:
                self.findings.append(_split(str(error)))

    def _lines(self, table: Table[Any], *, over: bool) -> list[Row]:
        rows: list[Row] = []
        for file, shown in files(table, over=over):
            wrong: list[str] = []
            try:
                rows += rows_of(table, file, shown, wrong)
            except DataError as error:
                wrong.append(str(error))
            self.findings += map(_split, wrong)
        return rows

    def _twice(self, table: Table[Any], rows: Sequence[Row]) -> None:
        seen: dict[tuple[str, ...], Row] = {}
        for row in rows:
            first = seen.setdefault(table.key_of(row.fields), row)
            if first is not row:
                self.findings.append(_error(row.where, f"comes twice, see {first.where}"))


def _split(message: str) -> Finding:
    """ "data/authority/tet.tsv:3: 'x' is no number" -> where and what."""
    where, _, text = message.partition(": ")
    return _error(where, text)


# --- tenures and offices --------------------------------------------------------------------------------------------


def _groups(rows: Iterable[T], key: Callable[[T], object]) -> Iterator[list[T]]:
    found: dict[object, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return iter(found.values())


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _tenures(rows: Sequence[Tenure], written: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    for held in _groups(rows, lambda t: (t.country, office_key(t.office.removeprefix("Quyền ")))):
        sure = [_at_least(tenure, *written[tenure.where][3:5]) for tenure in held]
        series = sorted(sure, key=lambda t: (t.start, t.end or _LAST))
        if _one_holder(series[0]):
            yield from _one_after_another(series)
            yield from _gaps(sorted(held, key=lambda t: t.start))
        else:
            for terms in _groups(series, lambda t: person_key(t.person)):
                yield from (_twice_at_once(a, b) for a, b in pairwise(terms) if _overlap(a, b) > 0)


def _at_least(tenure: Tenure, start: str, end: str) -> Tenure:
    """The days that the tenure surely had: "2011" may be its last day, "2016" its first."""
    first, last = window(start), window(end)
    begun = first[1].isoformat() if first else tenure.start
    return replace(tenure, start=begun, end=max(begun, last[0].isoformat()) if last else None)


def _one_holder(tenure: Tenure) -> bool:
    title = tenure.office.removeprefix("Quyền ")
    known = [office for office in offices_called(title, tenure.country) if office.country == tenure.country]
    if known:
        return all(office.level in ("head", "standing") for office in known)
    return not fold(title).startswith(_MANY)


def _overlap(one: Tenure, other: Tenure) -> int:
    """The days that both are in office; `other` does not begin before `one`."""
    return _days(other.start, min(one.end or _LAST, other.end or _LAST))


def _one_after_another(series: Sequence[Tenure]) -> Iterator[Finding]:
    for one, other in pairwise(series):
        same = not _keys(one).isdisjoint(_keys(other))
        over = _overlap(one, other)
        if same and over > 0:
            yield _twice_at_once(one, other)
        elif over > max(_OVER, one.slack + other.slack):
            until = one.end or "now"
            yield _error(
                other.where,
                f"{other.person} is {other.office} from {other.start}, {one.person} until {until} ({one.where})",
            )
        elif over > max(one.slack, other.slack):
            yield _warning(other.where, f"{other.person} and {one.person} are both {other.office} for {over} days")


def _gaps(series: Sequence[Tenure]) -> Iterator[Finding]:
    until = series[0].start
    for tenure in series:
        gap = _days(until, tenure.start)
        if gap > _APART:
            country = tenure.country or "?"
            yield _warning(tenure.where, f"nobody is {tenure.office} of {country} for {gap} days before")
        until = max(until, tenure.end or _LAST)


def _keys(tenure: Tenure) -> set[str]:
    """The names of the holder, for other states in any order of their parts."""
    keys = map(person_key, spellings(tenure.person, tenure.country))
    return {key if tenure.country == "VN" else " ".join(sorted(key.split())) for key in keys}


def _twice_at_once(one: Tenure, other: Tenure) -> Finding:
    return _error(other.where, f"{other.person} is {other.office} already, from {one.start} ({one.where})")


def _offices(rows: Sequence[Office]) -> Iterator[Finding]:
    titled: dict[tuple[str, str], Office] = {}
    for office in rows:
        for title in (office.title, *office.variants):
            first = titled.setdefault((office.country, office_key(title)), office)
            if first is not office and _at_once(first, office) and first.organisation == office.organisation:
                yield _warning(office.where, f"{title!r} is also {first.id} ({first.where})")


def _at_once(one: Office, other: Office) -> bool:
    return (one.start or "") <= (other.end or _LAST) and (other.start or "") <= (one.end or _LAST)


def _people(rows: Sequence[Person]) -> Iterator[Finding]:
    spelt: dict[tuple[str, str], Person] = {}
    items: dict[str, Person] = {}
    for person in rows:
        for name in (person.name, *person.also):
            first = spelt.setdefault((person.country, person_key(name)), person)
            if first is not person:
                yield _warning(person.where, f"{name!r} is also a name of {first.name} ({first.where})")
        if person.wikidata and (same := items.setdefault(person.wikidata, person)) is not person:
            yield _error(person.where, f"{person.wikidata} is also {same.name} ({same.where})")


# --- numbers, states, days -------------------------------------------------------------------------------------------


def _in_order(rows: Sequence[T], series: Callable[[T], object]) -> Iterator[Finding]:
    """Higher numbers come later, and none is left out."""
    for members in _groups(rows, series):
        numbered: list[Any] = sorted(members, key=_ordinal)
        for one, other in pairwise(numbered):
            if other.start <= (one.end or one.start):
                yield _error(other.where, f"number {other.ordinal} begins before number {one.ordinal} is over")
            elif other.ordinal != one.ordinal + 1:
                yield _warning(other.where, f"no number between {one.ordinal} and {other.ordinal}")


def _ordinal(row: Any) -> int:
    numbered: Congress | Term = row
    return numbered.ordinal


def _relations(rows: Sequence[Relation], ties: Sequence[Ties]) -> Iterator[Finding]:
    began = {tie.state: tie for tie in reversed(ties)}
    for levels in _groups(rows, lambda each: (each.state, _strand(each.label))):
        for one, other in combinations(sorted(levels, key=lambda each: each.start), 2):
            over = _days(other.start, min(one.end or _LAST, other.end or _LAST))
            if over > 31:
                text = f"{other.label} overlaps {one.label} with {other.state} by {over} days ({one.where})"
                yield _error(other.where, text)
    for each in rows:
        first = window(began[each.state].established) if each.state in began else None
        if first and each.start < first[0].isoformat():
            yield _error(each.where, f"{each.label} before there were ties ({began[each.state].where})")


def _strand(label: str) -> str | None:
    """ "Đối tác chiến lược xanh", "Cộng đồng chia sẻ tương lai": they stand beside the level, not in its place."""
    return label if label.endswith(" xanh") or not label.startswith("Đối tác") else None


def _national_days(rows: Sequence[NationalDay]) -> Iterator[Finding]:
    for days in _groups(rows, lambda each: each.state):
        if len({each.since or "" for each in days}) < len(days):
            yield _warning(days[-1].where, f"{days[-1].state} has several national days at a time")


def _tet(rows: Sequence[Tet]) -> Iterator[Finding]:
    import lunar_vn  # late: nothing else here needs it

    for each in rows:
        reckoned = lunar_vn.convert_lunar_to_solar(1, 1, each.year)
        if reckoned != each.day:
            yield _error(each.where, f"the calendar has {reckoned} for {each.year}, not {each.day}")
