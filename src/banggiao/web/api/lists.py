"""Lists of what was found, one type a kind of thing, and how each is asked for."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from banggiao.model import Value
from banggiao.record import Card, Commitment, Found, Hit, Saying, Thing
from banggiao.web.api.answering import answer, here, next_link
from banggiao.web.api.parameters import Listed

MARKS = ("**", "**")


class _List(Value, frozen=True, kw_only=True):
    """A part of a list; `next` is the address of the next one."""

    total: int | None
    exact: bool
    facets: dict[str, dict[str, int]]
    next: str | None


class Contacts(_List, frozen=True, kw_only=True):
    """Contacts, as lists show them."""

    items: tuple[Card, ...]


class Statements(_List, frozen=True, kw_only=True):
    """Statements with their words."""

    items: tuple[Saying, ...]


class Pages(_List, frozen=True, kw_only=True):
    """Pages that were read, without their texts."""

    items: tuple[Hit, ...]


class Commitments(_List, frozen=True, kw_only=True):
    """A part of the ledger of commitments."""

    items: tuple[Commitment, ...]


class Things(_List, frozen=True, kw_only=True):
    """What has a name: people, offices, organisations."""

    items: tuple[Thing, ...]


OF_KIND: dict[str, type[Contacts] | type[Statements] | type[Commitments] | type[Pages] | type[Things]] = {
    "contacts": Contacts,
    "statements": Statements,
    "commitments": Commitments,
    "pages": Pages,
    "people": Things,
    "offices": Things,
    "organisations": Things,
}


def found(request: Request, kind: Any, asked: Listed) -> Response:
    """What answers the question, as a list of its kind."""
    result = here(request).find(
        asked.q or "",
        kind,
        order=asked.order,
        limit=asked.limit,
        after=asked.after,
        marks=MARKS,
        counts=asked.counts,
        **asked.filters(),
    )
    link = next_link(request, result.cursor)
    return answer(request, as_list(result, link, counted=asked.counts), link=link)


def as_list(result: Found, link: str | None, *, counted: bool = True) -> Value:
    shape, total = OF_KIND[result.kind], result.total if counted else None
    return shape(items=result.results, total=total, exact=result.exact, facets=result.facets, next=link)
