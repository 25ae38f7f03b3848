"""What a record knows of the files that its pages were taken from, told to the door and kept as pages are written."""

from __future__ import annotations

import os
import time

from msgspec.structs import replace

from banggiao.intake import InputProblem
from banggiao.intake.memory import digest
from banggiao.model import Source, Ticket
from banggiao.record import Record, Stamp

# What may be over when the file is tried again; anything else stays as it is until the file changes.
_PASSING = frozenset(("denied", "missing", "unreadable", "no_parquet", "no_library"))
_AT_ONCE = 500
_FRESH = 2_000_000_000
"""Nanoseconds: a file changed so shortly ago may change again and keep its time, so it's looked into again."""


class Memory:
    """One run of a command over its files, from one thread. `again`: take all as if nothing was known of it."""

    def __init__(self, record: Record, *, url: str | None = None, published: str | None = None, again: bool = False):
        self.files = self.pages = 0  # left out
        self._record = record
        self._given = f"{url or ''} {published or ''}"
        self._again = again
        self._runs: dict[int, _Run] = {}

    def is_known(self, path: str, status: os.stat_result) -> bool:
        return not self._again and self._record.is_taken(os.path.abspath(path), self._given, _stamp(status))

    def skip(self, path: str) -> None:
        self.files += 1

    def begin(self, path: str) -> _Run:
        file, run = self._record.begin_taking(os.path.abspath(path), self._given)
        self._runs[file] = _Run(self, file, run)
        return self._runs[file]

    def written(self, ticket: Ticket | None) -> None:
        """The page is in the record with its ticket, or was found to be none."""
        if ticket is not None and (run := self._runs.get(ticket.file)) is not None:
            run.waiting -= 1
            run.close()

    def failed(self, ticket: Ticket | None) -> None:
        """The page could not be read this time: its file is gone through again."""
        if ticket is not None and (run := self._runs.get(ticket.file)) is not None:
            run.is_whole = False
            self.written(ticket)


class _Run:
    def __init__(self, memory: Memory, file: int, run: int) -> None:
        self.waiting = 0  # pages given out and not yet written
        self.is_whole = True
        self._memory = memory
        self._file = file
        self._run = run
        self._lost = 0
        self._seen: list[Ticket] = []
        self._status: os.stat_result | None = None

    def page(self, source: Source) -> Source | None:
        ticket = Ticket(file=self._file, run=self._run, digest=digest(source))
        if not self._memory._again and self._memory._record.was_taken(ticket):
            self._memory.pages += 1
            self._seen.append(ticket)
            if len(self._seen) >= _AT_ONCE:
                self._flush()
            return None
        self.waiting += 1
        return replace(source, ticket=ticket)

    def problem(self, problem: InputProblem) -> None:
        self._lost += problem.lost
        self.is_whole = self.is_whole and problem.code not in _PASSING

    def end(self, status: os.stat_result) -> None:
        self._status = status
        self.close()

    def close(self) -> None:
        """Where all pages that were given out are written, the file is done."""
        if self._status is None or self.waiting:
            return
        self._flush()
        self._memory._runs.pop(self._file, None)
        if self.is_whole and abs(time.time_ns() - self._status.st_mtime_ns) > _FRESH:
            self._memory._record.end_taking(self._file, self._run, _stamp(self._status), self._lost)

    def _flush(self) -> None:
        self._memory._record.keep_tickets(self._seen)
        self._seen.clear()


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(size=status.st_size, changed=status.st_mtime_ns)
