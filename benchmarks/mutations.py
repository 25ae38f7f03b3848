"""Inputs that nobody would send, each following from a number: broken bytes, texts, markup, rows and containers.

The words are those of our own data files (names, offices, states, verbs, dates), the texts the bundled pages and the
sentences of our tests, so that what comes out still enters the rules. A program that
follows which lines were reached (atheris) is not used: the reader's branches are mostly in compiled tables and
expressions, which it would not see, and what it finds does not follow from a number.
"""

# ruff: noqa: E501  (lists of odd things are read more easily in one line)
from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import random
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from banggiao.article import encodings
from banggiao.lexicon import data_path

ROOT = Path(__file__).resolve().parents[1]
_LONGEST = 1 << 20


class Case(NamedTuple):
    """One input: a page for `read`, or the bytes of a file of the kind that `ending` says."""

    kind: str
    page: str | bytes | dict[str, object]
    ending: str | None = None
    url: str | None = None
    published: str | None = None


# --- words and texts ------------------------------------------------------------------------------------------

# What a slot is filled with: a table of data/ and the column that has the words.
_TABLES = {
    "name": [("authority/people.tsv", 0), ("authority/tenures/world.tsv", 2), ("lexicon/surnames.tsv", 0)],
    "office": [("lexicon/offices.tsv", 0), ("authority/offices/vietnam.tsv", 1), ("events/ranks.tsv", 0)],
    "state": [("lexicon/countries.tsv", 1), ("article/capitals.tsv", 1), ("lexicon/organisations.tsv", 0)],
    "place": [("lexicon/localities.tsv", 0), ("lexicon/provinces.tsv", 0), ("lexicon/venues.tsv", 0)],
    "verb": [("events/cues.tsv", 0), ("lexicon/hides.tsv", 0), ("events/words.tsv", 0)],
    "said": [("statement/verbs.tsv", 0), ("statement/words.tsv", 0), ("statement/subjects.tsv", 0)],
    "matter": [("statement/topics.tsv", 0), ("relation/matters.tsv", 0)],
    "day": [("dating/relatives.tsv", 0), ("dating/parts.tsv", 0), ("dating/weekdays.tsv", 0), ("dating/guards.tsv", 0)],
    "occasion": [("authority/anniversaries.tsv", 1), ("dating/series.tsv", 1), ("dating/tenses.tsv", 0)],
    "small": [("lexicon/words.tsv", 0), ("lexicon/roles.tsv", 0), ("relation/small_words.tsv", 0)],
    "heading": [("article/headings.tsv", 0), ("article/prompts.tsv", 0), ("article/sources.tsv", 0)],
}
_OPENERS = ["Sáng {n}/{n},", "Chiều ngày {n}-{n}-{y},", "Ngày {n} tháng {n} năm {y},", "Từ ngày {n} đến ngày {n}/{n},"]
_OPENERS += [
    "ngày 99/99/9999",
    "{day}",
    "Trước đó,",
    "Nhân dịp {occasion} lần thứ {n},",
    "Tối {n}/{n} (giờ địa phương),",
]
_SHAPES = [
    *("{o} tại {place}, {office} {name} đã {verb} {office} {state} {name}.", "{office} {state} {name} {verb} {state}"),
    *("{o} {office} {name} và {office} {name} {verb} {office} {name}, {office} {name}", "{name} {said} {matter}"),
    *("{office} {name} {said} {state} {said} {matter}; {said} {matter}.", "“{matter}”, {office} {name} {said}."),
    *(
        "{heading}\n{o} {office} {verb} {office}",
        "{name}, {office} {state} (ở giữa) {verb} {name}. Ảnh: {name}/{heading}",
    ),
    *(
        "nhận lời mời của {office} {name}, {office} {name} và Phu nhân {verb} {state} từ ngày {n}-{n}/{n}",
        "{small} {verb}",
    ),
    *(
        "{state} và {state} {verb} {matter} {occasion} {o}",
        "({heading}) - {o}, {office} {name} {verb}",
        "{day} {office}",
    ),
    "{office} {name} gửi điện mừng tới {office} {state} {name} nhân dịp {occasion}",
]
_MARKS = [
    *(
        "(",
        ")",
        "[",
        "]",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "»",
        "...",
        "…",
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "-",
        "–",
        "—",
    ),
    *("/", "\\", "*", "&", "@", "#", "%", "null", "None", "\n", "\n\n", "\r\n", "\t", "  ", "(Ảnh:", "- ", ">>>", "|"),
]
ODD = [
    *("\0", "\x01", "\x0b", "\x0c", "\x1b", "\x1c", "\x7f", "\x85", "\xa0", "\xad", "\u0301", "\u0323", "\u0303\u0309"),
    *("\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u2069", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe"),
    *(
        "\ud800",
        "\udfff",
        "\udc80",
        "\U0001f600",
        "\U0001f468\u200d\U0001f469",
        "\U00020000",
        "\U0010ffff",
        "\u0130",
        "ß",
    ),
    *(
        "ﬁ",
        "Ǆ",
        "\u0345",
        "א",
        "م",
        "١٢",
        "٣",
        "²",
        "Ⅳ",
        "½",
        "〇",
        "﷽",
        "\u3000",
        "\u180e",
        "\u115f",
        "\u0149",
        "ſ",
        "İ",
    ),
    *(
        "đ\u0323",
        "Đ",
        "ð",
        "\u01a1\u0303",
        "ư",
        "\u01b0\u0323",
        "a\u0302\u0301",
        "e\u0301\u0302",
        "oà",
        "òa",
        "\u0340",
        "\u0341",
    ),
]
_TAGS = [
    *(
        "div",
        "p",
        "h1",
        "h2",
        "a",
        "span",
        "article",
        "figure",
        "figcaption",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "script",
    ),
    *(
        "style",
        "br",
        "img",
        "time",
        "meta",
        "title",
        "head",
        "body",
        "html",
        "svg",
        "math",
        "iframe",
        "noscript",
        "pre",
    ),
    *(
        "template",
        "form",
        "select",
        "option",
        "textarea",
        "title",
        "frameset",
        "object",
        "video",
        "b",
        "x-y",
        "section",
    ),
]


@cache
def words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for slot, tables in _TABLES.items():
        for name, column in tables:
            lines = data_path(name).read_text(encoding="utf-8").split("\n")
            rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
            found.setdefault(slot, []).extend(row[column].split(" / ")[0] for row in rows[1:] if row[column])
    return found


@cache
def pages() -> list[bytes]:
    """The bundled pages."""
    return [path.read_bytes() for path in sorted((ROOT / "src/banggiao/data/demo/pages").iterdir())]


@cache
def sentences() -> list[str]:
    """Sentences of the bundled pages and of our tests."""
    texts: list[str] = [data.decode() for data in pages() if not data.startswith(b"<")]
    for path in sorted([*ROOT.glob("tests/event/corpus/*.toml"), ROOT / "tests/mention/corpus.toml"]):
        texts += _strings(tomllib.loads(path.read_text(encoding="utf-8")))
    found = {line.strip() for text in texts for line in text.split("\n")}
    return sorted(line for line in found if 30 < len(line) < 400)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


@cache
def _classes() -> list[str]:
    """Selectors of the outlets, as classes of elements."""
    found = set()
    for path in sorted((ROOT / "src/banggiao/data/outlets").iterdir()):
        for text in _strings(tomllib.loads(path.read_text(encoding="utf-8"))):
            if "." in text and " " not in text and "/" not in text:
                tag, *classes = text.split(".")
                found.add(f"{tag or 'div'} class='{' '.join(classes)}'")
    return sorted(found)


@cache
def _hosts() -> list[str]:
    found = []
    for path in sorted((ROOT / "src/banggiao/data/outlets").iterdir()):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["hosts"]
    return found


# --- texts ----------------------------------------------------------------------------------------------------


def _filled(chance: random.Random, shape: str) -> str:
    """A sentence of a shape, each of its slots with a word of our tables."""
    out = []
    for piece in shape.split("{"):
        slot, brace, rest = piece.partition("}")
        if not brace:
            out.append(piece)
        elif slot == "n":
            out.append(
                f"{chance.choice((chance.randrange(1, 32), chance.randrange(1, 13), chance.randrange(0, 100)))}{rest}"
            )
        elif slot == "y":
            out.append(f"{chance.choice((chance.randrange(1990, 2030), chance.randrange(0, 10000)))}{rest}")
        elif slot == "o":
            out.append(_filled(chance, chance.choice(_OPENERS)) + rest)
        else:
            word = chance.choice(words()[slot])
            out.append((word[:1].upper() + word[1:] if slot == "office" and chance.random() < 0.7 else word) + rest)
    return "".join(out)


def news(chance: random.Random) -> str:
    """One to three sentences by our shapes."""
    made = [_filled(chance, chance.choice(_SHAPES)) for _ in range(chance.choice((1, 1, 1, 1, 2)))]
    return chance.choice((" ", ". ", "\n", "\n\n")).join(made)


def soup(chance: random.Random) -> str:
    """Words of our tables in any order, with marks between them."""
    slots = list(words().values())
    pieces = []
    for _ in range(chance.choice((1, 2, 3, 5, 8, 12, 25))):
        kind = chance.random()
        if kind < 0.65:
            pieces.append(chance.choice(chance.choice(slots)))
        elif kind < 0.8:
            pieces.append(chance.choice(_MARKS))
        elif kind < 0.9:
            pieces.append(str(chance.randrange(10 ** chance.randrange(1, 9))))
        else:
            pieces.append(_filled(chance, chance.choice(_OPENERS)))
    return chance.choice((" ", " ", " ", "", "\n")).join(pieces)


def known(chance: random.Random) -> str:
    """A sentence or two of our own texts."""
    return chance.choice((" ", "\n\n")).join(chance.choices(sentences(), k=chance.choice((1, 1, 1, 2))))


def _cut(chance: random.Random, text: str) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + int(2 ** chance.uniform(0, 7)))


