"""A headline in capitals tells nothing by them: its words are read as the page writes them elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from banggiao import lexicon
from banggiao.model import Region
from banggiao.text import is_marked, lower

FEWEST = 4
"""Words; a shorter line in capitals may be a name or an abbreviation."""

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_KINDS = ("headline", "lead", "caption")


def spoken(text: str, regions: Sequence[Region]) -> str:
    """The text, of the same length, with its headlines, leads and captions in capitals as if they were not.

    Names are written as elsewhere on the page ("TÔ LÂM" as "Tô Lâm"); words that stand there in small letters, the
    verbs of contacts and what goes on behind a known name in small ones. What is written nowhere else stays.
    """
    shouted = [r for r in regions if r.group is None and r.kind in _KINDS and _is_shouted(text[r.start : r.end])]
    if not shouted:
        return text
    at, rest = 0, []
    for region in shouted:
        rest.append(text[at : region.start])
        at = region.end
    rest.append(text[at:])
    forms = _Forms("\n".join(rest))
    pieces, at = [], 0
    for region in shouted:
        pieces += [text[at : region.start], forms.of(text[region.start : region.end])]
        at = region.end
    return "".join([*pieces, text[at:]])


def _is_shouted(line: str) -> bool:
    return line.isupper() and len(_WORD.findall(line)) >= FEWEST


class _Forms:
    """How the words of a page are written where they are not in capitals."""

    def __init__(self, text: str) -> None:
        words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
        self.small = {word for _, _, word in words if word.islower()}
        self.names: dict[str, list[list[str]]] = {}
        run: list[str] = []
        for k, (start, _, word) in enumerate(words):
            joined = run and start == words[k - 1][1] + 1 and text[start - 1] == " "
            if not joined:
                self._note(run)
                run = []
            if word[0].isupper() and not (len(word) > 1 and word.isupper()):
                run.append(word)
            else:
                self._note(run)
                run = []
        self._note(run)

    def _note(self, run: list[str]) -> None:
        """A run of capitals, and what is left of it behind its first words: one may only begin the sentence."""
        for k in range(len(run)):
            known = self.names.setdefault(lower(run[k]), [])
            if run[k:] not in known:
                known.append(run[k:])

    def of(self, line: str) -> str:
        """The line in the page's letters."""
        words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(line)]
        lows = [lower(word) for _, _, word in words]
        letters = list(line)
        k, behind_name, behind_place = 0, False, False
        while k < len(words):
            name = max((n for n in self.names.get(lows[k], ()) if _stands(n, lows, k)), key=len, default=[])
            alone = lows[k] in self.small or lows[k] in _verbs()
            if name and not (alone and len(name) == 1):
                for j, word in enumerate(name, k):
                    letters[words[j][0] : words[j][1]] = word
                k += len(name)
                behind_name, behind_place = len(name) > 1, len(name) == 1
                continue
            behind_name = behind_name and not alone
            if alone or behind_name or (behind_place and self._is_common(lows, k)):
                letters[words[k][0] : words[k][1]] = lows[k] if k else lows[k][0].upper() + lows[k][1:]
            behind_place = False
            k += 1
        return "".join(letters)

    def _is_common(self, lows: list[str], k: int) -> bool:
        """A word with marks that the page has nowhere else, between two that it has: the NGĂN of "ANH NGĂN ÔNG T."."""
        after = lows[k + 1] if k + 1 < len(lows) else ""
        return is_marked(lows[k]) and (after in self.small or after in _verbs() or after in self.names)


def _stands(name: list[str], lows: list[str], k: int) -> bool:
    return [lower(word) for word in name] == lows[k : k + len(name)]


@cache
def _verbs() -> frozenset[str]:
    """The single words of the cues of contacts: "tiếp", "hội", "đàm"."""
    return frozenset(word for cue in lexicon.cues() for word in cue.phrase.split())
