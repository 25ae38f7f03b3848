"""One contact told many times is one event: headline, lead, body and captions are brought together."""

from __future__ import annotations

from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache
from itertools import product

from banggiao import lexicon
from banggiao.event.draft import Draft, Part
from banggiao.event.offices import LEADING, likeness, syllables
from banggiao.event.people import Side
from banggiao.event.words import listed, pattern
from banggiao.text import fold, lower

_RANK = {"lead": 0, "body": 1, "headline": 2, "caption": 3}
_VISIT_RANK = {"state": 0, "official": 1, "working": 2, "attending": 3, "other": 4}
_RETELLING = ("headline", "caption")
_MEETING_TOLD_ANEW = frozenset(["receive", "meet", "call_on", "working"])
_COUNTERPARTS = frozenset(["counterpart", "state", "government", "minister", "parliament", "military", "party"])
_OF_ONE_DAY = ({"receive", "meet"}, {"receive", "working"}, {"meet", "working"})
_DAY_LENGTH = 10
_WAY = timedelta(days=1)
_YEAR = pattern(r"\b\d{4}(?=-)")
_FILLERS = frozenset(fold(syllable) for syllable in listed("label_filler"))


# "Ngân hàng Thế giới (WB)"
_SHORT = pattern(r"\((\p{Lu}[\p{Lu}&]{1,7})\)")
_BRACKET = 11  # characters of a bracket behind a body at most


def _note_short_names(drafts: list[Draft], text: str) -> None:
    """The letters in brackets behind a body are its short name."""
    for draft in drafts:
        for part in draft.parts:
            if part.side.kind == "organisation" and (
                found := _SHORT.search(text, part.span[0], part.span[1] + _BRACKET)
            ):
                part.side.short = found[1]


def gather(drafts: list[Draft], text: str) -> list[Draft]:
    """The drafts of one page, those of the same contact merged; in the order of the lead, the body, the rest."""
    _note_short_names(drafts, text)
    kept: list[Draft] = []
    # Two tellings of one contact share a person, or one of them names a side without a name.
    of_side: dict[int, list[int]] = {}
    nameless: list[int] = []
    for draft in sorted(drafts, key=lambda d: (_RANK.get(d.region, len(_RANK)), d.start)):
        draft.evidence = [(draft.start, draft.end, draft.region)]
        near: set[int] | range = range(len(kept))
        if all(p.side.kind == "person" for p in draft.parts):
            near = {i for p in draft.parts for i in of_side.get(id(p.side), ())} | set(nameless)
        i = next((i for i in sorted(near) if _same(kept[i], draft)), len(kept))
        if i < len(kept):
            _merge(kept[i], draft)
        else:
            kept.append(draft)
        for part in kept[i].parts:
            if i not in (places := of_side.setdefault(id(part.side), [])):
                places.append(i)
        if i not in nameless and any(p.side.kind != "person" for p in kept[i].parts):
            nameless.append(i)
    kept = [draft for draft in kept if not _sums_up(draft, kept) and not _is_what_was_said(draft, kept)]
    return _told_in_other_words(_without_titles_alone(kept))


def _is_what_was_said(draft: Draft, kept: list[Draft]) -> bool:
    """ "A điện đàm với B", then "A và B đã thảo luận …": what was said on the phone, no meeting."""
    if draft.form != "discussion" or draft.type != "meeting" or draft.date is not None or draft.country is not None:
        return False
    sides = {id(s) for s in draft.sides()}
    met = any(d is not draft and d.type == "meeting" and {id(s) for s in d.sides()} == sides for d in kept)
    return not met and any(d.type == "call" and {id(s) for s in d.sides()} == sides for d in kept)


def _without_titles_alone(kept: list[Draft]) -> list[Draft]:
    """Without the headline's "tiếp Bộ trưởng phụ trách kinh tế Nhật Bản" where the lead tells one such meeting of
    ours, with somebody of that state whose office it words in another way."""
    told = [d for d in kept if d.type == "meeting" and d.region not in _RETELLING]
    if len(told) == 1:  # "Lãnh đạo tỉnh tiếp B" of a caption
        kept = [d for d in kept if d.region not in _RETELLING or not _is_by_local_leaders(d, told[0])]
    alone = [d for d in kept if d.type == "meeting" and d.region == "headline"]
    if len(alone) != 1:
        return kept
    twins = [d for d in told if _is_title_of(alone[0], d) or (len(told) == 1 and _is_title_of_body(alone[0], d))]
    if len(twins) != 1 or any(region == "headline" for _, _, region in twins[0].evidence):
        return kept
    twins[0].evidence.append((alone[0].start, alone[0].end, alone[0].region))
    return [draft for draft in kept if draft is not alone[0]]


