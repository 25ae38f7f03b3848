"""Across pages: who is who, which names and offices are one. No SQL: the record asks, this room decides."""

from banggiao.entity.blocks import keys as blocks
from banggiao.entity.clustering import Node, likeness, people
from banggiao.entity.comparing import CANDIDATE, DIFFERENT, SAME, Sight, Verdict, compare
from banggiao.entity.organisations import Body, body
from banggiao.entity.seats import Seat, seat

__all__ = [
    "CANDIDATE",
    "DIFFERENT",
    "SAME",
    "Body",
    "Node",
    "Seat",
    "Sight",
    "Verdict",
    "blocks",
    "body",
    "compare",
    "likeness",
    "people",
    "seat",
]
