"""The congresses of the Communist Party of Vietnam: data/authority/congresses.tsv."""

from __future__ import annotations

from functools import cache

from banggiao.authority.files import rows

_COLUMNS = ("number", "ordinal", "from", "to", "source")


@cache
def congresses() -> dict[str, str]:
    """The first day of each congress by its Roman number."""
    found = {}
    for row in rows("congresses.tsv", _COLUMNS):
        number, _, start, end, _ = row.fields
        found[number] = row.interval(start, end)[0]
    return found
