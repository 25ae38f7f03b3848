"""Web pages: the article's element, metadata, captions and boxes by markup; broken markup."""

from __future__ import annotations

import pytest

from banggiao.article import outlets, parse, teasers
from banggiao.model import Article, RegionKind, Source

LEAD = "Chiều 5-9, tại Phủ Chủ tịch, Chủ tịch nước Lâm Văn Tuệ đã tiếp Đại sứ Na Uy Ingrid Dahl đến chào từ biệt."
BODY = "Đại sứ Ingrid Dahl cảm ơn sự giúp đỡ của các cơ quan Việt Nam trong suốt ba năm làm việc tại Hà Nội."
MORE = "Hai bên nhất trí mở thêm lớp tiếng Việt cho sinh viên Na Uy và nối lại đường bay thẳng trong mùa hè tới."
MENU = "<nav><ul><li><a href=/a>Thể thao</a><li><a href=/b>Du lịch</a></ul></nav>"
FOOT = "<footer><p>Giấy phép số 5. Tổng Biên tập: Lê An</p></footer><script>var x = 'không đọc';</script>"


def read(markup: str, url: str | None = None) -> Article:
    return parse(Source(name="trang.html", data=markup.encode(), html=True, url=url))


def texts(article: Article, kind: str) -> list[str]:
    return [article.text[r.start : r.end] for r in article.regions if r.kind == kind]


PAGE = (
    f"<!doctype html><html><head><title>Tiếp Đại sứ</title>"
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Tiếp Đại sứ",'
    '"datePublished":"2024-09-05T19:00:00+07:00",'
    '"author":{"@type":"Person","name":"Thu Trang"},'
    '"publisher":{"@type":"Organization","name":"Tòa soạn X"}}</script></head>'
    f"<body>{MENU}<h1 class='article__title'>Tiếp Đại sứ Na Uy</h1><div class='article__sapo'>{LEAD}</div>"
    f"<div class='article__body cms-body'><p>{BODY}</p><figure><img src=x><figcaption>Tiếp bà Dahl. "
    f"(Ảnh: Minh Hà/TTXVN)</figcaption></figure><div class='cms-relate'><div>Tin liên quan</div>"
    f"<h2><a href=/c>Oslo đón mùa đông</a></h2></div><p>{MORE}</p></div>"
    f"<div class='box-content related-news'><h3>Có thể bạn quan tâm</h3>"
    f"<article><a href=/d>[Video] Tuyết rơi ở Bergen</a>"
    f"<div class='story__summary'>Tuyết dày nửa mét.</div></article></div>{FOOT}</body></html>"
)


def test_a_known_layout() -> None:
    article = read(PAGE, "https://nhandan.vn/a-post1.html")
    assert (article.outlet, article.byline) == ("Báo Nhân Dân điện tử", "Thu Trang")
    assert (article.published, article.published_basis) == ("2024-09-05", "metadata")
    assert texts(article, "headline") == ["Tiếp Đại sứ Na Uy"]
    assert texts(article, "lead") == [LEAD]
    assert texts(article, "body") == [BODY, MORE]
    assert texts(article, "caption") == ["Tiếp bà Dahl."]
    credit = next(r for r in article.regions if r.kind == RegionKind.CREDIT)
    assert (credit.photographer, credit.agency) == ("Minh Hà", "TTXVN")
    first, second = teasers(article)
    assert first.headline == "Oslo đón mùa đông"
    assert (second.headline, second.media, second.lead) == ("Tuyết rơi ở Bergen", "video", "Tuyết dày nửa mét.")
    for word in ("Thể thao", "Giấy phép", "không đọc"):
        assert word not in article.text


def test_the_same_layout_of_an_outlet_that_is_not_known() -> None:
    article = read(PAGE, "https://baotinh.example/a.html")
    assert article.outlet == "Tòa soạn X"
    assert texts(article, "body") == [BODY, MORE]


def test_a_layout_that_is_not_known() -> None:
    article = read(
        f"<html><head><title>Tiếp Đại sứ Na Uy - Tin Phương Bắc</title></head><body>{MENU}"
        f"<div class=wrap><h1>Tiếp Đại sứ Na Uy</h1>"
        f"<p class=when>05/09/2024 - 18:05</p><div class=t><p>{LEAD}</p><p>{BODY}</p><p>{MORE}</p></div></div>"
        f"<div class=more><b>Đọc thêm</b><ul><li><a href=/e>Oslo đón mùa đông</a></ul></div>{FOOT}</body></html>"
    )
    assert article.outlet == "Tin Phương Bắc"
    assert (article.published, article.published_basis) == ("2024-09-05", "text")
    assert texts(article, "lead") + texts(article, "body") == [LEAD, BODY, MORE]
    assert [t.headline for t in teasers(article)] == ["Oslo đón mùa đông"]


