"""Meetings and calls: "A tiếp B", "A hội kiến B", "A và B hội đàm", "cuộc điện đàm giữa A và B", "hai bên hội đàm"."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import regex

from banggiao.event.circumstances import (
    RETOLD,
    day_of,
    day_taken_up,
    follows,
    is_denied,
    is_highlight,
    land_gone_from,
    meets_plane,
    place_of,
    status_of,
)
from banggiao.event.draft import Draft, Page, Part
from banggiao.event.frame import BODIES, IN_PICTURE, PEOPLE, STATES, Frame
from banggiao.event.offices import LEADING
from banggiao.event.people import Side
from banggiao.event.sides import (
    each_of,
    head_of,
    head_of_all,
    is_aside,
    is_contact,
    is_fronted,
    is_retinue,
    leader_of,
    object_of,
    others_of,
    parts_of,
    spot_behind,
    subject_of,
    without_crowd,
)
from banggiao.event.words import listed, pattern, ranks
from banggiao.model import Actor, Cue, Spot, TimeWord


class Kind(NamedTuple):
    """What a sentence tells: type and form of the codebook, and the shape that found it."""

    type: str
    form: str
    rule: str


# --- a meeting told -----------------------------------------------------------------------------------------------

# "có cuộc gặp", "chủ trì các cuộc hội đàm": such a noun tells the contact as a verb does
_HOLDS = pattern(r"\b(?:có|tiến hành|dự|chủ trì|bước vào)\s+(?:các\s+|những\s+|nhiều\s+)?$")


# "Đây là lần thứ hai A gặp B": of the contact just told
_THIS_IS = pattern(r"\s*đây (?:cũng )?là (?:lần|cuộc|buổi)\b")


def tell(frame: Frame, cue: Cue, kind: Kind, parts: list[Part], subject_end: int | None) -> list[Draft]:
    """The contact of these sides with its day and place; none when it is wished or denied, or has one side only."""
    status = status_of(frame, cue, subject_end)
    if status is None and is_denied(frame, cue):
        frame.people.denied.append((kind.type, {id(p.side) for p in parts}))
    if status is None or len({id(p.side) for p in parts}) < 2 or _is_conference(frame, cue, parts):
        return []
    draft = frame.draft(kind.type, kind.form, kind.rule, parts, status)
    carried_out = _is_carried_out(frame, cue)
    draft.time = day_of(frame, cue) if not carried_out else None
    if draft.time is not None and _RECENTLY.search(frame.gap(draft.time.end, cue.start)):
        draft.time = None
    draft.before = day_taken_up(frame, draft.time)
    draft.noun = frame.noun(cue) and not _HOLDS.search(frame.ahead(cue.start, 24))
    draft.noun = draft.noun or _THIS_IS.match(frame.lowered, frame.start) is not None
    draft.follows = draft.time is None and follows(frame, cue)
    draft.recalled = (
        _RECALLED.search(frame.ahead(cue.start, 60)) or _AGO.match(frame.lowered, frame.start)
    ) is not None
    draft.done = _DONE.search(frame.gap(subject_end or frame.clause_start(cue.start), cue.start)) is not None
    draft.left = _left(frame) or land_gone_from(frame, cue)
    draft.aside = _IN_MARGINS.search(frame.gap(frame.start, frame.end)) is not None
    _lend_subject(frame, cue, parts)
    spot = place_of(frame, cue) if not carried_out else None
    if kind.type != "call" or (_is_callers_house(cue, spot) and not _AFTER_CALL.search(frame.ahead(cue.start, 12))):
        draft.stand_at(spot)
    return [draft]


# "(lên đường) tham dự Cuộc gặp giữa Bộ trưởng X với các Bộ trưởng Y"
_ATTENDS = pattern(r"\b(?:tham dự|dự|tham gia)\s+$")


def _is_conference(frame: Frame, cue: Cue, parts: list[Part]) -> bool:
    """Whether the noun of a contact, with a capital inside the sentence, names a conference of nobody by name that
    somebody attends."""
    return (
        cue.start > frame.start
        and frame.noun(cue)
        and frame.text[cue.start].isupper()
        and not any(part.side.name for part in parts)
        and _ATTENDS.search(frame.ahead(cue.start, 12)) is not None
    )


_DONE = pattern(r"\b(?:đã|vừa|mới)\b")
# "Theo hãng tin X ngày 6/2, A gần đây đã hội đàm với B": the day of the news
_RECENTLY = pattern(r",[^;.]*\b(?:gần đây|mới đây|thời gian qua)\s+(?:đã\s+)?(?:tiến hành\s+|có\s+)?$")
# "Sau (khi rời) X, ngày 22/5, A gặp B"
_AFTER_LAND = pattern(r"\s*(?:ngay\s+)?sau\s+(?:khi\s+(?:rời|thăm)\s+|chặng\s+|chuyến thăm\s+)?(?:nước\s+)?")


def _left(frame: Frame) -> str | None:
    """The country that opens a sentence as the one left: "Sau X, A gặp B"."""
    first = frame.sentence.actors[0] if frame.sentence.actors else None
    if first is None or first.kind != "country" or not _AFTER_LAND.fullmatch(frame.gap(frame.start, first.start)):
        return None
    return first.country if frame.gap(first.end, first.end + 1) == "," else None


# "nhằm triển khai nội dung cuộc điện đàm giữa A và B", "thực hiện kết quả hội đàm": of another day and place
_CARRIES_OUT = pattern(
    r"\b(?:triển khai|cụ thể hóa|cụ thể hoá|thực hiện|rà soát|tiếp nối)\s[^;.]{0,30}?"
    r"\b(?:nội dung|kết quả|thành công|thỏa thuận)\s+(?:của\s+)?(?:các\s+)?(?:cuộc\s+|buổi\s+)?$"
)


def _is_carried_out(frame: Frame, cue: Cue) -> bool:
    """Whether a contact is told as the one whose results are carried out."""
    return frame.noun(cue) and _CARRIES_OUT.search(frame.ahead(cue.start, 90)) is not None


# "nhớ lại cuộc gặp với B", "A từng gặp B", "từ khi lên cầm quyền, … trong cuộc gặp với B"
_RECALLED = pattern(
    r"\b(?:nhớ lại|nhớ đến|nhớ tới|gợi nhớ|nhắc lại|nhắc đến|nhắc tới|từng|năm ngoái|năm trước|tháng trước|tuần trước"
    r"|trước đây|lần trước)\b[^;]*$"
)
# "Cách đây 5 năm, hai nhà lãnh đạo đã gặp nhau"
_AGO = pattern(r"\s*cách đây \S+ (?:năm|tháng)\b")
# "gặp B bên lề Hội nghị C": in the country where they attend it
_IN_MARGINS = pattern(r"\bbên lề\b")


_AFTER_CALL = pattern(r"\bsau\s+(?:một\s+)?$")  # "sẽ diễn ra ở X sau cuộc điện đàm giữa A và B"


def _is_callers_house(cue: Cue, spot: Spot | None) -> bool:
    """A call has no place but the one it was made from: "Tại Trụ sở Chính phủ, A điện đàm với B"."""
    return spot is not None and (spot.venue or spot.locality) is not None and spot.end <= cue.start


def _lend_subject(frame: Frame, cue: Cue, parts: list[Part]) -> None:
    """ "A tiếp B và gặp C": the next verb may take this one's subject."""
    ends = [p.span[1] for p in parts if p.span[0] >= cue.start]
    spans = {p.span for p in parts}
    subject = [a for a in frame.sentence.actors if (a.start, a.end) in spans and a.end <= cue.start]
    frame.subjects.append((max(ends, default=cue.end), subject))


# --- receiving ----------------------------------------------------------------------------------------------------

_MANY = pattern(r"\bnhiều\b")
# "được Thủ tướng A tiếp"
_PASSIVE = pattern(r"\bđược\s+(?:\S+\s+){0,6}$")
# "Tại buổi tiếp B, A nói": A comes after a comma
_COMMA = pattern(r"\s*,\s*")
_COMMA_BY_90 = pattern(r"^[^;.]{0,90},\s*$")
# "đã lần lượt tiếp A, B": one by one
_ONE_BY_ONE = pattern(r"\b(?:lần lượt|các cuộc|các buổi|những cuộc)\b")
# "tiếp A, B" of two states: the comma parts them, "tiếp A, có buổi tiếp ngài B" too
_BARE_COMMA = pattern(r"[\s,]*(?:đã |có buổi )?(?:tiếp|gặp)?\s*<address>?")
_COMMA_AND = pattern(r"\s*,\s*và\s*<address>?")  # "tiếp A, B, và C"
_ROYAL = listed("royal")
_CALLERS = frozenset(["business", "envoy", "mass", "academic"])


# "ông A nói tiếp"
_SPOKE_ON = pattern(r"\b<goes_on>\s+$")


