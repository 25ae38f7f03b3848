"""The store across pages: one SQLite file, every claim with its evidence, full-text search. Only here is SQL."""

from banggiao.record.errors import RecordError
from banggiao.record.results import (
    Added,
    Contact,
    Doubt,
    Hit,
    Judgement,
    Page,
    Quote,
    Redated,
    Side,
    Stats,
    Told,
    Version,
)
from banggiao.record.selecting import ContactFilters
from banggiao.record.store import Record

__all__ = [
    "Added",
    "Contact",
    "ContactFilters",
    "Doubt",
    "Hit",
    "Judged",
    "Judgement",
    "Page",
    "Quote",
    "Record",
    "RecordError",
    "Redated",
    "Side",
    "Stats",
    "Told",
    "Version",
]
