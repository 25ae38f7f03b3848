"""What a contact takes from those around it: day, place, and the country of a side whose own words leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import regex

from banggiao.event.circumstances import GATHERED
from banggiao.event.draft import Draft, Page, Part
from banggiao.event.offices import LEADING
from banggiao.event.people import Side
from banggiao.event.words import listed, pattern
from banggiao.model import Sentence, Spot


def lend(drafts: list[Draft]) -> None:
    """A greeting takes the day and place of the meeting it was given at, a meeting the country of the visit it is part
    of, an agreement that of the meeting it was made at."""
    meetings = [d for d in drafts if d.type in ("meeting", "call") and d.status == "held"]
    told = [d for d in drafts if d.type == "visit" and d.status != "cancelled" and not d.background]
    visits = [d for d in told if _is_of_days(d)]
    of_months = [d for d in told if not _is_of_days(d) and d.date is not None]
    for draft in drafts:
        if draft.form == "welcome" and "sân bay" in (draft.venue or "").lower():
            _lend_arrival(draft, visits)
        if draft.rule == "invitation" and _under_way(draft, meetings):
            draft.status = "held"
    for draft in drafts:
        if draft.form == "welcome" and draft.venue is draft.locality is None and not draft.farewell:
            _welcome_abroad(draft, meetings)
    _put_ahead(drafts)
    there = [m for m in meetings if m.country and m.date]
    over = [d for d in drafts if d.type == "visit" and d.status == "held" and d.background and _is_of_days(d)]
    for draft in drafts:
        if draft.country is None and (draft.type == "meeting" or _is_of_people(draft)):
            beside = [v for v in of_months if v.start == draft.start and v.date == draft.date]
            _lend_country_of_visit(draft, beside or [v for v in visits if not _is_weeks_off(draft, v, there)])
        if draft.country is None and draft.form in ("talks", "call_on", "meet") and draft.status == "held":
            _lend_country_of_ceremony(draft, meetings)
        if draft.country is None and draft.type == "meeting" and draft.status == "held" and draft.date is None:
            _lend_country_of_visit_over(draft, over)
    for draft in drafts:
        if draft.room and draft.date is None and meetings and (draft.type, draft.status) != ("agreement", "planned"):
            _lend_meeting(draft, meetings)
        then = draft.date is None or not meetings or any(m.date == draft.date for m in meetings)
        made = draft.type == "agreement" and draft.status != "cancelled" and draft.form != "upgrade"
        if made and draft.country is None and then:
            near = [d for d in (*meetings, *visits) if d.country and _shares_side(d, draft)]
            places = {d.country for d in near if d.type != "visit"} or {d.country for d in near}
            if len(places) > 1:  # visits to X and Y: what was signed with X's
                places &= {s.country for s in draft.sides() if s.country}
            if len(places) == 1:
                draft.country = next(iter(places))


def _welcome_abroad(draft: Draft, meetings: list[Draft]) -> None:
    """ "A gặp B ở X … A ra cửa đón B": a welcome without a place is at the meeting of the two, not in A's state."""
    sides = draft.sides()
    places = {
        m.country
        for m in meetings
        if m is not draft
        and m.country
        and all(any(s is t for t in m.sides()) for s in sides)
        and (draft.date is None or m.date in (None, draft.date))
    }
    if len(places) == 1:
        draft.country = next(iter(places))


def _put_ahead(drafts: list[Draft]) -> None:
    """ "A sẽ gặp Tổng thống X ngày 9/9 tại Nhà Trắng. Chuyến thăm X của A diễn ra sau khi …": a visit only named lies
    ahead with the meeting on it, where nothing is told of the guest in X that took place."""
    for visit in drafts:
        if visit.type != "visit" or visit.status != "held" or visit.explicit or visit.time or visit.background:
            continue
        guest = visit.sides("guest")[0]
        if any(_is_told_beside(visit, d) and d.status == "planned" and guest in d.sides("guest") for d in drafts):
            visit.status = "planned"  # "sẽ thăm X hôm nay. Đây là mục tiêu của A trong chuyến công du tới X và Y"
            continue
        if not visit.named:
            continue
        there = [d for d in drafts if d is not visit and d.country == visit.country and guest in d.sides()]
        dated = any(d.type == "meeting" and d.date and not d.aside and d.status == "planned" for d in there)
        if dated and all(d.status == "planned" for d in there):
            visit.status = "planned"


