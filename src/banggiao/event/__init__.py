"""Mentions -> Events: the contacts of one page, each told once, with roles, status, date, place and evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from banggiao import lexicon
from banggiao.event.draft import Draft, Part
from banggiao.event.frame import Frame
from banggiao.event.gather import gather
from banggiao.event.messages import agreement, message
from banggiao.event.people import People, Side
from banggiao.event.shapes import Page, call_on, joint_tour, note_heads, party, receive, welcome
from banggiao.event.visits import attending, visit, works_at
from banggiao.model import (
    Article,
    DateCandidate,
    Dated,
    Event,
    Evidence,
    Mentions,
    Participant,
    Place,
    Sentence,
    TimeWord,
    content_id,
)
from banggiao.text import lower

__all__ = ["find", "people_of"]

FindTimes = Callable[[str, str, int, int], Sequence[TimeWord]]
IsOccasion = Callable[[TimeWord, str], bool]
Resolve = Callable[[TimeWord, str, "str | None", Sequence[tuple[str, Sequence[str]]]], Dated]

SHAPES = (receive, call_on, party, works_at, welcome, joint_tour, visit, message, agreement)

_ORDER = ("headline", "lead", "body", "caption")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(lower(name) for (name,) in lexicon.table("lexicon/surnames.tsv", ("name",)))


def people_of(sentences: Sequence[Sentence]) -> People:
    """The register of the people that these sentences of one page name."""
    return People(sentences, _surnames())


def find(
    article: Article,
    mentions: Mentions,
    find_times: FindTimes,
    is_occasion: IsOccasion,
    resolve: Resolve,
    group: int | None = None,
) -> tuple[Event, ...]:
    """The contacts that the article (or its teaser number `group`) tells.

    `find_times(text, lowered, start, end)` gives the time words of a sentence, `is_occasion` tells those of feasts and
    decrees; `resolve(time, status, anchor, people)`
    their EDTF, where `people` are the (name, offices) of the page that bound the years.
    """
    sentences = [s for s in mentions.sentences if s.group == group]
    if not any(s.cues for s in sentences):
        return ()
    people = people_of(sentences)
    page = Page()
    page.lands = {a.country for s in sentences for a in s.actors if a.country}
    for sentence in sentences:
        if " do " in mentions.lowered[sentence.start : sentence.end]:
            note_heads(Frame(article.text, mentions.lowered, sentence, people, ()))
    by_region = sorted(
        sentences, key=lambda s: (_ORDER.index(s.region) if s.region in ("lead", "body") else 9, s.start)
    )
    for sentence in by_region:
        if not sentence.cues and not any(
            w in mentions.lowered[sentence.start : sentence.end] for w in ("dự ", "chủ trì")
        ):
            continue
        times = [
            t
            for t in find_times(article.text, mentions.lowered, sentence.start, sentence.end)
            if "tức " not in mentions.lowered[max(sentence.start, t.start - 30) : t.start]
            and not is_occasion(t, mentions.lowered)
        ]
        frame = Frame(article.text, mentions.lowered, sentence, people, times)
        found: list[Draft] = []
        for cue in sentence.cues:
            if frame.inside_actor(cue.start):
                continue
            for shape in SHAPES:
                drafts = shape(frame, cue, page)
                if drafts:
                    found.extend(drafts)
                    page.drafts.extend(drafts)
                    break
        visits = [d for d in found if d.type == "visit"]
        for draft in attending(frame, page):
            if not any(v.country == draft.country and v.sides("guest")[0] is draft.sides("guest")[0] for v in visits):
                page.drafts.append(draft)
    drafts = [d for d in page.drafts if not d.type.startswith("_")]
    if not drafts:
        return ()
    everyone = [(p.name or "", [o.text for o in p.offices]) for p in people.persons if p.offices]
    _date_all(
        drafts,
        resolve,
        everyone,
        _DayBefore(article, mentions.lowered, find_times, is_occasion, group),
        article.published if group is None else None,
    )
    drafts = gather(drafts)
    _lend(drafts, article, page)
    _lands_of_strangers(drafts, sentences)
    events = [_event(article, draft) for draft in drafts]
    return tuple(_distinct(events))


class _DayBefore:
    """The day that the page tells before a place in it, whatever happened on it: what "cùng ngày" takes up when no
    contact of that day was read."""

    def __init__(
        self, article: Article, lowered: str, find_times: FindTimes, is_occasion: IsOccasion, group: int | None
    ) -> None:
        self.spans = [
            (r.start, r.end)
            for r in article.regions
            if r.group == group and (r.kind in ("lead", "body") if group is None else r.part == "lead")
        ]
        self.text, self.lowered, self.find_times, self.is_occasion = article.text, lowered, find_times, is_occasion
        self.days: list[TimeWord] | None = None

    def __call__(self, at: int) -> TimeWord | None:
        if self.days is None:
            self.days = [
                time
                for start, end in self.spans
                for time in self.find_times(self.text, self.lowered, start, end)
                if (time.kind == "day" or (time.kind == "relative" and time.offset == 0 and not time.same))
                and not self.is_occasion(time, self.lowered)
            ]
        index = bisect_left(self.days, at, key=lambda time: time.end)
        return self.days[index - 1] if index else None


def _date_all(
    drafts: list[Draft],
    resolve: Resolve,
    people: Sequence[tuple[str, Sequence[str]]],
    day_before: _DayBefore,
    published: str | None,
) -> None:
    text = day_before.text
    anchor: str | None = None
    part: str | None = None
    land: str | None = None
    for draft in drafts:
        if draft.time is not None:
            base = anchor
            if (
                base is None
                and (draft.time.same or draft.time.kind == "part")
                and (day := day_before(draft.start)) is not None
            ):
                base = resolve(day, "held", None, people).edtf
            if draft.before is not None:
                base = resolve(draft.before, draft.status, anchor, people).edtf or anchor
            # a visit only named ("thăm Việt Nam từ 12-14/10") may lie ahead: its nearest such day
            near = draft.type == "visit" and not draft.explicit and draft.status == "held"
            dated = resolve(draft.time, "planned" if near else draft.status, base, people)
            draft.date, draft.part_of_day, draft.candidates = dated.edtf, dated.part_of_day, dated.candidates
            if draft.date and "/" in draft.date:
                draft.part_of_day = None
            if draft.status == "held" and not draft.explicit and _days_after(draft.date, published) >= 2:
                draft.status = "planned"  # wholly after publication
            if draft.region in ("lead", "body") and draft.date and "/" not in draft.date and draft.status == "held":
                anchor, part = draft.date, draft.part_of_day
            if draft.country and draft.type == "meeting" and draft.region in ("lead", "body"):
                land = draft.country
        elif draft.follows and draft.region in ("lead", "body"):
            if anchor is None and (day := day_before(draft.start)) is not None:
                dated = resolve(day, "held", None, people)
                anchor, part = dated.edtf, dated.part_of_day
            draft.date, draft.part_of_day = anchor, part
            if draft.type == "meeting":
                draft.country = draft.country or land
    if published is None:
        _year_of_the_page(drafts, text)


def _year_of_the_page(drafts: list[Draft], text: str) -> None:
    """A day without a year takes the year that the page writes out beside another of its contacts, when the two lie within
    a month ("từ 8 đến 11/7/2024 … Sáng 9/7"), or to which it counts an anniversary ("(1975 - 2024), ngày 11/11")."""
    written: dict[date, str] = {}
    for draft in drafts:
        time = draft.time
        if time is None or draft.background or draft.date is None:
            continue
        if time.year is not None or time.end_year is not None:
            for end in draft.date.split("/"):
                if _FULL.fullmatch(end):
                    written[date.fromisoformat(end)] = text[time.start : time.end]
    for draft in drafts:
        if (
            draft.date is None
            or draft.time is None
            or not draft.date.startswith(("XXXX-", "["))
            or len(draft.date.split("/")) > 2
        ):
            continue
        counted = _COUNTED.search(text, draft.start, draft.end)
        days = [m[1] for m in _MONTH_DAY.finditer(draft.date)]
        if len(set(days)) != 1 and "/" not in draft.date:
            continue
        chosen: str | None = None
        reason = ""
        if counted is not None:
            chosen, reason = counted[1], f"the page counts to {counted[1]}: {counted[0]}"
        else:
            for day, words in written.items():
                for year in (day.year - 1, day.year, day.year + 1):
                    try:
                        near = abs((date.fromisoformat(f"{year}-{days[0]}") - day).days) <= 31
                    except (ValueError, IndexError):
                        continue
                    if near:
                        chosen, reason = str(year), f"the page writes {words}"
        if chosen is None:
            continue
        allowed = {c.edtf for c in draft.candidates}
        edtf = "/".join(f"{chosen}-{d}" for d in days) if "/" in draft.date else f"{chosen}-{days[0]}"
        if allowed and edtf not in allowed:
            continue
        draft.date, draft.candidates = edtf, (DateCandidate(edtf=edtf, reasons=(reason,)),)


_FULL = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = re.compile(r"(?:XXXX|\d{4})-(\d{2}-\d{2})")
_COUNTED = re.compile(r"\((?:\d{1,2}[/.-]\d{1,2}[/.-])?\d{4}\s*[-–]\s*(?:\d{1,2}[/.-]\d{1,2}[/.-])?(\d{4})\)")


def _days_after(edtf: str | None, published: str | None) -> int:
    """Days from publication to the beginning of a date; 0 or less when it does not lie ahead or can't be told."""
    try:
        return (date.fromisoformat((edtf or "")[:10]) - date.fromisoformat((published or "")[:10])).days
    except ValueError:
        return 0


