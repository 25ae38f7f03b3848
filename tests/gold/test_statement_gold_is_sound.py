"""The hand-marked statements keep to the codebook, and their offsets bound whole contents of the texts."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banggiao.statement.words import ACTS, COMMITMENTS

HERE = Path(__file__).parent
DATA = HERE.parents[1].parent / "shared" / "data"
ROWS = {"statements-new": 26, "statements-held": 5}
KEYS = {"speaker", "relayed_for", "addressee", "act", "start", "end", "commitment"}


def rows_of(name: str) -> list[dict[str, Any]]:
    lines = (HERE / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def texts_of(name: str) -> dict[str, str]:
    """Id -> the text that the offsets count in; skips where the collections are not at hand."""
    rows = rows_of(name)
    texts: dict[str, str] = {}
    for source in {row["source_file"] for row in rows}:
        if not (DATA / source).exists():
            pytest.skip(f"the texts of {source} are not at hand")
        wanted = {row["id"] for row in rows if row["source_file"] == source}
        found = (row for row in map(json.loads, lines_of(DATA / source)) if row["id"] in wanted)
        texts.update((row["id"], unicodedata.normalize("NFC", row["text"])) for row in found)
    return texts


def lines_of(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


@pytest.mark.parametrize("name", ROWS)
def test_rows_use_the_codebook_s_words(name: str) -> None:
    rows = rows_of(name)
    assert len({row["id"] for row in rows}) == len(rows) == ROWS[name]
    for row in rows:
        assert row.keys() == {"id", "published", "source_file", "statements"}
        for one in row["statements"]:
            assert one.keys() == KEYS, row["id"]
            assert one["act"] in ACTS, row["id"]
            assert (one["commitment"] or "") in COMMITMENTS, row["id"]
            assert one["speaker"] == one["speaker"].strip() != "", row["id"]


@pytest.mark.parametrize("name", ROWS)
def test_contents_are_whole_words_in_order(name: str) -> None:
    texts = texts_of(name)
    for row in rows_of(name):
        text, last = texts[row["id"]], -1
        for one in row["statements"]:
            a, b = one["start"], one["end"]
            assert last < a < b <= len(text), row["id"]
            assert not text[:a][-1:].isalnum(), (row["id"], text[a:b])
            assert not text[b : b + 1].isalnum(), (row["id"], text[a:b])
            assert text[a:b] == text[a:b].strip(), (row["id"], text[a:b])
            last = a


@pytest.mark.parametrize("name", ROWS)
def test_names_stand_in_the_text(name: str) -> None:
    texts = texts_of(name)
    for row in rows_of(name):
        text = " ".join(texts[row["id"]].lower().split())
        for one in row["statements"]:
            for person in (one["speaker"], *(one["relayed_for"] or "").split(", ")):
                assert person in ("", "both") or person.lower() in text, (row["id"], person)
