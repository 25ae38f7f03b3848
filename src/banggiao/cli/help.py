"""Help pages in the chosen language: usage, what the command does, its arguments and options, examples."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from banggiao.cli.words import catalogue, say


def option_text(command: str, name: str) -> str:
    """The help of an option or argument: its own for this command, else the one all commands share."""
    own = f"option.{command}.{name}"
    return say(own if own in catalogue() else f"option.{name}")


def name_of(context: Any) -> str:
    """How the catalogue names a command: `read`, `authority.list`; the program itself `banggiao`."""
    names: list[str] = []
    while context.parent:
        names.insert(0, context.info_name)
        context = context.parent
    return ".".join(names) or "banggiao"


def show(command: Any, context: Any) -> None:
    """Print the help page of a command or of the whole program."""
    from rich.text import Text

    from banggiao.cli.streams import console

    out = console()
    name = name_of(context)
    out.print(Text.assemble((say("help.usage") + " ", "bold"), context.command_path, " ", *_pieces(command)))
    out.print()
    out.print(say(f"command.{name}"))
    if commands := getattr(command, "commands", None):
        above = f"{name}." if context.parent else ""
        _section(out, "help.commands", [(key, say(f"command.{above}{key}").split("\n")[0]) for key in commands])
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.get_params(context) if p.param_type_name == "option" and not p.hidden]
    _section(out, "help.arguments", [(p.metavar or p.name.upper(), option_text(name, p.name)) for p in arguments])
    _section(out, "help.options", [(_switch(p), option_text(name, p.name)) for p in options])
    out.print()
    out.print(say("help.examples"), style="bold")
    for line in say(f"examples.{name}").splitlines():
        out.print(Text("  " + line, style="" if line.startswith("#") else "cyan"))


def _pieces(command: Any) -> list[str]:
    pieces = [say("help.options_piece")]
    pieces += [f" {p.metavar or p.name.upper()}" for p in command.params if p.param_type_name == "argument"]
    return [*pieces, " " + say("help.command_piece")] if hasattr(command, "commands") else pieces


def _switch(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar or option.name.upper()}"


def _section(out: Any, title: str, rows: list[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    out.print()
    out.print(say(title), style="bold")
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, text in rows:
        table.add_row(Text("  " + name, style="green"), text)
    out.print(table)


class Command(TyperCommand):
    """A command whose help comes from the catalogue."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        show(self, ctx)


class Program(TyperGroup):
    """The whole program; commands are told in the order in which a newcomer needs them."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        show(self, ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Tell of a mistyped command in the chosen language, with the nearest ones."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            from difflib import get_close_matches

            near = ", ".join(get_close_matches(args[0], self.commands))
            unknown = say("usage.command", name=args[0])
            ctx.fail(f"{unknown} {say('usage.near', near=near)}" if near else unknown)
        return super().resolve_command(ctx, args)
