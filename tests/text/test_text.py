"""The ground floor of text: composed, folded and lowered text keep every offset."""

from __future__ import annotations

import doctest
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao import text as room
from banggiao.text import fold, is_marked, lines, lower, nfc, tidy

anything = st.text()
vietnamese = st.text(
    alphabet="aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ ĐĂÂÊÔƠƯÁÀ-,."
)


@given(anything)
def test_lengths_stay(text: str) -> None:
    composed = nfc(text)
    assert len(fold(composed)) == len(composed)
    assert len(lower(composed)) == len(composed)


@given(anything)
def test_composing_twice_is_composing_once(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert unicodedata.is_normalized("NFC", nfc(text))


@given(vietnamese)
def test_folding_is_done_once(text: str) -> None:
    composed = nfc(text)
    assert fold(fold(composed)) == fold(composed)
    assert lower(lower(composed)) == lower(composed)
    assert fold(composed).isascii()
    assert fold(lower(composed)) == fold(composed)


@given(vietnamese)
def test_decomposed_text_folds_alike(text: str) -> None:
    assert fold(nfc(unicodedata.normalize("NFD", text))) == fold(nfc(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đối tác chiến lược", "doi tac chien luoc"),
        ("ĐẶNG THỊ NGỌC THỊNH", "dang thi ngoc thinh"),
        ("Ð", "d"),  # the Icelandic letter of old pages
        ("Štefan Kováč", "stefan kovac"),
        ("Müller & Søn", "muller & søn"),
        ("Hà\xa0Nội", "ha noi"),
        ("李", "李"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Cộng hoà", "cộng hòa"),
        ("Uỷ viên", "ủy viên"),
        ("sức khoẻ", "sức khỏe"),
        ("Thuỷ", "thủy"),
        ("Hoàn", "hoàn"),  # a closed syllable has one spelling only
        ("Quý", "quý"),  # qu is one sound
        ("Nguyễn Quỳnh Hoa", "nguyễn quỳnh hoa"),
        ("loè", "lòe"),
        ("HOÀ BÌNH", "hòa bình"),
        ("hoà.", "hòa."),
        ("İstanbul", "İstanbul"),  # its lower case is two code points
        ("Ðà Nẵng", "đà nẵng"),
    ],
)
def test_lower(text: str, low: str) -> None:
    assert lower(text) == low


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Chu tich nuoc", False),
        ("Chủ tịch nước", True),
        ("CHU TICH", False),
        ("Đ", True),
        ("", False),
        ("123 ...", False),
    ],
)
def test_is_marked(text: str, marked: bool) -> None:
    assert is_marked(text) is marked


@given(st.text(alphabet="ab \n\t\r"))
def test_lines_are_what_is_not_blank(text: str) -> None:
    spans = list(lines(text))
    assert [text[start:end] for start, end in spans] == [line.strip() for line in text.split("\n") if line.strip()]
    covered = {k for start, end in spans for k in range(start, end)}
    assert all(k in covered for k, char in enumerate(text) if not char.isspace())


def test_examples() -> None:
    assert doctest.testmod(room).failed == 0


@given(st.text(alphabet=st.sampled_from("aệ \t\xa0\r\n\u200b\u00ad.")))
def test_tidy_text_stands_in_the_text(written: str) -> None:
    plain, places = tidy(written)
    assert places is not None or plain == written
    if places is not None:
        assert len(places) == len(plain)
        assert list(places) == sorted(set(places))
        for char, place in zip(plain, places, strict=True):
            assert char == written[place] or (char.isspace() and written[place].isspace())
    assert tidy(plain) == (plain, None)


def test_every_letter_is_lower_cased_as_the_table_says() -> None:
    # Whole texts go through str.lower where that is the same, one by one.
    letters = "".join(char for char in map(chr, range(0x110000)) if char not in "\u2013\xa0\xd0")
    assert room._UNLIKE.sub("", letters).lower() == room._UNLIKE.sub("", letters).translate(room._LOWER)
