"""Columns by year, each in pieces by kind: how many contacts, of which rank or type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from banggiao.web.charts.svg import Element, element, picture

LOOKS = ("one", "two", "three", "four", "five", "six")
_HEIGHT, _TOP, _FOOT, _LEFT = 190, 18, 22, 28
_WIDEST = 56
_PARTS = {2: 4, 3: 3, 4: 4, 5: 5, 6: 6, 8: 4, 10: 5}  # round numbers, and into how many parts lines divide them


def columns(counts: Mapping[int, Mapping[str, int]], kinds: Sequence[str], title: str, width: int) -> Element | None:
    """The picture, or None without a year. Every year from the first to the last has its place; `kinds` lie in this
    order from below, each in the look of its place in it."""
    if not counts:
        return None
    first, last = min(counts), max(counts)
    most = max(sum(each.values()) for each in counts.values())
    top = _ceiling(most)
    room = (width - _LEFT) / (last - first + 1)
    wide = min(room * 0.72, _WIDEST)
    parts = list(_lines(top, width))
    every = max(round(40 / room + 0.49), 1)
    for year in range(first, last + 1):
        middle = _LEFT + (year - first + 0.5) * room
        some = counts.get(year, {})
        below = 0
        for look, kind in zip(LOOKS, kinds, strict=False):
            n = some.get(kind, 0)
            if n:
                high = n / top * _HEIGHT
                y = _TOP + _HEIGHT - below / top * _HEIGHT - high
                parts.append(element("rect", look=look, x=middle - wide / 2, y=y, width=wide, height=high))
                below += n
        if below and room >= 18:
            y = _TOP + _HEIGHT - below / top * _HEIGHT - 4
            parts.append(element("text", str(below), look="count", x=middle, y=y, text_anchor="middle"))
        if (last - year) % every == 0:
            y = _TOP + _HEIGHT + 16
            parts.append(element("text", str(year), look="tick", x=middle, y=y, text_anchor="middle"))
    return picture(width, _TOP + _HEIGHT + _FOOT, title, parts, "columns")


def _ceiling(most: int) -> int:
    """A round number not below this one.

    >>> [_ceiling(most) for most in (1, 5, 9, 54, 130)]
    [4, 5, 10, 60, 200]
    """
    step = 1
    while True:
        for times in _PARTS:
            if times * step >= max(most, 4):
                return times * step
        step *= 10


def _lines(top: int, width: int) -> list[Element]:
    digit = int(str(top).rstrip("0")) if top % 10 == 0 and top > 10 else top
    parts = _PARTS.get(digit, 5)
    found = []
    for n in range(parts + 1):
        y = _TOP + _HEIGHT * (1 - n / parts)
        found.append(element("line", look="grid", x1=_LEFT, x2=width, y1=y, y2=y))
        found.append(element("text", str(top * n // parts), look="tick", x=_LEFT - 6, y=y + 4, text_anchor="end"))
    return found
