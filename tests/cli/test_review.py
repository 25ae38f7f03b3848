"""banggiao review, judgements and rebuild, as a person or a script uses them."""

from __future__ import annotations

import io
import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from banggiao.cli import main
from banggiao.record import Judgement, Record

SRC = Path(__file__).resolve().parents[2] / "src"
LEAD = "Sáng {day}/4/2025, tại An Giang, Giám đốc Sở Ngoại vụ Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi."


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "BANGGIAO_LANG", "BANGGIAO_RECORD", "BANGGIAO_BY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def _run(*arguments: object, answers: str = "") -> Ran:
        capfd.readouterr()
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        with pytest.raises(SystemExit) as left:
            main(list(map(str, arguments)))
        code = left.value.code
        return Ran(code if isinstance(code, int) else 0, *capfd.readouterr())

    return _run


@pytest.fixture
def record(run: Run) -> Path:
    """Three pages, whose contacts are doubtful."""
    for day in (3, 4, 5):
        Path(f"{day}.txt").write_text(f"Tin số {day}\n\n" + LEAD.format(day=day), encoding="utf-8")
    assert run("add", "3.txt", "4.txt", "5.txt").code == 0
    with Record("banggiao.db") as made:
        made._db.execute("UPDATE events SET confidence = 0.4 + event / 100.0")
    return Path("banggiao.db")


def verdicts() -> list[str]:
    with Record("banggiao.db", readonly=True) as made:
        return [one.verdict for one in made.judgements()]


def test_a_review_from_a_pipe(run: Run, record: Path) -> None:
    ran = run("review", "--by", "Lan", "--kind", "field", answers="r\nwrong\n\nx\nk\n")
    assert ran.code == 0
    assert "[Tanaka Hiroshi]" in ran.out or "[Đại sứ Nhật Bản Tanaka Hiroshi]" in ran.out
    assert "1/3" in ran.out
    assert "3/3" in ran.out
    assert verdicts() == ["right", "wrong"]
    assert "'x' is no answer here; one of: r w u k z q" in ran.err
    assert "banggiao.db: 2 judged, 1 skipped, 0 undone; 1 cases are left" in ran.err
    with Record("banggiao.db") as made:
        assert {one.by for one in made.judgements()} == {"Lan"}
        assert len(made.contacts()) == 2  # the wrong one is listed no more
        assert made._db.execute("SELECT count(*) FROM unresolved").fetchone() == (0,)
    assert "1/1" in run("review", "--by", "Lan", "--kind", "field", answers="q\n").out


def test_an_answer_is_taken_back(run: Run, record: Path) -> None:
    ran = run("review", "--by", "Lan", "--kind", "field", answers="z\nw\nz\nr\nq\n")
    assert "Nothing to undo." in ran.out
    assert verdicts() == ["wrong", "undo", "right"]
    assert "1 judged, 0 skipped, 1 undone; 2 cases are left" in ran.err


def test_a_review_without_doubts_or_a_name(run: Run, record: Path) -> None:
    with Record("banggiao.db") as made:
        made._db.execute("UPDATE events SET confidence = 0.99")
    assert (
        run("review", "--by", "Lan", "--kind", "field")
        .err.strip()
        .endswith("banggiao.db: nothing is in doubt that nobody has judged")
    )
    ran = run("review")
    assert ran.code == 2
    assert "--by" in ran.err
    assert run("review", "--by", "Lan", "--record", "none.db").code == 3


def test_answers_by_single_keys_on_a_terminal(record: Path) -> None:
    pty = pytest.importorskip("pty")
    code = "from banggiao.cli import main; main()"
    child, terminal = pty.fork()
    if not child:
        os.environ.update(PYTHONPATH=str(SRC), TERM="xterm", BANGGIAO_BY="Lan")
        os.execv(sys.executable, [sys.executable, "-c", code, "review", "--kind", "field"])
    seen = b""
    for key, awaited in ((b"r", b"1/3"), (b"w", b"2/3"), (b"q", b"3/3")):
        while awaited not in seen or b"quit" not in seen.rpartition(awaited)[2]:
            assert select.select([terminal], [], [], 20)[0], seen
            seen += os.read(terminal, 4096)
        os.write(terminal, key)
    while select.select([terminal], [], [], 20)[0]:
        try:
            seen += os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert verdicts() == ["right", "wrong"]


