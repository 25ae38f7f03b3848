"""Visits told by what one travels for: "nhân dịp tham dự Hội nghị … tại X", "sang viếng"."""

from __future__ import annotations

from typing import NamedTuple

import regex

from banggiao.event.circumstances import REPORTED
from banggiao.event.draft import Draft, Page, Part
from banggiao.event.frame import LANDS, PEOPLE, STATES, Frame
from banggiao.event.invitations import add_inviters, inviting
from banggiao.event.journeys import INVITED, locality_of, on_trip
from banggiao.event.visits import PLANNED
from banggiao.event.words import pattern
from banggiao.model import Actor, TimeWord

# "dự Hội nghị", "chủ trì và phát biểu tại phiên họp"
_ATTENDS = pattern(
    r"\b(?:tham dự|dự|đồng chủ trì|chủ trì|tham gia(?: vào)?)\s+"
    r"(?:(?:và (?:có bài )?phát biểu (?:quan trọng )?tại|<attended_part>)\s+)*<attended>(?! (?:đón|tiễn))"
)
_ATTENDS_WORDS = ("dự", "chủ trì", "tham gia")  # one of them stands in each
# "trong khuôn khổ Hội nghị"
_WITHIN = pattern(
    r"\btrong khuôn khổ\s+(?:các\s+)?(?:hội nghị|diễn đàn|đại hội|tuần lễ|phiên họp|kỳ họp|khóa họp)"
    r"|\btrong chương trình công tác\b(?= (?:tại|ở|tới|ở tại)\s)"
)
_WITHIN_IT = ("trong khuôn khổ", "trong chương trình")
# "nhân dịp sang dự", "lên đường tham dự"
_WHEN = pattern(r"\b<attend_when>\s+(?:\S+\s+){0,3}$")
# "A sẽ cùng đoàn dự"
_LEADS = pattern(r"\b(?:sẽ|đã|vừa)\b[^,;]{0,100}$")
# "Nhân dịp A dự Hội nghị … tại X, Đại sứ B trả lời": A's
_OCCASION_OF = pattern(r"(?:^|,)\s*(?:nhân dịp|nhân)\s+(?:<address>\s+)*$")
# "đoàn đại biểu X do A dẫn đầu tham dự Triển lãm tại Y"
_HEADS = pattern(r"\b(?:dẫn đầu|làm trưởng đoàn|là trưởng đoàn),?\s+(?:\S+\s+){0,8}$")
_CLAUSE = pattern(r"^[^;]{0,200}$")
_WORKS = pattern(r"\b(?:và|,)\s*(?:làm việc|công tác) tại\b|\b(?:chuyến|chương trình) công tác\b|và làm việc\b")
# "B sang viếng và dự lễ tang", "sang Việt Nam chia buồn"
_MOURNS = pattern(
    r"\bsang\s+(?:việt nam\s+)?(?:viếng|chia buồn|dự|tham dự)\b"
    r"|\b(?:đến|tới)\s+(?:việt nam\s+)?(?:viếng|(?:tham )?dự (?:lễ tang|lễ quốc tang|quốc tang|tang lễ))\b"
)
_MOURNS_WORDS = ("sang", "viếng", "tang")  # one of them stands in each
# "sang X viếng B", "đến X dự lễ tang"
_COMES = pattern(r"\b(?:sang|đến|tới|qua)\s+(?:nước\s+|thủ đô\s+|thành phố\s+)?$")
_MOURNED = pattern(r"^\s*(?:để\s+)?(?:viếng|chia buồn|(?:tham )?dự (?:lễ tang|lễ quốc tang|quốc tang|tang lễ))\b")
# "A sẽ sang X dự Hội nghị", "A tới X vào tháng 11 tham dự", "A đến X (Y) để dự"
_TRAVELS = pattern(
    r"\b(?:sang|đến|tới|qua|đi)\s+(?:thẳng\s+)?(?:sân bay[^,;.]{1,40},\s*)?(?:nước\s+|thủ đô\s+|thành phố\s+)?$"
)
_TO_ATTEND = pattern(
    r"[\s,)]*(?:để\s+|và\s+|bắt đầu\s+(?:chuyến\s+)?)?(?:cùng[^,;.]{1,40}\s)?(?:đồng chủ trì|tham dự|tham gia|dự)\s+"
    r"(?:(?:và phát biểu tại|và (?:đồng )?chủ trì|<attended_part>)\s+)*<attended>(?! (?:đón|tiễn))"
)
_WHEN_AFTER = pattern(r"[\s(]*(?:vào|trong|hồi)?\s*")
_DECIDED = pattern(r"\b(?:quyết định|xác nhận|cam kết|nhận lời|chuẩn bị)\b")
_IN = pattern(r"\b(?:vào|hồi)\s+$")
# "mời Tổng thống B sang X dự", "mong Thủ tướng B tới dự"
_NOT_TOLD = pattern(r"\b(?:mời|mong|mong muốn|hy vọng|đề nghị|kêu gọi|nếu|chưa|không|có thể|muốn|nên)\b[^,;.]{0,40}$")
_STRAIGHT = pattern(r"^[^;:]{0,110}$")
_ON_AND_ON = pattern(r"^[^;:]{0,240}$")  # to the next summit of the row
# "lời mời của A (…) và B"
# Characters between a traveller and what they attend: "và phu nhân".
_NEAR = 16
_NO_GUEST = frozenset(["của", "với", "giữa", "tới", "đến", "cho"])


