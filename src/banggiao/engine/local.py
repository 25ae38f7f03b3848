"""The engine of one machine: a process a core."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from banggiao.authority.files import VARIABLE, lay
from banggiao.engine.partition import Partition
from banggiao.engine.running import Engine, Outcome
from banggiao.engine.stage import read_partition

_TRIES = 2  # more, of starting a process

METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
"""How processes are started here."""

if METHOD == "forkserver":
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    class _Process(ForkServerProcess):
        """One that is asked for again when what it is forked from dies meanwhile; that is then started anew."""

        def start(self) -> None:
            for _ in range(_TRIES):
                with contextlib.suppress(EOFError, ConnectionError):
                    return super().start()
            super().start()

    class _Forking(ForkServerContext):
        Process = _Process


def engine(jobs: int) -> Engine:
    """Reads in `jobs` processes of this machine."""

    def read(partitions: Iterable[Partition], folder: str) -> Iterator[Outcome]:
        waiting = list(partitions)
        while waiting:
            suspects = yield from _through(waiting, folder, jobs)
            # When a process dies, all that were being read are under suspicion: each is tried again, alone.
            for each in suspects:
                yield from _alone(each, folder)
            waiting = [each for each in waiting if each not in suspects and not os.path.exists(f"{folder}/{each.part}")]

    return read


def _through(partitions: list[Partition], folder: str, jobs: int) -> Generator[Outcome, None, list[Partition]]:
    """Outcomes as they come; gives the partitions that may have killed a process."""
    pool = start(jobs)
    running: dict[Future[int], Partition] = {}
    rest = iter(partitions)
    try:
        while True:
            while len(running) < 2 * jobs and (following := next(rest, None)) is not None:
                running[pool.submit(read_partition, following, folder)] = following
            if not running:
                return []
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                partition = running[future]
                future.result()
                del running[future]
                yield Outcome(partition)
    except BrokenProcessPool:
        return [each for each in running.values() if not os.path.exists(f"{folder}/{each.part}")]
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(partition: Partition, folder: str) -> Iterator[Outcome]:
    pool = start(1)
    try:
        pool.submit(read_partition, partition, folder).result()
        yield Outcome(partition)
    except BrokenProcessPool:
        yield Outcome(partition, died=True)
    finally:
        pool.shutdown(cancel_futures=True)


def prepare(*more: str) -> None:
    """Have the process that others are forked from load its modules while this one does something else."""
    context(*more)
    if METHOD == "forkserver":
        from multiprocessing import forkserver

        forkserver.ensure_running()


def start(jobs: int) -> ProcessPoolExecutor:
    """A pool of processes that leave Ctrl-C to their parent, and don't outlive it."""
    return ProcessPoolExecutor(jobs, context(), initializer=_begin, initargs=(dict(os.environ),))


def context(*more: str) -> BaseContext:
    """How processes are started: forked from one that has all these modules in memory, where there is such a thing.

    Not forked from this one: it may have threads (the progress line) and an open record.
    """
    if METHOD == "spawn":
        return multiprocessing.get_context("spawn")
    forking = _Forking()
    forking.set_forkserver_preload(["banggiao.engine.warm", *more])
    return forking


def _begin(environment: Mapping[str, str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    live_in(environment)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def live_in(environment: Mapping[str, str]) -> None:
    """Take on the environment of the program that reads; this process was forked from one that may have another."""
    own_files = os.environ.get(VARIABLE)
    os.environ.update(environment)
    if environment.get(VARIABLE) != own_files:
        lay(environment.get(VARIABLE))


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