_LOCAL_LEADERS = pattern(r"lãnh đạo (?:tỉnh|thành phố|tp)\b")


def _is_by_local_leaders(title: Draft, told: Draft) -> bool:
    """Whether a headline or a caption tells of "lãnh đạo tỉnh" what the lead tells of one of them by name."""
    ours = [s for s in title.sides() if s.kind == "group" and _LOCAL_LEADERS.match((s.organisation or "").lower())]
    theirs = [s for s in title.sides() if s not in ours]
    if title.type != "meeting" or title.form != told.form or len(ours) != 1 or len(theirs) != 1:
        return False
    lands = [s.country for s in told.sides() if s.kind in ("person", "office") and s.country != "VN"]
    at_home = any(s.kind == "person" and s.country == "VN" for s in told.sides())
    land = theirs[0].country
    return at_home and land not in (None, "VN") and land in (lands or [s.country for s in told.sides()])


def _sides_of_both(title: Draft, told: Draft) -> tuple[Side, Side, Side] | None:
    """Ours, whom a headline and a text tell to meet somebody in one way, and the other side in the words of each."""
    if title.form != told.form or title.status != told.status or len(title.parts) != 2 or len(told.parts) != 2:
        return None
    ours, other = title.sides()
    left = [s for s in told.sides() if s is not ours]
    return (ours, other, left[0]) if len(left) == 1 else None


def _is_title_of_body(title: Draft, told: Draft) -> bool:
    """Whether a headline's "tiếp lãnh đạo và doanh nghiệp quận X" may be the only meeting of the text, in which the
    same host receives one person of another state."""
    sides = _sides_of_both(title, told)
    if sides is None or sides[0].kind != "person" or sides[1].kind not in ("group", "organisation"):
        return False
    ours, other, one = sides
    return one.kind == "person" and one.country != ours.country and other.country in (None, one.country)


def _is_title_of(title: Draft, told: Draft) -> bool:
    """Whether a headline's meeting with an office of another state, unnamed, may be the one told with a name."""
    sides = _sides_of_both(title, told)
    if sides is None or sides[1].kind != "office":
        return False
    ours, other, one = sides
    leads = len(other.offices) == 1 and other.offices[0].head.startswith("trưởng đoàn")
    if leads and other.country in (None, one.country):
        return one.kind == "person" and one.country not in (None, ours.country)
    if other.country in (None, "VN", ours.country):
        return False
    ranks = {o.head.split()[0] for o in other.offices} & {o.head.split()[0] for o in one.offices}
    return one.kind == "person" and one.country == other.country and bool(ranks)


def _sums_up(draft: Draft, kept: list[Draft]) -> bool:
    """ "Lãnh đạo Đảng, Nhà nước gửi điện mừng": a headline that says of all leaders at home what the page tells of
    each, to the same people, or their states."""
    if draft.type != "message" or draft.region not in _RETELLING:
        return False
    if not all(s.kind == "group" and _OUR_LEADERS.match((s.organisation or "").lower()) for s in draft.sides("sender")):
        return False
    told = [d for d in kept if d.type == "message" and d is not draft and d.region not in _RETELLING]
    sent = [d for d in told if all(s.country == "VN" and s.kind != "group" for s in d.sides("sender"))]
    recipients = [s for d in sent for s in d.sides("recipient")]
    return bool(sent) and all(
        any(_fits(other, side) or (side.kind == "country" and other.country == side.country) for other in recipients)
        for side in draft.sides("recipient")
    )


def _told_in_other_words(kept: list[Draft]) -> list[Draft]:
    """The drafts, those brought together whose day only a later telling gave: "buổi làm việc giữa A và B", "A tiếp B",
    "Ngày 7/2, A có buổi làm việc với B" are one."""
    left: list[Draft] = []
    for draft in kept:
        twin = next((k for k in left if _same_day_and_sides(k, draft)), None)
        if twin is None:
            left.append(draft)
        else:
            evidence = draft.evidence[1:]
            _merge(twin, draft)
            twin.evidence.extend(evidence)
    return left


def _same_day_and_sides(a: Draft, b: Draft) -> bool:
    """One meeting of the same people on one day, no banquet, at no two places."""
    if not (a.type == b.type == "meeting" and a.date and a.date == b.date and a.status == b.status):
        return False
    parts, venues = {a.part_of_day, b.part_of_day} - {None}, {a.venue, b.venue} - {None}
    if a.form == b.form or not {a.form, b.form} <= _MEETING_TOLD_ANEW or len(parts) > 1 or len(venues) > 1:
        return False
    banquet = any(d.form == "meet" and d.rule == "receive" for d in (a, b))
    return not banquet and {id(s) for s in a.sides()} == {id(s) for s in b.sides()}


