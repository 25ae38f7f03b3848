"""Seats: an office as written becomes the office it is, of which state and where: "Tổng thống Liên bang Nga" is the
president of Russia, whatever the words, and "Chủ tịch UBND TP Hà Nội" another seat than that of Đà Nẵng."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from banggiao import lexicon
from banggiao.authority import OFFICES, Office, is_former, kept, office_key
from banggiao.model import Value
from banggiao.text import fold, nfc

_FORMER = re.compile(r"^(?:nguyen|cuu|co(?! van\b)) ")
_ACTING = re.compile(r"^quyen ")
_ELECT = re.compile(r"^ung (?:cu )?vien\b|\b(?:dac cu|duoc bo nhiem|sap nham chuc)\b")
_WORDS = re.compile(r"\w+")
_PLACE = re.compile(r"\{\w+\}")
# Between a title and the name of its state.
_OF = re.compile(
    r"(?: (?:cua|nuoc|chinh phu|nha nuoc|vuong quoc|cong hoa|lien bang|hop chung quoc|hop chung|hoang gia|toa thanh"
    r"|thuoc|phia))*$"
)
_OWN = re.compile(r"(?: (?:cua|nuoc|chxhcn|xhcn|cong hoa|xa hoi chu nghia))+$")
_BRACKETS = re.compile(r"\([^)]*\)?")
_CENTRAL = re.compile(r"\bT[ƯW]\b")
_IN_VIETNAM = re.compile(r" tai(?: viet nam)?$")

# Titles that the tables don't have, by words in them: channel and level.
_CHANNELS = {
    "military": "quan khu|quan doi|quan chung|binh chung|quan uy|bo chi huy quan su|tu lenh|tham muu truong|hai quan"
    "|chinh uy",
    "police": "cong an|canh sat|an ninh",
    "judiciary": "toa an|vien kiem sat|tham phan|chanh an|cong to",
    "business": "tap doan|cong ty|ngan hang(?! nha nuoc| trung uong)|hoi dong quan tri|hoi dong thanh vien|doanh nhan"
    "|tong giam doc",
    "media": "phong vien|tong bien tap|dai truyen hinh|thong tan",
    "envoy": "dai su|lanh su|phai doan|dai bien",
    "youth": "trung uong doan|thanh nien|sinh vien|hoi dong doi",
    "mass organisation": "hoi (?!dong)|lien hiep|mat tran",
    "local": "tinh uy|thanh uy|huyen uy|ubnd|hdnd|hoi dong nhan dan|so |thi truong|thong doc|tinh truong",
    "parliament": "quoc hoi|nhan dai|nghi vien|thuong vien|ha vien|nghi si|nghi sy",
    "party": "trung uong dang|bo chinh tri|ban bi thu|bi thu|dang",
    "government": "bo truong|thu truong|thu tuong|chinh phu|vu truong|cuc truong|vu pho|tong cuc",
}
_CHANNEL = tuple((channel, re.compile(rf"\b(?:{words})")) for channel, words in _CHANNELS.items())
_DEPUTY = re.compile(r"^(?:pho|thu truong)\b")


class Seat(Value, frozen=True):
    """One office of one state (or place in it).

    `key` is equal for the same seat; `office` is the id of the authority's office, None where it has none; `place` the
    rest of the title that tells it from others of the kind ("tp ha noi"). `former`: given as a past one; `elect`: not
    yet held; `acting`. `rank` orders the offices of one person, 1 the highest, 99 unknown.
    """

    key: str
    office: str | None
    title: str
    country: str
    place: str
    channel: str
    level: str
    rank: int
    former: bool = False
    acting: bool = False
    elect: bool = False

    @property
    def held(self) -> bool:
        return not (self.former or self.elect)


@kept
@lru_cache(4096)
def seat(title: str, country: str) -> Seat:
    """The seat that `title`, as written, means for someone of this country ("" where it is not known)."""
    words = " ".join(_WORDS.findall(fold(_CENTRAL.sub("Trung ương", _BRACKETS.sub(" ", nfc(title))))))
    former = is_former(title) and _FORMER.match(words) is not None
    words = _FORMER.sub("", words, count=1)
    acting = _ACTING.match(words) is not None
    words = _ACTING.sub("", words, count=1)
    elect = _ELECT.search(words) is not None
    words = " ".join(_ELECT.sub(" ", words).split())
    key = office_key(words)
    office, rest = _known(key, country) or (None, "")
    if office is None:
        bare = without_state(key, country)
        office, rest = _known(bare, country) or _longest(bare) or (None, bare)
    if office is None:
        channel, level, rank = _channel(rest), "deputy" if _DEPUTY.match(rest) else "", 99
        name = "?" + rest
    else:
        channel, level, rank = _channel_of(office), office.level, _rank(office)
        rest = without_state(rest, country) if office.country == "" else rest
        if level == "envoy":
            rest = _IN_VIETNAM.sub("", " " + rest).strip()
        name = "ambassador" if office.id.endswith("/ambassador-vietnam") else office.id
        name = f"{name}:{rest}" if rest else name
    return Seat(
        key=f"{country}|{name}",
        office=office.id if office else None,
        title=title,
        country=country,
        place=_province(words) if country == "VN" else rest if office is not None else "",
        channel=channel,
        level=level,
        rank=rank,
        former=former,
        acting=acting,
        elect=elect,
    )


def _channel_of(office: Office) -> str:
    if office.level == "envoy":
        return "envoy"
    if "youth" in office.id or "students" in office.id:
        return "youth"
    return office.channel


_CHANNEL_RANK = ("state", "party", "government", "parliament")


def _rank(office: Office) -> int:
    if office.rank is None:
        return 98
    near = _CHANNEL_RANK.index(office.channel) if office.channel in _CHANNEL_RANK else 4
    return min(office.rank * 6 + near, 97)


def _channel(words: str) -> str:
    return next((channel for channel, pattern in _CHANNEL if pattern.search(words)), "")


# --- states and places -------------------------------------------------------------------------------------------


def without_state(key: str, country: str) -> str:
    """The key without the name of the country at its end, and the words that join it."""
    if country == "VN":
        key = _OWN.sub("", key)  # "Việt Nam" itself is gone from the key already
    for name in _states().get(country, ()):
        if key.endswith(" " + name) or key == name:
            key = key.removesuffix(name).rstrip()
            return _OF.sub("", key).strip()
        if f" {name} tai " in f"{key} ":  # "Đại sứ Nga tại Việt Nam"
            before, _, after = key.partition(f" {name} tai")
            return f"{_OF.sub('', before)} tai{after}"
    return key


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, names in _states().items() for name in names}


def state_named(words: str) -> str | None:
    """The code of the state of this name (folded, with "nước" or "Nhà nước" before it or not)."""
    for lead in ("nha nuoc ", "nuoc ", ""):
        if words.startswith(lead) and (code := _codes().get(words.removeprefix(lead))):
            return code
    return None


@cache
def _states() -> dict[str, list[str]]:
    """The names of each state, folded, the longest first."""
    found: dict[str, set[str]] = {}
    for code, name, kind, _ in lexicon.countries():
        if kind != "pair":
            found.setdefault(code, set()).add(" ".join(_WORDS.findall(fold(name))))
    return {code: sorted(names, key=lambda name: (-len(name), name)) for code, names in found.items()}


@lru_cache(4096)
def _province(words: str) -> str:
    """The province or city of Vietnam that a title names, "" for none."""
    padded = f" {words} "
    found = [name for name in _provinces() if f" {name} " in padded]
    found = [
        name for name in found if name != "ho chi minh" or re.search(r" (?:thanh pho|tp|thanh uy) ho chi minh ", padded)
    ]
    return max(found, key=len, default="").replace("hcm", "ho chi minh")


@cache
def _provinces() -> frozenset[str]:
    columns = ("name", "kind", "since", "until")
    names = {
        " ".join(_WORDS.findall(fold(name)))
        for name, kind, _, _ in lexicon.table("lexicon/provinces.tsv", columns)
        if kind in ("province", "city")
    }
    return frozenset(re.sub(r"^(?:thanh pho|tp|tinh|thu do) ", "", name) for name in names) | {"hcm"}


# --- offices of the tables -----------------------------------------------------------------------------------------


def _known(key: str, country: str) -> tuple[Office, str] | None:
    """The office of exactly this title, the country's own before those that any may have."""
    exact, templates = _titles()
    for code in (country, ""):
        if found := exact.get((key, code)):
            return found, ""
    for code in (country, ""):
        for pattern, office in templates.get(code, ()):
            if match := pattern.fullmatch(key):
                return office, match[1]
    return None


