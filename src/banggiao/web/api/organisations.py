"""/organisations: bodies that take part in contacts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.record import OrganisationOf
from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import Json, NotThere, answer, here
from banggiao.web.api.parameters import Nothing, ThingId
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/organisations", tags=["organisations"], default_response_class=Json)


@router.get("", summary="Organisations", responses=told(lists.Things, "Organisations, in short.", cursor=True))
def organisations(request: Request, asked: Annotated[parameters.Things, Query()]) -> Response:
    """Organisations of which some name has words that begin so."""
    return lists.found(request, "organisations", asked)


@router.get("/{id}", summary="One organisation", responses=told(OrganisationOf, "The organisation.", missing=True))
def organisation(request: Request, id: ThingId, asked: Annotated[Nothing, Query()]) -> Response:
    """Names of an organisation, its offices, and who held them."""
    record = here(request)
    found = record.organisation(id) if record.thing("organisation", id) else None
    if found is None:
        raise NotThere(f"There is no organisation {id}.")
    return answer(request, found)
