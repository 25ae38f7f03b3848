"""The door: paths in, sources out."""

from __future__ import annotations

import contextlib
import io
import os
import re
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

from banggiao.intake import packed
from banggiao.intake.files import (
    LARGEST_PAGE,
    LARGEST_TEXT,
    Known,
    OnError,
    files,
    os_problem,
    packing,
    shown,
    suffix_kind,
    too_big,
)
from banggiao.intake.look import HEAD, is_binary, is_html, kind_of
from banggiao.intake.memory import Memory, Run
from banggiao.intake.problem import InputProblem
from banggiao.intake.tables import joined
from banggiao.model import Source

_ADDRESS = re.compile(r"(?:https?|ftp)://", re.I)

LARGEST_KEPT = 2 << 30
"""Bytes of a stream that are put aside because it can't be read front to back (zip, Parquet)."""

LARGEST_TABLE = 512 << 20
"""Bytes of a Parquet file inside an archive: it is held in memory."""


def sources(
    paths: Iterable[str],
    *,
    on_error: OnError,
    url: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    on_bytes: Callable[[int], None] | None = None,
    memory: Memory | None = None,
) -> Iterator[Source]:
    """The pages in files, folders (recursively, by name), patterns and "-" (standard input), in input order.

    `.txt`, `.html`, `.jsonl`, `.json`, `.csv`, `.tsv`, `.warc`, `.parquet`, `.eml`, `.mbox`, and `.zip` and `.tar` of
    all these are known by name, each also with `.gz`, `.bz2`, `.xz` or `.zst`; a file with another name is looked at,
    inside a folder or an archive only to see whether it is HTML. Pages come one at a time: no file that holds many is
    ever held whole. `url` and `published` (EDTF) are given to pages that do not state their own.

    Whatever cannot be read is handed to `on_error` as an `InputProblem`, and the next one is read; nothing is raised
    but what `on_error` raises itself. `on_bytes` is told how many bytes of files were gone through since it was told
    last; over all paths they add up to `total_bytes`. `memory` knows what was taken before: such files are left out,
    and such pages of others.
    """
    known = Known(url=url, published=published)
    for path in paths:
        if path == "-":
            yield from _guarded("-", None, stdin or sys.stdin.buffer, known, on_error)
        elif _ADDRESS.match(path):
            on_error(InputProblem(path, "address"))
        else:
            for file in files(path, on_error, memory.is_known if memory else _nothing_known):
                if memory and _is_known(file, memory):
                    memory.skip(file)
                    continue
                pages = _file(file, known, on_error, memory)
                yield from _metered(file, pages, on_bytes) if on_bytes else (page for page, _ in pages)


def _nothing_known(path: str, status: os.stat_result) -> bool:
    return False


def _is_known(path: str, memory: Memory) -> bool:
    with contextlib.suppress(OSError):
        status = os.stat(path)
        return stat.S_ISREG(status.st_mode) and memory.is_known(path, status)
    return False


def total_bytes(paths: Iterable[str], memory: Memory | None = None) -> int | None:
    """The size of all files that `sources` would go through, or None where that can't be told (a stream)."""
    total = 0
    for path in paths:
        if path == "-":
            return None
        is_known = memory.is_known if memory else _nothing_known
        for file in () if _ADDRESS.match(path) else files(path, lambda problem: None, is_known):
            status = os.stat(file)
            if is_known(file, status):
                continue
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


def _file(path: str, known: Known, on_error: OnError, memory: Memory | None) -> Iterator[tuple[Source, int]]:
    """The pages of a file that are new, each with the position up to which the file was read for it."""
    try:
        status = os.stat(path)
    except OSError as error:
        on_error(os_problem(path, error))
        return
    if memory is None or not stat.S_ISREG(status.st_mode):
        yield from _opened(path, known, on_error)
    else:
        yield from _remembered(path, status, known, on_error, memory.begin(path))


def _remembered(
    path: str, status: os.stat_result, known: Known, on_error: OnError, run: Run
) -> Iterator[tuple[Source, int]]:
    def told(problem: InputProblem) -> None:
        run.problem(problem)
        on_error(problem)

    for page, position in _opened(path, known, told):
        if (new := run.page(page)) is not None:
            yield new, position
    run.end(status)


def _opened(path: str, known: Known, on_error: OnError) -> Iterator[tuple[Source, int]]:
    kind = suffix_kind(path)
    if kind == "parquet" and packing(path) is None:
        from banggiao.intake.parquet import from_parquet

        yield from ((page, 0) for page in from_parquet(shown(path), path, known, on_error))
        return
    try:
        opened = open(path, "rb")  # noqa: SIM115 (closed below, with the generator)
    except OSError as error:
        on_error(os_problem(path, error))
        return
    with opened:
        if stat.S_ISBLK(os.fstat(opened.fileno()).st_mode):
            on_error(InputProblem(shown(path), "special"))
            return
        stream = _unpacked(opened, kind, packing(path))
        for page in _guarded(shown(path), kind, stream, known, on_error):
            yield page, opened.tell() if opened.seekable() else 0


