"""A page with its facts: what it says, and what a click or a key does."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from banggiao.model import Reading
from banggiao.reading import read
from banggiao.record import Page, Record
from banggiao.web import Settings
from banggiao.web.application import application

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from starlette.testclient import TestClient

TALKS = "b31127c2ed6ed871"  # several contacts, statements and teasers that tell of others
OLD = "a005246444aefe6a"  # in an old encoding, with residues
SCRAPED = "476aeba6c587f449"  # duplicate, prompt, residue
QUIET = "bff2f17e31019d9f"  # football


@pytest.fixture(scope="module")
def readings(record_file: Path) -> dict[str, Reading]:
    with Record(record_file, readonly=True) as record:
        return {page.id: page.reading for page in record.pages()}


def text_of(html: str) -> str:
    """The words of the article and its teasers, without the references."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r'<a class="ref".*?</a>', "", html)))


def test_every_page_shows_its_whole_text(client: TestClient, readings: dict[str, Reading]) -> None:
    for id_, reading in readings.items():
        html = client.get(f"/page/{id_}").text
        words = [text_of(each) for each in re.findall(r'<span class="words">(.*?)</span></p>', html)]
        title = re.search(r"<h1>(.*?)</h1>", html, re.S)
        assert title
        shown = " ".join([text_of(title[1]), *words])
        for region in reading.regions:
            for line in reading.text[region.start : region.end].split("\n"):
                assert " ".join(line.split()) in " ".join(shown.split()), id_


def test_every_fact_has_its_anchor_and_its_claim(client: TestClient, readings: dict[str, Reading]) -> None:
    for id_, reading in readings.items():
        html = client.get(f"/page/{id_}").text
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)), id_
        events = [*reading.events, *(event for teaser in reading.related for event in teaser.events)]
        for event in events:
            for place in event.evidence:
                assert f"t{place.start}-{place.end}" in ids
        for one in reading.statements:
            assert f"s-{one.id}" in ids
            assert f"t{one.start}-{one.end}" in ids
            assert f'href="#s-{one.id}"' in html
        for event in reading.events:
            assert f"e-{event.id}" in ids
        for target in re.findall(r'href="#([^"]+)"', html):
            assert target in (*ids, "main"), (id_, target)


def test_regions_are_shown_as_what_they_are(client: TestClient) -> None:
    html = client.get(f"/page/{SCRAPED}?lang=en").text
    for kind in ("lead", "caption", "duplicate", "residue", "prompt"):
        assert f'class="para r-{kind}' in html
    article, _, teasers = html.partition('<section class="teasers"')
    assert "para r-headline" in teasers
    assert "part of this one" in teasers
    assert "caption</span>" in article.lower()


def test_issues_in_words(client: TestClient) -> None:
    html = client.get(f"/page/{OLD}", headers={"accept-language": "vi"}).text
    assert "bảng mã không phải UTF-8" in html


def test_a_page_without_facts(client: TestClient) -> None:
    html = client.get(f"/page/{QUIET}?lang=en").text
    assert "No contact and no statement" in html
    assert 'class="marking"' not in html


def test_a_page_that_is_not_there(client: TestClient) -> None:
    for address in ("/page/nothing", f"/page/{TALKS}?version=9", f"/page/{TALKS}?version=x", "/page/%2e%2e%2fetc"):
        assert client.get(address).status_code == 404


EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'&"


