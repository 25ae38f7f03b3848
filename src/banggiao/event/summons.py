"""Ambassadors summoned: "Bộ Ngoại giao X triệu (tập) Đại sứ Y", "Đại sứ Y bị triệu đến Bộ Ngoại giao X"."""

from __future__ import annotations

from banggiao.event.circumstances import day_of, follows, status_of
from banggiao.event.draft import Draft
from banggiao.event.frame import BODIES, PEOPLE, Frame
from banggiao.event.sides import is_contact, parts_of, subject_of
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue

# "triệu tập Đại sứ", "triệu Đại biện lâm thời"; "triệu hồi" calls home one's own, "5 triệu" is a number
_SUMMONS = pattern(r"(?<!\d\s)\b(?:triệu(?:\s(?:tập|kiến|mời|gọi))?|cho gọi)(?=[\s.,;:)])(?!\s(?:hồi|tập)\b)")
_SUMMONS_WORDS = ("triệu", "cho gọi")  # one of them stands in each
_WHOM = pattern(r"\s+(?:(?:<address>|tân|các|khẩn cấp|khẩn|vị)\s+)*")
# "Đại sứ Y (đã) bị Bộ Ngoại giao X triệu tập", "Đại sứ Y được triệu đến Bộ Ngoại giao X"
_IS = pattern(r"\s*,?\s*(?:đã\s+|vừa\s+|sẽ\s+|cũng\s+)*(?:bị|được)\s+(?:<address>\s+)*")
# "Nước X ngày 3/4 cũng đã triệu Đại sứ Y"
_STATE = frozenset(["country"])
_BY_STATE = pattern(r"\s*(?:(?:đã|vừa|sẽ|cũng|mới|liền)\s+|(?:hôm|ngày|sáng|chiều|tối)\s\S+\s+)*")
_TO = pattern(r"\s+(?:lên|tới|đến|vào)\s+(?:(?:trụ sở|gặp)\s+)?")
# "A đã chỉ thị cho tôi triệu Đại sứ Y": another does it
_TOLD_TO = pattern(r"\b(?:chỉ thị|yêu cầu|đề nghị|ra lệnh|chỉ đạo|kêu gọi|cho phép)\b")
_HOME = pattern(r"[^,;.]{0,60}\bvề nước\b")


def summons(frame: Frame) -> list[Draft]:
    """An envoy called in by the state to which they are sent: its ministry or minister receives them."""
    if not frame.says(*_SUMMONS_WORDS):
        return []
    told = _SUMMONS.search(frame.lowered, frame.start, frame.end)
    if told is None or _HOME.match(frame.gap(told.end(), frame.end)):
        return []
    cue = Cue(start=told.start(), end=told.end(), type="meeting", form="receive", shape="receive", noun=False)
    envoy, hosts = _active(frame, cue) or _passive(frame, cue) or (None, [])
    if envoy is None or not hosts or _TOLD_TO.search(frame.gap(hosts[0].end, cue.start)):
        return []
    receiving, summoned = parts_of(frame, hosts[:1], "host"), parts_of(frame, [envoy], "guest")
    status = status_of(frame, cue, hosts[0].end if hosts[0].end <= cue.start else None)
    if status is None or not is_contact(frame, receiving, summoned):
        return []
    draft = frame.draft("meeting", "receive", "summons", [*receiving, *summoned], status)
    draft.time = day_of(frame, cue)
    draft.follows = draft.time is None and follows(frame, cue)
    return [draft]


def _active(frame: Frame, cue: Cue) -> tuple[Actor, list[Actor]] | None:
    """ "X triệu Đại sứ Y"."""
    after = frame.after(cue.end, PEOPLE)
    if not after or not _is_envoy(after[0]) or not _WHOM.fullmatch(frame.gap(cue.end, after[0].start)):
        return None
    hosts = [a for a in subject_of(frame, cue, BODIES) if a.start != after[0].start]
    states = frame.before(cue.start, _STATE)[:1]
    if states and _BY_STATE.fullmatch(frame.gap(states[0].end, cue.start)) and not frame.oblique(states[0]):
        hosts = states
    return after[0], hosts


def _passive(frame: Frame, cue: Cue) -> tuple[Actor, list[Actor]] | None:
    """ "Đại sứ Y bị (X) triệu tập", "Đại sứ Y được triệu đến X"."""
    left = frame.before(cue.start, BODIES, frame.clause_start(cue.start))
    if left and _is_envoy(left[0]) and _IS.fullmatch(frame.gap(left[0].end, cue.start)):
        hosts = [a for a in frame.after(cue.end, BODIES)[:1] if _TO.fullmatch(frame.gap(cue.end, a.start))]
        return left[0], hosts
    if len(left) >= 2 and _is_envoy(left[1]) and _IS.fullmatch(frame.gap(left[1].end, left[0].start)):
        return left[1], left[:1]
    return None


def _is_envoy(actor: Actor) -> bool:
    return any(o.level == "envoy" for o in actor.offices)
