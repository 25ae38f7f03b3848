"""The days of a visit: a span after it, the day of an arrival or departure, "năm 2015"; never the meeting's day."""

from __future__ import annotations

from banggiao.event.circumstances import bracketed, is_of_report
from banggiao.event.draft import Draft
from banggiao.event.frame import LANDS, Frame
from banggiao.event.journeys import SPOKEN, Visitor, locality_of
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue, TimeWord

# "thăm X và tham dự Hội nghị … từ ngày 4-8/6"
_SAME_VERB = pattern(r"^(?:\s+theo lời mời của\s[^,;.]{3,90}?)?\s*(?:và|,|để)?\s*(?:tham dự|dự(?! kiến))\b")
# "thăm X trước Hội nghị diễn ra từ ngày 4-8/6": the days of the conference
_OF_OTHER = pattern(r"\b(?:dự(?! kiến)|tham dự|hội nghị|diễn ra|tổ chức)\b[^,]{0,80}$")
# "chuyến thăm X (của A) diễn ra vào ngày 29/5 tới"
_TAKES_PLACE = pattern(
    r"^(?:\s+(?:và|cùng)\s(?!(?:tham )?dự\b)[^,;.]{3,60}?\s)?[\s,]*(?:sẽ\s+|dự kiến\s+|được\s+)*"
    r"(?:diễn ra|bắt đầu|kéo dài(?:\s+\S+\s+ngày)?|thực hiện)\s*(?:vào|từ|trong|hồi|\()?\s*(?:(?:các |\S+ )?ngày\s*)?$"
)
# "chuyến thăm X vào cuối tháng 5", "chuyến thăm X (3/4/2013)", "của Nhà vua và Hoàng hậu vào tháng 3"
_NEXT = pattern(
    r"^(?:\s*(?:và|cùng)\s+(?:phu nhân|phu quân|hoàng hậu)[^,;.(]{0,16}?)?"
    r"[\s(]*(?:vào|hồi|trong|của|(?:bắt đầu\s+)?(?:kể\s+)?từ)?\s*(?:cuối|đầu|giữa)?\s*$"
)
# "chuyến thăm X thành công tốt đẹp hồi tháng 5"
_PAST = pattern(r"^(?:(?!\b(?:khi|kể từ|sau|trước|kế hoạch|dự kiến)\b)[^,;.]){0,40}\bhồi\b[^,;.]{0,24}$")
# "Theo đó, từ ngày 3 đến 5/9, A thăm X"
_ACCORDINGLY = pattern(r"[\s,]*(?:theo đó|theo kế hoạch|cụ thể)?[\s,]*")
# "Nhận lời mời của B, từ ngày 3-5/9, (Đoàn đại biểu C do) A thăm X"
_FRONTED = pattern(r"^\s*(?:\([^)]*\)\s*)?,\s*(?:đoàn[^,;]{0,120}?\bdo\s+)?(?:<address>\s+)*$")
# "Năm 2013, Tổng thống A thăm X", "hồi tháng 7/2023, …"
_OPENING = pattern(r"\s*(?:\S+\s+){0,2}?(?:vào|hồi|trong)?\s*")
# "trao đổi đoàn cấp cao, trong đó tháng 3/2016, A thăm X"
_IN_ROW = pattern(r"(?:,|:|\btrong đó,?)\s*(?:vào|hồi|trong)?\s*$")
_RIGHT_BEFORE = pattern(r"\s*,?\s*(?:<address>\s+)*")
# "sau chuyến thăm của A tới X hôm 30/6/2014"
_RIGHT_AFTER = pattern(r"\s*(?:(?:vào|hôm|hồi|từ)\s+)?(?:ngày\s+)?")
# "chọn thăm X của A và hồi tháng 4 trước đó của B": B's
_OF_NEXT_OWNER = pattern(
    r"\s*(?:trước đó|vừa qua)?\s*của\s+(?:<address>\s+)*(?:tổng thống|thủ tướng|bộ trưởng|ngoại trưởng|chủ tịch)\b"
)
# "chuyến thăm thủ đô X (Y) ngày 3/4"
_ITS_STATE = pattern(r"^\s*\(\p{L}+(?:\s\p{L}+){0,3}\)")
AFTER_MEETING = pattern(r"\bsau\s+(?:một\s+)?(?:cuộc|buổi)\s+(?:gặp|hội đàm|điện đàm|tiếp xúc|làm việc)\b")
_OR = pattern(r"\s*(?:,\s*(?:ngày|tháng|năm)\s\S+?\s*)*,?\s*hoặc\s+(?:ngày|tháng|năm|cuối|đầu)\b")
_AND_ALSO = pattern(r"\bvà\s+(?:hồi\s+|vào\s+|trong\s+)?$")
_SINCE = pattern(r"\b(?:kể từ|từ khi|từ lúc|nhậm chức|lên nắm quyền|lên cầm quyền|đắc cử)\b[^;.]*$")
# "chuyến thăm X của A từ ngày 3 đến 5/4"
_OWNER = pattern(r"\b(?:của|do)\s")
_ARRIVES = pattern(r"\b<arrival>\b(?! chào\b)")
_LEAVES = pattern(r"\b<departure>\b")
_LEFT_AFTER = pattern(r"\brời\b[^;.]*\bsau khi\s+kết thúc\b")
# "bắt đầu chương trình thăm", "khởi đầu chuyến ba ngày"
_BEGINS = pattern(r"\b(?:bắt đầu|khởi đầu)\s+(?:chương trình\s+|các hoạt động\s+|\S+\s+ngày\s+)?$")
# "A và phu nhân đã sang thăm X" as the statement of the sentence, not "B, đang thăm X"
_PREDICATE = pattern(
    r"^\s*(?:,?\s*(?:làm trưởng đoàn|là trưởng đoàn|dẫn đầu),?\s*)?(?:và phu nhân\s*)?(?:cùng đoàn[^,]{0,60}\s)?"
    r"(?:(?:đã|sẽ)\s+"
    r"(?:có\s+|thực hiện\s+|tiến hành\s+|dẫn đầu[^,]{0,80}\s+)?(?:sang\s+|đến\s+|tới\s+)?"
    r"|dẫn đầu[^,;]{4,80}\s+(?:sang\s+|đến\s+|tới\s+)?"
    r"|(?:sang|đến|tới|có|thực hiện)\s+)$"
)
_ANNOUNCED = pattern(r"\b(?:cho biết|thông báo|tuyên bố|xác nhận)\b")
# "đến thủ đô", "tới sân bay"
_TOWN = pattern(r"\b(?:đến|tới|ở|tại|chân|sân bay|xuống|thủ đô)\b")

