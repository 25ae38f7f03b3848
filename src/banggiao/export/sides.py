"""Who takes part, as the things of other people's models: a person, a body, the holder of an office, a state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from banggiao import lexicon
from banggiao.authority import offices_called
from banggiao.model import Participant, Value, content_id
from banggiao.record import Contact
from banggiao.text import fold


class Side(Value, frozen=True, kw_only=True):
    """A participant with an id: the same person or body has the same in every contact.

    `kind`: person, organisation, office (its holder is not named) or state (nothing but a country is told).
    """

    id: str
    kind: Literal["person", "organisation", "office", "state"]
    name: str
    country: str | None
    role: str
    offices: tuple[str, ...]
    organisation: str | None


def side(one: Participant, person: str | None = None) -> Side | None:
    """The participant as a side, with the id of the `person` where it is known; None when nothing is told of it."""
    kind: Literal["person", "organisation", "office", "state"]
    if one.name:
        kind, name = "person", one.name
    elif one.organisation:
        kind, name = "organisation", one.organisation
    elif one.offices:
        kind, name = "office", ", ".join(one.offices)
    elif one.country:
        kind, name = "state", one.country
    else:
        return None
    return Side(
        id=person
        if person is not None and kind == "person"
        else content_id(kind, one.country or "", " ".join(fold(name).split())),
        kind=kind,
        name=name,
        country=one.country,
        role=one.role,
        offices=one.offices,
        organisation=one.organisation,
    )


def channel(one: Side) -> str | None:
    """The channel of the first office that the authority tables know; None where they know none."""
    for office in one.offices:
        for known in offices_called(office, one.country):
            return known.channel
    return None


def sides(contact: Contact) -> list[Side]:
    """Who takes part in a contact."""
    people = contact.people or (None,) * len(contact.participants)
    both = zip(contact.participants, people, strict=True)
    return [found for one, person in both if (found := side(one, person)) is not None]


def pairs(contact: Contact) -> Iterator[tuple[Side, Side]]:
    """Who had to do with whom, the one that receives, sends or invites first.

    A host with each guest, a sender with each recipient; parties of one standing with those of another state, or with
    one another where all are of one. A visit whose host is not told is paired with the state it goes to.
    """
    told = sides(contact)
    first = [one for one in told if one.role in ("host", "sender", "inviter")]
    second = [one for one in told if one.role in ("guest", "recipient")]
    equal = [one for one in told if one.role == "party"]
    if contact.type == "visit" and not first and contact.place.country:
        state = side(Participant(country=contact.place.country, role="host"))
        first = [state] if state is not None else []
    for one in first:
        for other in (*second, *equal):
            yield one, other
    abroad = len({one.country for one in equal}) > 1
    for number, one in enumerate(equal):
        yield from ((one, other) for other in second)
        for other in equal[number + 1 :]:
            if not abroad or one.country != other.country:
                yield one, other


class Kind(Value, frozen=True, kw_only=True):
    """A line of data/export/kinds.tsv."""

    vi: str
    plover: str
    mode: str
    cameo: str
    mirror: str
    goldstein: float


_COLUMNS = ("type", "form", "vi", "plover", "mode", "cameo", "mirror", "goldstein")


@cache
def kinds() -> dict[tuple[str, str], Kind]:
    """By type and form of the codebook."""
    return {
        (type_, form): Kind(vi=vi, plover=plover, mode=mode, cameo=cameo, mirror=mirror, goldstein=float(scale))
        for type_, form, vi, plover, mode, cameo, mirror, scale in lexicon.table("export/kinds.tsv", _COLUMNS)
    }


@cache
def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-3 by alpha-2."""
    return dict(lexicon.table("export/countries.tsv", ("alpha2", "alpha3")))  # type: ignore[arg-type]


def title(contact: Contact) -> str:
    """One line for a person: "tiếp: Trần Văn Bình - Mori Keiko"."""
    word = kinds()[contact.type, contact.form].vi
    names = " - ".join(one.name for one in sides(contact))
    return f"{word}: {names}" if names else word
