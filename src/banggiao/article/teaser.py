"""The teasers of a page, put together from its regions."""

from __future__ import annotations

import regex

from banggiao.article import published
from banggiao.model import Article, Region, RegionKind, Value

_MEDIA = regex.compile(
    r"\s*[\[(]\s*(?P<word>ảnh|photo|chùm ảnh|video|clip|infographics?|đồ họa|đồ hoạ)\s*[\])]\s*[:\-–]?\s*",
    regex.IGNORECASE,
)
_KINDS = {"ả": "photo", "p": "photo", "c": "video", "v": "video", "i": "infographic", "đ": "infographic"}


def media(headline: str) -> tuple[str | None, str]:
    """What a headline is marked as (`photo`, `video`, `infographic` or None) and the headline without the mark.

    >>> media("[Ảnh] Lễ đón tại Phủ Chủ tịch")
    ('photo', 'Lễ đón tại Phủ Chủ tịch')
    """
    found = _MEDIA.match(headline)
    if found is None or found.end() == len(headline):
        return None, headline
    word = found["word"].lower()
    kind = "photo" if word.startswith("chùm") else _KINDS[word[0]]
    return kind, headline[found.end() :]


class TeaserText(Value, frozen=True):
    """One entry of a block of other articles: its words, and the regions of the page they stand in.

    `headline` is without its mark ("[Ảnh]"), which is in `media`. `regions` are those of the entry, in text order;
    offsets count in
    the page text.
    """

    group: int
    headline: str | None = None
    lead: str | None = None
    caption: str | None = None
    media: str | None = None
    published: str | None = None
    regions: tuple[Region, ...] = ()


def teasers(article: Article) -> tuple[TeaserText, ...]:
    """The teasers of an article, one for each group number of its `related` regions, in order."""
    groups: dict[int, list[Region]] = {}
    for region in article.regions:
        if region.kind == RegionKind.RELATED and region.group is not None:
            groups.setdefault(region.group, []).append(region)
    return tuple(_teaser(article.text, number, regions) for number, regions in sorted(groups.items()))


def _teaser(text: str, number: int, regions: list[Region]) -> TeaserText:
    def part(name: str) -> str | None:
        return " ".join(text[r.start : r.end] for r in regions if r.part == name) or None

    headline = part("headline")
    kind, bare = media(headline) if headline else (None, None)
    dates = [day for r in regions if r.part == "published" and (day := published.of_line(text[r.start : r.end]))]
    return TeaserText(
        group=number,
        headline=bare,
        lead=part("lead"),
        caption=part("caption"),
        media=kind,
        published=dates[0] if dates else None,
        regions=tuple(regions),
    )
