"""banggiao search, show, list, export: what the record knows."""

from __future__ import annotations

import csv
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from banggiao.cli.exits import Exit
from banggiao.cli.options import ExportFormat, Order, PageFormat
from banggiao.cli.pages import remark
from banggiao.cli.read import chosen, contacts_of, show_page, write_csv
from banggiao.cli.streams import console, output, tell
from banggiao.cli.tables import contact_table, show_contact, show_judged, write_values
from banggiao.cli.words import say
from banggiao.export import FOLDERS, FORMATS
from banggiao.model import reading_json, to_json
from banggiao.record import Contact, ContactFilters, Record

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from banggiao.record import Hit, Page


def _opened(path: str) -> Record:
    return Record(path, readonly=True)


# --- search -----------------------------------------------------------------------------------------------

_HIT_COLUMNS = ("id", "published", "outlet", "headline", "snippet", "url", "source")
_MARKS = ("\x02", "\x03")  # what no text holds


def search(
    path: str, query: str, order: Order, limit: int, offset: int, least: float | None, format: PageFormat | None
) -> Exit:
    format = chosen(format)
    name: Literal["newest", "relevance"] = "newest" if order is Order.NEWEST else "relevance"
    marks = _MARKS if format is PageFormat.TABLE else ("**", "**")
    with _opened(path) as record:
        hits = record.search(query, order=name, limit=limit + 1, offset=offset, marks=marks, min_confidence=least)
    hits, more = hits[:limit], len(hits) > limit
    if format is PageFormat.TABLE:
        show_hits(console(), hits)
        _more(more, offset + limit)
    elif format is PageFormat.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_HIT_COLUMNS)
        writer.writerows([getattr(hit, key) for key in _HIT_COLUMNS] for hit in hits)
    else:
        write_values(hits, format)
    return Exit.FINE


def show_hits(out: Console, hits: Iterable[Hit]) -> None:
    """Each hit on three lines: day and headline, the words found, where it is from."""
    from rich.padding import Padding
    from rich.text import Text

    found = False
    for hit in hits:
        if found:
            out.print()
        found = True
        out.print(Text.assemble((f"{hit.published or '?'}  ", "cyan"), (hit.headline or "?", "bold")))
        out.print(Padding(_highlighted(hit.snippet), (0, 0, 0, 2)))
        out.print(Padding(Text(" · ".join(filter(None, (hit.id, hit.outlet, hit.source))), style="dim"), (0, 0, 0, 2)))
    if not found:
        out.print(say("search.nothing"), style="dim")


def _highlighted(snippet: str) -> Text:
    """The words found in colour, or between marks where there is none."""
    from rich.text import Text

    line = Text()
    for number, part in enumerate(snippet.replace(_MARKS[1], _MARKS[0]).split(_MARKS[0])):
        line.append(part, style="bold yellow" if number % 2 else "")
    return line


def _more(more: bool, offset: int) -> None:
    if more:
        tell(say("search.more", offset=offset))


# --- show -------------------------------------------------------------------------------------------------


def show(path: str, id: str, format: PageFormat | None, with_text: bool) -> Exit:
    with _opened(path) as record:
        found = record.get(id)
        parts = []
        if isinstance(found, Contact):
            around = (found.part_of, *found.parts)
            parts = [one for part in around if part and isinstance(one := record.get(part), Contact)]
    if found is None:
        tell(say("show.nothing", record=path, id=id))
        return Exit.SOME_FAILED
    if isinstance(found, Contact):
        _show_contact(found, parts, chosen(format))
        return Exit.FINE
    remark(found.id, found.reading.issues)
    _show_page(found, chosen(format), with_text)
    return Exit.FINE


def _show_contact(contact: Contact, parts: Sequence[Contact], format: PageFormat) -> None:
    if format is PageFormat.TABLE:
        show_contact(console(), contact, parts)
    elif format is PageFormat.CSV:
        write_csv([contact])
    else:
        write_values([contact], format)


def _show_page(page: Page, format: PageFormat, with_text: bool) -> None:
    data = reading_json(page.reading, with_text)
    if page.judged:
        data = data[:-1] + b',"judged":' + to_json(page.judged) + b"}"
    match format:
        case PageFormat.TABLE:
            show_page(console(), page.reading, with_text)
            show_judged(console(), page.judged)
        case PageFormat.CSV:
            write_csv(contacts_of(page.reading))
        case PageFormat.JSON:
            output().write(msgspec.json.format(data, indent=2) + b"\n")
        case PageFormat.JSONL:
            output().write(data + b"\n")


# --- list and export --------------------------------------------------------------------------------------


def list_(path: str, wanted: ContactFilters, format: PageFormat | None) -> Exit:
    format = chosen(format)
    limit, offset = wanted["limit"] or 0, wanted["offset"]
    wanted["limit"] = limit + 1
    with _opened(path) as record:
        contacts = record.contacts(**wanted)
    contacts, more = contacts[:limit], len(contacts) > limit
    match format:
        case PageFormat.TABLE:
            show_contacts(console(), contacts)
            _more(more, offset + limit)
        case PageFormat.CSV:
            write_csv(contacts)
        case _:
            write_values(contacts, format)
    return Exit.FINE


def show_contacts(out: Console, contacts: Iterable[Contact]) -> None:
    contacts = list(contacts)
    if contacts:
        out.print(contact_table(contacts))
    else:
        out.print(say("list.nothing"), style="dim")


def export(path: str, to: ExportFormat, target: Path | None, wanted: ContactFilters) -> Exit:
    if to in FOLDERS and target is None:
        tell(say("export.folder", format=to))
        return Exit.USAGE
    with _opened(path) as record:
        if target is None:
            FORMATS[to](record, sys.stdout, **wanted)
            return Exit.FINE
        try:
            into = _export_folder if to in FOLDERS else _export_file
            count = into(record, to, target, wanted)
        except OSError as error:
            tell(say("no_output_file", output=target, why=error.strerror or type(error).__name__))
            return Exit.OUTPUT
        except ImportError as error:
            tell(say("export.extra", format=to, missing=error.name, extra=_EXTRAS[to]))
            return Exit.USAGE
    tell(say("export.summary", output=target, count=count))
    return Exit.FINE


_EXTRAS = {ExportFormat.PARQUET: "parquet"}


def _export_file(record: Record, to: ExportFormat, target: Path, wanted: ContactFilters) -> int:
    """Into a file beside the target, which takes its name only when it is complete."""
    if target.exists() and not target.is_file():  # /dev/stdout, a pipe
        with target.open("w", encoding="utf-8", newline="") as stream:
            return FORMATS[to](record, stream, **wanted)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            count = FORMATS[to](record, stream, **wanted)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _export_folder(record: Record, to: ExportFormat, target: Path, wanted: ContactFilters) -> int:
    """Into a folder beside the target, which takes its name when it is complete; a full one is never written to."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.exists():
            target.rmdir()
        count = FOLDERS[to](record, unfinished, **wanted)
        unfinished.replace(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return count
