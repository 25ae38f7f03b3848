"""Mails: single ones (.eml) and mailboxes (.mbox), as exported from any mail program."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime
from email import errors, policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import BinaryIO, cast

from banggiao.intake.files import LARGEST_PAGE, Known, OnError, too_big
from banggiao.intake.problem import InputProblem
from banggiao.intake.rows import HANOI
from banggiao.intake.tables import mended
from banggiao.model import Source

_TITLED = re.compile(rb"<title\b", re.I)
_PARSER = BytesParser(policy=policy.default.clone(raise_on_defect=False))


def from_mail(name: str, data: bytes, known: Known, on_error: OnError) -> Iterator[Source]:
    """The mail as one page: its HTML where it has one, else its text; the subject is the headline, the day it was sent
    the day of publication.
    """
    try:
        mail = _PARSER.parsebytes(data)
        source = _page(name, mail, known)
    except (errors.MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError) as error:
        # The standard library's parser of mails fails on broken ones in many ways.
        on_error(InputProblem(name, "mail", why=str(error).split("\n")[0][:80] or type(error).__name__))
        return
    if source is None:
        on_error(InputProblem(name, "no_text"))
    else:
        yield source


def from_mbox(name: str, stream: BinaryIO, known: Known, on_error: OnError) -> Iterator[Source]:
    """`#N` counts the mails of the box."""
    number = 0
    for number, data in enumerate(_mails(stream), 1):
        if data is None:
            on_error(too_big(f"{name}#{number}"))
        else:
            yield from from_mail(f"{name}#{number}", data, known, on_error)
    if not number:
        on_error(InputProblem(name, "empty"))


def _mails(stream: BinaryIO) -> Iterator[bytes | None]:
    """The mails between the "From " lines; None for one that is too long."""
    lines: list[bytes] = []
    size = 0
    begun = False
    blank = True
    while line := stream.readline(1 << 20):
        if blank and line.startswith(b"From "):
            if begun:
                yield b"".join(lines) if size <= LARGEST_PAGE else None
            lines, size, begun = [], 0, True
        elif begun or line.strip():
            begun = True
            size += len(line)
            if size <= LARGEST_PAGE:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= LARGEST_PAGE else None


def _page(name: str, mail: EmailMessage, known: Known) -> Source | None:
    body = mail.get_body(preferencelist=("html", "plain"))
    part = cast(EmailMessage, body) if body is not None else None
    if part is None or part.get_content_maintype() != "text":
        return None
    data = cast(bytes, part.get_payload(decode=True)) or b""
    title = " ".join(str(mail.get("Subject") or "").replace("\0", " ").split())
    published = _day(mail) or known.published
    charset = part.get_content_charset()
    text = _decoded(data, charset)
    if part.get_content_subtype() == "html":
        if not data.strip():
            return None
        if title and not _TITLED.search(data):
            text = f"<title>{html.escape(title)}</title>{text}"
        return Source(
            name=name, data=text.encode("utf-8", "surrogateescape"), html=True, url=known.url, published=published
        )
    if not text.strip():
        return None
    row: dict[str, object] = {"title": title} if title else {}
    row["text"] = mended(text).replace("\r\n", "\n")
    if published:
        row["published"] = published
    return Source(name=name, row=row, html=False, url=known.url, published=published)


def _decoded(data: bytes, charset: str | None) -> str:
    """The text by the mail's own word; bytes that don't fit are kept for the reader to look into."""
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return data.decode("utf-8", "surrogateescape")


def _day(mail: EmailMessage) -> str | None:
    try:
        sent: datetime | None = mail["Date"].datetime
        if sent is None:
            return None
        return (sent.astimezone(HANOI) if sent.tzinfo else sent).date().isoformat()
    except (AttributeError, ValueError, OverflowError, TypeError, KeyError):
        return None
