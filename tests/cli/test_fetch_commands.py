"""fetch and watch as a person uses them; the servers are those of tests/fetch."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpcore")

from banggiao.cli import main
from banggiao.record import Record

_spec = importlib.util.spec_from_file_location(
    "bad_server_of_commands", Path(__file__).parents[1] / "fetch" / "bad_server.py"
)
assert _spec is not None
assert _spec.loader is not None
bad_server = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = bad_server
_spec.loader.exec_module(bad_server)

SRC = Path(__file__).resolve().parents[2] / "src"
QUICK = ("--allow-private", "--delay", "0", "--timeout", "5")


@pytest.fixture
def server() -> Iterator[Any]:
    with bad_server.Server() as made:
        yield made


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("BANGGIAO_RECORD", "BANGGIAO_CONTACT", "BANGGIAO_LOG_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BANGGIAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, list[dict[str, Any]]]:
    """Exit code, what was told as lines, and the same as objects."""
    capfd.readouterr()
    with pytest.raises(SystemExit) as left:
        main(["--log-format", "json", *map(str, arguments)])
    told = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    return int(left.value.code or 0), "\n".join(each["message"] for each in told), told


def rss(*paths: str) -> bytes:
    items = "".join(f"<item><link>{path}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def test_a_page_into_the_record_and_out_of_the_archive_again(server: Any, capfd: pytest.CaptureFixture[str]) -> None:
    zipped = gzip.compress(bad_server.page(6))
    server.put("/2", zipped, "Content-Encoding: gzip", kind="text/html; charset=utf-8")
    code, _, told = run(
        capfd, "fetch", f"{server.url}/1", f"{server.url}/2", "-r", "r.db", *QUICK, "--contact", "a@b.example"
    )
    assert code == 0
    assert [each["status"] for each in told if each["event"] == "page"] == ["new", "new"]
    assert "(+a@b.example)" in server.asked[-1][2]["user-agent"]
    with Record("r.db") as record:
        assert sorted(page.reading.url or "" for page in record.pages()) == [f"{server.url}/1", f"{server.url}/2"]
        assert [each.date for each in record.contacts()] == ["2024-09-06", "2024-09-05"]
        run(capfd, "add", "r.db.fetched", "-r", "again.db")
        with Record("again.db") as again:
            assert again.differences(record) == []
    assert run(capfd, "fetch", f"{server.url}/1", "-r", "r.db", *QUICK)[0] == 0
    assert len(server.of("/1")) == 1


def test_changed_pages_become_versions(server: Any, capfd: pytest.CaptureFixture[str]) -> None:
    server.put("/1", bad_server.page(5))
    run(capfd, "fetch", f"{server.url}/1", *QUICK)
    server.put("/1", bad_server.page(6))
    code, line, _ = run(capfd, "fetch", f"{server.url}/1", "--again", *QUICK)
    assert (code, "1 changed" in line) == (0, True)
    with Record("banggiao.db") as record:
        (page,) = record.pages()
        assert len(record.history(page.id)) == 2


def test_what_was_kept_and_not_read_is_read_by_the_next(server: Any, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "fetch", f"{server.url}/1", "-r", "r.db", *QUICK)
    from banggiao.fetch import State

    with State(Path("r.db.fetched")) as state:
        state._do("UPDATE asked SET unread = 1")
    for file in Path().glob("r.db*"):
        if file.is_file():
            file.unlink()
    code, line, _ = run(capfd, "fetch", "-r", "r.db", *QUICK)
    assert (code, "1 new" in line) == (0, True)
    assert len(server.of("/1")) == 1


def test_files_of_addresses(server: Any, capfd: pytest.CaptureFixture[str]) -> None:
    Path("list.txt").write_text(f"# lists\n{server.url}/1\n\n  {server.url}/2  \nnot an address\n", encoding="utf-8")
    Path("feed.xml").write_bytes(rss(f"{server.url}/3"))
    code, line, _ = run(capfd, "fetch", "list.txt", "feed.xml", *QUICK)
    assert code == 1
    assert "3 new" in line
    assert "not an address" in line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing-of-this-name"], "neither an address"),
        (["http://127.0.0.1/", "--contact", "a\nX: y"], "--contact"),
        (["http://127.0.0.1/", "--delay", "x"], "--delay must be a number"),
    ],
)
def test_wrong_usage(capfd: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    code, line, _ = run(capfd, "fetch", *arguments)
    assert code == 2
    assert words in line
    assert not Path("banggiao.db").exists()


def test_no_closed_network_unless_asked(server: Any, capfd: pytest.CaptureFixture[str]) -> None:
    code, line, _ = run(capfd, "fetch", f"{server.url}/1")
    assert code == 1
    assert "closed network" in line
    assert server.asked == []
    assert run(capfd, "fetch", f"{server.url}/1", *QUICK)[0] == 0


def test_watch_once(server: Any, capfd: pytest.CaptureFixture[str]) -> None:
    server.put("/rss", rss("/1", "/2"))
    Path("feeds.toml").write_text(f'contact = "a@b.example"\ndelay = 0\n[[feed]]\nurl = "{server.url}/rss"\n')
    code, line, told = run(capfd, "watch", "feeds.toml", "--once", "--allow-private")
    assert code == 0
    assert "2 new" in line
    assert [each["event"] for each in told] == ["begins", "list", "page", "page", "resolved", "summary"]
    server.put("/rss", rss("/1", "/2", "/3"))
    assert "1 new" in run(capfd, "watch", "feeds.toml", "--once", "--allow-private")[1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[[feed]]\n", "either url or outlet"),
        ("feed = []\n", "no feed"),
        ('interval = "often"\n[[feed]]\nurl = "http://a/"\n', "90s, 15m"),
        ('[[feed]]\noutlet = "Báo Không Có"\n', "neither an address"),
        ("not toml", "feeds.toml"),
        ('[[feed]]\nurl = "http://a/"\nother = 1\n', "feeds.toml"),
    ],
)
def test_wrong_lists_of_feeds(capfd: pytest.CaptureFixture[str], content: str, words: str) -> None:
    Path("feeds.toml").write_text(content, encoding="utf-8")
    code, line, _ = run(capfd, "watch", "feeds.toml")
    assert code == 2
    assert words in line


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_watch_goes_on_until_it_is_stopped(server: Any, number: int) -> None:
    server.put("/rss", rss("/1"))
    Path("feeds.toml").write_text(f'interval = "1s"\ndelay = 0\n[[feed]]\nurl = "{server.url}/rss"\n')
    start = "from banggiao.cli import main\nmain()"
    command = [sys.executable, "-c", start, "--log-format", "json", "watch", "feeds.toml", "--allow-private"]
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, text=True) as running:
        assert running.stderr is not None
        told = []
        until = time.monotonic() + 60
        changed = False
        for line in running.stderr:
            told.append(json.loads(line))
            if told[-1]["event"] == "round" and not changed:
                changed = True
                server.put("/rss", rss("/1", "/2"))
            if len([each for each in told if each["event"] == "page"]) == 2 and told[-1]["event"] == "round":
                running.send_signal(number)
            assert time.monotonic() < until
        assert running.wait(timeout=20) == 0
    assert told[-2]["event"] == "stopped"
    assert told[-1]["new"] == 2
    with Record("banggiao.db") as record:
        assert record.check() == []
        assert record.stats().pages == 2


def test_fetch_is_stopped_and_goes_on(server: Any, capfd: pytest.CaptureFixture[str]) -> None:
    server.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3")
    Path("list.txt").write_text("".join(f"{server.url}/{number}\n" for number in range(9)))
    start = "from banggiao.cli import main\nmain()"
    command = [sys.executable, "-c", start, "--log-format", "json", "fetch", "list.txt", *QUICK]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(SRC)}, text=True
    ) as running:
        assert running.stderr is not None
        told = []
        for line in running.stderr:
            told.append(json.loads(line))
            if told[-1]["event"] == "page":
                running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 130
    taken = len([each for each in told if each["event"] == "page"])
    assert 1 <= taken < 9
    assert told[-1]["waiting"] == 9 - taken
    server.put("/robots.txt", b"")
    code, line, _ = run(capfd, "fetch", *QUICK)
    assert code == 0
    assert f"{9 - taken} new" in line


def test_a_full_disk(server: Any, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and what came before is kept; the next run goes on."""
    real, calls = os.fsync, 0

    def full(number: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 6:
            raise OSError(28, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", full)
    urls = [f"{server.url}/{number}" for number in range(6)]
    code, line, told = run(capfd, "fetch", *urls, *QUICK)
    assert code == 3
    assert "No space left" in line.splitlines()[-1]
    assert line.splitlines()[-1].count("banggiao.db.fetched") == 1
    pages = [each["url"] for each in told if each["event"] == "page"]
    assert pages
    monkeypatch.setattr(os, "fsync", real)
    code, line, _ = run(capfd, "fetch", *urls, *QUICK)
    assert code == 0
    with Record("banggiao.db") as record:
        assert sorted(page.reading.url or "" for page in record.pages()) == urls


def test_two_at_once(server: Any, capfd: pytest.CaptureFixture[str]) -> None:
    from banggiao.fetch import State

    with State(Path("banggiao.db.fetched")):
        code, line, _ = run(capfd, "fetch", f"{server.url}/1", *QUICK)
    assert code == 3
    assert "another banggiao" in line


def test_without_the_libraries(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "protego", None)
    code, line, _ = run(capfd, "fetch", "http://127.0.0.1/")
    assert code == 2
    assert "banggiao[fetch]" in line
