"""Messages: telegrams of congratulation and condolence, letters of thanks, greetings passed on."""

from __future__ import annotations

from banggiao.event.circumstances import day_of, day_taken_up, follows, status_of
from banggiao.event.draft import Draft, Page, Part
from banggiao.event.frame import BODIES, PEOPLE, STATES, Frame
from banggiao.event.offices import tidy
from banggiao.event.people import Side
from banggiao.event.sides import each_of, is_arm, is_club, others_of, parts_of, subject_of
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue, TimeWord

# "gửi lời chúc mừng tốt đẹp nhất tới đồng chí B"
_TOWARDS = pattern(r"^[\s,:“\"]*(?:<message_light>\s*)*$")
# "gửi điện mừng (nhân dịp) sinh nhật của B", "gửi một bức thư để chúc mừng chiến thắng của B"
_ON_THEIR_DAY = pattern(
    r"\s*(?:,\s*)?(?:(?:nhân(?: dịp)?|để|nhằm)\s+)?(?:chúc mừng\s+)?(?:ngày\s+|lễ\s+)?"
    r"(?:sinh nhật|chiến thắng|thắng lợi|nhậm chức|tái đắc cử|đắc cử)(?:\s+(?:lần thứ\s+\S+|trong (?:cuộc )?bầu cử"
    r"|bầu cử))?\s+(?:của\s+)?(?:(?:<address>|tân)\s+)*"
)
# "chia buồn" alone is what one says; "gửi điện chia buồn" is a message
_SENDS = pattern(r"\b(?:gửi|điện|thư|lời)\b")
# "trong bức điện mừng", "nội dung điện mừng"
_QUOTED = pattern(r"\b(?:trong|nội dung)\s+(?:các\s+)?(?:bức\s+)?$")


# "C tin rằng A sẽ gửi thông điệp tới B"
_BELIEVED = pattern(r"\b(?:tin|tin rằng|cho rằng|dự đoán|kỳ vọng|hy vọng)\s[^;.]{0,90}$")


