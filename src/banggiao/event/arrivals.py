"""Visits told by the arrival alone: "Tổng thống A đã tới X", "sau đó ông bay đến Y và Z", "khi A đến X năm 2016"."""

from __future__ import annotations

from functools import cache

from banggiao import lexicon
from banggiao.event.circumstances import REPORTED, bracketed
from banggiao.event.draft import Draft, Page, Part
from banggiao.event.frame import BODIES, LANDS, PEOPLE, STATES, Frame
from banggiao.event.journeys import is_land, listed_lands, locality_of, may_visit
from banggiao.event.offices import LEADING
from banggiao.event.people import Side
from banggiao.event.visits import PLANNED
from banggiao.event.words import pattern
from banggiao.model import Actor, Sentence, TimeWord
from banggiao.text import lower

# "đã tới thủ đô X", "hạ cánh xuống sân bay tại thủ đô X", "bay đến X"
_ARRIVES = pattern(
    r"\b(?:(?:(?:bay|đặt chân|lên đường|trở lại|hạ cánh|đáp(?: máy bay| chuyến bay| phi cơ)?)\s+)?"
    r"(?:đến|tới|sang|xuống|rời)"
    r"|(?:hạ cánh|có mặt)\s+(?:tại|ở))\s+"
    r"(?:sân bay\s+(?:(?:\S+\s+){0,5}?(?:tại|ở)\s+|[^,;]{2,40},\s*|(?:quốc tế\s+)?)"
    r"|căn cứ không quân\s+(?:\S+\s+){0,5}?(?:tại|ở)\s+|nước\s+|thủ đô\s+|thành phố\s+)*$"
)
# "A và phu nhân đã", "A dự kiến sẽ", "A ngày 3/4 đã", "A đã xác nhận sẽ"
_GOES = pattern(
    r"\s*[,–-]?\s*(?:người\s+)?(?:(?:(?:và|cùng)\s+)?phu nhân,?\s+)?"
    r"(?:(?:cùng|và|dẫn đầu) (?:một )?(?:phái )?đoàn[^,;.]{0,40}?\s)?"
    r"(?:(?:đã\s+|cũng\s+|vừa\s+)*xác nhận\s+(?:rằng\s+)?(?:ông\s+|bà\s+)?(?=sẽ\s))?"
    r"(?:(?:đã|sẽ|cũng|đang|vừa|mới|vừa mới|sắp|dự kiến|dự định|có kế hoạch|lên kế hoạch"
    r"|theo kế hoạch|tiếp tục|lần đầu tiên|lần đầu|bất ngờ|chiều|sáng|tối|trưa|đêm|cùng ngày)\s+)*"
    r"(?:(?:rời|từ)\s+[^,;.]{2,30}?\s(?:để\s+)?)?"
)
# "A quyết định | không tới X như dự kiến"
_WILL_NOT = pattern(
    r"\s*[,–-]?\s*(?:(?:đã|sẽ|vừa|quyết định|thông báo|tuyên bố|cho biết|ông|bà)\s+)*không\s+(?:thể\s+)?(?:còn\s+)?"
)
_AS_PLANNED = pattern(
    r"[^,;.]{0,40}?\s(?:như|theo)\s+(?:đã\s+)?(?:dự kiến|kế hoạch|dự định|lịch trình|thông báo|công bố)\b"
)
# "Phái đoàn X do A | dẫn đầu đã tới Y"
_LED = pattern(r"\s*(?:dẫn đầu|đứng đầu|làm trưởng (?:phái )?đoàn),?(?=\s)")
# "Chuyên cơ của | A đáp xuống X"
_PLANE_OF = pattern(r"\b(?:chuyên cơ|máy bay)\s+(?:[^,;.]{0,40}?\s)?(?:của|chở)\s+(?:<address>\s+)*$")
# "nếu A đến X", "mời A sang X", "trước khi A tới X"
_NOT_TOLD = pattern(
    r"\b(?:nếu|mời|mong|mong muốn|hy vọng|đề nghị|kêu gọi|muốn|trước khi|việc|không|chưa|yêu cầu"
    r"|cho phép|đưa|cử|điều|phái(?! đoàn)|thay mặt|một|lần đầu)\b"
    r"[^,;.]{0,30}$"
)
# "Tổng thống A đã cử Đặc phái viên B sang X"
_SENDING = r"(?:cử|phái)\s+(?:(?:<address>|một|các|tân)\s+)*"
_SENT_ABROAD = pattern(rf"(?:^|\b(?:đã|vừa|sẽ|cũng|từng)\s+){_SENDING}$")
_TO_SEND = pattern(rf"\b(?:sẽ|sắp|dự kiến|định)\s+{_SENDING}$")
# "A dự kiến sẽ xác nhận kế hoạch khi ông tới X": to come
_WHEN_THERE = pattern(r"\b(?:sẽ|dự kiến|dự định|có kế hoạch)\b[^;]*\bkhi\s+(?:<address>\s+)*$")
_MEANS_TO = pattern(r"\b(?:dự định|có kế hoạch|lên kế hoạch)\b")
_SENDS = pattern(rf"\s*{_SENDING}")
_MOST = 60
_ITS_STATE = pattern(r"\s*[,(]\s*")
_BEHIND = pattern(r"\)?,?\s*(?:vào\s+|hôm\s+|hồi\s+|trong\s+|\()?\s*(?:cuối\s+|đầu\s+)?")
_PLACES = LANDS | {"organisation"}  # "thành phố X, Y" is read as a body of Y
_TRAVELLERS = LEADING | {"minister", "military", "counterpart"}
_DAYS = frozenset(["day", "relative", "weekday"])
_CALENDAR = frozenset(["day", "month", "year", "span", "relative", "weekday"])  # behind the land, never far


