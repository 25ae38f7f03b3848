"""The values that options take, and how they are checked."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import typer

from banggiao.cli.words import say


class Language(StrEnum):
    VI = "vi"
    EN = "en"


class EngineName(StrEnum):
    PROCESSES = "processes"
    DASK = "dask"


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class PageFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


ContactFormat = PageFormat


class SheetFormat(StrEnum):
    HTML = "html"
    MD = "md"
    PDF = "pdf"


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    FTM = "ftm"
    POPOLO = "popolo"
    JSONLD = "jsonld"
    PLOVER = "plover"
    GRAPHML = "graphml"
    ICS = "ics"


class ContactType(StrEnum):
    MEETING = "meeting"
    VISIT = "visit"
    CALL = "call"
    MESSAGE = "message"
    AGREEMENT = "agreement"


class CommitmentKind(StrEnum):
    PROPOSAL = "proposal"
    PLEDGE = "pledge"
    AGREEMENT = "agreement"
    INVITATION = "invitation"


class EventStatus(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class JudgementKind(StrEnum):
    PERSON = "person"
    CONTACT = "contact"
    FOLLOW_UP = "follow_up"
    FIELD = "field"


class By(StrEnum):
    CONTACT = "contact"
    PAGE = "page"


class Order(StrEnum):
    NEWEST = "newest"
    RELEVANCE = "relevance"


def a_day(value: str | None) -> str | None:
    """A publication date: a day, month, year or ISO time; as EDTF."""
    if value is None:
        return None
    from banggiao.intake.rows import day_of

    if day := day_of(value):
        return day
    raise typer.BadParameter(say("usage.date", value=value))


def own_files(folder: Path | None) -> Path | None:
    """A folder of authority files, laid over ours from here on; a mistake in them is one of usage."""
    if folder is None:
        return None
    from banggiao import authority
    from banggiao.lexicon import DataError

    try:
        authority.use(folder)
    except DataError as error:
        raise typer.BadParameter(str(error)) from error
    return folder


def a_period(value: str | None) -> str | None:
    """A day, month or year that bounds a period."""
    return a_day(value)


def an_address(value: str | None) -> str | None:
    """A port, or an address and a port: `9464`, `0.0.0.0:9464`, `[::1]:9464`."""
    if value is not None and listening_at(value) is None:
        raise typer.BadParameter(say("serve.no_address", value=value))
    return value


def listening_at(value: str) -> tuple[str, int] | None:
    """The address and port that are meant; this machine alone where only a port is given, None where neither is."""
    host, _, port = value.rpartition(":")
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        return None
    return (host.removeprefix("[").removesuffix("]") or "127.0.0.1", int(port))