def _unpacked(stream: BinaryIO, kind: str | None, packed_by: str | None) -> BinaryIO:
    # A WARC's own reader knows how its records are packed.
    if packed_by is None or (kind == "warc" and packed_by == "gzip"):
        return stream
    return packed.unpacked(stream, packed_by)


def _guarded(name: str, kind: str | None, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """A file can break while it is read: a cut archive, a disk that fails."""
    try:
        pages = _stream(name, kind, stream, known, on_error)
        while (page := next(pages, None)) is not None:
            yield page
    except packed.Bomb:
        on_error(InputProblem(name, "bomb"))
    except packed.NoZstd as error:
        on_error(InputProblem(name, "no_library", why=str(error)))
    except packed.DAMAGE as error:
        on_error(InputProblem(name, "unreadable", why=str(error) or type(error).__name__))


def _stream(
    name: str, kind: str | None, stream: BinaryIO, known: Known, on_error: OnError, inside: bool = False
) -> Iterator[Source]:
    """The pages of an open file; `kind` is what its name says, None to look at it. `inside`: of an archive."""
    if kind is None:
        head = stream.read(HEAD)
        kind = kind_of(head)
        stream = joined(head, stream)
    match kind:
        case "gzip" | "bzip2" | "xz" | "zstd":
            yield from _stream(name, None, packed.unpacked(stream, kind), known, on_error, inside)
        case "jsonl":
            from banggiao.intake.rows import from_jsonl

            yield from from_jsonl(name, stream, known, on_error)
        case "json":
            from banggiao.intake.rows import from_json

            if (data := _whole(name, stream, on_error)) is not None:
                yield from from_json(name, data, known, on_error)
        case "csv":
            from banggiao.intake.tables import from_csv

            yield from from_csv(name, stream, known, on_error)
        case "warc":
            from banggiao.intake.warc import from_warc

            yield from from_warc(name, stream, known, on_error)
        case "mbox":
            from banggiao.intake.mail import from_mbox

            yield from from_mbox(name, stream, known, on_error)
        case "eml":
            from banggiao.intake.mail import from_mail

            if (data := _whole(name, stream, on_error)) is not None:
                yield from from_mail(name, data, known, on_error)
        case "feed":
            from banggiao.intake.feeds import from_feed

            if (data := _whole(name, stream, on_error)) is not None:
                yield from from_feed(name, data, known, on_error)
        case "zip" | "tar" if inside:
            on_error(InputProblem(name, "nested"))
        case "tar":
            from banggiao.intake.archives import from_tar

            yield from from_tar(name, stream, _reader_of_members(known, on_error), on_error)
        case "zip":
            from banggiao.intake.archives import from_zip

            with _wound(stream) as kept:
                if kept is None:
                    on_error(InputProblem(name, "stream_too_big", limit=LARGEST_KEPT >> 30))
                else:
                    yield from from_zip(name, kept, _reader_of_members(known, on_error), on_error)
        case "parquet":
            yield from _table(name, stream, known, on_error)
        case _:
            if (data := _whole(name, stream, on_error)) is not None:
                yield from _page(name, kind, data, known, on_error)


def _reader_of_members(known: Known, on_error: OnError) -> Callable[[str, str, BinaryIO], Iterator[Source]]:
    """How the members of an archive are read: as files of a folder, but no archives in archives."""

    def read(name: str, path: str, stream: BinaryIO) -> Iterator[Source]:
        kind = suffix_kind(path)
        try:
            stream = _unpacked(stream, kind, packing(path))
            if kind is None:
                head = stream.read(2048)
                if not is_html(head):
                    return
                kind, stream = "html", joined(head, stream)
            yield from _stream(name, kind, stream, known, on_error, inside=True)
        except packed.Bomb:
            on_error(InputProblem(name, "bomb"))
        except packed.NoZstd as error:
            on_error(InputProblem(name, "no_library", why=str(error)))
        except packed.DAMAGE as error:
            on_error(InputProblem(name, "unreadable", why=str(error) or type(error).__name__))

    return read


def _table(name: str, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """A Parquet table that does not lie there as a file: read into memory."""
    from banggiao.intake.parquet import from_parquet

    data = stream.read(LARGEST_TABLE + 1)
    if len(data) > LARGEST_TABLE:
        on_error(InputProblem(name, "stream_too_big", limit=f"{LARGEST_TABLE / (1 << 30):g}"))
    else:
        yield from from_parquet(name, io.BytesIO(data), known, on_error)


@contextlib.contextmanager
def _wound(stream: BinaryIO) -> Iterator[BinaryIO | None]:
    """The stream where it can be wound back; else what it holds, put aside in a file without a name. None: too much."""
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO) and stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile(prefix="banggiao-") as kept:
        size = 0
        while data := stream.read(1 << 20):
            size += len(data)
            if size > LARGEST_KEPT:
                yield None
                return
            kept.write(data)
        kept.seek(0)
        yield cast(BinaryIO, kept)


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
