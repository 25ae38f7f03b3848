"""stats, doctor and backup as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from banggiao.cli import main
from banggiao.cli.words import catalogue, say
from banggiao.record import Record

PAGE = "Sáng 5/9/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi."


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capfd.readouterr()
    with pytest.raises(SystemExit) as left:
        main(list(map(str, arguments)))
    return int(left.value.code or 0), *capfd.readouterr()


@pytest.fixture
def record(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BANGGIAO_LANG", "en")
    Path("a.txt").write_text(PAGE, encoding="utf-8")
    assert run(capfd, "add", "a.txt", "-r", "r.db")[0] == 0
    return tmp_path / "r.db"


def test_stats(record: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "stats", "-r", record, "-f", "json")
    assert code == 0
    assert json.loads(out)["pages"] == 1
    assert json.loads(out)["contacts_by_type"] == {"meeting": 1}
    assert "contacts.meeting,1" in run(capfd, "stats", "-r", record, "-f", "csv")[1]
    assert "pages" in run(capfd, "stats", "-r", record, "-f", "table")[1]


def test_doctor(record: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "doctor", "-r", record, "-f", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0, out
    assert {each["level"] for each in found} <= {"ok", "warn"}
    assert "0 failures" in err
    code, out, _ = run(capfd, "doctor", "-r", "none.db", "-f", "table")
    assert code == 1
    assert "FAIL" in out


def test_every_finding_has_words_in_both_languages() -> None:
    import re

    import banggiao.cli.doctor as cli
    import banggiao.record.examining as examining

    for module in (cli, examining):
        text = Path(module.__file__).read_text(encoding="utf-8")
        codes = set(re.findall(r'_found\(\s*(?:"\w+"|level), "(\w+)"', text))
        codes |= set(re.findall(r'else "(\w+_\w+)"', text))
        assert codes
        for code in codes:
            assert f"doctor.{code}" in catalogue()
    for rule in examining._RULES:
        assert say(f"doctor.{rule}")
        assert f"doctor.{rule}_wrong" in catalogue()


def test_backup(record: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "backup", "copy.db", "-r", record)[0] == 0
    with Record("copy.db", readonly=True) as copied:
        assert copied.stats().pages == 1
    code, _, err = run(capfd, "backup", "copy.db", "-r", record)
    assert (code, "is there already" in err) == (3, True)
    assert run(capfd, "backup", "copy.db", "-r", record, "--replace")[0] == 0
    code, _, err = run(capfd, "--log-format", "json", "backup", "copies/", "-r", record)
    assert code == 0
    told = json.loads(err.splitlines()[-1])
    assert (told["event"], told["pages"], Path(told["to"]).is_file()) == ("backup", 1, True)


def test_logs_in_json(record: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "--log-format", "json", "read", "none.txt", "a.txt")
    assert code == 1
    (told,) = map(json.loads, err.splitlines())
    assert (told["level"], told["event"], told["code"], told["source"]) == ("warning", "problem", "missing", "none.txt")
    assert told["time"].endswith("Z")
    assert run(capfd, "read", "none.txt")[2].startswith("banggiao: none.txt: ")
