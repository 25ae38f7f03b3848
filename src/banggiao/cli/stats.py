"""banggiao stats: how much the record holds."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from banggiao.cli.exits import Exit
from banggiao.cli.options import PageFormat
from banggiao.cli.read import chosen
from banggiao.cli.streams import console
from banggiao.cli.tables import write_values
from banggiao.cli.words import label, say
from banggiao.record import Record, Stats


def stats(path: str, format: PageFormat | None) -> Exit:
    format = chosen(format)
    with Record(path, readonly=True) as record:
        found = record.stats()
    match format:
        case PageFormat.TABLE:
            from rich.table import Table

            table = Table.grid(padding=(0, 2))
            table.add_column()
            table.add_column(justify="right")
            for name, value in _rows(found):
                table.add_row(_label(name), "–" if value is None else f"{value:,}" if isinstance(value, int) else value)
            console().print(table)
        case PageFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(("name", "value"))
            writer.writerows(_rows(found))
        case _:
            write_values([found], PageFormat.JSONL)
    return Exit.FINE


def _rows(found: Stats) -> Iterator[tuple[str, Any]]:
    """Every figure under its name; `contacts.meeting` is one of `contacts_by_type`."""
    for name, value in msgspec.structs.asdict(found).items():
        if isinstance(value, dict):
            yield from (
                (f"{name.removesuffix('_by_type').removesuffix('_by_code')}.{key}", n) for key, n in value.items()
            )
        else:
            yield name, value


def _label(name: str) -> str:
    head, _, rest = name.partition(".")
    if not rest:
        return say(f"stats.{head}")
    return "  " + (label("type", rest) if head == "contacts" else rest)
