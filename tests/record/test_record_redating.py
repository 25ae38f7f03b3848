"""Contacts without a year, dated by other pages of the same contact."""

from __future__ import annotations

from pathlib import Path

import pytest

from banggiao.reading import read
from banggiao.record import Contact, Page, Record

OPEN = "Sáng 5/9, tại Hà Nội, Bộ trưởng Vũ Minh Khôi đã tiếp Đại sứ Na Uy Lars Berg."
CHANGED = "Sáng 6/9, tại Hà Nội, Bộ trưởng Vũ Minh Khôi đã tiếp Đại sứ Na Uy Lars Berg."
OTHERS = "Sáng 5/9, tại Hà Nội, Bộ trưởng Vũ Minh Khôi đã tiếp Đại sứ Thụy Điển Nils Ek."


def page(id: str, text: str, published: str | None = None) -> object:
    row: dict[str, object] = {"id": id, "title": "Bộ trưởng tiếp khách", "text": text}
    return read(row | ({"published": published} if published else {}))


def add(record: Record, id: str, text: str, published: str | None = None) -> None:
    record.add(page(id, text, published))  # type: ignore[arg-type]


def of(record: Record, id: str) -> Contact:
    """What the page tells, as the record knows it."""
    (found,) = [contact for contact in record.contacts(by="page") if contact.page == id]
    return found


def narrowed(record: Record) -> int:
    """How many contacts have their year from another page."""
    record.resolve()
    return sum(contact.date_read is not None for contact in record.contacts(by="page"))


@pytest.fixture
def record(path: Path) -> Record:
    return Record(path)


def test_another_page_tells_the_year(record: Record) -> None:
    add(record, "open", OPEN)
    assert of(record, "open").date == "XXXX-09-05"
    add(record, "dated", OPEN, "2023-09-06")
    assert narrowed(record) == 1
    known = of(record, "open")
    assert (known.date, known.date_read) == ("2023-09-05", "XXXX-09-05")
    assert [c.reasons for c in known.date_candidates] == [("page dated tells it of 2023-09-05",)]
    assert [c.page for c in record.contacts(since="2023", until="2023", certain=True, by="page")] == ["dated", "open"]
    whole = record.get("open")
    assert isinstance(whole, Page)
    assert whole.reading == page("open", OPEN)
    assert record.check() == []


def test_twice_changes_nothing_and_the_order_of_adding_neither(record: Record, tmp_path: Path) -> None:
    with Record(tmp_path / "other.db") as other:
        for made, ids in ((record, ("open", "b", "a")), (other, ("a", "b", "open"))):
            for id in ids:
                add(made, id, OPEN, None if id == "open" else "2023-09-06")
            made.resolve()
        first = record.contacts()
        assert narrowed(record) == 1
        assert record.contacts() == first
        assert of(other, "open") == of(record, "open")


def test_what_a_page_told_goes_with_it(record: Record) -> None:
    add(record, "open", OPEN)
    add(record, "dated", OPEN, "2023-09-06")
    record.resolve()
    add(record, "dated", CHANGED, "2023-09-07")
    assert (of(record, "open").date, of(record, "open").date_read) == ("XXXX-09-05", None)
    assert narrowed(record) == 0


def test_others_and_two_years_tell_nothing(record: Record) -> None:
    add(record, "open", OPEN)
    add(record, "others", OTHERS, "2023-09-06")
    add(record, "another day", CHANGED, "2023-09-07")
    assert narrowed(record) == 0
    add(record, "one year", OPEN, "2023-09-06")
    assert narrowed(record) == 1
    add(record, "another", OPEN, "2024-09-06")
    assert narrowed(record) == 0
    assert of(record, "open").date == "XXXX-09-05"


def test_a_year_that_the_page_excludes_is_not_taken(record: Record) -> None:
    text = OPEN.replace("Bộ trưởng Vũ Minh Khôi", "Thường trực Ban Bí thư Trương Thị Mai")
    add(record, "set", text.replace("5/9", "5/4"))
    assert of(record, "set").date == "[2023-04-05,2024-04-05]"
    add(record, "late", text.replace("5/9", "5/4"), "2019-04-06")
    assert narrowed(record) == 0
    add(record, "dated", text.replace("5/9", "5/4"), "2024-04-06")
    record.resolve()
    known = of(record, "set")
    assert (known.date, known.date_read) == ("2024-04-05", "[2023-04-05,2024-04-05]")
    assert any("page dated tells it" in reason for c in known.date_excluded for reason in c.reasons)


def test_a_visit_and_a_meeting_of_it(record: Record) -> None:
    host, guest = "Bộ trưởng Ngoại giao Vũ Minh Khôi", "Bộ trưởng Ngoại giao Na Uy Lars Berg"
    add(record, "visit", f"Từ ngày 4 đến 6/9, {guest} thăm chính thức Việt Nam theo lời mời của {host}.", "2023-09-07")
    add(record, "open", f"Sáng 5/9, tại Hà Nội, {host} hội đàm với {guest}.")
    assert of(record, "open").date == "XXXX-09-05"
    record.resolve()
    assert of(record, "open").date == "2023-09-05"
