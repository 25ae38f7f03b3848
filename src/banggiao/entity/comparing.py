"""Are two people, as pages name them, one? `compare` gives a verdict and the reasons, from the names, the states, the
offices and the days. Weak evidence makes a candidate, never a merge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from banggiao.authority import Tenure, kept, people_named, tenures_of
from banggiao.authority.people import Person
from banggiao.entity import readings, seats, sounds
from banggiao.entity.names import Name, namesakes, parsed
from banggiao.entity.seats import Seat, seat
from banggiao.model import Value
from banggiao.text import fold

SAME, DIFFERENT, CANDIDATE = "same", "different", "candidate"

_YEAR = 366
# Two people of one seat and like names: how far apart their days may lie.
_NEAR = 8 * _YEAR
# A life in offices is not longer.
_CAREER = 45 * _YEAR
# The days of two sightings within which both offices are held at once.
_AT_ONCE = 270
_SURE_SOUND, _LIKE_SOUND, _SOUND_WITH_SEAT = 0.85, 0.7, 0.52
# Below this many namesakes to be expected a Vietnamese name tells its bearer.
_RARE = 0.3


class Sight(Value, frozen=True):
    """Someone as pages name them: the name, the state ("" unknown), the offices in which they were seen, the first and
    last day on which they were (None: no day known)."""

    name: str
    country: str = ""
    offices: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


class Verdict(Value, frozen=True):
    """`answer`: same, different, candidate. `strength` from 0 to 1 orders what is merged first; a `firm` difference keeps
    two people apart whatever others say of them."""

    answer: str
    reasons: tuple[str, ...]
    strength: float = 0.0
    firm: bool = False


def compare(one: Sight, other: Sight) -> Verdict:
    """Whether the two are one person, with the reasons; the order of the two makes no difference.

    >>> compare(Sight(name="Shii Kazuo", country="JP"), Sight(name="Kazuo Shii", country="JP")).answer
    'same'
    """
    if _order(other) < _order(one):
        one, other = other, one
    likeness = _names(one, other)
    if likeness is None:
        return Verdict(answer=DIFFERENT, reasons=("the names are unlike",), firm=_firmly_unlike(one, other))
    kind, strength = likeness
    against = _against(one, other, kind)
    if against is not None:
        return Verdict(answer=DIFFERENT, reasons=(kind, against), firm=True)
    return _weighed(one, other, kind, strength)


def _order(sight: Sight) -> tuple[str, str, tuple[str, ...], str]:
    return (sight.name, sight.country, sight.offices, str(sight.first))


# --- names ---------------------------------------------------------------------------------------------------

EQUAL = "the same name"
UNMARKED = "the same name without its marks"
ORDER = "the same name in another order"
ALIAS = "both are known spellings of one name"
SPELT = "the same name in another romanisation"
READING = "one is the Sino-Vietnamese reading of the other"
SOUND = "one is the Vietnamese transcription of the other"
MAYBE_SOUND = "one may be the Vietnamese transcription of the other"
PART = "one has parts of the name that the other leaves out"
INITIALS = "one has initials for parts of the other"
SLIP = "the names are a slip of the pen apart"
MARK = "the names are a mark apart"
LAST = "one is only the family name of the other"

_STRENGTH = {
    EQUAL: 1.0, UNMARKED: 0.9, ALIAS: 0.95, ORDER: 0.9, SPELT: 0.85, READING: 0.8, SOUND: 0.75, PART: 0.7, INITIALS: 0.6,
    SLIP: 0.55, MAYBE_SOUND: 0.5, MARK: 0.4, LAST: 0.3,
}  # fmt: skip


def _names(one: Sight, other: Sight) -> tuple[str, float] | None:
    """How the names are alike, the strongest way, and how much that says; None when they are not."""
    a, b = parsed(one.name, _home(one)), parsed(other.name, _home(other))
    kind = next((kind for kind, test in _TESTS if test(a, b, one, other)), None)
    return None if kind is None else (kind, _STRENGTH[kind])


def _home(sight: Sight) -> str:
    return sight.country


def _equal(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    return a.key == b.key or (not a.vietnamese and "".join(a.words) == "".join(b.words) and a.generation == b.generation)


def _unmarked(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if a.vietnamese and b.vietnamese:
        return a.marked != b.marked and a.folded == b.folded
    return a.generation == b.generation and "".join(a.bare) == "".join(b.bare) and bool(a.bare)


def _alias(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    return any(_same_state(person.country, each.country) for person in _both(one.name, other.name) for each in (one, other))


def _order_(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if a.vietnamese or b.vietnamese or a.generation != b.generation:
        return False
    return len(a.bare) > 1 and sorted(a.bare) == sorted(b.bare)


def _spelt(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if a.vietnamese or b.vietnamese or a.generation != b.generation or len(a.bare) != len(b.bare):
        return False
    return len(a.bare) > 1 and sorted(map(_romanised, a.bare)) == sorted(map(_romanised, b.bare))


def _reading(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    vietnamese, foreign = (a, b) if a.vietnamese else (b, a)
    if not vietnamese.vietnamese or foreign.marked or not vietnamese.marked and "mao" not in vietnamese.words:
        return False
    romanised = ["".join(group) for group in foreign.groups]
    return readings.is_reading(vietnamese.words, romanised, one.country or other.country)


def _sound(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    return len(a.groups) > 1 and sounds.likeness(a, b) >= _LIKE_SOUND


def _maybe_sound(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    return len(a.groups) > 1 and sounds.likeness(a, b) >= _SOUND_WITH_SEAT


def _part(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    short, long = sorted((a, b), key=lambda name: len(name.bare))
    if a.vietnamese or b.vietnamese or len(short.bare) == len(long.bare):
        return False
    if len(short.bare) < 2:
        return False
    return _aligned(short.bare, long.bare) >= 2


def _initials(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    short, long = sorted((a, b), key=lambda name: sum(len(word) == 1 for word in name.bare), reverse=True)
    if a.vietnamese or b.vietnamese or not any(len(word) == 1 for word in short.bare) or len(short.bare) < 2:
        return False
    words = [word for word in short.bare if len(word) > 1]
    letters = [word for word in short.bare if len(word) == 1]
    left = [word for word in long.bare if not any(_near(word, each) for each in words)]
    return len(long.bare) - len(left) == len(words) >= 1 and bool(left) and left[0].startswith(letters[0])


def _slip(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if a.vietnamese or b.vietnamese or a.generation != b.generation:
        return False
    if len(a.bare) == len(b.bare) >= 2:
        return all(_near(x, y) for x, y in zip(a.bare, b.bare, strict=True))
    return False


def _mark(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    return a.vietnamese and b.vietnamese and a.folded == b.folded


def _last(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    short, long = sorted((a, b), key=lambda name: len(name.bare))
    if a.vietnamese or b.vietnamese or len(short.bare) != 1 or len(long.bare) < 2 or len(short.bare[0]) < 3:
        return False
    return short.bare[0] == long.bare[-1]


_TESTS = (
    (EQUAL, _equal),
    (ALIAS, _alias),
    (UNMARKED, _unmarked),
    (ORDER, _order_),
    (SPELT, _spelt),
    (READING, _reading),
    (SOUND, _sound),
    (PART, _part),
    (INITIALS, _initials),
    (SLIP, _slip),
    (MAYBE_SOUND, _maybe_sound),
    (MARK, _mark),
    (LAST, _last),
)

# One sound, two romanisations: Sergei and Sergey, Tokaev and Tokayev, Gusmao and Gusmão, Muhammad and Mohamed.
_ROMANISED = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"muhammad|mohammad|mohammed|muhammed|mohamad", "mohamed"),
        (r"^abdal|^abdul|^abdel", "abdel"),
        (r"aleksandr|alexandr", "alexander"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"ck", "k"),
        (r"c(?=[aoulr])|c$|q", "k"),
        (r"shch|sch", "sh"),
        (r"zh|dj", "j"),
        (r"kh", "h"),
        (r"w", "v"),
        (r"iy|ij|yi|ei|ey|ai|ay|ii|yy", "i"),
        (r"ie|ye|yo|io|ia|ya|iu|yu", "e"),
        (r"y", "i"),
        (r"ou|oo|u", "o"),
        (r"th", "t"),
        (r"(.)\1", r"\1"),
        (r"(?<=[bdgklmnprst])h", ""),
    )
)


@lru_cache(16384)
def _romanised(word: str) -> str:
    for pattern, to in _ROMANISED:
        word = pattern.sub(to, word)
    return word


@lru_cache(65536)
def _near(one: str, other: str) -> bool:
    if one == other or _romanised(one) == _romanised(other):
        return True
    longer = max(len(one), len(other))
    return longer >= 5 and one[0] == other[0] and DamerauLevenshtein.distance(one, other, score_cutoff=2) <= (2 if longer >= 9 else 1)


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """How many words of the shorter name stand in the longer, in either order; 0 unless all do and the family name is
    among the last of it (or the first, where it was brought to the front)."""
    left = list(long)
    for word in short:
        place = next((i for i, each in enumerate(left) if _near(word, each)), None)
        if place is None:
            return 0
        left.pop(place)
    return len(short)


def _firmly_unlike(one: Sight, other: Sight) -> bool:
    """Names written the same way and yet not alike: no spelling of the one can be the other."""
    a, b = parsed(one.name, one.country), parsed(other.name, other.country)
    if a.vietnamese and b.vietnamese:
        return True
    if a.vietnamese or b.vietnamese or a.transcribed or b.transcribed:
        return False
    if min(len(a.bare), len(b.bare)) < 2:
        return False
    common = sum(any(_near(x, y) for y in b.bare) for x in a.bare)
    return common < 2 and not any(len(word) == 1 for word in (*a.bare, *b.bare))


# --- the authority's people -------------------------------------------------------------------------------------


def _both(one: str, other: str) -> list[Person]:
    others = set(_entries(other))
    return [person for person in _entries(one) if person in others]


def _entries(name: str) -> tuple[Person, ...]:
    bare = " ".join(parsed(name).words)
    return people_named(name) or people_named(bare)


# --- against -----------------------------------------------------------------------------------------------------


def _against(one: Sight, other: Sight, kind: str) -> str | None:
    """What speaks against it so much that they are two."""
    a, b = parsed(one.name, one.country), parsed(other.name, other.country)
    if not _may_be_one_state(one, other, a, b):
        return f"one acts for {one.country}, the other for {other.country}"
    if (gap := _gap(one, other)) is not None and gap > _CAREER:
        return f"{gap // _YEAR} years lie between"
    if kind == ALIAS and (why := _out_of_time(one, other)):
        return why
    if a.generation != b.generation and kind != ALIAS and (gap is None or gap > 10 * _YEAR):
        return "one is told from a namesake by a number or Jr."
    return _excluded(one, other)


_EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())


def _same_state(one: str, other: str) -> bool:
    return not one or not other or one == other


def _may_be_one_state(one: Sight, other: Sight, a: Name, b: Name) -> bool:
    if _same_state(one.country, other.country):
        return True
    pair = {one.country, other.country}
    if "EU" in pair and pair & _EU:
        return True
    if pair <= {"CN", "HK", "MO"}:
        return True
    # A foreign name said to act for Vietnam is a misreading: the state is as good as unknown.
    return "VN" in pair and not a.vietnamese and not b.vietnamese and not a.transcribed and not b.transcribed


def _gap(one: Sight, other: Sight) -> int | None:
    """Days between the two, 0 where they overlap; None when one has no day."""
    if one.first is None or other.first is None:
        return None
    first, second = sorted(((one.first, one.last or one.first), (other.first, other.last or other.first)))
    return max((second[0] - first[1]).days, 0)


def _seats(sight: Sight) -> tuple[Seat, ...]:
    return tuple(seat(title, sight.country) for title in sight.offices)


def _excluded(one: Sight, other: Sight) -> str | None:
    """Seats of both that one person can't hold at once, seen at one time."""
    gap = _gap(one, other)
    if gap is None or gap > _AT_ONCE:
        return _out_of_turn(one, other)
    mine, theirs = _seats(one), _seats(other)
    if any(seats.alike(x, y) for x in mine for y in theirs):
        return None
    return next((why for x in mine for y in theirs if (why := seats.exclude(x, y))), None)


