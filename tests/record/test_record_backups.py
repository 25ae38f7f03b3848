"""Copies of a record in use, and what an older record leaves beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from banggiao.model import Reading
from banggiao.record import Record, RecordError, backup, schema
from banggiao.record import backups as backups_module
from banggiao.record.examining import examine

V1, V5 = (Path(__file__).with_name(f"record_v{version}.sql") for version in (1, 5))


def test_a_copy_is_equal(record: Record, path: Path, tmp_path: Path) -> None:
    record.resolve()
    made = backup(path, tmp_path / "copy.db")
    assert (made.pages, made.schema) == (record.stats().pages, schema.SCHEMA_VERSION)
    assert sorted(os.listdir(tmp_path)) == ["copy.db", *sorted(p.name for p in tmp_path.glob("record.db*"))]
    with Record(tmp_path / "copy.db") as copied:
        assert copied.differences(record) == []
        assert copied.check() == []


def test_while_others_write(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    """Each copy is that of one moment: pages 0 to n of those that a writer adds one after the other."""
    stop = threading.Event()
    with Record(path) as record:
        record.add(replace(readings[0], id="page-0000"))

    def write() -> None:
        with Record(path) as record:
            number = 0
            while not stop.is_set():
                number += 1
                record.add(replace(readings[number % len(readings)], id=f"page-{number:04}"))
                record.resolve()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup(path, tmp_path / f"copy-{number}.db") for number in range(5)]
    finally:
        stop.set()
        writer.join()
    assert [each.pages for each in made] == sorted(each.pages for each in made)
    for number, each in enumerate(made):
        with Record(tmp_path / f"copy-{number}.db") as copied:
            assert copied.check() == []
            assert sorted(page.id for page in copied.pages()) == [f"page-{n:04}" for n in range(each.pages)]


def test_a_folder_gets_a_name_with_the_time(record: Record, path: Path, tmp_path: Path) -> None:
    made = backup(path, f"{tmp_path / 'copies'}/")
    assert Path(made.path).parent == tmp_path / "copies"
    assert Path(made.path).name.startswith("record-2")


def test_what_is_there_is_left_alone(record: Record, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(RecordError, match="is there already"):
        backup(path, target)
    with pytest.raises(RecordError, match="is the record itself"):
        backup(path, path, replace=True)
    assert target.read_text() == "mine"
    assert backup(path, target, replace=True).pages > 0
    Path(f"{target}-wal").write_text("not empty")
    with pytest.raises(RecordError, match="is in use"):
        backup(path, target, replace=True)


def test_no_record_no_backup(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Đây là một tệp văn bản. " * 100)
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE a (b)").connection.close()
    for name, words in (("none.db", "no such record"), ("text.db", "not an SQLite"), ("other.db", "another program")):
        with pytest.raises(RecordError, match=words) as error:
            backup(tmp_path / name, tmp_path / "copy.db")
        assert name in str(error.value)
    assert not (tmp_path / "copy.db").exists()
    assert not list(tmp_path.glob(".copy*"))


def test_a_backup_that_is_stopped_leaves_nothing(
    record: Record, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups_module, "_PIECE", 1)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(path, tmp_path / "copy.db", progress=stop)
    assert not list(tmp_path.glob("*copy*"))


def test_a_damaged_record_gives_no_backup(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    with Record(path) as record:
        for number in range(40):
            record.add(replace(readings[0], id=f"page-{number}"))
    data = bytearray(path.read_bytes())
    for at in range(4096 * 10, len(data), 4096 * 7):
        data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    with pytest.raises(RecordError):
        backup(path, tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy*"))


def test_restoring(record: Record, path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    """As docs/howto/backup.md tells it."""
    record.resolve()
    backup(path, tmp_path / "copy.db")
    before = record.stats().pages
    record.add(replace(readings[0], id="later"))
    record.close()
    path.write_bytes(b"damaged")
    for file in tmp_path.glob("record.db*"):
        shutil.move(file, tmp_path / f"damaged-{file.name}")
    shutil.copy(tmp_path / "copy.db", path)
    with Record(path) as restored:
        assert restored.stats().pages == before
        assert restored.check() == []
        assert restored.add(replace(readings[0], id="later")).status == "new"


# --- records of older versions ----------------------------------------------------------------------------------


def old_record(path: Path, script: Path) -> None:
    db = sqlite3.connect(path)
    db.executescript(script.read_text(encoding="utf-8"))
    db.close()


def dumped(path: Path) -> list[str]:
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return list(db.iterdump())
    finally:
        db.close()


@pytest.mark.parametrize(("script", "version"), [(V1, 1), (V5, 5)])
def test_an_older_record_is_copied_before_it_is_changed(path: Path, script: Path, version: int) -> None:
    old_record(path, script)
    before = dumped(path)
    with Record(path) as record:
        pages = record.stats().pages
        assert record.check() == []
    kept = Path(f"{path}.v{version}")
    assert dumped(kept) == before
    # The way back, and forth again.
    for file in path.parent.glob("record.db*"):
        if file != kept:
            file.unlink()
    shutil.copy(kept, path)
    assert dumped(path) == before
    with Record(path) as record:
        assert record.stats().pages == pages


def test_without_a_copy_nothing_is_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old_record(path, V5)
    before = dumped(path)

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RecordError, match=r"stays of version 5.*No space"):
        Record(path)
    assert dumped(path) == before
    assert not Path(f"{path}.v5").exists()


# --- doctor ---------------------------------------------------------------------------------------------------


def levels(path: Path) -> dict[str, str]:
    return {finding.code: finding.level for finding in examine(path) if finding.level != "ok"}


def test_a_sound_record(record: Record, path: Path) -> None:
    assert levels(path) == {"unresolved": "warn"}
    record.resolve()
    assert levels(path) == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE statements SET stop = 1000000", "spans_wrong"),
        ("UPDATE evidence SET start = -1", "spans_wrong"),
        ("UPDATE versions SET text = substr(text, 1, 10)", "spans_wrong"),
        ("UPDATE events SET current = 1", "current_wrong"),
        ("DELETE FROM pages_folded_data WHERE id > 10", "index"),
        ("DROP INDEX events_by_date", "tables"),
        ("UPDATE versions SET added = '2999-01-01T00:00:00Z'", "clock"),
        ("DELETE FROM documents WHERE document = 1", "damaged"),
    ],
)
def test_what_is_wrong_is_found(path: Path, readings: list[Reading], change: str, code: str) -> None:
    with Record(path) as record:
        for reading in readings:
            record.add(reading)
            record.add(replace(reading, headline="another"))
        record.resolve()
    db = sqlite3.connect(path)
    db.executescript(change)
    db.close()
    assert code in levels(path)


def test_no_record_and_what_lies_beside_it(path: Path) -> None:
    assert levels(path) == {"record": "fail"}
    Record(path).close()
    path.with_name(f".{path.name}.rebuild").write_text("left")
    assert levels(path) == {"left_over": "warn"}