def _dropped(chance: random.Random, text: str) -> str:
    start, end = _cut(chance, text)
    return text[:start] + text[end:]


def _doubled(chance: random.Random, text: str) -> str:
    start, end = _cut(chance, text)
    return text[:end] + text[start:end] * int(2 ** chance.uniform(0, 5)) + text[end:]


def _moved(chance: random.Random, text: str) -> str:
    start, end = _cut(chance, text)
    rest = text[:start] + text[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def _turned(chance: random.Random, text: str) -> str:
    start, end = _cut(chance, text)
    return text[:start] + text[start:end][::-1] + text[end:]


def _sown(chance: random.Random, text: str) -> str:
    """Odd characters here and there, now and then a heap of one."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(ODD) * chance.choice((1, 1, 1, 2, 100)) + text[at:]
    return text


def _marked(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(_MARKS) * chance.choice((1, 1, 1, 2, 30)) + text[at:]
    return text


def _put_in(chance: random.Random, text: str) -> str:
    """Words of our tables between the words."""
    parts = text.split(" ")
    for _ in range(chance.choice((1, 1, 3))):
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(chance.choice(list(words().values()))))
    return " ".join(parts)


def _shuffled(chance: random.Random, text: str) -> str:
    parts = text.split(" ")
    chance.shuffle(parts)
    return " ".join(parts)


def _numbered(chance: random.Random, text: str) -> str:
    return "".join(str(chance.randrange(10)) if char.isdigit() else char for char in text)


def _in_form(chance: random.Random, text: str) -> str:
    return unicodedata.normalize(chance.choice(("NFD", "NFKD", "NFKC")), text)


def _in_case(chance: random.Random, text: str) -> str:
    start, end = (0, len(text)) if chance.random() < 0.5 else _cut(chance, text)
    how: Callable[[str], str] = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + how(text[start:end]) + text[end:]


def _bare(chance: random.Random, text: str) -> str:
    """Without the marks of its letters."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _wrapped(chance: random.Random, text: str) -> str:
    """Between brackets or quotes, some of them open, some nested."""
    opening, closing = chance.choice(("()", "[]", "“”", '""', "‘’", "«»", "{}", "<>", "“(", ")“"))
    depth = chance.choice((1, 1, 2, 50))
    start, end = _cut(chance, text)
    return text[:start] + opening * depth + text[start:end] + closing * chance.choice((0, 1, depth)) + text[end:]


def _blanked(chance: random.Random, text: str) -> str:
    return text.replace(" ", chance.choice(("  ", "\n", "\t", "\xa0", "", "\u200b", " \n ", "\r", "_")))


def _joined(chance: random.Random, text: str) -> str:
    old, new = chance.choice(((", ", " và "), (" và ", ", "), (". ", "."), (".", ". "), (",", "\n"), ("\n", " ")))
    return text.replace(old, new)


def _over(chance: random.Random, text: str) -> str:
    """Its beginning with the end of another one."""
    other = known(chance)
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]


