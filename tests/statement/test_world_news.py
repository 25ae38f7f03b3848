"""Statements of other states on pages without a contact, quotations, and whom a sentence goes by; all invented."""

from __future__ import annotations

import pytest

from banggiao.reading import read

HEAD = "Thủ tướng Chile Pablo Soto sáng 3/4/2025 thăm một mỏ đồng ở Santiago."


def told(body: str, head: str = HEAD) -> list[tuple[str, str, str | None, str]]:
    """(speaker, act, commitment, content) of each statement."""
    reading = read({"title": "Chile nói về giá đồng", "text": f"{head} {body}"})
    assert reading.events == ()
    return [(s.speaker, s.act, s.commitment, reading.text[s.start : s.end]) for s in reading.statements]


SOTO = "Pablo Soto"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Thủ tướng Chile Pablo Soto tuyên bố nước này sẽ cắt thuế cho thợ mỏ.",
            [(SOTO, "pledge", "pledge", "nước này sẽ cắt thuế cho thợ mỏ")],
        ),
        (
            "Thủ tướng Pablo Soto cảnh báo hạn hán sẽ kéo dài hết mùa hè.",
            [(SOTO, "affirm", None, "hạn hán sẽ kéo dài hết mùa hè")],
        ),
        (
            "“Chúng tôi sẽ mở kho dự trữ. Không ai phải lo lắng”, Thủ tướng Pablo Soto nói trên truyền hình.",
            [(SOTO, "pledge", "pledge", "Chúng tôi sẽ mở kho dự trữ. Không ai phải lo lắng")],
        ),
        (
            "“Mỏ vẫn mở cửa”, Thủ tướng Pablo Soto nói với báo giới. “Thợ mỏ vẫn có lương”.",
            [(SOTO, "affirm", None, "Mỏ vẫn mở cửa"), (SOTO, "affirm", None, "Thợ mỏ vẫn có lương")],
        ),
        ("Thủ tướng Pablo Soto cho biết hôm thứ Sáu.", []),
        # what else is done is no longer said
        (
            "Thủ tướng Pablo Soto tuyên bố “mỏ vẫn mở cửa” và rời thủ đô.",
            [(SOTO, "affirm", None, "mỏ vẫn mở cửa")],
        ),
        (
            "Thủ tướng Pablo Soto cảnh báo Peru “sẽ phải trả giá” và triệu đại sứ về nước.",
            [(SOTO, "affirm", None, "Peru “sẽ phải trả giá”")],
        ),
        # when it was said is none of what was said
        ("“Mỏ vẫn mở cửa”, Thủ tướng Pablo Soto cho biết hôm 6/2.", [(SOTO, "affirm", None, "Mỏ vẫn mở cửa")]),
        ("Mỏ sẽ đóng cửa - Thủ tướng Pablo Soto tuyên bố hôm 3-7.", []),
        (
            "Thủ tướng Pablo Soto cho biết hôm 6/2 rằng mỏ vẫn mở cửa.",
            [(SOTO, "inform", None, "mỏ vẫn mở cửa")],
        ),
        (
            "Mỏ vẫn mở cửa cho thợ của ba tỉnh, Thủ tướng Pablo Soto cho biết ngày hôm qua 3/4.",
            [(SOTO, "inform", None, "Mỏ vẫn mở cửa cho thợ của ba tỉnh")],
        ),
        (
            '“Mỏ vẫn mở cửa. Thợ mỏ vẫn có lương", Thủ tướng Pablo Soto viết trên mạng.',
            [(SOTO, "affirm", None, "Mỏ vẫn mở cửa. Thợ mỏ vẫn có lương")],
        ),
        (
            "“Chúng tôi rất vui vì mỏ mở lại”, Thủ tướng Pablo Soto nói.",
            [(SOTO, "please", None, "Chúng tôi rất vui vì mỏ mở lại")],
        ),
        (
            "Theo Thủ tướng Pablo Soto, trong lần nói chuyện hồi tháng 2, Tổng thống Peru Ana Diaz cam kết mua đồng.",
            [
                (
                    SOTO,
                    "inform",
                    None,
                    "trong lần nói chuyện hồi tháng 2, Tổng thống Peru Ana Diaz cam kết mua đồng",
                )
            ],
        ),
        (
            "Thủ tướng Pablo Soto phủ nhận mọi sai phạm. Thủ tướng Pablo Soto phát biểu trước. Mời quý độc giả theo "
            "dõi bản tin tối nay.",
            [(SOTO, "object", None, "mọi sai phạm")],
        ),
        # neither those around him nor a paper are he
        (
            "Thủ tướng Pablo Soto phủ nhận mọi sai phạm. Những người thân cận Thủ tướng Soto cho biết kho đã đóng.",
            [(SOTO, "object", None, "mọi sai phạm")],
        ),
        (
            "Thủ tướng Pablo Soto phủ nhận mọi sai phạm. Báo cáo khẳng định giá đồng sẽ giảm.",
            [(SOTO, "object", None, "mọi sai phạm")],
        ),
        (
            "Ông Soto nói với hãng tin EFE rằng ông phản đối mạnh việc đóng mỏ.",
            [(SOTO, "object", None, "ông phản đối mạnh việc đóng mỏ")],
        ),
        (
            "Theo Thủ tướng Pablo Soto, giá đồng đã tăng gấp đôi.",
            [(SOTO, "inform", None, "giá đồng đã tăng gấp đôi")],
        ),
        ("Theo ông Soto, kho đồng còn đủ dùng.", [(SOTO, "inform", None, "kho đồng còn đủ dùng")]),
        ("Giá đồng đã tăng gấp đôi, theo Thủ tướng Pablo Soto.", [(SOTO, "inform", None, "Giá đồng đã tăng gấp đôi")]),
        (
            "“Giá đồng còn tăng nữa”, hãng tin EFE dẫn lời ông Soto.",
            [(SOTO, "affirm", None, "Giá đồng còn tăng nữa")],
        ),
        (
            "Nhà Trắng bác bỏ thông tin rằng Mỹ ngừng mua đồng.",
            [("Nhà Trắng", "object", None, "thông tin rằng Mỹ ngừng mua đồng")],
        ),
        (
            "Một người phát ngôn Lầu Năm Góc tiết lộ quân đội đã mua thêm đồng.",
            [("người phát ngôn Lầu Năm Góc", "inform", None, "quân đội đã mua thêm đồng")],
        ),
        (
            "Peru, Bolivia và Brazil đã yêu cầu Thủ tướng Chile mở lại cửa khẩu.",
            [("Peru, Bolivia và Brazil", "propose", "proposal", "Thủ tướng Chile mở lại cửa khẩu")],
        ),
        (
            "Mỏ ở gần nhà Thủ tướng Peru. Bộ Ngoại giao Peru khẳng định cửa khẩu vẫn mở.",
            [("Bộ Ngoại giao Peru", "affirm", None, "cửa khẩu vẫn mở")],
        ),
        (
            "Người phát ngôn viên Bộ Ngoại giao Trung Quốc Lý Thu Nguyệt nói: “Chúng tôi hết sức quan ngại về vụ việc "
            "và đề nghị các bên kiềm chế”.",
            [
                (
                    "Lý Thu Nguyệt",
                    "object",
                    "proposal",
                    "Chúng tôi hết sức quan ngại về vụ việc và đề nghị các bên kiềm chế",
                )
            ],
        ),
    ],
)
def test_what_other_states_say(body: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert told(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Chuyên gia Ana Diaz cho rằng giá đồng sẽ còn tăng.",
        "“Giá đồng sẽ còn tăng”, Ana Diaz, giám đốc một trung tâm nghiên cứu, nhận xét. “Thị trường rất nóng”, bà nói.",
        "Theo hãng tin EFE, giá đồng đã tăng gấp đôi.",
        "Báo chí Peru tiết lộ giá đồng sẽ còn tăng.",
        "Việc đó khiến Thủ tướng Pablo Soto chỉ trích các chủ mỏ.",
        "Theo kế hoạch của Thủ tướng Pablo Soto, mỏ mới mở vào tháng 6.",
        "Thủ tướng Pablo Soto cho biết về điều này trong thư ngỏ.",
        "Cảnh sát bị cáo buộc đánh những người phản đối Thủ tướng Pablo Soto trong một vụ xô xát ở thủ đô.",
    ],
)
def test_what_nobody_of_a_state_says(body: str) -> None:
    assert told(body) == []


