"""What the head of an HTML page says of it: JSON-LD, OpenGraph and other meta elements, `<time>`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from banggiao.article import page, published, urls
from banggiao.article.decode import issue, storable
from banggiao.article.tree import DEPTH, Element, Tree
from banggiao.model import Value

_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "Report",
    "AnalysisNewsArticle",
    "LiveBlogPosting",
)
_TIMES = (
    "meta[property='article:published_time']",
    "meta[itemprop=datePublished]",
    "meta[name='article:published_time']",
    "meta[name=pubdate]",
    "meta[name='dc.date.issued']",
    "meta[name='DC.date.issued']",
    "meta[name='publish-date']",
    "meta[name='dable:published_time']",
)
_JSON_LD = "script[type='application/ld+json']"
_TITLES = ("meta[property='og:title']", "meta[name='twitter:title']", "meta[name=title]")


class Facts(Value, frozen=True):
    """The page's own metadata; `published` is an EDTF day, everything may be None."""

    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    description: str | None = None
    author: str | None = None
    published: str | None = None


def read(head: Tree, body: Tree | None, title: str, known: page.Known) -> Facts:
    """The metadata of a page, by its head, its body and what the parser takes for its title; broken JSON-LD becomes an
    issue of `known`.
    """
    parts = (head, body) if body is not None else (head,)
    linked = _linked(parts, known)
    canonical = _attribute(parts, ("link[rel=canonical]",), "href")
    url = next(
        (u for u in map(urls.canonical, (canonical, _meta(parts, ("meta[property='og:url']",)), linked.url)) if u), None
    )
    day = linked.published
    if day is None:
        stated = _meta(parts, _TIMES)
        day = published.of_metadata(stated) if stated else None
    if day is None and body is not None:
        day = _time_element(body)
    return Facts(
        url=url,
        outlet=linked.outlet or _meta(parts, ("meta[property='og:site_name']", "meta[name='application-name']")),
        headline=linked.headline or _meta(parts, _TITLES) or _title(title),
        description=_meta(parts, ("meta[property='og:description']", "meta[name=description]")),
        author=linked.author,
        published=day,
    )


def _attribute(parts: tuple[Tree, ...], selectors: tuple[str, ...], name: str) -> str | None:
    for selector in selectors:
        for part in parts:
            for found in part.select(part.root, selector):
                value = found.get(name).strip()
                if value:
                    return storable(value).strip()
    return None


def _meta(parts: tuple[Tree, ...], selectors: tuple[str, ...]) -> str | None:
    return _attribute(parts, selectors, "content")


def _title(stated: str) -> str | None:
    """The page's title without the site's name after "|" or " - "."""
    title = storable(stated).strip()
    return title.split(" | ")[0].strip() or None


def _time_element(body: Tree) -> str | None:
    """The first `<time datetime>` that is not in a list of other articles."""
    for element in body.select(body.root, "time[datetime]"):
        day = published.of_metadata(element.get("datetime"))
        if day is not None and not any(map(_is_of_list, islice(element.upwards(), DEPTH))):
            return day
    return None


def _is_of_list(above: Element) -> bool:
    names = above.get("class").lower()
    return above.tag in ("aside", "li", "footer", "nav") or "relat" in names or "story" in names


def _linked(parts: tuple[Tree, ...], known: page.Known) -> Facts:
    """What JSON-LD says of the article."""
    scripts = ((part, found) for part in parts for found in part.select(part.root, _JSON_LD))
    for part, script in scripts:
        try:
            data = msgspec.json.decode(part.text(script).encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            known.issues.append(issue("bad_metadata", "broken JSON-LD"))
            continue
        for item in _items(data):
            kind = item.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(k in _ARTICLES for k in kinds):
                return _article(item)
    return Facts()


def _items(data: object) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(200):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            waiting.append(value.get("@graph"))


def _article(item: dict[str, Any]) -> Facts:
    stated = _string(item.get("datePublished"))
    author, outlet = _name(item.get("author")), _name(item.get("publisher"))
    main = item.get("mainEntityOfPage")
    address = main.get("@id") if isinstance(main, dict) else main
    return Facts(
        url=_string(address) or _string(item.get("url")),
        outlet=outlet,
        headline=_string(item.get("headline")),
        author=None if author == outlet or not author else author,
        published=published.of_metadata(stated) if stated else None,
    )


def _string(value: object) -> str | None:
    return storable(value).strip() or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a person or an organisation; of several persons all, joined by " - "."""
    if isinstance(value, list):
        names = [name for name in map(_name, value) if name]
        return " - ".join(names) or None
    if isinstance(value, dict):
        if value.get("@type") == "Organization" and "logo" not in value and "url" in value:
            return _string(value.get("name"))
        return _string(value.get("name"))
    return _string(value)
