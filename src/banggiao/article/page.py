"""One source to one article: the walk through this room."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from banggiao.article import casing, decode, outlets, published, scraped, urls
from banggiao.article.decode import issue
from banggiao.article.teaser import media
from banggiao.model import Article, Issue, Region, RegionKind, Source, Written, content_id
from banggiao.text import COARSE, tidy

LONG = 300_000
"""Code points of a page that are looked at line by line; the rest is one body region and an issue. Articles have some
thousand, the longest documents on record some hundred thousand."""

LINES = 10_000
"""Lines of a page that are looked at; the rest likewise."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title|script|div|article|p|span|frameset)\b",
    re.I | re.S,
)
_PARTED = "\n\x1d\n"
_MARKS = regex.compile(r"^(?:null|undefined)+(?=[\p{Lu}\s\[])|\s*(?:null|undefined)$")


class Known:
    """What is known of a page beside its text, collected from the caller, the row and the markup."""

    def __init__(self, source: Source) -> None:
        self.url = urls.canonical(source.url)
        self.given = published.given(source.published)
        self.id = decode.storable(source.id) if source.id else None
        self.outlet: str | None = None
        self.byline: str | None = None
        self.agency: str | None = None
        self.metadata: str | None = None
        self.written: Written | None = None
        self.issues: list[Issue] = []
        if source.published and self.given is None:
            self.issues.append(issue("published", f"{source.published!r} is no EDTF day"))


def parse(source: Source) -> Article:
    """The article of one source: its NFC text, regions, metadata and publication date.

    Never raises on any input: what can't be read becomes an issue of stage `article` (`empty`, `not_text`,
    `undecodable`,
    `encoding`, `not_vietnamese`, `too_long`, `bad_field`, `no_text`, `published`), and the article has what could.
    """
    known = Known(source)
    if source.row is not None:
        return _row(source, known, source.row)
    data = source.data or b""
    markup = source.html or (source.html is None and _HTML.match(data[:2048].lstrip(b"\xef\xbb\xbf")) is not None)
    text, issues = decode.decode(data, markup=markup)
    known.issues.extend(issues)
    if markup:
        from banggiao.article import html

        return html.parse(source, known, text)
    plain, places = tidy(text)
    known.written = None if places is None else Written(text=text, places=places)
    return scraped_article(source, known, plain, 0, None, None)


# --- rows ---------------------------------------------------------------------------------------------


def _field(row: dict[str, object], name: str, known: Known) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    known.issues.append(issue("bad_field", f"{name} is {type(value).__name__}, not text"))
    return ""


def _fields(row: dict[str, object], known: Known) -> tuple[str, str, str]:
    """Title, lead and text, in Vietnamese letters: an old encoding is recognised in all of them together."""
    given = [_field(row, name, known).replace(_PARTED, " ") for name in ("title", "lead", "text")]
    title, lead, body = decode.mended(_PARTED.join(given), known.issues).split(_PARTED)
    return title, lead, body


def _row(source: Source, known: Known, row: dict[str, object]) -> Article:
    title, lead, body = _fields(row, known)
    if known.id is None:
        value = row.get("id")
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value):
            known.id = decode.storable(str(value))
    known.url = known.url or urls.canonical(_field(row, "url", known) or None)
    if known.given is None and (stated := _field(row, "published", known)):
        known.given = published.given(stated)
        if known.given is None:
            known.issues.append(issue("published", f"{stated[:40]!r} is no EDTF day"))
    if stated := decode.storable(_field(row, "outlet", known)).strip():
        named = outlets.of_word(stated) or outlets.of_host(stated)
        known.outlet = named.name if named else stated
    given = [part for part in (title, lead, body) if part.strip()]
    whole = "\n\n".join(given)
    text, places = tidy(whole)
    known.written = None if places is None else Written(text=whole, places=places)
    if not given:
        known.issues.append(issue("no_text", "none of title, lead and text holds any text"))
    plain = iter(_parts(given, text, range(len(text)) if places is None else places))
    title, lead, body = (next(plain) if part.strip() else "" for part in (title, lead, body))
    start = len(text) - len(body) if body else len(text)
    return scraped_article(source, known, text, start, title or None, lead or None)


def _parts(given: list[str], text: str, places: Sequence[int]) -> Iterator[str]:
    """The fields as they stand in the plain text that they were joined to."""
    at = 0
    for part in given:
        yield text[bisect_left(places, at) : bisect_left(places, at + len(part))]
        at += len(part) + 2


# --- scraped text ---------------------------------------------------------------------------------------


