"""Parquet tables: the same columns as the rows of a .jsonl file, some hundred rows in memory at a time.

Read by pyarrow: what is wrong in a damaged file is an error there, while polars has the whole process end over a page
that claims to have more values than there is memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from banggiao.intake.files import Known, OnError, os_problem
from banggiao.intake.problem import InputProblem
from banggiao.intake.rows import TEXT_FIELDS, columns_of, from_object
from banggiao.model import Source

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_ROWS = 256


def from_parquet(name: str, file: str | BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """`#N` counts the rows of the table: a path, or the bytes of a file."""
    try:
        import pyarrow.parquet as pq
    except ImportError:
        on_error(InputProblem(name, "no_parquet"))
        return
    try:
        if isinstance(file, str):
            with open(file, "rb"):
                pass
    except OSError as error:
        on_error(os_problem(name, error))
        return
    try:
        table = pq.ParquetFile(file)
        columns = table.schema_arrow.names
    except Exception as error:  # a damaged file is told of in many ways
        on_error(InputProblem(name, "parquet", why=_first_line(error)))
        return
    with table:
        if not set(TEXT_FIELDS) & set(columns):
            on_error(InputProblem(name, "columns", columns=", ".join(columns[:10])))
            return
        fields = {columns[at]: field for field, at in columns_of(columns).items()}
        for number, row in enumerate(_rows(name, table, fields, on_error), 1):
            if source := from_object(f"{name}#{number}", row, known, on_error):
                yield source


def _rows(name: str, table: pq.ParquetFile, fields: dict[str, str], on_error: OnError) -> Iterator[dict[str, Any]]:
    """The rows, with their columns by the names of fields."""
    found = False
    try:
        for batch in batches(table, _ROWS, list(fields)):
            for row in batch.to_pylist():
                found = True
                yield {fields[column]: value for column, value in row.items()}
    except Exception as error:  # a damaged group of rows is found only here
        on_error(InputProblem(name, "parquet", why=_first_line(error)))
        return
    if not found:
        on_error(InputProblem(name, "empty"))


def batches(table: pq.ParquetFile, size: int, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The table, at most `size` rows at a time. Group by group: asked for all of them at once, pyarrow keeps the bytes
    of each group until the last one is read."""
    for group in range(table.num_row_groups):
        yield from table.iter_batches(batch_size=size, row_groups=[group], columns=columns)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
