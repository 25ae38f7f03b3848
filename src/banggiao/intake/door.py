"""The door: paths in, sources out."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import re
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

from banggiao.intake.files import (
    LARGEST_PAGE,
    LARGEST_TEXT,
    Known,
    OnError,
    files,
    os_problem,
    shown,
    suffix_kind,
    too_big,
)
from banggiao.intake.look import HEAD, is_binary, is_html, kind_of
from banggiao.intake.problem import InputProblem
from banggiao.model import Source

_ADDRESS = re.compile(r"(?:https?|ftp)://", re.I)


def sources(
    paths: Iterable[str],
    *,
    on_error: OnError,
    url: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Source]:
    """The pages in files, folders (recursively, by name) and "-" (standard input), in input order.

    `.txt`, `.html`, `.jsonl`, `.json`, `.warc` (each also with `.gz`) and `.parquet` are known by name; a file with
    another name is looked at, inside a folder only to see whether it is HTML. Pages come one at a time: no file that
    holds many is ever held whole. `url` and `published` (EDTF) are given to pages that do not state their own.

    Whatever cannot be read is handed to `on_error` as an `InputProblem`, and the next one is read; nothing is raised
    but what `on_error` raises itself. `on_bytes` is told how many bytes of files were gone through since it was told
    last; over all paths they add up to `total_bytes`.
    """
    known = Known(url=url, published=published)
    for path in paths:
        if path == "-":
            yield from _guarded("-", None, stdin or sys.stdin.buffer, known, on_error)
        elif _ADDRESS.match(path):
            on_error(InputProblem(path, "address"))
        else:
            for file in files(path, on_error):
                pages = _file(file, known, on_error)
                yield from _metered(file, pages, on_bytes) if on_bytes else (page for page, _ in pages)


def total_bytes(paths: Iterable[str]) -> int | None:
    """The size of all files that `sources` would go through, or None where that can't be told (a stream)."""
    total = 0
    for path in paths:
        if path == "-":
            return None
        for file in () if _ADDRESS.match(path) else files(path, lambda problem: None):
            status = os.stat(file)
            if not stat.S_ISREG(status.st_mode):
                return None
            total += status.st_size
    return total


def _metered(path: str, pages: Iterable[tuple[Source, int]], on_bytes: Callable[[int], None]) -> Iterator[Source]:
    """Tell after each page how far its file was read, and in the end the rest of it."""
    done = 0
    for page, position in pages:
        yield page
        on_bytes(position - done)
        done = position
    with contextlib.suppress(OSError):
        on_bytes(max(os.stat(path).st_size - done, 0))


def _file(path: str, known: Known, on_error: OnError) -> Iterator[tuple[Source, int]]:
    """The pages of a file, each with the position up to which the file was read for it."""
    kind = suffix_kind(path)
    if kind == "parquet":
        from banggiao.intake.parquet import from_parquet

        yield from ((page, 0) for page in from_parquet(shown(path), path, known, on_error))
        return
    try:
        opened = open(path, "rb")  # noqa: SIM115 (closed below, with the generator)
    except OSError as error:
        on_error(os_problem(path, error))
        return
    with opened:
        stream: BinaryIO = opened
        if stat.S_ISBLK(os.fstat(stream.fileno()).st_mode):
            on_error(InputProblem(shown(path), "special"))
            return
        if path.lower().endswith(".gz") and kind != "warc":
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        for page in _guarded(shown(path), kind, stream, known, on_error):
            yield page, opened.tell() if opened.seekable() else 0


def _guarded(name: str, kind: str | None, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """A file can break while it is read: a cut archive, a disk that fails."""
    pages = _stream(name, kind, stream, known, on_error)
    while True:
        try:
            page = next(pages, None)
        except (OSError, EOFError, zlib.error) as error:
            on_error(InputProblem(name, "unreadable", why=str(error) or type(error).__name__))
            return
        if page is None:
            return
        yield page


def _stream(name: str, kind: str | None, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """The pages of an open file; `kind` is what its name says, None to look at it."""
    if kind is None:
        head = stream.read(HEAD)
        kind = kind_of(head)
        stream = _rejoined(head, stream)
    match kind:
        case "gzip":
            yield from _stream(name, None, cast(BinaryIO, gzip.GzipFile(fileobj=stream)), known, on_error)
        case "jsonl":
            from banggiao.intake.rows import from_jsonl

            yield from from_jsonl(name, stream, known, on_error)
        case "json":
            from banggiao.intake.rows import from_json

            if (data := _whole(name, stream, on_error)) is not None:
                yield from from_json(name, data, known, on_error)
        case "warc":
            from banggiao.intake.warc import from_warc

            yield from from_warc(name, stream, known, on_error)
        case "parquet":
            on_error(InputProblem(name, "parquet_stream"))
        case _:
            if (data := _whole(name, stream, on_error)) is not None:
                yield from _page(name, kind, data, known, on_error)


def _page(name: str, kind: str, data: bytes, known: Known, on_error: OnError) -> Iterator[Source]:
    if is_binary(data[:HEAD]):
        on_error(InputProblem(name, "binary"))
        return
    html = kind == "html" or is_html(data[:HEAD])
    if not html and len(data) > LARGEST_TEXT:
        on_error(too_big(name, LARGEST_TEXT))
        return
    yield Source(name=name, data=data, html=html, url=known.url, published=known.published)


def _whole(name: str, stream: BinaryIO, on_error: OnError) -> bytes | None:
    """All bytes of one page, or None after telling why not."""
    data = stream.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        on_error(too_big(name))
    elif not data.strip():
        on_error(InputProblem(name, "empty"))
    else:
        return data
    return None


class _Rejoined(io.RawIOBase):
    """A stream that begins with bytes already read from it (a pipe cannot be wound back)."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        data = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)


def _rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Rejoined(head, rest), HEAD))
