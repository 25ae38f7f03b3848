"""Ceremonies and tours: "A chủ trì lễ đón B", "ra đón B có A", "A và B thăm Bảo tàng"."""

from __future__ import annotations

import regex

from banggiao.event.circumstances import AT_PLANE, RETOLD, day_of, meets_plane, place_of
from banggiao.event.draft import Awaited, Draft, Page, Part
from banggiao.event.frame import BODIES, IN_PICTURE, LANDS, PEOPLE, Frame
from banggiao.event.meetings import Kind, tell
from banggiao.event.sides import head_of, is_contact, object_of, parts_of, subject_of
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue

# "đến đón", "cùng đón": no act of its own
_MERELY = pattern(r"\b(?:đến|tới|cùng|có)\s*$")
# "A nói lúc chia tay B": whoever leaves may say so
_ON_PARTING = pattern(r"\b(?:lúc|khi|trước khi|sau khi|trước lúc)\s+$")
# "Tới đón B tại sân bay có A"
_COMING = frozenset(["tới", "đến"])
# "A bày tỏ vui mừng được đón B sang thăm": said in a talk
# "A cử một người cháu ra đón B": somebody else
_SENDS = pattern(r"\b(?:cử|phái|giao|ủy nhiệm)\s[^,;.]{2,60}$")
_GLAD = pattern(r"\b(?:vui mừng|vinh dự|hân hạnh|hạnh phúc|phấn khởi|vui vẻ)\s+(?:khi\s+|vì\s+)?(?:được\s+)?$")
# "Ra tận sân bay đón B có các đồng chí A"
_THERE_IS = pattern(r"\bcó\s*:?\s+(?:(?:<address>|các|đại diện)\s*:?\s+)*$")
# "Đón B tại sân bay, về phía X có A"
_ON_ITS_SIDE = pattern(r"\b(?:về )?phía\s+(?:nước\s+)?$")

# "Lễ đón B diễn ra tại X, do Thủ tướng A chủ trì", "… dưới sự chủ trì của Quốc vương A"
_PRESIDED_BY = pattern(r"\b(?:do|(dưới sự chủ trì của))\s+(?:<address>\s+)*$")
_PRESIDES = pattern(r"^[^;.]{0,80}\bchủ trì\b")


