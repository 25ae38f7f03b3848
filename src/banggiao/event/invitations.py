"""Invitations: "theo lời mời của B", "B mời A sang thăm X"."""

from __future__ import annotations

from itertools import takewhile

from banggiao.event.draft import Draft, Part
from banggiao.event.frame import BODIES, LANDS, PEOPLE, Frame
from banggiao.event.journeys import INVITED, Destination, may_visit
from banggiao.event.people import Side
from banggiao.event.visit_days import AFTER_MEETING
from banggiao.event.words import pattern
from banggiao.model import Actor, Cue

# --- on whose invitation ------------------------------------------------------------------------------------------

# "theo lời mời của Tổng thống B (…) và Thủ tướng C", "của Chủ tịch Quốc hội A và Phu nhân, Chủ tịch Thượng viện B"
_AND_OTHER = pattern(r"\s*(?:\([^)]*\)\s*)?(?:và phu nhân\s*)?(?:[,;]|và)\s*(?:và\s+)?(?:<address>\s+)*")


def inviting(frame: Frame, first: Actor) -> list[Actor]:
    """Those who invite together, of whatever states: the A, B and C of "theo lời mời của A, B và C"."""
    row = [first]
    for actor in frame.after(first.end, PEOPLE):
        if not _AND_OTHER.fullmatch(frame.gap(row[-1].end, actor.start)):
            break
        row.append(actor)
    return row


def add_inviters(frame: Frame, cue: Cue | None, draft: Draft) -> None:
    """ "theo lời mời của B", "Nhận lời mời của B, A thăm …"; the next visit's cue has its own inviter."""
    for actor in _inviters(frame, draft.country):
        side = frame.of(actor)
        if any(p.side is side for p in draft.parts) or not (side.name or side.organisation or side.offices):
            continue  # "theo lời mời của ông", of whom the page says nothing
        own = side.country is not None and side.country == draft.country
        if not own and _invites_elsewhere(frame, side, draft):
            continue
        if cue is not None and not own and _is_of_next(frame, cue, actor):
            continue
        draft.parts.append(Part(side, "inviter", (actor.start, actor.end)))
        _add_second(frame, actor, side, draft)
        return


def _inviters(frame: Frame, country: str | None) -> list[Actor]:
    """The actors right after "lời mời của"; where they are of several states, those of the country visited."""
    invited = [a for a in frame.sentence.actors if a.kind in BODIES and INVITED.search(frame.ahead(a.start, 60))]
    if len(invited) == 1:  # "lời mời của A và B": each invites to their own country
        others = inviting(frame, invited[0])[1:]
        invited += takewhile(lambda other: frame.of(other).country not in (None, "VN"), others)
    if len(invited) > 1:
        invited = [a for a in invited if frame.of(a).country == country]
    elif invited and (beside := _beside(frame, invited[0], country)) is not None:
        return [beside]
    return invited


def _invites_elsewhere(frame: Frame, side: Side, draft: Draft) -> bool:
    """ "Sau chuyến công tác tại X, A đến Y, bắt đầu thăm Y theo lời mời của B": to B's own country, not to X."""
    lands = {a.country for a in frame.sentence.actors if a.kind in LANDS}
    return side.country not in (None, "EU") and draft.country is not None and side.country in lands


def _beside(frame: Frame, inviter: Actor, country: str | None) -> Actor | None:
    """ "theo lời mời của A (…) và B": the B of the country visited, when A is of another."""
    land = frame.of(inviter).country
    if land == country:
        return None
    for actor in frame.after(inviter.end, PEOPLE):
        if country and frame.of(actor).country == country and _AND_OTHER.fullmatch(frame.gap(inviter.end, actor.start)):
            return actor
    return None


def _is_of_next(frame: Frame, cue: Cue, actor: Actor) -> bool:
    """ "thăm X; thăm Y theo lời mời của B": B's invitation is to the second."""
    return any(c.shape == "visit" and cue.end <= c.start < actor.start for c in frame.sentence.cues)


