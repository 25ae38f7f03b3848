"""Whether what is said on a page without a contact has to do with other states: a police chief on a theft, a minister
before the voters, a president on a judge are home news, of whatever state."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache

import ahocorasick_rs
import regex

from banggiao import lexicon
from banggiao.model import Actor, Article, Office, Statement
from banggiao.statement.page import Voices
from banggiao.statement.words import one_of, words

_HOME = "VN"
_LEADERS = frozenset(["state", "government", "parliament", "party"])
_AT_HOME = frozenset(["police", "judiciary", "local", "business", "academic", "mass", "media"])
_PRIVATE = frozenset(["business", "academic", "media"])
_SOVEREIGN = frozenset(["tổng thống", "thủ tướng", "ngoại trưởng", "quốc vương", "bộ trưởng quốc phòng"])
_WITH = 30  # characters of "với (chính phủ) Chile"
_BEFORE = 200  # characters before a statement that tell what it is about
_NOT_BY = ("giờ ", "hãng tin ", "hãng ", "báo ", "tờ ", "kênh ", "người ")  # "theo giờ Việt Nam", "báo Anh"


@cache
def _names() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...], tuple[str, ...]]:
    """The names of states, their capitals and the bodies of several states, as they are written, with what they name;
    read once a process."""
    found: dict[str, str] = {}
    for code, name, kind, _ in lexicon.countries():
        if kind != "pair":
            found.setdefault(name, code)
    for name, code, kind in lexicon.table("lexicon/localities.tsv", ("name", "country", "kind")):
        if kind == "capital":
            found.setdefault(name, code)
    for name, _, channel, _ in lexicon.table("lexicon/organisations.tsv", ("name", "country", "channel", "note")):
        if channel == "international":
            found.setdefault(name, "international")
    names = tuple(found)
    matcher = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, names, tuple(found.values())


class Abroad:
    """The states that a page names, and where."""

    def __init__(self, article: Article, lowered: str, voices: Voices) -> None:
        self._low = lowered
        self._voices = voices
        matcher, names, codes = _names()
        text = article.text
        self._places: list[tuple[int, str]] = []
        for index, start, end in matcher.find_matches_as_indexes(text):
            inside = text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
            if inside or text.endswith(_NOT_BY, 0, start) or _is_given(text, start, names[index]):
                continue
            self._places.append((start, codes[index]))
        counted = Counter(code for _, code in self._places if code not in (_HOME, "international"))
        self._usual = counted.most_common(1)[0][0] if counted else None
        head = [r for r in article.regions if str(r.part or r.kind) in ("headline", "lead") and r.group is None]
        self._title = " ".join(text[r.start : r.end] for r in head if r.kind == "headline")
        self._headline = {code for r in head if r.kind == "headline" for code in self._lands(r.start, r.end)}
        self._topic = {code for r in head for code in self._lands(r.start, r.end)}
        self._outward = any(_abroad().search(lowered, r.start, r.end) for r in head)
        self._speakers: dict[str, list[Actor]] = {}
        for actor in voices.actors:
            if (name := voices.name(actor)) is not None:
                self._speakers.setdefault(name, []).append(actor)

    def _lands(self, start: int, end: int, *, public: bool = False) -> set[str]:
        """The states named in start..end, those of the people among them; of `public` ones: no firm's, no artist's."""
        first, last = bisect_left(self._places, (start, "")), bisect_left(self._places, (end, ""))
        named = {code for _, code in self._places[first:last]}
        actors = self._voices.between(start, end)
        if public:
            actors = [a for a in actors if not a.offices or any(o.level not in _PRIVATE for o in a.offices)]
        return named | {land for a in actors if (land := self._voices.land_of(a))}

    def is_of_others(self, statement: Statement) -> bool:
        """Whether a statement itself names another state than its speaker's, or is one of an international body: on a
        page where nobody meets or is written to."""
        actors = self._speakers.get(statement.speaker, [])
        offices = [o for a in actors for o in a.offices]
        if offices and all(o.level in _AT_HOME or _of_no_state().search(o.text.lower()) for o in offices):
            return False
        if any(self._low.endswith(candidate, 0, a.start) for a in actors for candidate in _candidates()):
            return False
        if any(a.international for a in actors) or any(o.international for o in offices):
            return True
        own = self._voices.land(statement.speaker) or next((o.country for o in offices if o.country), None)
        house = statement.speaker.lower() in words().houses
        if own is None and not house and not any(o.head in _SOVEREIGN for o in offices):
            return False  # "Lãnh đạo đảng Dân chủ A", of whatever state
        own = own or self._usual
        with_whom = statement.act == "agree" and self._low.startswith("với ", statement.start)
        if with_whom and not self._lands(statement.start, statement.start + _WITH) - {own}:
            return False  # "đồng ý với các cố vấn về Peru"
        if _domestic().search(self._low, statement.start, statement.end):
            return False
        listeners = self._speakers.get(statement.addressee or "", ())
        told = {land for a in listeners if a.kind != "person" or a.offices if (land := self._voices.land_of(a))}
        named = self._lands(statement.start, statement.end, public=True)
        if (named | told) - {own}:
            return True
        # between two states by the headline, of which a leader or minister of one speaks
        if not self._headline - {own} or not any(_speaks_abroad(o) for o in offices):
            return False
        return own in self._headline or statement.speaker.rpartition(" ")[2] in self._title

    def concerns(self, statement: Statement) -> bool:
        """Whether another state than the speaker's is spoken of, or a diplomat speaks."""
        actors = self._speakers.get(statement.speaker, [])
        offices = [o for a in actors for o in a.offices]
        if not actors or any(a.international or a.kind == "country" for a in actors):
            return True
        if any(o.level == "envoy" or o.international for o in offices):
            return True
        if any(_of_a_seat((a.organisation or "").lower()) for a in actors if a.kind == "organisation"):
            return True
        lands = [a.country or o.country for a in actors for o in a.offices]
        if any(_leads(o) and land != _HOME for o, land in zip(offices, lands, strict=True)):
            return True  # what leaders of other states say is world news, whatever they speak of
        own = self._voices.land(statement.speaker) or next((o.country for o in offices if o.country), self._usual)
        if self._lands(statement.start, statement.end) - {own} or statement.addressee in self._speakers:
            return True
        if _abroad().search(self._low, statement.start, statement.end):
            return True
        if offices and all(o.level in _AT_HOME or _homely().search(o.text.lower()) for o in offices):
            return False
        around = self._lands(statement.evidence[0].start - _BEFORE, statement.evidence[0].end)
        return self._outward or bool((self._topic | around) - {own})


