"""Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1 of one list of entries.

An entry keeps its id for as long as its thing is in the record; when what is known of the thing changes, the entry is
updated and says what was corrected. XML has no place for control characters: they are left out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr  # writes, parses nothing  # nosec B406

from banggiao import __version__
from banggiao.model import to_json

_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something to read. `id` is a URN; `published` and `updated` are moments, UTC; `html` is ready to be shown."""

    id: str
    url: str
    title: str
    html: str
    summary: str
    published: str
    updated: str
    authors: tuple[str, ...] = ()
    external_url: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of entries, what was updated last first. `url` is its own address, `home` that of the page it is of."""

    url: str
    home: str
    title: str
    language: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> str:
        return max((entry.updated for entry in self.entries), default=NEVER)


def atom(feed: Feed) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_ATOM}" xml:lang="{feed.language}">',
        _element("id", feed.home),
        _element("title", feed.title),
        _element("updated", _moment(feed.updated)),
        f'<generator version="{__version__}">banggiao</generator>',
        "<author><name>banggiao</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(feed.url)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(feed.home)}/>',
    ]
    for entry in feed.entries:
        lines += [
            "<entry>",
            _element("id", entry.id),
            _element("title", entry.title),
            _element("published", _moment(entry.published)),
            _element("updated", _moment(entry.updated)),
            *(f"<author>{_element('name', author)}</author>" for author in entry.authors),
            *(f"<category term={_quoted(each)}/>" for each in entry.categories),
            f'<link rel="alternate" type="text/html" href={_quoted(entry.url)}/>',
            *([f'<link rel="via" href={_quoted(entry.external_url)}/>'] if entry.external_url else []),
            _element("summary", entry.summary),
            f'<content type="html">{_text(entry.html)}</content>',
            "</entry>",
        ]
    lines.append("</feed>\n")
    return "\n".join(lines).encode()


def rss(feed: Feed) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<rss version="2.0" xmlns:atom="{_ATOM}">',
        "<channel>",
        _element("title", feed.title),
        _element("link", feed.home),
        _element("description", feed.title),
        _element("language", feed.language),
        _element("lastBuildDate", _rfc822(feed.updated)),
        f"<generator>banggiao {__version__}</generator>",
        f'<atom:link rel="self" type="application/rss+xml" href={_quoted(feed.url)}/>',
    ]
    for entry in feed.entries:
        lines += [
            "<item>",
            f'<guid isPermaLink="false">{_text(entry.id)}</guid>',
            _element("title", entry.title),
            _element("link", entry.url),
            _element("pubDate", _rfc822(entry.published)),
            _element("atom:updated", _moment(entry.updated)),
            *(_element("category", each) for each in entry.categories),
            _element("description", entry.html),
            "</item>",
        ]
    lines += ["</channel>", "</rss>\n"]
    return "\n".join(lines).encode()


def json_feed(feed: Feed) -> bytes:
    items = []
    for entry in feed.entries:
        item: dict[str, object] = {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.html,
            "summary": entry.summary,
            "date_published": _moment(entry.published),
            "date_modified": _moment(entry.updated),
            "language": feed.language,
        }
        if entry.external_url:
            item["external_url"] = entry.external_url
        if entry.authors:
            item["authors"] = [{"name": author} for author in entry.authors]
        if entry.categories:
            item["tags"] = entry.categories
        items.append(item)
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": feed.language,
        "items": items,
    }
    return to_json(told)


# By the end of the address: how it is written, and its media type.
FORMATS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "atom": (atom, "application/atom+xml"),
    "rss": (rss, "application/rss+xml"),
    "json": (json_feed, "application/feed+json"),
}


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(_NO_XML.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_NO_XML.sub("", text))


def _moment(moment: str) -> str:
    """RFC 3339, to the second."""
    return _parsed(moment).isoformat(timespec="seconds").replace("+00:00", "Z")


def _rfc822(moment: str) -> str:
    return format_datetime(_parsed(moment), usegmt=True)


def _parsed(moment: str) -> datetime.datetime:
    parsed = datetime.datetime.fromisoformat(moment)
    return parsed.astimezone(datetime.UTC) if parsed.tzinfo else parsed.replace(tzinfo=datetime.UTC)


def newest(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    """What was updated last first; of equal moments in the order given."""
    return tuple(sorted(entries, key=lambda entry: entry.updated, reverse=True)[:most])
