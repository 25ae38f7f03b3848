"""Agreements: signings, joint statements, raised relations."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from banggiao import lexicon
from banggiao.event.circumstances import AND_NEXT, DATING, day_of, follows, place_of, status_of
from banggiao.event.draft import Draft, Page, Part
from banggiao.event.frame import BODIES, PEOPLE, STATES, Frame
from banggiao.event.journeys import destinations_of, owner_of
from banggiao.event.people import Side
from banggiao.event.sides import is_club, parts_of, subject_of
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue, TimeWord

_BOTH = pattern(r"\b<both>\b")
# "thúc đẩy việc sớm ký hiệp định"
_PROSPECT = pattern(r"\b<prospect>\s+(?:\S+\s+){0,5}$")
# "ra Tuyên bố chung về việc nâng cấp quan hệ"
_STATED = pattern(r"tuyên bố chung\b[^,;.]{0,40} về việc\s*$")
# "ra Tuyên bố chung … đưa quan hệ hai nước lên tầm đối tác"
_RAISES = pattern(r"\b(?:đưa|nâng|nâng cấp) quan hệ\b[^.;]{0,60}\b(?:lên|thành)\b")

# "nâng tầm quan hệ với tư duy mới" raises nothing: no level is told
_TO_LEVEL = pattern(r"^[^.;]{0,90}\b(?:lên|thành|đối tác)\b")


# "Tuyên bố chung về việc tiếp tục làm sâu sắc và nâng tầm quan hệ": no new level
_ABOUT_GOING_ON = pattern(r"\btiếp tục\s+(?:làm sâu sắc|đi sâu|tăng cường|củng cố|phát triển)[^,;.]{0,30}\bvà\s+$")

_MOST = 12  # sides of one paper: "ký các hiệp định với A, B, C, D và E"


def agreement(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "Hai bên đã ký …", "ra Tuyên bố chung", "nâng cấp quan hệ lên Đối tác chiến lược"; parties are the two of the
    contact told before, or the two states that the sentence names."""
    if cue.shape != "agreement":
        return []
    before = frame.gap(frame.clause_start(cue.start), cue.start)
    after = frame.gap(cue.end, frame.clause_end(cue.end))
    status = status_of(frame, cue, None)
    if status is None or _is_prospect(cue, before):
        return []
    if not cue.noun and _TOLD_TO.search(before[-110:]) and not any(t.start >= cue.end for t in frame.times):
        return []
    if not cue.noun and _ON_THE_DAY.match(after) and _AMENDED.search(before):
        return []
    if frame.gap(cue.start, cue.end) == "nâng tầm quan hệ" and not _TO_LEVEL.search(after):
        return []
    if cue.form == "upgrade" and _ABOUT_GOING_ON.search(before[-60:]):
        return []
    parts = _FORMS.get(cue.form, _raising_parties)(frame, cue, page, before, after)
    past = _at_past_visit(frame, cue, before) if parts else None
    if past is not None:
        parts = past.parts
    if len({id(p.side) for p in parts}) < 2 or len({p.side.country for p in parts}) < 2:
        return []
    if status == "held" and page.last_is_planned([p.side for p in parts]):
        return []  # signed at another contact of the two than the one to come
    raised = cue.form == "statement" and _RAISES.search(after)  # a joint statement that raises the relation
    draft = frame.draft("agreement", "upgrade" if raised else cue.form, "agreement", parts[:_MOST], status)
    if past is not None:
        draft.time, draft.country = past.time, past.country
        return [draft]
    if _ON_COMING.search(before) and any(c.shape == "receive" and c.end <= cue.start for c in frame.sentence.cues):
        draft.country = _land_of_visit(frame, cue)
        return [draft]  # "A tiếp B nhân dịp B sang thăm, ký Thỏa thuận …": the place and the day are the reception's
    _date(frame, cue, page, before, draft)
    if draft.form != "upgrade":
        spot = place_of(frame, cue)
        if spot is not None and spot.start >= cue.end and _ITS_MATTER.search(frame.gap(cue.end, spot.start)):
            spot = None
        # "Tại X, A nhắc Hiệp định ký giữa B và C năm 1998": A is there today
        of_old = draft.time is not None and draft.time.kind in _RAISED_IN and draft.time.start >= cue.end
        if not (of_old and spot is not None and spot.start < cue.start):
            draft.stand_at(spot)
        draft.country = draft.country or _land_of_visit(frame, cue)
    return [draft]


# "ký thỏa thuận (về) xây dựng nhà máy ở X", "… trong các lĩnh vực như phát triển hạ tầng ở X": what it is about
_MATTER = (
    r"\b(?:xây dựng|phát triển|đầu tư|khai thác|thăm dò|cung cấp|vận hành|nâng cấp|cải tạo|sản xuất|triển khai"
    r"|thực hiện|tài trợ|hỗ trợ|mua|bán|nhà máy|dự án|lĩnh vực|mỏ|trường học|bệnh viện|đường sắt|hạ tầng)\b"
    r"(?:(?!\b(?:giữa|của|với)\b)[^,;.]){0,70}\s(?:tại|ở)\s+(?:\S+\s+){0,2}$"
)
_ITS_MATTER = pattern(
    r"(?:^(?:(?!\b(?:với|cùng|giữa|công ty|tập đoàn|ngân hàng)\b)[^;.])*?"
    r"|\b(?:về|để|nhằm|trong việc|lĩnh vực)\s[^;.]{0,60}?)" + _MATTER
)
_ON_COMING = pattern(r"\bnhân dịp\s[^;.]{0,40}?(?:sang|đến|tới|thăm|dự)\b[^;.]*$")
# "Nghị định thư về sửa đổi Hiệp định giữa A và B … | ký | ngày 3/4/2009": the paper that is amended
_AMENDED = pattern(
    r"\b(?:sửa đổi|bổ sung|gia hạn|thực hiện|thi hành|triển khai|thay thế)\s+(?:\p{L}+\s+){0,3}?"
    r"(?:hiệp định|thỏa thuận|thoả thuận|nghị định thư|bản ghi nhớ|hiệp ước)\b[^;]*$"
)
_ON_THE_DAY = pattern(r"\s*(?:kết\s+)?(?:vào\s+)?(?:ngày|năm|tháng)\s+\d")


class _Past(NamedTuple):
    parts: list[Part]
    time: TimeWord
    country: str


# "Trong chuyến thăm X", "Nhân chuyến thăm X"
_AT_VISIT = pattern(r"\b(?:trong|nhân|nhân dịp|tại)\s+$")


def _at_past_visit(frame: Frame, cue: Cue, before: str) -> _Past | None:
    """ "Trong chuyến thăm X của A năm 2011, hai bên đã ký …": A and the state visited, in that year, there."""
    if not _BOTH.search(before):
        return None
    for told in frame.sentence.cues:
        if told.shape != "visit" or told.end > cue.start or not _AT_VISIT.search(frame.ahead(told.start, 12)):
            continue
        lands = destinations_of(frame, told)
        owner = owner_of(frame, told, lands) if lands else None
        if owner is None or owner.side.country in (None, lands[0].country):
            continue
        times = [t for t in frame.times if t.kind in _RAISED_ON and owner.span[1] <= t.start and t.end <= cue.start]
        if times and len(frame.gap(owner.span[1], times[0].start)) <= _NEAR:
            land = lands[0].land
            states = [Part(owner.side, "party", owner.span), Part(frame.of(land), "party", (land.start, land.end))]
            return _Past(states, times[0], lands[0].country)
    return None


