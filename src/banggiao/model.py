"""The types of the record: what one page gives when it is read.

Frozen values and ids, no behaviour beyond that. The field names are those of docs/record.md; what the
values mean is in docs/codebook.md. Offsets count code points of the page's NFC text, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of everything that is written down: immutable, compared by content."""


# --- what comes in ---------------------------------------------------------------------------------


class Ticket(Value, frozen=True):
    """One page of one run through a file, as a record remembers it: handed in with the reading."""

    file: int
    run: int
    digest: bytes


class Source(Value, frozen=True, kw_only=True):
    """One input document, before anything is understood of it.

    Exactly one of `data` (bytes of a text or HTML file) and `row` (an object with `title`, `lead` and/or
    `text`) is given. `name` is the path as given or the URL, with `#N` for the N-th record of a file that
    holds several. `html` says what `data` holds; None means "look at it". `published` (EDTF), `url` and
    `id` are what the caller knows already. `ticket` is for the record that the page goes to.
    """

    name: str
    data: bytes | None = None
    row: dict[str, object] | None = None
    html: bool | None = None
    url: str | None = None
    published: str | None = None
    id: str | None = None
    ticket: Ticket | None = None


# --- the article room --------------------------------------------------------------------------------


class RegionKind(StrEnum):
    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    PROMPT = "prompt"
    RELATED = "related"
    HEADING = "heading"
    DUPLICATE = "duplicate"
    RESIDUE = "residue"


