"""Who is meant inside one page: the people with all their offices, and "Thủ tướng" or "đồng chí Shii" alone.

A small register of one page (or one teaser). People across pages are another room's work.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from banggiao.authority import TENURES, kept, people_named, spellings
from banggiao.event.offices import LEADING, OFFICIAL, is_bare, likeness, syllables, tidy
from banggiao.event.words import listed, pattern
from banggiao.model import Actor, Office, Sentence
from banggiao.text import fold, is_marked, lower

# Offices whose holder a paper calls by the family name alone, folded.
_LEADS_STATE = frozenset(["tong thong", "thu tuong", "thu tuong lien bang", "quoc vuong", "chu tich nuoc"])
# Titles of other states that a Vietnamese-looking (Chinese, Korean) name may bear.
_FOREIGN_HEADS = listed("foreign_head")
# Titles that mean Vietnam's holder when they stand bare in a Vietnamese paper.
_HOME_HEADS = listed("home_head")
_LEADERS = listed("leader")
# Offices whose holders bear a saint's name before their own.
# What one is for a journey only.
_ON_THE_WAY = frozenset(["trưởng đoàn", "trưởng đoàn đại biểu", "phó trưởng đoàn"])
_OF_DEPUTIES = "trưởng đoàn đại biểu quốc hội"  # in Vietnam an office, of another state who leads its delegation
_CHURCH = frozenset(["tổng giám mục", "giám mục", "hồng y", "linh mục"])
_SPOUSES = listed("spouse")
_SPOKESMEN = listed("spokesman")
_FORMER = ("cựu", "nguyên", "cố ", "ứng cử viên", "ứng viên")
_SONS = frozenset(["bin", "ibn", "ben"])
_COUNTERPARTS = LEADING | {"minister"}
_OF_ONE_STATE = LEADING | {"minister", "parliament"}
_REGIONS = ("lead", "body", "headline", "caption")
# Of more people with a syllable of the name than these, only the very name is looked for.
_CROWD = 60
# A person named only behind an office stands further from it than any named before.
_BEHIND = 10_000


@dataclass(eq=False)
class Side:
    """One who can take part: a person of the page, an office without a name, an organisation, a group, a country."""

    kind: str
    name: str | None = None
    offices: list[Office] = field(default_factory=list)
    organisation: str | None = None
    short: str | None = None  # the letters by which the page calls a body later
    country: str | None = None
    international: bool = False
    plural: bool = False
    level: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    order: int = 0
    assumed: bool = False  # of Vietnam only because a bare title of its leaders stands there
    led: bool = False  # known by the tables to have led the state, the page gives no office
    heads: bool = False  # leads a delegation that acts for a state, the page gives no office

    @property
    def former(self) -> bool:
        """Whether some office of theirs is one they held."""
        return any(o.head.startswith(_FORMER) for o in self.offices)

    @property
    def official(self) -> bool:
        """Whether they can act for a state, a party, a province, a world body; companies and papers cannot."""
        if self.level == "counterpart" or self.heads:
            return True
        if self.kind in ("person", "office"):
            return any(o.level in OFFICIAL for o in self.offices)
        if self.kind in ("surname", "pronoun"):
            return False
        if self.kind == "organisation":
            return self.level not in ("business", "media")
        return True

    @property
    def label(self) -> str:
        """The words that name them."""
        return self.name or self.organisation or (self.offices[0].text if self.offices else "")


# What a Vietnamese syllable can be, without marks: "Marchand" cannot, though "Étienne" before it has a mark.
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,4}(?:ch|ng|nh|[cmnpt])?")


def _is_syllable(word: str) -> bool:
    """Whether a word of a name could be a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(fold(word)) is not None


def _spelt(name: str) -> tuple[str, ...]:
    """The syllables of a name, "Maksim" and "Maxim" alike."""
    return tuple(word.replace("ks", "x") for word in syllables(name))


def same_name(a: str, b: str) -> bool:
    """Equal in any order, without marks, one being a part of the other, or one misspelt syllable apart."""
    x, y = _spelt(a), _spelt(b)
    if sorted(x) == sorted(y) or "".join(x) == "".join(y):
        return True
    small, large = (set(x), set(y)) if len(x) <= len(y) else (set(y), set(x))
    if "jr" in small ^ large:
        return False  # the son is not the father
    if small <= large:
        short, long = sorted((a, b), key=len)
        if _is_father(short, long, large):
            return False  # "Quốc vương Salman" is not "Mohammed bin Salman"
        # "Shii" and "Shii Kazuo", "Gabriel Boric" and "Gabriel Boric Font"; never a family name alone for a Vietnamese
        return len(small) >= 2 or not is_marked(a + b) or not all(_SYLLABLE.fullmatch(word) for word in small)
    if len(x) >= 2 and len(y) >= 2 and x[-1] == y[-1] and len(x[-1]) > 2 and 1 in (len(x[0]), len(y[0])):
        return x[0][0] == y[0][0]  # "V. Semashko" and "Vladimir Semashko"
    if len(x) == len(y) and len(x) >= 2:
        different = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
        if len(different) == 1:
            p, q = different[0]
            return min(len(p), len(q)) >= 4 and SequenceMatcher(None, p, q).ratio() >= 0.8
    return False


