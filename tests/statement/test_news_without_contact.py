"""What states say of each other on pages with no word of contact and no spokesperson; all invented."""

from __future__ import annotations

import pytest

from banggiao.model import Statement
from banggiao.reading import read


def statements(text: str) -> tuple[str, tuple[Statement, ...]]:
    reading = read({"title": "Tin thế giới trong ngày", "text": text})
    assert reading.events == ()
    return reading.text, reading.statements


def told(text: str) -> list[tuple[str, str]]:
    page, found = statements(text)
    return [(s.speaker, page[s.start : s.end]) for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trả lời đài NHK hôm 3/4, Ngoại trưởng Chile Ana Diaz cảnh báo Peru sẽ trả giá nếu giữ các tàu cá.",
            [("Ana Diaz", "Peru sẽ trả giá nếu giữ các tàu cá")],
        ),
        (
            "“Peru đã sai khi đóng eo biển”, Tổng thống Chile Pablo Soto viết trên mạng xã hội tối 3/4.",
            [("Pablo Soto", "Peru đã sai khi đóng eo biển")],
        ),
        (
            "Tổng Thư ký Liên hợp quốc Marco Bellini kêu gọi các phe ở Haiti ngừng bắn trong mùa mưa.",
            [("Marco Bellini", "các phe ở Haiti ngừng bắn trong mùa mưa")],
        ),
        (
            "Bộ trưởng Quốc phòng Chile Ana Diaz đe dọa sẽ rút quân khỏi căn cứ ở Peru.",
            [("Ana Diaz", "sẽ rút quân khỏi căn cứ ở Peru")],
        ),
        (
            "Tổng thống Chile Pablo Soto phê phán việc Peru đóng eo biển.",
            [("Pablo Soto", "Peru đóng eo biển")],
        ),
        # to whom it is said is none of what was said
        (
            "Tổng thống Chile Pablo Soto cảnh báo Peru rằng tàu cá của Chile sẽ không quay về tay không.",
            [("Pablo Soto", "tàu cá của Chile sẽ không quay về tay không")],
        ),
        # those who work for him are not he
        (
            "Văn phòng Tổng thống Chile Pablo Soto cho biết ông đã yêu cầu Peru thả các tàu cá.",
            [("Văn phòng Tổng thống Chile", "ông đã yêu cầu Peru thả các tàu cá")],
        ),
        (
            "Tổng thống Chile Pablo Soto đòi Peru mở eo biển. Tổng thống Pablo Soto kêu gọi Peru thả tàu, theo Daily "
            "Reef ngày 3/4.",
            [("Pablo Soto", "Peru thả tàu")],
        ),
        (
            "Ngoại trưởng Chile Ana Diaz cho biết Chile, với tư cách nước láng giềng, mong muốn Peru sớm mở eo biển.",
            [("Ana Diaz", "Chile, với tư cách nước láng giềng, mong muốn Peru sớm mở eo biển")],
        ),
    ],
)
def test_what_is_said_of_another_state_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # home affairs, of whatever state
        "Tổng thống Chile Pablo Soto cho biết trận động đất ở Valparaiso không làm ai bị thương. Du khách Peru về.",
        "Tổng thống Chile Pablo Soto chỉ trích thẩm phán Ana Diaz trước ngày bầu cử, dù bà là người gốc Peru.",
        "Hoàng tử Anh Edmund khẳng định ngựa của mình đã thắng ở Pháp. Báo chí Pháp rất thích tin ấy.",
        "Bí thư Thành ủy Lê Văn Sơn đề nghị HĐND thành phố xem lại giá nước. Tổng thống Mỹ Paul Hartwell không nói gì "
        "về Nhật Bản.",
        # nobody who holds an office of a state now
        "Cựu Bộ trưởng Quốc phòng Chile Juan Vera cho rằng Peru sẽ đóng eo biển.",
        "Một cựu quan chức Chile cảnh báo Peru sẽ đóng eo biển. Tổng thống Chile Pablo Soto im lặng.",
        "Thượng nghị sĩ Chile Ana Diaz nói rằng Peru là mối nguy lớn nhất của Nam Mỹ.",
        "Ứng viên Tổng thống Chile Luis Rojas khẳng định Peru sẽ phải nhường eo biển.",
        "Theo chuyên gia Luis Rojas, Peru sẽ không dám giữ tàu của Chile. Tổng thống Chile Pablo Soto đang nghỉ ở đảo.",
        # what is told of a leader, not said by him
        "Tổng thống Chile Pablo Soto đã không tiết lộ chuyện Peru mua hai tàu ngầm.",
        "Tổng thống Chile Pablo Soto viết trên mạng dường như có ý chấp nhận yêu sách của Peru.",
    ],
)
def test_what_is_said_at_home_is_not(text: str) -> None:
    assert told(text) == []


