"""Where a phrase stands: its sentence, the words of the clause before it, and whether they look ahead or back."""

from __future__ import annotations

import re
from functools import cache

from banggiao.lexicon import table
from banggiao.text import lower

_END = re.compile(r"[.;!?…](?=\s|$)|\n")
_REACH = 110
_LONGEST = 2_000  # characters of a sentence on either side; a longer one is a list or was never parted


def sentence_at(lowered: str, at: int) -> tuple[int, int]:
    """First and last offset (exclusive) of the sentence that holds `at`: a full stop before a blank ends it. Of a very
    long one what stands around `at`."""
    start, end = max(0, at - _LONGEST), min(len(lowered), at + _LONGEST)
    for stop in _END.finditer(lowered, start, at):
        start = stop.end()
    if after := _END.search(lowered, at, end):
        end = after.start()
    return start, end


def before(lowered: str, at: int, reach: int = _REACH) -> str:
    """The words before `at` in its sentence, at most `reach` characters."""
    return _END.split(lowered[max(0, at - reach) : at])[-1]


def after(lowered: str, at: int, reach: int = 60) -> str:
    """The words after `at` in its sentence."""
    return _END.split(lowered[at : at + reach])[0]


@cache
def _words(kind: str) -> re.Pattern[str]:
    words = [lower(word) for word, of, _ in table("dating/tenses.tsv", ("word", "kind", "example")) if of == kind]
    # "dự án", "dự kiến", "dự thảo" attend nothing.
    of_another = r"(?! (?:án|kiến|thảo|báo|toán|phòng|trữ|luật|định)(?!\w))"
    every = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{every})(?!\w){of_another}")


def looks_ahead(words: str) -> bool:
    """Whether one of the words says that something is to come."""
    return _words("ahead").search(words) is not None


def looks_back(words: str) -> bool:
    """Whether one of the words says that something is done."""
    return _words("past").search(words) is not None


def attends(words: str) -> bool:
    """Whether the last words lead to a meeting that one is at: "nhân dịp dự", "bên lề"."""
    return _words("attending").search(words[-60:]) is not None