def _leads(office: Office) -> bool:
    """Whether an office is one of a state's leaders, or speaks for them."""
    if _of_a_seat(office.text.lower()):
        return True
    return office.level in _LEADERS and _officer().match(office.head) is None


def _speaks_abroad(office: Office) -> bool:
    return _leads(office) or office.head in _SOVEREIGN or "ngoại giao" in office.head


def _of_a_seat(said: str) -> bool:
    return _seat().search(said) is not None


@cache
def _seat() -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of('seat')}\b")


@cache
def _officer() -> regex.Pattern[str]:
    return regex.compile(rf"(?:nguyên |cựu |quyền |tân |cố )?{one_of('officer')}\b")


@cache
def _homely() -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of('homely')}\b")


@cache
def _of_no_state() -> regex.Pattern[str]:
    """An office of home affairs, or of one who speaks for no state: "cựu Bộ trưởng", "Thượng nghị sĩ"."""
    past = r"^(?:cựu|nguyên|cố|ứng viên|ứng cử viên)\b"
    return regex.compile(rf"\b{one_of('homely')}\b|{past}|^(?:phó )?{one_of('member')}\b")


@cache
def _domestic() -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of('domestic')}\b")


@cache
def _candidates() -> tuple[str, ...]:
    return tuple(f"{word} " for word in words().kinds["candidate"])


@cache
def _abroad() -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of('abroad')}\b")


def _is_given(text: str, start: int, name: str) -> bool:
    """A land's name that ends a person's: "Nguyễn Tuấn Anh"."""
    if " " in name or start < 2 or text[start - 1] != " ":
        return False
    if name == "Pháp" and text.endswith(("ư ", "Ư "), 0, start):  # "Bộ trưởng Tư Pháp"
        return True
    return name in ("Anh", "Nga", "Đức", "Ý") and text[text.rfind(" ", 0, start - 1) + 1].isupper()
