"""What a caller remembers of files that were taken before, as the door asks for it."""

from __future__ import annotations

import hashlib
import os
from typing import Protocol

import msgspec

from banggiao.intake.problem import InputProblem
from banggiao.model import Source


class Run(Protocol):
    """One way through a file that is new or was changed."""

    def page(self, source: Source) -> Source | None:
        """The page with what must be handed in when it is written; None where it was taken before."""

    def problem(self, problem: InputProblem) -> None:
        """What in the file can't be read."""

    def end(self, status: os.stat_result) -> None:
        """The file is through; `status` is how it lay there before it was opened."""


class Memory(Protocol):
    def is_known(self, path: str, status: os.stat_result) -> bool:
        """Whether all of the file was taken and it is as it was; asked for every file."""

    def skip(self, path: str) -> None:
        """The file is left out for it."""

    def begin(self, path: str) -> Run: ...


def digest(source: Source) -> bytes:
    """What tells this page from any other that might stand in its place: its content and what is known of it."""
    known = msgspec.json.encode((source.row, source.html, source.url, source.published, source.id))
    hashed = hashlib.blake2b(source.data or b"", digest_size=16)
    hashed.update(known)
    return hashed.digest()
