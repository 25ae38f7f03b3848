"""Where a measurement ran, and how time is taken: CPU time beside wall time, on chosen cores, the median of repeats."""

from __future__ import annotations

import math
import os
import platform
import sqlite3
import subprocess
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import NamedTuple

import banggiao

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("ahocorasick_rs", "regex", "msgspec", "resiliparse", "underthesea")


class Seconds(NamedTuple):
    """Time of some work: on the clock, and used of the processor by this process (all its threads)."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Seconds:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Seconds(time.perf_counter() - wall, time.process_time() - cpu)


def middle(times: list[Seconds]) -> Seconds:
    """The median of each."""
    return Seconds(median(t.wall for t in times), median(t.cpu for t in times))


def percentile(values: list[float], percent: float) -> float:
    """The smallest value that at least `percent` of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def cores() -> list[int]:
    """The cores that this process may use."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))


def pin(number: int) -> list[int]:
    """Keep this process, and those it starts, on the last `number` of its cores; gives the cores that it has then."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, cores()[-number:])
    return cores()[-number:]


def facts() -> str:
    """The machine, the versions and how busy it is, a line each."""
    lines = [
        f"date      {time.strftime('%Y-%m-%d %H:%M')} UTC"
        if time.timezone == 0
        else time.strftime("%Y-%m-%d %H:%M %z"),
        f"machine   {_model()}, {len(cores())} of {os.cpu_count()} cores, {_memory()}, {platform.system()}",
        f"python    {platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        f"banggiao  {banggiao.__version__}{_commit()}",
        "packages  " + ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
    ]
    if hasattr(os, "getloadavg"):
        lines.append(f"load      {os.getloadavg()[0]:.1f} (processes wanting a core, mean of the last minute)")
    return "\n".join(lines)


def _model() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (ValueError, OSError, AttributeError):
        return "memory not known"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    """The commit that is measured, where git can tell; with a plus when files were changed since."""
    try:
        asked = ["git", "-C", str(_ROOT), "describe", "--always", "--dirty=+"]
        return " at " + subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
