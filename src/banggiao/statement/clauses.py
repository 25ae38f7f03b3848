"""The shapes of reported speech: a sentence cut at its speech verbs, each with its subject and its content."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

import regex

from banggiao.model import Evidence, Statement, content_id
from banggiao.statement.acts import act_of, asks, is_duty
from banggiao.statement.confidence import known_of, sure
from banggiao.statement.page import Voices
from banggiao.statement.scan import SIGNS, TO_WHOM, Scan, quotations
from banggiao.statement.sides import Sides
from banggiao.statement.subjects import BOTH, ISSUED, Subject, Subjects
from banggiao.statement.topics import topics_of
from banggiao.statement.words import Verb, one_of, words

_NOTHING = ("", "rằng", "về", "việc")
_TOLD = frozenset(["affirm", "say", "inform"])  # verbs whose content may be what both sides agreed
_POLITELY = frozenset(["inform", "greet", "thank", "invite", "congratulate", "condole", "send", "praise"])
_CHAINED = frozenset(["wish", "praise", "support", "thank", "pledge", "congratulate"])
_PASSIVE = frozenset(["agree", "support", "praise"])
_WEAK = frozenset(["wish", "support", "agree", "pledge"])
_CIRCUMSTANCE = 45  # characters of "về thương mại, " before "hai bên nhất trí"
_SETTING = 90  # characters of "tại buổi tiếp hội đồng kinh doanh, " before what somebody else said there
_INSIDE = ("tại", "trong")
_ASKS = frozenset(["wish", "propose"])
_ATTRIBUTION = 110  # characters between a quotation and the verb that it is said with
_WORDS = 5  # blanks in what is said before its speaker, at least
_NEXT = 4  # characters between a statement and the sentence that goes on from it
# "… “sẽ phải trả giá” và triệu đại sứ": no longer said
_DOES_NEXT = regex.compile(r"[”\"] và (?:triệu|rời|ký|gặp|trục xuất|rút|ra lệnh|gửi|trao|tới|bay|lên đường)\b")
# "chia sẻ với Thủ tướng A những đánh giá": told, not felt
_SHARED = ("những ", "các ", "một số ", "về ", "thông tin", "kinh nghiệm", "quan điểm", "kết quả", "đánh giá")
_LATELY = ("qua", "nay", "mai")  # "hôm qua Chile tuyên bố"
_ALWAYS = ("luôn", "luôn luôn")
_QUOTED_SIZE = 3_000  # characters of a quotation in paragraphs of its own at most
_CLOSING = {"“": "”", '"': '"'}
_CLOSED = {"“": regex.compile("”"), '"': regex.compile(r'(?<=\S)"(?=[\s.,;)]|$)')}
_HEAD = 80  # where a content says what a country does
_ACCEPTED = regex.compile(r"(?: và |, )[^,;]{3,70}?(?:đã |cũng )?(?:vui vẻ |trân trọng )?nhận lời\b")


_TOO = ("cũng", "cũng đã", "đã", "đã cùng")
# behind the comma or at the head: those who speak for bodies that no table knows
_DELEGATES = regex.compile(r"(?:^|, )(?:(?:các|một số) )?(?:đại diện|đại biểu|quan chức|chuyên gia) [^;:.]{2,80}$")
_DEEDS = (" đã ", " vừa ", " sẽ ", " đang ", " quyết định ")
_STOP = regex.compile(r"[.;:\n]|$")
_CITED = Verb("theo", "say", None, "any", (), ())


@cache
def _stance() -> regex.Pattern[str]:
    return regex.compile(rf"\b{one_of('stance')}\b")


@cache
def _cites() -> regex.Pattern[str]:
    return regex.compile(
        r"[“\" ]*(?:cũng |song |nhưng |còn |và |tuy nhiên, |trong khi đó, )?"
        r"theo (?:(?:lời|tuyên bố|thông cáo|thông báo) của |lời )?"
    )


@cache
def _own_side() -> regex.Pattern[str]:
    return regex.compile(
        r"(?:(?:ông|bà) (?:sẽ|sẵn|cam|quyết|cũng|đang|không (?!nghĩ|tin|biết|cho|hiểu|thấy|rõ)|luôn)|mình|"
        r"nước (?:này|ông|mình)|"
        r"chính phủ (?:nước )?(?:này|ông)|bộ này|chúng ta|chúng tôi|tôi|sẽ|"
        r"sẵn sàng|quyết tâm|cam kết|tiếp tục|nỗ lực|họ)\b"
    )


@cache
def _own_promise() -> regex.Pattern[str]:
    return regex.compile(r"\b(?:tôi|chúng ta) (?:\p{L}+ )?(?:sẽ|cam kết|sẵn sàng|quyết tâm)\b")


@cache
def _ground() -> regex.Pattern[str]:
    return regex.compile(rf"{one_of('ground')}\b[^,;]*$")


@cache
def _counted() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{one_of('several')}|mọi|sự) (?:\p{{L}}+ )?\p{{L}}+")


@cache
def _folk() -> regex.Pattern[str]:
    """Somebody of no office at the head of a sentence: "Tỷ phú Tom Barker"."""
    return regex.compile(rf"(?i:{one_of('folk')}) ((?:\p{{Lu}}[\p{{L}}'’-]*+ ){{1,4}}\p{{Lu}}[\p{{L}}'’-]*+)")


@cache
def _reports() -> regex.Pattern[str]:
    return regex.compile(r"\bdẫn lời (?:của )?")


@cache
def _effort() -> regex.Pattern[str]:
    return regex.compile(rf"{one_of('effort')}\b")


# "tấn công những người phản đối Tổng thống A": who they are, no speech
_OF_PEOPLE = regex.compile(
    r"\b(?:(?:những|các|nhóm|nhiều|số|đám) (?:người|nhóm|nước|ai)|phe|làn sóng|cuộc biểu tình|tỷ lệ|tỉ lệ) $"
)


_ASIDE = 140  # characters between two dashes
_ANSWERED = ("đài ", "tờ ", "hãng ", "kênh ", "tạp chí ")
_NAMED = 5  # characters of "Đài " before a name
_OFFICE = 80  # characters of an office before a word of it, at most
# "đặt câu hỏi tại sao ông A lại đồng ý", "thời điểm ông A phát biểu": told of him, no words of his
_BY_PAPER = regex.compile(r"theo (?:các )?(?:thỏa thuận|hiệp định|hiệp ước|nghị quyết|luật|văn kiện|bản ghi nhớ)\b")
_OUTLET = regex.compile(r"\(?\p{Lu}[\p{Lu}&]+(?:\.\p{L}+)?\)? [-–] ?")
_ASKED = ("tại sao ", "vì sao ", "lý do ", "liệu ", "thời điểm ")
_DOES = regex.compile(r" (?:đã|sẽ|đang|vừa) ")
_WRITTEN = regex.compile(r" ?(?:rằng\b|:)| (?:trên|trong) [^,;.]{2,80}?(?:\brằng\b|:)")
_AS_WHAT = regex.compile(r" ?(?:rằng |, )?[^,;]{2,40}, (?:với (?:tư cách|vai trò|cương vị)|trên cương vị) [^,;]*,? ?")
# behind "Tuyên bố", "Thông báo" at the head of a sentence: the paper, no verb
_PAPER = regex.compile(
    r" (?:gọi |từ (?!bỏ|chức|chối|nay|tháng|ngày|năm|giờ)|do |ghi |nói |có đoạn|được |cho thấy|trích |dẫn )"
)
# "cho biết (về) điều này trong thư ngỏ": what was said stands elsewhere
_POINTED_AT = regex.compile(
    r"(?:về )?(?:điều|việc|vấn đề|thông tin|nội dung) (?:này|trên|đó|nói trên)"
    r"(?: (?:trong|tại|trên|với|sau|khi|hôm|ngày|nhân|vào|lúc|trước) .*)?"
)
# "“…”, ông bày tỏ, …": said before
_NO_CONTENT = regex.compile(
    r"\s*(?:[,.;]|$|bằng tiếng |trên (?:mạng|trang|tài khoản|facebook|twitter|x\b)|(?:sau )?khi )"
)
_SENT_TO = ("tới ", "đến ", "gửi ")
_TELEGRAM = ("điện chúc mừng ", "điện mừng ", "thư chúc mừng ", "thư mừng ")
# "mời B bước lên bục danh dự", "mời B dùng trà": a deed
_SHOWN_IN = regex.compile(
    r"[^;]{0,90}?\b(?:bước (?:lên|trên|vào|tới|đến|ra)|ngồi|lên (?:bục|xe|tàu)|duyệt|dùng (?:trà|bữa|tiệc)"
    r"|thưởng (?:thức|trà|lãm)|nâng ly|chụp ảnh|đi dạo|tản bộ|dạo bước)\b"
)
_WHO_GO = frozenset(["person", "office"])
_WILL_GO = regex.compile(
    r"[^;.]{0,60}?\b(?:sẽ|dự kiến|sắp)\s+(?:\p{L}+\s+){0,4}?"
    r"(?:thăm|công du|dự|tham dự|sang|đến|tới|gặp|hội đàm|hội kiến|tiếp|đón|lên đường|có (?:chuyến|cuộc)|chủ trì"
    r"|tham gia|phát biểu|triệu tập)\b"
)
# "A (đã) chào đón B tới dự quốc yến": at the door; "nhiệt liệt chào đón", "Chào đón B, A nói" are words
_RECEIVES = regex.compile(r"(?<!\b(?:liệt|nhiệt|trọng|mừng|hạnh|lời|sàng))(?<!,)\s$")


@dataclass(slots=True)
class Unit:
    """One speech verb (or several that share a content). `left` is where what belongs to it begins; `link` how it hangs
    on what stands before: subject, start, ";", ",", "và"."""

    left: int
    start: int
    end: int
    verb: Verb
    subject: Subject | None
    link: str
    content: tuple[int, int] | None = None
    speaker: str | None = None
    silent: bool = False  # its content is the statement of others: "cho biết, hai bên nhất trí …"
    passive: bool = False  # its content stands before it: "… được hai bên nhất trí"
    open: bool = False  # its last word is "bày tỏ", and the verb that follows says what


@dataclass(slots=True)
class _Place:
    """A verb of a sentence, and the units found before it. `q` is where the small words before the verb begin, `strong`
    whether "đồng thời" is among them; `floor` the end of the unit before, or the sentence's start."""

    units: list[Unit]
    sentence: int
    start: int
    end: int
    verb: Verb
    q: int
    strong: bool

    @property
    def floor(self) -> int:
        return self.units[-1].end if self.units else self.sentence

    @property
    def fronted(self) -> bool:
        """Whether all verbs so far wait for their subject: "Bày tỏ vui mừng …, Nga khẳng định"."""
        return all(u.subject is None and u.link in ("start", ",") for u in self.units)

    def unit(self, left: int, link: str, subject: Subject | None = None) -> Unit:
        return Unit(left, self.start, self.end, self.verb, subject, link)


