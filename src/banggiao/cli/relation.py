"""banggiao relation: two sides, and what a record tells of them."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.options import PageFormat
from banggiao.cli.read import chosen
from banggiao.cli.streams import console
from banggiao.cli.tables import plain_table, write_values
from banggiao.cli.words import label, say
from banggiao.record import Record

if TYPE_CHECKING:
    from rich.console import Console

    from banggiao.record import Reference, RelationOf

_TOPICS_SHOWN = 8


def relation(path: str, one: str, other: str, channel: str | None, format: PageFormat | None) -> Exit:
    format = chosen(format)
    with Record(path, readonly=True) as record:
        found = record.relation(one, other, channel=channel)
    match format:
        case PageFormat.TABLE:
            show_relation(console(), found)
        case PageFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(("year", "type", "rank", "contacts"))
            writer.writerows((each.year, each.type, each.rank, each.contacts) for each in found.series)
        case _:
            write_values([found], format)
    return Exit.FINE


def show_relation(out: Console, found: RelationOf) -> None:
    """Levels, counts, who met whom, what was spoken of, what is planned."""
    from rich.text import Text

    channel = "" if found.channel is None else f"  ({label('channel', found.channel)})"
    out.print(Text(f"{found.a} - {found.b}{channel}", style="bold"))
    if found.ties:
        out.print(say("relation.ties", since=found.ties))
    for level in found.levels:
        until = level.end or ("" if level.source == "read" else say("relation.now"))
        source = level.source if not level.evidence else f"{level.source}: {level.evidence[0].page}"
        out.print(Text.assemble(f"  {level.start or '?'} - {until}  ", level.label or "?", (f"  {source}", "dim")))
    out.print(say("relation.contacts", count=found.contacts))
    for key, reference in (("relation.first", found.first), ("relation.last", found.last)):
        if reference is not None:
            out.print(Text.assemble(f"  {say(key)} ", _line(reference)))
    if found.silence is not None:
        silent = found.silence
        facts = {"since": silent.since, "until": silent.until, "days": silent.days, "covered": silent.covered}
        out.print("  " + say("relation.silence", **facts))
    if found.series:
        _series(out, found)
    _some(out, "relation.channels", ((label("channel", name), n) for name, n in found.by_channel.items()))
    _some(out, "relation.statements", list(found.topics.items())[:_TOPICS_SHOWN], count=found.statements)
    _some(out, "relation.commitments", ((label("commitment", kind), n) for kind, n in found.commitments.items()))
    if found.encounters:
        out.print(say("relation.encounters"))
        for each in found.encounters:
            out.print(Text(f"  {each.contacts:>3}  {each.one} - {each.other}  {each.last or ''}"))
    for key, references in (("relation.planned", found.planned), ("relation.latest", found.latest)):
        if references:
            out.print(say(key))
            for reference in references:
                out.print(Text.assemble("  ", _line(reference)))


def _series(out: Console, found: RelationOf) -> None:
    """A line a year: contacts by type and by rank."""
    years: dict[str, Counter[str]] = {}
    for each in found.series:
        counted = years.setdefault(each.year or "?", Counter())
        counted.update({each.type: each.contacts, each.rank: each.contacts, "": each.contacts})
    table = plain_table("year", "contacts", "kinds", "ranks")
    kinds = list(dict.fromkeys(each.type for each in found.series))
    ranks = list(dict.fromkeys(each.rank for each in found.series))
    for year, counted in years.items():
        shown = [
            ", ".join(f"{label(kind, name)} {counted[name]}" for name in names if counted[name])
            for kind, names in (("type", kinds), ("rank", ranks))
        ]
        table.add_row(year, str(counted[""]), *shown)
    out.print(table)


def _some(out: Console, key: str, counted: Iterable[tuple[str, int]], **facts: object) -> None:
    shown = ", ".join(f"{name} {count}" for name, count in counted)
    if shown:
        out.print(f"{say(key, **facts)} {shown}", soft_wrap=True)


def _line(each: Reference) -> str:
    kind = label("form", f"{each.type}.{each.form}")
    if each.status != "held":
        kind += f" ({label('status', each.status)})"
    return f"{each.date or '?'}  {kind}: {_names(each.one)} - {_names(each.other)}  {each.contact}"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "…"
