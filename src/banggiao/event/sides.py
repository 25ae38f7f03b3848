"""The two sides of a cue: who does what it says, whom it is done with, and whether the two make a contact."""

from __future__ import annotations

from msgspec.structs import replace

from banggiao.event.circumstances import GOES_ON_TO, REPORTED
from banggiao.event.draft import Draft, Part
from banggiao.event.frame import BODIES, PEOPLE, Frame
from banggiao.event.offices import LEADING
from banggiao.event.people import People, Side
from banggiao.event.words import listed, pattern
from banggiao.model import Actor, Cue, Office, Spot
from banggiao.text import fold

# --- the subject --------------------------------------------------------------------------------------------------

# "A đã tiếp B và có cuộc gặp với C", "A tiếp B; đồng thời làm việc với C"
_GOES_ON = pattern(
    r"[\s,;]*(?:và|đồng thời|sau đó|tiếp đó|,)*\s*(?:đã|có|tiến hành|cũng)?\s*(?:các\s+)?(?:cuộc|buổi)?\s*"
)
_IN_ROW = pattern(r",\s*(?:và\s+|đồng thời\s+|sau đó\s+)?$")
# "chia sẻ của A khi tiếp B"
_WHEN = pattern(r"\bkhi\s+(?:đón\s+|gặp\s+)?$")
# "A dẫn đầu đoàn đại biểu", "A cùng các thành viên đoàn": the group comes along
_BEHIND = pattern(r"\b(?:dẫn đầu|cùng|giữa|và|với|gồm|trưởng)\s+(?:các\s+)?$")
# "Đây là khẳng định của A tại buổi tiếp B"
_SAID_BY = pattern(
    r"\b(?:khẳng định|nhấn mạnh|chia sẻ|ý kiến|yêu cầu|đề nghị|phát biểu|nhận định|mong muốn|chỉ đạo|kết luận"
    r"|thông điệp|tuyên bố|nhận xét)\s+của\s"
)
_SAID_AT = pattern(r"\s*(?:tại|trong|ở)\s+(?:buổi|cuộc)?\s*")
# "ông A, thành viên Ủy ban X, sau cuộc gặp với B nói": A, not the committee
_MEMBER_OF = pattern(r"\b(?:thành viên|ủy viên|cố vấn)\s+(?:của\s+)?$")
_LED = pattern(r"\bdẫn đầu\s+$")
# "A tưởng niệm các lãnh đạo lập quốc và hội đàm với B"
_HONOURED = pattern(r"\b(?:tưởng niệm|viếng|tri ân|tưởng nhớ)\s+(?:(?:các|cố|<address>)\s+)*$")
# "A bổ nhiệm Thủ tướng B và hội đàm với C", "A thăm triển lãm Hải quân X … và gặp C"
_APPOINTED = pattern(
    r"\b(?:bổ nhiệm|chỉ định|đề cử|miễn nhiệm|bãi nhiệm|cách chức|sa thải)\s+(?:(?:tân|quyền|<address>)\s+)*$"
)
_SEEN = pattern(r"\b(?:thăm|xem|tham quan|dự|tham dự|tham gia)\s+(?:\p{L}+\s){0,3}$")
_AND_DOES = pattern(r"^[^,;]{0,24}\s*(?:và|,)\s")
_SENT_BY = pattern(r"\bngười\s+(?:đã\s+)?(?:được|do|mà|từng được)\s+(?:(?:<address>|tân|cựu)\s+)*$")
_WHO = pattern(
    r"\s*(?:\([^)]*\)\s*)?[,–-]\s*người\s+"
    r"(?:(?:đã|vừa|từng|mới|cũng|đang|sẽ|dự kiến)\s+(?:(?!được |bị )[^\s,;]+\s+){0,4}|(?:phải|buộc phải)\s+[^,;]{0,70})"
)
# "X nói trong cuộc gặp với B"
# "A cho biết đã thảo luận vấn đề này tại các cuộc gặp với B": A was there
_DID_SO = pattern(
    r"<report>\s+(?:rằng\s+)?(?:ông\s+|bà\s+)?đã\s+(?:thảo luận|nêu|trao đổi|đề cập|bàn|thông báo|nói)\b[^,;]{0,60}$"
)
_WITHIN = pattern(r"\b(?:trong|tại|sau)\s+(?:\S+\s+)?$")
# "A đến X để gặp B trước khi … gặp C": B is met, it is not B who meets C
_MET = frozenset(["receive", "party", "call_on", "visit"])
# How far a subject stands from its verb at most, in characters.
_REACH = 260
# A complement may head a subject after these: "do A tiếp", "A cùng B tiếp", "A và B tiếp".
_JOINING = frozenset(["và", "do", "cùng"])
# The first of a list that is a complement is no subject: "theo lời mời của A và B".
_COMPLEMENTS = frozenset(["của", "với", "lời", "cho", "tới", "đến", "tại"])


