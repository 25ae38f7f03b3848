"""banggiao doctor: is all in order, the record and the program, and what to do where it is not."""

from __future__ import annotations

import csv
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from banggiao.cli.exits import Exit
from banggiao.cli.fetch import ENDING
from banggiao.cli.options import PageFormat
from banggiao.cli.read import chosen
from banggiao.cli.streams import console, tell
from banggiao.cli.tables import write_values
from banggiao.cli.words import catalogue, say
from banggiao.record import Finding

_STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}
_OLDEST_SQLITE = (3, 38)


class Told(Finding, frozen=True, kw_only=True):
    """A finding in words, and what to do about it."""

    message: str
    advice: str | None


def doctor(path: str, format: PageFormat | None) -> Exit:
    from banggiao.record.examining import examine

    format = chosen(format)
    told: list[Told] = []
    out = console() if format is PageFormat.TABLE else None
    for finding in (*_program(), *examine(path), *_fetched(Path(path + ENDING))):
        one = _in_words(finding)
        told.append(one)
        if out is not None:
            from rich.text import Text

            line = Text.assemble((f"{one.level.upper():4}", _STYLES[one.level]), "  ", one.message)
            out.print(line, soft_wrap=True)
            if one.advice:
                out.print(Text(f"      → {one.advice}", style="dim"), soft_wrap=True)
    if format is PageFormat.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("level", "code", "message", "advice"))
        writer.writerows((one.level, one.code, one.message, one.advice) for one in told)
    elif out is None:
        write_values(told, format)
    count: dict[str, Any] = {level: sum(one.level == level for one in told) for level in _STYLES}
    tell(say("doctor.summary", **count), event="summary", **count)
    return Exit.SOME_FAILED if count["fail"] else Exit.FINE


def _in_words(finding: Finding) -> Told:
    advice = f"doctor.{finding.code}.advice"
    return Told(
        level=finding.level,
        code=finding.code,
        facts=finding.facts,
        message=say(f"doctor.{finding.code}", **finding.facts),
        advice=say(advice, **finding.facts) if advice in catalogue() else None,
    )


def _found(level: str, code: str, **facts: Any) -> Finding:
    return Finding(level=level, code=code, facts=facts)


# --- the program ----------------------------------------------------------------------------------------------


def _program() -> Iterator[Finding]:
    import platform
    import sqlite3

    from banggiao import __version__

    yield _found("ok", "program", version=__version__, python=platform.python_version())
    version = tuple(map(int, sqlite3.sqlite_version.split(".")))
    level = "ok" if version >= _OLDEST_SQLITE else "fail"
    yield _found(level, "sqlite" if level == "ok" else "sqlite_old", version=sqlite3.sqlite_version)
    yield from _libraries()
    yield from _data()


def _libraries() -> Iterator[Finding]:
    """Those that are needed, and those of the extras, against the versions asked for."""
    from importlib import metadata

    try:
        asked = metadata.requires("banggiao") or []
    except metadata.PackageNotFoundError:
        yield _found("warn", "not_installed")
        return
    wrong: list[str] = []
    missing: dict[str, None] = {}
    count = 0
    for line in asked:
        name, least, extra = _requirement(line)
        if extra in ("dev", "bench"):
            continue
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            if extra:
                missing[extra] = None
            else:
                wrong.append(name)
            continue
        count += 1
        if least and _numbers(version) < _numbers(least):
            wrong.append(f"{name} {version} (< {least})")
    if wrong:
        yield _found("fail", "libraries_wrong", names=", ".join(wrong))
    else:
        yield _found("ok", "libraries", count=count)
    if missing:
        yield _found("ok", "extras", names=", ".join(missing))


def _requirement(line: str) -> tuple[str, str | None, str | None]:
    """Name, lowest version and extra of a requirement.

    >>> _requirement("httpx>=0.27; extra == 'fetch'"), _requirement("rich>=13.9")
    (('httpx', '0.27', 'fetch'), ('rich', '13.9', None))
    """
    name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
    least = re.search(r"[>=]=\s*([\d.]+)", line.split(";")[0])
    extra = re.search(r"extra\s*==\s*['\"]([\w-]+)", line)
    return name, least[1] if least else None, extra[1] if extra else None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _data() -> Iterator[Finding]:
    """Our words and facts: every file is read, a bad line is told."""
    from banggiao.article import outlets
    from banggiao.authority import checking
    from banggiao.lexicon import DataError
    from banggiao.model import Source
    from banggiao.reading import read_source

    try:
        read_source(Source(name="doctor", row={"text": "Sáng 5/9/2024, tại Hà Nội, Thủ tướng tiếp Đại sứ Nhật Bản."}))
        count = len(outlets.known())
    except DataError as error:
        yield _found("fail", "data_wrong", why=str(error))
        return
    yield _found("ok", "data", outlets=count)
    findings = checking.check()
    errors = [finding for finding in findings if finding.level == "error"]
    if errors:
        yield _found("fail", "authority_wrong", count=len(errors))
    else:
        yield _found("ok", "authority")


# --- what was fetched -----------------------------------------------------------------------------------------


def _fetched(folder: Path) -> Iterator[Finding]:
    if not folder.is_dir():
        return
    from banggiao.fetch.archive import files, sound_until
    from banggiao.fetch.state import NAME, StoreError, look

    try:
        counts, ends = look(folder)
    except StoreError as error:
        yield _found("fail", "store", folder=str(folder), why=str(error))
        return
    for path in files(folder):
        size = path.stat().st_size
        end = ends.pop(path.name, 0)
        if size < end or (sound := sound_until(path, 0)) < end:
            yield _found("fail", "archive_short", file=str(path))
        elif sound < size:
            yield _found("warn", "archive_cut", file=str(path), count=size - sound)
    for name in ends:
        yield _found("fail", "archive_missing", file=str(folder / name))
    if counts.unread:
        yield _found("warn", "unread", count=counts.unread)
    facts = {"waiting": counts.waiting, "done": counts.done, "failed": counts.failed}
    yield _found("ok", "fetched", folder=str(folder), **facts)
    free = shutil.disk_usage(folder).free
    if free < 1 << 30:
        yield _found("warn", "disk_fetched", free=free >> 20, file=NAME)
