"""The years that a page's own words allow: bounds with their reasons, and the days that satisfy all of them.

A page that names Thủ tướng Phạm Minh Chính was written while he was in office; one that speaks of the resolution of
Đại hội XIII after that congress; one that calls the relation with Japan "Đối tác chiến lược sâu rộng" while it was
that.
A wrong exclusion is worse than a larger set, so every bound has some slack and doubtful words give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice

from banggiao.authority import RELATIONS, Tenure, checked, congresses, is_former, kept, tenures, window
from banggiao.dating import clauses, jubilees, meetings, names, written
from banggiao.dating.days import Bound, YearBounds, day_moved, one_of, real_day
from banggiao.model import DateCandidate, TimeWord
from banggiao.text import lower

# An old label lives on for some weeks after the level was raised.
_LABEL_SLACK = 30
# Said for short of every higher level too: "quan hệ Đối tác chiến lược Việt Nam - Ấn Độ" in 2024.
_LOOSE = "đối tác chiến lược"

# Years told as excluded, before the first and after the last that is allowed.
_TOLD_BEFORE, _TOLD_AFTER = 15, 5
_OTHER_WEEKDAY = "the page tells another day of the week"

_ROMAN = r"(?P<number>xiv|xiii|xii|xi|x|ix|viii|vii|vi)(?![\w])"
_CONGRESS = re.compile(
    r"đại hội (?P<named>đảng (?:toàn quốc )?|đại biểu toàn quốc )?(?:lần thứ )?" + _ROMAN + r"(?P<rest>[^.;\n]{0,40})"
)
_DONE = re.compile(
    r"(?:nghị quyết|thành công(?: tốt đẹp| rực rỡ)?(?: của)?|kết quả(?: \w+){0,2}(?: của)?|sau)(?: của)? $"
)
_NOT_YET = re.compile(
    r"(?<!\w)(?:dự thảo|trình|chuẩn bị|tiến tới|hướng tới|chào mừng|trước|sắp|phục vụ|góp phần)(?: \w+){0,8} $"
)
_UNTIL = re.compile(
    r"(?<!\w)(?:tiến tới|hướng tới|từ nay đến|từ nay tới|chuẩn bị(?: cho| tổ chức)?|trước thềm|chào đón|phục vụ)"
    r"(?: (?!đến|năm)\w+){0,3} $"
)
# "sẽ đưa Nghị quyết Đại hội XIII vào cuộc sống" tells of a congress held, "sẽ tổ chức thành công Đại hội XIV" of one
# to come.
_WILL_BE = re.compile(r"(?<!\w)(?:sẽ|chúc(?! mừng)|mong|tin tưởng)(?!\w).*thành công[^,]*$")
_OWN_PARTY = re.compile(
    r" (?:của )?đảng(?: cộng sản việt nam)?(?=$|[,.;:)]| (?:và|đã|vào|là|cũng|với|trong))|$|[,.;:)]| (?:và|đã|vào) "
)
_MOURNING = re.compile(
    r"(?<!\w)(?:từ trần|qua đời|lễ tang|quốc tang|lễ viếng|truy điệu|tang lễ|chia buồn|tưởng nhớ|tưởng niệm|cố tổng)"
    r"(?!\w)"
)
_ITS_YEAR = re.compile(r"(?:(?<!đến )năm |tháng \d\d?[/-]|\d[/-]\d\d?[/-])(?:19|20)\d\d(?!\d|\s*[-–]\s*\d)")
# "Tổng thống đắc cử X", "tân Thủ tướng X", "nhân dịp ông X được bầu làm Tổng thống"; of one chosen again, the tables do
# not know the day.
_TO_TAKE = re.compile(r"(?<!\w)(?<!tái )đắc cử(?: \w+){0,6} $")
_NEW = re.compile(r"(?<!\w)tân (?:tổng thống|thủ tướng|chủ tịch|bộ trưởng|ngoại trưởng|tổng bí thư)(?: \w+){0,6} $")
_ELECTED = re.compile(
    r",? (?:(?:đã|vừa|mới|chính thức|tuyên thệ) ){0,2}(?:được (?:(?!phân|mời)\w+ ){0,3}?bầu|trúng cử|đắc cử|nhậm chức"
    r"|được bổ nhiệm)(?!\w)"
)
_LONG_ELECTED = re.compile(
    r"(?<!\w)(?:tái|bầu lại|tiếp tục|lần thứ|nhiệm kỳ (?:mới|hai|ba|thứ|tiếp)|khóa|đại hội|kể từ|từ khi|sau khi"
    r"|trước khi|ngày đầu|từng|năm (?:19|20)\d\d|tháng \d\d?/(?:19|20)\d\d)(?!\w)"
)
_ON_THE_NEWS = re.compile(r"(?<!\w)(?:nhân dịp|được tin|điện mừng|thư (?:chúc )?mừng|điện chúc mừng|nhân việc)(?!\w)")
# Chosen some months before the term, still new some months on; greeted by telegram within weeks.
_CHOSEN, _TO_BE, _NOT_LONG, _STILL_NEW, _JUST = 130, 5, 270, 400, 60
_HEAD = 700
_LEAD = 400
_ONE_TERM = 1465  # four years
_LOOKED_AT = 4
_SINCE = re.compile(
    r"(?<!\w)từ(?: ngày (?P<day>\d\d?)[/-](?P<month>\d\d?)[/-]| tháng (?P<only_month>\d\d?)(?:[/-]| năm )| năm | )"
    r"(?P<year>(?:19|20)\d\d) (?:đến|tới) nay(?!\w)"
)
_LABEL_NOT_YET = re.compile(
    r"(?:nâng cấp|nâng tầm|nâng|lên|tiến tới|hướng tới|thiết lập|xác lập|trở thành|kỷ niệm|thành|năm)(?: \w+){0,4} $"
)


def year_bounds(
    text: str,
    people: Sequence[tuple[str, Sequence[str]]],
    published: str | None = None,
    *,
    horizon: str | None = None,
) -> YearBounds:
    """Everything that says when a page was written.

    `text` is the article's own text (never that of teasers), `people` the persons it shows in their offices, each as
    (name, offices as written). `published` (EDTF) and `horizon` (the last day that the page can have been written,
    as the day it was fetched) close the upper side. A person or an office that is not in the tables gives no bound.
    """
    lowered = lower(text)
    bounds = [
        *_of_people(people, lowered),
        *_of_congresses(lowered),
        *_of_relations(lowered),
        *_of_the_past(lowered),
        *meetings.of_the_page(lowered),
        *jubilees.of_the_page(lowered),
        *written.of_the_page(lowered),
        *names.of_the_page(lowered),
        *_of_publication(published),
    ]
    unique = {(bound.reason, bound.spans): bound for bound in bounds}
    return YearBounds(bounds=tuple(unique.values()), horizon=horizon, checked=checked())


def narrowed(years: YearBounds, lowered: str, time: TimeWord) -> YearBounds:
    """The bounds with those of the sentence that `time` stands in ("Ngày 10/10, nhân dịp dự Hội nghị ..."), where
    some year satisfies them all; else `years`.

    `lowered` is `banggiao.text.lower` of the text that `time` was found in.
    """
    if time.year is not None or time.month is None or time.day is None or time.lunar:
        return years
    start, end = clauses.sentence_at(lowered, time.start)
    beside = [bound for way in (meetings, jubilees, written) for bound in way.of_the_sentence(lowered, start, end)]
    for bound in beside:
        closer = YearBounds(bounds=(*years.bounds, bound), horizon=years.horizon, checked=years.checked)
        if candidates(closer, time.month, time.day, None):
            years = closer
    return years


def _of_people(people: Iterable[tuple[str, Sequence[str]]], lowered: str) -> Iterable[Bound]:
    mourning = _MOURNING.search(lowered) is not None
    for person, offices in people:
        past: list[Tenure] = []
        present: dict[str, tuple[Tenure, ...]] = {}
        for office in offices:
            held = tenures(person, office)
            # An office that has ended tells nothing of a page that mourns its holder.
            if held and (is_former(office) or (mourning and all(t.end for t in held))):
                past.extend(held)
            elif held:
                present[held[0].office] = held
        if past:
            # "nguyên Thủ tướng" once, plain "Thủ tướng" in the headline.
            first = min(past, key=lambda t: t.start)
            yield Bound(
                kind="former", reason=f"{person} became {first.office} on {first.start}", spans=((first.start, None),)
            )
            continue
        if present and (new := _newly(lowered, lower(person))):
            yield _taking_office([term for held in present.values() for term in held], *new)
            continue
        if present and _of_the_background(lowered, lower(person), [t for held in present.values() for t in held]):
            first = min((term for held in present.values() for term in held), key=lambda t: t.start)
            reason = f"{person}, told of in passing, became {first.office} on {first.start}"
            yield Bound(kind="office", reason=reason, spans=((day_moved(first.start, -first.slack), None),))
            continue
        yield from _together(list(present.values()))


def _of_the_background(lowered: str, name: str, terms: Sequence[Tenure]) -> bool:
    """Whether a person is told of below the lead only, and is of another state ("dưới thời Tổng thống X") or in each
    sentence stands with a year ("chuyến thăm của Chủ tịch nước A năm 2009")."""
    at = lowered.find(name)
    if -1 < at < _LEAD:
        return False
    if at >= 0 and all(term.country != "VN" for term in terms):
        return True
    told = [clauses.sentence_at(lowered, found.start()) for found in islice(re.finditer(re.escape(name), lowered), 6)]
    return bool(told) and all(_ITS_YEAR.search(lowered, start, end) for start, end in told)


def _newly(lowered: str, name: str) -> tuple[int, int] | None:
    """How many days before and after the beginning of a term a page calls its holder newly chosen, if it does."""
    for found in islice(re.finditer(re.escape(name), lowered), _LOOKED_AT):
        start, end = clauses.sentence_at(lowered, found.start())
        before = lowered[max(start, found.start() - 70) : found.start()]
        if _TO_TAKE.search(before):
            return _CHOSEN, _TO_BE
        if _NEW.search(before):
            return _CHOSEN, _NOT_LONG
        if _ELECTED.match(lowered, found.end(), end) and not _LONG_ELECTED.search(lowered, start, end):
            told_now = found.start() < _HEAD and _ON_THE_NEWS.search(lowered, start, end)
            return _CHOSEN, _JUST if told_now else _STILL_NEW
    return None


def _once(term: Tenure) -> bool:
    """Whether the holder can't have been chosen again: the tables have no second day of a longer term."""
    end = term.end or term.checked or date.max.isoformat()
    return (date.fromisoformat(end) - date.fromisoformat(term.start)).days < _ONE_TERM


