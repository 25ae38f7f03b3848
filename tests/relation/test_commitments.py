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
    assert matters("đào tạo; dự án đường sắt Cát Mẫu của JICA, trị giá 12 tỷ yên", ["Jica"]) == {
        "đào tạo": 1, "đường sắt": 1, "cát mẫu": 2, "12 tỷ": 2,
    }  # fmt: skip
    assert matters("khoa học - công nghệ, Hiệp định EVXTA") == {
        "khoa học": 1,
        "công nghệ": 1,
        "hiệp định": 1,
        "evxta": 2,
    }
    assert matters("Nhật Bản và thủ đô Tokyo") == {}


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


def test_fields_of_work_follow_only_in_another_commitment() -> None:
    fields = "mở rộng hợp tác về nông nghiệp, lao động, y tế, du lịch và giáo dục"
    assert follows(promise("a", fields), deed(fields)) is None
    link = follows(promise("a", fields), deed(fields, commitment="agreement"))
    assert link is not None
    assert "taken up in another agreement" in link.reasons


def test_an_invitation_and_the_visit() -> None:
    invited = promise("a", "Tổng thống Jane Doe sớm sang thăm Việt Nam", kind="invitation", partners=("John Roe",))
    visit = deed("", what="visit", guests=("Jane Doe",), to="VN")
    assert follows(invited, visit) is not None
    assert follows(invited, visit._replace(guests=("Max Moe",))) is None
    assert follows(invited, visit._replace(to="JP")) is None
    assert follows(invited, visit._replace(first="2017-05-04")) is None  # the visit on which it was said
    assert follows(invited._replace(content="sớm sang thăm Việt Nam"), visit._replace(guests=("John Roe",))) is not None
    both = invited._replace(content="Tổng thống Max Moe sang thăm khi Bộ trưởng Jane Doe đến đây", partners=())
    assert follows(both, visit) is None
    step = promise("a", "Tổng thống Jane Doe bước lên bục danh dự", kind="invitation")
    assert follows(step, visit) is None


def test_the_status_that_a_commitment_begins_with() -> None:
    assert [base_status("pledge"), base_status("agreement"), base_status("agreement", "signing")] == [
        "proposed", "agreed", "signed",
    ]  # fmt: skip