# --- the same contact ---------------------------------------------------------------------------------------------


def _same(a: Draft, b: Draft) -> bool:
    """Whether `b` tells again what `a` told before it."""
    if a.type != b.type:
        return _is_talk_by_video(a, b)
    if a.type == "visit":
        return _same_visit(a, b)
    if a.status != b.status and "cancelled" in (a.status, b.status) and not _was_called_off(a, b):
        return False
    if a.date and b.date and not _same_time(a, b):
        return False
    if a.recalled and not b.recalled and b.region in _RETELLING:
        return False  # "Cách đây 5 năm, hai nhà lãnh đạo đã gặp nhau": no caption of today's page shows that
    if a.status == "planned" and b.status == "held" and a.date is None and _is_of_old(b):
        return False  # "sẽ hội đàm với B", then "đã hội đàm với B (tháng 5/2016)"
    if a.done and a.region != "headline" and (a.status, b.status) == ("held", "planned") and a.date is None and b.date:
        return False  # "A đã gặp B", then "hai bên sẽ gặp lại ngày 6/5"
    if (a.status, b.status) == ("planned", "held") and _names_one_of(a, b):
        return False  # "sẽ gặp lãnh đạo các nước" of the text, "A hội kiến B" of a caption
    if a.start == b.start and any(s.plural for s in a.sides()) != any(s.plural for s in b.sides()):
        return False  # "tiếp Đại sứ các nước A, B; tiếp Đại sứ C"
    if a.type == "message" and not _same_message(a, b):
        return False
    if a.type == "agreement":
        return a.form == b.form and (_sides_fit(a, b) or _of_same_states(a, b))
    return _sides_fit(a, b) and (a.type != "meeting" or a.form == b.form or _same_of_other_form(a, b))


def _was_called_off(a: Draft, b: Draft) -> bool:
    """ "cuộc gặp ngày 26/8 giữa A và B đã bị hoãn", then "Theo kế hoạch, A sẽ gặp B vào ngày 26/8": one, called off."""
    open_day = b.date if a.status == "cancelled" else a.date
    return "held" not in (a.status, b.status) and (a.date == b.date or open_day is None)


def _names_one_of(a: Draft, b: Draft) -> bool:
    """Whether the leaders of several states in one telling would be somebody with a name in the other."""
    several = any(s.kind == "group" and _STATES.match((s.organisation or "").lower()) for s in a.sides())
    return several and all(s.kind == "person" for s in b.sides())


_BELOW = frozenset(["body", "caption"])
_WRITTEN_OUT = frozenset(["month", "year"])


def _is_of_old(draft: Draft) -> bool:
    """Whether a contact is told with its month or year, below the lead with a year: not of these days."""
    if draft.date is None or draft.time is None:
        return False
    return draft.time.kind in _WRITTEN_OUT or (draft.region in _BELOW and draft.time.year is not None)


def _is_talk_by_video(a: Draft, b: Draft) -> bool:
    """ "A điện đàm với B" above, "A hội đàm trực tuyến với B" below: the lead's word stands."""
    headline = a.type == "meeting" and b.type == "call" and b.region == "headline" and a.region == "lead"
    return headline and a.form == "talks" and b.date is None and _sides_fit(a, b)


def _of_same_states(a: Draft, b: Draft) -> bool:
    """Two signings of one page between the same states; not what two firms signed and, further down, what was signed
    before two heads of government."""
    if b.region not in _RETELLING and _of_firms(a) != _of_firms(b):
        return False
    return {p.side.country for p in a.parts} == {p.side.country for p in b.parts}


def _of_firms(draft: Draft) -> bool:
    """Whether all sides are firms."""
    return all(
        p.side.kind == "organisation"
        and (p.side.level == "business" or _FIRM.match((p.side.organisation or "").lower()) is not None)
        for p in draft.parts
    )


_FIRM = pattern(r"(?:tổng )?(?:công ty|tập đoàn|hãng|ngân hàng)\b")


def _same_time(a: Draft, b: Draft) -> bool:
    """The days of two dated contacts, and the parts of the day where both have one."""
    one = a.date == b.date or _decides(a.date, b.date) or _decides(b.date, a.date) or _refines(a, b) or _refines(b, a)
    return one and not (a.part_of_day and b.part_of_day and a.part_of_day != b.part_of_day)


def _decides(day: str | None, open_day: str | None) -> bool:
    """Whether a day is one of those that another telling leaves open: "thứ Tư (28/6)" beside "28/6"."""
    if day is None or open_day is None or not _is_open(open_day):
        return False
    days, rest = _choices(day, open_day), _choices(open_day, day)
    return len(days[0]) == _DAY_LENGTH and (set(days) < set(rest) or ("XXXX" in open_day and day == rest[0]))


