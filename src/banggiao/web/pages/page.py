"""One page: its text with every fact marked in it, the claims beside it, and what to read next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.responses import Response

from banggiao.model import Event, Reading, Region, RegionKind, Statement
from banggiao.record import Claim, Page, Related, Version
from banggiao.web.asking import Ask, NotThere
from banggiao.web.marking import Marking, Piece, Span, anchor, letters, paragraphs

_RELATED = 18
# The order in which a page tells of a contact best: the sentence of the lead or body before the headline's.
_DETAILS = ("place", "date")
_KINDS = ("contact", "participant", "statement", "commitment")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the page; `number` is its name in the text."""

    number: str
    statement: Statement
    words: str

    @property
    def key(self) -> str:
        return f"s-{self.statement.id}"


def _key(event: str, teaser: int | None) -> str:
    """The id of a contact's claim in the page: one that is told in several teasers has several."""
    return f"e-{event}" + (f"-{teaser}" if teaser else "")


@dataclass(frozen=True, slots=True)
class Told:
    """A contact as the page tells it, with what was said in it; `letter` is its name in the text. `teaser` is the
    number of the teaser that tells it."""

    letter: str
    event: Event
    said: tuple[Said, ...] = ()
    teaser: int | None = None

    @property
    def key(self) -> str:
        return _key(self.event.id, self.teaser)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some of a region, marked. `part` is what piece of a teaser it is; `shows_kind` where another kind came before;
    `ours` where the page has no end of a paragraph before it."""

    kind: str
    pieces: tuple[Piece, ...]
    start: int
    part: str | None = None
    shows_kind: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Teaser:
    """The announcement of another article, as it stands in the page, and the contacts it tells of."""

    number: int
    paragraphs: tuple[Paragraph, ...]
    told: tuple[Told, ...]


def page(ask: Ask) -> Response:
    """`/page/{id}`, an older version with `?version=N`"""
    versions = ask.record.history(ask.path["id"])
    shown = _version(versions, ask.query.get("version"))
    found = ask.record.version(shown.page, shown.version)
    assert found is not None
    reading = found.reading
    claims = _claims(reading)
    own = [each for each in claims if each.teaser is None]
    loose = _loose(reading)
    found_there = ask.record.claims(shown.page, shown.version)
    marking = Marking(reading.text, [*_spans(reading, claims, loose), *_details(found_there)])
    article, announced = _article(reading, marking)
    return ask.show(
        "page.html",
        page=found,
        reading=reading,
        versions=versions,
        paragraphs=article,
        announced=announced,
        teasers=_teasers(reading, marking, claims),
        claims=own,
        loose=loose,
        names=_names(claims, loose),
        counts=_counts(claims, loose) | _counted(found_there),
        judged=_judged(found),
        people=ask.record.named_in(shown.page) if shown.current else {},
        reasons=_reasons(ask.record.related(shown.page, _RELATED)) if shown.current else (),
        address=_address(reading.url),
        anchor=anchor,
        source=_file(reading),
    )


def _version(versions: Sequence[Version], asked: str | None) -> Version:
    """The version asked for, else the current one."""
    for version in versions:
        if version.current if asked is None else str(version.version) == asked:
            return version
    raise NotThere("missing.article")


def _address(url: str | None) -> str | None:
    """The address of the page where it was published, when it is one to follow."""
    return url if url is not None and url.startswith(("http://", "https://")) and url.isprintable() else None


def _file(reading: Reading) -> str:
    """What the page was called when it came, without the folders of whoever added it."""
    return reading.url or reading.source.replace("\\", "/").rpartition("/")[2]


# --- claims --------------------------------------------------------------------------------------------------


def _claims(reading: Reading) -> list[Told]:
    """The contacts of the page in the order of its text, then those of its teasers; each with what was said in it."""
    numbered = {said.statement.id: said for said in _numbered(reading.statements, reading.text)}
    by_event: dict[str | None, list[Said]] = {}
    for said in numbered.values():
        by_event.setdefault(said.statement.event, []).append(said)
    events: list[tuple[Event, int | None]] = [(event, None) for event in sorted(reading.events, key=_place)]
    for n, teaser in enumerate(reading.related, 1):
        events += [(event, n) for event in sorted(teaser.events, key=_place)]
    return [
        Told(letters(n), event, tuple(by_event.get(event.id, ())) if teaser is None else (), teaser)
        for n, (event, teaser) in enumerate(events)
    ]


def _loose(reading: Reading) -> list[Said]:
    """What was said in none of the contacts of the page."""
    known = {event.id for event in reading.events}
    return [said for said in _numbered(reading.statements, reading.text) if said.statement.event not in known]


def _numbered(statements: Iterable[Statement], text: str) -> list[Said]:
    ordered = sorted(statements, key=lambda each: (each.start, each.end))
    return [Said(str(n), each, " ".join(text[each.start : each.end].split())) for n, each in enumerate(ordered, 1)]


def _place(event: Event) -> tuple[int, int]:
    """Where the text first tells of it beside the headline, which often sums up several."""
    told = sorted((each.start, each.end) for each in event.evidence)
    return next((each for each in told if each[0]), told[0] if told else (0, 0))


def _names(claims: Iterable[Told], loose: Iterable[Said]) -> Mapping[str, str]:
    """The names of the claims in the text, by their keys."""
    found = {each.key: each.letter for each in claims}
    for said in [*loose, *(said for each in claims for said in each.said)]:
        found[said.key] = said.number
    return found


def _counts(claims: Sequence[Told], loose: Sequence[Said]) -> dict[str, int]:
    statements = [*loose, *(said for each in claims for said in each.said)]
    promised = sum(said.statement.commitment is not None for said in statements)
    named = {
        (place.start, place.end)
        for each in claims
        for one in each.event.participants
        for place in one.evidence
    }  # fmt: skip
    return dict(zip(_KINDS, (len(claims), len(named), len(statements) - promised, promised), strict=True))


def _judged(found: Page) -> Mapping[str, list[object]]:
    """What people judged, by the id of the contact or statement."""
    by_id: dict[str, list[object]] = {}
    for each in found.judged:
        by_id.setdefault(each.id, []).append(each)
    return by_id


# --- the text ------------------------------------------------------------------------------------------------


def _spans(reading: Reading, claims: Iterable[Told], loose: Iterable[Said]) -> Iterable[Span]:
    statements = list(loose)
    for each in claims:
        statements += each.said
        for place in each.event.evidence:
            yield Span(place.start, place.end, "contact", each.key, refers=True)
        for one in each.event.participants:
            for place in one.evidence:
                yield Span(place.start, place.end, "participant", each.key)
    for said in statements:
        one_ = said.statement
        kind = "statement" if one_.commitment is None else "commitment"
        yield Span(one_.start, one_.end, kind, said.key, refers=True)
        for place in one_.evidence:
            yield Span(place.start, place.end, "source", said.key)
    for issue in reading.issues:
        if issue.end - issue.start < len(reading.text):  # one that is of the whole page is told above it
            yield Span(issue.start, issue.end, "issue", "issues")


def _details(claims: Iterable[Claim]) -> Iterable[Span]:
    """Where the place and the day of a contact stand in its sentences."""
    for each in claims:
        if each.kind in _DETAILS:
            yield Span(each.start, each.end, each.kind, _key(each.id, each.related))


def _counted(claims: Iterable[Claim]) -> dict[str, int]:
    places = {(each.kind, each.start, each.end) for each in claims}
    return {kind: sum(place[0] == kind for place in places) for kind in _DETAILS}


def _article(reading: Reading, marking: Marking) -> tuple[list[Paragraph], list[Paragraph]]:
    """The article, and what stands beside the teasers from the words on that open their block."""
    regions = [region for region in reading.regions if region.group is None]
    opens = next((n for n, region in enumerate(regions) if region.kind == RegionKind.HEADING), len(regions))
    return _paragraphs(regions[:opens], marking), _paragraphs(regions[opens:], marking)


def _teasers(reading: Reading, marking: Marking, claims: Sequence[Told]) -> list[Teaser]:
    by_group: dict[int, list[Region]] = {}
    for region in reading.regions:
        if region.group is not None:
            by_group.setdefault(region.group, []).append(region)
    return [
        Teaser(n, tuple(_paragraphs(some, marking)), tuple(each for each in claims if each.teaser == n))
        for n, some in sorted(by_group.items())
    ]


def _paragraphs(regions: Iterable[Region], marking: Marking) -> list[Paragraph]:
    found: list[Paragraph] = []
    seen: set[str] = set()
    for region in regions:
        kind = str(region.kind)
        before = found[-1].kind if found else None
        # A body that goes on behind a picture is told once.
        shows = kind != before and not (kind == "body" and kind in seen)
        seen.add(kind)
        for stretch in paragraphs(marking, region.start, region.end):
            pieces = marking.of(stretch.start, stretch.end)
            found.append(Paragraph(kind, pieces, stretch.start, region.part, shows, stretch.ours))
            shows = False
    return found


# --- what to read next ---------------------------------------------------------------------------------------


def _reasons(related: Sequence[Related]) -> list[tuple[str, list[Related]]]:
    """Related pages by their reason, in the order of the record."""
    return [(reason, list(some)) for reason, some in groupby(related, key=lambda each: each.reason)]
