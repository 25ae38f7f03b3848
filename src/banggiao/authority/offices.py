"""Offices and how their titles are written: data/authority/offices/*.tsv."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from banggiao.authority.files import Row, Table, kept
from banggiao.authority.sources import source_of
from banggiao.model import Value
from banggiao.text import fold, nfc

CHANNELS = (
    "state",
    "government",
    "party",
    "parliament",
    "military",
    "police",
    "judiciary",
    "mass organisation",
    "local",
    "international",
    "business",
    "media",
)
LEVELS = ("head", "deputy", "standing", "member", "envoy")

_WORDS = re.compile(r"\w+")
_ID = re.compile(r"[a-z0-9]+(?:[-./][a-z0-9]+)*")
# What an office may be written with or without, each behind words that are there when it is:
# "Bộ trưởng (Bộ) Ngoại giao", "Thủ tướng (Chính phủ)",
# "Tổng Bí thư (Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam)".
_DROPPED = [
    (sign, re.compile(pattern), to)
    for sign, pattern, to in (
        ("uy ban", r"\buy ban nhan dan\b", "ubnd"),
        ("cong hoa xa hoi", r" (nuoc )?cong hoa xa hoi chu nghia viet nam\b", lambda m: " nuoc" if m[1] else ""),
        ("ban chap hanh", r" ban chap hanh trung uong( dang cong san viet nam| dang)?\b", ""),
        ("trung uong dang", r" trung uong dang cong san viet nam\b", " trung uong"),
        ("dang cong san", r" dang cong san viet nam\b", ""),
        ("trung uong dang", r"(?<=trung uong) dang\b", ""),
        ("bo truong bo", r"(?<=bo truong) bo\b", ""),
        ("thu tuong thuong", r"(?<=thu tuong) thuong truc\b", ""),
        ("thu tuong chinh", r"(?<=thu tuong) chinh phu\b", ""),
        ("pho chu tich thuong", r"(?<=pho chu tich) thuong truc\b", ""),
        ("thu truong ", r"(?<=thu truong) (thuong truc )?bo\b", ""),
        ("ban bi thu trung", r"(?<=thuong truc ban bi thu) trung uong\b", ""),
        ("thu tuong nuoc", r"(?<=thu tuong) nuoc$", ""),
        ("quoc hoi nuoc", r"(?<=quoc hoi) nuoc$", ""),
        ("viet nam", r" viet nam$", ""),
        ("thanh pho", r" thanh pho ", " tp "),
        ("khoa", r" khoa [ivx]+$", ""),
        ("nhiem ky", r" nhiem ky [ivx]+$", ""),
    )
]


class Office(Value, frozen=True):
    """An office: its title, the other ways it is written, whose it is, and while it has been there.

    `rank` counts from 1 within the country and channel, None where it is not told.
    """

    id: str
    title: str
    variants: tuple[str, ...]
    organisation: str
    country: str
    channel: str
    level: str
    rank: int | None
    start: str | None
    end: str | None
    source: str
    where: str


def _read(row: Row) -> Office:
    id, title, variants, organisation, country, channel, level, rank, start, end, source = row.fields
    if not _ID.fullmatch(id):
        row.wrong(f"the id {id!r} is not of small letters, digits and single hyphens, stops or strokes between them")
    if not title:
        row.wrong("no title")
    first, last = row.interval(start or "0001", end)
    return Office(
        id=id,
        title=title,
        variants=row.parts(variants),
        organisation=organisation,
        country=row.country(country),
        channel=row.one_of(channel, CHANNELS),
        level=row.one_of(level, LEVELS),
        rank=row.number(rank) if rank else None,
        start=first if start else None,
        end=last,
        source=source_of(row, source).word,
        where=row.where,
    )


_COLUMNS = (
    "id",
    "title",
    "variants",
    "organisation",
    "country",
    "channel",
    "level",
    "rank",
    "from",
    "to",
    "source",
)
OFFICES = Table("offices", _COLUMNS, ("id",), _read, folder=True)


@lru_cache(4096)
def office_key(office: str) -> str:
    """The office without what may be left out, folded: two spellings of one office have one key.

    >>> office_key("Bộ trưởng Bộ Ngoại giao") == office_key("Bộ trưởng Ngoại giao")
    True
    """
    key = fold(nfc(office))
    key = " ".join(_WORDS.findall(key))
    for sign, pattern, to in _DROPPED:
        if sign in key:
            key = " ".join(pattern.sub(to, key).split())
    return key


def offices_called(title: str, country: str | None = None) -> tuple[Office, ...]:
    """The offices with this title or variant, of one country where it is given."""
    found = _by_key().get(office_key(title), ())
    return tuple(each for each in found if country is None or each.country in (country, ""))


@kept
@lru_cache(4096)
def title_keys(title: str, country: str) -> tuple[str, ...]:
    """The keys of all titles that the office of this title and country is written with, its own first."""
    same = offices_called(title, country)
    spelt = (office_key(each) for office in same for each in (office.title, *office.variants))
    return tuple(dict.fromkeys([office_key(title), *spelt]))


@kept
@cache
def _by_key() -> dict[str, list[Office]]:
    found: dict[str, list[Office]] = {}
    for office in OFFICES.rows():
        for key in dict.fromkeys(map(office_key, (office.title, *office.variants))):
            found.setdefault(key, []).append(office)
    return found
