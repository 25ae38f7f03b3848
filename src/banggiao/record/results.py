"""What a record answers with: frozen values, written to JSON under the names of docs/record.md."""

from __future__ import annotations

from typing import Any

from banggiao.entity.tenures import Conflict, Held
from banggiao.model import DateCandidate, EventFieldConfidence, Participant, Place, Reading, Value


class Added(Value, frozen=True, kw_only=True):
    """What `add` did. `status`: new (first seen), same (nothing to write), changed (a new version, the old kept)."""

    status: str
    page: str
    version: int


class Rebuilt(Value, frozen=True, kw_only=True):
    """What `rebuild` did: pages and versions in the new record, pages read otherwise than before (`changed`), and those
    that the reader failed on and that stayed as they were."""

    pages: int
    versions: int
    changed: int
    failed: int


class Hit(Value, frozen=True, kw_only=True):
    """A page found by its words. `snippet` is from the page's text; `score` (larger is better) only by relevance;
    `added` is when this version of it came (UTC, ISO 8601), only from `find`."""

    id: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str
    snippet: str
    score: float | None = None
    added: str | None = None


class Related(Value, frozen=True, kw_only=True):
    """A page to read beside another.

    `reason`: copy (the same text), contact (tells of a contact of that page), visit (of the same visit), before and
    after (the contacts of the same two countries right before and after); `contact` is the id of the contact meant.
    """

    page: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str
    reason: str
    contact: str | None = None


class Quote(Value, frozen=True, kw_only=True):
    """A span of the page text that a contact was read from, with its words."""

    start: int
    end: int
    region: str
    text: str


class Judged(Value, frozen=True, kw_only=True):
    """A field that a person judged: what was `read`, and the right `value` (None with `wrong`: it isn't known; with
    `right`: it is as it was read). `id` is the contact or statement, the field "" is all of it."""

    id: str
    field: str
    read: Any
    verdict: str
    value: str | None
    by: str
    at: str
    why: str


class Report(Value, frozen=True, kw_only=True):
    """One telling of a contact: the event of a page, and what that page says of when and whether it was.

    `copy_of` is the page whose text this page repeats; `related` the number of the teaser that tells it.
    """

    event: str
    page: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str
    copy_of: str | None = None
    related: int | None = None
    form: str
    status: str
    date: str | None
    confidence: float


class Differing(Value, frozen=True, kw_only=True):
    """A value that some tellings give a field in which they differ, and the events that give it."""

    value: str
    events: tuple[str, ...]


class Contact(Value, frozen=True, kw_only=True):
    """A contact as the record has it of all pages that tell it, or as one page tells it (`by="page"`).

    The fields are those chosen (docs/record.md says how); `values` keeps what else is told, the most told first. `page`
    and what belongs to it, `evidence`, `rule` and the reasons of the date are of the telling that it is shown by.
    `sources` are all tellings, `independent` how many texts they are, `copies` the pages that repeat another's text.
    `people` are the ids of the participants, one each, None for who has no name. `part_of` is the visit it belongs to,
    `parts` what belongs to it. `related` is the number of the teaser it stands in
    where no page of the record tells it itself. `date_read` is the date as the page has it, where `date` is narrower
    because another page tells the year. `judged` are the fields that a person put right or confirmed, with what was
    read.
    """

    id: str
    type: str
    form: str
    status: str
    date: str | None
    part_of_day: str | None
    place: Place
    participants: tuple[Participant, ...]
    evidence: tuple[Quote, ...]
    confidence: float
    field_confidence: EventFieldConfidence | None
    date_candidates: tuple[DateCandidate, ...]
    date_excluded: tuple[DateCandidate, ...]
    date_read: str | None = None
    rule: str
    page: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str
    related: int | None = None
    judged: tuple[Judged, ...] = ()
    people: tuple[str | None, ...] = ()
    sources: tuple[Report, ...] = ()
    independent: int = 1
    copies: tuple[str, ...] = ()
    part_of: str | None = None
    parts: tuple[str, ...] = ()
    values: dict[str, tuple[Differing, ...]] = {}


class Taking(Value, frozen=True, kw_only=True):
    """Who takes part in a contact; `person` is the id of the person, None where the name is not resolved."""

    name: str | None
    person: str | None
    offices: tuple[str, ...]
    organisation: str | None
    country: str | None
    role: str


class Card(Value, frozen=True, kw_only=True):
    """A contact as lists show it; all of it is `Record.get(id)`.

    `evidence` is the first sentence that it is shown by, `sources` how many tellings there are, `independent` how many
    texts. `snippet` has the words asked for, marked. `updated` is when a page or a judgement last changed what is known
    of it (UTC, ISO 8601), `first` when it was first known; both are None until it is resolved.
    """

    id: str
    type: str
    form: str
    status: str
    date: str | None
    part_of_day: str | None
    place: Place
    participants: tuple[Taking, ...]
    evidence: str
    confidence: float
    page: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    related: int | None = None
    sources: int = 1
    independent: int = 1
    part_of: str | None = None
    snippet: str | None = None
    score: float | None = None
    first: str | None = None
    updated: str | None = None


