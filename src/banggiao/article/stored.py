"""The article of a page that was read before: from its text, regions and metadata, without its markup.

What the page text is and what its regions are was decided when its file or row was there; the rest of the reader goes
its way from here. For a page that this version of the reader parsed it gives the article that `parse` gave.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from banggiao.article.page import read_as
from banggiao.model import Article, Issue, Reading, Region, Written
from banggiao.text import tidy


def again(reading: Reading) -> Article:
    """The article that this reading was made of."""
    plain, places = tidy(reading.text)
    regions, issues = reading.regions, reading.issues
    if places is not None:
        regions = tuple(_back(region, places) for region in regions)
        issues = tuple(_back(issue, places) for issue in issues)
    text, written = read_as(plain, regions, None if places is None else Written(text=reading.text, places=places))
    return Article(
        id=reading.id,
        source=reading.source,
        text=text,
        regions=regions,
        url=reading.url,
        outlet=reading.outlet,
        agency=reading.agency,
        byline=reading.byline,
        headline=reading.headline,
        published=reading.published,
        published_basis=reading.published_basis,
        media=reading.media,
        issues=issues,
        written=written,
    )


_Spanned = TypeVar("_Spanned", Region, Issue)


def _back(one: _Spanned, places: Sequence[int]) -> _Spanned:
    """The span in the plain text that stands at this one of the text as written."""
    start = bisect_left(places, one.start)
    end = bisect_left(places, one.end - 1) + 1 if one.start < one.end else start
    return replace(one, start=start, end=end)
