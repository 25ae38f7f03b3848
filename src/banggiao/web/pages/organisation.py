"""One organisation: its contacts, with whom, what was spoken of."""

from __future__ import annotations

from starlette.responses import Response

from banggiao.web.asking import Ask, NotThere

_CONTACTS = 20


def organisation(ask: Ask) -> Response:
    """`/organisation/{id}` and `/organisation/{id}/{name}`"""
    id_ = ask.path["id"]
    mine = ask.record.thing("organisation", id_)
    if mine is None:
        raise NotThere("missing.organisation")
    return ask.show(
        "organisation.html",
        organisation=mine,
        contacts=ask.record.find(organisation=id_, limit=_CONTACTS, after=ask.query.get("after") or None),
    )
