"""Visits: who goes to which country, on whose invitation, from when to when."""

from __future__ import annotations

from itertools import takewhile

from banggiao.event.circumstances import status_of, was_first_plan
from banggiao.event.draft import Draft, Page, Part, Tour
from banggiao.event.frame import LANDS, PEOPLE, Frame
from banggiao.event.invitations import add_inviters, invitation, invited_home, inviting, relayed_invitation
from banggiao.event.journeys import (
    INVITED,
    Destination,
    Visitor,
    destinations_of,
    destinations_of_inviters,
    is_resident,
    locality_of,
    may_visit,
    on_trip,
    owner_of,
    stops_of,
    travellers,
    travels,
    visitor_of,
)
from banggiao.event.meetings import party
from banggiao.event.people import Side
from banggiao.event.visit_days import date_visit, is_past_occasion
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue, TimeWord

_FORMS = (
    (pattern(r"cấp nhà nước"), "state"),
    (pattern(r"chính thức"), "official"),
    (pattern(r"làm việc|công tác"), "working"),
)
_INVITES = pattern(r"\bmời\b")
# "tuyên bố sẽ mời B thăm X vào thời điểm thích hợp": not yet invited
_WILL_INVITE = pattern(r"\b(?:sẽ|muốn|có thể|(?:có )?nên|(?<!quyết )định|cân nhắc)\s+mời\b")
# "hứa sẽ tới thăm X vào một dịp khác"
_PROMISES = pattern(r"\b(?:hứa|cam kết)\s+(?:\S+\s+){0,4}$")
_SOME_OTHER_TIME = pattern(
    r"[^,;.]{0,40}?\bvào\s+(?:một\s+)?(?:dịp|thời điểm|lúc|thời gian)\s+(?:khác|thích hợp|phù hợp|thuận tiện)\b"
)
# "mong B sớm thăm X", "các chuyến thăm X"
VISIT_WISHED = pattern(
    r"\b<visit_wish>\s+(?:\S+\s+){0,3}$"
    r"|\b(?:mong|mong muốn|hy vọng)\s+(?:sớm\s+)?(?:được\s+)?(?:sớm\s+)?đón\s[^,;.]{0,60}$"
    r"|\b(?:xem xét|cân nhắc|tính đến|bàn về|thảo luận) (?:các )?(?:phương án|khả năng)\b[^,;.]{0,60}$"
    r"|\b(?:mong|mong muốn|hy vọng|đề nghị)\s[^,;.]{0,50}\b(?:thu xếp|sắp xếp|bố trí|tổ chức)\s+(?:cho\s+)?(?:các\s+)?$"
)
# "sắp tới Việt Nam đón B thăm chính thức"
_AWAITED = pattern(r"\b(?:sắp tới|tới đây|sắp|sẽ|vừa|đã)\s[^,;.]{0,24}\bđón\s[^,;]{0,60}$")
# "A hủy kế hoạch thăm X"
_GIVEN_UP = pattern(r"\b<cancel>\s+(?:bỏ\s+)?(?:kế hoạch|chuyến|dự định)\s*(?:tới\s+|sang\s+)?$")
# "A đã có chuyến thăm"
_CERTAIN = pattern(r"\b(?:đã|đang|vừa|sẽ)\s+(?:\S+\s+){0,2}$")
# "đã thăm Việt Nam nhiều lần"
_OFTEN = pattern(r"^\s*(?:một vài|nhiều|vài|hai|ba|bốn|\d+)\s+lần\b")
# "Phát biểu (với báo chí) trong chuyến thăm X ngày 3/4, A cho biết"
_SPEAKS_ON = pattern(
    r"\b(?:phát biểu|trả lời|trả lời phỏng vấn|nói)\s+(?:với\s+)?(?:báo chí\s+|báo giới\s+)?(?:trong|nhân|tại)\s+$"
)
_TOLD = pattern(r"\b(?:đã|đang|vừa|bắt đầu|kết thúc|rời|lên đường|đến|tới)\b")


def form_of(words: str) -> str:
    """The form of a visit by the words of its phrase (lowered)."""
    return next((form for words_of_form, form in _FORMS if words_of_form.search(words)), "other")


# "Tham gia Đoàn đại biểu thăm X có A; B", "cùng đi thăm X có A": who comes along
_MEMBERS = pattern(r"^\s*(?:cùng\s+)?(?:tham gia|tháp tùng|cùng đi|thành phần|thành viên)\b[^,;.]{0,90}$")
_ARE = pattern(r"^[^,;.]{0,60}\b(?:có|gồm)\b")


