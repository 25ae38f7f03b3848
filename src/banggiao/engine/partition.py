"""Input cut into partitions: rows of a Parquet file, a WARC file, or pages that were gathered from anything else.

A partition names a file that every worker can open by the same path, and a range in it. Parquet and WARC are cut where
they lie; whatever else is at hand (folders, archives, mail, standard input) is gone through once by the program that
asks, and laid down as Parquet files of pages beside the result.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from banggiao.intake import InputProblem, sources
from banggiao.model import Source

if TYPE_CHECKING:
    import pyarrow as pa

PAGES = 500
"""Pages of a partition, where the input can be cut: a second's work, so that all workers end at about the same time."""
# A group of rows is unpacked by every partition of it: no more than so many share one.
_OF_A_GROUP = 20
_BATCH_PAGES = 128
_BATCH_BYTES = 16 << 20

OnProblem = Callable[[InputProblem], None]


class Partition(msgspec.Struct, frozen=True, order=True):
    """A piece of the input. `number` and `start` put the pieces in order; `stop` None is "to the end".

    `kind` is rows (of a Parquet file, counted from 0), warc (pages of one file) or pages (a file made by `gather`).
    `name` is what the input was called by whoever asked, `path` where it lies.
    """

    number: int
    start: int
    stop: int | None
    kind: str
    path: str
    name: str
    url: str | None = None
    published: str | None = None

    @property
    def part(self) -> str:
        """The name of its file of readings: in the order of the input."""
        return f"part-{self.number:06d}-{self.start:012d}.parquet"

    def halves(self, pages: int) -> tuple[Partition, Partition]:
        """Two pieces of it, when it holds `pages` pages (at least two)."""
        middle = self.start + pages // 2
        return msgspec.structs.replace(self, stop=middle), msgspec.structs.replace(self, start=middle)


def partitions(
    paths: Sequence[str],
    staging: Path,
    *,
    on_problem: OnProblem,
    url: str | None = None,
    published: str | None = None,
    size: int = PAGES,
) -> Iterator[Partition]:
    """The pieces of these inputs, in their order. What can't be cut where it lies is laid down in `staging`."""
    number = 0
    rest: list[str] = []
    for path in paths:
        cut = list(_cut(path, size))
        if not cut:
            rest.append(path)
            continue
        for partition in (*_gathered(rest, staging, number, on_problem, url, published, size), *cut):
            yield msgspec.structs.replace(partition, number=number, url=url, published=published)
            number += 1
        rest = []
    for partition in _gathered(rest, staging, number, on_problem, url, published, size):
        yield msgspec.structs.replace(partition, number=number, url=url, published=published)
        number += 1


