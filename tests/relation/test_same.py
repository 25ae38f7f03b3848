"""When two tellings are of one contact, when nothing says so, and when something stands against it."""

from __future__ import annotations

import itertools

import pytest

from banggiao.relation.same import AGAINST, ENOUGH, NONE, Taker, Telling, compare, group, judged_or, near

HOST = Taker("khoi", "Bộ trưởng Ngoại giao", "VN", "host")
GUEST = Taker("berg", "Bộ trưởng Ngoại giao Na Uy", "NO", "guest")
OFFICE = Taker("", "Bộ trưởng Ngoại giao", "NO", "guest")


def told(id_: str, **changes: object) -> Telling:
    fields: dict[str, object] = {
        "id": id_, "page": f"page {id_}", "teaser": 0, "n": 0, "type": "meeting", "form": "talks", "status": "held",
        "date": "day 100", "days": (100, 100), "near": None, "part_of_day": None, "country": "VN", "locality": None,
        "takers": (HOST, GUEST), "published": 101,
    }  # fmt: skip
    return Telling(**(fields | changes))  # type: ignore[arg-type]


UNDATED = {"date": None, "days": None, "near": near("meeting", "held", 101)}
VISIT = {"type": "visit", "form": "official", "takers": (GUEST,), "date": "span", "days": (99, 102)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"form": "receive"},
        UNDATED,
        {"takers": (HOST, OFFICE)},
        {"status": "planned"},
        {"takers": (GUEST, HOST)},
    ],
)
def test_one_contact(changes: dict[str, object]) -> None:
    assert compare(told("a"), told("b", **changes)) >= ENOUGH
    assert compare(told("b", **changes), told("a")) == compare(told("a"), told("b", **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "day 101", "days": (101, 101)},
        {"form": "welcome"},
        {"status": "cancelled"},
        {"type": "call"},
        {"takers": (HOST, Taker("huber", "Bộ trưởng Ngoại giao Áo", "AT", "guest"))},
        {"takers": (HOST, Taker("ek", "Thủ tướng Na Uy", "NO", "guest"))},
        {"page": "page a", "form": "receive", "n": 1},
    ],
)
def test_something_stands_against_it(changes: dict[str, object]) -> None:
    assert compare(told("a"), told("b", **changes)) == AGAINST


def test_other_offices_and_bodies_of_a_country_are_others() -> None:
    for label in ("Chủ tịch Thượng viện Na Uy", "Hội hữu nghị Na Uy"):
        assert compare(told("a"), told("b", takers=(HOST, Taker("", label, "NO", "guest")))) == NONE


BODIES = {"type": "agreement", "form": "signing", "takers": (
    Taker("", "Ngân hàng Phương Bắc", "VN", "party"), Taker("", "Tập đoàn Nordlys", "NO", "party"),
)}  # fmt: skip


def test_two_bodies_without_a_day() -> None:
    near_by = BODIES | UNDATED | {"near": near("agreement", "held", 101)}
    first = told("a", **near_by)
    again = {"takers": (Taker("", "Nordlys", "NO", "party"), Taker("", "Ngân hàng Phương Bắc", "VN", "party"))}
    assert compare(first, told("b", **near_by | again)) >= ENOUGH
    assert compare(first, told("b", **BODIES)) >= ENOUGH
    later = {"near": near("agreement", "held", 110), "published": 110}
    assert compare(first, told("b", **near_by | later)) < ENOUGH
    assert compare(first, told("b", **near_by | {"form": "statement"})) < ENOUGH
    year = near_by | {"date": "2011", "near": None}
    assert compare(told("a", **year), told("b", **year)) >= ENOUGH
    assert compare(told("a", **year), told("b", **year | {"published": 200})) == NONE
    at_home = tuple(each._replace(country="VN") for each in first.takers)
    assert compare(told("a", **near_by | {"takers": at_home}), told("b", **near_by | {"takers": at_home})) == NONE
    states = (Taker("", "Việt Nam", "VN", "party"), Taker("", "Na Uy", "NO", "party"))
    assert compare(told("a", **near_by | {"takers": states}), told("b", **near_by | {"takers": states})) == NONE


