"""The tree of a page: the same by both ways, and selectors that find what the library's own find."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resiliparse.parse.html import HTMLTree

from banggiao.article import html, outlets, parse, tree
from banggiao.model import Source

PAGE = """<!doctype html><body class="a &amp; b"><div id=Main class="wide Box"><h1 data-role=title>Tên &lt;bài&gt;</h1>
<!-- no > text --><p class=lead>Một&nbsp;hai<br>ba<p>bốn <a href="/x?a=1&b=2" title='"5" > 4'>năm</a>
<template><p>sáu</template><script>if (a < b) document.write("</p>")</script>
<ul><li class="x box">bảy<li hidden>tám</ul><img src=a></div><td>chín"""


def whole(found: tree.Tree) -> list[object]:
    """A tree as it can be compared."""
    return [
        item
        if isinstance(item, str)
        else (item.tag, item.attributes, item.at, item.stop, item.parent and item.parent.at)
        for item in found.items
    ]


def both(markup: str) -> tuple[bool, tree.Tree, tree.Tree]:
    """The tree taken from what the parser writes (and whether it could be), and from its nodes."""
    body: Any = HTMLTree.parse(markup).body
    written, walked = tree.Tree(False), tree.Tree(False)
    clear = tree._from_markup(written, body.html)
    tree._from_nodes(walked, body)
    return clear, written, walked


def test_a_page() -> None:
    clear, written, walked = both(PAGE)
    assert clear
    assert whole(written) == whole(walked)
    assert written.deepest >= walked.deepest  # of what is in templates, too
    head = written.first(written.root, "h1")
    assert head is not None
    assert (written.text(head), head.get("data-role"), head.get("id")) == ("Tên <bài>", "title", "")
    link = written.first(written.root, "a[href]")
    assert link is not None
    assert (link.get("href"), link.get("title")) == ("/x?a=1&b=2", '"5" > 4')
    assert "sáu" not in written.text(written.root)


PIECES = [
    "<div class=a>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href=x y/z>", "</a>", "<br>", "<td>",
    "<table>", "chữ", "&lt;b&gt;", "&nbsp;", "<!-- x > <b> -->", "<!-->", "<!--a--!>", "<?php a ?>",
    "<![CDATA[x>y]]>", "</ x>", "<ul><li>", "<textarea>\n<b>", "</textarea>", "<pre>\n\n", "<select>",
    "<noscript><img>", "<iframe><b>", "</iframe>", "<xmp><i>", "</xmp>", "<script>a<b", "<script><!--<script>",
    "</script>", "<style>a>b{}</style>", "<template><p>x</template>", "<a \"b\" =c d='\" class=\"'>", "<a<b>",
    "<i title='<>'>", "<span hidden>", "<svg><path/></svg>", "<noembed><b>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20))
@settings(deadline=None, max_examples=200)
def test_both_ways_are_one(pieces: list[str]) -> None:
    clear, written, walked = both("<body>" + "".join(pieces))
    if clear:
        assert whole(written) == whole(walked)
        assert written.deepest >= walked.deepest


@pytest.mark.parametrize(
    "markup",
    [
        "<script><!--<script></script><b>x</b><script>--></script>",  # one script: its end is not the first
        "<svg><style><g>x</g></style></svg>",
        "<plaintext><b>x",
        "<a<b>x",
    ],
)
def test_what_is_not_clear_is_walked_through(markup: str) -> None:
    clear, _, walked = both("<body>" + markup)
    assert not clear
    parser = HTMLTree.parse("<!doctype html><body>" + markup)
    assert whole(tree.of_element(parser.body, False)) == whole(walked)


@pytest.mark.parametrize(
    "selector",
    [
        "p", "P", ".box", ".wide.Box", "div.wide", "#Main", "#main", "li.x.box", "[hidden]", "[class*=bo]",
        "[class~=box]", "[data-role=title]", "[data-role^=ti]", "[data-role$=le]", "[class='wide Box']",
        "a[href]", "div li", "div > li", "div > ul > li", "body ul .box", "html div > p a", "h1, .lead, li",
        "img", "span", "script", "ul, li", "[href*=x]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("doctype", ["<!doctype html>", ""])
def test_selectors_find_what_the_library_finds(selector: str, doctype: str) -> None:
    parser: Any = HTMLTree.parse(doctype + PAGE.removeprefix("<!doctype html>"))
    ours, theirs = (
        tree.of_element(parser.body, tree.is_quirky(parser)),
        parser.body.query_selector_all(selector).values(),
    )
    found = ours.select(ours.root, selector)
    assert [(e.tag, e.get("class"), ours.text(e)) for e in found] == [
        (e.tag, e.getattr("class") or "", e.text) for e in theirs
    ]
    assert ours.first(ours.root, selector) == (found[0] if found else None)


@pytest.mark.parametrize("selector", ["", "p:first-child", "p + p", "a[", "> p", "p,", "p ~ p", "*"])
def test_a_selector_that_is_not_understood(selector: str) -> None:
    with pytest.raises(ValueError, match="not understood"):
        tree.parsed(selector)


def test_selectors_of_all_outlets_are_understood() -> None:
    for outlet in (*outlets.known(), html._GENERIC):
        for field in ("content", "headline", "lead", "byline", "published", "caption", "related", "remove"):
            for selector in getattr(outlet, field):
                assert tree.parsed(selector), (outlet.name, selector)


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="article-content text-long">' * 40_000,
        ("<div><a href=x>mot hai ba bon nam sau</a><p>" + "chu " * 20) * 2_000,
        ("<div>" * 150 + "<a href=x>mot hai ba bon nam sau bay</a>" + "</div>" * 150) * 150,
        ("<div>" * 150 + "Tin khác" + "</div>" * 150) * 150,
        "<div " + " ".join(f"a{n}=1" for n in range(200_000)) + ">chữ</div>",
        "<div " + "/".join(f"a{n}='>'" for n in range(200_000)) + ">chữ</div>",
        "<a " * 300_000,
        "<a ='" * 200_000,
    ],
    ids=[
        "names in names",
        "titles in boxes in boxes",
        "deep titles",
        "deep headings",
        "attributes",
        "quoted",
        "open tags",
        "open quotes",
    ],
)
def test_time_does_not_grow_with_the_square(markup: str) -> None:
    begun = time.process_time()
    parse(Source(name="x", data=f"<!doctype html><body>{markup}".encode(), html=True))
    assert time.process_time() - begun < 8  # half a minute and more, once