# "B cũng sẽ hội đàm với C khi ông A tới X để dự Hội nghị"
_WHEN_HE_COMES = pattern(r"\bsẽ\b[^;.]*\bkhi\s+(?:<address>\s+)*$")


_LEAVES = pattern(r"\b(?:rời|về nước|trở về)\b")
_AFTER_COMING = pattern(r"\bsau khi\s+(?:vừa\s+|mới\s+)?(?:đến|tới)\s+(?:nước\s+|thủ đô\s+|thành phố\s+)?$")


def _coming(frame: Frame) -> list[Draft]:
    """ "A sẽ sang X (vào tháng 11) dự Hội nghị (và sau đó tới Y để dự …)": visits of the official before the verb,
    resident envoys left out."""
    found: list[Draft] = []
    for land in frame.after(frame.start, LANDS):
        if not land.country or not _TRAVELS.search(frame.ahead(land.start, 60)):
            continue
        left = frame.before(land.start, PEOPLE, frame.clause_start(land.start))
        if left and _AFTER_COMING.search(frame.gap(left[0].end, land.start)):
            left = [
                a for a in left if not frame.oblique(a)
            ]  # "A rời X để gặp B chỉ vài giờ sau khi đến Y tham dự": A's
        guest = left[0] if left else None
        time, end = _between(frame, land)
        if guest is None or not _TO_ATTEND.match(frame.lowered, end, frame.end):
            continue
        side, gap = frame.of(guest), frame.gap(guest.end, land.start)
        if side.level == "envoy" or not side.official or side.country in (None, land.country):
            continue
        if any(d.country == land.country or d.sides("guest")[0] is not side for d in found):
            continue
        ahead = frame.ahead(guest.start, 90)
        straight = _ON_AND_ON if found else _STRAIGHT
        if not straight.match(gap) or INVITED.search(ahead) or _NOT_TOLD.search(ahead + gap):
            continue
        stays = _AFTER_COMING.search(gap) and _LEAVES.search(gap)  # "sẽ rời X chỉ vài giờ sau khi đến đây để dự"
        planned = (PLANNED.search(gap) and not stays) or _DECIDED.search(gap) or _WHEN_HE_COMES.search(ahead)
        status = "planned" if planned else "held"
        form = _form(frame, guest, land.start)
        draft = frame.draft("visit", form, "attending", [Part(side, "guest", (guest.start, guest.end))], status)
        draft.country, draft.locality = land.country, locality_of(land) or _town(frame, end, land)
        draft.time = time or _day_of_coming(frame, guest, end, status)
        add_inviters(frame, None, draft)
        found.append(draft)
    return found


def _town(frame: Frame, end: int, land: Actor) -> str | None:
    """The town of "tới X dự lễ kỷ niệm tại Y"."""
    spots = [s for s in frame.sentence.spots if s.start >= end and "," not in frame.gap(end, s.start)]
    return spots[0].locality if spots and spots[0].country == land.country else None


def _between(frame: Frame, land: Actor) -> tuple[TimeWord | None, int]:
    """The day told right behind the land, and where the sentence goes on: "tới X (Y) vào tháng 11 | dự"."""
    end = land.end
    for actor in frame.after(land.end, LANDS)[:1]:
        if len(frame.gap(land.end, actor.start).strip(" (,")) == 0 and actor.country == land.country:
            end = actor.end
    for time in frame.times:
        if time.start >= end and _WHEN_AFTER.fullmatch(frame.gap(end, time.start)):
            return time, time.end
    return None, end


def _day_of_coming(frame: Frame, guest: Actor, end: int, status: str) -> TimeWord | None:
    """The day before the traveller ("Ngày 5/7, A đã tới X dự"), of a planned visit that behind the event."""
    days = [t for t in frame.times if t.kind in ("day", "relative", "weekday", "span")]
    between = [t for t in days if guest.end <= t.start and t.end <= end and not frame.gap(guest.end, t.start).strip()]
    if between:
        return between[0]  # "A ngày 5/7 tới X dự"
    before = [t for t in days if t.end <= guest.start]
    if before and not REPORTED.search(frame.gap(before[-1].end, guest.start)):
        # "Chiều 5/7, A tiếp B sang X dự …": the day of the meeting
        met = any(c.type == "meeting" and before[-1].end <= c.start < guest.start for c in frame.sentence.cues)
        return None if met else before[-1]
    after = [t for t in frame.times if t.start >= end and t.kind in ("day", "month", "year", "span")]
    if not after:
        return None
    # "tới X dự Hội nghị vào năm 2006"
    own = status == "planned" or after[0].kind == "span" or after[0].edge == "next"
    own = own or _IN.search(frame.ahead(after[0].start, 6)) is not None
    return after[0] if own else None


