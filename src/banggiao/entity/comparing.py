"""Are two people, as pages name them, one? `compare` gives a verdict and the reasons, from the names, the states, the
offices and the days. Weak evidence makes a candidate, never a merge."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from banggiao.authority import kept, people_named
from banggiao.authority.people import Person
from banggiao.entity import careers, readings, seats, sounds
from banggiao.entity.names import Name, namesakes, parsed
from banggiao.entity.seats import Seat, seat
from banggiao.model import Value
from banggiao.text import fold

SAME, DIFFERENT, CANDIDATE = "same", "different", "candidate"

_YEAR = 366
# Two people of one seat and like names: how far apart their days may lie.
_NEVER = date(9000, 1, 1)
_NEAR = 8 * _YEAR
# A life in offices is not longer.
_CAREER = 45 * _YEAR
# The days of two sightings within which both offices are held at once.
_AT_ONCE = 270
_SURE_SOUND, _LIKE_SOUND, _SOUND_WITH_SEAT = 0.85, 0.7, 0.52
# Below this many namesakes to be expected a Vietnamese name tells its bearer.
RARE, _VERY_RARE = 0.3, 0.02
# The same for a name of Chinese or Korean syllables.
_ABROAD = 0.25
# States whose names are of three syllables, which many share and nobody transcribes.
_SYLLABIC = frozenset(["KR", "KP", "CN", "TW"])
# Letters from which on a name that another begins with is part of it, however its words are parted ("Abdul Aziz").
_LONG_NAME = 10
# So long after, an office is another person's unless the name is very rare, and a seat of the tables another holder's.
_LONG, _LONG_BEFORE = 12 * _YEAR, 6 * _YEAR


class Sight(Value, frozen=True):
    """Someone as pages name them: the name, the state ("" unknown), the offices in which they were seen, the first and
    last day on which they were (None: no day known)."""

    name: str
    country: str = ""
    offices: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


class Verdict(Value, frozen=True):
    """`answer`: same, different, candidate. `strength` from 0 to 1 orders what is merged first; a `firm` difference
    keeps two people apart whatever others say of them."""

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
    if likeness is None or likeness[0] in _WEAK:
        known = holder(one)
        if known is not None and known == holder(other) and _against(one, other, HOLDER) is None:
            return Verdict(answer=SAME, reasons=(HOLDER, f"{known} held it"), strength=_STRENGTH[HOLDER])
    if likeness is None:
        return Verdict(answer=DIFFERENT, reasons=("the names are unlike",), firm=_firmly_unlike(one, other))
    kind, strength = likeness
    against = _against(one, other, kind)
    if against is not None:
        return Verdict(answer=DIFFERENT, reasons=(kind, against), firm=True)
    if kind == EQUAL and _is_misread(one, other):
        return Verdict(answer=SAME, reasons=(kind, "the office is that of another state"), strength=strength)
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
HOLDER = "both are called by an office, and like the one who held it"
LAST = "one is only the family name of the other"

_STRENGTH = {
    EQUAL: 1.0,
    ALIAS: 0.95,
    UNMARKED: 0.9,
    ORDER: 0.9,
    SPELT: 0.85,
    READING: 0.8,
    HOLDER: 0.78,
    SOUND: 0.75,
    PART: 0.7,
    INITIALS: 0.6,
    SLIP: 0.55,
    MAYBE_SOUND: 0.5,
    MARK: 0.4,
    LAST: 0.3,
}


def _names(one: Sight, other: Sight) -> tuple[str, float] | None:
    """How the names are alike, the strongest way, and how much that says; None when they are not."""
    a, b = parsed(one.name, _home(one)), parsed(other.name, _home(other))
    kind = next((kind for kind, test in _TESTS if test(a, b, one, other)), None)
    return None if kind is None else (kind, _STRENGTH[kind])


def _home(sight: Sight) -> str:
    return sight.country


def _equal(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    return a.key == b.key or (
        not a.vietnamese and "".join(a.words) == "".join(b.words) and a.generation == b.generation
    )


def _unmarked(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if a.vietnamese and b.vietnamese:
        return a.marked != b.marked and a.folded == b.folded
    return a.generation == b.generation and "".join(a.bare) == "".join(b.bare) and bool(a.bare)


def _alias(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    return any(
        _same_state(person.country, each.country) for person in _both(one.name, other.name) for each in (one, other)
    )


def _order_(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if a.vietnamese or b.vietnamese or a.generation != b.generation:
        return False
    return len(a.bare) > 1 and sorted(a.bare) == sorted(b.bare)


def _spelt(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if a.vietnamese or b.vietnamese or a.generation != b.generation or len(a.bare) != len(b.bare):
        return False
    return len(a.bare) > 1 and sorted(map(romanised, a.bare)) == sorted(map(romanised, b.bare))


def _reading(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    return any(
        vietnamese.vietnamese
        and not foreign.marked
        and readings.is_reading(
            vietnamese.words, ["".join(group) for group in foreign.groups], one.country or other.country
        )
        for vietnamese, foreign in ((a, b), (b, a))
    )


def _sound(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if one.country in _SYLLABIC or other.country in _SYLLABIC:
        return False
    return len(a.groups) > 1 and sounds.likeness(a, b) >= _LIKE_SOUND


def _maybe_sound(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    if one.country in _SYLLABIC or other.country in _SYLLABIC:
        return False
    return len(a.groups) > 1 and sounds.likeness(a, b) >= _SOUND_WITH_SEAT


def _part(a: Name, b: Name, one: Sight, other: Sight) -> bool:
    short, long = sorted((a, b), key=lambda name: len(name.bare))
    if a.vietnamese or b.vietnamese or len(short.bare) < 2:
        return False
    if len(short.bare) == len(long.bare) and len("".join(a.bare)) == len("".join(b.bare)):
        return False
    if _is_patronymic(a, b) and not _near(short.bare[0], long.bare[0]):
        return False  # the father's name is part of the son's
    if any(len(word) == 1 for word in short.bare) and any(len(word) == 1 for word in set(long.bare) - set(short.bare)):
        return False  # George H. W. Bush is not George W. Bush
    whole, rest = sorted(("".join(a.bare), "".join(b.bare)), key=len)
    return _aligned(short.bare, long.bare) >= 2 or (len(whole) >= _LONG_NAME and rest.startswith(whole))


def _is_patronymic(a: Name, b: Name) -> bool:
    """ "Mohammed bin Salman bin Abdulaziz": each name is followed by the father's."""
    return any(word in ("bin", "ibn", "bint", "al") for word in (*a.words, *b.words))


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


