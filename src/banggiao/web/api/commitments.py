"""/commitments: what was proposed, pledged, agreed or offered, and what became of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.record import Commitment
from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import Json, NotThere, answer, here
from banggiao.web.api.parameters import CommitmentId, Nothing
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/commitments", tags=["commitments"], default_response_class=Json)


@router.get("", summary="The ledger", responses=told(lists.Commitments, "Commitments, the latest first.", cursor=True))
def commitments(request: Request, asked: Annotated[parameters.Commitments, Query()]) -> Response:
    """Commitments that fit every filter, with the words that tell them and what may follow them up."""
    return lists.found(request, "commitments", asked)


@router.get("/{id}", summary="One commitment", responses=told(Commitment, "The commitment.", missing=True))
def commitment(request: Request, id: CommitmentId, asked: Annotated[Nothing, Query()]) -> Response:
    """What was committed to, its history, and what may follow it up."""
    found = here(request).commitment(id)
    if found is None:
        raise NotThere(f"There is no commitment {id}.")
    return answer(request, found)
