"""What `kill -9` leaves of a record: add, rebuild and review killed at random moments, each time looked at whole.

    python -m benchmarks.faults [--kills N] [--seed N] [--only PROGRAM]

Each program runs in a process of its own (forked, so that it is at work at once) on a small record of made-up news, and
is killed after a random time; half of the rebuilds while the new record takes the place of the old. After each kill the
record is opened, checked (integrity, foreign keys, full-text index), and compared:

- add: every page that was told as added is there and equal to what was read; what was left undone is resolved by the
  next one, and when all pages are there the record is equal to one made without kills;
- rebuild: the record says exactly what it said before (it was rebuilt or it was not), and nothing is left beside it
  when the next one is done;
- review: every answer after which the next case was shown is in the log, and at most one more;
- fetch, watch: every page that was told as taken in is in the record and in the archive beside it; the next run goes
  on, and in the end the record is equal to one made without kills, and to one made from the archive; pages that changed
  while they were watched have every version that was told;
- backup: there is a whole copy under the name or none, while others write; the next one removes what a killed one left;
- migrate: the record is one of the old version or of the new, whole, with the copy of before beside it.
"""

# ruff: noqa: E501  (rows of a table)
from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from banggiao.model import Reading, Source
from banggiao.reading import read_source
from banggiao.record import Record, rebuild, rebuilding
from benchmarks import weather
from benchmarks.processes import COMMAND, nurseries, running, workers

PAGES = 150
_HOSTS = ("Lê Văn Sơn", "Trần Thị Mai", "Phạm Quang Hà", "Đỗ Minh Khôi")
_GUESTS = (
    *("Đại sứ Nhật Bản Tanaka Hiroshi", "Đại sứ Lào Khamphao Sisavath", "Đại sứ Pháp Claire Dubois"),
    *("Bộ trưởng Ngoại giao Campuchia Sok Dara", "Đại sứ Cuba Ana Morales"),
)
_SAID = ("giáo dục", "du lịch", "y tế", "nông nghiệp", "thương mại", "quốc phòng")


class Outcome(NamedTuple):
    """What became of one program: kills in the middle of its work, what was told as done, what was there, faults."""

    kills: int
    told: int
    kept: int
    faults: list[str]


