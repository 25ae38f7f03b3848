"""Words to look for: the two forms in which a text is indexed, and a person's question as an FTS5 expression.

The index keeps each page twice: folded (no marks, đ as d) and exact (marks kept, tones placed one way). Both forms keep
the words of the text in their order, so a hit in either is a hit at the same word of the original.

The forms are part of the file format: a changed page is taken out of the index by giving the same forms again. Whoever
changes them, or the functions of text.py they rest on, writes a migration that builds the index anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable

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
    wanted, unwanted, marked = _asked(query)
    form = exact if marked else folded
    found = "(" + " AND ".join(_quoted(form(phrase)) for phrase in wanted) + ")"
    without = " OR ".join(_quoted(form(phrase)) for phrase in unwanted)
    return (f"{found} NOT ({without})" if without else found), marked


def _asked(query: str) -> tuple[list[str], list[str], bool]:
    """The words and phrases that must be there and those that must not, and whether their marks count."""
    plain = text.nfc(query).translate(_QUOTES)
    plain = "".join(c if c.isprintable() else " " for c in plain)  # also lone surrogates, which no file can hold
    wanted: dict[str, None] = {}
    unwanted: dict[str, None] = {}
    for piece in _PIECE.finditer(plain):
        phrase = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if any(c.isalnum() for c in phrase):
            (unwanted if piece["minus"] else wanted)[phrase] = None
    if not wanted:
        raise RecordError(
            f"search: there is no word to look for in {query[:60]!r}; give at least one that is not excluded"
        )
    return list(wanted), list(unwanted), text.is_marked(plain)


def marker(query: str, marks: tuple[str, str], width: int = 32) -> Callable[[str], tuple[str, int]]:
    """A function that gives some words of a text around those asked for, with marks before and after these, and how
    many of the phrases asked for it has."""
    wanted, _, marked = _asked(query)
    form = text.lower if marked else text.fold
    patterns = [re.compile(r"\W+".join(_WORD.findall(form(phrase)))) for phrase in wanted]

    def mark(page: str) -> tuple[str, int]:
        formed = form(page)
        if len(formed) != len(page):
            return page, 0
        spans = []
        phrases = 0
        for pattern in patterns:
            own = [m.span() for m in pattern.finditer(formed) if _is_whole(formed, *m.span())]
            phrases += bool(own)
            spans += own
        return _shown(page, sorted(spans), marks, width), phrases

    return mark


def _is_whole(page: str, start: int, end: int) -> bool:
    return not (page[max(start - 1, 0) : start].isalnum() or page[end : end + 1].isalnum())


def _shown(page: str, spans: list[tuple[int, int]], marks: tuple[str, str], width: int) -> str:
    """So many words of the text around its first spans, these marked."""
    tokens = [m.span() for m in re.finditer(r"\S+", page)]
    begun = next((i for i, (_, end) in enumerate(tokens) if spans and end > spans[0][0]), 0)
    first = max(0, min(begun - width // 4, len(tokens) - width))
    some = tokens[first : first + width]
    if not some:
        return ""
    low, high = some[0][0], some[-1][1]
    pieces = ["…" if first else ""]
    last = low
    for start, end in spans:
        if start >= last and end <= high:
            pieces += [page[last:start], marks[0], page[start:end], marks[1]]
            last = end
    pieces += [page[last:high], "…" if high < tokens[-1][1] else ""]
    return " ".join("".join(pieces).split())


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
