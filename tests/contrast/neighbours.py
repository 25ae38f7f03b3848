"""Other stories on the page: teasers, further items. Each story's facts stay its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tests.contrast.contrast import Changed, contrast, differences
from tests.contrast.material import bundled
from tests.contrast.page import Facts, Page, event_facts, events, reading_of
from tests.contrast.surface import all_facts

from banggiao.model import Reading

TEASERS = (
    """Có thể bạn quan tâm

Cầu thủ tập sút phạt đền. (Ảnh: TRẦN LÂM/TTXVN)

Thủ tướng Bhutan Jigme Dorji thăm chính thức Nepal

Từ ngày 3 đến 5/2/2019, Thủ tướng Bhutan Jigme Dorji thăm chính thức Nepal và hội đàm với Thủ tướng Nepal Bishnu Thapa.
""",
    """Tin liên quan

Bộ trưởng Quốc phòng Vũ Bá Tòng tiếp Đại sứ Mông Cổ

Chiều 14/10/2016, tại Hà Nội, Đại tướng Vũ Bá Tòng, Bộ trưởng Quốc phòng tiếp Đại sứ Mông Cổ Bat Erdene.

Giá cà phê tăng phiên thứ ba liên tiếp
""",
    """Đọc thêm

Điện mừng Quốc khánh Cộng hòa Suriname

Ngày 25/11/2014, Chủ tịch nước Trịnh Bá Lục gửi điện mừng tới Tổng thống Suriname Ronald Bakker.
""",
)
"""Blocks of other articles in three ways of setting them, with people and years that no page here has."""


def own(reading: Reading) -> Facts:
    """What the article itself tells, with its publication date."""
    return [*all_facts(str)(reading), ("published", reading.published)]


@contrast
def teasers_transplanted(page: Page) -> Iterator[Changed]:
    """A block of other articles' teasers stands below the page. What the article tells stays; what the teasers tell is
    told of the teasers."""
    reading = reading_of(page)
    for block in TEASERS:

        def wrong(again: Reading) -> str | None:
            missed = "no contact of the teasers" if not _of_teasers(again, len(reading.related)) else None
            return differences(own(again), own(reading)) or missed

        yield Changed(page.below(block), wrong)


def _of_teasers(reading: Reading, known: int) -> Facts:
    return [event_facts(event) for teaser in reading.related[known:] for event in teaser.events]


def teasers_of(donor: Page) -> str | None:
    """The blocks of teasers of a page, from the first heading on; None where words of the article follow."""
    reading = reading_of(donor)
    first = next((r for r in reading.regions if r.kind in ("heading", "related") and r.start >= donor.body_at), None)
    if not reading.related or first is None or first.kind != "heading":
        return None
    own_kinds = ("body", "lead", "headline", "caption")
    if any(r.kind in own_kinds and r.start > first.start for r in reading.regions):
        return None
    return donor.whole[first.start :]


@contrast
def teasers_of_a_bundled_page(page: Page) -> Iterator[Changed]:
    """The blocks of teasers of three bundled pages, each below the page. What the article tells stays. Condition: the
    page has no teasers of its own."""
    reading = reading_of(page)
    if not reading.related:
        donors = filter(None, map(teasers_of, bundled()))
        for block in islice(donors, 3):
            yield Changed(page.below(block), lambda again: differences(own(again), own(reading)))


@contrast
def order_of_items(page: Page) -> Iterator[Changed]:
    """Two stories as items of one column, in the one order and in the other: the contacts of both are told, the same in
    both orders. Condition: the page is one of our stories that are marked `alone` (every name, day and country told in
    its lead; the other story has other people, another country and another day)."""
    if not page.name.endswith("-alone"):
        return
    mine = reading_of(page._replace(title="", text=""))
    other = Page("other", "story", lead=OTHER, published=page.published)
    wanted = sorted([*events(mine), *events(reading_of(other))], key=repr)
    for first, second in ((page.lead, OTHER), (OTHER, page.lead)):
        column = Page(
            page.name, page.origin, title="Tin đối ngoại", text=f"{first}\n\n{second}", published=page.published
        )
        yield Changed(column, lambda again: differences(events(again), wanted))


OTHER = (
    "Sáng 2/9/2024, tại thủ đô Lima, Bộ trưởng Quốc phòng Peru Ernesto Villalobos đã tiếp "
    "Bộ trưởng Quốc phòng Uruguay Ramiro Etchevers."
)
