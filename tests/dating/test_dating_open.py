"""What each form of date means on a page that does not say when it was published."""

from __future__ import annotations

import pytest

from banggiao.dating import find_times, resolve, year_bounds
from banggiao.reading import read
from banggiao.text import lower

MAI = ("Trương Thị Mai", ["Thường trực Ban Bí thư"])  # 2023-03-06 to 2024-05-16


def meaning(words: str, *people: tuple[str, list[str]]) -> str | None:
    text = f"{words}, hai bên họp."
    (time,) = find_times(text, lower(text))
    return resolve(time, published=None, years=year_bounds(text, people)).edtf


@pytest.mark.parametrize(
    ("words", "alone", "with_reasons"),
    [
        ("Chiều 26/12", "XXXX-12-26", "2023-12-26"),
        ("Ngày 5/4", "XXXX-04-05", "[2023-04-05,2024-04-05]"),
        ("Thứ Ba (26/12)", "XXXX-12-26", "2023-12-26"),
        ("Ngày 26/12/2023", "2023-12-26", "2023-12-26"),
        ("Từ ngày 29 đến 31/5", "XXXX-05-29/XXXX-05-31", "2023-05-29/2023-05-31"),
        ("Từ ngày 29/12 đến 2/1", "XXXX-12-29/XXXX-01-02", "2023-12-29/2024-01-02"),
        ("Đầu tháng 6", "XXXX-06", "2023-06"),
        ("Tháng 4", "XXXX-04", "[2023-04,2024-04]"),
        ("Tháng 6/2023", "2023-06", "2023-06"),
        ("Ngày 5", "XXXX-XX-05", "XXXX-XX-05"),
        ("Ngày 5 đến ngày 7", "XXXX-XX-05/XXXX-XX-07", "XXXX-XX-05/XXXX-XX-07"),
        ("Sáng nay (26/12)", "XXXX-12-26", "2023-12-26"),
        # the day they count from is not known
        ("Sáng nay", None, None),
        ("Hôm qua", None, None),
        ("Tuần trước", None, None),
        ("Thứ Ba tuần trước", None, None),
        ("Tháng trước", None, None),
        ("Năm ngoái", None, None),
        ("Ngày 5 tháng trước", None, None),
        # a lunar day has no solar one without its year
        ("Ngày 10 tháng 3 âm lịch", None, "[2023-04-29,2024-04-18]"),
        ("Mùng 1 Tết", None, "2024-02-10"),
        ("Rằm tháng Giêng năm 2024", "2024-02-24", "2024-02-24"),
    ],
)
def test_a_form_of_date(words: str, alone: str | None, with_reasons: str | None) -> None:
    assert meaning(words) == alone
    assert meaning(words, MAI) == with_reasons


def test_the_same_day_takes_up_the_day_before_it() -> None:
    text = (
        "Bộ trưởng tiếp khách\n\nNgày 5/9, tại Hà Nội, Bộ trưởng Vũ Minh Khôi tiếp Đại sứ Na Uy Lars Berg.\n\n"
        "Cùng ngày, Bộ trưởng Vũ Minh Khôi tiếp Đại sứ Pháp Jean Petit."
    )
    assert [event.date for event in read(text).events] == ["XXXX-09-05", "XXXX-09-05"]


def test_a_feast_is_no_day_of_a_contact() -> None:
    text = "Nhân dịp Quốc khánh 2/9, Bộ trưởng Vũ Minh Khôi tiếp Đại sứ Na Uy Lars Berg."
    assert [event.date for event in read(text).events] == [None]


def test_what_is_open_above_says_until_when_the_tables_speak() -> None:
    text = "Ngày 5/9, Chủ tịch Quốc hội Trần Thanh Mẫn tiếp Đại sứ Na Uy Lars Berg."
    (event,) = read(text).events
    *known, later = event.date_candidates
    assert event.date == "XXXX-09-05"
    assert [each.edtf for each in known][:2] == ["2024-09-05", "2025-09-05"]
    assert later.edtf.endswith("-09-05/..")
    assert "the tables speak for the time until" in later.reasons[0]
    assert any("2023-09-05" in each.edtf for each in event.date_excluded)