_CHANGES = [
    *(_dropped, _doubled, _moved, _turned, _sown, _marked, _put_in, _shuffled, _numbered, _in_form, _in_case, _bare),
    *(_wrapped, _blanked, _joined, _over, _sown, _put_in),
]


def text(chance: random.Random) -> str:
    """A text of some hundred characters, changed up to five times."""
    kind = chance.random()
    made = news(chance) if kind < 0.3 else soup(chance) if kind < 0.75 else known(chance)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5))):
        made = chance.choice(_CHANGES)(chance, made)[:20_000]
    return made


# --- bytes ----------------------------------------------------------------------------------------------------


@cache
def _codes(name: str) -> dict[str, bytes]:
    return {letter: seen.encode("latin-1") for seen, letter in encodings.letters()[name].items()}


def _written(chance: random.Random, words: str) -> bytes:
    """The text in an encoding, old Vietnamese ones too, or as a program writes it that took it for another one."""
    name = chance.choice(
        ("utf-8", "utf-8", "utf-16", "utf-32", "utf-8-sig", "cp1258", "wrong", "utf-16-le", "utf-7", "old")
    )
    if name == "old":
        codes = _codes(chance.choice(sorted(encodings.letters())))
        return b"".join(codes.get(char) or char.encode("cp1252", "replace") for char in words)
    if name == "wrong":
        return words.encode("utf-8", "replace").decode(chance.choice(("cp1252", "latin-1")), "replace").encode()
    try:
        return words.encode(name, "surrogatepass" if name.startswith("utf-") and name != "utf-7" else "replace")
    except UnicodeError:
        return words.encode("utf-8", "surrogatepass")


