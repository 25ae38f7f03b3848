"""Who is who across pages: one person under all names, equal names told apart, whatever the order of the pages."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from banggiao.model import Event, Participant, Place, Reading, Statement, content_id
from banggiao.record import Record, indexing

# (name, country, offices) of the one who is met, day of the page.
MET = [
    ("Sok Vichea", "KH", ("Thủ tướng Campuchia",), "2020-01-05"),
    ("Samdech Techo Sok Vichea", "KH", ("Thủ tướng Vương quốc Campuchia",), "2020-02-05"),
    ("Sato Ichiro", "JP", ("Bộ trưởng Ngoại giao Nhật Bản",), "2020-01-06"),
    ("Ichiro Sato", "JP", ("Ngoại trưởng",), "2020-03-06"),
    ("Ichiro Sato", "JP", (), "2020-03-07"),
    ("Nguyễn Văn Hùng", "VN", ("Chủ tịch UBND tỉnh An Giang",), "2020-01-07"),
    ("Nguyễn Văn Hùng", "VN", ("Bí thư Tỉnh ủy Cà Mau",), "2020-02-07"),
    ("Nguyễn Văn Hùng", "VN", (), "2020-02-08"),
    ("Ma-ri-a Xô-bô-lê-va", "RU", ("Bộ trưởng Y tế Nga",), "2020-05-05"),
    ("Maria Soboleva", "RU", ("Bộ trưởng Y tế Liên bang Nga",), "2020-06-05"),
    ("Soboleva", "RU", ("Bộ trưởng Y tế",), "2020-06-06"),
    ("Juan Pérez Gómez", "PE", ("Tổng thống Peru",), "2020-06-06"),
    ("Juan Pérez", "PE", ("Tổng thống",), "2020-07-06"),
]


def page(number: int, met: tuple[str, str, tuple[str, ...], str] | None = None) -> Reading:
    name, country, offices, day = met or MET[number]
    id_ = f"page{number}"
    host = Participant(name="Trần Đình Khải Minh", offices=("Chủ tịch Quốc hội",), country="VN", role="host")
    guest = Participant(name=name, offices=offices, country=country, role="guest")
    event = Event(
        id=content_id(id_, name),
        type="meeting",
        form="receive",
        status="held",
        date=day,
        part_of_day=None,
        place=Place(),
        participants=(host, guest),
        evidence=(),
        confidence=0.9,
    )
    said = Statement(
        id=content_id(id_, "said"),
        event=event.id,
        speaker=name,
        relayed_for=None,
        addressee=None,
        act="affirm",
        start=0,
        end=4,
        commitment=None,
        evidence=(),
        confidence=0.9,
    )
    return Reading(
        id=id_,
        source=id_,
        url=None,
        outlet=None,
        agency=None,
        byline=None,
        headline=name,
        published=day,
        published_basis="given",
        media=None,
        regions=(),
        events=(event,),
        statements=(said,),
        related=(),
        issues=(),
        text=f"trang {number}: {name}",
    )


PAGES = [page(number) for number in range(len(MET))]


def filled(pages: Iterable[Reading], at_once: bool = True) -> Record:
    record = Record(":memory:")
    for each in pages:
        record.add(each)
        if not at_once:
            record.resolve()
    record.resolve()
    return record


def persons(record: Record) -> dict[str, set[int]]:
    """The numbers of the pages by person."""
    found: dict[str, set[int]] = {}
    for person, id_ in record._db.execute(
        "SELECT n.person, d.id FROM sightings s JOIN nodes n ON n.node = s.node JOIN participants p"
        " ON p.participant = s.participant JOIN events e ON e.event = p.event JOIN documents d ON d.current = e.version"
        " WHERE p.n = 1"
    ):
        found.setdefault(person, set()).add(int(id_.removeprefix("page")))
    return found


@pytest.fixture(scope="module")
def whole() -> Record:
    return filled(PAGES)


def test_one_person_under_all_names(whole: Record) -> None:
    assert sorted(map(sorted, persons(whole).values())) == [[0, 1], [2, 3, 4], [5], [6], [7], [8, 9, 10], [11, 12]]


def test_statements_have_their_speakers(whole: Record) -> None:
    (unknown,) = whole._db.execute(
        "SELECT count(*) FROM statements WHERE statement NOT IN (SELECT statement FROM speakers)"
    ).fetchone()
    assert not unknown


def test_offices_become_seats(whole: Record) -> None:
    seats = {row[0] for row in whole._db.execute("SELECT office FROM seats JOIN participants USING (participant)")}
    assert {"foreign-minister", "president", "kh/prime-minister"} <= seats


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(len(MET))), at_once=st.booleans(), changed=st.sets(st.integers(0, len(MET) - 1)))
def test_the_order_of_the_pages_makes_no_difference(order: list[int], at_once: bool, changed: set[int]) -> None:
    """Nor whether they are resolved one by one, nor what a page said before it changed."""
    other = random.Random(len(changed)).choice(MET)
    before = [page(number, other) for number in sorted(changed)]
    with filled([*before, *(PAGES[number] for number in order)], at_once) as record, filled(PAGES) as plain:
        different = record.differences(plain)
        if changed:  # the old versions are kept, the people are of the current ones
            assert persons(record).values() == persons(plain).values() or sorted(
                map(sorted, persons(record).values())
            ) == (sorted(map(sorted, persons(plain).values())))
            assert ids(record) == ids(plain)
        else:
            assert different == []


def ids(record: Record) -> list[tuple[object, ...]]:
    return sorted(record._db.execute("SELECT id, name, country, wikidata FROM people").fetchall(), key=str)


def test_a_judgement_joins_and_parts() -> None:
    with filled(PAGES) as record:
        mine = sorted(persons(record).values(), key=sorted)
        node = dict(record._db.execute("SELECT seat, id FROM nodes WHERE key = 'nguyễn văn hùng'"))
        an_giang, ca_mau = (
            next(id_ for seat, id_ in node.items() if place in seat) for place in ("an-giang", "ca-mau")
        )
        record.judge("person", an_giang, ca_mau, "same", by="Lan", why="chuyển công tác")
        record.resolve()
        assert {5, 6} in persons(record).values()
        record.judge("person", an_giang, ca_mau, "undo", by="Lan")
        record.resolve()
        assert sorted(persons(record).values(), key=sorted) == mine
        event = PAGES[0].events[0].id, PAGES[1].events[0].id
        record.judge("person", f"{event[0]}#1", f"{event[1]}#1", "different", by="Lan")
        record.resolve()
        assert {0} in persons(record).values()  # one node, of two people
        assert {1} in persons(record).values()


# --- one way of calling someone, two people ------------------------------------------------------------------

# (number, office of whom he meets, their state, day): one name, one office, seen with two kinds of company.
TOLD = [
    (100, "Bộ trưởng Y tế Lào", "LA", "2020-01-05"),
    (101, "Bộ trưởng Y tế Lào", "LA", "2020-04-05"),
    (102, "Đại sứ Pháp", "FR", "2020-01-06"),
    (103, "Đại sứ Pháp", "FR", "2020-02-06"),
    (104, "Đại sứ Pháp", "FR", "2020-04-06"),
]
NAMESAKE = ("Nguyễn Văn Hùng", "VN", ("Cục trưởng",))


def told(number: int, office: str, country: str, day: str) -> Reading:
    one = page(number, (*NAMESAKE, day))
    met = Participant(name=f"Mau {country}", offices=(office,), country=country, role="host")
    return replace(one, events=(replace(one.events[0], participants=(met, one.events[0].participants[1])),))


NAMESAKES = [told(*each) for each in TOLD]


def mark(number: int) -> str:
    return f"{NAMESAKES[number - 100].events[0].id}#1"


def test_one_way_of_calling_two_people_is_parted_by_a_judgement() -> None:
    with filled(NAMESAKES) as record, filled(NAMESAKES) as alone:
        assert list(persons(record).values()) == [{100, 101, 102, 103, 104}]
        record.judge("person", mark(100), mark(102), "different", by="Lan")
        record.resolve()
        assert sorted(map(sorted, persons(record).values())) == [[100, 101], [102, 103, 104]]
        found = record.person("Nguyễn Văn Hùng")
        days = [sorted(card.date or "" for card in record.find(person=each.id).results) for each in found]
        assert sorted(days) == [["2020-01-05", "2020-04-05"], ["2020-01-06", "2020-02-06", "2020-04-06"]]
        asked = {frozenset((d.left.id, d.right.id)) for d in record.doubts() if d.kind == "person" and d.right}
        assert not asked & {frozenset(each.id for each in found)}  # the two are not asked about again
        record.judge("person", mark(100), mark(102), "unsure", by="Lan")
        record.resolve()
        assert record.differences(alone) == [line for line in record.differences(alone) if "judgements" in line]


def test_a_name_may_be_of_three_people_and_what_was_same_stays_together() -> None:
    with filled(NAMESAKES) as record:
        record.judge("person", mark(100), mark(102), "different", by="Lan")
        record.judge("person", mark(102), mark(103), "different", by="Lan")
        record.judge("person", mark(103), mark(100), "different", by="Lan")
        record.judge("person", mark(104), mark(100), "same", by="Lan")
        record.resolve()
        assert sorted(map(sorted, persons(record).values())) == [[100, 101, 104], [102], [103]]


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(len(TOLD))), judged=st.integers(0, len(TOLD)), at_once=st.booleans())
def test_when_it_was_judged_makes_no_difference(order: list[int], judged: int, at_once: bool) -> None:
    """Nor in which order the pages came, before the judgement or after it."""

    def judge(record: Record) -> None:
        record.judge("person", mark(100), mark(103), "different", by="Lan", at="2020-09-01")

    with Record(":memory:") as record, Record(":memory:") as plain:
        for count, number in enumerate([*order, None]):
            if count == judged:
                judge(record)
            if number is not None:
                record.add(NAMESAKES[number])
            if not at_once:
                record.resolve()
        record.resolve()
        for each in NAMESAKES:
            plain.add(each)
        plain.resolve()
        judge(plain)
        plain.resolve()
        assert record.differences(plain) == []


def test_a_common_name_years_apart_is_asked_about() -> None:
    again = [
        told(*TOLD[0]),
        told(101, "Đại sứ Pháp", "FR", "2027-04-05"),
        page(1, ("Phan Văn Mãi", *MET[7][1:3], "2012-01-01")),
    ]
    with filled([*again, page(2, ("Phan Văn Mãi", *MET[7][1:]))]) as record:
        (asked,) = (each for each in record.doubts() if "#" in each.left.id and each.kind == "person")
        assert asked.right is not None
        assert {asked.left.id, asked.right.id} == {mark(100), mark(101)}
        assert asked.reasons == ("many are called so, and 7 years lie between",)
        record.judge("person", asked.left.id, asked.right.id, "different", by="Lan")
        record.resolve()
        assert len(record.person("Nguyễn Văn Hùng")) == 2
        assert not any("#" in each.left.id and each.kind == "person" for each in record.doubts())


def test_a_judged_page_that_changes_parts_otherwise() -> None:
    with filled(NAMESAKES) as record:
        record.judge("person", mark(100), mark(102), "different", by="Lan")
        record.resolve()
        record.add(page(102, MET[2]))  # nobody is called so on it now
        record.resolve()
        assert sorted(map(sorted, persons(record).values())) == [[100, 101, 103, 104], [102]]


def test_what_is_in_doubt_is_offered(whole: Record) -> None:
    found = [doubt for doubt in whole.doubts() if doubt.kind == "person"]
    assert found
    for doubt in found:
        assert doubt.right is not None
        assert doubt.reasons
        assert doubt.left.told_in


def test_a_new_spelling_does_not_bring_all_pages_of_a_person_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of whatever spelling the id is: what is told of the person under the others is shown under the new id."""
    office = ("Thủ tướng Campuchia",)
    pages = [page(number, ("Sok Vicheia", "KH", office, f"2020-01-{number:02}")) for number in range(1, 15)]
    spelt = [(each, "KH", office, "2020-03-01") for each in ("Sok Vicheaa", "Vichea Sok", "Sok Vichea")]
    with filled(pages, at_once=False) as record:
        ids_seen = {row[0] for row in record._db.execute("SELECT id FROM people WHERE country = 'KH'")}
        resolved: list[int] = []
        seen = indexing.pages
        monkeypatch.setattr(indexing, "pages", lambda db, versions: (resolved.extend(versions), seen(db, versions))[1])
        for number, each in enumerate(spelt, 20):
            pages.append(page(number, each))
            record.add(pages[-1])
            record.resolve()
            ids_seen |= {row[0] for row in record._db.execute("SELECT id FROM people WHERE country = 'KH'")}
        assert len(ids_seen) > 1
        assert len(resolved) < 8
        with filled(pages) as plain:
            assert record.differences(plain) == []
