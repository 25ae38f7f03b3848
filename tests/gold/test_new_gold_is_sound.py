"""The hand-written gold keeps to the codebook, and its names and places stand in the texts they were read from."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

HERE = Path(__file__).parent
DATA = HERE.parents[1].parent / "shared" / "data"
SOURCES = {
    "leads-new": ("leads-2024.jsonl",),
    "passages-new": ("articles-2017.jsonl.gz", "clusters-2013.jsonl"),
    "ordinary-new": ("articles-2017.jsonl.gz",),
    "held-leads": ("leads-2024.jsonl",),
    "held-passages": ("articles-2017.jsonl.gz", "clusters-2013.jsonl"),
    "blind-leads": ("leads-2024.jsonl", "articles-2017.jsonl.gz"),
    "seen-pages": ("articles-2017.jsonl.gz",),
    "rounds-pages": ("articles-2017.jsonl.gz", "clusters-2013.jsonl"),
    "rounds-leads": ("leads-2024.jsonl", "articles-2017.jsonl.gz", "clusters-2013.jsonl"),
    "double-leads": ("leads-2024.jsonl",),
    "double-pages": ("articles-2017.jsonl.gz", "clusters-2013.jsonl"),
    "double-ordinary": ("articles-2017.jsonl.gz",),
}
ROWS = {
    "leads-new": 110,
    "passages-new": 50,
    "ordinary-new": 40,
    "held-leads": 50,
    "held-passages": 35,
    "blind-leads": 70,
    "double-leads": 100,
    "double-pages": 60,
    "double-ordinary": 40,
    "seen-pages": 13,
    "rounds-pages": 211,
    "rounds-leads": 473,
}
FORMS = {
    "meeting": {"receive", "call_on", "talks", "meet", "discussion", "working", "welcome"},
    "visit": {"state", "official", "working", "attending", "other"},
    "call": {"phone", "video"},
    "message": {"congratulation", "condolence", "greeting", "thanks", "invitation", "other"},
    "agreement": {"signing", "statement", "upgrade"},
}
ROLES = {
    "meeting": {"host", "guest", "party"},
    "visit": {"guest", "host", "inviter"},
    "call": {"party"},
    "message": {"sender", "recipient"},
    "agreement": {"party"},
}
STATUS = {"held", "planned", "cancelled"}
PARTS = {"morning", "noon", "afternoon", "evening", "night", None}
EVENT_KEYS = {"type", "form", "status", "date", "part_of_day", "place", "participants"}
PERSON_KEYS = {"name", "offices", "organisation", "country", "role"}
DAY = r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
EDTF = regex.compile(rf"{DAY}|{DAY}/{DAY}|\[{DAY}(?:,{DAY})+\]")
HONORIFIC = regex.compile(r"(?:ông|bà|ngài|đồng chí|đại tướng|thượng tướng|giáo sư|sheikh|samdech)\s", regex.IGNORECASE)


def rows_of(name: str) -> list[dict[str, Any]]:
    path = HERE / f"{name}.gold.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def events_of(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in rows_of(name):
        for event in row["events"]:
            yield row["id"], event


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


@pytest.mark.parametrize("name", ROWS)
def test_rows(name: str) -> None:
    rows = rows_of(name)
    assert len(rows) == ROWS[name]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row.keys() <= {"id", "published", "events", "lenient", "source_file", "round", "paragraphs"}, row["id"]
        assert regex.fullmatch(r"\d{4}-\d{2}-\d{2}", row["published"]), row["id"]
        assert set(row.get("lenient", [])) <= FORMS.keys(), row["id"]
        assert "passages" not in name or row["source_file"] in SOURCES[name], row["id"]


@pytest.mark.parametrize("name", ROWS)
def test_events_use_the_codebook_s_words(name: str) -> None:
    for where, event in events_of(name):
        assert event.keys() == EVENT_KEYS, where
        assert event["form"] in FORMS[event["type"]], where
        assert event["status"] in STATUS, where
        assert event["part_of_day"] in PARTS, where
        assert event["place"].keys() == {"venue", "locality", "country"}, where
        assert country_is_sound(event["place"]["country"]), where


@pytest.mark.parametrize("name", ROWS)
def test_dates_are_edtf(name: str) -> None:
    for where, event in events_of(name):
        date = event["date"]
        assert date is None or EDTF.fullmatch(date), (where, date)
        if date and "/" in date:
            start, end = date.split("/")
            assert start <= end, (where, date)
            assert event["part_of_day"] is None, (where, "a span has no part of day")


@pytest.mark.parametrize("name", ROWS)
def test_participants(name: str) -> None:
    for where, event in events_of(name):
        people = event["participants"]
        assert people, where
        for person in people:
            assert person.keys() == PERSON_KEYS, where
            assert person["role"] in ROLES[event["type"]], (where, person)
            assert person["name"] or person["offices"] or person["organisation"], where
            assert not (person["name"] and person["organisation"]), (where, person)
            assert country_is_sound(person["country"]), (where, person)
            assert not HONORIFIC.match(person["name"] or ""), (where, person)
            assert len(set(person["offices"])) == len(person["offices"]), (where, person)
        if event["type"] in {"meeting", "call"}:
            assert len(people) >= 2, where
        if event["type"] == "visit":
            assert any(person["role"] == "guest" for person in people), where


def test_ordinary_rows_hold_no_contact() -> None:
    assert not any(row["events"] for row in rows_of("ordinary-new"))


@pytest.mark.parametrize("name", ROWS)
def test_all_words_are_composed(name: str) -> None:
    text = (HERE / f"{name}.gold.jsonl").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("name", ROWS)
def test_names_and_places_stand_in_the_text(name: str) -> None:
    texts = texts_of(name)
    for row in rows_of(name):
        text = texts[row["id"]]
        for event in row["events"]:
            for word in words_to_find(event):
                assert folded(word) in text, (row["id"], word)


def words_to_find(event: dict[str, Any]) -> Iterator[str]:
    """Names, organisations, venues and localities; offices may be joined from two places of a text."""
    yield from (event["place"][key] for key in ("venue", "locality") if event["place"][key])
    for person in event["participants"]:
        yield from (person[key] for key in ("name", "organisation") if person[key])


def country_is_sound(code: str | None) -> bool:
    return code is None or bool(regex.fullmatch(r"[A-Z]{2}", code))


def texts_of(name: str) -> dict[str, str]:
    """Id -> folded page text of the gold rows of one file; skips where the texts are not at hand."""
    wanted = {row["id"] for row in rows_of(name)}
    texts: dict[str, str] = {}
    for source in SOURCES[name]:
        if not (DATA / source).exists():
            pytest.skip(f"the texts of {source} are not at hand")
        for line in lines_of(DATA / source):
            row = json.loads(line)
            if row["id"] in wanted:
                parts = (row.get("title"), row.get("lead"), row.get("text"))
                texts[row["id"]] = folded("\n\n".join(part for part in parts if part))
    return texts


def lines_of(path: Path) -> Iterator[str]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from file
    else:
        with path.open(encoding="utf-8") as file:
            yield from file
