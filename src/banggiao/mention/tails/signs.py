"""Steps over numbers and signs in a complement: brackets, dashes, the commas of a ministry's name."""

from __future__ import annotations

from banggiao.mention import names
from banggiao.mention.items import Item
from banggiao.mention.row import Row
from banggiao.mention.tails.ahead import is_list_of_body
from banggiao.mention.tails.tail import Step, Tail


def number(tail: Tail) -> bool | None:
    """ "Quân khu 9", "Đoàn 10", "khóa XV"."""
    row = tail.row
    if row.low(tail.at - 1) in row.roles.counted:
        return tail.take()
    # "Chủ tịch ASEAN 2024 Khamla V.": the year of the chair, a name behind it
    of_year = tail.head in row.roles.chairing and len(row.items[tail.at].text) == _YEAR
    return tail.take() if of_year and names.find_certain(row, tail.at + 1) is not None else None


_YEAR = 4  # digits


def _bracket(tail: Tail, item: Item) -> bool | None:
    """ "(Trung Quốc)" says the country, "(VCCI)" is left out of the text."""
    row = tail.row
    close = row.close(tail.at)
    if close is None:
        return False
    if row.low(tail.at + 1) == "ảnh":
        return False  # "Ủy ban X (ảnh A) Phát biểu": a credit
    inner = [i for i in row.items[tail.at + 1 : close] if i.cap]
    land = next((i.entry.country for i in inner if i.entry.country), None)
    land = land or next((i.entry.locality for i in inner if i.entry.locality), None)
    if land is not None and not _is_short_for_land(tail, inner):
        if tail.level is not None and (state := next((i.entry.country for i in inner if i.entry.country), None)):
            tail.country, tail.certain = state, True  # "Chương trình Việt Nam thuộc Đại học X (Hoa Kỳ)": the state's
        tail.name_country(land)
        tail.placed = True
        return tail.take(close + 1 - tail.at)
    if close - tail.at > 5:
        return False
    if tail.country is None and not tail.placed and any(_is_of_the_world(i) for i in inner):
        tail.international = True  # "Quỹ Nhi đồng quốc tế (UNICEF)"
    tail.skip.append((item.start, row.items[close].end))
    tail.at = close + 1
    tail.proper = False  # "Hội đồng Cộng hòa (Thượng viện) Natalia K.": a name comes
    after = row.entry(tail.at)
    if not after.country and after.org is None:
        tail.end = tail.at
    return True


def _is_short_for_land(tail: Tail, inner: list[Item]) -> bool:
    """ "Các Tiểu vương quốc Arab Thống nhất (UAE)": the letters of the state that is named right before them."""
    if len(inner) != 1 or not inner[0].text.isupper() or tail.row.entry(tail.at - 1).pair:
        return False
    return inner[0].entry.country is not None and tail.row.entry(tail.at - 1).country == inner[0].entry.country


_LONGEST_SPELT = 10  # words of a body's name up to its letters


def spelt_out(tail: Tail) -> bool:
    """ "Chủ tịch Liên đoàn các Hiệp hội | giao nhận vận tải Quốc tế (FIATA) Arno K.": all words up to the letters in
    brackets behind which the holder's name stands are of the body's name."""
    row = tail.row
    if tail.level is None or not tail.body or tail.placed or tail.at == tail.start:
        return False
    end = tail.at
    while end < min(row.n, tail.at + _LONGEST_SPELT) and _may_be_spelt(row.items[end]):
        end += 1
    if end == tail.at or not row.is_sign(end, "(") or row.close(end) != end + 2:
        return False
    letters = row.items[end + 1]
    if not (letters.text.isupper() and len(letters.text) >= 3) or letters.entry.country:
        return False
    if names.find_certain(row, end + 3) is None:
        return False
    if land := next((i.entry.country for i in row.items[tail.at : end] if i.cap and i.entry.country), None):
        tail.name_country(land)
    return tail.take_to(end)


def _may_be_spelt(item: Item) -> bool:
    e = item.entry
    return item.kind in ("word", "phrase") and not (e.cue or e.office or e.honorific or e.group)


def _is_of_the_world(item: Item) -> bool:
    e = item.entry
    return e.org is not None and e.channel == "international" and not e.generic


