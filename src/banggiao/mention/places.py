"""Places after "tại" and "ở": a venue, a locality, the country that the words make certain."""

from __future__ import annotations

from banggiao.mention.actors import ActorParser
from banggiao.mention.items import Item, known
from banggiao.model import Spot

# Words of Vietnam's own administration: a ward or a commune is in Vietnam.
_VIETNAMESE_UNITS = frozenset(["phường", "xã", "huyện", "thị xã", "quận", "thị trấn"])
_PREPOSITIONS = frozenset(["tại", "ở"])
_CITY = ("thủ đô ", "thành phố ", "tp. ", "tp ", "cố đô ")
_EVENT_PLACES = frozenset(["sân bay", "sân bay quốc tế"])


def spots(parser: ActorParser) -> list[Spot]:
    """The places of one sentence, in text order."""
    found: list[Spot] = []
    k = 0
    while k < parser.n:
        item = parser.row[k]
        if item.kind == "word" and item.low in _PREPOSITIONS and not (k and parser.row[k - 1].low in ("hiện", "tồn")):
            spot, after = _spot(parser, k + 1)
            if spot is not None:
                found.append(spot)
                k = max(after, k + 1)
                continue
        k += 1
    return found


def _spot(parser: ActorParser, k: int) -> tuple[Spot | None, int]:
    row = parser.row
    if k >= parser.n:
        return None, k
    start = row[k].start
    venue: str | None = None
    locality: str | None = None
    country: str | None = None
    j = k
    e = known(row[j])
    if e.venue and not (e.country or e.locality):
        j, venue, country = _venue(parser, j)
        if row[k].low in _EVENT_PLACES:
            venue = None
    end = row[j - 1].end if j > k else start
    # "…, Thủ đô Canberra", "ở thủ đô Santiago", "(Chiết Giang, Trung Quốc)", "thành phố New York"
    steps = 0
    while j < parser.n and steps < 6:
        steps += 1
        item = row[j]
        if item.text in ",(" and (venue or locality or country) and _is_place(parser, j + 1):
            j += 1
            continue
        if item.text == ")" and (venue or locality):
            j += 1
            continue
        if (
            item.kind == "word"
            and item.low in ("ở", "tại", "của", "thuộc")
            and (venue or locality)
            and _is_place(parser, j + 1)
        ):
            j += 1
            continue
        if (
            item.low
            in (
                "thủ đô",
                "thành phố",
                "tp",
                "tp.",
                "tỉnh",
                "bang",
                "nước",
                "cố đô",
                "khu tự trị",
                "vương quốc",
                "cộng hòa",
            )
            or item.low in _VIETNAMESE_UNITS
        ):
            at = j + 1
            if item.low in _VIETNAMESE_UNITS and at < parser.n and row[at].cap:
                stop = at  # "phường Quy Nhơn Nam": all the capitals after the unit
                while (
                    stop < parser.n
                    and row[stop].cap
                    and row[stop].start - row[stop - 1].end <= 1
                    and not known(row[stop]).office
                ):
                    stop += 1
                locality = locality or parser.text[item.start : row[stop - 1].end]
                country = country or "VN"
                j = stop
                end = row[j - 1].end
                continue
            if at < parser.n and (
                known(row[at]).locality is not None or known(row[at]).country or parser._is_plain_cap(at)
            ):
                if known(row[at]).locality is not None or known(row[at]).country:
                    j = at
                    continue
                stop = parser._run(at)
                if stop > at:
                    unit = item.low in _VIETNAMESE_UNITS
                    if locality is None:
                        locality = parser.text[(item.start if unit else row[at].start) : row[stop - 1].end]
                    if unit:
                        country = country or "VN"
                    j = stop
                    end = row[j - 1].end
                    continue
            break
        e = known(item)
        if item.cap and e.locality is not None and not (e.country and locality):
            name = _without_city(item)
            if locality is None:
                locality = name
            country = country or e.locality or None
            j += 1
            end = item.end
            continue
        if item.cap and e.country and not e.pair:
            country = e.country
            j += 1
            end = item.end
            break
        if parser._is_plain_cap(j) and locality is None and (venue is None or row[j - 1].low in ("ở", "tại")):
            stop = parser._run(j)
            if (
                stop > j
                and stop < parser.n
                and row[stop].text in ",("
                and stop + 1 < parser.n
                and (known(row[stop + 1]).country or known(row[stop + 1]).locality is not None)
                and row[stop + 1].cap
            ):
                locality = parser.text[row[j].start : row[stop - 1].end]
                j = stop
                end = row[j - 1].end
                continue
        break
    if venue is None and locality is None and country is None:
        return None, k
    return Spot(start=start, end=max(end, start + 1), venue=venue, locality=locality, country=country), j


def _venue(parser: ActorParser, k: int) -> tuple[int, str, str | None]:
    """The venue that begins at item k: (item after it, its words, the country that is certain)."""
    row = parser.row
    e = known(row[k])
    tail = parser._tail(k + 1, "", None, body=True, proper=True)
    j = max(tail.at, k + 1)
    # "Quảng trường Hiến pháp trước Dinh Tổng thống La Moneda"
    if j + 1 < parser.n and row[j].low in ("trước", "trong") and known(row[j + 1]).venue:
        j, _, more = _venue(parser, j + 1)
        tail.country = tail.country or more
    elif j < parser.n and known(row[j]).office and row[k].low in ("dinh", "phủ", "văn phòng"):
        tail2 = parser._tail(j + 1, "", None, body=True, proper=True)
        j = max(tail2.at, j + 1)
        tail.country = tail.country or tail2.country
    for cut in range(k + 1, j):  # "Đại lễ đường Nhân dân (Thủ đô Bắc Kinh)": the bracket tells where the venue is
        if row[cut].text == "(":
            j = cut
            tail.country = None
            break
    text = parser.text[row[k].start : row[j - 1].end].rstrip(" (")
    country = tail.country
    if country is None and j == k + 1:
        country = e.venue_country
    return j, text, country


def _is_place(parser: ActorParser, k: int) -> bool:
    if k >= parser.n:
        return False
    item = parser.row[k]
    e = known(item)
    return (
        bool(item.cap and (e.country or e.locality is not None))
        or item.low in ("thủ đô", "thành phố", "tp", "tp.", "tỉnh", "bang", "cố đô", "khu tự trị")
        or item.low in _VIETNAMESE_UNITS
    )


def _without_city(item: Item) -> str:
    for prefix in _CITY:
        if (
            item.low.startswith(prefix)
            and item.text[len(prefix) :][:1].isupper()
            and not item.low.endswith("hồ chí minh")
        ):
            return item.text[len(prefix) :]
    return item.text
