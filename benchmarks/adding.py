"""How fast two cores put a year of news into one record, how much memory they take, whether a full record slows it.

    python -m benchmarks adding [--articles N] [--jobs N] [--folder FOLDER]

`banggiao add` runs as a person runs it, in a process of its own, on a .jsonl file in a temporary folder (kept in FOLDER
when given). From outside, five times a second, this looks at the number of pages committed, and in /proc at the
processor time and the largest memory of every process of the run. Thus:

- documents a second from start to end, loading included, and memory of the largest process;
- CPU time a document, of all processes, for the first and the last thousand. The first and last 200 pages are left out:
  there the readers fill, or have emptied, the queue in front of the writer;
- because the first and last thousand are other texts: the same thousand read and added in one process, into an empty
  record and into a copy of the full one (under new ids), in turns. This is the ratio that tells of the record alone.

Needs Linux for what is read in /proc; elsewhere only the time is told.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

from banggiao.reading import read_source
from banggiao.record import Record
from benchmarks import machine, material
from benchmarks.material import Material, Row
from benchmarks.processes import COMMAND, cpu, family, peak

LOOK_EVERY = 0.2
END = 1000
QUEUE = 200


class Look(NamedTuple):
    """What was seen at one moment: seconds since the start, pages committed, CPU seconds of all processes so far."""

    at: float
    pages: int
    cpu: float


class Run(NamedTuple):
    """One run of `banggiao add`: pages, seconds, peak memory in MiB of each process (largest first), what was seen."""

    pages: int
    seconds: float
    peaks: list[float]
    looks: list[Look]


def add(rows: list[Row], folder: Path, jobs: int) -> tuple[Run, Path]:
    """Add the rows to a new record in the folder, watched."""
    articles, record = folder / "articles.jsonl", folder / "record.db"
    material.write_jsonl(rows, articles)
    begun = time.perf_counter()
    with (folder / "add.log").open("wb") as log:
        command = [*COMMAND, "add", str(articles), "--record", str(record), "--jobs", str(jobs)]
        process = subprocess.Popen(command, stdout=log, stderr=log)
        looks, peaks = _watch(process, record, begun)
    seconds = time.perf_counter() - begun
    if process.returncode:
        sys.exit((folder / "add.log").read_text(encoding="utf-8", errors="replace")[-2000:])
    with Record(record, readonly=True) as done:
        return Run(done.stats().pages, seconds, sorted(peaks.values(), reverse=True), looks), record


# --- watching -----------------------------------------------------------------------------------------


def _watch(process: subprocess.Popen[bytes], record: Path, begun: float) -> tuple[list[Look], dict[int, float]]:
    """What was seen until the process ended, and the peak memory by process id."""
    looks: list[Look] = []
    used: dict[int, float] = {}
    peaks: dict[int, float] = {}
    while process.poll() is None:
        for pid in family(process.pid):
            used[pid] = cpu(pid) or used.get(pid, 0.0)
            peaks[pid] = max(peak(pid), peaks.get(pid, 0.0))
        looks.append(Look(time.perf_counter() - begun, _committed(record), sum(used.values())))
        try:
            process.wait(LOOK_EVERY)
        except subprocess.TimeoutExpired:
            continue
    return looks, {pid: peak for pid, peak in peaks.items() if peak}


def _committed(record: Path) -> int:
    if not record.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{record.resolve().as_uri()}?mode=ro", uri=True, timeout=1)) as db:
            return int(db.execute("SELECT coalesce(max(document), 0) FROM documents").fetchone()[0])
    except sqlite3.Error:
        return 0  # its tables are not made yet


# --- the two ends -------------------------------------------------------------------------------------


class End(NamedTuple):
    """Milliseconds a document, processor time of all processes and wall, between two numbers of pages."""

    cpu: float
    wall: float


def end(looks: list[Look], first: int, last: int) -> End | None:
    """The cost of the pages `first` to `last`; None when the run was too short to have them."""
    start, stop = _when(looks, first), _when(looks, last)
    if start is None or stop is None or last <= first:
        return None
    return End((stop.cpu - start.cpu) / (last - first) * 1000, (stop.at - start.at) / (last - first) * 1000)


def _when(looks: list[Look], pages: int) -> Look | None:
    """The moment at which so many pages were there, between the two looks around it."""
    for before, after in pairwise(looks):
        if before.pages <= pages < after.pages or (pages == after.pages > before.pages):
            part = (pages - before.pages) / (after.pages - before.pages)
            return Look(before.at + part * (after.at - before.at), pages, before.cpu + part * (after.cpu - before.cpu))
    return None


def same_pages(rows: list[Row], record: Path, folder: Path, rounds: int = 3) -> tuple[list[float], list[float]]:
    """CPU milliseconds a document to read and add the rows, into an empty record and into a copy of the full one.

    One process does both in turns, the rows under new ids each time; a first turn warms it and is not counted.
    """
    full = folder / "full-again.db"
    with closing(sqlite3.connect(record)) as db, closing(sqlite3.connect(full)) as copy:
        db.backup(copy)
    costs: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        empty = folder / f"empty-{number}.db"
        pages = material.sources([row | {"id": f"again-{number}-{k}"} for k, row in enumerate(rows)])
        for path, kept in ((empty, costs[0]), (full, costs[1])):
            with Record(path) as open_record:
                before = time.process_time()
                for page in pages:
                    open_record.add(read_source(page))
                if number:
                    kept.append((time.process_time() - before) / len(pages) * 1000)
        empty.unlink()
    full.unlink()
    return costs


# --- telling ------------------------------------------------------------------------------------------


def tell(run: Run, jobs: int, cores: int) -> None:
    print(f"banggiao add, --jobs {jobs} on {cores} core{'s' * (cores > 1)}: {run.pages:,} pages in {run.seconds:.1f} s")
    print(f"{'documents a second (wall, start to end)':44} {run.pages / run.seconds:8.1f}")
    if run.peaks:
        each = ", ".join(f"{peak:.0f}" for peak in run.peaks[: jobs + 2])
        print(f"{'peak memory of the largest process':44} {run.peaks[0]:8.0f} MiB (all: {each})")
    first, last = ends(run)
    if first is None or last is None:
        print("the two ends: the run was too short, or /proc can't be read here")
        return
    for name, one in (("first", first), ("last", last)):
        print(f"{f'{name} {END:,}: CPU of all processes, wall':44} {one.cpu:8.2f} {one.wall:8.2f} ms a document")
    print(f"{'last over first (other texts)':44} {last.cpu / first.cpu:8.2f} {last.wall / first.wall:8.2f}")


def ends(run: Run) -> tuple[End | None, End | None]:
    return end(run.looks, QUEUE, QUEUE + END), end(run.looks, run.pages - QUEUE - END, run.pages - QUEUE)


def tell_same(costs: tuple[list[float], list[float]], rows: int) -> None:
    empty, full = median(costs[0]), median(costs[1])
    print(f"the same {rows:,} documents in one process, CPU, median of {len(costs[0])}:")
    print(f"{'into an empty record, into the full one':44} {empty:8.2f} {full:8.2f} ms a document")
    print(f"{'full over empty':44} {full / empty:8.2f}")


def measure(chosen: Material, folder: Path, jobs: int) -> Path:
    """Add, tell, and give the record that was made."""
    rows = chosen.rows
    cores = machine.pin(jobs)
    print(chosen.what)
    run, record = add(rows, folder, jobs)
    tell(run, jobs, len(cores))
    same = rows[:: max(1, len(rows) // END)][:END]
    machine.pin(1)
    tell_same(same_pages(same, record, folder), len(same))
    return record


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks adding")
    parser.add_argument("--articles", type=int, help="only the first N")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the record is made and kept (else it is removed)")
    asked = parser.parse_args(arguments)
    if gap := material.missing():
        print(gap)
    chosen = material.articles(asked.articles or 2000)
    if asked.articles and asked.articles < len(chosen.rows):
        chosen = Material(chosen.rows[: asked.articles], f"the first {asked.articles:,} of {chosen.what}")
    if asked.folder:
        asked.folder.mkdir(parents=True, exist_ok=True)
        measure(chosen, asked.folder, asked.jobs)
        return
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as folder:
        measure(chosen, Path(folder), asked.jobs)


if __name__ == "__main__":
    main()