def _is_father(short: str, long: str, words: set[str]) -> bool:
    """Whether one name alone, "Xan-man", is the last of a longer one with "bin" in it, or a name what stands there
    behind "bin" ("Salman bin Faisal", "Omar bin Salman bin Faisal")."""
    x, y = syllables(short), syllables(long)
    if 1 < len(x) < len(y) and y[-len(x) :] == x and y[-len(x) - 1] in _SONS:
        return True
    if " " in short or not words & _SONS:
        return False
    # "Tamim bin Hamad al-Faisal": "Quốc vương Hamad" is his father
    behind = [word for son, word in pairwise(y) if son in _SONS]
    return list(x) == behind[:1] or syllables(long.split()[-1]) == syllables(short)


@kept
@cache
def _heads_abroad() -> dict[str, set[tuple[str, str]]]:
    """A foreign office-holder's name as `_any_order` has it, and each part of it -> titles and countries held."""
    held: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for tenure in TENURES.rows():
        if tenure.country not in ("", "VN"):
            held.setdefault((tenure.person, tenure.country), set()).add((fold(tenure.office), tenure.country))
    heads: dict[str, set[tuple[str, str]]] = {}
    for (person, country), offices in held.items():
        for name in spellings(person, country):
            # "Tổng thống Trump"; of a Chinese name the surname alone: "Chủ tịch Tập"
            parts = name.split()[:1] if country == "CN" else name.split()
            for words in {_any_order(name), *map(_any_order, parts)}:
                heads.setdefault(words, set()).update(offices)
    return heads


def _any_order(name: str) -> str:
    """The syllables of a name, sorted."""
    return " ".join(sorted(set(syllables(name))))


_ONCE = re.compile(r"^(?:cuu|nguyen|co) ")


def _land_of(person: Side) -> str | None:
    """The one country in which a person of this name held an office with this title."""
    titles = [_ONCE.sub("", fold(o.head)) for o in person.offices]
    held = _heads_abroad().get(_any_order(person.name or ""), ())
    lands = {land for office, land in held if any(t.startswith(office) or office.startswith(t) for t in titles)}
    return next(iter(lands)) if len(lands) == 1 else None


@cache
def _heads_of_world() -> frozenset[str]:
    """Each part of the names of those who head bodies of no state: "Guterres"."""
    persons = {tenure.person for tenure in TENURES.rows() if tenure.country == ""}
    return frozenset(_any_order(part) for person in persons for part in person.split())


def _land_of_leader(name: str) -> str | None:
    """The one state that a person known by this name led; none for a name that the head of a world body has."""
    if " " not in name and _any_order(name) in _heads_of_world():
        return None
    held = {land for office, land in _heads_abroad().get(_any_order(name), ()) if office in _LEADS_STATE}
    return next(iter(held)) if len(held) == 1 else None


def _land_of_known(name: str) -> str | None:
    """The one state for which the people of this full name act."""
    lands = {person.country for person in people_named(name)} if " " in name else set()
    return next(iter(lands)) or None if len(lands) == 1 else None


def _is_fuller(name: str, known: str) -> bool:
    """Whether a name tells more than the one known: longer, or the same without the first word of the next sentence
    stuck to it ("Tổng thống Mỹ Donald T. Nhân tố chiến lược …")."""
    if _runs_on(known, name):
        return True
    return len(name.split()) > len(known.split()) and not _runs_on(name, known)


def _runs_on(long: str, short: str) -> bool:
    """Whether a name without marks has one word with marks behind it that the other telling does not have."""
    words = short.split()
    return len(words) >= 2 and long.split()[:-1] == words and not is_marked(short) and is_marked(long.split()[-1])


# "cố vấn của Tổng thống", "trợ lý Tổng thống Mỹ"
_SERVED = pattern(
    r"^(?:các\s+)?(?:(?:cựu|nguyên|quyền)\s+)?(?:cố vấn|trợ lý|thư ký|chánh văn phòng|luật sư|phát ngôn viên"
    r"|người phát ngôn|đồng minh|đại diện|(?:đặc\s+)?phái viên|đặc sứ)\b[^,]*?\b(?:của\s+)?"
    r"(tổng thống|thủ tướng|chủ tịch nước|quốc vương|bộ trưởng|ngoại trưởng)\b"
)


def _title_served(actor: Actor) -> str:
    """The title in the only office of an aide: "tổng thống" of "cố vấn của Tổng thống"; "" for others."""
    if actor.kind != "person" or len(actor.offices) != 1:
        return ""
    found = _SERVED.match(actor.offices[0].text.lower())
    return found[1] if found else ""


