"""Programs killed while they add, rebuild and review; `make faults` does it fifty times each."""

from __future__ import annotations

import importlib
import os
import random
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="starts its programs with fork")


@pytest.mark.parametrize("program", ["add", "rebuild", "review"])
def test_a_killed_program_leaves_a_whole_record(tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    faults = importlib.import_module("benchmarks.faults")
    pages = [faults.page(number) for number in range(40)]
    done = faults.TRIALS[program](tmp_path, pages, 4, random.Random(3))
    assert done.faults == []
