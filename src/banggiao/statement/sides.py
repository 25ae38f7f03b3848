"""Whom a statement names besides its speaker: for whom a greeting is passed on, who is spoken to, who is asked."""

from __future__ import annotations

from functools import cache

import regex

from banggiao.model import Actor
from banggiao.statement.page import Voices
from banggiao.statement.scan import Scan
from banggiao.statement.words import Verb, one_of, words

_SENT = frozenset(["greet", "condole", "congratulate", "thank", "invite"])
_PASSED_ON = frozenset(["send", "greet", "invite"])
_TURNED_TO = frozenset(["propose", "invite", "thank", "congratulate", "greet", "praise"])
_TOWARDS = frozenset(["tới", "đến", "với", "cho"])
_SENT_TO = frozenset(["tới", "đến"])
_COURTESY = frozenset(["ông", "bà", "ngài", "chí", "đồng"])
_SEVERAL = ("các ", "những ", "một số ", "cá nhân ")
_INVITED = frozenset(["tới", "đến", "mời"])
_CLOSE = 12  # characters between the verb and "với X" at most
_ASKED = 70  # characters in which those asked stand
_WILL = regex.compile(r"\b(?:sẽ|ngày càng|được)\b")


@cache
def _doing() -> regex.Pattern[str]:
    return regex.compile(rf" {one_of('doing')}\b")


@cache
def _heads() -> regex.Pattern[str]:
    """Those asked, up to what they shall do: "phía Chile (tiếp tục)"."""
    return regex.compile(
        rf"((?:phía|các|ban|bộ|quốc hội|chính phủ|tỉnh|thành phố|cơ quan|đảng|nhà nước|công ty|tập đoàn|hiệp hội)\b"
        rf"(?! (?:bên|nước|đảng|phía|sản phẩm|mặt hàng)\b)[^,;.:]{{0,45}}?) {one_of('doing')}\b"
    )


@cache
def _letter() -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of('letter')}\b")


