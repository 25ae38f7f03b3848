"""A process that works: it holds the whole program and answers what the process that listens hands on to it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import Message, Scope

from banggiao.web import wire
from banggiao.web.api import ROUTERS
from banggiao.web.api.answering import PREFIX
from banggiao.web.application import application
from banggiao.web.settings import Settings

_FILES = "/static/"


def work(connection: socket.socket, settings: Settings) -> None:
    """Answer until the other side is gone, or closes the connection; then finish what was begun."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)  # Ctrl-C reaches all processes; when to end, the listening one says
    with contextlib.suppress(ConnectionError):
        asyncio.run(_serve(connection, settings))


async def _serve(connection: socket.socket, settings: Settings) -> None:
    app = application(settings)
    known = routes(app)
    reader, writer = await wire.streams(connection)
    decoder = msgspec.msgpack.Decoder(wire.Task)
    one_by_one = asyncio.Lock()
    running: set[asyncio.Task[None]] = set()

    async def answer(task: wire.Task) -> None:
        if task.alone:
            async with one_by_one:
                given = await given_by(app, task.asked, known)
        else:
            given = await given_by(app, task.asked, known)
        wire.send(writer, wire.Done(task.number, given))

    async with app.router.lifespan_context(app):
        wire.send(writer, wire.Done(0, wire.Given(200, (), b"")))  # ready
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                each = asyncio.create_task(answer(decoder.decode(await wire.receive(reader))))
                running.add(each)
                each.add_done_callback(running.discard)
        if running:
            await asyncio.wait(running)
    with contextlib.suppress(ConnectionError):
        await writer.drain()
    writer.close()


async def given_by(app: FastAPI, asked: wire.Asked, known: Mapping[Any, str]) -> wire.Given:
    """What the program answers; its own failures are answered by it too, and told."""
    scope = _scope(asked)
    status = 500
    headers: wire.Headers = ()
    pieces: list[bytes] = []
    bodies = [{"type": "http.request", "body": asked.body, "more_body": False}]
    fault: str | None = None

    async def receive() -> Message:
        return bodies.pop() if bodies else await asyncio.Future()

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], tuple((bytes(n), bytes(v)) for n, v in message["headers"])
        elif message["type"] == "http.response.body":
            pieces.append(message.get("body", b""))

    begun = time.perf_counter()
    try:
        await app(scope, receive, send)
    except Exception:
        fault = traceback.format_exc()
    body = b"".join(pieces)
    if body and not any(name == b"content-length" for name, _ in headers):  # it came in pieces
        headers = (*headers, (b"content-length", str(len(body)).encode()))
    return wire.Given(
        status, headers, body, known.get(scope.get("endpoint"), _other(asked.path)), fault, time.perf_counter() - begun
    )


def _scope(asked: wire.Asked) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": asked.http_version,
        "method": asked.method,
        "scheme": asked.scheme,
        "path": asked.path,
        "raw_path": asked.raw_path,
        "query_string": asked.query,
        "root_path": "",
        "headers": list(asked.headers),
        "client": asked.client,
        "server": asked.server,
    }


def _other(path: str) -> str | None:
    return f"{_FILES}{{path}}" if path.startswith(_FILES) else None


def routes(app: FastAPI) -> dict[Callable[..., Any], str]:
    """Functions that answer, and the address of each as the table of routes has it (`/person/{id}`)."""
    of_pages = [(each.endpoint, each.path) for each in app.routes if isinstance(each, Route)]
    of_the_api = [
        (each.endpoint, f"{PREFIX}{each.path}")
        for router in ROUTERS
        for each in router.routes
        if isinstance(each, Route)
    ]
    return {**dict(of_the_api), **dict(of_pages)}
