"""Hundreds of thousands of pages in one record: memory, time, one page more, and search at that size.

    python -m benchmarks.large [--documents N] [--jobs N] [--keep FILE] [--asked FILE]

There are not so many free articles with dates at hand. They are made, always the same, from the articles of 2017 beside
the project (34,821 of half a year; without them from the bundled pages), in a temporary Parquet file:

- ten years, one after the other, of a tenth of the documents each. Every year is made of the same articles, so that the
  first and the last tenth are equal work;
- a document has the title and the lead of one article, every third sentence of its body, and every third sentence of
  two other articles of about the same days. Which ones, and which third, is another every year: no sentence stands
  beside the same ones again, but each stands in several documents;
- years written out are moved along, in the texts and in the date of publication; days and months stay. Weekdays no
  longer fit, nor does who held which office then;
- Vietnamese people who are not in the tables of the authority get another given name every year, so that the record's
  people grow with its pages; those in the tables, and foreigners, are met in all ten years, ever more often;
- every twenty-second document is a copy of one shortly before it with another last sentence: about as many as are
  copies among the articles themselves.

`banggiao add --jobs 2` puts them into one record, as a person runs it. From outside, once a second, this looks at the
pages added and resolved, and in /proc at the processor time of every process and the memory of all together (PSS: what
processes share is counted once); and it reads the same few pages itself, whose processor time is the pace of the
machine, which is not the same all the time. Then two hundred pages more are added one by one to a record of 10,000
pages and to the full one, each page to both before the next; and the full one is asked. Linux only; with 300,000
documents half an hour on two cores that nobody else uses, and 8 GB of disk.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

from banggiao.authority import people_named, tenures_of
from banggiao.reading import read_source
from banggiao.record import Record
from benchmarks import machine, material
from benchmarks.processes import COMMAND, cpu, family, pss
from benchmarks.record import _committed

YEARS = 10
LAST_YEAR = 2017
COPY_EVERY = 22
SMALL = 10_000
MORE = 200
LOOK_EVERY = 1.0
SAME = 10

# --- making documents ---------------------------------------------------------------------------------------

_SURNAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Trương"
_NAME = re.compile(rf"\b(?:{_SURNAMES})(?: [^\W\d_]+){{1,3}}")
_YEAR = re.compile(r"(?<![\d.,])20[01]\d(?![\d.,]\d|\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zà-ỹ]|\d|[“\"'])")
_GIVEN = (
    "An", "Anh", "Bách", "Bảo", "Bình", "Châu", "Chi", "Cường", "Diệp", "Dũng", "Duy", "Dương", "Đạt", "Đức", "Giang",
    "Hà", "Hải", "Hạnh", "Hiền", "Hiếu", "Hòa", "Hoa", "Hùng", "Huy", "Hương", "Khánh", "Khoa", "Kiên", "Lan", "Lâm",
    "Linh", "Long", "Mai", "Mạnh", "Minh", "Nam", "Nga", "Nghĩa", "Ngọc", "Nhung", "Oanh", "Phong", "Phúc", "Phương",
    "Quang", "Quân", "Quyên", "Sơn", "Tâm", "Thanh", "Thảo", "Thắng", "Thủy", "Trang", "Trung", "Tú", "Tuấn", "Tùng",
    "Vân", "Việt", "Vinh", "Yến",
)  # fmt: skip


class Article(NamedTuple):
    """An article in pieces."""

    id: str
    published: str
    title: str
    lead: str
    body: list[str]  # sentences


def articles(number: int) -> list[Article]:
    """So many articles, spread over all there are, by their days."""
    rows = [row for row in material.articles(number).rows if row.get("title") and row.get("text")]
    rows = [rows[n * len(rows) // number] for n in range(number)] if number < len(rows) else rows
    made = []
    for row in sorted(rows, key=lambda row: row.get("published", "")):
        lead, _, body = row["text"].partition("\n")
        sentences = [one.strip() for one in _SENTENCE_END.split(body) if one.strip()]
        made.append(Article(row["id"], row.get("published") or f"{LAST_YEAR}-03-01", row["title"], lead, sentences))
    return made


def documents(number: int, salt: int = 0) -> Iterator[dict[str, str]]:
    """The documents, oldest first. Another `salt` makes others of the same articles."""
    a_year = -(-number // YEARS)
    parts = articles(min(a_year, 30_000))
    for n in range(number):
        year, place = divmod(n, a_year)
        yield document(parts, place, year, salt)


def document(parts: Sequence[Article], place: int, year: int, salt: int = 0) -> dict[str, str]:
    """The one that has the title and lead of an article; `year` counts from the oldest."""
    copied = place % COPY_EVERY == COPY_EVERY - 1
    base = place - 3 if copied else place
    first = parts[base % len(parts)]
    turn = year + 3 * salt + 1 + base // len(parts)
    second, third = (parts[(base + turn * step) % len(parts)] for step in (7, 19))
    sentences = [one for k, each in enumerate((first, second, third)) for one in each.body[(turn + k) % 3 :: 3]]
    if copied:
        sentences[-1:] = parts[(base + 1) % len(parts)].body[:1]
    text = "\n".join((first.lead, *(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))))
    back = YEARS - 1 - year
    published = f"{int(first.published[:4]) - back}{first.published[4:]}"
    id_ = f"made-{salt}-{year}-{place}"
    return {
        "id": id_,
        "url": f"https://example.com/{id_}",
        "published": published,
        "title": _moved(first.title, back),
        "text": _moved(text, back),
    }


def _moved(text: str, back: int) -> str:
    text = _YEAR.sub(lambda found: str(int(found[0]) - back), text)
    return _NAME.sub(lambda found: _renamed(found[0], back), text)


@cache
def _renamed(name: str, back: int) -> str:
    """Another given name for somebody who is in no table; other words that begin like a name stay."""
    words = name.split(" ")
    while len(words) > 1 and not words[-1][0].isupper():
        words.pop()
    rest = name[len(" ".join(words)) :]
    if len(words) < 3 or not back or any(map(_is_known, (words[:n] for n in (2, 3, 4)))):
        return name
    at = sum(map(ord, words[-1])) + back * 7
    return " ".join([*words[:-1], _GIVEN[at % len(_GIVEN)]]) + rest


def _is_known(words: Sequence[str]) -> bool:
    name = " ".join(words)
    return bool(people_named(name) or tenures_of(name))


def write(rows: Iterator[dict[str, str]], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in ("id", "url", "published", "title", "text")])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while some := list(islice(rows, 1000)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))


# --- adding -------------------------------------------------------------------------------------------------


class Look(NamedTuple):
    """What was seen: seconds since the start, pages added and resolved, CPU seconds so far, MiB of all processes, CPU
    milliseconds of the pages that are always the same."""

    at: float
    added: int
    resolved: int
    cpu: float
    memory: float
    pace: float = 0.0


def pacer() -> Callable[[], float]:
    """What reads a few pages that are always the same, and tells its CPU milliseconds."""
    parts = articles(SAME)
    pages = material.sources([document(parts, place, 0, salt=2) for place in range(SAME)])

    def pace() -> float:
        begun = time.process_time()
        for page in pages:
            read_source(page)
        return (time.process_time() - begun) * 1000

    pace()  # the first time loads the tables
    return pace


def add(pages: Path, record: Path, jobs: int) -> list[Look]:
    """Run `banggiao add`, watched until it ends."""
    log = record.with_suffix(".log")
    looks: list[Look] = []
    used: dict[int, float] = {}
    pace = pacer()
    begun = time.perf_counter()
    with log.open("wb") as stream:
        command = [*COMMAND, "add", str(pages), "--record", str(record), "--jobs", str(jobs)]
        process = subprocess.Popen(command, stdout=stream, stderr=stream)
        while process.poll() is None:
            there = family(process.pid)
            for pid in there:
                used[pid] = cpu(pid) or used.get(pid, 0.0)
            memory = sum(map(pss, there))
            looks.append(Look(time.perf_counter() - begun, *_committed(record), sum(used.values()), memory, pace()))
            try:
                process.wait(LOOK_EVERY)
            except subprocess.TimeoutExpired:
                continue
    looks.append(Look(time.perf_counter() - begun, *_committed(record), sum(used.values()), 0.0))
    record.with_suffix(".looks").write_text("".join("\t".join(map(str, look)) + "\n" for look in looks))
    if process.returncode:
        sys.exit(log.read_text(encoding="utf-8", errors="replace")[-2000:])
    return looks


class Cost(NamedTuple):
    """Of a tenth of the pages: CPU and wall milliseconds a page, the largest memory, and the machine's pace."""

    cpu: float
    wall: float
    memory: float
    pace: float = 0.0


