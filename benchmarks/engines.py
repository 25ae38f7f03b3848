"""The same pages read by one process, by two, by the engine of processes, and by Dask with two workers of its own.

    python -m benchmarks.engines [--pages N] [--rounds N]

From one Parquet file, `banggiao read --format jsonl` as a person runs it; all articles as they are, or N documents of
3,000 characters. All take turns, round after round, and the fastest of each counts: what else the machine does only
ever makes a run slower. Printed: seconds and pages a second of each, start and end included, processor time a page of
all processes together, each against `--jobs 2`, and whether the output, its lines sorted, is the same to the byte; and
how large the readings are as Parquet. Then Dask once more, one of its workers killed (SIGKILL) in the middle: the
output has to be the same again.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import machine, material
from benchmarks.processes import COMMAND, cpu, family, pss, running, workers

RUNS = {
    "one process": ["--jobs", "1"],
    "--jobs 2": ["--jobs", "2"],
    "--engine processes": ["--engine", "processes", "--jobs", "2"],
    "--engine dask": ["--engine", "dask", "--jobs", "2"],
}

LOOK_EVERY = 1.0
"""Seconds between two looks. A look at the memory of a process takes milliseconds of the core that it needs itself."""

KEEPING = "--engine processes"
"""This one keeps its readings."""


class Run(NamedTuple):
    seconds: float
    cpu: float
    memory: float  # MiB
    digest: str
    killed: int


def read(source: Path, options: list[str], *, kill_after: float | None = None) -> Run:
    """Run `banggiao read`; `kill_after` seconds a worker of Dask is killed."""
    killed: list[int] = []
    used: dict[int, float] = {}
    memory = 0.0
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*COMMAND, "read", "--format", "jsonl", *options, str(source)], stdout=out, stderr=subprocess.DEVNULL
        )
        if kill_after is not None:
            threading.Timer(kill_after, lambda: killed.extend(_kill_a_worker(process.pid))).start()
        while process.poll() is None:
            there = family(process.pid)
            for pid in there:
                used[pid] = cpu(pid) or used.get(pid, 0.0)
            memory = max(memory, sum(map(pss, there)))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_EVERY)
        seconds = time.perf_counter() - begun
        out.seek(0)
        lines = sorted(out.read().splitlines())
    digest = hashlib.sha256(b"\n".join(lines)).hexdigest()[:16]
    return Run(seconds, sum(used.values()), memory, digest, len(killed))


def _kill_a_worker(pid: int) -> list[int]:
    """Of the workers, the one that has used the most processor time; waits until there is one."""
    while not (found := workers(pid)) and running(pid):
        time.sleep(LOOK_EVERY)
    busiest = sorted(found, key=cpu)[-1:]
    for each in busiest:
        os.kill(each, signal.SIGKILL)
    return busiest


def main(arguments: list[str] | None = None) -> None:
    about = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=about)
    parser.add_argument("--pages", type=int, help="so many documents of 3,000 characters (else all articles)")
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args(arguments)
    pages, rounds = asked.pages, max(1, asked.rounds)
    import polars

    print(machine.facts())
    made = material.documents(pages) if pages else material.articles()
    print(made.what)
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as folder:
        source, kept = Path(folder, "pages.parquet"), Path(folder, "readings")
        rows = [row | {"id": f"page-{n}"} for n, row in enumerate(made.rows)]
        polars.DataFrame(rows).write_parquet(source, row_group_size=1000)
        runs: dict[str, list[Run]] = {name: [] for name in RUNS}
        for n in range(rounds):
            for name, options in RUNS.items():
                keeping = ["--output", f"{kept}-{n}"] if name == KEEPING else []
                runs[name].append(read(source, [*options, *keeping]))
        done = {name: min(several, key=lambda run: run.seconds) for name, several in runs.items()}
        base = done["--jobs 2"]
        for name, several in runs.items():
            each = done[name]
            same = "the same output" if {run.digest for run in several} == {base.digest} else "ANOTHER OUTPUT"
            print(
                f"  {name:20} {each.seconds:7.1f} s {len(rows) / each.seconds:7.0f} pages/s"
                f"   {each.seconds / base.seconds:5.2f} x   {each.cpu / len(rows) * 1000:6.2f} ms CPU a page"
                f"   {each.memory:5.0f} MiB   {same}"
            )
        alone = runs["one process"]
        rounds_ = ", ".join(
            f"{one.seconds / two.seconds:.2f}" for one, two in zip(alone, runs["--jobs 2"], strict=True)
        )
        ratio = done["one process"].seconds / base.seconds
        print(f"  two processes are {ratio:.2f} times as fast as one (round by round: {rounds_})")
        size = sum(part.stat().st_size for part in Path(f"{kept}-0").glob("part-*.parquet"))
        text = sum(len(material.page_text(row).encode()) for row in rows)
        print(f"  readings as Parquet: {size / len(rows):,.0f} bytes a page, of {text / len(rows):,.0f} bytes of text")
        hurt = read(source, RUNS["--engine dask"], kill_after=done["--engine dask"].seconds / 2)
        same = "the same output" if hurt.digest == base.digest else "ANOTHER OUTPUT"
        print(f"  Dask, {hurt.killed} worker killed in the middle: {hurt.seconds:.1f} s, {same}")


if __name__ == "__main__":
    main()
