"""What broken inputs brought to light, each mended: none of these hangs, raises or tells a message of two lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from banggiao.article import encodings
from banggiao.intake import InputProblem, sources
from banggiao.reading import read

LEAD = "Sáng 5/9, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi."
PARAGRAPHS = "\u2029"
VISIT = "Chiều 5/9, Chủ tịch nước Lâm Văn Tuệ đã tới thủ đô Nairobi, bắt đầu thăm chính thức Kenya."


@pytest.mark.parametrize("end", ["Thủ tướng gặp lãnh đạo các nước và tổ chức quốc tế &", "Giám đốc Sở Khoa học &"])
def test_a_sign_that_joins_with_nothing_behind_it(end: str, check: Callable[[object], None]) -> None:
    check(read(end))
    check(read(f"{LEAD} {end}"))


@pytest.mark.parametrize("markup", ["<?php>", "<div><?xml version='1.0'?>", "<div class=related><a href=/a><?x></a>"])
def test_instructions_in_a_page(markup: str, check: Callable[[object], None]) -> None:
    check(read(f"<html><body><h1>Tiếp Đại sứ</h1>{markup}<p>{LEAD}</p><p>{LEAD}</p></body></html>".encode()))


# Each of them took time that grew with the square of its length: the shortest 20 s, now all under half a second.
@pytest.mark.parametrize(
    "heap",
    [
        "." * 100_000,
        f"{LEAD} {'?!' * 50_000}",
        "…”" * 50_000 + "a",
        VISIT * 1500,  # a sentence of 130,000 characters with 1,500 days in it
        f"<p title='{'x' * 300_000}'>Lễ đón chính thức</p>".encode("utf-16"),
        f"<html><body>{'<title>' * 20_000}{LEAD}".encode(),
        f"<html><body><p>{'</' * 60_000}{LEAD}".encode(),
        f"{LEAD} Từ{'Đ' * 80} ngày 5/9, ông Tanaka nhấn mạnh hợp tác.",
        f"{LEAD}\n\n{f'{VISIT} Ông nói: “Hai nước là bạn.” ' * 5000}",
        f"{LEAD}\n\n" + f"{'DPA' * 3}\n" * 60_000,
        f"{LEAD}\n\n{'»»”' * 300_000}",
        f"{LEAD} Ông Tanaka khẳng định chuyến thăm tới Nhật Bản của Chủ tịch nước Lâm Văn {PARAGRAPHS * 60}Tuệ.",
        f"{LEAD}\n\n{'AB' * 29}»\n\n{'CD' * 29}»\n\n{'EF' * 29}»",
    ],
    ids=[
        *("stops", "marks", "quotes", "days", "attribute", "titles", "ends"),
        *("capitals", "story", "lines", "signs", "blanks", "signature"),
    ],
)
def test_far_too_much_of_something_takes_no_time(heap: str | bytes) -> None:
    begun = time.process_time()
    read(heap)
    assert time.process_time() - begun < 5


def test_of_far_too_long_a_page_only_the_first_part_is_read(check: Callable[[object], None]) -> None:
    page = read(f"{LEAD}\n\n{chr(10).join([VISIT] * 6000)}")
    check(page)
    assert [one.code for one in page.issues] == ["too_long"]
    assert page.events
    assert page.text.endswith(VISIT)
    assert max(each.end for event in page.events for each in event.evidence) <= page.issues[0].start


def test_words_are_looked_for_in_one_pass() -> None:
    begun = time.process_time()
    assert encodings.recognised("x" * 400_000) is None
    assert time.process_time() - begun < 2
    found = encodings._MARKED_WORD.findall('Vi\xd6t Nam <a\xe9b> "c\xe8" d&e\x01 \xa0g\xa0h plain')
    assert found == ["Vi\xd6t", "a\xe9b", "c\xe8", "e\x01", "\xa0g", "\xa0h"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_json_that_is_nested_too_deep(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"[" * 5000)
    problems: list[InputProblem] = []
    assert not list(sources([str(path)], on_error=problems.append))
    assert [(each.code, each.facts) for each in problems] == [("json", {"why": "nested too deep"})]


def test_a_source_at_the_very_end(check: Callable[[object], None]) -> None:
    check(read(f"Tin\n\n{LEAD} Theo đặc phái viên TTXVN"))


def test_a_message_tells_only_the_first_words_of_what_is_broken() -> None:
    problem = InputProblem("a.warc#1", "answer", why="x" * 5000)
    assert len(str(problem)) < 600
    assert "xxx" in str(problem)


def test_a_message_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'text,published\n{LEAD},"hôm\nqua"\n', encoding="utf-8")
    problems: list[InputProblem] = []
    assert len(list(sources([str(path)], on_error=problems.append))) == 1
    assert ["\n" in str(each) for each in problems] == [False]


@pytest.mark.parametrize("field", ["id", "url", "outlet", "published", "title"])
def test_half_a_character_in_a_field(field: str, check: Callable[[object], None]) -> None:
    reading = read({"text": LEAD, field: "a\ud800\0b"})
    check(reading)
    assert reading.events


@pytest.mark.parametrize("text", ["null\u200bTan-da-ni-a\u200bVilnius", f"{LEAD}\n\u200b\ufeff\n\u200b"])
def test_what_is_not_seen_needs_no_region(text: str, check: Callable[[object], None]) -> None:
    check(read(text))


def test_marks_on_no_letter_join_words(check: Callable[[object], None]) -> None:
    page = read("Chiều 5/9, Chủ tịch nước Lâm Văn Tuệ tiếp đ\u0323ban lãnh đạo HU và Đại sứ Nhật Bản Tanaka Hiroshi.")
    check(page)
    assert not any("lãnh đạo" in (side.organisation or "") for event in page.events for side in event.participants)


def test_two_sides_that_are_called_by_the_same_words(check: Callable[[object], None]) -> None:
    sides = "đoàn Anh Juan Carlos de la Cruz hội đàm với đoàn Anh Juan Carlos de la Cruz"
    check(read(f"Sáng 5/9, {sides} cùng Thủ tướng Nhật Bản Lâm Văn Tuệ."))


def test_marks_of_signs_join_words_too(check: Callable[[object], None]) -> None:
    check(read("PA\nSáng 21/2, Phó Chủ tịch Quốc hội có cuộc gặp mặt chính thức cố vấn\u20e1\u6300\u6800"))


def test_an_inviter_of_whom_nothing_is_told(check: Callable[[object], None]) -> None:
    page = read("Nhận lời mời của Ông chủ lầu, Phó Chủ nhiệm Ủy ban Kinh tế của Quốc hội đi thăm, làm việc tại Litva.")
    check(page)
    assert all(side.role != "inviter" for event in page.events for side in event.participants)
