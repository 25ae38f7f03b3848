"""Servers that stall, lie, flood and lead astray: none hangs the program, each is told, the others are fetched."""

from __future__ import annotations

import resource
import shutil
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import bad_server
import pytest

from banggiao.fetch import Kept, Lost, Outcome, Retried
from banggiao.fetch import addresses as addresses_module
from banggiao.fetch.problem import problem
from banggiao.intake import sources

# What a server does -> the code of what is told of it; None: a page comes of it.
MISBEHAVIOUR = {
    bad_server.stall: "timeout",
    bad_server.stall_in_the_head: "timeout",
    bad_server.stall_in_the_body: "timeout",
    bad_server.drip_the_head: "timeout",
    bad_server.drip_the_body: "timeout",
    bad_server.too_little: "cut",
    bad_server.too_much: None,
    bad_server.two_lengths: "not_http",
    bad_server.endless: "answer_too_big",
    bad_server.endless_chunks: "answer_too_big",
    bad_server.endless_chunk_sizes: "not_http",
    bad_server.endless_promises: "not_http, timeout",  # whichever limit is reached first
    bad_server.gzip_bomb: "answer_too_big",
    bad_server.brotli_bomb: "answer_too_big",
    bad_server.gzip_in_gzip: "answer_too_big",
    bad_server.not_packed: "answer",
    bad_server.bad_chunks: "not_http",
    bad_server.cut_chunks: "cut",
    bad_server.odd_headers: None,
    bad_server.cookies: "not_http",
    bad_server.zero_in_the_head: "not_http",
    bad_server.reset_in_the_body: "cut",
    bad_server.reset_at_once: "no_connection, cut",
    bad_server.nothing: "cut",
    bad_server.http_0_9: "not_http",
    bad_server.junk: "not_http",
    bad_server.a_picture: "not_page",
    bad_server.unasked_304: "status",
    bad_server.to("/a"): "circle",
}
NAMES = [getattr(each, "__name__", "?") for each in MISBEHAVIOUR]


def told(outcomes: list[Outcome]) -> list[str]:
    return [each.why.code for each in outcomes if isinstance(each, Lost)]


def kept(outcomes: list[Outcome]) -> list[str]:
    return [each.url.rpartition("/")[2] for each in outcomes if isinstance(each, Kept)]


@pytest.mark.parametrize(("behave", "code"), MISBEHAVIOUR.items(), ids=NAMES)
def test_each_is_told_and_the_next_page_is_fetched(server: Any, fetching: Any, behave: Any, code: str | None) -> None:
    server.paths["/a"] = behave
    begun = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcomes = fetching(f"{server.url}/a", f"{server.url}/good", retries=0)
    assert time.perf_counter() - begun < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB
    if code is None:
        assert sorted(kept(outcomes)) == ["a", "good"]
    else:
        assert told(outcomes)[0] in code.split(", ")
        assert (len(told(outcomes)), kept(outcomes)) == (1, ["good"])
    for each in outcomes:
        if isinstance(each, Lost):
            assert each.why.source == f"{server.url}/a"
            for language in ("en", "vi"):
                assert "\n" not in each.why.message(language)
                assert len(each.why.message(language)) < 400
    assert server.sent.get("/a", 0) < 20 << 20


def test_what_stands_behind_the_end_of_an_answer_is_nobodys(server: Any, fetching: Any) -> None:
    server.paths["/a"] = bad_server.too_much
    fetching(f"{server.url}/a", f"{server.url}/b")
    archive = [str(path) for path in fetching.folder.glob("*.warc.gz")]
    pages = {page.url: page.data for page in sources(archive, on_error=pytest.fail)}
    assert pages == {f"{server.url}/a": bad_server.page(), f"{server.url}/b": bad_server.page()}


def test_all_of_them_in_one_batch(server: Any, fetching: Any) -> None:
    """Hosts side by side, so that those that stall do not hold up the others."""
    urls = []
    with_hosts = []
    for number, behave in enumerate(MISBEHAVIOUR):
        other = bad_server.Server(f"127.0.0.{number + 2}")
        with_hosts.append(other)
        other.paths["/a"] = behave
        urls += [f"{other.url}/a", f"{other.url}/good"]
    begun = time.perf_counter()
    outcomes = fetching(*urls, retries=0, at_once=8)
    assert time.perf_counter() - begun < 15
    assert kept(outcomes).count("good") == len(MISBEHAVIOUR)
    assert len(told(outcomes)) == sum(code is not None for code in MISBEHAVIOUR.values())
    for other in with_hosts:
        other.__exit__()


# --- redirections ---------------------------------------------------------------------------------------------

