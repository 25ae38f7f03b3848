"""Politeness, memory of what was asked for, lists, and the archive."""

from __future__ import annotations

import gzip
import itertools
import os
import threading
from pathlib import Path
from typing import Any

import bad_server
import pytest

from banggiao.fetch import Archive, Crawl, Kept, Listed, Lost, State, StoreError
from banggiao.fetch.archive import files, sound_until
from banggiao.fetch.wire import Answer
from banggiao.intake import sources


def kinds(outcomes: list[Any]) -> list[str]:
    return [type(each).__name__ for each in outcomes if type(each).__name__ not in ("Idle", "Retried")]


def rss(*items: str) -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{body}</channel></rss>'.encode()


def urlset(*entries: str, kind: str = "urlset", each: str = "url") -> bytes:
    body = "".join(f"<{each}>{entry}</{each}>" for entry in entries)
    return f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</{kind}>'.encode()


# --- politeness -----------------------------------------------------------------------------------------------


def test_one_connection_at_a_time_with_a_pause(server: Any, fetching: Any) -> None:
    outcomes = fetching(*(f"{server.url}/{number}" for number in range(4)), delay=0.1, at_once=8)
    assert len(outcomes) == 5
    moments = [moment for moment, _, _ in server.asked]
    assert len(moments) == 5
    assert min(after - before for before, after in itertools.pairwise(moments)) >= 0.095
    assert server.most_at_once == 1


def test_hosts_side_by_side(fetching: Any) -> None:
    with bad_server.Server("127.0.0.1") as one, bad_server.Server("127.0.0.2") as other:
        for each in (one, other):
            each.paths["/slow"] = lambda c: (c.server.closing.wait(0.3), c.send(bad_server.answer(bad_server.page())))
        fetching(f"{one.url}/slow", f"{other.url}/slow")
        assert abs(one.of("/slow")[0] - other.of("/slow")[0]) < 0.2


def test_robots_are_obeyed_and_asked_for_once(server: Any, fetching: Any) -> None:
    server.put(
        "/robots.txt",
        b"User-agent: *\nDisallow: /rieng\nAllow: /\n\nUser-agent: banggiao\nDisallow: /khac\nCrawl-delay: 0.2",
    )
    outcomes = fetching(f"{server.url}/khac/1", f"{server.url}/rieng/1", f"{server.url}/2")
    assert [each.why.code for each in outcomes if isinstance(each, Lost)] == ["robots"]
    assert len(server.of("/khac/1")) == 0
    (first,), (second,) = server.of("/rieng/1"), server.of("/2")
    assert abs(second - first) >= 0.19
    fetching(f"{server.url}/3")
    assert len(server.of("/robots.txt")) == 1


def test_what_servers_see(server: Any, fetching: Any) -> None:
    server.put("/a", b"moved", "Location: /b", "Set-Cookie: a=1", status="302 Found")
    fetching(f"http://lan:mat-khau@127.0.0.1:{server.port}/a#x")
    for _, _, headers in server.asked:
        assert headers["user-agent"] == "banggiao/test"
        assert headers["connection"] == "close"
        assert not {"cookie", "authorization", "referer"} & set(headers)
    assert [path for _, path, _ in server.asked] == ["/robots.txt", "/a", "/b"]


# --- memory -----------------------------------------------------------------------------------------------


def test_only_what_is_new_or_changed(server: Any, fetching: Any) -> None:
    url = server.put("/a", bad_server.page(5), 'ETag: "one"', "Last-Modified: Thu, 05 Sep 2024 08:00:00 GMT")
    fetching.now = 1_000_000.0
    assert kinds(fetching(url)) == ["Kept"]
    fetching.now += 3600
    assert kinds(fetching(url)) == []
    assert len(server.of("/a")) == 1

    def conditional(c: Any) -> None:
        known = c.headers.get("if-none-match") == '"one"' and "if-modified-since" in c.headers
        c.send(b"HTTP/1.1 304 Not Modified\r\n\r\n" if known else bad_server.answer(b"asked without"))

    server.paths["/a"] = conditional
    assert kinds(fetching(url, always=True)) == ["Same"]
    fetching.now += 90_000
    assert kinds(fetching(url)) == ["Same"]
    server.put("/a", bad_server.page(5), 'ETag: "two"')  # another mark, the same page
    fetching.now += 90_000
    assert kinds(fetching(url)) == ["Same"]
    server.put("/a", bad_server.page(6), 'ETag: "three"')
    fetching.now += 90_000
    assert kinds(fetching(url)) == ["Kept"]
    found = [page.data for page in sources(map(str, files(fetching.folder)), on_error=pytest.fail)]
    assert found == [bad_server.page(5), bad_server.page(6)]


