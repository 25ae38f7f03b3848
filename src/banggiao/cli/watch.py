"""banggiao watch: a list of feeds asked for again and again, what is new or changed into the record."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from banggiao.cli.exits import Exit
from banggiao.cli.fetch import Asking, Desk, Wrong, feeds_of, is_installed, settings_of, stopping
from banggiao.cli.streams import note, tell
from banggiao.cli.words import say

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SHORTEST = 1.0  # seconds between two times
_EACH = 50  # pages after which what follows from them is worked out


class Feed(msgspec.Struct, forbid_unknown_fields=True):
    """A feed or sitemap by its address, or all feeds of an outlet."""

    url: str | None = None
    outlet: str | None = None
    interval: str | None = None


class Feeds(msgspec.Struct, forbid_unknown_fields=True):
    """A file of feeds."""

    feed: list[Feed]
    interval: str = "15m"
    contact: str | None = None
    delay: float | None = None


class _Due:
    """When each address is to be asked for next."""

    def __init__(self, intervals: dict[str, float]) -> None:
        self._intervals = intervals
        self._next = dict.fromkeys(intervals, 0.0)  # monotonic

    def now(self) -> list[str]:
        moment = time.monotonic()
        due = [url for url, at in self._next.items() if at <= moment]
        self._next |= {url: moment + self._intervals[url] for url in due}
        return due


def watch(path: Path, record: str, asking: Asking, *, once: bool) -> Exit:
    from banggiao.fetch import Idle, Kept

    if not is_installed():
        return Exit.USAGE
    try:
        feeds = _read(path)
        intervals = _intervals(feeds)
        asking = asking._replace(
            contact=asking.contact or feeds.contact, delay=feeds.delay if asking.delay is None else asking.delay
        )
        settings = settings_of(asking)
    except Wrong as error:
        tell(str(error), level="error")
        return Exit.USAGE
    due = _Due(intervals)
    with stopping() as stop, Desk(record, settings, stop) as desk:
        desk.state.take_over()

        def more() -> bool:
            urls = due.now()
            for problem in desk.crawl.put(urls, always=True)[1]:
                desk.batch.problem(problem)
            return bool(urls)

        if once:
            more()
        tell(say("watch.begins", feeds=len(intervals), record=record), event="begins", feeds=len(intervals))
        unresolved = 0
        for outcome in desk.work(None if once else more):
            unresolved += isinstance(outcome, Kept)
            if unresolved >= _EACH or (isinstance(outcome, Idle) and unresolved):
                resolved, unresolved = desk.record.resolve(), 0
                note("resolved", pages=resolved)
                if isinstance(outcome, Idle) and not once:
                    tell(desk.told(), event="round", **desk.facts())
        code = desk.leave(stopped=stop.is_set())
        # To be stopped is how it ends when it runs for ever.
        return code if once else Exit.FINE


def _read(path: Path) -> Feeds:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Feeds)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        why: Any = getattr(error, "strerror", None) or error
        raise Wrong(say("fetch.file", file=path, why=why)) from error


def _intervals(feeds: Feeds) -> dict[str, float]:
    """Every address with the seconds between two times. Raises Wrong."""
    found: dict[str, float] = {}
    for number, feed in enumerate(feeds.feed, 1):
        seconds = _seconds(feed.interval or feeds.interval)
        if (feed.url is None) == (feed.outlet is None):
            raise Wrong(say("watch.either", number=number))
        urls = [feed.url] if feed.url is not None else feeds_of(feed.outlet or "")
        if not urls:
            raise Wrong(say("fetch.no_feeds" if urls is not None else "fetch.target", target=feed.outlet))
        found |= dict.fromkeys(urls, seconds)
    if not found:
        raise Wrong(say("watch.empty"))
    return found


def _seconds(interval: str) -> float:
    """ "90s", "15m", "2h", "1d" in seconds."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", interval.strip())
    if found is None or (seconds := float(found[1]) * _UNITS[found[2]]) < _SHORTEST:
        raise Wrong(say("watch.interval", interval=interval))
    return seconds
