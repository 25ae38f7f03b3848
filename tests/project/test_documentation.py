"""What the documentation shows is what happens.

Blocks marked `console` are run in a copy of docs/examples and compared line by line, the blocks of a page one after
the other; blocks marked `python` are doctests, run there too. After a change that is meant,

    python tests/project/test_documentation.py

writes the outputs of the console blocks anew; look at the difference before you commit it.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
PYTHON = re.compile(r"^```python\n(>>> .*?)^```$", re.M | re.S)


class Step(NamedTuple):
    command: str
    output: str


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def steps(block: str) -> list[Step]:
    """The commands of a console block (`$ ...`, `> ...` continues) with what is printed below them."""
    found: list[tuple[list[str], list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(([line[2:]], []))
        elif line.startswith("> ") and not found[-1][1]:
            found[-1][0].append(line[2:])
        else:
            found[-1][1].append(line)
    return [Step("\n".join(command), "\n".join(output)) for command, output in found]


def environment(folder: Path, page: Path) -> dict[str, str]:
    """A folder with the examples, `banggiao` of this interpreter first in the path, a fixed width and language."""
    programs = folder / ".programs"
    programs.mkdir()
    program = programs / "banggiao"
    program.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "from banggiao.cli import main; main()" "$@"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    shutil.copytree(EXAMPLES, folder / "examples")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("BANGGIAO_")}
    return kept | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "BANGGIAO_LANG": "vi" if page.name.endswith(".vi.md") else "en",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
    }


def run(command: str, folder: Path, variables: dict[str, str]) -> str:
    """What the command prints on standard output, without blanks at the ends of lines."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder / "examples",
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stderr.decode()}"
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines())


def run_blocks(page: Path) -> list[list[tuple[Step, str]]]:
    """Every step of every console block of the page, with what was really printed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        variables = environment(folder, page)
        blocks = CONSOLE.findall(page.read_text(encoding="utf-8"))
        return [[(step, run(step.command, folder, variables)) for step in steps(block)] for block in blocks]


def with_blocks(pattern: re.Pattern[str]) -> list[Path]:
    return [page for page in PAGES if pattern.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", with_blocks(CONSOLE), ids=name_of)
def test_commands_print_what_is_shown(page: Path) -> None:
    for block in run_blocks(page):
        for step, printed in block:
            assert step.output == printed, f"{name_of(page)}: $ {step.command}"


@pytest.mark.parametrize("page", with_blocks(PYTHON), ids=name_of)
def test_python_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path / "examples")
    text = "\n".join(PYTHON.findall(page.read_text(encoding="utf-8")))
    test = doctest.DocTestParser().get_doctest(text, {}, name_of(page), str(page), 0)
    assert test.examples
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)
    assert not result.failed, "".join(report)


def rewritten(page: Path) -> str:
    """The page with the outputs of its console blocks as they are now."""
    blocks = iter(run_blocks(page))

    def written(match: re.Match[str]) -> str:
        lines = []
        for step, printed in next(blocks):
            first, *more = step.command.split("\n")
            lines += [f"$ {first}", *(f"> {line}" for line in more), *([printed] if printed else [])]
        return "\n".join(lines) + "\n"

    return CONSOLE.sub(written, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for changed in with_blocks(CONSOLE):
        text = rewritten(changed)
        if text != changed.read_text(encoding="utf-8"):
            changed.write_text(text, encoding="utf-8")
            print(f"{name_of(changed)}: outputs written anew")
