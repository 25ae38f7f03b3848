"""Time words: what is written of a date in Vietnamese news, before any year is supplied.

The words (parts of the day, months, what "hôm qua" means, what is counted in "3/4 số đại biểu") are in data/dating; the
shapes are here. A time word is read at an anchor: a number or one of a few cue words.

Fields of `TimeWord` that need a word:

- `kind` is one of day, span, month, quarter, year, week, weekday, relative, part.
- `offset` counts days for `relative`; else the first unit that is not written: years for "tháng 9 năm ngoái" and
  "5/9 năm ngoái", months for "tháng trước" and "ngày 5 tháng trước", weeks for "tuần trước" and "thứ Ba tuần trước".
- `edge` is early, middle or late ("đầu tháng 6"); next, last or this ("tháng 11 tới", "tháng 6 vừa qua", "tháng 9
  này"); or near ("sáng nay (10/5)": that nearest to publication).
- `month` of a quarter is its first month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from banggiao.lexicon import table
from banggiao.model import TimeWord

Words = frozenset[str]


def _alternatives(words: object) -> str:
    """A regular expression of the given words, longest first."""
    return "|".join(re.escape(word).replace("\\ ", " ") for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


def _compile(pattern: str) -> re.Pattern[str]:
    """The pattern with " " as some blanks and "~" as possible blanks; nothing crosses a line."""
    return re.compile(pattern.replace(" ", "[ \t]+").replace("~", "[ \t]*"))


@cache
def _guards(kind: str) -> Words:
    return frozenset(
        word for word, word_kind, _ in table("dating/guards.tsv", ("word", "kind", "example")) if word_kind == kind
    )


_PARTS = {word: part for word, part, _ in table("dating/parts.tsv", ("word", "part", "example"))}
_RELATIVES = {
    phrase: (needs == "part", int(offset), same == "same")
    for phrase, needs, offset, same, _ in table(
        "dating/relatives.tsv", ("phrase", "needs", "offset", "same", "example")
    )
}
_MONTHS = {
    name: (int(month), capital == "capital", lunar == "lunar")
    for name, month, capital, lunar, _ in table("dating/months.tsv", ("name", "month", "capital", "lunar", "example"))
}
_WEEKDAYS = {
    name: (int(day), capital == "capital")
    for name, day, capital, _ in table("dating/weekdays.tsv", ("name", "weekday", "capital", "example"))
}
_YEARS_AGO = {"nay": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}
_UNITS_AGO = {"này": 0, "trước": -1, "vừa qua": -1, "vừa rồi": -1, "qua": -1, "tới": 1, "sau": 1, "sắp tới": 1}
_QUALIFIERS = {
    "này": "this",
    "vừa qua": "last",
    "vừa rồi": "last",
    "qua": "last",
    "tới": "next",
    "sắp tới": "next",
    "tới đây": "next",
}
_EDGES = {
    "đầu": "early",
    "giữa": "middle",
    "cuối": "late",
    "thượng tuần": "early",
    "trung tuần": "middle",
    "hạ tuần": "late",
}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_PART = _alternatives(_PARTS)
_NAME = _alternatives(_MONTHS)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_YEAR = r"(?:1\d|20|21)\d\d(?!\d)"
# "tháng Chín 2016, …": a year without its word, before a stop
_BARE = r"(?:19|20)\d\d~(?:[,.;:)\n](?!\d)|$)"
# A number that goes on is no date: "29/2024/NĐ-CP", "12/5/QH", "3,5", "10%".
_STOP = r"(?![\w%])(?!/\w)"
_AGO = r"(?:nay|ngoái)(?!\w)"
_CLOCK_OF = r"giờ (?:địa phương|[^\W\d]+(?: [^\W\d]+)?)"
_ZONE = rf"(?: {_CLOCK_OF}|~\({_CLOCK_OF}\))"

# "19h10", "14 giờ 30 phút", "8:30": a clock time gives no part of the day, it only stands with the date.
_HEAD = _compile(
    rf"(?:(?:\d\d?(?:[hg](?:\d\d)?|:\d\d| giờ(?: \d\d?(?: phút)?)?)){_ZONE}?,?~)?"
    rf"(?:(?P<part>{_PART}),? )?(?:(?P<cue>ngày|mùng|mồng|hôm|rằm) )?"
)
_POINT = _compile(
    rf"(?P<day>{_DAY})(?:"
    rf"(?P<sep>~/~|[-.])(?P<month>{_MONTH})"
    rf"(?:(?P=sep)(?P<year>{_YEAR}|[0-3]\d(?!\d))|,?~(?:\(~)?năm~(?P<year_word>{_YEAR}|{_AGO}))?"
    rf"|,? tháng~(?P<month_word>{_MONTH}|(?:{_NAME})(?!\w))"
    rf"(?:(?:~[/-]~| (?={_BARE}))(?P<year_slash>{_YEAR})|,? năm~(?P<year_long>{_YEAR}|{_AGO}))?"
    rf"| tháng (?P<month_ago>này|trước|tới|sau)(?!\w)"
    rf"|~-~(?P<month_wide>{_MONTH})~-~(?P<year_wide>(?:19|20)\d\d(?!\d))"  # "31- 5-2017"
    rf")?{_STOP}(?![.,]\d)"
)
_JOIN = _compile(r"(?P<range>~[-–—]~| đến (?:hết )?| tới )|(?P<list>,~| và |, và )")
_TAIL = _compile(rf"(?:~\(?(?P<lunar>âm lịch)\)?|{_ZONE}|~\((?P<weekday>{_alternatives(_WEEKDAYS)})\))")
# "tới thăm", "tới Hà Nội", "qua Lào" are verbs.
_QUALIFIER = _compile(
    r" (?P<word>(?:này|vừa qua|vừa rồi|sắp tới|tới đây)(?!\w)"
    r"|(?:tới|qua)(?=~(?:[,.;:)\n]|$)"
    r"| (?:tại|ở|nhằm|nhân|sẽ|của|là|đánh dấu|diễn ra|để|giữa|trong|do|dự kiến|theo)(?!\w)))"
)
_FEAST = _compile(r" (?:tết|âm lịch)(?!\w)")
_RELATIVE = _compile(
    rf"(?:(?P<part>{_PART})(?: của)? )?(?:(?P<word>{_alternatives(w for w, (p, _, _) in _RELATIVES.items() if not p)})"
    rf"|(?P<after>{_alternatives(w for w, (p, _, _) in _RELATIVES.items() if p)}))(?!\w)"
)
_WEEKDAY = _compile(
    rf"(?:(?P<part>{_PART}) )?(?:ngày )?(?P<name>{_alternatives(_WEEKDAYS)})(?!\w)"
    rf"(?: tuần (?P<week>{_alternatives(_UNITS_AGO)})(?!\w)| (?:vừa qua|vừa rồi)(?!\w))?(?! (?:hàng|hằng) )"
)
# "Chiều nay (10/5)", "Thứ Ba, ngày 26/12", "sáng nay 10/5".
_BESIDE = _compile(r"(?:~[,(–-]~\(?| )(?:tức |nhằm |là )?(?:ngày )?")
_MONTH_WORD = _compile(
    rf"tháng~(?P<month>{_MONTH}|(?:{_NAME})(?!\w))"
    rf"(?:(?:~[/-]~|\.| (?={_BARE}))(?P<year>{_YEAR})"
    rf"|,?~(?:\(~)?năm~(?P<year_word>{_YEAR}|{_AGO}|trước(?!\w)))?(?![\w%])(?![/.,-]\d)"
)
# "chuyến thăm X của A (1/2017)"
_MONTH_IN_BRACKETS = _compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)~\)")
_MONTH_RANGE = _compile(
    rf"tháng~(?P<month>{_MONTH})(?:[/-](?P<year>{_YEAR}))?(?:~[-–—]~| đến )(?:hết )?(?:tháng )?"
    rf"(?P<end_month>{_MONTH})(?:/(?P<end_year>{_YEAR})| năm (?P<end_year_word>{_YEAR}))?{_STOP}"
)
_UNIT = _compile(rf"(?P<unit>tháng|tuần|năm) (?P<ago>{_alternatives({*_UNITS_AGO, *_YEARS_AGO})})(?!\w)")
_YEAR_RANGE = _compile(rf"năm (?P<year>{_YEAR})(?:~[-–—]~| đến (?:hết )?(?:năm )?)(?P<end_year>{_YEAR}){_STOP}")
_YEAR_WORD = _compile(rf"năm (?P<year>{_YEAR})(?![\w%])(?![/.,-]\d)")
_QUARTER = _compile(
    rf"quý (?P<quarter>iv|i{{1,3}}|[1-4])(?:~[/-]~(?P<year>{_YEAR})| năm (?P<year_word>{_YEAR}|{_AGO}))?{_STOP}"
)

# Plain literals only: the engine then skips to their first letters, six times as fast as the full pattern.
_CUE = re.compile(
    "0|1|2|3|4|5|6|7|8|9|sáng|trưa|chiều|tối|đêm|khuya|rạng|nửa|giữa|hôm|mùng|mồng|rằm|ngày|cùng|tháng|năm|tuần|quý|thứ|chủ"
)
# Where a time word may begin: a day or an hour that something follows, or a cue word with what it needs behind it.
# Other numbers are passed over whole.
_ANCHOR = _compile(
    r"(?P<number>\d\d?)(?=~[/.:,–—-]~\d|[hg](?!\w)|[hg]\d| (?:tháng|đến|tới|và|giờ)(?!\w))|\d+"
    r"|(?P<word>sáng|trưa|chiều|tối|đêm|khuya|rạng|nửa|giữa|hôm|mùng|mồng|rằm)(?=,? \w)"
    r"|(?P<part>sáng|trưa|chiều|tối|đêm)"
    rf"|(?P<day>ngày)(?= (?:\d|hôm|mai|kia|tiếp|trước đó|sau đó|{_alternatives(_WEEKDAYS)}))|(?P<same>cùng)(?= ngày)"
    rf"|(?P<month>tháng)(?=~\d| (?:{_NAME}|{_alternatives(_UNITS_AGO)}))"
    rf"|(?P<year>năm)(?= (?:\d{{4}}|{_alternatives(_YEARS_AGO)}))"
    rf"|(?P<week>tuần)(?= (?:{_alternatives(_UNITS_AGO)}))|(?P<quarter>quý)(?= [i1-4])"
    rf"|(?P<weekday>{_alternatives(_WEEKDAYS)})"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+|\d+|\()[ \t]*$")
_TWO_PARTS = _compile(rf"(?:{_PART})(?: và|,) $")
_LEADS_IN = _compile(r"(?:từ|trong|buổi|cả|các|những|hai|ba) $")
_PART_WORD = _compile(rf"(?:{_PART})(?!\w)")
_EVERY_DAY = _compile(r"(?:mỗi|các|những|hàng|hằng) (?:ngày |buổi )?$")
# A part of the day alone stands for the day told before only where it opens a sentence: "Buổi chiều, đoàn thăm ...".
_OPENS = _compile(r"(?:^|[.;\n]~)(?P<lead>(?:vào |trong )?buổi )$")
_PLURAL = _compile(r"(?:các|những|hai|ba|bốn) (?:ngày )?$")
_EDGE_BEFORE = _compile(rf"(?P<edge>{_alternatives(_EDGES)}) $")


def find_times(text: str, lowered: str, start: int = 0, end: int | None = None) -> list[TimeWord]:
    """The time expressions of text[start:end], in order, disjoint; `lowered` is `banggiao.text.lower(text)`.

    >>> from banggiao.text import lower
    >>> line = "Chiều 26-12, hai bên hội đàm."
    >>> [(t.kind, t.day, t.month, t.part_of_day) for t in find_times(line, lower(line))]
    [('day', 26, 12, 'afternoon')]
    """
    stop = len(text) if end is None else end
    found: list[TimeWord] = []
    at = start
    while cue := _CUE.search(lowered, at, stop):
        position = cue.start()
        anchor = _ANCHOR.match(lowered, position, stop)
        at = anchor.end() if anchor else cue.end()
        if not anchor or not anchor.lastgroup or (position > start and _glued(lowered, position)):
            continue
        place = _Place(text, lowered, found[-1].end if found else start, position, stop)
        for shape in _SHAPES[anchor.lastgroup]:
            if words := shape(place):
                found.extend(words)
                at = words[-1].end
                break
    return found


def _glued(lowered: str, at: int) -> bool:
    """Whether the anchor is the middle of a word, a law number or a decimal."""
    before = lowered[at - 1]
    if before.isalnum() or before in "/_":
        return True
    return before in ".,-" and at > 1 and lowered[at - 2].isalnum() and lowered[at].isdigit()


class _Place:
    """An anchor in the text: where it stands, how far back and forth a time word may reach."""

    __slots__ = ("at", "first", "lowered", "stop", "text")

    def __init__(self, text: str, lowered: str, first: int, at: int, stop: int) -> None:
        self.text, self.lowered, self.first, self.at, self.stop = text, lowered, first, at, stop

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """A match of `pattern` (that ends in $) just before the anchor."""
        return pattern.search(self.lowered, max(self.first, self.at - 24), self.at)

    def word_before(self) -> str:
        found = self.before(_WORD_BEFORE)
        return found[1] if found else ""

    def follows(self, at: int, words: Words) -> bool:
        """Whether one of `words` comes next after `at`."""
        rest = self.lowered[at : min(self.stop, at + 24)].split()
        return bool(rest) and (rest[0] in words or " ".join(rest[:2]) in words)

    def stretch(self, pattern: re.Pattern[str] = _LEADS_IN) -> int:
        """The start of the time word with the small words that lead it in ("từ ngày ...", "buổi sáng")."""
        found = self.before(pattern)
        return found.start() if found else self.at


class _Point:
    """One end of a date as written: day, month, year, each or none; `ago` for "năm ngoái"."""

    __slots__ = ("ago", "day", "end", "long", "lunar", "month", "months_ago", "sep", "year")

    def __init__(self, place: _Place, found: re.Match[str]) -> None:
        self.end = found.end()
        self.day = int(found["day"])
        self.sep = (found["sep"] or "").strip()
        self.long = bool(found["month_word"])
        month = found["month"] or found["month_word"] or found["month_wide"]
        self.month, self.lunar = _month(place, month, found.end())
        year = found["year"] or found["year_word"] or found["year_slash"] or found["year_long"] or found["year_wide"]
        self.year, self.ago = _year(year)
        self.months_ago = _UNITS_AGO.get(found["month_ago"] or "")


def _year(word: str | None) -> tuple[int | None, int | None]:
    """(year, None) of a number, (None, offset) of "nay" and "ngoái"."""
    if word is None:
        return None, None
    if word.isdigit():
        return (int(word) if len(word) == 4 else 2000 + int(word)), None
    return None, _YEARS_AGO[word]


def _month(place: _Place, word: str | None, end: int) -> tuple[int | None, bool]:
    if word is None:
        return None, False
    if word[0].isdigit():
        return int(word), False
    month, _, lunar = _MONTHS[word]
    return month, lunar


def _names_month(place: _Place, found: re.Match[str], group: str) -> bool:
    """Whether the word is a month: "tháng Năm" is May, "9 tháng năm 2024" has none."""
    name = found[group]
    return name not in _MONTHS or not _MONTHS[name][1] or place.text[found.start(group)].isupper()


def _exists(day: int, month: int | None, year: int | None, lunar: bool) -> bool:
    """Whether there is such a day: 31/2 is none, 29/2 needs a leap year when the year is written."""
    if lunar or month is None:
        return day <= 30 if lunar else True
    return day <= monthrange(year or 2024, month)[1]


def _point(place: _Place, at: int) -> _Point | None:
    found = _POINT.match(place.lowered, at, place.stop)
    if not found:
        return None
    point = _Point(place, found)
    if point.long and not _names_month(place, found, "month_word"):
        return None
    return point if _exists(point.day, point.month, point.year, point.lunar) else None


def _part(found: re.Match[str]) -> str | None:
    return _PARTS[" ".join(found["part"].split())] if found["part"] else None


# --- dates with a day ----------------------------------------------------------------------------------


def _dated(place: _Place) -> list[TimeWord] | None:
    """ "Chiều 26-12", "từ ngày 10-13/9", "ngày 3 và 4/5", "đêm 5, rạng sáng 6/7"."""
    head = _HEAD.match(place.lowered, place.at, place.stop)
    if not head:
        return None
    first = _point(place, head.end())
    if not first:
        return _full_moon(place, head)
    cued = bool(head["cue"] or head["part"]) or head.end() > place.at
    part = None if head["part"] and place.before(_TWO_PARTS) else _part(head)
    joined = _joined(place, head, first, part, cued)
    if joined:
        return joined
    if first.month is None and first.months_ago is None:
        return _day_alone(place, head, first, part)
    if not cued and not _is_date(place, first):
        return None
    return [_tail(place, _day_word(place.stretch() if head["part"] else place.at, first, part), first.ago)]


def _day_word(start: int, point: _Point, part: str | None) -> TimeWord:
    offset = point.months_ago if point.months_ago is not None else point.ago
    return TimeWord(
        start=start,
        end=point.end,
        kind="day",
        day=point.day,
        month=point.month,
        year=point.year,
        offset=offset,
        part_of_day=part,
        lunar=point.lunar,
    )


def _changed(word: TimeWord, **fields: object) -> TimeWord:
    values = {name: getattr(word, name) for name in word.__struct_fields__}
    return TimeWord(**{**values, **fields})


def _tail(place: _Place, word: TimeWord, ago: int | None = None) -> TimeWord:
    """The word with what stands behind it: "âm lịch", "(giờ địa phương)", "(thứ Ba)", "vừa qua"."""
    if found := _TAIL.match(place.lowered, word.end, place.stop):
        word = _changed(
            word,
            end=found.end(),
            lunar=word.lunar or bool(found["lunar"]),
            weekday=_WEEKDAYS[found["weekday"]][0] if found["weekday"] else None,
        )
    if word.year is None and word.offset is None and (found := _QUALIFIER.match(place.lowered, word.end, place.stop)):
        word = _changed(word, end=found.end(), edge=_QUALIFIERS[found["word"]])
    return word


def _full_moon(place: _Place, head: re.Match[str]) -> list[TimeWord] | None:
    """ "rằm tháng Giêng"."""
    if head["cue"] != "rằm":
        return None
    found = _MONTH_WORD.match(place.lowered, head.end(), place.stop)
    if not found:
        return None
    month, _ = _month(place, found["month"], found.end())
    year, ago = _year(found["year"] or found["year_word"])
    word = TimeWord(
        start=place.at,
        end=found.end(),
        kind="day",
        day=15,
        month=month,
        year=year,
        offset=ago,
        lunar=True,
        part_of_day=_part(head),
    )
    return [word]


def _day_alone(place: _Place, head: re.Match[str], point: _Point, part: str | None) -> list[TimeWord] | None:
    """ "ngày 5", "mùng 1 Tết": a day of the month needs its cue."""
    cue = head["cue"]
    feast = _FEAST.match(place.lowered, point.end, place.stop)
    if feast and (cue in {"mùng", "mồng"} or "tết" in feast[0]):
        return [
            TimeWord(
                start=place.at,
                end=feast.end(),
                kind="day",
                day=point.day,
                # The 30th and those before it are the last days of the old lunar year.
                month=1 if point.day < 20 else 12,
                part_of_day=part,
                lunar=True,
            )
        ]
    if cue not in {"ngày", "hôm"} or place.word_before() in _guards("every") - {"các", "những", "từng"}:
        return None
    if place.word_before().isdigit():
        return None
    return [_tail(place, _day_word(place.at, point, part))]


def _is_date(place: _Place, point: _Point) -> bool:
    """Whether a bare "16/12" is a date and not a ratio, a score or a law number."""
    if point.long and place.word_before() in {"thứ", "lần"}:
        return False  # "hội nghị lần thứ 8 tháng 5 vừa qua": the eighth, in May
    if point.year is not None or point.ago is not None or point.long:
        return not (point.sep == "." and place.word_before() in {"số"})
    before, lowered = place.word_before(), place.lowered
    bracketed = before == "(" and lowered[point.end : point.end + 1] in {")", ",", " "}
    if point.sep != "/":
        # "hồi 11-5", "(11-5)"
        return (before == "hồi" and point.sep != ".") or (before == "(" and lowered[point.end : point.end + 1] == ")")
    if before in _guards("not_date") or place.follows(point.end, _guards("counted")):
        return False
    cued = bracketed or before in _guards("cue")
    if (point.day, point.month) == (24, 7) or (
        point.day < (point.month or 0) and point.month in {2, 3, 4} and point.day < 4
    ):
        return cued
    if point.day <= (point.month or 0):
        # "10/12 chỉ tiêu" may be a ratio; "Quốc khánh 2/9," is none.
        return cued or not lowered[point.end : point.end + 1].strip() or lowered[point.end] in ",.;:)"
    return True


# --- spans and lists of days ---------------------------------------------------------------------------


def _joined(place: _Place, head: re.Match[str], first: _Point, part: str | None, cued: bool) -> list[TimeWord] | None:
    """Two or more days in one expression: a span, or the days one by one."""
    points, parts, join, cues = [first], [part], "", [head["cue"]]
    while found := _JOIN.match(place.lowered, points[-1].end, place.stop):
        kind = found.lastgroup or ""
        if kind == "list" and points[-1].month is not None and not place.before(_PLURAL):
            break
        if join == "range" or (join and kind != join):
            break
        next_head = _HEAD.match(place.lowered, found.end(), place.stop)
        point = _point(place, next_head.end()) if next_head else None
        if point is None or next_head is None:
            break
        points.append(point)
        parts.append(_part(next_head))
        cues.append(next_head["cue"])
        join = kind
    if len(points) == 1:
        return None
    last = points[-1]
    if _is_month(points, parts, join, cues):
        first.month, first.end = last.day, last.end
        return [_tail(place, _day_word(place.at, first, part))]
    if last.month is None and not _closes(place, last, cues):
        return None
    if not cued and not _joins_dates(place, first, last, join):
        return None
    return _span(place, points, parts) if join == "range" else _days(place, points, parts)


def _is_month(points: list[_Point], parts: list[str | None], join: str, cues: list[str | None]) -> bool:
    """ "Chiều 8 - 9, …": behind a part of the day the second is the month, blanks about the dash or not."""
    if join != "range" or len(points) != 2 or parts[0] is None or parts[1] is not None or cues[1] is not None:
        return False
    first, last = points
    open_months = first.month is None and last.month is None
    return open_months and last.day <= _MONTHS_OF_A_YEAR and _exists(first.day, last.day, None, lunar=False)


_MONTHS_OF_A_YEAR = 12


def _closes(place: _Place, last: _Point, cues: list[str | None]) -> bool:
    """Whether "ngày 5 và 7" without a month is two days: the first has "ngày", no counted thing follows."""
    following = place.lowered[last.end : last.end + 1]
    return cues[0] == "ngày" and (
        cues[-1] == "ngày" or last.months_ago is not None or not following or following in ",.;:)"
    )


def _joins_dates(place: _Place, first: _Point, last: _Point, join: str) -> bool:
    """Whether bare "20-23/8" or "29 đến 31/5" is a span of days."""
    before = place.word_before()
    if place.before(_LEADS_IN) or before == "(" or last.year is not None or last.long:
        return True
    if before in _guards("not_date") or place.follows(last.end, _guards("counted")) or join == "list":
        return False
    return last.sep == "/" and (first.month is None or first.sep == "/")


def _fill(points: list[_Point]) -> None:
    """Give each point the month and the year that stand behind it: "29 - 2/12" begins in November."""
    for point, after in zip(reversed(points[:-1]), reversed(points[1:]), strict=True):
        if point.year is None and point.ago is None:
            point.ago = after.ago
        if point.month is None and after.month is None:
            point.months_ago = after.months_ago
        if point.month is None and after.month is not None:
            point.month = after.month
            if point.day > after.day:
                point.month = after.month - 1 or 12
        if point.year is None and after.year is not None and point.month is not None and after.month is not None:
            point.year = after.year - ((point.month, point.day) > (after.month, after.day))


def _span(place: _Place, points: list[_Point], parts: list[str | None]) -> list[TimeWord] | None:
    _fill(points)
    first, last = points[0], points[-1]
    if not _exists(first.day, first.month, first.year, first.lunar):
        return None
    if _backwards(first, last):
        return None
    offset = last.months_ago if last.months_ago is not None else last.ago
    word = TimeWord(
        start=place.stretch(),
        end=last.end,
        kind="span",
        day=first.day,
        month=first.month,
        year=first.year,
        end_day=last.day,
        end_month=last.month if last.month is not None else first.month,
        end_year=last.year,
        offset=offset,
        part_of_day=parts[0] if parts[0] == parts[-1] else None,
        lunar=last.lunar,
    )
    return [_tail(place, word)]


def _backwards(first: _Point, last: _Point) -> bool:
    years = first.year is not None and last.year is not None
    return years and (first.year, first.month or 1, first.day) > (last.year, last.month or 12, last.day)


def _days(place: _Place, points: list[_Point], parts: list[str | None]) -> list[TimeWord] | None:
    """A list: one span when the days follow each other ("3 và 4/5"), else the days one by one."""
    _fill(points)
    if not all(_exists(p.day, p.month, p.year, p.lunar) for p in points):
        return None
    alike = len({part for part in parts[1:] if part} | {parts[0]}) == 1
    if alike and all(_next_day(a, b) for a, b in pairwise(points)):
        return _span(place, points, [parts[0], parts[0]])
    words = []
    start = place.at
    for point, part in zip(points, parts, strict=True):
        words.append(_day_word(start, point, part))
        start = _first_sign(place.lowered, point.end, place.stop)
    return words


def _first_sign(lowered: str, at: int, stop: int) -> int:
    """The start of the next member of a list, after the comma or "và"."""
    found = _JOIN.match(lowered, at, stop)
    return found.end() if found else at


def _next_day(a: _Point, b: _Point) -> bool:
    if a.month == b.month:
        return b.day == a.day + 1
    if a.month is None or b.month is None:
        return False
    return b.day == 1 and b.month == a.month % 12 + 1 and a.day == monthrange(a.year or 2023, a.month)[1]


# --- words for a day -----------------------------------------------------------------------------------


def _beside(place: _Place, at: int) -> tuple[_Point, int] | None:
    """The written date beside a word for the same day: "sáng nay (10/5)"; with the end, its bracket included."""
    link = _BESIDE.match(place.lowered, at, place.stop)
    if not link:
        return None
    point = _point(place, link.end())
    if point is None or point.month is None or place.follows(point.end, _guards("counted")):
        return None
    if (
        point.sep == "-"
        and "ngày" not in link[0]
        and "(" not in link[0]
        and point.year is None
        and link[0].strip() == ""
    ):
        return None
    closed = "(" in link[0] and place.lowered[point.end : point.end + 1] == ")"
    return point, point.end + closed


_COUNTED_DAYS = frozenset(["ngày trước đó", "ngày sau đó"])
_COUNTS = {"một": 1, "1": 1, "hai": 2, "2": 2, "ba": 3, "3": 3, "bốn": 4, "4": 4}


def _relative(place: _Place) -> list[TimeWord] | None:
    """ "hôm qua", "chiều nay (10/5)", "sáng cùng ngày"."""
    found = _RELATIVE.match(place.lowered, place.at, place.stop)
    if not found or (found["after"] and not found["part"]) or place.word_before() == "cuối":
        return None
    phrase = re.sub(r"\s+", " ", found["word"] or found["after"])
    _, offset, same = _RELATIVES[phrase]
    if phrase in _COUNTED_DAYS:  # "một ngày trước đó", not "những ngày trước đó"
        count = _COUNTS.get(place.word_before() or "")
        if count is None:
            return None
        offset *= count
    part = None if found["part"] and place.before(_TWO_PARTS) else _part(found)
    if beside := _beside(place, found.end()):
        point, end = beside
        word = _tail(place, _changed(_day_word(place.stretch(), point, part), end=end))
        # "ngày mai (16/9)" lies ahead whatever became of it, "hôm qua (5/9)" behind: the nearest such day.
        return [word if word.year or same else _changed(word, edge="near")]
    start = place.stretch() if found["part"] else place.at
    return [TimeWord(start=start, end=found.end(), kind="relative", offset=offset, same=same, part_of_day=part)]


def _part_alone(place: _Place) -> list[TimeWord] | None:
    """ "Buổi chiều," stands for the afternoon of the day told before."""
    before = _OPENS.search(place.lowered[place.first : place.at])
    found = _PART_WORD.match(place.lowered, place.at, place.stop)
    if not before or not found:
        return None
    start = place.first + before.start("lead")
    return [TimeWord(start=start, end=found.end(), kind="part", part_of_day=_PARTS[found[0]])]


def _weekday(place: _Place) -> list[TimeWord] | None:
    """ "Thứ Ba (26/12)", "sáng thứ Hai", "thứ Hai tuần trước"; not "lần thứ hai"."""
    found = _WEEKDAY.match(place.lowered, place.at, place.stop)
    if not found:
        return None
    if place.before(_EVERY_DAY):
        return None
    weekday, capital = _WEEKDAYS[re.sub(r"\s+", " ", found["name"])]
    part = _part(found)
    beside = _beside(place, found.end())
    if beside:
        point, end = beside
        return [_changed(_day_word(place.at, point, part), end=end, weekday=weekday)]
    weekly = _UNITS_AGO.get(found["week"] or "")
    if capital and not part and weekly is None and not _capital_day(place, found):
        return None
    return [TimeWord(start=place.at, end=found.end(), kind="weekday", weekday=weekday, offset=weekly, part_of_day=part)]


def _capital_day(place: _Place, found: re.Match[str]) -> bool:
    """Whether "thứ Hai" is Monday: written with a capital, and nothing is counted before it."""
    if not place.text[found.end("name") - 1 : found.end("name")]:
        return False
    name = place.text[found.start("name") : found.end("name")].split()
    return name[-1][0].isupper() and place.word_before() not in _guards("ordinal")


# --- months, quarters, years, weeks ----------------------------------------------------------------------


def _edge(place: _Place) -> tuple[int, str | None]:
    found = place.before(_EDGE_BEFORE)
    return (found.start(), _EDGES[re.sub(r"\s+", " ", found["edge"])]) if found else (place.at, None)


def _month_span(place: _Place) -> list[TimeWord] | None:
    """ "từ tháng 5 đến tháng 9/2024"."""
    found = _MONTH_RANGE.match(place.lowered, place.at, place.stop)
    if not found or place.word_before() in _guards("every"):
        return None
    year, end_year = _year(found["year"])[0], _year(found["end_year"] or found["end_year_word"])[0]
    month, end_month = int(found["month"]), int(found["end_month"])
    if year is None and end_year is not None:
        year = end_year - (month > end_month)
    if year is not None and end_year is not None and (year, month) >= (end_year, end_month):
        return None
    word = TimeWord(
        start=place.stretch(),
        end=found.end(),
        kind="span",
        month=month,
        year=year,
        end_month=end_month,
        end_year=end_year,
    )
    return [word]


def _month_in_brackets(place: _Place) -> list[TimeWord] | None:
    """ "(1/2017)": a month and a year alone in brackets."""
    found = _MONTH_IN_BRACKETS.match(place.lowered, place.at, place.stop)
    if not found or place.word_before() != "(":
        return None
    end = found.end("year")
    return [TimeWord(start=place.at, end=end, kind="month", month=int(found["month"]), year=int(found["year"]))]


def _month_word(place: _Place) -> list[TimeWord] | None:
    """ "tháng 9/2024", "đầu tháng 6", "tháng 6 vừa qua", "tháng Tám năm ngoái"."""
    found = _MONTH_WORD.match(place.lowered, place.at, place.stop)
    if not found:
        return None
    name, before = found["month"], place.word_before()
    if before in _guards("every") or before in _guards("feast") or before.isdigit():
        return None
    month, lunar = _month(place, name, found.end())
    if not _names_month(place, found, "month"):
        return None
    year, ago = _year(found["year"] or found["year_word"])
    start, edge = _edge(place)
    word = TimeWord(
        start=start, end=found.end(), kind="month", month=month, year=year, offset=ago, edge=edge, lunar=lunar
    )
    return [_tail(place, word)]


def _unit(place: _Place) -> list[TimeWord] | None:
    """ "tháng trước", "tuần này", "năm ngoái"; not "ba năm trước"."""
    found = _UNIT.match(place.lowered, place.at, place.stop)
    if not found:
        return None
    before = place.word_before()
    if before in _guards("every") or before.isdigit():
        return None
    unit, ago = found["unit"], found["ago"]
    numbers = _YEARS_AGO if unit == "năm" else _UNITS_AGO
    if ago not in numbers or (ago == "tới" and not _QUALIFIER.match(place.lowered, found.start("ago") - 1, place.stop)):
        return None
    start, edge = _edge(place)
    kind = {"tháng": "month", "tuần": "week", "năm": "year"}[unit]
    return [TimeWord(start=start, end=found.end(), kind=kind, offset=numbers[ago], edge=edge)]


def _year_span(place: _Place) -> list[TimeWord] | None:
    """ "từ năm 2021 đến năm 2023"."""
    found = _YEAR_RANGE.match(place.lowered, place.at, place.stop)
    if not found or int(found["year"]) >= int(found["end_year"]):
        return None
    return [
        TimeWord(
            start=place.stretch(),
            end=found.end(),
            kind="span",
            year=int(found["year"]),
            end_year=int(found["end_year"]),
        )
    ]


def _year_word(place: _Place) -> list[TimeWord] | None:
    """ "năm 2015", "cuối năm 2025"."""
    found = _YEAR_WORD.match(place.lowered, place.at, place.stop)
    if not found:
        return None
    start, edge = _edge(place)
    return [TimeWord(start=start, end=found.end(), kind="year", year=int(found["year"]), edge=edge)]


def _quarter(place: _Place) -> list[TimeWord] | None:
    """ "Quý III/2025"."""
    found = _QUARTER.match(place.lowered, place.at, place.stop)
    if not found:
        return None
    year, ago = _year(found["year"] or found["year_word"])
    first = 3 * _QUARTERS[found["quarter"]] - 2
    start, edge = _edge(place)
    return [TimeWord(start=start, end=found.end(), kind="quarter", month=first, year=year, offset=ago, edge=edge)]


Shape = Callable[[_Place], "list[TimeWord] | None"]
_SHAPES: dict[str, tuple[Shape, ...]] = {
    "number": (_dated, _month_in_brackets),
    "word": (_dated, _relative, _weekday, _part_alone),
    "part": (_part_alone,),
    "day": (_dated, _relative, _weekday),
    "same": (_relative,),
    "month": (_month_span, _month_word, _unit),
    "year": (_year_span, _year_word, _unit),
    "week": (_unit,),
    "quarter": (_quarter,),
    "weekday": (_weekday,),
}