def subject_of(frame: Frame, cue: Cue, kinds: frozenset[str] = BODIES) -> list[Actor]:
    """The list of actors that does what the cue says: the nearest to its left that is no complement."""
    since = frame.clause_start(cue.start)
    if lent := _lent(frame, cue):
        return lent
    if _WHEN.search(frame.ahead(cue.start, 10)):
        return frame.before(cue.start, kinds, since)[:1]
    for actor in frame.before(cue.start, kinds, since):
        gap = frame.gap(actor.end, cue.start)
        if len(gap) > _REACH:
            break
        if is_aside(frame, actor) or frame.is_address_of(actor) or _is_of_higher(frame, actor):
            continue  # "Đặc phái viên A, người được Tổng thống B cử tới X, cho biết"
        if is_appointed(frame, actor, cue.start) or _is_told(frame, actor, gap):
            continue
        if not frame.noun(cue) and _ITS_BODY.search(gap) and REPORTED.search(gap):
            return []  # "Thứ trưởng A cho biết, Bộ sẽ làm việc với B": the ministry, not he who says so
        if _is_met(frame, actor, since) or _HONOURED.search(frame.ahead(actor.start, 30)):
            continue
        if _comes_along(frame, actor, since) or _is_paper(frame, actor, cue):
            continue
        if actor.start > since and "," in gap and frame.gap(actor.start, actor.end).startswith(_SEATS):
            continue  # "giành giải nhất năm 1983 tỉnh X, được gặp B": where, not who
        if (
            actor.kind == "organisation"
            and frame.ahead(actor.start, 1) == "("
            and frame.gap(actor.end, actor.end + 1) == ")"
        ):
            continue  # "A dự Hội nghị nhóm các nước Y (Z) và gặp C": what the letters stand for
        if actor.kind == "organisation" and gap.startswith(",") and _WITHIN_ASIDE.search(frame.ahead(actor.start, 120)):
            continue  # "A, trong khuôn khổ Đối thoại Bộ trưởng về hợp tác X-Y, đã gặp C"
        if actor.kind == "organisation" and _AT_SUMMIT.search(frame.ahead(actor.start, 40)):
            continue  # "A và B bắt tay tại hội nghị thượng đỉnh C trước khi có một cuộc gặp"
        if not frame.noun(cue) and _goes_on(gap) and frame.before(actor.start, kinds, since):
            continue  # "A đến X để gặp B trước khi lên đường đến Y gặp C": it is A who goes on
        told = frame.noun(cue) and REPORTED.search(gap) and _WITHIN.search(gap) and not _DID_SO.search(gap)
        if told and not _are_two(frame, actor, since):
            continue  # "Quan chức X nói trong cuộc gặp với B, A đã …": X told of it
        oblique = frame.oblique(actor)
        if _WHO.fullmatch(gap):
            return [actor]  # "với sự giúp đỡ của A – người vừa có cuộc gặp với B"
        if oblique == "của" and _SAID_BY.search(frame.ahead(actor.start, 60)) and _SAID_AT.fullmatch(gap):
            return [actor]
        if oblique and oblique not in _JOINING:
            continue  # "tại cuộc gặp với X, Y nói": X is no subject
        group = frame.group_left(actor, kinds, since)
        if oblique == "cùng":  # "A cùng B đã tiếp C"
            head = frame.before(actor.start, PEOPLE, since)
            if head and len(frame.gap(head[0].end, actor.start)) < 40:
                return frame.group_left(head[0], kinds, since)
        if frame.oblique(group[0]) in _COMPLEMENTS:
            continue
        return group
    if since == frame.start:
        return []
    return _subject_of_clause_before(frame, since, kinds) or _subject_of_list(frame, since, cue)


# "Đồn Biên phòng X (đóng tại Y) thuộc | Bộ đội Biên phòng tỉnh Z": whom it belongs to
_BELONGS_TO = pattern(r"\s*(?:\([^)]{2,60}\)\s*)?,?\s*(?:trực\s+)?thuộc\s+")


def _is_of_higher(frame: Frame, actor: Actor) -> bool:
    """Whether a body is only told as the one that the body before it belongs to."""
    if actor.kind != "organisation" or not frame.ahead(actor.start, 6).endswith("thuộc "):
        return False
    before = frame.before(actor.start, BODIES)
    if any(
        a.kind in ("organisation", "group") and _BELONGS_TO.fullmatch(frame.gap(a.end, actor.start)) for a in before
    ):
        return True
    return _UNIT_OF.search(frame.ahead(actor.start, 110)) is not None


# "Đồn Biên phòng X (đóng tại Y) thuộc | Bộ đội Biên phòng tỉnh Z": a unit that no table knows
_UNIT_OF = pattern(
    r"\b(?:đồn biên phòng|đồn công an|đại đội|tiểu đoàn|trung đoàn|lữ đoàn|phòng|trạm|chi cục)\s[^,;.]{1,60}\bthuộc\s+$"
)


_ITS_BODY = pattern(
    r"(?:,|\brằng)\s*(?:(?:tới đây|sắp tới|thời gian tới|hiện nay|hiện),?\s+)?"
    r"(?:bộ|sở|cục|ban|ngành|đơn vị|cơ quan|ủy ban|công ty|tập đoàn|hiệp hội|thành phố|tỉnh)\s+(?:này\s+)?"
    r"(?:đã|sẽ|đang|cũng|dự kiến)\b[^;]*$"
)


def _goes_on(gap: str) -> bool:
    """Whether "trước khi sang X" follows right behind an actor."""
    found = GOES_ON_TO.search(gap)
    return found is not None and not gap[: found.start()].strip(" ,")


# "A, người tiền nhiệm ông B, đã gặp C"; "người kế nhiệm của B"
_BEFORE_OR_AFTER = pattern(
    r"[,–(-]\s*(?:cũng\s+|vốn\s+)?(?:là\s+)?(?:vị\s+|người\s+)?(?:tiền nhiệm|kế nhiệm|kế vị)\s+(?:của\s+)?"
    r"(?:<address>\s+)*$"
)


def is_aside(frame: Frame, actor: Actor) -> bool:
    """ "Đặc phái viên A, người được Tổng thống B cử tới X, cho biết", "A, người tiền nhiệm ông B,": B, who is told to
    say who A is."""
    if _SENT_BY.search(frame.ahead(actor.start, 24)):
        return True
    told = _BEFORE_OR_AFTER.search(frame.ahead(actor.start, 40))
    return told is not None and any(
        a.end <= actor.start and not frame.gap(a.end, actor.start - len(told[0])).strip()
        for a in frame.before(actor.start, PEOPLE)
    )


_WITHIN_ASIDE = pattern(r"(?:^|,)\s*(?:trong khuôn khổ|bên lề|nhân dịp)\s[^,;]*$")
_SEATS = ("tỉnh ", "thành phố ", "huyện ", "quận ")
_AT_SUMMIT = pattern(r"\b(?:tại|bên lề|trong|ở)\s+(?:<summit>\s+)+(?:nhóm\s+|khối\s+)?$")
_TELLS = pattern(r"\b(?:<report>|loan báo|dẫn lời|rằng)\b")


_SOURCE = pattern(r"\btheo\b[^,;]*$")


