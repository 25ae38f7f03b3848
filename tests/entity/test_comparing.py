"""Two people as pages name them: one, two, or for a person to decide."""

from datetime import date

import pytest
from benchmarks.entity import score

from banggiao.entity import CANDIDATE, DIFFERENT, SAME, Sight, blocks, compare, seat
from banggiao.entity.comparing import holder, may_mean
from banggiao.entity.names import parsed
from banggiao.entity.readings import is_reading


def sight(name, country="", office=None, year=None):
    day = date(year, 6, 1) if year else None
    return Sight(name=name, country=country, offices=(office,) if office else (), first=day, last=day)


def answer(one, other):
    verdict = compare(one, other)
    assert verdict == compare(other, one)
    assert verdict.reasons
    return verdict.answer


def test_the_pairs_of_the_gold():
    """First run 0.936 / 0.928; see tests/gold/README.md."""
    found = score()
    assert found.pairs >= 300
    assert found.precision >= 0.99
    assert found.f1 >= 0.98


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sight("Sato Ichiro", "JP"), sight("Ichiro Satō", "JP")),
        (sight("Samdech Techo Sok Vichea", "KH"), sight("Sok Vichea", "KH")),
        (sight("Choi Min-ho", "KR"), sight("Choi Min Ho", "KR")),
        (sight("TRẦN ĐÌNH KHẢI MINH", "VN"), sight("Trần Đình Khải Minh", "VN")),
        (sight("Vương Tú Lan", "CN"), sight("Wang Xiulan", "CN")),
        (
            sight("Ma-ri-a Xô-bô-lê-va", "RU", "Bộ trưởng Y tế Nga", 2019),
            sight("Maria Soboleva", "RU", "Bộ trưởng Y tế", 2020),
        ),
        (
            sight("Juan Pérez Gómez", "PE", "Ngoại trưởng", 2020),
            sight("Juan Pérez", "PE", "Bộ trưởng Ngoại giao", 2021),
        ),
        (
            sight("J. Whitcombe", "GB", "Đại sứ Anh", 2020),
            sight("Jane Whitcombe", "GB", "Đại sứ Anh tại Việt Nam", 2021),
        ),
    ],
)
def test_one_person(one, other):
    assert answer(one, other) == SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sight("Nguyễn Văn Hùng", "VN"), sight("Nguyễn Văn Hưng", "VN")),
        (
            sight("Nguyễn Văn Hùng", "VN", "Chủ tịch UBND tỉnh An Giang", 2018),
            sight("Nguyễn Văn Hùng", "VN", "Bí thư Tỉnh ủy Cà Mau", 2018),
        ),
        (sight("Hun Ratha", "KH", "Bộ trưởng", 2020), sight("Hun Ratana", "KH", "Bộ trưởng", 2020)),
        (sight("John Smithson", "US"), sight("John Smithson", "GB")),
        (sight("Trần Anh Khoa", "VN"), sight("Trần Khoa Anh", "VN")),
        (sight("Juan Pérez", "PE", "Tổng thống", 1950), sight("Juan Pérez", "PE", "Tổng thống", 2020)),
    ],
)
def test_two_people(one, other):
    assert answer(one, other) == DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sight("Nguyễn Văn Hùng", "VN", "Cục trưởng", 2017), sight("Nguyễn Văn Hùng", "VN", "Hiệu trưởng", 2021)),
        (sight("Pérez", "PE"), sight("Juan Pérez", "PE", "Tổng thống", 2020)),
        (sight("Nguyễn Văn Hùng", "VN", "Thứ trưởng", 2017), sight("Nguyễn Văn Hùng", "", None, 2017)),
    ],
)
def test_weak_evidence_is_left_to_a_person(one, other):
    assert answer(one, other) == CANDIDATE


def test_the_holder_of_the_office_tells_a_spelling_that_nobody_knows():
    """The tables have Doris Leuthard as president of 2017, and no other spelling of hers."""
    one = sight("Đo-rít Loi-thát", "CH", "Tổng thống Thụy Sĩ", 2017)
    assert holder(one) == "Doris Leuthard"
    assert answer(one, sight("D.Loi-thát", "CH", "Tổng thống Thụy Sĩ", 2017)) == SAME
    assert holder(sight("Alain Berset", "CH", "Tổng thống", 2017)) is None


