"""A page that was read as one line of JSON, with what must be told of it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from banggiao.cli.words import OF_THE_PAGE
from banggiao.engine.work import Failure, Result
from banggiao.model import Issue, Reading, reading_json


class Form(NamedTuple):
    """What of a reading is given out: with its text or without, contacts and statements from what confidence on."""

    with_text: bool
    least: float | None


class Line(msgspec.Struct, frozen=True):
    """What became of one page: a failure, or its line; None of a page without any text. `issues` are of the page."""

    json: bytes | None = None
    issues: tuple[Issue, ...] = ()
    failure: Failure | None = None


def line_of(result: Result, form: Form) -> Line:
    reading = result.reading
    if reading is None:
        return Line(failure=result.failure)
    issues = tuple(issue for issue in reading.issues if issue.code in OF_THE_PAGE)
    if is_empty(reading):
        return Line(issues=issues)
    chosen = reading if form.least is None else at_least(reading, form.least)
    return Line(json=reading_json(chosen, form.with_text), issues=issues)


def is_empty(reading: Reading) -> bool:
    """Of "<htm" and nothing more: no page to give out or to keep."""
    return not reading.text.strip()


def at_least(reading: Reading, least: float) -> Reading:
    """The reading with only the contacts and statements that are at least so sure."""
    from msgspec.structs import replace

    events = tuple(event for event in reading.events if event.confidence >= least)
    kept = {event.id for event in events}
    statements = tuple(
        one if one.event in kept else replace(one, event=None) for one in reading.statements if one.confidence >= least
    )
    related = tuple(
        replace(teaser, events=tuple(event for event in teaser.events if event.confidence >= least))
        for teaser in reading.related
    )
    return replace(reading, events=events, statements=statements, related=related)
