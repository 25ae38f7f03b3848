"""What goes in comes out: pages, versions, and nothing twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from banggiao.model import (
    DateCandidate,
    Event,
    EventFieldConfidence,
    Evidence,
    Issue,
    Participant,
    Place,
    Reading,
    Region,
    Statement,
    StatementFieldConfidence,
    Teaser,
)
from banggiao.record import Page, Record, RecordError, writing


def test_every_page_comes_back_as_it_went_in(record: Record, readings: list[Reading]) -> None:
    for reading in readings:
        page = record.get(reading.id)
        assert isinstance(page, Page)
        assert page.reading == reading
        assert (page.version, page.current) == (1, True)
    assert record.check() == []


def test_topics_come_back(record: Record, readings: list[Reading]) -> None:
    told = next(r for r in readings if r.statements)
    topical = replace(told, statements=tuple(replace(s, topics=("sea", "trade")) for s in told.statements))
    assert record.add(topical).status == "changed"
    page = record.get(told.id)
    assert isinstance(page, Page)
    assert page.reading == topical


def test_the_same_reading_adds_nothing(record: Record, readings: list[Reading]) -> None:
    before = record.stats()
    assert [record.add(r).status for r in readings] == ["same"] * len(readings)
    # Where the page lay this time is no difference.
    assert record.add(replace(readings[0], source="elsewhere.txt")).status == "same"
    assert record.stats() == before


def test_a_changed_page_makes_a_version_and_keeps_the_old(record: Record, readings: list[Reading]) -> None:
    old = readings[0]
    new = replace(old, text=old.text.replace("chiến lược", "toàn diện"), events=())
    added = record.add(new)
    assert (added.status, added.version) == ("changed", 2)
    assert [(v.version, v.current, v.contacts) for v in record.history(old.id)] == [(1, False, 1), (2, True, 0)]
    first, second = record.version(old.id, 1), record.version(old.id, 2)
    assert first is not None
    assert first.reading == old
    assert not first.current
    assert second is not None
    assert second.reading == new
    assert second.current
    assert record.version(old.id, 3) is None
    assert record.search("chien luoc") == []
    assert [hit.id for hit in record.search("toàn diện")] == [old.id]
    assert record.contacts(person="Mori Keiko") == []
    assert record.get("11aa22bb33cc44d1") is None
    assert record.add(old).version == 3  # back again is a change too
    assert [hit.id for hit in record.search("chien luoc")] == [old.id]
    assert record.stats().pages == len(readings)
    assert record.stats().versions == len(readings) + 2
    assert record.check() == []


def test_other_facts_of_the_same_text_are_a_change(record: Record, readings: list[Reading]) -> None:
    event = replace(readings[1].events[0], date="2023-11-24")
    assert record.add(replace(readings[1], events=(event,))).status == "changed"
    assert [c.date for c in record.contacts(person="Phạm Thị Đào")] == ["2023-11-24"]


def test_history_of_a_page_that_is_not_there(record: Record) -> None:
    assert record.history("nothing") == []
    assert record.version("nothing", 1) is None


def test_pages_come_newest_first_and_undated_last(record: Record) -> None:
    assert [page.reading.published for page in record.pages()] == [
        "2024-09-06",
        "2023-05-01",
        "2023-03-13",
        "2022",
        None,
    ]
    assert [page.reading.published for page in record.pages(offset=1, limit=2)] == ["2023-05-01", "2023-03-13"]


def test_pages_of_one_day_keep_apart(path: Path, readings: list[Reading]) -> None:
    with Record(path) as record:
        for number in range(50):
            record.add(replace(readings[3], id=f"page-{number:02}", published=[None, "2024-01-01"][number % 2]))
        assert len({page.id for page in record.pages()}) == 50
        assert [page.id for page in record.pages(limit=2)] == ["page-49", "page-47"]


def test_stats(record: Record) -> None:
    record.resolve()
    stats = record.stats()
    assert (stats.pages, stats.versions, stats.contacts, stats.related_contacts) == (5, 5, 5, 1)
    assert stats.contacts_by_type == {"agreement": 1, "call": 1, "meeting": 1, "message": 1, "visit": 1}
    assert (stats.statements, stats.people, stats.issues) == (1, 5, 1)
    assert stats.issues_by_code == {"year-open": 1}
    assert (stats.first_published, stats.last_published) == ("2022", "2024-09-06")
    assert stats.size > 0


def test_reindex_finds_the_same(record: Record, readings: list[Reading]) -> None:
    record.add(replace(readings[0], text=readings[0].text + " Thêm."))
    before = record.search("hop tac"), record.search("hòa thuận")
    assert record.reindex() == len(readings)
    assert (record.search("hop tac"), record.search("hòa thuận")) == before
    assert before[0]
    assert before[1]
    assert record.check() == []


def test_a_table_that_is_missing_is_told(record: Record) -> None:
    record._db.execute("PRAGMA foreign_keys = OFF")
    record._db.execute("DROP TABLE statements")
    record._db.execute("DROP TABLE pages_exact")
    assert "statements: the table or index is missing" in record.check()
    assert "pages_exact: the table or index is missing" in record.check()


def test_a_damaged_index_is_found_and_mended(record: Record) -> None:
    record._db.execute("INSERT INTO pages_exact (pages_exact) VALUES ('delete-all')")
    record._db.execute("DELETE FROM pages_folded_data WHERE id > 10")
    assert record.check() != []
    record.reindex()
    assert record.check() == []


def test_half_a_character_is_refused_and_leaves_nothing(record: Record, readings: list[Reading]) -> None:
    before = record.stats()
    with pytest.raises(RecordError, match="surrogate"):
        record.add(replace(readings[3], id="broken", text="Hà \ud800 Nội"))
    assert record.stats() == before


def test_a_bug_midway_leaves_no_half_page(record: Record, readings: list[Reading]) -> None:
    before = record.stats()
    event = replace(readings[0].events[0], confidence=None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        record.add(replace(readings[0], id="half", events=(event,)))
    assert record.stats() == before
    assert record.check() == []


TEXT = st.text(max_size=60)
MAYBE = st.none() | TEXT
OFFSET = st.integers(0, 10_000)
REAL = st.floats(0, 1)


def some(values: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=most).map(tuple)


EVIDENCE = some(st.builds(Evidence, start=OFFSET, end=OFFSET, region=TEXT))
PLACE = st.builds(Place, venue=MAYBE, locality=MAYBE, country=MAYBE)
PARTICIPANT = st.builds(
    Participant, name=MAYBE, offices=some(TEXT), organisation=MAYBE, country=MAYBE, role=TEXT, evidence=EVIDENCE
)
CANDIDATES = some(st.builds(DateCandidate, edtf=TEXT, reasons=some(TEXT)))
EVENT = st.builds(
    Event,
    id=TEXT,
    type=TEXT,
    form=TEXT,
    status=TEXT,
    date=MAYBE,
    part_of_day=MAYBE,
    place=PLACE,
    participants=some(PARTICIPANT),
    evidence=EVIDENCE,
    confidence=REAL,
    field_confidence=st.none()
    | st.builds(EventFieldConfidence, date=REAL, place=REAL, form=REAL, status=REAL, participants=some(REAL)),
    date_candidates=CANDIDATES,
    rule=TEXT,
)
REGION = st.builds(
    Region,
    kind=TEXT,
    start=OFFSET,
    end=OFFSET,
    group=st.none() | OFFSET,
    part=MAYBE,
    photographer=MAYBE,
    agency=MAYBE,
)
STATEMENT = st.builds(
    Statement,
    id=TEXT,
    event=MAYBE,
    speaker=TEXT,
    relayed_for=MAYBE,
    addressee=MAYBE,
    act=TEXT,
    start=OFFSET,
    end=OFFSET,
    commitment=MAYBE,
    evidence=EVIDENCE,
    confidence=REAL,
    field_confidence=st.none()
    | st.builds(StatementFieldConfidence, speaker=REAL, act=REAL, commitment=REAL, content=REAL),
)
TEASER = st.builds(
    Teaser, headline=MAYBE, lead=MAYBE, caption=MAYBE, media=MAYBE, published=MAYBE, events=some(EVENT, 2)
)
ISSUE = st.builds(Issue, stage=TEXT, code=TEXT, start=OFFSET, end=OFFSET, note=TEXT)
READING = st.builds(
    Reading,
    id=TEXT,
    source=TEXT,
    url=MAYBE,
    outlet=MAYBE,
    agency=MAYBE,
    byline=MAYBE,
    headline=MAYBE,
    published=MAYBE,
    published_basis=MAYBE,
    media=MAYBE,
    regions=some(REGION),
    events=some(EVENT),
    statements=some(STATEMENT),
    related=some(TEASER, 2),
    issues=some(ISSUE),
    text=st.text(max_size=400),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(READING, min_size=1, max_size=4))
def test_any_reading_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, many: list[Reading]) -> None:
    with Record(tmp_path_factory.mktemp("any") / "record.db") as record:
        last: dict[str, Reading] = {}
        for reading in many:
            added = record.add(reading)
            assert (added.status == "new") == (reading.id not in last)
            last[reading.id] = reading
            assert record.add(reading).status == "same"
        assert {page.id: replace(page.reading, source="") for page in record.pages()} == {
            id_: replace(reading, source="") for id_, reading in last.items()
        }
        assert record.check() == []


def test_a_day_that_is_full_says_so(path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "DAY_BITS", 2)
    with Record(path) as record:
        for number in range(3):
            record.add(replace(readings[3], id=f"page-{number}", published="2024-01-01"))
        with pytest.raises(RecordError, match="holds 3 versions published on 2024-01-01"):
            record.add(replace(readings[3], id="one-more", published="2024-01-01"))
        assert record.stats().pages == 3
        assert record.add(replace(readings[3], id="one-more", published="2024-01-02")).status == "new"
        assert record.add(replace(readings[3], id="undated", published=None)).status == "new"
