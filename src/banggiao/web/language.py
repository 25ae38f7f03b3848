"""Which language a guest reads, and the words of the pages in it (data/web/words.toml)."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from banggiao import labels
from banggiao.labels import LANGUAGES

DEFAULT = "vi"


@functools.cache
def catalogue() -> dict[str, dict[str, str]]:
    """All words of the pages: key -> language -> template."""
    file = resources.files("banggiao") / "data" / "web" / "words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def choose(asked: str | None, kept: str | None, accepted: str | None) -> str:
    """The language asked for in the address, else kept in the cookie, else the browser's, else Vietnamese.

    >>> choose(None, None, "fr-FR,fr;q=0.9,en;q=0.8"), choose(None, "vi", "en"), choose("en", "vi", None)
    ('en', 'vi', 'en')
    """
    for language in (asked, kept):
        if language in LANGUAGES:
            return str(language)
    return next((language for language in _preferred(accepted or "") if language in LANGUAGES), DEFAULT)


def _preferred(accepted: str) -> list[str]:
    """The languages of an Accept-Language header, the most wanted first, those of weight 0 left out."""
    found: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        if quality > 0:
            found.append((-quality, tag.strip().lower().partition("-")[0]))
    return [language for _, language in sorted(found, key=lambda each: each[0])]


def say(key: str, language: str, **facts: object) -> str:
    """The words of a key. A number `n` chooses `KEY.one` where the language has one and n is 1, and is
    written as the language writes it."""
    entry = catalogue().get(f"{key}.one") if facts.get("n") == 1 else None
    text = (entry or {}).get(language) or catalogue()[key][language]
    if isinstance(facts.get("n"), int):
        facts["n"] = number(int(str(facts["n"])), language)
    return text.format(**facts) if facts else text


def number(value: int, language: str) -> str:
    """Thousands apart, as the language does it.

    >>> number(38959, "vi"), number(38959, "en")
    ('38.959', '38,959')
    """
    return f"{value:,}".replace(",", "." if language == "vi" else ",")


def label(kind: str, code: str, language: str) -> str:
    """The word for a code of the codebook."""
    return labels.label(kind, code, language)


@functools.cache
def country(code: str | None, language: str) -> str:
    """What a country is called; the code itself where it is none that has a name, "" for None."""
    if code is None:
        return ""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))