def _is_told_beside(visit: Draft, other: Draft) -> bool:
    """Whether another visit is told in the same sentence by the same shape: "chuyến công du tới X và Y"."""
    told = {start for start, _, _ in other.evidence}
    return other is not visit and other.type == "visit" and other.rule == visit.rule and visit.start in told


def lend_margins(drafts: list[Draft], sentences: Sequence[Sentence], text: str, lowered: str) -> None:
    """A meeting in the margins of a conference, told without a place, was where the page says that this conference is
    held: "gặp B bên lề Hội nghị C. … Hội nghị C tại thành phố X"."""
    open_ones = [d for d in drafts if d.aside and d.type == "meeting" and d.country is None and not d.recalled]
    if not open_ones:
        return
    held = [
        (spot, _letters(text[found.start() : spot.start]))
        for sentence in sentences
        for spot in sentence.spots
        if spot.country and (found := GATHERED.search(lowered, _since_people(sentence, spot), spot.start))
    ]
    for draft in open_ones:
        aside = _ASIDE.search(lowered, draft.start, draft.end)
        name = _letters(text[aside.start() : aside.end()]) if aside else set()
        there = [spot for spot, letters in held if name & letters]
        if len({spot.country for spot in there}) != 1:
            continue
        draft.country = there[0].country
        towns = {spot.locality for spot in there if spot.locality}
        draft.locality = draft.locality or (next(iter(towns)) if len(towns) == 1 else None)


def _since_people(sentence: Sentence, spot: Spot) -> int:
    """Where the name of a conference before a place may begin: behind people and contacts, whose place it may be."""
    told = [a.end for a in sentence.actors if a.kind in _PEOPLE and a.end <= spot.start]
    told += [c.end for c in sentence.cues if c.end <= spot.start]
    return max(sentence.start, spot.start - _NAME_OF, *told)


_PEOPLE = frozenset(["person", "office", "pronoun", "surname"])

# "bên lề Hội nghị thượng đỉnh Nhóm các nền kinh tế … (G20)", up to the next clause
_ASIDE = pattern(r"\bbên lề\b[^,;]{0,120}")
# "G20", "G-20", "APEC": a conference is told by the letters of its name
_LETTERS = pattern(r"\b\p{Lu}(?:\p{Lu}+|-?\d+)\b")


def _letters(words: str) -> set[str]:
    """The short names in capitals of some words, without hyphens."""
    return {found[0].replace("-", "") for found in _LETTERS.finditer(words)}


_NAME_OF = 140  # characters of the name of a conference before its place at most


def _shares_side(told: Draft, draft: Draft) -> bool:
    """Whether a contact is of one of those, or of one of the states, that an agreement is between."""
    lands = {s.country for s in draft.sides() if s.country}
    return any(s in draft.sides() or s.country in lands for s in told.sides())


def _is_of_people(draft: Draft) -> bool:
    """An agreement told with its house, or with people: where one of them visits the other it was made there."""
    if draft.type != "agreement" or draft.form == "upgrade":
        return False
    return bool(draft.venue) or all(side.kind == "person" for side in draft.sides())


_WHOLE_YEARS = frozenset(["year", "quarter"])


def _is_of_days(visit: Draft) -> bool:
    """Not "chuyến thăm hồi đầu năm nay", dated or not: one of days, or one told with no day at all."""
    if visit.date is None:
        return visit.time is None or visit.time.kind not in _WHOLE_YEARS
    return len(visit.date) > 7


def _lend_country_of_ceremony(draft: Draft, meetings: list[Draft]) -> None:
    """ "Sau lễ đón, A và B hội đàm": where the one welcomed the other, on the same day or on none told."""
    for told in meetings:
        same_day = told.date == draft.date or told.date is None
        if told.ceremony and same_day and all(side in told.sides() for side in draft.sides()):
            draft.country = told.country


def _lend_arrival(draft: Draft, visits: list[Draft]) -> None:
    """A guest welcomed at the airport came on the first day of the visit, to the town that was come to; one seen off
    there left on its last."""
    theirs = [
        v for v in visits if v.status == "held" and any(s is t for s in v.sides("guest") for t in draft.sides("guest"))
    ]
    here = [v for v in theirs if v.country == draft.country] or theirs
    days = {v.date.split("/")[-1 if draft.farewell else 0] for v in here if v.date}
    if draft.date is None and len(days) == 1 and len(day := next(iter(days))) == _DAY_LENGTH:
        draft.date = day
    towns = {v.locality for v in theirs if v.country in (draft.country, None) or draft.country is None}
    if draft.locality is None and len(theirs) == len(towns) == 1 and None not in towns:
        draft.locality = next(iter(towns))
        draft.country = draft.country or theirs[0].country