def test_what_failed_is_asked_for_again_when_somebody_asks(server: Any, fetching: Any) -> None:
    url = server.put("/a", b"none", status="404 Not Found")
    assert kinds(fetching(url)) == ["Lost"]
    server.put("/a", bad_server.page())
    assert kinds(fetching()) == []
    assert kinds(fetching(url)) == ["Kept"]


def test_a_run_that_stops_goes_on(server: Any, fetching: Any) -> None:
    urls = [f"{server.url}/{number}" for number in range(6)]
    assert kinds(fetching(*urls, limit=2)) == ["Kept", "Kept"]
    assert kinds(fetching(f"{server.url}/other")) == ["Kept"]  # what waits from before is not meant
    assert kinds(fetching(*urls[:4])) == ["Kept", "Kept"]
    assert kinds(fetching()) == ["Kept", "Kept"]
    assert sorted(path for _, path, _ in server.asked) == sorted(
        ["/robots.txt", "/other", *(f"/{number}" for number in range(6))]
    )


def test_a_wish_to_stop_is_heard_at_once(server: Any, fetching: Any) -> None:
    server.paths["/a"] = bad_server.stall
    threading.Timer(0.2, fetching.stop.set).start()
    assert kinds(fetching(f"{server.url}/a", f"{server.url}/b", seconds=30)) == []
    with fetching.state() as state:
        assert state.counts().waiting == 2


def test_a_clock_that_was_set_back(server: Any, fetching: Any) -> None:
    fetching.now = 2_000_000_000.0
    server.put("/b", b"busy", status="503 Later")
    url = server.put("/a", bad_server.page(5))
    fetching(url)
    fetching(f"{server.url}/b", retries=3, limit=1)
    fetching.now = 1_000_000_000.0  # 30 years earlier
    server.put("/a", bad_server.page(6))
    server.put("/b", bad_server.page(7))
    assert sorted(kinds(fetching(url, f"{server.url}/b"))) == ["Kept", "Kept"]


# --- lists ------------------------------------------------------------------------------------------------


def test_feeds(server: Any, fetching: Any) -> None:
    url = server.put(
        "/rss", rss("<link>/1</link>", f"<link>{server.url}/2</link><pubDate>x</pubDate>", "<title>no link</title>"),
        'ETag: "a"', kind="application/rss+xml",
    )  # fmt: skip
    outcomes = fetching(url)
    assert [(each.entries, each.new) for each in outcomes if isinstance(each, Listed)] == [(2, 2)]
    assert sorted(each.url for each in outcomes if isinstance(each, Kept)) == [f"{server.url}/1", f"{server.url}/2"]
    server.put("/rss", rss("<link>/1</link>", "<link>/3</link>", "<link>ftp://x/4</link>"), kind="text/xml")
    outcomes = fetching(url, always=True)
    assert [each.url for each in outcomes if isinstance(each, Kept)] == [f"{server.url}/3"]
    assert [each.why.code for each in outcomes if isinstance(each, Lost)] == ["scheme"]


def test_an_index_of_sitemaps(server: Any, fetching: Any) -> None:
    deeper = urlset("<loc>/too-deep.xml</loc>", kind="sitemapindex", each="sitemap")
    server.put("/below.xml.gz", gzip.compress(urlset("<loc>/1</loc>", "<loc>/2</loc>")), kind="application/gzip")
    server.put("/deep.xml", deeper)
    server.put("/too-deep.xml", deeper)
    index = urlset("<loc>/below.xml.gz</loc>", "<loc>/deep.xml</loc>", kind="sitemapindex", each="sitemap")
    url = server.put("/sitemap.xml", index, kind="application/xml")
    outcomes = fetching(url)
    assert sorted(each.url[-2:] for each in outcomes if isinstance(each, Kept)) == ["/1", "/2"]
    assert [each.why.code for each in outcomes if isinstance(each, Lost)] == ["listing"]
    # What the index lists is looked at anew, though the index did not change.
    server.put("/below.xml.gz", gzip.compress(urlset("<loc>/1</loc>", "<loc>/3</loc>")), kind="application/gzip")
    outcomes = fetching(url, always=True)
    assert [each.url[-2:] for each in outcomes if isinstance(each, Kept)] == ["/3"]


