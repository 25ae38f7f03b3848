"""Zip and tar archives: each member as if it lay in a folder of the archive's name, never unpacked to disk.

Nothing is written, so a member's name can do no harm; one that would lead out of a folder is refused all the same, for
whoever made it meant no good.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from banggiao.intake import packed
from banggiao.intake.files import OnError
from banggiao.intake.problem import InputProblem
from banggiao.model import Source

Read = Callable[[str, str, BinaryIO], Iterator[Source]]
"""Name of the member as it is told, its path in the archive, its bytes -> the pages in it."""

_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")


def from_zip(name: str, stream: BinaryIO, read: Read, on_error: OnError) -> Iterator[Source]:
    """The pages of a zip file, in the order of its table. The stream must be one that can be wound back."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        on_error(InputProblem(name, "zip", why=_why(error)))
        return
    with archive:
        # (`is_dir` breaks over a member without a name.)
        members = [one for one in archive.infolist() if not one.filename.endswith("/") and not _is_hidden(one.filename)]
        size = stream.seek(0, io.SEEK_END)
        if (swollen := sum(one.file_size for one in members)) > packed.FREE and swollen > packed.RATIO * size:
            on_error(InputProblem(name, "bomb"))
            return
        if not members:
            on_error(InputProblem(name, "no_members"))
        for member in members:
            yield from _zip_member(name, archive, member, read, on_error)


def _zip_member(
    name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, read: Read, on_error: OnError
) -> Iterator[Source]:
    inner = _shown(name, member.filename)
    if _OUT.search(member.filename) or _OUT.search(member.orig_filename):
        on_error(InputProblem(inner, "path_trick"))
    elif member.flag_bits & 1:
        on_error(InputProblem(inner, "encrypted"))
    elif (member.external_attr >> 16) & 0o170000 == 0o120000:
        on_error(InputProblem(inner, "special"))
    else:
        try:
            opened = archive.open(member)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
            on_error(InputProblem(inner, "zip", why=_why(error)))
            return
        with opened:
            watched = cast(BinaryIO, io.BufferedReader(_Watched(cast(BinaryIO, opened), member.compress_size)))
            yield from read(inner, member.filename, watched)


def from_tar(name: str, stream: BinaryIO, read: Read, on_error: OnError) -> Iterator[Source]:
    """The pages of a tar file, in its order; the stream is gone through once."""
    found = False
    try:
        with tarfile.open(fileobj=cast(io.BytesIO, stream), mode="r|", errors="replace") as archive:
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # else it keeps every header of a million
                if _is_hidden(member.name) or member.isdir():
                    continue
                found = True
                inner = _shown(name, member.name)
                if _OUT.search(member.name):
                    on_error(InputProblem(inner, "path_trick"))
                elif not member.isreg():
                    on_error(InputProblem(inner, "special"))
                elif (opened := archive.extractfile(member)) is not None:
                    yield from read(inner, member.name, cast(BinaryIO, opened))
    except (tarfile.TarError, UnicodeError, ValueError, *packed.DAMAGE) as error:
        on_error(InputProblem(name, "bomb") if isinstance(error, packed.Bomb) else _damaged(name, error))
        return
    if not found:
        on_error(InputProblem(name, "no_members"))


def _damaged(name: str, error: Exception) -> InputProblem:
    return InputProblem(name, "tar", why=_why(error))


def _is_hidden(path: str) -> bool:
    """Hidden files, as in folders; and what macOS puts beside. (Names that lead out are not hidden: they are told.)"""
    parts = path.split("/")
    return not _OUT.search(path) and any((part[:1] == "." and part != ".") or part == "__MACOSX" for part in parts)


def _shown(archive: str, member: str) -> str:
    clean = member.encode("utf-8", "replace").decode().replace("\n", "\ufffd").replace("\0", "\ufffd")
    return f"{archive}/{clean.removeprefix('./')}"


def _why(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n")[0][:120]


class _Watched(io.RawIOBase):
    """A member that is being unpacked, with the watch over what swells; whatever it is damaged by is an OSError."""

    def __init__(self, inner: BinaryIO, size: int) -> None:
        self._inner = inner
        self._size = size
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        try:
            data = self._inner.read(len(view))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise OSError(_why(error)) from error
        self._out += len(data)
        if self._out > packed.FREE and self._out > packed.RATIO * self._size:
            raise packed.Bomb("it swells beyond all measure")
        view[: len(data)] = data
        return len(data)
