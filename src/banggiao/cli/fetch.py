"""banggiao fetch: pages from the network into a record, kept as they came."""

from __future__ import annotations

import contextlib
import io
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

from banggiao import __version__
from banggiao.cli.add import Tally
from banggiao.cli.exits import Exit
from banggiao.cli.pages import Batch, remark
from banggiao.cli.progress import bar
from banggiao.cli.streams import note, tell, tell_problem
from banggiao.cli.words import say
from banggiao.record import Record

if TYPE_CHECKING:
    from banggiao.fetch import Archive, Outcome, Settings, State

ENDING = ".fetched"
_ADDRESS = re.compile(r"https?://", re.I)
_LARGEST_FILE = 50 << 20


class Asking(NamedTuple):
    """How to ask, as the options say."""

    contact: str | None
    delay: float | None
    timeout: float
    max_size: float
    retries: int
    at_once: int
    allow_private: bool


class Wrong(Exception):
    """A mistake of usage, in words."""


def fetch(targets: list[str], path: str, asking: Asking, *, again: bool, limit: int | None) -> Exit:
    if not is_installed():
        return Exit.USAGE
    try:
        urls = [url for target in targets for url in addresses(target)]
        settings = settings_of(asking, limit=limit)
    except Wrong as error:
        tell(str(error), level="error")
        return Exit.USAGE
    with stopping() as stop, Desk(path, settings, stop) as desk:
        if not targets:
            desk.state.take_over()
        else:
            _, wrong = desk.crawl.put(urls, always=again)
            for problem in wrong:
                desk.batch.problem(problem)
        with bar(None, desk.told()) as update:
            for _ in desk.work():
                update(0, desk.told)
        if not stop.is_set():
            desk.record.resolve()
        return desk.leave(stopped=stop.is_set())


# --- what watch does too --------------------------------------------------------------------------------------


class Desk:
    """A record, the archive beside it, and what is asked for: open until all of it is closed."""

    def __init__(self, path: str, settings: Settings, stop: threading.Event) -> None:
        from banggiao.fetch import Archive, Crawl, State

        self.path = path
        self.batch = Batch([])
        self.tally = Tally(self.batch)
        self.unchanged = 0
        self._stack = contextlib.ExitStack()
        with contextlib.ExitStack() as stack:
            self.record = stack.enter_context(Record(path))
            folder = Path(path + ENDING)
            self.state: State = stack.enter_context(State(folder))
            self.archive: Archive = Archive(folder, f"banggiao {__version__}", known_end=self.state.known_end)
            self.crawl = Crawl(self.state, self.archive, settings, stop)
            self._stack = stack.pop_all()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def work(self, more: Callable[[], bool] | None = None) -> Iterator[Outcome]:
        """Take in what an earlier run kept and did not get to, then ask; every page that comes is in the record before
        the next is given."""
        from banggiao.fetch import Kept

        for url, place in self.state.unread():
            self.take(Kept(url, place))
        for outcome in self.crawl.run(more):
            self.take(outcome)
            yield outcome

    def take(self, outcome: Outcome) -> None:
        from banggiao.fetch import Kept, Listed, Lost, Retried, Same

        match outcome:
            case Kept(url, place):
                for status, page in self._read(url, self.archive.read(place)):
                    note("page", url=url, status=status, page=page)
                self.state.read(url)
            case Listed(url, entries, new):
                note("list", url=url, entries=entries, new=new)
            case Same(url):
                self.unchanged += 1
                note("unchanged", url=url)
            case Lost(why, waiting):
                self.batch.failed += 1
                tell_problem(why, event="lost", waiting=waiting)
            case Retried(why, seconds):
                note("retry", url=why.source, code=why.code, seconds=round(seconds, 3))

    def _read(self, url: str, packed: bytes) -> Iterator[tuple[str, str]]:
        """Read the page of a record of the archive, just as `banggiao add` would from the file."""
        from msgspec.structs import replace

        from banggiao.engine.work import read_one
        from banggiao.intake.files import Known
        from banggiao.intake.warc import from_warc

        for source in from_warc(url, io.BytesIO(packed), Known(), self.batch.problem):
            result = read_one(replace(source, name=url))
            if result.failure:
                self.batch.bug(url, result.failure)
            elif result.reading:
                remark(url, result.reading.issues)
                if not result.reading.text.strip():
                    self.batch.failed += 1
                    continue
                added = self.record.add(result.reading)
                self.tally.count(result.reading, added.status)
                yield added.status, added.page

    def told(self) -> str:
        return say("fetch.progress", **self.facts())

    def leave(self, *, stopped: bool) -> Exit:
        """Tell what was done, and what still waits."""
        facts = self.facts()
        if stopped:
            tell(say("fetch.stopped"), event="stopped")
        tell(say("fetch.summary", record=self.path, **facts), event="summary", **facts)
        if facts["waiting"]:
            tell(say("fetch.waiting", waiting=facts["waiting"]), event="waiting", waiting=facts["waiting"])
        return Exit.INTERRUPTED if stopped else self.batch.exit_code

    def facts(self) -> dict[str, Any]:
        tally = self.tally
        counted = {name: getattr(tally, name) for name in ("new", "changed", "same", "contacts")}
        unchanged = self.unchanged + counted.pop("same")
        return counted | {"unchanged": unchanged, "failed": self.batch.failed, "waiting": self.state.counts().waiting}


