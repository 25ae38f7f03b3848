"""Ten thousand hostile inputs do no harm. The suite sends a part of them; BANGGIAO_HOSTILE=10000 sends them all."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from banggiao.model import Source
from banggiao.reading import read_source
from banggiao.record import Record
from banggiao.web import Front, Settings, tokens
from banggiao.web.application import application

sys.path.insert(0, str(Path(__file__).parent))
import hostile

Listen = Callable[[Front], AbstractContextManager[str]]
MANY = int(os.environ.get("BANGGIAO_HOSTILE", "700"))
FINE = {200, 303, 304, 307, 400, 403, 404, 405, 406, 411, 413, 414, 415, 416, 422, 429}
ARTICLE = """{x}

Hà Nội, ngày 12/6/2025 - Sáng 12/6, tại Trụ sở Bộ Ngoại giao, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản
tại Việt Nam Tanaka Hiroshi {x} đến chào từ biệt. Bộ trưởng Lê Văn Sơn cảm ơn Đại sứ {x} về những đóng góp cho quan hệ
hai nước.

Có thể bạn quan tâm

{x}

Ngày 28/3/2024, Thủ tướng Chính phủ Trần Minh Khang đã điện đàm với Thủ tướng Lào Bounmy Phommasan {x}.
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, record_file: Path) -> Path:
    """The bundled pages, and pages whose every part is hostile."""
    path = Path(shutil.copy(record_file, tmp_path_factory.mktemp("hostile") / "record.db"))
    with Record(path) as record:
        for n, piece in enumerate(hostile.SCRIPTS + hostile.SQL):
            text = ARTICLE.format(x=piece.replace("\x00", ""))
            row = Source(name=f"{piece}#{n}", data=text.encode(), html=False, url=f"https://example.org/{n}?{piece}")
            record.add(read_source(row))
        record.resolve()
    return path


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(application(Settings(record=str(path))), base_url="http://127.0.0.1") as client:
        yield client


def routes(client: TestClient, method: str = "GET") -> list[str]:
    found = [route.path for route in client.app.routes if isinstance(route, Route) and method in (route.methods or ())]  # type: ignore[attr-defined]
    return sorted(set(found))


def filled(route: str, value: str) -> str:
    return re.sub(r"\{[^}]*\}", lambda _: quote(value, safe="", errors="replace"), route)


def check(answer: object, about: str) -> None:
    status, kind = answer.status_code, answer.headers.get("content-type", "")  # type: ignore[attr-defined]
    assert status in FINE, f"{about}: {status}"
    if kind.startswith("text/html"):
        assert not hostile.harm(answer.text), about  # type: ignore[attr-defined]
        assert "content-security-policy" in answer.headers, about  # type: ignore[attr-defined]
        assert "49" not in re.findall(r"<title>(.*?)</title>", answer.text, re.S), about  # type: ignore[attr-defined]
    assert "set-cookie: a=b" not in str(answer.headers), about  # type: ignore[attr-defined]


NAMES = (
    "q",
    "kind",
    "from",
    "to",
    "person",
    "country",
    "after",
    "order",
    "topic",
    "type",
    "min_confidence",
    "lang",
    "format",
    "on",
)


def questions(where: list[str], many: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Hostile pieces as parts of addresses and in parameters."""
    for n, piece in enumerate(itertools.islice(hostile.inputs(1), many)):
        route = where[n % len(where)]
        address = filled(route, piece if "{" in route else "x")
        query = {NAMES[n % len(NAMES)]: piece, NAMES[(n * 7 + 3) % len(NAMES)]: piece} if n % 3 else {}
        yield address, {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}


def test_hostile_addresses_and_questions(client: TestClient) -> None:
    for address, query in questions(routes(client), MANY):
        answer = client.get(address, params=query or None, follow_redirects=False)
        check(answer, f"{address} {query}")


def test_the_same_over_the_network_from_several_processes(client: TestClient, path: Path, listen: Listen) -> None:
    front = Front(Settings(record=str(path)))
    with listen(front) as address_of_it, httpx.Client(base_url=address_of_it, timeout=60) as guest:
        for address, query in questions(routes(client), max(MANY // 5, 100)):
            with contextlib.suppress(httpx.InvalidURL):  # what a client itself doesn't send
                check(guest.get(address, params=query or None), f"{address} {query}")
        host, port = address_of_it.removeprefix("http://").split(":")
        for raw in RAW:
            with socket.create_connection((host, int(port)), timeout=5) as line, contextlib.suppress(OSError):
                line.sendall(raw)
                line.recv(65536)
        assert guest.get("/about").status_code == 200
        assert front.workers.restarts == 0


RAW = (
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET /\xff\xfe%ff%ed%a0%80?q=%ed%a0%80 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET http://other.example/about HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /about HTTP/1.1\r\nHost: \xff\xfe\r\nCookie: \xff=\xfe\r\nAccept-Language: \xff\r\n\r\n",
    b"POST /review/judge HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n" + b"a" * 300_000,
    b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\x00" * 100,
)


def test_hostile_headers(client: TestClient) -> None:
    for piece in itertools.islice(hostile.inputs(2), min(MANY, 300)):
        value = re.sub(r"[^\x20-\x7e]", "?", piece)[:3000].strip()
        headers = {"cookie": f"lang={value}; theme={value}; banggiao={value}", "accept-language": value}
        headers |= {"if-none-match": value, "referer": value, "x-forwarded-host": value, "accept": value}
        check(client.get("/", headers=headers), value)


def test_hostile_forms(client: TestClient, path: Path) -> None:
    token = tokens.create(str(path), "Kiểm thử")
    guest = TestClient(client.app, base_url="http://127.0.0.1", cookies={"banggiao": token})
    key = tokens.form_key(token)
    for n, piece in enumerate(itertools.islice(hostile.inputs(3), min(MANY, 100))):
        piece = piece.encode("utf-8", "replace").decode()
        form = {"key": key, "kind": "field", "left": piece, "field": piece, "verdict": "right", "value": piece}
        form |= {"next": piece, "why": piece} if n % 2 else {"kind": piece, "right": piece}
        for address in routes(client, "POST"):
            if not address.startswith("/api"):
                check(guest.post(address, data=form, follow_redirects=False), f"{address} {piece}")
    with Record(path, readonly=True) as record:
        assert all(one.by == "Kiểm thử" for one in record.judgements())
        assert not record.check()


def test_forged_tokens_open_nothing(client: TestClient, path: Path) -> None:
    token = tokens.create(str(path), "Thật")
    forged = [token[:-1], token + "A", token.swapcase(), token[::-1], "", "null", tokens.form_key(token), "Thật"]
    forged += [each.digest for each in tokens.all_(str(path))]
    for each in forged:
        guest = TestClient(client.app, base_url="http://127.0.0.1", headers={"cookie": f"banggiao={quote(each)}"})
        assert guest.get("/review", follow_redirects=False).status_code == 303
        answer = guest.post("/review/judge", data={"key": tokens.form_key(each), "verdict": "wrong"})
        assert answer.status_code == 403


def test_articles_that_mean_harm_are_shown_as_text(client: TestClient, path: Path) -> None:
    with Record(path, readonly=True) as record:
        pages = [page.id for page in record.pages() if "example.org" in (page.reading.url or "")]
        contacts = [each.id for each in record.contacts(limit=None) if each.page in pages]
    assert len(pages) > 20
    assert contacts
    addresses = [f"/page/{quote(each, safe='')}" for each in pages] + [f"/contact/{each}" for each in contacts]
    for address in addresses:
        answer = client.get(address)
        check(answer, address)
