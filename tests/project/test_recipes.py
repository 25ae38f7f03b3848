"""The recipes of CONTRIBUTING.md, followed in a copy of the source.

A block with a path behind its language is appended to that file (or makes it); blocks marked `sh` are run afterwards.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
# What a recipe says in words: a line more behind this one.
EXPORT_LINES = (
    (
        "src/banggiao/export/__init__.py",
        "from banggiao.export import csv, ftm, graphml, ics, jsonl, parquet, plover, popolo, schemaorg",
        "from banggiao.export import days",
    ),
    ("src/banggiao/export/__init__.py", '    "csv": csv.write,', '    "days": days.write,'),
    ("src/banggiao/cli/options.py", "class ExportFormat(StrEnum):", '    DAYS = "days"'),
)


def recipes() -> dict[str, list[tuple[str, str, str]]]:
    """The sections of CONTRIBUTING.md that have a command, with their blocks: language, path, content."""
    sections = re.split(r"^## ", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.M)[1:]
    found = {section.partition("\n")[0]: BLOCK.findall(section) for section in sections}
    return {name: blocks for name, blocks in found.items() if any(language == "sh" for language, _, _ in blocks)}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """src, tests and settings, without what earlier runs left there."""
    left_out = shutil.ignore_patterns("__pycache__", "project", ".*", "*.db")
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def insert(path: Path, after: str, line: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(after + "\n") == 1, f"{path}: {after!r}"
    path.write_text(text.replace(after + "\n", f"{after}\n{line}\n"), encoding="utf-8")


@pytest.mark.parametrize("name", recipes())
def test_recipe(name: str, copy: Path) -> None:
    blocks = recipes()[name]
    for _, path, content in blocks:
        if path:
            known = copy / path
            before = known.read_text(encoding="utf-8") if known.exists() else ""
            between = "\n" if path.startswith("tests/") else ""
            known.write_text(before + between + content, encoding="utf-8")
    if name == "An export format":
        for path, after, line in EXPORT_LINES:
            insert(copy / path, after, line)
    for language, _, content in blocks:
        for command in content.splitlines() if language == "sh" else ():
            program, *arguments = command.split()
            assert program == "python"
            done = subprocess.run(
                [sys.executable, *arguments],
                cwd=copy,
                env=os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            assert done.returncode == 0, f"$ {command}\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
