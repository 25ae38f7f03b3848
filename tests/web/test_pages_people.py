"""The pages of people, offices and organisations, and the timeline of offices."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from banggiao.record import Held, OfficeHolders, Record
from banggiao.web.charts import svg
from banggiao.web.charts.timeline import Row, timeline
from banggiao.web.pages.office import Holders
from banggiao.web.pages.person import Offices

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient


def held(start: str, end: str | None, source: str = "authority", seen: int = 0, title: str = "Thủ tướng") -> Held:
    from banggiao.record import Attested

    attested = tuple(Attested(days=("2017-01-05",), told_in=f"{n:016x}#0") for n in range(seen))
    return Held(
        title=title, office=None, seat=f"VN|{title}", country="VN", start=start, end=end, source=source,
        checked="2025-10-31", attested=attested, name="Trần Văn Mẫu",
    )  # fmt: skip


def people(record_file: Path) -> list[str]:
    with Record(record_file, readonly=True) as record:
        found = {person for each in record.contacts(limit=None) for person in each.people if person}
    return sorted(found)


def links(html: str) -> set[str]:
    return {unquote(each) for each in re.findall(r'href="(/(?:person|office|organisation|contact)/[^"#]+)', html)}


def test_every_person_has_a_page_and_all_it_leads_to_is_there(client: TestClient, record_file: Path) -> None:
    seen: set[str] = set()
    every = people(record_file)
    for number, id_ in enumerate(every):
        answer = client.get(f"/person/{id_}", headers={"accept-language": "en" if number % 2 else "vi"})
        assert answer.status_code == 200, id_
        assert answer.text.count("<h1>") == 1
        assert "None" not in answer.text.split("<main")[1]
        seen |= links(answer.text)
    assert len(every) > 50
    for address in sorted(seen):
        assert client.get(address).status_code == 200, address


def test_a_person_is_found_by_name_too(client: TestClient) -> None:
    answer = client.get("/person/Đỗ Hữu Phan", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"].endswith("/do-huu-phan")
    assert client.get("/person/Không Ai Cả").status_code == 404


def test_one_whom_only_the_tables_have(client: TestClient) -> None:
    answer = client.get("/person/Lê Khả Phiêu")
    assert answer.status_code == 200
    assert "Tổng Bí thư" in answer.text


def test_a_timeline_is_a_file_of_its_own(client: TestClient) -> None:
    answer = client.get("/office/vn.general-secretary?format=svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    root = ElementTree.fromstring(answer.content)
    assert root.findtext("{http://www.w3.org/2000/svg}title")
    assert "class" not in {name for each in root.iter() for name in each.attrib}
    assert client.get("/person/Không Ai?format=svg").status_code == 404


def test_who_held_it_on_a_day(client: TestClient) -> None:
    page = "/office/vn.general-secretary"
    assert 'class="answer"' not in client.get(page).text
    told = client.get(page, params={"day": "30/6/2012"}).text
    assert "Nguyễn Phú Trọng" in told.split('class="answer"')[1].split("</p>")[0]
    assert client.get(page, params={"day": "2012-06-30"}).text.count("Nguyễn Phú Trọng") >= 2
    assert "không phải một ngày" in client.get(page, params={"day": "30/2/2012"}).text


def test_an_office_of_several_states_asks_which(client: TestClient) -> None:
    answer = client.get("/office/Thủ tướng")
    assert answer.status_code == 200
    assert answer.text.count('href="/office/') > 5


def test_every_office_and_organisation_of_the_record_has_a_page(client: TestClient, record_file: Path) -> None:
    with Record(record_file, readonly=True) as record:
        offices = record.find(kind="offices", limit=500).results
        bodies = record.find(kind="organisations", limit=500).results
    assert offices
    assert bodies
    for kind, every in (("office", offices), ("organisation", bodies)):
        for thing in every:
            answer = client.get(f"/{kind}/{thing.id}/x")
            assert answer.status_code == 200, thing
            assert "None" not in answer.text.split("<main")[1]
    assert client.get("/office/nothing-here").status_code == 404
    assert client.get("/organisation/nothing-here").status_code == 404


def test_what_is_seldom_told_of_somebody_seen_often_stands_apart() -> None:
    often, seldom = held("2016-01-01", None, seen=40), held("../2017-01-05", "2017-01-05/..", "read", 2, "Bí thư")
    assert Offices.of([often, seldom]) == Offices((often,), (seldom,))
    assert Offices.of([seldom]) == Offices((seldom,), ())


def test_who_is_called_so_in_the_time_of_another_stands_apart() -> None:
    one, two = held("2006-01-01", "2011-01-01", "both"), held("2011-01-01", None, "both")
    inside, before = held("../2012-01-01", "2012-01-02/..", "read"), held("../2001-01-01", "2001-01-02/..", "read")
    office = OfficeHolders(
        title="Thủ tướng", office=None, seat="VN|thu tuong", country="VN", holders=(before, one, inside, two)
    )
    assert Holders.of(office) == Holders((before, one, two), (inside,))


def test_a_timeline_shows_what_is_known_of_the_ends() -> None:
    rows = [Row("Thủ tướng", (held("2006-01-01", "2011-01-01"), held("../2017-01-05", "2017-01-05/..", "read", 1)))]
    drawn = timeline(rows, "Chức vụ", 700)
    assert drawn is not None
    looks = [each.look for each in drawn.children if not isinstance(each, str)]
    assert (looks.count("known"), looks.count("read"), looks.count("open"), looks.count("seen")) == (1, 1, 2, 1)
    assert timeline([], "Chức vụ", 700) is None
    still = timeline([Row("Thủ tướng", (held("2006-01-01", None),))], "x", 700, datetime.date(2026, 1, 1))
    assert still is not None


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><svg onload=x>', "a&b", "]]>"])
def test_a_picture_escapes_what_it_shows(hostile: str) -> None:
    drawn = timeline([Row(hostile, (held("2006-01-01", "2011-01-01"),))], hostile, 2000)
    assert drawn is not None
    root = ElementTree.fromstring(svg.alone(drawn))
    assert hostile in {each.text for each in root.iter()}
    assert "<script" not in svg.inline(drawn)


def test_a_person_in_a_browser(page: Page) -> None:
    page.goto("/person/Đỗ Hữu Phan")
    assert page.locator("h1").inner_text() == "Đỗ Hữu Phan"
    assert page.locator(".line").count() > 3
    assert page.locator("svg.chart:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_office_in_a_browser(page: Page) -> None:
    page.goto("/office/vn.general-secretary")
    page.get_by_label("Ai giữ chức vào ngày").fill("30/6/2012")
    page.get_by_label("Ai giữ chức vào ngày").press("Enter")
    assert "Nguyễn Phú Trọng" in page.locator(".answer").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
