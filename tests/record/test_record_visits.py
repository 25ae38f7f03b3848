"""Which contacts belong to a visit: by who travels, where to, when, and what pages tell together."""

from __future__ import annotations

from itertools import permutations

import pytest
from msgspec.structs import replace
from tests.record.test_record_people import filled

from banggiao.model import Event, Participant, Place, Reading, content_id
from banggiao.record import Contact, Record

TRAVELLER = Participant(name="Trần Đình Khải Minh", offices=("Thủ tướng",), country="VN", role="guest")
HOST = Participant(name="Sok Vichea", offices=("Thủ tướng Campuchia",), country="KH", role="host")
MINISTERS = (
    Participant(name="Lê Thị Mẫu Đơn", offices=("Bộ trưởng Bộ Công Thương",), country="VN", role="party"),
    Participant(name="Chan Vuthy", offices=("Bộ trưởng Thương mại Campuchia",), country="KH", role="party"),
)
BODIES = (
    Participant(organisation="Bộ Y tế Việt Nam", country="VN", role="party"),
    Participant(organisation="Bộ Y tế Campuchia", country="KH", role="party"),
)
OTHER = Participant(name="Ichiro Sato", offices=("Thủ tướng Nhật Bản",), country="JP", role="party")


def event(type_: str, form: str, date: str | None, *taking: Participant, country: str | None = None) -> Event:
    return Event(
        id=content_id(type_, form, date or "", *(one.name or one.organisation or "" for one in taking)),
        type=type_,
        form=form,
        status="held",
        date=date,
        part_of_day=None,
        place=Place(country=country),
        participants=taking,
        evidence=(),
        confidence=0.9,
    )


VISIT = event("visit", "official", "2020-03-02/2020-03-05", TRAVELLER, country="KH")
TALKS = event("meeting", "talks", "2020-03-03", TRAVELLER, HOST)
CALL = event("call", "phone", "2020-03-04", TRAVELLER, HOST)
THANKS = event("message", "thanks", "2020-03-05", TRAVELLER, HOST)
SIGNED = event("agreement", "signing", "2020-03-03", *MINISTERS)
NAMELESS = event("agreement", "signing", "2020-03-04", *BODIES)


def page(number: int, *events: Event) -> Reading:
    return Reading(
        id=f"page{number}",
        source=f"page{number}",
        url=None,
        outlet=None,
        agency=None,
        byline=None,
        headline=None,
        published="2020-03-06",
        published_basis="given",
        media=None,
        regions=(),
        events=tuple(replace(one, id=content_id(one.id, str(number))) for one in events),
        statements=(),
        related=(),
        issues=(),
        text=f"trang {number}",
    )


def is_part(record: Record, event: Event) -> bool:
    """Whether what is told by this event is part of the visit, whichever pages tell it."""
    (visit,) = record.contacts(type="visit")
    told = [record.get(content_id(event.id, str(number))) for number in range(1, 6)]
    found = {contact.id: contact for contact in told if isinstance(contact, Contact)}
    ((_, contact),) = found.items()
    assert contact.part_of in (None, visit.id)
    return contact.part_of is not None


@pytest.mark.parametrize("other", [CALL, THANKS, SIGNED])
def test_what_may_be_done_from_afar_is_told_with_the_visit(other: Event) -> None:
    with filled([page(1, VISIT), page(2, other)], at_once=False) as record:
        assert not is_part(record, other)
        record.add(page(3, TALKS, other, VISIT))
        record.resolve()
        assert is_part(record, other)
        record.add(page(3, TALKS, other))
        record.resolve()
        assert not is_part(record, other)


@pytest.mark.parametrize(
    "other",
    [
        event("call", "phone", "2020-03-04", TRAVELLER, OTHER),
        event("call", "phone", "2020-03-09", TRAVELLER, HOST),
        event("call", "phone", None, TRAVELLER, HOST),
        event("agreement", "signing", "2020-03-04", BODIES[0], OTHER),
        event("agreement", "signing", "2020-03-09", *BODIES),
        event("agreement", "signing", None, *MINISTERS),
        event("agreement", "signing", "2020-03-04", *MINISTERS, OTHER),
    ],
)
def test_of_other_sides_or_days_it_is_not(other: Event) -> None:
    with filled([page(1, VISIT, other)], at_once=False) as record:
        assert not is_part(record, other)


def test_an_agreement_of_the_two_countries_names_nobody() -> None:
    for order in permutations([page(1, VISIT), page(2, NAMELESS), page(3, TALKS)]):
        for at_once in (False, True):
            with filled(order, at_once) as record:
                assert is_part(record, NAMELESS)
                assert is_part(record, TALKS)


def test_the_order_of_the_pages_makes_no_difference() -> None:
    pages = [
        page(1, VISIT),
        page(2, CALL, SIGNED),
        page(3, CALL, VISIT),
        page(4, NAMELESS, TALKS),
        page(5, SIGNED, VISIT),
    ]
    with filled(pages, at_once=True) as plain:
        assert all(is_part(plain, each) for each in (CALL, SIGNED, NAMELESS, TALKS))
        for order in list(permutations(pages))[::11]:
            with filled(order, at_once=False) as record:
                assert record.differences(plain) == []
