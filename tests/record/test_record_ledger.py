"""The ledger of a record: made as pages come, the same in whatever order, confirmed by a person."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest

from banggiao import read
from banggiao.model import Reading
from banggiao.record import Record, RecordError

ASKED = (
    "Chiều {day}, tại Hà Nội, Chủ tịch nước Trần Văn Mẫu tiếp Bộ trưởng Ngoại giao Nhật Bản Sato Mau. "
    "Chủ tịch nước Trần Văn Mẫu đề nghị Nhật Bản sớm hỗ trợ xây dựng cầu Hàm Mẫu và đường bộ qua biên giới."
)
AGREED = (
    "Ngày {day}, tại Hà Nội, Thủ tướng Lê Thị Thử hội đàm với Thủ tướng Nhật Bản Kato Thu. "
    "Hai bên nhất trí đẩy nhanh việc xây dựng cầu Hàm Mẫu và đường bộ qua biên giới trong năm tới."
)


def page(id_: str, text: str, published: str) -> Reading:
    return read({"id": id_, "title": f"Tin {id_}", "text": text, "published": published})


PAGES = [
    page("a", ASKED.format(day="3/5"), "2017-05-03"),
    page("b", AGREED.format(day="6/7"), "2017-07-06"),
    page("c", "Sáng 4/5, Bộ trưởng Tài chính Phạm Văn Thử làm việc với Ngân hàng Mẫu.", "2017-05-04"),
]


def ledger_of(path: Path, pages: Iterable[Reading], *, at_once: bool) -> list[object]:
    with Record(path) as record:
        for each in pages:
            record.add(each)
            if not at_once:
                record.resolve()
        record.resolve()
        return list(record.ledger())


@pytest.fixture
def record(tmp_path: Path) -> Record:
    made = Record(tmp_path / "r.db")
    for each in PAGES:
        made.add(each)
    made.resolve()
    return made


def test_a_proposal_and_what_follows_it_up(record: Record) -> None:
    agreed, asked = record.ledger()
    assert (asked.kind, asked.by, asked.by_side, asked.to_side) == ("proposal", "Trần Văn Mẫu", "VN", "JP")
    assert (asked.status, asked.date) == ("proposed", "2017-05-03")
    (found,) = asked.follow_ups
    assert (found.what, found.act, found.date, found.verdict) == ("statement", "agree", "2017-07-06", None)
    assert found.evidence.page == "b"
    assert (agreed.kind, agreed.by_side, agreed.status) == ("agreement", "both", "no_public_evidence")


def test_what_is_said_to_the_press_for_another_state(tmp_path: Path) -> None:
    said = "Ngày 2/6, Tổng thống Mỹ Donald Trump tuyên bố sẽ thăm Nhật Bản trong tháng 11 tới."
    came = "Sáng 5/11, Tổng thống Mỹ Donald Trump đến Tokyo, bắt đầu chuyến thăm chính thức Nhật Bản."
    with Record(tmp_path / "r.db") as record:
        record.add(page("s", said, "2017-06-02"))
        record.add(page("v", came, "2017-11-05"))
        record.resolve()
        (pledge,) = record.ledger("JP", "US", kind="pledge")
        assert (pledge.by_side, [each.what for each in pledge.follow_ups]) == ("US", ["visit"])


def test_what_is_asked_of_ones_own_embassy_is_between_nobody(tmp_path: Path) -> None:
    said = (
        "Chiều 3/5, tại Tokyo, Chủ tịch nước Trần Văn Mẫu hội đàm với Thủ tướng Nhật Bản Kato Thu. "
        "Chủ tịch nước Trần Văn Mẫu đề nghị Đại sứ quán Việt Nam tại Nhật Bản làm tốt hơn nữa công tác cộng đồng."
    )
    with Record(tmp_path / "r.db") as record:
        record.add(page("s", said, "2017-05-03"))
        record.resolve()
        assert [each.kind for each in record.ledger()] == ["proposal"]
        assert record.ledger("JP", "VN") == []


def test_words_stand_where_they_are_said_to(record: Record) -> None:
    for each in record.ledger():
        for cited in (*each.told, *(found.evidence for found in each.follow_ups)):
            found = record.get(cited.page)
            assert found is not None
            assert found.reading.text[cited.start : cited.end] == cited.text  # type: ignore[union-attr]


def test_a_person_confirms(record: Record) -> None:
    asked = record.ledger(kind="proposal")[0]
    record.judge("follow_up", asked.id, asked.follow_ups[0].id, "right", by="Người thử")
    record.resolve()
    (asked,) = record.ledger(kind="proposal")
    assert asked.status == "followed_up"
    assert [(step.date, step.status) for step in asked.history] == [
        ("2017-05-03", "proposed"),
        ("2017-07-06", "followed_up"),
    ]
    assert asked not in record.ledger(open=True)
    record.judge("follow_up", asked.id, asked.follow_ups[0].id, "wrong", by="Người thử")
    (asked,) = record.ledger(kind="proposal")
    assert asked.status == "no_public_evidence"


def test_doubtful_follow_ups_are_offered(record: Record) -> None:
    asked = record.ledger(kind="proposal")[0]
    (doubt,) = [each for each in record.doubts() if each.kind == "follow_up"]
    assert (doubt.left.id, doubt.right and doubt.right.id) == (asked.id, asked.follow_ups[0].id)
    assert record.evidence(doubt.left)


def test_questions(record: Record) -> None:
    assert len(record.ledger("Nhật Bản", "VN")) == 2
    assert record.ledger("LA") == []
    assert [each.kind for each in record.ledger(since="2017-06")] == ["agreement"]
    assert len(record.ledger(limit=1)) == 1


def test_what_was_heard_of_again(record: Record) -> None:
    assert [each.kind for each in record.ledger("JP", "VN", heard=True)] == ["proposal"]
    assert [each.kind for each in record.ledger("JP", "VN", heard=False)] == ["agreement"]
    asked = record.ledger(heard=True)[0]
    assert asked.sides == ("JP", "VN")
    record.judge("follow_up", asked.id, asked.follow_ups[0].id, "wrong", by="Người thử")
    assert len(record.ledger("JP", "VN", heard=False)) == 2
    record.judge("follow_up", asked.id, asked.follow_ups[0].id, "right", by="Người thử")
    assert [each.status for each in record.ledger("JP", "VN", heard=True)] == ["followed_up"]


def test_found_by_what_became_of_them_and_by_whom_they_concern(record: Record) -> None:
    def kinds(**filters: str) -> list[str]:
        return [each.kind for each in record.find(kind="commitments", **filters).results]  # type: ignore[arg-type]

    assert (kinds(status="proposed"), kinds(status="no_public_evidence")) == (["proposal"], ["agreement"])
    assert record.find(kind="commitments").facets["status"] == {"no_public_evidence": 1, "proposed": 1}
    asked = record.ledger(heard=True)[0]
    record.judge("follow_up", asked.id, asked.follow_ups[0].id, "right", by="Người thử")
    assert (kinds(status="followed_up"), kinds(status="proposed")) == (["proposal"], [])
    assert kinds(person="Trần Văn Mẫu") == ["proposal"]


def test_of_bodies_and_of_a_channel(record: Record) -> None:
    foreign = ("Chủ tịch nước", "Bộ trưởng Ngoại giao")
    assert [each.kind for each in record.ledger(*foreign)] == ["proposal"]
    assert record.relation(*foreign).commitments == {"proposal": 1}
    assert record.ledger("VN", "JP", channel="military") == []
    with pytest.raises(RecordError, match="two sides"):
        record.ledger("Bộ trưởng Ngoại giao")


def test_counting_without_finding(record: Record) -> None:
    asked = {"contacts": {"country": "JP"}, "commitments": {}, "people": {}, "pages": {}}
    assert record.tally("", asked) == {"contacts": 2, "commitments": 2, "people": 5, "pages": 3}
    assert record.tally("Kato", {"contacts": {}}) == {"contacts": 1}
    assert record.tally("", {"pages": {}}, most=1) == {"pages": 2}


@pytest.mark.parametrize("at_once", [True, False])
def test_the_order_of_pages_makes_no_difference(tmp_path: Path, at_once: bool) -> None:
    made = [
        ledger_of(tmp_path / f"{n}.db", order, at_once=at_once) for n, order in enumerate(itertools.permutations(PAGES))
    ]
    assert all(each == made[0] for each in made)


def test_a_page_that_changes_takes_back_what_it_told(tmp_path: Path, record: Record) -> None:
    record.add(page("b", "Ngày 6/7, Thủ tướng Lê Thị Thử thăm tỉnh Mẫu.", "2017-07-06"))
    record.resolve()
    (asked,) = record.ledger()
    assert (asked.follow_ups, asked.status) == ((), "no_public_evidence")
    record.add(PAGES[1])
    record.resolve()
    assert record.ledger() == ledger_of(tmp_path / "again.db", PAGES, at_once=True)
