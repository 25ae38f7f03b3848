"""Dates that name something else than the day of what is told: feasts, anniversaries, laws, foundings."""

from __future__ import annotations

import re
from functools import cache

from banggiao.lexicon import table
from banggiao.model import TimeWord

_REACH = 90
_HOLIDAYS = re.compile(r"(?<!\w)(?:nghỉ|tết)(?!\w)")


def is_occasion(time: TimeWord, lowered: str) -> bool:
    """Whether `time` dates a feast, an anniversary, a legal act or a founding, and no event of the page.

    `lowered` is `banggiao.text.lower` of the text that `time` was found in.

    >>> from banggiao.dating.words import find_times
    >>> line = "Nhân Ngày Gia đình Việt Nam (28/6), hai bên gặp nhau sáng 26/6."
    >>> [is_occasion(time, line.lower()) for time in find_times(line, line.lower())]
    [True, False]
    """
    if _anniversary(time):
        return True
    if time.part_of_day is not None or time.kind not in {"day", "span"}:
        return False
    before = re.split(r"[;:\n]", lowered[max(0, time.start - _REACH) : time.start])[-1]
    if time.kind == "span" and lowered.startswith("từ ", time.start) and not _HOLIDAYS.search(before):
        return False  # "thăm X và dự Lễ kỷ niệm 50 năm Quốc khánh từ ngày 3 đến 5/9": the days of the visit
    return any(shape.search(before) for shape in _shapes())


def _anniversary(time: TimeWord) -> bool:
    """ "(26/7/1953 - 26/7/2024)"."""
    same_day = time.kind == "span" and (time.day, time.month) == (time.end_day, time.end_month)
    return same_day and time.year is not None and time.end_year is not None and time.year < time.end_year


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    words: dict[str, list[str]] = {}
    for word, kind, _ in table("dating/guards.tsv", ("word", "kind", "example")):
        words.setdefault(kind, []).append(re.escape(word))
    occasion, document, founded = ("|".join(words[kind]) for kind in ("occasion", "document", "founded"))
    return (
        re.compile(rf"(?<!\w)(?:{occasion})(?!\w)[^,.]*$"),
        # "Ngày Thầy thuốc Việt Nam (27/2)", "Ngày Gia đình Việt Nam 28/6"; not "thăm hai ngày tới X từ ngày 3-4/9"
        re.compile(r"(?<!\bhai )(?<!\bba )(?<!\bbốn )(?<!\bmột )(?<!\d )(?<!\w)ngày [^\d,.()]{4,60}\(?$"),
        # "Nghị định 56/2024/NĐ-CP ngày 18/5", "Chỉ thị 32-CT/TW, ngày 10/4"; a plain number takes no comma
        re.compile(rf"(?<!\w)(?:{document}) (?:số )?(?:\d+[\w.-]*/[\w/.-]+,?|\d+) \(?$"),
        re.compile(rf"(?<!\w)(?:{founded}) (?:vào )?\(?$"),
    )
