"""Who is meant inside one page: the people with all their offices, and "Thủ tướng" or "đồng chí Shii" alone.

A small register of one page (or one teaser). People across pages are another room's work.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from msgspec.structs import replace

from banggiao.event.words import listed
from banggiao.model import Actor, Office, Sentence
from banggiao.text import fold, is_marked

# Classes of offices whose holders act for a state, a party, a parliament, an army, a province or a world body.
OFFICIAL = frozenset(
    [
        "state",
        "government",
        "minister",
        "party",
        "parliament",
        "military",
        "police",
        "judiciary",
        "envoy",
        "local",
        "igo",
        "mass",
    ]
)


@dataclass(eq=False)
class Side:
    """One who can take part: a person of the page, an office without a name, an organisation, a group, a country."""

    kind: str
    name: str | None = None
    offices: list[Office] = field(default_factory=list)
    organisation: str | None = None
    country: str | None = None
    international: bool = False
    plural: bool = False
    level: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    order: int = 0

    @property
    def official(self) -> bool:
        if self.level == "counterpart":
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
        return self.name or self.organisation or (self.offices[0].text if self.offices else "")


_CROWD = 60


@lru_cache(maxsize=16384)
def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a name or a title, without marks and case."""
    return tuple(fold(text).replace("-", " ").replace(".", " ").split())


def same_name(a: str, b: str) -> bool:
    """Equal in any order, without marks, one being a part of the other, or one misspelt syllable apart."""
    x, y = syllables(a), syllables(b)
    if sorted(x) == sorted(y) or "".join(x) == "".join(y):
        return True
    small, large = (set(x), set(y)) if len(x) <= len(y) else (set(y), set(x))
    if "jr" in small ^ large:
        return False  # the son is not the father
    if small <= large:
        # "Shii" and "Shii Kazuo", "Gabriel Boric" and "Gabriel Boric Font"; never a family name alone for a Vietnamese
        return len(small) >= 2 or not is_marked(a + b)
    if len(x) == len(y) and len(x) >= 2:
        different = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
        if len(different) == 1:
            p, q = different[0]
            return min(len(p), len(q)) >= 4 and SequenceMatcher(None, p, q).ratio() >= 0.8
    return False


