"""The confidence of events and statements, fitted on gold and measured on gold that it was not fitted on.

    python -m benchmarks.calibration            # measure: each set by weights fitted on all the others
    python -m benchmarks.calibration --write    # then fit on all and write the two tables of weights
    python -m benchmarks.calibration --gold GOLD INPUT [--gold GOLD INPUT ...]    # sets of your own beside ours

A reading is taken apart into what was right and wrong (`banggiao.evaluation`), and a plain logistic regression with a
penalty finds the log-odds of the features that the reader knew (`event/confidence.py`, `statement/confidence.py`).
Sets that the rules were written on are read better than any page will be: they have a starting point of their own
(TUNED), which is thrown away; they say how features compare, and the texts that no rule was fitted to (BLIND) how often
a reading is right.

Two figures are printed for each target: every set left out and judged by weights fitted on all the others, and the
blind sets in five parts, each judged by weights fitted on everything else. The second speaks of pages nobody has seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from banggiao.confidence import ALWAYS, COLUMNS, Scale, odds, probability
from banggiao.evaluation import Judged, judge_events, judge_statements, reliability
from banggiao.event import confidence as of_events
from banggiao.model import EventFieldConfidence, StatementFieldConfidence, reading_json
from banggiao.reading import read
from banggiao.statement import confidence as of_statements

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATA = ROOT / "src" / "banggiao" / "data"
PAGES = DATA / "demo" / "pages"

PAGES_SET = "pages"
"""The name of the set of bundled pages; the others are named after the files of gold."""
BLIND = ("held", "blind", "double")
"""A set with one of these words in its name holds texts that no rule was fitted to, and so do those of --gold."""
TUNED = "tuned"
"""The feature of cases of the other sets."""
_TEXTS = ("gold/leads-dev.in.jsonl", "gold/full-dev.in.jsonl", "data/leads-2024.jsonl", "data/clusters-2013.jsonl")
_MANY_TEXTS = "data/articles-2017.jsonl.gz"

PENALTIES = {ALWAYS: 0.05, TUNED: 3.0}
PENALTY = 8.0
"""How strongly a weight is held to zero; the starting points hardly."""
SEEN = 4
"""A feature met fewer times has no weight."""
_STEPS = 25
_NO_EVENT = EventFieldConfidence(date=0, place=0, form=0, status=0, participants=())
_NO_STATEMENT = StatementFieldConfidence(speaker=0, act=0, commitment=0, content=0)

Row = dict[str, Any]


class Case(NamedTuple):
    """What was known of something read, whether it was right, and the number of its page in the set."""

    features: tuple[str, ...]
    right: bool
    page: int


Cases = dict[str, list[Case]]
"""Target -> cases."""
Sure = list[tuple[float, bool]]
"""(confidence, right)."""


# --- texts and gold ----------------------------------------------------------------------------------------------


def names() -> list[str]:
    """The sets whose gold is at hand."""
    found = [path for folder in _folders() for path in folder.glob("*.gold.jsonl")]
    return [*sorted(path.name.removesuffix(".gold.jsonl") for path in found), PAGES_SET]


def _folders() -> tuple[Path, Path]:
    return SHARED / "gold", ROOT / "tests" / "gold"


def is_blind(name: str) -> bool:
    return any(word in name for word in BLIND)


def gold_of(name: str) -> list[Row]:
    """The rows of a set."""
    if name == PAGES_SET:
        return [
            json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests/pages/gold").glob("*.json"))
        ]
    path = next(path for folder in _folders() if (path := folder / f"{name}.gold.jsonl").exists())
    return list(_rows(path))


def _rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _head(row: Row, paragraphs: int) -> Row:
    """An article as a lead: its headline and its first paragraphs."""
    lead = "\n".join(row["text"].split("\n")[:paragraphs])
    return {**{key: value for key, value in row.items() if key != "text"}, "lead": lead}


def texts_of(ids: set[str]) -> dict[str, Row]:
    """The texts of these ids, as far as they are at hand."""
    found: dict[str, Row] = {}
    for name in _TEXTS:
        if (SHARED / name).exists():
            found |= {row["id"]: row for row in _rows(SHARED / name) if row["id"] in ids}
    many = SHARED / _MANY_TEXTS
    if many.exists() and not ids <= set(found):
        with gzip.open(many, "rt", encoding="utf-8") as file:
            for line in file:
                if line.split('"', 4)[3] in ids:  # {"id": "...", ...
                    row = json.loads(line)
                    found[row["id"]] = row
    return found


# --- what was read, and whether it is right -------------------------------------------------------------------


class Seen:
    """Stands in for the two rooms' `sure`: keeps what is known of each reading, and gives its number as confidence."""

    def __init__(self) -> None:
        self.known: list[Any] = []

    def event(self, known: of_events.Known) -> tuple[float, EventFieldConfidence]:
        self.known.append(known)
        return float(len(self.known) - 1), _NO_EVENT

    def statement(self, known: of_statements.Known) -> tuple[float, StatementFieldConfidence]:
        self.known.append(known)
        return float(len(self.known) - 1), _NO_STATEMENT