def test_declared_old_encoding() -> None:
    markup = "<html><head><meta charset=windows-1258></head><body><h1>Hà Nội</h1><p>Đại sứ ở Hà Nam.</p></body></html>"
    article = parse(Source(name="x", data=markup.encode("cp1258", "ignore")))
    assert "Hà N" in article.text


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<",
        "<div",
        "<html",
        "<html><frameset><frame src=a></frameset></html>",
        "<p>Hai bên",
        "<html><body><script>x</script></body></html>",
        "<script type='application/ld+json'>{\"@type\": [</script><p>Hai bên nhất trí.</p>",
        "<div>" * 3000 + "Hai bên nhất trí." + "</div>" * 10,
        '<time datetime="2024-99-99">x</time><h1></h1><article class=fck_detail></article>',
    ],
)
def test_broken_markup(markup: str) -> None:
    article = read(markup)
    assert article.source == "trang.html"
    assert ("Hai bên" in markup) == ("Hai bên" in article.text)


def test_a_teasers_time_does_not_date_the_page() -> None:
    article = read(
        f"<html><body><article class=fck_detail><h1>Tiếp</h1><p>{LEAD}</p><p>{BODY}</p></article>"
        "<div class=related><b>Tin liên quan</b><ul><li>"
        "<a href=x>Oslo</a><time datetime=2020-01-01>1/1/2020</time></ul></div></body></html>"
    )
    assert article.published is None


def test_outlets_are_sound() -> None:
    assert len(outlets.known()) >= 30
    for outlet in outlets.known():
        assert outlet.name
        assert outlet.hosts
        read_back = outlets.of_host("www." + outlet.hosts[0])
        assert read_back == outlet


def test_what_readers_say_is_no_part_of_the_article() -> None:
    said = "Mong hai nước sớm mở thêm đường bay thẳng để bà con đi lại cho tiện, vé đang đắt quá."
    article = read(
        f"<html><body>{MENU}<div class=x1><h1>Tiếp Đại sứ Na Uy</h1><p>{LEAD}</p><p>{BODY}</p><p>{MORE}</p>"
        f"<div class=x2><h3>Ý kiến (2)</h3><div><p>{said}</p><p>Cảm ơn tòa soạn.</p></div>"
        f"<form><textarea></textarea></form></div></div>{FOOT}</body></html>"
    )
    assert texts(article, "body")[-1] == MORE
    assert said not in article.text


def test_entries_of_a_live_page_are_one_article() -> None:
    entries = "".join(
        f"<div class=entry><span>0{n}:15</span><div class=said><p>{text}</p></div></div>"
        for n, text in enumerate((LEAD, BODY, MORE), 7)
    )
    article = read(f"<html><body>{MENU}<h1>Tiếp Đại sứ Na Uy</h1><div>{entries}</div>{FOOT}</body></html>")
    assert texts(article, "lead") + texts(article, "body") == [LEAD, BODY, MORE]


def test_another_article_below_is_not_read() -> None:
    def story(level: str, title: str, text: str) -> str:
        return f"<div class=story><{level}>{title}</{level}><div class=text>{text}</div></div>"

    own = f"<p>{LEAD}</p><p>{BODY}</p><p>{MORE}</p><p>{MORE[:90]} ấy.</p><p>{BODY[:80]}.</p>"
    other = "Người trồng thanh long lo đầu ra khi giá mua tại vườn chỉ còn một nửa so với cùng kỳ năm ngoái."
    below = "".join(f"<p>{n}. {other}</p>" for n in range(9))
    article = read(
        f"<html><body>{MENU}<div class=feed>{story('h1', 'Tiếp Đại sứ Na Uy', own)}"
        f"{story('h2', 'Thanh long rớt giá', below)}</div>{FOOT}</body></html>"
    )
    assert texts(article, "lead") == [LEAD]
    assert "thanh long" not in article.text


def test_a_lead_in_bold_above_lines_that_are_parted_by_breaks() -> None:
    article = read(
        f"<html><head><meta name=description content='{LEAD}'></head><body><div class=in><h1>Tiếp Đại sứ Na Uy</h1>"
        f"<b>{LEAD}</b><div>{BODY}<br><br>{MORE}</div></div></body></html>"
    )
    assert texts(article, "lead") == [LEAD]
    assert texts(article, "body") == [BODY, MORE]
