"""HTML to one page text with regions.

The article's element is found by the selectors of its outlet (data/outlets), else by those of any known outlet whose
content element is there (many papers share a CMS), else by a library: the element that holds most of what the library
takes for the main text. Of the two candidates we keep resiliparse: on the 20 bundled web pages its text has F1 0.91
against 0.85 of trafilatura (whichever of its modes; it drops short articles and leads), in 0.6 ms a page against 5 ms
(benchmarks/extraction.py). With the element found, the lead outside it and the boxes known, our own reading of an
unknown layout comes to 0.99.

The page text is made of the article's blocks (headline, lead, paragraphs, captions, teasers) joined by blank lines;
the lines then go the
way of scraped text (banggiao.article.scraped) with what the markup says of them. Menus, footers, side lists and
scripts stay out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import regex

from banggiao.article import metadata, outlets, page, published, scraped, urls, words
from banggiao.article.decode import issue, storable
from banggiao.article.line import Line
from banggiao.article.outlets import Outlet
from banggiao.article.tree import DEPTH, Element, Tree, is_quirky, of_element
from banggiao.model import Article, Source
from banggiao.text import tidy

LONG = 3_000_000
"""Code points of markup that are parsed; what is beyond is left out, with an issue."""

LARGE_TAG = 150_000
ATTRIBUTES = 20_000
"""A page of more markup than LARGE_TAG in which one tag has more attributes than ATTRIBUTES is not parsed."""

LARGE = 300_000
ELEMENTS = 50_000
"""A page of more markup than LARGE with more elements than ELEMENTS (ten times what the longest article has) is read
as plain text.
"""

# fmt: off
_SKIPPED = frozenset(
    (
        "script", "style", "noscript", "iframe", "template", "svg", "form", "button", "select", "option",
        "nav", "footer", "input", "textarea", "video", "audio", "object", "embed", "canvas", "head", "map",
        "dialog",
    )
)
# fmt: on
# fmt: off
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "body",
    )
)
# fmt: on


def _named(words: str) -> Callable[[str], bool]:
    """Whether one of these words is among class names and ids. What was found is kept: they are the same on all pages
    of a site.
    """
    search = regex.compile(rf"(?:^|[\s_-])(?:{words})", regex.IGNORECASE).search

    @lru_cache(2048)
    def kept(names: str) -> bool:
        return search(names) is not None

    return lambda names: kept(names) if len(names) <= 100 else search(names) is not None


# Class names and ids by their parts: what is furniture, a caption, a side column, a credit.
_is_furniture = _named(
    r"(?:share|sharing|social|breadcrumbs?|comments?|cmt|ads?|adv|advert\w*|banner|toolbar|tags?|keywords?|rating|vote|"
    r"print|menu|nav|navbar|footer|popup|modal|subscribe|newsletter|cookie|hidden|sr-only|tts|audio|player|follow|google-news)(?:$|[\s_-])"
)
_is_caption = _named(
    r"(?:caption|captions|img-?caption|image-?caption|photo-?caption|photocms_caption|imgcaption|desc_cation|img-?note|"
    r"image-?desc|pcaption|picdesc|media-?note|pic-?note|photo-?note)(?:$|[\s_-])"
)
_is_side = _named(r"(?:side|sidebar|aside|sub|right|most-?read|most-?viewed|doc-nhieu|tin-moi)(?:$|[\s_-]|\d)")
_is_credit = _named(r"(?:credit|source|author|copyright)(?:$|[\s_-])")
_is_summary = _named(r"(?:sapo|summary|desc|description|lead|intro|excerpt)(?:$|[\s_-])")
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
_BLANK = " \t\r\n\f\v\u00a0\u200b\ufeff"
_STRANGE_BLANK = re.compile(f"[{_BLANK[1:]}]")
_BLANKS = re.compile(f"[{_BLANK[1:]}][{_BLANK}]*| [{_BLANK}]+")
"""A run of blanks that is no single space."""


class Block(NamedTuple):
    """A piece of the page in reading order: its text (one line), what the markup says of it, the box it stands in (0
    for none).
    """

    text: str
    hint: str | None = None
    box: int = 0


def parse(source: Source, known: page.Known, markup: str) -> Article:
    """The article of an HTML page. Never raises: markup without an article gives what text there is, and an issue."""
    from resiliparse.parse.html import HTMLTree

    if len(markup) > LONG:
        known.issues.append(issue("too_long", f"only the first {LONG} characters of the markup are read"))
        markup = markup[:LONG]
    if len(markup) > LARGE_TAG and _has_a_tag_of_many_attributes(markup):
        known.issues.append(issue("bad_markup", "a tag of too many attributes: the markup is read as it stands"))
        return page.scraped_article(source, known, tidy(storable(markup))[0], 0, None, None)
    try:
        parser = HTMLTree.parse(markup)
    except (ValueError, RuntimeError) as error:
        known.issues.append(issue("bad_markup", str(error)[:120]))
        return page.scraped_article(source, known, tidy(storable(markup))[0], 0, None, None)
    body: Any = parser.body
    too_many = body is not None and len(markup) > LARGE and _exceeds(body, ELEMENTS)
    quirks = is_quirky(parser)
    tree = None if body is None or too_many else of_element(body, quirks)
    facts = metadata.read(of_element(parser.head, quirks), tree, parser.title or "", known)
    known.url = known.url or facts.url
    known.metadata = facts.published
    outlet = outlets.of_host(urls.host(known.url)) if known.url else None
    if body is None:
        known.issues.append(issue("empty", "a page without a body"))
        return page.scraped_article(source, known, "", 0, None, None)
    if tree is None:
        known.issues.append(issue("bad_markup", "too many elements: the page's text is read without them"))
        return page.scraped_article(source, known, tidy(storable(body.text or ""))[0], 0, None, None)
    texts = list(_texts(tree))
    content, layout = _content(tree, texts, outlet, parser)
    if outlet is None and (stated := facts.outlet or _site(parser.title, tree) or _owner(tree)):
        named = outlets.of_word(stated)
        known.outlet = named.name if named else stated
    if content is None:
        return _plain(source, known, parser, facts)
    walk = _Walk(tree, texts, layout, content)
    blocks = _headline_and_lead(texts, layout, walk, facts)
    title = blocks[0].text if blocks and blocks[0].hint == "headline" else None
    blocks += [block for block in walk.blocks(content) if block.text.strip() != title]
    _signed(layout, walk, known)
    known.byline = known.byline or facts.author
    for box in walk.boxes_outside():
        blocks += walk.box_blocks(box)
    dated = known.given or known.metadata or (known.url and urls.day(known.url))
    return _article(source, known, blocks, None if dated else _visible_day(texts, layout, walk))


def _article(source: Source, known: page.Known, blocks: list[Block], visible: str | None) -> Article:
    lines: list[Line] = []
    parts: list[str] = []
    at = 0
    if len(blocks) > page.LINES:
        known.issues.append(issue("too_long", f"only the first {page.LINES} blocks are looked at one by one"))
        blocks = [*blocks[: page.LINES], Block(" ".join(block.text for block in blocks[page.LINES :]))]
    for block in blocks:
        content = tidy(storable(_spaced(block.text)))[0].strip()
        if not any(char.isalnum() for char in content):
            continue
        line = Line(at, at + len(content), content)
        line.hint, line.box = block.hint, block.box
        lines.append(line)
        parts.append(content)
        at += len(content) + 2
    text = "\n\n".join(parts)
    if not text:
        known.issues.append(issue("empty", "markup without any text"))
    reading = scraped.read_lines(text, lines, marked=True)
    day = visible or page.day_of_lines(text, reading.regions, reading)
    return page.finish(source, known, text, reading.regions, reading, day)


# --- finding the article --------------------------------------------------------------------------------


def _select(tree: Tree, selectors: tuple[str, ...]) -> Iterator[Element]:
    for selector in selectors:
        yield from tree.select(tree.root, selector)


_TRIED = 200
"""Elements of one selector whose text is looked at: no page has so many headlines or articles, but one that would have
its reader busy all day."""


def _shown(tree: Tree, selectors: tuple[str, ...]) -> Iterator[tuple[Element, str]]:
    """Elements (in order of the selectors) with their text."""
    for selector in selectors:
        for element in tree.select(tree.root, selector)[:_TRIED]:
            yield element, _text(tree, element)


def _first(tree: Tree, selectors: tuple[str, ...], least: int = 1) -> Element | None:
    """The first element (in order of the selectors) with at least so much text."""
    for selector in selectors:
        for found in tree.select(tree.root, selector)[:_TRIED]:
            if len(_text(tree, found)) >= least:
                return found
    return None


def _begins(tree: Tree, element: Element, start: str) -> bool:
    """Whether the text of an element begins with this one."""
    pieces, left = [], len(start)
    for item in tree.items[element.at : element.stop]:
        if isinstance(item, str):
            pieces.append(item)
            left -= len(item.strip())
            if left < 0:
                break
    return _spaced("".join(pieces)).strip().startswith(start)


def _text(tree: Tree, element: Element) -> str:
    return _spaced(tree.text(element)).strip()


def _spaced(text: str) -> str:
    """The text with one space for every run of blanks."""
    if "  " not in text and _STRANGE_BLANK.search(text) is None:
        return text
    return _BLANKS.sub(" ", text)


def _content(
    tree: Tree, texts: list[tuple[str, Element]], outlet: Outlet | None, parser: Any
) -> tuple[Element | None, Outlet]:
    """The element that holds the article (None when there is none), and the outlet whose layout it has."""
    if outlet is not None and outlet.content and (found := _first(tree, outlet.content)) is not None:
        return found, outlet
    for other in outlets.known():
        if other.content and (found := _first(tree, other.content[:1], least=200)) is not None:
            return found, other
    found = _first(tree, _GENERIC.content, least=200)
    if found is None:
        # The library takes the square of the depth: minutes for a page of a hundred thousand tags that are never
        # closed.
        found = tree.root if tree.deepest > DEPTH else _by_library(tree, texts, parser)
    return found, _GENERIC


# A tag and one of its attributes, as a parser sees them. A tag is taken as a whole, so that no part is seen twice.
_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
_TAG = re.compile(rf"<[a-zA-Z](?:{_ATTRIBUTE})*+")
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)


def _has_a_tag_of_many_attributes(markup: str) -> bool:
    """The parser compares each attribute with all before it: minutes for a tag of some hundred thousand."""
    tags = (match[0] for match in _TAG.finditer(markup) if match.end() - match.start() > 2 * ATTRIBUTES)
    return any(len(_EACH_ATTRIBUTE.findall(tag)) > ATTRIBUTES for tag in tags)


def _exceeds(root: Any, elements: int) -> bool:
    """Whether there are more than `elements` nodes (texts counted) in one of the parser."""
    stack, count = [root], 0
    while stack:
        node = stack.pop()
        count += 1
        if count > elements:
            return True
        child = node.first_child
        while child is not None:
            stack.append(child)
            child = child.next
    return False


_GENERIC = Outlet(
    name="",
    hosts=(),
    content=("[itemprop=articleBody]", "article div.entry-content"),
    headline=("[itemprop=headline]", "h1.entry-title", "h1"),
    lead=("p.sapo", "h2.sapo", "div.sapo", "p.intro", "p.lead", "p.summary"),
    byline=("[itemprop=author]", "[rel=author]", ".byline .author", ".author.vcard", "p.author", "p.sign"),
    published=("time[pubdate]", ".publish-date", ".date-time", ".post-date", ".news-date"),
    caption=("figcaption", "td.caption", ".wp-caption-text"),
)

# fmt: off
_INLINE = frozenset(
    (
        "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u",
    )
)
# fmt: on


def _by_library(tree: Tree, texts: list[tuple[str, Element]], parser: Any) -> Element | None:
    """The element that holds most of what the library takes for the main text; None when it finds next to nothing.

    Each piece of text counts for the element whose paragraph it is and half for the one above; what counts most is
    the article.
    """
    main = "".join(main_text(parser).split())
    scores: dict[Element, float] = {}
    announced: dict[Element, bool] = {}
    for text, parent in texts:
        if len(text) < 40:
            continue
        piece = "".join(text.split())
        if len(piece) < 40 or piece not in main:
            continue
        block = next((up for up in _upwards(parent) if up.tag not in _INLINE), tree.root)
        if _is_announced(tree, block, announced):
            continue
        holder = (
            block.parent if block.tag in ("p", "h2", "h3", "li", "blockquote") and block.parent is not None else block
        )
        scores[holder] = scores.get(holder, 0) + len(piece)
        if holder.parent is not None:
            scores[holder.parent] = scores.get(holder.parent, 0) + len(piece) / 2
    if len(scores) > 1 and (first := _first_article(tree)) is not None:
        own = {holder: score for holder, score in scores.items() if first in _upwards(holder)}
        scores = own if sum(own.values()) >= _ENOUGH else scores
    best = max(scores, key=lambda element: scores[element], default=None)
    return _row_of_parts(best, scores) if best is not None and scores[best] >= 60 else None


_PARTS = 3


def _row_of_parts(best: Element, scores: dict[Element, float]) -> Element:
    """The element of an article that is told in parts alike, each in a box of its own, as the entries of a live page;
    `best` where the parts around are none.
    """
    part = best
    for _ in range(2):
        row = part.parent
        if row is None or row.tag in ("body", "html"):
            break
        held: dict[Element, float] = {}
        for holder, score in scores.items():
            below = list(islice(_upwards(holder), 3))
            if (own := next((up for up in below if up.parent is row), None)) is not None and _alike(own, part):
                held[own] = held.get(own, 0) + score
        if len(held) >= _PARTS and sum(held.values()) > 2 * held[part]:
            return row
        part = row
    return best


def _alike(one: Element, other: Element) -> bool:
    return one.tag == other.tag and one.get("class") == other.get("class")


_ENOUGH = 400
"""Characters of text below a second headline that make it another article's, and of the article above it."""