def test_home_news_has_no_statements() -> None:
    text = "Sáng 3/4/2025, Thủ tướng Lê Văn Sơn khẳng định lúa được mùa. Theo Thủ tướng, giá gạo sẽ giảm."
    assert read({"title": "Thủ tướng thăm đồng", "text": text}).statements == ()


def test_home_leaders_are_read_beside_another_state() -> None:
    body = (
        "Thủ tướng Pablo Soto cho rằng cảng cần thêm cầu tàu. Phó Chủ tịch Quốc hội Lê Thị Hoa tin tưởng cảng sẽ sớm "
        "xong. Ông Trần Văn Khôi, một thợ mỏ, cho biết ông rất mệt."
    )
    assert [speaker for speaker, _, _, _ in told(body)] == [SOTO, "Lê Thị Hoa"]


def test_the_spokesperson_of_the_foreign_ministry_is_read() -> None:
    text = (
        "Ngày 3/4/2025, tàu lạ cản ngư dân trở về sau chuyến thăm đảo của Bộ trưởng Trần Văn Khôi. Người phát ngôn "
        "Bộ Ngoại giao Lê Thị Hoa khẳng định Việt Nam kiên quyết bảo vệ ngư dân."
    )
    statements = read({"title": "Bảo vệ ngư dân", "text": text}).statements
    assert [(s.speaker, s.act) for s in statements] == [("Lê Thị Hoa", "affirm")]


