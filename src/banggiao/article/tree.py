"""The elements of a parsed page as plain objects, and a few CSS selectors to find them by.

The parser's own nodes are made anew each time one is asked for, at some microseconds a piece; a page is walked through
several times and asked for dozens of selectors. So its head and body are written out once, as the parser understood
them (all elements closed, all attributes quoted), and what is written is taken apart into a list of elements and texts
in page order. An element knows its parent and where in the list its contents end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct

DEPTH = 200
"""Levels of elements that are climbed; pages of broken tags nest thousands."""


class Element(Struct, eq=False, gc=False):
    """An element of a page."""

    tag: str
    raw: str
    """The attributes as written."""
    parent: Element | None
    at: int
    """Its place in the tree's list; what it contains follows, up to `stop`."""
    stop: int
    _attributes: dict[str, str] | None = None

    def __repr__(self) -> str:
        return f"<{self.tag} {self.raw}>"

    @property
    def attributes(self) -> dict[str, str]:
        found = self._attributes
        if found is None:
            found = self._attributes = dict(_ATTRIBUTE.findall(self.raw))
            if "&" in self.raw:
                for name, value in found.items():
                    found[name] = _unescaped(value)
        return found

    def get(self, name: str) -> str:
        """The value of an attribute; "" where there is none."""
        raw = self.raw
        if name not in raw:
            return ""
        if raw.startswith(name) and raw[after := len(name)] == "=" and "&" not in raw:
            return raw[after + 2 : raw.index('"', after + 2)]
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        raw = self.raw
        return name in raw and ((raw.startswith(name) and raw[len(name)] == "=") or name in self.attributes)

    def upwards(self) -> Iterator[Element]:
        """The elements that this one is in, from the innermost."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


_AT = attrgetter("at")


class Tree:
    """The body (or head) of a page: its elements and texts in page order ("" stands for a comment), how deep it nests.
    An element's own list is `items[element.at + 1 : element.stop]`. With `quirks` (in pages without a doctype) capitals
    in classes and ids don't count.
    """

    def __init__(self, quirks: bool) -> None:
        self.items: list[Element | str] = []
        self.deepest = -1
        self.quirks = quirks
        self._elements: list[Element] = []
        self._tags: dict[str, list[Element]] = {}
        self._written = ""  # the attributes of all elements
        self._classes: dict[str, list[Element]] | None = None
        self._of_names: dict[str, list[Element]] = {}
        self._fitting: dict[str, list[Element]] = {}

    @property
    def root(self) -> Element:
        return self.elements[0]

    @property
    def elements(self) -> list[Element]:
        if not self._elements:
            self._elements = [item for item in self.items if not isinstance(item, str)]
        return self._elements

    def text(self, element: Element) -> str:
        """All text in an element, as it stands."""
        return "".join([item for item in self.items[element.at : element.stop] if isinstance(item, str)])

    def is_alone(self, element: Element) -> bool:
        """Whether there is nothing beside an element in the one that it is in."""
        above = element.parent
        return above is not None and element.at == above.at + 1 and element.stop == above.stop

    def following(self, element: Element) -> Iterator[Element]:
        """The elements after this one in the same one."""
        at, stop = element.stop, element.parent.stop if element.parent else 0
        while at < stop:
            item = self.items[at]
            if isinstance(item, str):
                at += 1
            else:
                yield item
                at = item.stop

    def select(self, element: Element, selector: str) -> list[Element]:
        """The elements in this one that a CSS selector fits, in page order. Raises ValueError for one that is not
        understood (known are tags, classes, ids, attributes, " ", ">" and ",").
        """
        found = self._fitting_all(selector)
        if not found:
            return found
        return found[bisect_right(found, element.at, key=_AT) : bisect_left(found, element.stop, key=_AT)]

    def first(self, element: Element, selector: str) -> Element | None:
        """The first element in this one that a selector fits."""
        found = self._fitting_all(selector)
        if not found:
            return None
        at = bisect_right(found, element.at, key=_AT)
        return found[at] if at < len(found) and found[at].at < element.stop else None

    def _fitting_all(self, selector: str) -> list[Element]:
        """All elements that a selector fits, in page order."""
        found = self._fitting.get(selector)
        if found is None:
            parts = [self._of_shape(shape) for shape in parsed(selector)]
            found = parts[0] if len(parts) == 1 else sorted(set(chain.from_iterable(parts)), key=_AT)
            self._fitting[selector] = found
        return found

    def _of_shape(self, shape: Shape) -> list[Element]:
        found = self._candidates(shape[-1][1])
        for attribute in shape[-1][1].attributes:
            if not found:
                return found
            part = attribute.part
            found = [element for element in found if part in element.raw]
        if not found:
            return found
        if len(shape) == 1:
            tag, identity, classes, attributes = shape[0][1]
            asked = bool(tag) + len(classes) + bool(identity)
            if asked == 1 and not identity:  # what the candidates were found by
                if not attributes:
                    return found
                if len(attributes) == 1 and not attributes[0].sign:
                    return [element for element in found if element.has(attributes[0].name)]
        return [element for element in found if self._fits(element, shape, len(shape) - 1)]

    def _candidates(self, compound: Compound) -> list[Element]:
        """The elements among which are all that the last part of a selector fits, in page order."""
        if compound.classes:
            name = compound.classes[0]
            return self._of_class(name.lower() if self.quirks else name)
        if compound.tag:
            if not self._tags:
                for element in self.elements:
                    self._tags.setdefault(element.tag, []).append(element)
            return self._tags.get(compound.tag, [])
        if compound.id is not None:
            return [element for element in self.elements if "id=" in element.raw]
        name, sign, value, part = compound.attributes[0]
        if name == "class" and sign == "*=":
            groups = [held for names, held in self._by_names().items() if value in names]
            return groups[0] if len(groups) == 1 else sorted(chain.from_iterable(groups), key=_AT)
        if not self._written:
            self._written = "\n".join([element.raw for element in self.elements])
        return self.elements if part in self._written else []

    def _of_class(self, name: str) -> list[Element]:
        if self._classes is None:
            self._classes = {}
            for names, held in self._by_names().items():
                for one in set(names.lower().split() if self.quirks else names.split()):
                    if one in self._classes:
                        self._classes[one] = sorted(self._classes[one] + held, key=_AT)
                    else:
                        self._classes[one] = held
        return self._classes.get(name, [])

    def _by_names(self) -> dict[str, list[Element]]:
        """The elements by the value of their attribute "class"."""
        if not self._of_names:
            for element in self.elements:
                if "class=" in element.raw:
                    names = element.get("class")
                    if names in self._of_names:
                        self._of_names[names].append(element)
                    else:
                        self._of_names[names] = [element]
        return self._of_names

    def _names(self, element: Element) -> list[str]:
        """The classes of an element, in small letters where capitals don't count."""
        names = element.get("class")
        return (names.lower() if self.quirks else names).split()

    def _fits(self, element: Element | None, shape: Shape, last: int) -> bool:
        """Whether an element is the one that part `last` of the shape asks for."""
        step, compound = shape[last]
        if element is None or not self._is(element, compound):
            return False
        if last == 0:
            return True
        if step == ">":
            return self._fits(element.parent, shape, last - 1)
        outer = shape[last - 1]
        for above in islice(element.upwards(), DEPTH):
            if self._is(above, outer[1]):
                if self._fits(above, shape, last - 1):
                    return True
                if outer[0] == " ":  # what isn't around the nearest isn't around those farther off
                    return False
        return False

    def _is(self, element: Element, compound: Compound) -> bool:
        tag, identity, classes, attributes = compound
        if tag and element.tag != tag:
            return False
        if classes:
            names = self._names(element)
            for one in classes:
                if (one.lower() if self.quirks else one) not in names:
                    return False
        if identity is not None:
            found = element.get("id")
            if found != identity and not (self.quirks and found.lower() == identity.lower()):
                return False
        return all(_has(element, attribute) for attribute in attributes) if attributes else True


