"""Copies of one text: shortened, edited, under another headline; and texts that only end alike."""

from __future__ import annotations

import random

import pytest

from banggiao.model import Region
from banggiao.relation import copies

_SYLLABLES = ("an", "binh", "chi", "dong", "em", "gia", "hai", "khe", "lan", "minh", "nam", "oanh", "phu", "quy")


def _words(seed: int, count: int) -> list[str]:
    drawn = random.Random(seed)
    return [drawn.choice(_SYLLABLES) + drawn.choice(_SYLLABLES) for _ in range(count)]


def _text(words: list[str]) -> copies.Text:
    page = " ".join(words)
    return copies.text_of(page, [Region(kind="body", start=0, end=len(page))])


def test_a_shortened_text_is_a_copy_of_the_long_one() -> None:
    words = _words(1, 600)
    assert copies.likeness(_text(words), _text(words[:120])) == 1.0


def test_a_word_changed_here_and_there_leaves_it_a_copy() -> None:
    words = _words(2, 300)
    edited = [f"{word}x" if at % 20 == 0 else word for at, word in enumerate(words)]
    assert copies.likeness(_text(words), _text(edited)) >= copies.COPIED


def test_other_words_are_no_copy() -> None:
    assert copies.likeness(_text(_words(3, 300)), _text(_words(4, 300))) == 0.0


def test_a_common_end_joins_nothing() -> None:
    tail = _words(5, 80)
    assert copies.likeness(_text(_words(6, 90) + tail), _text(_words(7, 400) + tail)) == 0.0


def test_too_short_a_text_is_compared_with_none() -> None:
    words = _words(8, copies.LEAST_RUNS)
    assert copies.likeness(_text(words), _text(words)) == 0.0
    assert not _text(words).sample


def test_headline_captions_and_teasers_do_not_count() -> None:
    page = "Tít\n\nThân bài\n\nChú thích\n\nTin khác"
    spans = [("headline", None), ("body", None), ("caption", None), ("related", 1)]
    starts = [page.index(part) for part in page.split("\n\n")]
    regions = [
        Region(kind=kind, start=start, end=start + len(part), group=group)
        for (kind, group), start, part in zip(spans, starts, page.split("\n\n"), strict=True)
    ]
    assert copies.text_of(page, regions) == copies.text_of("Thân bài", [Region(kind="body", start=0, end=8)])


def test_marks_and_case_do_not_count() -> None:
    page = "Hai bên nhất trí mở rộng hợp tác"
    plain = "hai ben nhat tri mo rong hop tac"
    whole = Region(kind="lead", start=0, end=len(page))
    assert copies.text_of(page, [whole]) == copies.text_of(plain, [whole])


@pytest.mark.parametrize("seed", range(5))
def test_the_first_and_longest_is_the_original_in_any_order(seed: int) -> None:
    pages = [
        copies.Page("b", "2025-04-03", 200),
        copies.Page("a", "2025-04-03", 300),
        copies.Page("c", "2025-04-04", 900),
        copies.Page("d", "2025-04-04", 80),
    ]
    like = {"a": {"b", "c"}, "b": {"a"}, "c": {"a", "d"}, "d": {"c"}}
    random.Random(seed).shuffle(pages)
    # d is like c, which is itself a copy: d stands for itself.
    assert copies.originals(pages, like) == {"b": "a", "c": "a"}
