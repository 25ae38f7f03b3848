"""A record made again from its pages is equal to the one that grew, whatever came when; and nothing is lost over it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace

from banggiao.model import Reading, Source
from banggiao.reading import read_again, read_source
from banggiao.record import Page, Record, RecordError, rebuild

PEOPLE = ("Lê Văn Sơn", "Trần Thị Mai", "Phạm Quang Hà")
GUESTS = (("Đại sứ Nhật Bản", "Tanaka Hiroshi"), ("Đại sứ Lào", "Khamphao Sisavath"), ("Đại sứ Pháp", "Claire Dubois"))


def row(number: int) -> dict[str, object]:
    """A small page of a contact; several tell of the same one."""
    chance = random.Random(number % 12)
    office, guest = chance.choice(GUESTS)
    host, day = chance.choice(PEOPLE), chance.randrange(1, 6)
    lead = f"Sáng {day}/4, tại Hà Nội, Bộ trưởng Ngoại giao {host} đã tiếp {office} {guest}."
    said = f"Tại buổi tiếp, Bộ trưởng {host} đề nghị hai bên thúc đẩy hợp tác về giáo dục và du lịch."
    published = f"2025-04-{day + 1:02}" if number % 3 else None
    text = f"{said}\n\nPhóng viên đưa tin, bài số {number}."
    return {"id": f"page-{number}", "title": f"Bộ trưởng {host} tiếp khách", "lead": lead, "text": text} | (
        {"published": published} if published else {}
    )


def bundled() -> Iterator[Reading]:
    for page in sorted((files("banggiao") / "data" / "demo" / "pages").iterdir(), key=lambda each: each.name):
        if page.is_file():
            html = {"html": True, "txt": False}.get(page.name.rpartition(".")[2])
            yield read_source(Source(name=page.name, data=page.read_bytes(), html=html))


@pytest.fixture(scope="module")
def pages() -> list[Reading]:
    return [*(read_source(Source(name=f"rows#{number}", row=row(number))) for number in range(24)), *bundled()]


def fill(path: Path | str, pages: Iterable[Reading], seed: int = 0, at_once: int = 0) -> Record:
    """A record of the pages in an order of its own, resolved every now and then."""
    chance = random.Random(seed)
    order = list(pages)
    if seed:
        chance.shuffle(order)
    record = Record(path)
    for page in order:
        record.add(page)
        if at_once and chance.random() < 1 / at_once:
            record.resolve()
    record.resolve()
    return record


def judge_some(record: Record, seed: int) -> None:
    """Judgements about things that the record has, and about some that it hasn't."""
    ids = sorted({contact.id for contact in record.contacts(limit=None)})
    chance = random.Random(seed)
    for number in range(12):
        one, other = chance.sample(ids, 2)
        at = f"2026-03-01T00:00:{number:02}"
        record.judge("contact", one, other, chance.choice(["same", "different", "unsure", "undo"]), by="Lan", at=at)
    record.judge("field", ids[0], None, "right", by="Lan", at="2026-03-02", field="date", value="2025-04-09")
    record.judge("field", ids[1], None, "wrong", by="Lan", at="2026-03-02", field="")
    record.judge("person", "0123456789abcdef", "fedcba9876543210", "same", by="Lan", at="2026-03-02")


@pytest.mark.parametrize("seed", range(1, 5))
def test_the_order_in_which_pages_come_makes_no_difference(pages: list[Reading], seed: int) -> None:
    with fill(":memory:", pages) as at_once, fill(":memory:", pages, seed, at_once=seed * 3) as in_turns:
        assert in_turns.differences(at_once) == []
        judge_some(at_once, seed)
        judge_some(in_turns, seed)
        for record in (at_once, in_turns):
            record.resolve()
        assert in_turns.differences(at_once) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_rebuilt_record_is_equal(path: Path, pages: list[Reading], seed: int) -> None:
    chance = random.Random(seed)
    before = path.with_name("before.db")
    with fill(path, pages, seed, at_once=5) as record:
        judge_some(record, seed)
        for page in chance.sample(pages[:24], 5):  # pages that change, and are read anew
            text = page.text.replace("giáo dục", "y tế")
            changed = read_again(replace(page, text=text + "a" * (len(page.text) - len(text))))
            record.add(changed)
        record.resolve()
        versions = record.stats().versions
        with sqlite3.connect(before) as copy:
            record._db.backup(copy)
        copy.close()
    done = rebuild(path)
    assert (done.pages, done.versions, done.changed, done.failed) == (len(pages), versions, 0, 0)
    with Record(path) as now, Record(before) as then:
        assert now.differences(then) == []
        assert now.check() == []
        assert [page.id for page in now.pages()] == [page.id for page in then.pages()]
        assert now.judgements() == then.judgements()
        for page in pages:
            assert now.history(page.id) == then.history(page.id)
            assert now.get(page.id) == then.get(page.id)
        assert [hit.id for hit in now.search("hợp tác")] == [hit.id for hit in then.search("hợp tác")]
    assert sorted(file.name for file in path.parent.iterdir()) == ["before.db", path.name]