def is_appointed(frame: Frame, actor: Actor, at: int) -> bool:
    """ "A bổ nhiệm Thủ tướng X và có cuộc gặp với C": the object of another verb of the same subject."""
    appointed = (_APPOINTED if actor.kind in PEOPLE else _SEEN).search(frame.ahead(actor.start, 34))
    return appointed is not None and _AND_DOES.match(frame.gap(actor.end, at)) is not None


# "C nói dối A về các cuộc đối thoại với B": A is told of them
_LIES_TO = pattern(r"\b(?:nói dối|lừa dối|qua mặt|che giấu|giấu|đánh lừa)[”\"’]?\s+(?:<address>\s+)*$")
_ABOUT = pattern(r"^\s*(?:\([^)]*\)\s*)?(?:về|chuyện)\s")


def _is_told(frame: Frame, actor: Actor, gap: str) -> bool:
    """Whether the actor is deceived about a contact: no side of it."""
    return _ABOUT.match(gap) is not None and _LIES_TO.search(frame.ahead(actor.start, 30)) is not None


def _is_paper(frame: Frame, actor: Actor, cue: Cue) -> bool:
    """ "Tờ X loan báo rằng trong cuộc gặp với B, A nói", "Theo một bài trên tờ X, …": the paper met nobody."""
    if actor.kind != "organisation" or actor.level != "media":
        return False
    told = _TELLS.search(frame.gap(actor.end, cue.start)) or _SOURCE.search(frame.gap(frame.start, actor.start))
    return told is not None


def _are_two(frame: Frame, actor: Actor, since: int) -> bool:
    """ "A và B thông báo sáng kiến sau một cuộc gặp": two of two states, told together."""
    lands = [frame.of(a).country for a in frame.group_left(actor, PEOPLE, since)]
    return len(lands) >= 2 and len(set(lands) - {None}) == len(lands)


def _lent(frame: Frame, cue: Cue) -> list[Actor]:
    """ "A đã tiếp B và gặp mặt C", "A tiếp B; làm việc với C": the verb before lends its subject."""
    for end, actors in reversed(frame.subjects):
        if actors and end <= cue.start and _GOES_ON.fullmatch(frame.gap(end, cue.start)):
            return actors
    # "A gặp B, dự lễ C gia nhập D, tiếp E": a verb right after a comma is of the row
    if not frame.noun(cue) and frame.subjects and _IN_ROW.search(frame.ahead(cue.start, 14)):
        end, actors = frame.subjects[-1]
        return actors if end <= cue.start and ";" not in frame.gap(end, cue.start) else []
    return []


def _is_met(frame: Frame, actor: Actor, since: int) -> bool:
    """Whether the actor is the object of a verb before it that has a subject of its own."""
    for cue in reversed(frame.sentence.cues):
        if frame.noun(cue) or cue.end > actor.start or cue.shape not in _MET or cue.start < since:
            continue
        if cue.shape == "visit" and actor.kind not in ("organisation", "group"):
            continue
        if not _LIGHT.match(frame.gap(cue.end, actor.start)):
            return False
        # "Gặp A tuần trước, tiếp B tuần này, C …": whoever opens the sentence behind a verb is met too
        opens = not frame.gap(since, cue.start).strip() and cue.shape != "visit"
        return opens or any(not frame.oblique(a) for a in frame.before(cue.start, BODIES, since))
    return False


def _comes_along(frame: Frame, actor: Actor, since: int) -> bool:
    """A group behind someone: "A dẫn đầu đoàn đại biểu thăm X", "A dẫn đầu Tổ công tác số 3 làm việc với B", "A và B
    dẫn đầu đại biểu hai nước hội đàm"."""
    if actor.kind in ("organisation", "office") and _LED.search(frame.ahead(actor.start, 12)):
        return bool(frame.before(actor.start, PEOPLE, since))
    if actor.kind == "organisation" and _MEMBER_OF.search(frame.ahead(actor.start, 18)):
        return True
    return (
        actor.kind == "group"
        and actor.level != "counterpart"  # "Ngoại trưởng A và B hội đàm": B's minister
        and _BEHIND.search(frame.ahead(actor.start, 16)) is not None
        and bool(frame.before(actor.start, PEOPLE, since))
    )


def _subject_of_list(frame: Frame, since: int, cue: Cue) -> list[Actor]:
    """ "A đã dâng hoa tại X; thăm Y; hội kiến B": the A of a list of what was done, none of it a contact before."""
    if (
        cue.noun
        or frame.gap(since, cue.start).strip()
        or any(c.end <= since and c.shape in _MET for c in _verbs(frame))
    ):
        return []
    for actor in frame.before(since, PEOPLE):
        if frame.oblique(actor) or not frame.of(actor).official or _HONOURED.search(frame.ahead(actor.start, 30)):
            continue
        return [actor]
    return []


def _verbs(frame: Frame) -> list[Cue]:
    """The cues of a sentence that are verbs with an object of their own."""
    return [c for c in frame.sentence.cues if not c.noun and c.shape != "visit"]


def _subject_of_clause_before(frame: Frame, since: int, kinds: frozenset[str]) -> list[Actor]:
    """ "A thăm X; tiếp ông C": the subject of the clause before; not the B of "A gặp B; tiếp ông C"."""
    for actor in frame.before(since, PEOPLE):
        clause = frame.clause_start(actor.start)
        if any(clause <= c.start < actor.start and not c.noun and c.shape in _MET for c in frame.sentence.cues):
            continue
        # "Đoàn do A dẫn đầu thăm X; chào xã giao B": A
        free = frame.oblique(actor) in (None, "do")
        if free and any(actor.end <= c.start < since for c in frame.sentence.cues):
            return frame.group_left(actor, kinds, frame.start)
    return []


