"""Blocks of other articles ("Có thể bạn quan tâm", "Tin liên quan", ...): where they run, and which line is whose.

A teaser has one headline and maybe a caption (before or after it) and a lead. A headline has no full stop, a lead has
one, and a
caption has a credit - or is the second full sentence in a row, where the block begins its teasers with captions.
"""

from __future__ import annotations

from itertools import pairwise

import regex

from banggiao.article import words
from banggiao.article.line import Line, is_running
from banggiao.model import RegionKind
from banggiao.text import lower

HEADLINE = 210
"""A headline is not longer than this (code points)."""

_MARKED = regex.compile(
    r"\[\s*(?:ảnh|photo|video|clip|infographics?|podcast|emagazine|megastory|longform|trực tiếp|audio)\s*\]",
    regex.IGNORECASE,
)
_LEAD = regex.compile(r"\s*(?:\([\p{L}\d. ]{2,20}\)\s*[-–—]|\p{Lu}{2,8}\s*[-–—]\s)")


def mark(page: list[Line]) -> None:
    """Set Line.block for the lines of blocks, Line.after_block behind them, Line.last on the article's last line."""
    number = index = 0
    while index < len(page):
        line = page[index]
        stop = index + 1
        if line.box:
            while stop < len(page) and page[stop].box == line.box:
                stop += 1
        elif line.opens is not None and line.opens != "inline":
            stop = _block_end(page, index + 1, line.opens)
        if line.box or line.opens is not None:
            number += 1
            for member in page[index:stop]:
                member.block = number
        index = stop
    for before, line in pairwise(page):
        line.after_block = bool(before.block) or (before.after_block and not before.open)
    for line in reversed(page):
        if line.open and not line.block:
            line.last = True
            break


def _block_end(page: list[Line], start: int, opens: str) -> int:
    """The index after the block's last line: the next block, or where running text goes on, at the latest the page's
    end.

    In a block a lead and the next teaser's caption are two full paragraphs in a row; three are the article that goes
    on. A list of
    bare headlines ("line" blocks often are) ends at two.
    """
    headlines = leads = 0
    run: list[int] = []
    for index in range(start, len(page)):
        line = page[index]
        if line.box or (line.opens is not None and (line.opens != "inline" or opens == "line")):
            return index
        if not line.open:
            continue
        if is_headline(line):
            headlines += 1
            leads += bool(run)
            run = []
            continue
        if headlines and not line.credits and is_running(line.text) and not _LEAD.match(line.text):
            run.append(index)
        bare = opens == "line" and leads == 0 and headlines > 1
        if len(run) >= 3 or (bare and len(run) == 2 and sum(len(page[i].text) for i in run) > 300):
            return run[0] if leads == 0 and (headlines > 1 or opens == "line") else run[1]
    return len(page)


def is_headline(line: Line) -> bool:
    """Whether a line of a block can be a teaser's headline."""
    if line.hint is not None or line.opens == "inline":
        return line.hint == "headline" or line.opens == "inline"
    if _MARKED.match(line.text):
        return True
    if line.credits or len(line.text) > HEADLINE or _LEAD.match(line.text):
        return False
    return not is_running(line.text)


def group(page: list[Line]) -> None:
    """Number the teasers of all blocks and give each line of them its part."""
    number = index = 0
    while index < len(page):
        block = page[index].block
        stop = index + 1
        if block:
            while stop < len(page) and page[stop].block == block:
                stop += 1
            members = page[index:stop]
            number = _teasers([m for m in members if m.open or m.opens == "inline"], number)
            _dates(members)
        index = stop


def _dates(members: list[Line]) -> None:
    """A date line in a block tells when the teaser before it (or the first one) was published."""
    numbers = [m.group for m in members if m.group is not None]
    current = numbers[0] if numbers else None
    for line in members:
        current = line.group if line.group is not None else current
        if line.dated and current is not None:
            _assign(line, current, "published")


def _teasers(members: list[Line], number: int) -> int:
    members = _without_doubles(members)
    heads = [i for i, line in enumerate(members) if is_headline(line)]
    if not heads:
        return _headless(members, number)
    captions_first = heads[0] > 0 or _doubled_heads(members, heads)
    if captions_first:
        heads = _drop_caption_heads(members, heads)
    bounds = [*heads, len(members)]
    for line in members[: heads[0]]:
        _assign(line, number + 1, "caption")
    for k, head in enumerate(heads):
        number += 1
        _assign(members[head], number, "headline")
        between = members[head + 1 : bounds[k + 1]]
        of_next = k + 1 < len(heads) and _is_next_caption(between, captions_first)
        for line in between[: len(between) - of_next]:
            _assign(line, number, "caption" if _captioned(line) else "lead")
        if of_next:
            _assign(between[-1], number + 1, "caption")
    return number


def _assign(line: Line, number: int, part: str) -> None:
    line.kind, line.group, line.part = RegionKind.RELATED, number, part


def _captioned(line: Line) -> bool:
    if line.hint is not None:
        return line.hint == "caption"
    if line.credits:
        return not line.text[line.credits[-1].end :].strip() and not _LEAD.match(line.text)
    return len(line.text) <= 200 and words.caption_cues()["start"].match(lower(line.text)) is not None


def _is_next_caption(between: list[Line], captions_first: bool) -> bool:
    """Is the line before a headline that headline's caption? A caption after a lead is; where the teasers begin with
    their captions,
    a caption alone and the second of two full lines are too."""
    if not between or _LEAD.match(between[-1].text) or between[-1].hint == "lead":
        return False
    if _captioned(between[-1]):
        return captions_first or not all(_captioned(line) for line in between)
    return captions_first and len(between) >= 2


def _doubled_heads(members: list[Line], heads: list[int]) -> bool:
    """Each lead stands after two lines without a stop: the first of the two is a caption without a credit."""
    leads = [h for h in heads if h + 1 < len(members) and h + 1 not in heads]
    return len(leads) >= 2 and all(h - 1 in heads for h in leads) and len(heads) == 2 * len(leads)


def _drop_caption_heads(members: list[Line], heads: list[int]) -> list[int]:
    """Of two lines without a stop before a lead the first is the caption of the second, unless it is marked as an
    item.
    """
    kept: list[int] = []
    for k, head in enumerate(heads):
        pair = k + 1 < len(heads) and heads[k + 1] == head + 1
        led = pair and head + 2 < len(members) and head + 2 not in heads
        begins = head == 0 or head - 1 not in heads
        if (
            pair
            and led
            and begins
            and not _MARKED.match(members[head].text)
            and not _MARKED.match(members[head + 1].text)
        ):
            continue
        kept.append(head)
    return kept


def _headless(members: list[Line], number: int) -> int:
    """A block without any headline: each full paragraph is one teaser's lead."""
    for line in members:
        if _captioned(line):
            _assign(line, number + 1, "caption")
            continue
        number += 1
        _assign(line, number, "lead")
    if members and _captioned(members[-1]):
        number += 1
    return number


def _without_doubles(members: list[Line]) -> list[Line]:
    """The lines without those that repeat an earlier one of the block (a picture's text repeats the headline)."""
    seen: set[str] = set()
    kept: list[Line] = []
    for line in members:
        same = line.key
        if same in seen and len(same) > 3:
            line.kind = RegionKind.DUPLICATE
            continue
        seen.add(same)
        kept.append(line)
    return kept