def _cut(path: str, size: int) -> Iterator[Partition]:
    """The pieces of a file that can be cut where it lies; nothing for any other input."""
    if not os.path.isfile(path):
        return
    whole = {"number": 0, "path": os.path.abspath(path), "name": path}
    if path.endswith((".warc", ".warc.gz")):
        yield Partition(start=0, stop=None, kind="warc", **whole)  # type: ignore[arg-type]
    elif path.endswith(".parquet") and (shape := _shape(path)):
        rows, group = shape
        size = max(size, group // _OF_A_GROUP)
        for start in range(0, rows, size):
            yield Partition(start=start, stop=min(start + size, rows), kind="rows", **whole)  # type: ignore[arg-type]


def _shape(path: str) -> tuple[int, int] | None:
    """How many rows a Parquet file has, and its largest group of rows; None where it is damaged, empty or has no
    columns of ours: reading it tells what is wrong."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from banggiao.intake.rows import TEXT_FIELDS

    try:
        with pq.ParquetFile(path) as file:
            about = file.metadata
            if not about.num_rows or not set(TEXT_FIELDS) & set(file.schema_arrow.names):
                return None
            return about.num_rows, max(about.row_group(n).num_rows for n in range(about.num_row_groups))
    except (OSError, pa.ArrowInvalid):
        return None


def _gathered(
    paths: Sequence[str],
    staging: Path,
    number: int,
    on_problem: OnProblem,
    url: str | None,
    published: str | None,
    size: int,
) -> Iterator[Partition]:
    if not paths:
        return
    pages = sources(paths, on_error=on_problem, url=url, published=published)
    while some := list(islice(pages, size)):
        path = staging / f"pages-{number:06d}.parquet"
        staging.mkdir(parents=True, exist_ok=True)
        write_table(table_of(some), path)
        yield Partition(number=0, start=0, stop=len(some), kind="pages", path=str(path.resolve()), name="")
        number += 1


# --- loading ------------------------------------------------------------------------------------------------


def load(partition: Partition, on_problem: OnProblem) -> Iterator[pa.Table]:
    """The pages of a partition, some at a time, as tables of `schema()`."""
    return map(table_of, batches(partition, on_problem))


def batches(partition: Partition, on_problem: OnProblem) -> Iterator[list[Source]]:
    """The pages of a partition, some at a time."""
    pages = _SOURCES[partition.kind](partition, on_problem)
    while some := list(_some(pages)):
        yield some


def _some(pages: Iterator[Source]) -> Iterator[Source]:
    size = 0
    for page in islice(pages, _BATCH_PAGES):
        yield page
        size += len(page.data or b"")
        if size >= _BATCH_BYTES:
            return


def _of_rows(partition: Partition, on_problem: OnProblem) -> Iterator[Source]:
    """Row groups before and after the range are never opened."""
    import pyarrow.parquet as pq

    from banggiao.intake.files import Known
    from banggiao.intake.rows import FIELDS, from_object

    known = Known(url=partition.url, published=partition.published)
    assert partition.stop is not None
    with pq.ParquetFile(partition.path) as file:
        columns = [name for name in file.schema_arrow.names if name in FIELDS]
        first = 0
        for group in range(file.metadata.num_row_groups):
            last = first + file.metadata.row_group(group).num_rows
            if last > partition.start and first < partition.stop:
                table = file.read_row_group(group, columns=columns)
                start, stop = max(partition.start - first, 0), min(partition.stop - first, table.num_rows)
                for offset, row in enumerate(table.slice(start, stop - start).to_pylist(), first + start + 1):
                    if source := from_object(f"{partition.name}#{offset}", row, known, on_problem):
                        yield source
            first = last


def _of_warc(partition: Partition, on_problem: OnProblem) -> Iterator[Source]:
    pages = sources([partition.path], on_error=on_problem, url=partition.url, published=partition.published)
    for page in islice(pages, partition.start, partition.stop):
        yield msgspec.structs.replace(page, name=partition.name + page.name.removeprefix(partition.path))


def _of_pages(partition: Partition, on_problem: OnProblem) -> Iterator[Source]:
    import pyarrow.parquet as pq

    from banggiao.intake.parquet import batches

    with pq.ParquetFile(partition.path) as file:
        rows = (row for batch in batches(file, _BATCH_PAGES) for row in batch.to_pylist())
        yield from map(source_of, islice(rows, partition.start, partition.stop))


_SOURCES: dict[str, Callable[[Partition, OnProblem], Iterator[Source]]] = {
    "rows": _of_rows,
    "warc": _of_warc,
    "pages": _of_pages,
}


# --- tables of pages ----------------------------------------------------------------------------------------


def schema() -> pa.Schema:
    """Columns of a table of pages: the fields of `Source`, its row as JSON."""
    import pyarrow as pa

    text = pa.large_string()
    return pa.schema(
        [
            ("name", text),
            ("data", pa.large_binary()),
            ("row", text),
            ("html", pa.bool_()),
            ("url", text),
            ("published", text),
            ("id", text),
        ]
    )


def table_of(pages: Iterable[Source]) -> pa.Table:
    import pyarrow as pa

    rows: list[dict[str, Any]] = [
        {
            "name": page.name,
            "data": page.data,
            "row": None if page.row is None else msgspec.json.encode(page.row).decode(),
            "html": page.html,
            "url": page.url,
            "published": page.published,
            "id": page.id,
        }
        for page in pages
    ]
    return pa.Table.from_pylist(rows, schema=schema())


def source_of(row: dict[str, Any]) -> Source:
    return Source(**row | {"row": None if row["row"] is None else msgspec.json.decode(row["row"], type=dict[str, Any])})


def write_table(table: pa.Table, path: Path) -> None:
    """The whole file or none of it."""
    import pyarrow.parquet as pq

    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        pq.write_table(table, beside, compression="zstd")
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
