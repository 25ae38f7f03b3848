"""What statements are about."""

from __future__ import annotations

import pytest

from banggiao import lexicon
from banggiao.model import to_json
from banggiao.reading import read
from banggiao.statement.topics import TOPICS, topics_of


@pytest.mark.parametrize(
    ("content", "topics"),
    [
        ("hai bên tăng kim ngạch thương mại và đầu tư", ("trade",)),
        ("hai nước giữ gìn hòa bình trên biển đông, thực hiện doc", ("sea",)),
        ("bảo đảm an ninh lương thực cho người dân", ("agriculture",)),
        ("mở rộng hợp tác quốc phòng, giáo dục và du lịch", ("security", "education", "culture")),
        ("bảo đảm an ninh mạng", ("security", "digital")),
        ("khắc phục hậu quả chiến tranh, tẩy độc dioxin", ("war_legacy",)),
        ("tạo môi trường hòa bình cho phát triển", ()),
        ("bộ trưởng quốc phòng sẽ sang làm việc", ()),
        ("cảnh quan đẹp", ()),
        ("", ()),
    ],
)
def test_topics(content: str, topics: tuple[str, ...]) -> None:
    assert topics_of(content) == topics


def test_every_topic_has_words() -> None:
    told = {topic for _, topic in lexicon.table("statement/topics.tsv", ("phrase", "topic"))}
    assert told == {*TOPICS, "-"}


def test_topics_stand_in_the_record_of_a_page() -> None:
    text = (
        "Sáng 3/4/2025, tại Hà Nội, Chủ tịch nước Lê Văn Sơn đã hội đàm với Tổng thống Chile Pablo Soto. Chủ tịch nước "
        "đề nghị hai bên mở đường bay thẳng. Tổng thống Pablo Soto cảm ơn Chủ tịch nước đã dành thời gian."
    )
    first, second = read({"title": "Hội đàm", "text": text}).statements
    assert first.topics == ("transport",)
    assert b'"topics":["transport"]' in to_json(first)
    assert second.topics == ()
    assert b"topics" not in to_json(second)
