"""/search and /suggest: everything at once, and what somebody who types may mean."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.model import Value
from banggiao.record import Record, Thing
from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import PREFIX, Json, answer, base, here
from banggiao.web.api.schemas import told

router = APIRouter(tags=["search"], default_response_class=Json)


class Overview(Value, frozen=True, kw_only=True):
    """The first of each kind of thing that has these words; `next` of each leads to its own list."""

    contacts: lists.Contacts
    statements: lists.Statements
    commitments: lists.Commitments
    pages: lists.Pages
    people: lists.Things
    offices: lists.Things
    organisations: lists.Things


class Suggestions(Value, frozen=True, kw_only=True):
    """What is called so, the most told of first."""

    items: tuple[Thing, ...]


@router.get("/search", summary="Search everything", responses=told(Overview, "The first of each kind."))
def search(request: Request, asked: Annotated[parameters.Everything, Query()]) -> Response:
    """The first contacts, statements, commitments, pages, people, offices and organisations that have these words."""
    record = here(request)
    return answer(request, Overview(**{kind: _some(request, record, kind, asked) for kind in lists.OF_KIND}))  # type: ignore[arg-type]


def _some(request: Request, record: Record, kind: Any, asked: parameters.Everything) -> Value:
    found = record.find(asked.q, kind, limit=asked.limit, marks=lists.MARKS)
    rest = {"q": asked.q, "limit": asked.limit, "after": found.cursor}
    link = None if found.cursor is None else f"{base(request)}{PREFIX}/{kind}?{urlencode(rest)}"
    return lists.as_list(found, link)


@router.get("/suggest", summary="Suggestions", responses=told(Suggestions, "What is called so."))
def suggest(request: Request, asked: Annotated[parameters.Suggested, Query()]) -> Response:
    """People, offices, organisations, states, relations and outlets of which a name has words that begin so."""
    return answer(request, Suggestions(items=tuple(here(request).suggest(asked.q, limit=asked.limit))))
