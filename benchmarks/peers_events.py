"""Two plain ways to read contacts, as one would build them from what there is: names beside verbs, a keyword coder.

Both know the same verbs, sentence by sentence, and tell each contact once for each text. `by_names` lets underthesea
find the names, cuts titles and countries off them and takes the two nearest to the verb; the day is the nearest one
written before it, else the next. `by_keywords` is a coder in the manner of CAMEO and PETRARCH: a dictionary of
countries and offices finds the actors, source and target are those next to the verb, and the day is that of
publication, as these coders have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

import regex

from banggiao import lexicon
from benchmarks.peers_dates import Missing

Event = dict[str, Any]


class Verb(NamedTuple):
    """What a verb tells: type and form, the roles of source and target, the CAMEO code that it would have."""

    type: str
    form: str
    source: str
    target: str
    code: str


_PARTY = ("party", "party")
VERBS = {
    "tiếp xã giao": Verb("meeting", "receive", "host", "guest", "043"),
    "tiếp kiến": Verb("meeting", "receive", "host", "guest", "043"),
    "tiếp": Verb("meeting", "receive", "host", "guest", "043"),
    "tiếp xúc": Verb("meeting", "meet", *_PARTY, "040"),
    "hội đàm": Verb("meeting", "talks", *_PARTY, "046"),
    "hội kiến": Verb("meeting", "call_on", *_PARTY, "042"),
    "chào xã giao": Verb("meeting", "call_on", "guest", "host", "042"),
    "gặp": Verb("meeting", "meet", *_PARTY, "040"),
    "gặp gỡ": Verb("meeting", "meet", *_PARTY, "040"),
    "làm việc với": Verb("meeting", "working", *_PARTY, "040"),
    "điện đàm": Verb("call", "phone", *_PARTY, "041"),
    "thăm": Verb("visit", "other", "guest", "host", "042"),
    "thăm chính thức": Verb("visit", "official", "guest", "host", "042"),
    "thăm cấp nhà nước": Verb("visit", "state", "guest", "host", "042"),
    "thăm và làm việc": Verb("visit", "working", "guest", "host", "042"),
    "gửi điện mừng": Verb("message", "congratulation", "sender", "recipient", "051"),
    "gửi thư chúc mừng": Verb("message", "congratulation", "sender", "recipient", "051"),
    "gửi điện chia buồn": Verb("message", "condolence", "sender", "recipient", "051"),
    "gửi điện thăm hỏi": Verb("message", "condolence", "sender", "recipient", "051"),
    "gửi điện": Verb("message", "other", "sender", "recipient", "051"),
    "gửi lời thăm hỏi": Verb("message", "greeting", "sender", "recipient", "051"),
    "ký kết": Verb("agreement", "signing", *_PARTY, "057"),
    "ký": Verb("agreement", "signing", *_PARTY, "057"),
    "ra tuyên bố chung": Verb("agreement", "statement", *_PARTY, "057"),
}
_NO_VERB = r"(?! (?:tục|theo|thu|nhận|cận|nối|tế|khó|phải|viện|sức|cử tri))"
_VERB = re.compile(rf"(?<!\w)(?<!trực )(?<!gián )(?:{'|'.join(sorted(VERBS, key=len, reverse=True))}){_NO_VERB}(?!\w)")
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s+[^\W\d_]|\s*\n|\s*$)[^\n.!?]*)*")
_DAY = re.compile(r"(?<![\d/])(\d{1,2})\s?[/-]\s?(\d{1,2})(?:\s?[/-]\s?(\d{4}))?(?![\d/])")
_LONG_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?")
_CAPITALS = regex.compile(r"(?:(?<!\w)\p{Lu}[\w'’.-]*\s*)+$")


class Actor(NamedTuple):
    """Somebody in a sentence: where, by which name, or as which body."""

    start: int
    end: int
    name: str | None
    organisation: str | None
    offices: tuple[str, ...] = ()
    country: str | None = None

    def row(self, role: str) -> dict[str, Any]:
        organisation = None if self.name or self.offices else self.organisation
        told = {"name": self.name, "offices": list(self.offices), "organisation": organisation}
        return told | {"country": self.country, "role": role}


Actors = Callable[[str], list[Actor]]


# --- both -------------------------------------------------------------------------------------------------------------


def contacts(text: str, published: str, actors: Actors, day: Callable[[str, int], str | None]) -> list[Event]:
    """One event for each verb between two actors; of a visit the traveller alone is enough."""
    events: dict[tuple[object, ...], Event] = {}
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        found: list[Actor] | None = None
        for cue in _VERB.finditer(sentence.lower()):
            if found is None:
                found = actors(sentence)
            verb = VERBS[cue[0]]
            left = [one for one in found if one.end <= cue.start()]
            right = [one for one in found if one.start >= cue.end()]
            sides = [(left[-1], verb.source)] if left else []
            if right and verb.type != "visit":
                sides.append((right[0], verb.target))
            if len(sides) < 2 and not (sides and verb.type == "visit"):
                continue
            rows = [side.row(role) for side, role in sides]
            land = right[0].country if verb.type == "visit" and right else None
            key = (verb.type, land, *sorted(str(row["name"] or row["organisation"] or row["offices"]) for row in rows))
            event = {"type": verb.type, "form": verb.form, "status": "held", "part_of_day": None}
            place = {"venue": None, "locality": None, "country": land}
            events.setdefault(
                key, event | {"date": day(text, match.start() + cue.start()), "place": place, "participants": rows}
            )
    return list(events.values())


@cache
def countries() -> dict[str, str]:
    """The short names of states, with their codes."""
    rows = lexicon.table("lexicon/countries.tsv", ("code", "name", "kind", "care"))
    return {name: code for code, name, kind, _ in rows if kind in ("short", "alias") and len(name) > 2}


@cache
def _country() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(countries(), key=len, reverse=True)))})(?!\w)")


# --- names beside verbs -----------------------------------------------------------------------------------------------


def by_names() -> Callable[[str, str], list[Event]]:
    """underthesea's names, the nearest two beside a verb, the nearest day. Raises Missing without underthesea."""
    if find_spec("underthesea") is None:
        raise Missing("underthesea needs `pip install '.[bench]'`")
    ner: Any = import_module("underthesea").ner

    def read(text: str, published: str) -> list[Event]:
        def day(whole: str, at: int) -> str | None:
            return nearest_day(whole, at, published)

        return contacts(text, published, lambda sentence: named(sentence, ner(sentence)), day)

    return read


