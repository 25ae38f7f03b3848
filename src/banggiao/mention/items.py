"""A sentence as a row of items: known phrases, words, punctuation. What the parsers of actors and places walk over."""

from __future__ import annotations

from functools import lru_cache

import regex
from msgspec import Struct

from banggiao.mention.phrases import UNKNOWN, Book, Entry
from banggiao.text import fold, is_marked

_TOKEN = regex.compile(
    r"\p{L}[\p{L}\p{M}\p{N}]*(?:['’`.\-‑]\p{L}[\p{L}\p{M}\p{N}]*)*\.?(?<!\p{Ll}{2}\.)|\p{N}(?:[\p{N}.,/\-:hg%]*[\p{N}hg%])?|\S"
)
_SYLLABLE = regex.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:[aeiouy]{1,3})(?:ch|ng|nh|[cmnpt])?$"
)


# Words that a dash without blanks parts from a name.
_SMALL_WORDS = frozenset(["một", "người", "ông", "bà", "vị", "nhà", "cựu", "nguyên", "và", "là", "tân", "vùng"])


class Item(Struct, eq=False, gc=False):
    """One phrase, word or sign. `kind`: phrase, word, number, sign. `low`: in lower case. `cap`: it begins with a
    capital. `entry`: what the tables know of it, UNKNOWN if nothing."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    cap: bool
    entry: Entry = UNKNOWN

    def as_name(self) -> Item:
        """The same as a capitalised word that no table knows."""
        return Item(self.start, self.end, self.text, self.low, "word", True)


@lru_cache(maxsize=8192)
def is_vietnamese_syllable(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable by its letters: "Minh" yes, "Putin" and "Shii" no."""
    return _SYLLABLE.match(fold(word)) is not None


def items(text: str, lowered: str, start: int, end: int, picks: list[tuple[int, int, Entry]], book: Book) -> list[Item]:
    """The items of text[start:end]. `picks` are the phrases chosen in it (start, end, entry), disjoint, in order."""
    row: list[Item] = []
    at = start
    for s, e, entry in picks:
        if at < s:
            _add_words(row, text, lowered, at, s, book.words)
        cap = text[s].isupper() or (lowered.startswith("các ", s) and text[s + 4].isupper())
        row.append(Item(s, e, text[s:e], lowered[s:e], "phrase", cap, entry))
        at = e
        if lowered.startswith(".", e) and lowered[s:e] == "tp" and text[e + 1 : e + 2].isupper():
            at = e + 1  # "đoàn công tác TP.Suwon": the dot for the blank
    _add_words(row, text, lowered, at, end, book.words)
    _part_last_stop(row)
    _sultans_are_addressed(row)
    _names_keep_their_words(row, book)
    return row


_ADDRESS = Entry("sultan", honorific=True)


def _sultans_are_addressed(row: list[Item]) -> None:
    """ "Quốc vương Sultan Ibrahim …": before a name a form of address, elsewhere ("Sultan Brunei") a title."""
    for k, item in enumerate(row[:-1]):
        if item.low == "sultan" and row[k + 1].kind == "word" and row[k + 1].cap and row[k + 1].entry is UNKNOWN:
            item.entry = _ADDRESS


def _part_last_stop(row: list[Item]) -> None:
    """ "Men Sam An.": the stop at the end of a sentence is none of the name, however short the name is."""
    last = row[-1] if row else None
    if last is None or last.kind != "word" or last.text[-1] != "." or last.text.count(".") > 1 or len(last.text) < 3:
        return
    end = last.end - 1
    row[-1] = Item(last.start, end, last.text[:-1], last.low[:-1], "word", last.cap, last.entry)
    row.append(Item(end, last.end, ".", ".", "sign", False))


def _add_words(row: list[Item], text: str, lowered: str, start: int, end: int, words: dict[str, Entry]) -> None:
    """The words, numbers and signs of text[start:end]."""
    for match in _TOKEN.finditer(text, start, end):
        s, e = match.span()
        token = match[0]
        first = token[0]
        if not first.isalpha():
            row.append(Item(s, e, token, token, "number" if first.isdigit() else "sign", False))
            continue
        stop = token[-1] == "." and "." not in token[:-1] and (e - s > 3 or _ends_sentence(token, text[e:end]))
        if stop:  # "Lan." ends a sentence, "TP." and "U.S." do not
            e -= 1
            token = token[:-1]
        low = lowered[s:e]
        if "-" in token and low[low.index("-") + 1 :] in _SMALL_WORDS:  # "Brandt-một người": a dash without blanks
            at = s + low.index("-")
            row.append(
                Item(s, at, text[s:at], lowered[s:at], "word", first.isupper(), words.get(lowered[s:at], UNKNOWN))
            )
            row.append(Item(at, at + 1, "-", "-", "sign", False))
            s, token, low = at + 1, text[at + 1 : e], lowered[at + 1 : e]
            first = token[0]
        row.append(
            Item(s, e, token, low, "word", first.isupper() or _late_capital(token, stop), words.get(low, UNKNOWN))
        )
        if stop:
            row.append(Item(e, e + 1, ".", ".", "sign", False))