_DAY_LENGTH = 10


def _under_way(draft: Draft, meetings: list[Draft]) -> bool:
    """ "A cảm ơn B đã mời sang thăm X", told at their meeting in X: the visit is under way."""
    guests, hosts = draft.sides("guest"), draft.sides("inviter")
    return draft.date is None and any(
        m.type == "meeting"
        and m.country is not None
        and m.country == draft.country
        and any(g is s for g in guests for s in m.sides())
        and any(h is s for h in hosts for s in m.sides())
        and guests[0].country != m.country
        for m in meetings
    )


def _lend_country_of_visit(draft: Draft, visits: list[Draft]) -> None:
    """ "A thăm X … Tại đây, A gặp B": in X."""
    places = {
        v.country
        for v in visits
        if v.country
        and (v.status == "held" or (draft.status == "planned" and v.rule != "invitation"))
        and _may_be_on(draft, v)
        and not _is_of_envoy_here(draft, v)
        and not _is_with_third(draft, v)
        and any(s is t for s in v.sides("guest") for t in draft.sides())
    }
    if draft.aside and (attended := _attended_by(draft, visits)):
        places = attended
    elif draft.aside and draft.status == "planned":
        return  # "bên lề Hội nghị A sẽ gặp B": not on the visit to X before it
    places.discard(draft.left or "")
    if len(places) > 1:  # visits to X and Y: the talks with X's are in X
        places &= {s.country for s in draft.sides() if s.country}
    if len(places) == 1:
        draft.country = next(iter(places))
    elif (
        not places
        and draft.venue
        and draft.status != "cancelled"
        and any(s.country == "VN" for s in draft.sides("host", "party"))
    ):
        # "tại Nhà Quốc hội, Chủ tịch Quốc hội A …": a house named bare is at home
        draft.country = "VN"


def _lend_country_of_visit_over(draft: Draft, visits: list[Draft]) -> None:
    """ "sau chuyến thăm X của A … Khi A hội đàm với Tổng thống X, …": two leaders who met while one was in the other's
    state, where the page tells of no other visit of either."""
    sides = draft.sides()
    if len(sides) != 2 or draft.recalled or draft.aside or not all(map(_leads, sides)):
        return
    told = [v for v in visits if v.date is None and any(s is t for s in v.sides("guest") for t in sides)]
    places = {v.country for v in told}
    if len(places) == 1 and any(s.country in places and s not in told[0].sides("guest") for s in sides):
        draft.country = next(iter(places))


def _leads(side: Side) -> bool:
    """Whether somebody heads a state or a government."""
    return any(office.level in LEADING for office in side.offices)


def _is_of_envoy_here(draft: Draft, visit: Draft) -> bool:
    """ "A đã đến X … A tiếp Đại sứ X", without a day: X's ambassador lives in A's country."""
    return (
        draft.form == "receive"
        and draft.date is None
        and any(s.level == "envoy" and s.country == visit.country for s in draft.sides("guest"))
    )


def _is_with_third(draft: Draft, visit: Draft) -> bool:
    """ "Cuộc gặp giữa A và Tổng thống X sẽ … Nhắc đến chuyến thăm Y của A, …": two of other states than the one
    visited, in another sentence, no conference there."""
    if visit.rule == "attending" or visit.start == draft.start or draft.status != "planned":
        return False
    others = [s for s in draft.sides() if not any(s is guest for guest in visit.sides("guest"))]
    return bool(others) and all(s.country not in (None, visit.country) and s.level != "envoy" for s in others)


