"""What this record holds, how good it is, what the codes mean, whose work it is made of, and what it can't say."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from starlette.responses import Response

from banggiao.labels import catalogue
from banggiao.record import Overview
from banggiao.web.asking import Ask

_OUTLETS = 12
_TYPES = ("meeting", "visit", "call", "message", "agreement")
_CODES = ("type", "form", "status", "role", "channel", "rank", "act", "commitment", "topic")
# From which probability on a contact is called so.
CLASSES = (("sure", 0.9), ("likely", 0.7), ("doubtful", 0.0))


def about(ask: Ask) -> Response:
    """`/about`"""
    overview = ask.record.overview()
    return ask.show(
        "about.html",
        overview=overview,
        outlets=_outlets(overview),
        page_years=_years(overview.pages_by.values()),
        contact_years=sorted(year for year in overview.contacts_by if year != "?"),
        types=_TYPES,
        classes=_classes(overview),
        figures=figures(),
        codes={kind: _codes(kind, ask.language) for kind in _CODES},
    )


@functools.cache
def figures() -> Mapping[str, list[dict[str, Any]]]:
    """How good it is, as measured: the figures of data/web/figures.toml."""
    file = resources.files("banggiao") / "data" / "web" / "figures.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _years(by: Any) -> list[str]:
    return sorted({year for years in by for year in years if year != "?"})


def _outlets(overview: Overview) -> list[tuple[str | None, Mapping[str, int]]]:
    """The outlets with most pages, and all others together (None)."""
    every = list(overview.pages_by.items())
    shown: list[tuple[str | None, Mapping[str, int]]] = [*every[:_OUTLETS]]
    rest: dict[str, int] = {}
    for _, years in every[_OUTLETS:]:
        for year, n in years.items():
            rest[year] = rest.get(year, 0) + n
    return [*shown, (None, rest)] if rest else shown


def _classes(overview: Overview) -> list[tuple[str, float, int]]:
    """How many contacts are sure, likely and doubtful, by the lower bound of each class."""
    left = {float(low): n for low, n in overview.confidence.items()}
    found = []
    for name, bound in CLASSES:
        inside = [low for low in left if low >= bound]
        found.append((name, bound, sum(left.pop(low) for low in inside)))
    return found


def _codes(kind: str, spoken: str) -> list[tuple[str, str]]:
    start = f"{kind}."
    return [(key.removeprefix(start), words[spoken]) for key, words in catalogue().items() if key.startswith(start)]
