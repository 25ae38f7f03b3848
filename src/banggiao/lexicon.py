"""The words and facts in data/: read once, refused by file and line number when a line is wrong.

Every table is a TSV with a header line; lines that begin with `#` and blank lines are skipped. Values are NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product
from typing import NamedTuple


class DataError(Exception):
    """A data file of the package is wrong; the message names the file and the line."""


def data_path(name: str) -> Traversable:
    """The file `name` (with forward slashes) below data/."""
    return files("banggiao").joinpath("data", *name.split("/"))


@cache
def table(name: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The rows of data/`name`, one tuple a line in the order of `columns`; raises DataError as `parse` does."""
    text = data_path(name).read_text(encoding="utf-8")
    return tuple(fields for _, fields in parse(text, f"data/{name}", columns))


def parse(
    text: str, file: str, columns: tuple[str, ...], wrong: list[str] | None = None
) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a table as (number of the line, fields in the order of `columns`).

    A line is wrong when it has another number of fields, a value is not in NFC or has blanks around it, or the first
    column is empty; so is a header other than `columns`. With `wrong` the faults go there and the other lines are
    given, else the first is raised as DataError; each begins with the name `file` and the line.
    """
    rows: list[tuple[int, tuple[str, ...]]] = []
    normal = unicodedata.is_normalized("NFC", text) and "\xa0" not in text
    header: tuple[str, ...] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = tuple(line.split("\t"))
        plain = normal and " \t" not in line and "\t " not in line and line[0] > " " and line[-1] != " "
        fault = _fault(fields, columns, plain) if header else None
        if header is None:
            header = fields
            if fields != columns:
                fault = f"the columns are {fields}, not {columns}"
        elif fault is None:
            rows.append((number, fields))
        if fault and wrong is None:
            raise DataError(f"{file}:{number}: {fault}")
        if fault and wrong is not None:
            wrong.append(f"{file}:{number}: {fault}")
            if header is fields:
                break
    return rows


def _fault(fields: tuple[str, ...], columns: tuple[str, ...], plain: bool) -> str | None:
    """What is wrong with a line; `plain` when its values are known to be in NFC and without blanks around them."""
    if len(fields) != len(columns):
        return f"{len(fields)} fields, not {len(columns)}"
    if not fields[0]:
        return "the first field is empty"
    for field in () if plain else fields:
        if field != field.strip() or not unicodedata.is_normalized("NFC", field):
            return f"{field!r} is not NFC or has blanks around it"
    return None


class Country(NamedTuple):
    """One name of a state: ISO 3166-1 alpha-2, the name, its kind and whether it needs care ("1" or "")."""

    code: str
    name: str
    kind: str
    care: str


_REPUBLIC, _SHORT = "Cộng hòa ", "CH "


@cache
def countries() -> tuple[Country, ...]:
    """The names of the states of lexicon/countries.tsv, each republic's also with "CH" for "Cộng hòa"."""
    rows = [Country(*row) for row in table("lexicon/countries.tsv", Country._fields)]
    short = [
        row._replace(name=_SHORT + row.name.removeprefix(_REPUBLIC), kind="abbreviation")
        for row in rows
        if row.kind == "official" and row.name.startswith(_REPUBLIC)
    ]
    return (*rows, *short)


class Cue(NamedTuple):
    """A word of contact: the phrase, and the type, form and shape of the contacts that it tells."""

    phrase: str
    type: str
    form: str
    shape: str


@cache
def cues() -> tuple[Cue, ...]:
    """The words of contact of events/cues.tsv, "(mở|tổ chức) (|dạ )tiệc" written out."""
    return tuple(
        Cue(phrase, *row[1:]) for row in table("events/cues.tsv", Cue._fields) for phrase in written_out(row[0])
    )


_CHOICE = re.compile(r"\(([^()]*)\)")


def written_out(phrase: str) -> list[str]:
    """Every phrase that one with choices stands for: "(mở|tổ chức) (|dạ )tiệc" is four."""
    parts = _CHOICE.split(phrase)  # what stands between the brackets has the odd places
    choices = [part.split("|") if k % 2 else [part] for k, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*choices)]


def unique(name: str, keys: Iterable[tuple[str, ...]]) -> None:
    """Raise DataError when a key of data/`name` comes twice."""
    seen: set[tuple[str, ...]] = set()
    for key in keys:
        if key in seen:
            raise DataError(f"data/{name}: {key} comes twice")
        seen.add(key)
