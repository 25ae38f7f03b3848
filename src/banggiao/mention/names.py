"""Names of persons: runs of capitals that are no words of a body's name.

Vietnamese family names, foreign syllables and what stands before decide whether a run is a person's name.
"""

from __future__ import annotations

from functools import cache

from banggiao.authority import PEOPLE, TENURES, kept
from banggiao.mention.items import Item, is_vietnamese_syllable
from banggiao.mention.row import Row
from banggiao.text import fold, lower

_NUMERALS = frozenset(["hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín"])
# A part of the day, and what tells the day behind it.
_TIMES = frozenset(["sáng", "trưa", "chiều", "tối", "đêm"])
_DAYS = frozenset(["ngày", "hôm", "nay", "qua", "cùng"])
_LONGEST = 7  # words; a longer run of capitals is a headline or a list


def run(row: Row, k: int) -> int:
    """End of the run of capitals that begins at item k, with particles and hyphens inside it; k when there is none."""
    j = k
    while j < row.n and (row.is_plain(j) or (j > k and _goes_on(row, k, j))):
        if j > k and row.items[j].low in _TIMES and _is_of_day(row, j + 1):
            return j
        j += 1
    return j - 1 if k < j < row.n and _has_own_syllable(row, k, j) else j


def _is_of_day(row: Row, k: int) -> bool:
    """ "… Lý Khắc Minh | Chiều 12.5, …": the stop before the next sentence is lost."""
    return k < row.n and (row.items[k].kind == "number" or row.low(k) in _DAYS)


def _goes_on(row: Row, k: int, j: int) -> bool:
    """Whether the run from k goes on over item j, which is no plain capital."""
    item = row.items[j]
    if item.kind == "word" and item.cap and item.low in _NUMERALS:  # "Hùng Ba"
        before = row.items[j - 1].low  # "Donald Trump | Hai bên …": the stop is lost
        named = is_vietnamese_syllable(before) and before not in row.book.body_syllables
        return row.adjacent(j) and row.is_plain(j - 1) and named
    if item.kind == "word" and item.cap and item.entry.honorific and not is_vietnamese_syllable(item.low):
        # "Azman Awang Ali": inside a foreign name a form of address is a name
        return row.adjacent(j) and (row.is_plain(j - 1) or _is_particle(row, j - 1)) and row.is_plain(j + 1)
    if item.kind == "word":  # "Mohammed bin Salman", "Ursula von der Leyen"
        if _is_particle(row, j) and row.entry(j + 1).honorific and row.cap(j + 1):
            return row.is_plain(j + 2) and not is_vietnamese_syllable(row.low(j + 1))  # "Azman bin Haji Yusri"
        return _is_particle(row, j) and (row.is_plain(j + 1) or (_is_particle(row, j + 1) and row.is_plain(j + 2)))
    if item.kind == "sign":  # "Park - Geun": foreign only, "Việt - Nhật" are two
        if item.text not in "-–" or not row.is_plain(j + 1) or not row.is_plain(j - 1):
            return False
        return _is_lao(row, k, j) or (
            not is_vietnamese_syllable(row.items[j - 1].low)
            # "Trump - Putin" are two
            and (not row.adjacent(j) or (j == k + 1 and row.is_plain(j + 2)) or _is_double(row, j))
        )
    return item.kind == "phrase" and item.cap and " " not in item.low and _is_inside_foreign(row, k, j)


def _is_lao(row: Row, k: int, j: int) -> bool:
    """ "đồng chí Khăm Phon – Xay Nha Vông": one name spelt in syllables, with a dash between its halves."""
    surnames = row.book.surnames
    return (
        j - k >= 2
        and k > 0
        and row.entry(k - 1).honorific
        and row.items[k].low not in surnames
        and row.items[j + 1].low not in surnames
        and row.is_plain(j + 2)
        and all(is_vietnamese_syllable(item.low) for item in row.items[k:j])
    )


def _is_double(row: Row, k: int) -> bool:
    """ "Yael Braun - Pivet": a double name that the tables of tenures have; "Manmohan Singh - V.Putin" are two."""
    return k + 1 < row.n and fold(f"{row.items[k - 1].text}-{row.items[k + 1].text}") in _double_names()


