"""What the command line says, in English and Vietnamese (data/cli/messages.toml)."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING

from banggiao import labels

if TYPE_CHECKING:
    from banggiao.model import Issue

LANGUAGES = ("en", "vi")

# Codes of issues that concern a page as a whole.
OF_THE_PAGE = frozenset({"empty", "encoding", "no_text", "not_text", "not_vietnamese", "too_long", "undecodable"})

_chosen = "en"


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for: --lang before the command, BANGGIAO_LANG, then the locale; English otherwise."""
    for asked in (_option(arguments), environment.get("BANGGIAO_LANG")):
        if asked in LANGUAGES:
            return asked
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "vi" if locale.lower().startswith("vi") else "en"


def _option(arguments: Sequence[str]) -> str | None:
    """The value of --lang among what stands before the command."""
    for position, argument in enumerate(arguments):
        if argument == "--lang":
            return next(iter(arguments[position + 1 :]), None)
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if not argument.startswith("-"):
            return None
    return None


def use(language: str) -> None:
    """From now on, speak `language` ("en" or "vi")."""
    global _chosen
    _chosen = language


def language() -> str:
    return _chosen


@functools.cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages: key -> language -> template."""
    file = resources.files("banggiao") / "data" / "cli" / "messages.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def say(key: str, **facts: object) -> str:
    """The message in the chosen language, filled in."""
    text = catalogue()[key][_chosen].strip("\n")
    return text.format(**facts) if facts else text


def label(kind: str, code: str) -> str:
    """The word for a code of the codebook (`kind`: type, form, status, role ...), or the code itself."""
    return labels.label(kind, code, _chosen)


def issue_text(issue: Issue) -> str:
    """What a page's issue says to a person."""
    note = issue.note or issue.code
    key = f"issue.{issue.code}"
    return say(key, note=note) if key in catalogue() else note


def usage(error: Exception) -> str:
    """What is wrong with the command line as it was typed."""
    name = type(error).__name__
    parameter = getattr(error, "param", None)
    if name == "MissingParameter" and parameter is not None:
        is_argument = parameter.param_type_name == "argument"
        return say("usage.missing", name=(is_argument and parameter.metavar) or "/".join(parameter.opts))
    if name == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        unknown = say("usage.option", name=getattr(error, "option_name", "?"))
        return f"{unknown} {say('usage.near', near=', '.join(near))}" if near else unknown
    if name == "BadParameter" and parameter is not None:
        metavar = parameter.metavar or ""
        if "|" in metavar:
            return say("usage.choice", name="/".join(parameter.opts), choices=", ".join(metavar.split("|")))
        if metavar == "N":
            return say("usage.number", name="/".join(parameter.opts), least=parameter.min)
        if metavar in ("SECONDS", "MB"):
            return say("usage.amount", name="/".join(parameter.opts), least=parameter.min)
        if metavar == "P":
            return say("usage.share", name="/".join(parameter.opts))
        return say("usage.value", name="/".join(parameter.opts), why=getattr(error, "message", error))
    return str(getattr(error, "message", error))
