"""What is known of Vietnam and other states: levels of relations, the year ties began, national days."""

from __future__ import annotations

import re

from banggiao.authority.dates import window
from banggiao.authority.files import Row, Table
from banggiao.authority.sources import source_of
from banggiao.model import Value

_DAY = re.compile(r"\d\d-\d\d")


class Relation(Value, frozen=True):
    """One level of relations with `state`, which the press calls by any of `names`; `end` None: it stands."""

    state: str
    names: tuple[str, ...]
    label: str
    start: str
    end: str | None
    source: str
    where: str


class Ties(Value, frozen=True):
    """The day, month or year (EDTF) on which a state and Vietnam established diplomatic relations."""

    state: str
    name: str
    established: str
    source: str
    where: str


class NationalDay(Value, frozen=True):
    """A state's national day as `MM-DD`; `since` (EDTF) where it was another one before."""

    state: str
    name: str
    day: str
    since: str | None
    source: str
    where: str


def _relation(row: Row) -> Relation:
    state, names, label, start, end, source = row.fields
    first, last = row.interval(start, end)
    return Relation(
        state=row.country(state),
        names=tuple(names.split("/")),
        label=label,
        start=first,
        end=last,
        source=source_of(row, source).word,
        where=row.where,
    )


def _ties(row: Row) -> Ties:
    state, name, established, source = row.fields
    row.interval(established, "")
    return Ties(
        state=row.country(state),
        name=name,
        established=established,
        source=source_of(row, source).word,
        where=row.where,
    )


def _national_day(row: Row) -> NationalDay:
    state, name, day, since, source = row.fields
    if not _DAY.fullmatch(day) or window(f"2024-{day}") is None:
        row.wrong(f"{day!r} is no day of a year as MM-DD")
    if since:
        row.interval(since, "")
    return NationalDay(
        state=row.country(state),
        name=name,
        day=day,
        since=since or None,
        source=source_of(row, source).word,
        where=row.where,
    )


RELATIONS = Table("relations", ("state", "names", "label", "from", "to", "source"), ("state", "label"), _relation)
DIPLOMATIC = Table("diplomatic", ("state", "name", "established", "source"), ("state", "name"), _ties)
NATIONAL_DAYS = Table(
    "national_days", ("state", "name", "day", "since", "source"), ("state", "name", "since"), _national_day
)
