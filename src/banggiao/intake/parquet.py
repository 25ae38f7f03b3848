"""Parquet tables: the same columns as the rows of a .jsonl file, some thousand rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from banggiao.intake.files import Known, OnError, os_problem
from banggiao.intake.problem import InputProblem
from banggiao.intake.rows import TEXT_FIELDS, columns_of, from_object
from banggiao.model import Source

# So many rows are read at once, and ever more up to so many bytes: a group of rows is unpacked for each part of it.
_ROWS = 1000
_BYTES = 32 << 20


def from_parquet(name: str, file: str | BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """`#N` counts the rows of the table: a path, or the bytes of a file."""
    try:
        import polars
    except ImportError:
        on_error(InputProblem(name, "no_parquet"))
        return
    try:
        if isinstance(file, str):
            with open(file, "rb"):
                pass
        table = polars.scan_parquet(file, glob=False)
        columns = table.collect_schema().names()
    except OSError as error:
        on_error(os_problem(name, error))
        return
    except (Exception, polars.exceptions.PanicException) as error:  # polars tells of a damaged file in many ways
        on_error(InputProblem(name, "parquet", why=_first_line(error)))
        return
    if not set(TEXT_FIELDS) & set(columns):
        on_error(InputProblem(name, "columns", columns=", ".join(columns[:10])))
        return
    fields = {field: columns[at] for field, at in columns_of(columns).items()}
    chosen = table.select(polars.col(column).alias(field) for field, column in fields.items())
    for number, row in enumerate(_rows(name, chosen, on_error), 1):
        if source := from_object(f"{name}#{number}", row, known, on_error):
            yield source


def _rows(name: str, table: Any, on_error: OnError) -> Iterator[dict[str, Any]]:
    from polars.exceptions import PanicException

    start, rows = 0, _ROWS
    while True:
        try:
            part = table.slice(start, rows).collect()
        except (Exception, PanicException) as error:  # a damaged row group is found only here
            on_error(InputProblem(name, "parquet", why=_first_line(error)))
            return
        yield from part.iter_rows(named=True)
        if part.height < rows:
            if not start and not part.height:
                on_error(InputProblem(name, "empty"))
            return
        start += rows
        if part.estimated_size() < _BYTES / 2:
            rows *= 2


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
