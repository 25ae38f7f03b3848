"""Years from meetings that are counted, jubilees, feasts, years written beside other things, names of a time."""

from __future__ import annotations

import pytest

from banggiao.dating import find_times, narrowed, resolve, year_bounds
from banggiao.text import lower

CHINH = ("Phạm Minh Chính", ["Thủ tướng Chính phủ"])
SUGA = ("Suga Yoshihide", ["Thủ tướng Nhật Bản"])
MAN = ("Trần Thanh Mẫn", ["Chủ tịch Quốc hội"])
TRONG = ("Nguyễn Phú Trọng", ["Tổng Bí thư"])


def first_day(text: str, *people: tuple[str, list[str]]) -> str | None:
    """What the first day of the text means, read without a day of publication."""
    lowered = lower(text)
    time = next(time for time in find_times(text, lowered) if time.kind in {"day", "span"})
    years = narrowed(year_bounds(text, people), lowered, time)
    return resolve(time, published=None, years=years).edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # at a meeting: the day is one of its days
        ("Ngày 10/10, nhân dịp dự Hội nghị Cấp cao ASEAN lần thứ 44, 45, ông gặp khách.", "2024-10-10"),
        ("Ngày 8/9, bên lề Hội nghị Cấp cao ASEAN 28, 29 tại Vientiane, ông gặp khách.", "2016-09-08"),
        ("Ngày 24/9, nhân dịp dự Khóa họp lần thứ 79 Đại hội đồng LHQ, ông gặp khách.", "2024-09-24"),
        ("Chiều 24/9, trong khuôn khổ khóa 72 Đại hội đồng Liên hợp quốc, ông gặp khách.", "2017-09-24"),
        ("Sáng 18/10, tham dự Đại hội đồng AIPA-45, ông gặp khách.", "2024-10-18"),
        ("Ngày 6/11, dự Hội nghị Tiểu vùng Mekong mở rộng (GMS) lần thứ 8, ông gặp khách.", "2024-11-06"),
        ("Chiều 18/11, bên lề Hội nghị thượng đỉnh G20 tại Rio de Janeiro, ông gặp khách.", "2024-11-18"),
        ("Ngày 5/11, tại Kỳ họp thứ 8, Quốc hội khóa XV, hai bên gặp nhau.", "2024-11-05"),
        ("Ngày 19/9, tại Hội nghị Trung ương 10 khóa XIII, hai bên gặp nhau.", "2024-09-19"),
        (
            "Ngày 21/11, nhân dịp dự Hội nghị quốc tế các đảng chính trị châu Á (ICAPP) lần thứ 12, ông gặp khách.",
            "2024-11-21",
        ),
        ("Chiều 17/9, nhân dịp dự Diễn đàn Mùa Thu năm 2019 tại Hà Nội, ông gặp khách.", "2019-09-17"),
        ("Ngày 18/11, nhân dịp dự Hội nghị các nhà lãnh đạo kinh tế APEC lần thứ 29, ông gặp khách.", "2022-11-18"),
        # a place that saw two meetings leaves both
        (
            "Chiều 17/11, nhân dịp dự Tuần lễ Cấp cao APEC tại Lima, ông gặp khách.",
            "[2008-11-17,2016-11-17,2024-11-17]",
        ),
        # a meeting of another time of the year says nothing of the day
        ("Ngày 10/3, nhân dịp dự Hội nghị Cấp cao ASEAN lần thứ 44, ông gặp khách.", "XXXX-03-10"),
        ("Ngày 10/10, ông gặp khách.", "XXXX-10-10"),
        # a project is nothing that one attends
        ("Ngày 4/2, ông thăm dự án tại Hội chợ đưa vào khai thác năm 2021.", "XXXX-02-04"),
    ],
)
def test_meetings_that_are_counted(text: str, expected: str) -> None:
    assert first_day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 5/6, hai bên nói về kết quả Hội nghị Cấp cao ASEAN lần thứ 42.", "[2023-06-05,2024-06-05]"),
        ("Ngày 5/6, hai bên chuẩn bị cho Hội nghị Cấp cao ASEAN lần thứ 42.", "[2021-06-05,2022-06-05]"),
        ("Ngày 5/5, ông dự lễ kỷ niệm 69 năm Chiến thắng Điện Biên Phủ.", "2023-05-05"),
        ("Ngày 5/5, hai bên nhắc đến kỷ niệm 132 năm Ngày sinh Chủ tịch Hồ Chí Minh.", "[2021-05-05,2022-05-05]"),
        ("Ngày 5/9, nhân kỷ niệm 45 năm Việt Nam gia nhập Liên hợp quốc, hai bên gặp nhau.", "2022-09-05"),
        (
            "Ngày 5/9, hai bên mừng 50 năm thiết lập quan hệ ngoại giao (21/9/1973 - 21/9/2023).",
            "[2022-09-05,2023-09-05]",
        ),
        (
            "Ngày 5/9, hai bên bàn dịp kỷ niệm 50 năm thiết lập quan hệ ngoại giao Việt Nam - Nhật Bản năm 2023.",
            "[2021-09-05,2022-09-05,2023-09-05]",
        ),
        ("Ngày 5/9, hai bên bàn Chương trình hành động (2021 - 2022).", "[2021-09-05,2022-09-05,2023-09-05]"),
        ("Ngày 5/2, ông chúc Tết Quý Mão cán bộ đại sứ quán.", "2023-02-05"),
        ("Ngày 5/2, ông kể về mùa xuân năm 1975.", "[2022-02-05,2023-02-05,2024-02-05]"),
        ("Ngày 5/1, ông chúc mừng năm mới 2023.", "2023-01-05"),
        ("Ngày 5/7, hai bên bàn về kết quả 6 tháng đầu năm 2022.", "2022-07-05"),
        ("Ngày 5/1, ông dự Hội nghị tổng kết công tác đối ngoại năm 2022.", "2023-01-05"),
        ("Ngày 5/7, kim ngạch tăng so với cùng kỳ năm 2021.", "2022-07-05"),
        ("Ngày 15/12, ông nghe kết quả thực hiện nhiệm vụ năm 2022 và nhiệm vụ trọng tâm năm 2023.", "2022-12-15"),
        ("Ngày 5/9, hai bên bàn việc từ nay đến hết năm 2022.", "[2021-09-05,2022-09-05]"),
        ("Ngày 5/9, hai bên phấn đấu đưa kim ngạch đạt 20 tỷ USD vào năm 2022.", "[2021-09-05,2022-09-05]"),
        ("Ngày 5/9, hai bên bàn Nghị định 15/2022/NĐ-CP.", "[2022-09-05,2023-09-05]"),
        ("Ngày 5/9, hai bên bàn dự thảo Nghị định 15/2023/NĐ-CP.", "[2021-09-05,2022-09-05,2023-09-05]"),
        ("Ngày 5/9, hai ông nhắc lại đã gặp nhau ở Lào (tháng 5/2022).", "[2022-09-05,2023-09-05]"),
        ("Ngày 5/9, hai ông hẹn sẽ gặp nhau ở Lào (tháng 5/2026).", "[2021-09-05,2022-09-05,2023-09-05]"),
        ("Ngày 5/9, ông kể đã thăm nước này từ ngày 3 đến 5/5/2022.", "[2022-09-05,2023-09-05]"),
        ("Ngày 5/9, ông đã quyết định thăm nước này vào ngày 3-5-2026.", "[2021-09-05,2022-09-05,2023-09-05]"),
        ("Ngày 9/10, ông dự lễ kỷ niệm 77 năm thành lập Đảng Lao động Triều Tiên.", "2022-10-09"),
        ("Ngày 17/8, nhân kỷ niệm 77 năm Quốc khánh Indonesia, ông gửi điện mừng.", "2022-08-17"),
    ],
)
def test_what_a_page_counts_and_writes(text: str, expected: str) -> None:
    assert first_day(text, CHINH, TRONG) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 5/9, ông làm việc với Bộ Kế hoạch và Đầu tư.", "2024-09-05"),
        ("Ngày 5/9, ông làm việc với Tỉnh ủy Bình Dương.", "[2024-09-05,2025-09-05]"),
        ("Ngày 5/9, ông làm việc với Bộ Kế hoạch và Đầu tư Lào.", "XXXX-09-05"),
        ("Ngày 5/9, ông tiếp Bộ trưởng Bộ Giao thông vận tải (Trung Quốc).", "XXXX-09-05"),
        ("Ngày 5/9, ông tiếp đoàn Lào do ông Sonexay Keo, Bộ trưởng Bộ Kế hoạch và Đầu tư dẫn đầu.", "XXXX-09-05"),
        ("Ngày 5/9, ông tiếp nguyên Bộ trưởng Bộ Kế hoạch và Đầu tư.", "XXXX-09-05"),
        ("Ngày 5/9, ông làm việc với Bộ Nông nghiệp và Môi trường.", "XXXX-09-05"),
        ("Ngày 5/9, hai bên bàn đại hội các cấp tiến tới Đại hội XIV của Đảng.",
         "[2024-09-05,2025-09-05]"),
    ],
)  # fmt: skip
def test_names_that_end(text: str, expected: str) -> None:
    assert first_day(text, MAN) == expected


