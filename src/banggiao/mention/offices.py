"""Offices: a title with its complement, several of one person, the ones that follow a name."""

from __future__ import annotations

import re

from msgspec.structs import replace

from banggiao.mention import names, tails
from banggiao.mention.roles import Roles
from banggiao.mention.row import Row
from banggiao.mention.tails.tail import Tail
from banggiao.model import Office

# Classes of titles whose class their body decides: "Chủ tịch Tập đoàn X", "Tổng Giám đốc UNESCO".
_BY_BODY = frozenset(["mass", "igo"])
_PUBLIC = frozenset(["state", "government", "minister", "party", "parliament"])
# Classes of titles that "Bộ trưởng Ngoại giao", one phrase of the tables, opens a body's name with.
_OVER_A_BODY = frozenset(["minister", "parliament"])
# What joins two offices of one person, by its first word, the longer first.
_JOINTS = {
    "đồng": (("đồng", "thời", "là"), ("đồng", "thời")),
    "đồng thời": (("đồng thời", "là"), ("đồng thời",)),
    "kiêm": (("kiêm", "nhiệm"), ("kiêm",)),
    "và": (("và",),),
    "nay": (("nay", "là"),),
    "là": (("là",),),
    "hiện": (("hiện", "là"), ("hiện", "nay", "là"), ("hiện", "đang", "là"), ("hiện", "giữ", "chức")),
    "hiện nay": (("hiện nay", "là"),),
    "hiện là": (("hiện là",),),
}


_OF_A_STATE = frozenset(["state", "government", "minister"])
# "Tổng thống | trẻ nhất trong lịch sử (nước) | Pháp": of those so titled which, no part of the office
_SUPERLATIVE = re.compile(
    r" (?:(?!và )[^\W\d_]+ ){1,3}(?<!thứ |ống |hợp )nhất(?: trong| của| từ trước (?:đến|tới) nay)+(?: lịch sử)?"
    r"(?: của)?(?: hiện đại)?(?: nước)? "
)


def _behind_superlative(row: Row, k: int) -> int:
    """The item of the country behind "trẻ nhất trong lịch sử" that begins at item k; k where there is no such."""
    if k >= row.n or row.cap(k) or row.items[k].kind == "sign":
        return k
    found = _SUPERLATIVE.match(row.text, row.items[k].start - 1, row.items[-1].end)
    if found is None:
        return k
    j = next((j for j in range(k, row.n) if row.items[j].end > found.end()), row.n)
    e = row.entry(j)
    return j if row.cap(j) and e.country is not None and not e.pair else k


_COUNTED = " đầu tiên"  # behind a title: of those so titled the first, no part of the office
# Words before a title that are no part of the office.
_FORE = ("tân ", "đức ")


def at(row: Row, k: int) -> tuple[Office, int] | None:
    """The office whose title is item k, and the item after it; None when item k is no title."""
    e = row.entry(k)
    if e.office is None:
        return None
    head = row.items[k]
    # "Bộ trưởng Ngoại giao" is one phrase of the tables: what follows goes on with the name of the ministry
    inside = e.office in _OVER_A_BODY and head.low.count(" ") >= 2
    first = _behind_superlative(row, k + 1) if e.office in _OF_A_STATE else k + 1
    tail = tails.walk(row, first, head.low, e.office, body=inside)
    if first > k + 1:
        tail.skip.append((head.end, row.items[first].start))
    tail.end = _behind_region(row, tail, max(tail.end, first))
    if e.office == "parliament" and tail.country is None and (land := _of_both_houses(row, tail.end)):
        tail.name_country(land)
        tail.end += 2
    start, end = head.start, row.items[tail.end - 1].end
    text = without(row.text, start, end, tail.skip)
    if head.low.startswith(_FORE):
        text, start = text[4:], start + 4  # "tân Thủ tướng", "Đức Tổng Giám mục"
    if text.endswith(_COUNTED):  # "Bộ trưởng Quốc phòng đầu tiên (được đón tại …)"
        text, end = text[: -len(_COUNTED)], end - len(_COUNTED)
    office = Office(
        start=start,
        end=end,
        text=text,
        head=head.low.removeprefix("tân ").removeprefix("đức "),
        level=e.office,
        country=tail.country or e.office_country,
        international=tail.international and tail.country is None,
        certain=tail.certain and (tail.country is not None or e.office_country is None),
    )
    return _by_its_words(office, row.roles), _behind_year(row, tail.end) if e.office in _BY_BODY else tail.end


