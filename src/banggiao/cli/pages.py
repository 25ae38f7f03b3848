"""Reading pages one after the other: what fails is told, counted and left behind."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.streams import tell, tell_bug, tell_problem
from banggiao.cli.words import OF_THE_PAGE, issue_text, say

if TYPE_CHECKING:
    from banggiao.cli.engines import Asked
    from banggiao.cli.memory import Memory
    from banggiao.engine.work import Failure, Result
    from banggiao.intake import InputProblem
    from banggiao.model import Issue, Reading, Source
    from banggiao.record import Record


class Batch:
    """The pages of one command, and how many of them were lost."""

    def __init__(
        self,
        paths: Iterable[str],
        *,
        url: str | None = None,
        published: str | None = None,
        least: float | None = None,
        engine: Asked | None = None,
    ) -> None:
        self.engine = engine
        self.memory: Memory | None = None
        self.failed = 0
        self.bytes_done = 0
        self._paths = tuple(paths)
        self._url = url
        self._published = published
        self._least = least  # confidence of what is told

    @property
    def exit_code(self) -> Exit:
        return Exit.SOME_FAILED if self.failed else Exit.FINE

    def problem(self, problem: InputProblem) -> None:
        self.failed += problem.lost
        tell_problem(problem)

    def bug(self, name: str, failure: Failure) -> None:
        self.failed += 1
        tell_bug(name, failure.error or say("add.crashed"), failure.traceback)

    def sources(self) -> Iterator[Source]:
        from banggiao.intake import sources

        return sources(
            self._paths,
            on_error=self.problem,
            url=self._url,
            published=self._published,
            on_bytes=self._on_bytes,
            memory=self.memory,
        )

    def remember(self, record: Record, *, again: bool) -> Memory:
        """Leave out what the record has taken from these files before."""
        from banggiao.cli.memory import Memory

        self.memory = Memory(record, url=self._url, published=self._published, again=again)
        return self.memory

    def _on_bytes(self, count: int) -> None:
        self.bytes_done += count

    def bytes_in_all(self) -> int | None:
        """How many bytes there are to go through, or None where that can't be told."""
        from banggiao.intake import total_bytes

        return total_bytes(self._paths, self.memory)

    def readings(self, jobs: int = 1) -> Generator[Reading]:
        """The pages read, in input order, by `jobs` processes."""
        for _, reading in self.read(jobs):
            yield reading

    def read(self, jobs: int = 1) -> Generator[tuple[Source, Reading]]:
        """The pages read, each with what it was read from, in input order."""
        from banggiao.cli.lines import at_least, is_empty
        from banggiao.engine.work import read_one

        # One by one, a page comes out before the next is asked for.
        if self.engine:
            results = self._by_engine(self.engine)
        elif jobs > 1:
            from banggiao.cli.workers import read_all

            self._prepare()
            results = read_all(self.sources(), jobs)
        else:
            results = ((source, read_one(source)) for source in self.sources())
        for source, result in results:
            reading = result.reading
            if reading is not None:
                remark(source.name, reading.issues)
            if reading is None or is_empty(reading):
                self._lost(source, result.failure)
            else:
                yield source, reading if self._least is None else at_least(reading, self._least)

    def lines(self, jobs: int = 1, *, with_text: bool = False) -> Generator[bytes]:
        """The pages read, in input order, each as one line of JSON."""
        if self.engine or jobs == 1:
            from banggiao.model import reading_json

            for reading in self.readings(jobs):
                yield reading_json(reading, with_text)
            return
        from banggiao.cli.lines import Form
        from banggiao.cli.workers import lines_of_all

        self._prepare()
        for source, line in lines_of_all(self.sources(), jobs, Form(with_text, self._least)):
            remark(source.name, line.issues)
            if line.json is None:
                self._lost(source, line.failure)
            else:
                yield line.json

    def _lost(self, source: Source, failure: Failure | None) -> None:
        """Count a page of which nothing is given out: our own code failed on it, or there is nothing in it."""
        if failure is None:
            self.failed += 1
            if self.memory:
                self.memory.written(source.ticket)
        else:
            self.bug(source.name, failure)
            if self.memory:
                self.memory.failed(source.ticket)

    def _prepare(self) -> None:
        """Where there is much to read, have processes for it begin to load while the first pages are looked for."""
        from banggiao.cli.workers import CHUNK_BYTES
        from banggiao.engine.local import prepare

        known = self.memory.is_known if self.memory else lambda file, status: False
        for path in self._paths:
            with contextlib.suppress(OSError, ValueError):
                status = os.stat(path)
                if stat.S_ISREG(status.st_mode) and status.st_size > CHUNK_BYTES and not known(path, status):
                    prepare()
                    return

    def _by_engine(self, engine: Asked) -> Iterator[tuple[Source, Result]]:
        from banggiao.cli.engines import through
        from banggiao.engine.work import Result
        from banggiao.model import Source

        paths = self._paths
        for told in through(engine, paths, on_problem=self.problem, url=self._url, published=self._published):
            if told.problem is not None:
                self.problem(told.problem)
            else:
                yield Source(name=told.source), Result(reading=told.reading, failure=told.failure)


def remark(name: str, issues: Iterable[Issue]) -> None:
    """Tell of what concerns a page as a whole: whoever gave it should hear of it wherever the rest goes."""
    for issue in issues:
        if issue.code in OF_THE_PAGE:
            tell(f"{name}: {issue_text(issue)}")
