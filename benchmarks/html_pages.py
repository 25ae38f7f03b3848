# ruff: noqa: E501 (layouts are read better a line an element)
"""Pages of realistic size: how much of the article's text is found, what leaks into it, and how fast, beside peers.

    python -m benchmarks.html_pages [--rounds N] [--write FOLDER]

The bundled pages (their gold in tests/pages/gold) are put into the layouts of nineteen kinds of sites and pages, with the menus,
scripts, boxes of other articles, comments and advertisements that surround an article there: 60 to 120 kB a page. The
markup is ours, after what these sites looked like in 2023 to 2025; other articles in the boxes are other bundled pages,
one of four in every box, so that it tells contacts which the page itself doesn't. Each page is given with its address ("known") and, with
all class names changed and no address, as a site nobody has seen ("unknown").

- F1: words of the truth (headline, lead, paragraphs, subheadings, captions) and of the output as bags, each word weighed
  by its characters;
- leaks: the share of other articles' headlines, comments and menu entries that stand in the output;
- facts: contacts, statements and commitments that the reading of a page tells and that of its article alone, as text,
  doesn't, and the other way round (of `banggiao` only);
- pages/s: of one core, main text alone; at last the whole way from a WARC file to readings.

The peers are those of the extra `bench`; who isn't installed is left out.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from banggiao import reading
from banggiao.article import parse
from banggiao.article.html import main_text
from banggiao.intake import sources
from banggiao.model import Reading, Source
from banggiao.reading import read_source
from benchmarks import machine
from benchmarks.extraction import GOLD, own_text, scores

Gold = dict[str, Any]


class Page(NamedTuple):
    """A made page: its layout, its markup, what a reader should find and what it must not."""

    layout: str
    url: str
    markup: str
    truth: str
    strange: list[str]
    alone: tuple[str, str, str, str]
    """Headline, lead, text and day of the article."""


# --- what the pages are made of -----------------------------------------------------------------------------


def golds() -> list[Gold]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    return [one for one in found if len(" ".join(one.get("body_paragraphs") or [])) > 400 and one.get("headline")]


def truth(gold: Gold) -> str:
    pieces = [gold["headline"], gold.get("lead"), *paragraphs(gold), *(gold.get("captions") or [])]
    return "\n".join(str(piece) for piece in pieces if piece)


def alone(gold: Gold) -> tuple[str, str, str, str]:
    captions = [str(one) for one in gold.get("captions") or []]
    text = _with_insertions([f"{one}\n\n" for one in paragraphs(gold)], [f"{one}\n\n" for one in captions])
    return gold["headline"], str(gold.get("lead") or ""), text, published(gold)


def published(gold: Gold) -> str:
    return str(gold.get("published") or "2024-05-06")


def paragraphs(gold: Gold) -> list[str]:
    return [str(one) for one in gold["body_paragraphs"]]


_E = html.escape
_MENU = [
    "Thời sự",
    "Chính trị",
    "Thế giới",
    "Kinh tế",
    "Đời sống",
    "Văn hóa",
    "Giáo dục",
    "Khoa học",
    "Công nghệ",
    "Thể thao",
    "Giải trí",
    "Pháp luật",
    "Sức khỏe",
    "Du lịch",
    "Xe",
    "Bất động sản",
    "Bạn đọc",
    "Tâm sự",
    "Ý kiến",
    "Ảnh",
    "Video",
    "Podcast",
    "Infographic",
    "Longform",
    "Nhịp sống trẻ",
    "Tiêu dùng",
    "Môi trường",
    "Quốc phòng",
    "Biển đảo",
    "Người Việt bốn phương",
]
_COMMENTS = (
    "Bài viết hay, cảm ơn tòa soạn đã đưa tin kịp thời.",
    "Mong hai nước sớm mở thêm đường bay thẳng để bà con đi lại cho tiện.",
    "Tôi đã sang đó làm việc ba năm, người dân rất mến khách.",
    "Giá vé hiện nay vẫn còn cao quá, không biết bao giờ mới giảm.",
)
_SCRIPT = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('config','%s',{'send_page_view':false});"


_ORDINARY = (
    "Giá vàng trong nước tăng phiên thứ ba liên tiếp|Mỗi lượng vàng miếng sáng nay được bán cao hơn hôm qua ba trăm nghìn đồng.",
    "Miền Bắc sắp đón không khí lạnh, nhiệt độ giảm sâu|Từ đêm mai, vùng núi có nơi dưới mười độ, người dân cần giữ ấm cho gia súc.",
    "Đội tuyển nữ thắng đậm trận mở màn vòng loại|Bốn bàn thắng trong hiệp hai giúp các cô gái áo đỏ lên đầu bảng.",
    "Bí quyết nấu nồi canh chua đúng vị miền Tây|Me chín, cá lóc đồng và nắm rau om quyết định hương vị của món ăn.",
    "Cầu vượt phía nam thành phố thông xe sớm ba tháng|Công trình dài hơn một cây số giúp giảm ùn tắc ở cửa ngõ vào giờ cao điểm.",
    "Học sinh lớp mười hai được chọn bốn môn thi|Hai môn bắt buộc, hai môn tự chọn, kết quả công bố vào giữa tháng bảy.",
    "Người trồng thanh long lo đầu ra cuối vụ|Giá mua tại vườn chỉ còn một nửa so với cùng kỳ năm ngoái.",
    "Cháy kho hàng ven quốc lộ, không có thương vong|Sau hai giờ, lực lượng chữa cháy khống chế được ngọn lửa.",
    "Điện thoại gập thế hệ mới mỏng chưa đầy một phân|Máy có pin lớn hơn, khung vỏ bằng titan và giá bán không đổi.",
    "Ca sĩ trẻ ra mắt đĩa nhạc đầu tay sau năm năm|Mười ca khúc kể chuyện quê nhà, thu âm cùng dàn nhạc dân tộc.",
    "Ngân hàng đồng loạt hạ lãi suất tiền gửi kỳ ngắn|Mức giảm phổ biến là hai phần mười điểm phần trăm mỗi năm.",
    "Bệnh viện tuyến tỉnh ghép thận thành công ca đầu|Người cho và người nhận đều đã ngồi dậy được sau một tuần.",
    "Làng gốm trăm tuổi bên sông chuyển sang làm du lịch|Khách tự nặn một chiếc bình rồi gửi lại lò nung qua đêm.",
    "Chung cư cũ khu trung tâm được cải tạo từ quý sau|Hơn ba trăm hộ dân tạm chuyển đến nơi ở mới trong hai năm.",
    "Xe buýt điện chạy thử hai tuyến trong nội thành|Mỗi xe chở sáu mươi khách, sạc đầy trong một giờ rưỡi.",
    "Nắng nóng kéo dài, hồ thủy lợi cạn trơ đáy|Hàng nghìn héc ta lúa hè thu có nguy cơ thiếu nước tưới.",
)


class Maker:
    """The furniture of one page, the same for the same seed."""

    def __init__(self, gold: Gold, others: list[Gold], seed: int) -> None:
        self.dice = random.Random(seed)
        self.gold = gold
        ordinary = [dict(zip(("headline", "lead"), line.split("|"), strict=True)) for line in _ORDINARY]
        # As on the front of a paper: one announcement of four tells of diplomacy, and one at least in each box.
        told, rest = self.dice.sample(others, 5), self.dice.sample(ordinary, 13)
        self.others: list[Gold] = [told[n // 4] if n % 4 == 0 else rest[n - n // 4 - 1] for n in range(18)]
        self.size = self.dice.randint(60_000, 110_000)

    def script(self, size: int) -> str:
        lines = []
        while size > 0:
            line = _SCRIPT % self.dice.randrange(10**9)
            line += f"var c_{self.dice.randrange(1 << 32):x}={{a:{self.dice.randrange(10**6)},b:'{'x' * self.dice.randint(20, 200)}'}};"
            lines.append(line)
            size -= len(line)
        return "<script>" + "\n".join(lines) + "</script>"

    def menu(self) -> str:
        entries = "".join(
            f'<li class="menu-item"><a href="/{n}" title="{_E(name)}">{_E(name)}</a><ul class="sub-menu">'
            + "".join(f'<li><a href="/{n}/{k}">{_E(self.dice.choice(_MENU))}</a></li>' for k in range(4))
            + "</ul></li>"
            for n, name in enumerate(_MENU)
        )
        return f'<header class="header"><nav class="main-nav"><ul class="menu-list">{entries}</ul></nav></header>'

    def side(self, title: str = "Đọc nhiều") -> str:
        items = "".join(
            f'<div class="box-item"><a href="/tin-{n}.html" class="thumb"><img src="/i/{n}.jpg" alt="{_E(one["headline"])}"></a>'
            f'<h3 class="item-title"><a href="/tin-{n}.html">{_E(one["headline"])}</a></h3></div>'
            for n, one in enumerate(self.others[6:14])
        )
        return f'<div class="sidebar-right"><div class="box-most-read"><h2>{title}</h2>{items}</div>{self.ad()}</div>'

    def more(self, title: str = "Tin cùng chuyên mục") -> str:
        items = "".join(
            f'<article class="item-news"><h3 class="title-news"><a href="/tin-khac-{n}.html">{_E(one["headline"])}</a></h3>'
            f'<p class="description-news">{_E(str(one.get("lead") or paragraphs(one)[0]))}</p></article>'
            for n, one in enumerate(self.others[10:18])
        )
        return f'<section class="related-list"><h2 class="title-box">{title}</h2>{items}</section>'

    def ad(self) -> str:
        return (
            f'<div class="banner-ads" id="adm-{self.dice.randrange(10**6)}"><div class="ads-text">Quảng cáo</div></div>'
        )

    def comments(self) -> str:
        items = "".join(
            f'<div class="comment_item"><div class="content-comment"><p class="full_content">{_E(text)}</p>'
            f'<span class="time-com">1{n} giờ trước</span></div></div>'
            for n, text in enumerate(_COMMENTS)
        )
        return f'<div class="box_comment" id="box_comment"><h3>Ý kiến ({len(_COMMENTS)})</h3>{items}<form><textarea></textarea></form></div>'

    def foot(self) -> str:
        return (
            '<footer class="footer"><p>Giấy phép hoạt động số 21/GP-BTTTT. Tổng Biên tập: Trần Thị Lựu. '
            "Điện thoại: 024 3800 0000</p><p>© Bản quyền thuộc về tòa soạn. Cấm sao chép dưới mọi hình thức.</p></footer>"
        )

    def others_inside(self) -> list[Gold]:
        return self.others[:3]

    def wrapped(self, url: str, body: str) -> str:
        """A whole page, brought to its size by scripts and styles as pages are."""
        gold = self.gold
        facts = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": gold["headline"],
            "datePublished": f"{published(gold)}T08:00:00+07:00", "url": url,
        }  # fmt: skip
        head = (
            f'<head><meta charset="utf-8"><title>{_E(gold["headline"])}</title>'
            f'<meta property="og:title" content="{_E(gold["headline"])}"><link rel="canonical" href="{url}">'
            f'<meta name="description" content="{_E(str(gold.get("lead") or paragraphs(gold)[0])[:300])}">'
            f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>'
        )
        menu, foot = self.menu(), self.foot()
        rest = max(0, self.size - len((head + menu + body + foot).encode()))
        style = "<style>" + ".a{margin:0;padding:0 12px;display:block}" * (rest // 4 // 38) + "</style>"
        return (
            f'<!DOCTYPE html><html lang="vi">{head}{self.script(rest // 2)}{style}</head>'
            f"<body>{menu}{body}{foot}{self.script(rest // 4)}</body></html>"
        )


# --- layouts --------------------------------------------------------------------------------------------------


def _with_insertions(parts: list[str], insertions: list[str]) -> str:
    """The paragraphs with boxes between them, after the second and every third."""
    out = []
    for n, part in enumerate(parts, 1):
        out.append(part)
        if insertions and n % 3 == 2:
            out.append(insertions.pop(0))
    return "".join(out + insertions)


def _p(gold: Gold, attributes: str = "") -> list[str]:
    return [f"<p{attributes}>{_E(one)}</p>" for one in paragraphs(gold)]


def _lead(gold: Gold) -> str:
    return str(gold.get("lead") or "")


def vnexpress(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<figure class="tplCaption" data-size="true"><div class="fig-picture"><img data-src="a.jpg"></div><figcaption><p class="Image">{_E(c)}</p></figcaption></figure>'
        for c in g.get("captions") or []
    ]
    inside = [
        '<ul class="list-news hidden" data-campaign="Box-Related">'
        + "".join(
            f'<li data-id="{k}"><h4 class="title-news"><a href="/r{k}.html">{_E(o["headline"])}</a></h4></li>'
            for k, o in enumerate(m.others_inside())
        )
        + "</ul>"
    ]
    text = _with_insertions(_p(g, ' class="Normal"'), photos + inside)
    lead = f'<p class="description">{_E(_lead(g))}</p>' if _lead(g) else ""
    return f'<section class="section page-detail top-detail"><div class="container"><div class="sidebar-1"><div class="header-content width_common"><ul class="breadcrumb"><li><a href="/">Thời sự</a></li></ul><span class="date">Thứ hai, 6/5/2024, 08:00 (GMT+7)</span></div><h1 class="title-detail">{_E(g["headline"])}</h1>{lead}<article class="fck_detail ">{text}</article><div class="footer-content"><a class="back">Trở lại Thời sự</a></div>{m.comments()}</div>{m.side("Xem nhiều")}</div></section>{m.more("Cùng chuyên mục")}'


def _vccorp(m: Maker, content: str) -> str:
    g = m.gold
    photos = [
        f'<figure class="VCSortableInPreviewMode" type="Photo"><div><img src="a.jpg"></div><figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập chú thích ảnh">{_E(c)}</p></figcaption></figure>'
        for c in g.get("captions") or []
    ]
    inside = [
        f'<div class="VCSortableInPreviewMode" type="RelatedOneNews"><a href="/r.htm" class="VCObjectBoxRelatedNewsItemThumb"><img></a><div class="VCObjectBoxRelatedNewsItemContent"><a class="VCObjectBoxRelatedNewsItemTitle" href="/r.htm">{_E(o["headline"])}</a><p class="VCObjectBoxRelatedNewsItemSapo">{_E(str(o.get("lead") or ""))}</p></div></div>'
        for o in m.others_inside()
    ]
    text = _with_insertions(_p(g), photos + inside)
    lead = f'<h2 class="detail-sapo" data-role="sapo">{_E(_lead(g))}</h2>' if _lead(g) else ""
    return f'<div class="main"><div class="container"><div class="detail__main"><div class="detail-top"><div class="detail-cate"><a>Thời sự</a></div><div class="detail-time" data-role="publishdate">06/05/2024 08:00 GMT+7</div></div><h1 class="detail-title article-title" data-role="title">{_E(g["headline"])}</h1>{lead}<div class="{content}" data-role="content" itemprop="articleBody">{text}</div><div class="detail-tag"><ul><li><a>Thời sự</a></li></ul></div>{m.comments()}</div>{m.side()}{m.more("Tin cùng chuyên mục")}</div></div>'


def tuoitre(m: Maker) -> str:
    return _vccorp(m, "detail-content afcbc-body")


def nld(m: Maker) -> str:
    return _vccorp(m, "detail-content afcbc-body content-news")


def dantri(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<figure class="image align-center"><img src="a.jpg"><figcaption><p>{_E(c)}</p></figcaption></figure>'
        for c in g.get("captions") or []
    ]
    inside = [
        '<article class="article-related"><h3 class="article-related-title">Tin liên quan</h3>'
        + "".join(
            f'<div class="article-item"><h3 class="article-title"><a href="/r{k}.htm">{_E(o["headline"])}</a></h3><div class="article-excerpt">{_E(str(o.get("lead") or ""))}</div></div>'
            for k, o in enumerate(m.others_inside())
        )
        + "</article>"
    ]
    text = _with_insertions(_p(g), photos + inside)
    lead = f'<h2 class="singular-sapo">{_E(_lead(g))}</h2>' if _lead(g) else ""
    return f'<main class="body container"><article class="singular-container"><h1 class="title-page detail">{_E(g["headline"])}</h1><div class="author-wrap"><time class="author-time" datetime="2024-05-06 08:00">Thứ hai, 06/05/2024 - 08:00</time></div>{lead}<div class="singular-content">{text}</div><div class="tags-wrap"><a>Thời sự</a></div></article>{m.comments()}{m.side("Đọc nhiều trong Xã hội")}{m.more("Đang được quan tâm")}</main>'


def hemera(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<table class="picture" align="center"><tbody><tr><td class="pic"><img src="a.jpg"></td></tr><tr><td class="caption"><p>{_E(c)}</p></td></tr></tbody></table>'
        for c in g.get("captions") or []
    ]
    inside = [
        '<div class="cms-relate"><div class="related-news"><h3 class="box-heading">Tin liên quan</h3>'
        + "".join(
            f'<article class="story"><h2 class="story__heading"><a class="cms-link" href="/r{k}.html">{_E(o["headline"])}</a></h2><div class="story__summary"><p>{_E(str(o.get("lead") or ""))}</p></div></article>'
            for k, o in enumerate(m.others_inside())
        )
        + "</div></div>"
    ]
    text = _with_insertions(_p(g), photos + inside)
    lead = f'<div class="article__sapo cms-desc">{_E(_lead(g))}</div>' if _lead(g) else ""
    return f'<div class="site-body"><div class="container"><div class="article"><h1 class="article__title cms-title">{_E(g["headline"])}</h1><div class="article__meta"><time class="time" datetime="2024-05-06T08:00:00+0700">Thứ hai, ngày 06/05/2024 - 08:00</time></div>{lead}<div class="article__body cms-body zce-content-body">{text}</div><div class="article__tag"><a>Thời sự</a></div><div class="article__comment">{m.comments()}</div></div>{m.side("Xem nhiều")}{m.more("Cùng chuyên mục")}</div></div>'


def vietnamnet(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<figure class="image vnn-content-image"><img src="a.jpg"><figcaption>{_E(c)}</figcaption></figure>'
        for c in g.get("captions") or []
    ]
    inside = [
        f'<div class="insert-wiki-content insert-related"><a class="insert-title" href="/r.html">{_E(o["headline"])}</a><div class="insert-sapo">{_E(str(o.get("lead") or ""))}</div></div>'
        for o in m.others_inside()
    ]
    text = _with_insertions(_p(g), photos + inside)
    lead = f'<h2 class="content-detail-sapo sm-sapo mb-15">{_E(_lead(g))}</h2>' if _lead(g) else ""
    return f'<div class="container__left not-pl"><div class="content-detail content-mobile-change"><div class="bread-crumb-detail"><div class="bread-crumb-detail__time">Thứ Hai, 06/05/2024 - 08:00</div></div><h1 class="content-detail-title">{_E(g["headline"])}</h1>{lead}<div class="maincontent main-content" id="maincontent">{text}</div><div class="vnn-comment">{m.comments()}</div></div></div>{m.side("Nổi bật")}{m.more("Tin nóng")}'


def mastercms(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<table class="MASTERCMS_TPL_TABLE"><tbody><tr><td><img src="a.jpg"></td></tr><tr><td>{_E(c)}</td></tr></tbody></table>'
        for c in g.get("captions") or []
    ]
    inside = [
        f'<table class="__MB_ARTICLE_A"><tbody><tr><td><a href="/r.html"><img></a></td><td><a href="/r.html"><strong>{_E(o["headline"])}</strong></a> {_E(str(o.get("lead") or ""))}</td></tr></tbody></table>'
        for o in m.others_inside()
    ]
    text = _with_insertions(_p(g), photos + inside)
    lead = f'<div class="article-detail-desc"><strong>{_E(_lead(g))}</strong></div>' if _lead(g) else ""
    return f'<div class="wrapper"><div class="article-detail"><h1 class="article-detail-title">{_E(g["headline"])}</h1><span class="article-publish-time">08:00 | 06/05/2024</span>{lead}<div class="__MASTERCMS_CONTENT">{text}</div></div><div class="article-related">{m.more("Tin liên quan")}</div>{m.comments()}{m.side("Đọc nhiều")}</div>'


def qdnd(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<div class="imgBox"><img src="a.jpg"><p class="img-caption">{_E(c)}</p></div>'
        for c in g.get("captions") or []
    ]
    inside = [
        '<div class="post-relate"><ul>'
        + "".join(f'<li><a href="/r{k}">{_E(o["headline"])}</a></li>' for k, o in enumerate(m.others_inside()))
        + "</ul></div>"
    ]
    text = _with_insertions(_p(g, ' style="text-align: justify;"'), photos + inside)
    lead = f'<div class="post-summary">{_E(_lead(g))}</div>' if _lead(g) else ""
    return f'<div class="post-detail"><h1 class="post-title">{_E(g["headline"])}</h1><div class="post-subinfo"><span>Thứ hai, 06/05/2024 - 08:00</span></div>{lead}<div class="post-content" id="dvContent">{text}</div><div class="post-tags"><a>Thời sự</a></div>{m.comments()}</div>{m.side()}{m.more("Tin cùng chuyên mục")}'


def liferay(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<p style="text-align:center"><img src="a.jpg"></p><p style="text-align:center" class="image-caption"><em>{_E(c)}</em></p>'
        for c in g.get("captions") or []
    ]
    text = "".join(photos + _p(g))
    lead = f'<div class="news-sapo"><b>{_E(_lead(g))}</b></div>' if _lead(g) else ""
    return (
        f'<div class="portlet-body"><div class="news-detail"><h1 class="news-title">{_E(g["headline"])}</h1><div class="news-date">06/05/2024</div>{lead}<div class="news-content">{text}</div></div><div class="other-news"><h3>Các tin khác</h3><ul>'
        + "".join(f'<li><a href="/r">{_E(o["headline"])}</a> <span>(05/05/2024)</span></li>' for o in m.others_inside())
        + f"</ul></div>{m.side()}</div>"
    )


def wordpress(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<div class="wp-caption aligncenter"><img src="a.jpg"><p class="wp-caption-text">{_E(c)}</p></div>'
        for c in g.get("captions") or []
    ]
    lead = [f"<p><strong>{_E(_lead(g))}</strong></p>"] if _lead(g) else []
    text = _with_insertions(lead + _p(g), photos)
    return f'<div id="content" class="site-content"><main><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{_E(g["headline"])}</h1><div class="entry-meta"><time class="entry-date" datetime="2024-05-06T08:00:00+07:00">06/05/2024</time></div></header><div class="entry-content">{text}</div><footer class="entry-footer"><a>Tin tức</a></footer></article><div id="comments" class="comments-area">{m.comments()}</div></main><aside class="widget-area">{m.side("Bài mới")}</aside></div>{m.more("Có thể bạn quan tâm")}'


def tables(m: Maker) -> str:
    g = m.gold
    photos = [
        f'<table border="0" width="400" align="center"><tr><td><img src="a.jpg" width="400"></td></tr><tr><td><i>{_E(c)}</i></td></tr></table>'
        for c in g.get("captions") or []
    ]
    text = "".join(photos[:1]) + "".join(f"<p>{_E(one)}</p>" for one in paragraphs(g)) + "".join(photos[1:])
    lead = f"<p><b>{_E(_lead(g))}</b></p>" if _lead(g) else ""
    rows = "".join(f'<tr><td><a href="/r{k}">{_E(o["headline"])}</a></td></tr>' for k, o in enumerate(m.others[3:10]))
    return f'<table width="1000" align="center"><tr><td width="700" valign="top"><table width="100%"><tr><td><h1>{_E(g["headline"])}</h1></td></tr><tr><td><font size="1">Thứ hai, 06/05/2024, 08:00</font></td></tr><tr><td>{lead}{text}</td></tr></table><table width="100%"><tr><td><b>Các tin khác</b></td></tr>{rows}</table></td><td width="300" valign="top">{m.side()}</td></tr></table>'


def live(m: Maker) -> str:
    """A page that tells what goes on, an entry a box, each with its time."""
    g = m.gold
    photos = "".join(
        f'<figure><img src="a.jpg"><figcaption>{_E(c)}</figcaption></figure>' for c in g.get("captions") or []
    )
    entries = "".join(
        f'<div class="live-item"><div class="live-time"><span>08:{n:02}</span></div><div class="live-content"><p>{_E(p)}</p></div></div>'
        for n, p in enumerate(paragraphs(g))
    )
    return f'<div class="detail-wrap"><div class="detail-left"><h1 class="detail-h1">{_E(g["headline"])}</h1><div class="detail-date">06/05/2024 08:00</div><h2 class="detail-lead">{_E(_lead(g))}</h2><div class="live-list">{photos}{entries}</div></div>{m.side()}</div>{m.more()}'


def amp(m: Maker) -> str:
    """The short form of a page for telephones."""
    g = m.gold
    photos = [
        f'<figure class="ampstart-image"><amp-img src="a.jpg" width="600" height="400" layout="responsive"></amp-img><figcaption class="caption">{_E(c)}</figcaption></figure>'
        for c in g.get("captions") or []
    ]
    inside = [
        '<amp-list class="related"><ul>'
        + "".join(f'<li><a href="/r{k}">{_E(o["headline"])}</a></li>' for k, o in enumerate(m.others_inside()))
        + "</ul></amp-list>"
    ]
    below = "".join(
        f'<div class="item"><a href="/k{k}"><amp-img src="b.jpg"></amp-img><span>{_E(o["headline"])}</span></a></div>'
        for k, o in enumerate(m.others[3:9])
    )
    return f'<header class="headerbar"><amp-img src="logo.png"></amp-img></header><main><article class="amp-article"><h1>{_E(g["headline"])}</h1><time>06/05/2024</time><p class="sapo">{_E(_lead(g))}</p>{_with_insertions(_p(g), photos + inside)}</article><section class="amp-related"><h3>Tin liên quan</h3>{below}</section></main>'


def endless(m: Maker) -> str:
    """Another whole article below, as it is loaded while one reads on."""

    def one(g: Gold, number: int) -> str:
        level = "h2" if number else "h1"
        photos = [f"<figure><img><figcaption>{_E(c)}</figcaption></figure>" for c in g.get("captions") or []]
        return f'<article class="post-item{" next-post" if number else ""}" data-id="{number}"><{level} class="post-title">{_E(g["headline"])}</{level}><div class="post-date">06/05/2024 08:00</div><p class="post-sapo"><strong>{_E(_lead(g))}</strong></p><div class="post-body">{_with_insertions(_p(g), photos)}</div></article>'

    below = one(m.others[0], 1)
    return f'<div class="main-col"><div class="feed">{one(m.gold, 0)}{m.ad()}{below}</div></div>{m.side()}'


def printed(m: Maker) -> str:
    """The form for printing: paragraphs parted by line breaks."""
    g = m.gold
    photos = "".join(f'<div align="center"><img src="a.jpg"><br><i>{_E(c)}</i></div>' for c in g.get("captions") or [])
    text = "<br><br>".join(_E(one) for one in paragraphs(g))
    return f'<div id="print"><div class="logo"><img src="logo.png" alt="Báo"></div><div class="url">https://bao.example/in</div><h1>{_E(g["headline"])}</h1><div>Thứ hai, 06/05/2024, 08:00</div><b>{_E(_lead(g))}</b><div>{text}</div>{photos}<div>Bản in từ trang tin. <a href="javascript:print()">In trang này</a></div></div>'


def lines(m: Maker) -> str:
    """Paragraphs parted by line breaks, pictures in tables, other stories as bare lines below."""
    g = m.gold
    photos = "".join(
        f'<table align="center" class="tbl-img"><tr><td><img src="a.jpg"></td></tr><tr><td align="center"><span style="font-size:11px">{_E(c)}</span></td></tr></table>'
        for c in g.get("captions") or []
    )
    below = "".join(
        f'<div>» <a href="/r{k}">{_E(o["headline"])}</a> (05/05)</div>' for k, o in enumerate(m.others[3:9])
    )
    text = "<br /><br />".join(_E(one) for one in paragraphs(g))
    return f'<div class="left"><div class="tit">{m.ad()}<h1>{_E(g["headline"])}</h1></div><div class="time">08:00 | 06/05/2024</div><div class="sum">{_E(_lead(g))}</div><div class="noidung">{photos}{text}</div><div class="khac"><div>Tin khác</div>{below}</div></div>{m.side()}'


def divs(m: Maker) -> str:
    """Paragraphs that are <div>, other stories between them as "Xem thêm: ..."."""
    g = m.gold
    photos = [
        f'<div class="ck-image"><img src="a.jpg"><div class="ck-note">{_E(c)}</div></div>'
        for c in g.get("captions") or []
    ]
    inside = [
        f'<div><b>Xem thêm: <a href="/r{k}">{_E(o["headline"])}</a></b></div>' for k, o in enumerate(m.others_inside())
    ]
    text = _with_insertions([f"<div>{_E(one)}</div>" for one in paragraphs(g)], photos + inside)
    return f'<div class="cnt"><h1>{_E(g["headline"])}</h1><div class="d">06/05/2024 08:00</div><div class="l"><b>{_E(_lead(g))}</b></div><div class="t">{text}</div></div>{m.side()}{m.more("Bài viết khác")}'


def unheaded(m: Maker) -> str:
    """Boxes of other stories with their summaries amid the paragraphs, without words above them."""
    g = m.gold
    inside = [
        f'<aside class="inner"><a href="/r{k}"><img src="b.jpg"></a><div><a href="/r{k}">{_E(o["headline"])}</a><p>{_E(_lead(o) or paragraphs(o)[0])}</p></div></aside>'
        for k, o in enumerate(m.others_inside())
    ]
    photos = [
        f'<figure><img src="a.jpg" alt="{_E(c)}"><figcaption>{_E(c)}</figcaption></figure>'
        for c in g.get("captions") or []
    ]
    text = _with_insertions(_p(g), photos + inside)
    return f'<div class="page"><article><header><h1>{_E(g["headline"])}</h1><p>06/05/2024</p></header><p><em>{_E(_lead(g))}</em></p>{text}</article></div>{m.side()}{m.more()}{m.comments()}'


def doubled(m: Maker) -> str:
    """Captions twice, "null" where the text for sharing is missing."""
    g = m.gold
    photos = [
        f'<figure><img src="a.jpg" alt="{_E(c)}"><figcaption>{_E(c)}</figcaption><div class="txt">{_E(c)}</div></figure>'
        for c in g.get("captions") or []
    ]
    return f'<div class="c1"><h1>{_E(g["headline"])}</h1><div class="sh">null</div><p>{_E(_lead(g))}</p><div class="b1">{_with_insertions(_p(g), photos)}<p>null</p></div><div class="sh">null</div></div>{m.side()}{m.more()}'


LAYOUTS: dict[str, tuple[str, Callable[[Maker], str]]] = {
    "vnexpress": ("https://vnexpress.net/bai-{}.html", vnexpress),
    "tuoitre": ("https://tuoitre.vn/bai-{}.htm", tuoitre),
    "nld": ("https://nld.com.vn/bai-{}.htm", nld),
    "dantri": ("https://dantri.com.vn/xa-hoi/bai-{}.htm", dantri),
    "vietnamplus": ("https://www.vietnamplus.vn/bai-post{}.vnp", hemera),
    "vietnamnet": ("https://vietnamnet.vn/bai-{}.html", vietnamnet),
    "baoquocte": ("https://baoquocte.vn/bai-{}.html", mastercms),
    "qdnd": ("https://www.qdnd.vn/chinh-tri/tin-tuc/bai-{}", qdnd),
    "mofa": ("https://mofa.gov.vn/tin-chi-tiet/bai-{}", liferay),
    "wordpress": ("https://hoihuunghi.example/2024/05/bai-{}/", wordpress),
    "tables": ("http://so.example/tin.asp?id={}", tables),
    "live": ("https://bao.example/truc-tiep-{}.html", live),
    "amp": ("https://bao.example/amp/bai-{}.html", amp),
    "endless": ("https://bao.example/cuon/bai-{}.html", endless),
    "printed": ("https://bao.example/in/bai-{}.html", printed),
    "lines": ("https://so-ngoai-vu.example/bai-{}.html", lines),
    "divs": ("https://bao.example/bai-{}.html", divs),
    "unheaded": ("https://tap-chi.example/bai-{}.html", unheaded),
    "doubled": ("https://dai.example/bai-{}.html", doubled),
}

_NAMES = re.compile(r'(class|id|itemprop|data-role|type)="([^"]*)"')


def unknown(markup: str) -> str:
    """The page with all its names changed, so that nothing but its build tells what is what."""
    kept = ("application/ld+json",)

    def other(match: re.Match[str]) -> str:
        if match[2] in kept:
            return match[0]
        if match[1] in ("itemprop", "data-role", "type"):
            return f'data-x="{abs(hash_of(match[2])) % 997}"'
        return f'{match[1]}="' + " ".join(f"x{hash_of(name):x}" for name in match[2].split()) + '"'

    head, _, body = markup.partition("</head>")
    return head + "</head>" + _NAMES.sub(other, body)


def hash_of(name: str) -> int:
    return sum(ord(char) * 31**n for n, char in enumerate(name[:24])) % 0xFFFFFF


def pages(each: int | None = None) -> Iterator[Page]:
    """All bundled pages in all layouts; `each`: only so many a layout."""
    every = golds()
    for at, (layout, (url, make)) in enumerate(LAYOUTS.items()):
        for number, gold in enumerate(every[:each]):
            others = [one for one in every if one is not gold and one["headline"] != gold["headline"]]
            maker = Maker(gold, others, at * 1000 + number)
            address = url.format(at * 1000 + number)
            markup = maker.wrapped(address, make(maker))
            strange = [*(str(one["headline"]) for one in maker.others), *_COMMENTS]
            yield Page(layout, address, markup, truth(gold), strange, alone(gold))


# --- readers --------------------------------------------------------------------------------------------------


def by_banggiao(markup: str, url: str | None) -> str:
    return own_text(parse(Source(name="page.html", data=markup.encode(), html=True, url=url)))


def by_resiliparse(markup: str, url: str | None) -> str:
    return main_text(markup)


def by_trafilatura(markup: str, url: str | None) -> str:
    import trafilatura

    return trafilatura.extract(markup, include_comments=False, favor_recall=True) or ""


def by_newspaper(markup: str, url: str | None) -> str:
    import newspaper

    article = newspaper.Article(url or "https://bao.example/1", language="vi", fetch_images=False)
    article.download(input_html=markup)
    article.parse()
    return f"{article.title}\n{article.text}"


def by_readability(markup: str, url: str | None) -> str:
    import readability
    from resiliparse.extract.html2text import extract_plain_text

    document = readability.Document(markup)
    return f"{document.short_title()}\n{extract_plain_text(document.summary(), list_bullets=False)}"


READERS: dict[str, tuple[str, Callable[[str, str | None], str]]] = {
    "banggiao": ("banggiao", by_banggiao),
    "resiliparse": ("resiliparse", by_resiliparse),
    "trafilatura": ("trafilatura", by_trafilatura),
    "newspaper4k": ("newspaper", by_newspaper),
    "readability": ("readability", by_readability),
}


def leaked(output: str, strange: list[str]) -> int:
    flat = " ".join(output.split())
    return sum(one in flat for one in strange)


Facts = Counter[tuple[object, ...]]


def facts(told: Reading) -> Facts:
    """What a reading tells as the article's own: its contacts, statements and commitments."""
    found: Facts = Counter()
    for event in told.events:
        sides = sorted((one.name or one.organisation or "", one.country or "") for one in event.participants)
        found[(event.type, event.form, event.status, event.date, *sides)] += 1
    for said in told.statements:
        found[(said.act, said.commitment, " ".join(told.text[said.start : said.end].split()))] += 1
    return found


