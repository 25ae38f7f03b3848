"""How sure a statement and each of its fields is: what is known of how it was read, weighed by the table of FILE."""

from __future__ import annotations

from functools import lru_cache

from banggiao.confidence import odds, probability, scale
from banggiao.model import StatementFieldConfidence

FILE = "statement/confidence.tsv"
TARGETS = ("statement", "speaker", "act", "commitment", "content")

_SHORT, _LONG = 25, 220  # characters of a content

Known = tuple[str, ...]


def known_of(
    *, link: str, subject: str | None, named: bool, verb: str, act: str, commitment: str | None, both: bool, told: str,
    linked: bool, size: int
) -> Known:  # fmt: skip
    """The features of a statement: how its verb hangs on the sentence, what its subject is, what the verb is in the
    table and what the content made of it, whether it belongs to a contact, how long the content is."""
    found = [
        f"link={link}",
        f"subject={subject or 'none'}",
        f"verb={verb}",
        f"act={act}",
        f"commitment={commitment or 'none'}",
        f"told={told}",
    ]
    flags = {
        "both": both,
        "unnamed": subject is not None and not named,
        "act of the content": verb != act,
        "no contact": not linked,
        "short": size < _SHORT,
        "long": size > _LONG,
    }
    return (*found, *(name for name, holds in flags.items() if holds))


@lru_cache(4096)
def sure(known: Known) -> tuple[float, StatementFieldConfidence]:
    """How likely the statement, and each of its fields."""
    whole, speaker, act, commitment, content = map(probability, odds(scale(FILE, TARGETS), known))
    return whole, StatementFieldConfidence(speaker=speaker, act=act, commitment=commitment, content=content)
