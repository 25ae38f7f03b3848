"""EDTF as the days it may mean."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.record import dates


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-09-05", "2024-09-05", "2024-09-05"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2015", "2015-01-01", "2015-12-31"),
        ("2024-09-05/2024-09-08", "2024-09-05", "2024-09-08"),
        ("2024-09/2024-10", "2024-09-01", "2024-10-31"),
        ("2024-09-05/..", "2024-09-05", None),
        ("../2024-09-05", None, "2024-09-05"),
        ("[2021-11-24,2022-11-24,2023-11-24]", "2021-11-24", "2023-11-24"),
        ("{2021-11-24, 2022-11-24}", "2021-11-24", "2022-11-24"),
        ("[2021..2023]", "2021-01-01", "2023-12-31"),
        ("[2021-05-01..]", "2021-05-01", None),
        ("XXXX-10-23", None, None),
        ("[XXXX-10-23,2020-01-01]", None, None),
        ("201X", "2010-01-01", "2019-12-31"),
        ("201X-03", "2010-03-01", "2019-03-31"),
        ("2017-05-XX", "2017-05-01", "2017-05-31"),
        ("2017-XX-09", "2017-01-09", "2017-12-09"),
        ("2017-05-2X", "2017-05-20", "2017-05-29"),
        ("2017-05-06?", "2017-05-06", "2017-05-06"),
        ("2017~", "2017-01-01", "2017-12-31"),
        ("2017-33", "2017-01-01", "2017-03-31"),
        ("2023-02-29", None, None),
        ("202X-02-29", "2020-02-29", "2028-02-29"),
        ("soon", None, None),
        ("2024-09-05/2024-09-08/2024-09-09", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_bounds(edtf: str | None, first: str | None, last: str | None) -> None:
    assert dates.bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    ("edtf", "since", "until", "may", "does"),
    [
        ("2024-09-05", "2024-09-05", "2024-09-05", True, True),
        ("2024-09", "2024-09-10", "2024-09-20", True, False),
        ("2024-09", None, "2024-08-31", False, False),
        ("[2021-11-24,2023-11-24]", "2022-01-01", "2022-12-31", False, False),
        ("[2021-11-24,2023-11-24]", "2021-01-01", "2022-12-31", True, False),
        ("XXXX-12-26", "2017-12-26", "2017-12-26", True, False),
        ("XXXX-12-26", "2017-01-01", "2017-12-25", False, False),
        ("XXXX-12-26", "2017-12-27", "2018-12-25", False, False),
        ("XXXX-12-26", "2017-12-27", None, True, False),
        ("XXXX-02-29", "2021-01-01", "2023-12-31", False, False),
        ("XXXX-12-26/XXXX-12-28", "2017-01-01", "2017-01-31", True, False),
        ("201X-03", "2015-04-01", "2016-02-28", False, False),
        ("201X-03", "2015-04-01", "2016-03-01", True, False),
        ("nonsense", "2015-04-01", "2016-03-01", True, False),
        (None, "2015-04-01", "2016-03-01", True, False),
    ],
)
def test_falls(edtf: str | None, since: str | None, until: str | None, may: bool, does: bool) -> None:
    assert dates.may_fall(edtf, since, until) is may
    assert dates.falls(edtf, since, until) is does


DAY = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)).map(str)


@given(DAY, DAY, DAY)
def test_days_compare_as_days(day: str, since: str, until: str) -> None:
    assert dates.may_fall(day, since, until) == dates.falls(day, since, until) == (since <= day <= until)


@given(DAY, DAY, DAY)
def test_a_yearless_day_is_any_year_of_it(day: str, since: str, until: str) -> None:
    every = [f"{year}{day[4:]}" for year in range(int(since[:4]), int(until[:4]) + 1)]
    real = [one for one in every if dates.bounds(one)[0] is not None]
    assert dates.may_fall("XXXX" + day[4:], since, until) == any(since <= one <= until for one in real)


@given(st.text(max_size=20) | st.text(alphabet="0123456789X-/[]{},.~?% ", max_size=24), DAY, DAY)
def test_any_text_is_taken(edtf: str, since: str, until: str) -> None:
    first, last = dates.bounds(edtf)
    assert first is None or last is None or first <= last or "/" in edtf
    if dates.falls(edtf, since, until) and since <= until:
        assert dates.may_fall(edtf, since, until)


def test_ordinal() -> None:
    assert dates.ordinal("2024-09") == datetime.date(2024, 9, 1).toordinal()
    assert dates.ordinal("XXXX-09-01") is None
