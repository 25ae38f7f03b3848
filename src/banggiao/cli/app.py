"""The commands and their options; what each does stands in the module of its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from banggiao import __version__
from banggiao.cli.exits import Exit, guarded
from banggiao.cli.help import Command, Program
from banggiao.cli.options import (
    By,
    CommitmentKind,
    ContactFormat,
    ContactType,
    EngineName,
    EventStatus,
    ExportFormat,
    JudgementKind,
    Language,
    LogFormat,
    Order,
    PageFormat,
    SheetFormat,
    a_day,
    a_period,
    an_address,
    own_files,
)
from banggiao.cli.streams import log_in_json

if TYPE_CHECKING:
    from banggiao.cli.engines import Asked

DEFAULT_RECORD = Path("banggiao.db")

app = typer.Typer(
    cls=Program,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", show_default=False)]
Published = Annotated[str | None, typer.Option("--published", metavar="DATE", callback=a_day)]
Url = Annotated[str | None, typer.Option("--url", metavar="URL")]
Authority = Annotated[
    Path | None, typer.Option("--authority", metavar="DIR", envvar="BANGGIAO_AUTHORITY", callback=own_files)
]
Record = Annotated[Path, typer.Option("--record", "-r", metavar="FILE", envvar="BANGGIAO_RECORD")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1)]
Engine = Annotated[EngineName | None, typer.Option("--engine", metavar="processes|dask")]
Scheduler = Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS")]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1)]
Offset = Annotated[int, typer.Option("--offset", metavar="N", min=0)]
Least = Annotated[float | None, typer.Option("--min-confidence", metavar="P", min=0.0, max=1.0)]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", callback=a_period)]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", callback=a_period)]
OnDay = Annotated[str | None, typer.Option("--on", metavar="DAY", callback=a_day)]
AsContacts = Annotated[ContactFormat | None, typer.Option("--format", "-f", metavar="table|json|jsonl|csv")]


def _leave(run: Callable[[], Exit]) -> NoReturn:
    # Guarded here, before typer sees what stops a command: it has its own ways with a broken pipe and Ctrl-C.
    raise typer.Exit(guarded(run))


def _asked(engine: EngineName | None, jobs: int | None, scheduler: str | None, folder: Path | None) -> Asked | None:
    """What the options say of an engine; None where they say nothing: then pages are read as they come."""
    if engine is None and scheduler is None and folder is None:
        return None
    from banggiao.cli.engines import Asked

    name = engine or (EngineName.DASK if scheduler else EngineName.PROCESSES)
    return Asked(name, jobs or os.cpu_count() or 1, scheduler, folder)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"banggiao {__version__}")
        raise typer.Exit


@app.callback()
def program(
    lang: Annotated[Language | None, typer.Option("--lang", metavar="vi|en")] = None,
    log_format: Annotated[
        LogFormat, typer.Option("--log-format", metavar="text|json", envvar="BANGGIAO_LOG_FORMAT")
    ] = LogFormat.TEXT,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    # The language is chosen before anything is parsed, so that help and errors are told in it.
    del lang, version
    log_in_json(log_format is LogFormat.JSON)


@app.command(cls=Command)
def read(
    paths: Paths,
    format: Annotated[PageFormat | None, typer.Option("--format", "-f", metavar="table|json|jsonl|csv")] = None,
    with_text: Annotated[bool, typer.Option("--with-text")] = False,
    min_confidence: Least = None,
    published: Published = None,
    url: Url = None,
    jobs: Jobs = None,
    engine: Engine = None,
    scheduler: Scheduler = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FOLDER")] = None,
    authority: Authority = None,
) -> None:
    from banggiao.cli.pages import Batch
    from banggiao.cli.read import read as run

    asked = _asked(engine, jobs, scheduler, output)
    batch = Batch(paths, url=url, published=published, least=min_confidence, engine=asked)
    _leave(lambda: run(batch, format, with_text, jobs or 1))


@app.command(cls=Command)
def explain(paths: Paths, published: Published = None, url: Url = None, authority: Authority = None) -> None:
    from banggiao.cli.explain import explain as run
    from banggiao.cli.pages import Batch

    _leave(lambda: run(Batch(paths, url=url, published=published)))


@app.command(cls=Command)
def add(
    paths: Paths,
    record: Record = DEFAULT_RECORD,
    jobs: Jobs = None,
    again: Annotated[bool, typer.Option("--again")] = False,
    published: Published = None,
    url: Url = None,
    engine: Engine = None,
    scheduler: Scheduler = None,
    authority: Authority = None,
) -> None:
    from banggiao.cli.add import add as run
    from banggiao.cli.pages import Batch

    kept = record.with_name(record.name + ".parts") if engine or scheduler else None
    asked = _asked(engine, jobs, scheduler, kept)
    batch = Batch(paths, url=url, published=published, engine=asked)
    _leave(lambda: run(batch, str(record), jobs or os.cpu_count() or 1, again))


Contact = Annotated[str | None, typer.Option("--contact", metavar="ADDRESS", envvar="BANGGIAO_CONTACT")]
Delay = Annotated[float, typer.Option("--delay", metavar="SECONDS", min=0.0)]
Timeout = Annotated[float, typer.Option("--timeout", metavar="SECONDS", min=0.1)]
MaxSize = Annotated[float, typer.Option("--max-size", metavar="MB", min=0.001)]
Retries = Annotated[int, typer.Option("--retries", metavar="N", min=0)]
AtOnce = Annotated[int, typer.Option("--at-once", metavar="N", min=1)]
AllowPrivate = Annotated[bool, typer.Option("--allow-private")]


@app.command(cls=Command)
def fetch(
    targets: Annotated[list[str] | None, typer.Argument(metavar="[TARGET...]", show_default=False)] = None,
    record: Record = DEFAULT_RECORD,
    again: Annotated[bool, typer.Option("--again")] = False,
    limit: Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1)] = None,
    contact: Contact = None,
    delay: Delay = 2.0,
    timeout: Timeout = 60.0,
    max_size: MaxSize = 8.0,
    retries: Retries = 3,
    at_once: AtOnce = 8,
    allow_private: AllowPrivate = False,
    authority: Authority = None,
) -> None:
    from banggiao.cli.fetch import Asking
    from banggiao.cli.fetch import fetch as run

    asking = Asking(contact, delay, timeout, max_size, retries, at_once, allow_private)
    _leave(lambda: run(targets or [], str(record), asking, again=again, limit=limit))


@app.command(cls=Command)
def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", show_default=False)],
    record: Record = DEFAULT_RECORD,
    once: Annotated[bool, typer.Option("--once")] = False,
    contact: Contact = None,
    delay: Annotated[float | None, typer.Option("--delay", metavar="SECONDS", min=0.0)] = None,
    timeout: Timeout = 60.0,
    max_size: MaxSize = 8.0,
    retries: Retries = 3,
    at_once: AtOnce = 8,
    allow_private: AllowPrivate = False,
    authority: Authority = None,
) -> None:
    from banggiao.cli.fetch import Asking
    from banggiao.cli.watch import watch as run

    asking = Asking(contact, delay, timeout, max_size, retries, at_once, allow_private)
    _leave(lambda: run(feeds, str(record), asking, once=once))


@app.command(cls=Command)
def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY...", show_default=False)],
    record: Record = DEFAULT_RECORD,
    order: Annotated[Order, typer.Option("--order", metavar="newest|relevance")] = Order.NEWEST,
    limit: Limit = 20,
    offset: Offset = 0,
    min_confidence: Least = None,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.ask import search as run

    _leave(lambda: run(str(record), " ".join(query), order, limit, offset, min_confidence, format))


@app.command(cls=Command)
def show(
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    record: Record = DEFAULT_RECORD,
    format: Annotated[PageFormat | None, typer.Option("--format", "-f", metavar="table|json|jsonl|csv")] = None,
    with_text: Annotated[bool, typer.Option("--with-text")] = False,
) -> None:
    from banggiao.cli.ask import show as run

    _leave(lambda: run(str(record), id, format, with_text))


@app.command(cls=Command)
def related(
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    record: Record = DEFAULT_RECORD,
    limit: Limit = 20,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.related import related as run

    _leave(lambda: run(str(record), id, limit, format))


@app.command("list", cls=Command)
def list_(
    record: Record = DEFAULT_RECORD,
    person: Annotated[str | None, typer.Option("--person", metavar="NAME")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CC")] = None,
    type: Annotated[ContactType | None, typer.Option("--type", metavar="meeting|visit|call|message|agreement")] = None,
    form: Annotated[str | None, typer.Option("--form", metavar="FORM")] = None,
    status: Annotated[EventStatus | None, typer.Option("--status", metavar="held|planned|cancelled")] = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[By, typer.Option("--by", metavar="contact|page")] = By.CONTACT,
    min_confidence: Least = None,
    limit: Limit = 50,
    offset: Offset = 0,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.ask import list_ as run
    from banggiao.record import ContactFilters

    wanted = ContactFilters(
        person=person, country=country, type=type, form=form, status=status, since=since, until=until,
        min_confidence=min_confidence, limit=limit, offset=offset, by="page" if by is By.PAGE else "contact",
    )  # fmt: skip
    _leave(lambda: run(str(record), wanted, format))


@app.command(cls=Command)
def export(
    to: Annotated[ExportFormat, typer.Option("--to", metavar="FORMAT")] = ExportFormat.JSONL,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    record: Record = DEFAULT_RECORD,
    person: Annotated[str | None, typer.Option("--person", metavar="NAME")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CC")] = None,
    type: Annotated[ContactType | None, typer.Option("--type", metavar="meeting|visit|call|message|agreement")] = None,
    form: Annotated[str | None, typer.Option("--form", metavar="FORM")] = None,
    status: Annotated[EventStatus | None, typer.Option("--status", metavar="held|planned|cancelled")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", callback=a_period)] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", callback=a_period)] = None,
    min_confidence: Least = None,
) -> None:
    from banggiao.cli.ask import export as run
    from banggiao.record import ContactFilters

    wanted = ContactFilters(
        person=person, country=country, type=type, form=form, status=status, since=since, until=until,
        min_confidence=min_confidence,
    )  # fmt: skip
    _leave(lambda: run(str(record), to, output, wanted))


@app.command(cls=Command)
def formulas(
    text: Annotated[list[str] | None, typer.Argument(metavar="[TEXT...]", show_default=False)] = None,
    record: Record = DEFAULT_RECORD,
    since: Since = None,
    until: Until = None,
    recurring: Annotated[int | None, typer.Option("--recurring", metavar="N", min=2)] = None,
    limit: Limit = 20,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.formulas import formulas as run

    _leave(lambda: run(str(record), " ".join(text or []), since, until, recurring, limit, format))


@app.command(cls=Command)
def review(
    by: Annotated[str, typer.Option("--by", metavar="NAME", envvar="BANGGIAO_BY", show_default=False)],
    kind: Annotated[JudgementKind | None, typer.Option("--kind", metavar="person|contact|follow_up|field")] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1)] = None,
    record: Record = DEFAULT_RECORD,
) -> None:
    from banggiao.cli.review import review as run

    _leave(lambda: run(str(record), by, kind, limit))


@app.command(cls=Command)
def stats(record: Record = DEFAULT_RECORD, format: AsContacts = None) -> None:
    from banggiao.cli.stats import stats as run

    _leave(lambda: run(str(record), format))


@app.command(cls=Command)
def doctor(record: Record = DEFAULT_RECORD, authority: Authority = None, format: AsContacts = None) -> None:
    from banggiao.cli.doctor import doctor as run

    _leave(lambda: run(str(record), format))


@app.command(cls=Command)
def backup(
    to: Annotated[str, typer.Argument(metavar="TO", show_default=False)],
    record: Record = DEFAULT_RECORD,
    replace: Annotated[bool, typer.Option("--replace")] = False,
) -> None:
    from banggiao.cli.backup import backup as run

    _leave(lambda: run(str(record), to, replace=replace))


@app.command(cls=Command)
def rebuild(
    record: Record = DEFAULT_RECORD,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1)] = None,
    authority: Authority = None,
) -> None:
    from banggiao.cli.rebuild import run

    _leave(lambda: run(str(record), jobs or os.cpu_count() or 1))


@app.command(cls=Command)
def mcp(record: Record = DEFAULT_RECORD, authority: Authority = None) -> None:
    from banggiao.cli.mcp import mcp as run

    _leave(lambda: run(str(record)))


@app.command(cls=Command)
def serve(
    record: Record = DEFAULT_RECORD,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", metavar="N", min=0, max=65535)] = 8000,
    base: Annotated[str | None, typer.Option("--base", metavar="URL")] = None,
    workers: Annotated[int | None, typer.Option("--workers", metavar="N", min=1)] = None,
    cors: Annotated[list[str] | None, typer.Option("--cors", metavar="ORIGIN")] = None,
    metrics: Annotated[str | None, typer.Option("--metrics", metavar="[ADDRESS:]PORT", callback=an_address)] = None,
    authority: Authority = None,
) -> None:
    from banggiao.cli.serve import serve as run

    _leave(lambda: run(str(record), host, port, base, workers, cors or [], metrics))


@app.command(cls=Command)
def relation(
    one: Annotated[str, typer.Argument(metavar="A", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="[B]", show_default=False)] = "VN",
    record: Record = DEFAULT_RECORD,
    channel: Annotated[str | None, typer.Option("--channel", metavar="CHANNEL")] = None,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.relation import relation as run

    _leave(lambda: run(str(record), one, other, channel, format))


@app.command(cls=Command)
def brief(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    other: Annotated[str | None, typer.Argument(metavar="[B]", show_default=False)] = None,
    record: Record = DEFAULT_RECORD,
    to: Annotated[SheetFormat, typer.Option("--to", metavar="md|html|pdf")] = SheetFormat.MD,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
) -> None:
    from banggiao.cli.brief import brief as run

    _leave(lambda: run(str(record), name, other, to, output))


@app.command(cls=Command)
def ledger(
    record: Record = DEFAULT_RECORD,
    between: Annotated[tuple[str, str] | None, typer.Option("--between", metavar="A B")] = None,
    kind: Annotated[
        CommitmentKind | None, typer.Option("--kind", metavar="proposal|pledge|agreement|invitation")
    ] = None,
    open: Annotated[bool, typer.Option("--open")] = False,
    since: Annotated[str | None, typer.Option("--since", "--from", metavar="DATE", callback=a_period)] = None,
    until: Until = None,
    limit: Limit = 50,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.ledger import ledger as run

    _leave(lambda: run(str(record), between or (), kind, open, since, until, limit, format))


@app.command(cls=Command)
def person(
    name: Annotated[list[str], typer.Argument(metavar="NAME...", show_default=False)],
    on: OnDay = None,
    record: Record = DEFAULT_RECORD,
    authority: Authority = None,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.career import person as run

    _leave(lambda: run(str(record), " ".join(name), on, format))


@app.command(cls=Command)
def office(
    title: Annotated[list[str], typer.Argument(metavar="TITLE...", show_default=False)],
    country: Annotated[str | None, typer.Option("--country", metavar="CC")] = None,
    on: OnDay = None,
    record: Record = DEFAULT_RECORD,
    authority: Authority = None,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.career import office as run

    _leave(lambda: run(str(record), " ".join(title), country, on, format))


@app.command(cls=Command)
def conflicts(
    record: Record = DEFAULT_RECORD, limit: Limit = 100, authority: Authority = None, format: AsContacts = None
) -> None:
    from banggiao.cli.career import conflicts as run

    _leave(lambda: run(str(record), limit, format))


@app.command(cls=Command)
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", show_default=False)],
    input: Annotated[str, typer.Argument(metavar="INPUT", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    errors: Annotated[int, typer.Option("--errors", metavar="N", min=0)] = 0,
    authority: Authority = None,
) -> None:
    from banggiao.cli.evaluate import evaluate as run

    _leave(lambda: run(gold, input, as_json, errors))


@app.command(cls=Command)
def demo(record: Annotated[Path | None, typer.Option("--record", "-r", metavar="FILE")] = None) -> None:
    from banggiao.cli.demo import demo as run

    _leave(lambda: run(record))


# --- judgements ---------------------------------------------------------------------------------------------

_judgements = typer.Typer(cls=Program, rich_markup_mode=None, no_args_is_help=True)
app.add_typer(_judgements, name="judgements")


@_judgements.callback()
def judgements_() -> None:
    pass


@_judgements.command("add", cls=Command)
def judgements_add(
    kind: Annotated[JudgementKind, typer.Argument(metavar="KIND", show_default=False)],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", show_default=False)],
    left: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    right: Annotated[str | None, typer.Argument(metavar="[ID]", show_default=False)] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", envvar="BANGGIAO_BY", show_default=False)] = ...,  # type: ignore[assignment]
    field: Annotated[str | None, typer.Option("--field", metavar="FIELD")] = None,
    value: Annotated[str | None, typer.Option("--value", metavar="VALUE")] = None,
    why: Annotated[str, typer.Option("--why", metavar="WORDS")] = "",
    record: Record = DEFAULT_RECORD,
) -> None:
    from banggiao.cli.judgements import add as run

    given = {"kind": str(kind), "verdict": verdict, "left": left, "right": right, "field": field, "value": value}
    _leave(lambda: run(str(record), given, by, why))


@_judgements.command("export", cls=Command)
def judgements_export(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    orphans: Annotated[bool, typer.Option("--orphans")] = False,
    record: Record = DEFAULT_RECORD,
) -> None:
    from banggiao.cli.judgements import export as run

    _leave(lambda: run(str(record), output, orphans))


@_judgements.command("import", cls=Command)
def judgements_import(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", show_default=False)],
    record: Record = DEFAULT_RECORD,
) -> None:
    from banggiao.cli.judgements import import_ as run

    _leave(lambda: run(str(record), files))


# --- authority ----------------------------------------------------------------------------------------------

_token = typer.Typer(cls=Program, rich_markup_mode=None, no_args_is_help=True)
app.add_typer(_token, name="token")


@_token.callback()
def token_() -> None:
    pass


@_token.command("create", cls=Command)
def token_create(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)], record: Record = DEFAULT_RECORD
) -> None:
    from banggiao.cli.token import create

    _leave(lambda: create(str(record), name))


@_token.command("list", cls=Command)
def token_list(record: Record = DEFAULT_RECORD) -> None:
    from banggiao.cli.token import list_

    _leave(lambda: list_(str(record)))


@_token.command("revoke", cls=Command)
def token_revoke(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)], record: Record = DEFAULT_RECORD
) -> None:
    from banggiao.cli.token import revoke

    _leave(lambda: revoke(str(record), name))


_authority = typer.Typer(cls=Program, rich_markup_mode=None, no_args_is_help=True)
app.add_typer(_authority, name="authority")


@_authority.callback()
def authority_() -> None:
    pass


@_authority.command("list", cls=Command)
def authority_list(
    table: Annotated[str | None, typer.Argument(metavar="[TABLE]", show_default=False)] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="NAME")] = None,
    office: Annotated[str | None, typer.Option("--office", metavar="TITLE")] = None,
    country: Annotated[str | None, typer.Option("--country", "--state", metavar="CC")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", callback=a_period)] = None,
    authority: Authority = None,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.authority import list_ as run

    wanted = {"person": person, "office": office, "country": country, "on": on}
    _leave(lambda: run(table, wanted, format))


@_authority.command("check", cls=Command)
def authority_check(
    authority: Annotated[Path | None, typer.Option("--authority", metavar="DIR", envvar="BANGGIAO_AUTHORITY")] = None,
    format: AsContacts = None,
) -> None:
    from banggiao.cli.authority import check as run

    _leave(lambda: run(authority, format))


@_authority.command("explain", cls=Command)
def authority_explain(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    office: Annotated[str | None, typer.Argument(metavar="[OFFICE]", show_default=False)] = None,
    authority: Authority = None,
) -> None:
    from banggiao.cli.authority import explain as run

    _leave(lambda: run(name, office))
