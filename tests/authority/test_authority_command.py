"""`banggiao authority`, and `--authority` of the commands that read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from banggiao.authority import use
from banggiao.cli import main

SRC = Path(__file__).resolve().parents[2] / "src"
COLUMNS = "person\toffice\tcountry\tfrom\tto\tsource"
ROW = "Lê Văn Thử\tThủ tướng\tVN\t2030-01-02\t2030-12-20\town"
PAGE = "Sáng 5/9, tại Hà Nội, Thủ tướng Lê Văn Thử đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi."


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "BANGGIAO_LANG", "BANGGIAO_AUTHORITY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")

    def _run(*arguments: object) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(map(str, arguments)))
        use(None)
        return Ran(left.value.code if isinstance(left.value.code, int) else 0, *capfd.readouterr())

    yield _run
    use(None)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "tenures.tsv").write_text(f"{COLUMNS}\n{ROW}\n", encoding="utf-8")
    return folder


def test_the_tables_are_listed(run: Run) -> None:
    rows = [json.loads(line) for line in run("authority", "list", "--format", "jsonl").out.splitlines()]
    assert {"tenures", "people", "tet"} <= {row["table"] for row in rows}
    assert all(row["rows"] > 0 for row in rows)


def test_rows_are_found_by_office_country_and_day(run: Run) -> None:
    asked = ("--office", "Thủ tướng", "--country", "jp", "--on", "2019-05-01")
    out = run("authority", "list", "tenures", *asked, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows
    assert {" ".join(sorted(row["person"].split())) for row in rows} == {"Abe Shinzo"}
    assert all(":" in row["where"] for row in rows)


def test_rows_are_found_by_person_and_by_state(run: Run) -> None:
    out = run("authority", "list", "tenures", "--person", "pham minh chinh", "--format", "jsonl").out
    assert "Thủ tướng" in {json.loads(line)["office"] for line in out.splitlines()}
    out = run("authority", "list", "relations", "--state", "JP", "--format", "table").out
    assert "Đối tác chiến lược toàn diện" in out
    out = run("authority", "list", "people", "--person", "putin", "--format", "json").out
    assert [row["wikidata"] for row in json.loads(out)] == ["Q7747"]


def test_a_minister_is_listed_under_the_beginning_of_the_title(run: Run) -> None:
    out = run("authority", "list", "tenures", "--office", "Bộ trưởng", "--country", "VN", "--format", "csv").out
    titles = {row["office"] for row in csv.DictReader(io.StringIO(out))}
    assert len(titles) > 5
    assert not any(title.startswith("Thứ trưởng") for title in titles)


@pytest.mark.parametrize("arguments", [["nothing"], ["tet", "--person", "A"], ["--person", "A"], ["tet", "--on", "x"]])
def test_wrong_questions_are_told(run: Run, arguments: list[str]) -> None:
    ran = run("authority", "list", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("banggiao: ")


def test_nothing_found_is_said(run: Run) -> None:
    assert "No such row" in run("authority", "list", "tenures", "--person", "Không Có", "-f", "table").out


def test_a_person_is_explained_with_sources_and_bounds(run: Run) -> None:
    ran = run("authority", "explain", "Võ Văn Thưởng", "Chủ tịch nước")
    assert ran.code == 0
    assert "Chủ tịch nước [VN]: 2023-03-02 – 2024-03-21" in ran.out
    assert "data/authority/tenures/vietnam.tsv:" in ran.out
    assert "Chủ tịch nước Võ Văn Thưởng: 2023-02-23 – 2024-03-28" in ran.out


def test_an_office_and_a_state_are_explained(run: Run) -> None:
    assert "Võ Văn Thưởng [VN]" in run("authority", "explain", "Thường trực Ban Bí thư").out
    assert "1973-09-21" in run("authority", "explain", "Nhật Bản").out
    assert "2023-11-27" in run("authority", "explain", "JP").out
    unknown = run("authority", "explain", "Không Có")
    assert (unknown.code, unknown.err) == (1, "banggiao: nothing is known of Không Có\n")


def test_mistakes_in_the_users_files_are_found(run: Run, own: Path) -> None:
    (own / "tenures.tsv").write_text(f"{COLUMNS}\n{ROW}\nA\tB\tZZ\t2020\t2021\town\n", encoding="utf-8")
    ran = run("authority", "check", "--authority", own)
    assert ran.code == 1
    assert f"{own}/tenures.tsv:3: error: 'ZZ' is no code of lexicon/countries.tsv" in ran.out
    assert run("authority", "check", "--authority", own / "nowhere").code == 2


@pytest.mark.parametrize("command", ["read", "explain", "add"])
def test_a_wrong_file_stops_a_command_before_it_reads(run: Run, own: Path, tmp_path: Path, command: str) -> None:
    (own / "tenures.tsv").write_text(f"{COLUMNS}\n{ROW}\nA\tB\n", encoding="utf-8")
    ran = run(command, "--authority", own, tmp_path / "page.txt")
    assert ran.code == 2
    assert f"{own}/tenures.tsv:3: 2 fields, not 6" in ran.err


def test_the_users_files_date_a_page(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert json.loads(run("read", tmp_path / "page.txt").out)["events"][0]["date"] == "XXXX-09-05"
    ran = run("read", "--authority", own, tmp_path / "page.txt")
    assert json.loads(ran.out)["events"][0]["date"] == "2030-09-05"


@pytest.mark.parametrize("option", [True, False])
def test_every_process_that_reads_has_the_users_files(own: Path, tmp_path: Path, option: bool) -> None:
    rows = [json.dumps({"id": f"p{n}", "text": PAGE + f" Bài số {n}."}) for n in range(70)]
    (tmp_path / "pages.jsonl").write_text("\n".join(rows), encoding="utf-8")
    start = "from banggiao.cli import main\nif __name__ == '__main__': main()"
    (tmp_path / "start.py").write_text(start)
    asked = ["--authority", "own"] if option else []
    done = subprocess.run(
        [sys.executable, "start.py", "add", "pages.jsonl", "--record", "r.db", "--jobs", "2", *asked],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(SRC)} | ({} if option else {"BANGGIAO_AUTHORITY": "own"}),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    from banggiao.record import Record

    with Record(tmp_path / "r.db", readonly=True) as record:
        assert {contact.date for contact in record.contacts(limit=None)} == {"2030-09-05"}
