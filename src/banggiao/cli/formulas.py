"""banggiao formulas: the recurring phrases of diplomacy in a record."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.options import PageFormat
from banggiao.cli.read import chosen
from banggiao.cli.streams import console
from banggiao.cli.tables import plain_table, write_values
from banggiao.cli.words import say
from banggiao.record import Record
from banggiao.relation.formulas import Use

if TYPE_CHECKING:
    from rich.console import Console

    from banggiao.relation.formulas import Trace, Wording
    from banggiao.relation.recurring import Recurrence

_SPEAKERS_SHOWN = 3


def formulas(
    path: str,
    text: str,
    since: str | None,
    until: str | None,
    recurring: int | None,
    limit: int,
    format: PageFormat | None,
) -> Exit:
    format = chosen(format)
    with Record(path, readonly=True) as record:
        if recurring is not None:
            _recurring(record.recurring(recurring, since=since, until=until)[:limit], format)
            return Exit.FINE
        found = record.formulas(text or None, since=since, until=until)
    match format:
        case PageFormat.TABLE:
            (_each if text else _overview)(console(), found, limit)
        case PageFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            names = Use.__struct_fields__
            writer.writerow(names)
            writer.writerows([getattr(use, name) for name in names] for trace in found for use in trace.uses)
        case _:
            write_values(found, format)
    return Exit.FINE


def _overview(out: Console, found: Sequence[Trace], limit: int) -> None:
    """One line a formula, in its most frequent wording."""
    from rich.text import Text

    if not found:
        out.print(say("formulas.nothing"), style="dim")
        return
    table = plain_table("formula", "pages", "first", "last", "wordings", "speakers")
    for trace in found[:limit]:
        usual = max(trace.wordings, key=lambda wording: (wording.pages, wording.words))
        new = sum(wording.new for wording in trace.wordings)
        many = say("formulas.new_among", count=len(trace.wordings), new=new) if new else str(len(trace.wordings))
        cell = Text.assemble(f"{usual.words}\n", (trace.formula, "dim"))
        table.add_row(cell, str(trace.pages), trace.first, trace.last, many, _speakers(trace.speakers))
    out.print(table)


def _each(out: Console, found: Sequence[Trace], limit: int) -> None:
    """Each formula with its wordings, oldest first, and its latest uses."""
    from rich.padding import Padding
    from rich.text import Text

    if not found:
        out.print(say("formulas.nothing"), style="dim")
    for number, trace in enumerate(found):
        if number:
            out.print()
        facts = say("formulas.heading", pages=trace.pages, first=trace.first or "?", last=trace.last or "?")
        out.print(Text.assemble((trace.formula, "bold"), f"  {facts}"))
        table = plain_table("first", "last", "pages", "wording", "change")
        for wording in trace.wordings:
            style = "bold yellow" if wording.new else ""
            table.add_row(
                wording.first, wording.last, str(wording.pages), Text(wording.words, style=style), _change(wording)
            )
        out.print(table)
        for use in list(reversed([use for use in trace.uses if not use.copy]))[:limit]:
            who = use.speaker or say("formulas.no_speaker")
            line = Text.assemble((f"{use.published or '?'}  ", "cyan"), (who, "bold"), f": {use.text}")
            out.print(line)
            about = (use.page, use.outlet, use.headline, f"{use.start}-{use.end}")
            out.print(Padding(Text(" · ".join(filter(None, about)), style="dim"), (0, 0, 0, 2)))


def _change(wording: Wording) -> str:
    parts = [f"+ {', '.join(wording.added)}"] if wording.added else []
    parts += [f"- {', '.join(wording.dropped)}"] if wording.dropped else []
    parts += [say("formulas.reordered")] if wording.reordered else []
    return "; ".join(parts)


def _speakers(speakers: dict[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in list(speakers.items())[:_SPEAKERS_SHOWN])


def _recurring(found: Sequence[Recurrence], format: PageFormat) -> None:
    match format:
        case PageFormat.TABLE:
            table = plain_table("pages", "wording")
            for each in found:
                table.add_row(str(each.sources), each.words)
            out = console()
            out.print(table if found else say("formulas.nothing"))
        case PageFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(("sources", "words"))
            writer.writerows((each.sources, each.words) for each in found)
        case _:
            write_values(found, format)
