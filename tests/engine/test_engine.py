"""Engines: the same result from one process, from several and from Dask, whoever dies on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from banggiao.engine import Partition, Run, local, partition, run, running, stage
from banggiao.engine.dask import engine as dask_engine
from banggiao.engine.running import Engine, Outcome, RunError
from banggiao.intake import InputProblem, sources
from banggiao.model import to_json
from banggiao.reading import read_source

DEMO = Path(__file__).resolve().parents[2] / "src" / "banggiao" / "data" / "demo" / "pages"
ROWS = [
    {
        "id": f"row-{n}",
        "title": f"Tin số {n}",
        "text": f"Sáng {1 + n % 28}/6/2025, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi.",
    }
    for n in range(60)
]


def inline(partitions: Iterable[Partition], folder: str) -> Iterator[Outcome]:
    """The engine without any process."""
    for each in partitions:
        stage.read_partition(each, folder)
        yield Outcome(each)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=25)
    return path


def cut(paths: list[str], folder: Path, size: int = 7) -> list[Partition]:
    problems: list[InputProblem] = []
    found = list(partition.partitions(paths, folder / "pages", on_problem=problems.append, size=size))
    assert not problems
    return found


def read(made: Run) -> list[bytes]:
    return [to_json(each.reading) for each in made.told() if each.reading]


def test_rows_keep_their_order_and_their_names(rows: Path, tmp_path: Path) -> None:
    made = run(cut([str(rows)], tmp_path), tmp_path / "out", inline)
    told = list(made.told())
    assert [each.source for each in told] == [f"{rows}#{n}" for n in range(1, 61)]
    expected = [to_json(read_source(source)) for source in sources([str(rows)], on_error=lambda problem: None)]
    assert read(made) == expected


def test_few_partitions_share_a_large_group_of_rows(tmp_path: Path) -> None:
    for size, expected in ((4000, 20), (100, 40)):
        pq.write_table(pa.Table.from_pylist([{"text": "x"}] * 4000), tmp_path / "rows.parquet", row_group_size=size)
        assert len(cut([str(tmp_path / "rows.parquet")], tmp_path, size=100)) == expected


def test_whatever_else_is_gathered(rows: Path, tmp_path: Path) -> None:
    paths = [str(DEMO), str(rows), str(DEMO)]
    parts = cut(paths, tmp_path, size=20)
    assert [each.number for each in parts] == list(range(len(parts)))
    assert {each.kind for each in parts} == {"pages", "rows"}
    expected = [to_json(read_source(source)) for source in sources(paths, on_error=lambda problem: None)]
    assert read(run(parts, tmp_path / "out", inline)) == expected


def test_processes_and_dask_give_the_same(rows: Path, tmp_path: Path) -> None:
    parts = cut([str(rows), str(DEMO)], tmp_path)
    alone = run(parts, tmp_path / "alone", inline)
    many = run(parts, tmp_path / "many", local.engine(2))
    with dask_engine(2) as engine:
        spread = run(parts, tmp_path / "spread", engine)
    for one, other, third in zip(alone.parts, many.parts, spread.parts, strict=True):
        assert one.read_bytes() == other.read_bytes() == third.read_bytes()


def test_a_run_goes_on_where_it_was(rows: Path, tmp_path: Path) -> None:
    parts = cut([str(rows)], tmp_path)
    asked: list[str] = []

    def stopping(partitions: Iterable[Partition], folder: str) -> Iterator[Outcome]:
        for n, outcome in enumerate(inline(partitions, folder)):
            asked.append(outcome.partition.part)
            yield outcome
            if n == 2:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(parts, tmp_path / "out", stopping)
    done: list[tuple[int, int]] = []

    def noted(partitions: Iterable[Partition], folder: str) -> Iterator[Outcome]:
        some = list(partitions)
        asked.extend(each.part for each in some)
        yield from inline(some, folder)

    run(parts, tmp_path / "out", noted, on_done=lambda one, all_: done.append((one, all_)))
    assert sorted(asked) == sorted(each.part for each in parts)
    assert done[0] == (3, len(parts))
    assert done[-1] == (len(parts), len(parts))


def test_other_input_gets_a_folder_of_its_own(rows: Path, tmp_path: Path) -> None:
    run(cut([str(rows)], tmp_path), tmp_path / "out", inline)
    pq.write_table(pa.Table.from_pylist(ROWS[:10]), rows)
    with pytest.raises(RunError, match="new folder"):
        run(cut([str(rows)], tmp_path), tmp_path / "out", inline)


def deadly(poison: str) -> Engine:
    """An engine whose workers don't outlive the page called `poison`."""

    def read_(partitions: Iterable[Partition], folder: str) -> Iterator[Outcome]:
        for each in partitions:
            names = [n for table in partition.load(each, lambda problem: None) for n in table["name"].to_pylist()]
            if any(name.endswith(poison) for name in names):
                yield Outcome(each, died=True)
            else:
                yield from inline([each], folder)

    return read_


