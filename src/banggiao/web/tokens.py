"""Tokens that let people judge: one a name, kept hashed in a small file beside the record (`RECORD.tokens`).

The file is not part of the record: a record can be handed on, or made anew, without handing on who may write to it. A
token has 256 random bits, so that one plain hash keeps it safe. Nothing of the token itself is kept.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path
from typing import NamedTuple

from banggiao.text import nfc

_PREFIX = "bg_"  # so that a token found in a log or a mail is known for what it is
_LONGEST_NAME = 80


class TokenError(Exception):
    """A token can't be made, kept or taken back; the message says why."""


class Kept(NamedTuple):
    """A token as the file has it: whose it is, since when (UTC, ISO 8601), and its SHA-256."""

    name: str
    since: str
    digest: str


def path_of(record: str) -> Path:
    return Path(f"{record}.tokens")


def create(record: str, name: str) -> str:
    """A new token for `name`; it is shown once and can't be read back.

    Raises TokenError when the name is empty, taken, too long, or the file can't be written.
    """
    name = " ".join(nfc(name).split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise TokenError(f"{name!r} is no name for a token: it needs 1 to {_LONGEST_NAME} letters")
    kept = all_(record)
    if any(each.name == name for each in kept):
        raise TokenError(f"{name} has a token already; revoke it first, or choose another name")
    token = _PREFIX + secrets.token_urlsafe(32)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    _write(record, [*kept, Kept(name, now, _digest(token))])
    return token


def revoke(record: str, name: str) -> bool:
    """Take a token back, at once; False where there is none of this name."""
    kept = all_(record)
    left = [each for each in kept if each.name != " ".join(nfc(name).split())]
    if len(left) == len(kept):
        return False
    _write(record, left)
    return True


def all_(record: str) -> list[Kept]:
    """Every token of a record, oldest first.

    Raises TokenError when the file can't be read or isn't one of ours.
    """
    path = path_of(record)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise TokenError(f"{path}: can't be read: {error}") from error
    kept = []
    for number, line in enumerate(lines, 1):
        parts = line.split("\t")
        if len(parts) != 3 or len(parts[2]) != 64:
            raise TokenError(f"{path}, line {number}: is no token; mend or remove the line")
        kept.append(Kept(*parts))
    return kept


def who(record: str, token: str) -> str | None:
    """Whose token this is. Takes as long for a wrong one as for a right one."""
    digest = _digest(token)
    found = None
    for each in all_(record):
        if hmac.compare_digest(each.digest, digest):
            found = each.name
    return found


def form_key(token: str) -> str:
    """What a form must bring along to be taken as sent from our page: follows from the token, doesn't tell it."""
    return hmac.new(token.encode(), b"banggiao form", hashlib.sha256).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _write(record: str, kept: list[Kept]) -> None:
    """All of the file or nothing of it; for the owner's eyes only."""
    path = path_of(record)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600 from the start
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.writelines("\t".join(each) + "\n" for each in kept)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise TokenError(f"{path}: can't be written: {error.strerror}") from error
