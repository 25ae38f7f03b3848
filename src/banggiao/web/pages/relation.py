"""One relation: two states, or two bodies; what was, what is planned, what was promised, and the silence since."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from banggiao.record import RelationOf
from banggiao.record.selecting import side
from banggiao.web import briefing, charts, urls
from banggiao.web.asking import Ask, NotThere
from banggiao.web.charts import Chart
from banggiao.web.language import country
from banggiao.web.relating import Ledger, Years, current, home_first, ledger


def relation(ask: Ask) -> Response:
    """`/relation/{one}/{other}`, of one channel with `?channel=party`; `?by=type` counts by kind and not by rank."""
    one, other = named(ask.path["one"]), named(ask.path["other"])
    address = urls.relation(one, other, ask.query.get("channel") or None)
    if (ask.path["one"], ask.path["other"]) != tuple(sorted((one, other))):
        return RedirectResponse(address, status_code=307)
    channel = ask.query.get("channel") or None
    found = ask.record.relation(*home_first(one, other), channel=channel)
    if not (found.contacts or found.planned or found.levels or found.ties or channel):
        raise NotThere("missing.relation")
    by = "type" if ask.query.get("by") == "type" else "rank"
    years = Years.of(found.series, by)
    chart = _chart(ask, found, years, by)
    if ask.query.get("format") == "svg":
        return ask.picture(chart)
    states = is_state(one) and is_state(other)
    return ask.show(
        "relation.html",
        relation=found,
        title=title_of(found, ask),
        states=states,
        countries=(one, other) if states else (),
        level=current(found.levels),
        years=years,
        by=by,
        chart=chart,
        ledger=ledger(ask.record, one, other, channel) if found.commitments else Ledger((), ()),
        here=address,
    )


def asked_for(ask: Ask) -> Response:
    """`/relation?one=...&other=...`: the relation of any two sides, as a form asks for it."""
    one, other = (" ".join(ask.query.get(name, "").split()) for name in ("one", "other"))
    if not (one and other):
        return RedirectResponse(urls.relations(), status_code=303)
    return RedirectResponse(urls.relation(named(one), named(other)), status_code=303)


def named(asked: str) -> str:
    """The code of a state however it is called, or the name of a body as it is written."""
    return side(asked).code or " ".join(asked.split())


def is_state(name: str) -> bool:
    return side(name).code == name


def title_of(found: RelationOf, ask: Ask) -> str:
    """Both sides, states by their names in the language of the guest."""
    return " – ".join(called(each, ask) for each in (found.a, found.b))


def called(name: str, ask: Ask) -> str:
    code = side(name).code
    return country(code, ask.language) if code else name


def _chart(ask: Ask, found: RelationOf, years: Years, by: str) -> Chart | None:
    return charts.columns(years.counts, years.kinds, ask.say(f"relation.chart_{by}", name=title_of(found, ask)))


def brief(ask: Ask) -> Response:
    """`/relation/{one}/{other}/brief`: the relation on one sheet."""
    one, other = named(ask.path["one"]), named(ask.path["other"])
    sheet = briefing.of_relation(ask.record, one, other, ask.language)
    if not sheet.parts:
        raise NotThere("missing.relation")
    return ask.show("brief.html", brief=sheet, back=urls.relation(one, other))
