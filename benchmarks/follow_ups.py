"""What is proposed to follow commitments up, against what a person said of it.

`python -m benchmarks.follow_ups RECORD [--draw N] [--errors]` compares the follow-ups that a record of the articles of
2017 and the leads of 2024 proposes with tests/gold/follow-ups.tsv. Those that nobody has read are counted apart, and
nothing is said about follow-ups that no version of the rules has ever proposed.
The draws: tests/gold/README.md.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from banggiao import Record

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "follow-ups.tsv"


def judged() -> dict[tuple[str, str], tuple[str, str]]:
    """(draw, verdict) by the statement or event that commits and the one that may follow."""
    with GOLD.open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {(row["commitment"], row["follow_up"]): (row["draw"], row["verdict"]) for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--draw", help="only pairs of this draw")
    parser.add_argument("--errors", action="store_true", help="the ids of those that are wrong")
    asked = parser.parse_args()
    gold = {pair: verdict for pair, (draw, verdict) in judged().items() if asked.draw in (None, draw)}
    right = wrong = unread = 0
    with Record(asked.record, readonly=True) as record:
        for commitment in record.ledger():
            for each in commitment.follow_ups:
                verdict = next((gold[id_, each.id] for id_ in commitment.ids if (id_, each.id) in gold), None)
                right += verdict == "right"
                wrong += verdict == "wrong"
                unread += verdict is None
                if asked.errors and verdict == "wrong":
                    print(commitment.id, each.id, *each.reasons, sep="\t")
    wanted = sum(verdict == "right" for verdict in gold.values())
    share = right / (right + wrong) if right + wrong else 1.0
    print(
        f"precision {share:.3f} ({right} of {right + wrong}), {unread} not read; {right} of {wanted} right ones found"
    )


if __name__ == "__main__":
    main()
