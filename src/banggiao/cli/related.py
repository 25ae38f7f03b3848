"""banggiao related: what to read beside a page, and why."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.options import PageFormat
from banggiao.cli.read import chosen
from banggiao.cli.streams import console, tell
from banggiao.cli.tables import write_values
from banggiao.cli.words import say
from banggiao.record import Contact, Record, Related

if TYPE_CHECKING:
    from rich.console import Console

_COLUMNS = ("reason", "page", "published", "outlet", "headline", "contact", "url", "source")


def related(path: str, id: str, limit: int, format: PageFormat | None) -> Exit:
    format = chosen(format)
    with Record(path, readonly=True) as record:
        found = record.get(id)
        if found is None:
            tell(say("show.nothing", record=path, id=id))
            return Exit.SOME_FAILED
        pages = record.related(found.page if isinstance(found, Contact) else found.id, limit=limit)
    if format is PageFormat.TABLE:
        _show(console(), pages)
    elif format is PageFormat.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows([getattr(page, key) for key in _COLUMNS] for page in pages)
    else:
        write_values(pages, format)
    return Exit.FINE


def _show(out: Console, pages: Iterable[Related]) -> None:
    """Each reason once, its pages below."""
    from rich.padding import Padding
    from rich.text import Text

    before = None
    for page in pages:
        if page.reason != before:
            out.print(Text(say(f"related.{page.reason}"), style="bold"))
            before = page.reason
        line = Text(f"{page.published or '?'}  ", style="cyan").append(page.headline or "?", style="default")
        out.print(Padding(line, (0, 0, 0, 2)))
        out.print(Padding(Text(" · ".join(filter(None, (page.page, page.outlet))), style="dim"), (0, 0, 0, 4)))
    if before is None:
        out.print(say("related.nothing"), style="dim")