def _lend(drafts: list[Draft], article: Article, page: Page) -> None:
    """What a contact takes from those around it: a greeting the day and place of the meeting it was given at, a meeting
    the country of the visit it is part of."""
    meetings = [d for d in drafts if d.type in ("meeting", "call") and d.status == "held"]
    visits = [
        d
        for d in drafts
        if d.type == "visit" and d.status != "cancelled" and not d.background and (d.date is None or len(d.date) > 7)
    ]
    for draft in drafts:
        if draft.type == "meeting" and draft.country is None:
            places = {
                v.country
                for v in visits
                if v.country
                and (v.status == "held" or draft.status == "planned")
                and any(s is t for s in v.sides("guest") for t in draft.sides())
            }
            if len(places) == 1:
                draft.country = next(iter(places))
            elif (
                not places
                and draft.venue
                and draft.status == "held"
                and any(s.country == "VN" for s in draft.sides("host", "party"))
            ):
                # "tại Nhà Quốc hội, Chủ tịch Quốc hội A …": a house named bare is at home
                draft.country = "VN"
    for draft in drafts:
        if draft.room and draft.date is None and meetings:
            there = [
                m for m in meetings if m.date and not m.noun and (draft.speaker is None or draft.speaker in m.sides())
            ] or [m for m in meetings if m.date]
            near = [m for m in there if m.start <= draft.start] or there
            home = near[-1] if near and draft.speaker is not None else near[0] if near else meetings[0]
            if draft.date is None:
                draft.date, draft.part_of_day, draft.candidates = home.date, home.part_of_day, home.candidates
            draft.country = draft.country or home.country
            draft.locality = draft.locality or home.locality
        if draft.type == "agreement" and draft.country is None and draft.form != "upgrade":
            places = {m.country for m in meetings if m.country} | (
                {v.country for v in visits if v.country} if not meetings else set()
            )
            if len(places) == 1:
                draft.country = next(iter(places))