def test_a_spokesperson_is_quoted_in_the_paragraphs_below() -> None:
    text = (
        "Ngày 3/4/2025, Phó Phát ngôn Bộ Ngoại giao Lê Thị Hoa nêu rõ:\n\n"
        '"Tàu lạ phải rời khỏi vùng nước này.\n\nViệt Nam kiên quyết phản đối và sẽ bảo vệ ngư dân".\n\n'
        "Bà Hoa cho biết ngư dân đã về bờ."
    )
    reading = read({"title": "Bảo vệ ngư dân", "text": text})
    assert [(s.speaker, s.act, reading.text[s.start : s.end]) for s in reading.statements] == [
        (
            "Lê Thị Hoa",
            "affirm",
            "Tàu lạ phải rời khỏi vùng nước này.\n\nViệt Nam kiên quyết phản đối và sẽ bảo vệ ngư dân",
        ),
        ("Lê Thị Hoa", "inform", "ngư dân đã về bờ"),
    ]


def test_a_quotation_goes_on_in_the_paragraphs_below() -> None:
    text = (
        "Ngày 3/4/2025, Người phát ngôn Bộ Ngoại giao Lê Thị Hoa nêu rõ: “Đây là tin bịa đặt.\n\n"
        "Hai nước sẽ tiếp tục tìm kiếm ngư dân mất tích”.\n\nBà Hoa cho biết thêm ngư dân đã về bờ."
    )
    reading = read({"title": "Bảo vệ ngư dân", "text": text})
    assert [reading.text[s.start : s.end] for s in reading.statements] == [
        "Đây là tin bịa đặt.\n\nHai nước sẽ tiếp tục tìm kiếm ngư dân mất tích",
        "ngư dân đã về bờ",
    ]


def test_what_the_press_asks_is_no_proposal() -> None:
    text = (
        "Tại họp báo ngày 3/4/2025, đề nghị cho biết phản ứng của Việt Nam về vụ tàu lạ, Người phát ngôn Bộ Ngoại giao "
        "Lê Thị Hoa khẳng định Việt Nam kiên quyết bảo vệ ngư dân."
    )
    statements = read({"title": "Bảo vệ ngư dân", "text": text}).statements
    assert [(s.speaker, s.act) for s in statements] == [("Lê Thị Hoa", "affirm")]


def test_where_it_was_said_is_none_of_what_was_said() -> None:
    text = (
        "Ngày 3/4/2025, Tổng thống Mỹ Paul Hartwell hội đàm với Tổng thống Nga Ivan Sorokin. Tổng thống Paul "
        "Hartwell viết trên trang cá nhân rằng cuộc gặp rất có ích. Tổng thống Ivan Sorokin cho biết trước các nhà báo "
        "rằng hai nước sẽ còn gặp nhau."
    )
    reading = read({"title": "Hai tổng thống hội đàm", "text": text})
    assert [reading.text[s.start : s.end] for s in reading.statements] == [
        "cuộc gặp rất có ích",
        "hai nước sẽ còn gặp nhau",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # who speaks with a word of manner before the verb
        (
            "Thủ tướng Pablo Soto khẳng định mỏ an toàn. Ngoại trưởng Peru Ana Vera kịch liệt bác bỏ số liệu này, đồng "
            "thời cho rằng Chile giấu tai nạn.",
            [SOTO, "Ana Vera", "Ana Vera"],
        ),
        # a scholar is not the one who spoke before him
        (
            "Thủ tướng Pablo Soto khẳng định mỏ an toàn. Theo GS Tom Barker ở Lima, mỏ cũ đã sập hai lần. Ông cho rằng "
            "nên lấp mỏ.",
            [SOTO],
        ),
        # what somebody does behind the comma is none of what he said
        (
            "Thủ tướng Pablo Soto khẳng định mỏ an toàn. Cáo buộc mỏ làm bẩn sông chung, Tổng thống Peru Juan Vera đã "
            "gọi đại sứ về nước.",
            [SOTO, "Juan Vera"],
        ),
        # neither is a leader his government, nor a newspaper a state
        ("Một quan chức giấu tên của chính phủ Thủ tướng Pablo Soto cho rằng Peru đã sai.", []),
        ("Thủ tướng Pablo Soto thăm Lima. New York Times mô tả chuyến đi diễn ra lặng lẽ.", []),
    ],
)
def test_who_speaks_beside_a_leader(body: str, expected: list[str]) -> None:
    reading = read({"title": "Chile nói về giá đồng", "text": f"{HEAD} {body}"})
    assert [s.speaker for s in reading.statements] == expected
    assert all("gọi đại sứ" not in reading.text[s.start : s.end] for s in reading.statements)


