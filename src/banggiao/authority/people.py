"""People and the spellings of their names: data/authority/people.tsv."""

from __future__ import annotations

from functools import cache, lru_cache

from banggiao.authority.files import Row, Table, kept
from banggiao.authority.sources import source_of
from banggiao.model import Value
from banggiao.text import fold, nfc


class Person(Value, frozen=True):
    """A person by the name the press uses most, and the other ways in which it is written."""

    name: str
    country: str
    also: tuple[str, ...]
    wikidata: str | None
    source: str
    where: str


def _read(row: Row) -> Person:
    name, country, also, wikidata, source = row.fields
    return Person(
        name=name,
        country=row.country(country),
        also=row.parts(also),
        wikidata=row.wikidata(wikidata),
        source=source_of(row, source).word,
        where=row.where,
    )


PEOPLE = Table("people", ("name", "country", "also", "wikidata", "source"), ("name", "country"), _read)


def person_key(name: str) -> str:
    """A name without marks, hyphens and stops.

    >>> person_key("Tập Cận-Bình") == person_key("tap can binh")
    True
    """
    return " ".join(fold(nfc(name)).replace("-", " ").replace(".", " ").split())


def people_named(name: str) -> tuple[Person, ...]:
    """Everyone in the table who is written so, whatever the marks."""
    return tuple(_by_name().get(person_key(name), ()))


@kept
@lru_cache(4096)
def spellings(name: str, country: str) -> tuple[str, ...]:
    """All that the person of this name and country is known to be called, `name` first."""
    same = [each for each in people_named(name) if each.country == country or not (each.country and country)]
    return tuple(dict.fromkeys([name, *(spelt for each in same for spelt in (each.name, *each.also))]))


@kept
@cache
def _by_name() -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in PEOPLE.rows():
        for key in dict.fromkeys(map(person_key, (person.name, *person.also))):
            found.setdefault(key, []).append(person)
    return found
