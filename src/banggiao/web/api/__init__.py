"""The API: what the pages show, as JSON. One file a kind of thing; `schemas` says what the answers are made of."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response

from banggiao import __version__
from banggiao.model import to_json
from banggiao.record import RecordError
from banggiao.web.api import (
    anniversaries,
    answering,
    changes,
    commitments,
    contacts,
    formulas,
    judgements,
    offices,
    organisations,
    pages,
    people,
    relations,
    schemas,
    search,
    statements,
    stats,
)
from banggiao.web.api.answering import PREFIX
from banggiao.web.records import Records
from banggiao.web.settings import Settings

ROUTERS = (
    search.router,
    contacts.router,
    anniversaries.router,
    statements.router,
    people.router,
    offices.router,
    organisations.router,
    relations.router,
    commitments.router,
    pages.router,
    formulas.router,
    stats.router,
    changes.router,
    judgements.router,
)
_ABOUT = (
    "A record of diplomatic contacts, read from Vietnamese news pages: who met whom, in which office, when, where, what"
    " was said and promised. Every fact has the sentences it was read from (`evidence`) and the page they stand in."
    " Values that are not known are `null`; dates are EDTF (`2025-04-03`, `2025-04`, `XXXX-12-26`,"
    " `[2023-12-26,2024-12-26]`); positions count code points of a page's text, the end excluded."
)


def api(settings: Settings, records: Records) -> FastAPI:
    """The API of one record, as an ASGI program to be mounted at PREFIX."""
    app = FastAPI(
        title="banggiao",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.settings = settings
    app.state.records = records
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(HTTPException, answering.of_http)
    app.add_exception_handler(answering.NotThere, answering.not_there)
    app.add_exception_handler(RequestValidationError, answering.bad_parameters)
    app.add_exception_handler(RecordError, answering.bad_question)
    app.add_exception_handler(Exception, answering.broken)
    app.add_middleware(answering.Methods)
    if settings.cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors),
            allow_methods=["GET", "HEAD"],
            allow_headers=["If-None-Match"],
            expose_headers=["ETag", "Link"],
        )
    return app


async def described(request: Request) -> Response:
    """`/openapi.json`"""
    return answering.known(request, answering.Json(to_json(request.app.state.described())))


def description(app: FastAPI) -> dict[str, Any]:
    """The API in the words of OpenAPI 3.1."""
    found = get_openapi(
        title="banggiao",
        version=app.version,
        description=_ABOUT,
        routes=app.routes,
        servers=[{"url": PREFIX}],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    found["components"] = {"schemas": schemas.components()}
    return found