def test_a_page_that_kills_is_set_aside_and_the_rest_is_read(rows: Path, tmp_path: Path) -> None:
    parts = cut([str(rows)], tmp_path, size=16)
    made = run(parts, tmp_path / "out", deadly("#23"))
    told = list(made.told())
    assert [each.source for each in told] == [f"{rows}#{n}" for n in range(1, 61)]
    assert [each.source for each in told if each.failure] == [f"{rows}#23"]
    assert sorted(os.listdir(tmp_path / "out")) == sorted([*(each.part for each in parts), "run.json"])


@pytest.fixture
def killing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Workers look for this file: who finds it removes it and is killed."""
    trap = tmp_path / "trap"
    monkeypatch.setenv("BANGGIAO_TEST_TRAP", str(trap))
    return trap


def trapped(each: Partition, folder: str) -> int:
    trap = os.environ.get("BANGGIAO_TEST_TRAP", "")
    try:
        os.unlink(trap)
    except OSError:
        return stage.read_partition(each, folder)
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


@pytest.mark.parametrize("kind", ["processes", "dask"])
def test_a_worker_killed_in_the_middle_changes_nothing(
    rows: Path, tmp_path: Path, killing: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = cut([str(rows)], tmp_path)
    expected = run(parts, tmp_path / "alone", inline)
    killing.touch()
    if kind == "processes":
        monkeypatch.setattr(local, "read_partition", trapped)
        made = run(parts, tmp_path / "out", local.engine(2))
    else:
        monkeypatch.setattr("banggiao.engine.dask.read_partition", trapped)
        with dask_engine(2) as engine:
            made = run(parts, tmp_path / "out", engine)
    assert not killing.exists()
    assert read(made) == read(expected)


def test_what_killed_workers_leave_half_done_is_swept_away_in_the_end(rows: Path, tmp_path: Path) -> None:
    parts = cut([str(rows)], tmp_path)

    def leaving(partitions: Iterable[Partition], folder: str) -> Iterator[Outcome]:
        for outcome in inline(partitions, folder):
            Path(folder, f".{outcome.partition.part}.1234").touch()
            yield outcome

    run(parts, tmp_path / "out", leaving)
    assert sorted(os.listdir(tmp_path / "out")) == sorted([*(each.part for each in parts), "run.json"])


@pytest.mark.skipif(local.METHOD != "forkserver", reason="processes are not forked from another one here")
def test_a_process_is_asked_for_again_when_what_it_is_forked_from_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing.context import ForkServerProcess

    real, dying = ForkServerProcess._Popen, [EOFError("unexpected EOF"), ConnectionRefusedError()]

    def launch(process: ForkServerProcess) -> object:
        if dying:
            raise dying.pop()
        return real(process)

    monkeypatch.setattr(ForkServerProcess, "_Popen", staticmethod(launch))
    with local.start(1) as pool:
        assert pool.submit(len, "abc").result() == 3
    assert not dying
    dying += [EOFError()] * 3
    with pytest.raises(EOFError):
        local.start(1).submit(len, "abc")


def test_workers_that_can_not_be_started_are_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(**how: object) -> None:
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr("distributed.LocalCluster", failing)
    with pytest.raises(RunError, match="start again"), dask_engine(1):
        pass


def test_workers_are_started_anew_when_one_was_killed_before_it_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import distributed

    real, tried = distributed.LocalCluster, 0

    def starting(**how: object) -> object:
        nonlocal tried
        tried += 1
        if tried < 3:
            raise RuntimeError("Nanny failed to start.")
        return real(**how)

    monkeypatch.setattr("distributed.LocalCluster", starting)
    with dask_engine(1) as engine:
        assert list(engine([], str(tmp_path))) == []
    assert tried == 3


def test_problems_of_the_input_are_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.parquet"
    odd = [{"title": "Một", "text": "Hai.", "published": "hôm qua"}, {"title": None, "text": None, "published": None}]
    pq.write_table(pa.Table.from_pylist(odd), path)
    told = list(run(cut([str(path)], tmp_path), tmp_path / "out", inline).told())
    expected: list[InputProblem] = []
    list(sources([str(path)], on_error=expected.append))
    assert sorted(str(each.problem) for each in told if each.problem) == sorted(map(str, expected))


def test_nobody_answers_at_the_scheduler() -> None:
    with pytest.raises(RunError, match="no scheduler"), dask_engine(1, "tcp://127.0.0.1:9"):
        pass


def test_half_files_are_swept_away(rows: Path, tmp_path: Path) -> None:
    parts = cut([str(rows)], tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f".{parts[0].part}.123").write_bytes(b"half")
    run(parts, tmp_path / "out", inline)
    assert not list((tmp_path / "out").glob(".part*"))


def test_the_manifest_names_program_and_input(rows: Path, tmp_path: Path) -> None:
    run(cut([str(rows)], tmp_path), tmp_path / "out", inline)
    manifest = msgspec.json.decode((tmp_path / "out" / running._MANIFEST).read_bytes())
    assert set(manifest) == {"program", "input"}
