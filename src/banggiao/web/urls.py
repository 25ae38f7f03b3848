"""Every address of the server, made in one place: stable, readable, without marks."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from banggiao import text
from banggiao.record import Cited, Held, Saying
from banggiao.record.things import office_id

_BETWEEN = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 80


def slug(name: str | None) -> str:
    """A name as part of an address, for people to recognise; "" where nothing of it is left.

    >>> slug("Nguyễn Phú Trọng"), slug("Đại sứ quán (Hà Nội)"), slug("—")
    ('nguyen-phu-trong', 'dai-su-quan-ha-noi', '')
    """
    return _BETWEEN.sub("-", text.fold(name or "")).strip("-")[:_LONGEST_SLUG].strip("-")


def _named(kind: str, id_: str, name: str | None = None) -> str:
    end = slug(name)
    return f"/{kind}/{quote(id_, safe='')}" + (f"/{end}" if end else "")


def contact(id_: str) -> str:
    return _named("contact", id_)


def page(id_: str, fragment: str | None = None) -> str:
    return _named("page", id_) + (f"#{quote(fragment)}" if fragment else "")


def words(cited: Cited | Saying) -> str:
    """Where its page shows the words that are cited."""
    return page(cited.page, f"t{cited.start}-{cited.end}")


def statement(page_: str, id_: str) -> str:
    """Where the page of a statement shows it."""
    return page(page_, f"s-{id_}")


def person(id_: str, name: str | None = None) -> str:
    """The slug is for people: only the id is looked up."""
    return _named("person", id_, name)


def office(id_: str, title: str | None = None) -> str:
    return _named("office", id_, title)


def office_of(held: Held) -> str:
    """The office that somebody held."""
    return office(office_id(held.seat), held.title)


def organisation(id_: str, name: str | None = None) -> str:
    return _named("organisation", id_, name)


def relation(one: str, other: str, channel: str | None = None, **asked: str) -> str:
    """Sides are ISO codes or names of bodies, in one order, so that a relation has one address."""
    given = {key: value for key, value in {"channel": channel, **asked}.items() if value}
    return f"/relation/{_sides(one, other)}" + (f"?{urlencode(given)}" if given else "")


def relations(**asked: str | None) -> str:
    """The partners of a state, of a period or channel."""
    given = {key: value for key, value in asked.items() if value}
    return "/relations" + (f"?{urlencode(given)}" if given else "")


def brief(one: str, other: str) -> str:
    """A relation on one sheet."""
    return f"/relation/{_sides(one, other)}/brief"


def _sides(one: str, other: str) -> str:
    return "/".join(quote(side, safe="") for side in sorted((one, other)))


def search(**asked: object) -> str:
    """/search with what is asked that is neither None nor empty."""
    given = {key: value for key, value in asked.items() if value not in (None, "", ())}
    return "/search" + (f"?{urlencode(given, doseq=True)}" if given else "")
