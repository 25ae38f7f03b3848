"""How the command line ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import IntEnum

from banggiao.cli import streams
from banggiao.cli.words import say
from banggiao.lexicon import DataError


class Exit(IntEnum):
    """Exit codes, as docs/cli.md tells them."""

    FINE = 0
    SOME_FAILED = 1
    USAGE = 2
    RECORD = 3
    OUTPUT = 4
    BROKEN = 5
    INTERRUPTED = 130


def guarded(run: Callable[[], Exit]) -> Exit:
    """Run a command to its end, its output flushed; what stops it becomes one line and an exit code."""
    try:
        code = run()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        streams.tell(say("interrupted"))
        return Exit.INTERRUPTED
    except BrokenPipeError:  # `banggiao read ... | head`: whoever asked has seen enough
        streams.silence(sys.stdout)
        return Exit.FINE
    except DataError as error:
        streams.tell(say("broken_data", error=error))
        return Exit.BROKEN
    except OSError as error:
        streams.silence(sys.stdout)
        streams.tell(say("no_output", why=error.strerror or type(error).__name__))
        return Exit.OUTPUT
    except Exception as error:
        if _is_of_the_engine(error):
            streams.tell(str(error), event="engine", level="error")
            return Exit.USAGE
        if not _is_of_the_record(error):
            raise
        streams.tell(str(error), event="record", level="error")
        return Exit.RECORD


def _is_of_the_engine(error: Exception) -> bool:
    engines = sys.modules.get("banggiao.cli.engines")  # not loaded where none was asked for
    return engines is not None and isinstance(error, engines.EngineError)


def _is_of_the_record(error: Exception) -> bool:
    """Whether the record, or the store of what was fetched beside it, is at fault."""
    from banggiao.record import RecordError

    store = sys.modules.get("banggiao.fetch.state")  # not loaded where nothing was fetched
    return isinstance(error, RecordError) or (store is not None and isinstance(error, store.StoreError))
