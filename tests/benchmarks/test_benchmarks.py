"""The benchmarks run, on next to nothing: what they say of a machine is not tested, nothing here is timed."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("adding", "machine", "material", "reading", "searching", "starting")


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT))
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in NAMES}
    # What lies beside the project must not decide what is tested.
    monkeypatch.setattr(modules["material"], "ARTICLES", ROOT / "nothing.jsonl.gz")
    monkeypatch.setattr(modules["machine"], "pin", lambda number: list(range(number)))
    return modules


def test_documents_have_the_length_they_say(benchmarks: dict[str, ModuleType]) -> None:
    material = benchmarks["material"]
    rows, what = material.documents(3)
    assert [len(material.page_text(row)) for row in rows] == [material.CHARACTERS] * 3
    assert "bundled pages" in what
    assert "missing" in material.missing()


def test_documents_are_the_same_every_time_and_differ_among_themselves(benchmarks: dict[str, ModuleType]) -> None:
    material = benchmarks["material"]
    first, again = material.documents(60).rows, material.documents(60).rows
    assert first == again
    assert len({material.page_text(row) for row in first}) > 50
    assert len({row["id"] for row in first}) == 60


def test_read_counts_in_the_text_that_the_peers_get(benchmarks: dict[str, ModuleType]) -> None:
    from banggiao.reading import read_source

    material = benchmarks["material"]
    rows = material.documents(3).rows
    assert [read_source(page).text for page in material.sources(rows)] == [material.page_text(row) for row in rows]


def test_reading_tells_every_room(
    benchmarks: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmarks["reading"], "peers", lambda: {"word_tokenize": str.split})
    benchmarks["reading"].main(["--documents", "3", "--peer-documents", "2", "--rounds", "1"])
    told = capsys.readouterr().out
    for word in ("article", "mention", "event", "statement", "dating", "underthesea word_tokenize", "banggiao read"):
        assert word in told


def test_the_rooms_are_left_as_they_were(benchmarks: dict[str, ModuleType]) -> None:
    from banggiao import article, dating, event, mention

    before = (article.parse, mention.find, event.find, dating.find_times, dating.resolve)
    seconds = benchmarks["reading"].room_seconds(
        benchmarks["material"].sources(benchmarks["material"].documents(1).rows)
    )
    assert (article.parse, mention.find, event.find, dating.find_times, dating.resolve) == before
    assert set(seconds) == {"article", "mention", "event", "statement", "dating"}
    assert all(seconds.values())


def test_adding_and_searching(
    benchmarks: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    adding, searching, material = (benchmarks[name] for name in ("adding", "searching", "material"))
    rows = material.articles(3).rows
    run, record = adding.add(rows, tmp_path, jobs=1)
    assert run.pages == 3
    costs = adding.same_pages(rows, record, tmp_path, rounds=1)
    assert [len(some) for some in costs] == [1, 1]
    adding.tell(run, 1, 1)
    adding.tell_same(costs, len(rows))
    searching.main(["--record", str(record), "--repeats", "1"])
    told = capsys.readouterr().out
    for word in ("3 pages", "too short", "relevance"):
        assert word in told


def test_the_ends_of_a_run_are_taken_between_the_looks(benchmarks: dict[str, ModuleType]) -> None:
    adding = benchmarks["adding"]
    looks = [
        adding.Look(0.0, 0, 0.0),
        adding.Look(1.0, 100, 2.0),
        adding.Look(2.0, 200, 3.0),
        adding.Look(3.0, 200, 3.0),
    ]
    assert adding.end(looks, 50, 150) == adding.End(cpu=15.0, wall=10.0)
    assert adding.end(looks, 100, 200) == adding.End(cpu=10.0, wall=10.0)
    assert adding.end(looks, 50, 201) is None


def test_starting(benchmarks: dict[str, ModuleType]) -> None:
    starting = benchmarks["starting"]
    assert all(starting.once(command).wall for command in starting.COMMANDS.values())


def test_percentiles_and_facts(benchmarks: dict[str, ModuleType]) -> None:
    machine = benchmarks["machine"]
    values = [float(n) for n in range(1, 101)]
    assert [machine.percentile(values, p) for p in (0, 50, 95, 100)] == [1, 50, 95, 100]
    assert machine.percentile([7.0], 95) == 7
    assert "banggiao" in machine.facts()


def test_an_unknown_name_is_refused(benchmarks: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]) -> None:
    door = importlib.import_module("benchmarks.__main__")
    with pytest.raises(SystemExit):
        door.main(["writing"])
    assert "'writing' is not one of" in capsys.readouterr().err
