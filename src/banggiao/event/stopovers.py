"""Visits told as the stops of a tour: "chặng dừng chân đầu tiên của A là X", "A chọn X làm điểm đến đầu tiên"."""

from __future__ import annotations

from banggiao.event.draft import Draft, Page, Part
from banggiao.event.frame import LANDS, PEOPLE, Frame
from banggiao.event.journeys import listed_lands, locality_of, may_visit
from banggiao.event.offices import LEADING
from banggiao.event.visits import PLANNED
from banggiao.event.words import pattern
from banggiao.model import Actor, TimeWord

_STOP = pattern(r"\b(?:chặng|điểm|nơi)\s+(?:dừng chân|dừng|đến)\b")
_STOP_WORDS = ("chặng", "điểm", "nơi")  # one of them stands in each
# "điểm dừng chân đầu tiên trong chuyến thăm của A là X"
_IS = pattern(r"[^;]{0,120}\b(?:là|gồm|:)\s+(?:thủ đô\s+|nước\s+|thành phố\s+)*")
# "X là chặng dừng chân", "chọn X (, một nước …,) làm điểm đến"
_AS = pattern(r"[^;]{0,40}\b(?:làm|là|thành)\s+")
_OF = pattern(r"[^;]{0,90}\bcủa\s+(?:<address>\s+)*")
_CHOOSES = pattern(r"[^;]{0,60}\bchọn\s+(?:thủ đô\s+|nước\s+)*")
# "…, tiếp đó là Y và Z"
_THEN = pattern(r"\s*,?\s*(?:và\s+)?(?:tiếp đó|tiếp theo|sau đó|kế đến|rồi)\s+(?:là|đến|tới)\s+(?:thủ đô\s+|nước\s+)*")
_BY_PLAN = pattern(r"\btheo (?:lịch trình|kế hoạch|chương trình|dự kiến)\b")
_TRAVELLERS = LEADING | {"minister", "counterpart"}


def stopover(frame: Frame, page: Page) -> list[Draft]:
    """The visits of a leader or a minister whose tour stops, stopped or will stop in the countries named."""
    if not frame.says(*_STOP_WORDS):
        return []
    stop = _STOP.search(frame.lowered, frame.start, frame.end)
    land = _land_behind(frame, stop.end()) if stop and _land_before(frame, stop.start()) is None else None
    part: Part | None = None
    ahead = ""
    if stop and land is not None:
        inside = frame.after(stop.end(), PEOPLE, land.start)
        guest = next((a for a in inside if _OF.fullmatch(frame.gap(stop.end(), a.start))), None)
        part = _guest(frame, guest or _on_tour(frame, stop.start())) or _of_tour(frame, stop.start(), page)
    elif stop and (land := _land_at(frame, stop.end())) is not None:
        last = listed_lands(frame, [a for a in frame.sentence.actors if a.start >= land.start])[-1]
        behind = frame.after(last.end, PEOPLE)[:1]
        guest = next((a for a in behind if _SUBJECT.fullmatch(frame.gap(last.end, a.start))), None)
        guest = guest or _on_tour(frame, stop.start())
        part = _guest(frame, guest) or _of_tour(frame, stop.start(), page)
        ahead = frame.gap(guest.end, guest.end + _WILL) if guest is not None else ""
    elif stop and (land := _land_before(frame, stop.start())) is not None:
        later = frame.after(stop.end(), PEOPLE)
        guest = next((a for a in later[:1] if _OF.fullmatch(frame.gap(stop.end(), a.start))), None)
        left = frame.before(land.start, PEOPLE)
        if guest is None and left and _CHOOSES.fullmatch(frame.gap(left[0].end, land.start)):
            guest = left[0]
        part = _guest(frame, guest)
    if stop is None or land is None or part is None:
        return []
    side = part.side
    levels = {side.level, *(o.level for o in side.offices)}
    if levels.isdisjoint(_TRAVELLERS) and not (side.international and "igo" in levels):
        return []
    if side.country is None and not side.international:
        return []
    own = page.tour if page.tour is not None and page.tour.guest is side else None
    words = frame.gap(frame.start, stop.end()) + frame.gap(stop.end(), max(land.start, part.span[0])) + ahead
    planned = PLANNED.search(words) or _BY_PLAN.search(words) or (own is not None and own.planned)
    drafts: list[Draft] = []
    stops = listed_lands(frame, [a for a in frame.sentence.actors if a.start >= land.start])
    if (then := _then(frame, stops[-1])) is not None:
        stops += listed_lands(frame, [a for a in frame.sentence.actors if a.start >= then.start])
    for to in stops:
        if to.country is None or not may_visit(side, to.country):
            continue
        draft = frame.draft("visit", "other", "stopover", [part], "planned" if planned else "held")
        draft.country, draft.locality = to.country, locality_of(to)
        draft.time = _day_behind(frame, to) or (own.time if own is not None else None)
        drafts.append(draft)
    return drafts


