"""/stats: what is in the record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.record import Stats
from banggiao.web.api.answering import Json, answer, here
from banggiao.web.api.parameters import Nothing
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/stats", tags=["record"], default_response_class=Json)


@router.get("", summary="What is in the record", responses=told(Stats, "Counts over the current pages."))
def stats(request: Request, asked: Annotated[Nothing, Query()]) -> Response:
    """How much the record holds."""
    return answer(request, here(request).stats())
