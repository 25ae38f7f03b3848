"""Facts that a person put right: shown and found everywhere, what was read kept, and given back by an undo."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from banggiao.model import Reading
from banggiao.record import Contact, Page, Record, RecordError

MEETING = "11aa22bb33cc44d1"
PAGE = "a1b2c3d4e5f60001"
STATEMENT = "99ff000000000001"


def judge(record: Record, field: str, value: str | None = None, verdict: str = "right", left: str = MEETING) -> None:
    record.judge("field", left, None, verdict, by="Lan", why="đã hỏi", field=field, value=value)
    record.resolve()


def contact(record: Record) -> Contact:
    found = {each.id: each for each in record.contacts(limit=None)}
    return found[MEETING]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "call"),
        ("form", "talks"),
        ("status", "planned"),
        ("date", "2023-01-31"),
        ("part_of_day", "night"),
        ("place.venue", "Nhà khách"),
        ("place.locality", "Huế"),
        ("place.country", "JP"),
        ("participants.1.name", "Mori Kaoru"),
        ("participants.0.offices", "Phó Thủ tướng; Bộ trưởng"),
        ("participants.0.organisation", "Chính phủ"),
        ("participants.1.country", "LA"),
        ("participants.1.role", "party"),
    ],
)
def test_the_right_value_is_shown_with_who_said_so(
    record: Record, readings: list[Reading], field: str, value: str
) -> None:
    record.resolve()
    before = contact(record)
    judge(record, field, value)
    now = contact(record)
    shown: object = now
    for step in field.split("."):
        shown = shown[int(step)] if step.isdecimal() else getattr(shown, step)  # type: ignore[index]
    assert shown == (tuple(value.split("; ")) if field.endswith("offices") else value)
    (told,) = now.judged
    assert (told.id, told.field, told.by, told.why, told.verdict, told.value) == (
        *(MEETING, field, "Lan", "đã hỏi", "right", value),
    )
    page = record.get(PAGE)
    assert isinstance(page, Page)
    assert page.reading == readings[0]  # as it was read
    assert page.judged == now.judged
    judge(record, field, verdict="undo")
    assert contact(record) == before
    assert record.check() == []


def test_questions_find_the_right_value_and_no_longer_the_wrong(record: Record) -> None:
    judge(record, "date", "2019-03-04")
    judge(record, "participants.1.name", "Sato Kaoru")
    assert MEETING in [each.id for each in record.contacts(since="2019", until="2019", certain=True)]
    assert MEETING not in [each.id for each in record.contacts(since="2024-09-05", until="2024-09-05")]
    assert [each.id for each in record.contacts(person="sato kaoru")] == [MEETING]
    assert MEETING not in [each.id for each in record.contacts(person="mori keiko")]


def test_a_wrong_value_without_a_right_one_is_none(record: Record) -> None:
    judge(record, "date", verdict="wrong")
    judge(record, "place.venue", verdict="wrong")
    judge(record, "form", verdict="wrong")  # a contact always has one: it stays until somebody knows better
    found = contact(record)
    assert (found.date, found.place.venue, found.form) == (None, None, "receive")
    assert {each.field: each.read for each in found.judged} == {
        "date": "2024-09-05",
        "place.venue": "Trụ sở Chính phủ",
        "form": "receive",
    }


def test_who_took_no_part_is_left_out(record: Record, readings: list[Reading]) -> None:
    judge(record, "participants.1", verdict="wrong")
    assert [each.name for each in contact(record).participants] == ["Trần Văn Bình"]
    page = record.get(PAGE)
    assert isinstance(page, Page)
    assert page.reading == readings[0]
    judge(record, "participants.1", verdict="undo")
    assert [each.name for each in contact(record).participants] == ["Trần Văn Bình", "Mori Keiko"]


def test_a_contact_that_was_none_is_not_listed(record: Record, readings: list[Reading]) -> None:
    judge(record, "", verdict="wrong")
    assert MEETING not in [each.id for each in record.contacts(limit=None)]
    page = record.get(PAGE)
    assert isinstance(page, Page)
    assert page.reading == readings[0]
    assert [(each.id, each.field) for each in page.judged] == [(MEETING, "")]
    judge(record, "", verdict="undo")
    assert contact(record).judged == ()


def test_statements_too(record: Record, readings: list[Reading]) -> None:
    judge(record, "speaker", "Mori Keiko", left=STATEMENT)
    judge(record, "commitment", verdict="wrong", left=STATEMENT)
    page = record.get(PAGE)
    assert isinstance(page, Page)
    assert page.reading == readings[0]
    assert [(each.field, each.read, each.value) for each in page.judged] == [
        ("commitment", "proposal", None),
        ("speaker", "Trần Văn Bình", "Mori Keiko"),
    ]
    row = record._db.execute("SELECT speaker, commitment FROM statements WHERE id = ?", (STATEMENT,)).fetchone()
    assert row == ("Mori Keiko", None)


def test_a_confirmed_value_is_shown_as_judged(record: Record) -> None:
    judge(record, "date")
    found = contact(record)
    assert found.date == "2024-09-05"
    assert [(each.field, each.verdict, each.value) for each in found.judged] == [("date", "right", None)]


def test_it_holds_for_the_next_version_and_not_for_the_old_one(record: Record, readings: list[Reading]) -> None:
    judge(record, "place.venue", "Nhà khách")
    record.add(replace(readings[0], byline="Trần Thu"))
    record.resolve()
    assert contact(record).place.venue == "Nhà khách"
    old, new = record.version(PAGE, 1), record.version(PAGE, 2)
    assert old is not None
    assert new is not None
    assert (old.reading, old.judged) == (readings[0], ())
    assert [each.field for each in new.judged] == ["place.venue"]
    judge(record, "", verdict="wrong")
    record.add(replace(readings[0], byline="Lê Thu"))
    record.resolve()
    assert MEETING not in [each.id for each in record.contacts(limit=None)]
    assert record.check() == []


def test_fields_and_values_that_there_are_not(record: Record) -> None:
    for field, value, message in (
        ("colour", None, "'colour' is no field"),
        ("participants.one.name", None, "is no field"),
        ("date", "last week", "is no date"),
        ("type", "dinner", "'dinner' is not one of meeting"),
        ("", "x", "the value of one field"),
    ):
        with pytest.raises(RecordError, match=message):
            judge(record, field, value)
    judge(record, "participants.9.name", "X")  # one that there may be in a later version
    assert contact(record).judged == ()
