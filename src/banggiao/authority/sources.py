"""Where the rows of the tables come from: data/authority/sources.tsv."""

from __future__ import annotations

from functools import cache

from banggiao.authority.files import Row, Table, kept
from banggiao.model import Value


class SourceWord(Value, frozen=True):
    """A word that the column `source` may hold; `slack` is how many days its dates may be off."""

    word: str
    what: str
    slack: int
    where: str


def _read(row: Row) -> SourceWord:
    word, what, slack = row.fields
    return SourceWord(word=word, what=what, slack=row.number(slack), where=row.where)


SOURCES = Table("sources", ("word", "what", "slack"), ("word",), _read)


@kept
@cache
def _by_word() -> dict[str, SourceWord]:
    return {each.word: each for each in SOURCES.rows()}


def source_of(row: Row, word: str) -> SourceWord:
    """What the register says of a row's source; raises DataError when it does not have the word."""
    found = _by_word().get(word)
    return found or row.wrong(f"the source {word!r} is none of {', '.join(_by_word())}")