_HOUSE = re.compile(r"(?:thượng|hạ) viện ")


def _of_both_houses(row: Row, k: int) -> str | None:
    """The state of "Chủ tịch Thượng viện | và Hạ viện X", told with the second house only."""
    if k + 1 >= row.n or row.low(k) != "và":
        return None
    start = row.items[k].start
    if not row.text[max(0, start - 5) : start].lower().endswith("viện "):
        return None
    return row.entry(k + 1).org if _HOUSE.match(row.low(k + 1)) else None


def _behind_year(row: Row, k: int) -> int:
    """Behind the year of an office that goes round, before its holder's name: "Chủ tịch ASEAN năm 2024 | A"."""
    year = row.low(k + 1) if k + 2 < row.n and row.low(k) == "năm" else ""
    return k + 2 if len(year) == 4 and year.isdigit() and row.cap(k + 2) else k


def _behind_region(row: Row, tail: Tail, k: int) -> int:
    """The item behind "ở bán đảo Triều Tiên của Hàn Quốc" that begins at item k, where a matter is told before it: "Đặc
    phái viên về các vấn đề hòa bình | ở … của X" is of X; k elsewhere."""
    if (
        tail.country is not None
        or row.low(k) not in ("ở", "tại")
        or " về " not in row.text[row.items[0].start : row.items[k].start]
    ):
        return k
    for j in range(k + 1, min(row.n - 1, k + _REGION)):
        if row.items[j].kind == "sign" or row.entry(j).cue or row.entry(j).office:
            return k
        land = row.entry(j + 1)
        if row.low(j) == "của" and row.cap(j + 1) and land.country is not None and not land.pair:
            tail.name_country(land.country)
            return j + 2
    return k


_REGION = 6  # items of "ở bán đảo Triều Tiên của Hàn Quốc"


def _by_its_words(office: Office, roles: Roles) -> Office:
    """What single words of an office say: "UBND" Vietnam, "Liên hợp quốc" the world, "Tập đoàn" a company."""
    words = office.text.lower()
    if words in roles.chaired:
        office = replace(office, level="state")
    if office.country is None:
        if any(word in words for word in roles.home):
            office = replace(office, country="VN", certain=False)
        elif not office.international and any(word in words for word in roles.world):
            office = replace(office, international=True)
    if office.level in _BY_BODY and (
        any(word in words for word in roles.business) or any(f" {word}" in words for word in roles.business_word)
    ):
        office = replace(office, level="business")
    return office


def without(text: str, start: int, end: int, skip: list[tuple[int, int]]) -> str:
    """text[start:end] without the spans of `skip`, which are in order."""
    if not skip:
        return text[start:end]
    parts: list[str] = []
    done = start
    for a, b in skip:
        if a >= end:
            break
        parts.append(text[done:a].strip())
        done = min(b, end)
    parts.append(text[done:end].strip())
    return " ".join(part for part in parts if part)


def several(row: Row, k: int, after: bool = False) -> tuple[list[Office], int]:
    """The offices that begin at item k, joined by commas, "kiêm", "đồng thời là", and the item after the last.

    `after`: they stand after a name, where "và" joins too.
    """
    offices: list[Office] = []
    end = k
    found = at(row, k)
    while found is not None:
        office, end = found
        offices.append(office)
        following = _joint(row, end, after)
        if row.is_sign(end, ",") and following != end and _is_of_another(row, office, following):
            break
        if row.is_sign(end, "-–") and office.head in _OF_GOVERNMENT and row.low(following).startswith("bộ trưởng"):
            break  # "sẽ đi cùng Thủ tướng - Bộ trưởng X A nói": the dash is that of a headline's words
        lost = office.head == "tổng bí thư" and row.low(end) in ("chủ tịch", "chủ tịch nước")  # the comma between
        lost = lost or _is_rank_of_envoy(row, end, office)
        found = at(row, following) if following != end or lost else None
    return offices, end