def _taking_office(terms: Sequence[Tenure], before: int, after: int) -> Bound:
    starts = " and ".join(dict.fromkeys(t.start for t in terms))
    spans = tuple(
        (
            day_moved(t.start, -before - t.slack),
            day_moved(t.start, after + t.slack) if after == _TO_BE or _once(t) else t.end,
        )
        for t in terms
    )
    return Bound(kind="new in office", reason=f"{terms[0].person} became {terms[0].office} on {starts}", spans=spans)


def _in_office(held: Sequence[Tenure]) -> Bound:
    terms = " and ".join(f"{t.start}/{t.end}" if t.end else f"from {t.start}" for t in held)
    spans = tuple((day_moved(t.start, -t.slack), day_moved(t.end, t.slack)) for t in held)
    return Bound(kind="office", reason=f"{held[0].person} was {held[0].office} {terms}", spans=spans)


def _together(offices: list[tuple[Tenure, ...]]) -> Iterable[Bound]:
    """The bounds of one person; offices that were never held together bound the day only by all of them at once."""
    bounds = [_in_office(held) for held in offices]
    if all(_meet(a, b) for number, a in enumerate(offices) for b in offices[:number]):
        yield from bounds
    else:
        yield Bound(
            kind="office",
            reason="; ".join(b.reason for b in bounds),
            spans=tuple(span for b in bounds for span in b.spans),
        )


