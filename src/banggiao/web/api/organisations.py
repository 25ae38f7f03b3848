"""/organisations: bodies that take part in contacts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import Json
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/organisations", tags=["organisations"], default_response_class=Json)


@router.get("", summary="Organisations", responses=told(lists.Things, "Organisations, in short.", cursor=True))
def organisations(request: Request, asked: Annotated[parameters.Things, Query()]) -> Response:
    """Organisations of which some name has words that begin so."""
    return lists.found(request, "organisations", asked)