def _first_article(tree: Tree) -> Element | None:
    """The first article of a page that loads others below it, each with its headline; None where there is but one."""
    for first in _upwards(tree.first(tree.root, "h1")):
        name = first.get("class").split()[:1]
        for following in tree.following(first):
            if (
                following.tag == first.tag
                and following.get("class").split()[:1] == name
                and tree.first(following, "h1, h2") is not None
                and len(_text(tree, following)) >= _ENOUGH
            ):
                return first
    return None


def _is_announced(tree: Tree, block: Element, known: dict[Element, bool]) -> bool:
    """Whether a paragraph follows the linked title of another article in a box of its own: a summary of that."""
    box = block.parent
    if box is None or box.tag not in _BOX_TAGS:
        return False
    if box not in known:
        link = tree.first(box, "a[href]")
        title = _text(tree, link) if link is not None else ""
        known[box] = len(title.split()) >= _TITLE_WORDS and _begins(tree, box, title)
    return known[box]


def _texts(tree: Tree) -> Iterator[tuple[str, Element]]:
    """The texts of a page that are shown, each with the element it is in."""
    items, at, parent = tree.items, 1, tree.root
    while at < len(items):
        item = items[at]
        while at >= parent.stop and parent.parent is not None:
            parent = parent.parent
        if isinstance(item, str):
            yield item, parent
            at += 1
        elif item.tag in _SKIPPED:
            at = item.stop
        else:
            parent = item
            at += 1