def test_a_page_that_is_read_otherwise_now_gets_a_version(path: Path, pages: list[Reading]) -> None:
    older = replace(pages[0], events=(), statements=())  # as a reader that knew less would have it
    with fill(path, [older, *pages[1:]]):
        pass
    done = rebuild(path)
    assert (done.changed, done.versions) == (1, len(pages) + 1)
    with Record(path) as record, fill(":memory:", [older, *pages]) as added:
        assert record.differences(added) == []
        page = record.get(older.id)
        assert isinstance(page, Page)
        assert page.reading == pages[0]
        assert [each.current for each in record.history(older.id)] == [False, True]
    assert rebuild(path).changed == 0


def test_a_page_that_the_reader_fails_on_stays_as_it_was(path: Path, pages: list[Reading]) -> None:
    def stumbling(given: Iterable[Reading]) -> Iterator[Reading | None]:
        return (None if page.id == "page-3" else read_again(page) for page in given)

    with fill(path, pages), fill(":memory:", pages) as then:
        pass
    assert rebuild(path, stumbling).failed == 1
    with Record(path) as now, fill(":memory:", pages) as then:
        assert now.differences(then) == []


def test_what_stops_it_leaves_the_record_as_it_was(path: Path, pages: list[Reading]) -> None:
    def stopped(given: Iterable[Reading]) -> Iterator[Reading | None]:
        yield from map(read_again, [next(iter(given)) for _ in range(5)])
        raise KeyboardInterrupt

    with fill(path, pages):
        pass
    with pytest.raises(KeyboardInterrupt):
        rebuild(path, stopped)
    with Record(path) as now, fill(":memory:", pages) as then:
        assert now.differences(then) == []
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_others_read_meanwhile_and_see_the_new_one_then(path: Path, pages: list[Reading]) -> None:
    with fill(path, pages):
        pass
    with Record(path) as open_all_along:
        before = open_all_along.contacts(limit=None)

        def watched(given: Iterable[Reading]) -> Iterator[Reading | None]:
            for page in given:
                assert len(open_all_along.contacts(limit=None)) == len(before)
                yield read_again(page)

        rebuild(path, watched)
        assert open_all_along.contacts(limit=None) == before
        open_all_along.add(replace(pages[0], id="later"))
    with Record(path) as record:
        assert record.get("later") is not None
        assert record.check() == []


def test_while_another_program_writes_it_waits_and_then_says_so(path: Path, pages: list[Reading]) -> None:
    with fill(path, pages[:3]):
        pass
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordError, match="is locked"):
        rebuild(path, timeout=0.1)
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(RecordError, match="no such record"):
        rebuild(path.with_name("none.db"))
    with pytest.raises(RecordError, match="in memory"):
        rebuild(":memory:")


def test_differences_are_told(record: Record, readings: list[Reading]) -> None:
    with Record(":memory:") as other:
        for reading in readings[1:]:
            other.add(reading)
        found = record.differences(other)
        assert any(line.startswith("documents: 1 rows only in the first record") for line in found)
        assert any(line.startswith("participants: ") for line in found)
        other.add(readings[0])
        assert record.differences(other) == []
        other._db.execute("UPDATE participants SET role = 'party' WHERE role = 'host'")
        assert [line.partition(":")[0] for line in record.differences(other)] == [
            *("evidence", "evidence", "offices", "offices", "participants", "participants"),
        ]
