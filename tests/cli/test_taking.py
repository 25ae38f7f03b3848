"""What a record remembers of the files it was filled from: the second run, the killed run, the changed file."""

from __future__ import annotations

import gzip
import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from banggiao.cli import add as adding
from banggiao.cli.exits import Exit
from banggiao.cli.memory import Memory
from banggiao.cli.pages import Batch
from banggiao.record import Record, rebuild

PAGE = "Chiều 5/9, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn tiếp Đại sứ Vạn Xuân Mori Keiko. Lần {}."
Told = dict[str, float]
Add = Callable[..., Told]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Adds files of the folder; gives what the summary tells."""
    monkeypatch.chdir(tmp_path)
    told: list[Told] = []
    monkeypatch.setattr(adding.Tally, "tell", lambda tally, record: told.append(tally.facts()))

    def run(*paths: str, jobs: int = 1, again: bool = False, **known: str) -> Told:
        batch = Batch(paths or ("in",), **known)  # type: ignore[arg-type]
        code = adding.add(batch, "r.db", jobs, again)
        assert code == (Exit.SOME_FAILED if batch.failed else Exit.FINE)
        return {
            key: value
            for key, value in told[-1].items()
            if value and key not in ("seconds", "rate", "contacts", "issues")
        }

    return run


def write(name: str, content: str | bytes, age: float = 60) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (time.time() - age, time.time() - age))


def rows(*numbers: int) -> str:
    return "".join(json.dumps({"id": str(n), "text": PAGE.format(n)}) + "\n" for n in numbers)


def test_a_second_run_takes_nothing_and_opens_nothing(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        write(f"in/{n}.txt", PAGE.format(n))
    write("in/saved", f"<!doctype html><p>{PAGE.format(9)}</p>")
    write("in/c.jsonl", rows(4, 5))
    assert add() == {"new": 6, "pages": 6}
    monkeypatch.setattr("builtins.open", lambda *args, **kwargs: pytest.fail("opened"))
    assert add() == {"skipped": 5}
    monkeypatch.undo()


def test_again_takes_all(add: Add) -> None:
    write("in/a.jsonl", rows(1, 2))
    assert add() == {"new": 2, "pages": 2}
    assert add(again=True) == {"same": 2, "pages": 2}
    assert add() == {"skipped": 1}


def test_only_what_is_new_in_a_file_that_has_grown(add: Add) -> None:
    write("in/a.jsonl.gz", gzip.compress(rows(1, 2, 3).encode()))
    with zipfile.ZipFile("b.zip", "w") as archive:
        archive.writestr("x.txt", PAGE.format(10))
    os.utime("b.zip", (1e9, 1e9))
    assert add("in", "b.zip") == {"new": 4, "pages": 4}
    write("in/a.jsonl.gz", gzip.compress(rows(0, 1, 2, 3, 4).encode()))
    with zipfile.ZipFile("b.zip", "a") as archive:
        archive.writestr("y.txt", PAGE.format(11))
    os.utime("b.zip", (1e9 + 1, 1e9 + 1))
    assert add("in", "b.zip") == {"new": 3, "pages": 3, "skipped_pages": 4}
    assert add("in", "b.zip") == {"skipped": 2}


def test_a_touched_file_is_looked_through_but_not_read(add: Add) -> None:
    write("in/a.txt", PAGE.format(1))
    add()
    write("in/a.txt", PAGE.format(1), age=30)
    assert add() == {"skipped_pages": 1}
    assert add() == {"skipped": 1}


def test_a_page_that_changes_and_changes_back(add: Add) -> None:
    one, two = PAGE.format(1), PAGE.format(2)
    for age, text, want in ((60, one, "new"), (50, two, "changed"), (40, one, "changed")):
        write("in/a.jsonl", json.dumps({"id": "p", "text": text}), age)
        assert add() == {want: 1, "pages": 1}
    with Record("r.db", readonly=True) as record:
        assert next(record.pages()).reading.text == one


def test_two_of_one_id_in_a_file_keep_their_order(add: Add) -> None:
    texts = [PAGE.format(n) for n in (1, 2, 1)]
    write("in/a.jsonl", "".join(json.dumps({"id": "p", "text": text}) + "\n" for text in texts))
    add()
    write("in/a.jsonl", Path("in/a.jsonl").read_text() + rows(7), age=30)
    add()
    with Record("r.db", readonly=True) as record:
        assert {page.id: page.reading.text for page in record.pages()}["p"] == texts[2]


def test_what_is_said_of_the_pages_counts(add: Add) -> None:
    write("in/a.txt", PAGE.format(1))
    assert add(url="https://bao.example/1") == {"new": 1, "pages": 1}
    assert add(url="https://bao.example/1") == {"skipped": 1}
    assert add(url="https://bao.example/2") == {"new": 1, "pages": 1}


def test_a_file_written_this_moment_is_looked_into_again(add: Add) -> None:
    write("in/a.txt", PAGE.format(1), age=0)
    assert add() == {"new": 1, "pages": 1}
    assert add() == {"skipped_pages": 1}


def test_what_cannot_be_read_is_told_once_and_what_may_pass_each_time(add: Add) -> None:
    write("in/a.jsonl", rows(1) + "broken\n")
    write("in/b.txt", bytes(range(256)))
    cut = gzip.compress(rows(*range(10, 40)).encode())
    write("in/c.jsonl.gz", cut[:-12])
    first = add()
    assert first["failed"] == 3
    second = add()
    assert (second["failed"], second["skipped"]) == (1, 2)
    write("in/c.jsonl.gz", cut)
    assert add()["skipped"] == 2
    assert add() == {"skipped": 3}


def test_a_stopped_run_goes_on_where_it_stopped(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/a.jsonl", rows(*range(30)))
    write("in/b.txt", PAGE.format(99))
    real, count = Record.add, 0

    def stumbling(*args: object, **kwargs: object) -> object:
        nonlocal count
        count += 1
        if count > 12:
            raise KeyboardInterrupt
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Record, "add", stumbling)
    with pytest.raises(KeyboardInterrupt):
        add()
    monkeypatch.setattr(Record, "add", real)
    assert add(jobs=2) == {"new": 19, "pages": 19, "skipped_pages": 12}
    assert add() == {"skipped": 2}


def test_a_page_the_reader_failed_on_is_tried_again(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    from banggiao import reading

    real = reading.read_source
    write("in/a.jsonl", rows(1, 2, 3))

    def failing(source: object) -> object:
        if "Lần 2" in str(source):
            raise RuntimeError("a mistake of ours")
        return real(source)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_source", failing)
    assert add() == {"new": 2, "pages": 2, "failed": 1}
    monkeypatch.setattr(reading, "read_source", real)
    assert add() == {"new": 1, "pages": 1, "skipped_pages": 2}


def test_a_rebuilt_record_remembers(add: Add) -> None:
    write("in/a.jsonl", rows(1, 2))
    add()
    rebuild("r.db")
    assert add() == {"skipped": 1}


def test_a_file_that_changes_while_it_is_read(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/a.jsonl", rows(1))
    real = Memory.begin

    def slow(memory: Memory, path: str) -> object:
        run = real(memory, path)
        write(path, rows(1, 2), age=10)  # after the door looked at it
        return run

    monkeypatch.setattr(Memory, "begin", slow)
    add()
    monkeypatch.setattr(Memory, "begin", real)
    write("in/a.jsonl", rows(1, 2), age=10)
    assert add() == {"skipped_pages": 2}