def _land_of_visit(frame: Frame, cue: Cue) -> str | None:
    """ "Trong chuyến thăm X, A và B đã ký": there."""
    for told in frame.sentence.cues:
        if told.shape == "visit" and told.end <= cue.start and _AT_VISIT.search(frame.ahead(told.start, 12)):
            lands = destinations_of(frame, told)
            return lands[0].country if len(lands) == 1 else None
    return None


# "đối thoại lần đầu sau khi nâng cấp quan hệ": told of as known
_AFTER_RAISING = pattern(r"\b(?:sau|kể từ|từ) khi\s+(?:(?:hai|chính thức|thiết lập,?)\s+(?:nước|bên)?\s*)?$")
_NEAR = 24  # characters between the visitor and the time of the visit: " vào tháng "


# "hai bên tiếp tục hoàn thiện khuôn khổ, ký kết các văn kiện": what they will go on to do
_GO_ON = pattern(r"\bhai bên\s+(?:sẽ\s+|cần\s+|phải\s+)?(?:tiếp tục|tăng cường|đẩy mạnh|thúc đẩy)\b[^;]*$")


# "tranh chấp vốn cản trở hai nước ký hiệp định", "giúp hai bên ký kết": not that they signed
_OR_NOT = pattern(
    r"\b(?:cản trở|ngăn cản|ngăn|trì hoãn việc|mở đường cho|tạo điều kiện(?: cho| để)?|giúp|cho phép|chờ|đợi)\s+"
    r"(?:việc\s+)?<both>\s+(?:\S+\s+){0,2}$"
)


# "Thủ tướng giao cho Ngân hàng A ký hiệp định với B"; not "được giao nhiệm vụ, A đã ký"
_TOLD_TO = pattern(
    r"\b(?:(?<!ngoại )(?<!chuyển )(?<!bàn )giao(?! (?:thông|lưu|dịch|thương|ban|tiếp)\b)"
    r"|ủy quyền|uỷ quyền|chỉ định|yêu cầu|đề nghị)\s+(?:cho\s+|nhiệm vụ\s+)*"
    r"(?!của\b|nhiệm vụ\b)(?:(?!\b(?:đã|vừa|cùng)\b)[^,;.:]){3,90}$"
)


def _is_prospect(cue: Cue, before: str) -> bool:
    """ "thúc đẩy ký hiệp định": spoken of, not done; a statement is made all the same."""
    if _OR_NOT.search(before[-60:]) and not _DONE.search(before[-16:]):
        return True
    if cue.form == "upgrade" and _AFTER_RAISING.search(before[-40:]):
        return True
    if cue.form in ("signing", "upgrade") and _GO_ON.search(before) and not _DONE.search(before[-30:]):
        return True
    if cue.form == "statement" or not _PROSPECT.search(before[-70:]):
        return False
    return cue.form != "upgrade" or not _STATED.search(before)


# --- day ----------------------------------------------------------------------------------------------------------

# "Nhân dịp này, hai bên … nâng cấp quan hệ"
_THERE = pattern(r"\b(?:nhân dịp này|đã|chính thức|tuyên bố)\b")
_RAISED_ON = frozenset(["day", "month", "year"])
_RAISED_IN = frozenset(["month", "year"])
_SIGNED_ON = _RAISED_ON | {"relative", "weekday"}


def _date(frame: Frame, cue: Cue, page: Page, before: str, draft: Draft) -> None:
    """The day said, or that of the contact told before."""
    both = _BOTH.search(before) is not None
    if cue.form != "upgrade":
        draft.room = both or _ISSUED.match(frame.gap(cue.end, frame.end)) is not None
        draft.time = day_of(frame, cue, right=False)
        if draft.time is None or AND_NEXT.fullmatch(frame.gap(draft.time.end, cue.start)):
            draft.time = _day_of_paper(frame, cue, draft.parts) or draft.time
        draft.follows = draft.time is None and (follows(frame, cue) or "chứng kiến" in before)
        return
    draft.time = _day_of_raising(frame, cue)
    # "Nhân dịp này, hai bên … nâng cấp quan hệ": at the contact told before
    draft.room = (
        draft.time is None
        and both
        and frame.region == "lead"
        and _THERE.search(before) is not None
        and len(page.last_pair()) >= 2
    )


# "ký Bản ghi nhớ tại Doha, Qatar, ngày 11.7", "ký một bản ghi nhớ tối 5/7"
_THERE_ON = pattern(
    r"^(?:[\s,]*(?:(?:tại|ở)\s[^;.]{1,36},?\s*)?(?:vào|hồi)?|[^,;.]{0,60}\b(?:vào|hồi)"
    r"|\s*(?:kết\s+)?(?:(?:một|các|\d+)\s+)?(?:<paper>)(?:\s+hợp tác)?)\s*$"
)


# "lễ ký giữa A và B diễn ra tại Hà Nội ngày 5/9"
_TAKES_PLACE = pattern(
    r"[^;.:]*\b(?:diễn ra|được tổ chức|được tiến hành|tiến hành)\s*(?:(?:tại|ở)\s[^,;.]{1,36}?,?\s*)?(?:vào|hồi)?\s*"
)
# "ký Hiệp định vay ngày 5/9 tại Hà Nội": not "ký Nghị định thư sửa đổi Hiệp định ngày 5/9"
_PAPER_AND_DAY = pattern(
    r"(?:(?!\b(?:ngày|theo|thực hiện|triển khai|sửa đổi|bổ sung|gia hạn|thay thế|của|sau|từ|trước|đến|kỷ niệm|nhân|khi"
    r"|trong|cho|vụ|chuyến|về|để|do|tại|ở|sẽ|gặp|thăm|hội đàm|thống nhất|nhất trí|đồng ý|mời|dự)\b)[^,;.:“\"]){1,90}"
)
_PAPER_AND_PLACE = pattern(r"(.{1,90}?)\s(?:tại|ở)\s(?:thủ đô\s)?[^,;.:]{2,30}?,?\s*")
_AND_THERE = pattern(r"\s*,?\s*(?:tại|ở)\s")


def _day_of_paper(frame: Frame, cue: Cue, parts: list[Part]) -> TimeWord | None:
    """The day right behind the signing, or behind its place, or behind those between whom it was: "lễ ký hợp đồng
    giữa A với B tại Hà Nội chiều 24/10"; or that of which it is said that it took place."""
    behind = max(cue.end, *(p.span[1] for p in parts))
    for end, kinds in ((cue.end, _SIGNED_ON), (behind, _ON_A_DAY)):
        for time in frame.times:
            if time.kind in kinds and time.start >= end and _THERE_ON.match(frame.gap(end, time.start)):
                if time.kind == "year" and _PLAN_FOR.search(frame.gap(cue.start, time.start)):
                    return None
                return time
    told = next((t for t in frame.times if t.kind in DATING and t.start >= behind), None)
    if told is None or told.kind not in ("day", "relative"):
        return None
    if cue.noun and _TAKES_PLACE.fullmatch(frame.gap(behind, told.start)):
        return told
    gap = frame.gap(cue.end, told.start)
    if (there := _PAPER_AND_PLACE.fullmatch(gap)) is not None:
        gap = there[1] + " "
    elif not _AND_THERE.match(frame.gap(told.end, frame.end)):
        return None
    return told if _PAPER_AND_DAY.fullmatch(gap) else None


