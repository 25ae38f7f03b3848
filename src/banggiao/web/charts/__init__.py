"""Pictures made on the server, as elements: in a page they have its classes, alone (`?format=svg`) their own colours.

A `Chart` is drawn at both sizes, for a wide and a narrow window; the style sheet shows one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from banggiao.web.charts import columns as by_year
from banggiao.web.charts import graph, svg
from banggiao.web.charts import timeline as timelines
from banggiao.web.charts.svg import Element

WIDE, NARROW = 1120, 358


class Chart(NamedTuple):
    """A picture for wide and for narrow windows."""

    wide: Element
    narrow: Element

    def __html__(self) -> str:
        return Markup('<div class="wide">{}</div><div class="narrow">{}</div>').format(
            svg.inline(self.wide), svg.inline(self.narrow)
        )

    def file(self) -> bytes:
        """The wide one as a file of its own."""
        return svg.alone(self.wide)


def _both(drawn: Callable[[int], Element | None]) -> Chart | None:
    wide, narrow = drawn(WIDE), drawn(NARROW)
    return Chart(wide, narrow) if wide is not None and narrow is not None else None


def timeline(rows: Sequence[timelines.Row], title: str, last: date | None = None) -> Chart | None:
    """Offices over time (charts/timeline.py)."""
    return _both(lambda width: timelines.timeline(rows, title, width, last))


def columns(counts: Mapping[int, Mapping[str, int]], kinds: Sequence[str], title: str) -> Chart | None:
    """Columns by year (charts/columns.py)."""
    return _both(lambda width: by_year.columns(counts, kinds, title, width))


def rays(home: str, partners: Sequence[graph.Ray], title: str) -> Chart | None:
    """The relations of a state (charts/graph.py)."""
    return _both(lambda width: graph.rays(home, partners, title, width))
