"""The store across pages: one SQLite file, every claim with its evidence, full-text search. Only here is SQL."""

from banggiao.record.errors import RecordError
from banggiao.record.rebuilding import rebuild
from banggiao.record.results import (
    Added,
    Cited,
    Commitment,
    Contact,
    Doubt,
    FollowUp,
    Hit,
    Judged,
    Judgement,
    Page,
    Quote,
    Rebuilt,
    Redated,
    Side,
    Stats,
    Step,
    Told,
    Version,
)
from banggiao.record.selecting import ContactFilters
from banggiao.record.store import Record

__all__ = [
    "Added",
    "Cited",
    "Commitment",
    "Contact",
    "ContactFilters",
    "Doubt",
    "FollowUp",
    "Hit",
    "Judged",
    "Judgement",
    "Page",
    "Quote",
    "Rebuilt",
    "Record",
    "RecordError",
    "Redated",
    "Side",
    "Stats",
    "Step",
    "Told",
    "Version",
    "rebuild",
]
