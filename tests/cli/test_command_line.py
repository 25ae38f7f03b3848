"""The commands as a person or a script uses them: what comes out, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from banggiao import __version__
from banggiao.cli import main
from banggiao.model import Source
from banggiao.record import Record

SRC = Path(__file__).resolve().parents[2] / "src"

PAGE = (
    "Bộ trưởng Ngoại giao Lê Văn Sơn tiếp Đại sứ Nhật Bản\n\n"
    "Sáng 5/9/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi."
)
OTHER = (
    "Chủ tịch Quốc hội Phan Thị Mai hội đàm với Chủ tịch Quốc hội Lào\n\n"
    "Chiều 7/9/2024, tại Nhà Quốc hội, Chủ tịch Quốc hội Phan Thị Mai đã hội đàm với "
    "Chủ tịch Quốc hội Lào Khamphan Sivilay."
)


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def told(self) -> list[str]:
        return self.err.splitlines()


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "BANGGIAO_LANG", "BANGGIAO_RECORD", "BANGGIAO_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """The command line in this process."""

    def _run(*arguments: object) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(map(str, arguments)))
        code = left.value.code
        return Ran(code if isinstance(code, int) else 0, *capfd.readouterr())

    return _run


def process(*arguments: object, code: str = "", **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command line as a process of its own."""
    start = f"{code}\nfrom banggiao.cli import main\nif __name__ == '__main__': main()"
    environment = {**os.environ, "PYTHONPATH": str(SRC), **options.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", start, *map(str, arguments)],
        capture_output="stdout" not in options,
        env=environment,
        timeout=600,  # one that reads a thousand pages beside eight others needs more than two minutes
        **options,
    )


def page(name: str, content: str | bytes = PAGE) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def jsonl(name: str, *texts: str) -> Path:
    return page(name, "".join(json.dumps({"id": f"p{i}", "text": t}) + "\n" for i, t in enumerate(texts)))


@pytest.fixture
def record(run: Run) -> str:
    page("pages/a.txt"), page("pages/b.txt", OTHER)
    assert run("add", "pages", "--record", "r.db").code == 0
    return "r.db"


# --- read -------------------------------------------------------------------------------------------------


def test_read_gives_json_lines_in_a_pipe(run: Run) -> None:
    ran = run("read", page("a.txt"), page("b.txt", OTHER))
    assert (ran.code, ran.err) == (0, "")
    assert [row["source"] for row in ran.rows] == ["a.txt", "b.txt"]
    assert "text" not in ran.rows[0]
    assert [event["form"] for row in ran.rows for event in row["events"]] == ["receive", "talks"]  # type: ignore[attr-defined]


def test_read_with_text_and_what_is_known_of_the_page(run: Run) -> None:
    ran = run("read", "--with-text", "--published", "2024-09-06T08:00", "--url", "https://bao.example/1", page("a.txt"))
    row = ran.rows[0]
    assert row["text"] == PAGE
    assert (row["published"], row["published_basis"], row["url"]) == ("2024-09-06", "given", "https://bao.example/1")


def test_read_json_is_one_array(run: Run) -> None:
    page("a.txt"), page("b.txt", OTHER)
    assert [row["source"] for row in json.loads(run("read", "-f", "json", "a.txt", "b.txt").out)] == ["a.txt", "b.txt"]
    assert json.loads(run("read", "-f", "json", "none.txt").out) == []


def test_read_csv_has_a_row_a_participant(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", "-f", "csv", page("a.txt")).out)))
    assert [(row["role"], row["name"], row["country"]) for row in rows] == [
        ("host", "Lê Văn Sơn", "VN"),
        ("guest", "Tanaka Hiroshi", "JP"),
    ]
    assert rows[0]["date"] == "2024-09-05"


def test_read_table_is_for_people(run: Run) -> None:
    out = run("read", "-f", "table", page("a.txt")).out
    assert "Lê Văn Sơn" in out
    assert "2024-09-05 morning" in out
    assert "reception" in out
    assert "\x1b" not in out
    vietnamese = run("--lang", "vi", "read", "-f", "table", "a.txt").out
    assert "2024-09-05 sáng" in vietnamese
    assert "khách Tanaka Hiroshi" in vietnamese


def test_read_standard_input() -> None:
    ran = process("read", "-", input=PAGE.encode())
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["source"] == "-"


def test_output_is_utf8_whatever_the_locale() -> None:
    page("a.txt")
    ran = process("read", "a.txt", "-f", "table", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert "Lê Văn Sơn" in ran.stdout.decode("utf-8")


def test_a_reader_of_a_pipe_may_leave() -> None:
    jsonl("a.jsonl", *[PAGE] * 400)
    start = "from banggiao.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", start, "read", "a.jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SRC)},
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.readline()
        child.stdout.close()
        assert child.wait(60) == 0
        assert child.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "table"])
