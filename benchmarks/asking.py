"""How fast a record answers the questions of its pages on the web: p50 and p95 of each over a hundred arguments.

    python -m benchmarks.asking RECORD [--samples N]

The arguments are drawn from the record itself, always the same for the same record: people and offices by how often
they are named, relations by their contacts, words of headlines. Each question is asked once for all its arguments
without being counted. Wall time, in ms; beside it the time of the processor alone, which another program on the machine
changes less.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from banggiao.record import Record
from benchmarks import machine

_WORDS = (
    "việt nam", "hop tac", "hội đàm", "thủ tướng", "bo truong ngoai giao", "kinh tế", '"đối tác chiến lược"',
    "bien dong", "điện mừng", "thăm chính thức", "tong thong my", "asean -trung", "quốc phòng", "dau tu", "Nhật Bản",
    "viet",
)  # fmt: skip


class Sample:
    """Arguments drawn from a record."""

    def __init__(self, record: Record, number: int) -> None:
        self._random = random.Random(5)
        self.number = number
        self.cards = record.find(limit=500, order="updated", counts=False).results
        self.people = [one.id for one in record.find("", "people", order="relevance", limit=100).results]
        self.offices = [one.id for one in record.find("", "offices", order="relevance", limit=100).results]
        self.bodies = [one.id for one in record.find("", "organisations", order="relevance", limit=100).results]
        self.names = [one.name for one in record.find("", "people", order="relevance", limit=100).results]
        edges = record.graph().edges
        self.relations = [(edge.a, edge.b) for edge in edges[:100]]
        headlines = [hit.headline or "" for hit in record.find("", "pages", limit=500).results]
        words = [word for headline in headlines for word in headline.split() if len(word) > 2 and word.isalpha()]
        self.words = [*_WORDS, *self._random.sample(words, min(len(words), number))]
        self.pages = [card.page for card in self.cards]

    def of(self, values: Sequence[Any]) -> list[Any]:
        """So many of these, the first ones more often."""
        return [values[int(len(values) * self._random.random() ** 2)] for _ in range(self.number)] if values else []


def questions(record: Record, sample: Sample) -> dict[str, tuple[Callable[[Any], Any], list[Any]]]:
    """What is asked, by name, with its arguments."""
    find = record.find
    years = [str(year) for year in range(2012, 2026)]

    def second(query: str) -> Any:
        return find(query, after=find(query, counts=False).cursor)

    prefixes = [name[: sample._random.randint(1, len(name))] for name in sample.of(sample.names)]
    days = [f"2025-{m:02}-{d:02}" for m in range(1, 13) for d in (1, 9, 18, 27)]
    return {
        "find everything": (lambda kind: find("", kind), sample.of(["contacts", "pages", "statements", "commitments"])),
        "find contacts, words": (find, sample.of(sample.words)),
        "find contacts, by relevance": (lambda w: find(w, order="relevance"), sample.of(sample.words)),
        "find contacts, second page": (second, sample.of(sample.words[:16])),
        "find contacts, person": (lambda one: find(person=one), sample.of(sample.people)),
        "find contacts, person by name": (lambda one: find(person=one), sample.of(sample.names)),
        "find contacts, office": (lambda one: find(office=one), sample.of(sample.offices)),
        "find contacts, organisation": (lambda one: find(organisation=one), sample.of(sample.bodies)),
        "find contacts, relation": (lambda pair: find(country=pair), sample.of(sample.relations)),
        "find contacts, year and type": (lambda y: find(since=y, until=y, type="meeting"), sample.of(years)),
        "find contacts, last changed": (lambda pair: find(country=pair, order="updated"), sample.of(sample.relations)),
        "find statements, words": (lambda w: find(w, "statements"), sample.of(sample.words)),
        "find statements, by relevance": (lambda w: find(w, "statements", order="relevance"), sample.of(sample.words)),
        "find statements, speaker": (lambda one: find("", "statements", person=one), sample.of(sample.people)),
        "find commitments, relation": (lambda p: find("", "commitments", country=p), sample.of(sample.relations)),
        "find pages, words": (lambda w: find(w, "pages"), sample.of(sample.words)),
        "find pages, by relevance": (lambda w: find(w, "pages", order="relevance"), sample.of(sample.words)),
        "find pages, relation": (lambda pair: find("", "pages", country=pair), sample.of(sample.relations)),
        "find people": (lambda w: find(w, "people"), prefixes),
        "suggest": (record.suggest, [*prefixes, *sample.of(sample.words)]),
        "changes": (lambda pair: record.changes(country=pair), sample.of(sample.relations)),
        "neighbours": (record.neighbours, [card.id for card in sample.of(sample.cards)]),
        "claims": (record.claims, sample.of(sample.pages)),
        "get contact": (record.get, [card.id for card in sample.of(sample.cards)]),
        "anniversaries": (record.anniversaries, sample.of(days)),
        "planned": (record.planned, [f"{year}-03-01" for year in sample.of(years)]),
        "latest": (record.latest, [10] * sample.number),
        "portrait": (record.portrait, sample.of(sample.people)),
        "person": (record.person, sample.of(sample.people)),
        "organisation": (record.organisation, sample.of(sample.bodies)),
        "office": (record.office, sample.of(sample.offices)),
        "graph": (lambda year: record.graph(year, year), sample.of(years)),
        "graph of all": (lambda least: record.graph(min_contacts=least), [1, 2, 5] * (sample.number // 3)),
        "overview": (lambda _: record.overview(), [None] * 10),
        "relation": (lambda pair: record.relation(*pair), sample.of(sample.relations)),
    }


def measure(ask: Callable[[Any], Any], arguments: Sequence[Any]) -> tuple[list[float], list[float]]:
    """Milliseconds of every argument: by the clock, and of the processor."""
    for argument in arguments:
        ask(argument)
    walls, busy = [], []
    for argument in arguments:
        begun, worked = time.perf_counter(), time.process_time()
        ask(argument)
        walls.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    return walls, busy


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.asking")
    parser.add_argument("record", type=Path)
    parser.add_argument("--samples", type=int, default=100)
    asked = parser.parse_args(arguments)
    print(machine.facts())
    with Record(asked.record, readonly=True) as record:
        print(f"{asked.record}: {asked.samples} arguments a question, ms")
        print(f"{'':30} {'p50':>7} {'p95':>7}   processor: {'p50':>7} {'p95':>7}")
        for name, (ask, given) in questions(record, Sample(record, asked.samples)).items():
            walls, busy = measure(ask, given)
            told = " ".join(f"{machine.percentile(walls, share):7.1f}" for share in (50, 95))
            more = " ".join(f"{machine.percentile(busy, share):7.1f}" for share in (50, 95))
            print(f"{name:30} {told}              {more}")


if __name__ == "__main__":
    main()