def _dash(tail: Tail, item: Item) -> bool | None:
    """ "Hội Hữu nghị Việt Nam - Lào", "Đảng ủy - Bộ Tư lệnh Quân khu 9"."""
    row, k = tail.row, tail.at + 1
    if not tail.body or tail.at == tail.start or not row.cap(k):
        return None
    after = row.items[k]
    if after.entry.country:
        tail.country = tail.country or after.entry.country
        return tail.take(2)
    if tail.placed or after.low == "cơ quan":
        return False  # "Ban A - Cơ quan Thường trực của Ban Chỉ đạo B": what it is besides
    if after.entry.orghead or (after.kind == "word" and (row.is_syllable(k) or names.run(row, k) == k)):
        return tail.pass_over()
    return False


def _comma(tail: Tail, item: Item) -> bool | None:
    """ "Văn hóa, Thể thao và Du lịch": a list inside the name of a ministry or a committee."""
    if tail.head in tail.row.roles.serving and tail.body and _leads_to_leader(tail.row, tail.at + 1):
        return tail.pass_over()  # "Cố vấn về Ngoại giao, An ninh của Tổng thống X"
    if tail.level is not None and tail.body and _is_of_higher_body(tail):
        tail.placed = False
        return tail.pass_over()  # "Chủ tịch Tiểu ban X, Ủy ban Y"
    if tail.level is not None and tail.body and not tail.placed and _is_land_of_body(tail):
        tail.name_country(tail.row.entry(tail.at + 1).country or "")
        tail.placed = True
        return tail.take(2)  # "Chủ tịch Duma Quốc gia Quốc hội liên bang, Liên bang Nga Oleg B."
    listing = tail.level in ("minister", None) or tail.head in tail.row.roles.chairing
    if tail.body and not tail.placed and listing and is_list_of_body(tail.row, tail.at):
        tail.listed = True
        return tail.pass_over()
    return None


def _is_of_higher_body(tail: Tail) -> bool:
    """Whether the comma stands between a part of a committee and the committee."""
    row, k = tail.row, tail.at + 1
    part = any(row.low(j).endswith(("tiểu ban", "phân ban")) for j in range(max(0, tail.start - 1), tail.at))
    return part and row.cap(k) and row.low(k).startswith("ủy ban")


def _is_land_of_body(tail: Tail) -> bool:
    """Whether the state of the body stands behind the comma, and the holder's name behind that."""
    row, k = tail.row, tail.at + 1
    land = row.entry(k).country if row.cap(k) else None
    return land is not None and tail.country in (None, land) and names.find_certain(row, k + 1) is not None


def _leads_to_leader(row: Row, k: int) -> bool:
    """Whether a field of two syllables stands at item k, and "của" with the title served behind it."""
    of = next((j for j in range(k + 1, min(row.n, k + 3)) if row.low(j) == "của"), None)
    return of is not None and row.cap(k) and row.entry(of + 1).office is not None


def _ampersand(tail: Tail, item: Item) -> bool | None:
    """ "Sở KH&ĐT", "Bộ Văn hóa, Thể thao & Du lịch"."""
    follows = tail.at + 1 < tail.row.n and (tail.body or (tail.at > tail.start and tail.row.cap(tail.at + 1)))
    return tail.take(2) if follows else None


_QUOTES = {"“": "”", '"': '"'}
_LONGEST_QUOTE = 16  # items between the marks


def _quote(tail: Tail, item: Item) -> bool | None:
    """ "Đảng “Một nước X công bằng” Sergei M.": a body's own name between marks."""
    row = tail.row
    if not tail.proper and not tail.head.endswith("đảng"):
        return None
    for j in range(tail.at + 2, min(row.n, tail.at + _LONGEST_QUOTE)):
        if row.items[j].text == _QUOTES[item.text]:
            if not row.cap(tail.at + 1):
                return None
            inner = row.items[tail.at + 1 : j]
            if land := next((i.entry.country for i in inner if i.cap and i.entry.country), None):
                tail.name_country(land)
            return tail.take_to(j + 1)
    return None


SIGNS: dict[str, Step] = {"(": _bracket, "&": _ampersand, "-": _dash, "–": _dash, ",": _comma, "“": _quote, '"': _quote}