def _may_be_on(draft: Draft, visit: Draft) -> bool:
    """Whether a meeting can be of a visit by its days: none told of a month or a year only ("hồi tháng 3") beside a
    visit of days, none days apart from it, none recalled."""
    if draft.recalled and draft.start != visit.start:
        return False
    if draft.date is None or not (draft.date[:4].isdigit() or draft.date.startswith(_OPEN_YEAR)):
        return True
    if len(draft.date) < _DAY_LENGTH:
        one_year = visit.date is not None and _OPEN_YEAR in (draft.date[:4], visit.date[:4])
        told = draft.date[4:] if one_year else draft.date
        return visit.date is not None and visit.date[4 if one_year else 0 :].startswith(told)
    if draft.date.startswith(_OPEN_YEAR):
        return True
    if visit.date is None or len(visit.date.split("/")[0]) < _DAY_LENGTH or not visit.date[:4].isdigit():
        return True
    first, last = visit.date.split("/")[0], visit.date.split("/")[-1]
    return _apart(draft.date.split("/")[-1], first) >= -_MARGIN and (
        "/" not in visit.date or _apart(draft.date.split("/")[0], last) <= _MARGIN
    )


_WEEKS = 14


def _is_weeks_off(draft: Draft, visit: Draft, there: list[Draft]) -> bool:
    """Whether a dated meeting is weeks away from those told with the place of a visit that has no day: "Ngày 7/2, A
    tiếp B … Trong khuôn khổ dự Hội nghị tại X, ngày 20/1, A đã tiếp C"."""
    if visit.date is not None or len(draft.date or "") != _DAY_LENGTH:
        return False
    guest = visit.sides("guest")[0]
    days = [m.date for m in there if m.country == visit.country and any(s is guest for s in m.sides()) and m.date]
    return bool(days) and all(abs(_apart(draft.date or "", day)) > _WEEKS for day in days)


_OPEN_YEAR = "XXXX"
_MARGIN = 2  # days before and after the stated ones that a visit may still last


def _apart(day: str, other: str) -> int:
    """Days from the second to the first; 0 where one of them is no day."""
    try:
        return (date.fromisoformat(day) - date.fromisoformat(other)).days
    except ValueError:
        return 0


def _attended_by(draft: Draft, visits: list[Draft]) -> set[str]:
    """The countries where one of those who met attends a conference."""
    return {
        v.country
        for v in visits
        if v.country and v.form == "attending" and any(s is t for s in v.sides("guest") for t in draft.sides())
    }


def _lend_meeting(draft: Draft, meetings: list[Draft]) -> None:
    """ "Nhân dịp này, A gửi lời thăm hỏi tới C": where A is; the last such meeting before, for an agreement the
    first."""
    there = [
        m for m in meetings if m.date and not m.noun and (draft.speaker is None or draft.speaker in m.sides())
    ] or [m for m in meetings if m.date]
    if draft.type == "message":  # at a meeting of one of them, no other's
        there = [m for m in there if any(s in m.sides() for s in (*draft.sides(), draft.speaker) if s is not None)]
        if not there:
            return
    near = [m for m in there if m.start <= draft.start] or there
    home = (near[-1] if draft.speaker is not None else near[0]) if near else meetings[0]
    draft.date_like(home)
    draft.country = draft.country or home.country
    draft.locality = draft.locality or home.locality


# Characters between two of one list at most: " và tân ", ", bà ".
_LISTED = 12

# --- lands of strangers -------------------------------------------------------------------------------------------

# "Quỹ Quốc tế …", "Đại sứ quán", a name with letters that Vietnamese does not have
_ABROAD = pattern(r"<abroad>|[a-z]*[fjwz][a-z]+", regex.IGNORECASE)
_TELLING = frozenset(["country", "organisation", "person", "office", "group"])


def settle_lands(drafts: list[Draft], sentences: Sequence[Sentence], page: Page) -> None:
    """A foreign side whose country its own words leave open takes the one foreign country that the page speaks of in
    the telling: "Quốc khánh Mông Cổ … gửi điện mừng tới Tổng thống U."."""
    titles = {land for s in sentences if s.region == "headline" for land in _lands_abroad(s)}
    of_start = {s.start: _lands_abroad(s) for s in sentences}
    for draft in drafts:
        _free_hosts(draft)
        for part in draft.parts:
            if _is_group_at_home(draft, part, of_start):
                part.side.country = "VN"
            if not _is_open(part.side):
                continue
            if part.side.kind == "organisation" and _OF_PROVINCES.match((part.side.organisation or "").lower()):
                part.side.country = "VN"
                continue
            land = _land_of_list(draft, part, sentences) or _land_of_consort(part, sentences)
            land = land or _land_visited(draft, part, drafts)
            if land is not None:
                part.side.country = land
            else:
                lands = titles.union(*(of_start.get(start, set()) for start, _, _ in draft.evidence))
                others = {p.side.country or "" for p in draft.parts}
                if draft.type != "message":
                    lands -= others
                if draft.type == "visit" and part.role == "guest":
                    lands.discard(draft.country or "")  # nobody visits their own country
                if _is_listed_with_body(part, draft):
                    continue  # "Bộ A và Bộ B Nhật Bản": of the same state, or of ours
                if part.side.level in LEADING and len(page.lands - {"VN"} - others) > 1:
                    continue  # a head of one of several states
                _settle(part.side, lands, draft)