# "Ngày 5/7, A đã bắt đầu chuyến công du X để tham dự"
_SETTING_OUT = pattern(r"\b(?:bắt đầu|lên đường|rời|khởi hành|tới|đến)\b[^,;]*$")


_NEXT_TO = pattern(r"\s*,\s*(?:trong khuôn khổ|trong chương trình|nhân dịp|bên lề|trong thời gian)\b[^,;]{0,60}")
# "dự Hội nghị A; Hội nghị B và làm việc tại X": the work tells where
_WORKED_AT = pattern(
    r"\b(?:và|,)\s*(?:làm việc|công tác|(?:các )?hoạt động song phương)\s+tại\s+(?:nước\s+|thủ đô\s+)?$"
)
# "tham dự Lễ nhậm chức Tổng thống X"
_TAKES_OFFICE = pattern(r"\blễ (?:nhậm chức|tuyên thệ nhậm chức|đăng quang|lên ngôi)\s*(?:của\s+)?(?:tân\s+)?$")


class _Venue(NamedTuple):
    country: str
    locality: str | None
    start: int


# "hoan nghênh B tham dự Tuần lễ cấp cao tại X", "việc B quyết định dự"
_WELCOMED = pattern(
    r"\b(?:hoan nghênh|chào mừng|cảm ơn|đánh giá cao|cho biết|xác nhận|việc)\s+(?:việc\s+)?(?:<address>\s+)*$"
)
_DECIDES = pattern(
    r"\s*(?:đã\s+)?(?:nhận lời|quyết định|xác nhận|cam kết|đồng ý|sẽ)?\s*(?:mời\s+)?(?:sẽ\s+)?"
    r"(?:sang\s+|tới\s+|đến\s+)?$"
)
_HIGHER = frozenset(["state", "official", "working"])
_AHEAD_OF = frozenset(["day", "month", "year", "span"])


def _form(frame: Frame, guest: Actor, until: int) -> str:
    """ "B đã nhận lời thăm cấp Nhà nước X và tham dự …": one visit, the higher form."""
    forms = [c.form for c in frame.sentence.cues if c.shape == "visit" and guest.end <= c.start < until]
    return next((form for form in forms if form in _HIGHER), "attending")


def _welcomed(frame: Frame, match: regex.Match[str]) -> Draft | None:
    """ "hoan nghênh B (quyết định) tham dự Hội nghị … tại X": B comes to X for it."""
    guests = frame.before(match.start(), PEOPLE)
    if not guests:
        return None
    guest = guests[0]
    said = _DECIDES.match(frame.gap(guest.end, match.start()))
    welcomed = _WELCOMED.search(frame.ahead(guest.start, 40))
    if said is None or not (welcomed or said[0].strip()):
        return None
    side = frame.of(guest)
    venue = next((s for s in frame.sentence.spots if s.start >= match.end() and s.country), None)
    if venue is None or frame.lowered.find(";", match.end(), venue.start) >= 0:
        return None
    if side.level == "envoy" or not side.official or side.country in (None, venue.country):
        return None
    status = "planned" if _DECIDED.search(said[0]) or PLANNED.search(said[0]) else "held"
    form = _form(frame, guest, match.start())
    draft = frame.draft("visit", form, "attending", [Part(side, "guest", (guest.start, guest.end))], status)
    draft.country, draft.locality = venue.country, venue.locality
    draft.time = next((t for t in frame.times if t.start >= match.end() and t.kind in _AHEAD_OF), None)
    draft.time = draft.time or _opening_span(frame, guest)
    return draft


# "có lời mời B sang dự Hội nghị", "mời B tới dự"
_INVITES_TO = pattern(
    r"\s*(?:sớm\s+)?(?:sang|tới|đến)?\s*(?:tham dự|dự)\s+"
    r"(?:(?:và phát biểu tại|<attended_part>)\s+)*<attended>(?! (?:đón|tiễn))"
)
_INVITING = pattern(r"(?<!nhận )(?:\blời mời|\bmời)\s+(?:<address>\s+)*$")


def _invited(frame: Frame) -> list[Draft]:
    """ "A đã (có lời) mời B và C sang dự Hội nghị …": planned visits of B and C to A's country or
    where the event is."""
    if frame.lowered.find("mời", frame.start, frame.end) < 0:
        return []
    for first in frame.after(frame.start, PEOPLE):
        if _INVITING.search(frame.ahead(first.start, 24)):
            row = frame.list_right(first, PEOPLE)
            match = _INVITES_TO.match(frame.lowered, row[-1].end, frame.end)
            if match is not None and (found := _each_invited(frame, row, match.end())):
                return found
    return []