def test_quoted_in_an_interview() -> None:
    text = "Tổng thống Chile Pablo Soto “Peru đã sai khi giữ tàu cá”, ông Soto trả lời phỏng vấn của đài NHK tối 3/4."
    assert told(text) == [("Pablo Soto", "Peru đã sai khi giữ tàu cá")]


FIRST = "Tổng thống Chile Pablo Soto khẳng định tàu cá của Peru vẫn an toàn."


@pytest.mark.parametrize(
    "body",
    [
        "Tuyên bố cũng khẳng định Chile không có ý định giữ tàu của Peru.",
        "Báo cáo về nghề cá của một viện nghiên cứu Mỹ cho biết Peru bắt được nhiều cá hơn.",
        "Cam kết được Tổng thống Pablo Soto đưa ra trong lần ghé thủ đô Lima của Peru.",
        "Thông tin này được đưa ra trước khi mùa cá của Peru bắt đầu.",
        "Thông tin về con tàu đắm của Peru đã lan khắp các cảng.",
        "Quan chức Peru tại Liên hợp quốc bác bỏ tin ấy của Chile.",
    ],
)
def test_papers_and_passives_say_nothing(body: str) -> None:
    assert told(f"{FIRST} {body}") == [("Pablo Soto", "tàu cá của Peru vẫn an toàn")]


def test_a_ministry_of_information_informs_of_nothing() -> None:
    text = f"{FIRST}\n\nẢnh tư liệu. (Nguồn: tauca.example) Bộ trưởng Thông tin Chile Ana Diaz vắng mặt ở Peru."
    assert told(text) == [("Pablo Soto", "tàu cá của Peru vẫn an toàn")]


def test_what_others_may_become_is_no_request() -> None:
    _, found = statements("Theo Thủ tướng Chile Pablo Soto, Peru có thể trở nên thịnh vượng nhờ eo biển mới.")
    assert [(s.act, s.commitment) for s in found] == [("inform", None)]


def test_hoping_that_others_will_is_no_promise() -> None:
    _, found = statements("Thủ tướng Chile Pablo Soto cho biết Chile hy vọng Peru sẽ thôi giữ tàu.")
    assert [s.commitment for s in found] == [None]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Bộ Quốc phòng Chile ngày 3/4 tuyên bố đình chỉ kênh liên lạc với Peru.", "Bộ Quốc phòng Chile"),
        ("Bộ Ngoại giao Chile ngày 3/4 tuyên bố đình chỉ kênh liên lạc với Peru.", "Ana Diaz"),
    ],
)
def test_a_ministry_is_its_own_ministers_only(body: str, speaker: str) -> None:
    text = f"Thứ trưởng Ngoại giao Chile Ana Diaz phản đối việc Peru đóng eo biển. {body}"
    assert told(text)[1:] == [(speaker, "đình chỉ kênh liên lạc với Peru")]


@pytest.mark.parametrize(
    "body",
    [
        "Theo bà Maria Rojas, chuyên gia tại Viện Nghiên cứu Biển (VNB) Peru cho rằng tàu của Chile sẽ quay về.",
        "Tổng thống Pablo Soto chỉ đạo không quân Chile sẵn sàng chiến đấu nếu Peru lấn tới.",
        "Tổng thống Pablo Soto đã trả lời 80 câu hỏi về Peru trong một buổi tối.",
        "Thượng viện Chile nhất trí thông qua việc cử ông Luis Rojas tới Peru.",
        "Theo thỏa thuận này, Peru đồng ý để tàu của Chile vào hai cảng.",
        '"Chúng tôi buồn." Tổng thống Pablo Soto phát biểu tại một trường học gần biên giới với Peru.',
    ],
)
def test_what_seems_to_be_said(body: str) -> None:
    assert ("Pablo Soto", "tàu cá của Peru vẫn an toàn") in told(f"{FIRST} {body}")
    assert len(told(f"{FIRST} {body}")) == 1


def test_what_another_state_is_against() -> None:
    _, found = statements('"Peru phản đối mọi quy định về nghề cá", Tổng thống Chile Pablo Soto nói.')
    assert [s.act for s in found] == ["affirm"]


