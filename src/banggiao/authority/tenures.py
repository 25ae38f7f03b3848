"""Who held which office when: data/authority/tenures/*.tsv, matched by name and office as the press writes them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from banggiao.authority.files import Row, Table, kept
from banggiao.authority.offices import office_key, title_keys
from banggiao.authority.people import PEOPLE, Person, person_key
from banggiao.authority.sources import source_of
from banggiao.model import Value
from banggiao.text import fold, nfc

# At the head only: "đặc mệnh toàn quyền" and "cơ quan" hold the same syllables, and "cố vấn" is an office.
_FORMER = re.compile(r"^(?:nguyen|cuu|co(?! van\b)) ")
_ACTING = re.compile(r"^quyen ")
_ACTS = "Quyền "


class Tenure(Value, frozen=True):
    """One person in one office; `start` and `end` are days (`end` None: in office on `checked`, for all that is known).

    `slack` is how many days the press may be ahead of `start` or behind `end`; `checked` is the last day that the row's
    file speaks for.
    """

    person: str
    office: str
    country: str
    start: str
    end: str | None
    slack: int
    checked: str | None
    source: str
    where: str


def _read(row: Row) -> Tenure:
    person, office, country, start, end, source = row.fields
    first, last = row.interval(start, end)
    if not office:
        row.wrong("no office")
    if last is None and row.checked is None:
        row.wrong("no end, and the file has no line '# checked: YYYY-MM' that says until when it speaks")
    known = source_of(row, source)
    return Tenure(
        person=person,
        office=office,
        country=row.country(country),
        start=first,
        end=last,
        slack=known.slack,
        checked=row.checked,
        source=known.word,
        where=row.where,
    )


TENURES = Table(
    "tenures",
    ("person", "office", "country", "from", "to", "source"),
    ("person", "office", "country", "from"),
    _read,
    folder=True,
)


def is_former(office: str) -> bool:
    """Whether the office is given as a past one: "nguyên Thủ tướng", "cựu Tổng thống", "cố Tổng Bí thư"."""
    return _FORMER.match(fold(office)) is not None


@kept
@lru_cache(4096)
def tenures(person: str, office: str) -> tuple[Tenure, ...]:
    """Every known tenure of `person` in `office` as written; "nguyên", "cựu", "quyền" before it are passed over."""
    bare = _FORMER.sub("", fold(nfc(office)), count=1)
    wanted = office_key(_ACTING.sub("", bare, count=1))
    return tuple(t for t in tenures_of(person) if is_office(wanted, t))


def is_office(wanted: str, tenure: Tenure) -> bool:
    """Whether the key of an office as written is that of the tenure.

    For other states the country may follow: "Thủ tướng Nhật Bản".
    """
    keys = title_keys(tenure.office.removeprefix(_ACTS), tenure.country)
    return wanted in keys or (tenure.country != "VN" and any(wanted.startswith(key + " ") for key in keys))


def tenures_of(person: str) -> tuple[Tenure, ...]:
    """Every tenure of whoever is called so, by any spelling; names of other states in any order of their parts."""
    home, abroad = _by_person()
    key = person_key(person)
    found = [*home.get(key, ()), *abroad.get(_any_order(key), ())]
    for known in _people().get(_any_order(key), ()):
        names = [person_key(name) for name in (known.name, *known.also)]
        if known.country == "VN" and key not in names:
            continue  # the parts of a Vietnamese name stand in one order
        for name in names:
            found += home.get(name, ()) if known.country in ("", "VN") else ()
            found += [
                t
                for t in abroad.get(_any_order(name), ())
                if "" in (known.country, t.country) or known.country == t.country
            ]
    return tuple(dict.fromkeys(found))


@kept
@cache
def checked() -> str:
    """The last day that any of the tables speaks for."""
    return max((tenure.checked for tenure in TENURES.rows() if tenure.checked), default="")


def _any_order(key: str) -> str:
    return " ".join(sorted(key.split()))


@kept
@cache
def _by_person() -> tuple[dict[str, list[Tenure]], dict[str, list[Tenure]]]:
    """The tenures by the key of their holder's name in the table: Vietnam's, and the others' with the parts sorted."""
    home: dict[str, list[Tenure]] = {}
    abroad: dict[str, list[Tenure]] = {}
    keys: dict[str, str] = {}
    for tenure in TENURES.rows():
        key = keys.get(tenure.person)
        if key is None:
            key = keys[tenure.person] = person_key(tenure.person)
        if tenure.country == "VN":
            home.setdefault(key, []).append(tenure)
        else:
            abroad.setdefault(_any_order(key), []).append(tenure)
    return home, abroad


@kept
@cache
def _people() -> dict[str, list[Person]]:
    """The people by the keys of all their names, the parts sorted."""
    found: dict[str, list[Person]] = {}
    for person in PEOPLE.rows():
        for key in dict.fromkeys(_any_order(person_key(name)) for name in (person.name, *person.also)):
            found.setdefault(key, []).append(person)
    return found
