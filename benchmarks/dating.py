"""How well a year is reasoned: pages read with their day of publication, then without it, side by side.

    python -m benchmarks.dating [--set NAME ...] [--sample N] [--wrong N] [--json]

Each page is read as it is and again with `published`, `url` and `id` taken away, so that no digit of them hints at the
day. Contacts of the two readings are paired by type, sides and the words that they were read from. The truth is the
date of the first reading (right in 99 of 100, where people marked it); in the gold sets only where people marked the
same.

Counted are contacts whose truth is a whole day or a span of whole days:

- *written*: the page writes the year itself; nothing to reason.
- *inferred*: the year lacks. Of these: *decided* (one day or span), *set* (several days), *open* (`XXXX-09-05`: the
  bounds leave no end), *none* (null: "sáng nay" without a day to count from).
- *right*: of the decided, those that are the truth. *in set*: of the decided and the sets, those that hold the truth.

Below it each kind of bound, on every page that has one: on how many pages, and on how many it excludes the very day of
publication (`wrong`, which should be none).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import msgspec

from banggiao import dating
from banggiao.dating.days import YearBounds
from banggiao.model import Event, Reading, Source
from banggiao.reading import read_source

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = {
    "leads-2024": ("data/leads-2024.jsonl", None),
    "articles-2017": ("data/articles-2017.jsonl.gz", 3000),
    "clusters-2013": ("data/clusters-2013.jsonl", None),
    "leads-new": ("data/leads-2024.jsonl", None),
    "leads-dev": ("gold/leads-dev.in.jsonl", None),
    "full-dev": ("gold/full-dev.in.jsonl", None),
}
"""Files below ../shared, and how many rows are drawn from each (None: all)."""
_GOLD = {
    "leads-dev": SHARED / "gold/leads-dev.gold.jsonl",
    "full-dev": SHARED / "gold/full-dev.gold.jsonl",
    "leads-new": Path(__file__).resolve().parents[1] / "tests/gold/leads-new.gold.jsonl",
}
_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")
# A page is written on the day it is published or some days before; events of the next weeks are announced.
_SLACK = 1

Row = dict[str, str]


class Pair(NamedTuple):
    """One contact, dated with publication and without."""

    id: str
    truth: str
    found: Event
    kinds: tuple[str, ...]


class Figures(msgspec.Struct):
    """Counts over one set."""

    pages: int = 0
    pairs: int = 0
    written: int = 0
    inferred: int = 0
    decided: int = 0
    right: int = 0
    sets: int = 0
    open: int = 0
    told: int = 0
    told_right: int = 0
    none: int = 0
    in_set: int = 0
    sizes: list[int] = msgspec.field(default_factory=list)
    kinds: Counter[str] = msgspec.field(default_factory=Counter)
    wrong_kinds: Counter[str] = msgspec.field(default_factory=Counter)
    mistakes: list[dict[str, object]] = msgspec.field(default_factory=list)


def rows_of(name: str, sample: int | None) -> list[Row]:
    """The rows of a set: every n-th, so that all of its year is in them."""
    path, usual = SETS[name]
    file = SHARED / path
    with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as lines:
        rows = [msgspec.json.decode(line, type=dict[str, str]) for line in lines]
    if name in _GOLD:
        marked = gold_of(name)
        rows = [row for row in rows if row["id"] in marked]
    wanted = sample or usual or len(rows)
    return rows[:: max(1, len(rows) // wanted)][:wanted]


def bare(row: Row) -> Source:
    """The row without anything but its words."""
    words = {key: row[key] for key in ("title", "lead", "text") if row.get(key)}
    return Source(name="page", row=dict(words), id="page")


def whole(row: Row) -> Source:
    return Source(
        name=row["id"], row=dict(row), id=row["id"], url=row.get("url"), published=row.get("published")
    )  # fmt: skip


def read_bare(row: Row) -> tuple[Reading, YearBounds | None]:
    """The page without its day, and the bounds that it was given (None where no contact asked for them)."""
    asked: list[YearBounds] = []

    def spy(*args: object, **kwargs: object) -> YearBounds:
        asked.append(real(*args, **kwargs))  # type: ignore[arg-type]
        return asked[-1]

    real = dating.year_bounds
    with patch.object(dating, "year_bounds", spy):
        reading = read_source(bare(row))
    return reading, asked[0] if asked else None


def _key(event: Event) -> tuple[object, ...]:
    people = tuple(sorted((p.name or p.organisation or "", p.country or "") for p in event.participants))
    return event.type, event.form, people, event.evidence[0].start if event.evidence else None


def pairs(row: Row, gold: dict[str, list[dict[str, object]]]) -> tuple[list[Pair], YearBounds | None]:
    """The contacts of one page that both readings tell and that the first dates to the day."""
    known, (plain, years) = read_source(whole(row)), read_bare(row)
    truths: defaultdict[tuple[object, ...], list[str | None]] = defaultdict(list)
    for event in known.events:
        truths[_key(event)].append(event.date)
    marked = gold.get(row["id"])
    told = {one["date"] for one in marked} if marked is not None else None
    found = []
    for event in plain.events:
        truth = truths[_key(event)].pop(0) if truths[_key(event)] else None
        if truth is None or not _WHOLE.fullmatch(truth) or (told is not None and truth not in told):
            continue
        kinds = tuple(sorted({bound.kind for bound in years.bounds})) if years else ()
        found.append(Pair(row["id"], truth, event, kinds))
    return found, years


def members(edtf: str) -> list[str]:
    return edtf[1:-1].split(",") if edtf.startswith("[") else [edtf]


def count(figures: Figures, pair: Pair) -> None:
    found = pair.found.date
    figures.pairs += 1
    if found is not None and _WHOLE.fullmatch(found) and not pair.found.date_candidates:
        figures.written += 1
        if found != pair.truth:
            _mistake(figures, pair, "written")
        return
    figures.inferred += 1
    if found is None:
        figures.none += 1
    elif "X" in found:
        may = [each.edtf for each in pair.found.date_candidates]
        if "/" in found and may and not may[-1].endswith("/.."):  # EDTF has no set of spans
            _count_set(figures, pair, may)
            return
        figures.open += 1
        figures.told += bool(may)
        figures.told_right += any(_may_be(each, pair.truth) for each in may)
    elif found.startswith("["):
        _count_set(figures, pair, members(found))
    else:
        figures.decided += 1
        figures.sizes.append(1)
        figures.right += found == pair.truth
        figures.in_set += found == pair.truth
        if found != pair.truth:
            _mistake(figures, pair, "decided")


def _count_set(figures: Figures, pair: Pair, days: list[str]) -> None:
    figures.sets += 1
    figures.sizes.append(len(days))
    figures.in_set += _holds(days, pair.truth)
    if not _holds(days, pair.truth):
        _mistake(figures, pair, "set")


def _may_be(candidate: str, truth: str) -> bool:
    """Whether an open date's candidate is the truth, or its last one ("2027-09-05/..") leads on to it."""
    return candidate == truth or (candidate.endswith("/..") and truth >= candidate[:10])


