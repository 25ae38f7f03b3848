"""What a relation's page and sheet both show: contacts by year, the level that goes on, the ledger in two parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from banggiao.record import Commitment, Count, Level, Record
from banggiao.relation.commitments import FOLLOWED_UP, NO_EVIDENCE
from banggiao.relation.relations import HOME, RANKS

KINDS = ("meeting", "visit", "call", "message", "agreement")
_FOLLOWED, _OPEN = 4, 8
_CODE = 2  # letters of the code of a state


class Years(NamedTuple):
    """Contacts by year and kind; `kinds` are those that there are, `unknown` how many have no year."""

    kinds: tuple[str, ...]
    counts: Mapping[int, Mapping[str, int]]
    unknown: int

    @classmethod
    def of(cls, series: Iterable[Count], by: str) -> Years:
        counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        unknown = 0
        for each in series:
            if each.year is None:
                unknown += each.contacts
            else:
                counts[int(each.year)][each.rank if by == "rank" else each.type] += each.contacts
        present = {kind for some in counts.values() for kind in some}
        kinds = tuple(kind for kind in (RANKS if by == "rank" else KINDS) if kind in present)
        return cls(kinds, dict(sorted(counts.items())), unknown)


class Ledger(NamedTuple):
    """Commitments of a relation, the latest of those that something may follow up and of those of which nothing was
    heard again."""

    followed: tuple[Commitment, ...]
    silent: tuple[Commitment, ...]


def home_first(one: str, other: str) -> tuple[str, str]:
    """In the order in which a desk says it: ours first, of two bodies that of the state's."""
    return (other, one) if other == HOME or (HOME not in (one, other) and _OURS in other) else (one, other)


_OURS = "Việt Nam"


def current(levels: Iterable[Level]) -> Level | None:
    """The level of the tables that goes on."""
    known = [level for level in levels if level.source != "read" and level.end is None]
    return known[-1] if known else None


def ledger(record: Record, one: str, other: str, channel: str | None = None) -> Ledger:
    """The latest commitments with possible follow-ups, and without."""
    if channel is not None or len(one) > _CODE or len(other) > _CODE:  # few, and their contacts are found once
        every = record.ledger(one, other, channel=channel)
        silent = [each for each in every if each.status == NO_EVIDENCE]
        followed = [each for each in every if each not in silent and (each.follow_ups or each.status == FOLLOWED_UP)]
        return Ledger(tuple(followed[:_FOLLOWED]), tuple(silent[:_OPEN]))
    return Ledger(
        tuple(record.ledger(one, other, channel=channel, heard=True, limit=_FOLLOWED)),
        tuple(record.ledger(one, other, channel=channel, heard=False, limit=_OPEN)),
    )
