"""Sentences of a region: a stop, then a blank, then a capital, unless the stop belongs to an abbreviation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from banggiao.mention.roles import roles

# "…" and closing quotes may follow the stop; "(GLO)- Chiều" and "* Cùng ngày" begin sentences too.
# In old scrapes the blank after the stop is lost: "Tập Cận Bình.Tại buổi tiếp".
# A run of stops is gone through once, from its first one: there are pages with a hundred thousand.
_END = regex.compile(
    r"(?:(?<![.!?…])[.!?…]++[\"”’')\]]*+(?:\s+|(?<=(?:\p{Ll}|\d/\d{1,4})[.!?…])(?=\p{Lu}\p{Ll}))|[;]\s*\n|\n+)"
)
# "… hợp tác. [Thủ tướng X sắp thăm Y] Ngày 3/4, …": the headline of another page, laid as a link between two sentences
_LINK = regex.compile(
    r"(?:(?<=[.!?…\"”’)\]])[ \n]*|^|(?<=\n)|(?<=  ))\[(?=[\p{Lu}\"“‘])[^\[\]\n]{15,170}\](?=\s*(?:[\p{Lu}\"“‘(*]|$))"
)
_LONGEST_ABBREVIATION = 8  # characters, with the one before it
_SHORTEST_WRAPPED = 55  # characters of a line; a shorter one is no line that was wrapped


@cache
def _abbreviation() -> regex.Pattern[str]:
    """An initial ("U.S", "Q.H"; not "châu Á") or an abbreviation of roles.tsv at the end of what is searched."""
    words = "|".join(regex.escape(word) for word in sorted(roles().abbreviation))
    return regex.compile(rf"(?:^|[\s(,\-–/])(?:(?![ÁÝ])\p{{Lu}}|\p{{Lu}}\p{{Ll}}?\.\p{{Lu}}|{words})$")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of text[start:end], without blanks around them; links to other pages are none."""
    at = start
    for link in _LINK.finditer(text[start:end]) if text.find("[", start, end) >= 0 else ():
        yield from _plain(text, at, start + link.start())
        at = start + link.end()
    yield from _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch without links."""
    at = start
    for match in _END.finditer(text, start, end):
        stop, after = match.span()
        mark = match[0]
        if after < end and _goes_on(text, start, at, stop, after, mark):
            continue
        close = stop + len(mark.rstrip())
        if text[at:close].strip():
            yield _trim(text, at, close)
        at = after
    if text[at:end].strip():
        yield _trim(text, at, end)


def _goes_on(text: str, start: int, at: int, stop: int, after: int, mark: str) -> bool:
    """Whether the sentence from `at` goes on over the mark at stop..after of the region that begins at `start`."""
    follower = text[after]
    if mark[0] == ".":
        if _abbreviation().search(text, max(at, stop - _LONGEST_ABBREVIATION), stop):
            # "tại Washington D.C. Theo Bộ Ngoại giao": the next sentence all the same
            return not (text[stop - 2 : stop - 1] == "." and _opens(text, after))
        return not (follower.isupper() or follower.isdigit() or follower in "\"“‘'([*-–+•[>")
    if mark[0] in "!?…":
        return follower.islower()
    return mark == "\n" and _is_wrapped(text, text.rfind("\n", start, stop), stop, after)


def _opens(text: str, at: int) -> bool:
    """Whether a word with a capital begins at an offset that opens sentences and no name: "Theo", "Trong"."""
    word = text[at : at + 8].split(" ", 1)[0]
    return word[:1].isupper() and word.lower() in roles().opener


def _is_wrapped(text: str, before: int, stop: int, after: int) -> bool:
    """Whether the line between the line ends `before` and `stop` goes on in the next, which begins at `after`: long, no
    stop at its end, and no "Đây", "Trong" behind it."""
    last = text[stop - 1]
    return (
        stop - before > _SHORTEST_WRAPPED
        and last not in ".!?:"
        and (text[after].islower() or last == "," or (last.islower() and not _opens(text, after)))
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
