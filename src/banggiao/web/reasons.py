"""Reasons in words: the short English sentences of a record, in the language of the guest (data/web/reasons.toml)."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import NamedTuple

from banggiao.labels import label
from banggiao.web import days
from banggiao.web.language import country

_DATE = r"\d{4}-\d\d-\d\d"
_TERM = re.compile(rf"\[?(?:{_DATE}|\d{{4}}-\d\d)(?:(?:/|,)(?:{_DATE}|\.\.))*\]?")


class _Shape(NamedTuple):
    read: re.Pattern[str]
    words: dict[str, str]


@functools.cache
def _shapes() -> tuple[_Shape, ...]:
    file = resources.files("banggiao") / "data" / "web" / "reasons.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))["reason"]
    return tuple(_Shape(re.compile(each["read"]), {"en": each["en"], "vi": each["vi"]}) for each in told)


def words(reason: str, language: str) -> str:
    """The reason as people of this language say it; as it is written where no shape of it is known.

    >>> words("Nguyễn Phú Trọng was Tổng Bí thư 2011-01-19/2024-07-19", "vi")
    'Nguyễn Phú Trọng giữ chức Tổng Bí thư: 19/1/2011 – 19/7/2024'
    >>> words("it was published 2021-03-02", "en"), words("something else of 2021-03-02", "vi")
    ('it was published 2 March 2021', 'something else of 2/3/2021')
    """
    for shape in _shapes():
        if found := shape.read.fullmatch(reason):
            caught = {name: _shown(name, value, language) for name, value in found.groupdict().items()}
            return shape.words[language].format(**caught)
    return with_days(reason, language)


def _shown(name: str, value: str | None, language: str) -> str:
    if value is None:
        return ""
    if name == "last":
        return f" – {days.words(value, language)}"
    if name.startswith("state") and len(value) == 2:
        return country(value, language)
    if name == "people":
        return value.replace(" and ", " và ") if language == "vi" else value
    if name == "share":
        return f"{float(value):.0%}"
    if name == "commitment":
        return label("commitment", value, language)
    return with_days(value, language)


def with_days(text: str, language: str) -> str:
    """The text with its ISO days and spans of days as people write them."""
    return _TERM.sub(lambda found: days.words(found[0], language), text)