@kept
@cache
def _double_names() -> frozenset[str]:
    return frozenset(fold(part) for tenure in TENURES.rows() for part in tenure.person.split() if "-" in part)


def _is_particle(row: Row, k: int) -> bool:
    return k < row.n and row.items[k].kind == "word" and row.items[k].text in row.roles.particle


def _is_titled(row: Row, k: int) -> bool:
    """Whether the title of a leader, bare or with the state, or a form of address stands right before item k."""
    if k == 0 or not row.adjacent(k):
        return False
    before = row.entry(k - 1)
    if before.country is not None and k > 1 and row.adjacent(k - 1):
        before = row.entry(k - 2)
    return before.office in ("state", "government") or (before.honorific and before.office is None)


def _is_inside_foreign(row: Row, k: int, j: int) -> bool:
    """ "Choe Son Hui", "Htin Kyaw Chad": a short known word inside a foreign run stays in it."""
    e = row.items[j].entry
    company = e.channel == "business"
    if e.country is not None and j == k + 1 and _is_titled(row, k) and not row.is_plain(j + 1):
        words = (row.items[k].low, row.items[j].low)  # "Thủ tướng (Bồ Đào Nha) Luís Montenegro"
        return row.adjacent(j) and not any(map(is_vietnamese_syllable, words))
    return (
        (company or not is_vietnamese_syllable(row.items[j - 1].low))
        and row.adjacent(j)
        and not e.office
        and not e.cue
        and (e.care or e.honorific or e.locality is not None or company)
        and e.locality != "VN"
        and (e.locality is not None or company or row.is_plain(j + 1))
    )


@kept
@cache
def _leaders() -> frozenset[str]:
    """The names of all holders and people in the tables, in all spellings, in lower case."""
    people = (name for person in PEOPLE.rows() for name in (person.name, *person.also) if " " in name)
    return frozenset(lower(name) for name in (*(held.person for held in TENURES.rows()), *people))


def is_leader(row: Row, k: int, end: int) -> bool:
    """Whether items k to end are the whole name of one: "Tập Cận Bình khởi xướng"."""
    return " ".join(item.low for item in row.items[k:end]) in _leaders()


def begins_leader(row: Row, k: int) -> bool:
    """Whether a phrase at item k is the first word of one of them: the "Ban" of "Ban Ki-moon", no body's noun."""
    return row.cap(k) and row.cap(k + 1) and any(is_leader(row, k, end) for end in (k + 2, k + 3) if end <= row.n)


_PRONOUNS = frozenset(["ông", "bà"])  # "ông Moon về vấn đề": no body is called so
_WHEN = frozenset(["hồi", "hôm"])  # "ông Tập hồi tháng 4": when, not the "hồi" of "Hồi giáo"


def _has_own_syllable(row: Row, k: int, j: int) -> bool:
    """Whether the last capital of the run k to j goes with the small syllable after it: "Bộ trưởng Công an"."""
    last, after = row.items[j - 1], row.items[j]
    syllables = row.book.body_syllables
    return (
        after.kind == "word"
        and not after.cap
        and after.start - last.end == 1
        and after.low in syllables
        and is_vietnamese_syllable(last.low)
        and not (after.entry.stop or after.entry.honorific)
        and after.low not in _WHEN
        and not (j - k == 1 and k > 0 and row.items[k - 1].low in _PRONOUNS)
        and (j - 1 == k or (last.low in syllables and last.low not in row.book.surnames))
        and not (j - k >= 2 and (is_vietnamese(row, k, j) or is_leader(row, k, j)))
    )


def is_vietnamese(row: Row, k: int, end: int) -> bool:
    """Whether items k to end can be a Vietnamese name: two to five words, a family name first."""
    return 2 <= end - k <= 5 and row.items[k].low in row.book.surnames


@kept
@cache
def _home_leaders() -> frozenset[str]:
    """The names of those who held an office of Vietnam by the tables of tenures, in lower case."""
    return frozenset(lower(held.person) for held in TENURES.rows() if held.country == "VN")