def page(number: int) -> Reading:
    """A page that follows from its number; several tell of one contact."""
    chance = random.Random(number // 3)
    host, guest, day = chance.choice(_HOSTS), chance.choice(_GUESTS), chance.randrange(1, 28)
    said = " và ".join(random.Random(number).sample(_SAID, 2))
    text = (
        f"Bộ trưởng {host} đề nghị hai bên thúc đẩy hợp tác về {said}.\n\n"
        f"Bài số {number}: hai bên cũng trao đổi về {said} trong thời gian tới."
    )
    lead = f"Sáng {day}/4, tại Hà Nội, Bộ trưởng Ngoại giao {host} đã tiếp {guest}."
    row: dict[str, object] = {"id": f"page-{number}", "title": f"Bộ trưởng {host} tiếp khách", "lead": lead}
    if number % 4:
        row["published"] = f"2025-04-{day + 1:02}"
    return read_source(Source(name=f"made#{number}", row=row | {"text": text}))


def killed(job: Callable[[int], None], wait: Callable[[int], None]) -> tuple[bool, bytes]:
    """Run the job in a process of its own, and kill it when `wait` returns; whether it was at work, what it told."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(read)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            job(write)
            os._exit(0)
        except BaseException:
            os._exit(1)
    os.close(write)
    wait(read)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    told = b""
    while piece := os.read(read, 65536):
        told += piece
    os.close(read)
    return os.WIFSIGNALED(status), told


def sleep(seconds: float) -> Callable[[int], None]:
    return lambda _: time.sleep(seconds)


def counted(told: bytes) -> int:
    return told.count(b"\n")


def add_all(path: Path, pages: list[Reading], told: Callable[[], object] = lambda: None) -> None:
    """What `banggiao add` does, and a word after each page."""
    with Record(path) as record:
        for reading in pages:
            record.add(reading)
            told()
        record.resolve()


# --- the three ----------------------------------------------------------------------------------------------


def faults_of_add(folder: Path, pages: list[Reading], kills: int, chance: random.Random) -> Outcome:
    whole = folder / "whole.db"
    add_all(folder / "first.db", pages)  # until all tables are loaded, it takes longer
    begun = time.perf_counter()
    add_all(whole, pages)
    lasts = time.perf_counter() - begun
    done = Outcome(0, 0, 0, [])
    path = folder / "add-0.db"
    number = -1
    while done.kills < kills:
        number += 1
        if number % 5 == 0:  # a fresh one now and then, filled over several kills
            path = folder / f"add-{number}.db"
        order = chance.sample(pages, len(pages))
        told: bytes = b""

        def job(pipe: int, order: list[Reading] = order, path: Path = path) -> None:
            add_all(path, order, lambda: os.write(pipe, b"\n"))

        with Record(path) as record:
            missing = 1 - record.stats().pages / len(pages)
        at_work, told = killed(job, sleep(chance.uniform(0, lasts * missing)))
        with Record(path) as record:
            faults = [f"add, kill {number}: {line}" for line in record.check()]
            there = {each.id: each.reading for each in record.pages()}
            for reading in order[: counted(told)]:
                if there.get(reading.id) != reading:
                    faults.append(f"add, kill {number}: {reading.id} was added and is not there as it was read")
        done = Outcome(done.kills + at_work, done.told + counted(told), done.kept + len(there), done.faults + faults)
        if number % 5 == 4 or done.kills == kills:
            add_all(path, pages)
            with Record(path) as record, Record(whole) as other:
                done.faults.extend(f"add, after kill {number}: {line}" for line in record.differences(other))
    return done


def faults_of_rebuild(folder: Path, pages: list[Reading], kills: int, chance: random.Random) -> Outcome:
    path, before = folder / "rebuild.db", folder / "before.db"
    for each in (path, before):
        add_all(each, pages)
    rebuild(path)
    begun = time.perf_counter()
    rebuild(path)
    lasts = time.perf_counter() - begun
    taken = rebuilding._take_its_place
    done = Outcome(0, 0, 0, [])
    number = -1
    while done.kills < kills:
        number += 1
        in_the_end = bool(number % 2)

        def job(pipe: int, in_the_end: bool = in_the_end) -> None:
            def noted(*given: object) -> None:
                os.write(pipe, b"x")
                taken(*given)  # type: ignore[arg-type]

            if in_the_end:
                rebuilding._take_its_place = noted  # type: ignore[assignment]
            rebuild(path)
            os.write(pipe, b"\n")

        def wait(pipe: int) -> None:
            os.read(pipe, 1)
            time.sleep(chance.uniform(0, 0.006))

        at_work, told = killed(job, wait if in_the_end else sleep(chance.uniform(0, lasts)))
        with Record(path) as record, Record(before) as other:
            faults = [f"rebuild, kill {number}: {line}" for line in (*record.check(), *record.differences(other))]
            kept = record.stats().pages
        done = Outcome(done.kills + at_work, done.told + counted(told), done.kept + kept, done.faults + faults)
    rebuild(path)
    left = [each.name for each in folder.iterdir() if each.name.endswith((".rebuild", ".rebuild-wal"))]
    done.faults.extend(f"rebuild: {name} was left" for name in left)
    return done


def faults_of_review(folder: Path, pages: list[Reading], kills: int, chance: random.Random) -> Outcome:
    from banggiao.cli.review import review

    path = folder / "review.db"
    add_all(path, pages)
    _answered(lambda: review(str(path), "Lan", None, 1), ["q\n"])  # until all is loaded, it takes longer
    with Record(path) as record:
        record._db.execute("UPDATE events SET confidence = 0.3")  # all are doubtful
    done = Outcome(0, 0, 0, [])
    number = -1
    while done.kills < kills:
        number += 1
        with Record(path, readonly=True) as record:
            before = len(record.judgements())

        def job(pipe: int, number: int = number) -> None:
            _answered(lambda: review(str(path), "Lan", "field", None), _told(_answers(number), pipe))

        at_work, told = killed(job, sleep(chance.uniform(0.02, 0.3)))
        with Record(path) as record:
            faults = [f"review, kill {number}: {line}" for line in record.check()]
            judged = len(record.judgements()) - before
            # "Nothing to undo" is an answer that writes nothing: at most the first ones.
            if judged > counted(told) + 1:
                faults.append(f"review, kill {number}: {judged} judgements after {counted(told)} answers")
            if judged < _writing(_answers(number)[: counted(told)]):
                faults.append(f"review, kill {number}: an answer that was taken is not in the log")
            record.resolve()
            faults += [f"review, kill {number}, resolved: {line}" for line in record.check()]
        done = Outcome(done.kills + at_work, done.told + counted(told), done.kept + judged, done.faults + faults)
        if number % 10 == 9:  # all judged: begin again with doubts
            with Record(path) as record:
                for one in record.judgements():
                    if one.verdict != "undo":
                        record.judge(one.kind, one.left, one.right, "undo", by="Lan", field=one.field)
                record.resolve()
                record._db.execute("UPDATE events SET confidence = 0.3")
    return done


class _Input:
    """Standard input that is no terminal, line by line."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    def isatty(self) -> bool:
        return False

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)


