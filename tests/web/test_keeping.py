"""Answers are given again while the record stays as it is, for five seconds where it doesn't, for thirty while nobody
is free to renew them, and never to who is signed in."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from banggiao.web.keeping import Keeping, Key, key_of
from banggiao.web.wire import Asked, Given


class Server:
    """Counts how often it is asked; its state, its clock and whether it is idle are set by hand."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.ahead = 0
        self.state = 1
        self.now = 0.0
        self.is_idle = True
        self.slow: asyncio.Event | None = None
        self.kept = Keeping(self.make, self.renew, lambda: self.is_idle, lambda: self.state, lambda: self.now)

    async def make(self, asked: Asked) -> Given:
        self.asked.append(asked)
        body = f"{asked.path} {self.state}".encode()
        if self.slow is not None:
            await self.slow.wait()
        if asked.path == "/large":
            body = b"x" * 10**6
        headers = ((b"set-cookie", b"theme=dark"),) if asked.path == "/preferences" else ()
        return Given(404 if asked.path == "/missing" else 200, headers, body)

    async def renew(self, asked: Asked) -> Given:
        self.ahead += 1
        return await self.make(asked)

    async def get(self, path: str = "/", **headers: str) -> tuple[bytes, str]:
        given, how = await self.kept.answer(key(path, **headers))
        return given.body, how


def question(path: str = "/", method: str = "GET", **headers: str) -> Asked:
    given = tuple((name.replace("_", "-").encode(), value.encode()) for name, value in headers.items())
    return Asked(method, path, path.encode(), b"", given)


def key(path: str = "/", **headers: str) -> Key:
    found = key_of(question(path, **headers))
    assert found is not None
    return found


def run(work: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor(1) as thread:  # a browser of another test may have a loop running in this one
        thread.submit(asyncio.run, work).result()


@pytest.fixture
def server() -> Server:
    return Server()


def test_unchanged_records_are_asked_once(server: Server) -> None:
    async def work() -> None:
        assert await server.get() == (b"/ 1", "made")
        server.now = 3600.0
        assert await server.get() == (b"/ 1", "fresh")
        assert len(server.asked) == 1

    run(work())


def test_changed_records_are_asked_again_after_five_seconds(server: Server) -> None:
    async def work() -> None:
        await server.get()
        server.state, server.now = 2, 4.9
        assert await server.get() == (b"/ 1", "recent")
        server.now = 5.0
        assert await server.get() == (b"/ 2", "made")

    run(work())


def test_an_answer_is_as_old_as_the_time_it_was_last_known_to_be_true(server: Server) -> None:
    async def work() -> None:
        await server.get()
        server.now = 100.0
        await server.get()
        server.state, server.now = 2, 104.0
        assert await server.get() == (b"/ 1", "recent")

    run(work())


def test_while_nobody_is_free_the_old_answer_is_given_and_renewed(server: Server) -> None:
    async def work() -> None:
        await server.get()
        server.state, server.now, server.is_idle = 2, 6.0, False
        assert await server.get() == (b"/ 1", "old")
        assert await server.get() == (b"/ 1", "old")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert server.ahead == 1
        assert await server.get() == (b"/ 2", "fresh")

    run(work())


def test_after_thirty_seconds_everybody_waits_for_the_new_one(server: Server) -> None:
    async def work() -> None:
        await server.get()
        server.slow = asyncio.Event()
        server.state, server.now, server.is_idle = 2, 29.9, False
        assert await server.get() == (b"/ 1", "old")
        await asyncio.sleep(0)
        assert server.ahead == 1
        server.now = 30.0
        waiting = asyncio.create_task(server.get())
        await asyncio.sleep(0)
        assert not waiting.done()
        server.slow.set()
        assert await waiting == (b"/ 2", "made")

    run(work())


def test_nobody_waits_long_for_a_new_answer_while_there_is_an_old_one(server: Server) -> None:
    async def work() -> None:
        await server.get()
        server.slow = asyncio.Event()
        server.state, server.now = 2, 6.0
        assert await server.get() == (b"/ 1", "old")  # after a moment
        server.slow.set()
        await asyncio.sleep(0.01)
        assert await server.get() == (b"/ 2", "fresh")
        assert len(server.asked) == 2

    run(work())


def test_who_ask_at_the_same_time_have_it_made_once(server: Server) -> None:
    async def work() -> None:
        server.slow = asyncio.Event()
        waiting = [asyncio.create_task(server.get()) for _ in range(20)]
        await asyncio.sleep(0)
        server.slow.set()
        assert {await each for each in waiting} == {(b"/ 1", "made")}
        assert len(server.asked) == 1

    run(work())


@pytest.mark.parametrize("path", ["/missing", "/large", "/preferences"])
def test_answers_that_are_not_kept(server: Server, path: str) -> None:
    async def work() -> None:
        await server.get(path)
        await server.get(path)
        assert len(server.asked) == 2
        assert server.kept.size == 0

    run(work())


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"cookie": "lang=vi; banggiao=bg_x"}),
        ("POST", {}),
        ("HEAD", {}),
        ("GET", {"range": "bytes=0-1"}),
        ("GET", {"authorization": "Basic eA=="}),
        ("GET", {"accept": "x" * 600}),
        ("GET", {"host": "x" * 600}),
    ],
)
def test_questions_whose_answers_are_not_kept(method: str, headers: dict[str, str]) -> None:
    assert key_of(question("/", method, **headers)) is None


def test_languages_and_themes_are_kept_apart(server: Server) -> None:
    async def work() -> None:
        for headers in ({"accept_language": "en"}, {"accept_language": "vi"}, {"cookie": "theme=dark"}, {"host": "b"}):
            await server.get(**headers)
        assert len(server.asked) == 4
        await server.get(accept_language="en-GB")
        assert len(server.asked) == 4

    run(work())


def test_an_answer_is_made_from_what_its_key_says_alone(server: Server) -> None:
    async def work() -> None:
        headers = {"host": "a", "cookie": "theme=dark", "accept": "text/html", "accept_language": "fr, en;q=0.5"}
        await server.get(**headers, x_forwarded_for="1.2.3.4", if_none_match='W/"1"', user_agent="x")
        sent = {name.decode(): value.decode() for name, value in server.asked[0].headers}
        assert sent == {"host": "a", "cookie": "theme=dark", "accept": "text/html", "accept-language": "en"}

    run(work())


def test_our_files_are_kept_for_everybody(server: Server) -> None:
    async def work() -> None:
        await server.get("/static/a.css", cookie="theme=dark", accept_language="en")
        server.state, server.now = 2, 3600.0
        await server.get("/static/a.css", cookie="banggiao=bg_x")
        assert len(server.asked) == 1

    run(work())


def test_little_memory_is_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banggiao.web.keeping._MOST", 100_000)

    async def work() -> None:
        for n in range(200):
            await server.get(f"/{n}")
        assert 90_000 < server.kept.size <= 100_000
        assert len(server.asked) == 200
        await server.get("/199")
        assert len(server.asked) == 200

    run(work())
