"""The tables of the room: they load, their rows are what they say, and the day they speak for is known."""

from __future__ import annotations

from itertools import pairwise

from banggiao.authority import (
    CONGRESSES_ABROAD,
    RELATIONS,
    SOURCES,
    TENURES,
    checked,
    congresses,
    is_former,
    offices_called,
    people_named,
    spellings,
    tenures,
    tenures_of,
    window,
)
from banggiao.authority.registry import TABLES


def test_every_table_is_read() -> None:
    assert all(table.rows() for table in TABLES.values())
    assert len(TENURES.rows()) > 900
    assert checked() >= "2025-10-31"
    assert congresses()["XIII"] == "2021-01-25"
    assert ("CN", "XX", "2022-10-16") in {(each.country, each.number, each.start) for each in CONGRESSES_ABROAD.rows()}
    assert ("JP", "Đối tác chiến lược toàn diện") in {(each.state, each.label) for each in RELATIONS.rows()}
    assert {each.word: each.slack for each in SOURCES.rows()}["editor"] == 7


def test_every_row_says_where_it_stands() -> None:
    row = congress = next(each for each in TABLES["congresses"].rows() if each.number == "XIII")
    assert congress.where.startswith("data/authority/congresses.tsv:")
    assert row.party == "Đảng Cộng sản Việt Nam"


def test_a_tenure_without_end_speaks_for_the_day_its_own_file_was_checked() -> None:
    assert all(each.checked for each in TENURES.rows() if each.end is None)


def test_heads_follow_each_other() -> None:
    for office in ("Tổng Bí thư", "Thủ tướng", "Chủ tịch Quốc hội", "Thường trực Ban Bí thư"):
        held = [t for t in TENURES.rows() if t.office == office and t.country == "VN" and t.start > "1997"]
        terms = sorted((t.start, t.end) for t in held)
        for (_, end), (start, _) in pairwise(terms):
            left, entered = window(end), window(start)
            assert left
            assert entered
            assert abs((left[0] - entered[0]).days) < 250


def test_a_person_is_known_by_every_spelling() -> None:
    assert {person.name for person in people_named("vla-đi-mia pu-tin")} == {"Vladimir Putin"}
    assert tenures("Vla-đi-mia Pu-tin", "Tổng thống Nga") == tenures("Putin Vladimir", "Tổng thống")
    assert tenures("Putin Vladimir", "Tổng thống")
    assert "Putin Vladimir" in spellings("Vladimir Putin", "RU")
    assert spellings("Nguyễn Văn Không Có", "VN") == ("Nguyễn Văn Không Có",)


def test_names_of_other_states_in_any_order_those_of_vietnam_as_they_are() -> None:
    assert tenures_of("Joe Biden") == tenures_of("Biden Joe")
    assert tenures_of("Joe Biden")
    assert not tenures_of("Chính Minh Phạm")


def test_an_office_is_known_by_its_variants() -> None:
    assert {office.id for office in offices_called("Ngoại trưởng")} >= {"foreign-minister"}
    named = [each for each in TENURES.rows() if each.office == "Bộ trưởng Ngoại giao" and each.country == "RU"]
    for tenure in named:
        assert tenures(tenure.person, "Ngoại trưởng Nga")


def test_former_and_acting_are_words_at_the_head_only() -> None:
    (adviser,) = tenures("Ajit Doval", "Cố vấn An ninh quốc gia Ấn Độ")
    assert adviser.start == "2014-05-30"
    assert not is_former(adviser.office)
    assert is_former("cố Thủ tướng Nhật Bản")
    assert tenures("Marc Knapper", "Đại sứ đặc mệnh toàn quyền Hoa Kỳ tại Việt Nam")
    assert tenures("Fumio Kishida", "nguyên Thủ tướng Nhật Bản") == tenures("Kishida Fumio", "Thủ tướng")


def test_every_office_held_abroad_is_in_the_register() -> None:
    held = {(t.office, t.country) for t in TENURES.rows() if t.country != "VN"}
    assert not {pair for pair in held if not offices_called(*pair)}


def test_at_least_65_states_have_a_head_a_government_and_a_foreign_minister() -> None:
    def states(*offices: str) -> set[str]:
        return {t.country for t in TENURES.rows() if t.office in offices and t.start < "2020" and t.country != "VN"}

    assert len(states("Tổng thống", "Quốc vương", "Nhà vua", "Nữ hoàng", "Chủ tịch nước", "Toàn quyền")) >= 65
    assert len(states("Thủ tướng", "Tổng thống", "Chủ tịch nước", "Quốc vương")) >= 65
    assert len(states("Bộ trưởng Ngoại giao", "Ngoại trưởng")) >= 65
