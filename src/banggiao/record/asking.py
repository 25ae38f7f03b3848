"""Reading pages and contacts back out of the tables, as the values that went in."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from banggiao.model import (
    DateCandidate,
    Event,
    EventFieldConfidence,
    Evidence,
    Issue,
    Participant,
    Place,
    Reading,
    Region,
    Statement,
    StatementFieldConfidence,
    Teaser,
)
from banggiao.record import mending, tellings
from banggiao.record.errors import present
from banggiao.record.results import Contact, Differing, Judged, Page, Quote, Report
from banggiao.relation import choosing


class _Candidate(DateCandidate, frozen=True, kw_only=True):
    """A day as the tables hold it: one that the date may be, or one that it can't be."""

    excluded: bool = False


_CANDIDATES = msgspec.json.Decoder(tuple[_Candidate, ...])
_OF_EVENT = msgspec.json.Decoder(EventFieldConfidence)
_OF_STATEMENT = msgspec.json.Decoder(StatementFieldConfidence)


class Redating(NamedTuple):
    """The date as it was read, and the page that told the year."""

    read: str
    page: str


class Row(NamedTuple):
    """An event as the tables hold it, with the number of the teaser it stands in."""

    number: int
    version: int
    teaser: int | None
    event: Event
    redated: Redating | None
    judged: Sequence[Judged] = ()


def page(db: sqlite3.Connection, version: int) -> Page:
    """The page of one version key."""
    found = db.execute(
        "SELECT v.number, v.added, d.current = v.version, d.id, v.source, v.url, v.outlet, v.agency, v.byline,"
        " v.headline, v.published, v.published_basis, v.media, v.text"
        " FROM versions v JOIN documents d ON d.document = v.document WHERE v.version = ?",
        (version,),
    )
    (number, added, current, *about, text) = present(found.fetchone())
    own: list[Event] = []
    judged: list[Judged] = []
    told: defaultdict[int, list[Event]] = defaultdict(list)
    for row in events(db, _numbers(db, "SELECT event FROM events WHERE version = ? ORDER BY event", version)):
        row = _as_read(row)
        (own if row.teaser is None else told[row.teaser]).append(row.event)
        judged += row.judged
    statements, of_statements = _statements(db, version)
    names = Reading.__struct_fields__[:10]  # id to media, in the order of the columns
    reading = Reading(
        **dict(zip(names, about, strict=True)),
        regions=_regions(db, version),
        events=tuple(own),
        statements=statements,
        related=_teasers(db, version, told),
        issues=_issues(db, version),
        text=text,
    )
    judged += of_statements
    return Page(
        id=reading.id, version=number, current=bool(current), added=added, reading=reading, judged=tuple(judged)
    )


def _numbers(db: sqlite3.Connection, query: str, *values: object) -> list[int]:
    return [number for (number,) in db.execute(query, values)]


def _regions(db: sqlite3.Connection, version: int) -> tuple[Region, ...]:
    rows = db.execute(
        "SELECT kind, start, stop, teaser, part, photographer, agency FROM regions WHERE version = ? ORDER BY n",
        (version,),
    )
    return tuple(
        Region(kind=kind, start=start, end=end, group=group, part=part, photographer=photographer, agency=agency)
        for kind, start, end, group, part, photographer, agency in rows
    )


def _teasers(db: sqlite3.Connection, version: int, told: dict[int, list[Event]]) -> tuple[Teaser, ...]:
    rows = db.execute(
        "SELECT n, headline, lead, caption, media, published FROM teasers WHERE version = ? ORDER BY n", (version,)
    )
    return tuple(
        Teaser(
            headline=headline,
            lead=lead,
            caption=caption,
            media=media,
            published=published,
            events=tuple(told.get(n, ())),
        )
        for n, headline, lead, caption, media, published in rows
    )


def _issues(db: sqlite3.Connection, version: int) -> tuple[Issue, ...]:
    rows = db.execute("SELECT stage, code, start, stop, note FROM issues WHERE version = ? ORDER BY n", (version,))
    return tuple(
        Issue(stage=stage, code=code, start=start, end=end, note=note) for stage, code, start, end, note in rows
    )


