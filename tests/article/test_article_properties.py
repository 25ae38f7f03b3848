"""Whatever comes in: nothing raises, every non-blank character is in exactly one region."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from banggiao.article import parse, teasers
from banggiao.model import Article, RegionKind, Source
from banggiao.text import nfc

PIECES = st.sampled_from(
    [
        "Chiều 5-9, tại Hà Nội, Chủ tịch nước Lâm Văn Tuệ đã tiếp Đại sứ Na Uy Ingrid Dahl.",
        "Chủ tịch nước tiếp Đại sứ. Ảnh: Minh Hà/TTXVN",
        "Chủ tịch nước tiếp Đại sứ. (Ảnh: Minh Hà",
        "Ảnh: ",
        "(Ảnh:",
        "Nguồn ảnh: AFP Hai bên bàn tiếp. Ảnh: Lê",
        "Có thể bạn quan tâm",
        "Tin liên quan",
        "Xem thêm: Oslo đón mùa đông",
        ">>> Oslo",
        "[Video] Oslo đón mùa đông",
        "null",
        "nullOslo",
        "&nbsp;",
        "Theo dõi Báo Gia Lai trên Google News",
        "26/12/2023 - 18:05",
        "(02-4)",
        "Minh Hà (TTXVN)",
        "Oslo đón mùa đông",
        "Tuyết rơi dày ở phía bắc.",
        "TTO - Tuyết rơi.",
        "\u200b",
        "\x1c",
        "\u0301",
        "\ufeff",
        "\x00",
    ]
)
ENDS = st.sampled_from(["\n", "\n\n", " ", "", "\r\n", "\u2028", "\x0c"])
PAGES = st.lists(st.tuples(st.one_of(PIECES, st.text(max_size=12)), ENDS), max_size=14).map(
    lambda parts: "".join(a + b for a, b in parts)
)
TAGS = st.sampled_from(
    [
        *("<html>", "<body>", "<div>", "<p>", "</p>", "</div>", "<h1>", "</h1>", "<br>", "<article>", "<figcaption>"),
        *("</figure>", "<table>", "<td>", "<!--", "<script>", "<frameset>", "<div", "<", "&", "<img>", "</a>"),
        "<a href=x>",
        "<div class=cms-relate>",
        "<div class='article__body cms-body'>",
        "<p class=description>",
        "<time datetime=2024-01-02>",
        "<meta property=og:title content=x>",
        "<script type=application/ld+json>[{",
    ]
)


def sound(article: Article) -> None:
    covered = [0] * len(article.text)
    last = 0
    for region in article.regions:
        assert last <= region.start < region.end <= len(article.text)
        last = region.end
        for index in range(region.start, region.end):
            covered[index] += 1
    assert all(covered[i] == 1 for i, char in enumerate(article.text) if not char.isspace())
    assert article.text == nfc(article.text)
    article.text.encode()
    for issue in article.issues:
        assert issue.stage == "article"
        assert 0 <= issue.start <= issue.end <= len(article.text)
    groups = [t.group for t in teasers(article)]
    assert groups == list(range(1, len(groups) + 1))


@given(PAGES)
@settings(max_examples=300, deadline=None)
def test_any_page(page: str) -> None:
    sound(parse(Source(name="x", data=page.encode("utf-8", "surrogatepass"), html=False)))


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    sound(parse(Source(name="x", data=data)))


@given(st.lists(st.one_of(TAGS, PIECES, st.text(max_size=6)), max_size=20).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_any_markup(markup: str) -> None:
    sound(parse(Source(name="x", data=markup.encode("utf-8", "surrogatepass"), html=True)))


VALUES = st.one_of(st.none(), st.integers(), st.booleans(), PAGES, st.text(), st.lists(st.text(), max_size=2))


@given(st.dictionaries(st.sampled_from(["title", "lead", "text", "id", "url", "published", "outlet", "x"]), VALUES))
@settings(deadline=None)
def test_any_row(row: dict[str, object]) -> None:
    article = parse(Source(name="x", row=row))
    sound(article)
    # a field of blanks alone is an empty one
    parts = [p for k in ("title", "lead", "text") if isinstance(p := row.get(k), str) and p.strip()]
    spoilt = any("\x00" in p or any("\ud800" <= c <= "\udfff" for c in p) for p in parts)
    if not spoilt and "encoding" not in [issue.code for issue in article.issues]:
        assert (article.written.text if article.written else article.text) == nfc("\n\n".join(parts))


@given(PAGES)
@settings(deadline=None)
def test_decomposed_text_reads_the_same(page: str) -> None:
    composed, decomposed = (
        parse(Source(name="x", data=unicodedata.normalize(form, page).encode(), html=False)) for form in ("NFC", "NFD")
    )
    assert composed == replace(decomposed, issues=composed.issues)


BODY = [
    "Tiếp Đại sứ Na Uy",
    "Chiều 5-9, tại Phủ Chủ tịch, Chủ tịch nước Lâm Văn Tuệ đã tiếp Đại sứ Na Uy Ingrid Dahl đến chào từ biệt.",
    "Chủ tịch nước Lâm Văn Tuệ và Đại sứ Ingrid Dahl. Ảnh: Minh Hà/TTXVN",
    "Đại sứ Ingrid Dahl cảm ơn sự giúp đỡ của các cơ quan Việt Nam trong suốt ba năm làm việc tại Hà Nội.",
    "Hai bên nhất trí mở thêm lớp tiếng Việt cho sinh viên Na Uy và nối lại đường bay thẳng trong mùa hè tới.",
]


@given(st.integers(2, 4))
def test_a_doubled_line_is_a_duplicate(number: int) -> None:
    lines = [*BODY[: number + 1], *BODY[number:]]
    article = parse(Source(name="x", data="\n\n".join(lines).encode()))
    assert [article.text[r.start : r.end] for r in article.regions if r.kind == RegionKind.DUPLICATE] == [BODY[number]]


@given(
    st.lists(PIECES.filter(lambda p: p.strip() and "\x00" not in p), max_size=6),
    st.sampled_from(["Có thể bạn quan tâm", "Tin cùng chuyên mục"]),
)
@example(lines=["Nguồn ảnh: AFP Hai bên bàn tiếp. Ảnh: Lê"], heading="Tin liên quan")
@settings(deadline=None)
def test_a_block_after_the_article_changes_nothing_before_it(lines: list[str], heading: str) -> None:
    plain = parse(Source(name="x", data="\n\n".join(BODY).encode()))
    more = [heading, "Oslo đón mùa đông", *(line for line in lines if "Có thể" not in line), "Bergen đón xuân"]
    longer = parse(Source(name="x", data="\n\n".join([*BODY, *more]).encode()))
    assert longer.regions[: len(plain.regions)] == plain.regions
    assert longer.headline == plain.headline
    assert longer.published is None
