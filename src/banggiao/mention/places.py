"""Places after "tại" and "ở": a venue, a locality, the country that the words make certain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from banggiao.mention import names, tails
from banggiao.mention.items import Item
from banggiao.mention.row import Row
from banggiao.model import Spot

_PREPOSITIONS = frozenset(["tại", "ở"])
_MOST_STEPS = 6  # from the preposition; farther off is another phrase


def spots(row: Row) -> list[Spot]:
    """The places of one sentence, in text order."""
    found: list[Spot] = []
    done = 0
    for k, item in enumerate(row.items):
        on_island = item.low == "trên" and row.low(k + 1) == "đảo"  # "trên đảo Sicily"
        if k < done or not (on_island or (item.low in _PREPOSITIONS and _is_preposition(row, k))):
            continue
        spot, end = _spot(row, k + 1 + on_island)
        if spot is None and row.low(k + 1) == "đảo" and row.cap(k + 2):  # "ở đảo Bali (Indonesia)"
            spot, end = _spot(row, k + 2)
        if spot is not None:
            found.append(spot)
            done = end
    return found


def _is_preposition(row: Row, k: int) -> bool:
    """ "tại", not that of "hiện tại", "tồn tại"."""
    return row.items[k].kind == "word" and not (k and row.low(k - 1) in ("hiện", "tồn"))


@dataclass(slots=True)
class _Walk:
    """A place while its phrase is walked: the item looked at, the offset where it ends, what was named."""

    row: Row
    at: int
    end: int
    venue: str | None = None
    locality: str | None = None
    country: str | None = None
    closed: bool = False  # nothing can follow: its country was named

    def take_to(self, k: int) -> bool:
        self.at = k
        self.end = self.row.items[k - 1].end
        return True

    def pass_over(self) -> bool:
        self.at += 1
        return True


_Step = Callable[[_Walk, Item], bool | None]


def _spot(row: Row, k: int) -> tuple[Spot | None, int]:
    """The place that begins at item k, if one does, and the item after it."""
    if k >= row.n:
        return None, k
    start = row.items[k].start
    walk = _Walk(row, k, start)
    e = row.items[k].entry
    if e.venue and not (e.country or e.locality):
        after, venue, walk.country = _venue(row, k)
        walk.take_to(after)
        walk.venue = None if row.low(k) in row.roles.passing else venue
        if walk.venue is not None and (owned := _of_holder(row, after)):
            walk.take_to(owned)
            walk.venue = row.text[start : walk.end]
    for _ in range(_MOST_STEPS):
        if walk.closed or walk.at >= row.n or not _goes_on(walk, row.items[walk.at]):
            break
    if walk.venue is None and walk.locality is None and walk.country is None:
        return None, k
    end = max(walk.end, start + 1)
    return Spot(start=start, end=end, venue=walk.venue, locality=walk.locality, country=walk.country), walk.at


def _of_holder(row: Row, k: int) -> int | None:
    """The item behind "của Đại sứ Mỹ", whose house it is, when that stands at item k with no name behind it."""
    if row.low(k) != "của" or row.entry(k + 1).office is None:
        return None
    end = k + 2
    if row.cap(end) and row.entry(end).country and not row.entry(end).pair:
        end += 1
    return None if row.cap(end) else end


def _goes_on(walk: _Walk, item: Item) -> bool | None:
    """Whether the item is of the place, by the first step that knows it."""
    for step in _STEPS:
        went = step(walk, item)
        if went is not None:
            return went
    return None


def _link(walk: _Walk, item: Item) -> bool | None:
    """ "Dinh X, Thủ đô Y", "(Chiết Giang, Trung Quốc)", "Trung tâm X ở Y": signs and words between the parts."""
    named = walk.venue or walk.locality
    if item.text == ")":
        return walk.pass_over() if named else None
    if item.text == "(" and walk.venue and walk.row.entry(walk.at + 1).venue:
        close = walk.row.close(walk.at)  # "Nhà khách X (Nhà khách Chính phủ), Thủ đô Y"
        walk.at = close + 1 if close is not None else walk.at
        return close is not None and walk.row.is_sign(walk.at, ",")
    if item.text in ",(":
        linked = named or walk.country
    else:
        linked = named if item.kind == "word" and item.low in ("ở", "tại", "của", "thuộc") else None
    return walk.pass_over() if linked and _is_place(walk.row, walk.at + 1) else None


def _unit(walk: _Walk, item: Item) -> bool | None:
    """ "phường Quy Nhơn Nam": a unit of Vietnam's administration with all the capitals behind it."""
    row, k = walk.row, walk.at + 1
    if item.low not in row.roles.vietnamese_unit:
        return None
    if not row.cap(k):
        return None
    end = k
    while row.cap(end) and row.items[end].start - row.items[end - 1].end <= 1 and not row.items[end].entry.office:
        end += 1
    walk.locality = walk.locality or row.words(walk.at, end)
    walk.country = walk.country or "VN"
    return walk.take_to(end)


def _noun(walk: _Walk, item: Item) -> bool | None:
    """ "ở thủ đô Santiago", "thành phố New York", "bang Queensland"."""
    row, k = walk.row, walk.at + 1
    roles = row.roles
    if not (_is_place_noun(row, item) or item.low in roles.state_noun or item.low in roles.vietnamese_unit):
        return None
    e = row.entry(k)
    if e.locality is not None or e.country:
        return walk.pass_over()
    if item.low in roles.city_noun and (named := _behind_its_kind(row, k)):
        walk.at = named
        return True
    end = names.run(row, k) if row.is_plain(k) else k
    if end == k:
        return False
    if walk.locality is None:
        walk.locality = row.words(k, end)
    return walk.take_to(end)


