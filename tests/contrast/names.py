"""Names of people and countries: a reading follows the words around them, not the names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tests.contrast.contrast import Changed, contrast, differences
from tests.contrast.page import Facts, Page, events, reading_of, statements

from banggiao import lexicon
from banggiao.model import Reading
from banggiao.text import fold


def people(reading: Reading) -> list[str]:
    """The full names in a reading's contacts, longest first."""
    names = {side.name for event in reading.events for side in event.participants if side.name and " " in side.name}
    return sorted(names, key=lambda name: (-len(name), name))


# --- marks ------------------------------------------------------------------------------------------------------------

_BARE = {"đ": "d", "Đ": "D"}


def bare(text: str) -> str:
    """The text without marks, case kept."""
    return "".join(
        low.upper() if char.isupper() else low if fold(char) != char.lower() else char
        for char, low in zip(text, fold(text), strict=True)
    )


@contrast
def marks_stripped_from_names_in_captions(page: Page) -> Iterator[Changed]:
    """The names in captions have lost their marks ("Lam Van Tue"). Contacts stay, with names as the text writes them.
    Condition: the text tells each contact of the caption too (without the captions the reading is the same)."""
    reading = reading_of(page)
    captions = [r for r in reading.regions if r.kind == "caption" and r.start >= page.body_at]
    names = [name for name in people(reading) if bare(name) != name]
    changed = without = page
    for region in reversed(captions):
        words = page.whole[region.start : region.end]
        for name in names:
            words = words.replace(name, bare(name))
        changed = changed.put_into_text(region.start, region.end, words)
        without = without.put_into_text(region.start, region.end, "")
    if changed != page and events(reading_of(without)) == events(reading):
        yield Changed(changed, lambda again: differences(events(again), events(reading)))


# --- other names ------------------------------------------------------------------------------------------------------

_HOME = (("Hồ", "Lương", "Tạ", "Phùng"), ("Sĩ", "Quý", "Nhật", "Khắc"), ("Tiến", "Đạo", "Uyển", "Phấn"))
_AWAY = (("Piotr", "Anders", "Marek", "Jorge"), ("Nowak", "Lindholm", "Kovar", "Salinas"))


def other_names(page: Page, names: list[str], turn: int) -> Page:
    """The page with invented names for its people, of as many words, Vietnamese for Vietnamese ones."""
    changed = page
    for n, name in enumerate(names):
        parts = name.split()
        if is_home(name):
            pools = (_HOME[0], *[_HOME[1]] * (len(parts) - 2), _HOME[2])
        else:
            pools = (*[_AWAY[0]] * (len(parts) - 1), _AWAY[1])
        new = [pool[(n + turn + k * (k + 1)) % len(pool)] for k, pool in enumerate(pools)]
        changed = changed.mapped(lambda text, name=name, new=new: text.replace(name, " ".join(new)))
    return changed


def is_home(name: str) -> bool:
    """Whether a name is written with Vietnamese marks."""
    return fold(name) != name.lower()


def can_be_renamed(page: Page, names: list[str]) -> bool:
    """Whether the names stand in the page in full only, none inside another, so that all of them can be replaced; and
    there are no more than there are invented ones."""
    rest = page.whole
    for name in names:
        rest = rest.replace(name, "\n")
    words = {word for name in names for word in name.split()}
    return 0 < len(names) <= 4 and not words & set(re.findall(r"\w+", rest)) and len(words) >= 2 * len(names)


def renamed(page: Page) -> tuple[Page, Page] | None:
    """The page under two sets of invented names, when all its people can be renamed."""
    names = people(reading_of(page))
    alone = {side.name for event in reading_of(page).events for side in event.participants if side.name}
    if alone != set(names) or not can_be_renamed(page, names):
        return None
    return other_names(page, names, 0), other_names(page, names, 1)


@contrast
def other_names_of_people(page: Page) -> Iterator[Changed]:
    """The people of the page under invented names, and under other invented ones: the same contacts, but for the names.
    (Invented both times, for whom a name belongs to may tell a country or a year.) Condition: the page writes its names
    in full only."""
    both = renamed(page)
    if both is None:
        return
    here, there = both
    names, others = people_in(here, page, 0), people_in(here, page, 1)
    swap = dict(zip(names, others, strict=True))

    def wanted() -> Facts:
        return sorted(_swapped([*events(reading_of(here)), *statements(reading_of(here))], swap), key=repr)

    yield Changed(there, lambda again: differences(sorted([*events(again), *statements(again)], key=repr), wanted()))


