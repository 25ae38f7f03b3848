"""What is wrong with an input, in words that a person can act on."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources


class InputProblem(Exception):
    """One input (or a part of it) that cannot be read as it stands.

    `source` names it as `Source.name` would. `code` is the short name of what is wrong and `facts` fill in its message
    (data/cli/problems.toml). `lost` says whether a page was lost by it: a row with an impossible date is still read.
    """

    def __init__(self, source: str, code: str, *, lost: bool = True, **facts: object) -> None:
        super().__init__(source, code)
        self.source = source
        self.code = code
        self.lost = lost
        self.facts = facts

    def message(self, lang: str = "en") -> str:
        """One line without the name of the input, in "en" or "vi"."""
        told = {key: _told(each, lang) for key, each in self.facts.items()}
        return " ".join(messages()[self.code][lang].format(**told).splitlines())

    def __str__(self) -> str:
        return f"{self.source}: {self.message()}"


_LONGEST = 400


def _told(fact: object, lang: str) -> object:
    """A fact of a message; of the words of a broken file only the first are told."""
    if isinstance(fact, InputProblem):
        return fact.message(lang)
    return f"{fact[:_LONGEST]}…" if isinstance(fact, str) and len(fact) > _LONGEST else fact


@functools.cache
def messages() -> dict[str, dict[str, str]]:
    """All messages: code -> language -> template."""
    file = resources.files("banggiao") / "data" / "cli" / "problems.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
