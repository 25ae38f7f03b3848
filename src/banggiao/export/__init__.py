"""Contacts of a record as files for other programs: one small module a format, one line in FORMATS or FOLDERS."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TextIO, Unpack

from banggiao.export import csv, ftm, graphml, ics, jsonl, parquet, plover, popolo, schemaorg
from banggiao.record import ContactFilters, Record


class Exporter(Protocol):
    """Writes the contacts that fit the filters (those of `Record.contacts`) to a text stream, without holding them all
    in memory; gives the number of contacts written. A file must be opened with `newline=""` and UTF-8."""

    def __call__(self, record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int: ...


class FolderExporter(Protocol):
    """The same for a format of several files, in a folder that is empty or not there."""

    def __call__(self, record: Record, folder: Path, **filters: Unpack[ContactFilters]) -> int: ...


FORMATS: dict[str, Exporter] = {
    "jsonl": jsonl.write,
    "csv": csv.write,
    "ftm": ftm.write,
    "popolo": popolo.write,
    "jsonld": schemaorg.write,
    "plover": plover.write,
    "graphml": graphml.write,
    "ics": ics.write,
}
FOLDERS: dict[str, FolderExporter] = {"parquet": parquet.write}

__all__ = ["FOLDERS", "FORMATS", "Exporter", "FolderExporter"]