_BAD = [
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf5",
    b"\r",
    b"\x1a",
    b"\xe1",
]


def broken(chance: random.Random, data: bytes, times: int | None = None) -> bytes:
    """Bytes flipped, put in, left out, doubled, cut off."""
    made = bytearray(data)
    for _ in range(chance.choice((0, 1, 1, 2, 4, 16)) if times is None else times):
        at = chance.randrange(len(made) + 1)
        size = int(2 ** chance.uniform(0, 6))
        kind = chance.randrange(6)
        if kind == 0 and at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            made[at:at] = chance.choice(_BAD)
        elif kind == 2:
            del made[at : at + size]
        elif kind == 3:
            made[at:at] = made[at : at + size] * chance.choice((1, 2, 8))
        elif kind == 4:
            made[at : at + size] = chance.randbytes(size)
        elif chance.random() < 0.3:
            del made[at:]
    return bytes(made)


# --- markup ---------------------------------------------------------------------------------------------------

_ENTITIES = [
    "&nbsp;",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&#99999999999;",
    "&aacute;",
    "&ocirc",
    "&lt;p&gt;",
    "&",
    "&#",
    "&x;",
]
_ODD_MARKUP = [
    *(
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE html>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "<?xml version='1.0'?>",
        "<?php",
    ),
    *(
        "<",
        ">",
        "</",
        "<>",
        "</>",
        "<a href=",
        "<p class='",
        "<div/>",
        "</body>",
        "</html>",
        "<plaintext>",
        "<base href=//x>",
    ),
    *("<script type=application/ld+json>", "</script>", "<style>", "<textarea>", "<noscript>", "<frameset>", "<title>"),
    "<meta property='og:title' content='",
    "<meta charset=utf-16>",
    "<meta http-equiv=content-type content='text/html; charset=tcvn'>",
    '<script type=application/ld+json>{"@type":"NewsArticle","datePublished":"2024-13-99","headline":[1,{}]}</script>',
    "<meta property=article:published_time content=2024-02-30T99:99>",
    "<time datetime='9999-12-31T23:59:59+99:99'>",
]


