"""Years from names that exist only in a time: ministries before a merger, provinces, states, words of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from banggiao.authority.dates import window
from banggiao.authority.files import kept
from banggiao.authority.periods import PERIODS
from banggiao.dating import clauses
from banggiao.dating.days import Bound, day_moved
from banggiao.lexicon import countries, table
from banggiao.text import lower

# A body is called by its name some weeks after it was merged.
_SLACK = 75
_EARLY = 15
# Bodies that ended before are names of the past wherever they stand.
_LIVING = 2015
# What acts, is worked with or led: "Bộ trưởng Bộ Kế hoạch và Đầu tư", "làm việc với Bộ Xây dựng".
_ACTS = re.compile(
    r"(?<!\w)(?:bộ trưởng|thứ trưởng|trưởng ban|phó trưởng ban|chủ nhiệm|phó chủ nhiệm|làm việc với|lãnh đạo|tiếp"
    r"|ban cán sự đảng)(?: (?:các |lãnh đạo |thường trực )?)?$"
)
_OF_PROVINCE = (
    r"(?:(?:bí thư |ban thường vụ )?tỉnh ủy"
    r"|(?:chủ tịch )?ubnd tỉnh|làm việc (?:với|tại) tỉnh|lãnh đạo tỉnh|đảng bộ tỉnh)"
)
_GONE = re.compile(
    r"(?<!\w)(?:nguyên|cựu|cố|từng|trước đây|cũ|nay là|khi đó|lúc đó|lúc bấy giờ|hồi|năm (?:19|20)\d\d|sáp nhập"
    r"|hợp nhất)(?!\w)"
)


def of_the_page(lowered: str) -> Iterable[Bound]:
    """Names that were not yet, and bodies that were no more."""
    yield from _of_periods(lowered)
    yield from _of_bodies(lowered)


@kept
@cache
def _periods() -> tuple[re.Pattern[str], dict[str, tuple[str, str | None, str]]]:
    known = {lower(p.name): (p.start, p.end, p.kind) for p in PERIODS.rows()}
    names = sorted(known, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"), known


def _of_periods(lowered: str) -> Iterable[Bound]:
    pattern, known = _periods()
    for found in pattern.finditer(lowered):
        start, end, kind = known[found[0]]
        if kind != "state" and _is_abroad(lowered, found):
            continue
        first = day_moved(start, -_EARLY)
        if end is not None and not (_lives(lowered, found) and (kind == "state" or _acts(lowered, found))):
            end = None
        last = day_moved(end, _SLACK) if end else None
        yield Bound(kind="name", reason=f'"{found[0]}" was {start}/{end or ".."}', spans=((first, last),))


def _lives(lowered: str, found: re.Match[str]) -> bool:
    """Whether nothing around says that the name is one of the past."""
    around = clauses.before(lowered, found.start(), 60) + " " + clauses.after(lowered, found.end(), 40)
    return _GONE.search(around) is None


@cache
def _other_states() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A state right behind a body's name ("… Lào", "… của nước CHDCND Lào", "… (Trung Quốc)"); one anywhere."""
    names = sorted({lower(row.name) for row in countries() if row.code != "VN" and row.kind != "pair"}, key=len)
    one = "(?:" + "|".join(map(re.escape, reversed(names))) + r")(?!\w)"
    return re.compile(rf"(?: (?:của )?(?:nước )?| ?\((?:nước )?){one}"), re.compile(rf"(?<!\w){one}")


# "Đoàn đại biểu Lào do ông A, | Bộ trưởng Bộ X làm trưởng đoàn": the office behind a name
_APPOSED = re.compile(r"\w\)?\s*(?:,|\s[-–])\s+(?:[^,;:]{2,60},\s+)*(?:bộ trưởng|thứ trưởng|chủ nhiệm|phó chủ nhiệm) $")


def _is_abroad(lowered: str, found: re.Match[str]) -> bool:
    """Whether the body is, or may be, another state's: Laos and China have ministries of the same names."""
    behind, anywhere = _other_states()
    if behind.match(lowered, found.end()):
        return True
    words = clauses.before(lowered, found.start(), 160)
    return _APPOSED.search(words) is not None and anywhere.search(words) is not None


def _acts(lowered: str, found: re.Match[str]) -> bool:
    words = clauses.before(lowered, found.start(), 40)
    # "Trưởng Ban Đối ngoại Trung ương" begins with the name's own first word.
    return _ACTS.search(words) is not None or re.search(r"(?<!\w)(?:phó )?trưởng $", words) is not None


@cache
def _ended() -> tuple[re.Pattern[str], dict[str, str]]:
    """Bodies and provinces with the last day of each."""
    last: dict[str, str] = {}
    for name, country, _, note in table("lexicon/organisations.tsv", ("name", "country", "channel", "note")):
        until = next((part.removeprefix("until ") for part in note.split("; ") if part.startswith("until ")), None)
        if country == "VN" and until and (span := window(until)) and span[1].year >= _LIVING:
            last[lower(name)] = span[1].isoformat()
    bodies = "|".join(map(re.escape, sorted(last, key=len, reverse=True)))
    units = {}
    for name, kind, _, until in table("lexicon/provinces.tsv", ("name", "kind", "since", "until")):
        if kind == "province" and (span := window(until)) and span[1].year >= _LIVING:
            units[lower(name)] = span[1].isoformat()
    provinces = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    pattern = re.compile(
        rf"(?<!\w)(?:(?P<body>{bodies})|{_OF_PROVINCE} (?P<province>{provinces}))(?![\w])(?! [-–] |-|,? tp| và)"
    )
    return pattern, {**last, **units}


def _of_bodies(lowered: str) -> Iterable[Bound]:
    pattern, last = _ended()
    for found in pattern.finditer(lowered):
        if not _lives(lowered, found) or (found["body"] and not _acts(lowered, found)):
            continue
        if found["body"] and _is_abroad(lowered, found):
            continue
        name = found["body"] or found["province"]
        reason = f'"{found[0]}" was there until {last[name]}'
        yield Bound(kind="name", reason=reason, spans=((None, day_moved(last[name], _SLACK)),))
