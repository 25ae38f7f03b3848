"""banggiao mcp: a record for assistants, over standard input and output."""

from __future__ import annotations

from banggiao.cli.exits import Exit
from banggiao.cli.streams import tell
from banggiao.cli.words import say
from banggiao.record import Record


def mcp(path: str) -> Exit:
    try:
        from banggiao.mcp import server
    except ModuleNotFoundError as error:
        tell(say("mcp.missing", name=error.name))
        return Exit.USAGE
    Record(path, create=False).close()  # an older file is brought to the present version, a wrong one told of
    server(path).run("stdio")
    return Exit.FINE
