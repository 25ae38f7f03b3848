"""Every contrast holds on our stories and on the bundled pages; `python -m tests.contrast` tells of news too."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.contrast import CONTRASTS
from tests.contrast.contrast import Contrast, outcomes
from tests.contrast.material import bundled, stories
from tests.contrast.page import reading_of
from tests.event.test_event_corpus import _canonical, shown

STORIES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))[
    "story"
]


@pytest.mark.parametrize("number", range(len(STORIES)), ids=lambda n: STORIES[n]["name"])
def test_stories_are_read_right(number: int) -> None:
    reading = reading_of(stories()[number])
    assert sorted(map(shown, reading.events)) == sorted(map(_canonical, STORIES[number]["events"]))


@pytest.mark.parametrize("one", CONTRASTS.values(), ids=lambda one: one.name)
def test_contrast_holds(one: Contrast) -> None:
    found = list(outcomes(one, (*stories(), *bundled())))
    wrong = [f"{o.page.name}: {o.wrong}\n{o.changed.whole[:1500]}" for o in found if o.wrong is not None]
    assert found, "applies nowhere"
    assert not wrong, "\n\n".join(wrong[:5])
