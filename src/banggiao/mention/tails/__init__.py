"""Complements: how far the words after a title ("Bộ trưởng" + "Bộ Ngoại giao Ấn Độ") or in a body's name go.

A walk of small steps. A step looks at one item and says True (it is in, the walk goes on), False (the complement ends
here) or None (another step's matter); the first that answers wins, and where none answers the complement ends.
"""

from __future__ import annotations

from banggiao.mention.row import Row
from banggiao.mention.tails.capitals import capital
from banggiao.mention.tails.phrases import PHRASES
from banggiao.mention.tails.signs import SIGNS, number, spelt_out
from banggiao.mention.tails.tail import Tail, first
from banggiao.mention.tails.words import small_word

__all__ = ["walk"]


def walk(row: Row, k: int, head: str = "", level: str | None = None, body: bool = False, proper: bool = False) -> Tail:
    """The complement that begins at item k, behind the title `head` of class `level` or inside a body's name."""
    tail = Tail(row, head, level, k, k, k, body, proper)
    items, n = row.items, row.n
    while tail.at < n:
        item = items[tail.at]
        if item.kind == "phrase":
            went = first(PHRASES, tail, item)
        elif item.kind == "sign":
            step = SIGNS.get(item.text)
            went = step(tail, item) if step is not None else None
        elif item.kind == "number":
            went = number(tail)
        elif item.cap:
            went = capital(tail, item)
        else:
            went = small_word(tail, item)
        if not went and not spelt_out(tail):
            break
    return tail