def cost(looks: Sequence[Look], count: str, first: int, last: int) -> Cost | None:
    """What the pages from one number to another cost in being added or resolved."""
    start, stop = _when(looks, count, first), _when(looks, count, last)
    if start is None or stop is None:
        return None
    pages = last - first
    there = [each for each in looks if start.at <= each.at <= stop.at]
    memory = max((each.memory for each in there), default=0.0)
    pace = median([each.pace for each in there if each.pace] or [0.0])
    return Cost((stop.cpu - start.cpu) / pages * 1000, (stop.at - start.at) / pages * 1000, memory, pace)


def _when(looks: Sequence[Look], count: str, pages: int) -> Look | None:
    for before, after in pairwise(looks):
        was, is_ = getattr(before, count), getattr(after, count)
        if was <= pages < is_ or was < pages == is_:
            part = (pages - was) / (is_ - was)
            return before._replace(
                at=before.at + part * (after.at - before.at), cpu=before.cpu + part * (after.cpu - before.cpu)
            )
    return None


def tell_tenths(looks: Sequence[Look], pages: int) -> None:
    tenth = pages // 10
    print(f"  {'tenth':8} {'':10} {'CPU ms a page':>14} {'wall ms':>9} {'memory MiB':>11} {'pace':>7}")
    ends: dict[str, list[Cost]] = {}
    for count in ("added", "resolved"):
        for n in range(10):
            # The first pages are read while processes start and the writer has nothing to do.
            first = max(n * tenth, min(200, tenth // 10))
            last = min((n + 1) * tenth, pages - min(200, tenth // 10))
            if one := cost(looks, count, first, last):
                print(f"  {n + 1:<8} {count:10} {one.cpu:14.2f} {one.wall:9.2f} {one.memory:11.0f} {one.pace:7.1f}")
                if n in (0, 9):
                    ends.setdefault(count, []).append(one)
    for count, costs in ends.items():
        if len(costs) == 2:
            _tell_ratios(count, *costs)
    if all(len(costs) == 2 for costs in ends.values()) and len(ends) == 2:
        (a, b), (c, d) = ends.values()
        _tell_ratios("both", _together(a, c), _together(b, d))


def _together(one: Cost, two: Cost) -> Cost:
    """What a page costs in both; the memory that the program takes is the larger."""
    work = one.cpu + two.cpu
    pace = (one.pace * one.cpu + two.pace * two.cpu) / work if work else 0.0
    return Cost(work, one.wall + two.wall, max(one.memory, two.memory), pace)


def _tell_ratios(count: str, first: Cost, last: Cost) -> None:
    """Last over first; and the times once more, in the machine's own pace of then."""
    ratios = {name: b / a for name, a, b in zip(Cost._fields, first, last, strict=True) if a and b}
    print(f"  last tenth over first, {count}: " + ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items()))
    if pace := ratios.get("pace"):
        times = ", ".join(f"{name} {ratios[name] / pace:.2f}" for name in ("cpu", "wall") if name in ratios)
        print(f"    in the pace of the machine: {times}")


# --- one page more ------------------------------------------------------------------------------------------


def more(pages: int) -> tuple[dict[str, list[dict[str, str]]], float]:
    """Pages to add to a record of so many, of days that the smallest record has too: half of them without contacts,
    half with some; and the share of those with some among all."""
    number = min(-(-pages // YEARS), 30_000)
    parts = articles(number)
    kinds: tuple[list[dict[str, str]], list[dict[str, str]]] = ([], [])
    places = list(range(min(SMALL, number)))
    random.Random(3).shuffle(places)
    for place in places:
        row = document(parts, place, 0, salt=1)
        kinds[bool(read_source(material.sources([row])[0]).events)].append(row)
        if min(map(len, kinds)) == MORE // 2:
            break
    without, with_ = kinds
    wanted = {"without a contact": without[: MORE // 2], "with a contact": with_[: MORE // 2]}
    return wanted, len(with_) / max(1, len(without) + len(with_))


class Spent(NamedTuple):
    """Milliseconds that pages cost, one after the other."""

    cpu: list[float]
    wall: list[float]


def one_more(records: Sequence[Path], rows: Sequence[dict[str, str]]) -> list[Spent]:
    """What each page more costs each of these records, with all that follows from it, in an open record. Every page
    goes into all of them before the next, into the last one first with every second page, so that a change of the
    machine's pace, and what the first one leaves in memory, meets them alike. The records are left as they were: what
    is added goes into copies."""
    copies = [path.with_suffix(".copy") for path in records]
    spent = [Spent([], []) for _ in records]
    try:
        with ExitStack() as stack:
            for path, copy in zip(records, copies, strict=True):
                with closing(sqlite3.connect(path)) as db, closing(sqlite3.connect(copy)) as to:
                    db.backup(to)
            opened = [stack.enter_context(Record(copy)) for copy in copies]
            for n, page in enumerate(map(read_source, material.sources(rows))):
                for record, of_it in list(zip(opened, spent, strict=True))[:: -1 if n % 2 else 1]:
                    begun, worked = time.perf_counter(), time.process_time()
                    record.add(page)
                    record.resolve()
                    of_it.wall.append((time.perf_counter() - begun) * 1000)
                    of_it.cpu.append((time.process_time() - worked) * 1000)
    finally:
        for copy in copies:
            for path in (copy, Path(f"{copy}-wal"), Path(f"{copy}-shm")):
                path.unlink(missing_ok=True)
    return spent


def tell_one_more(small: Path, full: Path, pages: int) -> None:
    print(f"one page more, at {SMALL:,} and at {pages:,} pages, ms")
    wanted, share = more(pages)
    means: list[list[float]] = []
    for kind, rows in wanted.items():
        few, many = one_more((small, full), rows)
        for name, a, b in zip(Spent._fields, few, many, strict=True):
            print(
                f"  {kind:18} {name:5} median {median(a):6.1f} {median(b):6.1f}, ratio {median(b) / median(a):.2f}"
                f"   mean {mean(a):6.1f} {mean(b):6.1f}, ratio {mean(b) / mean(a):.2f}   ({len(a)} pages)"
            )
        means.append([mean(few.cpu), mean(many.cpu)])
    a, b = (share * has + (1 - share) * none for none, has in zip(*means, strict=True))
    print(f"  as they come, {share:.3f} of them with a contact: mean CPU {a:.1f} {b:.1f}, ratio {b / a:.2f}")


# --- asking -------------------------------------------------------------------------------------------------

QUERIES = (
    "việt nam", "viet nam", "hà nội", "thủ tướng", "thu tuong", "chủ tịch nước", "hội đàm", "hoi dam", "hợp tác",
    "kinh te", "đại sứ", "dai su", "bộ trưởng", "ngoại giao", "trung quốc", "trung quoc", "hàn quốc", "nhật bản",
    "hoa ky", "tổng thống mỹ", "donald trump", "putin", "shinzo abe", "moon jae-in", "asean", "apec", "apec đà nẵng",
    "biển đông", "bien dong", "triều tiên", "trieu tien ten lua", "đối tác chiến lược", "doi tac chien luoc",
    '"đối tác chiến lược"', "điện mừng", "thăm chính thức", "tham chinh thuc", "hội nghị thượng đỉnh", "liên hợp quốc",
    "lào campuchia", "cuba", "mông cổ", "belarus", "nguyễn xuân phúc", "nguyen phu trong", "phạm bình minh",
    "trần đại quang", "nguyễn thị kim ngân", "quốc hội", "quoc phong", "đầu tư nước ngoài", "xuất khẩu gạo",
    "thương mại tự do", "bóng đá", "giá vàng", "xổ số", "vietlott", "con giáp", "trong ngày", "một", "người dân",
    "khôngcóthật", "hoà bình", "uỷ ban", "asean -trung", "vatican",
)  # fmt: skip


def questions(record: Record) -> dict[str, Callable[[str], Any]]:
    return {
        "search, newest": lambda query: record.search(query),
        "search, relevance": lambda query: record.search(query, order="relevance"),
        "find pages, newest": lambda query: record.find(query, "pages"),
        "find pages, relevance": lambda query: record.find(query, "pages", order="relevance"),
        "find contacts, newest": lambda query: record.find(query),
        "find contacts, relevance": lambda query: record.find(query, order="relevance"),
        "find statements, newest": lambda query: record.find(query, "statements"),
        "find statements, relevance": lambda query: record.find(query, "statements", order="relevance"),
    }


def tell_asked(path: Path, repeats: int = 3) -> None:
    with Record(path, readonly=True) as record:
        stats = record.stats()
        print(f"{stats.pages:,} pages, {stats.contacts:,} contacts, {stats.size / 2**20:,.0f} MiB")
        print(f"{len(QUERIES)} queries, {repeats} times each after one that is not counted, ms")
        print(f"  {'':26} {'p50':>7} {'p95':>7} {'worst':>7}   {'CPU p95':>8}   slowest")
        for name, ask in questions(record).items():
            walls: list[float] = []
            busy: list[float] = []
            slowest = (0.0, "")
            for query in QUERIES:
                ask(query)
                times = []
                for _ in range(repeats):
                    begun, worked = time.perf_counter(), time.process_time()
                    ask(query)
                    times.append((time.perf_counter() - begun) * 1000)
                    busy.append((time.process_time() - worked) * 1000)
                walls += times
                slowest = max(slowest, (median(times), query))
            figures = (machine.percentile(walls, 50), machine.percentile(walls, 95), max(walls))
            told = " ".join(f"{each:7.1f}" for each in figures)
            print(f"  {name:26} {told}   {machine.percentile(busy, 95):8.1f}   {slowest[1]} ({slowest[0]:.1f})")


# --- all of it ----------------------------------------------------------------------------------------------


def measure(pages: int, jobs: int, folder: Path, kept: Path) -> None:
    machine.pin(jobs)
    made = folder / "pages.parquet"
    begun = time.perf_counter()
    write(documents(pages), made)
    print(f"{pages:,} documents made in {time.perf_counter() - begun:.0f} s, {made.stat().st_size / 2**20:,.0f} MiB")
    looks = add(made, kept, jobs)
    cpu, seconds = looks[-1].cpu, looks[-1].at
    rate = f"{pages / seconds:.0f} a second, {cpu / pages * 1000:.2f} ms CPU a page"
    print(f"banggiao add --jobs {jobs}: {seconds:.0f} s, {rate}")
    tell_tenths(looks, pages)
    machine.pin(1)
    if pages > SMALL:
        small = folder / "small.db"
        write(islice(documents(pages), SMALL), made)
        add(made, small, jobs)
        tell_one_more(small, kept, pages)
    tell_asked(kept)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=300_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="where the record is made and kept (else it is removed)")
    parser.add_argument("--asked", type=Path, help="make nothing, only ask this record")
    asked = parser.parse_args(arguments)
    print(machine.facts(), flush=True)
    if asked.asked:
        tell_asked(asked.asked)
        return
    if gap := material.missing():
        print(gap)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as name:
        folder = Path(name)
        kept = asked.keep or folder / "large.db"
        if kept.exists():
            parser.error(f"{kept} is there already")
        measure(asked.documents, asked.jobs, folder, kept)


if __name__ == "__main__":
    main()
