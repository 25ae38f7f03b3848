"""What the record says of a contact that several pages tell: one value a field, the others kept with who tells them.

A value counts as often as texts tell it that are independent of each other: copies of one text count once, and a teaser
only where no page tells the contact itself. A vaguer value speaks for every more exact one that it allows ("tháng 10"
for a day in October). Of values told equally often the more exact one is taken, then the surer one, then the first in
order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from banggiao.evaluation import overlap
from banggiao.model import Event, EventFieldConfidence, Participant, Place
from banggiao.relation.same import Taker, Telling, most_told

# Of equally many texts the one that says more. A visit goes by the higher form: docs/codebook.md, "Visits".
_FORMS = (
    ("state", "official", "working", "attending", "other"),
    ("talks", "receive", "call_on", "working", "discussion", "welcome", "meet"),
    ("video", "phone"),
    ("congratulation", "condolence", "thanks", "invitation", "greeting", "other"),
    ("upgrade", "statement", "signing"),
)
_RANK = {form: rank for forms in _FORMS for rank, form in enumerate(forms)}
_VAGUE = frozenset(["other", "meet"])
_STATUS = ("held", "cancelled", "planned")
_SAME_OFFICE = 0.8
_SAME_SIDE = 0.6
_SUREST = 0.99
_FURTHER = 0.5  # what a further independent text adds: readers of one language make the same mistakes


class Member(NamedTuple):
    """A telling with its event; `text` names the text (the page, or the page it copies), `judged` the fields that a
    person decided."""

    telling: Telling
    event: Event
    text: str
    judged: frozenset[str] = frozenset()


class Value(NamedTuple):
    """A value that some tellings give a field, and which (positions in the members)."""

    value: Any
    members: tuple[int, ...]


class Chosen(NamedTuple):
    """One contact: the values chosen, what else is told, and the telling that it is shown by (a position)."""

    type: str
    form: str
    status: str
    date: str | None
    part_of_day: str | None
    place: Place
    participants: tuple[Participant, ...]
    who: tuple[str, ...]
    confidence: float
    field_confidence: EventFieldConfidence | None
    values: dict[str, tuple[Value, ...]]
    shown: int
    independent: int


def choose(members: Sequence[Member]) -> Chosen:
    """The contact that these tellings tell of. They must be in the order of their keys."""
    if len(members) == 1:
        return _alone(members[0])
    told = _Told(members)
    form = told.choose("form", lambda event: event.form, rank=lambda form: -_RANK.get(form, 9), vague=_is_vaguer)
    stati = told.judged("status", told.note("status", lambda event: event.status))
    status = next((status for status in _STATUS if status in stati), members[0].event.status)
    visit = members[0].event.type == "visit"
    date = told.choose("date", _date, rank=told.exactness(visit), vague=told.allows(visit))
    part = told.choose("part_of_day", lambda event: event.part_of_day)
    place = Place(
        venue=told.choose("place.venue", lambda event: event.place.venue, rank=len),
        locality=told.choose("place.locality", lambda event: event.place.locality, rank=len),
        country=told.choose("place.country", lambda event: event.place.country),
    )
    shown = min(told.own, key=lambda at: told.fitness(at, form, status, date))
    participants, who, sure = _participants(told, shown)
    return Chosen(
        type=members[0].event.type,
        form=form or members[0].event.form,
        status=status,
        date=date,
        part_of_day=part,
        place=place,
        participants=participants,
        who=who,
        confidence=told.confidence(),
        field_confidence=told.field_confidence(sure, form, status, date, place),
        values=told.values,
        shown=shown,
        independent=len({members[at].text for at in told.own}),
    )


def _alone(member: Member) -> Chosen:
    event = member.event
    return Chosen(
        type=event.type,
        form=event.form,
        status=event.status,
        date=event.date,
        part_of_day=event.part_of_day,
        place=event.place,
        participants=event.participants,
        who=tuple(taker.who for taker in member.telling.takers),
        confidence=event.confidence,
        field_confidence=event.field_confidence,
        values={},
        shown=0,
        independent=1,
    )


def _date(event: Event) -> str | None:
    return event.date


def _is_vaguer(vague: str, exact: str) -> bool:
    return vague in _VAGUE and exact not in _VAGUE


class _Told:
    """The tellings of a contact, asked field by field."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members
        # Teasers corroborate nothing that a page tells itself: their words are another page's.
        self.own = [at for at, each in enumerate(members) if not each.telling.teaser] or list(range(len(members)))
        self.values: dict[str, tuple[Value, ...]] = {}
        self._days = {each.event.date: each.telling.days for each in members}

    def note(self, field: str, of: Callable[[Event], Any]) -> dict[Any, list[int]]:
        """The values told, each with who tells it; kept when they differ."""
        found: defaultdict[Any, list[int]] = defaultdict(list)
        for at in self.own:
            value = of(self.members[at].event)
            if value is not None:
                found[value].append(at)
        if len(found) > 1:
            ordered = sorted(found.items(), key=lambda item: (-self.texts(item[1]), str(item[0])))
            self.values[field] = tuple(Value(value, tuple(who)) for value, who in ordered)
        return found

    def judged(self, field: str, found: dict[Any, list[int]]) -> dict[Any, list[int]]:
        """Only what a person decided, where somebody did."""
        sure = {value: [at for at in who if field in self.members[at].judged] for value, who in found.items()}
        return {value: who for value, who in sure.items() if who} or found

    def texts(self, which: Iterable[int]) -> int:
        return len({self.members[at].text for at in which})

    def choose(
        self,
        field: str,
        of: Callable[[Event], Any],
        rank: Callable[[Any], float] = lambda value: 0,
        vague: Callable[[Any, Any], bool] = lambda vaguer, value: False,
    ) -> Any:
        found = self.judged(field, self.note(field, of))
        if not found:
            return None

        def weight(value: Any) -> tuple[Any, ...]:
            speaking = [at for other, who in found.items() if other == value or vague(other, value) for at in who]
            sure = sum(self.members[at].event.confidence for at in found[value])
            return -self.texts(speaking), -rank(value), -round(sure, 6), str(value)

        return min(found, key=weight)

    def exactness(self, visit: bool) -> Callable[[str], float]:
        """A day is more exact than a month; of a visit the days from its first to its last say more than one."""

        def rank(date: str) -> float:
            days = self._days.get(date)
            if days is None:
                return -1000.0
            length = days[1] - days[0]
            return float(length if visit and length < 31 else -length)

        return rank

    def allows(self, visit: bool) -> Callable[[str, str], bool]:
        def vaguer(other: str, date: str) -> bool:
            wide, close = self._days.get(other), self._days.get(date)
            if wide is None or close is None:
                return wide is None
            if visit and close[1] - close[0] < 31:
                wide, close = close, wide
            return wide[0] <= close[0] and close[1] <= wide[1]

        return vaguer

    def fitness(self, at: int, form: str | None, status: str, date: str | None) -> tuple[Any, ...]:
        """The telling that a contact is shown by: what was chosen stands there, and it is sure and early."""
        telling, event = self.members[at].telling, self.members[at].event
        off = (event.status != status) + (event.date != date) + (event.form != form)
        return (
            off,
            self.members[at].text != telling.page,
            -round(event.confidence, 6),
            telling.published or 0,
            telling.key,
        )

    def confidence(self) -> float:
        best: dict[str, float] = {}
        for at in self.own:
            text = self.members[at].text
            best[text] = max(best.get(text, 0.0), self.members[at].event.confidence)
        first, *further = sorted(best.values(), reverse=True)
        doubt = 1 - first
        for each in further:
            doubt *= 1 - _FURTHER * each
        return round(min(max(first, 1 - doubt), max(_SUREST, first)), 4)

    def field_confidence(
        self, people: Sequence[float], form: str | None, status: str, date: str | None, place: Place
    ) -> EventFieldConfidence | None:
        def surest(name: str, has: Callable[[Event], bool]) -> float | None:
            known = [self.members[at].event for at in self.own]
            found = [getattr(each.field_confidence, name) for each in known if each.field_confidence and has(each)]
            return max(found, default=None)

        fields = {
            "date": surest("date", lambda event: event.date == date),
            "place": surest("place", lambda event: event.place.country == place.country),
            "form": surest("form", lambda event: event.form == form),
            "status": surest("status", lambda event: event.status == status),
        }
        if any(value is None for value in fields.values()):
            return None
        return EventFieldConfidence(**fields, participants=tuple(people))  # type: ignore[arg-type]