class People:
    """The register of one page. `side(actor)` gives the Side an actor stands for, the same object each time."""

    def __init__(self, sentences: Iterable[Sentence], surnames: frozenset[str]) -> None:
        self.persons: list[Side] = []
        self.alone: list[Side] = []
        self._by_word: dict[str, list[Side]] = {}
        self.heads: dict[str, Side] = {}  # delegations whose head the page names, by their folded words
        self._of: dict[tuple[int, int], Side] = {}
        self._surnames = surnames
        order = ("lead", "body", "headline", "caption")
        rows = sorted(sentences, key=lambda s: (order.index(s.region) if s.region in order else 9, s.start))
        named = [(a, s) for s in rows for a in s.actors if a.kind == "person"]
        # whole names first, so that "Putin" finds "Vladimir Putin" wherever it stands
        for actor, _ in sorted(named, key=lambda pair: len((pair[0].name or "").split()) < 2):
            self._enter(actor)
        for person in self.persons:
            self._settle(person)
            person.offices = tidy(person.offices)
        for s in rows:
            for a in s.actors:
                if a.kind == "office":
                    self._office_alone(a)
                elif a.level == "counterpart" and a.name is None:
                    same = [
                        p
                        for p in self.persons
                        if p.country == a.country
                        and any(o.level in ("state", "government", "minister") for o in p.offices)
                    ]
                    if len(same) == 1:  # "người đồng cấp Nga" where one Russian is named
                        self._of[a.start, a.end] = same[0]
        self._home()
        self._pronouns(sorted(rows, key=lambda s: s.start))

    # --- building -------------------------------------------------------------------------------------

    def _enter(self, actor: Actor) -> None:
        name = actor.name or ""
        words = syllables(name)
        near = {id(p): p for word in words for p in self._by_word.get(word, ())}
        if len(near) > _CROWD:  # a list of hundreds: only the very name
            near = {k: p for k, p in near.items() if sorted(syllables(p.name or "")) == sorted(words)}
        matches = [p for p in sorted(near.values(), key=lambda p: p.order) if same_name(p.name or "", name)]
        if matches:
            exact = [p for p in matches if sorted(syllables(p.name or "")) == sorted(syllables(name))]
            person = (exact or matches)[0]
            if len(name.split()) > len((person.name or "").split()) and not exact:
                person.name = name
        else:
            person = Side(kind="person", name=name, order=len(self.persons))
            self.persons.append(person)
        for word in words:
            holders = self._by_word.setdefault(word, [])
            if person not in holders:
                holders.append(person)
        person.offices.extend(actor.offices)
        person.spans.append((actor.start, actor.end))
        person.international = person.international or actor.international
        if not actor.offices and actor.country is not None and person.country is None:
            person.country = actor.country
        if actor.level == "counterpart":
            person.level = actor.level
        self._of[actor.start, actor.end] = person

    def _settle(self, person: Side) -> None:
        """The country that the offices say; a Vietnamese name without a foreign office is Vietnam's."""
        said = [o for o in person.offices if o.country is not None]
        said.sort(key=lambda o: not o.certain)
        if said:
            person.country = said[0].country
            if person.country != "VN":  # "Trưởng Ban Đối ngoại Trung ương" of another state's party
                person.offices = [
                    replace(o, country=None) if o.country == "VN" and not o.certain else o for o in person.offices
                ]
        if person.offices:
            person.level = person.offices[0].level
        if person.country is None and not person.international and self.vietnamese(person):
            person.country = "VN"

    def vietnamese(self, person: Side) -> bool:
        """A Vietnamese name: a family name of ours, marks or a title that only Vietnam's holders bear bare."""
        words = (person.name or "").split()
        return (
            2 <= len(words) <= 5
            and words[0].lower() in self._surnames
            and all(w[0].isupper() for w in words)
            and is_marked(person.name or "")
            and not any(o.head in _FOREIGN_HEADS for o in person.offices)
        )

    def _office_alone(self, actor: Actor) -> None:
        person = self._holder(actor)
        if person is not None:
            # a list without names may be of several people ("Chủ tịch Thượng viện, Chủ tịch Hạ viện"): take theirs
            mine = [o for o in actor.offices if any(_same_office(o, h) for h in person.offices)]
            person.offices = tidy([*person.offices, *mine])
            if person.country is None and not person.international:
                person.country = next((o.country for o in mine if o.country), None)
            person.spans.append((actor.start, actor.end))
            self._of[actor.start, actor.end] = person
            return
        for other in self.alone:
            if all(any(_same_office(o, h) or _same_office(h, o) for h in other.offices) for o in actor.offices) and (
                actor.country is None or other.country in (None, actor.country)
            ):
                other.offices = tidy([*other.offices, *actor.offices])
                other.country = other.country or actor.country
                self._of[actor.start, actor.end] = other
                return
        side = Side(
            kind="office",
            offices=tidy(list(actor.offices)),
            country=actor.country,
            international=actor.international,
            level=actor.level,
            spans=[(actor.start, actor.end)],
        )
        self.alone.append(side)
        self._of[actor.start, actor.end] = side

    def _pronouns(self, rows: list[Sentence]) -> None:
        """ "ông", "bà" alone: the first person of the same sentence before it, else of the sentence before."""
        last: Side | None = None
        for sentence in rows:
            first: Side | None = None
            for actor in sentence.actors:
                if actor.kind == "pronoun":
                    side = first or last
                    if side is not None:
                        self._of[actor.start, actor.end] = side
                elif actor.kind == "surname":
                    holders = [p for p in self._by_word.get(fold(actor.name or ""), ()) if p.offices]
                    if len(holders) == 1:
                        self._of[actor.start, actor.end] = holders[0]
                        first = first or holders[0]
                elif actor.kind in ("person", "office") and first is None:
                    first = self._of.get((actor.start, actor.end))
            last = first or last

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
                if not others and all(_core(o) <= _core_of_heads(o) for o in side.offices):
                    side.country = "VN"

    def _holder(self, actor: Actor) -> Side | None:
        """The person of the page who holds the office that stands alone, if there is one answer."""
        heads = [o.head for o in actor.offices]
        fits: list[tuple[int, int, Side]] = []
        for person in self.persons:
            if (
                actor.country is not None
                and person.country == actor.country
                and set(heads) <= _LEADERS
                and any(
                    o.level in ("state", "government") and not o.head.startswith(("phó", "cố vấn", "trợ lý"))
                    for o in person.offices
                )
            ):
                fits.append((-1, 0, person))  # "nhà lãnh đạo Pháp" where the President of France is named
                continue
            score = sum(_same_office(o, p) for o in actor.offices for p in person.offices)
            if not score:
                continue
            if actor.country is not None and person.country is not None and actor.country != person.country:
                continue
            if actor.country is not None and person.country is None and self.vietnamese(person):
                continue
            if (
                actor.country is None
                and any(h in _HOME_HEADS for h in heads)
                and person.country not in ("VN", None)
                and any(
                    q.country == "VN" and any(_same_office(o, p) for o in actor.offices for p in q.offices)
                    for q in self.persons
                )
            ):
                continue
            before = [s for s, _ in person.spans if s < actor.start]
            distance = actor.start - max(before) if before else 10_000 + (min(s for s, _ in person.spans) - actor.start)
            fits.append((-score, distance, person))
        if not fits:
            return None
        fits.sort(key=lambda f: (f[0], f[1]))
        return fits[0][2]

    # --- asking ---------------------------------------------------------------------------------------

    def resolved(self, actor: Actor) -> bool:
        """Whether the page tells who "ông" or "Trump" alone is."""
        return (actor.start, actor.end) in self._of

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


