"""Words to look for: the two forms in which a text is indexed, and a person's question as an FTS5 expression.

The index keeps each page twice: folded (no marks, đ as d) and exact (marks kept, tones placed one way). Both forms keep
the words of the text in their order, so a hit in either is a hit at the same word of the original.

The forms are part of the file format: a changed page is taken out of the index by giving the same forms again. Whoever
changes them, or the functions of text.py they rest on, writes a migration that builds the index anew.
"""

from __future__ import annotations

import re

from banggiao import text
from banggiao.record.errors import RecordError

# A syllable that ends in oa, oe, uy with the tone on the last vowel ("hoà", "uỷ"), with the letter before it ("quý").
_LATE_TONE = re.compile(r"\w?[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?!\w)")
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_WORD = re.compile(r"\w+")


def folded(page: str) -> str:
    """The text as the folded index takes it: its tokenizer strips the marks, only đ is left to do."""
    return page.replace("đ", "d").replace("Đ", "D").replace("Ð", "D").replace("ð", "d")


def exact(page: str) -> str:
    """The text as the exact index takes it: marks kept, hoà as hòa; its tokenizer lower-cases."""
    return _LATE_TONE.sub(lambda found: text.lower(found[0]), page.replace("Ð", "Đ"))


def expression(query: str) -> tuple[str, bool]:
    """A question as an FTS5 expression, and whether it is to be asked of the exact index.

    Plain words must all be there, "words in quotes" one after the other, -words not. A question with any mark in it
    means its marks.

    Raises RecordError when there is no word to look for.

    >>> expression('hội đàm -"Nhật Bản"')
    ('("hội" AND "đàm") NOT ("Nhật Bản")', True)
    """
    plain = text.nfc(query).translate(_QUOTES)
    plain = "".join(c if c.isprintable() else " " for c in plain)  # also lone surrogates, which no file can hold
    marked = text.is_marked(plain)
    wanted: dict[str, None] = {}
    unwanted: dict[str, None] = {}
    for piece in _PIECE.finditer(plain):
        phrase = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if any(c.isalnum() for c in phrase):
            (unwanted if piece["minus"] else wanted)[_quoted(exact(phrase) if marked else folded(phrase))] = None
    if not wanted:
        raise RecordError(
            f"search: there is no word to look for in {query[:60]!r}; give at least one that is not excluded"
        )
    found = "(" + " AND ".join(wanted) + ")"
    return (f"{found} NOT ({' OR '.join(unwanted)})" if unwanted else found), marked


def _quoted(phrase: str) -> str:
    return '"' + phrase.strip().replace('"', '""') + '"'


def name_forms(name: str) -> tuple[str, str]:
    """A name's words without and with marks, each with a blank on both sides, for finding whole words in any order."""
    return " " + " ".join(_WORD.findall(text.fold(name))) + " ", " " + " ".join(_WORD.findall(text.lower(name))) + " "


def name_words(name: str) -> tuple[list[str], bool]:
    """The words of a name asked for, and whether their marks count.

    Raises RecordError when there is none.
    """
    plain = text.nfc(name)
    marked = text.is_marked(plain)
    words = _WORD.findall(text.lower(plain) if marked else text.fold(plain))
    if not words:
        raise RecordError(f"person: there is no name in {name[:60]!r}")
    return words, marked
