"""Answers are given again while the record stays as it is, for five seconds where it doesn't, and never to who is
signed in."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from banggiao.web.keeping import Keeping


class Server:
    """Counts how often it is asked; its state and its clock are set by hand."""

    def __init__(self) -> None:
        self.asked = 0
        self.state = 1
        self.now = 0.0
        self.kept = Keeping(self.answer, state=lambda: self.state, clock=lambda: self.now)

    async def answer(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        status = 404 if scope["path"] == "/missing" else 200
        headers = [(b"etag", b'W/"%d"' % self.state), (b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"x" * (10**6 if scope["path"] == "/large" else 10)})

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, bytes]:
        sent: list[Any] = []
        given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": given}

        async def send(message: Any) -> None:
            sent.append(message)

        # Nothing is waited for; and a browser of another test may have a loop running in this thread.
        with contextlib.suppress(StopIteration):
            self.kept(scope, None, send).send(None)  # type: ignore[arg-type]
        return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:])


@pytest.fixture
def server() -> Server:
    return Server()


def test_unchanged_records_are_asked_once(server: Server) -> None:
    first = server.get()
    server.now = 3600.0
    assert server.get() == first
    assert server.asked == 1


def test_changed_records_are_asked_again_after_five_seconds(server: Server) -> None:
    server.get()
    server.state, server.now = 2, 4.9
    server.get()
    assert server.asked == 1
    server.now = 5.0
    server.get()
    assert server.asked == 2


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/", "GET", {"cookie": "lang=vi; banggiao=bg_x"}),
        ("/", "POST", {}),
        ("/", "GET", {"range": "bytes=0-1"}),
        ("/missing", "GET", {}),
        ("/large", "GET", {}),
        ("/", "GET", {"accept": "x" * 600}),
    ],
)
def test_what_is_not_kept(server: Server, path: str, method: str, headers: dict[str, str]) -> None:
    server.get(path, method, **headers)
    server.get(path, method, **headers)
    assert server.asked == 2


def test_languages_and_themes_are_kept_apart(server: Server) -> None:
    for headers in ({"accept_language": "en"}, {"accept_language": "vi"}, {"cookie": "theme=dark"}, {"host": "b"}):
        server.get(**headers)
    assert server.asked == 4
    server.get(accept_language="en-GB")
    assert server.asked == 4


def test_what_a_guest_has_is_not_sent_again(server: Server) -> None:
    server.get()
    assert server.get(if_none_match='W/"1"') == (304, b"")
    assert server.asked == 1
    assert server.get(if_none_match='W/"0"') == (200, b"x" * 10)


def test_little_memory_is_used(server: Server) -> None:
    server.kept = Keeping(server.answer, state=lambda: 1)
    for n in range(200):
        server.get(f"/{n}")
    assert server.kept._size == 2000


def test_while_a_new_answer_is_made_the_others_get_the_old_one(server: Server) -> None:
    server.get()
    server.state, server.now = 2, 6.0
    seen: list[tuple[int, bytes]] = []
    answer = server.answer

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        seen.append(server.get())  # another guest, meanwhile
        await answer(scope, receive, send)

    server.kept.app = slow
    server.get()
    assert seen == [(200, b"x" * 10)]
    assert server.asked == 2
    server.kept.app = answer
    server.now = 60.0
    server.state = 3
    server.get()
    assert server.asked == 3
