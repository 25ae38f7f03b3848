"""The store across pages: one SQLite file, every claim with its evidence, full-text search. Only here is SQL."""

from banggiao.record.errors import RecordError
from banggiao.record.rebuilding import rebuild
from banggiao.record.results import (
    Added,
    Contact,
    Doubt,
    Hit,
    Judged,
    Judgement,
    Page,
    Quote,
    Rebuilt,
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
    "Rebuilt",
    "Record",
    "RecordError",
    "Redated",
    "Side",
    "Stats",
    "Told",
    "Version",
    "rebuild",
]