@pytest.mark.parametrize(
    "body",
    [
        "Về phía Peru, đại diện một số bộ cũng nói về tương lai của mỏ, đồng thời kêu gọi Chile góp vốn.",
        "Tháng trước, tình báo Chile và Peru từng nhận định tàu ma túy đã đổi hướng.",
    ],
)
def test_delegates_and_services_without_a_name_are_nobody_else(body: str) -> None:
    said = "Thủ tướng Pablo Soto khẳng định mỏ an toàn cho tàu Peru."
    assert [s[0] for s in told(f"{said} {body}")] == [SOTO]


def test_words_between_two_dashes_do_not_hide_who_speaks() -> None:
    said = "Thủ tướng Pablo Soto khẳng định mỏ an toàn cho tàu Peru."
    body = "Trong diễn biến khác, Bolivia - nước có nhiều thợ mỏ - đã thông báo dừng kế hoạch đưa thợ sang Chile."
    assert [s[0] for s in told(f"{said} {body}")] == [SOTO]


def test_who_did_something_else_before_is_who_asks() -> None:
    said = "Thủ tướng Pablo Soto khẳng định lệnh cấm là vô lý."
    body = "Bốn nước láng giềng đã rút đại sứ, ngừng các chuyến bay, đồng thời yêu cầu công dân Peru về nước."
    assert [s[0] for s in told(f"{said} {body}")] == [SOTO]
    body = "Bolivia đã rút đại sứ, ngừng các chuyến bay, đồng thời yêu cầu công dân Peru về nước."
    assert [s[0] for s in told(f"{said} {body}")] == [SOTO, "Bolivia"]


def test_talks_at_the_head_of_a_page_are_nobodys_words() -> None:
    talks = "Cuộc thảo luận về nghề cá giữa Thủ tướng Chile Pablo Soto và Thủ tướng Peru Mateo Vidal diễn ra ngày 3/9."
    assert read({"text": talks}).statements == ()


@pytest.mark.parametrize(
    "body",
    [
        "Các nhà báo đặt câu hỏi tại sao Thủ tướng Pablo Soto lại đồng ý mở mỏ.",
        "Đáng chú ý, thời điểm Thủ tướng Pablo Soto phát biểu chỉ một ngày sau khi mỏ đóng cửa.",
        "Trong suốt quá trình công tác, Thủ tướng Pablo Soto đã nêu tấm gương sáng về lối sống giản dị.",
    ],
)
def test_told_of_somebody_who_says_nothing(body: str) -> None:
    assert told(body) == []


def test_what_somebody_does_not_think_is_no_promise() -> None:
    body = "Thủ tướng Pablo Soto nhấn mạnh ông không nghĩ rằng mọi nước sẽ đồng lòng về giá đồng."
    assert told(body) == [(SOTO, "affirm", None, "ông không nghĩ rằng mọi nước sẽ đồng lòng về giá đồng")]


def test_words_in_marks_inside_a_quotation() -> None:
    body = "“Chiếc tàu trong hành trình “mở đường” này sẽ gặp khó khăn”, Thủ tướng Pablo Soto nói."
    assert [s[3] for s in told(body)] == ["Chiếc tàu trong hành trình “mở đường” này sẽ gặp khó khăn"]


def test_a_state_is_no_he() -> None:
    met = "Tổng thống Peru Juan Rios sẽ gặp Thủ tướng Chile Pablo Soto chiều 8/9."
    accused = "Chile cáo buộc một ngân hàng của Peru rửa tiền. Ông nhấn mạnh: “Chile đang gửi một thông điệp mạnh mẽ.”"
    assert [s.speaker for s in read({"text": f"{met} {accused}"}).statements] == ["Chile"]


def test_a_station_answered_says_nothing() -> None:
    body = "Thủ tướng Pablo Soto hôm 2/4 trả lời đài phát thanh Radio Andes, cho rằng giá đồng còn tăng."
    assert [s[0] for s in told(body)] == [SOTO]


def test_what_is_called_to_attention_is_asked() -> None:
    body = "Thủ tướng Pablo Soto cũng lưu ý cần ưu tiên các công ty Chile đủ năng lực."
    assert [s[2] for s in told(body)] == ["proposal"]


def test_the_office_of_a_president_is_not_the_president() -> None:
    met = "Ngày 4/9, Tổng thống Peru Juan Rios gặp Thủ tướng Chile Pablo Soto tại Santiago."
    said = "Văn phòng Tổng thống Rios cho biết đàm phán về thuế đồng sẽ nối lại tuần tới."
    assert [s.speaker for s in read({"text": f"{met} {said}"}).statements] == ["Văn phòng Tổng thống"]
