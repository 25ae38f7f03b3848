"""Formulas in a record: pages, speakers, periods, copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from banggiao import read
from banggiao.record import Page, Record

SAID = (
    "Ngày {day}/5, tại Hà Nội, Chủ tịch nước Trần Văn Mẫu tiếp Đại sứ Nhật Bản Sato Mau. "
    "Chủ tịch nước khẳng định {what}."
)
OLD = "nước ta theo đường lối độc lập, tự chủ, đa phương hóa, đa dạng hóa"
NEW = "nước ta theo đường lối độc lập, tự chủ, tự cường, đa phương hóa, đa dạng hóa"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    made = Record(tmp_path / "r.db")
    for day, what in ((3, OLD), (4, NEW), (5, NEW)):
        made.add(
            read(
                {
                    "id": str(day),
                    "title": "Tiếp khách",
                    "text": SAID.format(day=day, what=what),
                    "published": f"2017-05-0{day}",
                }
            )
        )
    return made


def test_a_formula_has_its_wordings_and_speakers(record: Record) -> None:
    (found,) = record.formulas("đa phương hóa, đa dạng hóa")
    assert (found.formula, found.pages, found.first, found.last) == ("foreign_policy", 3, "2017-05-03", "2017-05-05")
    assert [(w.first, w.pages, w.new, w.added) for w in found.wordings] == [
        ("2017-05-03", 1, False, ()),
        ("2017-05-04", 2, True, ("tự cường",)),
    ]
    assert found.speakers == {"Trần Văn Mẫu": 3}
    for use in found.uses:
        page = record.get(use.page)
        assert isinstance(page, Page)
        assert page.reading.text[use.start : use.end] == use.text


def test_a_period_bounds_what_is_counted(record: Record) -> None:
    (found,) = record.formulas("foreign_policy", since="2017-05-05")
    assert (found.pages, found.wordings[0].new) == (1, False)
    assert record.formulas("foreign_policy", until="2016") == []


def test_without_a_text_every_formula_used_is_told(record: Record) -> None:
    assert [found.formula for found in record.formulas()] == ["foreign_policy"]


def test_any_words_may_be_asked_for(record: Record) -> None:
    (found,) = record.formulas("theo đường lối")
    assert found.pages == 3


def test_phrases_that_recur(record: Record) -> None:
    assert record.recurring(2) == []  # they hold a known formula