# "Chiều 5/9, tại Phủ Chủ tịch, tiếp B, A nói"
_FRONTED = pattern(
    r"(?:(?:^|,)\s*(?:khi|trong lúc)?|\b(?:tại|trong|qua|sau|kết thúc)\s+(?:buổi|cuộc)|\b(?:sau|trước) khi"
    r"|\bsau khi\s[^,;.]{2,40}\svà\s+(?:tiến hành|có)"
    r"|^\s*(?:bày tỏ\s+)?(?:rất\s+)?(?:vui mừng|vinh dự|hân hạnh|phấn khởi)(?:\s+được)?"
    r"|^\s*(?:phát biểu|trả lời|nói|chia sẻ|lên tiếng)\s[^,;.]{0,90}\bkhi)\s*$"
)
_WITH_SOMEONE = pattern(r"^[^,;]*\bvới\b")
_AT = pattern(r"\b(?:tại|trong|qua|sau|kết thúc)\s*$")


def is_fronted(frame: Frame, cue: Cue) -> bool:
    """Whether a cue without a subject opens its sentence, behind day and place: "Chiều 5/9, tại X, tiếp B, A nói"."""
    before = frame.gap(frame.start, cue.start)
    if frame.noun(cue) or _FRONTED.search(before):
        return True
    # "Sau hội đàm với B, A nói"; not "Tại Đối thoại, B nói"
    return _AT.search(before) is not None and _WITH_SOMEONE.search(frame.gap(cue.start, cue.end + 60)) is not None


# --- the object ---------------------------------------------------------------------------------------------------

# "hội đàm trực tuyến với đồng chí B"
_LIGHT = pattern(
    r"^[\s,:]*(?:(?:<light>|(?:nhằm|để) chúc mừng|[2-5](?= nhà | vị |$)"
    r"|(?:kéo dài|dài|khoảng|trong)*\s*(?:gần |hơn )?\d+ (?:phút|giờ|tiếng))\s*)*$"
)
# "trao đổi ngắn về quan hệ hai nước với ông B"
_TALK = pattern(
    r"^\s*(?:(?!(?:sau|trước) (?:khi|cuộc|vụ|trận)\b)[^\s;.]+\s+){0,9}?(?<!\bđối )(?:với|giữa)\s+"
    r"(?:(?:<address>|các|người đồng cấp|tân|đoàn)\s+)*$"
)


# "nhận cuộc gọi chúc mừng thắng cử từ B"
_CALLER = pattern(r"^\s*(?:[^\s;.,]+\s+){0,5}?(?:từ|của)\s+(?:(?:<address>|các|tân)\s+)*$")


# "gặp song phương bên lề Diễn đàn C B": the gathering is no side
_IN_MARGINS = pattern(r"\bbên lề\s+$")


def object_of(frame: Frame, cue: Cue, kinds: frozenset[str] = BODIES) -> list[tuple[Actor, str]]:
    """The list of actors right after the cue, with the words that join them."""
    nexts = frame.after(cue.end, kinds)
    start = cue.end
    if nexts and nexts[0].kind == "organisation" and _IN_MARGINS.search(frame.gap(start, nexts[0].start)):
        start, nexts = nexts[0].end, nexts[1:]
    if not nexts:
        return []
    gap = frame.gap(start, nexts[0].start)
    taken = frame.gap(cue.start, cue.end).startswith("nhận") and _CALLER.match(gap)
    if not _LIGHT.match(gap) and not _TALK.match(gap) and not taken:
        nexts = _behind_circumstance(frame, cue, nexts)
        if not nexts:
            return []
    row = frame.group_right(nexts[0], kinds)
    for k in range(1, len(row)):
        between = (row[k - 1][0].end, row[k][0].start)
        if any(
            (c.form != cue.form or c.shape == "party")
            and between[0] <= c.start
            and c.end <= between[1]
            and not (cue.shape == "receive" and c.shape == "call_on")  # "tiếp A đến chào; B đến chào"
            for c in frame.sentence.cues
        ):
            return row[:k]  # "hội kiến A, tiếp B", "gặp A; gặp B và gặp C": each verb has its own
    return _met_elsewhere(frame, row)


# "gặp A | tại X, và | B tại Y"
_THEN_AT = pattern(r"\s*(?:tại|ở)\s+[^,;.]{2,40}?,?\s+và\s+(?:<address>\s+)*")
_RIGHT_AT = pattern(r"\s*(?:tại|ở)\s")


def _met_elsewhere(frame: Frame, row: list[tuple[Actor, str]]) -> list[tuple[Actor, str]]:
    """The row with whoever was met at another place: "gặp A tại X, và B tại Y"."""
    last = row[-1][0]
    if last.kind not in PEOPLE or not _RIGHT_AT.match(frame.lowered, last.end, frame.end):
        return row
    other = next(iter(frame.after(last.end, PEOPLE)), None)
    if (
        other is None
        or not _THEN_AT.fullmatch(frame.gap(last.end, other.start))
        or not _RIGHT_AT.match(frame.lowered, other.end, frame.end)
        or not (spot_behind(frame, last.end) and spot_behind(frame, other.end))
        or frame.of(last).country in (None, frame.of(other).country)
    ):
        return row
    return [*row, (other, ",")]


_AT_TOWN = pattern(r"\s*(?:tại|ở)\s+(?:(?:thủ đô|thành phố|trụ sở|thị trấn|nước)\s+)*")


def spot_behind(frame: Frame, end: int) -> Spot | None:
    """The place that stands right behind someone: "… B | tại X"."""
    return next(
        (s for s in frame.sentence.spots if s.start >= end and _AT_TOWN.fullmatch(frame.gap(end, s.start))), None
    )


# "cuộc gặp bên lề Hội nghị C tại X với B", "các cuộc gặp tuần trước ở X với B"
_CIRCUMSTANCE = pattern(
    r"\s*(?:đầu tiên\s+|song phương\s+|kín\s+|riêng\s+|ngắn\s+|thường niên\s+)?"
    r"(?:bên lề|trước thềm|tại|ở|vào|hôm|ngày|sáng|trưa|chiều|tối|tuần|tháng|hồi|đầu|cuối|kéo dài|diễn ra)\s[^;]{0,110}"
    r"\b(?:với|giữa)\s+(?:(?:<address>|các|người đồng cấp|tân)\s+)*"
)


# "họp báo sau hội đàm tại X với B"
_AFTER = pattern(r"\b(?:sau|trong|tại)\s+$")


