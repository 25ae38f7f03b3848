"""Since when something is known, when it was last changed, and how it was before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from banggiao import Record, RecordError, read
from banggiao.record import Change, rebuild

OURS, NORWAY = "Bộ trưởng Ngoại giao Vũ Minh Khôi", "Bộ trưởng Ngoại giao Na Uy Lars Berg"
TALKS = f"Sáng 5/9/2023, tại Hà Nội, {OURS} hội đàm với {NORWAY}."
ASKED = f"{TALKS} Bộ trưởng Vũ Minh Khôi đề nghị hai bên tăng cường hợp tác năng lượng tái tạo."
OSLO = f"Sáng 9/11/2024, tại Oslo, {OURS} hội đàm với {NORWAY}."


def add(record: Record, id_: str, text: str, published: str, title: str = "Tin đối ngoại") -> None:
    record.add(read({"id": id_, "title": title, "text": text, "published": published}))
    record.resolve()


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with Record(path) as made:
        add(made, "talks", ASKED, "2023-09-05")
        add(made, "oslo", OSLO, "2024-11-09")
        yield made


def told(changes: tuple[Change, ...]) -> list[str]:
    return [each.what for each in changes]


def test_what_came(record: Record) -> None:
    oslo, talks = record.find().results
    assert [(each.what, each.id) for each in record.changes(newest=False).results] == [
        ("new", talks.id),
        ("new", oslo.id),
    ]
    assert [each.id for each in record.changes().results] == [oslo.id, talks.id]
    assert talks.first == talks.updated == record.changes(id=talks.id).results[0].at
    assert record.changes(since="2100-01-01").results == ()
    assert len(record.changes(since=datetime.date(2020, 1, 1)).results) == 2
    (promise,) = record.find(kind="commitments").results
    assert [(each.kind, each.what, each.id) for each in record.changes("commitments").results] == [
        ("commitment", "new", promise.id)
    ]
    assert promise.first is not None


def test_following_by_the_cursor(record: Record) -> None:
    first = record.changes(newest=False)
    assert record.changes(newest=False, after=first.cursor).results == ()
    add(record, "again", TALKS, "2023-09-06")
    *renamed, then = record.changes(newest=False, after=first.cursor).results
    assert (then.what, then.fields) == ("told", ())
    # A contact has the smallest id of its tellings: a page may give it another.
    assert all((each.what, each.into) == ("gone", then.id) for each in renamed)
    with pytest.raises(RecordError, match="no cursor of this question"):
        record.changes(newest=True, after=first.cursor)


def test_a_correction_tells_what_was_read_and_what_is_right(record: Record) -> None:
    oslo = record.find("oslo").results[0]
    record.judge("field", oslo.id, None, "right", by="Người đọc", field="place.locality", value="Bergen")
    record.resolve()
    (change, *_) = record.changes().results
    assert (change.what, change.id) == ("changed", oslo.id)
    assert [(each.field, each.old, each.new) for each in change.fields] == [("place.locality", "Oslo", "Bergen")]
    assert record.find(order="updated").results[0].place.locality == "Bergen"
    record.judge("field", oslo.id, None, "wrong", by="Người đọc", field="")
    record.resolve()
    assert (record.changes().results[0].what, record.changes().results[0].into) == ("gone", None)
    assert [card.id for card in record.find().results] != [oslo.id]


def test_a_new_version_of_a_page(record: Record) -> None:
    oslo = record.find("oslo").results[0]
    add(record, "oslo", OSLO.replace("Sáng", "Chiều"), "2024-11-09", "Tin sửa")
    changes = record.changes(newest=False).results[2:]
    # What a contact is called follows from what is told of it, so that another time of the day may be another contact.
    assert told(changes) in (["changed"], ["gone", "new"])
    page = record.changes("pages").results[0]
    assert (page.kind, page.id, page.what) == ("page", "oslo", "changed")
    assert {each.field for each in page.fields} == {"headline", "text"}
    assert record.find(kind="pages", order="updated").results[0].id == "oslo"
    assert oslo.id in {each.id for each in record.changes().results}


def test_two_that_become_one(record: Record) -> None:
    add(record, "near", TALKS.replace("5/9/2023", "6/9/2023"), "2023-09-06")
    one, other = sorted(card.id for card in record.find(since="2023-09", until="2023-09").results)
    record.judge("contact", one, other, "same", by="Người đọc")
    record.resolve()
    gone = next(each for each in record.changes().results if each.what == "gone")
    assert {gone.id, gone.into} == {one, other}


def test_a_statement_put_right(record: Record) -> None:
    (said,) = record.find(kind="statements").results
    record.judge("field", said.id, None, "right", by="Người đọc", field="act", value="pledge")
    record.resolve()
    (change,) = record.changes("statements").results
    assert [(each.field, each.old, each.new) for each in change.fields] == [("act", "propose", "pledge")]
    assert record.changes("statements", country="VN").results == (change,)
    (after,) = record.find(kind="statements", act="pledge").results
    assert after.updated > said.updated


def test_changes_by_conditions(record: Record) -> None:
    add(
        record, "austria", f"Sáng 7/10/2023, tại Hà Nội, {OURS} tiếp Bộ trưởng Ngoại giao Áo Franz Huber.", "2023-10-07"
    )
    (austria,) = record.find(country="AT").results
    assert [each.id for each in record.changes(country="AT").results] == [austria.id]
    assert [each.id for each in record.changes("pages", country="AT").results] == ["austria"]
    assert record.changes("commitments", country="AT").results == ()
    assert len(record.changes("commitments", country="NO", topic="energy").results) == 1


def test_what_is_asked_wrongly(record: Record) -> None:
    for asked, reason in (({"kind": "ships"}, "not one of"), ({"since": "hôm qua"}, "is no time")):
        with pytest.raises(RecordError, match=reason):
            record.changes(**asked)


def test_a_record_made_again_keeps_its_log(path: Path, record: Record) -> None:
    oslo = record.find("oslo").results[0]
    record.judge("field", oslo.id, None, "right", by="Người đọc", field="place.locality", value="Bergen")
    record.resolve()
    before = record.changes().results, record.find(order="updated").results
    record.close()
    rebuild(path)
    with Record(path) as again:
        assert (again.changes().results, again.find(order="updated").results) == before
        assert again.changes("commitments").results