def _each_invited(frame: Frame, row: list[Actor], end: int) -> list[Draft]:
    """The visits of those invited to what is attended up to `end`."""
    found: list[Draft] = []
    for guest in row:
        side = frame.of(guest)
        left = [a for a in frame.before(row[0].start, STATES) if frame.of(a).country not in (None, side.country)]
        spot = next((s for s in frame.sentence.spots if s.start >= end and s.country), None)
        if not left or not frame.of(left[0]).official or not side.official or side.country is None:
            continue
        host = frame.of(left[0])
        country = spot.country if spot is not None else host.country
        if country in (None, side.country):
            continue
        parts = [Part(side, "guest", (guest.start, guest.end))]
        if host.country == country:
            parts.append(Part(host, "inviter", (left[0].start, left[0].end)))
        draft = frame.draft("visit", "attending", "attending", parts, "planned")
        draft.country, draft.locality = country, spot.locality if spot is not None else None
        draft.time = next((t for t in frame.times if t.start >= end and t.kind in _AHEAD_OF), None)
        found.append(draft)
    return found


# "A hủy kế hoạch dự Hội nghị … tại X"
_CALLED_OFF = pattern(
    r"(?<!không )\b<cancel>\s+(?:bỏ\s+)?(?:(?:kế hoạch|việc|dự định|lịch trình|chuyến đi)\s+)?"
    r"(?:(?:sang|tới|đến)\s[^,;.]{0,24})?(?:tham dự|dự(?! kiến)|tham gia)\b"
)
# "A hoãn chuyến thăm Y trước khi dự Hội nghị … tại X": whether A attended is not told
_BEFORE_IT = pattern(r"\b<cancel>\s[^;.]{3,120}\btrước khi\s+(?:tham dự|dự|tham gia)\b")
_CALL_OFF = ("hoãn", "hủy", "huỷ", "bãi bỏ", "dời")  # one of them stands in each


def attending(frame: Frame, page: Page) -> list[Draft]:
    """ "Nhân dịp tham dự Hội nghị … tại X": a visit of the sentence's subject when X is abroad for them."""
    drafts = _attending(frame, page)
    if not drafts or not frame.says(*_CALL_OFF):
        return drafts
    if _BEFORE_IT.search(frame.lowered, frame.start, frame.end):
        return []
    if off := _CALLED_OFF.search(frame.lowered, frame.start, frame.end):
        for draft in drafts:
            draft.status = "cancelled"
            if draft.time is not None and draft.time.end <= off.start():
                draft.time = None  # the day on which it was told
    return drafts


def _attending(frame: Frame, page: Page) -> list[Draft]:
    if coming := _coming(frame):
        return [*_who_came_too(frame, coming[0]), *coming]
    if invited := _invited(frame):
        return invited
    words = frame.says(*_ATTENDS_WORDS)
    attends = _ATTENDS.search(frame.lowered, frame.start, frame.end) if words else None
    within = _WITHIN.search(frame.lowered, frame.start, frame.end) if frame.says(*_WITHIN_IT) else None
    if attends is not None and (welcomed := _welcomed(frame, attends)):
        return [welcomed]
    told = False
    for match in (attends, within):
        venue = _venue(frame, match.end(), page) if match is not None else None
        if match is not None and venue is not None:
            told = True
            if visit := _attends_at(frame, match, venue):
                return [*_who_came_too(frame, visit), visit, *_attends_next(frame, match, visit, page)]
    if attends is not None and (set_abroad := _set_abroad(frame, attends)):
        return [set_abroad]
    if attends is not None and (hosted := _hosted(frame, attends)):
        return [hosted]
    return [] if told else _mourning(frame, page)


# "thăm X từ ngày 3 đến 5/9 | và | tham dự Hội nghị tại Y"
_AND_THEN = pattern(r"(?:[,;]|\bvà\b|\bđồng thời\b)\s*(?:(?:và|sẽ|đã|sau đó|tiếp đó|đồng thời)\s+)*$")


def attending_next(frame: Frame, visits: list[Draft]) -> list[Draft]:
    """ "A sẽ thăm X từ ngày 3 đến 5/9 và dự Hội nghị Z tại Y từ ngày 6 đến 7/9": the journey to Y."""
    cue = next((c for c in reversed(frame.sentence.cues) if c.shape == "visit" and not c.noun), None)
    told = [v for v in visits if v.rule == "visit" and cue is not None and v.start <= cue.start]
    match = _ATTENDS.search(frame.lowered, cue.end, frame.end) if told and cue is not None else None
    if match is None or not _AND_THEN.search(frame.ahead(match.start(), 30)):
        return []
    spot = next((s for s in frame.sentence.spots if s.start >= match.end() and s.country), None)
    guest = told[-1].parts[0]
    there = {v.country for v in visits} | {guest.side.country}
    if spot is None or spot.country in there or frame.lowered.find(";", match.end(), spot.start) >= 0:
        return []
    time = next((t for t in frame.times if t.start >= match.end() and t.kind in _AHEAD_OF), None)
    draft = frame.draft("visit", "attending", "attending", [Part(guest.side, "guest", guest.span)], told[-1].status)
    draft.country, draft.locality, draft.time = spot.country, spot.locality, time
    draft.explicit = told[-1].explicit
    return [draft]


