"""All known phrases of data/ in one matcher: one pass over the lowered page, overlapping, longest pick afterwards.

A phrase may be several things at once ("văn phòng chính phủ" is a venue and a body), so an entry keeps them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from banggiao import lexicon
from banggiao.text import fold, lower


@dataclass(slots=True)
class Entry:
    """What a phrase can be. `cap`: it must begin with a capital in the text (proper names)."""

    phrase: str
    office: str | None = None  # class of the title
    office_country: str | None = None
    country: str | None = None
    care: bool = False
    pair: bool = False
    historic: bool = False
    locality: str | None = None  # "" when the country is not known
    locality_kind: str | None = None
    org: str | None = None  # country of a known organisation, "" for an international one
    channel: str | None = None
    generic: bool = False  # a body that every state has: its name says nothing of the country
    exact: frozenset[str] = frozenset()  # the capitals that the name must have ("WHO", "SCO")
    orghead: str | None = None  # body | proper
    group: bool = False
    venue: bool = False
    venue_country: str | None = None
    honorific: bool = False
    counterpart: bool = False
    stop: bool = False
    cue: tuple[str, str, str] | None = None
    hide: bool = False

    @property
    def cap(self) -> bool:
        return not (
            self.counterpart
            or self.office
            or self.orghead
            or self.group
            or self.venue
            or self.honorific
            or self.stop
            or self.cue
        )

    @property
    def proper(self) -> bool:
        return self.country is not None or self.locality is not None or self.org is not None


@dataclass(slots=True)
class Book:
    """The matcher with its entries, and the words looked up one by one (too frequent for the matcher)."""

    matcher: ahocorasick_rs.AhoCorasick
    entries: list[Entry]
    lengths: list[int]
    is_cue: list[bool]
    is_side: list[bool]  # can be an official side of a contact: an office, a public body, a delegation
    is_title: list[bool]  # an office of any kind: its sentence may name a person
    words: dict[str, Entry]
    surnames: frozenset[str]
    body_syllables: frozenset[str]
    folded: dict[str, Entry]


_FUNCTION_WORDS = frozenset(
    [
        "và",
        "của",
        "các",
        "với",
        "cho",
        "một",
        "những",
        "hai",
        "ba",
        "nhân",
        "như",
        "hoặc",
        "do",
        "vì",
        "kỳ",
        "vọng",
        "sẽ",
    ]
) - {"nhân"}


def _vietnamese_provinces() -> list[tuple[str, str]]:
    rows = lexicon.table("lexicon/provinces.tsv", ("name", "kind", "since", "until"))
    return [(name, kind) for name, kind, _, _ in rows]


@cache
def book() -> Book:
    """Read the tables and build the matcher; once a process, about 50 ms."""
    entries: dict[str, Entry] = {}

    def entry(phrase: str) -> Entry:
        key = lower(phrase)
        if key not in entries:
            entries[key] = Entry(key)
        return entries[key]

    for code, name, kind, care in lexicon.table("lexicon/countries.tsv", ("code", "name", "kind", "care")):
        e = entry(name)
        if kind == "pair":
            if e.country is None:
                e.country, e.pair, e.care = code, True, True
            continue
        if e.country is None or e.pair:
            e.country, e.pair, e.care, e.historic = code, False, bool(care), kind == "historic"
    for name, country, kind in lexicon.table("lexicon/localities.tsv", ("name", "country", "kind")):
        e = entry(name)
        if e.locality is None:
            e.locality, e.locality_kind = country, kind
    for name, kind in _vietnamese_provinces():
        e = entry(name)
        e.locality, e.locality_kind = "VN", kind
    for name, country, channel, note in lexicon.table(
        "lexicon/organisations.tsv", ("name", "country", "channel", "note")
    ):
        e = entry(name)
        if e.country is None and (e.org is None or not e.org):
            e.org, e.channel, e.generic = country, channel, "generic" in note
            e.exact = e.exact | {name} if "case" in note.split("; ") else e.exact
    for name, country, _ in lexicon.table("lexicon/venues.tsv", ("name", "country", "note")):
        e = entry(name)
        e.venue, e.venue_country = True, country or None
    for title, level, country in lexicon.table("lexicon/offices.tsv", ("title", "class", "country")):
        e = entry(title)
        e.office, e.office_country = level, country or None
        if title.startswith("phó ") and not title.endswith("thường trực"):
            entry(title + " thường trực").office = level
        for prefix in ("nguyên ", "cựu ", "quyền ", "cố ", "tân "):
            if not title.startswith(prefix.strip()):
                p = entry(prefix + title)
                p.office, p.office_country = level, country or None
    for phrase, kind in lexicon.table("lexicon/words.tsv", ("phrase", "kind")):
        e = entry(phrase)
        if kind.startswith("orghead_"):
            e.orghead = kind.removeprefix("orghead_")
        elif kind in ("honorific", "group", "venue", "stop", "counterpart"):
            setattr(e, kind, True)
        else:
            raise lexicon.DataError(f"data/lexicon/words.tsv: {phrase!r} has the unknown kind {kind!r}")
    for phrase, type_, form, shape in lexicon.table("events/cues.tsv", ("phrase", "type", "form", "shape")):
        entry(phrase).cue = (type_, form, shape)
    for phrase, _ in lexicon.table("lexicon/hides.tsv", ("phrase", "kind")):
        entry(phrase).hide = True

    # One-syllable function words and forms of address stand in every second sentence: looked up, not matched.
    words = {
        k: e
        for k, e in entries.items()
        if " " not in k and (e.stop or e.honorific) and not (e.cue or e.office or e.proper)
    }
    matched = [e for k, e in entries.items() if k not in words]
    surnames = frozenset(lower(name) for (name,) in lexicon.table("lexicon/surnames.tsv", ("name",)))
    syllables: set[str] = set()
    for e in matched:
        if (e.org is not None and e.channel not in ("business", "media")) or e.orghead:
            syllables.update(e.phrase.replace(",", " ").replace("-", " ").split())
    syllables.update(w for (w,) in lexicon.table("lexicon/syllables.tsv", ("syllable",)))
    return Book(
        matcher=ahocorasick_rs.AhoCorasick([e.phrase for e in matched]),
        entries=matched,
        lengths=[len(e.phrase) for e in matched],
        is_cue=[e.cue is not None for e in matched],
        is_side=[
            bool(e.office and e.office not in ("business", "academic", "media"))
            or (e.org is not None and e.channel not in ("business", "media"))
            or e.orghead == "body"
            or e.group
            for e in matched
        ],
        is_title=[e.office is not None and e.office != "academic" for e in matched],
        words=words,
        surnames=surnames,
        body_syllables=frozenset(syllables - {e.phrase for e in words.values()} - _FUNCTION_WORDS),
        folded={fold(e.phrase): e for e in matched if not e.stop},
    )