# Characters between the country and the span of "thăm X và dự lễ kỷ niệm …, kỷ niệm …, từ ngày 3 - 8/7".
_FAR = 260
_DAYS = frozenset(["day", "relative", "weekday"])
_WEEK = frozenset(["relative", "weekday"])
_LEFT = _DAYS | {"span", "month"}
_PLANS = frozenset(["day", "month", "span", "relative", "year"])


# "Nhân chuyến công tác dự Hội nghị X, sáng 3/4, tại Y, A gặp B": where they met
_ON_OCCASION = pattern(r"\b(?:nhân|trong|trong khuôn khổ)\s+(?:dịp\s+)?$")


def is_past_occasion(frame: Frame, cue: Cue, land: Actor) -> bool:
    """Whether a journey is only what a meeting is told with, and a place behind a comma and a day the meeting's."""
    if not cue.noun or _ON_OCCASION.search(frame.ahead(cue.start, 18)) is None:
        return False
    return any(
        cue.end < t.start and t.end <= land.start and t.kind in _DAYS and "," in frame.gap(cue.end, t.start)
        for t in frame.times
    )


def date_visit(frame: Frame, cue: Cue, land: Actor, visitor: Visitor, draft: Draft) -> None:
    """Give a visit its own day, and the town of its arrival."""
    left = [t for t in frame.times if t.end <= cue.start and t.kind in _LEFT and not bracketed(frame, t)]
    draft.time = (
        _heading_time(frame, cue, visitor)
        or _time_after(frame, cue, land, visitor, draft)
        or _span_before(frame, left, visitor, draft)
        or _opening_time(frame, cue, visitor)
    )
    if visitor.end is None:
        draft.time = draft.time or _day_of_leaving(frame, cue, land, visitor)
        return
    between = frame.gap(visitor.end, cue.start)
    arrives, leaves = _ARRIVES.search(between), _LEAVES.search(between)
    if arrives or leaves or _BEGINS.search(between):
        # "A ngày 12/7 đã rời X sau khi kết thúc chuyến công du Y": the day of leaving X
        other = _LEFT_AFTER.search(between) is not None
        own = [t for t in left if not _ANNOUNCED.search(frame.gap(t.end, cue.start))]
        draft.time = draft.time or (None if other else _last(own, _DAYS))
        if arrives and not leaves:
            _stand_at_arrival(frame, visitor.end, cue.start, draft)
    elif draft.time is None and (
        _PREDICATE.match(_without_day(frame, visitor.end, left, between) + _come_in(frame, cue))
        or _is_told_alone(frame, cue, visitor, between, left)
    ):
        day = _last(left, _DAYS | {"month"})
        met = any(day.end <= c.start < visitor.span[0] for c in frame.sentence.cues) if day is not None else False
        # "Tối 3/4, B tiếp A nhân dịp A sang thăm X": the day of the meeting
        if day is not None and not met and not _ANNOUNCED.search(frame.gap(day.end, visitor.span[0])):
            draft.time = day


