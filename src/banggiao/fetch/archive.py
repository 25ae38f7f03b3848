"""Answers kept as they came: WARC files, packed with gzip, a member a record, on the disk before anything is told.

Every file can be read by any WARC program, and by `banggiao add`. A program that is killed may leave a cut record at
the end of the last file; the next one takes it away before it goes on there.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import io
import os
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from banggiao.fetch.wire import Answer

ENDING = ".warc.gz"
_LARGEST = 1 << 30  # a file that is so long gets no more records: what WARC programs expect
_PIECE = 1 << 20


class Place(msgspec.Struct, frozen=True):
    """Where a record lies: the name of the file, and its bytes there."""

    file: str
    start: int
    length: int


class Archive:
    """The WARC files of one folder. One program at a time writes there (the state beside them sees to it)."""

    def __init__(
        self, folder: Path, program: str, *, known_end: Callable[[str], int] = lambda name: 0, largest: int = _LARGEST
    ) -> None:
        """`known_end` tells up to where a file is known to be sound, so that it is not looked at from its beginning."""
        self.folder = folder
        self._program = program
        self._largest = largest
        self._name: str | None = None
        self._end = 0
        self._mend(known_end)

    def keep(self, answer: Answer) -> Place:
        """Write question and answer; when this returns, they outlive a cut of the power. OSError where the disk can't
        take them: then nothing of them is left."""
        asked, answered = _records(answer)
        if self._name is None or self._end >= self._largest:
            self._begin()
        assert self._name is not None
        start = self._end
        self._append(answered + asked)
        return Place(self._name, start, len(answered))

    def read(self, place: Place) -> bytes:
        """The packed record at a place."""
        with open(self.folder / place.file, "rb") as file:
            file.seek(place.start)
            return file.read(place.length)

    def _begin(self) -> None:
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        number = len(files(self.folder)) + 1
        self._name, self._end = f"{moment}-{number:05}{ENDING}", 0
        self._append(_about(self._name, self._program))
        handle = os.open(self.folder, os.O_RDONLY)  # the name too must outlive a cut of the power
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def _append(self, data: bytes) -> None:
        path = self.folder / str(self._name)
        with open(path, "ab") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    os.truncate(path, self._end)
                raise
        self._end += len(data)

    def _mend(self, known_end: Callable[[str], int]) -> None:
        """Go on in the last file, behind its last whole record."""
        if last := next(iter(reversed(files(self.folder))), None):
            end = sound_until(last, known_end(last.name))
            if end < last.stat().st_size:
                os.truncate(last, end)
            self._name, self._end = last.name, end


def digest(data: bytes) -> str:
    """SHA-256 as WARC files write it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


def files(folder: Path) -> list[Path]:
    """The WARC files of a folder, oldest first."""
    return sorted(path for path in folder.iterdir() if path.name.endswith(ENDING)) if folder.is_dir() else []


def sound_until(path: Path, start: int = 0) -> int:
    """The position behind the last member that can be unpacked to its end; `start` is the end of one."""
    return max(_ends(path, start), default=start)


def _ends(path: Path, start: int) -> Iterator[int]:
    with open(path, "rb") as file:
        file.seek(start)
        unpacker = zlib.decompressobj(31)
        while data := file.read(_PIECE):
            while data:
                try:
                    rest = data
                    while rest and not unpacker.eof:  # in pieces: what is packed may be long
                        unpacker.decompress(rest, _PIECE)
                        rest = unpacker.unconsumed_tail
                except zlib.error:
                    return
                data = unpacker.unused_data
                if unpacker.eof:
                    yield file.tell() - len(data)
                    unpacker = zlib.decompressobj(31)


# --- records --------------------------------------------------------------------------------------------------


def _records(answer: Answer) -> tuple[bytes, bytes]:
    """The question and the answer, packed."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    moment = datetime.fromtimestamp(answer.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    packed: list[bytes] = []
    answered_by = ""
    for kind, name, data in (
        (WarcRecordType.response, "response", answer.head + answer.body),
        (WarcRecordType.request, "request", answer.asked),
    ):
        record = WarcRecord()
        record.init_headers(kind)
        record.headers["WARC-Date"] = moment
        record.headers["WARC-Target-URI"] = answer.url
        record.headers["Content-Type"] = f"application/http; msgtype={name}"
        record.headers["WARC-IP-Address"] = answer.ip
        if name == "response":
            answered_by = str(record.record_id)
            record.headers["WARC-Payload-Digest"] = digest(answer.body)
            if not answer.complete:
                record.headers["WARC-Truncated"] = "length"
        else:
            record.headers["WARC-Concurrent-To"] = answered_by
        record.set_bytes_content(data)
        packed.append(_packed(record))
    return packed[1], packed[0]


def _about(name: str, program: str) -> bytes:
    """The first record of a file: who wrote it."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["WARC-Date"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(f"software: {program}\r\nformat: WARC File Format 1.1\r\n".encode())
    return _packed(record)


def _packed(record: object) -> bytes:
    out = io.BytesIO()
    record.write(out, checksum_data=True)  # type: ignore[attr-defined]
    return gzip.compress(out.getvalue(), 6)
