"""Persons: a name with the offices before and behind it, the holder of an office without a name, a name alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from msgspec.structs import replace

from banggiao.mention import names, offices
from banggiao.mention.items import is_vietnamese_syllable
from banggiao.mention.row import Row
from banggiao.model import Actor, Office

# Classes of offices that the paper gives a person who is no side: "Giám đốc X, bà Y, ..." may be of two.
_PRIVATE = frozenset(["business", "academic", "media"])
_SOURCE = frozenset(["theo", "mặt", "thay mặt", "nhân danh"])
_ONE = frozenset(["một", "vị"])  # "Theo một quan chức Anh, Thủ tướng A"
# the last word of "được bầu làm", "giữ chức (vụ)", "đảm nhiệm cương vị"
_RISES = frozenset(["làm", "chức", "vụ", "vị", "thành", "cử", "ghế", "tranh cử", "đắc cử", "bầu cử"])
# "Sau khi sa thải Giám đốc X, Tổng thống A": the last word of what was done to another
_DISMISSED = frozenset(["thải", "sa thải", "cách chức", "bãi nhiệm", "miễn nhiệm", "bổ nhiệm", "nhiệm", "phế truất"])
_AGENCY = 6  # items of "(Báo X) –"
_PLACE = 7  # items from "tại" to the comma
_WHOLE = 3  # words of a name that nobody shares with a leader by chance
_STARTS = attrgetter("start")
_BRACKET = 10  # items; what stands longer in brackets behind a name says nothing of the person


def titled(row: Row, k: int) -> tuple[Actor | None, int]:
    """Title first: "Thủ tướng Chính phủ Phạm Văn A", "Chủ tịch Thượng viện X, bà Y", or the office alone."""
    before, j = offices.several(row, k)
    if not before:
        return None, k + 1
    if (cut := offices.second_holder(row, before, j) or _of_source(row, k, before)) is not None:
        first = before[:cut]
        after = next(i for i in range(k, row.n) if row.items[i].start >= first[-1].end)
        return _holder(row, k, first), after
    name = None if row.is_sign(j, ",") and _is_kin(row, k) else _name_of_holder(row, j, before[-1])
    if name is not None and _serve_another(row, k, before[-1]):
        last, end = before[-1], row.items[name[1] - 1].end
        served = replace(last, end=end, text=row.text[last.start : end])
        return _holder(row, k, [*before[:-1], served]), name[1]
    if row.low(j) == "đắc cử" and (name is not None or j + 1 == row.n or row.items[j + 1].kind == "sign"):
        # "tổng thống Pháp đắc cử A" is not yet "tổng thống Pháp"
        last, end, j = before[-1], row.items[j].end, j + 1
        before = [*before[:-1], replace(last, end=end, text=row.text[last.start : end], head=f"{last.head} đắc cử")]
    return (_holder(row, k, before), j) if name is None else _of_land(row, *person(row, k, before, name))


_SEVERAL = frozenset(["các", "những", "vài"])


def _serve_another(row: Row, k: int, office: Office) -> bool:
    """ "các trợ lý của Tổng thống A": the name is his whom several serve."""
    return k > 0 and row.low(k - 1) in _SEVERAL and office.head in row.roles.serving and " của " in office.text


_ADDRESS = frozenset(["ngài"])
_OF_A_STATE = frozenset(["state", "government", "minister", "parliament"])


def _of_land(row: Row, actor: Actor, j: int) -> tuple[Actor, int]:
    """ "Vua Salman của Ả Rập Saudi": the state told behind the name, when the office says none."""
    e = row.entry(j + 1)
    if actor.country is not None or actor.international or row.low(j) != "của" or not row.cap(j + 1):
        return actor, j
    if e.country is None or e.pair or actor.level not in _OF_A_STATE or row.items[j - 1].end != actor.end:
        return actor, j
    held = tuple(replace(office, country=e.country, certain=True) for office in actor.offices)
    return replace(actor, offices=held, country=e.country, end=row.items[j + 1].end), j + 2


def _of_source(row: Row, k: int, before: list[Office]) -> int | None:
    """ "Theo người phát ngôn A, Ngoại trưởng B", "được bầu làm Chủ tịch X, Thủ tướng B": how many of the offices are
    the source's, or of the one who rises, and not the next person's."""
    comma = len(before) > 1 and "," in row.text[before[0].end : before[1].start]
    told = k > 0 and row.low(k - 2 if k > 1 and row.low(k - 1) in _ONE else k - 1) in _SOURCE | _RISES | _DISMISSED
    return 1 if comma and (told or _is_sender(row, before) or _owns_house(row, before[0])) else None


# "Tại nhà riêng của Đại sứ Mỹ, Thứ trưởng A": whose house it is
_HOUSE_OF = re.compile(
    r"\b(?:nhà riêng|nhà|dinh thự|tư dinh|dinh|văn phòng|trụ sở|phòng làm việc|nơi ở|biệt thự) của (?:ngài |ông |bà )?$"
)


def _owns_house(row: Row, office: Office) -> bool:
    """Whether an office is that of whose house is told."""
    return _HOUSE_OF.search(row.text[max(0, office.start - 32) : office.start].lower()) is not None


# "Thừa ủy quyền của Thủ tướng, Bộ trưởng A", "Theo chỉ đạo của Thủ tướng, Phó Thủ tướng B": who sent them
_ON_BEHALF = re.compile(r"\b(?:[uủ][yỷ] (?:quyền|nhiệm)|chỉ đạo|phân công|chỉ thị|điều động) của (?:đồng chí )?$")
_SENDS = frozenset(
    ["thủ tướng", "thủ tướng chính phủ", "chủ tịch nước", "tổng thống", "tổng bí thư", "chủ tịch quốc hội"]
)
_SENT = ("bộ trưởng", "phó ", "thứ trưởng", "chủ nhiệm", "đặc phái viên", "đại sứ")


def _is_sender(row: Row, before: list[Office]) -> bool:
    """Whether the first of the offices is that of a head in whose name the next one acts."""
    first, following = before[:2]
    start = first.start
    ahead = row.text[max(0, start - 32) : start].lower()
    return first.head in _SENDS and following.head.startswith(_SENT) and _ON_BEHALF.search(ahead) is not None


# "Tổng thống Mỹ khi đó là A", "Ngoại trưởng lúc bấy giờ, ông B"
_THEN = (("khi", "đó"), ("khi", "ấy"), ("lúc", "đó"), ("lúc", "ấy"), ("lúc", "bấy", "giờ"), ("bấy", "giờ"))


_TERM = ("dưới", "thời")
_WORDS_OF_TERM = 10  # items of "dưới thời Tổng thống A B"


def _behind_term(row: Row, k: int) -> int | None:
    """The comma behind "dưới thời Tổng thống X" that begins at item k, before the form of address of the one who held
    the office then: "Ngoại trưởng Mỹ dưới thời Tổng thống X, bà A"; None elsewhere."""
    words = tuple(row.low(k).split()) if " " in row.low(k) else (row.low(k), row.low(k + 1))
    if words != _TERM:
        return None
    comma = next((j for j in range(k + 1, min(row.n, k + _WORDS_OF_TERM)) if row.is_sign(j, ",")), row.n)
    e = row.entry(comma + 1)
    return comma if e.honorific and not e.office else None


def _behind_then(row: Row, k: int) -> int:
    """The item behind "khi đó (là)", when that stands at item k; else k."""
    for words in _THEN:
        if all(row.low(k + i) == word for i, word in enumerate(words)):
            j = k + len(words)
            return j + 1 if row.low(j) == "là" else j
    return k


# "Tổng thống Pháp | đắc cử A", "… | vừa nhậm chức A"
_ELECTED = frozenset(f"{when}{what}" for when in ("", "vừa ", "mới ", "sắp ") for what in ("đắc cử", "nhậm chức"))


def _behind_elected(row: Row, k: int) -> int:
    """The item behind "đắc cử", "vừa nhậm chức" at item k, where a name follows; else k."""
    for j in (k + 1, k + 2, k + 3):
        if j < row.n and row.words(k, j).lower() in _ELECTED and names.find_certain(row, j) is not None:
            return j
    return k


# "Con trai Tổng thống Mỹ, ông A": his son
_KIN = re.compile(
    r"\b(?:con (?:trai|gái|rể|dâu)|vợ|chồng|(?:em|anh) trai|(?:em|chị) gái|mẹ|cha|bố|cháu) (?:cả |út |của )*$"
)


def _is_kin(row: Row, k: int) -> bool:
    """Whether the office at item k is that of the father, the husband of whom is told."""
    start = row.items[k].start
    return _KIN.search(row.text[max(0, start - 24) : start].lower()) is not None


def _name_of_holder(row: Row, k: int, office: Office) -> tuple[int, int] | None:
    """The name behind the office that ends before item k."""
    if office.level in _OF_A_STATE:
        if (comma := _behind_term(row, k)) is not None:
            return names.find(row, comma + 1, certain=True)
        k = _behind_elected(row, _behind_then(row, k))
    may_address = not row.cap(k + 1) or row.low(k + 1) in _ADDRESS
    if row.is_sign(k, "-–") and may_address and row.entry(k + 1).honorific and not row.entry(k + 1).office:
        return names.find(row, k + 1, certain=True)  # "Chủ tịch Hạ viện X - ông A"
    if row.is_sign(k, ",") and row.entry(k + 1).honorific and not row.entry(k + 1).office:
        if office.head == "lãnh đạo":
            return None  # "hội đàm với lãnh đạo Hãng X, ông A cho biết": somebody else
        name = names.find(row, k + 1, certain=True)
        if name is None or not row.is_sign(name[1], ","):
            return None if _is_met_first(row, office) else name
        # "…, ông X, Chủ tịch Y" would be another person
        # "tiếp Chủ tịch Tập đoàn X, ngài Y, nhân dịp": so one addresses a guest of rank only, who holds the office told
        may_be = office.level not in _PRIVATE or row.low(k + 1) in _ADDRESS
        return name if may_be and not _has_office_behind(row, name[1] + 1) else None
    if (apposed := _apposed(row, k, office)) is not None:
        return apposed
    name = names.find_certain(row, k)
    if name is None and row.is_sign(k, "(") and (close := row.close(k)) is not None:
        return names.find_certain(row, close + 1)
    if name is not None and name[1] - name[0] == 1 and office.text.lower().endswith(" tàu"):
        return None  # "Chỉ huy tàu Echigo": the ship's
    if name is not None and office.text.lower().endswith(_PARTY_OF_UNIT) and not names.is_vietnamese(row, *name):
        return _behind_unit(row, name[1]) or name
    return name


_PARTY_OF_UNIT = ("huyện ủy", "thị ủy", "quận ủy", "thành ủy", "tỉnh ủy")


def _behind_unit(row: Row, k: int) -> tuple[int, int] | None:
    """The name of "Bí thư Huyện ủy X – Nguyễn Văn A": X is the district."""
    second = names.find(row, k + 1, certain=False) if row.is_sign(k, "-–") and row.is_plain(k + 1) else None
    return second if second is not None and names.is_vietnamese(row, *second) else None


_MET = frozenset(["gặp", "tiếp", "hội đàm với", "làm việc với", "điện đàm với"])


def _is_met_first(row: Row, office: Office) -> bool:
    """ "Gặp Ngoại trưởng X, ông A nói gì?", "Theo Ngoại trưởng X, ông A cho biết": the office is whom A met, or who
    tells of A."""
    opening = row.text[row.items[0].start : office.start].strip().lower()
    return opening in _MET or opening == "theo"


def _has_office_behind(row: Row, k: int) -> bool:
    """Whether an office begins at item k that is no other person's: "…, ông X, Thủ tướng A hoan nghênh" is A's."""
    if not row.entry(k).office:
        return False
    _, after = offices.several(row, k)
    return names.find_certain(row, after) is None


def _apposed(row: Row, k: int, office: Office) -> tuple[int, int] | None:
    """The name of "Tổng thống Yemen, Abd Rabbu M. H.,", "Thủ tướng New Zealand - Bill E.": a foreign one between two
    commas or behind a dash, behind an office of a state, no office behind it; or that of the subject of a clause
    ("Ngày 3/4, Tổng thống Yemen, Abd Rabbu M. H. đã gặp")."""
    of_a_state = office.level in _OF_A_STATE
    if office.country == "VN" and (of_a_state or office.level == "party") and row.is_sign(k, ","):
        # "Tổng bí thư Đảng Cộng sản Việt Nam, Đỗ Hữu P., rời Hà Nội"
        own = names.find(row, k + 1, certain=True) if _opens_a_clause(row, office) else None
        closed = own is not None and names.is_vietnamese(row, *own) and row.is_sign(own[1], ",")
        return own if own and closed and not (row.cap(own[1] + 1) or row.entry(own[1] + 1).honorific) else None
    if not row.is_sign(k, ",-–" if of_a_state else ",") or office.country in (None, "VN"):
        return None
    if not of_a_state and office.level != "envoy" and not office.head.startswith("trưởng đoàn"):
        return None
    name = names.find(row, k + 1, certain=False) if row.is_plain(k + 1) else None
    if name is None or not names.is_foreign(row, *name):
        return None
    if not row.is_sign(k, ","):
        return name
    if not (name[1] == row.n or row.is_sign(name[1], ",;.")):
        return name if _goes_on(row, name[1]) and _opens_a_clause(row, office) else None
    return None if row.entry(name[1] + 1).office or row.entry(name[1] + 1).honorific else name


def _goes_on(row: Row, k: int) -> bool:
    """Whether the words from item k go on with a subject: "đã", "hội đàm"."""
    rest = row.text[row.items[k].start :][:20].lower()
    return any(
        rest.startswith(words) and not rest[len(words) : len(words) + 1].isalnum() for words in row.roles.goes_on
    )


def _opens_a_clause(row: Row, office: Office) -> bool:
    """Whether nothing but a comma stands before an office: it is no object of "gặp" or "với"."""
    k = bisect_left(row.items, office.start, key=_STARTS)
    return k == 0 or row.is_sign(k - 1, ",;:")


def _holder(row: Row, k: int, held: list[Office]) -> Actor:
    """Whoever holds the offices that begin at item k, unnamed."""
    country, international = offices.country_of(held)
    return Actor(
        kind="office",
        start=row.items[k].start,
        end=held[-1].end,
        offices=tuple(held),
        country=country,
        international=international,
        level=held[0].level,
    )


def person(row: Row, k: int, before: list[Office], name: tuple[int, int]) -> tuple[Actor, int]:
    """The person whose mention begins at item k, with the offices `before` the name and those behind it."""
    first, after = name
    j = after
    land = None
    held = list(before)
    end = name_end = row.items[after - 1].end
    if row.is_sign(j, "(") and (close := row.close(j)) is not None and close - j <= _BRACKET:
        land = _only_land(row, j, close)
        end = row.items[close].end if land is not None else end
        j = close + 1
    follow = offices.behind(row, j, bool(before), opens=_opens_clause(row, k))
    if follow is not None:
        follow = _of_one_state(row, *follow)
        follow = None if _is_of_subject(row, k, *follow) or _names_another(row, *follow) else follow
    if follow is not None and (not before or offices.are_of_one(before, follow[0], row.roles)):
        more, j = follow
        held.extend(more)
        end = more[-1].end
    elif not row.is_sign(after, "("):
        j = after
    country, international = offices.country_of(held)
    if land is None and held and held[-1].level == "business" and end == held[-1].end:
        land = _land_of_firm(row, j)
    if land is not None and country is None and not international:
        country = land
        held = [replace(office, country=land, certain=True) for office in held]
    return (
        Actor(
            kind="person",
            start=row.items[k].start,
            end=end,
            name=row.text[row.items[first].start : name_end],
            offices=tuple(held),
            country=country,
            international=international,
            honorific=row.items[k].entry.honorific,
            level=held[0].level if held else None,
        ),
        j,
    )


def _land_of_firm(row: Row, k: int) -> str | None:
    """The state of "ông A, Chủ tịch Tập đoàn B, Đài Loan.": alone behind the comma at item k."""
    e = row.entry(k + 1)
    if not row.is_sign(k, ",") or not row.cap(k + 1) or e.country is None or e.pair or e.office or e.org:
        return None
    if k + 2 < row.n and not row.is_sign(k + 2, ".;,"):
        return None
    return None if row.is_sign(k + 2, ",") and row.entry(k + 3).country else e.country


def _only_land(row: Row, opening: int, closing: int) -> str | None:
    """The state of "ông A (Thái Lan)", in brackets alone behind the name."""
    e = row.entry(opening + 1)
    return e.country if closing == opening + 2 and row.cap(opening + 1) and not e.pair else None


def _names_another(row: Row, held: list[Office], after: int) -> bool:
    """ "ông A, Thủ tướng Anh May, …": a capital right behind the office of a foreign state is its holder's name."""
    last = held[-1]
    return (
        last.level in _OF_A_STATE
        and last.country not in (None, "VN")
        and after < row.n
        and row.is_plain(after)
        and row.items[after].start - last.end == 1
    )


