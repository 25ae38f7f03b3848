"""A sentence as a row of items: known phrases, words, punctuation. What the parsers of actors and places walk over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from banggiao.mention.phrases import Book, Entry
from banggiao.text import fold

_TOKEN = regex.compile(
    r"\p{L}[\p{L}\p{M}\p{N}]*(?:['’`.\-‑]\p{L}[\p{L}\p{M}\p{N}]*)*\.?(?<!\p{Ll}{2}\.)|\p{N}[\p{N}.,/\-:hg%]*|\S"
)
_SYLLABLE = regex.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:[aeiouy]{1,3})(?:ch|ng|nh|[cmnpt])?$"
)
_PARTICLES = frozenset(
    [
        "bin",
        "ibn",
        "bint",
        "bun",
        "al",
        "el",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "di",
        "del",
        "della",
        "dos",
        "das",
        "la",
        "le",
        "du",
        "af",
        "av",
        "ter",
        "ten",
        "y",
        "e",
        "abu",
        "ben",
        "ul",
        "zu",
    ]
)


@dataclass(slots=True)
class Item:
    """One phrase, word or sign. `kind`: phrase, word, number, sign. `cap`: its first letter is a capital."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    cap: bool
    entry: Entry | None = None

    @property
    def is_particle(self) -> bool:
        return self.kind == "word" and self.text in _PARTICLES


_NOTHING = Entry("")


def known(item: Item) -> Entry:
    """The entry of a phrase, or an empty one."""
    return item.entry or _NOTHING


@lru_cache(maxsize=65536)
def is_vietnamese_syllable(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable by its letters: "Minh" yes, "Putin" and "Shii" no."""
    return _SYLLABLE.match(fold(word)) is not None


def items(text: str, lowered: str, start: int, end: int, picks: list[tuple[int, int, Entry]], book: Book) -> list[Item]:
    """The items of one sentence. `picks` are the phrases chosen in it, disjoint and in order."""
    row: list[Item] = []

    def words(a: int, b: int) -> None:
        for match in _TOKEN.finditer(text, a, b):
            s, e = match.span()
            first = text[s]
            if first.isalpha():
                if text[e - 1] == "." and not (e - s <= 3 or "." in text[s : e - 1]):
                    row.append(
                        Item(
                            s,
                            e - 1,
                            text[s : e - 1],
                            lowered[s : e - 1],
                            "word",
                            first.isupper(),
                            book.words.get(lowered[s : e - 1]),
                        )
                    )
                    row.append(Item(e - 1, e, ".", ".", "sign", False))
                    continue
                low = lowered[s:e]
                # "al-Jubeir": the capital may follow the hyphen
                cap = first.isupper() or (
                    "-" in low and text[s + low.index("-") + 1 : s + low.index("-") + 2].isupper()
                )
                row.append(Item(s, e, match[0], low, "word", cap, book.words.get(low)))
            else:
                row.append(Item(s, e, match[0], match[0], "number" if first.isdigit() else "sign", False))

    at = start
    for s, e, entry in picks:
        words(at, s)
        cap = text[s].isupper() or (lowered.startswith("các ", s) and text[s + 4].isupper())
        row.append(Item(s, e, text[s:e], lowered[s:e], "phrase", cap, entry))
        at = e
    words(at, end)
    return _names_keep_their_words(row, book)


def _in_pair(row: list[Item], k: int) -> bool:
    """ "Việt - Nhật": a short form names a country only beside a hyphen."""
    return (k > 0 and row[k - 1].text in "-–") or (k + 1 < len(row) and row[k + 1].text in "-–")


def _names_keep_their_words(row: list[Item], book: Book) -> list[Item]:
    """A one-syllable phrase inside a run of capitals that a family name opens belongs to the name: "Trần Đức Lương"
    is not Germany, "Nguyễn Thị Nga" not Russia, "Lê Tiếp" meets nobody."""
    run_open = False
    previous: Item | None = None
    for k, item in enumerate(row):
        if item.kind == "phrase" and known(item).pair and not _in_pair(row, k):
            row[k] = item = Item(item.start, item.end, item.text, item.low, "word", item.cap, book.words.get(item.low))
        adjacent = previous is not None and item.start - previous.end <= 1
        plain = item.kind == "word" and item.cap and not (item.entry and item.entry.honorific)
        if plain and item.low in book.surnames and not (run_open and adjacent):
            run_open = True
        elif run_open and adjacent and item.cap and " " not in item.low and item.kind in ("phrase", "word"):
            if item.kind == "phrase" or item.entry is not None:
                row[k] = item = Item(item.start, item.end, item.text, item.low, "word", True)
        elif (
            run_open
            and adjacent
            and item.kind == "phrase"
            and item.cap
            and item.low.count(" ") == 1
            and known(item).locality is not None
            and previous is not None
            and previous.low in book.surnames
        ):
            # "Nguyễn Hòa Bình", "Trần Thanh Hóa": a province's words after the family name are a given name
            row[k] = item = Item(item.start, item.end, item.text, item.low, "word", True)
        elif (
            item.kind == "phrase"
            and item.cap
            and " " not in item.low
            and known(item).locality not in (None, "VN")
            and previous is not None
            and known(previous).honorific
            and not known(previous).office
        ):
            row[k] = item = Item(item.start, item.end, item.text, item.low, "word", True)  # "bà Victoria K."
            run_open = False
        elif (
            item.kind == "phrase"
            and item.cap
            and " " not in item.low
            and item.low in book.surnames
            and k + 1 < len(row)
            and row[k + 1].kind == "word"
            and row[k + 1].cap
            and row[k + 1].start - item.end == 1
            and (known(item).country is None or known(item).pair)
        ):
            row[k] = item = Item(item.start, item.end, item.text, item.low, "word", True)
            run_open = True
        else:
            run_open = False
        previous = item
    return row
