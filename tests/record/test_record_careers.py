"""Careers, successions, who held what on a day, and what pages and tables tell differently."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from tests.record.test_record_people import page

from banggiao.record import Record, RecordError

MET = [
    ("Tập Cận Bình", "CN", ("Chủ tịch Trung Quốc",), "2017-11-12"),
    ("Xi Jinping", "CN", ("Tổng Bí thư", "Chủ tịch nước Trung Quốc"), "2018-04-05"),
    ("Hun Manet", "KH", ("Thủ tướng Campuchia",), "2023-05-20"),
    ("Juan Pérez", "PE", ("Bộ trưởng Văn hóa Peru",), "2019-01-05"),
    ("Juan Pérez", "PE", ("Bộ trưởng Văn hóa",), "2019-06-05"),
    ("Juan Pérez", "PE", ("nguyên Bộ trưởng Văn hóa",), "2021-06-05"),
    ("Pedro Ruiz", "KH", ("Thủ tướng Campuchia",), "2015-06-05"),
]


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    with Record(":memory:") as made:
        for number, met in enumerate(MET):
            made.add(page(number, met))
        made.resolve()
        yield made


@pytest.mark.parametrize("asked", ["Tập Cận Bình", "tap can binh", "Xi Jinping"])
def test_a_person_by_any_name(record: Record, asked: str) -> None:
    (found,) = record.person(asked)
    assert (found.name, found.country, found.wikidata) == ("Tập Cận Bình", "CN", "Q15031")
    assert {each.value: each.seen for each in found.names} == {"Tập Cận Bình": 1, "Xi Jinping": 1}
    assert found.contacts == found.statements == 2
    (president,) = (each for each in found.offices if each.office == "cn/president")
    assert (president.start, president.end, president.source) == ("2013-03-14", None, "both")
    assert [each.days for each in president.attested] == [("2017-11-12",), ("2018-04-05",)]
    assert record.person(found.id or "") == [found]


def test_an_office_that_only_pages_attest_has_bounds(record: Record) -> None:
    (found,) = record.person("Juan Pérez")
    (culture,) = found.offices
    assert (culture.start, culture.end, culture.source) == ("../2019-01-05", "2019-06-05/..", "read")
    assert [each.title for each in record.held("Juan Pérez", "2019-03-01")] == ["Bộ trưởng Văn hóa"]
    assert record.held("Juan Pérez", "2021-03-01") == []


def test_holders_in_succession(record: Record) -> None:
    (office,) = record.office("Thủ tướng", "KH")
    names = [holder.name for holder in office.holders if holder.source != "read"]
    assert names[-2:] == ["Hun Sen", "Hun Manet"]
    assert [each.name for each in record.who("Thủ tướng Campuchia", "2024-01-01", "KH")] == ["Hun Manet"]
    assert {each.country for each in record.who("Tổng thống", "2016-06-01")} >= {"US", "RU"}


def test_those_whom_only_the_tables_have(record: Record) -> None:
    found = record.person("Nguyễn Văn Được")
    assert len(found) == 2
    assert all(person.id is None for person in found)


def test_what_does_not_fit(record: Record) -> None:
    guests = [each for each in record.conflicts() if each.told_in.endswith("#1")]
    early, held = sorted(guests, key=lambda each: each.kind)
    assert (early.kind, early.name, early.day, early.days) == ("early", "Hun Manet", "2023-05-20", 94)
    assert (held.kind, held.name) == ("held", "Pedro Ruiz")
    assert held.tenure.startswith("Hun Sen")


def explained(met: tuple[str, str, tuple[str, ...], str], **told: object) -> bool:
    """Whether nobody is asked about what this page calls somebody."""
    one = page(1, met)
    with Record(":memory:") as record:
        record.add(replace(one, events=(replace(one.events[0], **told),)))  # type: ignore[arg-type]
        record.resolve()
        return all(not each.told_in.endswith("#1") for each in record.conflicts())


def test_what_the_page_explains_is_no_conflict() -> None:
    early = ("Hun Manet", "KH", ("Thủ tướng Campuchia",), "2023-05-20")
    assert not explained(early)
    assert explained(early, type="message", form="congratulation")
    late = ("Hun Sen", "KH", ("Thủ tướng Campuchia",), "2025-07-30")
    assert not explained(late)
    assert explained(late, date=None)  # told as background
    assert explained(late, date="2019-07-30")
    assert explained((*late[:2], ("nguyên Chủ tịch Đảng", *late[2]), late[3]))
    other = ("Pedro Ruiz", "KH", ("Thủ tướng Campuchia",), "2015-06-05")
    assert not explained(other)
    assert explained((*other[:2], ("Quyền Thủ tướng Campuchia",), other[3]))
    assert explained(("Hunsen", *other[1:]))


def test_a_day_is_one_day(record: Record) -> None:
    with pytest.raises(RecordError, match="more than one day"):
        record.held("Juan Pérez", "2019")


def test_the_tables_are_given_back() -> None:
    """Office on a day, for people and days drawn from the authority's tenures."""
    from benchmarks.entity import days

    with Record(":memory:") as empty:
        found = days(empty)
    assert found.found / found.asked >= 0.99
    assert found.exact / found.asked >= 0.97
