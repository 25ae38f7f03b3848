"""/pages: what was read, with its text, its regions and every claim."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from banggiao.model import Value
from banggiao.record import Claim, Page, Related, Version
from banggiao.web.api import lists, parameters
from banggiao.web.api.answering import Json, NotThere, answer, here
from banggiao.web.api.parameters import Nothing, PageId
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/pages", tags=["pages"], default_response_class=Json)


class Versions(Value, frozen=True, kw_only=True):
    """Every version of a page, the oldest first."""

    items: tuple[Version, ...]


class Claims(Value, frozen=True, kw_only=True):
    """Facts as spans of the text, in the order in which they stand there."""

    items: tuple[Claim, ...]


class Beside(Value, frozen=True, kw_only=True):
    """What to read beside a page, the nearest first."""

    items: tuple[Related, ...]


@router.get("", summary="Pages", responses=told(lists.Pages, "Pages, without their texts.", cursor=True))
def pages(request: Request, asked: Annotated[parameters.Pages, Query()]) -> Response:
    """Pages that tell of a contact that fits the filters; periods are those of publication."""
    return lists.found(request, "pages", asked)


# An id may hold a slash: it stands at the end of a path, or what follows it is looked for first.
@router.get("/{id:path}/versions", summary="Versions of a page", responses=told(Versions, "They.", missing=True))
def versions(request: Request, id: PageId, asked: Annotated[Nothing, Query()]) -> Response:
    """Every version of a page, without the texts."""
    found = here(request).history(id)
    if not found:
        raise NotThere(f"There is no page {id}.")
    return answer(request, Versions(items=tuple(found)))


@router.get("/{id:path}/versions/{number}", summary="A version of a page", responses=told(Page, "It.", missing=True))
def version(
    request: Request,
    id: PageId,
    number: Annotated[int, Path(ge=1, le=1_000_000, description="Number of the version, from 1.")],
    asked: Annotated[Nothing, Query()],
) -> Response:
    """An older version of a page, or the current one."""
    found = here(request).version(id, number)
    if found is None:
        raise NotThere(f"There is no version {number} of a page {id}.")
    return answer(request, found)


@router.get("/{id:path}/related", summary="Related pages", responses=told(Beside, "They, in short.", missing=True))
def related(request: Request, id: PageId, asked: Annotated[parameters.RelatedTo, Query()]) -> Response:
    """What to read beside a page, each with the reason."""
    record = here(request)
    if not record.history(id):
        raise NotThere(f"There is no page {id}.")
    return answer(request, Beside(items=tuple(record.related(id, asked.limit))))


@router.get("/{id:path}/claims", summary="Claims of a page", responses=told(Claims, "They.", missing=True))
def claims(request: Request, id: PageId, asked: Annotated[Nothing, Query()]) -> Response:
    """Every fact of a page as a span of its text: sentences, names, offices, places, dates, statements."""
    record = here(request)
    if not record.history(id):
        raise NotThere(f"There is no page {id}.")
    return answer(request, Claims(items=record.claims(id)))


@router.get("/{id:path}", summary="One page", responses=told(Page, "The page.", missing=True))
def page(request: Request, id: PageId, asked: Annotated[Nothing, Query()]) -> Response:
    """The text of a page, its regions, and everything read from it: each claim with the characters it stands in."""
    record = here(request)
    current = next((each.version for each in record.history(id) if each.current), None)
    found = None if current is None else record.version(id, current)
    if found is None:
        raise NotThere(f"There is no page {id}.")
    return answer(request, found)
