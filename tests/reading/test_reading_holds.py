"""What must not change a reading: the way of writing, repetition, neighbours, and being read twice."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from banggiao.model import Event, Evidence, Reading, reading_json
from banggiao.reading import read

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "src" / "banggiao" / "data" / "demo" / "pages").iterdir())
CASES: list[dict[str, Any]] = [
    case
    for path in sorted((ROOT / "tests" / "event" / "corpus").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
WORD = re.compile(r"\w+")
TEASERS = """

Có thể bạn quan tâm

Cầu thủ tập sút phạt đền. (Ảnh: TRẦN LÂM/TTXVN)

Thủ tướng Bhutan Jigme Dorji thăm chính thức Nepal

Từ ngày 3 đến 5/2/2019, Thủ tướng Bhutan Jigme Dorji thăm chính thức Nepal và hội đàm với Thủ tướng Nepal Bishnu Thapa.
"""


def ids(path: Path) -> str:
    return path.stem


def facts(event: Event) -> tuple[object, ...]:
    """What an event tells, without where it stands on the page."""
    sides = sorted((s.role, s.name or "", s.organisation or "", s.offices, s.country or "") for s in event.participants)
    return event.type, event.form, event.status, event.date, event.part_of_day, event.place, sides


def all_facts(reading: Reading) -> list[tuple[object, ...]]:
    return sorted(map(facts, reading.events), key=repr)


@pytest.mark.parametrize("path", PAGES, ids=ids)
def test_the_bundled_pages_keep_the_promises(path: Path, check: Callable[[Reading], None]) -> None:
    check(read(path))


@pytest.mark.parametrize("path", PAGES, ids=ids)
def test_twice_the_same_bytes(path: Path) -> None:
    once = reading_json(read(path), with_text=True)
    assert reading_json(read(path), with_text=True) == once


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_evidence_names_its_region(path: Path, kinds: Callable[[Reading, Evidence, int | None], set[str]]) -> None:
    reading = read(path)
    told = [(reading.events, None)] + [(teaser.events, n) for n, teaser in enumerate(reading.related, 1)]
    for events, group in told:
        for event in events:
            for evidence in (*event.evidence, *(e for side in event.participants for e in side.evidence)):
                assert evidence.region in kinds(reading, evidence, group)


@pytest.mark.parametrize("path", PAGES, ids=ids)
def test_no_side_comes_twice(path: Path) -> None:
    for event in read(path).events:
        sides = [(side.name, side.organisation, side.offices, side.country) for side in event.participants]
        assert len(set(sides)) == len(sides)


def test_names_stand_in_their_evidence() -> None:
    """A side whose evidence holds no word of its name is one that the page resolves ("hai bên"): these are few."""
    whole = named = 0
    for path in PAGES:
        reading = read(path)
        for event in reading.events:
            for side in event.participants:
                if side.name:
                    whole += 1
                    told = {word for e in side.evidence for word in WORD.findall(reading.text[e.start : e.end])}
                    named += bool(told & set(WORD.findall(side.name)))
    assert named >= 0.75 * whole


@pytest.mark.parametrize("path", [p for p in PAGES if p.suffix == ".txt"], ids=ids)
def test_decomposed_marks_are_the_same_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    composed, decomposed = read(text), read(unicodedata.normalize("NFD", text))
    assert [issue.code for issue in decomposed.issues if issue not in composed.issues] == ["encoding"]
    decomposed = replace(decomposed, issues=composed.issues)
    assert reading_json(decomposed, with_text=True) == reading_json(composed, with_text=True)


@pytest.mark.parametrize("path", [p for p in PAGES if p.suffix == ".txt"], ids=ids)
def test_line_ends_and_byte_order_marks_are_the_same_page(path: Path) -> None:
    data = path.read_bytes()
    assert all_facts(read(data.replace(b"\n", b"\r\n"))) == all_facts(read(data))
    assert all_facts(read(b"\xef\xbb\xbf" + data)) == all_facts(read(data))


@pytest.mark.parametrize("path", [p for p in PAGES if p.suffix == ".txt"], ids=ids)
def test_ids_do_not_depend_on_where_the_page_lies(path: Path) -> None:
    here, there = read(path), read(path.read_bytes())
    assert here.id == there.id
    assert [e.id for e in here.events] == [e.id for e in there.events]


@pytest.mark.parametrize("path", [p for p in PAGES if p.suffix == ".txt"], ids=ids)
def test_another_story_s_teaser_changes_nothing(path: Path) -> None:
    """A teaser of other people in other years, put after the page, leaves the article's own events as they are."""
    text = path.read_text(encoding="utf-8")
    own, more = read(text), read(text.rstrip() + TEASERS)
    assert all_facts(more) == all_facts(own)
    assert len(more.related) > len(own.related)
    told = [event for teaser in more.related for event in teaser.events]
    assert any("Jigme Dorji" in (side.name or "") for event in told for side in event.participants)