def may_arrive(sentence: Sentence, lowered: str) -> bool:
    """Whether a sentence has somebody, and a land behind a word of arriving."""
    if not any(a.kind in BODIES for a in sentence.actors):
        return False
    return any(
        is_land(a) and _ARRIVES.search(lowered, max(sentence.start, a.start - _MOST), a.start) for a in sentence.actors
    ) or bool(_airports(sentence, lowered))


@cache
def _known_airports() -> dict[str, str]:
    """The airports that need no state beside them, in lower case, with their states."""
    rows = lexicon.table("lexicon/venues.tsv", ("name", "country", "note"))
    names = ((lower(name), country) for name, country, _ in rows)
    return {name: country for name, country in names if name.startswith(("sân bay", "cảng hàng không"))}


def _airports(sentence: Sentence, lowered: str) -> list[Actor]:
    """The known airports that a sentence names, each as its land: "hạ cánh xuống sân bay X"."""
    if lowered.find("bay", sentence.start, sentence.end) < 0 and lowered.find("cảng", sentence.start, sentence.end) < 0:
        return []
    found: list[Actor] = []
    for name, country in _known_airports().items():
        at = lowered.find(name, sentence.start, sentence.end)
        if at >= 0:
            found.append(Actor(kind="country", start=at, end=at + len(name), country=country))
    return found


