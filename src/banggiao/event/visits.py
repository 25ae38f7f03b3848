"""Visits: who goes to which country, on whose invitation, from when to when."""

from __future__ import annotations

import regex

from banggiao.event.draft import Draft, Part
from banggiao.event.frame import Frame
from banggiao.event.people import Side
from banggiao.event.shapes import LANDS, PEOPLE, Page, _status, _subject
from banggiao.model import Actor, Cue, TimeWord

_TO = regex.compile(
    r"^[\s,]*(?:(?:tới|đến|sang|tại|ở|nước|và làm việc tại|làm việc tại|và làm việc ở|làm việc|chính thức|cấp nhà nước|hữu nghị|lần đầu tiên|đầu tiên|"
    r"lại|vào|các nước|hai nước|ba nước|thủ đô|thành phố|song phương|lịch sử|và|trên cương vị mới|xã giao|trở lại|tiếp theo|kéo dài \S+ ngày|chính|"
    r"lần thứ \S+|cấp cao|\d+ ngày|hai ngày|ba ngày|bốn ngày|năm ngày|một ngày|chớp nhoáng|bất ngờ|sắp tới|vừa qua|tiếp|đất nước|nhà nước|đáp lễ|nghỉ dưỡng|"
    r"tham dự các sự kiện|tỉnh|bang|khu tự trị|vương quốc)\s*)*$"
)
_OF = regex.compile(
    r"^[\s,]*(?:(?:tới|đến|sang|tại)\s+\S+(?:\s+\S+){0,4}?\s+)?(?:(?:sắp tới|vừa qua|lần này|chính thức|đầu tiên|lịch sử|gần đây|này|tới đây|trước đó|cấp nhà nước|song phương|thành công)\s+)*(?:của|do)\s+(?:(?:các|đồng chí|ngài|ông|bà|đoàn|tân|nguyên|cựu)\s+)*$"
)
_INVITED = regex.compile(
    r"\b(?:theo|nhận|đáp|trên cơ sở)\s+(?:lời mời|thư mời)\s+(?:chính thức\s+)?của\s+(?:(?:các|đồng chí|ngài|ông|bà|chính phủ)\s+)*$"
)
_ARRIVES = regex.compile(r"\b(?:đến|tới|đặt chân|đáp xuống|hạ cánh|về đến|có mặt)\b")
_LEAVES = regex.compile(r"\b(?:rời|kết thúc|lên đường|về nước|trở về)\b")
_BEGINS = regex.compile(r"\b(?:bắt đầu|khởi đầu)\s+(?:chương trình\s+|các hoạt động\s+|\S+\s+ngày\s+)?$")
_RELATIVE = regex.compile(
    r"\b(?:đang|đang có|đang ở|đang trong|nhân|nhân dịp|sang|đến|tới|hiện|trong|trong khuôn khổ|có|đã có|tiếp tục|tiến hành|thực hiện|vừa|dịp|nhân dịp sang)\s*$"
)
_PAST = regex.compile(r"\b(?:năm|tháng)\b")
_FORMS = (
    (regex.compile(r"cấp nhà nước"), "state"),
    (regex.compile(r"chính thức"), "official"),
    (regex.compile(r"làm việc|công tác"), "working"),
)
_WISHED = regex.compile(
    r"\b(?:mong|mong muốn|mong được|muốn|hy vọng|hi vọng|đề nghị|sớm|có thể|cần|khuyến khích|tăng cường|thúc đẩy|duy trì|đón|chào đón|chờ đón|mời|"
    r"trao đổi|các chuyến|nhiều chuyến|những chuyến|nếu|việc|không|chưa|từng|luôn|cho phép|thường xuyên|lịch trình|kế hoạch|từ chối|miễn thị thực|khách du lịch|du khách|"
    r"hoan nghênh các|hằng năm|hàng năm)\s+(?:\S+\s+){0,3}$"
)
_ATTEND = regex.compile(
    r"\b(?:tham dự|dự|đồng chủ trì|chủ trì|tham gia)\s+(?:và phát biểu tại\s+|các\s+|phiên\s+|lễ\s+|cuộc\s+|chuỗi\s+|sự kiện\s+|chương trình\s+|tuần lễ cấp cao\s+|hoạt động\s+|tham vấn\s+)*"
    r"(?:hội nghị|đại hội|diễn đàn|tuần lễ|phiên họp|hội thảo|kỳ họp|khóa họp|khoá họp|lễ|thượng đỉnh|tham vấn|hội chợ|triển lãm|đối thoại|cuộc họp|quốc tang|quốc khánh|olympic|world cup|cuộc gặp|ủy ban|phiên)"
)
_WITHIN = regex.compile(
    r"\btrong khuôn khổ\s+(?:các\s+)?(?:hội nghị|diễn đàn|đại hội|tuần lễ|phiên họp|kỳ họp|khóa họp)"
)
_PLANNED_MARK = regex.compile(r"\b(?:sẽ|sắp|dự kiến|chuẩn bị|theo kế hoạch|sắp tới|tới đây)\b")


