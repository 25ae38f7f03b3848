"""Offices compared: two wordings of one office, the bare title of an office held, each office once."""

from __future__ import annotations

from functools import lru_cache

from banggiao.event.words import listed
from banggiao.model import Office
from banggiao.text import fold

# Classes of offices whose holders act for a state, a party, a parliament, an army, a province or a world body.
OFFICIAL = frozenset(
    [
        "state",
        "government",
        "minister",
        "party",
        "parliament",
        "military",
        "police",
        "judiciary",
        "envoy",
        "local",
        "igo",
        "mass",
    ]
)
# Classes whose holders lead a state or a government.
LEADING = frozenset(["state", "government"])
_SINGLE = listed("single_office")
_FILLERS = frozenset(fold(syllable) for syllable in listed("office_filler"))
# What may stand beside a bare title without telling whose it is: "Phó Thủ tướng thường trực".
_STANDING = frozenset(["thuong", "truc"])


# Signs inside a name or a title that part its syllables: "Tập đoàn A (Hàn Quốc)".
_SIGNS = str.maketrans("-.()", "    ")


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a name or a title, without marks and case."""
    return tuple(fold(text).translate(_SIGNS).split())


_SHORT = {
    "lhq": ("lien", "hop", "quoc"),
    "tw": ("trung", "uong"),
    "ubnd": ("uy", "ban", "nhan", "dan"),
    "lb": ("lien", "bang"),
    "qh": ("quoc", "hoi"),
    "tq": ("trung", "quoc"),
}
# Two spellings of one syllable: "nghị sỹ", "nghị sĩ"
_SPELT = {"sy": ("si",), "ky": ("ki",), "ti": ("ty",), "li": ("ly",), "mi": ("my",)}
_WRITTEN_OUT = _SHORT | _SPELT


_BODY_NOUNS = frozenset(["uy", "ban", "dong", "phien", "tran", "huu"])


@lru_cache(maxsize=4096)
def _core(text: str) -> frozenset[str]:
    """The syllables that tell one office from another."""
    text = text.replace("T.Ư", "Trung ương").replace("TƯ", "Trung ương")
    words = " ".join(syllables(text)).replace("ngoai truong", "bo truong ngoai giao").split()
    words = ["giam", "doc", "dieu", "hanh", *words[1:]] if words[:1] == ["ceo"] else words
    return frozenset(w for word in words for w in _WRITTEN_OUT.get(word, (word,))) - _FILLERS


def _written_out(text: str) -> set[str]:
    """The syllables of a title, its short forms written out: "Chủ tịch QH"."""
    return {w for word in syllables(text) for w in _WRITTEN_OUT.get(word, (word,))}


def is_bare(office: Office) -> bool:
    """Whether nothing but the title stands there: "Thủ tướng Chính phủ", no body and no state."""
    return _core(office.text) <= frozenset(syllables(office.head)) | _STANDING


_CHAIRS = frozenset(["chủ tịch", "phó chủ tịch"])


def _presides(text: str) -> bool:
    """Whether somebody chairs a parliament."""
    told = text.lower()
    return "chủ tịch" in told and ("quốc hội" in told or "qh" in syllables(told))


def likeness(alone: Office, held: Office) -> int:
    """Of an office that stands alone and one that is held: 0 another office, 1 the bare title fits, 2 the words are the
    same."""
    a, b = _core(alone.text), _core(held.text)
    if _presides(alone.text) ^ _presides(held.text) and {alone.text.lower(), held.text.lower()}.isdisjoint(_CHAIRS):
        return 0  # "Chủ tịch Quốc hội Lào" is not the "Chủ tịch nước Lào" whom the page names
    if alone.text.lower().startswith("quyền ") and not held.text.lower().startswith("quyền "):
        return 0  # "quyền Tổng thống X" is not the one elected since
    if a == b:
        return 2
    if alone.country and held.country and alone.country != held.country:
        return 0
    told = alone.text.lower().replace("nhật bản", "")  # no "ban" of a body
    if _BODY_NOUNS & (set(syllables(told)) - set(syllables(alone.head))) - set(syllables(held.text)):
        return 0  # "Chủ tịch Ủy ban …", "Chủ tịch Phiên …" is no "Chủ tịch Quốc hội"
    one_title = (
        alone.head == held.head
        or held.head.startswith(alone.head + " ")
        or (alone.head.startswith(held.head + " ") and b <= a)
        or (alone.head == "thủ tướng" and held.head.startswith("thủ tướng"))
    )
    return int(one_title and (a <= b or b <= a))


def tidy(offices: list[Office]) -> list[Office]:
    """Each office once, in its fullest form: "Thủ tướng" and "Thủ tướng Chính phủ" are one."""
    kept: list[Office] = []
    for office in offices:
        for k, other in enumerate(kept):
            fuller = _fuller(office, other)
            if fuller is not None:
                kept[k] = fuller
                break
        else:
            kept.append(office)
    if len(kept) > 1:  # "Tổng thống X", once "ứng viên tổng thống X": no office, told of who holds one
        kept = [o for o in kept if not o.head.startswith(_CANDIDATE)] or kept
    return kept


_CANDIDATE = ("ứng cử viên", "ứng viên")


def _fuller(office: Office, other: Office) -> Office | None:
    """The wording that stays when two of them are of one office; None when they are of two."""
    if (elect := _is_elect(office)) != _is_elect(other):
        one, two = (office, other) if elect else (other, office)  # who was "đắc cử" once has taken the office since
        same = one.head == two.head or one.head.startswith(f"{two.head} ")
        return two if same and one.country in (None, two.country) else None
    same_core = _core(office.text) == _core(other.text) and office.head.split()[0] == other.head.split()[0]
    if not same_core and _of_one_title(office, other) and _alike(office, other):
        return office if other.country is None and office.country is not None else other
    if _CEO in (office.head, other.head) and _EXECUTIVE in (office.head, other.head):
        return other if other.head == _EXECUTIVE else office  # "CEO" above, "Giám đốc điều hành Tập đoàn A" below
    words, theirs = _written_out(office.text), _written_out(other.text)
    if words - _OF == theirs - _OF:
        return other if words <= theirs else office
    words, theirs = words - _OF, theirs - _OF
    if office.head == other.head == "chủ tịch" and (words < theirs or theirs < words) and _OF_BODY & (words ^ theirs):
        if min(words, theirs, key=len) == _CHAIR:
            return max(office, other, key=lambda one: len(one.text))  # "Chủ tịch Ủy ban A", then "Chủ tịch"
        return None  # "Chủ tịch Trung Quốc" beside "Chủ tịch Quân ủy Trung ương Trung Quốc"
    if words <= theirs or (same_core and len(theirs) >= len(words)):
        return other
    if same_core or (theirs <= words and (office.head.startswith(other.head) or _is_short(other))):
        return office
    if (
        other.head.startswith(office.head)
        and office.country in (None, other.country)
        and _core(office.text) < _core(other.text)
    ):
        return other  # "Bí thư Trùng Khánh (Trung Quốc)" beside "Bí thư Thành ủy Trùng Khánh"
    return None


def _is_elect(office: Office) -> bool:
    """ "Tổng thống đắc cử X": chosen, not yet in office."""
    return "đắc cử" in office.text.lower()


def _is_short(office: Office) -> bool:
    """Whether a title is told by a short form: "Chủ tịch QH"."""
    return not _SHORT.keys().isdisjoint(syllables(office.text))


# Syllables of bodies whose chairman is another than the state's
_OF_BODY = frozenset(["uy", "dang"])
_CHAIR = {"chu", "tich"}
_CEO, _EXECUTIVE = "ceo", "giám đốc điều hành"
# "Chủ tịch của Tập đoàn A" and "Chủ tịch Tập đoàn A (Hàn Quốc)"
_OF = frozenset(["cua"])


def _of_one_title(a: Office, b: Office) -> bool:
    """ "thủ tướng" and "thủ tướng chính phủ"."""
    return a.head == b.head or a.head.startswith(b.head + " ") or b.head.startswith(a.head + " ")


def _alike(a: Office, b: Office) -> bool:
    """Two wordings of one office: "Chánh án TANDTC Trung Quốc", "cựu Ngoại trưởng Mỹ" and "… Hoa Kỳ"."""
    if a.country == b.country and (
        (a.head == b.head and a.head in _SINGLE) or {a.head.split()[0], b.head.split()[0]} & {"chánh", "viện"}
    ):
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if a.country and a.country == b.country and a.level == b.level == "envoy" and _are_ambassadors(a, b):
        return True  # "Đại sứ Trung Quốc", "Đại sứ đặc mệnh toàn quyền nước Cộng hòa Nhân dân Trung Hoa tại Việt Nam"
    x, y = _core(a.text) - set(syllables(a.head)), _core(b.text) - set(syllables(b.head))
    return bool(x and y) and 2 * len(x & y) >= 0.5 * (len(x) + len(y)) and (a.country is None) != (b.country is None)


def _are_ambassadors(a: Office, b: Office) -> bool:
    """One post in its short and its full title."""
    return {a.head, b.head} <= {"đại sứ", "đại sứ đặc mệnh toàn quyền", "đại sứ đặc mệnh"}
