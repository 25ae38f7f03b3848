"""A contact as one sentence tells it, before the sentences of the page are brought together."""

from __future__ import annotations

from dataclasses import dataclass, field

from banggiao.event.people import Side
from banggiao.model import Spot, TimeWord


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
    background: bool = False
    explicit: bool = False  # a visit told as under way or done ("đã thăm", "đang thăm")
    date: str | None = None
    part_of_day: str | None = None
    candidates: tuple[object, ...] = ()
    evidence: list[tuple[int, int, str]] = field(default_factory=list)
    spot: Spot | None = None

    def sides(self, *roles: str) -> list[Side]:
        return [p.side for p in self.parts if not roles or p.role in roles]
