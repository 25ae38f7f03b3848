"""Talks of three sides or more: "A, B và C họp ba bên", "Ngoại trưởng X, Y và Z hội đàm", "cuộc gặp ba bên giữa …"."""

from __future__ import annotations

from typing import NamedTuple

from banggiao.event.circumstances import status_of
from banggiao.event.draft import Draft, Page, Part
from banggiao.event.frame import PEOPLE, STATES, Frame
from banggiao.event.meetings import Kind, holder_of, tell
from banggiao.event.offices import LEADING
from banggiao.event.sides import object_of, parts_of, subject_of
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue

_FEWEST = 3
# What may stand between the last of them and the verb: "A, B và C (hôm 3/4) (tại X) đã có …"
_DO = pattern(
    r"\s*(?:\([^)]{1,40}\)\s*)?,?\s*(?:(?:tại|ở|bên lề)\s[^;.]{2,60}?,?\s+)?"
    r"(?:(?:vào\s+)?(?:hôm|ngày|sáng|trưa|chiều|tối)\s[^,;.]{1,24}?,?\s+)?(?:(?:tại|ở|bên lề)\s[^;.]{2,60}?,?\s+)?"
    r"(?:(?:đã|vừa|sẽ|cùng|cùng nhau|có|có một|có kế hoạch|đang thu xếp|tổ chức|tiến hành|nhóm|dự kiến|lần đầu tiên"
    r"|lên kế hoạch|nhất trí|bắt đầu|kết thúc|một|các|sắp|tham dự|dự|bước vào|mở)\s+){0,5}"
)
# "A, | B", "A và | B", "A cùng hai người đồng cấp X | B"
_AND = pattern(
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:,\s*|[–-]\s*|(?=\s*(?:và|cùng|cũng như|với)\b))"
    r"(?:(?:và|cùng(?: với)?|cũng như|với)\s+)?"
    r"(?:(?:hai|ba|các|những|2|3)\s+)?(?:<address>\s+)*(?:người đồng cấp\s+)?(?:của\s+)?"
)
# "Ngoại trưởng | ba nước X, Y và Z"
_OFFICE_OF = pattern(r"\s*(?:của\s+)?(?:(?:các|ba|bốn|năm|[3-5])\s+(?:nước\s+)?)?")
_OF_SIDES = pattern(r"\b(?:ba|bốn|[34])\s+(?:bên|nước)\b")
# "hội đàm ba bên", "hội đàm cấp ngoại trưởng": of states alone
_AT_LEVEL = pattern(r"\bcấp\s+(?:ngoại trưởng|bộ trưởng|thứ trưởng|cao|chuyên viên|thủ tướng)\b")
_BETWEEN = pattern(r"[^,;.]{0,60}?\bgiữa\s+(?:(?:<address>|các|ba|bốn|[3-5])\s+)*(?:nước\s+)?(?:là\s+)?")
_BETWEEN_LAST = pattern(
    r"\s*(?:[),.;:]|$|(?:đã|sẽ|được|tại|ở|vào|hôm|ngày|về|để|nhằm|trong|diễn|dự kiến|bên lề|có|là|kết)\b)"
)
# "A, B và C gặp | D", "hội đàm | với D": whom the three meet
_WITH_OTHER = pattern(r"\s*(?:\S+\s+){0,4}?(?:với\s+(?!nhau\b)|giữa\s)")
_BY_PHONE = pattern(r"^\s*qua\s+(?:điện thoại|điện đàm)\b")
_MANY = pattern(r"\b(?:những|các|nhiều)\s+$")
_SPORT = pattern(r"\b(?:trận|giải|vòng|bảng|chung kết|bán kết|đội tuyển|bóng đá|sea games|world cup)\b")
_SETTINGS = frozenset(["country", "organisation"])
_SIDES_OF_TALKS = frozenset(["talks", "discussion", "meet"])


class _Row(NamedTuple):
    """Those who meet, in the order told, and where they end."""

    parts: list[Part]
    office: bool  # told by an office of each state, or by their names


