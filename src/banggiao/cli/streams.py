"""Standard output and standard error: UTF-8 always, colour for a terminal only, one line a problem.

All that the program says of its work goes through `tell` and `note`: lines for a person, or, with --log-format json,
one JSON object a line for other programs.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from banggiao.cli.words import language, say

if TYPE_CHECKING:
    from rich.console import Console

    from banggiao.intake import InputProblem

_in_json = False

# Without a terminal there is no width to ask for; a table in a file should not be broken at 80.
_WIDTH_OF_A_FILE = 120


def prepare() -> None:
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def is_terminal(stream: TextIO | None = None) -> bool:
    return (stream or sys.stdout).isatty()


def output() -> BinaryIO:
    """Standard output for bytes; what was written to it as text goes first."""
    sys.stdout.flush()
    return sys.stdout.buffer


def console(stream: TextIO | None = None) -> Console:
    """A rich console on `stream` (standard output), which never guesses at markup, emoji or highlighting."""
    from rich.console import Console

    stream = stream or sys.stdout
    width = None if stream.isatty() else _width_behind_a_pipe()
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False)


def _width_behind_a_pipe() -> int:
    """COLUMNS, or the width of the terminal from which the pipe was started (`banggiao explain a.txt | less`)."""
    with contextlib.suppress(ValueError):
        return max(int(os.environ.get("COLUMNS", "")), 1)
    for number in (2, 0):
        with contextlib.suppress(OSError):
            return os.get_terminal_size(number).columns or _WIDTH_OF_A_FILE
    return _WIDTH_OF_A_FILE


def log_in_json(wanted: bool) -> None:
    """From now on what is told is JSON, or lines for a person."""
    global _in_json
    _in_json = wanted


def tell(line: str, *, event: str = "message", level: str = "info", **facts: Any) -> None:
    """One line on standard error. In JSON it has the time, `level` (info, warning, error), `event` and facts, too."""
    one_line = " ".join(line.split("\n"))
    sys.stderr.write(_as_json(one_line, event, level, facts) if _in_json else f"banggiao: {one_line}\n")
    sys.stderr.flush()


def note(event: str, **facts: Any) -> None:
    """What a program that watches wants to know and a person does not: told in JSON only."""
    if _in_json:
        tell(event, event=event, **facts)


def _as_json(line: str, event: str, level: str, facts: dict[str, Any]) -> str:
    import datetime

    import msgspec

    moment = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    about = {"time": moment, "level": level, "event": event, "message": line}
    return msgspec.json.encode(about | facts, enc_hook=str).decode("utf-8", "replace") + "\n"


def tell_problem(problem: InputProblem, *, event: str = "problem", **facts: Any) -> None:
    line = f"{problem.source}: {problem.message(language())}"
    tell(line, event=event, level="warning", source=problem.source, code=problem.code, **facts)


def tell_bug(name: str, error: str, traceback: str = "") -> None:
    """A page that our own code failed on; in JSON, and with BANGGIAO_DEBUG, also where."""
    if traceback and not _in_json and os.environ.get("BANGGIAO_DEBUG"):
        sys.stderr.write(traceback)
    where = {"traceback": traceback} if traceback else {}
    tell(say("bug", name=name, error=error), event="bug", level="error", source=name, error=error, **where)


def silence(stream: TextIO) -> None:
    """Nothing more goes out of `stream`: the reader of a pipe went away, or the disk is full."""
    with contextlib.suppress(OSError, ValueError):  # a stream that is no file
        number = stream.fileno()
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, number)
        os.close(null)
