"""The street door: `banggiao` on the command line."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; leaves by SystemExit with one of the codes of `exits.Exit`."""
    from banggiao.cli import streams, words

    arguments = sys.argv[1:] if arguments is None else arguments
    words.use(words.choose(arguments, os.environ))
    streams.prepare()
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    import typer

    from banggiao.cli import streams, words
    from banggiao.cli.app import app
    from banggiao.cli.exits import Exit, guarded

    usage_error: type[Exception] = typer.BadParameter.__mro__[1]  # UsageError, which typer does not export

    def parse() -> Exit:
        try:
            return Exit(app(args=arguments, prog_name="banggiao", standalone_mode=False) or 0)
        except usage_error as error:
            if type(error).__name__ != "NoArgsIsHelpError":
                context = getattr(error, "ctx", None)
                streams.tell(words.usage(error))
                streams.tell(words.say("usage.help", command=context.command_path if context else "banggiao"))
            return Exit.USAGE

    return guarded(parse)