def welcome(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A chủ trì lễ đón B", "Lễ đón B … A chủ trì lễ đón", "A ra đón B tại sân bay"."""
    if cue.shape != "welcome" and not (cue.shape == "receive" and meets_plane(frame, cue)):
        return []
    if frame.gap(cue.start, cue.end).startswith("duyệt"):
        return _reviewing(frame, cue, page)
    left = frame.gap(frame.clause_start(cue.start), cue.start)
    ceremony = "lễ" in frame.gap(cue.start, cue.end)
    if ceremony and _TAKING_PART.search(frame.ahead(cue.start, 24)):
        return []
    merely = _MERELY.search(left[-12:]) and left.strip() not in _COMING
    if frame.gap(cue.start, cue.end) == "chia tay" and _ON_PARTING.search(left[-16:]):
        return []
    if not ceremony and (merely or _GLAD.search(left[-40:]) or _SENDS.search(left[-70:]) or _by_state(frame, cue)):
        return []
    if not ceremony and (passive := _welcomed_passively(frame, cue)):
        return passive
    if not ceremony and (waited := _waiting_for_party(frame, cue, page)):
        return waited
    guest = _guest(frame, cue)
    subject = subject_of(frame, cue, PEOPLE) or _before_crowd(frame, cue)
    subject = _from_the_first(frame, subject)
    if guest is not None and subject:
        return _as_awaited(frame, _welcomed(frame, cue, subject, guest, ceremony), page)
    if guest is not None and (drafts := _welcomed_by(frame, cue, guest, page)) is not None:
        return drafts
    if not ceremony and guest is None and subject:
        return _came_out(frame, cue, subject, page)
    if not ceremony or (guest is None and RETOLD.search(left)):
        return []
    if guest is not None:
        # the host is named in another clause: "Tổng thống A chủ trì lễ đón."
        parts = parts_of(frame, [guest], "guest")
        page.awaited.append(Awaited(parts, frame.start, frame.region, day_of(frame, cue), place_of(frame, cue)))
        return []
    # "Lễ đón do Tổng thống A chủ trì."
    subject = subject or [a for a in frame.after(cue.end, PEOPLE)[:1] if _is_presiding(frame, cue.end, a)]
    return _host_later(frame, cue, subject, page) if subject else _told_again(frame, cue, page)


# "Bộ trưởng A; Đại sứ B và Phu nhân; | Tư lệnh C đã đón D"
_NEXT_IN_LIST = pattern(r"\s*(?:(?:và|cùng)\s+phu nhân\s*)?;\s*(?:<address>\s+)*")


def _from_the_first(frame: Frame, subject: list[Actor]) -> list[Actor]:
    """The first of a list that semicolons part: who heads those that welcome."""
    while subject:
        before = frame.before(subject[0].start, PEOPLE)[:1]
        if not before or not _NEXT_IN_LIST.fullmatch(frame.gap(before[0].end, subject[0].start)):
            break
        subject = before
    return subject


# "A, B cùng các đồng chí lãnh đạo Đảng; | lãnh đạo các bộ đã ra sân bay tiễn C"
_CROWD = pattern(r"\s*(?:và\s+|cùng\s+)?(?:các\s+)?(?:<address>\s+)*(?:lãnh đạo|đại diện|cán bộ)\b[^;.]{0,140}")


def _before_crowd(frame: Frame, cue: Cue) -> list[Actor]:
    """Those who open the sentence, where the clause before the cue tells only who came along without a name."""
    since = frame.clause_start(cue.start)
    if since == frame.start or not _CROWD.fullmatch(frame.gap(since, cue.start)):
        return []
    if any(c.end <= since for c in frame.sentence.cues):
        return []
    people = frame.before(since, PEOPLE)
    return frame.list_right(people[-1], PEOPLE) if people and not frame.oblique(people[-1]) else []


# "sắp tới Việt Nam sẽ đón B thăm chính thức": the state waits for a visit
_WILL = pattern(r"\s*(?:sẽ|đã|sắp|vừa|chuẩn bị)?\s*")


def _by_state(frame: Frame, cue: Cue) -> bool:
    """Whether a country is said to welcome: that is a visit to it, no welcome by the one who says so."""
    return any(
        a.kind == "country" and a.end <= cue.start and _WILL.fullmatch(frame.gap(a.end, cue.start))
        for a in frame.sentence.actors
    )


# "A chủ trì lễ đón chính thức và (tiến hành) hội đàm với B"
_AND_TALKS = pattern(
    r"\s*(?:chính thức\s+|trọng thể\s+)*và\s+(?:tiến hành\s+|có\s+(?:cuộc\s+)?)?hội đàm\s+(?:với|cùng)\s+"
    r"(?:<address>\s+)*"
)


_DELEGATION = pattern(r"(?:đoàn đại biểu|phái đoàn)\b")


def _guest(frame: Frame, cue: Cue) -> Actor | None:
    """The B of "lễ đón B", "lễ đón Đoàn đại biểu X (do B dẫn đầu)"."""
    named = object_of(frame, cue, PEOPLE)
    if named:
        return named[0][0]
    if (talks := _AND_TALKS.match(frame.lowered, cue.end, frame.end)) is not None:
        met = frame.after(talks.end() - 1, PEOPLE)
        return met[0] if met and not frame.gap(talks.end(), met[0].start).strip() else None
    bodies = object_of(frame, cue)
    if not bodies or bodies[0][0].kind != "group":
        return None
    group = bodies[0][0]
    if (head := head_of(frame, group)) is not None:
        return head
    own = "lễ" in frame.gap(cue.start, cue.end) and group.country is not None
    return group if own and _DELEGATION.match(frame.lowered, group.start) else None


def _welcomed(frame: Frame, cue: Cue, subject: list[Actor], guest: Actor, ceremony: bool) -> list[Draft]:
    """ "A chủ trì lễ đón B"; without a ceremony only an official who welcomes one of another state."""
    if guest.kind == "group":  # "A và B tại lễ đón Đoàn X": B of X is the guest
        own = [a for a in subject if frame.of(a).country == guest.country]
        guest, subject = own[0] if own else guest, [a for a in subject if a not in own]
        if not subject:
            return []
    hosts, guests = parts_of(frame, subject, "host"), parts_of(frame, [guest], "guest")
    if not ceremony and not (_crosses(hosts, guests) and hosts[0].side.official):
        return []
    if not is_contact(frame, hosts, guests):
        return []
    drafts = tell(frame, cue, Kind("meeting", "welcome", "welcome"), [*hosts, *guests], subject[-1].end)
    _at_home(drafts, hosts)
    farewell = frame.gap(cue.start, cue.end).endswith(("tiễn", "tiễn đưa", "chia tay"))
    for draft in drafts:
        draft.ceremony, draft.farewell = ceremony, farewell
    return drafts


# "A được B (phải) (cùng phu nhân) ra đón"
_BY = pattern(r"\bđược\s+(?:<address>\s+)*$")
_COMES_OUT = pattern(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:(?:và|cùng)\s+(?:phu nhân|phu quân|hoàng hậu)\b[^,;.]{0,30}?\s)?"
    r"(?:(?:đích thân|trực tiếp|ra|ra tận sân bay|nồng nhiệt|trọng thể)\s+)*"
)


