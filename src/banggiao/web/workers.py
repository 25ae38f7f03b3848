"""The processes that work, as the one that listens sees them: who does what next, and what happens when one dies.

Python runs one thread at a time. Were pages made in the process that listens, every answer that is ready would wait
behind the one being made. So pages are made elsewhere: each process makes one at a time, what somebody waits for before
what is made in advance. The first process also does all that belongs to a person: forms, and pages of who is signed in;
what these keep in memory (limits, doubtful cases) is in one place, then.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import socket
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

import msgspec

from banggiao.web import wire
from banggiao.web.settings import Settings

_AHEAD = 2  # tasks a process has at hand: one it works at, one that lies ready
_PERSONS = 4  # what belongs to persons may go on at the same time, since it may wait for other programs that write
_MOST_WAITING = 1000
_PATIENCE = 30.0  # seconds that a guest waits at most
_LONGEST = 60.0  # seconds of one task, after which a process is taken to hang
_TRIES = 2  # a question that two processes died of is not asked a third time
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0  # seconds before a process that died is started again
_TO_END = 5.0  # seconds that processes have for what they began, when the server stops

Tell = Callable[..., None]


class Busy(Exception):
    """Nobody answers this now; in `wait` seconds it may be otherwise."""

    def __init__(self, wait: float = 2.0):
        super().__init__()
        self.wait = wait


class Failed(Exception):
    """No process can be started."""


@dataclass(eq=False, slots=True)
class _Job:
    asked: wire.Asked
    answer: asyncio.Future[wire.Given]
    person: bool
    since: float
    tries: int = 0


@dataclass(eq=False, slots=True)
class _Worker:
    """One place for a process, and the process that has it now, if any."""

    number: int
    process: BaseProcess | None = None
    writer: asyncio.StreamWriter | None = None
    at_hand: dict[int, _Job] = field(default_factory=dict)
    persons: int = 0
    pause: float = _SHORTEST_PAUSE

    @property
    def alone(self) -> int:
        return len(self.at_hand) - self.persons


class Workers:
    """`ask` has a request answered. `tell(event, **facts)` is told what an administrator wants to know."""

    def __init__(self, settings: Settings, tell: Tell | None = None):
        self.settings = settings
        self.restarts = 0
        self.made = 0
        self.seconds = 0.0
        self._tell = tell or (lambda event, **facts: None)
        self._places = [_Worker(number) for number in range(1, max(settings.workers, 1) + 1)]
        self._number = 0
        self._urgent: deque[_Job] = deque()
        self._persons: deque[_Job] = deque()
        self._ahead: deque[_Job] = deque()  # made in advance: nobody waits for these
        self._making_ahead: set[_Job] = set()
        self._keepers: list[asyncio.Task[None]] = []
        self._ready = asyncio.Event()
        self._stopping = False

    # --- from outside -------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Start all processes; returns as soon as one is ready. Raises Failed where none can be."""
        self._keepers = [asyncio.create_task(self._keep(place)) for place in self._places]
        self._keepers.append(asyncio.create_task(self._watch()))
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait([ready, *self._keepers], return_when=asyncio.FIRST_COMPLETED)
        if not self._ready.is_set():
            ready.cancel()
            await self.stop()
            raise Failed("no process that works could be started")

    async def stop(self) -> None:
        """Let the processes finish what they began, and end them."""
        self._stopping = True
        for place in self._places:
            if place.writer is not None:
                with contextlib.suppress(OSError, RuntimeError):
                    place.writer.write_eof()
        processes = [place.process for place in self._places if place.process is not None]
        until = time.monotonic() + _TO_END
        while any(each.is_alive() for each in processes) and time.monotonic() < until:
            await asyncio.sleep(0.02)
        for process in processes:
            if process.is_alive():
                process.kill()
            await asyncio.to_thread(process.join, 1.0)
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for job in (*self._urgent, *self._persons, *self._ahead):
            _refuse(job)

    def kill(self) -> None:
        """End all processes at once, where the server didn't come to stop them."""
        for place in self._places:
            if place.process is not None and place.process.is_alive():
                place.process.kill()

    async def ask(self, asked: wire.Asked, *, person: bool = False) -> wire.Given:
        """The answer that somebody waits for.

        Raises Busy where too many wait already, or it takes too long, or a process died of it.
        """
        if len(self._urgent) + len(self._persons) >= _MOST_WAITING:
            raise Busy
        job = self._job(asked, person)
        (self._persons if person else self._urgent).append(job)
        self._hand_out()
        try:
            async with asyncio.timeout(_PATIENCE):
                return await job.answer
        except TimeoutError:
            raise Busy from None

    async def ahead(self, asked: wire.Asked) -> wire.Given:
        """An answer that nobody waits for: made when nothing else is to do, one at a time, in the order asked."""
        job = self._job(asked, person=False)
        self._ahead.append(job)
        self._hand_out()
        return await job.answer

    def idle(self) -> bool:
        """Whether a process is there that would begin at once with what it is asked."""
        return not self._urgent and not self._ahead and any(p.writer is not None and not p.alone for p in self._places)

    @property
    def waiting(self) -> dict[str, int]:
        return {"reader": len(self._urgent), "person": len(self._persons), "renewal": len(self._ahead)}

    @property
    def processes(self) -> dict[int, int | None]:
        """The processes by their place; None while one is started anew."""
        return {place.number: place.process.pid if place.writer and place.process else None for place in self._places}

    # --- handing out --------------------------------------------------------------------------------------

    def _job(self, asked: wire.Asked, person: bool) -> _Job:
        return _Job(asked, asyncio.get_running_loop().create_future(), person, time.monotonic())

    def _hand_out(self) -> None:
        """Give what waits to whoever can take it."""
        first = self._places[0]
        while first.writer is not None and first.persons < _PERSONS and (job := _next(self._persons)):
            self._give(first, job)
        there = [place for place in self._places if place.writer is not None]
        while there:
            place = min(there, key=lambda each: each.alone)
            if place.alone >= _AHEAD or (job := _next(self._urgent)) is None:
                break
            self._give(place, job)
        # One at a time, and only to who has nothing else to do.
        while not self._making_ahead and (place_ := next((p for p in reversed(there) if not p.alone), None)):
            if (job := _next(self._ahead)) is None:
                break
            self._making_ahead.add(job)
            self._give(place_, job)

    def _give(self, place: _Worker, job: _Job) -> None:
        assert place.writer is not None
        self._number += 1
        job.tries += 1
        job.since = time.monotonic()
        place.at_hand[self._number] = job
        place.persons += job.person
        wire.send(place.writer, wire.Task(self._number, job.asked, alone=not job.person))

    def _take(self, place: _Worker, done: wire.Done) -> None:
        job = place.at_hand.pop(done.number)
        place.persons -= job.person
        self.made += 1
        self.seconds += done.given.seconds
        place.pause = _SHORTEST_PAUSE
        self._making_ahead.discard(job)
        for each in place.at_hand.values():
            if not job.person and not each.person:  # it lay ready behind this one, and is begun now
                each.since = time.monotonic()
        if not job.answer.done():
            job.answer.set_result(done.given)
        self._hand_out()

    # --- keeping them alive ---------------------------------------------------------------------------------

    async def _keep(self, place: _Worker) -> None:
        """Have a process in this place for as long as the server runs."""
        decoder = msgspec.msgpack.Decoder(wire.Done)
        while True:
            was_ready = False
            try:
                reader, writer, place.process = await self._begin()
                try:
                    while True:
                        done = decoder.decode(await wire.receive(reader))
                        if done.number:
                            self._take(place, done)
                        else:
                            was_ready = True
                            place.writer = writer
                            self._ready.set()
                            self._tell("worker-ready", worker=place.number, pid=place.process.pid)
                            self._hand_out()
                finally:
                    place.writer = None
                    writer.close()
            except (asyncio.IncompleteReadError, OSError):
                pass
            if self._stopping or not (was_ready or self._ready.is_set()):
                return
            self._lost(place)
            await asyncio.sleep(place.pause)
            place.pause = min(place.pause * 2, _LONGEST_PAUSE)
            self.restarts += 1

    async def _begin(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, BaseProcess]:
        """Start a process; it is ready when it says so."""
        ours, theirs = socket.socketpair()
        try:
            process = await asyncio.to_thread(_process, theirs, self.settings)
        finally:
            theirs.close()
        reader, writer = await wire.streams(ours)
        return reader, writer, process

    def _lost(self, place: _Worker) -> None:
        """A process is gone: what only asks is asked of another one, what may have written is told as unanswered."""
        jobs, place.at_hand, place.persons = list(place.at_hand.values()), {}, 0
        self._tell("worker-lost", worker=place.number, pid=place.process and place.process.pid, unanswered=len(jobs))
        if place.process is not None:
            place.process.kill()
        for job in reversed(jobs):
            self._making_ahead.discard(job)
            if job.asked.method in _SAFE and job.tries < _TRIES:
                (self._persons if job.person else self._urgent).appendleft(job)
            else:
                _refuse(job)
        self._hand_out()

    async def _watch(self) -> None:
        """End a process that works at one task for too long."""
        while True:
            await asyncio.sleep(1.0)
            now = time.monotonic()
            for place in self._places:
                if place.process and any(now - job.since > _LONGEST for job in place.at_hand.values()):
                    place.process.kill()  # what it had at hand is dealt with where its end is seen


def _next(jobs: deque[_Job]) -> _Job | None:
    """The first that is still waited for."""
    while jobs:
        if not (job := jobs.popleft()).answer.done():
            return job
    return None


def _refuse(job: _Job) -> None:
    if not job.answer.done():
        job.answer.set_exception(Busy())


# --- processes ------------------------------------------------------------------------------------------------


def prepare() -> None:
    """Have the work of starting begin: to be called before whatever else there is to load."""
    context = _context()
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        # A process that has everything loaded and does nothing but split: those it makes are there at once, and share
        # their memory.
        context.set_forkserver_preload(["banggiao.web.working"])
        forkserver.ensure_running()


def _context() -> BaseContext:
    known = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")


def _process(connection: socket.socket, settings: Settings) -> BaseProcess:
    prepare()
    process: Any = _context().Process(  # type: ignore[attr-defined]
        target=_work, args=(connection, settings), name="banggiao-serve", daemon=True
    )
    process.start()
    return process  # type: ignore[no-any-return]


def _work(connection: socket.socket, settings: Settings) -> None:
    from banggiao.web.working import work

    work(connection, settings)
    sys.exit(0)
