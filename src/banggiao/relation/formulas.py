"""The recurring phrases of diplomacy: where they stand in a text, and how their wording changes.

A formula is a line or several of data/relation/formulas.tsv. A `list` is a series of items ("độc lập, tự chủ, hòa
bình"): a use is a run of at least `least` of them parted by commas and "và", with up to two items that the line does
not know, and one of those that the line marks with `!`; its wording is the items in their order. A `phrase` is words in
a row, where `…` stands for up to six words that may be any and `{state}` for a state's name; neither belongs to the
wording.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from banggiao import lexicon
from banggiao.model import Value
from banggiao.text import lower, nfc

_COLUMNS = ("formula", "kind", "words", "least", "example")
_STATE = "{state}"
_ANY = "…"
_MUST = "!"

# "hòa bình, hữu nghị", "hợp tác và phát triển", "phát triển; đa phương hóa", "rộng mở - đa dạng hóa"
_PARTED = r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s+-\s+)"
# An item that the line does not know: "tự cường" between "tự chủ" and "hòa bình".
_OTHER = r"(?P<other{n}>\w+(?:\s\w+){{0,3}}?)"
_GAP = re.compile(
    rf"{_PARTED}(?:{_OTHER.format(n=1)}{_PARTED})?(?:{_OTHER.format(n=2)}{_PARTED})?", re.IGNORECASE | re.UNICODE
)
_WIDEST = 60  # characters between two items
_NEAR = 12  # words between two items, for the full-text index


class Line(NamedTuple):
    """One way in which a formula is told: `words` are the items of a list, or the one phrase; one of `musts` has to be
    among the items, where there are any."""

    formula: str
    kind: str
    words: tuple[str, ...]
    least: int
    example: str
    musts: frozenset[str] = frozenset()


class Place(NamedTuple):
    """Where a formula stands in a text, and its wording: the items of a list, the pieces of a phrase."""

    formula: str
    start: int
    end: int
    wording: tuple[str, ...]


class Use(Value, frozen=True, kw_only=True):
    """A formula on a page. `speaker`: who says it, None for the page's own words. `copy`: on a copy of another page."""

    formula: str
    wording: str
    page: str
    published: str | None
    outlet: str | None
    headline: str | None
    speaker: str | None
    start: int
    end: int
    region: str
    text: str
    copy: bool = False


class Wording(Value, frozen=True, kw_only=True):
    """A wording of a formula: `first` and `last` day of publication, its pages (copies not counted).

    `like` is the nearest of the wordings that the record knew before that first day, `added` and `dropped` what this
    one has more and less, `reordered` whether what both have comes in another order. `new`: there were such, and this
    one is not merely shorter.
    """

    words: str
    first: str | None
    last: str | None
    pages: int
    speakers: dict[str, int]
    outlets: dict[str, int]
    new: bool
    like: str | None
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    reordered: bool


class Trace(Value, frozen=True, kw_only=True):
    """A formula in the record: since when, by whom, in which wordings (oldest first), with every use."""

    formula: str
    first: str | None
    last: str | None
    pages: int
    speakers: dict[str, int]
    outlets: dict[str, int]
    wordings: tuple[Wording, ...]
    uses: tuple[Use, ...]


# --- the table --------------------------------------------------------------------------------------------------


@cache
def known() -> tuple[Line, ...]:
    """The formulas of data/relation/formulas.tsv."""
    return tuple(_line(*fields) for fields in lexicon.table("relation/formulas.tsv", _COLUMNS))


def _line(formula: str, kind: str, words: str, least: str, example: str) -> Line:
    told = words.split(" / ") if kind == "list" else [words]
    parts = tuple(part.removeprefix(_MUST) for part in told)
    if kind not in ("list", "phrase") or (kind == "list" and not 2 <= int(least or 0) <= len(parts)):
        raise lexicon.DataError(f"data/relation/formulas.tsv: {formula!r}: kind {kind!r}, least {least!r}")
    musts = frozenset(part.removeprefix(_MUST) for part in told if part.startswith(_MUST))
    return Line(formula, kind, parts, int(least or 1), example, musts)


