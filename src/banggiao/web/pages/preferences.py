"""Language and theme, kept in cookies: works without a script."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from banggiao.labels import LANGUAGES
from banggiao.web.asking import THEMES, Ask

_A_YEAR = 31_536_000
_ALLOWED = {"lang": LANGUAGES, "theme": (*THEMES, "auto")}


def preferences(ask: Ask) -> Response:
    """`/preferences?lang=en&next=/search`: keeps what is asked and goes back to a page of this server."""
    answer = RedirectResponse(inside(ask.query.get("next", "/")), status_code=303)
    for name, allowed in _ALLOWED.items():
        if (value := ask.query.get(name)) in allowed:
            answer.set_cookie(name, value, max_age=_A_YEAR, httponly=True, samesite="lax")
    return answer


def inside(address: str) -> str:
    """The address when it is a path of this server ("//host" and "/\\host" are another's), else the first page."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if inside else "/"