def _meet(one: Sequence[Tenure], other: Sequence[Tenure]) -> bool:
    """Whether two offices were held at the same time, for more than the day of the change."""
    return any((b.end is None or a.start < b.end) and (a.end is None or b.start < a.end) for a in one for b in other)


# --- congresses ------------------------------------------------------------------------------------------


def _of_congresses(lowered: str) -> Iterable[Bound]:
    for found in _CONGRESS.finditer(lowered):
        if not found["named"] and not _OWN_PARTY.match(found["rest"]):
            continue
        if _foreign_party(found["rest"]):
            continue
        if not _held_already(lowered, found):
            yield from _leading_up(lowered, found)
            continue
        start = congresses().get(found["number"].upper())
        if start:
            reason = f"Đại hội {found['number'].upper()} had been held, which began on {start}"
            yield Bound(kind="congress", reason=reason, spans=((start, None),))


def _leading_up(lowered: str, found: re.Match[str]) -> Iterable[Bound]:
    """ "từ nay đến Đại hội XIV", "đại hội đảng bộ các cấp tiến tới Đại hội XIV": between the one before and this."""
    numbers = list(congresses())
    number = found["number"].upper()
    if number not in numbers[1:] or not _UNTIL.search(clauses.before(lowered, found.start())):
        return
    start, before = congresses()[number], congresses()[numbers[numbers.index(number) - 1]]
    reason = f"Đại hội {number}, which began on {start}, was still ahead"
    yield Bound(kind="congress", reason=reason, spans=((before, day_moved(start, 15)),))


