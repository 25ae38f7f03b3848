"""Days and years: what dates a contact, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tests.contrast.contrast import Changed, contrast, differences
from tests.contrast.page import DATE, STATUS, Facts, Page, allows, events, is_day, plain, reading_of, without_date

from banggiao.model import Reading


def dates_allow(reading: Reading, dated: Facts, published: str | None = None) -> str | None:
    """The same contacts, and each day one that the open date leaves room for. What lies ahead of the day of publication
    may be told as past without it: "chuyến thăm X từ ngày 12-14/11" has no word that says which."""
    again = events(reading)
    told = {fact[STATUS] for fact in again}
    if published and "held" in told:
        ahead = [fact for fact in dated if fact[STATUS] == "planned" and str(fact[DATE])[:7] >= published[:7]]
        for fact in ahead:
            past = (*fact[:STATUS], "held", *fact[STATUS + 1 :])
            if _undated(past) in map(_undated, again) and _undated(fact) not in map(_undated, again):
                dated = [past if one is fact else one for one in dated]
    if wrong := differences(without_date(again), without_date(dated)):
        return wrong
    left = list(again)
    for fact in dated:
        of_it = [one for one in left if _undated(one) == _undated(fact)]
        fit = next((one for one in of_it if allows(one[DATE], fact[DATE])), None)  # type: ignore[arg-type]
        if fit is None:
            return f"{[one[DATE] for one in of_it]} leave no room for {fact[DATE]} of {fact}"
        left.remove(fit)
    return None


@contrast
def publication_date_stripped(page: Page) -> Iterator[Changed]:
    """The page without its publication date. The contacts stay; a day may become open, and then the day that was read
    with the date is one of those it may be. Condition: every day of a contact is written with its month ("hôm qua" is
    explained by nothing else, and two contacts are told apart by their days)."""
    dated = events(reading_of(page))
    if page.published and all(_is_written(page, fact[DATE]) for fact in dated):
        yield Changed(page._replace(published=None), lambda again: dates_allow(again, dated, page.published))


def _undated(fact: tuple[object, ...]) -> tuple[object, ...]:
    return (*fact[:DATE], *fact[DATE + 1 :])


def _is_written(page: Page, day: object) -> bool:
    """Whether a day stands in the page by number and month; other dates do not matter."""
    ends = [end.split("-") for end in str(day).split("/") if is_day(end)]
    return all(
        re.search(rf"(?<!\d)0?{int(d)}(?:\s?[/.-]\s?0?{int(m)}(?!\d)| tháng 0?{int(m)}\b)", page.whole) is not None
        for _, m, d in ends[-1:]
    )


def with_and_without_date(page: Page, changed: Page) -> Iterator[Changed]:
    """The change made under the publication date and without one: contacts and dates stay in both."""
    for published in dict.fromkeys((page.published, None)):
        was = events(reading_of(page._replace(published=published)))
        yield Changed(changed._replace(published=published), lambda again, was=was: differences(events(again), was))


@contrast
def decoy_years_in_teasers(page: Page) -> Iterator[Changed]:
    """Teasers of other years below the page. Dates stay, with a publication date and without."""
    walk = "Ngày 8/3/2012, thành phố khai trương phố đi bộ dài hai cây số."
    block = f"Có thể bạn quan tâm\n\nLễ hội hoa xuân năm 2011\n\n{walk}\n"
    yield from with_and_without_date(page, page.below(block))


@contrast
def decoy_years_in_credits(page: Page) -> Iterator[Changed]:
    """A picture's credit with a year ("Ảnh tư liệu 2009: ..."). Dates stay, with a publication date and without.
    Condition: no teasers on the page."""
    if not reading_of(page).related:
        yield from with_and_without_date(page, page.below("Ảnh tư liệu 2009: MINH HÀ/TTXVN\n"))


@contrast
def decoy_years_in_a_copyright_line(page: Page) -> Iterator[Changed]:
    """The site's copyright line with its years. Dates stay, with a publication date and without. Condition: no teasers
    on the page."""
    if not reading_of(page).related:
        yield from with_and_without_date(page, page.below("© Bản quyền 2008-2015 thuộc Báo Gia Lai\n"))


@contrast
def decoy_years_in_the_background(page: Page) -> Iterator[Changed]:
    """A sentence at the end of the text on another year's trade. Contacts stay; dates stay under the publication date,
    and without it the day read before stays possible (as in the contrast before). Condition: no teasers on the page."""
    if reading_of(page).related:
        return
    changed = page.below(
        "Năm 2011, kim ngạch thương mại song phương đạt gần 90 triệu USD; năm 2012 con số này tăng gấp đôi."
    )
    was = events(reading_of(page))
    yield Changed(changed, lambda again: differences(events(again), was))
    if all(_is_written(page, fact[DATE]) for fact in was):
        yield Changed(changed._replace(published=None), lambda again: dates_allow(again, was, page.published))


_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@contrast
def weekday_added(page: Page) -> Iterator[Changed]:
    """The right weekday put before a day ("sáng 5/9" becomes "sáng thứ Năm (5/9)"). Contacts and dates stay; without
    the publication date the day read stays possible. Condition: the page tells a contact on that day, "sáng", "chiều",
    "tối", "ngày" and the day and month stand before a comma or a stop, and no weekday stands beside it already."""
    was = events(reading_of(page))
    days = {fact[DATE] for fact in was if is_day(fact[DATE])}  # type: ignore[arg-type]
    for day in sorted(map(str, days)):
        year, month, number = map(int, day.split("-"))
        name = _WEEKDAYS[date(year, month, number).weekday()]
        written = re.compile(
            rf"\b([Ss]áng|[Cc]hiều|[Tt]ối|[Nn]gày) (0?{number}[/-]0?{month}(?:[/-]{year})?)(?=[,.])(?![/-]?\d)"
        )

        def add(match: re.Match[str], name: str = name) -> str:
            word = "" if match[1].lower() == "ngày" else f"{match[1]} "
            told = f"{word}{name} ({match[2]})"
            return told[:1].upper() + told[1:] if match[1][:1].isupper() else told

        changed = page.mapped(lambda text, written=written, add=add: written.sub(add, text))
        if changed.row() != page.row():
            yield Changed(changed, lambda again: differences(events(again, plain), events(reading_of(page), plain)))
            yield Changed(changed._replace(published=None), lambda again: dates_allow(again, was, page.published))
