"""banggiao serve: a record to look at in a browser."""

from __future__ import annotations

import logging
import os
import socket
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from banggiao.cli.exits import Exit
from banggiao.cli.options import listening_at
from banggiao.cli.streams import note, tell, tell_bug
from banggiao.cli.words import say

if TYPE_CHECKING:
    from banggiao.web import Front
    from banggiao.web.front import Answered


_MOST = 4  # processes, where nobody says how many
_NEEDED = ("babel", "fastapi", "jinja2", "nh3", "uvicorn")


def serve(
    path: str, host: str, port: int, base: str | None, workers: int | None, cors: list[str], metrics: str | None
) -> Exit:
    needed = (*_NEEDED, "prometheus_client") if metrics else _NEEDED
    missing = [name for name in needed if find_spec(name) is None]
    if missing:
        tell(say("serve.missing", name=missing[0]))
        return Exit.USAGE
    from banggiao.web.workers import prepare

    prepare()  # the processes load while we do
    from banggiao.record import Record

    Record(path, create=False).close()  # an older file is brought to the present version, a wrong one told of
    try:
        listening = _listen(host, port)
    except OSError as error:
        tell(say("serve.taken", host=host, port=port, why=error.strerror or error))
        return Exit.USAGE
    import uvicorn

    from banggiao.web import Front, Settings

    shown = f"[{host}]" if ":" in host else host
    url = base or f"http://{shown}:{listening.getsockname()[1]}/"

    def told(event: str, **facts: Any) -> None:
        if event == "ready":
            tell(say("serve.ready", url=url, record=path), event=event, url=url, record=path, **facts)
        else:
            note(event, **facts)

    count = workers or min(os.cpu_count() or 1, _MOST)
    front = Front(Settings(os.path.abspath(path), base=base, workers=count, cors=tuple(cors)), seen=_seen, tell=told)
    if metrics and not _measure(front, metrics):
        return Exit.USAGE
    _log_like_us("uvicorn.error")
    config = uvicorn.Config(
        front, log_config=None, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        front.workers.kill()
    if not front.started:
        tell(say("serve.failed"), event="failed", level="error")
        return Exit.BROKEN
    return Exit.FINE


def _measure(front: Front, where: str) -> bool:
    """Tell Prometheus of the server at another port, which those who read don't reach."""
    from banggiao.web.metrics import Metrics

    figures = Metrics(front)
    at = listening_at(where)
    assert at is not None
    host, port = at
    try:
        port = figures.listen(host, port)
    except OSError as error:
        tell(say("serve.metrics_taken", host=host, port=port, why=error.strerror or error))
        return False

    def seen(answer: Answered) -> None:
        _seen(answer)
        figures.seen(answer)

    front.seen = seen
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}/metrics"
    tell(say("serve.metrics", url=url), event="metrics", url=url)
    return True


class _Telling(logging.Handler):
    """What a library has to say, told as we tell things."""

    def emit(self, record: logging.LogRecord) -> None:
        tell(record.getMessage().strip(), event="server", level=record.levelname.lower())


def _log_like_us(name: str) -> None:
    logger = logging.getLogger(name)
    logger.handlers[:] = [_Telling(logging.WARNING)]
    logger.propagate = False


def _seen(answer: Answered) -> None:
    """One line a request in JSON; a person is told of failures alone."""
    if answer.fault is not None:
        tell_bug(answer.path, answer.fault.strip().rpartition("\n")[2], answer.fault)
    note("request", **answer._asdict())


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(2048)  # who comes before we are ready waits
    return listening
