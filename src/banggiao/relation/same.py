"""Whether two tellings are of the same contact, and which tellings of many become one.

A wrong merge is worse than a missed one. Two tellings are compared by what they are (type and form), when (a day, or
what the day of publication leaves open), and between whom. `compare` gives how much speaks for their being one, NONE
when nothing does, and AGAINST when something forbids it; a group never holds two tellings that AGAINST stands between.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from banggiao.entity.seats import state_named
from banggiao.evaluation import words
from banggiao.text import fold

AGAINST = -1.0
NONE = 0.0
ENOUGH = 1.0
"""From here on two tellings are of one contact."""

Span = tuple[int, int]  # first and last day, counted from 0001-01-01 = 1
Key = tuple[str, str, int, int]  # of a telling: its id, page, teaser and number


class Taker(NamedTuple):
    """Who takes part: `who` is the person (empty when none is named), `label` the words of organisation or offices."""

    who: str
    label: str
    country: str | None
    role: str


class Telling(NamedTuple):
    """A contact as one page tells it. `days` is when it was, as the page says; where it says nothing, `near` is when it
    may have been, for the day of publication. `copied` names the text: the page, or the page that it copies."""

    id: str
    page: str
    teaser: int
    n: int
    type: str
    form: str
    status: str
    date: str | None
    days: Span | None
    near: Span | None
    part_of_day: str | None
    country: str | None
    locality: str | None
    takers: tuple[Taker, ...]
    published: int | None

    @property
    def key(self) -> Key:
        """An order that is that of the content, whatever was added first."""
        return self.id, self.page, self.teaser, self.n

    @property
    def window(self) -> Span | None:
        return self.days or self.near


LONGEST = 62
"""Dates of more days than this ("năm 2015") are compared as they are written only."""
_HELD_BEFORE = 2  # a contact without a day was this many days before its page, or less
_VISIT_AROUND = 7
_PLANNED_WITHIN = 45


def near(type_: str, status: str, published: int | None) -> Span | None:
    """When a contact may have been of which its page gives no day.

    >>> near("meeting", "held", 1000), near("visit", "held", 1000), near("call", "held", None)
    ((998, 1000), (993, 1007), None)
    """
    if published is None:
        return None
    if status != "held":
        return published, published + _PLANNED_WITHIN
    return (
        (published - _VISIT_AROUND, published + _VISIT_AROUND)
        if type_ == "visit"
        else (
            published - _HELD_BEFORE,
            published,
        )
    )


Judged = Mapping[tuple[str, str], str]
"""What people decided of pairs of tellings (ids in order): same, different or unsure."""
DECIDED = 100.0
"""What holds against everything: a person's word, or that both are the same words of the same page."""


# --- two tellings -------------------------------------------------------------------------------------------


def compare(left: Telling, right: Telling) -> float:
    """How much speaks for it that both tell of one contact; AGAINST when they can't."""
    if left.key > right.key:
        left, right = right, left
    if left.id == right.id:
        return DECIDED
    if not _same_kind(left, right):
        return AGAINST
    when = _when(left, right)
    if when <= NONE:
        return when
    who = _visitor(left, right) if left.type == "visit" else _sides(left, right)
    if who <= NONE:
        return who
    if _of_one_page(left, right) and (left.form != right.form or who < _TWO):
        # The page itself tells them apart; unless it tells again, without a day, what it has told of the same people.
        again = left.type == "meeting" and who >= _TWO and left.status == right.status
        again = again and not (left.days and right.days)
        return NONE if again else AGAINST
    return max(who + when - _WITHIN + _details(left, right), NONE)


_MEETINGS = frozenset(["welcome"])  # a ceremony is a contact of its own, apart from the talks of the day


def _of_one_page(left: Telling, right: Telling) -> bool:
    return left.page == right.page and left.teaser == right.teaser


