"""/contacts: who had to do with whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from banggiao.record import Contact
from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import Json, NotThere, answer, here
from banggiao.web.api.parameters import ContactId, Nothing
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/contacts", tags=["contacts"], default_response_class=Json)


@router.get("", summary="Contacts", responses=told(lists.Contacts, "Contacts, as lists show them.", cursor=True))
def contacts(request: Request, asked: Annotated[parameters.Contacts, Query()]) -> Response:
    """Contacts that fit every filter given."""
    return lists.found(request, "contacts", asked)


@router.get("/{id}", summary="One contact", responses=told(Contact, "The contact, all of it.", missing=True))
def contact(request: Request, id: ContactId, asked: Annotated[Nothing, Query()]) -> Response:
    """Everything that is known of a contact, with the sentences that tell it and every page that does."""
    found = here(request).get(id)
    if not isinstance(found, Contact):
        raise NotThere(f"There is no contact {id}.")
    return answer(request, found)