def _out_of_turn(one: Sight, other: Sight) -> str | None:
    """A youth's office after the highest of the state."""
    if one.first is None or other.first is None:
        return None
    early, late = (one, other) if one.first < other.first else (other, one)
    high = any(s.held and s.rank < 12 for s in _seats(early))
    return "an office of the youth after one of the state" if high and any(s.channel == "youth" for s in _seats(late)) else None


def _out_of_time(one: Sight, other: Sight) -> str | None:
    """A head's seat that the person of both spellings holds by the tables, but years away from the day."""
    for person in _both(one.name, other.name):
        if person.country not in (one.country, other.country):
            continue
        for sight in (one, other):
            for each in _seats(sight):
                known = [t for t in _tenures(person.name) if t.country == sight.country and _is(t, each)]
                if each.held and known and sight.first and all(_away(t, sight) > 2 * _YEAR for t in known):
                    return f"{person.name} was not {each.title} at the time"
    return None


def _away(tenure: Tenure, sight: Sight) -> int:
    assert sight.first is not None
    first, last = date.fromisoformat(tenure.start), date.fromisoformat(tenure.end) if tenure.end else date.max
    return max((first - (sight.last or sight.first)).days, (sight.first - last).days, 0)


@kept
@lru_cache(4096)
def _tenures(name: str) -> tuple[Tenure, ...]:
    return tenures_of(name)


