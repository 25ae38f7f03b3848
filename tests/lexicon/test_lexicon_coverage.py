"""How many of the places that newspapers name after a sure cue are in the tables.

The texts lie outside the package, in an optional folder `shared` beside it; without them the test is skipped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from banggiao.lexicon import table
from banggiao.text import lower, nfc

LEADS = Path(__file__).resolve().parents[3] / "shared" / "data" / "leads-2024.jsonl"

# What follows a cue: a capitalised word and up to nine more, for "Cộng hòa Dân chủ Nhân dân Lào" has small ones inside.
WORD = r"[\p{L}\p{M}\p{N}'’\-.]+"
FOLLOWING = rf"(\p{{Lu}}{WORD}(?: {WORD}){{0,9}})"
CUES = {
    "thủ đô|Thủ đô": 0.98,
    "Đại sứ quán|thăm chính thức|thăm cấp Nhà nước|sang thăm": 0.98,
    "bang|tỉnh|thành phố": 0.97,
}


def known_names() -> frozenset[str]:
    countries = (row[1] for row in table("lexicon/countries.tsv", ("code", "name", "kind", "care")))
    places = (row[0] for row in table("lexicon/localities.tsv", ("name", "country", "kind")))
    provinces = (row[0] for row in table("lexicon/provinces.tsv", ("name", "kind", "since", "until")))
    return frozenset(lower(name) for names in (countries, places, provinces) for name in names)


def texts() -> Iterator[str]:
    with LEADS.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield nfc(f"{row.get('title') or ''}\n{row.get('lead') or ''}")


def is_known(phrase: str, names: frozenset[str]) -> bool:
    """Whether the phrase begins with a known name, as "Thái Lan Srettha Thavisin" does."""
    words = lower(phrase).split(" ")
    starts = (" ".join(words[:end]) for end in range(1, len(words) + 1))
    return any(start in names or start.rstrip(".") in names for start in starts)


@pytest.mark.skipif(not LEADS.exists(), reason="the leads are not there")
@pytest.mark.parametrize(("cue", "least"), CUES.items())
def test_places_after_a_cue_are_known(cue: str, least: float) -> None:
    names = known_names()
    pattern = regex.compile(rf"\b(?:{cue}) {FOLLOWING}")
    found: Counter[bool] = Counter()
    missing: Counter[str] = Counter()
    for text in texts():
        for match in pattern.finditer(text):
            known = is_known(match[1], names)
            found[known] += 1
            if not known:
                missing[match[1]] += 1
    share = found[True] / found.total()
    print(f"{cue}: {found.total()} places, {share:.3f} known; missing: {missing.most_common(60)}")
    assert share >= least, missing.most_common(60)
