"""roles.tsv: every kind has its field, a wrong table is refused, the lists hold what the parsers rely on."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from banggiao import lexicon
from banggiao.lexicon import DataError
from banggiao.mention import roles as module
from banggiao.mention.roles import Roles, roles

KINDS = [field.name for field in fields(Roles)]
AS_WRITTEN = {"title_letters", "vessel", "particle", "abbreviation"}
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "data.md"


def phrases(kind: str) -> frozenset[str]:
    found: frozenset[str] = getattr(roles(), kind)
    return found


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The rows of the table, to be changed; what was read stays as it is."""
    changed = list(lexicon.table("lexicon/roles.tsv", ("phrase", "kind")))
    monkeypatch.setattr(lexicon, "table", lambda name, columns: tuple(changed))
    return changed


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_phrases(kind: str) -> None:
    assert phrases(kind)
    if kind not in AS_WRITTEN:
        assert {phrase for phrase in phrases(kind) if phrase != phrase.lower()} == set()


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [
        ("company_end", "holdings"),
        ("serving", "trợ lý"),
        ("royal", "hoàng hậu"),
        ("bare_at_home", "chủ tịch nước"),
        ("vietnamese_unit", "phường"),
        ("title_letters", "TTg"),
        ("vessel", "USS"),
        ("particle", "bin"),
        ("abbreviation", "PGS.TS"),
    ],
)
def test_a_phrase_has_its_kind(kind: str, phrase: str) -> None:
    assert phrase in phrases(kind)


def test_an_unknown_kind_is_refused(rows: list[tuple[str, ...]]) -> None:
    rows.append(("bến", "harbour"))
    with pytest.raises(DataError, match=r"roles\.tsv: 'bến' has the unknown kind 'harbour'"):
        module.roles.__wrapped__()


def test_a_line_twice_is_refused(rows: list[tuple[str, ...]]) -> None:
    rows.append(rows[0])
    with pytest.raises(DataError, match=r"roles\.tsv: .* comes twice"):
        module.roles.__wrapped__()


def test_a_kind_without_a_line_is_refused(rows: list[tuple[str, ...]]) -> None:
    rows[:] = [row for row in rows if row[1] != "royal"]
    with pytest.raises(DataError, match=r"roles\.tsv: no line has the kind 'royal'"):
        module.roles.__wrapped__()


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the documentation is not there")
def test_the_documentation_names_every_kind() -> None:
    section = DOCUMENT.read_text(encoding="utf-8").split("## roles.tsv", 1)[1]
    assert re.findall(r"^\| `([a-z_]+)` \| (?!the word|one of)", section, re.MULTILINE) == KINDS