def _holds(days: Iterable[str], truth: str) -> bool:
    for day in days:
        first, dots, last = day.partition("..")
        if day == truth or (dots and first <= truth <= last):
            return True
    return False


def _mistake(figures: Figures, pair: Pair, how: str) -> None:
    reasons = [reason for each in pair.found.date_candidates[:1] for reason in each.reasons]
    figures.mistakes.append(
        {"id": pair.id, "how": how, "truth": pair.truth, "found": pair.found.date, "reasons": reasons}
    )


def count_bounds(figures: Figures, row: Row, years: YearBounds | None) -> None:
    """Which kinds of bound the page has, and which of them exclude its day of publication."""
    if years is None or not row.get("published"):
        return
    last = date.fromisoformat(row["published"][:10])
    for kind in {bound.kind for bound in years.bounds}:
        figures.kinds[kind] += 1
    for bound in years.bounds:
        if not dating.allows(bound, last - timedelta(_SLACK), last):
            figures.wrong_kinds[bound.kind] += 1
            figures.mistakes.append(
                {"id": row["id"], "how": "bound", "published": row["published"], "reasons": [bound.reason]}
            )


def gold_of(name: str) -> dict[str, list[dict[str, object]]]:
    if name not in _GOLD:
        return {}
    with _GOLD[name].open("rb") as lines:
        return {row["id"]: row["events"] for row in map(msgspec.json.decode, lines)}


def measure(name: str, sample: int | None) -> Figures:
    figures, gold = Figures(), gold_of(name)
    for row in rows_of(name, sample):
        figures.pages += 1
        found, years = pairs(row, gold)
        count_bounds(figures, row, years)
        for pair in found:
            count(figures, pair)
    return figures


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def lines_of(name: str, f: Figures) -> Iterator[str]:
    closed = f.decided + f.sets
    yield f"{name}: {f.pages} pages, {f.pairs} contacts dated to the day; {f.written} with the year written"
    yield (
        f"  inferred {f.inferred}: decided {_share(f.decided, f.inferred)}, set {_share(f.sets, f.inferred)},"
        f" open {_share(f.open, f.inferred)}, none {_share(f.none, f.inferred)}"
    )
    size = f"mean {statistics.mean(f.sizes):.2f}, median {statistics.median(f.sizes):g}" if f.sizes else "-"
    yield f"  right when decided {_share(f.right, f.decided)}; truth in the set {_share(f.in_set, closed)}; size {size}"
    if f.told:
        yield f"  of the open, {f.told} tell candidates: truth among them {_share(f.told_right, f.told)}"
    for kind, number in f.kinds.most_common():
        yield f"    {kind:16} on {number:5} pages, wrong on {f.wrong_kinds[kind]}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dating")
    parser.add_argument("--set", action="append", choices=sorted(SETS), help="of these; all when none is named")
    parser.add_argument("--sample", type=int, help="rows of each set")
    parser.add_argument("--wrong", type=int, default=0, help="print so many mistakes of each set")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    for name in asked.set or SETS:
        if not (SHARED / SETS[name][0]).is_file():
            print(f"missing: ../shared/{SETS[name][0]}")
            continue
        figures = measure(name, asked.sample)
        if asked.json:
            sys.stdout.buffer.write(msgspec.json.encode({"set": name, "figures": figures}) + b"\n")
            continue
        print("\n".join(lines_of(name, figures)))
        for mistake in figures.mistakes[: asked.wrong]:
            print("   ", json.dumps(mistake, ensure_ascii=False))


if __name__ == "__main__":
    main()
