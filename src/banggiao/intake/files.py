"""From the paths given to the files in them, in a fixed order; and what every reader of a file needs."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator

import msgspec

from banggiao.intake.problem import InputProblem

# The longest page of a news site known to us has 1 MB of markup; pictures put into the page as text make it longer.
# Bare text of 2 MB is a book.
LARGEST_PAGE = 8 << 20
LARGEST_TEXT = 2 << 20

OnError = Callable[[InputProblem], None]

# Suffix -> what the file holds; ".gz" after it is taken off first.
SUFFIXES = {
    ".txt": "page",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".warc": "warc",
    ".parquet": "parquet",
}


class Known(msgspec.Struct, frozen=True):
    """What the caller says of pages that do not say it themselves."""

    url: str | None = None
    published: str | None = None


def too_big(name: str, limit: int = LARGEST_PAGE) -> InputProblem:
    return InputProblem(name, "too_big", limit=limit >> 20)


def suffix_kind(path: str) -> str | None:
    """What the file's name says that it holds; None where it says nothing."""
    name = os.path.basename(path).lower().removesuffix(".gz")
    return SUFFIXES.get(os.path.splitext(name)[1])


def shown(path: str) -> str:
    """The path as text that can be written out, whatever bytes the file's name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def os_problem(path: str, error: OSError) -> InputProblem:
    if isinstance(error, FileNotFoundError):
        return InputProblem(shown(path), "missing")
    if isinstance(error, PermissionError):
        return InputProblem(shown(path), "denied")
    return InputProblem(shown(path), "unreadable", why=error.strerror or type(error).__name__)


def files(path: str, on_error: OnError) -> Iterator[str]:
    """The files of a path: itself, or all below a folder, sorted by name."""
    try:
        mode = os.stat(path).st_mode
    except ValueError:  # a zero byte in the path
        on_error(InputProblem(shown(path).replace("\0", "\ufffd"), "missing"))
        return
    except OSError as error:
        on_error(InputProblem(shown(path), "dangling") if os.path.islink(path) else os_problem(path, error))
        return
    if not stat.S_ISDIR(mode):
        yield path
        return
    found = False
    for file in _below(path, (), on_error):
        found = True
        yield file
    if not found:
        on_error(InputProblem(shown(path), "no_pages"))


def _below(folder: str, above: tuple[tuple[int, int], ...], on_error: OnError) -> Iterator[str]:
    """Files below a folder, hidden ones left out; links are followed, but never in a circle."""
    try:
        status = os.stat(folder)
        entries = sorted(
            (entry for entry in os.scandir(folder) if not entry.name.startswith(".")), key=lambda e: e.name
        )
    except OSError as error:
        on_error(os_problem(folder, error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        on_error(InputProblem(shown(folder), "loop"))
        return
    for entry in entries:
        try:
            mode = os.stat(entry.path).st_mode
        except OSError as error:
            on_error(
                InputProblem(shown(entry.path), "dangling") if entry.is_symlink() else os_problem(entry.path, error)
            )
            continue
        if stat.S_ISDIR(mode):
            yield from _below(entry.path, (*above, here), on_error)
        elif not stat.S_ISREG(mode):
            on_error(InputProblem(shown(entry.path), "special"))
        elif suffix_kind(entry.path) or _is_saved_page(entry.path, on_error):
            yield entry.path


def _is_saved_page(path: str, on_error: OnError) -> bool:
    """A page saved under its address has no suffix we know ("tin-tuc.htm?p=2", "bai-viet-123.epi")."""
    from banggiao.intake.look import is_html

    try:
        with open(path, "rb") as file:
            return is_html(file.read(2048))
    except OSError as error:
        on_error(os_problem(path, error))
        return False