# Titles of other states that a Vietnamese-looking (Chinese, Korean) name may bear.
_FOREIGN_HEADS = listed("foreign_head")
# Titles that mean Vietnam's holder when they stand bare in a Vietnamese paper.
_HOME_HEADS = listed("home_head")
_LEADERS = listed("leader")
_WEAK = frozenset(fold(syllable) for syllable in listed("office_filler"))


def _core(office: Office) -> frozenset[str]:
    return frozenset(w for w in syllables(office.text) if w not in _WEAK)


def _core_of_heads(office: Office) -> frozenset[str]:
    return frozenset(syllables(office.head)) | {"thuong", "truc"}


def _same_office(alone: Office, held: Office) -> int:
    """0 another office, 1 the bare title fits, 2 the words are the same."""
    a, b = _core(alone), _core(held)
    if a == b:
        return 2
    if alone.country and held.country and alone.country != held.country:
        return 0
    heads = (
        alone.head == held.head
        or held.head.startswith(alone.head + " ")
        or (alone.head.startswith(held.head + " ") and b <= a)
        or (alone.head == "thủ tướng" and held.head.startswith("thủ tướng"))
    )
    if not heads:
        return 0
    if a <= b or b <= a:
        return 1
    return 0


_SINGULAR = listed("single_office")


def _alike(a: Office, b: Office) -> bool:
    """Two wordings of one office: "Chánh án TANDTC Trung Quốc", "cựu Ngoại trưởng Mỹ" and "… Hoa Kỳ"."""
    if a.country == b.country and (
        (a.head == b.head and a.head in _SINGULAR) or {a.head.split()[0], b.head.split()[0]} & {"chánh", "viện"}
    ):
        return True
    if a.country and b.country and a.country != b.country:
        return False
    x, y = _core(a) - set(syllables(a.head)), _core(b) - set(syllables(b.head))
    return bool(x and y) and 2 * len(x & y) >= 0.5 * (len(x) + len(y)) and (a.country is None) != (b.country is None)


def tidy(offices: list[Office]) -> list[Office]:
    """Each office once, in its fullest form: "Thủ tướng" and "Thủ tướng Chính phủ" are one."""
    kept: list[Office] = []
    for office in offices:
        words = set(syllables(office.text))
        for k, other in enumerate(kept):
            theirs = set(syllables(other.text))
            same_core = _core(office) == _core(other) and office.head.split()[0] == other.head.split()[0]
            one_head = (
                office.head == other.head
                or office.head.startswith(other.head + " ")
                or other.head.startswith(office.head + " ")
            )
            if not same_core and one_head and _alike(office, other):
                if other.country is None and office.country is not None:
                    kept[k] = office
                break
            if words <= theirs or (same_core and len(theirs) >= len(words)):
                break
            if (
                theirs <= words and (office.head == other.head or office.head.startswith(other.head) or same_core)
            ) or same_core:
                kept[k] = office
                break
        else:
            kept.append(office)
    return kept
