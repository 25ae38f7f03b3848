"""Messages and agreements: telegrams of congratulation and condolence, greetings passed on, signings, joint statements,
raised relations."""

from __future__ import annotations

import regex

from banggiao.event.draft import Draft, Part
from banggiao.event.frame import Frame
from banggiao.event.people import Side
from banggiao.event.shapes import (
    _FOLLOWS,
    BODIES,
    PEOPLE,
    STATES,
    Page,
    _as_parts,
    _day,
    _earlier,
    _status,
    _subject,
    _venue,
)
from banggiao.model import Actor, Cue

_TOWARDS = regex.compile(
    r"^[\s,:“\"]*(?:(?:với|sâu sắc|chân thành|nồng nhiệt|thân thiết|trân trọng|tốt đẹp|tốt đẹp nhất|tới|đến|cho|gửi|các|đồng chí|ngài|ông|bà|tân|và|lời chúc|"
    r"lời chúc mừng|lời chúc tốt đẹp|lời chúc sức khỏe|sức khỏe|cùng|nhân dịp này|của|kính|hữu nghị|lời|chào|thăm hỏi|chúc mừng|điện|thư|về việc này|vợ chồng|thắm thiết|năm mới|lời mời|"
    r"chia buồn|mừng|gia quyến|gia đình|toàn thể|nhân dân|phu nhân|nhất)\s*)*$"
)
_APPOINTED = regex.compile(
    r"\b(?:được\s+(?:\S+\s+){0,4}?(?:bầu|bổ nhiệm|tín nhiệm|tái bổ nhiệm|chỉ định|tái cử|tấn phong|suy tôn)|tuyên thệ|nhậm chức|đắc cử|tái đắc cử|trúng cử|đảm nhận|giữ chức|nhận chức|lên ngôi|tái cử)\b"
)
_BECOMES = regex.compile(
    r"\b(?:làm|giữ chức|giữ chức vụ|nhậm chức|làm|là|trở thành|chức)\s+(?:vụ\s+|danh\s+)?(?:tân\s+)?$"
)


