"""Steps over known phrases in a complement: countries, bodies, places, titles, venues."""

from __future__ import annotations

from banggiao.mention import names
from banggiao.mention.items import Item
from banggiao.mention.tails.tail import Step, Tail


def _country(tail: Tail, item: Item) -> bool | None:
    e = item.entry
    if e.country is None or not item.cap or (e.pair and not tail.row.in_pair(tail.at)):
        return None
    if tail.of_place and tail.row.low(tail.at - 1) == "của":
        tail.country = None  # "Chủ tịch Đảng Hòa bình của Nhật Bản": no place after all
    if tail.row.low(tail.at - 1) == "phía":
        tail.country = None  # "Tổng thư ký Ủy ban chỉ đạo hợp tác X - Y phía | Y": one side of a joint body
    if not tail.international:
        tail.name_country(e.country)
    tail.placed = True
    return tail.take_to(tail.at + 1)


def _hidden(tail: Tail, item: Item) -> bool | None:
    """A phrase that only hides others inside it may be of the name: "Hội Hợp tác …"."""
    e = item.entry
    if not e.hide:
        return None
    if tail.level is not None and item.low in tail.row.roles.placeholder:
        tail.skip.append((item.start, item.end))  # "Tổng thống nước chủ nhà R."
        tail.placed = True
        return tail.take()
    if (
        (tail.body or tail.level == "minister")
        and not (e.office or e.cue or e.stop or e.group)
        and e.country is None
        and (item.cap or _opens_with_syllable(tail, item))
    ):
        tail.body = tail.body or item.cap  # "Bộ trưởng Môi trường | và Biến đổi khí hậu"
        return tail.take()
    return None


def _verb_of_body(tail: Tail, item: Item) -> bool | None:
    """ "Ban Kiểm tra Trung ương": a verb with a capital right behind the noun of a body."""
    e = item.entry
    behind = tail.body and tail.row.entry(tail.at - 1).orghead == "body" and not tail.proper
    return tail.take() if behind and item.cap and e.stop and not (e.office or e.cue) else None


_OF_ANY_BODY = frozenset(["lãnh đạo", "nhà lãnh đạo", "quan chức", "đại diện", "người phát ngôn", "phát ngôn viên"])
# Levels of offices that no company has.
_OF_STATE = frozenset(["state", "government", "minister", "parliament", "envoy", "military"])


def _organisation(tail: Tail, item: Item) -> bool | None:
    e = item.entry
    if e.org is None or not item.cap:
        return None
    of_state = tail.placed or (
        tail.level in _OF_STATE
        and tail.head not in _OF_ANY_BODY
        and tail.row.entry(tail.at - 1).office
        and tail.row.cap(tail.at + 1)
    )
    if e.channel == "business" and of_state and " " not in item.low and tail.row.is_plain(tail.at + 1):
        tail.row.make_word(tail.at)
        return False  # "Đại sứ (Nhật Bản) | Suzuki Ken": a family's name
    named = 1  # "Samsung Electronics": the company's ending too
    if e.channel == "business" and tail.row.low(tail.at + 1) in tail.row.roles.company_end:
        named = 2
    elif e.channel == "business":  # "FedEx Express (Hoa Kỳ)": its own words up to the bracket
        end = names.run(tail.row, tail.at + 1)
        if end > tail.at + 1 and tail.row.is_sign(end, "(") and not names.begins_vietnamese(tail.row, tail.at + 1):
            named = end - tail.at
    if tail.country is None:
        if e.org:
            tail.country, tail.certain = e.org, False
        elif not tail.placed and not e.generic and e.channel == "international":
            tail.international = True
    return tail.take_to(tail.at + named)


def _place(tail: Tail, item: Item) -> bool | None:
    row, code = tail.row, item.entry.locality
    if code is None or not item.cap:
        return None
    if " " not in item.low and _is_given_name(tail, code):
        row.make_word(tail.at)
        return False
    if code and not tail.international:
        tail.of_place = tail.of_place or tail.country is None or not tail.certain
        tail.name_country(code)
    tail.placed = True
    tail.take_to(tail.at + 1)
    if row.is_sign(tail.at, ",") and tail.country != "VN" and row.cap(tail.at + 1):
        after = row.entry(tail.at + 1)
        if tail.country in (after.country, after.locality):
            tail.take(2)  # "Quảng Tây, Trung Quốc"
    return True


def _is_given_name(tail: Tail, code: str) -> bool:
    """Whether a place is a name here: "Hoàng hậu Sofia", "Thái tử Kuwait Sabah Al-…"."""
    if code != "VN" and tail.head in tail.row.roles.royal:
        return True
    return tail.placed and code != tail.country and tail.row.is_plain(tail.at + 1)