def _headline_and_lead(
    texts: list[tuple[str, Element]], layout: Outlet, walk: _Walk, facts: metadata.Facts
) -> list[Block]:
    blocks: list[Block] = []
    heads = _shown(walk.tree, (*layout.headline, "h1"))
    head, title = next(((e, text) for e, text in heads if text and not walk.is_apart(e)), (None, facts.headline or ""))
    if title:
        blocks.append(Block(title, "headline"))
        if head is not None:
            walk.done.add(head)
    leads = _shown(walk.tree, layout.lead)
    lead = next((e for e, text in leads if text and not walk.is_apart(e)), None)
    if lead is None and facts.description:
        lead = _described(texts, facts.description, walk)
    if lead is not None and lead not in walk.above:
        blocks += [Block(b.text, "lead" if k == 0 else None, b.box) for k, b in enumerate(walk.blocks(lead))]
        walk.done.add(lead)
    return blocks


def _described(texts: list[tuple[str, Element]], description: str, walk: _Walk) -> Element | None:
    """The paragraph outside the article's element that the page's own description repeats: the lead of a layout that is
    not known.
    """
    start = "".join(description.split())[:40]
    if len(start) < 40:
        return None
    for text, parent in texts:
        if len(text) >= 40 and start in "".join(text.split()):
            inline: Element | None = None
            block: Element | None = parent
            while block is not None and block.tag in _INLINE:
                inline, block = block, block.parent
            inside = any(up is walk.content for up in _upwards(parent))
            if block is None or inside or walk.is_apart(block):
                return None
            return inline if block in walk.above else block  # "<b>" between the headline and the article's element
    return None


