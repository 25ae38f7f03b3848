"""What `check` finds: lines that cannot be read, and rows that contradict each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from banggiao.authority import use
from banggiao.authority.checking import Finding, check
from banggiao.authority.files import VARIABLE, lay
from banggiao.authority.registry import TABLES

Check = Callable[..., list[Finding]]


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Check]:
    """What is found in a table of the user's beside ours: the findings in this file only."""

    def look(name: str, *rows: str) -> list[Finding]:
        text = "\n".join(["# checked: 2031-01", "\t".join(TABLES[name].columns), *rows, ""])
        (tmp_path / f"{name}.tsv").write_text(text, encoding="utf-8")
        lay(str(tmp_path))
        return [each for each in check() if each.where.startswith(str(tmp_path))]

    before = os.environ.pop(VARIABLE, None)
    yield look
    use(before)


def test_sound_rows_are_not_told_of(found: Check) -> None:
    rows = ("A Lý\tGiám đốc Sở Thử\tVN\t2020-01-01\t2021-02-01\town", "B Lê\tGiám đốc Sở Thử\tVN\t2021-02-01\t\town")
    assert found("tenures", *rows) == []


@pytest.mark.parametrize(
    ("name", "rows", "level", "text"),
    [
        (
            "tenures",
            ["A Lý\tGiám đốc Sở Thử\tVN\t2020\t2025-01-01\town", "B Lê\tGiám đốc Sở Thử\tVN\t2021-01-01\t\town"],
            "error",
            "B Lê is Giám đốc Sở Thử from 2021-01-01, A Lý until 2025-01-01",
        ),
        (
            "tenures",
            ["A Lý\tGiám đốc Sở Thử\tVN\t2020\t2021-02-01\town", "B Lê\tGiám đốc Sở Thử\tVN\t2021-01-10\t\town"],
            "warning",
            "B Lê and A Lý are both Giám đốc Sở Thử for 22 days",
        ),
        (
            "tenures",
            ["A Lý\tGiám đốc Sở Thử\tVN\t2020\t2021-12-31\town", "B Lê\tGiám đốc Sở Thử\tVN\t2024-01-01\t\town"],
            "warning",
            "nobody is Giám đốc Sở Thử of VN for 731 days before",
        ),
        (
            "tenures",
            ["A Lý\tThứ trưởng Bộ Thử\tVN\t2020\t2023\town", "A Lý\tThứ trưởng Bộ Thử\tVN\t2021\t2024\town"],
            "error",
            "A Lý is Thứ trưởng Bộ Thử already",
        ),
        (
            "tenures",
            ["Lee One\tThủ tướng\tAQ\t2020\t2023\town", "One Lee\tThủ tướng\tAQ\t2021\t2024\town"],
            "error",
            "One Lee is Thủ tướng already",
        ),
        ("tenures", ["A Lý\tThủ tướng\tZZ\t2020\t2021\town"], "error", "'ZZ' is no code"),
        ("tenures", ["A Lý\tThủ tướng\tVN\t2021\t2020\town"], "error", "2021 is after 2020"),
        ("tenures", ["A Lý\tThủ tướng"], "error", "2 fields, not 6"),
        ("tenures", ["-A Lý\tThủ tướng\tVN\t1900\t\t"], "warning", "withdraws a row that is not there"),
        ("people", ["A Lý\tVN\t\tQ7747\town"], "error", "Q7747 is also Vladimir Putin"),
        ("people", ["A Lý\tVN\tC Tô\t\town", "B Lê\tVN\tC Tô\t\town"], "warning", "'C Tô' is also a name of A Lý"),
        ("people", ["A Lý\tVN\t\t\town", "A Lý\tVN\t\t\town"], "error", "comes twice"),
        ("congresses", ["XX\t20\t2010-01-01\t2010-01-09\town"], "error", "number 20 begins before number 14"),
        ("terms", ["Viện Thử\t1\t2010\t2011\town", "Viện Thử\t3\t2015\t2016\town"], "warning", "no number between 1"),
        ("relations", ["AQ\tNam Cực\tĐối tác toàn diện\t2010\t\town"], "none", ""),
        ("relations", ["JP\tNhật Bản\tĐối tác toàn diện\t2020\t2022\town"], "error", "overlaps Đối tác chiến lược sâu"),
        ("relations", ["JP\tNhật Bản\tĐối tác toàn diện\t1960\t1961\town"], "error", "before there were ties"),
        ("tet", ["2019\t2019-02-04\town"], "error", "the calendar has 2019-02-05 for 2019"),
    ],
)
def test_a_mistake_is_found(found: Check, name: str, rows: list[str], level: str, text: str) -> None:
    told = found(name, *rows)
    if level == "none":
        assert told == []
    else:
        assert [each.level for each in told if text in each.text] == [level]


def test_deputies_may_be_several(found: Check) -> None:
    rows = ("A Lý\tPhó Giám đốc Sở Thử\tVN\t2020\t2025\town", "B Lê\tPhó Giám đốc Sở Thử\tVN\t2021\t\town")
    assert found("tenures", *rows) == []


def test_years_alone_do_not_overlap(found: Check) -> None:
    rows = ("A Lý\tGiám đốc Sở Thử\tVN\t2016\t2020\town", "B Lê\tGiám đốc Sở Thử\tVN\t2020\t\town")
    assert found("tenures", *rows) == []


def test_our_tables_hold_no_mistake() -> None:
    assert [each for each in check() if each.level == "error"] == []
