"""Packed bytes, unpacked as they are read: gzip, bzip2, xz, Zstandard, with a watch over what swells out of them."""

from __future__ import annotations

import bz2
import io
import lzma
import os
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol, cast

FREE = 64 << 20
"""Bytes that may come out of whatever was put in."""

RATIO = 250
"""Beyond FREE, bytes that come out for one that goes in. Pages of one site, one like the other, reach some 50."""

MEMORY = 192 << 20
"""Bytes that an xz or Zstandard stream may ask for its window."""

CHUNK = 1 << 16

SUFFIXES = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}

MAGIC = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}


class Bomb(OSError):
    """Packed bytes that swell beyond all measure."""


class NoZstd(OSError):
    """The library that unpacks Zstandard is not there."""


DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading packed bytes may raise."""


def packing(path: str) -> str | None:
    """How the file's name says that it is packed."""
    return SUFFIXES.get(os.path.splitext(path)[1].lower())


def packing_of(head: bytes) -> str | None:
    return next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), None)


class _Unpacker(Protocol):
    """One member of a packed stream."""

    def take(self, data: bytes, limit: int) -> bytes:
        """At most `limit` bytes that come out; what is not looked at yet is kept."""

    @property
    def is_over(self) -> bool: ...

    @property
    def is_hungry(self) -> bool: ...

    @property
    def rest(self) -> bytes:
        """What was put in after the member's end."""


class _Zlib:
    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)
        self._begun = False

    def take(self, data: bytes, limit: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, limit)

    @property
    def is_over(self) -> bool:
        return self._inner.eof

    @property
    def is_hungry(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data


class _Needy:
    """bzip2 and xz, whose decompressors are alike."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def take(self, data: bytes, limit: int) -> bytes:
        return cast(bytes, self._inner.decompress(data, limit))

    @property
    def is_over(self) -> bool:
        return bool(self._inner.eof)

    @property
    def is_hungry(self) -> bool:
        return bool(self._inner.needs_input)

    @property
    def rest(self) -> bytes:
        return cast(bytes, self._inner.unused_data)


_MAKE: dict[str, Callable[[], _Unpacker]] = {
    "gzip": lambda: _Zlib(31),
    "bzip2": lambda: _Needy(bz2.BZ2Decompressor()),
    "xz": lambda: _Needy(lzma.LZMADecompressor(memlimit=MEMORY)),
}


class Unpacked(io.RawIOBase):
    """The bytes of a packed stream, member after member.

    Raises Bomb, zlib.error, lzma.LZMAError, OSError or EOFError where it is damaged; after that (gzip only) `skip` goes
    on at the next member.
    """

    def __init__(self, raw: BinaryIO, kind: str) -> None:
        self._raw = raw
        self._kind = kind
        self._member: _Unpacker | None = None
        self._waiting = b""
        self._in = self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        data = self._some(len(view))
        view[: len(data)] = data
        return len(data)

    def _some(self, limit: int) -> bytes:
        while True:
            if self._member is None and not self._begin():
                return b""
            member = self._member
            assert member is not None
            if member.is_hungry and not self._waiting and not self._fill():
                raise EOFError("the packed data end too early")
            data, self._waiting = self._waiting, b""
            try:
                found = member.take(data, limit)
            except zlib.error:
                self._waiting = data  # the next member may begin in it
                raise
            if member.is_over:
                self._waiting = member.rest
                self._member = None
            self._out += len(found)
            if self._out > FREE and self._out > RATIO * self._in:
                raise Bomb("it swells beyond all measure")
            if found:
                return found

    def _fill(self) -> bool:
        self._waiting = self._raw.read(CHUNK)
        self._in += len(self._waiting)
        return bool(self._waiting)

    def _begin(self) -> bool:
        """Begin the next member; False at the end. Zeros may stand between members and at the end."""
        while not (stripped := self._waiting.lstrip(b"\0")):
            if not self._fill():
                return False
        self._waiting = stripped
        if self._out and self._kind == "gzip" and not stripped.startswith(b"\x1f\x8b"[: len(stripped)]):
            raise zlib.error("what follows is not gzip")
        self._member = _MAKE[self._kind]()
        return True

    def skip(self) -> bool:
        """Leave a damaged member and find the next one; False when there is none."""
        self._member = None
        magic = b"\x1f\x8b\x08"
        self._waiting = self._waiting[1:]
        while True:
            at = self._waiting.find(magic)
            if at >= 0:
                self._waiting = self._waiting[at:]
                return True
            tail = self._waiting[-2:]
            if not self._fill():
                return False
            self._waiting = tail + self._waiting


def unpacked(raw: BinaryIO, kind: str) -> BinaryIO:
    """What was packed, as a stream."""
    return cast(BinaryIO, io.BufferedReader(_Zstd(raw) if kind == "zstd" else Unpacked(raw, kind), CHUNK))


class _Counted:
    """A stream that counts what is taken from it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        data = self._raw.read(size)
        self.taken += len(data)
        return data


class _Zstd(io.RawIOBase):
    """Zstandard by its library, with the same watch and the same errors as ours."""

    def __init__(self, raw: BinaryIO) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise NoZstd("reading it needs zstandard: pip install 'banggiao[zstd]'") from error
        self._raw = _Counted(raw)
        self._inner = zstandard.ZstdDecompressor(max_window_size=MEMORY).stream_reader(
            cast(Any, self._raw), read_across_frames=True
        )
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        try:
            data = self._inner.read(len(view))
        except Exception as error:  # zstandard has an error of its own
            raise OSError(str(error)) from error
        self._out += len(data)
        if self._out > FREE and self._out > RATIO * self._raw.taken:
            raise Bomb("it swells beyond all measure")
        view[: len(data)] = data
        return len(data)
