"""Which states a statement concerns beyond those that meet: whom it speaks for, asks or names.

A leader says abroad, or to the press, what is meant for another state. Only names that can be nothing else count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from banggiao import lexicon
from banggiao.authority import kept, people_named, tenures_of
from banggiao.entity.organisations import body
from banggiao.text import lower

_BODIES = ("lexicon/organisations.tsv", ("name", "country", "channel", "note"))
_VENUES = ("lexicon/venues.tsv", ("name", "country", "note"))
_LOCALITIES = ("lexicon/localities.tsv", ("name", "country", "kind"))
# "chị Nga", "ông Thái": a person, not a state.
_SIDES = frozenset(["Phía", "Bên", "Nước"])
_FORMS = frozenset(["ông", "bà", "anh", "chị", "cô", "em", "chú", "bác", "tên"])
_WORD = re.compile(r"\w+")
_BEFORE = re.compile(r"(\w+)(\s*)$")
_AFTER = re.compile(r"\s(\w)")


# Whom guests meet of their own abroad: what is asked of them is not asked of the other side.
_OWN_PEOPLE = re.compile(
    r"\W*(?:(?:toàn thể|các|những|cán bộ|nhân viên|lãnh đạo|công chức|của|và|với)\W+)*"
    r"(?:đại sứ quán|tổng lãnh sự quán|cơ quan đại diện|cộng đồng người|bà con|kiều bào|các em|lưu học sinh)(?!\w)",
    re.IGNORECASE,
)


def to_own_people(content: str) -> bool:
    """Whether something is asked of one's own embassy, students or people abroad.

    >>> to_own_people("cán bộ, nhân viên Đại sứ quán hỗ trợ bà con"), to_own_people("phía Nhật Bản hỗ trợ bà con")
    (True, False)
    """
    return _OWN_PEOPLE.match(content) is not None


def states_named(content: str) -> tuple[str, ...]:
    """The codes of the states that a text names, in the order in which they come first.

    >>> states_named("Nhật Bản sớm hỗ trợ Việt Nam; chị Nga và Washington")
    ('JP', 'VN', 'US')
    """
    names = _names()
    found: dict[str, None] = {}
    done = 0
    for word in _WORD.finditer(content):
        if word.start() < done:
            continue
        for name, code, careful in names.get(word[0], ()):
            end = word.start() + len(name)
            if content.startswith(name, word.start()) and not content[end : end + 1].isalnum():
                done = end
                if not careful or _is_state(content, word.start(), end):
                    found.setdefault(code)
                break
    return tuple(found)


def _is_state(content: str, start: int, end: int) -> bool:
    """Whether a name that is also a given name stands alone: no capital beside it, no form of address before it."""
    before = _BEFORE.search(content, 0, start)
    if before is not None and before[2]:
        return before[1] in _SIDES or not (before[1][0].isupper() or before[1] in _FORMS)
    after = _AFTER.match(content, end)
    return after is None or not after[1].isupper()


@kept
@lru_cache(4096)
def state_of(speaker: str) -> str | None:
    """The state that a speaker stands for: someone of the authority tables, or a body with or behind the name of one.

    >>> state_of("Bộ Ngoại giao Hàn Quốc"), state_of("phía Đức"), state_of("Nhà Trắng"), state_of("Trần Văn Mẫu")
    ('KR', 'DE', 'US', None)
    """
    held = {tenure.country for tenure in tenures_of(speaker)} or {person.country for person in people_named(speaker)}
    if held:
        return held.pop() if len(held) == 1 else None
    behind = _bodies().get(speaker)
    if behind is not None:
        return behind
    named = states_named(speaker)
    return named[0] if len(named) == 1 else None


@lru_cache(4096)
def international(office: str) -> str | None:
    """The international body that an office is of, by its full name.

    >>> international("Tổng Thư ký LHQ"), international("Bộ trưởng Ngoại giao")
    ('Liên hợp quốc', None)
    """
    hit = _of_no_state().search(lower(office))
    return body(office[hit.start() : hit.end()], "").name if hit else None


@cache
def _of_no_state() -> re.Pattern[str]:
    names = {lower(name) for name, country, channel, _ in lexicon.table(*_BODIES)
             if channel == "international" and not country}  # fmt: skip
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


@cache
def _bodies() -> Mapping[str, str]:
    """Bodies and seats that stand for one state by their name alone."""
    rows = [row[:2] for row in lexicon.table(*_BODIES)] + [row[:2] for row in lexicon.table(*_VENUES)]
    return {name: country for name, country in rows if country}


@cache
def _names() -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
    """The names of one state, the longest first, with the code and whether it is a name of other things too; by their
    first word."""
    rows = [(name, code, kind == "alias" or care == "1") for code, name, kind, care in lexicon.countries()
            if kind in ("short", "official", "alias")]  # fmt: skip
    rows += [(name, code, True) for name, code, kind in lexicon.table(*_LOCALITIES) if kind == "capital"]
    codes: dict[str, set[str]] = {}
    for name, code, _ in rows:
        codes.setdefault(name, set()).add(code)
    found: dict[str, list[tuple[str, str, bool]]] = {}
    known = {name: (name, code, careful) for name, code, careful in rows if len(codes[name]) == 1}
    for name in sorted(known, key=lambda name: (-len(name), name)):
        found.setdefault(_WORD.findall(name)[0], []).append(known[name])
    return {word: tuple(each) for word, each in found.items()}