# --- who takes part -------------------------------------------------------------------------------------------


class _Seen(NamedTuple):
    at: int
    n: int
    participant: Participant
    taker: Taker


def _participants(told: _Told, shown: int) -> tuple[tuple[Participant, ...], tuple[str, ...], list[float]]:
    """The people of all tellings, each once with every office given; who has no name joins who has one."""
    seen = [
        _Seen(at, n, participant, taker)
        for at in told.own
        for n, (participant, taker) in enumerate(
            zip(told.members[at].event.participants, told.members[at].telling.takers, strict=True)
        )
    ]
    groups: list[list[_Seen]] = []
    of: dict[str, list[_Seen]] = {}
    for each in seen:
        if each.taker.who:
            if each.taker.who not in of:
                of[each.taker.who] = []
                groups.append(of[each.taker.who])
            of[each.taker.who].append(each)
    for each in seen:
        if not each.taker.who:
            _place(each, groups, told)
    groups.sort(key=lambda group: (-told.texts(each.at for each in group), _first(group)))
    groups.sort(key=lambda group: _ROLES.index(_role(group)) if _role(group) in _ROLES else len(_ROLES))
    merged = [_merged(group, shown) for group in groups]
    who = tuple(next((each.taker.who for each in group if each.taker.who), "") for group in groups)
    return tuple(merged), who, [_sure(group, told) for group in groups]