# Bodies that only provinces and towns of Vietnam have, where no province of another state is told.
_OF_PROVINCES = pattern(r"(?:sở|ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|tỉnh ủy|thành ủy)\b")


def _free_hosts(draft: Draft) -> None:
    """ "Tại X, Chủ tịch nước A hội kiến Thủ tướng": the bare title is of X's, not of ours; where no place is told, it
    stays open whose."""
    if draft.type != "meeting" or draft.country == "VN":
        return
    for part in draft.parts:
        ours = [p.side for p in draft.parts if p.side.country == "VN" and p.side.name]
        if part.side.assumed and ours and (draft.country is not None or draft.form in _WITH_OTHERS):
            part.side = replace(part.side, country=draft.country, assumed=False)


_WITH_OTHERS = frozenset(["talks", "call_on"])


_JOINED_BY_AND = len(" và ")


def _is_listed_with_body(part: Part, draft: Draft) -> bool:
    """Whether a body stands right before another in one list."""
    return part.side.kind == "organisation" and any(
        other.side.kind == "organisation" and other.side.country and other.span[0] - part.span[1] == _JOINED_BY_AND
        for other in draft.parts
        if other is not part
    )


# "làm việc với lãnh đạo các tỉnh", "với lãnh đạo Liên đoàn Lao động TP"
_HOME_BODY = pattern(r"\b<home_body>(?!\p{L})")


_HYPHENED = regex.compile(r"\p{Lu}\p{L}*-\p{Ll}")  # "lãnh đạo quận Mapo-gu"


def _is_group_at_home(draft: Draft, part: Part, lands: dict[int, set[str]]) -> bool:
    """Those who lead bodies inside one state, met by officials of home in a telling of no other state."""
    side = part.side
    if side.kind != "group" or side.country is not None or side.international or side.plural or draft.type != "meeting":
        return False
    others = [p.side for p in draft.parts if p.side is not side]
    return (
        bool(others)
        and all(s.country == "VN" for s in others)
        and _HOME_BODY.search((side.organisation or "").lower()) is not None
        and not _ABROAD.search(side.organisation or "")
        and not _HYPHENED.search(side.organisation or "")
        and not any(lands.get(start) for start, _, _ in draft.evidence)
    )


def crosses(draft: Draft, page: Page) -> bool:
    """Not a message between people and bodies of one country, not what bodies of Vietnam sign with each other, not a
    visit to one's own."""
    if draft.type == "visit":
        guest = draft.sides("guest")[0]
        if not guest.official and guest.country is None and not guest.international:
            return False  # "nhà sáng lập trang mạng A … trong chuyến thăm X": of no state, no official
        return draft.country is None or guest.country != draft.country
    if draft.form in ("welcome", "call_on") and draft.date is None and any(map(_is_dead, draft.sides())):
        return False  # "tiễn đưa cố Thủ tướng X về nơi an nghỉ cuối cùng"
    if draft.type == "agreement":
        return not _of_bodies_at_home(draft.sides(), page)
    if draft.type != "message" or any(s.international for s in draft.sides()):
        return True
    senders, recipients = draft.sides("sender"), draft.sides("recipient")
    if not recipients:
        return True
    if senders and senders[0].country is not None and len({s.country for s in draft.sides()}) == 1:
        return False
    at_home = page.lands <= {"VN"} and all(s.country == "VN" for s in senders)
    return not (at_home and all(_may_be_at_home(s) for s in recipients))


def _is_dead(side: Side) -> bool:
    return any(o.text.lower().startswith("cố ") for o in side.offices)


