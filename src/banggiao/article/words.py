"""The word lists of this room, read from data/article once and shaped for the readers of lines and credits."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from banggiao.lexicon import DataError, table, unique
from banggiao.text import fold, lower

EDGES = " \t\r\f\v\u00a0\u200b\ufeff.,:;!?…-–—|/\\*•·●■►▶▸»«>+#=~_()[]{}<\"'“”‘’"


def key(line: str) -> str:
    """A line for comparing with a listed phrase: folded, single blanks, no punctuation around."""
    return trimmed(fold(line))


def trimmed(folded: str) -> str:
    """The key of a line that is folded already."""
    return " ".join(folded.strip(EDGES).split())


def _choice(table_name: str, column: int, rows: tuple[tuple[str, ...], ...], allowed: set[str]) -> None:
    for row in rows:
        if row[column] not in allowed:
            raise DataError(f"data/{table_name}: {row[0]!r} has {row[column]!r}, not one of {sorted(allowed)}")


@cache
def _headings() -> dict[str, str]:
    name = "article/headings.tsv"
    rows = table(name, ("phrase", "kind"))
    _choice(name, 1, rows, {"list", "line", "site", "comments"})
    unique(name, ((key(phrase),) for phrase, _ in rows))
    return {key(phrase): kind for phrase, kind in rows}


@cache
def headings() -> dict[str, str]:
    """Folded words that open a block of other articles, each with `list`, `line` or `site`."""
    return {phrase: kind for phrase, kind in _headings().items() if kind != "comments"}


_COUNTED = regex.compile(r"(?:[\d.,]+ )?(?P<words>.*?)[\s(\[]*[\d.,]*")


@lru_cache(4096)
def heading(label: str) -> str | None:
    """What the words of a short line of a web page open: as `headings`, or `comments`, which may be counted ("Ý kiến
    (4)"). The same few stand on all pages of a site.
    """
    whole = key(label)
    if (kind := _headings().get(whole)) is not None:
        return kind
    counted = _COUNTED.fullmatch(whole)
    return "comments" if counted and _headings().get(counted["words"]) == "comments" else None


@cache
def line_heading() -> regex.Pattern[str]:
    """A heading in front of one title on the same (folded) line: "xem them: ..."."""
    phrases = sorted((k for k, kind in headings().items() if kind == "line"), key=len, reverse=True)
    return regex.compile(r"[\s>»\-–*•]*(?:" + "|".join(map(regex.escape, phrases)) + r")\s*(?::|>+|»)\s*(?=\S)")


@cache
def exact_prompts() -> frozenset[str]:
    """Folded lines that are page furniture."""
    return frozenset(key(phrase) for phrase, match in _prompts() if match == "exact")


@cache
def starting_prompts() -> regex.Pattern[str]:
    """What a folded line of page furniture begins with; a colon of the phrase ("Chủ đề:") must be there."""
    phrases = sorted((fold(phrase) for phrase, match in _prompts() if match == "start"), key=len, reverse=True)
    return regex.compile(r"[\s>»•*\-–|]*(?:" + "|".join(map(regex.escape, phrases)) + r")(?!\w)")


def _prompts() -> tuple[tuple[str, ...], ...]:
    name = "article/prompts.tsv"
    rows = table(name, ("phrase", "match"))
    _choice(name, 1, rows, {"exact", "start"})
    unique(name, ((fold(phrase),) for phrase, _ in rows))
    return rows


@cache
def sources() -> dict[str, str]:
    """Agencies, bodies and forms of words that stand in credits, lower-case, each with its kind."""
    name = "article/sources.tsv"
    rows = table(name, ("name", "kind"))
    _choice(name, 1, rows, {"agency", "body", "person", "none"})
    unique(name, rows)
    return {lower(source): kind for source, kind in rows}


@cache
def source_pattern() -> regex.Pattern[str]:
    """The longest listed source at a place, in the letters it is listed in."""
    names = sorted((row[0] for row in table("article/sources.tsv", ("name", "kind"))), key=len, reverse=True)
    return regex.compile("(?:" + "|".join(map(regex.escape, names)) + r")(?![\w&+])")


@cache
def openers() -> frozenset[str]:
    """Capitalised words that begin a sentence and end a photographer's name."""
    return frozenset(word for (word,) in table("article/openers.tsv", ("word",)))


@cache
def caption_cues() -> dict[str, regex.Pattern[str]]:
    """Patterns over lower-cased lines, by `start`, `in`, `act` and `never`."""
    name = "article/captions.tsv"
    rows = table(name, ("phrase", "where"))
    _choice(name, 1, rows, {"start", "in", "act", "never"})
    return {
        where: regex.compile(
            r"(?<!\w)(?:" + "|".join(regex.escape(lower(p)) for p, w in rows if w == where) + r")(?!\w)"
        )
        for where in ("start", "in", "act", "never")
    }