_ROLES = ("host", "sender", "party", "guest", "recipient", "inviter")


def _first(group: Sequence[_Seen]) -> tuple[int, int]:
    return min((each.n, each.at) for each in group)


def _place(one: _Seen, groups: list[list[_Seen]], told: _Told) -> None:
    """Put somebody without a name to whom it must be: the only one of the country in the other tellings, or the same
    words."""

    def same(group: list[_Seen]) -> bool:
        if any(each.at == one.at for each in group):
            return False
        return any(overlap(each.taker.label, one.taker.label) >= _SAME_SIDE for each in group)

    compatriots = [
        group
        for group in groups
        if any(each.taker.country == one.taker.country is not None for each in group)
        and not any(each.at == one.at for each in group)
    ]
    fitting = [group for group in groups if same(group)] or (compatriots if len(compatriots) == 1 else [])
    if fitting:
        fitting[0].append(one)
    else:
        groups.append([one])


def _role(group: Sequence[_Seen]) -> str:
    roles = [each.participant.role for each in group if each.participant.role != "party"]
    return most_told(roles)[0] if roles else "party"


def _merged(group: Sequence[_Seen], shown: int) -> Participant:
    names = [each.participant.name for each in group if each.participant.name]
    bodies = [each.participant.organisation for each in group if each.participant.organisation]
    countries = [each.participant.country for each in group if each.participant.country]
    titles: list[str] = []
    for each in group:
        for title in each.participant.offices:
            if all(overlap(title, known) < _SAME_OFFICE for known in titles):
                titles.append(title)
    return Participant(
        name=most_told(names)[0] if names else None,
        offices=tuple(titles),
        organisation=None if names or not bodies else most_told(bodies)[0],
        country=most_told(countries)[0] if countries else None,
        role=_role(group),
        # Positions are of the page that the contact is shown by; of the others `sources` tell.
        evidence=next((each.participant.evidence for each in group if each.at == shown), ()),
    )


def _sure(group: Sequence[_Seen], told: _Told) -> float:
    found = []
    for each in group:
        fields = told.members[each.at].event.field_confidence
        if fields is not None and each.n < len(fields.participants):
            found.append(fields.participants[each.n])
    return max(found, default=0.0)
