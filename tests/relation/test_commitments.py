"""Which statements are one commitment, and what may follow it up. People and sentences are invented."""

from __future__ import annotations

import pytest

from banggiao.relation.commitments import Deed, Promise, base_status, chosen, follows, group, same_content
from banggiao.relation.matters import matters

BRIDGE = "hai bên sớm xây dựng cầu Hàm Mẫu và đường bộ qua biên giới"


def promise(id_: str, content: str = BRIDGE, *, kind: str = "proposal", block: str = "k1", **fields: object) -> Promise:
    made = Promise(
        id=id_, kind=kind, content=content, block=block, contact=block, made_by="2017-05-03", by_side="VN",
        pair="JP VN", weights=matters(content),
    )  # fmt: skip
    return made._replace(**fields)  # type: ignore[arg-type]


def deed(content: str = BRIDGE, *, first: str | None = "2017-07-01", **fields: object) -> Deed:
    made = Deed(id="d", what="statement", contact="k2", first=first, content=content, weights=matters(content))
    return made._replace(**fields)  # type: ignore[arg-type]


def test_what_a_statement_is_about() -> None:
    assert matters("tiếp tục tăng cường hợp tác chặt chẽ giữa hai nước") == {}
    assert matters("dầu khí; dự án đường sắt Cát Mẫu của MAUCO, trị giá 12 tỷ yên", ["Mauco"]) == {
        "dầu khí": 1, "đường sắt": 2, "cát mẫu": 2, "12 tỷ": 2,
    }  # fmt: skip
    assert matters("khoa học - công nghệ, Hiệp định EVXTA, nhân 45 năm") == {"evxta": 2, "45 năm": 1}
    assert matters("MAUCO mở rộng đầu tư", offices=["Tổng Giám đốc MAUCO"]) == {}
    assert matters("Nhật Bản và thủ đô Tokyo") == {}


def test_what_is_told_in_passing_is_not_the_matter() -> None:
    said = "sớm hoàn thành cầu Hàm Mẫu, sau khi hai bên ký Hiệp ước Cát Thử; dự Diễn đàn Vành Mẫu"
    assert set(matters(said)) == {"cầu hàm", "hàm mẫu"}


def test_one_commitment_told_twice() -> None:
    lead = "sớm xây dựng cầu Hàm Mẫu qua biên giới"
    assert same_content(BRIDGE, lead)
    assert not same_content(BRIDGE, "hai bên tăng cường trao đổi sinh viên giữa các trường")
    groups = group(
        [promise("b"), promise("a", lead), promise("c", lead, block="k9"), promise("d", lead, kind="pledge")]
    )
    assert [[each.id for each in told] for told in groups] == [["a", "b", "c"], ["d"]]
    assert chosen(groups[0]).id == "b"


def test_groups_do_not_depend_on_the_order() -> None:
    told = [
        promise(id_, text) for id_, text in (("a", BRIDGE), ("b", BRIDGE + " trong năm nay"), ("c", "việc khác hẳn"))
    ]
    assert group(told) == group(told[::-1])


@pytest.mark.parametrize(
    ("what", "found"),
    [
        (deed(), True),
        (deed("ông Mẫu nói cầu Hàm Mẫu và đường bộ đã xong"), True),
        (deed(first="2017-05-03"), False),  # not later
        (deed(first="2021-05-03"), False),  # years later
        (deed(first=None), False),
        (deed(contact="k1"), False),  # the same contact
        (deed("hai bên tăng cường hợp tác trong lĩnh vực nông nghiệp"), False),
        (deed("hai nước nói về đường bộ"), False),  # one word of many
        (deed(first="2017-05-05"), False),  # the same again, two days later
    ],
)
def test_the_same_matter_later(what: Deed, found: bool) -> None:
    assert (follows(promise("a"), what) is not None) == found


def test_a_list_of_fields_is_no_matter() -> None:
    fields = "mở rộng hợp tác về nông nghiệp, lao động, y tế, du lịch và giáo dục"
    assert follows(promise("a", fields), deed(fields, commitment="agreement")) is None


def test_a_lone_name_is_no_matter() -> None:
    asked = promise("a", "sớm triển khai dự án trung tâm nghiên cứu của MAUCO tại tỉnh Cát Thử")
    assert follows(asked, deed("ông vui mừng vì sự lớn mạnh của MAUCO trên thị trường khu vực")) is None
    assert follows(asked, deed("dự án trung tâm nghiên cứu của MAUCO tại tỉnh Cát Thử đã xong")) is not None


def test_a_name_of_one_meaning_is_enough() -> None:
    asked = promise("a", "xem xét lại việc triển khai THAAD")
    assert follows(asked, deed("việc THAAD được đưa tới đây là chuyện đã rồi")) is not None