@cache
def facts_alone(headline: str, lead: str, text: str, published: str) -> Facts:
    """What the article tells where it stands alone, as text."""
    row: dict[str, object] = {"title": headline, "lead": lead, "text": text}
    return facts(read_source(Source(name="x", row=row, published=published)))


def unlike(found: list[Page], known: bool) -> tuple[int, int, int]:
    """Facts told of the pages that their articles alone don't tell, those that are missing, and all of the articles."""
    more = less = all_ = 0
    for page in found:
        markup = page.markup if known else unknown(page.markup).replace(page.url, "")
        url = page.url if known else None
        here = facts(read_source(Source(name="x", data=markup.encode(), html=True, url=url)))
        alone = facts_alone(*page.alone)
        for where, facts_ in (("only in the page", here - alone), ("only in the article", alone - here)):
            for fact in facts_:
                print(f"  {where} ({page.layout}): {fact}")
        more, less, all_ = more + (here - alone).total(), less + (alone - here).total(), all_ + alone.total()
    return more, less, all_


def of_layout(found: list[Page], layout: str) -> list[Page]:
    return [page for page in found if page.layout == layout]


def tell(
    found: list[Page], made: Callable[[Page], tuple[str, str | None]], read: Callable[[str, str | None], str]
) -> dict[str, float]:
    """Mean F1 by layout and in all, the share of strange lines that leak, pages a second."""
    by_layout: dict[str, list[float]] = {}
    leaks = lines = 0
    spent = 0.0
    for page in found:
        markup, url = made(page)
        begun = time.process_time()
        output = read(markup, url)
        spent += time.process_time() - begun
        by_layout.setdefault(page.layout, []).append(scores(output, page.truth)[0])
        leaks += leaked(output, page.strange)
        lines += len(page.strange)
    result = {layout: sum(all_) / len(all_) for layout, all_ in by_layout.items()}
    every = [one for all_ in by_layout.values() for one in all_]
    return {**result, "all": sum(every) / len(every), "leaks": leaks / lines, "pages/s": len(found) / spent}


