"""Tables of values parted by commas, semicolons or tabs: a row a page, the columns of rows."""

from __future__ import annotations

import codecs
import csv
import io
import sys
from collections.abc import Iterator
from typing import BinaryIO, cast

from banggiao.intake.files import LARGEST_TEXT, Known, OnError
from banggiao.intake.problem import InputProblem
from banggiao.intake.rows import TEXT_FIELDS, columns_of, from_object
from banggiao.model import Source

csv.field_size_limit(min(4 * LARGEST_TEXT, sys.maxsize))

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def from_csv(name: str, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """`#N` counts the rows below the line of the columns' names."""
    lines, first = _lines(stream)
    if not first.strip():
        on_error(InputProblem(name, "empty"))
        return
    delimiter = max(",;\t", key=lambda one: first.count(one))
    names = [one.strip().lower() for one in next(csv.reader([first], delimiter=delimiter), [])]
    columns = columns_of(names)
    if not set(TEXT_FIELDS) & set(columns):
        on_error(InputProblem(name, "columns", columns=", ".join(names[:10])[:200]))
        return
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            on_error(InputProblem(f"{name}#{number}", "csv", why=str(error)))
            continue
        if row is None:
            if number == 1:
                on_error(InputProblem(name, "empty"))
            return
        if not any(cell.strip() for cell in row):
            continue
        given = {key: mended(row[at]) for key, at in columns.items() if at < len(row) and row[at].strip()}
        if source := from_object(f"{name}#{number}", given, known, on_error):
            yield source


def _lines(stream: BinaryIO) -> tuple[Iterator[str], str]:
    """The lines as text, and the first of them apart. Bytes that are not UTF-8 are kept."""
    head = stream.read(4)
    mark = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    joined = cast(BinaryIO, io.BufferedReader(_Joined(head, stream), 1 << 16))
    lines: Iterator[str] = io.TextIOWrapper(
        joined, encoding=mark or "utf-8-sig", errors="replace" if mark else "surrogateescape", newline=""
    )
    first = next(lines, "")
    return _without_zeros(lines), first.rstrip("\r\n")


def _without_zeros(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "\ufffd")


def mended(cell: str) -> str:
    """A text in which bytes that are not UTF-8 were kept: these are looked into as a page's would be."""
    if not any("\udc80" <= char <= "\udcff" for char in cell):
        return cell
    from banggiao.article.decode import decode

    return decode(cell.encode("utf-8", "surrogateescape"))[0]


class _Joined(io.RawIOBase):
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


def joined(head: bytes, rest: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Joined(head, rest), 1 << 16))
