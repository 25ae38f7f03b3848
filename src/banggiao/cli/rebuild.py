"""banggiao rebuild: the whole record made again from its pages, the authority tables and the judgements."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from banggiao.cli.exits import Exit
from banggiao.cli.progress import bar
from banggiao.cli.streams import tell, tell_bug
from banggiao.cli.words import say
from banggiao.model import Reading
from banggiao.record import Record, rebuild


def _progress(pages: int, total: int) -> str:
    return say("rebuild.progress", pages=pages, total=total) if pages < total else say("rebuild.resolving")


def run(path: str, jobs: int) -> Exit:
    with Record(path, create=False) as record:
        total = record.stats().pages
    begun = time.perf_counter()
    with bar(total) as update:

        def read(pages: Iterable[Reading]) -> Iterator[Reading | None]:
            from banggiao.cli.workers import read_all
            from banggiao.engine.work import read_one

            results = read_all(pages, jobs) if jobs > 1 else ((page, read_one(page)) for page in pages)
            for number, (page, result) in enumerate(results, 1):
                if result.failure:
                    tell_bug(page.id, result.failure.error or say("add.crashed"), result.failure.traceback)
                update(number, lambda number=number: _progress(number, total))  # type: ignore[misc]
                yield result.reading

        try:
            done = rebuild(path, read)
        except KeyboardInterrupt:
            tell(say("rebuild.stopped", record=path))
            raise
    seconds = time.perf_counter() - begun
    facts = {name: getattr(done, name) for name in done.__struct_fields__}
    tell(say("rebuild.summary", record=path, seconds=seconds, rate=done.pages / seconds, **facts))
    return Exit.SOME_FAILED if done.failed else Exit.FINE
