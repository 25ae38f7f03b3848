"""Phrases that come again and again in what is said, without being in the table of formulas: runs of words that stand
in the statements of many contacts or pages.

A run grows word by word as long as enough of them hold it; of two runs of which one is part of the other the longer is
kept unless the shorter is much more frequent.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from banggiao import lexicon
from banggiao.model import Value

_SHORTEST = 6
_LONGEST = 24
_MUCH = 1.5  # so many times as frequent as the longer one: a phrase of its own
_WORD = re.compile(r"\w+|[,;:.!?()\"“”]")
_STOPS = frozenset('.!?:()"“”')


class Said(NamedTuple):
    """What one statement says, in its spelling; `source` is the contact or page: it counts once."""

    source: str
    content: str


class Recurrence(Value, frozen=True, kw_only=True):
    """A phrase that recurs, in its most frequent spelling, in so many sources."""

    words: str
    sources: int


def recurring(said: Iterable[Said], least: int) -> list[Recurrence]:
    """Phrases of at least six words that stand in at least `least` sources, the most frequent first."""
    texts = [(each.source, piece) for each in said for piece in _pieces(each.content)]
    found: dict[tuple[str, ...], set[str]] = {}
    spelt: dict[tuple[str, ...], tuple[str, ...]] = {}
    places: Mapping[tuple[str, ...], list[tuple[int, int]]] = _begin(texts)
    size = _SHORTEST
    while places and size <= _LONGEST:
        kept: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for run, hits in places.items():
            sources = {texts[number][0] for number, _ in hits}
            if len(sources) >= least:
                kept[run] = hits
                found[run] = sources
                spellings = Counter(tuple(texts[number][1][start : start + size]) for number, start in hits)
                spelt[run] = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
        places = _grow(kept, texts, size)
        size += 1
    ends = _ends()
    whole = [
        run for run in _maximal(found) if run[0] not in ends and run[-1] not in ends and not _is_naming(spelt[run])
    ]
    order = sorted(whole, key=lambda run: (-len(found[run]), -len(run), run))
    return [Recurrence(words=_joined(spelt[run]), sources=len(found[run])) for run in order]


def _pieces(content: str) -> Iterator[list[str]]:
    """The words and commas of each sentence of a content, capitals kept."""
    piece: list[str] = []
    for word in _WORD.findall(content):
        if word in _STOPS:
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _begin(texts: Sequence[tuple[str, Sequence[str]]]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    places: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, (_, piece) in enumerate(texts):
        low = [word.lower() for word in piece]
        for start in range(len(low) - _SHORTEST + 1):
            places[tuple(low[start : start + _SHORTEST])].append((number, start))
    return places


def _grow(
    kept: Mapping[tuple[str, ...], list[tuple[int, int]]], texts: Sequence[tuple[str, Sequence[str]]], size: int
) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    grown: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for run, hits in kept.items():
        for number, start in hits:
            piece = texts[number][1]
            if start + size < len(piece):
                grown[(*run, piece[start + size].lower())].append((number, start))
    return grown


def _maximal(found: Mapping[tuple[str, ...], set[str]]) -> list[tuple[str, ...]]:
    """Without the runs inside a longer one that is nearly as frequent."""
    covered: set[tuple[str, ...]] = set()
    for run, sources in found.items():
        for part in (run[1:], run[:-1]):
            if part in found and len(found[part]) < _MUCH * len(sources):
                covered.add(part)
    return [run for run in found if run not in covered]


def _is_naming(run: Sequence[str]) -> bool:
    """Mostly capitals: an office, a body, a name; no formula."""
    words = [word for word in run if word[0].isalnum()]
    return 3 * sum(word[0].isupper() or word[0].isdigit() for word in words) > len(words)


def _joined(run: Sequence[str]) -> str:
    return " ".join(run).replace(" ,", ",").replace(" ;", ";")


def _ends() -> frozenset[str]:
    """Words that no phrase begins or ends with."""
    return frozenset(word for (word,) in lexicon.table("relation/small_words.tsv", ("word",))) | {",", ";"}