# Likenesses that say little by themselves.
_WEAK = (MAYBE_SOUND, SLIP, INITIALS, LAST)

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
        (r"(?<=[bdgklmnprt])h", ""),
    )
)


@lru_cache(4096)
def romanised(word: str) -> str:
    for pattern, to in _ROMANISED:
        word = pattern.sub(to, word)
    return word


@lru_cache(4096)
def _near(one: str, other: str) -> bool:
    if one == other or romanised(one) == romanised(other):
        return True
    longer = max(len(one), len(other))
    return (
        longer >= 5
        and one[0] == other[0]
        and DamerauLevenshtein.distance(one, other, score_cutoff=2) <= (2 if longer >= 9 else 1)
    )


def _nearly(one: str, other: str) -> bool:
    """Not near enough to be one word, but not another for certain: "Sergrei" and "Sergey"."""
    longer = max(len(one), len(other))
    return one[0] == other[0] and DamerauLevenshtein.distance(one, other) <= longer / 3


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


def may_mean(name: str, other: str, country: str) -> bool:
    """Whether a name may be another badly written: cut short, with a word too many, or a part of it spelt otherwise.

    >>> may_mean("Lý Khắc Cường Chiều", "Lý Khắc Cường", "CN"), may_mean("Andzhey Duda", "Andrzej Duda", "PL")
    (True, True)
    """
    a, b = parsed(name, country), parsed(other, country)
    short, long = sorted((a.bare, b.bare), key=len)
    if set(short) <= set(long) and (len(short) > 1 or not b.vietnamese):
        return True
    if a.vietnamese and b.vietnamese:
        return DamerauLevenshtein.distance(a.folded, b.folded) <= 1 and len(b.bare) > 2
    if _is_patronymic(a, b):
        return _near(a.bare[0], b.bare[0])
    mine, theirs = ({*each.bare, *("".join(map(fold, group)) for group in each.groups)} for each in (a, b))
    return any(_near(x, y) for x in mine for y in theirs if min(len(x), len(y)) >= _TELLING)


_TELLING = 4  # letters of a part of a name that alone may tell whose it is


def _firmly_unlike(one: Sight, other: Sight) -> bool:
    """Names written the same way and yet not alike: no spelling of the one can be the other."""
    a, b = parsed(one.name, one.country), parsed(other.name, other.country)
    if a.vietnamese and b.vietnamese:
        return not _badly_written(a, b)
    if a.vietnamese or b.vietnamese or a.transcribed or b.transcribed:
        return False
    if min(len(a.bare), len(b.bare)) < 2:
        return False
    common = sum(any(_near(x, y) or _nearly(x, y) for y in b.bare) for x in a.bare)
    return common < 2 and not any(len(word) == 1 for word in (*a.bare, *b.bare))


# --- the authority's people -------------------------------------------------------------------------------------


def _both(one: str, other: str) -> list[Person]:
    others = set(_entries(other))
    return [person for person in _entries(one) if person in others]


