"""A page that contrasts are made of, and what is compared of two readings of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from banggiao.model import Event, Reading, Statement
from banggiao.reading import read
from banggiao.text import lower

Facts = list[tuple[object, ...]]
Key = Callable[[str], str]


class Page(NamedTuple):
    """A row to be read, and where it comes from: `story` (ours), `page` (bundled) or `gold` (news)."""

    name: str
    origin: str
    text: str = ""
    title: str = ""
    lead: str = ""
    published: str | None = None

    @property
    def whole(self) -> str:
        """The text that offsets of a reading count in."""
        return "\n\n".join(filter(None, (self.title, self.lead, self.text)))

    @property
    def body_at(self) -> int:
        """Where `text` begins in the whole."""
        return len(self.whole) - len(self.text)

    def row(self) -> dict[str, object]:
        return {key: value for key in ("title", "lead", "text") if (value := getattr(self, key))}

    def put_into_text(self, start: int, end: int, new: str) -> Page:
        """The page with whole[start:end] replaced, which must lie in `text`."""
        at = self.body_at
        return self._replace(text=self.text[: start - at] + new + self.text[end - at :])

    def mapped(self, change: Callable[[str], str]) -> Page:
        """The page with each of its fields changed."""
        return self._replace(title=change(self.title), lead=change(self.lead), text=change(self.text))

    def below(self, more: str) -> Page:
        """The page with lines added at its end."""
        return self._replace(text=f"{self.text.rstrip()}\n\n{more}" if self.text else more)


def reading_of(page: Page) -> Reading:
    """What the reader makes of a page. Told once for each page."""
    return _read(page._replace(name="", origin=""))


@cache
def _read(page: Page) -> Reading:
    return read(page.row(), published=page.published, id="contrast")


# --- facts ------------------------------------------------------------------------------------------------------------


def same(text: str) -> str:
    """Words compared as they are."""
    return text


def squeezed(text: str) -> str:
    """Words compared without regard to the blanks between them."""
    return " ".join(text.split())


_SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def plain(text: str) -> str:
    """Words compared without regard to blanks, case, the place of a tone, the shape of quotes and dashes."""
    return lower(squeezed(unicodedata.normalize("NFC", text)).translate(_SIGNS))


def events(reading: Reading, key: Key = same) -> Facts:
    """The article's own contacts, sorted."""
    return sorted((event_facts(event, key) for event in reading.events), key=repr)


def event_facts(event: Event, key: Key = same) -> tuple[object, ...]:
    """A contact without id, evidence and confidence: type, form, status, date, part of day, place, sides."""
    place = tuple(_key(key, word) for word in (event.place.venue, event.place.locality, event.place.country))
    sides = sorted(
        (
            (
                side.role,
                _key(key, side.name),
                _key(key, side.organisation),
                tuple(sorted((key(office),) for office in side.offices)),
                side.country,
            )
            for side in event.participants
        ),
        key=repr,
    )
    return event.type, event.form, event.status, event.date, event.part_of_day, place, tuple(sides)


def _key(key: Key, word: str | None) -> str | None:
    return None if word is None else key(word)


STATUS = 2
DATE = 3
"""Where status and date stand in `event_facts`."""


def without_date(facts: Facts) -> Facts:
    """Contacts without their days, in the order of the rest."""
    return sorted(((*fact[:DATE], *fact[DATE + 1 :]) for fact in facts), key=repr)


def statements(reading: Reading, key: Key = same) -> Facts:
    """What was said, with the words of its content, sorted."""
    return sorted((_statement(reading, told, key) for told in reading.statements), key=repr)


def _statement(reading: Reading, told: Statement, key: Key) -> tuple[object, ...]:
    who = tuple(_key(key, word) for word in (told.speaker, told.relayed_for, told.addressee))
    return (*who, told.act, told.commitment, key(reading.text[told.start : told.end]))


# --- dates ------------------------------------------------------------------------------------------------------------

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def allows(open_date: str | None, day: str | None) -> bool:
    """Whether a date that may be open leaves room for `day`.

    >>> allows("[2021-11-24,2022-11-24]", "2022-11-24"), allows("XXXX-10-23", "2022-10-24"), allows(None, "2022")
    (True, False, True)
    """
    if open_date is None or open_date == day:
        return True
    if day is None:
        return False
    if open_date.startswith("["):
        return any(allows(one, day) for one in open_date.strip("[]").split(","))
    if "/" in open_date and "/" in day:
        return all(map(allows, open_date.split("/"), day.split("/")))
    if len(open_date) != len(day):
        return False
    return all(one in ("X", other) for one, other in zip(open_date, day, strict=True))


def is_day(date: str | None) -> bool:
    """Whether a date is one day of a known year."""
    return bool(date and _DAY.fullmatch(date))
