"""The store across pages: one SQLite file, every claim with its evidence, full-text search. Only here is SQL."""

from banggiao.entity.tenures import Attested, Conflict, Held
from banggiao.record.errors import RecordError
from banggiao.record.rebuilding import rebuild
from banggiao.record.results import (
    Added,
    Called,
    Cited,
    Commitment,
    Contact,
    Differing,
    Doubt,
    FollowUp,
    Hit,
    Judged,
    Judgement,
    OfficeHolders,
    Page,
    PersonFound,
    Quote,
    Rebuilt,
    Report,
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
    "Attested",
    "Called",
    "Cited",
    "Commitment",
    "Conflict",
    "Contact",
    "ContactFilters",
    "Differing",
    "Doubt",
    "FollowUp",
    "Held",
    "Hit",
    "Judged",
    "Judgement",
    "OfficeHolders",
    "Page",
    "PersonFound",
    "Quote",
    "Rebuilt",
    "Record",
    "RecordError",
    "Report",
    "Side",
    "Stats",
    "Step",
    "Told",
    "Version",
    "rebuild",
]
