"""The processes of a program at work, looked at from outside: in /proc, so on Linux; elsewhere nothing is seen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

COMMAND = [sys.executable, "-c", "from banggiao.cli import main; main()"]
"""`banggiao`, as a process of its own."""

_PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def family(pid: int) -> list[int]:
    """The process and all it has started, and what these have."""
    found = [pid]
    for one in found:
        try:
            for task in (_PROC / str(one) / "task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def nurseries(pid: int) -> list[int]:
    """Those that a program started and that started others: workers are forked from them."""
    return [each for each in _children(pid) if len(family(each)) > 1]


def workers(pid: int) -> list[int]:
    """Those that read for a program: forked from a process that it started for that."""
    return [each for nursery in nurseries(pid) for each in family(nursery)[1:]]


def _children(pid: int) -> list[int]:
    return [each for each in family(pid)[1:] if _field(each, 1) == str(pid)]


def running(pid: int) -> bool:
    """Whether it is there and not just the name of one that ended."""
    return _field(pid, 0) not in ("", "Z")


def cpu(pid: int) -> float:
    """Seconds of processor time so far; 0 of one that isn't there."""
    return (int(_field(pid, 11) or 0) + int(_field(pid, 12) or 0)) / _TICK


def _field(pid: int, number: int) -> str:
    """Of /proc/PID/stat, counted from the state, which is 0."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[number]
    except (OSError, IndexError):
        return ""


def peak(pid: int) -> float:
    """The largest resident memory so far, MiB, pages of files that are mapped included."""
    return _kib(pid, "status", "VmHWM:") / 1024


def pss(pid: int) -> float:
    """Its memory now, MiB, what several processes share divided among them."""
    return _kib(pid, "smaps_rollup", "Pss:") / 1024


def _kib(pid: int, name: str, label: str) -> int:
    try:
        for line in (_PROC / str(pid) / name).read_text().splitlines():
            if line.startswith(label):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
