"""Who is signed in: the token itself is the cookie, looked up at every request, so that taking it back is at once."""

from __future__ import annotations

import hmac
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from banggiao.web import tokens
from banggiao.web.settings import Settings

COOKIE = "banggiao"
_A_MONTH = 2_592_000
_LONGEST = 100  # a token has 46 letters


class Signed(NamedTuple):
    """Somebody who may judge; `key` has to come along with every form."""

    name: str
    key: str


def signed(request: Request, settings: Settings) -> Signed | None:
    """Who sent this request, or None where its cookie is no token."""
    token = request.cookies.get(COOKIE, "")
    name = known(settings.record, token)
    return None if name is None else Signed(name, tokens.form_key(token))


def known(record: str, token: str) -> str | None:
    """Whose token this is; None for nobody's, and while the file of tokens can't be read."""
    if not token or len(token) > _LONGEST:
        return None
    try:
        return tokens.who(record, token)
    except tokens.TokenError:
        return None


def fits(who: Signed, key: str) -> bool:
    """Whether a form was made by us for this person."""
    return hmac.compare_digest(who.key.encode(), key.encode("utf-8", "replace"))


def remember(answer: Response, token: str, *, secure: bool) -> None:
    answer.set_cookie(COOKIE, token, max_age=_A_MONTH, httponly=True, samesite="strict", secure=secure)


def forget(answer: Response) -> None:
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
