"""A map of everything that has an address, for search engines: an index, and parts written as they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape  # writes, parses nothing  # nosec B406

from starlette.responses import Response, StreamingResponse

from banggiao.record import Address
from banggiao.web import urls
from banggiao.web.asking import Ask, NotThere, PageFunction

PART = 10_000  # addresses of a part; the protocol allows 50,000
_AT_ONCE = 2_000
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_MEDIA = "application/xml"


def _relation(id_: str) -> str:
    one, _, other = id_.partition("-")
    return urls.relation(one, other)


_ADDRESS: dict[str, Callable[[Address], str]] = {
    "contacts": lambda one: urls.contact(one.id),
    "people": lambda one: urls.person(one.id, one.name),
    "offices": lambda one: urls.office(one.id, one.name),
    "organisations": lambda one: urls.organisation(one.id, one.name),
    "relations": lambda one: _relation(one.id),
    "pages": lambda one: urls.page(one.id),
}


def index(ask: Ask) -> Response:
    """`/sitemap.xml`"""
    lines = [f"{_HEAD}<sitemapindex {_SPACE}>"]
    for kind in _ADDRESS:
        for number in range(1, -(-ask.record.size(kind) // PART) + 1):
            lines.append(f"<sitemap><loc>{escape(ask.base)}/sitemap/{kind}-{number}.xml</loc></sitemap>")
    return ask.known(Response("\n".join([*lines, "</sitemapindex>\n"]), media_type=_MEDIA))


def part(ask: Ask) -> Response:
    """`/sitemap/{kind}-{number}.xml`"""
    kind, number = ask.path["kind"], int(ask.path["number"])
    if kind not in _ADDRESS or not 1 <= number <= -(-ask.record.size(kind) // PART):
        raise NotThere
    return StreamingResponse(_written(ask, kind, (number - 1) * PART), media_type=_MEDIA)


def _written(ask: Ask, kind: str, first: int) -> Iterator[str]:
    address, base = _ADDRESS[kind], ask.base
    record = ask.request.app.state.records
    yield f"{_HEAD}<urlset {_SPACE}>\n"
    for offset in range(first, first + PART, _AT_ONCE):
        # Each piece may be made in another thread of the server, which has its own connection.
        some = record.here().addresses(kind, offset=offset, limit=_AT_ONCE)
        yield "".join(_line(base + address(one), one.updated) for one in some)
        if len(some) < _AT_ONCE:
            break
    yield "</urlset>\n"


def _line(address: str, updated: str | None) -> str:
    when = f"<lastmod>{updated}</lastmod>" if updated else ""
    return f"<url><loc>{escape(address)}</loc>{when}</url>\n"


def robots(ask: Ask) -> Response:
    """`/robots.txt`: everything may be read but what is for people who judge, and what only programs ask."""
    lines = ["User-agent: *", "Disallow: /review", "Disallow: /sign-in", "Disallow: /preferences", "Disallow: /api/"]
    lines += ["Allow: /", "", f"Sitemap: {ask.base}/sitemap.xml", ""]
    return ask.known(Response("\n".join(lines), media_type="text/plain"))


ROUTES: tuple[tuple[str, PageFunction], ...] = (
    ("/sitemap.xml", index),
    ("/sitemap/{kind}-{number:int}.xml", part),
    ("/robots.txt", robots),
)