_PLAN_FOR = pattern(r"\b(?:kế hoạch|chương trình)\b[^,;.]*$")  # "ký Kế hoạch hợp tác năm 2017": of the plan


_ON_A_DAY = _RAISED_ON  # "Hiệp định ký giữa Chính phủ A và Chính phủ B năm 1998"


def _day_of_raising(frame: Frame, cue: Cue) -> TimeWord | None:
    """ "nâng cấp quan hệ … năm 2013"; else "Năm 2013, hai nước nâng cấp quan hệ"."""
    after = [
        t
        for t in frame.times
        if t.kind in _RAISED_ON
        and cue.end <= t.start
        and len(frame.gap(cue.end, t.start)) < 90
        and not _opens_next(frame, t)
    ]
    before = [
        t for t in frame.times if t.kind in _RAISED_IN and t.end <= cue.start and len(frame.gap(t.end, cue.start)) < 60
    ]
    return next(iter(after or before), None)


def _opens_next(frame: Frame, time: TimeWord) -> bool:
    """ "Thực hiện Tuyên bố về nâng cấp quan hệ, ngày 25/3, A và B …": the day between commas is the next clause's."""
    behind = frame.gap(time.end, time.end + 2).lstrip()
    return time.kind == "day" and behind.startswith(",") and frame.ahead(time.start, 2).strip() == ","


# --- parties ------------------------------------------------------------------------------------------------------

# "Từ năm 1991 đến nay, hai nước đã ký hơn 100 văn kiện": a total, no signing of its own.
# "thực hiện", "hiện vật" are other words than the "hiện" of "Hiện hai bên đã ký 7 văn kiện".
_TOTAL = pattern(
    r"\b(?:(?<!\b(?:thực|thể|phát|biểu|xuất|tái)\s)(?:<total>)(?!\s(?:vật|đại|thực|hữu|diện|hành|kim|tượng)\b)"
    r"|từ năm \d{4}|hơn \d+(?![\d,.]*\s*(?:tỷ|tỉ|triệu|nghìn|usd|đô la|euro)))\b"
)
# "ký thỏa thuận mua vũ khí trong hơn 10 năm với X": how long it runs
_TERM = pattern(r"\btrong (?:vòng )?hơn \d+ năm\b(?! qua)")
# "lễ kỷ niệm 25 năm ký Hiệp ước"
# "năm đánh dấu 25 năm X và Y ký Hiệp ước"
_JUBILEE = pattern(
    r"\b(?:kỷ niệm|đánh dấu(?: tròn)? \d+ năm|tròn \d+ năm)\b[^,;.]{0,90}$|\b(?:\d+ năm|ngày|năm ngày)\s+$"
)
# "nhất trí tiếp tục rà soát, ký mới": to be signed some day
_AGREED_TO = pattern(r"\b<agreed_to>\b[^.;]{0,60}$")
# "A đã ký vào văn bản thay đổi chính sách với B": a decree
_DECREES = pattern(
    r"\s*(?:kết\s+)?(?:vào\s+(?:một\s+)?(?:văn bản|sắc lệnh)|ban hành|sắc lệnh|quyết định|nghị định\b(?! thư))"
)
_SIGNED = pattern(r"\b<paper>\b")
# "Hợp đồng này đã được A và B ký kết", "thỏa thuận … được ký kết giữa A và B"
_IS_SIGNED = pattern(r"\b(?:<paper>|hợp đồng)\b[^.;]{0,140}\b(?:được|do)\b[^.;]{0,120}$")
_DONE = pattern(r"\b(?:đã|lễ|cùng|chứng kiến|vừa|tiến hành)\b")
# "chứng kiến lễ trao các hợp đồng do doanh nghiệp hai bên ký"
_BY_COMPANIES = pattern(r"\b(?:do|được)\s+(?:các\s+)?(?:doanh nghiệp|công ty|tập đoàn|hãng)\b[^,;.]{0,40}$")
# "Bộ Quốc phòng hai nước ký", "doanh nghiệp hai bên ký"
_BODIES_OF_BOTH = pattern(
    r"\b(?:bộ|chính phủ|quốc hội|ngân hàng|doanh nghiệp|cơ quan|quân đội|địa phương|trường)\b[^,;.]{0,24}"
    r"(?:hai|2) (?:nước|bên|phía)[^,;.]{0,24}$"
)
# "hai nước từng ký hiệp ước dẫn độ"
_ONCE = pattern(r"\b(?:từng|chưa|không)\s+$")
# "A ký hiệp định với Bộ B"
_WITH = pattern(r"\bvới\s+(?:(?:<address>|các)\s+)*$")
# "được ký kết giữa A và B"
_BETWEEN = pattern(r"^(?:[^,;.]{0,60}\bgiữa|\s*(?:kết\s+)?(?:chính thức\s+)?bởi)\s+$")


_STATEMENT_ALONE = pattern(
    r"\s*(?:kết\s+)?(?:bản\s+)?(?:tuyên bố|thông cáo) chung\b"
    r"(?![^;.]*\b(?:hiệp định|bản ghi nhớ|văn kiện|thỏa thuận)\b)"
)


