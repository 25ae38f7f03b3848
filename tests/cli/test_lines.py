"""Lines of JSON made where the pages are read: the same from several processes as from one."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from banggiao.cli import streams
from banggiao.cli.pages import Batch


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    made = [
        {
            "id": f"row-{n}",
            "title": f"Tin số {n}",
            "text": f"Sáng {1 + n % 28}/6/2025, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Sato Ken.",
        }
        for n in range(90)
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    (tmp_path / "broken-off.html").write_text("<htm")
    return tmp_path


@pytest.mark.parametrize("with_text", [False, True])
@pytest.mark.parametrize("least", [None, 0.999])
def test_several_processes_give_the_lines_of_one(
    rows: Path, with_text: bool, least: float | None, capsys: pytest.CaptureFixture[str]
) -> None:
    streams.log_in_json(False)  # or every line has its time
    told = []
    for jobs in (1, 2):
        batch = Batch([str(rows)], least=least)
        lines = list(batch.lines(jobs, with_text=with_text))
        told.append((lines, batch.failed, batch.exit_code, capsys.readouterr().err))
    assert told[0] == told[1]
    lines, failed, *_ = told[0]
    assert len(lines) == 90
    assert failed == 1
    first = json.loads(lines[0])
    assert ("text" in first) is with_text
    assert len(first["events"]) == (0 if least else 1)


def test_nothing_of_the_processes_is_left_when_all_is_read(rows: Path) -> None:
    """What still ends when the program does is in its way: Python then tells of a handle that is closed already."""
    before = threading.active_count()
    assert sum(1 for _ in Batch([str(rows)]).lines(2)) == 90
    assert threading.active_count() == before