def _longest(key: str) -> tuple[Office, str] | None:
    """The office of any state whose title the key begins with, and the words that follow it."""
    exact, _ = _titles()
    words = key.split()
    for count in range(len(words) - 1, 0, -1):
        start = " ".join(words[:count])
        if found := exact.get((start, "")):
            return found, " ".join(words[count:])
    return None


@kept
@cache
def _titles() -> tuple[dict[tuple[str, str], Office], dict[str, list[tuple[re.Pattern[str], Office]]]]:
    exact: dict[tuple[str, str], Office] = {}
    templates: dict[str, list[tuple[re.Pattern[str], Office]]] = {}
    for office in OFFICES.rows():
        for title in (office.title, *office.variants):
            if "{" in title:
                key = office_key(_PLACE.sub("xyzzy", title))
                templates.setdefault(office.country, []).append((re.compile(key.replace("xyzzy", "(.+)")), office))
            else:
                exact.setdefault((office_key(title), office.country), office)
    return exact, templates


# --- two seats at once ------------------------------------------------------------------------------------------

# Offices that go with any other: members of leading bodies, honours, heads of delegations.
_BESIDE = re.compile(
    "bo chinh tri|uy vien(?! truong)|ban bi thu|bi thu trung uong|quan uy|dai bieu quoc hoi|truong doan|dac phai vien"
    "|dac su|lanh dao|phu nhan|de nhat|thanh vien|nghi s[iy]|co van|chu tich hoi huu nghi|truong ban chi dao"
    "|hoi dong quoc phong"
)
# Channels whose people hold no office of another at the same time; companies only at home (ministers abroad have some).
_APART = ("judiciary", "envoy", "youth", "business", "media")
# Channels of which the deputies, at least, hold no office of the other.
_DEPUTIES_APART = (
    frozenset({"police", "government"}),
    frozenset({"police", "local"}),
    frozenset({"military", "local"}),
)