class Sides:
    """Reads the persons in the contents of one page's statements."""

    def __init__(self, scan: Scan, voices: Voices) -> None:
        self._scan = scan
        self._voices = voices

    def of(self, verb: Verb, act: str, span: tuple[int, int, int, int], speaker: str) -> tuple[str | None, str | None]:
        """(relayed_for, addressee): "lời chào của X tới Y"; "đề nghị Y …"; "thông báo với Y …".

        `span` is (start and end of the verb, start and end of the content).
        """
        verb_start, verb_end, a, b = span
        sent = act in _SENT and verb.act in _SENT | {"send"}
        relayed: list[str] = []
        addressed: list[str] = []
        before: Actor | None = None
        slot = ""
        for actor in self._voices.between(verb_end, b - 1):
            if before is None or self._scan.low[before.end : actor.start].strip() not in (",", "và", "cùng"):
                slot = self._slot(verb_end - 1, actor.start)
            before = actor
            name = self._voices.name(actor)
            if actor.kind == "locality" or not name or name == speaker:
                continue
            if slot == "của" and sent and actor.kind in ("person", "office", "group"):
                if verb.act in _PASSED_ON and _letter().search(self._scan.low, verb_start, actor.start):
                    relayed.append(name)
            elif actor.kind != "country" and slot in self._slots(act, sent, actor.start - a < _CLOSE):
                addressed.append(name)
            elif act in _TURNED_TO and self._begins(a, actor) and self._is_met(act, actor, b, speaker):
                addressed.append(self._as_written(actor, name))
        if act == "propose" and not addressed and (told := self._told_to(a, b)) is not None:
            addressed.append(told)
        return ", ".join(dict.fromkeys(relayed)) or None, ", ".join(dict.fromkeys(addressed)) or None

    def _slot(self, floor: int, at: int) -> str:
        """The word before a name, its courtesies apart: "của (đồng chí) A", "đến (ngài) B"."""
        word = self._scan.word_before(floor, at)
        while word in _COURTESY:
            at = self._scan.word_start(floor, self._scan.blank_before(floor, at))
            word = self._scan.word_before(floor, at)
        if word == "với":  # "cùng với B", "phối hợp với B": not to B
            first = self._scan.word_start(floor, self._scan.blank_before(floor, at))
            if self._scan.low[floor + 1 : first].strip():
                return ""
        return word

    def _begins(self, a: int, actor: Actor) -> bool:
        """Whether a content begins with an actor, or with several of him: "(các) nghị sĩ Chile"."""
        before = self._scan.low[a : actor.start]
        return actor.start <= a + 1 or before in _SEVERAL or before.strip() in _COURTESY

    def _is_met(self, act: str, actor: Actor, b: int, speaker: str) -> bool:
        """Whether who begins a content is spoken to: not a body of the speaker's own side, nor of both sides."""
        own = actor.kind == "organisation" and act != "propose" and self._own(actor, speaker)
        return not own and not self._shared(actor.end, b)

    def _own(self, actor: Actor, speaker: str) -> bool:
        land = self._voices.land_of(actor)
        return land is not None and land == self._voices.land(speaker)

    def _told_to(self, a: int, b: int) -> str | None:
        """Whom a request is made to, where no actor begins it: "phía Chile tạo điều kiện"."""
        found = _heads().match(self._scan.low, a, min(b, a + _ASKED))
        if found is None or any(word in found[1] for word in words().kinds["shared"]):
            return None
        if found[1].startswith("các ") and found[1][4:].startswith(tuple(words().kinds["means"])):
            return None
        return self._scan.text[a : found.end(1)]

    def _slots(self, act: str, sent: bool, close: bool) -> frozenset[str]:
        """The words before those spoken to."""
        if act == "invite":
            return _INVITED  # "lời mời của A mời B thăm"
        return _TOWARDS if close else _SENT_TO if sent else frozenset()

    def _shared(self, at: int, end: int) -> bool:
        """ "Quốc hội hai nước", "Bộ A và Bộ B hai nước": no one side."""
        rest = self._scan.low[at : min(end, at + 12)].strip()
        shared = tuple(words().kinds["shared"])
        if rest.startswith("và ") and (second := next(iter(self._voices.between(at, at + 5)), None)) is not None:
            rest = self._scan.low[second.end : min(end, second.end + 12)].strip()
        return rest.startswith(shared)

    def _as_written(self, actor: Actor, name: str) -> str:
        if actor.kind == "office" and self._scan.low.endswith(_SEVERAL, 0, actor.start):
            start = self._scan.word_start(0, self._scan.blank_before(0, actor.start))
            return self._scan.text[start : actor.end]
        if actor.kind not in ("organisation", "group"):
            return name
        found = _doing().search(self._scan.low, actor.start, actor.end + 12)  # a name that runs on into the clause
        return self._scan.text[actor.start : min(found.start(), actor.end) if found is not None else actor.end]

    def asked(self, a: int, b: int, speaker: str) -> str | None:
        """Who a wish asks: "mong muốn Nhật Bản tiếp tục …", "mong bằng uy tín của mình, ngài Tanaka …"."""
        for actor in self._voices.between(a, min(b, a + _ASKED)):
            between = self._scan.low[a : actor.start]
            if between.strip() not in ("", *_COURTESY) and not (
                between.rstrip().endswith(",") and self._is_circumstance(between)
            ):
                return None
            if actor.kind == "locality" or _WILL.search(self._scan.low, actor.end, min(b, actor.end + 40)):
                return None
            name = self._voices.name(actor)
            land = self._voices.land_of(actor)
            own = land is not None and land == self._voices.land(speaker)
            if name == speaker or (own and not self._scan.low.startswith(" và ", actor.end)):
                return None
            return name and self._as_written(actor, name)
        return self._asked_land(a, speaker)

    def _asked_land(self, a: int, speaker: str) -> str | None:
        """The country at the head of a wish, in a sentence whose actors were not looked for."""
        said = self._scan.text[a : a + 30].split()
        for count in (3, 2, 1):
            land = self._voices.land_called(" ".join(said[:count]).lower())
            if land is not None and land != self._voices.land(speaker):
                return None if _WILL.match(" ".join(said[count : count + 1])) else " ".join(said[:count])
        return None

    def _is_circumstance(self, said: str) -> bool:
        first = said.split()[:2]
        openers = words().kinds["opener"]
        return first[0].rstrip(",") in openers or first[0] == "dù" or " ".join(first).rstrip(",") in openers
