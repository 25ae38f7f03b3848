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
        from banggiao.record import RecordError

        if not isinstance(error, RecordError):
            raise
        streams.tell(str(error))
        return Exit.RECORD
