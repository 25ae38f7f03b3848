"""Mentions -> Events: the contacts of one page, each told once, with roles, status, date, place and evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import regex

from banggiao import lexicon
from banggiao.event.agreements import agreement
from banggiao.event.arrivals import arrival, may_arrive
from banggiao.event.attending import attending, attending_next
from banggiao.event.chairing import chair
from banggiao.event.circumstances import told_by_papers
from banggiao.event.dates import Dating, DayBefore, FindTimes, IsOccasion, Resolve
from banggiao.event.draft import Draft, Page
from banggiao.event.frame import Frame
from banggiao.event.gather import gather
from banggiao.event.leaders import with_leaders
from banggiao.event.lending import crosses, lend, lend_margins, settle_lands
from banggiao.event.meetings import call_on, party, receive
from banggiao.event.messages import message
from banggiao.event.outcome import events_of, placed
from banggiao.event.people import People
from banggiao.event.several import several
from banggiao.event.sides import note_heads, stand_heads
from banggiao.event.stopovers import stopover
from banggiao.event.summons import summons
from banggiao.event.visits import visit, visit_and_work, works_at
from banggiao.event.welcomes import joint_tour, welcome
from banggiao.event.words import listed, pattern
from banggiao.model import Article, Cue, Event, Mentions, Sentence, TimeWord
from banggiao.text import lower

__all__ = ["People", "find", "people_of", "placed"]

Shape = Callable[[Frame, Cue, Page], list[Draft]]

# How Vietnamese news tells a contact: the first shape that answers for a cue is the `rule` of the event.
SHAPES: tuple[Shape, ...] = (
    receive,
    call_on,
    visit_and_work,
    several,
    party,
    chair,
    works_at,
    welcome,
    joint_tour,
    visit,
    message,
    agreement,
)


@cache
def _surnames() -> frozenset[str]:
    """The family names of Vietnam, in lower case."""
    return frozenset(lower(name) for (name,) in lexicon.table("lexicon/surnames.tsv", ("name",)))


def people_of(mentions: Mentions) -> People:
    """The register of the people that the sentences of one page (or of one of its teasers) name."""
    return People(mentions.sentences, _surnames(), mentions.lowered)


def find(
    article: Article,
    mentions: Mentions,
    people_of_page: Callable[[], People],
    find_times: FindTimes,
    is_occasion: IsOccasion,
    resolve: Resolve,
    group: int | None = None,
) -> tuple[Event, ...]:
    """The contacts that the article (or its teaser number `group`, if the mentions are those of the teaser) tells.

    `people_of_page()` gives the register of `people_of`, to which is added who leads which delegation.
    `find_times(text, lowered, start, end)` gives the time words of a sentence, `is_occasion` tells those of feasts and
    decrees; `resolve(time, status, anchor, people)` gives their EDTF, where `people` are the (name, offices) of the
    page that bound the years.
    """
    sentences: Sequence[Sentence] = mentions.sentences
    if not mentions.contacts or not any(_may_tell(s, mentions.lowered) for s in sentences):
        return ()
    people = people_of_page()
    _note_heads(article, mentions, sentences, people)
    _note_short_names(article.text, sentences, people)
    page = Page({a.country for s in sentences for a in s.actors if a.country})
    lowered = _one_piece(mentions.lowered)
    sentences = with_leaders(sentences, people, lowered)
    for sentence in sorted(sentences, key=_order_of_telling):
        if mentions.lowered.startswith(_NEXT_STORY, sentence.start):
            continue
        if _may_tell(sentence, mentions.lowered):
            times = _times(article, mentions, sentence, find_times, is_occasion)
            _read(Frame(article.text, lowered, sentence, people, times), page)
    if not page.drafts:
        return ()
    page.tell_of_headline()
    page.drafts = [draft for draft in page.drafts if not _is_false_news(draft, people, mentions.lowered)]
    stand_heads(page.drafts, people)
    holders = [(p.name or "", [o.text for o in p.offices]) for p in people.persons if p.offices]
    day_before = DayBefore(article, mentions.lowered, find_times, is_occasion, group)
    published = article.published if group is None else None
    Dating(resolve, holders, day_before, published).date(page.drafts, article.text)
    drafts = gather(page.drafts, article.text)
    lend(drafts)
    lend_margins(drafts, sentences, article.text, lowered)
    settle_lands(drafts, sentences, page)
    return events_of(article, [draft for draft in drafts if crosses(draft, page)])


# A sentence without a cue may still tell a contact: "triệu Đại sứ", "nhân dịp dự Hội nghị", "sang X viếng B".
_ATTENDING = ("triệu ", "dự ", "chủ trì", " viếng ", "dừng chân", "điểm đến", "điểm dừng")
# "Xem thêm: …": a link to another story that stands as a sentence
_NEXT_STORY = tuple(listed("next_story"))
_TOLD_FIRST = ("lead", "body")


# "14.6", "TP. Hồ Chí Minh", "Washington D.C", "E. Macron", "T.Ư": no end of anything
_INNER_STOP = regex.compile(r"(?<=\d)\.(?=\d)|(?<=\b(?:tp|tx|ts|ths|pgs|gs|bs|ks|mr|mrs|dr|st|tt|\p{L}))\.")


def _one_piece(lowered: str) -> str:
    """The text with the stops inside numbers and behind short forms made a sign that no shape stops at."""
    return _INNER_STOP.sub("·", lowered)


def _may_tell(sentence: Sentence, lowered: str) -> bool:
    """Whether a sentence has a cue, or words of a journey."""
    words = lowered[sentence.start : sentence.end]
    return bool(sentence.cues) or any(word in words for word in _ATTENDING) or may_arrive(sentence, lowered)


def _order_of_telling(sentence: Sentence) -> tuple[int, int]:
    """Lead and body first, in their order: headline and captions are read in their light."""
    region = sentence.region
    return _TOLD_FIRST.index(region) if region in _TOLD_FIRST else len(_TOLD_FIRST), sentence.start


def _is_false_news(draft: Draft, people: People, lowered: str) -> bool:
    """Whether a contact is one that the page elsewhere calls false news: told without a day, or by the papers."""
    if not people.denied:
        return False
    sides = {id(side) for side in draft.sides()}
    if not any(type_ == draft.type and sides == denied for type_, denied in people.denied):
        return False
    return (draft.status == "held" and draft.time is None) or told_by_papers(lowered, draft.start, draft.end)


def _note_heads(article: Article, mentions: Mentions, sentences: Sequence[Sentence], people: People) -> None:
    """Learn from the whole page first who leads which delegation ("Đoàn X do ông Y dẫn đầu")."""
    for sentence in sentences:
        if " do " in mentions.lowered[sentence.start : sentence.end]:
            note_heads(Frame(article.text, mentions.lowered, sentence, people, ()))


# "Trung tâm Những người lao động Cuba | (CTC)"
_SHORT_NAME = regex.compile(r" \((\p{Lu}[\p{Lu}-]{1,7})\)")
_BODIES = frozenset(["organisation", "group"])


def _note_short_names(text: str, sentences: Sequence[Sentence], people: People) -> None:
    """A body called by the letters that stand in brackets behind a name with a state in it is of that state."""
    lands: dict[str, set[str | None]] = {}
    for actor in (a for s in sentences for a in s.actors if a.kind in _LANDED):
        if text.startswith(" (", actor.end) and (found := _SHORT_NAME.match(text, actor.end)):
            lands.setdefault(found[1], set()).add(actor.country)
    if not lands:
        return
    for actor in (a for s in sentences for a in s.actors if a.kind in _BODIES and a.country is None):
        known = lands.get((actor.organisation or "").rpartition(" ")[2], ())
        if len(known) == 1 and not actor.international and not actor.plural:
            people.side(actor).country = next(iter(known))


_LANDED = frozenset(["organisation", "country"])


def _times(
    article: Article, mentions: Mentions, sentence: Sentence, find_times: FindTimes, is_occasion: IsOccasion
) -> list[TimeWord]:
    """The time words of a sentence, without feasts and days told again by another clock ("tức 8 giờ ngày 3/4")."""
    return [
        time
        for time in find_times(article.text, mentions.lowered, sentence.start, sentence.end)
        if "tức " not in mentions.lowered[max(sentence.start, time.start - 30) : time.start]
        and not is_occasion(time, mentions.lowered)
        and not _is_one_of_two(mentions.lowered, time)
        and not _is_of_digest(mentions.lowered, sentence.start, time)
    ]


# "Điểm tin thế giới (sáng) ngày 3/4: A gặp B"
_DIGEST = regex.compile(
    r"\b(?:điểm tin|bản tin|tin tức|tin nhanh|tin nóng|tin thế giới|tin quốc tế|thế giới ngày qua|thế giới 24h)\b"
    r"[^,;.:]{0,24}$"
)


def _is_of_digest(lowered: str, start: int, time: TimeWord) -> bool:
    """Whether a day is that of the news in short which a sentence opens."""
    return _DIGEST.search(lowered, max(start, time.start - 48), time.start) is not None


# "ngày 17 hoặc 18/9": neither is told
_OR_DAY = regex.compile(r"\s+(?:hoặc|hay)\s+(?:ngày\s+)?\d")


def _is_one_of_two(lowered: str, time: TimeWord) -> bool:
    if time.kind != "day":
        return False
    ahead = lowered[max(0, time.start - 10) : time.start]
    return ahead.endswith((" hoặc ", " hoặc ngày ")) or _OR_DAY.match(lowered, time.end) is not None


def _read(frame: Frame, page: Page) -> None:
    """Add to the page what one sentence tells: each cue by the first shape that answers, then what one travels for."""
    visits: list[Draft] = []
    told_before = len(page.drafts)
    page.drafts.extend(summons(frame))
    for cue in frame.sentence.cues:
        if frame.inside_actor(cue.start):
            continue
        drafts = next((found for shape in SHAPES if (found := shape(frame, cue, page))), [])
        page.drafts.extend(drafts)
        visits.extend(d for d in drafts if d.type == "visit")
    beside = attending_next(frame, visits) if visits else []
    for draft in (*beside, *attending(frame, page), *arrival(frame, page), *stopover(frame, page)):
        guest = draft.sides("guest")[0]
        told = next((v for v in visits if v.country == draft.country and v.sides("guest")[0] is guest), None)
        if told is None:
            page.drafts.append(draft)
            visits.append(draft)
        elif told.time is None and draft.time and "planned" in (told.status, draft.status):
            told.time = draft.time  # "A đến X dự Hội nghị Y vào tháng 11 tới sẽ là chuyến thăm đầu tiên"
    _go_on_with_plan(frame, page, told_before)


# "A sẽ hội kiến B. Tiếp đó, A gặp C; tiếp D"
_THEN = pattern(
    r"\s*(?:tiếp đó|sau đó|tiếp theo|kế đến|cũng trong ngày|ngày hôm sau|(?:trong|vào) ngày (?:thứ \S+|hôm sau))\b,?"
)
_HAPPENED = pattern(r"\b(?:đã|vừa|đang)\b")
_RIGHT_BEHIND = 8  # characters between two sentences


def _go_on_with_plan(frame: Frame, page: Page, told_before: int) -> None:
    """What a sentence that goes on with a plan ("Tiếp đó, …") tells lies ahead too."""
    before, told = page.drafts[:told_before], page.drafts[told_before:]
    if not told or not before or not _THEN.match(frame.lowered, frame.start):
        return
    last = [d for d in before if d.end == before[-1].end]
    if any(d.status != "planned" for d in last) or not 0 <= frame.start - last[0].end <= _RIGHT_BEHIND:
        return
    if _HAPPENED.search(frame.gap(frame.start, frame.end)):
        return
    for draft in told:
        if draft.status == "held":
            draft.status = "planned"
