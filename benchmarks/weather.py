"""What else can go wrong, tried: damaged files, full and locked disks, clocks, several writers, hostile servers.

Part of `python -m benchmarks.faults`. Each trial says how often it was tried and what happened, in words made from what
was counted; a fault is whatever is neither done rightly nor told in one line.
"""

from __future__ import annotations

import contextlib
import gzip
import importlib
import io
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from banggiao.model import Reading
from banggiao.reading import read_source
from banggiao.record import Record, RecordError, writing
from banggiao.record.examining import examine

ROOT = Path(__file__).resolve().parents[1]
_LONGEST = 20.0  # seconds of CPU for one damaged file


class Tried(NamedTuple):
    """How often something was tried, what happened, and what should not have."""

    times: int
    happened: str
    faults: list[str]


def whole_record(folder: Path, pages: list[Reading], name: str = "whole.db") -> Path:
    """A record of these pages, all of it in one file."""
    path = folder / name
    with Record(path) as record:
        for reading in pages:
            record.add(reading)
        record.resolve()
        record._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def is_line(message: str) -> bool:
    return bool(message) and "\n" not in message and "Traceback" not in message


# --- damaged files --------------------------------------------------------------------------------------------


def _asked(path: Path) -> str:
    """What a damaged record gives: "whole" or what is told of it. Anything else rises."""
    try:
        with Record(path, create=False) as record:
            if problems := record.check():
                return f"told by check: {problems[0]}"
            list(record.pages())
            record.search("hợp tác")
            record.contacts(limit=None)
        return "whole"
    except RecordError as error:
        return f"told: {error}"


def _damaged(path: Path, data: bytes, changed: Callable[[bytearray], str], times: int) -> Tried:
    """A record changed so often in so many ways, each asked and looked at by `doctor`."""
    outcomes: Counter[str] = Counter()
    faults = []
    for _ in range(times):
        for beside in ("-wal", "-shm"):
            Path(f"{path}{beside}").unlink(missing_ok=True)
        made = bytearray(data)
        what = changed(made)
        path.write_bytes(made)
        begun = time.process_time()
        try:
            told = _asked(path)
            outcomes[told.split(":")[0]] += 1
            if told != "whole" and not is_line(told):
                faults.append(f"{what}: {told!r}")
            levels = {finding.level for finding in examine(path)}
            if told != "whole" and "fail" not in levels:
                faults.append(f"{what}: doctor does not tell it ({told})")
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            faults.append(f"{what}: {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})")
        if time.process_time() - begun > _LONGEST:
            faults.append(f"{what}: {time.process_time() - begun:.0f} s")
    words = f"{outcomes['told']} told at once, {outcomes['told by check']} by `check` and `doctor`"
    return Tried(times, f"{words}, {outcomes['whole']} did no harm (unused bytes); no traceback", faults)


