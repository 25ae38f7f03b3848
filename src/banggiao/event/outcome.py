"""Drafts as events of the record."""

from __future__ import annotations

from banggiao.event.draft import Draft, Part
from banggiao.model import Article, Event, Evidence, Participant, Place, content_id

# Shapes that look back to what was told before, or infer more than they read.
_UNSURE = frozenset(["two_sides", "agreement", "visit_of", "attending"])


def events_of(article: Article, drafts: list[Draft]) -> tuple[Event, ...]:
    """The events of the drafts in their order, each content once."""
    events: dict[str, Event] = {}
    for draft in drafts:
        event = _event(article, draft)
        events.setdefault(event.id, event)
    return tuple(events.values())


def _event(article: Article, draft: Draft) -> Event:
    """A draft with its participants, place, evidence and id."""
    participants = tuple(_participant(p, draft) for p in draft.parts)
    place = Place(
        venue=draft.venue if draft.type != "message" else None,
        locality=draft.locality,
        country=draft.country,
    )
    evidence = tuple(Evidence(start=a, end=b, region=r) for a, b, r in dict.fromkeys(draft.evidence))
    key = [draft.type, draft.form, draft.status, draft.date or "", draft.part_of_day or "", place.country or ""]
    key += sorted(f"{p.role}:{p.name or p.organisation or '/'.join(p.offices)}" for p in participants)
    return Event(
        id=content_id(article.id, *key),
        type=draft.type,
        form=draft.form,
        status=draft.status,
        date=draft.date,
        part_of_day=draft.part_of_day,
        place=place,
        participants=participants,
        evidence=evidence,
        confidence=_confidence(draft),
        date_candidates=draft.candidates,
        date_excluded=draft.excluded,
        rule=draft.rule,
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


def _confidence(draft: Draft) -> float:
    """A first estimate by where and how the contact is told."""
    regions = {r for _, _, r in draft.evidence}
    score = 0.9 if "lead" in regions else 0.8 if regions & {"headline", "caption"} and len(draft.evidence) > 1 else 0.7
    if draft.rule in _UNSURE:
        score -= 0.15
    if any(p.side.kind == "group" or (p.side.country is None and not p.side.international) for p in draft.parts):
        score -= 0.1
    return round(score, 2)