def message(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A gửi điện mừng tới B", "Nhân dịp B được bầu làm …, A gửi điện chúc mừng", "A chuyển lời thăm hỏi của C tới
    B"."""
    if cue.shape == "congratulate":
        return _congratulated(frame, cue)
    if cue.shape != "message":
        return []
    words = frame.gap(cue.start, cue.end)
    if cue.form == "greeting" or words.startswith(("lời", "chuyển lời", "gửi lời")):
        return _greeting(frame, cue, page)
    if cue.form == "condolence" and words == "chia buồn" and not _SENDS.search(frame.ahead(cue.start, 30)):
        return []
    status = status_of(frame, cue, None)
    if status is None or _QUOTED.search(frame.ahead(cue.start, 18)):
        return []
    if status == "planned" and _BELIEVED.search(frame.gap(frame.clause_start(cue.start), cue.start)):
        return []
    if words.startswith("trao đổi"):
        return _exchanged(frame, cue, status)
    if words.startswith("nhận"):
        return _received(frame, cue, status)
    if handed := _handed_over(frame, cue, status):
        return [handed]
    subject, recipients = _sides(frame, cue)
    subject = [one for actor in subject for one in each_of(frame, actor)]
    senders = [p for p in parts_of(frame, subject, "sender") if p.side.official and _speaks(p.side)]
    to = others_of(frame, recipients, "recipient", senders)
    if not senders:
        return []
    for part in senders:
        if part.side.kind == "group" and part.side.country is None and _OURS.fullmatch(part.side.label.lower()):
            part.side.country = "VN"
    to = to or _who_received(frame, cue, page, senders)
    if not to:
        if cue.form == "thanks" and frame.region == "headline":
            return [_sent(frame, cue, senders, status)]
        return []
    if not all(_takes(p.side) for p in to) or not _goes_abroad(senders, to):
        return []
    if len(senders) == len(to) >= 2 and len({p.side.offices[0].text for p in to if p.side.offices}) != 1:
        # "A, B và C gửi điện mừng tới X, Y và Z": each to the one of their rank
        return [_sent(frame, cue, [s, t], status) for s, t in zip(senders, to, strict=True)]
    if len(to) == len(senders) + 1 >= 3 and all(p.side.level == "parliament" for p in (senders[-1], *to[-2:])):
        # the last writes to the heads of both houses
        pairs = [[s, t] for s, t in zip(senders[:-1], to[:-2], strict=True)] + [[senders[-1], *to[-2:]]]
        return [_sent(frame, cue, parts, status) for parts in pairs]
    if pairs := _by_rank(senders, to):
        return [_sent(frame, cue, parts, status) for parts in pairs]
    if len(senders) == 1 and (lands := _by_lands(to)):
        return [_sent(frame, cue, [*senders, *parts], status) for parts in lands]
    return [_sent(frame, cue, [*senders, *to], status)]


_NO_MORE = pattern(r"\s*(?:chúc mừng\s*)?(?:[.;]|$)")


def _who_received(frame: Frame, cue: Cue, page: Page, senders: list[Part]) -> list[Part]:
    """ "Lãnh đạo X nhận được điện mừng của nhiều nước. A; B; C gửi điện mừng.": whom it is to."""
    if not _NO_MORE.match(frame.gap(cue.end, frame.end)):
        return []
    lands = {p.side.country for p in senders}
    messages = [d for d in page.drafts if d.type == "message" and d.form == cue.form]
    told = [d for d in messages if all(s.kind == "group" and s.country is None for s in d.sides("sender"))]
    whom = told[-1].sides("recipient") if told else []
    if None in lands or any(side.country is None or side.country in lands for side in whom):
        return []
    return [Part(side, "recipient", (cue.start, cue.end)) for side in whom]


# "Lãnh đạo Đảng, Nhà nước": of whom no state is told, those of ours
_OURS = pattern(
    r"(?:các )?(?:đồng chí )?lãnh đạo (?:cấp cao )?đảng(?:(?:,| và|, và) (?:nhà nước|chính phủ|quốc hội))+(?: ta)?"
)


def _by_rank(senders: list[Part], to: list[Part]) -> list[list[Part]]:
    """Each with the one of their rank where one leads both party and state: "Tổng Bí thư, Chủ tịch nước A, Thủ tướng B
    gửi điện mừng tới Tổng Bí thư X, Chủ tịch nước Y và Thủ tướng Z"."""
    if min(len(senders), len(to)) < 2 or abs(len(senders) - len(to)) != 1:
        return []
    fewer, more = (senders, to) if len(senders) < len(to) else (to, senders)
    if not (_leads(fewer[0], _LEADS_PARTY) and _leads(fewer[0], _LEADS_STATE)):
        return []
    if not (_leads(more[0], _LEADS_PARTY) and _leads(more[1], _LEADS_STATE)):
        return []
    rows = [[fewer[0], *more[:2]], *([one, other] for one, other in zip(fewer[1:], more[2:], strict=True))]
    return [sorted(row, key=lambda part: part.role != "sender") for row in rows]


_LEADS_PARTY = frozenset(["tổng bí thư", "bí thư thứ nhất"])
_LEADS_STATE = frozenset(["chủ tịch nước", "chủ tịch", "tổng thống"])


def _leads(part: Part, heads: frozenset[str]) -> bool:
    return any(o.head in heads for o in part.side.offices)


def _by_lands(to: list[Part]) -> list[list[Part]]:
    """Officials of two states and more, those of each state together: "gửi điện thăm hỏi đến Bộ trưởng X A và Bộ trưởng
    Y B" are two telegrams."""
    lands: dict[str | None, list[Part]] = {}
    for part in to:
        lands.setdefault(part.side.country, []).append(part)
    named = None not in lands and all(p.side.kind in ("person", "office") for p in to)
    return list(lands.values()) if named and len(lands) > 1 else []


# "chúc mừng ông B tái đắc cử": a message in the body too
_ELECTED = pattern(
    r"[^,;.]{2,60}?\b(?:vừa\s+|đã\s+|về việc\s+|vì đã\s+)?(?:tái\s+)?"
    r"(?:đắc cử|thắng cử|trúng cử|tái cử|được bầu|nhậm chức|giành chiến thắng)\b"
)


# "Tại cuộc gặp, A chúc mừng B được bầu làm …": said, not sent
_IN_THE_ROOM = pattern(r"\s*(?:cũng\s+)?(?:tại|trong|qua)\s+(?:các\s+)?(?:cuộc|buổi|hội đàm|lễ|phiên)\b")


_IN_ORDER_TO = pattern(r"\s*(?:nhằm|để)\s*")


def _is_why_called(frame: Frame, cue: Cue) -> bool:
    """ "A điện đàm để chúc mừng B": told as the call."""
    return any(c.type == "call" and _IN_ORDER_TO.fullmatch(frame.gap(c.end, cue.start)) for c in frame.sentence.cues)


def _congratulated(frame: Frame, cue: Cue) -> list[Draft]:
    """The headline "Lãnh đạo các nước chúc mừng A và B", "Tổng thống C chúc mừng Thủ tướng D": by letter, or at a
    meeting told below; leaders of several states congratulate each in a letter of its own."""
    if _IN_THE_ROOM.match(frame.lowered, frame.start):
        return []
    called = frame.after(cue.end, PEOPLE)[:1]
    if called and frame.of(called[0]).official and _is_why_called(frame, cue):
        return []
    if cue.noun or (frame.region != "headline" and not _ELECTED.match(frame.gap(cue.end, frame.end))):
        return []
    senders = [p for p in parts_of(frame, subject_of(frame, cue, BODIES), "sender") if _speaks(p.side)]
    to = others_of(
        frame,
        [a for a in _recipients(frame, cue) if a.kind in PEOPLE or a.level == "counterpart"],
        "recipient",
        senders,
    )
    if not senders or not to or not all(p.side.official for p in (*senders, *to)) or not _goes_abroad(senders, to):
        return []
    if frame.region != "headline" and any(p.side.kind not in ("person", "office") for p in senders):
        return []
    lands = {p.side.country for p in senders}
    if None in lands and not all(_LEADERS_ABROAD.match((p.side.organisation or "").lower()) for p in senders):
        return []
    status = status_of(frame, cue, None)
    if status is None:
        return []
    each = [[*senders, p] for p in to] if all(p.side.kind == "group" for p in senders) else [[*senders, *to]]
    drafts = [frame.draft("message", "congratulation", "congratulated", parts, status) for parts in each]
    for draft in drafts:
        draft.room = frame.region == "headline"
        if not draft.room:
            draft.time = day_of(frame, cue, right=False)
            draft.follows = draft.time is None and follows(frame, cue)
    return drafts


# "Lãnh đạo các nước", "Lãnh đạo nhiều nước", "Nguyên thủ các nước"
_LEADERS_ABROAD = pattern(
    r"(?:các )?(?:nhà )?(?:lãnh đạo|nguyên thủ)(?: cấp cao)? (?:các|nhiều|một số) (?:nước|quốc gia)"
)


def _sent(frame: Frame, cue: Cue, parts: list[Part], status: str) -> Draft:
    """A message of the day before its cue ("Ngày 3/4, A gửi điện mừng")."""
    draft = frame.draft("message", _form(frame, cue, parts), "message", parts, status)
    time = day_of(frame, cue, right=False)
    if time is not None and time.kind != "part" and not _is_of_occasion(frame, time):
        draft.time, draft.before = time, day_taken_up(frame, time)
    # "Nhân dịp này, A cũng đã gửi điện mừng": with the message told before
    draft.follows = draft.time is None and _TOO.search(frame.gap(frame.start, cue.start)) is not None
    return draft


_ONE_DAY = frozenset(["day", "weekday"])
# "gửi thư tới B cảm ơn …", "có thư gửi B, chia buồn về …"
_TO_SAY = pattern(r"\s*,?\s*(?:(?:để|nhằm|bày tỏ|gửi|lời)\s+)*(cảm ơn|chúc mừng|chia buồn)\b")
_SAYS = {"cảm ơn": "thanks", "chúc mừng": "congratulation", "chia buồn": "condolence"}


def _form(frame: Frame, cue: Cue, parts: list[Part]) -> str:
    """The form of the cue; of a letter told without one, what the words right behind it or its recipient say."""
    if cue.form == "other" and (said := _TO_SAY.match(frame.lowered, cue.end, frame.end)):
        return _SAYS[said[1]]
    end = max((p.span[1] for p in parts if p.role == "recipient"), default=0)
    said = _TO_SAY.match(frame.lowered, end, frame.end) if cue.form == "other" and end >= cue.end else None
    return _SAYS[said[1]] if said is not None else cue.form or "other"


def _is_of_occasion(frame: Frame, time: TimeWord) -> bool:
    """ "Nhân dịp B, Chủ tịch X, được bầu ngày 28/6, A gửi điện mừng": no comma before the day, one behind it."""
    before = frame.gap(frame.start, time.start)
    if _OF_OCCASION.match(before):
        return True
    closed = frame.gap(time.end, time.end + 2).lstrip().startswith(",") and not before.rstrip().endswith(
        (",", ";", "(")
    )
    return closed and ";" not in before and _ON_OCCASION.match(before) is not None


_ON_OCCASION = pattern(r"\s*(?:nhân dịp|được tin)\b[^.]*\b(?:bầu|bổ nhiệm|nhậm chức|đắc cử|qua đời|từ trần|xảy ra)\b")
# "Nhân dịp Đảng X thắng cử ngày 28/6, A gửi điện mừng": the day of the occasion, no comma before it
_OF_OCCASION = pattern(
    r"\s*(?:\([^)]*\)\s*[-–]?\s*)?(?:nhân dịp|nhân|được tin|sau khi|trước việc|biết tin|nghe tin)\b"
    r"[^,;.]*[^,;.\s][^,;.]*$"
)
_TOO = pattern(r"^\s*(?:nhân dịp này|cũng nhân dịp này|dịp này|cùng ngày)\b[^;.]*\b(?:cũng|đã)\b")


# "đã trao thư của A gửi B", "đã trao thư và chuyển lời mời của A mời B"
_LETTER_OF = pattern(r"^\s*(?:tay\s+|mời\s+)?(?:(?:và|,)\s+(?:chuyển\s+)?lời mời\s+)?của\s+(?:(?:<address>|tân)\s+)*$")
_INVITING = pattern(r"^\s*(?:trân trọng\s+)?mời\s+(?:(?:<address>|tân)\s+)*$")


def _handed_over(frame: Frame, cue: Cue, status: str) -> Draft | None:
    """ "C đã trao thư của A gửi B": from A to B, at the meeting of C with B."""
    later = frame.after(cue.end, PEOPLE)
    if status != "held" or not later or not _LETTER_OF.match(frame.gap(cue.end, later[0].start)):
        return None
    to = _addressed(frame, later[0])
    form = cue.form
    if not to and len(later) > 1 and _INVITING.match(frame.gap(later[0].end, later[1].start)):
        to, form = later[1:2], "invitation"
    senders = parts_of(frame, later[:1], "sender")
    parts = others_of(frame, to, "recipient", senders)
    if not parts or not all(p.side.official for p in (*senders, *parts)) or not _goes_abroad(senders, parts):
        return None
    draft = frame.draft("message", form or "other", "message", [*senders, *parts], status)
    draft.time = day_of(frame, cue, right=False)
    draft.room = draft.time is None
    return draft


# "trao đổi điện mừng với B"
_WITH = pattern(r"^\s*với\s+(?:<address>\s+)*$")


def _exchanged(frame: Frame, cue: Cue, status: str) -> list[Draft]:
    """ "A và B trao đổi điện mừng", "A trao đổi thư mừng với B": a message each way."""
    actors = [a for a in subject_of(frame, cue, BODIES) if a.kind in BODIES]
    own = frame.before(cue.start, PEOPLE)
    if own and _DID.fullmatch(frame.gap(own[0].end, cue.start)) and _COMMA.search(frame.ahead(own[0].start, 4)):
        actors = frame.group_left(own[0], PEOPLE, _end_of_last(frame, own[0]))  # "A đã … với X, B đã … với Y"
    nexts = frame.after(cue.end, BODIES)
    with_one = nexts[:1] if nexts and _WITH.match(frame.gap(cue.end, nexts[0].start)) else []
    if len(actors) == 1 and with_one:
        actors = [actors[0], *with_one]
    elif len(actors) > 1 and with_one and len({frame.of(a).country for a in actors}) == 1:
        return _exchanged_with(frame, cue, actors, with_one[0], status)
    parts = [p for p in parts_of(frame, actors, "sender") if p.side.official and _speaks(p.side)]
    if len(parts) != 2 or not _goes_abroad(parts[:1], parts[1:]):
        return []
    a, b = parts
    return [
        _sent(frame, cue, [x, Part(y.side, "recipient", y.span)], status) for x, y in ((a, b), (b, a)) if _takes(y.side)
    ]


def _exchanged_with(frame: Frame, cue: Cue, ours: list[Actor], other: Actor, status: str) -> list[Draft]:
    """ "A và B trao đổi thư mừng với C": one message of the two of them, one to them."""
    told: list[Draft] = []
    for senders, to in ((ours, [other]), ([other], ours)):
        sent = [p for p in parts_of(frame, senders, "sender") if p.side.official and _speaks(p.side)]
        received = [p for p in others_of(frame, to, "recipient", sent) if _takes(p.side)]
        if len(sent) != len(senders) or len(received) != len(to) or not _goes_abroad(sent, received):
            return []
        told.append(_sent(frame, cue, [*sent, *received], status))
    return told


_DID = pattern(r"\s*(?:đã|cũng)?\s*")
_COMMA = pattern(r"[,;]\s*(?:và\s+)?$")


def _end_of_last(frame: Frame, actor: Actor) -> int:
    """Where the message told before an actor ends: with the one it went to."""
    told = [c.end for c in frame.sentence.cues if c.shape == "message" and c.end <= actor.start]
    if not told:
        return frame.start
    return min((a.end for a in frame.after(told[-1], BODIES)), default=frame.start)


# "đã nhận được một lá thư từ A", "nhận được điện mừng của các ông A và B"
_FROM = pattern(r"\s*(?:quan trọng\s+|riêng\s+|\w+\s+)?(?:từ|của|do)\s+(?:(?:<address>|các|phía)\s+)*")


def _received(frame: Frame, cue: Cue, status: str) -> list[Draft]:
    """ "B đã nhận được một lá thư từ A": from A to B."""
    later = frame.after(cue.end, BODIES)
    if not later or not _FROM.fullmatch(frame.gap(cue.end, later[0].start)):
        return []
    row = [one for actor in frame.list_right(later[0], BODIES) for one in each_of(frame, actor)]
    senders = [p for p in parts_of(frame, row, "sender") if p.side.official and _speaks(p.side)]
    to = others_of(frame, subject_of(frame, cue, BODIES), "recipient", senders)
    if not senders or not to or not all(_takes(p.side) and p.side.official for p in to):
        return []
    return [_sent(frame, cue, [*senders, *to], status)] if _goes_abroad(senders, to) else []


# --- who to whom --------------------------------------------------------------------------------------------------

# "Thư cảm ơn của ngài A gửi tới B"
_OF = pattern(r"^\s*của\s+(?:<address>\s+)*$")
_SENT_TO = pattern(r"^\s*(?:gửi|tới|đến|cho)\s+(?:tới\s+|đến\s+)?(?:(?:<address>|tân)\s+)*$")


def _sides(frame: Frame, cue: Cue) -> tuple[list[Actor], list[Actor]]:
    """Senders and recipients: before and after the cue, or the one raised to an office and the sender named after the
    letter."""
    subject = _across_semicolons(frame, [a for a in subject_of(frame, cue, BODIES) if a.kind in BODIES])
    recipients = _recipients(frame, cue)
    raised = _appointed(frame, cue, [frame.of(a) for a in recipients])
    if raised is not None and not recipients:
        recipients = _raised_with(frame, raised)
    if not subject:
        later = frame.after(cue.end, PEOPLE)
        if later and _OF.match(frame.gap(cue.end, later[0].start)):
            subject = frame.group_left(later[0], PEOPLE, cue.end)
            recipients = [a for a in recipients if a.start > later[0].end] or _addressed(frame, later[0])
    if raised is not None:
        subject = [a for a in subject if frame.of(a) is not frame.of(raised)]
    return subject, recipients


_SEMICOLON = pattern(r"\s*;\s*(?:và\s+)?(?:<address>\s+)*")


def _across_semicolons(frame: Frame, subject: list[Actor]) -> list[Actor]:
    """The A of "A; B và C gửi điện mừng": those told before with nothing but semicolons and commas between."""
    if not subject or any(c.end <= subject[0].start for c in frame.sentence.cues):
        return subject
    row = list(subject)
    for actor in frame.before(subject[0].start, PEOPLE):
        gap = frame.gap(actor.end, row[0].start)
        if not _SEMICOLON.fullmatch(gap) and gap.strip() not in (",", "và"):
            break
        row.insert(0, actor)
    return row if not frame.oblique(row[0]) else subject


def _addressed(frame: Frame, sender: Actor) -> list[Actor]:
    """The B of "Thư cảm ơn của A gửi B"."""
    return [a for a in frame.after(sender.end, PEOPLE) if _SENT_TO.match(frame.gap(sender.end, a.start))][:1]


def _speaks(side: Side) -> bool:
    """Whoever sends a message has an office, or is a body."""
    return not is_club(side) and not is_arm(side) and (side.kind != "person" or bool(side.offices))


def _takes(side: Side) -> bool:
    """Who can be sent a message between states: no paper, no company, no comrades at large, nobody without office."""
    if side.kind == "office" and all(o.level in ("media", "academic", "business") for o in side.offices):
        return False
    if (
        side.kind == "group"
        and side.country is None
        and (side.organisation or "").lower().startswith(("các đồng chí", "đồng chí", "cán bộ"))
    ):
        return False
    return side.kind != "person" or bool(side.offices) or side.country not in (None, "VN")


def _goes_abroad(senders: list[Part], to: list[Part]) -> bool:
    """Between two states, parties or bodies, not at home."""
    lands = {p.side.country for p in senders if p.side.country}
    theirs = {p.side.country for p in to if p.side.country}
    if not theirs:
        if not lands and all(p.side.kind == "group" and not p.side.international for p in (*senders, *to)):
            return False  # "Lãnh đạo bệnh viện gửi thư tới giới chức quân đội"
        return all(p.side.kind != "person" or p.side.offices for p in to)
    return not (lands and theirs <= lands)


# "gửi điện chia buồn về vụ … tới các nạn nhân và ngài B"
_TO = pattern(r"\b(?:tới|đến)\s+(?:(?:<address>|các)\s+)*$")
# "…, Thủ tướng B và phu nhân đã gửi"
_SENDS_TOO = pattern(r"^\s*(?:và phu nhân\s*)?(?:đã|cũng|có|gửi)")


# "điện chia buồn Tổng thống B qua đời": of B's death, not to B
_DIED = pattern(r"\s*(?:đã\s+|vừa\s+)?(?:qua đời|từ trần|tạ thế|mất)\b")


def _recipients(frame: Frame, cue: Cue) -> list[Actor]:
    """The list after the cue: "tới B và C"; "mừng Lào kỷ niệm …" names an occasion, no recipient."""
    first = _first_recipient(frame, cue)
    if first is None:
        return []
    if first.kind == "country" and frame.gap(first.end, first.end + 12).strip().startswith(("kỷ niệm", "tổ chức")):
        return []
    if _DIED.match(frame.gap(first.end, first.end + 20)):
        return []
    group = frame.list_right(first, STATES)
    for k in range(1, len(group)):
        if _begins_next(frame, group, k):
            return group[:k]
    return group


def _first_recipient(frame: Frame, cue: Cue) -> Actor | None:
    """The B of "gửi điện mừng tới B", "gửi điện chia buồn về vụ … tới B"."""
    nexts = frame.after(cue.end, STATES)
    if not nexts:
        return None
    gap = frame.gap(cue.end, nexts[0].start)
    if _TOWARDS.match(gap) or (nexts[0].kind in PEOPLE and _ON_THEIR_DAY.fullmatch(gap)):
        return nexts[0]
    for actor in nexts[1:4]:  # "gửi điện chia buồn về vụ … tới B"
        gap = frame.gap(cue.end, actor.start)
        if _TO.search(gap) and ";" not in gap and not _is_next_message(frame, cue, actor.start):
            return actor
    return None


def _is_next_message(frame: Frame, cue: Cue, at: int) -> bool:
    """Whether another message begins between a cue and an offset."""
    return any(c.shape == "message" and cue.end < c.start < at for c in frame.sentence.cues)


def _begins_next(frame: Frame, group: list[Actor], k: int) -> bool:
    """ "…tới Toàn quyền A, Thủ tướng B đã gửi điện mừng tới …": the B that sends the next message is no recipient."""
    end = group[k].end
    sends = any(
        c.shape == "message"
        and end <= c.start
        and len(frame.gap(end, c.start)) < 60
        and not any(b.start >= end and b.end <= c.start for b in group[k + 1 :])
        for c in frame.sentence.cues
    )
    return sends and _SENDS_TOO.match(frame.gap(end, end + 60)) is not None


# --- the occasion -------------------------------------------------------------------------------------------------

# "B được Quốc hội bầu làm …", "B nhậm chức …"
_APPOINTED = pattern(r"\b(?:được\s+(?:\S+\s+){0,4}?<elected>|<takes_office>)\b")


def _appointed(frame: Frame, cue: Cue, told: list[Side]) -> Actor | None:
    """The B of "Nhân dịp B được bầu làm Tổng thống X", with the office they rise to; one of those told, if any are."""
    found = list(_APPOINTED.finditer(frame.lowered, frame.start, frame.end))
    if not found:
        return None
    # the last before the cue, else the first
    match = next((m for m in reversed(found) if m.start() < cue.start), found[0])
    people = [
        a for a in frame.before(match.start(), frozenset(["person"])) if len(frame.gap(a.end, match.start())) < 60
    ]
    if not people:
        return None
    side = frame.of(people[0])
    if told and side not in told:
        return None
    offices = frame.after(match.end() - 1, frozenset(["office"]))
    if offices:
        gap = frame.gap(match.start(), offices[0].start)
        if len(gap) < 60 and "," not in gap:
            _raise_to(side, offices[0])
    return people[0] if side.offices else None


# "Nhân dịp bà A và ông B nhậm chức đồng Nguyên thủ X"
_TOGETHER = pattern(r"\bđồng\s+$")


def _raised_with(frame: Frame, raised: Actor) -> list[Actor]:
    """Those who rise to one office together, of whom the last is told as raised; else the one."""
    offices = frame.after(raised.end, frozenset(["office"]))
    if not offices or not _TOGETHER.search(frame.ahead(offices[0].start, 6)):
        return [raised]
    group = frame.group_left(raised, frozenset(["person"]), frame.start)
    for actor in group:
        _raise_to(frame.of(actor), offices[0])
    return group


def _raise_to(side: Side, office: Actor) -> None:
    """The office they rise to is theirs."""
    side.offices = tidy([*side.offices, *office.offices])
    side.country = office.country or side.country
    side.international = side.international or office.international


# --- greetings ----------------------------------------------------------------------------------------------------

_PASSES_ON = pattern(r"\b(?:chuyển|gửi|nhờ)\b")
# "lời thăm hỏi của các đồng chí C", "tới toàn thể nhân dân B"
_GREETING_OF = pattern(r"\b(?:của|từ)\s+(?:(?:<address>|các)\s+)*$")
_GREETING_TO = pattern(r"\b(?:tới|đến|cho|gửi)\s+(?:(?:<address>|các|toàn thể)\s+)*$")
# "chuyển tới B lời thăm hỏi của A"
_PASSES_TO = pattern(r"\b(?:chuyển|gửi)\s+(?:tới|đến|cho)\s+")


def _greeting(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """A greeting sent to someone who is not in the room, or passed on for someone who is not."""
    status = status_of(frame, cue, None)
    before = frame.ahead(cue.start, 160)
    if status is None or (frame.gap(cue.start, cue.end).startswith("lời") and not _PASSES_ON.search(before)):
        return []
    origin, to = _greeting_sides(frame, cue)
    to = to or _recipient_before(frame, cue, before)
    _appointed(frame, cue, [frame.of(a) for a in to])  # "lời chúc mừng ngài B vừa đắc cử Tổng thống X"
    subject = _greeter(frame, cue, to)
    senders = parts_of(frame, origin or subject, "sender")
    targets = others_of(frame, to, "recipient", senders)
    form = cue.form if cue.form in ("congratulation", "condolence", "thanks") else "greeting"
    if not origin:
        room = {id(s) for d in page.drafts if d.type in ("meeting", "call") for s in d.sides()}
        targets = [p for p in targets if id(p.side) not in room]
        if all(p.side.level == "envoy" for p in targets) and form != "condolence":
            targets = []  # "đến thăm …, A gửi lời chúc mừng tới Đại sứ": said to the envoy who is there
    senders = [p for p in senders if p.side.official]
    if not senders or not targets or not _goes_abroad(senders, targets) or not all(_takes(p.side) for p in targets):
        return []
    draft = frame.draft("message", form, "greeting", [*senders, *targets], status)
    draft.room = True
    draft.speaker = frame.of(subject[-1]) if subject else None
    day = day_of(frame, cue, right=False) if not origin else None
    if day is not None and day.kind in _ONE_DAY and not _is_of_occasion(frame, day):
        draft.time = day
    return [draft]


def _greeting_sides(frame: Frame, cue: Cue) -> tuple[list[Actor], list[Actor]]:
    """Whose greeting and to whom, after the cue: "lời thăm hỏi của C tới B"."""
    origin: list[Actor] = []
    to: list[Actor] = []
    at = cue.end
    for actor in frame.after(cue.end, BODIES)[:5]:
        gap = frame.gap(at, actor.start)
        if to:
            break
        if not origin and _GREETING_OF.search(gap) and len(gap) < 90:
            origin = frame.list_right(actor, BODIES)
            at = origin[-1].end
        elif (_GREETING_TO.search(gap) and len(gap) < 110) or (not origin and _TOWARDS.match(gap)):
            to = _without_speaker(frame, frame.list_right(actor, BODIES))
    return origin, to


# "Chuyển lời chào của C tới A, ngài B bày tỏ mong muốn"
_GOES_ON_SPEAKING = pattern(r"\s*,?\s*(?:cũng\s+|đã\s+)?(?:<speak>|<report>|mong muốn|đề nghị|cảm ơn|mời)\b")


def _without_speaker(frame: Frame, row: list[Actor]) -> list[Actor]:
    """The list up to the one who speaks in the main clause behind it."""
    for k in range(1, len(row)):
        comma = frame.gap(row[k - 1].end, row[k].start).lstrip().startswith(",")
        if comma and _GOES_ON_SPEAKING.match(frame.gap(row[k].end, frame.end)):
            return row[:k]
    return row


def _recipient_before(frame: Frame, cue: Cue, before: str) -> list[Actor]:
    """The B of "chuyển tới B lời thăm hỏi của A"."""
    verbs = list(_PASSES_TO.finditer(before))
    if not verbs:
        return []
    return frame.after(cue.start - len(before) + verbs[-1].end() - 1, BODIES, cue.start)[:1]


def _greeter(frame: Frame, cue: Cue, to: list[Actor]) -> list[Actor]:
    """The subject; in "A chuyển tới B lời thăm hỏi" the one before B."""
    subject = subject_of(frame, cue, PEOPLE) or subject_of(frame, cue)
    if to and subject and subject[-1] in to:
        left = frame.before(to[0].start, PEOPLE, frame.clause_start(cue.start))
        return [a for a in left if not frame.oblique(a)][:1]
    return subject
