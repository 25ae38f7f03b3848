"""Several processes answer as one: what they say, what is kept, and what happens when one of them dies."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from banggiao.model import Source
from banggiao.reading import read_source
from banggiao.record import Record
from banggiao.web import Front, Settings, tokens
from banggiao.web.front import Answered
from banggiao.web.metrics import Metrics

if sys.platform == "win32":
    pytest.skip("processes are ended by signals here", allow_module_level=True)

PAGE = """Đại sứ Lào chào từ biệt

Sáng 12/6/2025, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Lào tại Việt Nam Bounmy Phommasan.
"""


class Seen(list[Answered]):
    def last(self) -> Answered:
        time.sleep(0.05)  # it is noted when the answer is sent
        return self[-1]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, record_file: Path) -> Path:
    return Path(shutil.copy(record_file, tmp_path_factory.mktemp("serving") / "record.db"))


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


@pytest.fixture(scope="module")
def front(path: Path, seen: Seen) -> Front:
    return Front(Settings(record=str(path)), seen=seen.append)


@pytest.fixture(scope="module")
def guest(front: Front, listen: Callable[[Front], AbstractContextManager[str]]) -> Iterator[httpx.Client]:
    with listen(front) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def test_answers_are_those_of_the_program_itself(guest: httpx.Client, client: TestClient) -> None:
    for address in ("/about", "/relations", "/search?q=Lào", "/api/v1/contacts?limit=3", "/nope", "/api/v1/nope"):
        here, there = guest.get(address), client.get(address)
        assert here.status_code == there.status_code, address
        mine, yours = (each.text.replace(str(each.url.netloc, "ascii"), "") for each in (here, there))
        assert mine == yours, address
        different = {"date", "content-length", "content-encoding", "server", "etag", "link"}  # of another address
        assert {n: v for n, v in here.headers.items() if n not in different} == {
            n: v for n, v in there.headers.items() if n not in different
        }, address


def test_kept_answers_tell_how_they_came_about(guest: httpx.Client, seen: Seen) -> None:
    first = guest.get("/relations?of=LA")
    assert (seen.last().how, seen[-1].route, seen[-1].status) == ("made", "/relations", 200)
    again = guest.get("/relations?of=LA")
    assert (seen.last().how, again.content) == ("fresh", first.content)
    guest.get("/api/v1/contacts?limit=1")
    assert seen.last().route == "/api/v1/contacts"
    guest.get("/page/does-not-exist")
    assert (seen.last().route, seen[-1].status) == ("/page/{id:path}", 404)
    guest.get("/static/banggiao.css")
    assert seen.last().route == "/static/{path}"
    guest.get("/does/not/exist")
    assert seen.last().route is None


def test_what_a_guest_has_is_not_sent_again(guest: httpx.Client) -> None:
    for address in ("/about", "/api/v1/stats", "/static/banggiao.css"):
        mark = guest.get(address).headers["etag"]
        again = guest.get(address, headers={"if-none-match": mark})
        assert (again.status_code, again.content) == (304, b""), address
        assert again.headers["etag"] == mark
        assert guest.get(address, headers={"if-none-match": 'W/"0"'}).status_code == 200, address


def test_nobody_gets_the_answer_of_another(guest: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as many:
        asked = [("vi", "dark"), ("en", "dark"), ("vi", "light"), ("en", "light"), ("vi", ""), ("en", "")] * 10
        headers = [{"accept-language": spoken, "cookie": f"theme={theme}"} for spoken, theme in asked]
        answers = list(many.map(lambda each: guest.get("/", headers=each).text, headers))
    for (spoken, theme), answer in zip(asked, answers, strict=True):
        begin = re.search(r"<html[^>]*>", answer)
        assert begin is not None
        assert f'lang="{spoken}"' in begin[0]
        assert (f'"{theme}"' in begin[0]) == bool(theme)
    plain = guest.get("/about", headers={"accept-encoding": "identity"})
    packed = guest.get("/about", headers={"accept-encoding": "gzip"})
    assert (plain.headers.get("content-encoding"), packed.headers["content-encoding"]) == (None, "gzip")
    assert plain.text == packed.text


def test_head_has_no_body_and_odd_methods_are_refused(guest: httpx.Client) -> None:
    answer = guest.head("/about")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000
    assert guest.request("DELETE", "/about").status_code == 405
    assert guest.options("/api/v1/contacts").status_code == 204
    assert guest.post("/review/judge", content=b"x" * 10**6, headers={"content-type": "text/plain"}).status_code == 415


def test_new_pages_are_seen(guest: httpx.Client, path: Path) -> None:
    reading = read_source(Source(name="serving-1", data=PAGE.encode(), html=False))
    address = f"/page/{quote(reading.id, safe='')}"
    assert guest.get(address).status_code == 404
    with Record(path) as record:
        record.add(reading)
    assert guest.get(address).status_code == 200


def test_who_decides_sees_it_at_once(guest: httpx.Client, path: Path) -> None:
    token = tokens.create(str(path), "Lê An")
    with httpx.Client(base_url=guest.base_url, timeout=30) as desk:
        form = {"token": token}
        assert desk.post("/sign-in", data=form).status_code == 303
        found = re.findall(r'href="(/review/doubt/\w+)"', desk.get("/review").text)
        assert found, "the bundled pages have doubtful cases"
        page = desk.get(found[0]).text
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        before = desk.get("/review/log").text
        answer = desk.post("/review/judge", data={**fields, "verdict": "unsure", "why": "serving test"})
        assert answer.status_code == 303, answer.text
        after = desk.get("/review/log").text
        assert "serving test" not in before
        assert "serving test" in after


def test_a_killed_process_is_replaced_and_nobody_notices(front: Front, guest: httpx.Client) -> None:
    for place in (1, 2, 1):
        process = front.workers.processes[place]
        assert process is not None
        with ThreadPoolExecutor(8) as many:
            asked = [many.submit(guest.get, f"/search?q=Lào&page={place}{n}") for n in range(24)]
            os.kill(process, signal.SIGKILL)
            assert {each.result().status_code for each in asked} <= {200, 400}
        until = time.monotonic() + 20
        while front.workers.processes[place] in (None, process):
            assert time.monotonic() < until, "no process took its place"
            time.sleep(0.05)
    assert front.workers.restarts >= 3


def test_a_form_is_not_sent_twice(front: Front, guest: httpx.Client) -> None:
    """What may have written something is told as unanswered when its process dies."""
    process = psutil.Process(front.workers.processes[1])
    process.suspend()
    with ThreadPoolExecutor(2) as many:
        asked = many.submit(guest.post, "/review/judge", data={"key": "x"})
        until = time.monotonic() + 10
        while not any(place.persons for place in front.workers._places):
            assert time.monotonic() < until
            time.sleep(0.01)
        process.kill()
        answer = asked.result()
    assert (answer.status_code, int(answer.headers["retry-after"])) == (503, 2)
    assert answer.headers["content-security-policy"]


def test_prometheus_reads_the_figures(path: Path, front: Front, guest: httpx.Client) -> None:
    metrics = Metrics(front)
    port = metrics.listen("127.0.0.1", 0)
    seen, front.seen = front.seen, metrics.seen
    try:
        for address in (
            "/person/nobody-1",
            "/person/nobody-2",
            "/no/such/place",
            "/about",
            "/about",
            "/static/banggiao.css",
        ):
            guest.get(address)
        guest.request("PROPFIND", "/about")
    finally:
        front.seen = seen
    text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    families = {family.name: family for family in text_string_to_metric_families(text)}

    def value(name: str, **labels: str) -> float | None:
        family = families[name.removesuffix("_total").removesuffix("_count").removesuffix("_bucket")]
        found = [each.value for each in family.samples if each.name == name and labels.items() <= each.labels.items()]
        return sum(found) if found else None

    assert value("banggiao_requests_total", route="/person/{id}", status="404", method="GET") == 2
    assert value("banggiao_requests_total", route="other", status="404") == 1
    assert value("banggiao_requests_total", method="other", status="405", route="/about") == 1
    assert value("banggiao_request_seconds_count", route="/about") == 3
    assert value("banggiao_request_seconds_bucket", route="/about", le="+Inf") == 3
    assert value("banggiao_kept_answers_total", how="fresh")
    assert value("banggiao_kept_answers_total", how="made")
    assert value("banggiao_workers") == 2
    assert value("banggiao_waiting", what="reader") == 0
    assert value("banggiao_made_total")
    assert value("banggiao_record_readable") == 1
    assert value("banggiao_record_bytes", file="record") == path.stat().st_size
    with Record(path, readonly=True) as record:
        assert value("banggiao_record_pages") == record.pulse().pages > 0
    assert abs(value("banggiao_record_last_added_timestamp_seconds") - time.time()) < 3600
    if sys.platform == "linux":
        assert value("banggiao_resident_bytes", process="front") > 10 << 20
        assert value("banggiao_resident_bytes", process="worker 1") > 10 << 20
    assert "nobody" not in text
    assert "/no/such" not in text


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_server(path: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-c", "from banggiao.cli import main; main()", "--log-format", "json", "serve"]
    options = ["--record", str(path), "--port", "0", "--metrics", "0", "--workers", "1"]
    server = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        told: dict[str, dict[str, Any]] = {}
        while "ready" not in told:
            line = json.loads(server.stderr.readline())
            told[line["event"]] = line
        assert httpx.get(told["ready"]["url"] + "about?x=1", timeout=60).status_code == 200
        assert "banggiao_requests_total" in httpx.get(told["metrics"]["url"]).text
        request = json.loads(server.stderr.readline())
        shown = {
            name: request[name] for name in ("event", "level", "method", "path", "query", "route", "status", "how")
        }
        assert shown == {
            "event": "request",
            "level": "info",
            "method": "GET",
            "path": "/about",
            "query": "x=1",
            "route": "/about",
            "status": 200,
            "how": "made",
        }
        family = psutil.Process(server.pid).children(recursive=True)
        assert len(family) >= 2
        server.send_signal(how)
        server.wait(20)
        _, left = psutil.wait_procs(family, timeout=10)
        assert not left
    finally:
        server.kill()
        server.wait()
        server.stderr.close()  # type: ignore[union-attr]