def _same_kind(left: Telling, right: Telling) -> bool:
    if left.type != right.type or {left.status, right.status} == {"held", "cancelled"}:
        return False
    if left.type == "meeting":
        return (left.form in _MEETINGS) == (right.form in _MEETINGS)
    if left.type == "message":
        return left.form == right.form or "other" in (left.form, right.form)
    if left.type == "agreement":
        return left.form == right.form
    if left.type == "visit" and left.country and right.country:
        return left.country == right.country
    return True


_EXACT, _WITHIN, _GUESSED = 2.0, 1.5, 1.0
_DAY_OFF = 0.5  # a call or a letter of yesterday, by another clock
_PLAN_OFF = 3  # a plan is told with other days than the visit had
_PARTING = 7
"""Days of a visit, or days that are guessed, so far apart may be of one contact that a third telling bounds."""


def _when(left: Telling, right: Telling) -> float:
    """How well the days fit; NONE where they allow it and no more, AGAINST where they don't."""
    if left.date is not None and left.date == right.date:
        return _EXACT
    one, other = left.window, right.window
    if one is None or other is None:
        return AGAINST
    apart = max(one[0], other[0]) - min(one[1], other[1])  # days between them, 0 or less when they overlap
    visit = left.type == "visit"
    if left.days and right.days:
        if left.days == right.days:
            return _EXACT
        if apart <= _slack(left, right):
            return _WITHIN
        if apart == 1 and left.type in ("call", "message") and _news(left, right, 2):
            return _DAY_OFF
        return NONE if visit and apart <= _PARTING else AGAINST
    if apart > (_slack(left, right) if visit else 0):
        return NONE if apart <= _PARTING else AGAINST
    guessed_both = not left.days and not right.days
    if guessed_both and not _news(left, right, _VISIT_AROUND if visit else 2):
        return NONE
    return _GUESSED - _late(left, right)


_LATER = 0.1


def _late(left: Telling, right: Telling) -> float:
    """Of several that may be what was planned, the next one is."""
    undated, dated = (left, right) if right.days else (right, left)
    if undated.status != "planned" or undated.days or not dated.days or undated.published is None:
        return NONE
    return _LATER * min(max(dated.days[0] - undated.published, 0), _PLANNED_WITHIN) / _PLANNED_WITHIN


def _slack(left: Telling, right: Telling) -> int:
    if left.type != "visit":
        return 0
    return _PLAN_OFF if left.status != right.status else 1


def apart(type_: str) -> int:
    """How many days may be between those of two tellings of this type that are of one contact."""
    return {"visit": _PLAN_OFF, "call": 1, "message": 1}.get(type_, 0)


def _news(left: Telling, right: Telling, days: int) -> bool:
    return left.published is not None and right.published is not None and abs(left.published - right.published) <= days


_TWO, _ONE, _BODIES = 3.0, 2.0, 1.8


def _sides(left: Telling, right: Telling) -> float:
    """A meeting, call, message or agreement: the same people on both sides, or one of them and the other's country."""
    ours, theirs = _named(left), _named(right)
    shared = ours.keys() & theirs.keys()
    if left.type == "message" and any(_sends(ours[who]) != _sends(theirs[who]) for who in shared):
        return AGAINST
    countries = {each[who].country for who in shared for each in (ours, theirs)} - {None}
    if _from_many(left) and _from_many(right):
        return NONE
    if not shared:
        return _bodies(left, right)
    rest, other = _rest(left, shared, countries), _rest(right, shared, countries)
    if len(shared) > 1 and (len(countries) > 1 or not (rest or other)):
        return _TWO
    named, also = {each.who for each in rest} - {""}, {each.who for each in other} - {""}
    if named and also:
        return AGAINST  # with somebody else
    return max((_fits(one, two) for one in rest for two in other), default=NONE)


def _named(telling: Telling) -> dict[str, Taker]:
    return {each.who: each for each in telling.takers if each.who}


def _sends(taker: Taker) -> bool:
    return taker.role == "sender"


_OF_MANY = re.compile(r"\bcác (?:đảng|nước|quốc gia)\b", re.IGNORECASE)