def test_output_on_a_full_disk(format: str) -> None:
    page("a.txt")
    with open("/dev/full", "wb") as full:
        ran = process("read", "a.txt", "-f", format, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 4
    assert ran.stderr.decode().splitlines() == ["banggiao: cannot write the output: No space left on device"]


# --- bad input --------------------------------------------------------------------------------------------


def test_bad_inputs_are_told_by_name_and_the_rest_is_read(run: Run) -> None:
    page("a/empty.txt", b"")
    page("b/junk.txt", bytes(range(256)) * 10)
    page("c/rows.jsonl", '{"title": "a"\n{"id": 5}\n[1]\n' + json.dumps({"text": PAGE}) + "\n")
    Path("d").mkdir()
    Path("d/gone.txt").symlink_to("nowhere.txt")
    Path("d/up").symlink_to(".")
    page("e.txt", OTHER)
    ran = run("read", "a", "b", "c", "d", "none.txt", "e.txt")
    assert ran.code == 1
    assert [row["source"] for row in ran.rows] == ["c/rows.jsonl#4", "e.txt"]
    for name, line in zip(
        ["a/empty.txt", "b/junk.txt", "c/rows.jsonl#1", "c/rows.jsonl#2", "c/rows.jsonl#3", "d/gone.txt", "d/up"],
        ran.told,
        strict=False,
    ):
        assert line.startswith(f"banggiao: {name}: ")
    assert ran.told[-1] == "banggiao: none.txt: no such file or folder"


def test_fifty_megabytes_of_one_line(run: Run) -> None:
    page("line.txt", ("Chủ tịch nước tiếp Đại sứ " * 2_000_000)[: 50 << 20])
    begun = time.monotonic()
    ran = run("read", "line.txt", page("a.txt"))
    assert time.monotonic() - begun < 20
    assert (ran.code, len(ran.rows)) == (1, 1)
    assert ran.told == ["banggiao: line.txt: more than 8 MB in one page; a page is never that long: split it"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_are_read(run: Run, encoding: str) -> None:
    ran = run("read", page("a.txt", PAGE.encode(encoding)))
    assert ran.code == 0
    assert len(ran.rows[0]["events"]) == 1  # type: ignore[arg-type]


def test_an_unknown_encoding_is_told(run: Run) -> None:
    ran = run("read", page("a.txt", "Ông Lê Văn Sơn thăm Lào. ".encode("cp1258") * 20))
    assert ran.code == 0
    assert len(ran.rows) == 1
    assert ran.told[0].startswith("banggiao: a.txt: ")


def test_half_a_tag(run: Run) -> None:
    ran = run("read", page("a.html", "<htm"), page("b.html", f"<html><body><p>{OTHER}</p><div cla"))
    assert ran.code == 1
    assert [row["source"] for row in ran.rows] == ["b.html"]
    assert len(ran.told) == 1
    assert ran.told[0].startswith("banggiao: a.html: ")


def test_a_page_in_another_language(run: Run) -> None:
    ran = run("read", page("a.txt", "The minister received the ambassador of Japan in Hanoi on Monday. " * 20))
    assert ran.code == 0
    assert ran.rows[0]["events"] == []
    assert len(ran.told) == 1
    assert ran.told[0].startswith("banggiao: a.txt: ")
    assert ran.told[0].endswith("read, but little can be found in it")


def test_a_mistake_of_ours_loses_one_page(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import banggiao.reading

    read_source = banggiao.reading.read_source

    def spoiled(source: Source) -> object:
        if source.name == "b.txt":
            raise IndexError("string index\nout of range")
        return read_source(source)

    monkeypatch.setattr(banggiao.reading, "read_source", spoiled)
    ran = run("read", page("a.txt"), page("b.txt"), page("c.txt"))
    assert ran.code == 1
    assert [row["source"] for row in ran.rows] == ["a.txt", "c.txt"]
    assert len(ran.told) == 1
    assert ran.told[0].startswith(
        "banggiao: b.txt: not read, a mistake in banggiao itself: IndexError: string index out"
    )
    monkeypatch.setenv("BANGGIAO_DEBUG", "1")
    assert "Traceback" in run("read", "b.txt").err


def test_wrong_data_of_ours_stop_everything(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import banggiao.reading
    from banggiao.lexicon import DataError

    def broken(source: Source) -> object:
        raise DataError("data/lexicon/x.tsv:7: 2 fields, not 3")

    monkeypatch.setattr(banggiao.reading, "read_source", broken)
    ran = run("read", page("a.txt"))
    assert ran.code == 5
    assert ran.told == [
        "banggiao: the program's own data are wrong, nothing was read: data/lexicon/x.tsv:7: 2 fields, not 3"
    ]


# --- usage ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "PATH... is missing"),
        (["reed", "x"], 'there is no command "reed". Did you mean read, related, review?'),
        (["read", "--formt", "csv", "x"], "there is no option --formt. Did you mean --format?"),
        (["read", "--format", "xml", "x"], "--format/-f must be one of: table, json, jsonl, csv"),
        (["read", "--published", "5/9", "x"], '"5/9" is not a date'),
        (["list", "--limit", "0"], "--limit/-n must be a whole number, at least 1"),
        (["list", "--type", "party"], "--type must be one of: meeting, visit, call, message, agreement"),
        (["--lang", "fr", "list"], "--lang must be one of: vi, en"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], words: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.told) == 2
    assert words in ran.told[0]
    assert ran.told[1].startswith("banggiao: see: banggiao")


def test_wrong_usage_in_vietnamese(run: Run) -> None:
    assert run("--lang", "vi", "read").told[0] == "banggiao: thiếu PATH..."


def test_no_command_shows_the_help(run: Run) -> None:
    ran = run()
    assert ran.code == 2
    assert "Usage: banggiao" in ran.out


def test_version(run: Run) -> None:
    assert run("--version").out.strip() == f"banggiao {__version__}"


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "Usage:"),
        ({"LANG": "vi_VN.UTF-8"}, "Cách dùng:"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C.UTF-8"}, "Usage:"),
        ({"LANG": "vi_VN.UTF-8", "BANGGIAO_LANG": "en"}, "Usage:"),
        ({"BANGGIAO_LANG": "vi"}, "Cách dùng:"),
    ],
)
def test_the_language_follows_the_surroundings(
    run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], words: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run("read", "--help").out.startswith(words)
    assert run("--lang=en", "read", "--help").out.startswith("Usage:")


def test_help_starts_without_the_heavy_parts() -> None:
    heavy = "regex sqlite3 resiliparse fastwarc polars ahocorasick_rs banggiao.reading banggiao.record banggiao.intake"
    code = f"import atexit, sys\natexit.register(lambda: print(*[m for m in {heavy.split()!r} if m in sys.modules]))"
    assert process("--help", code=code).stdout.decode().splitlines()[-1] == ""


# --- explain ----------------------------------------------------------------------------------------------


def test_explain_draws_what_was_read(run: Run) -> None:
    ran = run("explain", page("a.txt"))
    assert ran.code == 0
    lines = ran.out.splitlines()
    text = next(i for i, line in enumerate(lines) if line.startswith("lead"))
    assert "Tanaka Hiroshi" in lines[text]
    start = lines[text].index("Bộ trưởng")
    assert lines[text + 1][start : start + 4] == "1a━━"
    assert any("meeting/receive" in line and "2024-09-05" in line for line in lines)
    assert any("rule" in line and "confidence" in line for line in lines)


# --- the record -------------------------------------------------------------------------------------------


def test_add_counts_what_it_did(run: Run) -> None:
    ran = run("add", page("a.txt"), page("b.txt", OTHER), "none.txt", "--record", "r.db")
    assert ran.code == 1
    assert "r.db: 2 new, 0 changed, 0 already there, 1 failed; 2 contacts" in ran.err
    again = run("add", "a.txt", "b.txt", "--record", "r.db", "--again").err
    assert "0 new, 0 changed, 2 already there, 0 failed" in again
    rows = page("c.jsonl", json.dumps({"id": "p", "text": PAGE}) + "\n" + json.dumps({"id": "p", "text": OTHER}) + "\n")
    assert "1 new, 1 changed" in run("add", rows, "--record", "r.db").err


def test_the_record_has_a_default(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", page("a.txt"))
    assert Path("banggiao.db").exists()
    assert len(run("list").rows) == 1
    monkeypatch.setenv("BANGGIAO_RECORD", "other.db")
    run("add", "a.txt")
    assert Path("other.db").exists()


def test_search(run: Run, record: str) -> None:
    for query in (["doi tac"], ["Đại", "sứ"], ["nhat ban"]):
        ran = run("search", *query, "--record", record)
        assert ran.code == 0
    hit = run("search", "nhat ban", "-r", record).rows[0]
    assert "**Nhật** **Bản**" in str(hit["snippet"])
    table = run("search", "hội đàm", "-r", record, "-f", "table").out
    assert "hội đàm với Chủ tịch Quốc hội Lào" in table
    assert "\x02" not in table
    assert run("search", "không-có-từ-này", "-r", record, "-f", "table").out.strip() == "Nothing found."
    assert run("search", "-r", record, "--", "-").code == 3
    assert run("search", "tiếp", "-r", record, "-f", "csv").out.splitlines()[0].startswith("id,published,")


def test_list_and_its_filters(run: Run, record: str) -> None:
    def forms(*filters: str) -> list[object]:
        return [row["form"] for row in run("list", "-r", record, *filters).rows]

    assert forms() == ["talks", "receive"]
    assert forms("--country", "JP") == ["receive"]
    assert forms("--person", "tanaka hiroshi") == ["receive"]
    assert forms("--type", "visit") == []
    assert forms("--form", "talks") == ["talks"]
    assert forms("--from", "2024-09-06") == ["talks"]
    assert forms("--to", "2024-09-05") == ["receive"]
    assert forms("--from", "2024", "--to", "2024-09") == ["talks", "receive"]
    assert forms("--status", "planned") == []
    assert forms("--limit", "1", "--offset", "1") == ["receive"]
    assert "--offset 1" in run("list", "-r", record, "--limit", "1", "-f", "table").err
    assert "Khamphan Sivilay" in run("list", "-r", record, "-f", "table").out
    assert len(json.loads(run("list", "-r", record, "-f", "json").out)) == 2
    assert run("list", "-r", record, "-f", "csv").out.count("\n") == 5


def test_related(run: Run, record: str) -> None:
    contact = run("list", "-r", record, "--country", "JP").rows[0]
    for form in ("table", "csv", "json", "jsonl"):
        assert run("related", contact["id"], "-r", record, "-f", form).code == 0
        assert run("related", contact["page"], "-r", record, "-f", form, "--limit", "3").code == 0
    assert run("related", "nothing-like-it", "-r", record).code == 1


def test_show_by_page_and_by_contact(run: Run, record: str) -> None:
    contact = run("list", "-r", record, "--country", "JP").rows[0]
    by_contact = run("show", contact["id"], "-r", record).rows[0]
    assert [source["page"] for source in by_contact["sources"]] == [contact["page"]]
    assert contact["page"] in run("show", contact["id"], "-r", record, "-f", "table").out
    assert run("show", contact["id"], "-r", record, "-f", "csv").out.startswith("contact,")
    told = run("list", "--by", "page", "--country", "JP", "-r", record).rows[0]
    assert told["id"] in run("show", contact["page"], "-r", record).out
    assert json.loads(run("show", contact["page"], "-r", record, "-f", "json", "--with-text").out)["text"] == PAGE
    assert "Tanaka Hiroshi" in run("show", contact["page"], "-r", record, "-f", "table").out
    assert "Tanaka Hiroshi" in run("show", contact["page"], "-r", record, "-f", "csv").out
    ran = run("show", "nothing-like-it", "-r", record)
    assert (ran.code, ran.told) == (1, ["banggiao: r.db: nothing with the id nothing-like-it"])


def test_export(run: Run, record: str) -> None:
    assert len(run("export", "-r", record).rows) == 2
    assert run("export", "-r", record, "--to", "csv", "-o", "c.csv").told == ["banggiao: c.csv: 2 contacts"]
    rows = list(csv.DictReader(io.StringIO(Path("c.csv").read_text(encoding="utf-8"))))
    assert {row["name"] for row in rows} >= {"Tanaka Hiroshi", "Khamphan Sivilay"}
    ran = run("export", "-r", record, "-o", "no/such/folder.jsonl")
    assert ran.code == 4
    assert ran.told[0].startswith("banggiao: no/such/folder.jsonl: cannot be written")
    assert sorted(os.listdir(".")) == ["c.csv", "pages", "r.db"] or not [
        n for n in os.listdir(".") if n.startswith(".c")
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_export_on_a_full_disk(run: Run, record: str) -> None:
    ran = run("export", "-r", record, "-o", "/dev/full")
    assert ran.code == 4
    assert ran.told == ["banggiao: /dev/full: cannot be written (No space left on device)"]


@pytest.mark.parametrize("command", [["add", "a.txt"], ["list"], ["search", "tiếp"], ["show", "abcd"], ["export"]])
def test_what_is_no_record(run: Run, command: list[str]) -> None:
    page("a.txt")
    page("text.db", "this is a text, not a database " * 100)
    with Record("newer.db"):
        pass
    with sqlite3.connect("newer.db") as db:
        db.execute("PRAGMA user_version = 99")
    sqlite3.connect("other.db").execute("CREATE TABLE t (x)").connection.commit()
    for name in ("text.db", "newer.db", "other.db", "no/folder.db", "."):
        ran = run(*command, "--record", name)
        assert (ran.code, ran.out) == (3, ""), name
        assert len(ran.told) == 1
        assert name in ran.told[0]


def test_asking_a_record_that_is_not_there_makes_none(run: Run) -> None:
    assert run("list", "-r", "none.db").code == 3
    assert not Path("none.db").exists()


def limited() -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits on file size")
def test_a_full_disk_keeps_what_was_added() -> None:
    jsonl("a.jsonl", *[f"{PAGE} Lần thứ {i}. {OTHER}" for i in range(900)])
    ran = process("add", "a.jsonl", "-r", "r.db", "-j", 1, preexec_fn=limited)
    told = ran.stderr.decode().splitlines()
    assert ran.returncode == 3
    assert told[-1].startswith("banggiao: r.db: ")
    # On a busy machine lines about the progress stand before the count.
    (counted,) = [line for line in told if " new" in line and line != told[-1]]
    acknowledged = int(counted.split(" new")[0].split()[-1])
    with Record("r.db", readonly=True) as record:
        assert record.stats().pages == acknowledged > 0


# --- many pages, several processes ------------------------------------------------------------------------


def test_processes_give_what_one_gives(run: Run) -> None:
    jsonl("a.jsonl", *[f"{PAGE} Lần thứ {i}." for i in range(150)])
    one = run("add", "a.jsonl", "-r", "one.db", "-j", 1)
    two = process("add", "a.jsonl", "-r", "two.db", "-j", 2)
    assert "150 new" in one.err
    assert "150 new" in two.stderr.decode()
    assert run("export", "-r", "one.db").out == run("export", "-r", "two.db").out


def test_pages_that_fail_or_kill_their_process() -> None:
    texts = [f"{PAGE} Lần thứ {i}." for i in range(120)]
    texts[40], texts[50], texts[100] = "Trang này giết tiến trình.", "Trang này làm lỗi.", "Trang này giết tiến trình."
    jsonl("a.jsonl", *texts)
    page(
        "start/sitecustomize.py",
        "import os, banggiao.reading as reading\n"
        "read_source = reading.read_source\n"
        "def spoiled(source):\n"
        "    text = str((source.row or {}).get('text'))\n"
        "    if 'giết tiến trình' in text: os._exit(9)\n"
        "    if 'làm lỗi' in text: raise ValueError('made to fail')\n"
        "    return read_source(source)\n"
        "reading.read_source = spoiled\n",
    )
    ran = process("add", "a.jsonl", "-r", "r.db", "-j", 2, env={"PYTHONPATH": f"start{os.pathsep}{SRC}"})
    told = ran.stderr.decode().splitlines()
    assert ran.returncode == 1
    assert [line.split(": ")[1] for line in told[:3]] == ["a.jsonl#41", "a.jsonl#51", "a.jsonl#101"]
    assert "ValueError: made to fail" in told[1]
    assert "117 new, 0 changed, 0 already there, 3 failed" in told[3]


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_loses_nothing_that_was_written(jobs: int) -> None:
    # A shell's background job ignores the signal, and so would its children.
    heed = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    start = heed + "from banggiao.cli import main\nif __name__ == '__main__': main()"
    with subprocess.Popen(
        [sys.executable, "-c", start, "add", "-", "-r", "r.db", "-j", str(jobs)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SRC)},
        process_group=0,
    ) as child:
        assert child.stdin
        for i in range(600):
            child.stdin.write(json.dumps({"id": f"p{i}", "text": f"{PAGE} {i}"}).encode() + b"\n")
        child.stdin.flush()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and _pages("r.db") < 20:
            time.sleep(0.05)
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, err = child.communicate(timeout=60)
    told = err.decode().splitlines()
    assert child.returncode == 130
    assert told[0] == "banggiao: stopped; what is counted here is safely in the record:"
    assert told[-1] == "banggiao: interrupted"
    assert len(told) == 3
    counted = int(told[1].split(" new")[0].split()[-1])
    assert counted >= 20
    assert _pages("r.db") - counted in (0, 1)  # it may strike between the writing of a page and its counting


def _pages(path: str) -> int:
    try:
        with Record(path, readonly=True) as record:
            return record.stats().pages
    except Exception:
        return 0


# --- evaluate and demo ------------------------------------------------------------------------------------


def test_evaluate(run: Run) -> None:
    row = run("read", "-f", "jsonl", jsonl("in.jsonl", PAGE, OTHER)).rows
    gold = [{"id": one["id"], "events": one["events"]} for one in row]
    gold[1]["events"] = []
    page("gold.jsonl", "".join(json.dumps(one) + "\n" for one in gold))
    ran = run("evaluate", "gold.jsonl", "in.jsonl", "--errors", "5")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].split() == ["documents", "2"]
    assert lines[2] == "event              F1 0.667  P 0.500  R 1.000  n 1"
    assert json.loads(lines[-1])["kind"] == "extra"
    figures = json.loads(run("evaluate", "gold.jsonl", "in.jsonl", "--json").out)
    assert figures["event"]["recall"] == 1.0


def test_evaluate_files_by_their_names(run: Run) -> None:
    page("pages/one.txt")
    page("gold.jsonl", json.dumps({"id": "one", "events": []}))
    assert "documents_missing  0" in run("evaluate", "gold.jsonl", "pages").out


@pytest.mark.parametrize("content", ["", "not JSON", "{}", '{"id": "1"}', '{"id": 1, "events": []}', "[]"])
def test_evaluate_with_bad_gold(run: Run, content: str) -> None:
    ran = run("evaluate", page("gold.jsonl", content), page("a.txt"))
    assert (ran.code, len(ran.told)) == (1, 1)
    assert ran.told[0].startswith("banggiao: gold.jsonl: ")


def test_demo_shows_the_result(run: Run) -> None:
    ran = run("demo", "--record", "demo.db")
    assert ran.code == 0
    assert "banggiao search '\"doi tac chien luoc\"'" in ran.out
    assert "━" in ran.out
    assert len(run("list", "-r", "demo.db").rows) > 20
    assert run("--lang", "vi", "demo").code == 0


# --- confidence ----------------------------------------------------------------------------------------------------


def test_what_is_less_sure_can_be_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (row,) = run("read", "page.txt").rows
    sure = row["events"][0]["confidence"]  # type: ignore[index]
    above = str(min(sure + 0.01, 1.0))
    assert run("read", "page.txt", "--min-confidence", sure).rows == [row]
    (less,) = run("read", "page.txt", "--min-confidence", above).rows
    assert less["events"] == []
    run("add", "page.txt", "--record", "r.db")
    for command in (["list"], ["search", "Nhật Bản"], ["export"]):
        assert len(run(*command, "--record", "r.db", "--min-confidence", sure).rows) == 1
        assert run(*command, "--record", "r.db", "--min-confidence", above).rows == []


def test_a_confidence_is_a_number_from_0_to_1(run: Run) -> None:
    for value in ("2", "-0.1", "sure"):
        ran = run("list", "--min-confidence", value)
        assert ran.code == 2
        assert "--min-confidence must be a number from 0 to 1" in ran.err


def test_evaluate_tells_how_sure_and_how_right(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (row,) = run("read", "page.txt").rows
    (tmp_path / "gold.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    out = run("evaluate", "gold.jsonl", "page.txt").out.splitlines()
    assert any(line.startswith("-- confidence") for line in out)
    assert any(line.startswith("event") and "ece" in line for line in out)
    assert any(line.startswith("  0.9 to 1.0") for line in out)
    figures = json.loads(run("evaluate", "gold.jsonl", "page.txt", "--json").out)
    assert figures["confidence"]["date"]["right"] == 1.0
