"""Blocks: what two ways of calling someone must have in common to be compared at all. A block holds few, so that a new
page is compared with those whom it may mean and with nobody else."""

from __future__ import annotations

from banggiao.authority import people_named
from banggiao.entity import careers
from banggiao.entity.comparing import Sight, romanised
from banggiao.entity.names import parsed
from banggiao.entity.seats import seat

# States whose names share so few family names that these are no block.
_FEW_FAMILIES = frozenset(["VN", "KR", "KP", "CN", "TW", "HK", "MO"])


def keys(sight: Sight) -> frozenset[str]:
    """The blocks of a way of calling someone. They depend on name, state and office, never on other nodes.

    The letters of the name in any order of its words; the entries of the authority that are called so; the family name
    (first or last word) and state; the seat, for names of other states, where a transcription or a reading has no
    letter in common, and at home where the tables know who held it and a name may be cut short.
    """
    name = parsed(sight.name, sight.country)
    found = {f"name {''.join(sorted(name.bare))}"}
    found |= {f"known {person.country} {person.name}" for person in people_named(sight.name)}
    if not name.vietnamese and sight.country not in _FEW_FAMILIES:
        found |= {
            f"family {sight.country} {romanised(word)}" for word in (name.bare[0], name.bare[-1]) if len(word) > 1
        }
        # A page that doesn't tell the state meets those that do by the whole name only.
    for each in (seat(title, sight.country) for title in sight.offices if sight.country):
        if each.held and (sight.country != "VN" or (each.level == "head" and careers.of_seat(each.key))):
            found.add(f"seat {each.key}")
    return frozenset(found)