class Saying(Value, frozen=True, kw_only=True):
    """A statement as lists show it. `person` is the speaker's id, `date` that of the `contact` that it was said in,
    `text` its words; `snippet` and `score` as of a Card; `updated` is when this version of its page came or a judgement
    put it right."""

    id: str
    page: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    contact: str | None
    date: str | None
    speaker: str
    person: str | None
    relayed_for: str | None
    addressee: str | None
    act: str
    commitment: str | None
    topics: tuple[str, ...]
    start: int
    end: int
    text: str
    confidence: float
    snippet: str | None = None
    score: float | None = None
    updated: str | None = None


class Thing(Value, frozen=True, kw_only=True):
    """What has a name and a page of its own: `kind` is person, office, organisation, country, relation or outlet, `id`
    what a URL can hold. `contacts` counts those that it has part in, `last` is the last day on which it had (of a
    person or body: was named). `matched` is the name by which it was found, where that is another one; `names` are all
    of them, only from `thing`."""

    kind: str
    id: str
    name: str
    country: str | None
    contacts: int
    last: str | None = None
    matched: str | None = None
    names: tuple[str, ...] = ()


class Address(Value, frozen=True, kw_only=True):
    """What has a page of its own: its id, the name of a thing, and when what is known of it last changed."""

    id: str
    name: str | None
    updated: str | None


class Found(Value, frozen=True, kw_only=True):
    """One page of an answer. `total` is how many there are, `exact` False where there are more than were counted;
    `facets` are numbers by facet and value, the largest first, over those counted. `cursor` asks for the next page
    (`after`), None at the end."""

    kind: str
    results: tuple[Any, ...]
    total: int
    exact: bool
    facets: dict[str, dict[str, int]]
    cursor: str | None


class Claim(Value, frozen=True, kw_only=True):
    """A span of a page's text and what it tells. `kind` is contact (a sentence that tells of it), participant, name,
    office, organisation, place, date, statement or commitment; `id` that of the page's contact, of its participant
    (`id#n`), of the statement or commitment; `field` the field as a judgement names it. `contact` is the contact of the
    record, `related` the number of the teaser. `stored`: the span was kept when the page was read; else it was looked
    for anew, in the sentences that were."""

    start: int
    end: int
    kind: str
    id: str
    field: str
    value: str | None
    contact: str | None = None
    related: int | None = None
    stored: bool


class Neighbours(Value, frozen=True, kw_only=True):
    """The contacts of the same two states that were held right before and after one, the nearest first, and on the
    `same` day or days; without the visit that it is part of, and its own parts. `relation` is None where it has not two
    states; without a day it has no neighbours."""

    relation: str | None
    before: tuple[Card, ...]
    same: tuple[Card, ...]
    after: tuple[Card, ...]


class PersonOf(Value, frozen=True, kw_only=True):
    """A person's page: who it is, how many contacts (as the record has them, not as each page tells them) by year,
    type, form and the others' states, with whom they held most, and the statements by topic and act."""

    person: PersonFound
    contacts: int
    by_year: dict[str, int]
    by_type: dict[str, int]
    by_form: dict[str, int]
    countries: dict[str, int]
    company: tuple[Companion, ...]
    statements: int
    topics: dict[str, int]
    acts: dict[str, int]


class OrganisationOf(Value, frozen=True, kw_only=True):
    """An organisation's page: its names, offices (of the authority's tables, and those whose titles name it) and who
    held them, most contacts first."""

    organisation: Thing
    names: tuple[str, ...]
    offices: tuple[Thing, ...]
    people: tuple[Thing, ...]


class Anniversary(Value, frozen=True, kw_only=True):
    """What happened on this day of an earlier year. `kind` is ties (established with Viet Nam), congress, national_day,
    event (a day of the authority's tables) or contact (of the record, `contact`); `years` is None where nobody counts
    them. `day` is when, `name` whose or of what."""

    kind: str
    day: str
    years: int | None
    name: str
    country: str | None = None
    contact: Card | None = None


class Node(Value, frozen=True, kw_only=True):
    """A state in the graph of relations, and in how many contacts it had part."""

    country: str
    name: str
    contacts: int


class Edge(Value, frozen=True, kw_only=True):
    """Two states and how many contacts they had; `relation` is the id of their page, `last` the last day."""

    a: str
    b: str
    relation: str
    contacts: int
    types: dict[str, int]
    last: str | None


