"""The dating of a page's contacts, in the order of their telling: "cùng ngày", "sau đó" look back to the one before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from banggiao.event.draft import Draft
from banggiao.event.words import pattern
from banggiao.model import Article, DateCandidate, Dated, TimeWord

FindTimes = Callable[[str, str, int, int], Sequence[TimeWord]]
IsOccasion = Callable[[TimeWord, str], bool]
Holders = Sequence[tuple[str, Sequence[str]]]
Resolve = Callable[[TimeWord, str, "str | None", Holders], Dated]

_TOLD = ("lead", "body")
_OF_DAYS = frozenset(["day", "span"])
# "thăm X hồi tháng 2", "thăm X tháng 2 vừa qua"
_GONE = pattern(r"\bhồi\b")


# "chiều 30/5 theo giờ địa phương (sáng 31/5, giờ Hà Nội)": the same day by another clock
_BY_HOME_CLOCK = pattern(r"\s*,?\s*(?:theo\s+)?giờ (?:hà nội|việt nam|gmt)\s*\)")


# "sau vụ đánh bom tối 22/5 vừa qua", "… tuần tra ngày 25/5. Ảnh: X": not the day that "cùng ngày" takes up
_OF_OTHER_NEWS = pattern(r"\s*(?:vừa qua|vừa rồi|trước đó|năm ngoái|năm trước)\b|[\s.(]*(?:ảnh|nguồn)\s?:")


# "Hàng dự kiến tới X ngày 9/9. Cùng ngày, A đã gửi": A didn't on the day that is to come
_PLANNED_FOR = pattern(r"\b(?:dự kiến|sẽ|sắp)\b[^.;]*$")
# "các hoạt động trước hội nghị ngày 12/6. Cùng ngày, A …"
_AHEAD_OF = pattern(r"\btrước\s+(?:thềm\s+)?(?:<gathering>|cuộc|buổi|phiên|vòng|kỳ|lễ)\b[^,;.]{0,60}$")
_DONE = pattern(r"[^;.]{0,90}?\bđã\b")


_QUOTE = 1000  # characters that a quotation may have before a day in it


def _is_quoted(text: str, time: TimeWord) -> bool:
    """Whether a day stands in words that are quoted: they tell of other things."""
    before = text[max(0, time.start - _QUOTE) : time.start]
    return before.rfind("“") > before.rfind("”")


class DayBefore:
    """The day that the page tells before a place in it, whatever happened on it: what "cùng ngày" takes up when no
    contact of that day was read."""

    def __init__(
        self, article: Article, lowered: str, find_times: FindTimes, is_occasion: IsOccasion, group: int | None
    ) -> None:
        self._spans = [
            (r.start, r.end)
            for r in article.regions
            if r.group == group and (r.kind in _TOLD if group is None else r.part == "lead")
        ]
        self._text, self._lowered = article.text, lowered
        self._find_times, self._is_occasion = find_times, is_occasion
        self._days: list[TimeWord] | None = None

    def is_done(self, time: TimeWord) -> bool:
        """Whether what a day is told of has taken place: "Cùng ngày, A đã gửi"."""
        return _DONE.match(self._lowered, time.end, time.end + 100) is not None

    def __call__(self, at: int, done: bool = False) -> TimeWord | None:
        """The last day that ends before an offset, or None; of what is `done` not one that is planned for."""
        if self._days is None:
            self._days = [time for start, end in self._spans for time in self._days_in(start, end)]
        index = bisect_left(self._days, at, key=lambda time: time.end)
        while done and index and self._is_of_plan(self._days[index - 1]):
            index -= 1
        return self._days[index - 1] if index else None

    def _is_of_plan(self, day: TimeWord) -> bool:
        return _PLANNED_FOR.search(self._lowered, max(0, day.start - 120), day.start) is not None

    def _days_in(self, start: int, end: int) -> list[TimeWord]:
        """The days and "hôm nay" of one region, without feasts and decrees."""
        return [
            time
            for time in self._find_times(self._text, self._lowered, start, end)
            if (time.kind == "day" or (time.kind == "relative" and time.offset == 0 and not time.same))
            and "tức " not in self._lowered[max(start, time.start - 30) : time.start]
            and not _BY_HOME_CLOCK.match(self._lowered, time.end)
            and time.edge != "last"
            and not _OF_OTHER_NEWS.match(self._lowered, time.end)
            and not _is_quoted(self._text, time)
            and not self._is_occasion(time, self._lowered)
            and not _AHEAD_OF.search(self._lowered, max(start, time.start - 100), time.start)
        ]


_SOON = 120  # days to a visit that no word puts into the future
_NEXT_CAPTION = 80  # characters between two captions: who took the picture


@dataclass(slots=True)
class Dating:
    """One walk over the drafts of a page: `anchor` is the day of the last contact told, `land` the country of the last
    meeting. `holders` are the (name, offices) that bound the years; `published` is None where no day is known."""

    resolve: Resolve
    holders: Holders
    day_before: DayBefore
    published: str | None
    anchor: str | None = None
    part: str | None = None
    land: str | None = None
    shown: tuple[int, str] | None = None  # where the last caption with a day of its own ends, and that day
    after_welcome: list[Draft] = field(default_factory=list)  # talks that a caption tells of: "Sau lễ đón, A hội đàm"
    undated: list[Draft] = field(default_factory=list)  # the meetings told without a day since the anchor

    def date(self, drafts: list[Draft], text: str) -> None:
        """Give each draft its date, part of the day and candidates; without a day of publication, years of the page."""
        for draft in drafts:
            if draft.time is not None:
                self._date(draft, draft.time, text)
            elif draft.follows and draft.region in _TOLD:
                self._follow(draft)
            elif draft.follows and draft.form == "talks" and draft.noun is False:
                self.after_welcome.append(draft)
            elif draft.type in ("meeting", "call") and draft.region in _TOLD and not draft.only_said:
                self.undated.append(draft)
        _date_after_welcome(self.after_welcome, drafts)
        if self.published is None:
            _take_years_of_the_page(drafts, text)

    def _date(self, draft: Draft, time: TimeWord, text: str) -> None:
        """The date of one contact; it becomes the anchor of those told after it."""
        past = time.edge == "last" or (time.offset is not None and time.offset < 0)
        if draft.status == "planned" and past:
            draft.status = "held"  # "sau lần ông thăm X tháng trước", "tháng 9 vừa qua"
        if draft.status == "held" and not draft.explicit and time.edge == "next":
            draft.status = "planned"  # "chuyến thăm X diễn ra vào ngày 9/9 tới", "cuộc gặp đầu tiên vào tháng 7 tới"
        # a visit only named ("thăm Việt Nam từ 12-14/10") may lie ahead: its nearest such day; "hồi tháng 2" is past
        named = draft.type == "visit" and not draft.explicit and draft.status == "held"
        named = named or (draft.status == "held" and draft.region == "headline" and time.kind == "month")
        soon = time.kind == "month" and not past and not _GONE.search(text[max(0, time.start - 8) : time.end].lower())
        near = named and (soon or time.kind in _OF_DAYS)
        dated = self.resolve(time, "planned" if near else draft.status, self._base(draft, time), self.holders)
        if near and self.published and _days_after(dated.edtf, self.published) > _SOON:
            dated = self.resolve(
                time, draft.status, self._base(draft, time), self.holders
            )  # would be said to lie ahead
        draft.date, draft.part_of_day = dated.edtf, dated.part_of_day
        draft.candidates, draft.excluded = dated.candidates, dated.excluded
        if (draft.date and "/" in draft.date) or draft.whole_day or (draft.date is None and draft.type == "visit"):
            draft.part_of_day = None
        # wholly after publication; a visit of several days from tomorrow on too, not "A tới X dự Hội nghị (7-8/9)"
        ahead = 1 if draft.type == "visit" and draft.rule != "attending" and "/" in (draft.date or "") else 2
        if draft.status == "held" and not draft.explicit and _days_after(draft.date, self.published) >= ahead:
            draft.status = "planned"
        end = (draft.date or "").rpartition("/")[2]
        if draft.type == "visit" and draft.status == "planned" and _days_after(end, self.published) < -_LONG_AGO:
            draft.status = "held"  # "sẽ là chuyến thăm thứ ba, tiếp theo chuyến thăm X của B từ ngày 28/2-5/3"
            return  # no day that another looks back to
        if near and time.kind == "month" and self.published and (draft.date or "") > self.published[:7]:
            draft.status = "planned"
        if draft.region not in _TOLD:
            if draft.date and "/" not in draft.date:
                self.shown = (draft.end, draft.date)
            return
        own = draft.status == "held" and not self._is_of_history(draft.date) and not _is_quoted(text, time)
        if draft.date and "/" not in draft.date and own:
            self.anchor, self.part, self.undated = draft.date, draft.part_of_day, []
        if draft.country and draft.type == "meeting":
            self.land = draft.country

    def _is_of_history(self, edtf: str | None) -> bool:
        """More than a year before publication: no day that the page's own story looks back to."""
        return _days_after(edtf, self.published) < -_YEAR

    def _base(self, draft: Draft, time: TimeWord) -> str | None:
        """The day that "cùng ngày" or "chiều" counts from."""
        if time.same and draft.region not in _TOLD and self.shown and 0 <= draft.start - self.shown[0] < _NEXT_CAPTION:
            return self.shown[1]  # "Chiều 4/6, A tiếp B. Ảnh: C. Chiều cùng ngày, A tiếp D."
        base = self.anchor
        if base is None and (time.same or time.kind == "part"):
            base = self._read_before(draft).edtf
        if draft.before is not None:
            base = self.resolve(draft.before, draft.status, self.anchor, self.holders).edtf or self.anchor
        return base

    def _read_before(self, draft: Draft) -> Dated:
        """The day told before a contact, dated."""
        done = draft.time is not None and draft.status == "held" and self.day_before.is_done(draft.time)
        day = self.day_before(draft.start, done)
        dated = Dated(edtf=None) if day is None else self.resolve(day, "held", None, self.holders)
        return Dated(edtf=None) if self._is_of_history(dated.edtf) else dated

    def _follow(self, draft: Draft) -> None:
        """ "Sau đó, A gặp B": the day and the country of the contact told before; none where the meeting of these
        people told before it has none ("A hội đàm với B … Ngay sau hội đàm, A và B ký")."""
        again = draft.type == "agreement" or draft.noun
        if any(
            (again or told.form == draft.form) and all(side in told.sides() for side in draft.sides())
            for told in self.undated
        ):
            draft.follows = False
            return
        if self.anchor is None and (day := self.day_before(draft.start)) is not None:
            dated = self.resolve(day, "held", None, self.holders)
            if not self._is_of_history(dated.edtf):
                self.anchor, self.part = dated.edtf, dated.part_of_day
        draft.date, draft.part_of_day, self.undated = self.anchor, self.part, []
        if draft.type == "meeting":
            draft.country = draft.country or self.land


