"""The page of a contact: sides, statements, sources, reasons of a date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from banggiao.model import Participant
from banggiao.record import Record, Report, Saying
from banggiao.web import reasons
from banggiao.web.pages.contact import columns, sources, together
from banggiao.web.sides import side_of, sides

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient

HOST = Participant(name="Trần Văn Mẫu", offices=("Thủ tướng",), country="VN", role="host")
GUEST = Participant(name="Hiro Mau", offices=("Thủ tướng Nhật Bản",), country="JP", role="guest")
BODY = Participant(organisation="Liên minh Mẫu", role="guest")


def saying(id_: str, speaker: str, text: str, **more: object) -> Saying:
    values: dict[str, object] = {
        "headline": None, "outlet": None, "published": None, "url": None, "contact": "c", "date": None, "person": None,
        "relayed_for": None, "addressee": None, "act": "affirm", "commitment": None, "topics": (), "start": 0, "end": 5,
        "confidence": 0.9, "page": id_,
    }  # fmt: skip
    return Saying(id=id_, speaker=speaker, text=text, **(values | more))  # type: ignore[arg-type]


def report(page: str, copy_of: str | None = None) -> Report:
    return Report(
        event=f"e{page}", page=page, headline=None, outlet=None, published=None, url=None, source="", copy_of=copy_of,
        form="talks", status="held", date=None, confidence=0.9,
    )  # fmt: skip


def test_ours_is_the_first_side() -> None:
    assert [side.country for side in sides([GUEST, HOST])] == ["VN", "JP"]
    assert [side.country for side in sides([BODY, HOST])] == ["VN", None]


def test_people_of_one_state_are_told_apart_by_what_they_do() -> None:
    other = Participant(name="Lý Thị Mẫu", country="VN", role="guest")
    assert [(side.country, side.role) for side in sides([HOST, other])] == [("VN", "host"), ("VN", "guest")]


def test_the_side_of_a_speaker_is_that_of_the_name_body_or_office() -> None:
    every = sides([HOST, GUEST, BODY])
    assert side_of("Hiro Mau", every) == every[1]
    assert side_of("Liên Minh Mẫu", every) == every[2]
    assert side_of("Người Khác", every) is None


def test_statements_stand_side_by_side() -> None:
    every = sides([HOST, GUEST])
    said = [saying("1", "both", "mở rộng hợp tác"), saying("2", "Hiro Mau", "cảm ơn"), saying("3", "Ai Đó", "chào")]
    found = columns(said, every)
    assert [(column.side, column.both, len(column.spoken)) for column in found] == [
        (every[0], False, 0),
        (every[1], False, 1),
        (None, True, 1),
        (None, False, 1),
    ]
    assert columns([], every) == []


def test_what_several_pages_report_is_one_statement() -> None:
    long = "sẽ sớm mở cửa thị trường cho trái vải tươi của Việt Nam"
    (one, other) = together(
        [saying("1", "Hiro Mau", long[:-12]), saying("2", "Hiro Mau", long), saying("3", "Hiro Mau", "cảm ơn bạn bè")]
    )
    assert (one.saying.id, [each.id for each in one.again]) == ("2", ["1"])
    assert other.again == ()


def test_copies_stand_under_what_they_copy() -> None:
    found = sources([report("a"), report("b", "a"), report("c"), report("d", "not here")])
    assert [(each.report.page, [copy.page for copy in each.copies]) for each in found] == [
        ("a", ["b"]),
        ("c", []),
        ("d", []),
    ]


@pytest.mark.parametrize(
    ("written", "vi"),
    [
        ("Trần Văn Mẫu was Thủ tướng 2011-01-19/..", "Trần Văn Mẫu giữ chức Thủ tướng: từ 19/1/2011"),
        ("Trần Văn Mẫu became Thủ tướng on 2011-01-19", "Trần Văn Mẫu nhậm chức Thủ tướng ngày 19/1/2011"),
        ("Đại hội XIII had been held, which began on 2021-01-25", "Đại hội XIII đã họp (khai mạc 25/1/2021)"),
        ("both speak of: cầu Mẫu", "cùng nói về: cầu Mẫu"),
        (
            "Hiro Mau is named as who is to come and visits VN 40 days later",
            "Hiro Mau được nêu tên là người sẽ đến, và thăm Việt Nam sau 40 ngày",
        ),
        ("the same name in another romanisation", "cùng một tên, phiên âm la-tinh khác"),
        ("both are Thủ tướng", "cả hai đều là Thủ tướng"),
        ("read with a confidence of 0.53", "máy đọc với khả năng đúng 53%"),
        (
            "held: Trần Văn Mẫu 2016-04-07/2021-04-05 (tables/a.tsv:4)",
            "theo bảng, người giữ chức là Trần Văn Mẫu: 7/4/2016 – 5/4/2021 (tables/a.tsv:4)",
        ),
    ],
)
def test_reasons_are_told_in_the_language_of_the_guest(written: str, vi: str) -> None:
    assert reasons.words(written, "vi") == vi


def contacts(record_file: Path) -> list[str]:
    with Record(record_file, readonly=True) as record:
        return [each.id for each in record.contacts(limit=None, include_related=True)]


def test_every_contact_has_its_page(client: TestClient, record_file: Path) -> None:
    every = contacts(record_file)
    for number, id_ in enumerate(every):
        answer = client.get(f"/contact/{id_}", headers={"accept-language": "en" if number % 2 else "vi"})
        assert answer.status_code == 200, id_
        assert answer.text.count("<h1>") == 1
        assert 'class="evidence"' in answer.text
        assert "None" not in answer.text.split("<main")[1]
    assert len(every) > 100


def test_a_contact_in_a_browser(page: Page, record_file: Path) -> None:
    with Record(record_file, readonly=True) as record:
        talks = next(
            each
            for each in record.contacts(type="meeting", limit=None)
            if len({said.speaker for said in record.said_in(each.id)}) > 2
        )
        dated = next(each for each in record.contacts(limit=None) if each.date_excluded)
    page.goto(f"/contact/{talks.id}")
    assert page.locator("#said ~ .sides .side h3").count() == 2
    assert page.locator(".promise").count() == len(Record(record_file, readonly=True).ledger(contact=talks.id))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"/contact/{dated.id}")
    page.locator(".why summary").click()
    assert page.locator(".why li").first.is_visible()