def message(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A gửi điện mừng tới B", "Nhân dịp B được bầu làm …, A gửi điện chúc mừng", "A chuyển lời thăm hỏi của C tới B"."""
    if cue.shape != "message":
        return []
    words = frame.gap(cue.start, cue.end)
    if cue.form == "greeting" or words.startswith(("lời", "chuyển lời", "gửi lời")):
        return _greeting(frame, cue, page)
    if (
        cue.form == "condolence"
        and words == "chia buồn"
        and not regex.search(r"\b(?:gửi|điện|thư|lời)\b", frame.gap(max(frame.start, cue.start - 30), cue.start))
    ):
        return []
    status = _status(frame, cue, None)
    if status is None or regex.search(
        r"\b(?:trong|nội dung)\s+(?:các\s+)?(?:bức\s+)?$", frame.gap(max(frame.start, cue.start - 18), cue.start)
    ):
        return []
    subject = [a for a in _subject(frame, cue, STATES - frozenset(["country"])) if a.kind in BODIES]
    recipients = _recipients(frame, cue)
    occasion: Actor | None = None
    if not recipients:
        occasion = _appointed(frame, cue)
        recipients = [occasion] if occasion is not None else []
    # sender named after its letter: "Thư cảm ơn của A"
    if not subject:
        later = frame.after(cue.end, PEOPLE)
        if later and regex.match(r"^\s*của\s+(?:(?:đồng chí|ngài|ông|bà)\s+)*$", frame.gap(cue.end, later[0].start)):
            subject = frame.group_left(later[0], PEOPLE, cue.end)
            recipients = [a for a in recipients if a.start > later[0].end]
            if not recipients:
                recipients = [
                    a
                    for a in frame.after(later[0].end, PEOPLE)
                    if regex.match(
                        r"^\s*(?:gửi|tới|đến|cho)\s+(?:tới\s+|đến\s+)?(?:(?:đồng chí|ngài|ông|bà|tân)\s+)*$",
                        frame.gap(later[0].end, a.start),
                    )
                ][:1]
    if occasion is not None:
        subject = [a for a in subject if frame.people.side(a) is not frame.people.side(occasion)]
    senders = _as_parts(frame, subject, "sender")
    senders = [p for p in senders if p.side.official and _speaks(p.side)]
    to = [p for p in _as_parts(frame, recipients, "recipient") if all(p.side is not s.side for s in senders)]
    if not senders:
        return []
    if not to:
        if cue.form == "thanks" and frame.region == "headline":
            return [_draft(frame, cue, senders, status)]
        return []
    if not all(_takes(p.side) for p in to) or not _across(senders, to):
        return []
    if len(senders) == len(to) >= 2:
        # "A, B và C gửi điện mừng tới X, Y và Z": each to the one of their rank
        return [_draft(frame, cue, [s, t], status) for s, t in zip(senders, to, strict=True)]
    return [_draft(frame, cue, [*senders, *to], status)]


def _draft(frame: Frame, cue: Cue, parts: list[Part], status: str) -> Draft:
    time = _day(frame, cue, right=False)
    if time is not None and time.kind == "part":
        time = None
    return Draft(
        type="message",
        form=cue.form,
        rule="message",
        parts=parts,
        start=frame.start,
        end=frame.end,
        region=frame.region,
        status=status,
        time=time,
        before=_earlier(frame, time),
    )


def _speaks(side: Side) -> bool:
    return side.kind != "person" or bool(side.offices)


def _takes(side: Side) -> bool:
    if side.kind == "office" and all(o.level in ("media", "academic", "business") for o in side.offices):
        return False
    if (
        side.kind == "group"
        and side.country is None
        and (side.organisation or "").lower().startswith(("các đồng chí", "đồng chí", "cán bộ"))
    ):
        return False
    return side.kind != "person" or bool(side.offices) or side.country not in (None, "VN")


def _across(a: list[Part], b: list[Part]) -> bool:
    """Between two states, parties or bodies, not at home."""
    lands = {p.side.country for p in a if p.side.country}
    theirs = {p.side.country for p in b if p.side.country}
    if not theirs:
        return all(p.side.kind != "person" or p.side.offices for p in b)
    return not (lands and theirs <= lands)


def _recipients(frame: Frame, cue: Cue) -> list[Actor]:
    nexts = frame.after(cue.end, STATES)
    if not nexts:
        return []
    first = nexts[0]
    if not _TOWARDS.match(frame.gap(cue.end, first.start)):
        # "gửi điện chia buồn về vụ … tới B"
        for actor in nexts[1:4]:
            if (
                regex.search(r"\b(?:tới|đến)\s+(?:(?:đồng chí|ngài|ông|bà|các)\s+)*$", frame.gap(cue.end, actor.start))
                and ";" not in frame.gap(cue.end, actor.start)
                and not any(c.shape == "message" and cue.end < c.start < actor.start for c in frame.sentence.cues)
            ):
                first = actor
                break
        else:
            return []
    if first.kind == "country" and frame.gap(first.end, first.end + 12).strip().startswith(("kỷ niệm", "tổ chức")):
        return []
    group = [a for a, _ in frame.group_right(first, STATES, frame.end)]
    # the next sender begins a new message: "…tới Toàn quyền A, Thủ tướng B đã gửi điện mừng tới …"
    kept: list[Actor] = []
    for k, actor in enumerate(group):
        follower = frame.gap(actor.end, actor.end + 60)
        gap_verbs = any(
            c.shape == "message"
            and actor.end <= c.start
            and len(frame.gap(actor.end, c.start)) < 60
            and not any(b.start >= actor.end and b.end <= c.start for b in group[k + 1 :])
            for c in frame.sentence.cues
        )
        if k and gap_verbs and regex.match(r"^\s*(?:và phu nhân\s*)?(?:đã|cũng|có|gửi)", follower):
            break
        kept.append(actor)
    return kept


def _appointed(frame: Frame, cue: Cue) -> Actor | None:
    """The B of "Nhân dịp B được bầu làm Tổng thống X"."""
    match = None
    for found in _APPOINTED.finditer(frame.lowered, frame.start, frame.end):
        if found.start() < cue.start or match is None:
            match = found
    if match is None:
        return None
    people = [
        a for a in frame.before(match.start(), frozenset(["person"])) if len(frame.gap(a.end, match.start())) < 60
    ]
    if not people:
        return None
    actor = people[0]
    side = frame.people.side(actor)
    # the office they rise to is theirs
    for office in frame.after(match.end() - 1, frozenset(["office"])):
        gap = frame.gap(match.start(), office.start)
        if len(gap) < 60 and "," not in gap:
            for o in office.offices:
                if all(o.text != h.text for h in side.offices):
                    side.offices.append(o)
            side.country = (
                side.country if side.country not in (None, "VN") or office.country is None else office.country
            )
            side.country = office.country or side.country
            side.international = side.international or office.international
        break
    return actor if side.offices else None


def _greeting(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """A greeting sent to someone who is not in the room, or passed on for someone who is not."""
    status = _status(frame, cue, None)
    if status is None:
        return []
    words = frame.gap(cue.start, cue.end)
    before = frame.gap(max(frame.start, cue.start - 160), cue.start)
    if words.startswith("lời") and not regex.search(r"\b(?:chuyển|gửi|nhờ)\b", before):
        return []
    after = frame.after(cue.end, BODIES)
    origin: list[Actor] = []
    to: list[Actor] = []
    at = cue.end
    for actor in after[:5]:
        gap = frame.gap(at, actor.start)
        if (
            not origin
            and regex.search(r"\bcủa\s+(?:(?:các|đồng chí|ngài|ông|bà)\s+)*$", gap)
            and len(gap) < 90
            and not to
        ):
            origin = [a for a, _ in frame.group_right(actor, BODIES, frame.end)]
            at = origin[-1].end
        elif (
            not to
            and regex.search(r"\b(?:tới|đến|cho|gửi)\s+(?:(?:các|đồng chí|ngài|ông|bà|toàn thể)\s+)*$", gap)
            and len(gap) < 110
        ) or (not origin and not to and _TOWARDS.match(gap)):
            to = [a for a, _ in frame.group_right(actor, BODIES, frame.end)]
            at = to[-1].end
    if not to:
        # "chuyển tới B lời thăm hỏi của A"
        match = None
        for found in regex.finditer(r"\b(?:chuyển|gửi)\s+(?:tới|đến|cho)\s+", before):
            match = found
        if match is not None:
            begin = cue.start - len(before) + match.end()
            to = [a for a in frame.after(begin - 1, BODIES, cue.start)][:1]
    subject = _subject(frame, cue, PEOPLE)
    if to and subject and subject[-1] in to:
        subject = [a for a in frame.before(to[0].start, PEOPLE, frame.clause_start(cue.start)) if not frame.oblique(a)][
            :1
        ]
    room = {id(s) for d in page.drafts if d.type in ("meeting", "call") for s in d.sides()}
    senders = _as_parts(frame, origin or subject, "sender")
    targets = [p for p in _as_parts(frame, to, "recipient") if all(p.side is not s.side for s in senders)]
    if not origin:
        targets = [p for p in targets if id(p.side) not in room]
    if not senders or not targets:
        return []
    senders = [p for p in senders if p.side.official]
    if not senders or not _across(senders, targets) or not all(_takes(p.side) for p in targets):
        return []
    form = "greeting"
    if cue.form in ("congratulation", "condolence", "thanks"):
        form = cue.form
        if not origin and not targets:
            return []
    return [
        Draft(
            type="message",
            form=form,
            rule="greeting",
            parts=[*senders, *targets],
            start=frame.start,
            end=frame.end,
            region=frame.region,
            status=status,
            room=True,
            speaker=frame.people.side(subject[-1]) if subject else None,
        )
    ]


# --- agreements ---------------------------------------------------------------------------------------------------

_BOTH = regex.compile(
    r"\b(?:hai bên|hai nước|hai nhà lãnh đạo|lãnh đạo hai nước|hai chính phủ|hai đảng|hai thủ tướng|hai bộ trưởng|hai bộ|hai chủ tịch|hai đoàn|hai nguyên thủ|hai tổng bí thư)\b"
)
# "Từ năm 1991 đến nay, hai nước đã ký hơn 100 văn kiện": a total, no signing of its own.
_TOTAL = regex.compile(
    r"\b(?:từ năm \d{4}|đến nay|hiện nay|hiện|trong những năm|những năm qua|thời gian qua|tổng cộng|các thỏa thuận đã|đã ký trước|hơn \d+|được ký trước|hàng chục|nhiều năm)\b"
)
_SIGNED = regex.compile(
    r"\b(?:bản ghi nhớ|biên bản ghi nhớ|hiệp định|thỏa thuận|thoả thuận|văn kiện|tuyên bố|nghị định thư|kế hoạch|chương trình hợp tác|công ước|biên bản|văn bản|hợp tác|hiệp ước|thư bày tỏ ý định)\b"
)
_UPGRADED = regex.compile(r"\b(?:đối tác|quan hệ)\b")


def agreement(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "Hai bên đã ký …", "ra Tuyên bố chung", "nâng cấp quan hệ lên Đối tác chiến lược"; parties are the two of the contact
    told before, or the two states that the sentence names."""
    if cue.shape != "agreement":
        return []
    words = frame.gap(cue.start, cue.end)
    before = frame.gap(frame.clause_start(cue.start), cue.start)
    after = frame.gap(cue.end, frame.clause_end(cue.end))
    status = _status(frame, cue, None)
    if status is None:
        return []
    if (
        regex.search(
            r"\b(?:kỷ niệm|triển khai|thực hiện|thúc đẩy|theo|trên cơ sở|kể từ khi|từ khi|hướng tới|tiến tới|đàm phán|xem xét|sớm|đề nghị|khả năng)\s+(?:\S+\s+){0,5}$",
            before[-70:],
        )
        and cue.form != "statement"
    ):
        if not (cue.form == "upgrade" and regex.search(r"tuyên bố chung về việc\s*$", before)):
            return []
    parts: list[Part] = []
    span = (cue.start, cue.end)
    if cue.form == "signing" and _TOTAL.search(before[-90:] + words + after[:60]):
        return []
    if cue.form == "signing":
        if not _SIGNED.search(words + after[:90]):
            return []
        if not (
            regex.search(r"\b(?:đã|lễ|cùng|chứng kiến|vừa|tiến hành)\b", before[-60:] + words)
            or _BOTH.search(before[-60:])
        ):
            return []
        subject = _subject(frame, cue, BODIES)
        sides = [p for p in _as_parts(frame, subject, "party") if p.side.official]
        if len(sides) >= 2 and len({p.side.country for p in sides}) >= 2:
            parts = sides
        elif listed := _signers(frame, cue):
            parts = listed
        elif _BOTH.search(before) or "chứng kiến" in before:
            parts = [Part(s, "party", span) for s in page.last_pair()]
        elif len(sides) == 1:
            others = [
                a
                for a in frame.after(cue.end, BODIES)
                if regex.search(r"\bvới\s+(?:(?:các|đồng chí|ngài|ông|bà)\s+)*$", frame.gap(cue.end, a.start))
                and len(frame.gap(cue.end, a.start)) < 120
            ]
            parts = [*sides, *[p for p in _as_parts(frame, others[:1], "party") if p.side.official]]
    elif cue.form == "statement":
        if not (
            words.startswith(("ra", "thông qua"))
            or regex.search(r"\b(?:ra|thông qua|ký|đưa ra|công bố|toàn văn)\s+(?:\S+\s+){0,2}$", before[-24:])
            or frame.region == "headline"
        ):
            return []
        if "nâng cấp" in after[:60]:
            return []
        if (
            frame.region == "headline"
            and not regex.match(r"^\s*(?:về|giữa|việt nam|nga|trung|\p{L}+\s*[-–])", after)
            and not words.startswith("ra")
        ):
            return []
        pair = page.last_pair()
        parts = [Part(s, "party", span) for s in pair] if len(pair) >= 2 else _states(frame)
    else:
        if not _UPGRADED.search(words + after[:60]):
            return []
        parts = _states(frame)
        if len(parts) != 2 and (_BOTH.search(before) or _BOTH.search(words + after[:40])):
            parts = [Part(s, "party", span) for s in page.last_pair()]
    if len({id(p.side) for p in parts}) < 2 or len({p.side.country for p in parts}) < 2:
        return []
    form = cue.form
    if form == "statement" and regex.search(r"\b(?:đưa|nâng|nâng cấp) quan hệ\b[^.;]{0,60}\b(?:lên|thành)\b", after):
        form = "upgrade"  # a joint statement that raises the relation
    spot = _venue(frame, cue, parts) if form != "upgrade" else None
    draft = Draft(
        type="agreement",
        form=form,
        rule="agreement",
        parts=parts[:4],
        start=frame.start,
        end=frame.end,
        region=frame.region,
        status=status,
        room=bool(_BOTH.search(before)) and cue.form != "upgrade",
        locality=spot.locality if spot else None,
        country=spot.country if spot else None,
    )
    if cue.form == "upgrade":
        times = [
            t
            for t in frame.times
            if t.kind in ("day", "month", "year") and cue.end <= t.start and len(frame.gap(cue.end, t.start)) < 90
        ]
        times = times or [
            t
            for t in frame.times
            if t.kind in ("month", "year") and t.end <= cue.start and len(frame.gap(t.end, cue.start)) < 60
        ]
        draft.time = times[0] if times else None
        # "Nhân dịp này, hai nhà lãnh đạo đã nhất trí nâng cấp quan hệ": at the contact told before
        draft.room = (
            draft.time is None
            and bool(_BOTH.search(before))
            and bool(regex.search(r"\b(?:nhân dịp này|đã|chính thức|tuyên bố)\b", before))
            and len(page.last_pair()) >= 2
            and frame.region == "lead"
        )
    else:
        draft.time = _day(frame, cue, right=False)
        draft.follows = draft.time is None and bool(
            _FOLLOWS.search(frame.gap(frame.start, cue.end)) or "chứng kiến" in before
        )
    return [draft]


def _signers(frame: Frame, cue: Cue) -> list[Part]:
    """ "được ký kết giữa A, B và C": the bodies that signed."""
    nexts = frame.after(cue.end, BODIES)
    if not nexts or not regex.match(r"^[^,;.]{0,60}\bgiữa\s+$", frame.gap(cue.end, nexts[0].start)):
        return []
    parts = _as_parts(frame, [a for a, _ in frame.group_right(nexts[0], BODIES, frame.end)], "party")
    return parts if any(p.side.official for p in parts) else []


def _states(frame: Frame) -> list[Part]:
    """The two states that a sentence names, when it names just two."""
    seen: dict[str, Actor] = {}
    for actor in frame.sentence.actors:
        if actor.kind == "country" and actor.country and actor.country not in seen:
            seen[actor.country] = actor
    if len(seen) != 2:
        return []
    return [Part(frame.people.side(a), "party", (a.start, a.end)) for a in seen.values()]
