"""Channels, ranks and silence of a relation. People are invented."""

from __future__ import annotations

import pytest

from banggiao.relation.relations import (
    Meeting,
    Present,
    Side,
    body,
    channels_of,
    is_held,
    label_in,
    of_side,
    pairs,
    partner,
    rank_of,
    silence,
)

JAPAN, VIETNAM = Side("Nhật Bản", "JP"), Side("VN", "VN")


def one(name: str, country: str, *offices: str, organisation: str | None = None) -> Present:
    return Present(name, name, organisation, country, offices)


def meeting(id_: str, *present: Present, status: str = "held", date: str | None = "2017-05-03") -> Meeting:
    return Meeting(id_, "meeting", "talks", status, date, date, date, date, None, present)


def test_the_channel_is_that_of_both() -> None:
    leader = one("Trần Văn Mẫu", "VN", "Tổng Bí thư", "Chủ tịch nước")
    assert channels_of([leader], [one("Max Moe", "LA", "Chủ tịch nước")]) == {"state"}
    assert channels_of([one("Lê Thử", "VN", "Chủ tịch Quốc hội")], [one("Jo Doe", "JP", "Thủ tướng")]) == {
        "parliament", "government",
    }  # fmt: skip
    assert channels_of([one("Lê Thử", "VN", "Đại sứ")], []) == {"government"}


@pytest.mark.parametrize(
    ("left", "right", "rank"),
    [
        ("Chủ tịch nước", "Tổng thống", "leaders"),
        ("Chủ tịch nước", "Bộ trưởng Ngoại giao", "ministers"),
        ("Thủ tướng", "Đại sứ", "envoys"),
        ("Thủ tướng", "Người coi vườn", "leaders"),  # nobody knows the other's
    ],
)
def test_the_rank_is_that_of_the_lower_side(left: str, right: str, rank: str) -> None:
    assert rank_of([one("A", "VN", left)], [one("B", "JP", right)]) == rank


def test_a_body_is_a_side_where_it_is_named() -> None:
    side = body("Nghệ An")
    assert of_side(side, one("A", "VN", "Chủ tịch UBND tỉnh Nghệ An"))
    assert of_side(side, one("A", "VN", organisation="Đoàn đại biểu tỉnh Nghệ An"))
    assert not of_side(side, one("Nghệ An", "VN", "Bộ trưởng"))


def test_a_body_of_a_state_need_not_be_called_by_it() -> None:
    side = body("Quốc hội Việt Nam")
    assert of_side(side, one("A", "VN", "Chủ tịch Quốc hội"))
    assert of_side(side, one("A", None, organisation="Đoàn đại biểu Quốc hội Việt Nam"))
    assert not of_side(side, one("B", "LA", "Chủ tịch Quốc hội Lào"))
    ministry = body("Bộ Quốc phòng Lào")
    assert of_side(ministry, one("B", "LA", "Bộ trưởng Quốc phòng"))
    assert of_side(ministry, one("B", "LA", "Thứ trưởng Bộ Quốc phòng Lào"))
    assert not of_side(ministry, one("A", "VN", "Bộ trưởng Bộ Quốc phòng"))
    assert body("Đại sứ quán Lào tại Việt Nam").home is None
    assert body("Lào") == body("Lào")._replace(short="", home=None)


def test_the_tables_know_the_relations_of_one_state() -> None:
    assert partner(JAPAN, VIETNAM) == partner(VIETNAM, JAPAN) == "JP"
    assert partner(JAPAN, Side("LA", "LA")) is None
    assert partner(JAPAN, body("Nghệ An")) is None
    assert label_in("nâng cấp lên Đối tác Chiến lược toàn diện") == "Đối tác chiến lược toàn diện"


def test_silence_is_counted_where_there_are_pages() -> None:
    from datetime import date

    days = [date(2017, 5, day).toordinal() for day in (1, 3, 4, 9)]
    assert silence("2017-05-03", days) == ("2017-05-09", 6, 2)
    assert silence("2017-05-09", days) is None


def test_who_met_whom() -> None:
    a, b = one("Trần Văn Mẫu", "VN"), one("Jo Doe", "JP")
    assert pairs([meeting("x", a, b), meeting("y", a, b, date="2017-06-01")], JAPAN, VIETNAM) == [
        ("Jo Doe", "Trần Văn Mẫu", 2, "2017-06-01")
    ]


def test_what_was_planned_and_told_as_held() -> None:
    planned = meeting("p", status="planned")
    assert is_held(planned, [meeting("h", date="2017-05-08")])
    assert not is_held(planned, [meeting("h", date="2017-06-08")])
    unknown = meeting("p", status="planned", date=None)
    assert not is_held(unknown, [meeting("h")])
    assert is_held(unknown._replace(published="2017-05-01"), [meeting("h")])
