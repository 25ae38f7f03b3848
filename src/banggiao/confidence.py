"""How sure a reading is: probabilities from what is known of how a fact was read.

The weights are fitted on gold by `benchmarks/calibration.py` and lie in a table each for events and statements: the
log-odds that a feature adds for a target (`event`, `date`, ...), `always` being the target's starting point.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from banggiao import lexicon
from banggiao.lexicon import DataError

COLUMNS = ("target", "feature", "weight", "seen")
ALWAYS = "always"
# Nothing is impossible and nothing certain that was read once from one page.
_LEAST, _MOST = 0.02, 0.99

Scale = dict[str, tuple[float, ...]]
"""Feature -> its log-odds for each target."""


@cache
def scale(file: str, targets: tuple[str, ...]) -> Scale:
    """The weights of data/`file` for these targets, in their order.

    Raises DataError on a weight that is no number, another target, and a target without a starting point.
    """
    found: dict[str, list[float]] = {ALWAYS: [math.nan] * len(targets)}
    for target, feature, weight, _ in lexicon.table(file, COLUMNS):
        if target not in targets:
            raise DataError(f"data/{file}: {target!r} is none of {', '.join(targets)}")
        try:
            found.setdefault(feature, [0.0] * len(targets))[targets.index(target)] = float(weight)
        except ValueError as error:
            raise DataError(f"data/{file}: {target}, {feature}: {weight!r} is no number") from error
    if any(map(math.isnan, found[ALWAYS])):
        raise DataError(f"data/{file}: not every one of {', '.join(targets)} has a line '{ALWAYS}'")
    return {feature: tuple(weights) for feature, weights in found.items()}


def odds(scale: Scale, features: Iterable[str]) -> list[float]:
    """The log-odds of every target that the features add up to.

    >>> odds({"always": (2.0, 0.5), "told=caption": (-1.0, 0.0)}, ["told=caption", "type=meeting"])
    [1.0, 0.5]
    """
    weights = [scale[ALWAYS], *(scale[feature] for feature in features if feature in scale)]
    return [sum(of_target) for of_target in zip(*weights, strict=True)]


def probability(odds: float) -> float:
    """Log-odds as a probability with two digits.

    >>> probability(1.0)
    0.73
    """
    return round(min(max(1 / (1 + math.exp(-odds)), _LEAST), _MOST), 2)
