"""How a page is written down: nothing that it says may change."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator

from tests.contrast.contrast import Changed, contrast, differences
from tests.contrast.material import PAGES
from tests.contrast.page import Facts, Key, Page, events, plain, reading_of, same, squeezed, statements

from banggiao.model import Reading, Region
from banggiao.reading import read


def all_facts(key: Key) -> Callable[[Reading], Facts]:
    """Contacts and statements, with their words brought to one form."""
    return lambda reading: [*events(reading, key), *statements(reading, key)]


def unchanged(page: Page, changed: Page, key: Key = same) -> Iterator[Changed]:
    """The changed page, when it is another one, must tell the same contacts and statements."""
    if changed.row() != page.row():
        facts = all_facts(key)
        yield Changed(changed, lambda reading: differences(facts(reading), facts(reading_of(page))))


@contrast
def decomposed_marks(page: Page) -> Iterator[Changed]:
    """In NFD, every mark a character of its own. Contacts and statements stay to the letter."""
    yield from unchanged(page, page.mapped(lambda text: unicodedata.normalize("NFD", text)))


@contrast
def line_ends_of_windows(page: Page) -> Iterator[Changed]:
    """CR LF for every line end. Contacts and statements stay."""
    yield from unchanged(page, page.mapped(lambda text: text.replace("\n", "\r\n")), squeezed)


@contrast
def non_breaking_spaces(page: Page) -> Iterator[Changed]:
    """Every second space does not break. Contacts and statements stay, blanks apart."""

    def change(text: str) -> str:
        words = text.split(" ")
        return "".join(word + ("\xa0" if n % 2 else " ") for n, word in enumerate(words[:-1])) + words[-1]

    yield from unchanged(page, page.mapped(change), squeezed)


@contrast
def doubled_spaces(page: Page) -> Iterator[Changed]:
    """Two spaces for one between words, and spaces at the ends of lines. Contacts and statements stay, blanks apart."""

    def change(text: str) -> str:
        return re.sub(r"(?m)(?<=\S)$", "  ", re.sub(r"(?<=\S) (?=\S)", "  ", text))

    yield from unchanged(page, page.mapped(change), squeezed)


@contrast
def more_blank_lines(page: Page) -> Iterator[Changed]:
    """Three line ends, one of them behind a blank, for every run of them in the text. Contacts and statements stay."""
    yield from unchanged(page, page._replace(text=re.sub(r"\n\n+", "\n \n\n", page.text)), squeezed)


_NEW_TONES = [
    (new, old)
    for news, olds in (("òa óa ỏa õa ọa", "oà oá oả oã oạ"), ("ủy úy ùy ũy ụy", "uỷ uý uỳ uỹ uỵ"))
    for new, old in zip(news.split(), olds.split(), strict=True)
]


def _toned(text: str, back: bool) -> str:
    for new, old in _NEW_TONES:
        for a, b in ((new, old), (new.capitalize(), old.capitalize())):
            here, there = (b, a) if back else (a, b)
            text = re.sub(rf"(?<![qQ]){here}(?!\w)", there, text)
    return text


@contrast
def tone_on_the_second_vowel(page: Page) -> Iterator[Changed]:
    """ "hoà", "uỷ" for "hòa", "ủy". Contacts and statements stay, but for that spelling."""
    yield from unchanged(page, page.mapped(lambda text: _toned(text, back=False)), plain)


@contrast
def tone_on_the_first_vowel(page: Page) -> Iterator[Changed]:
    """ "hòa", "ủy" for "hoà", "uỷ". Contacts and statements stay, but for that spelling."""
    yield from unchanged(page, page.mapped(lambda text: _toned(text, back=True)), plain)


_PAIR = re.compile(r"“[^“”\"]*”")


@contrast
def straight_quotes(page: Page) -> Iterator[Changed]:
    """Typewriter quotes and apostrophes for round ones. Contacts and statements stay, but for these signs. Condition:
    each quote is closed by the sign that belongs to its opening one."""
    if len(_PAIR.findall(page.whole)) != page.whole.count("“") or page.whole.count("“") != page.whole.count("”"):
        return
    signs = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
    yield from unchanged(page, page.mapped(lambda text: text.translate(signs)), plain)


@contrast
def round_quotes(page: Page) -> Iterator[Changed]:
    """Round quotes for typewriter quotes, where a line has them in pairs. Contacts and statements stay."""
    yield from unchanged(page, page.mapped(lambda text: re.sub(r'(?<![^\s(])"([^"\n]+)"(?!\w)', r"“\1”", text)), plain)


@contrast
def other_dashes(page: Page) -> Iterator[Changed]:
    """A hyphen for a dash between blanks, and a dash for a hyphen there. Contacts and statements stay."""
    turned = {"-": "–", "–": "-", "—": "-"}
    yield from unchanged(page, page.mapped(lambda t: re.sub(r"(?<= )[-–—](?= )", lambda m: turned[m[0]], t)), plain)


@contrast
def headline_in_capitals(page: Page) -> Iterator[Changed]:
    """The headline in capitals. Contacts and statements stay; a word known from the headline only is in capitals too.
    Condition: the page has a headline of its own, and each contact is told below it too, with its sides and place (what
    is told by a headline alone loses its names among capitals)."""
    reading = reading_of(page)
    if page.title and events(reading_of(page._replace(title="")), plain) == events(reading, plain):
        yield from unchanged(page, page._replace(title=page.title.upper()), plain)


@contrast
def null_and_share_lines(page: Page) -> Iterator[Changed]:
    """ "null", share, follow and print lines put between the paragraphs. Contacts and statements stay."""
    if "\n\n" in page.text:
        first, rest = page.text.split("\n\n", 1)
        added = "null\n\nChia sẻ\n\nTheo dõi Báo Gia Lai trên Google News\n\nIn bài viết"
        yield from unchanged(page, page._replace(text=f"{first}\n\n{added}\n\n{rest}\n\nnull\n\nChia sẻ Facebook"))


@contrast
def page_twice(page: Page) -> Iterator[Changed]:
    """The whole text of the page once more below it. No contact is told twice, none is lost or changed; a statement
    said twice may be told twice. Condition: text below the lead, and no teasers (what follows them is theirs)."""
    reading = reading_of(page)
    if page.text and not reading.related:
        changed = page._replace(text=f"{page.text.rstrip()}\n\n{page.whole}")
        yield Changed(changed, lambda again: differences(events(again), events(reading)))


@contrast
def captions_doubled(page: Page) -> Iterator[Changed]:
    """The line of every caption stands twice, as scrapers leave it. Contacts and statements stay; the second is a
    duplicate. Condition: the caption is a line of its own."""
    reading = reading_of(page)
    changed, doubled = page, 0
    for region in reversed([r for r in reading.regions if r.kind == "caption" and r.start >= page.body_at]):
        line = _line_of(page, region)
        if line is not None:
            changed = changed.put_into_text(line[1], line[1], "\n\n" + page.whole[line[0] : line[1]])
            doubled += 1

    def wrong(again: Reading) -> str | None:
        was, now = (sum(r.kind == "duplicate" for r in one.regions) for one in (reading, again))
        fewer = None if now >= was + doubled else f"{now - was} of {doubled} captions are duplicates"
        return differences(all_facts(same)(again), all_facts(same)(reading)) or fewer

    if doubled:
        yield Changed(changed, wrong)


def _line_of(page: Page, region: Region) -> tuple[int, int] | None:
    """The line of a region that begins one; None where other words stand before it."""
    start = page.whole.rfind("\n", 0, region.start) + 1
    end = page.whole.find("\n", region.end)
    end = len(page.whole) if end < 0 else end
    return None if page.whole[start : region.start].strip() else (start, end)


# --- the same page as HTML --------------------------------------------------------------------------------------------


@contrast
def as_a_web_page(page: Page) -> Iterator[Changed]:
    """The regions of a page marked up (h1, p, figcaption) and read as HTML. Contacts stay. Condition: no line of the
    page holds two regions, no paragraph is broken over several lines, no teasers."""
    reading = reading_of(page)
    if reading.related or not all(_line_of(page, r) for r in reading.regions if r.kind in _TAGS):
        return
    parts = [(r.kind, page.whole[r.start : r.end]) for r in reading.regions if r.kind in _TAGS]
    told = [text for kind, text in parts if kind in ("lead", "body")]
    if not told or any(text.rstrip()[-1] not in '.!?…:;"”)/*' for text in told):
        return
    blocks = "\n".join(_TAGS[kind].format(html.escape(" ".join(text.split()))) for kind, text in parts)
    markup = (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"></head><body><article class="detail-content">'
        f"\n{blocks}\n</article></body></html>"
    )
    again = read(markup.encode(), published=page.published)
    wrong = differences(events(again, plain), events(reading, plain))
    yield Changed(page, lambda _: wrong)


@contrast
def as_scraped_text(page: Page) -> Iterator[Changed]:
    """A web page of ours, and the text that is read of it (the page that all contrasts start from): the same contacts,
    the same publication date. Condition: the bundled pages that are HTML; no teasers among the paragraphs (only markup
    tells where such a block ends)."""
    path = PAGES / f"{page.name}.html"
    if page.origin != "page" or not path.exists():
        return
    marked = read(path)
    last = max((r.end for r in marked.regions if r.kind == "body"), default=0)
    if all(r.start > last for r in marked.regions if r.kind == "related"):
        yield Changed(page, lambda again: differences(events(again, plain), events(marked, plain)))


_TAGS = {
    "headline": "<h1>{}</h1>",
    "lead": '<p class="sapo">{}</p>',
    "body": "<p>{}</p>",
    "caption": '<figure><img src="a.jpg"><figcaption>{}</figcaption></figure>',
}
