"""The first day of each lunar year: data/authority/tet.tsv."""

from __future__ import annotations

from datetime import date

from banggiao.authority.dates import window
from banggiao.authority.files import Row, Table
from banggiao.authority.sources import source_of
from banggiao.model import Value


class Tet(Value, frozen=True):
    """The solar day of mùng Một Tết."""

    year: int
    day: date
    source: str
    where: str


def _read(row: Row) -> Tet:
    year, day, source = row.fields
    found = window(day)
    if found is None or found[0] != found[1] or found[0].year != row.number(year):
        row.wrong(f"{day!r} is no day of {year}")
    return Tet(year=row.number(year), day=found[0], source=source_of(row, source).word, where=row.where)


TET = Table("tet", ("year", "day", "source"), ("year",), _read)