def _aide_of(actor: Actor) -> Side:
    """Those who serve the one named, without a name of their own."""
    office = actor.offices[0]
    whole = replace(office, text=f"{office.text} {actor.name}", end=actor.end)
    return Side("office", offices=[whole], country=office.country, level=actor.level, spans=[(actor.start, actor.end)])


def _leads(side: Side) -> bool:
    """Whether somebody heads a state, a government, a party."""
    return side.led or any(o.level in LEADING or o.head in _LEADERS or o.level == "party" for o in side.offices)


def _is_spouse(person: Side) -> bool:
    """ "Đệ nhất phu nhân": known by the leader they accompany."""
    return bool(person.offices) and all(o.head in _SPOUSES for o in person.offices)


_SURNAME_FIRST = frozenset(["CN", "TW", "HK", "MO"])


def _bears_first(person: Side, surname: str) -> bool:
    """Whether a surname alone is that of a Chinese: the first of two syllables or more, of one who acts for China or
    led it."""
    name = person.name or ""
    parts = syllables(name)
    if len(parts) < 2 or parts[0] != surname:
        return False
    lands = {o.country for o in person.offices} | {person.country}
    return bool(lands & _SURNAME_FIRST) or _land_of_leader(name) in _SURNAME_FIRST


def _is_kin_of_leader(person: Side) -> bool:
    """Of two names or more, none of a leader that the tables know, and no leader's office: "Melania T." is not whom
    "Tổng thống T." means."""
    name = person.name or ""
    return (
        " " in name
        and _land_of_leader(name) is None
        and not any(o.level in LEADING or o.level in _COUNTERPARTS for o in person.offices)
    )


_WHOLE = 3  # words of a name that nobody shares with a leader by chance
_SURNAMES_SHARED = frozenset(["CN", "KP", "KR", "MM", "SG", "TW"])


def _settle_leader(person: Side) -> None:
    """ "ông Trump" of whom the page says no more: the state that he led, by a name that no Vietnamese could bear."""
    name = person.name or ""
    bare = bool(person.offices) and all(o.head in _LEADERS and o.text.lower() == o.head for o in person.offices)
    if (person.offices and not bare) or person.country or person.international or (person.level and not bare):
        return
    if _is_syllable(name.split()[-1]) and len(name.split()) < _WHOLE:
        return
    land = _land_of_leader(name)
    if land is None or (_land_of_known(name) != land if " " in name else land in _SURNAMES_SHARED):
        return  # "Jens S." who leads an alliance now; "ông Park" may be any Korean
    person.country, person.level, person.led = land, "counterpart", True
    person.offices = []  # "hai nhà lãnh đạo Trump và B": no office


_JOINT = pattern(r"hữu nghị|việt nam\s?[-–]\s?\p{L}")


def _is_joint(office: Office) -> bool:
    """ "Chủ tịch Hội Hữu nghị Việt Nam - Cuba", "đồng Chủ tịch Ủy ban hợp tác Việt Nam - Nhật Bản": of either state."""
    return _JOINT.search(office.text.lower()) is not None


# "chuyến thăm cuối cùng trên cương vị ngoại trưởng": what one is, nobody else
_AS = pattern(r"\b(?:cương vị|tư cách|chức|chức vụ|vai trò|nhiệm kỳ)\s+(?:là\s+)?$")


def _is_post(actor: Actor, lowered: str) -> bool:
    """Whether an office alone only names the post of somebody told before."""
    return actor.kind == "office" and _AS.search(lowered, max(0, actor.start - 24), actor.start) is not None


# "gặp | Thủ tướng và Chủ tịch Quốc hội Lào"
_MET = pattern(r"\b(?:với|hội kiến|tiếp|gặp|chào)\s+(?:(?:<address>|các)\s+)*$")


def _shared_lands(rows: list[Sentence], lowered: str) -> dict[tuple[int, int], str]:
    """The places of bare titles of those who are met, with the state told behind the next one of their list."""
    shared: dict[tuple[int, int], str] = {}
    for sentence in rows:
        for actor, after in pairwise(sentence.actors):
            if not (actor.kind == after.kind == "office") or actor.country or after.country in (None, "VN"):
                continue
            heads = {o.head for o in actor.offices} & {o.head for o in after.offices}
            met = _MET.search(lowered, max(sentence.start, actor.start - 30), actor.start)
            if met and not heads and lowered[actor.end : after.start] == " và ":
                shared[actor.start, actor.end] = after.country or ""
    return shared


def _office_of(actor: Actor, land: str) -> Side:
    """A bare title of a state told behind the next one."""
    offices = tidy(list(actor.offices))
    return Side("office", offices=offices, country=land, level=actor.level, spans=[(actor.start, actor.end)])


def _is_elder(name: str) -> bool:
    """ "John S. M. Senior" is not the senator John M. of today."""
    return name.endswith((" Senior", " Sr", " Sr.", " (cha)"))