# --- from the parser's tree -----------------------------------------------------------------------------------

# Names of attributes may hold any sign but these; in values "<", ">" and quotation marks are written as entities.
_ATTRIBUTE = re.compile(r'(=?+[^ \t\n\f/>=]*+)="([^"]*+)" ?')
# Elements whose text is written as it is, and those that have no end.
_PLAIN_TEXT = ("script", "style", "iframe", "xmp", "noembed", "noframes", "plaintext")
# fmt: off
_EMPTY = (
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
)
# fmt: on
_KINDS = dict.fromkeys(_PLAIN_TEXT, "plain") | dict.fromkeys(_EMPTY, "empty")


def of_element(element: Any, quirks: bool) -> Tree:
    """The tree of an element (the head or the body; None gives an empty one) of a page parsed by resiliparse."""
    tree = Tree(quirks)
    if element is not None and not (_is_escaped() and _from_markup(tree, element.html)):
        tree = Tree(quirks)
        _from_nodes(tree, element)
    if not tree.elements:  # a page of frames
        tree.items[:] = tree._elements[:] = [Element("body", "", None, 0, 1)]
    return tree


@cache
def _is_escaped() -> bool:
    """Whether this version of the library writes "<" and ">" in attributes as entities."""
    from resiliparse.parse.html import HTMLTree

    probe: Any = HTMLTree.parse('<body><i title="<>">').body
    return '"&lt;&gt;"' in probe.html


