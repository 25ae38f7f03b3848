"""How fast two cores make one record of everything at hand, who is who included, and how fast it is made again.

    python -m benchmarks record [--jobs N] [--folder FOLDER] [--small]

`banggiao add` runs as a person runs it, in a process of its own, on all of `../shared/data` and `../shared/seeds`
at once (without them, on the bundled pages put together anew). From outside, five times a second, this looks at the
pages committed and the pages resolved, and in /proc at the processor time and the largest memory of every process:

- documents a second from start to end, loading and resolution included, and memory of all processes together;
- CPU time a document for the last tenth against the first tenth, of adding and of resolving (these are other texts);
- one page more in the full record, with all that follows from it: in an open record, and as a command of its own;
- `banggiao rebuild`: documents a second, memory, and whether the record it makes says the same as the one that grew.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

from banggiao.model import Source
from banggiao.reading import read_source
from banggiao.record import Record
from benchmarks import machine, material
from benchmarks.adding import LOOK_EVERY
from benchmarks.processes import COMMAND, cpu, family, peak

SHARED = material.ARTICLES.parents[1]
MORE = 20
"""Pages added one by one to the full record."""


class Look(NamedTuple):
    """What was seen at one moment: seconds since the start, pages added and resolved, CPU seconds of all so far."""

    at: float
    added: int
    resolved: int
    cpu: float


class Run(NamedTuple):
    seconds: float
    peaks: list[float]
    looks: list[Look]
    told: str


def inputs(folder: Path, small: bool) -> list[str]:
    """What is added: everything at hand, in one command."""
    names = ("articles-2017.jsonl.gz", "leads-2024.jsonl", "clusters-2013.jsonl")
    found = [SHARED / "data" / name for name in names] + [SHARED / "seeds"]
    if small or not all(path.exists() for path in found):
        made = folder / "pages.jsonl"
        material.write_jsonl(material.articles(1000).rows[:1000], made)
        return [str(made)]
    return [str(path) for path in found]


def run(arguments: Sequence[str], record: Path, log: Path) -> Run:
    """A command, watched until it ends."""
    begun = time.perf_counter()
    with log.open("wb") as stream:
        process = subprocess.Popen([*COMMAND, *arguments], stdout=stream, stderr=stream)
        looks, used, peaks = [], {}, {}
        while process.poll() is None:
            for pid in family(process.pid):
                used[pid] = cpu(pid) or used.get(pid, 0.0)
                peaks[pid] = max(peak(pid), peaks.get(pid, 0.0))
            looks.append(Look(time.perf_counter() - begun, *_committed(record), sum(used.values())))
            try:
                process.wait(LOOK_EVERY)
            except subprocess.TimeoutExpired:
                continue
    told = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode not in (0, 1):  # 1: some pages could not be read
        sys.exit(told[-2000:])
    return Run(time.perf_counter() - begun, sorted(filter(None, peaks.values()), reverse=True), looks, told)


def _committed(record: Path) -> tuple[int, int]:
    if not record.exists():
        return 0, 0
    try:
        with closing(sqlite3.connect(f"{record.resolve().as_uri()}?mode=ro", uri=True, timeout=1)) as db:
            pages, waiting = db.execute(
                "SELECT (SELECT coalesce(max(document), 0) FROM documents), (SELECT count(*) FROM unresolved)"
            ).fetchone()
            return int(pages), int(pages - waiting)
    except sqlite3.Error:
        return 0, 0  # its tables are not made yet


def tenths(looks: Sequence[Look], count: str, total: int) -> tuple[float, float] | None:
    """CPU milliseconds a document of the first and of the last tenth; None when the run was too short."""
    tenth = total // 10
    marks = [_cpu_at(looks, count, number) for number in (tenth // 10, tenth, total - tenth, total - tenth // 10)]
    if None in marks or not tenth:
        return None
    a, b, c, d = (each or 0.0 for each in marks)
    pages = tenth - tenth // 10
    return (b - a) / pages * 1000, (d - c) / pages * 1000


def _cpu_at(looks: Sequence[Look], count: str, pages: int) -> float | None:
    for before, after in pairwise(looks):
        first, last = getattr(before, count), getattr(after, count)
        if first <= pages < last:
            return before.cpu + (pages - first) / (last - first) * (after.cpu - before.cpu)
    return None


def tell(name: str, done: Run, pages: int) -> None:
    print(f"{name}: {pages:,} pages in {done.seconds:.1f} s, {pages / done.seconds:.1f} a second")
    each = ", ".join(f"{peak:.0f}" for peak in done.peaks)
    print(f"  peak memory: {sum(done.peaks):.0f} MiB of all processes together ({each})")
    print("  " + done.told.strip().replace("\n", "\n  "))


def one_more(record: Path, folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds that a page more takes in the full record: in an open one, and as a command."""
    copy = folder / "full.db"
    with closing(sqlite3.connect(record)) as db, closing(sqlite3.connect(copy)) as to:
        db.backup(to)
    rows = material.articles(400).rows
    rows = [rows[number * len(rows) // (2 * MORE)] for number in range(2 * MORE)]
    inside, outside = [], []
    with Record(copy) as full:
        for number, row in enumerate(rows[:MORE]):
            text = row["text"].replace("ngày", "hôm", 1)  # another text, or it would be a copy
            page = read_source(Source(name="more", row=row | {"id": f"more-{number}", "text": text}))
            begun = time.perf_counter()
            full.add(page)
            full.resolve()
            inside.append((time.perf_counter() - begun) * 1000)
    for number, row in enumerate(rows[MORE : MORE + MORE // 2]):
        page_file = folder / "more.jsonl"
        material.write_jsonl([row | {"id": f"again-{number}"}], page_file)
        begun = time.perf_counter()
        subprocess.run([*COMMAND, "add", str(page_file), "--record", str(copy)], check=True, capture_output=True)
        outside.append((time.perf_counter() - begun) * 1000)
    copy.unlink()
    return inside, outside


def measure(folder: Path, jobs: int, small: bool) -> None:
    machine.pin(jobs)
    record, log = folder / "record.db", folder / "log"
    record.unlink(missing_ok=True)
    added = run(["add", *inputs(folder, small), "--record", str(record), "--jobs", str(jobs)], record, log)
    with Record(record, readonly=True) as made:
        pages = made.stats().pages
    tell(f"banggiao add --jobs {jobs}", added, pages)
    for count in ("added", "resolved"):
        if both := tenths(added.looks, count, pages):
            first, last = both
            print(f"  {count}: first tenth {first:.2f}, last tenth {last:.2f} ms CPU a page, ratio {last / first:.2f}")
    inside, outside = one_more(record, folder)
    for name, times in (("in an open record", inside), ("as a command", outside)):
        print(f"one page more, {name}: median {median(times):.0f} ms, at most {max(times):.0f} ms")
    before = folder / "before.db"
    shutil.copy(record, before)
    again = run(["rebuild", "--record", str(record), "--jobs", str(jobs)], record, log)
    tell(f"banggiao rebuild --jobs {jobs}", again, pages)
    with Record(record) as now, Record(before) as then:
        found = now.differences(then)
        print("  equal to the one that grew" if not found else "  NOT EQUAL: " + "\n  ".join(found))
        print(f"  check: {now.check() or 'sound'}; {os.path.getsize(record) / 1e6:.0f} MB")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks record")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the record is made and kept (else it is removed)")
    parser.add_argument("--small", action="store_true", help="1,000 articles only")
    asked = parser.parse_args(arguments)
    if gap := material.missing():
        print(gap)
    if asked.folder:
        asked.folder.mkdir(parents=True, exist_ok=True)
        measure(asked.folder, asked.jobs, asked.small)
        return
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as folder:
        measure(Path(folder), asked.jobs, asked.small)


if __name__ == "__main__":
    main()
