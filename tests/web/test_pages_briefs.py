"""One sheet on a relation or a person: the page, the file, Markdown and PDF; and the relations of a state."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from banggiao.record import Record
from banggiao.web import briefing, urls
from banggiao.web.charts.graph import Ray, rays
from banggiao.web.charts.svg import inline

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def sheet(record_file: Path) -> briefing.Brief:
    with Record(record_file, readonly=True) as record:
        found = briefing.of(record, "Nhật Bản", None, "vi")
    assert found is not None
    return found


def test_a_state_is_a_relation_and_a_name_a_person(record_file: Path, sheet: briefing.Brief) -> None:
    assert sheet.title == "Việt Nam – Nhật Bản"
    assert any(value.startswith("Đối tác chiến lược toàn diện") for _, value in sheet.facts)
    with Record(record_file, readonly=True) as record:
        person = briefing.of(record, "Đỗ Hữu Phan", None, "en")
        assert briefing.of(record, "Không Ai Cả Đâu", None, "vi") is None
    assert person is not None
    assert person.title == "Đỗ Hữu Phan"
    assert "Latest contacts" in {part.heading for part in person.parts}


def test_markdown_reads_nothing_as_its_own_signs(sheet: briefing.Brief) -> None:
    assert briefing.markdown(sheet).startswith("# Việt Nam – Nhật Bản\n")
    line = briefing.Line("1/1/2020", "<b>*x*</b> [y](z)\n# w")
    hostile = sheet._replace(parts=(briefing.Part("a_b", (line,)),))
    assert "\\<b\\>\\*x\\*\\</b\\> \\[y\\](z) \\# w" in briefing.markdown(hostile)


def test_the_file_needs_no_other(sheet: briefing.Brief) -> None:
    page = briefing.html(sheet, "vi")
    assert page.startswith("<!doctype html>")
    assert not re.findall(r'(?:src|href)="', page)
    assert page.count("@font-face") == 9
    assert 'url("data:font/woff2' in page
    assert "<script" not in page


def test_a_pdf_has_the_letters_in_it(sheet: briefing.Brief, browser: object) -> None:
    printed = briefing.pdf(briefing.html(sheet, "vi"))
    assert printed.startswith(b"%PDF")
    assert b"BeVietnamPro" in printed


def test_without_a_browser_there_is_no_pdf(sheet: briefing.Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(briefing.NoBrowser):
        briefing.pdf("<p>x</p>")


def test_the_page_of_a_sheet(client: TestClient) -> None:
    for address in (urls.brief("VN", "JP"), "/person/Đỗ Hữu Phan/x/brief"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert 'class="briefing"' in answer.text
        assert "None" not in answer.text.split("<main")[1]
    assert client.get(urls.brief("XX", "VN")).status_code == 404
    assert client.get("/person/Không Ai/x/brief").status_code == 404


def test_relations_of_a_state(client: TestClient) -> None:
    every = client.get("/relations").text
    assert every.count('href="/relation/') > 20
    some = client.get("/relations", params={"since": "2023", "until": "2023", "sort": "last"}).text
    assert 0 < some.count('href="/relation/') < every.count('href="/relation/')
    assert "Quan hệ của Nhật Bản" in client.get("/relations?of=JP").text
    assert client.get("/relations?since=nonsense").status_code == 400
    assert client.get("/relations?format=svg").headers["content-type"] == "image/svg+xml"


def test_rays_are_links() -> None:
    drawn = rays("Việt Nam", [Ray("Nhật Bản", 9, "/relation/JP/VN"), Ray("<x>", 1, "/relation/LA/VN")], "x", 700)
    assert drawn is not None
    told = inline(drawn)
    assert told.count("<a ") == 2
    assert "&lt;x&gt;" in told
    assert rays("Việt Nam", [], "x", 700) is None


def test_relations_in_a_browser(page: Page) -> None:
    page.goto("/relations")
    assert page.locator("svg.graph:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto("/relation/JP/VN/brief")
    assert page.locator(".briefing h2").count() > 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
