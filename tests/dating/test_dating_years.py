"""Years from what a page says: offices, congresses, levels of relations, weekdays."""

from __future__ import annotations

import pytest

from banggiao.authority import office_key, tenures
from banggiao.dating import explain_years, find_times, resolve, year_bounds
from banggiao.text import lower


def day(text: str, people: list[tuple[str, list[str]]], own: str = "", horizon: str | None = None) -> str | None:
    (time,) = find_times(text, lower(text))
    return resolve(time, published=None, years=year_bounds(own or text, people, horizon=horizon)).edtf


def test_no_reason_leaves_the_year_open() -> None:
    assert day("Chiều 26-12, hai bên họp.", []) == "XXXX-12-26"
    assert day("Chiều 26-12, hai bên họp.", [("Nguyễn Văn A", ["Chủ tịch nước"])]) == "XXXX-12-26"
    assert day("Từ 29 đến 31/5, hai bên họp.", []) == "XXXX-05-29/XXXX-05-31"


def test_each_office_counts_on_its_own_days() -> None:
    mai = ("Trương Thị Mai", ["Thường trực Ban Bí thư"])
    assert day("Chiều 26-12, hai bên họp.", [mai]) == "2023-12-26"
    assert day("Chiều 5-4, hai bên họp.", [mai]) == "[2023-04-05,2024-04-05]"
    assert day("Từ 29 đến 31/8, hai bên họp.", [mai]) == "2023-08-29/2023-08-31"


def test_several_people_intersect() -> None:
    people = [("Võ Văn Thưởng", ["Chủ tịch nước"]), ("Joe Biden", ["Tổng thống Hoa Kỳ"])]
    assert day("Ngày 11/9, hai bên họp.", people) == "2023-09-11"


def test_an_office_still_held_leaves_the_upper_side_open() -> None:
    people = [("Trần Cẩm Tú", ["Thường trực Ban Bí thư"])]
    assert day("Ngày 5/9, hai bên họp.", people) == "XXXX-09-05"
    assert day("Ngày 5/9, hai bên họp.", people, horizon="2025-10-31") == "2025-09-05"
    assert day("Ngày 5/9, hai bên họp.", people, horizon="2026-10-31") == "[2025-09-05,2026-09-05]"


def test_a_former_office_is_only_a_lower_bound() -> None:
    people = [("Suga Yoshihide", ["nguyên Thủ tướng Nhật Bản", "Thủ tướng"]), ("Nguyễn Phú Trọng", ["Tổng Bí thư"])]
    assert day("Ngày 5/9, hai bên họp.", people) == "[2021-09-05,2022-09-05,2023-09-05]"


def test_one_person_twice_in_office_counts_both_terms() -> None:
    people = [("Donald Trump", ["Tổng thống Mỹ"])]
    assert day("Ngày 5/3, hai bên họp.", people, horizon="2025-10-31") == (
        "[2017-03-05,2018-03-05,2019-03-05,2020-03-05,2025-03-05]"
    )


def test_offices_never_held_together_do_not_contradict() -> None:
    people = [("Vladimir Putin", ["Thủ tướng", "Tổng thống"]), ("Nguyễn Minh Triết", ["Chủ tịch nước"])]
    assert day("Ngày 5/9, hai bên họp.", people) == "[2006-09-05,2007-09-05,2008-09-05,2009-09-05,2010-09-05]"


