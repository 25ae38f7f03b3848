"""What the tools answer: facts with the sentences they were read from, cut to a size that can be read at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from banggiao.record import Card, Commitment, Contact, Held, Hit, PersonFound, Record, Saying, Thing

Answer = dict[str, Any]

MOST = 20  # things of a list
_SENTENCES = 5  # of one thing
_SIGHTINGS = 3  # of one time in office
_NAMESAKES = 5
_LONGEST = 700  # characters of a sentence
_TEXT = 8_000  # characters of a page at once
_TOLD = 20  # pages, parts, offices


class NotThere(Exception):
    """The record has nothing of this id or name; the message says so."""


def search(
    record: Record,
    query: str,
    kind: Any,
    asked: Mapping[str, Any],
    *,
    order: Any,
    limit: int,
    after: str | None,
) -> Answer:
    filters: Any = {name: value for name, value in asked.items() if value is not None}
    found = record.find(query, kind, order=order, limit=limit, after=after, **filters)
    return {
        "kind": kind,
        "total": found.total,
        "total_is_exact": found.exact,
        "results": [_shown(record, each) for each in found.results],
        "next": found.cursor,
    }


def contact(record: Record, id_: str) -> Answer:
    found = record.get(id_)
    if not isinstance(found, Contact):
        raise NotThere(f"There is no contact {id_}; look for it with search.")
    told = {name: _plain(getattr(found, name)) for name in ("id", "type", "form", "status", "date", "part_of_day")}
    people = found.people or (None,) * len(found.participants)
    takers = [
        {
            "name": one.name,
            "person": person,
            "offices": list(one.offices),
            "organisation": one.organisation,
            "country": one.country,
            "role": one.role,
        }
        for one, person in zip(found.participants, people, strict=True)
    ]
    cited = {name: getattr(found, name) for name in ("page", "headline", "outlet", "published", "url")}
    return told | {
        "place": _plain(found.place),
        "participants": takers,
        "confidence": found.confidence,
        "evidence": [
            {"sentence": _cut(each.text), "start": each.start, "end": each.end} | cited for each in found.evidence
        ][:_SENTENCES],
        "date_reasons": _plain(found.date_candidates),
        "sources": [
            {"page": each.page, "headline": each.headline, "outlet": each.outlet, "published": each.published,
             "url": each.url, "copy_of": each.copy_of, "date": each.date, "status": each.status}
            for each in found.sources[:_TOLD]
        ],
        "independent_texts": found.independent,
        "differing": _plain(found.values),
        "judged": _plain(found.judged),
        "part_of": found.part_of,
        "parts": list(found.parts[:_TOLD]),
        "statements": [_saying(each) for each in record.said_in(found.id)[:_TOLD]],
    }  # fmt: skip


def person(record: Record, asked: str) -> Answer:
    found = record.person(asked)
    if not found:
        raise NotThere(f"Nobody is called {asked!r} in the record or its tables; try search with kind people.")
    return {
        "people": [_person(record, each) for each in found[:_NAMESAKES]],
        "others_of_this_name": max(len(found) - _NAMESAKES, 0),
    }


def _person(record: Record, one: PersonFound) -> Answer:
    latest = record.find(person=one.id, limit=_SENTENCES, counts=False).results if one.id else ()
    return {
        "id": one.id,
        "name": one.name,
        "country": one.country,
        "wikidata": one.wikidata,
        "names": [each.value for each in one.names[:_TOLD]],
        "offices": [_held(record, held) for held in one.offices[:_TOLD]],
        "contradicted": _plain(one.conflicts[:_SENTENCES]),
        "contacts": one.contacts,
        "statements": one.statements,
        "first_seen": one.first_seen,
        "last_seen": one.last_seen,
        "latest": [_card(card) for card in latest],
    }


def relation(record: Record, a: str, b: str) -> Answer:
    found = record.relation(a, b)
    whole: Answer = msgspec.to_builtins(found)
    several = (("planned", found.planned[:_SENTENCES]), ("latest", found.latest))
    for name, some in several:
        cards = (record.card(each.contact) for each in some)
        whole[name] = [_card(card) for card in cards if card]
    for name, one in (("first", found.first), ("last", found.last)):
        card = record.card(one.contact) if one else None
        whole[name] = _card(card) if card else None
    whole["levels"] = whole["levels"][:_TOLD]
    by_year: dict[str, int] = {}
    for count in found.series:
        by_year[count.year or "unknown"] = by_year.get(count.year or "unknown", 0) + count.contacts
    del whole["series"]
    return whole | {"contacts_by_year": by_year}


def office_on_day(record: Record, office: str, day: str, country: str | None) -> Answer:
    held = record.who(office, day, country)
    if not held:
        raise NotThere(f"Nobody is known to have held {office!r} on {day}.")
    return {"office": office, "day": day, "holders": [_held(record, each) for each in held[:MOST]]}


def page(record: Record, id_: str, start: int) -> Answer:
    current = next((each.version for each in record.history(id_) if each.current), None)
    found = None if current is None else record.version(id_, current)
    if found is None:
        raise NotThere(f"There is no page {id_}; look for it with search and kind pages.")
    reading = found.reading
    text, end = reading.text, start + _TEXT
    return {
        "page": found.id,
        "headline": reading.headline,
        "outlet": reading.outlet,
        "published": reading.published,
        "url": reading.url,
        "source": reading.source,
        "text": text[start:end],
        "start": start,
        "characters": len(text),
        "next": end if end < len(text) else None,
        "contacts": [
            {
                "id": event.id,
                "type": event.type,
                "form": event.form,
                "status": event.status,
                "date": event.date,
                "participants": [one.name or one.organisation or ", ".join(one.offices) for one in event.participants],
                "evidence": [_cut(text[each.start : each.end]) for each in event.evidence[:_SENTENCES]],
            }
            for event in reading.events[:_TOLD]
        ],
        "statements": [
            {"id": each.id, "speaker": each.speaker, "act": each.act, "commitment": each.commitment,
             "sentence": _cut(text[each.start : each.end]), "start": each.start, "end": each.end}
            for each in reading.statements[:_TOLD]
        ],
    }  # fmt: skip


def who_met_whom(
    record: Record, asked: str, other: str | None, since: str | None, until: str | None, limit: int
) -> Answer:
    one = _only(record, asked)
    filters: Any = {name: value for name, value in (("since", since), ("until", until)) if value is not None}
    if other is None:
        met = [
            _plain(each) | {"last_contact": _last(record, one, each.person)}
            for each in record.company(str(one.id), limit)
        ]
        return {"person": {"id": one.id, "name": one.name}, "met": met}
    two = _only(record, other)
    both: list[Card] = []
    cursor: str | None = None
    while len(both) < limit:
        found = record.find(person=one.id, limit=200, after=cursor, counts=False, **filters)
        both += [card for card in found.results if any(each.person == two.id for each in card.participants)]
        cursor = found.cursor
        if cursor is None:
            break
    people = [{"id": each.id, "name": each.name} for each in (one, two)]
    return {"people": people, "contacts": [_card(card) for card in both[:limit]]}


def _last(record: Record, one: PersonFound, other: str | None) -> Answer | None:
    """The latest contact of two, where it is among the latest of the first."""
    for card in record.find(person=one.id, limit=200, counts=False).results if other else ():
        if any(each.person == other for each in card.participants):
            return _card(card)
    return None


def _only(record: Record, asked: str) -> PersonFound:
    found = [each for each in record.person(asked) if each.id is not None]
    if not found:
        raise NotThere(f"No page names {asked!r}; try search with kind people.")
    return found[0]


# --- pieces --------------------------------------------------------------------------------------------------


def _shown(record: Record, one: object) -> Answer:
    if isinstance(one, Card):
        return _card(one)
    if isinstance(one, Saying):
        return _saying(one)
    if isinstance(one, Commitment):
        return _commitment(one)
    if isinstance(one, Hit):
        told: Answer = _plain(one)
        return told | {"page": one.id, "evidence": [_cited(one, one.snippet)]}
    assert isinstance(one, Thing)
    told = _plain(one)
    key = {"person": "person", "office": "office", "organisation": "organisation"}.get(one.kind)
    latest: Iterable[Card] = ()
    if key is not None:
        filters: Any = {key: one.id}
        latest = record.find(limit=1, counts=False, **filters).results
    return told | {"evidence": [each for card in latest for each in _card(card)["evidence"]]}


def _card(card: Card) -> Answer:
    return {
        "id": card.id,
        "type": card.type,
        "form": card.form,
        "status": card.status,
        "date": card.date,
        "place": _plain(card.place),
        "participants": _plain(card.participants),
        "confidence": card.confidence,
        "sources": card.sources,
        "independent_texts": card.independent,
        "part_of": card.part_of,
        "evidence": [_cited(card, card.evidence)],
    }


def _saying(one: Saying) -> Answer:
    return {
        "id": one.id,
        "speaker": one.speaker,
        "person": one.person,
        "addressee": one.addressee,
        "relayed_for": one.relayed_for,
        "act": one.act,
        "commitment": one.commitment,
        "topics": list(one.topics),
        "contact": one.contact,
        "date": one.date,
        "evidence": [_cited(one, one.text) | {"start": one.start, "end": one.end}],
    }


def _commitment(one: Commitment) -> Answer:
    return {
        "id": one.id,
        "kind": one.kind,
        "status": one.status,
        "by": one.by,
        "by_side": one.by_side,
        "to": one.to,
        "to_side": one.to_side,
        "date": one.date,
        "contact": one.contact,
        "topics": list(one.topics),
        "evidence": [_cited(each, each.text) for each in one.told[:_SENTENCES]],
        "follow_ups": [
            {"id": each.id, "what": each.what, "date": each.date, "contact": each.contact, "verdict": each.verdict,
             "probability": each.confidence, "reasons": list(each.reasons),
             "evidence": [_cited(each.evidence, each.evidence.text)]}
            for each in one.follow_ups[:_SIGHTINGS]
        ],
    }  # fmt: skip


def _held(record: Record, held: Held) -> Answer:
    """A time in office with sentences that call its holder so; of the tables, their line."""
    ids = dict.fromkeys(each.told_in.partition("#")[0] for each in held.attested)
    cards = (record.card(id_) or _whole(record, id_) for id_ in list(ids)[:_SIGHTINGS])
    return {
        "title": held.title,
        "country": held.country,
        "start": held.start,
        "end": held.end,
        "in_office_when_checked": held.checked if held.end is None else None,
        "acting": held.acting,
        "source": held.source,
        "table": held.where,
        "person": held.person,
        "name": held.name,
        "evidence": [_cited(card, card.evidence) | {"contact": card.id} for card in cards if card is not None],
    }


def _whole(record: Record, telling: str) -> Card | None:
    """The contact that has this telling."""
    found = record.get(telling)
    return record.card(found.id) if isinstance(found, Contact) else None


def _cited(one: Any, sentence: str) -> Answer:
    """A sentence and where it stands."""
    return {
        "sentence": _cut(sentence),
        "page": one.id if isinstance(one, Hit) else one.page,
        "headline": one.headline,
        "outlet": one.outlet,
        "published": one.published,
        "url": one.url,
    }


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value)