def test_judgements_go_from_one_record_to_another(run: Run, record: Path) -> None:
    with Record("banggiao.db", readonly=True) as made:
        one, other = sorted(contact.id for contact in made.contacts())[:2]
    why = "trang của Bộ\tngày 5"
    assert run("judgements", "add", "field", "right", one, "--field", "date", "--value", "2025-04-09", "--by", "Lan",
               "--why", why).code == 0  # fmt: skip
    assert run("judgements", "add", "contact", "same", one, other, "--by", "Lan").code == 0
    ran = run("judgements", "add", "person", "different", "0" * 16, "1" * 16, "--by", "Lan")
    assert "no page has what it is about now" in ran.err
    assert run("judgements", "export", "-o", "log.tsv").err.strip() == "banggiao: log.tsv: 3 judgements"
    text = Path("log.tsv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "\t".join(Judgement.__struct_fields__)
    assert run("judgements", "export").out == text
    assert len(run("judgements", "export", "--orphans").out.splitlines()) == 2
    run("add", "3.txt", "4.txt", "5.txt", "--record", "other.db")
    ran = run("judgements", "import", "log.tsv", "--record", "other.db")
    assert (ran.code, ran.err.strip()) == (
        0,
        "banggiao: other.db: 3 judgements read, 3 of them new; 1 of all are about what no page has now",
    )
    assert "3 judgements read, 0 of them new" in run("judgements", "import", "log.tsv", "--record", "other.db").err
    with Record("other.db") as theirs, Record("banggiao.db") as mine:
        assert theirs.judgements() == mine.judgements()
        assert [each.date for each in theirs.contacts() if each.id == one] == ["2025-04-09"]


def test_a_file_of_judgements_is_taken_whole_or_not(run: Run, record: Path) -> None:
    head = "kind\tleft\tright\tverdict\tby\tat\n"
    good = "person\ta\tb\tsame\tLan\t2026-03-01\n"
    Path("bad.tsv").write_text(head + good + "person\ta\tb\tperhaps\tLan\t2026-03-01\n", encoding="utf-8")
    ran = run("judgements", "import", "bad.tsv")
    assert ran.code == 1
    assert "bad.tsv: line 3: judgement: 'perhaps' is not one of same, different" in ran.err
    assert verdicts() == []
    Path("columns.tsv").write_text("left\tright\na\tb\n", encoding="utf-8")
    assert "missing: kind, verdict, by, at" in run("judgements", "import", "columns.tsv", "none.tsv").err
    assert run("judgements", "import", "-", answers=head + good).code == 0
    assert verdicts() == ["same"]


def test_judgements_that_make_no_sense(run: Run, record: Path) -> None:
    ran = run("judgements", "add", "field", "same", "0" * 16, "--by", "Lan")
    assert ran.code == 3
    assert "'same' is not one of right, wrong, unsure, undo" in ran.err
    assert run("judgements", "add", "dinner", "same", "0" * 16, "--by", "Lan").code == 2


def test_a_record_is_made_again(run: Run, record: Path) -> None:
    run("review", "--by", "Lan", "--kind", "field", answers="w\n")
    before = run("list", "--format", "jsonl").out
    ran = run("rebuild", "--jobs", "1")
    assert ran.code == 0
    assert "banggiao.db: made again from 3 pages (3 versions), 0 read otherwise now, 0 kept as they were" in ran.err
    assert len(run("list", "--format", "jsonl").out.splitlines()) == len(before.splitlines()) == 2
    assert "(3 versions), 0 read otherwise" in run("rebuild").err
    assert run("rebuild", "--record", "none.db").code == 3


def test_a_rebuild_by_several_processes(record: Path) -> None:
    rows = [f'{{"id": "p{n}", "title": "Tin {n}", "text": "{LEAD.format(day=n % 28 + 1)}"}}' for n in range(80)]
    Path("rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    for arguments in (["add", "rows.jsonl"], ["rebuild", "--jobs", "2"]):
        code = "from banggiao.cli import main\nif __name__ == '__main__': main()"
        Path("run.py").write_text(code, encoding="utf-8")
        ran = subprocess.run([sys.executable, "run.py", *arguments], env=environment, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
    assert "from 83 pages" in ran.stderr
    with Record("banggiao.db") as made:
        assert made.check() == []
        assert made.stats().pages == 83


def test_what_was_judged_is_shown(run: Run, record: Path) -> None:
    with Record("banggiao.db", readonly=True) as made:
        one = made.contacts()[0]
    run("judgements", "add", "field", "right", one.id, "--field", "place.venue", "--value", "Nhà khách", "--by", "Lan",
        "--why", "đã hỏi")  # fmt: skip
    shown = run("show", one.id, "--format", "table").out
    assert f"judged: {one.id}, place.venue: right, by Lan" in shown
    assert "Nhà khách (read: –) (đã hỏi)" in shown
    page = run("show", one.page, "--format", "table").out
    assert "place.venue: right" in page
    assert '"judged":[{' in run("show", one.page, "--format", "jsonl").out


def test_contacts_that_nearly_are_one_are_asked_about(run: Run, record: Path) -> None:
    with Record("banggiao.db") as made:
        kinds = {doubt.kind for doubt in made.doubts()}
        assert "field" in kinds
        for doubt in made.doubts():
            assert 0 <= doubt.chance <= 1
            assert doubt.weight >= 0