def _answers(number: int) -> list[str]:
    """What is answered before the kill of this number, each time the same."""
    return random.Random(number).choices(["u\n", "r\n", "w\n", "z\n"], k=1000)


def _told(answers: list[str], pipe: int) -> Iterator[str]:
    """The answers; when the next one is asked for, the one before is done, and told."""
    for count, answer in enumerate(answers):
        if count:
            os.write(pipe, b"\n")
        yield answer


def _answered(job: Callable[[], object], answers: Iterable[str]) -> None:
    before, sys.stdin = sys.stdin, _Input(answers)  # type: ignore[assignment]
    try:
        with (
            open(os.devnull, "w", encoding="utf-8") as out,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(out),
        ):
            job()
    finally:
        sys.stdin = before


def _writing(answers: list[str]) -> int:
    """How many of the answers write a judgement: not an undo when nothing is left to undo."""
    written = open_ = 0
    for answer in answers:
        if answer != "z\n":
            written, open_ = written + 1, open_ + 1
        elif open_:
            written, open_ = written + 1, open_ - 1
    return written


# --- what comes from the network ------------------------------------------------------------------------------

_HOSTS_ASKED = ("127.0.0.1", "127.0.0.2", "127.0.0.3")  # Linux has all of 127/8
_ON_EACH = 6
_EDITION = "Bài số {number}, bản {edition}"


def _page_of(number: int, edition: int) -> bytes:
    """A page of the trial's server, as HTML."""
    made = page(number)
    title, *paragraphs = made.text.split("\n\n")
    body = "".join(f"<p>{each}</p>" for each in (*paragraphs, _EDITION.format(number=number, edition=edition)))
    article = f"<article><h1>{title}</h1>{body}</article>"
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{article}</body></html>".encode()


class _Pages:
    """Servers in a process of their own; `edition` is what their pages say, and changes when it is told to."""

    def __init__(self, folder: Path) -> None:
        self._edition = folder / "edition"
        self.edition = 1
        read, write = os.pipe()
        self._child = os.fork()
        if not self._child:
            os.close(read)
            self._serve(write)
            os._exit(0)
        os.close(write)
        told = b""
        while piece := os.read(read, 100):
            told += piece
        os.close(read)
        self.urls = told.decode().split()

    @property
    def edition(self) -> int:
        return int(self._edition.read_text())

    @edition.setter
    def edition(self, value: int) -> None:
        beside = self._edition.with_suffix(".new")
        beside.write_text(str(value))
        beside.replace(self._edition)

    def _serve(self, told: int) -> None:
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
        from threading import Thread

        pages = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found, host = self.path.removeprefix("/"), str(self.server.server_address[0])
                body, kind = b"", "plain"
                if found == "rss":
                    links = "".join(f"<item><link>/{number}</link></item>" for number in range(_ON_EACH))
                    listed = f"<rss version='2.0'><channel>{links}</channel><!-- {time.time()} --></rss>"
                    body, kind = listed.encode(), "xml"
                elif found.isdigit():
                    number = _HOSTS_ASKED.index(host) * _ON_EACH + int(found)
                    body, kind = _page_of(number, pages.edition), "html"
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *about: object) -> None:
                pass

        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        servers = [ThreadingHTTPServer((host, 0), Answers) for host in _HOSTS_ASKED]
        os.write(told, "\n".join(f"http://{each.server_address[0]}:{each.server_port}" for each in servers).encode())
        os.close(told)
        threads = [Thread(target=each.serve_forever) for each in servers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def close(self) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)


