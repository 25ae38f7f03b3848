"""/people: who somebody is, and which offices they held."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.model import Value
from banggiao.record import Held, PersonFound, Record
from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import Json, NotThere, answer, here
from banggiao.web.api.parameters import Nothing, PersonId
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/people", tags=["people"], default_response_class=Json)


class Tenures(Value, frozen=True, kw_only=True):
    """Times in office."""

    items: tuple[Held, ...]


@router.get("", summary="People", responses=told(lists.Things, "People, as lists show them.", cursor=True))
def people(request: Request, asked: Annotated[parameters.People, Query()]) -> Response:
    """People of whom some name has words that begin so."""
    return lists.found(request, "people", asked)


@router.get("/{id}", summary="One person", responses=told(PersonFound, "The person.", missing=True))
def person(request: Request, id: PersonId, asked: Annotated[Nothing, Query()]) -> Response:
    """Names, offices over time with the sightings that attest them, and what contradicts them."""
    return answer(request, _person(here(request), id))


@router.get("/{id}/offices", summary="Offices of a person", responses=told(Tenures, "The offices.", missing=True))
def offices_of(request: Request, id: PersonId, asked: Annotated[parameters.Holding, Query()]) -> Response:
    """All offices that are known, or those held on a day."""
    record = here(request)
    found = _person(record, id)
    held = found.offices if asked.day is None else tuple(record.held(id, asked.day))
    return answer(request, Tenures(items=held))


def _person(record: Record, id_: str) -> PersonFound:
    for found in record.person(id_):
        if found.id == id_:
            return found
    raise NotThere(f"There is no person {id_}.")