def _same_message(a: Draft, b: Draft) -> bool:
    """Of one form, or one told without its form ("gửi điện"), between the same two."""
    if a.form != b.form and "other" not in (a.form, b.form):
        return False
    return _roles_fit(a, b) or (b.region in _RETELLING and _of_several_states(a, b))


# "Lãnh đạo nhiều nước chúc mừng C" above, "lãnh đạo các nước A và B gửi điện mừng" below
_STATES = pattern(r"(?:các )?(?:nhà )?(?:lãnh đạo|nguyên thủ).{0,12} (?:nước|quốc gia)\b")


def _of_several_states(a: Draft, b: Draft) -> bool:
    """Whether the message is from several states that `b` only counts."""
    many = len({s.country for s in a.sides("sender")}) > 1
    counted = any(_STATES.match((s.organisation or "").lower()) for s in b.sides("sender"))
    return many and counted and _any_fit(a.sides("recipient"), b.sides("recipient"))


def _same_of_other_form(a: Draft, b: Draft) -> bool:
    """Verbs of headline, caption or retelling differ from the lead's: one contact, unless both are dated acts of their
    own."""
    if b.region in _RETELLING and a.form == "welcome" and b.form == "talks":
        # "A chủ trì lễ đón B. Sau lễ đón, A hội đàm với B. Ảnh: C", "A hội đàm với B" above: told there alone
        return False
    if b.region in _RETELLING:
        return not (b.ceremony or b.farewell) or a.form == "receive"
    if "welcome" in (a.form, b.form):
        return False
    if a.date and a.date == b.date and {a.form, b.form} in _OF_ONE_DAY:
        return True  # "gặp" and "tiếp" of one day: one contact
    if "discussion" in (a.form, b.form) and a.status == b.status == "planned" and None in (a.date, b.date):
        return True  # "sẽ trao đổi với B các biện pháp …", then "sẽ gặp B ngày 31/5"
    planned = a.status == b.status == "planned"
    if planned and {a.form, b.form} == {"meet", "talks"} and None in (a.date, b.date) and not (a.aside or b.aside):
        return True  # "sẽ hội đàm với B tại X vào tuần tới", then "hai nhà lãnh đạo sẽ gặp nhau nhân dịp …"
    if "discussion" in (a.form, b.form) and (b.date is None or a.date == b.date):
        return True  # "tiếp và đối thoại với B": what was done at the meeting already told
    if _is_talk_told_first(a, b):
        return True
    same_day = None in (a.time, b.time) or (a.date is not None and a.date == b.date and a.start != b.start)
    if {a.form, b.form} == {"meet", "talks"} and (a.noun or b.noun) and same_day:
        return True  # "Tại cuộc hội đàm với B" beside "đã gặp B"
    if b.region == "lead" and a.start < b.start and b.date is None and b.noun and not b.follows:
        return True  # "A tiếp B. Đây là lần thứ hai A có cuộc gặp B"
    if b.date is None and not b.follows and b.region == "body" and a.region in ("lead", "body"):
        return b.noun or {a.form, b.form} <= _MEETING_TOLD_ANEW
    return False


def _is_talk_told_first(talk: Draft, met: Draft) -> bool:
    """ "A cho biết đã thảo luận với B về …", then "A và B gặp nhau hôm 7/7": what was said when they met."""
    verb = talk.form == "discussion" and talk.date is None and not talk.noun
    return verb and met.form in ("meet", "talks") and talk.status == met.status == "held" and not met.recalled


def _same_visit(a: Draft, b: Draft) -> bool:
    """One guest in one country, in days that may be of one visit; a headline may tell the delegation only."""
    x, y = a.sides("guest"), b.sides("guest")
    if not x or not y or a.country != b.country:
        return False
    if {a.status, b.status} == {"held", "cancelled"} and b.region not in _RETELLING:
        return False  # "đã hủy chuyến thăm X năm ngoái", now there
    told_again = b.region in _RETELLING and y[0].kind == "group" and x[0].country == y[0].country
    if not (_fits(x[0], y[0]) or told_again) or _in_other_town(a, b):
        return False
    if a.date and b.date:
        return _overlap(a.date, b.date) or _sets_out(a, b) or _sets_out(b, a) or _by_other_clock(a, b)
    # announced and now under way: one visit; "kết quả chuyến thăm tháng 11/2016" and one invited or under way: two
    planned = a.status == b.status == "planned"  # no visit that is over
    two = not planned and any(d.background and d.date and not other.background for d, other in ((a, b), (b, a)))
    return b.region in _RETELLING or not two


