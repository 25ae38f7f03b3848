"""Answers that were made are given again, and made anew before somebody has to wait for that.

Many readers ask for the same few pages, and an `add` changes the record hundreds of times a second. An answer is given
again as long as the record is as it was, and for five seconds where it isn't. After that the next reader gets a new
one, unless all processes are at work: then the answer is renewed as soon as there is time (those that were asked for
first, first) and until then the old one is given, for thirty seconds at most. Whoever is signed in is always answered
anew, and sees at once what a decision did.

A question that is kept is asked by what its key says and nothing else, so that no answer can depend on anything that
would make it another reader's. Several readers who ask the same at the same time have it made once.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from banggiao.web import language, signing
from banggiao.web.wire import Asked, Given, Headers

_BEHIND = 5.0  # seconds
_AT_MOST = 30.0  # seconds, while all processes are at work
_A_MOMENT = 0.15  # seconds that a reader waits for a new answer before they get the old one
_LARGEST = 512 * 1024  # bytes of one answer
_MOST = 48 * 1024 * 1024  # bytes of all of them
_EACH = 1024  # bytes that an answer takes besides its body
_LONGEST_KEY = 500
_FILES = "/static/"  # these are what they are, for everybody


class Key(NamedTuple):
    """All that an answer depends on besides the record."""

    path: str
    raw_path: bytes
    query: bytes
    scheme: str
    host: bytes
    language: str
    gzip: bool
    cookies: bytes
    accept: bytes
    origin: bytes
    server: tuple[str, int | None] | None
    day: datetime.date

    def asked(self) -> Asked:
        """The question again, from what is kept of it."""
        named = ((b"host", self.host), (b"cookie", self.cookies), (b"accept", self.accept), (b"origin", self.origin))
        headers = [each for each in named if each[1]]
        headers.append((b"accept-language", self.language.encode()))
        if self.gzip:
            headers.append((b"accept-encoding", b"gzip"))
        return Asked(
            "GET", self.path, self.raw_path, self.query, tuple(headers), scheme=self.scheme, server=self.server
        )


def key_of(asked: Asked) -> Key | None:
    """The key of a question; None where its answer isn't kept."""
    if asked.method != "GET":
        return None
    cookies = accept = host = origin = spoken = encoding = b""
    for name, value in asked.headers:
        if name == b"cookie":
            cookies = cookies + b"; " + value if cookies else value
        elif name == b"accept":
            accept = value
        elif name == b"host":
            host = value
        elif name == b"accept-language":
            spoken = value
        elif name == b"accept-encoding":
            encoding = value
        elif name == b"origin":
            origin = value
        elif name in (b"authorization", b"range"):
            return None
    if asked.path.startswith(_FILES):
        cookies = accept = origin = spoken = b""
    if cookies and signing.COOKIE.encode() + b"=" in cookies:
        return None
    if len(asked.query) + len(asked.raw_path) + len(cookies) + len(accept) + len(host) + len(origin) > _LONGEST_KEY:
        return None
    return Key(
        asked.path,
        asked.raw_path,
        asked.query,
        asked.scheme,
        host,
        language.choose(None, None, spoken.decode("latin-1")),
        b"gzip" in encoding,
        cookies,
        accept,
        origin,
        asked.server,
        datetime.date.today(),
    )


class _Kept:
    """An answer: of which state of the record, and when it was last known to be as the record is."""

    __slots__ = ("at", "given", "state")

    def __init__(self, at: float, state: object, given: Given):
        self.at = at
        self.state = state
        self.given = given


class Keeping:
    """`urgent` makes an answer that is waited for, `ahead` one that nobody waits for; `idle` tells whether somebody is
    free to make one at once. `state` tells the state of the record, fast: equal means unchanged."""

    def __init__(
        self,
        urgent: Callable[[Asked], Awaitable[Given]],
        ahead: Callable[[Asked], Awaitable[Given]],
        idle: Callable[[], bool],
        state: Callable[[], object],
        clock: Callable[[], float] = time.monotonic,
    ):
        self._urgent = urgent
        self._ahead = ahead
        self._idle = idle
        self._state = state
        self._clock = clock
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._making: dict[Key, asyncio.Task[Given]] = {}  # somebody waits for these
        self._renewing: dict[Key, asyncio.Task[Given]] = {}  # and nobody for these
        self.size = 0
        self.given = {"fresh": 0, "recent": 0, "old": 0, "made": 0}

    def __len__(self) -> int:
        return len(self._kept)

    async def answer(self, key: Key) -> tuple[Given, str]:
        """The answer, and how it came about: kept and still true (fresh), kept for less than five seconds (recent),
        older than that and being renewed (old), or made for this reader.

        Raises what `urgent` raises.
        """
        given, how = await self._answer(key)
        self.given[how] += 1
        return given, how

    async def _answer(self, key: Key) -> tuple[Given, str]:
        kept = self._kept.get(key)
        if kept is None:
            return await self._made(key), "made"
        now = self._clock()
        self._kept.move_to_end(key)
        if kept.state == self._state() or key.path.startswith(_FILES):
            kept.at = now
            return kept.given, "fresh"
        age = now - kept.at
        if age < _BEHIND:
            return kept.given, "recent"
        if age >= _AT_MOST:
            return await self._made(key), "made"
        if key in self._making:
            return kept.given, "old"
        if key not in self._renewing:
            if self._idle():
                with contextlib.suppress(TimeoutError):
                    return await asyncio.wait_for(self._made(key), _A_MOMENT), "made"
            else:
                self._begin(key, self._renewing, self._ahead)
        return kept.given, "old"

    def _made(self, key: Key) -> asyncio.Future[Given]:
        """The answer that is being made, by us or already for another reader."""
        making = self._making.get(key)
        if making is None:
            if (renewing := self._renewing.get(key)) is not None:
                renewing.cancel()  # it may be long until its turn
            making = self._begin(key, self._making, self._urgent)
        return asyncio.shield(making)

    def _begin(
        self, key: Key, among: dict[Key, asyncio.Task[Given]], make: Callable[[Asked], Awaitable[Given]]
    ) -> asyncio.Task[Given]:
        making = among[key] = asyncio.create_task(self._make(key, make))

        def end(done: asyncio.Task[Given]) -> None:
            if among.get(key) is done:
                del among[key]
            if not done.cancelled():
                done.exception()  # whoever waits is told; where nobody does, the old answer stays until it is too old

        making.add_done_callback(end)
        return making

    async def _make(self, key: Key, make: Callable[[Asked], Awaitable[Given]]) -> Given:
        at, state = self._clock(), self._state()
        given = await make(key.asked())
        self._keep(key, _Kept(at, state, given))
        return given

    def _keep(self, key: Key, kept: _Kept) -> None:
        before = self._kept.pop(key, None)
        if before is not None:
            self.size -= len(before.given.body) + _EACH
        if kept.given.status != 200 or len(kept.given.body) > _LARGEST or _names(kept.given.headers, b"set-cookie"):
            return
        self._kept[key] = kept
        self.size += len(kept.given.body) + _EACH
        while self.size > _MOST:
            _, oldest = self._kept.popitem(last=False)
            self.size -= len(oldest.given.body) + _EACH


def _names(headers: Headers, name: bytes) -> bool:
    return any(each == name for each, _ in headers)
