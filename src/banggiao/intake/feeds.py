"""Saved feeds: an entry with words of its own is a page; a list of bare addresses is not."""

from __future__ import annotations

from collections.abc import Iterator

from banggiao.intake import listing
from banggiao.intake.files import Known, OnError
from banggiao.intake.problem import InputProblem
from banggiao.intake.rows import from_object
from banggiao.model import Source


def from_feed(name: str, data: bytes, known: Known, on_error: OnError) -> Iterator[Source]:
    """`#N` counts the entries. An entry is its title, its summary as lead, and its text where the feed has it."""
    try:
        found = listing.read(data)
    except ImportError:
        on_error(InputProblem(name, "no_feeds"))
        return
    except ValueError as error:
        on_error(InputProblem(name, "listing", why=str(error)))
        return
    is_empty = True
    for number, entry in enumerate(found.pages, 1):
        if entry.lead is None and entry.text is None:
            continue
        is_empty = False
        row = {name: getattr(entry, name) for name in ("title", "lead", "text", "url", "published")}
        if row["lead"] == row["text"]:
            row["lead"] = None
        if source := from_object(f"{name}#{number}", row, known, on_error):
            yield source
    if is_empty:
        on_error(InputProblem(name, "addresses_only"))
