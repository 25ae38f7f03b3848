"""Groups: "lãnh đạo Đảng X", "đoàn đại biểu Y do ông Z dẫn đầu", "các Đại sứ ASEAN"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from banggiao.mention import names, offices
from banggiao.mention.items import Item
from banggiao.mention.phrases import UNKNOWN
from banggiao.mention.row import Row
from banggiao.model import Actor
from banggiao.text import fold


@dataclass(slots=True)
class _Walk:
    """A group while its phrase is walked: the item looked at, the item after what is certainly in it, what it names."""

    row: Row
    head: str
    at: int
    end: int
    named: bool = False  # a body or a place stands in it
    body: bool = False  # a body does
    usual: bool = False  # VN is only the usual home of the body named last ("Bộ Chính trị")
    countries: set[str] = field(default_factory=set)
    international: bool = False
    members: list[Actor] = field(default_factory=list)

    def take(self) -> bool:
        self.at += 1
        self.end = self.at
        return True

    def pass_over(self) -> bool:
        self.at += 1
        return True


def group(row: Row, k: int) -> tuple[Actor | None, int]:
    """The group that begins at item k and runs to the end of its phrase, and the item after it."""
    if any(two_units(row, j) for j in range(k + 1, k + _BEFORE_UNITS)):
        return None, k + 1
    item = row.items[k]
    walk = _Walk(row, item.low, k + 1, k + 1)
    while walk.at < row.n and _goes_on(walk, row.items[walk.at]):
        pass
    if walk.end == k + 1 and item.low not in row.roles.group_alone:
        return None, k + 1
    if item.low in _COMPANIES and walk.countries <= {"VN"}:
        return None, k + 1  # companies of home are no side
    start, end = item.start, row.items[walk.end - 1].end
    if k and row.low(k - 1) in ("các", "những") and not item.low.startswith("các"):
        start = row.items[k - 1].start
    if walk.countries == {"VN"} and walk.usual and _OF_MANY.search(row.text, start, end):
        walk.countries, walk.international = set(), True  # "các cơ quan Kiểm toán nhà nước các quốc gia"
    one = len(walk.countries) == 1 and not walk.international
    return (
        Actor(
            kind="group",
            start=start,
            end=end,
            organisation=row.text[start:end],
            country=next(iter(walk.countries)) if one else None,
            international=walk.international,
            plural=len(walk.countries) > 1,
            level="group",
            members=tuple(walk.members),
        ),
        walk.end,
    )


_BEFORE_UNITS = 5  # items: "đoàn đại biểu biên giới | hai tỉnh"
_UNITS = frozenset(["tỉnh", "thành phố", "huyện", "địa phương"])


def two_units(row: Row, k: int) -> bool:
    """Whether "hai tỉnh X và Y" of two states begins at item k: the provinces are the sides, whoever came for them."""
    if row.low(k) not in ("hai", "2") or row.low(k + 1) not in _UNITS or k + 4 >= row.n:
        return False
    first, second = row.entry(k + 2).locality, row.entry(k + 4).locality
    joined = row.low(k + 3) == "và" or row.is_sign(k + 3, "-–,")
    return joined and bool(first and second) and first != second and row.cap(k + 2) and row.cap(k + 4)


_QUOTED = 16  # items of a name in quotes
_COMPANIES = frozenset(
    ["các doanh nghiệp", "một số doanh nghiệp", "nhiều doanh nghiệp", "các tập đoàn", "một số tập đoàn", "các công ty"]
)
_FIRMS = frozenset(["doanh nghiệp", "công ty", "tập đoàn", "quỹ", "quỹ đầu tư", "ngân hàng", "nhà đầu tư"])
# "Công an các tỉnh X, | Y và Z"
_OF_UNITS = re.compile(
    r"\b(?:các|hai|ba|bốn|năm|\d) (?:tỉnh|thành phố|địa phương|huyện)(?:, thành phố)? [^;:.()]{0,80}$"
)
_OF_MANY = re.compile(r"\b(?:các (?:nước|quốc gia)|tổ chức quốc tế)\b")


_PERIOD = frozenset(["ngày", "tuần", "tháng", "năm"])
_PART = frozenset(["cuối", "đầu", "giữa"])
_WHEN = _PERIOD | _PART


def _goes_on(walk: _Walk, item: Item) -> bool:
    """Whether the item is of the group; it is then taken in or passed over."""
    if item.low == "hồi" and walk.row.low(walk.at + 1) in _WHEN:
        return False  # "các lãnh đạo thế giới | hồi cuối tháng 1"
    if item.low in _PART and walk.row.low(walk.at + 1) in _PERIOD:
        return False  # "lãnh đạo Kenya | đầu tuần này"
    if item.kind == "phrase":
        return _phrase(walk, item)
    if item.kind == "word":
        return _word(walk, item)
    if item.kind == "number":  # "lãnh đạo 4 tập đoàn hàng đầu của X"
        return walk.row.entry(walk.at + 1).orghead is not None and walk.take()
    return item.kind == "sign" and _sign(walk, item)


def _phrase(walk: _Walk, item: Item) -> bool:
    """A known phrase, up to a cue or a person: "lãnh đạo Đảng X", "đoàn đại biểu tỉnh Y"."""
    row, e = walk.row, item.entry
    in_name = item.low in row.roles.group_land or (walk.body and item.cap)  # "Liên đoàn Công nghiệp và Giao thông"
    if e.cue or (e.hide and not e.orghead and not in_name):
        return False
    if e.stop and not in_name:
        return False
    if e.office is not None and item.cap and item.low not in row.roles.group_title:
        # "lãnh đạo X và Chủ tịch Y Nguyễn Văn A": a person comes
        if walk.named and row.low(walk.at - 1) == "và":
            return False  # "lãnh đạo các nước A, B và Tổng Thư ký C"
        _, after = offices.several(row, walk.at)
        if names.find_certain(row, after) is not None:
            return False
    walk.body = walk.body or e.orghead is not None
    walk.named = walk.named or e.orghead is not None or (item.cap and e.proper)
    if item.cap:
        if _is_partner(walk):
            return walk.take()
        if (code := e.country or e.org) and (e.country or row.low(walk.at - 1) not in ("hai", "2")):
            if walk.usual and code != "VN" and row.low(walk.at - 1) not in row.roles.group_link:
                walk.countries.discard("VN")  # "đại diện Bộ Chính trị Đảng Cộng sản Trung Quốc"
            walk.usual = e.country is None and code == "VN" and "việt" not in item.low
            walk.countries.add(code)
            if e.country or e.channel in ("party", "government"):
                walk.members.append(_member(item, code))
        elif e.org is not None and e.channel == "international" and not e.generic:
            walk.international = True
        elif e.locality:
            walk.countries.add(e.locality)
    return walk.take()


def _is_partner(walk: _Walk) -> bool:
    """The Việt Nam of "Phòng Thương mại Hà Lan - Việt Nam": such a body is of the country named first."""
    row, k = walk.row, walk.at
    return walk.body and bool(walk.countries) and k > 1 and row.items[k - 1].text in "-–" and row.cap(k - 2)


def _member(item: Item, code: str) -> Actor:
    """A state or a party that the group names."""
    kind = "country" if item.entry.country else "organisation"
    return Actor(kind=kind, start=item.start, end=item.end, organisation=item.text, country=code)


def _word(walk: _Walk, item: Item) -> bool:
    """Any word, up to one that ends a group, a form of address or a Vietnamese name."""
    row, roles = walk.row, walk.row.roles
    if item.entry.honorific or (item.entry.stop and item.low not in roles.group_word and not (item.cap and walk.body)):
        return False
    if item.low == "và" and walk.named and row.entry(walk.at + 1).group:
        return False  # "lãnh đạo Liên minh A và Ban lãnh đạo Phòng Thương mại B": two
    if item.low in roles.group_link:
        if walk.countries and row.low(walk.at + 1) == walk.head:
            return False  # "giữa đại diện Bộ A và đại diện Bộ B": two groups
        return walk.pass_over()
    if item.cap and row.low(walk.at - 1).endswith("thành phố"):  # "lãnh đạo thành phố | Vinh": no name without the word
        city = row.book.folded.get(f"thanh pho {fold(item.low)}")
        if city is not None and city.locality:
            walk.countries.add(city.locality)
            walk.named = True
            return walk.take()
    if item.low in roles.group_end or (item.cap and names.begins_vietnamese(row, walk.at)):
        return False
    return walk.take()


def _sign(walk: _Walk, item: Item) -> bool:
    """Brackets, dashes, and the commas of a list."""
    row, k = walk.row, walk.at
    if item.text == "(":  # "các Đại sứ (Lào, Campuchia)"
        close = row.close(k)
        if close is None or row.low(k + 1) == "ảnh":
            return False  # "lãnh đạo các tỉnh (ảnh A) Phát biểu": a credit
        walk.countries.update(i.entry.country for i in row.items[k + 1 : close] if i.cap and i.entry.country)
        walk.at = close
        walk.take()
        after = row.items[walk.at] if walk.at < row.n else None
        # "lãnh đạo Hãng X (Y) chối bỏ việc …": a verb, no word of the group
        return after is None or after.kind != "word" or after.cap or after.entry is not UNKNOWN
    if item.text in "-–/":
        return walk.pass_over()
    if item.text in '"“' and row.low(k - 1) == "tổ chức":
        close = next((j for j in range(k + 2, min(row.n, k + _QUOTED)) if row.items[j].text in '"”'), None)
        walk.at = walk.at if close is None else close
        walk.named = walk.named or close is not None
        return close is not None and walk.take()  # "đoàn đại biểu tổ chức “Những người bạn của X” của Y"
    if item.text == ":" and walk.at == walk.end and row.low(k - 1).endswith("các nước") and row.entry(k + 1).country:
        return walk.pass_over()  # "Lãnh đạo các nước: Lào, Nga"
    if item.text != ",":
        return False
    if row.entry(k - 1).country and row.cap(k - 1) and not row.cap(k + 1) and not row.entry(k + 1).orghead:
        return False  # "lãnh đạo Mexico và Úc, công tác …"
    another = bool(walk.countries) and row.cap(k + 1) and bool(row.entry(k + 1).country)  # "Đại sứ các nước Lào, Nga"
    if (row.low(k + 1) + " " + row.low(k + 2)).startswith(("các nước", "các đảng", "các quốc gia", "các tổ chức")):
        return walk.pass_over()  # "lãnh đạo các Đảng, các nước"
    if row.low(k + 1) in _FIRMS and walk.head in _COMPANIES:
        return walk.pass_over()  # "các tập đoàn, doanh nghiệp lớn của X"
    if walk.at == walk.end and not walk.named and row.cap(k + 1) and row.entry(k + 1).orghead == "body":
        return walk.pass_over()  # "gặp mặt lãnh đạo, Ban Thường vụ Trung ương Hội X"
    # "Đoàn đại biểu Cục Thông tin, Quân đội Myanmar": the body that the first is of
    if row.entry(k - 1).locality and row.cap(k + 1) and row.entry(k + 1).locality == row.entry(k - 1).locality:
        several = walk.named and _OF_UNITS.search(row.text, row.items[0].start, item.start) is not None
        return several and walk.pass_over()
    higher = walk.body and not walk.countries and row.cap(k + 1) and row.entry(k + 1).orghead == "body"
    return walk.pass_over() if another or higher or _is_list(row, k + 1) else False


def _is_list(row: Row, k: int) -> bool:
    """Whether a list inside the group goes on at item k: "chức sắc, chức việc, cốt cán", words that no table knows."""
    if k >= row.n:
        return False
    item, roles = row.items[k], row.roles
    if item.kind == "sign" or item.low in roles.list_end:
        return False
    if item.kind == "phrase":
        held, after = offices.several(row, k)
        if held and names.find_certain(row, after) is not None:
            return False  # "dành thời gian tiếp Đoàn, Bộ trưởng A cho biết"
        return item.low in roles.group_title and (not item.cap or item.entry.office is not None)
    return not item.cap and item.entry is UNKNOWN