@kept
@cache
def _leaders_surnames() -> frozenset[str]:
    """The family names by which papers call China's presidents and premiers, in lower case."""
    return frozenset(lower(t.person.split()[0]) for t in TENURES.rows() if t.country == "CN" and t.office in _LED)


_LED = frozenset(["Chủ tịch nước", "Thủ tướng", "Chủ tịch"])


def is_leaders_surname(item: Item) -> bool:
    """Whether an item is the family name of one who led China: "Chủ tịch Tập"."""
    return item.low in _leaders_surnames()


def is_home_leader(row: Row, k: int, end: int) -> bool:
    """Whether items k to end are the name of a holder of an office of Vietnam: "…, Chủ tịch nước Trần Đ. Q."."""
    return " ".join(item.low for item in row.items[k:end]) in _home_leaders()


def begins_vietnamese(row: Row, k: int) -> bool:
    """Whether a Vietnamese name begins at item k."""
    return row.items[k].low in row.book.surnames and is_vietnamese(row, k, run(row, k))


def is_foreign(row: Row, k: int, end: int) -> bool:
    """Whether a capitalised word of items k to end cannot be a Vietnamese syllable."""
    return any(item.cap and not is_vietnamese_syllable(item.low.replace("-", "")) for item in row.items[k:end])


def is_body(row: Row, k: int, end: int) -> bool:
    """ "Công Thương", "TANDTC": capitals that are words of a body's name."""
    first = row.items[k]
    if end == k + 1 and len(first.text) >= 4 and first.text.isupper():
        return True
    syllables = row.book.body_syllables
    return first.low not in row.book.surnames and all(item.low in syllables for item in row.items[k:end])


def after_body(row: Row, k: int, end: int) -> int | None:
    """Where a name begins behind words of a body: "Công Thương Trần Tuấn A." at "Trần", "Tư Pháp Jeff S." at "Jeff"."""
    syllables = row.book.body_syllables
    if 3 <= end - k <= 4 and is_vietnamese(row, k, end):
        return None  # "Thứ trưởng Bộ Ngoại giao Hà Kim N.": all of it is the name
    for j in range(k + 1, end - 1):
        if row.items[j - 1].low not in syllables:
            return None
        if is_vietnamese(row, j, end) and (row.items[j].low not in syllables or _is_whole_name(row, j, end)):
            return j
        if j - k >= 2 and not is_vietnamese_syllable(row.items[j].low) and row.items[k].low not in row.book.surnames:
            return j
    return None


def _is_whole_name(row: Row, k: int, end: int) -> bool:
    """ "Công Thương | Hồ Sĩ L.": three words that begin with a family name are a name, also where that family name
    stands in names of bodies; a place is none."""
    return end - k == _WHOLE and row.book.folded.get(fold(row.words(k, end))) is None


_WHOLE = 3


def proper_end(row: Row, k: int, end: int) -> int:
    """How much of the run k to end is the company's or place's own name; the rest is a person's."""
    size = end - k
    vietnamese = is_vietnamese(row, k, end)
    if vietnamese and size >= 3 and row.items[k - 1].low in row.roles.unit:
        if (city := _city_end(row, k, end)) is not None:
            return city  # "Bí thư Thành ủy thành phố Hồ Chí Minh": the city, whoever it is named after
        return k  # "Chủ tịch UBND thành phố Đàm Quang K.": the unit goes unnamed
    for j in range(end - 1, k - 1, -1):
        if row.items[j].low in row.roles.company_end:
            return j + 1
    if size <= 2:
        return end
    for j in range(k + 1, end - 1):
        if is_vietnamese(row, j, end) and not is_foreign(row, j, end):
            return j
    return k + 1 if is_foreign(row, k, end) else end


def _city_end(row: Row, k: int, end: int) -> int | None:
    """Where the place ends whose noun stands before item k and whose name begins there; None when it is unknown."""
    for j in range(end, k, -1):
        entry = row.book.folded.get(fold(row.words(k - 1, j)))
        if entry is not None and entry.locality is not None:
            return j
    return None


