"""Finding pages by their words, with and without marks."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from banggiao import text
from banggiao.model import Reading
from banggiao.record import Record, RecordError, finding, words


def found(record: Record, query: str, **how: object) -> list[str]:
    return [hit.id[-4:] for hit in record.search(query, **how)]  # type: ignore[arg-type]


def test_without_marks_finds_any_marks(record: Record) -> None:
    assert found(record, "doi tac chien luoc") == ["0001"]
    assert found(record, "PHAM THI DAO") == ["0002"]  # đ as d
    assert found(record, "thu tuong") == ["0001", "0005"]


def test_with_marks_means_them(record: Record) -> None:
    assert found(record, "Đối tác chiến lược") == ["0001"]
    assert found(record, "đôi tác") == []
    assert found(record, "Đào") == ["0002"]
    assert found(record, "Đáo") == []


@pytest.mark.parametrize("query", ["hoà thuận", "hòa thuận", "HÒA THUẬN", "Uỷ ban", "ủy ban", "uy ban hoa thuan"])
def test_both_placements_of_the_tone(record: Record, query: str) -> None:
    assert "0002" in found(record, query)


def test_decomposed_letters_in_the_question(record: Record) -> None:
    import unicodedata

    assert found(record, unicodedata.normalize("NFD", "Đối tác")) == ["0001"]


def test_phrases_and_exclusions(record: Record) -> None:
    assert found(record, '"Bộ trưởng Ngoại giao Pháp"') == ["0003"]
    assert found(record, '"ngoai giao bo truong"') == []
    assert found(record, "bo truong ngoai giao") == ["0003"]
    assert found(record, 'thu tuong -"na uy"') == ["0001"]
    assert found(record, "thủ tướng -nhật") == ["0005"]
    assert found(record, "“đối tác” -lào") == ["0001"]


def test_newest_first_then_undated(record: Record, readings: list[Reading]) -> None:
    for number, published in enumerate(["2020-01-05", None, "2030", "1999-12-31"]):
        record.add(replace(readings[3], id=f"late-000{number + 6}", published=published))
    assert found(record, "rau") == ["0008", "ffff", "0006", "0009", "0007"]
    assert found(record, "rau", limit=2, offset=1) == ["ffff", "0006"]
    assert found(record, "rau", limit=0) == []


def test_of_very_many_pages_the_newest_are_put_in_order(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    every = found(record, "thu tuong")
    monkeypatch.setattr(finding, "RANKED", 1)
    assert found(record, "thu tuong", order="relevance") == every[:1]
    pages = record.find("thu tuong", "pages", order="relevance")
    assert [hit.id[-4:] for hit in pages.results] == every[:1]
    assert found(record, "thu tuong") == every


def test_relevance_puts_the_page_about_it_first(record: Record, readings: list[Reading]) -> None:
    record.add(
        replace(readings[3], id="about-chợ", text="Chợ rau, chợ cá, chợ hoa: chợ nào cũng đông.", published="1999")
    )
    hits = record.search("chợ", order="relevance")
    assert [hit.id for hit in hits] == ["about-chợ", readings[3].id]
    scores = [hit.score for hit in hits]
    assert all(score is not None for score in scores)
    assert scores == sorted(scores, reverse=True)  # type: ignore[type-var]
    assert record.search("chợ")[0].id == readings[3].id
    assert record.search("chợ")[0].score is None


def test_a_snippet_is_the_original_with_the_words_marked(record: Record) -> None:
    (hit,) = record.search("chao xa giao", marks=("<b>", "</b>"))
    assert "<b>chào</b> <b>xã</b> <b>giao</b>" in hit.snippet
    (hit,) = record.search('"hòa thuận"', marks=("[", "]"))
    assert "[hoà thuận]" in hit.snippet  # as written, whatever was asked


def test_a_hit_names_its_page(record: Record, readings: list[Reading]) -> None:
    (hit,) = record.search("mori keiko")
    page = readings[0]
    assert (hit.id, hit.headline, hit.outlet) == (page.id, page.headline, page.outlet)
    assert (hit.published, hit.url, hit.source) == (page.published, page.url, page.source)


@pytest.mark.parametrize("query", ["", "   ", '"', "*", "-", '""', "-lào", "()", "\x00", "…"])
def test_nothing_to_look_for_is_said(record: Record, query: str) -> None:
    with pytest.raises(RecordError, match="no word to look for"):
        record.search(query)


@pytest.mark.parametrize(
    "query",
    [
        'tác"',
        "tac*",
        "NEAR(doi tac, 2)",
        "text:doi",
        "doi AND",
        "NOT tac",
        "doi OR",
        "^doi",
        "doi + tac",
        "{text} : doi",
        "doi' --",
        "a\x00b",
        "\ud800 doi",
        "doi -",
        '- "doi',
        "--doi tac",
    ],
)
def test_signs_of_the_search_language_are_plain_characters(record: Record, query: str) -> None:
    record.search(query)
    record.search(query, order="relevance")


def test_operators_are_words(record: Record, readings: list[Reading]) -> None:
    assert found(record, "doi NOT tac") == []  # no page has the word "not"
    record.add(replace(readings[3], id="ops-word", text="To be or not to be"))
    assert found(record, "be OR not") == ["word"]


def test_many_words(record: Record) -> None:
    assert found(record, " ".join(["đối", "tác"] * 3000)) == ["0001"]
    assert found(record, "thu " + " ".join(f"-x{n}" for n in range(300))) != []
    assert found(record, " ".join(f"x{n}" for n in range(2000))) == []


def test_unknown_order_is_refused(record: Record) -> None:
    with pytest.raises(RecordError, match="order"):
        record.search("rau", order="best")  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet='"*()-:^{}+, ANDORNEARtđố\x00', max_size=40))
def test_search_never_fails_on_any_text(query: str) -> None:
    with Record(":memory:") as record, contextlib.suppress(RecordError):  # there may be no word in it
        assert record.search(query) == record.search(query, order="relevance") == []


SYLLABLES = ["hoà", "hòa", "Hoa", "đối", "đôi", "doi", "tác", "TÁC", "uỷ", "ủy", "quý"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5), min_size=1, max_size=6),
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3),
    st.booleans(),
)
def test_search_answers_as_a_reader_would(
    tmp_path_factory: pytest.TempPathFactory, pages: list[list[str]], asked: list[str], together: bool
) -> None:
    marked = text.is_marked(" ".join(asked))
    form = text.lower if marked else text.fold
    wanted = [form(word) for word in asked]

    def fits(page: list[str]) -> bool:
        here = [form(word) for word in page]
        if together:
            return any(here[n : n + len(wanted)] == wanted for n in range(len(here)))
        return set(wanted) <= set(here)

    with Record(tmp_path_factory.mktemp("words") / "record.db") as record:
        for number, page in enumerate(pages):
            record.add(a_page(f"page-{number}", " ".join(page)))
        query = '"' + " ".join(asked) + '"' if together else " ".join(asked)
        assert {hit.id for hit in record.search(query)} == {
            f"page-{number}" for number, page in enumerate(pages) if fits(page)
        }


def a_page(id_: str, page: str) -> Reading:
    return Reading(
        id=id_,
        source=id_,
        url=None,
        outlet=None,
        agency=None,
        byline=None,
        headline=None,
        published=None,
        published_basis=None,
        media=None,
        regions=(),
        events=(),
        statements=(),
        related=(),
        issues=(),
        text=page,
    )


def test_index_forms_are_part_of_the_file_format() -> None:
    """When this fails, files hold other forms than the program: write a migration that calls reindex."""
    page = "Ủy ban UỶ hoà HOÀ khoẻ quý Quý thuỷ thuý hoàn Đặng đường Ð ð Lào"
    assert words.folded(page) == "Ủy ban UỶ hoà HOÀ khoẻ quý Quý thuỷ thuý hoàn Dặng dường D d Lào"
    assert words.exact(page) == "Ủy ban ủy hòa hòa khỏe quý quý thủy thúy hoàn Đặng đường Đ ð Lào"


def test_open_folder_of_records_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="folder"):
        Record(tmp_path)