def fetch_all(
    path: Path, urls: list[str], told: Callable[[str], object] = lambda url: None, *, watch: bool = False
) -> None:
    """What `banggiao fetch` does, and a word after each page; or `banggiao watch`, without end and without pauses."""
    from threading import Event

    from banggiao.cli.fetch import Desk
    from banggiao.fetch import Idle, Kept, Limits, Settings

    settings = Settings(
        agent="faults", limits=Limits(allow_private=True), delay=0.0, backoff=0.01, older_than=0.0 if watch else 86400.0
    )
    with Desk(str(path), settings, Event()) as desk:
        if watch:
            desk.state.take_over()
        else:
            desk.crawl.put(urls)
        last = 0.0

        def more() -> bool:
            nonlocal last
            if time.monotonic() - last < 0.1:
                return False
            last = time.monotonic()
            desk.crawl.put(urls, always=True)
            return True

        for outcome in desk.work(more if watch else None):
            if isinstance(outcome, Kept):
                told(outcome.url)
            elif isinstance(outcome, Idle):
                desk.record.resolve()


def _from_archive(path: Path, into: Path) -> list[str]:
    """A record made from the archive beside another; gives what was wrong with it."""
    from banggiao.intake import sources

    problems: list[str] = []
    folder = f"{path}.fetched"
    readings = [read_source(each) for each in sources([folder], on_error=lambda problem: problems.append(str(problem)))]
    add_all(into, readings)
    return problems


def faults_of_fetch(folder: Path, pages: list[Reading], kills: int, chance: random.Random) -> Outcome:
    asked = _Pages(folder)
    try:
        urls = [f"{base}/{number}" for base in asked.urls for number in range(_ON_EACH)]
        fetch_all(folder / "first.db", urls)
        whole = folder / "whole.db"
        begun = time.perf_counter()
        fetch_all(whole, urls)
        lasts = time.perf_counter() - begun
        done = Outcome(0, 0, 0, [])
        number = -1
        while done.kills < kills:
            number += 1
            if number % 4 == 0:
                path = folder / f"fetch-{number}.db"

            def job(pipe: int, path: Path = path) -> None:
                fetch_all(path, urls, lambda url: os.write(pipe, f"{url}\n".encode()))

            at_work, told = killed(job, sleep(chance.uniform(0, lasts)))
            faults, kept = _looked_at(path, told, f"fetch, kill {number}", 1)
            done = Outcome(done.kills + at_work, done.told + counted(told), done.kept + kept, done.faults + faults)
            if number % 4 == 3 or done.kills >= kills:
                fetch_all(path, urls)
                again = folder / f"again-{number}.db"
                done.faults.extend(f"fetch, kill {number}, archive: {line}" for line in _from_archive(path, again))
                with Record(path) as record:
                    for other in (whole, again):
                        with Record(other) as equal:
                            done.faults.extend(f"fetch, kill {number}: {line}" for line in record.differences(equal))
        return done
    finally:
        asked.close()


def _looked_at(path: Path, told: bytes, name: str, edition: int) -> tuple[list[str], int]:
    """What a killed program left: everything it told is in the record, and the record is sound."""
    with Record(path) as record:
        faults = [f"{name}: {line}" for line in record.check()]
        there: dict[str | None, str] = {each.reading.url: each.id for each in record.pages()}
        for url in told.decode().split("\n")[:-1]:
            id_ = there.get(url, "")
            kept = (record.version(id_, each.version) for each in record.history(id_))
            texts = [each.reading.text for each in kept if each is not None]
            if not any(f"bản {edition}" in text for text in texts):
                faults.append(f"{name}: {url} was taken in and is not in the record")
        return faults, len(there)


