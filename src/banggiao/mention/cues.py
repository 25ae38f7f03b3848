"""Cues of contact: the words of the sentence that say that somebody met, called, wrote to somebody."""

from __future__ import annotations

from banggiao.mention.phrases import OCCASION
from banggiao.mention.row import Row
from banggiao.model import Cue


def cues(row: Row) -> list[Cue]:
    """The cues of a sentence in text order. `noun` for "cuộc gặp", also for "cuộc" + "gặp"."""
    found: list[Cue] = []
    nouns = tuple(row.roles.meeting_noun)
    for k, item in enumerate(row.items):
        if item.entry.cue is None or item.kind != "phrase":
            continue
        before = row.items[k - 1] if k else None
        if item.cap and " " not in item.low and before is not None and before.cap and before.kind == "word":
            continue  # "Lê Gặp": a given name
        type_, form, shape = item.entry.cue
        words = item.low.removeprefix(OCCASION)
        noun = words.removeprefix("các ").startswith(nouns) or (
            before is not None and before.low in row.roles.meeting_noun
        )
        start = item.end - len(words)
        found.append(Cue(start=start, end=item.end, type=type_, form=form, shape=shape, noun=noun))
    return found
