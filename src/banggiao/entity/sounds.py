"""How a name sounds, for names that the press writes in Vietnamese syllables: "Ma-lu Đờ-ray-ờ" is Malu Dreyer.

Both spellings become a row of sound classes: Vietnamese letters by how Vietnamese reads them, others by the commonest
way in which European languages do. What Vietnamese can't say (clusters, finals) is bridged by cheap edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from banggiao.entity.names import Name
from banggiao.text import fold


def _spellings(*rows: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.split(":") for row in rows for pair in row.split())
    return tuple((spelt, sound) for spelt, sound in pairs)


# Sound classes: P lips, T teeth, S hissing, K throat, M and N nasals, L liquids, H a breath; a, i, u kinds of vowels.
# The longest spelling first.
_VIETNAMESE = _spellings(
    "ngh:N ng:N nh:N kh:K ph:P th:T tr:S ch:S gh:K gi:S qu:K",
    "đ:T d:S x:S s:S v:P b:P p:P t:T c:K k:K g:K q:K m:M n:N l:L r:L h:H",
)
_FOREIGN = _spellings(
    "tsch:S shch:S sch:S tch:S dzh:S sh:S ch:S zh:S kh:K gh:K ph:P th:T ts:S tz:S cz:S sz:S ck:K qu:K ng:N dj:S ll:L",
    "x:KS b:P p:P f:P v:P d:T t:T s:S z:S j:S c:K k:K q:K g:K m:M n:N l:L r:L h:H w:u",
)
_VOWELS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}
_SOFT = re.compile(r"c(?=[eiy])")
_RUNS = re.compile(r"(.)\1+")

# What a name of one letter may begin with ("G." is for "Giôn" too), marked so; it says less than a whole word.
_BEGINS = "P:bpvf T:tđ TS:d K:khq KS:cg S:sxjz M:m N:n L:lr H:h a:aă i:eêiy u:oôơuưw"
_INITIAL = {
    letter: "^" + kinds for kinds, letters in (each.split(":") for each in _BEGINS.split()) for letter in letters
}
_INITIAL_SAYS = 0.8
# What it costs to leave a class out: liquids and breaths fall silent, vowels part what can't stand together.
_DROP = {"H": 0.25, "L": 0.5, "a": 0.2, "i": 0.2, "u": 0.2, "S": 0.8, "N": 0.9, "T": 0.8, "K": 0.8, "P": 0.9, "M": 1.0}
# Finals that Vietnamese has in the place of others: Van-xăng, Mát-xcơ-va, Oóc-ban, Goóc-ba-chốp.
_CLOSE = {
    frozenset("TS"): 0.45, frozenset("LN"): 0.45, frozenset("LK"): 0.6, frozenset("KS"): 0.5, frozenset("MN"): 0.5,
    frozenset("HK"): 0.4, frozenset("LT"): 0.7, frozenset("PT"): 0.8, frozenset("SL"): 0.7, frozenset("ai"): 0.15,
    frozenset("au"): 0.15, frozenset("iu"): 0.2, frozenset("iS"): 0.5, frozenset("uP"): 0.4, frozenset("KN"): 0.8,
}  # fmt: skip


@lru_cache(4096)
def sounds(word: str, transcribed: bool) -> str:
    """The sound classes of a word in lower case; `transcribed`: it is written as Vietnamese reads."""
    table = _VIETNAMESE if transcribed else _FOREIGN
    rest = word if transcribed else _SOFT.sub("s", fold(word))
    found: list[str] = []
    while rest:
        for spelt, sound in table:
            if rest.startswith(spelt):
                found.append(sound)
                rest = rest[len(spelt) :]
                break
        else:
            found.append(_VOWELS.get(fold(rest[0]), ""))
            rest = rest[1:]
    return _RUNS.sub(r"\1", "".join(found))


def likeness(one: Name, other: Name) -> float:
    """How alike two names sound, from 0 to 1, whatever the order of their words: the least of the words that are
    compared, so that a family name alone says nothing; words without a partner are passed over."""
    if one.transcribed == other.transcribed:
        return 0.0
    foreign, written = (other, one) if one.transcribed else (one, other)
    left = [_INITIAL.get("".join(group)) or sounds("".join(group), True) for group in written.groups]
    right = [sounds("".join(group), False) for group in foreign.groups]
    if len(left) > len(right):
        left, right = right, left
    best = 0.0
    for pairing in _pairings(left, right):
        scores = [_alike(a, b) for a, b in pairing]
        best = max(best, min(scores) * 0.5 + sum(scores) / len(scores) * 0.5)
    return best


def _pairings(left: list[str], right: list[str]) -> Iterator[list[tuple[str, str]]]:
    """Each word of the shorter name beside one of the longer, in their order or with the family name in front."""
    n = len(left)
    for skip in range(len(right) - n + 1):
        yield list(zip(left, right[skip : skip + n], strict=True))
    if n >= 2:
        yield (
            list(zip([left[0], left[-1]], [right[0], right[-1]], strict=True))
            if n == 2
            else list(zip(left, [right[0], *right[1 : n - 1], right[-1]], strict=True))
        )
        yield list(zip([*left[1:], left[0]], [*right[: n - 1], right[-1]], strict=True))


@lru_cache(4096)
def _alike(one: str, other: str) -> float:
    """1 less the cost of the cheapest edits by the weight of the longer; for an initial, whether it begins so."""
    for initial, word in ((one, other), (other, one)):
        if initial.startswith("^"):
            return _INITIAL_SAYS if word[:1] in initial[1:] else 0.0
    weight = max(sum(_DROP[c] for c in one), sum(_DROP[c] for c in other))
    return 1.0 - _cost(one, other) / weight if weight else 0.0


def _cost(one: str, other: str) -> float:
    before = [0.0]
    for c in other:
        before.append(before[-1] + _DROP[c])
    for a in one:
        row = [before[0] + _DROP[a]]
        for j, b in enumerate(other):
            change = 0.0 if a == b else _CLOSE.get(frozenset((a, b)), 1.0)
            row.append(min(before[j] + change, before[j + 1] + _DROP[a], row[j] + _DROP[b]))
        before = row
    return before[-1]