def _is_rank_of_envoy(row: Row, k: int, office: Office) -> bool:
    """ "Trưởng Đại diện Thương mại X | Đại sứ A": the diplomat's rank before the name, behind the office."""
    if row.low(k) != "đại sứ" or not row.cap(k) or not row.adjacent(k) or office.head.startswith("đại sứ"):
        return False
    return row.cap(k + 1) and row.entry(k + 1).country is None and names.find_certain(row, k + 1) is not None


def _is_of_another(row: Row, office: Office, k: int) -> bool:
    """Whether the office behind a comma at item k cannot be of whoever holds the one before it."""
    following = at(row, k) if row.entry(k).office is not None and row.items[k].low in _OTHERS else None
    return following is not None and _excludes(office, following[0])


def _joint(row: Row, k: int, after: bool) -> int:
    """Item after a joint between two offices of one person; k itself when there is none."""
    comma = row.is_sign(k, ",-–")
    j = k + 1 if comma else k
    for words in _JOINTS.get(row.low(j), ()):
        if words == ("và",) and not after:
            continue
        if all(row.low(j + i) == word for i, word in enumerate(words)) and (comma or words != ("là",)):
            j += len(words)
            break
    if comma and row.entry(j).honorific and row.entry(j).office is None and row.is_sign(j + 1, ","):
        j += 2  # "Phó Bí thư Quân ủy Trung ương, Đại tướng, Bộ trưởng Quốc phòng"
    e = row.entry(j)
    if comma and e.honorific and e.office is None and row.is_sign(j + 1, ","):
        j, e = j + 2, row.entry(j + 2)  # "Ủy viên Trung ương Đảng, Thượng tướng, Thứ trưởng": a rank between offices
    return j if e.office is not None and not e.group else k


def _is_superlative(row: Row, k: int) -> bool:
    """ "A, vị Tổng thống trẻ nhất trong lịch sử X, …"."""
    return row.low(k) == "vị" and row.entry(k + 1).office is not None and _behind_superlative(row, k + 2) > k + 2


def behind(row: Row, k: int, titled: bool, opens: bool = False) -> tuple[list[Office], int] | None:
    """ ", Chủ tịch X, Bộ trưởng Y": the offices behind a name that ends before item k, and the item after them.

    None where they are another person's. `titled`: the name has an office before it already. `opens`: the name opens
    the sentence and so must be the subject of its verb: "Tổng Bí thư A, Bí thư Quân ủy Trung ương tiếp B".
    """
    if not row.is_sign(k, ",-–"):
        return None if titled else _right_behind(row, k)
    j = k + 2 if row.low(k + 1) == "là" or _is_superlative(row, k + 1) else k + 1
    e = row.entry(j)
    if e.office is None or e.group:
        return None
    offices, end = several(row, j, after=True)
    if titled and (rest := _trailing(row, end)) is not None:
        last = offices[-1]
        purpose = row.text[last.start : row.items[rest - 1].end]
        return [*offices[:-1], replace(last, text=purpose, end=row.items[rest - 1].end)], rest
    if all(office.head in _FOR_A_JOURNEY for office in offices):
        return offices, end  # "…, Trưởng đoàn X dự Hội nghị"
    if titled and _names_its_holder(row, end):
        return None  # "Báo cáo Thủ tướng A, Phó Chủ tịch Hội X, Trần Văn B, cho biết"
    if (
        titled
        and not opens
        and end < row.n
        and row.items[end].kind != "sign"
        and row.low(end) not in row.roles.after_office
        and not _is_before_other(row, offices, end)
    ):
        return None  # "… Bộ trưởng Tô L., Thủ tướng hoan nghênh": the next subject
    name = names.find_certain(row, end)
    if name is not None:
        # "…, Tổng thống B Rumen C": the last office has its own name; the ones of another state before it are behind,
        # and "…, Giám đốc X và Hạ nghị sỹ Y": those before "và"
        cut = second_holder(row, offices, end) or _before_and(row, offices)
        if cut is not None:
            return offices[:cut], _item_after(row, j, offices[cut - 1])
        return _with_leader(row, offices, name[1])
    if len(offices) == 1 and offices[0].level == "parliament" and _is_next_person(row, end):
        return None
    if len(offices) > 1 and not titled and _is_host_behind(row, offices, end):
        return offices[:-1], _item_after(row, j, offices[-2])
    if not titled and name is None and _is_host(row, offices, end):
        return None
    return offices, end


