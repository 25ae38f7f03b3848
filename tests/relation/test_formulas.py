"""Where a formula stands in a text, and how its wording changes. People and sentences are invented."""

from __future__ import annotations

import pytest

from banggiao.relation import formulas
from banggiao.relation.formulas import Line, Use, asked, known, places, trace
from banggiao.relation.recurring import Said, recurring
from banggiao.text import lower

TEXT = "Bà Mẫu nói nước bà theo đường lối độc lập, tự chủ, tự cường, vì hòa bình, đa dạng hoá và đa phương hoá quan hệ."


@pytest.mark.parametrize("line", known(), ids=lambda line: f"{line.formula}: {line.words[0]}")
def test_every_line_finds_its_example(line: Line) -> None:
    example = lower(line.example)
    (place, *_) = places(example, [line])
    assert place.formula == line.formula
    assert any(
        example[place.start : place.end].startswith(words.split(" … ")[0].split(" {")[0]) for words in line.words
    )
    assert all(words == lower(words) for words in line.words)


def test_a_list_is_found_in_any_order_with_other_items_between() -> None:
    (place,) = [p for p in places(lower(TEXT), known()) if p.formula == "foreign_policy"]
    assert TEXT[place.start : place.end] == "độc lập, tự chủ, tự cường, vì hòa bình, đa dạng hoá và đa phương hoá"
    assert place.wording == ("độc lập", "tự chủ", "tự cường", "vì hòa bình", "đa dạng hóa", "đa phương hóa")


def test_a_list_ends_with_its_sentence() -> None:
    assert not places("họ muốn độc lập, tự chủ. đa dạng hóa là việc khác", asked("foreign_policy"))


def test_what_may_be_any_is_no_part_of_the_wording() -> None:
    line = Line("x", "phrase", ("nước {state} luôn … coi trọng",), 1, "")
    (place,) = places("nước nhật bản luôn hết lòng coi trọng bạn bè", [line])
    assert place.wording == ("nước", "luôn", "coi trọng")
    assert not places("nước chảy luôn hết lòng coi trọng bạn bè", [line])


def test_a_question_means_formulas_or_itself() -> None:
    assert {line.formula for line in asked("đa phương hoá, đa dạng hoá")} == {"foreign_policy"}
    assert {line.formula for line in asked("Foreign_policy")} == {"foreign_policy"}
    assert {line.formula for line in asked("tin cậy chính trị")} == {"political_trust"}
    (own,) = asked("mưa thuận gió hòa")
    assert (own.kind, own.words) == ("phrase", ("mưa thuận gió hòa",))


def use(page: str, published: str | None, wording: str, *, copy: bool = False, speaker: str | None = None) -> Use:
    return Use(
        formula="x", wording=wording, page=page, published=published, outlet="Báo Mẫu", headline=None, speaker=speaker,
        start=0, end=len(wording), region="body", text=wording, copy=copy,
    )  # fmt: skip


def test_a_new_wording_tells_what_changed() -> None:
    found = trace(
        "x",
        "list",
        [
            use("c", "2024-02-01", "độc lập, tự chủ, tự cường", speaker="Trần Mẫu"),
            use("a", "2017-05-02", "độc lập, tự chủ"),
            use("b", "2017-05-03", "tự chủ, độc lập", copy=True),
            use("d", None, "tự chủ, độc lập"),
            use("e", "2024-02-02", "độc lập"),
        ],
    )
    assert (found.first, found.last, found.pages) == ("2017-05-02", "2024-02-02", 4)
    old, new, short, undated = found.wordings
    assert (old.new, old.like) == (False, None)
    assert (new.new, new.like, new.added, new.dropped) == (True, "độc lập, tự chủ", ("tự cường",), ())
    assert new.speakers == {"Trần Mẫu": 1}
    assert (short.new, short.dropped) == (False, ("tự chủ",))  # merely shorter
    assert (undated.first, undated.new) == (None, False)  # nobody knows whether it is later


def test_phrases_that_recur_are_found_once_and_whole() -> None:
    said = [Said(str(n), f"Rằng {n} nước cùng nhau vun đắp tình bạn bền lâu giữa núi và biển") for n in range(5)]
    said += [Said("0", "cùng nhau vun đắp tình bạn bền lâu giữa núi và biển")] * 9
    (found,) = recurring(said, 5)
    assert (found.words, found.sources) == ("nước cùng nhau vun đắp tình bạn bền lâu giữa núi và biển", 5)
    assert not recurring(said, 6)


def test_the_index_is_asked_for_what_must_stand_there() -> None:
    line = Line("x", "phrase", ("luôn … coi trọng",), 1, "")
    assert formulas.anchors(line) == [(("luôn", "coi trọng"), 12)]
