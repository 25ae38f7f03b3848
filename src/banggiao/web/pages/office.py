"""One office: who held it when, and who on a day."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from starlette.responses import Response

from banggiao.entity.tenures import holds
from banggiao.record import Held, OfficeHolders
from banggiao.web import charts
from banggiao.web.asking import Ask, NotThere
from banggiao.web.charts.timeline import Row

_CONTACTS = 10
_ROWS = 40
_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def office(ask: Ask) -> Response:
    """`/office/{id}` and `/office/{id}/{title}`; with `?day=2017-06-30` who held it then."""
    found = ask.record.office(ask.path["id"])
    if not found:
        raise NotThere("missing.office")
    if len(found) > 1:
        return ask.show("offices.html", title=ask.path["id"], found=found)
    mine = found[0]
    holders = Holders.of(mine)
    chart = charts.timeline(_rows(holders.likely), ask.say("office.holders_of", title=mine.title))
    if ask.query.get("format") == "svg":
        return ask.picture(chart)
    asked = ask.query.get("day", "").strip()
    day = day_of(asked)
    return ask.show(
        "office.html",
        office=mine,
        holders=holders,
        chart=chart,
        now=[held for held in holders.likely if held.end is None],
        asked=asked,
        day=day,
        on_day=[held for held in holders.likely if holds(held, day)] if day else [],
        contacts=ask.record.find(office=ask.path["id"], limit=_CONTACTS),
    )


class Holders(NamedTuple):
    """Holders, and those whom pages call so while the tables have another in an office that one person holds."""

    likely: tuple[Held, ...]
    doubtful: tuple[Held, ...]

    @classmethod
    def of(cls, office: OfficeHolders) -> Holders:
        known = [held for held in office.holders if held.source != "read"]
        single = len(known) > 1 and not any(_overlap(one, other) for one, other in itertools.pairwise(known))
        read = [held for held in office.holders if held.source == "read"]
        doubtful = tuple(held for held in read if single and any(_overlap(held, other) for other in known))
        return cls(tuple(held for held in office.holders if held not in doubtful), doubtful)


def _overlap(one: Held, other: Held) -> bool:
    """Whether two times in office have more than a month in common, or one lies within the other."""
    (a, b), (c, d) = _span(one), _span(other)
    shared = (min(b, d) - max(a, c)).days
    return shared > 31 or (shared >= 0 and (b - a).days <= shared)


def _span(held: Held) -> tuple[datetime.date, datetime.date]:
    first = datetime.date.fromisoformat(held.start.removeprefix("../"))
    return first, datetime.date.max if held.end is None else datetime.date.fromisoformat(held.end.removesuffix("/.."))


def _rows(holders: Sequence[Held]) -> list[Row]:
    """One row a person, the latest so many."""
    found: dict[str, list[Held]] = {}
    for held in holders:
        found.setdefault(held.person or held.name or "", []).append(held)
    return [Row(some[0].name or "?", tuple(some)) for some in list(found.values())[-_ROWS:]]


def day_of(written: str) -> datetime.date | None:
    """A day as people write it, ISO or 30/6/2017; None where it is none.

    >>> day_of("30/6/2017"), day_of("2017-06-30"), day_of("31/2/2017"), day_of("")
    (datetime.date(2017, 6, 30), datetime.date(2017, 6, 30), None, None)
    """
    try:
        if found := _WRITTEN.fullmatch(written):
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None
