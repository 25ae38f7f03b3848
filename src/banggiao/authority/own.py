"""The user's own files, laid over ours."""

from __future__ import annotations

import os
from pathlib import Path

from banggiao.authority.files import VARIABLE, files, is_withdrawn, lay, rows_of
from banggiao.authority.registry import TABLES
from banggiao.lexicon import DataError


def use(folder: str | os.PathLike[str] | None) -> None:
    """Lay the tables of `folder` over ours, here and in the processes that are started from here; None: ours alone.

    Raises DataError, with the user's file and line, when one of them is wrong; then nothing has changed.
    """
    if folder is None:
        lay(None)
        return
    before = os.environ.get(VARIABLE)
    path = Path(os.path.abspath(folder))
    try:
        _known_names(path)
        lay(os.fspath(path))
        for table in TABLES.values():
            laid = [row for file in files(table, over=True) for row in rows_of(table, *file)]
            if any(not is_withdrawn(row) for row in laid):
                table.rows()
    except BaseException:
        lay(before)
        raise


def _known_names(folder: Path) -> None:
    """A file of a name that no table has would lie there without anybody's noticing."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder")
    found = sorted(path for path in folder.rglob("*.tsv"))
    if not found:
        raise DataError(f"{folder}: no table (.tsv) in it")
    for path in found:
        parts = path.relative_to(folder).parts
        table = TABLES.get(parts[0].removesuffix(".tsv"))
        if table is None or len(parts) > 2 or (len(parts) == 2 and not table.folder):
            names = ", ".join(f"{each.name}.tsv" for each in TABLES.values())
            raise DataError(f"{path}: no table has this name; there are {names}")
