"""Offices over time: one row a line of bars, a day on each sighting, the years below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from banggiao.record import Held
from banggiao.web.charts.svg import Element, element, fitting, picture

_ROW, _BAR, _TOP, _FOOT = 38, 9, 4, 24
_MOST_DOTS = 60  # of one bar: more would be one line


class Row(NamedTuple):
    """What stands over the bars, and the times in office."""

    label: str
    spans: tuple[Held, ...]


def timeline(rows: Sequence[Row], title: str, width: int, last: date | None = None) -> Element | None:
    """The picture, or None where there is no day to draw. Whoever is still in office is so until `last`, else until the
    day on which the tables were checked."""
    bars = [(row, [_Bar.of(held, last) for held in row.spans]) for row in rows]
    every = [bar for _, some in bars for bar in some]
    if not every:
        return None
    first, end = min(bar.first for bar in every), max(bar.last for bar in every)
    scale = _Scale(date(first.year, 1, 1), date(end.year + 1, 1, 1), width)
    height = _TOP + _ROW * len(bars) + _FOOT
    parts = list(_years(scale, height))
    for number, (row, some) in enumerate(bars):
        top = _TOP + number * _ROW
        parts.append(element("text", fitting(row.label, width - 4), look="label", x=0, y=top + 14))
        for bar in some:
            parts += _drawn(bar, scale, top + 20)
    return picture(width, height, title, parts, "timeline")


class _Bar(NamedTuple):
    """From where to where; `begins` and `ends` tell whether these are the first and last day or only one in office."""

    held: Held
    first: date
    last: date
    begins: bool
    ends: bool

    @classmethod
    def of(cls, held: Held, until: date | None) -> _Bar:
        first = date.fromisoformat(held.start.removeprefix("../")[:10])
        if held.end is None:
            checked = date.fromisoformat(held.checked) if held.checked else None
            seen = max((day for each in held.attested for day in each.days), default=held.start)
            last = max(until or checked or first, date.fromisoformat(seen.removeprefix("../")[:10]), first)
        else:
            last = date.fromisoformat(held.end.removesuffix("/..")[:10])
        ends = held.end is not None and not held.end.endswith("/..")
        return cls(held, first, max(first, last), not held.start.startswith("../"), ends)


class _Scale(NamedTuple):
    first: date
    last: date
    width: int

    def at(self, day: date) -> float:
        return (day - self.first).days / max((self.last - self.first).days, 1) * self.width


def _years(scale: _Scale, height: int) -> Iterable[Element]:
    years = scale.last.year - scale.first.year
    most = max(scale.width // 64, 2)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200) if years / step <= most)
    for year in range(scale.first.year, scale.last.year + 1):
        if year % step:
            continue
        x = scale.at(date(year, 1, 1))
        yield element("line", look="grid", x1=x, x2=x, y1=_TOP, y2=height - _FOOT + 4)
        if x <= scale.width - 30:
            yield element("text", str(year), look="tick", x=x + 2, y=height - 6)


def _drawn(bar: _Bar, scale: _Scale, top: float) -> Iterable[Element]:
    first, last = scale.at(bar.first), scale.at(bar.last)
    look = "read" if bar.held.source == "read" else "known"
    middle = top + _BAR / 2
    if not bar.begins:
        yield element("line", look="open", x1=max(first - 12, 0), x2=first, y1=middle, y2=middle)
    if not bar.ends:
        yield element("line", look="open", x1=last, x2=min(last + 12, scale.width), y1=middle, y2=middle)
    yield element("rect", look=look, x=first, y=top, width=max(last - first, 3.0), height=_BAR, rx=2)
    days = sorted({each.days[0] for each in bar.held.attested if each.days})
    for day in days[:: max(len(days) // _MOST_DOTS, 1)]:
        x = scale.at(date.fromisoformat(day))
        if first - 1 <= x <= last + 1:
            yield element("circle", look="seen", cx=x, cy=middle, r=2.5)
