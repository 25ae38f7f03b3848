"""Feeds, calendars, the map and the linked data: read by the programs that people follow with."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
import rdflib
from starlette.testclient import TestClient

from banggiao import read
from banggiao.model import Source
from banggiao.reading import read_source
from banggiao.record import Contact, Record
from banggiao.web import Settings
from banggiao.web.application import application
from banggiao.web.feeds import Entry, Feed, atom, json_feed, rss

if TYPE_CHECKING:
    from playwright.sync_api import Page

MEDIA = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


@pytest.fixture(scope="module")
def record(record_file: Path) -> Iterator[Record]:
    with Record(record_file, readonly=True) as record:
        yield record


@pytest.fixture(scope="module")
def followed(record: Record) -> list[str]:
    """Pages that can be followed, one of each kind."""
    things = {kind: record.find(kind=kind).results[0].id for kind in ("people", "offices", "organisations")}
    return [
        "/search",
        "/search?q=hợp+tác",
        "/search?kind=statements&q=hợp+tác",
        "/search?kind=commitments",
        "/search?kind=pages&q=Việt+Nam",
        f"/person/{things['people']}",
        f"/office/{things['offices']}",
        f"/organisation/{things['organisations']}",
        "/relation/JP/VN",
        "/relation/JP/VN?channel=government",
        "/relation/JP/VN/commitments",
        "/relation/JP/VN/commitments?channel=government",
        "/relation/Bộ Ngoại giao/Bộ Ngoại giao Nhật Bản/commitments",
    ]


def ending(address: str, end: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}.{end}{mark}{query}"


def check_json_feed(told: dict[str, Any]) -> None:
    """What JSON Feed 1.1 asks of a feed and its items."""
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(told["title"], str)
    for name in ("home_page_url", "feed_url"):
        assert told[name].startswith("http")
    assert len({item["id"] for item in told["items"]}) == len(told["items"])
    for item in told["items"]:
        assert isinstance(item["id"], str)
        assert item.get("content_html") or item.get("content_text")
        assert item["url"].startswith("http")
        for name in ("date_published", "date_modified"):
            assert datetime.datetime.fromisoformat(item[name]).tzinfo is not None
        for author in item.get("authors", ()):
            assert set(author) <= {"name", "url", "avatar"}
            assert author
        assert all(isinstance(tag, str) for tag in item.get("tags", ()))
        known = {"id", "url", "external_url", "title", "content_html", "summary", "date_published", "date_modified"}
        assert set(item) <= known | {"authors", "tags", "language"}


def test_feedparser_reads_every_feed(client: TestClient, followed: list[str]) -> None:
    for address in followed:
        ids = {}
        for end in MEDIA:
            answer = client.get(ending(address, end))
            assert answer.status_code == 200
            assert answer.headers["content-type"].split(";")[0] == MEDIA[end]
            if end == "json":
                check_json_feed(answer.json())
                ids[end] = [item["id"] for item in answer.json()["items"]]
                continue
            told = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
            assert not told.bozo, f"{address} {end}: {told.get('bozo_exception')}"
            assert told.feed.title.endswith("banggiao")
            assert told.feed.link.startswith("http://127.0.0.1/")
            ids[end] = [entry.id for entry in told.entries]
            for entry in told.entries:
                assert entry.title
                assert entry.link.startswith("http://127.0.0.1/")
                assert entry.updated_parsed >= entry.published_parsed
        assert ids["atom"] == ids["rss"] == ids["json"]
        assert ids["atom"] or "organisation" in address, address


def test_entries_lead_to_pages(client: TestClient) -> None:
    for item in client.get("/search.json").json()["items"][:5]:
        assert client.get(item["url"]).status_code == 200


def test_the_language_is_that_of_the_address(client: TestClient) -> None:
    assert feedparser.parse(client.get("/search.atom", headers={"accept-language": "en"}).content).feed.language == "vi"
    assert client.get("/search.json?lang=en").json()["language"] == "en"


def test_same_feed_again_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/search.atom")
    assert client.get("/search.atom", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_a_feed_of_nothing_is_a_feed(client: TestClient) -> None:
    answer = client.get("/search.atom?q=xyzzy")
    told = feedparser.parse(answer.content)
    assert not told.bozo
    assert told.entries == []


def test_what_is_not_there_has_no_feed(client: TestClient) -> None:
    for address in ("/person/0000000000000000.atom", "/office/nobody.rss", "/organisation/nothing.json",
                    "/search.atom?kind=people", "/person/0000000000000000.ics", "/contact/0.jsonld"):  # fmt: skip
        assert client.get(address).status_code in (400, 404), address
    assert client.get("/search.atom?min_confidence=x").status_code == 400


def items(record: Path) -> dict[str, dict[str, Any]]:
    """The entries of all contacts, by a server that knows nothing yet."""
    with TestClient(application(Settings(record=str(record))), base_url="http://127.0.0.1") as client:
        return {item["id"]: item for item in client.get("/search.json?lang=en").json()["items"]}


def test_a_correction_updates_the_entry(record_file: Path, tmp_path: Path) -> None:
    """Same id, a later moment, and what was corrected, in words."""
    path = tmp_path / "record.db"
    shutil.copy(record_file, path)
    with Record(path) as record:
        contact = next(each for each in record.contacts(status="held") if each.date and len(each.date) == 10)
    key, before = f"urn:banggiao:contact:{contact.id}", items(path)
    time.sleep(1)  # the record counts in seconds
    with Record(path) as record:
        why = "the pages differ"
        record.judge("field", contact.id, None, "right", field="date", value="2001-02-03", by="Lê Thu", why=why)
        record.resolve()
    after = items(path)
    assert key in before
    assert after[key]["date_modified"] > before[key]["date_modified"]
    assert after[key]["date_published"] == before[key]["date_published"]
    assert after[key]["title"].endswith("(corrected)")
    assert "3 February 2001" in after[key]["content_html"]
    assert "→" in after[key]["content_html"]
    assert next(iter(after)) == key


def test_corrections_of_statements_and_pages(tmp_path: Path) -> None:
    """What was put right in an old statement, and a page that was published anew, stand in the feeds of their lists."""
    told = (
        "Ngày 5/9/2024, tại Hà Nội, Thủ tướng Trần Văn Mẫu hội đàm với Thủ tướng Nhật Bản Sato Mau."
        " Thủ tướng Trần Văn Mẫu đề nghị Nhật Bản hỗ trợ xây cầu."
    )
    copy = tmp_path / "record.db"
    with Record(copy) as record:
        for text in (told, f"{told} Hai bên nhất trí sớm họp lại."):
            record.add(read({"id": "p", "title": "Hội đàm", "text": text, "published": "2024-09-06"}))
        record.resolve()
        said = record.find(kind="statements").results[-1]
        record.judge("field", said.id, None, "right", field="act", value="affirm", by="Lê Thu", why="")
        record.resolve()
    with TestClient(application(Settings(record=str(copy))), base_url="http://127.0.0.1") as client:
        feeds = {kind: client.get(f"/search.json?lang=en&kind={kind}").json() for kind in ("statements", "pages")}
    corrected = {
        kind: [item for item in feed["items"] if item["title"].endswith("(corrected)")] for kind, feed in feeds.items()
    }
    assert [item["id"] for item in corrected["statements"]] == [f"urn:banggiao:statement:{said.id}"]
    assert "→" in corrected["statements"][0]["content_html"]
    assert "the text" in corrected["pages"][0]["content_html"]
    assert corrected["pages"][0]["date_published"] <= corrected["pages"][0]["date_modified"]


def test_hostile_words_stay_words() -> None:
    entry = Entry(
        id="urn:banggiao:page:x",
        url='http://127.0.0.1/page/"><x>',
        title="]]><script>alert(1)</script>\x0b\ufffe",
        html="<p>&lt;script&gt;\x01</p>",
        summary="a & b",
        published="2024-09-05T01:02:03+00:00",
        updated="2024-09-05",
    )
    feed = Feed(
        url="http://127.0.0.1/x.atom?a=1&b=2", home="http://127.0.0.1/x", title="<&>", language="vi", entries=(entry,)
    )
    for write in (atom, rss):
        told = feedparser.parse(write(feed))
        assert not told.bozo
        assert told.entries[0].link == entry.url
        ElementTree.fromstring(write(feed))
    check_json_feed(json.loads(json_feed(feed)))


# --- calendars -----------------------------------------------------------------------------------------------


def test_icalendar_reads_every_calendar(client: TestClient, followed: list[str]) -> None:
    found = 0
    for address in followed:
        answer = client.get(ending(address, "ics"))
        if "kind=" in address or "/commitments" in address:
            assert answer.status_code == 404
            continue
        assert answer.headers["content-type"].startswith("text/calendar")
        calendar = icalendar.Calendar.from_ical(answer.content)
        assert str(calendar["x-wr-calname"]).endswith("banggiao")
        for event in calendar.walk("vevent"):
            found += 1
            assert str(event["url"]).startswith("http://127.0.0.1/contact/")
            assert event["status"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
            assert event.decoded("dtstart") < event.decoded("dtend")
    assert found > 5


# --- links in the heads --------------------------------------------------------------------------------------


def test_heads_name_what_can_be_followed(client: TestClient) -> None:
    for page in ("/", "/?lang=en", "/search?q=Nhật+Bản&country=JP"):
        links = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', client.get(page).text)
        assert [media for media, _ in links] == [*MEDIA.values(), "text/calendar"], page
        for media, address in links:
            answer = client.get(address.replace("&amp;", "&"))
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(media)


# --- map -----------------------------------------------------------------------------------------------------


def test_the_map_has_everything(client: TestClient, record: Record) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = []
    for part in index.findall("s:sitemap/s:loc", space):
        told = ElementTree.fromstring(client.get(str(part.text)).content)
        addresses += [str(loc.text) for loc in told.findall("s:url/s:loc", space)]
    assert len(addresses) == len(set(addresses))
    assert len([each for each in addresses if "/page/" in each]) == record.stats().pages
    assert len([each for each in addresses if "/contact/" in each]) == record.stats().contacts
    for kind in ("/page/", "/contact/"):
        for address in [each for each in addresses if kind in each][:3]:
            assert client.get(address).status_code == 200
    assert client.get("/sitemap/pages-2.xml").status_code == 404
    assert client.get("/sitemap/nothing-1.xml").status_code == 404
    assert "Sitemap: http://127.0.0.1/sitemap.xml" in client.get("/robots.txt").text


# --- linked data ---------------------------------------------------------------------------------------------

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def test_rdflib_reads_the_linked_data(client: TestClient, record: Record) -> None:
    contact = record.find(status="held").results[0]
    person = record.find(kind="people").results[0]
    for path in (f"/contact/{contact.id}", f"/person/{person.id}", f"/page/{contact.page}"):
        answer = client.get(f"{path}.jsonld")
        assert answer.headers["content-type"] == "application/ld+json"
        graph = rdflib.Graph().parse(data=answer.text, format="json-ld")
        assert (None, rdflib.RDF.type, None) in graph
    inside = _SCRIPT.findall(client.get(f"/contact/{contact.id}").text)
    assert json.loads(inside[0]) == client.get(f"/contact/{contact.id}.jsonld").json()


def test_words_do_not_end_the_element(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    hostile = "Thủ tướng </script><script>alert(1)</script> tiếp Đại sứ"
    row = {
        "id": "x",
        "title": hostile,
        "text": "Ngày 5/9/2024, Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản Mori Keiko.",
    }
    with Record(path) as record:
        record.add(read_source(Source(name="one", row=row)))
        record.resolve()
        found = record.contacts()[0]
    assert isinstance(found, Contact)
    with TestClient(application(Settings(record=str(path)))) as client:
        for address in (f"/contact/{found.id}", "/page/x"):
            told = _SCRIPT.findall(client.get(address).text)
            assert len(told) == 1
            assert "<" not in told[0]
            assert hostile in json.dumps(json.loads(told[0]), ensure_ascii=False)


def test_browsers_take_the_data_as_data(page: Page, record: Record) -> None:
    """The content security policy has nothing against it: the console stays empty, the text is there."""
    page.goto(f"/contact/{record.find(status='held').results[0].id}")
    told = json.loads(page.locator('script[type="application/ld+json"]').text_content() or "")
    assert told["@graph"]