def arrival(frame: Frame, page: Page) -> list[Draft]:
    """A leader, a minister or a general who comes to another country; each country of a list is a visit."""
    for land in (*frame.after(frame.start, _PLACES), *_airports(frame.sentence, frame.lowered)):
        if not is_land(land):
            continue
        verb = _ARRIVES.search(frame.lowered, max(frame.start, land.start - _MOST), land.start)
        if verb is not None and verb[0].startswith("rời") and land.kind not in LANDS:
            continue  # "rời thành phố X (Y) tới Z": on the way inside one country
        guest = _guest(frame, verb.start(), land) if land.country and verb else None
        if guest is None or (guest.kind not in PEOPLE and _is_told(frame, page, guest, land)):
            continue
        gap = frame.gap(guest.end, land.start)
        planned = (
            PLANNED.search(gap)
            or _MEANS_TO.search(gap)
            or _TO_SEND.search(frame.ahead(guest.start, 40))
            or _WHEN_THERE.search(frame.gap(frame.clause_start(guest.start), guest.start))
            or _goes_on_planned(frame, page, guest, gap)
        )
        status = "planned" if planned else "held"
        if _is_called_off(frame, _without_days(frame, guest.end, verb.start() if verb else guest.end), land):
            status = "cancelled"
        lands = listed_lands(frame, [land, *(a for a in frame.sentence.actors if a.start > land.start)])
        before = _after_coming_to(frame, guest)
        time = _day(frame, guest, lands[-1], before[-1].end if before else 0)
        drafts: list[Draft] = []
        for to in (*before, *lands):
            if to.country is None or not may_visit(frame.of(guest), to.country):
                continue
            part = Part(frame.of(guest), "guest", (guest.start, guest.end))
            draft = frame.draft("visit", "other", "arrival", [part], status)
            draft.country, draft.time = to.country, time if to not in before else _day(frame, guest, to) or time
            if _is_of_last(frame, time, to, lands[-1]):
                draft.time = _day(frame, guest, to)
            if status == "cancelled" and draft.time is not None and draft.time.end <= to.start:
                draft.time = None  # the day on which it was decided
            draft.locality = None if verb is not None and verb[0].startswith("rời") else locality_of(to)
            drafts.append(draft)
        if drafts:
            further = _further_stops(frame, guest, lands[-1], status)
            for draft in drafts:  # the plan is for the next stop alone
                draft.explicit = draft.explicit or any(d.status != draft.status for d in further)
            return [*drafts, *further]
    return _came_and_did(frame)


_AND_THEN = pattern(r"\b(?:sau đó|tiếp đó|rồi)\b")


def _is_of_last(frame: Frame, time: TimeWord | None, land: Actor, last: Actor) -> bool:
    """Whether the day behind the last land is not that of one come to before: "tới X, sau đó sang Y ngày 7/9"."""
    between = frame.gap(land.end, last.start) if land.end <= last.start else ""
    return time is not None and time.start >= last.end and _AND_THEN.search(between) is not None


# "A đã tới X (dự Hội nghị) | và sau đó sẽ bay sang | Y"
_GOES_FURTHER = pattern(
    r"[^.;]{0,90}?(?:,|\bvà|\brồi)\s+(?:(?:sau đó|tiếp đó|rồi)\s+)?"
    r"(?:(?:đã|sẽ|dự kiến|có kế hoạch|tiếp tục|lên đường|bay)\s+)*"
    r"(?:tới|đến|sang)\s+(?:thăm\s+)?(?:(?:thủ đô|thành phố|nước)\s+)?"
)
_WILL_GO_FURTHER = pattern(r"\b(?:sẽ|dự kiến|có kế hoạch)\b")


def _further_stops(frame: Frame, guest: Actor, last: Actor, status: str) -> list[Draft]:
    """ "A tới X dự Hội nghị và sau đó sang Y": A goes on to Y, on the day told right behind it."""
    drafts: list[Draft] = []
    for land in frame.after(last.end, LANDS, frame.end):
        gap = frame.gap(last.end, land.start)
        if status == "cancelled" or frame.after(last.end, PEOPLE, land.start):
            break
        if not land.country or not may_visit(frame.of(guest), land.country) or not _GOES_FURTHER.fullmatch(gap):
            continue
        planned = _WILL_GO_FURTHER.search(gap) is not None
        draft = frame.draft(
            "visit",
            "other",
            "arrival",
            [Part(frame.of(guest), "guest", (guest.start, guest.end))],
            "planned" if planned else status,
        )
        draft.country, draft.locality = land.country, locality_of(land)
        behind = _day(frame, guest, land)
        draft.time = behind if behind is not None and behind.start >= land.end else None
        drafts.append(draft)
        last = land
    return drafts


# "Sau khi tới | X, | A sẽ đến Y"
_AFTER_COMING = pattern(r"(?:^|,)\s*(?:ngay\s+)?sau khi\s+(?:tới|đến|sang)(?:\s+thăm)?\s+(?:nước\s+|thủ đô\s+)?$")
_COMMA = pattern(r"\s*(?:vào\s+)?,\s*(?:<address>\s+)*")


