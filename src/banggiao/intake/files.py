"""From the paths given to the files in them, in a fixed order; and what every reader of a file needs."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Callable, Iterator

import msgspec

from banggiao.intake import packed
from banggiao.intake.problem import InputProblem

# The longest page of a news site known to us has 1 MB of markup; pictures put into the page as text make it longer.
# Bare text of 2 MB is a book.
LARGEST_PAGE = 8 << 20
LARGEST_TEXT = 2 << 20

OnError = Callable[[InputProblem], None]
IsKnown = Callable[[str, os.stat_result], bool]

# Suffix -> what the file holds; one of packing after it (".gz") is taken off first.
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
    ".csv": "csv",
    ".tsv": "csv",
    ".eml": "eml",
    ".mbox": "mbox",
    ".rss": "feed",
    ".atom": "feed",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar",
    ".tbz2": "tar",
    ".txz": "tar",
}
_PACKED_TAR = {".tgz": "gzip", ".tbz2": "bzip2", ".txz": "xz"}


class Known(msgspec.Struct, frozen=True):
    """What the caller says of pages that do not say it themselves."""

    url: str | None = None
    published: str | None = None


def too_big(name: str, limit: int = LARGEST_PAGE) -> InputProblem:
    return InputProblem(name, "too_big", limit=limit >> 20)


def suffix_kind(path: str) -> str | None:
    """What the file's name says that it holds; None where it says nothing."""
    name = os.path.basename(path).lower()
    stem, end = os.path.splitext(name)
    return SUFFIXES.get(os.path.splitext(stem)[1] if end in packed.SUFFIXES else end)


def packing(path: str) -> str | None:
    """How the file's name says that it is packed."""
    return _PACKED_TAR.get(os.path.splitext(path)[1].lower()) or packed.packing(path)


def shown(path: str) -> str:
    """The path as text that can be written out, whatever bytes the file's name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def os_problem(path: str, error: OSError) -> InputProblem:
    if isinstance(error, FileNotFoundError):
        return InputProblem(shown(path), "missing")
    if isinstance(error, PermissionError):
        return InputProblem(shown(path), "denied")
    return InputProblem(shown(path), "unreadable", why=error.strerror or type(error).__name__)


_PATTERN = re.compile(r"[*?\[]")


def files(path: str, on_error: OnError, is_known: IsKnown = lambda path, status: False) -> Iterator[str]:
    """The files of a path: itself, all below a folder, all that a pattern finds ("2024/**/*.html"), sorted by name.

    A file with a name that says nothing is opened to see whether it is a page, but not where `is_known` says so.
    """
    if _PATTERN.search(path) and not os.path.lexists(path):
        found = sorted(glob.glob(path, recursive=True))
        if not found:
            on_error(InputProblem(shown(path), "no_match"))
        for one in found:
            # "**" finds folders and what is in them: each file once.
            if not os.path.isdir(one) or not path.endswith("**"):
                yield from files(one, on_error, is_known)
        return
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
    any_page = False
    for file in _below(path, (), on_error, is_known):
        any_page = True
        yield file
    if not any_page:
        on_error(InputProblem(shown(path), "no_pages"))


def _below(folder: str, above: tuple[tuple[int, int], ...], on_error: OnError, is_known: IsKnown) -> Iterator[str]:
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
            found = os.stat(entry.path)
        except OSError as error:
            on_error(
                InputProblem(shown(entry.path), "dangling") if entry.is_symlink() else os_problem(entry.path, error)
            )
            continue
        if stat.S_ISDIR(found.st_mode):
            yield from _below(entry.path, (*above, here), on_error, is_known)
        elif not stat.S_ISREG(found.st_mode):
            on_error(InputProblem(shown(entry.path), "special"))
        elif suffix_kind(entry.path) or is_known(entry.path, found) or _is_saved_page(entry.path, on_error):
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
