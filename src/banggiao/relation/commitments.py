"""The ledger of commitments: which statements tell of one, and what later contact or statement may follow it up.

All decisions here are about two things at a time and depend on nothing else, so that a record comes out the same in
whatever order its pages came. A follow-up is a proposal with its reasons; a person confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from banggiao import lexicon
from banggiao.relation.matters import THING as _THING
from banggiao.text import fold, lower

PROPOSED, AGREED, SIGNED = "proposed", "agreed", "signed"
FOLLOWED_UP, NO_EVIDENCE = "followed_up", "no_public_evidence"

_WORD = re.compile(r"\w+")
_SAME = 0.75  # of the words of the shorter content stand in the other: one commitment
_FEWEST = 4  # words; shorter contents must be the same
_TELLING = 0.75  # so alike within a few days, it is the same again, and no follow-up
_DAYS_OF_TELLING = 5
_DAYS_OF_SIGNING = 14  # what was agreed is not signed twice within these
_YEARS = 3  # what comes later follows up something else
_SOONEST_VISIT = 4  # days; earlier ones are the visit on which it was said
_TO_VISIT = ("tham", "sang", "cong du", "den")
# How much of a matter has to be shared: see relation/matters.py.
LEAST, _MUCH = 3, 4
_SOME, _ALONE, _MOST = 0.3, 0.4, 0.6


class Promise(NamedTuple):
    """A statement or agreement that commits: `block` is the contact it was made in (without one, its page), `made_by`
    the last day on which it can have been made, `weights` what it is about (relation/matters.py)."""

    id: str
    kind: str
    content: str
    block: str
    contact: str | None
    made_by: str | None
    by_side: str
    pair: str
    weights: Mapping[str, int]
    partners: tuple[str, ...] = ()


class Deed(NamedTuple):
    """A statement, visit or agreement that may follow a commitment up: `first` is its first day, `guests` who visits,
    `to` the state visited. `dated`: the day is its own; else it is two weeks before it was told, the earliest taken."""

    id: str
    what: str
    contact: str
    first: str | None
    content: str
    weights: Mapping[str, int]
    guests: tuple[str, ...] = ()
    to: str | None = None
    commitment: str | None = None
    dated: bool = True


class Link(NamedTuple):
    """Why a deed follows a commitment up, and how sure that is."""

    confidence: float
    reasons: tuple[str, ...]


def base_status(kind: str, form: str | None = None) -> str:
    """The status a commitment begins with: put forward by one side, agreed by both, or signed."""
    if form == "signing":
        return SIGNED
    return AGREED if kind == "agreement" else PROPOSED


# --- one commitment, told several times -------------------------------------------------------------------------


@lru_cache(4096)
def words_of(content: str) -> frozenset[str]:
    small = _small_words()
    return frozenset(word for word in _WORD.findall(lower(content)) if word not in small)


@lru_cache(1)
def _small_words() -> frozenset[str]:
    return frozenset(word for (word,) in lexicon.table("relation/small_words.tsv", ("word",)))


def gist(content: str) -> str:
    """The same for contents of the same words."""
    return " ".join(_WORD.findall(fold(content)))


def same_content(one: str, other: str) -> bool:
    """Whether the shorter content stands nearly whole in the other.

    >>> same_content("Bên Mẫu sớm mở cửa cho trái vải tươi", "phía bên Mẫu sớm mở cửa thị trường cho trái vải")
    True
    """
    left, right = words_of(one), words_of(other)
    if min(len(left), len(right)) < _FEWEST:
        return gist(one) == gist(other)
    return len(left & right) >= _SAME * min(len(left), len(right))


def group(promises: Iterable[Promise]) -> list[list[Promise]]:
    """The promises that are one commitment: of one contact, one kind and one side, with nearly the same content; and
    those of the same words wherever told. In the order of their ids."""
    order = sorted(promises, key=lambda each: each.id)
    leader = list(range(len(order)))

    def find(n: int) -> int:
        while leader[n] != n:
            n = leader[n]
        return n

    for n, one in enumerate(order):
        for m in range(n):
            other = order[m]
            if find(n) != find(m) and _is_same(one, other):
                low, high = sorted((find(n), find(m)))
                leader[high] = low
    groups: dict[int, list[Promise]] = {}
    for n, one in enumerate(order):
        groups.setdefault(find(n), []).append(one)
    return list(groups.values())


def _is_same(one: Promise, other: Promise) -> bool:
    if (one.kind, one.by_side) != (other.kind, other.by_side):
        return False
    if one.block == other.block:
        return same_content(one.content, other.content)
    return one.pair == other.pair and len(words_of(one.content)) >= _FEWEST and gist(one.content) == gist(other.content)


def chosen(told: Sequence[Promise]) -> Promise:
    """The telling that says most: the longest content, then the smallest id."""
    return min(told, key=lambda each: (-len(words_of(each.content)), each.id))


# --- what may follow -----------------------------------------------------------------------------------------------


def follows(promise: Promise, deed: Deed) -> Link | None:
    """Whether the deed may follow the commitment up: of the same two sides, later, and about the same matter."""
    if promise.made_by is None or deed.first is None or deed.contact == promise.contact:
        return None
    days = (date.fromisoformat(deed.first) - date.fromisoformat(promise.made_by)).days
    if not 0 < days <= 366 * _YEARS:
        return None
    if deed.what == "visit":
        return _visit(promise, deed, days)
    return _matter(promise, deed, days)


def _visit(promise: Promise, deed: Deed, days: int) -> Link | None:
    """An invitation to come, and the visit of the one who was invited to the state that invites."""
    if promise.kind != "invitation" or deed.to is None or deed.to != promise.by_side or days < _SOONEST_VISIT:
        return None
    said = f" {' '.join(_WORD.findall(fold(promise.content)))} "
    coming = min((said.find(f" {word} ") for word in _TO_VISIT if f" {word} " in said), default=None)
    if coming is None:
        return None  # "mời Chủ tịch nước lên bục danh dự"
    # Who is named behind the word is another: "mời Thủ tướng A sang thăm khi Bộ trưởng B đến đây".
    named = [name for name in deed.guests if f" {' '.join(_WORD.findall(fold(name)))} " in said[: coming + 1]]
    present = [name for name in deed.guests if name in promise.partners]
    if named:
        return Link(0.95, (f"{named[0]} is named in the invitation and visits {deed.to} {days} days later",))
    if present:
        return Link(0.85, (f"{present[0]} took part when it was said and visits {deed.to} {days} days later",))
    return None


def _matter(promise: Promise, deed: Deed, days: int) -> Link | None:
    """The same matter again: one thing of its own and something more, or most of several fields."""
    shared = {word: weight for word, weight in promise.weights.items() if word in deed.weights and weight}
    score = sum(shared.values())
    if score < LEAST or promise.kind == "invitation":
        return None
    shares = _share(score, promise.weights), _share(score, deed.weights)
    if not _is_one_thing(shared, score, shares) and not (deed.commitment and _are_fields(score, shares)):
        return None
    again = _overlap(promise.content, deed.content) >= _TELLING or min(shares) >= _MOST
    if days <= _DAYS_OF_TELLING and again:
        return None
    if promise.kind == deed.what == "agreement" and days <= _DAYS_OF_SIGNING:
        return None
    later = f"{days} days later" if deed.dated else "told at least two weeks later"
    reasons = [f"the same two sides, {later}", f"both speak of: {', '.join(sorted(shared))}"]
    if deed.what == "agreement":
        reasons.append("in an agreement")
    elif deed.commitment:
        reasons.append(f"taken up in another {deed.commitment}")
    sure = min(0.95, 0.6 + 0.04 * score + 0.15 * max(shares)) - (0.0 if deed.dated else 0.05)
    return Link(round(sure, 2), tuple(reasons))


def _is_one_thing(shared: Mapping[str, int], score: int, shares: tuple[float, float]) -> bool:
    """One thing of its own and something more: much, or a good part of what either says."""
    if max(shared.values()) < _THING:
        return False
    return score >= _MUCH or min(shares) >= _ALONE


def _are_fields(score: int, shares: tuple[float, float]) -> bool:
    """Several fields of work, most of those that one names and many of the other's."""
    return score >= _MUCH and max(shares) >= _MOST and min(shares) >= _SOME


def _share(score: int, weights: Mapping[str, int]) -> float:
    return score / sum(weights.values())


def _overlap(one: str, other: str) -> float:
    left, right = words_of(one), words_of(other)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
