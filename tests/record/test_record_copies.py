"""Copies in a record: the same from any order of pages, and from changes and withdrawals."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from banggiao import Record, read
from banggiao.record import schema

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


def test_copies_are_found_whatever_their_days() -> None:
    """What pages are found by lies in stretches of the calendar: none of their ends comes between two pages."""
    with Record(":memory:") as record:
        for n in range(40):
            first = date(2025, 3, 1) + timedelta(days=16 * n)
            for id_, day in ((f"first {n}", first), (f"second {n}", first + timedelta(days=5))):
                record.add(read({"id": id_, "title": id_, "text": _body(n, 100), "published": day.isoformat()}))
        record.add(read({"id": "undated", "title": "Không ngày", "text": _body(7, 100)}))
        record.resolve()
        assert record.copies() == {**{f"second {n}": f"first {n}" for n in range(40)}, "undated": "first 7"}


def test_a_record_of_version_8(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    pages = [read({"id": id_, **row}) for id_, row in PAGES.items()]
    with Record(path) as record, Record(":memory:") as whole:
        for page in pages[:4]:
            record.add(page)
        record.resolve()
        for page in pages:
            whole.add(page)
        whole.resolve()
        before = record._db.execute("SELECT * FROM sketches ORDER BY 1, 2, 3").fetchall()
        assert before
        record._db.executescript(
            "ALTER TABLE sketches RENAME TO newer;"
            "CREATE TABLE sketches (run INTEGER NOT NULL, version INTEGER NOT NULL REFERENCES versions (version),"
            " PRIMARY KEY (run, version)) WITHOUT ROWID;"
            "INSERT INTO sketches SELECT run, version FROM newer; DROP TABLE newer; PRAGMA user_version = 8;"
        )
        record.close()
        with Record(path) as migrated:
            assert migrated._db.execute("SELECT * FROM sketches ORDER BY 1, 2, 3").fetchall() == before
            assert migrated._db.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION,)
            migrated.add(pages[4])
            migrated.resolve()
            assert migrated.check() == []
            assert migrated.differences(whole) == []
