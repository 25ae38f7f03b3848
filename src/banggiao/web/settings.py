"""What whoever serves a record may choose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`record` is the path of the file. `base` is the address that people reach it under (for feeds and calendars,
    which leave the browser); None: what each request says. `threads` answer at the same time, each with a connection
    of its own. `cors`: origins whose scripts may read the API; none as a rule."""

    record: str
    base: str | None = None
    threads: int = 4
    cors: tuple[str, ...] = ()