# "Tiếp bà A, | Phó Thủ tướng cảm ơn …", "Tại buổi làm việc với ông A, | Bộ trưởng đề nghị …"
_GUEST_FIRST = re.compile(
    r"\s*(?:(?:tại|trong|sau)\s+(?:buổi|cuộc)\s+|khi\s+)?(?:đón\s+)?"
    r"(?:tiếp|gặp|làm việc với|trao đổi với|hội đàm với)\s[^,;.]*\Z"
)
_GUEST_MOST = 80


def _is_host(row: Row, offices: list[Office], end: int) -> bool:
    """Whether a bare title behind the guest that opens a sentence does what follows: it is the host's, told before."""
    if any(office.text.lower() != office.head for office in offices):
        return False
    return _does_what_follows(row, end) and _GUEST_FIRST.match(_opening(row, offices[0], _GUEST_MOST)) is not None


def _does_what_follows(row: Row, end: int) -> bool:
    """Whether a verb of theirs follows a title, no sign and no word of an office that goes on."""
    return end < row.n and row.items[end].kind != "sign" and row.low(end) not in row.roles.after_office


def _opening(row: Row, office: Office, most: int) -> str:
    """The words from the beginning of the sentence to an office, in lower case; none when they are more than `most`."""
    opening = row.items[0].start
    return row.text[opening : office.start].rstrip(" ,").lower() if office.start - opening <= most else ""


# "Chiều 3/4, tại Trụ sở X, tiếp ông A, Chủ tịch Tập đoàn Y, | Thủ tướng mong muốn …"
_GUEST_RECEIVED = re.compile(
    r"\s*(?:(?:ngày|sáng|trưa|chiều|tối|hôm)\s[^;.]{1,40}?,\s*)?(?:tại\s[^,;.]{2,60},\s*)?(?:đón\s+)?"
    r"(?:tiếp|gặp|làm việc với|trao đổi với|hội đàm với)\s[^;.]*\Z"
)
_RECEIVED_MOST = 220
_HOSTS_AT_HOME = frozenset(
    ["thủ tướng", "phó thủ tướng", "chủ tịch nước", "tổng bí thư", "chủ tịch quốc hội", "bộ trưởng"]
)


def _is_host_behind(row: Row, offices: list[Office], end: int) -> bool:
    """Whether the last of the offices behind a guest who opens the sentence is the bare title of the host, who does
    what follows."""
    last = offices[-1]
    if last.text.lower() != last.head or last.head not in _HOSTS_AT_HOME or offices[-2].level != "business":
        return False
    return _does_what_follows(row, end) and _GUEST_RECEIVED.match(_opening(row, last, _RECEIVED_MOST)) is not None


def _right_behind(row: Row, k: int) -> tuple[list[Office], int] | None:
    """ "ông A Giám đốc điều hành Công ty X, …": the comma before the office is lost."""
    e = row.entry(k)
    if e.office is None or e.group or not row.cap(k) or not row.adjacent(k):
        return None
    offices, end = several(row, k, after=True)
    return (offices, end) if names.find_certain(row, end) is None else None


_FOR_A_JOURNEY = frozenset(["trưởng đoàn", "trưởng đoàn đại biểu", "phó trưởng đoàn"])
_TRAIL = 12  # words of an office's purpose that no table knows


def _trailing(row: Row, k: int) -> int | None:
    """The comma that closes an office behind a name, a few unknown small words further on, where the sentence goes on
    with the same person: "Đặc phái viên của … về tài chính toàn diện | cho phát triển, đang thăm"; None elsewhere."""
    j = k
    while j < row.n and j - k < _TRAIL and _is_of_purpose(row, j):
        j += 1
    if j == k or not row.is_sign(j, ",") or row.low(k) in row.roles.after_office:
        return None
    return j if row.low(j + 1) in row.roles.after_office else None


def _is_of_purpose(row: Row, k: int) -> bool:
    item = row.items[k]
    e = item.entry
    return item.kind in ("word", "phrase") and not item.cap and not (e.cue or e.office or e.honorific)


def _names_its_holder(row: Row, k: int) -> bool:
    """Whether a bare Vietnamese name between commas at item k holds the office before it."""
    if not row.is_sign(k, ",") or row.entry(k + 1).honorific or row.entry(k + 1).office:
        return False
    name = names.find_certain(row, k + 1)
    return name is not None and row.is_sign(name[1], ",") and names.is_vietnamese(row, *name)


