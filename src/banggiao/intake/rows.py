"""Rows: objects with title, lead and/or text, and optionally id, url and published (or date)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import BinaryIO

import msgspec

from banggiao.intake.files import LARGEST_PAGE, LARGEST_TEXT, Known, OnError, too_big
from banggiao.intake.problem import InputProblem
from banggiao.model import Source

TEXT_FIELDS = ("title", "lead", "text")
FIELDS = (*TEXT_FIELDS, "id", "url", "published")

CRAWLED = frozenset(("dump", "file_path", "warc_record_offset"))
"""Columns by which a table tells that it comes from a crawl: its `date` is the day a page was fetched."""

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
HANOI = timezone(timedelta(hours=7))
_NO_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_JSON_NAMES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "true/false",
    int: "a number",
    float: "a number",
}


def from_jsonl(name: str, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """One row a line; `#N` counts the lines of the file, so that a person finds the row with an editor."""
    number = 0
    empty = True
    while line := stream.readline(LARGEST_PAGE + 1):
        number += 1
        row_name = f"{name}#{number}"
        if len(line) > LARGEST_PAGE:
            empty = False
            _skip_line(line, stream)
            on_error(too_big(row_name))
        elif line := (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip():
            empty = False
            if source := _from_line(row_name, line, known, on_error):
                yield source
    if empty:
        on_error(InputProblem(name, "empty"))


def from_json(name: str, data: bytes, known: Known, on_error: OnError) -> Iterator[Source]:
    """A whole file that is one object, or a list of objects (`#N` counts its items)."""
    try:
        value = msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8))
    except _NO_JSON as error:
        on_error(InputProblem(name, "json", why=_why(error)))
        return
    items = [(name, value)] if not isinstance(value, list) else [(f"{name}#{i}", v) for i, v in enumerate(value, 1)]
    if not items:
        on_error(InputProblem(name, "empty"))
    for item_name, item in items:
        if source := from_object(item_name, item, known, on_error):
            yield source


def columns_of(names: Sequence[str]) -> dict[str, int]:
    """Where a table has which field: `date` is taken for `published`, but not in a table of a crawl."""
    found = {name: at for at, name in enumerate(names) if name in FIELDS}
    if "published" not in found and "date" in names and not CRAWLED & set(names):
        found["published"] = names.index("date")
    return found


def _skip_line(begun: bytes, stream: BinaryIO) -> None:
    while begun and not begun.endswith(b"\n"):
        begun = stream.readline(1 << 20)


def _from_line(name: str, line: bytes, known: Known, on_error: OnError) -> Source | None:
    try:
        value = msgspec.json.decode(line)
    except _NO_JSON as error:
        on_error(InputProblem(name, "json", why=_why(error)))
        return None
    return from_object(name, value, known, on_error)


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deep"
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error).removeprefix("JSON is malformed: ")


def from_object(name: str, value: object, known: Known, on_error: OnError) -> Source | None:
    """The row as a Source, or None after telling why not. What the caller gave fills in what the row lacks."""
    if not isinstance(value, Mapping):
        on_error(InputProblem(name, "not_object", got=_JSON_NAMES.get(type(value), "null")))
        return None
    row = {key: value[key] for key in FIELDS if value.get(key) is not None}
    if "published" not in row and isinstance(stated := value.get("date"), str | date) and not CRAWLED & value.keys():
        row["published"] = stated
    if isinstance(row.get("id"), int) and not isinstance(row["id"], bool):
        row["id"] = str(row["id"])
    if isinstance(row.get("published"), date):
        row["published"] = row["published"].isoformat()
    if wrong := next((key for key in row if not isinstance(row[key], str)), None):
        on_error(InputProblem(name, "wrong_type", field=wrong, got=_JSON_NAMES.get(type(row[wrong]), "this")))
        return None
    if not any(row.get(key, "").strip() for key in TEXT_FIELDS):
        on_error(InputProblem(name, "no_text"))
        return None
    if sum(len(row.get(key, "")) for key in TEXT_FIELDS) > LARGEST_TEXT:
        on_error(too_big(name, LARGEST_TEXT))
        return None
    row = {key: text for key, text in row.items() if text.strip()}
    if given := row.pop("published", None):
        if published := day_of(given):
            row["published"] = published
        else:
            on_error(InputProblem(name, "bad_date", lost=False, value=given[:40]))
    return Source(
        name=name,
        row=row,
        html=False,
        url=row.get("url", known.url),
        published=row.get("published", known.published),
        id=row.get("id"),
    )


def day_of(text: str) -> str | None:
    """EDTF day, month or year of a date or ISO 8601 time; a time with an offset is told as Hà Nội's day.

    >>> day_of("2017-03-05T23:30:00Z"), day_of("2017-03"), day_of("2017-02-30")
    ('2017-03-06', '2017-03', None)
    """
    text = text.strip()
    try:
        if _DAY.fullmatch(text):
            date.fromisoformat(text + "-01-01"[: 10 - len(text)])
            return text
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(HANOI) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        return None
