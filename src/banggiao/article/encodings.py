"""Vietnamese before Unicode: which of the old encodings a text is in, and its letters.

Their letters stand on the bytes of Western ones: "ViÖt Nam" is "Việt Nam" in TCVN3 seen as Western text. So a text is
known by what it becomes: read in the right encoding nearly all words with marks are Vietnamese syllables, in a wrong
one hardly any. The tables are data/article/encodings.tsv; windows-1258 is Python's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from html.entities import name2codepoint
from itertools import islice

import regex

from banggiao.lexicon import table
from banggiao.text import nfc

COLUMNS = ("tcvn", "viscii", "vps", "vni")
CAPITALS = "ĂÂĐÊÔƠƯ"
"""Those that the ABC fonts have."""

LEAST = 0.8
"""Share of the words with marks that must be Vietnamese syllables."""

MARGIN = 0.2
"""By how much a text must be more Vietnamese than it is as it stands. (VISCII has many letters where Western text has
them: half of its words are right as they are.)"""

LEAST_WORDS = 5

SAMPLE = 300
"""Words with marks that are looked at."""

# --- syllables ------------------------------------------------------------------------------------------------

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ONSET = "(?:ngh?|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnprstvxz])?"
_RHYME = (
    "(?:i[aêuế]?|iêu|yê?u?|e[oô]?|êu?|a[iouy]?|[ăâ]|â[uy]|o|oa[iyo]?|oă|oeo?|oi|oo|ôô?|ôi|ơi?|u|u[aâêiôơy]|uya|uyê|uyu|"
    "uây|uôi|uao|ư|ư[aiơu]|ươ[iu]?)(?:ch|ng|nh|[cmnpt])?"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)
_WORD = regex.compile(r"[\p{L}\p{M}]+")


@lru_cache(8192)
def _is_syllable(word: str) -> bool:
    """Whether a lower-case word has the build of a Vietnamese syllable: one tone at most, and a rhyme there is."""
    parts = unicodedata.normalize("NFD", word)
    tones = sum(part in _TONES for part in parts)
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) if tones else word
    return tones < 2 and _SYLLABLE.fullmatch(bare) is not None


def _worth(text: str) -> float:
    """The share of Vietnamese syllables among the words with marks; 0 where there are too few to tell."""
    words = {word.lower() for word in _WORD.findall(text) if len(word) > 1 and not word.isascii()}
    return sum(map(_is_syllable, words)) / len(words) if len(words) >= LEAST_WORDS else 0.0


# --- encodings ------------------------------------------------------------------------------------------------


@cache
def letters() -> dict[str, dict[str, str]]:
    """Encoding -> what stands there (each byte as the character of its number) -> the letter."""
    rows = table("article/encodings.tsv", ("letter", *COLUMNS))
    found = [
        {bytes.fromhex(row[at]).decode("latin-1"): row[0] for row in rows if row[at]}
        for at in range(1, len(COLUMNS) + 1)
    ]
    small = {code: letter for code, letter in found[0].items() if letter.islower() or letter in CAPITALS}
    return dict(zip(("TCVN3", "TCVN 5712", "VISCII", "VPS", "VNI"), (small, *found), strict=True))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    longest_first = sorted(letters()[name], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _by_table(name: str) -> Callable[[str], str]:
    def converted(text: str) -> str:
        found = letters()[name]
        return _pattern(name).sub(lambda match: found[match[0]], text)

    return converted


# Letters that the keyboard of the ABC fonts has in capitals; others were set in a font of capitals, on the codes of the
# small ones.
_RAISED = regex.compile(r"[\p{L}\p{M}]+")
_AT_THE_BEGINNING = regex.compile(r"(?:^|[.!?][ ]|\n)\K[áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")
_CAPITALS_LINE = regex.compile(r"^(?=[^\n]*[A-Z][^\n]*[A-Z])[^a-z\n]+$", regex.MULTILINE)


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in table("article/capitals.tsv", ("small", "name"))}


@cache
def _small_names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_names(), key=len, reverse=True)))})\b")


def _raised(text: str) -> str:
    """Small letters that stood in a font of capitals: in words and lines that else have capitals only, and at the
    beginning of sentences."""

    def word(match: regex.Match[str]) -> str:
        plain = [char for char in match[0] if char.isascii()]
        return match[0].upper() if len(plain) > 1 and all(char.isupper() for char in plain) else match[0]

    text = _CAPITALS_LINE.sub(lambda match: match[0].upper(), text)
    text = _small_names().sub(lambda match: _names()[match[0]], text)
    return _AT_THE_BEGINNING.sub(lambda match: match[0].upper(), _RAISED.sub(word, text))


def _cp1258(text: str) -> str:
    return nfc(text.encode("latin-1").decode("cp1258", "replace"))


@cache
def decoders() -> dict[str, Callable[[str], str]]:
    """Encoding -> how a text (each byte as the character of its number) is read in it, capitals apart."""
    return {**{name: _by_table(name) for name in letters()}, "windows-1258": _cp1258}


def _read(text: str, name: str) -> str:
    text = decoders()[name](text)
    return _raised(text) if name in ("TCVN3", "VPS") else text


# A word that has a character beyond ASCII, or one that can't be seen. A run of ASCII is gone through once, from its
# beginning: there are attributes of a megabyte.
_PLAIN, _OF_WORD, _STRANGE = r"[!#-%'-;=?-\x7f]", r"[^\s<>&\"]", r"[^\t-\r -\x7f]"
_MARKED_WORD = re.compile(
    rf"(?:(?<!{_PLAIN}){_PLAIN}++)?(?={_STRANGE})(?:{_OF_WORD}*+{_STRANGE}{_OF_WORD}*+|{_OF_WORD}++)"
)
_LONGEST = 200
"""Characters of a word that are looked at: there are pages without a blank."""
_EDGES = ".,:;!?()[]“”‘’'…-–—"


def recognised(text: str, seen: str | None = None) -> str | None:
    """The encoding of a text whose characters are its bytes; None where no old Vietnamese one makes sense of it, or
    the text makes sense as it is `seen` (as Western text unless given)."""
    words = [match[0][:_LONGEST] for match in islice(_MARKED_WORD.finditer(text), 10 * SAMPLE)]
    sample = " ".join(words[:SAMPLE])
    best, name = max((_worth(decode(sample)), name) for name, decode in decoders().items())
    if best < LEAST or _as_it_is(_signs(sample) if seen is None else seen) > best - MARGIN:
        return None
    return _with_capitals(words) if name.startswith("TCVN") else name


def _as_it_is(text: str) -> float:
    """The share of syllables among all words with anything strange in them."""
    words = {match[0][:_LONGEST].strip(_EDGES).lower() for match in islice(_MARKED_WORD.finditer(text), SAMPLE)}
    strange = [word for word in words if len(word) > 1 and not word.isascii()]
    return sum(map(_is_syllable, strange)) / len(strange) if strange else 0.0


def _with_capitals(words: list[str]) -> str:
    """Which of the two it is whose small letters are the same: where one has capitals, the other has the quotation
    marks of Western text. ("“Chúng" would be "ỎChúng", "Nga”" "NgaÕ".)"""
    capitals = letters()["TCVN 5712"].keys() - letters()["TCVN3"].keys()
    votes = 0
    for word in words:
        if capitals.isdisjoint(word):
            continue
        read = decoders()["TCVN 5712"](word)
        if len(word) == 1:
            votes += word not in "\x80\x85\x95\x96\x97"  # dashes and dots stand alone
        elif (longest := max(_WORD.findall(read), key=len, default="")) and len(longest) > 1:
            votes += 1 if (longest.isupper() or longest.istitle()) and _is_syllable(longest.lower()) else -1
    return "TCVN 5712" if votes > 0 else "TCVN3"


# --- text that was read in the wrong encoding -------------------------------------------------------------------

# Letters that Western encodings don't have: a text with many of them is Unicode.
_OURS = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_WESTERN = re.compile("[\x80-\xff‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]")
_ENTITY = re.compile(r"&(#(?:1[6-9]\d|2[0-4]\d|25[0-5])|[A-Za-z]{2,6}\d?);")
_BYTES = {
    bytes([code]).decode("cp1252"): chr(code) for code in range(128, 160) if code not in (129, 141, 143, 144, 157)
}
_TO_BYTES = str.maketrans(_BYTES)
_LETTERS = 40
_PART = 8_000


def some(pattern: re.Pattern[str], text: str, most: int) -> int:
    """How often the pattern is found, up to `most` times."""
    count = 0
    for _ in pattern.finditer(text):
        count += 1
        if count == most:
            break
    return count


def _ours(text: str) -> int:
    """How many letters of ours there are, up to _LETTERS. In a page of a hundred thousand characters counting single
    letters is ten times as fast as looking for all, and from the middle on there are soon enough most times."""
    middle, count = len(text) // 2, 0
    for start in (*range(middle, len(text), _PART), *range(0, middle, _PART)):
        part = text[start : min(start + _PART, middle)] if start < middle else text[start : start + _PART]
        count += sum(map(part.count, "đưạấế"))
        if count >= _LETTERS:
            return _LETTERS
    return some(_OURS, text, _LETTERS)


def mended(text: str) -> tuple[str, str | None]:
    """The text in Vietnamese letters and what it was: the name of an old encoding, "UTF-8 twice", or None where
    nothing had to be done.

    >>> mended("ViÖt Nam vµ Cuba ®· ký hiÖp ®Þnh")
    ('Việt Nam và Cuba đã ký hiệp định', 'TCVN3')
    >>> mended("Viá»‡t Nam vÃ\\xa0 Cuba Ä‘Ã£ kÃ½")
    ('Việt Nam và Cuba đã ký', 'UTF-8 twice')
    """
    if text.isascii() and "&" not in text:
        return text, None
    ours = _ours(text)
    if ours == _LETTERS:
        # Not "XÃ\xa0HỘI", three times.
        if (
            any(sign in text for sign in "ÄÆº»")  # one of them is in each of the next
            and any(sign in text for sign in _TWICE_SIGNS)
            and some(_TWICE_FOR_SURE, text, 3) == 3
            and (once := _once(text)) != text
        ):
            return once, "UTF-8 twice"
        return text, None
    signs = _TWICE_FOR_SURE if ours else _TWICE
    if signs.search(text) and (once := _once(text)) != text:
        return once, "UTF-8 twice"
    plain = _ENTITY.sub(_letter, text) if "&" in text else text
    if some(_WESTERN, plain, max(3, 4 * ours)) < max(3, 4 * ours):
        return text, None
    seen = plain.translate(_TO_BYTES)
    if ours or not seen.isascii():
        seen = _OTHER.sub("\x1a", seen)
    if (name := recognised(seen, plain)) is None:
        return text, None
    return _converted(plain, name), name


_OTHER = re.compile("[^\x00-\xff]")
_RUN = re.compile("[\x00-\xff]+")


def _converted(text: str, name: str) -> str:
    """The text read anew, but for what can't come from bytes."""
    return _RUN.sub(lambda match: _signs(_read(match[0], name)), text.translate(_TO_BYTES))


