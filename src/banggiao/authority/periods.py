"""What the press can speak of only in a time: regular meetings, jubilees, names of bodies and states."""

from __future__ import annotations

from datetime import date
from functools import cache

from banggiao.authority.dates import window
from banggiao.authority.files import Row, Table, kept
from banggiao.authority.sources import source_of
from banggiao.model import Value

_KINDS = ("lower", "body", "state")


class Meeting(Value, frozen=True):
    """A meeting of a `series` by its `number`: an ordinal, a term and an ordinal (`15.8`), or a place."""

    series: str
    number: str
    start: str
    end: str
    source: str
    where: str


class Anniversary(Value, frozen=True):
    """A day (`YYYY-MM-DD`) that years are counted from, and what is written after their number."""

    day: str
    names: tuple[str, ...]
    source: str
    where: str


class Period(Value, frozen=True):
    """A name (in lower case) that the press can use from `start` on, and until `end` where that is known.

    `kind`: `body` (an institution: it ends when it acts no more), `state` (a name of a state or a capital), `lower`.
    """

    name: str
    start: str
    end: str | None
    kind: str
    source: str
    where: str


def _meeting(row: Row) -> Meeting:
    series, number, start, end, source = row.fields
    first, last = row.interval(start, end)
    if last is None:
        row.wrong("a meeting has a last day")
    word = source_of(row, source).word
    return Meeting(series=series, number=number, start=first, end=last, source=word, where=row.where)


def _anniversary(row: Row) -> Anniversary:
    day, names, _, source = row.fields
    span = window(day)
    if span is None or span[0] != span[1]:
        row.wrong(f"{day!r} is no day")
    return Anniversary(day=day, names=row.parts(names), source=source_of(row, source).word, where=row.where)


def _period(row: Row) -> Period:
    name, start, end, kind, _, source = row.fields
    first, last = row.interval(start, end)
    word = source_of(row, source).word
    return Period(
        name=name, start=first, end=last, kind=row.one_of(kind, _KINDS), source=word, where=row.where
    )  # fmt: skip


SERIES = Table("series", ("series", "number", "from", "to", "source"), ("series", "number", "from"), _meeting)
ANNIVERSARIES = Table("anniversaries", ("day", "names", "example", "source"), ("day", "names"), _anniversary)
PERIODS = Table("periods", ("name", "from", "to", "kind", "example", "source"), ("name",), _period)


@kept
@cache
def meetings() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(series, number) -> the first and last day of each meeting so told; two where a place saw it twice."""
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for each in SERIES.rows():
        key = each.series, each.number
        found[key] = (*found.get(key, ()), (each.start, each.end))
    return found


@kept
@cache
def jubilees() -> tuple[tuple[str, date], ...]:
    """What follows the number of years, and the day they are counted from; the longest first."""
    names = [(name, date.fromisoformat(each.day)) for each in ANNIVERSARIES.rows() for name in each.names]
    return tuple(sorted(names, key=lambda pair: -len(pair[0])))