def _is(tenure: Tenure, wanted: Seat) -> bool:
    return seat(tenure.office, tenure.country).key == wanted.key


# --- for ---------------------------------------------------------------------------------------------------------


def _weighed(one: Sight, other: Sight, kind: str, strength: float) -> Verdict:
    """With no reason against it: is what speaks for it enough?"""
    together = _together(one, other)
    reasons = [kind, *([together] if together else [])]
    enough = _enough(one, other, kind, together)
    if together:
        strength = min(strength + 0.04, 1.0)
    if enough is None:
        return Verdict(answer=CANDIDATE, reasons=(*reasons, "nothing more speaks for it"), strength=strength)
    return Verdict(answer=SAME, reasons=(*reasons, *([enough] if enough else [])), strength=strength)


def _together(one: Sight, other: Sight) -> str | None:
    """An office that both hold, near enough in time."""
    gap = _gap(one, other)
    for x in _seats(one):
        for y in _seats(other):
            if seats.alike(x, y) and (gap is None or gap <= _NEAR):
                return f"both are {x.title}"
    return None


def _enough(one: Sight, other: Sight, kind: str, together: str | None) -> str | None:
    """"" or a further reason where the names and what goes with them are enough; None where they are not."""
    a, b = parsed(one.name, one.country), parsed(other.name, other.country)
    if kind == MARK:
        return None
    if kind == ALIAS:
        return "" if together or _one_known_state(one, other) else None
    if kind in (EQUAL, UNMARKED):
        if together:
            return ""
        if a.vietnamese and b.vietnamese:
            return _one_bearer(one, other, a)
        if one.country and other.country or (len(a.bare) > 1 and not a.vietnamese):
            return "" if len(a.bare) > 1 else None
        return None
    if kind in (ORDER, SPELT):
        return "" if together or _one_known_state(one, other) else None
    if kind == READING:
        vietnamese = a if a.vietnamese else b
        return "" if together or (_one_known_state(one, other) and len(vietnamese.words) > 2) else None
    if kind == SOUND:
        if together:
            return ""
        return "" if _one_known_state(one, other) and sounds.likeness(a, b) >= _SURE_SOUND else None
    if kind == PART:
        if together:
            return ""
        short = min((a, b), key=lambda name: len(name.bare))
        return "" if _one_known_state(one, other) and len(short.bare) > 2 and a.generation == b.generation else None
    if kind == LAST:
        return "" if together and _one_known_state(one, other) and (_gap(one, other) or 0) < 2 * _YEAR else None
    return "" if together and _one_known_state(one, other) else None


