"""The sides that a sentence names: persons with their offices, organisations, groups, countries.

A walk over the items of the sentence. What the tables know of an item decides who reads on from it; a capital that is
in no table may be a name.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from banggiao.mention import names
from banggiao.mention.bodies import body
from banggiao.mention.groups import group, two_units
from banggiao.mention.persons import addressed, bare, counterpart, titled
from banggiao.mention.phrases import UNKNOWN
from banggiao.mention.row import Row
from banggiao.model import Actor, Office


def actors(row: Row) -> list[Actor]:
    """The sides in text order, disjoint."""
    found: list[Actor] = []
    done = 0
    for k in range(row.n):
        item = row.items[k]
        if k < done or (item.entry is UNKNOWN and not item.cap):
            continue
        actor, done = _actor(row, k)
        if actor is not None:
            if found:
                found[-1] = _of_same_state(row, found[-1], actor)
            found.append(actor)
    return _named_behind(row, found) if "là" in row.text[row.items[0].start : row.items[-1].end] else found


_AND = frozenset([" và ", ", ", " cùng "])


def _named_behind(row: Row, found: list[Actor]) -> list[Actor]:
    """ "hai quan chức Nga là A và B", "hai người đồng cấp Ai Cập là A và B": those named are of the group's state, and
    it is no side beside them."""
    named: list[Actor] = []
    of: Actor | None = None  # whose names are being listed
    for actor in found:
        gap = row.text[named[-1].end : actor.start] if named else ""
        if of is not None and (actor.kind != "person" or gap not in (*_AND, " là ")):
            of = None
        if named and actor.kind == "person" and gap == " là " and _counts_people(row, named[-1]):
            of = named.pop()
            actor = replace(actor, start=of.start)
        elif named and named[-1].level == "counterpart" and named[-1].name and gap in _AND and actor.kind == "person":
            of = named[-1] if _are_counted(row, named[-1]) else of
        if of is not None and actor.country is None and not actor.international:
            level = of.level if of.level == "counterpart" and not actor.offices else actor.level
            actor = replace(actor, country=of.country, level=level)
        named.append(actor)
    return named


def _counts_people(row: Row, actor: Actor) -> bool:
    """Whether an actor is a group of one state that is counted: "hai quan chức Nga"."""
    return actor.kind == "group" and actor.country is not None and _are_counted(row, actor)


def _are_counted(row: Row, actor: Actor) -> bool:
    """Whether "hai", "ba" stands before an actor."""
    return row.text[max(0, actor.start - 8) : actor.start].lower().endswith(_NUMBERS)


_NUMBERS = ("hai ", "ba ", "bốn ", "2 ", "3 ", "4 ")


def _of_same_state(row: Row, first: Actor, second: Actor) -> Actor:
    """ "Ngoại trưởng và Đại sứ Nga", "tổng thống và ngoại trưởng Mỹ": the first office is of the second's state; only
    titles that nobody bears at home."""
    if first.kind != "office" or first.country is not None or second.country in (None, "VN") or not second.offices:
        return first
    one = len(first.offices) == 1 and first.offices[0].text.lower() in row.roles.abroad
    if not one or row.text[first.end : second.start] != " và " or second.offices[0].country is None:
        return first
    office = replace(first.offices[0], country=second.country)
    return replace(first, offices=(office,), country=second.country)


def _actor(row: Row, k: int) -> tuple[Actor | None, int]:
    """The side that begins at item k, if one does, and the item to go on with."""
    item = row.items[k]
    e = item.entry
    if e is UNKNOWN:
        return bare(row, k) if row.is_plain(k) else (None, k + 1)
    if e.group:
        return _group(row, k)
    if e.office is not None:
        # "tham vấn cấp Bộ trưởng", "đồng chủ trì Hội nghị" | "Bộ trưởng Ngoại giao A-B"
        at_level = k > 0 and (row.low(k - 1) == "cấp" or row.low(k - 1).endswith("hội nghị"))
        return (None, k + 1) if at_level else _titled(row, k)
    if e.counterpart:
        return counterpart(row, k)
    if item.low == "nước ta":
        return Actor(kind="country", start=item.start, end=item.end, organisation="Việt Nam", country="VN"), k + 1
    if e.honorific:
        return addressed(row, k)
    if e.orghead is not None and names.begins_leader(row, k):
        row.make_word(k)
        return bare(row, k)
    if (e.org is not None and item.cap) or e.orghead is not None:
        return body(row, k)
    if e.locality and k >= 4 and (two_units(row, k - 4) or _is_listed_unit(row, k)):
        return _second_unit(row, k)
    if item.cap and (e.locality is not None or (e.country is not None and not e.pair)):
        return _place(row, k), k + 1
    return bare(row, k) if row.is_plain(k) else (None, k + 1)


def _titled(row: Row, k: int) -> tuple[Actor | None, int]:
    """A person or an office; none for "Ba Bộ trưởng Ngoại giao Việt Nam - Lào - Campuchia", who are several."""
    actor, after = titled(row, k)
    if actor is None or actor.kind != "office" or actor.offices[-1].level not in _OF_ONE_STATE:
        return actor, after
    several = k > 0 and row.low(k - 1) in _SEVERAL
    return (None if several or _is_pair(actor.offices[-1]) or _is_sought(row, k) else actor), after


def _is_sought(row: Row, k: int) -> bool:
    """ "đang tranh cử (chức) Tổng thống Mỹ", "chạy đua vào ghế Thủ tướng Anh": what somebody wants to become."""
    return _SOUGHT.search(row.text[max(0, row.items[k].start - 30) : row.items[k].start].lower()) is not None


_SOUGHT = re.compile(
    r"\b(?:(?:tranh|ứng) cử|(?:chạy|cuộc) đua|tranh) (?:vào |giành |làm )?(?:(?:chiếc )?ghế |chức(?: vụ)? |vị trí )?$"
    r"|\b(?:vào|giành|tranh) (?:chiếc )?ghế $"
)
_OF_ONE_STATE = frozenset(["state", "government", "minister"])
_TWO_STATES = re.compile(r"\w\s?[-–]\s?\w")


def _is_pair(office: Office) -> bool:
    """ "Tổng thống Mỹ - Nga": two heads, not one."""
    return _TWO_STATES.search(office.text) is not None and "phủ" not in office.text


_SEVERAL = frozenset(["ba", "bốn", "hai", "cả hai", "các", "những", "đời"])  # "các đời tổng thống Mỹ"


def _group(row: Row, k: int) -> tuple[Actor | None, int]:
    if row.items[k].entry.office is not None:  # "Lãnh đạo Đảng Tự do Australia Peter Dutton"
        actor, after = titled(row, k)
        # "Làm việc với lãnh đạo tỉnh X, Thủ tướng A nói": a group, then a person
        two = actor is not None and len(actor.offices) > 1 and row.low(k) == "lãnh đạo"
        if actor is not None and not two and (actor.kind == "person" or _is_one_leader(row, k, actor)):
            return actor, after
    return group(row, k)


def _is_one_leader(row: Row, k: int, actor: Actor) -> bool:
    """ "nhà lãnh đạo Mỹ": one man, not "các nhà lãnh đạo ASEAN" or "hai nhà lãnh đạo"."""
    alone = k == 0 or not (row.items[k - 1].kind == "number" or row.low(k - 1) in _COUNTS)
    return row.low(k) == "nhà lãnh đạo" and actor.country is not None and alone


_COUNTS = frozenset(["các", "những", "nhiều", "một số", "hai", "ba", "bốn", "năm", "cả"])


_COUNTED = frozenset(["hai", "2", "ba", "3", "bốn", "4", "các"])


def _is_listed_unit(row: Row, k: int) -> bool:
    """ "làm việc với hai tỉnh X, Y": whether the place at item k is one more of a list of provinces."""
    j = k
    while j >= 2 and (row.is_sign(j - 1, ",") or row.low(j - 1) == "và") and row.entry(j - 2).locality:
        j -= 2
    return (
        j < k and j >= 3 and row.low(j - 1) == "tỉnh" and row.low(j - 2) in _COUNTED and row.low(j - 3).endswith("với")
    )


def _second_unit(row: Row, k: int) -> tuple[Actor, int]:
    """The second of "hai tỉnh X và Y (Lào)", with the state in brackets."""
    item, end = row.items[k], k + 1
    close = row.close(end) if row.is_sign(end, "(") else None
    if close == end + 2 and row.entry(end + 1).country:
        end = close + 1
    start, stop = item.start, row.items[end - 1].end
    land = item.entry.locality
    return Actor(kind="organisation", start=start, end=stop, organisation=row.text[start:stop], country=land), end


def _place(row: Row, k: int) -> Actor:
    """The country or else the place that item k names."""
    item, e = row.items[k], row.items[k].entry
    if e.country is not None and not e.pair:
        return Actor(kind="country", start=item.start, end=item.end, organisation=item.text, country=e.country)
    return Actor(kind="locality", start=item.start, end=item.end, organisation=item.text, country=e.locality or None)