class People:
    """The register of one page. `side(actor)` gives the Side an actor stands for, the same object each time."""

    def __init__(self, sentences: Iterable[Sentence], surnames: frozenset[str], lowered: str = "") -> None:
        self.persons: list[Side] = []
        self.alone: list[Side] = []
        self._by_word: dict[str, list[Side]] = {}
        self.heads: dict[str, Side] = {}  # delegations whose head the page names, by their folded words
        self.denied: list[tuple[str, set[int]]] = []  # contacts of which the page says that news of them is false
        self._of: dict[tuple[int, int], Side] = {}
        self._surnames = surnames
        self._women: set[int] = set()  # the persons called "bà"
        self._men: set[int] = set()  # those called "ông"
        self._lowered = lowered
        rows = sorted(sentences, key=_order_of_telling)
        self._lands = {a.country for s in rows for a in s.actors}
        named = [a for s in rows for a in s.actors if a.kind == "person"]
        served = self._served(named)
        named = [a for a in named if (a.start, a.end) not in served]
        # whole names first, so that "Putin" finds "Vladimir Putin" wherever it stands
        for actor in sorted(named, key=lambda a: len((a.name or "").split()) < 2):
            self._enter(actor)
        self._without_strays(Counter(a.name or "" for a in named))
        for person in self.persons:
            self._settle(person)
            person.offices = tidy(person.offices)
            _settle_leader(person)
        shared = _shared_lands(rows, lowered)
        for row, actor in ((s, a) for s in rows for a in s.actors):
            if (actor.start, actor.end) in served:
                aide = self._of[actor.start, actor.end] = _aide_of(actor)
                leader = self._known(actor.name or "")
                aide.country = aide.country or (leader.country if leader else None)
            elif actor.kind == "office" and (land := shared.get((actor.start, actor.end))):
                self._of[actor.start, actor.end] = _office_of(actor, land)
            elif actor.kind == "office":
                self._office_alone(actor)
            elif actor.level == "counterpart" and actor.name is None:
                self._counterpart(actor, row)
        self._addresses(rows, lowered)
        self._home()
        self._pronouns(sorted(rows, key=lambda s: s.start), lowered)

    # --- building -------------------------------------------------------------------------------------

    def _enter(self, actor: Actor) -> None:
        """Add a naming to its person, known by now or new."""
        person = self._known(actor.name or "")
        if person is None:
            person = Side(kind="person", name=actor.name or "", order=len(self.persons))
            self.persons.append(person)
        for word in syllables(actor.name or ""):
            holders = self._by_word.setdefault(word, [])
            if person not in holders:
                holders.append(person)
        person.offices.extend(actor.offices)
        person.spans.append((actor.start, actor.end))
        person.international = person.international or actor.international
        if actor.country is not None and person.country is None:
            person.country = actor.country
        if actor.level == "counterpart":
            person.level = actor.level
        if self._lowered.startswith("bà ", actor.start):
            self._women.add(id(person))
        elif self._lowered.startswith("ông ", actor.start):
            self._men.add(id(person))
        self._of[actor.start, actor.end] = person

    def _without_strays(self, told: Counter[str]) -> None:
        """ "Phạm Trường L." told often, once "Phạm Trường L. Cảnh | giác": a word of the next sentence is no name's."""
        for person in self.persons:
            short = (person.name or "").rpartition(" ")[0]
            if short.count(" ") >= 2 and told[person.name or ""] == 1 and told[short] > 1:
                person.name = short

    def _served(self, named: list[Actor]) -> set[tuple[int, int]]:
        """The places of "cố vấn của Tổng thống T.": where the name is that of the one served, since the page or the
        tables of tenures know him by that title."""
        aides = [a for a in named if _title_served(a)]
        if not aides:
            return set()
        titled = [a for a in named if a.offices and a not in aides]
        return {
            (a.start, a.end)
            for a in aides
            if any(
                same_name(a.name or "", other.name or "") and any(o.head == _title_served(a) for o in other.offices)
                for other in titled
            )
            or any(office == fold(_title_served(a)) for office, _ in _heads_abroad().get(_any_order(a.name or ""), ()))
        }

    def _known(self, name: str) -> Side | None:
        """The first person of this very name, else of such a name, who then takes the longer of the two."""
        words = sorted(syllables(name))
        near = {id(p): p for word in words for p in self._by_word.get(word, ())}
        exact = [p for p in near.values() if sorted(syllables(p.name or "")) == words]
        if exact or len(near) > _CROWD:
            return min(exact, key=lambda p: p.order, default=None)
        alike = [
            p for p in near.values() if same_name(p.name or "", name) and _is_elder(p.name or "") == _is_elder(name)
        ]
        # "Trump" beside Donald and Melania T. is the one in office
        alike = [p for p in alike if not _is_spouse(p)] or alike
        if len(words) == 1:
            if _land_of_leader(name) is not None:
                alike = [p for p in alike if not _is_kin_of_leader(p)]
            if not alike:  # "ông Vương" where one "Vương Nghị" acts for China
                chinese = [p for p in near.values() if _bears_first(p, words[0])]
                alike = chinese if len(chinese) == 1 else []
        person = min(alike, key=lambda p: p.order, default=None)
        if person is not None and _is_fuller(name, person.name or ""):
            person.name = name
        return person

    def _settle(self, person: Side) -> None:
        """The country that the offices say; a Vietnamese name without a foreign office is Vietnam's."""
        said = [o for o in person.offices if o.country and not (o.country == "VN" and _is_joint(o))]
        # "Bí thư Ban Bí thư, Trưởng đoàn đại biểu Đảng X": he leads those of his own state
        said.sort(key=lambda o: (o.head not in _ON_THE_WAY, not o.certain))
        heads = Counter(o.country for o in said if o.level in LEADING and o.certain)
        if len(heads) > 1:  # "gọi điện cho ông A, tân Tổng thống B bàn …": nobody heads two states
            land = heads.most_common(1)[0][0]
            strange = [o for o in said if o.level in LEADING and o.certain and o.country != land]
            person.offices = [o for o in person.offices if o not in strange]
            said = [o for o in said if o not in strange]
        if said:
            person.country = said[0].country
            if person.country != "VN":  # "Trưởng Ban Đối ngoại Trung ương" of another state's party
                person.offices = [
                    replace(o, country=None) if o.country == "VN" and not o.certain else o for o in person.offices
                ]
        told = [o for o in person.offices if o.head not in _LEADERS and o.head not in _ON_THE_WAY]
        told = [o for o in told if person.country == "VN" or not o.head.endswith(_OF_DEPUTIES)]
        person.offices = told or person.offices  # "nhà lãnh đạo Mỹ" says less than "Tổng thống Mỹ"
        if person.offices and person.offices[0].head == "chủ tịch" and person.offices[0].level == "mass":
            # "Chủ tịch Trung Quốc Tập Cận Bình": the bare title is that of the state's head
            first = person.offices[0]
            if first.country not in (None, "VN") and _land_of_leader(person.name or "") == first.country:
                person.offices[0] = replace(first, level="state")
        if person.offices:
            person.level = person.offices[0].level
        if person.country is None and not person.international:
            if any(o.level in _COUNTERPARTS for o in person.offices):
                person.country = _land_of(person)  # "Thủ tướng Lý Hiển Long": a name that could be ours
            if person.country is None and person.level == "counterpart" and not person.offices:
                # "người đồng cấp Vương Nghị": of another state than the minister's whom the page names
                person.country = _land_of_leader(person.name or "") or _land_of_known(person.name or "")
            if person.country is None and self.vietnamese(person):
                person.country = self._land_of_namesake(person) or "VN"
            bare = person.offices and person.offices[0].text.lower() == "chủ tịch" and " " in (person.name or "")
            if person.country is None and bare:
                person.country = _land_of_leader(person.name or "")  # "Chủ tịch Phi-đen Ca-xtơ-rô"
            if person.country is None and not all(o.head.startswith(_FORMER[:2]) for o in person.offices):
                person.country = _land_of_known(person.name or "")
                if person.country == "EU" and any(o.level in _OF_ONE_STATE for o in person.offices):
                    person.country = None  # a minister who led the European Commission later

    def _land_of_namesake(self, person: Side) -> str | None:
        """China, of whoever bears the whole name of one whom the tables know to act for it, on a page that names China
        and gives no office of Vietnam's: "Ủy viên Bộ Chính trị Vương H. N."."""
        if any(o.country == "VN" and o.certain for o in person.offices):
            return None
        land = _land_of_known(person.name or "")
        return land if land in _SURNAME_FIRST and land in self._lands else None

    def vietnamese(self, person: Side) -> bool:
        """A Vietnamese name: a family name of ours, marks or a title that only Vietnam's holders bear bare."""
        words = (person.name or "").split()
        if len(words) >= 3 and any(o.head in _CHURCH for o in person.offices):
            words = words[lower(words[0]) not in self._surnames :]  # "Giuse Nguyễn Văn B."
        return (
            2 <= len(words) <= 5
            and lower(words[0]) in self._surnames
            and all(w[0].isupper() for w in words)
            and is_marked(person.name or "")
            and not any(o.head in _FOREIGN_HEADS for o in person.offices)
        )

    def is_foreign_name(self, name: str) -> bool:
        """A name of two words or more that holds a word no Vietnamese syllable could be: "Harold Finch"."""
        words = name.split()
        return len(words) >= 2 and lower(words[0]) not in self._surnames and not all(map(_is_syllable, words))

    def _counterpart(self, actor: Actor, sentence: Sentence) -> None:
        """ "người đồng cấp Nga" where one Russian is named of the rank of whom the sentence names before: a president's
        is no minister."""
        same = [
            p
            for p in self.persons
            if p.country == actor.country
            and (any(o.level in _COUNTERPARTS for o in p.offices) or (p.level == "counterpart" and not p.offices))
        ]
        before = [a for a in sentence.actors if a.end <= actor.start and a.offices]
        leads = bool(before) and any(o.level in LEADING for o in before[-1].offices)
        if before:
            same = [p for p in same if not p.offices or any(o.level in LEADING for o in p.offices) == leads]
            same = [p for p in same if not any(o.head in _SPOKESMEN for o in p.offices)]
        if len(same) == 1:
            self._of[actor.start, actor.end] = same[0]
        elif leads:
            self.side(actor).led = True

    def _office_alone(self, actor: Actor) -> None:
        """ "Thủ tướng" alone: its holder on the page, else one with the others of such words."""
        key = (actor.start, actor.end)
        if (person := self._called_by_surname(actor)) is not None:
            self._of[key] = person
            return
        person = self._holder(actor)
        if person is not None:
            self._of[key] = person
            self._add_offices(person, actor)
            return
        body = actor.offices[0].text[len("đại biểu ") :] if all(o.head == "đại biểu" for o in actor.offices) else ""
        if body[:1].isupper():  # "các đại biểu Hội Hữu nghị A": they stand for the body
            self._of[key] = Side("organisation", organisation=body, country=actor.country, level="mass", spans=[key])
            return
        for other in self.alone:
            if _is_same_alone(other, actor):
                other.offices = tidy([*other.offices, *actor.offices])
                other.country = other.country or actor.country
                self._of[key] = other
                return
        side = Side(
            kind="office",
            offices=tidy(list(actor.offices)),
            country=actor.country,
            international=actor.international,
            level=actor.level,
            spans=[key],
        )
        self.alone.append(side)
        self._of[key] = side

    def _called_by_surname(self, actor: Actor) -> Side | None:
        """ "Bộ trưởng Song" where the page names the minister Song Young-ho: a name, though it could be a body's."""
        office = actor.offices[0]
        word = office.text[len(office.head) :].strip()
        if len(actor.offices) > 1 or not word.isalpha() or not word[0].isupper():
            return None
        bearers = [
            p
            for p in self._by_word.get(fold(word), ())
            if p.name != word and any(o.level == office.level for o in p.offices)
        ]
        return bearers[0] if len(bearers) == 1 and (bearers[0].name or "").split()[0] == word else None

    def _add_offices(self, person: Side, actor: Actor) -> None:
        """A list without names may be of several people ("Chủ tịch Thượng viện, Chủ tịch Hạ viện"): take theirs."""
        mine = [o for o in actor.offices if any(likeness(o, held) for held in person.offices)]
        others = {fold(held.text) for p in self.persons if p is not person for held in p.offices}
        mine = [o for o in mine if o.head not in _LEADERS and fold(o.text) not in others]
        if not person.offices and _is_counterpart_named(actor, person):
            mine = list(actor.offices)
        person.offices = tidy([*person.offices, *mine])
        if person.country is None and not person.international:
            person.country = next((o.country for o in mine if o.country), None)
        person.spans.append((actor.start, actor.end))

    def _addresses(self, rows: list[Sentence], lowered: str) -> None:
        """ "Công an huyện X, tỉnh Y (Lào)": the body is of the state of its province."""
        for sentence in rows:
            for body, place in pairwise(sentence.actors):
                abroad = place.kind == "organisation" and place.country not in (None, "VN")
                if (
                    abroad
                    and body.kind in ("organisation", "group")
                    and body.country in (None, "VN")
                    and lowered[body.end : place.start].strip() == ","
                    and lowered.startswith(_PROVINCES, place.start)
                    and _IN_UNIT.search(lowered, body.start, body.end)
                ):
                    self.side(body).country = place.country

    def _pronouns(self, rows: list[Sentence], lowered: str) -> None:
        """ "ông", "bà" alone: the first person of the same sentence before it, else of the sentence before."""
        last: Side | None = None
        for sentence in rows:
            first: Side | None = None
            met = _met_in_opening(sentence, lowered)
            for actor in sentence.actors:
                if actor.kind == "pronoun":
                    size = actor.end - actor.start
                    told = (last,) if met is not None and last is not None and met < actor.start else (first, last)
                    side = next((s for s in told if s is not None and not self._is_other(s, size)), None)
                    if size > len("ông") and side is not None and not _leads(side):
                        side = None  # "nhà lãnh đạo này", no spokesman
                    if side is not None:
                        self._of[actor.start, actor.end] = side
                elif actor.kind == "surname":
                    holder = self._bearer(fold(actor.name or "")) or self._head_of_state(actor)
                    if holder is not None:
                        self._of[actor.start, actor.end] = holder
                        first = first or holder
                elif actor.kind in ("person", "office") and first is None and not _is_post(actor, lowered):
                    first = self._of.get((actor.start, actor.end))
            last = first or last

    def _is_other(self, side: Side, size: int) -> bool:
        """Whether "ông" or "bà", told by their length, cannot be whom the page calls the other way."""
        if size == len("ông"):
            return self._is_woman(side)
        return size == len("bà") and id(side) in self._men and id(side) not in self._women

    def _is_woman(self, side: Side) -> bool:
        """Whom the page calls "bà", or the first lady: never "ông"."""
        return id(side) in self._women or _is_spouse(side)

    def _head_of_state(self, actor: Actor) -> Side | None:
        """ "cuộc điện đàm giữa Trump và Merkel": whom the tables know as the leader of one state by this name alone."""
        name = actor.name or ""
        if self._by_word.get(fold(name)):
            return None  # the page names one of that name
        land = _land_of_leader(name)
        if land is None:
            return None
        side = Side(kind="person", name=name, country=land, level="counterpart", spans=[(actor.start, actor.end)])
        side.order = len(self.persons)
        self.persons.append(side)
        self._by_word.setdefault(fold(name), []).append(side)
        return side

    def _bearer(self, surname: str) -> Side | None:
        """The one in office of those who bear the name: of "Trump" the president, not the first lady."""
        holders = [p for p in self._by_word.get(surname, ()) if p.offices and not _is_spouse(p)]
        if len(holders) > 1 and len({p.country for p in holders}) == 1:
            holders = [p for p in holders if any(o.level in LEADING for o in p.offices)] or holders
        return holders[0] if len(holders) == 1 else None

    def _home(self) -> None:
        """A bare "Thủ tướng" of whom the page says nothing more is Vietnam's, unless another state's is on the page."""
        for side in self.alone:
            if side.country is None and not side.international and any(o.head in _HOME_HEADS for o in side.offices):
                heads = {o.head for o in side.offices}
                others = [
                    p
                    for p in (*self.persons, *self.alone)
                    if p is not side and p.country not in (None, "VN") and any(o.head in heads for o in p.offices)
                ]
                small = all(o.text[:1].islower() for o in side.offices)
                if not others and all(is_bare(o) for o in side.offices) and not (small and self._is_abroad()):
                    side.country, side.assumed = "VN", True

    def _is_abroad(self) -> bool:
        """Whether the page names officials of other states and none of Vietnam."""
        lands = {s.country for s in (*self.persons, *self.alone) if s.country and s.official}
        return bool(lands) and "VN" not in lands

    def _holder(self, actor: Actor) -> Side | None:
        """The person of the page who holds the office that stands alone: the likest, the nearest before it."""
        fits = [(fit, person) for person in self.persons if (fit := self._fit(actor, person)) is not None]
        if self._lowered.endswith("bà ", 0, actor.start) and (her := self._woman_of(actor)) is not None:
            return her
        if not fits:
            return None
        best = min(fits, key=lambda pair: pair[0])[1]
        if best.country not in (None, "VN") and len(actor.offices) == 1:
            # "Tổng thống" where both "Tổng thống A" and "Tổng thống Pháp B" are named: the nearer
            head = actor.offices[0].head
            same = [
                (fit[1], person)
                for fit, person in fits
                if person.country == best.country and any(o.head == head for o in person.offices)
            ]
            best = min(same, key=lambda pair: pair[0])[1] if len(same) > 1 else best
        return best

    def _woman_of(self, actor: Actor) -> Side | None:
        """ "bà Bộ trưởng": the only woman on the page who holds such an office, of whatever state."""
        holders = [
            person
            for person in self.persons
            if id(person) in self._women
            and actor.country in (None, person.country)
            and all(any(likeness(o, h) or o.level == h.level for h in person.offices) for o in actor.offices)
        ]
        return holders[0] if len(holders) == 1 else None

    def _fit(self, actor: Actor, person: Side) -> tuple[int, int] | None:
        """How far a person is from an office that stands alone, in words and in place; None when it is another's."""
        if _is_leader(actor, person):
            return -1, 0  # "nhà lãnh đạo Pháp" where the President of France is named
        if _is_counterpart_named(actor, person):
            if any(_is_leader(actor, p) for p in self.persons):
                return None  # "ông chủ Nhà Trắng" is the President, not the minister's counterpart
            return None if person.led and self._is_held(actor, person) else (-1, 0)
        score = sum(likeness(o, held) for o in actor.offices for held in person.offices)
        if not score or self._is_of_other_state(actor, person):
            return None
        told = actor.offices[0].head in _SPOKESMEN and not is_bare(actor.offices[0])
        if score == 1 and told and actor.country != person.country:
            return None  # "người phát ngôn của Tổng thống X" is not the spokesman named, of whatever body
        before = [start for start, _ in person.spans if start < actor.start]
        if before:
            return -score, actor.start - max(before)
        return -score, _BEHIND + min(start for start, _ in person.spans) - actor.start

    def _is_held(self, actor: Actor, than: Side) -> bool:
        """Whether the page gives the office to another than the one who led the state once."""
        heads = {o.head for o in actor.offices}
        return any(
            p is not than and p.country == actor.country and any(o.head in heads for o in p.offices)
            for p in self.persons
        )

    def _is_of_other_state(self, actor: Actor, person: Side) -> bool:
        """The office says one state, the person is of another; a bare "Thủ tướng" is ours when ours is named."""
        if actor.country is not None:
            if person.country is None:
                return self.vietnamese(person)
            return actor.country != person.country
        if actor.international and person.country is not None and not person.international:
            return True  # "Chủ tịch Ủy ban của Liên hợp quốc" is no President of a state
        return (
            person.country not in ("VN", None)
            and any(o.head in _HOME_HEADS for o in actor.offices)
            and any(
                p.country == "VN" and all(any(likeness(o, held) for held in p.offices) for o in actor.offices)
                for p in self.persons
            )
        )

    # --- asking ---------------------------------------------------------------------------------------

    def resolved(self, actor: Actor) -> bool:
        """Whether the page tells who "ông" or "Trump" alone is."""
        return (actor.start, actor.end) in self._of

    def stand_for(self, side: Side, start: int, end: int) -> Actor:
        """The person as the actor of other words: "Mỹ" in "Tổng thống Nga và Mỹ"."""
        self._of[start, end] = side
        return Actor(kind="person", start=start, end=end, name=side.name, country=side.country, level=side.level)

    def side(self, actor: Actor) -> Side:
        """The Side for an actor of this page."""
        key = (actor.start, actor.end)
        if key not in self._of:
            self._of[key] = Side(
                kind=actor.kind,
                name=actor.name,
                offices=tidy(list(actor.offices)),
                organisation=actor.organisation,
                country=actor.country,
                international=actor.international,
                plural=actor.plural,
                level=actor.level,
                spans=[key],
            )
        return self._of[key]


