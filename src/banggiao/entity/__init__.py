"""Across pages: who is who, which names and offices are one. No SQL: the record asks, this room decides."""

from banggiao.entity.comparing import CANDIDATE, DIFFERENT, SAME, Sight, Verdict, compare
from banggiao.entity.seats import Seat, seat

__all__ = ["CANDIDATE", "DIFFERENT", "SAME", "Seat", "Sight", "Verdict", "compare", "seat"]
