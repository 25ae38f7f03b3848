"""Draws docs/img/demo.svg: what `banggiao list` and `banggiao explain` show of a few bundled pages, on a terminal.

make docs-img
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "src" / "banggiao" / "data" / "demo" / "pages"
PICTURE = Path(__file__).with_name("demo.svg")
COLUMNS = 110
TERMINAL = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "BANGGIAO_LANG": "en"}
LISTED = ("scraped-03-dien-mung.txt", "web-10-mofa-tham-khao.html")
EXPLAINED = "scraped-03-dien-mung.txt"


def printed(*arguments: str) -> str:
    """What the program prints for a terminal, with its colours."""
    done = subprocess.run(
        [sys.executable, "-c", "from banggiao.cli import main; main()", *arguments],
        cwd=PAGES,
        env={
            **os.environ,
            "FORCE_COLOR": "1",
            "TERM": "xterm-256color",
            "COLUMNS": str(COLUMNS),
            "BANGGIAO_LANG": "en",
        },
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("utf-8")


def without_addresses(picture: str) -> str:
    """The picture without fonts from the network, in the reader's own monospace font."""
    picture = re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.S)
    picture = re.sub(r"<!--.*?-->", "", picture, flags=re.S)
    picture = re.sub(r"font-family: Fira Code, *", "font-family: ", picture)
    return "\n".join(line.rstrip() for line in picture.splitlines() if line.strip()) + "\n"


def main() -> None:
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "banggiao.db")
        printed("add", *LISTED, "--record", record)
        for shown, arguments in (
            (f"add {' '.join(LISTED)}", None),
            ("list", ("list", "--record", record, "--format", "table")),
            (f"explain {EXPLAINED}", ("explain", EXPLAINED)),
        ):
            console.print(Text(f"$ banggiao {shown}", style="bold"))
            if arguments:
                console.print(Text.from_ansi(printed(*arguments)))
    # A fixed id: the same pages give the same file.
    picture = console.export_svg(title="banggiao", theme=DIMMED_MONOKAI, unique_id="banggiao")
    PICTURE.write_text(without_addresses(picture), encoding="utf-8")
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