def _sets_out(left: Draft, stays: Draft) -> bool:
    """The evening of the departure ("đêm 4/7 rời Hà Nội") and the span of the visit ("từ ngày 5 đến 8/7")."""
    begins, span, _ = (stays.date or "").partition("/")
    gone, there = _day(left.date or ""), _day(begins)
    return bool(span) and gone is not None and there is not None and timedelta(0) <= there - gone <= _WAY


def _by_other_clock(a: Draft, b: Draft) -> bool:
    """ "Sáng 31/5, giờ Hà Nội, A đến X" and "chiều 30/5 theo giờ địa phương": one arrival."""
    x, y = _day(a.date or ""), _day(b.date or "")
    return a.rule == b.rule == "arrival" and x is not None and y is not None and abs(x - y) <= _WAY


def _day(edtf: str) -> date | None:
    """One day, of any common year where it has none; None for what is no single day."""
    try:
        return date.fromisoformat(edtf.replace("XXXX", "2023")) if len(edtf) == _DAY_LENGTH else None
    except ValueError:
        return None


def _in_other_town(a: Draft, b: Draft) -> bool:
    """Two towns in two tellings; not "thăm X và Y" of one sentence."""
    if "arrival" in (a.rule, b.rule) or (b.region in _RETELLING and b.date is None):
        return False  # a stop inside the country visited; "A tới Vân Nam" above, "đã tới Côn Minh" below
    if not a.locality or not b.locality:
        return False
    x, y = set(syllables(a.locality)), set(syllables(b.locality))
    if x <= y or y <= x:
        return False  # "Santiago" and "Santiago de Chile"
    return a.form != b.form or a.start != b.start


def _is_open(edtf: str) -> bool:
    """Whether a date leaves its year open: "XXXX-06-28", "[2016-06-28,2017-06-28]"."""
    return edtf.startswith("[") or "XXXX" in edtf


def _choices(edtf: str, other: str) -> list[str]:
    """The dates that an open one may be; of no known year, those of the years that the other may be in."""
    if edtf.startswith("["):
        return edtf.strip("[]").split(",")
    if "XXXX" not in edtf:
        return [edtf]
    years = sorted({match[0] for match in _YEAR.finditer(other)}) or ["2023"]
    return [edtf.replace("XXXX", year) for year in years]


def _overlap(a: str, b: str) -> bool:
    """Whether two EDTF dates may be of one visit: equal, a day inside a span, a day of a month; if open, any two."""
    if _is_open(a) or _is_open(b):
        return any(_overlap(x, y) for x, y in product(_choices(a, b), _choices(b, a)))
    if a == b:
        return True
    first_a, last_a = a.split("/")[0], a.split("/")[-1]
    first_b, last_b = b.split("/")[0], b.split("/")[-1]
    if len(first_a) != len(first_b):
        short, long = sorted((first_a, first_b), key=len)
        return long.startswith(short)
    return first_a <= last_b and first_b <= last_a


# --- the same sides -----------------------------------------------------------------------------------------------


def _roles_fit(a: Draft, b: Draft) -> bool:
    """One sender, and one recipient where both tell one."""
    return _any_fit(a.sides("sender"), b.sides("sender")) and (
        not a.sides("recipient") or not b.sides("recipient") or _any_fit(a.sides("recipient"), b.sides("recipient"))
    )


def _any_fit(left: list[Side], right: list[Side]) -> bool:
    """Whether a side of the one list fits one of the other."""
    return any(_fits(x, y) for x in left for y in right)


def _fits(a: Side, b: Side) -> bool:
    """One and the same, or a fuller and a poorer telling of one."""
    if a is b:
        return True
    if a.kind == "person" and b.kind == "person":
        return (
            _holds_same_seat(a, b)
            or _is_told_by_tail(a, b)
            or _is_told_by_tail(b, a)
            or _heads_firm(a, b)
            or _heads_firm(b, a)
        )
    if a.country and b.country and a.country != b.country:
        return False
    if "counterpart" in (a.level, b.level) and a.country == b.country and a.country is not None:
        if (a.led and _serves(b)) or (b.led and _serves(a)):
            return False  # a president's counterpart is no minister
        return a.level in _COUNTERPARTS and b.level in _COUNTERPARTS  # "người đồng cấp Mỹ", the minister by name
    if (a.short or b.short) and (a.short == b.organisation or b.short == a.organisation):
        return True  # "Ngân hàng Thế giới (WB)", then "WB"
    if any(x.short and "&" in x.short and y.organisation == f"Bộ {x.short}" for x, y in ((a, b), (b, a))):
        return True  # "Bộ Nông nghiệp và Phát triển nông thôn (NN&PTNT)", "Bộ NN&PTNT"
    if _leads_state_of(a, b) or _leads_state_of(b, a) or _heads_firm(a, b) or _heads_firm(b, a):
        return True
    small, large = sorted((_label(a), _label(b)), key=len)
    return bool(small) and len(small & large) >= 0.6 * len(small)