def _one_known_state(one: Sight, other: Sight) -> bool:
    return bool(one.country) and one.country == other.country


def _one_bearer(one: Sight, other: Sight, name: Name) -> str | None:
    """Whether an equal Vietnamese name, in another office or none, is one person's."""
    if not _same_state(one.country, other.country) or not (one.country and other.country):
        if not name.words or namesakes(name.words) >= _RARE:
            return None
    if _listed(one) and _listed(other):
        return "the tables have both offices" if not _has_namesakes(one.name, one.country or other.country) else None
    if namesakes(name.words) < _RARE and len(name.words) > 2:
        return "the name is rare"
    if (not one.offices or not other.offices) and not _has_namesakes(one.name, one.country or other.country):
        known = one if one.offices else other
        return "the only one known of this name" if _listed(known) and (_gap(one, other) or 0) < 5 * _YEAR else None
    if any(x.place and x.place == y.place for x in _seats(one) for y in _seats(other)):
        return "of one place"
    return None


def _listed(sight: Sight) -> bool:
    """Whether the tables have the name in one of the offices about that time."""
    return any(
        _is(tenure, each) and (sight.first is None or _away(tenure, sight) <= _YEAR)
        for tenure in _tenures(sight.name)
        if tenure.country == sight.country
        for each in _seats(sight)
    )


@kept
@lru_cache(4096)
def _has_namesakes(name: str, country: str) -> bool:
    """Whether the offices that the tables give to this name are more than one person can have held."""
    own = [t for t in _tenures(name) if t.country == country]
    return any(
        seats.exclude(seat(x.office, country), seat(y.office, country))
        for i, x in enumerate(own)
        for y in own[i + 1 :]
        if _overlap(x, y) > 60
    )


def _overlap(x: Tenure, y: Tenure) -> int:
    end = min(date.fromisoformat(x.end) if x.end else date.max, date.fromisoformat(y.end) if y.end else date.max)
    start = max(date.fromisoformat(x.start), date.fromisoformat(y.start))
    return (end - start).days
