"""What a contrast is: a named change of a page, and what the reader must then say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tests.contrast.page import Facts, Page, events, reading_of

from banggiao.model import Reading


class Changed(NamedTuple):
    """A changed page and what is wrong with its reading: `wrong` gives the words for it, or nothing."""

    page: Page
    wrong: Callable[[Reading], str | None]


Change = Callable[[Page], Iterable[Changed]]


class Contrast(NamedTuple):
    """`change` makes none, one or several changed pages of a page: none where its condition is not met."""

    name: str
    says: str
    change: Change


CONTRASTS: dict[str, Contrast] = {}


def contrast(change: Change) -> Change:
    """Enter a change among the contrasts by its name; its docstring says what must change and what must not."""
    assert change.__doc__, change.__name__
    name = change.__name__.replace("_", " ")
    CONTRASTS[name] = Contrast(name, " ".join(change.__doc__.split()), change)
    return change


class Outcome(NamedTuple):
    """One changed page, read. `wrong` is None where the contrast holds."""

    contrast: str
    page: Page
    changed: Page
    wrong: str | None


def outcomes(one: Contrast, pages: Iterable[Page]) -> Iterator[Outcome]:
    """The contrast made of every page that it can be made of."""
    for page in pages:
        for changed in one.change(page):
            yield Outcome(one.name, page, changed.page, changed.wrong(reading_of(changed.page)))


def differences(got: Facts, wanted: Facts) -> str | None:
    """What is read and should not be, and the other way round."""
    here, there = Counter(got), Counter(wanted)
    told = [f"+ {fact}" for fact in (here - there).elements()] + [f"- {fact}" for fact in (there - here).elements()]
    return "\n".join(told) or None


def told(wanted: Facts, facts: Callable[[Reading], Facts] = events) -> Callable[[Reading], str | None]:
    """The reading must tell exactly these facts."""
    return lambda reading: differences(facts(reading), wanted)