def _before_and(row: Row, offices: list[Office]) -> int | None:
    """How many offices stand before a last one that "và" joins; None when nothing does."""
    two = len(offices) >= 2 and row.text[offices[-2].end : offices[-1].start].strip(" ,").startswith("và")
    return len(offices) - 1 if two else None


def _is_before_other(row: Row, offices: list[Office], end: int) -> bool:
    """ "cuộc gặp giữa Ủy viên Bộ Chính trị A, Trưởng Ban Tổ chức Trung ương và Đại sứ X B": whether "và" joins another
    person by name behind an office with its body."""
    cut = _before_and(row, offices)
    if cut is None or names.find_certain(row, end) is None:
        return False
    return all(office.text.lower() != office.head for office in offices[:cut])


def _item_after(row: Row, k: int, office: Office) -> int:
    """The first item from k on that begins behind an office."""
    return next(i for i in range(k, row.n) if row.items[i].start >= office.end)


def _with_leader(row: Row, offices: list[Office], end: int) -> tuple[list[Office], int] | None:
    """ "Vương A, Đại diện đặc biệt của Tổng Bí thư, Chủ tịch nước Tập B": the leader whom they serve is of the office's
    words. None when none of the offices serves a leader."""
    for k, office in enumerate(offices):
        if office.head in row.roles.serving and _names_a_title(row, office):
            last = row.items[end - 1].end
            country = office.country or country_of(offices[k:])[0]
            return [*offices[:k], replace(office, end=last, text=row.text[office.start : last], country=country)], end
    return None


def _names_a_title(row: Row, office: Office) -> bool:
    """ "Đặc phái viên (về an ninh) của Tổng thống X": a title right behind the head, or behind "của"."""
    k = next((k for k in range(row.n) if row.items[k].start >= office.start), row.n) + 1
    if row.entry(k + 1 if row.low(k) == "của" else k).office is not None:
        return True
    inside = (j for j in range(k, row.n) if row.items[j].end <= office.end)
    return any(row.low(j) == "của" and row.entry(j + 1).office is not None for j in inside)


def _is_next_person(row: Row, k: int) -> bool:
    """ ", ông X" without another comma: the office before it is his."""
    if not row.is_sign(k, ",") or not row.entry(k + 1).honorific:
        return False
    name = names.find_certain(row, k + 1)
    return name is not None and not row.is_sign(name[1], ",")


_HEADS_OF_ALL = frozenset(["thủ tướng", "tổng thống", "chủ tịch nước", "tổng bí thư", "chủ tịch quốc hội"])


def are_of_one(before: list[Office], after: list[Office], roles: Roles) -> bool:
    """Whether offices behind a name can be of the one titled before it: no company's for a prime minister, no other
    state's."""
    if any(o.level in _PUBLIC for o in before) and any(o.level == "business" for o in after):
        return False
    if any(o.head in _HEADS_OF_ALL for o in before) and all(o.level in ("academic", "media") for o in after):
        return False  # "Thủ tướng A, chuyên gia quốc tế B cho rằng"
    lands = {o.country for o in before if o.country and o.certain}
    if not lands and all(o.head in roles.bare_at_home for o in before):
        lands = {"VN"}
    theirs = {o.country for o in after if o.country and o.certain}
    return not (lands and theirs and not lands & theirs)


_SPEAKING = ("người phát ngôn", "phát ngôn viên", "phó người phát ngôn")


