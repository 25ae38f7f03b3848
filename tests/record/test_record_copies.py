"""Copies in a record: the same from any order of pages, and from changes and withdrawals."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from banggiao import Record, read

_SYLLABLES = ("an", "binh", "chi", "dong", "em", "gia", "hai", "khe", "lan", "minh", "nam", "oanh", "phu", "quy")


def _body(seed: int, count: int) -> str:
    drawn = random.Random(seed)
    return " ".join(drawn.choice(_SYLLABLES) + drawn.choice(_SYLLABLES) for _ in range(count))


LONG = _body(1, 400)
PAGES = {
    "wire": {"title": "Tin gốc", "text": LONG, "published": "2025-04-03"},
    "cut": {"title": "Tít khác", "text": " ".join(LONG.split()[:150]), "published": "2025-04-03"},
    "late": {"title": "Tin đăng lại", "text": LONG, "published": "2025-05-03"},
    "undated": {"title": "Không ngày", "text": LONG},
    "other": {"title": "Chuyện khác", "text": _body(2, 300), "published": "2025-04-03"},
}


def _copies(order: Iterable[str], each: bool) -> dict[str, str]:
    with Record(":memory:") as record:
        for id_ in order:
            record.add(read({"id": id_, **PAGES[id_]}))
            if each:
                record.resolve()
        record.resolve()
        return record.copies()


def test_copies_are_found_within_days_of_each_other() -> None:
    # A month later it is printed anew, not copied; a page without a day may be of any.
    assert _copies(PAGES, each=False) == {"cut": "wire", "undated": "wire"}


@pytest.mark.parametrize("seed", range(6))
def test_the_order_does_not_matter(seed: int) -> None:
    order = list(PAGES)
    random.Random(seed).shuffle(order)
    assert _copies(order, each=bool(seed % 2)) == _copies(PAGES, each=False)


def test_a_page_that_changes_takes_its_likenesses_with_it() -> None:
    with Record(":memory:") as record:
        for id_, row in PAGES.items():
            record.add(read({"id": id_, **row}))
        record.resolve()
        record.add(read({"id": "wire", "title": "Sửa", "text": _body(3, 300), "published": "2025-04-03"}))
        record.resolve()
        # "undated" may now be of the day of "late" as well; the first published of what is left is the original.
        assert record.copies() == {"undated": "cut"}
        record.add(read({"id": "wire", **PAGES["wire"]}))
        record.resolve()
        assert record.copies() == {"cut": "wire", "undated": "wire"}
