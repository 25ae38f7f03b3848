"""HTML to one page text with regions.

The article's markup is found by the selectors of its outlet (data/outlets), else by those of any known outlet whose content element is
there (many papers share a CMS), else by a library. Of the library's two candidates, resiliparse and trafilatura, we keep resiliparse:
benchmarks/extraction.py compares them on the bundled pages; the figures are in its docstring.

The page text is made of the article's blocks (headline, lead, paragraphs, captions, teasers) joined by blank lines; the lines then go the
way of scraped text (banggiao.article.scraped) with what the markup says of them. Menus, footers, side lists and scripts stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import regex

from banggiao.article import metadata, outlets, page, published, scraped, urls
from banggiao.article.decode import issue, storable
from banggiao.article.line import Line
from banggiao.article.outlets import Outlet
from banggiao.model import Article, Source

LONG = 8_000_000
"""Code points of markup that are parsed; what is beyond is left out, with an issue."""

_SKIPPED = frozenset(
    "script style noscript iframe template svg form button select option nav footer input textarea video audio object embed canvas "
    "head map dialog".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p "
    "pre section summary table tbody td tfoot th thead tr ul body".split()
)
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Class names and ids, split at "-", "_" and capitals: what is furniture, a box of other articles, a caption, a credit.
_FURNITURE = regex.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|breadcrumbs?|comments?|cmt|ads?|adv|advert\w*|banner|toolbar|tags?|keywords?|rating|vote|"
    r"print|menu|nav|navbar|footer|popup|modal|subscribe|newsletter|cookie|hidden|sr-only|tts|audio|follow|google-news)(?:$|[\s_-])",
    regex.IGNORECASE,
)
_RELATED = regex.compile(
    r"(?:^|[\s_-])(?:relat\w*|lien-?quan|tinlienquan|tin-lien-quan|doc-them|xem-them|read-?more|readmore|suggest\w*|recommend\w*|"
    r"other-?news|more-?news|cung-chuyen-muc|tin-khac|tinkhac|moi-cap-nhat)(?:$|[\s_-])",
    regex.IGNORECASE,
)
_CAPTION = regex.compile(
    r"(?:^|[\s_-])(?:caption|captions|img-?caption|image-?caption|photo-?caption|photocms_caption|imgcaption|desc_cation|img-?note|"
    r"image-?desc|pcaption|picdesc)(?:$|[\s_-])",
    regex.IGNORECASE,
)
_SIDE = regex.compile(
    r"(?:^|[\s_-])(?:side|sidebar|aside|sub|right|most-?read|most-?viewed|doc-nhieu|tin-moi)(?:$|[\s_-]|\d)",
    regex.IGNORECASE,
)
_CREDIT = regex.compile(r"(?:^|[\s_-])(?:credit|source|author|copyright)(?:$|[\s_-])", regex.IGNORECASE)
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
_BLANKS = regex.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff]+")


class Block(NamedTuple):
    """A piece of the page in reading order: its text (one line), what the markup says of it, the box it stands in (0 for none)."""

    text: str
    hint: str | None = None
    box: int = 0


def parse(source: Source, known: page.Known, markup: str) -> Article:
    """The article of an HTML page. Never raises: markup without an article gives what text there is, and an issue."""
    from resiliparse.parse.html import HTMLTree

    if len(markup) > LONG:
        known.issues.append(issue("too_long", f"only the first {LONG} characters of the markup are read"))
        markup = markup[:LONG]
    try:
        tree = HTMLTree.parse(markup)
    except (ValueError, RuntimeError) as error:
        known.issues.append(issue("bad_markup", str(error)[:120]))
        return page.scraped_article(source, known, storable(markup), 0, None, None)
    facts = metadata.read(tree, known)
    known.url = known.url or facts.url
    known.metadata = facts.published
    outlet = outlets.of_host(urls.host(known.url)) if known.url else None
    body = tree.body
    if body is None:
        known.issues.append(issue("empty", "a page without a body"))
        return page.scraped_article(source, known, "", 0, None, None)
    content, layout = _content(body, outlet)
    if outlet is None and facts.outlet:
        named = outlets.of_word(facts.outlet)
        known.outlet = named.name if named else facts.outlet
    if content is None:
        return _by_library(source, known, markup, facts)
    walk = _Walk(body, layout)
    blocks = _headline_and_lead(body, content, layout, walk, facts)
    blocks += walk.blocks(content)
    known.byline = _byline(body, layout, walk) or facts.author
    blocks += _boxes_outside(body, content, walk)
    days = [
        day
        for node in _select(body, layout.published)
        if not walk.is_apart(node) and (day := published.of_line(_text(node)))
    ]
    return _article(source, known, blocks, days[0] if days else None)


def _article(source: Source, known: page.Known, blocks: list[Block], visible: str | None) -> Article:
    lines: list[Line] = []
    parts: list[str] = []
    at = 0
    for block in blocks:
        content = storable(_BLANKS.sub(" ", block.text)).strip()
        if not content:
            continue
        line = Line(at, at + len(content), content)
        line.hint, line.box = block.hint, block.box
        lines.append(line)
        parts.append(content)
        at += len(content) + 2
    text = "\n\n".join(parts)
    if not text:
        known.issues.append(issue("empty", "markup without any text"))
    reading = scraped.read_lines(text, lines)
    days = [day for a, b in reading.published_lines if (day := published.of_line(text[a:b]))]
    return page.finish(source, known, text, reading.regions, reading, visible or (days[0] if days else None))


# --- finding the article --------------------------------------------------------------------------------


def _select(node: Any, selectors: tuple[str, ...]) -> Iterator[Any]:
    for selector in selectors:
        yield from node.query_selector_all(selector)


def _first(node: Any, selectors: tuple[str, ...], least: int = 1) -> Any:
    """The first element (in order of the selectors) with at least so much text."""
    for selector in selectors:
        for found in node.query_selector_all(selector):
            if len(_text(found)) >= least:
                return found
    return None


def _text(node: Any) -> str:
    return _BLANKS.sub(" ", node.text or "").strip()


def _content(body: Any, outlet: Outlet | None) -> tuple[Any, Outlet]:
    """The element that holds the article, and the outlet whose layout it has; no element when none is known."""
    if outlet is not None and outlet.content and (found := _first(body, outlet.content)) is not None:
        return found, outlet
    for other in outlets.known():
        if other.content and (found := _first(body, other.content[:1], least=200)) is not None:
            return found, other
    generic = _GENERIC if outlet is None else outlet
    return _first(body, _GENERIC.content, least=200), _GENERIC if not generic.content else generic


_GENERIC = Outlet(
    name="",
    hosts=(),
    content=("[itemprop=articleBody]",),
    headline=("[itemprop=headline]", "h1"),
    lead=(".sapo", "[itemprop=description]", ".summary"),
    byline=("[itemprop=author]", "[rel=author]"),
    published=("time[pubdate]", ".publish-date", ".date-time", ".post-date"),
    caption=("figcaption", "td.caption", ".wp-caption-text"),
)


def _headline_and_lead(body: Any, content: Any, layout: Outlet, walk: _Walk, facts: metadata.Facts) -> list[Block]:
    blocks: list[Block] = []
    head = _first(body, (*layout.headline, "h1"))
    title = _text(head) if head is not None else (facts.headline or "")
    if title:
        blocks.append(Block(title, "headline"))
        if head is not None:
            walk.done.add(head)
    lead = next((n for n in _select(body, layout.lead) if _text(n) and not walk.is_apart(n)), None)
    if lead is not None:
        walk.done.add(lead)
        walk.leads.add(lead)
        blocks += [
            Block(b.text, "lead" if k == 0 else None, b.box) for k, b in enumerate(walk.blocks(lead, inside=True))
        ]
    return blocks


def _byline(body: Any, layout: Outlet, walk: _Walk) -> str | None:
    """The writer as the layout shows him, outside the article's own lines."""
    for node in _select(body, layout.byline):
        if walk.is_apart(node, but_removed=True) or node in walk.signed:
            continue
        found = scraped.signature(_text(node))
        if found is not None and found[0]:
            return found[0]
    return None


