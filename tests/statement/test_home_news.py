"""What is said at home, in Vietnam or elsewhere, has to do with no other state; all invented."""

from __future__ import annotations

import pytest

from banggiao.reading import read


def speakers(title: str, text: str) -> list[str]:
    return [s.speaker for s in read({"title": title, "text": text}).statements]


HEAD = "Sáng 3/4/2025, Tổng thống Chile Pablo Soto thăm gia đình một thợ mỏ ở Santiago."


@pytest.mark.parametrize(
    "body",
    [
        "Phát ngôn viên cảnh sát Chile Ana Diaz cho biết hai tên trộm đã bị bắt.",
        "Bộ trưởng Giáo dục Chile Ana Diaz khẳng định học sinh sẽ được nghỉ thêm một tuần.",
        "Thứ trưởng Tư pháp Chile Ana Diaz cho rằng bản án quá nhẹ.",
        "Người phát ngôn Tập đoàn Minera Ana Diaz thừa nhận mã cửa kho đã bị lộ.",
        "Tổng Giám đốc Ana Diaz nhận định giá đồng sẽ còn tăng.",
        "Ủy viên của Bộ Dịch vụ Nhà tù Ana Diaz lên án vụ vượt ngục.",
    ],
)
def test_home_matters_are_no_diplomacy(body: str) -> None:
    assert speakers("Trộm đột nhập kho đồng", f"{HEAD} {body}") == []


@pytest.mark.parametrize(
    "body",
    [
        "Bộ trưởng Giáo dục Chile Ana Diaz khẳng định học sinh Peru sẽ được miễn học phí.",
        "Phát ngôn viên cảnh sát Chile Ana Diaz cho biết hai nghi phạm là người mang hộ chiếu Peru.",
        "Bộ trưởng Tài chính Chile Ana Diaz cho rằng các nước láng giềng đang gây sức ép.",
        "Ngoại trưởng Chile Ana Diaz khẳng định hội nghị sẽ khai mạc đúng ngày.",
        "Người phát ngôn Chính phủ Chile Ana Diaz khẳng định ngân sách đã đủ.",
    ],
)
def test_what_concerns_others_or_is_said_by_a_state_is_read(body: str) -> None:
    assert speakers("Tin trong ngày", f"{HEAD} {body}") == ["Ana Diaz"]


def test_those_beside_a_meeting_at_home_speak_of_home() -> None:
    text = (
        "Sáng 3/4/2025, Bộ trưởng Bộ Y tế Lê Thị Hoa đã làm việc với lãnh đạo tỉnh Hòa Bình. Bộ trưởng Lê Thị Hoa đề "
        "nghị tỉnh mở thêm trạm y tế. Giám đốc Công an tỉnh Trần Văn Khôi cho biết vụ việc còn phức tạp."
    )
    assert speakers("Bộ trưởng Y tế làm việc ở Hòa Bình", text) == ["Lê Thị Hoa"]


def said(text: str) -> list[tuple[str, str]]:
    reading = read({"title": "Tin ngoại giao trong ngày", "text": text})
    return [(s.speaker, reading.text[s.start : s.end]) for s in reading.statements]


