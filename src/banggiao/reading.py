"""One page, read: the rooms called in order. Needs no store, no network and no other page."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from banggiao import article as article_room
from banggiao import dating, event, mention, statement
from banggiao.mention.sentences import sentences
from banggiao.model import (
    Actor,
    Article,
    Dated,
    Event,
    Evidence,
    Issue,
    Mentions,
    Reading,
    Region,
    RegionKind,
    Source,
    Statement,
    Teaser,
    TimeWord,
    Written,
)


def read_source(source: Source) -> Reading:
    """Read one input document. Never raises for what the page holds: what could not be read is in `issues`."""
    return read_article(article_room.parse(source))


def read_again(reading: Reading) -> Reading:
    """Read a page that was read before: the text, the regions and the metadata are those, all facts are found anew."""
    return read_article(article_room.again(reading))


def read_article(article: Article) -> Reading:
    """Find the facts of an article whose regions are known."""
    mentions = mention.find(article)
    people = _people(mentions)
    events = _events(article, mentions, people, None)
    if events and article.published_basis == "text" and (moved := _by_other_line(article, events)) is not None:
        article, people = moved, _people(mentions)
        events = _events(article, mentions, people, None)
    reading = Reading(
        id=article.id,
        source=article.source,
        url=article.url,
        outlet=article.outlet,
        agency=article.agency,
        byline=article.byline,
        headline=article.headline,
        published=article.published,
        published_basis=article.published_basis,
        media=article.media,
        regions=article.regions,
        events=events,
        statements=_statements(article, mentions, people, events),
        related=_teasers(article),
        issues=article.issues,
        text=article.text,
    )
    return reading if article.written is None else _as_written(reading, article.written)


def _people(mentions: Mentions) -> Callable[[], event.People]:
    """The page's register of people, made when it is first asked for: its contacts and its statements share it."""
    people: event.People | None = None

    def asked() -> event.People:
        nonlocal people
        if people is None:
            people = event.people_of(mentions)
        return people

    return asked


def _events(
    article: Article,
    mentions: Mentions,
    people: Callable[[], event.People],
    group: int | None,
    published: str | None = None,
) -> tuple[Event, ...]:
    """The contacts of the article itself, or of one of its teasers (which has its own years and publication date)."""
    published = article.published if group is None else published
    bounds: dating.YearBounds | None = None

    def resolve(time: TimeWord, status: str, anchor: str | None, holders: Sequence[tuple[str, Sequence[str]]]) -> Dated:
        nonlocal bounds
        if published is None and bounds is None:
            bounds = dating.year_bounds(_own_text(article, group), holders)
        years = dating.narrowed(bounds, mentions.lowered, time) if bounds else None
        return dating.resolve(time, published=published, status=status, anchor=anchor, years=years)

    return event.find(article, mentions, people, dating.find_times, dating.is_occasion, resolve, group)


def _by_other_line(article: Article, events: tuple[Event, ...]) -> Article | None:
    """The article without the day of a date line that is years after those it shows in office had left: many sites
    print the day of the visit above an old page. It takes the day of its next date line that may be its own; None
    where nothing speaks against the day that it has."""
    holders = tuple({p.name: (p.name, p.offices) for e in events for p in e.participants if p.name}.values())
    bounds = dating.year_bounds(_own_text(article, None), holders)
    against = dating.too_late(bounds, article.published or "")
    if against is None:
        return None
    note = f"the date line says {article.published}, but {against}: not taken for the day of publication"
    issues = (*article.issues, Issue(stage="dating", code="published", start=0, end=0, note=note))
    days = (day for day in article_room.days_told(article) if dating.too_late(bounds, day) is None)
    day = next(days, None)
    return replace(article, published=day, published_basis="text" if day else None, issues=issues)


def _statements(
    article: Article, mentions: Mentions, people: Callable[[], event.People], events: tuple[Event, ...]
) -> tuple[Statement, ...]:
    """What the sides of the article's own contacts said; the names are those of its events."""

    def who(actor: Actor) -> str | None:
        return people().side(actor).label or None

    return statement.find(article, mentions, events, who, sentences)


