"""Which pages are copies of one text: a wire report run by several outlets, shortened or lightly edited.

A text is compared by its runs of five words without marks. A sample of them, the same for every text, finds the pages
that may be copies; all of them decide. What counts is how much of the *shorter* text stands in the longer: an outlet
that prints two paragraphs of a long report prints a copy. (Signatures that estimate the share of the union miss it: a
tenth of it may be shared and yet be the whole of the shorter one.)
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from banggiao import text
from banggiao.model import Region

WORDS = 5
"""Length of the runs of words that are compared."""
SAMPLE = 16
"""One run in so many is kept for finding."""
LEAST_RUNS = 60
"""Shorter texts are compared with none: a line and a half that two pages share is no report."""
COPIED = 0.5
"""The share of the shorter text from which on it is a copy."""
MAYBE = 0.25
"""The share of the sample from which on two texts are compared in full."""
WITHIN_DAYS = 7
"""Copies are published within so many days of each other."""

_WORD = re.compile(r"\w+")
# A common end is the outlet's ("Mọi ý kiến xin gửi về ..."): the beginning has to be shared too, nearly as much.
_BEGINNING = 2 / 3
_OF_BEGINNING = 0.8


class Text(NamedTuple):
    """A text for comparing: the hashes of its runs of words, in order."""

    runs: tuple[int, ...]

    @property
    def sample(self) -> frozenset[int]:
        """The runs that it is found by."""
        if len(self.runs) < LEAST_RUNS:
            return frozenset()
        return frozenset(run for run in self.runs if run % SAMPLE == 0)


class Page(NamedTuple):
    """What decides which page of a group is the original: the first day it may have been published on, how much it
    has, its id."""

    id: str
    day: str
    runs: int


def text_of(page: str, regions: Iterable[Region]) -> Text:
    """The article's own words, without its headline, captions, prompts and teasers."""
    own = [page[r.start : r.end] for r in regions if r.group is None and r.kind in ("lead", "body")]
    words = _WORD.findall(text.fold("\n".join(own)))
    return Text(
        tuple(zlib.crc32(" ".join(words[at : at + WORDS]).encode()) for at in range(len(words) - WORDS + 1)),
    )


def likeness(left: Text, right: Text) -> float:
    """The share of the shorter text that stands in the longer one, 0 when only its end does."""
    if min(len(left.runs), len(right.runs)) < LEAST_RUNS:
        return 0.0
    shorter, longer = sorted((left.runs, right.runs), key=lambda runs: (len(runs), runs))
    other = set(longer)
    begun = shorter[: max(LEAST_RUNS, round(len(shorter) * _BEGINNING))]
    share = sum(run in other for run in shorter) / len(shorter)
    start = sum(run in other for run in begun) / len(begun)
    return share if start >= min(share, COPIED) * _OF_BEGINNING else 0.0


def originals(pages: Collection[Page], copied: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Which page of a group of likenesses each copy copies, by id; the originals are left out.

    The first published is the original, of those of one day the longest. A page is a copy of an original that it is
    itself like: two reports that a third has both in it do not become one.
    """
    found: dict[str, str] = {}
    first: Sequence[Page] = sorted(pages, key=lambda page: (page.day, -page.runs, page.id))
    heads: list[str] = []
    for page in first:
        head = next((head for head in heads if head in copied.get(page.id, ())), None)
        if head is None:
            heads.append(page.id)
        else:
            found[page.id] = head
    return found
