"""What Prometheus is told of a server: requests by route, what is kept, who works at what, the record, memory.

Every request comes through the process that listens, so that its counts are those of all processes. Routes are named as
the table of routes has them (`/person/{id}`), never by the address that was asked for.
"""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from banggiao import __version__
from banggiao.record import Record, RecordError
from banggiao.web.front import Answered, Front

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_OTHER = "other"


class Metrics:
    """The figures of one server. `seen` is to be called with every answer of it."""

    def __init__(self, front: Front):
        self.registry = CollectorRegistry(auto_describe=True)
        self._requests = Counter(
            "banggiao_requests",
            "Requests that were answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "banggiao_request_seconds",
            "Time from when a request was read to when its answer was handed to the network.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.registry.register(_Now(front))
        ProcessCollector(registry=self.registry)

    def seen(self, answer: Answered) -> None:
        route = answer.route or _OTHER
        method = answer.method if answer.method in _METHODS else _OTHER
        self._requests.labels(method, route, str(answer.status)).inc()
        self._seconds.labels(route).observe(answer.seconds)

    def listen(self, host: str, port: int) -> int:
        """Answer Prometheus at this address from a thread of its own; gives the port. Raises OSError."""
        server, _ = start_http_server(port, host, self.registry)
        return int(server.server_port)


class _Now(Collector):
    """What is looked at when Prometheus asks."""

    def __init__(self, front: Front):
        self._front = front
        self._lock = threading.Lock()

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("banggiao_build", "The program.", {"version": __version__})
        yield from self._of_answers()
        yield from self._of_workers()
        with self._lock:
            yield from self._of_the_record()
        yield from self._of_processes()

    def describe(self) -> Iterator[Metric]:
        return iter(())

    def _of_answers(self) -> Iterator[Metric]:
        keeping = self._front.keeping
        answers = CounterMetricFamily(
            "banggiao_kept_answers",
            "Answers to what may be kept: fresh (kept, as the record is), recent (kept, at most five seconds behind),"
            " old (kept, being renewed), made (for who asked).",
            labels=("how",),
        )
        for how, number in keeping.given.items():
            answers.add_metric((how,), number)
        yield answers
        yield GaugeMetricFamily("banggiao_kept", "Answers that are kept.", len(keeping))
        yield GaugeMetricFamily("banggiao_kept_bytes", "Their size.", keeping.size)

    def _of_workers(self) -> Iterator[Metric]:
        workers = self._front.workers
        waiting = GaugeMetricFamily(
            "banggiao_waiting", "Requests that no process has taken yet, and answers to be renewed.", labels=("what",)
        )
        for what, number in workers.waiting.items():
            waiting.add_metric((what,), number)
        yield waiting
        ready = sum(process is not None for process in workers.processes.values())
        yield GaugeMetricFamily("banggiao_workers", "Processes that should make answers.", len(workers.processes))
        yield GaugeMetricFamily("banggiao_workers_ready", "Processes that do.", ready)
        yield CounterMetricFamily(
            "banggiao_worker_restarts", "Processes that died and were replaced.", workers.restarts
        )
        yield CounterMetricFamily("banggiao_made", "Answers that processes made.", workers.made)
        yield CounterMetricFamily("banggiao_making_seconds", "Time that it took them.", workers.seconds)

    def _of_the_record(self) -> Iterator[Metric]:
        path = self._front.settings.record
        try:
            with Record(path, readonly=True) as record:
                pulse = record.pulse()
        except RecordError:
            pulse = None
        yield GaugeMetricFamily("banggiao_record_readable", "1 where the record can be read.", pulse is not None)
        sizes = GaugeMetricFamily("banggiao_record_bytes", "Bytes on disk.", labels=("file",))
        for name, file in (("record", path), ("log", f"{path}-wal")):
            sizes.add_metric((name,), _size(file))
        yield sizes
        if pulse is None:
            return
        yield GaugeMetricFamily("banggiao_record_pages", "Pages in the record.", pulse.pages)
        yield GaugeMetricFamily("banggiao_record_contacts", "Contacts in the record.", pulse.contacts)
        yield GaugeMetricFamily(
            "banggiao_record_unresolved_pages", "Pages whose part across pages is to be worked out.", pulse.unresolved
        )
        yield GaugeMetricFamily("banggiao_record_schema", "Version of the tables.", pulse.schema)
        if pulse.added is not None:
            yield GaugeMetricFamily(
                "banggiao_record_last_added_timestamp_seconds", "When a page was last added.", _moment(pulse.added)
            )

    def _of_processes(self) -> Iterator[Metric]:
        memory = GaugeMetricFamily(
            "banggiao_resident_bytes", "Memory of each process, what they share counted in each.", labels=("process",)
        )
        processes = {"front": os.getpid()}
        for number, process in self._front.workers.processes.items():
            if process is not None:
                processes[f"worker {number}"] = process
        for name, number in processes.items():
            size = _resident(number)
            if size is not None:
                memory.add_metric((name,), size)
        yield memory


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size
    except OSError:
        return 0


def _moment(added: str) -> float:
    found = datetime.datetime.fromisoformat(added)
    return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).timestamp()


def _resident(process: int) -> int | None:
    """Bytes, where the system tells (Linux)."""
    try:
        text = Path(f"/proc/{process}/statm").read_text(encoding="ascii")
        size: Any = os.sysconf("SC_PAGE_SIZE")
        return int(text.split()[1]) * int(size)
    except (OSError, AttributeError, ValueError):
        return None