def faults_of_watch(folder: Path, pages: list[Reading], kills: int, chance: random.Random) -> Outcome:
    asked = _Pages(folder)
    try:
        feeds = [f"{base}/rss" for base in asked.urls]
        fetch_all(folder / "first.db", feeds)  # until all is loaded, it takes longer
        path = folder / "watch.db"
        done = Outcome(0, 0, 0, [])
        number = -1
        while done.kills < kills:
            number += 1
            asked.edition = edition = number + 2

            def job(pipe: int) -> None:
                fetch_all(path, feeds, lambda url: os.write(pipe, f"{url}\n".encode()), watch=True)

            at_work, told = killed(job, sleep(chance.uniform(0.1, 1.5)))
            if not path.exists():
                continue
            faults, kept = _looked_at(path, told, f"watch, kill {number}", edition)
            done = Outcome(done.kills + at_work, done.told + counted(told), done.kept + kept, done.faults + faults)
        urls = [f"{base}/{number}" for base in asked.urls for number in range(_ON_EACH)]
        (folder / "watch.db.fetched" / "fetch.db").unlink()  # nothing but what it knew of the servers is lost by that
        fetch_all(path, urls)
        fetch_all(folder / "whole.db", urls)
        with Record(path) as record, Record(folder / "whole.db") as other:
            texts = [{each.id: each.reading.text for each in one.pages()} for one in (record, other)]
            if texts[0] != texts[1]:
                done.faults.append("watch: in the end the record does not have the pages as they are")
        return done
    finally:
        asked.close()


# --- copies and older files -----------------------------------------------------------------------------------


def faults_of_backup(folder: Path, pages: list[Reading], kills: int, chance: random.Random) -> Outcome:
    from banggiao.record import backup, backups

    backups._PIECE = 4
    path = folder / "kept.db"
    add_all(path, pages[:100])
    begun = time.perf_counter()
    backup(path, folder / "first.db")
    lasts = time.perf_counter() - begun
    done = Outcome(0, 0, 0, [])
    number = -1
    while done.kills < kills:
        number += 1
        target = folder / f"copy-{number % 3}.db"
        if number % 3 == 0:
            for each in folder.glob("copy-*.db"):
                each.unlink()

        def write(pipe: int, number: int = number) -> None:  # somebody who goes on adding and changing
            with Record(path) as record:
                for reading in pages[number % 50 :]:
                    record.add(reading)

        def job(pipe: int, target: Path = target) -> None:
            backup(path, target, replace=True)
            os.write(pipe, b"\n")

        def beside(pipe: int, job: Callable[[int], None] = job) -> None:
            nonlocal at_work, told
            at_work, told = killed(job, sleep(chance.uniform(0, lasts * 4)))

        at_work, told = False, b""
        killed(write, beside)
        kept, faults = 0, []
        if counted(told) and not target.exists():
            faults.append(f"backup, kill {number}: it was told as made and is not there")
        if target.exists():
            with Record(target) as copied, Record(path) as record:
                faults += [f"backup, kill {number}: {line}" for line in copied.check()]
                kept = copied.stats().pages
                if not 100 <= kept <= record.stats().pages:
                    faults.append(f"backup, kill {number}: {kept} pages in it")
        done = Outcome(done.kills + at_work, done.told + counted(told), done.kept + kept, done.faults + faults)
    for number in range(3):
        backup(path, folder / f"copy-{number}.db", replace=True)
    done.faults.extend(f"backup: {each.name} was left" for each in folder.glob(".*.copy"))
    return done


def faults_of_migrate(folder: Path, pages: list[Reading], kills: int, chance: random.Random) -> Outcome:
    import sqlite3

    from banggiao.record import schema

    script = (Path(__file__).resolve().parents[1] / "tests" / "record" / "record_v5.sql").read_text(encoding="utf-8")

    def old(path: Path) -> None:
        db = sqlite3.connect(path)
        db.executescript(script)
        db.close()

    whole = folder / "whole.db"
    old(whole)
    begun = time.perf_counter()
    with Record(whole) as record:
        record.resolve()
    lasts = time.perf_counter() - begun
    done = Outcome(0, 0, 0, [])
    number = -1
    while done.kills < kills:
        number += 1
        path = folder / f"old-{number}.db"
        old(path)

        def job(pipe: int, path: Path = path) -> None:
            Record(path).close()
            os.write(pipe, b"\n")

        at_work, told = killed(job, sleep(chance.uniform(0, lasts)))
        db = sqlite3.connect(path)
        (version,) = db.execute("PRAGMA user_version").fetchone()
        db.close()
        faults = []
        if version not in (5, schema.SCHEMA_VERSION) or (counted(told) and version == 5):
            faults.append(f"migrate, kill {number}: version {version}")
        if version != 5 and not Path(f"{path}.v5").exists():
            faults.append(f"migrate, kill {number}: no copy of before")
        with Record(path) as record, Record(whole) as other:
            record.resolve()
            faults += [f"migrate, kill {number}: {line}" for line in (*record.check(), *record.differences(other))]
            kept = record.stats().pages
        done = Outcome(done.kills + at_work, done.told + counted(told), done.kept + kept, done.faults + faults)
    return done


