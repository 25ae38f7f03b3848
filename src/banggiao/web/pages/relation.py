"""One relation: two states, or two bodies; what was, what is planned, what was promised, and the silence since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from starlette.responses import RedirectResponse, Response

from banggiao.record import Commitment, Level, Record, RelationOf
from banggiao.record.results import Count
from banggiao.record.selecting import side
from banggiao.relation.relations import HOME, RANKS
from banggiao.web import charts, urls
from banggiao.web.asking import Ask, NotThere
from banggiao.web.charts import Chart
from banggiao.web.language import country

KINDS = ("meeting", "visit", "call", "message", "agreement")
_FOLLOWED, _OPEN = 4, 8


class Years(NamedTuple):
    """Contacts by year and kind; `kinds` are those that there are, `unknown` how many have no year."""

    kinds: tuple[str, ...]
    counts: Mapping[int, Mapping[str, int]]
    unknown: int

    @classmethod
    def of(cls, series: Iterable[Count], by: str) -> Years:
        counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        unknown = 0
        for each in series:
            if each.year is None:
                unknown += each.contacts
            else:
                counts[int(each.year)][each.rank if by == "rank" else each.type] += each.contacts
        present = {kind for some in counts.values() for kind in some}
        kinds = tuple(kind for kind in (RANKS if by == "rank" else KINDS) if kind in present)
        return cls(kinds, dict(sorted(counts.items())), unknown)


class Ledger(NamedTuple):
    """Commitments of a relation, the latest of those that something may follow up and of those of which nothing was
    heard again."""

    followed: tuple[Commitment, ...]
    silent: tuple[Commitment, ...]


def relation(ask: Ask) -> Response:
    """`/relation/{one}/{other}`, of one channel with `?channel=party`; `?by=type` counts by kind and not by rank."""
    one, other = named(ask.path["one"]), named(ask.path["other"])
    address = urls.relation(one, other, ask.query.get("channel") or None)
    if (ask.path["one"], ask.path["other"]) != tuple(sorted((one, other))):
        return RedirectResponse(address, status_code=307)
    channel = ask.query.get("channel") or None
    found = ask.record.relation(*_home_first(one, other), channel=channel)
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
        channels=ask.record.relation(*_home_first(one, other)).by_channel if channel else found.by_channel,
        level=current(found.levels),
        years=years,
        by=by,
        chart=chart,
        ledger=ledger(ask.record, one, other) if states and channel is None else Ledger((), ()),
        here=address,
    )


def named(asked: str) -> str:
    """The code of a state however it is called, or the name of a body as it is written."""
    return side(asked).code or " ".join(asked.split())


def is_state(name: str) -> bool:
    return side(name).code == name


def _home_first(one: str, other: str) -> tuple[str, str]:
    """In the order in which a desk says it: ours first, of two bodies that of the state's."""
    return (other, one) if other == HOME or (HOME not in (one, other) and "Việt Nam" in other) else (one, other)


def title_of(found: RelationOf, ask: Ask) -> str:
    """Both sides, states by their names in the language of the guest."""
    return " – ".join(called(each, ask) for each in (found.a, found.b))


def called(name: str, ask: Ask) -> str:
    code = side(name).code
    return country(code, ask.language) if code else name


def current(levels: Iterable[Level]) -> Level | None:
    """The level of the tables that goes on."""
    known = [level for level in levels if level.source != "read" and level.end is None]
    return known[-1] if known else None


def ledger(record: Record, one: str, other: str) -> Ledger:
    """The latest commitments with possible follow-ups, and without."""
    every = record.ledger(one, other, limit=200)
    followed = [each for each in every if any(found.verdict != "wrong" for found in each.follow_ups)]
    silent = [each for each in every if each not in followed and each.status != "signed"]
    return Ledger(tuple(followed[:_FOLLOWED]), tuple(silent[:_OPEN]))


def _chart(ask: Ask, found: RelationOf, years: Years, by: str) -> Chart | None:
    return charts.columns(years.counts, years.kinds, ask.say(f"relation.chart_{by}", name=title_of(found, ask)))