# "Sáng 9/10, tại thủ đô X, | A"
_TO_SUBJECT = pattern(r"\s*(?:\([^)]*\)|\))?\s*(?:của\s+[^,;]{1,30})?,\s*(?:<address>\s+)*")
# "A (cùng các nhà lãnh đạo B) đã | tham dự"
_GOES_TO = pattern(
    r"\s*(?:và phu nhân\s*)?(?:(?:và|cùng)\s[^,;]{2,90}?\s)?(?:,\s*)?(?:đã\s+|tiếp tục\s+|vừa\s+)?"
    r"(?:dẫn đầu\s[^,;]{2,60}?\s|cùng\s[^,;]{2,90}?\s)?(?:đã\s+)?$"
)
_OF_STATES = pattern(r"\b(?:hội nghị|đại hội đồng|diễn đàn|đại hội|phiên họp|kỳ họp|thượng đỉnh)\b")


def _set_abroad(frame: Frame, match: regex.Match[str]) -> Draft | None:
    """ "Sáng 9/10, tại thủ đô X, A dự phiên khai mạc Hội nghị": a visit of A to X."""
    if not _OF_STATES.search(frame.gap(match.start(), match.end() + 60)):
        return None
    for spot in frame.sentence.spots:
        people = frame.after(spot.end, PEOPLE, match.start())
        if spot.country in (None, "VN") or not people:
            continue
        guest, side = people[0], frame.of(people[0])
        straight = _TO_SUBJECT.fullmatch(frame.gap(spot.end, guest.start))
        if not straight or not _GOES_TO.fullmatch(frame.gap(guest.end, match.start())):
            continue
        if not side.name or not side.official or side.level == "envoy" or side.country in (None, spot.country):
            return None
        part = Part(side, "guest", (guest.start, guest.end))
        draft = frame.draft("visit", "attending", "attending", [part])
        draft.country, draft.locality = spot.country, spot.locality
        return draft
    return None


def _who_came_too(frame: Frame, visit: Draft) -> list[Draft]:
    """The A and B of "A, B và C tới X dự": officials of other states in one row with the one found."""
    guest = next((p for p in visit.parts if p.role == "guest"), None)
    last = next((a for a in frame.sentence.actors if guest is not None and (a.start, a.end) == guest.span), None)
    if last is None:
        return []
    found: list[Draft] = []
    lands = {frame.of(last).country, visit.country}
    row = frame.group_left(last, PEOPLE, frame.clause_start(last.start))
    for actor in row[:-1] if not frame.oblique(row[0]) else ():
        side = frame.of(actor)
        if not side.official or side.country in (None, *lands) or side.level == "envoy" or _invites(frame, actor):
            continue
        lands.add(side.country)
        draft = frame.draft("visit", visit.form, "attending", [Part(side, "guest", (actor.start, actor.end))])
        draft.status, draft.country, draft.locality, draft.time = (
            visit.status,
            visit.country,
            visit.locality,
            visit.time,
        )
        found.append(draft)
    return found


# "Nhận lời mời của B, | A (và phu nhân) sẽ dẫn đầu đoàn | dự Hội nghị"
_ON_INVITATION = pattern(
    r"\s*(?:và phu nhân\s*)?,\s*(?:(?:từ |trong )?(?:các )?(?:ngày|hai ngày)\s[^,;]{1,24},\s*)?(?:<address>\s+)*"
)
_LEADS_TO = pattern(
    r"\s*(?:và phu nhân\s*)?(?:đã\s+|sẽ\s+)?(?:dẫn đầu|cùng)\s[^,;]{2,80}\s(?:đã\s+|sẽ\s+)?$"
    r"|\s*(?:và phu nhân\s*)?sẽ\s+$"
)
# "tham dự bằng hình thức phát biểu ghi hình"
_FROM_AFAR = pattern(r"\b(?:trực tuyến|ghi hình|từ xa|cầu truyền hình)\b")


def _hosted(frame: Frame, match: regex.Match[str]) -> Draft | None:
    """ "Nhận lời mời của Thủ tướng X B, A sẽ dẫn đầu đoàn dự Hội nghị": a visit of A to X, no other place being
    said."""
    if _FROM_AFAR.search(frame.gap(frame.start, frame.end)):
        return None
    left = frame.before(match.start(), PEOPLE)
    if not left or any(s.country and s.start >= match.end() for s in frame.sentence.spots):
        return None
    guest, side = left[0], frame.of(left[0])
    hosts = [a for a in left[1:] if INVITED.search(frame.ahead(a.start, 60))]
    if not hosts or not _LEADS_TO.fullmatch(frame.gap(guest.end, match.start())):
        return None
    host = frame.of(hosts[0])
    if not _ON_INVITATION.fullmatch(frame.gap(frame.list_right(hosts[0], PEOPLE)[0].end, guest.start)):
        return None
    if not side.official or not host.official or None in (side.country, host.country) or side.country == host.country:
        return None
    planned = PLANNED.search(frame.gap(guest.end, match.start()))
    part = Part(side, "guest", (guest.start, guest.end))
    draft = frame.draft("visit", "attending", "attending", [part], "planned" if planned else "held")
    draft.country = host.country
    draft.time = next((t for t in frame.times if t.kind == "span"), None)
    add_inviters(frame, None, draft)
    return draft


