"""Templates: what they may use besides the values of a page."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from banggiao import __version__
from banggiao.labels import LANGUAGES
from banggiao.web import days, language, urls

if TYPE_CHECKING:
    from banggiao.model import Participant, Place
    from banggiao.record import Contact
    from banggiao.web.asking import Ask


def render(template: str, ask: Ask, **values: object) -> str:
    """The template filled in, in the language of the guest. Everything is escaped but what templates write."""
    return _environment(ask.language).get_template(template).render(ask=ask, **values)


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
        "version": __version__,
        "kind_of": functools.partial(kind_of, spoken=spoken),
        "who_is": who_is,
        "languages": LANGUAGES,
    }
    made.filters |= {
        "day": lambda date: days.words(date, spoken),
        "machine_day": days.machine,
        "country": lambda code: language.country(code, spoken),
        "where": functools.partial(where, spoken=spoken),
        "number": functools.partial(number, spoken=spoken),
        "percent": lambda share: f"{share:.0%}",
    }
    return made


def _say(spoken: str, key: str, **facts: Any) -> str:
    return language.say(key, spoken, **facts)


def who_is(participant: Participant) -> str:
    """The name, else the body, else the offices; "?" where a page names nobody."""
    return participant.name or participant.organisation or ", ".join(participant.offices) or "?"


def kind_of(contact: Contact, spoken: str) -> str:
    """The form where it says enough by itself, with the status unless it was held."""
    kind = language.label("form", f"{contact.type}.{contact.form}", spoken)
    return kind if contact.status == "held" else f"{kind} ({language.label('status', contact.status, spoken)})"


def where(place: Place, spoken: str) -> str:
    """Venue, locality and country, as far as they are known; "" where nothing is."""
    return ", ".join(filter(None, (place.venue, place.locality, language.country(place.country, spoken))))


def number(value: int, spoken: str) -> str:
    """Thousands apart, as the language does it.

    >>> number(38959, "vi"), number(38959, "en")
    ('38.959', '38,959')
    """
    return f"{value:,}".replace(",", "." if spoken == "vi" else ",")
