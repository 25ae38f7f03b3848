"""Years from meetings that are counted: "dự Hội nghị Cấp cao ASEAN lần thứ 44", "Kỳ họp thứ 8, Quốc hội khóa XV"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from banggiao.authority.files import kept
from banggiao.authority.periods import meetings
from banggiao.dating import clauses
from banggiao.dating.days import Bound, day_moved
from banggiao.lexicon import table
from banggiao.text import lower

# A meeting is spoken of long before it; one that is not said to lie ahead, at most some months.
_SPOKEN_OF = 240
_LONG_BEFORE = 900
_AFTER = 10
# The days around it on which its guests meet.
_AROUND = 5

# Told by a name: "dự lễ Quốc tang Tổng Bí thư Nguyễn Phú Trọng".
_FUNERAL = "state-funeral"

_ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMBER = rf"(?:\d{{1,3}}(?![\d/%.]\d)|[ivx]{{1,6}}|{'|'.join(_ORDINALS)})(?!\w)"
_NUMBERS = re.compile(
    rf"(?:\s*\([^()]{{2,12}}\))?(?:[^.;\n\d]{{0,22}}?(?:lần thứ|lần|khóa)|\s*[-–]?)\s*"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|và|[-–])\s*\d{{1,3}}(?!\w))*)"
)
_NUMBER_BEFORE = re.compile(
    rf"(?:lần thứ|khóa họp(?: lần)?(?: thứ)?|khóa|phiên thứ) (?P<numbers>{_NUMBER})[^.;\n\d]{{0,30}}$"
)
_PLACE = re.compile(r"[^.;\n\d]{0,60}?(?<!\w)(?:tại|ở) (?P<place>[^.;\n]{3,45})")
_PLENUM = re.compile(
    rf"(?:hội nghị )?(?:lần thứ (?P<first>{_NUMBER}) (?:của )?)?(?:ban chấp hành )?trung ương(?: đảng)?"
    rf"(?:(?: lần thứ)? (?P<second>{_NUMBER}))?,?\s*\(?(?:của )?khóa (?P<term>[ivx]+)(?!\w)"
)
_SESSION = re.compile(
    rf"kỳ họp (?:lần )?thứ (?P<first>{_NUMBER}),?\s*(?:của )?quốc hội(?: việt nam)? khóa (?P<term>[ivx]+)(?!\w)"
)


class Mention(NamedTuple):
    """A meeting of the table in a text: what it is called there, where it stands, the days it may be."""

    name: str
    start: int
    end: int
    spans: tuple[tuple[str, str], ...]


def of_the_page(lowered: str) -> Iterable[Bound]:
    """The page was written not long before the meetings that it names; those to come were not yet over."""
    for mention in _mentions(lowered):
        words = clauses.before(lowered, mention.start)
        ahead = clauses.looks_ahead(words) and not clauses.looks_back(words)
        early = _LONG_BEFORE if ahead else _SPOKEN_OF
        spans = tuple(
            (day_moved(first, -early), day_moved(last, _AFTER) if ahead else None) for first, last in mention.spans
        )
        held = " or ".join(f"{first}/{last}" for first, last in mention.spans)
        verb = "lies ahead" if ahead else "is named"
        yield Bound(kind="meeting", reason=f"{mention.name} {verb}, which was held {held}", spans=spans)


def of_the_sentence(lowered: str, start: int, end: int) -> Iterable[Bound]:
    """What a sentence tells "nhân dịp dự", "bên lề", "tại" a meeting happened in its days."""
    for mention in _mentions(lowered, start, end):
        if not clauses.attends(lowered[start : mention.start]):
            continue
        spans = tuple((day_moved(first, -_AROUND), day_moved(last, _AROUND)) for first, last in mention.spans)
        held = " or ".join(f"{first}/{last}" for first, last in mention.spans)
        yield Bound(kind="at a meeting", reason=f"it was at {mention.name}, held {held}", spans=spans)


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all words, and the series of each."""
    series = {lower(word): name for name, word, _ in table("dating/series.tsv", ("series", "word", "example"))}
    words = sorted(series, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")"), series


@kept
@cache
def _places(series: str) -> dict[str, str]:
    """The places of a series, in lower case."""
    return {lower(number): number for name, number in meetings() if name == series and not number[0].isdigit()}


def _mentions(lowered: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    stop = len(lowered) if end is None else end
    yield from _of_terms(lowered, start, stop)
    words, series = _words()
    for found in words.finditer(lowered, start, stop):
        name = series[found[0]]
        seen = _NUMBERS.match(lowered, found.end(), min(stop, found.end() + 60))
        begin, over = found.start(), seen.end() if seen else found.end()
        if seen is None and (earlier := _NUMBER_BEFORE.search(lowered, max(start, begin - 70), begin)):
            seen, begin = earlier, earlier.start()
        if seen is not None:
            for number in re.split(r"\s*(?:,|và|[-–])\s*", seen["numbers"]):
                yield from _mention(name, str(_value(number)), lowered[found.start() : found.end()], begin, over)
        elif name == _FUNERAL:
            after = clauses.after(lowered, found.end(), 90)
            for who, number in _places(name).items():
                if who in after:
                    yield from _mention(name, number, f"{found[0]} {number}", begin, over)
        elif place := _PLACE.match(lowered, found.end(), min(stop, found.end() + 110)):
            for where, number in _places(name).items():
                if where in place["place"]:
                    yield from _mention(name, number, f"{found[0]} ({number})", begin, place.end())


def _of_terms(lowered: str, start: int, stop: int) -> Iterator[Mention]:
    """Plenums of the Central Committee and sessions of the National Assembly, told with their term."""
    if lowered.find("khóa", start, stop) < 0:
        return
    for series, pattern in (("central-committee", _PLENUM), ("national-assembly", _SESSION)):
        for found in pattern.finditer(lowered, start, stop):
            number = found["first"] or found.groupdict().get("second")
            if number:
                key = f"{_value(found['term'])}.{_value(number)}"
                yield from _mention(series, key, found[0], found.start(), found.end())


def _mention(series: str, number: str, name: str, start: int, end: int) -> Iterator[Mention]:
    spans = meetings().get((series, number))
    if spans:
        told = name if not number[0].isdigit() or "." in number else f"{name} {number}"
        yield Mention(f'"{told}"', start, end, spans)


def _value(number: str) -> int:
    """The value of digits, a word of order or a Roman number; 0 where it is none."""
    if number.isdecimal():
        return int(number)
    if number in _ORDINALS:
        return _ORDINALS.index(number) + 1
    values = [_ROMANS.get(letter, 0) for letter in number]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