def _behind_circumstance(frame: Frame, cue: Cue, nexts: list[Actor]) -> list[Actor]:
    """From the first person on whom a noun is met with, behind its place and day: "cuộc gặp tuần trước ở X với B"."""
    people = [a for a in nexts if a.kind in PEOPLE]
    noun = frame.noun(cue) or "cuộc" in frame.gap(cue.start, cue.end) or _AFTER.search(frame.ahead(cue.start, 8))
    if not noun or not people or not _CIRCUMSTANCE.fullmatch(frame.gap(cue.end, people[0].start)):
        return []
    return nexts[nexts.index(people[0]) :]


# --- delegations and their heads ------------------------------------------------------------------------------------

# "Đoàn X do đồng chí Y", "Đoàn X (gồm 5 người), do ông Y", "Đoàn Đại sứ quán X | tại Việt Nam do ông Y"
_HEADED = pattern(r"\s*(?:\([^)]*\)\s*)?(?:tại việt nam\s*)?(?:cầm quyền\s*)?,?\s*do\s+(?:<address>,?\s+)*")
# "tiếp Đoàn A, Hội B …, do ông C làm Trưởng đoàn"
_LED_BY = pattern(r"^[^.;]{0,150}\bdo\s+(?:<address>\s+)*$")
_LEADS = pattern(r"^[^.;]{0,60}\b(?:dẫn đầu|làm trưởng đoàn|là trưởng đoàn)\b")
# "cùng các doanh nghiệp"
_ALONG = pattern(r"\bcùng\s+(?:các\s+)?$")


def head_of_all(frame: Frame, objects: list[tuple[Actor, str]]) -> list[tuple[Actor, str]]:
    """Several bodies under one head: "tiếp Đoàn A, Hội B …, do ông C làm Trưởng đoàn"; else the objects as they are."""
    if not objects or any(a.kind in PEOPLE for a, _ in objects):
        return objects
    end = objects[-1][0].end
    nexts = frame.after(end, PEOPLE)
    if nexts and _LED_BY.search(frame.gap(end, nexts[0].start)) and _LEADS.match(frame.gap(nexts[0].end, frame.end)):
        _as_head(frame, frame.of(objects[0][0]), frame.of(nexts[0]))
        return [(nexts[0], "")]
    return objects


def head_of(frame: Frame, group: Actor) -> Actor | None:
    """The head of a delegation: "Đoàn X do ông Y dẫn đầu", "Đoàn … do đồng chí Z làm Trưởng đoàn"."""
    nexts = frame.after(group.end, PEOPLE)
    at = _behind_state(frame, group) if nexts else 0
    return nexts[0] if nexts and _HEADED.fullmatch(frame.gap(at, nexts[0].start)) else None


_ITS_STATE = pattern(r"\s*,?\s*(?:thuộc\s+)?(?:nước\s+|\()?")


def _behind_state(frame: Frame, group: Actor) -> int:
    """Behind the state that a comma parts from a delegation: "Đoàn công tác tỉnh X, nước Y | do ông A dẫn đầu"."""
    state = next(iter(frame.after(group.end, frozenset(["country"]))), None)
    if state is None or state.country != group.country or not _ITS_STATE.fullmatch(frame.gap(group.end, state.start)):
        return group.end
    return state.end


_HEADS = pattern(r"\s+(?:đã\s+)?dẫn đầu\s+")


def leader_of(frame: Frame, group: Actor) -> Actor:
    """Who leads the delegation told as a subject: "A dẫn đầu Đoàn X và B dẫn đầu Đoàn Y đã hội đàm"; else the actor."""
    ahead = frame.before(group.start, PEOPLE) if group.kind == "group" else []
    return ahead[0] if ahead and _HEADS.fullmatch(frame.gap(ahead[0].end, group.start)) else group


def note_heads(frame: Frame) -> None:
    """Remember who leads each delegation that this sentence names with its head."""
    for actor in frame.sentence.actors:
        if actor.kind == "group" and (head := head_of(frame, actor)) is not None:
            frame.people.heads.setdefault(
                _known_as(actor.organisation), _as_head(frame, frame.of(actor), frame.of(head))
            )


# "Đoàn đại biểu tỉnh X (Lào)" of a headline, "Đoàn đại biểu tỉnh X nước Cộng hòa Dân chủ Nhân dân Lào" of the lead
_OF_STATE = pattern(r"(?<=\S \S+ \S+ \S+)(?:\s*\([^)]*\)|\s+(?:nuoc|vuong quoc|cong hoa|chdcnd|chnd)\b.*)$")


def _known_as(delegation: str | None) -> str:
    """The name of a delegation, folded, without the state that a province or a body of several words belongs to."""
    return _OF_STATE.sub("", fold(delegation or ""))


def stand_heads(drafts: list[Draft], people: People) -> None:
    """Put the head in the place of a delegation that the page names with its head elsewhere."""
    for part in (p for d in drafts for p in d.parts if p.side.kind == "group"):
        part.side = people.heads.get(_known_as(part.side.organisation), part.side)
    leaders = list({id(side): side for side in people.heads.values()}.values())
    if len(leaders) == 2 and None not in (lands := {side.country for side in leaders}) and len(lands) == 2:
        for draft in drafts:
            _stand_two(draft, leaders)


def _stand_two(draft: Draft, leaders: list[Side]) -> None:
    """Talks between a delegation and a body of two states are those of the only two whom the page names as heads."""
    sides = draft.sides()
    bodies = draft.type == "meeting" and len(sides) == 2 and all(s.kind in ("group", "organisation") for s in sides)
    if not bodies or {s.country for s in sides} != {s.country for s in leaders}:
        return
    if not any((s.organisation or "").lower().startswith(("đoàn ", "phái đoàn ")) for s in sides):
        return
    for part in draft.parts:
        part.side = next(leader for leader in leaders if leader.country == part.side.country)


def is_retinue(frame: Frame, actor: Actor) -> bool:
    """ "và Đoàn đại biểu", "cùng lãnh đạo các tập đoàn": those who come along are left out."""
    words = frame.gap(actor.start, actor.end)
    return (
        _ALONG.search(frame.ahead(actor.start, 14)) is not None
        or words.startswith(("đoàn", "phái đoàn", "các thành viên", "các cộng sự"))
        or (actor.country is None and words.startswith(("các lãnh đạo", "các quan chức")))
    )


