"""Asking for many addresses: hosts side by side, of each host one address at a time, with a pause between two.

One thread decides, keeps and remembers; the others only ask. What was asked for and what came of it is in the state
before the next thing happens, so that a killed program goes on where it was.
"""

from __future__ import annotations

import heapq
import queue
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from banggiao.fetch import robots
from banggiao.fetch.archive import Archive, Place, digest
from banggiao.fetch.problem import FetchProblem, of_status, problem
from banggiao.fetch.state import Item, State, StoreError
from banggiao.fetch.wire import Answer, Limits, ask, host_of, normal, retry_after
from banggiao.intake import listing
from banggiao.intake.files import LARGEST_PAGE
from banggiao.intake.listing import Entry
from banggiao.intake.look import is_html
from banggiao.intake.unpack import unpacked

_HTML = ("text/html", "application/xhtml+xml")
_ROBOTS_AGE = 86400.0  # the standard: no older than a day
_DEEPEST = 2  # an index of sitemaps, a sitemap, a page
_HEAD = 4096
_TICK = 0.2  # seconds until a wish to stop is seen


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How to ask. `delay` seconds between two questions to a host (more where its robots.txt says so); `retries` after
    a failure that may pass, the first after `backoff` seconds, then twice as long each; `patience` is the longest wait
    for an answer that is promised for later; a host that fails `tolerance` times in a row is left for this run;
    `older_than` seconds ago was what is asked for again, `soonest` what
    its list says was changed; `limit` is the most addresses of a run."""

    agent: str
    limits: Limits = Limits()
    delay: float = 2.0
    retries: int = 3
    backoff: float = 2.0
    patience: float = 300.0
    tolerance: int = 5
    redirections: int = 5
    at_once: int = 8
    older_than: float = 86400.0
    soonest: float = 3600.0
    limit: int | None = None


class Kept(msgspec.Struct, frozen=True):
    """A page that came, new or changed, and lies in the archive; not yet in the record."""

    url: str
    place: Place


class Listed(msgspec.Struct, frozen=True):
    """A feed or sitemap that came: how many addresses it has, how many of them are to be asked for."""

    url: str
    entries: int
    new: int


class Same(msgspec.Struct, frozen=True):
    """An address that answers what it answered before."""

    url: str


class Lost(msgspec.Struct, frozen=True):
    """An address that is given up; a problem that stands for a host and the addresses of it that still wait."""

    why: FetchProblem
    waiting: int = 0


class Retried(msgspec.Struct, frozen=True):
    """An address that will be asked for again, in so many seconds."""

    why: FetchProblem
    seconds: float


class Idle(msgspec.Struct, frozen=True):
    """Nothing waits for now."""


Outcome = Kept | Listed | Same | Lost | Retried | Idle


class _Host:
    """What is known of a host in this run."""

    def __init__(self) -> None:
        self.rules: robots.Rules | None = None
        self.rules_until = 0.0  # monotonic
        self.free_at = 0.0  # monotonic
        self.failures = 0  # in a row
        self.is_busy = self.is_queued = self.is_left = False


_Task = tuple[str, Item | None]
_Result = tuple[str, Item | None, list[Answer], Answer | str | FetchProblem]


class Crawl:
    """A run over what waits in the state."""

    def __init__(self, state: State, archive: Archive, settings: Settings, stop: threading.Event | None = None) -> None:
        self._state = state
        self._archive = archive
        self._settings = settings
        self._stop = stop or threading.Event()
        self._hosts: dict[str, _Host] = {}
        self._free: list[tuple[float, str]] = []  # when (monotonic) which host may be asked
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[_Result] = queue.SimpleQueue()
        self._busy = 0
        self._asked = 0
        self._threads: list[threading.Thread] = []

    # --- what to ask for ------------------------------------------------------------------------------------

    def put(self, urls: Iterable[str], *, always: bool = False) -> tuple[int, list[FetchProblem]]:
        """Let addresses wait, `always` or only if they are new or were asked for long ago; gives how many do, and what
        is no address."""
        older_than = 0.0 if always else self._settings.older_than
        return self._put([Entry(url) for url in urls], 0, older_than)

    def _put(
        self, entries: Iterable[Entry], level: int, older_than: float, base: str | None = None
    ) -> tuple[int, list[FetchProblem]]:
        added = 0
        problems: list[FetchProblem] = []
        soonest = self._settings.soonest
        with self._state.together():
            for entry in entries:
                try:
                    url = normal(entry.url, base)
                except FetchProblem as error:
                    problems.append(error)
                    continue
                host = host_of(url)
                if self._state.put(
                    url, host, level=level, older_than=older_than, changed=entry.changed, soonest=soonest
                ):
                    added += 1
                    self._expect(host)
        return added, problems

    def _expect_all(self) -> None:
        for known in self._hosts.values():
            known.is_left, known.failures = False, 0
        for host in self._state.hosts():
            self._expect(host)

    def _expect(self, host: str) -> None:
        """The host has something that waits."""
        known = self._hosts.setdefault(host, _Host())
        if not (known.is_busy or known.is_queued or known.is_left):
            known.is_queued = True
            heapq.heappush(self._free, (known.free_at, host))

    # --- the run ----------------------------------------------------------------------------------------------

    def run(self, more: Callable[[], bool] | None = None) -> Iterator[Outcome]:
        """Ask until nothing waits that is due in this run; gives what comes of each address. With `more` it goes on for
        ever: it is called again and again, may `put` addresses, and says whether it did; then hosts that were left are
        tried once more. Raises StoreError and OSError where the archive or the state can't be written."""
        self._expect_all()
        is_idle = False
        try:
            while not self._stop.is_set():
                if more is not None and more():
                    self._expect_all()
                self._send()
                if not self._busy and not self._free:
                    if not is_idle:
                        yield Idle()
                    if more is None:
                        return
                    is_idle = True
                    self._stop.wait(_TICK)
                    continue
                is_idle = False
                pause = _TICK
                if self._free and self._busy < self._settings.at_once:
                    pause = min(max(self._free[0][0] - time.monotonic(), 0.001), _TICK)
                try:
                    result = self._results.get(timeout=pause)
                except queue.Empty:
                    continue
                self._busy -= 1
                yield from self._handled(result)
        finally:
            for _ in self._threads:
                self._tasks.put(None)

    def _send(self) -> None:
        """Give the hosts whose time has come to threads that are free."""
        while self._free and self._busy < self._settings.at_once and self._free[0][0] <= time.monotonic():
            _, host = heapq.heappop(self._free)
            known = self._hosts[host]
            known.is_queued = False
            if self._settings.limit is not None and self._asked >= self._settings.limit:
                continue
            item, wait = self._state.next(host)
            if item is None or wait > self._settings.patience:
                continue
            if wait > 0:
                known.is_queued = True
                heapq.heappush(self._free, (time.monotonic() + wait, host))
                continue
            self._ask(host, known, item)

    def _ask(self, host: str, known: _Host, item: Item) -> None:
        if known.rules is not None and known.rules_until < time.monotonic():
            known.rules = None
        if known.rules is None and (text := self._state.robots(host, _ROBOTS_AGE)) is not None:
            known.rules, known.rules_until = robots.rules(text), time.monotonic() + _ROBOTS_AGE
        task: _Task = (host, None)
        if known.rules is not None:
            refusal = self._refusal(known.rules, item.url)
            if refusal is not None:
                self._results.put((host, item, [], refusal))
                known.is_busy, self._busy = True, self._busy + 1
                return
            task = (host, item)
            self._asked += 1
        if len(self._threads) <= self._busy:
            thread = threading.Thread(target=self._work, daemon=True, name=f"fetch-{len(self._threads)}")
            thread.start()
            self._threads.append(thread)
        known.is_busy, self._busy = True, self._busy + 1
        self._tasks.put(task)

    def _refusal(self, rules: robots.Rules, url: str) -> FetchProblem | None:
        """Why an address must not be asked for, by the robots.txt of its host."""
        if rules.delay() > robots.LONGEST_DELAY:
            return problem("robots_delay", url=url, seconds=rules.delay())
        return None if rules.allows(url) else problem("robots", url=url)

    # --- in other threads -------------------------------------------------------------------------------------

    def _work(self) -> None:
        settings = self._settings
        while (task := self._tasks.get()) is not None:
            host, item = task
            answers: list[Answer] = []
            came: Answer | str | FetchProblem
            try:
                if item is None:
                    came = robots.asked_for(host, settings.limits, settings.agent, answers.append)
                else:
                    came = ask(item.url, settings.limits, settings.agent, _conditions(item))
                    answers.append(came)
            except FetchProblem as error:
                came = error
            except Exception as error:  # a mistake of ours or of a library: this address is lost, not the run
                came = problem("not_http", url=item.url if item else host, why=f"{type(error).__name__}: {error}")
            self._results.put((host, item, answers, came))

    # --- what came --------------------------------------------------------------------------------------------

    def _handled(self, result: _Result) -> Iterator[Outcome]:
        host, item, answers, came = result
        known = self._hosts[host]
        known.is_busy = False
        if item is None:
            for answer in answers:
                self._keep(answer)
            if isinstance(came, str):
                self._state.keep_robots(host, came)
                known.rules, known.rules_until = robots.rules(came), time.monotonic() + _ROBOTS_AGE
            elif isinstance(came, FetchProblem):
                yield from self._robots_lost(host, known, came)
        elif isinstance(came, FetchProblem):
            yield from self._lost(host, known, item, came)
        elif isinstance(came, Answer):
            yield from self._answered(host, known, item, came)
        if answers or not isinstance(came, FetchProblem) or came.code not in ("robots", "robots_delay"):
            delay = known.rules.delay() if known.rules else 0.0
            delay = max(self._settings.delay, delay if delay <= robots.LONGEST_DELAY else 0.0)
            known.free_at = max(known.free_at, time.monotonic() + delay)
        self._expect(host)

    def _robots_lost(self, host: str, known: _Host, why: FetchProblem) -> Iterator[Outcome]:
        """A host that does not say what may be asked for: tried again, then left for this run."""
        known.failures += 1
        wait = self._pause(known.failures, why)
        if why.temporary and known.failures <= self._settings.retries and wait <= self._settings.patience:
            known.free_at = time.monotonic() + wait
            yield Retried(why, wait)
            return
        if why.temporary:
            yield from self._left(host, known, why)
            return
        item, _ = self._state.next(host)
        while item is not None:  # no such host, a closed network: so it is with each address
            facts: dict[str, Any] = why.facts
            told = problem(why.code, url=item.via[0] if item.via else item.url, **facts)
            self._state.failed(item.url, told)
            yield Lost(told)
            item, _ = self._state.next(host)

    def _left(self, host: str, known: _Host, why: FetchProblem) -> Iterator[Outcome]:
        """Nothing more of this host in this run; what waits goes on waiting."""
        known.is_left = True
        waiting = self._state.waiting(host)
        self._state.put_off(host, max(self._settings.patience, why.after or 0.0))
        yield Lost(problem("host_left", url=host, count=waiting, why=why), waiting)

    def _pause(self, failures: int, why: FetchProblem) -> float:
        """Seconds until the next try: twice as many each time, and no fewer than the server asks for."""
        spread = random.uniform(0.75, 1.25)  # spreads the tries, keeps no secret  # nosec B311
        backoff = self._settings.backoff * 2.0 ** (failures - 1) * spread
        return max(backoff, why.after or 0.0)

    def _lost(
        self, host: str, known: _Host, item: Item, why: FetchProblem, status: int | None = None
    ) -> Iterator[Outcome]:
        why.source = item.via[0] if item.via else item.url
        if not why.temporary:
            self._state.failed(item.url, why, status)
            yield Lost(why)
            return
        known.failures += 1
        wait = self._pause(item.attempts + 1, why)
        if item.attempts >= self._settings.retries:
            self._state.failed(item.url, why, status)
            yield Lost(why)
        else:
            self._state.again(item.url, wait)
            yield Retried(why, wait)
        is_for_long = (why.after or 0.0) > self._settings.patience  # the server means all its pages
        if why.after and not is_for_long:
            known.free_at = time.monotonic() + wait
        if (is_for_long or known.failures >= self._settings.tolerance) and self._state.waiting(host):
            yield from self._left(host, known, why)

    def _answered(self, host: str, known: _Host, item: Item, answer: Answer) -> Iterator[Outcome]:
        if answer.status == 304 and (item.etag or item.modified):
            known.failures = 0
            self._state.same(item.url, answer.status)
            yield Same(item.url)
            return
        try:
            body = _body(answer)
        except FetchProblem as error:
            self._keep(answer)
            yield from self._lost(host, known, item, error, answer.status)
            return
        mark = digest(body)
        if 200 <= answer.status < 300 and mark == item.digest:
            known.failures = 0
            self._state.same(item.url, answer.status)
            yield Same(item.url)
            return
        place = self._keep(answer)
        to = answer.header("location")
        if 300 <= answer.status < 400 and to:
            yield from self._redirected(item, answer, to)
            return
        if not 200 <= answer.status < 300:
            yield from self._lost(host, known, item, of_status(answer.status, retry_after(answer)), answer.status)
            return
        known.failures = 0
        if listing.kind_of(listing.plain(body)[:_HEAD]):
            yield from self._listed(item, answer, body, place)
        elif _is_page(answer, body):
            self._done(item, answer, place, mark, unread=True)
            yield Kept(item.url, place)
        else:
            kind = (answer.header("content-type") or "?").split(";")[0].strip()
            yield from self._lost(host, known, item, problem("not_page", kind=kind), answer.status)

    def _keep(self, answer: Answer) -> Place:
        try:
            return self._archive.keep(answer)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise StoreError(self._archive.folder, "store", why=why) from error

    def _redirected(self, item: Item, answer: Answer, to: str) -> Iterator[Outcome]:
        """The address that this one leads to waits in its place: its host has rules and pauses of its own."""
        via = (*item.via, item.url)
        first = via[0]
        try:
            url = normal(to, item.url)
            if url in via:
                raise problem("circle", to=url)
            if len(via) > self._settings.redirections:
                raise problem("redirections", count=len(via))
        except FetchProblem as error:
            error.source = first
            self._state.failed(item.url, error, answer.status)
            yield Lost(error)
            return
        with self._state.together():
            self._state.done(item.url, status=answer.status)
            host = host_of(url)
            added = self._state.put(url, host, level=item.level, via=via, older_than=self._settings.older_than)
        if added:
            self._expect(host)

    def _done(
        self,
        item: Item,
        answer: Answer,
        place: Place,
        mark: str | None,
        *,
        is_list: bool = False,
        unread: bool = False,
    ) -> None:
        """Without a mark it is answered in full the next time, too."""
        etag, modified = (answer.header(name) if mark else None for name in ("etag", "last-modified"))
        self._state.done(
            item.url,
            status=answer.status,
            etag=etag,
            modified=modified,
            digest=mark,
            is_list=is_list,
            place=place,
            unread=unread,
        )

    def _listed(self, item: Item, answer: Answer, body: bytes, place: Place) -> Iterator[Outcome]:
        try:
            found = listing.read(listing.plain(body))
            if found.sitemaps and item.level >= _DEEPEST:
                raise ValueError("an index of sitemaps in a sitemap")
        except ValueError as error:
            why = problem("listing", url=item.url, why=str(error))
            self._state.failed(item.url, why, answer.status)
            yield Lost(why)
            return
        # What an index lists may change while the index does not: it is looked at anew each time.
        below, wrong = self._put(found.sitemaps, item.level + 1, 0.0, answer.url)
        new, also_wrong = self._put(found.pages, item.level + 1, self._settings.older_than, answer.url)
        self._done(item, answer, place, None if found.sitemaps else digest(body), is_list=True)
        yield Listed(item.url, len(found.pages) + len(found.sitemaps), below + new)
        for unfit in (*wrong, *also_wrong):
            yield Lost(unfit)


def _conditions(item: Item) -> list[tuple[str, str]]:
    """The headers that ask for an answer only if it is another one."""
    found = []
    if item.etag:
        found.append(("If-None-Match", item.etag))
    if item.modified:
        found.append(("If-Modified-Since", item.modified))
    return found


def _body(answer: Answer) -> bytes:
    """The body of an answer, unpacked. Raises FetchProblem where it is too long or not packed as it says."""
    limit = listing.LARGEST
    if not answer.complete:
        raise problem("answer_too_big", url=answer.url, limit=len(answer.body) >> 20)
    try:
        encodings = answer.header("transfer-encoding"), answer.header("content-encoding")
        body = unpacked(answer.body, *encodings, limit + 1)
    except ValueError as error:
        raise problem("answer", url=answer.url, why=str(error)) from None
    if len(body) > (limit if listing.kind_of(listing.plain(body[:_HEAD])) else LARGEST_PAGE):
        raise problem("answer_too_big", url=answer.url, limit=LARGEST_PAGE >> 20)
    return body


def _is_page(answer: Answer, body: bytes) -> bool:
    kind = (answer.header("content-type") or "").split(";")[0].strip().lower()
    return kind in _HTML or (not kind and is_html(body))
