"""What the reader makes of sentences written for it: one line of notation an event, see corpus/README.md."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banggiao.model import Event, Participant, Place, Reading
from banggiao.reading import read

CORPUS = Path(__file__).parent / "corpus"
PUBLISHED = "2024-09-06"  # a Friday; a case with `published = ""` has no date
KEYS = {"name", "title", "lead", "text", "published", "events", "wrong"}


def cases() -> Iterator[Any]:
    for path in sorted(CORPUS.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["wrong"], strict=True)] if "wrong" in case else []
            yield pytest.param(case, id=f"{path.stem}-{case['name']}", marks=marks)


def shown(event: Event) -> str:
    when = " ".join(filter(None, [event.status, event.date or "-", event.part_of_day]))
    return " | ".join(
        [f"{event.type}/{event.form} {when} @{_place(event.place)}", *sorted(map(_side, event.participants))]
    )


def _place(place: Place) -> str:
    parts = [part or "-" for part in (place.country, place.locality, place.venue)]
    while len(parts) > 1 and parts[-1] == "-":
        parts.pop()
    return "; ".join(parts)


def _side(side: Participant) -> str:
    label = side.name or (f"[{side.organisation}]" if side.organisation else "")
    offices = f"({'; '.join(sorted(side.offices))})" if side.offices else ""
    return " ".join(filter(None, [side.role, side.country or "-", label, offices]))


def read_case(case: dict[str, Any]) -> Reading:
    row = {key: case[key] for key in ("title", "lead", "text") if key in case}
    return read(row, published=case.get("published", PUBLISHED) or None)


@pytest.mark.parametrize("case", list(cases()))
def test_events(case: dict[str, Any]) -> None:
    assert sorted(map(shown, read_case(case).events)) == sorted(map(_canonical, case["events"]))


def _canonical(line: str) -> str:
    """The sides and each one's offices in the order that `shown` gives them."""
    head, *sides = line.split(" | ")
    return " | ".join([head, *sorted(map(_sorted_offices, sides))])


def _sorted_offices(side: str) -> str:
    if "]" in side or "(" not in side:
        return side
    label, _, offices = side.partition("(")
    return f"{label}({'; '.join(sorted(offices.removesuffix(')').split('; ')))})"


def test_a_visit_of_several_days_that_begins_tomorrow_lies_ahead() -> None:
    lead = "Nhân chuyến thăm Bỉ từ ngày 7-9/9 của Thủ tướng Đỗ Hữu Phan, báo chí hai nước đăng nhiều bài viết."
    status = {day: [e.status for e in read({"lead": lead}, published=day).events] for day in (PUBLISHED, "2024-09-07")}
    assert status == {PUBLISHED: ["planned"], "2024-09-07": ["held"]}


def test_cases_are_sound() -> None:
    values = [param.values[0] for param in cases()]
    ids = [param.id for param in cases()]
    assert len(values) >= 100
    assert len(set(ids)) == len(ids)
    for case in values:
        assert set(case) <= KEYS, case["name"]
    told = {line.split()[0] for case in values for line in case["events"]}
    forms = {
        "meeting": "receive call_on talks meet discussion working welcome",
        "visit": "state official working attending other",
        "call": "phone video",
        "message": "congratulation condolence greeting thanks invitation other",
        "agreement": "signing statement upgrade",
    }
    assert told == {f"{kind}/{form}" for kind, names in forms.items() for form in names.split()}
    assert {line.split()[1] for case in values for line in case["events"]} == {"held", "planned", "cancelled"}
    assert sum(not case["events"] for case in values) >= 25
