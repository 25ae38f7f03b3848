"""Readings written by us, and a record that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from banggiao.model import Reading
from banggiao.record import Record

READINGS = Path(__file__).with_name("readings.jsonl")


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    return [msgspec.json.decode(line, type=Reading) for line in READINGS.read_bytes().splitlines()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@pytest.fixture
def record(path: Path, readings: list[Reading]) -> Iterator[Record]:
    with Record(path) as made:
        for reading in readings:
            made.add(reading)
        yield made