_SIGNS = {ord(byte): sign for sign, byte in _BYTES.items()}


def _signs(text: str) -> str:
    """Codes that the encoding has no letter on are the signs of Western text ("“", "–")."""
    return text.translate(_SIGNS)


def _letter(match: re.Match[str]) -> str:
    """The character of an entity, where it is one of a byte."""
    name = match[1]
    code = int(name[1:]) if name.startswith("#") else name2codepoint.get(name, 0)
    return chr(code) if 0xA0 < code < 0x100 else match[0]


# The beginnings of our letters in UTF-8, read as Western text: "á»", "áº", "Ä‘", "Æ°", "Ã´".
_TWICE_SIGNS = ("á»", "áº", "Ä‘", "Æ°", "Æ¡")
_TWICE_FOR_SURE = re.compile("á[º»][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|Ä[‘\x90]|Æ[°¡]")
_TWICE = re.compile("á[º»][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|Ä[‘\x90‚ƒ]|Æ[°¡\xa0¯]|Ã[\xa0-\xbf€‚ƒ‰Š“”•™š]")
_HIGH = re.compile("[\x80-\xff‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]{2,}")
_PLAUSIBLE = regex.compile(
    "[\u1ea0-\u1ef9\xa0-\xffĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u2000-\u20cf\u2100-\u2bff\ufeff\U0001f300-\U0001faff]+"
)


def _once(text: str) -> str:
    """Runs of characters that are UTF-8 read as Western text, read as UTF-8; at least three letters of ours."""
    found = 0

    def run(match: re.Match[str]) -> str:
        nonlocal found
        try:
            letters_ = match[0].translate(_TO_BYTES).encode("latin-1").decode("utf-8")
        except UnicodeError:
            return match[0]
        if not _PLAUSIBLE.fullmatch(letters_):
            return match[0]
        found += len(letters_)
        return letters_

    once = _HIGH.sub(run, text)
    return once if found >= 3 else text


def of_bytes(data: bytes) -> tuple[str, str] | None:
    """The text of bytes that are not UTF-8, and its encoding, where that is an old Vietnamese one."""
    text = data.decode("latin-1")
    name = recognised(text)
    if name is None:
        return None
    return _converted(text, name), name