class Reader:
    """Reads the sentences of a page in order and remembers who spoke last."""

    def __init__(self, text: str, lowered: str, voices: Voices) -> None:
        self.scan = Scan(text, lowered)
        self.voices = voices
        self.subjects = Subjects(self.scan, voices)
        self.sides = Sides(self.scan, voices)
        self.kinds = words().kinds
        self.last: str | None = None  # the speaker of the sentence before
        self.before: str | None = None  # the other one who spoke
        self._end = -1000  # where the statement before ends
        self._quotes = quotations(text, 0, len(text))
        self._quoted = {quote[0]: quote for quote in self._quotes}
        self._said = False  # whether the sentence before ended with what somebody said
        self._pending: Unit | None = None  # its words stand in the paragraph below: "Bà A nêu rõ:"
        self._head: str | None = None  # of whom the sentence before told, where nobody spoke in it
        self._until = 0  # where they end
        self._hits = self._all_hits()
        self._starts = [s for s, _, _ in self._hits]

    # --- the verbs -------------------------------------------------------------------------------------

    def _all_hits(self) -> list[tuple[int, int, Verb]]:
        """Every speech verb of the page, the longest at each place; where the longest is none, none is."""
        low, size = self.scan.low, len(self.scan.low)
        best: dict[int, tuple[int, Verb | None]] = {}
        for index, s, e in words().matcher.find_matches_as_indexes(low, overlapping=True):
            if (s and low[s - 1].isalnum()) or (e < size and low[e].isalnum()):
                continue
            known = best.get(s)
            if known is not None and known[0] > e:
                continue
            verb = words().verbs[index]
            fits = verb.fits(low[e : e + 40].lstrip()) and (not self.scan.text[s].isupper() or self._may_begin(s))
            if not fits and verb.act == "say" and verb.place == "subject":
                # "“…”, ông Tanaka nói tại cuộc họp báo", "nói trong cuộc họp báo rằng …"
                fits = self._quotes_end(s) is not None or TO_WHOM.match(low, e) is not None
            if fits and verb.phrase == "viết":  # "viết trên Twitter dường như …"
                fits = self._quotes_end(s) is not None or _WRITTEN.match(low, e) is not None
            if fits and verb.act == "send":
                fits = any(word in low[s : e + 130].split() for word in ("lời", "thư", "điện"))
            if known is None or known[0] < e or known[1] is None or (fits and verb.place == "any"):
                best[s] = (e, verb if fits else None)
        hits: list[tuple[int, int, Verb]] = []
        done = 0
        for s in sorted(best):
            e, chosen = best[s]
            if s >= done:
                done = e
                if chosen is not None:
                    hits.append((s, e, chosen))
        return [hit for hit in hits if not self._is_quoted(hit[0])] if self._quotes else hits

    def _may_begin(self, at: int) -> bool:
        """Whether a capital may begin a sentence, not a word of an office: "(Ảnh: TTXVN) Bộ trưởng Thông tin Chile"."""
        if not self.scan.may_begin(at):
            return False
        return not any(a.offices and a.start < at <= a.end + 1 for a in self.voices.between(at - _OFFICE, at - 1))

    def _is_quoted(self, at: int) -> bool:
        k = bisect_left(self._quotes, (at, 0)) - 1
        return k >= 0 and at < self._quotes[k][1]

    def _quotes_end(self, at: int) -> tuple[int, int] | None:
        """The quotation that ends in the clause before `at`: "“…”, Tổng thống A"."""
        k = bisect_left(self._quotes, (at, 0)) - 1 if self._quotes else -1
        if k < 0:
            return None
        a, b = self._quotes[k]
        near = b <= at < b + _ATTRIBUTION and not any(c in ".;:!?" for c in self.scan.text[b:at])
        return (a, b) if near else None

    # --- one sentence -------------------------------------------------------------------------------

    def read(self, start: int, end: int, region: str) -> list[Statement]:
        """The statements of the sentence start..end. Sentences are read in the order of the text."""
        if start < self._until:
            return []
        if self._pending is not None:
            pending, self._pending = self._pending, None
            if (found := self._told_below(pending, start, region)) is not None:
                return found
        hits = self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if not hits:
            return self._without_verb(start, end, region)
        if self.scan.is_heading(start, end):
            return []
        start = self.scan.skip_brackets(start, end)
        heads = [a.start for a in self.voices.between(start, end)] + [s for s, _, _ in hits]
        start = self.scan.skip_credit(start, end, heads)
        units = self._units(start, end, [hit for hit in hits if hit[0] >= start])
        if not units:
            return self._told_of(start, end)
        for k, unit in enumerate(units):
            stop = units[k + 1].left if k + 1 < len(units) else end
            unit.content = self._content(unit, start, stop)
            if not k and unit.content is None:
                unit.content = self._fronted(unit, start, stop)
            if not k and unit.link == "start" and unit.content is not None:
                self._ends_at_subject(unit, unit.content)
            if k and unit.content is not None and unit.content == units[k - 1].content:
                unit.content = self.scan.trim(unit.end, stop)  # the quotation is what the verb before it says
            if stop == end and unit.content is not None:
                unit.content = self._to_closing(unit, end)
            if k + 1 < len(units) and units[k + 1].link == "," and self._only_ground(unit):
                unit.content = None
            before = units[k - 1].content if k else None
            if before is not None and unit.content is not None and unit.content[0] < before[1]:
                units[k - 1].content = self.scan.trim(before[0], unit.content[0])  # a quotation that nothing parts
        return self._told(units, start, end, region)

    def _ends_at_subject(self, unit: Unit, content: tuple[int, int]) -> None:
        """ "Lo ngại tàu chìm, Bộ trưởng A đã đóng cảng": who does something behind the comma has said it."""
        for actor in self.voices.between(content[0] + 1, content[1]):
            if actor.kind not in ("person", "office") or not self.scan.low.endswith(", ", 0, actor.start):
                continue
            if self.scan.low.startswith(_DEEDS, actor.end) and actor.end < content[1]:
                name = self.voices.name(actor)
                unit.subject = Subject(actor.start, actor.end, actor.kind, name, actor) if name else None
                unit.silent = name is None
                unit.content = self.scan.trim(content[0], actor.start)
            return

    def _only_ground(self, unit: Unit) -> bool:
        """ "mong muốn trên cơ sở đó, đề nghị …": nothing is said yet."""
        if unit.content is None or unit.verb.act not in ("wish", "propose", "affirm", "say"):
            return False
        a, b = unit.content
        return b - a < _SETTING and _ground().match(self.scan.low, a, b) is not None

    def _told_of(self, start: int, end: int) -> list[Statement]:
        """Nobody speaks; whom the sentence tells of is he whom "ông" means in the next."""
        self._head, self._said = None, False
        if start in self._quoted:
            self.last = None  # somebody whom the page does not make known
            return []
        self._head = self._headed(start, end)
        return []

    def _headed(self, start: int, end: int) -> str | None:
        """The person that a sentence tells of, at its head."""
        first = next((a for a in self.voices.between(start, end) if a.kind in ("person", "office")), None)
        cited = _cites().match(self.scan.low, start, end)
        folk = _folk().match(self.scan.text, cited.end() if cited is not None else start, end)
        if folk is not None and (first is None or first.start >= folk.start(1)):
            # "Tỷ phú A là bạn của Tổng thống B. Ông …": nobody whom the page makes known
            self.last = self.voices.person_called(folk[1]) or ""
            return None
        return self.voices.name(first) if first is not None and self._heads(start, first.start) else None

    def _told(self, units: list[Unit], start: int, end: int, region: str) -> list[Statement]:
        """The statements of a sentence's units; who speaks in them is remembered."""
        self._give_speakers(units, end)
        self._head = None
        found = [s for u in units if (s := self._statement(u, start, region)) is not None]
        for statement in found:
            if self.last not in (None, "", BOTH, statement.speaker):
                self.before = self.last
            self.last = statement.speaker
            self._end = end
        if not found and start in self._quoted:
            self.last = None  # somebody whom the page does not make known
        self._said = bool(found) and units[-1].verb.act in ("say", "affirm")
        if units and units[-1].verb.act in ("say", "affirm") and self.scan.low[units[-1].end : end].strip() == ":":
            self._pending = units[-1]
        return found

    def _told_below(self, unit: Unit, start: int, region: str) -> list[Statement] | None:
        """What somebody is quoted with in the paragraphs below: "Bà A nêu rõ:" and then "“…”"."""
        closing = _CLOSING.get(self.scan.text[start])
        ended = self.scan.text.find(closing, start + 1, start + _QUOTED_SIZE) if closing else -1
        content = self.scan.trim(start + 1, ended) if ended >= 0 else None
        if content is None:
            return None
        verb = replace(unit.verb, act="affirm") if unit.verb.act == "say" else unit.verb
        told = replace(unit, left=start, start=start, end=start, verb=verb, content=content, silent=False)
        self._until = ended + 1
        statement = self._statement(told, start, region)
        if statement is None:
            return []
        self.last, self._end, self._said = statement.speaker, ended + 1, True
        return [statement]

    def _without_verb(self, start: int, end: int, region: str) -> list[Statement]:
        """A sentence without a verb of speech: what somebody is cited for, or a quotation that goes on."""
        unit = (
            self._cited(start, end)
            or self._cited_behind(start, end)
            or self._reported(start, end)
            or self._quoted_on(start, end)
        )
        if unit is not None:
            return self._told([unit], start, end, region)
        self._said, self._head = False, None if start in self._quoted else self._headed(start, end)
        return []

    def _cited(self, start: int, end: int) -> Unit | None:
        """ "Theo ông A, …"."""
        if "theo " not in self.scan.low[start : start + 24]:
            return None
        found = _cites().match(self.scan.low, start, end)
        subject = self.subjects.cited(found.end(), end) if found is not None else None
        if subject is None:
            return None
        content = self.scan.trim(subject.end, end)
        return Unit(start, start, subject.end + 1, _CITED, subject, "subject", content) if content else None

    def _cited_behind(self, start: int, end: int) -> Unit | None:
        """ "…, theo ông A."."""
        at = self.scan.low.rfind(", theo ", start, end)
        if at < 0:
            return None
        actor = next(iter(self.voices.between(at + 7, at + 7)), None)
        if actor is None or self.scan.low[actor.end : end].strip(" .") or actor.kind not in ("person", "office"):
            return None
        subject = self.subjects.before(at + 7, actor.end)
        content = self.scan.trim(start, at)
        if subject is None or not subject.named or content is None:
            return None
        return Unit(start, at, actor.end, _CITED, subject, "subject", content)

    def _quoted_on(self, start: int, end: int) -> Unit | None:
        """A quotation alone, right behind what the same person said."""
        if not self._said or start - self._end >= _NEXT or self.last in (None, BOTH):
            return None
        quote = self._quoted.get(start)
        if quote is None or self.scan.text[quote[1] : end].strip(" ."):
            return None
        content = self._inside(quote)
        return Unit(start, start, start, _CITED, None, ",", content) if content else None

    def _inside(self, quote: tuple[int, int]) -> tuple[int, int] | None:
        """The words of a quotation, without its signs."""
        return self.scan.trim(quote[0] + 1, quote[1] - 1)

    def _reported(self, start: int, end: int) -> Unit | None:
        """ "“…”, hãng RIA dẫn lời ông A."."""
        found = _reports().search(self.scan.low, start, end)
        quote = self._quoted.get(start)
        if found is None or quote is None or quote[1] > found.start():
            return None
        subject = self.subjects.at(found.end(), end)
        if subject is None or self.scan.low[subject.end : end].strip(" ."):
            return None
        content = self._inside(quote)
        return Unit(start, found.start(), subject.end, _CITED, subject, "subject", content) if content else None

    def _content(self, unit: Unit, start: int, stop: int) -> tuple[int, int] | None:
        """What is said, behind the verb or in the quotation before it: "“…”, Thủ tướng nói với các nhà báo"."""
        if unit.passive and unit.content is not None:
            return self.scan.trim(*unit.content)
        if unit.content is not None:  # "theo ông A, …"
            return self.scan.trim(unit.end, stop)
        behind = self.scan.trim(unit.end, stop)
        if unit.verb.act == "express" and _NO_CONTENT.match(self.scan.low, unit.end):
            felt = self._quotes_end(unit.start)  # "“…”, ông bày tỏ (bằng tiếng Pháp)"
            return self._inside(felt) if felt is not None else None
        quote = self._quotes_end(unit.start) if unit.verb.act in ("say", "affirm") else None
        if quote is not None and quote[0] < start and not self._fits(unit):
            # "“….” Tổng thống A phát biểu tại Hạ viện": no more than where
            return self._inside(quote) if start - quote[1] < _NEXT and self._end <= quote[0] else None
        if quote is not None and quote[0] >= start:
            first, ended = quote[0] - start < 2, behind is None or self._opens(behind[0])
            ended = ended or (behind is not None and not self._fits(unit))
            if (first and (ended or unit.verb.act == "say")) or (ended and unit.verb.act == "say"):
                return self._inside(quote)  # "“…”, ông cảnh báo trong bài phát biểu"
        if behind is None or (unit.verb.act == "say" and self.scan.low.startswith("với ", behind[0])):
            return self.scan.quote_before(start, unit.left) or behind
        return self._before_deed(*behind)

    def _before_deed(self, a: int, b: int) -> tuple[int, int]:
        """What is said up to what else is done: "(tuyên bố) “…” và rời Brussels", "Bỉ “sẽ phải trả giá” và triệu …"."""
        if self.scan.text[a] in _CLOSING and (quote := self._quote_at(a)) and quote[1] < b:
            rest = self.scan.low[quote[1] : quote[1] + 5]
            if rest.startswith(" và ") and not rest.endswith(("“", '"')) and (content := self._inside(quote)):
                return content
        found = _DOES_NEXT.search(self.scan.low, a, b)
        return (a, found.start() + 1) if found is not None else (a, b)

    def _quote_at(self, at: int) -> tuple[int, int] | None:
        """The quotation that opens at an offset."""
        k = bisect_left(self._quotes, (at, 0)) if self._quotes else 0
        return self._quotes[k] if k < len(self._quotes) and self._quotes[k][0] <= at + 1 else None

    def _fits(self, unit: Unit) -> bool:
        """Whether the words behind a verb can be what is said: not "trả lời phỏng vấn của …"."""
        return unit.verb.fits(self.scan.low[unit.end : unit.end + 40].lstrip())

    def _to_closing(self, unit: Unit, end: int) -> tuple[int, int]:
        """What is said, with the paragraphs below that its quotation goes on in."""
        assert unit.content is not None
        first = unit.content[0] + (self.scan.text[unit.content[0]] == "“")
        sign = self.scan.text[first - 1]
        ends = self.scan.text.find("\n", end, end + 2) >= 0  # with its paragraph
        if unit.verb.act not in ("say", "affirm") or not ends or sign not in _CLOSING:
            return unit.content
        if first - 1 in self._quoted or _CLOSING[sign] in self.scan.text[first:end]:
            return unit.content
        found = _CLOSED[sign].search(self.scan.text, end, end + _QUOTED_SIZE)
        if found is None:
            return unit.content
        self._until = found.end()
        return self.scan.trim(first, found.start()) or unit.content

    def _fronted(self, unit: Unit, start: int, stop: int) -> tuple[int, int] | None:
        """What is said where it stands before its speaker without quotation signs: "Mỏ vẫn mở cửa, ông A cho biết"."""
        at = self.scan.blank_before(start, unit.left)
        if unit.subject is None or not unit.subject.named or unit.verb.act not in ("say", "affirm"):
            return None
        if (
            self.scan.text[at - 1 : at] not in (",", "–", "-")
            or self._opens(start)
            or not self.scan.is_when(unit.end, stop)
        ):
            return None
        outlet = _OUTLET.match(self.scan.text, start, at)  # "TTXVN - Mỏ vẫn mở cửa …"
        content = self.scan.trim(outlet.end() if outlet is not None else start, at)
        return content if content and self.scan.low.count(" ", *content) >= _WORDS else None

    def _units(self, start: int, end: int, hits: list[tuple[int, int, Verb]]) -> list[Unit]:
        units: list[Unit] = []
        if (cited := self._cited(start, end)) is not None:
            units.append(cited)
        unknown = False  # somebody speaks whom the page does not make known
        for s, e, verb in hits:
            if units and (s < units[-1].end or self._joined(units[-1], s, e, verb)):
                continue
            unit = self._accept(units, start, s, e, verb)
            if unit is None and not units:
                unknown = unknown or self._told_by_others(start, s, verb)
                unknown = unknown or (verb.place == "any" and self._named_before(start, s, verb))
            elif unit is not None and unknown and unit.subject is None and not unit.passive:
                continue
            if unit is not None and unit.passive:
                units = [unit]  # what seemed to be said before it is its content
            elif unit is not None:
                units.append(unit)
        return units

    def _told_by_others(self, start: int, s: int, verb: Verb) -> bool:
        """Whether somebody without a name tells: "đại diện một số bộ cũng nói về …"."""
        q, _, embedded = self._small_words(start, s, verb)
        if embedded or self.scan.low[q:s].strip() not in _TOO:
            return False
        return _DELEGATES.search(self.scan.low, start, q) is not None

    def _named_before(self, start: int, s: int, verb: Verb) -> bool:
        """Whether a name stands before the verb: "đồng chí Kham - Bun chúc mừng"."""
        q, _, embedded = self._small_words(start, s, verb)
        run = [] if embedded else self.scan.capitals_before(start, q)
        before = self.scan.word_before(start, q - len(" ".join(run))) if run else ""
        return len(run) > 1 and before not in self.kinds["governor"]

    def _joined(self, unit: Unit, s: int, e: int, verb: Verb) -> bool:
        """A verb right after another: they share one content ("đánh giá cao và cảm ơn"), or it begins the content."""
        gap = self.scan.low[unit.end : s]
        between = [w for w in gap.replace(",", " ").split() if w != "và"]
        glue = self.kinds["glue"]
        if between and " ".join(between) not in glue and not glue.issuperset(between):
            return False
        linked = "," in gap or "và" in gap.split()
        first = "express" if unit.open else unit.verb.act
        if verb.place == "promise":
            return not linked
        if first == "say" and unit.subject is not None and self.scan.is_quoted_before(unit.left):
            return False
        if first == "greet" and (
            verb.phrase == "chúc" or (not linked and verb.act in ("congratulate", "greet", "send"))
        ):
            return True  # "gửi lời thăm hỏi và lời chúc tốt đẹp"
        if linked:
            share = "đồng thời" in gap or first not in ("say", "affirm") or verb.place != "any"
        else:
            share = first in ("express", "send") or (unit.verb.phrase in self.kinds["polite"] and verb.act in _POLITELY)
            share = share or (first == "agree" and verb.act in ("affirm", "say"))
        if not share:
            return not linked
        if first == "agree" and verb.act in ("affirm", "say"):
            unit.verb = replace(unit.verb, phrase="nhất trí cho rằng")
        elif verb.act != "express":
            unit.verb = verb
        unit.open = verb.act == "express"  # "cảm ơn và bày tỏ vinh dự": what is expressed counts
        unit.end = e
        return True

    def _accept(self, units: list[Unit], start: int, s: int, e: int, verb: Verb) -> Unit | None:
        """The verb as the beginning of a statement, or None where it is a word of another's content."""
        q, strong, embedded = self._small_words(start, s, verb)
        if embedded:
            return None
        at = _Place(units, start, s, e, verb, q, strong)
        if verb.place == "promise":
            return at.unit(q, ",") if self._promises(at) else self._goes_on(at)
        if not units and q <= start and verb.act in ("inform", "affirm") and self._turned_to(e):
            return None  # "Báo cáo với Thủ tướng, Đại sứ A cho biết …"
        if q <= start and self._is_paper(verb, e):
            return None
        if q == s and _OF_PEOPLE.search(self.scan.low, max(start, s - 24), s):
            return None
        subject = self.subjects.before(start, q)
        if verb.act in ("agree", "pledge") and _BY_PAPER.match(self.scan.low, start) is not None:
            return None
        if subject is not None and self.scan.low.endswith(
            _ASKED if verb.act != "say" else _ASKED[-1], start, subject.start
        ):
            return None  # "đó là lý do vì sao ông A nói ông sẽ chờ" is said
        if subject is not None and verb.act in _PASSIVE and (unit := self._passive(at, subject)) is not None:
            return unit
        if subject is not None:
            return self._with_subject(at, subject) or self._in_spite(at, subject)
        if verb.place == "subject" or self._asked_again(at):
            return None
        if q <= start:
            return at.unit(s, "start")
        if self.scan.text[q - 1] in SIGNS:
            return self._after_sign(at)
        if strong and units and verb.place == "any" and self.scan.low[at.floor : q].strip(" ,"):
            return at.unit(q, ";")
        return self._after_word(at)

    def _asked_again(self, at: _Place) -> bool:
        """ "đề nghị Lào ủng hộ dự án, đồng thời ủng hộ ứng viên": the second is asked of them as well."""
        if at.verb.act != "support" or not at.units or at.units[-1].verb.act not in _ASKS:
            return False  # "đánh giá cao Lào ủng hộ A, đồng thời ủng hộ Lào": who praises supports
        said = self.scan.low[at.floor : at.q].rstrip()
        return said.endswith(",") and f" {at.verb.phrase} " in said

    def _is_paper(self, verb: Verb, e: int) -> bool:
        """Whether a verb that begins its sentence is a paper: "Báo cáo khẳng định", "Tuyên bố từ Nhà Trắng nêu rõ",
        "Báo cáo về giá đồng cho biết"; or a deed told of: "Cam kết được Tổng thống A đưa ra"."""
        if verb.commitment is not None and self.scan.low.startswith((" được ", " bị "), e):
            return bool(self.voices.between(e + 1, e + 6))
        if verb.phrase == "thông tin" and not self._waits(e):
            return True  # "Thông tin (này được đưa ra | về vụ nổ đã lan đi)"
        if verb.phrase not in self.kinds["mute"] and verb.phrase != "thông tin":
            return False
        if e + 1 in self._starts or _PAPER.match(self.scan.low, e) is not None:
            return True
        k = bisect_left(self._starts, e)
        if k == len(self._hits) or self._hits[k][2].act not in ("say", "affirm"):
            return False
        s, _, second = self._hits[k]
        q, _, embedded = self._small_words(e, s, second)
        if embedded or any(sign in self.scan.low[e:q] for sign in ",.;:!?\n"):
            return False
        who = next((a for a in self.voices.between(e, q) if a.end == q and a.kind in ("person", "office")), None)
        return who is None or self.scan.word_before(e, who.start) in self.kinds["governor"]

    def _waits(self, e: int) -> bool:
        """Whether somebody who speaks follows behind a comma: "Thông tin về giá đồng, Thủ tướng A …"."""
        comma = self.scan.low.find(", ", e, e + _ASIDE)
        if comma < 0 or any(sign in self.scan.low[e:comma] for sign in ".;:\n"):
            return False
        return any(a.kind in ("person", "office", "pronoun") for a in self.voices.between(comma + 2, comma + 8))

    def _turned_to(self, e: int) -> bool:
        """Whether only those spoken to stand between a verb and the comma behind it."""
        comma = self.scan.low.find(",", e, e + _HEAD)
        if comma < 0:
            return False
        if self.scan.low.startswith((" với ", " tới "), e):
            return " về " not in self.scan.low[e:comma]
        return any(a.kind in ("person", "office") and a.end >= comma for a in self.voices.between(e + 1, e + 1))

    def _passive(self, at: _Place, subject: Subject) -> Unit | None:
        """ "Đề xuất mở đường bay được hai bên nhất trí."."""
        by = self.scan.blank_before(at.sentence, subject.start)
        ends = self.scan.low[at.end : at.end + 1] in ("", ".", ",", ";", "\n")
        if not ends or not self.scan.low.endswith(" được", at.sentence, by) or len(at.units) > 1:
            return None
        if at.units and at.units[0].subject is not None:
            return None
        unit = at.unit(at.sentence, "subject", subject)
        unit.passive, unit.content = True, (at.sentence, by - 5)
        return unit

    def _goes_on(self, at: _Place) -> Unit | None:
        """ "Trên cơ sở đó, Việt Nam sẽ nỗ lực …" right after a statement of Vietnam's leader; "…; Việt Nam sẽ …"."""
        if _effort().match(self.scan.low, at.end + 1) is None or self.last in (None, BOTH):
            return None
        subject = self.subjects.before(at.sentence, at.q)
        if subject is None or subject.start > at.sentence:  # "Các nghị sĩ của Đảng A của Chile sẽ …"
            subject = self.subjects.plural(at.sentence, at.floor, at.q) or subject
        if subject is None or subject.kind not in ("country", "organisation", "group", "phrase"):
            return None
        land = subject.actor.country if subject.actor is not None else subject.land
        if at.units:
            previous = at.units[-1]
            left = self.scan.blank_before(at.sentence, subject.start)
            position = previous.verb.act in ("affirm", "say") and self.scan.text[left - 1] == ";"
            known = previous.subject.name if previous.subject is not None else self.last
            if not position or land is None or land not in (self.voices.land(known), self.voices.land(self.last)):
                return None
            return at.unit(left, "subject", replace(subject, kind="same", name=known))
        near = at.sentence - self._end < _NEXT and self._heads(at.sentence, subject.start)
        if not near or land is None or land != self.voices.land(self.last):
            return None
        return at.unit(subject.start, "subject", replace(subject, kind="same", name=self.last))

    def _heads(self, sentence: int, start: int) -> bool:
        """Whether the subject at `start` begins the sentence, or follows its circumstance."""
        before = self.scan.low[sentence:start].rstrip()
        return before == "" or (before.endswith(",") and len(before) < _CIRCUMSTANCE and self._opens(sentence))

    def _small_words(self, start: int, s: int, verb: Verb) -> tuple[int, bool, bool]:
        """Where the small words before a verb begin, whether "đồng thời" is one, whether one embeds the verb."""
        q, strong = s, False
        while True:
            q = self.scan.blank_before(start, q)
            if (aside := self.scan.aside_before(start, q)) is not None:
                q = aside
                continue
            for at in reversed(self.scan.starts_back(start, q, 3)):
                phrase = self.scan.low[at:q]
                if phrase in self.kinds["embed"] and not (phrase in _ALWAYS and verb.act == "pledge"):
                    return q, strong, True
                if phrase in _ALWAYS and verb.act == "pledge":  # "Bộ Công an luôn sẵn sàng phối hợp"
                    q = at
                    break
                if phrase in self.kinds["filler"]:
                    strong = strong or "đồng thời" in phrase
                    q = at
                    break
            else:
                return q, strong, False

    def _promises(self, at: _Place) -> bool:
        """ "khẳng định coi trọng quan hệ, sẽ nỗ lực …": a promise added to a position."""
        if not at.units or at.units[-1].verb.act not in ("affirm", "say") or self.scan.text[at.q - 1] != ",":
            return False
        said = self.scan.low[at.floor : at.q]
        return " sẽ " not in said and _stance().search(said) is not None

    # --- a verb with its subject -----------------------------------------------------------------------------

    def _with_subject(self, at: _Place, subject: Subject) -> Unit | None:
        a = subject.start
        while a > at.sentence and self.scan.text[a - 1] in ' \n\t“"(':
            a -= 1
        left = self.scan.text[a - 1] if a > at.sentence else ""
        word = self.scan.word_before(at.sentence, a)
        linked = word in self.kinds["link"] and (word != "thời" or self._is_besides(at.sentence, a))
        turned = word == "khi" and bool(at.units) and self.scan.low.endswith(", trong khi ", at.sentence, a + 1)
        linked = linked or turned
        if word == "và" and subject.kind == "country" and not at.units and self._is_second(at.sentence, a):
            return None
        boundary = a <= at.sentence or left in SIGNS or linked
        if subject.kind == "country" and left == ")" and self.scan.text[a - 1 : a] == ")":
            return None  # "bà A, chuyên gia tại Viện B (C) Syria cho rằng"
        if subject.body:
            if not self._speaks(at, subject):
                return self._source(at, a) if at.units and left == "," else None
            if left in ",(" and at.fronted and (whole := self.subjects.described(at.floor, subject.start)) is not None:
                return at.unit(whole.start, "subject", whole)
        if at.units:
            return self._later_subject(at, subject, a, boundary, word)
        if not boundary:
            late = _LATELY if subject.kind != "organisation" else (*_LATELY, "đó", "này", "ngày", "trước", "thời")
            if subject.kind in ("country", "house", "organisation") and word.isalpha() and word not in late:
                return None  # "báo chí Chile tiết lộ", "lệnh cho không quân Chile sẵn sàng"
            free = subject.named or subject.actor is not None or (subject.kind == BOTH and self._opens(at.sentence))
            if word in self.kinds["governor"] or not free:
                whole = self.subjects.described(at.sentence, subject.start)
                return at.unit(whole.start, "subject", whole) if whole is not None else None
        if subject.body and left == "," and not self._opens(at.sentence) and not self.scan.is_quoted_before(a):
            return None
        return at.unit(a, "subject", subject)

    def _is_second(self, floor: int, a: int) -> bool:
        """ "tình báo Chile và Peru (cho rằng)": the second of two whose service speaks."""
        end = self.scan.blank_before(floor, self.scan.blank_before(floor, a) - len("và"))
        run = self.scan.capitals_before(floor, end)
        word = self.scan.word_before(floor, end - len(" ".join(run))) if run else ""
        return word.isalpha() and word not in _LATELY

    def _is_besides(self, floor: int, a: int) -> bool:
        """ "đồng thời", not "dưới thời (Tổng thống A)"."""
        return self.scan.low.endswith("đồng thời", floor, self.scan.blank_before(floor, a))

    def _source(self, at: _Place, left: int) -> Unit | None:
        """From whom the paper has what stands before: "…, Bộ Ngoại giao cho biết hôm nay."."""
        stop = _STOP.search(self.scan.text, at.end)
        if not self.scan.is_when(at.end, stop.start() if stop is not None else at.end + _HEAD):
            return None
        unit = at.unit(left, "subject")
        unit.silent = True
        return unit

    def _speaks(self, at: _Place, subject: Subject) -> bool:
        """Whether a body is a side that speaks, not a document ("Đại hội khẳng định") nor the paper's source ("Bộ Ngoại
        giao cho biết chuyến thăm …")."""
        if self.scan.low.startswith(tuple(self.kinds["mute"]), subject.start):
            return False
        paper = subject.actor is not None and subject.actor.level == "media"
        if paper and subject.name not in self.voices.talking:
            return False  # "Nhật báo A mô tả …"
        reports = subject.kind == "organisation" and at.verb.act in ("say", "inform")
        if not reports or subject.name in self.voices.talking:
            return True
        land = subject.actor.country if subject.actor is not None else subject.land
        return not self.voices.talking and land not in (None, "VN")

    def _later_subject(self, at: _Place, subject: Subject, a: int, boundary: bool, word: str) -> Unit | None:
        """A subject behind another statement of its sentence: a new clause, or inside the content."""
        gap = self.scan.low[at.floor : a].strip(" ,:\n")
        previous = at.units[-1]
        if subject.kind == BOTH and at.verb.act == "agree" and previous.verb.act in _TOLD:
            aside = len(gap) < _CIRCUMSTANCE and gap.split(" ")[0] in self.kinds["opener"]
            if gap in _NOTHING or aside:
                previous.silent = True
                return at.unit(a, "subject", subject)
            if gap.endswith((" việc", " và")):
                return at.unit(a, "subject", subject)
        if previous.verb is _CITED and gap in _NOTHING and subject.named and subject.kind in ("person", "surname"):
            previous.silent = True  # "Theo Ngoại trưởng A, ông B khẳng định …": B's words
            return at.unit(a, "subject", subject)
        if boundary and subject.named and self._passes_on(previous, gap):
            previous.silent = True
            return at.unit(a, "subject", subject)
        if not boundary or gap in _NOTHING or (previous.verb.act == "say" and self._is_circumstance(gap)):
            return None  # "cho biết, (tại cuộc gặp,) Thủ tướng đánh giá cao …": what is said of another
        bound = self.scan.text[a - 1] == ";" and (
            at.verb.act == "support" or (at.verb.act == "pledge" and previous.verb.act in ("affirm", "say"))
        )
        free = at.verb.place == "any" or bound
        apart = self.scan.text[a - 1] in ';)”"' or at.fronted
        if (subject.body or subject.kind == "same") and not (free and apart):
            return None
        if subject.kind == BOTH and previous.verb.act in ("propose", "wish") and not free:
            return None
        if word == "và" and not subject.named:
            return None
        return at.unit(a, "subject", subject)

    def _in_spite(self, at: _Place, subject: Subject) -> Unit | None:
        """What stands before the verb is not its subject: a circumstance ("; thay mặt nhân dân Chile gửi lời …"), or
        the end of a longer one ("các đại biểu Hội Hữu nghị Việt Nam")."""
        if at.units and at.verb.place == "any" and subject.actor is not None:
            left = self.scan.circumstance(at.floor, at.q)
            if left is not None:
                return at.unit(left, ";")
        return self._long_subject(at) if subject.body else None

    # --- a verb without one ----------------------------------------------------------------------------------

    def _after_sign(self, at: _Place) -> Unit | None:
        sign = self.scan.text[at.q - 1]
        if sign == '"' and self.scan.text[at.q - 2 : at.q - 1] in ("", " "):
            return None  # a quotation opens: "được \"gợi ý\" tham gia"
        link = ";" if sign == ";" or at.strong else ","
        if sign in "-–—" and (opening := self._opening_dash(at)) is not None:
            subject = self.subjects.before(at.sentence, opening)
            return self._with_subject(at, subject) if subject is not None else None
        if not at.units and at.strong and (does := _DOES.search(self.scan.low, at.sentence, at.q)) is not None:
            # "Bốn nước đã rút đại sứ, đồng thời yêu cầu …": they ask, not who spoke last
            subject = self.subjects.before(at.sentence, does.start())
            return self._with_subject(at, subject) if subject is not None else None
        if not at.units:
            if self._named_in_brackets(at):
                return self._long_subject(at)
            free = sign in ".:*-–—)]" or (at.verb.place == "any" and self._opens(at.sentence))
            of_a_paper = self.scan.low.startswith(
                tuple(self.kinds["mute"]), at.sentence
            )  # "Kiến nghị đưa ra …, đồng thời"
            free = free or (link == ";" and self.last is not None and at.verb.act != "inform" and not of_a_paper)
            goes_on = self.last and self.scan.low[at.sentence : at.q].strip(" ,") in self.kinds["besides"]
            free = free or (bool(goes_on) and self._end > 0 and at.sentence - self._end < _NEXT)
            if sign == "," and (issued := self._issued(at)) is not None:
                return issued
            long = self._long_subject(at) if sign == "," or not free else None
            return long or (at.unit(at.q, link) if free else None)
        if link == "," and at.fronted and (apposed := self.subjects.apposed(at.floor, at.q)) is not None:
            return at.unit(apposed.start, "subject", apposed)
        if link == "," and (at.verb.place != "any" or self._chained(at, at.q)):
            return None
        if link == "," and _AS_WHAT.fullmatch(self.scan.low, at.floor, at.q) is not None:
            return None  # "cho biết Chile, với tư cách nước chủ nhà, mong muốn …": what Chile does
        if link == "," and _counted().fullmatch(self.scan.low[at.floor : at.q].strip(" ,")) is not None:
            return None  # "đánh giá cao những quan tâm, đề xuất của …": a list
        if link == ";" and not at.strong and self._asked_too(at):
            return None
        if link == "," and at.units[-1].verb.act == "wish" and "đều" in self.scan.low[at.q : at.start].split():
            return None  # "mong mỗi người luôn nhớ …, đều tự hào là …"
        if link == "," and at.verb.act == "pledge" and at.units[-1].verb.act in ("propose", "wish"):
            return None  # "đề nghị các bên tôn trọng …, cam kết thực hiện": what they shall do
        return at.unit(at.q, link) if self.scan.low[at.floor : at.q].strip(" ,;:") else None

    def _named_in_brackets(self, at: _Place) -> bool:
        """ "Chile, Peru và Vương quốc B (VQB) tuyên bố": those who speak stand before the bracket."""
        opening = self.scan.low.rfind("(", at.sentence, at.q)
        if self.scan.text[at.q - 1] != ")" or opening <= at.sentence:
            return False
        return bool(self.scan.capitals_before(at.sentence, self.scan.blank_before(at.sentence, opening))) or (
            self.scan.low[opening + 1 : at.q - 1].isalpha() and self.scan.text[opening + 1 : at.q - 1].isupper()
        )

    def _opening_dash(self, at: _Place) -> int | None:
        """Where the words between two dashes begin that end right before the verb: "Chile - nước láng giềng - cho
        biết"."""
        opening = max(self.scan.text.rfind(f" {dash} ", at.floor, at.q - 1) for dash in "-–—")
        return opening if opening > at.floor and at.q - opening < _ASIDE else None

    def _after_word(self, at: _Place) -> Unit | None:
        """After "và": a new statement, where the one before has said something."""
        word = self.scan.word_before(at.sentence, at.q)
        if word not in ("và", "nhưng", "song", "còn") or not at.units:
            return self._long_subject(at)
        left = at.q - len(word)
        free = at.verb.place == "any" or at.strong or self._shown_too(at)
        if not free or self._chained(at, left):
            return None
        said = self.scan.low[at.floor : left].strip(" ,;:") or self.scan.is_quoted_before(at.units[-1].left)
        return at.unit(left, "và") if said else None

    def _long_subject(self, at: _Place) -> Unit | None:
        """People that no table knows, or a person with a description behind."""
        if at.verb.place == "subject" or (at.units and not at.fronted):
            return None
        usual = at.verb.place == "any" or at.verb.act not in _WEAK | {"please"} or at.verb.phrase == "hứa"
        subject = self.subjects.plural(at.sentence, at.floor, at.q) if usual else None
        if subject is not None and at.units and subject.start <= at.floor + 3:
            subject = None
        counted = self.scan.word_before(at.sentence, at.q) in self.kinds["several"]  # "các quan ngại": a noun
        if subject is None and not at.units and at.verb.place == "any" and not counted:
            subject = self.subjects.described(at.sentence, at.q)
        return at.unit(subject.start, "subject", subject) if subject is not None else None

    def _is_circumstance(self, said: str) -> bool:
        """ "trong chuyến thăm vừa qua", "tại buổi tiếp hội đồng kinh doanh các nước vừa qua"."""
        first = said.split(" ")[0]
        return (
            len(said) < (_SETTING if first in _INSIDE else _CIRCUMSTANCE)
            and "," not in said
            and first in self.kinds["opener"]
        )

    def _passes_on(self, unit: Unit, gap: str) -> bool:
        """Whether a seat of power only tells what its head said: "Nhà Trắng cho biết, tại cuộc gặp, Tổng thống A nhấn
        mạnh"."""
        house = unit.verb.act == "say" and unit.subject is not None and unit.subject.kind == "house"
        return house and gap != "" and self._is_circumstance(gap)

    def _issued(self, at: _Place) -> Unit | None:
        """ "Việt Nam và Chile ra tuyên bố chung, nhấn mạnh …"."""
        found = ISSUED.search(self.scan.low, at.sentence, at.q) if at.verb.place == "any" else None
        if found is None:
            return None
        subject = self.subjects.before(at.sentence, self._small_words(at.sentence, found.start(), at.verb)[0])
        both = subject is not None and subject.kind == BOTH
        return at.unit(at.q, ",", subject) if both else None

    def _asked_too(self, at: _Place) -> bool:
        """ "đề nghị Chile mở cảng; chia sẻ kinh nghiệm": what the others shall do."""
        asked = at.units[-1].verb.act in ("propose", "agree")
        return asked and at.verb.act in ("inform", "pledge") and at.verb.phrase in self.kinds["doing"]

    def _shown_too(self, at: _Place) -> bool:
        """ "chào mừng đoàn đến thăm và giới thiệu …": the host goes on."""
        return at.verb.act in ("inform", "invite") and at.units[-1].verb.act in ("greet", "congratulate", "please")

    def _opens(self, start: int) -> bool:
        """Whether the sentence begins with a circumstance: "Tại buổi tiếp, …"."""
        head = self.scan.low[start : start + 24].lstrip(' *-–“"([+').split()[:2]
        openers = self.kinds["opener"]
        return bool(head) and (head[0].rstrip(",") in openers or " ".join(head).rstrip(",") in openers)

    def _chained(self, at: _Place, left: int) -> bool:
        """ "khẳng định Việt Nam luôn coi trọng …, mong muốn tăng cường": the wish is the country's, in the content."""
        unit = at.units[-1]
        if unit.verb.act not in ("affirm", "say") or at.verb.act not in _CHAINED:
            return False
        if _stance().search(self.scan.low, unit.end, min(left, unit.end + _HEAD)) is None:
            return False
        head = self.scan.low[at.end : at.end + 60].lstrip()
        return not asks(head) and not self.voices.between(at.end, at.end + 2)

    # --- who speaks ------------------------------------------------------------------------------------------

    def _give_speakers(self, units: list[Unit], end: int) -> None:
        """Each unit its speaker: its subject, the one before it, for those in front the one that follows, else the
        speaker of the sentence before."""
        current: str | None = None
        unknown = False  # somebody whom the page does not make known speaks: not the one before him
        waiting: list[Unit] = []
        for unit in units:
            if unit.subject is not None:
                current = self._voice(unit, unit.subject, current or self.last)
                for other in waiting:
                    other.speaker = current
                waiting, unknown = [], current is None
            if current is None and not unknown:
                waiting.append(unit)
            unit.speaker = current
        for unit in waiting:
            each_other = unit.verb.act == "agree" and "lẫn nhau" in self.scan.low[unit.end : end]
            unit.speaker = BOTH if each_other else self.last

    def _voice(self, unit: Unit, subject: Subject, last: str | None) -> str | None:
        if subject.kind == BOTH or "cùng nhau" in self.scan.low[subject.end : unit.start]:
            return BOTH
        match subject.kind:
            case "same":
                if self._head not in (None, last) and last == self.last:
                    return self._head
                if last and last == self.last and last != BOTH and not self.voices.is_person(last):
                    return self._named_since(subject, last)
                return last if last not in (None, BOTH) else subject.name or last
            case "seat":  # "Tỉnh mong muốn …" after its leader
                unit.silent = last in (None, BOTH) or self.voices.land(last) != "VN"
                return last
            case "title":
                return self.voices.titled(self.scan.low[subject.start : subject.end], subject.start) or last
            case "guest":
                return self.voices.stranger()
            case "other":
                return self.voices.stranger() or (self.before if self.before != last else None)
            case "office" if subject.actor is not None and self._turns_to(unit, subject.name):
                return self.voices.bearer(subject.actor, subject.name)
            case "office" if subject.actor is not None and subject.name not in self.voices.talking:
                return self.voices.holder(subject.actor) or self.voices.leader(subject.actor) or subject.name
            case "country" | "organisation" if last not in (None, BOTH):
                # "Việt Nam sẵn sàng …" after a sentence of Vietnam's Prime Minister: he goes on
                land = subject.actor.country if subject.actor is not None else subject.land
                same = land is not None and land == self.voices.land(last)
                same = same and (bool(self.voices.talking) or self.voices.may_head(last, subject.name or ""))
                if land is not None and subject.kind == "country" and subject.name and not same:
                    self.voices.bodies[subject.name] = land
                return last if same or self.voices.heads(last, subject.name) else subject.name
            case "country" if subject.name:
                land = subject.actor.country if subject.actor is not None else subject.land
                if land is not None:
                    self.voices.bodies[subject.name] = land
                return subject.name
            case _:
                return subject.name

    def _named_since(self, subject: Subject, last: str) -> str | None:
        """Whom "ông" means behind what a seat of power or a spokesperson without a name said: the one person named
        since."""
        since = self.voices.between(self._end, subject.start - 1)
        names = {self.voices.name(a) for a in since if a.kind in ("person", "surname")}
        if len(names) == 1:
            return names.pop()
        several = last.split(" ")[0].lower() in self.kinds["several"]
        state = last in self.voices.bodies  # "Chile cáo buộc …. Ông nhấn mạnh": a state is no "ông"
        return None if several or state or last.lower() in words().houses else last

    def _turns_to(self, unit: Unit, name: str | None) -> bool:
        """Whether the content begins with a person of that name: nobody thanks himself."""
        if unit.content is None or unit.verb.act not in _POLITELY:
            return False
        begun = self.voices.between(unit.content[0], unit.content[0] + 1)
        return any(a.kind == "person" and self.voices.name(a) == name for a in begun)

    def _of_a_letter(self, a: int, b: int) -> tuple[Verb, tuple[int, int]] | None:
        """What is asked in a letter: "(gửi thư) tới Tổng Thư ký A đề nghị Liên hợp quốc can thiệp"."""
        for s, e, verb in self._hits[bisect_left(self._starts, a) : bisect_left(self._starts, b)]:
            if verb.act not in ("propose", "object"):
                continue
            asked = s > a and self.scan.low.startswith(("tới ", "đến ", "cho "), a) and self.scan.trim(e, b)
            return (verb, asked) if asked else None
        return None

    def _told_with(self, a: int, b: int) -> tuple[int, str] | None:
        """Where a content begins behind him whom it is shared with: "(chia sẻ với) Thủ tướng A | những đánh giá"."""
        actor = next((x for x in self.voices.between(a, a) if x.kind in ("person", "office", "surname")), None)
        if actor is None or actor.end + 2 > b or not self.scan.low.startswith(_SHARED, actor.end + 1):
            return None
        name = self.voices.name(actor)
        return (actor.end + 1, name) if name is not None else None

    def _of_another(self, a: int, b: int, speaker: str) -> bool:
        """Whether a content begins with another state than its speaker's."""
        land = self.voices.land(speaker)
        first = next(iter(self.voices.between(a, min(b, a + _NAMED))), None)
        other = self.voices.land_of(first) if first is not None else None
        return land is not None and other is not None and other != land

    def _to_whom(self, a: int, b: int) -> tuple[int, str] | None:
        """Where a content begins behind the one it is said to, and who that is: "(cảnh báo) Chile rằng …",
        "(thảo luận) với Thủ tướng A về …"."""
        actor = next((x for x in self.voices.between(a, a + _NAMED) if x.kind != "locality"), None)
        then = " về " if self.scan.low.startswith("với ", a) else " rằng "
        if actor is None or not self.scan.low.startswith(then, actor.end) or actor.end + 12 > b:
            return None
        name = self.voices.name(actor)
        return (actor.end + len(then), name) if name is not None else None

    def _meets(self, a: int, b: int, speaker: str) -> bool:
        near = self.voices.between(a, min(b, a + _HEAD // 2))
        return any(x.kind == "person" and self.voices.name(x) == speaker for x in near)

    def _of_own(self, at: int, speaker: str) -> bool:
        """Whether a content is about what its speaker's own side will do."""
        if _own_side().match(self.scan.low, at) is not None:
            return True
        land = self.voices.land(speaker)
        if land is None:
            return False
        said = self.scan.low[at : at + 30].split()  # in a sentence whose actors were not looked for
        if any(self.voices.land_called(" ".join(said[:count])) == land for count in (1, 2, 3)):
            return True
        return any(self.voices.land_of(a) == land for a in self.voices.between(at, at))

    def _announces(self, a: int, b: int, speaker: str) -> bool:
        """ "Người phát ngôn A cho biết Thủ tướng B sẽ thăm X": news of what another will do, no pledge of A's."""
        actor = next((x for x in self.voices.between(a, a + 1) if x.kind in _WHO_GO), None)
        if actor is None or self.voices.name(actor) == speaker:
            return False
        return _WILL_GO.match(self.scan.low, actor.end, b) is not None

    def _at_the_door(self, at: int) -> bool:
        """Whether "chào đón" is a deed: "A chào đón B tới dự quốc yến"."""
        return self.scan.low.startswith("chào đón", at) and _RECEIVES.search(self.scan.low, 0, at) is not None

    # --- the statement --------------------------------------------------------------------------------------

    def _statement(self, unit: Unit, start: int, region: str) -> Statement | None:
        if unit.content is None or not unit.speaker or unit.silent:
            return None
        a, b = unit.content
        if self.scan.is_when(a, b) or _POINTED_AT.fullmatch(self.scan.low, a, b):
            return None  # "…, phát ngôn viên A cho biết hôm thứ Sáu", "cho biết điều này trên mạng xã hội"
        speaker, verb = unit.speaker, unit.verb
        if verb.act == "send" and (letter := self._of_a_letter(a, b)) is not None:
            verb, (a, b) = letter
        told_to = None
        if verb.phrase == "chia sẻ với" and (told := self._told_with(a, b)) is not None:
            verb, a, told_to = replace(verb, act="inform"), *told
        content = self.scan.low[a:b].replace("\n", " ")
        if verb.phrase == "trả lời" and content.startswith(_ANSWERED):
            return None
        act, commitment = act_of(verb, content, speaker == BOTH)
        if act == "object" and verb.act == "say" and self._of_another(a, b, speaker):
            act, commitment = "affirm", None  # "nói rằng Peru phản đối …": the other does
        told_of = act == "pledge" and verb.act in ("say", "affirm")
        told_of = told_of and (verb.phrase == "cảnh báo" or not self.voices.talking)
        if told_of and not self._of_own(a, speaker):
            act, commitment = ("affirm" if verb.act == "affirm" else "inform"), None
        if act == "pledge" and verb.act == "say" and self._announces(a, b, speaker):
            act, commitment = "inform", None
        if verb.phrase == "chào đón" and unit.subject is not None and self._at_the_door(unit.start):
            return None
        if verb.act == "say" and self._is_quoted(a):
            if act == "pledge" and _own_promise().search(content) is None:
                act, commitment = "affirm", None  # "các nước sẽ phải trả giá"
            if act == "inform" and self.voices.is_person(speaker):
                act = "affirm"  # a person's own words are a position; a ministry's are news
        if act == "pledge" and verb.act in ("say", "affirm") and self.scan.low.endswith("việc ", 0, a):
            act, commitment = ("affirm" if verb.act == "affirm" else "inform"), None  # what a deed will bring
        if act == "congratulate" and content.startswith(_SENT_TO) and self.scan.low.endswith(_TELEGRAM, 0, a):
            return None  # "lần lượt gửi điện chúc mừng tới B"
        if act == "invite" and _SHOWN_IN.match(content) is not None:
            return None
        if act == "invite" and (accepted := _ACCEPTED.search(self.scan.low, a, b)) is not None:
            b = accepted.start()
        if unit.subject is None and act in ("please", "thank") and self._meets(a, b, speaker):
            return None  # glad to meet himself: somebody else speaks
        relayed, addressee = self.sides.of(verb, act, (unit.start, unit.end, a, b), speaker)
        addressee = addressee or told_to
        whom = self._to_whom(a, b) if verb.act in _TOLD else None
        if whom is not None and addressee in (None, whom[1]):
            a, addressee = whom  # "cảnh báo Chile rằng …"
        hopes = act == "believe" and verb.act == "wish"
        advises = act in ("affirm", "inform") and verb.act in ("affirm", "say") and is_duty(content[:70])
        if (hopes or advises) and speaker != BOTH and (asked := self.sides.asked(a, b, speaker)) is not None:
            act, commitment, addressee = "propose", "proposal", asked
        company = {self.voices.name(x) for x in self.voices.between(start, unit.start)} | {addressee}
        event = self.voices.event_of(unit.start, speaker, frozenset(x for x in company if x))
        subject = unit.subject
        confidence, fields = sure(
            known_of(
                link=unit.link,
                subject=subject.kind if subject else None,
                named=subject is not None and (subject.named or subject.kind == BOTH),
                verb=verb.act,
                act=act,
                commitment=commitment,
                both=speaker == BOTH,
                told=region,
                linked=event is not None,
                size=b - a,
            )
        )
        return Statement(
            id=content_id(self.voices.id, speaker, act, str(a), str(b)),
            event=event,
            speaker=speaker,
            relayed_for=relayed,
            addressee=addressee,
            act=act,
            start=a,
            end=b,
            commitment=commitment,
            topics=topics_of(content if b - a == len(content) else self.scan.low[a:b]),
            evidence=(Evidence(start=min(unit.left, a), end=max(b, unit.end), region=region),),
            confidence=confidence,
            field_confidence=fields,
        )
