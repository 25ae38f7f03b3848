"""How a relation goes on: the contacts of two sides by year, kind, rank and channel, and since when nothing is heard.

A side is a state, or a body by its name (a party, a parliament, a province). The channel of a contact is that which the
offices of both sides share (a general secretary who is president meets a president: state); where they share none it is
of each side's. Its rank is that of the lower side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from banggiao import lexicon
from banggiao.authority import DIPLOMATIC, RELATIONS, Relation, Ties
from banggiao.entity.seats import seat, state_named
from banggiao.text import fold, lower

HOME = "VN"  # the state whose relations the authority tables tell
CHANNELS = (
    "state", "government", "party", "parliament", "military", "police", "judiciary", "mass organisation", "local",
    "international", "business", "media",
)  # fmt: skip
# Seats of the authority tables are ranked within their channel: 1 at its head, 2 deputies, 3 ministers.
RANKS = ("leaders", "deputies", "ministers", "officials", "envoys", "unknown")
_OF_RANK = {1: "leaders", 2: "deputies", 3: "ministers"}
_RANKED = 6  # how many numbers of Seat.rank one rank has
_KNOWN = 97
_AS = {"envoy": "government", "youth": "mass organisation"}

_WEEK, _SOON = 7, 60  # days
_WORD = re.compile(r"\w+")


class Side(NamedTuple):
    """One of the two: a state by its code, or a body by its words; of a body of a state also `short`, its words without
    the name of the state `home`: pages call the speaker of their own parliament "Chủ tịch Quốc hội"."""

    name: str
    code: str | None
    words: str = ""
    short: str = ""
    home: str | None = None


class Present(NamedTuple):
    """Someone in a contact: `id` is the person's, or the name again."""

    id: str | None
    name: str | None
    organisation: str | None
    country: str | None
    offices: tuple[str, ...]


class Meeting(NamedTuple):
    """A contact, as far as a relation counts it."""

    id: str
    type: str
    form: str
    status: str
    date: str | None
    first: str | None
    last: str | None
    published: str | None
    country: str | None
    present: tuple[Present, ...]


def body(name: str) -> Side:
    """A side that is no state, by its name.

    >>> body("Quốc hội Việt Nam")[2:], body("Hội Hữu nghị Việt Nam - Nhật Bản")[3:]
    (('quoc hoi viet nam', 'quoc hoi', 'VN'), ('', None))
    """
    words = _WORD.findall(fold(name))
    for count in range(1, min(_LONGEST_STATE, len(words) - 2) + 1):
        before, home = words[:-count], state_named(" ".join(words[-count:]))
        if (
            home is not None
            and before[-1] not in _AT
            and not any(
                state_named(" ".join(before[n : n + m])) for m in range(1, _LONGEST_STATE) for n in range(len(before))
            )
        ):
            return Side(name, None, " ".join(words), " ".join(before), home)
    return Side(name, None, " ".join(words))


_LONGEST_STATE = 5  # words
_AT = frozenset(["tai", "o", "den", "voi"])  # "Đại sứ quán Mẫu tại Việt Nam" is not Việt Nam's


def of_side(side: Side, present: Present) -> bool:
    """Whether someone stands for a side: by country, or the body is named in what is written of them."""
    if side.code is not None:
        return present.country == side.code
    written = [_plain(words) for words in (present.organisation or "", *present.offices)]
    wanted = [side.words, side.short] if side.home is not None and side.home == present.country else [side.words]
    wanted += [f"{head} {words.removeprefix('bo ')}" for words in wanted if words.startswith("bo ") for head in _HEADS]
    return any(f" {words} " in each for each in written for words in wanted)


_HEADS = ("bo truong", "thu truong")  # of "Bộ Quốc phòng": "Bộ trưởng Quốc phòng"


@lru_cache(4096)
def _plain(written: str) -> str:
    return f" {' '.join(_WORD.findall(fold(written)))} "


# --- channels and ranks ----------------------------------------------------------------------------------------------


def channels(present: Iterable[Present]) -> frozenset[str]:
    """The channels that the offices and bodies of some people are of."""
    found = set()
    for one in present:
        for title in one.offices:
            channel = seat(title, one.country or "").channel
            if channel:
                found.add(_AS.get(channel, channel))
        if one.organisation and (channel := _bodies().get(lower(one.organisation), "")):
            found.add(channel)
    return frozenset(found)


