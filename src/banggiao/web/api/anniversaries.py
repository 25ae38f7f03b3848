"""/anniversaries: what happened on a day of earlier years."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.model import Value
from banggiao.record import Anniversary
from banggiao.web.api import parameters
from banggiao.web.api.answering import Json, answer, here
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/anniversaries", tags=["contacts"], default_response_class=Json)


class Anniversaries(Value, frozen=True, kw_only=True):
    """Anniversaries of a day, round ones first."""

    items: tuple[Anniversary, ...]


@router.get("", summary="Anniversaries", responses=told(Anniversaries, "What happened on this day."))
def anniversaries(request: Request, asked: Annotated[parameters.OfDay, Query()]) -> Response:
    """Relations established, congresses, national days, contacts held on this day of earlier years."""
    return answer(request, Anniversaries(items=tuple(here(request).anniversaries(asked.day, asked.limit))))
