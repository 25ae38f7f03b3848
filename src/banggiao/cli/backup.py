"""banggiao backup: a copy of the record while others use it."""

from __future__ import annotations

from banggiao.cli.exits import Exit
from banggiao.cli.progress import bar
from banggiao.cli.streams import tell
from banggiao.cli.words import say
from banggiao.record import backup as make


def backup(path: str, to: str, *, replace: bool) -> Exit:
    with bar(None, say("backup.progress", done=0, total=0)) as update:

        def told(done: int, total: int) -> None:
            update(done, lambda: say("backup.progress", done=done, total=total))

        made = make(path, to, replace=replace, progress=told)
    facts = {name: getattr(made, name) for name in ("pages", "versions", "judgements", "schema")}
    line = say("backup.summary", record=path, to=made.path, size=made.size / (1 << 20), **facts)
    tell(line, event="backup", to=made.path, bytes=made.size, **facts)
    return Exit.FINE