def _after_coming_to(frame: Frame, guest: Actor) -> list[Actor]:
    """The X of "Sau khi tới X, A sẽ đến Y": a stop too."""
    lands = [a for a in frame.after(frame.start, LANDS, guest.start) if a.country]
    if not lands or not _AFTER_COMING.search(frame.gap(frame.start, lands[0].start)):
        return []
    return lands[:1] if _COMMA.fullmatch(_without_days(frame, lands[-1].end, guest.start)) else []


def _came_and_did(frame: Frame) -> list[Draft]:
    """ "Sau khi đến X ngày 3/9, A đã gặp B": A's visit to X on that day."""
    for land in frame.after(frame.start, LANDS)[:2]:
        guest = next(iter(frame.after(land.end, PEOPLE)), None)
        if guest is None or land.country is None or not _AFTER_COMING.search(frame.gap(frame.start, land.start)):
            continue
        side = frame.of(guest)
        if not _COMMA.fullmatch(_without_days(frame, land.end, guest.start)):
            continue
        if PLANNED.search(frame.gap(guest.end, frame.clause_end(guest.end))) or not _travels(side):
            continue
        if not may_visit(side, land.country):
            continue
        time = _day(frame, guest, land)
        if time is None or time.start < land.end:
            return []  # "ngay sau khi đến X, A đã gặp B": told for the meeting's sake
        draft = frame.draft("visit", "other", "arrival", [Part(side, "guest", (guest.start, guest.end))], "held")
        draft.country, draft.time, draft.locality = land.country, time, locality_of(land)
        return [draft]
    return []


def _guest(frame: Frame, verb: int, land: Actor) -> Actor | None:
    """The one right before the verb, an official of another country."""
    left = frame.before(verb, PEOPLE, frame.clause_start(verb))
    if not left:
        return _delegation(frame, verb, land)
    guest, side = left[0], frame.of(left[0])
    words = _without_days(frame, guest.end, verb)
    sent = _SENT_ABROAD.search(frame.ahead(guest.start, 60)) is not None or _is_sent(frame, guest)
    oblique = frame.oblique(guest)
    if oblique == "do" and (led := _LED.match(words)):
        oblique, words = None, words[led.end() :]
    elif oblique == "của" and _PLANE_OF.search(frame.ahead(guest.start, 70)):
        oblique = None
    if not sent and (oblique or _NOT_TOLD.search(frame.ahead(guest.start, 40))):
        return None
    if not _GOES.fullmatch(words) and not _is_called_off(frame, words, land):
        return None
    if sent and side.country is None:
        side.country = _land_of_sender(frame, guest)
    return guest if _travels(side) and may_visit(side, land.country or "") else None


def _is_called_off(frame: Frame, words: str, land: Actor) -> bool:
    """ "A quyết định không tới X như dự kiến"."""
    return _WILL_NOT.fullmatch(words) is not None and _AS_PLANNED.match(frame.lowered, land.end, frame.end) is not None


def _is_sent(frame: Frame, guest: Actor) -> bool:
    """ "Tổng thống A cử Ngoại trưởng B sang X": right behind the one who sends."""
    left = frame.before(guest.start, STATES)
    return bool(left) and _SENDS.fullmatch(frame.gap(left[0].end, guest.start)) is not None


def _land_of_sender(frame: Frame, guest: Actor) -> str | None:
    """An envoy is of the state that sends: "Tổng thống A", "nước X", "Chính phủ X"."""
    left = [a for a in frame.before(guest.start, STATES) if not frame.oblique(a)]
    return frame.of(left[0]).country if left else None


def _is_told(frame: Frame, page: Page, delegation: Actor, land: Actor) -> bool:
    """Whether somebody of the delegation's country is told to visit the land: it came along."""
    country = frame.of(delegation).country
    visits = [d for d in page.drafts if d.type == "visit" and d.country == land.country]
    return any(d.sides("guest")[0].country == country for d in visits)


# "Một phái đoàn (của) Chính phủ X sẽ", "Đoàn đại biểu Quốc hội X đã"
_SENT = pattern(r"\b(?:đoàn|phái đoàn)\s+(?:\S+\s+){0,3}?(?:của\s+)?$")
_ORDERED = pattern(r"\b(?:nếu|mời|mong|đề nghị|kêu gọi|muốn|không|chưa|yêu cầu|cho phép|cử|điều)\b[^,;.]{0,30}$")
_SENT_LABEL = ("đoàn đại biểu", "phái đoàn", "đoàn nghị", "đoàn công tác", "đoàn quân", "đoàn quan chức")


