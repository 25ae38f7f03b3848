"""One sentence as the shapes see it: its actors as sides, what stands between them, its times and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import regex

from banggiao.event.people import People, Side
from banggiao.model import Actor, Cue, Sentence, Spot, TimeWord

# What may stand between two sides of one list: "A, B và C", "A và Phu nhân; B".
_JOINT = regex.compile(
    r"^[\s,;–-]*(?:(?:và|cùng|cũng như|;|,|với|các)\s*)*(?:(?:và|cùng)\s+)?(?:phu nhân|phu quân)?[\s,;]*(?:(?:và|cùng)\s*)?"
    r"(?:đoàn[^,;.]{0,60}?)?(?:các thành viên[^,;.]{0,40})?[\s,;]*(?:tiếp|đã tiếp|có buổi tiếp|đồng thời tiếp|gặp)?\s*"
    r"(?:(?:đồng chí|ngài|ông|bà|các)\s*)*$",
    regex.V1,
)
_SEMICOLON = regex.compile(r"^[^;.]{0,170};\s*(?:và\s+)?(?:tiếp\s+|gặp\s+)?(?:(?:đồng chí|ngài|ông|bà|các)\s+)*$")
_OBLIQUE = regex.compile(
    r"(?:\blàm|\blà|\bqua|\bgiữ chức(?: vụ)?|\bcủa|\bvới|\bcho|\btới|\bđến|\btừ|\bbởi|\bgiữa|\blời mời của|\bthay mặt|\bcùng|\bdo|\bvà|\btheo|\btại|\bở|\bgồm|\bcó|\bnhờ|\btrong|\bsang)\s+(?:(?:các|đồng chí|ngài|ông|bà|tân|nguyên)\s+)*$"
)


@dataclass(slots=True)
class Frame:
    """A sentence with everything resolved inside the page."""

    text: str
    lowered: str
    sentence: Sentence
    people: People
    times: Sequence[TimeWord]
    subjects: list[tuple[int, list[Actor]]] = field(default_factory=list)  # (end of an object, its verb's subject)

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def end(self) -> int:
        return self.sentence.end

    @property
    def region(self) -> str:
        return self.sentence.region

    def gap(self, a: int, b: int) -> str:
        """The lowered words between two offsets."""
        return self.lowered[a:b] if a < b else ""

    def clause_start(self, at: int) -> int:
        """Start of the clause around `at`: after the last semicolon."""
        cut = self.lowered.rfind(";", self.start, at)
        return cut + 1 if cut >= 0 else self.start

    def clause_end(self, at: int) -> int:
        cut = self.lowered.find(";", at, self.end)
        return cut if cut >= 0 else self.end

    def before(self, at: int, kinds: frozenset[str], since: int | None = None) -> list[Actor]:
        """Actors of the given kinds that end at or before `at`, the nearest first."""
        since = self.start if since is None else since
        return [
            a
            for a in reversed(self.sentence.actors)
            if a.end <= at and a.start >= since and a.kind in kinds and self._counts(a)
        ]

    def after(self, at: int, kinds: frozenset[str], until: int | None = None) -> list[Actor]:
        """Actors of the given kinds that begin at or after `at`, in text order."""
        until = self.end if until is None else until
        return [a for a in self.sentence.actors if at <= a.start < until and a.kind in kinds and self._counts(a)]

    def _counts(self, actor: Actor) -> bool:
        if actor.kind in ("surname", "pronoun"):
            return self.people.resolved(actor)
        return not self.spouse(actor)

    def spouse(self, actor: Actor) -> bool:
        """ "Vua J. và Hoàng hậu S.", "cùng Phu nhân B": left out beside the one they accompany."""
        if actor.kind not in ("person", "office"):
            return False
        if not actor.offices and regex.search(
            r"\b(?:phu nhân|phu quân)\s+$", self.gap(max(self.start, actor.start - 10), actor.start)
        ):
            return True
        if _KIN.search(self.lowered, max(self.start, actor.start - 16), actor.start):
            return True
        if not any(o.head in _SPOUSES for o in actor.offices):
            return False
        return bool(regex.search(r"(?:và|cùng)\s+$", self.gap(max(self.start, actor.start - 6), actor.start)))

    def oblique(self, actor: Actor) -> str | None:
        """The preposition that makes the actor a complement of something ("lời mời của X"), else None."""
        match = _OBLIQUE.search(self.lowered, max(self.start, actor.start - 44), actor.start)
        return match[0].split()[0] if match else None

    def group_left(self, last: Actor, kinds: frozenset[str], since: int) -> list[Actor]:
        """The list of actors that ends with `last`: "A và B", "A, B"."""
        group = [last]
        for actor in self.before(last.start, kinds, since):
            if not _is_joint(self.gap(actor.end, group[0].start)):
                break
            if self.oblique(actor) in ("của", "mời", "lời", "tại", "từ", "đến", "tới", "làm", "giữ", "qua", "thông"):
                break
            group.insert(0, actor)
        return group

    def group_right(self, first: Actor, kinds: frozenset[str], until: int) -> list[tuple[Actor, str]]:
        """The list that begins with `first`, each with the words before it: [(A, ""), (B, ";"), (C, "và")]."""
        group = [(first, "")]
        for actor in self.after(first.end, kinds, until):
            between = self.gap(group[-1][0].end, actor.start)
            if not _is_joint(between) and not (_SEMICOLON.match(between) and actor.kind == "person"):
                if actor.kind in ("organisation", "group") and ";" not in between:
                    continue  # "công ty C, thuộc Tập đoàn M …; ông Q"
                break
            group.append((actor, between.strip()))
        return group

    def sides(self, actors: Sequence[Actor]) -> list[Side]:
        seen: list[Side] = []
        for actor in actors:
            side = self.people.side(actor)
            if side not in seen:
                seen.append(side)
        return seen

    def inside_actor(self, at: int) -> bool:
        """Whether an offset lies inside the words of a person, an office, an organisation or a group."""
        return any(a.start < at < a.end for a in self.sentence.actors if a.kind not in ("country", "locality"))


_KIN = regex.compile(r"\b(?:con trai|con gái|con rể|vợ|chồng|em trai|anh trai|chị gái|em gái|mẹ|cha|bố)\s+(?:của\s+)?$")
_SPOUSES = frozenset(["hoàng hậu", "phu nhân", "đệ nhất phu nhân", "phu quân"])


def _is_joint(words: str) -> bool:
    return len(words) < 160 and words.strip() != "" and _JOINT.match(words) is not None


Resolve = Callable[[TimeWord, str, str | None], "tuple[str | None, str | None, tuple[object, ...]]"]

__all__ = ["Actor", "Cue", "Frame", "Side", "Spot"]
