"""Congresses and terms by their number: of the Communist Party of Vietnam, of parties abroad, of bodies."""

from __future__ import annotations

from functools import cache

from banggiao.authority.files import Row, Table, kept
from banggiao.authority.sources import source_of
from banggiao.model import Value


class Congress(Value, frozen=True):
    """A congress of a party: its ordinal, first and last day; `number` is the ordinal as it is written."""

    party: str
    country: str
    number: str
    ordinal: int
    start: str
    end: str | None
    source: str
    where: str


class Term(Value, frozen=True):
    """A term of a body ("Quốc hội khóa XV"); `end` None: it runs."""

    body: str
    ordinal: int
    start: str
    end: str | None
    source: str
    where: str


def roman(number: int) -> str:
    """
    >>> [roman(n) for n in (4, 9, 14, 20)]
    ['IV', 'IX', 'XIV', 'XX']
    """
    steps = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in steps:
        written += sign * (number // value)
        number %= value
    return written


def _congress(row: Row) -> Congress:
    number, ordinal, start, end, source = row.fields
    if number != roman(row.number(ordinal)):
        row.wrong(f"{number} is not the Roman {ordinal}")
    return _any_congress(row, ("Đảng Cộng sản Việt Nam", "VN"), ordinal, start, end, source)


def _abroad(row: Row) -> Congress:
    party, country, ordinal, start, end, source = row.fields
    return _any_congress(row, (party, row.country(country)), ordinal, start, end, source)


def _any_congress(row: Row, party: tuple[str, str], ordinal: str, start: str, end: str, source: str) -> Congress:
    first, last = row.interval(start, end)
    return Congress(
        party=party[0],
        country=party[1],
        number=roman(row.number(ordinal)),
        ordinal=row.number(ordinal),
        start=first,
        end=last,
        source=source_of(row, source).word,
        where=row.where,
    )


def _term(row: Row) -> Term:
    body, ordinal, start, end, source = row.fields
    first, last = row.interval(start, end)
    return Term(
        body=body,
        ordinal=row.number(ordinal),
        start=first,
        end=last,
        source=source_of(row, source).word,
        where=row.where,
    )


CONGRESSES = Table("congresses", ("number", "ordinal", "from", "to", "source"), ("number",), _congress)
CONGRESSES_ABROAD = Table(
    "congresses_abroad",
    ("party", "country", "ordinal", "from", "to", "source"),
    ("party", "country", "ordinal"),
    _abroad,
)
TERMS = Table("terms", ("body", "ordinal", "from", "to", "source"), ("body", "ordinal"), _term)


@kept
@cache
def congresses() -> dict[str, str]:
    """The first day of each congress of the Communist Party of Vietnam by its Roman number."""
    return {each.number: each.start for each in CONGRESSES.rows()}
