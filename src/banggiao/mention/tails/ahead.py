"""Looking ahead in a complement: whether what follows a word is still of the same name."""

from __future__ import annotations

from banggiao.mention import names
from banggiao.mention.items import is_vietnamese_syllable
from banggiao.mention.phrases import UNKNOWN
from banggiao.mention.row import Row


def body_ahead(row: Row, k: int) -> bool:
    """Whether small syllables from k lead to another body or country."""
    for j in range(k, min(k + 4, row.n)):
        item = row.items[j]
        e = item.entry
        if e.orghead or e.org is not None or (e.country and item.cap):
            return True
        if item.kind != "word" or not row.is_syllable(j):
            return False
    return False


def is_compound(row: Row, k: int) -> bool:
    """Whether item k is a capital syllable with its own small one, in no table: "Bán dẫn"."""
    first, second = row.items[k], row.items[k + 1]
    return (
        second.kind == "word"
        and not second.cap
        and second.entry is UNKNOWN
        and second.start - first.end == 1
        and second.low not in row.roles.breaking
        and is_vietnamese_syllable(first.low)
        and is_vietnamese_syllable(second.low)
    )


def land_ahead(row: Row, k: int) -> bool:
    """Whether small words that no table knows lead from k to a country, a place or a body."""
    for j in range(k, min(k + 9, row.n)):
        item = row.items[j]
        if j > k and item.low == "và":
            continue
        if item.kind == "phrase":
            return item.cap and item.entry.proper
        if item.kind != "word" or item.cap or item.entry is not UNKNOWN or item.low in row.roles.breaking:
            return False
    return False


def joins_body(row: Row, k: int) -> bool:
    """Whether the word after "và" at k is of the same name: "Kế hoạch và Đầu tư", "Giáo dục và Đào tạo"."""
    before, after = row.items[k - 1], row.items[k + 1]
    if after.low == "chính quyền":
        return False  # "UBND tỉnh X và Chính quyền bang Y": two
    if after.entry.hide and after.cap and not (after.entry.office or after.entry.cue or after.entry.group):
        return True  # "Ủy ban Hòa bình và Đoàn kết Lào"
    if after.kind == "phrase" and after.entry.hide and row.cap(k + 2) and not (after.entry.office or after.entry.cue):
        return True  # "Ủy ban Trung hòa các-bon và tăng trưởng xanh Hàn Quốc"
    if after.kind != "word" or after.entry.honorific:
        return False
    if after.cap:
        end = names.run(row, k + 1)
        return end == k + 1 or (row.is_syllable(k + 1) and names.is_body(row, k + 1, end))
    return row.is_syllable(k + 1) and before.kind == "word" and not before.cap and not after.entry.stop


def is_list_of_body(row: Row, k: int) -> bool:
    """Whether the comma at k stands inside a name: "Văn hóa, Thể thao và Du lịch" goes on to its "và"."""
    seen = 0  # words since the last comma
    for j in range(k + 1, min(row.n, k + 12)):
        item = row.items[j]
        if item.kind == "word" and item.low == "và":
            return seen > 0 and _closes_list(row, j + 1)
        if item.text == "," and seen:
            seen = 0
            continue
        if _ends_list(row, j):
            return False
        seen += 1
    return False


def _closes_list(row: Row, k: int) -> bool:
    """Whether item k is the last word of such a list, no person and no small word of the sentence."""
    e = row.entry(k)
    if k >= row.n or e.office or e.honorific:
        return False
    return (row.items[k].cap and not names.begins_vietnamese(row, k)) or row.is_syllable(k)


def _ends_list(row: Row, k: int) -> bool:
    """Whether item k cannot stand in a list inside one body's name."""
    item = row.items[k]
    e = item.entry
    if item.kind in ("sign", "number"):
        return True
    if e.orghead and item.cap and item.kind == "phrase":
        return True  # "Bộ Tài chính, Bộ Kế hoạch và Đầu tư": two bodies
    if e.office or e.honorific or e.cue or e.country or e.locality is not None or e.group:
        return True
    if e.stop and item.kind == "word" and not row.is_syllable(k):
        return True
    return item.cap and names.begins_vietnamese(row, k)
