"""People told together and apart, and who held what: `python -m benchmarks.entity [--errors] [--record FILE]`.

The pairs of tests/gold/name-pairs.tsv, hand-made before the comparison was: precision, recall and F1 of "same" over
pairs, and how many stay candidates for a person to decide. Then 200 people and days drawn from the authority's
tenures: is the office of that row among those that the record gives for the name and the day, and is it the only one
that the tables have? With a record the pages' sightings are there too, and may lead astray.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from banggiao.authority import TENURES
from banggiao.entity import Sight, compare
from banggiao.record import Record
from banggiao.record.dates import bounds

PAIRS = Path(__file__).parents[1] / "tests" / "gold" / "name-pairs.tsv"


class Pair(NamedTuple):
    answer: str
    kind: str
    one: Sight
    other: Sight


class Score(NamedTuple):
    pairs: int
    right: int
    wrong: int
    missed: int
    candidates: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


def pairs(path: Path = PAIRS) -> Iterator[Pair]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in rows[1:]:
        yield Pair(row[0], row[1], _sight(row[2:6]), _sight(row[6:10]))


def _sight(fields: list[str]) -> Sight:
    name, country, offices, written = fields
    first, last = bounds(written or None)
    return Sight(
        name=name,
        country=country,
        offices=tuple(offices.split(", ")) if offices else (),
        first=_day(first),
        last=_day(last),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def score(errors: bool = False) -> Score:
    counts: Counter[str] = Counter()
    for pair in pairs():
        verdict = compare(pair.one, pair.other)
        said = verdict.answer == "same"
        outcome = {(True, True): "right", (True, False): "missed", (False, True): "wrong"}.get(
            (pair.answer == "same", said), "apart"
        )
        counts[outcome] += 1
        counts["pairs"] += 1
        counts["candidates"] += verdict.answer == "candidate"
        if errors and outcome in ("wrong", "missed"):
            print(outcome, pair.kind, pair.one.name, "/", pair.other.name, verdict.answer, *verdict.reasons, sep=" | ")
    return Score(counts["pairs"], counts["right"], counts["wrong"], counts["missed"], counts["candidates"])


class Days(NamedTuple):
    asked: int
    found: int
    exact: int


def days(record: Record, asked: int = 200, seed: int = 4, errors: bool = False) -> Days:
    """Offices on a day: how many of the sampled rows the record gives, and how many people with exactly the offices
    that the tables have for the name and state on that day."""
    chance = random.Random(seed)
    rows = sorted(TENURES.rows(), key=lambda row: (row.person, row.country, row.office, row.start))
    found = exact = 0
    for row in chance.sample(rows, asked):
        first = date.fromisoformat(row.start)
        last = date.fromisoformat(row.end or row.checked or row.start)
        day = first + timedelta(chance.randint(0, max((last - first).days, 0)))
        given = {(each.title, each.country or "") for each in record.held(row.person, day) if each.source != "read"}
        wanted = {
            (each.office, each.country)
            for each in rows
            if each.person == row.person and each.start <= day.isoformat() <= (each.end or "9")
        }
        found += (row.office, row.country) in given
        exact += given == wanted
        if errors and given != wanted:
            print("office", row.person, day, "missing", wanted - given, "more", given - wanted, sep=" | ")
    return Days(asked, found, exact)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.entity", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--errors", action="store_true", help="show the pairs that came out wrong")
    parser.add_argument("--record", metavar="FILE", help="ask this record; else one without pages")
    given = parser.parse_args(arguments)
    found = score(given.errors)
    print(
        f"{found.pairs} pairs: precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f};"
        f" {found.candidates} left to a person"
    )
    with Record(given.record, readonly=True) if given.record else Record(":memory:") as record:
        held = days(record, errors=given.errors)
    print(
        f"{held.asked} people and days: the office is given for {held.found / held.asked:.3f}, exactly the offices of"
        f" the tables for {held.exact / held.asked:.3f}"
    )


if __name__ == "__main__":
    main()