def is_quirky(parser: Any) -> bool:
    """Whether a page parsed by resiliparse is read as those without a doctype are."""
    probe = parser.create_element("i")
    probe["class"] = "q"
    return bool(probe.matches(".Q"))


def _from_markup(tree: Tree, markup: str) -> bool:
    """Take apart what the parser has written; False where that is not clear (scripts in the comment of a script,
    elements in the styles of a drawing, "<" in a name)."""
    items = tree.items
    append, kind_of = items.append, _KINDS.get
    parent = root = Element("html", "", None, -1, 0)
    depth = deepest = tree.deepest  # of `parent`
    at = 0
    pieces = iter(markup.split("<"))
    if next(pieces):
        return False
    for piece in pieces:
        head, end, text = piece.partition(">")
        first = piece[0]
        if first == "/":
            if not end or head[1:] != parent.tag or parent.parent is None:
                return False
            if parent.tag == "template":  # what is in it is no part of the page
                at = parent.at + 1
                del items[at:]
            parent.stop = at
            parent = parent.parent
            depth -= 1
        elif first == "!":
            while not (comment := piece.partition("-->"))[1]:
                piece = next(pieces, "-->")
            text = comment[2]
            append("")
            at += 1
        elif not end:
            return False
        elif first == "?":
            append("")
            at += 1
        else:
            tag, _, attributes = head.partition(" ")
            element = Element(tag, attributes, parent, at, at + 1)
            append(element)
            at += 1
            kind = kind_of(tag)
            if depth == deepest:
                deepest += 1
            if kind is None:
                parent = element
                depth += 1
            elif kind == "plain":
                closing = f"/{tag}>"
                inner = [text]
                while not (piece := next(pieces, closing)).startswith(closing):
                    inner.append(piece)
                if len(inner) > 1 and _is_unclear(element, content := "<".join(inner)):
                    return False
                text = piece[len(closing) :]
                if inner[0] or len(inner) > 1:
                    append(inner[0] if len(inner) == 1 else content)
                    element.stop = at = at + 1
        if text:
            append(_unescaped(text) if "&" in text else text)
            at += 1
    root.stop = at
    tree.deepest = deepest
    return parent is root and bool(items)


def _is_unclear(element: Element, content: str) -> bool:
    """Whether "<" in an element of plain text may be that of an element, or the element's end another's."""
    if element.tag == "plaintext" or (element.tag == "script" and "<!--" in content):
        return True
    return any(above.tag in ("svg", "math") for above in islice(element.upwards(), DEPTH))


def _from_nodes(tree: Tree, body: Any) -> None:
    """The same, node by node."""
    items = tree.items
    root = Element("html", "", None, -1, 0)
    stack: list[tuple[Any, Element, int] | Element] = [(body, root, 0)]
    while stack:
        top = stack.pop()
        if isinstance(top, Element):
            top.stop = len(items)
            continue
        node, parent, depth = top
        if node.tag == "#text":
            items.append(node.value or "")
            continue
        if not node.tag or node.tag.startswith("#") or not hasattr(node, "getattr"):  # the tag of "<?php ..>" is "php"
            items.append("")
            continue
        tree.deepest = max(tree.deepest, depth)
        written = " ".join(f'{name}="{_escaped(node.getattr(name) or "")}"' for name in node.attrs)
        element = Element(node.tag, written, parent, at := len(items), at + 1)
        items.append(element)
        stack.append(element)
        child = node.last_child
        while child is not None:
            stack.append((child, element, depth + 1))
            child = child.prev
    root.stop = len(items)