class Region(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A span of the page text and what it is. `group` numbers the teaser (from 1) that the span belongs to and
    `part` says which piece of it (headline, lead, caption, credit); both only with kind `related`.
    `photographer` and `agency` only for credits."""

    kind: str
    start: int
    end: int
    group: int | None = None
    part: str | None = None
    photographer: str | None = None
    agency: str | None = None


class Issue(Value, frozen=True, kw_only=True):
    """Something seen and not read: the room, a short code, the span, a note for a person."""

    stage: str
    code: str
    start: int
    end: int
    note: str


class Written(Value, frozen=True, kw_only=True):
    """A page text as it was written, and where each character of its plain form stands in it."""

    text: str
    places: Sequence[int]


class Article(Value, frozen=True, kw_only=True):
    """A page with its regions: what the article room gives and every other room starts from.

    `regions` are in text order, do not overlap and cover every non-blank character of `text`.
    `published` is EDTF or None, `published_basis` one of given, metadata, url, text or None. `text` has one space
    where the page has several or another blank; `written` is then the text as written, which a reading counts in.
    """

    id: str
    source: str
    text: str
    regions: tuple[Region, ...]
    url: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    headline: str | None = None
    published: str | None = None
    published_basis: str | None = None
    media: str | None = None
    issues: tuple[Issue, ...] = ()
    written: Written | None = None


# --- time, between mention, dating and event -----------------------------------------------------------


class TimeWord(Value, frozen=True, kw_only=True):
    """A time expression as it stands in the text, before any year is supplied.

    `kind`: day, span, week, month, quarter, year, weekday, relative, part. `day`, `month`, `year` are what is
    written (`end_*` the other end of a span; the first month of a quarter); `weekday` 0 = Monday. `offset` counts,
    from the day of writing, days for `relative` ("hôm qua" is -1), else the first unit that is not written: years
    for "tháng 9 năm ngoái", months for "ngày 3 tháng trước", weeks for "thứ Ba tuần tới". `same` for "cùng ngày";
    `edge` for "đầu/giữa/cuối" (early, mid, late) and "tới/vừa qua/này" (next, last, this, near); `part_of_day` as
    in the codebook; `lunar` for a lunar-calendar date.
    """

    start: int
    end: int
    kind: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    end_day: int | None = None
    end_month: int | None = None
    end_year: int | None = None
    weekday: int | None = None
    offset: int | None = None
    same: bool = False
    edge: str | None = None
    part_of_day: str | None = None
    lunar: bool = False


class DateCandidate(Value, frozen=True, kw_only=True):
    """One day (or span) that a date without a year may be, with the reasons that allow or exclude it."""

    edtf: str
    reasons: tuple[str, ...] = ()


class Dated(Value, frozen=True, kw_only=True):
    """A resolved time expression: EDTF or None; where something was inferred, what it may be and what it can't be."""

    edtf: str | None
    part_of_day: str | None = None
    candidates: tuple[DateCandidate, ...] = ()
    excluded: tuple[DateCandidate, ...] = ()


# --- mentions, between mention and event ------------------------------------------------------------------


class Office(Value, frozen=True, kw_only=True):
    """An office as written: `start`..`end` in the page text, `text` without bracketed abbreviations, `head` the
    title in lower case ("bộ trưởng"), `level` its class (state, government, minister, party, ...), `country` the
    ISO code that its own words give, `body` whether its words name an international organisation."""

    start: int
    end: int
    text: str
    head: str
    level: str
    country: str | None = None
    international: bool = False
    certain: bool = True  # False when the country is only that of a body named so at home ("Ban Dân vận Trung ương")


class Actor(Value, frozen=True, kw_only=True):
    """Someone or something that can be a side of a contact, as one sentence names it.

    `kind`: person (a name stands there), office (an office alone), organisation, group ("lãnh đạo ...", "đoàn ..."),
    country. `country` is what the words themselves say. `resolved` is set when the page told elsewhere who is meant.
    `members` are the states and parties that a group names ("lãnh đạo các nước A, B và đảng C").
    """

    kind: str
    start: int
    end: int
    name: str | None = None
    offices: tuple[Office, ...] = ()
    organisation: str | None = None
    country: str | None = None
    international: bool = False
    honorific: bool = False
    plural: bool = False
    level: str | None = None
    members: tuple[Actor, ...] = ()


class Spot(Value, frozen=True, kw_only=True):
    """A place as written after "tại", "ở" or in a destination: venue, locality, ISO country."""

    start: int
    end: int
    venue: str | None = None
    locality: str | None = None
    country: str | None = None


class Cue(Value, frozen=True, kw_only=True):
    """A word of contact: type and form of the codebook, and the sentence shape it calls for. `noun` when it is a
    noun ("cuộc gặp", "chuyến thăm")."""

    start: int
    end: int
    type: str
    form: str
    shape: str
    noun: bool = False


class Sentence(Value, frozen=True, kw_only=True):
    """One sentence with everything found in it, each list in text order."""

    start: int
    end: int
    region: str
    group: int | None
    actors: tuple[Actor, ...]
    cues: tuple[Cue, ...]
    spots: tuple[Spot, ...]


class Mentions(Value, frozen=True, kw_only=True):
    """What the mention room found: the sentences that hold an actor or a cue, in text order; `contacts`: whether they
    may tell a contact, or only what other states say."""

    lowered: str
    sentences: tuple[Sentence, ...]
    contacts: bool = True


# --- events --------------------------------------------------------------------------------------------


class Evidence(Value, frozen=True, kw_only=True):
    """A span of the page text that a fact was read from, and the kind of region it stands in."""

    start: int
    end: int
    region: str


class Place(Value, frozen=True, kw_only=True):
    """Where a contact took place, each part as written; `country` is an ISO code."""

    venue: str | None = None
    locality: str | None = None
    country: str | None = None


class Participant(Value, frozen=True, kw_only=True):
    """A main participant of a contact. `country` is ISO 3166-1 alpha-2 (EU for the European Union)."""

    name: str | None = None
    offices: tuple[str, ...] = ()
    organisation: str | None = None
    country: str | None = None
    role: str = "party"
    evidence: tuple[Evidence, ...] = ()


class EventFieldConfidence(Value, frozen=True, kw_only=True):
    """How likely each field of an event is right, given that there was such a contact; `participants` one by one."""

    date: float
    place: float
    form: float
    status: float
    participants: tuple[float, ...]


class StatementFieldConfidence(Value, frozen=True, kw_only=True):
    """How likely each field of a statement is right, given that there is such a statement."""

    speaker: float
    act: float
    commitment: float
    content: float


class Event(Value, frozen=True, kw_only=True):
    """A contact. `confidence` is the probability that there was such a contact, `field_confidence` that of each field.
    `rule` names the sentence shape that found it, for `explain`."""

    id: str
    type: str
    form: str
    status: str
    date: str | None
    part_of_day: str | None
    place: Place
    participants: tuple[Participant, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    field_confidence: EventFieldConfidence | None = None
    date_candidates: tuple[DateCandidate, ...] = ()
    date_excluded: tuple[DateCandidate, ...] = ()
    rule: str = ""


class Statement(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One speech act by one speaker; `start` and `end` bound its content. `topics` are keys of what it is about, left
    out of the JSON where there are none."""

    id: str
    event: str | None
    speaker: str
    relayed_for: str | None
    addressee: str | None
    act: str
    start: int
    end: int
    commitment: str | None
    topics: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]
    confidence: float
    field_confidence: StatementFieldConfidence | None = None


class Teaser(Value, frozen=True, kw_only=True):
    """A "Có thể bạn quan tâm" entry and the contacts it tells of; never mixed with the article's own."""

    headline: str | None = None
    lead: str | None = None
    caption: str | None = None
    media: str | None = None
    published: str | None = None
    events: tuple[Event, ...] = ()


class Reading(Value, frozen=True, kw_only=True):
    """One page, read. `text` is what every offset counts in."""

    id: str
    source: str
    url: str | None
    outlet: str | None
    agency: str | None
    byline: str | None
    headline: str | None
    published: str | None
    published_basis: str | None
    media: str | None
    regions: tuple[Region, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    related: tuple[Teaser, ...]
    issues: tuple[Issue, ...]
    text: str


_ENCODER = msgspec.json.Encoder()


def content_id(*parts: str) -> str:
    """A 16-digit hexadecimal id of the given strings: same content, same id."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def to_json(value: object) -> bytes:
    """Compact UTF-8 JSON of any value of this module (keys in declaration order, nulls kept)."""
    return _ENCODER.encode(value)


def reading_json(reading: Reading, with_text: bool = False) -> bytes:
    """One JSON Lines row (without the newline) of the contract in docs/record.md."""
    fields = {name: getattr(reading, name) for name in reading.__struct_fields__}
    if not with_text:
        del fields["text"]
    return _ENCODER.encode(fields)