def _boxes_outside(body: Any, content: Any, walk: _Walk) -> list[Block]:
    """The boxes of other articles that stand after the article, not those of the side column."""
    blocks: list[Block] = []
    for box in walk.boxes:
        if box in walk.opened or walk.in_side(box) or content.contains(box):
            continue
        if any(other is not box and other in walk.box_set and other.contains(box) for other in walk.boxes):
            continue
        blocks += walk.box_blocks(box)
    return blocks


def _by_library(source: Source, known: page.Known, markup: str, facts: metadata.Facts) -> Article:
    """A page of no known layout: the main text as resiliparse finds it, read as scraped text under the page's own headline."""
    text = storable(main_text(markup))
    title = storable(_BLANKS.sub(" ", facts.headline or "")).strip()
    lines = [line.strip() for line in text.split("\n")]
    blocks = [Block(line) for line in lines if line]
    if title:
        blocks = [Block(title, "headline"), *(b for b in blocks if b.text != title)]
    known.byline = facts.author
    return _article(source, known, blocks, None)


def main_text(markup: str) -> str:
    """The main text of a page whose layout is not known, one block a line."""
    from resiliparse.extract.html2text import extract_plain_text

    text: str = extract_plain_text(
        markup,
        main_content=True,
        alt_texts=False,
        list_bullets=False,
        preserve_formatting=True,
        comments=False,
        post_meta=False,
    )
    return text