def _foreign_party(rest: str) -> bool:
    """ "Nghị quyết Đại hội XI Đảng Nhân dân Cách mạng Lào" and congresses of unions or provinces."""
    return re.match(
        r"(?: của)? (?:đảng (?!cộng sản việt nam)[^\W\d]+|đoàn|hội|công đoàn|mặt trận|liên)", rest
    ) is not None and not (_OWN_PARTY.match(rest))


def _held_already(lowered: str, found: re.Match[str]) -> bool:
    before = lowered[max(0, found.start() - 60) : found.start()]
    before = re.split(r"[.;\n]", before)[-1]
    if not _DONE.search(before) or _WILL_BE.search(before):
        return False
    return _NOT_YET.search(_DONE.sub("", before)) is None


# --- levels of relations -----------------------------------------------------------------------------------


@cache
def _pair(names: tuple[str, ...]) -> re.Pattern[str]:
    """ "Việt Nam - Nhật Bản", "với Nhật Bản" behind a label; made when a page has the label, for it takes a while."""
    state = "(?:" + "|".join(re.escape(lower(name)) for name in names) + r")(?!\w)"
    link = r"\s*(?:[-–]|và|với)\s*"
    return re.compile(rf"việt nam{link}{state}|{state}{link}việt nam|^\s*với {state}")


@kept
@cache
def _labels() -> re.Pattern[str]:
    labels = sorted(
        {lower(each.label) for each in RELATIONS.rows()} | {"đối tác chiến lược tăng cường"}, key=len, reverse=True
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, labels)) + r")(?!\w)")


def _of_relations(lowered: str) -> Iterable[Bound]:
    for found in _labels().finditer(lowered):
        before = re.split(r"[.;,\n]", lowered[max(0, found.start() - 40) : found.start()])[-1]
        if _LABEL_NOT_YET.search(before):
            continue
        after = re.split(r"[.;\n]", lowered[found.end() : found.end() + 60])[0]
        for each in RELATIONS.rows():
            if lower(each.label) == found[0] and _pair(each.names).search(after):
                term = f"{each.start}/{each.end}" if each.end else f"from {each.start}"
                last = None if found[0] == _LOOSE else day_moved(each.end, _LABEL_SLACK)
                reason = f"{each.label} Việt Nam - {each.names[0]} was the level {term}"
                yield Bound(kind="relation", reason=reason, spans=((each.start, last),))


# --- the past, and publication ------------------------------------------------------------------------------


def _of_the_past(lowered: str) -> Iterable[Bound]:
    """ "từ năm 2021 đến nay": the page is not older than what it looks back on."""
    for found in _SINCE.finditer(lowered):
        month = int(found["month"] or found["only_month"] or 1)
        day = real_day(int(found["year"]), month, int(found["day"] or 1)) if 1 <= month <= 12 else None
        if day:
            yield Bound(kind="past", reason=f"it looks back on {day.isoformat()}", spans=((day.isoformat(), None),))


def _of_publication(published: str | None) -> Iterable[Bound]:
    seen = window(published)
    if seen:
        yield Bound(kind="publication", reason=f"it was published {published}", spans=((None, seen[1].isoformat()),))


# --- candidates ---------------------------------------------------------------------------------------------


def is_closed(years: YearBounds) -> bool:
    """Whether the bounds leave a finite number of years."""
    return _first(years) is not None and (_last(years) is not None or years.horizon is not None)


def has_end(years: YearBounds) -> bool:
    """Whether a bound or the horizon closes the upper side."""
    return _last(years) is not None or years.horizon is not None


def later(years: YearBounds, month: int, day: int) -> DateCandidate:
    """Such a day of a year that no table speaks for: what is known ends, the years do not."""
    year = year_range(years).stop
    first = real_day(year, month, day) or date(year, 3, 1)
    reason = f"nothing closes the later years; the tables speak for the time until {years.checked}"
    return DateCandidate(edtf=f"{first}/..", reasons=(reason,))


def _first(years: YearBounds) -> str | None:
    """The latest of the days before which a bound allows nothing."""
    starts = [start for b in years.bounds if (start := _lowest(b)) is not None]
    return max(starts, default=None)


def _last(years: YearBounds) -> str | None:
    ends = [end for b in years.bounds if (end := _highest(b)) is not None]
    return min(ends, default=None)


def _lowest(bound: Bound) -> str | None:
    starts = [start for start, _ in bound.spans]
    return None if None in starts else min(start for start in starts if start)


def _highest(bound: Bound) -> str | None:
    ends = [end for _, end in bound.spans]
    return None if None in ends else max(end for end in ends if end)


