"""Pages in the encodings before Unicode: known, converted, told; and nothing else taken for one."""

from __future__ import annotations

import json
import unicodedata

import pytest
from benchmarks.encodings import WRITERS, western
from hypothesis import given
from hypothesis import strategies as st

from banggiao.article import decode, encodings, parse
from banggiao.model import Source

TEXT = (
    "Chủ tịch nước tiếp Đại sứ Vạn Xuân\n\n"
    "(BDN) - Chiều 5/9, tại Hà Nội, Chủ tịch nước Lê Văn Sơn đã tiếp bà Mori Keiko, Đại sứ Cộng hòa Vạn Xuân, "
    "đến chào từ biệt kết thúc nhiệm kỳ công tác. Hai bên đánh giá cao sự phát triển của quan hệ hữu nghị; "
    "nhất trí sớm ký hiệp định về lao động, mở rộng trao đổi sinh viên và những chuyến thăm cấp cao."
)


def was(issues: object) -> list[tuple[str, str]]:
    return [(issue.code, issue.note) for issue in issues]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", WRITERS)
def test_known_and_converted(name: str) -> None:
    same = name.replace("TCVN 5712", "TCVN3")  # without capitals of its own there is no difference
    data = WRITERS[name](TEXT)
    assert decode.decode(data) == (TEXT, decode.decode(data)[1])
    assert was(decode.decode(data)[1]) == [("encoding", f"not UTF-8, read as {same}")]
    text, issues = decode.decode(western(data))
    assert (text, was(issues)) == (TEXT, [("encoding", f"letters of {same}, converted")])


def test_utf_8_twice_and_letters_apart() -> None:
    text, issues = decode.decode(western(TEXT.encode()))
    assert (text, was(issues)) == (TEXT, [("encoding", "letters of UTF-8 twice, converted")])
    text, issues = decode.decode(unicodedata.normalize("NFD", TEXT).encode())
    assert (text, was(issues)) == (TEXT, [("encoding", "letters and marks apart (NFD), joined")])


@pytest.mark.parametrize("name", WRITERS)
def test_rows_and_markup(name: str) -> None:
    seen = western(WRITERS[name](TEXT)).decode()
    title, _, text = seen.partition("\n\n")
    row: dict[str, object] = {"title": title, "text": text}
    article = parse(Source(name="a", row=json.loads(json.dumps(row))))
    assert (article.headline, article.text) == (TEXT.split("\n")[0], TEXT)
    assert [issue.code for issue in article.issues] == ["encoding"]
    entities = "".join(f"&#{ord(char)};" if 160 < ord(char) < 256 else char for char in text)
    for body in (text, entities):
        markup = f"<html><body><div class='content'><h1>{title}</h1><p>{body}</p></div></body></html>"
        read = parse(Source(name="a", data=markup.encode(), html=True))
        assert TEXT.partition("\n\n")[2] in read.text
        assert "encoding" in [issue.code for issue in read.issues]


def test_capitals_of_the_abc_fonts_are_set_right() -> None:
    capitals = "Ở Hà Nội, HỘI NGHỊ CẤP CAO bàn về Ấn Độ và Đông Nam Á. Ủy ban đã họp với các nước châu Á tại trụ sở."
    assert decode.decode(WRITERS["TCVN3"](capitals))[0] == capitals
    assert decode.decode(WRITERS["TCVN 5712"](capitals))[0] == capitals


@pytest.mark.parametrize(
    "text",
    [
        "Cà phê, bánh mì và phở là món ăn quen.",
        "Là cô bé nhà bà, bé có mẹ là cô giáo và bố là bộ đội.",
        "L'été dernier, le président a été reçu à l'Élysée par la délégation du Viêt Nam; déjà cité.",
        "Der Präsident empfing den Botschafter in München; über die Gespräche äußerte er sich später.",
        "El señor embajador llegó ayer a la ciudad de Bogotá; también habló de la cooperación.",
        "THỜI SỰ XÃ\xa0HỘI - XÃ\xa0LUẬN - XÃ\xa0GIAO: Việt Nam và các nước ký hiệp định về lao động, giáo dục",
        "Giá vàng tăng 3½ %, 20 °C; © 2024 «Báo Dân Nam» – ® TM",
        "À, ở đâu ạ?",
        "",
    ],
)
def test_what_needs_nothing(text: str) -> None:
    assert decode.decode(text.encode()) in [(text, []), ("", decode.decode(b"")[1])]


def test_other_western_pages_stay_western() -> None:
    for text in ("L'été dernier, le président a été reçu à l'Élysée.", "El señor embajador llegó ayer; también habló."):
        got, issues = decode.decode(text.encode("cp1252"))
        assert "TCVN" not in str(issues)
        assert "VNI" not in str(issues)
        assert got == text


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    encodings.of_bytes(data)
    encodings.mended(data.decode("latin-1"))
    encodings.mended(data.decode("utf-8", "replace"))
