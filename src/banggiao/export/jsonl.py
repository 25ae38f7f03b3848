"""JSON Lines: one contact a line, under the names of docs/record.md."""

from __future__ import annotations

from typing import TextIO, Unpack

from banggiao.model import to_json
from banggiao.record import ContactFilters, Record


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """One JSON object a contact: the codebook's fields, its evidence with the words, and its page."""
    count = 0
    for contact in record.each_contact(**filters):
        stream.write(to_json(contact).decode("utf-8") + "\n")
        count += 1
    return count
