"""banggiao evaluate: what people found against what is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from banggiao.cli.exits import Exit
from banggiao.cli.pages import Batch
from banggiao.cli.streams import tell
from banggiao.cli.words import say

if TYPE_CHECKING:
    from banggiao.model import Reading, Source


def evaluate(gold: Path, input: str, as_json: bool, errors: int) -> Exit:
    import msgspec

    from banggiao.evaluation import judge_events, judge_statements, reliability, score_events, score_statements

    try:
        gold_rows = _gold(gold)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        tell(say("evaluate.gold", gold=gold, why=why))
        return Exit.SOME_FAILED
    batch = Batch([input])
    predicted, texts = _read(batch, {row["id"] for row in gold_rows})
    figures, mistakes = score_events(gold_rows, predicted)
    judged = judge_events(gold_rows, predicted)
    # Gold may also name statements without the place where they stand; those can't be paired.
    if any("start" in one for row in gold_rows for one in row.get("statements") or ()):
        figures["statements"] = None  # a heading
        figures |= score_statements(gold_rows, predicted, texts)
        judged += judge_statements(gold_rows, predicted, texts)
    figures["confidence"] = reliability(judged)
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(figures), indent=1).decode() + "\n")
    else:
        sys.stdout.writelines(line + "\n" for line in table(figures))
        sys.stdout.writelines(line + "\n" for line in reliability_table(figures["confidence"]))
    for mistake in mistakes[:errors]:
        sys.stdout.write(msgspec.json.encode(mistake).decode() + "\n")
    return batch.exit_code


def _gold(path: Path) -> list[dict[str, Any]]:
    import msgspec

    rows = []
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = msgspec.json.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise ValueError(f"line {number}: {error}") from error
            if not isinstance(row, dict) or not isinstance(row.get("id"), str):
                raise ValueError(f"line {number}: no id")
            if not isinstance(row.get("events"), list):
                raise ValueError(f"line {number}: no events")
            rows.append(row)
    if not rows:
        raise ValueError("empty")
    return rows


def _read(batch: Batch, wanted: set[str]) -> tuple[list[dict[str, Any]], dict[str, tuple[str, int]]]:
    """The readings as plain rows, and the page text of each with the place where its `text` begins."""
    import msgspec

    from banggiao.model import reading_json

    rows: list[dict[str, Any]] = []
    texts: dict[str, tuple[str, int]] = {}
    for source, reading in batch.read():
        id = _id(source, reading, wanted)
        rows.append(msgspec.json.decode(reading_json(reading)) | {"id": id})
        texts[id] = (reading.text, len(reading.text) - _length_of_text(source, reading))
    return rows, texts


def _id(source: Source, reading: Reading, wanted: set[str]) -> str:
    """The document's id; a file without one may be known to the gold by its name."""
    stem = PurePath(source.name).name.split(".")[0]
    return stem if reading.id not in wanted and stem in wanted else reading.id


def _length_of_text(source: Source, reading: Reading) -> int:
    from banggiao.text import nfc

    return len(reading.text) if source.row is None else len(nfc(str(source.row.get("text", ""))))


def table(figures: Mapping[str, Any]) -> Iterator[str]:
    """A line a figure; F1, precision, recall and number of gold items where there are such."""
    for key, value in figures.items():
        if key == "confidence":
            continue
        if value is None:
            yield f"-- {key}"
        elif not isinstance(value, dict):
            yield f"{key:18} {value:.3f}" if isinstance(value, float) else f"{key:18} {value}"
        elif "f1" in value:
            yield f"{key:18} {_prf(value)}"
        else:
            yield from (f"  {name:16} {_prf(part)}" for name, part in value.items())


def reliability_table(kinds: Mapping[str, Any]) -> Iterator[str]:
    """How sure the reading was and how much of it is right: contacts and statements bin by bin, and the fields."""
    if not kinds:
        return
    yield f"-- {'confidence':15} {'n':>6} {'sure':>6} {'right':>6}"
    for kind, figures in kinds.items():
        error = f"  ece {figures['ece']:.3f}"
        yield f"{kind:18} {figures['n']:6} {figures['confidence']:6.3f} {figures['right']:6.3f}{error}"
        for row in figures["bins"] if kind in ("event", "statement") else ():
            name = f"{row['from']:.1f} to {row['to']:.1f}"
            yield f"  {name:16} {row['n']:6} {row['confidence']:6.3f} {row['right']:6.3f}"


def _prf(value: Mapping[str, float]) -> str:
    return f"F1 {value['f1']:.3f}  P {value['precision']:.3f}  R {value['recall']:.3f}  n {value['n']}"
