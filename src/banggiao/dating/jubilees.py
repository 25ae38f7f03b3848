"""Years from jubilees: "kỷ niệm 70 năm Chiến thắng Điện Biên Phủ", "(1973 - 2023)"; from Tết and the lunar years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from banggiao.authority import DIPLOMATIC, RELATIONS, kept, window
from banggiao.authority.periods import jubilees
from banggiao.dating import clauses, lunar
from banggiao.dating.days import Bound, day_moved, real_day
from banggiao.text import lower

# "Nhân kỷ niệm 80 năm …, sáng 18/12": the day of a jubilee's own events.
_AHEAD, _BEHIND = 200, 60
# A jubilee is kept in the year that leads up to it and some months on; what is prepared or planned lies further ahead.
_LEADING_UP, _PREPARED, _KEPT, _LONG_KEPT = 420, 900, 330, 800
_CALLED = re.compile(r"(?<!\w)(?:kỷ niệm|mừng|nhân dịp|dịp|nhân)(?!\w)")
_YEARS = re.compile(r"(?<![\d/.,])(?P<years>\d{1,3}) năm (?P<rest>[^.;\n]{4,110})|(?<!\w)lần thứ (?P<times>\d{2,3}) ")
_KEPT_NOW = re.compile(r"(?<!\w)(?:nhân|nhân dịp|lễ|mừng|chào mừng|dịp)(?: \w+){0,2} kỷ niệm(?!\w)")
_TIES = re.compile(
    r"(?:ngày )?(?:\w+ ){0,2}?(?:thiết lập|nâng cấp) (?:quan hệ )?"
    r"(?P<label>ngoại giao|đối tác [\w ]+?(?= (?:giữa|việt|hai|với|và|trong)|$|[,(.]))"
)
_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-])?"
_PAIR = re.compile(
    rf"\(\s*(?:ngày )?{_DAY}(?P<since>(?:1[89]|20)\d\d)\s*[-–—]\s*(?:ngày )?"
    r"(?:(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-])?(?P<year>(?:19|20)\d\d)\s*\)"
)

_STEMS = ["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"]
_BRANCHES = ["tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"]
_CYCLE = 1984  # Giáp Tý; a page on the web is of 1984 to 2043
_GREETED = r"(?:chúc|mừng|đón|chào|nhân dịp|dịp|trước thềm|đầu|gặp mặt)"
_FEAST = re.compile(
    rf"(?<!\w){_GREETED} (?:\w+ ){{0,3}}?(?:tết|xuân)(?: nguyên đán| cổ truyền)?(?: của)?(?: dân tộc)?[ ,]"
    rf"(?:(?P<stem>{'|'.join(_STEMS)}) (?P<branch>{'|'.join([*_BRANCHES, 'tị', 'mẹo'])})(?!\w))?"
    r"(?P<gap>[\s(,–-]*(?:năm )?)(?P<year>(?:19|20)\d\d(?!\d|/|\s*[-–]\s*\d))?"
)
_TURN = re.compile(rf"(?<!\w){_GREETED} (?:đón |chào |mừng )?năm mới (?P<year>(?:19|20)\d\d)(?!\d)")
# Greetings stand in the headline and the lead; further down they are memories.
_HEAD = 900


# "đúng năm hai nước kỷ niệm nửa thế kỷ … (1973 - 2023)"
_THAT_YEAR = re.compile(r"(?<!\w)(?:đúng|chính) (?:vào |trong )?năm (?!\d)[^,;.]*$")
# "Nhân 49 năm Ngày Độc lập (1975 - 2024), ngày 11/11, A đã gửi điện mừng"
_OCCASION = re.compile(r"(?<!\w)nhân (?:dịp )?(?:kỷ niệm )?(?:lần thứ )?\d{1,3} năm [^,;.]*$")


def of_the_page(lowered: str) -> Iterable[Bound]:
    """The jubilees and feasts that the page names."""
    if "kỷ niệm" in lowered or "mừng" in lowered or "dịp" in lowered:
        yield from _counted(lowered)
        yield from _pairs(lowered)
    yield from _feasts(lowered)


def of_the_sentence(lowered: str, start: int, end: int) -> Iterable[Bound]:
    """What a sentence tells "nhân kỷ niệm", "dự lễ kỷ niệm" happened in the months around."""
    yield from _counted(lowered, start, end, close=True)
    for found in _PAIR.finditer(lowered, start, end):
        words, year = clauses.before(lowered, found.start(), 130), int(found["year"])
        if not found["day"] and _OCCASION.search(words) and _counts(words, year - int(found["since"])):
            reason = f"the jubilee of {year} is the occasion: {found[0]}"
            yield Bound(kind="jubilee", reason=reason, spans=((f"{year}-01-01", f"{year}-12-31"),))
        if found["day"] and _KEPT_NOW.search(words) and _counts(words, year - int(found["since"])):
            day = real_day(year, int(found["month"]), int(found["day"]))
            if day:
                span = (day_moved(day.isoformat(), -_AHEAD), day_moved(day.isoformat(), _BEHIND))
                yield Bound(kind="jubilee", reason=f"a jubilee is counted to {day}: {found[0]}", spans=(span,))


def _counted(lowered: str, start: int = 0, end: int | None = None, *, close: bool = False) -> Iterable[Bound]:
    for found in _YEARS.finditer(lowered, start, len(lowered) if end is None else end):
        words = clauses.before(lowered, found.start())
        if not found["rest"] or not _CALLED.search(words):
            continue
        number, rest = int(found["years"]), found["rest"]
        told = _day_counted_from(lowered, rest)
        if told is None or number < 1:
            continue
        what, first, last = told
        first, last = _years_on(first, number), _years_on(last, number)
        if _tells_another_year(rest, words, last.year):
            continue
        reason = f'"{number} năm {what}" fell on {first}' + (f" to {last}" if last != first else "")
        if not close:
            yield Bound(kind="jubilee", reason=reason, spans=(_span(words, rest, first, last),))
        elif _KEPT_NOW.search(words) and f"năm {last.year}" not in rest:
            span = (day_moved(first.isoformat(), -_AHEAD), day_moved(last.isoformat(), _BEHIND))
            yield Bound(kind="jubilee", reason=reason, spans=(span,))


def _day_counted_from(lowered: str, rest: str) -> tuple[str, date, date] | None:
    """What is counted ("ngày giải phóng thủ đô", "thiết lập quan hệ ngoại giao"), the first and last day it may be."""
    for name, day in jubilees():
        if name in rest[: len(name) + 26]:
            return rest[: rest.index(name) + len(name)], day, day
    if not (found := _TIES.match(rest)):
        return None
    state = _state_in(rest) or _state_most_told(lowered)
    if state is None:
        return None
    label = found["label"] or ""
    if "ngoại giao" in label:
        span = window(next(ties.established for ties in DIPLOMATIC.rows() if ties.state == state))
    else:
        starts = [r.start for r in RELATIONS.rows() if r.state == state and lower(r.label) == label.strip()]
        span = window(starts[0]) if len(starts) == 1 else None
    return (f"{found[0]} ({state})", *span) if span else None


@kept
@cache
def _states() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The names of the states whose ties with Vietnam are known, with their codes."""
    names: dict[str, set[str]] = {}
    for ties in DIPLOMATIC.rows():
        names.setdefault(ties.state, set()).add(lower(ties.name))
    for relation in RELATIONS.rows():
        if relation.state in names:
            names[relation.state].update(map(lower, relation.names))
    return tuple(
        (re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(each, key=len, reverse=True))) + r")(?!\w)"), state)
        for state, each in names.items()
    )


