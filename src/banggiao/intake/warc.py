"""WARC archives: the HTML pages that were answered with success."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from banggiao.intake import packed
from banggiao.intake.files import LARGEST_PAGE, Known, OnError, too_big
from banggiao.intake.look import begins_html, is_html
from banggiao.intake.problem import InputProblem
from banggiao.intake.unpack import unpacked
from banggiao.model import Source

_HTML_TYPES = ("text/html", "application/xhtml+xml")
# Cookies and policies make the head of an answer long; browsers give up at 256 KB.
_LONGEST_HEAD = 1 << 18


def from_warc(name: str, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """`#N` counts the responses of the archive. Redirections, errors, pictures and the like are left out.

    Answers are kept as they came: chunked, packed with gzip, deflate or brotli. They are unpacked up to the size of the
    largest page and no further, whatever they would grow to. A damaged record loses itself (and, where records are not
    packed one by one, its neighbour): the rest is read.
    """
    found = False
    for number, record in enumerate(_responses(name, stream, on_error), 1):
        try:
            record.parse_http(max_header_len=_LONGEST_HEAD)
            if not _may_be_page(record):
                continue
            data = _body(record)
        except (OSError, ValueError) as error:
            found = True
            on_error(InputProblem(f"{name}#{number}", "answer", why=str(error) or type(error).__name__))
            continue
        if not record.http_content_type and not is_html(data):
            continue
        found = True
        if len(data) > LARGEST_PAGE:
            on_error(too_big(f"{name}#{number}"))
        elif not data.strip():
            on_error(InputProblem(f"{name}#{number}", "empty"))
        else:
            yield Source(
                name=f"{name}#{number}",
                data=_with_charset(data, record.http_charset),
                html=True,
                url=_address(record) or known.url,
                published=known.published,
            )
    if not found:
        on_error(InputProblem(name, "no_html"))


class _Plain:
    """The bytes of an archive that is not packed, or packed as a whole: after damage, on at the next record."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0
        self._kept = self._last = b""

    def read(self, size: int = -1) -> bytes:
        data, self._kept = self._kept, b""
        if not data:
            data = self._stream.read(size)
        elif size >= 0:
            data, self._kept = data[:size], data[size:]
        self._position += len(data)
        self._last = data
        return data

    def tell(self) -> int:  # fastwarc asks for it
        return self._position

    def skip(self) -> bool:
        """Wind forward to what looks like a record."""
        data = self._last[1:] + self._kept
        self._kept = b""
        while True:
            at = data.find(b"\r\n\r\nWARC/1.")
            if at >= 0:
                self._kept = data[at + 4 :]
                return True
            more = self._stream.read(packed.CHUNK)
            if not more:
                return False
            data = data[-12:] + more


class _Members:
    """The bytes of an archive whose records are packed one by one: after damage, on at the next member."""

    def __init__(self, stream: BinaryIO) -> None:
        self._inner = packed.Unpacked(stream, "gzip")
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(min(size, packed.CHUNK) if size >= 0 else packed.CHUNK) or b""
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position

    def skip(self) -> bool:
        return self._inner.skip()


def _responses(name: str, stream: BinaryIO, on_error: OnError) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    packed_singly = buffered.peek(2)[:2] == b"\x1f\x8b"
    forward: _Plain | _Members = _Members(buffered) if packed_singly else _Plain(buffered)
    while True:
        try:
            yield from ArchiveIterator(cast(BinaryIO, forward), record_types=WarcRecordType.response, parse_http=False)
            return
        except packed.Bomb:
            on_error(InputProblem(name, "bomb"))
            return
        except Exception as error:  # fastwarc raises several kinds for a damaged archive
            on_error(InputProblem(name, "warc", why=(str(error) or type(error).__name__).split("\n")[0]))
        if not forward.skip():
            return


def _may_be_page(record: Any) -> bool:
    if record.http_headers is None or not 200 <= int(record.http_headers.status_code or 0) < 300:
        return False
    return (record.http_content_type or _HTML_TYPES[0]).lower() in _HTML_TYPES


def _body(record: Any) -> bytes:
    """The page, unpacked. Not by fastwarc, which loses its place in the archive over chunks and broken packing."""
    raw: bytes = record.reader.read(LARGEST_PAGE + 1)
    if begins_html(raw):  # many crawlers keep the headers and store the page unpacked
        return raw
    transfer, content = map(record.http_headers.get, ("Transfer-Encoding", "Content-Encoding"))
    return unpacked(raw, transfer, content, LARGEST_PAGE + 1)


def _address(record: Any) -> str | None:
    return (record.headers.get("WARC-Target-URI") or "").strip("<>") or None


def _with_charset(data: bytes, charset: str | None) -> bytes:
    """UTF-8 with its mark where the answer named another encoding: the header goes before what the page says."""
    try:
        if not charset or codecs.lookup(charset).name in ("utf-8", "ascii"):
            return data
        return codecs.BOM_UTF8 + data.decode(charset).encode()
    except (LookupError, ValueError):  # no encoding of that name, none that fits, a zero byte in it
        return data
