"""banggiao judgements: the log of what people decided, written out, taken in, and added to."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from banggiao.cli.exits import Exit
from banggiao.cli.streams import tell
from banggiao.cli.words import say
from banggiao.record import Judgement, Record, RecordError, judging

COLUMNS = Judgement.__struct_fields__
_NEEDED = ("kind", "left", "verdict", "by", "at")


def export(path: str, target: Path | None, orphans: bool) -> Exit:
    with Record(path, readonly=True) as record:
        found = record.judgements(orphans=orphans)
    if target is None:
        _write(found, sys.stdout)
        return Exit.FINE
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            _write(found, stream)
    except OSError as error:
        tell(say("no_output_file", output=target, why=error.strerror or type(error).__name__))
        return Exit.OUTPUT
    tell(say("judgements.exported", output=target, count=len(found)))
    return Exit.FINE


def _write(judgements: list[Judgement], stream: TextIO) -> None:
    """Tab-separated, a line a judgement. No value holds a tab or a line end: the log has one space for each."""
    stream.write("\t".join(COLUMNS) + "\n")
    for one in judgements:
        stream.write("\t".join(getattr(one, name) or "" for name in COLUMNS) + "\n")


def import_(path: str, files: list[str]) -> Exit:
    """All judgements of a file or none of them."""
    code, read, new = Exit.FINE, 0, 0
    with Record(path, create=False) as record:
        for file in files:
            try:
                judgements = list(_read(file))
            except (OSError, UnicodeDecodeError, RecordError) as error:
                why = error.strerror if isinstance(error, OSError) and error.strerror else error
                tell(say("judgements.not_read", file=file, why=why))
                code = Exit.SOME_FAILED
                continue
            read += len(judgements)
            new += record.judge_all(judgements)
        if new:
            record.resolve()
        orphans = record.stats().orphaned_judgements
    tell(say("judgements.imported", record=path, read=read, new=new, orphans=orphans))
    return code


def _read(file: str) -> Iterator[Judgement]:
    if file == "-":
        yield from _rows(sys.stdin)
        return
    with open(file, encoding="utf-8-sig", newline="") as stream:
        yield from _rows(stream)


def _rows(stream: TextIO) -> Iterator[Judgement]:
    rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
    head = next(rows, [])
    if missing := [name for name in _NEEDED if name not in head]:
        raise RecordError(say("judgements.no_column", names=", ".join(missing)))
    for fields in rows:
        given = dict(zip(head, fields, strict=False))
        if not any(given.values()):
            continue
        try:
            yield judging.judgement(
                given["kind"],
                given["left"],
                given.get("right") or None,
                given.get("verdict", ""),
                by=given.get("by", ""),
                at=given.get("at", ""),
                why=given.get("why", ""),
                field=given.get("field", "") if given["kind"] == "field" else given.get("field") or None,
                value=given.get("value") or None,
            )
        except RecordError as error:
            raise RecordError(say("judgements.line", line=rows.line_num, why=error)) from error


def add(path: str, given: dict[str, str | None], by: str, why: str) -> Exit:
    kind, left, right = given["kind"] or "", given["left"] or "", given["right"]
    with Record(path, create=False) as record:
        one = record.judge(
            kind,
            left,
            right,
            given["verdict"] or "",
            by=by,
            why=why,
            field=given["field"] if kind != "field" else given["field"] or "",
            value=given["value"],
        )
        known = not any(each.id == one.id for each in record.judgements(orphans=True))
        record.resolve()
    tell(say("judgements.added" if known else "judgements.added_orphan", record=path, id=one.id))
    return Exit.FINE
