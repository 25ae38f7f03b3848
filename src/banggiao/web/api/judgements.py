"""/judgements: what people decided, for reading only."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.model import Value
from banggiao.record import Judgement, RecordError
from banggiao.web.api import parameters
from banggiao.web.api.answering import Json, answer, here, next_link
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/judgements", tags=["record"], default_response_class=Json)


class Judgements(Value, frozen=True, kw_only=True):
    """A part of the log of judgements, the oldest first."""

    items: tuple[Judgement, ...]
    next: str | None


@router.get("", summary="Judgements", responses=told(Judgements, "What people decided, the oldest first.", cursor=True))
def judgements(request: Request, asked: Annotated[parameters.Judgements, Query()]) -> Response:
    """The log of judgements: it is only ever added to."""
    every = here(request).judgements(orphans=asked.orphans)
    log = [one for one in every if asked.kind in (None, one.kind)]
    first = 0
    if asked.after is not None:
        first = next((number for number, one in enumerate(log, start=1) if one.id == asked.after), -1)
        if first < 0:
            raise RecordError("after: is no judgement of this list; ask for the first part again")
    shown = tuple(log[first : first + asked.limit])
    link = next_link(request, shown[-1].id) if len(log) > first + asked.limit else None
    return answer(request, Judgements(items=shown, next=link), link=link)
