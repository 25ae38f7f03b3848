"""/formulas: fixed phrases of diplomacy, since when and by whom they are said."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from banggiao.model import Value
from banggiao.relation import formulas as relation_formulas
from banggiao.relation.formulas import Trace
from banggiao.web.api import parameters
from banggiao.web.api.answering import Json, NotThere, answer, here
from banggiao.web.api.parameters import Nothing
from banggiao.web.api.schemas import told

router = APIRouter(prefix="/formulas", tags=["formulas"], default_response_class=Json)


class FormulaKnown(Value, frozen=True, kw_only=True):
    """A formula of the table: its `key` and its words, several where it is a list."""

    key: str
    words: tuple[str, ...]


class Formulas(Value, frozen=True, kw_only=True):
    """The formulas that are known."""

    items: tuple[FormulaKnown, ...]


@router.get("", summary="Formulas", responses=told(Formulas, "The formulas that are known."))
def formulas(request: Request, asked: Annotated[Nothing, Query()]) -> Response:
    """Which fixed phrases are looked for."""
    words = {line.formula: line.words for line in reversed(relation_formulas.known())}
    items = tuple(FormulaKnown(key=key, words=words[key]) for key in sorted(words))
    return answer(request, Formulas(items=items))


@router.get("/{key}", summary="One formula", responses=told(Trace, "The formula in the record.", missing=True))
def formula(
    request: Request,
    key: Annotated[str, Path(min_length=1, max_length=100, description="Key of the formula.")],
    asked: Annotated[parameters.Uses, Query()],
) -> Response:
    """Since when a phrase is said, in which wordings, by whom, and where."""
    known = any(line.formula == key for line in relation_formulas.known())
    found = next(iter(here(request).formulas(key)), None) if known else None
    if found is None:
        raise NotThere(f"No page uses a formula {key}.")
    uses = sorted(found.uses, key=lambda use: (use.published or "", use.page, -use.start), reverse=True)
    return answer(request, msgspec.structs.replace(found, uses=tuple(uses[: asked.limit])))
