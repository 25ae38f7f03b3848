"""Bytes to text: which encoding, and what to say when there is none.

The text that comes out is NFC with "\\n" line ends and without NULs and lone surrogates (both become U+FFFD), so that
it can be
stored, searched and written as UTF-8 by everything after it.
"""

from __future__ import annotations

import codecs
import re
from math import ceil

from banggiao.article import encodings
from banggiao.model import Issue
from banggiao.text import nfc

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"SQLite format 3",
    b"RIFF",
    b"PAR1",
)
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
# Scripts and styles that hold no sign of a tag or a comment, so that nothing but their own contents is left out; data
# ("application/ld+json") is looked at. (Nothing possessive: Python before 3.11.5 overlooks matches then.)
_SCRIPTS = re.compile(
    rb"(<(script|style)\b(?![^>]{0,300}?json)[^>]{0,300}>)"
    rb"[^<]*(?:<(?![a-zA-Z/!?])[^<]*){0,5000}(?=</\2[\s>])",
    re.IGNORECASE,
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,30})", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_APART = re.compile("[\u0300-\u0303\u0306\u0309\u031b\u0323]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TO_JOIN = "\x00\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_MARKED = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u0300-\u0303\u0309\u0323\u1ea0-\u1ef9áàãéèíìĩóòõúùũý]")

SAMPLE = 65_536
_FEW = 8  # NULs


def issue(code: str, note: str, start: int = 0, end: int = 0) -> Issue:
    """An issue of this room."""
    return Issue(stage="article", code=code, start=start, end=end, note=note)


def storable(text: str) -> str:
    """The text without NULs and lone surrogates, in NFC."""
    if _UNSTORABLE.search(text):
        text = _UNSTORABLE.sub("\ufffd", text)
    return nfc(text)


def decode(data: bytes, *, markup: bool = False) -> tuple[str, list[Issue]]:
    """The text of `data` and what was wrong with it. Never raises; what is no text at all gives "" and an issue.

    `markup`: whoever reads it brings each piece to NFC, so that scripts and menus needn't be looked through for it.
    """
    if not data.strip():
        return "", [issue("empty", "nothing in it")]
    text, issues = _decode(_without_scripts(data) if markup else data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    as_it_is = markup and not issues and (_is_plain(data) or not any(mark in text for mark in _TO_JOIN))
    return mended(text, issues, as_it_is=as_it_is), issues


def _without_scripts(markup: bytes) -> bytes:
    """The markup without what stands in its scripts and styles: most of a page, and nothing that is read."""
    pieces: list[bytes] = []
    at = 0
    for match in _SCRIPTS.finditer(markup):
        pieces.append(markup[at : match.end(1)])
        at = match.end()
    pieces.append(markup[at:])
    return b"".join(pieces)


def _is_plain(data: bytes) -> bool:
    """Whether there is surely none of _TO_JOIN in what these bytes are decoded to: quickly told of UTF-8."""
    return b"\xcc" not in data and b"\x00" not in data and not data.startswith(_UTF16)


def mended(text: str, issues: list[Issue], *, as_it_is: bool = False) -> str:
    """The text in NFC and without what can't be stored; that it was in an old encoding, or in letters and marks apart,
    becomes an issue."""
    joined = text if as_it_is else storable(text)
    letters, was = encodings.mended(joined)
    if was:
        issues.append(issue("encoding", f"letters of {was}, converted"))
        return storable(letters)
    if joined is not text and _is_apart(text):
        issues.append(issue("encoding", "letters and marks apart (NFD), joined"))
    return joined


def _is_apart(text: str) -> bool:
    """Whether most marks of a text stand apart from their letters."""
    apart = len(_APART.findall(text[:SAMPLE]))
    return apart > 2 and apart * 2 > len(_MARKED.findall(text[:SAMPLE]))


def _decode(data: bytes) -> tuple[str, list[Issue]]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _by_name(data[len(bom) :], name)
    if data.startswith(_MAGIC):
        return "", [issue("not_text", "a binary file, not a page")]
    nul = data[:SAMPLE].count(0)
    if nul >= _FEW:
        wide = _wide(data[:SAMPLE], nul)
        if wide is not None:
            return _by_name(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None:
        return (text, []) if not _is_binary(data) else ("", [issue("not_text", "control characters, not a page")])
    return _guess(data)


def _wide(sample: bytes, nul: int) -> str | None:
    """UTF-16 without a mark: in Vietnamese text most second bytes are 0. Of a few bytes it can't be told."""
    if nul < len(sample) * 0.2:
        return None
    odd = sample[1::2].count(0)
    return "utf-16-le" if odd > nul * 0.9 else "utf-16-be" if odd < nul * 0.1 else None


def _is_binary(data: bytes) -> bool:
    """A text may hold a stray control character; a tenth of them is no text."""
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls > 16 and controls > len(sample) * 0.1


def _by_name(data: bytes, name: str) -> tuple[str, list[Issue]]:
    try:
        return data.decode(name), []
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
    except LookupError:
        return _guess(data)
    return text, [issue("undecodable", f"{text.count(chr(0xFFFD))} characters are not {name}")]


def _guess(data: bytes) -> tuple[str, list[Issue]]:
    """Text that is not UTF-8: what the page says it is, UTF-8 with a few broken bytes, then the old code pages."""
    try:
        return data.decode("utf-8", "surrogatepass"), [issue("undecodable", "lone surrogates")]
    except UnicodeDecodeError:
        pass
    if _is_binary(data):
        return "", [issue("not_text", "neither UTF-8 nor another text encoding")]
    broken = data[:SAMPLE].decode("utf-8", "replace")
    if broken.count("\ufffd") <= max(2, len(broken) // 100) and any(ord(c) > 127 and c != "\ufffd" for c in broken):
        text = data.decode("utf-8", "replace")
        return text, [issue("undecodable", f"{text.count(chr(0xFFFD))} broken characters")]
    if (old := encodings.of_bytes(data)) is not None:
        return old[0], [issue("encoding", f"not UTF-8, read as {old[1]}")]
    for name in _candidates(data):
        try:
            text = data.decode(name, "replace")
        except LookupError:
            continue
        if text.count("\ufffd") <= len(text) // 100:
            return text, [issue("encoding", f"not UTF-8, read as {name}")]
    text = data.decode("cp1252", "replace")
    return text, [issue("undecodable", f"{text.count(chr(0xFFFD))} characters are in no known encoding")]


def _candidates(data: bytes) -> list[str]:
    from resiliparse.parse.encoding import detect_encoding

    names: list[str] = []
    declared = _META.search(data[:4096])
    if declared is not None:
        names.append(declared[1].decode("ascii").lower())
    names.append("cp1258")
    detected = detect_encoding(data[:SAMPLE])
    if detected:
        names.append(detected)
    # A declared or detected "windows-1252" of a Vietnamese page is nearly always windows-1258: same bytes but for the
    # marks.
    return [name for name in dict.fromkeys(names) if name not in ("utf-8", "utf8")]


def is_vietnamese(text: str) -> bool:
    """Whether a text (of at least 200 letters; shorter ones pass) is written in Vietnamese with its marks."""
    sample = text[:2_000] + text[20_000:22_000]
    letters = len(sample) - sample.count(" ") - sample.count("\n")
    return letters < 200 or encodings.some(_MARKED, sample, enough := ceil(letters * 0.05)) == enough
