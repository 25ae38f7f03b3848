"""How Vietnamese news tells a contact: one small function for each shape of sentence.

Every function takes a frame (a sentence with its sides) and a cue in it and gives the contacts that the words state.
The order in SHAPES is the order of trial; the name of the function that answered is the `rule` of the event.
"""

from __future__ import annotations

import regex

from banggiao.event.draft import Draft, Part
from banggiao.event.frame import Frame
from banggiao.event.people import Side
from banggiao.model import Actor, Cue, Spot, TimeWord
from banggiao.text import fold

PEOPLE = frozenset(["person", "office", "pronoun", "surname"])
BODIES = PEOPLE | {"organisation", "group"}
STATES = BODIES | {"country"}
LANDS = frozenset(["country", "locality"])

# --- words around a cue ---------------------------------------------------------------------------------------

_NEGATED = regex.compile(
    r"\b(?:không|chưa|chẳng|từ chối|né|tránh|khó|nếu|liệu|lẽ ra)\s+(?:hề\s+|thể\s+|được\s+|có\s+|muốn\s+|đồng ý\s+)*$"
)
_WISH = regex.compile(
    r"\b(?:mong|mong muốn|mong được|muốn|hy vọng|hi vọng|đề nghị|kêu gọi|ước|sớm|có thể|nên|cần|xin|yêu cầu|được phép|cơ hội|đề xuất|khi|"
    r"từng muốn|cố gắng|tìm cách|để|cho phép|thúc đẩy|thúc giục|nối lại|tranh thủ|thường xuyên|tăng cường|duy trì|đẩy mạnh|việc|sẵn sàng|mời|kế hoạch)\s+(?:\S+\s+){0,2}$"
)
# An order or a call to do so is no contact: "yêu cầu đoàn kiểm tra làm việc với", "kêu gọi nối lại đối thoại với".
_ORDERED = regex.compile(
    r"\b(?:yêu cầu|chỉ đạo|phân công|giao nhiệm vụ|kêu gọi|nối lại|sáng kiến|ủng hộ việc)\b[^,;.]{0,60}$"
)
_FUTURE = regex.compile(
    r"\b(?:theo chương trình|sẽ|dự kiến|sắp|chuẩn bị|theo kế hoạch|lên kế hoạch|có kế hoạch|dự định|theo dự kiến)\b"
)
_CANCELLED = regex.compile(r"\b(?:hoãn|hủy|huỷ|hủy bỏ|huỷ bỏ|bãi bỏ|tạm hoãn|dời)\b")
_LIGHT = regex.compile(
    r"^[\s,:]*(?:(?:với|thân mật|trọng thể|xã giao|đoàn|các|đồng chí|ngài|ông|bà|và|cùng|riêng|ngắn|hẹp|song phương|cho|tới|đến|gửi|"
    r"chính thức|trực tuyến|làm việc|hội đàm|nồng nhiệt|mừng|cấp cao|tân|vợ chồng|ngắn gọn|bên lề|nhiệt liệt|kín|lần lượt|gia đình|"
    r"một số|nhiều|hai|ba|bốn|những|người đồng cấp|phu nhân|thượng đỉnh|ngay|lại|tay đôi|trực tiếp|bí mật|đầu tiên|ngoại trưởng|"
    r"chủ|nhân|cấp nhà nước|và làm việc|giữa|đại diện|lãnh đạo|tiếp|sâu sắc|lời|sức khỏe|tốt đẹp nhất|thăm hỏi|qua điện thoại|tập thể)\s*)*$"
)
_BETWEEN = regex.compile(r"^[\s,]*(?:\S+\s+){0,6}?giữa\s+(?:các\s+|hai\s+)?$")
_TWO_SIDES = regex.compile(
    r"\b(?:hai bên|hai nhà lãnh đạo|hai vị lãnh đạo|lãnh đạo hai nước|hai thủ tướng|hai bộ trưởng|hai ngoại trưởng|hai nguyên thủ|"
    r"hai tổng thống|hai lãnh đạo|hai vị|hai ông|hai bà|hai người|hai chủ tịch|hai tổng bí thư|hai đồng chí|hai phía|hai chủ tịch quốc hội|hai nhà ngoại giao|hai trưởng đoàn|hai đoàn)\b"
)
_ANAPHOR = regex.compile(
    r"\b(?:tại|trong|sau|trước|ngay sau|kết thúc|phát biểu tại|bên lề|qua|từ|kết quả|cũng tại|mở đầu|trong khuôn khổ|(?<!phu )nhân)\s+"
    r"(?:các\s+|hai\s+|những\s+)?(?:cuộc\s+|buổi\s+|lễ\s+)?$"
)
_FOLLOWS = regex.compile(
    r"\b(?:sau lễ đón|sau đó|tiếp đó|ngay sau|sau hội đàm|sau cuộc|sau khi|cùng ngày|sau buổi|tiếp theo|trước đó cùng ngày|ngay trước|cũng trong|kết thúc hội đàm|kết thúc cuộc|kết thúc buổi|nhân dịp này|dịp này)\b"
)
_CROWD = regex.compile(
    r"\b(?:cử tri|phóng viên|nhà báo|báo chí|công nhân|người dân|bà con|kiều bào|cộng đồng|chiến sĩ|(?<!vùng )đồng bào|học sinh|sinh viên việt|"
    r"người có công|thương binh|nạn nhân|trẻ em|giáo viên|cựu chiến binh|người lao động|cán bộ, nhân viên|cán bộ, công chức|"
    r"nhân viên đại sứ quán|nguyên lãnh đạo|nguyên|du học sinh|trí thức|người việt|gốc việt|nghệ sĩ|vận động viên|cầu thủ|đại biểu quốc hội|"
    r"tân cử nhân|bệnh nhân|hộ nghèo|hưu trí|thanh niên|đội tuyển|khách hàng|doanh nhân|nhà khoa học trẻ|hội cựu chiến binh|cán bộ|"
    r"đại sứ quán việt nam|tổng lãnh sự quán việt nam|cơ quan đại diện việt nam|phái đoàn việt nam)\b"
)


