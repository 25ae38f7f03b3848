"""The stage that reads: a table of pages in, a table of readings out, and nothing else but the table decides it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from banggiao.engine.partition import Partition, batches, load, source_of
from banggiao.engine.work import Failure, read_one
from banggiao.intake import InputProblem
from banggiao.model import Reading, Source, to_json

if TYPE_CHECKING:
    import pyarrow as pa


def schema() -> pa.Schema:
    """Columns of a table of readings, one row a page (or a problem of the input): `source` as it was called, `id`,
    `reading` (the JSON of docs/record.md, with its text) or `error` (one line) and `traceback`, or `problem` (JSON)."""
    import pyarrow as pa

    text = pa.large_string()
    names = ("source", "id", "reading", "error", "traceback", "problem")
    return pa.schema([(name, text) for name in names])


def read(pages: pa.Table) -> pa.Table:
    """Every page of the table read, in its order."""
    return _read(map(source_of, pages.to_pylist()))


def _read(pages: Iterable[Source]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist([_row(page) for page in pages], schema=schema())


def _row(source: Source) -> dict[str, str | None]:
    result = read_one(source)
    if result.reading is not None:
        return {"source": source.name, "id": result.reading.id, "reading": to_json(result.reading).decode()}
    assert result.failure is not None
    return {"source": source.name, "error": result.failure.error, "traceback": result.failure.traceback}


def read_partition(partition: Partition, folder: str) -> int:
    """Read a partition into its file in `folder`; gives the number of pages. The file is there whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    target = Path(folder, partition.part)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    problems: list[InputProblem] = []
    pages = 0
    try:
        with pq.ParquetWriter(beside, schema(), compression="zstd") as writer:
            for some in batches(partition, problems.append):  # without the way over a table of pages
                writer.write_table(_read(some))
                pages += len(some)
            if problems:
                rows = [{"source": each.source, "problem": packed(each)} for each in problems]
                writer.write_table(pa.Table.from_pylist(rows, schema=schema()))
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return pages


def set_aside(partition: Partition, folder: str) -> None:
    """The file of a partition of one page that kills whoever reads it."""
    import pyarrow as pa

    from banggiao.engine.partition import write_table

    names = [source for table in load(partition, lambda problem: None) for source in table["name"].to_pylist()]
    rows = [{"source": name, "error": None, "traceback": ""} for name in names]
    write_table(pa.Table.from_pylist(rows, schema=schema()), Path(folder, partition.part))


def put_together(parts: Iterable[Path], target: Path) -> None:
    """One file of readings of several, in this order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from banggiao.engine.partition import write_table

    write_table(pa.concat_tables([pq.read_table(part) for part in parts] or [schema().empty_table()]), target)


class Told(msgspec.Struct, frozen=True):
    """A row of a table of readings: exactly one of reading, failure and problem."""

    source: str
    reading: Reading | None = None
    failure: Failure | None = None
    problem: InputProblem | None = None


_DECODER = msgspec.json.Decoder(Reading)


def told(path: Path) -> Iterator[Told]:
    """What stands in a file of readings."""
    import pyarrow.parquet as pq

    from banggiao.intake.parquet import batches

    with pq.ParquetFile(path) as file:
        for batch in batches(file, 128):
            for row in batch.to_pylist():
                if row["reading"] is not None:
                    yield Told(source=row["source"], reading=_DECODER.decode(row["reading"]))
                elif row["problem"] is not None:
                    yield Told(source=row["source"], problem=unpacked(row["problem"]))
                else:
                    yield Told(source=row["source"], failure=Failure(row["error"], row["traceback"] or ""))


def packed(problem: InputProblem) -> str:
    """A problem as JSON; facts that are problems themselves too."""
    return msgspec.json.encode(_plain(problem)).decode()


def _plain(problem: InputProblem) -> dict[str, object]:
    facts = {
        key: _plain(fact) if isinstance(fact, InputProblem) else fact if isinstance(fact, (int, float)) else str(fact)
        for key, fact in problem.facts.items()
    }
    return {"source": problem.source, "code": problem.code, "lost": problem.lost, "facts": facts}


def unpacked(text: str) -> InputProblem:
    return _problem(msgspec.json.decode(text, type=dict[str, Any]))


def _problem(plain: dict[str, Any]) -> InputProblem:
    facts = {key: _problem(fact) if isinstance(fact, dict) else fact for key, fact in plain["facts"].items()}
    return InputProblem(plain["source"], plain["code"], lost=plain["lost"], **facts)