@kept
@lru_cache(4096)
def _entries(name: str) -> tuple[Person, ...]:
    """The people of the tables who are called so: by its marks, where a name of Vietnamese syllables has them."""
    own = parsed(name)
    found = people_named(name) or people_named(" ".join(own.words))
    if not (own.vietnamese and own.marked):
        return found
    return tuple(person for person in found if any(parsed(each).key == own.key for each in (person.name, *person.also)))


# --- against -----------------------------------------------------------------------------------------------------


def _against(one: Sight, other: Sight, kind: str) -> str | None:
    """What speaks against it so much that they are two."""
    a, b = parsed(one.name, one.country), parsed(other.name, other.country)
    if not _may_be_one_state(one, other, a, b):
        return f"one acts for {one.country}, the other for {other.country}"
    if kind in (EQUAL, UNMARKED) and one.country == other.country:
        mine, theirs = _career(one), _career(other)
        if mine is not None and theirs is not None and mine != theirs and (a.vietnamese or a.key != b.key):
            return "the tables have the offices in the careers of two"
    if (gap := _gap(one, other)) is not None and gap > _CAREER:
        return f"{gap // _YEAR} years lie between"
    if kind == ALIAS and (why := _out_of_time(one, other)):
        return why
    if a.generation != b.generation and kind != ALIAS and (gap is None or gap > 10 * _YEAR):
        return "one is told from a namesake by a number or Jr."
    return _excluded(one, other)


_EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)


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
    return ("VN" in pair and not a.vietnamese and not b.vietnamese) or _is_misread(one, other)


def _is_misread(one: Sight, other: Sight) -> bool:
    """Whether the one is said to act for Vietnam, and holds by the tables the office of that title in the other's state
    and none at home: "Thủ tướng Lý Khắc Cường"."""
    ours, theirs = (one, other) if one.country == "VN" else (other, one)
    if ours.country != "VN" or theirs.country in ("", "VN"):
        return False
    return not careers.careers(ours.name, "VN") and any(
        careers.held(ours.name, seat(title, theirs.country), ours.first, ours.last) is not None
        for title in ours.offices
    )


def _gap(one: Sight, other: Sight) -> int | None:
    """Days between the two, 0 where they overlap; None when one has no day."""
    if one.first is None or other.first is None:
        return None
    first, second = sorted(((one.first, one.last or one.first), (other.first, other.last or other.first)))
    return max((second[0] - first[1]).days, 0)


def _seats(sight: Sight) -> tuple[Seat, ...]:
    return tuple(seat(title, sight.country) for title in sight.offices)


@kept
@lru_cache(4096)
def holder(sight: Sight) -> str | None:
    """Who held an office in which pages saw someone, on their days and by the tables, if the names are alike."""
    if sight.first is None or len(parsed(sight.name, sight.country).groups) < 2:
        return None
    for each in _seats(sight):
        if not (each.held and each.office and each.level == "head"):
            continue
        for tenure in careers.of_seat(each.key):
            if careers.days_outside(tenure, sight.first, sight.last or sight.first):
                continue
            first, last = careers.span(tenure)
            other = Sight(
                name=tenure.person,
                country=tenure.country,
                offices=(tenure.office,),
                first=first,
                last=min(last, _NEVER),
            )
            one, two = (other, sight) if _order(other) < _order(sight) else (sight, other)
            likeness = _names(one, two)
            written = parsed(sight.name, sight.country), parsed(tenure.person, tenure.country)
            if likeness is None and _badly_written(*written) and _against(one, two, HOLDER) is None:
                return tenure.person
            if likeness is None or likeness[0] == LAST or _against(one, two, likeness[0]) is not None:
                continue
            if _weighed(one, two, *likeness).answer == SAME:
                return tenure.person
    return None


def _badly_written(a: Name, b: Name) -> bool:
    """Names of Vietnamese syllables, one with a word too many or too few at its end, or a letter: "Lý Khắc Cường
    Chiều"."""
    short, long = sorted((a.words, b.words), key=len)
    if not (a.vietnamese and b.vietnamese) or len(short) < 2:
        return False
    if len(long) - len(short) == 1:
        return long[: len(short)] == short
    return len(short) == len(long) > 2 and DamerauLevenshtein.distance(a.folded, b.folded) == 1


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
    return (
        "an office of the youth after one of the state"
        if high and any(s.channel == "youth" for s in _seats(late))
        else None
    )


def _out_of_time(one: Sight, other: Sight) -> str | None:
    """A seat that the person of both spellings held by the tables, but many years away from the day."""
    for person in _both(one.name, other.name):
        for sight in (one, other):
            if sight.first is None or person.country != sight.country:
                continue
            for each in _seats(sight):
                own = [
                    t for t in careers.known(person.name, sight.country) if seat(t.office, t.country).key == each.key
                ]
                away = [careers.days_outside(t, sight.first, sight.last or sight.first) for t in own]
                if each.held and away and min(away) > _LONG_BEFORE:
                    return f"{person.name} was not {each.title} at the time"
    return None


