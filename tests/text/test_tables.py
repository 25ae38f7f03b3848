"""The reader of tables refuses what is wrong, by file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from banggiao import lexicon
from banggiao.lexicon import DataError, data_path, table, unique

DATA = Path(__file__).parents[2] / "src" / "banggiao" / "data"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file t.tsv that stands for a table."""
    path = tmp_path / "t.tsv"
    monkeypatch.setattr(lexicon, "data_path", lambda name: tmp_path / name)
    table.cache_clear()
    yield path
    table.cache_clear()


def test_rows(write: Path) -> None:
    write.write_text("# a comment\nname\tkind\n\nHà Nội\tcity\n# more\nLào\t\n", encoding="utf-8")
    assert table("t.tsv", ("name", "kind")) == (("Hà Nội", "city"), ("Lào", ""))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name\nHà Nội\n", "t.tsv:1: the columns are"),
        ("name\tkind\nHà Nội\n", "t.tsv:2: 1 fields, not 2"),
        ("name\tkind\n\n#\nHà Nội\tcity\tx\n", "t.tsv:4: 3 fields, not 2"),
        ("name\tkind\n\tcity\n", "t.tsv:2: the first field is empty"),
        ("name\tkind\nHà Nội \tcity\n", "t.tsv:2: .*blanks around it"),
        ("name\tkind\nHa\u0300 No\u0302\u0323i\tcity\n", "t.tsv:2: .*not NFC"),
    ],
)
def test_a_wrong_line_is_named(write: Path, content: str, message: str) -> None:
    write.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        table("t.tsv", ("name", "kind"))


def test_unique() -> None:
    unique("t.tsv", [("a", "x"), ("a", "y")])
    with pytest.raises(DataError, match=r"t\.tsv: \('a',\) comes twice"):
        unique("t.tsv", [("a",), ("b",), ("a",)])


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.tsv")), ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_table_can_be_read(path: Path) -> None:
    name = path.relative_to(DATA).as_posix()
    text = data_path(name).read_text(encoding="utf-8")
    header = next(line for line in text.split("\n") if line.strip() and not line.startswith("#"))
    assert table(name, tuple(header.split("\t")))
