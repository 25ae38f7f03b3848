"""Who goes where: the destinations of a visit's cue, and the one who visits."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from banggiao import lexicon
from banggiao.event.frame import BODIES, LANDS, PEOPLE, Frame
from banggiao.event.people import Side
from banggiao.event.sides import head_of, is_appointed
from banggiao.event.words import listed, pattern
from banggiao.model import Actor, Cue


class Destination(NamedTuple):
    """A country visited, the town where one is named, and the actor that names it."""

    country: str
    locality: str | None
    land: Actor


class Visitor(NamedTuple):
    """Who visits, the span that names them, and where it ends when they are the subject before the cue."""

    side: Side
    span: tuple[int, int]
    end: int | None


# --- destinations -------------------------------------------------------------------------------------------------

# "thăm chính thức nước X", "thăm lần thứ hai tới X", "chuyến thăm kéo dài 3 ngày tới X"
_TO = pattern(
    r"^[\s,]*(?:(?:vốn\s+)?(?:đã\s+)?được\s+(?:lên kế hoạch|lên lịch|thông báo|công bố|ấn định|mong đợi|chờ đợi)\s+"
    r"(?:(?:từ lâu|từ trước|trước đó)\s+)?(?=tới|đến|sang))?"
    r"(?:(?:và |, )?chúc (?:mừng )?(?:tết|năm mới)(?: cổ truyền| nguyên đán| dân tộc)*\s+)?"
    r"(?:(?:<towards>|kéo dài(?: trong)? \S+ ngày|lần thứ \S+|(?:\d+|một|hai|ba|bốn|năm|sáu|bảy) ngày)\s*)*"
    r"(?:\([^)]{1,24}\)\s*)?(?:<towards>\s*)*"
    r"(?:(?:hai|ba|bốn|năm|sáu|các|một số|nhiều|hàng loạt|\d+)\s+(?:nước|quốc gia)(?:\s+\p{L}+){0,3}?\s*[,:]?\s*"
    r"(?:gồm|bao gồm|lần lượt là|là|như|trong đó có|:)\s*(?:có\s+)?)?"
    r"(?:(?:hai|ba|bốn|năm|sáu|các|\d)\s+)?$"  # "ba | nước X": the noun is read with the name
)
# "công du các nước thành viên nhóm X, bao gồm A, B", "thăm ba nước Đông Nam Á là A, B", "thăm châu Âu với các điểm đến
# là A, B"
_TO_LISTED = pattern(
    r"[\s,]*(?:(?:<towards>)\s+)*"
    r"(?:(?:các|một số|nhiều|hàng loạt|hai|ba|bốn|năm|sáu|\d+)\s+(?:nước|quốc gia)\b[^,;.:]{0,90}"
    r"|[^,;.:]{2,40}\svới\s(?:(?:các|hai|ba|bốn|\d+)\s+)?(?:điểm|chặng) (?:đến|dừng|dừng chân))"
    r"\s*,?\s*(?:bao gồm|gồm|lần lượt là|là|trong đó có)\s+(?:có\s+)?(?:nước\s+)?"
)
# "chuyến thăm sắp tới của Tổng thống A", "chuyến thăm tới Hà Nội của ngài A"
_OF = pattern(
    r"^[\s,]*(?:(?:tới|đến|sang|tại)\s+\S+(?:\s+\S+){0,4}?\s+)?(?:(?:hai|ba|bốn|năm|\d+) ngày\s+)?(?:<visit_kind>\s+)*"
    r"(?:(?:ngắn\s+)?(?:trong\s+|vào\s+|hôm\s+)?(?:ngày|hôm)\s+\S+\s+)?(?:của|do)\s+"
    r"(?:(?:<address>|các|đoàn|tân|nguyên|cựu)\s+)*$"
)
# "(của A) và phu nhân cùng đoàn đại biểu tới"
_GOES = pattern(r"^\s*(?:và (?:phu nhân|hoàng hậu)\s*)?(?:(?:và|cùng) đoàn[^,;]{0,50}?\s)?(?:tới|đến|sang|tại)\b")
_GOES_TO = pattern(
    r"^\s*(?:và (?:phu nhân|hoàng hậu)\s*)?(?:(?:và|cùng) đoàn[^,;]{0,50}?\s)?(?:tới|đến|sang|tại)\s+"
    r"(?:nước\s+|thủ đô\s+|thành phố\s+)*$"
)
# "thăm Đan Mạch và Phần Lan", "thăm tỉnh X (Trung Quốc)"
_NEXT = pattern(
    r"^(?:\)|\s*\((?:từ\s+)?(?:ngày\s+)?\d[^()]{2,30}\)(?=\s*(?:,|;|và)))?"
    r"\s*(?:,|;|và|\(|tới|đến|,?\s*rồi|,?\s*(?:và\s+)?(?:sau đó|tiếp đó|tiếp theo|kế đến|rồi)\s+(?:là|đến|tới|sang))"
    r"\s*(?:nước\s+)?(?:thủ đô\s+)?$"
)
_LAND_HEADS = (
    "tỉnh",
    "bang",
    "khu tự trị",
    "thủ đô",
    "thành phố",
    "tp.",
    "tp ",
    "nước",
    "vương quốc",
    "cộng hòa",
)
# "thăm hai nước"
_SEVERAL = pattern(r"^\s*(?:chính thức\s+)?(?:hai|ba|các) nước\b")


def destinations_of(frame: Frame, cue: Cue) -> list[Destination]:
    """Where the visit goes, several for "thăm Đan Mạch và Phần Lan"; each country once."""
    actors = [a for a in frame.sentence.actors if a.start >= cue.end]
    if actors and is_land(actors[0]) and _TO.match(frame.gap(cue.end, actors[0].start)):
        return _destinations(frame, actors)
    for k, land in enumerate(actors[:3]):
        if is_land(land) and _TO_LISTED.fullmatch(frame.gap(cue.end, land.start)):
            return _destinations(frame, actors[k:])
    for land in actors[:4]:
        if is_land(land) and _FOR.fullmatch(frame.gap(cue.end, land.start)):
            return _destinations(frame, [land])
    if actors and actors[0].kind in PEOPLE and _OF.match(frame.gap(cue.end, actors[0].start)):
        return _destination_after_owner(frame, actors[0]) or _this_land(frame, cue, actors[0].end)
    if body := _body_abroad(frame, cue):
        return [Destination(body.country or "", None, body)]
    return _destination_before(frame, cue) or _this_land(frame, cue, cue.end) or _seat(frame, cue)


# "đến thăm, chúc Tết chiến sĩ Công an tỉnh X (Lào)"
_BODY = pattern(
    r"\s*(?:(?:,|và)?\s*(?:chúc tết(?: cổ truyền)?|chúc mừng(?: năm mới)?|tặng quà|động viên"
    r"|giao lưu(?: với)?|làm việc với)\s*)*"
    r"(?:(?:cán bộ|chiến sĩ|chiến sỹ|lực lượng|lãnh đạo|tập thể|các)\s*,?\s*)*"
)


_OF_STATE = (
    "công an",
    "bộ ",
    "ủy ban",
    "ubnd",
    "chính quyền",
    "sở ",
    "tỉnh ",
    "hội đồng",
    "viện kiểm sát",
    "tòa án",
    "quân đội",
    "ban chỉ huy",
    "bộ đội",
    "đồn biên phòng",
    "biên phòng",
    "quân khu",
    "mặt trận",
    "đại sứ quán",
)


# "sang thăm, làm việc với Bộ X của Y"
_GOES_ABROAD = pattern(r"\bsang\s+(?:\S+\s+)?thăm\b")


def _body_abroad(frame: Frame, cue: Cue) -> Actor | None:
    """The body of another state that a verb says is visited: told with its state in brackets, by "sang", or as the one
    that invited."""
    body = next((a for a in frame.sentence.actors if a.start >= cue.end and a.kind == "organisation"), None)
    if body is None or body.country is None:
        return None
    abroad = _GOES_ABROAD.search(frame.ahead(cue.end, cue.end - cue.start + 8)) is not None
    abroad = abroad or (body.country == "VN" and _delegation_comes(frame, cue))
    if body.country == "VN" and not abroad:
        return None
    goes_there = abroad or any(
        a.country == body.country and INVITED.search(frame.ahead(a.start, 60)) for a in frame.before(cue.start, BODIES)
    )
    if not goes_there and not frame.gap(body.start, body.end).endswith(")"):
        return None
    own = frame.gap(body.start, body.end).startswith(_OF_STATE)
    return body if own and _BODY.fullmatch(frame.gap(cue.end, body.start)) else None


_MISSION = pattern(r"\b(?:sứ quán|lãnh sự|ngoại giao|văn phòng|đại diện)\b")


def _delegation_comes(frame: Frame, cue: Cue) -> bool:
    """ "Đoàn Công an tỉnh X (Lào) do ông A làm trưởng đoàn đến thăm Công an tỉnh Y": one of another state, and of no
    embassy."""
    if any(c.shape == "visit" and c.noun and c.end <= cue.start for c in frame.sentence.cues):
        return False  # "Trong khuôn khổ chuyến thăm X, Đoàn … đến thăm Công an tỉnh Y": a stop
    groups = frame.before(cue.start, frozenset(["group"]), frame.clause_start(cue.start))
    words = frame.gap(groups[0].start, groups[0].end) if groups else ""
    return words.startswith("đoàn") and groups[0].country not in (None, "VN") and not _MISSION.search(words)


# "chuyến thăm Nhà Trắng", "thăm chính thức Điện Kremlin": the seat stands for its state
_TO_SEAT = pattern(r"\s*(?:(?:<towards>)\s+)*(?=\p{L})")


@cache
def _seats() -> tuple[tuple[str, str], ...]:
    """The seats of foreign heads with their states, the longest name first."""
    rows = lexicon.table("lexicon/venues.tsv", ("name", "country", "note"))
    seats = [(name, country) for name, country, note in rows if note == "seat"]
    return tuple(sorted(seats, key=lambda row: -len(row[0])))


def _seat(frame: Frame, cue: Cue) -> list[Destination]:
    """The state of "chuyến thăm Nhà Trắng"."""
    ahead = _TO_SEAT.match(frame.lowered, cue.end, frame.end)
    if ahead is None:
        return []
    for name, country in _seats():
        if frame.text.startswith(name, ahead.end()):
            end = ahead.end() + len(name)
            return [Destination(country, None, Actor(kind="country", start=ahead.end(), end=end, country=country))]
    return []


# "chuyến thăm chính thức nước này", "thăm nước này"
_THIS_LAND = pattern(r"\s*(?:tới\s+|đến\s+|sang\s+)?(?:nước|quốc gia(?: \p{L}+){0,2}?|đất nước) (?:này|chủ nhà)\b")
_WHILE = pattern(r"\bkhi\s+(?:đang\s+|đã\s+|ở\s+|sang\s+|tới\s+|đến\s+)*$")
_NAMING = frozenset(["country", "person", "office", "organisation", "group"])


def _this_land(frame: Frame, cue: Cue, at: int) -> list[Destination]:
    """The X of "truyền thông X … chuyến thăm (của A tới) nước này": the country named last before it in the sentence
    that is not A's own, where the words that stand for it begin at `at`."""
    this = _THIS_LAND.match(frame.lowered, at, frame.end)
    if this is None:
        return []
    subject = (frame.before(at, PEOPLE, cue.end) if at > cue.end else frame.before(cue.start, PEOPLE))[:1]
    if subject and _WHILE.search(frame.ahead(cue.start, 24)) and frame.oblique(subject[0]) in ("với", "cùng"):
        return []  # "A nói với người đồng cấp X B khi đang thăm nước này": A comes to X, or B to A
    if any(cue.start - a.end <= 1 for a in frame.before(cue.start, frozenset(["group"]))):
        return []  # "A chủ trì lễ đón B, khi lãnh đạo X thăm nước này"
    own = frame.of(subject[0]).country if subject else None
    named = [
        a for a in frame.sentence.actors if a.end <= cue.start and a.country not in (None, own) and a.kind in _NAMING
    ]
    if not named:
        return []
    country = named[-1].country or ""
    land = Actor(kind="country", start=at, end=this.end(), country=country)
    return [Destination(country, None, land)]