def _guest(frame: Frame, actor: Actor | None) -> Part | None:
    """The traveller whom the sentence names."""
    return Part(frame.of(actor), "guest", (actor.start, actor.end)) if actor is not None else None


# "A (đã) thực hiện chuyến công du … , với (các) | điểm dừng chân là X"
_MAKES_TOUR = pattern(
    r"[^,;.]{0,40}?\b(?:thực hiện|có|bắt đầu|tiến hành|khởi động|lên đường)\s[^;.]{0,20}?"
    r"\bchuyến (?:công du|đi|xuất ngoại)\b[^;.]{0,110}\b(?:với|qua|gồm|tới|đến)\s+"
    r"(?:(?:các|một|những|hai|ba|bốn|năm|\d+)\s+)?"
)


def _on_tour(frame: Frame, stop: int) -> Actor | None:
    """The subject of "A thực hiện chuyến công du với chặng dừng chân ở X"."""
    left = frame.before(stop, PEOPLE)
    for guest in left[-1:]:
        if frame.oblique(guest) is None and _MAKES_TOUR.fullmatch(frame.gap(guest.end, stop)):
            return guest
    return None


# "trong chuyến công du nước ngoài đầu tiên với | điểm đến đầu tiên là X", with nobody named between
_IN_TOUR = pattern(r"\b(?:chuyến công du|chuyến đi|chuyến xuất ngoại)\b[^;.]{0,60}$")


def _of_tour(frame: Frame, at: int, page: Page) -> Part | None:
    """The one of whose tour the page has told."""
    tour = page.tour
    if tour is None or not _IN_TOUR.search(frame.gap(frame.start, at)) or frame.before(at, PEOPLE):
        return None
    return Part(tour.guest, "guest", tour.span)


# "Với các chặng dừng chân | tại X, Y và Z, A sẽ …"
_AT = pattern(r"\s+(?:\S+\s+){0,2}?(?:tại|ở)\s+(?:thủ đô\s+|nước\s+|thành phố\s+)*")
_SUBJECT = pattern(r"\)?(?:\s+để\s+(?:tham\s+)?dự\s[^,;.]{4,90})?\s*,\s*(?:<address>\s+)*")
_WILL = 12  # characters behind the subject that may say it is to come: " sẽ gặp"


def _land_at(frame: Frame, end: int) -> Actor | None:
    """The X of "chặng dừng chân tại X"."""
    lands = [a for a in frame.after(end, LANDS)[:1] if a.country and _AT.fullmatch(frame.gap(end, a.start))]
    return lands[0] if lands else None


# "là thủ đô Y của X vào ngày 6/7"
_OF_STATE = pattern(r"\s*(?:,|\(|của)\s*(?:nước\s+)?")
_ON = pattern(r"\)?\s*(?:vào|hôm|trong)\s+(?:ngày\s+)?")
_DAYS = frozenset(["day", "span", "month"])


def _day_behind(frame: Frame, land: Actor) -> TimeWord | None:
    """The day right behind a stop: "là thủ đô Y của X vào ngày 6/7"."""
    end = land.end
    for state in frame.after(end, LANDS)[:1]:
        if state.country == land.country and _OF_STATE.fullmatch(frame.gap(end, state.start)):
            end = state.end
    behind = next((t for t in frame.times if t.start >= end and t.kind in _DAYS), None)
    return behind if behind is not None and _ON.fullmatch(frame.gap(end, behind.start)) else None


def _then(frame: Frame, last: Actor) -> Actor | None:
    """The Y of "… là X, tiếp đó là Y"."""
    later = [a for a in frame.after(last.end, LANDS) if a.country]
    return later[0] if later and _THEN.fullmatch(frame.gap(last.end, later[0].start)) else None


def _land_behind(frame: Frame, end: int) -> Actor | None:
    """The X of "chặng dừng chân … là X"."""
    lands = [a for a in frame.after(end, LANDS) if a.country and _IS.fullmatch(frame.gap(end, a.start))]
    return lands[0] if lands else None


def _land_before(frame: Frame, start: int) -> Actor | None:
    """The X of "X là chặng dừng chân", "chọn X làm điểm đến"."""
    lands = [a for a in frame.before(start, LANDS) if a.country and _AS.fullmatch(frame.gap(a.end, start))]
    return lands[0] if lands else None
