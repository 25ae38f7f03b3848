"""Asking for contacts, and getting things by id."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from banggiao import lexicon, read
from banggiao.model import Reading
from banggiao.record import Contact, Page, Record, RecordError

RECEIVED, VISIT, CALL, MESSAGE, AGREEMENT, TEASER = "d1", "d2", "d3", "d4", "d5", "d6"


def ids(record: Record, **asked: object) -> list[str]:
    return [contact.id[-2:] for contact in record.contacts(**asked)]  # type: ignore[arg-type]


def test_newest_first_undated_and_yearless_last(record: Record) -> None:
    assert ids(record) == [RECEIVED, VISIT, AGREEMENT, CALL, MESSAGE]
    assert ids(record, order="oldest") == [VISIT, AGREEMENT, RECEIVED, CALL, MESSAGE]
    assert ids(record, limit=2, offset=1) == [VISIT, AGREEMENT]
    assert ids(record, limit=None) == ids(record)


def test_a_contact_tells_its_page_and_its_words(record: Record, readings: list[Reading]) -> None:
    (contact,) = record.contacts(type="meeting")
    page, event = readings[0], readings[0].events[0]
    assert contact.place == event.place
    assert contact.participants == event.participants
    assert contact.date_candidates == event.date_candidates
    assert (contact.page, contact.headline, contact.published) == (page.id, page.headline, page.published)
    assert (contact.source, contact.url, contact.outlet) == (page.source, page.url, page.outlet)
    assert [(q.start, q.end, q.region) for q in contact.evidence] == [
        (e.start, e.end, e.region) for e in event.evidence
    ]
    assert [q.text for q in contact.evidence] == [page.text[e.start : e.end] for e in event.evidence]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Mori Keiko", [RECEIVED]),
        ("keiko mori", [RECEIVED]),
        ("Trần Văn Bình", [RECEIVED]),
        ("binh tran", [RECEIVED]),
        ("Bính", []),
        ("pham dao", [VISIT]),
        ("Phạm Thị Đào", [VISIT]),
        ("Dubois", [CALL, MESSAGE]),
        ("Dub", []),
        ("%", None),
        ("", None),
        ("bao giờ", []),
    ],
)
def test_person_by_any_order_and_marks(record: Record, name: str, found: list[str] | None) -> None:
    if found is None:
        with pytest.raises(RecordError, match="person"):
            record.contacts(person=name)
    else:
        assert ids(record, person=name) == found


def test_country_of_a_side_or_a_destination(record: Record) -> None:
    assert ids(record, country="JP") == [RECEIVED]
    assert ids(record, country="la") == [VISIT]
    assert ids(record, country="NO", include_related=True) == [AGREEMENT, TEASER]
    assert ids(record, country="ZZ") == []


def test_country_by_name(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    names = (("JP", "Nhật Bản"), ("JP", "Japan"), ("FR", "Pháp"), ("AA", "Gia"), ("BB", "Già"))
    rows = tuple(lexicon.Country(code, name, "short", "") for code, name in names)
    monkeypatch.setattr(lexicon, "countries", lambda: rows)
    assert (
        ids(record, country="nhat ban") == ids(record, country="Nhật Bản") == ids(record, country="japan") == [RECEIVED]
    )
    assert ids(record, country="pháp") == [CALL, MESSAGE]
    with pytest.raises(RecordError, match="may be AA, BB"):
        record.contacts(country="gia")
    with pytest.raises(RecordError, match="not known"):
        record.contacts(country="Xứ Nào Đó")


def test_country_by_the_names_of_the_lexicon(record: Record) -> None:
    assert ids(record, country="Nhật Bản") == ids(record, country="nhat ban") == [RECEIVED]
    assert ids(record, country="pháp") == [CALL, MESSAGE]
    with pytest.raises(RecordError, match="'my' may be MY, US; give the code in capitals"):
        record.contacts(country="my")
    assert ids(record, country="MY") == ids(record, country="Mỹ") == []


def test_type_form_status_confidence(record: Record) -> None:
    assert ids(record, type="call") == [CALL]
    assert ids(record, form="signing") == [AGREEMENT]
    assert ids(record, status="planned") == []
    assert ids(record, min_confidence=0.9) == [RECEIVED, CALL]
    assert ids(record, type="message", person="dubois", country="VN", min_confidence=0.5) == [MESSAGE]


def test_what_may_lie_in_a_period(record: Record) -> None:
    # The call (26 December of an unknown year) and the message (no date) may be of any year.
    assert ids(record, since="2024") == [RECEIVED, CALL, MESSAGE]
    assert ids(record, since="2024-09-05", until="2024-09-05") == [RECEIVED, MESSAGE]
    assert ids(record, until="2021-11") == [VISIT, CALL, MESSAGE]
    assert ids(record, since="2022-01-01", until="2022-12-25") == [MESSAGE]  # none of the visit's days is of 2022
    assert ids(record, since="2022-12", until="2022-12") == [CALL, MESSAGE]
    assert ids(record, since="2023-03-12", until="2023-03-20") == [AGREEMENT, MESSAGE]
    assert ids(record, since=datetime.date(2023, 11, 1), until=datetime.date(2023, 11, 30)) == [VISIT, MESSAGE]


def test_what_certainly_lies_in_a_period(record: Record) -> None:
    assert ids(record, since="2023", until="2024", certain=True) == [RECEIVED, AGREEMENT]
    assert ids(record, since="2021", certain=True) == [RECEIVED, VISIT, AGREEMENT]
    assert ids(record, since="2023-03-11", certain=True) == [RECEIVED]


@pytest.mark.parametrize("limit", ["yesterday", "2024-13", "2023-02-29", "5/9/2024", "", "XXXX-10-01"])
def test_a_limit_that_is_no_date(record: Record, limit: str) -> None:
    with pytest.raises(RecordError, match=r"until: .* is not a date"):
        record.contacts(until=limit)


def test_teasers_stay_with_their_teasers(record: Record, readings: list[Reading]) -> None:
    assert ids(record, person="Lars Berg") == []
    (told,) = record.contacts(person="Lars Berg", include_related=True)
    assert (told.related, told.page) == (1, readings[4].id)
    assert told.evidence[0].text == readings[4].related[0].lead


def test_each_contact_gives_the_same(record: Record) -> None:
    assert list(record.each_contact(include_related=True)) == record.contacts(include_related=True, limit=None)
    assert ids(record, include_related=True) == [RECEIVED, VISIT, AGREEMENT, TEASER, CALL, MESSAGE]


def test_unknown_order(record: Record) -> None:
    with pytest.raises(RecordError, match="order"):
        record.contacts(order="best")  # type: ignore[arg-type]


def test_get_by_whole_id_or_prefix(record: Record) -> None:
    page = record.get("a1b2c3d4e5f60002")
    assert isinstance(page, Page)
    assert record.get("b7b2") == record.get("b7b2c3d4e5f60005")
    contact = record.get("22aa")
    assert isinstance(contact, Contact)
    assert contact.type == "visit"
    assert record.get("55aa22bb33cc44d6") == record.contacts(include_related=True)[3]
    assert record.get("cafe") is None


def test_get_of_an_unclear_prefix_lists_what_it_may_be(record: Record, readings: list[Reading]) -> None:
    with pytest.raises(RecordError, match=r"33aa22bb33cc44d3 \(contact\), 33aa22bb33cc44d4 \(contact\)"):
        record.get("33aa")
    with pytest.raises(RecordError, match=r"a1b2c3d4e5f60001 \(page\)"):
        record.get("a1b2c3")
    for number in range(9):
        record.add(replace(readings[3], id=f"many-{number}"))
    with pytest.raises(RecordError, match=r"many-5 \(page\), …"):
        record.get("many")


def test_get_of_too_short_a_prefix(record: Record) -> None:
    with pytest.raises(RecordError, match="at least 4"):
        record.get("a1b")


def test_a_short_id_is_found_whole(record: Record, readings: list[Reading]) -> None:
    record.add(replace(readings[3], id="7"))
    page = record.get("7")
    assert isinstance(page, Page)
    assert page.id == "7"


def test_signs_of_patterns_in_an_id_are_plain(record: Record) -> None:
    assert record.get("%%%%") is None
    assert record.get("____") is None


def test_two_bodies_under_other_names_on_pages_without_a_day() -> None:
    told = (
        ("a", "2024-05-07", "Vietnam Airlines đã ký hợp đồng mua động cơ với Tập đoàn General Electric."),
        ("b", "2024-05-07", "Tổng công ty Hàng không Việt Nam vừa ký hợp đồng mua động cơ với tập đoàn GE (Mỹ)."),
        ("c", "2024-05-29", "Vietnam Airlines đã ký hợp đồng mua động cơ với Tập đoàn General Electric."),
    )
    with Record(":memory:") as record:
        for id_, published, lead in told:
            record.add(read({"id": id_, "published": published, "lead": lead}))
        record.resolve()
        pages = [sorted(report.page for report in contact.sources) for contact in record.each_contact()]
        assert sorted(pages) == [["a", "b"], ["c"]]
