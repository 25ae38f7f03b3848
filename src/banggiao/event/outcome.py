"""Drafts as events of the record."""

from __future__ import annotations

from msgspec.structs import replace

from banggiao.event.confidence import known_of, sure
from banggiao.event.draft import Draft, Part
from banggiao.model import Article, Event, Evidence, Participant, Place, content_id


def events_of(article: Article, drafts: list[Draft]) -> tuple[Event, ...]:
    """The events of the drafts in their order, each content once."""
    events: dict[str, Event] = {}
    for draft in drafts:
        event = _event(article, draft, len(drafts))
        if _has_sides(event):
            events.setdefault(event.id, event)
    return tuple(events.values())


def _has_sides(event: Event) -> bool:
    """Whether two are left when the tellings are brought together: an office told alone may turn out to be the other
    side's, and two may be called by the same words."""
    return event.type in ("visit", "message") or len(event.participants) > 1


def _event(article: Article, draft: Draft, contacts: int) -> Event:
    """A draft with its participants, place, evidence, confidence and id."""
    confidence, fields = sure(known_of(draft, contacts))
    told = [_participant(p, draft) for p in draft.parts]
    # one person whom two tellings brought in twice ("Trưởng Đại diện X, ông A")
    participants = tuple({(p.name, p.organisation, p.offices, p.role): p for p in reversed(told)}.values())[::-1]
    place = Place(
        venue=draft.venue if draft.type != "message" else None,
        locality=draft.locality,
        country=draft.country,
    )
    evidence = tuple(Evidence(start=a, end=b, region=r) for a, b, r in dict.fromkeys(draft.evidence))
    event = Event(
        id="",
        type=draft.type,
        form=draft.form,
        status=draft.status,
        date=draft.date,
        part_of_day=draft.part_of_day,
        place=place,
        participants=participants,
        evidence=evidence,
        confidence=confidence,
        field_confidence=fields,
        date_candidates=draft.candidates,
        date_excluded=draft.excluded,
        rule=draft.rule,
    )
    return replace(event, id=_id(article.id, event))


def _id(article: str, event: Event) -> str:
    key = [event.type, event.form, event.status, event.date or "", event.part_of_day or "", event.place.country or ""]
    key += sorted(f"{p.role}:{p.name or p.organisation or '/'.join(p.offices)}" for p in event.participants)
    return content_id(article, *key)


def placed(event: Event, article: str, shift: int) -> Event:
    """The event as one of the article with that id, its evidence further on by so many code points."""

    def moved(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in evidence)

    return replace(
        event,
        id=_id(article, event),
        participants=tuple(replace(one, evidence=moved(one.evidence)) for one in event.participants),
        evidence=moved(event.evidence),
    )


def _participant(part: Part, draft: Draft) -> Participant:
    """A person or an office alone by its offices, any other side by its name; the span may be of a second telling."""
    side = part.side
    start, end = part.span
    region = next((r for a, b, r in draft.evidence if a <= start and end <= b), draft.region)
    named = side.kind in ("person", "office")
    return Participant(
        name=side.name,
        offices=tuple(o.text for o in side.offices) if named else (),
        organisation=None if named else side.organisation,
        country=None if side.international else side.country,
        role=part.role,
        evidence=(Evidence(start=start, end=end, region=region),),
    )