_ABROAD = re.compile(
    r"quốc tế|nước ngoài|các nước|thế giới|liên hợp quốc|asean|đại sứ|ngoại giao đoàn|[a-z]*[fjwz][a-z]+", re.IGNORECASE
)
_TELLING = frozenset(["country", "organisation", "person", "office"])


def _lands_of_strangers(drafts: list[Draft], sentences: Sequence[Sentence]) -> None:
    """A foreign side whose country its own words leave open takes the one foreign country that the page speaks of in the
    telling: "Quốc khánh Mông Cổ … gửi điện mừng tới Tổng thống U."."""
    titles = {
        a.country
        for s in sentences
        if s.region == "headline"
        for a in s.actors
        if a.country not in (None, "VN") and a.kind in _TELLING
    }
    of_start = {
        s.start: {a.country for a in s.actors if a.country not in (None, "VN") and a.kind in _TELLING}
        for s in sentences
    }
    for draft in drafts:
        for part in draft.parts:
            side = part.side
            if side.country is not None or side.international or side.plural or side.kind == "group":
                continue
            lands: set[str | None] = set(titles)
            for a, _, _ in draft.evidence:
                lands |= of_start.get(a, set())
            others = {p.side.country for p in draft.parts if p.side.country and p.side.country != "VN"}
            lands -= others if draft.type != "message" else set()
            if len(lands) == 1:
                side.country = next(iter(lands))
            elif (
                not lands
                and side.kind in ("organisation", "group")
                and any(q.side.country == "VN" for q in draft.parts)
                and not _ABROAD.search(side.organisation or "")
            ):
                side.country = "VN"  # a body of home, worked with by an official of home, no other state in the telling