class Graph(Value, frozen=True, kw_only=True):
    """The relations of a period, the strongest first."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class Overview(Value, frozen=True, kw_only=True):
    """What is in the record. `pages_by` counts by outlet and year of publication, `contacts_by` by year and type ("?"
    where the year isn't known), `dated` contacts by how exact their date is (day, month, year, open), `confidence` them
    by class ("0.9": from 0.9 to below 1.0)."""

    pages: int
    versions: int
    copies: int
    pages_by: dict[str, dict[str, int]]
    contacts: int
    contacts_by: dict[str, dict[str, int]]
    dated: dict[str, int]
    confidence: dict[str, int]
    statements: int
    commitments: int
    people: int
    offices: int
    organisations: int
    relations: int
    judgements: int
    first_published: str | None
    last_published: str | None
    last_added: str | None


class Changed(Value, frozen=True, kw_only=True):
    """A field that was `old` and is `new`."""

    field: str
    old: Any
    new: Any


class Change(Value, frozen=True, kw_only=True):
    """What changed at a moment (UTC, ISO 8601). `kind` is contact, commitment, statement or page; `what`: new; changed
    (`fields`); told (a contact that another page tells, too); gone (`into` the contact that it became)."""

    at: str
    kind: str
    id: str
    what: str
    fields: tuple[Changed, ...] = ()
    into: str | None = None


class Changes(Value, frozen=True, kw_only=True):
    """One page of changes. `cursor` asks for what comes after (with the latest first: before) the last of them, even
    where there is nothing yet; None where nothing was found."""

    results: tuple[Change, ...]
    cursor: str | None


class Page(Value, frozen=True, kw_only=True):
    """A page as it was read; `judged` is what people put right since.

    `version` counts from 1; `added` is the UTC time it was written, ISO 8601.
    """

    id: str
    version: int
    current: bool
    added: str
    reading: Reading
    judged: tuple[Judged, ...] = ()


class Version(Value, frozen=True, kw_only=True):
    """One version of a page, without its text. `contacts` counts the page's own."""

    page: str
    version: int
    current: bool
    added: str
    hash: str
    headline: str | None
    published: str | None
    source: str
    contacts: int


class Judgement(Value, frozen=True, kw_only=True):
    """What a person decided. `left` and `right` are ids; of `kind` field, `field` says which one of `left` ("" is all
    of it), and `value` is the right one. `at` is UTC, ISO 8601."""

    id: str
    kind: str
    left: str
    right: str | None
    verdict: str
    field: str | None
    value: str | None
    by: str
    at: str
    why: str


class Side(Value, frozen=True, kw_only=True):
    """One of the things that a doubt is about. `told_in` are ids of contacts (`id#n`: its n-th participant) and
    statements whose sentences show what it is, the most telling first; `words` are marked in them."""

    id: str
    about: str
    told_in: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Doubt(Value, frozen=True, kw_only=True):
    """A case for a person, as a judgement would name it. `chance` is the probability that the two are the same (of one
    thing: that it is right), `weight` how many facts hang on it, `reasons` what speaks for and against, in English.
    `read` is the value in question, of a field."""

    kind: str
    left: Side
    right: Side | None = None
    field: str | None = None
    read: str | None = None
    chance: float
    weight: float
    reasons: tuple[str, ...] = ()


class Told(Value, frozen=True, kw_only=True):
    """A sentence of a page that shows what a side of a doubt is; `marks` are the spans in it to look at."""

    page: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str
    sentence: str
    marks: tuple[tuple[int, int], ...]


class Called(Value, frozen=True, kw_only=True):
    """A name of a person. `kind`: official, alias, romanised, transcribed, Sino-Vietnamese; `seen` by how many
    participants of contacts."""

    value: str
    kind: str
    seen: int


class PersonFound(Value, frozen=True, kw_only=True):
    """A person across pages. `id` is None for one whom only the authority's tables have. `contacts` counts pages' own,
    as told by each page."""

    id: str | None
    name: str
    country: str | None
    wikidata: str | None
    names: tuple[Called, ...]
    offices: tuple[Held, ...]
    conflicts: tuple[Conflict, ...] = ()
    contacts: int = 0
    statements: int = 0
    first_seen: str | None = None
    last_seen: str | None = None


class Companion(Value, frozen=True, kw_only=True):
    """Somebody who took part in contacts of a person, in how many that were held, and the last day of these."""

    person: str
    name: str
    country: str | None
    contacts: int
    last: str | None


class OfficeHolders(Value, frozen=True, kw_only=True):
    """An office and those who held it, in succession. `office` is the authority's id, `seat` the key of the seat.
    `gaps` are spans (EDTF) of more than two months in which nobody is known to have held it."""

    title: str
    office: str | None
    seat: str
    country: str | None
    holders: tuple[Held, ...]
    gaps: tuple[str, ...] = ()


class Stats(Value, frozen=True, kw_only=True):
    """Counts over the current version of each page; `versions` counts the older ones too, `people` those whom resolved
    pages name, `size` is bytes on disk."""

    pages: int
    versions: int
    contacts: int
    related_contacts: int
    contacts_by_type: dict[str, int]
    statements: int
    people: int
    issues: int
    issues_by_code: dict[str, int]
    judgements: int
    orphaned_judgements: int
    first_published: str | None
    last_published: str | None
    schema: int
    size: int


class Pulse(Value, frozen=True, kw_only=True):
    """What can be told of a record at once: pages, contacts, pages still to be resolved, when a page was last added
    (ISO 8601, UTC; None for an empty record), the version of its tables."""

    pages: int
    contacts: int
    unresolved: int
    added: str | None
    schema: int


class Backup(Value, frozen=True, kw_only=True):
    """A copy of a record: where it lies, what is in it, the version of its tables and its bytes on disk."""

    path: str
    pages: int
    versions: int
    judgements: int
    schema: int
    size: int


class Finding(Value, frozen=True, kw_only=True):
    """What an examination found. `level`: ok, warn, fail; `code` and `facts` say what (data/cli/messages.toml)."""

    level: str
    code: str
    facts: dict[str, Any]


class Cited(Value, frozen=True, kw_only=True):
    """Words of a page that something was read from."""

    page: str
    published: str | None
    outlet: str | None
    headline: str | None
    url: str | None
    source: str
    start: int
    end: int
    text: str


class FollowUp(Value, frozen=True, kw_only=True):
    """A later statement, visit or agreement that may follow a commitment up; `id` is that of the statement or event.
    `verdict` is what a person judged: right, wrong, unsure, or None."""

    id: str
    contact: str | None
    what: str
    act: str | None
    speaker: str | None
    date: str | None
    confidence: float
    reasons: tuple[str, ...]
    verdict: str | None
    evidence: Cited


class Step(Value, frozen=True, kw_only=True):
    """A status of a commitment, since when, and the words that show it."""

    date: str | None
    status: str
    evidence: Cited


class Commitment(Value, frozen=True, kw_only=True):
    """What was proposed, pledged, agreed or offered: by whom, to whom (`by_side`, `to_side`: their states), in which
    contact, and what became of it. `status` is proposed, agreed, signed, followed_up or no_public_evidence; only what a
    person confirmed makes it followed_up. `told` are all the places that tell of it, the fullest first, and `ids` the
    statements or events there; `sides` the two that it is between, where there are two. `first` and `updated` as of a
    Card, only from `find`."""

    id: str
    kind: str
    status: str
    by: str
    by_side: str | None
    to: str | None
    to_side: str | None
    date: str | None
    made_by: str | None
    contact: str | None
    ids: tuple[str, ...]
    topics: tuple[str, ...]
    text: str
    history: tuple[Step, ...]
    follow_ups: tuple[FollowUp, ...]
    told: tuple[Cited, ...]
    sides: tuple[str, ...] = ()
    first: str | None = None
    updated: str | None = None


class Level(Value, frozen=True, kw_only=True):
    """A level of relations: `source` is a word of the authority's sources, or `read` for an announcement in a page."""

    label: str | None
    start: str | None
    end: str | None
    source: str
    evidence: tuple[Cited, ...] = ()


class Reference(Value, frozen=True, kw_only=True):
    """A contact of a relation, to be looked up by its id."""

    contact: str
    type: str
    form: str
    status: str
    date: str | None
    published: str | None
    rank: str
    channels: tuple[str, ...]
    one: tuple[str, ...]
    other: tuple[str, ...]


class Count(Value, frozen=True, kw_only=True):
    """How many contacts were held in a year (None: not known), of a type and a rank."""

    year: str | None
    type: str
    rank: str
    contacts: int


class Encounter(Value, frozen=True, kw_only=True):
    """How often two people met, and last on which day."""

    one: str
    other: str
    contacts: int
    last: str | None


class Silence(Value, frozen=True, kw_only=True):
    """No contact was found from `since` to `until`, the last day of which the record has pages; it has some on
    `covered` of these days."""

    since: str
    until: str
    days: int
    covered: int


class RelationOf(Value, frozen=True, kw_only=True):
    """Two sides and what the record tells of them; `first`, `last` and the counts are of contacts that were held;
    `met` is the last meeting or visit of these."""

    a: str
    b: str
    channel: str | None
    ties: str | None
    levels: tuple[Level, ...]
    contacts: int
    first: Reference | None
    last: Reference | None
    met: Reference | None
    silence: Silence | None
    series: tuple[Count, ...]
    by_channel: dict[str, int]
    encounters: tuple[Encounter, ...]
    statements: int
    topics: dict[str, int]
    commitments: dict[str, int]
    planned: tuple[Reference, ...]
    latest: tuple[Reference, ...]
