"""What a page knows about its speakers: the actors where they stand, their countries, their contacts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from banggiao.model import Actor, Article, Event, Mentions, Office, Participant
from banggiao.text import COARSE, fold, is_marked

_READ = ("lead", "body")
_TALKS = ("meeting", "call")
_STATELY = frozenset(["state", "government", "minister", "party", "parliament", "envoy", "igo"])
_BODIES = frozenset(["state", "government", "parliament", "party", "military", "international"])
_SERVING = ("cố vấn", "trợ lý", "thư ký", "phu nhân")
# A caption inside a line that is longer is running text between two photo credits.
_LONG = 60


def blocks(article: Article, group: int | None) -> list[tuple[int, int, str]]:
    """(start, end, region) of what is read, wrapped lines joined.

    A caption is read where it stands inside a line of the body: the words between two credits of a flattened page.
    """
    text = article.text
    found: list[tuple[int, int, str]] = []
    for region in article.regions:
        kind = str(region.part or region.kind)
        if region.group != group or region.end - region.start > COARSE:
            continue
        if kind not in _READ and not (
            kind == "caption"
            and region.end - region.start > _LONG
            and found
            and text.find("\n", found[-1][1], region.start) < 0
        ):
            continue
        if found and found[-1][2] == kind and _wrapped(text, found[-1], region.start):
            found[-1] = (found[-1][0], region.end, kind)
        else:
            found.append((region.start, region.end, kind))
    return found


def _wrapped(text: str, block: tuple[int, int, str], start: int) -> bool:
    """Whether the line that begins at `start` goes on with the block before."""
    return (
        start == block[1] + 1
        and text[block[1]] == "\n"
        and text[block[1] - 1] not in '.!?…:"”)'
        and start - block[0] > 40
    )


def speaks_for_a_state(actor: Actor) -> bool:
    """Whether an actor is the voice of a state other than Vietnam (its leader or minister, a spokesperson, a body), or
    the spokesperson of Vietnam's foreign ministry."""
    kind, land = actor.kind, actor.country
    if any("phát ngôn" in o.head and "ngoại giao" in o.text.lower() for o in actor.offices):
        return True
    if land == "VN":
        return False
    if kind == "organisation":
        return actor.level in _BODIES and (land is not None or actor.international)
    if kind not in ("person", "office"):
        return False
    stately = False
    for office in actor.offices:
        if office.country == "VN":
            return False
        stately = stately or (office.level in _STATELY and not _of_a_firm(office, actor))
        land = land or office.country
    if not stately or land is not None:
        return stately
    return kind == "person" and (actor.international or not is_marked(actor.name or ""))


def _of_a_firm(office: Office, actor: Actor) -> bool:
    """ "Tổng Giám đốc" of no international body: a company has one too."""
    return "giám đốc" in office.head and not office.international and not actor.international


def label(participant: Participant) -> str:
    """The one string that a participant is called by in statements."""
    return participant.name or participant.organisation or " / ".join(participant.offices)