def _from_many(telling: Telling) -> bool:
    """Whether a letter is from or to leaders of states that are not named: others on every page."""
    return telling.type == "message" and any(
        each.country is None and _OF_MANY.search(each.label) and not each.who for each in telling.takers
    )


def _rest(telling: Telling, shared: Collection[str], countries: Collection[str | None]) -> list[Taker]:
    """The other side: who is not among the shared people, nor of their country (unless all are of one)."""
    rest = [each for each in telling.takers if each.who not in shared]
    abroad = [each for each in rest if each.country not in countries]
    return abroad or [each for each in rest if each.country is not None and _domestic(telling)]


def _domestic(telling: Telling) -> bool:
    return len({each.country for each in telling.takers}) == 1


def _fits(one: Taker, two: Taker) -> float:
    """How well somebody without a name may be somebody of the other telling: by the words of the office or the body,
    where one has all that the other has ("Chủ tịch Đảng" of a longer name; the heads of two chambers are two); or by
    the country, where no more is said."""
    if one.country is not None and two.country is not None and one.country != two.country:
        return NONE
    mine, other = set(words(one.label)), set(words(two.label))
    if mine and other:
        return _ONE if mine <= other or other <= mine else NONE
    unsaid = not (one.label if not one.who else two.label if not two.who else True)
    return _ONE - 0.3 if unsaid and one.country is not None and one.country == two.country else NONE


def _bodies(left: Telling, right: Telling) -> float:
    """Without a shared person: the same organisations, offices or countries on every side, and no other names."""
    if left.type == "agreement" and _of_their_states(left, right):
        return _BODIES
    if any(each.who for each in left.takers + right.takers):
        # People of one country who are not the same stand against it, when both sides of both are named.
        return AGAINST if _all_named(left) and _all_named(right) else NONE
    fewer, more = sorted((left.takers, right.takers), key=len)
    free = list(more)
    for one in fewer:
        best = max(free, key=lambda two: _fits(one, two), default=None)
        if best is None or _fits(one, best) < ENOUGH:
            return NONE
        free.remove(best)
    one_day = left.days is not None and left.days == right.days
    unsaid = (left.days is None or right.days is None) and _of_two_bodies(left, right)
    if left.date is not None and left.date == right.date:  # "cuối năm 2011", told back by pages of one week
        unsaid = unsaid and _news(left, right, _VISIT_AROUND)
    return _BODIES if len(fewer) > 1 and (one_day or unsaid) else NONE


def _of_two_bodies(left: Telling, right: Telling) -> bool:
    """Of one form, between bodies of two states, none of them a state itself: within the few days before a page that
    tells no day two companies or ministries sign, or meet, once."""
    sides = left.takers + right.takers
    lands = {each.country for each in left.takers}
    return (
        left.form == right.form
        and left.status == right.status
        and len(lands) > 1
        and None not in lands
        and all(words(each.label) and not state_named(fold(each.label)) for each in sides)
    )


def _of_their_states(left: Telling, right: Telling) -> bool:
    """What two states sign, and what one of each signs or sees signed in those days: as on one page, one agreement."""
    states, people = (left, right) if not any(each.who for each in left.takers) else (right, left)
    return (
        (left.days == right.days or None in (left.days, right.days))
        and left.form == right.form
        and left.status == right.status
        and all(not each.who and state_named(fold(each.label)) for each in states.takers)
        and _all_named(people)
        and len(people.takers) == len({each.country for each in people.takers})
        and {each.country for each in states.takers} == {each.country for each in people.takers}
    )


def _all_named(telling: Telling) -> bool:
    return len(telling.takers) > 1 and all(each.who for each in telling.takers)


