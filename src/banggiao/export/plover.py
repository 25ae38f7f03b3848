"""Event data in the manner of GDELT: a tab-separated row a directed pair, with PLOVER's type and CAMEO's code.

Columns have GDELT 1.0's names where they mean the same; countries are ISO 3166-1 alpha-3 (EUR for the European
Union), not FIPS. What acts both ways (a meeting, a call; a visit, 043 "host" and 042 "make") is two rows, as in GDELT.
Planned contacts are 036 "express intent to meet". Lost: contacts that were called off (no code says so), those
without a pair of sides or a day, part of the day, venue, evidence.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO, Unpack

from banggiao.export import edtf
from banggiao.export.sides import Side, alpha3, channel, kinds, pairs
from banggiao.record import Contact, ContactFilters, Record

COLUMNS = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "EndDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1Type1Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2Type1Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "PloverEvent",
    "PloverMode",
    "NumSources",
    "NumArticles",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "Confidence",
    "SOURCEURL",
)
# CAMEO's types of actors, by the channel of their office.
ROLES = {
    "state": "GOV",
    "government": "GOV",
    "local": "GOV",
    "parliament": "LEG",
    "party": "PTY",
    "military": "MIL",
    "police": "COP",
    "judiciary": "JUD",
    "international": "IGO",
    "mass organisation": "NGO",
    "business": "BUS",
    "media": "MED",
}
_INTENT, _INTENT_SCALE, _INTENT_TYPE = "036", 4.0, "AGREE"
_VERBAL_COOPERATION = 1  # QuadClass of the roots 01 to 05


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """A header line, then the rows; gives the number of contacts that have any."""
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for contact in record.each_contact(**filters):
        rows = list(_rows(contact))
        writer.writerows(rows)
        count += bool(rows)
    return count


def _rows(contact: Contact) -> Iterator[tuple[object, ...]]:
    days = edtf.days(contact.date)
    if contact.status == "cancelled" or days is None:
        return
    kind = kinds()[contact.type, contact.form]
    for number, (one, other) in enumerate(pairs(contact), 1):
        codes = [(one, other, kind.cameo)] + ([(other, one, kind.mirror)] if kind.mirror else [])
        for way, (actor, target, code) in enumerate(codes, 1):
            planned = contact.status == "planned"
            code = _INTENT if planned else code
            first, last = days
            place = contact.place
            yield (
                f"{contact.id}-{number}-{way}",
                f"{first:%Y%m%d}",
                f"{first:%Y%m}",
                f"{first:%Y}",
                f"{last:%Y%m%d}",
                *_actor(actor),
                *_actor(target),
                1,
                code,
                code,
                code[:2],
                _VERBAL_COOPERATION,
                _INTENT_SCALE if planned else kind.goldstein,
                _INTENT_TYPE if planned else kind.plover,
                kind.mode,
                contact.independent,
                len({told.page for told in contact.sources}),
                ", ".join(filter(None, (place.locality, place.country))),
                alpha3().get(place.country or "", ""),
                contact.confidence,
                contact.url or contact.source,
            )


def _actor(one: Side) -> tuple[str, ...]:
    """Code, name, country and type."""
    country = alpha3().get(one.country or "", "")
    role = ROLES.get(channel(one) or "", "")
    return country + role, one.name, country, role