_NO_ACTORS = frozenset(["academic", "media"])


def _is_company(frame: Frame, actor: Actor, side: Side) -> bool:
    """ "ông A, … và các chuyên gia Đại học B": experts without a name who come along."""
    return side.level in _NO_ACTORS and frame.ahead(actor.start, 10).endswith((" các ", " một số "))


# --- actors in a role -----------------------------------------------------------------------------------------------


def parts_of(frame: Frame, actors: list[Actor], role: str) -> list[Part]:
    """The actors as sides in one role, each side once; a delegation stands for its head."""
    parts: list[Part] = []
    for actor in actors:
        side = frame.of(actor)
        if role in ("guest", "party", "host") and side.kind == "group" and parts and is_retinue(frame, actor):
            continue
        if parts and side.kind == "office" and _is_company(frame, actor, side):
            continue
        if parts and _is_house_of(frame, parts[-1], actor):
            if _HOUSE_BETWEEN.fullmatch(frame.gap(parts[-1].span[1], actor.start)):  # only the last of them says whose
                parts[-1].side.country = parts[-1].side.country or actor.country
            continue
        if side.kind == "group" and (leader := frame.people.heads.get(_known_as(side.organisation))) is not None:
            side = leader
        elif side.kind in ("group", "organisation") and (head := head_of(frame, actor)) is not None:
            actor, side = head, _as_head(frame, side, frame.of(head))
        if all(p.side is not side for p in parts):
            parts.append(Part(side, role, (actor.start, actor.end)))
    return parts


_SECTION = pattern(r"(?:phó )?(?:vụ|cục|tổng cục|trưởng phòng|giám đốc (?:văn phòng|chương trình|phòng|bộ phận))\b")


_HOUSE_BETWEEN = pattern(r"\s*,\s*(?:cơ quan|cục|vụ|tổng cục|ban|trung tâm|viện)\s[^,;.]{3,60},\s*")
_MISSIONS = ("Tổng Lãnh sự quán", "Tổng lãnh sự quán", "Đại sứ quán")
_HOUSE_ENDS = pattern(r"\s*(?:,|(?:đã|sẽ|cùng|đồng)\b)")


def _is_house_of(frame: Frame, before: Part, actor: Actor) -> bool:
    """ "bà A, Vụ trưởng Vụ X, Tổng cục Y, đã ký", "ông A, Giám đốc Văn phòng X, Cơ quan Y, Bộ Z", "ông A – Tổng Lãnh
    sự, Tổng Lãnh sự quán X tại Y": the body behind a comma is that of their office."""
    side, gap = before.side, frame.gap(before.span[1], actor.start)
    if actor.kind != "organisation":
        return False
    if (actor.organisation or "").startswith(_MISSIONS):
        return side.level == "envoy" and gap.strip() == ","
    if side.kind != "person" or not any(_SECTION.match(o.text.lower()) for o in side.offices):
        return False
    return _HOUSE_BETWEEN.fullmatch(gap) is not None or (
        gap.strip() == ","
        and frame.text.endswith(side.offices[-1].text, 0, before.span[1])
        and _HOUSE_ENDS.match(frame.lowered, actor.end, frame.end) is not None
    )


def _as_head(frame: Frame, body: Side, head: Side) -> Side:
    """A Chinese name looks Vietnamese, "Giám đốc Công an tỉnh" is an office of Laos too: the delegation says whose its
    head is."""
    strange = not frame.people.vietnamese(head)

    def says_nothing(office: Office) -> bool:
        return _is_bare_local(office) or (strange and not office.certain)

    abroad = body.country not in (None, "VN")
    at_home = head.country == "VN" and not any(o.country == "VN" and not says_nothing(o) for o in head.offices)
    if abroad and (head.country is None or at_home):
        head.country = body.country
        head.offices = [replace(o, country=None) if says_nothing(o) else o for o in head.offices]
    head.heads = head.heads or (body.official and abroad and not head.offices)
    return head


def _is_bare_local(office: Office) -> bool:
    """ "Bí thư Tỉnh ủy" alone: a province of Lào has one too, and so have provinces that no table knows."""
    bare = office.text.lower() == office.head
    return office.level == "local" and (bare or (not office.certain and _OF_COMMITTEE.search(office.head) is not None))


_OF_COMMITTEE = pattern(r"bí thư (?:thường trực )?(?:tỉnh|thành|khu|huyện) [uủ][ỷy]$")


def others_of(frame: Frame, actors: list[Actor], role: str, than: list[Part]) -> list[Part]:
    """The actors in a role, without those who stand on the other side already."""
    return [p for p in parts_of(frame, actors, role) if all(p.side is not q.side for q in than)]


# "lãnh đạo các nước A, B và C", "nguyên thủ các nước A và B", "các nhà lãnh đạo A, B và C"
_LEADERS_OF = pattern(
    r"^(?:các\s+)?<leaders>(?:\s+cấp cao)?\s+(?:(?:các|nhiều|một số)\s+)?"
    r"(?:nước|quốc gia|đảng|\p{L}+(?:\s\p{L}+){0,2},\s)"
)


def each_of(frame: Frame, actor: Actor) -> tuple[Actor, ...]:
    """Each state that "lãnh đạo các nước A, B và C" names; else the actor itself."""
    several = actor.kind == "group" and len(actor.members) >= 2
    return actor.members if several and _LEADERS_OF.match(frame.gap(actor.start, actor.end)) else (actor,)


# --- what makes a contact -------------------------------------------------------------------------------------------

