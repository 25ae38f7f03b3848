"""The pages of relations: two states, two bodies, one channel; the chart by year."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from banggiao.record import Count, Level, Record
from banggiao.web import urls
from banggiao.web.charts.columns import columns
from banggiao.web.relating import Years, current

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient


def count(year: str | None, type_: str, rank: str, contacts: int) -> Count:
    return Count(year=year, type=type_, rank=rank, contacts=contacts)


def partners(record_file: Path) -> list[str]:
    with Record(record_file, readonly=True) as record:
        pairs = record.find(country="VN", limit=1).facets["relation"]
    return sorted({side for pair in pairs for side in pair.split("-")} - {"VN"})


def test_a_relation_has_one_address() -> None:
    assert urls.relation("VN", "JP") == urls.relation("JP", "VN") == "/relation/JP/VN"
    assert urls.relation("JP", "VN", "party", by="type") == "/relation/JP/VN?channel=party&by=type"


@pytest.mark.parametrize("asked", ["VN/JP", "Nhật Bản/Việt Nam", "vn/nhat ban"])
def test_states_are_found_by_name(client: TestClient, asked: str) -> None:
    answer = client.get(f"/relation/{quote(asked)}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/relation/JP/VN")


def test_every_relation_of_the_record_has_a_page(client: TestClient, record_file: Path) -> None:
    every = partners(record_file)
    for number, code in enumerate(every):
        by = "type" if number % 2 else "rank"
        answer = client.get(urls.relation("VN", code, by=by), headers={"accept-language": ("vi", "en")[number % 2]})
        assert answer.status_code == 200, code
        assert answer.text.count("<h1>") == 1
        assert "None" not in answer.text.split("<main")[1]
    assert len(every) > 10


def test_one_channel(client: TestClient) -> None:
    every, party = client.get("/relation/JP/VN").text, client.get("/relation/JP/VN?channel=government").text
    assert 'aria-current="true">Mọi kênh' in every
    assert "chỉ kênh chính phủ" in party
    assert client.get("/relation/JP/VN?channel=nothing").status_code == 400


def test_two_bodies(client: TestClient) -> None:
    answer = client.get(f"/relation/{quote('Đảng Cộng sản Nhật Bản')}/{quote('Đảng Cộng sản Việt Nam')}")
    assert answer.status_code in (200, 404)
    assert client.get("/relation/XX/VN").status_code == 404
    assert client.get("/relation/VN/VN").status_code == 400


def test_contacts_are_counted_by_year() -> None:
    series = [
        count("2016", "meeting", "leaders", 2),
        count("2016", "visit", "ministers", 1),
        count(None, "call", "unknown", 4),
    ]
    by_rank, by_type = Years.of(series, "rank"), Years.of(series, "type")
    assert by_rank == Years(("leaders", "ministers"), {2016: {"leaders": 2, "ministers": 1}}, 4)
    assert by_type.kinds == ("meeting", "visit")


def test_the_level_that_goes_on() -> None:
    past = Level(label="Đối tác", start="2009-01-01", end="2014-01-01", source="mofa")
    now = Level(label="Đối tác chiến lược", start="2014-01-01", end=None, source="mofa")
    read = Level(label="Đối tác toàn diện", start="2020-01-01", end=None, source="read")
    assert current([past, now, read]) == now
    assert current([past, read]) is None


def test_columns_stand_on_one_another() -> None:
    drawn = columns({2016: {"a": 3, "b": 1}, 2018: {"b": 2}}, ["a", "b"], "Theo năm", 700)
    assert drawn is not None
    one, two, three = (
        dict(each.attributes) for each in drawn.children if not isinstance(each, str) and each.name == "rect"
    )
    assert float(one["y"]) == float(two["y"]) + float(two["height"])
    assert float(one["height"]) == pytest.approx(3 * float(two["height"]), abs=0.2)
    assert float(three["height"]) == pytest.approx(2 * float(two["height"]), abs=0.2)
    assert columns({}, ["a"], "x", 700) is None


def test_the_chart_is_a_file_of_its_own(client: TestClient) -> None:
    answer = client.get("/relation/JP/VN?format=svg&by=type")
    root = ElementTree.fromstring(answer.content)
    assert [each for each in root if each.tag.endswith("rect")]
    assert "Nhật Bản" in (root.findtext("{http://www.w3.org/2000/svg}title") or "")


def test_a_relation_in_a_browser(page: Page) -> None:
    page.goto("/relation/JP/VN")
    assert page.locator("h1").inner_text() == "Việt Nam – Nhật Bản"
    assert page.locator("svg.chart:visible").count() == 1
    page.get_by_text("Xem bảng số liệu").click()
    assert page.get_by_role("columnheader", name="Năm").is_visible()
    page.get_by_role("link", name="loại", exact=True).click()
    assert "by=type" in page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
