"""Sessions that two sides chair together: "A và B đồng chủ trì kỳ họp", "A cùng B đồng chủ trì Hội nghị"."""

from __future__ import annotations

from itertools import pairwise

from banggiao.event.draft import Draft, Page
from banggiao.event.frame import BODIES, PEOPLE, Frame
from banggiao.event.meetings import THE_SAME, Kind, led_delegations, tell
from banggiao.event.sides import is_contact, parts_of
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue

# "A (đã) đồng chủ trì"
_DOES = pattern(r"\s*(?:\([^)]*\))?\s*,?\s*(?:đã|sẽ|vừa|có|sau đó|tiếp tục)?\s*")
# "A đã cùng (với) Bộ trưởng B đồng chủ trì"
_WITH_LEFT = pattern(r"\s*(?:\([^)]*\))?\s*,?\s*(?:đã|sẽ|vừa)?\s*cùng\s+(?:với\s+)?(?:<address>\s+)*")
# "Cùng (với) B, A đồng chủ trì"
_WITH_FIRST = pattern(r"^\s*cùng\s+(?:với\s+)?(?:<address>\s+)*$")
# "A đồng chủ trì Phiên họp lần thứ 4 Ủy ban X với B"
_WITH_RIGHT = pattern(r"[^;.]{0,140}\b(?:cùng với|với|cùng)\s+(?:<address>\s+)*")

# "diễn ra Kỳ họp lần thứ 4 giữa A và B", "đã dự Hội nghị song phương cấp Bộ trưởng giữa A và B"
_HELD = pattern(r"\b(?:diễn ra|khai mạc|tổ chức|tiến hành|chủ trì|tham dự|dự)\s+(?:\S+\s+){0,2}$")
_BETWEEN = pattern(r"[^,;.]{0,80}\bgiữa\s+(?:<address>\s+)*")


_PRESIDES = frozenset(["chủ trì hội nghị", "chủ trì cuộc họp"])


def chair(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """A session of two people of two sides, who both preside; what they preside over is no side."""
    if cue.shape != "chair":
        return []
    pair = _chairs(frame, cue) or _bodies(frame, cue)
    if pair is None:
        return []
    ours, theirs = (parts_of(frame, side, "party") for side in pair)
    lands = [{part.side.country for part in side} - {None} for side in (ours, theirs)]
    # At home two who chair are of one government.
    if not is_contact(frame, ours, theirs) or (all(lands) and lands[0] & lands[1]):
        return []
    if not all(lands) and not any(part.side.international for part in (*ours, *theirs)):
        return []
    drafts = tell(frame, cue, Kind("meeting", cue.form, "chair"), [*ours, *theirs], None)
    for draft in drafts:
        draft.follows = draft.follows or (
            draft.time is None and THE_SAME.match(frame.gap(cue.end, frame.end)) is not None
        )
    return drafts


def _chairs(frame: Frame, cue: Cue) -> tuple[list[Actor], list[Actor]] | None:
    left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
    if not left or not _DOES.fullmatch(frame.gap(_end_of(frame, left[0], cue), cue.start)):
        return None
    row = _without_appositives(frame, frame.group_left(left[0], PEOPLE, frame.clause_start(cue.start)))
    if len(row) > 1:
        return row[:1], row[1:]
    if frame.gap(cue.start, cue.end) in _PRESIDES:
        return None  # "A chủ trì hội nghị về hợp tác với B": A alone
    before = [actor for actor in left if actor.end <= row[0].start]
    if before and _WITH_LEFT.fullmatch(frame.gap(before[0].end, row[0].start)):
        return before[:1], row
    if before and _WITH_FIRST.search(frame.gap(frame.clause_start(before[0].start), before[0].start)):
        return row, before[:1]
    after = frame.after(cue.end, PEOPLE, frame.clause_end(cue.end))
    if after and _WITH_RIGHT.fullmatch(frame.gap(cue.end, after[0].start)):
        return row, after[:1]
    return None


def _end_of(frame: Frame, actor: Actor, cue: Cue) -> int:
    """Where somebody's offices end: behind "bà A, Vụ trưởng Vụ X, | Bộ Y (của nước Z)", whose state is hers."""
    house = next(
        (a for a in frame.sentence.actors if actor.end <= a.start and a.end <= cue.start and a.kind == "organisation"),
        None,
    )
    side = frame.of(actor)
    if house is None or not side.offices or frame.gap(actor.end, house.start).strip() != ",":
        return actor.end
    if side.country is None:
        side.country = house.country
    return house.end if side.country == house.country else actor.end


def _bodies(frame: Frame, cue: Cue) -> tuple[list[Actor], list[Actor]] | None:
    """The two of "Kỳ họp lần thứ 4 giữa Bộ A và Bộ B", where it was held or is attended."""
    after = frame.after(cue.end, BODIES, frame.clause_end(cue.end))
    if not _HELD.search(frame.ahead(cue.start, 60)) or not after:
        return None
    if not _BETWEEN.fullmatch(frame.gap(cue.end, after[0].start)):
        return None
    row = led_delegations(frame, after[0]) or frame.list_right(after[0], BODIES)
    return (row[:1], row[1:2]) if len(row) > 1 else None


def _without_appositives(frame: Frame, row: list[Actor]) -> list[Actor]:
    """ "A, Chủ tịch Phân ban Việt Nam và B, Chủ tịch Phân ban Nga": the offices behind commas are A's and B's."""
    return row[:1] + [
        actor
        for before, actor in pairwise(row)
        if actor.kind != "office" or frame.gap(before.end, actor.start).strip() != ","
    ]