def _state_in(words: str) -> str | None:
    """The one state named, or None."""
    found = [state for name, state in _states() if name.search(words)]
    return found[0] if len(found) == 1 else None


def _state_most_told(lowered: str) -> str | None:
    """ "quan hệ ngoại giao hai nước": the state that the page names three times, and twice as often as any other."""
    counts = sorted(((len(name.findall(lowered)), state) for name, state in _states()), reverse=True)
    if not counts or counts[0][0] < 3 or (len(counts) > 1 and counts[1][0] * 2 > counts[0][0]):
        return None
    return counts[0][1]


def _years_on(day: date, years: int) -> date:
    return real_day(day.year + years, day.month, day.day) or date(day.year + years, 3, 1)


def _tells_another_year(rest: str, words: str, year: int) -> bool:
    """ "năm 2015, nhân kỷ niệm 65 năm …": the year that is told is another's."""
    told = {int(each) for each in re.findall(r"(?<![\d/])(?:19|20)\d\d(?!\d)", words)}
    return bool(told) and year not in told


def _span(words: str, rest: str, first: date, last: date) -> tuple[str | None, str | None]:
    """The days on which a page speaks so of a jubilee that falls in first..last."""
    both = f"{words} {rest[:60]}"
    if clauses.looks_ahead(both) or f"năm {last.year}" in rest:
        return day_moved(first.isoformat(), -_PREPARED), day_moved(last.isoformat(), _KEPT)
    told = _LONG_KEPT if clauses.looks_back(words) else _KEPT
    return day_moved(first.isoformat(), -_LEADING_UP), day_moved(last.isoformat(), told)


