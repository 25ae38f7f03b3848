"""A sentence as the parsers see it: its items, its text, and questions about an item and its neighbours."""

from __future__ import annotations

from banggiao.mention.items import Item
from banggiao.mention.phrases import UNKNOWN, Book, Entry


class Row:
    """The items of one sentence. Every question may be asked of an index past the end; the answer is then no.

    The parsers turn a known phrase into a plain word where it proves to be part of a name.
    """

    __slots__ = ("book", "items", "n", "roles", "text")

    def __init__(self, text: str, items: list[Item], book: Book) -> None:
        self.text = text
        self.items = items
        self.n = len(items)
        self.book = book
        self.roles = book.roles

    def low(self, k: int) -> str:
        """Item k in lower case."""
        return self.items[k].low if k < self.n else ""

    def entry(self, k: int) -> Entry:
        """What the tables know of item k."""
        return self.items[k].entry if k < self.n else UNKNOWN

    def cap(self, k: int) -> bool:
        """Whether item k begins with a capital."""
        return k < self.n and self.items[k].cap

    def is_sign(self, k: int, signs: str) -> bool:
        """Whether item k is one of the signs."""
        if k >= self.n:
            return False
        item = self.items[k]
        return item.kind == "sign" and item.text in signs

    def is_plain(self, k: int) -> bool:
        """Whether item k is a capitalised word that can be part of a name: no "Ông", "Lúc", "TT"."""
        if k >= self.n:
            return False
        item = self.items[k]
        if item.kind != "word" or not item.cap or item.entry.honorific:
            return False
        if item.text == "Từ" and item.entry is UNKNOWN:
            return True  # taken for a name: "ông Từ X Y"
        return item.low not in self.roles.opener and item.text not in self.roles.title_letters

    def adjacent(self, k: int) -> bool:
        """Whether one character lies between item k and the one before."""
        return self.items[k].start - self.items[k - 1].end == 1

    def is_syllable(self, k: int) -> bool:
        """Whether item k is a syllable that stands in names of bodies."""
        return k < self.n and self.items[k].low in self.book.body_syllables

    def in_pair(self, k: int) -> bool:
        """Whether a hyphen stands beside item k: "Nhật" in "Việt - Nhật" is a country, alone it is not."""
        items = self.items
        return (k > 0 and items[k - 1].text in "-–") or (k + 1 < self.n and items[k + 1].text in "-–")

    def close(self, k: int) -> int | None:
        """The closing bracket of the one at k, when it is near."""
        for j in range(k + 1, min(self.n, k + 14)):
            if self.items[j].text == ")":
                return j
        return None

    def words(self, k: int, end: int) -> str:
        """The text of items k to end, end exclusive."""
        return self.text[self.items[k].start : self.items[end - 1].end]

    def make_word(self, k: int) -> None:
        """Forget what the tables know of item k: it is part of a name."""
        self.items[k] = self.items[k].as_name()
