"""Feasts, anniversaries, laws and foundings are no days of events."""

from __future__ import annotations

import pytest

from banggiao.dating import find_times, is_occasion, lies_ahead
from banggiao.text import lower


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nhân Ngày Gia đình Việt Nam (28/6), hai bên gặp nhau sáng 26/6.", [True, False]),
        ("Kỷ niệm 71 năm sự kiện (26/7/1953-26/7/2024), hai bên gặp nhau ngày 25/7.", [True, False]),
        ("Nhân dịp Quốc khánh 2/9, chiều 1/9, Đại sứ đến chào.", [True, False]),
        ("Theo Nghị định 57/2023/NĐ-CP ngày 8/5/2023, mức lương tăng.", [True]),
        ("Sau Chỉ thị số 32-CT/TW, ngày 10/4, hai bên họp.", [True]),
        ("Sau Nghị quyết số 18, ngày 20/12, hai bên họp.", [False]),
        ("Cục được thành lập ngày 27/5/2014.", [True]),
        ("Luật có hiệu lực từ ngày 1/7/2025.", [True]),
        ("Chiều 5/9, hai bên hội đàm.", [False]),
        ("Thủ tướng thăm Nhật Bản từ ngày 5 đến ngày 8/9.", [False]),
        ("Hội đàm diễn ra năm 2015.", [False]),
    ],
)
def test_occasions(text: str, expected: list[bool]) -> None:
    lowered = lower(text)
    assert [is_occasion(time, lowered) for time in find_times(text, lowered)] == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Đại sứ nói về chuyến thăm từ ngày 5-11/3.", "2024-03-03", True),
        ("Đại sứ nói về chuyến thăm từ ngày 29/12 đến 2/1.", "2024-12-28", True),
        ("Hội đàm diễn ra chiều 3/3.", "2024-03-03", False),
        ("Hội đàm diễn ra chiều 2/3.", "2024-03-03", False),
        ("Hội đàm diễn ra ngày 5/9.", "2024-03-03", False),
        ("Hội đàm diễn ra ngày 5/3/2024.", "2024-03-03", False),
        ("Hội đàm diễn ra tháng 4.", "2024-03-03", False),
        ("Hội đàm diễn ra ngày 5/3.", None, False),
    ],
)
def test_what_lies_ahead(text: str, published: str | None, expected: bool) -> None:
    (time,) = find_times(text, lower(text))
    assert lies_ahead(time, published) is expected