CLOSED = [
    "http://127.0.0.1/",
    "http://10.0.0.1/",
    "http://172.16.5.5:8080/x",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://localhost/",
    "http://LOCALHOST./",
    "//127.0.0.1/x",
]


@pytest.fixture
def open_server(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A server whose address alone counts as one of the open network."""
    real = addresses_module.is_public
    monkeypatch.setattr(addresses_module, "is_public", lambda address: address == "127.0.0.77" or real(address))
    with bad_server.Server("127.0.0.77") as made:
        yield made


@pytest.mark.parametrize("where", CLOSED)
def test_no_redirection_leads_into_a_closed_network(
    open_server: Any, fetching: Any, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[str] = []
    real = socket.create_connection

    def connect(address: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
        connected.append(address[0])
        return real(address, *rest, **more)

    monkeypatch.setattr(socket, "create_connection", connect)
    open_server.paths["/a"] = bad_server.to(where)
    outcomes = fetching(f"{open_server.url}/a", f"{open_server.url}/good", allow_private=False, retries=0)
    assert told(outcomes)[0] in ("private", "no_host", "bad_address", "no_connection")
    assert [each.why.source for each in outcomes if isinstance(each, Lost)] == [f"{open_server.url}/a"]
    assert kept(outcomes) == ["good"]
    assert set(connected) == {"127.0.0.77"}


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://bao.example/", "scheme"),
        ("gopher://127.0.0.1/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("http://[::1", "bad_address"),
        ("http://a:b:c/", "bad_address"),
    ],
)
def test_other_ways_to_lead_astray(server: Any, fetching: Any, where: str, code: str) -> None:
    server.paths["/a"] = bad_server.to(where)
    assert told(fetching(f"{server.url}/a")) == [code]


def test_a_name_is_looked_up_once_and_the_address_checked_is_the_one_used(
    fetching: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server of names that answers otherwise the second time changes nothing."""
    lookups: list[str] = []
    connected: list[str] = []

    def look_up(host: str, port: int, **more: Any) -> list[Any]:
        lookups.append(host)
        address = "93.184.216.34" if len(lookups) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    outcomes = fetching("http://bao.example/a", allow_private=False, retries=1)
    assert connected == ["93.184.216.34"]
    assert lookups == ["bao.example", "bao.example"]  # the second try is refused before it connects
    assert told(outcomes) == ["private"]


def test_a_name_with_an_open_and_a_closed_address(fetching: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("10.0.0.1", "93.184.216.34")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **more: rows)
    assert addresses_module.resolved("bao.example", 80, 1.0, allow_private=False) == ["93.184.216.34"]
    assert addresses_module.resolved("bao.example", 80, 1.0, allow_private=True) == ["10.0.0.1", "93.184.216.34"]


def test_a_server_of_names_that_does_not_answer(fetching: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **more: time.sleep(2) or [])
    begun = time.perf_counter()
    outcomes = fetching("http://bao.example/a", retries=0, seconds=0.2)
    assert time.perf_counter() - begun < 2
    assert told(outcomes) in (["timeout"], ["host_left"])


def test_circles_and_long_ways(server: Any, fetching: Any) -> None:
    server.paths["/a"] = bad_server.to("/b")
    server.paths["/b"] = bad_server.to("/c")
    server.paths["/c"] = bad_server.to(f"{server.url}/a")
    for number in range(10):
        server.paths[f"/long{number}"] = bad_server.to(f"/long{number + 1}")
    for number in range(4):
        server.paths[f"/short{number}"] = bad_server.to(f"/short{number + 1}", "301 Moved Permanently")
    outcomes = fetching(*(f"{server.url}/{name}" for name in ("a", "long0", "short0")))
    assert sorted(told(outcomes)) == ["circle", "redirections"]
    assert kept(outcomes) == ["short4"]
    assert len(server.of("/long6")) == 0


# --- too much traffic, too little -----------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable", "500 Oops"])
def test_a_storm_of_refusals_is_bounded(server: Any, fetching: Any, status: str) -> None:
    urls = [f"{server.url}/{number}" for number in range(40)]
    for number in range(40):
        server.paths[f"/{number}"] = bad_server.busy(status)
    outcomes = fetching(*urls, retries=2, tolerance=5)
    assert told(outcomes) == ["host_left"]
    assert len(server.asked) <= 6
    last = outcomes[-2] if not isinstance(outcomes[-1], Lost) else outcomes[-1]
    assert isinstance(last, Lost)
    assert last.waiting == 40
    with fetching.state() as state:
        assert state.counts().waiting == 40  # nothing is given up


def test_coming_back_when_the_server_says(server: Any, fetching: Any) -> None:
    def once(c: Any) -> None:
        first = len(server.of("/a")) == 1
        c.send(
            bad_server.answer(b"later", "Retry-After: 1", status="429 Later")
            if first
            else bad_server.answer(bad_server.page())
        )

    server.paths["/a"] = once
    outcomes = fetching(f"{server.url}/a")
    assert kept(outcomes) == ["a"]
    assert [each.seconds >= 1.0 for each in outcomes if isinstance(each, Retried)] == [True]
    first, second = server.of("/a")
    assert second - first >= 0.95


def test_who_wants_to_be_left_for_an_hour_is(server: Any, fetching: Any) -> None:
    server.paths["/a"] = bad_server.busy("503 Closed", "Retry-After: 3600")
    begun = time.perf_counter()
    outcomes = fetching(f"{server.url}/a")
    assert told(outcomes) == ["host_left"]
    assert time.perf_counter() - begun < 2
    assert not [each for each in fetching() if isinstance(each, Kept | Lost)]  # too early
    assert len(server.of("/a")) == 1


@pytest.mark.parametrize(
    ("behave", "codes"),
    [
        (bad_server.stall, ["host_left"]),
        (bad_server.busy("503 Later"), ["host_left"]),
        (bad_server.reset_at_once, ["host_left"]),
        (bad_server.http_0_9, ["host_left"]),
        (bad_server.not_packed, ["host_left"]),
        (bad_server.to("/robots.txt"), []),  # what leads nowhere is no rule
        (bad_server.busy("403 Forbidden"), []),
        (bad_server.endless, []),  # the first 500 KB count
        (bad_server.junk, ["host_left"]),
        (lambda c: c.send(bad_server.answer(b"User-agent: *\nDisallow: /\n" * 50000)), ["robots", "robots"]),
        (lambda c: c.send(bad_server.answer(b"User-agent: *\nCrawl-delay: 1e9\n")), ["robots_delay", "robots_delay"]),
        (lambda c: c.send(bad_server.answer(b"\xff\xfe\x00<html>" * 1000)), []),
    ],
)
def test_robots_that_misbehave(server: Any, fetching: Any, behave: Any, codes: list[str]) -> None:
    server.paths["/robots.txt"] = behave
    begun = time.perf_counter()
    outcomes = fetching(f"{server.url}/a", f"{server.url}/b", seconds=0.3)
    assert time.perf_counter() - begun < 4
    assert told(outcomes) == codes
    assert len(kept(outcomes)) == (0 if codes else 2)


# --- TLS ------------------------------------------------------------------------------------------------------


@pytest.fixture
def own_certificate(tmp_path: Path) -> tuple[Path, Path]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate]
    subprocess.run([*command, "-days", "2", "-subj", "/CN=bao.example"], check=True, capture_output=True)
    return certificate, key


