"""The record as a whole: what is in it, and the graph of relations."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from itertools import combinations

from banggiao.record.results import Edge, Graph, Node, Overview
from banggiao.record.selecting import country_name

_MANY = 6  # states: a contact of more is a summit, and none of any two


def graph(db: sqlite3.Connection, since: str | None, until: str | None, least: int, channel: str | None) -> Graph:
    """The relations that had so many contacts in the period."""
    conditions, values = ["c.status = 'held'", "NOT c.related"], list[object]()
    if since is not None:
        conditions.append("c.date_from >= ?")
        values.append(since)
    if until is not None:
        conditions.append("c.date_to <= ?")
        values.append(until)
    if channel is not None:
        conditions.append("instr(f.facets, ?)")
        values.append(f"\nchannel:{channel}\n")
    pairs: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    last: dict[tuple[str, str], str] = {}
    nodes: Counter[str] = Counter()
    for type_, day, facets in db.execute(
        "SELECT c.type, c.date_to, f.facets FROM contacts c JOIN contact_facets f ON f.contact = c.contact"
        f" WHERE {' AND '.join(conditions)}",
        values,
    ):
        states = [line[8:] for line in facets.split("\n") if line.startswith("country:")]
        nodes.update(states)
        for pair in combinations(states, 2) if len(states) <= _MANY else ():
            pairs[pair][type_] += 1
            if day is not None and day > last.get(pair, ""):
                last[pair] = day
    edges = [
        Edge(
            a=pair[0],
            b=pair[1],
            relation="-".join(pair),
            contacts=types.total(),
            types=dict(sorted(types.items(), key=lambda each: (-each[1], each[0]))),
            last=last.get(pair),
        )
        for pair, types in pairs.items()
        if types.total() >= least
    ]
    joined = {code for edge in edges for code in (edge.a, edge.b)}
    return Graph(
        nodes=tuple(
            Node(country=code, name=country_name(code), contacts=number)
            for code, number in sorted(nodes.items(), key=lambda each: (-each[1], each[0]))
            if code in joined
        ),
        edges=tuple(sorted(edges, key=lambda edge: (-edge.contacts, edge.relation))),
    )


def overview(db: sqlite3.Connection) -> Overview:
    """What is in the record."""

    def one(query: str) -> int:
        return int(db.execute(query).fetchone()[0])

    pages_by: defaultdict[str, Counter[str]] = defaultdict(Counter)
    every = Counter(facets for (facets,) in db.execute("SELECT facets FROM page_facets").fetchall())
    for facets, number in every.items():
        about = dict(line.split(":", 1) for line in facets.split("\n") if line.startswith(("outlet:", "year:")))
        pages_by[about.get("outlet", "?")][about.get("year", "?")] += number
    contacts_by: defaultdict[str, Counter[str]] = defaultdict(Counter)
    dated = dict.fromkeys(("day", "month", "year", "open"), 0)
    confidence: Counter[str] = Counter()
    contacts = db.execute(
        "SELECT type, date, date_from, date_to, confidence FROM contacts WHERE NOT related"
    ).fetchall()
    for type_, date, first, last, sure in contacts:
        year = first[:4] if first and last and first[:4] == last[:4] else "?"
        contacts_by[year][type_] += 1
        dated[_exactness(date, first, last)] += 1
        confidence[f"{min(int(sure * 10), 9) / 10:.1f}"] += 1
    things = dict(db.execute("SELECT kind, count(*) FROM things GROUP BY kind").fetchall())
    published = (
        "SELECT v.published FROM documents d JOIN versions v ON v.version = d.current WHERE v.published IS NOT NULL"
    )
    days = [db.execute(f"{published} ORDER BY d.current {way} LIMIT 1").fetchone() for way in ("ASC", "DESC")]
    return Overview(
        pages=every.total(),
        versions=one("SELECT count(*) FROM versions INDEXED BY versions_by_time"),
        copies=one("SELECT count(*) FROM copies"),
        pages_by={
            outlet: dict(sorted(years.items()))
            for outlet, years in sorted(pages_by.items(), key=lambda each: (-each[1].total(), each[0]))
        },
        contacts=len(contacts),
        contacts_by={year: dict(types.most_common()) for year, types in sorted(contacts_by.items())},
        dated=dated,
        confidence=dict(sorted(confidence.items(), reverse=True)),
        statements=one("SELECT count(*) FROM statement_facets"),
        commitments=one("SELECT count(*) FROM commitments"),
        people=things.get("person", 0),
        offices=things.get("office", 0),
        organisations=things.get("organisation", 0),
        relations=things.get("relation", 0),
        judgements=one("SELECT count(*) FROM judgements"),
        first_published=days[0][0] if days[0] else None,
        last_published=days[1][0] if days[1] else None,
        last_added=db.execute("SELECT max(added) FROM versions").fetchone()[0],
    )


def _exactness(date: str | None, first: str | None, last: str | None) -> str:
    """How exact a date is: of a span, how exact its ends are."""
    if date is None or first is None or last is None or date[0] in "[{" or "X" in date:
        return "open"
    return {4: "year", 7: "month"}.get(len(date.partition("/")[0]), "day")
