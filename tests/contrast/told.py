"""How a contact is told: to come, denied, put off, twice, the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tests.contrast.contrast import Changed, contrast, differences, told
from tests.contrast.page import DATE, Facts, Page, event_facts, events, is_day, reading_of

from banggiao import lexicon
from banggiao.model import Event, Reading

# --- sentences that tell one meeting ----------------------------------------------------------------------------------

_VERB = re.compile(
    r"(?P<before>[\s,]*)(?P<done>đã |vừa |đã có |có )?"
    r"(?P<verb>tiếp xã giao|tiếp|gặp gỡ|gặp|hội đàm với|hội kiến với|hội kiến|làm việc với|điện đàm với"
    r"|(?:cuộc|buổi) (?:gặp|hội đàm|làm việc|tiếp|hội kiến)(?: với)?)"
    r"(?P<after> (?:với )?(?:(?:ông|bà|đồng chí|Đồng chí|Ngài|ngài) )?|\s)"
)


class Told(NamedTuple):
    """A sentence that is read alone as one meeting or call: who, the words between, who."""

    page: Page
    event: Event
    first: tuple[int, int]
    second: tuple[int, int]
    verb: re.Match[str]

    def with_verb(self, new: str) -> Page:
        """The sentence with "đã tiếp" as `new`, where {} stands for the verb."""
        lead, at = self.page.lead, self.first[1]
        verb = f"có {self.verb['verb']}" if self.verb["verb"].startswith(("cuộc", "buổi")) else self.verb["verb"]
        words = self.verb["before"] + new.format(verb) + self.verb["after"]
        return self.page._replace(lead=lead[:at] + words + lead[self.second[0] :])

    def sides(self) -> tuple[str, str]:
        """Both sides as written."""
        lead = self.page.lead
        return lead[slice(*self.first)], lead[slice(*self.second)]


def sentences(page: Page) -> list[Told]:
    """The sentences of a page's lead and body that can be changed so: read alone under the publication date (or under
    the day after the contact, when the page has none) each tells one held meeting or call of two, whose sides stand on
    both sides of the verb, with nothing but an honorific between."""
    found = []
    for event in reading_of(page).events:
        at = event.evidence[0]
        if event.type in ("meeting", "call") and event.status == "held" and at.region in ("lead", "body"):
            sentence = " ".join(page.whole[at.start : at.end].split())
            if sentence not in [one.page.lead for one in found] and (one := _told(page, sentence)):
                found.append(one)
    return found


def _told(page: Page, sentence: str) -> Told | None:
    alone = Page(page.name, page.origin, lead=sentence, published=page.published)
    reading = reading_of(alone)
    if alone.published is None and len(reading.events) == 1 and is_day(day := reading.events[0].date):
        alone = alone._replace(published=str(date.fromisoformat(str(day)) + timedelta(days=1)))
        reading = reading_of(alone)
    if len(reading.events) != 1:
        return None
    event = reading.events[0]
    spans = sorted((side.evidence[0].start, side.evidence[0].end) for side in event.participants)
    if event.type not in ("meeting", "call") or event.status != "held" or len(spans) != 2:
        return None
    first, second = spans
    verb = _VERB.fullmatch(sentence[first[1] : second[0]])
    return Told(alone, event, first, second, verb) if verb and first[0] < second[0] else None


# --- to come ----------------------------------------------------------------------------------------------------------

_LOOSE = re.compile(r"(?i)\b(?:nay|qua|cùng ngày|trước|sau|vừa|thứ|chủ nhật|tuần|năm|nhân dịp)\b")
_NUMBER = re.compile(r"\d{1,2}\s*[/-]\s*\d{1,2}|ngày \d{1,2} tháng \d{1,2}")


def _datable(sentence: Told) -> bool:
    """Whether the day is written with its month, once, and by no other words."""
    return (
        is_day(sentence.event.date)
        and len(_NUMBER.findall(sentence.page.lead)) == 1
        and not _LOOSE.search(sentence.page.lead)
    )


@contrast
def made_future(page: Page) -> Iterator[Changed]:
    """ "Đã tiếp" becomes "sẽ tiếp", "sẽ có cuộc ...", "dự kiến ...", on a page of two days before the contact: the same
    contact on the same day, planned. Condition: the sentences above, with the day and month written once."""
    for sentence in filter(_datable, sentences(page)):
        before = str(date.fromisoformat(str(sentence.event.date)) - timedelta(days=2))
        fact = event_facts(sentence.event)
        wanted: Facts = [(*fact[:2], "planned", *fact[3:])]
        for new in ("sẽ {}", "dự kiến sẽ {}", "dự kiến {}"):
            yield Changed(sentence.with_verb(new)._replace(published=before), told(wanted))


# --- denied -----------------------------------------------------------------------------------------------------------


@contrast
def negated(page: Page) -> Iterator[Changed]:
    """ "Đã gặp" becomes "không gặp", "chưa gặp", "từ chối gặp", "chưa từng gặp": no contact is told. Condition: the
    sentences above."""
    for sentence in sentences(page):
        for new in ("không {}", "chưa {}", "chưa từng {}", "đã không {}", "từ chối {}"):
            yield Changed(sentence.with_verb(new), told([]))


@contrast
def denied(page: Page) -> Iterator[Changed]:
    """A report of the contact is denied ("bác tin X đã gặp Y", "bác bỏ thông tin ..."): no contact is told. Condition:
    the sentences above."""
    for sentence in sentences(page):
        first, second = sentence.sides()
        for start in (
            "Người phát ngôn bác tin",
            "Người phát ngôn đã bác bỏ thông tin nói rằng",
            "Văn phòng báo chí phủ nhận việc",
        ):
            lead = f"{start} {first} đã gặp {second}."
            yield Changed(sentence.page._replace(lead=lead), told([]))


@contrast
def called_off(page: Page) -> Iterator[Changed]:
    """The meeting of the same two is put off or called off ("hoãn cuộc gặp với", "hủy"): one meeting, cancelled, on the
    day it was meant for. Condition: the sentences above, both sides people by name."""
    for sentence in sentences(page):
        first, second = sentence.sides()
        named = all(side.name for side in sentence.event.participants)
        if not named or not is_day(sentence.page.published):
            continue
        day = date.fromisoformat(sentence.page.published) + timedelta(days=3)
        sides = _facts_of_sides(sentence, f"{first} đã gặp {second}.")
        for lead in (
            f"{first} đã hoãn cuộc gặp với {second}, dự kiến diễn ra ngày {day.day}/{day.month}.",
            f"{first} hủy cuộc gặp với {second}{',' * (',' in second)} dự kiến diễn ra ngày {day.day}/{day.month}.",
            f"Cuộc gặp giữa {first} và {second}, dự kiến diễn ra ngày {day.day}/{day.month}, đã bị hủy.",
        ):
            if sides:
                place = (None, None, None)
                wanted: Facts = [("meeting", "meet", "cancelled", str(day), None, place, sides)]
                yield Changed(sentence.page._replace(lead=lead), told(wanted, without_place))


def _facts_of_sides(sentence: Told, lead: str) -> tuple[object, ...] | None:
    """The sides as a plain sentence of the two tells them, each a party; None where it tells no such meeting."""
    plain = events(reading_of(sentence.page._replace(lead=lead)))
    if len(plain) != 1 or plain[0][:3] != ("meeting", "meet", "held"):
        return None
    return plain[0][-1]  # type: ignore[return-value]


def without_place(reading: Reading) -> Facts:
    """Contacts, their place left aside (where a meeting was to be may be known from the sides' seats or not)."""
    return [(*fact[:5], (None, None, None), fact[6]) for fact in events(reading)]


# --- twice ------------------------------------------------------------------------------------------------------------


@contrast
def two_meetings_of_the_same(page: Page) -> Iterator[Changed]:
    """A second meeting of the same two on another day is told below the first: two contacts, each with its day.
    Condition: the sentences above, the first with a day of its own; each side told by the same words in both (the head
    of a delegation is not told in the second)."""
    for sentence in sentences(page):
        if sentence.event.type != "meeting" or not is_day(sentence.event.date):
            continue
        first, second = sentence.sides()
        earlier = date.fromisoformat(str(sentence.event.date)) - timedelta(days=40)
        text = f"Trước đó, ngày {earlier.day}/{earlier.month}/{earlier.year}, tại Geneva, {first} đã gặp {second}."
        alone = events(reading_of(sentence.page._replace(lead=text)))
        if len(alone) != 1 or alone[0][DATE] != str(earlier) or _names(alone[0]) != _names(event_facts(sentence.event)):
            continue
        wanted = sorted([event_facts(sentence.event), alone[0]], key=repr)
        yield Changed(
            sentence.page._replace(text=text),
            lambda again, wanted=wanted: differences(_days(events(again)), _days(wanted)),
        )


def _names(fact: tuple[object, ...]) -> set[object]:
    """The names of the sides of a contact."""
    return {side[1] for side in fact[-1]}  # type: ignore[attr-defined]


def _days(facts: Facts) -> Facts:
    """Type, form, status, day, place and names: two tellings of one person may add to his offices."""
    return [
        (*fact[:5], fact[5], tuple((side[0], side[1], side[2]) for side in fact[6]))  # type: ignore[attr-defined]
        for fact in facts
    ]


# --- the other way round ----------------------------------------------------------------------------------------------

_TURNED = {"host": "guest", "guest": "host", "party": "party"}


@contrast
def host_and_guest_swapped(page: Page) -> Iterator[Changed]:
    """Each side with its offices in the other's place: the same contact, the roles turned. The country of a house
    ("Trụ sở Chính phủ") may change, for it is the host's. Condition: the sentences above; nothing follows the second
    side, no visit and no call on a host ("đến chào") is spoken of."""
    for sentence in sentences(page):
        lead = sentence.page.lead
        tail = lead[sentence.second[1] :]
        if not re.fullmatch(r"\W*", tail) or re.search(r"thăm|nhân dịp|\bchào", lead):
            continue
        first, second = sentence.sides()
        turned = lead[: sentence.first[0]] + second + lead[sentence.first[1] : sentence.second[0]] + first + tail
        fact = event_facts(sentence.event)
        sides = tuple(sorted(((_TURNED[s[0]], *s[1:]) for s in fact[6]), key=repr))  # type: ignore[attr-defined]
        wanted = [(*fact[:5], _house(fact[5]), sides)]
        yield Changed(
            sentence.page._replace(lead=turned),
            lambda again, wanted=wanted: differences([(*f[:5], _house(f[5]), f[6]) for f in events(again)], wanted),
        )


def _house(place: object) -> object:
    """A place without the country that only its house tells."""
    venue, locality, country = place  # type: ignore[misc]
    return venue, locality, country if locality else None


# --- visits -----------------------------------------------------------------------------------------------------------


@contrast
def visit_to_come_or_off(page: Page) -> Iterator[Changed]:
    """A visit told in a plain sentence of its guest and country: with "sẽ thăm" planned, with "không thăm", "chưa thăm"
    not told, with "hoãn chuyến thăm" and "chuyến thăm ... đã bị hủy" cancelled; guest, form, country and days stay.
    Condition: the page tells a visit of a guest by name to a country that has a short name, and the plain sentence
    ("đã thăm chính thức") is read alone."""
    for event in reading_of(page).events:
        guest = next((side for side in event.participants if side.role == "guest" and side.name and side.offices), None)
        land = _short_names().get(event.place.country or "")
        if event.type != "visit" or guest is None or land is None or not is_day(page.published):
            continue
        start = date.fromisoformat(str(page.published)) + timedelta(days=6)
        end = start + timedelta(days=2)
        days = f"từ ngày {start.day}/{start.month} đến {end.day}/{end.month}"
        who = f"{guest.offices[0]} {guest.name}"
        alone = Page(page.name, page.origin, published=str(end + timedelta(days=1)), lead="")
        held = events(reading_of(alone._replace(lead=f"{who} đã thăm chính thức {land} {days}.")))
        if len(held) != 1 or held[0][:3] != ("visit", "official", "held") or held[0][DATE] != f"{start}/{end}":
            continue
        coming = alone._replace(published=page.published)
        for lead, status in (
            (f"{who} sẽ thăm chính thức {land} {days}.", "planned"),
            (f"{who} dự kiến thăm chính thức {land} {days}.", "planned"),
            (f"{who} đã hoãn chuyến thăm chính thức {land}, dự kiến diễn ra {days}.", "cancelled"),
            (f"Chuyến thăm chính thức {land} của {who}, dự kiến diễn ra {days}, đã bị hủy.", "cancelled"),
            (f"{who} không thăm chính thức {land}.", None),
            (f"{who} chưa thăm {land}.", None),
            (f"Người phát ngôn bác tin {who} sẽ thăm chính thức {land} {days}.", None),
        ):
            wanted: Facts = [] if status is None else [(*held[0][:2], status, *held[0][3:])]
            yield Changed(coming._replace(lead=lead), told(wanted))


@cache
def _short_names() -> dict[str, str]:
    """The countries by the name that newspapers give them most."""
    names: dict[str, str] = {}
    for code, name, kind, care in lexicon.countries():
        if kind == "short" and not care:
            names.setdefault(code, name)
    return names
