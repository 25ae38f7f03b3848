"""The first page: search, the latest contacts, what is planned."""

from __future__ import annotations

from starlette.responses import Response

from banggiao.web.asking import Ask

_SHOWN = 12


def start(ask: Ask) -> Response:
    """`/`"""
    latest = ask.record.contacts(status="held", limit=_SHOWN)
    return ask.show("start.html", latest=latest)
