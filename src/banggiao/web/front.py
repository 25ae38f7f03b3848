"""The process that listens: it gives what is kept, and hands everything else on to the processes that work."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import NamedTuple

from starlette.types import Receive, Scope, Send

from banggiao.web import signing
from banggiao.web.keeping import Keeping, key_of
from banggiao.web.records import Records
from banggiao.web.security import HEADERS
from banggiao.web.settings import Settings
from banggiao.web.wire import Asked, Given, Headers
from banggiao.web.workers import Busy, Failed, Tell, Workers

_LARGEST_BODY = 128 * 1024  # bytes of a request that are read: more than any form may have
_OF_BODIES = frozenset({b"content-length", b"content-type", b"content-encoding"})
_ALWAYS: Headers = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())
_BUSY = "503: quá nhiều yêu cầu, hãy thử lại sau giây lát / too many requests, try again in a moment\n".encode()


class Answered(NamedTuple):
    """A request that was answered. `how` is passed (handed on), busy, or what Keeping says of a kept answer;
    `fault` the traceback where our own code failed."""

    method: str
    path: str
    query: str
    route: str | None
    status: int
    seconds: float
    size: int
    how: str
    client: str | None
    fault: str | None


class Front:
    """The server of one record, as an ASGI program that has its answers made by processes of its own.

    `seen` is told of every answer, `tell(event, **facts)` what an administrator wants to know. Raises RecordError when
    there is no such record.
    """

    def __init__(
        self, settings: Settings, *, seen: Callable[[Answered], None] | None = None, tell: Tell | None = None
    ) -> None:
        self.settings = settings
        self.started = False
        self.seen = seen
        self.tell: Tell = tell or (lambda event, **facts: None)
        self.records = Records(settings.record)
        self.workers = Workers(settings, self.tell)
        self.keeping = Keeping(self.workers.ask, self.workers.ahead, self.workers.idle, self.records.state)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.workers.start()
        except Failed as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        self.started = True
        self.tell("ready", workers=self.settings.workers)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.workers.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = time.perf_counter()
        asked = await _read(scope, receive)
        given, how = await self._given(asked)
        if given.status == 200 and how != "passed":
            given = _known(asked, given)
        await send({"type": "http.response.start", "status": given.status, "headers": given.headers})
        await send({"type": "http.response.body", "body": given.body})
        if self.seen is not None:
            client = asked.client[0] if asked.client else None
            query = asked.query.decode("latin-1")
            self.seen(
                Answered(
                    asked.method,
                    asked.path,
                    query,
                    given.route,
                    given.status,
                    time.perf_counter() - begun,
                    len(given.body),
                    how,
                    client,
                    given.fault if how in ("made", "passed") else None,
                )
            )

    async def _given(self, asked: Asked) -> tuple[Given, str]:
        try:
            key = key_of(asked)
            if key is not None:
                return await self.keeping.answer(key)
            return await self.workers.ask(asked, person=_of_a_person(asked)), "passed"
        except Busy as busy:
            return _busy(busy.wait), "busy"


async def _read(scope: Scope, receive: Receive) -> Asked:
    """The request with its body, of which no more is read than any form may have."""
    body = b""
    if scope["method"] not in ("GET", "HEAD"):
        more = True
        while more and len(body) < _LARGEST_BODY:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
    return Asked(
        scope["method"],
        scope["path"],
        scope.get("raw_path") or scope["path"].encode(),
        scope["query_string"],
        tuple(scope["headers"]),
        scope["scheme"],
        scope["http_version"],
        scope["client"] and tuple(scope["client"]),
        scope["server"] and tuple(scope["server"]),
        body[:_LARGEST_BODY],
    )


def _of_a_person(asked: Asked) -> bool:
    """Whether it belongs to who is signed in, or wants to be: these go to one process."""
    if asked.method not in ("GET", "HEAD") or asked.path.startswith(("/review", "/sign-")):
        return True
    return any(name == b"cookie" and f"{signing.COOKIE}=".encode() in value for name, value in asked.headers)


def _known(asked: Asked, given: Given) -> Given:
    """304 without a body where the guest has just this answer already."""
    held = next((value for name, value in asked.headers if name == b"if-none-match"), None)
    mark = held and next((value for name, value in given.headers if name == b"etag"), None)
    if not held or not mark or not (held.strip() == b"*" or mark.removeprefix(b"W/") in held):
        return given
    headers = tuple(each for each in given.headers if each[0] not in _OF_BODIES)
    return Given(304, headers, b"", given.route)


def _busy(wait: float) -> Given:
    headers = (
        *_ALWAYS,
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(_BUSY)).encode()),
        (b"retry-after", str(math.ceil(wait)).encode()),
        (b"cache-control", b"no-store"),
    )
    return Given(503, headers, _BUSY)
