"""What the head of an HTML page says of it: JSON-LD, OpenGraph and other meta elements, `<time>`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from banggiao.article import page, published, urls
from banggiao.article.decode import issue, storable
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
_TITLES = ("meta[property='og:title']", "meta[name='twitter:title']", "meta[name=title]")


class Facts(Value, frozen=True):
    """The page's own metadata; `published` is an EDTF day, everything may be None."""

    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    description: str | None = None
    author: str | None = None
    published: str | None = None


def read(tree: Any, known: page.Known) -> Facts:
    """The metadata of a parsed page; broken JSON-LD becomes an issue of `known`."""
    linked = _linked(tree, known)
    head = tree.document
    canonical = _attribute(head, ("link[rel=canonical]",), "href")
    url = next(
        (u for u in map(urls.canonical, (canonical, _meta(head, ("meta[property='og:url']",)), linked.url)) if u), None
    )
    day = linked.published
    if day is None:
        stated = _meta(head, _TIMES)
        day = published.of_metadata(stated) if stated else None
    if day is None:
        day = _time_element(tree.body)
    return Facts(
        url=url,
        outlet=linked.outlet or _meta(head, ("meta[property='og:site_name']", "meta[name='application-name']")),
        headline=linked.headline or _meta(head, _TITLES) or _title(tree),
        description=_meta(head, ("meta[property='og:description']", "meta[name=description]")),
        author=linked.author,
        published=day,
    )


def _attribute(node: Any, selectors: tuple[str, ...], name: str) -> str | None:
    for selector in selectors:
        for found in node.query_selector_all(selector).values():
            value = found.getattr(name)
            if value and value.strip():
                return storable(value).strip()
    return None


def _meta(node: Any, selectors: tuple[str, ...]) -> str | None:
    return _attribute(node, selectors, "content")


def _title(tree: Any) -> str | None:
    """The page's title without the site's name after "|" or " - "."""
    title = storable(tree.title or "").strip()
    return title.split(" | ")[0].strip() or None


def _time_element(body: Any) -> str | None:
    """The first `<time datetime>` that is not in a list of other articles."""
    if body is None:
        return None
    for node in body.query_selector_all("time[datetime]").values():
        day = published.of_metadata(node.getattr("datetime") or "")
        above, apart = node.parent, False
        while above is not None and above.tag not in ("body", "html"):
            names = f"{above.getattr('class') or ''}".lower()
            apart = apart or above.tag in ("aside", "li", "footer", "nav") or "relat" in names or "story" in names
            above = above.parent
        if day is not None and not apart:
            return day
    return None


def _linked(tree: Any, known: page.Known) -> Facts:
    """What JSON-LD says of the article."""
    for script in tree.document.query_selector_all("script[type='application/ld+json']").values():
        try:
            data = msgspec.json.decode((script.text or "").encode("utf-8", "replace"))
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
