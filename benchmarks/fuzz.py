"""Broken inputs through `read`, as many as wanted: nothing raises, nothing hangs, every span is what it says.

    python -m benchmarks.fuzz [N] [--seed N] [--jobs N] [--first N] [--case N]

Input number n of a seed is always the same (`benchmarks/mutations.py`), so a fault is told by its number, and `--case`
reads that one alone. Of every reading all is checked that docs/record.md promises (`tests/reading/conftest.py`), that
it is the same after JSON, and of one in sixteen that it is the same when it is read again after some hundred others. An
input that takes more than two seconds of CPU is a fault, wherever the time goes: the process is ended then by the
system, the place told, and the rest read by a new one.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import faulthandler
import multiprocessing
import os
import resource
import runpy
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from banggiao.intake import sources
from banggiao.model import Reading, reading_json
from banggiao.reading import read, read_source
from benchmarks.mutations import ROOT, Case, case

SECONDS = 2.0
_BLOCK = 400
_AGAIN = 16
_MEMORY = 6 << 30
_SLOWEST = 8


class Tally(NamedTuple):
    """What became of a block of inputs."""

    first: int
    count: int
    kinds: Counter[str]
    readings: int
    events: int
    told: int
    seconds: float
    slow: list[tuple[float, int, str]]
    faults: list[str]


def promises() -> Callable[[Reading], None]:
    """What holds for every reading, as the tests have it."""
    found: Callable[[Reading], None] = runpy.run_path(str(ROOT / "tests/reading/conftest.py"))["check_reading"]
    return found


def readings(one: Case, folder: Path, told: list[str]) -> Iterator[Reading]:
    """The pages of an input, read."""
    if one.ending is None:
        yield read(one.page, url=one.url, published=one.published)  # type: ignore[arg-type]
        return
    path = folder / f"a{one.ending}"
    path.write_bytes(one.page)  # type: ignore[arg-type]
    for each in sources([str(path)], on_error=lambda problem: told.append(str(problem)), url=one.url):
        yield read_source(each)


def examined(one: Case, folder: Path, check: Callable[[Reading], None]) -> tuple[list[bytes], int, int, list[str]]:
    """The readings of an input as JSON, how many contacts and problems they have; and what is wrong with them."""
    told: list[str] = []
    found: list[bytes] = []
    events = 0
    try:
        for reading in readings(one, folder, told):
            check(reading)
            data = reading_json(reading, True)
            if msgspec.json.decode(data, type=Reading) != reading:
                return found, events, len(told), ["not the same after JSON"]
            events += len(reading.events)
            found.append(data)
        for line in told:
            if "\n" in line or len(line) > 1000:
                return found, events, len(told), [f"a message that is no line: {line[:200]!r}"]
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return found, events, len(told), ["".join(traceback.format_exception(error)[-4:])]
    return found, events, len(told), []


def block(seed: int, first: int, count: int, folder: Path, at: Any = None) -> Tally:
    """Read inputs first..first+count; `at` is told the number at work."""
    check = promises()
    kinds: Counter[str] = Counter()
    slow: list[tuple[float, int, str]] = []
    faults: list[str] = []
    again: list[tuple[int, list[bytes]]] = []
    read_ = events = told = 0
    begun = time.process_time()
    for number in range(first, first + count):
        one = case(seed, number)
        if at is not None:
            at.value = number
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
        before = time.process_time()
        found, contacts, problems, wrong = examined(one, folder, check)
        took = time.process_time() - before
        signal.setitimer(signal.ITIMER_PROF, 0)
        kinds[one.kind] += 1
        read_, events, told = read_ + len(found), events + contacts, told + problems
        slow.append((took, number, one.kind))
        if took > SECONDS:
            wrong.append(f"{took:.1f} seconds")
        faults += [f"case {number} ({one.kind}): {line}" for line in wrong]
        if number % _AGAIN == 0 and one.kind != "heap" and not wrong:
            again.append((number, found))
    for number, before_ in again:
        if examined(case(seed, number), folder, check)[0] != before_:
            faults.append(f"case {number}: not the same when it is read again")
    slow = sorted(slow, reverse=True)[:_SLOWEST]
    return Tally(first, count, kinds, read_, events, told, time.process_time() - begun, slow, faults)


def _work(seed: int, pipe: Connection, at: Any, trace: str) -> None:
    """A process that reads the blocks it is given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process, in whatever code it is
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    with (
        open(trace, "w", encoding="utf-8") as out,
        tempfile.TemporaryDirectory(prefix="banggiao-fuzz-", dir=_in_memory()) as folder,
        contextlib.suppress(EOFError),
    ):
        faulthandler.enable(out)
        faulthandler.register(signal.SIGPROF, out, all_threads=False, chain=True)
        read("Sáng 5/9/2024, tại Hà Nội, Thủ tướng Lê Văn Sơn tiếp Đại sứ Nhật Bản Tanaka Hiroshi.")  # loads the tables
        while True:
            first, count = pipe.recv()
            pipe.send(block(seed, first, count, Path(folder), at))


