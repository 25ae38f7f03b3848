"""Signing in with a token, and out."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from banggiao.web import signing
from banggiao.web.asking import Ask
from banggiao.web.pages.preferences import inside
from banggiao.web.posting import Form, Refused, signed


def sign_in(ask: Ask) -> Response:
    """`/sign-in?next=/review`"""
    return ask.show("sign_in.html", next=inside(ask.query.get("next", "/review")), wrong=False)


def signed_in(ask: Ask, form: Form) -> Response:
    """POST `/sign-in`: the token becomes a cookie."""
    wait = ask.request.app.state.reviewing.signing_in.wait(ask.request.client.host if ask.request.client else "")
    if wait:
        raise Refused(429, "review.too_often", wait)
    token = form.get("token", "").strip()
    after = inside(form.get("next", "/review"))
    if signing.known(ask.settings.record, token) is None:
        return ask.show("sign_in.html", status=403, next=after, wrong=True)
    answer = RedirectResponse(after, status_code=303)
    signing.remember(answer, token, secure=ask.base.startswith("https:"))
    return answer


def signed_out(ask: Ask, form: Form) -> Response:
    """POST `/sign-out`"""
    signed(ask, form)
    answer = RedirectResponse("/", status_code=303)
    signing.forget(answer)
    return answer
