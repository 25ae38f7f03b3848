"""Years that the page writes beside other things: results and plans of a year, laws, what has been done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from banggiao.dating import clauses
from banggiao.dating.days import Bound, real_day

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|\s*[-–—]\s*\d|/\d)"
_RESULT = r"(?P<year>(?:19|20)\d\d)(?!\d|/\d)"
_HALF = re.compile(rf"(?<!\w)(?P<months>\d\d?) tháng đầu năm {_RESULT}")
_NO_HALF = re.compile(r"(?<!\w)(?:trong|vào|so với|hoàn thành)(?!\w)[^,]*$")
_ANY_YEAR = re.compile(r"(?<![\d/.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_SUMMED = re.compile(rf"(?<!\w)hội nghị (?:trực tuyến )?tổng kết(?: (?!đến|tính|là|từ)\w+,?){{0,10}}? năm {_YEAR}")
_COMPARED = re.compile(rf"(?<!\w)(?:so với )?cùng kỳ(?: năm)? {_RESULT}")
_TASKS = re.compile(
    r"(?<!\w)(?:nhiệm vụ|phương hướng|kế hoạch)"
    rf"(?: (?!đến|tới|giai|tầm|từ|vào|trong|trước|sau|đầu|cuối)\w+){{0,6}}? năm {_YEAR}"
)
_TO_COME = re.compile(rf"từ nay (?:cho )?đến (?:hết |cuối )?(?:năm )?{_RESULT}")
_TERM_LEFT = re.compile(r"đến (?:hết|cuối) nhiệm kỳ (?:19|20)\d\d\s*[-–—]\s*(?P<year>(?:19|20)\d\d)(?!\d)")
_AIM = re.compile(rf"năm {_YEAR}")
_AIMED = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu|hướng tới|sớm đưa|sớm nâng)(?!\w).*(?<!\w)(?:đạt|lên|đưa|nâng)(?!\w)")
_NO_AIM = re.compile(r"(?<!\w)(?:đã|từng|trước đây|năm ngoái)(?!\w)")
_LAW = re.compile(
    r"(?<![\w/])\d{1,4}/(?P<year>(?:199|20[0-3])\d)/(?:nđ-cp|nq-cp|qđ-ttg|qh\d\d|tt-|ttlt|ubtvqh|nq-hđnd)"
)
_NO_LAW = re.compile(r"(?<!\w)dự thảo(?!\w)")
# "Năm 2016, hai bên đã ký", "đã gặp nhau tại X (tháng 5/2016)", "đã thăm Lào vào tháng 5/2016".
_MONTH_OF = r"(?:tháng (?P<slash>\d\d?)/|tháng (?P<month>\d\d?) năm )(?P<year>(?:19|20)\d\d)(?![\d/]|\s*[-–—]\s*\d)"
_MET = re.compile(rf"(?<!\w)(?:đã|từng|vừa)(?!\w)[^.;\n]{{3,80}}?(?:\(|hồi |vào ){_MONTH_OF}")
# "đã thăm X từ ngày 3 đến 5/4/2018", "hai nước đã ký (3-4-2017)"; not what was only resolved on for that day
_MET_ON = re.compile(
    r"(?<!\w)(?:đã|từng|vừa)(?!\w)(?P<what>[^.;\n]{3,110}?)(?<![\d/.-])"
    r"(?P<day>\d\d?)\s?(?P<sign>[/.-])\s?(?P<month>\d\d?)\s?(?P=sign)\s?(?P<year>(?:19|20)\d\d)(?![\d/.-]?\d)"
)
_CONTACT = re.compile(r"(?<!\w)(?:thăm|gặp|hội đàm|hội kiến|điện đàm|tiếp|đón|ký|công du|thiết lập quan hệ)(?!\w)")
# what lies ahead, or was only resolved on
_AHEAD = (
    "sẽ|dự kiến|sắp|chuẩn bị|nhất trí|cam kết|mời|kế hoạch|ấn định|chọn|đề nghị|đề xuất|hoãn|lùi|dời|giao|mục tiêu"
    "|hướng tới|kỷ niệm|nếu"
)
_RESOLVED = re.compile(
    rf"(?<!\w)(?:{_AHEAD}|quyết định|đồng ý|thống nhất|thỏa thuận|thông báo|tuyên bố|lên lịch|yêu cầu|hẹn|xác nhận"
    r"|nhận lời|công bố|gia hạn|đặt|hết|hạn|trước|có hiệu lực)(?!\w)"
)
_THEN = re.compile(rf"(?:^|[.\n]\s*)(?:trong )?năm {_YEAR},[^.;\n]{{3,60}}?(?<!\w)đã(?!\w)")
_NOT_DONE = re.compile(
    rf"(?<!\w)(?:{_AHEAD}|vào năm|đến năm|tới năm|tới|chương trình|phấn đấu|giai đoạn|nhiệm kỳ|dự thảo|tầm nhìn"
    r"|đăng cai|ứng cử|phải|cần|quy hoạch|dự toán|đề án|lộ trình|hy vọng|mong|mốc|hoàn thành|tham gia)(?!\w)"
)
_ATTENDED = re.compile(
    r"(?<!\w)(?:nhân dịp|nhân|trong khuôn khổ|bên lề|tham dự|dự(?! (?:án|kiến|thảo|báo|toán|định)(?!\w)))(?!\w)"
    r"(?P<what>[^.;\n\d]{4,120}?)"
    r"(?:\s|\()(?:năm )?(?P<year>(?:19|20)\d\d)(?!\d|\s*[-–—]\s*\d|/\d)"
)
_OCCASION = re.compile(
    r"(?<!\w)(?:hội nghị|diễn đàn|hội thảo|tuần lễ|triển lãm|lễ|giải|đại hội|khóa họp|phiên họp|kỳ họp|hội chợ|cuộc họp"
    r"|wef|apec|brics|liên hoan|đối thoại|thượng đỉnh|tọa đàm|chương trình lãnh đạo|ngày hội)(?!\w)"
)
_NO_OCCASION = re.compile(
    r"(?<!\w)(?:giai đoạn|nhiệm kỳ|nghị quyết|luật|chương trình hành động|từ năm|đến năm|kỷ niệm|tháng)(?!\w)"
)


def of_the_page(lowered: str) -> Iterable[Bound]:
    """The bounds of every year written in one of these ways."""
    for sign, read in _WAYS:
        if sign in lowered:
            yield from read(lowered)


def of_the_sentence(lowered: str, start: int, end: int) -> Iterable[Bound]:
    """ "trong khuôn khổ Diễn đàn X năm 2024, ...": what the sentence tells is of that year."""
    for found in _ATTENDED.finditer(lowered, start, end):
        if _OCCASION.search(found["what"]) and not _NO_OCCASION.search(found["what"]):
            yield _bound(found, f"{found['year']}-01-01", f"{found['year']}-12-31", "is the occasion", "at a meeting")
    for found in _HALF.finditer(lowered, start, end):
        year = int(found["year"])
        if not _NO_HALF.search(clauses.before(lowered, found.start(), 40)):
            yield _bound(found, f"{year - 1}-12-15", f"{year + 1}-01-31", "is planned or reported")


def _bound(found: re.Match[str], first: str | None, last: str | None, what: str, kind: str = "year") -> Bound:
    told = " ".join(found[0].split())
    return Bound(kind=kind, reason=f'"{told}" {what}', spans=((first, last),))


def _halves(lowered: str) -> Iterator[Bound]:
    """ "9 tháng đầu năm 2024": where it is the latest year told, the page is of then; else it is of no earlier day."""
    latest = max((int(year) for year in _ANY_YEAR.findall(lowered)), default=0)
    for found in _HALF.finditer(lowered):
        year = int(found["year"])
        if _NO_HALF.search(clauses.before(lowered, found.start(), 40)):
            continue
        last = f"{year + 1}-08-31" if year >= latest else None
        yield _bound(found, f"{year - 1}-12-01", last, "is planned or reported")


def _aims(lowered: str) -> Iterator[Bound]:
    """ "phấn đấu đạt 20 tỷ USD vào năm 2025"."""
    for found in _AIM.finditer(lowered):
        words = clauses.before(lowered, found.start())
        if words.endswith(("vào ", "trong ", "đến ")) and _AIMED.search(words) and not _NO_AIM.search(words):
            yield _bound(found, None, f"{int(found['year']) + 1}-06-30", "is aimed at")


def _laws(lowered: str) -> Iterator[Bound]:
    for found in _LAW.finditer(lowered):
        if not _NO_LAW.search(clauses.before(lowered, found.start(), 60)):
            yield _bound(found, f"{found['year']}-01-01", None, "had been passed")


def _done(lowered: str) -> Iterator[Bound]:
    """ "Năm 2016, hai bên đã ký ...", "đã gặp nhau (tháng 5/2016)": in a sentence that tells only of what is done."""
    for found in (*_MET.finditer(lowered), *_THEN.finditer(lowered)):
        start, end = clauses.sentence_at(lowered, found.end() - 1)
        if _NOT_DONE.search(lowered, start, end):
            continue
        months = found.groupdict()
        month = int(months.get("slash") or months.get("month") or 1)
        day = real_day(int(found["year"]), month, 1) if 1 <= month <= 12 else None
        if day:
            yield Bound(kind="year", reason=f"it looks back on {day.isoformat()[:7]}", spans=((day.isoformat(), None),))


def _done_on(lowered: str) -> Iterator[Bound]:
    """ "đã thăm chính thức X từ ngày 3 đến 5/4/2018": the page is of no earlier day."""
    for found in _MET_ON.finditer(lowered):
        day = real_day(int(found["year"]), int(found["month"]), int(found["day"]))
        if day and _CONTACT.search(found["what"]) and not _RESOLVED.search(found["what"]):
            reason = f"it looks back on {day.isoformat()}"
            # "từ ngày 3 đến 5/4/2018" may be under way
            yield Bound(kind="year", reason=reason, spans=(((day - _JOURNEY).isoformat(), None),))


_JOURNEY = timedelta(31)


def _summed(lowered: str) -> Iterator[Bound]:
    for found in _SUMMED.finditer(lowered):
        year = int(found["year"])
        yield _bound(found, f"{year}-10-01", f"{year + 1}-06-30", "is summed up")


def _compared(lowered: str) -> Iterator[Bound]:
    """ "so với cùng kỳ năm 2023": told in the year after, or when its numbers are out."""
    for found in _COMPARED.finditer(lowered):
        year = int(found["year"])
        yield _bound(found, f"{year + 1}-01-01", f"{year + 2}-06-30", "is compared with")


def _tasks(lowered: str) -> Iterator[Bound]:
    """ "kết quả thực hiện nhiệm vụ năm 2024 và nhiệm vụ trọng tâm năm 2025": told where the one year ends."""
    every = list(_TASKS.finditer(lowered))
    years = {int(found["year"]) for found in every}
    for found in every:
        year = int(found["year"])
        if year + 1 in years:
            yield _bound(found, f"{year}-09-01", f"{year + 1}-06-30", f"is told with that of {year + 1}")
        yield _bound(found, f"{year - 1}-06-01", f"{year + 1}-12-31", "is planned or reported")


def _to_come(lowered: str) -> Iterator[Bound]:
    for found in (*_TO_COME.finditer(lowered), *_TERM_LEFT.finditer(lowered)):
        yield _bound(found, None, f"{found['year']}-12-31", "is still ahead")


# What a page must hold for a way to be tried at all: looking for plain letters costs next to nothing.
_WAYS: tuple[tuple[str, Callable[[str], Iterator[Bound]]], ...] = (
    ("tháng đầu năm", _halves),
    ("tổng kết", _summed),
    ("cùng kỳ", _compared),
    ("năm 20", _tasks),
    ("đến", _to_come),
    ("năm 20", _aims),
    ("/20", _laws),
    ("đã", _done),
    ("đã", _done_on),
)
