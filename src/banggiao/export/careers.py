"""What the record knows of a person beyond one contact: other names, offices over time."""

from __future__ import annotations

import re

from banggiao.record import PersonFound, Record

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def of(record: Record, key: str) -> PersonFound | None:
    """The person with this id; None for whom the record has no id."""
    return next((found for found in record.person(key) if found.id == key), None)


def day(edtf: str | None) -> str | None:
    """A day, month or year; None for bounds ("no later than") and for what is not known.

    >>> day("2021-04-05"), day("../2024-04-08"), day(None)
    ('2021-04-05', None, None)
    """
    return edtf if edtf is not None and _DAY.fullmatch(edtf) else None