def _as_written(reading: Reading, written: Written) -> Reading:
    """The reading with its offsets in the text as it was written, blanks and all."""

    def moved(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(moved, value))
        if not isinstance(value, Struct):
            return value
        changed = {name: moved(getattr(value, name)) for name in _HOLDING if hasattr(value, name)}
        if isinstance(value, Region | Evidence | Statement | Issue):
            changed["start"], changed["end"] = _span(written, value.start, value.end)
        return replace(value, **changed)

    counted: Reading = moved(reading)
    return replace(counted, text=written.text)


_HOLDING = ("regions", "events", "statements", "related", "issues", "participants", "evidence")


def _span(written: Written, start: int, end: int) -> tuple[int, int]:
    if start < end:
        return written.places[start], written.places[end - 1] + 1
    at = written.places[start] if start < len(written.places) else len(written.text)
    return at, at


def _own_text(article: Article, group: int | None) -> str:
    """The words of the article's own regions, or of one teaser: no other story's words bound its years."""
    kinds = ("headline", "lead", "body", "caption")
    return "\n".join(
        article.text[r.start : r.end]
        for r in article.regions
        if r.group == group and (r.kind in kinds if group is None else r.part in kinds)
    )


def _teasers(article: Article) -> tuple[Teaser, ...]:
    return tuple(
        Teaser(
            headline=t.headline,
            lead=t.lead,
            caption=t.caption,
            media=t.media,
            published=t.published,
            events=_events_of_teaser(article, t),
        )
        for t in article_room.teasers(article)
    )


_ALONE = 1  # the group of a teaser that is read as a page of its own
_KEPT = 2048  # teasers: the boxes of a site are the same on many pages


def _events_of_teaser(article: Article, teaser: article_room.TeaserText) -> tuple[Event, ...]:
    """The contacts of a teaser, as if it were a page of its own, at their places in the article's text."""
    first = teaser.regions[0].start
    parts = tuple((r.part or "", r.start - first, r.end - first) for r in teaser.regions)
    alone = _read_alone(article.text[first : teaser.regions[-1].end], parts, teaser.published)
    return tuple(event.placed(one, article.id, first) for one in alone)


@lru_cache(_KEPT)
def _read_alone(text: str, parts: tuple[tuple[str, int, int], ...], published: str | None) -> tuple[Event, ...]:
    regions = tuple(
        Region(kind=RegionKind.RELATED, start=start, end=end, group=_ALONE, part=part) for part, start, end in parts
    )
    article = Article(id="", source="", text=text, regions=regions)
    mentions = mention.find(article, _ALONE)
    return _events(article, mentions, _people(mentions), _ALONE, published)


def read(
    page: str | bytes | os.PathLike[str] | dict[str, object],
    *,
    url: str | None = None,
    published: str | None = None,
    id: str | None = None,
) -> Reading:
    """Read one page: its text (str), its bytes (text or HTML), a file (a path object), a row (`title`, `lead`, `text`).

    `published` (EDTF), `url` and `id` are what is known of it beforehand. Raises OSError when a file can't be read.

    >>> page = "Chủ tịch A Lý tiếp khách\\n\\nSáng 3/4/2025, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp " \\
    ...     "Đại sứ Nhật Bản Tanaka Hiroshi."
    >>> [(e.type, e.form, e.date, [p.name for p in e.participants]) for e in read(page).events]
    [('meeting', 'receive', '2025-04-03', ['Lê Văn Sơn', 'Tanaka Hiroshi'])]
    """
    if isinstance(page, dict):
        url, published, id = url or _said(page, "url"), published or _said(page, "published"), id or _said(page, "id")
        return read_source(Source(name=url or id or "row", row=page, url=url, published=published, id=id))
    name, html = url, None
    if isinstance(page, str):
        name, data = name or "text", page.encode("utf-8", "surrogatepass")
    elif isinstance(page, bytes):
        name, data = name or "bytes", page
    else:
        path = Path(page)
        name, data, html = os.fspath(page), path.read_bytes(), _HTML_OF.get(path.suffix.lower())
    return read_source(Source(name=name, data=data, html=html, url=url, published=published, id=id))


# What a file's suffix says of its bytes; of other files the reader looks for itself.
_HTML_OF = {".html": True, ".htm": True, ".txt": False}


def _said(row: dict[str, object], key: str) -> str | None:
    """The value of a row's field, when it is a string."""
    value = row.get(key)
    return value if isinstance(value, str) else None


__all__ = ["read", "read_again", "read_article", "read_source"]