def _statements(db: sqlite3.Connection, version: int) -> tuple[tuple[Statement, ...], list[Judged]]:
    """The statements of a version as they were read, and what people judged of them."""
    rows = db.execute(
        "SELECT statement, id, event, speaker, relayed_for, addressee, act, start, stop, commitment, confidence,"
        " topics, field_confidence FROM statements WHERE version = ? ORDER BY n",
        (version,),
    ).fetchall()
    numbers = [row[0] for row in rows]
    seen = _evidence(db, "statement", numbers)
    judged = mending.of_statements(db, numbers)
    names = ("id", "event", "speaker", "relayed_for", "addressee", "act", "start", "end", "commitment", "confidence")
    found = (
        Statement(
            **dict(zip(names, row[1:-2], strict=True)),
            topics=tuple(row[-2].split()),
            field_confidence=None if row[-1] is None else _OF_STATEMENT.decode(row[-1]),
            evidence=tuple(seen.get(row[0], ())),
        )
        for row in rows
    )
    as_read = tuple(
        mending.statement_as_read(one, judged.get(number, ())) for number, one in zip(numbers, found, strict=True)
    )
    return as_read, [each for number in numbers for each in judged.get(number, ())]


def events(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Row]:
    """The events of these numbers, in this order."""
    marks = _marks(numbers)
    rows = {
        row[0]: row
        for row in db.execute(
            "SELECT event, version, teaser, id, type, form, status, date, part_of_day, venue, locality, country,"
            f" confidence, rule, date_candidates, field_confidence FROM events WHERE event IN ({marks})",
            numbers,
        )
    }
    seen = _evidence(db, "event", numbers)
    taking_part = _participants(db, numbers)
    redated = {
        number: Redating(read, told)
        for number, read, told in db.execute(
            "SELECT r.event, r.date, d.id FROM redated r JOIN events e ON e.event = r.told_by"
            " JOIN versions v ON v.version = e.version JOIN documents d ON d.document = v.document"
            f" WHERE r.event IN ({marks})",
            numbers,
        )
    }
    judged = mending.of_events(db, numbers)
    return [
        _row(rows[number], taking_part.get(number, []), seen.get(number, []))._replace(
            redated=redated.get(number), judged=judged.get(number, ())
        )
        for number in numbers
    ]


def _as_read(row: Row) -> Row:
    """The event as its own page has it."""
    if row.redated is not None:
        row = row._replace(event=msgspec.structs.replace(row.event, date=row.redated.read))
    return row._replace(event=mending.event_as_read(row.event, row.judged)) if row.judged else row


def _as_known(row: Row) -> Event:
    """The event with the reason why its date is narrower than it was read."""
    event = row.event
    if row.redated is None or event.date is None:
        return event
    reason = f"page {row.redated.page} tells it of {event.date}"
    of_it = [c for c in event.date_candidates if event.date.startswith(c.edtf) or c.edtf.startswith(event.date)]
    others = tuple(DateCandidate(edtf=c.edtf, reasons=(reason,)) for c in event.date_candidates if c not in of_it)
    reasons = (reason, *(each for c in of_it for each in c.reasons))
    return msgspec.structs.replace(
        event,
        date_candidates=(DateCandidate(edtf=event.date, reasons=reasons),),
        date_excluded=(*event.date_excluded, *others),
    )


def _row(row: tuple[object, ...], taking_part: Iterable[Participant], evidence: Iterable[Evidence]) -> Row:
    (
        number,
        version,
        teaser,
        id_,
        type_,
        form,
        status,
        date,
        part_of_day,
        venue,
        locality,
        country,
        confidence,
        rule,
        dates,
        fields,
    ) = row
    event = msgspec.convert(
        {
            "id": id_,
            "type": type_,
            "form": form,
            "status": status,
            "date": date,
            "part_of_day": part_of_day,
            "place": Place(venue=venue, locality=locality, country=country),  # type: ignore[arg-type]
            "participants": tuple(taking_part),
            "evidence": tuple(evidence),
            "confidence": confidence,
            "field_confidence": _OF_EVENT.decode(fields) if isinstance(fields, str) else None,
            "date_candidates": _days(dates, excluded=False),
            "date_excluded": _days(dates, excluded=True),
            "rule": rule,
        },
        Event,
    )
    return Row(number, version, teaser, event, None)  # type: ignore[arg-type]