_PROVINCES = ("tỉnh ", "tp ", "tp. ", "thành phố ")
_IN_UNIT = pattern(r"\b(?:huyện|quận|châu|thị xã|thành phố|xã|phường)\s+\p{L}+(?:\s\p{L}+){0,2}$")


# "Trong (các) | cuộc hội đàm", "Sau khi | gặp", "Tại buổi | tiếp"
_OPENS = pattern(
    r"\s*(?:trước đó,\s*)?(?:trong|tại|sau|khi|sau khi|trong khi|qua|ở)\s+(?:một |các |những )?(?:cuộc |buổi )?"
)
_TO_OBJECT = 60  # characters from there to whom it was with


def _met_in_opening(sentence: Sentence, lowered: str) -> int | None:
    """Where the B ends of "Trong cuộc hội đàm tại X với B, ông …": the one met in a phrase that opens the sentence is
    not whom "ông" means; None for other sentences."""
    people = [a for a in sentence.actors if a.kind in ("person", "office")]
    if not people or not sentence.cues:
        return None
    cue, met = sentence.cues[0], people[0]
    if cue.shape not in ("party", "receive", "call_on") or not 0 <= met.start - cue.end <= _TO_OBJECT:
        return None
    opens = _OPENS.fullmatch(lowered, sentence.start, cue.start) is not None
    return met.end if opens and "," not in lowered[cue.end : met.start] else None


