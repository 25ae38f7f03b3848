"""The relation of two sides in a record of our own pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from banggiao import read
from banggiao.record import Record, RecordError

PAGES = {
    "2017-05-03": "Ngày 3/5, tại Hà Nội, Chủ tịch nước Trần Văn Mẫu tiếp Bộ trưởng Ngoại giao Nhật Bản Sato Mau.",
    "2017-05-10": "Ngày 10/5, tại Tokyo, Chủ tịch Quốc hội Lê Thị Thử hội đàm với Chủ tịch Hạ viện Nhật Bản Kato Thu.",
    "2017-05-20": "Ngày 20/5, Bộ trưởng Tài chính Phạm Văn Thử làm việc với Ngân hàng Mẫu.",
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    made = Record(tmp_path / "r.db")
    for published, text in PAGES.items():
        made.add(read({"id": published, "title": "Tin", "text": text, "published": published}))
    made.resolve()
    return made


def test_two_states(record: Record) -> None:
    found = record.relation("Nhật Bản")
    assert (found.contacts, found.ties) == (2, "1973-09-21")
    assert found.first is not None
    assert found.last is not None
    assert (found.first.date, found.last.date) == ("2017-05-03", "2017-05-10")
    assert (found.first.rank, found.last.rank) == ("ministers", "leaders")
    assert found.silence is not None
    assert (found.silence.until, found.silence.days, found.silence.covered) == ("2017-05-20", 10, 1)
    assert found.levels[0].label == "Đối tác chiến lược"
    assert [(each.one, each.other, each.contacts) for each in found.encounters] == [
        ("Kato Thu", "Lê Thị Thử", 1),
        ("Sato Mau", "Trần Văn Mẫu", 1),
    ]


def test_names_and_codes_mean_the_same(record: Record) -> None:
    assert record.relation("Japan").contacts == record.relation("JP").contacts == record.relation("VN", "JP").contacts


def test_a_channel(record: Record) -> None:
    found = record.relation("JP", channel="parliament")
    assert (found.contacts, found.by_channel) == (1, {"government": 1, "parliament": 1, "state": 1})
    with pytest.raises(RecordError, match="channel"):
        record.relation("JP", channel="sports")


def test_bodies(record: Record) -> None:
    assert record.relation("Quốc hội", "Hạ viện").contacts == 1
    assert record.relation("Quốc hội", "Thượng viện").contacts == 0


def test_a_side_has_no_relation_with_itself(record: Record) -> None:
    with pytest.raises(RecordError, match="same side"):
        record.relation("Việt Nam")