def _of_one_state(row: Row, held: list[Office], after: int) -> tuple[list[Office], int]:
    """The offices behind a name up to the first of another state, which no comma closes: "ông A, Ngoại trưởng X, Tổng
    thống Y khẳng định"; not "ông A, đồng Chủ tịch Ủy ban X - Y, Thống đốc Ngân hàng Y."."""
    if after >= row.n or row.items[after].kind == "sign":
        return held, after
    for cut in range(1, len(held)):
        lands = {o.country for o in held[:cut] if o.country and o.certain}
        other = held[cut].country
        if lands and other and held[cut].certain and other not in lands and held[cut].level in _OF_A_STATE:
            comma = next(i for i in range(len(row.items)) if row.items[i].start >= held[cut - 1].end)
            return held[:cut], comma
    return held, after


# "Tại cuộc gặp với ông A, Tổng thống X khẳng định": how a phrase before the subject begins
_PHRASE = frozenset(["tại", "trong", "sau", "trước", "theo", "nhân", "bên", "khi", "ngay", "cùng", "kết", "phát"])


def _is_of_subject(row: Row, k: int, held: list[Office], after: int) -> bool:
    """Whether the office of a state behind the comma is that of the sentence's subject, which no comma closes."""
    if row.items[0].low.split()[0] not in _PHRASE or held[-1].level not in _OF_A_STATE:
        return False
    if after >= row.n or row.items[after].kind == "sign" or any(row.is_sign(i, ",;") for i in range(k)):
        return False
    return len(held) == 1 and not row.low(after).startswith(
        ("cho biết", "cho hay", "đã", "làm", "dẫn đầu", "và", "cùng")
    )