def _signing_parties(frame: Frame, cue: Cue, page: Page, before: str, after: str) -> list[Part]:
    """ "Bộ A và Bộ B ký bản ghi nhớ", "bản ghi nhớ giữa A và B", "hai bên đã ký", "A ký hiệp định với B"."""
    words = frame.gap(cue.start, cue.end)
    if _STATEMENT_ALONE.match(after) and any(c.form == "statement" and c.start >= cue.end for c in frame.sentence.cues):
        return []  # "đã ký Tuyên bố chung": told as the statement
    if _AGREED_TO.search(before[-70:]) or _JUBILEE.search(before[-110:]) or _DECREES.match(after):
        return []
    if _WHO_SIGNED.search(before[-80:]):
        return []
    if _TOTAL.search(before[-90:] + words + _TERM.sub("", after)[:60]):
        return []
    if not _SIGNED.search(words + after[:90]):
        # "hợp đồng đã được A và B ký", "A ký hợp đồng với B"
        passive = _IS_SIGNED.search(before[-190:]) is not None
        if _witnessing(before) or not (passive or _CONTRACT.search(words + after[:40])):
            return []
        if _BOTH.search(before[-40:]):  # "Trong chuyến thăm X của A năm 2011, hai bên đã ký hợp đồng"
            past = _at_past_visit(frame, cue, before)
            return past.parts if past is not None else []
        return _named(frame, cue, before) or (_signed_by(frame, cue) if passive else [])
    if two := _on_behalf(frame, cue):
        return two
    subject = _without_witnesses(frame, subject_of(frame, cue, BODIES))
    sides = [p for p in parts_of(frame, subject, "party") if p.side.official]
    if len(sides) >= 2 and len({p.side.country for p in sides}) >= 2:
        return sides
    if len(sides) == 1 and (fellow := _signs_along(frame, cue, subject[-1])):
        return [*sides, fellow]
    states = parts_of(frame, subject_of(frame, cue, STATES), "party")
    if states and all(p.side.kind == "country" for p in states) and _is_sum(frame, cue, after):
        return []
    if len(states) == 2 and all(p.side.kind == "country" or p.side.international for p in states):
        # "Việt Nam và Liên minh X đã ký Hiệp định"
        return [] if _ONCE.search(before[-12:]) else states
    if len(states) == 1 and states[0].side.kind == "country" and (partner := _other_state(frame, cue)):
        return [] if _ONCE.search(before[-12:]) else [*states, partner]
    if not _witnessing(before) and (named := _named(frame, cue, before)):
        return named
    if not _DONE.search(before[-60:] + words) and not _BOTH.search(before[-60:]):
        return []
    if heads := _companies(frame, cue):
        return heads
    if _witnessing(before) and len(sides) == 1 and not _BOTH.search(before):
        return _signed_before(frame, cue)  # "A chứng kiến lễ ký văn kiện giữa Chính phủ X và Chính phủ Y"
    if "chứng kiến" in before and _BOTH.search(before):
        return _pair(
            frame, cue, page
        )  # "Hai vị lãnh đạo chứng kiến lễ ký các văn kiện: Nghị định thư giữa Bộ A và Bộ B"
    if signers := _signers(frame, cue):
        return signers
    if _BY_COMPANIES.search(before[-90:]):
        return []
    if _BODIES_OF_BOTH.search(before[-60:]) and "chứng kiến" not in before:
        return []  # not the two who meet
    if _BOTH.search(before) or "chứng kiến" in before:
        # "Tháng 10/2011, Thủ tướng hai nước đã ký": not those who meet today
        return _two_states(frame) if _is_of_other_year(frame, cue) else _pair(frame, cue, page)
    if not sides:  # "Tổng công ty A đã ký biên bản ghi nhớ với Tập đoàn B": of two states
        sides = [p for p in parts_of(frame, subject_of(frame, cue, BODIES), "party") if _is_known_company(p)]
    return [*sides, *_partner(frame, cue)] if len(sides) == 1 else []


_FOR = pattern(r"\s*,?\s*(?:đã\s+)?(?:thay mặt|đại diện)\s+(?:cho\s+)?(?:<address>\s+|chính phủ\s+|phía\s+|nước\s+)*")
_AND_OTHER = pattern(r"\s*,?\s*(?:và|cùng)\s+(?:với\s+)?(?:<address>\s+)*")
_THEN_SIGN = pattern(r"\s*,?\s*(?:(?:đã|vừa|sẽ|cùng|chính thức|cùng nhau)\s+)*")


def _on_behalf(frame: Frame, cue: Cue) -> list[Part]:
    """The two of "A thay mặt Chính phủ X và B thay mặt Chính phủ Y đã ký": of the states that they speak for."""
    if "thay mặt" not in frame.gap(frame.start, cue.start) and "đại diện" not in frame.gap(frame.start, cue.start):
        return []
    parts: list[Part] = []
    at = cue.start
    for between in (_THEN_SIGN, _AND_OTHER):
        body = next((a for a in frame.before(at, STATES) if between.fullmatch(frame.gap(a.end, at))), None)
        person = next(iter(frame.before(body.start, PEOPLE)), None) if body is not None else None
        if body is None or person is None or not _FOR.fullmatch(frame.gap(person.end, body.start)):
            return []
        side, land = frame.of(person), frame.of(body).country
        if land is None or side.country not in (None, land):
            return []
        side.country = land
        parts.insert(0, Part(side, "party", (person.start, person.end)))
        at = person.start
    return parts if parts[0].side.country != parts[1].side.country else []


# "A đã cùng B ký Tuyên bố chung"
_ALONG_WITH = pattern(r"\s*(?:(?:đã|vừa|sẽ)\s+)?cùng\s+(?:với\s+)?(?:<address>\s+)*")
_SIGN_NOW = pattern(r"\s*(?:(?:đã|vừa|sẽ|chính thức)\s+)*")


def _signs_along(frame: Frame, cue: Cue, first: Actor) -> Part | None:
    """Him with whom the first signs, named between them: an official of another state."""
    for actor in frame.after(first.end, PEOPLE, cue.start)[:1]:
        side = frame.of(actor)
        between = _ALONG_WITH.fullmatch(frame.gap(first.end, actor.start))
        if between and _SIGN_NOW.fullmatch(frame.gap(actor.end, cue.start)) and side.official:
            other = side.country is not None and side.country != frame.of(first).country
            return Part(side, "party", (actor.start, actor.end)) if other else None
    return None


_MANY_PAPERS = pattern(
    r"[^,;.]{0,40}?\b(?:nhiều|hàng loạt|một loạt|hàng trăm|hàng chục|hơn \d+)\s+(?:<paper>|hợp đồng)"
)
_ON_OCCASION = pattern(r"\b(?:tại|nhân|trong chuyến|trong khuôn khổ|sau|hôm nay|vừa|dịp này)\b")


def _is_sum(frame: Frame, cue: Cue, after: str) -> bool:
    """ "Việt Nam đã ký với Séc nhiều hiệp định khung", of no day and on no occasion: all that was ever signed."""
    if not _MANY_PAPERS.match(after):
        return False
    before = frame.gap(frame.start, cue.start)
    return not _ON_OCCASION.search(before) and not any(t.end <= cue.start for t in frame.times)


def _signed_before(frame: Frame, cue: Cue) -> list[Part]:
    """What one alone witnessed: those who sign, else the two states named behind the signing ("hợp tác giữa hai Chính
    phủ X và Y"), else nobody."""
    if named := _those_named(frame, cue, "") or _signers(frame, cue):
        return named
    lands = [p for p in _two_states(frame) if p.span[0] >= cue.end]
    return lands if len(lands) == 2 else []


_GIVEN_BETWEEN = pattern(r"\bgiữa\s+$")
_BETWEEN_THESE = pattern(r"(?:\s+kết)?\s+giữa\s+(?:hai nước\s+)?")
_AND_STATE = pattern(r"\s+(?:và|với)\s+")
_BY = pattern(r"\b(?:được|do)\s+(?:<address>\s+)*$")


def _signed_by(frame: Frame, cue: Cue) -> list[Part]:
    """ "thỏa thuận … được ký kết giữa A và B", "Hợp đồng này đã được A và B ký kết": those named with the verb."""
    row = subject_of(frame, cue, BODIES)
    if row and _BY.search(frame.ahead(row[0].start, 24)):
        return [p for p in parts_of(frame, row, "party") if p.side.official]
    two = [a for a in frame.after(cue.end, STATES) if a.kind == "country"][:2]
    if (
        len(two) == 2
        and _BETWEEN_THESE.fullmatch(frame.gap(cue.end, two[0].start))
        and _AND_STATE.fullmatch(frame.gap(two[0].end, two[1].start))
    ):
        return parts_of(frame, two, "party")  # "thỏa thuận được ký giữa X và Y"
    between = [a for a in frame.before(cue.start, BODIES) if _GIVEN_BETWEEN.search(frame.ahead(a.start, 12))]
    if between and _IS_DONE.fullmatch(frame.gap(frame.list_right(between[-1], BODIES)[-1].end, cue.start)):
        return parts_of(frame, frame.list_right(between[-1], BODIES), "party")
    return _signers(frame, cue)