# "chuyến thăm, làm việc và tham dự Hội nghị Y tại X", "đang có chuyến thăm, tìm hiểu cơ hội đầu tư tại X"
_FOR = pattern(
    r"\s*,?\s*(?:và\s+)?(?:làm việc(?:,|\s+và)\s+)?"
    r"(?:tham dự|dự|tìm hiểu|khảo sát|xúc tiến|nghiên cứu|đánh giá|tiến hành|đồng chủ trì|chủ trì)"
    r"\s[^;.]{4,110}"
    r"\s(?:tại|ở)\s+(?:nước\s+)?"
)
# "A (đã) sang X trong chuyến công du nước ngoài đầu tiên", "tới X trong chuyến thăm chính thức"
_GONE_TO = pattern(r"\b(?:sang|đến|tới|(?:đang|có mặt)\s+(?:ở|tại))\s+(?:nước\s+|thủ đô\s+|thành phố\s+)?$")
# "đã tới sân bay quốc tế X, Cộng hòa Y, Liên bang Z"
_GONE_BY = pattern(r"\b(?:đến|tới|xuống)\s+(?:sân bay|cảng hàng không)\b[^;.]{3,110}$")
_ON = pattern(
    r"\)?(?:\s+(?:vào\s+)?(?:hôm|ngày|sáng|trưa|chiều|tối|đêm)\s[^,;.]{1,24})?"
    r"\s*,?\s*(?:để\s+)?(?:trong|bắt đầu|khởi đầu|mở đầu)\s+(?:một\s+)?"
)


