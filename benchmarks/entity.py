"""How well people are told together and apart: `python -m benchmarks.entity [--errors]`.

The pairs of tests/gold/name-pairs.tsv, hand-made before the comparison was: precision, recall and F1 of "same" over
pairs, and how many stay candidates for a person to decide.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from banggiao.entity import Sight, compare
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


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.entity", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--errors", action="store_true", help="show the pairs that came out wrong")
    found = score(parser.parse_args(arguments).errors)
    print(
        f"{found.pairs} pairs: precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f};"
        f" {found.candidates} left to a person"
    )


if __name__ == "__main__":
    main()
