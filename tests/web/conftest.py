"""A record of the bundled pages, served: to a client in this process, and to a real browser."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.testclient import TestClient

from banggiao.intake import sources
from banggiao.reading import read_source
from banggiao.record import Record
from banggiao.web import Front, Settings
from banggiao.web.application import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DEMO = Path(__file__).resolve().parents[2] / "src" / "banggiao" / "data" / "demo" / "pages"


def chromium() -> str | None:
    """The browser of the machine; BANGGIAO_CHROMIUM names another one."""
    return os.environ.get("BANGGIAO_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of all bundled pages, or the one that BANGGIAO_WEB_RECORD names. Tests that write make a copy."""
    if (own := os.environ.get("BANGGIAO_WEB_RECORD")) is not None:
        return Path(own)
    path = tmp_path_factory.mktemp("web") / "record.db"
    with Record(path) as record:
        for source in sources([str(DEMO)], on_error=lambda problem: None):
            record.add(read_source(source))
        record.resolve()
    return path


@pytest.fixture(scope="session")
def client(record_file: Path) -> Iterator[TestClient]:
    """A client of the server in this process; errors of the server are raised."""
    with TestClient(application(Settings(record=str(record_file))), base_url="http://127.0.0.1") as client:
        yield client


@contextmanager
def _listening(front: Front) -> Iterator[str]:
    """The address of a server that really listens, with processes that work."""
    server = uvicorn.Server(uvicorn.Config(front, port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < until, "the server didn't start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        front.workers.kill()


Listen = Callable[[Front], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def listen() -> Listen:
    """Has a server listen; gives its address."""
    return _listening


@pytest.fixture(scope="session")
def live(record_file: Path) -> Iterator[str]:
    """The address of a server as `banggiao serve` starts it."""
    with _listening(Front(Settings(record=str(record_file)))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without one on the machine these tests are left out; .ci/run installs it."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


SIZES = {"desktop": {"width": 1280, "height": 900}, "telephone": {"width": 390, "height": 844}}


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, live: str) -> Iterator[Page]:
    """An empty tab in each size; whatever the console complains of fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport=SIZES[request.param], locale="vi-VN", base_url=live)
    tab = context.new_page()
    tab.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert not complaints
