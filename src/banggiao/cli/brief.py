"""banggiao brief: a relation or a person on one sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banggiao.cli import words
from banggiao.cli.exits import Exit
from banggiao.cli.options import SheetFormat
from banggiao.cli.streams import output, tell
from banggiao.cli.words import say
from banggiao.record import Record

if TYPE_CHECKING:
    from banggiao.web.briefing import Brief


def brief(path: str, name: str, other: str | None, format: SheetFormat, to: Path | None) -> Exit:
    try:
        from banggiao.web import briefing
    except ModuleNotFoundError as error:
        tell(say("serve.missing", name=error.name))
        return Exit.USAGE
    language = words.language()
    with Record(path, readonly=True) as record:
        found = briefing.of(record, name, other, language)
    if found is None:
        tell(say("brief.nothing", name=name, record=path))
        return Exit.SOME_FAILED
    try:
        written = _written(found, format, language)
    except briefing.NoBrowser:
        tell(say("brief.no_browser"))
        return Exit.SOME_FAILED
    if to is None:
        output().write(written)
    else:
        to.write_bytes(written)
    return Exit.FINE


def _written(found: Brief, format: SheetFormat, language: str) -> bytes:
    from banggiao.web import briefing

    if format is SheetFormat.MD:
        return briefing.markdown(found).encode()
    page = briefing.html(found, language)
    return briefing.pdf(page) if format is SheetFormat.PDF else page.encode()