_NAMED_BY = 2  # words of a firm's name by which its head is known: "Tập đoàn X Energy", "lãnh đạo X Energy"


def _heads_firm(body: Side, person: Side) -> bool:
    """Whether one is a firm or "lãnh đạo X", the other somebody with a name who holds an office in it."""
    led = body.kind == "person" and bool(body.offices) and all(o.head == "lãnh đạo" for o in body.offices)
    if person.kind != "person" or person is body or not (led or body.level == "business"):
        return False
    name = fold((body.name if led else body.organisation) or "").removeprefix("lanh dao ")
    return len(name.split()) >= _NAMED_BY and any(f" {name} " in f" {fold(o.text)} " for o in person.offices)


def _serves(side: Side) -> bool:
    """Whether somebody is a minister and no head of a state or a government."""
    levels = {office.level for office in side.offices}
    return "minister" in levels and not levels & LEADING


# "điện đàm với lãnh đạo Trung Quốc", then "với Chủ tịch Trung Quốc B"
_LEADER_OF = pattern(r"(?:nhà )?lãnh đạo (?:nước )?(\p{L}+(?: \p{L}+){0,3})$")


@cache
def _state_names() -> dict[str, str]:
    """The names of states in lower case with their codes."""
    rows = lexicon.countries()
    return {lower(name): code for code, name, kind, _ in rows if kind != "pair"}


def _leads_state_of(group: Side, person: Side) -> bool:
    """Whether one is "lãnh đạo X" without a name, the other a head of X."""
    return (
        group.kind in ("group", "office")
        and group.country is not None
        and group.country == person.country
        and person.kind == "person"
        and any(o.head in _SEATS or o.text.lower().startswith("chủ tịch trung quốc") for o in person.offices)
        and (state := _LEADER_OF.fullmatch(group.label.lower())) is not None
        and state[1] in _state_names()  # "lãnh đạo Exxon Mobil" leads no state
    )


_SEATS = frozenset(["thủ tướng", "tổng thống", "chủ tịch nước", "quốc vương", "ngoại trưởng"])
_MISSPELT = 0.85  # likeness of two spellings of one long foreign name
_INITIAL = pattern(r"(?<!\p{L})(\p{Lu})\.")


def _holds_same_seat(a: Side, b: Side) -> bool:
    """ "Thủ tướng X A. Cô-bi-cốp" and "Thủ tướng X Andrei Kobikov": one seat of one state, the initial of the one
    beginning a name of the other."""
    seats = {o.head for o in a.offices} & {o.head for o in b.offices} & _SEATS
    if a.country is None or a.country != b.country or not seats:
        return False
    x, y = fold(a.name or ""), fold(b.name or "")
    if x.count(" ") == y.count(" ") > 0 and SequenceMatcher(None, x, y).ratio() >= _MISSPELT:
        return True  # "Thongloun Sisoulith" and "Thoonglun Sisulith"
    for short, long in ((a, b), (b, a)):
        initial = _INITIAL.search(short.name or "")
        if initial and not _INITIAL.search(long.name or "") and (long.name or "").startswith(initial[1]):
            return True
    return False


def _is_told_by_tail(short: Side, full: Side) -> bool:
    """ "Tổng thống Demir" beside "người đồng cấp Thổ Nhĩ Kỳ Kemal Demir": one foreign state, one of them without an
    office of their own."""
    if short.country in (None, "VN") or short.country != full.country or (short.offices and full.offices):
        return False
    return fold(full.name or "").endswith(f" {fold(short.name or '?')}")


def _label(side: Side) -> set[str]:
    """The syllables by which a side is told: of its offices and its body."""
    told: set[str] = set()
    for office in side.offices:
        told.update(syllables(office.text))
    told.update(syllables(side.organisation or ""))
    return told - _FILLERS


def _sides_fit(a: Draft, b: Draft) -> bool:
    """Every side of the smaller telling is in the larger."""
    told_again = b.region in _RETELLING
    small, large = (b, a) if len(b.parts) < len(a.parts) + told_again else (a, b)
    free = [p.side for p in large.parts]
    for part in small.parts:
        hit = next((s for s in free if _fits(part.side, s)), None)
        if hit is None and told_again and part.side.kind == "group":
            # "gặp lãnh đạo các nước" above, the leaders by name below
            hit = next((s for s in free if _may_be_in_group(s, part.side)), None)
        if hit is None and told_again:
            hit = next((s for s in free if _is_one_of(part.side, s) or _misspelt(part.side, s)), None)
        if hit is None:
            return False
        free.remove(hit)
    return len(small.parts) >= 2 or len(large.parts) == len(small.parts) or a.type == "message"


