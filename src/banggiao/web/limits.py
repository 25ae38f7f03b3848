"""How often somebody may try: a count a key, in the memory of one server process."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_KEYS = 10_000  # the longest quiet ones are forgotten beyond these


class Limit:
    """At most `most` times in any `seconds` for one key.

    >>> limit = Limit(2, 60, clock=lambda: 0.0)
    >>> limit.wait("an"), limit.wait("an"), limit.wait("an"), limit.wait("binh")
    (0.0, 0.0, 60.0, 0.0)
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic):
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str) -> float:
        """0 where the key may go on (and counts one more), else how many seconds until it may."""
        now = self._clock()
        with self._lock:
            times = self._times.setdefault(key, deque())
            self._times.move_to_end(key)
            while len(self._times) > _KEYS:
                self._times.popitem(last=False)
            while times and times[0] <= now - self.seconds:
                times.popleft()
            if len(times) >= self.most:
                return times[0] + self.seconds - now
            times.append(now)
            return 0.0
