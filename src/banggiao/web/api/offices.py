"""/offices: who held an office, and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.record import OfficeHolders
from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import Json, NotThere, answer, here
from banggiao.web.api.parameters import Nothing, ThingId
from banggiao.web.api.people import Tenures
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/offices", tags=["offices"], default_response_class=Json)


@router.get("", summary="Offices", responses=told(lists.Things, "Offices, as lists show them.", cursor=True))
def offices(request: Request, asked: Annotated[parameters.Things, Query()]) -> Response:
    """Offices of which some title has words that begin so."""
    return lists.found(request, "offices", asked)


@router.get("/holders", summary="Who held an office on a day", responses=told(Tenures, "Who is known to have held it."))
def holders(request: Request, asked: Annotated[parameters.OnDay, Query()]) -> Response:
    """Who held the office of this title on a day: by the tables of the authority, and by what pages say."""
    return answer(request, Tenures(items=tuple(here(request).who(asked.office, asked.day, asked.country))))


@router.get("/{id}", summary="One office", responses=told(OfficeHolders, "The office and its holders.", missing=True))
def office(request: Request, id: ThingId, asked: Annotated[Nothing, Query()]) -> Response:
    """Who held an office, in succession, and when nobody is known to have held it."""
    record = here(request)
    found = record.office(id) if record.thing("office", id) else []
    if not found:
        raise NotThere(f"There is no office {id}.")
    return answer(request, found[0])
