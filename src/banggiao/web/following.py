"""What can be followed: lists of contacts, statements, commitments and pages as feeds and calendars.

A feed has the address of the page it is of, with the name of its format at the end: `/person/ID.atom`,
`/search.rss?q=...`, `/relation/JP/VN.json`; alternates.py names those of a page in its head.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.responses import Response

from banggiao.export import ics
from banggiao.record import Card, Change, Changed, Commitment, Contact, Hit, Record, RecordError, Saying, Side
from banggiao.web import days, feeds, language, showing, urls
from banggiao.web.alternates import KINDS
from banggiao.web.asking import Ask, NotThere, PageFunction
from banggiao.web.feeds import Entry, Feed

MOST = 50  # entries of a feed
_MOST_EVENTS = 500  # of a calendar
_CHANGES = 20  # told of one entry
_STATE = re.compile(r"[A-Z]{2}")
# What may be asked of each kind, as `Record.find` calls it.
_FILTERS = {
    "contacts": ("person", "country", "office", "organisation", "type", "form", "status", "channel", "topic", "outlet",
                 "since", "until", "min_confidence"),
    "statements": ("person", "country", "office", "organisation", "type", "form", "status", "channel", "topic",
                   "outlet", "act", "commitment", "since", "until", "min_confidence"),
    "commitments": ("person", "country", "status", "topic", "commitment", "since", "until"),
    "pages": ("person", "country", "office", "organisation", "type", "form", "status", "channel", "topic", "outlet",
              "since", "until", "min_confidence"),
}  # fmt: skip


class Followed(NamedTuple):
    """What is followed: its name, the address of its page, and the question that finds it. `ids` are contacts or
    commitments that no question finds."""

    title: str
    home: str
    kind: str
    q: str
    filters: Mapping[str, Any]
    ids: tuple[str, ...] | None = None


# --- what ----------------------------------------------------------------------------------------------------


def _search(ask: Ask) -> Followed:
    """`/search`, with what the page of that address may be asked."""
    kind = ask.query.get("kind", KINDS[0])
    if kind not in KINDS:
        raise NotThere
    q = " ".join(ask.query.get("q", "").split())
    filters = _asked(ask, kind)
    told = ", ".join(filter(None, (q, *(_told(ask, name, value) for name, value in filters.items()))))
    title = ask.say("feed.search", what=told) if told else ask.say(f"feed.{kind}")
    given = {"q": q, "kind": None if kind == KINDS[0] else kind} | filters
    return Followed(title, urls.search(**given), kind, q, filters)


def _asked(ask: Ask, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _FILTERS[kind]:
        values = [" ".join(each.split()) for each in ask.request.query_params.getlist(name) if each.strip()]
        if name in ("country", "person") and values:
            found[name] = tuple(dict.fromkeys(values))
        elif name == "min_confidence" and values:
            found[name] = _share(values[0])
        elif values:
            found[name] = values[0]
    return found


def _share(value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise RecordError(f"min_confidence: {value[:20]!r} is not from 0 to 1") from error


_OUTCOMES = ("proposed", "agreed", "signed", "followed_up", "no_public_evidence")  # of commitments


def _told(ask: Ask, name: str, value: Any) -> str:
    if name == "country":
        return " - ".join(language.country(code, ask.language) for code in value)
    if name == "person":
        return " - ".join(next((found.name for found in ask.record.person(one)), one) for one in value)
    if name in ("office", "organisation"):
        thing = ask.record.thing(name, value)
        return thing.name if thing else str(value)
    if name in ("outlet", "since", "until", "min_confidence"):
        return str(value)
    if name == "status" and value in _OUTCOMES:
        name = "outcome"
    if name == "form":
        return str(value)
    return language.label(name, str(value), ask.language)


def _person(ask: Ask) -> Followed:
    id_ = ask.path["id"]
    found = next((each for each in ask.record.person(id_) if each.id == id_), None)
    if found is None:
        raise NotThere("missing.page")
    return Followed(found.name, urls.person(id_, found.name), "contacts", "", {"person": id_})


def _office(ask: Ask) -> Followed:
    return _thing(ask, "office", urls.office)


def _organisation(ask: Ask) -> Followed:
    return _thing(ask, "organisation", urls.organisation)


def _thing(ask: Ask, kind: str, address: Callable[[str, str | None], str]) -> Followed:
    found = ask.record.thing(kind, ask.path["id"])
    if found is None:
        raise NotThere("missing.page")
    return Followed(found.name, address(found.id, found.name), "contacts", "", {kind: found.id})


def _relation(ask: Ask) -> Followed:
    a, b, channel = ask.path["a"], ask.path["b"], ask.query.get("channel") or None
    title = f"{_side(a, ask)} - {_side(b, ask)}"
    home = urls.relation(a, b, channel)
    if _STATE.fullmatch(a) and _STATE.fullmatch(b) and a != b:
        filters = {"country": (a, b)} | ({"channel": channel} if channel else {})
        return Followed(title, home, "contacts", "", filters)
    told = ask.record.relation(a, b, channel=channel)
    return Followed(title, home, "contacts", "", {}, tuple(each.contact for each in (*told.planned, *told.latest)))


def _commitments_of(ask: Ask) -> Followed:
    a, b, channel = ask.path["a"], ask.path["b"], ask.query.get("channel") or None
    title = ask.say("feed.commitments_of", what=f"{_side(a, ask)} - {_side(b, ask)}")
    home = urls.relation(a, b, channel)
    if _STATE.fullmatch(a) and _STATE.fullmatch(b) and channel is None:
        return Followed(title, home, "commitments", "", {"country": (a, b)})
    told = ask.record.ledger(a, b, channel=channel, limit=MOST)
    return Followed(title, home, "commitments", "", {}, tuple(each.id for each in told))


def _side(side: str, ask: Ask) -> str:
    return language.country(side, ask.language) if _STATE.fullmatch(side) else side


_OF: tuple[tuple[str, Callable[[Ask], Followed]], ...] = (
    ("/search", _search),
    ("/person/{id}", _person),
    ("/office/{id}", _office),
    ("/organisation/{id}", _organisation),
    ("/relation/{a}/{b}", _relation),
    ("/relation/{a}/{b}/commitments", _commitments_of),
)


# --- feeds ---------------------------------------------------------------------------------------------------


def _feed(followed: Callable[[Ask], Followed], format: str, ask: Ask) -> Response:
    ask.language = language.choose(ask.query.get("lang"), None, None)
    what = followed(ask)
    write, media = feeds.FORMATS[format]
    entries = feeds.newest(_entries(ask, what), MOST)
    told = Feed(
        url=f"{ask.base}{ask.request.url.path}" + (f"?{ask.request.url.query}" if ask.request.url.query else ""),
        home=ask.base + what.home,
        title=f"{what.title} · banggiao",
        language=ask.language,
        entries=entries,
    )
    return ask.known(Response(write(told), media_type=media))


def _entries(ask: Ask, what: Followed) -> list[Entry]:
    """What was updated last; where all came at once, what was published last."""
    record = ask.record
    if what.ids is not None and what.kind == "commitments":
        return [_of_commitment(ask, one) for id_ in what.ids if (one := record.commitment(id_))]
    if what.ids is not None:
        return [_of_contact(ask, card) for id_ in dict.fromkeys(what.ids) if (card := record.card(id_))]
    orders: tuple[Any, ...] = ("newest",) if what.kind == "statements" else ("newest", "updated")
    kind: Any = what.kind
    found: dict[str, Any] = {}
    for order in orders:
        for one in record.find(what.q, kind, order=order, limit=MOST, counts=False, **what.filters).results:
            found[one.id] = one
    if what.kind == "statements":
        return _statements(ask, what, sorted(found.values(), key=_latest, reverse=True)[:MOST])
    entries = [_of(ask, one) for one in sorted(found.values(), key=_latest, reverse=True)[:MOST]]
    if what.kind in ("contacts", "commitments") and not what.q:
        entries += _gone(ask, what)
    return entries


def _latest(one: Any) -> tuple[str, str, str]:
    updated = one.added if isinstance(one, Hit) else one.updated
    day = one.made_by if isinstance(one, Commitment) else one.published
    return updated or "", day or "", one.id


def _of(ask: Ask, one: object) -> Entry:
    if isinstance(one, Card):
        return _of_contact(ask, one)
    if isinstance(one, Commitment):
        return _of_commitment(ask, one)
    assert isinstance(one, Hit)
    return _of_page(ask, one)


def _of_contact(ask: Ask, card: Card) -> Entry:
    changes = _changes(ask.record, "contacts", card.id, card.first, card.updated)
    return Entry(
        id=f"urn:banggiao:contact:{card.id}",
        url=ask.base + urls.contact(card.id),
        title=_corrected(ask, title(card, ask.language), changes),
        html=_html(ask, "contact", card, changes),
        summary=card.evidence,
        published=card.first or feeds.NEVER,
        updated=card.updated or card.first or feeds.NEVER,
        authors=(card.outlet,) if card.outlet else (),
        external_url=_web(card.url),
        categories=(card.type, card.form, card.status),
    )


def title(card: Card, spoken: str) -> str:
    """One line: what, who with whom, when."""
    who = " – ".join(dict.fromkeys(showing.who_is(each) for each in card.participants))
    kind = showing.kind_of(card, spoken)
    return f"{kind[:1].upper()}{kind[1:]}: {who} ({days.words(card.date, spoken)})"


def _statements(ask: Ask, what: Followed, shown: Iterable[Saying]) -> list[Entry]:
    """The latest statements, and what people put right in older ones."""
    of: dict[str, list[Change]] = {}
    for change in ask.record.changes("statements", limit=MOST, **what.filters).results:
        of.setdefault(change.id, []).append(change)
    entries = [_of_statement(ask, saying, of.pop(saying.id, ())) for saying in shown]
    return entries + ([] if what.q else [each for some in of.values() if (each := _put_right(ask, some))])


def _put_right(ask: Ask, changes: Sequence[Change]) -> Entry | None:
    """An entry for a statement that is none of the latest; None where its page is gone."""
    id_, at = changes[0].id, changes[0].at
    told = ask.record.evidence(Side(id=id_, about="", told_in=(id_,)))
    if not told:
        return None
    gone = changes[0].what == "gone"
    return Entry(
        id=f"urn:banggiao:statement:{id_}",
        url=ask.base + urls.statement(told[0].page, id_),
        title=ask.say("feed.gone_statement") if gone else _corrected(ask, _short(told[0].sentence), changes),
        html=_html(ask, "sentence", told[0], [change for change in changes if change.what == "changed"]),
        summary=told[0].sentence,
        published=at,
        updated=at,
        authors=(told[0].outlet,) if told[0].outlet else (),
        external_url=_web(told[0].url),
    )


def _of_statement(ask: Ask, saying: Saying, changes: Sequence[Change]) -> Entry:
    updated = saying.updated or feeds.NEVER
    act = language.label("act", saying.act, ask.language)
    speaker = ask.say("side.both") if saying.speaker == "both" else saying.speaker
    return Entry(
        id=f"urn:banggiao:statement:{saying.id}",
        url=ask.base + urls.statement(saying.page, saying.id),
        title=_corrected(ask, f"{speaker}, {act}: {_short(saying.text)}", changes),
        html=_html(ask, "statement", saying, changes),
        summary=saying.text,
        published=updated,
        updated=updated,
        authors=(saying.outlet,) if saying.outlet else (),
        external_url=_web(saying.url),
        categories=(saying.act, *saying.topics),
    )


def _of_commitment(ask: Ask, one: Commitment) -> Entry:
    changes = _changes(ask.record, "commitments", one.id, one.first, one.updated)
    told = one.told[0]
    kind = language.label("commitment", one.kind, ask.language)
    title = f"{kind[:1].upper()}{kind[1:]} ({days.words(one.date, ask.language)}): {_short(one.text)}"
    return Entry(
        id=f"urn:banggiao:commitment:{one.id}",
        url=ask.base + (urls.contact(one.contact) if one.contact else urls.page(told.page)),
        title=_corrected(ask, title, changes),
        html=_html(ask, "commitment", one, changes),
        summary=one.text,
        published=one.first or feeds.NEVER,
        updated=one.updated or one.first or feeds.NEVER,
        authors=(told.outlet,) if told.outlet else (),
        external_url=_web(told.url),
        categories=(one.kind, one.status, *one.topics),
    )


def _of_page(ask: Ask, hit: Hit) -> Entry:
    """A page; of one that was published anew what is different."""
    added = hit.added or feeds.NEVER
    every = ask.record.changes("pages", id=hit.id, limit=_CHANGES).results
    changes = tuple(change for change in every if change.what == "changed")
    return Entry(
        id=f"urn:banggiao:page:{quote(hit.id, safe='')}",
        url=ask.base + urls.page(hit.id),
        title=_corrected(ask, hit.headline or ask.say("page.no_headline"), changes),
        html=_html(ask, "page", hit, changes),
        summary=hit.snippet or hit.headline or hit.source,
        published=every[-1].at if changes else added,
        updated=added,
        authors=(hit.outlet,) if hit.outlet else (),
        external_url=_web(hit.url),
    )


def _gone(ask: Ask, what: Followed) -> Iterator[Entry]:
    """Entries for what was withdrawn, or is told as part of another contact now."""
    kind: Any = what.kind
    name = "contact" if what.kind == "contacts" else "commitment"
    for change in ask.record.changes(kind, limit=MOST, **what.filters).results:
        if change.what == "gone":
            into = ask.base + (urls.contact(change.into) if change.into else what.home)
            yield Entry(
                id=f"urn:banggiao:{name}:{change.id}",
                url=into,
                title=ask.say(f"feed.gone_{name}"),
                html=_html(ask, "gone", change, ()),
                summary=ask.say("feed.gone_into" if change.into else "feed.gone"),
                published=change.at,
                updated=change.at,
            )


def _changes(record: Record, kind: Any, id_: str, first: str | None, updated: str | None) -> tuple[Change, ...]:
    """What was corrected since it was first known, the latest first."""
    if first == updated:
        return ()
    found = record.changes(kind, id=id_, limit=_CHANGES).results
    return tuple(change for change in found if change.what in ("changed", "told"))


def _corrected(ask: Ask, title: str, changes: Iterable[Change]) -> str:
    return ask.say("feed.corrected", title=title) if any(change.what == "changed" for change in changes) else title


def _html(ask: Ask, kind: str, value: object, changes: Iterable[Change]) -> str:
    told = functools.partial(field_changed, spoken=ask.language)
    values = {"kind": kind, "one": value, "changes": changes, "base": ask.base, "feed_field": told}
    return re.sub(r"\s*\n\s*", "\n", showing.render("feed_entry.html", ask, **values)).strip()


def field_changed(field: Changed, one: object, spoken: str) -> str:
    """ "date: 5/9/2024 → 6/9/2024"."""
    if field.field == "text":  # too long to be told
        return language.say("feed.text_changed", spoken)
    kind = str(getattr(one, "type", ""))
    told = [_value(kind, field.field, value, spoken) for value in (field.old, field.new)]
    return f"{showing.field_name(field.field, spoken)}: {' → '.join(told)}"


def _value(kind: str, field: str, value: Any, spoken: str) -> str:
    if value is None or value == []:
        return language.say("field.none", spoken)
    if isinstance(value, list):
        return "; ".join(_value(kind, field, each, spoken) for each in value)
    if isinstance(value, dict):  # a participant
        return str(value.get("name") or value.get("organisation") or ", ".join(value.get("offices") or ()) or "?")
    return showing.value_of(kind, field, str(value), spoken)


def _short(text: str, longest: int = 100) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def _web(url: str | None) -> str | None:
    """An address that a reader may be sent to."""
    return url if url and url.startswith(("https://", "http://")) else None


# --- calendars -----------------------------------------------------------------------------------------------


def _calendar(followed: Callable[[Ask], Followed], ask: Ask) -> Response:
    """Past and planned contacts that have a day, the latest ones where there are many."""
    ask.language = language.choose(ask.query.get("lang"), None, None)
    what = followed(ask)
    if what.kind != "contacts":
        raise NotThere
    contacts = (ask.record.get(id_) for id_ in _ids(ask.record, what))
    body = ics.calendar(
        (each for each in contacts if isinstance(each, Contact)),
        name=f"{what.title} · banggiao",
        link=lambda contact: ask.base + urls.contact(contact.id),
    )
    answer = Response("".join(body), media_type="text/calendar")
    answer.headers["content-disposition"] = 'inline; filename="banggiao.ics"'
    return ask.known(answer)


def _ids(record: Record, what: Followed) -> Iterable[str]:
    if what.ids is not None:
        return what.ids
    found = record.find(what.q, "contacts", limit=_MOST_EVENTS, counts=False, **what.filters).results
    return [card.id for card in found]


# --- where ---------------------------------------------------------------------------------------------------


def _routes() -> Iterator[tuple[str, PageFunction]]:
    for path, followed in _OF:
        for format in feeds.FORMATS:
            yield f"{path}.{format}", functools.partial(_feed, followed, format)
        if followed is not _commitments_of:
            yield f"{path}.ics", functools.partial(_calendar, followed)


ROUTES: tuple[tuple[str, PageFunction], ...] = tuple(_routes())
