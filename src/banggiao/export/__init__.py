"""Contacts of a record as a file for other programs: one small module a format, one line in FORMATS."""

from __future__ import annotations

from typing import Protocol, TextIO, Unpack

from banggiao.export import csv, jsonl
from banggiao.record import ContactFilters, Record


class Exporter(Protocol):
    """Writes the contacts that fit the filters (those of `Record.contacts`) to a text stream, without holding them all
    in memory; gives the number of contacts written. A file must be opened with `newline=""` and UTF-8."""

    def __call__(self, record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int: ...


FORMATS: dict[str, Exporter] = {
    "jsonl": jsonl.write,
    "csv": csv.write,
}

__all__ = ["FORMATS", "Exporter"]
