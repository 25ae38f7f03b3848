"""How fast one core reads documents of 3,000 characters, room by room, beside underthesea on the same documents.

    python -m benchmarks reading [--documents N] [--peer-documents N] [--rounds N]

Everything runs pinned to one core, warm (tables loaded, a first pass not counted), garbage collection on as in use. The
whole `read_source` is timed without anything around its rooms; the rooms are timed in passes of their own, where the
clock costs a little. Times are CPU time of the process, the median of the rounds; wall time stands beside.

underthesea (extra `bench`) is timed in the same rounds on a few of the documents, spread evenly: it needs seconds for
what we do in hundredths. Its `word_tokenize` splits words, its `ner` (given sentences, which is its fastest way) finds
names; neither reads contacts, regions or dates, so the ratio says what a pipeline built on them would pay before its
own work begins.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple
from unittest.mock import patch

from banggiao.model import Source
from banggiao.reading import read_source
from benchmarks import machine, material
from benchmarks.machine import Seconds

ROOMS = {
    "article": ("banggiao.article.parse",),
    "mention": ("banggiao.mention.find",),
    "event": ("banggiao.event.find", "banggiao.event.people_of"),
    "statement": ("banggiao.statement.find",),
    "dating": tuple(f"banggiao.dating.{name}" for name in ("find_times", "is_occasion", "year_bounds", "resolve")),
}
"""The public functions that `read_source` calls, by room."""

_WARM = 50


class Report(NamedTuple):
    """Seconds of one pass: of the whole and of the rooms over all documents, of each reader over a few."""

    whole: Seconds
    rooms: dict[str, float]
    beside: dict[str, Seconds]


def read_all(pages: list[Source]) -> None:
    for page in pages:
        read_source(page)


def measure(rows: list[material.Row], peer_documents: int, rounds: int) -> Report:
    pages = material.sources(rows)
    few = rows[:: len(rows) // peer_documents][:peer_documents]
    readers: dict[str, Callable[[], None]] = {"banggiao read": partial(read_all, material.sources(few))}
    texts = [material.page_text(row) for row in few]
    readers |= {f"underthesea {name}": partial(_each, work, texts) for name, work in peers().items()}
    read_all(pages[:_WARM])
    for work in peers().values():
        _each(work, texts[:1])
    whole: list[Seconds] = []
    rooms: list[dict[str, float]] = []
    beside: dict[str, list[Seconds]] = {name: [] for name in readers}
    for _ in range(rounds):
        whole.append(machine.timed(partial(read_all, pages)))
        rooms.append(room_seconds(pages))
        for name, reader in readers.items():
            beside[name].append(machine.timed(reader))
    middle_rooms = {room: sorted(one[room] for one in rooms)[rounds // 2] for room in rooms[0]}
    return Report(machine.middle(whole), middle_rooms, {name: machine.middle(times) for name, times in beside.items()})


# --- rooms --------------------------------------------------------------------------------------------


class _Stopwatch:
    """CPU seconds by room; a room called from within another stops the other's clock."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._running: list[str] = ["the corridor"]
        self._since = time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        self.spent[self._running[-1]] += now - self._since
        self._since = now

    def around(self, room: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def clocked(*args: Any, **kwargs: Any) -> Any:
            self._turn()
            self._running.append(room)
            try:
                return work(*args, **kwargs)
            finally:
                self._turn()
                self._running.pop()

        return clocked


@contextmanager
def _clocked() -> Iterator[_Stopwatch]:
    watch = _Stopwatch()
    with ExitStack() as stack:
        for room, names in ROOMS.items():
            for name in names:
                package, _, function = name.rpartition(".")
                module = import_module(package)
                stack.enter_context(patch.object(module, function, watch.around(room, getattr(module, function))))
        yield watch


def room_seconds(pages: list[Source]) -> dict[str, float]:
    """CPU seconds that each room spends on the pages."""
    with _clocked() as watch:
        read_all(pages)
    return {room: watch.spent[room] for room in ROOMS}


# --- peers --------------------------------------------------------------------------------------------


def peers() -> dict[str, Callable[[str], object]]:
    """What underthesea does without a download, by name; empty where it is not installed."""
    try:
        peer: Any = import_module("underthesea")
    except ImportError:
        return {}

    def names(text: str) -> object:
        # Its cost grows faster than the text: sentence by sentence it is five times as fast as on the whole.
        return [peer.ner(sentence) for sentence in peer.sent_tokenize(text)]

    return {"word_tokenize": peer.word_tokenize, "ner": names}


def _each(work: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        work(text)


# --- telling ------------------------------------------------------------------------------------------


def tell(report: Report, what: str, documents: int, peer_documents: int, rounds: int) -> None:
    print(f"{what}; one core; CPU time, median of {rounds} rounds")
    print(f"\n{'':24} {'docs/s':>9} {'ms/doc':>8} {'share':>7} {'docs/s wall':>12}")
    whole = report.whole
    rates = f"{documents / whole.cpu:9.1f} {whole.cpu / documents * 1000:8.3f} {'':7} {documents / whole.wall:12.1f}"
    print(f"{'read, the whole':24} {rates}")
    total = sum(report.rooms.values())
    for room, seconds in report.rooms.items():
        print(f"  {room:22} {documents / seconds:9.1f} {seconds / documents * 1000:8.3f} {seconds / total:7.1%}")
    ours = report.beside["banggiao read"]
    print(f"\n{f'{peer_documents} of them':24} {'docs/s':>9} {'ms/doc':>8} {'ours is':>8} {'docs/s wall':>12}")
    for name, one in report.beside.items():
        ratio = "" if name == "banggiao read" else f"{one.cpu / ours.cpu:.0f} x"
        print(
            f"{name:24} {peer_documents / one.cpu:9.1f} {one.cpu / peer_documents * 1000:8.2f} {ratio:>8}"
            f" {peer_documents / one.wall:12.1f}"
        )
    if len(report.beside) == 1:
        print("missing: underthesea (pip install '.[bench]'); no comparison")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks reading")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--peer-documents", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args(arguments)
    machine.pin(1)
    if gap := material.missing():
        print(gap)
    rows, what = material.documents(asked.documents)
    few = min(asked.peer_documents, len(rows))
    tell(measure(rows, few, asked.rounds), what, len(rows), few, asked.rounds)


if __name__ == "__main__":
    main()