def named(sentence: str, tokens: Sequence[Sequence[str]]) -> list[Actor]:
    """The entities of a tagged sentence. A title in front of a name is cut off, and tells a person whatever the tag."""
    spans: list[tuple[int, int, str]] = []
    at = 0
    for token in tokens:
        word, tag = token[0], token[-1]
        place = sentence.find(word, at)
        if place < 0:
            continue
        at = place + len(word)
        if tag.startswith("I-") and spans and spans[-1][1] >= place - 1:
            spans[-1] = (spans[-1][0], at, spans[-1][2])
        elif tag != "O":
            spans.append((place, at, tag[2:]))
    return [actor for start, end, kind in spans if (actor := _entity(start, end, sentence[start:end], kind))]


def _entity(start: int, end: int, words: str, kind: str) -> Actor | None:
    if words in countries():
        return Actor(start, end, None, words, country=countries()[words])
    tail = _CAPITALS.search(words)
    titled = tail is not None and tail.start() > 0
    if tail is not None and (kind == "PER" or (titled and kind == "LOC")):
        name = tail[0].strip()
        land = _country().match(name)
        name = name[land.end() :].strip() if land else name
        if len(name.split()) > 1 or (kind == "PER" and name):
            return Actor(start, end, name, None)
    return Actor(start, end, None, words) if kind == "ORG" else None


def nearest_day(text: str, at: int, published: str) -> str | None:
    """The day written nearest before the verb, else the next one; its year the last that is not after publication."""
    found = sorted(
        (m.start() > at, abs(m.start() - at), m) for p in (_DAY, _LONG_DAY) for m in p.finditer(text) if _is_day(m)
    )
    if not found:
        return None
    match = found[0][2]
    number, month, year = int(match[1]), int(match[2]), match[3]
    if year:
        return f"{year}-{month:02}-{number:02}"
    this = published[:4]
    day = f"{this}-{month:02}-{number:02}"
    return day if day <= published else f"{int(this) - 1}-{month:02}-{number:02}"


def _is_day(match: re.Match[str]) -> bool:
    return 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12


# --- a keyword coder --------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"[^\W\d_][\w'’.-]*|[,;:()\"“”]")
_MOST = 9
"""Words between a title and the name that belongs to it."""


def by_keywords() -> Callable[[str, str], list[Event]]:
    """Dictionaries of offices and countries, source and target beside the verb, the day of publication."""

    def read(text: str, published: str) -> list[Event]:
        return contacts(text, published, coded, lambda whole, at: published)

    return read


@cache
def _titles() -> re.Pattern[str]:
    rows = lexicon.table("lexicon/offices.tsv", ("title", "class", "country"))
    titles = sorted((title for title, _, _ in rows), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, titles))})(?!\w)", re.I)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name for (name,) in lexicon.table("lexicon/surnames.tsv", ("name",)))


def coded(sentence: str) -> list[Actor]:
    """The actors of a sentence by the dictionaries: an office with its country and the name behind it, or a country."""
    actors: list[Actor] = []
    for title in _titles().finditer(sentence):
        if not actors or title.start() >= actors[-1].end:
            actors.append(_holder(sentence, title))
    for land in _country().finditer(sentence):
        if not any(one.start <= land.start() < one.end for one in actors):
            actors.append(Actor(land.start(), land.end(), None, land[0], country=countries()[land[0]]))
    return sorted(actors, key=lambda one: one.start)


def _holder(sentence: str, title: re.Match[str]) -> Actor:
    """An office with what follows it: the words of its body, a country, a name."""
    end, country, office = title.end(), None, title.end()
    name: list[str] = []
    land_end = 0
    for count, token in enumerate(_TOKEN.finditer(sentence, title.end())):
        word = token[0]
        if token.start() < land_end:
            continue
        if count >= _MOST or not word[0].isalpha():
            break
        if not name and (land := _country().match(sentence, token.start())):
            country, office = countries()[land[0]], land.end()
            end = land_end = land.end()
            continue
        if name:
            if not word[0].isupper():
                break
            name.append(word)
            end = token.end()
        elif word[0].isupper() and (word in _surnames() or country is not None):
            name, end = [word], token.end()
        elif country is not None or word in ("đã", "tiếp", "gặp", "với", "và"):
            break
        else:
            office = end = token.end()
    told = sentence[title.start() : office].strip()
    held = (told,) if name or country else (title[0],)
    shown = " ".join(name).rstrip(".") or None
    return Actor(
        title.start(), max(end if name or country else title.end(), title.end()), shown, None, held, country or "VN"
    )
