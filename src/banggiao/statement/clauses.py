"""The shapes of reported speech: a sentence cut at its speech verbs, each with its subject and its content."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from banggiao.model import Actor, Evidence, Statement, content_id
from banggiao.statement.acts import DUTY, act_of, asks
from banggiao.statement.page import Voices
from banggiao.statement.words import Verb, Words, words

BOTH = "both"
_SIGNS = ",;:.!?…)]}”\"–—*-"
_WORD_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}]+$")
_LEADS = regex.compile(r"(?:[\s,:]+|(?:rằng|về|việc|là)(?=[\s,:])|(?:sâu sắc|chân thành)(?= (?:về|tới|đến|trước)))+")
_TAIL = regex.compile(
    r"(?:[\s,;:.…/*\[(“\"–-]|(?<=\s)(?:và|đồng thời|nhưng|song|cũng như|nhân dịp này|tại cuộc gặp|tại buổi tiếp|về phần mình|trong khi đó|tiếp đó|sau đó))+$"
)
_STANCES = regex.compile(r"\b(?:coi trọng|luôn|rất quan tâm|ủng hộ|trân trọng)\b")
_CREDIT = regex.compile(r"\b(?:ảnh|nguồn)\s*:\s*")
_OPENING = regex.compile(r"(?<=[\p{L}/] )(?:Hai |Các |Tại |Về |Trong |Nhân |Phát biểu |Sau |Theo |Lãnh đạo |Ông |Bà |Ngài |Đồng chí |Đáp |Với |Trên |Thay mặt )")
_STAND_IN = regex.compile(r"(?:^|[;,:])\s*(?:đồng thời,? )?(?:thay mặt|nhân dịp này|dịp này|tại đây|qua đó|trên cơ sở đó|trên tinh thần đó)\b[^;:.]{0,90}$")
_LETTER = regex.compile(r"\b(?:lời|thư|thông điệp|điện)\b")
_WILL = regex.compile(r"\b(?:sẽ|ngày càng|được)\b")
_APPOSITION = regex.compile(r"\s*(?:[,(]|(?:tại|trong|nhân|với|thay mặt|sau|cùng|khi|trước|trên)\s)")
_CLAUSE_LINKS = frozenset(["và", "thời", "còn", "nhưng", "song", "đó", "này"])
_POLITE = frozenset(["trân trọng", "vui mừng", "vinh dự", "hân hạnh", "tự hào", "vinh hạnh", "phấn khởi"])
_POLITELY = frozenset(["inform", "greet", "thank", "invite", "congratulate", "condole", "send", "praise"])
# What stands before a sentence in flattened pages: a link to another story, a photo credit.
_BRACKET = regex.compile(r"(?:[\[(][^\])]{3,140}[\])]\s*)+(?=\p{Lu})")
_CAPITALS = regex.compile(r"(?:\p{Lu}[\p{L}\p{M}'’-]*\s)*\p{Lu}[\p{L}\p{M}'’-]*$")
_BODIES = ("đảng và nhà nước ", "đảng, nhà nước ", "chính phủ ", "nhà nước ", "quốc hội ", "phía ", "nhân dân ")
_HONORIFICS = ("ông ", "bà ", "ngài ", "đồng chí ", "nhà vua ", "quốc vương ", "vua ", "tướng ")


@dataclass(slots=True)
class Subject:
    start: int
    end: int
    kind: str  # person, office, organisation, both, same, other, phrase
    name: str | None
    actor: Actor | None = None
    land: str | None = None


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
    silent: bool = False  # its content is the statement of others: "cho biết, hai bên nhất trí …"


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
        best: dict[int, tuple[int, Verb | None]] = {}
        for index, s, e in self.words.matcher.find_matches_as_indexes(low, overlapping=True):
            if (s and low[s - 1].isalnum()) or (e < size and low[e].isalnum()):
                continue
            verb = self.words.verbs[index]
            rest = low[e : e + 40].lstrip()
            fits = (not verb.after or _begins(rest, verb.after)) and not (verb.unless and _begins(rest, verb.unless))
            fits = fits and (verb.act != "send" or _LETTER.search(low, s, e + 130) is not None)
            fits = fits and (not self.text[s].isupper() or self._may_begin(s))
            known = best.get(s)
            if known is None or known[0] < e or (known[0] == e and (known[1] is None or (fits and verb.place == "any"))):
                best[s] = (e, verb if fits else None)
        hits: list[tuple[int, int, Verb]] = []
        done = 0
        for s in sorted(best):
            e, chosen = best[s]
            if s >= done:
                done = e
                if chosen is not None:
                    hits.append((s, e, chosen))
        return hits

    def _may_begin(self, s: int) -> bool:
        """A capital that a sentence may begin with; inside one it is a name ("Tuyên bố về ứng xử")."""
        before = self.text[max(0, s - 3) : s].rstrip(" ")
        if _CREDIT.search(self.low, max(0, s - 60), s) is not None and before[-1:] not in ("“", '"'):
            return True
        return not before or before[-1] in ".:!?…)]*–—-”\n;+•" or (before[-1] in "“\"" and s < 4)

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
        if (skip := _BRACKET.match(self.text, start, end)) is not None:
            start = skip.end()
        start = self._after_credit(start, end)
        if end - start < 90 and self.text[end - 1] not in ".!?…;:\"”)]/" and self.text[start - 1 : start] in ("", "\n"):
            return []  # a heading between paragraphs
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

    def _after_credit(self, start: int, end: int) -> int:
        """Where the sentence begins behind a photo credit that flattening glued to it: "Ảnh: Minh Anh Cảm ơn …"."""
        credit = _CREDIT.search(self.low, start, end)
        if credit is None:
            return start
        heads = [a.start for a in self.voices.between(credit.end() + 3, credit.end() + 50)]
        heads += [s for s, _, _ in self._hits if credit.end() + 3 <= s <= credit.end() + 50 and self.text[s].isupper()]
        heads += [m.start() for m in _OPENING.finditer(self.text, credit.end() + 3, min(end, credit.end() + 50))]
        return min((h for h in heads if h < end and self.text[h].isupper()), default=start)

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
        if first == "greet" and verb.phrase == "chúc":
            return True  # "gửi lời thăm hỏi và lời chúc tốt đẹp"
        if linked and ("đồng thời" in gap or first not in ("say", "affirm") or verb.place != "any"):
            if first == "agree" and verb.act in ("affirm", "say"):
                verb = replace(unit.verb, phrase="nhất trí cho rằng")
            unit.end, unit.verb = e, verb
            return True
        if first == "greet" and verb.act in ("congratulate", "greet", "send"):
            return True
        if first in ("express", "send") or (unit.verb.phrase in _POLITE and verb.act in _POLITELY):
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
            unit = self._with_subject(units, start, s, e, verb, subject)
            if unit is None and units and verb.place == "any" and (
                stand := _STAND_IN.search(self.low, units[-1].end, q)
            ) is not None:
                return Unit(stand.start(), s, e, verb, None, ";")
            return unit
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
            if not units and link == ";" and self.last is not None:
                return Unit(q, s, e, verb, None, link)
            if not units and sign not in ".:*-–—)]" and not self._opener(start):
                return self._phrase_subject(units, start, q, s, e, verb)
            if link == "," and units and verb.place != "any":
                return None
            if link == "," and units and self._chained(units[-1], q, e, verb):
                return None
            if units and not self.low[floor:q].strip(" ,;:"):
                return None
            return Unit(q, s, e, verb, None, link)
        if strong and units and verb.place == "any" and self.low[floor:q].strip(" ,"):
            return Unit(q, s, e, verb, None, ";")
        word = _WORD_BEFORE.search(self.low, max(start, q - 12), q)
        if word is not None and word[0] in ("và", "nhưng", "song", "còn") and units:
            if (verb.place == "any" or strong) and not self._chained(units[-1], word.start(), e, verb) \
                    and (self.low[floor : word.start()].strip(" ,;:") or self._quote_before(units[-1])):
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
        return known or self._written_subject(start, q)

    def _written_subject(self, start: int, q: int) -> Subject | None:
        """A name or a land in a sentence without any office: "Ông Tanaka cho rằng", "Chính phủ Nhật Bản cam kết"."""
        run = _CAPITALS.search(self.text, max(start, q - 60), q)
        if run is None:
            return None
        words_of = run[0].split()
        for k in range(len(words_of)):
            part = " ".join(words_of[k:])
            a = q - len(part)
            if self.text[a:q] != part:
                return None
            name = self.voices.person_called(part)
            if name is not None:
                for title in _HONORIFICS:
                    if self.low.startswith(title, a - len(title)):
                        return Subject(a - len(title), q, "person", name)
                return Subject(a, q, "person", name)
            land = self.voices.land_called(part.lower())
            if land is not None:
                for body in _BODIES:
                    if self.low.startswith(body, max(start, a - len(body))):
                        return Subject(a - len(body), q, "country", self.text[a - len(body) : q], land=land)
                return Subject(a, q, "country", part, land=land)
        return None

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
        if actor.kind in ("person", "office") and self._governed(start, actor.start):
            # "cương vị Chủ tịch Quốc hội, ông A nhấn mạnh", "ý kiến của Chủ tịch B, Thủ tướng cho biết"
            comma = self.low.rfind(", ", actor.start, q)
            if comma > 0:
                later = self.voices.called(self.low[comma + 2 : q])
                if actor.kind == "person" and self.low.startswith(_HONORIFICS, comma + 2):
                    return Subject(comma + 2, q, "person", name, actor)
                if later is not None:
                    return Subject(comma + 2, q, "office", later)
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

    def _governed(self, start: int, at: int) -> bool:
        word = _WORD_BEFORE.search(self.low, max(start, at - 12), len(self.low[:at].rstrip()))
        return word is not None and word[0] not in _CLAUSE_LINKS

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
        boundary = a <= start or left in _SIGNS or last in _CLAUSE_LINKS
        named = subject.kind in ("person", "office", "group")
        floor = units[-1].end if units else start
        gap = self.low[floor:a].strip(" ,:\n")
        if subject.kind in ("country", "organisation"):
            if self.low.startswith(tuple(self.words.kinds["mute"]), subject.start):
                return None  # "Đại hội khẳng định": a document or a congress is no side
            if subject.kind == "organisation" and verb.act in ("say", "inform") and subject.name not in self.voices.talking:
                return None  # "Bộ Ngoại giao cho biết chuyến thăm …": the paper's source
            if left in ",(" and (not units or self._fronted(units)):
                apposed = self._apposed(units, floor, s, e, verb, subject)
                if apposed is not None:
                    return apposed
        if units:
            if subject.kind == BOTH and verb.act == "agree" and units[-1].verb.act in ("affirm", "say", "inform", "please"):
                circumstance = len(gap) < 45 and gap.split(" ")[0] in self.words.kinds["opener"]
                if gap in ("", "rằng", "về", "việc") or (circumstance and units[-1].verb.act != "please"):
                    units[-1].silent = units[-1].verb.act != "please"
                    return None if units[-1].verb.act == "please" else Unit(a, s, e, verb, subject, "subject")
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
        if not boundary and (last in self.words.kinds["governor"] or not (named or (subject.kind == BOTH and self._opener(start)))):
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
        r"(?:[\s\S]*?[,.)”]\s*)??((?:(?:các|hai|những|nhiều|một số|toàn thể)\s(?:nhà|doanh|đại|vị|đồng chí|bộ|nước|thành viên|"
        r"trí thức|chuyên gia|cựu|bạn|kiều bào|đoàn|nghị|cơ quan|tổ chức|tập đoàn|học|sinh viên|lãnh đạo|ông|bà|vợ chồng|"
        r"thượng|hạ|tướng|bí thư|tổng|phó|ngoại|giáo|nhân|chính|hội|người|cán bộ)|đại diện|lãnh đạo|phía|đoàn|cộng đồng|"
        r"vợ chồng|giới)\s[^;:.]{2,90})$"
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
            if verb.act == "please" and verb.place != "any":
                return None
            if self.low[a:q].endswith((" và", " là", " của")) or ", " in self.low[a:q] and a > floor + 3:
                return None
            if verb.act not in ("wish", "support", "agree", "pledge") or verb.place == "any":
                inner = [x for x in self.voices.between(a, q - 1) if x.kind == "person" and "vợ chồng" in self.low[a:q]]
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
        return bool(head) and (head[0].rstrip(",") in openers or " ".join(head[:2]).rstrip(",") in openers)

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
        if self.low.startswith("và lời ", a):
            a += 3
        tail = _TAIL.search(self.low, a, b)
        if tail is not None:
            b = tail.start()
        if self.text[b - 1 : b] in ("”", '"', "'") and self.text[a : a + 1] in ("“", '"', "'"):
            a, b = a + 1, b - 1
            while b > a and self.text[b - 1] in ".,;…! ":
                b -= 1
        elif self.text[b - 1 : b] == "”" and "“" not in self.text[a:b]:
            b -= 1
        said = self.low[a:b]
        return (a, b) if (" " in said or "\n" in said) and not said.startswith(("và ", "để ")) else None

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
        if subject.kind == BOTH or "cùng nhau" in self.low[subject.end : unit.start]:
            return BOTH
        if subject.kind == "same":
            return last if last not in (None, BOTH) else subject.name or last
        if subject.kind == "title":
            return self.voices.titled(self.low[subject.start : subject.end], subject.start) or last
        if subject.kind == "office" and subject.actor is not None and subject.name not in self.voices.talking:
            return self.voices.holder(subject.actor) or subject.name
        if subject.kind == "other":
            return self.before if self.before != last else None
        if subject.kind in ("country", "organisation") and last not in (None, BOTH):
            land = self.voices.land(last)
            # "Việt Nam sẵn sàng …" after a sentence of Vietnam's Prime Minister: he goes on
            if land is not None and (subject.actor.country if subject.actor else subject.land) == land:
                return last
        return subject.name

    # --- the statement --------------------------------------------------------------------------------------

    def _statement(self, unit: Unit, region: str) -> Statement | None:
        if unit.content is None or not unit.speaker or unit.silent:
            return None
        a, b = unit.content
        content = self.low[a:b].replace("\n", " ")
        speaker = unit.speaker
        act, commitment = act_of(unit.verb, content, speaker == BOTH)
        relayed, addressee = self._persons(unit, act, a, b, speaker)
        if act in ("affirm", "inform") and unit.verb.act in ("affirm", "say") and speaker != BOTH and DUTY.search(content[:70]) \
                and (asked := self._asked(a, b, speaker)) is not None:
            act, commitment, addressee = "propose", "proposal", asked
        if act == "believe" and unit.verb.act == "wish" and speaker != BOTH and (asked := self._asked(a, b, speaker)) is not None:
            act, commitment, addressee = "propose", "proposal", asked
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
            if sent and slot == "của" and actor.kind in ("person", "office") and _LETTER.search(self.low, unit.start, actor.start):
                relayed.append(name)
            elif slot in ("tới", "đến", "với", "cho") and actor.kind != "country" and (sent or actor.start - a < 12 or actor.start <= unit.end + 12):
                addressed.append(name)
            elif actor.start <= a + 1 and not self.low.startswith((" hai nước", " hai bên"), actor.end) and (act in ("propose", "invite", "thank", "congratulate", "greet", "praise")):
                addressed.append(self.text[actor.start : actor.end] if actor.kind in ("organisation", "group") else name)
        if relayed and not (sent and unit.verb.act in ("send", "greet", "invite")):
            relayed = []
        return ", ".join(dict.fromkeys(relayed)) or None, ", ".join(dict.fromkeys(addressed)) or None

    def _asked(self, a: int, b: int, speaker: str) -> str | None:
        """Who a wish asks: "mong muốn Nhật Bản tiếp tục …", "mong bằng uy tín của mình, ngài Tanaka …"."""
        for actor in self.voices.between(a, min(b, a + 70)):
            between = self.low[a : actor.start]
            if between and not (between.rstrip().endswith(",") and self._opener(a)):
                return None
            if actor.kind == "locality" or _WILL.search(self.low, actor.end, min(b, actor.end + 40)):
                return None
            name = self.voices.name(actor)
            own = self._land(actor) is not None and self._land(actor) == self.voices.land(speaker)
            return None if name == speaker or (own and not self.low.startswith(" và ", actor.end)) else name
        return None

    def _confidence(self, unit: Unit) -> float:
        if unit.link == "subject":
            return 0.9 if unit.subject is not None and unit.subject.kind in ("person", "office", BOTH) else 0.7
        return {";": 0.85, "start": 0.8, ",": 0.75, "và": 0.75}[unit.link]


def _begins(rest: str, choices: tuple[str, ...]) -> bool:
    return any(rest.startswith(c) and not rest[len(c) : len(c) + 1].isalnum() for c in choices)
