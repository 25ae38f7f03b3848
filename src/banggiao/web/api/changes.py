"""/changes: what came, changed and went, for programs that keep up with the record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.model import Value
from banggiao.record import Change
from banggiao.web.api import parameters
from banggiao.web.api.answering import Json, answer, here, next_link
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/changes", tags=["record"], default_response_class=Json)


class Log(Value, frozen=True, kw_only=True):
    """Changes in the order asked for."""

    items: tuple[Change, ...]
    next: str | None


@router.get("", summary="What changed", responses=told(Log, "Changes.", cursor=True))
def changes(request: Request, asked: Annotated[parameters.Changes, Query()]) -> Response:
    """What came, changed (with old and new values) and went. In the order `oldest`, `next` stays there for as long as
    something was found: ask it again later for what has come since."""
    found = here(request).changes(
        asked.kind, since=asked.since, newest=asked.order == "newest", limit=asked.limit, after=asked.after
    )
    ended = asked.order == "newest" and len(found.results) < asked.limit
    link = None if ended else next_link(request, found.cursor)
    return answer(request, Log(items=found.results, next=link), link=link)