_BETWEEN = pattern(r"\bgiữa\b")
# "C trả lời phỏng vấn về kết quả chuyến công tác dự Hội nghị tại X … của A": A's, not C's
_OF_OTHERS_TRIP = pattern(r"\bphỏng vấn\b[^;]*\bchuyến\b|\bvề\s+(?:kết quả\s+)?chuyến\b")


# "khả năng A hội đàm với B trong khuôn khổ Hội nghị C tại X", "A có thể gặp B bên lề …"
_ONLY_POSSIBLE = pattern(r"(?<!\b(?:tài|dữ|tư) )\b(?:khả năng|có thể sẽ|có thể|liệu|nếu)\b[^,;.]{0,160}$")


def _attends_at(frame: Frame, match: regex.Match[str], venue: _Venue) -> Draft | None:
    """The visit of whoever the matched words say attends something there."""
    before = frame.ahead(match.start(), 45)
    if _ONLY_POSSIBLE.search(frame.gap(frame.clause_start(match.start()), match.start())):
        return None
    leads = _LEADS.search(frame.ahead(match.start(), 120))
    traveller = _on_trip(frame, match.start(), venue.country)
    within = match[0].startswith(_WITHIN_IT)
    on_invitation = any(INVITED.search(frame.ahead(a.start, 60)) for a in frame.before(match.start(), PEOPLE))
    says_so = leads or on_invitation or _HEADS.search(before) or _WHEN.search(before) or _heads_page(frame, match)
    if not (traveller or within or says_so):
        return None
    if within and "công tác" in match[0] and venue.country == "VN":
        return None  # "Trong chương trình công tác tại Hòa Bình": a tour at home
    guest = traveller or _guest(frame, match.start(), venue.country) or _met(frame, match.start(), venue.country)
    if guest is not None and guest.start >= match.end() and _BETWEEN.search(frame.gap(match.end(), guest.start)):
        return None  # "tham dự cuộc họp giữa A và B tại X": the two are met, they attend nothing
    if guest is None or (traveller is None and _OF_OTHERS_TRIP.search(frame.gap(guest.end, match.start()))):
        return None
    since = match.start() - 30 if traveller is None else traveller.start - 40
    words = frame.lowered[max(frame.start, since) : venue.start + 4]
    form = "working" if _WORKS.search(words) else "attending"
    status = "planned" if PLANNED.search(before + (leads[0] if leads else "")) else "held"
    coming = _announced_for(frame, venue)
    if status == "held" and coming is not None and coming.edge == "next":
        status = "planned"  # "trong khuôn khổ Hội nghị C tại X vào tháng 11 tới"
    part = Part(frame.of(guest), "guest", (guest.start, guest.end))
    draft = frame.draft("visit", form, "attending", [part], status)
    draft.country, draft.locality = venue.country, venue.locality
    later = _ATTENDS.search(frame.lowered, match.end(), frame.end)
    until = frame.end if later is None else later.start()  # "dự B ở X và dự C ở Y trong hai ngày 5-6/4": Y's
    draft.time = next((t for t in frame.times if t.kind == "span" and match.end() <= t.start < until), None)
    draft.time = draft.time or (_time_behind(frame, venue.start, until) if later is not None else None)
    draft.time = draft.time or _opening_span(frame, guest)
    if draft.time is None and status == "planned":
        draft.time = coming
    if draft.time is None and _SETTING_OUT.search(frame.gap(guest.end, match.start())):
        draft.time = _day_of_coming(frame, guest, match.end(), "held")
    add_inviters(frame, None, draft)
    return draft


_MEANT_FOR = pattern(r"[\s,()]*(?:của\s+)?[\s,()]*(?:(?:diễn ra\s+)?(?:vào|trong)\s+)?(?:ngày\s+)?")


def _announced_for(frame: Frame, venue: _Venue) -> TimeWord | None:
    """The day or the month right behind the place: "sẽ dự Hội nghị A tại X, Y vào tháng 5 tới"."""
    place = next((s for s in frame.sentence.spots if s.start == venue.start), None)
    ahead = [t for t in frame.times if place is not None and t.start >= place.end and t.kind in _AHEAD_OF]
    if place is None or not ahead:
        return None
    words, at = "", place.end
    for land in frame.after(place.end, LANDS, ahead[0].start):
        words, at = words + frame.gap(at, land.start), land.end
    return ahead[0] if _MEANT_FOR.fullmatch(words + frame.gap(at, ahead[0].start)) else None


# "dự Hội nghị B ở X … và | tham dự Hội nghị C ở Y"
_AND_ATTENDS = pattern(r"[^;]{0,140}?(?:,|\bvà)\s*(?:sau đó\s+)?")


def _attends_next(frame: Frame, match: regex.Match[str], visit: Draft, page: Page) -> list[Draft]:
    """The Y of "dự Hội nghị B ở X (vào ngày 3/4) và tham dự Hội nghị C ở Y (trong hai ngày 5-6/4)": the days of each
    are its own."""
    later = _ATTENDS.search(frame.lowered, match.end(), frame.end)
    venue = _venue(frame, later.end(), page) if later is not None else None
    if later is None or venue is None or venue.country == visit.country:
        return []
    if not _AND_ATTENDS.fullmatch(frame.gap(match.end(), later.start())):
        return []
    guest = visit.parts[0]
    if guest.side.country == venue.country:
        return []
    second = frame.draft("visit", "attending", "attending", [Part(guest.side, "guest", guest.span)], visit.status)
    second.country, second.locality = venue.country, venue.locality
    second.time = _time_behind(frame, venue.start, frame.end)
    return [second]


