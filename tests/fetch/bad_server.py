"""A server that misbehaves: what it does to a connection is chosen by the path that is asked for."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Self

Behaviour = Callable[["Connection"], None]

PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>Bộ trưởng Lê Văn Sơn tiếp Đại sứ Nhật Bản</title></head><body><article>
<h1>Bộ trưởng Ngoại giao Lê Văn Sơn tiếp Đại sứ Nhật Bản</h1>
<p>Sáng {day}/9/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi.</p>
</article></body></html>"""


def page(day: int = 5) -> bytes:
    return PAGE.format(day=day).encode()


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """A well-behaved answer, unless the headers say otherwise."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


class Connection:
    """One connection of somebody who asks."""

    def __init__(self, server: Server, opened: socket.socket) -> None:
        self.server = server
        self.opened = opened
        self.path = ""
        self.headers: dict[str, str] = {}
        self.sent = 0

    def send(self, data: bytes) -> None:
        self.opened.sendall(data)
        self.sent += len(data)

    def hold(self, seconds: float = 20.0) -> None:
        """Keep it open and say nothing, until the other side or the server goes away."""
        until = time.monotonic() + seconds
        self.opened.settimeout(0.05)
        while time.monotonic() < until and not self.server.closing.is_set():
            with contextlib.suppress(TimeoutError):
                if not self.opened.recv(1):
                    return

    def reset(self) -> None:
        self.opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.opened.close()


class Server:
    """Listens on a loopback address; `paths` are exact, anything else is a good page."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.paths: dict[str, Behaviour] = {"/robots.txt": lambda c: c.send(answer(b"", status="404 Not Found"))}
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self.sent: dict[str, int] = {}
        self.most_at_once = self._at_once = 0
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._socket = socket.create_server((host, 0), backlog=50)
        self.port = self._socket.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.closing.set()
        self._socket.close()

    def of(self, path: str) -> list[float]:
        """When a path was asked for."""
        return [moment for moment, asked, _ in self.asked if asked == path]

    def put(self, path: str, body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> str:
        """Answer a path so; gives its address."""
        self.paths[path] = lambda c: c.send(answer(body, *headers, status=status, kind=kind))
        return self.url + path

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                opened, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(opened,), daemon=True).start()

    def _serve(self, opened: socket.socket) -> None:
        connection = Connection(self, opened)
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            with contextlib.suppress(OSError), opened:
                self._answer(connection)
        finally:
            with self._lock:
                self._at_once -= 1
                self.sent[connection.path] = connection.sent

    def _answer(self, connection: Connection) -> None:
        asked = b""
        while b"\r\n\r\n" not in asked:
            piece = connection.opened.recv(65536)
            if not piece:
                return
            asked += piece
        first, *lines = asked.decode("latin-1").split("\r\n")
        connection.path = first.split(" ")[1]
        connection.headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        self.asked.append((time.monotonic(), connection.path, connection.headers))
        behave = self.paths.get(connection.path, lambda c: c.send(answer(page())))
        behave(connection)


# --- misbehaviour ---------------------------------------------------------------------------------------------


def stall(c: Connection) -> None:
    c.hold()


def stall_in_the_head(c: Connection) -> None:
    c.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    c.hold()


def stall_in_the_body(c: Connection) -> None:
    c.send(answer(page())[:-20])
    c.hold()


def _drip(c: Connection, data: Iterator[bytes]) -> None:
    for piece in data:
        c.send(piece)
        if c.server.closing.wait(0.02):
            return


def drip_the_head(c: Connection) -> None:
    _drip(c, iter([b"HTTP/1.1 200 OK\r\n", *(b"X-%d: y\r\n" % number for number in range(5000))]))


def drip_the_body(c: Connection) -> None:
    c.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    _drip(c, (b"a" for _ in range(100000)))


def too_little(c: Connection) -> None:
    """Says 10,000 bytes and sends some hundred."""
    c.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000\r\n\r\n" + page())


