"""From likenesses to people: nodes that are one person, and those that something keeps apart.

A node is one way in which pages call someone: a name, a state, an office. Merging begins with the strongest likeness
and never joins two that differ for a firm reason, so one weak link doesn't make two people one. The outcome depends on
the nodes and their ids alone, not on the order in which they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from banggiao.entity.comparing import DIFFERENT, SAME, Sight, Verdict, compare
from banggiao.model import Value


class Node(Value, frozen=True):
    """A way of calling someone: `id` follows from name, state and office; `count` is how often pages do."""

    id: str
    sight: Sight
    count: int = 1


@lru_cache(4096)
def likeness(one: Sight, other: Sight) -> Verdict:
    """`compare`, remembered."""
    return compare(one, other)


def people(
    nodes: Sequence[Node],
    likenesses: Mapping[tuple[str, str], Verdict],
    judged: Mapping[tuple[str, str], str] | None = None,
) -> list[tuple[Node, ...]]:
    """The nodes by person, each person's in the order of their ids.

    `likenesses`: by the ids of two nodes, the smaller first; pairs that are not in it are not merged for themselves.
    `judged`: what people decided of two ids (same, different), which goes before everything.
    """
    judged = judged or {}
    groups: dict[str, list[Node]] = {node.id: [node] for node in nodes}
    links = [(2.0, 1, pair) for pair, verdict in judged.items() if verdict == SAME and groups.keys() >= set(pair)]
    counts = {node.id: node.count for node in nodes}
    links += [
        (verdict.strength, min(counts[pair[0]], counts[pair[1]]), pair)
        for pair, verdict in likenesses.items()
        if verdict.answer == SAME and groups.keys() >= set(pair) and judged.get(pair) not in (SAME, DIFFERENT)
    ]
    for strength, _, (one, other) in sorted(links, key=lambda link: (-link[0], -link[1], link[2])):
        mine, theirs = groups[one], groups[other]
        if mine is theirs or _apart(mine, theirs, judged, by_hand=strength > 1):
            continue
        mine += theirs
        for node in theirs:
            groups[node.id] = mine
    seen = {id(group): group for group in groups.values()}
    return sorted(
        (tuple(sorted(group, key=lambda node: node.id)) for group in seen.values()), key=lambda group: group[0].id
    )


def _apart(mine: Iterable[Node], theirs: Sequence[Node], judged: Mapping[tuple[str, str], str], by_hand: bool) -> bool:
    """Whether any of the one differs firmly from any of the other; where a person said same, only another word does."""
    for a in mine:
        for b in theirs:
            pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
            word = judged.get(pair)
            if word == DIFFERENT:
                return True
            if word == SAME or by_hand:
                continue
            verdict = likeness(a.sight, b.sight)
            if verdict.answer == DIFFERENT and verdict.firm:
                return True
    return False
