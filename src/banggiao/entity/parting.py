"""One way of calling someone that is two people's: a person said of two sightings that they are different.

The sightings that were judged stand for the people; every other one goes to whom it is nearest: by the offices first,
then by the company, then by the day. What goes where depends on it and on the judged ones alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from banggiao.entity.comparing import DIFFERENT, SAME
from banggiao.model import Value


class Trace(Value, frozen=True):
    """A sighting as far as it tells equal names apart: `mark` is what judgements call it by, `offices` the seats held,
    `company` with whom and where, `day` the ordinal of the day (None: not known)."""

    mark: str
    offices: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    day: int | None = None


def parts(traces: Iterable[Trace], judged: Mapping[tuple[str, str], str]) -> tuple[tuple[Trace, ...], ...]:
    """The judged sightings by person: as few people as the judgements (same, different) allow. Of one person all is
    one part.

    >>> [len(part) for part in parts((Trace("a"), Trace("b"), Trace("c")), {("a", "b"): "different"})]
    [2, 1]
    """
    by_mark = {trace.mark: trace for trace in traces}
    pairs = [pair for pair in sorted(judged) if by_mark.keys() >= set(pair)]
    apart = {frozenset(pair) for pair in pairs if judged[pair] == DIFFERENT}
    together = {mark: {mark} for mark in by_mark}
    for one, other in pairs:
        mine, theirs = together[one], together[other]
        if judged[one, other] == SAME and mine is not theirs and not _are_apart(mine, theirs, apart):
            mine |= theirs
            for mark in theirs:
                together[mark] = mine
    found: list[set[str]] = []
    for mark in sorted(by_mark):
        if any(mark in part for part in found):
            continue
        fitting = [part for part in found if not _are_apart(part, together[mark], apart)]
        if fitting:
            fitting[0].update(together[mark])
        else:
            found.append(set(together[mark]))
    return tuple(tuple(by_mark[mark] for mark in sorted(part)) for part in found)


def _are_apart(one: Iterable[str], other: Sequence[str] | set[str], apart: set[frozenset[str]]) -> bool:
    return any(frozenset((a, b)) in apart for a in one for b in other)


def part_of(trace: Trace, among: Sequence[Sequence[Trace]]) -> int:
    """To which of the parts a sighting goes; to the first where nothing tells.

    >>> part_of(Trace("c", company=("RU",)), [[Trace("a", company=("FR",))], [Trace("b", company=("RU",))]])
    1
    """
    for number, part in enumerate(among):
        if any(one.mark == trace.mark for one in part):
            return number
    offices = _telling([{office for one in part for office in one.offices} for part in among])
    company = _telling([{each for one in part for each in one.company} for part in among])

    def nearness(number: int) -> tuple[int, int, int]:
        days = [abs(one.day - trace.day) for one in among[number] if one.day is not None and trace.day is not None]
        return (
            len(offices[number].intersection(trace.offices)),
            len(company[number].intersection(trace.company)),
            -min(days, default=_FAR),
        )

    return max(range(len(among)), key=lambda number: (*nearness(number), -number))


_FAR = 1 << 20


def _telling(of: Sequence[set[str]]) -> list[set[str]]:
    """What only one of them has."""
    return [own.difference(*(other for other in of if other is not own)) for own in of]