def cases_of(gold: Sequence[Row], texts: dict[str, Row], blind: bool) -> Cases:
    """Read the texts of a set and judge what was read; rows without `events` or `statements` say nothing of them."""
    seen = Seen()
    predicted, places = [], {}
    with (
        patch("banggiao.event.outcome.sure", seen.event),
        patch("banggiao.statement.clauses.sure", seen.statement),
    ):
        for row in gold:
            page = PAGES / row["file"] if "file" in row else texts[row["id"]]
            reading = read(page)
            predicted.append(json.loads(reading_json(reading)) | {"id": row["id"]})
            own = page.get("text") or "" if isinstance(page, dict) else reading.text
            places[row["id"]] = (reading.text, len(reading.text) - len(own))
    cases: Cases = defaultdict(list)
    judged = judge_events([row for row in gold if "events" in row], predicted)
    # Some gold names statements without the place where they stand.
    coded = [row for row in gold if all("start" in one for one in row.get("statements", [{}]))]
    page_of = {
        each["confidence"]: number
        for number, row in enumerate(predicted)
        for each in [*row["events"], *row["statements"]]
    }
    for each in [*judged, *judge_statements(coded, predicted, places)]:
        tag = each.of["confidence"]
        features = features_of(each, seen.known[int(tag)])
        cases[each.kind].append(Case(features if blind else (*features, TUNED), each.right, page_of[tag]))
    return dict(cases)


def features_of(judged: Judged, known: Any) -> tuple[str, ...]:
    """The features that speak of one thing judged."""
    if not isinstance(known, of_events.Known):
        features: tuple[str, ...] = known
        return features
    return of_events.features_of(known, judged.kind, judged.position)


