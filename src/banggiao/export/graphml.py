"""GraphML: who had to do with whom.

A node is a person, a body, the unnamed holder of an office or a state; an edge is a pair in a contact.

Edges go from the one that receives, sends or invites to the other; `symmetric` ones (parties of one standing) have no
direction to be read into them. Lost: place, part of the day, evidence, participants without another side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO, Unpack
from xml.sax.saxutils import escape, quoteattr  # writes, parses nothing  # nosec B406

from banggiao.export.sides import Side, pairs
from banggiao.record import Contact, ContactFilters, Record

_NODE = ("kind", "name", "country")
_EDGE = ("contact", "type", "form", "status", "date", "confidence", "symmetric", "page", "url")
_TYPES = {"confidence": "double", "symmetric": "boolean"}


def write(record: Record, stream: TextIO, **filters: Unpack[ContactFilters]) -> int:
    """A directed multigraph, a node before the first edge that needs it; gives the number of contacts with an edge."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for name in _NODE:
        stream.write(f'  <key id="n_{name}" for="node" attr.name="{name}" attr.type="string"/>\n')
    for name in _EDGE:
        stream.write(f'  <key id="e_{name}" for="edge" attr.name="{name}" attr.type="{_TYPES.get(name, "string")}"/>\n')
    stream.write('  <graph id="contacts" edgedefault="directed">\n')
    known: set[str] = set()
    edges = count = 0
    for contact in record.each_contact(**filters):
        before = edges
        for one, other in pairs(contact):
            for each in (one, other):
                if each.id not in known:
                    known.add(each.id)
                    stream.writelines(_node(each))
            edges += 1
            stream.writelines(_edge(edges, contact, one, other))
        count += edges > before
    stream.write("  </graph>\n</graphml>\n")
    return count


def _node(each: Side) -> Iterator[str]:
    yield f"    <node id={quoteattr(each.id)}>\n"
    for name in _NODE:
        yield from _data("n", name, getattr(each, name))
    yield "    </node>\n"


def _edge(number: int, contact: Contact, one: Side, other: Side) -> Iterator[str]:
    yield f'    <edge id="{number}" source={quoteattr(one.id)} target={quoteattr(other.id)}>\n'
    symmetric = "true" if one.role == other.role == "party" else "false"
    told = {"contact": contact.id, "symmetric": symmetric}
    for name in _EDGE:
        yield from _data("e", name, told.get(name) or getattr(contact, name, None))
    yield "    </edge>\n"


def _data(of: str, name: str, value: object) -> Iterator[str]:
    if value is not None:
        yield f'      <data key="{of}_{name}">{escape(str(value))}</data>\n'