def test_two_states_in_the_headline() -> None:
    reading = read(
        {
            "title": "Chile chỉ trích Peru vì vụ giữ tàu",
            "text": "Tối 3/4, Tổng thống Chile Pablo Soto cho biết Peru đã giữ ba tàu cá. Ông Soto nhấn mạnh các "
            "thủy thủ phải được về nhà ngay.",
        }
    )
    assert [s.speaker for s in reading.statements] == ["Pablo Soto", "Pablo Soto"]


def test_an_outlet_before_what_is_said_first() -> None:
    text = "TTVB - Tàu cá của Peru đã được thả sau hai tuần – Thủ tướng Chile Pablo Soto cho biết hôm nay (3/4)."
    assert told(text) == [("Pablo Soto", "Tàu cá của Peru đã được thả sau hai tuần")]


def test_to_call_attention_is_no_request_of_itself() -> None:
    text = "Thủ tướng Chile Pablo Soto lưu ý: “Đã có hai chục tàu bị giữ ở Peru. Thủy thủ phải ngủ trên boong”."
    assert [s.act for s in statements(text)[1]] == ["affirm"]


def test_measures_are_not_asked() -> None:
    text = "Ngoại trưởng Chile Ana Diaz cho biết các lệnh cấm không liên quan tới nghề cá và Peru phải tự lo."
    assert [s.commitment for s in statements(text)[1]] == [None]


@pytest.mark.parametrize(
    "body",
    [
        "Ngày 5/3 vừa qua, Bolivia, Ecuador và Các hòn đảo xanh thống nhất (HĐX) đã tuyên bố cắt đứt quan hệ với Peru.",
        "Ông Soto đồng ý với những cố vấn thân cận là không nhường Peru.",
        "Theo cố vấn Soto, Peru sẽ không nhường bước trong vụ này.",
        "Cố vấn Soto nói Peru sẽ không nhường bước trong vụ này.",
        "Phía Chile ghi nhận lần đầu tiên tàu của Peru đi vào vịnh.",
        "Ông Soto bất ngờ nói về cháu ngoại với đạo diễn người Peru Luis Rojas.",
    ],
)
def test_others_beside_a_president(body: str) -> None:
    head = "Tổng thống Chile Pablo Soto cho rằng Peru nên thả tàu."
    assert told(f"{head} {body}") == [("Pablo Soto", "Peru nên thả tàu")]


def test_the_day_before_what_is_said() -> None:
    text = "Tổng thống Chile Pablo Soto nói vào ngày 13/6, vụ giữ tàu của Peru cho thấy nhiều điều."
    assert told(text) == [("Pablo Soto", "vụ giữ tàu của Peru cho thấy nhiều điều")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Theo Nhà Trắng, lệnh cấm chỉ nhắm vào tàu của Peru.",
            [("Nhà Trắng", "lệnh cấm chỉ nhắm vào tàu của Peru")],
        ),
        (
            "Tổng thống Hartwell cũng không quên cảnh báo rằng Peru sẽ mất thị trường.",
            [("Paul Hartwell", "Peru sẽ mất thị trường")],
        ),
        (
            "Lãnh đạo Nhà Trắng cho rằng Peru chưa làm đủ.",
            [("Paul Hartwell", "Peru chưa làm đủ")],
        ),
        ("Tổng thống Hartwell phát biểu như thể Peru đã đồng ý.", []),
        (
            "Tổng thống Hartwell cho rằng nỗ lực làm bạn với Peru không phải là sai lầm.",
            [("Paul Hartwell", "nỗ lực làm bạn với Peru không phải là sai lầm")],
        ),
    ],
)
def test_seats_and_those_who_sit_there(body: str, expected: list[tuple[str, str]]) -> None:
    head = "Tổng thống Mỹ Paul Hartwell khẳng định Mỹ sẽ cấm tàu của Peru."
    assert told(f"{head} {body}") == [("Paul Hartwell", "Mỹ sẽ cấm tàu của Peru"), *expected]
    _, found = statements(f"{head} {body}")
    assert all(s.commitment is None for s in found[1:])


def test_what_is_asked_in_a_letter() -> None:
    text = (
        "Chiều 3/4/2025, Đại sứ Chile tại Liên hợp quốc Ana Diaz đã gửi thư tới Tổng Thư ký Liên hợp quốc Marco "
        "Bellini đề nghị Hội đồng Bảo an lên tiếng về vụ giữ tàu."
    )
    reading = read({"title": "Chile nói về vụ giữ tàu", "text": text})
    assert [(s.speaker, s.act, reading.text[s.start : s.end]) for s in reading.statements] == [
        ("Ana Diaz", "propose", "Hội đồng Bảo an lên tiếng về vụ giữ tàu")
    ]
