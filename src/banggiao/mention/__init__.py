"""Article -> Mentions: sentences, one pass of all known phrases, actors with their offices, cues of contact, places."""

from __future__ import annotations

import re

from msgspec.structs import replace

from banggiao.mention.abroad import speak
from banggiao.mention.actors import actors
from banggiao.mention.cues import cues
from banggiao.mention.hits import Hits, hits, picks, unmarked_picks
from banggiao.mention.items import items
from banggiao.mention.phrases import Book, book
from banggiao.mention.places import spots
from banggiao.mention.row import Row
from banggiao.mention.sentences import sentences
from banggiao.model import Actor, Article, Mentions, Sentence, Spot
from banggiao.text import COARSE, is_marked, lower

__all__ = ["find"]

_READ = frozenset(["headline", "lead", "body", "caption"])
# A line end inside a sentence is a blank; the end of a paragraph stays. (A pattern that begins with a character is
# four times as fast as one that begins with what stands before it.)
_WRAP = re.compile(r"\n(?<![.!?:…\"”)\n]\n)(?!\n)|\t")
# "nhân dịp dự Hội nghị", "đã tới thủ đô": a journey told without a cue of contact; "triệu Đại sứ"
_TOLD_SO = re.compile(
    r"\bdự\s(?!án|kiến|thảo|báo|luật|phòng|trữ|đoán|toán)|chuyến công tác"
    r"|\b(?:sẽ|đã|vừa)\b[^.;,]{0,60}\b(?:tới|đến|sang)\s(?:thủ đô|nước)|\b(?:cử|phái)\s[^.;,]{0,60}\b(?:tới|đến|sang)\s"
    r"|\btriệu (?:tập |kiến )?(?:đại sứ|đại biện)\b|\b(?:bị|được)\b[^.;,]{0,50}\btriệu (?:tập|kiến|lên|tới|đến)\b"
)
_SPEAKS = "phát ngôn"
# "ông T. sẽ đến X, Y và Z": told without an office too
_COMES = re.compile(r"\b(?:ông|bà)\s[^.;,]{2,40}?\s(?:sẽ|đã|đang|vừa|dự kiến) (?:bay )?(?:tới|đến|sang)\s")
# Characters. Longer is no sentence but a page without stops; nothing is read from it.
_LONGEST = 2_000
# Characters. A shorter line is a heading or a name, never wrapped.
_SHORTEST_WRAPPED = 40


def find(article: Article, group: int | None = None) -> Mentions:
    """Everything that the shapes of contacts need, for the sentences of the article's own regions, or of those of its
    teaser number `group`.

    Sentences with neither a cue nor an office are left out (but "ông T. sẽ đến X" is read); a page (or a teaser) on
    which no sentence has both a cue and a side (or two states that sign a paper), and none names a spokesperson, gives
    none at all, unless those who hold office in other states may speak there of states: then it tells no contact
    (`contacts`), and no cue is given.
    Offsets count in the article's text, of which `lowered` is the lowered copy with wrapped lines joined, of the same
    length.
    """
    text = article.text
    lowered = _WRAP.sub(" ", lower(text))
    the_book = book()
    places = [
        (start, end, kind)
        for kind, first, last in _blocks(article, group)
        for start, end in sentences(text, first, last)
        if end - start <= _LONGEST
    ]
    if not places:
        return Mentions(lowered=lowered, sentences=())
    found = hits(lowered, [(start, end) for start, end, _ in places], the_book)
    contacts = any(
        (hit.side and (hit.cue or (hit.title and _TOLD_SO.search(lowered, start, end))))
        or (hit.title and lowered.find(_SPEAKS, start, end) >= 0)
        or (hit.cue and _between_states(hit, the_book))
        for (start, end, _), hit in zip(places, found, strict=True)
    )
    if not contacts and (group is not None or not speak(text, places, found, the_book)):
        return Mentions(lowered=lowered, sentences=(), contacts=False)
    read = [
        _sentence(text, lowered, start, end, region, group, hit, the_book)
        for (start, end, region), hit in zip(places, found, strict=True)
        if hit.title or (contacts and (hit.cue or _COMES.search(lowered, start, end)))
    ]
    if contacts:
        read = _with_known_names(text, read)
    else:
        read = [replace(sentence, cues=()) for sentence in read]
    return Mentions(lowered=lowered, sentences=tuple(read), contacts=contacts)


