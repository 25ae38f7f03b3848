"""A bar on the terminal that says how far it is; nothing where standard error is a file."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from banggiao.cli.streams import console, is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress

_BETWEEN_UPDATES = 0.1  # seconds
_is_shown = False

Update = Callable[[float, Callable[[], str]], None]


@contextmanager
def bar(total: float | None, first: str = "") -> Iterator[Update]:
    """Give what shows how much is done, and a line about it (made only when it is shown). A bar inside another shows
    nothing."""
    global _is_shown
    if _is_shown or not is_terminal(sys.stderr):
        yield lambda done, text: None
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TextColumn("{task.description}"),
        TimeRemainingColumn(compact=True),
    )
    _is_shown = True
    try:
        yield from _shown(Progress(*columns, console=console(sys.stderr), transient=True), total, first)
    finally:
        _is_shown = False


def _shown(progress: Progress, total: float | None, first: str) -> Iterator[Update]:
    with progress:
        task = progress.add_task(first, total=total)
        shown = time.perf_counter()

        def update(done: float, text: Callable[[], str]) -> None:
            nonlocal shown
            now = time.perf_counter()
            if now - shown > _BETWEEN_UPDATES or done == total:
                shown = now
                progress.update(task, completed=done, description=text())

        yield update