def year_range(years: YearBounds) -> range:
    """The years to try, up to the last the tables speak for where no bound closes them; empty without a lower bound."""
    first = _first(years)
    ends = [end for end in (_last(years), years.horizon) if end] or ([years.checked] if years.checked else [])
    if not first or not ends:
        return range(0)
    return range(int(first[:4]), int(min(ends)[:4]) + 1)


def in_bounds(years: YearBounds, first: date, last: date) -> tuple[str, ...] | None:
    """The reasons that allow some day of first..last, None when one of them excludes it."""
    if years.horizon and first.isoformat() > years.horizon:
        return None
    if any(not allows(bound, first, last) for bound in years.bounds):
        return None
    return tuple(bound.reason for bound in years.bounds)


def too_late(years: YearBounds, published: str) -> str | None:
    """The reason for which a page was written long before an EDTF day, None when there is none."""
    seen = window(published)
    if seen is None:
        return None
    late = (seen[0] - timedelta(_LONG_SINCE)).isoformat()
    ended = (b for b in years.bounds if all(end is not None and end < late for _, end in b.spans))
    return next((bound.reason for bound in ended), None)


_LONG_SINCE = 366  # days


def allows(bound: Bound, first: date, last: date) -> bool:
    """Whether some day of first..last lies in one of the bound's spans."""
    low, high = first.isoformat(), last.isoformat()
    return any((start is None or high >= start) and (end is None or low <= end) for start, end in bound.spans)


def candidates(years: YearBounds, month: int, day: int, weekday: int | None) -> tuple[DateCandidate, ...]:
    """Every such day that the bounds allow, with the reasons."""
    kept: list[tuple[date, tuple[str, ...]]] = []
    for year in year_range(years):
        found = real_day(year, month, day)
        reasons = in_bounds(years, found, found) if found else None
        if found and reasons is not None:
            kept.append((found, reasons))
    # "Thứ Ba (8/2)" of a day that was a Wednesday in Vietnam: one in fourteen is written a day off.
    near = [(found, reasons) for found, reasons in kept if _near_weekday(found, weekday)]
    return tuple(DateCandidate(edtf=found.isoformat(), reasons=reasons) for found, reasons in near or kept)


def _near_weekday(found: date, weekday: int | None) -> bool:
    return weekday is None or (found.weekday() - weekday) % 7 in {0, 1, 6}


def excluded(years: YearBounds, month: int, day: int, found: Sequence[DateCandidate]) -> tuple[DateCandidate, ...]:
    """The days around those `found` that are excluded, those of the same reasons together as an EDTF set; all of them
    where reasons that contradict each other leave none."""
    kept = {each.edtf[:4] for each in found}
    low, high = (int(min(kept)) - _TOLD_BEFORE, int(max(kept)) + _TOLD_AFTER) if kept else (0, 9999)
    grouped: dict[tuple[str, ...], list[date]] = {}
    allowed, against = explain_years(years, month, day)
    for each in (*against, *(DateCandidate(edtf=one.edtf, reasons=(_OTHER_WEEKDAY,)) for one in allowed)):
        if each.edtf[:4] not in kept and low <= int(each.edtf[:4]) <= high:
            grouped.setdefault(each.reasons, []).append(date.fromisoformat(each.edtf))
    return tuple(
        DateCandidate(edtf=one_of(days) or "", reasons=reasons)
        for reasons, days in sorted(grouped.items(), key=lambda pair: pair[1])
    )


def explain_years(
    years: YearBounds, month: int, day: int
) -> tuple[tuple[DateCandidate, ...], tuple[DateCandidate, ...]]:
    """(kept, excluded) days: of an excluded one the reasons are those that exclude it.

    Tried are the years from the one before the earliest start to the latest end of any bound.
    """
    ends = [day_ for b in years.bounds for span in b.spans for day_ in span if day_]
    tried = (
        range(max(int(min(ends)[:4]) - 1, 1), int(max([*ends, years.horizon or years.checked or ""])[:4]) + 1)
        if ends
        else range(0)
    )
    kept, excluded = [], []
    for year in tried:
        found = real_day(year, month, day)
        if found is None:
            continue
        against = tuple(b.reason for b in years.bounds if not allows(b, found, found))
        if years.horizon and found.isoformat() > years.horizon:
            against += (f"the page was there on {years.horizon}",)
        if against:
            excluded.append(DateCandidate(edtf=found.isoformat(), reasons=against))
        else:
            kept.append(DateCandidate(edtf=found.isoformat(), reasons=tuple(b.reason for b in years.bounds)))
    return tuple(kept), tuple(excluded)