class Voices:
    """The speakers of one page, and the contacts they speak in."""

    def __init__(
        self,
        article: Article,
        mentions: Mentions,
        events: Sequence[Event],
        who: Callable[[Actor], str | None],
        group: int | None,
    ) -> None:
        self.id = article.id
        self._leads = [(start, end) for start, end, region in blocks(article, group) if region == "lead"]
        self.actors = sorted(
            (a for s in mentions.sentences if s.group == group for a in s.actors), key=lambda a: (a.start, a.end)
        )
        self.written: set[str] = set()  # other states and their ministries, in sentences without any office
        self.talking: set[str] = set()  # those who take part in the contacts told
        self._who = who
        self._low = mentions.lowered
        self._starts = [a.start for a in self.actors]
        self._lands: dict[str, str] = {}
        self._holders: list[tuple[str, str]] = []  # (words of the offices, name) of those who meet
        self._strangers: list[str] = []  # those of another state who meet here
        self._hosts: list[str] = []  # of them, those who are at home where they meet
        self._names: dict[int, str | None] = {}
        self._whole = [a for a in self.actors if a.kind == "person" and " " in (a.name or "")]
        self._words: dict[str, set[str]] | None = None
        self._persons: dict[str, str] | None = None
        self._given: dict[str, set[str]] = {}
        self._countries: dict[str, str] | None = None
        self.bodies: dict[str, str] = {}  # "Phía Chile": the country for which it speaks
        self._linked: tuple[int, int] | None = None  # the contact of the statement before, and where that stood
        self._learn(events)

    def _learn(self, events: Sequence[Event]) -> None:
        for event in events:
            talks = event.type in _TALKS
            for p in event.participants:
                if (talks and event.status == "held") or p.role in ("sender", "guest"):
                    self.talking.add(label(p))
                if talks and p.name:
                    self._holders.append((" / ".join(p.offices).lower(), p.name))
                if p.country:
                    self._lands.setdefault(label(p), p.country)
                    if p.name and talks and p.country != "VN":
                        self._strangers.append(p.name)
                        if event.place.country == p.country:
                            self._hosts.append(p.name)
        held = [e for e in events if e.status == "held"]
        contacts = [e for e in held if e.type in _TALKS] or held
        self._ids = [e.id for e in contacts]
        self._contacts = [
            (frozenset(label(p) for p in e.participants), [v.start for v in e.evidence if v.region in _READ])
            for e in contacts
        ]

    # --- who ----------------------------------------------------------------------------------------------

    def between(self, start: int, end: int) -> list[Actor]:
        """The actors that begin in start..end."""
        return self.actors[bisect_left(self._starts, start) : bisect_right(self._starts, end)]

    def name(self, actor: Actor) -> str | None:
        """Whom an actor stands for."""
        if actor.start not in self._names:
            name = self._names[actor.start] = self._who(actor)
            if name and actor.country:
                self._lands.setdefault(name, actor.country)
        return self._names[actor.start]

    def called_alike(self, actor: Actor) -> str | None:
        """Whom a part of a name stands for that two people of the page have: the one of the same office."""
        part, name = fold(actor.name or ""), self.name(actor)
        if not part or " " in part or name is None:
            return name
        alike = self._alike(part)
        if len(alike) < 2:
            return name
        heads = {o.head for o in actor.offices}
        same = {n for n in alike if heads & {o.head for o in self._offices(n)}}
        if heads and (len(same) == 1 or name not in same):
            return same.pop() if len(same) == 1 else None
        return self._foremost(alike, name)

    def serves(self, actor: Actor, name: str) -> bool:
        """Whether an actor is called an adviser, and who bears `name` on the page is none: "cố vấn Moon"."""
        if not actor.offices or not all(o.head.startswith(_SERVING) for o in actor.offices):
            return False
        known = [o for o in self._offices(name) if not o.head.startswith(_SERVING)]
        return actor.name != name and bool(known)

    def _alike(self, part: str) -> set[str]:
        """The people of the page with a folded word in their names, Vietnamese ones apart."""
        if self._words is None:
            self._words = {}
            for actor in self._whole:
                name = self.name(actor)
                if name is not None and not is_marked(name):
                    for word in fold(name).split():
                        self._words.setdefault(word, set()).add(name)
        return self._words.get(part, set())

    def _offices(self, name: str) -> list[Office]:
        return [o for a in self._whole if a.offices and self.name(a) == name for o in a.offices]

    def _foremost(self, names: set[str], usual: str | None) -> str | None:
        """The one of several who leads a state, "ông Trump" beside his children; `usual` where none does, None where
        father and son do."""
        leading = {
            name
            for a in self.actors
            if any(o.level in ("state", "government") and "phu nhân" not in o.head for o in a.offices)
            if a.kind == "person" and (name := self.name(a)) in names
        }
        return leading.pop() if len(leading) == 1 else None if leading else usual

    def land(self, name: str | None) -> str | None:
        """The ISO code of a speaker's country, where the page tells it."""
        return self._lands.get(name or "")

    def note(self, name: str, land: str) -> None:
        """Another state, or its ministry, in a sentence without any office."""
        self.written.add(name)
        self._lands.setdefault(name, land)

    def land_of(self, actor: Actor) -> str | None:
        return actor.country or self.land(self.name(actor))

    def heads(self, name: str, body: str | None) -> bool:
        """Whether an office of the person names the body: "Tổng Giám đốc OFID" and OFID."""
        return body is not None and any(body in o.text for a in self.actors if self.name(a) == name for o in a.offices)

    def may_head(self, name: str, body: str) -> bool:
        """Whether what a ministry says may be its minister's own words: "Bộ Quốc phòng Nga" is none of his deputy's at
        the foreign ministry."""
        words = body.split()
        if words[:1] != ["Bộ"] or len(words) < 2:
            return True
        field = words[1].lower()
        return any(field in o.text.lower() for o in self._offices(name))

    def stranger(self) -> str | None:
        """Who of another state meets here, if there is one answer: "phía bạn", "vị khách"."""
        names = set(self._strangers)
        return names.pop() if len(names) == 1 else None

    def host(self) -> str | None:
        """Who meets at home in another state, if there is one answer: "Thủ tướng nước chủ nhà"."""
        names = set(self._hosts)
        return names.pop() if len(names) == 1 else None

    def holder(self, actor: Actor) -> str | None:
        """Who of those who meet holds the office that stands alone, if there is one answer."""
        written = " ".join(o.text for o in actor.offices).lower()
        names = {name for offices, name in self._holders if written and written in offices}
        if not names and any(o.level in ("business", "igo") for o in actor.offices):  # "Tổng Giám đốc OFID"
            heads = tuple(o.head for o in actor.offices)
            names = {name for offices, name in self._holders if offices.startswith(heads)}
        return names.pop() if len(names) == 1 else None

    def leader(self, actor: Actor) -> str | None:
        """The leader of a country, where the page names one: "nhà lãnh đạo Nga"."""
        if actor.country is None or not any(o.head.endswith("lãnh đạo") for o in actor.offices):
            return None
        names = {
            self.name(p)
            for p in self.actors
            if p.kind == "person" and any(o.level in ("state", "government", "party") for o in p.offices)
            if self.land_of(p) == actor.country
        }
        return names.pop() if len(names) == 1 else None

    def bearer(self, actor: Actor, other: str | None) -> str | None:
        """The person named elsewhere with the offices of `actor`, who is not `other`."""
        written = [o.text.lower() for o in actor.offices]
        for person in self.actors:
            told = [o.text.lower() for o in person.offices] if person.kind == "person" else []
            if all(any(t.startswith(w) for t in told) for w in written) and self.name(person) != other:
                return self.name(person)
        return None

    def called(self, lowered: str) -> str | None:
        """Whom the page calls so elsewhere: "Thủ tướng"."""
        for actor in self.actors:
            if (
                actor.kind in ("office", "person")
                and actor.end - actor.start == len(lowered)
                and self._low[actor.start : actor.end] == lowered
            ):
                return self.name(actor)
        return None

    def titled(self, title: str, at: int) -> str | None:
        """The person last named with a title before `at`: "Đại tướng" after "Đại tướng Lê Văn A"."""
        for actor in reversed(self.actors):
            if actor.start < at and actor.kind == "person" and self._low.startswith(title, actor.start):
                return self.name(actor)
        return None

    def person_called(self, written: str, addressed: bool = False) -> str | None:
        """The person of the page whose whole name, or foreign last name, is written so; one who is `addressed` by a
        name that no other bears: "ông Bình" by the given name, "bà Park" by the first of a foreign one."""
        if self._persons is None:
            self._persons, self._given = {}, {}
            for actor in self.actors:
                name = self.name(actor) if actor.kind == "person" else None
                if name:
                    last = fold(name.split()[-1])
                    self._persons.setdefault(fold(name), name)
                    self._persons.setdefault(fold(actor.name or name), name)
                    self._given.setdefault(last, set()).add(name)
                    if self.land(name) not in (None, "VN"):
                        self._given.setdefault(fold(name.split()[0]), set()).add(name)
                    if not is_marked(name):
                        self._persons.setdefault(last, name)
        name = self._persons.get(fold(written))
        if name is not None and " " not in written and len(alike := self._alike(fold(written))) > 1:
            return self._foremost(alike, name)
        if addressed and name is not None and " " not in name:  # "Bộ trưởng Dũng" of "Nguyễn Chí Dũng"
            whole = {n for n in self._given.get(fold(name), ()) if " " in n}
            return whole.pop() if len(whole) == 1 else name
        bearers = self._given.get(fold(written), set()) if addressed and name is None else set()
        return next(iter(bearers)) if len(bearers) == 1 else name

    def land_called(self, lowered: str) -> str | None:
        """The ISO code of a country that the page names so, alone or behind an office."""
        if self._countries is None:
            self._countries = {}
            for actor in self.actors:
                if actor.kind == "country" and actor.country:
                    self._countries.setdefault(self._low[actor.start : actor.end], actor.country)
                for office in actor.offices:
                    if office.country:
                        words = office.text.lower().removeprefix(office.head).strip()
                        self._countries.setdefault(words, office.country)
        return self._countries.get(lowered)

    def is_person(self, name: str) -> bool:
        return self.person_called(name) == name

    def states(self) -> set[str]:
        """The names that the voices of other states have on this page."""
        return {
            name
            for a in self.actors
            if (speaks_for_a_state(a) or (a.kind == "country" and a.country != "VN")) and (name := self.name(a))
        } | self.written

    # --- where ---------------------------------------------------------------------------------------------

    def event_of(self, at: int, speaker: str, company: frozenset[str]) -> str | None:
        """The contact that a statement belongs to: one with the speaker and those named beside him, the nearest told
        before it; a sentence that names nobody else stays with the contact of the one before."""
        land = self.bodies.get(speaker)
        fits = [
            k
            for k, (sides, _) in enumerate(self._contacts)
            if speaker in sides or speaker == "both" or (land and any(self._lands.get(s) == land for s in sides))
        ]
        met = [k for k in fits if company & (self._contacts[k][0] - {speaker})]
        best = max(met or fits, key=lambda k: (self._told(k, at), -k), default=None)
        if best is None:
            return None
        last = self._linked
        if last is not None and last[0] in (met or fits) and last[1] >= self._told(best, at):
            best = last[0]
        if self._told(best, at) < 0 and len(self._ids) > 1 and not self._in_lead(at):
            return None  # said before any of the contacts is told, at a conference: "Các nhà lãnh đạo đề cao ..."
        self._linked = (best, at)
        return self._ids[best]

    def _in_lead(self, at: int) -> bool:
        """Leads sum up what the body tells in its order."""
        return any(start <= at < end for start, end in self._leads)

    def _told(self, k: int, at: int) -> int:
        """Where the contact was last told before `at`; below zero when only later."""
        starts = self._contacts[k][1]
        return max((s for s in starts if s <= at), default=-min(starts, default=0))