def _ends_sentence(token: str, rest: str) -> bool:
    """ "Vũ Thị Vy." at the end: a short given name, not "Jr.", "TS." or the "K." of a name kept back."""
    return len(token) == 3 and token[1].islower() and is_vietnamese_syllable(token[:2]) and not rest.strip('"”’)] ')


def _late_capital(token: str, stop: bool) -> bool:
    """Whether the capital follows the hyphen: "al-Jubeir"."""
    if stop or "-" not in token:
        return False
    after = token.index("-") + 1
    return token[after : after + 1].isupper()


def _names_keep_their_words(row: list[Item], book: Book) -> None:
    """A known phrase inside a name becomes a word of it: "Trần Đức Lương" is not Germany, "Nguyễn Thị Nga" not
    Russia, "Lê Tiếp" meets nobody."""
    surnames = book.surnames
    in_name = False  # inside a run of capitals that a family name opens
    previous: Item | None = None
    for k, item in enumerate(row):
        if item.kind == "phrase" and item.entry.pair and not _beside_hyphen(row, k):
            row[k] = item = Item(
                item.start, item.end, item.text, item.low, "word", item.cap, book.words.get(item.low, UNKNOWN)
            )
        if not item.cap:
            in_name = False
            previous = item
            continue
        joined = in_name and previous is not None and item.start - previous.end <= 1
        if not joined and item.kind == "word" and not item.entry.honorific and item.low in surnames:
            in_name = True
        elif joined and " " not in item.low:
            if item.kind == "phrase" or item.entry is not UNKNOWN:
                row[k] = item = item.as_name()
        elif item.kind != "phrase":
            in_name = False
        elif joined and _is_given_place(item, previous, surnames):
            row[k] = item = item.as_name()
        elif _is_of_own_name(row, k, book) or _is_addressed_place(item, previous):
            row[k] = item = item.as_name()
            in_name = False
        elif item.low in surnames and _opens_name(row, k):
            row[k] = item = item.as_name()
            in_name = True
        else:
            in_name = False
        previous = item


def _beside_hyphen(row: list[Item], k: int) -> bool:
    """ "Việt - Nhật": a short form names a country only beside a hyphen, not at the end of a name ("Hùng Ba - …")."""
    if k > 0 and row[k - 1].kind == "word" and row[k - 1].cap and row[k].start - row[k - 1].end == 1:
        return False
    return (k > 0 and row[k - 1].text in "-–") or (k + 1 < len(row) and row[k + 1].text in "-–")


def _is_given_place(item: Item, previous: Item | None, surnames: frozenset[str]) -> bool:
    """ "Nguyễn Hòa Bình", "Trần Thanh Hóa": a province's two words after the family name are a given name."""
    return (
        previous is not None
        and previous.low in surnames
        and item.entry.locality is not None
        and item.low.count(" ") == 1
    )


def _is_of_own_name(row: list[Item], k: int, book: Book) -> bool:
    """ "Công ty Trâm Anh": a country of one syllable behind a word of a given name, none of a body's ("Công Thương
    Nga")."""
    item, before = row[k], row[k - 1] if k else None
    return (
        before is not None
        and item.entry.country is not None
        and " " not in item.low
        and before.kind == "word"
        and before.cap
        and before.entry is UNKNOWN
        and item.start - before.end == 1
        and is_vietnamese_syllable(item.low)
        and is_vietnamese_syllable(before.low)
        and (
            (before.low not in book.body_syllables and len(before.low) > 2 and is_marked(before.low))
            or _is_of_firm(row, k - 1)
        )
    )


_FIRMS = ("công ty", "doanh nghiệp", "xí nghiệp", "khách sạn", "cửa hàng", "siêu thị", "trường", "vua")
_NEAR_FIRM = 4  # items between "Công ty" and its name: "cổ phần", "xây dựng"


def _is_of_firm(row: list[Item], k: int) -> bool:
    """ "Công ty Xây dựng Thiên | Đức", "vua Tự | Đức": the first capital behind the word for a firm, or for a king."""
    for j in range(k - 1, max(-1, k - 2 - _NEAR_FIRM), -1):
        if row[j].low.endswith(_FIRMS):
            return True
        if row[j].kind == "sign" or (row[j].cap and row[j + 1].cap):
            return False  # "Công ty Dầu Khí | Nga"
    return False


def _is_addressed_place(item: Item, previous: Item | None) -> bool:
    """ "bà Victoria K.": a foreign place after a form of address is a given name."""
    return (
        previous is not None
        and previous.entry.honorific
        and not previous.entry.office
        and item.entry.locality not in (None, "VN")
        and " " not in item.low
    )


def _opens_name(row: list[Item], k: int) -> bool:
    """Whether a known phrase that is a family name too has a capital right after it, and is no country."""
    item = row[k]
    if k + 1 >= len(row) or " " in item.low:
        return False
    after = row[k + 1]
    return (
        after.kind == "word"
        and after.cap
        and after.start - item.end == 1
        and (item.entry.country is None or item.entry.pair)
    )