def receive(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A (đã) tiếp B", "A có buổi tiếp B", "A tiếp B, C; D": A is host; guests received together or one by one."""
    if cue.shape != "receive" or _SPOKE_ON.search(frame.ahead(cue.start, 14)) or _state_prepares(frame, cue):
        return []
    if meets_plane(frame, cue):
        return []
    if told := _delegation_received(frame, cue, page):
        return told
    if (host := _host_of_party(frame, cue)) is not None:
        return _of_party(frame, cue, page, Kind(cue.type, cue.form, "delegation_received"), [host])
    objects = head_of_all(frame, object_of(frame, cue)) or _given_to(frame, cue) or _first_guest(frame, cue)
    if not objects and (told := _received_by(frame, cue) or _time_given(frame, cue)):
        return told
    if told := _reception_of(frame, cue, [a for a, _ in objects]):
        return told
    if not objects or _MANY.search(frame.gap(cue.end, objects[0][0].start)):
        return []
    subject = subject_of(frame, cue)
    if not subject and is_fronted(frame, cue):
        subject, objects = _host_after(frame, objects)
    hosts = parts_of(frame, subject, "host")
    if not hosts or _is_passive(frame, cue, subject):
        return []
    drafts: list[Draft] = []
    for actors in _received(frame, objects):
        guests = without_crowd(frame, others_of(frame, actors, "guest", hosts))
        if not is_contact(frame, hosts, guests):
            continue
        parts = [*hosts, *guests]
        audience = frame.gap(cue.start, cue.end).endswith("tiếp kiến") and not _at_own_house(frame, cue, hosts)
        if audience and _seeks_audience(guests, hosts):
            parts = [*_in_role(hosts, "guest"), *_in_role(guests, "host")]
        drafts += tell(frame, cue, Kind(cue.type, cue.form, "receive"), parts, subject[-1].end)
    return drafts


# "tiếp và trao Huy hiệu Thành phố cho ông B"
_AND_GIVES = pattern(
    r"\s*(?:và|,)\s+(?:đã\s+)?(?:trao tặng|trao|tặng|gắn)\s+[^,;.]{3,90}?\s(?:cho|tặng)\s+(?:(?:<address>|tân)\s+)*"
)


def _given_to(frame: Frame, cue: Cue) -> list[tuple[Actor, str]]:
    """The B of "A tiếp và trao Huân chương cho B"."""
    for actor in frame.after(cue.end, PEOPLE, frame.clause_end(cue.end)):
        if _AND_GIVES.fullmatch(frame.gap(cue.end, actor.start)):
            return frame.group_right(actor, PEOPLE)[:1]
    return []


# "Vị khách đầu tiên | A tiếp (trong chuyến công du X) là | B"
_GUEST_OF = pattern(r"\b(?:vị|người)\s+khách\s+(?:(?:mời|quốc tế|nước ngoài|đầu tiên|cuối cùng|thứ \S+|mà)\s+)*$")
_GUEST_IS = pattern(r"[^;.]{0,90}?\blà\s+(?:(?:<address>|cựu|tân)\s+)*")


def _first_guest(frame: Frame, cue: Cue) -> list[tuple[Actor, str]]:
    """The B of "Vị khách đầu tiên A tiếp là B"."""
    left = frame.before(cue.start, PEOPLE)[:1]
    if not left or _GUEST_OF.search(frame.ahead(left[0].start, 50)) is None:
        return []
    guests = frame.after(cue.end, PEOPLE)[:1]
    return [(a, "") for a in guests if _GUEST_IS.fullmatch(frame.gap(cue.end, a.start))]


_PREPARES = pattern(r"\b(?:chuẩn bị|sẵn sàng|mong chờ|mong đợi)\s+(?:để\s+)?(?:được\s+)?$")


def _state_prepares(frame: Frame, cue: Cue) -> bool:
    """ "A cho biết X đang chuẩn bị đón tiếp B": the state waits for a guest, A receives nobody."""
    if _PREPARES.search(frame.ahead(cue.start, 24)) is None:
        return False
    left = [a for a in frame.sentence.actors if a.end <= cue.start and a.kind in (*PEOPLE, "country")]
    lands = [a for a in left if a.kind == "country"]
    return bool(lands) and not any(a.kind in PEOPLE and a.start > lands[0].start for a in left)


# "(Đón) tiếp và làm việc với đoàn có ông A", "A tiếp và làm việc với đoàn."
_THE_DELEGATION = pattern(
    r"\s*đoàn(?:\s+công tác|\s+đại biểu)?"
    r"(?:(?:,?\s+về phía [^,;.]{2,40},?)?\s+(có)\s+(?:(?:<address>|các|đại diện)\s*:?\s*)*|\s*(?=[.,;]|$))"
)


def _delegation_received(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "Tiếp đoàn có ông A", "A tiếp và làm việc với đoàn": the only delegation whose head the page names. What was
    told before as work with the body of A, or as a call on those who lead it, is that meeting."""
    heads = {id(side): side for side in frame.people.heads.values()} or _came_last(frame, page)
    the = _THE_DELEGATION.match(frame.lowered, cue.end, frame.end) if heads else None
    if the is None:
        return []
    if the[1]:
        hosts = [a for a in frame.after(cue.end, PEOPLE)[:1] if not frame.gap(the.end(), a.start).strip()]
    else:
        hosts = subject_of(frame, cue, PEOPLE)[:1]
    host = parts_of(frame, hosts, "host")
    if host and len(heads) > 1:  # that of their own state, which met the guests too, is not who they receive
        heads = {k: side for k, side in heads.items() if side.country != host[0].side.country}
    if len(heads) != 1:
        return []
    (head,) = heads.values()
    guest = [Part(head, "guest", (cue.end, the.end()))]
    if not host or host[0].side is head or not is_contact(frame, host, guest):
        return []
    drafts = tell(frame, cue, Kind(cue.type, "receive", "delegation_received"), [*host, *guest], None)
    last = page.drafts[-1] if page.drafts else None
    for draft in drafts:
        draft.follows = draft.time is None
        if (
            last is not None
            and last.type == "meeting"
            and last.form in ("working", "call_on")
            and _is_body_and_guest(last, head, host[0].side)
        ):
            page.drafts.remove(last)
            draft.time, draft.country, draft.follows = draft.time or last.time, draft.country or last.country, False
    return drafts


# "(Cùng ngày,) đoàn đã được | A tiếp", "đoàn đã | hội đàm với A": the delegation told of before
_PARTY = (
    r"(?:^|[,;])\s*(?:(?:cùng ngày|sau đó|trước đó|tiếp đó|cũng trong [^,;.]{2,30}),\s*)?(?:đồng chí và\s+)?đoàn"
    r"(?:\s+(?:công tác|đại biểu))?\s+(?:(?:cũng|đã|sẽ|lần lượt|có|tiến hành|còn|vừa|cuộc|buổi)\s+)*"
)
_PARTY_BY = pattern(_PARTY + r"được\s+(?:<address>\s+)*$")
_PARTY_DOES = pattern(_PARTY + "$")


def _host_of_party(frame: Frame, cue: Cue) -> Actor | None:
    """The A of "đoàn đã được A tiếp"."""
    left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))[:1]
    if not left or frame.noun(cue) or not _PARTY_BY.search(frame.ahead(left[0].start, 80)):
        return None
    return left[0] if _GLADLY.fullmatch(frame.gap(left[0].end, cue.start)) else None


def _of_party(frame: Frame, cue: Cue, page: Page, kind: Kind, others: list[Actor]) -> list[Draft]:
    """The contact of the only delegation whose head the page names, called "đoàn", with those of another state."""
    roles = ("host", "guest") if kind.rule == "delegation_received" else ("party", "party")
    met = parts_of(frame, others, roles[0])
    heads = {id(side): side for side in frame.people.heads.values()} or _came_last(frame, page)
    if met and len(heads) > 1:
        heads = {k: side for k, side in heads.items() if side.country != met[0].side.country}
    if not met or len(heads) != 1:
        return []
    (head,) = heads.values()
    guest = [Part(head, roles[1], (cue.start, cue.end))]
    if any(part.side is head for part in met) or not is_contact(frame, met, guest):
        return []
    return tell(frame, cue, kind, [*met, *guest], None)


_JUST_BEFORE = 250  # characters


def _came_last(frame: Frame, page: Page) -> dict[int, Side]:
    """The guest of the visit told right before: "A cùng đoàn công tác đã đến thăm X. Đón tiếp đoàn có B"."""
    last = page.drafts[-1] if page.drafts else None
    if last is None or last.type != "visit" or not 0 <= frame.start - last.end <= _JUST_BEFORE:
        return {}
    return {id(side): side for side in last.sides("guest")}


def _is_body_and_guest(draft: Draft, head: Side, host: Side) -> bool:
    """Whether a draft is of the guest with a body of the host's country and nobody named."""
    others = [side for side in draft.sides() if side is not head]
    nameless = len(others) == 1 < len(draft.parts) and others[0].kind in ("organisation", "group")
    return nameless and others[0].country == host.country


# "B đã được (ông) A (thân mật) tiếp"
_BY = pattern(r"\bđược\s+(?:<address>\s+)*$")
_GLADLY = pattern(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:(?:và|cùng)\s+(?:phu nhân|phu quân|hoàng hậu)\b[^,;.]{0,30}?\s)?"
    r",?\s*(?:thân mật|trọng thể|nồng nhiệt|ân cần|đã|xã giao|dành (?:sự|cuộc|buổi))?\s*"
)


def _received_by(frame: Frame, cue: Cue) -> list[Draft]:
    """ "B (đã) được A tiếp (thân mật)": the guest first."""
    left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
    if frame.noun(cue) or not left or not _GLADLY.fullmatch(frame.gap(left[0].end, cue.start)):
        return []
    if told := _received_one_by_one(frame, cue, left):
        return told
    host, rest = left[0], left[1:]
    if rest and frame.gap(rest[0].end, host.start).strip() in (",", ", bà", ", ông"):
        host, rest = rest[0], rest[1:]  # "được Chủ tịch Quốc hội X, bà A tiếp"
    if not _BY.search(frame.ahead(host.start, 24)):
        return []
    guest = next((a for a in rest if not frame.oblique(a) or frame.oblique(a) == "do"), None)
    if guest is None:
        return []
    hosts, guests = parts_of(frame, [left[0]], "host"), parts_of(frame, [guest], "guest")
    if not is_contact(frame, hosts, guests):
        return []
    return tell(frame, cue, Kind(cue.type, cue.form, "received_by"), [*hosts, *guests], left[0].end)


_ROW_OF_HOSTS = frozenset([",", "và", ", và"])
_IN_TURN = pattern(r"\blần lượt\s+được\s+(?:<address>\s+)*$")


def _received_one_by_one(frame: Frame, cue: Cue, left: list[Actor]) -> list[Draft]:
    """ "B (đã) lần lượt được A, C và D tiếp": one meeting each."""
    size = 1
    while size < len(left) and frame.gap(left[size].end, left[size - 1].start).strip() in _ROW_OF_HOSTS:
        size += 1
        if _IN_TURN.search(frame.ahead(left[size - 1].start, 40)):
            break
    else:
        return []
    guests = parts_of(frame, [a for a in left[size:] if frame.oblique(a) in (None, "do")][:1], "guest")
    drafts: list[Draft] = []
    for host in reversed(left[:size]):
        hosts = parts_of(frame, [host], "host")
        if guests and is_contact(frame, hosts, guests):
            drafts += tell(frame, cue, Kind(cue.type, cue.form, "received_by"), [*hosts, *guests], left[0].end)
    return drafts


# "buổi tiếp của A với B", "buổi tiếp của A dành cho B"
_FOR_GUEST = pattern(r"\s*,?\s*(?:với|dành cho|đối với)\s+(?:<address>\s+)*")
# "buổi tiếp B của A", "buổi tiếp B tại trụ sở của A" is not so
_BY_HOST = pattern(r"\s+của\s+(?:<address>\s+)*")
# "Đây là khẳng định của A tại buổi tiếp B"
_WORDS_OF = pattern(
    r"\b(?:khẳng định|phát biểu|ý kiến|chia sẻ|nhận định|thông tin|đề nghị|tuyên bố|mong muốn|yêu cầu|cam kết)"
    r"\s+(?:được\s+)?(?:của|do)\s+(?:<address>\s+)*$"
)
_AT_RECEPTION = pattern(r"\s*,?\s*(?:khi|tại|trong|nhân)\s+(?:buổi\s+|cuộc\s+)?")
# "A dành cho B một buổi tiếp", "A dành thời gian tiếp B" is told by the verb
_GIVES = pattern(r"\s*,?\s*(?:đã\s+|vừa\s+)?dành cho\s+(?:<address>\s+)*")
_A_RECEPTION = pattern(r"\s*(?:một\s+)?(?:buổi\s+|cuộc\s+)?")
# "B cảm ơn A đã dành thời gian tiếp"
_THANKS = pattern(r"[^;.]{0,60}\b(?:cảm ơn|cám ơn|biết ơn)\s+(?:<address>\s+)*")
_TOOK_TIME = pattern(r"\s*đã\s+(?:dành\s+(?:nhiều\s+)?thời gian\s+)?(?:đón\s+)?$")


def _reception_of(frame: Frame, cue: Cue, objects: list[Actor]) -> list[Draft]:
    """ "buổi tiếp của A với B", "buổi tiếp B của A", "khẳng định của A tại buổi tiếp B": A is the host."""
    host: list[Actor] = []
    guests: list[Actor] = []
    after = frame.after(objects[-1].end if objects else cue.end, PEOPLE, frame.clause_end(cue.end))
    if not objects and len(after) >= 2 and _OF.fullmatch(frame.gap(cue.end, after[0].start)):
        if _FOR_GUEST.fullmatch(frame.gap(after[0].end, after[1].start)):
            host, guests = after[:1], after[1:2]
    elif objects and len(objects) == 2 and _OF.fullmatch(frame.gap(cue.end, objects[0].start)):
        host, guests = objects[:1], objects[1:]
    elif objects and frame.noun(cue) and after and _BY_HOST.fullmatch(frame.gap(objects[-1].end, after[0].start)):
        host, guests = after[:1], objects
    elif objects:
        left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
        if (
            left
            and _AT_RECEPTION.fullmatch(frame.gap(left[0].end, cue.start))
            and _WORDS_OF.search(frame.ahead(left[0].start, 60))
        ):
            host, guests = left[:1], objects
    hosts, received = parts_of(frame, host, "host"), without_crowd(frame, parts_of(frame, guests, "guest"))
    if not host or not is_contact(frame, hosts, received):
        return []
    return tell(frame, cue, Kind(cue.type, cue.form, "reception"), [*hosts, *received], None)


def _time_given(frame: Frame, cue: Cue) -> list[Draft]:
    """ "A đã dành cho B một buổi tiếp", "B cảm ơn A đã dành thời gian tiếp"."""
    left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
    if len(left) < 2:
        return []
    near, far = left[0], left[1]
    between, behind = frame.gap(far.end, near.start), frame.gap(near.end, cue.start)
    if _GIVES.fullmatch(between) and _A_RECEPTION.fullmatch(behind):
        host, guest = far, near
    elif _THANKS.fullmatch(between) and _TOOK_TIME.fullmatch(behind):
        host, guest = near, far
    else:
        return []
    hosts, guests = parts_of(frame, [host], "host"), parts_of(frame, [guest], "guest")
    if not is_contact(frame, hosts, guests):
        return []
    return tell(frame, cue, Kind(cue.type, cue.form, "reception"), [*hosts, *guests], None)


def _host_after(frame: Frame, objects: list[tuple[Actor, str]]) -> tuple[list[Actor], list[tuple[Actor, str]]]:
    """ "Tại buổi tiếp B, A nói", "Tiếp B nhân …, A nói": the host comes after; the host and the guests."""
    last = objects[-1][0]
    later = frame.after(last.end, PEOPLE)
    if (
        len(objects) >= 2
        and last.kind == "office"
        and later
        and _COMMA_BY_90.match(frame.gap(last.end, later[0].start))
    ):
        return [later[0]], objects[:-1]  # "tiếp Hoàng hậu B, Đặc phái viên của … cho phát triển, A nói": B's office
    if len(objects) >= 2 and last.kind in PEOPLE and _COMMA.fullmatch(frame.gap(objects[-2][0].end, last.start)):
        return [last], objects[:-1]
    if later and _COMMA_BY_90.match(frame.gap(last.end, later[0].start)):
        return [later[0]], objects
    return [], objects


def _is_passive(frame: Frame, cue: Cue, subject: list[Actor]) -> bool:
    """ "B được Thủ tướng A tiếp": the guest stands before "được"."""
    return len(subject) == 1 and _PASSIVE.search(frame.gap(subject[0].start, cue.start)) is not None


# "Tại Trụ sở Chính phủ, Thủ tướng A tiếp kiến Quốc vương X": no king's house
_OUR_HOUSES = frozenset(
    ["trụ sở chính phủ", "văn phòng chính phủ", "phủ chủ tịch", "nhà quốc hội", "trụ sở trung ương đảng"]
)


def _at_own_house(frame: Frame, cue: Cue, hosts: list[Part]) -> bool:
    """Whether officials of home receive in a house of theirs."""
    spot = place_of(frame, cue)
    ours = all(p.side.country == "VN" for p in hosts)
    return ours and spot is not None and (spot.venue or "").lower() in _OUR_HOUSES


_LEADERS_OF_STATE = pattern(r"\b(?:đảng|nhà nước|chính phủ|quốc hội|nước)\b")


def _seeks_audience(guests: list[Part], hosts: list[Part]) -> bool:
    """ "A tiếp kiến Nhà vua": in the older usage the visitor is received in audience."""
    if _has_monarch(guests):
        return not _has_monarch(hosts)
    # a company's head or an ambassador is received by a leader, whatever stands first
    return any(p.side.level in LEADING for p in guests) and all(
        p.side.level in _CALLERS or (p.side.kind == "group" and not _LEADERS_OF_STATE.search(p.side.label.lower()))
        for p in hosts
    )


def _has_monarch(parts: list[Part]) -> bool:
    """Whether one of them is a king, an emperor, the pope."""
    return any(o.head in _ROYAL for p in parts for o in p.side.offices)


def _in_role(parts: list[Part], role: str) -> list[Part]:
    """The same sides in another role."""
    return [Part(p.side, role, p.span) for p in parts]


def _received(frame: Frame, objects: list[tuple[Actor, str]]) -> list[list[Actor]]:
    """Guests of one verb, grouped: ";" or a comma between different countries parts them, "và" joins."""
    apart = _ONE_BY_ONE.search(frame.ahead(objects[0][0].start, 40)) is not None
    groups: list[list[Actor]] = []
    for actor, joint in objects:
        if not groups or apart or _is_next_guest(frame.of(groups[-1][-1]), frame.of(actor), joint):
            groups.append([actor])
        else:
            groups[-1].append(actor)
    return groups


def _is_next_guest(before: Side, side: Side, joint: str) -> bool:
    """ "tiếp A; B", "tiếp A, tiếp B", "tiếp A, B" of two states: received after the other, not with them."""
    if ";" in joint or "tiếp" in joint:
        return True
    same_land = before.country == side.country and (
        side.country is not None or before.international == side.international
    )
    told = before.country is not None and side.country is not None
    return not same_land and (
        _BARE_COMMA.fullmatch(joint) is not None or (told and _COMMA_AND.fullmatch(joint) is not None)
    )


# --- calling on ---------------------------------------------------------------------------------------------------


# verbs that make the caller the guest; "hội kiến" makes both parties
_CALLS_UPON = pattern(r"chào|yết kiến|bái kiến|diện kiến|quốc thư|ủy nhiệm")
# credentials are presented in the state that receives them
_CREDENTIALS = pattern(r"quốc thư|ủy nhiệm")


_GREETS = len("chào")


def call_on(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A hội kiến (với) B"; "B đến chào A": both are parties of a call, the caller is guest only when so said."""
    if cue.shape != "call_on":
        return []
    subject = subject_of(frame, cue)
    if cue.end - cue.start == _GREETS and not (subject and frame.of(subject[-1]).level == "envoy"):
        return []  # "Đại sứ A chào Thủ tướng B" is a call, "A chào B" a greeting
    objects = _presented_to(frame, cue) or [a for a, _ in object_of(frame, cue)]
    kind = Kind("meeting", "call_on", "call_on")
    if not _CALLS_UPON.search(frame.gap(cue.start, cue.end)):
        return _tell_pair(frame, cue, subject, objects, kind, page)
    if any(c.shape == "receive" and c.end <= cue.start for c in frame.sentence.cues):
        return []  # "tiếp B đến chào": told by the receiving
    if not subject and objects and is_fronted(frame, cue):
        subject, objects = _speaker_after(frame, cue, objects)  # "Trong cuộc diện kiến B, A nói"
    if not subject or not objects:
        return []
    drafts: list[Draft] = []
    guests = parts_of(frame, subject, "guest")
    bodies = all(a.kind in ("organisation", "group") for a in objects)
    for received in [objects] if bodies else [[a] for a in objects]:  # "chào Bộ A, Bộ B và C": one event
        hosts = parts_of(frame, received, "host")
        if is_contact(frame, hosts, guests):
            drafts += tell(frame, cue, kind, [*guests, *hosts], subject[-1].end)
    if _CREDENTIALS.search(frame.gap(cue.start, cue.end)):
        for draft in drafts:
            draft.country = draft.country or next((s.country for s in draft.sides("host") if s.country), None)
    return drafts


# "trình thư ủy nhiệm của Chủ tịch nước C | lên Tổng thống B"
_UP_TO = pattern(r"\s(?:lên|tới|đến|cho)\s+(?:<address>\s+)*$")


def _presented_to(frame: Frame, cue: Cue) -> list[Actor]:
    """The B to whom credentials of C are presented."""
    if not frame.gap(cue.start, cue.end).endswith(" của"):
        return []
    nexts = frame.after(cue.end, PEOPLE, frame.clause_end(cue.end))
    return next(([a] for a in nexts if _UP_TO.search(frame.ahead(a.start, 24))), [])


# --- parties ------------------------------------------------------------------------------------------------------

# "tiếp xúc, trao đổi với"
_VERBS_JOINED = pattern(r"\s*(?:,|và)?\s*")
_SESSION = pattern(r"\b(?:buổi|cuộc)\b")
# "tiếp tục làm việc với B để …"
_GOES_ON = pattern(r"\b(?:tiếp tục|phối hợp)\s+$")
# "Bộ A (hiện) đang làm việc với Cục B để điều tra": they work together, no session
_IS_AT_IT = pattern(r"\bđang\s+(?:tích cực\s+|trực tiếp\s+)?$")
_WITH = pattern(r"^(?:,\s*(?:đối thoại|tọa đàm|trao đổi|gặp gỡ))?\s+(?:trực tuyến\s+|trực tiếp\s+)?(?:với|giữa)\b")
# "cuộc gặp của A và B", "cuộc hội đàm song phương giữa A và B", "cuộc gặp vừa qua của A và B"
_OF = pattern(
    r"\s*(?:<light>\s+)*(?:(?:song phương|cấp cao|thượng đỉnh|trực tiếp|vừa qua|vừa rồi|mới đây|gần đây nhất|gần đây"
    r"|mới nhất|đầu tiên|lịch sử|sắp tới|bất ngờ)\s+){0,3}(?:của|giữa)\s+(?:<address>\s+)*"
)
_WITH_OTHER = pattern(r"[^,;.]{0,24}\bvới\s+(?:<address>\s+)*")
_WITH_PRESENCE = pattern(r"\s*(?:với\s+)?sự (?:tham gia|tham dự|có mặt|hiện diện|chứng kiến)\b")
# "hội đàm giữa đoàn đại biểu hai nước"
_OF_BOTH = pattern(r"\b(?:<two_sides>|hai nước)\b")
# "giữa A cùng phu nhân và người đồng cấp B", "giữa A, hiện đang thăm X, và B"
_AND_OTHER = pattern(
    r"^(?:[^,;.]{0,40}|\s*,[^;.]{2,140},\s*|\s*\([^)]{2,140}\)\s*)\b(?:và|với)\s+"
    r"(?:(?:<address>|các|người đồng cấp)\s+)*$"
)
_LISTED = pattern(r"\s*(?:và|;)\s*(?:\S+\s+)?")


# "A và B đã hội đàm trong khuôn khổ | cuộc gặp thường niên giữa hai Thủ tướng"
_WITHIN_TALKS = pattern(r"\btrong khuôn khổ\s+(?:một\s+|các\s+)?$")


def _is_frame_of_talks(frame: Frame, cue: Cue) -> bool:
    """Whether a meeting is only what the talks told before it in the sentence belong to."""
    return (
        frame.noun(cue)
        and _WITHIN_TALKS.search(frame.ahead(cue.start, 30)) is not None
        and any(c.shape == "party" and c.type == cue.type and c.end < cue.start for c in frame.sentence.cues)
    )


def _came_to_work(frame: Frame, cue: Cue) -> bool:
    """ "A tiếp B sang thăm, làm việc với Bộ C": what B came for, no work of A's."""
    words = frame.gap(cue.start, cue.end)
    if not words.startswith(("sang thăm", "đến ", "tới ", "sang ")):
        return False
    near = next(iter(frame.before(cue.start, BODIES)), None)
    subject = subject_of(frame, cue)
    if near is None or not subject or frame.of(near) is frame.of(subject[-1]):
        return False
    if not words.startswith("sang thăm") and frame.gap(near.end, cue.start).strip():
        return False  # "A gặp B, đến thăm và làm việc với C"
    return frame.of(near).country not in (None, *(frame.of(a).country for a in subject))


def _is_name_of_summit(frame: Frame, cue: Cue, first: Actor) -> bool:
    """ "nhất trí có cuộc gặp thượng đỉnh | NATO vào tháng 5": the club that gathers, not whom one meets."""
    return first.kind == "organisation" and frame.gap(cue.start, first.start).endswith("thượng đỉnh ")


def party(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A hội đàm với B", "A và B hội đàm", "cuộc gặp giữa A và B", "hai bên tiến hành hội đàm", calls by telephone."""
    if visited := _visited(frame, cue):
        kind = Kind("meeting", "meet", "visits_person")
        return _tell_two(frame, cue, subject_of(frame, cue, PEOPLE)[:1], visited, kind, None)
    if cue.shape == "visit" and (there := _worked_at(frame, cue)):
        kind = Kind("meeting", "working", "works_at_body")
        return _tell_pair(frame, cue, subject_of(frame, cue), there, kind, page)
    if cue.shape != "party" or _is_second_verb(frame, cue) or (cue.form == "working" and not _is_session(frame, cue)):
        return []
    if _is_frame_of_talks(frame, cue) or _came_to_work(frame, cue):
        return []
    if cue.form == "discussion" and frame.ahead(cue.start, 8) == "quan hệ ":
        return []  # "kỷ niệm 20 năm quan hệ đối thoại giữa X và Y"
    if frame.gap(cue.start, cue.end) == _EXCHANGED and any(
        c.start > cue.end and c.type in ("meeting", "call") and frame.noun(c) for c in frame.sentence.cues
    ):
        return []  # "A và B trao đổi về X trong cuộc điện đàm": the call
    kind = Kind(cue.type, cue.form, "party")
    if lands := _bodies_of_two_states(frame, cue):
        told = any(
            (d.type, d.form) == (cue.type, cue.form)
            and {s.country for s in d.sides()} == {p.side.country for p in lands}
            for d in page.drafts
        )
        return [] if told else tell(frame, cue, kind._replace(rule="of_two_states"), lands, None)
    if again := _taken_up(frame, cue, page) or _held_by_two(frame, cue, kind, page):
        return again
    objects = [a for a, _ in object_of(frame, cue, STATES if cue.type == "call" else BODIES)]
    if cue.form == "discussion" and objects and _is_on_the_phone(frame, cue, objects[0]):
        return []
    if not objects and cue.form == "working" and (there := _at_body_abroad(frame, cue)):
        objects = there
    elif not objects and cue.form == "working":  # "làm việc với Bình Phước"
        objects = [a for a, _ in object_of(frame, cue, BODIES | {"locality"}) if a.country == "VN"]
    if objects and _is_name_of_summit(frame, cue, objects[0]):
        return []
    if cue.type == "call":  # "điện đàm với lãnh đạo các nước A, B và C"
        objects = [one for actor in objects for one in each_of(frame, actor)]
    if objects and (
        (objects[0].kind == "group" and _OF_BOTH.search(frame.gap(cue.end, objects[0].end)))
        or _WITH_PRESENCE.match(frame.gap(cue.end, objects[0].start))
    ):
        objects = []  # "A và B hội đàm giữa đoàn đại biểu hai nước", "… hội đàm với | sự tham gia của C"
    spoken_of = cue.form == "discussion" and not frame.noun(cue)
    if spoken_of and objects and _ABOUT_TWO.match(frame.gap(cue.end, objects[0].start)):
        return []  # "các cố vấn đã thảo luận về một kênh riêng giữa A và B"
    if objects and "giữa" in frame.gap(cue.start, objects[0].start):
        if drafts := _tell_chaired(frame, cue, kind):
            return drafts
        return _as_the_larger(frame, cue, page, _tell_between(frame, cue, objects[0], kind._replace(rule="between")))
    if drafts := _tell_dashed(frame, cue, kind) or _tell_after_talks(frame, cue, kind):
        return drafts
    if drafts := _talks_after_welcome(frame, cue, kind, page):
        return drafts
    if objects and not frame.noun(cue) and _PARTY_DOES.search(frame.ahead(cue.start, 80)):
        return _of_party(frame, cue, page, kind, objects)
    if not objects and (drafts := _tell_within(frame, cue, kind, page) or _tell_press(frame, cue, kind)):
        return drafts
    if cue.form == "discussion" and _told_by_call(frame, page):
        return []
    if frame.noun(cue) and (drafts := _tell_chaired(frame, cue, kind) or _tell_said(frame, cue, objects, kind)):
        return drafts
    if not objects and (drafts := _tell_feasted(frame, cue, kind)):
        return drafts
    if bodies := _bodies_of_session(frame, cue):
        return _tell_two(frame, cue, bodies[:1], bodies[1:], kind._replace(rule="between"), None)
    own = frame.after(cue.end, PEOPLE) if frame.noun(cue) or not frame.ahead(cue.start, 1) else []
    if own and _OF.fullmatch(frame.gap(cue.end, own[0].start)):
        # "cuộc gặp của A và B", "cuộc điện đàm của A với B"
        pair = frame.list_right(own[0], PEOPLE)
        if len(pair) < 2 and own[1:] and _WITH_OTHER.fullmatch(frame.gap(own[0].end, own[1].start)):
            pair = own[:2]
        if len(pair) < 2:
            return []
        return _tell_two(frame, cue, pair[:1], pair[1:2], kind._replace(rule="between"), None)
    return _tell_pair(frame, cue, subject_of(frame, cue), objects, kind, page)


def _as_the_larger(frame: Frame, cue: Cue, page: Page, drafts: list[Draft]) -> list[Draft]:
    """The contact that is the highlight of another lies ahead if all told before it do; nothing if none was told."""
    if not drafts or drafts[0].status != "held" or drafts[0].time or not is_highlight(frame, cue):
        return drafts
    told = {d.status for d in page.drafts}
    if told == {"planned"}:
        for draft in drafts:
            draft.status = "planned"
    return drafts if told else []


_ABOUT_TWO = pattern(r"\s+(?:về|việc|khả năng|kế hoạch|quan hệ)\b[^,;]{0,80}\bgiữa\b")

# "Bộ Công an hai nước (A và B)", "Bộ trưởng Y tế hai nước A - B"
_OF_TWO_STATES = pattern(r"\s*(?:của\s+)?(?:hai|2)\s+nước\s*\(?\s*")
_TWO_JOINED = pattern(r"\s*(?:và|[-–,])\s*")
_BETWEEN_THE_BODIES = pattern(r"\s*(?:song phương\s+|cấp cao\s+)?(?:của|giữa)\s+(?:(?:lãnh đạo|đại diện)\s+)?")
_THE_BODIES_HOLD = pattern(r"\s*\)?\s*,?\s*(?:(?:đã|vừa|sẽ|cùng|có|tiến hành|tổ chức)\s+)*(?:cuộc\s+|buổi\s+)?")
_NAMED_SO = frozenset(["organisation", "office"])
_OF_STATE = LEADING | {"minister", "government", "parliament", "party", "military", "police", "judiciary"}


def _bodies_of_two_states(frame: Frame, cue: Cue) -> list[Part]:
    """The two states of "Bộ Công an hai nước A và B hội đàm", "hội đàm giữa Bộ Công an hai nước (A và B)"; the
    ministers of "Bộ trưởng Y tế hai nước A - B" whom the page names."""
    if " nước" not in frame.gap(frame.start, frame.end):
        return []
    actors = frame.sentence.actors
    for title, one, other in zip(actors, actors[1:], actors[2:], strict=False):
        if (
            title.kind not in _NAMED_SO
            or (title.kind == "office" and title.offices[0].level not in _OF_STATE)
            or (one.kind, other.kind) != ("country", "country")
            or one.country == other.country
            or not _OF_TWO_STATES.fullmatch(frame.gap(title.end, one.start))
            or not _TWO_JOINED.fullmatch(frame.gap(one.end, other.start))
        ):
            continue
        if title.start >= cue.end:
            held = _BETWEEN_THE_BODIES.fullmatch(frame.gap(cue.end, title.start)) is not None
        else:
            alone = not frame.gap(cue.start, cue.end + 8).rstrip().endswith("với")
            held = alone and _THE_BODIES_HOLD.fullmatch(frame.gap(other.end, cue.start)) is not None
        if held:
            parts = [Part(holder_of(frame, title, land), "party", (land.start, land.end)) for land in (one, other)]
            heads = title.kind == "office" and title.offices[0].level in LEADING
            # "cuộc điện đàm giữa Tổng thống hai nước A và B": the page has their names
            return [] if heads and any(part.side.kind == "country" for part in parts) else parts
    return []


def holder_of(frame: Frame, title: Actor, land: Actor) -> Side:
    """Who holds the office for a state, the only one whom the page names so; else the state."""
    words = title.offices[0].head if title.kind == "office" and title.offices else ""
    holders = [
        p
        for p in frame.people.persons
        if words and p.country == land.country and any(o.text.lower().startswith(words) for o in p.offices)
    ]
    return holders[0] if len(holders) == 1 else frame.of(land)


def _is_on_the_phone(frame: Frame, cue: Cue, whom: Actor) -> bool:
    """ "A sẽ thảo luận về dầu mỏ trong cuộc điện đàm ngày 9/9 với B": the call is told."""
    return any(c.type == "call" and cue.end <= c.start and c.end <= whom.start for c in frame.sentence.cues)


# "Cuộc gặp (này) (giữa hai bên) đã diễn ra chiều 3/4 tại X", "Cuộc điện đàm được tiến hành ngày 3/4"
_IS_HELD = pattern(
    r"\s*(?:(?:này|trên|đó|nói trên|kín|riêng|song phương|giữa (?:<two_sides>)(?:\s(?!và\b)[^\s,;]+){0,9}?)\s+)*"
    r"(?:(?:đã|vừa|được|cũng|sẽ|dự kiến)\s+)*(?:diễn ra|tổ chức|tiến hành)\b"
)
_SOURCE = pattern(r"\s*theo\s[^,;.]{2,40},\s*")  # "Theo tờ X, cuộc điện đàm diễn ra tối 3/4, A và B đã …"
_TOLD_HERE = frozenset(["lead", "body"])
_OFFICIALS = frozenset(["person", "office"])


def _taken_up(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A gặp B. Cuộc gặp diễn ra chiều 3/4 tại X.": the contact told last, whose day or place the sentence adds; a
    day that it has already stays. "Theo nguồn tin, cuộc điện đàm diễn ra chiều 16/5": the only one of the page."""
    held = _IS_HELD.match(frame.lowered, cue.end, frame.end)
    if held is None or not frame.noun(cue) or frame.region not in _TOLD_HERE:
        return []
    told = [d for d in page.drafts if d.type == cue.type and d.status != "cancelled" and len(d.parts) >= 2]
    lead_in = frame.gap(frame.start, cue.start)
    if lead_in.strip() and (
        frame.before(cue.start, _OFFICIALS)
        or (frame.after(cue.end, BODIES) and not _SOURCE.fullmatch(lead_in))
        or len({tuple(id(s) for s in d.sides()) for d in told}) > 1
        or any(d.time for d in told)
    ):
        return []
    if not told and not lead_in.strip():
        page.of_headline.append(lambda: _of_headline(frame, cue, page))
    same = [d for d in told if d.form == cue.form] or (told[-1:] if cue.form == "meet" else [])
    if not same:
        return []
    last = same[-1]
    parts = [Part(p.side, p.role, (cue.start, cue.end)) for p in last.parts]
    drafts = tell(frame, cue, Kind(last.type, last.form, "taken_up"), parts, None)
    for draft in drafts:
        draft.noun = True
        draft.time = draft.time or _day_behind(frame, held.end())
        if (last.time is not None and last.time.kind != "month") or last.follows:
            draft.time, draft.follows = None, False
    return [draft for draft in drafts if draft.status == last.status]


def _of_headline(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """The same of the one contact that only the headline tells."""
    told = [d for d in page.drafts if d.type == cue.type and d.status != "cancelled"]
    if not told or any(d.region != "headline" or d.time is not None for d in told):
        return []
    return _taken_up(frame, cue, page) if len({tuple(id(s) for s in d.sides()) for d in told}) == 1 else []


def _day_behind(frame: Frame, at: int) -> TimeWord | None:
    """The day, month or year behind "diễn ra": "(tại X) (vào) ngày 3/4"."""
    day = next((t for t in frame.times if t.start >= at and t.kind in _WITH_DAY), None)
    return day if day is not None and _AT_AND_ON.fullmatch(frame.gap(at, day.start)) else None


def _bodies_of_session(frame: Frame, cue: Cue) -> list[Actor]:
    """The two of "buổi làm việc của Bộ A với Tập đoàn B"."""
    bodies = frame.after(cue.end, BODIES)[:2] if frame.noun(cue) and cue.form == "working" else []
    if len(bodies) < 2 or bodies[0].kind in PEOPLE or not _OF.fullmatch(frame.gap(cue.end, bodies[0].start)):
        return []
    return bodies if _WITH_OTHER.fullmatch(frame.gap(bodies[0].end, bodies[1].start)) else []


_RIGHT_AWAY = pattern(r"\s*(?:<address>\s+)*")


def _visited(frame: Frame, cue: Cue) -> list[Actor]:
    """ "A đến thăm Lãnh tụ X B": the leader of another state whom an official visits."""
    if cue.shape != "visit" or cue.noun or not frame.gap(cue.start, cue.end).endswith("thăm"):
        return []
    nexts = frame.after(cue.end, PEOPLE)[:1]
    if not nexts or nexts[0].kind != "person" or not _RIGHT_AWAY.fullmatch(frame.gap(cue.end, nexts[0].start)):
        return []
    subject = subject_of(frame, cue, PEOPLE)
    sides = [frame.of(a) for a in (*subject[:1], *nexts)]
    two = len(subject) == 1 and all(s.official and s.country for s in sides)
    return nexts if two and len({s.country for s in sides}) == 2 else []


_AT_BODY = pattern(r"\s*(?:tại|ở)\s+(?:(?:trụ sở|cơ sở)\s+(?:của\s+)?)?")


def _worked_at(frame: Frame, cue: Cue) -> list[Actor]:
    """The body of "đã thăm và làm việc tại Tổ chức Nghiên cứu X", one phrase of the tables."""
    words = frame.gap(cue.start, cue.end)
    return [] if cue.noun or "làm việc" not in words else _at_body_abroad(frame, cue)


def _at_body_abroad(frame: Frame, cue: Cue) -> list[Actor]:
    """ "A thăm và làm việc tại Tổ chức Nghiên cứu Khoa học X": the body of another state that one works at, for a guest
    from abroad one of home."""
    nexts = frame.after(cue.end, frozenset(["organisation"]))
    if not nexts or not nexts[0].country or not _AT_BODY.fullmatch(frame.gap(cue.end, nexts[0].start)):
        return []
    subject = subject_of(frame, cue) if nexts[0].country == "VN" else []
    if nexts[0].country == "VN" and not (subject and frame.of(subject[-1]).country not in (None, "VN")):
        return []
    return [] if nexts[0].level == "place" or "thành phố" in frame.gap(nexts[0].start, nexts[0].end) else nexts[:1]


# "Cuộc gặp giữa Đảng X và Đảng Y do A và B đồng chủ trì", "cuộc hội đàm dưới sự chủ trì của A và B"
_CHAIRED_BY = pattern(r"\b(?:do|dưới sự (?:đồng )?chủ trì của)\s+(?:<address>\s+)*$")
_CHAIRS = pattern(r"^[^;.]{0,60}?\bchủ trì\b")


def _tell_chaired(frame: Frame, cue: Cue, kind: Kind) -> list[Draft]:
    """ "Cuộc gặp giữa Đảng X và Đảng Y do A và B đồng chủ trì": those in the chair are the sides."""
    for actor in frame.after(cue.end, PEOPLE, frame.clause_end(cue.end)):
        led = _CHAIRED_BY.search(frame.gap(cue.end, actor.start))
        pair = frame.list_right(actor, PEOPLE) if led else []
        if len(pair) == 2 and (
            "chủ trì" in (led[0] if led else "") or _CHAIRS.match(frame.gap(pair[1].end, frame.end))
        ):
            return _tell_two(frame, cue, pair[:1], pair[1:], kind._replace(rule="chaired"), None)
    return []


# "A nói với B trong cuộc gặp ngày 3/4", "A bắt tay B tại cuộc gặp"
_SAID_TO = pattern(
    r"\b(?:với|cho|tặng|bắt tay|ôm|đón|cảm ơn|cạnh|chất vấn|(?:chuyển|gửi|trao|đưa|nói)(?: \S+){0,3} (?:tới|đến))"
    r"\s+(?:<address>\s+)*$"
)
_THERE = pattern(r"\s*(?:\([^)]{2,20}\))?,?\s*(?:trong|tại|ở|qua|nhân|trước|sau)\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?")


def _tell_said(frame: Frame, cue: Cue, objects: list[Actor], kind: Kind) -> list[Draft]:
    """ "A nói với B trong cuộc gặp": the two of what was said or done there."""
    left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
    if objects or len(left) < 2 or not _THERE.fullmatch(frame.gap(left[0].end, cue.start)):
        return []
    row = frame.group_left(left[0], PEOPLE, frame.clause_start(cue.start))
    rest = [a for a in left if a.end <= row[0].start]
    if len(row) < len(left) and len({frame.of(a).country for a in row}) == 1 and rest:
        told, teller = row[0], rest[0]  # "A tiết lộ với Ngoại trưởng B và Đại sứ C trong một cuộc gặp"
    else:
        row, told, teller = left[:1], left[0], left[1]
    between = frame.gap(teller.end, told.start)
    if len(between) > 90 or not _SAID_TO.search(between) or frame.oblique(teller):
        return []
    return _tell_two(frame, cue, [teller], row, kind._replace(rule="said_to"), None)


# "sau cuộc gặp Trump - Merkel, C nói"
_DASHED = pattern(r"\s*[-–]\s*")


def _tell_dashed(frame: Frame, cue: Cue, kind: Kind) -> list[Draft]:
    """ "cuộc gặp A - B": the two that a dash joins behind the noun, whoever speaks of it."""
    pair = frame.after(cue.end, PEOPLE, frame.clause_end(cue.end))[:2] if frame.noun(cue) else []
    if len(pair) < 2 or frame.gap(cue.end, pair[0].start).strip():
        return []
    if not _DASHED.fullmatch(frame.gap(pair[0].end, pair[1].start)):
        return []
    return _tell_two(frame, cue, pair[:1], pair[1:], kind._replace(rule="between"), None)


# "Trong cuộc điện đàm (ngày 3/4), A đã thảo luận về … với B", "Tại cuộc gặp, A nói với B"
_IN_IT = pattern(r"\b(?:trong|tại|qua)\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?$")
_ITS_DAY = pattern(
    r"(?!\s*(?:gỡ\s+)?(?:báo chí|cử tri|các|nhân|doanh|bà con))(?:(?!\b(?:với|giữa|của)\b)[^;]){0,130}"
    r",\s*(?:cả\s+)?(?:(?:hai|2)\s+)?(?:<address>\s+)*"
)
_TO_OTHER = pattern(
    r"(?![\s,]*<report>\s+(?:rằng|là)?[^,;]*,)[^;]{0,190}"
    r"\b(?:với|cho|tới|hối thúc|thúc giục|đề nghị|kêu gọi|cảm ơn|chúc mừng|bắt tay|mời)\s+"
    r"(?:(?:<address>|các|tân)\s+)*"
)


def _tell_within(frame: Frame, cue: Cue, kind: Kind, page: Page) -> list[Draft]:
    """ "Trong cuộc điện đàm ngày 3/4, A đã thảo luận về … với B": the two, heads or ministers of two states."""
    if not frame.noun(cue) or not _IN_IT.search(frame.ahead(cue.start, 24)):
        return []
    named = frame.after(cue.end, PEOPLE, frame.clause_end(cue.end))
    if not named or not _ITS_DAY.fullmatch(frame.gap(cue.end, named[0].start)):
        return []
    if pair := _pair_inside(frame, named[0]):
        return _tell_two(frame, cue, pair[:1], pair[1:], kind._replace(rule="within"), None)
    first, *others = named
    pair = next(([first, a] for a in others if _TO_OTHER.fullmatch(frame.gap(first.end, a.start))), [])
    if not pair or _tells_of_other(frame, pair):
        return []
    sides = [frame.of(a) for a in pair]
    if not all(s.level in _TALKS_TO for s in sides) or len({s.country for s in sides} - {None}) < 2:
        return []
    if cue.form == "discussion" and any(all(s in d.sides() for s in sides) for d in page.drafts):
        return []  # "A điện đàm với B. Trong cuộc trao đổi, A chúc mừng B": the call told again
    return _tell_two(frame, cue, pair[:1], pair[1:], kind._replace(rule="within"), None)


# "họp báo chung với B | (ngay) sau (cuộc) | hội đàm"
_PRESS_WITH = pattern(r"\bhọp báo\s+(?:chung\s+)?(?:cùng|với)\s+(?:<address>\s+)*$")
_PRESS_AFTER = pattern(r"\s*(?:(?:tại|ở)\s[^,;.]{2,40}?\s)?(?:ngay\s+)?(?:sau|trước)\s+(?:khi\s+)?(?:cuộc\s+|buổi\s+)?")


def _tell_press(frame: Frame, cue: Cue, kind: Kind) -> list[Draft]:
    """ "Trong cuộc họp báo chung với B sau hội đàm tại X, A nói", "A họp báo cùng B sau cuộc gặp": A and B."""
    left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
    if (
        not left
        or not _PRESS_WITH.search(frame.ahead(left[0].start, 40))
        or not _PRESS_AFTER.fullmatch(frame.gap(left[0].end, cue.start))
    ):
        return []
    later = frame.after(cue.end, PEOPLE, frame.clause_end(cue.end))
    teller = left[1] if len(left) > 1 else next(iter(later), None)
    if teller is None or (len(left) < 2 and not _COMMA_BY_90.match(frame.gap(cue.end, teller.start))):
        return []
    sides = [frame.of(teller), frame.of(left[0])]
    if not all(s.level in _TALKS_TO for s in sides) or len({s.country for s in sides} - {None}) < 2:
        return []
    return _tell_two(frame, cue, [teller], left[:1], kind._replace(rule="press"), None)


def _pair_inside(frame: Frame, first: Actor) -> list[Actor]:
    """ "Trong cuộc hội đàm ngày 3/4, A và B nhất trí": those in one row, of two states or more, heads or ministers."""
    row = frame.list_right(first, PEOPLE)
    sides = [frame.of(a) for a in row]
    lands = [s.country for s in sides]
    heads = all(s.level in _TALKS_TO | {"parliament", "party"} for s in sides)
    if len(row) < 2 or None in lands or len(set(lands)) < len(lands) or not heads:
        return []
    return row


def _tells_of_other(frame: Frame, pair: list[Actor]) -> bool:
    """ "Tại cuộc gặp, A cho biết đã điện đàm với B": the two are those of another contact."""
    return any(
        c.form != "discussion" and c.type in ("meeting", "call", "visit") and pair[0].end <= c.start < pair[1].start
        for c in frame.sentence.cues
    )


def _told_by_call(frame: Frame, page: Page) -> bool:
    """ "Trong cuộc điện đàm, A đã thảo luận với B": what was said on the phone is no meeting."""
    last = page.drafts[-1] if page.drafts else None
    return last is not None and last.start == frame.start and last.type == "call" and last.rule == "within"


# "A dự lễ đón, hội đàm và dự chiêu đãi của B"
_FEASTED_BY = pattern(
    r"^\s*(?:và|,)\s*(?:tham dự|dự)\s+(?:tiệc\s+)?chiêu đãi\s+(?:(?:trọng thể|chính thức|cấp nhà nước)\s+)*"
    r"(?:của|do)\s+(?:<address>\s+)*$"
)
# "Ngay sau khi tiến hành hội đàm (và …), A và B chứng kiến lễ ký", "Tại hội đàm, A và B nhất trí"
_AFTER_TALKS = pattern(
    r"\b(?:(sau)|tại|trong)\s+(?:khi\s+)?(?:tiến hành\s+|kết thúc\s+(?:tốt đẹp\s+|thành công\s+)?)?"
    r"(?:cuộc\s+|buổi\s+)?$"
)
_TO_THE_TWO = pattern(
    r"\s*(?:và chứng kiến[^.;]{0,110}"
    r"|(?:vào\s+|hôm\s+)?(?:ngày|hôm|sáng|trưa|chiều|tối|cùng ngày|thứ|chủ nhật)\b[^,;]{0,30})?,\s*(?:cả\s+)?"
)


def _tell_feasted(frame: Frame, cue: Cue, kind: Kind) -> list[Draft]:
    """ "A dự lễ đón, hội đàm và dự chiêu đãi của B": the host of the feast is the other side."""
    nexts = frame.after(cue.end, PEOPLE, frame.clause_end(cue.end))
    if frame.noun(cue) or not nexts or not _FEASTED_BY.match(frame.gap(cue.end, nexts[0].start)):
        return []
    return _tell_two(frame, cue, subject_of(frame, cue), nexts[:1], kind._replace(rule="feasted"), None)


_GIVES_TO = pattern(
    r"\s*(?:đã\s+|và\s+|phu nhân\s+)*(?:chủ trì|trao|tặng|trao tặng)\b(?:[^;.]|\.(?=\S)){3,150}"
    r"\b(?:cho|tặng)\s+(?:<address>\s+)*"
)


def _tell_after_talks(frame: Frame, cue: Cue, kind: Kind) -> list[Draft]:
    """ "Ngay sau (khi tiến hành) hội đàm, A và B chứng kiến lễ ký", "Tại hội đàm, A và B nhất trí": the two of what
    comes after."""
    after = _AFTER_TALKS.search(frame.ahead(cue.start, 40))
    if after is None:
        return []
    nexts = frame.after(cue.end, PEOPLE, frame.clause_end(cue.end))
    if not nexts or not _TO_THE_TWO.fullmatch(frame.gap(cue.end, nexts[0].start)):
        return []
    pair = frame.list_right(nexts[0], PEOPLE)
    if len(pair) == 1:  # "Sau cuộc hội đàm, A đã trao Huân chương cho B"
        given = frame.after(nexts[0].end, PEOPLE, frame.clause_end(cue.end))
        pair += [b for b in given if _GIVES_TO.fullmatch(frame.gap(nexts[0].end, b.start))][:1]
    if len(pair) != 2 or len({frame.of(a).country for a in pair}) < 2:
        return []
    drafts = _tell_two(frame, cue, pair[:1], pair[1:], kind._replace(rule="after_talks"), None)
    own = any(0 <= t.start - cue.end <= _OWN_TIME for t in frame.times)  # "Sau hội đàm (vào) chiều 4/9, A và B"
    for draft in drafts:
        draft.whole_day = after[1] is not None and not own
    return drafts


_AT_TALKS = pattern(r"\s*(?:tại|trong)\s+(?:cuộc\s+|buổi\s+)?")
_THE_TWO_DID = pattern(
    r",\s*(?:cả\s+)?(?:hai|2)\s+"
    r"(?:bên|bộ trưởng|nhà lãnh đạo|vị|thủ tướng|tổng thống|nguyên thủ|tư lệnh|chủ tịch|thứ trưởng)\b"
)


def _talks_after_welcome(frame: Frame, cue: Cue, kind: Kind, page: Page) -> list[Draft]:
    """ "A chủ trì lễ đón B. Tại hội đàm, hai Bộ trưởng đã thống nhất": the two of the welcome, whose talks nothing else
    tells."""
    last = page.drafts[-1] if page.drafts else None
    if last is None or last.form != "welcome" or last.farewell or last.status != "held" or cue.form != "talks":
        return []
    if not _AT_TALKS.fullmatch(frame.gap(frame.start, cue.start)) or not _THE_TWO_DID.match(
        frame.lowered, cue.end, frame.end
    ):
        return []
    pair = last.sides()
    if len(pair) != 2 or any(d.form == "talks" and all(s in d.sides() for s in pair) for d in page.drafts):
        return []
    parts = [Part(side, "party", (cue.start, cue.end)) for side in pair]
    drafts = tell(frame, cue, kind._replace(rule="two_sides"), parts, None)
    for draft in drafts:
        draft.follows = draft.time is None
    return drafts


_OWN_TIME = 5  # characters of " vào " between a contact and its own day


# "có cuộc gặp hẹp và hội đàm với B": first the two alone, then the talks
_NARROW = pattern(r".*\b(?:hẹp|riêng)\s+và\s*", regex.DOTALL)


def _is_second_verb(frame: Frame, cue: Cue) -> bool:
    """ "tiếp xúc, trao đổi với": the first verb gives the form; "điện đàm nhằm thảo luận về …": what it was for."""
    words = frame.gap(cue.start, cue.end)
    if "thảo luận" in words and not words.startswith(("có cuộc", "cuộc")):
        since = frame.clause_start(cue.start)
        if any(c.type in ("meeting", "call") and since <= c.start < cue.start for c in frame.sentence.cues):
            return True
    return any(
        c.shape == cue.shape
        and c.end < cue.start
        and _VERBS_JOINED.fullmatch(frame.gap(c.end, cue.start))
        and not (cue.form == "talks" and _NARROW.fullmatch(frame.gap(c.start, cue.start)))
        for c in frame.sentence.cues
    )


def _is_session(frame: Frame, cue: Cue) -> bool:
    """ "làm việc với B", "A và B có buổi làm việc"; not "làm việc" alone, not "sẽ tiếp tục làm việc với B để …"."""
    if _GOES_ON.search(frame.ahead(cue.start, 12)):
        return False
    if _IS_AT_IT.search(frame.ahead(cue.start, 24)) and all(a.kind not in PEOPLE for a in subject_of(frame, cue)):
        return False
    if frame.gap(cue.start, cue.end).endswith("với") or _WITH.match(frame.gap(cue.end, cue.end + 30)):
        return True
    if _bodies_of_session(frame, cue) or _at_body_abroad(frame, cue):
        return True
    named = _SESSION.search(frame.gap(max(frame.start, cue.start - 6), cue.end))
    return named is not None and len(subject_of(frame, cue)) >= 2


def _tell_between(frame: Frame, cue: Cue, first: Actor, kind: Kind) -> list[Draft]:
    """ "cuộc gặp giữa A và B", "giữa A với B và C"; not "thảo luận việc chuẩn bị cuộc hội đàm giữa A và B"."""
    if not frame.noun(cue) and any(c.noun and cue.end <= c.start < first.start for c in frame.sentence.cues):
        return []
    sides = frame.list_right(first, BODIES)
    if len(sides) < 2:
        rest = frame.after(first.end, BODIES, frame.clause_end(first.end))
        if led := led_delegations(frame, first):
            return _tell_two(frame, cue, led[:1], led[1:], kind, None)
        if not rest or not _AND_OTHER.match(frame.gap(first.end, _with_land(frame, rest[0]))):
            return []
        sides = [first, rest[0]]
    if sides[0].kind == "group" and (attendee := _attendee(frame, cue, sides[0])) is not None:
        return _tell_two(frame, cue, [attendee], [sides[1]], kind, None)
    if len(ours := _of_first_side(frame, sides)) > 1:
        return _tell_two(frame, cue, ours, sides[len(ours) :], kind, None)
    if all(a.kind == "office" and frame.of(a).country is None for a in sides[:2]) and _IN_BOTH.match(
        frame.gap(sides[1].end, frame.end)
    ):
        return []  # "đối thoại 2+2 giữa Ngoại trưởng và Bộ trưởng Quốc phòng hai nước": each state's
    cut = 2  # "giữa A và B, C nói": C is the next subject
    while cut < len(sides) and _LISTED.fullmatch(frame.gap(sides[cut - 1].end, sides[cut].start)):
        cut += 1
    return _tell_two(frame, cue, [sides[0]], sides[1:cut], kind, None)


_IN_BOTH = pattern(r"\s*(?:của\s+)?(?:hai|2|các)\s+(?:nước|bên|quốc gia|phía)\b")
# "giữa Đoàn đại biểu X do A | , Bộ trưởng …, làm trưởng đoàn và | Đoàn đại biểu Y do B dẫn đầu"
_LED_AND = pattern(
    r"[^;.]{0,120}?\b(?:dẫn đầu|làm trưởng đoàn|là trưởng đoàn)\s*,?\s*(?:và|với)\s+(?:(?:<address>|các)\s+)*"
)
_DELEGATIONS = frozenset(["group", "organisation"])


def led_delegations(frame: Frame, first: Actor) -> list[Actor]:
    """Two delegations of a list, the first told with its head."""
    head = head_of(frame, first) if first.kind in _DELEGATIONS else None
    others = frame.after(head.end, _DELEGATIONS, frame.clause_end(first.end)) if head is not None else []
    return next(([first, o] for o in others if head and _LED_AND.fullmatch(frame.gap(head.end, o.start))), [])


_ON_THE_OTHER = pattern(r"\bvới\s+(?:(?:<address>|các)\s+)*$")


def _of_first_side(frame: Frame, sides: list[Actor]) -> list[Actor]:
    """The A and B of "giữa A và B với C và D", of one state: those before the "với"."""
    for k in range(2, len(sides)):
        if _ON_THE_OTHER.search(frame.gap(sides[k - 1].end, sides[k].start)):
            lands = {frame.of(a).country for a in sides[:k]}
            return sides[:k] if len(lands) == 1 and None not in lands else []
    return []


def _with_land(frame: Frame, actor: Actor) -> int:
    """Where the state begins that stands before a name: "giữa hai Tổng thống Mỹ A và Nga B" at "Nga"."""
    for land in frame.after(frame.start, frozenset(["country"]), actor.start):
        if actor.start - land.end == 1 and frame.of(actor).country in (None, land.country):
            return land.start
    return actor.start


_TAKES_PART = pattern(r"\b(?:tham dự|dự|tham gia)\s+(?:các\s+)?(?:cuộc\s+|buổi\s+)?$")


def _attendee(frame: Frame, cue: Cue, group: Actor) -> Actor | None:
    """The A of "A tham dự cuộc gặp giữa đại diện Đảng ta và đại diện Đảng B": who stands for the delegation."""
    if not _TAKES_PART.search(frame.ahead(cue.start, 24)):
        return None
    people = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
    ours = frame.of(group).country
    return next((a for a in people if not frame.oblique(a) and frame.of(a).country == ours), None)


# "Tại cuộc gặp với B, A nói", "Trong cuộc gặp với B trước thềm Hội nghị C ngày 3/4, A nói": characters to the comma
_COMMA_BY_60 = pattern(r"^[^,;.]{0,60},\s*$")
_COMMA_BY_260 = pattern(
    r"^[^;]{0,260},\s*(?:(?:giọng điệu|thái độ|lập trường|quan điểm|chính sách)\s+của\s+)?(?:<address>\s+)*$"
)
_QUOTES = pattern(r"[“\"]")
# "A cho biết, trong cuộc hội đàm với B"
_TELLS_OF = pattern(
    r"\s*(?:\S+\s+){0,3}?(?:<report>,?|đưa ra|bình luận|kêu gọi|cảnh báo|cam kết|bày tỏ)\s*"
    r"(?:với\s+(?:các\s+)?(?:phóng viên|nhà báo|báo chí|báo giới|truyền thông)\s+)?(?:rằng\s+|\S+\s+){0,5}?"
    r"(?:trong|tại|sau)\s+(?:một\s+|các\s+)?(?:cuộc\s+|buổi\s+)?"
)
# "A nói rằng … đã được nêu trong cuộc gặp với B": A, when nobody else stands between
_TELLS_LONG = pattern(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:(?:hôm|ngày|sáng|trưa|chiều|tối)\s[^,;]{1,20}\s)?(?:đã\s+|cũng\s+)*<report>,?\s+(?:rằng\s+)?"
    r"[^;:“”\"]{0,170}\s(?:trong|tại)\s+(?:một\s+|các\s+)?(?:cuộc\s+|buổi\s+)?"
)
_STOP = pattern(r"^\s*[,;.:]")
# "A và B trong cuộc gặp": a caption
_SHOWN = pattern(
    rf"(?:{IN_PICTURE})?"
    r"\s*(?:tại|trong)\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?"
    r"(?:họp báo(?: chung)?\s+(?:ngay\s+)?sau\s+(?:khi\s+)?(?:cuộc\s+|buổi\s+)?)?"
)
# "(được) A và B đưa ra sau cuộc hội đàm", "A và B thông báo sáng kiến trên sau một cuộc gặp tại X"
_DONE_AFTER = pattern(
    r"\s*(?:đã\s+|cùng\s+|vừa\s+)*"
    r"(?:đưa ra|khởi xướng|thông báo|công bố|nhất trí|thống nhất|tuyên bố|ký|họp báo)\b[^,;:]{0,60}\s+"
    r"(?:sau|tại|trong)\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?"
)
# "Phát biểu tại cuộc gặp"; not "hôm qua có cuộc gặp", "tuần trước hội đàm"
_AT_OCCASION = pattern(
    r"(?<!\b(?:hôm|sáng|trưa|chiều|tối|đêm|tuần|tháng|năm|vừa|ngày)\s)\b<occasion>\s+(?:các\s+|một\s+)?(?:cuộc\s+|buổi\s+|phiên\s+)?$"
)
_PUBLIC = pattern(r"\b<public>\b")
_OWNED = pattern(r"\bcủa\b")
# "A và B hội đàm về …": no third one follows as the object
_ALONE = pattern(
    r"^\s*(?:(?:sâu rộng|quan trọng|tốt đẹp|tích cực|(?:mang )?tính xây dựng|song phương|riêng|kín|ngắn"
    r"|cấp cao|chính thức|cởi mở|thẳng thắn|chân thành|thực chất|hữu ích|hiệu quả|thân mật|thành công"
    r"|trực tiếp|không chính thức|mặt đối mặt|đối mặt|thân thiện|nồng ấm"
    r"|thường niên|thường kỳ|định kỳ|lần đầu tiên|đầu tiên|lần thứ \S+|hiếm hoi|lịch sử|chớp nhoáng|bất ngờ|lần đầu"
    r"|(?:khoảng\s+|trong\s+)*\d+\s+(?:phút|tiếng|giờ)(?:\s+đồng hồ)?)\s*)*"
    r"(?:$|[,.;:)\"”–-]|(?:với\s+)?sự (?:tham gia|tham dự|có mặt|hiện diện|chứng kiến)\b|<alone>\b)"
)
TWO_SIDES = pattern(r"\b<two_sides>\b")
# "gặp mặt có thể giúp hai bên hiểu nhau hơn là trao đổi qua điện thoại": in general
_HELPS = pattern(r"\b(?:có thể|sẽ)\s+giúp\s+(?:cho\s+)?(?:hai|các)\s")
# "hai Thủ tướng gặp gỡ và nói chuyện với nhân dân": the two meet others
_WITH_OTHERS = pattern(
    r"^\s*(?:,?\s*(?:và\s+)?(?:nói chuyện|trò chuyện|giao lưu|trao đổi|tiếp xúc)\s+)?"
    r"(?:với\s+(?!nhau)|các\b|đại diện\b|nhân dân\b)"
)


def _tell_pair(
    frame: Frame, cue: Cue, subject: list[Actor], objects: list[Actor], kind: Kind, page: Page
) -> list[Draft]:
    """ "A hội đàm với B"; without an object "A và B hội đàm", "hai bên hội đàm"."""
    if objects:
        told = _tell_with_object(frame, cue, subject, objects, kind)
        return told or _tell_with_focus(frame, cue, objects, kind, page)
    if leaders := _two_leaders(frame, cue, page):
        parts = [Part(side, "party", (cue.start, cue.end)) for side in leaders]
        return tell(frame, cue, kind._replace(rule="two_sides"), parts, None)
    left = frame.gap(frame.clause_start(cue.start), cue.start)
    joint = frame.gap(subject[-1].end, cue.start) if len(subject) >= 2 else ""
    if both := _agreed_at(frame, cue, left, page):
        return tell(frame, cue, kind._replace(rule="two_sides"), both, None)
    if _talked_in_it(frame, cue, subject, joint):
        return _tell_two(frame, cue, subject[:1], subject[1:], kind._replace(rule="talked"), None)
    shown = _SHOWN.fullmatch(joint) or _DONE_AFTER.fullmatch(joint)
    if (not shown and _AT_OCCASION.search(left)) or _PUBLIC.search(frame.gap(cue.end, cue.end + 34)):
        return []
    subject = _without_retinue(frame, _with_fellow(frame, cue, _each_once(frame, subject)))
    if len(subject) >= 2 and _met_each_other(frame, cue, subject):
        heads = [leader_of(frame, a) for a in subject]
        return _tell_two(frame, cue, heads[:1], heads[1:], kind._replace(rule="both"), subject[-1].end)
    if frame.gap(cue.start, cue.end) == _EXCHANGED:
        return []  # "Hai bên trao đổi về …": at what was told before
    if TWO_SIDES.search(left[-90:]) or (not subject and TWO_SIDES.search(left)):
        if _HELPS.search(left[-90:]):
            return []
        if _WITH_OTHERS.match(frame.gap(cue.end, min(cue.end + 50, frame.end))):
            return []
        if cue.form == "discussion" and page.drafts and page.drafts[-1].type == "call":
            return []  # "A điện đàm với B. Hai bên còn thảo luận …": what was said on the phone
        pair = _pair_of_rank(frame, left) or page.last_pair() or _only_two(frame, left)
        if (frame.noun(cue) and _SPOKEN_OF.search(left)) or _IN_GENERAL.search(left) or _kept_up(frame, cue):
            return []
        if _LAST_ONE.search(left + frame.gap(cue.start, frame.end)) and frame.noun(cue):
            return []
        if cue.form == "meet" and frame.says("bắt tay") and _at_welcome(pair, page):
            return []
        if len(pair) >= 2 and not RETOLD.search(left):
            parts = [Part(side, "party", (cue.start, cue.end)) for side in pair]
            return tell(frame, cue, kind._replace(rule="two_sides"), parts, None)
    return []


_EXCHANGED = "trao đổi về"


def _at_welcome(pair: list[Side], page: Page) -> bool:
    """ "A ra tận cửa xe đón B. Hai Thủ tướng gặp nhau, bắt tay": whether the last contact told is their welcome."""
    last = page.drafts[-1] if page.drafts else None
    return last is not None and last.form == "welcome" and all(side in last.sides() for side in pair)


def _without_retinue(frame: Frame, subject: list[Actor]) -> list[Actor]:
    """The heads of "A cùng Đoàn đại biểu X và B cùng Đoàn đại biểu Y hội đàm"."""
    heads = [a for k, a in enumerate(subject) if not (k and a.kind == "group" and is_retinue(frame, a))]
    return heads if len(heads) >= 2 else subject


# "Hai bên đã tổ chức tốt các chuyến thăm, các cuộc gặp gỡ", "nhất trí duy trì các chuyến thăm và tiếp xúc"
_IN_GENERAL = pattern(r"\b(?:các|những|nhiều)\s+(?:chuyến|cuộc|hoạt động|hình thức|kênh)\b[^;.]{0,60}$")
_KEEPS_UP = pattern(r"\b(?:nhất trí|tiếp tục|duy trì|tăng cường|đẩy mạnh)\s+(?:sẽ\s+|cần\s+)?$")


def _kept_up(frame: Frame, cue: Cue) -> bool:
    """ "Tổng thống hai nước nhất trí tiếp tục | có các cuộc tiếp xúc"."""
    several = "các cuộc" in frame.gap(cue.start, cue.end)
    return several and _KEEPS_UP.search(frame.ahead(cue.start, 24)) is not None


# "Hai bên chưa công bố khung thời gian cho cuộc gặp", "hai bên trao đổi về cuộc gặp": a meeting spoken of
_SPOKEN_OF = pattern(r"\b(?:cho|về|đối với|liên quan đến|liên quan tới)\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?$")
# "Cuộc gặp thượng đỉnh gần nhất giữa hai bên diễn ra 10 năm trước": of those who led then
_LAST_ONE = pattern(r"\b(?:gần nhất|gần đây nhất|cuối cùng|trước đó)\s+giữa\s+hai\s+(?:bên|nước|miền|phía)\b")


# "A (đã) cùng (với) B | hội đàm"
_ALONG = pattern(
    r"\s*(?:\([^)]*\)\s*)?(?:và phu nhân\s*)?(?:(?:đã|sẽ|vừa|cũng)\s+)*cùng\s+(?:với\s+)?(?:<address>\s+)*"
)


def _with_fellow(frame: Frame, cue: Cue, subject: list[Actor]) -> list[Actor]:
    """ "A đã cùng B hội đàm", "A cùng B trao đổi về …": the two, of two states."""
    nexts = frame.after(subject[0].end, PEOPLE, cue.start) if len(subject) == 1 else []
    if not nexts or not _ALONG.fullmatch(frame.gap(subject[0].end, nexts[0].start)):
        return subject
    lands = {frame.of(subject[0]).country, frame.of(nexts[0]).country}
    two = len(lands - {None}) == 2 and _STRAIGHT.fullmatch(frame.gap(nexts[0].end, cue.start))
    return [subject[0], nexts[0]] if two else subject


def _each_once(frame: Frame, subject: list[Actor]) -> list[Actor]:
    """Without those named twice: "Ông A, Thứ trưởng Ngoại giao, và B hội đàm"."""
    return list({id(frame.of(actor)): actor for actor in reversed(subject)}.values())[::-1]


# "A và B đã trao đổi về tình hình X trong cuộc điện đàm", "A và B nhất trí … tại cuộc gặp"
_TALKED_IN_IT = pattern(
    r"(?:\s*\([^)]{1,30}\))?\s*(?:(?:hôm|ngày|sáng|trưa|chiều|tối)\s[^,;]{1,20}\s)?"
    r"(?:đã\s+|cùng\s+|cũng\s+|vừa\s+|lần đầu(?: tiên)?\s+)*"
    r"(?:trao đổi|thảo luận|bàn|bàn bạc|bàn luận|đề cập|nhất trí|thống nhất|đồng ý|cam kết|tái khẳng định"
    r"|nhấn mạnh|khẳng định|chia sẻ|cho rằng|bày tỏ|bắt tay)\b[^;:“”\"]{0,220}\s"
    r"(?:trong|tại|qua|trước|sau|trước khi (?:có|bước vào|bắt đầu|tiến hành))\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?"
)


def _talked_in_it(frame: Frame, cue: Cue, subject: list[Actor], joint: str) -> bool:
    """ "A và B đã trao đổi về … trong cuộc điện đàm": heads or ministers of two states, nobody else between."""
    sides = [frame.of(a) for a in subject]
    return (
        len(subject) == 2
        and frame.noun(cue)
        and all(s.level in _TALKS_TO and s.country for s in sides)
        and len({s.country for s in sides}) == 2
        and _TALKED_IN_IT.fullmatch(joint) is not None
        and not any(c.end <= cue.start and c.start >= subject[-1].end for c in _contacts(frame))
        and not _PUBLIC.search(frame.gap(cue.end, cue.end + 34))
    )


# "Hai bên đạt được thỏa thuận trên tại một cuộc gặp"
_AGREED_AT = pattern(
    r"\s*(?:theo\s[^,;:]{1,60},\s*|[^;:“”\"]{1,90}\bcho (?:biết|hay)\s(?:rằng\s)?|(?:\S+\s){0,2}?)"
    r"<two_sides>\s+(?:(?:này|trên)\s+)?(?:đã\s+|cùng\s+|cũng\s+)*"
    r"(?:đạt được|nhất trí|thống nhất|đồng ý|đưa ra|thảo luận|trao đổi)"
    r"\b[^,;:“”\"]{0,90}\s(?:tại|trong|sau)\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?"
)


# "Tại buổi họp báo chung sau khi gặp ở X, A nói …"
_AT_JOINT_PRESS = pattern(
    r"\s*(?:(?:phát biểu|trả lời|nói)\s+)?(?:tại|trong)\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?họp báo chung\s+"
    r"(?:ngay\s+)?sau\s+(?:khi\s+)?(?:cuộc\s+|buổi\s+)?"
)


def _agreed_at(frame: Frame, cue: Cue, left: str, page: Page) -> list[Part]:
    """ "Hai bên đạt được thỏa thuận trên tại một cuộc gặp", "Tại họp báo chung sau cuộc gặp, A nói": the
    only two heads or ministers of two states whom the sentence before names, when the page has told no contact of
    theirs."""
    if not frame.noun(cue) or page.last_pair():
        return []
    if not _AGREED_AT.fullmatch(left) and not _AT_JOINT_PRESS.fullmatch(left):
        return []
    since = frame.start - _TOLD_BEFORE
    near = [
        p
        for p in frame.people.persons
        if p.country is not None and p.level in _TALKS_TO and any(since <= start < frame.start for start, _ in p.spans)
    ]
    if len(near) != 2 or near[0].country == near[1].country:
        return []
    return [Part(side, "party", (cue.start, cue.end)) for side in near]


def _contacts(frame: Frame) -> list[Cue]:
    """The cues of the sentence that tell a contact of their own: "trao đổi" alone only says what was talked of."""
    return [c for c in frame.sentence.cues if c.form != "discussion"]


def _tell_with_object(frame: Frame, cue: Cue, subject: list[Actor], objects: list[Actor], kind: Kind) -> list[Draft]:
    """ "A hội đàm với B", "Làm việc với B, A nói …"."""
    if frame.gap(cue.end, cue.end + 12).strip().startswith("của"):
        return []
    if objects[0].kind == "group" and _COUNTED.search(frame.ahead(cue.start, 16)):
        return []
    if objects[0].kind == "group" and _ALL_OF_THEM.search(frame.ahead(cue.start, 90)):
        return []
    if frame.noun(cue) and _TWO_OR_MORE.search(frame.ahead(cue.start, 16)):
        return []
    if not subject and is_fronted(frame, cue):
        subject, objects = _speaker_after(frame, cue, objects)
        if len(speakers := _speakers(frame, subject, objects)) > 1:
            return [d for one in speakers for d in _tell_two(frame, cue, [one], objects, kind, one.end)]
    if not subject:
        return []
    ours = {id(frame.of(a)) for a in subject}
    return _tell_two(frame, cue, subject, [a for a in objects if id(frame.of(a)) not in ours], kind, subject[-1].end)


# "hơn 30 | cuộc tiếp xúc với lãnh đạo các nước", "hai | cuộc gặp với B": summed up, none told
_COUNTED = pattern(r"\b(?:\d{1,3}|hàng chục|hàng loạt|nhiều)\s+(?:cuộc\s+|buổi\s+)?$")
# "A vui mừng các cuộc hội đàm, | hội kiến với các nhà lãnh đạo X đã diễn ra": those already told
_ALL_OF_THEM = pattern(
    r"\b(?:vui mừng|hài lòng|đánh giá|khẳng định|cho rằng|phấn khởi)\b[^;.]{0,40}?\bcác\s+cuộc\s+(?:\S+\s+\S+\s*,\s*)?$"
)
# "đã có hai cuộc gặp với B": two, of which nothing is told
_TWO_OR_MORE = pattern(r"(?<!thứ\s)(?<!tháng\s)(?<!ngày\s)\b(?:[2-9]|[1-9]\d|hai|ba|bốn|nhiều)\s+(?:cuộc\s+|buổi\s+)?$")


def _speakers(frame: Frame, subject: list[Actor], objects: list[Actor]) -> list[Actor]:
    """The A and B of "Điện đàm với C trước đó, A và B cũng cam kết", each of another state: each spoke with C."""
    row = frame.list_right(subject[0], PEOPLE) if len(subject) == 1 else []
    lands = [frame.of(a).country for a in (*row, *objects)]
    return row if None not in lands and len(set(lands)) == len(row) + 1 else []


# "Trong cuộc gặp (với) B, hai bên thống nhất"
_IN_OPENING = pattern(r"(?:^|,)\s*(?:cũng\s+)?(?:trong|tại|sau|qua)\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?$")
_THE_TWO = pattern(
    r"^[^;.]{0,120},\s*"
    r"(?:(?:hai|2)\s+(?:bên|nước|nhà lãnh đạo|nguyên thủ|vị|bộ trưởng|ngoại trưởng|thủ tướng|tổng thống)"
    r"|lãnh đạo hai)\b"
)
_IN_FOCUS = 900  # characters back to the contact told last


def _tell_with_focus(frame: Frame, cue: Cue, objects: list[Actor], kind: Kind, page: Page) -> list[Draft]:
    """ "Trong cuộc gặp B, hai bên thống nhất": the other of the two is the one the page is telling of."""
    met = frame.of(objects[0])
    if (
        len({frame.of(a).country for a in objects}) != 1
        or not frame.noun(cue)
        or not _IN_OPENING.search(frame.gap(frame.start, cue.start))
        or not _THE_TWO.match(frame.gap(objects[-1].end, frame.end))
        or met.country is None
    ):
        return []
    focus = _in_focus(frame, met.country, page)
    if focus is None:
        return []
    parts = [Part(focus, "party", (cue.start, cue.end)), *parts_of(frame, objects, "party")]
    if not is_contact(frame, parts[:1], parts[1:]):
        return []
    return tell(frame, cue, kind._replace(rule="with_focus"), parts, None)


def _in_focus(frame: Frame, other: str, page: Page) -> Side | None:
    """The first side of the contact told last; when none is told, the only one of another state named near before."""
    since = frame.start - _IN_FOCUS
    before = [d for d in page.drafts if since <= d.start < frame.start and d.type in ("meeting", "call", "visit")]
    if before:
        first = before[-1].sides()[0]
        return first if first.country not in (None, other) and first.level in _TALKS_TO else None
    near = [
        p
        for p in frame.people.persons
        if p.country not in (None, other)
        and p.level in _TALKS_TO
        and any(since <= start < frame.start for start, _ in p.spans)
    ]
    return near[0] if len(near) == 1 else None


def _speaker_after(frame: Frame, cue: Cue, objects: list[Actor]) -> tuple[list[Actor], list[Actor]]:
    """ "Làm việc với B, A nói …"; "Tại cuộc gặp với B, A nói …"; "kết quả của cuộc hội đàm với B": the speaker of the
    sentence is the subject; the subject and the objects."""
    last = objects[-1]
    later = frame.after(last.end, PEOPLE)
    while len(later) > 1 and frame.oblique(later[0]) == "của" and _VISIT_OF.search(frame.ahead(later[0].start, 60)):
        later = later[1:]  # "Tại cuộc gặp với B trong chuyến thăm của A tới X, A nói"
    between = frame.gap(last.end, later[0].start) if later else ""
    quoted = _QUOTES.search(between) is not None
    if later and not quoted and (_COMMA_BY_260 if frame.noun(cue) else _COMMA_BY_60).match(between):
        return [later[0]], objects
    if (teller := _teller(frame, cue, last)) is not None:
        return [teller], objects
    if frame.noun(cue) and _IN_IT.search(frame.ahead(cue.start, 24)):
        for k in range(1, len(objects)):  # "Trong cuộc điện đàm với B, A và nhà lãnh đạo X đã nhất trí": A
            if _COMMA.fullmatch(frame.gap(objects[k - 1].end, objects[k].start)) and objects[k].kind in PEOPLE:
                return objects[k : k + 1], objects[:k]
    if (
        len(objects) >= 2
        and last.kind in PEOPLE
        and _COMMA.fullmatch(frame.gap(objects[-2].end, last.start))
        and not _STOP.match(frame.gap(last.end, last.end + 3))
    ):
        return [last], objects[:-1]  # "Trong các cuộc gặp với B và C, A nói"
    return [], objects


_VISIT_OF = pattern(r"\bchuyến (?:thăm|công du|công tác)\b[^,;]{0,40}\bcủa\s+(?:<address>\s+)*$")
_TALKS_TO = LEADING | {"minister", "counterpart"}


def _teller(frame: Frame, cue: Cue, met: Actor) -> Actor | None:
    """ "A cho biết, trong cuộc hội đàm với B, hai nước đã nhất trí": A, when the two are heads or ministers of two
    states."""
    left = [a for a in frame.before(cue.start, PEOPLE, frame.clause_start(cue.start)) if not is_aside(frame, a)]
    if (
        not left
        or not frame.noun(cue)
        or frame.oblique(left[0])
        or not (_TELLS_OF.fullmatch(frame.gap(left[0].end, cue.start)) or _tells_at_length(frame, cue, left[0], met))
    ):
        return None
    lands = {frame.of(a).country for a in (left[0], met)}
    if cue.form == "working" and frame.of(left[0]).official:
        return left[0]  # "A nói tại buổi làm việc với B"
    heads = frame.of(left[0]).level in _TALKS_TO | {"parliament", "envoy"} and frame.of(met).official
    return left[0] if heads and len(lands) == 2 and None not in lands else None


# "nói rằng (nước) X đã …": another subject
_SUBJECT_OF_WORDS = pattern(r"(?:\brằng|\b<report>|,)\s*(?:nước\s+|phía\s+|chính\s+)?$")


def _tells_at_length(frame: Frame, cue: Cue, teller: Actor, met: Actor) -> bool:
    """ "A nói rằng vấn đề X đã được nêu trong cuộc gặp với B": no other subject, body or contact between."""
    ours = {frame.of(teller).country, frame.of(met).country}
    between = frame.after(teller.end, STATES, cue.start)
    return (
        _TELLS_LONG.fullmatch(frame.gap(teller.end, cue.start)) is not None
        and all(
            a.kind == "country" and (a.country in ours or not _SUBJECT_OF_WORDS.search(frame.ahead(a.start, 20)))
            for a in between
        )
        and not any(teller.end <= c.start < cue.start for c in _contacts(frame))
    )


_TOGETHER = pattern(r"\bcùng nhau\s+$")
_CHAIR = pattern(r"\b(đồng |cùng )?chủ (?:trì|tọa)\s+(?:buổi\s+|cuộc\s+|phiên\s+|kỳ\s+)?$")


def _met_each_other(frame: Frame, cue: Cue, subject: list[Actor]) -> bool:
    """ "A và B (đã) hội đàm về …", named or of two states."""
    if cue.form == "discussion" and not frame.noun(cue) and _THE_TWO_OF.search(frame.ahead(subject[0].start, 6)):
        return False  # "Hai nhà lãnh đạo X và Y cũng thảo luận": at what was told before
    chair = _CHAIR.search(frame.gap(subject[-1].end, cue.start))
    if chair is not None and (chair[1] or len({frame.of(a).country for a in subject} - {None}) > 1):
        return True  # "A và B đồng chủ trì đối thoại chiến lược", of two states also "chủ trì"
    if _TOGETHER.search(frame.ahead(cue.start, 12)) and len({frame.of(a).country for a in subject}) > 1:
        return True  # "A và B đã cùng nhau thảo luận các biện pháp"
    if cue.form == "discussion" and _discuss(frame, cue, subject):
        return True
    return (
        not _OWNED.search(frame.gap(subject[-1].end, cue.start))
        and _ALONE.match(frame.gap(cue.end, min(cue.end + 48, frame.end))) is not None
        and (
            any(frame.of(a).kind in ("person", "office") for a in subject)
            or len({frame.of(a).country for a in subject}) > 1
        )
    )


# "A và B (đã) thảo luận tình hình X"; not "… thảo luận vấn đề này với C", "… thảo luận với C"
_STRAIGHT = pattern(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:hôm|ngày|sáng|trưa|chiều|tối)\s[^,;]{1,20}\s)?"
    r"(?:cùng\s+|đã\s+|sẽ\s+|đang\s+|vừa\s+|có\s+)*"
)
_WITH_THIRD = pattern(
    r"\b(?:với|giữa(?!\s(?:(?:các|lực lượng|quân đội|hải quân|doanh nghiệp|nhân dân)\s+)*(?:hai|2)\s))\b"
)


_THE_TWO_OF = pattern(r"\b(?:hai|2)\s+$")


def _discuss(frame: Frame, cue: Cue, subject: list[Actor]) -> bool:
    """ "A và B thảo luận tình hình X": leaders or ministers of two states, and nobody with whom they do so."""
    sides = [frame.of(a) for a in subject]
    if frame.noun(cue) or not all(s.level in _TALKS_TO and s.country for s in sides):
        return False
    if len({s.country for s in sides}) < 2 or not _STRAIGHT.fullmatch(frame.gap(subject[-1].end, cue.start)):
        return False
    rest = frame.gap(cue.end, frame.clause_end(cue.end))
    return not frame.gap(cue.start, cue.end).endswith("với") and not _WITH_THIRD.search(rest.split(",")[0])


def _pair_of_rank(frame: Frame, left: str) -> list[Side]:
    """ "hai Bộ trưởng", "hai Thủ tướng": the two of that rank whom the page names, when they are two of two states."""
    for words, titles in ranks():
        if words in left[-90:]:
            ranked = [
                p
                for p in frame.people.persons
                if p.country is not None and any(o.head.startswith(titles) for o in p.offices)
            ]
            if len(ranked) == 2 and ranked[0].country != ranked[1].country:
                return ranked
    return []


_TWO_LEADERS = pattern(
    r"\bhai\s+(?:nhà\s+|vị\s+)?(?:lãnh đạo|nguyên thủ|tổng thống|thủ tướng|ngoại trưởng|bộ trưởng)\b"
)


_SPEAKERS = ("người phát ngôn", "phát ngôn viên")


def _only_two(frame: Frame, left: str) -> list[Side]:
    """ "Hai nhà lãnh đạo đã có cuộc gặp": the only two of two states whom the page has named by then."""
    if not _TWO_LEADERS.search(left[-60:]):
        return _two_just_named(frame, left)
    heads = [
        p
        for p in frame.people.persons
        if p.country is not None
        and (p.level in _TALKS_TO or any(o.level in LEADING for o in p.offices))
        and not p.former
        and not any(o.head.startswith(_SPEAKERS) for o in p.offices)
        and any(start < frame.end for start, _ in p.spans)
    ]
    return heads if len(heads) == 2 and heads[0].country != heads[1].country else []


# "Hai bên đã có cuộc gặp riêng", "Hai ông cũng hội đàm"
_BOTH_OPEN = pattern(r"\s*(?:(?:ngày|hôm|sáng|trưa|chiều|tối)\s[^,;.]{1,24},\s*)?hai\s+(?:bên|ông|bà|vị|người)\s")


def _two_just_named(frame: Frame, left: str) -> list[Side]:
    """ "A và B đang dự hội nghị ở X. Hai bên đã có cuộc gặp": the two heads or ministers of two states whom the page
    has named by then, both right before."""
    if not _BOTH_OPEN.match(left) or _STILL_OPEN.search(left):
        return []
    named = [
        p
        for p in frame.people.persons
        if p.country is not None and p.official and any(start < frame.start for start, _ in p.spans)
    ]
    if len(named) != 2 or named[0].country == named[1].country or not all(p.level in _TALKS_TO for p in named):
        return []
    since = frame.start - _JUST_NOW
    return named if all(any(since <= start < frame.start for start, _ in p.spans) for p in named) else []


_JUST_NOW = 220  # characters of the sentence before
_STILL_OPEN = pattern(r"\b(?:chưa|không|nếu|có thể|cần|nên|từng|luôn|thường|vẫn)\b")


# "cuộc điện đàm giữa hai nhà lãnh đạo", "trong cuộc điện đàm ngày 3/4, hai nhà lãnh đạo đã nhất trí"
# "cuộc gặp dự kiến diễn ra vào ngày 10/2 tới giữa hai nhà lãnh đạo"
_BETWEEN_BOTH = pattern(
    r"^(?:[^,;.]{0,24}|\s+(?:(?:dự kiến|sẽ|được)\s+)*(?:diễn ra|tổ chức)\b[^,;.]{0,50})\bgiữa\s+(?:hai|2)\s"
)
_IN_IT_BOTH = pattern(
    r"^[^,;:]{0,40},\s*(?:cả\s+)?(?:hai|2)\s+(?:nhà\s+|vị\s+)?(?:lãnh đạo|nguyên thủ|tổng thống|thủ tướng)\b"
)
_TOLD_BEFORE = 400


def _two_leaders(frame: Frame, cue: Cue, page: Page) -> list[Side]:
    """The two leaders of two states named last, when they are only two and the page tells no contact of theirs yet:
    "A đã nói với B …. Trong cuộc điện đàm giữa hai nhà lãnh đạo, …"."""
    if not frame.noun(cue) or page.last_pair():
        return []
    inside = _IN_IT.search(frame.ahead(cue.start, 24)) and _IN_IT_BOTH.match(frame.gap(cue.end, frame.end))
    if not inside and not _BETWEEN_BOTH.match(frame.gap(cue.end, cue.end + 100)):
        return []
    since = frame.start - _TOLD_BEFORE
    near = [
        p
        for p in frame.people.persons
        if p.country is not None
        and any(o.level in LEADING for o in p.offices)
        and any(since <= start < frame.end for start, _ in p.spans)
    ]
    return near if len(near) == 2 and near[0].country != near[1].country else []


# "Cuộc gặp (gần đây nhất) giữa hai nhà lãnh đạo (này) diễn ra (ở X) vào | tháng 5/2021"; "hai bên" may have been led
# by others then
_BY_TWO = pattern(
    r"(?:\s+(?:gần đây nhất|gần nhất|gần đây|đầu tiên|lần đầu tiên|lần đầu|cuối cùng|mới nhất|thứ \S+|lần thứ \S+"
    r"|trước đó|trước|trực tiếp|chính thức|thượng đỉnh|song phương))*"
    r"\s+giữa\s+((?:hai|2)\s+(?:vị\s+|nhà\s+)?(?:lãnh đạo|nguyên thủ|tổng thống|thủ tướng|ngoại trưởng|bộ trưởng|ông))"
    r"(?:\s+(?:này|trên|nói trên))?\s+(?:đã\s+|là\s+)?(?:diễn ra|được tổ chức|được tiến hành|là)\s+"
)
_OPENS_WITH_IT = pattern(r"\s*(?:(?:trước đó|được biết|và|trong khi đó),?\s+)?")
_AT_AND_ON = pattern(
    r"\s*(?:(?:tại|ở|bên lề)\s+[^,;.]{2,70}?,?\s+)?(?:(?:vào|hồi|trong|hôm)\s+)?(?:(?:đầu|giữa|cuối)\s+)?(?:ngày\s+)?"
)
_WITH_DAY = frozenset(["day", "month", "year", "relative"])


def _held_by_two(frame: Frame, cue: Cue, kind: Kind, page: Page) -> list[Draft]:
    """ "Cuộc điện đàm gần đây nhất giữa hai nhà lãnh đạo diễn ra vào tháng 11/2021": of the two told of last, with the
    day right behind."""
    if not frame.noun(cue) or not _OPENS_WITH_IT.fullmatch(frame.gap(frame.start, cue.start)):
        return []
    found = _BY_TWO.match(frame.lowered, cue.end, frame.end)
    if found is None:
        return []
    day = _day_behind(frame, found.end())
    if day is None:
        return []
    pair = _pair_of_rank(frame, found[1]) or page.last_pair(leaders=True)
    if len(pair) != 2 or pair[0].country == pair[1].country or any(s.kind not in ("person", "office") for s in pair):
        return []
    parts = [Part(side, "party", (cue.start, cue.end)) for side in pair]
    drafts = tell(frame, cue, kind._replace(rule="two_sides"), parts, None)
    for draft in drafts:
        draft.time = day
    return drafts


# "A và ngài B", "A (…) cũng như tân Thái tử B"
_AND = pattern(r"(?:^|\s)(?:và|cũng như)\s+(?:(?:<address>|tân|một số)\s+)*$")


def _tell_two(
    frame: Frame, cue: Cue, ours: list[Actor], theirs: list[Actor], kind: Kind, subject_end: int | None
) -> list[Draft]:
    """One contact of all, or one with each where they were met one after the other."""
    left = parts_of(frame, ours, "party")
    right = without_crowd(frame, others_of(frame, theirs, "party", left))
    _lend_land_of_list(frame, cue, left, right)
    if not is_contact(frame, left, right) or not _by_people(frame, cue, [*left, *right]):
        return []
    if all(_is_at_home(p.side) for p in (*left, *right)):
        if not _is_told_at_home(kind):
            return []  # dealings inside one government
        if frame.noun(cue) and any(_is_own_envoy(p.side) for p in (*left, *right)):
            return []  # "Tại buổi gặp gỡ (kiều bào), Đại sứ báo cáo Thủ tướng"
        if kind.rule == "both" and _PRESIDE.search(frame.gap(left[-1].span[1], cue.start)):
            return []  # "A và B chủ trì buổi làm việc", "A, B tổ chức gặp mặt": with others
    apart = _ONE_BY_ONE.search(frame.gap(max(frame.start, cue.start - 22), min(frame.end, cue.end + 12)))
    groups: list[list[Part]] = []
    for part in right:
        together = groups and (
            _is_in_one_call(part, kind)
            or _is_in_one_session(groups[-1][-1], part, kind)
            or (not apart and _is_met_with(frame, groups[-1][-1], part, kind))
        )
        if together:
            groups[-1].append(part)
        else:
            groups.append([part])
    drafts: list[Draft] = []
    places = [spot_behind(frame, group[-1].span[1]) for group in groups] if len(groups) > 1 else []
    for k, group in enumerate(groups):
        drafts += (told := tell(frame, cue, kind, [*left, *group], subject_end))
        if places and all(places):  # "gặp A tại X, và B tại Y": each where they were met
            for draft in told if kind.type == "meeting" else ():
                draft.stand_at(places[k])
    again = kind.rule == "both" and _PRESIDE.search(frame.gap(left[-1].span[1], cue.start))
    for draft in drafts if again and THE_SAME.match(frame.gap(cue.end, frame.end)) else ():
        draft.follows = draft.follows or draft.time is None
    return drafts


# "Ngày 3/4 diễn ra Đối thoại X. A và B đồng chủ trì (buổi) Đối thoại | .": the one told before, with its day
THE_SAME = pattern(r"\s*(?:này|trên)?\s*(?:[.;]|$)")


_NEXT_IN_LIST = pattern(r"\s*[;,]?\s*(?:và\s+)?(?:<address>\s+)*")


def _lend_land_of_list(frame: Frame, cue: Cue, left: list[Part], right: list[Part]) -> None:
    """ "gặp Chủ tịch Hạ viện X B và Chủ tịch Thượng viện C": C is of X; so is the C of "tại thủ đô của X, A hội đàm với
    Bí thư … X B; Bộ trưởng Bộ Công an C", though such a title told bare is ours."""
    for before, part in pairwise(right):
        land, side = before.side.country, part.side
        if land in (None, "VN") or side.kind not in ("person", "office") or not side.offices:
            continue
        if not _NEXT_IN_LIST.fullmatch(frame.gap(before.span[1], part.span[0])):
            continue
        if side.country is None and side.level == before.side.level == "parliament":
            side.country = land
        bare = side.country == "VN" and not any(
            "việt nam" in o.text.lower() or (o.certain and o.country is not None) for o in side.offices
        )
        if bare and side.kind == "person" and all(_is_at_home(p.side) for p in left):
            spot = place_of(frame, cue)
            if spot is not None and spot.country == land:
                side.country = land


# "các cuộc đàm phán hòa bình với chính phủ X", "cuộc họp với các lãnh đạo thế giới"
_OF_PEOPLE = pattern(r"\b(?:(?<!hội )đàm phán(?! cấp cao)|họp(?: \S+){0,2} (?:với|giữa))$")


def _by_people(frame: Frame, cue: Cue, parts: list[Part]) -> bool:
    """Negotiations and sessions are a contact of those named, of two states; bodies negotiate for years."""
    if not _OF_PEOPLE.search(frame.gap(cue.start, cue.end)):
        return True
    return len({p.side.country for p in parts}) > 1 and all(
        p.side.kind in ("person", "office") or p.side.level == "counterpart" for p in parts
    )


_PRESIDE = pattern(r"\bchủ trì\b|\btổ chức\s+(?:buổi\s+|cuộc\s+)?$")


def _is_own_envoy(side: Side) -> bool:
    """An ambassador of Vietnam."""
    return bool(side.offices) and side.offices[0].level == "envoy"


def _is_in_one_call(part: Part, kind: Kind) -> bool:
    """ "điện đàm với lãnh đạo các nước A, B và C": one call, the states its parties."""
    return kind.type == "call" and part.side.kind == "country"


def _is_in_one_session(before: Part, part: Part, kind: Kind) -> bool:
    """ "các cuộc làm việc với Bộ A, Tổng Liên đoàn B": the bodies of one verb of working are one event."""
    return kind.form == "working" and all(p.side.kind in ("organisation", "group") for p in (before, part))


def _is_told_at_home(kind: Kind) -> bool:
    """At home only sessions and receptions are contacts; no calls, no talk in passing, no "gặp gỡ giữa A với B"."""
    return kind.type != "call" and kind.form != "discussion" and (kind.rule != "between" or kind.form == "working")


def _is_at_home(side: Side) -> bool:
    """Of Vietnam, or a body whose country nothing tells."""
    if side.country is None:
        return side.kind in ("group", "organisation") and not side.international and not side.plural
    return side.country == "VN"


def _joined(frame: Frame, before: Part, part: Part) -> str:
    """The words between two who were met, "" where they are far apart."""
    between = frame.gap(before.span[1], part.span[0])
    return between if len(between) < 20 and ";" not in between else ""


def _is_met_with(frame: Frame, before: Part, part: Part, kind: Kind) -> bool:
    """Whether one met after another in the list was met together with them: of one state, in one session."""
    lands = (before.side.country, part.side.country)
    if lands[0] == lands[1] or kind.form == "working" or kind.rule in ("both", "between", "within"):
        return True
    if (
        lands[0] is not None
        and lands[1] is None
        and not part.side.international
        and "," in _joined(frame, before, part)
    ):
        return True  # "hội kiến Chủ tịch Hạ viện X A, Phó Chủ tịch Hạ viện B": of the same state, unsaid
    return None in lands and _AND.search(frame.gap(before.span[1], part.span[0])) is not None
