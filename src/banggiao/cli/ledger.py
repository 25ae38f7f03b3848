"""banggiao ledger: what was promised in contacts, and what became of it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.options import CommitmentKind, PageFormat
from banggiao.cli.read import chosen
from banggiao.cli.streams import console
from banggiao.cli.tables import write_values
from banggiao.cli.words import label, say
from banggiao.record import Record

if TYPE_CHECKING:
    from rich.console import Console

    from banggiao.record import Commitment, FollowUp

_COLUMNS = ("id", "kind", "status", "by", "by_side", "to", "to_side", "date", "made_by", "contact", "text")
_SHOWN = 3  # follow-ups


def ledger(
    path: str,
    between: Sequence[str],
    kind: CommitmentKind | None,
    open: bool,
    since: str | None,
    until: str | None,
    limit: int,
    format: PageFormat | None,
) -> Exit:
    format = chosen(format)
    with Record(path, readonly=True) as record:
        found = record.ledger(*between, kind=kind, open=open, since=since, until=until, limit=limit)
    match format:
        case PageFormat.TABLE:
            show_commitments(console(), found)
        case PageFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(
                (*_COLUMNS, "topics", "page", "follow_up", "follow_up_date", "confidence", "verdict", "reasons")
            )
            for each in found:
                head = (*(getattr(each, name) for name in _COLUMNS), " ".join(each.topics), each.told[0].page)
                for row in map(_row, each.follow_ups or [None]):
                    writer.writerow(head + row)
        case _:
            write_values(found, format)
    return Exit.FINE


def _row(follow_up: FollowUp | None) -> tuple[object, ...]:
    if follow_up is None:
        return ("",) * 5
    each = follow_up
    return each.id, each.date or each.evidence.published, each.confidence, each.verdict, "; ".join(each.reasons)


def show_commitments(out: Console, found: Sequence[Commitment]) -> None:
    """Each commitment with its words, and what may follow it up."""
    from rich.padding import Padding
    from rich.text import Text

    if not found:
        out.print(say("ledger.nothing"), style="dim")
    for number, each in enumerate(found):
        if number:
            out.print()
        by = f"{each.by} [{each.by_side}]" if each.by_side and each.by_side != each.by else each.by
        to = "" if each.to is None else f" → {each.to}"
        if each.to and each.to_side and each.to_side != each.to:
            to += f" [{each.to_side}]"
        head = Text.assemble(
            (f"{each.date or each.made_by or '?'}  ", "cyan"), (label("commitment", each.kind), "bold")
        )
        head.append(f"  {label('outcome', each.status)}", style="yellow")
        head.append(f"  {by if each.by != 'both' else say('ledger.both')}{to}")
        out.print(head)
        out.print(Padding(Text(" ".join(each.text.split())), (0, 0, 0, 2)))
        about = (each.id, each.told[0].page, say("ledger.told", count=len(each.told)) if len(each.told) > 1 else None)
        out.print(Padding(Text(" · ".join(filter(None, about)), style="dim"), (0, 0, 0, 2)))
        for follow_up in each.follow_ups[:_SHOWN]:
            _show_follow_up(out, follow_up)
        if len(each.follow_ups) > _SHOWN:
            out.print(Padding(Text(say("ledger.more", count=len(each.follow_ups) - _SHOWN), style="dim"), (0, 0, 0, 2)))


def _show_follow_up(out: Console, each: FollowUp) -> None:
    from rich.padding import Padding
    from rich.text import Text

    line = Text.assemble("↳ ", (f"{each.date or each.evidence.published or '?'}  ", "cyan"), label("type", each.what))
    line.append(f"  {label('verdict', each.verdict or 'proposed')} {each.confidence:.2f}", style="dim")
    who = f"{each.speaker}: " if each.speaker and each.speaker != "both" else ""
    line.append(f"  {who}{' '.join(each.evidence.text.split())}")
    out.print(Padding(line, (0, 0, 0, 4)))
    out.print(Padding(Text(f"{each.id} · {'; '.join(each.reasons)}", style="dim"), (0, 0, 0, 6)))
