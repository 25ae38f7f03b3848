"""Reading in several processes: what one process gives, in the same order, with bounded memory.

A page that kills its process (out of memory, a crash in a library) is found and told like any other failure, and the
pages beside it are read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import Any, TypeVar

import msgspec

from banggiao.cli.lines import Form, Line, line_of
from banggiao.engine.local import start
from banggiao.engine.work import Failure, Result, read_one
from banggiao.model import Reading, Source

CHUNK_PAGES = 32
CHUNK_BYTES = 1 << 20


# A page to read: its source, or what is kept of it in a record.
Item = TypeVar("Item", Source, Reading)
_Chunk = list[Any]
_ENCODER = msgspec.msgpack.Encoder()
_RESULTS = msgspec.msgpack.Decoder(list[Result])
_LINES = msgspec.msgpack.Decoder(list[Line])


def read_all(sources: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Result]]:
    """Every page with what became of it, in input order. A handful of pages is not worth starting processes for."""
    return _read(sources, jobs, None)


def lines_of_all(sources: Iterable[Source], jobs: int, form: Form) -> Iterator[tuple[Source, Line]]:
    """The same as lines of JSON: who only passes them on need not have the pages themselves sent over and unpacked."""
    return _read(sources, jobs, form)


def _read(sources: Iterable[Item], jobs: int, form: Form | None) -> Iterator[tuple[Item, Any]]:
    chunks = _chunks(sources)
    first, second = next(chunks, []), next(chunks, None)
    if second is None:
        yield from ((source, _made(source, form)) for source in first)
    else:
        yield from _read_parallel(chain([first, second], chunks), jobs, form)


def _made(source: Source | Reading, form: Form | None) -> Result | Line:
    result = read_one(source)
    return result if form is None else line_of(result, form)


def _chunks(sources: Iterable[Source | Reading]) -> Iterator[_Chunk]:
    """Pages by the handful: few enough to keep order cheaply, many enough to make the sending cheap."""
    chunk: _Chunk = []
    size = 0
    for source in sources:
        chunk.append(source)
        size += _size(source)
        if len(chunk) >= CHUNK_PAGES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(source: Source | Reading) -> int:
    if isinstance(source, Reading):
        return len(source.text)
    return len(source.data or b"") + sum(map(len, map(str, (source.row or {}).values())))


# --- processes --------------------------------------------------------------------------------------------


def _read_chunk(chunk: _Chunk, form: Form | None) -> bytes:
    return _ENCODER.encode([_made(source, form) for source in chunk])


def _unpacked(packed: bytes, form: Form | None) -> list[Any]:
    return _RESULTS.decode(packed) if form is None else _LINES.decode(packed)


def _read_parallel(chunks: Iterator[_Chunk], jobs: int, form: Form | None) -> Iterator[tuple[Any, Any]]:
    pool = start(jobs)
    waiting: deque[tuple[_Chunk, Future[bytes]]] = deque()
    try:
        while True:
            while len(waiting) < 2 * jobs + 2 and (chunk := next(chunks, None)):
                waiting.append((chunk, _submit(pool, chunk, form)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                results = _unpacked(future.result(), form)
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                results = list(_one_by_one(chunk, form))
                pool = start(jobs)
                waiting = deque((other, _again(pool, other, form, done)) for other, done in waiting)
            yield from zip(chunk, results, strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: _Chunk, form: Form | None) -> Future[bytes]:
    """A promise of the chunk, broken at once where the pool is broken already."""
    try:
        return pool.submit(_read_chunk, chunk, form)
    except BrokenProcessPool as error:
        broken: Future[bytes] = Future()
        broken.set_exception(error)
        return broken


def _again(pool: ProcessPoolExecutor, chunk: _Chunk, form: Form | None, future: Future[bytes]) -> Future[bytes]:
    """What was read before the crash is kept, the rest is read once more."""
    is_read = future.done() and not future.cancelled() and future.exception() is None
    return future if is_read else _submit(pool, chunk, form)


def _one_by_one(chunk: _Chunk, form: Form | None) -> Iterator[Result | Line]:
    """The pages of a chunk that may have killed its process, each alone in one, to find the one that did."""
    pool = start(1)
    try:
        for source in chunk:
            try:
                yield from _unpacked(pool.submit(_read_chunk, [source], form).result(), form)
            except BrokenProcessPool:
                pool.shutdown()
                pool = start(1)
                yield Result(failure=Failure(None)) if form is None else Line(failure=Failure(None))
    finally:
        pool.shutdown()
