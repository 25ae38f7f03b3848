"""Nothing is said in one language only, and nothing is left undocumented."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
import typer

from banggiao import labels
from banggiao.cli import words
from banggiao.cli.app import app
from banggiao.cli.exits import Exit
from banggiao.cli.help import option_text
from banggiao.intake.problem import messages

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = typer.main.get_command(app)
COMMANDS = {"banggiao": PROGRAM, **PROGRAM.commands}  # type: ignore[attr-defined]
for _name, _group in list(COMMANDS.items())[1:]:
    COMMANDS |= {f"{_name}.{below}": command for below, command in getattr(_group, "commands", {}).items()}
CATALOGUES = {
    **words.catalogue(),
    **labels.catalogue(),
    **{f"problems.{key}": value for key, value in messages().items()},
}


def fields(template: str) -> set[str]:
    return {name.split("[")[0] for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("key", CATALOGUES)
def test_every_message_stands_in_both_languages(key: str) -> None:
    texts = CATALOGUES[key]
    assert set(texts) == set(words.LANGUAGES)
    assert all(text.strip() for text in texts.values())
    if not key.startswith(("command.", "examples.", "option.")):
        assert fields(texts["en"]) == fields(texts["vi"])


def test_every_message_asked_for_is_there() -> None:
    for file in (ROOT / "src" / "banggiao" / "cli").glob("*.py"):
        for key in re.findall(r'say\(\s*"([a-z_.]+)"', file.read_text(encoding="utf-8")):
            assert key in words.catalogue(), f"{file.name}: {key}"


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str, language: str) -> None:
    words.use(language)
    try:
        assert words.say(f"command.{name}")
        assert words.say(f"examples.{name}")
        for parameter in COMMANDS[name].params:
            assert option_text(name, parameter.name)
    finally:
        words.use("en")


def test_every_code_of_the_codebook_has_a_word() -> None:
    for kind in ("state", "official", "working", "attending", "other"):
        assert f"form.visit.{kind}" in labels.catalogue()
    for kind in ("receive", "call_on", "talks", "meet", "discussion", "working", "welcome"):
        assert f"form.meeting.{kind}" in labels.catalogue()
    for key in ("role.inviter", "part.noon", "status.cancelled", "basis.metadata", "region.residue", "media.photo"):
        assert key in labels.catalogue()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_the_documentation(name: str) -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.M)
    typed = name.replace(".", " ")
    part = next((s for s in section if s.startswith(f"`{'' if name == 'banggiao' else 'banggiao '}{typed}")), None)
    assert part, f"docs/cli.md has no section on {name}"
    for parameter in COMMANDS[name].params:
        wanted = parameter.opts if parameter.param_type_name == "option" else [parameter.metavar]
        for spelling in wanted:
            assert f"`{spelling}" in part, f"docs/cli.md, {name}: {spelling} is missing"


def test_every_exit_code_stands_in_the_documentation() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for code in Exit:
        assert f"| {code.value} |" in text
