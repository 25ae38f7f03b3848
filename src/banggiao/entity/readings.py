"""Sino-Vietnamese readings: "Tập Cận Bình" is how Vietnam reads the name that others write "Xi Jinping"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from banggiao import lexicon
from banggiao.lexicon import DataError
from banggiao.text import fold, lower

SYSTEMS = ("pinyin", "wade", "korean")
_OF_COUNTRY = {"KR": ("korean",), "KP": ("korean",), "CN": ("pinyin",), "": ("pinyin",)}
_LONGEST = 6  # letters of a syllable: "zhuang"


def is_reading(vietnamese: tuple[str, ...], romanised: Iterable[str], country: str) -> bool:
    """Whether the syllables `vietnamese` are a reading of the romanised words, whose syllables may stand together.

    Every syllable must be one of the readings of the table, with its marks where it has any.

    >>> is_reading(("tập", "cận", "bình"), ("xi", "jinping"), "CN")
    True
    """
    words = list(romanised)
    return any(
        len(syllables) == len(vietnamese) and all(map(_reads, vietnamese, (readings[s] for s in syllables)))
        for system in _OF_COUNTRY.get(country, ("wade", "pinyin"))
        for readings in (_table()[system],)
        for syllables in _splits(words, readings, len(vietnamese))
    )


def _reads(syllable: str, readings: frozenset[str]) -> bool:
    return syllable in readings or (fold(syllable) == syllable and syllable in map(fold, readings))


def _splits(words: list[str], readings: dict[str, frozenset[str]], wanted: int) -> Iterator[list[str]]:
    """The ways to part the words into syllables of the table, at most `wanted`."""
    if not words:
        yield []
        return
    if wanted < 1:
        return
    first, rest = words[0], words[1:]
    for end in range(1, min(len(first), _LONGEST) + 1):
        if first[:end] in readings:
            left = [first[end:], *rest] if first[end:] else rest
            for more in _splits(left, readings, wanted - 1):
                yield [first[:end], *more]


@cache
def _table() -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {system: {} for system in SYSTEMS}
    columns = ("system", "syllable", "readings", "example")
    for system, syllable, readings, _ in lexicon.table("entity/sino-vietnamese.tsv", columns):
        if system not in found:
            raise DataError(f"data/entity/sino-vietnamese.tsv: {system!r} is none of {', '.join(SYSTEMS)}")
        found[system][syllable] = frozenset(map(lower, readings.split(" / ")))
    return found
