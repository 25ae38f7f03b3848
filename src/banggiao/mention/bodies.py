"""Organisations: a known name with what follows it, or a noun such as "Bộ", "Ủy ban" with its complement."""

from __future__ import annotations

import re

from banggiao.mention import names, offices, persons, tails
from banggiao.mention.row import Row
from banggiao.model import Actor, Office

# "Liên minh nghị sĩ hữu nghị với Việt Nam": of another country than Vietnam
_FRIENDS_OF = re.compile(r"\bhữu nghị với\s")


def body(row: Row, k: int) -> tuple[Actor | None, int]:
    """The organisation that begins at item k (a country or a city behind "nước", "thủ đô"), and the item after it."""
    item, e = row.items[k], row.items[k].entry
    if e.org is None and not item.cap and not (row.cap(k + 1) or row.entry(k + 1).orghead):
        return None, k + 1
    if not item.cap and item.low.startswith("an ninh"):
        return None, k + 1  # "tình hình an ninh tỉnh X"
    tail = tails.walk(row, k)
    if not item.cap and e.org is not None and e.orghead is None and tail.end <= k:
        return None, k + 1
    if tail.end <= k + 1 and e.org is None and e.country is None and item.low not in row.roles.standalone:
        return None, k + 1
    after = max(tail.end, k + 1)
    if (place := _place(row, k, after)) is not None:
        return place, k + 2
    start, end = item.start, row.items[after - 1].end
    text = offices.without(row.text, start, end, tail.skip)
    if _FRIENDS_OF.search(text.lower()):
        tail.country = None
    if text.lower().startswith("đại diện") and (name := names.find(row, after, certain=True)) is not None:
        # "Đại diện Thương mại Mỹ Robert L.": the body's name is a person's office
        office = Office(
            start=start, end=end, text=text, head="đại diện", level="government", country=tail.country or e.org or None
        )
        return persons.person(row, k, [office], name)
    return (
        Actor(
            kind="organisation",
            start=start,
            end=end,
            organisation=text,
            country=tail.country,
            international=tail.international and tail.country is None,
            level=e.channel,
        ),
        after,
    )


def _place(row: Row, k: int, after: int) -> Actor | None:
    """ "Thủ đô Hà Nội", "nước Lào": the noun at k and the place behind it."""
    noun, roles = row.items[k].low, row.roles
    if noun in roles.capital_noun and after >= k + 2 and row.entry(k + 1).locality is not None:
        kind, country = "locality", row.entry(k + 1).locality or None
    elif (noun in roles.state_noun or noun in roles.state_body) and after == k + 2 and row.entry(k + 1).country:
        kind, country = "country", row.entry(k + 1).country
    else:
        return None
    place = row.items[k + 1]
    return Actor(kind=kind, start=row.items[k].start, end=place.end, organisation=place.text, country=country)
