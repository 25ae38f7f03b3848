"""robots.txt: what a site lets programs ask for, and how often (RFC 9309, read by protego)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from banggiao.fetch.problem import FetchProblem, problem
from banggiao.fetch.wire import Answer, Limits, ask, normal, retry_after
from banggiao.intake.unpack import unpacked

# The standard: at least 500 KiB are read, and five redirections followed.
LONGEST = 500 << 10
_REDIRECTIONS = 5
PRODUCT = "banggiao"  # what the rules call this program
# Who asks for more than an hour between two pages does not want to be read by a program.
LONGEST_DELAY = 3600.0


class Rules(msgspec.Struct, frozen=True):
    """What a host's robots.txt says to us; `text` is empty where everything is allowed."""

    text: str
    parsed: Any = None

    def allows(self, url: str) -> bool:
        return self.parsed is None or bool(self.parsed.can_fetch(url, PRODUCT))

    def delay(self) -> float:
        """Seconds between two questions that the host asks for, 0 where it does not say."""
        if self.parsed is None:
            return 0.0
        delay = float(self.parsed.crawl_delay(PRODUCT) or 0.0)
        rate = self.parsed.request_rate(PRODUCT)
        if rate is not None and rate.requests:
            delay = max(delay, rate.seconds / rate.requests)
        return delay


def rules(text: str) -> Rules:
    """The rules of a robots.txt; one that makes no sense forbids nothing."""
    from protego import Protego

    if not text.strip():
        return Rules("")
    try:
        return Rules(text, Protego.parse(text))
    except Exception:  # whatever protego stumbles over: the file is not ours
        return Rules("")


def asked_for(host: str, limits: Limits, agent: str, on_answer: Callable[[Answer], None]) -> str:
    """The text of a host's robots.txt, "" where there is none (any 4xx).

    Raises FetchProblem `robots_silent` where the host does not say: then nothing may be asked of it for now.
    """
    url = f"{host}/robots.txt"
    limits = msgspec.structs.replace(limits, size=LONGEST)
    try:
        for _ in range(_REDIRECTIONS + 1):
            answer = ask(url, limits, agent)
            on_answer(answer)
            to = answer.header("location")
            if not 300 <= answer.status < 400 or not to:
                break
            url = normal(to, url)
    except FetchProblem as error:
        if error.code in ("private", "no_host", "certificate", "tls"):  # so it will be with the pages
            raise
        raise problem("robots_silent", url=f"{host}/robots.txt", why=error, after=error.after) from None
    if 200 <= answer.status < 300:
        try:
            body = unpacked(answer.body, answer.header("transfer-encoding"), answer.header("content-encoding"), LONGEST)
        except ValueError as error:
            raise problem("robots_silent", url=url, why=str(error)) from None
        return body.decode("utf-8", "replace").removeprefix("\ufeff")
    if 300 <= answer.status < 500 and answer.status != 429:
        return ""
    raise problem("robots_silent", url=url, why=f"HTTP {answer.status}", after=retry_after(answer))
