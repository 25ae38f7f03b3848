"""Saved feeds and sitemaps as inputs, and what is read of lists."""

from __future__ import annotations

import contextlib
import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("feedparser")

from banggiao.intake import InputProblem, listing, sources
from banggiao.model import Source

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Thời sự</title>
<item><title>Bộ trưởng Lê Văn Sơn tiếp Đại sứ Lào</title><link>https://bao.example/1</link>
<description><![CDATA[<a href="/1"><img src="a.jpg"></a></br>
Sáng 5/9, Bộ trưởng Lê Văn Sơn đã tiếp Đại sứ Lào.]]></description>
<pubDate>Wed, 04 Sep 2024 18:30:00 GMT</pubDate></item>
<item><title>Chỉ có tiêu đề</title><link>https://bao.example/2</link></item>
<item><title>Có toàn văn</title><link>https://bao.example/3</link><description>Tóm tắt</description>
<content:encoded><![CDATA[<p>Đoạn một.</p><p>Đoạn hai &amp; hết.</p>]]></content:encoded></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin</title><link href="https://bao.example/4"/>
<updated>2024-09-05T01:00:00Z</updated><summary>Lời dẫn của bài.</summary></entry></feed>"""

NEWS = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://bao.example/5 </loc><news:news>
<news:publication_date>2024-09-05T08:00:00+07:00</news:publication_date><news:title>Tiêu đề</news:title></news:news>
</url>
<url><loc></loc></url></urlset>"""


def take(data: bytes | str) -> tuple[list[Source], list[InputProblem]]:
    problems: list[InputProblem] = []
    raw = data.encode() if isinstance(data, str) else data
    return list(sources(["-"], on_error=problems.append, stdin=io.BytesIO(raw))), problems


def test_entries_with_words_are_pages() -> None:
    found, problems = take(RSS)
    assert not problems
    assert [(source.name, source.url, source.published) for source in found] == [
        ("-#1", "https://bao.example/1", "2024-09-05"),  # of Hà Nội
        ("-#3", "https://bao.example/3", None),
    ]
    assert found[0].row is not None
    assert found[0].row["lead"] == "Sáng 5/9, Bộ trưởng Lê Văn Sơn đã tiếp Đại sứ Lào."
    assert found[1].row is not None
    assert found[1].row["text"] == "Đoạn một.\nĐoạn hai & hết."


def test_files_by_name_and_by_look(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS, encoding="utf-8")
    (tmp_path / "b.atom").write_text(ATOM, encoding="utf-8")
    (tmp_path / "c.xml").write_text(ATOM, encoding="utf-8")
    problems: list[InputProblem] = []
    found = list(sources([str(tmp_path)], on_error=problems.append))
    assert [Path(source.name).name for source in found] == ["a.rss#1", "a.rss#3", "b.atom#1"]
    found = list(sources([str(tmp_path / "c.xml")], on_error=problems.append))
    assert [source.url for source in found] == ["https://bao.example/4"]
    assert not problems


def test_bare_addresses_are_for_fetch() -> None:
    for data in (NEWS, '<rss version="2.0"><channel><item><link>https://bao.example/1</link></item></channel></rss>'):
        found, problems = take(data)
        assert (found, [each.code for each in problems]) == ([], ["addresses_only"])


def test_news_sitemaps() -> None:
    (page,) = listing.read(NEWS.encode()).pages
    assert (page.url, page.title, page.published) == ("https://bao.example/5", "Tiêu đề", "2024-09-05T08:00:00+07:00")
    assert page.changed == 1725498000.0


_ENTITIES = "".join(f'<!ENTITY a{n} "{("&a" + str(n - 1) + ";") * 30}">' for n in range(1, 8))
LAUGHS = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{_ENTITIES}]><rss version="2.0"><channel>
<item><link>https://bao.example/1</link><title>&a7;</title><description>b</description></item></channel></rss>"""
SECRET = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel>
<item><link>https://bao.example/1</link><title>t</title><description>a&x;b</description></item></channel></rss>"""


def test_entities_of_their_own_do_nothing() -> None:
    begun = time.process_time()
    found, _ = take(LAUGHS)
    assert sum(len(str(source.row)) for source in found) < 10_000
    found, _ = take(SECRET)
    assert all("ab" in str(source.row) or "a&x;b" in str(source.row) for source in found)
    with pytest.raises(ValueError, match="entities"):
        listing.read(LAUGHS.replace("<rss", "<urlset").replace("</rss", "</urlset").encode())
    late = b"<?xml version='1.0'?><!--" + b" " * 70_000 + b"--><!DOCTYPE urlset [<!ENTITY a 'b'>]>"
    with pytest.raises(ValueError, match="entities"):
        listing._sitemap(late + b"<urlset><url><loc>https://bao.example/&a;</loc></url></urlset>")
    assert time.process_time() - begun < 5


def test_a_cut_list_gives_what_came() -> None:
    data = NEWS.encode()
    assert len(listing.read(data[: data.index(b"<url><loc></loc>")]).pages) == 1
    with pytest.raises(ValueError, match=r"."):
        listing.read(data[:200])


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=200), st.sampled_from([RSS, ATOM, NEWS]), st.integers(0, 600))
def test_any_change_gives_a_list_or_a_problem(junk: bytes, data: str, at: int) -> None:
    changed = data.encode()[:at] + junk + data.encode()[at + len(junk) :]
    with contextlib.suppress(ValueError):
        for entry in listing.read(changed).pages:
            assert entry.url
