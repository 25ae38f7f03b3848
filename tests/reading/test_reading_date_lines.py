"""Which of a page's date lines tells when it was published: many sites print today's date above an old page."""

from __future__ import annotations

from banggiao.reading import read

HEAD = "Thủ tướng Nguyễn Xuân Phúc tiếp Đại sứ Nhật Bản"
LEAD = (
    "Chiều 23/5, tại Hà Nội, Thủ tướng Nguyễn Xuân Phúc tiếp Đại sứ Nhật Bản Tanaka Hiroshi đến chào từ biệt. Đại sứ "
    "Tanaka Hiroshi cảm ơn Thủ tướng đã dành thời gian tiếp."
)
CLOCK = "Thứ Tư, 18/03/2026"


def test_a_clock_long_after_the_office_is_not_the_day_of_publication() -> None:
    reading = read(f"{CLOCK}\n{HEAD}\n\n{LEAD}")
    assert (reading.published, reading.published_basis) == (None, None)
    (told,) = [i for i in reading.issues if i.code == "published"]
    assert "2026-03-18" in told.note
    assert "Nguyễn Xuân Phúc" in told.note
    (event,) = reading.events
    assert event.date is not None
    assert "2025" not in event.date
    assert [c.edtf[:4] for c in event.date_candidates] == ["2016", "2017", "2018", "2019", "2020"]


def test_the_next_date_line_is_taken() -> None:
    reading = read(f"{CLOCK}\nTrang chủ\n{HEAD}\n24/05/2018 16:20\n\n{LEAD}")
    assert (reading.published, reading.published_basis) == ("2018-05-24", "text")
    assert [e.date for e in reading.events] == ["2018-05-23"]


def test_the_line_below_the_headline_counts_more_than_the_one_above() -> None:
    lead = LEAD.replace("Nguyễn Xuân Phúc", "Phạm Minh Chính")
    markup = (
        f"<html><head><title>x</title></head><body><div><span>{CLOCK}</span></div><div><h1>Tiếp Đại sứ Nhật Bản</h1>"
        f"<p>24/05/2022 16:20</p><p>{lead}</p><p>{lead}</p></div></body></html>"
    )
    reading = read(markup.encode())
    assert (reading.published, reading.published_basis) == ("2022-05-24", "text")


def test_a_day_that_is_given_is_never_doubted() -> None:
    reading = read(f"{HEAD}\n\n{LEAD}", published="2026-03-18")
    assert (reading.published, reading.published_basis) == ("2026-03-18", "given")


def test_a_date_line_of_its_time_stays() -> None:
    reading = read(f"{HEAD}\n24/05/2018 16:20\n\n{LEAD}")
    assert (reading.published, reading.published_basis, reading.issues) == ("2018-05-24", "text", ())
