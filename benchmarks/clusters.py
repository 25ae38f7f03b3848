"""One story on many pages: which pages are copies of one text, and which tell of the same contact.

`python -m benchmarks.clusters [CLUSTERS]` puts the clusters of 2013 (../shared/data/clusters-2013.jsonl) into a
record in memory and compares what it makes of them with tests/gold/clusters-*.tsv. Copies are counted over the pairs of
pages of one cluster, open pairs left out. Contacts are counted over (page, contact): what the reader didn't find on a
page is told apart from what was made of what it found.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Hashable, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec

from banggiao import Record, read

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
CLUSTERS = Path(__file__).resolve().parents[2] / "shared" / "data" / "clusters-2013.jsonl"


class Counts(NamedTuple):
    right: int
    found: int
    wanted: int

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        f1 = 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0
        counts = f"({self.right} of {self.found} and {self.wanted})"
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {counts}"


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / f"clusters-{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def filled(clusters: Path) -> tuple[Record, dict[str, str]]:
    """A record of all pages, resolved, and the cluster of each page."""
    record = Record(":memory:")
    cluster = {}
    for line in clusters.read_bytes().splitlines():
        row = msgspec.json.decode(line)
        cluster[row["id"]] = row["cluster"]
        record.add(read(row))
    record.resolve()
    return record, cluster


def copies(record: Record, cluster: Mapping[str, str]) -> tuple[Counts, int, int]:
    """Over the pairs of one cluster; and of the open pairs, how many are taken as copies, of how many."""
    verdict = {frozenset((row["left"], row["right"])): row["verdict"] for row in rows("copies")}
    text = record.copies()
    right = found = wanted = taken = asked = 0
    for pages in _together(cluster).values():
        for pair in map(frozenset, combinations(pages, 2)):
            same = len({text.get(page, page) for page in pair}) == 1
            if verdict.get(pair) == "open":
                taken, asked = taken + same, asked + 1
                continue
            is_copy = verdict.get(pair) == "copy"
            right, found, wanted = right + (same and is_copy), found + same, wanted + is_copy
    return Counts(right, found, wanted), taken, asked


def _together(keys: Mapping[str, Hashable]) -> dict[Hashable, list[str]]:
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for page, key in keys.items():
        groups[key].append(page)
    return groups


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.clusters", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("clusters", nargs="?", type=Path, default=CLUSTERS)
    path = parser.parse_args(arguments).clusters
    if not path.is_file():
        print(f"missing: {path}; nothing is measured")
        return
    record, cluster = filled(path)
    with record:
        counts, taken, asked = copies(record, cluster)
        print(f"{len(cluster)} pages in {len(set(cluster.values()))} clusters")
        print(f"copies    {counts}; of {asked} open pairs {taken} taken as copies")


if __name__ == "__main__":
    main()