def _of_bodies_at_home(sides: Sequence[Side], page: Page) -> bool:
    """ "Bảo hiểm xã hội Việt Nam và Hiệp hội Bệnh viện tư nhân ký quy chế": all of Vietnam, or bodies that nothing sets
    abroad ("đại diện sàn" of a page about New York may be anybody)."""
    kinds = ("organisation", "group") if page.lands <= {"VN"} else ("organisation",)
    unsaid = [s for s in sides if s.country != "VN"]
    return all(s.kind in kinds and not s.international and _may_be_at_home(s) for s in unsaid)


def _may_be_at_home(side: Side) -> bool:
    """ "công an thành phố", "các đồng chí nguyên lãnh đạo": nothing sets them abroad."""
    return side.country in (None, "VN") and not side.plural and not _ABROAD.search(side.label)


def _lands_abroad(sentence: Sentence) -> set[str]:
    """The foreign countries that a sentence names, or whose offices and bodies it names."""
    return {a.country for a in sentence.actors if a.country and a.country != "VN" and a.kind in _TELLING}


_ONE_A_STATE = frozenset(["tổng thống", "thủ tướng", "chủ tịch nước", "chủ tịch quốc hội", "ngoại trưởng"])


def _land_of_list(draft: Draft, part: Part, sentences: Sequence[Sentence]) -> str | None:
    """The country of the one right before in a list of officials: "Quốc vương Jordan A và Thái tử B"; not that of who
    meets them ("Ông gặp Tổng thống A và Bộ trưởng B")."""
    if part.side.kind not in ("person", "office"):
        return None
    for other in draft.parts:
        near = 0 <= part.span[0] - other.span[1] <= _LISTED
        rivals = {o.head for o in other.side.offices} & {o.head for o in part.side.offices} & _ONE_A_STATE
        alike = other.role == part.role and other.side.kind == part.side.kind and not rivals
        if near and alike and other.side.country != "VN" and not _meets(other, part, sentences):
            # "Thủ tướng Bỉ A gặp Quốc vương B": the two who meet are no list, nor of one state
            crossed = any(p.side.country != other.side.country for p in draft.parts if p.side is not part.side)
            return other.side.country if crossed or draft.type not in ("meeting", "call") else None
    return None


def _meets(one: Part, other: Part, sentences: Sequence[Sentence]) -> bool:
    """Whether a verb of contact stands between two sides."""
    return any(
        one.span[1] <= cue.start and cue.end <= other.span[0]
        for sentence in sentences
        if sentence.start <= one.span[0] < sentence.end
        for cue in sentence.cues
    )


_SPOUSES = listed("spouse")


def _land_of_consort(part: Part, sentences: Sequence[Sentence]) -> str | None:
    """The country of "Nhà vua và Hoàng hậu X"."""
    for sentence in sentences:
        for actor in sentence.actors if sentence.start <= part.span[0] < sentence.end else ():
            near = 0 < actor.start - part.span[1] <= _LISTED
            if near and actor.offices and actor.offices[0].head in _SPOUSES and part.side.kind == "office":
                return actor.country
    return None


_ABROAD_HEADS = LEADING | {"parliament", "minister"}


def _land_visited(draft: Draft, part: Part, drafts: list[Draft]) -> str | None:
    """The country visited, of an official met there who is told by a bare title: "thăm X … chào Tổng thống A"; not of
    those met in the margins of a conference."""
    if draft.type != "meeting" or draft.aside or draft.country is None or part.side.level not in _ABROAD_HEADS:
        return None
    others = [p.side for p in draft.parts if p.side is not part.side]
    visits = [d for d in drafts if d.type == "visit" and any(s is g for s in others for g in d.sides("guest"))]
    went = {(v.country, v.form == "attending") for v in visits}
    at_home = any(s.country == draft.country for s in others)
    return draft.country if went == {(draft.country, False)} and not at_home else None


def _is_open(side: Side) -> bool:
    """A side of one state whose own words do not say which."""
    return side.country is None and not side.international and not side.plural and side.kind != "group"


def _settle(side: Side, lands: set[str], draft: Draft) -> None:
    """The one state of the telling; a body told with an official of home, and no state, is of home."""
    if len(lands) == 1:
        side.country = next(iter(lands))
    elif (
        not lands
        and side.kind == "organisation"
        and any(p.side.country == "VN" for p in draft.parts)
        and not _ABROAD.search(side.organisation or "")
        and "hữu nghị với" not in (side.organisation or "").lower()
    ):
        side.country = "VN"  # a body of home, worked with by an official of home, no other state in the telling
