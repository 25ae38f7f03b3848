"""What the room takes from the tables, lunar days, and EDTF dates."""

from __future__ import annotations

import pytest

from banggiao.authority import window
from banggiao.dating import lunar, year_bounds
from banggiao.dating.days import moved, one_of


def test_all_tables_are_read() -> None:
    text = "Nghị quyết Đại hội XIII. Đối tác chiến lược toàn diện Việt Nam - Nhật Bản."
    assert len(year_bounds(text, []).bounds) == 2


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
