"""Bodies under one name."""

import pytest

from banggiao.entity import body


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("JCP", "Đảng Cộng sản Nhật Bản", "JP"),
        ("Đoàn đại biểu Đảng Nhân dân Cách mạng Lào", "Đảng NDCM Lào", "LA"),
        ("Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", "ĐCSVN", "VN"),
        ("LHQ", "Liên Hợp Quốc", ""),
        ("NATO", "Tổ chức Hiệp ước Bắc Đại Tây Dương (NATO)", ""),
        ("Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam", "Chính phủ", "VN"),
        ("UBND TP Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "VN"),
        ("Nga", "Liên bang Nga", "RU"),
        ("Bộ Ngoại giao Nhật Bản", "Bộ Ngoại giao", "JP"),
    ],
)
def test_one_body(one: str, other: str, country: str) -> None:
    assert body(one, country).key == body(other, country).key


def test_two_bodies() -> None:
    assert body("Đảng Cộng sản Nhật Bản", "JP").key != body("Đảng Cộng sản Pháp", "FR").key
    assert body("Bộ Ngoại giao", "JP").key != body("Bộ Ngoại giao", "KR").key
    assert body("CPI", "IN").key != body("CPI(M)", "IN").key


def test_a_state_is_no_body() -> None:
    assert body("Hoa Kỳ", "US").state
    assert not body("Chính phủ Hoa Kỳ", "US").state
