"""All measurements, or those named: `python -m benchmarks [reading] [starting] [adding] [searching] [record] ...`.

Prints the machine first. `adding` and `searching` share one record of a year of news, made in a temporary folder: some
minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks import adding, extraction, machine, peers, reading, record, searching, starting

NAMES = ("reading", "starting", "adding", "searching", "record", "extraction", "peers")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all when none is given")
    asked = parser.parse_args(arguments).names or list(NAMES)
    if unknown := [name for name in asked if name not in NAMES]:
        parser.error(f"{unknown[0]!r} is not one of {', '.join(NAMES)}")
    print(machine.facts())
    cores = machine.cores()
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as folder:
        for name in NAMES:
            if name in asked:
                print(f"\n--- {name} ---")
                _run(name, Path(folder))
                if hasattr(os, "sched_setaffinity"):
                    os.sched_setaffinity(0, cores)  # each pins itself anew


def _run(name: str, folder: Path) -> None:
    made = folder / "record.db"
    if name == "reading":
        reading.main([])
    elif name == "starting":
        starting.main([])
    elif name == "adding":
        adding.main(["--folder", str(folder)])
    elif name == "searching":
        searching.main(["--record", str(made)] if made.exists() else [])
    elif name == "record":
        record.main(["--folder", str(folder / "all")])
    elif name == "peers":
        peers.main([])
    elif find_spec("trafilatura") is None:
        print("missing: trafilatura (pip install '.[bench]'); no comparison")
    else:
        extraction.main()


if __name__ == "__main__":
    main()
