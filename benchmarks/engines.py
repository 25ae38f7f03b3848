"""The same pages read by one process, by two, by the engine of processes, and by Dask with two workers of its own.

    python -m benchmarks.engines [--pages N]

From one Parquet file, `banggiao read --format jsonl` as a person runs it. Printed: seconds and pages a second of each,
each against `--jobs 2`, and whether the output, its lines sorted, is the same to the byte. Then Dask once more, one of
its workers killed (SIGKILL) in the middle: the output has to be the same again.
"""

from __future__ import annotations

import argparse
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
from benchmarks.adding import COMMAND, _family

RUNS = {
    "one process": ["--jobs", "1"],
    "--jobs 2": ["--jobs", "2"],
    "--engine processes": ["--engine", "processes", "--jobs", "2"],
    "--engine dask": ["--engine", "dask", "--jobs", "2"],
}


class Run(NamedTuple):
    seconds: float
    digest: str
    killed: int


def read(source: Path, options: list[str], *, kill_after: float | None = None) -> Run:
    """Run `banggiao read`; `kill_after` seconds a worker of Dask is killed."""
    killed: list[int] = []
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*COMMAND, "read", "--format", "jsonl", *options, str(source)], stdout=out, stderr=subprocess.DEVNULL
        )
        if kill_after is not None:
            threading.Timer(kill_after, lambda: killed.extend(_kill_a_worker(process.pid))).start()
        process.wait()
        seconds = time.perf_counter() - begun
        out.seek(0)
        lines = sorted(out.read().splitlines())
    return Run(seconds, hashlib.sha256(b"\n".join(lines)).hexdigest()[:16], len(killed))


def _kill_a_worker(pid: int) -> list[int]:
    """The process that has used the most processor time of those that this one started."""
    others = [each for each in _family(pid) if each != pid]

    def used(each: int) -> int:
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0
        return int(fields[11]) + int(fields[12])

    busiest = sorted(others, key=used)[-1:]
    for each in busiest:
        os.kill(each, signal.SIGKILL)
    return busiest


def main(arguments: list[str] | None = None) -> None:
    about = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=about)
    parser.add_argument("--pages", type=int, default=10_000)
    pages = parser.parse_args(arguments).pages
    import polars

    print(machine.facts())
    made = material.documents(pages)
    print(made.what)
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as folder:
        source = Path(folder, "pages.parquet")
        rows = [row | {"id": f"page-{n}"} for n, row in enumerate(made.rows)]
        polars.DataFrame(rows).write_parquet(source, row_group_size=1000)
        done = {name: read(source, options) for name, options in RUNS.items()}
        base = done["--jobs 2"]
        for name, each in done.items():
            same = "the same output" if each.digest == base.digest else "ANOTHER OUTPUT"
            rate = len(rows) / each.seconds
            print(
                f"  {name:20} {each.seconds:7.1f} s {rate:7.0f} pages/s   {each.seconds / base.seconds:5.2f} x   {same}"
            )
        print(f"  two processes are {done['one process'].seconds / base.seconds:.2f} times as fast as one")
        hurt = read(source, RUNS["--engine dask"], kill_after=done["--engine dask"].seconds / 2)
        same = "the same output" if hurt.digest == base.digest else "ANOTHER OUTPUT"
        print(f"  Dask, {hurt.killed} worker killed in the middle: {hurt.seconds:.1f} s, {same}")


if __name__ == "__main__":
    main()
