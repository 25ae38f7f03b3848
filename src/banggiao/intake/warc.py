"""WARC archives: the HTML pages that were answered with success."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from banggiao.intake.files import LARGEST_PAGE, Known, OnError, too_big
from banggiao.intake.look import is_html
from banggiao.intake.problem import InputProblem
from banggiao.intake.unpack import unpacked
from banggiao.model import Source

_HTML_TYPES = ("text/html", "application/xhtml+xml")
# Cookies and policies make the head of an answer long; browsers give up at 256 KB.
_LONGEST_HEAD = 1 << 18


def from_warc(name: str, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """`#N` counts the responses of the archive. Redirections, errors, pictures and the like are left out.

    Answers are kept as they came: chunked, packed with gzip, deflate or brotli. They are unpacked up to the size of the
    largest page and no further, whatever they would grow to.
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


class _Forward:
    """A stream that fastwarc can follow even where it cannot be wound back (a pipe): it asks for the position."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position


def _responses(name: str, stream: BinaryIO, on_error: OnError) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        yield from ArchiveIterator(
            cast(BinaryIO, _Forward(stream)), record_types=WarcRecordType.response, parse_http=False
        )
    except Exception as error:  # fastwarc raises several kinds for a damaged archive
        on_error(InputProblem(name, "warc", why=str(error) or type(error).__name__))


def _may_be_page(record: Any) -> bool:
    if record.http_headers is None or not 200 <= int(record.http_headers.status_code or 0) < 300:
        return False
    return (record.http_content_type or _HTML_TYPES[0]).lower() in _HTML_TYPES


def _body(record: Any) -> bytes:
    """The page, unpacked. Not by fastwarc, which loses its place in the archive over chunks and broken packing."""
    raw = record.reader.read(LARGEST_PAGE + 1)
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
    except (LookupError, UnicodeError):
        return data