def _destination_before(frame: Frame, cue: Cue) -> list[Destination]:
    """The X of "A tới X trong chuyến thăm chính thức"; a noun only."""
    lands = [a for a in frame.sentence.actors if a.end <= cue.start and (is_land(a) or _is_airport(frame, a))]
    if not lands or not frame.gap(cue.start, cue.end).startswith("chuyến"):
        return []
    land = town = lands[-1]
    if len(lands) > 1 and lands[-2].country == land.country and frame.gap(lands[-2].end, land.start).strip() == ",":
        town = lands[-2]  # "tới Thủ đô Y, X, bắt đầu chuyến công tác"
    if not _ON.fullmatch(frame.gap(land.end, cue.start)):
        return []
    if _GONE_TO.search(frame.ahead(town.start, 24)):
        return _destinations(frame, [town])
    gone = _GONE_BY.search(frame.gap(frame.clause_start(cue.start), land.end))
    if gone is None:
        return []
    stretch = [a for a in lands if a.start >= frame.clause_start(cue.start) + gone.start()]
    return _destinations(frame, [stretch[0]]) if len({a.country for a in stretch}) == 1 else []


_AIRPORT = pattern(r"\bsân bay (?:quốc tế |quân sự )?$")


def _is_airport(frame: Frame, actor: Actor) -> bool:
    """The X (Y) of "đã tới sân bay quốc tế X (thành phố Y, Z)", read as a body of Z."""
    body = actor.country is not None and actor.kind == "organisation"
    return body and _AIRPORT.search(frame.ahead(actor.start, 24)) is not None