def scraped_article(
    source: Source, known: Known, text: str, start: int, title: str | None, lead: str | None
) -> Article:
    """The article of a text whose first `start` code points are a known title and lead (joined by one blank line)."""
    cut = _cut(text, known)
    regions: list[Region] = []
    at = 0
    for part, kind in ((title, RegionKind.HEADLINE), (lead, RegionKind.LEAD)):
        if part:
            regions.extend(_span(text, kind, at, at + len(part)))
            at += len(part) + 2
    reading = scraped.read(text[:cut] if cut < len(text) else text, start, title, lead)
    regions.extend(reading.regions)
    if cut < len(text):
        regions.extend(_span(text, RegionKind.BODY, cut, len(text)))
    for a, b in reading.coarse:
        known.issues.append(issue("too_long", "a line too long to be looked into", a, b))
    return finish(source, known, text, regions, reading, day_of_lines(text, regions, reading))


def day_of_lines(text: str, regions: list[Region], reading: scraped.Reading) -> str | None:
    """The day of the page's date line: the first below the headline, since what stands above may be the site's clock;
    else the first."""
    head = next((r.start for r in regions if r.kind == RegionKind.HEADLINE), 0)
    days = [(a < head, day) for a, b in reading.published_lines if (day := published.of_line(text[a:b]))]
    return min(days, key=lambda pair: pair[0])[1] if days else None


def days_told(article: Article) -> Iterator[str]:
    """The EDTF days of a page's date lines, in its order."""
    for region in article.regions:
        line = article.text[region.start : region.end]
        if region.kind == RegionKind.RESIDUE and scraped.is_date_line(line) and (day := published.of_line(line)):
            yield day


def _cut(text: str, known: Known) -> int:
    """Where the part that is looked at line by line ends: at a line end near LONG, or after LINES lines."""
    cut = len(text)
    if cut > LONG:
        cut = text.rfind("\n", 0, LONG)
        if cut < 0:
            cut = len(text)  # one line: scraped.read takes it as it is
    if text.count("\n", 0, cut) > LINES:
        cut = -1
        for _ in range(LINES):
            cut = text.find("\n", cut + 1)
    if cut < len(text):
        known.issues.append(
            issue(
                "too_long",
                f"only the first {cut} characters are looked at line by line; facts aren't looked for in a rest of"
                f" over {COARSE}",
                cut,
                len(text),
            )
        )
    return cut


def _span(text: str, kind: str, start: int, end: int) -> list[Region]:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return []
    start += piece.index(stripped[0])
    return [Region(kind=kind, start=start, end=start + len(stripped))]


# --- what the page says of itself -----------------------------------------------------------------------


def finish(
    source: Source, known: Known, text: str, regions: list[Region], reading: scraped.Reading, text_day: str | None
) -> Article:
    """Put the article together: id, outlet, headline and publication date by what counts most."""
    if text.strip() and not decode.is_vietnamese(text):
        known.issues.append(issue("not_vietnamese", "hardly any Vietnamese letters", 0, len(text)))
    day, basis = _published(known, text_day)
    title = next((r for r in regions if r.kind == RegionKind.HEADLINE), None)
    headline, kind = None, None
    if title is not None:
        kind, headline = media(" ".join(_MARKS.sub("", text[title.start : title.end]).split()))
    seen, written = read_as(text, regions, known.written)
    return Article(
        id=known.id or content_id(urls.identity(known.url) if known.url else text),
        source=decode.storable(source.name),
        text=seen,
        regions=tuple(regions),
        url=known.url,
        outlet=_outlet(known, reading),
        agency=reading.agency or known.agency,
        byline=known.byline or reading.byline,
        headline=headline or None,
        published=day,
        published_basis=basis,
        media=kind,
        issues=tuple(known.issues),
        written=written,
    )


def read_as(text: str, regions: Sequence[Region], written: Written | None) -> tuple[str, Written | None]:
    """The text that facts are looked for in, capitals toned down, and how the page has it where that is another."""
    seen = casing.spoken(text, regions)
    return seen, Written(text=text, places=range(len(text))) if seen != text and written is None else written


def _published(known: Known, text_day: str | None) -> tuple[str | None, str | None]:
    for day, basis in (
        (known.given, "given"),
        (known.metadata, "metadata"),
        (urls.day(known.url) if known.url else None, "url"),
        (text_day, "text"),
    ):
        if day is not None:
            return day, basis
    return None, None


def _outlet(known: Known, reading: scraped.Reading) -> str | None:
    """The outlet: as known; by the address; by the "Theo dõi ..." line; by the mark before the lead. An aggregator's
    address says
    least: the article is somebody else's."""
    if known.outlet:
        return known.outlet
    at = outlets.of_host(urls.host(known.url)) if known.url else None
    if at is not None and not at.aggregator:
        return at.name
    if reading.followed:
        named = outlets.of_word(reading.followed)
        return named.name if named else reading.followed
    marked = outlets.of_word(reading.prefix) if reading.prefix else None
    if marked is not None:
        return marked.name
    return at.name if at else None