# After "A và B hội đàm" no third one follows as the object.
_ALONE = regex.compile(
    r"^\s*(?:$|[,.;:)\"”–-]|(?:tại|ở|để|nhằm|về|trong|vào|nhân|sau|ngay|bên|riêng|hẹp|song phương|lần|và|giữa|hôm|ngày|sáng|trưa|chiều|tối|kín|cấp cao|chính thức|"
    r"trực tuyến|qua|dưới|trao đổi|nhìn lại|đánh giá|bàn|thảo luận|trước|thượng đỉnh|tay đôi|với nhau|nhau|mở rộng|toàn thể|kéo dài|đã|diễn ra|ngắn|song|theo|trên|từ|cùng|tiếp|bên lề|lúc|khi|thân mật)\b)"
)


class Page:
    """What the shapes may look back to: the contacts told so far on this page."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.lands: set[str] = set()

    def last_pair(self) -> list[Side]:
        """The two sides of the last contact that had two."""
        for draft in reversed(self.drafts):
            if draft.type in ("meeting", "call"):
                sides = draft.sides()
                if len(sides) >= 2:
                    return sides
        for draft in reversed(self.drafts):
            if draft.type == "visit" and len(draft.sides("inviter")) == 1:
                return [*draft.sides("inviter"), *draft.sides("guest")]
        return []


def _status(frame: Frame, cue: Cue, subject_end: int | None) -> str | None:
    """held, planned, cancelled; None when the words only wish, deny or imagine it."""
    since = subject_end if subject_end is not None else max(frame.clause_start(cue.start), cue.start - 60)
    before = frame.gap(min(since, cue.start), cue.start)
    near = frame.gap(max(frame.start, cue.start - 40), cue.start)
    clause = frame.gap(frame.clause_start(cue.start), cue.start)
    if _CANCELLED.search(clause[-80:]) or regex.search(
        r"^\s+(?:\S+\s+){0,12}?(?:bị|đã)\s+(?:hoãn|hủy|huỷ)\b", frame.gap(cue.end, cue.end + 120)
    ):
        return "cancelled"
    if _NEGATED.search(near) or _ORDERED.search(clause[-90:]) or "là nơi" in clause[-60:]:
        return None
    if _FUTURE.search(before):
        return "planned"
    if _WISH.search(near) and not regex.search(r"\b(?:đã|vừa)\s+(?:\S+\s+){0,2}$", near):
        return None
    if _FUTURE.search(clause) and not regex.search(r"\bđã\b", before):
        return "planned"
    return "held"


def _day(frame: Frame, cue: Cue, since: int | None = None, right: bool = True) -> TimeWord | None:
    """The day of a contact: the nearest before the cue in its clause, else the first after it."""
    since = frame.start if since is None else since
    usable = [
        t
        for t in frame.times
        if t.kind in ("day", "relative", "weekday", "part", "span", "month", "year") and not _bracketed(frame, t)
    ]
    left = [
        t
        for t in usable
        if since <= t.start
        and t.end <= cue.start
        and t.kind not in ("span", "month", "year")
        and not _of_other(frame, t)
        and not _REPORTS.search(frame.gap(t.end, cue.start))
    ]
    # "chiều nay (17/10)": the bracket explains the word before it
    for t in reversed(left):
        if t.kind != "part" or len(left) == 1:
            return t
    if left:
        return left[-1]
    opening = [
        t
        for t in usable
        if t.kind in ("month", "year")
        and t.end <= cue.start
        and regex.fullmatch(
            r"\s*(?:\S+\s+){0,2}?(?:vào|hồi|trong|trước đó,?)?\s*", frame.gap(frame.clause_start(t.start), t.start)
        )
    ]
    if opening and not _REPORTS.search(frame.gap(opening[-1].end, cue.start)):
        return opening[-1]  # "Năm 1987, A tiếp B"
    if not right:
        return None
    until = frame.clause_end(cue.end)
    after = [t for t in usable if cue.end <= t.start < until and t.kind != "part"]
    for t in after:
        if t.kind == "span":
            continue
        if (
            t.kind in ("month", "year")
            and not regex.search(r"\b(?:hồi|vào|trong|diễn ra)\s*$", frame.gap(max(frame.start, t.start - 10), t.start))
            and not regex.match(r"(?:hồi|vào|trong)\b", frame.gap(t.start, t.end))
        ):
            continue
        between = frame.gap(cue.end, t.start)
        if regex.search(
            r"\b(?:thăm|chuyến thăm|dự|tham dự|hội nghị|kể từ|từ|tính đến|đến|trước|nhân dịp|kỷ niệm|nhằm|về việc|nghị quyết|hiệp định|tổ chức|diễn ra|chuyến|phát sóng|phỏng vấn|đăng tải)\b",
            between,
        ):
            return None
        return t
    return None


_REPORTS = regex.compile(
    r"\b(?:cho biết|cho hay|nói|khẳng định|tuyên bố|phát biểu|trả lời|nhận định|đánh giá|đưa tin|thông báo|tiết lộ|nhấn mạnh|xác nhận)\b"
)


def _bracketed(frame: Frame, time: TimeWord) -> bool:
    """ "(11/7/1921-11/7/2024)": an anniversary's dates."""
    opening = frame.lowered.rfind("(", frame.start, time.start)
    closing = frame.lowered.find(")", time.start, frame.end)
    if opening < 0 or closing < 0 or frame.lowered.find(")", opening, time.start) >= 0:
        return False
    inner = frame.text[opening + 1 : closing]
    return bool(regex.search(r"\d{4}\s*[-–]\s*\d{1,2}", inner)) or ("giờ" in inner and "tức" in inner)


