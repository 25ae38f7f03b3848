"""What can go wrong when an address is asked for."""

from __future__ import annotations

from typing import Any

from banggiao.intake.problem import InputProblem

# Worth another try: the next time it may go well.
_TEMPORARY = frozenset({"no_connection", "timeout", "cut", "not_http", "robots_silent"})
# "Come back later" and "my mistake", as servers that recover say it.
_TEMPORARY_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


class FetchProblem(InputProblem):
    """An address that could not be fetched. `temporary`: another try may help; `after`: in so many seconds, the server
    says."""

    temporary: bool
    after: float | None


def problem(
    code: str, *, url: str = "", temporary: bool | None = None, after: float | None = None, **facts: Any
) -> FetchProblem:
    """The problem of this code (data/cli/problems.toml); its address is filled in by who knows it."""
    made = FetchProblem(url, code, **facts)
    made.temporary = code in _TEMPORARY if temporary is None else temporary
    made.after = after
    return made


def of_status(status: int, after: float | None = None) -> FetchProblem:
    """The problem that an answer of this status is."""
    return problem("status", status=status, temporary=status in _TEMPORARY_STATUS, after=after)