def visit(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A thăm chính thức X", "chuyến thăm X của A", "A đang thăm X", "A đến thủ đô Y, bắt đầu chuyến thăm X"."""
    words = frame.gap(cue.start, cue.end)
    if cue.shape != "visit" or not any(word in words for word in ("thăm", "công", "chuyến")):
        return []
    if cue.noun and _OF_OTHERS.match(frame.gap(cue.end, frame.clause_end(cue.end))):
        return []
    lands = [to for to in destinations_of(frame, cue) if not is_past_occasion(frame, cue, to.land)]
    lands = lands or destinations_of_inviters(frame, cue)
    if not lands and (invited := _by_invitation(frame, cue) or invited_home(frame, cue, form_of(words))):
        return invited
    lands = lands or stops_of(frame, cue)
    owner = owner_of(frame, cue, lands)
    if not lands:
        _note_tour(frame, cue, owner, page)
        if taken_up := _taken_up(frame, cue, owner, page):
            return taken_up
        if owner is not None and (same := _same_told_of_owner(frame, cue, owner, page)):
            return same
        # "chuyến thăm của Tổng thống A": the country is told elsewhere on the page, if it is only one
        return _of_owner(frame, cue, owner, page) if owner is not None else []
    if owner is None and _is_tour_at_home(frame, words, lands[0]):
        return []
    before = frame.gap(frame.clause_start(cue.start), cue.start)
    if drafts := relayed_invitation(frame, cue, lands[0], form_of(frame.gap(cue.start, lands[0].land.start))):
        return drafts
    if _WILL_INVITE.search(before[-120:]) or (
        _PROMISES.search(before[-40:]) and _SOME_OTHER_TIME.match(frame.lowered, lands[-1].land.end, frame.end)
    ):
        return []
    if _INVITES.search(before[-160:]):
        form = form_of(frame.gap(cue.start, lands[0].land.start))
        if invited := invitation(frame, cue, lands[0], form):
            return invited
    if _MEMBERS.match(before) and _ARE.match(frame.gap(lands[0].land.end, frame.end)):
        return []
    wished = VISIT_WISHED.search(before[-90:]) is not None and not _AWAITED.search(before)
    wished = wished and not _is_of_old(frame, cue, lands[-1].land, before)
    wished = wished and not _is_scheduled(frame, lands[-1].land, before)
    if wished and not _CERTAIN.search(frame.ahead(cue.start, 25)) and not _GIVEN_UP.search(before):
        return []
    owners = _owners(frame, cue, owner)
    drafts = [draft for to in lands for one in owners for draft in _visits_to(frame, cue, to, one)]
    if (journey := _stops_on(frame, cue, lands[0])) is not None:
        for draft in drafts:
            draft.time, draft.locality, draft.form = None, None, form_of(frame.gap(journey.start, journey.end))
    if len(lands) > 1:
        for draft in drafts:
            if (
                draft.time is not None
                and draft.time.kind == "day"
                and _FROM_DAY.search(frame.ahead(draft.time.start, 16))
            ):
                draft.time = None  # "A sẽ thăm X, Y và Z từ ngày 9/9": the day on which the first begins
    if len(lands) > 1 and _BACK_HOME.search(before):
        for draft in drafts:
            if draft.time is not None and draft.time.end <= cue.start:
                draft.time = None  # "A về nước hôm 4/9, sau chuyến công du X, Y và Z": on that day in none of them
    return drafts


# "Trong khuôn khổ chuyến thăm X, …": the journey under way
_OPENS_WITH = pattern(
    r"\s*(?:tiếp tục|trong khuôn khổ|trong|nhân|nhân dịp)\s+(?:(?:chương trình|lịch trình|các hoạt động|của)\s+)*$"
)


def _stops_on(frame: Frame, cue: Cue, to: Destination) -> Cue | None:
    """The journey of "Trong khuôn khổ chuyến thăm X, ngày 4/9, A đến thăm tỉnh Y", told with a stop and its day."""
    if cue.noun or to.land.kind == "country":
        return None
    for journey in frame.sentence.cues:
        if journey.shape != "visit" or not journey.noun or journey.end > cue.start:
            continue
        if _OPENS_WITH.fullmatch(frame.gap(frame.start, journey.start)):
            lands = frame.after(journey.end, frozenset(["country"]), cue.start)
            return journey if lands and lands[0].country == to.country else None
    return None


# "chuyến thăm (X) của đoàn đặc phái viên của Tổng thống A": not A's
_OF_OTHERS = pattern(
    r"[^,;.]{0,40}?\bcủa\s+(?:(?:các|một|những)\s+)?(?:phái đoàn|đoàn (?:đặc )?phái viên|đoàn quan chức|đoàn trợ lý"
    r"|con trai|con gái|con rể|phu nhân|vợ|chồng)\s+(?:của\s+)?\p{Lu}?(?:tổng thống|thủ tướng|chủ tịch|quốc vương)\b"
)
# "A từng thăm X vào năm 2011": a visit of its own, with its year
_ONCE = pattern(r"\btừng\s+(?:(?:đến|tới|sang|có|một)\s+)*$")
_IN_YEAR = pattern(r"\)?\s*(?:vào|hồi|trong)?\s*")


def _is_of_old(frame: Frame, cue: Cue, land: Actor, before: str) -> bool:
    """Whether a visit once made is told with its month or year."""
    if _ONCE.search(before) is None or VISIT_WISHED.search(_ONCE.sub("", before)[-90:]):
        return False
    return any(
        t.kind in ("month", "year", "day") and _IN_YEAR.fullmatch(frame.gap(land.end, t.start))
        for t in frame.times
        if t.start >= land.end
    )


# "A có kế hoạch thăm X vào tháng 1 năm sau", "kế hoạch thăm X từ ngày 3 đến 5/4 của A"
_SCHEDULE = pattern(r"\b(?:kế hoạch|lịch trình|lịch)\s+(?:(?:sẽ|đi|đến|tới|sang|chuyến)\s+)*$")
_IN_TIME = pattern(r"\)?\s*(?:vào|trong|từ)?\s*(?:ngày\s+)?")
_OF_DAYS = frozenset(["day", "span", "month", "weekday", "relative"])


def _is_scheduled(frame: Frame, land: Actor, before: str) -> bool:
    """Whether a visit is planned for days that stand right behind the country."""
    if _SCHEDULE.search(before) is None or VISIT_WISHED.search(_SCHEDULE.sub("", before)[-90:]):
        return False
    return any(
        t.kind in _OF_DAYS and _IN_TIME.fullmatch(frame.gap(land.end, t.start))
        for t in frame.times
        if t.start >= land.end
    )


_BACK_HOME = pattern(r"\b(?:về nước|về tới|về đến|trở về)\b")


_FROM_DAY = pattern(r"\b(?<!đến )từ\s+(?:ngày\s+)?$")
# "trong các chuyến thăm X gần đây của A, B và C"
_SEVERAL = pattern(r"\b(?:các|những|hai|ba)\s+$")


def _owners(frame: Frame, cue: Cue, owner: Visitor | None) -> list[Visitor] | list[None]:
    """Each of "các chuyến thăm X của A, B và C"; else the one owner, or nobody told."""
    if owner is None:
        return [None]
    plural = _SEVERAL.search(frame.ahead(cue.start, 8)) or frame.gap(cue.start, cue.end).startswith("các ")
    first = next((a for a in frame.after(cue.end, PEOPLE) if (a.start, a.end) == owner.span), None)
    if first is None or not plural:
        return [owner]
    return [Visitor(frame.of(a), (a.start, a.end), None) for a in frame.list_right(first, PEOPLE)]


def _is_tour_at_home(frame: Frame, words: str, to: Destination) -> bool:
    """ "Trong chuyến công tác tại Hòa Bình, Thủ tướng A tiếp Đại sứ B": A's, who is of home; no visit of B's. In the
    capital A is at home anyway."""
    if "công tác" not in words or to.country != "VN" or to.locality in (None, "Hà Nội"):
        return False
    nexts = frame.after(to.land.end, PEOPLE)
    return bool(nexts) and frame.of(nexts[0]).country == "VN" and not frame.oblique(nexts[0])


def _visits_to(frame: Frame, cue: Cue, to: Destination, owner: Visitor | None) -> list[Draft]:
    """The visit to one country, one for each state of those who make it together; none when nobody is found to make it
    or it is only wished."""
    if owner is not None and owner.side.kind == "person" and not owner.side.offices and owner.side.country is None:
        return []  # "chuyến thăm X của Steve A": nobody says whose man he is
    visitor = owner if owner is not None and may_visit(owner.side, to.country) else visitor_of(frame, cue, to)
    if visitor is None or not travels(visitor.side) or is_resident(visitor.side, to.country):
        return []
    status = _status_of(frame, cue, visitor.end)
    if status is None or _OFTEN.match(frame.gap(to.land.end, min(to.land.end + 30, frame.end))):
        return []
    if status == "planned" and visitor.end is not None and _UNDER_WAY.fullmatch(frame.gap(visitor.end, cue.start)):
        status = "held"
    drafts: list[Draft] = []
    for group in travellers(frame, cue, visitor, to):
        draft = frame.draft("visit", _form(frame, cue, to.land), "visit", [_guest(one) for one in group], status)
        draft.country, draft.locality = to.country, to.locality
        told = visitor.end is not None and _TOLD.search(frame.gap(visitor.end, cue.start)) is not None
        spoke = cue.noun and _SPEAKS_ON.search(frame.ahead(cue.start, 40)) is not None
        draft.explicit = spoke or _is_of_meeting(frame, cue, status) or (told and not _accepts(frame, cue, visitor.end))
        draft.named = cue.noun and not frame.gap(frame.start, cue.start).strip()
        draft.background = _is_background(frame, cue, to.land)
        date_visit(frame, cue, to.land, visitor, draft)
        add_inviters(frame, cue, draft)
        drafts.append(draft)
    return drafts


# "A sẽ hội đàm với B, người đang (có chuyến) thăm X"
_UNDER_WAY = pattern(r"\s*,\s*(?:người|hiện)\s+(?:hiện\s+)?đang\s+(?:(?:có|ở|thực hiện|trong|tiến hành)\s+)?")
_WITHIN = pattern(r"\b(?:trong|trong khuôn khổ|nhân)\s+$")


def _is_of_meeting(frame: Frame, cue: Cue, status: str) -> bool:
    """Whether a visit is that within which the sentence tells, before it, of a meeting that took place: "A đã hội đàm
    với B trong chuyến thăm X"."""
    if status != "held" or not cue.noun or not _WITHIN.search(frame.ahead(cue.start, 20)):
        return False
    since = frame.clause_start(cue.start)
    return any(c.type == "meeting" and since <= c.start and c.end <= cue.start for c in frame.sentence.cues)


def _guest(visitor: Visitor) -> Part:
    """The visitor in their role."""
    return Part(visitor.side, "guest", visitor.span)


# --- form ---------------------------------------------------------------------------------------------------------

# "thăm X và làm việc"
_AND_WORKS = pattern(r"^\s*(?:và|,)\s*làm việc")
# "chuyến thăm Mỹ chính thức"
_FORM_BEHIND = pattern(r"^\s+(?:cấp nhà nước|chính thức)\b(?! của)")
# "dự Đại hội thành lập và thăm tỉnh X"
_ATTENDS_BEFORE = pattern(r"\b(?:dự|tham dự)\b[^,;]{4,110}\bvà\s*$")
# "thăm X và đồng chủ trì Tham vấn", "sang X tham dự Hội nghị"
_ATTENDS_AFTER = pattern(
    r"^\s*(?:(?:vào\s+|trong\s+)?(?:ngày|hôm|đầu|giữa|cuối|tháng|từ)\s[^,;.]{1,24}?\s)?(?:và|,|để)?\s*"
    r"(?:đồng chủ trì|tham dự|dự(?! kiến))\b"
)


def _form(frame: Frame, cue: Cue, land: Actor) -> str:
    """The form by the words up to the country and by the second half of the phrase: "thăm Việt Nam và làm việc"."""
    second = " làm việc" if _AND_WORKS.match(frame.gap(land.end, land.end + 30)) else ""
    behind = _FORM_BEHIND.match(frame.gap(land.end, min(land.end + 24, frame.end)))
    form = form_of(frame.gap(cue.start, max(land.start, cue.end)) + second + (behind[0] if behind else ""))
    return "attending" if form == "other" and _attends(frame, cue, land) else form


def _attends(frame: Frame, cue: Cue, land: Actor) -> bool:
    """ "dự Đại hội … và thăm tỉnh X", "chuyến thăm X và đồng chủ trì Tham vấn": two purposes."""
    if _ATTENDS_THERE.match(frame.gap(cue.end, land.start)):
        return True
    return (_ATTENDS_BEFORE.search(frame.ahead(cue.start, 120)) is not None and not _visits_before(frame, cue)) or (
        _ATTENDS_AFTER.match(frame.gap(land.end, land.end + 64)) is not None and not _attends_elsewhere(frame, land)
    )


def _attends_elsewhere(frame: Frame, land: Actor) -> bool:
    """ "thăm X ngày 3/9 và dự Hội nghị Y tại Z"."""
    spot = next((s for s in frame.sentence.spots if s.start >= land.end and s.country), None)
    return spot is not None and spot.country != land.country


# "thăm và tham dự Hội nghị Y tại X"
_ATTENDS_THERE = pattern(r"\s*,?\s*(?:và\s+)?(?:tham dự|dự)\b")


def _visits_before(frame: Frame, cue: Cue) -> bool:
    """ "sẽ thăm X, tham dự Hội nghị Y và thăm Z": what is attended is in X."""
    return any(c.shape == "visit" and c.end <= cue.start and destinations_of(frame, c) for c in frame.sentence.cues)


# --- status -------------------------------------------------------------------------------------------------------

# "kết quả chuyến thăm X"
_OVER = pattern(r"\b<visit_over>\s+(?:\S+\s+){0,3}$")
# "chuyến thăm X năm 2013", "chuyến thăm X sắp tới"
_ELSEWHEN = pattern(r"\b(?:vừa qua|trước đó|trước đây|năm \d{4}|tháng \d+|sắp tới|tới đây|thành công)\b")
# "chuyến thăm X lần thứ sáu kể từ khi nhậm chức năm 2013", "thăm X và gặp B năm …": the year of something else
_SINCE = pattern(r",|\b(?:kể từ|từ khi|khi|sau|trước khi|và)\b")
# "chuyến thăm sẽ diễn ra"
_TO_COME = pattern(
    r"^(?:[^,;.]{0,120}?)\b(?:(?:sẽ|dự kiến)\s+(?:diễn ra|bắt đầu|được)|,?\s*dự kiến\s+(?:từ|vào|trong|kéo dài))\b"
)
PLANNED = pattern(r"\b<visit_plan>\b")
# "chuyến thăm X sắp tới"
_UPCOMING = pattern(r"^\s*(?:(?!vừa qua|mới đây)[^\s,;]+\s+){0,12}(?:sắp tới|tới đây)\b")
_OWNER_UPCOMING = pattern(r"^\s*(?:\S+\s+){0,2}?(?:sắp tới|tới đây)\b")
# "chuyến thăm X của A vào cuối năm nay", "thăm X tháng tới"
_AHEAD = pattern(
    r"^[^,;.]{0,60}?\b(?:cuối năm nay|cuối tháng này|cuối tuần này|trong năm nay"
    r"|(?<!\b(?:\d+|hai|ba|bốn|năm) )(?:ngày|tuần|tháng|năm|thời gian|mùa \S+) tới|sắp tới|tới đây|ngày mai)\b"
)
_DONE = pattern(r"\b(?:đã|vừa|đang)\b")
# "Trước thềm chuyến thăm X từ ngày 4-8/6"
_EVE = pattern(
    r"\b(?:trước thềm|chuẩn bị cho|báo chí trước|phỏng vấn trước)\s+(?:\S+\s+){0,2}$"
    r"|\b(?:phát biểu|trả lời|nói|cho biết)\b[^,;.]{0,40}\btrước\s+$"
)
# "nhân dịp thăm X", "sang thăm X"
_PRESENT = pattern(r"\b(?:sang|đến|tới|nhân dịp|trong|khuôn khổ|kế hoạch)\s*$")


def _is_background(frame: Frame, cue: Cue, land: Actor) -> bool:
    """A visit that is over or elsewhere: it lends no place to the meeting told beside it."""
    ahead = frame.ahead(cue.start, 40)
    # "thăm X từ ngày 30 tháng 7 đến ngày 1 tháng 8 năm 2024": its own days, whatever month and year they name
    own = [t.start for t in frame.times if t.kind in ("span", "day") and t.start >= land.end]
    until = min([land.end + 60, frame.end, *own])
    return (_OVER.search(ahead) is not None and _EVE.search(ahead) is None) or _ELSEWHEN.search(
        _SINCE.split(frame.gap(land.end, until))[0]
    ) is not None


def _status_of(frame: Frame, cue: Cue, subject_end: int | None) -> str | None:
    """As of any contact, with the words that follow a visit: "chuyến thăm sẽ diễn ra", "nhân dịp sang thăm"."""
    status = status_of(frame, cue, subject_end)
    if status is None and was_first_plan(frame, cue):
        return None
    if status == "held" and _TO_COME.search(frame.gap(cue.end, cue.end + 140)):
        return "planned"
    if (
        status == "held"
        and subject_end is None
        and PLANNED.search(frame.gap(cue.end, min(frame.end, cue.end + 70)))
        and _UPCOMING.search(frame.gap(cue.end, cue.end + 90))
    ):
        return "planned"
    if (
        status == "held"
        and _AHEAD.match(frame.gap(cue.end, frame.end))
        and not _DONE.search(frame.ahead(cue.start, 40))
    ):
        return "planned"
    if status == "held" and frame.noun(cue) and _WILL_MARK.match(frame.lowered, cue.end, frame.end):
        return "planned"
    near = frame.ahead(cue.start, 60)
    if status == "held" and _SCHEDULE.search(near):
        return "planned"
    if status == "planned" and frame.noun(cue) and _FOLLOWING.search(frame.gap(frame.start, cue.start)):
        return "held"
    if status == "held" and _SETS_OUT_SOON.search(near):
        return "planned"
    if status == "held" and (_EVE.search(near) or _accepts(frame, cue, subject_end)):
        return "planned"
    if (
        status == "held"
        and frame.noun(cue)
        and _ANNOUNCED.search(frame.gap(frame.start, cue.start))
        and not _PAST.search(frame.gap(cue.end, min(frame.end, cue.end + 90)))
    ):
        return "planned"
    if status == "held" and not _BEGUN.search(near) and _COMMUNIQUE.search(frame.gap(frame.start, cue.start)):
        return "planned"
    if status is None and _PRESENT.search(near) and not VISIT_WISHED.search(near):
        return "held"
    if status is None and subject_end is not None and _COME_TO.search(frame.gap(subject_end, cue.start)):
        return "held"
    if status is None and subject_end is None and _UPON.fullmatch(frame.gap(frame.start, cue.start)):
        return "planned" if _WILL.search(frame.gap(cue.end, cue.end + 120)) else "held"
    return status


# "người phát ngôn Bộ Ngoại giao thông báo về chuyến thăm X của A"
_ANNOUNCED = pattern(
    r"\b(?:người phát ngôn|phát ngôn viên|bộ ngoại giao|văn phòng|nhà trắng|điện kremlin|họp báo)\b[^;.]{0,120}"
    r"\bthông báo về\s+$"
)
# "Theo thông cáo của Bộ X, nhận lời mời của B, A thăm Y": made public before
_COMMUNIQUE = pattern(r"\b(?:thông cáo|thông báo)\b[^;.]*\b(?:nhận|theo|đáp)\s+lời mời\b")
_BEGUN = pattern(r"\b(?:đã|đang|vừa|bắt đầu|kết thúc|trong|nhân)\b")
_PAST = pattern(r"\b(?:vừa qua|vừa rồi|mới đây|đã|thành công|kết thúc|vừa kết thúc)\b")
# "chuyến thăm X của A sẽ đánh dấu một thời khắc quan trọng"
_WILL_MARK = pattern(r"[^,;.]{3,110}?\bsẽ\s+(?:đánh dấu|mở ra|là dịp|là cơ hội|là dấu mốc|là cột mốc|diễn ra)\b")
# "sẽ là chuyến thăm thứ ba, tiếp theo chuyến thăm X của B vào tháng 1": that of B is over
_FOLLOWING = pattern(r"\b(?:là|đây)\b[^;.]*,\s*(?:tiếp theo|tiếp nối|nối tiếp|tiếp sau)\s+(?:sau\s+|các\s+)*$")
# "Khi đến thăm X, A đã nói": told of as done, "Khi thăm X, A sẽ …": to come
_UPON = pattern(r"\s*(?:trước đó,\s*)?(?:trong\s+)?khi\s*")
_WILL = pattern(r"\b(?:sẽ|có thể|phải|cần|nên)\b")


# "ông đã chuẩn bị lên đường thăm X"
_SETS_OUT_SOON = pattern(r"\bchuẩn bị\s+(?:lên đường|khởi hành|sang|tới|đến)\s+(?:\S+\s+){0,2}$")
# "A và phu nhân đã tới sân bay Y, để thăm chính thức X"
_COME_TO = pattern(
    r"\b(?:đã\s+(?:đến|tới|sang)|(?:đã\s+)?rời|lên đường)\b[^;.]*\bđể\s*"
    r"(?:(?:thực hiện|bắt đầu|tiến hành)\s+)?(?:một\s+)?$"
)


# "A đã nhận lời mời của B tới thăm X", "A nhận lời sang thăm X"
_ACCEPTED = pattern(r"\b(?:nhận lời|chấp nhận lời mời|đồng ý|nhất trí|quyết định|xác nhận|cam kết)\b")
_WENT = pattern(r"\b(?:đã|đang|vừa)\s+(?:\S+\s+){0,2}$")


def _accepts(frame: Frame, cue: Cue, subject_end: int | None) -> bool:
    """Whether the visitor only says, up to the cue, that they will come."""
    if subject_end is None:
        return False
    words = frame.gap(subject_end, cue.start)
    accepted = _ACCEPTED.search(words)
    return accepted is not None and not _WENT.search(words[accepted.end() :])


# --- visits of other words ----------------------------------------------------------------------------------------

# "đang làm việc tại X", "dự Hội nghị và làm việc tại X"
_WORKS = pattern(r"\b(?:đang|sang|đến|tới|và|đang ở thăm và|đang thăm và)\s*$")
_AT = pattern(r"^\s*(?:tại|ở|với)?\s")
_AND = pattern(r"\bvà\s*$")
_FOR = pattern(r"\b(?:dự|tham dự|chuyến công tác|thăm)\b")


_WITH_BODY = frozenset(["organisation", "group"])


def visit_and_work(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A sang thăm, làm việc với Bộ X": the work, and A's visit to the other state."""
    if cue.shape != "party" or not frame.gap(cue.start, cue.end).startswith("sang thăm"):
        return []
    met = party(frame, cue, page)
    if len(met) != 1 or len(met[0].parts) != 2:
        return met
    guest, host = sorted(met[0].parts, key=lambda part: part.span)
    body = next((a for a in frame.after(cue.end, _WITH_BODY) if (a.start, a.end) == host.span), None)
    to = host.side.country
    if body is None or to is None or guest.span[1] > cue.start or not may_visit(guest.side, to):
        return met
    if not travels(guest.side) or is_resident(guest.side, to):
        return met
    draft = frame.draft("visit", "working", "visit_and_work", [Part(guest.side, "guest", guest.span)], met[0].status)
    draft.country = to
    date_visit(frame, cue, body, Visitor(guest.side, guest.span, guest.span[1]), draft)
    add_inviters(frame, cue, draft)
    # "sang thăm và làm việc với Bộ X từ ngày 3 - 5/9": the visit, no session
    return [draft] if draft.time is not None and draft.time.kind == "span" else [*met, draft]


# "được Thủ tướng giao đưa điều dưỡng đi làm việc tại X": those who take a job there
_LABOUR = pattern(
    r"\b(?:người lao động|lao động|công nhân|ứng viên|điều dưỡng|hộ lý|thực tập sinh|tu nghiệp sinh|kỹ sư|thuyền viên"
    r")\b[^.;]{0,60}$"
)


def works_at(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "đang làm việc tại Việt Nam", "tham dự Hội nghị … và làm việc tại Hoa Kỳ": a working visit."""
    if cue.form != "working" or cue.type != "meeting" or frame.gap(cue.start, cue.end) != "làm việc":
        return []
    near = frame.ahead(cue.start, 24)
    lands = destinations_of(frame, cue) if _WORKS.search(near) else []
    if came := _came_to(frame, cue):
        lands = came
    elif not lands or not _AT.match(frame.gap(cue.end, lands[0].land.start)):
        return []
    if _AND.search(near) and not _FOR.search(frame.gap(frame.start, cue.start)):
        return []
    visitor = _on_trip(frame, cue, lands[0]) or visitor_of(frame, cue, lands[0])
    if visitor is None or not travels(visitor.side) or is_resident(visitor.side, lands[0].country):
        return []
    if _LABOUR.search(frame.gap(frame.clause_start(cue.start), cue.start)):
        return []
    status = _status_of(frame, cue, visitor.end) or "held"
    draft = frame.draft("visit", "working", "works_at", [_guest(visitor)], status)
    draft.country, draft.locality, land = lands[0]
    draft.time = next(
        (t for t in frame.times if t.start >= land.end and t.kind == "span" and len(frame.gap(land.end, t.start)) < 30),
        None,
    )
    if draft.time is None:
        date_visit(frame, cue, land, visitor, draft)
    add_inviters(frame, cue, draft)
    return [draft]


# "đã đến Paris làm việc", "sang X để làm việc"
_TO_WORK = pattern(r"\s*(?:để\s+)?")
_HAS_COME = pattern(r"\b(?:đã|sẽ|vừa|đang)\s+(?:đến|tới|sang)\s+(?:thủ đô\s+|thành phố\s+|nước\s+)?$")


def _came_to(frame: Frame, cue: Cue) -> list[Destination]:
    """The X of "A đã đến X làm việc"."""
    lands = frame.before(cue.start, LANDS)[:1]
    if not lands or not lands[0].country or not _TO_WORK.fullmatch(frame.gap(lands[0].end, cue.start)):
        return []
    if not _HAS_COME.search(frame.ahead(lands[0].start, 30)) or frame.gap(cue.end, cue.end + 4).strip() == "với":
        return []
    return [Destination(lands[0].country, locality_of(lands[0]), lands[0])]


def _on_trip(frame: Frame, cue: Cue, to: Destination) -> Visitor | None:
    """The A of "C trả lời phỏng vấn về chuyến công tác của A dự Hội nghị và làm việc tại X"."""
    actor = on_trip(frame, cue.start)
    if actor is None or not may_visit(frame.of(actor), to.country):
        return None
    return Visitor(frame.of(actor), (actor.start, actor.end), actor.end)


# Characters from a journey, or from the one who makes it, to the one who invites.
_NEAR_INVITATION, _FAR_INVITATION = 40, 80
# "chuyến thăm (cấp Nhà nước) của A (và phu nhân) theo lời mời của B"
_OF = pattern(r"(?:(?!\blời mời\b)[^,;.]){0,30}?\bcủa\s+(?:<address>\s+)*")


_NOTICE = pattern(r"\btheo (?:thông cáo|thông báo)\b")


def _by_invitation(frame: Frame, cue: Cue) -> list[Draft]:
    """ "(Hoạt động nằm trong) chuyến thăm cấp Nhà nước theo lời mời của A": to A's country, by the one told before, or
    by the B of "chuyến thăm của B theo lời mời của A diễn ra từ ngày 3 đến 5/9"."""
    words = frame.gap(cue.start, cue.end)
    if not words.startswith("chuyến") or "lời mời" not in frame.lowered[cue.end : frame.end]:
        return []
    people = frame.after(cue.end, PEOPLE)
    owner = people[0] if people and _OF.fullmatch(frame.gap(cue.end, people[0].start)) else None
    since = owner.end if owner is not None else cue.end
    far = _FAR_INVITATION if owner is not None else _NEAR_INVITATION
    hosts = [
        a for a in people if a.start >= since and len(gap := frame.gap(since, a.start)) < far and INVITED.search(gap)
    ]
    if not hosts:
        return []
    drafts: list[Draft] = []
    listed = inviting(frame, hosts[0])
    for country in dict.fromkeys(frame.of(a).country for a in listed):
        if country is None or any(d.country == country for d in drafts):
            continue
        guest = frame.of(owner) if owner is not None else _last_told(frame, cue, country)
        if guest is None or guest.country == country or not guest.official:
            continue
        span = (owner.start, owner.end) if owner is not None else guest.spans[0]
        said = frame.gap(listed[-1].end, frame.end)
        status = "planned" if owner is not None and (PLANNED.search(said) or _NOTICE.search(said)) else "held"
        draft = frame.draft("visit", form_of(words), "visit_by_invitation", [Part(guest, "guest", span)], status)
        draft.country = country
        time = next((t for t in frame.times if t.start >= listed[-1].end and t.kind in _ITS_KINDS), None)
        if time is not None and _ITS_DAYS.fullmatch(frame.gap(listed[-1].end, time.start).removeprefix(" và phu nhân")):
            draft.time = time
        elif owner is not None:  # "… của A diễn ra từ ngày 3 đến 5/9, theo lời mời của B"
            told = next((t for t in frame.times if t.start >= since and t.kind in _ITS_KINDS), None)
            between = frame.gap(since, told.start) if told is not None and told.end <= listed[0].start else ""
            draft.time = told if between and _ITS_DAYS.fullmatch(between) else None
        for host in listed:
            if frame.of(host).country == country:
                draft.parts.append(Part(frame.of(host), "inviter", (host.start, host.end)))
        drafts.append(draft)
    return drafts


def _last_told(frame: Frame, cue: Cue, country: str) -> Side | None:
    """The official of another country whom the page named last before the cue."""
    earlier = [
        p
        for p in frame.people.persons
        if p.country not in (None, country) and p.official and any(s < cue.start for s, _ in p.spans)
    ]
    return max(earlier, key=lambda p: max(s for s, _ in p.spans if s < cue.start), default=None)


def _same_told_of_owner(frame: Frame, cue: Cue, owner: Visitor, page: Page) -> list[Draft]:
    """ "A sẽ thăm X. Chuyến thăm chính thức của A là nhằm đáp lại lời mời của B": the one visit of A that the page has
    told of, with its form and who invites."""
    told = [d for d in page.drafts if d.type == "visit" and owner.side in d.sides("guest")]
    if frame.gap(frame.start, cue.start).strip() or frame.region == "headline" or len({d.country for d in told}) != 1:
        return []
    last, form = told[-1], form_of(frame.gap(cue.start, cue.end))
    if last.status == "cancelled" or last.recalled or last.form != "other" or form == "other":
        return []
    draft = frame.draft("visit", form, "visit_taken_up", [_guest(owner)], last.status)
    draft.country, draft.time = last.country, last.time
    add_inviters(frame, cue, draft)
    for actor in frame.after(owner.span[1], PEOPLE):
        if _IN_ANSWER.fullmatch(frame.gap(owner.span[1], actor.start)) and frame.of(actor).country == last.country:
            draft.parts.append(Part(frame.of(actor), "inviter", (actor.start, actor.end)))
    return [draft]


# "Chuyến thăm chính thức của A | là nhằm đáp lại lời mời của | B"
_IN_ANSWER = pattern(r"\s*(?:là\s+)?(?:nhằm|để)\s+đáp (?:lại|ứng)\s+lời mời\s+của\s+(?:<address>\s+)*")


def _of_owner(frame: Frame, cue: Cue, owner: Visitor, page: Page) -> list[Draft]:
    """ "Chuyến thăm của Tổng thống A": only adds to a visit of A already told; alone, at the head of a page, it gives a
    visit to Vietnam when A is foreign and the page speaks of no other country, one to the only other country when A
    is Vietnam's."""
    side = owner.side
    if side.country is None or not side.official or side.name is None or frame.region not in ("headline", "lead"):
        return []
    if any(d.type == "visit" and side in d.sides("guest") for d in page.drafts):
        return []
    country = _only_abroad(page) if side.country == "VN" else _home(frame, side.country, page)
    if country is None:
        return []
    status = "held"
    if side.country == "VN" and _OWNER_UPCOMING.match(frame.gap(cue.end, cue.end + 30)):
        status = "planned"
    form = form_of(frame.gap(cue.start, cue.end))
    draft = frame.draft("visit", form, "visit_of", [_guest(owner)], status)
    draft.country = country
    return [draft]


# "A sẽ thực hiện chuyến công du nước ngoài đầu tiên (trên cương vị …) từ ngày 20-27/5", "A ký kết trong chuyến công du"
_OWN_TOUR = pattern(r"[^;]{0,60}\b(?:thực hiện|bắt đầu|có|lên đường|trong)\s+(?:một\s+)?$")


def _note_tour(frame: Frame, cue: Cue, owner: Visitor | None, page: Page) -> None:
    """Note whose tour abroad a sentence tells of without its countries: its stops may follow."""
    if "công du" not in frame.gap(cue.start, cue.end):
        return
    left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
    if owner is not None:
        guest, span = owner.side, owner.span
    elif left and not frame.oblique(left[0]) and _OWN_TOUR.fullmatch(frame.gap(left[0].end, cue.start)):
        guest, span = frame.of(left[0]), (left[0].start, left[0].end)
    else:
        return
    time = next((t for t in frame.times if t.kind == "span" and t.start >= cue.end), None)
    planned = PLANNED.search(frame.gap(frame.clause_start(cue.start), cue.start)) is not None
    if page.tour is None or page.tour.guest is not guest or (time is not None and page.tour.time is None):
        page.tour = Tour(guest, span, time, planned)


# "Chuyến thăm (này) (sẽ) diễn ra trong hai ngày 3-4/9", "… của A theo lời mời của B dự kiến từ ngày 3 đến 5/9"
_ITS_DAYS = pattern(
    r"\s*(?:(?:này|trên|đó|nói trên|lần này|chính thức|hữu nghị|cấp nhà nước|làm việc|đầu tiên|và làm việc)\s+)*"
    r"(?:(?:và|cùng) (?:phu nhân|phu quân)\s+)?(?:,?\s*theo lời mời của\s[^;.]{3,120}?\s)?"
    r"(?:(?:tới|đến|sang|thăm)?\s*(?:hai|ba|các)\s+(?:nước|quốc gia)(?:\s+này)?\s+)?"
    r"(?:(?:đã|vừa|cũng|sẽ|dự kiến|được|có thể)\s+)*"
    r"(?:(?:diễn ra|kéo dài|bắt đầu|tiến hành|thực hiện)\s*|(?<=\bdự kiến )|(?<=\bdự kiến))"
    r"(?:trong\s+|vào\s+)?(?:(?:các|hai|ba|bốn|năm|sáu|bảy|\d+)\s+ngày[\s,(]*)?(?:từ\s+|vào\s+)?"
)
_ITS_KINDS = frozenset(["span", "day", "month"])


def _taken_up(frame: Frame, cue: Cue, owner: Visitor | None, page: Page) -> list[Draft]:
    """ "A sẽ thăm X. Chuyến thăm diễn ra từ ngày 3 đến 5/9.": the days of the visit told last, or of those of A that
    were told without any ("Chuyến thăm của A tới hai nước …")."""
    time = next((t for t in frame.times if t.start >= cue.end), None)
    after = cue.end if owner is None else max(cue.end, owner.span[1])
    if time is None or time.kind not in _ITS_KINDS or not cue.noun:
        return []
    said = frame.gap(after, time.start)
    if not _ITS_DAYS.fullmatch(said):
        return []
    visits = [d for d in page.drafts if d.type == "visit" and d.status != "cancelled" and not d.recalled]
    if owner is None:
        if frame.gap(frame.start, cue.start).strip() or (visits and _is_dated(visits[-1], time)):
            return []
        if not visits:  # of the visit that the headline tells, which is read later
            page.of_headline.append(lambda: _of_headline(frame, cue, page))
            return []
        whose = visits[-1].sides("guest")[0]
        told = list(takewhile(lambda d: d.sides("guest")[0] is whose, reversed(visits)))
    else:
        told = [d for d in visits if d.sides("guest")[0] is owner.side]
    drafts: list[Draft] = []
    for last in told:
        if _is_dated(last, time) or any(d.country == last.country for d in drafts):
            continue
        parts = [Part(p.side, p.role, (cue.start, cue.end)) for p in last.parts]
        draft = frame.draft("visit", last.form, "visit_taken_up", parts, last.status)
        draft.country, draft.time = last.country, time
        add_inviters(frame, cue, draft)
        if draft.status == "held" and PLANNED.search(said) and not last.explicit:
            draft.status = "planned"
        drafts.append(draft)
    return drafts


def _of_headline(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """The days of "Chuyến thăm diễn ra từ ngày 3 đến 5/9" for the visits that only the headline tells."""
    visits = [d for d in page.drafts if d.type == "visit" and d.status != "cancelled" and not d.recalled]
    if not visits or any(d.region != "headline" or d.time is not None for d in visits):
        return []
    return _taken_up(frame, cue, None, page)


def _is_dated(draft: Draft, span: TimeWord) -> bool:
    """Whether a visit has more than a month, or the day of its arrival where its span is told now."""
    if draft.time is None or draft.time.kind == "month":
        return False
    return draft.time.kind == "span" or span.kind != "span"


def _only_abroad(page: Page) -> str | None:
    """The only other country that the page names."""
    abroad = page.lands - {"VN"}
    return next(iter(abroad)) if len(abroad) == 1 else None


def _home(frame: Frame, country: str, page: Page) -> str | None:
    """VN when the page is of home and the visitor's country, and of no other."""
    told_at_home = "VN" in page.lands or any(p.country == "VN" and p.official for p in frame.people.persons)
    return "VN" if told_at_home and not page.lands - {"VN", country} else None
