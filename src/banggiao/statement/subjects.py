"""Who stands before a speech verb: a person, an office, "hai bên", a country, a group that no table knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from banggiao.model import Actor
from banggiao.statement.page import Voices, speaks_for_a_state
from banggiao.statement.scan import Scan
from banggiao.statement.words import one_of, words

BOTH = "both"
_PERSONS = ("person", "office")
_LONG = ("group", "organisation", "office")  # whose words may run on over the verb
_TWO = ("hai vị", "hai ngài", "hai đồng chí", "hai")
_PLURAL = ("các", "những", "nhiều", "một số", "một vài")
_PAIRED = ("hai đảng, ", "hai nước, ", "hai nhà nước, ", "hai chính phủ, ", "hai quốc hội, ")
_LED = ("lãnh đạo cấp cao ", "lãnh đạo cao nhất ", "lãnh đạo ", "nhân dân ")
_SEAT = ("tỉnh", "thành phố")
_SEATS = (" tỉnh", " thành phố", " tp", " huyện")
_COUNTED = tuple(f"{word} " for word in (*_TWO, *_PLURAL))
_BUREAUS = ("tổng thống", "thủ tướng", "ngoại trưởng", "quốc vương", "nhà vua", "hoàng gia", "nội các")
_SOURCES = frozenset(["media", "academic", "class"])
_DESCRIBED = regex.compile(
    r", (?:thành viên|người|phó |chủ tịch|giám đốc|bộ trưởng|nghị sĩ|nghị sỹ|đại diện)[^,.;]{4,90},(?= )"
)
_MINISTRY = regex.compile(r"\bBộ \p{Lu}\p{L}+(?: \p{L}+){0,3} $")
# "(các nhà lãnh đạo) thông qua Tuyên bố chung, (khẳng định …)"
ISSUED = regex.compile(
    r"(?<= )(?:cùng |vừa )?(?:ra|thông qua|ký|công bố|đưa ra) (?:\p{L}+ ){0,2}?(?:tuyên bố|thông cáo|tuyên ngôn)\b"
)
_BRACKET = regex.compile(r"^ ?(?:\([^()]{1,12})?\)")
_NOTED = regex.compile(r" ?\([^()]{1,60}\) (?:được|bị) (?:cho|coi|xem) là\b")
# "ông A hôm 2/4 trả lời đài B, (cho rằng …)"
_ANSWERING = regex.compile(
    r"(?: (?:hôm|ngày|sáng|chiều|tối) [\d/.-]{1,10})? (?:trả lời|nói với|trao đổi với|chia sẻ với) [^,;:.]{2,60}, ?"
)
_BRIEF = 20  # characters of "Qua đó, " before "thành phố mong muốn"
_DESCRIPTION = 160  # characters between a person and his verb at most: "…, Chủ tịch Tiểu ban B của Hạ viện"


@dataclass(slots=True)
class Subject:
    """`kind`: that of the actor, or both, same ("ông"), other ("phía bạn"), title ("Đại tướng"), phrase."""

    start: int
    end: int
    kind: str
    name: str | None
    actor: Actor | None = None
    land: str | None = None

    @property
    def named(self) -> bool:
        return self.kind in ("person", "office", "group", "house")

    @property
    def body(self) -> bool:
        return self.kind in ("country", "organisation")


@cache
def _phrase() -> regex.Pattern[str]:
    """A plural subject of people, at the head of a clause: "các trí thức kiều bào"."""
    return regex.compile(
        rf"(?:[\s\S]*?[,.)”]\s*)??((?:{one_of('several')}\s{one_of('people')}|{one_of('company')})\s[^;:.]{{2,90}})$"
    )


@cache
def _aside() -> regex.Pattern[str]:
    return regex.compile(rf"\s*(?:[,(]|{one_of('aside')}\s)")


@cache
def _addressed() -> regex.Pattern[str]:
    """ "ông Tanaka"."""
    return regex.compile(rf"(?i:{one_of('address')})\s((?:\p{{Lu}}[\p{{L}}\p{{M}}'’-]*\s?){{1,5}})")


@cache
def _written() -> regex.Pattern[str]:
    """ "Ông A, …" at the head of a sentence."""
    # Words of capitals alone ("ĐĐĐĐ…") could be cut in many ways into names: each is taken whole.
    word = r"\p{Lu}[\p{L}\p{M}'’-]*+"
    return regex.compile(rf"(?i:{one_of('address')}\s)?({word}(?:\s{word}){{0,4}}\s?)(?=,)")


class Subjects:
    """Finds the subject of a speech verb in the sentences of one page."""

    def __init__(self, scan: Scan, voices: Voices) -> None:
        self._scan = scan
        self._voices = voices
        self._words = words()
        self._hosts = tuple(self._words.kinds["host"])

    def before(self, start: int, q: int) -> Subject | None:
        """Who ends right before q in the sentence from `start`."""
        known = self._known(start, q)
        if known is not None and known.kind in (BOTH, "house"):
            return known
        if self._scan.low.endswith(self._hosts, start, q):  # "Thủ tướng nước chủ nhà"
            host = self._with_words(start, q + 1, "host") - 1
            office = next((a for a in reversed(self._voices.between(start, host)) if a.end in (host, q)), None)
            if office is not None and (name := self._voices.host()) is not None:
                return Subject(office.start, q, "person", name)
        for actor in reversed(self._voices.between(start, q - 1)):
            if actor.kind == "organisation" and self._is_half(start, actor):
                continue  # "Hội đồng Kinh doanh Mỹ-ASEAN": the end of a longer name
            if actor.end == q or (actor.kind in _LONG and actor.start < q < actor.end):
                return self._of_actor(start, actor, q)
            if actor.kind in _PERSONS and self._scan.low[actor.end : q] in _SEATS:  # "ông A, Chủ tịch UBND tỉnh"
                return self._of_actor(start, actor, q)
        return known or self._of_writing(start, q)

    def _is_half(self, start: int, actor: Actor) -> bool:
        before = self._scan.text[max(start, actor.start - 2) : actor.start]
        return len(before) == 2 and before[0].isalpha() and before[1] in "-–"

    def _known(self, start: int, q: int) -> Subject | None:
        """ "hai bên", "ông", "phía bạn", "Đại tướng"."""
        for at in reversed(self._scan.starts_back(start, q, self._words.subject_size)):
            if self._scan.low[at:q] in _SEAT and (
                at == start or (at - start < _BRIEF and self._scan.low.endswith(", ", start, at))
            ):
                return Subject(at, q, "seat", None)
            if self._scan.low.startswith("2 ", at) and "hai " + self._scan.low[at + 2 : q] in self._words.subjects:
                return Subject(at, q, BOTH, None)
            if (kind := self._words.subjects.get(self._scan.low[at:q])) is not None:
                if kind == "house":
                    if self._scan.word_before(start, at) in ("chủ", "đạo"):  # "ông chủ, lãnh đạo Nhà Trắng"
                        return Subject(at, q, "same", None)
                    at = self._with_words(start, at, "spokesperson")
                    one = at - 4 if self._scan.low.startswith("một ", max(start, at - 4)) else at
                    return Subject(one, q, kind, self._scan.text[at:q])
                if kind == BOTH:
                    at = self._both_from(start, at)
                return Subject(at, q, kind, None)
        return None

    def _both_from(self, start: int, at: int) -> int:
        """Where "(lãnh đạo cao nhất) hai Đảng, hai nước" begins, whose last words stand at `at`."""
        if not self._scan.low.endswith(_PAIRED, start, at):
            return at
        first = self._scan.low.rfind("hai ", start, at - 2)
        for word in _LED:
            if self._scan.low.endswith(word, start, first):
                return first - len(word)
        return first

    def _of_actor(self, start: int, actor: Actor, q: int) -> Subject | None:
        if actor.kind == "locality":
            return Subject(actor.start, q, "seat", None, actor) if actor.start == start else None
        if actor.kind == "pronoun":
            return Subject(actor.start, q, "same", self._voices.name(actor), actor)
        name = self._scan.text[actor.start : q] if actor.end > q else self._voices.name(actor)
        if self._scan.low[actor.start : q].removeprefix("lãnh đạo ") in self._words.houses and actor.kind == "group":
            return Subject(actor.start, q, "same", None, actor)  # "Lãnh đạo Nhà Trắng"
        if actor.kind == "person" and name is not None and self._voices.serves(actor, name):
            return Subject(actor.start, q, "person", None, actor)
        if actor.kind in ("person", "surname") and actor.end <= q and (one := self._voices.called_alike(actor)) != name:
            return Subject(actor.start, q, "person", one, actor)
        if actor.kind == "person" and name and " " not in name:
            name = self._voices.person_called(name, addressed=True) or name
        if actor.kind == "group" and name and name not in self._voices.talking and name[1:2].islower():
            name = name[0].lower() + name[1:]  # "Các nghị sĩ Chile" at the head of a sentence
            name = self._in_full(name) if actor.country is None else name
        subject = Subject(actor.start, q, actor.kind, name, actor)
        if (bureau := self._bureau(start, actor)) is not None:
            if bureau.country != "VN" and (called := self._voices.name(bureau)) is not None:
                self._voices.written.add(called)
            return Subject(bureau.start, q, "house", self._voices.name(bureau), bureau)
        if actor.kind == "country" and (first := self._with_words(start, actor.start, "body")) < actor.start:
            return Subject(first, q, "country", self._scan.text[first:q], actor)  # "Phía Chile"
        if actor.kind == "office" and (several := self._several(start, actor, q)) is not None:
            return several
        if actor.kind in _PERSONS and (inner := self._inner(start, subject)) is not None:
            return inner
        self._join(start, subject)
        return subject

    def _bureau(self, start: int, actor: Actor) -> Actor | None:
        """ "Văn phòng Tổng thống Chile (Pablo Soto)", "Văn phòng Tổng thống Soto": those who work for him."""
        bureaus = tuple(f"{word} {office}" for word in self._words.kinds["bureau"] for office in _BUREAUS)
        if actor.kind == "organisation" and self._scan.low.startswith(bureaus, actor.start):
            return actor
        if actor.kind not in ("person", "surname") or actor.offices:
            return None
        before = next(reversed(self._voices.between(start, actor.start - 1)), None)
        near = before is not None and before.kind == "organisation" and before.end + 1 == actor.start
        return before if before is not None and near and self._scan.low.startswith(bureaus, before.start) else None

    def _several(self, start: int, actor: Actor, q: int) -> Subject | None:
        """ "Các nghị sỹ", "một số bộ trưởng": no one of them, but those that the page names so."""
        if not self._scan.low.endswith(_COUNTED, start, actor.start):
            return None
        for word in _TWO:
            at = actor.start - len(word) - 1
            if at >= start and self._scan.low.startswith(word + " ", at):
                return Subject(at, q, BOTH, None)
        for word in _PLURAL:
            at = actor.start - len(word) - 1
            if at >= start and self._scan.low.startswith(word + " ", at):
                said = self._scan.low[actor.start : q]
                name = self._named_more(said) or self._scan.text[actor.start : q]
                return Subject(at, q, "phrase", f"{word} {name}", actor)
        return None

    def _in_full(self, name: str) -> str:
        """ "các nghị sỹ": "các nghị sỹ Hoa Kỳ", where the page calls them so."""
        word = next((w for w in _PLURAL if name.startswith(w + " ")), None)
        more = self._named_more(name[len(word) + 1 :]) if word is not None else None
        return name if more is None else f"{word} {more}"

    def _named_more(self, said: str) -> str | None:
        """Several of an office with their country, where the page has them so: "(các) nghị sỹ Hoa Kỳ"."""
        at = self._scan.low.find(said + " ")
        while at >= 0:
            after = at + len(said) + 1
            rest = self._scan.text[after : after + 30].split()
            for count in (3, 2, 1):
                land = " ".join(rest[:count]).rstrip(".,;:")
                if land[:1].isupper() and self._voices.land_called(land.lower()) is not None:
                    return self._scan.text[at : after + len(land)]
            at = self._scan.low.find(said + " ", after)
        return None

    def _inner(self, start: int, subject: Subject) -> Subject | None:
        """The end of an actor that holds two: "(ý kiến của) Chủ tịch A, Thủ tướng", "(cương vị) Chủ tịch, ông B"."""
        comma = self._scan.low.rfind(", ", subject.start, subject.end) + 2
        word = self._scan.word_before(start, subject.start)
        if comma < 2 or not word or word in self._words.kinds["link"]:
            return None
        if subject.kind == "person" and any(
            self._scan.low.startswith(title + " ", comma) for title in self._words.kinds["address"]
        ):
            return Subject(comma, subject.end, "person", subject.name, subject.actor)
        later = self._voices.called(self._scan.low[comma : subject.end])
        return Subject(comma, subject.end, "office", later) if later is not None else None

    def _join(self, start: int, subject: Subject) -> None:
        """ "Chủ tịch nước và Tổng thống Nga": both sides, or two of one side, of whom the first is named."""
        actor = subject.actor
        assert actor is not None
        for other in reversed(self._voices.between(start, actor.start - 1)):
            if other.end > actor.start:
                continue
            between = self._scan.low[other.end : actor.start]
            gap = _BRACKET.sub("", between).strip()
            alike = {other.kind, actor.kind} <= set(_PERSONS) or other.kind == actor.kind
            alike = alike or (other.kind == "office" and actor.kind == "country")  # "Thủ tướng Việt Nam và Chile"
            if gap == "và" and other.kind in _PERSONS and actor.kind == "group" and self._is_of_one(other, actor):
                alike = True  # "Thủ tướng và các nhà lãnh đạo Việt Nam"
            if gap not in ("và", "cùng") or not alike or other.kind == "locality":
                return
            subject.start = other.start
            if other.kind == "country" and (first := self._listed(start, other)) is not None:
                subject.start, subject.kind = first, "phrase"
                subject.name = self._scan.text[first : subject.end]
                return
            if ")" in between:  # "Chile, Vương quốc B (B.) và Peru": one of several
                subject.kind, subject.name = "phrase", None
                return
            land = self._voices.land_of(other)
            if land is not None and land == self._voices.land_of(actor):
                subject.name, subject.actor = self._voices.name(other), other
            else:
                subject.kind = BOTH
            return

    def _is_of_one(self, leader: Actor, others: Actor) -> bool:
        """Whether a group is of the leader's own state."""
        land = self._voices.land_of(leader)
        return land is not None and land == self._voices.land_of(others)

    def _listed(self, start: int, last: Actor) -> int | None:
        """Where a list of countries begins that goes on to `last`: "Nga, Ấn Độ và Brazil"."""
        first = None
        for other in reversed(self._voices.between(start, last.start - 1)):
            if other.kind != "country" or self._scan.low[other.end : last.start] != ", ":
                break
            first, last = other.start, other
        return first

    def _of_writing(self, start: int, q: int) -> Subject | None:
        """A name or a country in a sentence without any office: "Ông Tanaka cho rằng", "Chính phủ Chile cam kết"."""
        run = self._scan.capitals_before(start, q)
        if run and (dashed := self._dashed(start, q - len(" ".join(run)), q)) is not None:
            return dashed
        if run and (office := self._office_called(start, q - len(" ".join(run)), q)) is not None:
            return office
        for k in range(len(run)):
            part = " ".join(run[k:])
            a = q - len(part)
            if self._scan.text[a:q] != part:
                return None
            first = self._with_words(start, a, "address")
            name = self._voices.person_called(part, addressed=first < a)
            if name is None and first < a and len(run) - k > 1:
                name = part  # "ông Enda Stankard", whom no sentence with an office names
            if name is not None:
                return Subject(first, q, "person", name)
            land = self._voices.land_called(part.lower())
            if land is not None:
                return self._country(start, a, q, land)
        return None

    def _dashed(self, start: int, a: int, q: int) -> Subject | None:
        """A name in two parts that no table knows: "đồng chí Kham - Bun"."""
        if not self._scan.low.endswith((" - ", " – "), start, a):
            return None
        run = self._scan.capitals_before(start, a - 3)
        first = a - 3 - len(" ".join(run))
        courtesy = self._with_words(start, first, "address") if run else first
        return Subject(courtesy, q, "person", self._scan.text[first:q]) if courtesy < first else None

    def _office_called(self, start: int, land: int, q: int) -> Subject | None:
        """An office that the page names elsewhere in the same words, a name behind them or not: "Tổng thống Chile"."""
        if land <= start:
            return None
        for at in reversed(self._scan.starts_back(start, land - 1, 5)):
            said = self._scan.low[at:q]
            if self._scan.text[at].isupper() and (name := self._voices.titled(said, at) or self._voices.called(said)):
                return Subject(at, q, "office", name)
        return None

    def _country(self, start: int, a: int, q: int, land: str) -> Subject:
        first = self._with_words(start, a, "body")
        ministry = _MINISTRY.search(self._scan.text, max(start, a - 40), a) if first == a else None
        if ministry is not None:  # "Bộ Quốc phòng Nga"
            name = self._scan.text[ministry.start() : q]
            if land != "VN":
                self._voices.note(name, land)
            return Subject(ministry.start(), q, "organisation", name, land=land)
        subject = Subject(first, q, "country", self._scan.text[first:q], land=land)
        if land != "VN" and subject.name:
            self._voices.note(subject.name, land)
        if self._scan.word_before(start, a) in ("và", "cùng"):  # "Việt Nam và Chile đồng ý"
            end = self._scan.blank_before(start, self._scan.low.rfind(" ", start, a - 1))
            run = self._scan.capitals_before(start, end)
            for k in range(len(run)):
                part = " ".join(run[k:])
                other = self._voices.land_called(part.lower())
                if other is not None and other != land:
                    subject.start, subject.kind = end - len(part), BOTH
                    break
            if self._scan.text[end - 1] == ")":  # "Chile, Vương quốc B (B.) và Peru": one of several
                subject.kind, subject.name = "phrase", None
        return subject

    def _with_words(self, start: int, a: int, kind: str) -> int:
        """Where the words of a kind that stand before `a` begin."""
        for word in self._words.kinds[kind]:
            at = a - len(word) - 1
            if at >= start and self._scan.low.startswith(word + " ", at):
                return at
        return a

    def cited(self, start: int, end: int) -> Subject | None:
        """Whom a sentence goes by: the person, the office or the foreign body at `start`, a comma behind."""
        actor = next((a for a in self._voices.between(start, start) if a.end < end), None)
        if actor is None:
            for house in self._words.houses:
                if self._scan.low.startswith(f"{house},", start):
                    named = self._scan.text[start : start + len(house)]
                    return Subject(start, start + len(house), "house", named)
            written = self.at(start, end)
            return written if written is not None and self._scan.low.startswith(",", written.end) else None
        if {actor.level, *(o.level for o in actor.offices)} & _SOURCES:
            return None
        if actor.kind not in ("person", "office", "surname", "pronoun") and not speaks_for_a_state(actor):
            return None
        comma = actor.end if self._scan.low.startswith(",", actor.end) else -1
        if comma > 0 and (second := _DESCRIBED.match(self._scan.text, comma, end)) is not None:
            comma = second.end() - 1  # "theo bà A, thành viên Ủy ban B, …"
        if comma < 0:
            return None
        kind = "same" if actor.kind == "pronoun" else "person" if actor.kind == "surname" else actor.kind
        name = self._voices.name(actor)
        if name is not None and self._voices.serves(actor, name):
            return None  # "theo cố vấn Moon": not the president of that name
        if kind == "person" and name and " " not in name:
            name = self._voices.person_called(name, addressed=True) or name
        return Subject(start, comma, kind, name, actor)

    def at(self, start: int, end: int) -> Subject | None:
        """The person, the office or the name with "ông" before it that begins at `start`."""
        actor = next((a for a in self._voices.between(start, start) if a.end <= end), None)
        if actor is not None:
            if actor.kind not in ("person", "office"):
                return None
            return Subject(start, actor.end, actor.kind, self._voices.name(actor), actor)
        if self._scan.low.startswith(("ông,", "bà,"), start):
            return Subject(start, self._scan.low.index(",", start), "same", None)
        written = _addressed().match(self._scan.text, start, end)
        name = self._voices.person_called(written[1].strip(), addressed=True) if written is not None else None
        return Subject(start, start + len(written[0].rstrip()), "person", name) if written and name else None

    def apposed(self, floor: int, q: int) -> Subject | None:
        """A person with his office in commas, behind a clause that waits for him: "Cảm ơn A, ông B, Thủ tướng C, cho
        biết"."""
        for actor in self._voices.between(floor, q):
            if actor.kind != "person" or actor.end != q - 1 or "," not in self._scan.text[actor.start : actor.end]:
                continue
            if self._scan.text[actor.end] == "," and self._scan.low.endswith(", ", floor, actor.start):
                return Subject(actor.start, q, "person", self._voices.name(actor), actor)
        return None

    def described(self, floor: int, end: int) -> Subject | None:
        """A person with a description or a circumstance behind him that reaches to `end`: "ông A, Chủ tịch Tiểu ban B
        của Hạ viện Mỹ, khẳng định"."""
        for actor in self._voices.between(floor, end):
            if actor.kind not in _PERSONS or actor.end >= end:
                continue
            if self._scan.word_before(floor, actor.start) in self._words.kinds["governor"]:
                continue
            if end - actor.end < _DESCRIPTION and self._is_aside(actor.end, end):
                return Subject(actor.start, end, actor.kind, self._voices.name(actor), actor)
        written = _written().match(self._scan.text, floor)
        if written is not None and written.end() < end < written.end() + _DESCRIPTION:
            name = self._voices.person_called(written[1])
            if name is not None:
                return Subject(written.start(), end, "person", name)
        return None

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether a description or a circumstance stands there; "(giữa) được cho là đã …" is none."""
        if _NOTED.match(self._scan.low, start, end) is not None:
            return False
        if self._scan.low.startswith(", chính quyền ", start, end):
            return False  # whose clause follows
        if _ANSWERING.fullmatch(self._scan.low, start, end) is not None:
            return True
        return _aside().match(self._scan.low, start, end) is not None

    def plural(self, start: int, floor: int, q: int) -> Subject | None:
        """People that no table knows: "Các trí thức kiều bào", "Vợ chồng bà A"."""
        found = _phrase().match(self._scan.low, floor, q)
        if found is None:
            return None
        a = found.start(1)
        said = self._scan.low[a:q]
        told = " đã " in said or " có " in said or " là " in said or ISSUED.search(said) is not None
        if told or said.endswith((" và", " là", " của")) or (", " in said and a > floor + 3):
            return None
        if "vợ chồng" in said:
            for actor in self._voices.between(a, q - 1):
                if actor.kind == "person":
                    return Subject(a, q, "phrase", self._voices.name(actor))
        name = self._scan.text[a:q]
        run = self._scan.capitals_before(a, q)
        last = (self._voices.land_called(" ".join(run[k:]).lower()) for k in range(len(run)))
        lands = {x.country for x in self._voices.between(a, q - 1) if x.country} or {x for x in last if x}
        name = self._in_full(name[0].lower() + name[1:] if a == start else name)
        return Subject(a, q, "phrase", name, land=lands.pop() if len(lands) == 1 else None)
