"""Steps over small words in a complement: "của", "tại", "về", "và", syllables of the body's name."""

from __future__ import annotations

from banggiao.mention import names
from banggiao.mention.items import Item
from banggiao.mention.phrases import UNKNOWN
from banggiao.mention.row import Row
from banggiao.mention.tails.ahead import body_ahead, joins_body, land_ahead
from banggiao.mention.tails.tail import LEADING, Step, Tail, first

# Classes of titles whose holders stand for one place at another: "Đại sứ Nhật Bản tại Việt Nam".
_POSTED = frozenset({"envoy", "igo", "business", "mass"})
# Where one meets, not where one is posted: "gặp Chủ tịch X tại Diễn đàn Kinh tế Thế giới".
_GATHERINGS = ("diễn đàn", "hội nghị", "đối thoại")
_MOST_SYLLABLES = 12  # small syllables in a row; more is no name of a body


def small_word(tail: Tail, item: Item) -> bool | None:
    own = _LINKS.get(item.low)
    if own is not None:
        went = own(tail, item)
        if went is not None:
            return went
    return first(_SMALL_WORDS, tail, item)


def _of(tail: Tail, item: Item) -> bool | None:
    """ "Bộ trưởng của Bộ Ngoại giao", "Đặc phái viên của Tổng thư ký Liên hợp quốc"."""
    row, k = tail.row, tail.at + 1
    if k >= row.n:
        return None
    after = row.items[k]
    e = after.entry
    if e.office:
        if item.low == "của" and tail.head in row.roles.serving:
            return tail.pass_over()
        return False
    if not (after.cap or e.orghead or e.org is not None or after.low in ("nước", "các")):
        return False
    if after.kind == "word" and names.begins_vietnamese(row, k):
        return False
    tail.smalls = 0
    tail.body = tail.body or item.low == "thuộc"
    return tail.pass_over()


def _posted_at(tail: Tail, item: Item) -> bool | None:
    """ "Đại sứ Nhật Bản tại Việt Nam": the place of service is not the country represented."""
    row, k = tail.row, tail.at + 1
    e = row.entry(k)
    if tail.level not in _POSTED or not (e.proper or row.low(k) in ("các", "khu")):
        return None
    if not (e.country or e.locality or e.org is not None) or row.low(k).startswith(_GATHERINGS):
        return False
    if tail.country is None and not tail.international and tail.level != "envoy" and not tail.body:
        return False
    tail.placed = True
    return tail.take(2)


def _in_field(tail: Tail, item: Item) -> bool | None:
    """ "Đại diện cấp cao của EU về Chính sách đối ngoại", "Thứ trưởng phụ trách", "Đại sứ về biến đổi khí hậu"."""
    row, k = tail.row, tail.at + 1
    if (
        item.low == "về"
        and tail.placed
        and tail.head in row.roles.representing
        and k < row.n
        and ((row.items[k].cap and row.items[k].kind == "word") or row.is_syllable(k))
    ):
        tail.placed, tail.body = False, True
        return tail.pass_over()
    if item.low in ("phụ", "đặc") and item.entry is not UNKNOWN:
        return None
    if tail.level is None or tail.placed or tail.smalls >= 3:
        return False
    if item.low == "về" and tail.level in LEADING and not tail.body and tail.head not in row.roles.serving:
        return False  # "báo cáo với Thủ tướng về tình hình": no office of that
    tail.body = True
    tail.smalls += 1
    if item.low == "về" and row.cap(k) and row.low(k + 1) == "của" and not row.entry(k).office:
        tail.at += 1  # "Đặc phái viên về Syria của X": neither represents nor is the field's
    return tail.pass_over()


_LONGEST_FIELD = 16  # items of "phụ trách …"


