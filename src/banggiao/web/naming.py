"""What a contact is called at the head of its page: who with whom, from the record and not from a headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from banggiao.record import Contact
from banggiao.web.language import country, label, say
from banggiao.web.showing import who_is
from banggiao.web.sides import Side, Taker

_NAMED = 2


def title_of(contact: Contact, sides: Sequence[Side], language: str) -> str:
    """Both sides by name; of a visit who goes where; of a message who writes to whom."""
    takers = [taker for side in sides for taker in side.takers]
    if contact.type == "visit":
        goes = [each for each in takers if each.about.role == "guest"] or takers
        where = country(contact.place.country, language) or contact.place.locality
        return (
            say("title.visit", language, who=_names(goes, language), where=where) if where else _names(goes, language)
        )
    if contact.type == "message":
        senders = [each for each in takers if each.about.role == "sender"]
        recipients = [each for each in takers if each.about.role == "recipient"]
        if senders and recipients:
            return say("title.message", language, who=_names(senders, language), whom=_names(recipients, language))
    named = " – ".join(_names(side.takers, language) for side in sides)
    return named or label("form", f"{contact.type}.{contact.form}", language)


def _names(takers: Iterable[Taker], language: str) -> str:
    names = [who_is(each.about) for each in takers]
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return say("title.more", language, names=", ".join(names[:_NAMED]), n=len(names) - _NAMED)