def _of_other(frame: Frame, time: TimeWord) -> bool:
    """A day that belongs to a piece of news behind the contact: "xảy ra ngày 29/12", "qua đời ngày 29/12/2024"."""
    before = frame.gap(max(frame.start, time.start - 40), time.start)
    return bool(
        regex.search(
            r"\b(?:xảy ra|qua đời|từ trần|mất|bầu|diễn ra|khai mạc|thành lập|ban hành|sinh|kể từ|tính đến|trước|sau|đến hết|nghị quyết \S+|tạ thế|ký)\s*(?:vào|lúc|tối|sáng|chiều|đêm)?\s*$",
            before,
        )
    )


def _earlier(frame: Frame, time: TimeWord | None) -> TimeWord | None:
    """The day that "cùng ngày" takes up when it stands in the same sentence."""
    if time is None or not time.same:
        return None
    days = [t for t in frame.times if t.end <= time.start and t.kind == "day"]
    return days[-1] if days else None


def _venue(frame: Frame, cue: Cue, parts: list[Part]) -> Spot | None:
    """The place of a contact: the nearest before the cue, else the first after it that is not a visit's."""
    everywhere = [s for s in frame.sentence.spots if not frame.inside_actor(s.start) and not _of_visit(frame, s)]
    spots = [
        s
        for s in everywhere
        if not _of_gathering(frame, s)
        and not (
            s.start < cue.start
            and regex.search(
                r"\b(?:lễ đón|lễ đón chính thức)\s+(?:tại|ở)\s+$", frame.gap(max(frame.start, s.start - 28), s.start)
            )
        )
        and not (
            s.start > cue.end and regex.search(r"\b(?:dự|khánh thành|thăm|phát biểu)\b", frame.gap(cue.end, s.start))
        )
    ]
    left = [s for s in spots if s.end <= cue.start and s.start >= frame.clause_start(cue.start)]
    whole = [s for s in left if s.venue or s.locality]
    for s in reversed(left):
        if s.venue:
            return s
    houses = [s for s in spots if s.venue and cue.end <= s.start < frame.clause_end(cue.end)]
    if whole and houses:  # "tại Berlin, … đã có cuộc làm việc với B tại trụ sở Quốc hội"
        return Spot(
            start=houses[0].start,
            end=houses[0].end,
            venue=houses[0].venue,
            locality=houses[0].locality or whole[-1].locality,
            country=houses[0].country or whole[-1].country,
        )
    if whole:
        return whole[-1]
    until = frame.clause_end(cue.end)
    for s in spots:
        if cue.end <= s.start < until and (s.venue or s.locality or s.country):
            return s
    if left:
        return left[-1]
    gatherings = [s for s in everywhere if s.locality or s.country]
    return (
        Spot(
            start=gatherings[0].start,
            end=gatherings[0].end,
            locality=gatherings[0].locality,
            country=gatherings[0].country,
        )
        if gatherings
        else None
    )


def _of_gathering(frame: Frame, spot: Spot) -> bool:
    """The place of a conference: the contact's too, when nothing nearer is said."""
    return spot.venue is None and bool(
        regex.search(
            r"\b(?:dự|tham dự|hội nghị|diễn đàn|đại hội|tuần lễ)\b[^;.]{0,120}$",
            frame.gap(max(frame.start, spot.start - 140), spot.start),
        )
    )


def _of_visit(frame: Frame, spot: Spot) -> bool:
    before = frame.gap(max(frame.start, spot.start - 90), spot.start)
    return bool(
        regex.search(
            r"\b(?:thăm|làm việc|công tác|nhiệm kỳ|nhiệm vụ|người việt nam|cộng đồng|hoạt động|sinh sống|khai mạc|học tập|đầu tư|xảy ra|khủng bố|bạo lực|chiến sự|xung đột|tình hình|dự án|sinh viên|cơ quan đại diện|hạt nhân)\b[^,;.]{0,45}$",
            before,
        )
    )


def _meeting(
    frame: Frame, cue: Cue, form: str, rule: str, parts: list[Part], subject_end: int | None, type_: str = "meeting"
) -> list[Draft]:
    status = _status(frame, cue, subject_end)
    if status is None or len({id(p.side) for p in parts}) < 2:
        return []
    spot = _venue(frame, cue, parts)
    time = _day(frame, cue)
    if type_ == "call" and spot is not None and not (spot.venue and spot.end <= cue.start):
        spot = None  # a call has no place but the house it was made from
    draft = Draft(
        type=type_,
        form=form,
        rule=rule,
        parts=parts,
        start=frame.start,
        end=frame.end,
        region=frame.region,
        status=status,
        time=time,
        before=_earlier(frame, time),
        noun=cue.noun
        and not regex.search(
            r"\b(?:có|tiến hành|dự|chủ trì|bước vào)\s+(?:các\s+|những\s+|nhiều\s+)?$",
            frame.gap(max(frame.start, cue.start - 24), cue.start),
        ),
        follows=time is None and bool(_FOLLOWS.search(frame.gap(frame.start, cue.end))),
    )
    frame.subjects.append(
        (
            max(p.span[1] for p in parts if p.span[0] >= cue.start)
            if any(p.span[0] >= cue.start for p in parts)
            else cue.end,
            [a for a in frame.sentence.actors if any(p.span == (a.start, a.end) for p in parts) and a.end <= cue.start],
        )
    )
    if spot is not None:
        draft.venue, draft.locality, draft.country, draft.spot = spot.venue, spot.locality, spot.country, spot
    return [draft]


# --- sides of a cue -----------------------------------------------------------------------------------------------


