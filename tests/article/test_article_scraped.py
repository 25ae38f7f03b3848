"""Scraped text: which region each line is, credits, teasers, what the page says of itself."""

from __future__ import annotations

import pytest

from banggiao.article import parse, teasers
from banggiao.article.credits import find, name_parts
from banggiao.model import Article, RegionKind, Source

LEAD = "Chiều 5-9, tại Phủ Chủ tịch, Chủ tịch nước Lâm Văn Tuệ đã tiếp Đại sứ Na Uy Ingrid Dahl đến chào từ biệt."
BODY = "Đại sứ Ingrid Dahl cảm ơn sự giúp đỡ của các cơ quan Việt Nam trong suốt ba năm làm việc tại Hà Nội."


def read(text: str, **known: str) -> Article:
    return parse(Source(name="trang.txt", data=text.encode(), **known))


def kinds(article: Article) -> list[tuple[str, str]]:
    """(kind or part, text) of every region."""
    return [(r.part or str(r.kind), article.text[r.start : r.end]) for r in article.regions]


def test_headline_prompt_lead_body() -> None:
    article = read(
        f"Chủ tịch nước tiếp Đại sứ Na Uy\n\nTheo dõi Báo Gia Lai trên Google News\n{LEAD}\n\n{BODY}\n\nnull"
    )
    assert [kind for kind, _ in kinds(article)] == ["headline", "prompt", "lead", "body", "residue"]
    assert article.outlet == "Báo Gia Lai"
    assert article.headline == "Chủ tịch nước tiếp Đại sứ Na Uy"


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ",
        "Lưu bài",
        "Copy link",
        "Zalo",
        "Theo dõi chúng tôi trên Zalo",
        "Theo dõi báo trên Google News",
        "Trang chủ > Chính trị > Đối ngoại",
        "Chính trị",
        "3 giờ trước",
        "Từ khóa: ngoại giao, Na Uy",
        "Ý kiến của bạn",
    ],
)
def test_furniture_is_a_prompt(line: str) -> None:
    assert (RegionKind.PROMPT, line) in kinds(read(f"Tiếp Đại sứ Na Uy\n\n{line}\n\n{LEAD}\n\n{BODY}\n\n{BODY} Hết."))


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ với báo chí, Đại sứ Ingrid Dahl nói bà sẽ trở lại Hà Nội vào mùa xuân.",
        "Theo dõi sát tình hình, Bộ Ngoại giao đề nghị công dân giữ liên lạc.",
        "Chủ đề của hội nghị năm nay là chuyển đổi xanh và kết nối.",
        "Xem thêm nhiều tài liệu, hai bên nhất trí lập nhóm công tác chung.",
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert (RegionKind.BODY, line) in kinds(read(f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n{line}\n\n{BODY}"))


def test_doubled_caption_is_a_duplicate() -> None:
    caption = "Chủ tịch nước Lâm Văn Tuệ và Đại sứ Ingrid Dahl. Ảnh: MINH HÀ – TTXVN"
    article = read(f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n{caption}\n\n{caption}\n\n{BODY}")
    assert [kind for kind, _ in kinds(article)] == ["headline", "lead", "caption", "credit", "duplicate", "body"]
    credit = article.regions[3]
    assert (credit.photographer, credit.agency) == ("MINH HÀ", "TTXVN")


def test_doubled_line_without_credit_is_a_caption() -> None:
    caption = "Chủ tịch nước Lâm Văn Tuệ tiếp Đại sứ Ingrid Dahl."
    article = read(f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n{caption}\n{caption}\n\n{BODY}")
    assert [kind for kind, _ in kinds(article)][2:4] == ["caption", "duplicate"]


def test_the_copy_with_the_credit_is_kept() -> None:
    caption = "Chủ tịch nước Lâm Văn Tuệ tiếp Đại sứ Ingrid Dahl."
    article = read(f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n{caption}\n\n{caption} Ảnh: TTXVN\n\n{BODY}")
    assert [kind for kind, _ in kinds(article)][2:5] == ["duplicate", "caption", "credit"]


def test_a_credit_in_its_own_line_makes_the_line_above_a_caption() -> None:
    article = read(f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\nHai bên tại Oslo\n\nẢnh: BNG\n\n{BODY}")
    assert [kind for kind, _ in kinds(article)] == ["headline", "lead", "caption", "credit", "body"]


def test_residue_glued_to_a_line() -> None:
    article = read(f"nullTiếp Đại sứ Na Uy\n\n{LEAD}\n\n&nbsp;\n\n<p></p>\n\n{BODY}null")
    assert [kind for kind, _ in kinds(article)] == [
        "residue",
        "headline",
        "lead",
        "residue",
        "residue",
        "body",
        "residue",
    ]
    assert article.headline == "Tiếp Đại sứ Na Uy"


def test_teasers_caption_headline_lead() -> None:
    article = read(
        f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n{BODY}\n\nCó thể bạn quan tâm\n\n"
        "Lễ đón tại sân bay. (Ảnh: Thu Hà/TTXVN)\n\nThủ tướng Lào thăm Việt Nam\n\n"
        "Sáng 3/2, chuyên cơ chở Thủ tướng Lào đã tới Hà Nội.\n\n"
        "Nông dân xã Ia Kha thu hoạch cà phê trên nương.\n\nCà phê được mùa\n\n"
        "(GLO)- Giá cà phê tăng khiến bà con phấn khởi.\n\n[Ảnh] Hội hoa xuân ở Pleiku"
    )
    first, second, third = teasers(article)
    assert (first.caption, first.headline) == ("Lễ đón tại sân bay.", "Thủ tướng Lào thăm Việt Nam")
    assert first.lead == "Sáng 3/2, chuyên cơ chở Thủ tướng Lào đã tới Hà Nội."
    assert second.caption == "Nông dân xã Ia Kha thu hoạch cà phê trên nương."
    assert second.lead == "(GLO)- Giá cà phê tăng khiến bà con phấn khởi."
    assert (third.headline, third.media) == ("Hội hoa xuân ở Pleiku", "photo")
    credits = [r for r in article.regions if r.part == "credit"]
    assert [(c.group, c.photographer, c.agency) for c in credits] == [(1, "Thu Hà", "TTXVN")]


def test_teasers_headline_lead_caption_of_the_next() -> None:
    article = read(
        f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n{BODY}\n\nĐọc thêm\n\nThủ tướng Lào thăm Việt Nam\n\n"
        "Sáng 3/2, chuyên cơ chở Thủ tướng Lào đã tới Hà Nội.\n\nVườn hoa bên hồ. Ảnh: AFP\n\nHà Nội vào xuân"
    )
    first, second = teasers(article)
    assert first.caption is None
    assert (second.caption, second.headline) == ("Vườn hoa bên hồ.", "Hà Nội vào xuân")


def test_doubled_teaser_headline() -> None:
    item = "[Video] Lễ đón Thủ tướng Lào"
    article = read(
        f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n{BODY}\n\nTin liên quan\n\n{item}\n\n{item}\n\nBản tin ghi lại lễ đón."
    )
    (only,) = teasers(article)
    assert (only.headline, only.media, only.lead) == ("Lễ đón Thủ tướng Lào", "video", "Bản tin ghi lại lễ đón.")
    assert [r.kind for r in article.regions].count(RegionKind.DUPLICATE) == 1


def test_one_line_teaser_amid_the_body() -> None:
    article = read(
        f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n>>> Xem thêm: Na Uy mở rộng quỹ hưu trí\n\n{BODY}\n\n{BODY} Bà mong trở lại."
    )
    assert [t.headline for t in teasers(article)] == ["Na Uy mở rộng quỹ hưu trí"]
    assert [kind for kind, _ in kinds(article)] == ["headline", "lead", "heading", "headline", "body", "body"]


def test_body_goes_on_after_a_list_of_headlines() -> None:
    more = [
        f"Đoạn thứ {word} nói tiếp về cuộc tiếp và những việc hai nước sẽ làm trong năm tới, như hai bên đã bàn."
        for word in ["một", "hai", "ba"]
    ]
    article = read(
        "\n\n".join(
            ["Tiếp Đại sứ Na Uy", LEAD, "Tin liên quan", "Na Uy mở rộng quỹ hưu trí", "Oslo đón mùa đông", *more]
        )
    )
    assert [t.headline for t in teasers(article)] == ["Na Uy mở rộng quỹ hưu trí", "Oslo đón mùa đông"]
    assert [text for kind, text in kinds(article) if kind == "body"] == more


@pytest.mark.parametrize(
    ("line", "byline", "agency"),
    [
        ("Minh Hà (TTXVN)", "Minh Hà", "TTXVN"),
        ("Theo TTXVN", None, "TTXVN"),
        ("(Theo TTXVN)", None, "TTXVN"),
        ("TTXVN", None, "TTXVN"),
        ("T.H", "T.H", None),
        ("Minh Hà - Thu Trang", "Minh Hà - Thu Trang", None),
        ("Minh Hà (Tổng hợp)", "Minh Hà", None),
        ("Tin, ảnh: MINH HÀ", "MINH HÀ", None),
        ("Minh Hà/VOV.VN", "Minh Hà", "VOV.VN"),
        ("Theo Minh Hà (Dân trí)", "Minh Hà", "Dân trí"),
    ],
)
def test_signature(line: str, byline: str | None, agency: str | None) -> None:
    article = read(f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n{BODY}\n\n{line}")
    assert (article.byline, article.agency) == (byline, agency)
    assert article.regions[-1].kind == RegionKind.CREDIT


@pytest.mark.parametrize(
    "line",
    [
        "Thứ ba, 26/12/2023 18:05 (GMT+7)",
        "Cập nhật: 18:05 26/12/2023",
        "26/12/2023 - 18:05",
        "Thứ Ba, ngày 26/12/2023, 18:05",
        "Ngày đăng: 26-12-2023",
        "Báo Biên phòng | Thứ Ba, 26/12/2023",
        "Ban Quốc tế-Thứ ba, ngày 26/12/2023 18:05 GMT+7",
        "Tin tức - 18:05, 26/12/2023",
        "Thứ Ba, 26/12/2023 18:05'(GMT+7)",
        "26/12/2023 18:05 (GMT+07:00)",
        "Ngày cập nhật: 26/12/2023 18:05",
        "Thứ Ba, Tháng Mười Hai 26, 2023",
        "26 Tháng Mười Hai, 2023",
        "2023-12-26 18:05",
        "Thứ Ba, ngày 26 tháng 12 năm 2023",
    ],
)
def test_the_date_line_dates_the_page(line: str) -> None:
    article = read(f"Tiếp Đại sứ Na Uy\n\n{line}\n\n{LEAD}\n\n{BODY}")
    assert (article.published, article.published_basis) == ("2023-12-26", "text")
    assert (RegionKind.RESIDUE, line) in kinds(article)


@pytest.mark.parametrize(
    "line", ["Ngày 26 tháng 12 năm 2023", "Hà Nội, ngày 26 tháng 12 năm 2023", "Tháng Ba năm 2023"]
)
def test_a_day_without_more_may_be_of_a_chronicle(line: str) -> None:
    assert read(f"Tiếp Đại sứ Na Uy\n\n{line}\n\n{LEAD}\n\n{BODY}").published is None


def test_sentences_and_teasers_never_date_the_page() -> None:
    article = read(
        f"Tiếp Đại sứ Na Uy\n\nSáng 3/2/2021, Chủ tịch nước tiếp Đại sứ Na Uy.\n\n{BODY}\n\nTin liên quan\n\n"
        "Oslo đón mùa đông\n\n26/12/2023\n\nTuyết rơi dày ở Na Uy."
    )
    assert article.published is None
    assert [t.published for t in teasers(article)] == ["2023-12-26"]


def test_given_beats_the_page() -> None:
    article = read(f"Tiếp Đại sứ\n\n26/12/2023 - 18:05\n\n{LEAD}", published="2023-12-27")
    assert (article.published, article.published_basis) == ("2023-12-27", "given")


def test_outlet_by_the_mark_before_the_lead() -> None:
    assert read(f"Tiếp Đại sứ Na Uy\n\n(GLO)- {LEAD}\n\n{BODY}").outlet == "Báo Gia Lai"
    assert read(f"Tiếp Đại sứ Na Uy\n\nTTO - {LEAD}\n\n{BODY}").outlet == "Tuổi Trẻ Online"
    assert read(f"Tiếp Đại sứ Na Uy\n\n{LEAD}\n\n{BODY}").outlet is None


def test_a_lone_paragraph_is_a_lead() -> None:
    assert kinds(read(LEAD)) == [("lead", LEAD)]


@pytest.mark.parametrize(
    ("text", "caption", "names"),
    [
        ("Lễ đón. Ảnh: Tấn Minh Điều kiện này được nêu rõ.", "Lễ đón. ", ("Tấn Minh", None)),
        ("Lễ đón. Ảnh: Nhan Sáng/TTXVN Nhiệt liệt chào mừng.", "Lễ đón. ", ("Nhan Sáng", "TTXVN")),
        ("Lễ đón. Ảnh: HIẾU NGHĨA Từ hôm qua, mưa lớn.", "Lễ đón. ", ("HIẾU NGHĨA", None)),
        ("Lễ đón. Ảnh: M.Q Xe cộ nối đuôi nhau.", "Lễ đón. ", ("M.Q", None)),
        ("Lễ đón - Ảnh: AFP Theo các hãng tin, lễ đón ngắn.", "Lễ đón", (None, "AFP")),
        ("Lễ đón (Nguồn: AFP/TTXVN) Hơn một trăm người dự.", "Lễ đón ", (None, "AFP/TTXVN")),
        ("Lễ đón. Ảnh: VGP/Quang Hiếu Thủ tướng cảm ơn.", "Lễ đón. ", ("Quang Hiếu", "VGP")),
        ("Lễ đón. Ảnh: Getty Images Hai bên đã bàn.", "Lễ đón. ", (None, "Getty Images")),
        ("Lễ đón. Ảnh: Trần Huyền Ông Stephen là trưởng nhóm.", "Lễ đón. ", ("Trần Huyền", None)),
        ("Lễ đón. Ảnh: granma.cu Chuyến thăm được tiến hành.", "Lễ đón. ", (None, "granma.cu")),
        ("Lễ đón. Ảnh VGP/Nhật Bắc", "Lễ đón. ", ("Nhật Bắc", "VGP")),
    ],
)
def test_credit_in_running_text(text: str, caption: str, names: tuple[str | None, str | None]) -> None:
    credit = find(text, 0, len(text))[0]
    assert text[: credit.start] == caption or text[: credit.start].strip() == caption.strip()
    assert (credit.photographer, credit.agency) == names
    rest = text[credit.end :].strip()
    assert not rest or rest[0].isupper()


@pytest.mark.parametrize(
    "text", ["Ông gửi hai bức ảnh: một của cha, một của mẹ.", "Theo nguồn: không rõ.", "https://anh.vn/Ảnh://x"]
)
def test_no_credit(text: str) -> None:
    assert find(text, 0, len(text)) == []


def test_names() -> None:
    assert name_parts("THU TRANG/TTXVN") == ("THU TRANG", "TTXVN")
    assert name_parts("Bộ Ngoại giao") == (None, "Bộ Ngoại giao")
    assert name_parts("Internet") == (None, None)
    assert name_parts("Q.H") == ("Q.H", None)