def markup(chance: random.Random) -> str:
    """Elements that hold texts, many of them as an outlet's page has them, some of them never closed."""
    out: list[str] = [] if chance.random() < 0.5 else ["<!doctype html><html><head><title>Tin</title></head><body>"]
    open_: list[str] = []
    for _ in range(chance.choice((1, 2, 3, 4, 6, 12))):
        kind = chance.random()
        if kind < 0.3:
            named = chance.choice(_classes()) if chance.random() < 0.4 else chance.choice(_TAGS)
            open_.append(named.split(" ")[0])
            out.append(f"<{named}>" * chance.choice((1, 1, 1, 1, 40)))
        elif kind < 0.6:
            made = text(chance)[:150]
            out.append(made if chance.random() < 0.2 else f"<p>{made}</p>")
        elif kind < 0.8 and open_:
            out.append(f"</{open_.pop(chance.randrange(len(open_)))}>")
        elif kind < 0.9:
            out.append(chance.choice(_ODD_MARKUP))
        elif kind < 0.97:
            out.append(chance.choice(_ENTITIES) * chance.choice((1, 1, 20)))
        else:
            out.append(
                f"<p {chance.choice(('title', 'style', 'class', 'href', 'onclick'))}='{'x' * chance.choice((10, 5000))}'>"
            )
    return "".join(out)


# --- files that hold pages ------------------------------------------------------------------------------------


def _row(chance: random.Random) -> dict[str, object]:
    fields = chance.sample(
        ["title", "lead", "text", "id", "url", "published", "date", "html", "outlet", "x"], chance.randrange(1, 6)
    )
    odd: list[object] = [
        None,
        0,
        -1,
        1e308,
        True,
        [],
        {},
        ["a"],
        {"a": {}},
        "",
        " ",
        "2024-02-30",
        "2024",
        "9999-99",
        "\0",
    ]
    return {name: chance.choice(odd) if chance.random() < 0.3 else text(chance)[:150] for name in fields}


def _jsonl(chance: random.Random) -> bytes:
    rows = [json.dumps(_row(chance), ensure_ascii=chance.random() < 0.5) for _ in range(chance.randrange(1, 3))]
    made = "\n".join(rows).encode("utf-8", "surrogatepass")
    return b"[" * chance.choice((0, 0, 0, 1, 3000)) + made


def _csv(chance: random.Random) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=chance.choice(",;\t"), lineterminator=chance.choice(("\n", "\r\n", "\r")))
    names = chance.sample(["title", "lead", "text", "url", "date", "x", "published"], 3)
    writer.writerow([*names, chance.choice(("text", "title", "x"))])
    for _ in range(chance.randrange(1, 3)):
        writer.writerow([text(chance)[:150] for _ in range(chance.choice((4, 4, 1, 6)))])
    return out.getvalue().encode(chance.choice(("utf-8", "utf-16", "utf-8-sig")), "surrogatepass")


def _mail(chance: random.Random) -> bytes:
    words, kind = (
        text(chance)[:200],
        chance.choice(("text/plain", "text/html", "multipart/alternative", "image/png", "x")),
    )
    data = _written(chance, words)
    coding = chance.choice(("base64", "quoted-printable", "8bit", "x", "7bit"))
    body = base64.encodebytes(data) if coding == "base64" else data
    subject = chance.choice(
        (f"=?utf-8?b?{base64.b64encode(data[:60]).decode()}?=", "Tin", "=?x?q?=ff?=", "=?utf-8?q?" + "a" * 300)
    )
    charset = chance.choice(("utf-8", "windows-1258", "x", "utf-16", '"', "us-ascii"))
    head = (
        f"From: a@b.example\nSubject: {subject}\nDate: {chance.choice(('Thu, 5 Sep 2024 10:00:00 +0700', '5', '', 'Thu, 99'))}\n"
        f"Content-Type: {kind}; charset={charset}; boundary=b\nContent-Transfer-Encoding: {coding}\n\n"
    ).encode()
    if kind.startswith("multipart"):
        body = (
            b"--b\nContent-Type: text/html\n\n<p>" + body + b"\n--b\nContent-Type: text/plain\n\n" + body + b"\n--b--\n"
        )
    return head + body


