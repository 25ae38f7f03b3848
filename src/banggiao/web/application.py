"""The program that answers: routes, errors, static files."""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import AsyncIterator
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from banggiao import __version__
from banggiao.record import RecordError
from banggiao.web import following
from banggiao.web.api import answering, api, described, description
from banggiao.web.api.answering import PREFIX
from banggiao.web.asking import Ask, NotThere, endpoint
from banggiao.web.pages import POSTS, ROUTES
from banggiao.web.posting import Refused, post_endpoint
from banggiao.web.records import Records
from banggiao.web.reviewing import Reviewing
from banggiao.web.security import Guarded
from banggiao.web.settings import Settings

_STATIC = Path(__file__).parent / "static"


def application(settings: Settings) -> FastAPI:
    """The server of one record, as an ASGI program.

    Raises RecordError when there is no such record.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
        yield
        app.state.reviewing.close()

    app = FastAPI(
        title="banggiao",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.settings = settings
    app.state.records = records = Records(settings.record)
    app.state.reviewing = Reviewing(settings.record)
    served = api(settings, records)
    app.state.described = functools.cache(lambda: description(served))
    for path, page in (*following.ROUTES, *ROUTES):
        app.add_route(path, endpoint(page), methods=["GET", "HEAD"], include_in_schema=False)
    for path, post in POSTS:
        app.add_route(path, post_endpoint(post), methods=["POST"], include_in_schema=False)
    app.add_route("/openapi.json", described, methods=["GET", "HEAD"], include_in_schema=False)
    app.mount(PREFIX, served)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(NotThere, _not_there)
    app.add_exception_handler(RecordError, _bad_question)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    app.add_middleware(Guarded)
    return app


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.url.path.startswith(f"{PREFIX}/"):  # what the API's own routes can't even match: a line end
        return await answering.of_http(request, error)
    key = {404: "missing.page", 405: "error.method"}.get(error.status_code, "error.request")
    return await _told(request, error.status_code, key)


async def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotThere)
    return await _told(request, 404, error.what)


async def _bad_question(request: Request, error: Exception) -> Response:
    return await _told(request, 400, "error.question", str(error))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    answer = await _told(request, error.status, error.key)
    if error.wait:
        answer.headers["retry-after"] = str(math.ceil(error.wait))
    return answer


async def _broken(request: Request, error: Exception) -> Response:
    return await _told(request, 500, "error.broken")


async def _told(request: Request, status: int, key: str, why: str | None = None) -> Response:
    def page() -> Response:
        return Ask(request).show("error.html", status=status, code=status, key=key, why=why)

    return await run_in_threadpool(page)
