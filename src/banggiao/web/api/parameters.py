"""What may be asked in an address: one model a kind of question, each parameter with its words.

Parameters that nobody knows are refused, so that a slip of the pen is not taken for an answer to everything.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import core_schema

from banggiao import labels
from banggiao.record import RecordError
from banggiao.record.dates import limit as _limit
from banggiao.record.words import expression as _expression


def codes(kind: str) -> tuple[str, ...]:
    """The codes of the codebook of a kind; of forms without their type."""
    found = (key.removeprefix(f"{kind}.") for key in labels.catalogue() if key.startswith(f"{kind}."))
    return tuple(dict.fromkeys(code.rpartition(".")[2] for code in found))


def _period(value: str) -> str:
    if len(value) < len("2024-09-05") and not re.fullmatch(_YEAR_OR_MONTH, value):
        raise ValueError("is no year, month or day such as 2024, 2024-09 or 2024-09-05")
    try:
        _limit(value, "since", end=False)
    except RecordError as error:
        raise ValueError("is no year, month or day such as 2024, 2024-09 or 2024-09-05") from error
    return value


def _day(value: str) -> str:
    try:
        datetime.date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("is no day such as 2024-09-05") from error
    return value


def _words(value: str) -> str:
    try:
        _expression(value)
    except RecordError as error:
        raise ValueError("has no word to look for; give at least one that is not excluded") from error
    return value


def _name(value: str) -> str:
    if not any(c.isalnum() for c in value):
        raise ValueError("has no letter")
    return value


_YEAR_OR_MONTH = r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?"
_A_LETTER = r"[\p{L}\p{N}]"
_DATE = {"type": "string", "format": "date", "examples": ["2024-09-05"]}
_PART = {"type": "string", "pattern": f"^{_YEAR_OR_MONTH}$", "examples": ["2024", "2024-09"]}
Period = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
    AfterValidator(_period),
    WithJsonSchema({"anyOf": [_DATE, _PART]}),
]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day), WithJsonSchema(_DATE)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["JP"])]
Code = Annotated[str, Field(max_length=200)]
Name = Annotated[
    str,
    Field(max_length=300),
    AfterValidator(_name),
    WithJsonSchema({"type": "string", "maxLength": 300, "pattern": _A_LETTER}),
]
Words = Annotated[
    str,
    Field(max_length=1000),
    AfterValidator(_words),
    WithJsonSchema({"type": "string", "maxLength": 1000, "pattern": _A_LETTER}),
]


class _Coded:
    """One of the codes of a kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.literal_schema(list(codes(self.kind)))


Type = Annotated[str, _Coded("type")]
Form = Annotated[str, _Coded("form")]
Status = Annotated[str, _Coded("status")]
Channel = Annotated[str, _Coded("channel")]
Topic = Annotated[str, _Coded("topic")]
Act = Annotated[str, _Coded("act")]
CommitmentKind = Annotated[str, _Coded("commitment")]

ContactId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Id of a contact, or of any telling of it.")]
PersonId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Id of a person.")]
CommitmentId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Id of a commitment.")]
PageId = Annotated[str, Path(min_length=1, max_length=1000, description="Id of a page.")]
ThingId = Annotated[str, Path(min_length=1, max_length=300, description="Id, as lists give it.")]
SideName = Annotated[
    str,
    Path(
        min_length=1,
        max_length=300,
        description="A side: the ISO code of a state, or the name of a body (a party, a parliament, a province).",
        examples=["JP"],
    ),
]


class Nothing(BaseModel):
    """No parameter at all."""

    model_config = ConfigDict(extra="forbid")


class Part(Nothing):
    """Which part of a list."""

    limit: int = Field(20, ge=1, le=200, description="How many at most.")
    after: str | None = Field(
        None,
        max_length=2000,
        description="The place at which the part before ended: follow `next` rather than making it up. It belongs to"
        " one question; with other filters it is refused.",
    )


class Listed(Part):
    """A list of what is found."""

    q: Words | None = Field(
        None,
        description='Words that must be there, all of them. "Words in quotes" must follow each other, -words must not'
        " be there. Without marks they find words with any marks; with any mark they mean their marks.",
        examples=["đối tác chiến lược"],
    )
    order: Literal["newest", "relevance"] = Field("newest", description="Which come first.")
    counts: bool = Field(False, description="Count all that is found, by facet too, which takes longer.")
    since: Period | None = Field(None, description="Not before this year, month or day.")
    until: Period | None = Field(None, description="Not after it, itself included.")

    def filters(self) -> dict[str, Any]:
        """The filters given, as `Record.find` takes them."""
        kept = self.model_dump(exclude={"q", "limit", "after", "order", "counts"}, exclude_none=True)
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
        return {name: value for name, value in given.items() if value != () and value is not False}


