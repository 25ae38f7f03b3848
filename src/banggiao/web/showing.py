"""Templates: what they may use besides the values of a page."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from banggiao import __version__
from banggiao.entity import seat
from banggiao.labels import LANGUAGES
from banggiao.record import Contact
from banggiao.web import days, language, linked, reasons, urls
from banggiao.web.alternates import alternates

if TYPE_CHECKING:
    from banggiao.model import Participant, Place
    from banggiao.record import Card, Taking
    from banggiao.web.asking import Ask


def render(template: str, ask: Ask, **values: object) -> str:
    """The template filled in, in the language of the guest. Everything is escaped but what templates write."""
    return _environment(ask.language).get_template(template).render(ask=ask, **values)


def alone(template: str, spoken: str, **values: object) -> str:
    """A template that is no page of the server filled in: it has no guest."""
    return _environment(spoken).get_template(template).render(**values)


@functools.cache
def _environment(spoken: str) -> Environment:
    """One a language, so that words are looked up by a name that is bound once."""
    made = Environment(
        loader=PackageLoader("banggiao.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "lang": spoken,
        "say": functools.partial(_say, spoken),
        "label": lambda kind, code: language.label(kind, code, spoken),
        "url": urls,
        "alternates": alternates,
        "linked": linked.block,
        "version": __version__,
        "kind_of": functools.partial(kind_of, spoken=spoken),
        "who_is": who_is,
        "offices_of": offices_of,
        "some_of": lambda names: some_of(names, spoken),
        "others_in": functools.partial(others_in, spoken=spoken),
        "value_of": functools.partial(value_of, spoken=spoken),
        "field_name": functools.partial(field_name, spoken=spoken),
        "languages": LANGUAGES,
    }
    made.filters |= {
        "day": lambda date: days.words(date, spoken),
        "machine_day": days.machine,
        "country": lambda code: language.country(code, spoken),
        "where": functools.partial(where, spoken=spoken),
        "number": lambda value: language.number(value, spoken),
        "term": lambda term: reasons.with_days(term, spoken),
        "percent": lambda share: f"{share:.0%}",
        "reason": lambda reason: reasons.words(reason, spoken),
        "sure": lambda share: language.say(f"sure.{how_sure(share)}", spoken),
        "marked": marked,
    }
    made.tests["one_day"] = lambda date: bool(date) and re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", date) is not None
    return made


def _say(spoken: str, key: str, **facts: Any) -> str:
    return language.say(key, spoken, **facts)


def who_is(participant: Participant | Taking) -> str:
    """The name, else the body, else the offices; "?" where a page names nobody."""
    return participant.name or participant.organisation or ", ".join(participant.offices) or "?"


class Titles(NamedTuple):
    """The offices of somebody: one title each, and what else they are called."""

    shown: tuple[str, ...]
    also: tuple[str, ...]


def offices_of(participant: Participant | Taking) -> Titles:
    """Of several titles of one office the first: pages call a prime minister in many ways."""
    shown: dict[str, str] = {}
    for title in participant.offices:
        shown.setdefault(seat(title, participant.country or "").key, title)
    return Titles(tuple(shown.values()), tuple(title for title in participant.offices if title not in shown.values()))


_SOME = 4


def others_in(contact: Contact | Card, but: str | None, spoken: str) -> str:
    """Who takes part, but for the person of this id, by name: four of them and how many more."""
    if isinstance(contact, Contact):
        ids = [*contact.people, *(None for _ in contact.participants[len(contact.people) :])]
        names = [who_is(each) for each, id_ in zip(contact.participants, ids, strict=True) if but is None or id_ != but]
    else:
        names = [who_is(each) for each in contact.participants if but is None or each.person != but]
    return some_of(names, spoken)


def some_of(names: Sequence[str], spoken: str) -> str:
    """All of a few names, four of many and how many more."""
    if len(names) <= _SOME + 1:
        return ", ".join(names)
    return language.say("title.more", spoken, names=", ".join(names[:_SOME]), n=len(names) - _SOME)


def kind_of(contact: Contact | Card, spoken: str) -> str:
    """The form where it says enough by itself, with the status unless it was held."""
    kind = language.label("form", f"{contact.type}.{contact.form}", spoken)
    return kind if contact.status == "held" else f"{kind} ({language.label('status', contact.status, spoken)})"


def how_sure(share: float) -> str:
    """A probability in one of four words.

    >>> how_sure(0.95), how_sure(0.8), how_sure(0.6), how_sure(0.3)
    ('very', 'fairly', 'rather', 'hardly')
    """
    return "very" if share >= 0.9 else "fairly" if share >= 0.75 else "rather" if share >= 0.5 else "hardly"


def where(place: Place, spoken: str) -> str:
    """Venue, locality and country, as far as they are known; "" where nothing is."""
    return ", ".join(filter(None, (place.venue, place.locality, language.country(place.country, spoken))))


_OF_FIELD = {"status": "status", "part_of_day": "part", "role": "role", "act": "act", "commitment": "commitment"}


def value_of(type_: str, field: str, value: str, spoken: str) -> str:
    """A value of a field of a contact of this type, as people read it."""
    name = field.rpartition(".")[2]
    if name == "form":
        return language.label("form", f"{type_}.{value}", spoken)
    if name == "date":
        return days.words(value, spoken)
    if name == "country":
        return language.country(value, spoken)
    return language.label(_OF_FIELD[name], value, spoken) if name in _OF_FIELD else value


def field_name(field: str, spoken: str) -> str:
    """What a field is called; of a participant with their number, from 1."""
    name, _, rest = field.partition(".")
    if name == "participants" and rest:
        number, _, part = rest.partition(".")
        whose = language.say("field.participant", spoken, number=int(number) + 1)
        return f"{whose}, {field_name(part, spoken)}" if part else whose
    try:
        return language.say(f"field.{field or 'whole'}", spoken)
    except KeyError:
        return field


# Between these stand the words that a search found, in text from the record; no text of a page holds them.
MARKS = ("\x0e", "\x0f")


def marked(words: str) -> Markup:
    """A snippet with the words found as marks.

    >>> marked("<b> \x0eLào\x0f")
    Markup('&lt;b&gt; <mark>Lào</mark>')
    """
    # Escaped first; what is put in afterwards are these two constants.
    return Markup(str(escape(words)).replace(MARKS[0], "<mark>").replace(MARKS[1], "</mark>"))  # nosec B704
