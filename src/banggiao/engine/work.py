"""One page read, whatever becomes of it."""

from __future__ import annotations

import os
import traceback

import msgspec

from banggiao.lexicon import DataError
from banggiao.model import Reading, Source


class Failure(msgspec.Struct, frozen=True):
    """A page that our own code failed on. `error` is one line; None when the process died over it."""

    error: str | None
    traceback: str = ""


class Result(msgspec.Struct, frozen=True):
    """What became of one page: exactly one of the two is given."""

    reading: Reading | None = None
    failure: Failure | None = None


def read_one(source: Source | Reading) -> Result:
    """Read a page in this process. Raises DataError only: then no page can be read."""
    from banggiao.reading import read_again, read_source

    try:
        return Result(reading=read_source(source) if isinstance(source, Source) else read_again(source))
    except DataError:
        raise
    except Exception as error:
        return Result(failure=Failure(describe(error), "".join(traceback.format_exception(error))))


def describe(error: BaseException) -> str:
    """`IndexError: string index out of range (event/roles.py:42)`."""
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    if frame:
        parts = frame.tb_frame.f_code.co_filename.split(os.sep)
        text += f" ({'/'.join(parts[-2:])}:{frame.tb_lineno})"
    return text
