"""The figures mean what they say, and equal those of the tool that the gold was made with, where that is at hand."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.evaluation import (
    Judged,
    judge_events,
    judge_statements,
    offices_agree,
    overlap,
    page_text,
    pair_events,
    reliability,
    same_participant,
    score_events,
    score_statements,
)

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TOOL = SHARED / "tools" / "score.py"
needs_tool = pytest.mark.skipif(not TOOL.exists(), reason="the scoring tool is not at hand")


def person(name: str, role: str = "party", country: str | None = "VN", *offices: str) -> dict[str, Any]:
    return {"name": name, "offices": list(offices), "organisation": None, "country": country, "role": role}


def event(*participants: dict[str, Any], **fields: Any) -> dict[str, Any]:
    base = {
        "type": "meeting", "form": "receive", "status": "held", "date": "2024-09-05", "part_of_day": "morning",
        "place": {"venue": "Phủ Chủ tịch", "locality": "Hà Nội", "country": "VN"},
    }  # fmt: skip
    return base | fields | {"participants": list(participants)}


HOST = person("Trần Văn A", "host", "VN", "Chủ tịch nước")
GUEST = person("Jane Doe", "guest", "XX", "Đại sứ Cộng hòa X")
MEETING = event(HOST, GUEST)


def figures(gold: list[Any], predicted: list[Any], **row: Any) -> dict[str, Any]:
    return score_events([{"id": "1", "events": gold, **row}], [{"id": "1", "events": predicted}])[0]


def test_a_perfect_reading() -> None:
    result = figures([MEETING], [copy.deepcopy(MEETING)])
    assert result["event"] == result["event_exact"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 1}
    assert result["participants"]["n"] == 2
    for key in ("date", "date_where_given", "form", "status", "part_of_day", "role", "country", "offices"):
        assert result[key] == 1.0
    assert result["venue"] == result["locality"] == result["place_country"] == 1.0


def test_found_but_not_exact() -> None:
    wrong = event(HOST, GUEST, date="2024-09-06", place={"venue": "phủ chủ tịch", "locality": None, "country": None})
    result, errors = score_events([{"id": "1", "events": [MEETING]}], [{"id": "1", "events": [wrong]}])
    assert result["event"]["f1"] == 1.0
    assert result["event_exact"]["f1"] == 0.0
    assert (result["date"], result["venue"], result["locality"], result["place_country"]) == (0.0, 1.0, 0.0, 0.0)
    assert [(e["id"], e["kind"]) for e in errors] == [("1", "differs")]


def test_half_of_the_participants_are_enough() -> None:
    assert figures([MEETING], [event(HOST)])["event"]["f1"] == 1.0
    assert figures([event(HOST, GUEST, person("C"))], [event(HOST)])["event"]["f1"] == 0.0
    assert figures([MEETING], [event(HOST, GUEST, type="visit")])["event"]["f1"] == 0.0


def test_missed_extra_and_lenient() -> None:
    other = event(person("C"), person("D"))
    result, errors = score_events([{"id": "1", "events": [MEETING]}], [{"id": "1", "events": [other]}])
    assert result["event"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "n": 1}
    assert [e["kind"] for e in errors] == ["missed", "extra"]
    assert figures([MEETING], [MEETING, other])["event"]["precision"] == 0.5
    assert figures([MEETING], [MEETING, other], lenient=["meeting"])["event"]["precision"] == 1.0


def test_a_document_that_was_not_read() -> None:
    result, _ = score_events([{"id": "1", "events": [MEETING]}, {"id": "2", "events": []}], [])
    assert (result["documents"], result["documents_missing"]) == (2, 2)
    assert result["event"]["recall"] == 0.0


def test_who_is_the_same() -> None:
    assert same_participant(person("Kazuo Shii"), person("Shii  KAZUO"))
    assert not same_participant(person("Trần Văn A"), person(""))
    ministry = {"name": None, "organisation": "Bộ Ngoại giao Nhật Bản", "offices": []}
    assert same_participant(ministry, {"organisation": "Bộ Ngoại giao Nhật", "offices": None})
    assert not same_participant(ministry, {"organisation": "Bộ Công an"})
    assert not same_participant(ministry, person("Trần Văn A"))


def test_offices() -> None:
    assert offices_agree([], None) == 1.0
    assert offices_agree(["Thủ tướng"], []) == 0.0
    assert offices_agree(["Tổng Bí thư", "Chủ tịch nước"], ["chủ tịch nước"]) == pytest.approx(2 / 3)


def test_the_better_pair_is_taken() -> None:
    first, second = event(HOST, GUEST, date="2024-09-05"), event(HOST, GUEST, date="2024-09-06")
    paired = pair_events([first, second], [second, first])
    assert [(g["date"], p["date"]) for g, p in paired.pairs] == [("2024-09-06",) * 2, ("2024-09-05",) * 2]
    assert not paired.missed
    assert not paired.extra


def test_statements_count_from_the_text_of_the_row() -> None:
    row = {"id": "1", "title": "Tiêu đề", "text": "Ông khẳng định hai nước sẽ hợp tác."}
    text, shift = page_text(row)
    assert text[shift:] == row["text"]
    one = {"speaker": "Trần Văn A", "act": "affirm", "start": 15, "end": 35, "commitment": "plan"}
    gold = [{"id": "1", "statements": [one]}]
    read = [{"id": "1", "statements": [one | {"start": 15 + shift, "end": 35 + shift}]}]
    result = score_statements(gold, read, {"1": (text, shift)})
    assert result["statement"]["f1"] == result["statement_all_right"]["f1"] == result["commitments"]["f1"] == 1.0
    apart = [{"id": "1", "statements": [one | {"start": 0, "end": 7}]}]
    assert score_statements(gold, apart, {"1": (text, shift)})["statement"]["f1"] == 0.0


@given(st.text(), st.text())
def test_overlap_is_a_share(left: str, right: str) -> None:
    assert 0 <= overlap(left, right) == overlap(right, left) <= 1


# --- against the tool -------------------------------------------------------------------------------------


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scoring_tool", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(name: str) -> list[dict[str, Any]]:
    path = SHARED / "gold" / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def spoiled(gold: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """The gold as a middling reader would give it: things left out, changed, doubled, taken from elsewhere."""
    read = copy.deepcopy(gold)
    every = [one for row in gold for one in row["events"]]
    for row in read:
        row["events"] = [one for one in row["events"] if chance.random() < 0.8]
        if chance.random() < 0.3:
            row["events"].append(copy.deepcopy(chance.choice(every)))
        for one in row["events"]:
            for key in ("date", "form", "part_of_day", "status", "type"):
                if chance.random() < 0.15:
                    one[key] = chance.choice(every)[key]
            if chance.random() < 0.2:
                one["participants"] = one["participants"][1:]
            for someone in one["participants"]:
                if chance.random() < 0.2:
                    someone["offices"] = chance.choice(every)["participants"][0]["offices"]
                if chance.random() < 0.1:
                    someone["name"], someone["role"] = None, "party"
            if chance.random() < 0.2:
                one["place"] = chance.choice([None, chance.choice(every)["place"]])
        for one in row.get("statements", ()):
            one["start"] = one.get("start", 0) + chance.randrange(0, 60)
            one["act"] = chance.choice([one["act"], "affirm"])
    chance.shuffle(read)
    return [row for row in read if chance.random() < 0.95]


@needs_tool
@pytest.mark.parametrize("name", ["leads-dev.gold.jsonl", "full-dev.gold.jsonl", "seeds.gold.jsonl"])
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_events_are_scored_as_the_tool_does(name: str, seed: int) -> None:
    gold = rows(name)
    read = spoiled(gold, random.Random(seed))
    expected, expected_errors = tool().score(gold, read)
    result, errors = score_events(gold, read)
    assert json.dumps(result) == json.dumps(expected)
    assert errors == expected_errors


@needs_tool
@pytest.mark.parametrize("seed", range(4))
def test_statements_are_scored_as_the_tool_does(seed: int) -> None:
    gold, texts = rows("full-dev.gold.jsonl"), {row["id"]: page_text(row) for row in rows("full-dev.in.jsonl")}
    shifted = copy.deepcopy(gold)
    for row in shifted:
        for one in row.get("statements", ()):
            one["start"], one["end"] = one["start"] + texts[row["id"]][1], one["end"] + texts[row["id"]][1]
    read = spoiled(shifted, random.Random(seed))
    assert score_statements(gold, read, texts) == tool().score_statements(gold, read, texts)


# --- confidence ---------------------------------------------------------------------------------------------------


def _sure(event: dict[str, Any], confidence: float, **fields: Any) -> dict[str, Any]:
    given = {"date": 0.9, "place": 0.8, "form": 0.7, "status": 0.6, "participants": [0.5, 0.4], **fields}
    return event | {"confidence": confidence, "field_confidence": given}


def test_every_event_read_is_judged_and_the_fields_of_those_found() -> None:
    gold = _event_row()
    late = gold | {"date": "2024-09-06"}
    judged = judge_events(
        [{"id": "a", "events": [gold]}, {"id": "b", "events": []}, {"id": "c", "events": [], "lenient": ["meeting"]}],
        [
            {"id": "a", "events": [_sure(late, 0.9)]},
            {"id": "b", "events": [_sure(gold, 0.3)]},
            {"id": "c", "events": [_sure(gold, 0.2)]},
        ],
    )
    assert [(j.kind, j.confidence, j.right) for j in judged] == [
        ("event", 0.9, True),
        ("date", 0.9, False),
        ("place", 0.8, True),
        ("form", 0.7, True),
        ("status", 0.6, True),
        ("participants", 0.5, True),
        ("participants", 0.4, True),
        ("event", 0.3, False),
    ]


def test_a_participant_is_right_with_role_country_and_offices() -> None:
    gold = _event_row()
    first, second = gold["participants"]
    read = gold | {"participants": [first | {"offices": []}, second | {"role": "party"}]}
    judged = judge_events([{"id": "a", "events": [gold]}], [{"id": "a", "events": [_sure(read, 0.9)]}])
    assert [j.right for j in judged if j.kind == "participants"] == [False, False]


def _event_row() -> dict[str, Any]:
    return {
        "type": "meeting", "form": "receive", "status": "held", "date": "2024-09-05", "part_of_day": None,
        "place": {"venue": None, "locality": "Hà Nội", "country": "VN"},
        "participants": [
            {"name": "Lê Văn Sơn", "offices": ["Thứ trưởng"], "organisation": None, "country": "VN", "role": "host"},
            {"name": "Jane Doe", "offices": ["Đại sứ"], "organisation": None, "country": "GB", "role": "guest"},
        ],
    }  # fmt: skip


def test_statements_are_judged_where_the_gold_has_them() -> None:
    text = "Ông Sơn đề nghị hai bên mở thêm đường bay thẳng giữa hai thủ đô."
    start = text.index("hai bên")
    said = {"speaker": "Sơn", "act": "propose", "commitment": "proposal", "start": start, "end": len(text) - 1}
    fields = {"speaker": 0.9, "act": 0.8, "commitment": 0.7, "content": 0.6}
    read = said | {"act": "affirm", "end": len(text) - 15, "confidence": 0.95, "field_confidence": fields}
    rows = [{"id": "a", "events": [], "statements": [said]}, {"id": "b", "events": []}]
    predicted = [{"id": each, "events": [], "statements": [read]} for each in ("a", "b")]
    judged = judge_statements(rows, predicted, {"a": (text, 0), "b": (text, 0)})
    assert [(j.kind, j.confidence, j.right) for j in judged] == [
        ("speaker", 0.9, True),
        ("act", 0.8, False),
        ("commitment", 0.7, True),
        ("content", 0.6, False),
        ("statement", 0.95, True),
    ]


def test_reliability_counts_in_bins() -> None:
    values = [(0.95, True), (0.95, True), (0.95, False), (0.95, True), (0.25, False), (0.25, True)]
    table = reliability(Judged("event", {"confidence": sure}, right) for sure, right in values)["event"]
    assert [(row["from"], row["n"], row["right"]) for row in table["bins"]] == [(0.2, 2, 0.5), (0.9, 4, 0.75)]
    assert table["n"] == 6
    assert table["ece"] == pytest.approx((2 * 0.25 + 4 * 0.2) / 6)


def test_readings_without_confidence_have_no_reliability() -> None:
    judged = judge_events([{"id": "a", "events": [_event_row()]}], [{"id": "a", "events": [_event_row()]}])
    assert judged[0].right
    assert reliability(judged) == {}
