"""Leaders told by their states alone: "lãnh đạo Nga - Mỹ", "Tổng thống Nga và Mỹ" are the two whom the page names."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from banggiao.event.frame import PEOPLE
from banggiao.event.offices import LEADING
from banggiao.event.people import People, Side
from banggiao.event.words import pattern
from banggiao.model import Actor, Sentence

# "lãnh đạo | Nga - Mỹ", "các nhà lãnh đạo | Đức và Pháp", "nguyên thủ các nước | A, B": nothing but states behind it
_LEADERS_OF = pattern(
    r"(?:các\s+)?<leaders>\s+(?:cấp cao\s+|cao nhất\s+)?(?:của\s+)?"
    r"(?:(?:hai|ba|bốn|năm|các|\d)\s+)?(?:nước\s+)?"
)
_JOINED = pattern(r"[\s,–-]*(?:và\s+)?(?:nước\s+)?")
# "Tổng thống Nga" | " và " | "Mỹ"
_AND = pattern(r"\s*(?:và|–|-)\s*(?:nước\s+)?")
_COMMA = pattern(r"\s*,\s*")
# "Ngoại trưởng Mỹ, Nga điện đàm": the verb of contact right behind the last
_VERB = 14
_NOT_ONE = ("phó", "cựu", "nguyên", "cố ", "cố vấn", "trợ lý", "người phát ngôn", "phát ngôn viên", "đặc phái viên")


def with_leaders(sentences: Sequence[Sentence], people: People, lowered: str) -> list[Sentence]:
    """The sentences with each of those leaders as a person of the page, where all of them are certain."""
    return [_resolved(s, people, lowered) if s.cues else s for s in sentences]


def _resolved(sentence: Sentence, people: People, lowered: str) -> Sentence:
    """The sentence with its groups of leaders and its offices of two states taken apart."""
    actors: list[Actor] = []
    changed = False
    for k, actor in enumerate(sentence.actors):
        several = (
            _members(actor, people, lowered)
            or _partner(sentence, k, people, lowered)
            or _counterpart(sentence, k, people)
            or _listed(sentence, k, actors, lowered)
            or _two_delegations(sentence, actor, people, lowered)
        )
        actors += several or [actor]
        changed = changed or bool(several)
    return replace(sentence, actors=tuple(actors)) if changed else sentence


def _members(group: Actor, people: People, lowered: str) -> list[Actor]:
    """A person for each state of "lãnh đạo Nga - Mỹ"; none when one of them is not the only leader on the page."""
    if group.kind != "group" or len(group.members) < 2 or any(m.kind != "country" for m in group.members):
        return []
    ends = [group.start, *(m.end for m in group.members)]
    between = [lowered[end : m.start] for end, m in zip(ends, group.members, strict=False)]
    if not _LEADERS_OF.fullmatch(between[0]) or not all(_JOINED.fullmatch(words) for words in between[1:]):
        return []
    if ends[-1] != group.end:
        return []
    led = [side for m in group.members if (side := _leader(m.country, None, people)) is not None]
    if len(led) < len(group.members):
        return []
    starts = [group.start, *(m.start for m in group.members[1:])]
    return [people.stand_for(side, start, m.end) for side, start, m in zip(led, starts, group.members, strict=True)]


def _partner(sentence: Sentence, k: int, people: People, lowered: str) -> list[Actor]:
    """The leader of the state B of "Tổng thống A và B", in the place of the state."""
    land = sentence.actors[k]
    before = sentence.actors[k - 1] if k else None
    if land.kind != "country" or before is None or before.kind != "office" or len(before.offices) != 1:
        return []
    office = before.offices[0]
    if before.country in (None, land.country) or office.level not in LEADING | {"minister"}:
        return []
    between = lowered[before.end : land.start]
    told = any(0 <= c.start - land.end <= _VERB for c in sentence.cues)
    if not _AND.fullmatch(between) and not (told and _COMMA.fullmatch(between)):
        return []
    side = _leader(land.country, office.head, people)
    return [people.stand_for(side, land.start, land.end)] if side is not None else []


_BODIES_OF_STATE = frozenset(["government", "military", "police"])
_DO = pattern(
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:(?:về|phụ trách)\s[^,;.]{2,50}?\s)?"
    r"(?:(?:vào\s+)?(?:hôm|ngày|sáng|trưa|chiều|tối)\s+\S+\s+)?"
    r"(?:(?:đã|vừa|sẽ|cùng|có|tổ chức|tiến hành|dự kiến)\s+){0,3}"
)
_DELEGATIONS = ("phái đoàn", "đoàn đàm phán", "đoàn đại biểu")
_ENVOYS = ("đặc phái viên", "trưởng đoàn đàm phán", "cố vấn an ninh")
_MET = frozenset(["party", "receive", "call_on"])
_NEAR = 40
# what may follow the last of "hội đàm với người đồng cấp A, B và C": no verb of which it is the subject
_ENDS = pattern(r"\s*(?:$|[,.;:)”\"]|(?:và|về|tại|ở|trong|hôm|ngày|để|nhằm|bên|vào|nhân|sau|trước|càng|hồi)\b)")


def _listed(sentence: Sentence, k: int, told: list[Actor], lowered: str) -> list[Actor]:
    """The B and C of "hội đàm với người đồng cấp A, B và C", "gặp ngoại trưởng A và B": the officials of these states,
    whom the page does not name."""
    land, before = sentence.actors[k], told[-1] if told else None
    if land.kind != "country" or before is None or before.country in (None, land.country):
        return []
    head = before.level == "counterpart" or (before.kind == "office" and before.level in LEADING | {"minister"})
    head = head or (before.kind == "office" and all(o.head.startswith(_ENVOYS) for o in before.offices))
    body = before.kind == "organisation" and (
        before.level in _BODIES_OF_STATE or (before.organisation or "").lower().startswith(_DELEGATIONS)
    )
    between = lowered[before.end : land.start]
    if not (head or body) or not (_AND.fullmatch(between) or _COMMA.fullmatch(between)):
        return []
    if any(c.shape == "party" and _DO.fullmatch(lowered, land.end, c.start) for c in sentence.cues):
        # "Ngoại trưởng A và B hội đàm", "Bộ Quốc phòng A và B đã hội đàm"
        return [replace(land, kind="organisation" if body else "group", level=before.level if body else "counterpart")]
    if body:
        return []
    opens = any(c.shape in _MET and 0 <= before.start - c.end <= _NEAR for c in sentence.cues)
    if not (opens or _is_listed(before)) or not _ENDS.match(lowered, land.end, sentence.end):
        return []
    return [replace(land, kind="group", level="counterpart")]


# "Các quan chức | A và B gặp nhau": those of each state, whom the page does not name
# "cuộc điện đàm giữa C và | lãnh đạo A và B"
_OBJECT = pattern(r"\b(?:với|giữa|và|của|cho|tới|cùng|gặp|tiếp|điện đàm|hội đàm)\s+(?:(?:<address>|các)\s+)*$")
_LEADERS = pattern(r"(?:các\s+)?(?:<leaders>|lãnh đạo)\b")
# "Đại diện A và B gặp nhau ở trận chung kết"
_OF_SPORT = pattern(r"\b(?:trận|giải|vòng loại|vòng bảng|bảng đấu|chung kết|bán kết|đội tuyển|bóng đá)\b")
_ACTING = pattern(
    r"(?:các\s+)?(?:<leaders>|lãnh đạo|tướng lĩnh|quan chức|giới chức|đại diện|phái đoàn|đoàn đàm phán|nhà đàm phán"
    r"|nhà ngoại giao|đặc phái viên)\b"
)


def _two_delegations(sentence: Sentence, group: Actor, people: People, lowered: str) -> list[Actor]:
    """The two sides of "Các quan chức A và B (đã) gặp nhau", where the page names nobody of both states."""
    if group.kind != "group" or len(group.members) != 2 or not _ACTING.match(lowered, group.start):
        return []
    if _OBJECT.search(lowered, sentence.start, group.start):
        return []
    one, other = group.members
    if None in (one.country, other.country) or one.country == other.country or other.end != group.end:
        return []
    if not any(c.shape == "party" and _DO.fullmatch(lowered, group.end, c.start) for c in sentence.cues):
        return []
    named = {p.country for p in people.persons if p.official}
    led = _LEADERS.match(lowered, group.start) and any(_leader(m.country, None, people) for m in group.members)
    if led or {one.country, other.country} <= named:
        return []  # most likely those whom the page names
    if _OF_SPORT.search(lowered, sentence.start, sentence.end):
        return []
    told = (group.organisation or "")[: one.end - group.start]
    first = replace(group, end=one.end, organisation=told, country=one.country, members=())
    return [first, replace(other, kind="group", level="counterpart")]


def _is_listed(actor: Actor) -> bool:
    """Whether an actor is a state of such a list: its words are nothing but the state."""
    return actor.kind == "group" and actor.level == "counterpart" and not actor.members and actor.name is None


def _counterpart(sentence: Sentence, k: int, people: People) -> list[Actor]:
    """The B of "Tổng thống A và người đồng cấp X": who holds in X the office of the one named before."""
    actor = sentence.actors[k]
    if actor.level != "counterpart" or actor.name is not None or actor.kind != "group" or actor.country is None:
        return []
    left = [a for a in sentence.actors[:k] if a.kind in PEOPLE and people.resolved(a)]
    side = people.side(left[-1]) if left else None
    if side is None or side.country in (None, actor.country):
        return []
    titles = {o.head for o in side.offices if o.level in LEADING | {"minister"}}
    held = [
        p
        for p in people.persons
        if p.country == actor.country and any(o.head in titles for o in p.offices) and not p.former
    ]
    return [people.stand_for(held[0], actor.start, actor.end)] if len(held) == 1 else []


def _leader(country: str | None, title: str | None, people: People) -> Side | None:
    """The only one on the page who leads a state, or holds there the office of that title."""
    held = [
        p
        for p in people.persons
        if p.country == country
        and any(
            (o.head == title if title is not None and o.level not in LEADING else o.level in LEADING)
            and not o.head.startswith(_NOT_ONE)
            for o in p.offices
        )
    ]
    return held[0] if len(held) == 1 and country is not None else None