# --- from elements to blocks --------------------------------------------------------------------------------


class _Walk:
    """The elements of one page with what the layout says of them, and the way through them in reading order."""

    def __init__(self, body: Any, layout: Outlet) -> None:
        self.removed = set(_select(body, layout.remove))
        self.captions = set(_select(body, layout.caption))
        self.signed: set[Any] = set()
        self.bylines = set(_select(body, layout.byline))
        self.boxes = list(dict.fromkeys(_select(body, (*layout.related, *_BOXES))))
        self.boxes = [
            b
            for b in self.boxes
            if b not in self.removed and b.tag in ("div", "section", "aside", "ul", "article", "table", "ol")
        ]
        self.box_set = set(self.boxes)
        self.done: set[Any] = set()
        self.leads: set[Any] = set()
        self.opened: set[Any] = set()
        self.count = 0

    def in_side(self, node: Any) -> bool:
        """Whether an element stands in a side column, the page's head or foot."""
        while node is not None and node.tag not in ("body", "html"):
            if node.tag in ("aside", "footer", "nav") or _SIDE.search(_names(node)):
                return True
            node = node.parent
        return False

    def is_apart(self, node: Any, but_removed: bool = False) -> bool:
        """Whether an element belongs to a box of other articles, a side column or (unless so asked) to what is removed."""
        while node is not None and node.tag not in ("body", "html"):
            if node in self.box_set or (not but_removed and False) or node.tag in ("aside", "footer", "nav"):
                return True
            node = node.parent
        return False

    def blocks(self, root: Any, inside: bool = False) -> list[Block]:
        """The blocks below an element; what was taken before (headline, lead) is left out unless `inside` asks for just that."""
        found: list[Block] = []
        run: list[str] = []
        hints: list[str | None] = [None]

        def flush() -> None:
            content = "".join(run)
            run.clear()
            if content.strip():
                found.append(Block(content, hints[-1]))

        # Entering and leaving marks on one stack: pages nest too deep for recursion ("<div>" ten thousand times).
        stack: list[tuple[Any, bool]] = [(root, True)]
        while stack:
            node, entering = stack.pop()
            tag = node.tag
            if not entering:
                flush()
                hints.pop()
                continue
            if tag == "#text":
                run.append(node.value or "")
            elif tag == "br":
                flush()
            elif tag.startswith("#") or self._is_left_out(node, root, inside):
                continue
            elif node in self.box_set and node is not root:
                flush()
                found += self.box_blocks(node)
            else:
                hint = self._hint(node, hints[-1])
                if tag in _BLOCKS or hint != hints[-1] or node is root:
                    flush()
                    hints.append(hint)
                    stack.append((node, False))
                child = node.last_child
                while child is not None:
                    stack.append((child, True))
                    child = child.prev
        flush()
        return found

    def _is_left_out(self, node: Any, root: Any, inside: bool) -> bool:
        if node is root:
            return False
        if node.tag in _SKIPPED or node in self.removed or (not inside and node in self.done):
            return True
        if node.tag in ("p", "em", "strong", "b", "i", "a", "span"):
            return _is_hidden(node)
        return _is_hidden(node) or bool(_FURNITURE.search(_names(node)))

    def _hint(self, node: Any, outer: str | None) -> str | None:
        names = _names(node)
        if node.tag == "figcaption" or node in self.captions or (names and _CAPTION.search(names)):
            return "caption"
        if outer == "caption" and names and _CREDIT.search(names):
            return "credit"
        if outer is None and node in self.bylines:
            self.signed.add(node)
            return "byline"
        return outer

    def box_blocks(self, box: Any) -> list[Block]:
        """The lines of a box of other articles, each with its part (headline, lead, caption) where the markup tells."""
        self.count += 1
        self.opened.add(box)
        number = self.count
        return [Block(text, hint, number) for text, hint in _box_lines(box, self.captions)]


