"""What holds for every text and every time word."""

from __future__ import annotations

from datetime import date

from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.dating import Bound, YearBounds, find_times, is_occasion, resolve
from banggiao.dating.years import candidates, explain_years
from banggiao.model import TimeWord
from banggiao.text import lower, nfc

_PIECES = """
sáng chiều tối đêm rạng hôm ngày nay qua mai từ đến tới và cùng tháng năm tuần quý thứ Thứ hai Hai Ba chủ nhật mùng rằm
Tết Giêng cuối đầu giữa trước sau vừa này ngoái 5 12 26 31 5/9 26-12 31/2 5.9.2024 24/11/2021 10-13/9 2015 2024 III
14h30 9 giờ ( ) , . - – / số đại biểu các
"""
PIECES = st.sampled_from(_PIECES.split())
TEXTS = st.one_of(
    st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join), st.text(max_size=60)
)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
PUBLISHED = st.one_of(
    st.none(),
    DAYS.map(lambda d: d.isoformat()),
    DAYS.map(lambda d: f"{d.year:04}-{d.month:02}"),
    DAYS.map(lambda d: f"{d.year:04}"),
    st.text(max_size=8),
)
STATUS = st.sampled_from(["held", "planned", "cancelled"])
ANCHORS = st.sampled_from(
    [None, "2024-09-05", "XXXX-12-31", "[2021-11-24,2022-11-24]", "2024-09-05/2024-09-07", "2024-09", "?"]
)
SMALL = st.one_of(st.none(), st.integers(1, 31))
MONTHS = st.one_of(st.none(), st.integers(1, 12))
YEARS = st.one_of(st.none(), st.integers(1800, 2199))
WORDS = st.builds(
    TimeWord,
    start=st.just(0),
    end=st.just(1),
    kind=st.sampled_from(["day", "span", "month", "quarter", "year", "week", "weekday", "relative", "part", "other"]),
    day=SMALL,
    month=MONTHS,
    year=YEARS,
    end_day=SMALL,
    end_month=MONTHS,
    end_year=YEARS,
    weekday=st.one_of(st.none(), st.integers(0, 6)),
    offset=st.one_of(st.none(), st.integers(-2, 2)),
    same=st.booleans(),
    edge=st.sampled_from([None, "early", "late", "next", "last", "this", "near"]),
    lunar=st.booleans(),
)
BOUNDS = st.builds(
    YearBounds,
    bounds=st.lists(
        st.builds(
            Bound,
            reason=st.just("because"),
            spans=st.sampled_from(
                [
                    (("2011-01-19", "2024-07-19"),),
                    (("2021-04-05", None),),
                    ((None, "2025-02-03"),),
                    (("2006-09-26", "2007-09-26"), ("2012-12-26", None)),
                ]
            ),
        ),
        max_size=3,
    ).map(tuple),
    horizon=st.sampled_from([None, "2025-10-31"]),
    checked=st.sampled_from([None, "2025-10-31"]),
)


@settings(deadline=None)
@given(TEXTS)
def test_words_are_in_order_disjoint_and_not_blank(text: str) -> None:
    text = nfc(text)
    lowered = lower(text)
    at = 0
    for time in find_times(text, lowered):
        assert at <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == text[time.start : time.end].strip()
        at = time.end
        assert is_occasion(time, lowered) in {True, False}


@settings(deadline=None)
@given(TEXTS, PUBLISHED, STATUS, ANCHORS, BOUNDS)
def test_what_is_read_resolves_to_edtf(
    text: str, published: str | None, status: str, anchor: str | None, years: YearBounds
) -> None:
    text = nfc(text)
    for time in find_times(text, lower(text)):
        dated = resolve(time, published=published, status=status, anchor=anchor, years=years)
        assert dated.part_of_day == time.part_of_day
        if dated.edtf and dated.edtf != anchor:
            assert parse_edtf(dated.edtf)


@settings(deadline=None)
@given(WORDS, PUBLISHED, STATUS, ANCHORS, BOUNDS)
def test_resolve_never_raises_and_gives_edtf(
    time: TimeWord, published: str | None, status: str, anchor: str | None, years: YearBounds
) -> None:
    dated = resolve(time, published=published, status=status, anchor=anchor, years=years)
    if dated.edtf and dated.edtf != anchor:
        assert parse_edtf(dated.edtf)
        if "/" in dated.edtf and "XXXX" not in dated.edtf:
            start, _, end = dated.edtf.partition("/")
            assert start <= end
    for candidate in dated.candidates:
        assert parse_edtf(candidate.edtf)
        assert candidate.reasons


@settings(deadline=None)
@given(st.integers(1, 28), st.integers(1, 12), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_held_day_is_past_or_a_few_days_ahead(day: int, month: int, published: date) -> None:
    time = TimeWord(start=0, end=1, kind="day", day=day, month=month)
    found = date.fromisoformat(resolve(time, published=published.isoformat()).edtf or "")
    assert (found.day, found.month) == (day, month)
    # an announcement written as done, or a page stamped early, rather than a day of a year ago
    assert -14 <= (published - found).days <= 366


@settings(deadline=None)
@given(st.integers(1, 28), st.integers(1, 12), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_planned_day_is_the_nearest(day: int, month: int, published: date) -> None:
    time = TimeWord(start=0, end=1, kind="day", day=day, month=month)
    found = date.fromisoformat(resolve(time, published=published.isoformat(), status="planned").edtf or "")
    assert abs((published - found).days) <= 183


@settings(deadline=None)
@given(BOUNDS, st.integers(1, 28), st.integers(1, 12))
def test_candidates_are_the_kept_years_of_the_explanation(years: YearBounds, day: int, month: int) -> None:
    kept, excluded = explain_years(years, month, day)
    assert {each.edtf for each in candidates(years, month, day, None)} <= {each.edtf for each in kept} | set()
    assert not {each.edtf for each in kept} & {each.edtf for each in excluded}
    assert all(each.reasons for each in excluded)
