"""banggiao reads Vietnamese news pages and keeps the diplomatic record.

>>> import banggiao
>>> page = "Sáng 3/4/2025, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi."
>>> [event.form for event in banggiao.read(page).events]
['receive']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banggiao.model import (
        DateCandidate,
        Event,
        Evidence,
        Issue,
        Participant,
        Place,
        Reading,
        Region,
        Source,
        Teaser,
        reading_json,
        to_json,
    )
    from banggiao.reading import read, read_source
    from banggiao.record import Contact, Hit, Page, Record, RecordError

__version__ = "0.1.0"

# Where each public name lives. Nothing is imported before it is asked for: the tables of words take time to load.
_HOMES = {
    "Contact": "banggiao.record",
    "DateCandidate": "banggiao.model",
    "Event": "banggiao.model",
    "Evidence": "banggiao.model",
    "Hit": "banggiao.record",
    "Issue": "banggiao.model",
    "Page": "banggiao.record",
    "Participant": "banggiao.model",
    "Place": "banggiao.model",
    "Reading": "banggiao.model",
    "Record": "banggiao.record",
    "RecordError": "banggiao.record",
    "Region": "banggiao.model",
    "Source": "banggiao.model",
    "Teaser": "banggiao.model",
    "read": "banggiao.reading",
    "read_source": "banggiao.reading",
    "reading_json": "banggiao.model",
    "to_json": "banggiao.model",
}

__all__ = [
    "Contact",
    "DateCandidate",
    "Event",
    "Evidence",
    "Hit",
    "Issue",
    "Page",
    "Participant",
    "Place",
    "Reading",
    "Record",
    "RecordError",
    "Region",
    "Source",
    "Teaser",
    "__version__",
    "read",
    "read_source",
    "reading_json",
    "to_json",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