def _in_charge(tail: Tail, item: Item) -> bool | None:
    """ "Thứ trưởng Bộ Ngoại giao X phụ trách tăng trưởng kinh tế, môi trường và năng lượng": up to a name, a body's
    "của", a comma that no list goes on behind, a word of the sentence."""
    row, first_word = tail.row, tail.at + 2
    if tail.level is None or row.low(tail.at + 1) != "trách":
        return _in_field(tail, item)
    end = first_word
    while end < min(row.n, first_word + _LONGEST_FIELD) and _is_of_field(row, end):
        if not tail.placed and row.cap(end) and row.entry(end).country:
            break  # "Quốc vụ khanh phụ trách quốc phòng | Anh"
        end += 1
    if end == first_word or row.items[end - 1].low == "và":
        return _in_field(tail, item)
    tail.take_to(end)
    return True


def _is_of_field(row: Row, k: int) -> bool:
    """Whether item k is of the words of a field in charge."""
    item = row.items[k]
    e = item.entry
    if item.text == "-":  # "các vấn đề Arab-vùng Vịnh"
        return k + 1 < row.n and row.items[k - 1].end == item.start and row.items[k + 1].start == item.end
    if item.kind == "sign":
        return item.text == "," and _list_goes_on(row, k + 1)
    if item.low == "và":
        after = row.entry(k + 1)
        return k + 1 < row.n and not (after.office or after.honorific or after.cue or after.group or after.stop)
    if item.kind == "number" or e.cue or e.office or e.honorific or item.low in row.roles.breaking:
        return False
    if e.stop or item.low in ("của", "thuộc") or item.low in row.roles.after_office:
        return False
    if e.orghead == "proper" or e.channel == "business":
        return False  # "phụ trách đối ngoại toàn cầu | Tập đoàn Meta"
    if not row.is_plain(k) or row.low(k - 1) == "vùng":
        return True  # "các vấn đề Arab-vùng Vịnh"
    end = names.run(row, k)
    named = end - k >= 2 and (names.is_vietnamese(row, k, end) or names.is_foreign(row, k, end))
    return not named or names.is_body(row, k, end)


def _list_goes_on(row: Row, k: int) -> bool:
    """Whether a comma's list goes on to its "và": ", môi trường và năng lượng"."""
    for j in range(k, min(row.n, k + 8)):
        item = row.items[j]
        if item.low == "và":
            return j > k
        if item.text != "," and (item.kind == "sign" or not _is_of_field(row, j)):
            return False
    return False


def _and(tail: Tail, item: Item) -> bool | None:
    """ "Kế hoạch và Đầu tư"."""
    joins = tail.body and tail.at + 1 < tail.row.n and joins_body(tail.row, tail.at)
    if joins and tail.row.low(tail.at - 1).startswith("châu "):
        tail.placed = False  # "Bộ châu Âu và Ngoại giao Pháp"
    return tail.pass_over() if joins or tail.listed else None


def _ordinal(tail: Tail, item: Item) -> bool | None:
    """ "Thứ trưởng thứ nhất"."""
    if item.low == "thứ":
        return tail.take(2) if tail.at + 1 < tail.row.n else None
    return tail.take() if tail.row.low(tail.at - 1) == "thứ" else None


def _of_diplomacy(tail: Tail, item: Item) -> bool | None:
    """ "Bộ trưởng Châu Âu và Ngoại giao Pháp", "Cố vấn về Ngoại giao": the second syllable, no word of the sentence."""
    return tail.take() if tail.row.low(tail.at - 1) == "ngoại" and tail.row.cap(tail.at - 1) else None


def _all(tail: Tail, item: Item) -> bool | None:
    """ "Ủy ban về các vấn đề", "Liên minh các Hội"."""
    k = tail.at + 1
    if tail.row.entry(k).orghead or tail.row.low(k) in ("nước", "vấn", "lực"):
        tail.body = True
        return tail.pass_over()
    return None


def _with(tail: Tail, item: Item) -> bool | None:
    """ "Nhóm Nghị sĩ Hữu nghị với ASEAN"."""
    friends = tail.body and tail.row.low(tail.at - 1).endswith("nghị") and tail.row.cap(tail.at + 1)
    return tail.pass_over() if friends else None


