"""Article -> Mentions: sentences, one pass of all known phrases, actors with their offices, cues of contact, places."""

from __future__ import annotations

import re
from dataclasses import replace

from msgspec.structs import replace as replace_struct

from banggiao.mention.actors import ActorParser
from banggiao.mention.items import Item, items, known
from banggiao.mention.phrases import Book, Entry, book
from banggiao.mention.places import spots
from banggiao.mention.sentences import sentences
from banggiao.model import Actor, Article, Cue, Mentions, Sentence
from banggiao.text import fold, is_marked, lower

__all__ = ["find"]

_READ = frozenset(["headline", "lead", "body", "caption"])


def find(article: Article) -> Mentions:
    """Everything that the shapes of contacts need, for the sentences of the article's and the teasers' own regions.

    Sentences without an office, an organisation or a cue are left out; a page on which no sentence has both a cue and
    a side gives no sentences at all.
    """
    text = article.text
    lowered = _WRAP.sub(" ", lower(text))
    the_book = book()
    spans = [
        (start, end, kind, group)
        for kind, group, first, last in _blocks(article)
        for start, end in sentences(text, first, last)
        if end - start <= _LONGEST
    ]
    if not spans:
        return Mentions(lowered=lowered, sentences=())
    hits = _hits(lowered, spans, the_book)
    promising = {spans[k][3] for k, (_, cue, side, _) in enumerate(hits) if cue and side}
    found: list[Sentence] = []
    for (start, end, region, group), (sentence_hits, cue, _, title) in zip(spans, hits, strict=True):
        if group not in promising or not (cue or title):
            continue
        found.append(_sentence(text, lowered, start, end, region, group, sentence_hits, the_book))
    return Mentions(lowered=lowered, sentences=tuple(found))


# A line end inside a sentence is a blank; the end of a paragraph stays.
_WRAP = re.compile(r"(?<![.!?:…\"”)\n])\n(?!\n)|\t")
# Longer is no sentence but a page without stops; nothing is read from it.
_LONGEST = 2_000


def _blocks(article: Article) -> list[tuple[str, int | None, int, int]]:
    """(kind, group, start, end) of what is read; lines that were only wrapped are one block again."""
    text = article.text
    blocks: list[tuple[str, int | None, int, int]] = []
    for region in article.regions:
        if not (region.kind in _READ or (region.kind == "related" and region.part in _READ)):
            continue
        kind = region.part or region.kind
        if (
            blocks
            and blocks[-1][:2] == (kind, region.group)
            and text[blocks[-1][3] : region.start] == "\n"
            and text[blocks[-1][3] - 1] not in '.!?…:"”)'
            and region.start - blocks[-1][2] > 40
        ):
            blocks[-1] = (kind, region.group, blocks[-1][2], region.end)
        else:
            blocks.append((kind, region.group, region.start, region.end))
    return blocks


def _hits(
    lowered: str, spans: list[tuple[int, int, str, int | None]], the_book: Book
) -> list[tuple[list[tuple[int, int, int]], bool, bool, bool]]:
    """For each sentence its phrase hits (start, -length, entry index), whether one is a cue, a side, a title."""
    raw = the_book.matcher.find_matches_as_indexes(lowered, overlapping=True)
    lengths, is_cue, is_side, is_title = the_book.lengths, the_book.is_cue, the_book.is_side, the_book.is_title
    order = sorted(range(len(spans)), key=lambda k: spans[k][0])
    result: list[tuple[list[tuple[int, int, int]], bool, bool, bool]] = [([], False, False, False)] * len(spans)
    at = 0
    raw.sort(key=lambda hit: hit[1])
    size = len(lowered)
    for k in order:
        start, end = spans[k][0], spans[k][1]
        mine: list[tuple[int, int, int]] = []
        cue = side = title = False
        while at < len(raw) and raw[at][1] < start:
            at += 1
        while at < len(raw) and raw[at][1] < end:
            index, s, e = raw[at]
            at += 1
            if e > end or (s and lowered[s - 1].isalnum()) or (e < size and lowered[e].isalnum()):
                continue
            mine.append((s, -lengths[index], index))
            cue = cue or is_cue[index]
            side = side or is_side[index]
            title = title or is_title[index]
        result[k] = (mine, cue, side, title)
    return result


