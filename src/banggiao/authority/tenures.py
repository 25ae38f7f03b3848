"""Who held which office when: data/authority/tenures/*.tsv, matched by name and office as the press writes them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from banggiao.authority.files import rows
from banggiao.authority.sources import slack_of
from banggiao.lexicon import DataError
from banggiao.model import Value
from banggiao.text import fold, nfc

_COLUMNS = ("person", "office", "country", "from", "to", "source")
_FORMER = re.compile(r"(?:nguyen|cuu|co) ")
_ACTING = re.compile(r"quyen ")
# What an office may be written with or without: "Bộ trưởng (Bộ) Ngoại giao", "Thủ tướng (Chính phủ)",
# "Tổng Bí thư (Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam)".
_DROPPED = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^\w]+", " "),
        (r"\buy ban nhan dan\b|\bubnd\b", "ubnd"),
        (r" (nuoc )?cong hoa xa hoi chu nghia viet nam\b", lambda m: " nuoc" if m[1] else ""),
        (r" ban chap hanh trung uong( dang cong san viet nam| dang)?\b", ""),
        (r" trung uong dang cong san viet nam\b", " trung uong"),
        (r" dang cong san viet nam\b", ""),
        (r"(?<=trung uong) dang\b", ""),
        (r"(?<=bo truong) bo\b", ""),
        (r"(?<=thu tuong) thuong truc\b", ""),
        (r"(?<=thu tuong) chinh phu\b", ""),
        (r"(?<=pho chu tich) thuong truc\b", ""),
        (r"(?<=thu truong) (thuong truc )?bo\b", ""),
        (r"(?<=thuong truc ban bi thu) trung uong\b", ""),
        (r"(?<=thu tuong) nuoc$", ""),
        (r"(?<=quoc hoi) nuoc$", ""),
        (r" viet nam$", ""),
        (r" thanh pho ", " tp "),
        (r" (khoa|nhiem ky) [ivx]+$", ""),
        (r" +", " "),
    )
]


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
    checked: str


def office_key(office: str) -> str:
    """The office without what may be left out, folded: two spellings of one office have one key.

    >>> office_key("Bộ trưởng Bộ Ngoại giao") == office_key("Bộ trưởng Ngoại giao")
    True
    """
    key = fold(nfc(office))
    for pattern, to in _DROPPED:
        key = pattern.sub(to, key).strip()
    return key


def is_former(office: str) -> bool:
    """Whether the office is given as a past one: "nguyên Thủ tướng", "cựu Tổng thống", "cố Tổng Bí thư"."""
    return _FORMER.match(fold(office)) is not None


@lru_cache(4096)
def tenures(person: str, office: str) -> tuple[Tenure, ...]:
    """Every known tenure of `person` in `office` as written; "nguyên", "cựu", "quyền" before it are passed over."""
    bare = _FORMER.sub("", fold(nfc(office)), count=1)
    wanted = office_key(_ACTING.sub("", bare, count=1) if _ACTING.match(bare) else bare)
    return tuple(t for key, t in _by_person().get(_person_key(person), ()) if _same_office(wanted, key, t.country))


def checked() -> str:
    """The last day that any of the tables speaks for."""
    return max(tenure.checked for tenure in all_tenures())


def _same_office(wanted: str, key: str, country: str) -> bool:
    """For other states the country may follow: "Thủ tướng Nhật Bản"."""
    return wanted == key or (country != "VN" and wanted.startswith(key + " "))


def _person_key(person: str) -> str:
    return " ".join(re.sub(r"[-.]", " ", fold(nfc(person))).split())


@cache
def _by_person() -> dict[str, list[tuple[str, Tenure]]]:
    found: dict[str, list[tuple[str, Tenure]]] = {}
    for tenure in all_tenures():
        key = office_key(tenure.office.removeprefix("Quyền "))
        found.setdefault(_person_key(tenure.person), []).append((key, tenure))
    return found


@cache
def all_tenures() -> tuple[Tenure, ...]:
    """Every row of the tables; raises DataError on a date that is none, an unknown source or a file without its day."""
    found = []
    for row in rows("tenures", _COLUMNS):
        person, office, country, start, end, source = row.fields
        first, last = row.interval(start, end)
        if row.checked is None:
            raise DataError(f"{row.where.rpartition(':')[0]}: no line '# checked: YYYY-MM'")
        slack = slack_of(row, source)
        found.append(
            Tenure(
                person=person, office=office, country=country, start=first, end=last, slack=slack, checked=row.checked
            )
        )
    return tuple(found)
