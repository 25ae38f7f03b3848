"""How well pages are read, against gold made by people: floors that may rise and never fall.

The texts are not in the repository; where they are not at hand, these tests are skipped.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from banggiao.evaluation import (
    judge_events,
    offices_agree,
    overlap,
    pair_events,
    pair_participants,
    reliability,
    score_events,
    words,
)
from banggiao.model import reading_json
from banggiao.reading import read

GOLD = Path(__file__).parents[1] / "gold"
SHARED = Path(__file__).parents[2].parent / "shared"

# Event F1 and exact F1.
FLOORS = {
    "leads-dev": (0.96, 0.93),
    "full-dev": (0.91, 0.77),
    "leads-new": (0.98, 0.91),
    "passages-new": (0.80, 0.43),
}
# Of the confidence of events; `make calibrate` brings it down again when rules have changed.
CALIBRATION_ERROR = 0.06
TEXTS = {
    "leads-dev": ["gold/leads-dev.in.jsonl"],
    "full-dev": ["gold/full-dev.in.jsonl"],
    "leads-new": ["data/leads-2024.jsonl"],
    "passages-new": ["data/articles-2017.jsonl.gz", "data/clusters-2013.jsonl"],
    "ordinary-new": ["data/articles-2017.jsonl.gz"],
}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_rows(name: str) -> list[dict[str, Any]]:
    path = (SHARED / "gold" if name.endswith("-dev") else GOLD) / f"{name}.gold.jsonl"
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand")
    return rows(path)


def lines_of(path: Path) -> Iterator[str]:
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand")
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


@cache
def texts_of_2017() -> dict[str, dict[str, Any]]:
    """The rows of the big collection that any gold asks for: it is read once, and only these are parsed."""
    wanted = {row["id"] for name in ("passages-new", "ordinary-new") for row in gold_rows(name)}
    found = {}
    for line in lines_of(SHARED / "data" / "articles-2017.jsonl.gz"):
        if line.split('"', 4)[3] in wanted:  # {"id": "...", ...
            row = json.loads(line)
            found[row["id"]] = row
    return found


def texts_of(name: str) -> dict[str, dict[str, Any]]:
    wanted = {row["id"] for row in gold_rows(name)}
    texts: dict[str, dict[str, Any]] = {}
    for source in TEXTS[name]:
        if source.endswith(".gz"):
            texts |= {key: row for key, row in texts_of_2017().items() if key in wanted}
        else:
            texts |= {row["id"]: row for row in map(json.loads, lines_of(SHARED / source)) if row["id"] in wanted}
    assert set(texts) == wanted
    return texts


@cache
def readings(name: str) -> list[dict[str, Any]]:
    return [{**json.loads(reading_json(read(row))), "id": key} for key, row in texts_of(name).items()]


@pytest.mark.parametrize("name", FLOORS)
def test_floors(name: str) -> None:
    figures, _ = score_events(gold_rows(name), readings(name))
    event, exact = FLOORS[name]
    assert figures["documents_missing"] == 0
    assert figures["event"]["f1"] >= event
    assert figures["event_exact"]["f1"] >= exact


def test_confidence_holds() -> None:
    """Over all contacts read, the mean distance between confidence and the share that is right, bin by bin."""
    judged = [one for name in FLOORS for one in judge_events(gold_rows(name), readings(name))]
    figures = reliability(judged)["event"]
    assert figures["n"] > 350
    assert figures["ece"] <= CALIBRATION_ERROR


def test_ordinary_news_hold_no_contact() -> None:
    told = {
        row["id"]: [(e["type"], e["form"]) for e in row["events"]] for row in readings("ordinary-new") if row["events"]
    }
    assert told == {}


# --- the two real pages -----------------------------------------------------------------------------------------

_SEED_GOLD = SHARED / "gold" / "seeds.gold.jsonl"
SEEDS = {row["id"]: row for row in (rows(_SEED_GOLD) if _SEED_GOLD.exists() else [])}
# Two lines of one seed are the same words: either may be the duplicate of the other.
TWINS = {"32", "34"}


def seed(stem: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The gold of a seed page, and its reading from the bare file with its text."""
    path = SHARED / "seeds" / f"{stem}.txt"
    return SEEDS[stem], json.loads(reading_json(read(path), with_text=True))


def kind_of(reading: dict[str, Any], start: int, end: int) -> str | None:
    share: dict[str, int] = {}
    for region in reading["regions"]:
        length = min(end, region["end"]) - max(start, region["start"])
        if length > 0:
            kind = "caption" if region["kind"] == "credit" else region["kind"]
            if kind == "related":
                part = "caption" if region["part"] == "credit" else region["part"]
                kind = f"related:{region['group']}:{part}"
            share[kind] = share.get(kind, 0) + length
    return max(share, key=share.__getitem__) if share else None


def spans(text: str) -> dict[str, tuple[int, int]]:
    at, found = 0, {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found[str(number)] = (at + len(line) - len(line.lstrip()), at + len(line.rstrip()))
        at += len(line) + 1
    return found


@pytest.mark.parametrize("stem", SEEDS)
def test_seed_regions(stem: str) -> None:
    gold, reading = seed(stem)
    source = unicodedata.normalize("NFC", (SHARED / "seeds" / f"{stem}.txt").read_text(encoding="utf-8"))
    assert reading["text"].rstrip() == source.rstrip()
    for number, (start, end) in spans(reading["text"]).items():
        kind = kind_of(reading, start, end)
        twin = number in TWINS and kind in ("duplicate", "related:3:headline", "related:3:caption")
        assert kind == gold["line_kinds"][number] or twin, number
    for credit in gold["credits"]:
        start, end = spans(reading["text"])[str(credit["line"])]
        found = [r for r in reading["regions"] if start <= r["start"] < end and "credit" in (r["kind"], r.get("part"))]
        for key in ("photographer", "agency"):
            assert words(credit[key]) in [words(r.get(key)) for r in found], credit
    assert gold["outlet"] is None or words(reading["outlet"]) == words(gold["outlet"])


@pytest.mark.parametrize("stem", SEEDS)
def test_seed_events(stem: str) -> None:
    gold, reading = seed(stem)
    assert_same_events(gold["events"], reading["events"])
    assert len(reading["related"]) == len(gold["related"])
    for wanted, teaser in zip(gold["related"], reading["related"], strict=True):
        if wanted["events"]:
            assert_same_events(wanted["events"], teaser["events"])


def assert_same_events(gold: list[Any], found: list[Any]) -> None:
    pairs, missed, extra = pair_events(gold, found)
    assert not missed
    assert not extra
    for wanted, event in pairs:
        assert [event[key] for key in ("form", "status", "part_of_day")] == [
            wanted[key] for key in ("form", "status", "part_of_day")
        ]
        assert event["date"] in [wanted["date"], *wanted.get("date_also_right", ())]
        assert event["place"]["country"] == wanted["place"]["country"]
        for key in ("venue", "locality"):
            one, other = wanted["place"][key], event["place"][key]
            assert not (one or other) or overlap(one, other) >= 0.6, (one, other)
        people = pair_participants(wanted, event)
        assert len(people) == len(wanted["participants"]) == len(event["participants"])
        for one, other in people:
            assert (other["role"], other["country"]) == (one["role"], one["country"])
            assert not one["offices"] or offices_agree(one["offices"], other["offices"]) >= 0.66
