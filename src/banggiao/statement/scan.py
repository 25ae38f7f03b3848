"""Looking back and forth in a page's text from one place: the word before, a run of capitals, a clause's edge."""

from __future__ import annotations

from functools import cache

import regex

from banggiao.statement.words import one_of, words

SIGNS = ',;:.!?…)]}”"–—*-'
# "tuyên bố | hôm 3-7", "cho biết | ngày 6/2 rằng": when it was said, none of what was
_WHEN = (
    r"(?:vào )?(?:(?:sáng|trưa|chiều|tối|đêm|hôm|ngày) )+"
    r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?: vừa qua| vừa rồi)?"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy)(?: tuần (?:này|trước))?|chủ nhật"
    r"|(?:qua|nay)(?:,? \(?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?\)?)?)"
)
_WHEN_ONLY = regex.compile(rf"{_WHEN}(?: (?:tại|ở) [^,;:.]{{2,40}})?")
_DAY = regex.compile(r"(?:(?:sáng|trưa|chiều|tối|hôm|ngày) )+\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?$")
_CREDIT = regex.compile(r"\b(?:ảnh|nguồn)\s*:\s*")
# What stands before a sentence in flattened pages: a link to another story, a caption's credit in brackets.
_BRACKETS = regex.compile(r"(?:[\[(][^\])]{3,140}[\])]\s*)+(?=\p{Lu})")
_BEFORE_CAPITAL = ".:!?…)]*–—-”\n;+•"
_BRACKET_SIZE = 100  # a firm or a transcription of a name, in characters
_CREDIT_SIZE = 50  # a photographer and an agency, in characters


# “…”, or "…" whose first sign stands behind a blank and whose second does not.
# Words between marks may stand inside, as in “the “first” of them”. Signs of two kinds are one quotation too: “…", "…”.
_QUOTED = regex.compile(
    r'“(?:[^“”\n]|“[^“”\n]{1,120}”){2,1500}+”|“[^“”"\n]{2,1500}"'
    r'|(?<![^\s(\[])"(?! )(?:[^"\n]{2,1500}(?<!\s)"|[^"“”\n]{2,1500}”)'
)
# "cho biết | với báo giới rằng", "viết | trên Twitter rằng", "nói | tại phiên họp hôm qua:": to whom, where and when,
# none of what was said; "trong bối cảnh ai cũng tin rằng" is
_BEFORE_WHOM = (" với ", " cho ", " trên ", " trước ", " tại ", " trong ", " ở ")
TO_WHOM = regex.compile(
    r'\s*(?:(?:với|cho|trước) [^,;.:“”"]{2,60}?(?: rằng\b|:)|trên [^,;.:“”"]{2,60}? rằng\b'
    r'|(?:tại|trong|trên|ở) (?:"[^"]{2,40}"|“[^”]{2,40}”|[^,;.:“”"]){2,90}?'
    r'(?:(?<!\b(?:cho|tin|biết|hiểu|thấy|nhận|nói|nhớ|nghĩ|sợ)) rằng\b|:(?= ?[“"])))'
)


