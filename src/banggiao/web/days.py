"""Dates as people read them: EDTF in words, in both languages."""

from __future__ import annotations

import datetime
import re

from banggiao.web.language import say

_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def words(date: str | None, language: str) -> str:
    """A day, a month, a span, one of several, a day without a year.

    >>> words("2023-12-26", "vi"), words("2023-12-26", "en"), words("2024-09", "vi"), words("2024", "en")
    ('26/12/2023', '26 December 2023', '9/2024', '2024')
    >>> words("2024-09-05/2024-09-08", "vi"), words("2024-09-05/2024-09-08", "en")
    ('5–8/9/2024', '5–8 September 2024')
    >>> words("XXXX-10-23", "vi"), words("[2021-11-24,2022-11-24]", "en"), words(None, "vi")
    ('23/10 (chưa rõ năm)', '24 November 2021 or 24 November 2022', 'chưa rõ ngày')
    """
    if not date:
        return say("date.unknown", language)
    if date[0] in "[{" and date[-1] in "]}":
        between = f" {say('date.or' if date[0] == '[' else 'date.and', language)} "
        return between.join(_span(part.strip(), language) for part in date[1:-1].split(","))
    return _span(date, language)


def _span(date: str, language: str) -> str:
    first, slash, last = date.partition("/")
    if not slash:
        first, dots, last = date.partition("..")
        if not dots:
            return _one(first, language)
    if first in ("", ".."):
        return say("date.until", language, day=_one(last, language))
    if last in ("", ".."):
        return say("date.since", language, day=_one(first, language))
    return _between(first, last, language)


def _between(first: str, last: str, language: str) -> str:
    """Two days of one month share it: 5–8/9/2024."""
    one, other = _DAY.fullmatch(first), _DAY.fullmatch(last)
    if one and other and one[3] and other[3] and one[1] == other[1]:
        if one[2] == other[2]:
            return f"{int(one[3])}–{_one(last, language)}"
        if "X" not in one[1]:
            return f"{_without_year(one[2], one[3], language)} – {_one(last, language)}"
    return f"{_one(first, language)} – {_one(last, language)}"


def _without_year(month: str, day: str, language: str) -> str:
    return f"{int(day)}/{int(month)}" if language == "vi" else f"{int(day)} {_MONTHS[int(month) - 1]}"


def _one(date: str, language: str) -> str:
    found = _DAY.fullmatch(date)
    if found is None or (found[2] and not 1 <= int(found[2]) <= 12):
        return date
    year, month, day = found.groups()
    if year == "XXXX":
        if month is None or day is None:
            return date
        return say("date.no_year", language, day=_without_year(month, day, language))
    if month is None:
        return str(year)
    if day is None:
        return f"{int(month)}/{year}" if language == "vi" else f"{_MONTHS[int(month) - 1]} {year}"
    return f"{_without_year(month, day, language)}{'/' if language == 'vi' else ' '}{year}"


def machine(date: str | None) -> str | None:
    """The value of a `datetime` attribute: a day, month or year that HTML knows, else None."""
    if date and re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", date):
        try:
            datetime.date.fromisoformat((date + "-01-01")[:10])
        except ValueError:
            return None
        return date
    return None
