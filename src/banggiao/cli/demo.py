"""banggiao demo: the bundled pages become a record, and the record answers."""

from __future__ import annotations

import os
import shlex
import tempfile
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from banggiao.cli import explain
from banggiao.cli.ask import show_contacts, show_hits
from banggiao.cli.exits import Exit
from banggiao.cli.pages import Batch
from banggiao.cli.streams import console, tell
from banggiao.cli.words import say
from banggiao.record import Record

if TYPE_CHECKING:
    from rich.console import Console

    from banggiao.model import Reading

_QUERY = '"doi tac chien luoc"'
_SHOWN = 14


def demo(path: Path | None) -> Exit:
    with resources.as_file(resources.files("banggiao") / "data" / "demo" / "pages") as pages:
        if path is not None:
            return _run(pages, str(path), kept=True)
        with tempfile.TemporaryDirectory(prefix="banggiao-") as folder:
            return _run(pages, os.path.join(folder, "demo.db"), kept=False)


def _run(pages: Path, path: str, kept: bool) -> Exit:
    out = console()
    batch = Batch([str(pages)])
    explained: Reading | None = None
    with Record(path) as record:
        for reading in batch.readings():
            record.add(reading)
            explained = _better(explained, reading)
        stats = record.stats()
        _title(out, say("demo.contacts", pages=stats.pages, contacts=stats.contacts))
        show_contacts(out, record.contacts(limit=_SHOWN))
        _title(out, say("demo.search", query=shlex.quote(_QUERY)))
        show_hits(out, record.search(_QUERY, limit=3, marks=("\x02", "\x03")))
    if explained:
        _title(out, say("demo.explain", page=Path(explained.source).name))
        explain.show(out, explained)
    out.print()
    tell(say("demo.next", record=path) if kept else say("demo.thrown"))
    return batch.exit_code


def _better(best: Reading | None, reading: Reading) -> Reading | None:
    """The page to explain: a short one that has contacts of its own and others beside them."""

    def worth(page: Reading) -> tuple[bool, int]:
        return any(teaser.events for teaser in page.related), -len(page.text)

    return reading if reading.events and (best is None or worth(reading) > worth(best)) else best


def _title(out: Console, text: str) -> None:
    out.print()
    out.rule(text, align="left")
    out.print()
