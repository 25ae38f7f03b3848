"""The text of a page with its facts marked in it: spans that nest, share a place or overlap become a tree of pieces.

A piece is a string, or a Mark around other pieces. Where two spans overlap, the one that begins later is cut at the end
of the other, so that the marks of a paragraph are always well formed; the first part carries the anchor, the last one
the references to the claims.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Span:
    """Where a fact was read. `kind` is what it is (contact, participant, statement, commitment, source, issue), `claim`
    the claim it belongs to; `refers` where the text is to point to the claim."""

    start: int
    end: int
    kind: str
    claim: str
    refers: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that facts were read from: their kinds and claims, what is inside. `anchor` is its place in the
    page ("t85-110"), None but in the first part of it; `refers` are the claims to point to behind it."""

    kinds: tuple[str, ...]
    claims: tuple[str, ...]
    anchor: str | None
    refers: tuple[str, ...]
    inside: tuple[str | Mark, ...]


Piece = str | Mark


@dataclass(frozen=True, slots=True)
class _Place:
    """All facts of one and the same span, or a part of it."""

    start: int
    end: int
    kinds: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    whole: tuple[int, int] = (0, 0)

    @property
    def is_first(self) -> bool:
        return self.start == self.whole[0]


def places(spans: Iterable[Span]) -> list[_Place]:
    """Spans of the same place as one, in text order, the longer before the shorter."""
    found: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        if span.start < span.end:
            found.setdefault((span.start, span.end), []).append(span)
    return [
        _Place(
            start,
            end,
            tuple(dict.fromkeys(span.kind for span in some)),
            tuple(dict.fromkeys(span.claim for span in some)),
            tuple(dict.fromkeys(span.claim for span in some if span.refers)),
            (start, end),
        )
        for (start, end), some in sorted(found.items(), key=lambda each: (each[0][0], -each[0][1]))
    ]


class Marking:
    """The facts of one page, ready to be marked paragraph by paragraph, in text order."""

    def __init__(self, text: str, spans: Iterable[Span]):
        self.text = text
        self._places = places(spans)
        self._starts = [place.start for place in self._places]
        self._longest = max((place.end - place.start for place in self._places), default=0)

    def of(self, start: int, end: int) -> tuple[Piece, ...]:
        """The text from `start` to `end` as pieces."""
        first = bisect.bisect_left(self._starts, start - self._longest)
        last = bisect.bisect_left(self._starts, end)
        some = [_cut(place, start, end) for place in self._places[first:last] if place.end > start]
        return self._nested(start, end, some)

    def crosses(self, position: int) -> bool:
        """Whether a fact begins before this position and ends behind it."""
        first = bisect.bisect_left(self._starts, position - self._longest)
        last = bisect.bisect_left(self._starts, position)
        return any(place.end > position for place in self._places[first:last])

    def _nested(self, start: int, end: int, waiting: Sequence[_Place]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        at = start
        left = sorted(waiting, key=_order)
        while left:
            outer = left[0]
            n = next((n for n, place in enumerate(left) if place.start >= outer.end), len(left))
            over = [_cut(place, outer.end, end) for place in left[1:n] if place.end > outer.end]
            inside = [_cut(place, outer.start, outer.end) for place in left[1:n]]
            left = sorted([*over, *left[n:]], key=_order) if over else left[n:]
            if at < outer.start:
                pieces.append(self.text[at : outer.start])
            pieces.append(self._mark(outer, self._nested(outer.start, outer.end, inside)))
            at = outer.end
        if at < end:
            pieces.append(self.text[at:end])
        return tuple(pieces)

    def _mark(self, place: _Place, inside: tuple[Piece, ...]) -> Mark:
        return Mark(
            kinds=place.kinds,
            claims=place.claims,
            anchor=anchor(*place.whole) if place.is_first else None,
            refers=place.refers if place.end == place.whole[1] else (),
            inside=inside,
        )


def _order(place: _Place) -> tuple[int, int]:
    return place.start, -place.end


def _cut(place: _Place, start: int, end: int) -> _Place:
    if place.start >= start and place.end <= end:
        return place
    return replace(place, start=max(place.start, start), end=min(place.end, end))


def anchor(start: int, end: int) -> str:
    """The fragment of a span in its page.

    >>> anchor(85, 110)
    't85-110'
    """
    return f"t{start}-{end}"


# --- paragraphs ----------------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r'[.!?…][”"’)\]]*\s+(?=[“"‘(\[]?\w)')
_LONG = 900  # characters: a longer paragraph is shown as several
_SHORT = 420  # so much at least stands in each


class Stretch(NamedTuple):
    """A paragraph as it is shown; `ours` where the page has no end of a paragraph before it."""

    start: int
    end: int
    ours: bool


def paragraphs(marking: Marking, start: int, end: int) -> Iterable[Stretch]:
    """The lines of a region, long ones parted where a sentence ends and no fact is cut."""
    for line in _LINE.finditer(marking.text, start, end):
        if not line[0].strip():
            continue
        at, last = line.span()
        begun = at
        if last - at > _LONG:
            for stop in _SENTENCE_END.finditer(marking.text, at, last):
                here = stop.end()
                if here - begun >= _SHORT and last - here >= _SHORT // 2 and _may_part(marking, stop):
                    yield Stretch(begun, here, begun != at)
                    begun = here
        yield Stretch(begun, last, begun != at)


def _may_part(marking: Marking, stop: re.Match[str]) -> bool:
    """A new sentence begins here: with a capital, not after an initial ("N. Modi"), and not inside a fact."""
    text = marking.text
    following = text[stop.end() : stop.end() + 2].lstrip('“"‘([')[:1]
    before = text[max(stop.start() - 2, 0) : stop.start()]
    initial = before[-1:].isupper() and not before[:1].isalpha()
    return following.isupper() and not initial and not marking.crosses(stop.end())


def letters(n: int) -> str:
    """The n-th name of a contact in its page, from 0.

    >>> [letters(n) for n in (0, 25, 26, 27, 702)]
    ['A', 'Z', 'AA', 'AB', 'AAA']
    """
    found = ""
    n += 1
    while n:
        n, digit = divmod(n - 1, 26)
        found = chr(ord("A") + digit) + found
    return found
