"""The shapes of reported speech: a sentence cut at its speech verbs, each with its subject and its content."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from banggiao.model import Actor, Evidence, Statement, content_id
from banggiao.statement.acts import act_of, asks
from banggiao.statement.page import Voices
from banggiao.statement.words import Verb, Words, words

BOTH = "both"
_SIGNS = ",;:.!?…)]}”\"–—*-"
_WORD_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}]+$")
_LEADS = regex.compile(r"(?:[\s,:]+|(?:rằng|về|việc|là)(?=[\s,:]))+")
_TAIL = regex.compile(
    r"(?:[\s,;:.…/*\[(“\"–-]|(?<=\s)(?:và|đồng thời|nhưng|song|cũng như|nhân dịp này|tại cuộc gặp|tại buổi tiếp|về phần mình|trong khi đó|tiếp đó|sau đó))+$"
)
_STANCES = regex.compile(r"\b(?:coi trọng|luôn|rất quan tâm|ủng hộ|trân trọng)\b")
_OWN = regex.compile(r"(?:chính phủ|đảng|nhà nước|quốc hội|phía|nước)\s")
_APPOSITION = regex.compile(r"\s*(?:[,(]|(?:tại|trong|nhân|với|thay mặt|sau|cùng|khi|trước|trên)\s)")
_ACCORDING = regex.compile(r"theo\s+")


@dataclass(slots=True)
class Subject:
    start: int
    end: int
    kind: str  # person, office, organisation, both, same, other, phrase
    name: str | None
    actor: Actor | None = None


@dataclass(slots=True)
class Unit:
    """One speech verb (or several that share a content). `left` is where what belongs to it begins."""

    left: int
    start: int
    end: int
    verb: Verb
    subject: Subject | None
    link: str  # subject, start, ";", ",", "và"
    content: tuple[int, int] | None = None
    speaker: str | None = None


class Reader:
    """Reads the sentences of a page in order and remembers who spoke last."""

    def __init__(self, text: str, lowered: str, voices: Voices) -> None:
        self.text = text
        self.low = lowered
        self.voices = voices
        self.words: Words = words()
        self.last: str | None = None  # the speaker of the sentence before
        self.before: str | None = None  # the other one who spoke
        self._hits = self._all_hits()
        self._at = 0

    # --- the verbs -------------------------------------------------------------------------------------

    def _all_hits(self) -> list[tuple[int, int, Verb]]:
        """Every speech verb of the page, the longest at each place."""
        low, size = self.low, len(self.low)
        best: dict[int, tuple[int, Verb]] = {}
        for index, s, e in self.words.matcher.find_matches_as_indexes(low, overlapping=True):
            if (s and low[s - 1].isalnum()) or (e < size and low[e].isalnum()):
                continue
            verb = self.words.verbs[index]
            rest = low[e : e + 40].lstrip()
            if verb.after and not _begins(rest, verb.after):
                continue
            if verb.unless and _begins(rest, verb.unless):
                continue
            if s not in best or best[s][0] < e or (best[s][0] == e and verb.place == "any"):
                best[s] = (e, verb)
        hits: list[tuple[int, int, Verb]] = []
        for s in sorted(best):
            if not hits or s >= hits[-1][1]:
                hits.append((s, *best[s]))
        return hits

    def _sentence_hits(self, start: int, end: int) -> list[tuple[int, int, Verb]]:
        while self._at and self._hits[self._at - 1][0] >= start:
            self._at -= 1
        while self._at < len(self._hits) and self._hits[self._at][0] < start:
            self._at += 1
        row: list[tuple[int, int, Verb]] = []
        while self._at < len(self._hits) and self._hits[self._at][0] < end:
            row.append(self._hits[self._at])
            self._at += 1
        return row

    # --- one sentence -------------------------------------------------------------------------------

    def read(self, start: int, end: int, region: str) -> list[Statement]:
        """The statements of the sentence start..end."""
        units = self._units(start, end)
        self._contents(units, start, end)
        self._speakers(units, start, end)
        found = [s for u in units if (s := self._statement(u, region)) is not None]
        speakers = [s.speaker for s in found]
        if speakers:
            for name in speakers:
                if self.last is not None and name != self.last and self.last != BOTH:
                    self.before = self.last
                self.last = name
        return found

    def _units(self, start: int, end: int) -> list[Unit]:
        units: list[Unit] = []
        for s, e, verb in self._sentence_hits(start, end):
            if units and s < units[-1].end:
                continue
            if units and self._joined(units[-1], s, e, verb):
                continue
            unit = self._accept(units, start, s, e, verb)
            if unit is not None:
                units.append(unit)
        return units

    def _joined(self, unit: Unit, s: int, e: int, verb: Verb) -> bool:
        """A verb right after another: they share one content ("đánh giá cao và cảm ơn"), or it begins the content."""
        gap = self.low[unit.end : s]
        rest = gap.replace(",", " ").split()
        linked = "," in gap or "và" in rest
        if any(w not in ("và",) and w not in self.words.kinds["glue"] and " ".join(rest) not in self.words.kinds["glue"] for w in rest):
            return False
        if unit.subject is not None and unit.verb.act == "say" and self._quote_before(unit):
            return False
        if verb.place == "promise":
            return not linked
        first = unit.verb.act
        if linked and ("đồng thời" in gap or first not in ("say", "affirm") or verb.place != "any"):
            if first == "agree" and verb.act in ("affirm", "say"):
                verb = replace(unit.verb, phrase="nhất trí cho rằng")
            unit.end, unit.verb = e, verb
            return True
        if first in ("express", "send", "please", "praise", "greet") and verb.act not in ("say",):
            unit.end, unit.verb = e, verb if verb.act != "express" else unit.verb
            return True
        if first == "agree" and verb.act in ("affirm", "say"):
            unit.end, unit.verb = e, replace(unit.verb, phrase="nhất trí cho rằng")
            return True
        return not linked

    def _accept(self, units: list[Unit], start: int, s: int, e: int, verb: Verb) -> Unit | None:
        """The verb as the beginning of a statement, or None where it is a word of another's content."""
        q, strong, embedded = self._before(start, s)
        if embedded:
            return None
        subject = self._subject(start, q)
        if subject is not None:
            return self._with_subject(units, start, s, e, verb, subject)
        if verb.place == "subject":
            return None
        if q <= start:
            return Unit(s, s, e, verb, None, "start") if verb.place in ("any", "clause") else None
        sign = self.text[q - 1]
        floor = units[-1].end if units else start
        if verb.place == "promise":
            return Unit(q, s, e, verb, None, ",") if sign == "," and units and self._promises(units[-1], q) else None
        if sign in _SIGNS:
            link = ";" if sign == ";" or strong else ","
            if not units and sign not in ".:*-–—)]" and not self._opener(start):
                return self._phrase_subject(units, start, q, s, e, verb)
            if link == "," and units and verb.place != "any":
                return None
            if link == "," and units and self._chained(units[-1], q, e, verb):
                return None
            if units and not self.low[floor:q].strip(" ,;:"):
                return None
            return Unit(q, s, e, verb, None, link)
        word = _WORD_BEFORE.search(self.low, max(start, q - 12), q)
        if word is not None and word[0] in ("và", "nhưng", "song", "còn") and units:
            if (verb.place == "any" or strong) and not self._chained(units[-1], word.start(), e, verb) \
                    and self.low[floor : word.start()].strip(" ,;:"):
                return Unit(word.start(), s, e, verb, None, "và")
            return None
        return self._phrase_subject(units, start, q, s, e, verb)

    def _before(self, start: int, s: int) -> tuple[int, bool, bool]:
        """Where the small words before a verb begin, whether "đồng thời" is among them, whether one embeds the verb."""
        kinds = self.words.kinds
        q, strong = s, False
        while True:
            while q > start and self.low[q - 1] in " \n\t":
                q -= 1
            for size in (3, 2, 1):
                at = self._words_back(start, q, size)
                if at is None:
                    continue
                phrase = self.low[at:q]
                if phrase in kinds["embed"]:
                    return q, strong, True
                if phrase in kinds["filler"]:
                    strong = strong or "đồng thời" in phrase
                    q = at
                    break
            else:
                return q, strong, False

    def _words_back(self, start: int, q: int, size: int) -> int | None:
        at = q
        for k in range(size):
            if k:
                if at <= start or self.low[at - 1] != " ":
                    return None
                at -= 1
            word = _WORD_BEFORE.search(self.low, max(start, at - 14), at)
            if word is None:
                return None
            at = word.start()
        return at

    # --- subjects -------------------------------------------------------------------------------------

    def _subject(self, start: int, q: int) -> Subject | None:
        """Who ends right before q: a person, an office, a body, "hai bên", "ông"."""
        known = self._known_subject(start, q)
        if known is not None and known.kind == BOTH:
            return known
        for actor in reversed(self.voices.between(start, q - 1)):
            if actor.end < q - 220:
                break
            if actor.end == q or (actor.kind in ("group", "organisation") and actor.start < q < actor.end):
                return self._actor_subject(start, actor, q)
        return known

    def _known_subject(self, start: int, q: int) -> Subject | None:
        for size in range(self.words.subject_size, 0, -1):
            at = self._words_back(start, q, size)
            if at is not None and (kind := self.words.subjects.get(self.low[at:q])) is not None:
                return Subject(at, q, kind, None)
        return None

    def _actor_subject(self, start: int, actor: Actor, q: int) -> Subject | None:
        if actor.kind == "locality":
            return None
        if actor.kind == "pronoun":
            return Subject(actor.start, q, "same", self.voices.name(actor), actor)
        name = self.text[actor.start : q] if actor.end > q else self.voices.name(actor)
        subject = Subject(actor.start, q, actor.kind, name, actor)
        joined = self._joined_actor(start, actor)
        if joined is not None:
            subject.start = joined.start
            other = self.voices.name(joined)
            lands = self._land(joined), self._land(actor)
            if lands[0] is not None and lands[0] == lands[1]:
                subject.name, subject.actor = other, joined
            else:
                subject.kind = BOTH
        return subject

    def _joined_actor(self, start: int, actor: Actor) -> Actor | None:
        """The first of "Chủ tịch nước và Tổng thống Nga"."""
        for other in reversed(self.voices.between(start, actor.start - 1)):
            if other.end > actor.start:
                continue
            gap = self.low[other.end : actor.start].strip()
            same = {other.kind, actor.kind} <= {"person", "office"} or other.kind == actor.kind
            return other if gap in ("và", "cùng") and same and other.kind != "locality" else None
        return None

    def _land(self, actor: Actor) -> str | None:
        return actor.country or self.voices.land(self.voices.name(actor))

    def _with_subject(self, units: list[Unit], start: int, s: int, e: int, verb: Verb, subject: Subject) -> Unit | None:
        if verb.place == "promise":
            return None
        a = subject.start
        while a > start and self.text[a - 1] in " \n\t“\"(":
            a -= 1
        left = self.text[a - 1] if a > start else ""
        word = _WORD_BEFORE.search(self.low, max(start, a - 12), a)
        last = word[0] if word else ""
        boundary = a <= start or left in _SIGNS or last in ("và", "thời", "còn", "nhưng", "song", "đó", "này")
        named = subject.kind in ("person", "office", "group")
        floor = units[-1].end if units else start
        gap = self.low[floor:a].strip(" ,:\n")
        if units:
            if subject.kind == BOTH and verb.act == "agree" and units[-1].verb.act in ("affirm", "say", "inform", "please"):
                if gap in ("", "rằng", "về", "việc"):
                    if units[-1].verb.act == "please":
                        return None
                    dropped = units.pop()
                    return Unit(dropped.left, s, e, verb, subject, "subject")
                if gap.endswith((" việc", " và")):
                    return Unit(a, s, e, verb, subject, "subject")
            if not boundary:
                return None
            if gap in ("", "rằng", "về", "việc"):
                return None  # "cho biết, Thủ tướng đánh giá cao …": what is said of another
            if subject.kind in ("country", "organisation", "same") and (verb.place != "any" or left not in ";)”\"" and not self._fronted(units)):
                return None
            if subject.kind == BOTH and units[-1].verb.act in ("propose", "wish") and verb.place != "any":
                return None
            if last == "và" and not named:
                return None
            return Unit(a, s, e, verb, subject, "subject")
        if not boundary:
            if last in self.words.kinds["governor"] or not (named or subject.kind == BOTH):
                return self._apposed(units, start, s, e, verb, subject)
            if not self._opener(start):
                return self._apposed(units, start, s, e, verb, subject)
        if subject.kind in ("country", "organisation") and a > start and left == "," and not self._opener(start):
            return None
        return Unit(a, s, e, verb, subject, "subject")

    def _fronted(self, units: list[Unit]) -> bool:
        """Whether all verbs so far wait for their subject: "Bày tỏ vui mừng …, Nga khẳng định"."""
        return all(u.subject is None and u.link in ("start", ",") for u in units)

    def _apposed(self, units: list[Unit], start: int, s: int, e: int, verb: Verb, near: Subject) -> Unit | None:
        """"ông A, Chủ tịch Tiểu ban B của Hạ viện Mỹ, khẳng định": the person stands before his description."""
        if verb.place == "promise":
            return None
        for actor in self.voices.between(start, near.start):
            if actor.kind in ("person", "office") and actor.end <= near.end and actor.start != near.start:
                between = self.low[actor.end : near.start]
                before = _WORD_BEFORE.search(self.low, max(start, actor.start - 12), len(self.low[: actor.start].rstrip()))
                if before is not None and before[0] in self.words.kinds["governor"]:
                    continue
                if _APPOSITION.match(between) and len(between) < 160:
                    name = self.voices.name(actor)
                    return Unit(actor.start, s, e, verb, Subject(actor.start, near.end, actor.kind, name, actor), "subject")
        return None

    _PHRASES = regex.compile(
        r"(?:[\s\S]*[,.)”]\s*)?((?:các|hai|những|đại diện|lãnh đạo|doanh nghiệp|phía|đoàn|nhiều|toàn thể|cộng đồng|vợ chồng|người dân|giới)\s[^,;:.]{2,90})$"
    )

    def _phrase_subject(self, units: list[Unit], start: int, q: int, s: int, e: int, verb: Verb) -> Unit | None:
        """A subject that no table knows: "Các trí thức kiều bào bày tỏ …"; or a person with a description behind."""
        if verb.place == "promise" or verb.place == "subject":
            return None
        if units and not self._fronted(units):
            return None
        floor = units[-1].end if units else start
        match = self._PHRASES.match(self.low, floor, q)
        if match is not None and not units or match is not None and match.start(1) > floor + 3:
            a = match.start(1)
            if verb.act not in ("wish", "support", "agree", "pledge") or verb.place == "any":
                inner = [x for x in self.voices.between(a, q - 1) if x.kind == "person"]
                name = self.voices.name(inner[0]) if inner else self.text[a:q]
                name = name and (name[0].lower() + name[1:] if a == start and not inner else name)
                return Unit(a, s, e, verb, Subject(a, q, "phrase", name), "subject")
        near = Subject(q, q, "phrase", None)
        return None if units else self._apposed(units, start, s, e, verb, near)

    # --- shapes of chains --------------------------------------------------------------------------------

    def _opener(self, start: int) -> bool:
        """Whether the sentence begins with a circumstance: "Tại buổi tiếp, …"."""
        head = self.low[start : start + 24].lstrip(" *-–“\"([+").split()
        openers = self.words.kinds["opener"]
        return bool(head) and (head[0] in openers or " ".join(head[:2]) in openers)

    def _chained(self, unit: Unit, left: int, e: int, verb: Verb) -> bool:
        """"khẳng định Việt Nam luôn coi trọng …, mong muốn tăng cường": the wish is the country's, inside the content."""
        if unit.verb.act not in ("affirm", "say") or verb.act not in ("wish", "praise", "support", "thank", "pledge"):
            return False
        head = self.low[e : e + 60].lstrip()
        return _STANCES.search(self.low, unit.end, min(left, unit.end + 80)) is not None and not asks(head) and not self._names_side(e)

    def _names_side(self, e: int) -> bool:
        return any(a.start - e <= 2 for a in self.voices.between(e, e + 2))

    def _promises(self, unit: Unit, q: int) -> bool:
        """"khẳng định coi trọng quan hệ, sẽ nỗ lực …": a promise added to a position."""
        said = self.low[unit.end : q]
        return unit.verb.act in ("affirm", "say") and " sẽ " not in said and _STANCES.search(said) is not None

    # --- contents and speakers ------------------------------------------------------------------------------

    def _contents(self, units: list[Unit], start: int, end: int) -> None:
        for k, unit in enumerate(units):
            stop = units[k + 1].left if k + 1 < len(units) else end
            unit.content = self._trim(unit.end, stop)
            if unit.content is None:
                unit.content = self._said_before(unit, start)

    def _trim(self, a: int, b: int) -> tuple[int, int] | None:
        if (lead := _LEADS.match(self.low, a, b)) is not None:
            a = lead.end()
        tail = _TAIL.search(self.low, a, b)
        if tail is not None:
            b = tail.start()
        if self.text[b - 1 : b] in ("”", '"', "'") and self.text[a : a + 1] in ("“", '"', "'"):
            a, b = a + 1, b - 1
            while b > a and self.text[b - 1] in ".,;…! ":
                b -= 1
        elif self.text[b - 1 : b] == "”" and "“" not in self.text[a:b]:
            b -= 1
        return (a, b) if self.low[a:b].count(" ") + self.low[a:b].count("\n") >= 1 else None

    def _quote_before(self, unit: Unit) -> bool:
        a = unit.left
        while a and self.text[a - 1] in " ,":
            a -= 1
        return a > 0 and self.text[a - 1] in "”\""

    def _said_before(self, unit: Unit, start: int) -> tuple[int, int] | None:
        """"“…”, Thủ tướng nói": the words stand before the verb."""
        if not self._quote_before(unit):
            return None
        b = unit.left
        while b and self.text[b - 1] in " ,”\"":
            b -= 1
        a = max(self.text.rfind("“", start, b), self.text.rfind('"', start, b), start - 1) + 1
        return (a, b) if b - a > 8 else None

    def _speakers(self, units: list[Unit], start: int, end: int) -> None:
        current: str | None = None
        waiting: list[Unit] = []
        for unit in units:
            if unit.subject is not None:
                current = self._voice(unit, current)
                for other in waiting:
                    other.speaker = current
                waiting = []
                unit.speaker = current
            elif current is not None:
                unit.speaker = current
            else:
                waiting.append(unit)
        for unit in waiting:
            if unit.verb.act == "agree" and ("lẫn nhau" in self.low[unit.end : end] or self.last == BOTH):
                unit.speaker = BOTH
            else:
                unit.speaker = self.last

    def _voice(self, unit: Unit, current: str | None) -> str | None:
        subject = unit.subject
        assert subject is not None
        last = current or self.last
        if subject.kind == BOTH:
            return BOTH
        if subject.kind == "same":
            return last if last not in (None, BOTH) else subject.name or last
        if subject.kind == "other":
            return self.before if self.before != last else None
        if subject.kind in ("country", "organisation") and last not in (None, BOTH) and subject.actor is not None:
            land = self.voices.land(last)
            # "Việt Nam sẵn sàng …" after a sentence of Vietnam's Prime Minister: he goes on
            if land is not None and subject.actor.country == land:
                return last
        return subject.name

    # --- the statement --------------------------------------------------------------------------------------

    def _statement(self, unit: Unit, region: str) -> Statement | None:
        if unit.content is None or not unit.speaker:
            return None
        a, b = unit.content
        content = self.low[a:b].replace("\n", " ")
        speaker = unit.speaker
        act, commitment = act_of(unit.verb, content, speaker == BOTH)
        relayed, addressee = self._persons(unit, act, a, b, speaker)
        if act == "believe" and unit.verb.act == "wish" and addressee is not None and "sẽ " not in content[:90]:
            act, commitment = "propose", "proposal"
        return Statement(
            id=content_id(self.voices.id, speaker, act, str(a), str(b)),
            event=self.voices.event_of(unit.start, speaker, addressee, act),
            speaker=speaker, relayed_for=relayed, addressee=addressee, act=act, start=a, end=b, commitment=commitment,
            evidence=(Evidence(start=min(unit.left, a), end=max(b, unit.end), region=region),),
            confidence=self._confidence(unit),
        )

    def _persons(self, unit: Unit, act: str, a: int, b: int, speaker: str) -> tuple[str | None, str | None]:
        """(relayed_for, addressee): "lời chào của X tới Y"; "đề nghị Y …"; "thông báo với Y …"."""
        relayed: list[str] = []
        addressed: list[str] = []
        sent = act in ("greet", "condole", "congratulate", "thank", "invite") and unit.verb.act in ("greet", "send", "invite", "condole", "congratulate", "thank")
        actors = self.voices.between(unit.end, b - 1)
        before = None
        slot = ""
        for actor in actors:
            word = _WORD_BEFORE.search(self.low, max(unit.end - 1, actor.start - 12), len(self.low[: actor.start].rstrip()))
            joined = before is not None and self.low[before.end : actor.start].strip() in (",", "và", "cùng")
            if not joined:
                slot = word[0] if word else ""
            before = actor
            if actor.kind == "locality":
                continue
            name = self.voices.name(actor)
            if not name or name == speaker:
                continue
            if sent and slot == "của" and actor.kind in ("person", "office"):
                relayed.append(name)
            elif slot in ("tới", "đến", "với", "cho") and actor.kind != "country" and (sent or actor.start - a < 12 or actor.start <= unit.end + 12):
                addressed.append(name)
            elif actor.start <= a + 1 and (act in ("propose", "invite", "thank", "congratulate", "greet", "praise")):
                addressed.append(self.text[actor.start : actor.end] if actor.kind in ("organisation", "group") else name)
        if relayed and not (sent and unit.verb.act in ("send", "greet", "invite")):
            relayed = []
        return ", ".join(dict.fromkeys(relayed)) or None, ", ".join(dict.fromkeys(addressed)) or None

    def _confidence(self, unit: Unit) -> float:
        if unit.link == "subject":
            return 0.9 if unit.subject is not None and unit.subject.kind in ("person", "office", BOTH) else 0.7
        return {";": 0.85, "start": 0.8, ",": 0.75, "và": 0.75}[unit.link]


def _begins(rest: str, choices: tuple[str, ...]) -> bool:
    return any(rest.startswith(c) and not rest[len(c) : len(c) + 1].isalnum() for c in choices)
