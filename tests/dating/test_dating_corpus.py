"""The examples and counter-examples of corpus.tsv, and the offsets of what is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from edtf import parse_edtf

from banggiao.dating import find_times, resolve
from banggiao.text import lower, nfc

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "corpus.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]
ANCHOR = "2024-09-05"


def read(text: str, published: str | None, status: str) -> str:
    words = []
    for time in find_times(text, lower(text)):
        dated = resolve(time, published=published, status=status, anchor=ANCHOR)
        part = f" {dated.part_of_day}" if dated.part_of_day else ""
        words.append(f"{text[time.start : time.end]}={dated.edtf or '-'}{part}")
    return " | ".join(words) or "none"


@pytest.mark.parametrize(("published", "status", "text", "expected"), ROWS)
def test_corpus(published: str, status: str, text: str, expected: str) -> None:
    assert nfc(text) == text
    assert read(text, None if published == "-" else published, status) == expected


def test_corpus_is_large() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize(("published", "status", "text", "expected"), ROWS)
def test_every_date_is_edtf(published: str, status: str, text: str, expected: str) -> None:
    for word in expected.split(" | "):
        edtf = word.rpartition("=")[2].split(" ")[0]
        if edtf not in {"none", "-"}:
            assert parse_edtf(edtf)


def test_words_of_a_part_of_the_text_only() -> None:
    text = "Sáng 4/9, hai bên họp. Chiều 5/9, hai bên ký."
    start = text.index("Chiều")
    found = find_times(text, lower(text), start, len(text))
    assert [text[t.start : t.end] for t in found] == ["Chiều 5/9"]
    assert [text[t.start : t.end] for t in find_times(text, lower(text), 0, start)] == ["Sáng 4/9"]
    assert find_times(text, lower(text), 3, 3) == []


def test_fields_as_documented() -> None:
    text = "Từ ngày 29/11 đến ngày 2/12, sau tháng 6 năm ngoái, thứ Ba (3/12)."
    span, month, day = find_times(text, lower(text))
    assert (span.kind, span.day, span.month, span.end_day, span.end_month) == ("span", 29, 11, 2, 12)
    assert (month.kind, month.month, month.offset) == ("month", 6, -1)
    assert (day.kind, day.day, day.month, day.weekday) == ("day", 3, 12, 1)
