"""banggiao serve: a record to look at in a browser."""

from __future__ import annotations

import os
import socket

from banggiao.cli.exits import Exit
from banggiao.cli.streams import tell
from banggiao.cli.words import say
from banggiao.record import Record

# What worker processes are told, which import `from_environment` by name.
_RECORD = "BANGGIAO_SERVE_RECORD"
_BASE = "BANGGIAO_SERVE_BASE"
_CORS = "BANGGIAO_SERVE_CORS"


def serve(path: str, host: str, port: int, base: str | None, workers: int, cors: list[str]) -> Exit:
    try:
        import fastapi
        import jinja2
        import uvicorn
    except ModuleNotFoundError as error:
        tell(say("serve.missing", name=error.name))
        return Exit.USAGE
    del fastapi, jinja2
    Record(path, create=False).close()  # an older file is brought to the present version, a wrong one told of
    try:
        listening = _listen(host, port)
    except OSError as error:
        tell(say("serve.taken", host=host, port=port, why=error.strerror or error))
        return Exit.USAGE
    os.environ[_RECORD] = os.path.abspath(path)
    os.environ[_BASE] = base or ""
    os.environ[_CORS] = " ".join(cors)
    shown = f"[{host}]" if ":" in host else host
    tell(say("serve.ready", url=base or f"http://{shown}:{listening.getsockname()[1]}/", record=path))
    config = uvicorn.Config(
        "banggiao.cli.serve:from_environment",
        factory=True,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    if workers > 1:
        from uvicorn.supervisors import Multiprocess

        Multiprocess(config, sockets=[listening]).run()
    else:
        uvicorn.Server(config).run(sockets=[listening])
    return Exit.FINE


def from_environment() -> object:
    """The server as a worker process makes it."""
    from banggiao.web import Settings, application

    cors = tuple(os.environ[_CORS].split())
    return application(Settings(record=os.environ[_RECORD], base=os.environ[_BASE] or None, cors=cors))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.set_inheritable(True)
    return listening
