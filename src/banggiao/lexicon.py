"""The words and facts in data/: read once, refused by file and line number when a line is wrong.

Every table is a TSV with a header line; lines that begin with `#` and blank lines are skipped. Values are NFC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


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


def unique(name: str, keys: Iterable[tuple[str, ...]]) -> None:
    """Raise DataError when a key of data/`name` comes twice."""
    seen: set[tuple[str, ...]] = set()
    for key in keys:
        if key in seen:
            raise DataError(f"data/{name}: {key} comes twice")
        seen.add(key)
