"""Answers that were just made are given again, as long as the record hasn't changed, or for five seconds where it has.

Many readers ask for the same few pages, and an `add` changes the record hundreds of times a second. So an answer may be
five seconds behind the record, and a little more while the new one is made; whoever is signed in is always answered
anew, and sees at once what a decision did.
"""

from __future__ import annotations

import datetime
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from banggiao.web import language, signing

_BEHIND = 5.0  # seconds
_AT_MOST = 30.0  # seconds, where the new answer takes that long to make
_LARGEST = 512 * 1024  # bytes of one answer
_MOST = 24 * 1024 * 1024  # bytes of all of them
_LONGEST_KEY = 500

Key = tuple[object, ...]


class Kept(NamedTuple):
    """An answer: since when, of which state of the record, and what was sent."""

    at: float
    state: object
    start: Message
    body: bytes


class Keeping:
    """ASGI middleware around everything else. `state` tells the state of the record, fast: equal means unchanged."""

    def __init__(self, app: ASGIApp, state: Callable[[], object], clock: Callable[[], float] = time.monotonic):
        self.app = app
        self._state = state
        self._clock = clock
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._size = 0
        self._making: set[Key] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        if key is None:
            await self.app(scope, receive, send)
            return
        state = self._state()
        kept = self._kept.get(key)
        if kept is not None:
            age = self._clock() - kept.at
            # While one guest waits for the new answer, the others still get the old one.
            if kept.state == state or age < _BEHIND or (key in self._making and age < _AT_MOST):
                self._kept.move_to_end(key)
                await _send_again(scope, kept, send)
                return
        self._making.add(key)
        try:
            await self._make(key, state, scope, receive, send)
        finally:
            self._making.discard(key)

    async def _make(self, key: Key, state: object, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the answer made, and keep it."""
        started: list[Message] = []
        pieces: list[bytes] = []

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            elif message["type"] == "http.response.body":
                pieces.append(message.get("body", b""))
            await send(message)

        at = self._clock()
        await self.app(scope, receive, noted)
        if started and started[0]["status"] == 200:
            self._keep(key, Kept(at, state, started[0], b"".join(pieces)))

    def _keep(self, key: Key, kept: Kept) -> None:
        if len(kept.body) > _LARGEST or b"set-cookie" in dict(kept.start["headers"]):
            return
        before = self._kept.pop(key, None)
        self._size += len(kept.body) - (len(before.body) if before else 0)
        self._kept[key] = kept
        while self._size > _MOST:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.body)


def _key(scope: Scope) -> Key | None:
    """What an answer depends on besides the record; None where it isn't kept."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static/"):
        return None
    headers = Headers(scope=scope)
    cookies = headers.get("cookie", "")
    accept = headers.get("accept", "")
    if f"{signing.COOKIE}=" in cookies or "authorization" in headers or "range" in headers:
        return None
    query = scope["query_string"]
    if len(query) + len(scope["path"]) + len(cookies) + len(accept) > _LONGEST_KEY:
        return None
    spoken = language.choose(None, None, headers.get("accept-language"))
    gzip = "gzip" in headers.get("accept-encoding", "")
    about = (headers.get("host"), spoken, gzip, cookies, accept, headers.get("origin"))
    return (scope["path"], query, *about, datetime.date.today())


async def _send_again(scope: Scope, kept: Kept, send: Send) -> None:
    mark = dict(kept.start["headers"]).get(b"etag")
    asked = Headers(scope=scope).get("if-none-match", "")
    if mark is not None and mark.decode("latin-1") in asked:
        headers = [(name, value) for name, value in kept.start["headers"] if name not in _OF_BODIES]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send(kept.start)
    await send({"type": "http.response.body", "body": kept.body})


_OF_BODIES = frozenset({b"content-length", b"content-type", b"content-encoding"})