def _opens_clause(row: Row, k: int) -> bool:
    """Whether item k begins the sentence, or stands behind a day or a place: "Ngày 8/4, tại Bắc Kinh, Thủ tướng A"."""
    if k == 0 or (k <= _AGENCY and row.is_sign(k - 1, "-–") and row.is_sign(k - 2, ")")):
        return True  # "(Báo X) – Thủ tướng A"
    if k < 2 or not row.is_sign(k - 1, ","):
        return False
    before, e = row.items[k - 2], row.entry(k - 2)
    if before.kind == "number" or before.text == ")" or before.low == "nay" or (e.proper and e.org is None):
        return True
    return _follows_place(row, k - 2)


def _follows_place(row: Row, k: int) -> bool:
    """ "tại Trụ sở Bộ Ngoại giao, …": whether a place ends at item k."""
    for j in range(k, max(-1, k - _PLACE), -1):
        if row.items[j].kind == "sign":
            return False
        if row.items[j].low in ("tại", "ở"):
            return True
    return False


_SEVERAL = frozenset(["hai", "cả hai", "ba", "bốn", "các", "những"])


def addressed(row: Row, k: int) -> tuple[Actor | None, int]:
    """Form of address first: "đồng chí Lê Văn B, Bí thư Trung ương Đảng", "bà Đại sứ", "ông" alone."""
    j = names.skip_address(row, k)
    if row.entry(j).office is not None:
        return titled(row, j)
    name = names.find(row, j, certain=True)
    if name is not None:
        return person(row, k, [], name)
    item = row.items[k]
    if " " in item.low and k and (row.low(k - 1) in _SEVERAL or row.items[k - 1].kind == "number"):
        return None, j  # "hai nhà lãnh đạo này"
    if item.low in row.roles.pronoun and j == k + 1 and j < row.n and not row.items[j].cap:
        return Actor(kind="pronoun", start=item.start, end=item.end), j
    return None, j


