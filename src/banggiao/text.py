"""Vietnamese text: NFC, the length-preserving fold for comparing, the tone-placement rule.

All three keep `len(text)` of NFC text, so an offset found in folded text is an offset in the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator


def nfc(text: str) -> str:
    """The text in Unicode normalisation form C."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _fold_table() -> dict[int, str]:
    """Every precomposed Latin letter (and đ, Đ, Ð) to its lower-case base letter, one to one."""
    table: dict[int, str] = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        if len(base) == 1 and base != char:
            table[code] = base
    # Ð (U+00D0, Icelandic) stands for Đ in many old Vietnamese pages.
    table.update({ord(c): "d" for c in "đĐÐð"})
    table[0xA0] = " "
    return table


def _lower_table() -> dict[int, str]:
    """Lower-casing that never changes the length (İ would give two code points)."""
    table: dict[int, str] = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)]:
        low = chr(code).lower()
        if len(low) == 1 and low != chr(code):
            table[code] = low
    table[0xD0] = "đ"
    table[0xA0] = " "
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
# Characters that str.lower treats as the table does, one by one (not Σ, whose lower case depends on its place).
_ALIKE = frozenset(c for c in map(chr, range(0x3000)) if c != "Σ" and c.lower() == _LOWER.get(ord(c), c))


def lower(text: str) -> str:
    """Lower-case with marks kept and tones placed in the older way; same length as the NFC text given.

    >>> lower("Cộng hoà, Uỷ viên")
    'cộng hòa, ủy viên'
    """
    plain = text.replace("\xa0", " ").replace("Ð", "đ")
    low = plain.lower() if _ALIKE.issuperset(plain) else plain.translate(_LOWER)
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
