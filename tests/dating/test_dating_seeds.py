"""The two real pages beside the repository, when they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from banggiao.dating import find_times, resolve, year_bounds
from banggiao.text import lower, nfc

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PAGES = [
    (
        "000_573752eaa8a324fc.txt",
        [
            ("Nguyễn Phú Trọng", ["Tổng Bí thư"]),
            ("Trương Thị Mai", ["Trưởng Ban Tổ chức Trung ương", "Thường trực Ban Bí thư", "Ủy viên Bộ Chính trị"]),
            ("Lê Hoài Trung", ["Trưởng Ban Đối ngoại Trung ương", "Bí thư Trung ương Đảng"]),
        ],
        [("Chiều 26-12", "2023-12-26", "afternoon"), ("Cùng ngày", "2023-12-26", None)],
    ),
    (
        "004_c0bbaa08955b628d.txt",
        [("Phạm Minh Chính", ["Thủ tướng"]), ("Nguyễn Phú Trọng", ["Tổng Bí thư"])],
        [("Sáng 24/11", "[2021-11-24,2022-11-24,2023-11-24]", "morning")],
    ),
]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not beside the repository")
@pytest.mark.parametrize(("name", "people", "expected"), PAGES)
def test_seed(name: str, people: list[tuple[str, list[str]]], expected: list[tuple[str, str, str | None]]) -> None:
    text = nfc((SEEDS / name).read_text(encoding="utf-8")).split("Có thể bạn quan tâm")[0]
    years = year_bounds(text, people)
    anchor = None
    found = []
    for time in find_times(text, lower(text)):
        if time.kind not in {"day", "relative"}:
            continue
        dated = resolve(time, published=None, anchor=anchor, years=years)
        anchor = dated.edtf or anchor
        found.append((text[time.start : time.end], dated.edtf, dated.part_of_day))
    assert found == expected