def exclude(one: Seat, other: Seat) -> str | None:
    """Why one person can't hold both seats at one time; None where it can be."""
    if one.key == other.key or one.country != other.country or _goes_beside(one) or _goes_beside(other):
        return None
    both = f"{one.title} and {other.title}"
    if one.country == "VN" and one.channel and other.channel:
        if one.place and other.place and one.place != other.place:
            return f"{both} are of two places"
        if bool(one.place) != bool(other.place) and (other if one.place else one).channel != "local":
            return f"{both}: only one is of a province"
        if (
            one.channel == other.channel == "government"
            and one.level == other.level == "deputy"
            and _of_bodies(one, other)
        ):
            return f"{both} are deputies of two ministries"
    channels = frozenset({one.channel, other.channel})
    apart = [each for each in _APART if each in channels and len(channels) == 2 and "" not in channels]
    if apart and (one.country == "VN" or "business" not in apart):
        return f"{both} don't go together"
    if channels in _DEPUTIES_APART and "deputy" in (one.level, other.level):
        return f"{both} don't go together"
    return None


def _of_bodies(one: Seat, other: Seat) -> bool:
    """Deputies of a ministry each, not of the government ("Phó Thủ tướng")."""
    return all(each.office is not None and each.office.endswith("/deputy") for each in (one, other))


def _goes_beside(seat: Seat) -> bool:
    words = " ".join(_WORDS.findall(fold(seat.title)))
    return not seat.held or _BESIDE.search(words) is not None


# Titles that say nothing without what they are of.
_OF_SOMETHING = frozenset(["bo truong", "thu truong", "dai su", "bi thu thanh uy", "bi thu tinh uy", "thong doc"])


def alike(one: Seat, other: Seat) -> bool:
    """Whether the two may be one seat: the same, or one told more closely than the other."""
    if one.key == other.key:
        return True
    if one.country != other.country:
        return False
    if one.office is not None and one.office == other.office:
        a, b = one.key.partition(":")[2].split(), other.key.partition(":")[2].split()
        return not a or not b or _overlap(a, b) >= 0.5
    a, b = (_WORDS.findall(fold(each.title)) for each in (one, other))
    if any(" ".join(x) in _OF_SOMETHING and y[: len(x)] == x for x, y in ((a, b), (b, a))):
        return True
    return (one.office is None or other.office is None) and _overlap(a, b) >= 0.6


def _overlap(a: list[str], b: list[str]) -> float:
    return len(set(a) & set(b)) / min(len(set(a)), len(set(b)))


def best(seats: Iterator[Seat] | tuple[Seat, ...]) -> Seat | None:
    """The seat that tells most of who a person is: held now, known to the tables, of the highest rank."""
    return min(seats, key=lambda s: (not s.held, s.office is None, s.rank, s.key), default=None)