def _event(article: Article, draft: Draft) -> Event:
    participants = tuple(_participant(p, draft.region) for p in draft.parts)
    place = Place(
        venue=draft.venue if draft.type != "message" else None,
        locality=draft.locality,
        country=draft.country,
    )
    evidence = tuple(Evidence(start=a, end=b, region=r) for a, b, r in dict.fromkeys(draft.evidence))
    key = [draft.type, draft.form, draft.status, draft.date or "", draft.part_of_day or "", place.country or ""]
    key += sorted(f"{p.role}:{p.name or p.organisation or '/'.join(p.offices)}" for p in participants)
    return Event(
        id=content_id(article.id, *key),
        type=draft.type,
        form=draft.form,
        status=draft.status,
        date=draft.date,
        part_of_day=draft.part_of_day,
        place=place,
        participants=participants,
        evidence=evidence,
        confidence=_confidence(draft),
        date_candidates=draft.candidates,
        rule=draft.rule,  # type: ignore[arg-type]
    )


def _participant(part: Part, region: str) -> Participant:
    side: Side = part.side
    named = side.kind in ("person", "office")
    return Participant(
        name=side.name,
        offices=tuple(o.text for o in side.offices) if named else (),
        organisation=None if named else side.organisation,
        country=None if side.international else side.country,
        role=part.role,
        evidence=(Evidence(start=part.span[0], end=part.span[1], region=region),),
    )


def _confidence(draft: Draft) -> float:
    """A first estimate by where and how the contact is told."""
    regions = {r for _, _, r in draft.evidence}
    score = 0.9 if "lead" in regions else 0.8 if regions & {"headline", "caption"} and len(draft.evidence) > 1 else 0.7
    if draft.rule in ("two_sides", "agreement", "visit_of", "attending"):
        score -= 0.15
    if any(p.side.kind == "group" or (p.side.country is None and not p.side.international) for p in draft.parts):
        score -= 0.1
    return round(score, 2)


def _distinct(events: list[Event]) -> list[Event]:
    seen: set[str] = set()
    kept: list[Event] = []
    for event in events:
        if event.id not in seen:
            seen.add(event.id)
            kept.append(event)
    return kept