def _behind_its_kind(row: Row, k: int) -> int:
    """The item of a known town behind words for its sort: "thành phố nghỉ dưỡng | Sochi"; else 0."""
    for at in range(k, min(k + _MOST_OF_KIND + 1, row.n)):
        item = row.items[at]
        if item.cap:
            return at if at > k and item.entry.locality is not None else 0
        if item.kind != "word" or item.low in _JOINING:
            return 0
    return 0


_MOST_OF_KIND = 4  # "ven biển miền nam"
_JOINING = frozenset(["và", "của", "cùng", "với", "để", "trước", "sau", "khi", "ở", "tại", "đến", "tới", "từ", "này"])


def _known(walk: _Walk, item: Item) -> bool | None:
    """A place or a country of the tables; a country ends the phrase."""
    e = item.entry
    if not item.cap:
        return None
    if e.locality is not None and not (e.country and walk.locality):
        if walk.locality is None:
            walk.locality = _without_city(walk.row, item)
        walk.country = walk.country or e.locality or None
        return walk.take_to(walk.at + 1)
    if e.country and not e.pair:
        if walk.locality and walk.country not in (None, e.country) and not _ends(walk.row, walk.at + 1):
            return False  # "Tại Vientiane, Việt Nam và Lào ký": who signs
        walk.country = e.country
        walk.closed = True
        return walk.take_to(walk.at + 1)
    return None


def _ends(row: Row, k: int) -> bool:
    """Whether an address may end before item k: at a stop, a bracket or a comma."""
    return k >= row.n or row.items[k].text in (",", ".", ";", ")", ":")


def _unknown(walk: _Walk, item: Item) -> bool | None:
    """ "tại Kochi, Nhật Bản": capitals that no table knows, with a known place right behind a comma or a bracket."""
    row, k = walk.row, walk.at
    if walk.locality is not None or not row.is_plain(k):
        return None
    if walk.venue is not None and row.low(k - 1) not in _PREPOSITIONS:
        return None
    end = names.run(row, k)
    if end == k or end >= row.n or row.items[end].text not in ",(" or not row.cap(end + 1):
        return None
    e = row.entry(end + 1)
    if not e.country and e.locality is None:
        return None
    walk.locality = row.words(k, end)
    return walk.take_to(end)


_STEPS: tuple[_Step, ...] = (_link, _unit, _noun, _known, _unknown)


def _venue(row: Row, k: int) -> tuple[int, str, str | None]:
    """The venue that begins at item k: (item after it, its words, the country that is certain)."""
    end, country = _venue_tail(row, k)
    following = row.entry(end)
    if row.low(end) in ("trước", "trong") and row.entry(end + 1).venue:
        end, _, more = _venue(row, end + 1)  # "Quảng trường Hiến pháp trước Dinh Tổng thống La Moneda"
        country = country or more
    elif following.office and row.low(k) in row.roles.seat:
        end, more = _venue_tail(row, end)  # "Dinh Tổng thống La Moneda"
        country = country or more
    said = row.words(k, end).lower() if country is not None else ""
    if any(house in said for house in row.roles.mission):
        country = None  # "Đại sứ quán Nga (ở Hà Nội)"
    for cut in range(k + 1, end):
        if (
            row.items[cut].text == "("
        ):  # "Đại lễ đường Nhân dân (Thủ đô Bắc Kinh)": the bracket tells where the venue is
            close = row.close(cut)
            if country is not None and close is not None and close + 1 < end and _is_abbreviation(row, cut):
                return end, row.words(k, cut).rstrip(" ("), country  # "Bộ Chỉ huy quân sự (CHQS) | tỉnh Salavan"
            end, country = cut, None
            break
    if end < row.n and _is_unit(row, end) and not row.cap(end + 1):
        words = row.words(k, end).lower().split()
        if words[-1] in row.roles.local_body or " ".join(words[-4:]) in row.roles.local_body:
            end += 1  # "tại UBND tỉnh, Chủ tịch …"
    if country is None and end == k + 1:
        country = row.items[k].entry.venue_country
    return end, row.words(k, end).rstrip(" ("), country


def _is_unit(row: Row, k: int) -> bool:
    return _is_place_noun(row, row.items[k]) or row.low(k) in row.roles.vietnamese_unit


def _is_abbreviation(row: Row, k: int) -> bool:
    """Whether the bracket at item k holds capital letters only, of no state."""
    inner = row.items[k + 1] if k + 1 < row.n else None
    return row.close(k) == k + 2 and inner is not None and inner.text.isupper() and inner.entry.country is None


def _venue_tail(row: Row, k: int) -> tuple[int, str | None]:
    """The item after the venue's words that begin at item k, and the country they say."""
    tail = tails.walk(row, k + 1, body=True, proper=True)
    return max(tail.end, k + 1), tail.country


def _is_place(row: Row, k: int) -> bool:
    if k >= row.n:
        return False
    item = row.items[k]
    e = item.entry
    return (
        (item.cap and bool(e.country or e.locality is not None))
        or _is_place_noun(row, item)
        or item.low in row.roles.vietnamese_unit
    )


def _is_place_noun(row: Row, item: Item) -> bool:
    roles = row.roles
    return item.low in roles.capital_noun or item.low in roles.city_noun or item.low in roles.region_noun


def _without_city(row: Row, item: Item) -> str:
    """The name of a place without "thành phố"; "Thành phố Hồ Chí Minh" keeps it."""
    for noun in (*row.roles.capital_noun, *row.roles.city_noun):
        size = len(noun) + 1
        if (
            item.low.startswith(noun + " ")
            and item.text[size : size + 1].isupper()
            and not item.low.endswith("hồ chí minh")
        ):
            return item.text[size:]
    return item.text
