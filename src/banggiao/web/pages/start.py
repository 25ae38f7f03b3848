"""The first page: search, the latest contacts, what happened on this day in other years, what is planned."""

from __future__ import annotations

import datetime
from typing import Any

from starlette.responses import Response

from banggiao.record import Card
from banggiao.web.asking import Ask
from banggiao.web.naming import title_of
from banggiao.web.sides import sides

_LATEST = 10
_PLANNED = 6
_OF_A_DAY = 10
_MANY = 1_000_000
_FIRST_YEAR, _LAST_YEAR = 1900, 9998


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
    return ask.show(
        "start.html",
        day=day,
        today=today,
        odd=asked if asked and _day(asked) is None else None,
        before=day - datetime.timedelta(days=1),
        after=day + datetime.timedelta(days=1),
        stats=record.stats(),
        counts=record.tally("", {"commitments": {}, "people": {}}, most=_MANY),
        latest=record.latest(_LATEST),
        planned=record.planned(day, _PLANNED),
        title=lambda card: _title(card, ask.language),
        anniversaries=record.anniversaries(day, _OF_A_DAY),
    )


def _day(asked: str | None) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(asked or "")
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
