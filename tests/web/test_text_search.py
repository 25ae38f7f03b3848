"""Search and its suggestions, and the first page."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from banggiao.record import Record
from banggiao.web import Settings, urls
from banggiao.web.application import application
from banggiao.web.pages.search import FILTERS, KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from starlette.testclient import TestClient


def rows(html: str) -> list[str]:
    return re.findall(r'<li><article class="row.*?</article></li>|<article class="row.*?</article>', html, re.S)


def links(html: str, start: str) -> list[str]:
    return [unescape(each) for each in re.findall(rf'href="({re.escape(start)}[^"]*)"', unescape(html))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_found_and_counted(client: TestClient, record_file: Path, kind: str) -> None:
    html = client.get(f"/search?kind={kind}&lang=en").text
    with Record(record_file, readonly=True) as record:
        total = record.find(kind=kind).total  # type: ignore[arg-type]
    assert f"{total} " in html
    assert len(rows(html)) == min(total, 20)


def test_words_without_marks_are_marked_in_what_is_found(client: TestClient) -> None:
    html = client.get("/search?q=thu+tuong&kind=statements").text
    assert "<mark>Thủ</mark>" in html or "<mark>Thủ tướng</mark>" in html
    assert "\x0e" not in html
    html = client.get("/search?q=thu+tuong&kind=pages").text
    assert "<mark>" in html


def test_paging_leads_through_all(client: TestClient, record_file: Path) -> None:
    with Record(record_file, readonly=True) as record:
        total = record.find().total
    seen: list[str] = []
    address: str | None = "/search?lang=en"
    while address:
        html = client.get(address).text
        seen += re.findall(r'<h3><a href="/contact/(\w+)', html)
        after = re.findall(r'rel="next" href="([^"]+)"', html)
        address = unescape(after[0]) if after else None
    assert len(seen) == len(set(seen)) == total


def test_facets_narrow_and_chips_widen(client: TestClient) -> None:
    html = client.get("/search?lang=en").text
    narrower = [link for link in links(html, "/search?") if "type=visit" in link]
    assert narrower
    html = client.get(narrower[0]).text
    chip = re.search(r'<a class="chip" href="([^"]+)"', html)
    assert chip
    assert "type" not in parse_qs(urlsplit(unescape(chip[1])).query)
    assert all(re.search(r"thăm|visit|dự", row) for row in rows(html))


def test_what_a_form_leaves_empty_leaves_the_address(client: TestClient) -> None:
    answer = client.get("/search?q=lao&person=&since=2024&until=&kind=contacts", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=lao&since=2024"


def test_the_same_words_of_another_kind_keep_what_it_knows(client: TestClient) -> None:
    html = client.get("/search?q=lao&country=LA&type=visit").text
    people = next(link for link in links(html, "/search?") if "kind=people" in link)
    assert parse_qs(urlsplit(people).query) == {"q": ["lao"], "kind": ["people"], "country": ["LA"]}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("q=-lao", "no word to look for"),
        ("since=yesterday", "“From” is no day"),
        ("until=2024-13", "“Until” is no day"),
        ("country=Atlantis", "No state is called so"),
        ("min_confidence=2", "a number from 0 to 1"),
        ("after=zzz", "belongs to another question"),
        ("q=" + "a" * 2000, "no word to look for|too many"),
        ("person=%2E", "no name to look for"),
    ],
)
def test_odd_questions_are_told_in_words(client: TestClient, asked: str, says: str) -> None:
    answer = client.get(f"/search?{asked}&lang=en")
    assert answer.status_code == 400
    assert re.search(says, unescape(answer.text))
    assert '<input id="words"' in answer.text  # and can be mended


HOSTILE = ('"', "%00", "<script>alert(1)</script>", "' OR 1=1 --", "NEAR(a b)", "a* OR", "\U0001f600", "\x00\x0e")


@pytest.mark.parametrize("q", HOSTILE)
def test_hostile_words_do_no_harm(client: TestClient, q: str) -> None:
    for kind in KINDS:
        answer = client.get("/search", params={"q": q, "kind": kind})
        assert answer.status_code in (200, 400)
        assert "<script>alert" not in answer.text


def test_nothing_found_says_what_to_try(client: TestClient) -> None:
    html = client.get("/search?q=zzyzx&country=JP&lang=en").text
    assert "Nothing was found" in html
    assert "Ask without the filters" in html
    assert links(html, "/search?q=zzyzx&kind=pages")


def test_every_filter_has_its_words() -> None:
    from banggiao.web.language import catalogue

    for names in FILTERS.values():
        for name in names:
            assert f"filter.{name}" in catalogue()


# --- suggestions ---------------------------------------------------------------------------------------------


def test_suggestions_without_marks(client: TestClient, record_file: Path) -> None:
    with Record(record_file, readonly=True) as record:
        person = record.find(kind="people").results[0]
    begun = person.name.split()[0][:3]
    html = client.get("/suggest", params={"q": begun}).text
    assert html.count('role="option"') >= 1
    assert "<html" not in html
    assert client.get("/suggest?q=").text.count('role="option"') == 0
    assert client.get("/suggest", params={"q": "x" * 5000}).status_code == 200
    assert "<b>" not in client.get("/suggest", params={"q": "<b>hi"}).text


def test_suggestions_lead_somewhere(client: TestClient) -> None:
    for begun in "abcdghklmnpqtv":
        for address in re.findall(r'data-href="([^"]+)"', client.get(f"/suggest?q={begun}").text):
            assert re.match(r"/(person|office|organisation|relation|search)\b", unescape(address))


def test_suggestions_by_keyboard(page: Tab) -> None:
    page.goto("/")
    page.locator("#words").focus()
    page.keyboard.type("nhat")
    page.wait_for_selector(".suggestions [role=option]")
    box = page.locator("#words")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("role") == "combobox"
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "nhat"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".suggestions [role=option]:visible")
    page.keyboard.press("ArrowUp")  # the last: in all texts
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=nhat&kind=pages")
    assert page.locator(".results mark").count() > 0


def test_suggestions_by_click_and_search_by_enter(page: Tab) -> None:
    page.goto("/search")
    page.locator("#words").fill("thu tuong")
    page.wait_for_selector(".suggestions [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=thu+tuong")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#words").fill("nhat")
    page.wait_for_selector(".suggestions [role=option]")
    option = page.locator(".suggestions [role=option]").last
    href = option.get_attribute("data-href")
    option.click()
    page.wait_for_url(f"**{href}")


def test_without_a_script_it_is_a_plain_search(browser: Browser, live: str) -> None:
    context = browser.new_context(base_url=live, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/")
    tab.locator("#words").fill("hội đàm")
    tab.locator("#words").press("Enter")
    tab.wait_for_url("**/search?q=**")
    assert tab.locator(".results .row").count() > 0
    tab.locator("summary").first.click()
    tab.locator("#f-type").select_option("call")
    tab.locator(".asking button").click()
    assert "type=call" in tab.url
    assert "person=" not in tab.url
    context.close()


# --- the first page ------------------------------------------------------------------------------------------


def test_another_day_has_its_anniversaries(client: TestClient, record_file: Path) -> None:
    with Record(record_file, readonly=True) as record:
        held = record.find(status="held", limit=200).results
    day = next(
        each.date for each in held if re.fullmatch(r"\d{4}-\d\d-\d\d", each.date or "") and each.date[5:] != "02-29"
    )
    later = datetime.date.fromisoformat(day).replace(year=int(day[:4]) + 3)
    html = client.get(f"/?on={later}&lang=en").text
    ids = [each.id for each in held if each.date == day]
    assert any(urls.contact(each) in html.partition('id="anniversaries"')[2] for each in ids)
    assert "3 years before" in html


def test_odd_days_are_told(client: TestClient) -> None:
    for odd in ("x", "2024-02-30", "0001-01-01", "9999-12-31", "<b>"):
        html = client.get("/", params={"on": odd, "lang": "en"}).text
        assert "is no day" in html
        assert "<b>" not in html
    assert client.get("/?on=2024-02-29").status_code == 200


def test_a_record_without_anything(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    path = tmp_path / "empty.db"
    Record(path).close()
    with TestClient(application(Settings(record=str(path)))) as client:
        assert "This record holds no contact yet" in client.get("/?lang=en").text
        for kind in KINDS:
            assert "Nothing was found" in client.get(f"/search?kind={kind}&lang=en").text


def test_no_serious_fault_of_access(page: Tab) -> None:
    from axe_playwright_python.sync_playwright import Axe

    kinds = [f"/search?kind={kind}" for kind in KINDS]
    for address in ("/", "/search?q=thu+tuong&country=JP", *kinds, "/search?q=zzyzx"):
        page.goto(address)
        found = Axe().run(page)
        bad = [each for each in found.response["violations"] if each["impact"] in ("serious", "critical")]
        assert not bad, [(address, each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in bad]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto("/")
    page.locator("#words").fill("nhat")
    page.wait_for_selector(".suggestions [role=option]")
    found = Axe().run(page)
    assert not [each["id"] for each in found.response["violations"] if each["impact"] in ("serious", "critical")]
