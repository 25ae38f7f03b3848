"""The files of data/authority, and the user's own that are laid over them.

A table is one file, or all files of a folder read together. A folder of the user's (`use`, or the environment variable
BANGGIAO_AUTHORITY) holds files of the same names: a row adds to ours, a row with the key of one of ours takes its
place, and a row whose first field begins with `-` withdraws the one of that key.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, NoReturn, Protocol, TypeVar

from banggiao import lexicon
from banggiao.authority.dates import window
from banggiao.lexicon import DataError, data_path, parse
from banggiao.model import Value
from banggiao.text import lower

T = TypeVar("T")
F = TypeVar("F", bound="_Clearable")

VARIABLE = "BANGGIAO_AUTHORITY"
WITHDRAWN = "-"

_CHECKED = re.compile(r"^# checked: (\d{4}-\d{2}(?:-\d{2})?)$", re.MULTILINE)
_WIKIDATA = re.compile(r"Q[1-9]\d*")


class _Clearable(Protocol):
    def cache_clear(self) -> None: ...


class Row(Value, frozen=True):
    """One line of a table, and where it stands; `checked` is the last day that its file speaks for, if it says so."""

    where: str
    fields: tuple[str, ...]
    checked: str | None

    def wrong(self, why: str) -> NoReturn:
        raise DataError(f"{self.where}: {why}")

    def interval(self, start: str, end: str) -> tuple[str, str | None]:
        """First and last day of two EDTF dates (`end` empty: open); raises DataError where they are none."""
        first, last = window(start), window(end) if end else None
        if first is None or (end and last is None):
            self.wrong(f"{start!r} to {end!r} are not EDTF dates")
        if last and first[0] > last[1]:
            self.wrong(f"{start} is after {end}")
        return first[0].isoformat(), last[1].isoformat() if last else None

    def number(self, written: str) -> int:
        if not (written.isascii() and written.isdecimal()):
            self.wrong(f"{written!r} is no number")
        return int(written)

    def country(self, code: str) -> str:
        """A code of countries.tsv, or none for an international body."""
        if code and code not in _codes():
            self.wrong(f"{code!r} is no code of lexicon/countries.tsv")
        return code

    def one_of(self, word: str, allowed: Sequence[str]) -> str:
        if word not in allowed:
            self.wrong(f"{word!r} is none of {', '.join(allowed)}")
        return word

    def wikidata(self, written: str) -> str | None:
        if written and not _WIKIDATA.fullmatch(written):
            self.wrong(f"{written!r} is no Wikidata id")
        return written or None

    def parts(self, written: str) -> tuple[str, ...]:
        """Several values of one field, parted by " / "."""
        parts = tuple(written.split(" / ")) if written else ()
        if any(part != part.strip() or not part for part in parts):
            self.wrong(f"{written!r} has an empty part; several values are parted by ' / '")
        return parts


@dataclass(frozen=True, eq=False)
class Table(Generic[T]):
    """A table: its columns, the columns that tell two rows apart, and what a row is read as.

    `folder`: its rows lie in all files of a folder of this name; else in one file.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    read: Callable[[Row], T]
    folder: bool = False

    def rows(self) -> tuple[T, ...]:
        """Every row, ours and the user's; raises DataError with file and line where one is wrong."""
        found: tuple[T, ...] = _read(self)
        return found

    def key_of(self, fields: Sequence[str]) -> tuple[str, ...]:
        """The key of a row, without regard to letter case and the place of the tone."""
        named = dict(zip(self.columns, fields, strict=True))
        return tuple(lower(named[column]) for column in self.key)


# --- what is kept in memory -----------------------------------------------------------------------------------

_kept: list[_Clearable] = []


def kept(cached: F) -> F:
    """A cache that is emptied when other files are laid over ours."""
    _kept.append(cached)
    return cached


@kept
@cache
def _read(table: Table[T]) -> tuple[T, ...]:
    return tuple(table.read(row) for row in lines(table))