# "Nghị định thư giữa A và B đã được ký kết"
_IS_DONE = pattern(r"\s*(?:đã|vừa|sẽ)?\s*được\s*(?:chính thức\s+)?")


def _other_state(frame: Frame, cue: Cue) -> Part | None:
    """The state B of "Nước A ký một thỏa thuận với B"."""
    for actor in frame.after(cue.end, frozenset(["country"]), frame.clause_end(cue.end)):
        gap = frame.gap(cue.end, actor.start)
        if len(gap) < _PARTNER and _WITH.search(gap) and "," not in gap:
            return Part(frame.of(actor), "party", (actor.start, actor.end))
    return None


_PARTNER = 70  # characters between the signing and the state it is signed with


# "với những nước đã ký kết", "của các nước còn lại ký kết": which states, not that they sign
_WHO_SIGNED = pattern(
    r"\b(?:với|của|cho|từ|giữa|trong(?: đó)?(?: có)?)\s+(?:tất cả\s+)?"
    r"(?:các|những|\d+)\s+(?:nước|quốc gia|bên|thành viên)\s+"
    r"(?:(?:còn lại|thành viên|khác|đã|từng|cùng|tham gia)\s+)*$"
)
# "thực hiện các thỏa thuận đã ký với B", "nơi A ký kết thỏa thuận": which one, not that it was signed
_RELATIVE = pattern(
    r"\b(?:<paper>|hợp đồng)\b[^,;.]{0,40}?\b(?:đã|được|mà|từng)\s+(?:\S+\s+)?$"
    r"|\b(?:nơi|khi|kể từ|sau khi)\s[^,;.]{0,40}$"
)
# "đã được ký kết giữa A và B": what the sentence tells
_TOLD = pattern(r"\b(?:đã|vừa|sẽ)\s+(?:chính thức\s+)?được\s+$")
_CONTRACT = pattern(r"\bhợp đồng\b")
# "lễ ký kết bản ghi nhớ … giữa A và B", "ký kết thỏa thuận hợp tác với A"
_SIGNED_WITH = pattern(
    r"^(?:[^,;.]{0,140}?\b(?:với|cùng)|[^,;.]{0,30}\bmua\b[^;.]{1,120}\b(?:từ|của))\s+"
    r"(?:(?:<address>|các|phía|đối tác|hãng|đại diện)\s+)*$"
)
_SIGNED_BETWEEN = pattern(r"^[^;.]{0,160}?\bgiữa\s+(?:(?:<address>|các|đại diện)\s+)*$")
_BETWEEN_AND_WITH = pattern(r"[^;.]{0,60}?\bvới\s+(?:(?:<address>|các|đại diện)\s+)*")
_LETTERS_ABROAD = pattern(r"\p{L}*[fjwz]\p{L}*")
_SIGNERS = frozenset(["organisation", "country", "person"])


def _witnessing(before: str) -> bool:
    """ "A và B chứng kiến lễ ký …": they are told as the parties, whoever signs."""
    return "chứng kiến" in before


def _named(frame: Frame, cue: Cue, before: str) -> list[Part]:
    """Bodies, companies or states of different countries that the sentence names as those who sign: "A và B ký", "A ký
    … với B", "lễ ký … giữa A và B"."""
    return _those_named(frame, cue, before) or _witnesses(frame)


def _those_named(frame: Frame, cue: Cue, before: str) -> list[Part]:
    """Those who sign themselves; without them the two before whom it was signed stand for their states."""
    if _ONCE.search(before[-12:]) or (_RELATIVE.search(before[-70:]) and not _TOLD.search(before[-24:])):
        return []
    for actor in frame.after(cue.end, STATES):
        if _SIGNED_BETWEEN.match(frame.gap(cue.end, actor.start)):
            row = frame.list_right(actor, STATES)
            if len(row) == 1:  # "giữa Viện A và các cơ quan liên quan của nước X với Viện B"
                others = frame.after(actor.end, BODIES)
                row += [b for b in others if _BETWEEN_AND_WITH.fullmatch(frame.gap(actor.end, b.start))][:1]
            return _of_two_lands(frame, row)
    subject = _those_who_sign(frame, cue)
    if len(subject) >= 2:
        return _of_two_lands(frame, subject)
    for actor in frame.after(cue.end, STATES) if subject else ():
        if _SIGNED_WITH.match(frame.gap(cue.end, actor.start)):
            return _of_two_lands(frame, [*subject, *frame.list_right(actor, STATES)])
    return _of_two_lands(frame, subject) or _who_stand_for_two(frame, cue)


def _who_stand_for_two(frame: Frame, cue: Cue) -> list[Part]:
    """The two of "Đại diện Chính phủ X và Chính phủ Y (đã) ký"."""
    group = next(iter(frame.before(cue.start, _GROUPS, frame.clause_start(cue.start))), None)
    if group is None or len(group.members) != 2 or not _RIGHT_BEFORE.fullmatch(frame.gap(group.end, cue.start)):
        return []
    if not _STANDING_FOR.match(frame.gap(group.start, group.end)) or group.members[-1].end != group.end:
        return []
    return _of_two_lands(frame, list(group.members))


_STANDING_FOR = pattern(r"(?:các\s+)?đại diện\b")
# "A (đã) ký", "việc A vừa chính thức ký kết"
_RIGHT_BEFORE = pattern(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:đã|vừa|sẽ|cũng|cùng|chính thức|mới|đang|dự kiến|hôm qua|hôm nay)\s+)*"
)
# "Tổng giám mục A của thành phố B, miền Bắc Iraq": where they are
_INSIDE = pattern(r"\b(?:của|ở|tại|miền|vùng|thành phố|tỉnh|theo)\s+(?:[^\s;.]+\s+){0,4}$")
# "các doanh nghiệp X sẽ ký hợp đồng": not X
_FIRMS_OF = pattern(r"\b(?:doanh nghiệp|công ty|hãng|nhà đầu tư)\s+$")
_THIS_STATE = pattern(r"\bnước (?:này|ông|bà|mình|chủ nhà)\s+và\s+$")


def _those_who_sign(frame: Frame, cue: Cue) -> list[Actor]:
    """The list right before the signing, else the subject by its other marks."""
    since = frame.clause_start(cue.start)
    for actor in _outside_places(frame, _without_witnesses(frame, frame.before(cue.start, STATES, since)))[:1]:
        if actor.kind == "country" and _FIRMS_OF.search(frame.ahead(actor.start, 24)):
            return []
        inside = actor.kind == "country" and _INSIDE.search(frame.ahead(actor.start, 40))
        if inside or frame.oblique(actor) in ("của", "với"):
            break
        if not _RIGHT_BEFORE.fullmatch(_without_place(frame, actor.end, cue.start)):
            break
        this = _THIS_STATE.search(frame.ahead(actor.start, 24))
        speaker = frame.before(actor.start, PEOPLE, since)
        if this and speaker and (land := frame.of(speaker[0]).country):
            # "Thủ tướng A cho biết nước này và B đã ký"
            at = actor.start - len(this[0])
            own = Actor(kind="country", start=at, end=at + len("nước này"), country=land, organisation=_state(land))
            return [own, actor]
        row = frame.group_left(actor, STATES, since)
        while len(row) > 1 and _AT_PLACE.search(frame.ahead(row[0].start, 8)):
            row = row[1:]  # "… tham chiến ở X, Y và Z đã ký"
        return _without_witnesses(frame, _all_as_states(frame, row))
    return _without_witnesses(frame, subject_of(frame, cue, BODIES))