def form_of(words: str) -> str:
    """The form of a visit by the words of its phrase (lowered)."""
    for pattern, form in _FORMS:
        if pattern.search(words):
            return form
    return "other"


def visit(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A thăm chính thức X", "chuyến thăm X của A", "A đang thăm X", "A đến thủ đô Y, bắt đầu chuyến thăm X"."""
    if cue.shape != "visit":
        return []
    if (
        "thăm" not in frame.gap(cue.start, cue.end)
        and "công" not in frame.gap(cue.start, cue.end)
        and "chuyến" not in frame.gap(cue.start, cue.end)
    ):
        return []
    lands = _destinations(frame, cue) or _of_inviters(frame, cue)
    if not lands and (invited := _by_invitation(frame, cue, page)):
        return invited
    before = frame.gap(frame.clause_start(cue.start), cue.start)
    owner = _owner(frame, cue, lands)
    if not lands:
        if owner is None:
            return []
        # "chuyến thăm của Tổng thống A": the country is told elsewhere on the page, if it is only one
        return _unsaid(frame, cue, owner, page)
    if regex.search(r"\bmời\b", before[-160:]) and (invited := _invited(frame, cue, lands)):
        return invited
    if _WISHED.search(before[-60:]) and not owner_is_certain(frame, cue):
        return []
    drafts: list[Draft] = []
    for country, locality, land in lands:
        visitor = owner if owner is not None and _may_visit(owner[0], country) else None
        visitor = visitor or _visitor(frame, cue, country, land)
        if visitor is None:
            continue
        if not _travels(visitor[0]):
            continue
        status = _visit_status(frame, cue, visitor[2])
        if status is None:
            continue
        words = frame.gap(cue.start, land.start) + _doubling(frame, cue, land)
        form = form_of(words)
        if form == "other" and _attends(frame, cue, land):
            form = "attending"
        draft = Draft(
            type="visit",
            form=form,
            rule="visit",
            parts=[Part(visitor[0], "guest", visitor[1])],
            start=frame.start,
            end=frame.end,
            region=frame.region,
            status=status,
            country=country,
            locality=locality,
        )
        draft.explicit = visitor[2] is not None and bool(
            regex.search(
                r"\b(?:đã|đang|vừa|bắt đầu|kết thúc|rời|lên đường|đến|tới)\b", frame.gap(visitor[2], cue.start)
            )
        )
        draft.background = _is_background(frame, cue, land)
        _date(frame, cue, land, visitor, draft)
        _inviter(frame, cue, draft)
        drafts.append(draft)
    return drafts


def _attends(frame: Frame, cue: Cue, land: Actor) -> bool:
    """ "dự Đại hội … và thăm tỉnh X", "chuyến thăm X và đồng chủ trì Tham vấn", "sang X tham dự Hội nghị": two purposes."""
    opening = frame.gap(max(frame.start, cue.start - 120), cue.start)
    if regex.search(r"\b(?:dự|tham dự)\b[^,;]{4,110}\bvà\s*$", opening):
        return True
    return bool(regex.match(r"^\s*(?:và|,|để)?\s*(?:đồng chủ trì|tham dự|dự)\b", frame.gap(land.end, land.end + 40)))


def _is_background(frame: Frame, cue: Cue, land: Actor) -> bool:
    """A visit that is over or elsewhere: it lends no place to the meeting told beside it."""
    before = frame.gap(max(frame.start, cue.start - 40), cue.start)
    after = frame.gap(land.end, land.end + 40)
    return bool(
        regex.search(
            r"\b(?:trở về từ|kết quả|sau|thông báo về|trước|thành công của|sau khi kết thúc tốt đẹp|sau khi kết thúc thành công)\s+(?:\S+\s+){0,3}$",
            before,
        )
    ) or bool(regex.search(r"\b(?:vừa qua|trước đó|trước đây|năm \d{4}|tháng \d|sắp tới|tới đây|thành công)\b", after))


def _by_invitation(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "(Hoạt động nằm trong) chuyến thăm cấp Nhà nước theo lời mời của A": to A's country, by the one told of before."""
    hosts = [
        a
        for a in frame.after(cue.end, PEOPLE)
        if _INVITED.search(frame.gap(cue.end, a.start)) and len(frame.gap(cue.end, a.start)) < 40
    ]
    if not hosts:
        return []
    host = frame.people.side(hosts[0])
    if host.country is None or not frame.gap(cue.start, cue.end).startswith("chuyến"):
        return []
    earlier = [
        p
        for p in frame.people.persons
        if p.country not in (None, host.country) and p.official and any(s < cue.start for s, _ in p.spans)
    ]
    if not earlier:
        return []
    earlier.sort(key=lambda p: -max(s for s, _ in p.spans if s < cue.start))
    guest = earlier[0]
    draft = Draft(
        type="visit",
        form=form_of(frame.gap(cue.start, cue.end)),
        rule="visit_by_invitation",
        parts=[Part(guest, "guest", guest.spans[0])],
        start=frame.start,
        end=frame.end,
        region=frame.region,
        country=host.country,
    )
    _inviter(frame, cue, draft)
    return [draft]


def works_at(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "đang làm việc tại Việt Nam", "tham dự Hội nghị … và làm việc tại Hoa Kỳ": a working visit."""
    if cue.form != "working" or cue.type != "meeting" or frame.gap(cue.start, cue.end) != "làm việc":
        return []
    near = frame.gap(max(frame.start, cue.start - 24), cue.start)
    if not regex.search(r"\b(?:đang|sang|đến|tới|và|đang ở thăm và|đang thăm và)\s*$", near):
        return []
    lands = _destinations(frame, cue)
    if not lands or not regex.match(r"^\s*(?:tại|ở|với)?\s", frame.gap(cue.end, lands[0][2].start)):
        return []
    if regex.search(r"\bvà\s*$", near) and not regex.search(
        r"\b(?:dự|tham dự|chuyến công tác|thăm)\b", frame.gap(frame.start, cue.start)
    ):
        return []
    country, locality, land = lands[0]
    visitor = _visitor(frame, cue, country, land)
    if visitor is None or not _travels(visitor[0]):
        return []
    status = _visit_status(frame, cue, visitor[2]) or "held"
    draft = Draft(
        type="visit",
        form="working",
        rule="works_at",
        parts=[Part(visitor[0], "guest", visitor[1])],
        start=frame.start,
        end=frame.end,
        region=frame.region,
        status=status,
        country=country,
        locality=locality,
    )
    after = [
        t for t in frame.times if t.start >= land.end and t.kind == "span" and len(frame.gap(land.end, t.start)) < 30
    ]
    if after:
        draft.time = after[0]
    _inviter(frame, cue, draft)
    return [draft]


def _of_inviters(frame: Frame, cue: Cue) -> list[tuple[str, str | None, Actor]]:
    """ "nhận lời mời của A và B, C sẽ thăm hai nước": the countries of those who invite."""
    if not regex.match(r"^\s*(?:chính thức\s+)?(?:hai|ba|các) nước\b", frame.gap(cue.end, cue.end + 24)):
        return []
    actors = [a for a in frame.before(cue.start, PEOPLE) if "lời mời" in frame.gap(frame.start, a.start)]
    found: dict[str, Actor] = {}
    for actor in reversed(actors):
        country = frame.people.side(actor).country
        if country not in (None, "VN") and country not in found:
            found[country or ""] = Actor(kind="country", start=cue.end, end=cue.end + 1, country=country)
    return [(country, None, actor) for country, actor in found.items()] if len(found) > 1 else []


def _travels(side: Side) -> bool:
    """Whose visit is a contact: officials, delegations, the heads of companies and associations; no reporters."""
    if side.kind == "office" and side.country is None and all(o.head in _VAGUE for o in side.offices):
        return False  # "là nguyên thủ nước ngoài đầu tiên thăm"
    return side.official or any(o.level not in ("media", "academic") for o in side.offices)


_VAGUE = frozenset(
    ["nguyên thủ", "nhà lãnh đạo", "lãnh đạo", "quan chức", "đại diện", "trưởng đoàn", "phó trưởng đoàn"]
)


def owner_is_certain(frame: Frame, cue: Cue) -> bool:
    return bool(
        regex.search(r"\b(?:đã|đang|vừa|sẽ)\s+(?:\S+\s+){0,2}$", frame.gap(max(frame.start, cue.start - 25), cue.start))
    )


def _doubling(frame: Frame, cue: Cue, land: Actor) -> str:
    """ "thăm Việt Nam và làm việc", "chuyến công tác … và làm việc tại": the second half of the phrase."""
    after = frame.gap(land.end, land.end + 30)
    match = regex.match(r"^\s*(?:và|,)\s*làm việc", after)
    return " làm việc" if match else ""


def _destinations(frame: Frame, cue: Cue) -> list[tuple[str, str | None, Actor]]:
    """Where the visit goes: (country, locality, the actor that names it), several for "Đan Mạch và Phần Lan"."""
    found: list[tuple[str, str | None, Actor]] = []
    at = cue.end
    last: Actor | None = None
    for actor in frame.sentence.actors:
        if actor.start < at:
            continue
        gap = frame.gap(at, actor.start)
        if last is None:
            if (actor.kind in LANDS and actor.country and _TO.match(gap)) or (
                actor.kind == "organisation"
                and actor.country
                and _TO.match(gap)
                and (actor.organisation or "")
                .lower()
                .startswith(("tỉnh", "bang", "khu tự trị", "thủ đô", "thành phố", "nước", "vương quốc", "cộng hòa"))
            ):
                last = actor
            elif actor.kind in PEOPLE and _OF.match(gap):
                # "chuyến thăm chính thức của A tới X"
                at = actor.end
                tail = frame.gap(actor.end, actor.end + 60)
                if not regex.match(r"^\s*(?:và phu nhân\s*)?(?:cùng đoàn[^,;]{0,50}?\s)?(?:tới|đến|sang|tại)\b", tail):
                    return []
                for land in frame.after(actor.end, LANDS):
                    if land.country and regex.match(
                        r"^\s*(?:và phu nhân\s*)?(?:cùng đoàn[^,;]{0,50}?\s)?(?:tới|đến|sang|tại)\s+(?:nước\s+|thủ đô\s+|thành phố\s+)*$",
                        frame.gap(actor.end, land.start),
                    ):
                        return [(land.country, _locality(land), land)]
                return []
            else:
                return []
        else:
            if (
                actor.kind in LANDS
                and actor.country
                and regex.match(r"^\)?\s*(?:,|và|\(|tới|đến)\s*(?:nước\s+)?(?:thủ đô\s+)?$", gap)
            ):
                if (
                    last.kind == "locality"
                    or (actor.kind == "locality" and actor.country == last.country)
                    or last.country == actor.country
                ):
                    # "tỉnh Chiết Giang, Trung Quốc"
                    at = actor.end
                    continue
                if "(" in gap:
                    break
                last = actor
            else:
                break
        if last is actor:
            found.append((actor.country or "", _locality(actor), actor))
            at = actor.end
    if len(found) > 1:
        # a list of countries only counts when the phrase closes after it
        found = [f for k, f in enumerate(found) if f[0] not in [g[0] for g in found[:k]]]
    return found


def _locality(actor: Actor) -> str | None:
    if actor.kind == "locality":
        name = actor.organisation or ""
        for prefix in ("Thủ đô ", "thủ đô ", "thành phố ", "Thành phố "):
            name = name.removeprefix(prefix)
        return name
    if actor.kind == "organisation":
        name = actor.organisation or ""
        for prefix in ("tỉnh ", "bang ", "thủ đô ", "thành phố "):
            if name.startswith(prefix):
                return name.removeprefix(prefix).split(",")[0].split("(")[0].strip()
    return None


_SPEAKS = regex.compile(
    r"\b(?:đánh giá|nhận định|cho rằng|nhấn mạnh|khẳng định|cho biết|bày tỏ|hoan nghênh|chúc mừng|tin tưởng|nói về|phát biểu)\b"
)


def _may_visit(side: Side, country: str) -> bool:
    if side.country == country:
        return False
    return not (side.country is None and not side.international and side.kind == "person" and not side.offices)


def _owner(
    frame: Frame, cue: Cue, lands: list[tuple[str, str | None, Actor]]
) -> tuple[Side, tuple[int, int], int | None] | None:
    """The A of "chuyến thăm (X) của A"."""
    at = lands[-1][2].end if lands else cue.end
    for actor in frame.after(cue.end, PEOPLE)[:2]:
        gap = frame.gap(cue.end if actor.start < at else at, actor.start)
        if "lời mời" in gap:
            continue
        if (
            regex.search(r"(?:\bcủa|\bdo)\s+(?:(?:các|đồng chí|ngài|ông|bà|đoàn|tân|nguyên)\s+)*$", gap)
            and len(gap) < 60
            and not regex.search(r"[,;]", gap.split("của")[0])
        ):
            return frame.people.side(actor), (actor.start, actor.end), None
    return None


def _visitor(frame: Frame, cue: Cue, country: str, land: Actor) -> tuple[Side, tuple[int, int], int | None] | None:
    """Who visits: the nearest to the left that is of another country; for an opening phrase, the subject after it."""
    since = frame.clause_start(cue.start)
    left = frame.before(cue.start, PEOPLE, since)
    head = frame.gap(frame.start, cue.start)
    opening = regex.search(
        r"\b(?:trong khuôn khổ|nhân dịp|nhân|trong|kết thúc|tiếp tục|bắt đầu|sau|trong chương trình|trước khi rời|trên đường|trước|tại|thông báo về|về)\s+(?:\S+\s+){0,8}$",
        head[-90:],
    )
    groups = frame.before(cue.start, frozenset(["group", "organisation"]), since)
    for actor in left:
        side = frame.people.side(actor)
        if not _may_visit(side, country):
            continue
        gap = frame.gap(actor.end, cue.start)
        if ";" in gap or len(gap) > 220:
            continue
        oblique = frame.oblique(actor)
        if oblique in ("làm", "giữ"):
            continue
        if _SPEAKS.search(gap) and not regex.search(r"\b(?:đang)\s+(?:\S+\s+){0,2}$", gap):
            continue  # "Đại sứ X đánh giá chuyến thăm": the speaker is not the guest
        invited = _INVITED.search(frame.lowered, frame.start, actor.start) and _INVITED.search(
            frame.gap(frame.start, actor.start)
        )
        if invited:
            continue
        relative = _RELATIVE.search(gap) or regex.match(
            r"^\s*(?:,)?\s*(?:và phu nhân\s*)?(?:,)?\s*(?:đã|sẽ|vừa|đang|sang|đến|tới|dẫn đầu|cùng|nhân|nhân dịp|thăm|có|bắt đầu|trong)?\b",
            gap,
        )
        if oblique in ("của", "với", "tới", "đến", "cho") and not (_RELATIVE.search(gap) or len(gap) < 60):
            continue
        if relative or len(gap) < 140:
            return side, (actor.start, actor.end), actor.end
    # "Đoàn đại biểu X do A dẫn đầu thăm": A is found above; a delegation without a head below
    later = frame.after(land.end, PEOPLE)
    if later and (opening or not left):
        for actor in later[:3]:
            side = frame.people.side(actor)
            if _may_visit(side, country) and frame.oblique(actor) in (None, "cùng", "do") and side.official:
                invited = _INVITED.search(frame.gap(frame.start, actor.start))
                if not invited:
                    return side, (actor.start, actor.end), None
    if not left:
        for actor in groups:
            side = frame.people.side(actor)
            label = (side.organisation or "").lower()
            if (
                label.startswith(("đoàn", "phái đoàn"))
                and side.country not in (None, country)
                and len(frame.gap(actor.end, cue.start)) < 60
                and regex.search(r"đại biểu|công tác|nghị sĩ|quân sự|cấp cao|quan chức", label)
            ):
                return side, (actor.start, actor.end), actor.end
    return None


def _visit_status(frame: Frame, cue: Cue, subject_end: int | None) -> str | None:
    status = _status(frame, cue, subject_end)
    near = frame.gap(max(frame.start, cue.start - 60), cue.start)
    if status == "held" and regex.search(
        r"^(?:[^,;.]{0,120}?)\b(?:sẽ|dự kiến)\s+(?:diễn ra|bắt đầu|được)\b", frame.gap(cue.end, cue.end + 140)
    ):
        return "planned"
    if (
        status == "held"
        and subject_end is None
        and _PLANNED_MARK.search(frame.gap(cue.end, min(frame.end, cue.end + 70)))
        and regex.search(r"^\s*(?:\S+\s+){0,12}(?:sắp tới|tới đây)\b", frame.gap(cue.end, cue.end + 90))
    ):
        return "planned"
    if status is None and regex.search(r"\b(?:sang|đến|tới|nhân dịp|trong|khuôn khổ|kế hoạch)\s*$", near):
        return "held" if not _WISHED.search(near) else None
    return status


def _date(frame: Frame, cue: Cue, land: Actor, visitor: tuple[Side, tuple[int, int], int | None], draft: Draft) -> None:
    """The visit's own dates: a span after it, the day of an arrival or departure, "năm 2015"; never the meeting's day."""
    until = frame.clause_end(cue.end)
    after = [
        t
        for t in frame.times
        if cue.end <= t.start < until and not (draft.background and t.kind not in ("year", "month"))
    ]
    of_owner = (
        visitor[1][0] > cue.end
        and regex.search(r"\b(?:của|do)\s", frame.gap(cue.end, visitor[1][0]))
        and "," not in frame.gap(cue.end, visitor[1][0])
    )
    anchor = max(land.end, visitor[1][1] if of_owner else 0)
    for time in after:
        gap = frame.gap(min(anchor, time.start), time.start)
        same_verb = regex.match(r"^\s*(?:và|,)\s*(?:tham dự|dự)\b", gap)  # "thăm X và tham dự Hội nghị … từ ngày 4-8/6"
        if (
            time.kind == "span"
            and len(gap) < 160
            and (same_verb or not regex.search(r"\b(?:dự|tham dự|hội nghị|diễn ra|tổ chức)\b[^,]{0,80}$", gap))
        ):
            draft.time = time
            break
        if time.kind in ("month", "year", "day") and regex.match(
            r"^[\s(]*(?:vào|hồi|trong|của)?\s*(?:cuối|đầu|giữa)?\s*$", gap
        ):
            draft.time = time
            break
        if draft.status == "planned" and time.kind in ("day", "month", "span", "relative", "year") and len(gap) < 100:
            draft.time = time
            break
    left = [t for t in frame.times if t.end <= cue.start and t.kind in ("day", "relative", "weekday", "span", "month")]
    if draft.time is None:
        spans = [t for t in left if t.kind == "span"]
        if (spans and draft.status == "planned") or (
            spans and regex.match(r"^[\s,]*$", frame.gap(frame.start, spans[0].start))
        ):
            draft.time = spans[-1]
    if draft.time is None:  # "Năm 2013, Tổng thống A thăm X", "hồi tháng 7/2023, …"
        opening = [
            t
            for t in frame.times
            if t.kind in ("month", "year")
            and t.end <= cue.start
            and regex.fullmatch(
                r"\s*(?:\S+\s+){0,2}?(?:vào|hồi|trong)?\s*", frame.gap(frame.clause_start(t.start), t.start)
            )
            and not _SPEAKS.search(frame.gap(t.end, cue.start))
        ]
        if opening:
            draft.time = opening[-1]
    subject_end = visitor[2]
    if subject_end is not None:
        between = frame.gap(subject_end, cue.start)
        moving = _ARRIVES.search(between) or _LEAVES.search(between)
        if moving or _BEGINS.search(between):
            days = [t for t in left if t.kind in ("day", "relative", "weekday")]
            if draft.time is None and days:
                draft.time = days[-1]
            if moving and not _LEAVES.search(between):
                _arrival(frame, subject_end, cue.start, draft)
        elif draft.time is None and _is_predicate(between):
            days = [t for t in left if t.kind in ("day", "relative", "weekday", "month")]
            if days and not regex.search(
                r"\b(?:cho biết|thông báo|tuyên bố|xác nhận)\b", frame.gap(days[-1].end, visitor[1][0])
            ):
                draft.time = days[-1]


def _is_predicate(between: str) -> bool:
    """ "A (đã) thăm X" as the statement of the sentence, not "B, đang thăm X"."""
    return bool(
        regex.match(
            r"^\s*(?:và phu nhân\s*)?(?:cùng đoàn[^,]{0,60}\s)?(?:đã|sẽ)\s+(?:có\s+|thực hiện\s+|tiến hành\s+|dẫn đầu[^,]{0,80}\s+)?(?:sang\s+|đến\s+|tới\s+)?$",
            between,
        )
    )


def _arrival(frame: Frame, start: int, end: int, draft: Draft) -> None:
    """ "đến Hà Nội", "tới sân bay quốc tế Doha", "đến sân bay X ở Thủ đô New Delhi": the locality of the arrival."""
    for actor in frame.after(start, frozenset(["locality"]), end):
        before = frame.gap(max(start, actor.start - 40), actor.start)
        if actor.country == draft.country and regex.search(r"\b(?:đến|tới|ở|tại|chân|sân bay|xuống|thủ đô)\b", before):
            draft.locality = draft.locality or _locality(actor)
            return
    for spot in frame.sentence.spots:
        if start <= spot.start < end and spot.locality and spot.country in (draft.country, None):
            draft.locality = draft.locality or spot.locality
            return


def _inviter(frame: Frame, cue: Cue, draft: Draft) -> None:
    """ "theo lời mời của C", "Nhận lời mời của C, A thăm …"; several offices, one or two persons."""
    invited = [
        a
        for a in frame.sentence.actors
        if a.kind in PEOPLE and _INVITED.search(frame.gap(max(frame.start, a.start - 60), a.start))
    ]
    if len(invited) == 1:  # "lời mời của A và B": each invites to their own country
        for more in frame.after(invited[0].end, PEOPLE):
            if frame.gap(invited[0].end, more.start).strip() in ("và", ",") and frame.people.side(more).country not in (
                None,
                "VN",
            ):
                invited.append(more)
            break
    if len(invited) > 1:
        invited = [a for a in invited if frame.people.side(a).country == draft.country]
    for actor in invited:
        side = frame.people.side(actor)
        if any(p.side is side for p in draft.parts):
            continue
        if (
            cue.end
            and actor.start > cue.end
            and any(cue.end <= c.start < actor.start for c in frame.sentence.cues if c.shape == "visit")
        ):
            continue
        draft.parts.append(Part(side, "inviter", (actor.start, actor.end)))
        for more in frame.after(actor.end, PEOPLE):
            gap = frame.gap(actor.end, more.start)
            if (
                regex.fullmatch(r"\s*(?:và phu nhân)?\s*(?:và|,)\s*(?:đồng chí |ngài |ông |bà )?", gap)
                and " và " in gap
                and frame.people.side(more).country == side.country
                and not any(p.side is frame.people.side(more) for p in draft.parts)
            ):
                draft.parts.append(Part(frame.people.side(more), "inviter", (more.start, more.end)))
            break
        return


def _unsaid(frame: Frame, cue: Cue, owner: tuple[Side, tuple[int, int], int | None], page: Page) -> list[Draft]:
    """ "Chuyến thăm của Tổng thống A": only adds to a visit of A already told; alone it gives a visit to Vietnam when A is
    foreign and the page speaks of no other destination."""
    side = owner[0]
    if side.country is None or not side.official or side.name is None:
        return []
    if side.country == "VN":
        abroad = page.lands - {"VN"}
        if (
            len(abroad) != 1
            or frame.region not in ("headline", "lead")
            or any(d.type == "visit" and side in d.sides("guest") for d in page.drafts)
        ):
            return []
        planned = bool(regex.match(r"^\s*(?:\S+\s+){0,2}?(?:sắp tới|tới đây)\b", frame.gap(cue.end, cue.end + 30)))
        return [
            Draft(
                type="visit",
                form=form_of(frame.gap(cue.start, cue.end)),
                rule="visit_of",
                parts=[Part(side, "guest", owner[1])],
                start=frame.start,
                end=frame.end,
                region=frame.region,
                country=next(iter(abroad)),
                status="planned" if planned else "held",
            )
        ]
    if any(d.type == "visit" and side in d.sides("guest") for d in page.drafts):
        return []
    told_at_home = any(p.country == "VN" and p.official for p in frame.people.persons) or "VN" in page.lands
    if frame.region not in ("headline", "lead") or not told_at_home:
        return []
    others = page.lands - {"VN", side.country}
    if others:
        return []
    return [
        Draft(
            type="visit",
            form=form_of(frame.gap(cue.start, cue.end)),
            rule="visit_of",
            parts=[Part(side, "guest", owner[1])],
            start=frame.start,
            end=frame.end,
            region=frame.region,
            country="VN",
        )
    ]


def _invited(frame: Frame, cue: Cue, lands: list[tuple[str, str | None, Actor]]) -> list[Draft]:
    """ "A (trân trọng) mời B sang thăm X": a planned visit of B on A's invitation."""
    since = frame.clause_start(cue.start)
    before = frame.gap(since, cue.start)
    match = None
    for found in regex.finditer(r"(?<!lời )\b(?:trân trọng mời|mời)\b(?! của)|\bchuyển lời mời(?! của)", before):
        match = found
    if match is None:
        return []
    at = since + match.end()
    guests = [a for a in frame.after(at - 1, PEOPLE, cue.start)]
    if (
        not guests
        or len(frame.gap(at, guests[0].start)) > 30
        or regex.search(r"[,;]|\btiếp tục\b", frame.gap(guests[-1].end, cue.start))
    ):
        return []
    side = frame.people.side(guests[0])
    country, locality, land = lands[0]
    if not _may_visit(side, country):
        return []
    parts = [Part(side, "guest", (guests[0].start, guests[0].end))]
    hosts = [a for a in frame.before(since + match.start(), PEOPLE, frame.start) if not frame.oblique(a)]
    relayed = [
        a
        for a in frame.before(since + match.start(), PEOPLE, frame.start)
        if regex.search(
            r"lời mời của\s+(?:(?:đồng chí|ngài|ông|bà)\s+)*$", frame.gap(max(frame.start, a.start - 40), a.start)
        )
    ]
    hosts = relayed[:1] or hosts
    if hosts:
        host = frame.people.side(hosts[-1] if len(hosts) == 1 else hosts[0])
        if host is not side and host.country == country:
            parts.append(Part(host, "inviter", (hosts[0].start, hosts[0].end)))
    return [
        Draft(
            type="visit",
            form=form_of(frame.gap(cue.start, land.start)),
            rule="invitation",
            parts=parts,
            start=frame.start,
            end=frame.end,
            region=frame.region,
            status="planned",
            country=country,
            locality=locality,
        )
    ]


def attending(frame: Frame, page: Page) -> list[Draft]:
    """ "Nhân dịp tham dự Hội nghị … tại X": a visit of the sentence's subject when X is abroad for them."""
    match = _ATTEND.search(frame.lowered, frame.start, frame.end) or _WITHIN.search(
        frame.lowered, frame.start, frame.end
    )
    if match is None:
        return _mourning(frame, page)
    place: tuple[str, str | None, int] | None = None
    for spot in frame.sentence.spots:
        if (
            spot.start >= match.end()
            and spot.country
            and not frame.inside_actor(spot.start - 1)
            and (spot.locality or spot.country)
        ):
            place = (spot.country, spot.locality, spot.start)
            break
    if place is not None and (";" in frame.gap(match.end(), place[2]) or len(frame.gap(match.end(), place[2])) > 160):
        place = None
    if place is None:  # "hội kiến … nhân dịp dự Hội nghị": there, where the contact was
        here = [
            d for d in page.drafts if d.start == frame.start and d.type == "meeting" and d.country not in (None, "VN")
        ]
        if here:
            place = (here[-1].country or "", here[-1].locality, frame.end)
    if place is None:
        return _mourning(frame, page)
    before = frame.gap(max(frame.start, match.start() - 45), match.start())
    occasion = regex.search(
        r"\b(?:nhân dịp|nhân|trong khuôn khổ|trong dịp|bên lề|để|sang|chuyến công tác|dịp|đến|lên đường|đã|sẽ|thời gian)\s+(?:\S+\s+){0,3}$",
        before,
    )
    leads = regex.search(
        r"\b(?:sẽ|đã|vừa)\b[^,;]{0,100}$", frame.gap(max(frame.start, match.start() - 120), match.start())
    )
    if occasion is None and leads is None and not match[0].startswith("trong khuôn khổ"):
        return []
    candidates = [a for a in frame.sentence.actors if a.kind in PEOPLE]
    for actor in candidates:
        side = frame.people.side(actor)
        if (
            frame.oblique(actor) in ("của", "với", "mời", "giữa", "tới", "đến", "cho")
            or not side.official
            or side.country is None
            or side.country == place[0]
        ):
            continue
        if actor.end <= match.start() and not regex.match(r"^[^;]{0,200}$", frame.gap(actor.end, match.start())):
            continue
        status = "planned" if _PLANNED_MARK.search(before + (leads[0] if leads else "")) else "held"
        working = bool(
            regex.search(
                r"\b(?:và|,)\s*làm việc tại\b|\bchuyến công tác\b|và làm việc\b",
                frame.lowered[max(frame.start, match.start() - 30) : place[2] + 4],
            )
        )
        draft = Draft(
            type="visit",
            form="working" if working else "attending",
            rule="attending",
            parts=[Part(side, "guest", (actor.start, actor.end))],
            start=frame.start,
            end=frame.end,
            region=frame.region,
            status=status,
            country=place[0],
            locality=place[1],
        )
        spans = [t for t in frame.times if t.kind == "span" and t.start >= match.end()]
        if spans:
            draft.time = spans[0]
        _inviter(frame, _NO_CUE, draft)
        return [draft]
    return []


def _mourning(frame: Frame, page: Page) -> list[Draft]:
    """ "tiếp B sang (viếng, chia buồn và) dự lễ tang": B came to the host's country for it."""
    match = regex.search(
        r"\bsang\s+(?:việt nam\s+)?(?:viếng|chia buồn|dự|tham dự)\b", frame.lowered[frame.start : frame.end]
    )
    if match is None:
        return []
    for draft in page.drafts:
        if (
            draft.start == frame.start
            and draft.type == "meeting"
            and draft.country in (None, "VN")
            and any(s.country == "VN" for s in draft.sides("host", "party"))
        ):
            guests = [
                p
                for p in draft.parts
                if p.side.country not in (None, "VN") and p.span[1] <= frame.start + match.start()
            ]
            if guests:
                return [
                    Draft(
                        type="visit",
                        form="attending",
                        rule="attending",
                        parts=[Part(guests[-1].side, "guest", guests[-1].span)],
                        start=frame.start,
                        end=frame.end,
                        region=frame.region,
                        country="VN",
                    )
                ]
    return []


_NO_CUE = Cue(start=0, end=0, type="visit", form="attending", shape="visit")

__all__ = ["TimeWord", "attending", "form_of", "visit"]
_ = _subject