# "ở thành phố X (Y) vào ngày 3/4", "ở X trong hai ngày 5-6/4"
_ON_DAYS = pattern(r"[^;,]{0,60}?[\s)]*(?:vào|trong|từ)\s+(?:(?:các|hai|ba|bốn)\s+)?(?:ngày\s+)?")


def _time_behind(frame: Frame, start: int, end: int) -> TimeWord | None:
    """The day or span told right behind a place."""
    times = [t for t in frame.times if start <= t.start and t.end <= end and t.kind in ("day", "span")]
    return times[0] if times and _ON_DAYS.fullmatch(frame.gap(start, times[0].start)) else None


def _heads_page(frame: Frame, match: regex.Match[str]) -> bool:
    """ "A dự Hội nghị B, từ ngày 5-8/11 tại X" as a headline: A opens it, right before the verb."""
    at = match.start()
    if not _OF_STATES.search(frame.gap(at, match.end())):
        return False  # "dự lễ khánh thành tại X": one of the acts of a visit
    people = frame.before(at, PEOPLE) if frame.region == "headline" else []
    alone = len(people) == 1 and not frame.gap(frame.start, people[0].start).strip()
    return alone and not frame.gap(people[0].end, at).strip()


def _opening_span(frame: Frame, guest: Actor) -> TimeWord | None:
    """ "Từ ngày 19-21/10, A dẫn đầu đoàn tham dự": a span that opens the sentence, right before the guest."""
    spans = [t for t in frame.times if t.kind == "span" and t.end <= guest.start]
    if not spans or not _OPENS_WITH.fullmatch(frame.gap(frame.start, spans[0].start)):
        return None
    between = _LED_BY.sub("", frame.gap(spans[0].end, guest.start))
    return spans[0] if _TO_SUBJECT.fullmatch(between) else None


# "Nhận lời mời của B, trong các ngày | 8-10/9, đoàn đại biểu X do | A làm trưởng đoàn"
_OPENS_WITH = pattern(
    r"\s*(?:(?:theo|nhận) lời mời của [^,;]{2,120},\s*)?(?:(?:trong|từ)\s+)?(?:(?:các|hai)\s+)?(?:ngày\s+)?"
)
_LED_BY = pattern(r"(?<=,\s)(?:phái )?đoàn\b[^,;]{0,90}\bdo\s+(?:<address>\s+)*$")


def _venue(frame: Frame, end: int, page: Page) -> _Venue | None:
    """Where it is attended: the first place after its name, else the country of a meeting told in the same sentence."""
    for spot in frame.sentence.spots:
        if spot.start >= end and spot.country and not frame.inside_actor(spot.start - 1):
            between = frame.gap(end, spot.start)
            if ";" not in between and len(between) <= 160:
                return _Venue(spot.country, spot.locality, spot.start)
            break
    for spot in frame.sentence.spots:
        if spot.start >= end and spot.country and _WORKED_AT.search(frame.ahead(spot.start, 60)):
            return _Venue(spot.country, spot.locality, spot.start)
    for office in frame.after(end - _NEAR, PEOPLE)[:1]:
        side = frame.of(office)
        if side.country and _TAKES_OFFICE.search(frame.ahead(office.start, 40)):
            return _Venue(side.country, None, frame.end)
    # "Ngày 3/4, tại X, nhân dịp dự Hội nghị, A": where the sentence is set
    set_at = [s for s in frame.sentence.spots if s.country and _NEXT_TO.fullmatch(frame.gap(s.end, end))]
    if set_at and not frame.inside_actor(set_at[-1].start - 1):
        return _Venue(set_at[-1].country or "", set_at[-1].locality, frame.end)
    # "hội kiến … nhân dịp dự Hội nghị": there, where the contact was
    for draft in reversed(page.drafts):
        told = draft.start == frame.start or frame.region == "headline"
        if told and draft.type == "meeting" and draft.country not in (None, "VN"):
            return _Venue(draft.country or "", draft.locality, frame.end)
    return None


def _on_trip(frame: Frame, at: int, country: str) -> Actor | None:
    """The A of "chuyến công tác của A dự Hội nghị", "Nhân dịp A dự Hội nghị", right before the attending."""
    left = frame.before(at, PEOPLE)
    if not left or len(frame.gap(left[0].end, at).strip()) > _NEAR:
        return None
    if on_trip(frame, at) != left[0] and not _OCCASION_OF.search(frame.ahead(left[0].start, 50)):
        return None
    side = frame.of(left[0])
    return left[0] if side.official and side.country not in (None, country) else None


_ON_OCCASION = pattern(r"\s*(?:nhân dịp|nhân)\s+(?:sang\s+|tới\s+|đến\s+)?")