def _all_as_states(frame: Frame, row: list[Actor]) -> list[Actor]:
    """ "Quốc vương X, Y và Z đã ký": the office that opens a row of states is of one of them."""
    land = frame.of(row[0]).country if row[0].kind == "office" else None
    if not land or len(row) < 2 or {a.kind for a in row[1:]} != {"country"}:
        return row
    words = frame.text[row[0].start : row[0].end].split()
    name = next((n for k in range(1, len(words)) if _codes().get(n := " ".join(words[k:])) == land), None)
    if name is None:
        return row
    end = row[0].end
    return [Actor(kind="country", start=end - len(name), end=end, country=land, organisation=_state(land)), *row[1:]]


def _without_witnesses(frame: Frame, actors: list[Actor]) -> list[Actor]:
    """The actors without those of "trước sự chứng kiến của A và B"."""
    watching = [row for a in frame.after(frame.start, PEOPLE) if (row := _row_of_witnesses(frame, a))]
    spans = {(a.start, a.end) for row in watching for a in row}
    return [a for a in actors if (a.start, a.end) not in spans]


def _outside_places(frame: Frame, actors: list[Actor]) -> list[Actor]:
    """The actors that are no part of a place ("tại Washington, Mỹ")."""
    return [a for a in actors if not any(s.start <= a.start < s.end for s in frame.sentence.spots)]


_AT_PLACE = pattern(r"\b(?:tại|ở)\s+$")


def _without_place(frame: Frame, start: int, end: int) -> str:
    """The lowered words between two offsets without "tại X"."""
    for spot in frame.sentence.spots:
        if start <= spot.start and spot.end <= end:
            return _AT_PLACE.sub("", frame.gap(start, spot.start)) + frame.gap(spot.end, end).lstrip(" ,")
    return frame.gap(start, end)


@cache
def _states() -> dict[str, str]:
    """The short names of states by their codes."""
    rows = lexicon.countries()
    return {code: name for code, name, kind, _ in reversed(rows) if kind == "short"}


def _state(code: str) -> str:
    """The short name of a state; the code itself for one without."""
    return _states().get(code, code)


_BRACKET = regex.compile(r"\(([^()]+)\)\s*$")


@cache
def _codes() -> dict[str, str]:
    """The codes of states by their names."""
    return {name: code for code, name, _, _ in lexicon.countries()}


def _land_behind(words: str) -> str | None:
    """The state of "tỉnh A (Trung Quốc)"."""
    told = _BRACKET.search(words)
    return _codes().get(told[1].strip()) if told else None


def _land_inside(group: Actor, start: int, end: int) -> str | None:
    """The one state that a group names between two offsets: "đại diện | Bộ A của X | và Bộ B của Y"."""
    lands = {m.country for m in group.members if m.kind == "country" and start <= m.start < end}
    return next(iter(lands)) if len(lands) == 1 else None


# "UBND thành phố A, Tập đoàn B và Công ty C (Nhật Bản)", "Đại diện tỉnh A và tỉnh B (Trung Quốc)"
_SEVERAL_BODIES = pattern(r"(?:,|\svà)\s+(?=(?:<signing_body>)\b)", regex.IGNORECASE)
_SENT_BY = pattern(r"(?:đại diện|lãnh đạo)\s+", regex.IGNORECASE)


def _each_body(frame: Frame, actor: Actor) -> list[Actor]:
    """The bodies that one list of names holds; the country told is the last one's."""
    if actor.kind not in ("organisation", "group"):
        return [actor]
    sent = _SENT_BY.match(frame.text, actor.start, actor.end)
    start = sent.end() if sent else actor.start
    cuts = list(_SEVERAL_BODIES.finditer(frame.text, start, actor.end))
    if not cuts and not (actor.kind == "organisation" and _land_behind(frame.text[start : actor.end])):
        return [actor]
    starts, ends = [start, *(c.end() for c in cuts)], [*(c.start() for c in cuts), actor.end]
    last = len(starts) - 1
    return [
        Actor(
            kind="organisation",
            start=a,
            end=b,
            organisation=_BRACKET.sub("", frame.text[a:b]).strip(),
            country=_land_behind(frame.text[a:b])
            or _land_inside(actor, a, b)
            or (actor.country if i == last else None),
            level=actor.level,
        )
        for i, (a, b) in enumerate(zip(starts, ends, strict=True))
    ]


def _mixed(parts: list[Part]) -> bool:
    """A bare state beside a company or a village: "Hợp tác xã Lễ Pháp … ký với xã B"."""
    if not any(p.side.kind == "country" for p in parts):
        return False
    if any(p.side.kind == "person" and not p.side.official for p in parts):
        return True  # "Giám đốc Công ty A ký bản ghi nhớ với đối tác Trung Quốc"
    return any(
        p.side.kind == "organisation" and not p.side.international and not p.side.label.lower().startswith(_OF_STATE)
        for p in parts
    )


_OF_STATE = ("chính phủ", "chính quyền", "bộ ", "liên minh")


def _of_two_lands(frame: Frame, actors: list[Actor]) -> list[Part]:
    """The actors as parties, when each can sign and they are of different countries; the one of which nothing is said
    is of home beside a foreign one, if its name can be."""
    each = [one for actor in actors for one in _each_body(frame, actor)]
    parts = [p for p in parts_of(frame, each, "party") if _signs(p.side)]
    lands = {p.side.country for p in parts}
    if lands - {None, "VN"} and not any(p.side.international for p in parts):
        for part in parts:
            if part.side.country is None and _may_be_of_home(part.side):
                part.side.country = "VN"
    lands = {p.side.country for p in parts if p.side.country or p.side.international}
    return parts if len(parts) >= 2 and len(lands) >= 2 and not _mixed(parts) else []


def _signs(side: Side) -> bool:
    """A state, a body, a company; people by their office; no club, no office alone."""
    if side.kind not in _SIGNERS or is_club(side) or side.level == "media":
        return False
    return side.kind != "person" or side.official or any(o.level == "business" for o in side.offices)


def _may_be_of_home(side: Side) -> bool:
    """ "Tổng công ty Cổ phần Bảo hiểm": a body whose name has no foreign letter."""
    return side.kind == "organisation" and not _LETTERS_ABROAD.search((side.organisation or "").lower())


# "được ký trước sự chứng kiến của Thủ tướng A và Thủ tướng B"
_WITNESSED = pattern(r"\b(?:chứng kiến|có mặt) của\s+(?:(?:<address>|các|hai)\s+)*$")


