"""Feeds and sitemaps: which pages there are, as an outlet lists them.

RSS and Atom are read by feedparser, sitemaps, news sitemaps and indexes of sitemaps by the parser of the standard
library behind defusedxml. Both are given bytes only: neither asks the network for anything.
"""

from __future__ import annotations

import calendar
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # a type only  # nosec B405

LARGEST = 50 << 20  # what the protocol of sitemaps allows
_LARGEST_FEED = 4 << 20  # made to be slow to read, one of that size takes some seconds
_MOST = 50_000
_LONGEST_ADDRESS = 2048
_HEAD = 4096
_KINDS = (
    ("sitemap", re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")),
    ("feed", re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")),
)
_MARKUP = re.compile(
    rb"\s*(?:<\?xml|<!--|<!DOCTYPE\s+(?:rss|rdf|feed)|<(?:\w+:)?(?:urlset|sitemapindex|rss|feed|RDF)\b)", re.I
)


class Entry(msgspec.Struct, frozen=True):
    """A page (or a further sitemap) that is listed. `changed` is the time of its publication or last change, in seconds
    since 1970; `title`, `lead` and `text` are what a feed tells of it."""

    url: str
    changed: float | None = None
    title: str | None = None
    lead: str | None = None
    text: str | None = None
    published: str | None = None


class Listing(msgspec.Struct, frozen=True):
    """What a feed or sitemap lists: pages, and further sitemaps."""

    pages: tuple[Entry, ...]
    sitemaps: tuple[Entry, ...] = ()


def kind_of(head: bytes) -> str | None:
    """ "feed" or "sitemap", by the first bytes of a file; None for anything else.

    >>> kind_of(b'<?xml version="1.0"?><rss version="2.0">'), kind_of(b"<!DOCTYPE html><html>")
    ('feed', None)
    """
    head = head[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if not _MARKUP.match(head):
        return None
    return next((kind for kind, mark in _KINDS if mark.search(head)), None)


def plain(data: bytes) -> bytes:
    """The bytes of a list, unpacked where it came as a .gz file, up to the largest there are."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return data


def read(data: bytes) -> Listing:
    """What a list holds, in its order. Raises ValueError where it can't be read as one."""
    kind = kind_of(data)
    if len(data) > LARGEST:
        raise ValueError(f"more than {LARGEST >> 20} MB")
    if kind == "sitemap":
        return _sitemap(data)
    if kind == "feed":
        if len(data) > _LARGEST_FEED:
            raise ValueError(f"more than {_LARGEST_FEED >> 20} MB")
        return _feed(data)
    raise ValueError("neither a feed nor a sitemap")


# --- sitemaps -------------------------------------------------------------------------------------------------


def _sitemap(data: bytes) -> Listing:
    from defusedxml import DefusedXmlException, ElementTree

    pages: list[Entry] = []
    sitemaps: list[Entry] = []
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(data)):
            name = _local(element.tag)
            if name in ("url", "sitemap"):
                if entry := _entry(element):
                    (pages if name == "url" else sitemaps).append(entry)
                element.clear()
            if len(pages) + len(sitemaps) >= _MOST:
                break
    except DefusedXmlException as error:  # entities of its own are how a small file becomes a large one
        raise ValueError("entities of its own") from error
    except ElementTree.ParseError as error:
        if not pages and not sitemaps:  # what stands before the mistake is good
            raise ValueError(str(error)) from error
    return Listing(tuple(pages), tuple(sitemaps))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _entry(element: Element) -> Entry | None:
    found = {_local(each.tag): (each.text or "").strip() for each in element.iter()}
    url = found.get("loc", "")
    if not url or len(url) > _LONGEST_ADDRESS:
        return None
    published = found.get("publication_date") or None
    return Entry(url, _moment(found.get("lastmod") or published), found.get("title") or None, published=published)


def _moment(value: str | None) -> float | None:
    """Seconds since 1970 of an ISO time; a day is over only with its end."""
    try:
        moment = datetime.fromisoformat((value or "").strip())
    except ValueError:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return None


# --- feeds ----------------------------------------------------------------------------------------------------


def _feed(data: bytes) -> Listing:
    import feedparser

    # A stream, never a string: that could be an address, and would be asked for.
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it was written for feeds that people make, not for those made to break it
        raise ValueError(f"{type(error).__name__}: {error}") from error
    if not found.get("version") and not found.get("entries"):
        raise ValueError(str(found.get("bozo_exception") or "no entries"))
    return Listing(tuple(_feed_entries(found["entries"])))


def _feed_entries(entries: list[Any]) -> Iterator[Entry]:
    for entry in entries[:_MOST]:
        url = str(entry.get("link") or "").strip()
        if not url and str(entry.get("id", "")).startswith(("http://", "https://")):
            url = str(entry["id"])
        if not url or len(url) > _LONGEST_ADDRESS:
            continue
        content = next((str(each.get("value") or "") for each in entry.get("content", ())), "")
        moments = dict(entry)  # feedparser warns of asking it for an update that is not there
        published = moments.get("published_parsed")
        moment = moments.get("updated_parsed") or published
        yield Entry(
            url,
            None if moment is None else float(calendar.timegm(moment)),
            _words(entry.get("title")),
            _words(entry.get("summary")),
            _words(content),
            _iso(published),
        )


def _iso(moment: Any) -> str | None:
    """A time of feedparser (UTC) as ISO 8601."""
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC).isoformat()
    except (TypeError, ValueError, OverflowError):
        return None


def _words(markup: object) -> str | None:
    """The text of what a feed writes as markup, a paragraph a line; None where there is none."""
    if not markup:
        return None
    from resiliparse.extract.html2text import extract_plain_text

    text = str(markup)
    if "<" in text or "&" in text:
        text = extract_plain_text(f"<body>{text}</body>", main_content=False, alt_texts=False, links=False)
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines()))) or None
