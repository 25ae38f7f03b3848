"""banggiao add: many pages into one record, read by several processes, written by one."""

from __future__ import annotations

import shutil
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
            "skipped": self._batch.memory.files if self._batch.memory else 0,
            "skipped_pages": self._batch.memory.pages if self._batch.memory else 0,
            "contacts": self.contacts,
            "issues": self.issues,
            "pages": pages,
            "seconds": seconds,
            "rate": pages / seconds if seconds else 0.0,
        }

    def told(self) -> str:
        return say("add.progress", **self.facts())

    def tell(self, record: str) -> None:
        facts = self.facts()
        tell(say("add.summary", record=record, **facts))
        if facts["skipped"] or facts["skipped_pages"]:
            tell(say("add.skipped", **facts))


def add(batch: Batch, path: str, jobs: int, again: bool = False) -> Exit:
    with Record(path) as record:
        memory = batch.remember(record, again=again)
        tally = Tally(batch)
        try:
            with bar(batch.bytes_in_all(), tally.told()) as update, closing(batch.read(jobs)) as readings:
                for source, reading in readings:
                    tally.count(reading, record.add(reading, source.ticket).status)
                    memory.written(source.ticket)
                    update(batch.bytes_done, tally.told)
        except BaseException:
            tell(say("add.stopped"))
            tally.tell(path)
            raise
        record.resolve()
    if batch.engine and batch.engine.folder:  # all is in the record: what the engine made is needed no more
        shutil.rmtree(batch.engine.folder, ignore_errors=True)
    tally.tell(path)
    return batch.exit_code
