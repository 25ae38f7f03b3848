"""What working out a page needs and the first page of a process would wait for: the tables, read into memory."""

from __future__ import annotations

from banggiao.authority import people_named, tenures_of
from banggiao.entity import careers
from banggiao.entity.seats import seat
from banggiao.record import selecting
from banggiao.relation import matters, relations
from banggiao.relation.relations import HOME, Present


def load() -> None:
    """Read the tables, where they are not in memory: asking about nobody reads them all."""
    people_named("")
    tenures_of("")
    seat("", HOME)
    careers.of_seat("")
    relations.channels([Present(None, None, "-", HOME, ())])
    selecting.names_of(HOME)
    matters.matters("")
