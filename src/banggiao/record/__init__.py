"""The store across pages: one SQLite file, every claim with its evidence, full-text search. Only here is SQL."""

from banggiao.record.errors import RecordError
from banggiao.record.results import Added, Contact, Hit, Judgement, Page, Quote, Redated, Stats, Version
from banggiao.record.selecting import ContactFilters
from banggiao.record.store import Record

__all__ = [
    "Added",
    "Contact",
    "ContactFilters",
    "Hit",
    "Judgement",
    "Page",
    "Quote",
    "Record",
    "RecordError",
    "Redated",
    "Stats",
    "Version",
]