def _subject(frame: Frame, cue: Cue, kinds: frozenset[str] = BODIES) -> list[Actor]:
    """The list of actors that does what the cue says: the nearest to its left that is no complement."""
    since = frame.clause_start(cue.start)
    for end, actors in reversed(frame.subjects):
        # "A đã tiếp B và gặp mặt C", "A tiếp B; làm việc với C": the verb before lends its subject
        if (
            actors
            and end <= cue.start
            and regex.fullmatch(
                r"[\s,;]*(?:và|đồng thời|sau đó|tiếp đó|,)*\s*(?:đã|có|tiến hành|cũng)?\s*(?:các\s+)?(?:cuộc|buổi)?\s*",
                frame.gap(end, cue.start),
            )
        ):
            return actors
    if regex.search(r"\bkhi\s+(?:đón\s+|gặp\s+)?$", frame.gap(max(frame.start, cue.start - 10), cue.start)):
        nearest = frame.before(cue.start, kinds, since)  # "chia sẻ của A khi tiếp B"
        return nearest[:1]
    for actor in frame.before(cue.start, kinds, since):
        gap = frame.gap(actor.end, cue.start)
        if len(gap) > 260:
            break
        if (
            actor.kind == "group"
            and regex.search(
                r"\b(?:dẫn đầu|cùng|giữa|và|với|gồm|trưởng)\s+(?:các\s+)?$",
                frame.gap(max(frame.start, actor.start - 16), actor.start),
            )
            and any(p.end <= actor.start for p in frame.before(actor.start, PEOPLE, since))
        ):
            continue
        if cue.noun and _REPORTS.search(gap) and regex.search(r"\b(?:trong|tại|sau)\s+(?:\S+\s+)?$", gap):
            continue  # "Quan chức X nói trong cuộc gặp với B, A đã …": X told of it
        oblique = frame.oblique(actor)
        if oblique and oblique != "và" and oblique != "do" and not (oblique == "cùng"):
            # "tại cuộc gặp với X, Y nói": X is no subject
            continue
        group = frame.group_left(actor, kinds, since)
        if oblique == "cùng":  # "A cùng B đã tiếp C"
            head = frame.before(actor.start, PEOPLE, since)
            if head and len(frame.gap(head[0].end, actor.start)) < 40:
                return frame.group_left(head[0], kinds, since)
        first = frame.oblique(group[0])
        if first in ("của", "với", "lời", "mời", "cho", "tới", "đến", "tại"):
            continue
        return group
    if since > frame.start:  # "…; tiếp ông C": the subject of the clause before
        for actor in frame.before(since, PEOPLE):
            if not frame.oblique(actor):
                verbs = [c for c in frame.sentence.cues if actor.end <= c.start < since]
                if verbs:
                    return frame.group_left(actor, kinds, frame.start)
    return []


def _object(frame: Frame, cue: Cue, kinds: frozenset[str] = BODIES) -> list[tuple[Actor, str]]:
    """The list of actors right after the cue, with the words that join them."""
    end = cue.end
    until = frame.clause_end(cue.end)
    nexts = frame.after(end, kinds, frame.end)
    if not nexts:
        return []
    first = nexts[0]
    gap = frame.gap(end, first.start)
    if not _LIGHT.match(gap) and not _TALK.match(gap):
        return []
    return frame.group_right(first, kinds, frame.end if until == frame.end else frame.end)


_TALK = regex.compile(
    r"^\s*(?:[^\s;.]+\s+){0,9}?(?:với|giữa)\s+(?:(?:các|đồng chí|ngài|ông|bà|người đồng cấp|tân|đoàn)\s+)*$"
)


def _parts(sides: list[Side], actors: list[Actor], role: str) -> list[Part]:
    parts: list[Part] = []
    for side, actor in zip(sides, actors, strict=False):
        parts.append(Part(side, role, (actor.start, actor.end)))
    return parts


def _as_parts(frame: Frame, actors: list[Actor], role: str) -> list[Part]:
    parts: list[Part] = []
    for actor in actors:
        side = frame.people.side(actor)
        if role in ("guest", "party", "host") and side.kind == "group" and parts and _retinue(frame, actor):
            continue
        if side.kind == "group" and (leader := frame.people.heads.get(fold(side.organisation or ""))) is not None:
            side = leader
        elif side.kind in ("group", "organisation") and (head := _headed(frame, actor)) is not None:
            land = side.country
            actor, side = head, frame.people.side(head)
            if land not in (None, "VN") and (
                side.country is None or (side.country == "VN" and not any(o.country == "VN" for o in side.offices))
            ):
                side.country = land  # a Chinese name looks Vietnamese; the delegation says whose it is
        if all(p.side is not side for p in parts):
            parts.append(Part(side, role, (actor.start, actor.end)))
    return parts


def _led(frame: Frame, objects: list[tuple[Actor, str]]) -> list[tuple[Actor, str]]:
    """Several bodies under one head: "tiếp Đoàn A, Hội B …, do ông C làm Trưởng đoàn"."""
    if not objects or any(a.kind in PEOPLE for a, _ in objects):
        return objects
    for actor in frame.after(objects[-1][0].end, PEOPLE):
        if regex.search(
            r"^[^.;]{0,150}\bdo\s+(?:(?:đồng chí|ngài|ông|bà)\s+)*$", frame.gap(objects[-1][0].end, actor.start)
        ) and regex.match(
            r"^[^.;]{0,60}\b(?:dẫn đầu|làm trưởng đoàn|là trưởng đoàn)\b", frame.gap(actor.end, frame.end)
        ):
            return [(actor, "")]
        break
    return objects


def note_heads(frame: Frame) -> None:
    """Remember who leads each delegation that this sentence names with its head."""
    for actor in frame.sentence.actors:
        if actor.kind == "group" and (head := _headed(frame, actor)) is not None:
            frame.people.heads.setdefault(fold(actor.organisation or ""), frame.people.side(head))