def _mbox(chance: random.Random) -> bytes:
    return b"\n\n".join(b"From a@b Thu Sep  5 10:00:00 2024\n" + _mail(chance) for _ in range(chance.choice((1, 2))))


def _warc(chance: random.Random) -> bytes:
    out = []
    for _ in range(chance.choice((1, 1, 2))):
        page = markup(chance).encode("utf-8", "surrogatepass")
        headers = chance.choice(
            (b"", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n")
        )
        if b"gzip" in headers and chance.random() < 0.7:
            page = gzip.compress(page, 1, mtime=0)
        if b"chunked" in headers:
            page = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
        kind = chance.choice((b"text/html; charset=utf-8", b"text/html", b"text/html; charset=x", b"image/png"))
        http = (
            b"HTTP/1.1 "
            + chance.choice((b"200 OK", b"404 Not Found", b"x"))
            + b"\r\nContent-Type: "
            + kind
            + b"\r\n"
            + headers
            + b"\r\n"
            + page
        )
        size = len(http) + chance.choice((0, 0, 0, -5, 5, 10**9))
        one = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:a>\r\nWARC-Target-URI: https://bao.example/a\r\n"
        one += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
            size,
            http,
        )
        out.append(gzip.compress(one, 1, mtime=0) if chance.random() < 0.5 else one)
    return b"".join(out)


def _feed(chance: random.Random) -> bytes:
    entities = chance.choice(("", "", "<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'>]>"))
    items = "".join(
        f"<item><title>{text(chance)[:100]}</title><link>{chance.choice(('https://bao.example/1', '', 'x' * 3000))}</link>"
        f"<description><![CDATA[{markup(chance)[:150]}]]></description><pubDate>{chance.choice(('Thu, 05 Sep 2024', '9', ''))}</pubDate></item>"
        for _ in range(chance.choice((1, 2)))
    )
    made = (
        f"<?xml version='1.0'?>{entities}<rss version='2.0'><channel>{items}{'&c;' if entities else ''}</channel></rss>"
    )
    return made.encode("utf-8", "replace")


