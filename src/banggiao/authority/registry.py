"""All tables of the room by name."""

from __future__ import annotations

from typing import Any

from banggiao.authority.congresses import CONGRESSES, CONGRESSES_ABROAD, TERMS
from banggiao.authority.files import Table
from banggiao.authority.offices import OFFICES
from banggiao.authority.people import PEOPLE
from banggiao.authority.periods import ANNIVERSARIES, PERIODS, SERIES
from banggiao.authority.sources import SOURCES
from banggiao.authority.states import DIPLOMATIC, NATIONAL_DAYS, RELATIONS
from banggiao.authority.tenures import TENURES
from banggiao.authority.tet import TET

TABLES: dict[str, Table[Any]] = {
    table.name: table
    for table in (
        TENURES,
        OFFICES,
        PEOPLE,
        CONGRESSES,
        CONGRESSES_ABROAD,
        TERMS,
        RELATIONS,
        DIPLOMATIC,
        NATIONAL_DAYS,
        TET,
        SERIES,
        ANNIVERSARIES,
        PERIODS,
        SOURCES,
    )
}
