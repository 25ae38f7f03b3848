"""banggiao add: many pages into one record, read by several processes, written by one."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.pages import Batch
from banggiao.cli.progress import bar
from banggiao.cli.streams import tell
from banggiao.cli.words import say
from banggiao.record import Record

if TYPE_CHECKING:
    from banggiao.model import Reading


class Tally:
    """What was done so far."""

    def __init__(self, batch: Batch) -> None:
        self.new = self.same = self.changed = self.contacts = self.issues = 0
        self._batch = batch
        self._begun = time.perf_counter()

    def count(self, reading: Reading, status: str) -> None:
        setattr(self, status, getattr(self, status) + 1)
        self.contacts += len(reading.events)
        self.issues += len(reading.issues)

    def facts(self) -> dict[str, float]:
        pages = self.new + self.same + self.changed
        seconds = time.perf_counter() - self._begun
        return {
            "new": self.new,
            "same": self.same,
            "changed": self.changed,
            "failed": self._batch.failed,
            "contacts": self.contacts,
            "issues": self.issues,
            "pages": pages,
            "seconds": seconds,
            "rate": pages / seconds if seconds else 0.0,
        }

    def told(self) -> str:
        return say("add.progress", **self.facts())


def add(batch: Batch, path: str, jobs: int) -> Exit:
    with Record(path) as record:
        tally = Tally(batch)
        try:
            with bar(batch.bytes_in_all(), tally.told()) as update, closing(batch.readings(jobs)) as readings:
                for reading in readings:
                    tally.count(reading, record.add(reading).status)
                    update(batch.bytes_done, tally.told)
        except BaseException:
            tell(say("add.stopped"))
            tell(say("add.summary", record=path, **tally.facts()))
            raise
        record.resolve()
    tell(say("add.summary", record=path, **tally.facts()))
    return batch.exit_code