def _zip(chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name in chance.sample(
            ("a.txt", "a.html", "../a.txt", "a.jsonl", "/a.txt", "a", "\u202ea.txt", "a.zip"), k=2
        ):
            archive.writestr(zipfile.ZipInfo(name), text(chance)[:150].encode("utf-8", "surrogatepass"))
    return out.getvalue()


@cache
def _tables() -> list[bytes]:
    """Small Parquet files; made once, for only their bytes are broken."""
    import polars

    chance, out = random.Random(0), []
    for compression in ("zstd", "snappy", "uncompressed", "gzip"):
        rows = [{"text": known(chance), "url": f"https://bao.example/{n}", "date": "2024-09-05"} for n in range(3)]
        buffer = io.BytesIO()
        polars.DataFrame(rows).write_parquet(buffer, compression=compression)  # type: ignore[arg-type]
        out.append(buffer.getvalue())
    return out


_FILES: dict[str, Callable[[random.Random], bytes]] = {
    ".jsonl": _jsonl,
    ".json": _jsonl,
    ".csv": _csv,
    ".eml": _mail,
    ".mbox": _mbox,
    ".warc": _warc,
    ".rss": _feed,
    ".zip": _zip,
    ".parquet": lambda chance: chance.choice(_tables()),
}


def file(chance: random.Random) -> tuple[str, bytes]:
    """A file that holds pages, whole or broken, now and then packed."""
    ending = chance.choice(
        (".jsonl", ".jsonl", ".json", ".csv", ".csv", ".eml", ".mbox", ".warc", ".warc", ".rss", ".zip")
    )
    if chance.random() < 0.05:
        ending = ".parquet"
    data = broken(chance, _FILES[ending](chance))
    if chance.random() < 0.1 and ending != ".parquet":
        return ending + ".gz", broken(chance, gzip.compress(data, 1, mtime=0), chance.choice((0, 0, 1, 3)))
    return ending, data


# --- far too much of something --------------------------------------------------------------------------------


def heap(chance: random.Random) -> str | bytes:
    """Up to a million characters of one kind: of a letter, a word, a name, a tag, never closed or closed too often."""
    size = int(2 ** chance.uniform(10, 20))
    kind = chance.randrange(12)
    piece: str
    if kind == 0:
        piece = chance.choice((*"aAđ1 .,-(“\"\n<&;:/'’…?!*", *ODD))
    elif kind == 1:
        piece = chance.choice(chance.choice(list(words().values()))) + chance.choice(
            (" ", ", ", " và ", "\n", "; ", ". ")
        )
    elif kind == 2:
        piece = _filled(
            chance, chance.choice(("{office} {state} {name}, ", "{name}, ", "{office} {name} và ", "{state}, "))
        )
    elif kind == 3:
        piece = _filled(chance, chance.choice((*_SHAPES, *_OPENERS))) + chance.choice((" ", ". ", "\n", "\n\n"))
    elif kind == 4:
        piece = chance.choice(
            ("ngày 99/99/9999 ", "từ ngày 9/9 đến ", "1/", "9.9.", "A.B.", "a: ", "http://a.b/c ", "Ảnh: A/B\n")
        )
    elif kind == 5:
        piece = "".join(chance.choices("(“[‘«{<" if chance.random() < 0.5 else ")”]’»}>", k=3))
    elif kind == 6:
        depth = min(size // 5, 100_000)
        tag = chance.choice(_TAGS)
        closed = f"</{tag}>" * chance.choice((0, depth))
        return f"<html><body>{f'<{tag}>' * depth}{known(chance)}{closed}".encode()
    elif kind == 7:
        return f"<html><body><p class='{'x ' * (size // 2)}' {'a=b ' * (size // 8)}>{known(chance)}".encode()
    elif kind == 8:
        return f"<html><body>{chance.choice((*_ENTITIES, *_ODD_MARKUP)) * (size // 8)}{known(chance)}".encode()
    elif kind == 9:
        piece = chance.choice(words()["heading"]) + chance.choice(("\n", "\n\n", " ", ": "))
    elif kind == 10:
        pieces = [known(chance), news(chance), soup(chance)]
        piece = chance.choice((" ", "\n", "\n\n")).join(pieces)
    else:
        return _written(chance, known(chance)) * (size // 400)
    made = (piece * (size // len(piece) + 1))[:size]
    return known(chance) + chance.choice((" ", "\n\n")) + made if chance.random() < 0.5 else made


# --- the cases ------------------------------------------------------------------------------------------------


def case(seed: int, number: int) -> Case:
    """The input of a number: the same each time."""
    chance = random.Random((seed << 40) + number)
    url = f"https://{chance.choice(_hosts())}/tin-{chance.randrange(10**6)}.html" if chance.random() < 0.2 else None
    published = (
        chance.choice(("2024-09-05", "2017", "2024-13-45", "", "9999-12-31", "0001-01-01", "x"))
        if chance.random() < 0.1
        else None
    )
    if number % 5000 == 0:
        return Case("heap", heap(chance), None, url, published)
    if number % 1000 == 1:
        return Case("page", broken(chance, chance.choice(pages())), None, url, published)
    kind = chance.random()
    if kind < 0.62:
        return Case("text", text(chance), None, url, published)
    if kind < 0.78:
        return Case("bytes", broken(chance, _written(chance, text(chance))), None, url, published)
    if kind < 0.84:
        return Case("row", _row(chance), None, url, published)
    if kind < 0.89:
        return Case("html", broken(chance, _written(chance, markup(chance))), ".html", url, published)
    if kind < 0.92:
        return Case("markup", markup(chance), None, url, published)
    ending, data = file(chance)
    return Case(ending, data, ending, url, published)