def people_in(_: Page, page: Page, turn: int) -> list[str]:
    """The invented names of a page, in the order of its own."""
    names = people(reading_of(page))
    line = other_names(Page("", "", text="\n".join(names)), names, turn)
    return line.text.split("\n")


def _swapped(facts: Facts, swap: dict[str, str]) -> Facts:
    pattern = re.compile("|".join(map(re.escape, sorted(swap, key=len, reverse=True))))

    def change(value: object) -> object:
        if isinstance(value, str):
            return pattern.sub(lambda m: swap[m[0]], value)
        if isinstance(value, tuple):
            changed = tuple(map(change, value))
            return tuple(sorted(changed, key=repr)) if changed and isinstance(changed[0], tuple) else changed
        return value

    return [change(fact) for fact in facts]  # type: ignore[misc]


# --- other countries --------------------------------------------------------------------------------------------------

_COUNTRIES = dict(
    pair.split("/")
    for line in """
Nhật Bản/JP, Hàn Quốc/KR, Thái Lan/TH, Ấn Độ/IN, Hungary/HU, Kenya/KE, Peru/PE, Ba Lan/PL, Thụy Điển/SE
Uruguay/UY, Campuchia/KH, Cuba/CU, Indonesia/ID, Malaysia/MY, Singapore/SG, Philippines/PH, Myanmar/MM
Kazakhstan/KZ, Na Uy/NO, Đan Mạch/DK, Brazil/BR, Angola/AO, Bỉ/BE, Australia/AU, Canada/CA, Italy/IT
Ma-rốc/MA, Mông Cổ/MN, Lào/LA, Romania/RO, Bulgaria/BG, Phần Lan/FI, Pakistan/PK, Bangladesh/BD, Ai Cập/EG
Israel/IL
""".strip().splitlines()
    for pair in line.split(", ")
)
_NEW = {"Paraguay": "PY", "Estonia": "EE"}


@contrast
def another_country(page: Page) -> Iterator[Changed]:
    """A country's name replaced by another's: the contacts stay, but for its code and its name in offices. Condition:
    all people have invented names (as in the contrast before), so that no name tells a country; the page names no town,
    no house and no body that is known to be the country's, and writes its name in one way only and without a form of
    state that only a few have ("CHDCND Lào") or a province that begins with it ("Lào Cai")."""
    both = renamed(page)
    if both is None:
        return
    base = both[0]
    reading = reading_of(base)
    for name, code in _COUNTRIES.items():
        if not re.search(rf"(?<!\w){name}(?!\w)", base.whole) or _has_bodies(base.whole, name, code):
            continue
        if base.whole.count(name.split()[0]) != base.whole.count(name) or _told_otherwise(reading, name, code):
            continue
        if re.search(rf"(?:CHDCND|Dân chủ Nhân dân) {name}|{name} Cai\b", base.whole):
            continue
        for new, new_code in _NEW.items():
            changed = base.mapped(lambda t, name=name, new=new: re.sub(rf"(?<!\w){name}(?!\w)", new, t))
            swap = {name: new}
            wanted = sorted(_recoded(_swapped(events(reading), swap), code, new_code), key=repr)
            yield Changed(changed, lambda again, wanted=wanted: differences(events(again), wanted))


@cache
def _towns(code: str) -> re.Pattern[str]:
    """The towns and provinces of a country, as the lexicon has them."""
    rows = lexicon.table("lexicon/localities.tsv", ("name", "country", "kind"))
    towns = sorted((name for name, country, _ in rows if country == code), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, towns)) or '(?!)'})(?!\w)")


def _has_bodies(text: str, name: str, code: str) -> bool:
    """Whether the lexicon knows a body on the page that is of this country or has its name in its own."""
    return any((code == land or name in body) and body in text for body, land in _bodies())


@cache
def _bodies() -> tuple[tuple[str, str], ...]:
    rows = lexicon.table("lexicon/organisations.tsv", ("name", "country", "channel", "note"))
    return tuple((name, country) for name, country, _, _ in rows)


def _told_otherwise(reading: Reading, name: str, code: str) -> bool:
    """Whether a town of the country is named beside it, or a house that is known to be there: it would stay behind."""
    house = any(event.place.country == code and event.place.venue for event in reading.events)
    return house or _towns(code).search(reading.text) is not None


def _recoded(facts: Facts, code: str, new: str) -> Facts:
    def change(value: object) -> object:
        if isinstance(value, tuple):
            changed = tuple(map(change, value))
            return tuple(sorted(changed, key=repr)) if changed and isinstance(changed[0], tuple) else changed
        return new if value == code else value

    return [change(fact) for fact in facts]  # type: ignore[misc]
