"""One question to one server, and its answer byte for byte.

httpcore (the engine of httpx) speaks the protocol; the connection below it is ours, because three things must hold
that no option gives: the machine connected to is the one whose address was checked, a deadline holds for the whole
exchange and not for each piece of it, and the bytes are kept as they came. A connection is used once: what a server
sends beyond the end of an answer is never taken for the next one.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpcore
import httpx
import msgspec

from banggiao.fetch.addresses import resolved
from banggiao.fetch.problem import FetchProblem, problem

_ENCODINGS = b"gzip, deflate, br"
_LONGEST_HEAD = 1 << 17  # httpcore gives up at 100 KB


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much of an answer is taken, and how long it may take. `seconds` is for all of it, `size` for its body as it
    comes over the line."""

    seconds: float = 60.0
    size: int = 8 << 20
    allow_private: bool = False


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered. `head` and `body` are the bytes as they came; `complete` is False where the body was
    longer than the limit and the rest was left."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    head: bytes
    body: bytes
    asked: bytes
    ip: str
    moment: float
    complete: bool = True

    def header(self, name: str) -> str | None:
        """The value of a header, the last one where it comes several times."""
        return next((value for key, value in reversed(self.headers) if key == name.lower()), None)


def normal(url: str, base: str | None = None) -> str:
    """The address as it is asked for: absolute, its host in ASCII, without fragment and without a name or password.

    Raises FetchProblem where it is none, or of another kind than http and https.

    >>> normal("HTTPS://Báo.Example/tin mới?a=1#x"), normal("../b", "http://bao.example/a/c")
    ('https://xn--bo-mia.example/tin%20m%E1%BB%9Bi?a=1', 'http://bao.example/b')
    """
    try:
        parsed = httpx.URL(url.strip())
        if base is not None:
            parsed = httpx.URL(base).join(parsed)
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise problem("scheme", url=url)
        parsed = parsed.copy_with(fragment=None, username=None, password=None)
        return str(parsed.copy_with(raw_path=parsed.raw_path or b"/"))
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError):
        raise problem("bad_address", url=url) from None


def host_of(url: str) -> str:
    """Scheme, host and port: what a connection is to, and what robots.txt is for."""
    parsed = httpx.URL(url)
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"


