"""`python -m tests.contrast [NAME ...]`: how many times each contrast applied, and how many times it held.

`--errors N` shows the first N failures of each contrast; `--only story|page|gold` takes these pages only.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.contrast import CONTRASTS
from tests.contrast.contrast import Outcome, outcomes
from tests.contrast.material import bundled, news, stories

ORIGINS = ("story", "page", "gold")


def main() -> int:
    """Print the table; 1 when a contrast does not hold somewhere."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*")
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--only", choices=ORIGINS)
    chosen = options.parse_args()
    pages = [page for page in (*stories(), *bundled(), *news()) if chosen.only in (None, page.origin)]
    failed: list[Outcome] = []
    held: Counter[str] = Counter()
    applied: Counter[str] = Counter()
    print(f"{'contrast':42}" + "".join(f"{origin:>12}" for origin in ORIGINS))
    for one in CONTRASTS.values():
        if chosen.names and one.name not in chosen.names:
            continue
        here: Counter[str] = Counter()
        good: Counter[str] = Counter()
        for outcome in outcomes(one, pages):
            here[outcome.page.origin] += 1
            good[outcome.page.origin] += outcome.wrong is None
            if outcome.wrong is not None:
                failed.append(outcome)
        print(f"{one.name:42}" + "".join(f"{f'{good[o]}/{here[o]}':>12}" for o in ORIGINS), flush=True)
        for outcome in [f for f in failed if f.contrast == one.name][: chosen.errors]:
            print(f"--- {outcome.page.name}\n{outcome.changed.whole[:3000]}\n{outcome.wrong}\n")
        held.update(good)
        applied.update(here)
    print(f"{'all':42}" + "".join(f"{f'{held[o]}/{applied[o]}':>12}" for o in ORIGINS))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
