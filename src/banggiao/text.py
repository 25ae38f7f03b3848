"""Vietnamese text: NFC, the length-preserving fold for comparing, the tone-placement rule.

All three keep `len(text)` of NFC text, so an offset found in folded text is an offset in the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

COARSE = 200_000
"""A line or region longer than this (code points) is no paragraph: nothing is looked for in it."""


def nfc(text: str) -> str:
    """The text in Unicode normalisation form C."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _fold_table() -> list[str]:
    """Every precomposed Latin letter (and đ, Đ, Ð) to its lower-case base letter, one to one.

    Whatever is often met has its entry: str.translate takes twice the time over a character that has none.
    """
    table: dict[int, str] = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        if len(base) == 1 and base != char:
            table[code] = base
    # Ð (U+00D0, Icelandic) stands for Đ in many old Vietnamese pages.
    table.update({ord(c): "d" for c in "đĐÐð"})
    table[0xA0] = " "
    table[0x2013] = "-"
    return [table.get(code, chr(code)) for code in range(0x2200)]


def _lower_table() -> dict[int, str]:
    """Lower-casing that never changes the length (İ would give two code points)."""
    table: dict[int, str] = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)]:
        low = chr(code).lower()
        if len(low) == 1 and low != chr(code):
            table[code] = low
    table[0xD0] = "đ"
    table[0xA0] = " "
    table[0x2013] = "-"
    return table


_FOLD = _fold_table()
_LOWER = _lower_table()


def fold(text: str) -> str:
    """Lower-case, without marks, đ as d; same length as the NFC text given.

    >>> fold("Đối tác chiến lược")
    'doi tac chien luoc'
    """
    return text.translate(_FOLD)


# Old and new placement of the tone in oa, oe, uy: "hoà" = "hòa", "khoẻ" = "khỏe", "uỷ" = "ủy". Only an open
# syllable has two spellings ("hoàn" has one), and "quý" keeps its u.
_TONES = {
    old: new
    for olds, news in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for old, new in zip(olds.split(), news.split(), strict=True)
}
# Begins with a letter, so that the search is fast.
_TONE = re.compile(r"(?:o(?<![qQ]o)[àáảãạèéẻẽẹ]|u(?<![qQ]u)[ỳýỷỹỵ])(?!\w)")
# What may stand beside characters that str.lower treats one by one as the table does: Latin letters (not İ), marks,
# punctuation.
_UNLIKE = re.compile(r"[^\x00-\x9f\xa1-\xcf\xd1-\u012f\u0131-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f]")
# Some old pages have the tone on the last vowel of an open syllable: "vơí" = "với", "cuả" = "của", "ngươì" = "người";
# "quả", "giá" have it where it belongs.
_PLAIN = "aăâeêioôơuưy"
_TONED = [unicodedata.normalize("NFC", vowel + mark) for mark in "\u0300\u0301\u0309\u0303\u0323" for vowel in _PLAIN]
_MARK = {toned: unicodedata.normalize("NFD", toned)[-1] for toned in _TONED}
_SLID = re.compile(
    "(?:[ơôâ](?=[ìíỉĩị])|[âêư](?=[ùúủũụ])|â(?=[ỳýỷỹỵ])|ư(?=[àáảãạ])|a(?=[ìíỉĩịỳýỷỹỵùúủũụòóỏõọ])|o(?=[ìíỉĩị])|e(?=[òóỏõọ])"
    "|u(?<![qQ]u)(?=[àáảãạìíỉĩị])|i(?<![gG]i)(?=[àáảãạùúủũụ]))"
    rf"[{''.join(_TONED)}](?!\w)"
)
# A page that is written so has these words in it; others are not searched.
_SLID_WORDS = ("vơí", "cuả", "ngươì", "giưã", "tơí")


def _set_back(match: re.Match[str]) -> str:
    """The two vowels with the tone on the first."""
    first, last = match[0][0], match[0][1]
    mark = _MARK[last]
    return unicodedata.normalize("NFC", first + mark) + unicodedata.normalize("NFD", last).replace(mark, "")


def lower(text: str) -> str:
    """Lower-case with marks kept, tones placed in the older way and "-" for "–"; same length as the NFC text given.

    >>> lower("Cộng hoà, Uỷ viên, gặp gỡ vơí ngươì cuả ta")
    'cộng hòa, ủy viên, gặp gỡ với người của ta'
    """
    plain = text.replace("\xa0", " ").replace("Ð", "đ").replace("–", "-")
    low = plain.lower() if _UNLIKE.search(plain) is None else plain.translate(_LOWER)
    if any(word in low for word in _SLID_WORDS):
        low = _SLID.sub(_set_back, low)
    return _TONE.sub(lambda m: _TONES[m[0]], low)


def is_marked(text: str) -> bool:
    """Whether the text carries Vietnamese marks at all (a caption may have lost them)."""
    return fold(text) != text.translate(_LOWER)


_PARAGRAPH = re.compile(r"[^\n]+")


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the non-blank lines, without surrounding blanks."""
    for match in _PARAGRAPH.finditer(text):
        line = match[0]
        if stripped := line.strip():
            start = match.start() + line.index(stripped[0])
            yield start, start + len(stripped)


_BLANK = " \t\v\f\xa0\u2000-\u200a\u202f\u205f\u3000"
# Any run of blanks but one space, blanks at a line's end or beginning, the line ends of other systems, and what is not
# seen inside a word (soft hyphens, zero-width spaces).
_UNTIDY = re.compile(
    rf"(?P<line>[{_BLANK}]*(?:\r\n?|\n)[{_BLANK}]*)|[{_BLANK}]{{2,}}|[{_BLANK[1:]}]"
    r"|(?<=[\w/–-])[\xad\u200b-\u200d\u2060\ufeff]+(?=[\w/–-])"
)
_SIGNS = re.compile(r"[\r\t\v\f\xa0\xad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]")
_RUNS = ("  ", " \n", "\n ")


def tidy(text: str) -> tuple[str, Sequence[int] | None]:
    """The text with one space for every run of blanks and "\\n" for every line end, none of them beside it; and where
    each of its characters stood. (None: it is as it was.)

    >>> tidy("Lễ  đón\\xa0khách \\r\\n")
    ('Lễ đón khách\\n', [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15])
    """
    if not _SIGNS.search(text) and not any(run in text for run in _RUNS):
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for match in _UNTIDY.finditer(text):
        start, end = match.span()
        new = "\n" if match["line"] else " " if match[0][0] not in "\xad\u200b\u200c\u200d\u2060\ufeff" else ""
        if match[0] == new:
            continue
        pieces.append(text[last:start])
        pieces.append(new)
        places.extend(range(last, start))
        if new:
            places.append(text.index("\n", start, end) if "\n" in match[0] else start)
        last = end
    if not pieces:
        return text, None
    pieces.append(text[last:])
    places.extend(range(last, len(text)))
    return "".join(pieces), places
