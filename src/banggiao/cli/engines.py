"""Reading by an engine: input cut into partitions, read on one machine or many, told in the order of the input."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from banggiao.cli.options import EngineName
from banggiao.cli.progress import bar
from banggiao.cli.streams import is_terminal
from banggiao.cli.words import say

if TYPE_CHECKING:
    from banggiao.engine.partition import OnProblem
    from banggiao.engine.running import Engine
    from banggiao.engine.stage import Told


class Asked(NamedTuple):
    """What the command line says of an engine. `folder` keeps the readings; None: they are gone in the end."""

    name: EngineName
    jobs: int
    scheduler: str | None = None
    folder: Path | None = None


class EngineError(Exception):
    """The engine can't be had, or its run not gone on with; the message is one line for people."""


def through(
    asked: Asked, paths: Sequence[str], *, on_problem: OnProblem, url: str | None, published: str | None
) -> Generator[Told]:
    """Everything that the paths hold, read by the engine asked for.

    Raises EngineError.
    """
    try:
        from banggiao.engine import partition, stage
        from banggiao.engine.running import RunError, parts
    except ModuleNotFoundError as error:
        raise EngineError(say("engine.missing", name=error.name)) from error
    with _folder(asked.folder) as folder:
        try:
            staging = folder / ".pages"
            cut = list(partition.partitions(paths, staging, on_problem=on_problem, url=url, published=published))
            with _engine(asked) as engine, bar(len(cut) or None, say("engine.reading")) as update:
                made = parts(cut, folder, engine, lambda done, all_: update(done, lambda: _told(done, all_)))
                # What is told at a terminal waits until the bar is gone.
                ready = list(made) if is_terminal() else []
                for part in () if ready else made:
                    yield from stage.told(part)
            for part in ready:
                yield from stage.told(part)
        except ModuleNotFoundError as error:
            raise EngineError(say("engine.missing", name=error.name)) from error
        except RunError as error:
            raise EngineError(str(error)) from error
        shutil.rmtree(staging, ignore_errors=True)


def _told(done: int, total: int) -> str:
    return say("engine.progress", done=done, total=total)


@contextlib.contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="banggiao-") as name:
        yield Path(name)


@contextlib.contextmanager
def _engine(asked: Asked) -> Iterator[Engine]:
    if asked.name is EngineName.DASK:
        from banggiao.engine import dask

        with dask.engine(asked.jobs, asked.scheduler) as engine:
            yield engine
    else:
        from banggiao.engine import local

        yield local.engine(asked.jobs)
