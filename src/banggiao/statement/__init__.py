"""Mentions and Events -> Statements: who said what to whom in a contact, as the page reports it.

The words are in data/statement; the shapes of a sentence in `clauses`, what an act is and binds to in `acts`, whose
mouth it is put in here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from banggiao.model import Actor, Article, Event, Mentions, Statement
from banggiao.statement.abroad import Abroad
from banggiao.statement.clauses import Reader
from banggiao.statement.page import Voices, blocks, speaks_for_a_state
from banggiao.statement.scan import quotations
from banggiao.statement.subjects import BOTH
from banggiao.statement.words import words
from banggiao.text import is_marked

__all__ = ["find"]

Sentences = Callable[[str, int, int], Iterable[tuple[int, int]]]


def find(
    article: Article,
    mentions: Mentions,
    events: Sequence[Event],
    who: Callable[[Actor], str | None],
    sentences: Sentences,
    group: int | None = None,
) -> tuple[Statement, ...]:
    """The statements that the article (or its teaser number `group`) reports, in text order.

    `who(actor)` names the person or organisation that an actor of `mentions` stands for on this page, or None;
    `sentences(text, start, end)` gives the spans of the sentences of a block. Of a page without a contact only what
    other states say is read: their leaders, ministers, spokespersons, ministries; where no word of contact stands on
    the page, only what they say of other states.
    """
    heard = bool(events) or _audience(mentions, group)
    if not heard and not _foreign(mentions, group):
        return ()
    voices = Voices(article, mentions, events, who, group)
    reader = Reader(article.text, mentions.lowered, voices)
    found: list[Statement] = []
    for start, end, region in _sentences(article, sentences, group):
        found.extend(reader.read(start, end, region))
    if not heard or (events and not _of_contacts(found, voices)):  # no contact, or not its people: other news
        abroad = Abroad(article, mentions.lowered, voices)
        concerns = abroad.concerns if mentions.contacts else abroad.is_of_others
        return tuple(s for s in _of_states(found, voices) if concerns(s))
    if _among_themselves(events):
        concerns = Abroad(article, mentions.lowered, voices).concerns
        return tuple(s for s in found if (s.event and s.speaker in voices.talking) or concerns(s))
    return tuple(found)


def _among_themselves(events: Sequence[Event]) -> bool:
    """Whether nobody of another state is a side of the contacts: a minister at another ministry, with a company."""
    lands = {p.country for e in events for p in e.participants} | {e.place.country for e in events}
    return lands <= {None, "VN"} and (not events or "VN" in lands)


def _of_contacts(found: Sequence[Statement], voices: Voices) -> bool:
    """Whether people of the contacts speak, or are spoken to; or two countries whose people have met."""
    if any((s.event and s.speaker not in voices.bodies) or s.addressee in voices.talking for s in found):
        return True
    return len({voices.bodies[s.speaker] for s in found if s.event and s.speaker in voices.bodies}) > 1


def _of_states(found: Sequence[Statement], voices: Voices) -> tuple[Statement, ...]:
    """What other states say; where one of them speaks, what Vietnam's leaders and ministers say beside it too."""
    states, houses = voices.states(), words().houses

    def is_state(speaker: str) -> bool:
        return (
            speaker in states
            or speaker.lower().removeprefix("người phát ngôn ") in houses
            or all(part in states for part in speaker.replace(" và ", ", ").split(", "))
        )

    if not any(is_state(s.speaker) for s in found):
        return ()
    home = {voices.name(a) for a in voices.actors if a.kind == "person" and _at_home(a)}
    # what "hai bên" agreed on where no contact was read ("Hai Bộ trưởng nhất trí …"); their opinions may be anybody's
    agreed = {s.id for s in found if s.speaker == BOTH and s.commitment == "agreement" and s.act == "agree"}
    return tuple(s for s in found if is_state(s.speaker) or s.speaker in home or s.id in agreed)


def _sentences(article: Article, sentences: Sentences, group: int | None) -> Iterator[tuple[int, int, str]]:
    """The sentences that are read; one that ends inside a quotation goes on until that is closed."""
    for start, end, region in blocks(article, group):
        quotes = quotations(article.text, start, end)
        begun: int | None = None
        for first, last in sentences(article.text, start, end):
            first, begun = first if begun is None else begun, None
            k = bisect_left(quotes, (last, 0)) - 1
            if k >= 0 and last < quotes[k][1]:
                begun = first
                continue
            yield first, last, region
        if begun is not None:
            yield begun, end, region


def _foreign(mentions: Mentions, group: int | None) -> bool:
    """Whether another state may speak here."""
    return any(speaks_for_a_state(a) for s in mentions.sentences if s.group == group for a in s.actors)


def _audience(mentions: Mentions, group: int | None) -> bool:
    """Whether an official meets people who are no side of a contact ("gặp mặt các Đại sứ mới")."""
    actors = [a for s in mentions.sentences if s.group == group for a in s.actors]
    if not any(a.kind == "person" and is_marked(a.name or "") and _at_home(a) for a in actors):
        return False
    return any(
        s.group == group
        and s.region in ("lead", "body")
        and any(c.type == "meeting" and c.form != "talks" for c in s.cues)
        and any(_at_home(a) for a in s.actors)
        and any(_abroad(a) for a in s.actors)
        for s in mentions.sentences
    )


def _at_home(actor: Actor) -> bool:
    """A Vietnamese leader, named, or by the office alone."""
    named = actor.kind == "office" or (actor.kind == "person" and is_marked(actor.name or ""))
    return named and not speaks_for_a_state(actor) and any(o.level in _HIGH for o in actor.offices)


def _abroad(actor: Actor) -> bool:
    levels = {actor.level, *(o.level for o in actor.offices)}
    return actor.country not in (None, "VN") or "envoy" in levels


_HIGH = frozenset(["state", "government", "party", "parliament", "minister"])