def flipped_bits(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    data = whole_record(folder, pages).read_bytes()

    def flip(made: bytearray) -> str:
        places = [chance.randrange(len(made)) for _ in range(chance.choice((1, 4, 64)))]
        for at in places:
            made[at] ^= 1 << chance.randrange(8)
        return f"bits at {places[:4]}"

    return _damaged(folder / "flipped.db", data, flip, 150)


def overwritten_pages(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    data = whole_record(folder, pages).read_bytes()

    def overwrite(made: bytearray) -> str:
        at = chance.randrange(len(made) // 4096) * 4096
        made[at : at + 4096] = chance.choice((bytes(4096), chance.randbytes(4096), b"\xff" * 4096))
        return f"page at {at}"

    return _damaged(folder / "overwritten.db", data, overwrite, 100)


def cut_record(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    data = whole_record(folder, pages).read_bytes()

    def cut(made: bytearray) -> str:
        size = chance.randrange(1, len(made))
        del made[size:]
        return f"cut at {size}"

    return _damaged(folder / "cut.db", data, cut, 50)


def damaged_index(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    """Rows taken out of the full-text indexes: told by `check`, and mended by `reindex`."""
    path, faults = whole_record(folder, pages), []
    with Record(path) as record:
        expected = [hit.id for hit in record.search("hợp tác", limit=1000)]
    tables = ("pages_folded_data", "pages_exact_data", "pages_folded_docsize", "pages_exact_docsize")
    for _ in range(20):
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            table = chance.choice(tables)
            db.execute(f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} ORDER BY random() LIMIT 3)")
        with Record(path) as record:
            try:
                if not record.check():
                    faults.append(f"{table}: not told")
                record.reindex()
                if record.check() or [hit.id for hit in record.search("hợp tác", limit=1000)] != expected:
                    faults.append(f"{table}: not mended")
            except RecordError as error:
                faults.append(f"{table}: {error}")
    return Tried(20, "told by `check` each time, and mended by `reindex`: the same is found as before", faults)


def damaged_archives(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    """WARC files, packed record by record, as a whole and not at all, cut and with bits flipped."""
    from banggiao.intake import sources

    faults, read, told = [], 0, 0
    for number in range(240):
        records = [_warc_record(reading) for reading in pages[:20]]
        kind = number % 3
        packed = [gzip.compress(one, 1, mtime=0) for one in records] if kind == 0 else records
        data = bytearray(b"".join(packed))
        if kind == 1:
            data = bytearray(gzip.compress(bytes(data), 1, mtime=0))
        if number % 2:
            del data[chance.randrange(1, len(data)) :]
        else:
            for _ in range(chance.choice((1, 8, 100))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path = folder / ("a.warc" if kind == 2 else "a.warc.gz")
        path.write_bytes(data)
        problems: list[str] = []
        begun = time.process_time()
        try:
            found = [read_source(one) for one in sources([str(path)], on_error=lambda p: problems.append(str(p)))]  # noqa: B023
            read += len(found)
            told += len(problems)
            # Without packing there is no sum by which a changed byte is known.
            if len(found) < len(records) and not problems and not number % 2 and kind != 2:
                faults.append(f"archive {number}: {len(found)} of {len(records)} pages, and nothing told")
            faults += [f"archive {number}: {line!r}" for line in problems if not is_line(line)]
        except Exception as error:
            faults.append(f"archive {number}: {type(error).__name__}: {error}")
        if time.process_time() - begun > _LONGEST:
            faults.append(f"archive {number}: {time.process_time() - begun:.0f} s")
    return Tried(240, f"{read:,} of {240 * 20:,} pages read all the same, {told} lines about the others", faults)


def _warc_record(reading: Reading) -> bytes:
    page = f"<html><body><p>{reading.text}</p></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bao.example/{reading.id}\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


# --- disks ----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[Path | None]:
    """A disk of its own in memory; None where nobody may mount one."""
    place = folder / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


_NO_DISK = Tried(0, "not tried: no right to mount a small disk here", [])


def full_disk(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    """Pages are added until the disk is full; room is made, and the rest is added."""
    faults, acknowledged, times = [], 0, 12
    for number in range(times):
        inside = folder / f"full-{number}"
        inside.mkdir()
        with _small_disk(inside, "4m") as place:
            if place is None:
                return _NO_DISK
            filler = place / "filler"
            filler.write_bytes(bytes(chance.randrange(500_000, 1_500_000)))
            path, done = place / "record.db", []
            try:
                with Record(path) as record:
                    for reading in pages * 20:
                        text = reading.text + f"\n\nLần thứ {len(done)}. " * chance.randrange(200)
                        record.add(replace(reading, id=f"page-{len(done)}", text=text))
                        done.append(f"page-{len(done)}")
                faults.append("the disk did not get full")
            except RecordError as error:
                if not is_line(str(error)) or "full" not in str(error):
                    faults.append(f"told so: {error}")
            filler.unlink()
            with Record(path) as record:
                there = {one.id for one in record.pages()}
                if not set(done) <= there or len(there) > len(done) + 1:
                    faults.append(f"{len(done)} pages told as added, {len(there)} there")
                faults += record.check()
                record.add(replace(pages[0], id="after"))
            acknowledged += len(done)
    return Tried(times, f"one line each; all {acknowledged:,} pages told as added are there; then it goes on", faults)


def locked_disk(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    """A file system that nobody may write to."""
    faults: list[str] = []
    with _small_disk(folder, "8m") as place:
        if place is None:
            return _NO_DISK
        path = whole_record(place, pages[:40], "record.db")
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        tries: list[tuple[str, Callable[[], object]]] = [
            ("open for writing", lambda: Record(path)),
            ("a new record", lambda: Record(place / "new.db")),
        ]
        for what, job in tries:
            try:
                job()
                faults.append(f"{what}: nothing told")
            except RecordError as error:
                if not is_line(str(error)) or "read-only" not in str(error):
                    faults.append(f"{what}: {error}")
        with Record(path, readonly=True) as record:
            if len(list(record.pages())) != 40 or not record.search("hợp tác") or record.check():
                faults.append("it can't be read")
    return Tried(3, "one line where it should be written to; reading goes on", faults)


# --- clocks and other writers ---------------------------------------------------------------------------------


def clock_set_back(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    """The clock goes to and fro by decades while pages are added and changed."""
    path, faults = folder / "clock.db", []
    real = writing.now
    try:
        for edition in range(10):
            moment = f"{chance.randrange(1971, 2090)}-01-01T00:00:00Z"
            writing.now = lambda moment=moment: moment  # type: ignore[misc]
            with Record(path) as record:
                for reading in pages[:20]:
                    record.add(replace(reading, text=f"{reading.text}\n\nLần thứ {edition}."))
                record.resolve()
                for reading in pages[:20]:
                    found = record.get(reading.id)
                    text = getattr(getattr(found, "reading", None), "text", "")
                    if not text.endswith(f"Lần thứ {edition}."):
                        faults.append(f"edition {edition}: {reading.id} is not the one added last")
                faults += record.check()
    finally:
        writing.now = real
    return Tried(10, "what was added last counts, whatever the clock said; `doctor` tells of days to come", faults)


def several_writers(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    """Three programs add the same pages to one record at once."""
    faults, times = [], 10
    for number in range(times):
        path = folder / f"shared-{number}.db"
        children = []
        for _ in range(3):
            order = chance.sample(pages, 60)
            if not (child := os.fork()):
                code = 1
                with contextlib.suppress(BaseException):
                    with Record(path) as record:
                        for reading in order:
                            record.add(reading)
                        record.resolve()
                    code = 0
                os._exit(code)
            children.append((child, order))
        expected = {reading.id for _, order in children for reading in order}
        codes = [os.waitpid(child, 0)[1] for child, _ in children]
        with Record(path) as record:
            stats = record.stats()
            if any(codes) or {one.id for one in record.pages()} != expected or stats.versions != stats.pages:
                faults.append(f"{number}: codes {codes}, {stats.pages} pages of {len(expected)}")
            faults += record.check()
    return Tried(times, "each page is there once, with one version; the record is sound", faults)


# --- servers --------------------------------------------------------------------------------------------------


def _hostile() -> Any:
    """The servers of tests/fetch and how they are asked."""
    folder = str(ROOT / "tests" / "fetch")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    importlib.import_module("conftest")
    return importlib.import_module("test_hostile")


def servers(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    """Each of them is asked for a bad page and a good one."""
    hostile = _hostile()
    fetching = importlib.import_module("conftest").Fetching
    server = importlib.import_module("bad_server").Server
    faults, codes, longest = [], Counter[str](), 0.0
    for number, (behave, expected) in enumerate(hostile.MISBEHAVIOUR.items()):
        name = getattr(behave, "__name__", "circle")
        with server() as asked:
            asked.paths["/a"] = behave
            begun = time.perf_counter()
            outcomes = fetching(folder / f"{number}.fetched")(f"{asked.url}/a", f"{asked.url}/good", retries=0)
            took = time.perf_counter() - begun
            longest = max(longest, took)
            told, kept = hostile.told(outcomes), hostile.kept(outcomes)
            codes[told[0] if told else "taken"] += 1
            if (not told and expected) or (told and told[0] not in (expected or "").split(", ")) or "good" not in kept:
                faults.append(f"{name}: told {told}, kept {kept}")
            if took > 10:
                faults.append(f"{name}: {took:.0f} s")
            if asked.sent.get("/a", 0) > 20 << 20:
                faults.append(f"{name}: {asked.sent['/a']:,} bytes taken")
    words = ", ".join(f"{code} {count}" for code, count in codes.most_common())
    return Tried(len(hostile.MISBEHAVIOUR), f"told as: {words}; the good page is fetched each time", faults)


def closed_networks(folder: Path, pages: list[Reading], chance: random.Random) -> Tried:
    """Redirections to loopback, private, link-local and other closed addresses, in every spelling."""
    from banggiao.fetch import addresses

    hostile, bad = _hostile(), importlib.import_module("bad_server")
    fetching = importlib.import_module("conftest").Fetching
    faults: list[str] = []
    real = addresses.is_public
    addresses.is_public = lambda address: address == "127.0.0.77" or real(address)
    try:
        with bad.Server("127.0.0.77") as asked:
            for number, where in enumerate(hostile.CLOSED):
                asked.paths["/a"] = bad.to(where)
                outcomes = fetching(folder / f"{number}.fetched")(
                    f"{asked.url}/a", f"{asked.url}/good", allow_private=False, retries=0
                )
                told = hostile.told(outcomes)
                refused = ("private", "no_host", "bad_address", "no_connection")
                if told[:1] not in [[code] for code in refused] or hostile.kept(outcomes) != ["good"]:
                    faults.append(f"{where}: told {told}, kept {hostile.kept(outcomes)}")
    finally:
        addresses.is_public = real
    return Tried(len(hostile.CLOSED), "refused, in one line each", faults)


TRIALS: dict[str, tuple[str, Callable[[Path, list[Reading], random.Random], Tried]]] = {
    "flipped": ("Bits of a record file are flipped: 1, 4 or 64 at random places", flipped_bits),
    "overwritten": ("A page of the file is overwritten with zeros, ones or noise", overwritten_pages),
    "cut": ("A record file is cut at a random byte", cut_record),
    "index": ("Rows of the full-text indexes are lost", damaged_index),
    "warc": ("WARC files, packed three ways, are cut or have bits flipped; 20 pages each", damaged_archives),
    "full": ("The disk is full while pages are added (a tmpfs of 4 MB)", full_disk),
    "locked": ("A file system that nobody may write to", locked_disk),
    "clock": ("The clock is set to and fro by decades between editions of pages", clock_set_back),
    "writers": ("Three programs add to one new record at once", several_writers),
    "servers": (
        "Servers that stall, drip, lie about lengths, send 10 GB, bombs, junk, resets, circles (29 ways)",
        servers,
    ),
    "networks": ("Redirections into closed networks", closed_networks),
}


def tried(name: str, pages: list[Reading], seed: int, folder: Path) -> tuple[str, Tried]:
    """One of TRIALS, in words and figures."""
    words, trial = TRIALS[name]
    with contextlib.redirect_stdout(io.StringIO()):
        done = trial(folder, pages, random.Random(seed))
    shutil.rmtree(folder, ignore_errors=True)
    return words, done
