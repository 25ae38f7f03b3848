"""A run over all partitions: what is done already is not done again, what kills its worker is found and set aside.

The result is a folder: one Parquet file a partition, and `run.json`, which says what it was made from. A run that was
stopped goes on where it was when it is started again with the same input and the same program.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from banggiao import __version__
from banggiao.engine import stage
from banggiao.engine.partition import Partition, load
from banggiao.engine.stage import Told

_MANIFEST = "run.json"


class RunError(Exception):
    """A run can't be made or gone on with; the message says why."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of a partition at a worker: `died` when the worker did not outlive it."""

    partition: Partition
    died: bool = False


# Has partitions read, each into its file in a folder; outcomes come as they are there, in any order.
Engine = Callable[[Iterable[Partition], str], Iterator[Outcome]]


class Run(msgspec.Struct, frozen=True):
    """A run that is done: its folder and the files in it, in the order of the input."""

    folder: Path
    parts: tuple[Path, ...]

    def told(self) -> Iterator[Told]:
        """Everything that was read, in the order of the input."""
        for part in self.parts:
            yield from stage.told(part)


def run(
    partitions: Sequence[Partition],
    folder: Path,
    engine: Engine,
    on_done: Callable[[int, int], None] = lambda done, total: None,
) -> Run:
    """Have every partition read that isn't yet. `on_done` is told how many are done, of how many.

    Raises RunError where the folder holds a run of other input or another program; what the engine raises.
    """
    return Run(folder, tuple(parts(partitions, folder, engine, on_done)))


def parts(
    partitions: Sequence[Partition],
    folder: Path,
    engine: Engine,
    on_done: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Path]:
    """The same, file by file in the order of the input: each when it and all before it are done, while what follows is
    being read."""
    folder.mkdir(parents=True, exist_ok=True)
    _check(folder, partitions)
    _sweep(folder)
    total = len(partitions)
    waiting = [each for each in partitions if not (folder / each.part).exists()]
    missing = set(waiting)
    order = iter([*partitions, None])
    following = next(order)
    on_done(total - len(missing), total)
    dying: list[Partition] = []
    for outcome in chain([None], engine(waiting, str(folder))):
        if outcome is not None and outcome.died:
            dying.append(outcome.partition)
        elif outcome is not None:
            missing.discard(outcome.partition)
            on_done(total - len(missing), total)
        while following is not None and following not in missing:
            yield folder / following.part
            following = next(order)
    for partition in dying:
        _take_apart(partition, folder, engine)
        missing.discard(partition)
        on_done(total - len(missing), total)
    _sweep(folder)
    while following is not None:
        yield folder / following.part
        following = next(order)


def _take_apart(partition: Partition, folder: Path, engine: Engine) -> None:
    """A partition that its worker did not outlive, read in halves of halves, until the page is found that kills; it is
    set aside, and the rest put together again."""
    pieces = folder / f".pieces-{partition.part}"
    shutil.rmtree(pieces, ignore_errors=True)
    pieces.mkdir()
    waiting = _halved(partition, pieces)
    while waiting:
        dying = [outcome.partition for outcome in engine(waiting, str(pieces)) if outcome.died]
        waiting = [half for each in dying for half in _halved(each, pieces)]
    stage.put_together(sorted(pieces.glob("part-*.parquet")), folder / partition.part)
    shutil.rmtree(pieces)


def _halved(partition: Partition, folder: Path) -> list[Partition]:
    """The halves of a partition that killed its worker; one page alone is set aside, and none is left."""
    pages = sum(table.num_rows for table in load(partition, lambda problem: None))
    if pages > 1:
        return list(partition.halves(pages))
    stage.set_aside(partition, str(folder))
    return []


# --- the folder ---------------------------------------------------------------------------------------------


def _check(folder: Path, partitions: Sequence[Partition]) -> None:
    """Note what the run is made from; a folder with another run is left alone."""
    made = msgspec.json.encode({"program": __version__, "input": _fingerprint(partitions)})
    manifest = folder / _MANIFEST
    if manifest.exists():
        if manifest.read_bytes() != made:
            raise RunError(f"{folder}: holds the readings of other input or of another version; give a new folder")
        return
    if any(folder.glob("part-*.parquet")):
        raise RunError(f"{folder}: holds Parquet files of something else; give a new folder")
    beside = folder / f".{_MANIFEST}"
    beside.write_bytes(made)
    os.replace(beside, manifest)


def _fingerprint(partitions: Sequence[Partition]) -> str:
    """Of what the partitions are and hold; of files that were there before, their size and time."""
    digest = hashlib.blake2b(digest_size=16)
    for partition in partitions:
        digest.update(msgspec.json.encode(partition))
        if partition.kind == "pages":  # laid down anew by every run
            digest.update(Path(partition.path).read_bytes())
        else:
            status = os.stat(partition.path)
            digest.update(msgspec.json.encode([status.st_size, status.st_mtime_ns]))
    return digest.hexdigest()


def _sweep(folder: Path) -> None:
    """Half files of workers that were killed."""
    for left in folder.glob(".part-*"):
        left.unlink(missing_ok=True)
    for pieces in folder.glob(".pieces-*"):
        shutil.rmtree(pieces, ignore_errors=True)