def _witnesses(frame: Frame) -> list[Part]:
    """The A and the B of "được ký trước sự chứng kiến của A và B"."""
    for actor in frame.after(frame.start, PEOPLE):
        if row := _row_of_witnesses(frame, actor):
            parts = [p for p in parts_of(frame, row, "party") if p.side.official]
            return parts if len({p.side.country for p in parts} - {None}) == 2 else []
    return []


def _row_of_witnesses(frame: Frame, actor: Actor) -> list[Actor]:
    """The list that begins with an actor right behind "sự chứng kiến của"; empty elsewhere."""
    return frame.list_right(actor, PEOPLE) if _WITNESSED.search(frame.ahead(actor.start, 40)) else []


def _companies(frame: Frame, cue: Cue) -> list[Part]:
    """Two companies of two states, or those who head them: "ông A, Chủ tịch Tập đoàn X, và ông B, giám đốc Y ký"."""
    parts = [
        p
        for p in parts_of(frame, subject_of(frame, cue, BODIES), "party")
        if p.side.country is not None and (p.side.official or p.side.level == "business") and p.side.kind != "office"
    ]
    return parts if len(parts) == 2 and parts[0].side.country != parts[1].side.country else []


def _signers(frame: Frame, cue: Cue) -> list[Part]:
    """ "được ký kết giữa A, B và C": the bodies that signed."""
    nexts = frame.after(cue.end, BODIES)
    if not nexts or not _BETWEEN.match(frame.gap(cue.end, nexts[0].start)):
        return []
    parts = parts_of(frame, frame.list_right(nexts[0], BODIES), "party")
    return parts if any(p.side.official for p in parts) else []


def _partner(frame: Frame, cue: Cue) -> list[Part]:
    """The B of "A ký hiệp định với B"."""
    others = [
        a
        for a in frame.after(cue.end, BODIES)
        if len(frame.gap(cue.end, a.start)) < 120 and _WITH.search(frame.gap(cue.end, a.start))
    ]
    return [p for p in parts_of(frame, others[:1], "party") if p.side.official or _is_known_company(p)]


def _is_known_company(part: Part) -> bool:
    """A company of a known country."""
    return part.side.level == "business" and part.side.country is not None


# "đã ký Tuyên bố chung", "công bố toàn văn Tuyên bố chung"
_ISSUES = pattern(r"\b(?:ra|thông qua|ký|đưa ra|công bố|toàn văn)\s+(?:\S+\s+){0,2}$")
# "Tuyên bố chung về …", "Tuyên bố chung Việt Nam - Lào"
_TITLE = pattern(r"^\s*(?:về|giữa|việt nam|nga|trung|\p{L}+\s*[-–])")


_STATES_DO = pattern(r"\b(?:việt nam và|và việt nam)\b[^,;.]{0,40}$")
# "các ngoại trưởng của bốn nước ra tuyên bố chung": not the two of the page
_SEVERAL = pattern(
    r"\b(?:ba|bốn|năm|sáu|bảy|các|nhiều|\d+)\s+(?:nước|bên|quốc gia|ngoại trưởng|bộ trưởng|nhà lãnh đạo|thành viên)\b"
)
# "Tuyên bố chung giữa hai miền (Triều Tiên)": of two that the sentence does not name
_OF_TWO_PARTS = pattern(r"\s*giữa\s+hai\s+(?:miền|đảng|bờ|chính quyền)\b")
_PRIVATE = frozenset(["business", "media"])


# "Trong tuyên bố chung được đưa ra sau cuộc gặp giữa hai nhà lãnh đạo"
_ISSUED = pattern(
    r"\s*(?:được (?:đưa ra|công bố|ký kết|ký|thông qua)|đưa ra|công bố)\s+(?:ngay\s+|vào\s+)?(?:sau|tại|trong|cuối)\b"
)


# "sắp đến kỷ niệm 50 năm ngày ký kết | Thông cáo chung X"
_SINCE_SIGNED = pattern(r"\b(?:năm|ngày)\s+(?:hai (?:nước|bên)\s+)?(?:ký kết|ký|ra|công bố)\b")


def _stating_parties(frame: Frame, cue: Cue, page: Page, before: str, after: str) -> list[Part]:
    """ "Hai bên ra Tuyên bố chung", as a headline "Tuyên bố chung Việt Nam - Lào"."""
    words = frame.gap(cue.start, cue.end)
    headline = frame.region == "headline"
    if _OF_TWO_PARTS.match(after) or _SINCE_SIGNED.search(before[-24:] + words[:8]):
        return []
    if _IN_STATEMENT.search(before) and (stating := _who_state(frame, cue)):
        return stating
    if not (headline or _ISSUED.match(after) or words.startswith(("ra", "thông qua")) or _ISSUES.search(before[-24:])):
        return []
    if "nâng cấp" in after[:60] or (headline and not words.startswith("ra") and not _TITLE.match(after)):
        return []
    sides = [p for p in parts_of(frame, subject_of(frame, cue, BODIES), "party") if p.side.official]
    if len(sides) == 2 and len({p.side.country for p in sides}) == 2:
        return sides  # "Tổng Bí thư A và Tổng thống B đã ra Tuyên bố chung"
    if _told_of_states(frame, cue, before):
        return _two_states(frame)
    if several := _states_that_state(frame, cue):
        return several
    pair, states = _pair(frame, cue, page), _two_states(frame)
    settled = all(p.side.country is not None or p.side.international for p in pair)
    if len(states) == 2 and settled and {p.side.country for p in pair} != {p.side.country for p in states}:
        return states  # "hai bên ra Tuyên bố chung về quan hệ Việt Nam - Lào"
    if not _BOTH.search(before) and (_SEVERAL.search(before) or not _is_by(frame, cue, pair)):
        return []
    parts = pair if len(pair) >= 2 else states
    return [] if any(p.side.level in _PRIVATE for p in parts) else parts


# "Trong (một) tuyên bố chung (ngày 3/4), (bốn nước gồm) A, B và C đã kêu gọi"
_IN_STATEMENT = pattern(r"(?:^|,)\s*(?:trong|qua|theo)\s+(?:một\s+|bản\s+)*$")
_ITS_DAY = pattern(r"[^,;]{0,70},\s*(?:(?:các|hai|ba|bốn|năm|\d+)\s+nước\s+(?:(?:bao )?gồm\s+)?)?(?:<address>\s+)*")


def _who_state(frame: Frame, cue: Cue) -> list[Part]:
    """The row of heads or of states behind "Trong một tuyên bố chung, …", of two states or more."""
    nexts = frame.after(cue.end, STATES, frame.clause_end(cue.end))
    first = next((a for a in nexts if _ITS_DAY.fullmatch(frame.gap(cue.end, a.start))), None)
    row = frame.list_right(first, STATES) if first is not None else []
    while row and (more := _behind_short_name(frame, row[-1])):
        row += more
    parts = parts_of(frame, row, "party")
    states = all(p.side.kind == "country" for p in parts)
    heads = all(p.side.kind in ("person", "office") and p.side.official for p in parts)
    lands = {p.side.country for p in parts}
    return parts if len(parts) >= 2 and (states or heads) and len(lands) == len(parts) and None not in lands else []


