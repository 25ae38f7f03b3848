"""A page that was read before gives the same facts without its file: from its text, regions and metadata."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.model import Source
from banggiao.reading import read_again, read_source

PAGES = sorted(
    (page for page in (files("banggiao") / "data" / "demo" / "pages").iterdir() if page.is_file()), key=lambda p: p.name
)
LEAD = "Sáng 3/4/2025, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi."
BODY = "Tại buổi tiếp, Bộ trưởng Lê Văn Sơn đề nghị hai bên thúc đẩy hợp tác.\n\nCó thể bạn quan tâm\n\nTin khác"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_bundled_pages(page) -> None:  # type: ignore[no-untyped-def]
    html = {"html": True, "txt": False}.get(page.name.rpartition(".")[2])
    reading = read_source(Source(name=page.name, data=page.read_bytes(), html=html))
    assert read_again(reading) == reading


# Blanks that are many, at the ends, of other kinds, line ends of other systems, and what is not seen.
_BLANKS = st.sampled_from(
    ["", " ", "  ", "\n", "\r\n", "\r", "\t", "\xa0", "\u200b", "\xad", "\u3000", " \n ", "\ufeff"]
)


def _spread(words: str) -> st.SearchStrategy[str]:
    return st.lists(_BLANKS, min_size=4, max_size=4).map(
        lambda blanks: blanks[0] + words.replace(" đã ", f" đã {blanks[1]}").replace(", ", f",{blanks[2]} ") + blanks[3]
    )


_FIELDS = st.fixed_dictionaries(
    {
        "title": st.one_of(
            st.just(""), _BLANKS, _spread("BỘ TRƯỞNG LÊ VĂN SƠN TIẾP ĐẠI SỨ NHẬT BẢN"), _spread("Lễ đón")
        ),
        "lead": st.one_of(st.just(""), _BLANKS, _spread(LEAD)),
        "text": st.one_of(st.just(""), _BLANKS, _spread(BODY), _spread(LEAD + "\n" + BODY)),
    }
)


@settings(max_examples=300, deadline=None)
@given(_FIELDS)
def test_rows_with_all_kinds_of_blanks(row: dict[str, object]) -> None:
    reading = read_source(Source(name="row", row=row))
    assert read_again(reading) == reading
    for region in reading.regions:
        assert reading.text[region.start : region.end].strip()


@settings(max_examples=200, deadline=None)
@given(_FIELDS)
def test_texts_and_markup_with_all_kinds_of_blanks(row: dict[str, str]) -> None:
    text = "\n\n".join(row.values())
    body = "".join(f"<p>{part}</p>" for part in row.values())
    for page, html in ((text, False), (f"<html><body><article><h1>Tin</h1>{body}</article></body></html>", True)):
        reading = read_source(Source(name="page", data=page.encode(), html=html))
        assert read_again(reading) == reading


def test_a_contact_is_found_again_where_it_stood() -> None:
    reading = read_source(Source(name="row", row={"title": " Tiếp  khách ", "lead": "\t" + LEAD, "text": BODY}))
    assert len(reading.events) == 1
    assert read_again(reading).events == reading.events
