"""Exports of a small record, against files looked over by a person."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars
import pytest
from msgspec.structs import replace

from banggiao.export import FOLDERS, FORMATS
from banggiao.export.csv import COLUMNS
from banggiao.export.parquet import TABLES
from banggiao.model import Reading
from banggiao.record import Contact, Record

HERE = Path(__file__).parent
# Contacts without a day, or without a pair of sides, are not in these.
WRITTEN = {"ics": 2, "plover": 2}
READINGS = HERE.parent / "record" / "readings.jsonl"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as made:
        for line in READINGS.read_bytes().splitlines():
            made.add(msgspec.json.decode(line, type=Reading))
        made.resolve()
        yield made


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_export_is_as_looked_over(record: Record, name: str) -> None:
    stream = io.StringIO(newline="")
    assert FORMATS[name](record, stream, include_related=True) == WRITTEN.get(name, 6)
    golden = HERE / "golden" / f"contacts.{name}"
    assert stream.getvalue() == golden.read_bytes().decode("utf-8")


def test_parquet_is_as_looked_over(record: Record, tmp_path: Path) -> None:
    assert FOLDERS["parquet"](record, tmp_path / "tables", include_related=True) == 6
    rows = "".join(
        f"{table}\t{json.dumps(row, ensure_ascii=False, default=str)}\n"
        for table in TABLES
        for row in polars.read_parquet(tmp_path / "tables" / table / "*.parquet").iter_rows(named=True)
    )
    assert rows == (HERE / "golden" / "contacts.parquet").read_text(encoding="utf-8")


def unfolded(text: str) -> str:
    """iCalendar breaks its lines."""
    return text.replace("\r\n ", "")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_filters_are_those_of_the_record(record: Record, name: str) -> None:
    stream = io.StringIO(newline="")
    assert FORMATS[name](record, stream, person="tran van binh", type="meeting") == 1
    assert "Mori Keiko" in unfolded(stream.getvalue())
    assert "Claire Dubois" not in unfolded(stream.getvalue())
    assert FORMATS[name](record, io.StringIO(), country="ZZ") == 0


def test_jsonl_is_the_contacts_of_the_record(record: Record) -> None:
    stream = io.StringIO()
    FORMATS["jsonl"](record, stream)
    lines = stream.getvalue().splitlines()
    assert [msgspec.json.decode(line, type=Contact) for line in lines] == record.contacts(limit=None)
    assert list(json.loads(lines[0])) == list(Contact.__struct_fields__)


def test_csv_has_a_row_a_participant(record: Record) -> None:
    stream = io.StringIO(newline="")
    FORMATS["csv"](record, stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert tuple(rows[0]) == COLUMNS
    told = [(c.id, str(n), one.name or "") for c in record.contacts() for n, one in enumerate(c.participants, 1)]
    assert [(row["contact"], row["participant"], row["name"]) for row in rows] == told


def test_csv_of_a_contact_without_participants_and_of_awkward_text(record: Record) -> None:
    page = record.version("a1b2c3d4e5f60001", 1)
    assert page is not None
    event = replace(page.reading.events[0], participants=())
    record.add(replace(page.reading, headline='Một "dòng",\nhai dòng; ba', events=(event,)))
    stream = io.StringIO(newline="")
    assert FORMATS["csv"](record, stream, type="meeting") == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert row["headline"] == 'Một "dòng",\nhai dòng; ba'
    assert (row["participant"], row["role"], row["name"]) == ("", "", "")


def test_an_empty_record_gives_the_header_alone(tmp_path: Path) -> None:
    with Record(tmp_path / "empty.db") as record:
        stream = io.StringIO(newline="")
        assert FORMATS["csv"](record, stream) == 0
        assert stream.getvalue() == ",".join(COLUMNS) + "\n"
        assert FORMATS["jsonl"](record, io.StringIO()) == 0
