"""The tables of the room: they load, their dates are dates, and the day they speak for is known."""

from __future__ import annotations

from itertools import pairwise

import pytest

from banggiao.dating import lunar, year_bounds
from banggiao.dating.days import moved, one_of, window
from banggiao.dating.tenures import _read, checked, interval
from banggiao.lexicon import DataError, table, unique


def test_tenures_load_and_do_not_repeat() -> None:
    rows, until = _read()
    assert len(rows) > 900
    assert until == checked() == "2025-10-31"
    columns = ("person", "office", "country", "from", "to", "source")
    unique("authority/tenures.tsv", ((r[0], r[1], r[2], r[3]) for r in table("authority/tenures.tsv", columns)))


def test_all_tables_are_read() -> None:
    text = "Nghị quyết Đại hội XIII. Đối tác chiến lược toàn diện Việt Nam - Nhật Bản."
    assert len(year_bounds(text, []).bounds) == 2


def test_heads_follow_each_other() -> None:
    for office in ("Tổng Bí thư", "Thủ tướng", "Chủ tịch Quốc hội", "Thường trực Ban Bí thư"):
        terms = sorted((t.start, t.end) for t in _read()[0] if t.office == office and t.country == "VN")
        for (_, end), (start, _) in pairwise(terms):
            assert end is not None
            assert abs((window(end) or (0,))[0].toordinal() - (window(start) or (0,))[0].toordinal()) < 250  # type: ignore[union-attr]


def test_a_wrong_row_is_refused() -> None:
    with pytest.raises(DataError, match="is after"):
        interval("authority/tenures.tsv", "Nguyễn Văn A", "2024-01-01", "2023")
    with pytest.raises(DataError, match="not EDTF"):
        interval("authority/tenures.tsv", "Nguyễn Văn A", "2024-02-30", "")


@pytest.mark.parametrize(
    ("lunar_date", "solar"),
    [
        ((2000, 1, 1), "2000-02-05"),
        ((2007, 1, 1), "2007-02-17"),
        ((2023, 1, 1), "2023-01-22"),
        ((2024, 1, 1), "2024-02-10"),
        ((2024, 3, 10), "2024-04-18"),
        ((2025, 1, 1), "2025-01-29"),
        ((2026, 1, 1), "2026-02-17"),
    ],
)
def test_lunar_dates(lunar_date: tuple[int, int, int], solar: str) -> None:
    assert str(lunar.to_solar(*lunar_date)) == solar


def test_lunar_days_that_are_none() -> None:
    assert lunar.to_solar(2024, 12, 30) is None
    assert lunar.to_solar(1850, 1, 1) is None


def test_windows_of_publication() -> None:
    assert window("2024-13") is None
    assert window("hôm qua") is None
    assert window(None) is None
    assert [str(day) for day in window("2024-02") or ()] == ["2024-02-01", "2024-02-29"]
    assert window("2024-09-24T08:00:00+07:00") == window("2024-09-24")


def test_days_moved_and_joined() -> None:
    assert moved("2024-12-31", 1) == "2025-01-01"
    assert moved("XXXX-02-28", 1) is None
    assert moved("XXXX-12-31", 1) == "XXXX-01-01"
    assert moved("2024-09-05/2024-09-07", 1) is None
    assert moved("2024-09", 1) is None
    assert one_of([]) is None
