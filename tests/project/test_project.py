"""The repository keeps its word: what documents name is there, and nothing is in it that should not be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import time
import tomllib
import unicodedata
from pathlib import Path

import pytest

import banggiao

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
PLAIN = re.compile(r"^```\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)\s]*)?\)")
TARGET = re.compile(r"^([a-z-]+):", re.M)
OURS = {".py", ".md", ".toml", ".tsv", ".lock", ".svg", ".json", ".jsonl", ".txt", ".html", ".csv", ".sql", ""}
FORBIDDEN = ("/" + "work/", "py" + "pi.org", "python" + "hosted", "/" + "opt/", "--index" + "-url", "/" + "root/")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """The files of the repository; without git, all that are not hidden or built."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        names = listed.decode().split("\0")[:-1]
    except (OSError, subprocess.CalledProcessError):
        hidden = re.compile(r"(^|/)(\.(?!ci)|__pycache__|dist/|build/)")
        names = [n for path in ROOT.rglob("*") if path.is_file() and not hidden.search(n := name_of(path))]
    return [ROOT / name for name in names if (ROOT / name).is_file() and Path(name).suffix in OURS]


def commands(path: Path) -> list[str]:
    """What a document tells to type: `$ ` lines of console blocks, and `make` lines of plain blocks."""
    text = path.read_text(encoding="utf-8")
    typed = [line for block in CONSOLE.findall(text) for line in block.splitlines() if line.startswith("$ ")]
    made = [line.split("#")[0].strip() for block in PLAIN.findall(text) for line in block.splitlines()]
    return [*typed, *(line for line in made if line.startswith("make "))]


def test_the_two_readmes_tell_the_same() -> None:
    english, vietnamese = ROOT / "README.md", ROOT / "README.vi.md"
    assert commands(english) == commands(vietnamese)
    texts = [path.read_text(encoding="utf-8") for path in (english, vietnamese)]
    python = [re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S) for text in texts]
    assert python[0] == python[1]
    links = [set(LINK.findall(text)) - {"README.md", "README.vi.md"} for text in texts]
    assert links[0] == links[1]
    for mark in ("<!-- figures -->", "<!-- /figures -->"):
        assert all(text.count(mark) == 1 for text in texts)
    tables = [
        re.findall(r"\d[\d.,]*", text.split("<!-- figures -->")[1].split("<!-- /figures -->")[0]) for text in texts
    ]
    assert [n.replace(",", ".") for n in tables[0]] == [n.replace(",", ".") for n in tables[1]]


def test_make_targets_in_documents_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(TARGET.findall(makefile))
    described = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))
    named = {
        found
        for path in [*DOCUMENTS, ROOT / ".ci" / "run"]
        for found in re.findall(r"(?:`|^\s*)make ([a-z-]+)\b(?!:)", path.read_text(encoding="utf-8"), re.M)
    }
    assert named
    assert named <= known
    assert described == known, "every target has a line in make help"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_paths_named_in_documents_exist(path: Path) -> None:
    made_by_a_recipe = set(re.findall(r"^```\w+ (\S+)$", path.read_text(encoding="utf-8"), re.M))
    named = re.findall(r"`((?:src|tests|docs|benchmarks)/[\w./-]+)`", path.read_text(encoding="utf-8"))
    missing = [each for each in named if not (ROOT / each).exists() and each not in made_by_a_recipe]
    assert [each for each in missing if not each.endswith("contacts.days")] == []


def test_nothing_names_this_or_that_machine() -> None:
    found = []
    for path in tracked():
        data = path.read_bytes()
        found += [f"{name_of(path)}: {word}" for word in FORBIDDEN if word.encode() in data]
    assert found == []


def test_text_files_are_utf8_in_nfc() -> None:
    for path in tracked():
        if path.suffix in {".md", ".tsv", ".toml", ".py"}:
            text = path.read_text(encoding="utf-8")
            assert unicodedata.is_normalized("NFC", text), name_of(path)


def test_the_lock_pins_everything_with_hashes() -> None:
    for name in ("requirements.lock", "requirements/bench.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        entries = re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]
        assert len(entries) > 20
        assert all(re.match(r"[a-z0-9.-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries), name


def test_everything_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for lock, asked in (
        ("requirements.lock", [*project["dependencies"], *extras["dev"], *extras["parquet"]]),
        ("requirements/bench.lock", [*project["dependencies"], *extras["bench"]]),
    ):
        locked = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.M))
        names = {re.split(r"[<>=!~ \[]", each)[0].lower().replace("_", "-") for each in asked}
        assert names <= locked, f"{lock}: run make lock"


def test_public_names_are_there_and_typed() -> None:
    tree = ast.parse((ROOT / "src" / "banggiao" / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("banggiao.")
        for alias in node.names
    }
    assert typed | {"__version__"} == set(banggiao.__all__)
    for name in banggiao.__all__:
        assert getattr(banggiao, name) is not None
        assert name in dir(banggiao)
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        banggiao.nothing_of_this_name  # noqa: B018


def test_import_brings_in_nothing_heavy() -> None:
    script = (
        "import sys, banggiao; print(sorted({'msgspec', 'regex', 'rich', 'resiliparse', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_starts_quickly() -> None:
    """The promise is half a second on an idle machine; here only that nothing heavy has crept in."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        command = [sys.executable, "-c", "from banggiao.cli import main; main()", "--help"]
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 1.5
