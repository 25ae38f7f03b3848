"""The types of the record: immutable, equal by content, written as docs/record.md says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.model import (
    Event,
    Evidence,
    Participant,
    Place,
    Reading,
    Region,
    RegionKind,
    content_id,
    reading_json,
    to_json,
)

EVIDENCE = (Evidence(start=0, end=4, region="lead"),)
SIDES = (Participant(name="Lâm Văn Tuệ", country="VN", evidence=EVIDENCE), Participant(organisation="Bộ Y tế"))


def event(**changes: object) -> Event:
    fields: dict[str, object] = {
        "id": "0" * 16, "type": "call", "form": "phone", "status": "held", "date": "2024-09-05", "part_of_day": None,
        "place": Place(), "participants": SIDES, "evidence": EVIDENCE, "confidence": 0.9,
    }  # fmt: skip
    return Event(**{**fields, **changes})  # type: ignore[arg-type]


def reading() -> Reading:
    return Reading(
        id="a", source="x.txt", url=None, outlet=None, agency=None, byline=None, headline="Điện đàm", published=None,
        published_basis=None, media=None, regions=(Region(kind=RegionKind.LEAD, start=0, end=4),), events=(event(),),
        statements=(), related=(), issues=(), text="Điện",
    )  # fmt: skip


def test_values_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        event().date = None  # type: ignore[misc]


def test_values_are_compared_by_content() -> None:
    assert event() == event()
    assert hash(event()) == hash(event())
    assert event() != event(date=None)


def test_a_row_without_and_with_its_text() -> None:
    bare, whole = json.loads(reading_json(reading())), json.loads(reading_json(reading(), with_text=True))
    assert "text" not in bare
    assert whole.pop("text") == "Điện"
    assert bare == whole
    assert list(bare) == [
        "id", "source", "url", "outlet", "agency", "byline", "headline", "published", "published_basis", "media",
        "regions", "events", "statements", "related", "issues",
    ]  # fmt: skip
    assert bare["url"] is None
    assert bare["regions"] == [{"kind": "lead", "start": 0, "end": 4}]
    assert bare["events"][0]["participants"][1] == {
        "name": None, "offices": [], "organisation": "Bộ Y tế", "country": None, "role": "party", "evidence": [],
    }  # fmt: skip


def test_json_is_utf8_on_one_line() -> None:
    row = reading_json(reading(), with_text=True)
    assert "Điện đàm".encode() in row
    assert b"\n" not in row
    assert to_json(reading()) == row


def test_region_kinds_are_their_words() -> None:
    assert [str(kind) for kind in RegionKind] == (
        ["headline", "lead", "body", "caption", "credit", "prompt", "related", "heading", "duplicate", "residue"]
    )
    assert json.loads(to_json(Region(kind="credit", start=0, end=1, agency="TTXVN")))["agency"] == "TTXVN"


@given(st.lists(st.text()), st.lists(st.text()))
def test_content_ids(left: list[str], right: list[str]) -> None:
    assert len(content_id(*left)) == 16
    assert int(content_id(*left), 16) >= 0
    if "\x1f".join(left) != "\x1f".join(right):
        assert content_id(*left) != content_id(*right)
    else:
        assert content_id(*left) == content_id(*right)


def test_a_content_id_stays_the_same_for_ever() -> None:
    assert content_id("Hà Nội", "2024") == content_id("Hà Nội", "2024")
    assert content_id("a", "b") != content_id("ab")
    assert content_id("\ud800")  # a lone surrogate of a broken page
