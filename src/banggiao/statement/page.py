"""What a page knows about its speakers: the actors where they stand, their countries, the contacts they take part in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from banggiao.model import Actor, Article, Event, Mentions
from banggiao.text import fold, is_marked

_READ = ("lead", "body")


def blocks(article: Article, group: int | None) -> list[tuple[int, int, str]]:
    """(start, end, region) of what is read, wrapped lines joined. A caption is read where it stands inside a line of the
    body: the words between two photo credits of a flattened page."""
    text = article.text
    found: list[tuple[int, int, str]] = []
    for region in article.regions:
        kind = str(region.part or region.kind)
        if region.group != group:
            continue
        inline = kind == "caption" and found and "\n" not in text[found[-1][1] : region.start] and region.end - region.start > 60
        if kind not in _READ and not inline:
            continue
        if found and found[-1][2] == kind and text[found[-1][1] : region.start] == "\n" \
                and text[found[-1][1] - 1] not in ".!?…:\"”)" and region.start - found[-1][0] > 40:
            found[-1] = (found[-1][0], region.end, kind)
        else:
            found.append((region.start, region.end, kind))
    return found


class Voices:
    """The speakers of one page."""

    def __init__(
        self, article: Article, mentions: Mentions, events: Sequence[Event], who: Callable[[Actor], str | None], group: int | None
    ) -> None:
        self.id = article.id
        self.events = events
        self._who = who
        self._low = mentions.lowered
        actors = [a for s in mentions.sentences if s.group == group for a in s.actors]
        actors.sort(key=lambda a: (a.start, a.end))
        self.actors = actors
        self._starts = [a.start for a in actors]
        self.lands: dict[str, str] = {}
        self.talking: set[str] = set()  # those who take part in the contacts told
        self._holders: list[tuple[str, str]] = []  # (words of the offices, name) of them
        for event in events:
            for p in event.participants:
                label = p.name or p.organisation or " / ".join(p.offices)
                if event.type in ("meeting", "call") and event.status == "held" or p.role in ("sender", "guest"):
                    self.talking.add(label)
                if event.type in ("meeting", "call") and p.name:
                    self._holders.append((" / ".join(p.offices).lower(), p.name))
                if p.country:
                    self.lands.setdefault(label, p.country)
        self._names: dict[int, str | None] = {}
        self._persons: dict[str, str] | None = None
        self._countries: dict[str, str] | None = None

    def between(self, start: int, end: int) -> list[Actor]:
        """The actors that begin in start..end."""
        return self.actors[bisect_left(self._starts, start) : bisect_right(self._starts, end)]

    def name(self, actor: Actor) -> str | None:
        if actor.start not in self._names:
            self._names[actor.start] = self._who(actor)
            name = self._names[actor.start]
            if name and actor.country:
                self.lands.setdefault(name, actor.country)
        return self._names[actor.start]

    def holder(self, actor: Actor) -> str | None:
        """Who of those in the room holds the office that stands alone, if there is one answer."""
        written = " ".join(o.text for o in actor.offices).lower()
        names = {name for offices, name in self._holders if written and written in offices}
        return names.pop() if len(names) == 1 else None

    def called(self, lowered: str) -> str | None:
        """Whom the page calls so elsewhere: "Thủ tướng"."""
        for actor in self.actors:
            if actor.kind in ("office", "person") and actor.end - actor.start == len(lowered) \
                    and self._low[actor.start : actor.end] == lowered:
                return self.name(actor)
        return None

    def titled(self, title: str, at: int) -> str | None:
        """The person last named with a title before `at`: "Đại tướng" after "Đại tướng Lê Văn A"."""
        for actor in reversed(self.actors):
            if actor.start < at and actor.kind == "person" and self._low.startswith(title, actor.start):
                return self.name(actor)
        return None

    def person_called(self, written: str) -> str | None:
        """The person of the page whose whole name, or foreign last name, is written so."""
        if self._persons is None:
            self._persons = {}
            for actor in self.actors:
                name = self.name(actor) if actor.kind == "person" else None
                if name:
                    for key in (name, actor.name or name):
                        self._persons.setdefault(fold(key), name)
                    if not is_marked(name):
                        self._persons.setdefault(fold(name.split()[-1]), name)
        return self._persons.get(fold(written))

    def land_called(self, lowered: str) -> str | None:
        """The ISO code of a country that the page names so."""
        if self._countries is None:
            self._countries = {a_name.lower(): a.country for a in self.actors if a.kind == "country" and a.country
                               for a_name in [self.name(a) or ""]}
        return self._countries.get(lowered)

    def land(self, name: str | None) -> str | None:
        return self.lands.get(name or "")

    def event_of(self, at: int, speaker: str, addressee: str | None, act: str) -> str | None:
        """The contact that a statement belongs to: the nearest told before it that the speaker takes part in."""
        talks = [e for e in self.events if e.type in ("meeting", "call") and e.status == "held"]
        if not talks:
            talks = [e for e in self.events if e.status == "held" and e.type in ("message", "agreement", "visit")]

        def sides(event: Event) -> set[str]:
            return {p.name or p.organisation or " / ".join(p.offices) for p in event.participants}

        def place(event: Event) -> tuple[bool, int]:
            before = [e.start for e in event.evidence if e.start <= at and e.region in ("lead", "body")]
            return (bool(before), max(before) if before else -min((e.start for e in event.evidence), default=0))

        fits = [e for e in talks if speaker in sides(e)] if speaker != "both" else talks
        both = [e for e in fits if addressee in sides(e)]
        best = max(both or fits, key=place, default=None)
        return best.id if best else None
