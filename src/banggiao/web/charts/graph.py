"""The relations of a state as rays: the nearer to the top and to the right in turn, the more contacts; thicker, too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from banggiao.web.charts.svg import Element, element, fitting, picture

_MOST = 32  # rays: more are not told apart


class Ray(NamedTuple):
    """A partner: how many contacts, and the address of the relation."""

    name: str
    contacts: int
    address: str


def rays(home: str, partners: Sequence[Ray], title: str, width: int) -> Element | None:
    """The picture, or None without partners; the strongest first, clockwise from the top."""
    shown = partners[: min(_MOST, max(width // 24, 12))]
    if not shown:
        return None
    height = min(width, 640) if width > 500 else width + 120
    across, down = width / 2, height / 2
    long, high = across - (120 if width > 500 else 62), down - 24
    most = shown[0].contacts
    lines, knots = [], []
    for number, ray in enumerate(shown):
        turn = 2 * math.pi * number / len(shown) - math.pi / 2
        x, y = across + long * math.cos(turn), down + high * math.sin(turn)
        share = math.sqrt(ray.contacts / most)
        lines.append(
            element("line", look="edge", x1=across, y1=down, x2=x, y2=y, stroke_width=round(0.75 + 7 * share, 2))
        )
        knots.append(_knot(ray, x, y, 3 + 7 * share, across, width))
    middle = [
        element("circle", look="home", cx=across, cy=down, r=14),
        element("text", home, look="label", x=across, y=down + 32, text_anchor="middle"),
    ]
    return picture(width, height, title, [*lines, *knots, *middle], "graph")


def _knot(ray: Ray, x: float, y: float, radius: float, middle: float, width: int) -> Element:
    side = 0 if abs(x - middle) < width * 0.04 else 1 if x > middle else -1
    anchor = {0: "middle", 1: "start", -1: "end"}[side]
    label = fitting(f"{ray.name} {ray.contacts}", 116 if width > 500 else 60, 12)
    up = radius + 5 if side == 0 and y < width / 4 else 0
    down = radius + 13 if side == 0 and not up else 0
    return element(
        "a",
        element("circle", look="node", cx=x, cy=y, r=radius),
        element("text", label, look="tick", x=x + side * (radius + 4), y=y + 4 - up + down, text_anchor=anchor),
        element("title", f"{ray.name}: {ray.contacts}"),
        href=ray.address,
    )