def _date_after_welcome(talks: list[Draft], drafts: list[Draft]) -> None:
    """Under a picture, "Sau lễ đón, A hội đàm với B": on the day that the page tells of the welcome."""
    for draft in talks:
        for told in drafts:
            if told.form == "welcome" and told.date and all(side in told.sides() for side in draft.sides()):
                draft.date_like(told)


_YEAR = 366
_LONG_AGO = 7  # days before publication: told as a plan, it has taken place


def _days_after(edtf: str | None, published: str | None) -> int:
    """Days from publication to the beginning of a date; 0 or less when it does not lie ahead or can't be told."""
    try:
        first = (edtf or "")[:10]
        day = date.fromisoformat(first + "-01" if len(first) == 7 else first)
        return (day - date.fromisoformat((published or "")[:10])).days
    except ValueError:
        return 0


# --- the year of a page without a date of its own -------------------------------------------------------------------

_FULL = pattern(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = pattern(r"(?:XXXX|\d{4})-(\d{2}-\d{2})")
_NEAR = 31


def _take_years_of_the_page(drafts: list[Draft], text: str) -> None:
    """A day without a year takes the year of another contact of the page, when the two lie within a month: of one whose
    year is written ("từ 8 đến 11/7/2024 … Sáng 9/7"), else of one whose year is decided ("bên lề Hội nghị Cấp cao ASEAN
    lần thứ 44")."""
    written = _written_days(drafts, text)
    taken: dict[str, Draft] = {}
    for draft in drafts:
        day = taken.get(draft.date or "")
        if day is not None and (draft.follows or (draft.time is not None and draft.time.same)):
            draft.date, draft.candidates, draft.excluded = day.date, day.candidates, day.excluded  # "Cùng ngày"
        if draft.date is None or draft.time is None or not draft.date.startswith(("XXXX-", "[")):
            continue
        ends = draft.date.split("/")
        days = [match[1] for match in _MONTH_DAY.finditer(draft.date)]
        if len(ends) > 2 or (len(ends) == 1 and len(set(days)) != 1):
            continue
        year, reason = _near_year(days, written) or (None, "")
        if year is None:
            continue
        edtf = "/".join(f"{year}-{day}" for day in (days if len(ends) == 2 else days[:1]))
        allowed = {candidate.edtf: candidate.reasons for candidate in draft.candidates}
        if not allowed or edtf in allowed:
            taken.setdefault(draft.date, draft)
            reasons = (reason, *allowed.get(edtf, ()))
            others = tuple(
                DateCandidate(edtf=each.edtf, reasons=(f"far from the day for which {reason}",))
                for each in draft.candidates
                if each.edtf != edtf
            )
            draft.date, draft.candidates = edtf, (DateCandidate(edtf=edtf, reasons=reasons),)
            draft.excluded = (*draft.excluded, *others)


def _written_days(drafts: list[Draft], text: str) -> dict[date, str]:
    """The whole days of the page's contacts whose year is written or decided, with a reason; the written ones last."""
    written: dict[date, str] = {}
    for draft in sorted(drafts, key=lambda d: d.time is not None and (d.time.year or d.time.end_year) is not None):
        time = draft.time
        if time is None or draft.background or draft.date is None or len(draft.candidates) > 1:
            continue
        for end in draft.date.split("/"):
            if _FULL.fullmatch(end):
                words = text[time.start : time.end]
                told = "writes" if time.year or time.end_year else f"tells of {end}:"
                written[date.fromisoformat(end)] = f"the page {told} {words}"
    return written


def _near_year(days: list[str], written: dict[date, str]) -> tuple[str, str] | None:
    """The year in which the first day lies within a month of a day written whole; of several the last written."""
    chosen: tuple[str, str] | None = None
    for day, words in written.items():
        for year in (day.year - 1, day.year, day.year + 1):
            if days and _lies_near(f"{year}-{days[0]}", day):
                chosen = (str(year), words)
    return chosen


def _lies_near(edtf: str, day: date) -> bool:
    """Whether a day is within a month of another."""
    try:
        return abs((date.fromisoformat(edtf) - day).days) <= _NEAR
    except ValueError:
        return False  # 29 February of another year
