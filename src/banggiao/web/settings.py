"""What whoever serves a record may choose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`record` is the path of the file. `base` is the address that people reach it under (for feeds and calendars,
    which leave the browser); None: what each request says. `workers` processes make answers, in each of which `threads`
    may do so at the same time, each with a connection of its own. `cors`: origins whose scripts may read the API; none
    as a rule."""

    record: str
    base: str | None = None
    workers: int = 2
    threads: int = 4
    cors: tuple[str, ...] = ()
