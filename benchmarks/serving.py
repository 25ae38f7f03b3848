"""How fast a record answers many readers at once, while pages are added to it.

    python -m benchmarks.serving RECORD [--readers N] [--workers N] [--seconds S] [--quiet]

A copy of RECORD is served by `banggiao serve` as a person would start it. `wrk` (apt-get install wrk) asks as N readers
without a pause, each time for another of some hundred addresses that were drawn from the record: search, contact,
person, relation, page, the API, and all of these mixed. Meanwhile `banggiao add` puts other pages into the same file,
all the time (`--quiet`: not). Each kind is asked for twice as long as `--seconds` says, without a stop, and told in two
halves: in the first one all these addresses are asked for the first time since the server started, by all readers at
once; in the next one somebody has asked before. Printed: the median, 95th and 99th percentile of the time to answer
(wrk counts a long wait as often as its reader would have asked meanwhile), answers a second, errors, and the memory of
all processes of the server (PSS, shared memory counted once).

Then Datasette serves the same file, in its one process, and both are asked the same: the latest pages that hold a word;
ours with one process that makes answers beside the one that listens. Answers a second of both, in this run, and their
ratio.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from banggiao.record import Record
from benchmarks import machine, material
from benchmarks.processes import COMMAND, family, pss

WORDS = (
    "hợp tác",
    "doi tac chien luoc",
    "đại sứ",
    "Biển Đông",
    "thương mại",
    "quoc khanh",
    "đầu tư",
    "Lào",
    "Nhật Bản",
)
WORDS += ("Trump", "APEC", "biên giới", "giáo dục", "hội đàm", "quốc phòng", "viện trợ", "Campuchia", "EU", "an ninh")
# Datasette hands the words to the index as they are: without marks, one by one.
FOLDED = ("hop tac", "doi tac", "dai su", "thuong mai", "dau tu", "nhat ban", "trump", "apec", "bien gioi", "campuchia")
DRAWN = 300
MORE = 30_000
"""Pages to be added meanwhile: more than there is time for."""
LUA = """
local urls = {}
for line in io.lines("%s") do urls[#urls + 1] = line end
local n = 0
request = function() n = n + 1; return wrk.format("GET", urls[(n * 7919) %% #urls + 1]) end
done = function(s, l, r)
  local e = s.errors
  io.write(string.format("\\nRESULT %%f %%f %%f %%f %%d %%d\\n", l:percentile(50) / 1000, l:percentile(95) / 1000,
    l:percentile(99) / 1000, s.requests / s.duration * 1e6, s.requests,
    e.status + e.timeout + e.read + e.connect + e.write))
end
"""


def addresses(path: Path) -> dict[str, list[str]]:
    """Some hundred addresses of each kind, spread over the record."""
    with Record(path, readonly=True) as record:
        contacts = [each for n, each in enumerate(record.each_contact()) if n % 13 == 0][:DRAWN]
        pages = [page.id for n, page in enumerate(record.pages(limit=DRAWN * 20)) if n % 20 == 0]
    people = list(dict.fromkeys(who for each in contacts for who in each.people if who))[:DRAWN]
    pairs = {
        tuple(sorted({side.country for side in each.participants if side.country}))
        for each in contacts
        if len({side.country for side in each.participants if side.country}) == 2
    }
    found = {
        "search": [f"/search?{urlencode({'q': word})}" for word in WORDS],
        "contact": [f"/contact/{each.id}" for each in contacts],
        "person": [f"/person/{each}" for each in people],
        "relation": sorted(f"/relation/{one}/{other}" for one, other in pairs),
        "page": [f"/page/{quote(each, safe='')}" for each in pages],
        "API": [f"/api/v1/contacts/{each.id}" for each in contacts],
    }
    found["mixed"] = [one for kind in ("search", "contact", "person", "relation") for one in found[kind][:60]]
    return found


@contextmanager
def served(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it answers to when it is told to stop."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def asked(port: int, urls: list[str], readers: int, seconds: int) -> tuple[float, ...]:
    """What wrk saw: median, 95th, 99th percentile in ms, answers a second, answers, errors."""
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "urls.txt"), Path(folder, "ask.lua")
        listed.write_text("\n".join(urls) + "\n", encoding="utf-8")
        script.write_text(LUA % listed, encoding="utf-8")
        told = subprocess.run(
            [
                "wrk",
                "-t1",
                f"-c{readers}",
                f"-d{seconds}s",
                "--timeout",
                "20s",
                "-s",
                str(script),
                f"http://127.0.0.1:{port}",
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    found = re.search(r"^RESULT (.*)$", told, re.M)
    assert found, told
    return tuple(float(each) for each in found[1].split())


def memory(process: int) -> float:
    """MiB of a process and all it started, what they share counted once."""
    return sum(map(pss, family(process)))


@contextmanager
def adding(path: Path, folder: Path, quiet: bool) -> Iterator[None]:
    """Other pages come in meanwhile, by one process, until what is measured is done."""
    if quiet:
        yield
        return
    rows = folder / "more.jsonl"
    made = material.documents(MORE)
    material.write_jsonl([row | {"id": f"more-{n}"} for n, row in enumerate(made.rows)], rows)
    process = subprocess.Popen(
        [*COMMAND, "add", str(rows), "--jobs", "1", "--record", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
        if process.poll() is not None:
            print(f"  (adding ended before, with exit code {process.returncode})")
    finally:
        process.kill()
        process.wait()


def compared(path: Path, port: int, readers: int, seconds: int) -> None:
    """The latest pages that hold a word: ours and Datasette's answers a second."""
    datasette = shutil.which("datasette", path=str(Path(sys.executable).parent))
    if datasette is None:
        print("missing: datasette (pip install '.[bench]'); no comparison")
        return
    query = (
        "SELECT d.id, v.headline, v.published, snippet(pages_folded, 0, '**', '**', '…', 32) FROM pages_folded f"
        " CROSS JOIN versions v ON v.version = f.rowid CROSS JOIN documents d ON d.document = v.document"
        " WHERE pages_folded MATCH :q ORDER BY f.rowid DESC LIMIT 20"
    )
    ours = [f"/api/v1/pages?{urlencode({'q': word, 'limit': 20})}" for word in FOLDED]
    theirs = [f"/{path.stem}.json?{urlencode({'sql': query, 'q': word, '_shape': 'array'})}" for word in FOLDED]
    command = [datasette, "serve", "--port", str(port), "--setting", "sql_time_limit_ms", "5000", str(path)]
    rates = {}
    with served([*COMMAND, "serve", "--record", str(path), "--port", str(port), "--workers", "1"], port):
        rates["banggiao"] = asked(port, ours, readers, seconds)
    with served(command, port):
        rates["Datasette"] = asked(port, theirs, readers, seconds)
    for name, (_, p95, _, rate, _, errors) in rates.items():
        print(f"  {name:10} {rate:8.0f} answers/s   p95 {p95:7.1f} ms   {errors:.0f} errors")
    print(f"  ratio {rates['banggiao'][3] / max(rates['Datasette'][3], 0.001):.2f}")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.serving", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("record", type=Path, metavar="RECORD")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--workers", type=int, help="as of `banggiao serve`, which chooses when not given")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--port", type=int, default=8731)
    parser.add_argument("--quiet", action="store_true")
    asked_for = parser.parse_args(arguments)
    if shutil.which("wrk") is None:
        sys.exit("missing: wrk (apt-get install wrk)")
    print(machine.facts())
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as name:
        folder = Path(name)
        path = Path(shutil.copy(asked_for.record, folder / "record.db"))
        Record(path).close()  # to the present schema
        urls = addresses(path)
        command = [*COMMAND, "serve", "--record", str(path)]
        if asked_for.workers is not None:
            command += ["--workers", str(asked_for.workers)]
        with (
            adding(path, folder, asked_for.quiet),
            served([*command, "--port", str(asked_for.port)], asked_for.port) as server,
        ):
            print(f"{asked_for.readers} readers at once, {'nothing' if asked_for.quiet else 'pages'} added meanwhile")
            for kind, some in urls.items():
                for half in ("first", "next"):
                    p50, p95, p99, rate, answers, errors = asked(
                        asked_for.port, some, asked_for.readers, asked_for.seconds
                    )
                    print(
                        f"  {kind:9} {half:5} p50 {p50:7.1f}  p95 {p95:7.1f}  p99 {p99:7.1f} ms  {rate:6.0f} answers/s"
                        f"  {errors:.0f} errors of {answers:.0f}"
                    )
            print(f"  memory of the server: {memory(server.pid):.0f} MiB")
        print("the latest pages that hold a word:")
        compared(path, asked_for.port, asked_for.readers, asked_for.seconds)


if __name__ == "__main__":
    main()