@pytest.mark.parametrize("path", [p for p in PAGES if p.suffix == ".txt"], ids=ids)
def test_a_caption_told_twice_changes_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    own = read(text)
    captions = [r for r in own.regions if r.kind == "caption"]
    if not captions:
        pytest.skip("no caption on this page")
    line_end = text.find("\n", captions[0].end)
    line = text[captions[0].start : line_end if line_end > 0 else len(text)]
    doubled = read(text[: captions[0].start] + line + "\n" + text[captions[0].start :])
    assert all_facts(doubled) == all_facts(own)
    assert sum(r.kind == "duplicate" for r in doubled.regions) > sum(r.kind == "duplicate" for r in own.regions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_without_its_date_a_page_tells_the_same_contacts(case: dict[str, Any]) -> None:
    """Only the years become open: the day and month that are written stay, and the year is one of those allowed."""
    row = {key: case[key] for key in ("title", "lead", "text") if key in case}
    dated = read(row, published=case.get("published") or "2024-09-06")
    bare = read(row)
    assert sorted(map(undated, bare.events), key=repr) == sorted(map(undated, dated.events), key=repr)
    for one, other in zip(sorted(bare.events, key=key_of), sorted(dated.events, key=key_of), strict=True):
        assert allows(one.date, other.date), (one.date, other.date)


def key_of(event: Event) -> str:
    return repr((undated(event), (event.date or "")[-5:]))


def undated(event: Event) -> tuple[object, ...]:
    told = list(facts(event))
    if "2024-09" < (event.date or "")[:7] < "A":
        told[2] = "planned"  # that it lies ahead may follow from the publication date alone
    told[3] = None
    return tuple(told)


def allows(bare: str | None, dated: str | None) -> bool:
    """Whether the date read without publication date leaves room for the one read with it."""
    if bare is None or dated is None or bare == dated:
        return bare is None or bare == dated
    if bare.startswith("["):
        return dated in bare.strip("[]").split(",")
    if "/" in bare and "/" in dated:
        return all(map(allows, bare.split("/"), dated.split("/")))
    if len(bare) != len(dated):
        return False
    return all(one in ("X", other) for one, other in zip(bare, dated, strict=True))


def test_a_teaser_is_read_alike_wherever_it_stands() -> None:
    first, second = (read(f"{title}\n\n{lead}{TEASERS}") for title, lead in (ONE_STORY, ANOTHER))
    told = [
        [(e.type, e.date, e.confidence, e.field_confidence) for t in r.related for e in t.events]
        for r in (first, second)
    ]
    assert told[0] == told[1] != []
    assert {e.id for t in first.related for e in t.events}.isdisjoint(e.id for t in second.related for e in t.events)
    for reading in (first, second):
        for event in (e for t in reading.related for e in t.events):
            spans = [*event.evidence, *(one for side in event.participants for one in side.evidence)]
            assert all(
                WORD.match(reading.text, one.start) and "\n" not in reading.text[one.start : one.end] for one in spans
            )
            assert [reading.text[s.evidence[0].start : s.evidence[0].end] for s in event.participants if s.name]


ONE_STORY = "Giá gạo tăng", "Giá gạo hôm nay tăng nhẹ ở các tỉnh miền Tây, thương lái cho biết."
ANOTHER = (
    "Cầu mới thông xe",
    "Cây cầu dài hơn một cây số vừa thông xe sáng nay. Người dân hai bờ đi lại dễ hơn trước nhiều.",
)