def _picks(text: str, start: int, hits: list[tuple[int, int, int]], the_book: Book) -> list[tuple[int, int, Entry]]:
    """The longest phrase at each place, from the left; proper names need their capital."""
    picks: list[tuple[int, int, Entry]] = []
    last = start
    for s, minus, index in sorted(hits):
        if s < last:
            continue
        e = s - minus
        entry = the_book.entries[index]
        first = text[s]
        if s > start + 1 and text[s - 1] in "-‑" and text[s - 2].isalpha() and not (picks and picks[-1][1] == s - 1):
            continue  # "Al-Sabah", "Jean-Anh": the second half of a hyphenated name
        if (
            entry.cap
            and not entry.hide
            and not (first.isupper() or (text[s : s + 4].lower() == "các " and text[s + 4].isupper()))
        ):
            continue
        if (
            entry.exact
            and entry.org is not None
            and text[s:e] not in entry.exact
            and not (entry.office or entry.orghead or entry.cue or entry.hide)
        ):
            continue
        if entry.country is not None and entry.honorific:  # "Anh" the country, "anh" the form of address
            keep_country = first.isupper() and s > start
            entry = replace(entry, honorific=not keep_country, country=entry.country if keep_country else None)
        picks.append((s, e, entry))
        last = e
    return picks


def _sentence(
    text: str,
    lowered: str,
    start: int,
    end: int,
    region: str,
    group: int | None,
    hits: list[tuple[int, int, int]],
    the_book: Book,
) -> Sentence:
    picks = _picks(text, start, hits, the_book)
    if region in ("caption", "headline") and not is_marked(text[start:end]):
        picks = _unmarked_picks(text, lowered, start, end, the_book) or picks
    row = items(text, lowered, start, end, picks, the_book)
    parser = ActorParser(text, row, the_book)
    places = spots(parser)
    # a place is no side: "tại Trụ sở Chính phủ", "tỉnh Điện Biên"
    actors: list[Actor] = []
    for a in parser.actors():
        inside = next((p for p in places if p.start <= a.start < p.end), None)
        if a.kind in ("organisation", "group", "office") and inside is not None:
            if inside.venue is None and (inside.locality or inside.country):
                actors.append(
                    replace_struct(
                        a,
                        kind="locality",
                        organisation=inside.locality or a.organisation,
                        country=inside.country,
                        offices=(),
                    )
                )
            continue
        actors.append(a)
    return Sentence(
        start=start,
        end=end,
        region=region,
        group=group,
        actors=tuple(actors),
        cues=tuple(_cues(row)),
        spots=tuple(places),
    )


def _unmarked_picks(text: str, lowered: str, start: int, end: int, the_book: Book) -> list[tuple[int, int, Entry]]:
    """The phrases of a line that has lost its marks ("Thu tuong ... tiep ..."), by the folded words of the tables."""
    folded = fold(text[start:end])
    words: list[tuple[int, int]] = []
    at = 0
    for word in folded.split(" "):
        words.append((at, at + len(word.rstrip(".,;:"))))
        at += len(word) + 1
    picks: list[tuple[int, int, Entry]] = []
    k = 0
    while k < len(words):
        for size in range(min(8, len(words) - k), 0, -1):
            a, b = words[k][0], words[k + size - 1][1]
            entry = the_book.folded.get(folded[a:b])
            if entry is not None and (not entry.cap or text[start + a].isupper()):
                picks.append((start + a, start + b, entry))
                k += size
                break
        else:
            k += 1
    return picks


_NOUN_HEADS = ("cuộc", "buổi", "lễ", "chuyến", "các cuộc", "các buổi")


def _cues(row: list[Item]) -> list[Cue]:
    cues: list[Cue] = []
    for k, item in enumerate(row):
        entry = known(item)
        if entry.cue is None or item.kind != "phrase":
            continue
        if item.cap and " " not in item.low and k and row[k - 1].cap and row[k - 1].kind == "word":
            continue  # a given name
        type_, form, shape = entry.cue
        noun = item.low.startswith(_NOUN_HEADS) or bool(k and row[k - 1].low in ("cuộc", "buổi", "lễ", "chuyến"))
        cues.append(Cue(start=item.start, end=item.end, type=type_, form=form, shape=shape, noun=noun))
    return cues
