"""The user's own files: rows that add, replace and withdraw, and mistakes told by the user's file and line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from banggiao.authority import checked, congresses, fingerprint, overlay, tenures, use
from banggiao.authority.files import VARIABLE
from banggiao.authority.registry import TABLES
from banggiao.dating import year_bounds
from banggiao.lexicon import DataError
from banggiao.reading import read

Write = Callable[..., Path]
DAY = "# checked: 2031-05"


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    """Writes a table of the user's: its rows behind the header."""

    def written(name: str, *rows: str, head: str = "") -> Path:
        path = tmp_path / "own" / f"{name}.tsv"
        path.parent.mkdir(exist_ok=True, parents=True)
        table = TABLES[name.split("/")[0]]
        path.write_text("\n".join([*filter(None, [head]), "\t".join(table.columns), *rows, ""]), encoding="utf-8")
        return tmp_path / "own"

    before = os.environ.pop(VARIABLE, None)
    yield written
    use(before)


def test_rows_add_to_ours(write: Write) -> None:
    known = len(TABLES["tenures"].rows())
    use(write("tenures", "Lê Văn Thử\tThủ tướng\tVN\t2030-01-02\t\town", head=DAY))
    assert len(TABLES["tenures"].rows()) == known + 1
    (tenure,) = tenures("Lê Văn Thử", "Thủ tướng Chính phủ")
    assert (tenure.start, tenure.end, tenure.checked, checked()) == ("2030-01-02", None, "2031-05-31", "2031-05-31")
    assert tenure.where.endswith("own/tenures.tsv:3")
    use(None)
    assert not tenures("Lê Văn Thử", "Thủ tướng")


def test_a_row_with_the_key_of_one_of_ours_takes_its_place(write: Write) -> None:
    use(write("congresses", "XIII\t13\t2021-01-26\t2021-02-01\town"))
    assert congresses()["XIII"] == "2021-01-26"
    assert congresses()["XII"] == "2016-01-20"


def test_a_row_with_a_stroke_before_it_withdraws_ours(write: Write) -> None:
    use(write("congresses", "-XIII\t\t\t\t", "- XII\t\t\t\t"))
    assert {"XIII", "XII"} & set(congresses()) == set()
    assert "XI" in congresses()


def test_keys_do_not_depend_on_case_and_place_of_the_tone(write: Write) -> None:
    use(write("diplomatic", "LA\tLÀO\t1962-09\town"))
    assert [each.established for each in TABLES["diplomatic"].rows() if each.state == "LA"] == ["1962-09"]


def test_a_folder_of_files_is_read_together(write: Write) -> None:
    write("tenures/one", "Lê Văn Thử\tThủ tướng\tVN\t2030\t2031\town")
    use(write("tenures/two", "Lê Văn Thử\tThủ tướng\tVN\t2035\t2036\town"))
    assert [each.start for each in tenures("Lê Văn Thử", "Thủ tướng")] == ["2030-01-01", "2035-01-01"]


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("tenures", "A Lý\tThủ tướng\tVN\t2024-01-01\t2023\town", "own/tenures.tsv:2: 2024-01-01 is after 2023"),
        ("tenures", "A Lý\tThủ tướng\tVN\t2024-02-30\t\town", "own/tenures.tsv:2: .*are not EDTF dates"),
        ("tenures", "A Lý\tThủ tướng\tVN\t2024\t2025\thearsay", "own/tenures.tsv:2: the source 'hearsay' is none of"),
        ("tenures", "A Lý\tThủ tướng\tZZ\t2024\t2025\town", "own/tenures.tsv:2: 'ZZ' is no code"),
        ("tenures", "A Lý\tThủ tướng\tVN\t2024\t\town", "own/tenures.tsv:2: no end, and the file has no line"),
        ("tenures", "A Lý\tThủ tướng\tVN\t2024", "own/tenures.tsv:2: 4 fields, not 6"),
        ("people", "A Lý\tVN\t\tP12\town", "own/people.tsv:2: 'P12' is no Wikidata id"),
        ("people", "A Lý\tVN\tB / \t\town", "own/people.tsv:2: .*blanks around it"),
        ("people", "A Lý\tVN\tB /  / C\t\town", "own/people.tsv:2: .*has an empty part"),
        ("offices", "x\tChủ tịch\t\t\tVN\tking\thead\t\t\t\town", "own/offices.tsv:2: 'king' is none of state, gov"),
        ("offices", "X Y\tChủ tịch\t\t\tVN\tstate\thead\t\t\t\town", "own/offices.tsv:2: the id 'X Y' is not of"),
        ("congresses", "XV\t14\t2031\t2031\town", "own/congresses.tsv:2: XV is not the Roman 14"),
        ("national_days", "VN\tViệt Nam\t02-30\t\town", "own/national_days.tsv:2: '02-30' is no day of a year"),
        ("tet", "2024\t2025-02-10\town", "own/tet.tsv:2: '2025-02-10' is no day of 2024"),
        ("sources", "w\tsomething\tmany", "own/sources.tsv:2: 'many' is no number"),
    ],
)
def test_a_wrong_row_is_refused_and_nothing_changes(write: Write, name: str, row: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        use(write(name, row))
    assert overlay() is None
    assert congresses()["XIII"] == "2021-01-25"


def test_a_row_must_not_come_twice(write: Write) -> None:
    with pytest.raises(DataError, match=r"tet\.tsv:3: 2024 comes twice, see .*own/tet\.tsv:2"):
        use(write("tet", "2024\t2024-02-10\town", "2024\t2024-02-10\town"))


def test_files_that_no_table_reads_are_refused(write: Write, tmp_path: Path) -> None:
    folder = write("tet", "2024\t2024-02-10\town")
    (folder / "tenure.tsv").write_text("x\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"tenure\.tsv: no table has this name; there are tenures\.tsv, "):
        use(folder)
    with pytest.raises(DataError, match="no such folder"):
        use(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="no table"):
        use(tmp_path / "empty")


def test_files_of_other_programs_are_taken_as_they_come(write: Write) -> None:
    folder = write("tet", "2024\t2024-02-10\town")
    text = (folder / "tet.tsv").read_text(encoding="utf-8")
    (folder / "tet.tsv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    use(folder)
    assert any(each.where.endswith("own/tet.tsv:2") for each in TABLES["tet"].rows())
    (folder / "tet.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match=r"tet\.tsv"):
        use(folder)


def test_the_mark_of_the_files_is_that_of_what_they_hold(write: Write) -> None:
    assert fingerprint() is None
    use(write("tet", "2024\t2024-02-10\town"))
    first = fingerprint()
    use(write("tet", "2024\t2024-02-10\teditor"))
    assert first
    assert fingerprint() not in (None, first)


PAGE = "Sáng 5/9, tại Hà Nội, Thủ tướng Lê Văn Thử đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi."


def test_what_the_user_knows_bounds_the_year_of_a_page(write: Write) -> None:
    assert [event.date for event in read(PAGE).events] == ["XXXX-09-05"]
    use(write("tenures", "Lê Văn Thử\tThủ tướng\tVN\t2030-01-02\t2030-12-20\town"))
    assert year_bounds(PAGE, [("Lê Văn Thử", ["Thủ tướng"])]).bounds
    assert [event.date for event in read(PAGE).events] == ["2030-09-05"]
