"""One sentence as the shapes see it: its actors as sides, what stands between them, its times and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from banggiao.event.draft import Draft, Part
from banggiao.event.people import People, Side
from banggiao.event.words import listed, pattern
from banggiao.model import Actor, Cue, Sentence, TimeWord

# Kinds of actors: those with a name or an office, those that act for a body, those that can be told a message.
PEOPLE = frozenset(["person", "office", "pronoun", "surname"])
BODIES = PEOPLE | {"organisation", "group"}
STATES = BODIES | {"country"}
LANDS = frozenset(["country", "locality"])

# "(trái)", "(thứ 2 từ trái)", "(người thứ ba, từ phải sang)", ", bìa phải,": where somebody stands in the picture
IN_PICTURE = (
    r"\s*[(,]\s?(?:(?:người|hàng \S+|đứng|ngồi)\s+)*(?:thứ \S+\s+)?(?:(?:ngoài cùng|bìa|từ|ở|bên|phía)\s+){0,3}"
    r"(?:trái|phải|giữa)(?:\s+(?:sang|qua|ảnh))?(?:\)|(?=,))"
)
# Between two sides of one list: "A, B và C", "A và Phu nhân; B", "A cùng các thành viên đoàn, tiếp ông B", "A (Salman)
# cũng như tân Thái tử B".
_JOINT = pattern(
    rf"^(?:{IN_PICTURE}"
    r"|\s*\([\p{L} .'’-]{2,40}\)(?=\s+(?:và|cũng như|cùng)\b))?"
    r"[\s,;–-]*(?:(?:và|cùng|cũng như|;|,|với|các|(?:sau đó|tiếp đó|tiếp theo|kế đến) là)\s*)*"
    r"(?:(?:và|cùng)\s+)?(?:phu nhân|phu quân)?[\s,;]*"
    r"(?:(?:và|cùng)\s*)?(?:đoàn[^,;.]{0,60}?)?(?:các thành viên[^,;.]{0,40})?[\s,;]*"
    r"(?:tiếp|đã tiếp|có buổi tiếp|đồng thời tiếp|gặp)?\s*(?:(?:<address>|các|tân|một số)\s*)*$"
)
_JOINT_MOST = 160
_TELLS = pattern(r"\s*(?:đã\s+|vừa\s+)?(?:đưa tin|cho biết|cho hay|dẫn lời|dẫn|loan báo|tiết lộ|viết)\b")
# "gặp gỡ B; cùng C dự hội nghị", "chào xã giao B và cùng C chủ trì": what was done next, with C
_NEXT_ACT = pattern(r"^\s*(?:;\s*(?:cùng|với)|,?\s*và cùng)\b")
# "tiếp Đại sứ A đến chào từ biệt; tiếp ông B"
_SEMICOLON = pattern(r"^[^;.]{0,170};\s*(?:và\s+)?(?:tiếp\s+|gặp\s+)?(?:(?:<address>|các)\s+)*$")
# not "tiếp Đại sứ A; Đại sứ B đến chào từ biệt", "…; ông B đang ở thăm Việt Nam"
_OWN_DEED = pattern(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:(?:hôm|ngày|sáng|trưa|chiều|tối)\s+\S+\s+)?"
    r"(?:đã(?!\s+(?:đến|tới|sang)\b)|sẽ|bị|bất ngờ|không|chưa|từ chức|từ nhiệm|tuyên bố|cảnh báo|kêu gọi|khẳng định"
    r"|cho biết|cho hay|nói|phát biểu|lên án|chỉ trích|cam kết|yêu cầu|công bố|điện đàm|hội đàm|gặp|thăm|có mặt"
    r"|ra lệnh|ký|thắng cử|đắc cử|qua đời|bác bỏ|xác nhận)\b"
)
# "theo lời mời của đồng chí B", "giữ chức vụ Bộ trưởng"
_OBLIQUE = pattern(
    r"\b(?:<preposition>|thủ phủ|thủ đô|giữ chức(?: vụ)?)"
    r"\s+(?:(?:<address>|các|một|một số|những|vị|tân|nguyên|chính quyền|chính phủ|nội các)\s+)*$"
)
# "phu nhân B", "con trai của B", "và Hoàng hậu"; not "tuyên bố của B"
_CONSORT = pattern(r"\b(?:phu nhân|phu quân)\s+(?:của\s+)?$")
_KIN = pattern(
    r"(?<!vợ )(?<!tuyên )(?<!công )\b<kin>(?:\s+(?:cả|út|lớn|trưởng))?\s+(?:của\s+)?"
    r"(?:(?:<address>|cố|tổng thống|thủ tướng|tỷ phú)\s+)?$"
)
# "Bên lề Hội nghị thượng đỉnh G20, A gặp B": the conference is no one
_AT_SUMMIT = pattern(r"\b<summit>\s+(?:nhóm\s+|khối\s+)?$")
# "Sau lễ ký kết gia nhập Khối X, A gặp B"
_IN_OPENING = pattern(r"(?:^|,)\s*(?:ngay\s+)?(?:sau|trước|tại|trong|nhân|bên lề|kết thúc|khi)\s[^,;]*$")
# "Sau khi sa thải Giám đốc X, Tổng thống A gặp B"
_DISMISSED = pattern(r"\b(?:sa thải|cách chức|bãi nhiệm|miễn nhiệm|bổ nhiệm|phế truất)\s+(?:<address>\s+)*$")
# "Ngoài A, B còn gặp C"
_BESIDES = pattern(r"\b(?:ngoài|bên cạnh)\s+(?:<address>\s+)*$")
# "Trước sự chứng kiến của A và B, C và D đã ký": A and B look on
_WITNESSED = pattern(r"\bsự (?:chứng kiến|tham dự|tham gia|có mặt|hiện diện) của\b[^,;]*$")
_EXPERTS = frozenset(["academic", "media"])
_UNIT = pattern(
    r"\b(?:huyện|huyện ủy|quận|châu|thị xã|thành phố|tp\.?|xã|phường|vườn quốc gia)\s+\p{L}+(?:\s\p{L}+){0,2}$"
)
_NOUNS = frozenset(["cuộc ", "buổi "])
_MEETS = frozenset(["receive", "party", "call_on"])
# "Sau cuộc gặp ngắn với A, B …": A is met in the opening phrase
_OPENS_WITH = pattern(
    r"\s*(?:ngay\s+)?(?:sau|trước|trong|tại|kết thúc|qua)\s+(?:khi\s+)?(?:một\s+|các\s+)?(?:cuộc\s+|buổi\s+)?"
)
_LASTED_WITH = pattern(r"[^,;]{0,70}\bvới\s+(?:<address>\s+)*")
_JOINED = pattern(r"(?:và|cùng)\s+$")
_SPOUSES = listed("spouse")
# "Theo kênh truyền hình X, A đã …", "Theo X, A đã …"
_SOURCE = pattern(r"(?:^|[,;])\s*theo\s+(?:[^,;]*\s)?$")
# What the first of a list can't be behind when it is to go on to the left: "A, lời mời của B và C"
_PARTING = frozenset(["của", "lời", "tại", "từ", "đến", "tới", "làm", "giữ", "qua", "theo", "thay"])


@dataclass(slots=True)
class Frame:
    """A sentence with everything resolved inside the page."""

    text: str
    lowered: str
    sentence: Sentence
    people: People
    times: Sequence[TimeWord]
    subjects: list[tuple[int, list[Actor]]] = field(default_factory=list)  # (end of an object, its verb's subject)
    start: int = field(init=False)
    end: int = field(init=False)
    _spouses: dict[tuple[int, int], bool] = field(default_factory=dict)
    _obliques: dict[int, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start, self.end = self.sentence.start, self.sentence.end

    @property
    def region(self) -> str:
        return self.sentence.region

    def draft(self, type_: str, form: str, rule: str, parts: list[Part], status: str = "held") -> Draft:
        """A contact that this sentence tells."""
        return Draft(
            type=type_,
            form=form,
            rule=rule,
            parts=parts,
            start=self.start,
            end=self.end,
            region=self.region,
            status=status,
        )

    # --- words ----------------------------------------------------------------------------------------

    def gap(self, a: int, b: int) -> str:
        """The lowered words between two offsets, up to the end of the sentence: no shape crosses it."""
        return self.lowered[a : b if b < self.end else self.end]

    def says(self, *words: str) -> bool:
        """Whether the sentence has one of the words, be it inside another: far cheaper than a pattern of them."""
        return any(self.lowered.find(word, self.start, self.end) >= 0 for word in words)

    def ahead(self, at: int, most: int) -> str:
        """The lowered words before an offset, at most so many characters of the sentence."""
        start = at - most
        return self.lowered[start if start > self.start else self.start : at if at < self.end else self.end]

    def clause_start(self, at: int) -> int:
        """Start of the clause around `at`: after the last semicolon."""
        cut = self.lowered.rfind(";", self.start, at)
        return cut + 1 if cut >= 0 else self.start

    def clause_end(self, at: int) -> int:
        """End of the clause around `at`: at the next semicolon."""
        cut = self.lowered.find(";", at, self.end)
        return cut if cut >= 0 else self.end

    def noun(self, cue: Cue) -> bool:
        """Whether a cue is a noun: by its phrase ("cuộc gặp"), or behind one ("tại cuộc" | "gặp")."""
        return cue.noun or (cue.shape == "party" and self.ahead(cue.start, 5) in _NOUNS)

    # --- actors ---------------------------------------------------------------------------------------

    def before(self, at: int, kinds: frozenset[str], since: int | None = None) -> list[Actor]:
        """Actors of the given kinds that end at or before `at`, the nearest first."""
        since = self.start if since is None else since
        return [
            a
            for a in reversed(self.sentence.actors)
            if a.end <= at and a.start >= since and a.kind in kinds and self._counts(a)
        ]

    def after(self, at: int, kinds: frozenset[str], until: int | None = None) -> list[Actor]:
        """Actors of the given kinds that begin at or after `at`, in text order."""
        until = self.end if until is None else until
        return [a for a in self.sentence.actors if at <= a.start < until and a.kind in kinds and self._counts(a)]

    def _counts(self, actor: Actor) -> bool:
        """Not "ông" of whom the page says nothing, not who comes along with a leader."""
        if actor.kind in ("surname", "pronoun"):
            known = self.people.resolved(actor) and not self._kin(actor)
            if known and actor.kind == "pronoun" and self._is_of_kin(actor):
                return False
            # an expert who is quoted: "ông" may be the one he speaks of
            return known and not (actor.kind == "pronoun" and self.of(actor).level in _EXPERTS)
        return not self.spouse(actor)

    def _kin(self, actor: Actor) -> bool:
        """ "con trai ông T.", "vợ của B": someone else than the one named."""
        if _KIN.search(self.lowered, max(self.start, actor.start - 30), actor.start) is not None:
            return True
        titled = any(office.start == actor.start for office in actor.offices)
        return titled and _CONSORT.search(self.ahead(actor.start, 14)) is not None  # "Phu nhân Tổng thống X A"

    def _is_of_kin(self, actor: Actor) -> bool:
        """ "Con gái Tổng thống A … khi tiếp xúc với ông": "ông" may be another than the father told of."""
        side = self.of(actor)
        return any(a.end <= actor.start and self._kin(a) and self.of(a) is side for a in self.sentence.actors)

    def spouse(self, actor: Actor) -> bool:
        """ "Vua J. và Hoàng hậu S.", "cùng Phu nhân B": left out beside the one they accompany."""
        if actor.kind not in ("person", "office"):
            return False
        place = (actor.start, actor.end)
        if (known := self._spouses.get(place)) is None:
            known = self._spouses[place] = self._is_spouse(actor)
        return known

    def _is_spouse(self, actor: Actor) -> bool:
        if not actor.offices and _CONSORT.search(self.ahead(actor.start, 10)):
            return True
        if self._kin(actor):
            return True
        if not any(o.head in _SPOUSES for o in actor.offices):
            return False
        return _JOINED.search(self.ahead(actor.start, 6)) is not None

    def oblique(self, actor: Actor) -> str | None:
        """The preposition that makes the actor a complement of something ("lời mời của X"), else None."""
        if actor.start not in self._obliques:
            match = _OBLIQUE.search(self.lowered, max(self.start, actor.start - 44), actor.start)
            self._obliques[actor.start] = match[0].split()[0] if match else None
        return self._obliques[actor.start]

    def inside_actor(self, at: int) -> bool:
        """Whether an offset lies inside the words of a person, an office, an organisation or a group."""
        return any(a.start < at < a.end for a in self.sentence.actors if a.kind not in LANDS)

    # --- lists of actors --------------------------------------------------------------------------------

    def group_left(self, last: Actor, kinds: frozenset[str], since: int) -> list[Actor]:
        """The list of actors that ends with `last`: "A và B", "A, B"."""
        group = [last]
        for actor in self.before(last.start, kinds, since):
            if self.is_address_of(actor):
                continue  # "Công an huyện X, tỉnh Y và B"
            gap = self.gap(self._address_end(actor), group[0].start)
            if "," in gap and _SOURCE.search(self.gap(since, actor.start)):
                break  # "Theo đài X, A đã điện đàm với B": X tells it
            if not _is_joint(gap) or self.oblique(actor) in _PARTING or (gap.strip() == "," and self._is_past(actor)):
                break
            group.insert(0, actor)
        return group

    def _is_past(self, actor: Actor) -> bool:
        """ "Sau cuộc tiếp A, B đã …", "Bên lề Hội nghị G20, B …": what stands before the comma is another phrase's."""
        reporters = actor.kind == "office" and all(o.level == "media" for o in actor.offices)
        if (actor.kind == "organisation" or reporters) and (
            _AT_SUMMIT.search(self.ahead(actor.start, 24))
            or _IN_OPENING.search(self.gap(self.clause_start(actor.start), actor.start))
        ):
            return True
        if _DISMISSED.search(self.ahead(actor.start, 24)) or _BESIDES.search(self.ahead(actor.start, 24)):
            return True
        if _WITNESSED.search(self.gap(self.clause_start(actor.start), actor.start)):
            return True
        since = self.clause_start(actor.start)
        return any(
            c.shape in _MEETS
            and (
                0 <= actor.start - c.end <= 12
                or (
                    since <= c.start <= c.end <= actor.start
                    and _OPENS_WITH.fullmatch(self.gap(since, c.start))
                    and _LASTED_WITH.fullmatch(self.gap(c.end, actor.start))
                )
            )
            for c in self.sentence.cues
        )

    def group_right(self, first: Actor, kinds: frozenset[str], until: int | None = None) -> list[tuple[Actor, str]]:
        """The list that begins with `first`, each with the words before it: [(A, ""), (B, ";"), (C, "và")]."""
        group = [(first, "")]
        for actor in self.after(first.end, kinds, until):
            if self.is_address_of(actor):
                continue
            between = self.gap(self._address_end(group[-1][0]), actor.start)
            if (
                between.strip() == ","
                and actor.kind == "organisation"
                and _TELLS.match(self.lowered, actor.end, self.end)
            ):
                break  # "với B, hãng X đưa tin"
            if ";" in between and _OWN_DEED.match(self.lowered, actor.end, self.end):
                break  # "A gặp B; C sẽ thăm X": C's own news
            if not _is_joint(between) and not (_SEMICOLON.match(between) and actor.kind == "person"):
                if actor.kind in ("organisation", "group") and ";" not in between:
                    continue  # "công ty C, thuộc Tập đoàn M …; ông Q"
                break
            group.append((actor, between.strip()))
        return group

    def is_address_of(self, actor: Actor) -> bool:
        """Whether an actor only tells where the body right before it is: the Y of "Công an huyện X, tỉnh Y"."""
        if actor.kind in PEOPLE:
            return False
        before = [a for a in self.sentence.actors if a.end <= actor.start]
        return (
            bool(before)
            and self.gap(before[-1].end, actor.start).strip() == ","
            and self._is_address(before[-1], actor)
        )

    def _address_end(self, actor: Actor) -> int:
        """Where an actor ends, with the words that tell where it is."""
        nexts = [a for a in self.sentence.actors if a.start >= actor.end]
        return nexts[0].end if nexts and self.is_address_of(nexts[0]) else actor.end

    def _is_address(self, before: Actor, actor: Actor) -> bool:
        """ "Đoàn đại biểu huyện Y, tỉnh X", "Công an châu Y, tỉnh X (Trung Quốc)": where the one before is."""
        words = self.gap(actor.start, actor.end)
        higher = words.startswith(("tỉnh ", "tp ", "tp. ", "thành phố "))
        if not higher or actor.kind in PEOPLE:
            return False
        if _UNIT.search(self.gap(before.start, before.end)) is not None:
            return True
        abroad = actor.country not in (None, "VN") and before.country in (None, actor.country)
        return abroad and before.kind == "organisation" and not self.gap(before.start, before.end).startswith("tỉnh ")

    def list_right(self, first: Actor, kinds: frozenset[str]) -> list[Actor]:
        """The list that begins with `first`, without the words that join it."""
        return [actor for actor, _ in self.group_right(first, kinds)]

    def of(self, actor: Actor) -> Side:
        """The side that an actor stands for."""
        return self.people.side(actor)


def _is_joint(words: str) -> bool:
    """Whether the words between two sides make one list of them: ", ông", "và"."""
    if len(words) >= _JOINT_MOST or not words.strip() or _NEXT_ACT.match(words):
        return False
    return _JOINT.match(words) is not None