# "…, Sputnik đưa tin", "…, hãng RIA dẫn lời Thư ký báo chí", "…, theo AFP": who has it, at the end of a content
_TAIL = 90
_AS_SAID = frozenset(["như vậy", "như trên", "như thế"])  # "“…”, Ngoại trưởng A chỉ trích như vậy"
_SOURCE = regex.compile(
    r",\s*(?:(?:hãng|báo|tờ|kênh|đài)(?: \p{Ll}+){0,2} )?(?:\p{Lu}[\p{L}\d]*+ ){1,3}"
    r"(?:đưa tin|dẫn tin|dẫn lời|dẫn nguồn|trích lời)[^,;]*$"
    r"|,\s*theo(?: (?:hãng|báo|tờ|kênh|đài)(?: \p{Ll}+){0,2})?(?: \p{Lu}[\p{L}\d]*+){1,3}"
    r"(?: (?:hôm|ngày) (?:qua|nay|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?))?\s*$"
)


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quotations in text[start:end], with their signs."""
    if "“" not in text[start:end] and '"' not in text[start:end]:
        return []
    return [m.span() for m in _QUOTED.finditer(text, start, end)]


_QUOTE_ENDS = ('."', '!"', '?"', '…"')  # typewriter quotes that close a sentence
_OPEN_ENDS = ' \n\t,;:.…/*[(“"–-'  # signs that never end a content


@cache
def _leading() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:[\s,:]+|{one_of('lead')}(?=[\s,:])|{one_of('deeply')}(?= (?:về|tới|đến|trước|với|đối với|được|khi|vì))"
        rf"|{_WHEN}(?= rằng\b|, ))+"
    )


@cache
def _beginning() -> regex.Pattern[str]:
    return regex.compile(rf"(?<=[\p{{L}}/] ){one_of('beginning')}(?= )")


@cache
def _standing() -> regex.Pattern[str]:
    return regex.compile(rf"(?:^|[;,:])\s*(?:đồng thời,? )?{one_of('standing')}\b[^;:.]{{0,90}}$")


class Scan:
    """One page's text and its lower-cased twin."""

    def __init__(self, text: str, lowered: str) -> None:
        self.text = text
        self.low = lowered

    def word_start(self, floor: int, at: int) -> int:
        """Where the word that ends at `at` begins; `at` itself where none ends."""
        low = self.low
        start = low.rfind(" ", floor, at) + 1 or floor
        if low[start:at].isalnum():
            return start
        while at > floor and low[at - 1].isalnum():
            at -= 1
        return at

    def word_before(self, floor: int, at: int) -> str:
        """The word that ends before `at` (blanks between), or "" where a sign stands."""
        at = self.blank_before(floor, at)
        return self.low[self.word_start(floor, at) : at]

    def blank_before(self, floor: int, at: int) -> int:
        """Where the blanks before `at` begin."""
        while at > floor and self.low[at - 1] in " \n\t":
            at -= 1
        return at

    def starts_back(self, floor: int, at: int, count: int) -> list[int]:
        """Where the last word before `at` begins, the last two, … up to `count`, single blanks between them."""
        low = self.low
        starts: list[int] = []
        for _ in range(count):
            start = low.rfind(" ", floor, at) + 1 or floor
            if not low[start:at].isalnum():
                start = self.word_start(floor, at)
                if start == at:
                    break
            starts.append(start)
            if start <= floor or low[start - 1] not in " \n":
                break
            at = start - 1
        return starts

    def aside_before(self, floor: int, at: int) -> int | None:
        """Where a day or a bracket between a name and its verb begins: "Tổng thống A ngày 9/6 nhấn mạnh", "ông B (Quỹ
        C) cho biết"."""
        if at <= floor:
            return None
        if self.low[at - 1] == ")":
            opening = self.low.rfind("(", floor, at)
            named = opening > floor and self.capitals_before(floor, self.blank_before(floor, opening))
            return opening if named and at - opening < _BRACKET_SIZE else None
        if not self.low[at - 1].isdigit():
            return None
        found = _DAY.search(self.low, max(floor, at - 30), at)
        return found.start() if found is not None and found.start() > floor else None

    def capitals_before(self, floor: int, at: int) -> list[str]:
        """The capitalised words that end at `at`, single blanks between them."""
        words: list[str] = []
        while at > floor:
            start = at
            while start > floor and (self.text[start - 1].isalnum() or self.text[start - 1] in "'’-"):
                start -= 1
            if start == at or not self.text[start].isupper():
                break
            words.insert(0, self.text[start:at])
            if start <= floor or self.text[start - 1] != " ":
                break
            at = start - 1
        return words

    def circumstance(self, floor: int, at: int) -> int | None:
        """Where a clause's circumstance that reaches to `at` begins: "…; thay mặt nhân dân, gửi lời chào"."""
        found = _standing().search(self.low, floor, at)
        return found.start() if found else None

    def may_begin(self, at: int) -> bool:
        """Whether the capital at `at` may begin a sentence; inside one it is a name ("Tuyên bố về ứng xử")."""
        before = self.text[max(0, at - 3) : at].rstrip(" ")
        if not before or before[-1] in _BEFORE_CAPITAL or before[-2:] in _QUOTE_ENDS:
            return True
        return before[-1] not in '“"' and _CREDIT.search(self.low, max(0, at - _CREDIT_SIZE - 10), at) is not None

    def skip_brackets(self, start: int, end: int) -> int:
        """Where a sentence begins behind bracketed links and credits."""
        found = _BRACKETS.match(self.text, start, end)
        return found.end() if found else start

    def skip_credit(self, start: int, end: int, heads: list[int]) -> int:
        """Where a sentence begins behind a credit glued to it: "Ảnh: Minh Anh Cảm ơn …".

        `heads` are the places of actors and verbs that may begin it.
        """
        credit = _CREDIT.search(self.low, start, end)
        if credit is None:
            return start
        first, last = credit.end() + 3, min(end, credit.end() + _CREDIT_SIZE)
        found = [m.start() for m in _beginning().finditer(self.low, first, last)]
        found += [h for h in heads if first <= h < last]
        return min((h for h in found if self.text[h].isupper()), default=start)

    def is_heading(self, start: int, end: int) -> bool:
        """A short line without a stop between paragraphs."""
        alone = self.text[start - 1 : start] in ("", "\n")
        return alone and end - start < 90 and self.text[end - 1] not in '.!?…;:"”)]/'

    def trim(self, a: int, b: int) -> tuple[int, int] | None:
        """The content in a..b without "rằng", "về", "việc" before it and signs behind it; None when nothing is said."""
        if self.low.startswith(_BEFORE_WHOM, a, b) and (told := TO_WHOM.match(self.low, a, b)) is not None:
            a = told.end()
        if (lead := _leading().match(self.low, a, b)) is not None:
            a = lead.end()
        if self.low.startswith("và lời ", a):  # "lời thăm hỏi và lời chúc"
            a += 3
        b = self._without_tail(a, b)
        if (source := _SOURCE.search(self.text, max(a, b - _TAIL), b)) is not None:
            b = source.start()
        if self.text[a : a + 1] == '"' and self.text.count('"', a, b) == 1:
            a += 1
        first, last = self.text[a : a + 1], self.text[b - 1 : b]
        if last and first and last in "”\"'" and first in "“\"'":
            a, b = a + 1, b - 1
            while b > a and self.text[b - 1] in ".,;…! ":
                b -= 1
        elif last == "”" and "“" not in self.text[a:b]:
            b -= 1
        said = self.low[a:b]
        nothing = (
            sum(any(c.isalnum() for c in w) for w in said.split(maxsplit=4)) < 2
            or said.startswith("và ")
            or said in _AS_SAID
            or _WHEN_ONLY.fullmatch(said) is not None
        )
        return None if nothing else (a, b)

    def _without_tail(self, a: int, b: int) -> int:
        """The end of a..b without closing signs and the words that lead on to the next clause."""
        trailing, turning = words().kinds["trailing"], words().kinds["turning"]
        while b > a:
            if self.low[b - 1] in _OPEN_ENDS:
                if self.low[b - 1] == '"' and self.low.count('"', a, b) % 2 == 0:
                    return b  # closes a quote inside the content
                b -= 1
                continue
            for start in reversed(self.starts_back(a, b, 3)):
                said = self.low[start:b]
                if self.text[start].isupper():
                    continue  # "cuộc gặp với Bộ trưởng Song"
                if start > a and (said in trailing or (said in turning and self.low.endswith((", ", "; "), a, start))):
                    b = start
                    break
            else:
                return b
        return b

    def is_when(self, start: int, end: int) -> bool:
        """Whether nothing stands there, or only when something was said."""
        said = self.low[start:end].strip(" .,\n")
        return not said or _WHEN_ONLY.fullmatch(said) is not None

    def is_quoted_before(self, at: int) -> bool:
        """Whether quoted words end before `at`: "“…”, Thủ tướng nói"."""
        before = self.text[max(0, at - 4) : at].rstrip(" ,")
        return before.endswith(("”", '"'))

    def quote_before(self, start: int, at: int) -> tuple[int, int] | None:
        """The quoted words that end before `at`, in the sentence from `start`."""
        if not self.is_quoted_before(at):
            return None
        b = at
        while b > start and self.text[b - 1] in ' ,”"':
            b -= 1
        a = max(self.text.rfind("“", start, b), self.text.rfind('"', start, b), start - 1) + 1
        return (a, b) if b - a > 8 else None