def _order_of_telling(sentence: Sentence) -> tuple[int, int]:
    """Lead and body, then headline and captions."""
    region = sentence.region
    return _REGIONS.index(region) if region in _REGIONS else len(_REGIONS), sentence.start


_NO_LEADER = ("phó", "cố vấn", "trợ lý", "ủy viên", "thứ trưởng", "người phát ngôn", "phát ngôn viên", "đặc phái viên")


def _is_leader(actor: Actor, person: Side) -> bool:
    """ "nhà lãnh đạo Pháp" and the President of France; not an adviser or a deputy."""
    return (
        actor.country is not None
        and person.country == actor.country
        and all(o.head in _LEADERS for o in actor.offices)
        and any(o.level in LEADING and not o.head.startswith(_NO_LEADER) for o in person.offices)
    )


def _is_counterpart_named(actor: Actor, person: Side) -> bool:
    """ "Tổng thống Nga" above, "người đồng cấp Nga B" below: his office; only a head's or a minister's."""
    return (
        person.level == "counterpart"
        and not person.offices
        and actor.country is not None
        and actor.country == person.country
        and all(o.level in _COUNTERPARTS and o.head not in _SPOKESMEN for o in actor.offices)
        and (not person.led or all(_has_held(person, o) for o in actor.offices))
    )


def _has_held(person: Side, office: Office) -> bool:
    """Whether the tables know the leader by this title: "Tổng thống Mỹ", no "Ngoại trưởng Mỹ"."""
    held = _heads_abroad().get(_any_order(person.name or ""), ())
    return any(land == person.country and title == fold(office.head) for title, land in held)


def _is_same_alone(side: Side, actor: Actor) -> bool:
    """Whether an office that stands alone again is the one told before: "Thủ tướng", "Thủ tướng nước chủ nhà"."""
    return (actor.country is None or side.country in (None, actor.country)) and all(
        any(likeness(o, held) or likeness(held, o) for held in side.offices) for o in actor.offices
    )
