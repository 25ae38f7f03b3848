"""The words of data/events/words.tsv that the shapes stand on, and the patterns built from them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from banggiao import lexicon

KINDS = frozenset(
    [
        "address",
        "preposition",
        "kin",
        "spouse",
        "denial",
        "wish",
        "order",
        "plan",
        "cancel",
        "light",
        "alone",
        "two_sides",
        "retold",
        "occasion",
        "follow",
        "report",
        "day_taker",
        "happened",
        "elsewhere",
        "gathering",
        "crowd",
        "public",
        "spokesman",
        "royal",
        "sight",
        "towards",
        "visit_kind",
        "visit_wish",
        "visit_plan",
        "visit_over",
        "visit_opening",
        "journey",
        "arrival",
        "departure",
        "speak",
        "vague",
        "attended",
        "attended_part",
        "attend_when",
        "which_one",
        "message_light",
        "elected",
        "takes_office",
        "both",
        "total",
        "paper",
        "signing_body",
        "prospect",
        "abroad",
        "foreign_head",
        "home_head",
        "leader",
        "leaders",
        "single_office",
        "office_filler",
        "label_filler",
        "imagined",
        "promise",
        "to_come",
        "call_off_wish",
        "goes_on",
        "agreed_to",
        "no_side",
        "sport",
        "own_envoys",
        "summit",
        "next_story",
        "artist",
        "staff",
        "outlet",
        "home_body",
    ]
)
_FILE = "events/words.tsv"
_SLOT = regex.compile(r"<([a-z_]+)>")


@cache
def _by_kind() -> dict[str, frozenset[str]]:
    """Every kind of the table with its phrases; DataError also for a line written twice."""
    rows = lexicon.table(_FILE, ("phrase", "kind"))
    lexicon.unique(_FILE, rows)
    return _grouped(rows)


def _grouped(rows: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """The phrases of each kind; DataError for an unknown kind and for a kind without a phrase.

    >>> _grouped([("ngài", "adress")])
    Traceback (most recent call last):
    banggiao.lexicon.DataError: data/events/words.tsv: 'ngài' has the unknown kind 'adress'
    """
    kinds: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for phrase, kind in rows:
        if kind not in KINDS:
            raise lexicon.DataError(f"data/{_FILE}: {phrase!r} has the unknown kind {kind!r}")
        kinds[kind].add(phrase)
    if empty := sorted(kind for kind, phrases in kinds.items() if not phrases):
        raise lexicon.DataError(f"data/{_FILE}: no phrase of the kind {', '.join(empty)}")
    return {kind: frozenset(phrases) for kind, phrases in kinds.items()}


def listed(kind: str) -> frozenset[str]:
    """The phrases of one kind."""
    return _by_kind()[kind]


def pattern(template: str, flags: int = 0) -> regex.Pattern[str]:
    """A compiled expression in which `<kind>` stands for any phrase of that kind, the longest first.

    >>> bool(pattern(r"<address> $").search("với đồng chí "))
    True
    """
    return regex.compile(_SLOT.sub(lambda slot: _any_of(slot[1]), template), flags)


def _any_of(kind: str) -> str:
    """The alternation of a kind, the longest phrase first."""
    phrases = sorted(listed(kind), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(regex.escape(phrase, literal_spaces=True) for phrase in phrases) + ")"


@cache
def ranks() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Words for two of one rank ("hai thủ tướng") with the beginnings of the titles that they mean."""
    rows = lexicon.table("events/ranks.tsv", ("phrase", "titles"))
    return tuple((phrase, tuple(titles.split("|"))) for phrase, titles in rows)