def _in_memory() -> str | None:
    """A folder that is no disk, for files that are read once."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class _Worker:
    def __init__(self, seed: int, trace: Path) -> None:
        context = multiprocessing.get_context("fork")
        self.at = context.Value(ctypes.c_longlong, -1, lock=False)
        self.trace = trace
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_work, args=(seed, other, self.at, str(trace)), daemon=True)
        self.process.start()
        other.close()
        self.given = (0, 0)

    def give(self, first: int, count: int) -> None:
        self.given = (first, count)
        self.pipe.send(self.given)


def run(seed: int, first: int, count: int, jobs: int, on_done: Callable[[Tally], None]) -> None:
    """Read so many inputs in so many processes."""
    blocks = iter([(n, min(_BLOCK, first + count - n)) for n in range(first, first + count, _BLOCK)])
    with tempfile.TemporaryDirectory(prefix="banggiao-fuzz-") as folder:
        made = 0

        def start() -> _Worker:
            nonlocal made
            made += 1
            return _Worker(seed, Path(folder) / f"trace-{made}")

        workers = [start() for _ in range(jobs)]
        busy: list[_Worker] = []
        for worker in workers:
            if (given := next(blocks, None)) is not None:
                worker.give(*given)
                busy.append(worker)
        while busy:
            for pipe in wait([worker.pipe for worker in busy]):
                worker = next(each for each in busy if each.pipe is pipe)
                busy.remove(worker)
                rest: tuple[int, int] | None
                try:
                    on_done(worker.pipe.recv())
                    rest = next(blocks, None)
                except (EOFError, OSError):
                    worker.process.join()
                    on_done(_ended(worker))
                    # What stood before it in the block is not counted as read, and read once more.
                    begin, size = worker.given
                    after = worker.at.value + 1
                    for from_, to in ((begin, worker.at.value), (after, begin + size)):
                        if from_ < to:
                            blocks = iter([(from_, to - from_), *blocks])
                    worker = start()
                    rest = next(blocks, None)
                if rest is not None:
                    worker.give(*rest)
                    busy.append(worker)
                else:
                    worker.process.kill()


def _ended(worker: _Worker) -> Tally:
    """A process that came to an end over an input."""
    code = worker.process.exitcode or 0
    why = f"more than {SECONDS:g} seconds" if code == -signal.SIGPROF else f"ended with {code}"
    where = worker.trace.read_text(encoding="utf-8", errors="replace")
    number = int(worker.at.value)
    return Tally(number, 1, Counter(), 0, 0, 0, 0.0, [], [f"case {number}: {why}\n{where[:1500]}"])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("number", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--case", type=int)
    asked = parser.parse_args(arguments)
    if asked.case is not None:
        _show(asked.seed, asked.case)
        return
    begun = time.perf_counter()
    total, kinds, slow, faults = Counter[str](), Counter[str](), list[tuple[float, int, str]](), list[str]()
    seconds, last = 0.0, begun

    def done(one: Tally) -> None:
        nonlocal kinds, slow, faults, seconds, last
        total.update(inputs=one.count, readings=one.readings, contacts=one.events, problems=one.told)
        kinds += one.kinds
        slow = sorted([*slow, *one.slow], reverse=True)[:_SLOWEST]
        seconds += one.seconds
        for line in one.faults:
            faults.append(line)
            print(line, flush=True)
        if time.perf_counter() - last > 60:
            last = time.perf_counter()
            print(
                f"… {total['inputs']:,} inputs, {len(faults)} faults, {total['inputs'] / (last - begun):.0f}/s",
                flush=True,
            )

    run(asked.seed, asked.first, asked.number, asked.jobs, done)
    took = time.perf_counter() - begun
    print(
        f"seed {asked.seed}: {total['inputs']:,} inputs, {total['readings']:,} readings with {total['contacts']:,} "
        f"contacts, {total['problems']:,} problems told, {len(faults)} faults; {took:.0f} s, {seconds:.0f} s of CPU, "
        f"{total['inputs'] / max(took, 1e-9):.0f} inputs/s"
    )
    print("kinds: " + ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common()))
    print("slowest: " + ", ".join(f"{number} ({kind}) {seconds:.2f} s" for seconds, number, kind in slow))
    if faults:
        sys.exit(1)


def _show(seed: int, number: int) -> None:
    one = case(seed, number)
    print(f"{one.kind}, {len(one.page)} long, url {one.url}, published {one.published}")
    print(repr(one.page)[:3000])
    begun = time.process_time()
    with tempfile.TemporaryDirectory(prefix="banggiao-fuzz-") as folder:
        found, events, told, faults = examined(one, Path(folder), promises())
    print(f"{len(found)} readings, {events} contacts, {told} problems, {time.process_time() - begun:.2f} s of CPU")
    print("\n".join(faults) or "no fault")


if __name__ == "__main__":
    main()