def second_holder(row: Row, offices: list[Office], k: int) -> int | None:
    """Which of the offices before the name at item k is the first of a second person; None when all are of one.

    "lời mời của Ủy viên trưởng … Trung Quốc, Chủ tịch Quốc hội Vương Đình H.": the offices of two states.
    """
    for cut in range(1, len(offices)):
        if offices[cut - 1].level == "media" and offices[cut].level in _PUBLIC:
            return cut  # "Trước các phóng viên, Tổng thống A"
        if _is_home_after_abroad(row, offices, cut, k) or _is_top_after_other(row, offices, cut, k):
            return cut
        if offices[cut - 1].head.startswith(_SPEAKING) and offices[cut].head in _HEADS | {"bộ trưởng"}:
            return cut  # "theo ông A, người phát ngôn Bộ Ngoại giao X, Ngoại trưởng B"
        if (
            offices[cut - 1].head in _OF_GOVERNMENT
            and offices[cut].country
            and _OF_PARLIAMENT.search(offices[cut].text.lower())
        ):
            return cut  # "hội kiến với Thủ tướng X, Phó Chủ tịch thứ nhất Quốc hội X"
        before = {o.country for o in offices[:cut] if o.certain and o.country}
        if not before:
            continue
        rest = {o.country for o in offices[cut:] if o.country}
        if rest and not before & rest and all(o.certain for o in offices[cut:] if o.country):
            return cut
        if rest or before == {"VN"} or not all(o.head in row.roles.bare_at_home for o in offices[cut:]):
            continue
        name = names.find_certain(row, k)
        if name is not None and names.is_vietnamese(row, *name):
            return cut
    return None


_OF_GOVERNMENT = frozenset(["thủ tướng", "phó thủ tướng", "tổng thống", "phó tổng thống", "quốc vương"])
_OF_PARLIAMENT = re.compile(r"^(?:phó )?chủ tịch\b.{0,12}\b(?:quốc hội|thượng viện|hạ viện|nghị viện)\b")
# Nobody is both: "Sau cuộc gặp với Thủ tướng X, Tổng thống A", "Tại cuộc gặp Ngoại trưởng X, Đặc phái viên A"
_HEADS = frozenset(
    [
        "tổng thống",
        "thủ tướng",
        "quốc vương",
        "ngoại trưởng",
        "bộ trưởng ngoại giao",
        "nữ hoàng",
        "chủ tịch quốc hội",
        "chủ tịch thượng viện",
        "chủ tịch hạ viện",
        "phó tổng thống",
        "bộ trưởng quốc phòng",
    ]
)
_OF_GOVERNMENT = frozenset(["thủ tướng", "thủ tướng chính phủ"])
_OTHERS = frozenset(["tổng thống", "thủ tướng", "quốc vương", "đặc phái viên", "tổng thư ký", "nữ hoàng"])


def _excludes(office: Office, following: Office) -> bool:
    """Whether a head's office with its state cannot be of the one whose bare office follows it."""
    return (
        office.country is not None
        and office.head in _HEADS
        and following.head in _OTHERS
        and following.head != office.head
        and following.country in (None, office.country)
    )


# Offices before which a paper names the holder's party posts only.
_TOP = frozenset(["chủ tịch nước", "tổng bí thư", "thủ tướng", "thủ tướng chính phủ", "chủ tịch quốc hội"])


def _is_top_after_other(row: Row, offices: list[Office], cut: int, k: int) -> bool:
    """ "Chủ tịch Ủy ban toàn quốc … Du C. M., Chủ tịch nước Trần Đ. Q.": the head of some body whose name was taken for
    words of it, then a leader of Vietnam by name."""
    if cut != len(offices) - 1 or offices[cut].head not in _TOP or offices[cut].country is not None:
        return False
    last = offices[cut - 1]
    if not last.head.startswith(("chủ tịch", "tổng giám đốc", "giám đốc")) or last.head in _TOP:
        return False
    name = names.find_certain(row, k)
    return name is not None and names.is_vietnamese(row, *name) and row.items[k - 1].start - last.end > 0


def _is_home_after_abroad(row: Row, offices: list[Office], cut: int, k: int) -> bool:
    """ "Phó Chủ tịch Quân ủy Trung ương Trung Quốc, Chủ tịch nước Trần Đ. Q.", "Chủ tịch Ngân hàng X, Thủ tướng …": a
    leader of Vietnam by name behind the office of another state, of a world body or of a company."""
    last = offices[cut - 1]
    abroad = (
        (last.country not in (None, "VN") or last.international or last.level in ("business", "igo"))
        and all(o.country is None for o in offices[cut:])
        and offices[-1].level in _PUBLIC
    )
    name = names.find_certain(row, k) if abroad else None
    return name is not None and names.is_home_leader(row, *name)


def country_of(offices: list[Office]) -> tuple[str | None, bool]:
    """The country that a person's offices say, certain ones first, and whether their bodies are international."""
    for certain in (True, False):
        for office in offices:
            if office.country is not None and office.certain is certain:
                return office.country, False
    return None, any(office.international for office in offices)
