"""Finding contacts, statements, pages and names by words and conditions together, with counts and cursors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao import Record, RecordError, read
from banggiao.record.finding import KINDS
from banggiao.record.results import Found
from banggiao.record.things import body_id, office_id

OURS, NORWAY = "Bộ trưởng Ngoại giao Vũ Minh Khôi", "Bộ trưởng Ngoại giao Na Uy Lars Berg"
AUSTRIA = "Bộ trưởng Ngoại giao Áo Franz Huber"
PAGES = {
    "talks": (
        f"Sáng 5/9/2023, tại Hà Nội, {OURS} hội đàm với {NORWAY}. Bộ trưởng Vũ Minh Khôi đề nghị hai bên tăng cường hợp"
        " tác năng lượng tái tạo.",
        "2023-09-05",
    ),
    "again": (f"Ngày 5/9/2023, tại Hà Nội, {OURS} đã hội đàm với {NORWAY}.", "2023-09-06"),
    "austria": (f"Sáng 7/10/2023, tại Hà Nội, {OURS} tiếp {AUSTRIA}.", "2023-10-07"),
    "oslo": (f"Sáng 9/11/2024, tại Oslo, {OURS} hội đàm với {NORWAY}.", "2024-11-09"),
    "call": (f"Chiều 1/12/2024, {OURS} điện đàm với {AUSTRIA}.", "2024-12-01"),
    "two": (f"Sáng 3/3/2022, tại Oslo, {NORWAY} hội đàm với {AUSTRIA}.", "2022-03-03"),
    "nothing": ("Hôm nay trời nắng đẹp, người dân Hà Nội đi dạo quanh hồ.", "2024-05-01"),
}


def fill(record: Record, ids: Iterable[str] = PAGES, outlet: str = "Báo Ví dụ") -> None:
    for id_ in ids:
        text, published = PAGES[id_]
        title = f"Tin đối ngoại {id_}"
        record.add(read({"id": id_, "title": title, "text": text, "published": published, "outlet": outlet}))
    record.resolve()


@pytest.fixture(scope="module")
def filled() -> Iterator[Record]:
    with Record(":memory:") as record:
        fill(record)
        yield record


def dates(found: Found) -> list[str]:
    return [card.date for card in found.results]


def test_everything_newest_first(filled: Record) -> None:
    found = filled.find()
    assert dates(found) == ["2024-12-01", "2024-11-09", "2023-10-07", "2023-09-05", "2022-03-03"]
    assert (found.total, found.exact, found.cursor) == (5, True, None)
    assert found.facets["type"] == {"meeting": 4, "call": 1}
    assert found.facets["country"] == {"VN": 4, "AT": 3, "NO": 3}
    assert found.facets["relation"] == {"AT-VN": 2, "NO-VN": 2, "AT-NO": 1}
    assert found.facets["year"] == {"2023": 2, "2024": 2, "2022": 1}
    assert found.facets["channel"] == {"government": 5}
    assert dates(filled.find(order="oldest")) == dates(found)[::-1]


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("na uy", {}, ["2024-11-09", "2023-09-05", "2022-03-03"]),
        ("Na Uy", {"type": "meeting", "country": "VN"}, ["2024-11-09", "2023-09-05"]),
        ("huber", {}, ["2024-12-01", "2023-10-07", "2022-03-03"]),
        ("oslo", {}, ["2024-11-09", "2022-03-03"]),
        ("Bộ trưởng -Áo", {}, ["2024-11-09", "2023-09-05"]),
        ('"hội đàm với Bộ trưởng"', {}, ["2024-11-09", "2023-09-05", "2022-03-03"]),
        ("tin doi ngoai call", {}, ["2024-12-01"]),
        ("", {"person": "vu minh khoi"}, ["2024-12-01", "2024-11-09", "2023-10-07", "2023-09-05"]),
        ("", {"country": ("NO", "Áo")}, ["2022-03-03"]),
        ("", {"country": "AT", "form": "receive"}, ["2023-10-07"]),
        ("", {"topic": "energy"}, ["2023-09-05"]),
        ("", {"since": "2023", "until": "2023-09"}, ["2023-09-05"]),
        ("", {"outlet": "Báo Ví dụ", "channel": "government", "until": "2022"}, ["2022-03-03"]),
        ("", {"office": "no-foreign-minister", "since": "2024"}, ["2024-11-09"]),
        ("", {"min_confidence": 1.0}, []),
        ("không ở đâu cả", {}, []),
    ],
)
def test_words_and_conditions(filled: Record, query: str, filters: dict[str, object], expected: list[str]) -> None:
    found = filled.find(query, **filters)
    assert dates(found) == expected
    assert found.total == len(expected)
    if query:
        assert sorted(dates(filled.find(query, order="relevance", **filters))) == sorted(expected)


def test_a_card_is_the_contact(filled: Record) -> None:
    for card in filled.find().results:
        contact = filled.get(card.id)
        for field in ("type", "form", "status", "date", "part_of_day", "place", "confidence", "page", "headline"):
            assert getattr(card, field) == getattr(contact, field), field
        assert tuple(one.person for one in card.participants) == contact.people
        assert [one.name for one in card.participants] == [one.name for one in contact.participants]
        assert card.sources == len(contact.sources)


def test_a_snippet_marks_the_words(filled: Record) -> None:
    (card,) = filled.find("franz dien dam", marks=("[", "]")).results
    assert "[điện] [đàm]" in card.snippet
    assert "[Franz]" in card.snippet


def test_statements(filled: Record) -> None:
    found = filled.find("tai tao", "statements")
    (said,) = found.results
    assert said.text == "hai bên tăng cường hợp tác năng lượng tái tạo"
    assert (said.page, said.speaker, said.act, said.date) == ("talks", "Vũ Minh Khôi", "propose", "2023-09-05")
    assert said.contact == filled.find(country="NO", until="2023", since="2023").results[0].id
    assert "năng lượng **tái** **tạo**" in said.snippet
    assert found.facets["topic"] == {"energy": 1}
    for filters in (
        {"person": said.person},
        {"country": "VN"},
        {"country": ("VN", "NO")},
        {"act": "propose", "type": "meeting"},
        {"office": "vn.ministry.foreign-affairs"},
        {"since": "2023-09-05", "until": "2023-09-05"},
    ):
        assert [each.id for each in filled.find("", "statements", **filters).results] == [said.id], filters
    assert not filled.find("", "statements", country="NO").results


def test_pages(filled: Record) -> None:
    assert [hit.id for hit in filled.find("ha noi", "pages").results] == ["nothing", "austria", "again", "talks"]
    found = filled.find("hà nội", "pages", country="NO", marks=("<", ">"))
    assert [hit.id for hit in found.results] == ["again", "talks"]
    assert "<Hà> <Nội>" in found.results[0].snippet
    assert found.facets["outlet"] == {"Báo Ví dụ": 2}
    assert [hit.id for hit in filled.find("", "pages", since="2024-05").results] == ["call", "oslo", "nothing"]


def test_people_and_offices(filled: Record) -> None:
    (person,) = filled.find("ber lar", "people").results
    assert (person.name, person.country, person.contacts) == ("Lars Berg", "NO", 3)
    found = filled.find("", "people", order="relevance")
    assert (found.results[0].name, found.results[0].contacts) == ("Vũ Minh Khôi", 4)
    assert found.facets["country"] == {"AT": 1, "NO": 1, "VN": 1}
    ids = {one.id for one in filled.find("bo truong ngoai giao", "offices").results}
    assert {"vn.ministry.foreign-affairs", "no-foreign-minister", "at-foreign-minister"} <= ids


def test_suggestions(filled: Record) -> None:
    def suggested(prefix: str, **how: object) -> list[tuple[str, str]]:
        return [(thing.kind, thing.name) for thing in filled.suggest(prefix, **how)]

    assert ("person", "Vũ Minh Khôi") in suggested("vũ m")
    assert ("person", "Vũ Minh Khôi") in suggested("khoi")
    assert ("country", "Na Uy") in suggested("na")
    assert ("relation", "Việt Nam - Na Uy") in suggested("viet nam na u")
    assert suggested("bao v") == [("outlet", "Báo Ví dụ")]
    assert suggested("vu minh", kinds=["country"]) == []
    assert suggested("", limit=3) == suggested(" -.") == []
    (norway,) = filled.suggest("vuong quoc na uy", kinds=["country"])
    assert (norway.id, norway.matched) == ("NO", "Vương quốc Na Uy")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("order", ["newest", "oldest", "relevance"])
def test_cursors_walk_through_everything_once(filled: Record, kind: str, order: str) -> None:
    if (order == "oldest" and kind != "contacts") or (kind == "commitments" and order == "relevance"):
        return
    query = {"contacts": "bộ trưởng", "pages": "bộ trưởng", "statements": "hai bên"}.get(kind, "")
    whole = filled.find(query, kind, order=order, limit=100)
    seen: list[object] = []
    cursor = None
    while True:
        found = filled.find(query, kind, order=order, limit=1, after=cursor, counts=False)
        seen += found.results
        cursor = found.cursor
        if cursor is None:
            break
    assert seen == list(whole.results)


def test_a_cursor_holds_while_pages_come() -> None:
    with Record(":memory:") as record:
        fill(record, ["talks", "austria", "two"])
        first = record.find(limit=1)
        fill(record, ["oslo", "call", "again"])
        rest = record.find(limit=10, after=first.cursor)
        assert dates(first) + dates(rest) == ["2023-10-07", "2023-09-05", "2022-03-03"]


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "é", "W10", "WzEsMl0", "\ud800", "bnVsbA" * 50])
def test_foreign_cursors_are_refused(filled: Record, cursor: str) -> None:
    with pytest.raises(RecordError, match="no cursor of this question"):
        filled.find(after=cursor)
    whole = filled.find(limit=1)
    with pytest.raises(RecordError, match="no cursor of this question"):
        filled.find("na uy", after=whole.cursor)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"kind": "ships"}, "is not one of contacts"),
        ({"order": "best"}, "is not one of newest"),
        ({"order": "oldest", "kind": "pages"}, "is not one of newest"),
        ({"limit": 0}, "is not from 1"),
        ({"limit": 10**30}, "is not from 1"),
        ({"country": "Atlantis"}, "is not known"),
        ({"since": "hôm qua"}, "is not a date"),
        ({"kind": "people", "form": "talks"}, "can't be asked by form"),
        ({"min_confidence": "rất"}, "is no number"),
        ({"query": "-một"}, "no word to look for"),
        ({"query": "x" * 1001}, "too many"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(filled: Record, asked: dict[str, object], reason: str) -> None:
    with pytest.raises(RecordError, match=reason) as error:
        filled.find(**asked)
    assert "\n" not in str(error.value)


_TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ['viet', 'Áo', '"', '(', ')', '*', '^', '{exact}', ':', '-', 'NEAR(', 'AND', 'OR', 'NOT', '\x00', '%', ';']
        ),
        max_size=14,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=_TEXT,
    kind=st.sampled_from(KINDS),
    order=st.sampled_from(["newest", "relevance"]),
    filters=st.dictionaries(
        st.sampled_from(["person", "country", "office", "organisation", "topic", "outlet", "since", "until", "act"]),
        _TEXT,
        max_size=2,
    ),
    after=st.one_of(st.none(), _TEXT),
)
def test_any_question_is_answered_or_refused(
    filled: Record, query: str, kind: str, order: str, filters: dict[str, str], after: str | None
) -> None:
    try:
        found = filled.find(query, kind, order=order, after=after, **filters)
    except RecordError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert len(found.results) <= found.total
    assert isinstance(filled.suggest(query), list)


def test_numbers_too_large_are_refused(filled: Record) -> None:
    for ask in (
        lambda: filled.claims("talks", 10**30),
        lambda: filled.neighbours(filled.latest(1)[0].id, 10**30),
    ):
        with pytest.raises(RecordError, match="larger than any"):
            ask()


def test_a_new_version_is_found_by_its_own_words_only(tmp_path: Path) -> None:
    with Record(tmp_path / "r.db") as record:
        fill(record)
        text, published = PAGES["oslo"]
        row = {"id": "oslo", "title": "Tin sửa", "text": text.replace("Oslo", "Bergen"), "published": published}
        record.add(read(row))
        for _ in range(2):  # before it is resolved, and after
            assert dates(record.find("oslo")) == ["2022-03-03"]
            assert [card.headline for card in record.find("bergen").results] == ["Tin sửa"]
            assert record.find("", "pages").total == len(PAGES)
            record.resolve()
        record.reindex()
        assert dates(record.find("oslo")) == ["2022-03-03"]
        assert record.check() == []


def test_ids_of_offices_and_organisations_tell_keys_apart() -> None:
    keys = [
        "VN|vn/president",
        "VN|president",
        "|vn/president",
        "JP|governor:tinh ibaraki",
        "JP|governor",
        "JP|?governor",
    ]
    assert len({office_id(key) for key in keys}) == len(keys)
    assert len({body_id(key) for key in ["VN|bo", "|bo", "VN|bo y te"]}) == 3