def test_mourning_keeps_no_upper_bound() -> None:
    text = "Sáng 26/7, lễ viếng Tổng Bí thư Nguyễn Phú Trọng được tổ chức."
    assert day(text, [("Nguyễn Phú Trọng", ["Tổng Bí thư"])]) == "XXXX-07-26"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("Hai bên cùng đưa Nghị quyết Đại hội XIII vào cuộc sống.", "[2021-09-05,2022-09-05,2023-09-05]"),
        (
            "Ông vui mừng về thành công của Đại hội Đảng lần thứ XIII, với nhiều quyết sách.",
            "[2021-09-05,2022-09-05,2023-09-05]",
        ),
        (
            "Chúc mừng thành công Đại hội đại biểu toàn quốc lần thứ XIII của Đảng.",
            "[2021-09-05,2022-09-05,2023-09-05]",
        ),
        ("Hai bên chúc Việt Nam sẽ có Đại hội Đảng lần thứ XIII thành công.", None),
        ("Dự thảo Nghị quyết Đại hội XIII của Đảng được trình.", None),
        ("Các cấp ủy đang chuẩn bị Đại hội XIII của Đảng.", "[2016-09-05,2017-09-05,2018-09-05,2019-09-05,2020-09-05]"),
        ("Chúc mừng thành công Đại hội XIII Công đoàn Việt Nam.", None),
        ("Nghị quyết Đại hội XI Đảng Nhân dân Cách mạng Lào.", None),
        ("Ông vui mừng về thành công của Đại hội Đảng lần thứ 28.", None),
        (
            "Quan hệ Đối tác hợp tác chiến lược Việt Nam - Hàn Quốc phát triển tốt.",
            "[2011-09-05,2012-09-05,2013-09-05,",
        ),
        ("Quan hệ Đối tác chiến lược toàn diện Việt Nam - Hàn Quốc phát triển tốt.", "2023-09-05"),
        ("Đối tác chiến lược toàn diện với Hàn Quốc phát triển tốt.", "2023-09-05"),
        ("Hai bên mong nâng cấp lên Đối tác chiến lược toàn diện Việt Nam - Hàn Quốc.", None),
        ("Từ năm 2021 đến nay, hai nước đã trao đổi nhiều đoàn.", "[2021-09-05,2022-09-05,2023-09-05]"),
        ("Từ tháng 10/2022 đến nay, hai nước đã trao đổi nhiều đoàn.", "2023-09-05"),
        ("Mục tiêu đến năm 2030 là rất cao.", None),
    ],
)
def test_the_words_of_the_page(own: str, expected: str | None) -> None:
    plain = day("Ngày 5/9, hai bên họp.", [("Nguyễn Phú Trọng", ["Tổng Bí thư"])])
    found = day("Ngày 5/9, hai bên họp.", [("Nguyễn Phú Trọng", ["Tổng Bí thư"])], own=own)
    assert found is not None
    assert plain is not None
    assert found.startswith(expected or plain)


def test_a_weekday_narrows_the_years_and_may_be_a_day_off() -> None:
    people = [("Nguyễn Phú Trọng", ["Tổng Bí thư"]), ("Phạm Minh Chính", ["Thủ tướng"])]
    # 26/12 was a Sunday in 2021, a Monday in 2022, a Tuesday in 2023.
    assert day("Thứ Tư (26/12), hai bên họp.", people) == "2023-12-26"
    assert day("Thứ Ba (26/12), hai bên họp.", people) == "[2022-12-26,2023-12-26]"
    assert day("Thứ Năm (26/12), hai bên họp.", people) == "[2021-12-26,2022-12-26,2023-12-26]"


def test_contradicting_reasons_leave_the_year_open() -> None:
    people = [("Nguyễn Minh Triết", ["Chủ tịch nước"]), ("Joe Biden", ["Tổng thống Mỹ"])]
    assert day("Ngày 5/9, hai bên họp.", people) == "XXXX-09-05"


def test_candidates_carry_reasons_and_the_excluded_theirs() -> None:
    years = year_bounds("", [("Trương Thị Mai", ["Thường trực Ban Bí thư"]), ("Nguyễn Phú Trọng", ["Tổng Bí thư"])])
    kept, excluded = explain_years(years, 12, 26)
    assert [each.edtf for each in kept] == ["2023-12-26"]
    assert "Trương Thị Mai was Thường trực Ban Bí thư 2023-03-06/2024-05-16" in kept[0].reasons
    by_day = {each.edtf: each.reasons for each in excluded}
    assert by_day["2022-12-26"] == ("Trương Thị Mai was Thường trực Ban Bí thư 2023-03-06/2024-05-16",)
    assert len(by_day["2025-12-26"]) == 2


def test_published_closes_the_upper_side() -> None:
    years = year_bounds("", [("Phạm Minh Chính", ["Thủ tướng Chính phủ"])], "2022-03")
    kept, _ = explain_years(years, 3, 5)
    assert [each.edtf for each in kept] == ["2022-03-05"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thủ tướng", "Thủ tướng Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Bộ trưởng Ngoại giao", "Bộ trưởng Bộ Ngoại giao"),
        ("Tổng Bí thư", "Tổng Bí thư Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam"),
        ("Chủ tịch nước", "Chủ tịch nước Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("Thường trực Ban Bí thư", "Thường trực Ban Bí thư Trung ương Đảng"),
        ("Phó Thủ tướng", "Phó Thủ tướng Thường trực Chính phủ"),
        ("Trưởng Ban Đối ngoại Trung ương", "Trưởng ban Đối ngoại Trung ương Đảng"),
        ("Chủ tịch Quốc hội", "Chủ tịch Quốc hội Việt Nam"),
        ("Chủ tịch UBND tỉnh Hà Giang", "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang"),
    ],
)
def test_spellings_of_one_office(one: str, other: str) -> None:
    assert office_key(one) == office_key(other)


def test_different_offices_stay_apart() -> None:
    assert office_key("Chủ tịch nước") != office_key("Phó Chủ tịch nước")
    assert not tenures("Trần Thanh Mẫn", "Chủ tịch nước")
    assert tenures("Trần Thanh Mẫn", "Chủ tịch Quốc hội")
    assert tenures("Võ Thị Ánh Xuân", "Quyền Chủ tịch nước")
