"""/relations: two sides and what is told of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.record import Graph, RecordError, RelationOf
from banggiao.web.api import parameters
from banggiao.web.api.answering import Json, NotThere, answer, here
from banggiao.web.api.parameters import SideName
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/relations", tags=["relations"], default_response_class=Json)


@router.get("", summary="Relations", responses=told(Graph, "States, and how many contacts each two held."))
def relations(request: Request, asked: Annotated[parameters.OfGraph, Query()]) -> Response:
    """The relations of a period, the strongest first."""
    found = here(request).graph(asked.since, asked.until, min_contacts=asked.min_contacts, channel=asked.channel)
    return answer(request, found)


@router.get("/{a}/{b}", summary="One relation", responses=told(RelationOf, "The relation.", missing=True))
def relation(request: Request, a: SideName, b: SideName, asked: Annotated[parameters.OfRelation, Query()]) -> Response:
    """Levels, first and last contact, contacts by year and rank, who met whom most, topics, commitments, silence."""
    try:
        return answer(request, here(request).relation(a, b, channel=asked.channel))
    except RecordError as error:
        raise NotThere(str(error)) from error