_HOSTS = frozenset(["nước chủ nhà", "chủ nhà"])


def counterpart(row: Row, k: int) -> tuple[Actor | None, int]:
    """ "người đồng cấp Trung Quốc Vương Nghị": a person whose country is said and whose office is not."""
    j = k + 1
    country: str | None = None
    if row.low(j) in _HOSTS or (row.low(j) == "của" and row.cap(j + 1)):
        j += 1  # "người đồng cấp nước chủ nhà A", "người đồng cấp của Kuwait"
    if row.cap(j) and row.entry(j).country and not row.entry(j).pair:
        country = row.entry(j).country
        j += 1
    name = names.find_certain(row, j)
    if name is None and country and row.is_sign(j, ",") and row.low(j + 1) in ("ông", "bà", "ngài"):
        name = names.find(row, j + 1, certain=True)  # "người đồng cấp phía Mỹ, ông A"
    if name is None and country and row.low(j) == "là" and row.is_plain(j + 1):
        name = names.find(row, j + 1, certain=False)  # "người đồng cấp Mỹ là A"
    if name is not None:
        actor, after = person(row, k, [], name)
        return (actor if actor.offices else replace(actor, country=country, level="counterpart")), after
    if country is None:
        return None, j
    start, end = row.items[k].start, row.items[j - 1].end
    return Actor(
        kind="group", start=start, end=end, organisation=row.text[start:end], country=country, level="counterpart"
    ), j


def bare(row: Row, k: int) -> tuple[Actor | None, int]:
    """A name alone. Vietnamese ones are told by the family name, others by an office behind or a foreign syllable."""
    end = names.run(row, k)
    if end == k:
        return None, k + 1
    item = row.items[k]
    if end == k + 1 and len(item.text) >= 4 and not is_vietnamese_syllable(item.low) and not item.text.isupper():
        # "Trump" alone: somebody whom the page names with an office elsewhere, or nobody
        return Actor(kind="surname", start=item.start, end=item.end, name=item.text), end
    name = names.find(row, k, certain=False)
    if name is None:
        # "các nhà lãnh đạo T. và Tập C. B.": a name of Vietnamese syllables that the tables know
        known = end - k >= _WHOLE and names.is_leader(row, k, end)
        return person(row, k, [], (k, end)) if known else (None, end)
    if names.is_vietnamese(row, k, end) or (row.is_sign(end, ",") and offices.behind(row, end, titled=True)):
        return person(row, k, [], name)
    if end - k >= 2 and names.is_foreign(row, k, end):
        last = row.items[name[1] - 1].end
        return Actor(kind="person", start=item.start, end=last, name=row.text[row.items[name[0]].start : last]), end
    return None, end