# "Ngày 3/4, ông A, Bộ trưởng B, thăm X", "… dẫn đầu đoàn thăm X"
_STRAIGHT = pattern(r"\s*,?\s*(?:(?:dẫn đầu|làm trưởng đoàn)\b[^,;]{0,60},?\s*)?(?:đã\s+)?")
_DAY_FIRST = pattern(r"\s*(?:(?:vào|trong|sáng|trưa|chiều|tối)\s+)?")
_BEFORE_WHO = pattern(
    r"\s*,?\s*(?:(?:<address>|đoàn|phái đoàn)\s+)*(?:[^,;]{0,60}(?:,[^,;]{0,50})?\bdo\s+(?:<address>\s+)*)?"
)


# "- Ngày 30/5 đến 2/6/2008: | A thăm X", "Tháng 11/2015: | A thăm X"
_HEADS_LINE = pattern(r"\s*(?:[-–•*+]\s*)?(?:(?:vào|trong|từ)\s+)?")
_COLON = pattern(r"\s*:\s*(?:<address>\s+)*")


def _heading_time(frame: Frame, cue: Cue, visitor: Visitor) -> TimeWord | None:
    """The days that a colon parts from the visitor, in a list of visits by their days."""
    first = next((t for t in frame.times if t.kind in _LEFT | {"year"}), None)
    if first is None or cue.noun or visitor.end is None or first.end > visitor.span[0]:
        return None
    heads = _HEADS_LINE.fullmatch(frame.gap(frame.start, first.start))
    return first if heads and _COLON.fullmatch(frame.gap(first.end, visitor.span[0])) else None


def _is_told_alone(frame: Frame, cue: Cue, visitor: Visitor, between: str, left: list[TimeWord]) -> bool:
    """ "Ngày 3/4, A thăm X": the day opens the sentence, nothing but who went stands before the verb, and no other verb
    of contact is in the sentence."""
    day = _last(left, _DAYS)
    return (
        day is not None
        and not cue.noun
        and _STRAIGHT.fullmatch(between) is not None
        and all(c is cue or c.shape == "visit" for c in frame.sentence.cues)
        and _DAY_FIRST.fullmatch(frame.gap(frame.start, day.start)) is not None
        and _BEFORE_WHO.fullmatch(frame.gap(day.end, visitor.span[0])) is not None
        and not _ANNOUNCED.search(frame.gap(cue.end, frame.end))
    )


def _without_day(frame: Frame, end: int, left: list[TimeWord], between: str) -> str:
    """ "A | ngày 3/9 có | chuyến thăm X": the words between without the day right behind who visits."""
    day = next((t for t in left if t.start >= end and t.kind in _DAYS), None)
    right_behind = day is not None and _DAY_OPENS.fullmatch(frame.gap(end, day.start))
    return between[day.end - end :] if day is not None and right_behind else between


_DAY_OPENS = pattern(r"\s*(?:vào\s+|hôm\s+)*")


def _come_in(frame: Frame, cue: Cue) -> str:
    """The verb of coming that the cue opens with: "đến thăm"."""
    words = frame.gap(cue.start, cue.end)
    return words[: words.index(" ") + 1] if words.startswith(("đến ", "tới ", "sang ")) else ""


# "Kết thúc tốt đẹp chuyến thăm X, chiều 3/4, A rời Y"
_ENDS = pattern(r"\bkết thúc\s+(?:tốt đẹp\s+|thành công\s+)?$")
_GOES_HOME = pattern(r"^[^.;]{0,140}?\b(?:rời|về nước|về tới|về đến|lên đường|lên chuyên cơ|trở về)\b")


