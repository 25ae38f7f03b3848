"""The first page: search, the latest contacts, what happened on this day in other years, what is planned."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from starlette.responses import Response

from banggiao.record import Card, Record
from banggiao.web.asking import Ask
from banggiao.web.naming import title_of
from banggiao.web.sides import sides

_LATEST = 10
_PLANNED = 6
_OF_A_DAY = 10
_LOOKED_AT = 40  # contacts of one day
_FIRST_YEAR, _LAST_YEAR = 1900, 9998


class Anniversary(NamedTuple):
    """A contact of the same day and month, so many years before."""

    years: int
    contact: Card


def _title(card: Card, language: str) -> str:
    """Who with whom: one page may tell of many contacts under its one headline."""
    some: Any = card  # of what it asks, a card has all that a contact has
    return title_of(some, sides(some.participants), language)


def start(ask: Ask) -> Response:
    """`/`, as if it were another day with `?on=2024-09-05`"""
    today = datetime.date.today()
    asked = ask.query.get("on")
    day = _day(asked) or today
    record = ask.record
    planned = record.find(
        status="planned", since=day, certain=True, order="oldest", limit=_PLANNED, counts=False
    ).results  # fmt: skip
    return ask.show(
        "start.html",
        day=day,
        today=today,
        odd=asked if asked and _day(asked) is None else None,
        before=day - datetime.timedelta(days=1),
        after=day + datetime.timedelta(days=1),
        stats=record.stats(),
        latest=record.find(status="held", limit=_LATEST, counts=False).results,
        planned=planned,
        title=lambda card: _title(card, ask.language),
        anniversaries=sorted(_anniversaries(record, day), key=_weight)[:_OF_A_DAY],
    )


def _day(asked: str | None) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(asked or "")
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _anniversaries(record: Record, day: datetime.date) -> Iterator[Anniversary]:
    """Contacts that were held on this day of an earlier year. 29 February has its day only in leap years."""
    years = record.find(status="held", limit=1).facets.get("year", {})
    for year in years:
        if not year.isdigit() or int(year) >= day.year:
            continue
        try:
            same = day.replace(year=int(year))
        except ValueError:
            continue
        some = record.find(status="held", since=same, until=same, certain=True, limit=_LOOKED_AT, counts=False).results
        yield from (Anniversary(day.year - same.year, contact) for contact in some)


def _weight(one: Anniversary) -> tuple[bool, int, int, str]:
    """Round years first, then what most texts tell."""
    return one.years % 5 != 0, -one.contact.independent, one.years, one.contact.id
