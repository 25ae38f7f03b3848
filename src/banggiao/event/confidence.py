"""How sure a contact and each of its fields is: what is known of how it was read, weighed by the table of FILE.

The confidence of an event is the probability that there was such a contact; that of a field the probability that the
field is right, given that there was.
"""

from __future__ import annotations

from typing import NamedTuple

from banggiao.confidence import odds, probability, scale
from banggiao.event.draft import Draft, Part
from banggiao.model import EventFieldConfidence

FILE = "events/confidence.tsv"
TARGETS = ("event", "date", "place", "form", "status", "participants")

_ORDER = ("lead", "body", "headline", "caption")
_LONG = 280  # characters of a sentence
_LATE = 900  # characters of the page before the telling


class Known(NamedTuple):
    """What is known of how a contact was read: features of the whole, of its date, of its place, of each side."""

    event: tuple[str, ...]
    date: tuple[str, ...]
    place: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]


def known_of(draft: Draft, contacts: int) -> Known:
    """The features of a draft on a page (or in a teaser) that tells so many contacts."""
    told = {region for _, _, region in draft.evidence} or {draft.region}
    first = min(told, key=lambda region: _ORDER.index(region) if region in _ORDER else len(_ORDER))
    kinds = {_kind(part) for part in draft.parts}
    event = [
        f"rule={draft.rule}",
        f"type={draft.type}",
        f"form={draft.type}.{draft.form}",
        f"status={draft.status}",
        f"told={first}",
        f"contacts={1 if contacts == 1 else 2 if contacts < 4 else 4}",
        *(f"side={kind}" for kind in sorted(kinds)),
    ]
    lands = [part.side.country for part in draft.parts]
    if len(draft.evidence) > 1:
        event.append("told again")
    if "headline" in told:
        event.append("in the headline")
    if len(lands) != 2:
        event.append("one side" if len(lands) < 2 else "many sides")
    if draft.noun:
        event.append("noun")
    if draft.background:
        event.append("background")
    if draft.recalled:
        event.append("recalled")
    if draft.date is None:
        event.append("undated")
    if "VN" not in lands:
        event.append("abroad")
    if None in lands and any(p.side.country is None and not p.side.international for p in draft.parts):
        event.append("open side")
    if draft.end - draft.start > _LONG:
        event.append("long")
    if draft.start > _LATE:
        event.append("late")
    return Known(tuple(event), tuple(_date(draft)), tuple(_place(draft)), tuple(_side(draft, p) for p in draft.parts))


def _kind(part: Part) -> str:
    """How a side was found: a name with its office, a name alone, an office alone, a body, a group, a country."""
    side = part.side
    return "name alone" if side.kind == "person" and not side.offices else side.kind


def _date(draft: Draft) -> list[str]:
    time = draft.time.kind if draft.time else "follows" if draft.follows else "none"
    found = [f"time={time}", f"{draft.type} time={time}"]
    if draft.time is None and draft.date:
        found.append("lent day")
    if draft.time is not None and draft.time.same:
        found.append("same day")
    if draft.candidates:
        found.append("reasoned")
    if draft.date and draft.date.startswith(("[", "XXXX")):
        found.append("day open")
    if draft.date and "/" in draft.date:
        found.append("span")
    if draft.part_of_day:
        found.append("part of day")
    return found


def _place(draft: Draft) -> list[str]:
    named = [name for name in ("venue", "locality", "country") if getattr(draft, name)]
    return [f"place={'+'.join(named) or 'none'}", f"{draft.type} place={'+'.join(named) or 'none'}"]


def _side(draft: Draft, part: Part) -> tuple[str, ...]:
    side = part.side
    found = [f"is {_kind(part)}", f"role={part.role}", f"offices={min(len(side.offices), 2)}"]
    if side.country is None:
        found.append("is international" if side.international else "is of no country")
    elif side.country != "VN":
        found.append("is foreign")
    if len(side.spans) > 1:
        found.append("named again")
    return tuple(found)


def sure(known: Known) -> tuple[float, EventFieldConfidence]:
    """How likely the contact, and each of its fields."""
    weights = scale(FILE, TARGETS)
    event, date, place, form, status, side = odds(weights, known.event + known.date + known.place)
    people = [side + sum(weights[f][-1] for f in features if f in weights) for features in known.sides]
    return probability(event), EventFieldConfidence(
        date=probability(date),
        place=probability(place),
        form=probability(form),
        status=probability(status),
        participants=tuple(map(probability, people)),
    )


def features_of(known: Known, target: str, position: int = 0) -> tuple[str, ...]:
    """The features that speak of a target; of participants for the one at `position`."""
    match target:
        case "date":
            return known.event + known.date
        case "place":
            return known.event + known.place
        case "participants":
            return known.event + known.sides[position]
        case _:
            return known.event