# "Lãnh đạo Đảng, Nhà nước tiếp B", "Lãnh đạo TP Huế tiếp B": ours, whose names the lead gives
_OUR_LEADERS = pattern(
    r"(?:các )?(?:đồng chí )?lãnh đạo (?:cấp cao )?(?:đảng|nhà nước|chính phủ|quốc hội|việt nam|trung ương|tp|thành phố"
    r"|thành ủy|tỉnh ủy|huyện ủy|quận ủy|ubnd|hđnd|tỉnh|bộ|ban|ủy ban|mặt trận|hội|tổng cục|viện)\b"
)


def _misspelt(a: Side, b: Side) -> bool:
    """ "Bob McCoey, Phó Chủ tịch Nasdaq" of a caption, Robert H. McCooey Jr with such an office: one long word of the
    name nearly the same, one office alike."""
    if not (a.kind == b.kind == "person") or a.country != b.country:
        return False
    alike = any(
        len(x) >= 5 and x[0] == y[0] and SequenceMatcher(None, x, y).ratio() >= 0.8
        for x in syllables(a.name or "")
        for y in syllables(b.name or "")
    )
    return alike and any(likeness(o, held) or likeness(held, o) for o in a.offices for held in b.offices)


_COMPANIES = pattern(r"\b(?:doanh nghiệp|tập đoàn|công ty|nhà đầu tư|quỹ đầu tư|doanh nhân)\b")

_OF_STATE = frozenset(["state", "government", "minister", "parliament", "party", "envoy", "local"])


def _may_be_in_group(side: Side, group: Side) -> bool:
    """Whom "lãnh đạo các nước" may mean, whom "Lãnh đạo Đảng, Nhà nước"."""
    if side.kind == "group" or (side.kind == "country" and _STATES.match((group.organisation or "").lower())):
        return True
    if _COMPANIES.search((group.organisation or "").lower()) and any(o.level in _OF_STATE for o in side.offices):
        return False  # "tọa đàm với các doanh nghiệp X", "tiếp Hạ nghị sĩ B"
    ours = group.country in (None, "VN") and _OUR_LEADERS.match((group.organisation or "").lower()) is not None
    return side.kind in ("person", "office") and (side.country == "VN") is ours


# --- one of two -----------------------------------------------------------------------------------------------------


def _merge(kept: Draft, draft: Draft) -> None:
    """Add what a second telling says more; the first (the lead's) stays where they differ."""
    kept.evidence.append((draft.start, draft.end, draft.region))
    of_body = _is_of_body(kept)
    named = _merge_parties(kept, draft) if kept.type == "agreement" else _merge_sides(kept, draft)
    if kept.type == "visit":
        kept.parts.extend(p for p in named if p.role == "inviter" and not kept.sides("inviter"))
        _merge_visit(kept, draft)
    else:
        if (kept.form, draft.form) == ("meet", "talks") and draft.region == "body":
            kept.form = "talks"
        if kept.form == "discussion" and (kept.status == draft.status == "planned" or _is_talk_told_first(kept, draft)):
            kept.form = draft.form
        if kept.form == "working" and of_body and _names_all(draft) and kept.status == draft.status:
            _take_roles(kept, draft)  # "đoàn làm việc với Viện X", then "A gặp Viện trưởng B"
        if kept.only_said and draft.form == "receive" and kept.status == draft.status:
            _take_roles(kept, draft)
        if "cancelled" in (kept.status, draft.status):
            kept.status = "cancelled"
        if _is_day_of_plan(kept, draft):
            kept.status = "planned"  # "là người đầu tiên gặp B", then "cuộc gặp sẽ diễn ra ngày 6/5"
        if (kept.date is None and draft.date is not None) or _decides(draft.date, kept.date) or _refines(draft, kept):
            kept.date_like(draft)
    if kept.part_of_day is None and kept.date == draft.date and kept.date is not None and "/" not in kept.date:
        kept.part_of_day = draft.part_of_day
    if kept.type == "visit" and _is_stop(kept, draft):
        return
    if kept.venue is None and kept.locality is None:
        kept.venue, kept.locality = draft.venue, draft.locality
        told = draft.venue or draft.locality
        kept.country = draft.country if told and draft.country else kept.country or draft.country
    if kept.form == draft.form == "welcome" and draft.country in (None, kept.country):
        kept.venue = kept.venue or draft.venue  # "A chủ trì lễ đón B. Lễ đón được tổ chức tại X"
    if kept.venue is not None and draft.noun and draft.locality is not None:
        return  # "tại Trụ sở A, B tiếp C", then "Sau cuộc gặp với B tại Davos": perhaps another
    kept.locality = kept.locality or (draft.locality if draft.country in (None, kept.country) else None)
    kept.country = kept.country or draft.country