def is_installed() -> bool:
    """Whether the libraries of the extra are there; tells which is not."""
    try:
        import feedparser
        import httpcore
        import httpx
        import protego
    except ModuleNotFoundError as error:
        tell(say("fetch.missing", name=error.name), level="error")
        return False
    del feedparser, httpcore, httpx, protego
    return True


def settings_of(asking: Asking, *, limit: int | None = None) -> Settings:
    """Raises Wrong for a contact that cannot stand in a header."""
    from banggiao.fetch import Limits, Settings

    contact = (asking.contact or "").strip()
    if not contact.isascii() or not contact.isprintable() or len(contact) > 200:
        raise Wrong(say("fetch.contact"))
    delay = 2.0 if asking.delay is None else asking.delay
    return Settings(
        agent=f"banggiao/{__version__}" + (f" (+{contact})" if contact else ""),
        limits=Limits(
            seconds=asking.timeout, size=int(asking.max_size * (1 << 20)), allow_private=asking.allow_private
        ),
        delay=delay,
        backoff=min(max(delay, 0.05), 30.0),
        retries=asking.retries,
        at_once=asking.at_once,
        limit=limit,
    )


def addresses(target: str) -> list[str]:
    """What is to be asked for: an address, those in a file (a line each, or a feed or sitemap), the feeds of an outlet.

    Raises Wrong where it is none of these."""
    if _ADDRESS.match(target):
        return [target]
    if target == "-":
        return _of_lines(sys.stdin.buffer.read(_LARGEST_FILE).decode("utf-8", "replace").splitlines())
    if os.path.isfile(target):
        return _of_file(target)
    feeds = feeds_of(target)
    if feeds is None:
        raise Wrong(say("fetch.target", target=target))
    if not feeds:
        raise Wrong(say("fetch.no_feeds", target=target))
    return feeds


def feeds_of(name: str) -> list[str] | None:
    """The feeds of an outlet, by its name or host; None where no outlet is called so."""
    from banggiao.article.outlets import of_host, of_word

    outlet = of_word(name) or of_host(name)
    return None if outlet is None else list(getattr(outlet, "feeds", ()))


def _of_file(path: str) -> list[str]:
    from banggiao.intake import listing

    try:
        with open(path, "rb") as file:
            data = listing.plain(file.read(_LARGEST_FILE))
        if listing.kind_of(data):
            found = listing.read(data)
            return [entry.url for entry in (*found.sitemaps, *found.pages)]
    except OSError as error:
        raise Wrong(say("fetch.file", file=path, why=error.strerror or type(error).__name__)) from error
    except ValueError as error:
        raise Wrong(say("fetch.file", file=path, why=str(error))) from error
    return _of_lines(data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines())


def _of_lines(lines: Iterable[str]) -> list[str]:
    """One address a line; empty lines and remarks (#) are left out."""
    stripped = (line.strip() for line in lines)
    return [line for line in stripped if line and not line.startswith("#")]


@contextlib.contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set; a second Ctrl-C stops at once, as it does elsewhere."""
    stop = threading.Event()

    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