def several(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """One contact of three sides or more, of as many states: named, by an office of each, or states of "ba bên"."""
    if cue.shape != "party" or cue.type not in ("meeting", "call") or len(frame.sentence.actors) < 1:
        return []
    row = _between(frame, cue) or _before(frame, cue) or _with_others(frame, cue)
    if row is None or status_of(frame, cue, None) is None:
        return []
    lands = {part.side.country or id(part.side) for part in row.parts}
    if len(lands) < _FEWEST or not all(_can_meet(part) for part in row.parts):
        return []
    sentence = frame.gap(frame.start, frame.end)
    if not row.office and (
        cue.form not in _SIDES_OF_TALKS
        or not (_OF_SIDES.search(sentence) or _AT_LEVEL.search(frame.gap(cue.end, cue.end + 40)))
        or _SPORT.search(sentence)
    ):
        return []
    if cue.type == "meeting" and _BY_PHONE.search(frame.gap(cue.end, min(cue.end + 40, frame.end))):
        return tell(frame, cue, Kind("call", "phone", "several"), row.parts, None)
    return tell(frame, cue, Kind(cue.type, cue.form, "several"), row.parts, None)


def _can_meet(part: Part) -> bool:
    """Whether a side can act for a state or a world body of which we know."""
    side = part.side
    return (side.official or side.kind == "country") and (side.country is not None or side.international)


def _before(frame: Frame, cue: Cue) -> _Row | None:
    """The row that does what the cue says: "A, B và C (đã) hội đàm"; none where they meet somebody else."""
    actors = frame.before(cue.start, STATES, frame.clause_start(cue.start))
    while actors and not _DO.fullmatch(frame.gap(actors[0].end, cue.start)):
        if actors[0].kind not in ("country", "organisation"):
            return None
        actors = actors[1:]  # "A, B và C (bên lề hội nghị X tại Y) đã hội đàm"
    if not actors or _WITH_OTHER.match(frame.gap(cue.end, frame.end)) or _is_object(frame, cue):
        return None
    members = [actors[0]]
    for actor in actors[1:]:
        gap = frame.gap(actor.end, members[0].start)
        if not (
            _AND.fullmatch(gap) or _is_state_of(frame, actor, members[0]) or _is_office_of(frame, actor, members[0])
        ):
            break
        members.insert(0, actor)
    while len(members) > 1 and members[0].kind in _SETTINGS and any(a.kind == "person" for a in members[2:]):
        members = members[1:]  # "Tại Vientiane, Lào, A và B hội đàm", "Bên lề hội nghị X, A và B"
    return _row(frame, members) if frame.oblique(members[0]) is None else None


def _between(frame: Frame, cue: Cue) -> _Row | None:
    """The row of "cuộc họp ba bên giữa A, B và C"."""
    actors = frame.after(cue.end, STATES, frame.clause_end(cue.end))
    if _MANY.search(frame.ahead(cue.start, 12)):
        return None  # "những cuộc gặp bên lề giữa lãnh đạo X, Y, Z": of two each
    if not actors or not frame.noun(cue) or not _BETWEEN.fullmatch(frame.gap(cue.end, actors[0].start)):
        return None
    members = [actors[0]]
    for actor in actors[1:]:
        gap = frame.gap(members[-1].end, actor.start)
        if not (
            _AND.fullmatch(gap) or _is_state_of(frame, members[-1], actor) or _is_office_of(frame, members[-1], actor)
        ):
            break
        members.append(actor)
    if not _BETWEEN_LAST.match(frame.gap(members[-1].end, frame.end)):
        return None
    return _row(frame, members)


def _with_others(frame: Frame, cue: Cue) -> _Row | None:
    """The A, B and C of "A có cuộc gặp ba bên với B và C": one contact of all."""
    objects = frame.after(cue.end, STATES, frame.clause_end(cue.end))[:1]
    if not objects or not _OF_SIDES.search(frame.gap(cue.start, objects[0].start)):
        return None
    met = [a for a, _ in object_of(frame, cue, STATES)]
    subject = subject_of(frame, cue, STATES) if met else []
    if subject and (frame.of(subject[0]).level == "media" or frame.oblique(subject[0])):
        return None
    if not subject or frame.gap(subject[-1].end, cue.start).strip().endswith("với"):
        return None
    parts = [*parts_of(frame, subject, "party"), *parts_of(frame, met, "party")]
    persons = {p.side.country for p in parts if p.side.kind == "person"}
    # "A (X), B (Y) và C (Z) dự hội nghị thượng đỉnh ba bên giữa X, Y và Z"
    parts = [p for p in parts if p.side.kind == "person" or p.side.country not in persons]
    return _Row(parts, any(a.kind in PEOPLE for a in subject)) if len(parts) >= _FEWEST else None


def _is_object(frame: Frame, cue: Cue) -> bool:
    """Whether somebody stands right behind the verb: "A, B và C gặp D"."""
    nexts = frame.after(cue.end, STATES)[:1]
    return bool(nexts) and not frame.gap(cue.end, nexts[0].start).strip()


def _is_state_of(frame: Frame, land: Actor, person: Actor) -> bool:
    """ "Nhật Bản | Yoko Kamikawa" behind "hai người đồng cấp"."""
    return land.kind == "country" and person.kind == "person" and frame.gap(land.end, person.start) == " "


def _is_office_of(frame: Frame, office: Actor, land: Actor) -> bool:
    """ "Ngoại trưởng | (ba nước) X, Y và Z"."""
    bare = office.kind == "office" and office.country is None
    return bare and land.kind == "country" and _OFFICE_OF.fullmatch(frame.gap(office.end, land.start)) is not None


def _row(frame: Frame, members: list[Actor]) -> _Row | None:
    """The sides of a row: an office told once is that of each of the states behind it."""
    office: Actor | None = None
    named = False
    parts: list[Part] = []
    k = 0
    while k < len(members):
        actor = members[k]
        nexts = members[k + 1] if k + 1 < len(members) else None
        k += 1
        if actor.kind == "office" and nexts is not None and nexts.kind == "country":
            office, named = actor, True
            if actor.country is None:
                continue
        elif actor.kind in PEOPLE:
            named = True
        if nexts is not None and _is_state_of(frame, actor, nexts):
            side = frame.of(nexts)
            side.country = side.country or actor.country
            side.level = side.level or "counterpart"
            parts.append(Part(side, "party", (actor.start, nexts.end)))
            named = True
            k += 1
        elif actor.kind == "group" and len(actor.members) >= _FEWEST and actor.members[-1].end == actor.end:
            named = True
            parts += [Part(frame.of(m), "party", (m.start, m.end)) for m in actor.members]
        elif office is not None and actor.kind in ("country", "office"):
            parts.append(Part(holder_of(frame, office, actor), "party", (actor.start, actor.end)))
        else:
            parts.append(Part(frame.of(actor), "party", (actor.start, actor.end)))
    if office is not None and all(o.level not in LEADING | {"minister"} for o in office.offices):
        return None
    unique = {id(part.side): part for part in reversed(parts)}
    return _Row(list(unique.values())[::-1], named) if len(unique) >= _FEWEST else None
