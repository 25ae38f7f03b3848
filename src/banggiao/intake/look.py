"""What do these bytes hold? Decided from their first 64 KB, where the file's name does not say."""

from __future__ import annotations

import codecs
import re

import msgspec

HEAD = 1 << 16

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Blank, tab, line ends, form feed and escape stand in texts; old Vietnamese code pages put a few rare capitals on
# control codes, so some are let through.
_CONTROL = bytes(code for code in range(0x20) if code not in b"\t\n\r\f\x1b")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|meta|title|article|div)\b", re.S | re.I
)
_HTML_LATER = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.I)


def kind_of(head: bytes) -> str:
    """One of gzip, warc, parquet, binary, html, jsonl, json, text."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    if is_binary(head):
        return "binary"
    # Rows may hold markup, so they are looked for first.
    return _json_kind(head) or ("html" if is_html(head) else "text")


def is_binary(head: bytes) -> bool:
    """Neither text in any encoding we know of nor markup: zero bytes, or more than 5 % control codes."""
    if head.startswith((*_UTF16, codecs.BOM_UTF32_BE)):
        return False
    if b"\0" in head or head.startswith(b"%PDF-"):
        return True
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls * 20 > len(head)


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