def test_what_two_states_sign_and_what_their_people_see_signed() -> None:
    states = (Taker("", "Việt Nam", "VN", "party"), Taker("", "Na Uy", "NO", "party"))
    signed = {"type": "agreement", "form": "signing"}
    undated = signed | UNDATED | {"near": near("agreement", "held", 101), "takers": states}
    assert compare(told("a", **undated), told("b", **signed)) >= ENOUGH
    assert compare(told("a", **signed | {"takers": states}), told("b", **signed)) >= ENOUGH
    for other in ({"published": 120, "near": near("agreement", "held", 120)}, {"form": "statement"}):
        assert compare(told("a", **undated | other), told("b", **signed)) <= NONE
    thirds = (HOST, GUEST, Taker("huber", "Bộ trưởng Ngoại giao Áo", "AT", "guest"))
    assert compare(told("a", **undated), told("b", **signed | {"takers": thirds})) <= NONE


def test_a_visit_and_its_arrival_and_departure_are_one() -> None:
    visit = told("a", **VISIT)
    assert compare(visit, told("b", **VISIT | {"date": "day 99", "days": (99, 99)})) >= ENOUGH
    assert compare(visit, told("c", **VISIT | {"country": "LA"})) == AGAINST
    first, last = (told(id_, **VISIT | {"date": id_, "days": (day, day)}) for id_, day in (("b", 99), ("c", 102)))
    assert compare(first, last) == NONE
    assert len(group([first, visit, last])) == 1


def test_a_call_of_yesterday_by_another_clock() -> None:
    call = {"type": "call", "form": "phone"}
    assert compare(told("a", **call), told("b", **call | {"date": "day 101", "days": (101, 101)})) >= ENOUGH


def test_a_letter_back_is_another_letter() -> None:
    sent = (HOST._replace(role="sender"), GUEST._replace(role="recipient"))
    back = (HOST._replace(role="recipient"), GUEST._replace(role="sender"))
    one = told("a", type="message", form="congratulation", takers=sent)
    assert compare(one, told("b", type="message", form="congratulation", takers=back)) == AGAINST


def test_a_page_that_tells_again_without_a_day() -> None:
    day, again = told("a"), told("b", page="page a", form="meet", n=1, **UNDATED)
    assert compare(day, again) == NONE
    assert len(group([day, again, told("c", form="meet")])) == 1
    assert compare(day, again._replace(takers=(HOST, OFFICE))) == AGAINST
    assert compare(day, again._replace(status="planned")) == AGAINST  # they have met and will meet again


def test_what_was_planned_is_the_next_one() -> None:
    plan = told("p", type="call", form="phone", status="planned", date=None, days=None, near=(98, 143), published=98)
    calls = [told(id_, type="call", form="phone", date=id_, days=(day, day)) for id_, day in (("b", 99), ("a", 110))]
    assert sorted(sorted(each.id for each in one) for one in group([plan, *calls])) == [["a"], ["b", "p"]]


def test_letters_of_leaders_who_are_not_named_are_many() -> None:
    many = Taker("", "Lãnh đạo các nước", None, "sender")
    sent = {"type": "message", "form": "congratulation", "takers": (many, HOST._replace(role="recipient")), **UNDATED}
    assert compare(told("a", **sent), told("b", **sent)) == NONE


def test_no_third_telling_joins_what_stands_against_each_other() -> None:
    tellings = [told("a"), told("b", date="day 99", days=(99, 99)), told("c", **UNDATED)]
    expected = [["a", "c"], ["b"]]
    for order in itertools.permutations(tellings):
        assert sorted(sorted(each.id for each in one) for one in group(order)) == expected


def test_a_person_decides_against_everything() -> None:
    one, other = told("a"), told("b", date="day 300", days=(300, 300))
    assert judged_or({("a", "b"): "same"}, compare)(other, one) >= ENOUGH
    assert judged_or({("a", "b"): "different"}, compare)(told("b"), one) == AGAINST
    assert judged_or({("a", "b"): "unsure"}, compare)(told("b"), one) == compare(told("b"), one)
