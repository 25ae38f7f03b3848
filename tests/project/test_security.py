"""What bandit is told not to look at is looked at here; and an audit that asked nobody is none."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
_EXECUTES = {"execute", "executemany", "executescript"}
_CODE = re.compile(r"#.*\bnosec\b *(.*)")


def test_each_exception_names_its_rule_and_its_reason() -> None:
    for path in SOURCES:
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if found := _CODE.search(line):
                rules = re.match(r"B\d{3}(?:, B\d{3})*", found[1])
                assert rules, f"{path}:{number + 1}: which rule?"
                reason = found[1][rules.end() :].strip()
                before = found[0].partition("nosec")[0].strip("# ") + lines[number - 1].partition("#")[2]
                assert reason or before, f"{path}:{number + 1}: why?"


def test_what_is_left_out_everywhere() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["bandit"]
    assert settings == {"skips": ["B101", "B404", "B608"]}


def _parts(node: ast.expr) -> list[ast.expr]:
    """What is put into a text: the values of an f-string and of what it is joined with."""
    if isinstance(node, ast.JoinedStr):
        return [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
    if isinstance(node, ast.BinOp):
        return [*_parts(node.left), *_parts(node.right)]
    return []


def test_no_value_is_put_into_sql() -> None:
    """What stands in braces in a statement is a name in capitals, a loop over our own names, or a piece of SQL made so;
    what comes from outside is bound with "?". Attributes of what was read or asked are never in it."""
    from_outside = {"reading", "source", "request", "words", "url", "id", "text", "value", "person", "given"}
    found, count = [], 0
    for path in SOURCES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _EXECUTES:
                for part in _parts(call.args[0]) if call.args else []:
                    count += 1
                    names = {one.id for one in ast.walk(part) if isinstance(one, ast.Name)}
                    if names & from_outside:
                        found.append(f"{path.relative_to(ROOT)}:{part.lineno}: {ast.unparse(part)}")
    assert count > 50
    assert found == []


@pytest.mark.parametrize(
    ("packages", "code", "word"),
    [
        ([], 3, "NOTHING was checked"),
        ([{"name": "a", "version": "1", "vulns": []}], 0, "no known hole"),
        ([{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}], 3, "NOT checked"),
        ([{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}], 1, "a 1: X-1, mended in 2"),
    ],
)
def test_an_audit_says_what_it_did(
    packages: list[dict[str, object]], code: int, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    audit = importlib.import_module("benchmarks.audit")
    told, lines = audit.told(packages, "connection refused", "service")
    assert (told, word in " ".join(lines)) == (code, True)