def test_text_of_a_page_is_never_markup(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    path = tmp_path / "evil.db"
    lead = f"Sáng 5/9, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn tiếp Đại sứ Nhật Bản Tanaka Hiroshi {EVIL}."
    row = {"title": f"Tít {EVIL}", "lead": lead, "text": f"Thân {EVIL}", "url": "javascript:alert(1)", "id": "x/<y>"}
    with Record(path) as record:
        record.add(read(row))
        first = next(record.pages())
        record.add(read({**row, "text": "Bản thứ hai."}))
        record.resolve()
    with TestClient(application(Settings(record=str(path)))) as client:
        html = client.get(f"/page/{first.id.replace('/', '%2F')}?lang=en").text
        old = client.get(f"/page/{first.id}?version=1&lang=en").text
    assert isinstance(first, Page)
    for page in (html, old):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "javascript:" not in re.findall(r'href="([^"]*)"', page)
    assert "&lt;script&gt;" in html
    assert "Version 1" in html
    assert "Bản thứ hai" in html
    assert "This is version 1" in old


# --- in a browser --------------------------------------------------------------------------------------------


def is_narrow(tab: Tab) -> bool:
    size = tab.viewport_size
    assert size is not None
    return size["width"] < 600


def test_a_click_on_a_fact_shows_its_claim(page: Tab) -> None:
    page.goto(f"/page/{TALKS}")
    fact = page.locator(".text .f.is-statement, .text .f.is-commitment").first
    fact.click()
    key = page.evaluate("location.hash.slice(1)")
    assert key.startswith("s-")
    words = fact.evaluate("each => each.firstChild.textContent")
    if is_narrow(page):
        sheet = page.locator(".sheet")
        assert words in sheet.inner_text()
        page.keyboard.press("Escape")
        assert sheet.count() == 0
    else:
        card = page.locator(f"#{key}")
        assert words in card.inner_text()
        assert "now" in (card.get_attribute("class") or "")
        page.wait_for_timeout(400)
        box, panel = card.bounding_box(), page.locator(".claims").bounding_box()
        assert box
        assert panel
        assert panel["y"] - 1 <= box["y"] < panel["y"] + panel["height"]
    assert page.locator(".f.at").count() >= 1


def test_a_click_on_a_claim_shows_the_sentence(page: Tab) -> None:
    page.goto(f"/page/{TALKS}")
    page.locator(".claim .place").last.click()
    page.wait_for_timeout(500)
    marked = page.locator(".f.at").first
    box = marked.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert 0 <= box["y"] < size["height"]
    assert page.evaluate("location.hash").startswith("#t")


def test_an_address_marks_its_span(page: Tab, readings: dict[str, Reading]) -> None:
    event = readings[TALKS].events[-1].evidence[0]
    page.goto(f"/page/{TALKS}#t{event.start}-{event.end}")
    page.wait_for_timeout(300)
    assert page.locator(f"#t{event.start}-{event.end}.at").count() == 1
    page.goto(f"/page/{TALKS}#t{event.start + 3}-{event.end - 2}")  # no fact: some words of the text
    page.wait_for_function("CSS.highlights.has('place')")
    marked = page.evaluate("[...CSS.highlights.get('place')].map(String).join('')")
    assert marked == readings[TALKS].text[event.start + 3 : event.end - 2]


def test_odd_fragments_do_no_harm(page: Tab) -> None:
    for odd in ("%E0%A4%A", "t9-", "t99999-999999", "t5-2", '"><script>', "main"):
        page.goto(f"/page/{TALKS}#{odd}")
        page.reload()
    assert page.locator("h1").count() == 1


def test_keyboard_only(page: Tab) -> None:
    page.goto(f"/page/{TALKS}")
    ref = page.locator(".text .ref").first
    ref.focus()
    page.keyboard.press("Enter")
    if is_narrow(page):
        assert page.evaluate("document.activeElement.className") == "close"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.className") == "ref"
    else:
        assert page.locator(".claim.now").count() == 1
    box = page.locator(".marking input").first
    box.focus()
    before = page.locator(".text .f.is-contact").last.evaluate("each => getComputedStyle(each).backgroundColor")
    page.locator(".at").first.evaluate("() => document.querySelectorAll('.at').forEach(e => e.classList.remove('at'))")
    page.keyboard.press("Space")
    after = page.locator(".text .f.is-contact").last.evaluate("each => getComputedStyle(each).backgroundColor")
    assert before != after == "rgba(0, 0, 0, 0)"


def test_without_a_script_the_links_do(browser: Browser, live: str, readings: dict[str, Reading]) -> None:
    context = browser.new_context(base_url=live, java_script_enabled=False)
    tab = context.new_page()
    place = readings[TALKS].events[0].evidence[0]
    tab.goto(f"/page/{TALKS}#t{place.start}-{place.end}")
    assert tab.locator(f"#t{place.start}-{place.end}:target").count() == 1
    tab.locator(".text .ref").first.click()
    assert tab.locator(".claim:target").count() == 1
    tab.locator(".claim:target .place").first.click()
    assert tab.locator(".f:target").count() == 1
    context.close()


def test_no_serious_fault_of_access(page: Tab) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for id_ in (TALKS, SCRAPED, OLD, QUIET):
        page.goto(f"/page/{id_}")
        found = Axe().run(page)
        bad = [each for each in found.response["violations"] if each["impact"] in ("serious", "critical")]
        assert not bad, [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in bad]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