def _add_second(frame: Frame, actor: Actor, side: Side, draft: Draft) -> None:
    """ "lời mời của Chủ tịch B và Thủ tướng C", "của B, C và D": those of one state, or of a world body, all invite."""
    last = actor
    for other in frame.after(actor.end, PEOPLE):
        gap, second = frame.gap(last.end, other.start), frame.of(other)
        world = second.international or any(o.level in _WORLD for o in second.offices)
        listed = _AND_OTHER.fullmatch(gap) is not None and (" và " in gap or second.country == draft.country)
        if listed and second.country is None and second.level == side.level == "parliament":
            second.country = side.country  # "Chủ tịch Thượng viện X A và Chủ tịch Hạ viện B"
        if not listed or not (second.country == side.country or world):
            return
        if not any(p.side is second for p in draft.parts):
            draft.parts.append(Part(second, "inviter", (other.start, other.end)))
        last = other


_WORLD = frozenset(["igo", "business", "mass"])


# --- an invitation given ------------------------------------------------------------------------------------------

# "trân trọng mời B", "chuyển lời mời B"; not "lời mời của B"
_INVITES = pattern(r"(?<!lời )\b(?:trân trọng mời|mời)\b(?! của)|\b(?:chuyển|gửi|có|đưa ra) lời mời(?! của)")
_APART = pattern(r"[,;]|\btiếp tục\b")
# "chuyển lời mời của Chủ tịch nước C", "trao thư của Chủ tịch nước C"
_RELAYED = pattern(r"\b(?:lời mời|(?:trao|chuyển|gửi)\s+(?:bức\s+)?thư(?:\s+mời)?)\s+của\s+(?:<address>\s+)*$")


def invitation(frame: Frame, cue: Cue, to: Destination, form: str) -> list[Draft]:
    """ "A (trân trọng) mời B sang thăm X": a planned visit of B on A's invitation."""
    since = frame.clause_start(cue.start)
    verbs = list(_INVITES.finditer(frame.gap(since, cue.start)))
    if not verbs:
        return []
    start, end = since + verbs[-1].start(), since + verbs[-1].end()
    if any(c.shape == "visit" and end <= c.start and c.end <= cue.start for c in frame.sentence.cues):
        return []  # "mời B thăm X khi C công du X": C's own
    guests = frame.after(end - 1, PEOPLE, cue.start)
    if not guests and (thanked := _thanked(frame, start, to, form)):
        return thanked
    if not guests or len(frame.gap(end, guests[0].start)) > 30 or _APART.search(frame.gap(guests[-1].end, cue.start)):
        return []
    guest = frame.of(guests[0])
    if not may_visit(guest, to.country):
        return []
    parts = [Part(guest, "guest", (guests[0].start, guests[0].end))]
    host = _host(frame, start)
    if host is not None and frame.of(host) is not guest and frame.of(host).country == to.country:
        parts.append(Part(frame.of(host), "inviter", (host.start, host.end)))
    draft = frame.draft("visit", form, "invitation", parts, "planned")
    draft.country, draft.locality = to.country, to.locality
    later = [t for t in frame.times if t.start >= to.land.end and t.kind in _FOR]
    words = frame.gap(to.land.end, later[0].end) if later else ""
    draft.time = later[0] if words and not _AT_THAT_TIME.search(words) and not AFTER_MEETING.search(words) else None
    return [draft]


# "A cảm ơn B (và phu nhân) đã | gửi lời mời thăm X"
_THANKS = pattern(r"\b(?:cảm ơn|cám ơn)\s+(?:<address>\s+)*$")
_FOR_INVITING = pattern(r"\s*(?:và\s[^,;]{2,40}\s)?(?:đã|vừa)\s*(?:trân trọng\s+|chính thức\s+)?")
_SOME_DAY = pattern(r"\b(?:nhận lời|sẽ|thu xếp|thời gian thích hợp|sớm)\b")


