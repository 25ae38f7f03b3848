"""Parquet tables: the same columns as the rows of a .jsonl file, a thousand rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banggiao.intake.files import Known, OnError, os_problem
from banggiao.intake.problem import InputProblem
from banggiao.intake.rows import FIELDS, TEXT_FIELDS, from_object
from banggiao.model import Source

_ROWS = 1000


def from_parquet(name: str, path: str, known: Known, on_error: OnError) -> Iterator[Source]:
    """`#N` counts the rows of the table."""
    try:
        import polars
    except ImportError:
        on_error(InputProblem(name, "no_parquet"))
        return
    try:
        with open(path, "rb"):
            pass
        table = polars.scan_parquet(path, glob=False)
        columns = table.collect_schema().names()
    except OSError as error:
        on_error(os_problem(path, error))
        return
    except Exception as error:  # polars tells of a damaged file in many ways
        on_error(InputProblem(name, "parquet", why=_first_line(error)))
        return
    if not set(TEXT_FIELDS) & set(columns):
        on_error(InputProblem(name, "columns", columns=", ".join(columns[:10])))
        return
    for number, row in enumerate(_rows(name, table.select([c for c in FIELDS if c in columns]), on_error), 1):
        if source := from_object(f"{name}#{number}", row, known, on_error):
            yield source


def _rows(name: str, table: Any, on_error: OnError) -> Iterator[dict[str, Any]]:
    start = 0
    while True:
        try:
            part = table.slice(start, _ROWS).collect()
        except Exception as error:  # a damaged row group is found only here
            on_error(InputProblem(name, "parquet", why=_first_line(error)))
            return
        yield from part.iter_rows(named=True)
        if part.height < _ROWS:
            if not start and not part.height:
                on_error(InputProblem(name, "empty"))
            return
        start += _ROWS


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
