"""One contact of many pages, visits with their parts, and what to read beside a page."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao import Contact, Record, read

HOST, GUEST = "Bộ trưởng Ngoại giao Vũ Minh Khôi", "Bộ trưởng Ngoại giao Na Uy Lars Berg"
VISIT = f"Từ ngày 4 đến 6/9/2023, {GUEST} thăm chính thức Việt Nam theo lời mời của {HOST}."
TALKS = f"Sáng 5/9/2023, tại Hà Nội, {HOST} hội đàm với {GUEST}."
PAGES = {
    "announced": (f"Từ ngày 4 đến 6/9/2023, {GUEST} sẽ thăm chính thức Việt Nam.", "2023-09-01"),
    "visit": (VISIT, "2023-09-04"),
    "talks": (TALKS, "2023-09-05"),
    "talks again": (f"Chiều 5/9/2023, tại Hà Nội, {HOST} đã tiếp {GUEST}.", "2023-09-06"),
    "somebody else": (
        f"Sáng 5/9/2023, tại Hà Nội, {HOST} hội đàm với Bộ trưởng Ngoại giao Áo Franz Huber.",
        "2023-09-05",
    ),
    "another day": (f"Sáng 9/11/2023, tại Oslo, {HOST} hội đàm với {GUEST}.", "2023-11-09"),
    "early": (f"Sáng 7/3/2022, tại Oslo, {HOST} hội đàm với {GUEST}.", "2022-03-07"),
}


def fill(order: Iterable[str], each: bool = False) -> Record:
    record = Record(":memory:")
    for id_ in order:
        text, published = PAGES[id_]
        record.add(read({"id": id_, "title": "Tin đối ngoại", "text": text, "published": published}))
        if each:
            record.resolve()
    record.resolve()
    return record


def pages_of(contact: Contact) -> set[str]:
    return {source.page for source in contact.sources}


def test_what_several_pages_tell_is_one_contact() -> None:
    with fill(PAGES) as record:
        together = [pages_of(contact) for contact in record.contacts(type="meeting")]
        assert sorted(map(sorted, together)) == [
            ["another day"],
            ["early"],
            ["somebody else"],
            ["talks", "talks again"],
        ]
        (visit,) = record.contacts(type="visit")
        assert pages_of(visit) == {"announced", "visit"}
        # Announced, then held: one contact, held, with its history.
        assert (visit.status, visit.date) == ("held", "2023-09-04/2023-09-06")
        assert {each.value for each in visit.values["status"]} == {"held", "planned"}
        assert [each.status for each in visit.sources] == ["planned", "held"]


def test_a_visit_gathers_its_parts() -> None:
    with fill(PAGES) as record:
        (visit,) = record.contacts(type="visit")
        (part,) = visit.parts
        talks = record.get(part)
        assert isinstance(talks, Contact)
        assert pages_of(talks) == {"talks", "talks again"}
        assert talks.part_of == visit.id


def test_every_id_of_a_telling_finds_the_contact() -> None:
    with fill(PAGES) as record:
        for contact in record.contacts():
            for source in contact.sources:
                found = record.get(source.event)
                assert isinstance(found, Contact)
                assert found.id == contact.id


def test_values_that_differ_are_kept() -> None:
    with fill(PAGES) as record:
        (talks,) = [each for each in record.contacts(type="meeting") if len(each.sources) == 2]
        assert talks.independent == 2
        assert [each.value for each in talks.values["form"]] == ["receive", "talks"]
        assert talks.form == "talks"
        assert {each.value for each in talks.values["part_of_day"]} == {"morning", "afternoon"}
        assert {one.name for one in talks.participants} == {"Vũ Minh Khôi", "Lars Berg"}
        assert [each.id for each in record.contacts(type="meeting", by="page")] != []
        assert len(record.contacts(type="meeting", by="page")) == 5


def test_a_judgement_parts_and_joins() -> None:
    with fill(PAGES) as record:
        (talks,) = [each for each in record.contacts(type="meeting") if len(each.sources) == 2]
        one, other = (source.event for source in talks.sources)
        record.judge("contact", one, other, "different", by="Lan")
        record.resolve()
        assert all(len(each.sources) == 1 for each in record.contacts(type="meeting"))
        record.judge("contact", one, other, "same", by="Lan")
        record.resolve()
        assert sorted(len(each.sources) for each in record.contacts(type="meeting")) == [1, 1, 1, 2]


def test_what_to_read_beside_a_page() -> None:
    with fill(PAGES) as record:
        found = [(each.page, each.reason) for each in record.related("talks")]
        assert found[0] == ("talks again", "contact")
        assert {page for page, reason in found if reason == "visit"} == {"announced", "visit"}
        assert ("early", "before") in found
        assert ("another day", "after") in found
        assert record.related("not there") == []
        assert len(record.related("talks", limit=2)) == 2


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(sorted(PAGES)), st.booleans())
def test_the_order_makes_no_difference(order: list[str], each: bool) -> None:
    with fill(PAGES) as once, fill(order, each) as other:
        assert other.differences(once) == []


@pytest.mark.parametrize("gone", sorted(PAGES))
def test_a_page_that_changes_leaves_no_trace(gone: str) -> None:
    with fill(PAGES) as record, fill(PAGES) as never:
        record.add(read({"id": gone, "title": "Tin", "text": "Không có gì.", "published": "2023-09-05"}))
        record.resolve()
        text, published = PAGES[gone]
        record.add(read({"id": gone, "title": "Tin đối ngoại", "text": text, "published": published}))
        record.resolve()
        # Two pages of a day come in another order.
        mine, theirs = (sorted((c.id, sorted(pages_of(c))) for c in each.contacts()) for each in (record, never))
        assert mine == theirs