def _signed(layout: Outlet, walk: _Walk, known: page.Known) -> None:
    """The writer and the agency as the layout shows them outside the article's own lines."""
    for node, shown in _shown(walk.tree, layout.byline):
        content = storable(shown)
        if not content or node in walk.signed or walk.is_apart(node):
            continue
        writer, agency = scraped.signature(content) or ((content, None) if len(content) <= 40 else (None, None))
        known.byline = known.byline or writer
        known.agency = known.agency or agency


def _visible_day(texts: list[tuple[str, Element]], layout: Outlet, walk: _Walk) -> str | None:
    """The day of the page's own date line: where the layout has it, else the first short text that is nothing but a
    date.
    """
    for node, shown in _shown(walk.tree, layout.published):
        if not walk.is_apart(node) and (day := published.of_line(shown)) is not None:
            return day
    first: str | None = None
    below = False
    for text, parent in texts:
        below = below or any(up in walk.done and up.tag == "h1" for up in _upwards(parent))
        content = text.strip()
        if 8 <= len(content) <= 60 and scraped.is_date_line(content) and not walk.is_apart(parent):
            day = published.of_line(content)
            if day is not None and below:
                return day
            first = first or day  # above the headline it may be the site's clock
    return first


_AFTER_TITLE = regex.compile(r"\s*[-–—|:]\s*(\S.{1,60})")