def ask(url: str, limits: Limits, agent: str, headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """The answer to a GET of `url` (as `normal` gives it), redirections not followed.

    Raises FetchProblem where there is none, or none that is whole and in time. Of a body over the limit the first
    `limits.size` bytes are given (`complete` False): whether that will do, the caller knows.
    """
    line = _Line(limits)
    parsed = httpx.URL(url)
    head = [
        (b"Host", parsed.netloc),
        (b"User-Agent", agent.encode("ascii", "replace")),
        (b"Accept", b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        (b"Accept-Language", b"vi,en;q=0.5"),
        (b"Accept-Encoding", _ENCODINGS),
        *((name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers),
        (b"Connection", b"close"),
    ]
    to = httpcore.URL(scheme=parsed.raw_scheme, host=parsed.raw_host, port=parsed.port, target=parsed.raw_path)
    moment = time.time()
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_tls(), max_keepalive_connections=0, network_backend=line) as pool,
            pool.stream("GET", to, headers=head) as got,
        ):
            complete = _take(got.iter_stream(), limits.size)
            status = got.status
            answered = tuple((_text(key).lower(), _text(value)) for key, value in got.headers)
    except FetchProblem as error:
        error.source = url
        raise
    except (httpcore.TimeoutException, TimeoutError):
        raise problem("timeout", url=url, seconds=limits.seconds) from None
    except (httpcore.ConnectError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise _told(error, url, bytes(line.received[:5])) from None
    start, payload = _parted(bytes(line.received), answered)
    return Answer(
        url=url,
        status=status,
        headers=answered,
        head=start,
        body=payload[: limits.size] if not complete else payload,
        asked=b"GET %s HTTP/1.1\r\n%s\r\n" % (to.target, b"".join(b"%s: %s\r\n" % pair for pair in head)),
        ip=line.ip,
        moment=moment,
        complete=complete,
    )


def retry_after(answer: Answer) -> float | None:
    """In how many seconds the server wants to be asked again, where it says so (seconds, or a date)."""
    value = (answer.header("retry-after") or "").strip()
    if value.isdigit() and len(value) < 10:
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - answer.moment, 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _take(pieces: Iterable[bytes], limit: int) -> bool:
    """Let the body come, up to the limit; whether that was all of it."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            return False
    return True


def _parted(received: bytes, headers: tuple[tuple[str, str], ...]) -> tuple[bytes, bytes]:
    """Head and body of what came over the line; what stands behind the end of the body is left out, and so are
    provisional answers (100, 103) before it."""
    while True:
        ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := received.find(mark)) >= 0]
        end = min(ends)
        head, received = received[:end], received[end:]
        if not head.split(b" ", 2)[1:2] or not head.split(b" ", 2)[1].startswith(b"1"):
            break
    values = dict(headers)
    if "transfer-encoding" not in values and values.get("content-length", "").strip().isdigit():
        received = received[: int(values["content-length"])]
    return head, received


def _text(value: bytes) -> str:
    """A header's name or value: UTF-8 where it is, else the bytes as letters of Latin-1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _told(error: Exception, url: str, begun: bytes) -> FetchProblem:
    """What httpcore or the system says, as a problem; `begun` is how the answer begins."""
    why = " ".join(str(error).split())[:200] or type(error).__name__
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return problem("certificate", url=url, why=cause.verify_message)
    if cause is not None and not begun:
        return problem("tls", url=url, why=getattr(cause, "reason", None) or why)
    if isinstance(error, httpcore.ProtocolError):
        is_cut = any(words in why for words in ("peer closed", "without sending", "disconnected"))
        is_cut = is_cut and b"HTTP/".startswith(begun)
        return problem("cut" if is_cut else "not_http", url=url, why=why)
    return problem("cut" if begun else "no_connection", url=url, why=why)


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=True)


# --- the connection -----------------------------------------------------------------------------------------


class _Line(httpcore.NetworkBackend):
    """Connects to checked addresses only, for as long as the whole exchange may take, and keeps what comes."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._until = time.monotonic() + limits.seconds
        self.received = bytearray()
        self.ip = ""

    def left(self) -> float:
        """Seconds until the deadline. Raises FetchProblem when it is past."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise problem("timeout", seconds=self._limits.seconds)
        return left

    def take(self, data: bytes) -> None:
        """Keep what came. Sizes of chunks, provisional answers and the like may be no endless stream of their own."""
        self.received += data
        if len(self.received) > 2 * self._limits.size + _LONGEST_HEAD:
            raise problem("not_http", why="more around the page than page")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        last: OSError | None = None
        for address in resolved(host.strip("[]"), port, self.left(), allow_private=self._limits.allow_private):
            try:
                opened = socket.create_connection((address, port), timeout=self.left())
            except OSError as error:
                last = error
                continue
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.ip = address
            return _Stream(self, opened)
        if isinstance(last, TimeoutError):
            raise problem("timeout", seconds=self._limits.seconds)
        raise problem("no_connection", why=last.strerror or str(last) if last else "")


class _Stream(httpcore.NetworkStream):
    def __init__(self, line: _Line, opened: socket.socket) -> None:
        self._line = line
        self._socket = opened

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._socket.settimeout(self._line.left())
        try:
            data = self._socket.recv(max_bytes)
        except TimeoutError:
            raise
        except ssl.SSLError as error:
            raise httpcore.ReadError(error) from error
        except OSError as error:
            raise httpcore.ReadError(error.strerror or str(error)) from error
        self._line.take(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            self._socket.settimeout(self._line.left())
            self._socket.sendall(buffer)
        except TimeoutError:
            raise
        except OSError as error:
            raise httpcore.WriteError(error.strerror or str(error)) from error

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            self._socket.settimeout(self._line.left())
            return _Stream(self._line, ssl_context.wrap_socket(self._socket, server_hostname=server_hostname))
        except TimeoutError:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise httpcore.ConnectError(str(error)) from error

    def get_extra_info(self, info: str) -> Any:
        return self._socket if info == "socket" else None