_SPOKESMEN = listed("spokesman")
_NO_SIDE = pattern(r"<no_side>\b")
_SPORT = pattern(r"\b<sport>\b")
_OWN_ENVOYS = pattern(r"<own_envoys>\b")
_ARTISTS = tuple(listed("artist"))
_NO_OFFICES = ("nguyên", "cựu", "cán bộ", "đại biểu", "công nhân", "nông dân", "ngư dân")
# "gặp cử tri", "đồng bào các dân tộc" (but "vùng đồng bào" is a region)
_CROWD = pattern(r"\b(?:(?!(?<=đoàn )thanh niên)<crowd>|(?<!vùng )đồng bào)\b")
# "lãnh đạo Hội người Việt Nam tại X": an association of a crowd is a side
_ASSOCIATION = pattern(
    r"(?:lãnh đạo |đại diện |ban chấp hành )?(?:hội|liên hiệp|hiệp hội|tổ chức)\b(?! cựu chiến binh)"
    r"|(?:phái )?đoàn đại biểu (?:cấp cao )?(?:của )?quốc hội\b"
)


def is_contact(frame: Frame, ours: list[Part], theirs: list[Part]) -> bool:
    """Whether two sides make a contact by the codebook: both can act for something, one of them officially, and at home
    only named organisations or officials."""
    left, right = [p.side for p in ours], [p.side for p in theirs]
    if not left or not right or any(s in right or _is_again(s, right) for s in left):
        return False
    both = left + right
    if any(_is_of_crowd(frame, p) for p in (*ours, *theirs)) or any(_heads(a, b) for a in left for b in right):
        return False
    if _lead_bodies(left, right):
        return True
    if any(_acts_for_nobody(s) for s in both) or not any(_answers(s) for s in both):
        return False
    if any(_between_states(a, b) for a in left for b in right):
        return (
            all(_stands(s) for s in both)
            and (any(s.official for s in left) or (_hold_offices(left) and any(s.official for s in right)))
            and any(s.official or s.offices or s.kind != "person" for s in right)
        )
    if unknown := [s for s in both if s.country is None and not s.international]:
        if any(_is_foreign(s) and s.level in LEADING for s in both) and not all(_may_be_abroad(s) for s in unknown):
            return False  # "Tổng thống T. gọi cho Chủ tịch Hạ viện R.": most likely his own
        if len(unknown) == len(both) and all(s.kind in ("group", "organisation") for s in both):
            return False  # "Cơ quan chức năng làm việc với nhà trường": two bodies of nowhere
        if _meets_stranger(frame, left, right):
            return True  # "Thủ tướng A tiếp ông B, Chủ tịch Tập đoàn C"
        # a foreign name with an office, its country not yet known
        return all(_stands(s) and s.official for s in both)
    if all(s.country == "VN" for s in both):
        if any(s.kind == "office" and all(o.level == "envoy" for o in s.offices) for s in both):
            return False  # "gặp mặt các Đại sứ, Trưởng cơ quan đại diện Việt Nam ở nước ngoài"
        if any(s.kind == "group" and _OWN_ENVOYS.match((s.organisation or "").lower()) for s in both):
            return False
        return all(s.official and _stands(s) and (s.kind == "person" or s.level != "business") for s in both)
    return False


def _heads(a: Side, b: Side) -> bool:
    """The government and its own head: "gửi Chính phủ ý kiến trong cuộc gặp với Thủ tướng"."""
    for body, head in ((a, b), (b, a)):
        if (body.organisation or "").lower() == "chính phủ" and any(
            o.head.startswith("thủ tướng") for o in head.offices
        ):
            return body.country in (None, head.country) or head.country is None
    return False


def _is_again(side: Side, others: list[Side]) -> bool:
    """A body that is on the other side too: "thăm Trung tâm của X, làm việc với X" tells of somebody else's visit."""
    label = (side.organisation or "").lower()
    if side.kind not in ("organisation", "group") or not label:
        return False
    # "các quan chức cao cấp Diễn đàn A (APEC)" beside "APEC"
    return any(
        (s.kind == side.kind == "organisation" and label == (s.organisation or "").lower())
        or (s.kind == "group" and side.kind == "organisation" and f"({label})" in (s.organisation or "").lower())
        or (s.kind == "organisation" and side.kind == "group" and f"({(s.organisation or '').lower()})" in label)
        for s in others
    )


def _hold_offices(sides: list[Side]) -> bool:
    """ "Chủ tịch Tập đoàn A làm việc với Phó Thủ tướng B": people by their offices, if not official ones."""
    return all(s.kind == "person" and s.offices for s in sides)


def without_crowd(frame: Frame, parts: list[Part]) -> list[Part]:
    """The sides of a list without the crowd behind them: "gặp đại diện Hội Hữu nghị X và các cựu chiến binh"."""
    acting = [p for p in parts if not _is_of_crowd(frame, p) and not _acts_for_nobody(p.side)]
    return acting if acting and acting[0] is parts[0] else parts


# "cuộc hội đàm giữa đại diện Bộ A và đại diện Bộ B": a group that its body sends
_SENDING = ("bộ", "chính phủ", "quốc hội", "đảng", "tỉnh", "thành phố", "quân", "công an", "biên phòng", "đàm phán")
_SENT = (
    "đoàn đàm phán",
    *(f"{group} {body}" for group in ("đại diện", "đoàn công tác", "phái đoàn") for body in _SENDING),
    *(f"đoàn đại biểu {rank}{body}" for rank in ("", "cấp cao ") for body in _SENDING),
)
# "đoàn đại biểu cấp cao của Hàn Quốc": nothing but the state behind it
_OF_STATE = pattern(
    r"(?:[Cc]ác )?(?:[Pp]hái đoàn|[Đđ]oàn đại biểu|[Đđ]oàn quan chức)(?: cấp cao)?(?: của)?"
    r"(?: nước)?(?: \p{Lu}[\p{L}-]*)+"
)
# "lãnh đạo các nước", "lãnh đạo Đảng" do not say whom
_LEADS_BODY = pattern(
    r"(?:ban |đại diện )?lãnh đạo\s+"
    r"(?!(?:cấp|các|hai|nhiều|một|đảng|nhà nước|chính phủ|nước|quốc gia|địa phương)\b)"
)


def _answers(side: Side) -> bool:
    """Who acts for a state or a body: an official, or those it sends ("đại diện Bộ Quốc phòng X")."""
    if side.kind == "group":
        label = side.organisation or ""
        sent = label.lower().startswith(_SENT) or _OF_STATE.fullmatch(label) is not None
        return side.country is not None and (sent or side.level == "counterpart")
    return side.official