def is_land(actor: Actor) -> bool:
    """A country, a town, a province read as a body ("tỉnh X")."""
    if not actor.country:
        return False
    body = (actor.organisation or "").lower()
    return actor.kind in LANDS or (actor.kind == "organisation" and body.startswith(_LAND_HEADS))


def listed_lands(frame: Frame, actors: list[Actor]) -> list[Actor]:
    """The first land and those that go on the list: "Đan Mạch, Phần Lan"; the state of a town is no next one."""
    lands = [actors[0]]
    at = actors[0].end
    for actor in actors[1:]:
        if actor.start < at:
            continue
        gap = frame.gap(at, actor.start)
        if actor.kind not in LANDS or not actor.country or not _NEXT.match(gap):
            break
        at = actor.end
        towns = lands[-1].kind == actor.kind == "locality"  # "tới London, Paris và Brussels"
        if (lands[-1].kind == "locality" and not towns) or lands[-1].country == actor.country:
            continue  # "tỉnh Chiết Giang, Trung Quốc"
        if "(" in gap and ")" not in gap:
            break
        lands.append(actor)
    return lands


def _destination_after_owner(frame: Frame, owner: Actor) -> list[Destination]:
    """ "chuyến thăm chính thức của A tới X"."""
    if not _GOES.match(frame.gap(owner.end, owner.end + 60)):
        return []
    for land in frame.after(owner.end, LANDS):
        if land.country and _GOES_TO.match(frame.gap(owner.end, land.start)):
            actors = [a for a in frame.sentence.actors if a.start >= land.start]
            return _destinations(frame, actors)
    return []


def _destinations(frame: Frame, actors: list[Actor]) -> list[Destination]:
    """The lands of the list that begins with the first actor, each country once."""
    found: dict[str, Destination] = {}
    for land in listed_lands(frame, actors):
        country = land.country or ""
        found.setdefault(country, Destination(country, locality_of(land), land))
    return list(found.values())


# "A đang công du và X là điểm dừng chân đầu tiên", "chọn X làm chặng dừng chân đầu tiên trong chuyến công du"
_IS_STOP = pattern(
    r"^\s*(?:sẽ\s+)?(?:là|làm)\s+(?:\S+\s+){0,2}?(?:điểm|chặng|trạm)\s+(?:dừng|đến|đầu)\b"
    r"|^\s*(?:cũng\s+)?là\s+(?:một\s+)?phần\s+(?:của|trong)\s+(?:một\s+)?chuyến\b"
)


def stops_of(frame: Frame, cue: Cue) -> list[Destination]:
    """The land that a sentence calls a stop of the journey told in it; a noun only."""
    if not cue.noun:
        return []
    for land in frame.after(frame.start, LANDS):
        if land.country and _IS_STOP.match(frame.gap(land.end, min(land.end + 60, frame.end))):
            return [Destination(land.country, locality_of(land), land)]
    return []


def destinations_of_inviters(frame: Frame, cue: Cue) -> list[Destination]:
    """ "nhận lời mời của A và B, C sẽ thăm hai nước": the countries of those who invite."""
    if not _SEVERAL.match(frame.gap(cue.end, cue.end + 24)):
        return []
    actors = [a for a in frame.before(cue.start, PEOPLE) if "lời mời" in frame.gap(frame.start, a.start)]
    found: dict[str, Destination] = {}
    for actor in reversed(actors):
        country = frame.of(actor).country
        if country is not None and country != "VN" and country not in found:
            land = Actor(kind="country", start=cue.end, end=cue.end + 1, country=country)
            found[country] = Destination(country, None, land)
    return list(found.values()) if len(found) > 1 else []


def locality_of(actor: Actor) -> str | None:
    """The town or province that an actor names, without the word for it ("Thủ đô", "tỉnh")."""
    name = actor.organisation or ""
    if actor.kind == "locality":
        for prefix in ("Thủ đô ", "thủ đô ", "thành phố ", "Thành phố "):
            name = name.removeprefix(prefix)
        return name
    if actor.kind == "organisation":
        for prefix in ("tỉnh ", "bang ", "thủ đô ", "thành phố ", "tp. ", "tp "):
            if name.lower().startswith(prefix):
                return name[len(prefix) :].split(",")[0].split("(")[0].split(" của ")[0].strip()
    return None


# --- visitors -----------------------------------------------------------------------------------------------------