def _is_of_body(draft: Draft) -> bool:
    """Whether one side of a contact is a body of which nobody is named."""
    return any(s.kind in ("organisation", "group") for s in draft.sides())


def _names_all(draft: Draft) -> bool:
    """Whether all who took part are persons."""
    return all(s.kind == "person" for s in draft.sides())


def _take_roles(kept: Draft, draft: Draft) -> None:
    """How two met, told after what they said ("A và B đã thảo luận về …", then "A tiếp B")."""
    kept.form = draft.form
    for part in kept.parts:
        part.role = next((p.role for p in draft.parts if _fits(p.side, part.side)), part.role)


def _is_day_of_plan(kept: Draft, draft: Draft) -> bool:
    """Whether a meeting told without a day and without "đã" is one that the second telling sets for a day."""
    open_ = kept.type == "meeting" and kept.status == "held" and kept.date is None and not kept.done
    return open_ and draft.status == "planned" and draft.date is not None


def _refines(draft: Draft, kept: Draft) -> bool:
    """ "sẽ tiếp B vào tháng 4", then "cuộc gặp sẽ diễn ra từ ngày 6-7/4": days of the month told first."""
    month = kept.date or ""
    planned = kept.status == draft.status == "planned"
    return planned and len(month) == _MONTH_LENGTH and (draft.date or "").startswith(f"{month}-")


_MONTH_LENGTH = 7  # "2024-09"


def _merge_parties(kept: Draft, draft: Draft) -> list[Part]:
    """ "Việt Nam - Nga ký kết 14 văn kiện", then "A và B chứng kiến lễ ký": all of the people, or none."""
    states = any(p.side.kind == "country" for p in kept.parts)
    if states and all(p.side.kind in ("person", "office") for p in draft.parts):
        kept.parts = list(draft.parts)
    return [] if states else _merge_sides(kept, draft)


def _is_stop(kept: Draft, draft: Draft) -> bool:
    """ "thăm cấp Nhà nước X", then "dự Lễ khánh thành tại Y", "còn thăm tỉnh Y": stops inside X."""
    stop = draft.rule == "attending" or (draft.rule == "visit" and draft.form == "other" and draft.date is None)
    return stop and draft.region == "body" and kept.form in ("state", "official")


def _is_one_of(side: Side, group: Side) -> bool:
    """ "gặp Thủ tướng Đức B" above, "gặp lãnh đạo các nước, trong đó có …" below."""
    counted = group.kind == "group" and _STATES.match((group.organisation or "").lower()) is not None
    return counted and side.kind == "person" and side.country not in (None, "VN")


def _merge_sides(kept: Draft, draft: Draft) -> list[Part]:
    """A name in the place of an office alone; the sides that only the second telling has."""
    named: list[Part] = []
    for part in draft.parts:
        again = draft.region in _RETELLING
        twin = next((p for p in kept.parts if _fits(p.side, part.side)), None)
        if twin is None and again:
            twin = next((p for p in kept.parts if _is_one_of(part.side, p.side)), None)
        if twin is None:
            named.append(part)
        elif twin.side.kind != "person" and part.side.kind == "person":
            twin.side, twin.span = part.side, part.span
    return named


def _merge_visit(kept: Draft, draft: Draft) -> None:
    """The fuller form, a span rather than a day, held once it is told as under way."""
    kept.named = kept.named and draft.named
    if _VISIT_RANK[draft.form] < _VISIT_RANK[kept.form]:
        kept.form = draft.form
    if kept.date and draft.date and kept.date > draft.date and _by_other_clock(kept, draft):
        kept.date_like(draft)  # the day at the place: Vietnam's clock is ahead
    if kept.date is None or ("/" in (draft.date or "") and "/" not in kept.date):
        if draft.date:
            kept.date, kept.part_of_day = draft.date, draft.part_of_day
        kept.candidates, kept.excluded = draft.candidates, draft.excluded
        kept.time = draft.time or kept.time
    if kept.status == "held" and draft.status == "planned" and not kept.explicit and "/" in (draft.date or ""):
        kept.status = "planned"  # "Trong chuyến thăm X, A sẽ …", then "A sẽ thăm X từ ngày 29 đến 31/5"
    if kept.status == "held" and draft.status == "planned" and not kept.explicit and draft.region == "headline":
        kept.status = "planned"  # "A thăm X từ ngày 17 đến 19/10" under the headline "A sẽ thăm X"
    if draft.status == "held" and kept.status == "planned" and draft.explicit and draft.region in ("lead", "body"):
        kept.status = "held"