def _lead_bodies(ours: list[Side], theirs: list[Side]) -> bool:
    """ "hội đàm giữa lãnh đạo Hãng A và lãnh đạo Hãng B": bodies of two states, one of them at least by those who lead
    it."""
    both = [*ours, *theirs]
    apart = {s.country for s in ours}.isdisjoint({None, *(s.country for s in theirs)})
    return apart and any(map(_is_led, both)) and all(_is_led(s) or _is_body(s) for s in both)


def _is_led(side: Side) -> bool:
    """Those who lead a body of a known country."""
    label = (side.organisation or "").lower()
    return side.kind == "group" and side.country is not None and _LEADS_BODY.match(label) is not None


def _is_body(side: Side) -> bool:
    """A body of a known country, a news agency too."""
    label = (side.organisation or "").lower()
    return side.kind == "organisation" and side.country is not None and not (_NO_SIDE.match(label) or is_club(side))


def _meets_stranger(frame: Frame, ours: list[Side], theirs: list[Side]) -> bool:
    """Officials of home, and foreigners by their names who head a company of whose country nothing is said."""
    return all(s.country == "VN" and s.official and s.kind in ("person", "office") for s in ours) and all(
        s.country is None
        and s.kind == "person"
        and any(o.level in _HEADS_OF_BODIES for o in s.offices)
        and frame.people.is_foreign_name(s.name or "")
        for s in theirs
    )


_HEADS_OF_BODIES = frozenset(["business", "academic", "mass"])
_STAFF = tuple(listed("staff"))


# "lãnh đạo đảng Nhân dân", "các nghị sĩ": met by a president, most likely of the same state
_OF_OWN_STATE = pattern(
    r"\b(?:đảng|phe|đối lập|quốc hội|nghị viện|thượng viện|hạ viện|nghị sĩ|nghị sỹ|nội các|chính phủ|quân đội|cảnh sát"
    r"|bang)\b"
)


def _may_be_abroad(side: Side) -> bool:
    """A head of state or of government, a counterpart, a body: whom a foreign leader meets of another state."""
    if any(o.head.startswith(_STAFF) for o in side.offices):
        return False
    if side.kind in ("group", "organisation"):
        return not _OF_OWN_STATE.search((side.organisation or "").lower())
    return side.level in LEADING or side.level == "counterpart"


def _is_of_crowd(frame: Frame, part: Part) -> bool:
    """ "Đoàn đại biểu" | "người có công": the words behind a group tell that it acts for nobody."""
    if part.side.kind not in ("group", "organisation"):
        return False
    return _CROWD.match(frame.gap(part.span[1], min(part.span[1] + 30, frame.end)).lstrip()) is not None


def is_club(side: Side) -> bool:
    """A sport club, a team: no side of a contact."""
    return _SPORT.search((side.organisation or "").lower()) is not None


_FORMER = pattern(r"^(?:nguyên|cựu)\s+")
# "gặp các (nữ) đại biểu Quốc hội", "đại biểu của Quốc hội khóa X"
_DEPUTIES = pattern(r"đại biểu (?:của )?quốc hội\b")


# "lần đầu đón tiếp nhà lãnh đạo của một quốc gia Đông Nam Á"
_SOME_STATE = pattern(r"\b(?:của )?(?:một|bất kỳ|bất cứ) (?:quốc gia|nước|đất nước)\b")


def is_arm(side: Side) -> bool:
    """ "60% tài sản không quân": an arm of the forces of nowhere, in small letters."""
    label = side.organisation or ""
    return side.kind == "organisation" and side.level == "military" and side.country is None and label.islower()


def _is_nobody_named(side: Side) -> bool:
    """ "Quan chức Real Madrid": a bare word for officials, of no state, before what is most likely no person."""
    return (
        side.kind == "person"
        and side.country is None
        and bool(side.offices)
        and all(o.text.lower() == "quan chức" for o in side.offices)
    )


_FIRMS = pattern(r"các doanh nghiệp\b")


def _are_firms_abroad(side: Side) -> bool:
    """ "các doanh nghiệp hàng đầu của X": firms of another state together are a side."""
    return side.kind == "group" and side.country not in (None, "VN") and _FIRMS.match(side.label.lower()) is not None


def _acts_for_nobody(side: Side) -> bool:
    """Clubs, papers, spokesmen, crowds, those out of office."""
    words = (side.organisation or "").lower()
    if (
        (_NO_SIDE.match(words) and not _are_firms_abroad(side))
        or is_club(side)
        or words.endswith(" người")
        or _SOME_STATE.search(words)
        or _is_nobody_named(side)
        or is_arm(side)
        or (side.kind == "organisation" and side.level == "media")
    ):
        return True
    if side.offices and _FORMER.sub("", side.offices[0].head).startswith(_ARTISTS):
        return True
    if len(side.offices) == 1 and side.offices[0].head in _SPOKESMEN:
        return True
    if side.kind in ("group", "organisation") and _CROWD.search(words) and not _ASSOCIATION.match(words):
        return True
    abroad = side.country not in (None, "VN") and side.offices and side.offices[0].level == "mass"
    deputies = any(_DEPUTIES.match(o.text.lower()) for o in side.offices)
    return side.kind == "office" and side.offices[0].head.startswith(_NO_OFFICES) and not abroad and not deputies


def _is_foreign(side: Side) -> bool:
    """Of another state, of a world body, of several states at once."""
    return side.international or side.plural or (side.country is not None and side.country != "VN")


def _between_states(a: Side, b: Side) -> bool:
    """One foreign, the other of home or of another state or of a world body."""
    if _is_foreign(a) and (b.country == "VN" or b.international or (_is_foreign(b) and a.country != b.country)):
        return True
    return _is_foreign(b) and a.country == "VN"


def _stands(side: Side) -> bool:
    """A person without any office stands for nobody, unless the page says whose they are."""
    return side.kind != "person" or bool(side.offices) or (side.country is not None and side.country != "VN")