def asked(text: str) -> tuple[Line, ...]:
    """The known formulas that a question means: by their key, or by words that stand in one of their lines. Where there
    is none, the words of the question are a formula: a list where they are parted by commas, else a phrase.

    >>> asked("mưa thuận, gió hòa và mùa màng tốt tươi")[0].words
    ('mưa thuận', 'gió hòa', 'mùa màng tốt tươi')
    """
    plain = lower(nfc(text)).strip(' .,;"“”')
    by_key = tuple(line for line in known() if line.formula == plain.replace(" ", "_"))
    if by_key:
        return by_key
    items = tuple(filter(None, (item.strip() for item in re.split(r"\s*[,;]\s*|\s+và\s+", plain))))
    meant = _meant(plain, items)
    if meant:
        return tuple(line for line in known() if line.formula in meant)
    if "," in plain and len(items) > 1:
        return (Line(plain, "list", items, max(2, len(items) - 1), text),)
    return (Line(plain, "phrase", (plain,), 1, text),)


def _meant(plain: str, items: Sequence[str]) -> set[str]:
    """The formulas of the table that hold the words asked for; of several items, those that hold most of them."""
    if len(items) < 2:
        return {line.formula for line in known() for words in line.words if f" {plain} " in f" {words} "}
    held = {line: len(set(items) & set(line.words)) for line in known() if line.kind == "list"}
    most = max(held.values(), default=0)
    return {line.formula for line, count in held.items() if count == most >= min(line.least, len(items))} or {
        line.formula for line in known() if line.kind == "phrase" and f" {plain} " in f" {line.words[0]} "
    }


# --- finding ----------------------------------------------------------------------------------------------------


def places(lowered: str, lines: Sequence[Line]) -> list[Place]:
    """Every use of the formulas in a text (`text.lower` of it), in order; of a formula's uses that overlap the
    longest counts."""
    found: list[Place] = []
    for line in lines:
        if sum(piece in lowered for piece in _pieces(line)) < line.least:
            continue
        found += _in_a_row(lowered, line) if line.kind == "list" else _phrases(lowered, line)
    found.sort(key=lambda place: (place.formula, -(place.end - place.start), place.start))
    kept: list[Place] = []
    for place in found:
        if not any(p.formula == place.formula and p.start < place.end and place.start < p.end for p in kept):
            kept.append(place)
    return sorted(kept, key=lambda place: (place.start, place.end, place.formula))


def _in_a_row(lowered: str, line: Line) -> Iterator[Place]:
    run: list[tuple[int, int, tuple[str, ...]]] = []
    for hit in _items(line).finditer(lowered):
        near = run and hit.start() - run[-1][1] <= _WIDEST
        gap = _GAP.fullmatch(lowered, run[-1][1], hit.start()) if near else None
        if gap is None:
            yield from _place(line, run)
            run = []
        between = tuple(other for other in gap.groups() if other) if gap else ()
        run.append((hit.start(), hit.end(), (*between, hit[0])))
    yield from _place(line, run)


def _place(line: Line, run: Sequence[tuple[int, int, tuple[str, ...]]]) -> Iterator[Place]:
    known_ones = {items[-1] for _, _, items in run}
    if len(known_ones) >= line.least and (not line.musts or line.musts & known_ones):
        yield Place(line.formula, run[0][0], run[-1][1], tuple(item for _, _, items in run for item in items))


