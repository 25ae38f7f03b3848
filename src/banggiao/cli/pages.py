"""Reading pages one after the other: what fails is told, counted and left behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.streams import tell_bug, tell_problem
from banggiao.lexicon import DataError

if TYPE_CHECKING:
    from banggiao.intake import InputProblem
    from banggiao.model import Reading, Source


class Batch:
    """The pages of one command, and how many of them were lost."""

    def __init__(self, paths: Iterable[str], *, url: str | None = None, published: str | None = None) -> None:
        self.failed = 0
        self._paths = paths
        self._url = url
        self._published = published

    @property
    def exit_code(self) -> Exit:
        return Exit.SOME_FAILED if self.failed else Exit.FINE

    def problem(self, problem: InputProblem) -> None:
        self.failed += problem.lost
        tell_problem(problem)

    def bug(self, name: str, error: BaseException) -> None:
        self.failed += 1
        tell_bug(name, error)

    def sources(self) -> Iterator[Source]:
        from banggiao.intake import sources

        return sources(self._paths, on_error=self.problem, url=self._url, published=self._published)

    def readings(self) -> Iterator[Reading]:
        """The pages read, in input order."""
        return (reading for _, reading in self.read())

    def read(self) -> Iterator[tuple[Source, Reading]]:
        """The pages read, each with what it was read from, in input order."""
        from banggiao.reading import read_source

        for source in self.sources():
            try:
                reading = read_source(source)
            except DataError:
                raise
            except Exception as error:
                self.bug(source.name, error)
            else:
                yield source, reading
