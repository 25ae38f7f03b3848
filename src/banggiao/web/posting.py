"""Forms: read within limits, taken only from our own pages and, but for signing in, from who is signed in."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from banggiao.web import signing
from banggiao.web.asking import Ask
from banggiao.web.signing import Signed

Form = Mapping[str, str]
PostFunction = Callable[[Ask, Form], Response]

_LONGEST = 64 * 1024  # bytes of a form
_FIELDS = 64


class Refused(Exception):
    """A form isn't taken: an HTTP status, what to say (a key of the words), and how many seconds to wait, if any."""

    def __init__(self, status: int, key: str, wait: float = 0.0):
        super().__init__(key)
        self.status = status
        self.key = key
        self.wait = wait


def post_endpoint(post: PostFunction) -> Callable[[Request], Any]:
    """A function of a form as a route of the server."""

    @functools.wraps(post)
    async def answer(request: Request) -> Response:
        ask = Ask(request)
        _check_origin(ask)
        form = await _form(request)
        return await run_in_threadpool(post, ask, form)

    return answer


def signed(ask: Ask, form: Form) -> Signed:
    """Who sent the form.

    Raises Refused where nobody is signed in, or the form wasn't made by our page for them.
    """
    if ask.signed is None:
        raise Refused(403, "review.sign_in_first")
    if not signing.fits(ask.signed, form.get("key", "")):
        raise Refused(403, "review.stale_form")
    return ask.signed


def _check_origin(ask: Ask) -> None:
    """Browsers say which site a form comes from; programs that are no browsers say nothing."""
    headers = ask.request.headers
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "review.other_site")
    origin = headers.get("origin")
    if origin is None:
        return
    here = {urlsplit(ask.base).netloc, ask.request.url.netloc}
    if urlsplit(origin).netloc not in here:
        raise Refused(403, "review.other_site")


async def _form(request: Request) -> Form:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise Refused(415, "review.no_form")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise Refused(413, "review.too_long")
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS))
    except ValueError as error:
        raise Refused(400, "review.no_form") from error