# --- engines --------------------------------------------------------------------------------------------------

_PAGES_A_FILE = 15  # a file is a partition: 150 pages make ten
_STRUCK = ("the program", "a worker", "a worker", "what workers are forked from")
_MARK = "BANGGIAO_FAULTS_RUN"
_PATIENCE = 120.0
_HANG = 99


def faults_of_engine(engine: str) -> Trial:
    """`read` by an engine: the program is killed, a worker, or the process that workers are forked from."""

    def trial(folder: Path, pages: list[Reading], kills: int, chance: random.Random) -> Outcome:
        import pyarrow as pa
        import pyarrow.parquet as pq

        tables = []
        for start in range(0, len(pages), _PAGES_A_FILE):
            some = [{"id": one.id, "text": one.text} for one in pages[start : start + _PAGES_A_FILE]]
            tables.append(str(folder / f"pages-{start:03}.parquet"))
            pq.write_table(pa.Table.from_pylist(some), tables[-1])
        whole = folder / "whole"
        begun = time.perf_counter()
        code, told, _ = _run(engine, tables, whole, lambda process: [])
        lasts = time.perf_counter() - begun
        done = Outcome(0, 0, 0, [f"{engine}: without a kill: {told}"] if code else [])
        number = -1
        while done.kills < kills:
            number += 1
            if number % len(_STRUCK) == 0:
                into = folder / f"made-{number}"
            whom = _STRUCK[number % len(_STRUCK)]
            name = f"read {engine}, kill {number} of {whom}"

            def strike(process: int, whom: str = whom) -> list[int]:
                time.sleep(chance.uniform(0.1, 1.0) * lasts)
                found = {"the program": [process], "a worker": workers(process)}.get(whom, nurseries(process))
                hit = [chance.choice(found)] if found else []
                for each in hit:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(each, signal.SIGKILL)
                return hit

            code, told, hit = _run(engine, tables, into, strike)
            faults = []
            if code and whom == "a worker":
                faults.append(f"{name}: it stopped the program ({code}): {told}")
            if code and whom != "the program" and not weather.is_line(told):
                faults.append(f"{name}: {told}")
            faults += [f"{name}: process {each} outlives the program" for each in _left(into)]
            if code:
                again, told, _ = _run(engine, tables, into, lambda process: [])
                faults += [f"{name}: the next run ended with {again}: {told}"] if again else []
            faults += [f"{name}: {line}" for line in _made_alike(into, whole)]
            kept = len(list(into.glob("part-*.parquet")))
            shutil.rmtree(into)
            done = Outcome(done.kills + bool(hit), done.told + (code == 0), done.kept + kept, done.faults + faults)
        return done

    return trial


def _run(engine: str, tables: list[str], into: Path, strike: Callable[[int], list[int]]) -> tuple[int, str, list[int]]:
    """`banggiao read`, and what is done to it meanwhile; how it ended (-9: killed), what it told, and whom it hit."""
    command = [*COMMAND, "read", "--engine", engine, "--jobs", "2", "--output", str(into), *tables]
    with tempfile.TemporaryFile() as out:
        # What it has open shows, in /proc, which processes are its.
        marked = os.environ | {_MARK: str(into)}
        process = subprocess.Popen(command, stdout=out, stderr=out, env=marked, start_new_session=True)
        hit = strike(process.pid)
        try:
            code = process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = _HANG
        out.seek(0)
        return code, out.read().decode(errors="replace").strip()[-2000:], hit


def _left(into: Path) -> list[int]:
    """Processes of a run into this folder that are there though it ended; a little time is theirs."""
    mark = f"{_MARK}={into}".encode()
    until = time.monotonic() + _PATIENCE / 6
    while True:
        found = []
        for each in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if each.name.isdigit() and mark in (each / "environ").read_bytes().split(b"\0"):
                    found.append(int(each.name))
        found = [each for each in found if running(each)]
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.05)


