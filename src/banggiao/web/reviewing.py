"""What reviewing needs beside the record: the doubtful cases, kept for a while, and one thread that works out anew what
judgements change."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookLong

from banggiao.model import content_id
from banggiao.record import Doubt, Judgement, Record
from banggiao.web.limits import Limit

_FRESH = 120.0  # seconds: new pages bring new cases, and these are not urgent
_PATIENCE = 3.0  # seconds that a guest waits for what follows from a judgement
_BUSY = 10.0  # seconds to wait for another program that writes


def key_of(doubt: Doubt) -> str:
    """A name for a case that lasts as long as what it is about."""
    return content_id(doubt.kind, doubt.left.id, doubt.right.id if doubt.right else "", doubt.field or "")


class Reviewing:
    """One for a server. Its own thread holds the only connection that writes."""

    def __init__(self, record: str):
        self.record = record
        self.judging = Limit(most=120, seconds=60)
        self.signing_in = Limit(most=10, seconds=60)
        self._doubts: dict[str, Doubt] = {}
        self._at = float("-inf")
        self._lock = threading.Lock()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="banggiao-review")

    def close(self) -> None:
        self._writer.shutdown(wait=True, cancel_futures=True)

    def doubts(self, record: Record) -> dict[str, Doubt]:
        """The cases that nobody has judged, most valuable first, as they were at most two minutes ago."""
        with self._lock:
            if time.monotonic() - self._at > _FRESH:
                self._doubts = {key_of(doubt): doubt for doubt in record.doubts()}
                self._at = time.monotonic()
            return dict(self._doubts)

    def answered(self, key: str) -> None:
        """The case is judged: it isn't shown again."""
        with self._lock:
            self._doubts.pop(key, None)

    def stale(self) -> None:
        """A judgement was undone: its case is to be asked about again."""
        with self._lock:
            self._at = float("-inf")

    def write(self, judge: Callable[[Record], Judgement]) -> tuple[Judgement, bool]:
        """Write a judgement down; gives it, and whether what follows from it is worked out already.

        When this returns, the judgement outlives a killed server. Raises RecordError when it can't be written.
        """
        written: Future[Judgement] = Future()
        done = self._writer.submit(self._write, judge, written)
        one = written.result()
        try:
            done.result(timeout=_PATIENCE)
        except TookLong:
            return one, False
        return one, True

    def _write(self, judge: Callable[[Record], Judgement], written: Future[Judgement]) -> None:
        try:
            with Record(self.record, create=False, power_safe=True, timeout=_BUSY) as record:
                written.set_result(judge(record))
                record.resolve()
        except BaseException as error:
            if written.done():  # the judgement is kept; the next `resolve` of any program does the rest
                raise
            written.set_exception(error)
