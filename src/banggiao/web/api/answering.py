"""How the API answers: values of the record as JSON, lists with a link to the next part, problems as in RFC 9457."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from banggiao.model import Value, to_json
from banggiao.record import Record, RecordError
from banggiao.web.settings import Settings

PREFIX = "/api/v1"
PROBLEM = "application/problem+json"
_ALLOWED = "GET, HEAD, OPTIONS"


class Json(JSONResponse):
    """Bytes of JSON that are ready to be sent."""

    def render(self, content: bytes) -> bytes:
        return content


class Wrong(Value, frozen=True, kw_only=True):
    """A parameter that can't be taken as it is given, and why."""

    parameter: str
    message: str


class Problem(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Why a request was not answered (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[Wrong, ...] = ()


class NotThere(Exception):
    """Nothing in the record has this id, or this name."""


def here(request: Request) -> Record:
    """The record, as the present thread reads it. To be called in the function that answers."""
    record: Record = request.app.state.records.here()
    return record


def base(request: Request) -> str:
    """The address of the server, without a slash at the end."""
    settings: Settings = request.app.state.settings
    return (settings.base or f"{request.url.scheme}://{request.url.netloc}").rstrip("/")


def answer(request: Request, value: object, *, link: str | None = None) -> Response:
    """The value as JSON, or 304 where the guest has just this already. `link` is the address of the next part."""
    return known(request, Json(to_json(value)), link)


def known(request: Request, response: Response, link: str | None = None) -> Response:
    """The response with its ETag, or 304."""
    mark = f'W/"{hashlib.blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
    held = request.headers.get("if-none-match", "")
    if held.strip() == "*" or mark.removeprefix("W/") in held:
        response = Response(status_code=304)
    response.headers["etag"] = mark
    response.headers["cache-control"] = "private, no-cache"
    if link is not None:
        response.headers["link"] = f'<{link}>; rel="next"'
    return response


def next_link(request: Request, cursor: str | None) -> str | None:
    """The address of the next part of a list: this one's, with another cursor."""
    if cursor is None:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{base(request)}{request.url.path}?{urlencode([*kept, ('after', cursor)])}"


# --- problems --------------------------------------------------------------------------------------------


def problem(
    status: int, detail: str, errors: Iterable[Wrong] = (), headers: Mapping[str, str] | None = None
) -> Response:
    title = HTTPStatus(status).phrase
    told = Problem(type="about:blank", title=title, status=status, detail=detail, errors=tuple(errors))
    response = Response(to_json(told), status, headers=headers and dict(headers), media_type=PROBLEM)
    response.headers["cache-control"] = "no-store"
    return response


async def of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = {404: "There is no such address.", 405: f"Only {_ALLOWED} are answered."}.get(error.status_code)
    return problem(error.status_code, detail or str(error.detail), headers=error.headers)


async def not_there(request: Request, error: Exception) -> Response:
    return problem(404, str(error))


async def bad_parameters(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [_wrong(each) for each in error.errors()]
    names = ", ".join(dict.fromkeys(each.parameter for each in wrong))
    return problem(400, f"Can't be taken as it is given: {names}.", wrong)


def _wrong(error: Mapping[str, Any]) -> Wrong:
    place = [str(part) for part in error["loc"][1:] if not isinstance(part, int)] or ["?"]
    return Wrong(parameter=place[0], message=str(error["msg"]).removeprefix("Value error, "))


async def bad_question(request: Request, error: Exception) -> Response:
    """What the record itself refuses: "country: 'Xyz' is not known; ...". A list has no part after what is no cursor
    of it."""
    assert isinstance(error, RecordError)
    name, colon, message = str(error).partition(": ")
    if not colon or not name.isidentifier():
        return problem(400, str(error))
    parameter = {"search": "q"}.get(name, name)
    return problem(404 if name == "after" else 400, str(error), [Wrong(parameter=parameter, message=message)])


async def broken(request: Request, error: Exception) -> Response:
    return problem(500, "The server failed to answer; its log says why.")


# --- methods ---------------------------------------------------------------------------------------------


class Methods:
    """ASGI middleware: HEAD is GET without a body, OPTIONS says what is allowed where there is something."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"]
        options = method == "OPTIONS"
        bodiless = options or method == "HEAD"
        allowed = False

        async def sent(message: Message) -> None:
            nonlocal allowed
            if message["type"] == "http.response.start" and message["status"] == 405:
                allowed = options
                headers = MutableHeaders(scope=message)
                headers["allow"] = _ALLOWED
                if options:
                    message["status"] = 204
                    for name in ("content-length", "content-type"):
                        del headers[name]
            elif message["type"] == "http.response.body" and (allowed or (bodiless and not options)):
                message = {"type": "http.response.body", "body": b"", "more_body": message.get("more_body", False)}
            await send(message)

        await self.app({**scope, "method": "GET"} if method == "HEAD" else scope, receive, sent)