_BOXES = (
    "[class*=relat]",
    "[class*=lien-quan]",
    "[class*=lienquan]",
    "[class*=doc-them]",
    "[class*=xem-them]",
    "[class*=cung-chuyen-muc]",
    "[type=RelatedNews]",
    "[type=RelatedOneNews]",
)


def _names(node: Any) -> str:
    return f"{node.getattr('class') or ''} {node.getattr('id') or ''}".strip()


def _is_hidden(node: Any) -> bool:
    if node.hasattr("hidden"):
        return True
    style = node.getattr("style")
    return bool(style and _HIDDEN.search(style))


def _box_lines(box: Any, captions: set[Any]) -> Iterator[tuple[str, str | None]]:
    """The lines of a box: a heading's or a link's own line is a headline, figcaptions are captions, paragraphs leads."""
    stack: list[tuple[Any, str | None]] = [(box, None)]
    run: list[str] = []
    current: str | None = None
    while stack:
        node, hint = stack.pop()
        tag = node.tag
        if tag == "#text":
            if hint != current and run:
                yield "".join(run), current
                run = []
            current = hint
            run.append(node.value or "")
            continue
        if tag == "#end" or tag == "br":
            pass
        if tag.startswith("#") or tag in _SKIPPED or _is_hidden(node):
            continue
        if tag in _BLOCKS or tag == "br":
            if "".join(run).strip():
                yield "".join(run), current
            run = []
        hint = _box_hint(node, hint, captions)
        child = node.last_child
        while child is not None:
            stack.append((child, hint))
            child = child.prev
    if "".join(run).strip():
        yield "".join(run), current


def _box_hint(node: Any, outer: str | None, captions: set[Any]) -> str | None:
    names = _names(node)
    if node.tag == "figcaption" or node in captions or (names and _CAPTION.search(names)):
        return "caption"
    if outer is not None:
        return outer
    if node.tag == "a" and node.hasattr("href"):
        return "headline"
    if node.tag == "p" or regex.search(r"sapo|summary|desc|lead|intro", names):
        return "lead"
    return None
