"""Some thousand broken inputs through `read`; `make fuzz N=1000000` reads as many as wanted."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("benchmarks.fuzz")


def test_some_thousand_inputs(fuzz: ModuleType, tmp_path: Path) -> None:
    done = fuzz.block(20, 1, 2500, tmp_path)
    assert done.faults == []
    assert done.count == 2500
    assert done.readings > 2000
    assert done.events > 150  # they enter the rules
    assert done.told > 50
    assert len(done.kinds) > 15


def test_an_input_follows_from_its_number(fuzz: ModuleType) -> None:
    for number in range(40, 80):
        assert fuzz.case(3, number) == fuzz.case(3, number)
    assert fuzz.case(3, 41) != fuzz.case(4, 41)


def test_what_hangs_is_told_and_the_rest_is_read(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    made = fuzz.case

    def case(seed: int, number: int) -> object:
        return fuzz.Case("text", "Tin", "hang" if number == 7 else None)

    def readings(one: object, folder: Path, told: list[str]) -> object:
        while one.ending == "hang":  # type: ignore[attr-defined]
            pass
        yield fuzz.read(one.page)  # type: ignore[attr-defined]

    monkeypatch.setattr(fuzz, "SECONDS", 0.2)
    monkeypatch.setattr(fuzz, "case", case)
    monkeypatch.setattr(fuzz, "readings", readings)
    done = []
    fuzz.run(1, 0, 20, 2, done.append)
    assert sum(each.count for each in done) == 20
    (fault,) = [line for each in done for line in each.faults]
    assert fault.startswith("case 7: more than 0.2 seconds")
    assert "in readings" in fault
    assert made is not case