def _site(named: str | None, tree: Tree) -> str | None:
    """The site's name after the headline in the page's title: "... – Tên báo"."""
    head = tree.first(tree.root, "h1")
    title, own = _spaced(named or "").strip(), _text(tree, head) if head is not None else ""
    if not own or not title.startswith(own):
        return None
    rest = _AFTER_TITLE.fullmatch(title[len(own) :])
    return storable(rest[1]) if rest else None


_OWNER = regex.compile(
    r"(?:[Bb]ản quyền (?:thuộc(?: về)?|của)|©|[Cc]opyright)\s*"
    r"(?:©|\d{4}|[Bb]y|[:,-]|\s)*(?P<name>\p{Lu}[^.,;|\n©]{2,60})"
)


def _owner(tree: Tree) -> str | None:
    """Whose the page is by its copyright line ("Bản quyền thuộc Bộ Ngoại giao.")."""
    whole = tree.text(tree.root)
    tail = _spaced(whole[-6000:]).strip()
    if len(tail) <= 600:
        tail = _spaced(whole).strip()
    tail = tail[-600:]
    found = _OWNER.search(tail)
    return storable(found["name"]).strip() if found and len(found["name"].split()) <= 8 else None


def _plain(source: Source, known: page.Known, parser: Any, facts: metadata.Facts) -> Article:
    """A page in which no element holds an article: the library's text, read as scraped text under the page's own
    headline.
    """
    title = storable(_spaced(facts.headline or "")).strip()
    blocks = [Block(line) for line in map(str.strip, main_text(parser).split("\n")) if line and line != title]
    known.byline = facts.author
    return _article(source, known, [Block(title, "headline"), *blocks] if title else blocks, None)