@cache
def _items(line: Line) -> re.Pattern[str]:
    longest_first = sorted(line.words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _pieces(line: Line) -> tuple[str, ...]:
    """The items, or the longest piece of a phrase: what must stand in a text for a closer look."""
    return line.words if line.kind == "list" else (max(_parts(line.words[0]), key=len),)


def _parts(words: str) -> tuple[str, ...]:
    pieces = re.split(rf"{_ANY}|{re.escape(_STATE)}", words)
    return tuple(piece.strip() for piece in pieces if piece.strip())


def _phrases(lowered: str, line: Line) -> Iterator[Place]:
    (words,) = line.words
    wording = _parts(words)
    for hit in _pattern(words).finditer(lowered):
        yield Place(line.formula, hit.start(), hit.end(), wording)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    slots = {_ANY: r"(?:[^\s.;:!?]+ ){0,6}?", _STATE: f"(?:{_states()}) "}
    made = "".join(slots[word] if word in slots else re.escape(word) + " " for word in words.split(" "))
    return re.compile(rf"(?<!\w){made.rstrip()}(?!\w)")


@cache
def _states() -> str:
    names = {lower(name) for _, name, *_ in lexicon.countries()}
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def anchors(line: Line) -> list[tuple[tuple[str, ...], int]]:
    """What a page must hold to use a formula, for a full-text index: any of these groups of phrases that stand at most
    so many words apart."""
    if line.kind == "list":
        return [(pair, _NEAR) for pair in combinations(line.words, 2)]
    return [(_parts(line.words[0]), _NEAR)]


# --- how a wording changes --------------------------------------------------------------------------------------


def said(wording: Sequence[str], kind: str) -> str:
    """A wording as one line."""
    return (", " if kind == "list" else " … ").join(wording)


def trace(formula: str, kind: str, uses: Iterable[Use]) -> Trace:
    """What the uses of one formula tell of it; uses on copies are kept but not counted."""
    uses = sorted(uses, key=lambda use: (use.published is None, use.published or "", use.page, use.start))
    counted = [use for use in uses if not use.copy]
    groups: dict[str, list[Use]] = {}
    for use in counted:
        groups.setdefault(use.wording, []).append(use)
    begun = [(_first(group), -_pages(group), words) for words, group in groups.items()]
    order = [words for _, _, words in sorted(begun, key=lambda each: (each[0] is None, each[0] or "", *each[1:]))]
    wordings = [_wording(words, groups, order, ", " if kind == "list" else " ") for words in order]
    return Trace(
        formula=formula,
        first=_first(counted),
        last=_last(counted),
        pages=_pages(counted),
        speakers=_count(use.speaker for use in counted),
        outlets=_count(use.outlet for use in counted),
        wordings=tuple(wordings),
        uses=tuple(uses),
    )


def _wording(words: str, groups: dict[str, list[Use]], order: Sequence[str], sign: str) -> Wording:
    group = groups[words]
    first = _first(group)
    before = [other for other in order if first is not None and (_first(groups[other]) or "9") < first]
    like: str | None = None
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    reordered = False
    if before:
        items = words.split(sign)
        like = max(before, key=lambda other: (_alike(items, other.split(sign)), _pages(groups[other]), other))
        old = like.split(sign)
        added = tuple(item for item in items if item not in old)
        dropped = tuple(item for item in old if item not in items)
        reordered = [item for item in items if item in old] != [item for item in old if item in items]
    return Wording(
        words=words,
        first=first,
        last=_last(group),
        pages=_pages(group),
        speakers=_count(use.speaker for use in group),
        outlets=_count(use.outlet for use in group),
        new=bool(added) or reordered,
        like=like,
        added=added,
        dropped=dropped,
        reordered=reordered,
    )


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    return len({*one} & {*other}) / len({*one} | {*other})


def _first(uses: Iterable[Use]) -> str | None:
    return min((use.published for use in uses if use.published), default=None)


def _last(uses: Iterable[Use]) -> str | None:
    return max((use.published for use in uses if use.published), default=None)


def _pages(uses: Iterable[Use]) -> int:
    return len({use.page for use in uses})


def _count(names: Iterable[str | None]) -> dict[str, int]:
    counted = Counter(name for name in names if name)
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))