def test_names_that_begin() -> None:
    bounds = year_bounds("Bộ Nông nghiệp và Môi trường; Cộng hòa Bắc Macedonia.", []).bounds
    assert [bound.spans[0][1] for bound in bounds] == [None, None]
    assert max(str(bound.spans[0][0]) for bound in bounds) >= "2024-12"


BIDEN = ("Joe Biden", ["Tổng thống Hoa Kỳ"])


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Ngày 5/9, ông gặp Thủ tướng Nhật Bản Suga Yoshihide.", SUGA, "2021-09-05"),
        ("Ngày 11/10, ông gặp tân Thủ tướng Nhật Bản Suga Yoshihide.", SUGA, "2020-10-11"),
        ("Nhân dịp ông Joe Biden được bầu làm Tổng thống Hoa Kỳ, ngày 9/11 ông gửi điện mừng.", BIDEN, "2020-11-09"),
        ("Ngày 20/12, ông điện đàm với Tổng thống đắc cử Hoa Kỳ Joe Biden.", BIDEN, "2020-12-20"),
        # the one who meets a newly chosen leader is not new himself
        ("Ngày 14/9, Thủ tướng Phạm Minh Chính tiếp Tổng thống đắc cử.", CHINH,
         "[2021-09-14,2022-09-14,2023-09-14,2024-09-14,2025-09-14]"),
    ],
)  # fmt: skip
def test_those_who_take_office(text: str, people: tuple[str, list[str]], expected: str) -> None:
    assert first_day(text, people) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 26/7, đoàn sang Việt Nam dự lễ Quốc tang Tổng Bí thư Nguyễn Phú Trọng.", "2024-07-26"),
        ("Ngày 21/9, nhân dịp kỷ niệm 50 năm thiết lập quan hệ ngoại giao Việt Nam - Nhật Bản, hai bên gặp nhau.",
         "2023-09-21"),
        ("Sáng 8/11, nhân kỷ niệm 71 năm Quốc khánh (9/11/1953 - 9/11/2024), ông đến chúc mừng.", "2024-11-08"),
    ],
)  # fmt: skip
def test_funerals_and_ties(text: str, expected: str) -> None:
    assert first_day(text) == expected