def test_thanks_follow_nothing_up() -> None:
    assert follows(promise("a"), deed(act="thank")) is None
    assert follows(promise("a"), deed(act="affirm")) is not None


def test_the_same_contact_told_again() -> None:
    said = promise("a", people=frozenset(["jane doe", "john roe"]), speaker="John Roe")
    again = deed(f"{BRIDGE} và nhiều việc khác nữa", first="2017-05-06")
    assert follows(said, again._replace(people=frozenset(["jane doe", "john roe"]))) is None
    assert follows(said, again._replace(people=frozenset(["jane doe", "max moe"]), speaker="John Roe")) is None
    late = said._replace(told="2017-09-01")  # a page of September about May
    july = deed("cầu Hàm Mẫu và đường bộ qua biên giới đã xong")
    assert follows(late, july._replace(told="2017-07-02")) is None
    assert follows(late, july._replace(first="2017-10-01", told="2017-10-02")) is not None
    other = deed("khởi công cầu Hàm Mẫu, khu kinh tế Mẫu Đơn, cảng Mẫu Thủy và nhà máy điện Mẫu Lâm")
    other = other._replace(first="2017-08-20", told="2017-09-03", commitment="agreement")
    assert follows(late, other) is not None
    assert follows(late, other._replace(dated=False)) is None  # told in the same days, of a day that nobody tells


def test_an_invitation_and_the_visit() -> None:
    invited = promise(
        "a", "Tổng thống Jane Doe sớm sang thăm Việt Nam", kind="invitation", partners=("John Roe",), people=frozenset()
    )
    visit = deed("", what="visit", guests=("Jane Doe",), to="VN")
    assert follows(invited, visit) is not None
    assert follows(invited, visit._replace(guests=("Max Moe",))) is None
    assert follows(invited, visit._replace(to="JP")) is None
    assert follows(invited, visit._replace(form="attending")) is None  # for a conference, not for the visit
    assert follows(invited, visit._replace(first="2017-05-04")) is None  # the visit on which it was said
    assert follows(invited._replace(content="sớm sang thăm Việt Nam"), visit._replace(guests=("John Roe",))) is not None
    both = invited._replace(content="Tổng thống Max Moe sang thăm khi Bộ trưởng Jane Doe đến đây", partners=())
    assert follows(both, visit) is None
    step = promise("a", "Tổng thống Jane Doe bước lên bục danh dự", kind="invitation")
    assert follows(step, visit) is None


@pytest.mark.parametrize(
    ("kind", "content", "speaker", "found"),
    [
        ("pledge", "sẽ sớm thăm Nhật Bản để bàn về cầu Hàm Mẫu", "Jane Doe", True),
        ("pledge", "sẽ không thăm Nhật Bản trong năm nay", "Jane Doe", False),
        ("pledge", "sẽ thăm Lào và bàn với Nhật Bản về cầu Hàm Mẫu", "Jane Doe", False),  # to another state
        ("pledge", "sẽ sớm thăm Nhật Bản", "Max Moe", False),
        ("pledge", "Tổng thống Jane Doe sẽ tới Nhật Bản vào tháng 7", "Max Moe", True),
        ("agreement", "chuẩn bị tốt cho chuyến thăm chính thức Nhật Bản của Tổng thống Jane Doe", "both", True),
        ("agreement", "đào tạo nghề cho lao động sang làm việc tại Nhật Bản", "both", False),
    ],
)
def test_a_visit_announced_or_prepared(kind: str, content: str, speaker: str, found: bool) -> None:
    said = promise("a", content, kind=kind, speaker=speaker, people=frozenset())
    visit = deed("", what="visit", guests=("Jane Doe",), to="JP")
    assert (follows(said, visit) is not None) == found


def test_a_meeting_announced() -> None:
    said = promise("a", "hai tổng thống Jane Doe và John Roe sẽ gặp nhau bên lề hội nghị", speaker="Phủ Tổng thống")
    meeting = deed("", what="meeting", sides=(("jane doe", "JP"), ("john roe", "VN")))
    assert follows(said, meeting) is not None
    assert follows(said, meeting._replace(what="call")) is None
    assert follows(said, meeting._replace(sides=(("jane doe", "JP"), ("max moe", "VN")))) is None
    assert follows(said, meeting._replace(first="2018-03-01")) is None  # another one, months later
    past = said._replace(content="sau khi Jane Doe và John Roe gặp nhau, hai bên mở cửa thị trường")
    assert follows(past, meeting) is None


def test_the_status_that_a_commitment_begins_with() -> None:
    assert [base_status("pledge"), base_status("agreement"), base_status("agreement", "signing")] == [
        "proposed", "agreed", "signed",
    ]  # fmt: skip
