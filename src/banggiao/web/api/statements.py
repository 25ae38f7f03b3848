"""/statements: who said what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import Json
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/statements", tags=["statements"], default_response_class=Json)


@router.get("", summary="Statements", responses=told(lists.Statements, "Statements with their words.", cursor=True))
def statements(request: Request, asked: Annotated[parameters.Statements, Query()]) -> Response:
    """Statements that fit every filter given; periods are those of publication."""
    return lists.found(request, "statements", asked)
