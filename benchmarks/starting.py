"""How long a person waits before anything happens: whole processes, from the shell's point of view.

    python -m benchmarks starting [--repeats N]

Each command runs as a process of its own, after one run that is not counted (the files are in memory then), and the
median of wall and CPU time is told. `python -c pass` is what Python itself takes.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from importlib.resources import files

from benchmarks import machine
from benchmarks.machine import Seconds

PAGE = str(files("banggiao").joinpath("data/demo/pages/scraped-01-ratanakiri.txt"))
_BANGGIAO = "from banggiao.cli import main; main()"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import banggiao": ["-c", "import banggiao"],
    "import banggiao.reading": ["-c", "import banggiao.reading"],
    "banggiao --help": ["-c", _BANGGIAO, "--help"],
    "banggiao read PAGE": ["-c", _BANGGIAO, "read", PAGE],
}


def once(command: list[str]) -> Seconds:
    """Time of one process of this Python, start to end; raises CalledProcessError when it fails."""
    before, begun = _children(), time.perf_counter()
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return Seconds(time.perf_counter() - begun, _children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(repeats: int) -> dict[str, tuple[Seconds, float]]:
    """The median of each command, and the slowest wall time of its runs."""
    times: dict[str, list[Seconds]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        once(command)
    for _ in range(repeats):
        for name, command in COMMANDS.items():
            times[name].append(once(command))
    return {name: (machine.middle(some), max(t.wall for t in some)) for name, some in times.items()}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks starting")
    parser.add_argument("--repeats", type=int, default=10)
    asked = parser.parse_args(arguments)
    machine.pin(1)
    print(f"whole processes on one core, median of {asked.repeats}, ms")
    print(f"{'':24} {'wall':>8} {'CPU':>8} {'slowest':>9}")
    for name, (middle, slowest) in measure(asked.repeats).items():
        print(f"{name:24} {middle.wall * 1000:8.0f} {middle.cpu * 1000:8.0f} {slowest * 1000:9.0f}")


if __name__ == "__main__":
    main()
