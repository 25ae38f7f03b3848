"""What holds for every reading, whatever the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
import regex

from banggiao.model import Event, Evidence, Reading, Statement
from banggiao.text import lower, tidy

FORMS = {
    "meeting": {"receive", "call_on", "talks", "meet", "discussion", "working", "welcome"},
    "visit": {"state", "official", "working", "attending", "other"},
    "call": {"phone", "video"},
    "message": {"congratulation", "condolence", "greeting", "thanks", "invitation", "other"},
    "agreement": {"signing", "statement", "upgrade"},
}
ROLES = {
    "meeting": {"host", "guest", "party"},
    "visit": {"guest", "inviter", "host"},
    "call": {"party"},
    "message": {"sender", "recipient"},
    "agreement": {"party"},
}
PARTS_OF_DAY = {None, "morning", "noon", "afternoon", "evening", "night"}
DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d))?)?")
# A mark that stands on no letter ("Al ́Saud") is of no word.
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*|\p{N}+")
UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]+")


def is_edtf(text: str) -> bool:
    """A day, month or year (the year may be XXXX), a span or a set of them, all in the calendar."""
    if text.startswith("["):
        return all(map(is_edtf, re.split(r",|\.\.", text.strip("[]"))))
    if "/" in text:
        return all(map(is_edtf, text.split("/"))) and text.count("/") == 1
    match = DAY.fullmatch(text)
    if not match:
        return False
    year, month, day = match.groups()
    try:
        date(2024 if year == "XXXX" else int(year), 1 if month == "XX" else int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def _check_regions(reading: Reading) -> None:
    last = 0
    for region in reading.regions:
        assert last <= region.start < region.end <= len(reading.text)
        assert not UNSEEN.sub("", reading.text[last : region.start]).strip(), "text in no region"
        assert (region.kind == "related") == (region.group is not None) == (region.part is not None)
        last = region.end
    assert not UNSEEN.sub("", reading.text[last:]).strip(), "text in no region"


def _check_span(reading: Reading, evidence: Evidence, group: int | None) -> None:
    """The span is words of the page, of the article's own regions or of the teaser's."""
    assert 0 <= evidence.start < evidence.end <= len(reading.text)
    assert reading.text[evidence.start : evidence.end].strip()
    assert kinds_at(reading, evidence, group)
    assert evidence.region in {"headline", "lead", "body", "caption"}


def kinds_at(reading: Reading, evidence: Evidence, group: int | None) -> set[str]:
    """The kinds of the regions that the span touches (a wrapped paragraph is several regions)."""
    return {
        region.part or region.kind
        for region in reading.regions
        if region.group == group and region.start < evidence.end and evidence.start < region.end
    }


def _check_event(reading: Reading, event: Event, group: int | None) -> None:
    assert re.fullmatch("[0-9a-f]{16}", event.id)
    assert event.form in FORMS[event.type]
    assert event.status in {"held", "planned", "cancelled"}
    assert event.part_of_day in PARTS_OF_DAY
    assert event.date is None or is_edtf(event.date)
    assert not (event.date and "/" in event.date and event.part_of_day)
    assert 0 < event.confidence <= 1
    assert event.evidence
    assert event.rule
    assert event.participants
    assert event.type == "visit" or len(event.participants) >= (1 if event.type == "message" else 2)
    for evidence in event.evidence:
        _check_span(reading, evidence, group)
    # Words are told as the page has them: with single blanks, and capitals toned down ("TẠI HÀ NỘI").
    # A tone on the wrong vowel ("Bakgươì") is set right in a page that is written so, not in a word alone.
    tidied = tidy(reading.text)[0]
    plain = f"{lower(tidied)}\n{WORD.sub(lambda word: lower(word[0]), tidied)}"
    for place in (event.place.venue, event.place.locality):
        assert place is None or lower(place) in plain
    page_words = set(WORD.findall(plain))
    for side in event.participants:
        assert side.role in ROLES[event.type]
        assert side.name or side.organisation or side.offices
        assert not (side.name and side.organisation)
        assert side.country is None or re.fullmatch("[A-Z]{2}", side.country)
        assert len(set(side.offices)) == len(side.offices)
        # "nước này" is told by the name of the state.
        named = any(reading.text[each.start : each.end].lower() == "nước này" for each in side.evidence)
        told = " ".join([side.name or "", ("" if named else side.organisation) or "", *side.offices])
        assert set(WORD.findall(lower(told))) <= page_words
        assert side.evidence
        for evidence in side.evidence:
            _check_span(reading, evidence, group)


def _check_statement(reading: Reading, statement: Statement) -> None:
    assert 0 <= statement.start < statement.end <= len(reading.text)
    assert statement.event is None or statement.event in {event.id for event in reading.events}
    for evidence in statement.evidence:
        _check_span(reading, evidence, None)


def check_reading(reading: Reading) -> None:
    _check_regions(reading)
    for event in reading.events:
        _check_event(reading, event, None)
    for number, teaser in enumerate(reading.related, 1):
        for event in teaser.events:
            _check_event(reading, event, number)
    ids = [event.id for event in reading.events]
    assert len(set(ids)) == len(ids)
    for statement in reading.statements:
        _check_statement(reading, statement)
    for issue in reading.issues:
        assert 0 <= issue.start <= issue.end <= len(reading.text)
    assert reading.published is None or is_edtf(reading.published)
    assert (reading.published is None) == (reading.published_basis is None)


@pytest.fixture(scope="session")
def kinds() -> Callable[[Reading, Evidence, int | None], set[str]]:
    """The kinds of the regions that a span of the article (or of a teaser) touches."""
    return kinds_at


@pytest.fixture(scope="session")
def check() -> Callable[[Reading], None]:
    """Asserts all that docs/record.md promises of a reading, but not that it is right."""
    return check_reading
