"""Contacts that a commitment speaks of as to come: who is to visit whom, who is to meet.

An invitation, a promise to come and the preparing of a visit are followed up by the visit of that person to that
state; "hai nhà lãnh đạo sẽ gặp nhau" by the next meeting of the two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from banggiao.relation.concerned import states_named
from banggiao.text import fold, lower

VISIT, MEETING, CALL = "visit", "meeting", "call"
_WORD = re.compile(r"\w+")
_SAID = (
    (VISIT, ("thăm",)), (VISIT, ("công", "du")), (VISIT, ("tham", "dự")),
    (MEETING, ("gặp",)), (MEETING, ("hội", "đàm")), (MEETING, ("hội", "kiến")), (CALL, ("điện", "đàm")),
)  # fmt: skip
_GOING = frozenset(["sang", "đến", "tới"])
_TO_A_CONFERENCE = frozenset(["dự", "apec", "asean", "g20", "nghị", "đàn"])  # "hội nghị", "diễn đàn"
_NOT = frozenset(["không", "chưa", "hoãn", "hủy", "từ"])  # "từ chối"
_PAST = frozenset(["đã", "sau", "vừa"])
_OTHERS = frozenset(["khi", "với", "cùng", "nhân"])  # what follows is told of somebody else
# Where what is said of the journey itself ends.
_END = re.compile(r"[;.:]|(?<!\w)(?:về|để|nhằm|khi|cũng như|đồng thời|cùng|với|của)(?!\w)")
_FAR = 12  # words between a name and the verb that it goes with
_FIRST = 8  # of these words is the verb when a speaker says what he will do


def plans(kind: str, content: str) -> frozenset[str]:
    """What kinds of contact a commitment speaks of as to come.

    >>> sorted(plans("pledge", "sẽ sớm thăm Nhật Bản và hội đàm với Thủ tướng Mẫu"))
    ['meeting', 'visit']
    """
    words = _WORD.findall(lower(content))
    if kind == "invitation":
        return frozenset([VISIT]) if _verb(words, (VISIT,)) is not None or _GOING & set(words) else frozenset()
    found = {what for what, said in _SAID if _at(words, said) is not None}
    if VISIT not in found and _to_a_state(content):
        found.add(VISIT)
    return frozenset(found)


def _at(words: Sequence[str], said: Sequence[str]) -> int | None:
    """Where these words stand first."""
    return next((n for n in range(len(words)) if tuple(words[n : n + len(said)]) == said), None)


def _verb(words: Sequence[str], kinds: Collection[str]) -> int | None:
    """Where the first verb of these kinds of contact stands."""
    return min((at for what, said in _SAID if what in kinds and (at := _at(words, said)) is not None), default=None)


def _to_a_state(content: str) -> int | None:
    """ "sẽ tới Nhật Bản": where a verb of going stands right before the name of a state or a capital."""
    words = _WORD.findall(content)
    for n, (word, after) in enumerate(pairwise(words)):
        if word in _GOING and after[0].isupper() and states_named(" ".join(words[n + 1 : n + 4])):
            return n
    return None


# --- who visits -----------------------------------------------------------------------------------------------------


def traveller(
    kind: str,
    content: str,
    speaker: str,
    by_side: str,
    partners: Collection[str],
    guest: str,
    to: str,
    form: str | None,
) -> tuple[str, float] | None:
    """How a commitment says that this guest will come to this state, and how sure that is.

    >>> traveller("invitation", "Tổng thống Jane Doe thăm Việt Nam", "Trần Văn Mẫu", "VN", (), "Jane Doe", "VN", None)
    ('is named as who is to come', 0.93)
    """
    invited = kind == "invitation"
    words = _WORD.findall(lower(content))
    if form == "attending" and not _TO_A_CONFERENCE & set(words):
        return None  # who comes for a conference does not follow an invitation to a visit
    verb = _verb(words, (VISIT,))
    if verb is None:
        verb = _to_a_state(content)
    if verb is None and invited:
        verb = next((n for n, word in enumerate(words) if word in _GOING), None)
    if verb is None or (not invited and _NOT & set(words[:verb])):
        return None
    if to not in _towards(content, verb) and not (invited and to == by_side and not _towards(content, verb)):
        return None
    if any(_goes(words, start, end, verb) for start, end in _places(content, guest)):
        return "is named as who is to come", 0.93
    if kind == "pledge" and fold(speaker) == fold(guest) and verb < _FIRST and not _a_name(content, verb):
        return "says so", 0.9
    if invited and guest in partners and not _a_name(content, verb):
        return "took part when it was said", 0.8
    return None


def _towards(content: str, verb: int) -> tuple[str, ...]:
    """The states right behind the verb: all of "thăm A, B và C", not what the visit is about."""
    places = list(_WORD.finditer(content))
    clause = _END.split(content[places[verb].start() :], maxsplit=1)[0]
    return states_named(clause)


def _places(content: str, name: str) -> Iterable[tuple[int, int]]:
    """Where the whole of a name of two words or more stands, in words."""
    words, parts = _WORD.findall(fold(content)), _WORD.findall(fold(name))
    for n in range(len(words) if len(parts) > 1 else 0):
        if words[n : n + len(parts)] == parts:
            yield n, n + len(parts)


def _goes(words: Sequence[str], start: int, end: int, verb: int) -> bool:
    """ "Tổng thống A sang thăm", "chuyến thăm B của Tổng thống A"."""
    between = words[end:verb] if start < verb else words[verb:start]
    if len(between) > _FAR or _OTHERS & set(between):
        return False
    return start < verb or "của" in between


def _a_name(content: str, verb: int) -> bool:
    """Whether somebody is named before the verb: two words with capitals, none of them of a state or an office."""
    words = _WORD.findall(content)[:verb]
    capital = [n > 0 and word[0].isupper() and not states_named(" ".join(words[max(0, n - 1) : n + 2]))
               for n, word in enumerate(words)]  # fmt: skip
    return any(one and other for one, other in pairwise(capital))


# --- who meets ------------------------------------------------------------------------------------------------------


def met(
    content: str, speaker: str, people: Collection[str], sides: Collection[tuple[str, str]], what: str
) -> list[str]:
    """The folded names of who was to meet: of two sides, one named in the content; none when it doesn't say so.

    >>> met("sẽ gặp Tổng thống Jane Doe tại Mẫu", "John Roe", (), [("jane doe", "XX"), ("john roe", "YY")], "meeting")
    ['jane doe', 'john roe']
    """
    words = _WORD.findall(lower(content))
    verb = _verb(words, (what,))
    if verb is None or (_NOT | _PAST) & set(words[:verb]):
        return []
    named = {name for name, _ in sides if any(True for _ in _places(content, name))}
    meant = named | {name for name, _ in sides if name in people or name == fold(speaker)}
    states = {side for name, side in sides if name in meant}
    return sorted(meant) if named and len(states) > 1 else []