def _inside(tail: Tail, item: Item) -> bool | None:
    """ "Chủ tịch phân ban Việt Nam trong Ủy ban hợp tác X - Y": one side of a joint body."""
    if not tail.body or tail.row.entry(tail.at + 1).orghead != "body" or not tail.row.cap(tail.at + 1):
        return None
    if not any(low in ("phân ban", "ban") or low.endswith("phân ban") for low in _lows(tail)):
        return None
    tail.placed = False
    return tail.pass_over()


def _lows(tail: Tail) -> list[str]:
    """The items taken so far, in lower case."""
    return [item.low for item in tail.row.items[max(0, tail.start - 1) : tail.at]]


_LINKS: dict[str, Step] = {
    "trong": _inside,
    "của": _of,
    "thuộc": _of,
    "nước": _of,
    "tại": _posted_at,
    "ở": _posted_at,
    "về": _in_field,
    "trách": _in_field,
    "phụ": _in_charge,
    "đặc": _in_field,
    "và": _and,
    "thứ": _ordinal,
    "nhất": _ordinal,
    "hai": _ordinal,
    "các": _all,
    "giao": _of_diplomacy,
    "với": _with,
}


def _breaking(tail: Tail, item: Item) -> bool | None:
    """ "Bộ trưởng Ngoại giao đã tiếp"."""
    return False if item.entry.stop or item.low in tail.row.roles.breaking else None


def _listed_word(tail: Tail, item: Item) -> bool | None:
    """ "Năng lượng tái tạo và Tiện ích": inside a list any small word stands."""
    return tail.take() if tail.listed and not tail.placed else None


def _after_country(tail: Tail, item: Item) -> bool | None:
    """After the country only words that lead to another part: "Hội Việt - Nga thành phố Hà Nội"."""
    row = tail.row
    if tail.placed and row.is_syllable(tail.at) and not (row.adjacent(tail.at) and body_ahead(row, tail.at)):
        return False
    return None


def _before_country(tail: Tail, item: Item) -> bool | None:
    """ "Hiệp hội Công nghiệp bán dẫn Hoa Kỳ": small words that no table knows, up to the country."""
    if tail.body and not tail.row.is_syllable(tail.at) and land_ahead(tail.row, tail.at):
        return tail.pass_over()
    return None


_WHEN = frozenset(["tuần", "tháng", "năm", "cuối", "đầu", "giữa", "đó", "hôm", "ngày"])


def _is_of_sentence(tail: Tail) -> bool:
    """ "Quốc hội | hồi tuần trước", "NATO | mạnh mẽ": a small word right behind a body told by its whole name that
    goes with the word after it."""
    row, k = tail.row, tail.at
    if row.low(k) == "hồi" and (row.low(k + 1) in _WHEN or (k + 1 < row.n and row.items[k + 1].kind == "number")):
        return True
    whole = k > 0 and k <= tail.start + 1 and row.entry(k - 1).channel == "international"
    after = row.items[k + 1] if k + 1 < row.n else None
    return whole and after is not None and after.kind == "word" and not after.cap and not row.is_syllable(k + 1)


def _syllable(tail: Tail, item: Item) -> bool | None:
    """ "Phó Thủ tướng thường trực", "Bộ trưởng ngoại giao"."""
    if not tail.body and tail.level in LEADING and item.low not in tail.row.roles.after_title:
        return False
    if not tail.row.is_syllable(tail.at) or not (tail.body or (tail.smalls < 1 and tail.level is not None)):
        return False
    if _is_of_sentence(tail):
        return False
    tail.smalls += 1
    if tail.smalls > _MOST_SYLLABLES:
        return False
    tail.body = True
    return tail.take()


_SMALL_WORDS: tuple[Step, ...] = (_breaking, _listed_word, _after_country, _before_country, _syllable)
