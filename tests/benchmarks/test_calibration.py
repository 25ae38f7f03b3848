"""The fitting of confidence: it finds weights that are there, measures without looking, and writes what can be read."""

from __future__ import annotations

import importlib
import math
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from banggiao.confidence import scale

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def calibration(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    module = importlib.import_module("benchmarks.calibration")
    monkeypatch.setattr(module, "SHARED", ROOT / "nothing")
    return module


def made(calibration: ModuleType, number: int, seed: int) -> list[object]:
    """Cases that are right with the log-odds 2, and 0 where the feature stands."""
    random = Random(seed)
    cases = []
    for page in range(number):
        features = ("doubtful", "idle")[: random.randrange(3)]
        odds = 0.0 if "doubtful" in features else 2.0
        cases.append(calibration.Case(features, random.random() < 1 / (1 + math.exp(-odds)), page))
    return cases


def test_the_weights_that_made_the_cases_are_found(calibration: ModuleType) -> None:
    weights = calibration.fit(made(calibration, 4000, 1))
    assert weights["always"] == pytest.approx(2.0, abs=0.2)
    assert weights["doubtful"] == pytest.approx(-2.0, abs=0.25)
    assert weights["idle"] == pytest.approx(0.0, abs=0.25)


def test_a_feature_hardly_seen_has_no_weight(calibration: ModuleType) -> None:
    cases = made(calibration, 100, 2)
    assert "rare" not in calibration.fit([*cases, calibration.Case(("rare",), False, 100)])


def test_the_starting_point_of_tuned_sets_is_thrown_away(calibration: ModuleType) -> None:
    tuned = [calibration.Case(("tuned",), True, page) for page in range(200)]
    blind = [calibration.Case((), page % 2 == 0, page) for page in range(200)]
    weights = calibration.fit([*tuned, *blind])
    assert set(weights) == {"always"}
    assert weights["always"] == pytest.approx(0.0, abs=0.5)


def test_every_case_is_judged_once_by_weights_of_others(calibration: ModuleType) -> None:
    sets = {"a": {"event": made(calibration, 60, 3)}, "b": {"event": made(calibration, 50, 4)}}
    assert {name: len(values) for name, values in calibration.left_out(sets, "event").items()} == {"a": 60, "b": 50}
    assert len(calibration.in_parts(sets, ["b"], "event")) == 50


def test_the_bundled_pages_are_enough_to_fit_and_write(calibration: ModuleType, tmp_path: Path) -> None:
    sets, blind = calibration.read_sets()
    assert set(sets) == {"pages"}
    assert blind == []
    assert len(sets["pages"]["event"]) > 50
    path = tmp_path / "confidence.tsv"
    path.write_text("# a remark\n", encoding="utf-8")
    targets = calibration.of_events.TARGETS
    calibration.write(path, sets, targets)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# a remark"
    assert lines[1] == "target\tfeature\tweight\tseen"
    assert {line.split("\t")[0] for line in lines[2:] if "\talways\t" in line} == set(targets)


def test_the_tables_at_hand_are_whole(calibration: ModuleType) -> None:
    for module in (calibration.of_events, calibration.of_statements):
        assert scale(module.FILE, module.TARGETS)
