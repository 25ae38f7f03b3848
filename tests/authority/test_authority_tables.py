"""The tables of the room: they load, their dates are dates, and the day they speak for is known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from banggiao.authority import checked, congresses, files, relations, tenures, window
from banggiao.authority.files import rows
from banggiao.authority.sources import sources
from banggiao.authority.tenures import all_tenures
from banggiao.lexicon import DataError, unique

_COLUMNS = ("person", "office", "country", "from", "to", "source")


def test_every_table_is_read() -> None:
    assert len(all_tenures()) > 900
    assert checked() >= "2025-10-31"
    assert congresses()["XIII"] == "2021-01-25"
    assert ("JP", "Đối tác chiến lược toàn diện") in {(each.state, each.label) for each in relations()}
    assert sources()["editor"] == 7


def test_no_tenure_comes_twice() -> None:
    unique("authority/tenures", (row.fields[:4] for row in rows("tenures", _COLUMNS)))


def test_a_tenure_without_end_speaks_for_the_day_its_own_file_was_checked() -> None:
    (held,) = tenures("Lương Cường", "Chủ tịch nước")
    assert (held.end, held.checked) == (None, "2025-10-31") or held.end


def test_heads_follow_each_other() -> None:
    for office in ("Tổng Bí thư", "Thủ tướng", "Chủ tịch Quốc hội", "Thường trực Ban Bí thư"):
        terms = sorted((t.start, t.end) for t in all_tenures() if t.office == office and t.country == "VN")
        for (_, end), (start, _) in pairwise(terms):
            left, entered = window(end), window(start)
            assert left
            assert entered
            assert abs((left[0] - entered[0]).days) < 250


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands for data/."""
    (tmp_path / "authority" / "tenures").mkdir(parents=True)
    monkeypatch.setattr(files, "data_path", lambda name: tmp_path / name)
    all_tenures.cache_clear()
    yield tmp_path / "authority" / "tenures"
    all_tenures.cache_clear()


HEADER = "\t".join(_COLUMNS)
DAY = "# checked: 2025-10"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            f"{DAY}\n{HEADER}\nNguyễn Văn A\tThủ tướng\tVN\t2024-01-01\t2023\teditor\n",
            "a.tsv:3: .*is after",
        ),
        (f"{DAY}\n{HEADER}\nNguyễn Văn A\tThủ tướng\tVN\t2024-02-30\t\teditor\n", "a.tsv:3: .*not EDTF"),
        (
            f"{DAY}\n{HEADER}\nNguyễn Văn A\tThủ tướng\tVN\t2024\t\thearsay\n",
            "a.tsv:3: the source 'hearsay'",
        ),
        (f"{HEADER}\nNguyễn Văn A\tThủ tướng\tVN\t2024\t\teditor\n", "a.tsv: no line '# checked"),
        (
            f"# checked: 2025-13\n{HEADER}\nNguyễn Văn A\tThủ tướng\tVN\t2024\t\teditor\n",
            "a.tsv: '2025-13' is no month",
        ),
    ],
)
def test_a_wrong_row_is_refused(folder: Path, content: str, message: str) -> None:
    sources()
    (folder / "a.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        all_tenures()


def test_each_file_of_a_folder_has_its_own_day(folder: Path) -> None:
    sources()
    row = "Nguyễn Văn A\tThủ tướng\tVN\t2024\t\teditor"
    (folder / "a.tsv").write_text(f"{DAY}\n{HEADER}\n{row}\n", encoding="utf-8")
    (folder / "b.tsv").write_text(f"# checked: 2026-02-03\n{HEADER}\n{row}\n", encoding="utf-8")
    assert [tenure.checked for tenure in all_tenures()] == ["2025-10-31", "2026-02-03"]
    assert checked() == "2026-02-03"
