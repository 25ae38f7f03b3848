"""Rows of fields, and the addresses and days they give."""

from __future__ import annotations

import pytest

from banggiao.article import parse, published, urls
from banggiao.model import Article, RegionKind, Source


def read(**row: object) -> Article:
    return parse(Source(name="rows.jsonl#1", row=row))


def test_fields_are_joined_by_a_blank_line() -> None:
    article = read(title="Tiếp Đại sứ Na Uy", lead="Chiều 5-9, bà đến chào từ biệt.", text="Hai bên cảm ơn nhau.")
    assert article.text == "Tiếp Đại sứ Na Uy\n\nChiều 5-9, bà đến chào từ biệt.\n\nHai bên cảm ơn nhau."
    assert [r.kind for r in article.regions] == ["headline", "lead", "body"]


def test_the_first_line_of_text_is_the_lead_when_there_is_none() -> None:
    article = read(
        title="Tiếp Đại sứ",
        text="Chiều 5-9, bà đến chào.\nTiếp bà. Ảnh: Nhan Sáng/TTXVN Hai bên cảm ơn nhau. Minh Hà (TTXVN)",
    )
    assert [(str(r.kind), article.text[r.start : r.end]) for r in article.regions] == [
        ("headline", "Tiếp Đại sứ"),
        ("lead", "Chiều 5-9, bà đến chào."),
        ("caption", "Tiếp bà."),
        ("credit", "Ảnh: Nhan Sáng/TTXVN"),
        ("body", "Hai bên cảm ơn nhau."),
        ("credit", "Minh Hà (TTXVN)"),
    ]
    assert (article.byline, article.agency) == ("Minh Hà", "TTXVN")


def test_the_glued_caption_is_one_sentence() -> None:
    article = read(
        text="Lời dẫn ở đây.\nHai bên đã bàn xong việc. Thủ tướng tiếp TS. Lê An tại TP. Huế. "
        "Ảnh: VGP/Minh Hà Theo ông, việc tốt."
    )
    assert [article.text[r.start : r.end] for r in article.regions if r.kind == RegionKind.CAPTION] == [
        "Thủ tướng tiếp TS. Lê An tại TP. Huế."
    ]


def test_wrong_types_are_issues() -> None:
    article = read(title=5, text=["a"], published=True, url=3)
    assert [i.code for i in article.issues] == ["bad_field"] * 4 + ["no_text"]


def test_ids() -> None:
    assert read(id=7, text="Hai bên.").id == "7"
    one, other = (
        read(url="https://www.vov.vn/a.html?utm_source=x#y", text="A"),
        read(url="http://vov.vn/a.html", text="B"),
    )
    assert one.id == other.id
    assert read(text="A").id != read(text="B").id


def test_given_published_and_outlet() -> None:
    article = read(text="Hai bên.", published="2017-05-16", url="https://baochinhphu.vn/a-102240924124114108.htm")
    assert (article.published, article.published_basis, article.outlet) == (
        "2017-05-16",
        "given",
        "Báo Điện tử Chính phủ",
    )
    assert read(text="Hai bên.", published="hôm qua").published is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://baochinhphu.vn/thu-tuong-102240924124114108.htm", "2024-09-24"),
        ("https://tuoitre.vn/thu-tuong-20250218112233445.htm", "2025-02-18"),
        ("https://dantri.com.vn/xa-hoi/a-20231024083015123.htm", "2023-10-24"),
        ("https://x.vn/2017/05/16/tin.html", "2017-05-16"),
        ("https://x.vn/tin/20170516/a.html", "2017-05-16"),
        ("https://nhandan.vn/tong-bi-thu-post799901.html", None),
        ("https://vnexpress.net/gia-gao-4645120.html", None),
        ("https://x.vn/ke-hoach-2021-2025.html", None),
        ("https://x.vn/2017/13/16/tin.html", None),
    ],
)
def test_day_of_an_address(url: str, day: str | None) -> None:
    assert urls.day(url) == day


def test_canonical() -> None:
    assert urls.canonical("https://VOV.vn/a?utm_source=b&id=3#c") == "https://vov.vn/a?id=3"
    assert urls.canonical("bài viết") is None
    assert urls.canonical("http://[::1") is None
    assert urls.canonical(5) is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-09-05T23:30:00Z", "2024-09-06"),
        ("2024-09-05T18:05:00+0700", "2024-09-05"),
        ("2024-09-05T18:05:00.000+07:00", "2024-09-05"),
        ("2024-09-05 18:05", "2024-09-05"),
        ("5/9/2024 18:05", "2024-09-05"),
        ("20240905", "2024-09-05"),
        ("Thứ Năm, 05/09/2024 - 18:05", "2024-09-05"),
        ("Ngày 5 tháng 9 năm 2024", "2024-09-05"),
        ("31/02/2024", None),
        ("hôm qua", None),
    ],
)
def test_day_of_metadata(value: str, day: str | None) -> None:
    assert published.of_metadata(value) == day


@pytest.mark.parametrize(
    ("value", "edtf"), [("2024", "2024"), ("2024-09", "2024-09"), ("2024-13", None), ("2024-02-30", None), ("", None)]
)
def test_given_edtf(value: str, edtf: str | None) -> None:
    assert published.given(value) == edtf