@cache
def _codes() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.countries())


# --- files ------------------------------------------------------------------------------------------------------


def lines(table: Table[T]) -> tuple[Row, ...]:
    """The rows of a table as they are written, the user's in the place of ours."""
    found = [row for file in files(table) for row in rows_of(table, *file)]
    _refuse_twice(table, found)
    laid = [row for file in files(table, over=True) for row in rows_of(table, *file)]
    if not laid:
        return tuple(found)
    own = _refuse_twice(table, [_bare(row) for row in laid], laid=True)
    kept_rows = [row for row in found if table.key_of(row.fields) not in own]
    return tuple(kept_rows + [row for row in laid if not is_withdrawn(row)])


def is_withdrawn(row: Row) -> bool:
    return row.fields[0].startswith(WITHDRAWN)


def _bare(row: Row) -> Row:
    """The row without its mark of withdrawal."""
    first = row.fields[0].removeprefix(WITHDRAWN).strip()
    return Row(where=row.where, fields=(first, *row.fields[1:]), checked=row.checked)


def _refuse_twice(table: Table[T], rows: Sequence[Row], *, laid: bool = False) -> dict[tuple[str, ...], Row]:
    seen: dict[tuple[str, ...], Row] = {}
    places = [table.columns.index(column) for column in table.key]
    for row in rows:
        key = tuple([row.fields[place] for place in places])
        first = seen.setdefault(key, row)
        if first is not row:
            row.wrong(f"{', '.join(filter(None, key))} comes twice, see {first.where}")
    return {table.key_of(row.fields): row for row in rows} if laid else {}


def files(table: Table[T], *, over: bool = False) -> Iterator[tuple[Traversable, str]]:
    """The files of a table (with `over` the user's), each with the name to call it by in messages."""
    folder = overlay() if over else data_path("authority")
    if folder is None:
        return
    shown = str(folder) if over else "data/authority"
    single, several = folder.joinpath(f"{table.name}.tsv"), folder.joinpath(table.name)
    if (over or not table.folder) and (not over or single.is_file()):
        yield single, f"{shown}/{single.name}"
    if table.folder and (not over or several.is_dir()):
        for file in sorted(several.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".tsv"):
                yield file, f"{shown}/{table.name}/{file.name}"


def rows_of(table: Table[T], file: Traversable, shown: str, wrong: list[str] | None = None) -> Iterator[Row]:
    """The rows of one file; with `wrong` its faults go there, else the first is raised as DataError."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{shown}: {error}") from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    checked = checked_day(text, shown)
    for line, fields in parse(text, shown, table.columns, wrong):
        yield Row(where=f"{shown}:{line}", fields=fields, checked=checked)


def checked_day(text: str, shown: str) -> str | None:
    """The last day that a file speaks for, by its line `# checked: 2025-10`."""
    written = _CHECKED.search(text)
    until = window(written[1]) if written else None
    if written and until is None:
        raise DataError(f"{shown}: '{written[1]}' is no month or day")
    return until[1].isoformat() if until else None


# --- the user's files --------------------------------------------------------------------------------------------


def overlay() -> Path | None:
    """The folder laid over ours: the one in BANGGIAO_AUTHORITY, so that processes started from here have it too."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def lay(folder: str | None) -> None:
    """Lay a folder over ours, or none, and forget what was read."""
    if folder is None:
        os.environ.pop(VARIABLE, None)
    else:
        os.environ[VARIABLE] = folder
    for cached in _kept:
        cached.cache_clear()


def fingerprint() -> str | None:
    """A mark of what the user's files hold, the same wherever they lie; None without any."""
    folder = overlay()
    if folder is None:
        return None
    mark = hashlib.blake2b(digest_size=8)
    for path in sorted(folder.rglob("*.tsv")):
        data = path.read_bytes()
        mark.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return mark.hexdigest()