def _days(dates: object, *, excluded: bool) -> tuple[DateCandidate, ...]:
    told = _CANDIDATES.decode(dates) if isinstance(dates, str) else ()
    return tuple(DateCandidate(edtf=d.edtf, reasons=d.reasons) for d in told if d.excluded == excluded)


def _participants(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[Participant]]:
    rows = db.execute(
        "SELECT p.event, p.participant, names.value, p.organisation, p.country, p.role FROM participants p"
        f" LEFT JOIN names ON names.name = p.name WHERE p.event IN ({_marks(numbers)}) ORDER BY p.event, p.n",
        numbers,
    ).fetchall()
    people = [row[1] for row in rows]
    seen = _evidence(db, "participant", people)
    offices: defaultdict[int, list[str]] = defaultdict(list)
    for participant, title in db.execute(
        f"SELECT participant, title FROM offices WHERE participant IN ({_marks(people)}) ORDER BY participant, n",
        people,
    ):
        offices[participant].append(title)
    found: defaultdict[int, list[Participant]] = defaultdict(list)
    for event, participant, name, organisation, country, role in rows:
        found[event].append(
            Participant(
                name=name,
                offices=tuple(offices.get(participant, ())),
                organisation=organisation,
                country=country,
                role=role,
                evidence=tuple(seen.get(participant, ())),
            )
        )
    return found


def _evidence(db: sqlite3.Connection, owner: str, numbers: Sequence[int]) -> dict[int, list[Evidence]]:
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    for number, start, end, region in db.execute(
        f"SELECT {owner}, start, stop, region FROM evidence WHERE {owner} IN ({_marks(numbers)}) ORDER BY evidence",
        numbers,
    ):
        found[number].append(Evidence(start=start, end=end, region=region))
    return found


def tellings_of(db: sqlite3.Connection, numbers: Sequence[int], size: int = 200) -> Iterator[Contact]:
    """What single pages tell: the events of these numbers, in this order, read from the file `size` at a time."""
    for first in range(0, len(numbers), size):
        some = numbers[first : first + size]
        rows = events(db, some)
        about = _about(db, {row.version for row in rows})
        visits = _visits(db, some)
        compared = tellings.load(db, some)
        for row in rows:
            told = (_told(row, about[row.version][0]),)
            takers = compared[row.number].takers if row.number in compared else ()
            people = _people(row.event.participants, [taker.who for taker in takers]) if takers else ()
            yield structs.replace(
                _contact(row, *about[row.version]), sources=told, people=people, part_of=visits.get(row.number)
            )


def contacts(db: sqlite3.Connection, numbers: Sequence[int], size: int = 200) -> Iterator[Contact]:
    """The contacts of these numbers, in this order, read from the file `size` at a time."""
    for first in range(0, len(numbers), size):
        yield from _contacts(db, numbers[first : first + size])


def _contacts(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Contact]:
    told: defaultdict[int, list[int]] = defaultdict(list)
    for contact, event in db.execute(
        f"SELECT contact, event FROM tellings WHERE contact IN ({_marks(numbers)}) ORDER BY contact, event", numbers
    ):
        told[contact].append(event)
    every = [event for events_ in told.values() for event in events_]
    rows = dict(zip(every, events(db, every), strict=True))
    compared = tellings.load(db, every)
    about = _about(db, {row.version for row in rows.values()})
    texts = tellings.texts(db, [about_[0]["page"] for about_ in about.values()])
    heads = dict(db.execute(f"SELECT contact, id FROM contacts WHERE contact IN ({_marks(numbers)})", numbers))
    visits, parts = _visits(db, every), _parts(db, numbers)
    for number in numbers:
        ordered = sorted((compared[event].key, event) for event in told[number])
        members = [
            choosing.Member(compared[event], rows[event].event, texts[compared[event].page], decided(rows[event]))
            for _, event in ordered
        ]
        mine = [rows[event] for _, event in ordered]
        chosen = choosing.choose(members)
        shown = mine[chosen.shown]
        sources = [_told(row, about[row.version][0], texts) for row in mine]
        yield structs.replace(
            _contact(shown, *about[shown.version]),
            id=heads[number],
            related=None if any(row.teaser is None for row in mine) else shown.teaser,
            sources=tuple(sorted(sources, key=_newest_last)),
            copies=tuple(sorted({one.page for one in sources if one.copy_of is not None})),
            people=_people(chosen.participants, chosen.who),
            part_of=visits.get(shown.number),
            parts=tuple(parts.get(number, ())),
            **({} if len(members) == 1 else _chosen(chosen, members)),
        )


