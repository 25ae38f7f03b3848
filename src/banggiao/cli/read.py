"""banggiao read: what stands in the pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from banggiao.cli.exits import Exit
from banggiao.cli.options import PageFormat
from banggiao.cli.pages import Batch
from banggiao.cli.streams import console, is_terminal, output, tell
from banggiao.cli.tables import event_table
from banggiao.cli.words import OF_THE_PAGE, issue_text, label, say

if TYPE_CHECKING:
    from rich.console import Console

    from banggiao.model import Reading
    from banggiao.record import Contact, Record


def chosen(asked: PageFormat | None) -> PageFormat:
    """A table for a person at a terminal, JSON Lines for whatever stands behind a pipe."""
    return asked or (PageFormat.TABLE if is_terminal() else PageFormat.JSONL)


def read(batch: Batch, format: PageFormat | None, with_text: bool, jobs: int = 1) -> Exit:
    match chosen(format):
        case PageFormat.TABLE:
            _tables(batch, with_text, jobs)
        case PageFormat.CSV:
            write_csv(contact for reading in batch.readings(jobs) for contact in contacts_of(reading))
        case PageFormat.JSON:
            _json(batch, with_text, jobs)
        case PageFormat.JSONL:
            _jsonl(batch, with_text, jobs)
    return batch.exit_code


def _jsonl(batch: Batch, with_text: bool, jobs: int) -> None:
    out = output()
    at_terminal = is_terminal()
    for line in batch.lines(jobs, with_text=with_text):
        out.write(line + b"\n")
        if at_terminal:
            out.flush()


def _json(batch: Batch, with_text: bool, jobs: int) -> None:
    import msgspec

    out = output()
    before = b"["
    for line in batch.lines(jobs, with_text=with_text):
        out.write(before + b"\n" + msgspec.json.format(line, indent=2))
        before = b","
    out.write(b"[]\n" if before == b"[" else b"\n]\n")


def contacts_of(reading: Reading) -> Iterator[Contact]:
    """The page's own contacts as the record would tell them."""
    from banggiao.record import Contact, Quote

    about = {key: getattr(reading, key) for key in ("headline", "outlet", "published", "url", "source")}
    for event in reading.events:
        fields = {key: getattr(event, key) for key in event.__struct_fields__}
        fields["evidence"] = tuple(
            Quote(start=e.start, end=e.end, region=e.region, text=reading.text[e.start : e.end]) for e in event.evidence
        )
        yield Contact(**fields, **about, page=reading.id)


class _Told:
    """What an export format asks of a record: its contacts."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.each_contact = lambda: iter(contacts)


def write_csv(contacts: Iterable[Contact]) -> None:
    """The same columns as `banggiao export --to csv`: one row a participant."""
    from banggiao.export import FORMATS

    FORMATS["csv"](cast("Record", _Told(contacts)), sys.stdout)


def _tables(batch: Batch, with_text: bool, jobs: int) -> None:
    out = console()
    pages = contacts = 0
    for reading in batch.readings(jobs):
        if pages:
            out.print()
        pages += 1
        contacts += len(reading.events)
        show_page(out, reading, with_text)
    if pages != 1 or batch.failed:
        tell(say("read.summary", pages=pages, contacts=contacts, failed=batch.failed))


def show_page(out: Console, reading: Reading, with_text: bool = False) -> None:
    """Headline, source and publication date, the contacts, then those of the other articles announced on the page."""
    show_heading(out, reading)
    if with_text:
        out.print()
        out.print(reading.text)
    if reading.events:
        out.print(event_table(reading.events))
    else:
        out.print(say("read.no_contact"), style="dim")
    for teaser in reading.related:
        if teaser.events:
            out.print(say("read.related", headline=teaser.headline or "?"), style="italic")
            out.print(event_table(teaser.events))
    for issue in reading.issues:
        if issue.code in OF_THE_PAGE:
            continue  # told already, on standard error
        found = " ".join(reading.text[issue.start : issue.end].split())[:60]
        out.print(f"! {issue_text(issue)}" + (f": {found}" if found else ""), style="yellow")


def show_heading(out: Console, reading: Reading) -> None:
    from rich.text import Text

    media = f"[{label('media', reading.media)}] " if reading.media else ""
    out.print(Text(media + (reading.headline or say("read.no_headline")), style="bold"))
    published = reading.published or say("unknown")
    basis = f" ({label('basis', reading.published_basis)})" if reading.published_basis else ""
    facts = [reading.source, reading.outlet, reading.byline, say("read.published", date=published + basis)]
    out.print(Text(" · ".join(filter(None, facts)), style="dim"))
