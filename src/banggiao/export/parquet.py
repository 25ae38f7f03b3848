"""Parquet in the shape of a star: a folder a table, in it numbered files of at most 50,000 rows each.

`contacts` in the middle, a row each; `sources` (the tellings), `participants`, `offices`, `evidence` and `statements`
point to it by `contact`, and all point to `pages` by `page`. Dates stay EDTF, with `date_from` and `date_to` where
they are days. Lost: the reasons of dates that were inferred, the confidence of single fields, what sources differ in
but form, status and date; of pages the text and the regions.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Unpack

from banggiao.export import edtf
from banggiao.export.sides import side
from banggiao.record import Contact, ContactFilters, Page, Record

_ROWS_A_FILE = 50_000
# Columns and their types, by name of polars: without them a file of unknowns alone would have none.
TABLES: dict[str, dict[str, str]] = {
    "contacts": {
        "contact": "String",
        "type": "String",
        "form": "String",
        "status": "String",
        "date": "String",
        "date_from": "Date",
        "date_to": "Date",
        "part_of_day": "String",
        "venue": "String",
        "locality": "String",
        "country": "String",
        "confidence": "Float64",
        "page": "String",
        "independent": "Int64",
        "part_of": "String",
    },
    "sources": {
        "contact": "String",
        "page": "String",
        "event": "String",
        "form": "String",
        "status": "String",
        "date": "String",
        "copy_of": "String",
        "confidence": "Float64",
    },
    "participants": {
        "contact": "String",
        "participant": "Int64",
        "side": "String",
        "kind": "String",
        "role": "String",
        "name": "String",
        "organisation": "String",
        "country": "String",
    },
    "offices": {"contact": "String", "participant": "Int64", "office": "String"},
    "evidence": {
        "contact": "String",
        "page": "String",
        "start": "Int64",
        "end": "Int64",
        "region": "String",
        "text": "String",
    },
    "statements": {
        "statement": "String",
        "page": "String",
        "contact": "String",
        "speaker": "String",
        "addressee": "String",
        "relayed_for": "String",
        "act": "String",
        "commitment": "String",
        "topics": "List(String)",
        "start": "Int64",
        "end": "Int64",
        "text": "String",
        "confidence": "Float64",
    },
    "pages": {
        "page": "String",
        "headline": "String",
        "outlet": "String",
        "agency": "String",
        "published": "String",
        "published_on": "Date",
        "url": "String",
        "source": "String",
    },
}


class _Writer:
    """The tables of one folder, written file by file as rows come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        self._files = dict.fromkeys(TABLES, 0)
        for name in TABLES:
            (folder / name).mkdir(parents=True)

    def put(self, table: str, row: dict[str, Any]) -> None:
        self._rows[table].append(row)
        if len(self._rows[table]) == _ROWS_A_FILE:
            self._flush(table)

    def close(self) -> None:
        """Write what is left; a table without any row gets a file all the same."""
        for table in TABLES:
            if self._rows[table] or not self._files[table]:
                self._flush(table)

    def _flush(self, table: str) -> None:
        import polars

        schema = {name: _type(polars, kind) for name, kind in TABLES[table].items()}
        frame = polars.DataFrame(self._rows[table], schema=schema, orient="row")
        frame.write_parquet(self._folder / table / f"{self._files[table]:05}.parquet")
        self._files[table] += 1
        self._rows[table] = []


def _type(polars: Any, kind: str) -> Any:
    return polars.List(polars.String) if kind == "List(String)" else getattr(polars, kind)


def write(record: Record, folder: Path, **filters: Unpack[ContactFilters]) -> int:
    """The tables, in `folder`, which must be empty or not there; gives the number of contacts.

    With filters, the pages that tell of the contacts found and what was said in them; else every page and statement.
    """
    writer = _Writer(folder)
    count = 0
    events: dict[str, str] = {}  # what a page tells, and the contact that it is told of
    pages: set[str] = set()
    for contact in record.each_contact(**filters):
        count += 1
        pages.update(report.page for report in contact.sources)
        events.update((report.event, contact.id) for report in contact.sources)
        for table, row in _contact(contact):
            writer.put(table, row)
    everything = not any(value is not None for value in filters.values())
    for page in record.pages():
        if everything or page.id in pages:
            for table, row in _page(page, events, everything):
                writer.put(table, row)
    writer.close()
    return count


def _contact(contact: Contact) -> Iterator[tuple[str, dict[str, Any]]]:
    first, last = edtf.days(contact.date) or (None, None)
    yield (
        "contacts",
        {
            **{name: getattr(contact, name, None) for name in TABLES["contacts"]},
            "contact": contact.id,
            "date_from": first,
            "date_to": last,
            "venue": contact.place.venue,
            "locality": contact.place.locality,
            "country": contact.place.country,
        },
    )
    for report in contact.sources:
        yield "sources", {**{name: getattr(report, name, None) for name in TABLES["sources"]}, "contact": contact.id}
    people = contact.people or (None,) * len(contact.participants)
    for number, (one, person) in enumerate(zip(contact.participants, people, strict=True), 1):
        who = side(one, person)
        yield (
            "participants",
            {
                "contact": contact.id,
                "participant": number,
                "side": who.id if who else None,
                "kind": who.kind if who else None,
                "role": one.role,
                "name": one.name,
                "organisation": one.organisation,
                "country": one.country,
            },
        )
        for office in one.offices:
            yield "offices", {"contact": contact.id, "participant": number, "office": office}
    for quote in contact.evidence:
        told = {name: getattr(quote, name) for name in ("start", "end", "region", "text")}
        yield "evidence", {"contact": contact.id, "page": contact.page, **told}


def _page(page: Page, events: dict[str, str], everything: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    reading = page.reading
    days = edtf.days(reading.published)
    told = {name: getattr(reading, name, None) for name in TABLES["pages"]}
    yield "pages", {**told, "page": page.id, "published_on": days[0] if days else None}
    for each in reading.statements:
        contact = events.get(each.event or "")
        if everything or contact is not None:
            told = {name: getattr(each, name, None) for name in TABLES["statements"]}
            told |= {"statement": each.id, "page": page.id, "contact": contact, "topics": list(each.topics)}
            yield "statements", {**told, "text": reading.text[each.start : each.end]}
