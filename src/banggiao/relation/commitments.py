"""The ledger of commitments: which statements tell of one, and what later contact or statement may follow it up.

All decisions here are about two things at a time and depend on nothing else, so that a record comes out the same in
whatever order its pages came. A follow-up is a proposal with its reasons; a person confirms it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from banggiao import lexicon
from banggiao.relation.coming import met, traveller
from banggiao.relation.matters import THING
from banggiao.text import fold, lower

PROPOSED, AGREED, SIGNED = "proposed", "agreed", "signed"
FOLLOWED_UP, NO_EVIDENCE = "followed_up", "no_public_evidence"

_WORD = re.compile(r"\w+")
_SAME = 0.75  # of the words of the shorter content stand in the other: one commitment
_FEWEST = 4  # words; shorter contents must be the same
_TELLING = 0.75  # so alike within a few days, it is the same again, and no follow-up
_DAYS_OF_TELLING = 5
_LATE = 30
_DAYS_OF_SIGNING = 14  # what was agreed is not signed twice within these
YEARS = 3
"""What comes later than so many years follows up something else."""
_SOONEST_VISIT = 4  # days; earlier ones are the visit on which it was said
_SOONEST_AGAIN = 14
_DAYS_TO_MEET = 120
# How much of a matter has to be shared: see relation/matters.py.
_MUCH = 4
_PARTS = 4  # one of so many parts of what a commitment is about is enough where most of the deed is about it
_HALF, _MOST = 0.5, 0.6
_ALIKE = 3  # words in a row that name the thing: "khu công nghệ cao", not "Samsung"
_SURE = 0.62  # less is not proposed
_PHRASE = 7  # of these in a row a field of work is enough: "phi hạt nhân hóa bán đảo ..."
_PHRASE_AGAIN = 5  # of them in another commitment, made in a contact
_SEVERAL = 2  # things
_COURTEOUS = frozenset(["greet", "condole", "congratulate", "thank", "please"])  # acts that follow nothing up


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
    told: str | None = None
    country: str | None = None
    speaker: str = ""
    partners: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()


class Deed(NamedTuple):
    """A statement or contact that may follow a commitment up: `first` is its first day, `guests` who visits, `to` the
    state visited, `sides` the folded names of who takes part with their states. `dated`: the day is its own; else it is
    two weeks before it was told, the earliest taken."""

    id: str
    what: str
    contact: str | None
    first: str | None
    content: str
    weights: Mapping[str, int]
    guests: tuple[str, ...] = ()
    to: str | None = None
    commitment: str | None = None
    dated: bool = True
    told: str | None = None
    act: str | None = None
    form: str | None = None
    speaker: str = ""
    sides: tuple[tuple[str, str], ...] = ()
    people: frozenset[str] = frozenset()


class Link(NamedTuple):
    """Why a deed follows a commitment up, and how sure that is."""

    confidence: float
    reasons: tuple[str, ...]


_day = date.fromisoformat


def base_status(kind: str, form: str | None = None) -> str:
    """The status a commitment begins with: put forward by one side, agreed by both, or signed."""
    if form == "signing":
        return SIGNED
    return AGREED if kind == "agreement" else PROPOSED


# --- one commitment, told several times -------------------------------------------------------------------------


@lru_cache(1024)
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


def group(promises: Iterable[Promise], known: Mapping[str, int] | None = None) -> list[list[Promise]]:
    """The promises that are one commitment: of one contact, one kind and one side, with nearly the same content; and
    those of the same words wherever told. In the order of their ids.

    `known`: the commitment that a promise is of already, by its id. Those that have one are not compared with each
    other again.
    """
    known = known or {}
    order = sorted(promises, key=lambda each: each.id)
    leader = list(range(len(order)))

    def find(n: int) -> int:
        while leader[n] != n:
            n = leader[n]
        return n

    def join(n: int, m: int) -> None:
        low, high = sorted((find(n), find(m)))
        leader[high] = low

    first: dict[int, int] = {}
    for n, one in enumerate(order):
        if one.id in known:
            join(n, first.setdefault(known[one.id], n))
    # Only those of one block, or of the same words, can be one.
    beside: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, one in enumerate(order):
        beside[one.kind, one.by_side, one.block].append(n)
        alike[one.kind, one.by_side, one.pair, gist(one.content)].append(n)
    for n, one in enumerate(order):
        if one.id in known:
            continue
        if len(words_of(one.content)) >= _FEWEST:
            for m in alike[one.kind, one.by_side, one.pair, gist(one.content)]:
                join(n, m)
        for m in beside[one.kind, one.by_side, one.block]:
            if find(n) != find(m) and same_content(one.content, order[m].content):
                join(n, m)
    groups: dict[int, list[Promise]] = {}
    for n, one in enumerate(order):
        groups.setdefault(find(n), []).append(one)
    return list(groups.values())


def chosen(told: Sequence[Promise]) -> Promise:
    """The telling that says most: the longest content, then the smallest id."""
    return min(told, key=lambda each: (-len(words_of(each.content)), each.id))


# --- what may follow -----------------------------------------------------------------------------------------------


def follows(promise: Promise, deed: Deed) -> Link | None:
    """Whether the deed may follow the commitment up: of the same two sides, later, and about the same matter."""
    if promise.made_by is None or deed.first is None or (deed.contact and deed.contact == promise.contact):
        return None
    days = (_day(deed.first) - _day(promise.made_by)).days
    if not 0 < days <= 366 * YEARS:
        return None
    if deed.what == "visit":
        return _visit(promise, deed, days)
    if deed.what in ("meeting", "call"):
        return _meeting(promise, deed, days)
    return _matter(promise, deed, days)


def _visit(promise: Promise, deed: Deed, days: int) -> Link | None:
    """The visit that someone was invited to, announced or both prepare: of that person, to that state."""
    if deed.to is None or (promise.kind == "invitation" and days < _SOONEST_VISIT):
        return None  # the visit on which it was said
    for name in deed.guests:
        if promise.country == deed.to and fold(name) in promise.people and days < _SOONEST_AGAIN:
            continue  # it was said on that visit
        how = traveller(
            promise.kind, promise.content, promise.speaker, promise.by_side, promise.partners, name, deed.to, deed.form
        )
        if how is not None:
            return Link(how[1], (f"{name} {how[0]} and visits {deed.to} {days} days later",))
    return None


def _meeting(promise: Promise, deed: Deed, days: int) -> Link | None:
    """The meeting or call that was agreed or announced: the next one of those who are named or spoke."""
    if promise.kind == "invitation" or days > _DAYS_TO_MEET:
        return None
    if promise.people and len(promise.people & deed.people) > 1 and days <= _DAYS_OF_TELLING:
        return None  # the same contact again
    who = met(promise.content, promise.speaker, promise.people, deed.sides, deed.what)
    if not who:
        return None
    return Link(0.85, (f"{' and '.join(who)} were to meet, and do {days} days later",))


# --- the same matter ------------------------------------------------------------------------------------------------


def _matter(promise: Promise, deed: Deed, days: int) -> Link | None:
    """The same matter again: a thing that both call by the same words, several things, or a whole phrase."""
    if promise.kind == "invitation" or deed.act in _COURTEOUS:
        return None
    shared = {word: weight for word, weight in promise.weights.items() if word in deed.weights and weight}
    if not shared:
        return None
    things, longest = _named_alike(promise.content, deed.content, [w for w in shared if shared[w] >= THING])
    phrase = longest if things else _named_alike(promise.content, deed.content, list(shared))[1]
    ours, theirs = _share(shared, promise.weights), _share(shared, deed.weights)
    alone = max(shared.values()) > THING
    much = sum(shared.values()) >= _MUCH or ours >= _HALF or (ours * _PARTS >= 1 and theirs >= _HALF)
    alike = things and longest >= _ALIKE and much
    both_halves = things and min(ours, theirs) >= _HALF
    whole = ours >= _HALF and phrase >= (_PHRASE_AGAIN if deed.commitment and deed.contact else _PHRASE)
    if not ((alone and ours >= _HALF) or things >= _SEVERAL or alike or both_halves or whole):
        return None
    if deed.act == "praise" and not (alone or things >= _SEVERAL):
        return None
    if _is_told_again(promise, deed, days, min(ours, theirs)):
        return None
    later = f"{days} days later" if deed.dated else "told at least two weeks later"
    reasons = [f"the same two sides, {later}", f"both speak of: {', '.join(sorted(shared))}"]
    if deed.what == "agreement":
        reasons.append("in an agreement")
    elif deed.commitment:
        reasons.append(f"taken up in another {deed.commitment}")
    sure = 0.5 + 0.05 * min(things + alone, 4) + 0.02 * min(phrase, 10) + 0.1 * (ours + theirs) / 2
    sure += 0.1 * (deed.commitment is not None) - 0.05 * (not deed.dated)
    return Link(round(min(0.95, sure), 2), tuple(reasons)) if sure >= _SURE else None


def _is_told_again(promise: Promise, deed: Deed, days: int, share: float) -> bool:
    """Whether it is rather the same contact told again under another day than a later one."""
    if promise.told and promise.made_by and deed.told and (_day(promise.told) - _day(promise.made_by)).days > _LATE:
        # A page that tells it long afterwards tells it for what comes then, or has given it a wrong day.
        days = min(days, (_day(deed.told) - _day(promise.told)).days)
        if days < 0 or (days <= _DAYS_OF_TELLING and not deed.dated):
            return True
    if days <= _DAYS_OF_TELLING:
        alike = _overlap(promise.content, deed.content) >= _TELLING or share >= _MOST
        if alike or (len(promise.people) > 1 and len(promise.people & deed.people) > 1):
            return True
        if fold(deed.speaker) == fold(promise.speaker) and (
            deed.contact is None or _overlap(promise.content, deed.content) >= _HALF
        ):
            return True
    return promise.kind == deed.what == "agreement" and days <= _DAYS_OF_SIGNING


def _named_alike(one: str, other: str, things: Sequence[str]) -> tuple[int, int]:
    """How many of these things stand in separate runs of words that both share, and the longest of these runs."""
    left, right = _WORD.findall(lower(one)), _WORD.findall(lower(other))
    wanted = [thing.split() for thing in things]
    runs = longest = 0
    named: set[int] = set()
    taken: set[int] = set()
    for length, start in _common_runs(left, right):
        places = range(start, start + length)
        if not taken.isdisjoint(places):
            continue
        run = left[start : start + length]
        inside = {k for k, thing in enumerate(wanted) if any(run[n : n + len(thing)] == thing for n in range(length))}
        if inside - named:  # the same name twice is one thing
            taken.update(places)
            runs += 1
            named |= inside
            longest = max(longest, length)
    return runs, longest


def _common_runs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The runs of words that stand in both, as (length, start in the left one), the longest first."""
    found: dict[int, int] = {}
    before: dict[int, int] = {}
    for at, word in enumerate(left):
        lengths = {n: before.get(n - 1, 0) + 1 for n, other in enumerate(right) if other == word}
        for length in lengths.values():
            start = at - length + 1
            found[start] = max(found.get(start, 0), length)
        before = lengths
    return sorted(((length, start) for start, length in found.items()), key=lambda each: (-each[0], each[1]))


def _share(shared: Mapping[str, int], weights: Mapping[str, int]) -> float:
    return sum(shared.values()) / sum(weights.values())


def _overlap(one: str, other: str) -> float:
    left, right = words_of(one), words_of(other)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