# --- fitting -----------------------------------------------------------------------------------------------------


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The log-odds of the features that explain the cases best, by Newton's method."""
    counts = Counter(feature for case in cases for feature in set(case.features))
    names = [ALWAYS, *sorted(name for name, count in counts.items() if SEEN <= count <= len(cases) - SEEN)]
    place = {name: number for number, name in enumerate(names)}
    rows = [([0, *(place[f] for f in case.features if f in place)], case.right) for case in cases]
    penalty = [PENALTIES.get(name, PENALTY) for name in names]
    weights = [0.0] * len(names)
    for _ in range(_STEPS):
        slope = [-penalty[i] * weights[i] for i in range(len(names))]
        bend = [[penalty[i] if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for at, right in rows:
            sure = 1 / (1 + math.exp(-sum(weights[i] for i in at)))
            for i in at:
                slope[i] += right - sure
                for j in at:
                    bend[i][j] += sure * (1 - sure)
        step = solve(bend, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return {name: weight for name, weight in zip(names, weights, strict=True) if name != TUNED}


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The x with matrix x = vector, for a symmetric matrix that is positive: Cholesky's way.

    >>> solve([[4.0, 2.0], [2.0, 3.0]], [8.0, 7.0])
    [1.25, 1.5]
    """
    size = len(vector)
    root = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(a * b for a, b in zip(root[i][:j], root[j][:j], strict=True))
            root[i][j] = math.sqrt(rest) if i == j else rest / root[j][j]
    x = list(vector)
    for i in range(size):
        x[i] = (x[i] - sum(root[i][j] * x[j] for j in range(i))) / root[i][i]
    for i in reversed(range(size)):
        x[i] = (x[i] - sum(root[j][i] * x[j] for j in range(i + 1, size))) / root[i][i]
    return x


# --- measuring ---------------------------------------------------------------------------------------------------


def left_out(sets: dict[str, Cases], target: str) -> dict[str, Sure]:
    """For each set its (confidence, right), by weights fitted on the others."""
    found: dict[str, Sure] = {}
    for name, cases in sets.items():
        others = [case for other, rest in sets.items() if other != name for case in rest.get(target, [])]
        if cases.get(target) and others:
            found[name] = _judged(fit(others), cases[target])
    return found


def in_parts(sets: dict[str, Cases], blind: Iterable[str], target: str, parts: int = 5) -> Sure:
    """(confidence, right) of the blind sets: their pages in so many parts, each by weights fitted on all the rest."""
    pages = sorted({(name, case.page) for name in blind for case in sets.get(name, {}).get(target, [])})
    Random(20241121).shuffle(pages)
    found: Sure = []
    for part in range(parts):
        out = set(pages[part::parts])
        inside: list[Case] = []
        outside: list[Case] = []
        for name, cases in sets.items():
            for case in cases.get(target, []):
                (inside if (name, case.page) in out else outside).append(case)
        if inside:
            found += _judged(fit(outside), inside)
    return found


def _judged(weights: dict[str, float], cases: Sequence[Case]) -> Sure:
    scale: Scale = {name: (weight,) for name, weight in weights.items()}
    return [(probability(odds(scale, case.features)[0]), case.right) for case in cases]


def report(sets: dict[str, Cases], blind: Sequence[str], targets: Iterable[str], bins: bool) -> Iterator[str]:
    yield f"{'':28} {'n':>5} {'sure':>6} {'right':>6} {'ece':>6}"
    for target in targets:
        by_set = left_out(sets, target)
        yield target
        every = [value for values in by_set.values() for value in values]
        unseen = in_parts(sets, blind, target)
        named = {**{f"{name} left out": values for name, values in by_set.items()}, "each set left out": every}
        for name, values in {**named, "blind, in five parts": unseen}.items():
            if values:
                figures = _figures(values)
                line = f"  {name:26} {figures['n']:5} {figures['confidence']:6.3f}"
                yield line + f" {figures['right']:6.3f} {figures['ece']:6.3f}"
                if bins and values in (every, unseen):
                    for row in figures["bins"]:
                        line = f"    {row['from']:.1f}-{row['to']:.1f} {row['n']:21}"
                        yield line + f" {row['confidence']:6.3f} {row['right']:6.3f}"


def _figures(values: Sure) -> dict[str, Any]:
    judged = [Judged("event", {"confidence": sure}, right) for sure, right in values]
    figures: dict[str, Any] = reliability(judged)["event"]
    return figures


# --- writing -----------------------------------------------------------------------------------------------------


def write(path: Path, sets: dict[str, Cases], targets: Iterable[str]) -> None:
    """The weights fitted on all sets, in the form of `banggiao.confidence`."""
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [*head, "\t".join(COLUMNS)]
    for target in targets:
        cases = [case for rest in sets.values() for case in rest.get(target, [])]
        counts = Counter(feature for case in cases for feature in set(case.features))
        for name, weight in fit(cases).items():
            if name == ALWAYS or abs(weight) >= 0.03:
                lines.append(f"{target}\t{name}\t{weight:.2f}\t{len(cases) if name == ALWAYS else counts[name]}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.calibration", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--write", action="store_true", help="write the tables of weights")
    parser.add_argument("--bins", action="store_true", help="the reliability tables")
    parser.add_argument("--gold", nargs=2, action="append", default=[], metavar=("GOLD", "INPUT"), help="one set more")
    asked = parser.parse_args()
    sets, blind = read_sets(asked.gold)
    for file, targets in ((of_events.FILE, of_events.TARGETS), (of_statements.FILE, of_statements.TARGETS)):
        sys.stdout.writelines(line + "\n" for line in report(sets, blind, targets, asked.bins))
        if asked.write:
            write(DATA / file, sets, targets)
    return 0


def read_sets(more: Sequence[tuple[str, str]] = ()) -> tuple[dict[str, Cases], list[str]]:
    """The cases of every set whose texts are at hand and of those given, and the names of the blind ones."""
    gold = {name: rows for name in names() if (rows := gold_of(name))}
    texts = texts_of({row["id"] for rows in gold.values() for row in rows})
    sets: dict[str, Cases] = {}
    for name, rows in gold.items():
        at_hand = [row for row in rows if "file" in row or row["id"] in texts]
        if at_hand:
            heads = {row["id"]: _head(texts[row["id"]], row["paragraphs"]) for row in at_hand if "paragraphs" in row}
            sets[name] = cases_of(at_hand, texts | heads, is_blind(name))
    blind = [name for name in sets if is_blind(name)]
    for one, other in more:
        name = Path(one).name.split(".")[0]
        own = {row["id"]: row for row in _rows(Path(other))}
        sets[name] = cases_of([row for row in _rows(Path(one)) if row["id"] in own], own, True)
        blind.append(name)
    return sets, blind


if __name__ == "__main__":
    sys.exit(main())
