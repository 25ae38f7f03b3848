"""Where the rows of the tables come from: data/authority/sources.tsv."""

from __future__ import annotations

from functools import cache

from banggiao.authority.files import Row, rows
from banggiao.lexicon import DataError


@cache
def sources() -> dict[str, int]:
    """The slack in days of every allowed word of the column `source`."""
    found = {}
    for row in rows("sources.tsv", ("word", "what", "slack")):
        word, _, slack = row.fields
        if not slack.isdecimal():
            raise DataError(f"{row.where}: the slack {slack!r} is no number of days")
        found[word] = int(slack)
    return found


def slack_of(row: Row, source: str) -> int:
    """The slack of the row's source; raises DataError when the register does not have it."""
    if source not in sources():
        raise DataError(f"{row.where}: the source {source!r} is none of {', '.join(sources())}")
    return sources()[source]