def _thanked(frame: Frame, at: int, to: Destination, form: str) -> list[Draft]:
    """ "A cảm ơn B đã gửi lời mời thăm X": the visit that A is on, on B's invitation; not one still to be fixed."""
    people = frame.before(at, PEOPLE, frame.clause_start(at))[:2]
    if len(people) < 2 or _SOME_DAY.search(frame.gap(at, frame.clause_end(at))):
        return []
    host, guest = frame.of(people[0]), frame.of(people[1])
    thanks = _THANKS.search(frame.ahead(people[0].start, 24)) and _FOR_INVITING.fullmatch(frame.gap(people[0].end, at))
    if not thanks or host.country != to.country or not may_visit(guest, to.country) or not guest.official:
        return []
    spans = [(a.start, a.end) for a in people]
    draft = frame.draft("visit", form, "visit", [Part(guest, "guest", spans[1]), Part(host, "inviter", spans[0])])
    draft.country, draft.locality = to.country, to.locality
    return [draft]


# "mời B thăm X khi C công du Y hồi tháng 4": the day of inviting
_AT_THAT_TIME = pattern(r"\b(?:khi|hồi|trong cuộc|trong chuyến|tại)\b")


_FOR = frozenset(["day", "month", "year", "span"])  # what an invitation can be for


# "chuyển lời chào và lời mời thăm X của C tới B"
_PASSES_ON = pattern(r"\b(?:chuyển|gửi)\b[^;]{0,70}\blời mời\s*(?:tới\s+|sang\s+|đến\s+)*$")
_ITS_OWNER = pattern(r"[^;]{0,50}\bcủa\s+(?:<address>\s+)*$")
_TO_GUEST = pattern(r"[^;]{0,40}\b(?:tới|đến|cho)\s+(?:(?:<address>|các)\s+)*$")


def relayed_invitation(frame: Frame, cue: Cue, to: Destination, form: str) -> list[Draft]:
    """ "A chuyển lời mời thăm X của C tới B": a planned visit of B on C's invitation."""
    if not _PASSES_ON.search(frame.gap(frame.clause_start(cue.start), cue.start)):
        return []
    later = frame.after(to.land.end, PEOPLE)[:2]
    if len(later) < 2 or not _ITS_OWNER.match(frame.gap(to.land.end, later[0].start)):
        return []
    host, guest = frame.of(later[0]), frame.of(later[1])
    if not _TO_GUEST.match(frame.gap(later[0].end, later[1].start)) or not may_visit(guest, to.country):
        return []
    parts = [Part(guest, "guest", (later[1].start, later[1].end))]
    if host.country == to.country or (to.country == "VN" and host.country is None):
        parts.append(Part(host, "inviter", (later[0].start, later[0].end)))
    draft = frame.draft("visit", form, "invitation", parts, "planned")
    draft.country, draft.locality = to.country, to.locality
    return [draft]


def _host(frame: Frame, at: int) -> Actor | None:
    """Who invites: the C of "A chuyển lời mời của C", else the nearest before the verb that is no complement."""
    left = frame.before(at, PEOPLE)
    relayed = [a for a in left if _RELAYED.search(frame.ahead(a.start, 40))]
    hosts = relayed[:1] or [a for a in left if not frame.oblique(a)]
    return hosts[0] if hosts else None


def invited_home(frame: Frame, cue: Cue, form: str) -> list[Draft]:
    """ "Thủ tướng A mời Tổng thống B đến thăm cấp nhà nước": to the country of the one who invites."""
    since = frame.clause_start(cue.start)
    verbs = list(_INVITES.finditer(frame.gap(since, cue.start)))
    if not verbs:
        return []
    host = _host(frame, since + verbs[-1].start())
    if host is None or not frame.of(host).official or (country := frame.of(host).country) is None:
        return []
    invited = frame.before(cue.start, PEOPLE)
    if not invited or len(frame.gap(invited[0].end, cue.start)) > _NEAR or cue.noun:
        return []
    land = Actor(kind="country", start=cue.end, end=cue.end, country=country)
    return invitation(frame, cue, Destination(country, None, land), form)


_NEAR = 40  # characters from the one who invites to the one invited
