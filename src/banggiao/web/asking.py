"""What a page function gets: the request, the record, the language; and how it answers."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from banggiao.record import Record
from banggiao.web import language, showing, signing
from banggiao.web.charts import Chart
from banggiao.web.settings import Settings
from banggiao.web.signing import Signed

THEMES = ("light", "dark")


class NotThere(Exception):
    """What was asked for isn't in the record; `what` is a key of the words (`missing.person`)."""

    def __init__(self, what: str = "missing.page"):
        super().__init__(what)
        self.what = what


class Ask:
    """One question of a guest. Made in the thread that answers it."""

    def __init__(self, request: Request):
        self.request = request
        self.settings: Settings = request.app.state.settings
        cookies, query = request.cookies, request.query_params
        self.language = language.choose(query.get("lang"), cookies.get("lang"), request.headers.get("accept-language"))
        theme = cookies.get("theme")
        self.theme = theme if theme in THEMES else None

    @functools.cached_property
    def record(self) -> Record:
        record: Record = self.request.app.state.records.here()
        return record

    @functools.cached_property
    def signed(self) -> Signed | None:
        """Who is signed in, or None."""
        return signing.signed(self.request, self.settings)

    @property
    def path(self) -> Mapping[str, Any]:
        """The parts of the address that the route names."""
        return self.request.path_params

    @property
    def query(self) -> Mapping[str, str]:
        return self.request.query_params

    @property
    def base(self) -> str:
        """The address of the server, without a slash at the end."""
        return (self.settings.base or str(self.request.base_url)).rstrip("/")

    def say(self, key: str, **facts: object) -> str:
        return language.say(key, self.language, **facts)

    def show(self, template: str, *, status: int = 200, **values: object) -> Response:
        """A page of HTML; 304 without a body where the guest has just this one already."""
        body = showing.render(template, self, **values)
        return self.known(HTMLResponse(body, status_code=status))

    def picture(self, chart: Chart | None) -> Response:
        """A chart as a file of its own."""
        if chart is None:
            raise NotThere("missing.picture")
        return self.known(Response(chart.file(), media_type="image/svg+xml"))

    def known(self, response: Response) -> Response:
        """The response with its ETag, or 304."""
        if response.status_code == 200:
            mark = f'W/"{hashlib.blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
            response.headers["etag"] = mark
            if mark in self.request.headers.get("if-none-match", ""):
                response = Response(status_code=304, headers={"etag": mark})
        response.headers.setdefault("cache-control", "private, no-cache")
        response.headers.setdefault("vary", "Accept-Language, Cookie")
        response.headers.setdefault("content-language", self.language)
        return response


PageFunction = Callable[[Ask], Response]


def endpoint(page: PageFunction) -> Callable[[Request], Any]:
    """A page function as a route of the server: it runs in one of the server's threads."""

    @functools.wraps(page)
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(lambda: page(Ask(request)))

    return answer
