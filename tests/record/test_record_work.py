"""What one page more costs: counted in steps of the database and comparisons, which are the same on every machine."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from banggiao.model import Reading, Source
from banggiao.reading import read_source
from banggiao.record import Record, commitments, tellings
from banggiao.relation import same

HOST = "Chủ tịch nước Trần Văn Mẫu"
GUESTS = ("Bộ trưởng Ngoại giao Nhật Bản Sato Mau", "Bộ trưởng Quốc phòng Lào Khamphao Mau", "Đại sứ Pháp Claire Mau")
MATTERS = ("cầu Hàm Mẫu và đường bộ qua biên giới", "hợp tác về giáo dục và du lịch", "Hiệp định vận tải EVXTA")
BEGUN = datetime.date(2017, 2, 1)


def page(day: int, guest: int = 0, number: int = 0) -> Reading:
    """The same host receives somebody and proposes something; several pages tell it in words of their own."""
    date = BEGUN + datetime.timedelta(day)
    said = f"Chủ tịch nước Trần Văn Mẫu đề nghị hai bên sớm thúc đẩy {MATTERS[(day + guest) % 3]}, lần thứ {day}."
    text = f"Ngày {date.day}/{date.month}, tại Hà Nội, {HOST} tiếp {GUESTS[guest]}. {said}"
    filler = " ".join(f"việc{number}x{day}x{guest}x{n}" for n in range(150))  # or it would be a copy
    row = {"id": f"page-{day}-{guest}-{number}", "title": f"Tin {number}", "text": f"{text}\n\n{filler}"}
    return read_source(Source(name=row["id"], row=row | {"published": date.isoformat()}))


def filled(pages: Iterable[Reading]) -> Record:
    record = Record(":memory:")
    for each in pages:
        record.add(each)
    record.resolve()
    return record


class Work(NamedTuple):
    """Hundreds of steps of the database, pairs of tellings compared, tellings and items loaded."""

    steps: int
    compared: int
    loaded: int


def work(record: Record, one: Reading, patch: pytest.MonkeyPatch) -> Work:
    counts = {"steps": 0, "compared": 0, "loaded": 0}
    compare, load, load_items = same.compare, tellings.load, commitments.load

    def step() -> int:
        counts["steps"] += 1
        return 0

    def counted(left: same.Telling, right: same.Telling) -> float:
        counts["compared"] += 1
        return compare(left, right)

    def loading(db, events):  # type: ignore[no-untyped-def]
        counts["loaded"] += len(events)
        return load(db, events)

    def loading_items(db, items):  # type: ignore[no-untyped-def]
        counts["loaded"] += len(set(items))
        return load_items(db, items)

    with patch.context() as patched:
        patched.setattr(same, "compare", counted)
        patched.setattr(tellings, "load", loading)
        patched.setattr(commitments, "load", loading_items)
        record._db.set_progress_handler(step, 100)
        try:
            assert record.add(one).status == "new"
            record.resolve()
        finally:
            record._db.set_progress_handler(None, 0)
    return Work(**counts)


def test_a_page_costs_no_more_in_a_record_of_more_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of busy people: whom they met in other months is not looked at."""
    costs = []
    for days in (60, 240):
        with filled(page(day, guest) for day in range(days) for guest in range(3)) as record:
            costs.append(work(record, page(30, 1, number=1), monkeypatch))
    few, many = costs
    assert many.compared <= few.compared <= 5
    assert many.loaded <= few.loaded + 10
    assert many.steps <= 2.5 * few.steps  # what is spoken of comes again and again


def test_a_page_more_of_one_contact_is_compared_with_each_of_the_others_once(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = []
    for pages in (20, 80):
        with filled(page(9, 0, number) for number in range(pages)) as record:
            assert record.stats().contacts == 1
            costs.append(work(record, page(9, 0, number=pages), monkeypatch))
            assert record.stats().contacts == 1
            assert len(record.contacts()[0].sources) == pages + 1
    few, many = costs
    assert few.compared <= 3 * 20
    assert many.compared <= 3 * 80
    assert many.loaded <= 5 * few.loaded
    assert many.steps <= 5 * few.steps


def test_what_nobody_tells_of_costs_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Source(
        name="p", row={"id": "plain", "title": "Giá rau", "text": "Giá rau tăng.", "published": "2017-03-01"}
    )
    with filled(page(day) for day in range(40)) as record:
        done = work(record, read_source(plain), monkeypatch)
    assert (done.compared, done.loaded) == (0, 0)
    assert done.steps < 100


def test_tellings_of_one_contact_that_a_person_tells_apart() -> None:
    with filled(page(9, 0, number) for number in range(3)) as record:
        (contact,) = record.contacts()
        one, other = sorted(source.event for source in contact.sources)[:2]
        record.judge("contact", one, other, "different", by="Lan")
        record.resolve()
        found = {source.event: each.id for each in record.contacts() for source in each.sources}
        assert found[one] != found[other]
        assert len(set(found.values())) == 2
        record.judge("contact", one, other, "undo", by="Lan")
        record.resolve()
        assert [each.id for each in record.contacts()] == [contact.id]


def test_the_tables_are_read_before_the_first_page_waits_for_them(tmp_path: Path) -> None:
    """Opening a record for writing reads them, asking it doesn't."""
    Record(tmp_path / "record.db").close()
    code = (
        "import sys\nfrom banggiao.entity.careers import _by_seat\nfrom banggiao.record import Record\n"
        "with Record(sys.argv[1], readonly=sys.argv[2] == 'r') as record:\n    print(_by_seat.cache_info().currsize)"
    )
    asked = [
        subprocess.run(
            [sys.executable, "-c", code, tmp_path / "record.db", how], capture_output=True, check=True
        ).stdout
        for how in "rw"
    ]
    assert [int(each) for each in asked] == [0, 1]