# "của Tổng thống A", "do đồng chí A"
_OWNER = pattern(r"(?:\bcủa|\bdo)\s+(?:(?:<address>|các|đoàn|tân|nguyên)\s+)*$")
_CLAUSE = pattern(r"[,;]")
# "chuyến thăm X và tham dự Diễn đàn “…” của Chủ tịch nước A"
_ALSO_ATTENDS = pattern(r"^\s*(?:và|,)\s*(?:tham dự|dự|tham gia)\b[^;.]*$")
_FAR_OWNER = 150
# "theo lời mời chính thức của Tổng thống B"
INVITED = pattern(
    r"\b(?:theo|nhận|đáp|trên cơ sở)\s+(?:lời mời|thư mời)\s+(?:chính thức\s+)?của\s+"
    r"(?:(?:<address>|các|chính phủ|tân|quyền)\s+)*$"
)
# "Trong khuôn khổ chuyến thăm X, A …"
_OPENING = pattern(r"\b<visit_opening>\s+(?:\S+\s+){0,8}$")
# "A đánh giá chuyến thăm X"
SPOKEN = pattern(r"\b<speak>\b")
# "A phát biểu trước chuyến thăm X"
ON_THE_EVE = pattern(r"\btrước\s+(?:thềm\s+|khi\s+(?:lên đường\s+|bắt đầu\s+)?)?$")
# "A phát biểu trong chuyến thăm X"
_DURING = pattern(r"\b(?:trong|nhân|nhân dịp)\s+(?:khuôn khổ\s+|một\s+)*$")
# "…, A tuyên bố."
_SPOKE = pattern(r"^\s*<report>\s*[.!…\"”]*\s*$")
# "A khẳng định sẽ (sang) thăm X"
_SAYS_OF_SELF = pattern(
    r"\s*(?:đã\s+)?(?:<report>|<speak>|hứa|cam kết)\s+(?:rằng\s+)?(?:sẽ|sắp)\s+(?:sớm\s+)?(?:sang\s+|tới\s+|đến\s+)?"
)
_UNDER_WAY_TO = pattern(r"\s*(?:\([^)]*\)\s*)?,?\s*đang\s+(?:\S+\s+){0,2}")
_UNDER_WAY = pattern(r"\b(?:đang)\s+(?:\S+\s+){0,2}$")
# "A đang thăm X", "A nhân dịp sang thăm X"
_JOURNEY = pattern(r"\b<journey>\s*$")
# "chuyến công tác của A dự Hội nghị Y tại X và thăm Z"
_GOES_ON_TO = pattern(r"(?:^|\s)(?:tham )?dự\s[^,;]+\svà\s+(?:sau đó\s+)?$")
# "A và phu nhân đã thăm X", "A, dẫn đầu đoàn thăm X"
_SETS_OUT = pattern(
    r"^\s*(?:,)?\s*(?:và phu nhân\s*)?(?:,)?\s*"
    r"(?:đã|sẽ|vừa|đang|sang|đến|tới|dẫn đầu|cùng|nhân|nhân dịp|thăm|có|bắt đầu|trong)?\b"
)
_DELEGATION = pattern(r"đại biểu|công tác|nghị sĩ|quân sự|cấp cao|quan chức")
_VAGUE = listed("vague")
_ARTISTS = tuple(listed("artist"))


def owner_of(frame: Frame, cue: Cue, lands: list[Destination]) -> Visitor | None:
    """The A of "chuyến thăm (X) của A"."""
    at = max(cue.end, lands[-1].land.end) if lands else cue.end
    if not cue.noun and any(cue.start - a.end <= 1 for a in frame.before(cue.start, PEOPLE)):
        return None  # "tháp tùng A thăm X của B"
    for actor in frame.after(cue.end, PEOPLE)[:2]:
        gap = frame.gap(cue.end if actor.start < at else at, actor.start)
        if "lời mời" in gap:
            continue
        tour = len(gap) < _ON_TOUR and _visits_between(frame, at, actor.start)
        tour = tour or (len(gap) < _FAR_OWNER and _ALSO_ATTENDS.match(gap) is not None)
        near = len(gap) < 60 and not _CLAUSE.search(gap.split("của")[0])
        if (near or tour) and _OWNER.search(gap):
            return Visitor(frame.of(actor), (actor.start, actor.end), None)
    return None


def visitor_of(frame: Frame, cue: Cue, to: Destination) -> Visitor | None:
    """Who visits: the nearest to the left that is of another country; for an opening phrase, the subject after it."""
    if cue.noun and _of_stranger(frame, to):
        return None
    since = frame.clause_start(cue.start)
    if since > frame.start and _goes_on(frame, cue, since):
        since = frame.clause_start(since - 1)
    left = [a for a in frame.before(cue.start, PEOPLE, since) if travels(frame.of(a))]
    if left and left[0].kind == "office" and _FIRST_OF_ALL.search(frame.ahead(left[0].start, 40)):
        return None
    if cue.noun and left and (told := _told_of(frame, cue, left[0], to)) is not None:
        return Visitor(frame.of(told), (told.start, told.end), None)
    if cue.noun and len(left) > 1 and _meets_abroad(frame, cue, left, to.country):
        left = left[1:]
    for actor in left:
        if _is_visitor(frame, cue, actor, to.country) and not _reports(frame.of(actor)):
            actor = _beside_head(frame, actor, since) or _first_head(frame, actor, since)
            return Visitor(frame.of(actor), (actor.start, actor.end), actor.end)
    # "Đoàn đại biểu X do A dẫn đầu thăm": A is found above; a delegation without a head below
    if not left or _OPENING.search(frame.gap(frame.start, cue.start)[-90:]):
        for actor in frame.after(to.land.end, PEOPLE)[:3]:
            if _is_subject_after(frame, actor, to.country):
                return Visitor(frame.of(actor), (actor.start, actor.end), None)
    return None if left else _delegation(frame, cue, to.country, since)