def _delegation(frame: Frame, verb: int, land: Actor) -> Actor | None:
    """The delegation right before the verb, when nobody is named in the clause."""
    for actor in frame.before(verb, frozenset(["group", "organisation"]), frame.clause_start(verb))[:1]:
        side = frame.of(actor)
        label = (side.organisation or "").lower()
        sent = label.startswith(_SENT_LABEL) or (side.official and _SENT.search(frame.ahead(actor.start, 30)))
        if not sent or side.country in (None, land.country) or frame.oblique(actor) not in (None, "của"):
            continue
        told = _ORDERED.search(frame.ahead(actor.start, 40)) is None
        if told and _GOES.fullmatch(_without_days(frame, actor.end, verb)):
            return actor
    return None


_THEN = pattern(r"\s*(?:tiếp sau đó|sau đó|tiếp đó|tiếp theo|rồi)\b")


def _goes_on_planned(frame: Frame, page: Page, guest: Actor, gap: str) -> bool:
    """ "A sẽ đến X. Sau đó, ông bay đến Y": the next stop of a journey to come."""
    if not _THEN.match(frame.lowered, frame.start) or "đã" in gap or "vừa" in gap:
        return False
    if _WILL_GO.search(frame.lowered, max(0, frame.start - _BEFORE), frame.start):
        return True
    told = [d for d in page.drafts if d.type == "visit" and d.sides("guest")[0] is frame.of(guest)]
    return bool(told) and told[-1].status == "planned"


# the end of the sentence before: "… ông sẽ đến X."
_WILL_GO = pattern(
    r"\bsẽ\s+(?:tiếp tục\s+)?(?:lên đường\s+)?(?:bay\s+)?(?:đến|tới|sang|thăm|công du)\b[^.;]{0,90}[.;]\s*$"
)
_BEFORE = 140  # characters


def _travels(side: Side) -> bool:
    """Those whose coming is news between states; an ambassador lives there."""
    levels = {side.level, *(o.level for o in side.offices)}
    if side.country is None:
        return side.international and not levels.isdisjoint({"igo", *_TRAVELLERS})
    return not levels.isdisjoint(_TRAVELLERS)


def _without_days(frame: Frame, start: int, end: int) -> str:
    """The words between two offsets without the time words among them."""
    words, at = "", start
    for time in frame.times:
        if start <= time.start and time.end <= end:
            words, at = words + frame.gap(at, time.start), time.end
    return words + frame.gap(at, end)


def _day(frame: Frame, guest: Actor, land: Actor, other: int = 0) -> TimeWord | None:
    """ "đến X năm 2016", else "Ngày 3/4, A đã tới X"; no day between `other` and the guest, which is that of another
    stop."""
    end = land.end
    for state in frame.after(end, LANDS)[:1]:  # "tới Hamburg, Đức tối 6/7"
        if state.country == land.country and _ITS_STATE.fullmatch(frame.gap(end, state.start)):
            end = state.end
    for time in frame.times:
        if time.start >= land.end and time.kind in _CALENDAR and _BEHIND.fullmatch(frame.gap(end, time.start)):
            return time
    left = [t for t in frame.times if t.end <= land.start and t.kind in _DAYS and not bracketed(frame, t)]
    left = [t for t in left if not other or t.start < other or t.start > guest.end]
    if left and not (left[-1].end <= guest.start and REPORTED.search(frame.gap(left[-1].end, guest.start))):
        return left[-1]
    for time in frame.times:  # "(Trước đó,) tháng 11/2015, A đã tới X"
        opens = _OPENS.fullmatch(frame.gap(frame.start, time.start)) is not None
        if opens and time.kind in ("month", "year") and _THEN_WHO.fullmatch(frame.gap(time.end, guest.start)):
            return time
    return None


_OPENS = pattern(r"\s*(?:trước đó,?\s*)?(?:(?:vào|hồi|trong)\s+)?")
_THEN_WHO = pattern(r"\s*,?\s*(?:<address>\s+)*")
