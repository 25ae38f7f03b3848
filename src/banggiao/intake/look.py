"""What do these bytes hold? Decided from their first 64 KB, where the file's name does not say."""

from __future__ import annotations

import codecs
import re

import msgspec

from banggiao.intake import listing
from banggiao.intake.packed import packing_of
from banggiao.intake.rows import TEXT_FIELDS

HEAD = 1 << 16

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Blank, tab, line ends, form feed and escape stand in texts; old Vietnamese code pages put a few rare capitals on
# control codes, so some are let through.
_CONTROL = bytes(code for code in range(0x20) if code not in b"\t\n\r\f\x1b")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|meta|title|article|div)\b", re.S | re.I
)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):")
_OF_MAILS = {b"from", b"subject", b"date", b"mime-version", b"message-id", b"received", b"return-path", b"to"}
_HTML_LATER = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.I)


def kind_of(head: bytes) -> str:
    """One of gzip, bzip2, xz, zstd, zip, tar, warc, parquet, mbox, eml, feed, binary, html, jsonl, json, csv, text."""
    if packing := packing_of(head):
        return packing
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    if is_binary(head):
        return "binary"
    if _is_mail(head):
        return "mbox" if head.startswith(b"From ") else "eml"
    if listing.kind_of(head):
        return "feed"
    # Rows may hold markup, so they are looked for first.
    return _json_kind(head) or ("html" if is_html(head) else "csv" if _is_table(head) else "text")


def _is_mail(head: bytes) -> bool:
    """Whether the lines before the first blank one are headers, three of them a mail's."""
    seen: set[bytes] = set()
    for number, line in enumerate(head.splitlines()[:200]):
        found = _HEADER.match(line)
        if found:
            seen.add(found[1].lower())
        elif not line.strip() or not (line[:1] in b" \t" or (number == 0 and line.startswith(b"From "))):
            break
    return len(seen & _OF_MAILS) >= 3


def _is_table(head: bytes) -> bool:
    """Whether the first line names columns, one of them ours."""
    first = head.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0].decode("utf-8", "replace").lower()
    names = [name.strip(' "\r') for name in re.split("[,;\t]", first)]
    return len(names) > 1 and bool(set(TEXT_FIELDS) & set(names)) and all(len(name) <= 40 for name in names)


def is_binary(head: bytes) -> bool:
    """Neither text in any encoding we know of nor markup: zero bytes, or more than 5 % control codes."""
    if head.startswith((*_UTF16, codecs.BOM_UTF32_BE)):
        return False
    if b"\0" in head or head.startswith(b"%PDF-"):
        return True
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls * 20 > len(head)


def begins_html(data: bytes) -> bool:
    """Whether markup begins the bytes."""
    return bool(_HTML.match(data.removeprefix(codecs.BOM_UTF8)))


def is_html(head: bytes) -> bool:
    """Whether markup begins the bytes, or a doctype or <html> stands in the first 2 KB of them."""
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8)[:2048]
    return bool(_HTML.match(head) or _HTML_LATER.search(head))


def _json_kind(head: bytes) -> str | None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"{"):
        first, *later = start.splitlines()
        # One row longer than what was looked at, or a good row among the first (the very first may be broken).
        return "jsonl" if (not later and len(head) >= HEAD) or any(map(_is_object, [first, *later])) else "json"
    # "[Ảnh] Lễ đón ..." is a text: only what goes on like a list of objects is JSON.
    return "json" if re.match(rb"\[\s*[{\]]", start) else None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except msgspec.DecodeError:
        return False
