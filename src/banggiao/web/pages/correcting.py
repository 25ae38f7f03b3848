"""Putting right what was read: the fields of a contact or a statement, who is who, which tellings are one contact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from starlette.responses import RedirectResponse, Response

from banggiao.record import Contact, Page, judging
from banggiao.web.asking import Ask, NotThere
from banggiao.web.pages.review import just_done

_SIGHTINGS = 200


class Field(NamedTuple):
    """A field that can be judged: its name in a judgement, what stands there, and the values it may have (any, when
    none)."""

    name: str
    value: str
    allowed: tuple[str, ...]


def contact(ask: Ask) -> Response:
    """`/review/contact/{id}`: each field of a contact, to confirm, put right or call wrong; tellings to part, join."""
    if ask.signed is None:
        return RedirectResponse(f"/sign-in?next=/review/contact/{ask.path['id']}", status_code=303)
    found = ask.record.get(str(ask.path["id"]))
    if not isinstance(found, Contact):
        raise NotThere("missing.contact")
    judged = {each.field: each for each in found.judged if each.id == found.id}
    return ask.show(
        "correct_contact.html", contact=found, fields=list(_of_contact(found)), judged=judged, **just_done(ask)
    )


def _of_contact(contact: Contact) -> Iterator[Field]:
    place = contact.place
    plain: tuple[tuple[str, Any], ...] = (
        ("type", contact.type),
        ("form", contact.form),
        ("status", contact.status),
        ("date", contact.date),
        ("part_of_day", contact.part_of_day),
        ("place.venue", place.venue),
        ("place.locality", place.locality),
        ("place.country", place.country),
    )
    for name, value in plain:
        yield Field(name, value or "", judging.values_of(name))
    for n, each in enumerate(contact.participants):
        for part in ("name", "offices", "organisation", "country", "role"):
            name = f"participants.{n}.{part}"
            value = getattr(each, part)
            yield Field(name, "; ".join(value) if part == "offices" else value or "", judging.values_of(name))


def statement(ask: Ask) -> Response:
    """`/review/statement/{page}/{id}`: the fields of a statement."""
    page, id_ = str(ask.path["page"]), str(ask.path["id"])
    if ask.signed is None:
        return RedirectResponse(f"/sign-in?next=/review/statement/{page}/{id_}", status_code=303)
    found = ask.record.get(page)
    if not isinstance(found, Page):
        raise NotThere("missing.page")
    one = next((each for each in found.reading.statements if each.id == id_), None)
    if one is None:
        raise NotThere("missing.statement")
    names = ("speaker", "relayed_for", "addressee", "act", "commitment", "event")
    fields = [Field(name, getattr(one, name) or "", judging.values_of(name)) for name in names]
    return ask.show(
        "correct_statement.html",
        page=found,
        statement=one,
        words=(found.reading.text or "")[one.start : one.end],
        fields=fields,
        judged={each.field: each for each in found.judged if each.id == id_},
        **just_done(ask),
    )


def person(ask: Ask) -> Response:
    """`/review/person/{id}`: joins a person with another one, parts one of the sightings from the rest."""
    id_ = str(ask.path["id"])
    if ask.signed is None:
        return RedirectResponse(f"/sign-in?next=/review/person/{id_}", status_code=303)
    found = next((each for each in ask.record.person(id_) if each.id == id_), None)
    if found is None:
        raise NotThere("missing.person")
    # By any of the names, each telling once; who of them is meant the record knows.
    told = {
        each.id: each
        for name in found.names
        for each in ask.record.contacts(person=name.value, by="page", limit=_SIGHTINGS)
    }
    sightings = [
        (f"{each.id}#{n}", each, each.participants[n])
        for each in told.values()
        for n, who in enumerate(each.people)
        if who == id_
    ]
    return ask.show("correct_person.html", person=found, sightings=sightings, **just_done(ask))