def too_much(c: Connection) -> None:
    """Says so many bytes and sends more, which look like the answer to a next question."""
    c.send(answer(page()) + answer("<html><p>Bài giả mạo".encode()))


def two_lengths(c: Connection) -> None:
    c.send(answer(page(), "Content-Length: 5"))


def endless(c: Connection) -> None:
    """10 GB, if anybody took them."""
    c.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10737418240\r\n\r\n<html>")
    piece = b"<p>a" * 16384
    for _ in range(10 * 16384):
        c.send(piece)


def endless_chunks(c: Connection) -> None:
    c.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(10 * 16384):
        c.send(b"10000\r\n" + b"a" * 65536 + b"\r\n")


def endless_chunk_sizes(c: Connection) -> None:
    """A byte of body a chunk, and much about each chunk."""
    c.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(1 << 20):
        c.send(b"1;" + b"x" * 4000 + b"\r\na\r\n")


def endless_promises(c: Connection) -> None:
    """Provisional answers, one after the other."""
    for _ in range(1 << 22):
        c.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100)


@cache
def _bomb(name: str) -> bytes:
    """100 MB of nothing, packed small."""
    import brotli

    if name == "br":
        made = brotli.Compressor(quality=1)
        return b"".join(made.process(bytes(1 << 20)) for _ in range(100)) + made.finish()
    packer = zlib.compressobj(1, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()


for _name in ("br", "gzip"):  # made beforehand: it takes longer than a deadline of the tests
    _bomb(_name)


def gzip_bomb(c: Connection) -> None:
    c.send(answer(_bomb("gzip"), "Content-Encoding: gzip"))


def brotli_bomb(c: Connection) -> None:
    c.send(answer(_bomb("br"), "Content-Encoding: br"))


def gzip_in_gzip(c: Connection) -> None:
    c.send(answer(gzip.compress(_bomb("gzip")), "Content-Encoding: gzip, gzip"))


def not_packed(c: Connection) -> None:
    c.send(answer(page(), "Content-Encoding: gzip"))


def bad_chunks(c: Connection) -> None:
    c.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxin\r\n0\r\n\r\n")


def cut_chunks(c: Connection) -> None:
    c.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nxin chao")


def odd_headers(c: Connection) -> None:
    """Bytes that are no UTF-8, and a page none the less."""
    c.send(answer(page()).replace(b"\r\n\r\n", b"\r\nX-Tin: \xff\xfe\xe0\r\nServer: b\xe1o\r\n\r\n", 1))


def cookies(c: Connection) -> None:
    """Megabytes of them."""
    c.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    for number in range(3000):
        c.send(b"Set-Cookie: a%d=%s\r\n" % (number, b"x" * 1000))
    c.send(b"\r\n" + page())


def zero_in_the_head(c: Connection) -> None:
    c.send(b"HTTP/1.1 200 OK\r\nX: \0\r\n\r\n" + page())


def reset_in_the_body(c: Connection) -> None:
    c.send(answer(page())[:-20])
    time.sleep(0.02)
    c.reset()


def reset_at_once(c: Connection) -> None:
    c.reset()


def nothing(c: Connection) -> None:
    """Closes without a word."""


def http_0_9(c: Connection) -> None:
    c.send(page())


def junk(c: Connection) -> None:
    c.send(bytes(range(256)) * 100)


def a_picture(c: Connection) -> None:
    c.send(answer(b"\x89PNG\r\n\x1a\n", kind="image/png"))


def unasked_304(c: Connection) -> None:
    c.send(b"HTTP/1.1 304 Not Modified\r\n\r\n")


def to(where: str, status: str = "302 Found") -> Behaviour:
    return lambda c: c.send(answer(b"moved", f"Location: {where}", status=status))


def busy(status: str, *headers: str) -> Behaviour:
    return lambda c: c.send(answer(b"busy", *headers, status=status))