def _pairs(lowered: str) -> Iterable[Bound]:
    """ "kỷ niệm 50 năm thiết lập quan hệ (1973 - 2023)", "(21/9/1973 - 21/9/2023)"."""
    for found in _PAIR.finditer(lowered):
        words, year = clauses.before(lowered, found.start(), 130), int(found["year"])
        if not _counts(words, year - int(found["since"])):
            continue
        whole = real_day(year, int(found["month"]), int(found["day"])) if found["day"] else None
        first, last = (whole, whole) if whole else (date(year, 1, 1), date(year, 12, 31))
        reason = f"a jubilee is counted to {year}: {found[0]}"
        this_year = whole is None and _THAT_YEAR.search(words)
        span = (first.isoformat(), last.isoformat()) if this_year else _span(words, "", first, last)
        yield Bound(kind="jubilee", reason=reason, spans=(span,))


def _counts(words: str, years: int) -> bool:
    """Whether a jubilee of so many years is told: "(2021-2025)" after "kế hoạch 5 năm" is none."""
    told = [int(number) for number in re.findall(r"(?<![\d/.,])(\d{1,3}) năm(?!\w)", words)]
    if re.search(r"(?<!\w)(?:giai đoạn|nhiệm kỳ|kế hoạch|thời kỳ|khóa)(?!\w)", words[-60:]):
        return False
    if told:
        return told[-1] == years and re.search(r"(?<!\w)(?:kỷ niệm|mừng|lập|ngày)(?!\w)", words) is not None
    return re.search(r"(?<!\w)kỷ niệm(?!\w)", words[-80:]) is not None


def _feasts(lowered: str) -> Iterable[Bound]:
    """ "chúc Tết Giáp Thìn", "mừng Xuân Ất Tỵ 2025", "đón năm mới 2024": from the end of the old year to the spring."""
    for found in _TURN.finditer(lowered, 0, _HEAD):
        year = int(found["year"])
        if not clauses.looks_back(clauses.before(lowered, found.start(), 60)):
            turn = (f"{year - 1}-11-15", f"{year}-04-15")
            yield Bound(kind="feast", reason=f"it greets the new year {year}", spans=(turn,))
    for found in _FEAST.finditer(lowered, 0, _HEAD):
        named = _lunar_year(found)
        feast = lunar.to_solar(named, 1, 1) if named else None
        if feast is None or clauses.looks_back(clauses.before(lowered, found.start(), 60)):
            continue
        spans = ((day_moved(feast.isoformat(), -75), day_moved(feast.isoformat(), 75)),)
        yield Bound(kind="feast", reason=f'"{found[0].strip()}" began on {feast}', spans=spans)


def _lunar_year(found: re.Match[str]) -> int | None:
    """The year of a feast by its lunar name, its number, or both where they agree ("Tết Mậu Thân 1968": none)."""
    told = int(found["year"]) if found["year"] else None
    if not found["branch"]:
        return told
    stem, branch = _STEMS.index(found["stem"]), {"tị": "tỵ", "mẹo": "mão"}.get(found["branch"], found["branch"])
    at = next((n for n in range(60) if n % 10 == stem and n % 12 == _BRANCHES.index(branch)), None)
    if at is None:
        return None
    return _CYCLE + at if told in (None, _CYCLE + at) else None