@pytest.mark.parametrize("written", ["Nguyễn Xuân Phúc Tiếp", "Nguyễn Xuân", "Nguyễn Xuân Phú"])
def test_the_holder_of_the_office_tells_a_name_badly_written(written):
    phuc = sight("Nguyễn Xuân Phúc", "VN", "Thủ tướng", 2017)
    one = sight(written, "VN", "Thủ tướng Chính phủ", 2017)
    assert answer(one, phuc) == SAME
    assert blocks(one) & blocks(phuc)
    assert not compare(one, sight("Nguyễn Xuân Phúc", "VN")).firm
    assert answer(sight(written, "VN", "Thủ tướng", 2024), phuc) == DIFFERENT
    assert answer(sight(written, "VN", "Đại sứ", 2017), phuc) == DIFFERENT


def test_the_tables_tell_of_which_state_somebody_is():
    abroad = sight("Lý Khắc Cường", "CN", "Thủ tướng Trung Quốc", 2017)
    assert answer(sight("Lý Khắc Cường", "VN", "Thủ tướng", 2017), abroad) == SAME
    assert answer(sight("Lý Khắc Cường", "VN", "Đại sứ", 2017), abroad) != SAME
    assert answer(sight("Nguyễn Xuân Phúc", "VN", "Thủ tướng", 2017), sight("Nguyễn Xuân Phúc", "CN")) != SAME


@pytest.mark.parametrize(
    ("name", "holder", "country", "found"),
    [
        ("Tập Cận", "Tập Cận Bình", "CN", True),
        ("Putin – Tập Cận Bình", "Tập Cận Bình", "CN", True),
        ("M.Ma-cri", "Mauricio Macri", "AR", True),
        ("Tadashi Oshima", "Oshima Tadamori", "JP", True),
        ("Salman", "Mohammed bin Salman Al Saud", "SA", True),
        ("Trần Văn Mẫu", "Trần Đại Quang", "VN", False),
        ("Robert Lighthizer", "Donald Trump", "US", False),
        ("Mohammed bin Abdulrahman Al Thani", "Tamim bin Hamad Al Thani", "QA", False),
    ],
)
def test_a_name_that_may_mean_another(name, holder, country, found):
    assert may_mean(name, holder, country) == found


def test_a_fathers_name_is_part_of_the_sons():
    father = sight("Salman bin Abdulaziz Al Saud", "SA", "Quốc vương", 2024)
    assert answer(father, sight("Mohammed bin Salman bin Abdulaziz Al Saud", "SA", "Quốc vương", 2024)) != SAME
    assert answer(father, sight("Salman bin Abdul Aziz", "SA", "Quốc vương", 2023)) == SAME


def test_a_name_taken_apart():
    name = parsed("Samdech Techo Sok Vi-chea Jr.", "KH")
    assert name.words == ("sok", "vi", "chea")
    assert name.generation == "jr"
    assert parsed("Ma-lu Đờ-ray-ờ", "DE").transcribed
    assert parsed("Lord Allan Velasco", "PH").words[0] == "lord"
    assert parsed("Lord Fowler", "GB").words == ("fowler",)


def test_readings_need_every_syllable():
    assert is_reading(("lý", "gia", "siêu"), ("li", "jiachao"), "CN")
    assert not is_reading(("lý", "gia", "siêu"), ("li", "jia"), "CN")
    assert not is_reading(("trần", "gia", "siêu"), ("li", "jiachao"), "CN")


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Tổng thống Liên bang Nga", "Tổng thống Nga", "RU"),
        ("Đại sứ Nhật Bản", "Đại sứ đặc mệnh toàn quyền Nhật Bản tại Việt Nam", "JP"),
        ("Chủ tịch UBND TP Hà Nội", "Chủ tịch Ủy ban nhân dân thành phố Hà Nội", "VN"),
        ("Thủ tướng Chính phủ nước CHXHCN Việt Nam", "Thủ tướng", "VN"),
        ("Quyền Chủ tịch nước", "nguyên Chủ tịch nước", "VN"),
    ],
)
def test_one_seat(one, other, country):
    assert seat(one, country).key == seat(other, country).key


def test_seats_know_what_they_are():
    assert seat("nguyên Chủ tịch nước", "VN").former
    assert seat("Tổng thống đắc cử Mỹ", "US").elect
    assert not seat("ứng cử viên Tổng thống Pháp", "FR").held
    assert seat("Quyền Chủ tịch nước", "VN").acting
    assert seat("Phó Bí thư Tỉnh ủy Đồng Tháp", "VN").place == "dong thap"
    assert seat("Đại sứ Nga tại Mỹ", "RU").key != seat("Đại sứ Nga tại Việt Nam", "RU").key
