"""What a word is to its neighbours, by the kinds of roles.tsv: company endings, nouns before places, small words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from banggiao import lexicon

_TABLE = "lexicon/roles.tsv"


@dataclass(frozen=True, slots=True)
class Roles:
    """The phrases of roles.tsv: one field a kind, under the kind's name. docs/data.md says what each kind is."""

    opener: frozenset[str]
    title_letters: frozenset[str]
    vessel: frozenset[str]
    particle: frozenset[str]
    function_word: frozenset[str]
    former: frozenset[str]
    serving: frozenset[str]
    representing: frozenset[str]
    royal: frozenset[str]
    chairing: frozenset[str]
    bare_at_home: frozenset[str]
    abroad: frozenset[str]
    after_title: frozenset[str]
    breaking: frozenset[str]
    after_office: frozenset[str]
    placeholder: frozenset[str]
    counted: frozenset[str]
    home: frozenset[str]
    world: frozenset[str]
    business: frozenset[str]
    business_word: frozenset[str]
    company_end: frozenset[str]
    capital_noun: frozenset[str]
    city_noun: frozenset[str]
    region_noun: frozenset[str]
    vietnamese_unit: frozenset[str]
    unit: frozenset[str]
    local_body: frozenset[str]
    state_noun: frozenset[str]
    state_body: frozenset[str]
    passing: frozenset[str]
    seat: frozenset[str]
    standalone: frozenset[str]
    group_alone: frozenset[str]
    group_title: frozenset[str]
    group_word: frozenset[str]
    group_land: frozenset[str]
    group_link: frozenset[str]
    group_end: frozenset[str]
    list_end: frozenset[str]
    pronoun: frozenset[str]
    meeting_noun: frozenset[str]
    abbreviation: frozenset[str]
    goes_on: frozenset[str]
    chaired: frozenset[str]
    mission: frozenset[str]


@cache
def roles() -> Roles:
    """Read roles.tsv; once a process. Raises DataError for an unknown kind, a kind without a line, a line twice."""
    rows = lexicon.table(_TABLE, ("phrase", "kind"))
    lexicon.unique(_TABLE, rows)
    found: dict[str, set[str]] = {field.name: set() for field in fields(Roles)}
    for phrase, kind in rows:
        if kind not in found:
            raise lexicon.DataError(f"data/{_TABLE}: {phrase!r} has the unknown kind {kind!r}")
        found[kind].add(phrase)
    if empty := [kind for kind, phrases in found.items() if not phrases]:
        raise lexicon.DataError(f"data/{_TABLE}: no line has the kind {empty[0]!r}")
    return Roles(**{kind: frozenset(phrases) for kind, phrases in found.items()})
