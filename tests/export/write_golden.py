"""Writes golden/contacts.FORMAT for the formats named, to be looked over by a person before it is committed.

python tests/export/write_golden.py FORMAT...
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from banggiao.export import FORMATS
from banggiao.model import Reading
from banggiao.record import Record

HERE = Path(__file__).parent
READINGS = HERE.parent / "record" / "readings.jsonl"

if __name__ == "__main__":
    with Record(":memory:") as record:
        for line in READINGS.read_bytes().splitlines():
            record.add(msgspec.json.decode(line, type=Reading))
        for name in sys.argv[1:]:
            with (HERE / "golden" / f"contacts.{name}").open("w", encoding="utf-8", newline="") as stream:
                FORMATS[name](record, stream, include_related=True)
