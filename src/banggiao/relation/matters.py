"""What a statement is about, as units that can be compared: two that share enough of them speak of one matter.

Words of any statement ("tăng cường hợp tác") are cut out by data/relation/matters.tsv, names of states, capitals and
the people who meet are left out. What remains counts: words of a field of work ("đào tạo") a little, and everything
else, proper names and abbreviations above all, more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from banggiao import lexicon
from banggiao.text import fold, lower

GENERAL, FIELD, THING = 0, 1, 2

_YEAR = 4  # digits
_ROUND = 10
_COUNTED = frozenset(["tỷ", "tỉ", "triệu", "năm"])  # "10 tỷ", "45 năm"; not "12 nước"
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|g[hi]?|h|kh?|l|m|ng?h?|nh|ph?|qu?|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|n[gh]?|p|t)?"
)
_WORD = re.compile(r"\w+")
# What is told in passing is not what is asked or promised: "..., sau khi hai bên ký Hiệp định X".
_IN_PASSING = re.compile(
    r"(?<!\w)(?:vì|bởi|sau khi|trước khi|trong khi|trong bối cảnh|kể từ khi"
    r"|(?:trong|nhân|kể từ|sau) (?:dịp )?chuyến (?:thăm|đi|công du)"
    r"|(?:tham )?dự (?:diễn đàn|hội nghị|hội thảo|lễ))(?!\w)[^,;.:\n]*",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\w+|[^\w\s-]|\n")  # "thương mại - đầu tư" is cut as "thương mại đầu tư"


def matters(content: str, names: Iterable[str] = (), offices: Iterable[str] = ()) -> dict[str, int]:
    """The units of a content with their weights, without those that are part of a name in `names`, and without the
    foreign names in `offices`: a body that meets is not what is talked of.

    >>> matters("đẩy mạnh hợp tác đào tạo, dầu khí, xây dựng cầu Hàm Mẫu")
    {'dầu khí': 1, 'cầu hàm': 2, 'hàm mẫu': 2}
    """
    weights, single = _weights()
    left_out = {word for name in names for word in lower(name).split()}
    left_out |= {word for office in offices for word in lower(office).split() if _is_foreign(word)}
    found: dict[str, int] = {}
    before: str | None = None  # a syllable that is part of nothing yet
    tokens = _TOKEN.findall(lower(_IN_PASSING.sub(" , ", content)))
    n = 0
    while n < len(tokens):
        token = tokens[n]
        pair = f"{token} {tokens[n + 1]}" if n + 1 < len(tokens) else ""
        weight = weights.get(pair)
        if weight is not None:
            if weight:
                found[pair] = weight
            before = None
            n += 2
            continue
        n += 1
        if token.isdigit() and pair and tokens[n].isalpha():
            if tokens[n] in _COUNTED and len(token) < _YEAR and int(token) >= _ROUND:
                found[pair] = FIELD if tokens[n] == "năm" else THING  # many things are done for one jubilee
                n += 1
            before = None
            continue
        if not token[0].isalnum() or (token in single and not single[token]) or token in left_out:
            before = None
        elif token in single or _is_foreign(token):
            found[token] = single.get(token, THING)
            before = None
        else:
            if before is not None:
                found[f"{before} {token}"] = THING
            before = None if token.isdigit() else token
    return found


def _is_foreign(token: str) -> bool:
    """Letters that are no Vietnamese syllable: an abbreviation, a name."""
    return len(token) > 1 and token.isalpha() and fold(token) == token and not _SYLLABLE.fullmatch(token)


@cache
def _weights() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The weights of two syllables and of one."""
    weights = {words: int(weight) for words, weight in lexicon.table("relation/matters.tsv", ("words", "weight"))}
    single = {words: weight for words, weight in weights.items() if " " not in words}
    single |= {word: GENERAL for (word,) in lexicon.table("relation/small_words.tsv", ("word",))}
    pairs = {words: weight for words, weight in weights.items() if " " in words}
    states = [name for _, name, *_ in lexicon.countries()]
    cities = lexicon.table("lexicon/localities.tsv", ("name", "country", "kind"))
    for name in [*states, *(name for name, _, kind in cities if kind == "capital")]:
        words = _WORD.findall(lower(name))
        if len(words) == 1:
            single[words[0]] = GENERAL
        pairs |= {f"{one} {other}": GENERAL for one, other in pairwise(words)}
    return pairs, single