def main_text(markup: Any) -> str:
    """The main text of a page (its markup, or parsed by resiliparse) whose layout is not known, one block a line."""
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

    def __init__(self, tree: Tree, texts: list[tuple[str, Element]], layout: Outlet, content: Element) -> None:
        self.tree = tree
        self.content = content
        self.above = set(_upwards(content))
        self.removed = set(_select(tree, layout.remove))
        self.captions = set(_select(tree, layout.caption))
        self.bylines = set(_select(tree, layout.byline))
        self.signed: set[Element] = set()
        self.done: set[Element] = set()
        self.count = 0
        marked = (b for b in _select(tree, (*layout.related, *_BOXES)) if b.tag in _BOX_TAGS and b not in self.removed)
        headed, comments = _headed_boxes(tree, texts, self.above)
        self.removed.update(comments)
        # Known layouts say what their boxes are.
        linked = _linked_boxes(tree, content) if layout is _GENERIC else ()
        self.boxes = [box for box in dict.fromkeys((*marked, *headed, *linked)) if box not in self.above]
        self.box_set = set(self.boxes)

    def in_side(self, node: Element) -> bool:
        """Whether an element stands in a side column, the page's head or foot."""
        for above in _upwards(node):
            if above in self.above:
                return False
            if above.tag in ("aside", "footer", "nav") or _is_side(_names(above)):
                return True
        return False

    def is_apart(self, node: Element) -> bool:
        """Whether an element belongs to a box of other articles or a side column."""
        return any(above in self.box_set for above in _upwards(node)) or self.in_side(node)

    def boxes_outside(self) -> list[Element]:
        """The outermost boxes that stand after the article in the page, not those of the side column, in page order."""
        return [
            box
            for box in self.boxes
            if not any(above in self.box_set for above in _upwards(box.parent))
            and self.content not in _upwards(box)
            and not self.in_side(box)
        ]

    def blocks(self, root: Element) -> list[Block]:
        """The blocks below an element, without what was taken before (headline, lead)."""
        found: list[Block] = []
        run: list[str] = []
        hints: list[str | None] = [None]

        def flush() -> None:
            content = "".join(run)
            run.clear()
            if content.strip():
                found.append(Block(content, hints[-1]))

        # Not by recursion: pages nest too deep ("<div>" ten thousand times).
        items, at = self.tree.items, root.at
        open_until: list[int] = []
        while at < root.stop:
            while open_until and open_until[-1] <= at:
                flush()
                hints.pop()
                open_until.pop()
            node = items[at]
            at += 1
            if isinstance(node, str):
                run.append(node)
            elif node.tag == "br":
                flush()
            elif self._is_left_out(node, root):
                at = node.stop
            elif node in self.box_set and node is not root:
                flush()
                found += self.box_blocks(node)
                at = node.stop
            else:
                hint = self._hint(node, hints[-1]) if len(hints) < DEPTH else hints[-1]
                if node.tag in _BLOCKS or hint != hints[-1] or node is root:
                    flush()
                    hints.append(hint)
                    open_until.append(node.stop)
        while open_until:
            flush()
            hints.pop()
            open_until.pop()
        return found

    def _is_left_out(self, node: Element, root: Element) -> bool:
        if node is root:
            return False
        if node.tag in _SKIPPED or node in self.removed or node in self.done:
            return True
        # The page's own time of publication, alone in its line, is known as metadata.
        if node.tag == "time" and self.tree.is_alone(node):
            return True
        if node.tag in ("p", "em", "strong", "b", "i", "a", "span"):
            return _is_hidden(node)
        return _is_hidden(node) or _is_furniture(_names(node))

    def _hint(self, node: Element, outer: str | None) -> str | None:
        names = _names(node)
        if node.tag == "figcaption" or node in self.captions or _is_caption(names):
            return "caption"
        # A table of one picture and a line of text, as pages were built before <figure>.
        if node.tag == "table" and outer is None and _is_picture(self.tree, node):
            return "caption"
        if outer == "caption" and _is_credit(names):
            return "credit"
        if outer is None and node in self.bylines:
            self.signed.add(node)
            return "byline"
        return outer

    def box_blocks(self, box: Element) -> list[Block]:
        """The lines of a box of other articles, each with its part (headline, lead, caption) where the markup tells."""
        self.count += 1
        number = self.count
        return [Block(text, hint, number) for text, hint in _box_lines(self.tree, box, self.captions)]


_BOXES = (
    "[class*=relat]",
    "[class*=lien-quan]",
    "[class*=lienquan]",
    "[class*=doc-them]",
    "[class*=xem-them]",
    "[class*=cung-chuyen-muc]",
    "[type^=Related]",
)
_BOX_TAGS = frozenset(("div", "section", "aside", "ul", "ol", "article", "table", "tbody", "tr", "td"))


def _upwards(node: Element | None) -> Iterator[Element]:
    """The element and those above it, below the body."""
    for _ in range(DEPTH):
        if node is None or node.tag in ("body", "html"):
            return
        yield node
        node = node.parent


def _headed_boxes(
    tree: Tree, texts: list[tuple[str, Element]], above: set[Element]
) -> tuple[list[Element], list[Element]]:
    """Boxes known by their first words: those of other articles ("Các tin khác", "Đọc thêm"), the smallest element
    around these that holds links to articles; those of comments ("Ý kiến (4)"), the smallest with a field to write in.
    """
    boxes: list[Element] = []
    comments: list[Element] = []
    left = 50
    for label, parent in texts:
        if not 5 < len(label.strip()) <= 40 or (kind := words.heading(label)) in (None, "site"):
            continue
        wanted = "textarea, [contenteditable]" if kind == "comments" else "a[href]"
        box = next((up for up in _upwards(parent) if up in above or tree.first(up, wanted) is not None), None)
        if box is not None and box not in above and box.tag in _BOX_TAGS and tree.first(box, "h1") is None:
            (comments if kind == "comments" else boxes).append(box)
        left -= 1
        if left == 0:
            break
    return boxes, comments


