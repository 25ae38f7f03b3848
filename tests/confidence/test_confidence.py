"""The probabilities of a reading: the tables of weights, and what they make of a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from banggiao import confidence, lexicon
from banggiao.confidence import odds, probability, scale
from banggiao.event.confidence import FILE, TARGETS
from banggiao.lexicon import DataError
from banggiao.model import Event
from banggiao.reading import read
from banggiao.statement import confidence as of_statements


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file t.tsv that stands for a table of weights."""
    monkeypatch.setattr(lexicon, "data_path", lambda name: tmp_path / name)
    for cached in (lexicon.table, confidence.scale):
        cached.cache_clear()
    yield tmp_path / "t.tsv"
    for cached in (lexicon.table, confidence.scale):
        cached.cache_clear()


HEADER = "target\tfeature\tweight\tseen\n"


def test_both_tables_have_every_target() -> None:
    for file, targets in ((FILE, TARGETS), (of_statements.FILE, of_statements.TARGETS)):
        assert len(scale(file, targets)["always"]) == len(targets)
        assert len(scale(file, targets)) > 20


def test_odds_add_up(write: Path) -> None:
    write.write_text(f"{HEADER}event\talways\t1.0\t9\ndate\talways\t2.0\t9\nevent\tnoun\t-0.5\t4\n", encoding="utf-8")
    weights = scale("t.tsv", ("event", "date"))
    assert odds(weights, ["noun", "never seen"]) == [0.5, 2.0]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("event\talways\tmuch\t9\n", "'much' is no number"),
        ("weather\talways\t1.0\t9\n", "'weather' is none of event, date"),
        ("event\talways\t1.0\t9\n", "not every one of event, date has a line 'always'"),
    ],
)
def test_a_wrong_table_is_refused(write: Path, rows: str, message: str) -> None:
    write.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        scale("t.tsv", ("event", "date"))


def test_nothing_is_certain() -> None:
    assert probability(50.0) == 0.99
    assert probability(-50.0) == 0.02
    assert probability(0.0) == 0.5


SURE = (
    "Chủ tịch nước Trần Văn Thử tiếp Đại sứ Nhật Bản\n\nSáng 3/4/2025, tại Phủ Chủ tịch, Chủ tịch nước Trần Văn Thử đã "
    "tiếp Đại sứ Nhật Bản Tanaka Hiroshi."
)
UNSURE = "Chuyên gia nói về giá gạo.\n\nTrong cuộc gặp mới đây, đại diện Công ty Alpha và Tập đoàn Beta đã ký hợp đồng."


def one(page: str) -> Event:
    (event,) = read(page).events
    return event


def test_every_event_and_statement_is_given_its_confidences() -> None:
    page = (
        SURE
        + " Chủ tịch nước khẳng định Việt Nam coi trọng quan hệ với Nhật Bản và đề nghị hai bên tăng cường hợp tác."
    )
    reading = read(page)
    (event,) = reading.events
    fields = event.field_confidence
    assert fields
    assert len(fields.participants) == len(event.participants)
    assert all(0 < each < 1 for each in (event.confidence, fields.date, fields.place, fields.form, fields.status))
    assert all(0 < each < 1 for each in fields.participants)
    assert reading.statements
    for statement in reading.statements:
        said = statement.field_confidence
        assert said
        assert all(
            0 < each < 1 for each in (statement.confidence, said.speaker, said.act, said.commitment, said.content)
        )


def test_what_is_told_plainly_is_surer() -> None:
    assert one(SURE).confidence >= 0.9
    unsure = read(UNSURE).events
    assert all(event.confidence < one(SURE).confidence for event in unsure)


def test_the_same_page_has_the_same_confidences() -> None:
    assert one(SURE) == one(SURE)