def tls_server(wrap: Any) -> int:
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            opened, _ = listening.accept()
            try:
                wrap(opened)
            except OSError:
                opened.close()

    threading.Thread(target=serve, daemon=True).start()
    return int(listening.getsockname()[1])


def test_a_certificate_that_proves_nothing(fetching: Any, own_certificate: tuple[Path, Path]) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*own_certificate)
    port = tls_server(lambda opened: context.wrap_socket(opened, server_side=True).close())
    outcomes = fetching(f"https://127.0.0.1:{port}/a", f"https://127.0.0.1:{port}/b")
    assert told(outcomes) == ["certificate", "certificate"]


def test_no_tls_behind_https(fetching: Any) -> None:
    port = tls_server(lambda opened: (opened.recv(100), opened.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), opened.close()))
    assert told(fetching(f"https://127.0.0.1:{port}/a")) == ["tls"]


def test_a_handshake_that_drips(fetching: Any) -> None:
    def drip(opened: socket.socket) -> None:
        opened.recv(1000)
        for _ in range(100):
            opened.sendall(b"\x16")
            time.sleep(0.05)

    port = tls_server(drip)
    begun = time.perf_counter()
    outcomes = fetching(f"https://127.0.0.1:{port}/a", seconds=0.3, retries=0)
    assert told(outcomes)[0] in ("host_left", "tls")
    assert time.perf_counter() - begun < 3


def test_problems_fill_in_their_messages() -> None:
    nested = problem("robots_silent", why=problem("timeout", seconds=60.0))
    assert (
        nested.message("en")
        == "robots.txt cannot be read, so nothing is asked of the site (no whole answer within 60 seconds)"
    )
    assert "60 giây" in nested.message("vi")