_TITLE_WORDS = 5
_SUMMARY_LENGTH = 450
"""Characters of text that may follow the linked title of another article in its box."""


def _linked_boxes(tree: Tree, content: Element) -> Iterator[Element]:
    """Boxes of other articles inside an article of unknown build, known by what they are: they begin with the title of
    another page, which is a link, and hold little but such links.
    """
    held: dict[Element, tuple[str, int, int]] = {}

    def inside(box: Element) -> tuple[str, int, int]:
        """The text of a box, how many titles of other pages there are and how long they are together."""
        if box not in held:
            titles = (_text(tree, link) for link in tree.select(box, "a[href]"))
            lengths = [len(title) for title in titles if len(title.split()) >= _TITLE_WORDS]
            held[box] = _text(tree, box), len(lengths), sum(lengths)
        return held[box]

    for link in tree.select(content, "a[href]")[:60]:
        title = _text(tree, link)
        if len(title.split()) < _TITLE_WORDS or not _is_title(tree, link, title):
            continue
        box = None
        for up in _upwards(link.parent):
            if up is content or tree.first(up, "h1") is not None:
                break
            text, links, length = inside(up)
            if not text.startswith(title) or len(text) - length > _SUMMARY_LENGTH * links:
                break
            if up.tag in _BOX_TAGS:
                box = up
        if box is not None:
            yield box


def _is_title(tree: Tree, link: Element, title: str) -> bool:
    """Whether a link is a line of its own; in a cell or a box, not in a paragraph, a summary may follow it."""
    block = next((up for up in _upwards(link.parent) if up.tag not in _INLINE), None)
    if block is None:
        return False
    if _text(tree, block) == title:
        return True
    if block.tag not in ("td", "div", "li", "article", "section"):
        return False
    return len(title.split()) > 6 or tree.first(block, "p, div") is not None


def _names(node: Element) -> str:
    return f"{node.get('class')} {node.get('id')}".strip()


def _is_picture(tree: Tree, table: Element) -> bool:
    return (
        tree.first(table, "table") is None and tree.first(table, "img") is not None and len(_text(tree, table)) <= 350
    )


def _is_hidden(node: Element) -> bool:
    if node.has("hidden"):
        return True
    style = node.get("style")
    return bool(style and _HIDDEN.search(style))


def _box_lines(tree: Tree, box: Element, captions: set[Element]) -> Iterator[tuple[str, str | None]]:
    """The lines of a box: a heading's or link's own line is a headline, a figcaption a caption, a paragraph a lead."""
    items, at = tree.items, box.at
    hints: list[tuple[int, str | None]] = [(len(items) + 1, None)]  # each with the place up to which it holds
    run: list[str] = []
    current: str | None = None
    while at < box.stop:
        while hints[-1][0] <= at:
            hints.pop()
        node, hint = items[at], hints[-1][1]
        at += 1
        if isinstance(node, str):
            if not node:
                continue
            if hint != current and run:
                yield "".join(run), current
                run = []
            current = hint
            run.append(node)
            continue
        tag = node.tag
        if tag in _SKIPPED or _is_hidden(node):
            at = node.stop
            continue
        if tag in _BLOCKS or tag == "br" or (tag == "a" and current == "headline"):
            if "".join(run).strip():
                yield "".join(run), current
            run = []
        if (inner := _box_hint(node, hint, captions)) != hint:
            hints.append((node.stop, inner))
    if "".join(run).strip():
        yield "".join(run), current


def _box_hint(node: Element, outer: str | None, captions: set[Element]) -> str | None:
    names = _names(node)
    if node.tag == "figcaption" or node in captions or _is_caption(names):
        return "caption"
    if outer in ("caption", "lead"):
        return outer
    if _is_summary(names):
        return "lead"
    if outer is not None:
        return outer
    if node.tag == "a" and node.has("href"):
        return "headline"
    return "lead" if node.tag == "p" else None