# "A (đã) được | chào đón (nồng nhiệt) (tại X) bởi | B"
_IS_WELCOMED = pattern(rf"(?:{IN_PICTURE})?\s*(?:và phu nhân\s+|cùng phu nhân\s+)?(?:đã\s+|sẽ\s+)?được\s+")
_WELCOMER = pattern(
    r"\s+(?:(?:nồng nhiệt|trọng thể|nồng hậu)\s+)?(?:(?:tại|ở)\s[^,;.]{2,50}\s)?bởi\s+(?:<address>\s+)*"
)


def _welcomed_passively(frame: Frame, cue: Cue) -> list[Draft]:
    """ "A được B đón tại sân bay", "A được chào đón bởi B": A is the guest."""
    left = frame.before(cue.start, PEOPLE, frame.clause_start(cue.start))
    if left and _IS_WELCOMED.fullmatch(frame.gap(left[0].end, cue.start)):
        behind = frame.after(cue.end, PEOPLE)[:1]
        if not behind or not _WELCOMER.fullmatch(frame.gap(cue.end, behind[0].start)):
            return []
        return _welcomed(frame, cue, behind, left[0], ceremony=False)
    if len(left) < 2 or not _COMES_OUT.fullmatch(frame.gap(left[0].end, cue.start)):
        return []
    if not _BY.search(frame.ahead(left[0].start, 24)) or frame.oblique(left[1]):
        return []
    return _welcomed(frame, cue, left[:1], left[1], ceremony=False)


def _welcomed_by(frame: Frame, cue: Cue, guest: Actor, page: Page) -> list[Draft] | None:
    """ "Ra sân bay đón B có Bộ trưởng A", "Lễ đón B do Thủ tướng A chủ trì"; None when nobody waits for the guest."""
    others = frame.after(guest.end, BODIES)
    if presiding := [a for a in others if _presides(frame, guest, a)]:
        return _welcomed(frame, cue, presiding[:1], guest, ceremony=True)
    waiting = [a for a in others if _THERE_IS.search(frame.gap(guest.end, a.start))]
    between = frame.gap(guest.end, waiting[0].start) if waiting else ""
    if waiting and _TAKING_PART.search(frame.ahead(cue.start, 40)):
        return []
    if not waiting or len(between) >= 120 or "phía việt nam" in between:
        return None
    home = frame.of(guest).country
    _lend_land_of_side(frame, guest, waiting[0])
    if home is not None and frame.of(waiting[0]).country == home:
        # "có Đại sứ Việt Nam tại X A, Thứ trưởng Ngoại giao X B": B welcomes, A is of the guest's own state
        row = frame.list_right(waiting[0], BODIES)
        waiting = [a for a in row if frame.of(a).country not in (None, home)]
    hosts, guests = parts_of(frame, waiting[:1], "host"), parts_of(frame, [guest], "guest")
    if not hosts or not is_contact(frame, hosts, guests):
        return [] if not hosts else None
    drafts = tell(frame, cue, Kind("meeting", "welcome", "welcome_by"), [*hosts, *guests], None)
    if "tiễn" in frame.gap(cue.start, cue.end) and frame.of(guest).country == "VN":
        drafts = _leave_home(frame, drafts)
    _at_home(drafts, hosts)
    return _at_airport(frame, drafts, page)


def _lend_land_of_side(frame: Frame, guest: Actor, host: Actor) -> None:
    """ "Đón B tại sân bay, về phía X có Chánh Văn phòng A": A is of X where the office names no state."""
    side = frame.of(host)
    if any(o.country is not None and o.certain for o in host.offices):
        return
    for land in frame.after(guest.end, frozenset(["country"]), host.start)[-1:]:
        if _ON_ITS_SIDE.search(frame.ahead(land.start, 16)) and land.country != frame.of(guest).country:
            side.country = land.country