def _day_of_leaving(frame: Frame, cue: Cue, land: Actor, visitor: Visitor) -> TimeWord | None:
    """ "Kết thúc chuyến thăm X, chiều 3/4, A rời Y": the day that A left."""
    start, end = visitor.span
    if not _ENDS.search(frame.ahead(cue.start, 24)) or not _GOES_HOME.match(frame.gap(end, frame.end)):
        return None
    return _last([t for t in frame.times if land.end <= t.start and t.end <= start], _DAYS)


def _time_after(frame: Frame, cue: Cue, land: Actor, visitor: Visitor, draft: Draft) -> TimeWord | None:
    """ "thăm X từ ngày 3 đến 5/4", "chuyến thăm X của A vào cuối tháng 5", of a planned visit any day after it."""
    until = frame.clause_end(cue.end)
    anchor = max(land.end, cue.end, visitor.span[1] if _is_owner(frame, cue, visitor) else 0)
    cues, ends = frame.sentence.cues, _ENDS.search(frame.ahead(cue.start, 24))
    for time in frame.times:
        if not cue.end <= time.start < until or (
            draft.background
            and draft.status != "planned"
            and time.kind not in ("year", "month")
            and not _RIGHT_AFTER.fullmatch(frame.gap(min(anchor, time.start), time.start))
        ):
            continue
        if is_of_report(frame, cue, time):
            continue
        if time.end <= land.start and frame.ahead(time.start, 1) == "(" and frame.after(cue.end, LANDS, time.start):
            continue  # "thăm X (từ ngày 24 đến 26/5) và Y (từ ngày 26 đến 28/5)": each its own
        if _OR.match(frame.gap(time.end, until)):
            return None  # "dự kiến thăm X vào tháng 6, tháng 7 hoặc tháng 10"
        if time.kind == "year" and time.end <= land.start and _OF_OTHER.search(frame.gap(cue.end, time.start)):
            continue  # "chuyến công tác dự Hội nghị A năm 2024 tại X": the conference's year
        if _AND_ALSO.search(frame.ahead(time.start, 10)) and _OF_NEXT_OWNER.match(frame.gap(time.end, until)):
            continue
        gap = _ITS_STATE.sub("", frame.gap(min(anchor, time.start), time.start))
        if AFTER_MEETING.search(gap):
            return None  # "mời B thăm X, sau cuộc gặp dự kiến vào ngày 3/4": the meeting's
        if time.kind in ("year", "month") and _SINCE.search(gap):
            continue  # "lần đầu tới thăm X kể từ khi nhậm chức vào năm 2013"
        if ends and any(c.shape == "visit" and anchor <= c.start < time.start for c in cues):
            return None  # "kết thúc chuyến thăm X và lên đường thăm Y từ ngày 3 - 8/7": Y's
        if cue.noun and any(c.noun and c.shape == "visit" and anchor <= c.start < time.start for c in cues):
            return None  # "Chuyến thăm X diễn ra sau chuyến công du Y, dự kiến từ ngày 12-14/9": Y's
        if time.kind in ("span", "day", "month") and _TAKES_PLACE.match(gap):
            return time
        same_verb = _SAME_VERB.match(gap) is not None or (not cue.noun and _is_of_tour(frame, land, time))
        if time.kind == "span" and len(gap) < (_FAR if same_verb else 160) and (same_verb or not _OF_OTHER.search(gap)):
            return time
        if time.kind in _WEEK and cue.noun and time.part_of_day:
            continue  # "buổi gặp B trong chuyến thăm X của ông chiều hôm qua": of the meeting
        if time.kind in ("month", "year", "day", "weekday", "relative") and (
            _NEXT.match(gap) or _RIGHT_AFTER.fullmatch(gap) or _PAST.match(gap + frame.gap(time.start, time.end))
        ):
            return time
        if draft.form == "attending" and _is_of_event(frame, cue, land, time):
            return time
        if draft.status == "planned" and time.kind in _PLANS and len(gap) < 100:
            return None if time.kind == "year" and _OF_OTHER.search(gap) else time
    return None


# "thăm X để tham dự cuộc họp thường niên vào tháng 7", "thăm X dự lễ duyệt binh ngày 9/5"
_EVENT = pattern(r"\s*(?:và\s+|,\s*|để\s+)?(?:đồng chủ trì|tham dự|dự)\s[^,;.]{3,80}?\s(?:(vào|hồi)\s+)?(?:ngày\s+)?")