def skip_address(row: Row, k: int) -> int:
    """The item after the forms of address that begin at k: "đồng chí", "GS.TS."."""
    while (e := row.entry(k)).honorific and not e.office:
        k += 1
        if row.is_sign(k, ".,") and row.entry(k + 1).honorific:
            k += 1
        elif row.is_sign(k, "’'") and row.items[k].start == row.items[k - 1].end:
            k += 1  # "Dato’ Azman R."
    return k


def find(row: Row, k: int, certain: bool) -> tuple[int, int] | None:
    """The person's name at item k, forms of address skipped: its first item and the item after it, None without one.

    `certain`: an office or a form of address stands before it, so one word is enough.
    """
    while row.entry(k).honorific:
        k += 1
    if _is_namesake(row, k) and certain:
        row.make_word(k)
    if not row.is_plain(k):
        return None
    end = run(row, k)
    while end - k >= 3 and _is_short_for_body(row, k):
        k += 1
    size = end - k
    if size == 0 or size > _LONGEST or (size >= 2 and (_are_letters(row, k, end) or _is_ship(row, k, end))):
        return None
    if not certain and (size == 1 or is_body(row, k, end) or _opens_body(row, k, end)):
        return None
    if size == 1:
        return (k, end) if _stands_alone(row, k) else None
    if not certain and not is_vietnamese(row, k, end) and not is_foreign(row, k, end):
        return None
    return k, end


def _are_letters(row: Row, k: int, end: int) -> bool:
    """ "CĐ Y": letters that stand for a body, no stop behind any of them."""
    return all(i.text.isupper() and len(i.text) <= 2 and "." not in i.text for i in row.items[k:end])


def _is_ship(row: Row, k: int, end: int) -> bool:
    """ "lớp Arleigh B. USS Peter H.": a ship with the name of a person."""
    return any(item.text in row.roles.vessel for item in row.items[max(0, k - 1) : end])


def _opens_body(row: Row, k: int, end: int) -> bool:
    """ "CĐ Khu | Kinh tế": letters that stand for a body before words that could be Vietnamese."""
    return _is_short_for_body(row, k) and all(is_vietnamese_syllable(i.low) for i in row.items[k + 1 : end])


def _is_namesake(row: Row, k: int) -> bool:
    """ "bà Murata Renho", "Đại tá Toyota Kenji": a known company's name that a person bears; "ông Từ X Y"."""
    return (
        k > 0
        and (row.items[k - 1].low in row.roles.pronoun or row.entry(k - 1).honorific)
        and row.is_plain(k + 1)
        and (row.entry(k).channel == "business" or row.items[k].text == "Từ" or begins_leader(row, k))
        and " " not in row.low(k)
    )


def _is_short_for_body(row: Row, k: int) -> bool:
    """ "Chủ tịch SP Jaroslav H.", "Bộ trưởng Quốc phòng VN Ngô A.": letters that stand for a body or a country."""
    text = row.items[k].text
    return 2 <= len(text) <= 4 and text.isupper() and text.isalpha() and not row.items[k + 1].text.isupper()


def find_certain(row: Row, k: int) -> tuple[int, int] | None:
    """The name at item k behind an office, with forms of address between them."""
    return find(row, skip_address(row, k), certain=True)


def _stands_alone(row: Row, k: int) -> bool:
    """Whether one word after an office is a name: no abbreviation, no syllable of a body, no company's last word."""
    item = row.items[k]
    if item.text.isupper() and len(item.text) <= 3:
        return False
    if row.is_sign(k + 1, "(") and (row.entry(k + 2).country or row.entry(k + 2).locality):
        return False  # "Tập đoàn Masdar Gulf (UAE)"
    if item.low in _NUMERALS and row.cap(k + 1):
        return False  # "Ban chỉ đạo Quốc gia Năm Đoàn kết X - Y"
    if item.low in row.book.body_syllables:  # "bà May", "Thủ tướng Anh May"
        if k > 1 and row.entry(k - 1).country not in (None, "VN") and _is_titled(row, k - 1) and not row.cap(k + 1):
            return row.adjacent(k) and len(item.text) > 2
        return k > 0 and row.items[k - 1].low in ("ông", "bà") and not row.cap(k + 1) and len(item.text) > 2
    return True