# "A ra tận sân bay | đón."
_GOES_OUT = pattern(r"\bra\s+(?:tận\s+)?(?:sân bay|cảng hàng không|chân cầu thang)\b[^,;.]{0,30}$")
_NOBODY = pattern(r"\s*[.;]?\s*$")


def _came_out(frame: Frame, cue: Cue, subject: list[Actor], page: Page) -> list[Draft]:
    """ "A ra tận sân bay đón.": the one whose visit to A's country the page has told just before."""
    visits = [d for d in page.drafts if d.type == "visit" and d.status == "held" and not d.recalled]
    if (
        not visits
        or not _GOES_OUT.search(frame.ahead(cue.start, 60))
        or not _NOBODY.match(frame.gap(cue.end, frame.end))
    ):
        return []
    guest, hosts = visits[-1].sides("guest")[0], parts_of(frame, subject, "host")
    guests = [Part(guest, "guest", (cue.start, cue.end))]
    if guest.kind != "person" or any(p.side.country != visits[-1].country for p in hosts):
        return []
    if not is_contact(frame, hosts, guests):
        return []
    drafts = tell(frame, cue, Kind("meeting", "welcome", "welcome"), [*hosts, *guests], subject[-1].end)
    _at_home(drafts, hosts)
    return _at_airport(frame, drafts, page)


# "Đón | đoàn tại sân bay có Thứ trưởng A"
_THE_PARTY = pattern(r"\s*(?:đoàn|phái đoàn)\s+(?:(?:tại|ở)\b[^;.]{2,80}|có\s[^;.]{0,16})$")


