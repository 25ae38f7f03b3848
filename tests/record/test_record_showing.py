"""What pages about a contact, a page, a day, a person, an organisation and the whole record show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from banggiao import Record, RecordError, read
from banggiao.authority import DIPLOMATIC, NATIONAL_DAYS

OURS, NORWAY = "Bộ trưởng Ngoại giao Vũ Minh Khôi", "Bộ trưởng Ngoại giao Na Uy Lars Berg"
AUSTRIA = "Bộ trưởng Ngoại giao Áo Franz Huber"
ASKED = "Bộ trưởng Vũ Minh Khôi đề nghị hai bên tăng cường hợp tác năng lượng tái tạo."
PAGES = {
    "early": (f"Sáng 7/3/2014, tại Oslo, {OURS} hội đàm với {NORWAY}.", "2014-03-07"),
    "talks": (f"Sáng 5/9/2019, tại Trụ sở Bộ Ngoại giao, {OURS} hội đàm với {NORWAY}. {ASKED}", "2019-09-05"),
    "austria": (f"Sáng 7/10/2023, tại Hà Nội, {OURS} tiếp {AUSTRIA}.", "2023-10-07"),
    "late": (f"Sáng 9/11/2024, tại Oslo, {OURS} hội đàm với {NORWAY}.", "2024-11-09"),
    "visit": (f"Từ ngày 4 đến 6/12/2024, {NORWAY} sẽ thăm chính thức Việt Nam.", "2024-12-01"),
    "announced": (f"Ngày 9/11/2024, tại Oslo, {OURS} sẽ hội đàm với {NORWAY}.", "2024-11-05"),
    "ministry": (
        "Ngày 8/11/2024, tại Hà Nội, lãnh đạo Bộ Ngoại giao Việt Nam tiếp Đại sứ Na Uy tại Việt Nam Olav Dahl.",
        "2024-11-08",
    ),
}


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    with Record(":memory:") as made:
        for id_, (text, published) in PAGES.items():
            made.add(read({"id": id_, "title": "Tin đối ngoại", "text": text, "published": published}))
        made.resolve()
        yield made


def id_of(record: Record, page: str) -> str:
    return next(contact.id for contact in record.contacts(limit=None) if page in {s.page for s in contact.sources})


def test_what_came_right_before_and_after(record: Record) -> None:
    found = record.neighbours(id_of(record, "talks"))
    assert found.relation == "NO-VN"
    assert [card.page for card in found.before] == ["early"]
    assert [card.page for card in found.after][:1] == ["ministry"]
    assert [card.page for card in record.neighbours(id_of(record, "talks"), limit=1).after] == ["ministry"]
    alone = record.neighbours(id_of(record, "austria"))
    assert (alone.relation, alone.before, alone.after) == ("AT-VN", (), ())
    assert record.neighbours("no such contact") is None


def test_who_met_whom(record: Record) -> None:
    together = record.find(person=("Vũ Minh Khôi", "Lars Berg")).results
    assert together
    assert all({"Vũ Minh Khôi", "Lars Berg"} <= {each.name for each in card.participants} for card in together)
    assert record.find(person=("Vũ Minh Khôi", "Franz Huber", "Lars Berg")).results == ()


def test_the_claims_of_a_page_are_spans_of_its_text(record: Record) -> None:
    text = record.get("talks").reading.text
    claims = record.claims("talks")
    told = {(claim.kind, claim.field, text[claim.start : claim.end]) for claim in claims}
    assert {
        ("date", "date", "Sáng 5/9/2019"),
        ("place", "place.venue", "Trụ sở Bộ Ngoại giao"),
        ("participant", "participants.0", OURS),
        ("name", "participants.0.name", "Vũ Minh Khôi"),
        ("office", "participants.1.offices", "Bộ trưởng Ngoại giao Na Uy"),
        ("statement", "", "hai bên tăng cường hợp tác năng lượng tái tạo"),
        ("commitment", "commitment", "hai bên tăng cường hợp tác năng lượng tái tạo"),
    } <= told
    contact = id_of(record, "talks")
    assert {claim.contact for claim in claims} == {contact}
    (promise,) = record.find(kind="commitments").results
    assert [claim.id for claim in claims if claim.kind == "commitment"] == [promise.id]
    assert {claim.kind for claim in claims if claim.stored} == {"contact", "participant", "statement", "commitment"}
    assert [(c.start, -c.end) for c in claims] == sorted((c.start, -c.end) for c in claims)
    assert record.claims("no such page") == record.claims("talks", 2) == ()
    assert record.claims("talks", 1) == claims


def test_a_day_of_another_year_is_no_date_of_the_contact() -> None:
    with Record(":memory:") as record:
        text = f"Sáng 5/9, sau cuộc gặp ngày 5/9/2011, tại Hà Nội, {OURS} hội đàm với {NORWAY}."
        record.add(read({"id": "a", "title": "Tin", "text": text, "published": "2023-09-05"}))
        marked = [text[c.start - 5 : c.end - 5] for c in record.claims("a") if c.kind == "date"]
        assert marked == ["Sáng 5/9"]


def test_claims_of_an_older_version() -> None:
    with Record(":memory:") as record:
        for place in ("Oslo", "Bergen"):
            text = f"Sáng 9/11/2024, tại {place}, {OURS} hội đàm với {NORWAY}."
            record.add(read({"id": "a", "title": "Tin", "text": text, "published": "2024-11-09"}))
        record.resolve()
        for number, place in ((1, "Oslo"), (2, "Bergen")):
            page = record.version("a", number)
            spans = [c for c in record.claims("a", number) if c.kind == "place"]
            assert [page.reading.text[c.start : c.end] for c in spans] == [place]


def test_planned_and_latest(record: Record) -> None:
    assert [card.page for card in record.planned("2024-11-01")] == ["visit"]  # the talks were held
    assert record.planned("2024-12-06", country="NO")
    assert record.planned("2024-12-07") == record.planned("2024-11-01", country="AT") == []
    assert [card.status for card in record.latest(3)] == ["held"] * 3
    assert record.latest(1)[0].page in ("late", "announced")
    with pytest.raises(RecordError, match="more than one day"):
        record.planned("2024")


def test_anniversaries(record: Record) -> None:
    found = record.anniversaries("2024-03-07")
    (held,) = [each for each in found if each.kind == "contact"]
    assert (held.day, held.years, held.contact.page) == ("2014-03-07", 10, "early")
    assert found[0].years % 10 == 0
    ties = next(each for each in DIPLOMATIC.rows() if len(each.established) == len("2024-09-05"))
    year, day = int(ties.established[:4]) + 50, ties.established[5:]
    assert ("ties", 50, ties.state) in {(a.kind, a.years, a.country) for a in record.anniversaries(f"{year}-{day}")}
    national = next(iter(NATIONAL_DAYS.rows()))
    kinds = {(each.kind, each.country) for each in record.anniversaries(f"2024-{national.day}")}
    assert ("national_day", national.state) in kinds
    order = [each.years for each in record.anniversaries("2025-01-30") if each.years is not None]
    assert order == sorted(order, key=lambda years: (years % 10 != 0, years % 5 != 0))


def test_a_person(record: Record) -> None:
    found = record.portrait("vu minh khoi")
    assert record.portrait(found.person.id) == found
    assert (found.person.name, found.contacts, found.statements) == ("Vũ Minh Khôi", 4, 1)
    assert found.by_year == {"2014": 1, "2019": 1, "2023": 1, "2024": 1}
    assert found.by_type == {"meeting": 4}
    assert found.countries == {"NO": 3, "AT": 1}
    assert [(one.name, one.contacts) for one in found.company] == [("Lars Berg", 3), ("Franz Huber", 1)]
    assert found.topics == {"energy": 1}
    assert record.portrait("không có ai") is None


def test_an_organisation_and_its_offices(record: Record) -> None:
    found = record.organisation("Bộ Ngoại giao")
    assert found == record.organisation(found.organisation.id)
    assert found.organisation.id == "vn-bo-ngoai-giao"
    assert "vn.ministry.foreign-affairs" in [office.id for office in found.offices]
    assert found.people[0].name == "Vũ Minh Khôi"
    assert record.find(organisation=found.organisation.id).total > found.organisation.contacts == 1
    assert record.organisation("Sở Không có") is None
    (office,) = record.office("no-foreign-minister")
    assert "Lars Berg" in {held.name for held in office.holders}


def test_the_graph_of_relations(record: Record) -> None:
    graph = record.graph()
    assert [(edge.relation, edge.contacts) for edge in graph.edges] == [("NO-VN", 4), ("AT-VN", 1)]
    assert [(node.country, node.contacts) for node in graph.nodes] == [("VN", 5), ("NO", 4), ("AT", 1)]
    assert graph.edges[0].types == {"meeting": 4}
    assert [edge.relation for edge in record.graph("2023", "2023").edges] == ["AT-VN"]
    assert [edge.relation for edge in record.graph(min_contacts=2).edges] == ["NO-VN"]
    assert record.graph(channel="military").nodes == ()


def test_what_is_in_the_record(record: Record) -> None:
    found = record.overview()
    assert (found.pages, found.versions, found.contacts, found.statements) == (len(PAGES), len(PAGES), 6, 1)
    assert found.pages_by == {"?": {"2014": 1, "2019": 1, "2023": 1, "2024": 4}}
    assert found.contacts_by["2024"] == {"meeting": 2, "visit": 1}
    assert found.dated == {"day": 6, "month": 0, "year": 0, "open": 0}
    assert sum(found.confidence.values()) == found.contacts
    assert (found.first_published, found.last_published) == ("2014-03-07", "2024-12-01")
    assert found.people == 4


def test_an_empty_record() -> None:
    with Record(":memory:") as empty:
        assert empty.find().results == ()
        assert empty.overview().pages == 0
        assert empty.graph().nodes == ()
        assert empty.latest() == ()
        assert empty.planned("2024-01-01") == []
        assert empty.suggest("ha") == []
        assert empty.portrait("Vũ Minh Khôi") is empty.organisation("Bộ Ngoại giao") is None
