"""Sentences of a region: a stop, then a blank, then a capital, unless the stop belongs to an abbreviation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from banggiao.mention.roles import roles

# "…" and closing quotes may follow the stop; "(GLO)- Chiều" and "* Cùng ngày" begin sentences too.
# In old scrapes the blank after the stop is lost: "Tập Cận Bình.Tại buổi tiếp".
_END = regex.compile(r"(?:[.!?…]+[\"”’')\]]*(?:\s+|(?<=\p{Ll}[.!?…])(?=\p{Lu}\p{Ll}))|[;]\s*\n|\n+)")


@cache
def _abbreviation() -> regex.Pattern[str]:
    """An initial ("U.S", "Q.H") or an abbreviation of roles.tsv at the end of what is searched."""
    words = "|".join(regex.escape(word) for word in sorted(roles().abbreviation))
    return regex.compile(rf"(?:^|[\s(,\-–/])(?:\p{{Lu}}|\p{{Lu}}\p{{Ll}}?\.\p{{Lu}}|{words})$")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of text[start:end], without blanks around them."""
    abbreviation = _abbreviation()
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.start()
        after = match.end()
        if match[0][0] == "." and after < end:
            if abbreviation.search(text, max(at, stop - 8), stop):
                continue
            follower = text[after]
            if not (follower.isupper() or follower.isdigit() or follower in "\"“‘'([*-–+•[>"):
                continue
        elif (
            match[0][0] == "\n"
            and after < end
            and len(match[0]) == 1
            and stop - text.rfind("\n", start, stop) > 55
            and text[stop - 1] not in ".!?:"
            and (text[after].islower() or text[stop - 1] == "," or text[stop - 1].islower())
        ):
            continue  # a wrapped line
        elif match[0][0] in "!?…" and after < end and text[after].islower():
            continue
        close = stop + len(match[0].rstrip())
        if text[at:close].strip():
            yield _trim(text, at, close)
        at = after
    if text[at:end].strip():
        yield _trim(text, at, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
