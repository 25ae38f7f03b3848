"""What the process that listens and those that work say to each other: MessagePack, each message behind its length."""

from __future__ import annotations

import asyncio
import socket
import struct

import msgspec

_LENGTH = struct.Struct("!I")
_AT_ONCE = 1 << 20  # bytes that are read before somebody takes them

Headers = tuple[tuple[bytes, bytes], ...]


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A request, read to its end. `path` is decoded, `raw_path` and `query` as they came."""

    method: str
    path: str
    raw_path: bytes
    query: bytes
    headers: Headers
    scheme: str = "http"
    http_version: str = "1.1"
    client: tuple[str, int] | None = None
    server: tuple[str, int | None] | None = None
    body: bytes = b""


class Given(msgspec.Struct, frozen=True, array_like=True):
    """An answer. `route` is the address that the program knows it by (`/person/{id}`), None where it knows none.
    `fault`: where our own code failed, the traceback."""

    status: int
    headers: Headers
    body: bytes
    route: str | None = None
    fault: str | None = None
    seconds: float = 0.0


class Task(msgspec.Struct, frozen=True, array_like=True):
    """A request for a process that works; `alone` where it waits until those before it are done."""

    number: int
    asked: Asked
    alone: bool


class Done(msgspec.Struct, frozen=True, array_like=True):
    """The answer to the task of this number."""

    number: int
    given: Given


_encoder = msgspec.msgpack.Encoder()


async def streams(connection: socket.socket) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """The two directions of a connected pair's end."""
    if hasattr(socket, "AF_UNIX") and connection.family == socket.AF_UNIX:
        return await asyncio.open_unix_connection(sock=connection, limit=_AT_ONCE)
    return await asyncio.open_connection(sock=connection, limit=_AT_ONCE)


def send(writer: asyncio.StreamWriter, message: Task | Done) -> None:
    encoded = _encoder.encode(message)
    writer.write(_LENGTH.pack(len(encoded)) + encoded)


async def receive(reader: asyncio.StreamReader) -> bytes:
    """The next message, still encoded.

    Raises asyncio.IncompleteReadError or ConnectionError when the other side is gone.
    """
    (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
    return await reader.readexactly(length)