@cache
def _bodies() -> dict[str, str]:
    columns = ("name", "country", "channel", "note")
    return {lower(name): channel for name, _, channel, _ in lexicon.table("lexicon/organisations.tsv", columns)}


def channels_of(one: Collection[Present], other: Collection[Present]) -> frozenset[str]:
    """The channels of a contact: those that both sides share, else all."""
    left, right = channels(one), channels(other)
    return left & right or left | right


def rank(present: Iterable[Present]) -> str:
    """The highest rank among some people."""
    found = {_rank(title, one.country or "") for one in present for title in one.offices}
    return min(found or {"unknown"}, key=RANKS.index)


def _rank(title: str, country: str) -> str:
    held = seat(title, country)
    if held.level == "envoy" or held.channel == "envoy":
        return "envoys"
    if held.rank >= _KNOWN:
        return "officials" if held.channel else "unknown"
    return _OF_RANK.get(held.rank // _RANKED, "officials")


def rank_of(one: Collection[Present], other: Collection[Present]) -> str:
    """The rank of a contact: that of the lower side, or of the only one that is known."""
    ranks = [each for each in (rank(one), rank(other)) if each != "unknown"]
    return max(ranks, key=RANKS.index, default="unknown")


# --- what is known beforehand ---------------------------------------------------------------------------------------


def partner(a: Side, b: Side) -> str | None:
    """The other state, where one is Viet Nam: the tables know its relations."""
    codes = {a.code, b.code}
    return (codes - {HOME}).pop() if HOME in codes and None not in codes and len(codes) > 1 else None


def known_levels(state: str) -> list[Relation]:
    return sorted((each for each in RELATIONS.rows() if each.state == state), key=lambda each: each.start)


def known_ties(state: str) -> Ties | None:
    return next((each for each in DIPLOMATIC.rows() if each.state == state), None)


@cache
def _labels() -> tuple[str, ...]:
    return tuple(sorted({each.label for each in RELATIONS.rows()}, key=len, reverse=True))


def label_in(text: str) -> str | None:
    """The level of relations that a text names, the longest."""
    plain = lower(text)
    return next((label for label in _labels() if lower(label) in plain), None)


# --- counting --------------------------------------------------------------------------------------------------------


def year_of(meeting: Meeting) -> str | None:
    """The year, where the date leaves no other."""
    if meeting.first is None or meeting.last is None or meeting.first[:4] != meeting.last[:4]:
        return None
    return meeting.first[:4]


def silence(last: str, covered: Sequence[int]) -> tuple[str, int, int] | None:
    """Since the last contact: until which day the record has pages, how many days, and on how many of these it has any
    (`covered`: the days as ordinals). None where it has none later."""
    end = max(covered, default=0)
    begun = date.fromisoformat(last).toordinal()
    if end <= begun:
        return None
    return date.fromordinal(end).isoformat(), end - begun, sum(begun < day <= end for day in covered)


def is_held(planned: Meeting, held: Iterable[Meeting]) -> bool:
    """Whether a planned contact is told as held: one of its type within a week; within two months after the page, where
    the page says no day."""
    told = planned.published if planned.published and len(planned.published) == len("2017-05-03") else None
    begins, ends = planned.first or told, planned.last or told
    if begins is None or ends is None:
        return False
    first = (date.fromisoformat(begins) - timedelta(_WEEK)).isoformat()
    last = (date.fromisoformat(ends) + timedelta(_WEEK if planned.last else _SOON)).isoformat()
    return any(
        each.type == planned.type and each.first and each.last and each.first <= last and first <= each.last
        for each in held
    )


def pairs(meetings: Iterable[Meeting], a: Side, b: Side) -> list[tuple[str, str, int, str | None]]:
    """Who met whom most: names, how often, and last when."""
    counted: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    last: dict[tuple[str, str], str] = {}
    for meeting in meetings:
        sides = [[each for each in meeting.present if each.id and of_side(side, each)] for side in (a, b)]
        for one in sides[0]:
            for other in sides[1]:
                key = (one.id or "", other.id or "")
                names |= {key[0]: one.name or "", key[1]: other.name or ""}
                counted[key] += 1
                if meeting.last:
                    last[key] = max(meeting.last, last.get(key, ""))
    order = sorted(counted, key=lambda key: (-counted[key], names[key[0]], names[key[1]]))
    return [(names[key[0]], names[key[1]], counted[key], last.get(key)) for key in order]