def _people(taking_part: Iterable[Participant], who: Iterable[str]) -> tuple[str | None, ...]:
    """Ids of persons; until a page is resolved those of its people are None."""
    both = zip(taking_part, who, strict=True)
    return tuple(each if _ID.fullmatch(each) else None for one, each in both if mending.took_part(one))


_ID = re.compile(r"[0-9a-f]{16}")


def decided(row: Row) -> frozenset[str]:
    """The fields of an event that a person put right or confirmed."""
    return frozenset(each.field for each in row.judged)


def _chosen(chosen: choosing.Chosen, members: Sequence[choosing.Member]) -> dict[str, Any]:
    names = ("form", "status", "date", "part_of_day", "place", "confidence", "field_confidence", "independent")
    values = {
        field: tuple(
            Differing(value=each.value, events=tuple(members[at].telling.id for at in each.members)) for each in given
        )
        for field, given in chosen.values.items()
    }
    taking_part = tuple(filter(mending.took_part, chosen.participants))
    return {name: getattr(chosen, name) for name in names} | {"values": values, "participants": taking_part}


def _newest_last(one: Report) -> tuple[str, str, str]:
    return one.published or "9999", one.page, one.event


def _told(row: Row, about: Mapping[str, Any], texts: Mapping[str, str] | None = None) -> Report:
    original = (texts or {}).get(about["page"], about["page"])
    return Report(
        event=row.event.id,
        **about,
        copy_of=None if original == about["page"] else original,
        related=row.teaser,
        form=row.event.form,
        status=row.event.status,
        date=row.event.date,
        confidence=row.event.confidence,
    )


def _visits(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The id of the visit that each of these events is part of."""
    return dict(
        db.execute(
            "SELECT t.event, v.id FROM tellings t JOIN contacts c ON c.contact = t.contact"
            f" JOIN contacts v ON v.contact = c.part_of WHERE t.event IN ({_marks(numbers)})",
            numbers,
        )
    )


def _parts(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The ids of what belongs to each of these contacts, in the order of their days."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for visit, id_ in db.execute(
        f"SELECT part_of, id FROM contacts WHERE part_of IN ({_marks(numbers)})"
        " ORDER BY date_from IS NULL, date_from, id",
        numbers,
    ):
        found[visit].append(id_)
    return found


def _about(db: sqlite3.Connection, versions: set[int]) -> dict[int, tuple[dict[str, str], str]]:
    """What a contact says of its page, and the page's text, by version key."""
    names = ("page", "headline", "outlet", "published", "url", "source")
    return {
        version: (dict(zip(names, about, strict=True)), text)
        for version, text, *about in db.execute(
            "SELECT v.version, v.text, d.id, v.headline, v.outlet, v.published, v.url, v.source"
            f" FROM versions v JOIN documents d ON d.document = v.document WHERE v.version IN ({_marks(versions)})",
            tuple(versions),
        )
    }


def _contact(row: Row, about: dict[str, str], text: str) -> Contact:
    event = _as_known(row)
    fields: dict[str, Any] = {name: getattr(event, name) for name in Event.__struct_fields__}
    fields["date_read"] = row.redated.read if row.redated else None
    fields["evidence"] = tuple(
        Quote(start=e.start, end=e.end, region=e.region, text=text[e.start : e.end]) for e in row.event.evidence
    )
    if row.judged:
        fields["participants"] = tuple(filter(mending.took_part, event.participants))
    return Contact(**fields | about, related=row.teaser, judged=tuple(row.judged))


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