class OfContacts(Listed):
    """Which contacts, or what belongs to which contacts."""

    person: Name | None = Field(None, description="Id or name of a person who takes part; of statements: the speaker.")
    country: list[CountryCode] = Field(
        [], max_length=2, description="ISO code of a state on a side, or that a visit goes to. Twice: both."
    )
    office: Name | None = Field(None, description="Id or title of an office that somebody takes part in.")
    organisation: Name | None = Field(None, description="Id or name of an organisation that takes part.")
    type: Type | None = Field(None, description="Type of the contact.")
    form: Form | None = Field(None, description="Form of the contact.")
    status: Status | None = Field(None, description="Whether it was held.")
    channel: Channel | None = Field(None, description="Channel of the offices on both sides.")
    topic: Topic | None = Field(None, description="A topic of what was said.")
    outlet: Code | None = Field(None, description="An outlet that tells it.")
    min_confidence: float | None = Field(None, ge=0, le=1, description="Only what is at least as sure.")


class Contacts(OfContacts):
    """Which contacts. What *may* lie in the period is found, too: a day without a year, a set of days."""

    order: Literal["newest", "oldest", "updated", "relevance"] = Field(  # type: ignore[assignment]
        "newest", description="Which come first: `updated`, what changed last."
    )
    certain: bool = Field(False, description="Only what lies in the period for certain.")


class Pages(OfContacts):
    """Which pages."""

    order: Literal["newest", "updated", "relevance"] = Field(  # type: ignore[assignment]
        "newest", description="Which come first: `updated`, what came last."
    )


class Statements(OfContacts):
    """Which statements."""

    act: Act | None = Field(None, description="What the speaker did by saying it.")
    commitment: CommitmentKind | None = Field(None, description="What the speaker committed to.")


class Things(Listed):
    """Which people, offices or organisations: those of which some name has words that begin as those of `q`."""

    country: list[CountryCode] = Field([], max_length=1, description="ISO code of the state it belongs to.")


class People(Things):
    """Which people."""

    office: Name | None = Field(None, description="Id or title of an office that they held.")


class Commitments(Listed):
    """Which commitments."""

    order: Literal["newest", "updated"] = Field(  # type: ignore[assignment]
        "newest", description="Which come first: `updated`, what changed last."
    )
    person: Name | None = Field(None, description="Id or name of a person who speaks or is spoken to.")
    country: list[CountryCode] = Field([], max_length=2, description="ISO code of a side. Twice: both.")
    commitment: CommitmentKind | None = Field(None, description="What was committed to.")
    status: Literal["proposed", "agreed", "signed", "followed_up", "no_public_evidence"] | None = Field(
        None, description="What became of it."
    )
    topic: Topic | None = Field(None, description="What it is about.")


class OnDay(Nothing):
    """Who held an office on a day."""

    office: Name = Field(description="Title of the office.", examples=["Thủ tướng"])
    day: Day = Field(description="The day.")
    country: CountryCode | None = Field(None, description="ISO code of its state.")


class Holding(Nothing):
    """A day, or none."""

    day: Day | None = Field(None, description="Only the offices held on this day.")


class OfRelation(Nothing):
    """A channel of a relation."""

    channel: Channel | None = Field(None, description="Only contacts of this channel.")


class Suggested(Nothing):
    """What somebody types."""

    q: str = Field(max_length=200, description="The beginnings of words of a name, with or without marks.")
    limit: int = Field(8, ge=1, le=50, description="How many at most.")


class Everything(Nothing):
    """A look at everything at once."""

    q: Words = Field(description="Words that must be there, as in the lists.", examples=["Nhật Bản"])
    limit: int = Field(5, ge=1, le=20, description="How many of each kind.")


class Uses(Nothing):
    """How many uses of a formula."""

    limit: int = Field(50, ge=1, le=1000, description="How many uses at most, the newest first.")


class RelatedTo(Nothing):
    """What to read beside a page."""

    limit: int = Field(20, ge=1, le=100, description="How many at most.")


class Changes(Part):
    """Which changes."""

    kind: Literal["contacts", "commitments", "statements", "pages"] = Field(
        "contacts", description="What changed: of statements, what was judged; of pages, every version."
    )
    order: Literal["newest", "oldest"] = Field("newest", description="Which come first.")
    since: Day | None = Field(None, description="Not before this day (UTC).")


class OfDay(Nothing):
    """A day."""

    day: Day = Field(description="The day.")
    limit: int = Field(50, ge=1, le=200, description="How many at most.")


class OfGraph(Nothing):
    """Which relations."""

    since: Period | None = Field(None, description="Only contacts not before this year, month or day.")
    until: Period | None = Field(None, description="Only contacts not after it, itself included.")
    channel: Channel | None = Field(None, description="Only contacts of this channel.")
    min_contacts: int = Field(1, ge=1, le=1_000_000, description="Only relations with so many contacts.")


class Judgements(Part):
    """Which judgements."""

    kind: Literal["person", "contact", "follow_up", "field"] | None = Field(None, description="What they are about.")
    orphans: bool = Field(False, description="Only those about what no page of the record has now.")
