"""A complement while it is walked, and what a step over it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from banggiao.mention.items import Item
from banggiao.mention.row import Row

# Classes of titles that take a country or a name at once, no field: "Thủ tướng Phúc".
LEADING = frozenset({"state", "government"})


@dataclass(slots=True)
class Tail:
    """A complement while it is walked, and what came of it.

    `end` is the item after what is certainly in it, `country` what its words say (`certain` False when only a body's
    usual home says so), `skip` the spans of bracketed abbreviations that the office's text leaves out.
    """

    row: Row
    head: str  # the title, "" for a body
    level: str | None  # its class, None for a body
    start: int  # its first item
    at: int  # the item looked at
    end: int
    body: bool  # inside the name of a body
    proper: bool  # the word before calls for a proper name: "Tập đoàn", "tỉnh"
    country: str | None = None
    certain: bool = True
    international: bool = False
    skip: list[tuple[int, int]] = field(default_factory=list)
    placed: bool = False  # a country or a place was named
    of_place: bool = False  # `country` is that of a place's name
    listed: bool = False  # inside "Khí hậu, Năng lượng và Tiện ích": any small words may stand
    smalls: int = 0  # small syllables since the last sure word

    def take(self, count: int = 1) -> bool:
        """The next items are in."""
        self.at += count
        self.end = self.at
        return True

    def take_to(self, end: int) -> bool:
        """All items before `end` are in, as words of a body's name."""
        self.body, self.proper, self.smalls = True, False, 0
        self.at = self.end = end
        return True

    def pass_over(self) -> bool:
        """The item is in if something certain follows."""
        self.at += 1
        return True

    def name_country(self, code: str) -> None:
        """What a country's or a place's name says; a body's usual home gives way to it."""
        if self.country is None or not self.certain:
            self.country, self.certain = code, True


# True: the item is in and the walk goes on. False: the complement ends before it. None: another step's matter.
Step = Callable[[Tail, Item], bool | None]


def first(steps: tuple[Step, ...], tail: Tail, item: Item) -> bool | None:
    """What the first step says that has something to say of the item."""
    for step in steps:
        went = step(tail, item)
        if went is not None:
            return went
    return None