_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\xa0"), ("&quot;", '"'), ("&amp;", "&"))


def _unescaped(text: str) -> str:
    for entity, char in _ENTITIES:
        text = text.replace(entity, char)
    return text


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;")


# --- selectors ------------------------------------------------------------------------------------------------


class Attribute(NamedTuple):
    """What is asked of an attribute."""

    name: str
    sign: str
    value: str
    part: str
    """What stands in the attributes of every element that has this one."""


class Compound(NamedTuple):
    """What is asked of one element."""

    tag: str | None
    id: str | None
    classes: tuple[str, ...]
    attributes: tuple[Attribute, ...]


Shape: TypeAlias = tuple[tuple[str, Compound], ...]
"""Elements one in the other, from the outer to the inner, each with how it stands to the one before: " " or ">"."""

_PLAIN = re.compile(r"[\w:.-]+")
_PART = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]*)|\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[\s*(?P<name>[\w-]+)\s*(?:(?P<sign>[~|^$*]?=)\s*(?P<value>\"[^\"]*\"|'[^']*'|[\w-]+)\s*)?\]"
)
_STEP = re.compile(r"\s*(?P<sign>>)\s*|\s+")


@lru_cache(1024)
def parsed(selector: str) -> tuple[Shape, ...]:
    """A selector as it is looked for. Raises ValueError for one that is not understood."""
    shapes: list[Shape] = []
    shape: list[tuple[str, Compound]] = []
    at, step, text = 0, " ", selector.strip()
    while True:
        compound, after = _compound(text, at)
        if after == at:
            raise ValueError(f"selector not understood: {selector!r}")
        shape.append((step, compound))
        at = after
        if at == len(text) or text[at:].lstrip().startswith(","):
            shapes.append(tuple(shape))
            if at == len(text):
                return tuple(shapes)
            rest = text[at:].lstrip()[1:].lstrip()
            shape, step, at = [], " ", len(text) - len(rest)
        elif found := _STEP.match(text, at):
            step, at = found["sign"] or " ", found.end()
        else:
            raise ValueError(f"selector not understood: {selector!r}")


def _compound(text: str, at: int) -> tuple[Compound, int]:
    tag, identity = None, None
    classes: list[str] = []
    attributes: list[Attribute] = []
    begun = at
    while found := _PART.match(text, at):
        if found["tag"]:
            if at > begun:
                break
            tag = found["tag"].lower()
        elif found["class"]:
            classes.append(found["class"])
        elif found["id"]:
            identity = found["id"]
        else:
            attributes.append(
                _attribute(found["name"].lower(), found["sign"] or "", (found["value"] or "").strip("\"'"))
            )
        at = found.end()
    return Compound(tag, identity, tuple(classes), tuple(attributes)), at


_SIGNS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda found, value: found == value,
    "~=": lambda found, value: value in found.split(),
    "|=": lambda found, value: found == value or found.startswith(value + "-"),
    "^=": lambda found, value: bool(value) and found.startswith(value),
    "$=": lambda found, value: bool(value) and found.endswith(value),
    "*=": lambda found, value: bool(value) and value in found,
}
_ANY_CASE = frozenset(("type", "rel"))
"""Attributes whose values are the same in capitals and small letters."""


def _attribute(name: str, sign: str, value: str) -> Attribute:
    is_plain = value and name not in _ANY_CASE and _PLAIN.fullmatch(value)
    return Attribute(name, sign, value, value if is_plain else name)


def _has(element: Element, wanted: Attribute) -> bool:
    if not element.has(wanted.name):
        return False
    if not wanted.sign:
        return True
    found, value = element.get(wanted.name), wanted.value
    if wanted.name in _ANY_CASE:
        found, value = found.lower(), value.lower()
    return _SIGNS[wanted.sign](found, value)
