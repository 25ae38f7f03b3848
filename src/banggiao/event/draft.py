"""A contact as one sentence tells it, before the sentences of the page are brought together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from banggiao.event.people import Side
from banggiao.model import DateCandidate, Spot, TimeWord


@dataclass(slots=True)
class Part:
    """A side in its role."""

    side: Side
    role: str
    span: tuple[int, int]


@dataclass(slots=True)
class Draft:
    """One contact of one sentence. `time` is the expression that dates it, `follows` that it takes the day of the
    contact told before it, `room` that it happened at the contact told before it (a greeting passed on there)."""

    type: str
    form: str
    rule: str
    parts: list[Part]
    start: int
    end: int
    region: str
    status: str = "held"
    time: TimeWord | None = None
    before: TimeWord | None = None  # the day that "cùng ngày" of the same sentence takes up
    noun: bool = False  # told by a noun ("cuộc gặp với B"): it looks back to a contact rather than telling one
    follows: bool = False
    room: bool = False
    speaker: Side | None = None  # who passes a greeting on
    venue: str | None = None
    locality: str | None = None
    country: str | None = None
    background: bool = False  # a visit that is over or elsewhere: it lends no place to the meeting beside it
    recalled: bool = False  # "nhớ lại cuộc gặp với B", "từng gặp B": of another time than what the page tells
    named: bool = False  # a visit that only opens its sentence: "Chuyến thăm X của A diễn ra trong bối cảnh …"
    explicit: bool = False  # a visit told as under way or done ("đã thăm", "đang thăm")
    done: bool = False  # a meeting told as one that took place ("đã gặp", "vừa tiếp")
    left: str | None = None  # the country that the sentence says was left before it: "Sau X, A gặp B"
    ceremony: bool = False  # told as one ("lễ đón"): no other word for the talks behind it
    farewell: bool = False  # the guest leaves
    aside: bool = False  # met in the margins of a conference: in the country where it is attended
    whole_day: bool = False  # told with what came after it: the day is its own, the part of the day is not
    date: str | None = None
    part_of_day: str | None = None
    candidates: tuple[DateCandidate, ...] = ()
    excluded: tuple[DateCandidate, ...] = ()
    evidence: list[tuple[int, int, str]] = field(default_factory=list)

    def sides(self, *roles: str) -> list[Side]:
        """The sides in these roles; all of them when no role is given."""
        return [p.side for p in self.parts if not roles or p.role in roles]

    @property
    def only_said(self) -> bool:
        """Whether only what two told each other is said ("A và B đã thảo luận về X"), not how they met."""
        return self.form == "discussion" and self.rule == "both" and not self.noun

    def stand_at(self, spot: Spot | None) -> None:
        """Take the place as written; nothing when there is none."""
        if spot is not None:
            self.venue, self.locality, self.country = spot.venue, spot.locality, spot.country

    def date_like(self, other: Draft) -> None:
        """Take the day of another contact."""
        self.date, self.part_of_day = other.date, other.part_of_day
        self.candidates, self.excluded = other.candidates, other.excluded


@dataclass(slots=True)
class Awaited:
    """Guests whose welcome was told before its host: "Lễ đón B diễn ra …", then "Thủ tướng A chủ trì lễ đón."."""

    parts: list[Part]
    start: int
    region: str
    time: TimeWord | None
    spot: Spot | None


@dataclass(slots=True)
class Tour:
    """Whose journey the page tells of without its countries, and its days: "A sẽ thực hiện chuyến công du … từ ngày 20
    đến 27/5"."""

    guest: Side
    span: tuple[int, int]
    time: TimeWord | None
    planned: bool


class Page:
    """What the shapes may look back to: the contacts told so far on this page, and the countries it names."""

    def __init__(self, lands: set[str]) -> None:
        self.drafts: list[Draft] = []
        self.awaited: list[Awaited] = []
        self.tour: Tour | None = None
        # "Chuyến thăm diễn ra từ ngày 3 đến 5/9", "Cuộc gặp diễn ra sáng 3/9" of what only the headline tells, which is
        # read last
        self.of_headline: list[Callable[[], list[Draft]]] = []
        self.lands = lands

    def tell_of_headline(self) -> None:
        """Read again what only the headline tells the contact of."""
        for read_again in self.of_headline:
            self.drafts.extend(read_again())

    def last_is_planned(self, sides: list[Side]) -> bool:
        """Whether these are the sides of a contact that lies ahead, and no other of the page."""
        told = [
            d.status
            for d in self.drafts
            if d.type in ("meeting", "call") and all(any(s is side for side in d.sides()) for s in sides)
        ]
        return bool(told) and set(told) == {"planned"}

    def last_pair(self, leaders: bool = False) -> list[Side]:
        """The two sides of the last contact that had two; with `leaders` rather of the last between people than of one
        with "lãnh đạo các giới X"."""
        told = [d.sides() for d in reversed(self.drafts) if d.type in ("meeting", "call") and len(d.sides()) >= 2]
        if leaders:
            told = [sides for sides in told if all(s.kind in ("person", "office") for s in sides)] or told
        if told:
            return told[0]
        for draft in reversed(self.drafts):
            if draft.type == "visit" and len(draft.sides("inviter")) == 1:
                return [*draft.sides("inviter"), *draft.sides("guest")]
        return []
