"""Elements of a picture, and how they are written down: for a page (classes) or as a file of its own (attributes)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

# What a class looks like in a file of its own; in a page the style sheet says it.
LOOKS: Mapping[str, Mapping[str, str]] = {
    "label": {"fill": "#1d1c1a", "font-size": "13"},
    "tick": {"fill": "#57534a", "font-size": "12"},
    "count": {"fill": "#57534a", "font-size": "12"},
    "grid": {"stroke": "#dcd7cb", "stroke-width": "1"},
    "known": {"fill": "#0b5572"},
    "read": {"fill": "#7a5600"},
    "open": {"stroke": "#7a5600", "stroke-width": "2", "stroke-dasharray": "2 3"},
    "seen": {"fill": "#fbfaf7", "stroke": "#1d1c1a", "stroke-width": "1"},
    "gap": {"fill": "none", "stroke": "#8f897b", "stroke-dasharray": "3 3"},
    "one": {"fill": "#0b5572"},
    "two": {"fill": "#9d2a2b"},
    "three": {"fill": "#7a5600"},
    "four": {"fill": "#1d6b4f"},
    "five": {"fill": "#5b3f74"},
    "six": {"fill": "#8f897b"},
    "edge": {"stroke": "#8f897b"},
    "node": {"fill": "#0b5572"},
    "home": {"fill": "#9d2a2b"},
}
_FONT = "'Be Vietnam Pro', system-ui, sans-serif"


class Element(NamedTuple):
    """An element with its class, attributes and children; a string is a text."""

    name: str
    look: str | None
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]


def element(name: str, *children: Element | str | None, look: str | None = None, **attributes: object) -> Element:
    """An element; `stroke_width` is the attribute stroke-width, `class_` is written as it is in both forms."""
    given = tuple((key.replace("_", "-"), _value(value)) for key, value in attributes.items() if value is not None)
    return Element(name, look, given, tuple(child for child in children if child is not None))


def picture(width: float, height: float, title: str, children: Iterable[Element], look: str = "") -> Element:
    """The whole of it. The title is read out in place of the picture."""
    size = {"width": width, "height": height, "viewBox": f"0 0 {_value(width)} {_value(height)}"}
    # What holds links is no single picture to a screen reader.
    role = "group" if any(_has_links(child) for child in children) else "img"
    return element("svg", element("title", title), *children, look=f"chart {look}".strip(), role=role, **size)


def _has_links(one: Element | str) -> bool:
    return not isinstance(one, str) and (one.name == "a" or any(map(_has_links, one.children)))


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def inline(one: Element) -> Markup:
    """For a page."""
    return Markup("".join(_written(one, alone=False)))  # escaped piece by piece  # nosec B704


def alone(one: Element) -> bytes:
    """A file of its own."""
    size = dict(one.attributes)
    ground = element("rect", width=size["width"], height=size["height"], fill="#ffffff")
    whole = one._replace(
        look=None,
        attributes=(*one.attributes, ("xmlns", "http://www.w3.org/2000/svg"), ("font-family", _FONT)),
        children=(one.children[0], ground, *one.children[1:]),
    )
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_written(whole, alone=True))).encode()


def _written(one: Element | str, *, alone: bool) -> Iterator[str]:
    if isinstance(one, str):
        yield str(escape(one))
        return
    attributes = dict(one.attributes)
    if one.look and alone:
        for look in one.look.split():
            attributes = {**LOOKS.get(look, {}), **attributes}
    elif one.look:
        attributes["class"] = one.look
    told = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    yield f"<{one.name}{told}>"
    for child in one.children:
        yield from _written(child, alone=alone)
    yield f"</{one.name}>"


def fitting(text: str, width: float, size: float = 13) -> str:
    """The text, cut with "…" where it is wider than that, by the usual width of a letter."""
    letters = int(width / (size * 0.56))
    return text if len(text) <= letters else text[: max(letters - 1, 1)].rstrip() + "…"
