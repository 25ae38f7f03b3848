"""Files that are no record, are another's, are newer, older, or can't be written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from banggiao.model import Reading
from banggiao.record import Page, Record, RecordError, dates, rebuild, schema

V1, V5 = (Path(__file__).with_name(f"record_v{version}.sql") for version in (1, 5))


def one_line(error: pytest.ExceptionInfo[RecordError], path: Path) -> bool:
    return "\n" not in str(error.value) and str(path) in str(error.value)


def test_not_a_database(path: Path) -> None:
    path.write_bytes("Đây là một tệp văn bản.\n".encode() * 100)
    with pytest.raises(RecordError, match="not an SQLite database") as error:
        Record(path)
    assert one_line(error, path)
    with pytest.raises(RecordError, match="not an SQLite database"):
        Record(path, readonly=True)


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE documents (id)")
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="another program") as error:
        Record(path)
    assert one_line(error, path)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_a_record_of_a_newer_version(path: Path) -> None:
    Record(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    db.close()
    for readonly in (False, True):
        with pytest.raises(RecordError, match="newer banggiao") as error:
            Record(path, readonly=readonly)
        assert one_line(error, path)


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    for how in ({"readonly": True}, {"create": False}):
        with pytest.raises(RecordError, match="there is no such record"):
            Record(tmp_path / "none.db", **how)
    with pytest.raises(RecordError, match="doesn't exist; make it first"):
        Record(tmp_path / "no" / "folder" / "record.db")
    with pytest.raises(RecordError, match="is a folder"):
        Record(tmp_path)
    assert os.listdir(tmp_path) == []


def test_an_empty_file_becomes_a_record_only_when_asked(path: Path) -> None:
    path.touch()
    with pytest.raises(RecordError, match="is empty"):
        Record(path, readonly=True)
    with pytest.raises(RecordError, match="is empty"):
        Record(path, create=False)
    with Record(path) as record:
        assert record.stats().pages == 0


def test_readonly_reads_and_never_writes(path: Path, readings: list[Reading]) -> None:
    with Record(path) as record:
        record.add(readings[0])
    before = path.read_bytes()
    with Record(path, readonly=True) as record:
        assert record.search("doi tac")
        assert record.check() == []
        for write in (lambda: record.add(readings[1]), record.reindex):
            with pytest.raises(RecordError, match="for reading only"):
                write()
    assert path.read_bytes() == before


def test_reading_while_another_writes(path: Path, readings: list[Reading]) -> None:
    with Record(path) as writer:
        writer.add(readings[0])
        with Record(path, readonly=True) as reader:
            assert reader.stats().pages == 1
            writer.add(readings[1])
            assert reader.stats().pages == 2


@pytest.mark.parametrize(("power_safe", "level"), [(False, 1), (True, 2)])
def test_waiting_for_the_disk(path: Path, power_safe: bool, level: int) -> None:
    with Record(path, power_safe=power_safe) as record:
        assert record._db.execute("PRAGMA synchronous").fetchone() == (level,)
        assert record._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert record._db.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_closed(path: Path, readings: list[Reading]) -> None:
    record = Record(path)
    record.close()
    record.close()
    for use in (lambda: record.add(readings[0]), record.stats, lambda: record.get("abcd")):
        with pytest.raises(RecordError, match="is closed"):
            use()


def test_locked_too_long(path: Path, readings: list[Reading]) -> None:
    with Record(path, timeout=0.1) as record:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="is locked") as error:
            record.add(readings[0])
        assert one_line(error, path)
        other.execute("ROLLBACK")
        other.close()
        assert record.add(readings[0]).status == "new"


def test_a_name_with_signs_of_addresses(tmp_path: Path, readings: list[Reading]) -> None:
    path = tmp_path / "hồ sơ?mode=ro#100%.db"
    with Record(path) as record:
        record.add(readings[0])
    assert path.exists()
    with Record(path, readonly=True) as record:
        assert record.stats().pages == 1


def test_a_row_that_others_point_to_is_gone(path: Path, readings: list[Reading]) -> None:
    with Record(path) as record:
        record.add(readings[0])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE versions SET document = 99")
    with Record(path) as record, pytest.raises(RecordError, match="damaged"):
        list(record.pages())


def test_a_table_that_is_defined_otherwise(path: Path, readings: list[Reading]) -> None:
    with Record(path) as record:
        record.add(readings[0])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, 'version', 'versiom') WHERE name = 'regions'")
    with Record(path) as record, pytest.raises(RecordError, match="damaged"):
        list(record.pages())


def test_what_goes_wrong_over_a_damaged_file_is_told_as_damage(
    path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AttributeError("a number where a text should be")

    with Record(path) as record:
        record.add(readings[0])
        monkeypatch.setattr("banggiao.record.asking.page", fail)
        with pytest.raises(AttributeError):  # a sound file: a mistake of ours
            list(record.pages())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'regions'")
    with Record(path) as record, pytest.raises(RecordError, match="damaged"):
        list(record.pages())


def test_a_damaged_file(path: Path, readings: list[Reading]) -> None:
    with Record(path) as record:
        for number in range(40):
            record.add(replace(readings[0], id=f"page-{number}"))
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    with pytest.raises(RecordError, match="damaged") as error, Record(path) as record:
        list(record.pages())
    assert one_line(error, path)


# --- a full disk -------------------------------------------------------------------------------------


def fill(record: Record, reading: Reading) -> tuple[list[str], str]:
    """Add pages until the disk is full: the ids acknowledged and the message."""
    done: list[str] = []

    def add_many() -> None:
        for number in range(10_000):
            record.add(replace(reading, id=f"page-{number:05}", text=reading.text * 20 + str(number)))
            done.append(f"page-{number:05}")

    with pytest.raises(RecordError, match="disk is full") as error:
        add_many()
    return done, str(error.value)


def is_whole(record: Record, done: list[str]) -> bool:
    return sorted(page.id for page in record.pages()) == done and record.check() == []


def test_a_full_disk_keeps_what_was_added(path: Path, readings: list[Reading]) -> None:
    with Record(path) as record:
        record._db.execute("PRAGMA max_page_count = 400")
        done, message = fill(record, readings[0])
        assert "\n" not in message
        assert str(path) in message
        assert len(done) > 3
        assert is_whole(record, done)
        record._db.execute("PRAGMA max_page_count = 4000")
        assert record.add(replace(readings[0], id="page-99999")).status == "new"
        assert is_whole(record, [*done, "page-99999"])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_really_full_disk(small_disk: Path, readings: list[Reading]) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * 500_000)
    path = small_disk / "record.db"
    with Record(path) as record:
        done, _ = fill(record, readings[0])
        assert len(done) > 3
        assert is_whole(record, done)
        filler.unlink()
        assert record.add(replace(readings[0], id="page-99999")).status == "new"
    with Record(path) as record:
        assert is_whole(record, [*done, "page-99999"])


def test_a_disk_full_from_the_start(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"x" * (3 * 1024 * 1024))
    with pytest.raises(RecordError, match="disk"):
        Record(small_disk / "record.db")


def test_a_disk_that_nobody_can_write_to(small_disk: Path, readings: list[Reading]) -> None:
    path = small_disk / "record.db"
    with Record(path) as record:
        record.add(readings[0])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Record(path, readonly=True) as record:
        assert record.search("doi tac")
    with pytest.raises(RecordError, match="read-only"):
        Record(path).add(readings[1])
    with pytest.raises(RecordError, match="read-only"):
        Record(small_disk / "other.db")


# --- records of older versions -----------------------------------------------------------------------


def written(path: Path, script: Path) -> Path:
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript(script.read_text(encoding="utf-8"))
    db.close()
    return path


@pytest.fixture
def old(path: Path) -> Path:
    return written(path, V1)


@pytest.mark.parametrize("script", [V1, V5], ids=["version 1", "version 5"])
def test_an_older_record_is_brought_up_to_date(
    path: Path, script: Path, readings: list[Reading], tmp_path: Path
) -> None:
    old = written(path, script)
    with Record(old) as record:
        assert record._db.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION,)
        for reading in readings:
            page = record.get(reading.id)
            assert isinstance(page, Page)
            assert page.reading == reading
            assert record.add(reading).status == "same"
        assert [v.version for v in record.history(readings[0].id)] == [1, 2]
        rows = record._db.execute("SELECT date, date_from, date_to FROM events").fetchall()
        assert all((first, last) == dates.bounds(date) for date, first, last in rows)
        assert len(record.contacts(since="2023-03-12", until="2023-03-12")) == 2
        assert [hit.id for hit in record.search("hòa thuận -thỏa")] == [readings[1].id]
        assert record.check() == []
        with Record(tmp_path / "new.db") as fresh:
            assert tables(record) == tables(fresh)


def test_what_follows_from_the_pages_of_an_older_record(path: Path, readings: list[Reading]) -> None:
    with Record(written(path, V5)) as record, Record(":memory:") as fresh:
        assert record._db.execute("SELECT count(*) FROM unresolved").fetchone() == (5,)
        fresh.add(replace(readings[0], byline="Nguyễn Thu Hà", statements=()))
        for reading in readings:
            fresh.add(reading)
        for each in (record, fresh):
            each.resolve()
        assert record.differences(fresh) == []
        assert record.check() == []
        one, other = sorted(contact.id for contact in record.contacts(limit=None))[:2]
        record.judge("contact", one, other, "different", by="Lan")
        assert [each.verdict for each in record.judgements()] == ["different"]
    rebuild(path)
    with Record(path) as record:
        assert record.check() == []


def tables(record: Record) -> list[tuple[str, str, object]]:
    """Every column and index, by name and kind; the order of columns may differ after a migration."""
    names = record._db.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name").fetchall()
    columns = [
        (name, column[1], column[2:])
        for (name,) in names
        for column in record._db.execute(f"SELECT * FROM pragma_table_info('{name}')")
    ]
    indexes = record._db.execute(
        "SELECT name, 'index', sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    )
    return sorted([*columns, *indexes], key=repr)


def test_an_old_record_is_not_changed_by_a_reader(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(RecordError, match="older version 1; open it once for writing") as error:
        Record(old, readonly=True)
    assert one_line(error, old)
    assert old.read_bytes() == before


def test_a_migration_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(db: sqlite3.Connection) -> None:
        db.execute("DROP INDEX events_by_date")
        db.execute("DELETE FROM offices")
        raise KeyboardInterrupt

    monkeypatch.setitem(schema.MIGRATIONS, 1, stumble)
    with pytest.raises(KeyboardInterrupt):
        Record(old)
    monkeypatch.undo()
    with Record(old) as record:
        assert record.contacts(person="Mori Keiko")
        assert record.check() == []


def test_every_older_version_has_a_step() -> None:
    assert sorted(schema.MIGRATIONS) == list(range(1, schema.SCHEMA_VERSION))
