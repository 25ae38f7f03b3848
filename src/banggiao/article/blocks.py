"""Blocks of other articles ("Có thể bạn quan tâm", "Tin liên quan", ...): where they run, and which line is whose.

A teaser has one headline and maybe a caption (before or after it) and a lead. A headline has no full stop, a lead has one, and a
caption has a credit - or is the second full sentence in a row, where the block begins its teasers with captions.
"""

from __future__ import annotations

import regex

from banggiao.article import words
from banggiao.article.line import Line, is_running
from banggiao.model import RegionKind

HEADLINE = 210
"""A headline is not longer than this (code points)."""

_MARKED = regex.compile(
    r"\[\s*(?:ảnh|photo|video|clip|infographics?|podcast|emagazine|megastory|longform|trực tiếp|audio)\s*\]",
    regex.IGNORECASE,
)
_LEAD = regex.compile(r"\s*(?:\([\p{L}\d. ]{2,20}\)\s*[-–—]|\p{Lu}{2,8}\s*[-–—]\s)")


def mark(page: list[Line]) -> None:
    """Set Line.block for the lines of blocks, and Line.last on the article's last line."""
    number = 0
    index = 0
    while index < len(page):
        line = page[index]
        if line.opens == "inline":
            number += 1
            line.block = number
        elif line.opens is not None:
            number += 1
            stop = _block_end(page, index + 1, line.opens)
            for member in page[index:stop]:
                member.block = number
            index = stop
            continue
        index += 1
    for line in reversed(page):
        if line.open and not line.block:
            line.last = True
            break


def _block_end(page: list[Line], start: int, opens: str) -> int:
    """The index after the block's last line: it ends where running text goes on, at the latest with the page."""
    headlines = leads = 0
    run: list[int] = []
    for index in range(start, len(page)):
        line = page[index]
        if line.opens is not None:
            if line.opens == "inline":
                return index
            continue
        if not line.open:
            continue
        if is_headline(line):
            headlines += 1
            leads += bool(run)
            run = []
            continue
        run.append(index)
        if headlines and _body_again(page, run, headlines, leads, opens):
            return run[0] if leads == 0 and (headlines > 1 or opens == "line") else run[1]
    if headlines == 0 and run and opens == "line":
        return start
    if opens == "line" and headlines and leads == 0 and run and (headlines > 1 or len(run) > 1):
        return run[0]
    return len(page)


def _body_again(page: list[Line], run: list[int], headlines: int, leads: int, opens: str) -> bool:
    """Three full paragraphs in a row are no teasers: a lead and the next one's caption are two."""
    del headlines, leads, opens
    full = [i for i in run if not page[i].credits and is_running(page[i].text)]
    return len(full) >= 3 and sum(len(page[i].text) for i in full[-2:]) > 300


def is_headline(line: Line) -> bool:
    """Whether a line of a block can be a teaser's headline."""
    if _MARKED.match(line.text):
        return True
    if line.credits or len(line.text) > HEADLINE or _LEAD.match(line.text):
        return False
    return not is_running(line.text)


def group(page: list[Line]) -> None:
    """Number the teasers of all blocks and give each line of them its part."""
    number = 0
    index = 0
    while index < len(page):
        line = page[index]
        if not line.block:
            index += 1
            continue
        members = [line]
        while index + len(members) < len(page) and page[index + len(members)].block == line.block:
            members.append(page[index + len(members)])
        if line.opens == "inline":
            number += 1
            line.kind, line.group, line.part = RegionKind.RELATED, number, "headline"
        else:
            number = _teasers([m for m in members if m.open], number)
        index += len(members)


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
        following = k + 1 < len(heads)
        last_is_next = following and captions_first and between and _is_next_caption(between)
        for line in between[: len(between) - bool(last_is_next)]:
            _assign(line, number, "caption" if _captioned(line) else "lead")
        if last_is_next:
            _assign(between[-1], number + 1, "caption")
    return number


def _assign(line: Line, number: int, part: str) -> None:
    line.kind, line.group, line.part = RegionKind.RELATED, number, part


def _captioned(line: Line) -> bool:
    return bool(line.credits) and not line.text[line.credits[-1].end :].strip() and not _LEAD.match(line.text)


def _is_next_caption(between: list[Line]) -> bool:
    """In a block whose teasers begin with their captions: is the line before a headline that headline's caption?"""
    last = between[-1]
    if _LEAD.match(last.text):
        return False
    return _captioned(last) or len(between) >= 2


def _doubled_heads(members: list[Line], heads: list[int]) -> bool:
    """Each lead stands after two lines without a stop: the first of the two is a caption without a credit."""
    leads = [h for h in heads if h + 1 < len(members) and h + 1 not in heads]
    return len(leads) >= 1 and all(h - 1 in heads for h in leads) and len(heads) == 2 * len(leads)


def _drop_caption_heads(members: list[Line], heads: list[int]) -> list[int]:
    """Of two lines without a stop before a lead the first is the caption of the second, unless it is marked as an item."""
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
        same = words.key(line.text)
        if same in seen and len(same) > 3:
            line.kind = RegionKind.DUPLICATE
            continue
        seen.add(same)
        kept.append(line)
    return kept
