"""Bytes to text."""

from __future__ import annotations

import unicodedata

import pytest

from banggiao.article import parse
from banggiao.article.decode import decode
from banggiao.model import Source

TEXT = "Chủ tịch nước tiếp Đại sứ Na Uy\n\nChiều 5-9, tại Hà Nội, Chủ tịch nước đã tiếp Đại sứ Na Uy."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    data = TEXT.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    assert decode(data) == (TEXT, [])


def test_decomposed_and_windows_line_ends() -> None:
    text, issues = decode(unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode())
    assert (text, [one.code for one in issues]) == (TEXT, ["encoding"])


def cp1258(text: str) -> bytes:
    """Windows-1258 has the letters with a hat, a breve or a horn whole and the tones as marks of their own."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            base = unicodedata.normalize("NFD", char)
            tone = next(c for c in base if c in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", base.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


def test_windows_1258() -> None:
    text, issues = decode(cp1258(TEXT * 3))
    assert text == TEXT * 3
    assert [i.code for i in issues] == ["encoding"]


def test_a_few_broken_bytes() -> None:
    data = (TEXT * 5).encode() + b"\xff" + TEXT.encode()
    text, issues = decode(data)
    assert text == TEXT * 5 + "\ufffd" + TEXT
    assert [i.code for i in issues] == ["undecodable"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 x", "not_text"),
        (b"\x89PNG\r\n", "not_text"),
        (bytes(range(256)) * 40, "not_text"),
        (b"\x00" * 500, "not_text"),
        (b"The president met the prime minister in Hanoi today. " * 10, "not_vietnamese"),
    ],
)
def test_what_is_no_page(data: bytes, code: str) -> None:
    assert code in [i.code for i in parse(Source(name="x", data=data)).issues]


def test_nul_and_surrogates_do_not_stay() -> None:
    text, _ = decode("Hà\x00 Nội \ud800".encode("utf-8", "surrogatepass"))
    assert text == "Hà\ufffd Nội \ufffd"


def test_a_line_too_long_is_kept_and_said() -> None:
    data = "Hai bên nhất trí. ".encode() * 20_000
    article = parse(Source(name="x", data=data))
    assert [i.code for i in article.issues] == ["too_long"]
    assert len(article.regions) == 1


def test_a_page_of_too_many_lines_is_kept_and_said() -> None:
    article = parse(Source(name="x", data="Hai bên\n".encode() * 30_000))
    assert article.regions[-1].end == len(article.text.rstrip())
    assert "too_long" in [i.code for i in article.issues]


def test_a_few_nuls_are_no_utf16() -> None:
    assert decode("\x00\nÀ\n\x00\n".encode())[0] == "\ufffd\nÀ\n\ufffd\n"


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("<script>if (a < b) { c = 'x'; }</script>y", "<script></script>y"),
        ("<STYLE media=all>p > a { color: red }</STYLE >y", "<STYLE media=all></STYLE >y"),
        # nothing is cut away where a tag or a comment may begin, and data stay
        ("<script>w('<p>');</script>y", "<script>w('<p>');</script>y"),
        ("<!-- <script> -->một<!-- </script> -->", "<!-- <script> -->một<!-- </script> -->"),
        (
            '<script type="application/ld+json">{"a": 1}</script>',
            '<script type="application/ld+json">{"a": 1}</script>',
        ),
        ("<script>a = 1;</style>b", "<script>a = 1;</style>b"),
        ("<scripts>a</scripts>", "<scripts>a</scripts>"),
    ],
)
def test_scripts_and_styles_are_left_out_of_markup(markup: str, left: str) -> None:
    assert decode(markup.encode(), markup=True)[0] == left
    assert decode(markup.encode())[0] == markup
