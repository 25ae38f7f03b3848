"""All known phrases of data/ in one matcher: one pass over the lowered page, overlapping, longest pick afterwards.

A phrase may be several things at once ("văn phòng chính phủ" is a venue and a body), so an entry keeps them all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import ahocorasick_rs

from banggiao import lexicon
from banggiao.mention.roles import Roles, roles
from banggiao.text import fold, lower


@dataclass(slots=True, eq=False)
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


OCCASION = "nhân "  # before a cue: "nhân chuyến công tác tại X"
UNKNOWN = Entry("")  # what the tables know of a word that is not in them


@dataclass(slots=True)
class Book:
    """The matcher with its entries, and the words looked up one by one (too frequent for the matcher)."""

    matcher: ahocorasick_rs.AhoCorasick
    entries: list[Entry]
    lengths: list[int]
    is_cue: list[bool]
    is_side: list[bool]  # can be an official side of a contact: an office, a public body, a delegation
    is_province: list[bool]  # of another state: "tỉnh Vân Nam" is a side, "Vân Nam" a place
    is_title: list[bool]  # an office of any kind: its sentence may name a person
    is_stately: list[bool]  # an office that speaks for its state, or for several: "Thủ tướng", "Tổng Thư ký"
    lands: list[str | None]  # the state, or the body of several, that a name alone stands for: its capital too
    words: dict[str, Entry]
    surnames: frozenset[str]
    body_syllables: frozenset[str]
    folded: dict[str, Entry]
    needs_capital: list[bool]  # a proper name and nothing else: "Nga", not "nga"
    needs_case: list[bool]  # counts only with exactly its capitals: "AP", "Kia"
    roles: Roles


@cache
def book() -> Book:
    """Read the tables and build the matcher; once a process, about 50 ms."""
    roles_ = roles()
    entries = _Entries()
    entries.add_places()
    entries.add_bodies()
    entries.add_offices(roles_)
    entries.add_words()
    entries.add_spellings()
    # One-syllable function words and forms of address stand in every second sentence: looked up, not matched.
    words = {
        key: e
        for key, e in entries.items()
        if " " not in key and (e.stop or e.honorific) and not (e.cue or e.office or e.proper)
    }
    matched = [e for key, e in entries.items() if key not in words]
    return Book(
        matcher=ahocorasick_rs.AhoCorasick([e.phrase for e in matched]),
        entries=matched,
        lengths=[len(e.phrase) for e in matched],
        is_cue=[e.cue is not None for e in matched],
        is_side=[_is_side(e) for e in matched],
        is_province=[e.locality_kind == "province" and e.locality not in ("", "VN") for e in matched],
        is_title=[e.office is not None and e.office != "academic" for e in matched],
        is_stately=[e.office in _STATELY for e in matched],
        lands=[_land(e) for e in matched],
        words=words,
        surnames=frozenset(lower(name) for (name,) in lexicon.table("lexicon/surnames.tsv", ("name",))),
        body_syllables=_body_syllables(matched) - {e.phrase for e in words.values()} - roles_.function_word,
        folded={fold(e.phrase): e for e in matched if not e.stop},
        needs_capital=[e.cap and not e.hide for e in matched],
        needs_case=[bool(e.exact and not (e.office or e.orghead or e.cue or e.hide)) for e in matched],
        roles=roles_,
    )


_STATELY = frozenset(["state", "government", "minister", "parliament", "igo"])


def _land(e: Entry) -> str | None:
    """The state that a phrase names, or the international body itself; "Anh" too, which is a common word as well."""
    if e.country is not None:
        return None if e.historic or (e.pair and e.care) else e.country
    if e.locality and e.locality_kind == "capital":
        return e.locality
    return e.phrase if e.org == "" and e.channel == "international" else e.office_country


def _is_side(e: Entry) -> bool:
    """Whether a phrase can be an official side of a contact."""
    office = bool(e.office and e.office not in ("business", "academic", "media"))
    return office or _is_public(e) or e.orghead == "body" or e.group


def _is_public(e: Entry) -> bool:
    return e.org is not None and e.channel not in ("business", "media")


def _body_syllables(entries: list[Entry]) -> frozenset[str]:
    """The syllables that stand in names of public bodies, those of syllables.tsv with them."""
    syllables = {word for (word,) in lexicon.table("lexicon/syllables.tsv", ("syllable",))}
    for e in entries:
        if _is_public(e) or e.orghead:
            syllables.update(e.phrase.replace(",", " ").replace("-", " ").split())
    return frozenset(syllables)


class _Entries(dict[str, Entry]):
    """All phrases by their lowered form, while the tables are read. Where two tables say the same thing of one phrase
    the first wins."""

    def of(self, phrase: str) -> Entry:
        key = lower(phrase)
        e = self.get(key)
        if e is None:
            e = self[key] = Entry(key)
        return e

    def add_places(self) -> None:
        for code, name, kind, care in lexicon.countries():
            e = self.of(name)
            if kind == "pair":
                if e.country is None:
                    e.country, e.pair, e.care = code, True, True
            elif e.country is None or e.pair:
                e.country, e.pair, e.care, e.historic = code, False, bool(care), kind == "historic"
        for name, country, kind in lexicon.table("lexicon/localities.tsv", ("name", "country", "kind")):
            e = self.of(name)
            if e.locality is None:
                e.locality, e.locality_kind = country, kind
        for name, kind, _, _ in lexicon.table("lexicon/provinces.tsv", ("name", "kind", "since", "until")):
            e = self.of(name)
            e.locality, e.locality_kind = "VN", kind

    def add_bodies(self) -> None:
        columns = ("name", "country", "channel", "note")
        for name, country, channel, note in lexicon.table("lexicon/organisations.tsv", columns):
            e = self.of(name)
            if e.country is None and not e.org:
                e.org, e.channel, e.generic = country, channel, "generic" in note
                if "case" in note.split("; "):
                    e.exact = e.exact | {name}
        for name, country, _ in lexicon.table("lexicon/venues.tsv", ("name", "country", "note")):
            e = self.of(name)
            e.venue, e.venue_country = True, country or None

    def add_offices(self, words: Roles) -> None:
        for title, level, country in lexicon.table("lexicon/offices.tsv", ("title", "class", "country")):
            e = self.of(title)
            e.office, e.office_country = level, country or None
            if title.startswith("phó ") and not title.endswith("thường trực"):
                self.of(title + " thường trực").office = level
            elif (deputy := self.of("phó " + title)).office is None:
                deputy.office = level  # a deputy who is in no table is not the chief
            for prefix in sorted(words.former):
                if not title.startswith(prefix):
                    e = self.of(f"{prefix} {title}")
                    e.office, e.office_country = level, country or None

    def add_words(self) -> None:
        for phrase, kind in lexicon.table("lexicon/words.tsv", ("phrase", "kind")):
            e = self.of(phrase)
            if kind in ("orghead_body", "orghead_proper"):
                e.orghead = kind.removeprefix("orghead_")
            elif kind in ("honorific", "group", "venue", "stop", "counterpart"):
                setattr(e, kind, True)
            else:
                raise lexicon.DataError(f"data/lexicon/words.tsv: {phrase!r} has the unknown kind {kind!r}")
        for phrase, type_, form, shape in lexicon.cues():
            self.of(phrase).cue = (type_, form, shape)
            if phrase.startswith("chuyến "):  # "nhân chuyến" is a phrase that ends names
                self.of(OCCASION + phrase).cue = (type_, form, shape)
        for phrase, _ in lexicon.table("lexicon/hides.tsv", ("phrase", "kind")):
            self.of(phrase).hide = True

    def add_spellings(self) -> None:
        """ "nghị sỹ" is "nghị sĩ": papers write either, the tables one of them."""
        for phrase, e in list(self.items()):
            if "sĩ" in phrase.split() and (other := phrase.replace("sĩ", "sỹ")) not in self:
                self[other] = replace(e, phrase=other)
