"""The levels of Vietnam's relations with other states: data/authority/relations.tsv."""

from __future__ import annotations

from functools import cache

from banggiao.authority.files import rows
from banggiao.model import Value

_COLUMNS = ("state", "names", "label", "from", "to", "source")


class Relation(Value, frozen=True):
    """One level of relations with `state`, which the press calls by any of `names`; `end` None: it stands."""

    state: str
    names: tuple[str, ...]
    label: str
    start: str
    end: str | None


@cache
def relations() -> tuple[Relation, ...]:
    """Every level, in the order of the table."""
    found = []
    for row in rows("relations.tsv", _COLUMNS):
        state, names, label, start, end, _ = row.fields
        first, last = row.interval(start, end)
        found.append(Relation(state=state, names=tuple(names.split("/")), label=label, start=first, end=last))
    return tuple(found)