TALKS = "Tổng thống Mỹ Paul Hartwell hội đàm với Thủ tướng Nhật Bản Taro Ito ngày 3/4/2025."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # somebody of no office is not whom his sentence names besides
        (
            "Tổng thống Hartwell cảm ơn Nhật Bản. Tỷ phú Tom Barker là bạn lâu năm của Tổng thống Hartwell. Ông hy "
            "vọng giá thép sẽ giảm.",
            [("Paul Hartwell", "Nhật Bản"), ("Tom Barker", "giá thép sẽ giảm")],
        ),
        # "ông" behind a seat of power: the one person named since
        (
            "Nhà Trắng cho biết hai nước sẽ ký hiệp định. Quan điểm của Tổng thống Hartwell là không tăng thuế. Ông "
            "từng yêu cầu Quốc hội xem xét lại biểu thuế.",
            [("Nhà Trắng", "hai nước sẽ ký hiệp định"), ("Paul Hartwell", "Quốc hội xem xét lại biểu thuế")],
        ),
        # a seat of power tells what its head said
        (
            "Nhà Trắng cho biết, trong cuộc gặp, Tổng thống Hartwell nhấn mạnh giá thép còn cao.",
            [("Paul Hartwell", "giá thép còn cao")],
        ),
        # whom something is done to has not spoken
        ("Hãng thép bị Tổng thống Hartwell chỉ trích công khai.", []),
        ("Kết quả bầu cử đã khẳng định được uy tín của đảng.", []),
        # papers say nothing
        (
            "Thủ tướng Ito cảm ơn nước Mỹ. Kiến nghị cho rằng cảng cũ quá nhỏ. Kiến nghị nêu ba phương án, đồng thời "
            "đề xuất xây cảng mới.",
            [("Taro Ito", "nước Mỹ")],
        ),
        ("Thủ tướng Ito cảm ơn nước Mỹ. Báo cáo ban đầu của cảng có nhiều chỗ sai.", [("Taro Ito", "nước Mỹ")]),
        # where it was said is none of what was said
        (
            'Thủ tướng Ito nói trong chương trình "Sáng nay" của đài NHK rằng giá thép quá cao.',
            [("Taro Ito", "giá thép quá cao")],
        ),
        (
            "Thủ tướng Ito khẳng định tại phiên họp của hạ viện hôm qua rằng cảng sẽ mở cửa.",
            [("Taro Ito", "cảng sẽ mở cửa")],
        ),
        (
            "Thủ tướng Ito cho biết, tại buổi gặp các hãng thép lớn của hai nước hôm qua, nhiều hãng bày tỏ lo ngại.",
            [("Taro Ito", "tại buổi gặp các hãng thép lớn của hai nước hôm qua, nhiều hãng bày tỏ lo ngại")],
        ),
    ],
)
def test_whose_words_they_are(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(f"{TALKS} {body}") == expected


def test_father_and_son_of_one_name() -> None:
    text = (
        "Quốc vương Jordan Hassan bin Talal hội đàm với Tổng thống Mỹ Paul Hartwell ngày 3/4/2025. Thái tử Faisal bin "
        "Hassan cùng dự. Thái tử Hassan cảm ơn nước Mỹ. Ông Hassan khẳng định hai nước là bạn."
    )
    assert said(text) == [("Faisal bin Hassan", "nước Mỹ")]


def test_who_spoke_last_goes_on_besides() -> None:
    body = "Thủ tướng Ito cảm ơn nước Mỹ. Đồng thời, giới thiệu chương trình đóng tàu mới của Nhật Bản."
    assert said(f"{TALKS} {body}") == [
        ("Taro Ito", "nước Mỹ"),
        ("Taro Ito", "chương trình đóng tàu mới của Nhật Bản"),
    ]


def test_agreeing_with_opinions_binds_no_one() -> None:
    text = f"{TALKS} Đồng ý với những ý kiến của Thủ tướng Ito, Tổng thống Hartwell cho rằng cảng cần mở cửa."
    statements = read({"title": "Tin ngoại giao trong ngày", "text": text}).statements
    assert [(s.act, s.commitment) for s in statements] == [("agree", None), ("affirm", None)]


def test_a_dash_without_blanks_ends_a_name() -> None:
    text = (
        "Sáng 3/4/2025, Chủ tịch UBND tỉnh Lê Văn Sơn tiếp Ngài Kham Souvannaphoum-Tổng Lãnh sự Lào tại Đà Nẵng-đến "
        "chào từ biệt. Ngài Kham Souvannaphoum cảm ơn tỉnh Gia Lai."
    )
    assert said(text) == [("Kham Souvannaphoum", "tỉnh Gia Lai")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # who has the news is none of it
        (
            "Thủ tướng Ito cho biết cảng sẽ mở cửa vào mùa thu, Kyoto News đưa tin.",
            [("Taro Ito", "cảng sẽ mở cửa vào mùa thu")],
        ),
        ("Thủ tướng Ito cho biết cảng đã mở cửa, theo hãng tin AFP.", [("Taro Ito", "cảng đã mở cửa")]),
        # a circumstance alone says nothing
        (
            "Thủ tướng Ito mong muốn trên cơ sở quan hệ tốt đẹp, đề nghị phía Mỹ mở thêm đường bay.",
            [("Taro Ito", "phía Mỹ mở thêm đường bay")],
        ),
        (
            "Bộ Ngoại giao Nhật Bản cho biết, hai quan chức đã nhất trí mở thêm đường bay.",
            [("both", "mở thêm đường bay")],
        ),
        # the end of a longer name
        ("Giám đốc phụ trách vùng của Hội Doanh nhân Mỹ-ASEAN (US-ASB) nhận định giá thép sẽ giảm.", []),
    ],
)
def test_where_contents_end_and_who_begins_them(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(f"{TALKS} {body}") == expected


def test_what_is_needed_is_no_request() -> None:
    text = (
        f"{TALKS} Thủ tướng Ito nói rằng hai nước có những thách thức cần chung tay giải quyết. “Chúng tôi tin những "
        "người bạn Mỹ sẽ tới Kyoto”, Thủ tướng Nhật Bản nói."
    )
    statements = read({"title": "Tin ngoại giao trong ngày", "text": text}).statements
    assert [(s.act, s.commitment) for s in statements] == [("affirm", None), ("believe", None)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Thủ tướng Ito cảm ơn nước Mỹ. Báo cáo cũng ghi nhận rằng cảng cũ quá nhỏ.", [("Taro Ito", "nước Mỹ")]),
        ("Một quan chức dưới thời Tổng thống Hartwell chỉ trích hãng thép.", []),
        ("“Tôi chưa hề tới Kyoto”, con trai Tổng thống Hartwell viết trên mạng.", []),
        (
            "“Giá thép quá cao”, Thủ tướng Ito chỉ trích gay gắt như vậy. Thủ tướng Ito chỉ trích dữ dội các hãng.",
            [("Taro Ito", "Giá thép quá cao"), ("Taro Ito", "các hãng")],
        ),
        (
            "Chile, Các Tiểu vương quốc Arab Thống nhất (UAE) và Peru tuyên bố mở thêm đường bay.",
            [],
        ),
    ],
)
def test_who_stands_beside_a_leader_is_not_he(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(f"{TALKS} {body}") == expected


def test_a_firm_and_a_boy_are_no_state() -> None:
    text = (
        "Sáng 3/4/2025, Đại sứ quán Mỹ mời em Trần Văn Khôi phỏng vấn. Chia sẻ với PV Báo Xuân, em Khôi cho biết: “Em "
        "rất vui”. Tổng Giám đốc Tập đoàn Samsung Việt Nam Kim Jong Hwan khẳng định sẽ tặng em máy tính."
    )
    assert said(text) == []


def test_ministers_agree_where_no_contact_was_read() -> None:
    text = (
        "Sáng 3/4/2025, Ngoại trưởng Chile Ana Diaz thăm một mỏ đồng. Ngoại trưởng Ana Diaz cảm ơn nước Peru. Hai "
        "ngoại trưởng nhất trí mở lại cửa khẩu. Hai bên tin tưởng cửa khẩu sẽ đông."
    )
    assert said(text) == [("Ana Diaz", "nước Peru"), ("both", "mở lại cửa khẩu")]


def test_a_list_of_things_is_no_second_statement() -> None:
    body = (
        "Thủ tướng Ito đánh giá cao những quan tâm, đề xuất của phía Mỹ đối với nghề cá. Tổng thống Hartwell tái xác "
        "nhận kế hoạch mở cảng."
    )
    assert said(f"{TALKS} {body}") == [
        ("Taro Ito", "những quan tâm, đề xuất của phía Mỹ đối với nghề cá"),
        ("Paul Hartwell", "kế hoạch mở cảng"),
    ]


OWNED = "Thủ tướng Chile Pablo Soto sáng 3/4/2025 thăm một mỏ đồng ở Santiago."


@pytest.mark.parametrize(
    "body",
    [
        "Một quan chức trong chính quyền ông Soto cáo buộc Peru cản tàu chở đồng.",
        "Một cố vấn giấu tên trong chính quyền Thủ tướng Soto cho biết Chile sẽ rút khỏi hiệp định.",
        "Phe ông Soto cho rằng Peru đã sai.",
        "Luật sư của Thủ tướng Soto bác bỏ tin ông nhận tiền của Peru.",
        "Một người thân cận với ông Soto tiết lộ Peru đã đồng ý.",
        "Thưa bà, xin Thủ tướng cho biết vì sao Peru đóng cửa khẩu?",
        "Tuyên bố từ Điện La Moneda nêu rõ Chile sẽ mở lại cảng cho tàu Peru.",
        "Thông báo ghi Peru là nước bạn, song đó là lời của người soạn.",
        "Hiệp hội Thợ mỏ Chile đã có thư gửi Thủ tướng Pablo Soto đề nghị đóng cửa biên giới với Peru.",
        "Thủ tướng Chile Pablo Soto (giữa) được cho là từng ca ngợi quân đội Peru.",
    ],
)
def test_what_somebody_near_a_leader_says_is_not_his(body: str) -> None:
    assert speakers("Chile nói về giá đồng", f"{OWNED} {body}") == []


def test_a_mistake_made_is_no_request() -> None:
    body = "Thủ tướng Chile Pablo Soto cảnh báo Tổng thống Peru Juan Vera đang lặp lại lỗi mà chính ông từng mắc phải."
    reading = read({"title": "Chile nói về Peru", "text": f"{OWNED} {body}"})
    assert [(s.act, s.commitment) for s in reading.statements] == [("affirm", None)]


@pytest.mark.parametrize("link", ["còn", "trong khi", "nhưng", "và"])
def test_the_word_that_turns_to_another_speaker_is_none_of_what_was_said(link: str) -> None:
    body = f"Thủ tướng Pablo Soto khẳng định tàu cá không vượt ranh giới, {link} Tổng thống Peru Juan Vera cho rằng có."
    reading = read({"title": "Chile và Peru nói về tàu cá", "text": f"{OWNED} {body} Hai tàu đã về bến."})
    contents = [(s.speaker, reading.text[s.start : s.end]) for s in reading.statements]
    assert contents[0] == ("Pablo Soto", "tàu cá không vượt ranh giới")