def _body_noun(tail: Tail, item: Item) -> bool | None:
    """ "Bộ", "Ủy ban" open a body's name, "Tập đoàn" and "tỉnh" call for a proper one."""
    e = item.entry
    if e.orghead is None or e.cue:
        return None
    if item.cap and names.begins_leader(tail.row, tail.at):
        tail.row.make_word(tail.at)
        return False
    noun = e.orghead == "body"
    if noun and not item.cap and not tail.body and " " not in item.low and not tail.row.cap(tail.at + 1):
        return False  # "Thủ tướng hội đàm": a small word that could open a name and does not
    inside = tail.body
    tail.body, tail.proper, tail.smalls = True, e.orghead == "proper", 0
    tail.at += 1
    if item.cap or noun or tail.row.cap(tail.at) or _is_of_here(tail, item, inside):
        tail.end = tail.at
    return True


_LOCAL = frozenset(["local", "police", "military"])
_UNITS = frozenset(["tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã"])


def _is_of_here(tail: Tail, item: Item, inside: bool) -> bool:
    """ "Chủ tịch UBND tỉnh", "Giám đốc Công an tỉnh", "Giám đốc Sở Ngoại vụ tỉnh": of the province that the page is
    about. `inside`: words of a body stand before."""
    row, before = tail.row, tail.row.low(tail.at - 2)
    if inside and tail.level in _LOCAL and item.low in _UNITS:
        return True
    own = before.endswith(tuple(row.roles.local_body))  # also of the title: "giám đốc công an" | "tỉnh"
    return own and tail.level is not None and item.low in row.roles.unit


def _title(tail: Tail, item: Item) -> bool | None:
    """A title inside a complement: "Hội đồng Cố vấn tối cao", "Trợ lý Tổng thống"."""
    if item.entry.office is None:
        return None
    if tail.head in tail.row.roles.serving and tail.row.low(tail.at - 1) == "của":
        tail.body = True
        return tail.take()  # "Cố vấn đặc biệt về Ngoại giao của Tổng thống X"
    if tail.body:
        behind = item.cap and not tail.placed
        if tail.level is not None and (item.low.startswith("cố vấn") or (behind and _is_association(tail))):
            return tail.take()
        return None
    if tail.head in tail.row.roles.serving:
        tail.body = True
        return tail.take()
    return None


def _is_association(tail: Tail) -> bool:
    """ "Hiệp hội Tổng Thư ký Nghị viện Thế giới": of those who hold such an office."""
    return tail.row.low(tail.at - 1) in ("hiệp hội", "hội", "liên hiệp")


def _venue(tail: Tail, item: Item) -> bool | None:
    """A building that is a body too: "Chánh Văn phòng Phủ Chủ tịch"."""
    e = item.entry
    if not e.venue or e.office or e.cue:
        return None
    if e.venue_country and item.cap and tail.country is None:
        tail.country, tail.certain = e.venue_country, False  # "Hội đồng Cố vấn kinh tế Nhà Trắng"
    if tail.body:
        tail.pass_over()
        if item.cap or _opens_with_syllable(tail, item):
            tail.end = tail.at
        return True
    if item.cap:
        tail.body = True
        return tail.take()
    return None


def _group(tail: Tail, item: Item) -> bool | None:
    """ "đoàn đại biểu" after a body's first word."""
    if not item.entry.group or tail.body or tail.level is not None:
        return None
    tail.body = True
    return tail.take()


def _opens_with_syllable(tail: Tail, item: Item) -> bool:
    return item.low.split()[0] in tail.row.book.body_syllables


_SESSIONS = ("phiên họp", "kỳ họp", "khóa họp", "hội nghị")
_LONGEST_SESSION = 8  # items of "Phiên họp lần thứ 11 của X"


def _session(tail: Tail, item: Item) -> bool | None:
    """ "Chủ tịch Phiên họp lần thứ 11 của X": what one chairs, up to a sign or "và"."""
    row = tail.row
    if tail.at != tail.start or tail.head != "chủ tịch" or not item.cap or not item.low.startswith(_SESSIONS):
        return None
    end = tail.at + 1
    while end < min(row.n, tail.at + _LONGEST_SESSION) and row.items[end].kind != "sign" and row.low(end) != "và":
        e = row.entry(end)
        if e.cue or e.office or e.honorific or e.country or (row.is_plain(end) and not row.items[end].text.isupper()):
            return None
        end += 1
    return tail.take_to(end) if end < row.n and end < tail.at + _LONGEST_SESSION else None


PHRASES: tuple[Step, ...] = (
    _session,
    _country,
    _hidden,
    _verb_of_body,
    _organisation,
    _place,
    _body_noun,
    _title,
    _venue,
    _group,
)
