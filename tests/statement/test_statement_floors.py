"""Statements of annotated articles: figures may rise, never fall. Skipped where the articles are not at hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banggiao.evaluation import page_text, score_statements
from banggiao.model import to_json
from banggiao.reading import read

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
# statements found, everything right, commitments; speaker, act, commitment of those found
FLOORS = {
    "full-dev": (0.98, 0.94, 0.97, 0.95, 0.97, 0.98),
    "statements-new": (0.95, 0.85, 0.90, 0.97, 0.92, 0.94),
    "statements-held": (0.83, 0.70, 0.88, 0.93, 0.87, 0.90),
}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _gold(name: str) -> list[dict[str, Any]]:
    path = (
        SHARED / "gold" / f"{name}.gold.jsonl" if name == "full-dev" else ROOT / "tests" / "gold" / f"{name}.gold.jsonl"
    )
    if not path.exists():
        pytest.skip("the annotated articles are not at hand")
    return list(_rows(path))


def _inputs(name: str, gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = {row["id"] for row in gold}
    sources = {SHARED / "data" / row["source_file"] for row in gold if "source_file" in row}
    found = []
    for path in sorted(sources) or [SHARED / "gold" / f"{name}.in.jsonl"]:
        if not path.exists():
            pytest.skip(f"the texts of {path.name} are not at hand")
        found += [row for row in _rows(path) if row["id"] in ids]
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_figures_on_annotated_articles(name: str) -> None:
    gold = _gold(name)
    inputs = _inputs(name, gold)
    fields = ("id", "url", "published", "title", "lead", "text")
    predicted = [
        {"id": row["id"], "statements": json.loads(to_json(read({k: row[k] for k in fields if row.get(k)}).statements))}
        for row in inputs
    ]
    figures = score_statements(gold, predicted, {row["id"]: page_text(row) for row in inputs})
    reached = (
        *(figures[key]["f1"] for key in ("statement", "statement_all_right", "commitments")),
        *(figures[key] for key in ("speaker", "act", "commitment")),
    )
    assert all(now >= floor for now, floor in zip(reached, FLOORS[name], strict=True)), reached