# "Đoàn X do A làm Trưởng đoàn, cùng | Bộ trưởng Y (sang thăm)"
_BESIDE_HEAD = pattern(r"[^;.]{0,80}?\b(?:dẫn đầu|trưởng đoàn)\s*,?\s*cùng\s+(?:với\s+)?(?:<address>\s+)*")


def _beside_head(frame: Frame, actor: Actor, since: int) -> Actor | None:
    """The A of "Đoàn X do A làm Trưởng đoàn, cùng Bộ trưởng Y sang thăm", who leads those who come."""
    before = frame.before(actor.start, PEOPLE, since)
    return next((a for a in before if _BESIDE_HEAD.fullmatch(frame.gap(a.end, actor.start))), None)


def _first_head(frame: Frame, actor: Actor, since: int) -> Actor:
    """The A of "Đoàn X do A, Thị trưởng và B, Chủ tịch Hội đồng làm trưởng đoàn": of two who lead it the first."""
    before = frame.before(actor.start, PEOPLE, since)[:1]
    if actor.kind != "person" or not before or not _AND.fullmatch(frame.gap(before[0].end, actor.start)):
        return actor
    groups = frame.before(before[0].start, frozenset(["group"]), since)
    return before[0] if groups and head_of(frame, groups[0]) is before[0] else actor


_AND = pattern(r"\s*,?\s*và\s+(?:<address>\s+)*")
_WITH_THEM = pattern(r"[^,;.]{0,40}\b(?:cùng|cùng với)\s+(?:<address>\s+)*")
_AND_THEY = pattern(r"\s*(?:và phu nhân\s+)?(?:,|và)\s+(?:<address>\s+)*")


def travellers(frame: Frame, cue: Cue, visitor: Visitor, to: Destination) -> list[list[Visitor]]:
    """Those who make one visit together, state by state: A and B of "Tổng thống X A cùng Thủ tướng Y B thăm Z" each for
    their own; of one state the first of "A cùng B", both of "A và B"."""
    told = next((a for a in frame.sentence.actors if (a.start, a.end) == visitor.span), None)
    if cue.noun or visitor.end is None or told is None or told.kind != "person":
        return [[visitor]]
    row, joined = [told], ""
    for actor in frame.before(told.start, _NAMED, frame.clause_start(cue.start)):
        gap = frame.gap(actor.end, row[0].start)
        beside = _WITH_THEM.fullmatch(gap) if len(row) == 1 else None
        if beside is None and _AND_THEY.fullmatch(gap) is None:
            break
        if len(row) == 1 and beside is None and "và" not in gap.split():
            break
        if frame.oblique(actor) or not (may_visit(frame.of(actor), to.country) and travels(frame.of(actor))):
            break
        joined = "cùng" if beside else joined or "và"
        row.insert(0, actor)
    lands: dict[str | None, list[Visitor]] = {}
    for actor in row:
        lands.setdefault(frame.of(actor).country, []).append(
            Visitor(frame.of(actor), (actor.start, actor.end), visitor.end)
        )
    if len(row) == 1 or None in lands:
        return [[visitor]]
    return [group[:1] if joined == "cùng" else group for group in lands.values()]


# "chuyến thăm X của ngôi sao bóng rổ B": small words behind "của", of nobody the tables know
_STRANGER = pattern(
    r"\s*(?:\([^)]*\)\s*)?(?:mới đây\s+|vừa qua\s+|sắp tới\s+)?của\s+"
    r"(?!(?:<address>|mình|họ|nhà lãnh đạo|vị|đoàn|phái đoàn|các|hai|người|chính|cả)\b)\p{L}"
)


def _of_stranger(frame: Frame, to: Destination) -> bool:
    """Whether the visit is that of somebody who is no side: "chuyến thăm X của ngôi sao bóng rổ Mỹ B"."""
    match = _STRANGER.match(frame.lowered, to.land.end, frame.end)
    if match is None:
        return False
    at = match.end() - 1
    known = any(a.start <= at < a.end for a in frame.sentence.actors)
    return not known and frame.text[at].islower()


def _goes_on(frame: Frame, cue: Cue, since: int) -> bool:
    """ "lên đường dự Hội nghị X; đồng thời … và làm việc tại Y", "A thăm X; thăm và dự Hội nghị tại Y": A's too."""
    gap = frame.gap(since, cue.start)
    visited = any(c.shape == "visit" and not c.noun and c.end <= since for c in frame.sentence.cues)
    return _ALSO.match(gap) is not None or (visited and not gap.strip() and not cue.noun)


def _reports(side: Side) -> bool:
    """ "Theo đặc phái viên TTXVN, trong khuôn khổ chuyến thăm X, A …": the paper's own envoy."""
    return side.kind == "office" and all(o.level == "media" or "ttxvn" in o.text.lower() for o in side.offices)