def _made_alike(made: Path, whole: Path) -> list[str]:
    """How what was made differs from what is made without kills."""
    parts = sorted(each.name for each in whole.glob("part-*.parquet"))
    if sorted(each.name for each in made.glob("*part*")) != parts:
        return [f"other files: {sorted(each.name for each in made.iterdir())}"]
    return [name for name in parts if (made / name).read_bytes() != (whole / name).read_bytes()]


Trial = Callable[[Path, list[Reading], int, random.Random], Outcome]

TRIALS: dict[str, Trial] = {
    "add": faults_of_add,
    "rebuild": faults_of_rebuild,
    "review": faults_of_review,
    "fetch": faults_of_fetch,
    "watch": faults_of_watch,
    "backup": faults_of_backup,
    "migrate": faults_of_migrate,
    "read-processes": faults_of_engine("processes"),
    "read-dask": faults_of_engine("dask"),
}

# What the figures of a row of the table are: kills, told as done, found there.
_WORDS = {
    "add": ("`add`, 150 pages that tell of some fifty contacts", "{told:,} pages were told as added, all are there as they were read; the rest is added by the next one, and the record equals one made without kills"),
    "rebuild": ("`rebuild`, half of the kills while the new record takes the place of the old", "each time the record says what it said before; nothing is left beside it by the next one"),
    "review": ("`review`", "{told:,} answers were told as taken, all are in the log"),
    "fetch": ("`fetch`, from three servers", "{told:,} pages were told as taken in, all are in the record and the archive; in the end the record equals one made without kills and one made from the archive"),
    "watch": ("`watch`, while the pages change", "{told:,} editions were told as taken in, all are there; in the end every page is there as it is now"),
    "backup": ("`backup`, while another program adds", "{told:,} copies were told as made, all whole; nothing is left beside them"),
    "migrate": ("Bringing a record of version 5 up to date", "of the old version or of the present one, whole, with the copy of before beside it; in the end equal to one that was not killed"),
    "read-processes": ("`read --engine processes`: the program, a worker, or the process that workers are forked from", "{told} runs went to their end in spite of it, the others when they were started again: the same files to the byte; no process outlives the program"),
    "read-dask": ("`read --engine dask`, the same", "{told} runs went to their end in spite of it, the others when they were started again: the same files to the byte; no process outlives the program"),
}  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[*TRIALS, *weather.TRIALS], action="append")
    parser.add_argument("--write", action="store_true", help="put the rows into docs/reliability.md")
    asked = parser.parse_args(arguments)
    pages = [page(number) for number in range(PAGES)]
    found: list[str] = []
    rows: dict[str, str] = {}
    for name in asked.only or [*TRIALS, *weather.TRIALS]:
        with tempfile.TemporaryDirectory(prefix="banggiao-faults-") as folder:
            if name in TRIALS:
                done = TRIALS[name](Path(folder), pages, asked.kills, random.Random(asked.seed))
                what, words = _WORDS[name]
                what, often, told = f"Killed: {what}", f"{done.kills} kills", words.format(told=done.told)
                faults = done.faults
            else:
                what, tried = weather.tried(name, pages, asked.seed, Path(folder))
                often, told, faults = f"{tried.times} times", tried.happened, tried.faults
        found += [f"{name}: {line}" for line in faults]
        if faults:
            told = f"**{len(faults)} faults**: {faults[0]}"
        rows[name] = f"| {what} | {often} | {told.replace('|', ' ')} |"
        print(rows[name], flush=True)
    for line in found:
        print(line)
    if asked.write:
        _write(rows)
    if found:
        sys.exit(1)


_TABLE = re.compile(r"(<!-- faults -->\n)(.*?)(<!-- /faults -->)", re.S)


def _write(rows: dict[str, str]) -> None:
    """Put the rows into the table of the documentation; those of trials that were not made now stay."""
    path = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
    text = path.read_text(encoding="utf-8")
    table = _TABLE.search(text)
    assert table is not None
    kept = dict(re.findall(r"^(\|.*) <!-- (\S+) -->$", table[2], re.M))
    lines = {name: row for row, name in kept.items()} | rows
    made = [f"{lines[name]} <!-- {name} -->" for name in (*TRIALS, *weather.TRIALS) if name in lines]
    head = "| what was tried | how often | what happened |\n|---|---|---|\n"
    path.write_text(
        _TABLE.sub(lambda match: match[1] + head + "\n".join(made) + "\n" + match[3], text), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