def _headed(frame: Frame, group: Actor) -> Actor | None:
    """The head of a delegation: "Đoàn X do ông Y dẫn đầu", "Đoàn … do đồng chí Z làm Trưởng đoàn"."""
    for actor in frame.after(group.end, PEOPLE):
        gap = frame.gap(group.end, actor.start)
        return (
            actor if regex.fullmatch(r"\s*(?:\([^)]*\)\s*)?,?\s*do\s+(?:(?:đồng chí|ngài|ông|bà)\s+)*", gap) else None
        )
    return None


def _retinue(frame: Frame, actor: Actor) -> bool:
    """ "và Đoàn đại biểu", "cùng lãnh đạo các tập đoàn": those who come along are left out."""
    before = frame.gap(max(frame.start, actor.start - 14), actor.start)
    words = frame.gap(actor.start, actor.end)
    return bool(regex.search(r"\bcùng\s+(?:các\s+)?$", before)) or words.startswith(
        ("đoàn", "phái đoàn", "các thành viên")
    )


def _contact(frame: Frame, ours: list[Part], theirs: list[Part]) -> bool:
    """Whether two sides make a contact by the codebook: both can act for something, one of them officially, and at home
    only named organisations or officials."""
    left, right = [p.side for p in ours], [p.side for p in theirs]
    if not left or not right or any(s in right for s in left):
        return False
    both = left + right
    for side in both:
        words = (side.organisation or "").lower()
        if words.startswith(("clb", "câu lạc bộ", "đội tuyển", "báo ", "tạp chí", "đài ", "các đồng chí")) or (
            side.kind == "organisation" and side.level == "media"
        ):
            return False
        if any(o.head in _SPOKESMEN for o in side.offices) and len(side.offices) == 1:
            return False
        if (
            side.kind in ("group", "organisation")
            and _CROWD.search(words)
            and not regex.match(
                r"(?:lãnh đạo |đại diện |ban chấp hành )?(?:hội|liên hiệp|hiệp hội)\b(?! cựu chiến binh)", words
            )
        ):
            return False
        if side.kind == "office" and side.offices[0].head.startswith(
            ("nguyên", "cựu", "cán bộ", "đại biểu", "công nhân")
        ):
            return False
    if not any(s.official and s.kind != "group" for s in both):
        return False

    def foreign(s: Side) -> bool:
        return s.international or s.plural or (s.country is not None and s.country != "VN")

    def ours_(s: Side) -> bool:
        return s.country == "VN"

    crossing = any(
        foreign(a) and (ours_(b) or (foreign(b) and a.country != b.country) or b.international)
        for a in left
        for b in right
    ) or any(foreign(b) and (ours_(a)) for a in left for b in right)
    if crossing:
        return (
            all(_stands(s) for s in both)
            and any(s.official for s in left)
            and any(s.official or s.offices or s.kind != "person" for s in right)
        )
    unknown = [s for s in both if s.country is None and not s.international]
    if unknown:
        # a foreign name with an office, its country not yet known
        return all(_stands(s) for s in both) and all(s.official for s in both)
    if all(ours_(s) for s in both):
        return all(s.official and _stands(s) and (s.kind == "person" or s.level != "business") for s in both)
    return False


_SPOKESMEN = frozenset(
    ["người phát ngôn", "phát ngôn viên", "phó người phát ngôn", "phóng viên", "đặc phái viên ttxvn"]
)


def _stands(side: Side) -> bool:
    """A person without any office stands for nobody, unless the page says whose they are."""
    return side.kind != "person" or bool(side.offices) or (side.country is not None and side.country != "VN")


# --- meetings -----------------------------------------------------------------------------------------------------