def _waiting_for_party(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "Đón đoàn tại sân bay có A": A welcomes the one whose visit to A's country the page has told last."""
    waiting = next((a for a in frame.after(cue.end, PEOPLE) if _THERE_IS.search(frame.gap(cue.end, a.start))), None)
    if waiting is None or not frame.says(*AT_PLANE) or not _THE_PARTY.match(frame.gap(cue.end, waiting.start)):
        return []
    visits = [d for d in page.drafts if d.type == "visit" and d.status == "held" and not d.recalled and d.country]
    if not visits:
        return []
    guest, land = visits[-1].sides("guest")[0], visits[-1].country
    row = frame.list_right(waiting, PEOPLE)
    parts = parts_of(frame, [a for a in row if frame.of(a).country == land][:1], "host")
    guests = [Part(guest, "guest", (cue.start, cue.end))]
    if not parts or guest.kind != "person" or not is_contact(frame, parts, guests):
        return []
    drafts = tell(frame, cue, Kind("meeting", "welcome", "welcome_by"), [*parts, *guests], None)
    if "tiễn" in frame.gap(cue.start, cue.end) and not _leave_home(frame, drafts):
        return []
    _at_home(drafts, parts)
    return _at_airport(frame, drafts, page)


def _leave_home(frame: Frame, drafts: list[Draft]) -> list[Draft]:
    """ "A lên đường thăm X. Tiễn A tại sân bay Nội Bài có Đại sứ X": A is at home still; no envoy elsewhere."""
    at_home = frame.says("nội bài", "tân sơn nhất")
    for draft in drafts:
        draft.farewell, draft.country = True, "VN" if at_home else draft.sides("host")[0].country
    return [d for d in drafts if at_home or not any(o.level == "envoy" for o in d.sides("host")[0].offices)]


# "Tham dự lễ đón B (về phía Việt Nam) có A": those who stand by, the host is another
_TAKING_PART = pattern(r"\b(?:dự|có mặt tại|tham gia|chứng kiến)\s+$")


# "tại sân bay quốc tế Bắc Kinh", "ở sân bay Vnucovo-2"
_AIRPORT = regex.compile(
    r"\b(?:tại|ở)\s+((?:[Ss]ân bay|[Cc]ảng hàng không)(?:\s+(?:[Qq]uốc tế|quân sự))?"
    r"(?:\s+\p{Lu}[\p{L}.'’]*(?:\s?[-–]\s?\d+)?){1,4})"
)


def _airport(frame: Frame) -> str | None:
    """The airport at which a guest is waited for."""
    found = _AIRPORT.search(frame.text, frame.start, frame.end)
    return found[1] if found else None


def _at_airport(frame: Frame, drafts: list[Draft], page: Page) -> list[Draft]:
    """The welcome on the day of the arrival told before it; on the first of the days of the visit when the guest came
    from another country, whose day was told too."""
    for draft in drafts:
        guest, land = draft.sides("guest")[0], draft.sides("host")[0].country
        told = [d for d in page.drafts if d.type == "visit" and d.sides("guest")[0] is guest and d.time is not None]
        here = [d for d in told if d.country == land and d.time is not None and d.time.kind == "span"]
        draft.venue = draft.venue or _airport(frame)
        on_tour = bool(here) and any(d.country != land for d in told) and "sân bay" in (draft.venue or "").lower()
        draft.follows = draft.time is None and not on_tour
    return drafts


def _presides(frame: Frame, guest: Actor, actor: Actor) -> bool:
    """The A of "Lễ đón B … do A chủ trì"; not of "Đoàn đại biểu do A dẫn đầu"."""
    return _is_presiding(frame, guest.end, actor)


def _is_presiding(frame: Frame, start: int, actor: Actor) -> bool:
    found = _PRESIDED_BY.search(frame.gap(start, actor.start))
    return found is not None and (found[1] is not None or _PRESIDES.match(frame.gap(actor.end, frame.end)) is not None)


_RUNNING = frozenset(["lead", "body"])


def _is_one_telling(one: str, other: str) -> bool:
    """Whether two regions are of the running text, or the same."""
    return one == other or {one, other} <= _RUNNING


def _host_later(frame: Frame, cue: Cue, subject: list[Actor], page: Page) -> list[Draft]:
    """ "Lễ đón B diễn ra …", then "Thủ tướng A chủ trì lễ đón."."""
    hosts = parts_of(frame, subject[:1], "host")
    awaited = next((a for a in reversed(page.awaited) if _is_one_telling(a.region, frame.region)), None)
    if awaited is None:
        awaited = _guest_of_visit(frame, cue, hosts, page)
    if awaited is None or not is_contact(frame, hosts, awaited.parts):
        return []
    kind = Kind("meeting", "welcome", "welcome_host_later")
    drafts = tell(frame, cue, kind, [*hosts, *awaited.parts], subject[-1].end)
    _at_home(drafts, hosts)
    for draft in drafts:
        draft.time = draft.time or awaited.time
        draft.start = min(draft.start, awaited.start)
        if draft.venue is None and draft.locality is None:
            draft.stand_at(awaited.spot)
    return drafts


_JUST_BEFORE = 160  # characters


def _guest_of_visit(frame: Frame, cue: Cue, hosts: list[Part], page: Page) -> Awaited | None:
    """The guest of the visit told right before: "B đã có chuyến thăm X. Bộ trưởng A của X chủ trì lễ đón tại Y"."""
    last = page.drafts[-1] if page.drafts else None
    if last is None or last.type != "visit" or last.status != "held" or not hosts:
        return None
    if last.country is None or last.country != hosts[0].side.country:
        return None
    if not 0 <= frame.start - last.end <= _JUST_BEFORE or any(d.form == "welcome" for d in page.drafts):
        return None
    parts = [Part(p.side, "guest", (cue.start, cue.end)) for p in last.parts if p.role == "guest"]
    return Awaited(parts, frame.start, frame.region, None, None) if len(parts) == 1 else None


def _reviewing(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "Lễ đón B diễn ra …", then "A và B duyệt đội danh dự.": A is the host."""
    subject = subject_of(frame, cue, PEOPLE)[:2]
    sides = [frame.of(actor) for actor in subject]
    awaited = next((a for a in page.awaited if any(p.side in sides for p in a.parts)), None)
    if len(subject) < 2 or awaited is None or not _is_one_telling(frame.region, awaited.region):
        return []
    guests = [p.side for p in awaited.parts]
    hosts = [actor for actor in subject if frame.of(actor) not in guests]
    if any(d.form == "welcome" for d in page.drafts) or len(hosts) != 1:
        return []
    return _host_later(frame, cue, hosts, page)


_TAKES_PLACE = pattern(r"\s*(?:chính thức\s+|trọng thể\s+)*(?:diễn ra|được tổ chức|được cử hành)\b")


def _told_again(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A chủ trì lễ đón B. Lễ đón được tổ chức trọng thể tại X": the ceremony told just before, at its place."""
    last = next((d for d in reversed(page.drafts) if d.form == "welcome"), None)
    spot = place_of(frame, cue)
    if last is None or last.venue is not None or spot is None or spot.venue is None or frame.region == "headline":
        return []
    if not _TAKES_PLACE.match(frame.lowered, cue.end, frame.end) or frame.before(cue.start, PEOPLE):
        return []
    return tell(frame, cue, Kind("meeting", "welcome", last.rule), list(last.parts), None)


def _as_awaited(frame: Frame, drafts: list[Draft], page: Page) -> list[Draft]:
    """ "A chủ trì lễ đón B", "A ra tận cửa xe đón B" with day and place of "Lễ đón B diễn ra ngày 3/4 tại X"."""
    if frame.says(*AT_PLANE):
        return drafts  # met there before the ceremony
    for draft in drafts:
        guests = draft.sides("guest")
        told = next((a for a in page.awaited if any(p.side is s for p in a.parts for s in guests)), None)
        if told is not None and draft.time is None:
            draft.time = told.time
            if draft.venue is None and draft.locality is None and told.spot is not None:
                draft.stand_at(told.spot)
    return drafts


def _at_home(drafts: list[Draft], hosts: list[Part]) -> None:
    """A state welcomes on its own ground; the heads of two states welcome on that of one of them."""
    if len({part.side.country for part in hosts}) > 1:
        return
    for draft in drafts:
        if draft.farewell:
            continue  # the guest may leave home
        draft.country = draft.country or hosts[0].side.country
        if draft.country == "VN" and hosts[0].side.country is not None and draft.locality is None:
            draft.country = hosts[0].side.country  # "tại Phủ Chủ tịch nước do Chủ tịch nước Lào B chủ trì"


def _crosses(a: list[Part], b: list[Part]) -> bool:
    """Whether two of them are of two countries."""
    return any(x.side.country != y.side.country for x in a for y in b)


# --- tours --------------------------------------------------------------------------------------------------------

# "A và B đã cùng thăm", "A và B hai nước thăm"
_TOGETHER = pattern(r"\s*(?:và phu nhân)?\s*(?:hai nước\s+)?(?:đã|cùng|cùng nhau|có)?\s*(?:cùng\s+)?")
_SOMETHING = pattern(r"^\s*(?:quan\s+)?\p{L}+")
# "thăm Bảo tàng Mỹ thuật"
_SIGHT = pattern(r"^\s*(<sight>(?:(?! và \p{Ll})[^,.;]){0,60})")


def joint_tour(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "Chủ tịch nước A và Tổng thống B (đã) thăm Bảo tàng …": leaders of two states at one place have met there."""
    visit = cue.shape == "visit" and frame.gap(cue.start, cue.end).endswith("thăm")
    if not (visit or cue.shape == "tour") or cue.noun:
        return []
    subject = [a for a in subject_of(frame, cue, PEOPLE) if a.kind != "pronoun"]
    if len(subject) == 1:
        subject = _with_companion(frame, cue, subject[0])
    if len(subject) < 2 or not _is_tour(frame, cue, subject):
        return []
    left, right = parts_of(frame, subject[:1], "party"), parts_of(frame, subject[1:2], "party")
    lands = [p.side.country for p in (*left, *right)]
    if len(lands) < 2 or None in lands or lands[0] == lands[1] or not is_contact(frame, left, right):
        return []
    drafts = tell(frame, cue, Kind("meeting", "meet", "joint_tour"), [*left, *right], subject[-1].end)
    sight = _SIGHT.match(frame.text[cue.end : min(cue.end + 80, frame.end)])
    for draft in drafts:
        draft.venue = draft.venue or (sight[1].strip() if sight else None)
    return drafts


# "A đã cùng B thăm", "A mời B dùng bữa tối"
_ALONG = pattern(r"^\s*(?:và phu nhân\s*)?(?:đã\s+|sẽ\s+|vừa\s+)?(?:cùng|mời)\s+(?:với\s+)?(?:<address>\s+)*$")


def _with_companion(frame: Frame, cue: Cue, leader: Actor) -> list[Actor]:
    """ "A (đã) cùng B thăm Bảo tàng": the two of them."""
    nexts = frame.after(leader.end, PEOPLE, cue.start)
    return [leader, nexts[0]] if nexts and _ALONG.match(frame.gap(leader.end, nexts[0].start)) else [leader]


def _is_tour(frame: Frame, cue: Cue, subject: list[Actor]) -> bool:
    """ "A và B thăm Bảo tàng", not "A và B thăm Lào"."""
    if cue.shape == "tour":
        return _TOGETHER.fullmatch(frame.gap(subject[-1].end, cue.start)) is not None
    return (
        _SOMETHING.match(frame.gap(cue.end, cue.end + 30)) is not None
        and _TOGETHER.fullmatch(frame.gap(subject[-1].end, cue.start)) is not None
        and not any(a.start < cue.end + 12 for a in frame.after(cue.end, LANDS))
    )
