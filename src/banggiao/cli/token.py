"""banggiao token: who may judge in the web pages of a record."""

from __future__ import annotations

import sys
from collections.abc import Callable

from banggiao.cli.exits import Exit
from banggiao.cli.streams import tell
from banggiao.cli.words import say
from banggiao.record import Record


def create(record: str, name: str) -> Exit:
    def run() -> Exit:
        from banggiao.web import tokens

        Record(record, readonly=True).close()  # a token for a file that is no record would open nothing
        made = tokens.create(record, name)
        tell(say("token.made", name=name))
        sys.stdout.write(made + "\n")
        return Exit.FINE

    return _told(run)


def list_(record: str) -> Exit:
    def run() -> Exit:
        from banggiao.web import tokens

        sys.stdout.writelines(f"{each.since}\t{each.name}\n" for each in tokens.all_(record))
        return Exit.FINE

    return _told(run)


def revoke(record: str, name: str) -> Exit:
    def run() -> Exit:
        from banggiao.web import tokens

        if tokens.revoke(record, name):
            tell(say("token.revoked", name=name))
            return Exit.FINE
        tell(say("token.unknown", name=name))
        return Exit.SOME_FAILED

    return _told(run)


def _told(run: Callable[[], Exit]) -> Exit:
    """What stops it, in one line."""
    try:
        from banggiao.web.tokens import TokenError
    except ModuleNotFoundError as error:
        tell(say("serve.missing", name=error.name))
        return Exit.USAGE
    try:
        return run()
    except TokenError as error:
        tell(str(error))
        return Exit.SOME_FAILED