# "A là vị ngoại trưởng X thứ tư thăm Y", "… đầu tiên thăm Y": A, told before it
_ORDINAL = pattern(r"\s*\b(?:thứ \S+|đầu tiên|tiếp theo|gần đây nhất|cuối cùng|duy nhất|cấp cao nhất)\b")
_IS_A = pattern(r"\blà\s+(?:một (?:trong (?:những|số)\s+)?)?(?:các\s+|người\s+)?(?:vị\s+)?$")


# "vì là lần đầu tiên một | Tổng Bí thư tới thăm X"
_FIRST_OF_ALL = pattern(r"\b(?:lần đầu|lần đầu tiên|lần thứ \S+)\s+(?:có\s+)?một\s+(?:<address>\s+|vị\s+)*$")


def _is_of_many(frame: Frame, actor: Actor) -> bool:
    """Whether an office only says the how manyth its holder is."""
    if actor.kind != "office" or not _IS_A.search(frame.ahead(actor.start, 30)):
        return False
    words = frame.gap(actor.start, min(actor.end + 16, frame.end))
    return _ORDINAL.search(words) is not None


def _is_visitor(frame: Frame, cue: Cue, actor: Actor, country: str) -> bool:
    """The A of "A (đã) thăm X", "A, đang thăm X"; not of "A đánh giá chuyến thăm", "theo lời mời của A"."""
    gap = frame.gap(actor.end, cue.start)
    leaves = _LEAVES.match(gap) is not None
    if not may_visit(frame.of(actor), country) or _is_of_many(frame, actor):
        return False
    if ";" in gap and not _goes_on(frame, cue, frame.clause_start(cue.start)):
        return False
    if len(gap) > (_ON_TOUR if leaves or _visits_between(frame, actor.end, cue.start) else 220):
        return False
    oblique = frame.oblique(actor)
    if oblique in ("làm", "giữ") or is_appointed(frame, actor, cue.start):
        return False
    itself = _UNDER_WAY.search(gap) or ON_THE_EVE.search(gap) or _SAYS_OF_SELF.fullmatch(gap) or _DURING.search(gap)
    if SPOKEN.search(gap) and (not itself or _is_spokesman(frame.of(actor))):
        return False
    if INVITED.search(frame.gap(frame.start, actor.start)):
        return False
    if _IN_THE_DAYS_OF.search(frame.ahead(actor.start, 24)):
        return False
    if _SOURCE.search(frame.ahead(actor.start, 24)) and "," in gap:
        return False  # "Theo Thượng nghị sĩ A, trong chuyến thăm X, đoàn …": who tells of it
    if oblique == "của" and gap.lstrip().startswith(","):
        return False  # "B, Bộ trưởng của chính quyền Tổng thống A, thăm X": B
    under_way = _JOURNEY.search(gap) or _GOES_ON_TO.search(gap)
    if oblique in ("của", "với", "tới", "đến", "cho") and not under_way and len(gap) >= 60:
        return False
    if _visits_between(frame, actor.end, cue.start):
        return True
    return under_way is not None or len(gap) < 140 or _SETS_OUT.match(gap) is not None


# "C cho biết, trong chuyến công du X, A đã …"
# "Ngoại trưởng X dưới thời Tổng thống A, bà B, …": not A
_IN_THE_DAYS_OF = pattern(r"\b(?:dưới thời|thời)\s+(?:(?:<address>|cựu|cố|của)\s+)*$")
_SOURCE = pattern(r"\btheo\s+(?:lời\s+)?(?:(?:<address>|vị)\s+)*$")
_SAYS_IN = pattern(
    r"\s*,?\s*(?:đã\s+)?(?:<report>|<speak>)\s*(?:rằng)?\s*,?\s*(?:trong|nhân)\s+(?:khuôn khổ\s+)?(?:một\s+)?"
)
_NEXT_SUBJECT = pattern(r"[^,;.]{0,30},\s*(?:<address>\s+)*")


def _told_of(frame: Frame, cue: Cue, teller: Actor, to: Destination) -> Actor | None:
    """The A of "C cho biết, trong chuyến thăm X, A đã …": named right behind the comma, another than C."""
    if not _SAYS_IN.fullmatch(frame.gap(teller.end, cue.start)):
        return None
    for actor in frame.after(to.land.end, _NAMED)[:1]:
        near = _NEXT_SUBJECT.fullmatch(frame.gap(to.land.end, actor.start))
        if near and frame.of(actor) is not frame.of(teller) and _is_subject_after(frame, actor, to.country):
            return actor
    return None


_ON_JOURNEY = pattern(r"\s*(?:\([^)]*\)\s*)?(?:trong|nhân)\s+(?:khuôn khổ\s+)?")


def _meets_abroad(frame: Frame, cue: Cue, left: list[Actor], country: str) -> bool:
    """ "A gặp B trong chuyến thăm X" where X is neither's: A, who meets, is the visitor."""
    met, meets = left[0], left[1]
    verb = any(
        c.shape == "party" and not frame.noun(c) and meets.end <= c.start and 0 <= met.start - c.end <= _NEAR
        for c in frame.sentence.cues
    )
    lands = {frame.of(a).country for a in (met, meets)}
    return verb and country not in lands and _ON_JOURNEY.fullmatch(frame.gap(met.end, cue.start)) is not None


