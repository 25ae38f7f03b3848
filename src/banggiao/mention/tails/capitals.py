"""Steps over capitals that no table knows: words of the body's name, or a person's name, which ends the complement."""

from __future__ import annotations

from collections.abc import Callable

from banggiao.mention import names
from banggiao.mention.items import Item
from banggiao.mention.row import Row
from banggiao.mention.tails.ahead import is_compound
from banggiao.mention.tails.tail import LEADING, Tail

_ROMAN = frozenset("IVXLC")
# A step that knows where the run of capitals ends as well.
CapitalStep = Callable[[Tail, Item, int], bool | None]


def capital(tail: Tail, item: Item) -> bool | None:
    """A capitalised word that is in no table: a word of the body's name, or a person's name, where the tail ends."""
    if item.entry.honorific or (tail.placed and item.low in tail.row.roles.opener):
        return False  # "Chủ tịch Quốc hội Cuba Theo đó …": the stop is lost
    if tail.body and item.low in tail.row.roles.counted and tail.at + 1 < tail.row.n:
        after = tail.row.items[tail.at + 1]
        if after.kind == "number" or (after.cap and after.text.isupper() and set(after.text) <= _ROMAN):
            return tail.take(2)  # "Đại hội đồng Liên hợp quốc Khóa 79 Philemon Y."
    if (end := _initials_end(tail.row, tail.at)) is not None:
        return tail.take_to(end)
    end = names.run(tail.row, tail.at)
    if tail.at == tail.start and names.is_leaders_surname(item) and end <= tail.at + 1:
        return False  # "Chủ tịch Tập xuất hiện": no body's word
    if tail.at > tail.start and tail.row.low(tail.at - 1) in _POSTS:
        return tail.take_to(_end_of_place(tail.row, tail.at, end))
    if end - tail.at > 1 and names.is_leader(tail.row, tail.at, end):
        return False  # "Tổng Thư ký Liên hợp quốc | Ban Ki-moon", though "ban" is a word of bodies
    for step in _CAPITALS:
        went = step(tail, item, end)
        if went is not None:
            return went
    return False


def _end_of_place(row: Row, k: int, end: int) -> int:
    """The end of the place after which "Đồn Biên phòng A Xan" is named, before the name of who heads it."""
    for cut in range(k + 2, min(end - 1, k + _OF_PLACE + 1)):
        if names.begins_vietnamese(row, cut) and names.is_vietnamese(row, cut, end):
            return cut
    return end


_POSTS = frozenset(["đồn biên phòng", "trạm biên phòng"])
_OF_PLACE = 3  # words of a place's name: "A Pa Chải"
_SHORTEST, _LONGEST = 2, 5  # letters of one field in the short name of a ministry


def _initials_end(row: Row, k: int) -> int | None:
    """The end of "GD-ĐT", "VH-TT-DL", "LĐ-TB&XH": fields of a ministry told by letters; None where there are none."""
    end = k
    if not _is_initials(row, k):
        return None
    while row.is_sign(end + 1, "&") and _is_initials(row, end + 2):
        end += 2
    return end + 1 if end > k or "-" in row.items[k].text else None


def _is_initials(row: Row, k: int) -> bool:
    """Whether item k is a few capital letters, or several such with hyphens between, of no body that tables know."""
    if k >= row.n or row.entry(k).country or row.entry(k).org:
        return False
    fields = row.items[k].text.split("-")
    return all(_SHORTEST <= len(each) <= _LONGEST and each.isupper() and each.isalpha() for each in fields)


def _listed_capital(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Khí hậu, Năng lượng và Tiện ích": inside a list a capital with a small word after it is of the name."""
    row = tail.row
    if not tail.listed or tail.placed or end != tail.at + 1 or end >= row.n:
        return None
    after = row.items[end]
    return tail.take() if after.kind == "word" and not after.cap and not after.entry.stop else None


def _compound(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Hiệp hội Bán dẫn": a capital syllable with its own small one is no given name."""
    if not tail.body or end != tail.at + 1 or end >= tail.row.n or not is_compound(tail.row, tail.at):
        return None
    tail.proper = False
    return tail.take(2)


def _own_syllable(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Bộ trưởng Công an": a capital that goes with the small syllable after it."""
    return tail.take_to(tail.at + 1) if end == tail.at else None


def _given_name(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Thủ tướng Phúc": one word right after a leader's title."""
    alone = not tail.body and end == tail.at + 1 and tail.level in LEADING and not item.text.isupper()
    return False if alone else None


def _body_words(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Bộ Công Thương"; after a country two such words are a name."""
    if tail.placed and (end - tail.at >= 2 or tail.level in LEADING):
        return None  # "Thủ tướng Anh May": a surname, though "may" is a word of bodies
    return tail.take_to(end) if names.is_body(tail.row, tail.at, end) else None


def _before_name(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Bộ trưởng Công Thương Trần Tuấn A.": the ministry's words before the minister's name; after the country all is
    the name."""
    if tail.placed and not tail.listed:
        return None
    cut = names.after_body(tail.row, tail.at, end)
    return tail.take_to(cut) if cut is not None else None


_FIRMS = ("công ty", "tổng công ty", "tập đoàn", "doanh nghiệp")
_SHORTEST_NAME = 2  # letters of "HOT"


def _letters_of_firm(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Công ty Kỹ thuật và Xây dựng | HOT (…)": capitals behind the words of a firm, before a sign, are its name."""
    row = tail.row
    if tail.level is not None or end != tail.at + 1 or not tail.body or tail.placed or not item.text.isupper():
        return None
    firm = row.items[tail.start - 1].low.startswith(_FIRMS) if tail.start else False
    return tail.take() if firm and len(item.text) >= _SHORTEST_NAME and row.is_sign(end, "(,.;") else None


def _firm_of_land(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Tập đoàn Tài chính | Masdar (UAE)": one word behind the field of a firm, its state in brackets."""
    row = tail.row
    if not tail.body or tail.placed or end != tail.at + 1 or not row.is_sign(end, "(") or row.close(end) != end + 2:
        return None
    firm = any(row.items[k].low.startswith(_FIRMS) for k in range(max(0, tail.start - 1), tail.at))
    named = names.find_certain(row, end + 3) is not None  # "Chủ tịch Tập đoàn X (Áo) Ernst K."
    return tail.take() if firm and row.entry(end + 1).country and not named else None


def _spelt_by_initials(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Quỹ đầu tư Marlow Pine Stone (MPS)": initials in brackets tell its name."""
    row = tail.row
    if not tail.body or end - tail.at < 2 or end + 2 >= row.n:
        return None
    opened, short, closed = (each.text for each in row.items[end : end + 3])
    initials = "".join(each.text[0] for each in row.items[tail.at : end])
    return tail.take_to(end) if (opened, short, closed) == ("(", initials, ")") else None


def _proper_name(tail: Tail, item: Item, end: int) -> bool | None:
    """ "Tập đoàn Masdar": the own name of a company or a place."""
    if not tail.proper:
        return None
    stop = names.proper_end(tail.row, tail.at, end)
    return False if stop == tail.at else tail.take_to(stop)


_CAPITALS: tuple[CapitalStep, ...] = (
    _listed_capital,
    _compound,
    _own_syllable,
    _given_name,
    _body_words,
    _spelt_by_initials,
    _firm_of_land,
    _letters_of_firm,
    _before_name,
    _proper_name,
)