def _between_states(hit: Hits, the_book: Book) -> bool:
    """Whether a sentence has two states and a word of what states do as such: "X và Y ký hiệp định"."""
    entries = [the_book.entries[index] for _, _, index in hit.found]
    does = any(e.cue is not None and e.cue[0] == "agreement" for e in entries)
    return does and len({e.country for e in entries if e.country is not None}) >= 2


def _with_known_names(text: str, read: list[Sentence]) -> list[Sentence]:
    """The sentences with the names that stand bare in them and with an office elsewhere on the page: "Tập C. B. và
    Putin gặp nhau"."""
    names = {a.name for s in read for a in s.actors if a.kind == "person" and a.offices and a.name and " " in a.name}
    return [_with_names(text, s, names) if s.cues else s for s in read]


def _with_names(text: str, sentence: Sentence, names: set[str]) -> Sentence:
    """The sentence with a person for each of the names in it that no actor covers."""
    found: list[Actor] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        at = text.find(name, sentence.start, sentence.end)
        while at >= 0:
            end = at + len(name)
            alone = not text[end : end + 1].isalnum() and not text[at - 1 : at].isalnum()
            if alone and not any(a.start < end and at < a.end for a in (*sentence.actors, *found)):
                found.append(Actor(kind="person", start=at, end=end, name=name))
            at = text.find(name, end, sentence.end)
    if not found:
        return sentence
    return replace(sentence, actors=tuple(sorted((*sentence.actors, *found), key=lambda a: a.start)))


def _blocks(article: Article, group: int | None) -> list[tuple[str, int, int]]:
    """(kind, start, end) of what is read; lines that were only wrapped are one block again."""
    text = article.text
    blocks: list[tuple[str, int, int]] = []
    for region in article.regions:
        kind = region.part or region.kind
        if kind not in _READ or region.group != group or region.end - region.start > COARSE:
            continue
        if (
            blocks
            and blocks[-1][0] == kind
            and region.start == blocks[-1][2] + 1
            and text[blocks[-1][2]] == "\n"
            and text[blocks[-1][2] - 1] not in '.!?…:"”)'
            and region.start - blocks[-1][1] > _SHORTEST_WRAPPED
        ):
            blocks[-1] = (kind, blocks[-1][1], region.end)
        else:
            blocks.append((kind, region.start, region.end))
    return blocks


def _sentence(
    text: str, lowered: str, start: int, end: int, region: str, group: int | None, hit: Hits, the_book: Book
) -> Sentence:
    chosen = picks(text, start, hit.found, the_book)
    if region in ("caption", "headline") and not is_marked(text[start:end]):
        chosen = unmarked_picks(text, start, end, the_book) or chosen
    row = Row(text, items(text, lowered, start, end, chosen, the_book), the_book)
    places = spots(row)
    return Sentence(
        start=start,
        end=end,
        region=region,
        group=group,
        spots=tuple(places),
        actors=tuple(_without_places(actors(row), places)),
        cues=tuple(cues(row)),
    )


def _without_places(sides: list[Actor], places: list[Spot]) -> list[Actor]:
    """A place is no side: "tại Trụ sở Chính phủ" goes, "tại tỉnh Điện Biên" stays as the locality it names."""
    kept: list[Actor] = []
    for side in sides:
        place = next((p for p in places if p.start <= side.start < p.end), None) if places else None
        if place is None or side.kind not in ("organisation", "group", "office"):
            kept.append(side)
        elif place.venue is None and (place.locality or place.country):
            name = place.locality or side.organisation
            kept.append(replace(side, kind="locality", organisation=name, country=place.country, offices=()))
    return kept