_NEAR = 6
_NAMED = frozenset(["person", "office"])


def _is_spokesman(side: Side) -> bool:
    """ "người phát ngôn của A cho biết, phát biểu trong chuyến thăm X, A …": A is there, not who tells of it."""
    return bool(side.offices) and all(o.head in _SPOKESMEN for o in side.offices)


_SPOKESMEN = listed("spokesman")
# Characters from a visitor to the last visit of a tour: "lên đường thăm X, Y, dự Hội nghị và thăm Z".
_ON_TOUR = 420
_ALSO = pattern(r"\s*đồng thời\b")
# "A dẫn đầu Đoàn đại biểu cấp cao rời Thủ đô Hà Nội, lên đường …"
_LEAVES = pattern(r"[^;.]{0,90}\b(?:rời|lên đường|đã tới|đã đến)\b")


def _visits_between(frame: Frame, a: int, b: int) -> bool:
    """Whether a verb of visiting stands between two offsets."""
    return any(c.shape == "visit" and not c.noun and a <= c.start and c.end <= b for c in frame.sentence.cues)


def _is_subject_after(frame: Frame, actor: Actor, country: str) -> bool:
    """The A of "Trong khuôn khổ chuyến thăm X, A …"."""
    side = frame.of(actor)
    return (
        may_visit(side, country)
        and frame.oblique(actor) in (None, "cùng", "do", "và")
        and side.official
        and not _SINCE.search(frame.ahead(actor.start, 24))
        and not INVITED.search(frame.gap(frame.start, actor.start))
        and not _SPOKE.match(frame.gap(actor.end, frame.end))
    )


# "tàu chiến đầu tiên thăm X kể từ khi Tổng thống A lên nắm quyền"
_SINCE = pattern(r"\b(?:kể từ khi|từ khi|từ sau khi|dưới thời)\s+(?:<address>\s+)*$")


_SOME = pattern(r"\b(?:nhiều|những|một số|hàng chục|hàng trăm)\s+$")  # "nhiều đoàn của X đã đến thăm": no one visit


def _delegation(frame: Frame, cue: Cue, country: str, since: int) -> Visitor | None:
    """ "Đoàn đại biểu Quốc hội X thăm Y", nobody named."""
    for actor in frame.before(cue.start, frozenset(["group", "organisation"]), since):
        side = frame.of(actor)
        label = (side.organisation or "").lower()
        named = label.startswith(("đoàn", "phái đoàn")) and _DELEGATION.search(label)
        # "tiếp lãnh đạo Tập đoàn Y của X đang thăm Việt Nam"
        here = label.startswith(("lãnh đạo", "đại diện")) and _UNDER_WAY_TO.fullmatch(frame.gap(actor.end, cue.start))
        near = len(frame.gap(actor.end, cue.start)) < 60 and not _SOME.search(frame.ahead(actor.start, 12))
        if side.country not in (None, country) and near and (named or here):
            return Visitor(side, (actor.start, actor.end), actor.end)
    return None


# "chuyến công tác của (Tổng Bí thư,) Chủ tịch nước A dự Hội nghị"
_TRIP_OF = pattern(r"\bchuyến (?:công tác|đi|công du)\s+của\s+")


def on_trip(frame: Frame, until: int) -> Actor | None:
    """Whose trip the sentence names before an offset."""
    trip = _TRIP_OF.search(frame.lowered, frame.start, until)
    named = frame.after(trip.end(), PEOPLE, until) if trip is not None else []
    return named[0] if named else None


def may_visit(side: Side, country: str) -> bool:
    """Not of that country, and somebody."""
    if side.country == country:
        return False
    return not (side.country is None and not side.international and side.kind == "person" and not side.offices)


def travels(side: Side) -> bool:
    """Whose visit is a contact: officials, delegations, the heads of companies and associations; no reporters, no
    beauty queen who is an "ambassador" of a campaign."""
    artists = [o for o in side.offices if o.head.startswith(_ARTISTS)]
    if artists and all(o in artists or o.head == "đại sứ" for o in side.offices):
        return False
    return not _is_vague(side) and (side.official or any(o.level not in ("media", "academic") for o in side.offices))


# "Đại sứ đặc mệnh toàn quyền X tại (nước CHXHCN) Việt Nam"
_POSTED = pattern(r"\btại\s(?:nước\s)?(?:(?:cộng hòa xã hội chủ nghĩa|chxhcn)\s)?việt nam\b")


def is_resident(side: Side, country: str) -> bool:
    """An envoy to Vietnam who tours it: no visit, they live there."""
    if country != "VN" or side.country == "VN":
        return False
    return any(o.level == "envoy" and _POSTED.search(o.text.lower()) for o in side.offices)


def _is_vague(side: Side) -> bool:
    """The office of "là nguyên thủ nước ngoài đầu tiên thăm X": whoever it is stands before it."""
    if side.kind != "office" or side.country is not None:
        return False
    return all(o.head in _VAGUE or (o.level == "mass" and o.text == o.head) for o in side.offices)
