"""The files of data/authority: a table is one file, or all files of a folder read together."""

from __future__ import annotations

import re

from banggiao.authority.dates import window
from banggiao.lexicon import DataError, data_path, parse
from banggiao.model import Value

_CHECKED = re.compile(r"^# checked: (\d{4}-\d{2}(?:-\d{2})?)$", re.MULTILINE)


class Row(Value, frozen=True):
    """One line of a table, and where it stands; `checked` is the last day that its file speaks for, if it says so."""

    where: str
    fields: tuple[str, ...]
    checked: str | None

    def interval(self, start: str, end: str) -> tuple[str, str | None]:
        """First and last day of two EDTF dates (`end` empty: open); raises DataError where they are none."""
        first, last = window(start), window(end) if end else None
        if first is None or (end and last is None):
            raise DataError(f"{self.where}: {start!r} to {end!r} are not EDTF dates")
        if last and first[0] > last[1]:
            raise DataError(f"{self.where}: {start} is after {end}")
        return first[0].isoformat(), last[1].isoformat() if last else None


def rows(name: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """The lines of data/authority/`name`: a file `.tsv`, or a folder of such files in the order of their names."""
    path = data_path(f"authority/{name}")
    names = [name]
    if not name.endswith(".tsv"):
        names = [f"{name}/{each.name}" for each in sorted(path.iterdir(), key=lambda each: each.name)]
    found: list[Row] = []
    for each in names:
        text = data_path(f"authority/{each}").read_text(encoding="utf-8")
        file = f"data/authority/{each}"
        checked = _checked(text, file)
        for line, fields in parse(text, file, columns):
            found.append(Row(where=f"{file}:{line}", fields=fields, checked=checked))
    return tuple(found)


def _checked(text: str, file: str) -> str | None:
    written = _CHECKED.search(text)
    until = window(written[1]) if written else None
    if written and until is None:
        raise DataError(f"{file}: '{written[1]}' is no month or day")
    return until[1].isoformat() if until else None
