"""The relations of a state, of a period if one is asked for: a picture and a table; then those of others."""

from __future__ import annotations

import re
from typing import NamedTuple

from starlette.responses import Response

from banggiao.record import Edge
from banggiao.relation.relations import HOME
from banggiao.web import charts, urls
from banggiao.web.asking import Ask
from banggiao.web.charts.graph import Ray
from banggiao.web.language import country

_OTHERS = 40
ORDERS = ("number", "last", "name")


class Partner(NamedTuple):
    """A relation of the home state."""

    code: str
    name: str
    edge: Edge


def relations(ask: Ask) -> Response:
    """`/relations`, `?since=2016&until=2018&channel=party&sort=last`"""
    since, until = (ask.query.get(name, "").strip() or None for name in ("since", "until"))
    channel = ask.query.get("channel") or None
    home = _code(ask.query.get("of", "")) or HOME
    found = ask.record.graph(since, until, channel=channel)
    own = [
        Partner(code, country(code, ask.language), edge)
        for edge in found.edges
        if home in (edge.a, edge.b)
        for code in [edge.b if edge.a == home else edge.a]
    ]
    name = country(home, ask.language)
    shown = [Ray(each.name, each.edge.contacts, urls.relation(home, each.code, channel)) for each in own]
    chart = charts.rays(name, shown, ask.say("relations.chart", name=name))
    if ask.query.get("format") == "svg":
        return ask.picture(chart)
    sort = ask.query.get("sort")
    return ask.show(
        "relations.html",
        home=home,
        partners=_sorted(own, sort or "number"),
        sort=sort if sort in ORDERS else "number",
        others=[edge for edge in found.edges if home not in (edge.a, edge.b)][:_OTHERS],
        chart=chart,
        asked={"since": since, "until": until, "channel": channel, "of": home if home != HOME else None},
    )


def _code(asked: str) -> str | None:
    return asked if re.fullmatch(r"[A-Z]{2}", asked) else None


def _sorted(own: list[Partner], by: str) -> list[Partner]:
    if by == "last":
        return sorted(own, key=lambda each: each.edge.last or "", reverse=True)
    return sorted(own, key=lambda each: each.name) if by == "name" else own
