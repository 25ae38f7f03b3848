"""Writes golden/contacts.FORMAT for the formats named, to be looked over by a person before it is committed.

python tests/export/write_golden.py FORMAT...
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import msgspec
import polars

from banggiao.export import FOLDERS, FORMATS
from banggiao.export.parquet import TABLES
from banggiao.model import Reading
from banggiao.record import Record

HERE = Path(__file__).parent
READINGS = HERE.parent / "record" / "readings.jsonl"


def tables_as_text(folder: Path) -> str:
    """The rows of the tables of a Parquet export, a JSON object a line, each after the name of its table."""
    lines = []
    for table in TABLES:
        for row in polars.read_parquet(folder / table / "*.parquet").iter_rows(named=True):
            lines.append(f"{table}\t{json.dumps(row, ensure_ascii=False, default=str)}\n")
    return "".join(lines)


if __name__ == "__main__":
    with Record(":memory:") as record:
        for line in READINGS.read_bytes().splitlines():
            record.add(msgspec.json.decode(line, type=Reading))
        record.resolve()
        for name in sys.argv[1:]:
            golden = HERE / "golden" / f"contacts.{name}"
            if name in FOLDERS:
                with tempfile.TemporaryDirectory() as folder:
                    FOLDERS[name](record, Path(folder) / "made", include_related=True)
                    golden.write_text(tables_as_text(Path(folder) / "made"), encoding="utf-8")
                continue
            with golden.open("w", encoding="utf-8", newline="") as stream:
                FORMATS[name](record, stream, include_related=True)