def _visitor(left: Telling, right: Telling) -> float:
    """A visit: the same traveller to the same country."""
    ours, theirs = travellers(left), travellers(right)
    named, also = {each.who for each in ours} - {""}, {each.who for each in theirs} - {""}
    there = left.country is not None and left.country == right.country
    if named & also:
        hosts = bool((_named(left).keys() - named) & (_named(right).keys() - also))
        if not there and not (hosts or (left.days and right.days)):
            return NONE
        return _ONE + hosts - (0.0 if there else 0.7)
    if named and also:
        return AGAINST
    if not there or left.days is None or right.days is None:
        return NONE
    return max((_fits(one, two) for one in ours for two in theirs if one.label and two.label), default=NONE)


def travellers(telling: Telling) -> list[Taker]:
    """Who goes on a visit."""
    guests = [each for each in telling.takers if each.role == "guest"]
    return guests or [each for each in telling.takers if each.role not in ("host", "inviter")]


def _details(left: Telling, right: Telling) -> float:
    sum_ = 0.1 * (left.form == right.form) + 0.1 * (left.locality is not None and left.locality == right.locality)
    if left.part_of_day and right.part_of_day:
        sum_ += 0.1 if left.part_of_day == right.part_of_day else -0.2
    if left.type != "visit" and left.country and right.country and left.country != right.country:
        sum_ -= 1.0
    return sum_ - 0.1 * (left.status != right.status)


# --- many tellings --------------------------------------------------------------------------------------------


def judged_or(judged: Judged, compared: Callable[[Telling, Telling], float]) -> Callable[[Telling, Telling], float]:
    """`compared`, unless a person has decided."""

    def decided(left: Telling, right: Telling) -> float:
        pair = (left.id, right.id) if left.id <= right.id else (right.id, left.id)
        verdict = judged.get(pair)
        if verdict in ("same", "different") and left.id != right.id:
            return DECIDED if verdict == "same" else AGAINST
        return compared(left, right)

    return decided if judged else compared


Links = Iterable[tuple[int, int, float]]
"""Two tellings, by their places among those given, and how much speaks for the pair; for others nothing does."""


def group(
    tellings: Sequence[Telling],
    compared: Callable[[Telling, Telling], float] = compare,
    links: Links | None = None,
) -> list[tuple[Telling, ...]]:
    """The tellings of each contact, in an order that depends on their content alone.

    What speaks most for being one is joined first; what would bring together two tellings that stand against each other
    is not joined. Where `links` are known, only what is to be joined is still compared.
    """
    if len(tellings) == 1:
        return [(tellings[0],)]
    order = sorted(range(len(tellings)), key=lambda at: tellings[at].key)
    members = [tellings[at] for at in order]
    scores: dict[tuple[int, int], float] = {}
    if links is None:
        scores = {(i, j): compared(members[i], members[j]) for i, j in combinations(range(len(members)), 2)}
    else:
        rank = {at: i for i, at in enumerate(order)}
        for one, other, score in links:
            i, j = rank[one], rank[other]
            scores[(i, j) if i < j else (j, i)] = score

    def stands(i: int, j: int) -> float:
        pair = min(i, j), max(i, j)
        if pair not in scores:
            scores[pair] = compared(members[pair[0]], members[pair[1]])
        return scores[pair]

    speaking: dict[int, set[int]] = {i: set() for i in range(len(members))}
    for (i, j), score in scores.items():
        if score > NONE:
            speaking[i].add(j)
            speaking[j].add(i)
    groups = {i: {i} for i in range(len(members))}
    of = list(range(len(members)))
    for strength, i, j in sorted((-score, i, j) for (i, j), score in scores.items() if score >= ENOUGH):
        one, two = sorted((of[i], of[j]))
        if one == two:
            continue
        doubtful = ((a, b) for a in groups[two] for b in groups[one] - speaking[a])
        if -strength < DECIDED and any(stands(a, b) == AGAINST for a, b in doubtful):
            continue
        for member in groups[two]:
            of[member] = one
        groups[one] |= groups.pop(two)
    return [tuple(members[i] for i in sorted(found)) for found in groups.values()]


def most_told(values: Iterable[str]) -> list[str]:
    """The values, the most frequent first, of equals the first in order."""
    counts = Counter(values)
    return sorted(counts, key=lambda value: (-counts[value], value))