def test_a_page_that_its_list_calls_changed(server: Any, fetching: Any) -> None:
    def listed(day: int) -> bytes:
        return urlset(f"<loc>/1</loc><lastmod>2024-09-{day:02}T00:00:00Z</lastmod>")

    fetching.now = 1_725_494_400.0 + 100  # 2024-09-05
    url = server.put("/sitemap.xml", listed(4))
    assert kinds(fetching(url)) == ["Listed", "Kept"]
    server.put("/1", bad_server.page(6))
    fetching.now += 7200
    assert kinds(fetching(url, always=True)) == ["Same"]
    server.put("/sitemap.xml", listed(6))
    assert kinds(fetching(url, always=True)) == ["Listed", "Kept"]


@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0"?><rss version="2.0"><channel><item>',
        b'<rss version="2.0">' + b"<channel>" * 10000,
        b'<urlset xmlns="x"><url><loc>',
        b'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>',
    ],
)
def test_broken_lists(server: Any, fetching: Any, body: bytes) -> None:
    url = server.put("/a", body, kind="application/xml")
    outcomes = fetching(url, f"{server.url}/good")
    assert "Kept" in kinds(outcomes)
    assert {"Lost", "Listed"} & set(kinds(outcomes))


# --- the archive ------------------------------------------------------------------------------------------


def an_answer(number: int, size: int = 100) -> Answer:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    body = b"<html><p>%d " % number + b"x" * size
    return Answer(
        url=f"https://bao.example/{number}", status=200, headers=(), head=head, body=body,
        asked=b"GET / HTTP/1.1\r\n\r\n", ip="192.0.2.1", moment=0.0,
    )  # fmt: skip


def test_every_cut_of_an_archive_is_mended(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "test")
    places = [archive.keep(an_answer(number)) for number in range(3)]
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    for end in range(places[2].start, len(whole), 7):
        file.write_bytes(whole[:end])
        again = Archive(tmp_path, "test", known_end=lambda name: places[1].start)
        assert file.stat().st_size <= end
        place = again.keep(an_answer(9))
        assert [gzip.decompress(again.read(each))[:8] for each in (*places[:2], place)] == [b"WARC/1.1"] * 3
        pages = [page.url for page in sources([str(file)], on_error=pytest.fail)]
        assert pages[:2] == ["https://bao.example/0", "https://bao.example/1"]
        assert pages[-1] == "https://bao.example/9"


def test_a_long_archive_begins_a_new_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "test", largest=3000)
    for number in range(10):
        answer = an_answer(number)
        archive.keep(
            Answer(**{name: getattr(answer, name) for name in answer.__struct_fields__} | {"body": os.urandom(1000)})
        )
    assert len(files(tmp_path)) > 2
    assert all(sound_until(path) == path.stat().st_size < 5000 for path in files(tmp_path))


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path, "test")
    place = archive.keep(an_answer(1))
    (file,) = files(tmp_path)
    size = file.stat().st_size

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    real = os.fsync
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        archive.keep(an_answer(2))
    assert file.stat().st_size == size
    monkeypatch.setattr(os, "fsync", real)
    after = archive.keep(an_answer(3))
    assert [len(archive.read(each)) > 100 for each in (place, after)] == [True, True]
    assert sound_until(file) == file.stat().st_size


def test_one_program_at_a_time(fetching: Any) -> None:
    with State(fetching.folder), pytest.raises(StoreError) as error:
        State(fetching.folder)
    assert error.value.problem.code == "store_locked"
    State(fetching.folder).__exit__(None, None, None)


def test_what_is_no_list_of_what_was_fetched(fetching: Any) -> None:
    fetching.folder.mkdir()
    (fetching.folder / "fetch.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError) as error:
        State(fetching.folder)
    assert error.value.problem.code == "store"


def test_kept_and_not_yet_read(server: Any, fetching: Any) -> None:
    """A program killed between the archive and the record leaves the page for the next run."""
    fetching(f"{server.url}/a")
    with State(fetching.folder) as state:
        ((url, place),) = state.unread()
        assert url == f"{server.url}/a"
        assert gzip.decompress(Archive(fetching.folder, "test").read(place)).startswith(b"WARC/1.1")
        state.read(url)
        assert state.unread() == []


def test_what_is_given_twice_is_asked_for_once(server: Any, fetching: Any) -> None:
    with fetching.state() as state:
        crawl = Crawl(state, Archive(fetching.folder, "t"), fetching.settings())
        added, wrong = crawl.put([f"{server.url}/a", f"{server.url}/a#x", "không phải địa chỉ"])
        assert added == 1
        assert [each.code for each in wrong] == ["scheme"]
        assert kinds(list(crawl.run())) == ["Kept"]