def write_warc(found: list[Page], path: Path) -> None:
    with path.open("wb") as file:
        for number, page in enumerate(found):
            body = page.markup.encode()
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {page.url}\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.html_pages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--each", type=int, default=None, help="bundled pages a layout")
    parser.add_argument("--write", type=Path, default=None, help="put the pages there and stop")
    asked = parser.parse_args(arguments)
    found = list(pages(asked.each))
    if asked.write:
        asked.write.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(found):
            (asked.write / f"{page.layout}-{number:04}.html").write_text(page.markup, encoding="utf-8")
        return
    machine.pin(1)
    for page in found[:: max(1, len(found) // 12)]:  # warm
        read_source(Source(name="x", data=page.markup.encode(), html=True, url=page.url))
    sizes = sorted(len(page.markup.encode()) for page in found)
    print(
        f"{len(found)} pages of {sizes[0] // 1000} to {sizes[-1] // 1000} kB, the middle one {sizes[len(sizes) // 2] // 1000} kB"
    )
    columns = [*LAYOUTS, "all", "leaks", "pages/s"]
    print(f"{'':22}" + "".join(f"{name[:10]:>11}" for name in columns))
    for name, (package, read) in READERS.items():
        try:
            __import__(package)
        except ImportError:
            print(f"{name:22} not installed")
            continue
        kinds: list[tuple[str, Callable[[Page], tuple[str, str | None]]]] = [("", lambda page: (page.markup, page.url))]
        if name == "banggiao":
            kinds = [
                (", known", kinds[0][1]),
                (", unknown", lambda page: (unknown(page.markup).replace(page.url, ""), None)),
            ]
        for kind, made in kinds:
            result = tell(found, made, read)
            cells = (f"{result[c]:11.3f}" if c != "pages/s" else f"{result[c]:11.0f}" for c in columns)
            print(f"{name + kind:22}" + "".join(cells))
    for kind in ("known", "unknown"):
        more, less, all_ = unlike(found, kind == "known")
        print(
            f"contacts, statements and commitments, {kind}: {all_} of the articles alone, {more} more, {less} missing"
        )
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder) / "a.warc.gz"
        write_warc(found, warc)
        for told, anew in (("", False), (", no box seen before", True)):
            best = max(from_warc(warc, anew) for _ in range(asked.rounds))
            print(f"from WARC to readings{told}: {best:.0f} pages/s of one core (best of {asked.rounds})")


def from_warc(path: Path, anew: bool) -> float:
    """Pages a second the whole way. What is kept of teasers is forgotten before, or (`anew`) before each page."""
    reading._read_alone.cache_clear()
    count, begun = 0, time.process_time()
    for source in sources([str(path)], on_error=print):
        if anew:
            reading._read_alone.cache_clear()
        read_source(source)
        count += 1
    return count / (time.process_time() - begun)


if __name__ == "__main__":
    main()