# "(ba nước) A, B và C (đã) ra tuyên bố chung"
_STATE_IT = pattern(
    r"\s*(?:(?:đã|vừa|sẽ|còn|cũng|cùng|hôm qua|hôm nay|ngày \S+|hôm \S+)\s+)*"
    r"(?:ra|đưa ra|công bố|thông qua|ký)?\s*(?:một\s+|bản\s+)*"
)
_COUNTRIES = frozenset(["country"])
_GROUPS = frozenset(["group"])


_SHORT_NAME = pattern(r"\s*\(\p{L}{2,6}\)\s*(?:,|và)\s*")


def _behind_short_name(frame: Frame, state: Actor) -> list[Actor]:
    """The rest of a row behind a state with its letters in brackets: "A, B (UAE) và C"."""
    nexts = [a for a in frame.after(state.end, _COUNTRIES) if a.country != state.country]
    if state.kind != "country" or not nexts or not _SHORT_NAME.fullmatch(frame.gap(state.end, nexts[0].start)):
        return []
    return frame.list_right(nexts[0], STATES)


def _states_that_state(frame: Frame, cue: Cue) -> list[Part]:
    """The states of "A, B và C ra tuyên bố chung", the first of which begins the sentence, or "lãnh đạo A, B và C"."""
    for group in frame.before(cue.start, _GROUPS, frame.clause_start(cue.start))[:1]:
        led = _LEADERS.match(frame.gap(group.start, group.end)) and _STATE_IT.fullmatch(frame.gap(group.end, cue.start))
        parts = parts_of(frame, list(group.members), "party") if led else []
        if len({p.side.country for p in parts}) == len(parts) >= 2 and not frame.oblique(group):
            return parts
    for actor in frame.before(cue.start, _COUNTRIES, frame.clause_start(cue.start))[:1]:
        if not _STATE_IT.fullmatch(frame.gap(actor.end, cue.start)):
            return []
        row = _row_with_short_names(frame, actor, frame.clause_start(cue.start))
        row = [*_leader_before(frame, row[0]), *row]
        parts = parts_of(frame, row, "party")
        return parts if len({p.side.country for p in parts}) >= 2 and not frame.oblique(row[0]) else []
    return []


_LEADERS = pattern(r"(?:các )?(?:nhà )?(?:lãnh đạo|ngoại trưởng|thủ tướng|bộ trưởng)\b")
_JOINED = pattern(r"\s*(?:,|và)\s*")


def _leader_before(frame: Frame, state: Actor) -> list[Actor]:
    """The "lãnh đạo A" of "lãnh đạo A, B và C ra tuyên bố chung": those of B and C are told by their states."""
    for actor in frame.before(state.start, BODIES, frame.clause_start(state.start))[:1]:
        led = actor.kind in ("group", "office") and _LEADERS.match(frame.gap(actor.start, actor.end))
        joined = _JOINED.fullmatch(frame.gap(actor.end, state.start))
        return [actor] if led and joined and actor.country not in (None, state.country) else []
    return []


_IN_BRACKET = pattern(r"\s*\(\s*")
_OUT_OF_BRACKET = pattern(r"\s*\)\s*(?:,|và)\s*")


def _row_with_short_names(frame: Frame, last: Actor, since: int) -> list[Actor]:
    """The row that ends with the state, also behind "X (UAE)": the state has its short name behind it in brackets."""
    row = frame.group_left(last, _COUNTRIES, since)
    while True:
        before = frame.before(row[0].start, _COUNTRIES, since)[:2]
        if len(before) < 2 or before[0].country != before[1].country:
            return row
        short, state = before
        behind = _OUT_OF_BRACKET.fullmatch(frame.gap(short.end, row[0].start))
        if not behind or not _IN_BRACKET.fullmatch(frame.gap(state.end, short.start)):
            return row
        row = [*frame.group_left(state, _COUNTRIES, since), *row]


def _told_of_states(frame: Frame, cue: Cue, before: str) -> bool:
    """ "Việt Nam và X đã ra Tuyên bố chung", "Năm 2006, hai nước …": not those who meet today."""
    return _STATES_DO.search(before) is not None or _is_of_other_year(frame, cue)


_RIGHT_THEN = pattern(r"\s*(?:kết\s+)?(?:vào\s+|hồi\s+|trong\s+|từ\s+)?$")


def _is_of_other_year(frame: Frame, cue: Cue) -> bool:
    """ "Năm 2006, …" in the body: told of the past."""
    later = [t for t in frame.times if t.year is not None and t.kind in _RAISED_IN and t.start >= cue.end]
    if later and _RIGHT_THEN.match(frame.gap(cue.end, later[0].start)):
        return True  # "Thỏa thuận hai nước ký năm 2011"
    return frame.region == "body" and any(t.year is not None and t.end <= cue.start for t in frame.times)


def _is_by(frame: Frame, cue: Cue, pair: list[Part]) -> bool:
    """Whether those who stand before the verb are of the pair, or nobody stands there."""
    sides = [frame.of(a) for a in subject_of(frame, cue, BODIES)]
    return not sides or any(s.kind == "group" or any(p.side is s for p in pair) for s in sides)


_YEARS_OF = pattern(r"\bnăm\s+(?:kể từ\s+)?(?:khi\s+)?(?:hai nước\s+|hai bên\s+)?(?:chính thức\s+)?$")
_RELATION = pattern(r"\b(?:đối tác|quan hệ)\b")


def _raising_parties(frame: Frame, cue: Cue, page: Page, before: str, after: str) -> list[Part]:
    """ "Việt Nam và Lào nâng cấp quan hệ lên Đối tác …", "hai nước nâng cấp quan hệ"."""
    words = frame.gap(cue.start, cue.end)
    if not _RELATION.search(words + after[:60]):
        return []
    if _YEARS_OF.search(before):
        return []  # "sau hơn năm năm thiết lập quan hệ đối tác chiến lược"
    sides = [p for p in parts_of(frame, subject_of(frame, cue, BODIES), "party") if p.side.official]
    if len(sides) == 2 and len({p.side.country for p in sides}) == 2:
        return sides  # "Thủ tướng A và Thủ tướng B thống nhất nâng cấp quan hệ"
    parts = _two_states(frame)
    if not parts and (_BOTH.search(before) or _BOTH.search(words + after[:40])):
        return _pair(frame, cue, page)
    return parts


def _pair(frame: Frame, cue: Cue, page: Page) -> list[Part]:
    """The two of the contact told before; none when the sentence names somebody of a third state."""
    pair = page.last_pair(leaders=True)
    states = {side.country for side in pair}
    if any(a.kind in PEOPLE and frame.of(a).country not in {None, *states} for a in frame.sentence.actors):
        return []
    return [Part(side, "party", (cue.start, cue.end)) for side in pair]


def _two_states(frame: Frame) -> list[Part]:
    """The two states that a sentence names, when it names just two."""
    seen: dict[str, Actor] = {}
    for actor in frame.sentence.actors:
        if actor.kind == "country" and actor.country:
            seen.setdefault(actor.country, actor)
    if len(seen) != 2:
        return []
    return [Part(frame.of(a), "party", (a.start, a.end)) for a in seen.values()]


_FORMS = {"signing": _signing_parties, "statement": _stating_parties}
