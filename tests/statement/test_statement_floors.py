"""Statements of annotated articles: figures may rise, never fall. Skipped where the articles are not at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from banggiao.evaluation import page_text, score_statements
from banggiao.model import to_json
from banggiao.reading import read

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
FLOORS = {"speaker": 0.95, "act": 0.96, "commitment": 0.97}


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.skipif(not (GOLD / "full-dev.gold.jsonl").exists(), reason="the annotated articles are not at hand")
def test_figures_on_annotated_articles() -> None:
    inputs = _rows("full-dev.in.jsonl")
    predicted = [{"id": row["id"], "statements": json.loads(to_json(read(row).statements))} for row in inputs]
    texts = {row["id"]: page_text(row) for row in inputs}
    figures = score_statements(_rows("full-dev.gold.jsonl"), predicted, texts)
    assert figures["statement"]["f1"] >= 0.97
    assert figures["commitments"]["f1"] >= 0.95
    assert figures["statement_all_right"]["f1"] >= 0.92
    for field, floor in FLOORS.items():
        assert figures[field] >= floor, field
