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
from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec

from banggiao import Event, Page, Participant, Record
from banggiao import read as read_page
from banggiao.entity import Sight, compare
from banggiao.evaluation import words

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
        record.add(read_page(row))
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


# --- contacts ---------------------------------------------------------------------------------------------


class Found(NamedTuple):
    """A gold (page, contact), and the contact of the record that the page's event went to; None when none was read."""

    page: str
    gold: str
    contact: str | None


def contacts(record: Record, pages: Collection[str]) -> list[Found]:
    """Each gold telling with what became of it."""
    gold = {row["contact"]: row for row in rows("contacts")}
    told: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("pages"):
        if row["page"] in pages:
            told[row["page"]].append(gold[row["contact"]])
    where = {report.event: contact.id for contact in record.each_contact() for report in contact.sources}
    found = []
    for page, wanted in told.items():
        kept = record.get(page)
        assert isinstance(kept, Page)
        taken = _paired(wanted, kept.reading.events)
        found += [Found(page, row["contact"], where.get(taken.get(row["contact"], ""))) for row in wanted]
    return found


def _paired(wanted: Sequence[Mapping[str, str]], events: Sequence[Event]) -> dict[str, str]:
    """The event that tells each gold contact of a page: the best fitting pairs first, each event once."""
    fits = [(_fit(row, event), row["contact"], event.id) for row in wanted for event in events]
    taken: dict[str, str] = {}
    for fit, key, event in sorted(fits, key=lambda each: (-each[0], each[1:])):
        if fit and key not in taken and event not in taken.values():
            taken[key] = event
    return taken


def _fit(row: Mapping[str, str], event: Event) -> float:
    """How well an event fits a gold contact: of its type, with half of its sides or more; 0 when it doesn't."""
    if row["type"] != event.type or (row["place"] and event.place.country not in (row["place"], None)):
        return 0.0
    sides = [side.rstrip("]").rpartition("[") for side in row["sides"].split(" + ")]
    hits = sum(any(_is(name.strip(), country, one) for one in event.participants) for name, _, country in sides)
    if 2 * hits < len(sides) or not hits:
        return 0.0
    when = 0.3 * (event.date == row["date"]) + 0.1 * (event.date is not None and row["date"] in event.date)
    return hits / len(sides) + when


def _is(name: str, country: str, one: Participant) -> bool:
    if one.country not in (country, None):
        return False
    if not name or not one.name:
        return one.country == country
    if set(words(name)) & set(words(one.name)):
        return True
    other = Sight(name=one.name, country=country, offices=one.offices)  # "V. Pu-tin" is "Vladimir Putin"
    return compare(Sight(name=name, country=country), other).answer != "different"


def pairwise(found: Sequence[Found]) -> Counts:
    """Pairs of gold tellings, of one contact in gold and in the record; those not read are with nobody."""
    right = made = wanted = 0
    for left, other in combinations(found, 2):
        same = left.contact is not None and left.contact == other.contact
        is_one = left.gold == other.gold
        right, made, wanted = right + (same and is_one), made + same, wanted + is_one
    return Counts(right, made, wanted)


def b3(found: Sequence[Found]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over the gold tellings."""
    by_gold: defaultdict[str, set[int]] = defaultdict(set)
    by_contact: defaultdict[str, set[int]] = defaultdict(set)
    for at, one in enumerate(found):
        by_gold[one.gold].add(at)
        by_contact[one.contact or f"nobody {at}"].add(at)
    precision = recall = 0.0
    for at, one in enumerate(found):
        mine, theirs = by_contact[one.contact or f"nobody {at}"], by_gold[one.gold]
        precision += len(mine & theirs) / len(mine)
        recall += len(mine & theirs) / len(theirs)
    precision, recall = precision / len(found), recall / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _report(name: str, found: Sequence[Found]) -> None:
    precision, recall, f1 = b3(found)
    print(f"{name:9} {pairwise(found)}; B3 precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def _mistakes(found: Sequence[Found]) -> None:
    for key in dict.fromkeys(one.gold for one in found):
        told = [one for one in found if one.gold == key]
        parts = {one.contact for one in told} - {None}
        missed = [one.page for one in told if one.contact is None]
        if missed or len(parts) > 1:
            print(f"  {key}: in {len(parts)} contacts; not read on {', '.join(missed) or 'none'}")
    for contact in sorted({one.contact for one in found if one.contact is not None}):
        keys = sorted({one.gold for one in found if one.contact == contact})
        if len(keys) > 1:
            print(f"  {contact}: {', '.join(keys)} joined")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.clusters", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("clusters", nargs="?", type=Path, default=CLUSTERS)
    parser.add_argument("--mistakes", action="store_true", help="list what was parted, joined and not read")
    asked = parser.parse_args(arguments)
    path, verbose = asked.clusters, asked.mistakes
    if not path.is_file():
        print(f"missing: {path}; nothing is measured")
        return
    record, cluster = filled(path)
    with record:
        counts, taken, opened = copies(record, cluster)
        print(f"{len(cluster)} pages in {len(set(cluster.values()))} clusters")
        print(f"copies    {counts}; of {opened} open pairs {taken} taken as copies")
        found = contacts(record, cluster.keys())
        read = [one for one in found if one.contact is not None]
        gold = len({one.gold for one in found})
        print(f"contacts  {len(found)} tellings of {gold} contacts; the reader found {len(read)} of them")
        _report("of read", read)
        _report("of all", found)
        if verbose:
            _mistakes(found)


if __name__ == "__main__":
    main()
