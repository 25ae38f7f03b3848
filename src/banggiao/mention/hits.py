"""Where the known phrases stand: one pass of the matcher over the page, then the longest phrase at each place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from operator import itemgetter
from unicodedata import category

from banggiao.mention.phrases import Book, Entry
from banggiao.text import fold

Pick = tuple[int, int, Entry]  # start, end, what the tables know of the phrase

_HYPHENS = frozenset("-‑")
_MOST_WORDS = 8  # of a phrase in a line without marks


@dataclass(slots=True)
class Hits:
    """The phrases of one sentence, overlapping: (start, -length, number of the entry); what sorts of them there are."""

    found: list[tuple[int, int, int]] = field(default_factory=list)
    cue: bool = False
    side: bool = False
    title: bool = False


def hits(lowered: str, spans: list[tuple[int, int]], book: Book) -> list[Hits]:
    """The hits of each span of the page; the spans are disjoint. A phrase ends and begins with a word."""
    last = max(end for _, end in spans)
    raw = book.matcher.find_matches_as_indexes(lowered[:last], overlapping=True)
    raw.sort(key=itemgetter(1))
    lengths, is_cue, is_side, is_title = book.lengths, book.is_cue, book.is_side, book.is_title
    is_province = book.is_province
    result = [Hits() for _ in spans]
    size, count = len(lowered), len(raw)
    at = 0
    for k in sorted(range(len(spans)), key=spans.__getitem__):
        start, end = spans[k]
        mine = result[k]
        found = mine.found
        cue = side = title = False
        while at < count and raw[at][1] < start:
            at += 1
        while at < count:
            index, s, e = raw[at]
            if s >= end:
                break
            at += 1
            # most signs beside a phrase are blanks
            if (
                e > end
                or (s and (sign := lowered[s - 1]) != " " and _is_of_word(sign))
                or (e < size and (sign := lowered[e]) != " " and _is_of_word(sign))
            ):
                continue
            found.append((s, -lengths[index], index))
            cue = cue or is_cue[index]
            side = side or is_side[index] or (is_province[index] and lowered.startswith("tỉnh ", s - len("tỉnh ")))
            title = title or is_title[index]
        mine.cue, mine.side, mine.title = cue, side, title
    return result


def _is_of_word(sign: str) -> bool:
    """Letters, digits, and the marks that stand on no letter of their own: "đ̣ban" is one word, if none of ours."""
    return sign.isalnum() or (sign >= "\u0300" and category(sign)[0] == "M")


def picks(text: str, start: int, found: list[tuple[int, int, int]], book: Book) -> list[Pick]:
    """The longest phrase at each place of the sentence that begins at `start`, from the left, disjoint."""
    chosen: list[Pick] = []
    last = start
    for s, minus, index in sorted(found):
        if s < last:
            continue
        e = s - minus
        entry = book.entries[index]
        second = s > start + 1 and text[s - 1] in "-‑" and text[s - 2].isalpha()
        of_office = entry.office is not None and " " in text[s:e]  # "ông A-Tổng Lãnh sự": a dash without blanks
        if second and not of_office and not (chosen and chosen[-1][1] == s - 1):
            continue  # "Al-Sabah", "Jean-Anh": the second half of a hyphenated name
        if book.needs_capital[index] and not _is_capital(text, s):
            continue
        if entry.hide and entry.office is None and _is_verb_and_title(text, s, e):
            continue
        if (
            entry.country is not None
            and text.endswith(_IN_NAMES, s, e)
            and _INSIDE_NAME.search(text, max(start, s - 12), e)
        ):
            continue
        if entry.country is not None and text[e : e + 1] in _HYPHENS and text[e + 1 : e + 2].islower():
            continue  # "Bun-lon": the first half of a name
        if (
            entry.pair
            and text[e : e + 1] in _HYPHENS
            and not any(a == e + 1 and book.entries[i].country for a, _, i in found)
        ):
            continue  # "Bun-Lon Khăm-phăn": no "Nga-Mỹ"
        if book.needs_case[index] and text[s:e] not in entry.exact:
            continue
        if entry.country is not None and entry.honorific:  # "Anh" the country, "anh" the form of address
            country = entry.country if text[s].isupper() and s > start else None
            entry = replace(entry, honorific=country is None, country=country)
        chosen.append((s, e, entry))
        last = e
    return chosen


def _is_verb_and_title(text: str, s: int, e: int) -> bool:
    """ "tiếp Thị trưởng", "tiếp tân Đại sứ": a verb and a title where "tiếp thị", "tiếp tân" are words of their own."""
    first, _, second = text[s:e].partition(" ")
    if first not in ("tiếp", "Tiếp"):
        return False
    return second[:1].isupper() or (second == "tân" and text[e + 1 : e + 2].isupper())


# "Tư Pháp", "LẬP PHÁP" in a headline, "huyện Anh Sơn", "Bệnh viện Việt Đức": no country; "tỉnh Lào Cai" is a phrase
# of its own
_INSIDE_NAME = re.compile(
    r"\b(?:(?:[Tt]ư|[Ll]ập|[Hh]ành) Pháp|"
    r"(?i:tư|lập|hành|hiến|biện|giải|phương|vi|hợp|chấp|cú|ngữ) PHÁP|"
    r"(?:Việt|[Hh]uyện|[Xx]ã|[Pp]hường|[Qq]uận|[Tt]hị trấn|[Tt]hị xã|[Tt]hôn|[Ll]àng) "
    r"(?:Anh|Áo|Bỉ|Đức|Mỹ|Nga|Nhật|Pháp|Úc|Ý|Xô))$"
)

_IN_NAMES = ("Pháp", "PHÁP", "Anh", "Áo", "Bỉ", "Đức", "Mỹ", "Nga", "Nhật", "Úc", "Ý", "Xô")  # it ends with one of them


def _is_capital(text: str, s: int) -> bool:
    """Whether the phrase at s begins with a capital, or "các " and a capital: "các Tiểu vương quốc"."""
    return text[s].isupper() or (text[s : s + 4].lower() == "các " and text[s + 4].isupper())


def unmarked_picks(text: str, start: int, end: int, book: Book) -> list[Pick]:
    """The phrases of a line that has lost its marks ("Thu tuong ... tiep ..."), by the folded words of the tables."""
    folded = fold(text[start:end])
    words: list[tuple[int, int]] = []
    at = 0
    for word in folded.split(" "):
        words.append((at, at + len(word.rstrip(".,;:"))))
        at += len(word) + 1
    chosen: list[Pick] = []
    k = 0
    while k < len(words):
        for size in range(min(_MOST_WORDS, len(words) - k), 0, -1):
            a, b = words[k][0], words[k + size - 1][1]
            entry = book.folded.get(folded[a:b])
            if entry is not None and (not entry.cap or text[start + a].isupper()):
                chosen.append((start + a, start + b, entry))
                k += size
                break
        else:
            k += 1
    return chosen