def _is_of_event(frame: Frame, cue: Cue, land: Actor, time: TimeWord) -> bool:
    """Whether a time behind a visit is that of what its guest attends, no day told before the visit."""
    told = _EVENT.fullmatch(frame.gap(land.end, time.start))
    if told is None or time.kind not in ("day", "month") or (time.kind == "month" and told[1] is None):
        return False
    return not any(t.end <= cue.start and t.kind in _LEFT for t in frame.times)


def _is_of_tour(frame: Frame, land: Actor, time: TimeWord) -> bool:
    """ "thăm X, dự Hội nghị và thăm Y từ ngày 3 - 8/7": the days of the whole tour."""
    return ";" not in frame.gap(land.end, time.start) and any(
        c.shape == "visit" and not c.noun and land.end <= c.start < time.start for c in frame.sentence.cues
    )


def _is_owner(frame: Frame, cue: Cue, visitor: Visitor) -> bool:
    """ "chuyến thăm X của A": A stands between the country and the days."""
    between = frame.gap(cue.end, visitor.span[0])
    return visitor.span[0] > cue.end and "," not in between and _OWNER.search(between) is not None


# "Sau khi dự Hội nghị C diễn ra từ ngày 3 đến 5/4, A sẽ tới X, bắt đầu chuyến thăm Y": the conference's
_OF_ATTENDED = pattern(r"\bsau khi\s+(?:tham\s+)?dự\s[^;.]*\b(?:diễn ra|tổ chức)\b[^,;.]*$")


def _span_before(frame: Frame, left: list[TimeWord], visitor: Visitor, draft: Draft) -> TimeWord | None:
    """ "Từ ngày 3 đến 5/4, A thăm X": a span that opens the sentence or stands right before A, of a planned visit any
    span before it."""
    spans = [t for t in left if t.kind == "span" and not _OF_ATTENDED.search(frame.gap(frame.start, t.start))]
    if spans and (draft.status == "planned" or _ACCORDINGLY.fullmatch(frame.gap(frame.start, spans[0].start))):
        return spans[-1]
    if spans and visitor.end is not None and _FRONTED.match(frame.gap(spans[-1].end, visitor.span[0])):
        return spans[-1]
    return None


def _opening_time(frame: Frame, cue: Cue, visitor: Visitor) -> TimeWord | None:
    """ "Năm 2013, Tổng thống A thăm X", "hồi tháng 7/2023, …"; not "Tháng 7/2015, B thăm Y và sau đó A thăm X"."""
    others = [c.end for c in frame.sentence.cues if c.shape == "visit" and c.end <= min(cue.start, visitor.span[0])]
    opening = [
        t
        for t in frame.times
        if t.kind in ("month", "year")
        and t.end <= cue.start
        and (
            _OPENING.fullmatch(frame.gap(frame.clause_start(t.start), t.start))
            or (_IN_ROW.search(frame.ahead(t.start, 16)) and _RIGHT_BEFORE.fullmatch(frame.gap(t.end, visitor.span[0])))
        )
        and not SPOKEN.search(frame.gap(t.end, cue.start))
        and not any(end > t.end for end in others)
    ]
    return opening[-1] if opening else None


def _last(times: list[TimeWord], kinds: frozenset[str]) -> TimeWord | None:
    """The last of some kinds."""
    return next((t for t in reversed(times) if t.kind in kinds), None)


def _stand_at_arrival(frame: Frame, start: int, end: int, draft: Draft) -> None:
    """ "đến Hà Nội", "tới sân bay quốc tế Doha", "đến sân bay X ở Thủ đô New Delhi": the town of the arrival."""
    for actor in frame.after(start, frozenset(["locality"]), end):
        before = frame.gap(max(start, actor.start - 60), actor.start)
        if actor.country == draft.country and _TOWN.search(before):
            draft.locality = draft.locality or locality_of(actor)
            return
    for spot in frame.sentence.spots:
        if start <= spot.start < end and spot.locality and spot.country in (draft.country, None):
            draft.locality = draft.locality or spot.locality
            return
    for actor in frame.after(start, frozenset(["organisation"]), end):
        town = _CITY.search(actor.organisation or "")
        if town is not None and actor.country == draft.country and _TOWN.search(frame.ahead(actor.start, 60)):
            draft.locality = draft.locality or town[1].strip()
            return


# "tới sân bay X, thành phố Y, Z", "tới sân bay X (thành phố Y, tỉnh W, Z)"
_CITY = pattern(r"(?:^|\()(?:[Tt]hành phố|[Tt]hủ đô|TP\.?)\s+([^,()]+)")
