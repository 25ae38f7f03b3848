"""Looking for contacts, statements, commitments, pages and people: words and filters, counts, an address for every
question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import RedirectResponse, Response

from banggiao.labels import catalogue
from banggiao.record import Found, RecordError
from banggiao.web import language, urls
from banggiao.web.asking import Ask
from banggiao.web.showing import MARKS

KINDS = ("contacts", "statements", "commitments", "pages", "people", "offices", "organisations")
_SHOWN = 20
_COUNTED = 1000  # of each other kind, for its tab

_OF_CONTACT = ("person", "country", "office", "organisation", "type", "form", "status", "channel", "topic", "outlet")
_PERIOD = ("since", "until")
# What may be asked of each kind, in the order in which it is shown.
FILTERS: Mapping[str, tuple[str, ...]] = {
    "contacts": (*_OF_CONTACT, *_PERIOD, "min_confidence"),
    "statements": (*_OF_CONTACT, "act", "commitment", *_PERIOD, "min_confidence"),
    "commitments": ("person", "country", "commitment", "status", "topic", *_PERIOD),
    "pages": (*_OF_CONTACT, *_PERIOD, "min_confidence"),
    "people": ("country", "office", *_PERIOD),
    "offices": ("country", *_PERIOD),
    "organisations": ("country", *_PERIOD),
}
# The first is the one that is not asked for.
_THINGS = ("relevance", "newest")
ORDERS: Mapping[str, tuple[str, ...]] = {
    "contacts": ("newest", "oldest", "relevance"),
    "statements": ("newest", "relevance"),
    "commitments": ("newest",),
    "pages": ("newest", "relevance"),
    "people": _THINGS,
    "offices": _THINGS,
    "organisations": _THINGS,
}
_SEVERAL = ("person", "country")  # all of them together
# Those that are chosen from a list of codes.
CODED = ("type", "form", "status", "channel", "topic", "act", "commitment")
_SURE = ("0.5", "0.7", "0.9", "0.95")
_FACETS = ("type", "form", "status", "country", "channel", "topic", "act", "commitment", "outlet", "year")
_LONGEST_FACET = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, as the address has it."""

    q: str
    kind: str
    order: str
    after: str | None
    filters: Mapping[str, tuple[str, ...]]

    def url(self, **other: object) -> str:
        """The address of this question with something else in it (None: without it), from its first page."""
        given: dict[str, Any] = {"q": self.q, "kind": None if self.kind == KINDS[0] else self.kind}
        given["order"] = self.order
        given |= {**self.filters, **other}
        if given["order"] == ORDERS[self.kind][0]:
            given["order"] = None
        return urls.search(**given)

    def of_kind(self, kind: str) -> str:
        """The same question about another kind of thing, with those filters that it knows."""
        return urls.search(q=self.q, kind=None if kind == KINDS[0] else kind, **self.known_to(kind))

    def known_to(self, kind: str) -> dict[str, tuple[str, ...]]:
        """The filters that another kind of thing can be asked by; the status of a commitment is none of a contact."""
        other = "commitments" in (kind, self.kind) and kind != self.kind
        return {n: value for n, value in self.filters.items() if n in FILTERS[kind] and not (n == "status" and other)}

    def without(self, name: str, value: str) -> str:
        """The address without one value of a filter."""
        return self.url(**{name: tuple(each for each in self.filters[name] if each != value)})

    def one(self, name: str) -> str:
        return next(iter(self.filters.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, how many things have it, and the address that asks for them; `chosen`: it is asked for."""

    value: str
    label: str
    count: int
    url: str
    chosen: bool


def search(ask: Ask) -> Response:
    """`/search?q=...&kind=...`"""
    asked = question(ask.query, ask.request.query_params.getlist)
    if any(value == "" for name, value in ask.request.query_params.multi_items()):  # what a form leaves empty
        return RedirectResponse(asked.url(), status_code=303)
    found, problem = _found(ask, asked)
    return ask.show(
        "search.html",
        status=200 if problem is None else 400,
        asked=asked,
        found=found,
        problem=problem,
        kinds=_tabs(ask, asked, found),
        filters=FILTERS[asked.kind],
        orders=[(order, ask.say(_order(asked.kind, order)), asked.url(order=order)) for order in ORDERS[asked.kind]],
        chips=list(_chips(ask, asked)),
        facets=list(_facets(ask, asked, found)) if found is not None else [],
        options={name: _options(_codes(asked, name), ask.language) for name in CODED},
        sure=_SURE,
    )


def question(query: Mapping[str, str], values: Callable[[str], list[str]]) -> Asked:
    """What the address asks; what is no filter of the kind is left out."""
    kind = query.get("kind", KINDS[0])
    kind = kind if kind in KINDS else KINDS[0]
    q = " ".join(query.get("q", "").split())
    order = query.get("order", "")
    filters: dict[str, tuple[str, ...]] = {}
    for name in FILTERS[kind]:
        given = tuple(dict.fromkeys(filter(None, (" ".join(each.split()) for each in values(name)))))
        if given:
            filters[name] = given if name in _SEVERAL else given[:1]
    return Asked(q, kind, order if order in ORDERS[kind] else ORDERS[kind][0], query.get("after") or None, filters)


def _order(kind: str, order: str) -> str:
    """The word for an order: names have no day and no words that match more or less."""
    return f"order.{ {'relevance': 'named', 'newest': 'seen'}[order] if ORDERS[kind] is _THINGS else order }"


def _found(ask: Ask, asked: Asked) -> tuple[Found | None, tuple[str, str] | None]:
    """The answer; or else what is wrong with the question: a key of the words, and the record's own."""
    try:
        given: Any = _as_asked(asked.filters)
        kind: Any = asked.kind  # one of KINDS, and so is the order; the filters are those of its FILTERS
        order: Any = asked.order
        found = ask.record.find(asked.q, kind, order=order, limit=_SHOWN, after=asked.after, marks=MARKS, **given)
    except RecordError as error:
        field = str(error).partition(":")[0]
        key = f"search.wrong.{field}"
        return None, (key if key in language.catalogue() else "search.wrong", str(error))
    return found, None


def _as_asked(filters: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The filters as the record takes them."""
    given: dict[str, Any] = {name: value if name in _SEVERAL else value[0] for name, value in filters.items()}
    if "min_confidence" in given:
        given["min_confidence"] = _share(given["min_confidence"])
    return given


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of thing, how many of it answer (None: not known) and whether there are more, and where they are."""

    kind: str
    count: int | None
    more: bool
    url: str


def _tabs(ask: Ask, asked: Asked, found: Found | None) -> list[Tab]:
    """Every kind with the same question; each count stops at _COUNTED."""
    if found is None:
        return [Tab(kind, None, False, asked.of_kind(kind)) for kind in KINDS]
    others = {kind: asked.known_to(kind) for kind in KINDS if kind != asked.kind}
    # Of a kind that can't be asked the question a number would tell nothing.
    same = {kind: _as_asked(some) for kind, some in others.items() if asked.q or some or not asked.filters}
    counted = ask.record.tally(asked.q, same, most=_COUNTED)
    known: dict[str, tuple[int | None, bool]] = {k: (min(n, _COUNTED), n > _COUNTED) for k, n in counted.items()}
    known[asked.kind] = (found.total, not found.exact)
    return [Tab(kind, *known.get(kind, (None, False)), asked.of_kind(kind)) for kind in KINDS]


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise RecordError(f"min_confidence: {value[:20]!r} is not from 0 to 1")
    return share


# --- filters and facets --------------------------------------------------------------------------------------


def _chips(ask: Ask, asked: Asked) -> Iterator[tuple[str, str, str]]:
    """The filters in use: what, which value, and the address without it."""
    for name, values in asked.filters.items():
        for value in values:
            yield ask.say(f"filter.{name}"), label(ask, asked, name, value), asked.without(name, value)


def label(ask: Ask, asked: Asked, name: str, value: str) -> str:
    """What a value of a filter is called."""
    if name == "country":
        return language.country(value, ask.language) if len(value) == 2 and value.isupper() else value
    if name == "form":
        return _form(asked.one("type"), value, ask.language)
    if name in CODED:
        return language.label(_codes(asked, name), value, ask.language)
    if name in ("person", "office", "organisation"):
        thing = ask.record.thing(name, value)
        return thing.name if thing is not None else value
    if name == "min_confidence":
        return ask.say("search.at_least", share=f"{float(value):.0%}" if value in _SURE else value)
    return value


def _form(type_: str, form: str, spoken: str) -> str:
    """A form by its type; without one, by the first type that has it."""
    keys = [key for key in catalogue() if key.startswith("form.") and key.endswith(f".{form}")]
    wanted = f"form.{type_}.{form}"
    key = wanted if wanted in keys else next(iter(keys), None)
    return catalogue()[key][spoken] if key else form


def _facets(ask: Ask, asked: Asked, found: Found) -> Iterator[tuple[str, list[Choice]]]:
    """What the answer may be narrowed to, the largest first."""
    for name in _FACETS:
        counted = found.facets.get(name, {})
        if name == "form" and not asked.one("type"):
            continue
        if name == "year":
            choices = [
                Choice(
                    year, year, n, asked.url(since=year, until=year), asked.one("since") == year == asked.one("until")
                )
                for year, n in sorted(counted.items(), reverse=True)
            ]
        elif name in FILTERS[asked.kind]:
            choices = [
                _choice(ask, asked, name, value, n)
                for value, n in list(counted.items())[:_LONGEST_FACET]
                if value != "?"
            ]
        else:
            continue
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            yield name, choices


def _choice(ask: Ask, asked: Asked, name: str, value: str, n: int) -> Choice:
    chosen = value in asked.filters.get(name, ())
    if chosen:
        address = asked.without(name, value)
    elif name in _SEVERAL:
        address = asked.url(**{name: (*asked.filters.get(name, ()), value)})
    elif name == "type":
        address = asked.url(type=value, form=None)
    else:
        address = asked.url(**{name: value})
    return Choice(value, label(ask, asked, name, value), n, address, chosen)


def _codes(asked: Asked, name: str) -> str:
    """The kind of codes that a filter takes: what became of a commitment is called otherwise than that of a contact."""
    return "outcome" if name == "status" and asked.kind == "commitments" else name


def _options(name: str, spoken: str) -> list[tuple[str, str]]:
    """All codes of a kind with their words, in the order of the codebook."""
    found: dict[str, str] = {}
    for key, words in catalogue().items():
        kind, _, code = key.partition(".")
        if kind == name:
            code = code.rpartition(".")[2]
            found[code] = f"{found[code]} / {words[spoken]}" if code in found else words[spoken]
    found.pop("statement", None) if name == "type" else None
    return list(found.items())
