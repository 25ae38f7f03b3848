"""Headlines in capitals are read as if they were not; the text and its offsets stay."""

from __future__ import annotations

from banggiao.article import parse
from banggiao.model import Source
from banggiao.reading import read

TITLE = "THỦ TƯỚNG ĐỖ HỮU PHAN TIẾP NGOẠI TRƯỞNG BA LAN MAREK ZIELIŃSKI TẠI HÀ NỘI"
LEAD = "Sáng 5/9, tại Hà Nội, Thủ tướng Đỗ Hữu Phan đã gặp Ngoại trưởng Ba Lan Marek Zieliński."


def test_names_are_written_as_on_the_page() -> None:
    article = parse(Source(name="x", row={"title": TITLE, "lead": LEAD}))
    told = article.text[: len(TITLE)]
    assert "Đỗ Hữu Phan tiếp ngoại trưởng Ba Lan Marek Zieliński" in told.replace("Ngoại", "ngoại")
    assert article.headline == TITLE
    assert article.written is not None
    assert article.written.text == f"{TITLE}\n\n{LEAD}"


def test_the_text_stays_as_it_was() -> None:
    reading = read({"title": TITLE, "lead": LEAD})
    assert reading.text == f"{TITLE}\n\n{LEAD}"
    assert reading.headline == TITLE
    assert {side.name for event in reading.events for side in event.participants} == {"Đỗ Hữu Phan", "Marek Zieliński"}


def test_short_lines_in_capitals_are_left() -> None:
    article = parse(Source(name="x", row={"title": "TTXVN", "lead": LEAD}))
    assert article.written is None