def receive(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A (đã) tiếp B", "A có buổi tiếp B", "A tiếp B, C; D": A is host; guests received together or one by one."""
    if cue.shape != "receive":
        return []
    objects = _led(frame, _object(frame, cue))
    if not objects or regex.search(r"\bnhiều\b", frame.gap(cue.end, objects[0][0].start)):
        return []
    subject = _subject(frame, cue)
    if not subject and (cue.noun or cue.start == frame.start):
        # "Tại buổi tiếp B, A nói", "Tiếp B nhân …, A nói": the host comes after
        if (
            len(objects) >= 2
            and objects[-1][0].kind in PEOPLE
            and regex.fullmatch(r"\s*,\s*", frame.gap(objects[-2][0].end, objects[-1][0].start))
        ):
            subject, objects = [objects[-1][0]], objects[:-1]
        else:
            last = objects[-1][0]
            later = frame.after(last.end, PEOPLE, frame.end)
            if later and regex.match(r"^[^;.]{0,90},\s*$", frame.gap(last.end, later[0].start)):
                subject = [later[0]]
    passive = regex.search(r"\bđược\s+(?:\S+\s+){0,6}$", frame.gap(subject[-1].start, cue.start)) if subject else None
    if not subject:
        return []
    hosts = _as_parts(frame, subject, "host")
    if passive and len(subject) == 1:
        # "được Thủ tướng A tiếp": the guest stands before "được"
        return []
    drafts: list[Draft] = []
    for actors in _received(frame, objects):
        guests = [p for p in _as_parts(frame, actors, "guest") if all(p.side is not h.side for h in hosts)]
        if not _contact(frame, hosts, guests):
            continue
        if frame.gap(cue.start, cue.end) == "tiếp kiến" and _royal(guests, hosts):
            drafts += _meeting(
                frame, cue, "receive", "receive", [*_role(hosts, "guest"), *_role(guests, "host")], subject[-1].end
            )
        else:
            drafts += _meeting(frame, cue, "receive", "receive", [*hosts, *guests], subject[-1].end)
    return drafts


_ROYAL = frozenset(
    ["nhà vua", "quốc vương", "vua", "nữ hoàng", "nhật hoàng", "giáo hoàng", "hoàng hậu", "đức vua", "tiểu vương"]
)


def _royal(guests: list[Part], hosts: list[Part]) -> bool:
    """ "A tiếp kiến Nhà vua": in the older usage the visitor is received in audience."""
    return any(o.head in _ROYAL for p in guests for o in p.side.offices) and not any(
        o.head in _ROYAL for p in hosts for o in p.side.offices
    )


def _role(parts: list[Part], role: str) -> list[Part]:
    return [Part(p.side, role, p.span) for p in parts]


def _received(frame: Frame, objects: list[tuple[Actor, str]]) -> list[list[Actor]]:
    """Guests of one verb, grouped: ";" or a comma between different countries parts them, "và" joins."""
    groups: list[list[Actor]] = []
    for actor, joint in objects:
        if not groups:
            groups.append([actor])
            continue
        before = frame.people.side(groups[-1][-1])
        side = frame.people.side(actor)
        if _APART.search(frame.gap(max(frame.start, objects[0][0].start - 40), objects[0][0].start)):
            groups.append([actor])
            continue
        same_land = before.country == side.country and (
            side.country is not None or before.international == side.international
        )
        if (
            ";" in joint
            or (
                regex.fullmatch(r"[\s,]*(?:đã |có buổi )?(?:tiếp|gặp)?\s*(?:đồng chí|ngài|ông|bà)?", joint)
                and not same_land
            )
            or "tiếp" in joint
        ):
            groups.append([actor])
        else:
            groups[-1].append(actor)
    return groups


def call_on(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A hội kiến (với) B"; "B đến chào A": both are parties of a call, the caller is guest only when so said."""
    if cue.shape != "call_on":
        return []
    caller = cue_is_calling(frame, cue)
    objects = [a for a, _ in _object(frame, cue)]
    subject = _subject(frame, cue)
    if caller:
        if any(c.shape == "receive" and c.end <= cue.start for c in frame.sentence.cues):
            return []  # "tiếp B đến chào": told by the receiving
        if not subject or not objects:
            return []
        drafts: list[Draft] = []
        guests = _as_parts(frame, subject, "guest")
        for received in objects:
            hosts = _as_parts(frame, [received], "host")
            if _contact(frame, hosts, guests):
                drafts += _meeting(frame, cue, "call_on", "call_on", [*guests, *hosts], subject[-1].end)
        return drafts
    return _pairs(frame, cue, subject, objects, "call_on", "call_on", page)


def cue_is_calling(frame: Frame, cue: Cue) -> bool:
    words = frame.gap(cue.start, cue.end)
    return "chào" in words


def party(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A hội đàm với B", "A và B hội đàm", "cuộc gặp giữa A và B", "hai bên tiến hành hội đàm", calls by telephone."""
    if cue.shape != "party":
        return []
    form = cue.form
    words = frame.gap(cue.start, cue.end)
    if any(
        c.shape == cue.shape and c.end < cue.start and regex.fullmatch(r"\s*(?:,|và)\s*", frame.gap(c.end, cue.start))
        for c in frame.sentence.cues
    ):
        return []  # "tiếp xúc, trao đổi với": the first verb gives the form
    several = (
        form == "working"
        and regex.search(r"\b(?:buổi|cuộc)\b", frame.gap(max(frame.start, cue.start - 6), cue.end))
        and len(_subject(frame, cue)) >= 2
    )
    if form == "working" and regex.search(
        r"\b(?:tiếp tục|phối hợp)\s+$", frame.gap(max(frame.start, cue.start - 12), cue.start)
    ):
        return []  # "sẽ tiếp tục làm việc với … để": going on together, no session
    if (
        form == "working"
        and not several
        and not words.endswith("với")
        and not regex.match(r"^\s+(?:trực tuyến\s+|trực tiếp\s+)?(?:với|giữa)\b", frame.gap(cue.end, cue.end + 30))
    ):
        return []
    objects = [a for a, _ in _object(frame, cue, STATES if cue.type == "call" else BODIES)]
    between = _BETWEEN.match(frame.gap(cue.end, objects[0].start)) if objects else None
    if (
        objects
        and objects[0].kind == "group"
        and _TWO_SIDES.search(frame.gap(cue.end, objects[0].end).replace("hai nước", "hai đoàn"))
    ):
        objects, between = [], None  # "A và B hội đàm giữa đoàn đại biểu hai nước"
    if between or (objects and "giữa" in frame.gap(cue.end, objects[0].start)):
        later = [a for a, _ in frame.group_right(objects[0], BODIES, frame.end)]
        if len(later) < 2:
            rest = frame.after(objects[0].end, BODIES, frame.clause_end(objects[0].end))
            if rest and regex.match(
                r"^[^,;.]{0,40}\b(?:và|với)\s+(?:(?:đồng chí|ngài|ông|bà|các|người đồng cấp)\s+)*$",
                frame.gap(objects[0].end, rest[0].start),
            ):
                later = [objects[0], rest[0]]
        if len(later) >= 2:
            cut = 2  # "giữa A và B, C nói": C is the next subject
            while cut < len(later) and regex.fullmatch(
                r"\s*(?:và|;)\s*(?:\S+\s+)?", frame.gap(later[cut - 1].end, later[cut].start)
            ):
                cut += 1
            return _two(frame, cue, [later[0]], later[1:cut], form, "between", None, cue.type)
        return []
    subject = _subject(frame, cue)
    if (
        cue.noun
        and (own := frame.after(cue.end, PEOPLE))
        and regex.fullmatch(
            r"\s*(?:song phương\s+|cấp cao\s+)?(?:của|giữa)\s+(?:(?:đồng chí|ngài|ông|bà)\s+)*",
            frame.gap(cue.end, own[0].start),
        )
    ):
        # "cuộc gặp của A và B", "cuộc điện đàm của A với B"
        pair = [a for a, _ in frame.group_right(own[0], PEOPLE, frame.end)]
        if len(pair) >= 2:
            return _two(frame, cue, pair[:1], pair[1:2], form, "between", None, cue.type)
        return []
    return _pairs(frame, cue, subject, objects, form, "party", page, cue.type)


def _pairs(
    frame: Frame,
    cue: Cue,
    subject: list[Actor],
    objects: list[Actor],
    form: str,
    rule: str,
    page: Page,
    type_: str = "meeting",
) -> list[Draft]:
    left = frame.gap(frame.clause_start(cue.start), cue.start)
    if objects:
        own = frame.gap(cue.end, cue.end + 12).strip()
        if own.startswith("của"):
            return []
        if not subject and (cue.noun or cue.start == frame.start):
            # "Làm việc với B, A nói …"; "Tại cuộc gặp với B, A nói …"; "kết quả của cuộc hội đàm với B": the speaker of the sentence
            last = objects[-1]
            later = frame.after(last.end, PEOPLE, frame.end)
            if later and regex.match(r"^[^,;.]{0,60},\s*$", frame.gap(last.end, later[0].start)):
                subject = [later[0]]
            elif (
                len(objects) >= 2
                and last.kind in PEOPLE
                and regex.fullmatch(r"\s*,\s*", frame.gap(objects[-2].end, last.start))
                and not regex.match(r"^\s*[,;.]", frame.gap(last.end, last.end + 3))
            ):
                subject, objects = [last], objects[:-1]  # "Trong các cuộc gặp với B và C, A nói"
        if not subject:
            return []
        subject_sides = {id(frame.people.side(a)) for a in subject}
        objects = [a for a in objects if id(frame.people.side(a)) not in subject_sides]
        return _two(frame, cue, subject, objects, form, rule, subject[-1].end, type_)
    shown = len(subject) >= 2 and regex.fullmatch(
        r"\s*(?:tại|trong)\s+(?:cuộc\s+|buổi\s+)?", frame.gap(subject[-1].end, cue.start)
    )  # a caption
    if not shown and regex.search(
        r"\b(?:tại|trong|sau|trước|kết thúc|phát biểu tại|qua|ngay sau)\s+(?:các\s+)?(?:cuộc\s+|buổi\s+)?$", left
    ):
        return []
    if regex.search(
        r"\b(?:báo chí|phóng viên|cử tri|người dân|kiều bào|cộng đồng|doanh nghiệp)\b", frame.gap(cue.end, cue.end + 34)
    ):
        return []
    if (
        len(subject) >= 2
        and not regex.search(r"\bcủa\b", frame.gap(subject[-1].end, cue.start))
        and _ALONE.match(frame.gap(cue.end, min(cue.end + 24, frame.end)))
        and (
            any(frame.people.side(a).kind in ("person", "office") for a in subject)
            or len({frame.people.side(a).country for a in subject}) > 1
        )
    ):
        return _two(frame, cue, subject[:1], subject[1:], form, "both", subject[-1].end, type_)
    if _TWO_SIDES.search(left[-90:]) or (not subject and _TWO_SIDES.search(left)):
        pair = _pair_of(frame, left) or page.last_pair()
        if len(pair) >= 2:
            span = (cue.start, cue.end)
            parts = [Part(s, "party", span) for s in pair]
            if _ANAPHOR.search(left):
                return []
            return _meeting(frame, cue, form, "two_sides", parts, None, type_)
    return []


_PAIRS = (
    ("hai bộ trưởng", ("bộ trưởng", "ngoại trưởng")),
    ("hai ngoại trưởng", ("ngoại trưởng", "bộ trưởng ngoại giao", "bộ trưởng bộ ngoại giao")),
    ("hai thủ tướng", ("thủ tướng",)),
    ("hai tổng thống", ("tổng thống",)),
    ("hai chủ tịch quốc hội", ("chủ tịch quốc hội", "chủ tịch thượng viện", "chủ tịch hạ viện")),
    ("hai tổng bí thư", ("tổng bí thư",)),
    ("hai chủ tịch nước", ("chủ tịch nước",)),
)


def _pair_of(frame: Frame, left: str) -> list[Side]:
    """ "hai Bộ trưởng", "hai Thủ tướng": the two of that rank whom the page names, when they are two of two states."""
    for words, heads in _PAIRS:
        if words in left[-90:]:
            ranked = [
                p
                for p in frame.people.persons
                if any(o.head.startswith(heads) for o in p.offices) and p.country is not None
            ]
            if len(ranked) == 2 and ranked[0].country != ranked[1].country:
                return ranked
    return []


def _two(
    frame: Frame,
    cue: Cue,
    ours: list[Actor],
    theirs: list[Actor],
    form: str,
    rule: str,
    subject_end: int | None,
    type_: str = "meeting",
) -> list[Draft]:
    left = _as_parts(frame, ours, "party")
    right = [p for p in _as_parts(frame, theirs, "party") if all(p.side is not q.side for q in left)]
    if (
        type_ == "meeting"
        and form == "meet"
        and regex.match(r"^\s+(?:với\s+)?(?:các\s+)?(?:đại sứ|đại biện)", frame.gap(cue.end, cue.end + 20))
    ):
        pass
    if not _contact(frame, left, right):
        return []
    groups: list[list[Part]] = []
    apart = bool(_APART.search(frame.gap(max(frame.start, cue.start - 22), min(frame.end, cue.end + 12))))
    for part in right:
        if apart:
            groups.append([part])
            continue
        joined = (
            regex.search(
                r"(?:^|\s)và\s+(?:(?:đồng chí|ngài|ông|bà)\s+)*$", frame.gap(groups[-1][-1].span[1], part.span[0])
            )
            if groups
            else None
        )
        if (
            groups
            and (
                groups[-1][-1].side.country == part.side.country
                or form == "working"
                or (joined and None in (groups[-1][-1].side.country, part.side.country))
            )
        ) or (groups and rule in ("both", "between")):
            groups[-1].append(part)
        else:
            groups.append([part])
    drafts: list[Draft] = []
    for group in groups:
        drafts += _meeting(frame, cue, form, rule, [*left, *group], subject_end, type_)
    return drafts


def joint_tour(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "Chủ tịch nước A và Tổng thống B (đã) thăm Bảo tàng …": leaders of two states at one place have met there."""
    if cue.shape != "visit" or cue.noun or not frame.gap(cue.start, cue.end).endswith("thăm"):
        return []
    subject = [a for a in _subject(frame, cue, PEOPLE) if a.kind != "pronoun"]
    nexts = regex.match(r"^\s*(?:quan\s+)?([\p{L}]+)", frame.gap(cue.end, cue.end + 30))
    if (
        len(subject) < 2
        or nexts is None
        or not regex.fullmatch(
            r"\s*(?:và phu nhân)?\s*(?:hai nước\s+)?(?:đã|cùng|cùng nhau|có)?\s*(?:cùng\s+)?",
            frame.gap(subject[-1].end, cue.start),
        )
        or any(a.start < cue.end + 12 for a in frame.after(cue.end, LANDS))
    ):
        return []
    left, right = _as_parts(frame, subject[:1], "party"), _as_parts(frame, subject[1:2], "party")
    if (
        not right
        or None in (left[0].side.country, right[0].side.country)
        or left[0].side.country == right[0].side.country
        or not _contact(frame, left, right)
    ):
        return []
    drafts = _meeting(frame, cue, "meet", "joint_tour", [*left, *right], subject[-1].end)
    venues = regex.match(
        r"^\s*((?:Bảo tàng|Khu di tích|Nhà|Trường|Đại học|Văn Miếu|Hoàng thành|Công viên|Phố|Di tích|Khu|Chùa|Nhà hát)[^,.;]{0,60})",
        frame.text[cue.end : cue.end + 80],
    )
    for draft in drafts:
        draft.venue = draft.venue or (venues[1].strip() if venues else None)
    return drafts


_APART = regex.compile(r"\b(?:lần lượt|các cuộc|các buổi|những cuộc)\b")


def welcome(frame: Frame, cue: Cue, page: Page) -> list[Draft]:
    """ "A chủ trì lễ đón B", "Lễ đón B … A chủ trì lễ đón", "A ra đón B tại sân bay"."""
    if cue.shape != "welcome":
        return []
    words = frame.gap(cue.start, cue.end)
    left = frame.gap(frame.clause_start(cue.start), cue.start)
    objects = [a for a, _ in _object(frame, cue, PEOPLE)][:1]
    if not objects:  # "lễ đón Đoàn đại biểu X do Y dẫn đầu"
        objects = [
            head for a, _ in _object(frame, cue)[:1] if a.kind == "group" and (head := _headed(frame, a)) is not None
        ]
    subject = _subject(frame, cue, PEOPLE)
    ceremony = "lễ" in words
    if not ceremony and regex.search(r"\b(?:đến|tới|cùng|có)\s*$", left[-12:]):
        return []
    if objects and subject:
        hosts, guests = _as_parts(frame, subject, "host"), _as_parts(frame, objects, "guest")
        if not ceremony and not (_crosses(hosts, guests) and hosts[0].side.official):
            return []
        if not _contact(frame, hosts, guests):
            return []
        drafts = _meeting(frame, cue, "welcome", "welcome", [*hosts, *guests], subject[-1].end)
        for draft in drafts:  # a state welcomes on its own ground
            draft.country = draft.country or hosts[0].side.country
        return drafts
    if objects and not subject:
        # "Ra tận sân bay đón A có Bộ trưởng B"
        waiting = [
            a
            for a in frame.after(objects[0].end, PEOPLE)
            if regex.search(r"\bcó\s+(?:(?:các|đồng chí|ngài|ông|bà)\s+)*$", frame.gap(objects[0].end, a.start))
        ]
        if (
            waiting
            and len(frame.gap(objects[0].end, waiting[0].start)) < 120
            and not regex.search(r"phía việt nam", frame.gap(objects[0].end, waiting[0].start))
        ):
            hosts, guests = _as_parts(frame, waiting[:1], "host"), _as_parts(frame, objects, "guest")
            if _contact(frame, hosts, guests):
                drafts = _meeting(frame, cue, "welcome", "welcome_by", [*hosts, *guests], None)
                for draft in drafts:
                    draft.country, draft.follows = draft.country or hosts[0].side.country, draft.time is None
                return drafts
    if not ceremony or (_ANAPHOR.search(left) and not objects):
        return []
    if objects:
        # the host is named in another clause: "Tổng thống A chủ trì lễ đón."
        page.drafts.append(
            Draft(
                type="_guest",
                form="welcome",
                rule="welcome",
                parts=_as_parts(frame, objects, "guest"),
                start=frame.start,
                end=frame.end,
                region=frame.region,
                time=_day(frame, cue),
                spot=_venue(frame, cue, []),
            )
        )
        return []
    if subject:
        hosts = _as_parts(frame, subject[:1], "host")
        for earlier in reversed(page.drafts):
            if earlier.type == "_guest" and earlier.region == frame.region:
                guests = earlier.parts
                if not _contact(frame, hosts, guests):
                    return []
                drafts = _meeting(frame, cue, "welcome", "welcome_host_later", [*hosts, *guests], subject[-1].end)
                for draft in drafts:
                    draft.country = draft.country or hosts[0].side.country
                    draft.time = draft.time or earlier.time
                    draft.start = min(draft.start, earlier.start)
                    if draft.venue is None and draft.locality is None and earlier.spot is not None:
                        draft.venue, draft.locality, draft.country = (
                            earlier.spot.venue,
                            earlier.spot.locality,
                            earlier.spot.country,
                        )
                return drafts
    return []


def _crosses(a: list[Part], b: list[Part]) -> bool:
    return any(x.side.country != y.side.country for x in a for y in b)