# --- for ---------------------------------------------------------------------------------------------------------


def _weighed(one: Sight, other: Sight, kind: str, strength: float) -> Verdict:
    """With no reason against it: is what speaks for it enough?"""
    together = _together(one, other)
    reasons = [kind, *([together] if together else [])]
    if (kind == MARK and not together) or (kind == MAYBE_SOUND and not _one_head(one, other)):
        return Verdict(answer=DIFFERENT, reasons=(kind, "nothing more speaks for it"), firm=kind == MARK)
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
    """ "" or a further reason where the names and what goes with them are enough; None where they are not."""
    a, b = parsed(one.name, one.country), parsed(other.name, other.country)
    if kind == MARK:
        return None
    if kind == ALIAS:
        return "" if together or _one_known_state(one, other) or (one.country and other.country) else None
    if kind in (EQUAL, UNMARKED):
        if together:
            return ""
        if a.vietnamese and b.vietnamese:
            return _one_bearer(one, other, a)
        if len(a.bare) < 2:
            return None
        return None if one.country in _SYLLABIC and _apart(one, other) and (_gap(one, other) or 0) > 2 * _YEAR else ""
    if kind in (ORDER, SPELT):
        return "" if together or _one_known_state(one, other) else None
    if kind == READING:
        marked = a if a.marked else b
        return "" if together or (_one_known_state(one, other) and len(marked.words) > 2) else None
    if kind == SOUND:
        if together or _one_kind(one, other):
            return ""
        return "" if _one_known_state(one, other) and sounds.likeness(a, b) >= _SURE_SOUND else None
    if kind == PART:
        if together:
            return ""
        short = min((a, b), key=lambda name: len(name.bare))
        return "" if _one_known_state(one, other) and len(short.bare) > 2 and a.generation == b.generation else None
    if kind == LAST:
        return "" if together and _one_known_state(one, other) and (_gap(one, other) or 0) < 2 * _YEAR else None
    return "" if together and one.country == other.country else None


def _one_head(one: Sight, other: Sight) -> bool:
    """An office that one person holds at a time, in both."""
    gap = _gap(one, other)
    return any(
        seats.alike(x, y) and "head" in (x.level, y.level) and (gap is None or gap <= _NEAR)
        for x in _seats(one)
        for y in _seats(other)
    )


def _one_kind(one: Sight, other: Sight) -> bool:
    """Offices of one kind whose places are written too differently to be compared ("Thị trưởng Mát-xcơ-va")."""
    mine, theirs = ({s.office for s in _seats(each) if s.office} for each in (one, other))
    return bool(mine & theirs) and _one_known_state(one, other) and (_gap(one, other) or 0) <= _NEAR


def _one_known_state(one: Sight, other: Sight) -> bool:
    return bool(one.country) and one.country == other.country


def _one_bearer(one: Sight, other: Sight, name: Name) -> str | None:
    """Whether an equal name of Vietnamese syllables, in another office or none, is one person's."""
    expected = _expected(name, one, other)
    if not _one_known_state(one, other):
        return "the name is rare" if expected < RARE and _same_state(one.country, other.country) else None
    mine, theirs = _career(one), _career(other)
    if mine is not None and theirs is not None:
        return "the tables have both offices" if mine == theirs else None
    if (_gap(one, other) or 0) > _LONG and expected > _VERY_RARE:
        return None
    if any(x.place and x.place == y.place for x in _seats(one) for y in _seats(other)):
        return "of one place"
    if not one.offices or not other.offices:
        several = len(careers.careers(one.name, one.country)) > 1
        return (
            None
            if several or (expected >= RARE and mine is None and theirs is None)
            else "the only one known of this name"
        )
    if expected < _VERY_RARE or (expected < RARE and not _apart(one, other)):
        return "the name is rare"
    return None


def _expected(name: Name, one: Sight, other: Sight) -> float:
    """How many others of the name to expect; in China and Korea one may stand in for the few syllables."""
    return namesakes(name.words) if "VN" in (one.country, other.country) else _ABROAD


# Walks of life that people don't change between.
_WALKS = frozenset({"military", "police", "judiciary", "business", "media", "youth"})


def _apart(one: Sight, other: Sight) -> bool:
    """Offices of two walks of life: the one of a court, the other of a ministry."""
    mine, theirs = ({s.channel for s in _seats(each) if s.channel} for each in (one, other))
    return bool(mine and theirs) and not mine & theirs and bool((mine | theirs) & _WALKS)


def _career(sight: Sight) -> int | None:
    """Which of the careers that the tables have of the name."""
    found = [careers.held(sight.name, each, sight.first, sight.last) for each in _seats(sight) if each.office]
    return next((number for number in found if number is not None), None)
