"""The sides, cues and places of sentences written for it: see corpus.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banggiao import article, mention
from banggiao.model import Actor, Article, Mentions, Source, Spot

WORD = re.compile(r"\w+")
KEYS = {"name", "title", "lead", "text", "actors", "cues", "spots", "wrong"}
PLACES = {"locality", "country"}  # actors that are a place as well: the spots show them


def cases() -> Iterator[Any]:
    for case in tomllib.loads((Path(__file__).parent / "corpus.toml").read_text(encoding="utf-8"))["case"]:
        marks = [pytest.mark.xfail(reason=case["wrong"], strict=True)] if "wrong" in case else []
        yield pytest.param(case, id=case["name"], marks=marks)


def found(case: dict[str, Any]) -> tuple[Article, Mentions]:
    row: dict[str, object] = {key: case[key] for key in ("title", "lead", "text") if key in case}
    page = article.parse(Source(name="row", row=row))
    return page, mention.find(page)


def shown(actor: Actor) -> str:
    offices = f"({'; '.join(office.text for office in actor.offices)})" if actor.offices else ""
    organisation = f"[{actor.organisation}]" if actor.organisation else ""
    return " ".join(filter(None, [actor.country or "-", actor.name, offices, organisation]))


def spot_shown(spot: Spot) -> str:
    parts = [part or "-" for part in (spot.country, spot.locality, spot.venue)]
    while len(parts) > 1 and parts[-1] == "-":
        parts.pop()
    return "; ".join(parts)


@pytest.mark.parametrize("case", list(cases()))
def test_sentences(case: dict[str, Any]) -> None:
    _, mentions = found(case)
    if "actors" in case:
        actors = [shown(a) for s in mentions.sentences for a in s.actors if a.kind not in PLACES]
        wanted = list(case["actors"])
        for n, one in enumerate(actors[: len(wanted)]):  # "? ..." leaves the country open
            if wanted[n].startswith("? "):
                wanted[n] = one.split(" ", 1)[0] + wanted[n][1:]
        assert actors == wanted
    if "cues" in case:
        assert [f"{c.type}/{c.form}" for s in mentions.sentences for c in s.cues] == case["cues"]
    if "spots" in case:
        assert [spot_shown(p) for s in mentions.sentences for p in s.spots] == case["spots"]


@pytest.mark.parametrize("case", [param.values[0] for param in cases()], ids=lambda case: case["name"])
def test_everything_stands_where_it_says(case: dict[str, Any]) -> None:
    """Also where what is found is wrong."""
    page, mentions = found(case)
    text = page.text
    assert len(mentions.lowered) == len(text)
    for sentence in mentions.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        last = sentence.start
        for actor in sentence.actors:
            assert sentence.start <= last <= actor.start < actor.end <= sentence.end
            last = actor.end
            assert actor.name is None or actor.name in text[actor.start : actor.end]
            for office in actor.offices:
                assert sentence.start <= office.start < office.end <= sentence.end
                assert set(WORD.findall(office.text)) <= set(WORD.findall(text[office.start : office.end]))
        for cue in sentence.cues:
            assert sentence.start <= cue.start < cue.end <= sentence.end
        for spot in sentence.spots:
            inside = text[spot.start : spot.end]
            assert spot.locality is None or spot.locality in inside
            assert spot.venue is None or spot.venue in inside


def test_cases_are_sound() -> None:
    values = [param.values[0] for param in cases()]
    assert len(values) >= 80
    assert len({case["name"] for case in values}) == len(values)
    for case in values:
        assert set(case) <= KEYS, case["name"]
        assert set(case) & {"actors", "cues", "spots"}, case["name"]
