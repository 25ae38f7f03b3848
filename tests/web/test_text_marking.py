"""Facts in a text: spans that nest, touch, overlap or share a place, and the paragraphs they are shown in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from banggiao.web.marking import Mark, Marking, Piece, Span, paragraphs

TEXT = "Thủ tướng A gặp Tổng thống B. Ông nói: “Hai nước là bạn”."


def words(pieces: tuple[Piece, ...]) -> str:
    return "".join(each if isinstance(each, str) else words(each.inside) for each in pieces)


def marks(pieces: tuple[Piece, ...]) -> list[Mark]:
    found = []
    for each in pieces:
        if isinstance(each, Mark):
            found += [each, *marks(each.inside)]
    return found


def test_a_span_in_a_span_is_inside_it() -> None:
    marking = Marking(TEXT, [Span(0, 29, "contact", "e"), Span(0, 11, "participant", "e"), Span(16, 28, "p", "e")])
    (outer, rest) = marking.of(0, len(TEXT))
    assert isinstance(outer, Mark)
    assert (outer.anchor, words(outer.inside)) == ("t0-29", "Thủ tướng A gặp Tổng thống B.")
    assert [words(each.inside) for each in marks(outer.inside)] == ["Thủ tướng A", "Tổng thống B"]
    assert rest == TEXT[29:]


def test_spans_of_one_place_are_one_mark() -> None:
    found = marks(
        Marking(TEXT, [Span(0, 29, "contact", "e", refers=True), Span(0, 29, "contact", "f", refers=True)]).of(0, 40)
    )
    assert [(each.claims, each.refers) for each in found] == [(("e", "f"), ("e", "f"))]


def test_of_two_that_overlap_the_later_is_cut_and_named_once() -> None:
    pieces = Marking(TEXT, [Span(0, 20, "contact", "e", refers=True), Span(10, 28, "statement", "s", refers=True)])
    found = marks(pieces.of(0, len(TEXT)))
    assert [(each.claims[0], words(each.inside), each.anchor, each.refers) for each in found] == [
        ("e", TEXT[0:20], "t0-20", ("e",)),
        ("s", TEXT[10:20], "t10-28", ()),
        ("s", TEXT[20:28], None, ("s",)),
    ]


def test_a_span_over_two_paragraphs() -> None:
    text = "Một câu.\nHai câu."
    marking = Marking(text, [Span(4, 13, "statement", "s", refers=True)])
    shown = [marking.of(each.start, each.end) for each in paragraphs(marking, 0, len(text))]
    assert [words(each) for each in shown] == ["Một câu.", "Hai câu."]
    assert [(each.anchor, each.refers) for some in shown for each in marks(some)] == [("t4-13", ()), (None, ("s",))]


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("abc")).map(
        lambda each: Span(min(each[:2]), max(each[:2]), "contact", each[2], refers=True)
    ),
    max_size=12,
)


@given(SPANS, st.integers(0, 20), st.integers(30, 60))
def test_nothing_is_lost_and_every_letter_has_its_claims(spans: list[Span], start: int, end: int) -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(60))
    pieces = Marking(text, spans).of(start, end)
    assert words(pieces) == text[start:end]
    claims: list[frozenset[str]] = []

    def walk(some: tuple[Piece, ...], over: frozenset[str]) -> None:
        for each in some:
            if isinstance(each, str):
                claims.extend([over] * len(each))
            else:
                walk(each.inside, over | set(each.claims))

    walk(pieces, frozenset())
    wanted = [
        frozenset(span.claim for span in spans if span.start <= at < span.end) for at in range(start, min(end, 60))
    ]
    assert claims == wanted
    anchors = [each.anchor for each in marks(pieces) if each.anchor]
    assert len(anchors) == len(set(anchors))


def test_a_text_without_paragraphs_is_shown_in_some() -> None:
    sentence = "Ông P. Nguyễn nói rằng hai bên đã làm việc cùng nhau trong nhiều năm qua ở nhiều nơi. "
    text = sentence * 20
    marking = Marking(text, [Span(0, len(sentence) * 8, "contact", "e")])
    shown = list(paragraphs(marking, 0, len(text)))
    assert "".join(text[each.start : each.end] for each in shown) == text
    assert [each.ours for each in shown] == [False] + [True] * (len(shown) - 1)
    assert len(shown) > 1
    assert shown[0].end >= len(sentence) * 8  # no fact is cut
    assert all(text[each.start :].startswith("Ông") for each in shown)
