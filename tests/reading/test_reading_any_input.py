"""Nothing that is handed to `read` raises, and what comes out keeps its promises."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.model import Reading
from banggiao.reading import read

Check = Callable[[Reading], None]
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

TITLES = """
Thủ tướng/Chủ tịch nước/Tổng Bí thư, Chủ tịch nước/Đại sứ/Bộ trưởng Bộ Ngoại giao/Phó Thủ tướng kiêm Bộ trưởng/lãnh đạo
Chủ tịch UBND tỉnh/Tổng Giám đốc Tập đoàn/nguyên Tổng thống/Thứ trưởng Bộ Lao động, Thương binh và Xã hội/đoàn
"""
LANDS = "Nhật Bản/Anh/Mỹ/Lào/Hàn Quốc/Việt Nam/châu Âu/Gia Lai/(Đức)/Cộng hòa Dân chủ Congo/"
NAMES = """
Lâm Văn Tuệ/Trần Đức Lương/Kim Dong-hyun/Juan Carlos de la Cruz/Hamad bin Khalifa Al-Thani/U Zin/John F. Carver
Nguyễn Hòa Bình/Gustav XVII/Áp-đen An-lau-i/Orlando Ruiz/Thu/Suhartono/
"""
VERBS = """
đã tiếp/hội đàm với/và/sẽ thăm chính thức/gửi điện mừng tới/điện đàm với/ký kết bản ghi nhớ với/cùng/hủy cuộc gặp với/do
nhận lời mời của/làm việc với/chuyển lời thăm hỏi của/ra Tuyên bố chung với/lần lượt tiếp/; /, /không gặp/dẫn đầu
đồng chủ trì lễ đón/nâng cấp quan hệ lên Đối tác chiến lược với/hai nhà lãnh đạo
"""
TIMES = """
Sáng 5/9,|Chiều cùng ngày,|Từ ngày 30/2 đến 3/3,|Ngày 31/12/2023,|Hôm qua,|Dự kiến tháng 13,|Năm 0000,|Trước đó,|
* Cùng ngày,|(GLO)-|tại Phủ Chủ tịch,|Nhân dịp dự hội nghị tại Dubai,|
"""
TEASERS = ("\n\nCó thể bạn quan tâm\n\n", "\n\nĐọc thêm\n\n")
BREAKS = (". ", ".\n", "\n\n", " ", ".", "…", " (Ảnh: MINH HÀ/TTXVN)\n", "null", *TEASERS)


def one_of(words: str, sign: str = "/") -> st.SearchStrategy[str]:
    return st.sampled_from([word for line in words.strip("\n").split("\n") for word in line.split(sign)])


side = st.tuples(one_of(TITLES), one_of(LANDS), one_of(NAMES)).map(lambda words: " ".join(filter(None, words)))
clause = st.tuples(one_of(TIMES, "|"), side, one_of(VERBS), side, one_of(VERBS), side).map(" ".join)
news = st.lists(st.tuples(clause, st.sampled_from(BREAKS)).map("".join), min_size=1, max_size=6).map("".join)
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
fields = st.sampled_from(["title", "lead", "text", "id", "url", "published", "html", "x"])


@QUICK
@given(text=st.text(max_size=400))
def test_any_text(check: Check, text: str) -> None:
    check(read(text))


@QUICK
@given(data=st.binary(max_size=400))
def test_any_bytes(check: Check, data: bytes) -> None:
    check(read(data))


@QUICK
@given(row=st.dictionaries(fields, json_like | news, max_size=5))
def test_any_row(check: Check, row: dict[str, object]) -> None:
    check(read(row))


@settings(QUICK, max_examples=300)
@given(page=news, published=st.none() | st.dates().map(str))
def test_what_looks_like_news(check: Check, page: str, published: str | None) -> None:
    check(read(page, published=published))


@QUICK
@given(title=news, lead=news, text=news)
def test_rows_that_look_like_news(check: Check, title: str, lead: str, text: str) -> None:
    reading = read({"title": title, "lead": lead, "text": text})
    check(reading)
    assert reading.text == "\n\n".join([title, lead, text])


@QUICK
@given(page=news)
def test_markup_that_looks_like_news(check: Check, page: str) -> None:
    paragraphs = "".join(f"<p>{part}</p>" for part in page.split("\n\n"))
    check(read(f"<!doctype html><html><body><h1>Tin</h1><article>{paragraphs}<script>x".encode()))


@settings(QUICK, max_examples=50)
@given(page=news, cut=st.integers(0, 600))
def test_a_page_cut_anywhere(check: Check, page: str, cut: int) -> None:
    check(read(page.encode()[:cut]))