def _met(frame: Frame, at: int, country: str) -> Actor | None:
    """The B of "A có cuộc gặp với B nhân dịp dự Diễn đàn Y tại X", X being A's country."""
    left = frame.before(at, PEOPLE)
    if not left or not _ON_OCCASION.fullmatch(frame.gap(left[0].end, at)):
        return None
    side = frame.of(left[0])
    return left[0] if side.official and side.country not in (None, country) else None


def _guest(frame: Frame, at: int, country: str) -> Actor | None:
    """The first official of another country whom the sentence names, no complement."""
    for actor in frame.sentence.actors:
        if actor.kind not in PEOPLE:
            continue
        side = frame.of(actor)
        if (
            _is_source(frame, actor, at)
            or frame.gap(actor.end, actor.end + 1) == ":"  # "Thứ trưởng C: Nhận lời mời của B, A đã dự": who speaks
            or _invites(frame, actor)
            or _INVITING.search(frame.ahead(frame.group_left(actor, PEOPLE, frame.start)[0].start, 24))
            or frame.oblique(actor) in _NO_GUEST
            or not side.official
            or side.country in (None, country)
        ):
            continue
        if actor.end > at or _CLAUSE.match(frame.gap(actor.end, at)):
            return actor
    return None


# "Người phát ngôn C cho biết, A sẽ … để tham dự"
_SAYS = pattern(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:(?:hôm|ngày|sáng|trưa|chiều|tối)\s[^,;.]{1,24}\s)?"
    r"(?:(?:đã|cũng|từng|vừa|một lần nữa|tiếp tục)\s+)*<report>\b\s*(?:,|:|rằng\b|(?=\p{L}))"
)


def _is_source(frame: Frame, actor: Actor, at: int) -> bool:
    """Whoever says that another official named up to there attends."""
    said = _SAYS.match(frame.lowered, actor.end, min(at, actor.end + 60)) if actor.end < at else None
    if said is None:
        return False
    others = [a for a in frame.sentence.actors if said.end() <= a.start and a.end <= at]
    if others and others[-1].kind in _BODIES_OF_STATES and _ITSELF.fullmatch(frame.gap(others[-1].end, at)):
        return True  # "A cho biết Thái Lan sẽ dự Hội nghị C tại X": the state does
    return any(frame.of(a).official for a in others if a.kind in PEOPLE)


_BODIES_OF_STATES = frozenset(["country", "organisation", "group"])
_ITSELF = pattern(r"\s*(?:(?:sẽ|đã|đang|cũng|sắp|dự kiến|quyết định|có thể)\s+)*")


def _invites(frame: Frame, actor: Actor) -> bool:
    """Whoever stands in "nhận lời mời của A và B,": an inviter, no guest."""
    people = [a for a in frame.sentence.actors if a.kind in PEOPLE]
    first = next((a for a in people if INVITED.search(frame.ahead(a.start, 60))), None)
    row = inviting(frame, first) if first is not None else []
    if first is None or actor not in row:
        return False
    # "Nhận lời mời của A và B (và phu nhân), C dự …": the subject
    fronted = all(":" in frame.gap(a.end, first.start) for a in people if a.end <= first.start)
    last = len(row) > 1 and actor is row[-1] and fronted
    return not (last and "và" not in frame.gap(row[-2].end, actor.start).replace("và phu nhân", "").split())


def _mourning(frame: Frame, page: Page) -> list[Draft]:
    """ "tiếp B sang (viếng, chia buồn và) dự lễ tang": B came to the host's country for it."""
    for land in frame.after(frame.start, LANDS):
        if land.country and _COMES.search(frame.ahead(land.start, 24)):
            mourned = _MOURNED.match(frame.gap(land.end, min(land.end + 40, frame.end)))
            guest = _guest(frame, land.start, land.country) if mourned else None
            if guest is not None:
                status = "planned" if PLANNED.search(frame.gap(guest.end, land.start)) else "held"
                part = Part(frame.of(guest), "guest", (guest.start, guest.end))
                draft = frame.draft("visit", "attending", "attending", [part], status)
                draft.country, draft.locality = land.country, locality_of(land)
                return [draft]
    if not frame.says(*_MOURNS_WORDS):
        return []
    match = _MOURNS.search(frame.lowered[frame.start : frame.end])
    if match is None:
        return []
    came: list[Draft] = []  # "tiếp B, C đến dự lễ tang": each of those received
    for met in page.drafts:
        if met.start != frame.start or not _is_at_home(met):
            continue
        guests = [
            p for p in met.parts if p.side.country not in (None, "VN") and p.span[1] <= frame.start + match.start()
        ]
        if guests:
            part = Part(guests[-1].side, "guest", guests[-1].span)
            draft = frame.draft("visit", "attending", "attending", [part])
            draft.country = "VN"
            came.append(draft)
    return came


def _is_at_home(draft: Draft) -> bool:
    """A meeting with one of Vietnam, at home or at no place told."""
    return (
        draft.type == "meeting"
        and draft.country in (None, "VN")
        and any(s.country == "VN" for s in draft.sides("host", "party"))
    )
